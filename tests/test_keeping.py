"""What readers make of a run's rows: made once, the same to the last bit, and only by
programs of our own blocks."""

import csv
import itertools
from pathlib import Path

import numpy as np
import pytest
import torch
from plans import done, plan_of, task

from agent.run import kept, trial
from agent.run.trial import Places
from sandbox import NoSandbox, open_sandbox
from templates.blocks import keeping
from templates.blocks.inputs.audio import AudioInput
from templates.blocks.inputs.series import SeriesInput
from templates.blocks.inputs.text import TextInput
from templates.blocks.inputs.tokens import TokenInput
from templates.blocks.inputs.utf8 import Utf8Input
from templates.blocks.keeping import Kept

WORDS = ("alarm", "brake", "cable", "drum", "engine", "filter", "gasket", "hinge")
READERS = {
    "ngrams": lambda **args: TextInput(("note",), buckets=64, **args),
    "tokens": lambda **args: TokenInput(("note",), length=8, **args),
    "letters": lambda **args: Utf8Input(("note",), **args),
    "series": lambda **args: SeriesInput(("motion",), **args),
    "audio": lambda **args: AudioInput(("sound",), **args),
}


@pytest.fixture
def data(tmp_path, monkeypatch) -> Path:
    """A folder of rows with texts, a series and a sound each, some empty or broken."""
    monkeypatch.setattr(keeping, "WORTH", 0.0)  # these are read in no time
    root = tmp_path / "data"
    (root / "cache").mkdir(parents=True)
    rng = np.random.default_rng(0)
    for i in range(12):
        series = rng.normal(size=(9 + i, 2)).astype(np.float32)
        series[3] = np.inf if i == 2 else series[3]  # told of as patched
        np.save(root / f"motion{i}.npy", series)
        np.save(root / f"sound{i}.npy", rng.normal(size=4000).astype(np.float32))
    (root / "motion4.npy").write_bytes(b"no array")
    return root


def rows_of(data: Path) -> list[dict[str, str]]:
    rng = np.random.default_rng(1)
    return [
        {
            "note": " ".join(rng.choice(WORDS, 5)) if i != 5 else "",
            "motion": f"motion{i}.npy",
            "sound": f"sound{i}.npy",
            "colour": "red",
        }
        for i in range(12)
    ]


def read(reader, rows, root: Path) -> tuple:
    """What it says of all rows, learnt from eight."""
    reader.fit(rows[:8], root)
    values, present = reader.load(rows, root)
    return values, present, reader.state(), reader.shape, getattr(reader, "patched", {})


def moved(out: Path, data: Path) -> None:
    """As a run does after a training."""
    for path in (out / kept.NEW).iterdir():
        path.rename(data / "cache" / path.name)


@pytest.mark.parametrize("name", READERS)
def test_what_is_kept_is_the_same_to_the_last_bit(data, tmp_path, name):
    rows, out, nowhere = rows_of(data), tmp_path, tmp_path / "nowhere"
    plain = read(READERS[name](), rows, data)
    first = read(Kept(READERS[name](), data / "cache", out / kept.NEW), rows, data)
    moved(out, data)
    # the files of the rows are no longer needed
    again = read(Kept(READERS[name](), data / "cache", out / "more"), rows, nowhere)
    for other in (first, again):
        for one, two in zip(plain[:2], other[:2], strict=True):
            assert one.dtype == two.dtype and torch.equal(one, two)
        assert plain[2:] == other[2:]
    assert not (out / "more").exists()


@pytest.mark.parametrize("name", ["ngrams", "tokens"])
def test_other_rows_or_arguments_are_something_else(data, tmp_path, name):
    rows, cache = rows_of(data), data / "cache"
    read(Kept(READERS[name](), cache, tmp_path / kept.NEW), rows, data)
    moved(tmp_path, data)
    learnt, said = [dict(row) for row in rows], [dict(row) for row in rows]
    learnt[0]["note"] += " valve"
    said[9]["note"] += " valve"
    other = {"ngrams": {"longest": 3}, "tokens": {"lower": False}}[name]
    for changed, args in ((learnt, {}), (said, {}), (rows, other)):
        new = tmp_path / "new"
        found = read(Kept(READERS[name](**args), cache, new), changed, data)
        plain = read(READERS[name](**args), changed, data)
        assert torch.equal(found[0], plain[0]) and found[2] == plain[2]
        assert new.exists()  # none of it was known
        for path in new.iterdir():
            path.unlink()
        new.rmdir()
    colour = [row | {"colour": "blue"} for row in rows]  # not a column of its own
    read(Kept(READERS[name](), cache, tmp_path / "new"), colour, data)
    assert not (tmp_path / "new").exists()


def test_nothing_is_kept_outside_a_run(data, tmp_path):
    (data / "cache").rmdir()
    inputs = {"note": READERS["ngrams"]()}
    assert keeping.keeping(inputs, data, tmp_path) is inputs


def test_only_plain_files_of_programs_of_ours_are_taken(tmp_path, monkeypatch):
    plan = plan_of(*task("text", "binary"))
    view, out, secret = tmp_path / "view", tmp_path / "out", tmp_path / "secret"
    view.mkdir()
    secret.write_text("labels")
    kept.allow(view)
    ok = done(1, plan, 0.5).result

    def left() -> list[str]:
        """What was taken; and the program has left the same once more."""
        kept.remove(out / kept.NEW)
        (out / kept.NEW).mkdir(parents=True)
        (out / kept.NEW / ("a" * 32 + ".npy")).write_bytes(b"values")
        (out / kept.NEW / ("b" * 32 + ".json")).symlink_to(secret)
        (out / kept.NEW / "pictures-64.npy").write_bytes(b"not a name of these")
        return sorted(path.name for path in (view / kept.CACHE).iterdir())

    left()
    kept.take(out, view, plan, done(1, plan, None, "crash").result)
    assert left() == []
    monkeypatch.setattr(kept, "unseen", lambda plan: True)
    kept.take(out, view, plan, ok)
    assert left() == []
    monkeypatch.setattr(kept, "unseen", lambda plan: False)
    monkeypatch.setattr(kept, "MOST", 3)
    kept.take(out, view, plan, ok)
    assert left() == []
    monkeypatch.setattr(kept, "MOST", 2**20)
    kept.take(out, view, plan, ok)
    assert left() == ["a" * 32 + ".npy"]
    (view / kept.CACHE / "pictures-64.npy").touch()
    kept.clear(tmp_path)
    assert left() == ["pictures-64.npy"]  # the media that are decoded once stay


@pytest.fixture(scope="module")
def sandbox():
    try:
        return open_sandbox("auto")
    except NoSandbox as error:
        pytest.skip(str(error))


def write_view(view: Path) -> None:
    """800 rows of long texts, whose n-grams take more than `WORTH` to count."""
    view.mkdir(parents=True)
    rng = np.random.default_rng(0)
    words = ["".join(letters) for letters in itertools.product("abcdefg", repeat=4)]
    for name, count in (("train", 600), ("predict", 200)):
        with (view / f"{name}.csv").open("w", newline="") as file:
            writer = csv.writer(file)
            told = ["outcome"] if name == "train" else []
            writer.writerow(["row", "text_0", *told])
            for i in range(count):
                text = " ".join(rng.choice(words, 60))
                answer = ["yes" if "ab" in text[:9] else "no"] if told else []
                writer.writerow([f"{name}{i}", text, *answer])
    for path in (view.parent, view, *view.iterdir()):
        path.chmod(0o755)


def train(sandbox, root: Path, view: Path, lr: float) -> tuple[list[float], list[str]]:
    """One trial of two epochs: its predictions, and what its view has kept then."""
    spec, profile = task("text", "binary")
    plan = plan_of(spec, profile, "text only")
    train = plan.train.model_copy(update={"epochs": 2, "lr": lr})
    plan = plan.model_copy(update={"train": train, "seconds": 3600.0})
    place = Places(root / f"{view.parent.name}-{lr}")
    trial.prepare(spec, profile, plan, place)
    result = trial.run(sandbox, spec, plan, place, view)
    assert result.status == "ok", result.log.tail
    assert not (place.out / kept.NEW).exists()
    names = sorted(path.name for path in (view / kept.CACHE).iterdir())
    with place.predictions.open() as file:
        return [float(row["yes"]) for row in csv.DictReader(file)], names


def test_trials_of_one_run_read_their_rows_once(sandbox, tmp_path):
    """The second finds all, and predicts as it does where nothing was kept before."""
    ours, fresh = tmp_path / "ours" / "view", tmp_path / "fresh" / "view"
    for view in (ours, fresh):
        write_view(view)
    _, first = train(sandbox, tmp_path, ours, 1e-3)
    second, then = train(sandbox, tmp_path, ours, 2e-3)
    alone, _ = train(sandbox, tmp_path, fresh, 2e-3)
    assert len(first) >= 5 and first == then  # what was learnt; two tables of two files
    assert second == pytest.approx(alone, rel=1e-4)  # threads add in any order
