"""A run uses the cores that others leave free, and notices when that changes."""

from collections.abc import Iterator

from agent.run.cores import EVERY, SELDOM, Cores


class Clock:
    """Seconds that pass by as a test says."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def seen(counts: list[int]) -> tuple[Cores, Clock, Iterator[int]]:
    left, clock = iter(counts), Clock()
    return Cores(lambda: next(left), clock), clock, left


def test_it_looks_once_and_not_again_before_its_time():
    cores, clock, left = seen([2, 1])
    assert [cores.free(), cores.free()] == [2, 2]
    clock.now = EVERY - 1
    assert cores.look() is None and list(left) == [1]


def test_a_change_counts_once_it_is_seen_twice_in_a_row():
    cores, clock, _ = seen([1, 2, 1, 2, 2, 2, 1, 1])
    assert cores.free() == 1
    told = []
    for _ in range(7):
        clock.now += SELDOM
        told.append(cores.look())
    assert told == [None, None, None, 2, None, None, 1]
    assert cores.free() == 1


def test_it_looks_less_often_while_nothing_changes():
    cores, clock, _ = seen([2, 2, 2, 2, 2, 1, 1, 1, 1])
    assert cores.free() == 2
    looks = []
    for second in range(1, 400):
        clock.now, before = float(second), cores._seen
        found = cores.look()
        if cores._seen != before:
            looks.append((second, found))
    assert looks[:4] == [(20, None), (60, None), (140, None), (220, None)]
    assert looks[4:] == [(300, None), (320, 1), (340, None), (380, None)]


def test_nothing_is_looked_for_before_anybody_asked():
    cores, clock, left = seen([2])
    clock.now = 10 * EVERY
    assert cores.look() is None and list(left) == [2]
