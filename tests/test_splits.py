"""The split: its shares, what must stay together, and that it can be repeated."""

import numpy as np
import pytest

from agent.data import splits


def parts(strata, **options):
    options = {"seed": 0, "classes": True} | options
    return splits.split(np.asarray(strata), **options)


@pytest.mark.parametrize("rows, train", [(1000, 0.6), (10_000, 0.7), (60_000, 0.8)])
def test_shares_follow_the_size(rows, train):
    record, part = parts(np.arange(rows) % 7)
    assert record.train == pytest.approx(train * rows, abs=2)
    assert record.select == pytest.approx(record.test, abs=2)
    assert record.train + record.select + record.test == rows == len(part)


def test_every_class_has_its_share_in_every_part():
    strata = np.repeat([0, 1, 2], [500, 90, 10])
    _, part = parts(strata)
    for code, size in enumerate((500, 90, 10)):
        for p, share in enumerate((0.6, 0.2, 0.2)):
            count = ((strata == code) & (part == p)).sum()
            assert count == pytest.approx(share * size, abs=1.01)


@pytest.mark.parametrize("seed", range(8))
def test_rare_classes_are_always_in_train(seed):
    strata = np.concatenate([np.repeat([0, 1], 30), np.arange(2, 12), [12, 12]])
    _, part = parts(strata, seed=seed)
    assert set(strata[part == 0]) == set(strata)


def test_the_seed_decides():
    strata = np.arange(300) % 3
    assert (parts(strata)[1] == parts(strata)[1]).all()
    assert (parts(strata)[1] != parts(strata, seed=1)[1]).any()


@pytest.mark.parametrize("groups", [3, 4, 12, 100])
def test_groups_stay_whole_and_no_part_is_empty(groups):
    rng = np.random.default_rng(groups)
    group = rng.integers(0, groups, 1200)
    record, part = parts(rng.integers(0, 5, 1200), group=group, by="person")
    assert record.method == "grouped" and record.by == "person"
    assert all(len(set(part[group == g])) == 1 for g in np.unique(group))
    assert min(record.train, record.select, record.test) > 0
    if groups == 100:
        assert record.train == pytest.approx(720, abs=40)


def test_copies_stay_together():
    strata = np.arange(400) % 4
    copies = np.arange(400)
    copies[200:240] = copies[:40]
    record, part = parts(strata, copies=copies)
    assert (part[200:240] == part[:40]).all()
    assert record.method == "stratified"
    assert record.train == pytest.approx(240, abs=8)


def test_time_puts_the_last_rows_into_test():
    order = np.random.default_rng(0).permutation(100).astype(float)
    order[7] = np.nan
    record, part = parts(np.zeros(100, int), order=order, by="day", classes=False)
    assert (record.method, record.by) == ("ordered", "day")
    assert part[7] == 0
    latest = [np.nanmax(order[part == p]) for p in range(3)]
    earliest = [np.nanmin(order[part == p]) for p in range(3)]
    assert latest[0] < earliest[1] and latest[1] < earliest[2]


def test_equal_times_share_a_part():
    order = np.repeat(np.arange(20.0), 10)
    order[[115, 125]] = 11.0, 12.0
    _, part = parts(np.zeros(200, int), order=order, by="day", classes=False)
    assert all(len(set(part[order == day])) == 1 for day in range(20))
    _, part = parts(np.zeros(200, int), order=np.zeros(200), by="day", classes=False)
    assert np.bincount(part).tolist() == [120, 40, 40]


def test_a_labelled_test_table_is_the_test_part():
    record, part = parts(np.arange(200) % 2, test_from=150)
    assert record.method == "given"
    assert (part[150:] == 2).all() and (part[:150] < 2).all()
    assert record.select == pytest.approx(150 / 4, abs=2)


def test_regression_bins_spread_the_values():
    target = np.random.default_rng(0).lognormal(size=500)
    strata = splits.bins(target)
    assert len(set(strata)) == 10
    _, part = parts(strata, classes=False)
    means = [np.median(target[part == p]) for p in range(3)]
    assert max(means) / min(means) < 1.25
    assert set(splits.bins(np.ones(500))) <= {0, 9}
