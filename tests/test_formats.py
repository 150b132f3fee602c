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

from agent.data import columns, formats, media, personal
from agent.data.tables import Data

RNG = np.random.default_rng(0)
VOLUME = RNG.integers(-900, 900, (10, 12, 16)).astype(np.int16)  # x, y, z
SIGNALS = np.sin(np.arange(300)[:, None] / [5, 9]).round(3)
PLACES = [52.0, 13.0, 30.0] + np.arange(40)[:, None] * [0.001, 0.002, 1.0]
POINTS = [392_000.0, 5_820_000.0, 30.0] + RNG.uniform(-40, 40, (200, 3)).round(3)
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
    ("way.gpx", "track", (40, 4), lambda p: files.write_gpx(p, PLACES)),
    ("sleep.edf", "series", (300, 2), lambda p: files.write_edf(p, SIGNALS, slow=1)),
    ("arm.mat", "series", (300, 2), lambda p: files.write_matlab(p, SIGNALS)),
    ("v73.mat", "series", (300, 2), lambda p: files.write_hdf5(p, SIGNALS, True)),
    ("arm.h5", "series", (300, 2), lambda p: files.write_hdf5(p, SIGNALS)),
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
    way = held["way.gpx"]
    for place, name in enumerate(("lat", "lon", "ele")):
        np.testing.assert_allclose(way[name], PLACES[:, place])
    assert (way["time"] - way["time"][0] == np.arange(40)).all()
    np.testing.assert_allclose(held["sleep.edf"], SIGNALS, atol=0.001)
    for name in ("arm.mat", "v73.mat", "arm.h5"):
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
