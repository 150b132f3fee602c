"""What a process and all its descendants hold in memory, from outside."""

import os
import threading
from pathlib import Path


def tree(root: int) -> list[int]:
    """A process and all that descend from it."""
    parents = {}
    for path in Path("/proc").iterdir():
        if path.name.isdigit():
            try:
                stat = (path / "stat").read_bytes()
            except OSError:
                continue
            parents[int(path.name)] = int(stat.rsplit(b")", 1)[1].split()[1])
    found, new = [], [root]
    while new:
        found += new
        new = [pid for pid, parent in parents.items() if parent in new]
    return found


def rss_mb(pids: list[int]) -> float:
    """Resident memory of processes, MB; pages that they share count in each."""
    page, total = os.sysconf("SC_PAGE_SIZE"), 0
    for pid in pids:
        try:
            total += int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * page
        except OSError:
            continue
    return total / 1e6


class Peak(threading.Thread):
    """Looks at a tree every `every` seconds, and keeps the most that was seen."""

    def __init__(self, root: int, every: float = 0.5):
        super().__init__(daemon=True)
        self.root, self.every, self.mb = root, every, 0.0
        self.done = threading.Event()
        self.start()

    def run(self) -> None:
        while not self.done.wait(self.every):
            self.mb = max(self.mb, rss_mb(tree(self.root)))
