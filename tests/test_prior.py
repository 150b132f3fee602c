"""The prior over designs: mild, from runs alike, and no more than an order."""

from plans import task

from agent.proposers import classical, prior
from agent.proposers.prior import Seen, arranged, likeness, worth

HERE = (3.0, 1.0, 1.0, 0.5, 0.0, 0.5)
FAR = (5.0, 0.0, 0.0, 0.0, 0.5, 0.0)


def run(like: tuple[float, ...], best: str, worst: str) -> Seen:
    return Seen(like=like, worth={"learner": {best: 1.0, worst: 0.0}})


def test_one_run_alike_is_not_all_of_the_truth_and_a_far_one_is_none():
    near = worth((run(HERE, "a", "b"),), HERE, "learner")
    assert near == {"a": 0.25, "b": -0.25}
    more = worth((run(HERE, "a", "b"),) * 4, HERE, "learner")
    assert near["a"] < more["a"] < 0.5
    assert abs(worth((run(FAR, "a", "b"),), HERE, "learner")["a"]) < 0.01
    assert worth((run(HERE, "a", "b"),), HERE, "fusion") == {}


def test_our_own_order_stays_but_for_what_was_clearly_better():
    names = ("a", "b", "c")
    assert arranged(names, {}) == names
    assert arranged(names, {"a": 0.1, "b": 0.1 + prior.CLEAR / 2}) == names
    assert arranged(names, {"a": -0.4, "c": 0.4}) == names  # nothing is known of b
    assert arranged(names, {"a": -0.4, "b": 0.0, "c": 0.4}) == ("c", "b", "a")


def test_what_comes_with_the_package_is_read_and_names_nothing_of_any_data():
    runs = prior.runs()
    assert len(runs) >= 8
    for seen in runs:
        assert len(seen.like) == len(HERE)
        assert {"trees", "linear"} >= set(seen.worth.get("learner", {}))


def test_the_learners_of_a_task_are_all_tried_whatever_the_order():
    for kinds, kind in (("text table", "binary"), ("table", "regression")):
        spec, profile = task(kinds, kind)
        found = classical.learners(spec, profile)
        assert set(found) == {classical.TREES[kind], classical.LINEAR[kind]}
        assert len(likeness(spec, profile)) == len(HERE)
