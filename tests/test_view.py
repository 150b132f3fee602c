"""What the sandbox may see and what it may not, byte by byte."""

import csv
import stat
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from test_profiling import clips_of, plain, profile, spec_of

from agent.data import columns, profiling, tables, view

AWKWARD = [
    'a "quoted" one',
    "line\nbreak",
    "lone\rreturn",
    "x;y,z",
    "é 漢字",
    " pad ",
    "",
]


@pytest.fixture
def run(tmp_path):
    """(run folder, data, profile) of a task with words, series and a test table."""
    folder = tmp_path / "data"
    (folder / "secretclass").mkdir(parents=True)
    rng = np.random.default_rng(0)
    rows, given = 70, 12
    for i in range(rows + given):
        np.save(folder / f"secretclass/{i}.npy", rng.normal(size=(9, 2)))
    frame = pd.DataFrame(
        {
            "n": rng.normal(size=rows + given),
            "note": [f"{AWKWARD[i % 7]}{i}" if i % 7 < 6 else "" for i in range(82)],
            "walk": [f"secretclass/{i}.npy" for i in range(rows + given)],
            "person": [f"hans{i % 20}" for i in range(rows + given)],
            "y": ["hidden" if i % 3 else "shown" for i in range(rows + given)],
        }
    )
    quoted = {"index": False, "quoting": csv.QUOTE_ALL}
    frame.iloc[:rows].to_csv(folder / "train.csv", **quoted)
    frame.iloc[rows:].drop(columns="y").to_csv(folder / "test.csv", **quoted)
    data = tables.read(folder)
    described = tuple(c for c in columns.describe(data))
    spec = spec_of(data, [c for c in described if c.name != "person"])
    data, found = profiling.profile(data, spec, described)
    view.write(tmp_path / "run", data, spec, found)
    return tmp_path / "run", data, spec, found


def table(path: Path) -> list[dict[str, str]]:
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_cells_come_back_exactly(run):
    folder, data, _, _ = run
    places = {
        row: int(place) for row, _, place in view._read(folder / "splits/rows.csv")
    }
    parts = {row: part for row, part, _ in view._read(folder / "splits/rows.csv")}
    seen = table(folder / "view/train.csv") + table(folder / "view/predict.csv")
    assert len(seen) == 82 == len({record["row"] for record in seen})
    for record in seen:
        given = parts[record["row"]] == "given"
        source = (data.given if given else data.labelled).loc[places[record["row"]]]
        note = source["note"]
        assert record["note"] == ("" if pd.isna(note) else note)
        assert float(record["n"]) == source["n"]
        ours = (folder / "view" / record["walk"]).read_bytes()
        assert ours == (data.root / source["walk"]).read_bytes()


def test_train_has_targets_and_the_group_predict_has_neither(run):
    folder, _, _, found = run
    train, predict = table(folder / "view/train.csv"), table(
        folder / "view/predict.csv"
    )
    assert list(train[0]) == ["row", "note", "walk", "n", "person", "y"]
    assert list(predict[0]) == ["row", "note", "walk", "n"]
    assert found.group == "person"
    assert [r["row"] for r in train] == view.rows(folder, "train")
    others = [
        r for part in ("select", "test", "given") for r in view.rows(folder, part)
    ]
    assert [r["row"] for r in predict] == sorted(others)


def test_no_hidden_label_below_the_view(run):
    folder, _, _, _ = run
    text = (folder / "view/predict.csv").read_text()
    view_dir = folder / "view"
    names = [str(p.relative_to(view_dir)) for p in view_dir.rglob("*")]
    for secret in ("hidden", "shown", "secretclass", "hans"):
        assert secret not in text
        assert not any(secret in name for name in names)
    hidden = view.labels(folder)
    hidden = hidden[hidden["part"] != "train"]["row"]
    train = {record["row"] for record in table(folder / "view/train.csv")}
    assert len(hidden) and not set(hidden) & train


def test_modes(run):
    folder, _, _, _ = run
    assert stat.S_IMODE((folder / "splits").stat().st_mode) == 0o700
    for path in [folder / "view", *(folder / "view").rglob("*")]:
        wanted = 0o755 if path.is_dir() else 0o644
        assert stat.S_IMODE(path.stat().st_mode) == wanted, path


def test_labels_and_the_way_back(run):
    folder, data, _, found = run
    labels = view.labels(folder)
    assert list(labels.columns) == ["row", "part", "y"]
    counts = labels["part"].value_counts()
    assert counts["train"] == found.split.train and counts["test"] == found.split.test
    places = {
        row: int(place) for row, _, place in view._read(folder / "splits/rows.csv")
    }
    original = data.labelled.loc[[places[row] for row in labels["row"]], "y"]
    assert labels["y"].tolist() == original.tolist()
    back = view.given_rows(folder)
    assert len(back) == 12
    assert {row for row, _ in back} == set(view.rows(folder, "given"))
    assert list(back[0][1]) == list(data.given.columns)


def test_row_names_tell_nothing_of_order_or_part(tmp_path):
    rows, given = plain(2000), plain(1000, seed=1).drop(columns="y")
    (tmp_path / "d").mkdir()
    data, found = profile(tmp_path / "d", rows, given=given)
    view.write(tmp_path / "run", data, spec_of(data, found.columns), found)
    lines = view._read(tmp_path / "run/splits/rows.csv")
    places = [int(place) for _, part, place in lines if part != "given"]
    assert abs(np.corrcoef(range(2000), places)[0, 1]) < 0.08
    for wanted in ("train", "select", "test", "given"):
        where = [i for i, (_, part, _) in enumerate(lines) if part == wanted]
        assert abs(np.mean(where) - 1500) < 150


def test_writing_again_changes_nothing_and_an_unfinished_one_is_redone(run):
    folder, data, spec, found = run
    before = {p: p.stat().st_mtime_ns for p in folder.rglob("*")}
    view.write(folder, data, spec, found)
    assert {p: p.stat().st_mtime_ns for p in folder.rglob("*")} == before

    first = (folder / "view/train.csv").read_bytes()
    (folder / "view").rename(folder / ".view.part")  # as a kill would leave it
    (folder / ".view.part/predict.csv").write_text("half")
    view.write(folder, data, spec, found)
    assert (folder / "view/train.csv").read_bytes() == first
    assert len(table(folder / "view/predict.csv")) > 12
    assert not (folder / ".view.part").exists()


def test_large_media_are_linked(run, tmp_path, monkeypatch):
    _, data, spec, found = run
    monkeypatch.setattr(view, "LINK_ABOVE", 0)
    view.write(tmp_path / "linked", data, spec, found)
    files = list((tmp_path / "linked/view/media").rglob("*.npy"))
    assert len(files) == 82 and all(f.stat().st_nlink == 2 for f in files)
    (data.root / "secretclass/0.npy").chmod(0o600)
    view.write(tmp_path / "mixed", data, spec, found)
    files = list((tmp_path / "mixed/view/media").rglob("*.npy"))
    assert sorted(f.stat().st_nlink for f in files)[:2] == [1, 3]
    assert all(f.stat().st_mode & 0o004 for f in files)


def test_clips_become_folders_of_numbered_frames(tmp_path):
    (tmp_path / "d").mkdir()
    data, found = profile(tmp_path / "d", clips_of(tmp_path / "d", 30))
    spec = spec_of(data, found.columns)
    view.write(tmp_path / "run", data, spec, found)
    place = tmp_path / "run/view/media/clip"
    assert len(list(place.iterdir())) == 30
    for clip in place.iterdir():
        assert stat.S_IMODE(clip.stat().st_mode) == 0o755
        names = sorted(p.name for p in clip.iterdir())
        assert names == ["000.png", "001.png", "002.png"]
    places = {row: int(n) for row, _, n in view._read(tmp_path / "run/splits/rows.csv")}
    for record in table(tmp_path / "run/view/train.csv"):
        source = tmp_path / f"d/clips/c{places[record['row']]}"
        for ours, theirs in (("000", "f1"), ("001", "f9"), ("002", "f10")):
            copy = tmp_path / "run/view" / record["clip"] / f"{ours}.png"
            assert copy.read_bytes() == (source / f"{theirs}.png").read_bytes()


def test_dropped_rows_keep_their_numbers(tmp_path):
    frame = pd.DataFrame({"x": np.arange(40) * 1.5, "y": ["a", "b"] * 20})
    frame.loc[:9, "y"] = None
    (tmp_path / "d").mkdir()
    data, found = profile(tmp_path / "d", frame)
    spec = spec_of(data, found.columns)
    view.write(tmp_path / "run", data, spec, found)
    rows = view._read(tmp_path / "run/splits/rows.csv")
    known = [int(place) for _, part, place in rows if part != "given"]
    assert sorted(known) == list(range(10, 40)) and len(rows) == 40
