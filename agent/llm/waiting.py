"""Waits that end in time: each has a limit, and each can be broken off."""

import threading
import time
from collections.abc import Callable
from typing import TypeVar

from agent.errors import Stopped

T = TypeVar("T")
Stopping = Callable[[], bool]
TICK = 0.05
"""Seconds between two looks at `stopping`."""


class TooSlow(Exception):
    """No result within the limit. The work goes on in its thread, unheeded."""


class NotConnected(TooSlow):
    """Not even a connection within the limit."""


def never() -> bool:
    """For callers that nobody stops."""
    return False


def pause(seconds: float, stopping: Stopping = never) -> None:
    """Sleep. Raises Stopped as soon as `stopping()` is true."""
    end = time.monotonic() + seconds
    while not stopping():
        left = end - time.monotonic()
        if left <= 0:
            return
        time.sleep(min(left, TICK))
    raise _stopped()


def within(
    work: Callable[[], T],
    seconds: float,
    stopping: Stopping = never,
    *,
    connected: threading.Event | None = None,
    connect_s: float = 0.0,
) -> T:
    """The result of `work`, done in a thread of its own, or what it raised.

    A client's own time-outs do not bound a slow look-up of a name, several addresses
    one after the other, or a server that sends a byte now and then; this does. Raises
    TooSlow after `seconds`, NotConnected if `connected` is not set after `connect_s`,
    Stopped when `stopping()` is true; before the work begins, if it is by then.
    """
    done = threading.Event()
    results: list[T] = []
    errors: list[BaseException] = []

    def go() -> None:
        try:
            results.append(work())
        except BaseException as error:  # it belongs to the caller, whatever it is
            errors.append(error)
        done.set()

    if stopping():
        raise _stopped()
    started = time.monotonic()
    threading.Thread(target=go, daemon=True, name="llm-call").start()
    while not done.wait(TICK):
        passed = time.monotonic() - started
        if stopping():
            raise _stopped()
        if passed > seconds:
            raise TooSlow(f"no answer within {seconds:.1f} s")
        if connected and not connected.is_set() and passed > connect_s:
            raise NotConnected(f"no connection within {connect_s:.1f} s")
    if errors:
        raise errors[0]
    return results[0]


def _stopped() -> Stopped:
    return Stopped("stopped while waiting for the model", why="the run was told to end")
