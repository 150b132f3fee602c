"""A test table of other families than the labelled rows is noticed, and the split
made as hard; one that was drawn alike never is."""

import numpy as np
import pandas as pd
import pytest
import soundfile
from PIL import Image
from test_profiling import profile

from agent.data import families, likeness, tables
from agent.data.columns import describe

LETTERS = np.array(list("abcdefghijklmnopqrstuvwxyz"))


def words(rng: np.random.Generator, count: int) -> np.ndarray:
    return np.array(["".join(rng.choice(LETTERS, 7)) for _ in range(count)])


def named(rng: np.random.Generator, stems: np.ndarray, rows: int) -> pd.DataFrame:
    """Names of two words, the first out of `stems`, as of icons or products."""
    endings = words(np.random.default_rng(1), 40)
    first, last = rng.choice(stems, rows), rng.choice(endings, rows)
    frame = pd.DataFrame(
        {"name": [f"{a} {b}" for a, b in zip(first, last, strict=True)]}
    )
    frame["stem"] = first
    frame["y"] = np.where(rng.random(rows) < 0.5, "yes", "no")
    return frame


def found(folder, labelled: pd.DataFrame, given: pd.DataFrame, seed: int = 0):
    labelled.to_csv(folder / "train.csv", index=False)
    given.to_csv(folder / "test.csv", index=False)
    data = tables.read(folder)
    return families.find(data, [c for c in describe(data) if c.name != "y"], seed)


def test_names_of_other_stems_are_noticed_and_stems_kept_together(tmp_path):
    rng = np.random.default_rng(0)
    stems = words(rng, 100)
    labelled = named(rng, stems[:80], 600)
    stem = labelled.pop("stem")
    given = named(rng, stems[80:], 150).drop(columns=["y", "stem"])
    codes, (finding,) = found(tmp_path, labelled, given)
    assert codes is not None and finding.kind == "drift"
    assert "by name" in finding.message and finding.severity == "warning"
    whole = [codes[stem == one].tolist() for one in stem.unique()]
    together = np.mean([len(set(mine)) == 1 for mine in whole])
    assert together > 0.6  # though nothing says which word is the stem
    assert np.bincount(codes).max() <= families.LARGEST * len(codes)


@pytest.mark.parametrize("seed", range(8))
def test_a_table_drawn_alike_is_never_taken_for_another(tmp_path, seed):
    rng = np.random.default_rng(seed)
    both = named(rng, words(rng, 30), 500).drop(columns="stem")
    both["size"], both["count"] = rng.normal(size=500), rng.poisson(3, size=500)
    given = both.iloc[400:].drop(columns="y")
    assert found(tmp_path, both.iloc[:400], given, seed) == (None, [])


def test_few_rows_say_nothing(tmp_path):
    rng = np.random.default_rng(0)
    stems = words(rng, 100)
    labelled = named(rng, stems[:80], families.LEAST[0] - 1).drop(columns="stem")
    given = named(rng, stems[80:], 100).drop(columns=["y", "stem"])
    assert found(tmp_path, labelled, given) == (None, [])


def test_numbers_of_other_clusters_are_noticed(tmp_path):
    rng = np.random.default_rng(0)
    centres = rng.normal(size=(60, 4))

    def drawn(which: range, rows: int) -> pd.DataFrame:
        values = centres[rng.choice(which, rows)] + 0.03 * rng.normal(size=(rows, 4))
        return pd.DataFrame(values, columns=list("abcd"))

    labelled = drawn(range(45), 500).assign(y=rng.choice(["yes", "no"], 500))
    codes, (finding,) = found(tmp_path, labelled, drawn(range(45, 60), 120))
    assert codes is not None and "by numbers" in finding.message


def media(folder, rng, kind: str, which: range, start: int, rows: int) -> list[str]:
    """Files that are near one of sixty patterns; every tenth is broken."""
    cells = []
    for row in range(start, start + rows):
        pattern = np.random.default_rng(int(rng.choice(which)))
        if kind == "image":
            cell = f"m{row}.png"
            pixels = pattern.integers(0, 255, (16, 16, 3))
            pixels = np.clip(pixels + rng.integers(-9, 9, pixels.shape), 0, 255)
            Image.fromarray(pixels.astype(np.uint8)).save(folder / cell)
        elif kind == "audio":
            cell = f"m{row}.wav"
            tones = pattern.uniform(100, 3000, 4)[:, None] * np.arange(4000) / 8000
            sound = np.sin(2 * np.pi * tones).sum(axis=0) / 8
            soundfile.write(folder / cell, sound + 0.01 * rng.normal(size=4000), 8000)
        else:
            cell = f"m{row}.npy"
            steps = pattern.normal(size=(50, 3)) + 0.1 * rng.normal(size=(50, 3))
            np.save(folder / cell, steps.astype(np.float32))
        if row % 10 == 0:
            (folder / cell).write_bytes((folder / cell).read_bytes()[:60])
        cells.append(cell)
    return cells


@pytest.mark.parametrize("kind", ["image", "series", "audio"])
def test_media_of_other_patterns_are_noticed_broken_ones_among_them(tmp_path, kind):
    rng = np.random.default_rng(0)
    cells = media(tmp_path, rng, kind, range(45), 0, 240)
    labelled = pd.DataFrame({"m": cells, "y": rng.choice(["yes", "no"], 240)})
    given = pd.DataFrame({"m": media(tmp_path, rng, kind, range(45, 60), 240, 60)})
    labelled.to_csv(tmp_path / "train.csv", index=False)
    given.to_csv(tmp_path / "test.csv", index=False)
    data = tables.read(tmp_path)
    (column,) = (c for c in describe(data) if c.name == "m")
    column = column.model_copy(update={"type": kind})
    codes, (finding,) = families.find(data, [column], 0)
    assert codes is not None and "by m" in finding.message


def test_distances_are_those_of_the_rows(tmp_path):
    frame = pd.DataFrame({"a": [0.0, 1.0, 3.0, np.nan, 2.0], "y": list("pqpqp")})
    frame.to_csv(tmp_path / "train.csv", index=False)
    frame.drop(columns="y").to_csv(tmp_path / "test.csv", index=False)
    data = tables.read(tmp_path)
    columns = [c.model_copy(update={"type": "number"}) for c in describe(data)[:1]]
    ((name, own, theirs),) = likeness.distances(data, columns, np.array([2]))
    assert name == "numbers" and own.shape == (5, 5) and theirs.shape == (1, 5)
    assert np.isinf(np.diag(own)).all() and theirs[0, 2] == 0
    assert theirs[0].argmax() == 0 and np.allclose(own[0, 1:], own[1:, 0])


def test_the_split_keeps_families_and_says_so(tmp_path):
    rng = np.random.default_rng(0)
    stems = words(rng, 100)
    labelled = named(rng, stems[:80], 600).drop(columns="stem")
    labelled = labelled.drop_duplicates("name")
    given = named(rng, stems[80:], 150).drop(columns=["y", "stem"])
    data, about = profile(tmp_path, labelled, given)
    assert about.group == families.COLUMN and about.split.method == "grouped"
    assert data.given is not None and families.COLUMN not in data.given
    assert [f.kind for f in about.findings if f.severity == "warning"] == ["drift"]
    sides = pd.DataFrame(
        {"family": data.labelled[families.COLUMN], "part": data.extra["part"]}
    )
    assert (sides.groupby("family")["part"].nunique() == 1).all()
    assert set(sides["part"]) == {0, 1, 2}


def test_a_column_of_that_name_stays_the_users(tmp_path):
    rng = np.random.default_rng(0)
    stems = words(rng, 100)
    labelled = named(rng, stems[:80], 600).drop(columns="stem")
    labelled[families.COLUMN] = rng.integers(0, 9, 600)
    given = named(rng, stems[80:], 150).drop(columns=["y", "stem"])
    given[families.COLUMN] = rng.integers(0, 9, 150)
    data, about = profile(tmp_path, labelled, given)
    assert about.group is None
    assert data.labelled[families.COLUMN].tolist() == labelled[families.COLUMN].tolist()


def test_a_group_column_comes_first(tmp_path):
    rng = np.random.default_rng(0)
    stems = words(rng, 100)
    labelled = named(rng, stems[:80], 600).drop(columns="stem")
    labelled["patient_id"] = rng.integers(0, 100, 600)
    given = named(rng, stems[80:], 150).drop(columns=["y", "stem"])
    given["patient_id"] = rng.integers(100, 120, 150)
    _, about = profile(tmp_path, labelled, given)
    assert about.group == "patient_id"
    assert not [f for f in about.findings if f.kind == "drift"]
