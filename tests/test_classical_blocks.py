"""One contract over every block of features and every learner, in all pairs."""

import math
import time

import numpy as np
import pytest
import scipy.sparse
import torch
from contract import ALL, GIVEN, cls, of, shapes, stored
from safetensors.torch import load, save
from scipy.stats import spearmanr
from sklearn.datasets import load_digits

from agent.records import Block
from templates.blocks import linear_fit, risks
from templates.blocks.features.distances import DistanceFeatures
from templates.blocks.features.flat import FlatNumbers
from templates.blocks.heads.cox import CoxHead
from templates.blocks.joining import take_rows
from templates.blocks.learners.forest import Forest
from templates.blocks.learners.logistic import LogisticRegression
from templates.blocks.learners.ridge import RidgeRegression
from templates.blocks.measures.recall_at_10 import recall_at_10
from templates.blocks.series_figures import end_figures

ROWS = 40
OUTPUTS = {"binary": 2, "multiclass": 3, "ordinal": 4, "multilabel": 3}
OUTPUTS |= {"regression": 1, "multitarget": 2, "survival": 1}
OUTPUTS |= {"retrieval": 256}
KNOBS = {"retrieval": {"gallery": ("one", "table")}}
"""What learners of a kind of task are told beside the outputs: here, the parts of what
is to be found, of which one is given."""


def values(kind: str, shape: tuple[int, ...], rows: int) -> torch.Tensor:
    """Random values of a kind of tensor; texts are words of few letters."""
    if kind == "utf8":
        words = torch.randint(97, 101, (rows, *shape), dtype=torch.uint8)
        return torch.where(torch.rand(rows, *shape) < 0.2, 32, words)
    if kind == "cells":
        x = torch.randn(rows, shape[0])
        codes = [torch.randint(size, (rows, 1)).float() for size in shape[1:]]
        gaps = torch.where(torch.rand(x.shape) < 0.2, torch.nan, x)
        return torch.cat([gaps, *codes], dim=1)
    return stored(kind, shape, rows)


def targets(kind: str, rows: int) -> torch.Tensor:
    """Every class, label or number of a kind of task."""
    torch.manual_seed(1)
    if kind == "multilabel":
        return (torch.rand(rows, 3) < 0.4).float()
    if kind in ("regression", "multitarget"):
        y = torch.randn(rows, OUTPUTS[kind]) * 10 + 100
        if kind == "multitarget":
            y[3, 1] = torch.nan
        return y.squeeze(1)
    if kind == "survival":
        event = (torch.rand(rows) < 0.7).float()
        return torch.stack([torch.rand(rows) * 50, event], dim=1)
    return torch.arange(rows) % OUTPUTS[kind]


def pairs() -> list:
    return [
        pytest.param(block, kind, shape, id=f"{block.name}-{kind}-{shape}")
        for block in ALL
        if block.role == "features"
        for kind in block.kinds
        for shape in shapes(kind)
    ]


def rows_of(x) -> np.ndarray:
    return x.toarray() if scipy.sparse.issparse(x) else x


def fitted(block: Block, kind: str, shape: tuple[int, ...], **knobs):
    """A block of features, fitted to rows of which one lacks the modality."""
    torch.manual_seed(0)
    x = values(kind, shape, ROWS)
    present = torch.ones(ROWS, dtype=torch.bool)
    present[5] = False
    features = cls(block)(shape, **knobs)
    features.fit(x, present)
    if block.told:
        features.fit_targets(x, present, torch.arange(ROWS) % 3)
    return features, x, present


@pytest.mark.parametrize(("block", "kind", "shape"), pairs())
def test_features(block, kind, shape):
    features, x, present = fitted(block, kind, shape)
    found = rows_of(features(x, present))
    gaps = kind == "cells"
    assert found.dtype == np.float32 and found.shape[0] == ROWS
    assert (np.isfinite(found[present.numpy()]) | gaps).all()
    assert not np.nan_to_num(found[5]).any()
    assert np.nanstd(found, axis=0).max() > 0
    alone = rows_of(features(x[3:4], present[3:4]))
    np.testing.assert_allclose(alone[0], found[3], rtol=1e-4, atol=1e-4)

    state = load(save(features.state())) if features.state() else {}
    again = cls(block)(shape)
    again.restore(state)
    np.testing.assert_array_equal(rows_of(again(x, present)), found)
    for one in (features, again):  # pieces that may count differently
        assert sum(getattr(one, "widths", ())) in (0, found.shape[1])


@pytest.mark.parametrize("block", of("features"))
def test_features_of_few_rows_or_none(block):
    kind = block.kinds[0]
    shape = GIVEN[kind].shape
    for knob, options in block.search.items():
        for value in options:
            features, x, present = fitted(block, kind, shape, **{knob: value})
            assert features(x[:2], present[:2]).shape[0] == 2
    x, nothing = values(kind, shape, 3), torch.zeros(3, dtype=torch.bool)
    features = cls(block)(shape)
    features.fit(x, nothing)
    found = rows_of(features(x, ~nothing))
    assert (np.isfinite(found) | (kind == "cells")).all()


def learner_kinds() -> list:
    return [
        pytest.param(block, kind, id=f"{block.name}-{kind}")
        for block in ALL
        if block.role == "learner"
        for kind in block.kinds
    ]


def parts_of(block: Block, kind: str):
    """What one block of features and the marks of presence give a learner."""
    features, x, present = fitted(block, kind, GIVEN[kind].shape)
    return {"one": features(x, present), "present": present.numpy()[:, None] * 1.0}


@pytest.mark.parametrize("features", of("features"))
@pytest.mark.parametrize(("block", "kind"), learner_kinds())
def test_every_learner_takes_all_features(features, block, kind):
    parts = parts_of(features, features.kinds[0])
    learner, said = learnt(block, kind, parts)
    assert said.shape == (ROWS, OUTPUTS[kind]) and said.isfinite().all()


def learnt(block: Block, kind: str, parts: dict, seconds: float = 60.0, **knobs):
    """A learner after search and fit, and what it says of all rows."""
    y = targets(kind, ROWS)
    if "rounds" in block.params:
        knobs = {"rounds": 3, **knobs}
    learner = cls(block)(OUTPUTS[kind], **KNOBS.get(kind, {}), **knobs)
    fit, valid = np.arange(30), np.arange(30, ROWS)
    end = time.monotonic() + seconds
    chosen = learner.search(parts, y, fit, valid, end, 0)
    assert all(math.isfinite(value) for value in chosen.values())
    learner.fit(parts, y, end)
    return learner, learner.predict(parts)


def table(rows: int = ROWS) -> dict[str, np.ndarray]:
    rng = np.random.default_rng(0)
    x = rng.normal(size=(rows, 4)).astype(np.float32)
    x[::7, 1] = np.nan
    return {"table": x, "present": np.ones((rows, 1), dtype=np.float32)}


@pytest.mark.parametrize(("block", "kind"), learner_kinds())
def test_learner(block, kind):
    parts = table()
    learner, said = learnt(block, kind, parts)
    if kind in ("binary", "multiclass", "ordinal"):
        assert torch.allclose(said.sum(dim=1), torch.ones(ROWS), atol=1e-5)
        assert (said >= 0).all()
    if kind == "multilabel":
        assert (said >= 0).all() and (said <= 1).all()
    if kind in ("regression", "multitarget"):  # in their own unit
        assert (said > 50).all() and (said < 150).all()
    assert learner.params > 0

    again = cls(block)(OUTPUTS[kind], **KNOBS.get(kind, {}))
    state = {name: value.contiguous() for name, value in learner.state().items()}
    again.restore(load(save(state)))
    assert torch.allclose(again.predict(parts), said, rtol=1e-5, atol=1e-6)
    assert torch.equal(learnt(block, kind, parts)[1], said), "not deterministic"
    one = {name: part[3:4] for name, part in parts.items()}
    assert torch.allclose(learner.predict(one)[0], said[3], rtol=1e-5, atol=1e-6)
    empty = {"table": np.full((1, 4), np.nan, dtype=np.float32)}
    absent = empty | {"present": np.zeros((1, 1), dtype=np.float32)}
    assert learner.predict(absent).isfinite().all()


@pytest.mark.parametrize(("block", "kind"), learner_kinds())
def test_learner_without_time_still_says_something(block, kind):
    _, said = learnt(block, kind, table(), seconds=0.0, **ROUNDS.get(block.name, {}))
    assert said.isfinite().all()


ROUNDS = {b.name: {"rounds": 500} for b in ALL if "rounds" in b.params}


@pytest.mark.parametrize("block", of("learner"))
def test_every_search_value_of_a_learner_works(block):
    for knob, options in block.search.items():
        for value in options:
            few = {"rounds": 3} if "rounds" in block.params else {}
            _, said = learnt(block, block.kinds[0], table(), **(few | {knob: value}))
            assert said.isfinite().all(), (knob, value)


def test_pairs_of_one_thing_lie_near_each_other():
    """A text and a picture, as it were, that both show ten hidden numbers in much
    else; one row in five has a twin, which answers as well."""
    rng = np.random.default_rng(5)
    hidden = rng.normal(size=(500, 10))
    hidden[400:] = hidden[:100]
    sparse = np.maximum(hidden @ rng.normal(size=(10, 200)) - 3, 0)
    sparse = sparse + rng.random(sparse.shape) * (rng.random(sparse.shape) < 0.02)
    dense = hidden @ rng.normal(size=(10, 60)) + rng.normal(size=(500, 60)) * 2
    text = scipy.sparse.csr_matrix(sparse.astype(np.float32))
    parts = {"text": text, "picture": dense.astype(np.float32)}
    parts["/present"] = np.ones((500, 2), dtype=np.float32)
    block = next(b for b in ALL if b.name == "linear_match")
    learner = cls(block)(256, gallery=("picture",), width=32)
    y = torch.arange(500) % 400
    fit, valid = np.arange(240), np.arange(240, 300)
    said = learner.search(parts, y, fit, valid, time.monotonic() + 60, 0)
    new = learner.predict(take_rows(parts, np.arange(300, 500)))
    assert new.shape == (200, 64) and recall_at_10(new, y[300:]) > 0.8
    vectors = new.reshape(-1, 2, 32).norm(dim=2)
    torch.testing.assert_close(vectors, torch.ones(200, 2))
    assert 0.5 < -said["valid_loss"] <= 1
    learner.fit(parts, y, time.monotonic() + 60)
    assert recall_at_10(learner.predict(parts), y) > 0.9
    said = learner.search(parts, y, fit, valid, time.monotonic() - 1, 0)
    assert said["penalty"] == said["penalty_candidates"] == 0.1  # time for one alone


def test_trees_and_lines_find_what_is_there():
    rng = np.random.default_rng(1)
    x = rng.normal(size=(400, 3)).astype(np.float32)
    parts = {"table": x, "present": np.ones((400, 1), dtype=np.float32)}
    y = torch.from_numpy((x[:, 0] > 0).astype(int))
    fit, valid = np.arange(300), np.arange(300, 400)
    for block in ALL:
        if block.role == "learner" and "binary" in block.kinds:
            learner = cls(block)(2)
            learner.search(parts, y, fit, valid, time.monotonic() + 30, 0)
            right = learner.predict(parts).argmax(dim=1) == y
            assert right.float().mean() > 0.95, block.name


@pytest.mark.parametrize("name", ["boosted_risk", "linear_risk"])
def test_who_is_at_risk_comes_first(name):
    """Times are drawn from a hazard that two columns change; some are cut off."""
    block = next(b for b in ALL if b.name == name)
    rng = np.random.default_rng(3)
    x = rng.normal(size=(600, 4)).astype(np.float32)
    hazard = np.exp(x[:, 0] - x[:, 1])
    time_, end = rng.exponential(1 / hazard), rng.exponential(2.0, size=600)
    happened = time_ <= end
    y = torch.from_numpy(np.stack([np.minimum(time_, end), happened], axis=1)).float()
    learner = cls(block)(1)
    fit, valid = np.arange(300), np.arange(300, 400)
    parts = {"table": x}
    learner.search(parts, y, fit, valid, time.monotonic() + 60, 0)
    risk = learner.predict(parts)[400:, 0].numpy()
    assert spearmanr(risk, hazard[400:])[0] > 0.85


def test_levels_in_their_order_are_told_apart_better():
    """Eight levels of one sum of columns in noise: their order is worth something."""
    rng = np.random.default_rng(7)
    x = rng.normal(size=(1200, 6)).astype(np.float32)
    hidden = x[:, 0] + x[:, 1] * x[:, 2] + rng.normal(size=1200) * 0.4
    y = torch.from_numpy(np.digitize(hidden, np.quantile(hidden, np.arange(1, 8) / 8)))
    fit, valid, new = np.arange(500), np.arange(500, 700), np.arange(700, 1200)
    found = {}
    for name in ("boosted_levels", "boosted_trees"):
        learner = cls(next(b for b in ALL if b.name == name))(8)
        learner.search({"table": x}, y, fit, valid, time.monotonic() + 60, 0)
        chances = learner.predict({"table": x[new]}).numpy()
        np.testing.assert_allclose(chances.sum(axis=1), 1.0, atol=1e-5)
        said = chances @ np.arange(8)
        found[name] = np.square(said - y[new].numpy()).mean()
    assert found["boosted_levels"] < 0.95 * found["boosted_trees"]


def test_one_line_for_all_levels_takes_fewer_rows_to_learn():
    """Six levels of a sum of twenty columns in noise, known of 150 rows."""
    rng = np.random.default_rng(8)
    x = rng.normal(size=(1150, 20)).astype(np.float32)
    hidden = x.sum(axis=1) + rng.normal(size=1150) * 2
    y = torch.from_numpy(np.digitize(hidden, np.quantile(hidden, np.arange(1, 6) / 6)))
    fit, valid, new = np.arange(120), np.arange(120, 150), np.arange(150, 1150)
    found = {}
    for name in ("linear_levels", "logistic"):
        learner = cls(next(b for b in ALL if b.name == name))(6)
        learner.search({"table": x}, y, fit, valid, time.monotonic() + 60, 0)
        chances = learner.predict({"table": x[new]}).numpy()
        np.testing.assert_allclose(chances.sum(axis=1), 1.0, atol=1e-5)
        found[name] = -np.log(chances[np.arange(1000), y[new].numpy()]).mean()
        if name == "linear_levels":  # each level is said as often as it comes
            said = learner.predict({"table": x[fit]}).numpy().mean(axis=0)
            shares = np.bincount(y[fit].numpy()) / len(fit)
            np.testing.assert_allclose(said, shares, atol=1e-3)
    assert found["linear_levels"] < 0.9 * found["logistic"]


def test_slopes_and_curvatures_are_those_of_the_partial_likelihood():
    """The loss is that of the network's head, ties and all; a step of each risk alone
    changes it as told."""
    rng = np.random.default_rng(4)
    y = torch.from_numpy(rng.integers(0, 9, size=(40, 2)) % [9, 2]).double()
    risk, signed = rng.normal(size=40), risks.signed_times(y)
    loss, slopes, curves = risks.cox_slopes(risk, signed)
    head = CoxHead(1, 1).loss(torch.from_numpy(risk)[:, None], y.float())
    assert loss / y[:, 1].sum().item() == pytest.approx(head.item(), rel=1e-5)
    for i in range(40):
        step = 1e-3 * np.eye(40)[i]
        before, after = (
            risks.cox_slopes(risk + sign * step, signed)[0] for sign in (-1, 1)
        )
        assert slopes[i] == pytest.approx((after - before) / 2e-3, abs=1e-5)
        bend = (after + before - 2 * loss) / 1e-6
        assert curves[i] == pytest.approx(max(bend, 1e-6), abs=1e-4)


@pytest.mark.parametrize("name", ["boosted_numbers", "ridge"])
def test_quantiles_come_in_their_order(name):
    block = next(b for b in ALL if b.name == name)
    parts = table()
    few = {"rounds": 20} if "rounds" in block.params else {}
    learner = cls(block)(3, quantiles=(0.9, 0.1), **few)
    y = targets("regression", ROWS)
    fit, valid = np.arange(30), np.arange(30, ROWS)
    learner.search(parts, y, fit, valid, time.monotonic() + 30, 0)
    median, high, low = learner.predict(parts).T
    assert (low <= median).all() and (median <= high).all()


def test_evenness_says_rare_classes_more_often():
    block = next(b for b in ALL if b.name == "logistic")
    rng = np.random.default_rng(2)
    y = torch.from_numpy((rng.random(600) < 0.1).astype(int))
    x = (rng.normal(size=(600, 2)) + y.numpy()[:, None]).astype(np.float32)
    parts = {"table": x}
    fit, valid = np.arange(400), np.arange(400, 600)
    said = []
    for even in (False, True):
        learner = cls(block)(2, even=even)
        learner.search(parts, y, fit, valid, time.monotonic() + 30, 0)
        said.append(int(learner.predict(parts).argmax(dim=1).sum()))
    assert said[1] > 1.3 * said[0]


def test_a_linear_model_finds_quantiles_that_lean():
    """Numbers that spread the more, the larger one column is."""
    rng = np.random.default_rng(6)
    x = rng.random(size=(3000, 2)).astype(np.float32)
    y = torch.from_numpy(5 + x[:, 1] + (0.2 + x[:, 0]) * rng.normal(size=3000)).float()
    learner = RidgeRegression(3, quantiles=(0.9, 0.1))
    fit, valid = np.arange(1600), np.arange(1600, 2000)
    learner.search({"table": x}, y, fit, valid, time.monotonic() + 60, 0)
    median, high, low = learner.predict({"table": x[2000:]}).T
    new, wide = y[2000:], x[2000:, 0] > 0.5
    for level, said in ((0.1, low), (0.5, median), (0.9, high)):
        assert (new < said).float().mean().item() == pytest.approx(level, abs=0.04)
    assert (high - low)[wide].mean() > 1.5 * (high - low)[~wide].mean()


@pytest.mark.parametrize("outputs", [3, 5])
def test_weights_found_by_rows_are_those_found_by_features(outputs, monkeypatch):
    draw = np.random.default_rng(0)
    sparse = scipy.sparse.random(60, 300, 0.1, "csr", np.float32, draw)
    parts = [sparse, draw.normal(size=(60, 40)).astype(np.float32) / 6]
    y = (draw.random((60, outputs)) < 0.3).astype(np.float64)
    fitted_rows, other = ([part[:40] for part in parts], [part[40:] for part in parts])
    found = []
    for least in (1, 1000):
        monkeypatch.setattr(linear_fit, "NARROW", least)
        monkeypatch.setattr(linear_fit, "PRODUCTS", 0)
        start, deadline = np.zeros((341, outputs)), time.monotonic() + 60
        ways = (fitted_rows, y[:40], other, y[40:], linear_fit.sigmoid_loss)
        penalty, _, weights = linear_fit.choose_penalty(
            *ways, [1e-1, 1e-2, 1e-3], start, deadline
        )
        again = linear_fit.fit_linear(
            fitted_rows, y[:40], linear_fit.sigmoid_loss, penalty, weights, deadline
        )
        scores = [linear_fit.linear_scores(other, w) for w in (weights, again)]
        found.append((penalty, *scores))
    assert found[0][0] == found[1][0]
    for by_rows, by_features in zip(found[0][1:], found[1][1:], strict=True):
        assert np.std(by_features) > 0.05
        np.testing.assert_allclose(by_rows, by_features, atol=0.02)


def test_products_of_rows_are_those_of_all_columns(monkeypatch):
    draw = np.random.default_rng(0)
    rare = scipy.sparse.random(50, 400, 0.01, "csr", np.float32, draw)
    often = scipy.sparse.random(50, 90, 0.4, "csr", np.float32, draw)
    part = scipy.sparse.hstack([rare, often], format="csr")
    for many in (1, 40, 8192):
        monkeypatch.setattr(linear_fit, "COLUMNS_AT_ONCE", many)
        for one in (part, rare, often, often.toarray()):
            wanted = (one @ one.T).toarray() if scipy.sparse.issparse(one) else None
            found = linear_fit.row_products(one)
            np.testing.assert_allclose(
                found, one @ one.T if wanted is None else wanted, rtol=1e-4, atol=1e-5
            )


def test_a_forest_of_many_classes_with_few_rows_each_has_small_leaves():
    """Leaves of four rows, a twentieth of all, gave 0.75: two rows hold a class."""
    digits = load_digits()
    x, y = digits.data.astype(np.float32), torch.from_numpy(digits.target)
    order = np.random.default_rng(0).permutation(len(x))[:680]
    fit, valid = (np.zeros(len(x), dtype=bool) for _ in range(2))
    fit[order[:80]], valid[order[80:]] = True, True
    learner = Forest(10)
    told = learner.search({"x": x}, y, fit, valid, time.monotonic() + 60, 0)
    said = learner.predict({"x": x[valid]}).argmax(dim=1)
    assert (said == y[valid]).float().mean() > 0.79
    assert told["valid_loss"] < 1.1


def test_components_without_variance_are_left_out():
    """They were the rounding of sums, other ones for the last rows of a table: trees
    that cut there gave these rows another price."""
    draw = torch.Generator().manual_seed(0)
    x = torch.randn(300, 6, generator=draw) @ torch.randn(6, 50, generator=draw)
    present = torch.ones(300, dtype=torch.bool)
    block = FlatNumbers((50,))
    block.fit(x, present)
    whole = block(x, present)
    assert whole.shape[1] == 50 + 6
    alone = block(x[-7:], present[-7:])
    assert np.abs(alone - whole[-7:]).max() < 1e-3 * whole[:, 50:].std(axis=0).min()


def test_half_of_the_bins_tell_bonds_apart_in_a_long_chain():
    torch.manual_seed(0)
    steps = torch.arange(40.0)[:, None] * torch.tensor([1.4, 0, 0])
    clouds = torch.cat([steps.expand(30, 40, 3), torch.ones(30, 40, 1)], dim=2).clone()
    clouds[..., :3] += 0.05 * torch.randn(30, 40, 3)
    features = DistanceFeatures((40, 4))
    features.fit(clouds, torch.ones(30, dtype=torch.bool))
    assert 45 < features.steps[-1] < 56
    assert (features.steps < 2 * 1.4).sum() >= 6
    moved = clouds.clone()
    moved[:, 20, 0] -= 0.3  # one bond of 39 is shorter, and the next longer
    there = torch.ones(30, dtype=torch.bool)
    pairs = slice(2, 14)  # behind the counts of points and of their symbols
    before, after = (features(x, there)[:, pairs] for x in (clouds, moved))
    assert (np.abs(after - before).sum(axis=1) > 1).all()  # even bins: 0.25


def test_clouds_of_two_points_or_of_one_place_have_bins_too():
    for places in (torch.tensor([[0.0, 0, 0], [1, 0, 0]]), torch.zeros(2, 3)):
        clouds = torch.cat([places, torch.ones(2, 1)], dim=1).expand(5, 2, 4)
        features = DistanceFeatures((2, 4))
        features.fit(clouds, torch.ones(5, dtype=torch.bool))
        assert features.steps.diff().min() > 0
        assert np.isfinite(features(clouds, torch.ones(5, dtype=torch.bool))).all()


def test_series_tell_how_they_changed_before_their_end():
    x = torch.zeros(2, 40, 1)
    x[0, :30, 0] = torch.arange(1.0, 31.0)
    x[1, :3, 0] = torch.tensor([5.0, 1.0, 7.0])
    found = end_figures(x)
    # begin, end, then over the last 1, 2, 4, 8, 16 steps, or all there were
    assert found[0].tolist() == [1, 30, 1, 2, 4, 8, 16]
    assert found[1].tolist() == [5, 7, 6, 2, 2, 2, 2]
    assert end_figures(x[:, :16]).shape == (2, 3)  # so few are told whole


def test_a_linear_model_that_begins_too_late_still_learns():
    """Reading features may take all of the time on a busy machine: nothing but the
    shares of the classes would be said then."""
    digits = load_digits()
    x, y = digits.data.astype(np.float32), torch.from_numpy(digits.target)
    fit = np.arange(len(x)) % 2 == 0
    learner = LogisticRegression(10)
    late = time.monotonic() - 1
    learner.search({"x": x}, y, fit, ~fit, late, 0)
    learner.fit({"x": x[fit]}, y[fit], late)
    said = learner.predict({"x": x[~fit]}).argmax(dim=1)
    assert (said == y[~fit]).float().mean() > 0.9
