"""A cgroup that the user's service manager makes on request: `systemd-run --scope`."""

import os
import shutil
from pathlib import Path

from sandbox import hierarchy
from sandbox.base import Limits
from sandbox.groups import VersionTwo


class Scope(VersionTwo):
    """A group of cgroup version 2 that systemd makes, and removes when it is empty.

    Its folder is the user's, so the counters and the kill switch are those of
    `VersionTwo`, but only as long as a process lives in it.
    """

    kind = "systemd scope"
    lasts = False

    def _make(self, limits: Limits, pids: int) -> None:
        runtime = os.environ.get("XDG_RUNTIME_DIR") or f"/run/user/{os.getuid()}"
        tool = shutil.which("systemd-run", path="/usr/bin:/bin")
        if tool is None or not Path(runtime, "bus").exists():
            raise FileNotFoundError("no systemd-run, or no bus of the user's")
        self.env = {"XDG_RUNTIME_DIR": runtime}
        self._asks_cpus = limits.cpus is not None
        self._words = arguments(tool, self.name, limits, pids)

    def prefix(self) -> list[str]:
        """See `Group`. systemd-run enters the scope, then becomes the command."""
        return self._words

    def started(self, pid: int) -> None:
        """See `Group`."""
        self._pid = pid

    def read(self) -> None:
        """See `Group`. Finds the folder once systemd has made it."""
        if not self.folders:
            self._find()
        super().read()

    def close(self) -> None:
        """See `Group`. systemd removes the folder."""
        self.folders.clear()

    def _find(self) -> None:
        found = hierarchy.mounted().v2
        try:
            lines = Path(f"/proc/{self._pid}/cgroup").read_text().splitlines()
        except OSError:
            return
        place = next((line[3:] for line in lines if line.startswith("0::")), "")
        if found is not None and place.endswith(f"/{self.name}.scope"):
            self.folders["memory"] = found.top / place.lstrip("/")
            # which controllers a user's manager is given differs between systems
            given = (self.folders["memory"] / "cpu.max").exists()
            self.holds_cpus = given or not self._asks_cpus


def arguments(tool: str, name: str, limits: Limits, pids: int) -> list[str]:
    """The prefix; see systemd-run(1) and systemd.resource-control(5)."""
    properties = [f"MemoryMax={limits.mem_mb * 1_000_000}", "MemorySwapMax=0"]
    properties += [f"TasksMax={pids}"]
    if limits.cpus is not None:
        properties += [f"CPUQuota={max(1, round(limits.cpus * 100))}%"]
    words = [tool, "--user", "--scope", "--quiet", "--collect", f"--unit={name}"]
    for each in properties:
        words += ["-p", each]
    return [*words, "--"]
