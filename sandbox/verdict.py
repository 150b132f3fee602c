"""What a run came to: from the wait status, our own reason to stop and counters.

Never from the program's words.
"""

import os
import signal
from dataclasses import dataclass

from sandbox.base import Limits, Status
from sandbox.groups import Group


@dataclass(frozen=True)
class Seen:
    """All that a verdict may rest on."""

    started: bool
    """Whether the program itself was executed."""
    said: str
    """Why it was not, in our own launcher's words; empty of meaning if it was."""
    stop: tuple[Status, str] | None
    """Why we ended it, if we did."""
    wait: int | None
    """Its wait status, as in wait(2); None if nobody reported one."""
    group: Group
    """Its counters, where it is one that holds."""
    starved: bool
    """Near the limit of memory, or the kernel killed for memory, perhaps elsewhere."""


def verdict(seen: Seen, limits: Limits) -> tuple[Status, str]:
    """The status, and one sentence of reason."""
    if not seen.started and seen.stop is None:
        # nothing of the program has run: these words are ours
        return "sandbox_error", f"the program was never started: {seen.said}"
    if seen.stop is not None:
        return seen.stop
    if seen.group.oom_kills:
        return "oom", used_up(limits)
    starved = seen.starved and not seen.group.lasts
    if seen.wait is None:
        if starved:
            return "oom", "the kernel ended the sandbox for want of memory"
        return "sandbox_error", "the sandbox's first process ended without a report"
    status, reason = ended(seen.wait, starved)
    if status == "error" and (refused := seen.group.refused):
        # one that was refused a process and went on well is none of these
        why = f"{refused} times it was refused a process beyond {limits.pids}"
        return "pids", f"{reason}; {why}"
    return status, reason


def used_up(limits: Limits) -> str:
    """Why a group's kernel counter of kills ends a run."""
    return f"used up {limits.mem_mb} MB memory: the kernel had to kill"


def ended(wait: int, starved: bool) -> tuple[Status, str]:
    """What a wait status means for a program that nobody stopped."""
    if os.WIFSIGNALED(wait):
        number = os.WTERMSIG(wait)
        if number == signal.SIGKILL and starved:
            return "oom", "the kernel killed the program for want of memory"
        return "error", f"the program was ended by signal {number}"
    code = os.WEXITSTATUS(wait)
    claims: dict[int, tuple[Status, str]] = {
        0: ("ok", "the program ended by itself with exit code 0"),
        3: ("diverged", "the program said that it diverged (exit code 3)"),
        4: ("oom", "the program said that it ran out of memory (exit code 4)"),
    }
    return claims.get(code, ("error", f"the program ended with exit code {code}"))
