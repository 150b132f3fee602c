"""What is said of ordered classes: what the metric rewards, not what is likeliest."""

import numpy as np
import pytest
from test_score import make_spec, write, write_labels

from agent.records import Blend
from agent.scoring import calibrate
from agent.scoring.blend import decided
from agent.scoring.measures import compute
from agent.scoring.score import Mixed, Scorer
from agent.scoring.worth import likeliest, of_saying

KAPPA = "cohen_kappa_quadratic"
LEVELS = ("low", "mid", "high", "top")


def ordered(rows: int, seed: int = 0, noise: float = 1.0):
    """True classes (N,) of four that are not equally frequent, and what is to be known
    of them from one noisy look: right probabilities (N, 4)."""
    rng = np.random.default_rng(seed)
    shares = np.array([0.1, 0.2, 0.5, 0.2])
    truth = rng.choice(4, rows, p=shares)
    seen = truth + rng.normal(size=rows) * noise
    logs = -((seen[:, None] - np.arange(4)) ** 2) / (2 * noise**2) + np.log(shares)
    chances = np.exp(logs - logs.max(1, keepdims=True))
    return truth, chances / chances.sum(1, keepdims=True), shares


def value(name: str, truth: np.ndarray, said: np.ndarray) -> float:
    return compute(name, "ordinal", truth, said, LEVELS, "top", ())


@pytest.mark.parametrize("noise", [0.5, 1.0, 2.0])
@pytest.mark.parametrize("name", [KAPPA, "rank_mae"])
def test_what_is_worth_most_is_better_than_the_likeliest(name, noise):
    truth, chances, shares = ordered(20_000, noise=noise)
    said = likeliest(chances, of_saying(name, chances, shares))
    sign = 1 if name == KAPPA else -1
    gain = sign * (value(name, truth, said) - value(name, truth, chances))
    assert gain > -0.002, "at most what chance makes of 20,000 rows"
    if noise == 2.0:
        assert gain > 0.01


def test_no_other_cuts_of_the_mean_class_have_a_clearly_larger_kappa():
    truth, chances, shares = ordered(20_000)
    worth = of_saying(KAPPA, chances, shares)
    best = value(KAPPA, truth, likeliest(chances, worth))
    means, rng = chances @ np.arange(4), np.random.default_rng(1)
    for cuts in np.sort(rng.uniform(0, 3, size=(100, 3))):
        said = np.eye(4)[(means[:, None] > cuts).sum(1)]
        assert value(KAPPA, truth, said) <= best + 0.01


def test_of_distances_the_median_is_said():
    _, chances, shares = ordered(500)
    said = likeliest(chances, of_saying("rank_mae", chances, shares)).argmax(1)
    below = chances.cumsum(1)
    rows = np.arange(len(said))
    assert (below[rows, said] >= 0.5).all()
    assert (said == 0).any() and (below[rows, said - 1][said > 0] < 0.5).all()


def test_other_metrics_two_classes_and_who_says_always_the_same():
    _, chances, shares = ordered(100)
    assert of_saying("accuracy", chances, shares) == ()
    assert of_saying(KAPPA, np.array([[0.4, 0.6], [0.7, 0.3]]), np.ones(2) / 2) == ()
    assert of_saying(KAPPA, np.tile(shares, (100, 1)), shares) == ()
    assert likeliest(chances, ()) is chances


def test_ordered_classes_get_a_worth_and_no_offsets():
    truth, chances, shares = ordered(400)
    alone = Blend(weights=(1.0,))
    blend = calibrate.read(alone, KAPPA, "ordinal", truth, chances, 3, shares)
    assert blend.worth and not blend.offsets and blend.tuned
    plain = calibrate.read(alone, "accuracy", "ordinal", truth, chances, 3, shares)
    assert plain.worth == ()
    assert (decided("ordinal", chances, blend).argmax(1) != chances.argmax(1)).any()


def test_trials_are_judged_by_what_they_would_say(tmp_path):
    """A trial's score is that of the answer it would be delivered with."""
    truth, chances, _ = ordered(900)
    names = [LEVELS[t] for t in truth]
    parts = {"train": names[:300], "select": names[300:600], "test": names[600:]}
    ids = write_labels(tmp_path, parts)
    path = write(tmp_path / "p.csv", ids, LEVELS, chances[300:].tolist())
    spec = make_spec("ordinal", KAPPA, ("accuracy",)).model_copy(
        update={"levels": LEVELS}
    )
    with Scorer(tmp_path, spec, LEVELS) as scorer:
        members, blend, _ = scorer.blend([path])
        alone, read = scorer.score(path, "test"), Mixed((path,), blend)
        delivered = scorer.score(read, "test")
        plain = scorer.score(Mixed((path,), Blend(weights=(1.0,))), "test")
    assert members == [0] and blend.worth
    assert alone.value == pytest.approx(delivered.value, abs=0.01)
    assert alone.value > plain.value + 0.01
