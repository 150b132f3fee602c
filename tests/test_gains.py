"""How much each part of a linear model's features counts: found on validation rows."""

import math
import time

import numpy as np
import pytest
import torch

from templates.blocks import gains
from templates.blocks.gains import PartGains, part_gains
from templates.blocks.joining import apart, beside, take_rows
from templates.blocks.learners.logistic import LogisticRegression
from templates.blocks.learners.ridge import RidgeRegression
from templates.blocks.linear_fit import (
    choose_penalty,
    fit_linear,
    linear_scores,
    softmax_loss,
)

FIT, VALID = np.arange(160), np.arange(160, 400)
PENALTIES = [1e-1, 1e-2, 1e-3]


def rows(classes: int = 3) -> tuple[list[np.ndarray], np.ndarray]:
    """Two parts of length 1, of which the second, of many columns, is noise."""
    draw = np.random.default_rng(0)
    y = np.arange(400) % classes
    told = draw.normal(size=(400, 6))
    told[np.arange(400), y] += 1.5
    noise = draw.normal(size=(400, 300))
    return [part.astype(np.float32) / part.shape[1] ** 0.5 for part in (told, noise)], y


def asked(parts: list[np.ndarray], y: np.ndarray) -> tuple:
    one_hot = np.eye(y.max() + 1)[y]
    fit, valid = ([part[index] for part in parts] for index in (FIT, VALID))
    return fit, one_hot[FIT], valid, one_hot[VALID], softmax_loss


def test_what_tells_counts_more_than_noise():
    parts, y = rows()
    bias, deadline = np.zeros((1, 3)), time.monotonic() + 60
    (told, noise), near = part_gains(*asked(parts, y), PENALTIES, bias, deadline)
    assert told > noise and max(told, noise) <= 8 and min(told, noise) >= 1 / 8
    steps = np.diff(np.log10(near))
    assert steps == pytest.approx(-0.5)
    start = np.zeros((307, 3))
    losses = [
        choose_penalty(*asked(parts, y), some, start, deadline, how)[1]
        for some, how in ((PENALTIES, None), (near, [told, noise]))
    ]
    assert losses[1] < 0.99 * losses[0]


def test_few_judges_are_no_reason(monkeypatch):
    parts, y = rows()
    bias, deadline = np.zeros((1, 3)), time.monotonic() + 60
    monkeypatch.setattr(gains, "JUDGES", 241)
    found, _ = part_gains(*asked(parts, y), PENALTIES, bias, deadline)
    assert found == [1.0, 1.0]


def test_luck_of_few_judges_is_no_reason(monkeypatch):
    """Three parts that tell as much: none should count more than another."""

    def changed() -> int:
        count = 0
        for seed in range(12):
            draw = np.random.default_rng(seed)
            y = np.arange(220) % 3
            parts = [draw.normal(size=(220, 40)).astype(np.float32) for _ in range(3)]
            for part in parts:
                part[np.arange(220), y] += 1.5
            fit, valid = np.arange(160), np.arange(160, 220)
            one_hot = np.eye(3)[y]
            both = ([p[index] / 40**0.5 for p in parts] for index in (fit, valid))
            x, other = both
            told = x, one_hot[fit], other, one_hot[valid], softmax_loss
            late = time.monotonic() + 60
            found, _ = part_gains(*told, PENALTIES, np.zeros((1, 3)), late)
            count += len(set(found)) > 1
        return count

    now = changed()
    monkeypatch.setattr(gains, "SURELY", -np.inf)
    assert now < changed()


def test_more_rows_are_looked_at_where_there_is_time():
    draw = np.random.default_rng(0)
    y = np.arange(2400) % 3
    parts = [draw.normal(size=(2400, 4)).astype(np.float32)]
    told = parts, np.eye(3)[y], parts, np.eye(3)[y], softmax_loss
    seen: list[int] = []

    class Counted(PartGains):
        def choose(self, penalties, deadline):
            seen.append(len(self.y))
            super().choose(penalties, deadline)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(gains, "PartGains", Counted)
        for seconds in (600.0, 0.0):
            late = time.monotonic() + seconds
            part_gains(*told, PENALTIES, np.zeros((1, 3)), late)
    assert seen == [800, 1600, 800]


def test_without_time_there_is_a_penalty():
    parts, y = rows()
    late = time.monotonic() - 1.0
    found, near = part_gains(*asked(parts, y), PENALTIES, np.zeros((1, 3)), late)
    assert found == [1.0, 1.0] and math.isclose(near[2], PENALTIES[0])


def test_many_rows_are_looked_at_in_part():
    parts, y = rows()
    found = PartGains(*asked(parts, y), np.zeros((1, 3)), 100, np.ones(2))
    assert found.within[0].shape == found.across[0].shape == (100, 100)


@pytest.mark.parametrize("outputs", [2, 5])
def test_gains_are_inside_the_weights(outputs):
    """By rows or by features, as if the parts themselves were so much larger."""
    parts, y = rows(outputs)
    one_hot, deadline = np.eye(outputs)[y], time.monotonic() + 60
    start, how = np.zeros((307, outputs)), [2.0, 0.5]
    loss = softmax_loss, 1e-3
    weights = fit_linear(parts, one_hot, *loss, start, deadline, how)
    larger = [gain * part for gain, part in zip(how, parts, strict=True)]
    wanted = fit_linear(larger, one_hot, *loss, start, deadline)
    said, goal = linear_scores(parts, weights), linear_scores(larger, wanted)
    np.testing.assert_allclose(said, goal, atol=0.02)
    again = fit_linear(parts, one_hot, *loss, weights, deadline, how)
    np.testing.assert_allclose(again, weights, atol=0.05)


def test_few_columns_and_equal_rows_are_no_obstacle():
    """Products of rows have as many directions as columns, whatever the gains."""
    parts, y = rows()
    narrow = [part[:, :2].repeat(2, axis=1) for part in parts]
    narrow = [np.concatenate([part[:100]] * 4) for part in narrow]
    y = np.concatenate([y[:100]] * 4)
    found = PartGains(*asked(narrow, y), np.zeros((1, 3)), 800, np.ones(2))
    found.choose(PENALTIES, time.monotonic() + 60)
    for gain in (8.0, 1 / 8):
        value = found._try(np.array([8.0, gain]), 1e-7)
        assert np.isfinite(value)
    start = np.zeros((9, 3))
    fit = narrow, np.eye(3)[y], softmax_loss, 1e-7, start, time.monotonic() + 60
    assert np.isfinite(fit_linear(*fit, [8.0, 8.0])).all()


def test_pieces_of_a_part_are_its_columns():
    part = np.arange(12.0).reshape(2, 6)
    pieces = apart("text", part, (3, 1, 2))
    assert list(pieces) == ["text/0", "text/1", "text/2"]
    assert np.array_equal(beside(pieces), part)
    for widths in ((), (6,)):
        assert apart("text", part, widths) == {"text": part}


@pytest.mark.parametrize("learner", [LogisticRegression(3), RidgeRegression(1)])
def test_a_learner_is_better_for_it(learner, monkeypatch):
    both, y = rows()
    parts = dict(zip(("told", "noise"), both, strict=True))
    goal = torch.from_numpy(y)
    goal = goal if isinstance(learner, LogisticRegression) else goal.float()
    deadline = time.monotonic() + 60
    found = learner.search(parts, goal, FIT, VALID, deadline, 0)
    assert learner.gains[0] > learner.gains[1]
    learner.fit(take_rows(parts, FIT), goal[FIT], deadline)
    assert len(learner.predict(parts)) == 400
    monkeypatch.setattr(gains, "JUDGES", 1000)
    alone = type(learner)(learner.outputs)
    plain = alone.search(parts, goal, FIT, VALID, deadline, 0)
    assert found["valid_loss"] < plain["valid_loss"]
