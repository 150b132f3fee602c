"""What this machine lets programs have; the limits of a container count, too."""

import math
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from sandbox import hierarchy

_UNLIMITED = 2**60
"""Bytes; version 1 of cgroups has no word for no limit but a number near 2**63."""


def cores() -> int:
    """Cores that this process may keep busy: those of its affinity, or as many as the
    CPU quota of a cgroup it is in makes whole ones of."""
    quotas = [quota for quota in _quotas() if quota > 0]
    return min([len(os.sched_getaffinity(0)), *(math.ceil(q) for q in quotas)])


def free_cores(seconds: float = 0.25) -> int:
    """Cores that others leave free just now: at least 1 of `cores()`. As many programs
    as there are cores count for so long what they get of them.

    Threads that work on one tensor wait for each other: where one of two has to share
    its core, they take two to four times as long as one thread alone would.
    """
    count = cores()
    program = [sys.executable, "-I", "-S", "-c", _BUSY.format(seconds=seconds)]
    busy = [
        subprocess.Popen(program, stdout=subprocess.PIPE, text=True)
        for _ in range(count)
    ]
    got = sum(float(one.communicate()[0] or 0.0) for one in busy)
    return min(max(int(got / seconds + 0.3), 1), count)


_BUSY = """
import time
end, begun = time.monotonic() + {seconds}, time.process_time()
while time.monotonic() < end:
    pass
print(time.process_time() - begun)
"""


def memory_mb() -> int:
    """Memory of the machine, or of the tightest cgroup that this process is in."""
    physical = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    bounds = [int(word) for word in _words("memory", _MEMORY) if word.isdecimal()]
    return min([physical, *(b for b in bounds if b < _UNLIMITED)]) // 1_000_000


def bfloat16() -> bool:
    """Whether the processor multiplies in bfloat16; emulated, it is slow."""
    try:
        return "avx512_bf16" in Path("/proc/cpuinfo").read_text(errors="replace")
    except OSError:
        return False


_MEMORY = ("memory.limit_in_bytes", "memory.max")
"""The file of version 1 and that of version 2."""


def _quotas() -> Iterator[float]:
    """Cores, by the quotas of the cgroups around this process; negative for none."""
    for folder in _folders("cpu"):
        try:
            if (folder / "cpu.max").exists():
                most, period = (folder / "cpu.max").read_text().split()
            else:
                most = (folder / "cpu.cfs_quota_us").read_text()
                period = (folder / "cpu.cfs_period_us").read_text()
            yield -1.0 if most == "max" else int(most) / int(period)
        except (OSError, ValueError):
            continue


def _words(controller: str, names: tuple[str, str]) -> Iterator[str]:
    for folder in _folders(controller):
        for name in names:
            try:
                yield (folder / name).read_text().strip()
            except OSError:
                continue


def _folders(controller: str) -> Iterator[Path]:
    """This process's group and those above it, as far as they can be seen."""
    found = hierarchy.mounted()
    for place in (found.v1.get(controller), found.v2):
        if place is not None:
            yield place.own
            yield from (p for p in place.own.parents if p.is_relative_to(place.top))
