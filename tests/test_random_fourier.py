"""Waves through the numbers of a table, of which linear models make curves."""

import time

import numpy as np
import pytest
import torch
from plans import task

from agent.proposers import classical
from agent.proposers.features import WAVES, WAVY, bends, needless
from templates.blocks.features.flat import FlatNumbers
from templates.blocks.features.random_fourier import RandomFourier
from templates.blocks.joining import apart
from templates.blocks.learners.ridge import RidgeRegression

EVERYBODY = torch.ones(400, dtype=torch.bool)


def numbers(columns: int) -> torch.Tensor:
    return torch.randn(400, columns, generator=torch.Generator().manual_seed(0))


@pytest.mark.parametrize("near", [0.25, 1.0])
def test_products_of_waves_are_the_kernel(near):
    """By the definition: exp(-near d / m), m the mean of squared distances d."""
    x = 3 * numbers(6) + 5
    block = RandomFourier((6,), waves=8192, near=near)
    block.fit(x, EVERYBODY)
    waves = block(x, EVERYBODY)[:, 6:]
    z = (x - x.mean(dim=0)) / x.std(dim=0, correction=0)
    far = torch.cdist(z, z).square()
    wanted = torch.exp(-near * far / far.mean())
    np.testing.assert_allclose(2 / 8192 * waves @ waves.T, wanted, atol=0.06)


def test_a_linear_model_follows_a_curve_through_two_numbers():
    x = numbers(2)
    y = torch.sin(2 * x[:, 0]) * x[:, 1]
    fit, valid = np.arange(280), np.arange(280, 400)
    losses = []
    for block in (FlatNumbers((2,)), RandomFourier((2,))):
        block.fit(x[fit], EVERYBODY[fit])
        parts = apart("table", block(x, EVERYBODY), getattr(block, "widths", ()))
        told = parts, y, fit, valid, time.monotonic() + 60, 0
        losses.append(RidgeRegression(1).search(*told)["valid_loss"])
    assert losses[1] < 0.3 * losses[0]


def test_gaps_are_the_mean_and_constants_tell_nothing():
    x = numbers(3)
    x[:, 2] = 7.0
    block = RandomFourier((3,), waves=64)
    block.fit(x, EVERYBODY)
    other = x.clone()
    other[:, 2] = -1e6
    assert np.array_equal(block(x, EVERYBODY)[:, 3:], block(other, EVERYBODY)[:, 3:])
    mean, gap = x[:1].clone(), x[:1].clone()
    mean[0, 0], gap[0, 0] = x[:, 0].mean(), torch.nan
    here = EVERYBODY[:1]
    same = [block(row, here)[:, 3:] for row in (mean, gap)]
    np.testing.assert_allclose(*same, atol=1e-5)


def test_linear_models_of_several_numbers_and_not_too_many_rows_have_them():
    spec, one = task("table", "multiclass")
    (table,) = spec.modalities
    assert not bends(table, one)
    columns = [c.model_copy(update={"type": "number"}) for c in one.columns]
    several = one.model_copy(update={"columns": tuple(columns)})
    assert bends(table, several)
    assert not bends(table, several.model_copy(update={"rows": WAVY + 1}))
    assert not bends(table, several, 5000) and bends(table, several, 50_000)
    for learner, wavy in (("logistic", True), ("boosted_trees", False)):
        (branch,) = classical.plan(spec, several, spec.modalities, learner).branches
        assert (branch.encoder.block == WAVES[1]) == wavy
    assert needless(spec, several, "boosted_trees", WAVES)
