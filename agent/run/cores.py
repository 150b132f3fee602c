"""How many cores a run's programs may use: those that others leave free.

Whoever else is busy comes and goes. Asked once at the start, a run that began beside
another program trained on one of two cores to its end.
"""

import time
from collections.abc import Callable

from sandbox import host

EVERY = 20.0
"""Seconds between two looks, and twice as many after each that found nothing new; one
takes a third of a second of all cores."""
SELDOM = 80.0
"""Seconds between two looks, at most."""


class Cores:
    """The count that was found last; a change counts once it is seen twice in a row,
    since programs that wait at their imports are then replaced."""

    def __init__(
        self,
        find: Callable[[], int] = host.free_cores,
        now: Callable[[], float] = time.monotonic,
    ):
        self._find, self._now = find, now
        self._count, self._doubt, self._seen = 0, 0, 0.0
        self._wait = EVERY

    def free(self) -> int:
        """As many as were free at the last look; the first call looks."""
        if not self._count:
            self._count, self._seen = self._find(), self._now()
        return self._count

    def look(self) -> int | None:
        """Look again, if that was long ago, while nothing of the run's own computes;
        the new count if it has changed."""
        if not self._count or self._now() < self._seen + self._wait:
            return None
        found, self._seen = self._find(), self._now()
        same, again = found == self._count, found == self._doubt
        self._wait = min(2 * self._wait, SELDOM) if same else EVERY
        self._doubt = found
        if same or not again:
            return None
        self._count = found
        return found


HERE = Cores()
"""This machine's, for all programs of this process."""
