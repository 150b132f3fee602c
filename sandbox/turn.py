"""One program that is a fork of a slot's process, from the loan of its folders to their
return.
"""

import os
import shutil
import signal
import time

from sandbox import collect, desk
from sandbox.base import Isolation, Job, Limits, Log, RunResult, Status, Tick
from sandbox.quota import remove
from sandbox.slot import Hint, Said, Slot
from sandbox.verdict import ended
from sandbox.watch import oom_kills

_PAST_GRACE_S = 5.0
_OOM_S = 0.5  # from the death of a process to the end of all, if memory was the cause
_LIMITS = ("oom", "disk", "pids", "output_limit")


class Turn:
    """A job in a slot that is ready, and alone."""

    def __init__(
        self,
        slot: Slot,
        job: Job,
        limits: Limits,
        tick: Tick | None,
        copied: tuple[str, ...],
    ):
        self.slot, self.job, self.limits, self.tick = slot, job, limits, tick
        self.stop: str | None = None
        """Why it was asked to end, if it was."""
        self._asked_at = 0.0
        self._kills = oom_kills()
        self.writable = {n: m.path for n, m in job.mounts.items() if m.writable}
        self.owners = {name: path.stat() for name, path in self.writable.items()}
        self.papers = {n: m.path for n, m in job.mounts.items() if n in copied}
        self.papers = {n: p for n, p in self.papers.items() if n not in self.writable}
        self.lent: list[str] = []

    def run(self, isolation: Isolation) -> RunResult:
        """The program's result, when all of it is dead and its folders lie where they
        lay. A slot that is `odd` after it is closed.

        Raises OSError, with nothing run, if a folder can't be lent.
        """
        before = collect.usage(list(self.writable.values())).size
        heard, began = None, time.monotonic()
        try:
            self._lend()
            heard = self._ask()
            self.slot.odd = self.slot.odd or self._odd(heard)
        finally:  # also when a folder was not to be had, or the tick raised
            wall_s = time.monotonic() - began
            self.slot.odd = self.slot.odd or heard is None
            if self.slot.odd:
                self.slot.stop("replaced")
            self._take_back()
            if self.slot.odd:
                self.slot.close("replaced")
        whole = self.slot.result if self.slot.odd else None
        grown = collect.usage(list(self.writable.values())).size - before
        said = heard if isinstance(heard, Said) else Said(id=0)
        status, reason = self._judge(heard, whole)
        code = said.code
        return RunResult(
            status=status,
            reason=reason,
            exit_code=code if code is not None and code >= 0 else None,
            signal=-code if code is not None and code < 0 else None,
            wall_s=round(wall_s, 3),
            cpu_s=round(self._cpu_s(said, whole), 3),
            peak_rss_mb=round(
                whole.peak_rss_mb if whole and not said.id else said.rss_kb / 1000, 1
            ),
            disk_mb=round(max(0, grown) / 1e6, 3),
            log=Log(head=said.head, tail=said.tail, dropped=said.dropped),
            outputs=collect.outputs(self.writable, self.limits.files),
            isolation=isolation,
            survivors=whole.survivors if whole else 0,
        )

    def _lend(self) -> None:
        for name, path in self.papers.items():
            copy = self.slot.folder / "papers" / name
            remove(copy)
            shutil.copytree(path, copy, symlinks=True)
        for name, path in self.writable.items():
            desk.lend(path, self.slot.folder / "desk" / name)
            self.lent.append(name)

    def _take_back(self) -> None:
        for name in self.lent:
            was = self.owners[name]
            desk.take_back(self.writable[name], was.st_uid, was.st_gid)

    def _ask(self) -> Said | Hint:
        limits = self.limits
        places = {name: f"@desk/{name}" for name in self.writable}
        places |= {name: f"@papers/{name}" for name in self.papers}
        return self.slot.ask(
            self.job.argv[1:],
            f"@{self.job.cwd}",
            limits.wall_s,
            self._look,
            places=places,
            writes=[f"@{name}" for name in self.writable],
            shm=True,
            grace=limits.grace_s,
            kept=limits.log_kb * 500,
            most=limits.log_max_mb * 1_000_000,
        )

    def _look(self) -> str | None:
        """The tick: it has the program asked to end, and its grace; then it is over."""
        now = time.monotonic()
        if self.stop is None and self.tick is not None:
            self.stop, self._asked_at = self.tick(), now
            if self.stop is not None:
                self.slot.end()
        late = now - self._asked_at > self.limits.grace_s + _PAST_GRACE_S
        return self.stop if late else None

    def _odd(self, heard: Said | Hint) -> bool:
        """Whether this was anything but an end by itself that left nobody."""
        if isinstance(heard, Hint) or heard.wait is None:
            return True
        if os.WIFSIGNALED(heard.wait) and not heard.late:
            self.slot.wait_gone(_OOM_S)
            return True
        ill = heard.refused or heard.late or heard.flood or not heard.clean
        return bool(ill or self.stop) or not self.slot.alone()

    def _judge(
        self, heard: Said | Hint | None, whole: RunResult | None
    ) -> tuple[Status, str]:
        limits = self.limits
        if whole is not None and whole.status in _LIMITS:
            return whole.status, whole.reason
        if self.stop is not None:
            return "killed_by_user", self.stop
        if not isinstance(heard, Said):
            return "sandbox_error", heard.reason if heard else "nothing was heard"
        if heard.flood:
            return "output_limit", f"wrote over {limits.log_max_mb} MB of log"
        if heard.late:
            return "timeout", f"ran longer than {limits.wall_s:g} s"
        if heard.refused is not None or heard.wait is None:
            why = heard.refused or "how it ended is not known"
            return "sandbox_error", f"no fork was made: {why[:200]}"
        killed = (
            os.WIFSIGNALED(heard.wait) and os.WTERMSIG(heard.wait) == signal.SIGKILL
        )
        return ended(heard.wait, killed and oom_kills() > self._kills)

    def _cpu_s(self, said: Said, whole: RunResult | None) -> float:
        """As the process counted it, or what the sandbox spent beyond that."""
        if said.id or whole is None:
            self.slot.spent_s += said.cpu_s
            return said.cpu_s
        return max(0.0, whole.cpu_s - self.slot.imports_s - self.slot.spent_s)
