"""Windows of one recording that overlap stay on one side of the split."""

import numpy as np
import pandas as pd
import pytest
from test_profiling import profile

from agent.data import recordings, tables

STEPS, HOP = 64, 32


def windows(
    folder, seed: int, count: int, each: int, name: str, decimals: int = 3
) -> pd.DataFrame:
    """`each` windows, each half in the next one, of `count` recordings, two sensors."""
    rng, rows = np.random.default_rng(seed), []
    (folder / "motion").mkdir(parents=True, exist_ok=True)
    for recording in range(count):
        length = HOP * (each + 1)
        whole = np.cumsum(rng.normal(size=(length, 2)), axis=0).round(decimals)
        for window in range(each):
            file = f"motion/{name}{recording:03d}_{window}.npy"
            piece = whole[window * HOP : window * HOP + STEPS]
            np.save(folder / file, piece.astype(np.float32))
            rows.append({"motion": file, "recording": recording})
    made = pd.DataFrame(rows)
    made["y"] = np.array(["walk", "run", "sit"])[made["recording"] % 3]
    return made


def written(folder, labelled: pd.DataFrame, given: pd.DataFrame | None = None):
    """Folder, rows in random order, without the number of the recording."""
    mixed = labelled.sample(frac=1, random_state=1)
    mixed.drop(columns="recording").to_csv(folder / "train.csv", index=False)
    if given is not None:
        kept = given.drop(columns=["recording", "y"])
        kept.to_csv(folder / "test.csv", index=False)
    data, result = profile(folder)
    told = [f for f in result.findings if f.column == "motion" and f.kind == "group"]
    return mixed["recording"].to_numpy(), data, result, told


def test_windows_of_a_recording_stay_together(tmp_path):
    whole, data, result, (told,) = written(tmp_path, windows(tmp_path, 0, 40, 6, "a"))
    assert result.split.method == "grouped" and result.group == recordings.COLUMN
    found = data.labelled[recordings.COLUMN].to_numpy()
    pairs = pd.DataFrame({"whole": whole, "found": found}).drop_duplicates()
    assert len(pairs) == pairs["whole"].nunique() == pairs["found"].nunique() == 40
    parts = pd.Series(data.extra["part"]).groupby(whole).nunique()
    assert (parts == 1).all()
    assert "100% of the rows overlap" in told.message and "40 of them" in told.message


def test_a_class_of_one_recording_is_cut_into_stretches(tmp_path):
    whole, data, result, (told,) = written(tmp_path, windows(tmp_path, 0, 3, 60, "a"))
    part = data.extra["part"]
    assert result.split.method == "grouped" and "cut into stretches" in told.message
    for recording in range(3):
        assert set(part[whole == recording]) == {0, 1, 2}
    files = data.labelled["motion"].str.extract(r"_(\d+)")[0].astype(int)
    order = np.lexsort((files.to_numpy(), whole))
    changes = (np.diff(part[order]) != 0).sum()
    assert changes < 30  # of 180 windows: borders alone, not every other window


def test_test_rows_of_other_recordings_change_nothing(tmp_path):
    given = windows(tmp_path, 9, 10, 6, "b")
    _, _, result, _ = written(tmp_path, windows(tmp_path, 0, 40, 6, "a"), given)
    assert result.group == recordings.COLUMN


def test_test_rows_of_the_same_recordings_are_told(tmp_path):
    both = windows(tmp_path, 0, 40, 6, "a").sample(frac=1, random_state=0)
    _, _, result, (told,) = written(tmp_path, both[60:], both[:60])
    assert result.group is None and result.split.method == "stratified"
    assert told.severity == "warning" and "overlap labelled ones" in told.message


@pytest.mark.parametrize("kind", ["apart", "rest", "whole numbers"])
def test_what_does_not_overlap_is_no_recording(tmp_path, kind):
    made = windows(tmp_path, 0, 240, 1, "a", decimals=0 if "whole" in kind else 3)
    if kind == "rest":  # the sensor's last value is held for most of each window
        for file in made["motion"]:
            held = np.load(tmp_path / file)
            held[8:] = 0.5
            np.save(tmp_path / file, held)
    _, _, result, told = written(tmp_path, made)
    assert result.group is None and not told


def test_no_more_is_read_than_is_compared(tmp_path, monkeypatch):
    made = windows(tmp_path, 0, 40, 6, "a")
    read: list[str] = []
    load = recordings.media.load_array

    def counted(path):
        read.append(path.name)
        return load(path)

    monkeypatch.setattr(recordings.media, "load_array", counted)
    monkeypatch.setattr(recordings, "MOST_NUMBERS", 50 * 2 * STEPS)
    made.drop(columns="recording").to_csv(tmp_path / "train.csv", index=False)
    data = tables.read(tmp_path)
    arrays = list(recordings._arrays(data, "motion"))
    assert len(arrays) == 240 and len(read) == 51
    assert all(one is None for one in arrays[51:])


def test_lengths_and_order_may_differ():
    whole = np.random.default_rng(0).normal(size=(300, 3))
    found = recordings.overlaps(
        [whole[100:180], None, whole[:120], whole[150:300], np.zeros((4, 3))]
    )
    pairs = set(zip(found.first, found.second, found.later, strict=True))
    assert pairs == {(0, 2, -100), (0, 3, 50)}
    changed = whole[150:300].copy()
    changed[7] += 1e-9
    found = recordings.overlaps([whole[100:180], changed])
    assert len(found.first) == 0
