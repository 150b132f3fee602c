"""Records of PhysioNet: their numbers as the wfdb package reads them, refused where
they lead elsewhere, found by the names that tables give them, neutral in the sandbox.
"""

import base64
import json
import resource
import subprocess
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import soundfile
from format_files import write_wfdb
from inside import forgeweld

from agent.data import bundles, columns, duplicates, formats, guarding, media, tables
from agent.errors import DataError
from templates.blocks.formats.mains import name_mains
from templates.blocks.formats.wfdb import WFDB_MOST, read_wfdb, wfdb_main

RECORDS = json.loads(
    (Path(__file__).parent / "fixtures" / "wfdb_records.json").read_text()
)
"""What the package wfdb 4.3.1 wrote (or by hand what it can't write), and what it
read: header, signal file in base 64, physical values."""
RNG = np.random.default_rng(0)
BEATS = RNG.normal(0, 0.3, (400, 3)).round(3)


@pytest.mark.parametrize("name", RECORDS)
def test_values_are_those_of_the_package_wfdb(name, tmp_path):
    record = RECORDS[name]
    (file,) = {w for w in record["header"].split() if w.endswith(".dat")}
    (tmp_path / "r.hea").write_text(record["header"])
    (tmp_path / file).write_bytes(base64.b64decode(record["signals"]))
    wanted = np.array(record["values"], dtype=float)  # None: NaN
    found = formats.decode(tmp_path / "r.hea")
    np.testing.assert_allclose(found, wanted, rtol=1e-5, atol=1e-6)
    assert np.isnan(wanted).any() or name == "8"


HOSTILE = {
    "another folder": ("../r.dat 16", "signal file"),
    "the root": ("/etc/passwd 16", "signal file"),
    "a drive": ("C:\\r.dat 16", "signal file"),
    "an address": ("http://x/r.dat 16", "signal file"),
    "itself hidden": ("..", "signal file"),
    "no format": ("r.dat", "format"),
    "an unknown format": ("r.dat 17", "format"),
    "more than there is": ("r.dat 16+99999", "bytes"),
    "no samples a frame": ("r.dat 16x0", "format"),
    "too many of them": ("r.dat 16x999999999", "too many"),
    "endless digits": (f"r.dat 16 1({'9' * 5000})", "format"),
    "no such file": ("gone.dat 16", "not there"),
    "no sound": ("r.dat 516", "FLAC"),
}


@pytest.mark.parametrize("line, why", HOSTILE.values(), ids=HOSTILE)
def test_hostile_headers_are_refused(line, why, tmp_path):
    (tmp_path / "in").mkdir()
    for place in (tmp_path, tmp_path / "in"):
        (place / "r.dat").write_bytes(bytes(40))
    (tmp_path / "in" / "r.hea").write_text(f"r 1 100 20\n{line}\n")
    ((cell, told),) = media.problems(tmp_path, ["in/r.hea"]).items()
    assert why in told, told


@pytest.mark.parametrize("first", ["r/3 1 100 20", "r 1 100 2e9", "r 9 100 20", "r"])
def test_headers_of_something_else_are_refused(first, tmp_path):
    (tmp_path / "r.dat").write_bytes(bytes(40))
    (tmp_path / "r.hea").write_text(f"{first}\nr.dat 16\n")
    assert media.problems(tmp_path, ["r.hea"])


def test_more_than_a_file_holds_takes_no_memory(tmp_path):
    (tmp_path / "r.dat").write_bytes(bytes(40))
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for length in (21, WFDB_MOST, 10**9):
        (tmp_path / "r.hea").write_text(f"r 1 100 {length}\nr.dat 16\n")
        with pytest.raises(ValueError, match="bytes|too many"):
            read_wfdb(tmp_path / "r.hea")
    silence = np.zeros(WFDB_MOST + 2, np.int16)  # 100 KB that would be 134 MB
    soundfile.write(tmp_path / "r.dat", silence, 100, format="FLAC", subtype="PCM_16")
    del silence
    for length in (0, WFDB_MOST + 2):
        (tmp_path / "r.hea").write_text(f"r 1 100 {length}\nr.dat 516\n")
        with pytest.raises(ValueError, match="too many"):
            read_wfdb(tmp_path / "r.hea")
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - most
    assert grown < 2 * 2 * WFDB_MOST // 1024  # KB: what the writer above took


def test_one_fast_signal_makes_no_long_record_of_slow_ones(tmp_path):
    lines = ["r.dat 16x1000", *["r.dat 16"] * 99]  # 2.2 MB that would be 400 MB
    (tmp_path / "r.hea").write_text("\n".join(["r 100 1", *lines]))
    (tmp_path / "r.dat").write_bytes(bytes(2 * 1099 * 1000))
    with pytest.raises(ValueError, match="too many"):
        read_wfdb(tmp_path / "r.hea")


def test_a_signal_file_that_is_a_link_out_of_the_folder_is_refused(tmp_path):
    (tmp_path / "data").mkdir()
    write_wfdb(tmp_path / "data" / "r.hea", BEATS)
    (tmp_path / "data" / "r.dat").rename(tmp_path / "secret")
    (tmp_path / "data" / "r.dat").symlink_to(tmp_path / "secret")
    with pytest.raises(DataError, match="outside"):
        guarding.guard(tmp_path / "data", "ecg", ["r.hea"])


def clinic(root: Path, rows: int = 40) -> pd.DataFrame:
    """Folders like those of PTB-XL, and a table that names records without a suffix."""
    cells = [f"records100/{i // 20:05}/{i:05}_lr" for i in range(rows)]
    for i, cell in enumerate(cells):
        (root / cell).parent.mkdir(parents=True, exist_ok=True)
        time = np.arange(200)[:, None] / 100 + RNG.random()
        beats = np.sin(2 * np.pi * (1 + i % 2) * time) * [0.5, 0.8, 1.0]
        beats += RNG.normal(0, 0.05, beats.shape)
        beats[:5, 1] = np.nan
        write_wfdb(root / f"{cell}.hea", beats, note=f"Dx: {['sinus', 'afib'][i % 2]}")
    frame = pd.DataFrame({"ecg_id": range(1, rows + 1), "filename_lr": cells})
    frame["rhythm"] = ["sinus", "afib"] * (rows // 2)
    frame.to_csv(root / "ptbxl_database.csv", index=False)
    return frame


@pytest.mark.parametrize("end", ["", ".dat", ".hea"])
def test_records_are_found_by_any_of_their_names(end, tmp_path):
    frame = clinic(tmp_path, 12)
    frame["filename_lr"] += end
    frame.to_csv(tmp_path / "ptbxl_database.csv", index=False)
    column = columns.describe(tables.read(tmp_path))[1]
    assert (column.type, column.shape) == ("series", (200, 3))
    assert column.formats == ("wfdb",)


def test_records_may_lie_in_a_folder_beside_the_table(tmp_path):
    clinic(tmp_path / "ptb-xl", 12)
    (tmp_path / "ptb-xl" / "ptbxl_database.csv").rename(tmp_path / "labels.csv")
    data = tables.read(tmp_path)
    assert data.labelled["filename_lr"][0] == "ptb-xl/records100/00000/00000_lr.hea"
    assert columns.describe(data)[1].shape == (200, 3)


def test_words_with_a_slash_are_no_records(tmp_path):
    clinic(tmp_path, 12)
    cells = ["and/or", "sinus/afib", "12/05/2020"] * 4
    pd.DataFrame({"note": cells, "y": range(12)}).to_csv(tmp_path / "t.csv")
    (tmp_path / "ptbxl_database.csv").unlink()
    assert tables.read(tmp_path).labelled["note"].tolist() == cells


@pytest.mark.parametrize("end", ["dat", "mat"])
def test_files_named_after_rows_and_classes_are_records_once(end, tmp_path):
    for i in range(12):
        for place in ("named/ecg", f"classes/{'ab'[i % 2]}"):
            (tmp_path / place).mkdir(parents=True, exist_ok=True)
            write_wfdb(tmp_path / place / f"A{i:04}.hea", BEATS, end=end)
    rows = pd.DataFrame({"id": [f"A{i:04}" for i in range(12)], "y": range(12)})
    rows.to_csv(tmp_path / "named" / "t.csv", index=False)
    found = columns.describe(tables.read(tmp_path / "named"))
    assert [(c.name, c.type) for c in found if c.formats] == [("ecg", "series")]
    data = tables.read(tmp_path / "classes")
    assert len(data.labelled) == 12
    assert columns.describe(data)[0].formats == ("wfdb",)


def test_signals_in_matlab_files_are_in_their_units(tmp_path):
    write_wfdb(tmp_path / "A1.hea", BEATS, end="mat")
    np.testing.assert_allclose(formats.decode(tmp_path / "A1.hea"), BEATS, atol=1e-6)


def test_equal_records_are_known_by_their_signals(tmp_path):
    for name, beats in (("a", BEATS), ("b", BEATS), ("c", BEATS[::-1])):
        write_wfdb(tmp_path / f"{name}.hea", beats, note=name)
    frame = pd.DataFrame({"ecg": ["a.hea", "b.hea", "c.hea"]})
    data = tables.Data(tmp_path, frame, None, "")
    codes = duplicates.row_codes(data, ["ecg"], {"ecg"})
    assert codes[0] == codes[1] != codes[2]


def test_a_record_lacks_a_file(tmp_path):
    write_wfdb(tmp_path / "a.hea", BEATS)
    assert media.sizes(tmp_path, ["a.hea"])["a.hea"] > 400 * 3 * 2
    (tmp_path / "a.dat").unlink()
    ((cell, why),) = media.problems(tmp_path, ["a.hea"]).items()
    assert "a.dat is not there" in why


def test_a_run_sees_no_names_and_no_notes_and_predicts_new_records(tmp_path):
    data = tmp_path / "data"
    frame = clinic(data)
    words = ("run", "Predict the rhythm.", "--data", data, "--trials", 2)
    more = ("--minutes", 1, "--json", "--no-model")
    told = forgeweld(*words, *more, cwd=tmp_path)
    assert told.returncode == 0, told.stderr
    answer = json.loads(told.stdout)
    assert answer["best"]["test"] > 0.9
    run = tmp_path / "generated" / answer["run"]
    seen = sorted((run / "view" / "media").rglob("*"))
    heads = [path for path in seen if path.name == "record.hea"]
    assert len(heads) == 40
    for path in heads:
        for word in ("Dx", "sinus", "afib", "_lr", "1990"):
            assert word not in path.read_text()
    assert {path.name for path in seen if path.is_file()} == {"record.hea", "0.dat"}

    new = frame.drop(columns="rhythm").head(6)
    ends = ["", ".dat", ".hea", "x", "", ""]
    new["filename_lr"] += ends
    new.loc[4, "filename_lr"] = "../data/records100/00000/00000_lr"
    (data / "records100" / "00000" / "00005_lr.dat").unlink()
    new.to_csv(data / "new.csv", index=False)
    asked = ("predict", run.name, "--input", data / "new.csv", "--output", "new.csv")
    told = forgeweld(*asked, cwd=tmp_path)
    assert told.returncode == 0, told.stderr
    out = pd.read_csv(tmp_path / "new.csv")
    assert out["rhythm"].tolist()[:3] == ["sinus", "afib", "sinus"]
    assert out["error"].isna().tolist() == [True] * 3 + [False] * 3

    # by hand, from the table as it is: its cells name no headers
    out = tmp_path / "out"
    for words in (
        ["-m", "pytest", "-q", "-p", "no:cacheprovider"],
        ["-m", "ruff", "check", "-q", "."],
        ["predict.py", "--input", str(data / "new.csv"), "--output", str(out)],
    ):
        ended = subprocess.run(
            [sys.executable, *words],
            cwd=run / "project",
            capture_output=True,
            text=True,
        )
        assert ended.returncode == 0, (words, ended.stdout, ended.stderr)
    again = pd.read_csv(out)
    assert again["rhythm"].tolist()[:3] == ["sinus", "afib", "sinus"]
    assert again["error"].isna().tolist() == [True] * 3 + [False, True, False]


def test_words_in_the_place_of_records_name_none(tmp_path):
    (tmp_path / "a.hea").touch()
    rows = [{"ecg": cell} for cell in ("a", "a.dat", "b", "", "x" * 5000, "a\0")] + [{}]
    named = name_mains(rows, tmp_path, {"ecg": wfdb_main})
    assert [row.get("ecg") for row in named[:4]] == ["a.hea", "a.hea", "b", ""]
    assert named[4:] == rows[4:]


def test_a_broken_record_is_an_empty_file_in_the_sandbox(tmp_path):
    (tmp_path / "a.hea").write_text("a 1 100 20\n../b.dat 16\n# Dx: afib\n")
    bundles.copy(tmp_path / "a.hea", tmp_path / "r0.hea", lambda a, b: None)
    assert (tmp_path / "r0.hea").read_bytes() == b""
