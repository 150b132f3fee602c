"""Runs one order to its end: log, limits, deadline, the whole tree dead, then outputs.

The status comes from the wait status, from our own reason to stop and from counters,
never from the program's words. One thread, no memory that the program can make grow.
"""

import json
import os
import select
import subprocess
import time

from sandbox import cgroup, collect
from sandbox.base import Isolation, Limits, OutputFile, RunResult, Status, Tick
from sandbox.log import HeadTail
from sandbox.order import Held, Launch
from sandbox.quota import Quota
from sandbox.start import start
from sandbox.verdict import Seen, used_up, verdict
from sandbox.watch import Tree, alive, oom_kills

_LOOK_S, _LOOK_NEAR_S, _TICK_S = 0.1, 0.04, 0.2
_START_S = 60.0  # for an engine to start its container; the program's time comes after
_SPARE = 1.25  # of a limit that a cgroup holds, before the watcher steps in
_END_S = 5.0  # a tree that is not dead after this long is reported as surviving


def supervise(launch: Launch, limits: Limits, tick: Tick | None = None) -> RunResult:
    """Run `launch`; return when its tree is dead and its outputs are listed."""
    roots = list(launch.writable.values())
    owners = {root: root.stat() for root in roots}
    if launch.owner is not None:
        collect.give(roots, launch.owner, launch.owner)
    try:
        try:
            run = _Run(launch, limits, tick)
        except OSError as error:
            return failed(launch.isolation, f"the sandbox could not start: {error}")
        survivors = run.go()
    finally:
        for fd in launch.fds:
            os.close(fd)
        if launch.owner is not None:
            for root, was in owners.items():
                collect.give([root], was.st_uid, was.st_gid)
    result = run.result(survivors, collect.outputs(launch.writable, limits.files))
    return result if launch.gpus is None else launch.gpus.record(result)


def failed(isolation: Isolation, reason: str) -> RunResult:
    """The result of a run that never began, through no fault of the program."""
    return RunResult(status="sandbox_error", reason=reason, isolation=isolation)


class _Run:
    """One program from start to death."""

    def __init__(self, launch: Launch, limits: Limits, tick: Tick | None):
        self.launch, self.limits, self.tick = launch, limits, tick
        self.log = HeadTail(limits.log_kb)
        self.facts: dict = {}
        self.stop: tuple[Status, str] | None = None
        self.kill_at: float | None = None
        self.quota = Quota(launch, limits)
        self.oom_kills = oom_kills()
        self.group = cgroup.open_group(limits, 1 + launch.launchers, launch.groups)
        self.began = time.monotonic()
        self.wall_s = 0.0
        self._facts_raw = self._said = b""
        self.process, self.control, self.status, self.output = start(
            launch, self.group, limits
        )
        if launch.held is None:
            self._order()
        # there is no process 0: nothing is known of a container before it is found
        self.tree = Tree(self.process.pid if launch.held is None else 0)

    def _order(self) -> None:
        self._tell(json.dumps(self.launch.order).encode() + b"\n")

    def _tell(self, data: bytes) -> None:
        try:
            os.write(self.control, data)
        except BrokenPipeError:  # it is gone; the loop will see that
            return

    def go(self) -> int:
        """Follow the program to its end; return the number of survivors."""
        try:
            self._follow()
        finally:  # also when the tick or the user's Ctrl-C raised
            self.wall_s = time.monotonic() - self.began
            survivors = self._end()
            for fd in (self.status, self.output):
                os.close(fd)
            self.group.close()
            self.tree.close()
            self.quota.finish()
            if self.stop is None and self.quota.broken:  # faster than the looks
                self.stop = ("disk", self.quota.broken)
        return survivors

    def _follow(self) -> None:
        poller = select.poll()
        for fd in (self.output, self.status):
            poller.register(fd, select.POLLIN)
        look = tick = idle = self.began
        busy = (0.0, 0)
        while "wait" not in self.facts and "failed" not in self.facts:
            now = time.monotonic()
            if now >= look:
                self._look(now)
                look = self._next_look(now)
                new = "started" not in self.facts
                if new or self._cpu_s() > busy[0] + 0.05 or self.log.total > busy[1]:
                    idle, busy = now, (self._cpu_s(), self.log.total)
                if self.limits.idle_s is not None and now - idle > self.limits.idle_s:
                    self._ask("stalled", f"idle for {self.limits.idle_s:g} s")
            if self.tick is not None and now >= tick:
                tick = now + _TICK_S
                if (reason := self.tick()) is not None:
                    self._ask("killed_by_user", reason)
            if self.kill_at is not None and now >= self.kill_at:
                return
            if not self._read(poller, max(0.0, look - time.monotonic())):
                return

    def _read(self, poller: select.poll, timeout_s: float) -> bool:
        """Take what has come; False once the sandbox's first process is gone."""
        for fd, _ in poller.poll(timeout_s * 1000):
            data = os.read(fd, 1 << 16)
            if fd == self.output:
                self.log.feed(data)
                if not data:
                    poller.unregister(fd)
            elif not data:
                return False
            else:
                self._learn(data)
        if self.log.total > self.limits.log_max_mb * 1_000_000:
            self._kill("output_limit", f"wrote over {self.limits.log_max_mb} MB of log")
        return True

    def _learn(self, data: bytes) -> None:
        *lines, self._facts_raw = (self._facts_raw + data).split(b"\n")
        for line in lines:
            if line.startswith(b"{"):
                self._know(json.loads(line))
            else:  # words of an engine
                self._said = (self._said + line + b" ")[-500:]

    def _know(self, fact: dict) -> None:
        self.facts |= fact
        held = self.launch.held
        if "ready" in fact and held is not None and self.stop is None:
            self.tree = Tree(held.find() or 0)
            self.group = held.group
            self._order()
        if "started" in fact:
            self.tree.tmpfs = self.launch.tmpfs
            if held is not None:  # the engine's own time is not the program's
                self.began = time.monotonic()

    def _look(self, now: float) -> None:
        """Compare what the tree uses with its limits."""
        limits, group = self.limits, self.group
        if self.launch.held is not None and "started" not in self.facts:
            if now - self.began > _START_S:
                self._kill("sandbox_error", f"no container within {_START_S:g} s")
            return
        # the watcher counts mapped files too, and steps in late: for what left a group
        most_mb = limits.mem_mb * (_SPARE if group.holds else 1.0)
        self.tree.sample(most_mb, self.quota.shm_mb)
        self.quota.look(self.tree, now)
        memory_mb = self.tree.memory_mb
        gpus = self.launch.gpus
        over_vram = gpus.look(self.tree.live) if gpus is not None else ""
        threads = self.tree.threads - self.launch.launchers
        group.read()
        if group.oom_kills:
            self._kill("oom", used_up(limits))
        elif memory_mb > most_mb:
            self._kill("oom", f"used {memory_mb:.0f} MB of {limits.mem_mb} MB memory")
        elif self.quota.shm_mb > limits.shm_mb:
            used = f"{self.quota.shm_mb:.0f} MB of {limits.shm_mb} MB"
            self._kill("oom", f"used {used} shared memory")
        elif over_vram:
            self._kill("vram_oom", over_vram)
        elif self.quota.broken:
            self._kill("disk", self.quota.broken)
        elif threads > limits.pids:
            self._kill("pids", f"{threads} processes and threads of {limits.pids}")
        elif now - self.began > limits.wall_s:
            self._ask("timeout", f"ran longer than {limits.wall_s:g} s")

    def _next_look(self, began: float) -> float:
        """A tenth of a core at most for looking, unless a limit is near."""
        now = time.monotonic()
        return now + (_LOOK_NEAR_S if self._tight() else _LOOK_S + 9 * (now - began))

    def _tight(self) -> bool:
        limits, tree = self.limits, self.tree
        return (
            (not self.group.holds and tree.rss_mb > 0.5 * limits.mem_mb)
            or tree.threads > 0.5 * limits.pids
            or self.quota.size_mb > 0.5 * limits.disk_mb
            or time.monotonic() - self.began < 1.0
        )

    def _ask(self, status: Status, reason: str) -> None:
        """SIGTERM for the program; the kill follows after the grace."""
        if self.stop is None:
            self.stop = (status, reason)
            if self.launch.held is not None and "started" not in self.facts:
                self.kill_at = 0.0  # there is nothing to end, and the order comes first
                return
            self.kill_at = time.monotonic() + self.limits.grace_s
            self._tell(b"T")

    def _kill(self, status: Status, reason: str) -> None:
        if self.stop is None:
            self.stop = (status, reason)
        self.kill_at = 0.0

    def _end(self) -> int:
        """Kill whatever is left and wait until it is dead; return the survivors."""
        self.group.read()  # an engine's group goes with its last process
        os.close(self.control)  # tells the launcher to kill and reap everything
        poller = select.poll()
        poller.register(self.status, select.POLLIN)
        poller.register(self.output, select.POLLIN)
        deadline = time.monotonic() + 1.0
        while self.process.poll() is None and time.monotonic() < deadline:
            if not self._read(poller, 0.05):
                poller.unregister(self.status)
                self._wait(deadline - time.monotonic())
                break
        deadline = time.monotonic() + _END_S
        left = self._left()
        while left and time.monotonic() < deadline:
            self.group.kill()
            self.tree.kill(left)
            self._wait(0.05)
            left = self._left()
        self.group.read()
        lost = 0 if self.launch.held is None else self._end_held(self.launch.held)
        self._drain()
        return len(left) + lost

    def _end_held(self, held: Held) -> int:
        """Delete what an engine holds; 1 if nobody can say that it is dead."""
        self.process.kill()  # the client: it has told all, or never will
        self._wait(_END_S)
        return 0 if held.end() or held.visible else 1

    def _left(self) -> list[int]:
        """Who is alive of the tree, of its PID namespace and of its group."""
        return sorted({*self.tree.survivors(), *filter(alive, self.group.pids())})

    def _cpu_s(self) -> float:
        """Never less than what any of the three has counted."""
        return max(self.group.cpu_s, self.tree.cpu_s, self.facts.get("cpu", 0.0))

    def _wait(self, timeout_s: float) -> None:
        try:
            self.process.wait(max(0.0, timeout_s))
        except subprocess.TimeoutExpired:
            return

    def _drain(self) -> None:
        """Read what is left in the pipes, without waiting for more."""
        for fd, take in ((self.output, self.log.feed), (self.status, self._learn)):
            os.set_blocking(fd, False)
            try:
                while data := os.read(fd, 1 << 16):
                    take(data)
            except BlockingIOError:  # a survivor still holds the other end
                continue

    def result(self, survivors: int, outputs: tuple[OutputFile, ...]) -> RunResult:
        """Put together what was seen."""
        wait: int | None = self.facts.get("wait")
        status, reason = verdict(self._seen(wait), self.limits)
        code = None if wait is None else os.waitstatus_to_exitcode(wait)
        watched_mb = max(self.tree.peak_mb, self.facts.get("rss_kb", 0) / 1000)
        return RunResult(
            status=status,
            reason=reason,
            exit_code=None if code is None or code < 0 else code,
            signal=None if code is None or code >= 0 else -code,
            wall_s=round(max(self.wall_s, self.facts.get("seconds", 0.0)), 3),
            cpu_s=round(self._cpu_s(), 3),
            peak_rss_mb=round(self.group.peak_mb or watched_mb, 1),
            disk_mb=round(self.quota.size_mb, 3),
            log=self.log.log(),
            outputs=outputs,
            isolation=cgroup.told(self.launch.isolation, self.group),
            survivors=survivors,
        )

    def _seen(self, wait: int | None) -> Seen:
        peak_mb = max(self.tree.peak_mb, self.group.peak_mb)
        near = peak_mb > 0.9 * self.limits.mem_mb
        return Seen(
            started="started" in self.facts,
            said=self.facts.get("failed")
            or self._said.decode(errors="replace")
            or self.log.log().head.strip()[-500:],
            stop=self.stop,
            wait=wait,
            group=self.group,
            starved=near or oom_kills() > self.oom_kills,
        )
