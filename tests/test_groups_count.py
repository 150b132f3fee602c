"""Intervals count groups of rows, not rows, where the split is grouped."""

import csv

import numpy as np
from plans import task

from agent.scoring import bootstrap, labels
from agent.scoring.hidden import Hidden


def test_a_resample_has_whole_groups():
    groups = (0, 0, 0, 1, 1, 2)
    counts = np.concatenate(list(bootstrap.weights(6, 0, groups)))
    assert (counts[:, 0] == counts[:, 2]).all() and (counts[:, 3] == counts[:, 4]).all()
    drawn = counts[:, [0, 3, 5]]
    assert (drawn.sum(1) == 3).all()
    assert np.allclose(drawn.mean(0), 1, atol=0.15)


def hidden(folder, *, grouped: bool, families: int = 40, copies: int = 9) -> Hidden:
    """A task whose rows come in families of copies; each family is right or wrong."""
    spec, profile = task("text table", "binary")
    (folder / "splits").mkdir(parents=True)
    rng = np.random.default_rng(0)
    truth = rng.integers(0, 2, families).repeat(copies)
    right = (rng.random(families) < 0.8).repeat(copies)
    rows = [f"r{i}" for i in range(len(truth))]
    with (folder / "splits" / "labels.csv").open("w", newline="") as file:
        lines = [
            (r, "select", profile.classes[t]) for r, t in zip(rows, truth, strict=True)
        ]
        csv.writer(file).writerows([("row", "part", "outcome"), *lines])
    with (folder / "p.csv").open("w", newline="") as file:
        said = np.where(right, truth, 1 - truth)
        lines = [
            (r, 0.9 - 0.8 * s, 0.1 + 0.8 * s) for r, s in zip(rows, said, strict=True)
        ]
        csv.writer(file).writerows([("row", *profile.classes), *lines])
    if grouped:
        names = [f"f{i // copies}" for i in range(len(rows))]
        with (folder / "splits" / "groups.csv").open("w", newline="") as file:
            csv.writer(file).writerows(
                [("row", "group"), *zip(rows, names, strict=True)]
            )
    return Hidden(folder, spec, profile.classes)


def test_copies_make_no_interval_narrower(tmp_path):
    widths = []
    for grouped in (False, True):
        place = tmp_path / str(grouped)
        low, high = hidden(place, grouped=grouped).score(
            str(place / "p.csv"), "select"
        )["interval"]
        widths.append(high - low)
    assert 2.2 < widths[1] / widths[0] < 4.0  # 9 copies: 3 times as wide


def test_a_row_without_a_group_is_one_of_its_own_and_few_groups_are_none(tmp_path):
    path = tmp_path / "groups.csv"
    path.write_text("row,group\na,x\nb,x\nc,\nd,\n")
    more = [f"r{i}" for i in range(labels.FEWEST)]
    parts = {"select": (["a", "b", "c", "d", *more], np.zeros(4 + len(more)))}
    found = labels.groups(path, parts)["select"]
    assert found[0] == found[1] and len(set(found)) == 3 + len(more)
    assert labels.groups(path, {"select": (["a", "b", "c"], np.zeros(3))}) == {}
