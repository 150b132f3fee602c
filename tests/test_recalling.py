"""What features make of a run's rows: made once, and the same to the last bit."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import scipy.sparse
import torch
from contract import GIVEN, cls, of
from test_classical_blocks import ROWS, pairs, rows_of, values

from agent.run import kept
from templates.blocks import recalling
from templates.blocks.features.stacked_words import StackedWords
from templates.blocks.features.tfidf import TextCounts
from templates.blocks.recalling import KeptFeatures


@pytest.fixture
def run(tmp_path, monkeypatch) -> Path:
    """Data of a run that keeps things, and the output of its program."""
    monkeypatch.setattr(recalling, "PAYS", 0.0)  # these are made in no time
    for name in ("data/cache", "out"):
        (tmp_path / name).mkdir(parents=True)
    return tmp_path


def move(run: Path) -> None:
    """As a run does after a training."""
    for path in (run / "out" / kept.NEW).iterdir():
        assert kept.NAME.fullmatch(path.name)
        path.rename(run / "data" / "cache" / path.name)
    (run / "out" / kept.NEW).rmdir()


def learn(run: Path, features, x: torch.Tensor, present: torch.Tensor):
    """Features that have learnt from all rows but the last two."""
    made = recalling.recalling({"x": features}, run / "data", run / "out")["x"]
    made.fit(x[:-2], present[:-2])
    if hasattr(made, "fit_targets"):
        made.fit_targets(x[:-2], present[:-2], torch.arange(ROWS - 2) % 3)
    return made


def alike(one, other) -> bool:
    """Whether two matrices are the same, bit by bit."""
    return (
        one.dtype == other.dtype
        and scipy.sparse.issparse(one) == scipy.sparse.issparse(other)
        and np.array_equal(rows_of(one), rows_of(other), equal_nan=True)
    )


@pytest.mark.parametrize(("block", "kind", "shape"), pairs())
def test_what_is_recalled_is_the_same_to_the_last_bit(run, block, kind, shape):
    torch.manual_seed(0)
    x, present = values(kind, shape, ROWS), torch.ones(ROWS, dtype=torch.bool)
    present[5] = False
    plain = cls(block)(shape)
    plain.fit(x[:-2], present[:-2])
    if block.told:
        plain.fit_targets(x[:-2], present[:-2], torch.arange(ROWS - 2) % 3)
    for again in (False, True):
        made = learn(run, cls(block)(shape), x, present)
        assert alike(made(x, present), plain(x, present))
        state = plain.state()
        assert made.state().keys() == state.keys()
        assert all(torch.equal(made.state()[key], state[key]) for key in state)
        if again or not (run / "out" / kept.NEW).exists():  # `means` keeps nothing
            assert not (run / "out" / kept.NEW).exists()
        else:
            move(run)


@pytest.mark.parametrize("block", of("features"))
def test_learning_draws_no_number_that_others_would_draw(block):
    """Or what comes after it would hang on whether it was recalled."""
    kind = block.kinds[0]
    x = values(kind, GIVEN[kind].shape, ROWS)
    torch.manual_seed(0)
    before = torch.get_rng_state()
    cls(block)(GIVEN[kind].shape).fit(x, torch.ones(ROWS, dtype=torch.bool))
    assert torch.equal(before, torch.get_rng_state())


@pytest.mark.parametrize("block", of("features"))
def test_other_arguments_or_rows_are_something_else(run, block):
    kind = block.kinds[0]
    shape = GIVEN[kind].shape
    torch.manual_seed(0)
    x, present = values(kind, shape, ROWS), torch.ones(ROWS, dtype=torch.bool)
    ways = [(knob, option) for knob, found in block.search.items() for option in found]
    said = {}
    for way in [{}, *({knob: option} for knob, option in ways)]:
        plain = cls(block)(shape, **way)
        name = name_of(cls(block)(shape, **way), run, x, present)
        plain.fit(x, present)
        assert alike(said.setdefault(name, plain)(x, present), plain(x, present))
    absent = present.clone()
    absent[3] = False
    for other in ((x.flip(0), present), (x, absent), (x[1:], present[1:])):
        assert name_of(cls(block)(shape), run, *other) not in said


def name_of(features, run: Path, x: torch.Tensor, present: torch.Tensor) -> str:
    """Of the file with what it has learnt."""
    made = KeptFeatures(features, run / "data" / "cache", run / "out" / kept.NEW)
    made.fit(x, present)
    return made.name


def test_the_next_process_finds_it_by_the_same_name():
    code = (
        "from templates.blocks.features.{} import {} as C\n"
        "from templates.blocks.recalling import KeptFeatures\n"
        "from pathlib import Path\n"
        "print(KeptFeatures(C({}), Path(), Path()).plain)"
    )
    for told in (("tfidf", "TextCounts", (64,)), ("rocket", "RocketFeatures", (50, 3))):
        call = [sys.executable, "-c", code.format(*told)]
        said = {subprocess.check_output(call, text=True) for _ in range(2)}
        assert len(said) == 1 and len(said.pop().strip()) == 64


def test_words_before_trees_are_counted_once(run):
    """What they predict is learnt from targets each time; the counts are not."""
    torch.manual_seed(0)
    x, present = values("utf8", (64,), ROWS), torch.ones(ROWS, dtype=torch.bool)
    learn(run, StackedWords((64,)), x, present)
    found = len(list((run / "out" / kept.NEW).iterdir()))
    move(run)
    learn(run, StackedWords((64,)), x, present)
    assert found and not (run / "out" / kept.NEW).exists()


def test_little_and_large_things_are_not_kept(run, monkeypatch):
    x, present = values("utf8", (64,), ROWS), torch.ones(ROWS, dtype=torch.bool)
    for name, value in (("PAYS", 10.0), ("MOST_KEPT", 8)):
        monkeypatch.setattr(recalling, name, value)
        made = learn(run, TextCounts((64,)), x, present)
        made(x, present)
        assert not (run / "out" / kept.NEW).exists()


def test_nothing_is_kept_outside_a_run(tmp_path):
    features = {"x": StackedWords((64,))}
    assert recalling.recalling(features, tmp_path, tmp_path) is features
