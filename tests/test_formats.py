"""Files of other formats: read as what they hold, told where they are broken, and read
by a project that has the readers of its own data alone."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import format_files as files
import numpy as np
import pandas as pd
import pytest
from inside import forgeweld

from agent.data import clips, columns, formats, guarding, media, personal, tables
from agent.data.tables import Data
from agent.errors import DataError
from templates.blocks.clips import frame_files, read_clip

RNG = np.random.default_rng(0)
VOLUME = RNG.integers(-900, 900, (10, 12, 16)).astype(np.int16)  # x, y, z
SIGNALS = np.sin(np.arange(300)[:, None] / [5, 9]).round(3)
PLACES = [52.0, 13.0, 30.0] + np.arange(40)[:, None] * [0.001, 0.002, 1.0]
POINTS = [392_000.0, 5_820_000.0, 30.0] + RNG.uniform(-40, 40, (200, 3)).round(3)
ATOMS, CHAIN = RNG.uniform(-9, 9, (20, 3)).round(3), "CNOSH" * 4
SWEEP = RNG.uniform(-40, 40, (150, 4)).astype(np.float32)

Case = tuple[str, str, tuple[int, ...], Callable[[Path], object]]
CASES: list[Case] = [
    ("scan.dcm", "image", (12, 16, 1), lambda p: files.write_dicom(p, VOLUME[0])),
    ("cine.dcm", "video", (10, 12, 16, 1), lambda p: files.write_dicom(p, VOLUME)),
    ("brain.nii", "video", (16, 12, 10, 1), lambda p: files.write_nifti(p, VOLUME)),
    ("brain.nii.gz", "video", (16, 12, 10, 1), lambda p: files.write_nifti(p, VOLUME)),
    ("air.las", "points", (200, 4), lambda p: files.write_las(p, POINTS)),
    ("air.laz", "points", (200, 4), lambda p: files.write_las(p, POINTS)),
    ("sweep.bin", "points", (150, 4), SWEEP.tofile),
    ("drug.mol", "points", (20, 3), lambda p: files.write_mol(p, ATOMS, CHAIN)),
    ("drug.sdf", "points", (20, 3), lambda p: files.write_mol(p, ATOMS, CHAIN, True)),
    ("fold.pdb", "points", (20, 3), lambda p: files.write_pdb(p, ATOMS, CHAIN)),
    ("way.gpx", "track", (40, 4), lambda p: files.write_gpx(p, PLACES)),
    ("sleep.edf", "series", (300, 2), lambda p: files.write_edf(p, SIGNALS, slow=1)),
    ("ecg.hea", "series", (300, 2), lambda p: files.write_wfdb(p, SIGNALS)),
    ("arm.mat", "series", (300, 2), lambda p: files.write_matlab(p, SIGNALS)),
    ("v73.mat", "series", (300, 2), lambda p: files.write_hdf5(p, SIGNALS, True)),
    ("arm.h5", "series", (300, 2), lambda p: files.write_hdf5(p, SIGNALS)),
    ("arm.parquet", "series", (300, 2), lambda p: files.write_parquet(p, SIGNALS)),
]
NAMES = [case[0] for case in CASES]


def table(root: Path, case: Case, rows: int = 30) -> pd.DataFrame:
    """A table whose column `it` names files of one format, each with a copy."""
    name, _, _, write = case
    for i in range(rows):
        write(root / f"{i}_{name}")
    frame = pd.DataFrame({"it": [f"{i}_{name}" for i in range(rows)]})
    return frame.assign(size=range(rows), verdict=["no", "yes"] * (rows // 2))


@pytest.mark.parametrize("case", CASES, ids=NAMES)
def test_a_column_of_files_is_what_they_hold(case, tmp_path):
    frame = table(tmp_path, case, 4)
    column = columns.describe(Data(tmp_path, frame, None, {}))[0]
    assert (column.type, column.shape) == case[1:3]
    one = formats.of(Path(case[0]))
    assert one and column.formats == (one.name,)


@pytest.mark.parametrize("case", CASES, ids=NAMES)
def test_what_is_cut_or_something_else_is_told(case, tmp_path):
    path = tmp_path / case[0]
    case[3](path)
    assert media.problems(tmp_path, [case[0]]) == {}
    whole = path.read_bytes()
    for broken in (b"", b"words", whole[: len(whole) // 3 - 1]):
        path.write_bytes(broken)
        (cell, why), *_ = media.problems(tmp_path, [case[0]]).items()
        assert cell == case[0] and why


def test_values_are_those_that_were_written(tmp_path):
    held = {}
    for name, _, _, write in CASES:
        write(tmp_path / name)
        held[name] = formats.decode(tmp_path / name)
    assert (held["scan.dcm"][..., 0] == VOLUME[0]).all()
    assert (held["cine.dcm"][..., 0] == VOLUME).all()
    for name in ("brain.nii", "brain.nii.gz"):  # from below, the nose up
        assert (held[name][3, 0, :, 0] == VOLUME[:, -1, 3]).all()
    middle = (POINTS.max(axis=0) + POINTS.min(axis=0)) / 2
    for name in ("air.las", "air.laz"):
        np.testing.assert_allclose(held[name][:, :3], POINTS - middle, atol=0.001)
        assert (held[name][:, 3] == np.arange(200)).all()
    assert (held["sweep.bin"] == SWEEP).all()
    for name in ("drug.mol", "drug.sdf", "fold.pdb"):
        atoms = held[name]
        np.testing.assert_allclose([atoms[axis] for axis in "xyz"], ATOMS.T, atol=1e-5)
        assert "".join(atoms["symbol"]) == CHAIN
    way = held["way.gpx"]
    for place, name in enumerate(("lat", "lon", "ele")):
        np.testing.assert_allclose(way[name], PLACES[:, place])
    assert (way["time"] - way["time"][0] == np.arange(40)).all()
    np.testing.assert_allclose(held["sleep.edf"], SIGNALS, atol=0.001)
    np.testing.assert_allclose(held["ecg.hea"], SIGNALS, atol=1e-6)
    for name in ("arm.mat", "v73.mat", "arm.h5", "arm.parquet"):
        assert (held[name] == SIGNALS).all()


SAY = "Predict whether the verdict is yes, from everything."
WANTED = {"brain.nii.gz": "nibabel", "air.laz": "laspy", "sleep.edf": "edfio"}
"""Formats of a folder, and what reads them."""


@pytest.fixture(scope="module")
def clinic(tmp_path_factory) -> Path:
    """A table with columns of several formats, one row's files broken."""
    root = tmp_path_factory.mktemp("clinic")
    frame = pd.DataFrame({"size": range(40), "verdict": ["no", "yes"] * 20})
    for name, _, _, write in CASES:
        if name in (*WANTED, "scan.dcm", "way.gpx"):
            folder = name.partition(".")[0]
            (root / folder).mkdir()
            frame[folder] = [f"{folder}/{i}_{name}" for i in range(40)]
            for cell in frame[folder]:
                write(root / cell)
    frame.to_csv(root / "train.csv", index=False)
    return root


def test_a_project_reads_them_without_us_and_nothing_else(clinic, tmp_path):
    told = forgeweld("new", SAY, "--data", clinic, "--out", "mine", cwd=tmp_path)
    assert told.returncode == 0, told.stderr
    project = tmp_path / "mine"
    code = (project / "data.py").read_text()
    lock = (project / "requirements.lock").read_text()
    for package in (*WANTED.values(), "pydicom"):
        assert f"import {package}\n" in code and f"\n{package}==" in f"\n{lock}"
    assert "ElementTree" in code  # of GPX
    assert "h5py" not in code + lock and "scipy.io" not in code
    for command in (
        ["-m", "pytest", "-q"],
        ["-m", "ruff", "check", "-q", "."],
        ["train.py", "--data", str(clinic), "--out", "out", "--epochs", "1"],
    ):
        ended = subprocess.run(
            [sys.executable, *command], cwd=project, capture_output=True, text=True
        )
        assert ended.returncode == 0, (command, ended.stdout, ended.stderr)


def test_a_run_reads_them_in_the_sandbox_and_predicts_new_ones(clinic, tmp_path):
    words = ("run", SAY, "--data", clinic, "--trials", 2, "--minutes", 1, "--json")
    told = forgeweld(*words, "--pin", "concat", "--no-model", cwd=tmp_path)
    assert told.returncode == 0, told.stderr
    run = tmp_path / "generated" / json.loads(told.stdout)["run"]
    rows = pd.read_csv(clinic / "train.csv").drop(columns="verdict").head(4)
    rows.loc[0, "scan"] = "way/0_way.gpx"  # no scan
    rows.to_csv(clinic / "new.csv", index=False)
    more = ("predict", run.name, "--input", clinic / "new.csv", "--output", "new.csv")
    told = forgeweld(*more, cwd=tmp_path)
    assert told.returncode == 0, told.stderr
    assert len(pd.read_csv(tmp_path / "new.csv")) == 4
    report = (run / "report.html").read_text()
    assert report.count("data:image/") > 1  # scans and slices


def test_what_to_install_is_told(tmp_path, monkeypatch):
    lost = formats.Format("dicom", (".dcm",), "image", ("not_installed_here",))
    monkeypatch.setattr(formats, "FORMATS", (lost,))
    frame = table(tmp_path, CASES[0], 4)
    column = columns.describe(Data(tmp_path, frame, None, {}))[0]
    assert column.type == "unreadable"
    assert "need not_installed_here: pip install" in column.summary


def test_folders_of_scans_are_volumes_and_their_headers_are_told(tmp_path):
    for patient in range(30):
        (tmp_path / f"p{patient}").mkdir()
        for place in range(3):
            path = tmp_path / f"p{patient}" / f"IM{place}.dcm"
            files.write_dicom(path, VOLUME[place], PatientName="Doe^Jo")
    frame = pd.DataFrame({"scan": [f"p{i}" for i in range(30)], "verdict": range(30)})
    column, verdict = columns.describe(Data(tmp_path, frame, None, {}))
    assert (column.type, column.formats) == ("video", ("dicom",))
    told = personal.find(frame, [column, verdict], {"scan"})
    assert [finding.column for finding in told] == ["scan"]
    assert "headers of its files" in told[0].message


def scans(root: Path, patient: str, bare: bool = False) -> list[Path]:
    """A folder of ten slices under names that tell no order; paths from the feet on."""
    (root / patient).mkdir(parents=True)
    made = []
    for place in range(10):
        name = f"1.2.826.{place * 7 % 11}4.{place * 3 % 10}"
        path = root / patient / (name if bare else f"{name}.dcm")
        where = {"ImagePositionPatient": [0, 0, 3.5 * place - 20]}
        axial = {"ImageOrientationPatient": [1, 0, 0, 0, 1, 0]}
        slice_ = VOLUME[place] // 100 + 20 * place
        files.write_dicom(path, slice_, **where, **axial, InstanceNumber=10 - place)
        made.append(path)
    (root / patient / "DICOMDIR").write_bytes(bytes(128) + b"DICM" + bytes(40))
    return made


@pytest.mark.parametrize("bare", [False, True], ids=["suffix", "bare"])
def test_slices_are_in_the_order_of_the_body_whatever_they_are_called(bare, tmp_path):
    made = scans(tmp_path, "p1", bare)
    assert clips.shown(tmp_path / "p1") == made
    assert frame_files(tmp_path / "p1") == made
    assert media.problems(tmp_path, ["p1"]) == {}
    assert media.shape(tmp_path / "p1") == (10, 12, 16, 1)
    read, whole = read_clip(tmp_path / "p1", 10, 16) or ([], False)
    levels = [float(frame.mean()) for frame in read]
    assert whole and levels == sorted(levels)


def test_without_places_slices_are_in_the_order_of_their_numbers(tmp_path):
    for place in range(5):
        path = tmp_path / f"{place * 3 % 5}.dcm"
        files.write_dicom(path, VOLUME[place], InstanceNumber=place + 1)
    order = [path.name for path in clips.shown(tmp_path)]
    assert order == ["0.dcm", "3.dcm", "1.dcm", "4.dcm", "2.dcm"]
    files.write_dicom(tmp_path / "5.dcm", VOLUME[5])  # tells neither
    assert [path.name for path in clips.shown(tmp_path)][:2] == ["0.dcm", "1.dcm"]


def test_bare_scans_in_folders_of_their_patients_are_a_column(tmp_path):
    rows = [f"PAT{i:04}" for i in range(12)]
    for patient in rows:
        scans(tmp_path / "DICOM", patient, bare=True)
    frame = pd.DataFrame({"Patient ID": rows, "verdict": ["no", "yes"] * 6})
    frame.to_csv(tmp_path / "records.csv", index=False)
    found = {c.name: c for c in columns.describe(tables.read(tmp_path))}
    column = found["DICOM"]
    assert (column.type, column.shape) == ("video", (10, 12, 16, 1))
    assert column.formats == ("dicom",) and column.named_as == "Patient ID"


def test_a_bare_link_out_of_the_folder_is_refused(tmp_path):
    made = scans(tmp_path / "data", "p1", bare=True)
    made[0].rename(tmp_path / "secret")
    made[0].symlink_to(tmp_path / "secret")
    with pytest.raises(DataError, match="outside"):
        guarding.guard(tmp_path / "data", "scan", ["p1"])


@pytest.mark.parametrize("v73", [False, True], ids=["v5", "v7.3"])
def test_matlab_channels_may_lie_in_rows(v73, tmp_path):
    for array in (SIGNALS, SIGNALS.T):
        path = tmp_path / "a.mat"
        files.write_hdf5(path, array, True) if v73 else files.write_matlab(path, array)
        assert (formats.decode(path) == SIGNALS).all()


def test_rows_of_many_lengths_are_signals_and_no_vectors(tmp_path):
    for i in range(12):
        files.write_matlab(tmp_path / f"{i}.mat", SIGNALS[: 200 + 5 * i, :1].T)
    frame = pd.DataFrame({"ecg": [f"{i}.mat" for i in range(12)], "verdict": range(12)})
    column = columns.describe(Data(tmp_path, frame, None, {}))[0]
    assert column.type == "series" and column.shape and column.shape[1:] == (1,)


@pytest.mark.parametrize("length, kind", [(900, "vector"), (1500, "series")])
def test_long_rows_of_matlab_are_signals(length, kind, tmp_path):
    for i in range(4):
        files.write_matlab(tmp_path / f"{i}.mat", RNG.normal(size=(1, length)))
    frame = pd.DataFrame({"ecg": [f"{i}.mat" for i in range(4)], "verdict": range(4)})
    column = columns.describe(Data(tmp_path, frame, None, {}))[0]
    assert column.type == kind


def test_what_folders_of_scans_need_is_told_too(tmp_path, monkeypatch):
    rows = [f"PAT{i:04}" for i in range(12)]
    for patient in rows:
        scans(tmp_path / "DICOM", patient, bare=True)
    frame = pd.DataFrame({"patient": rows, "verdict": ["no", "yes"] * 6})
    frame.to_csv(tmp_path / "records.csv", index=False)
    monkeypatch.setattr(formats, "find_spec", lambda name: None)
    data = tables.read(tmp_path)
    assert data.labelled["DICOM"][3] == "DICOM/PAT0003"
    assert columns.describe(data)[2].formats == ("dicom",)
    ((cell, why),) = media.problems(tmp_path, ["DICOM/PAT0003"]).items()
    assert "dicom files need pydicom: pip install" in why


def test_times_in_parquet_count_from_the_first_and_words_are_left_out(tmp_path):
    start = pd.Timestamp("2024-03-01 08:00").to_datetime64()
    stamps = start + np.arange(300) * np.timedelta64(5, "m")
    more = {"at": stamps, "on": SIGNALS[:, 0] > 0, "who": ["me"] * 300}
    files.write_parquet(tmp_path / "a.parquet", SIGNALS[:, :1], **more)
    held = formats.decode(tmp_path / "a.parquet")
    assert held.shape == (300, 3) and (held[:, 1] == np.arange(300) * 300).all()
    assert (held[:, 2] == (SIGNALS[:, 0] > 0)).all()
