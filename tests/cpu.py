"""CPU times to compare with each other: machines differ, what they do alike doesn't."""

import os
import resource
import subprocess
import sys
from pathlib import Path


def cpu_s(pid: int) -> float:
    """CPU seconds that a living process has used."""
    stat = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(stat[11]) + int(stat[12])) / os.sysconf("SC_CLK_TCK")


def cpu_of(code: str) -> float:
    """CPU seconds of a new Python that runs `code`, which has to succeed."""
    before = _children()
    subprocess.run([sys.executable, "-c", code], check=True, stdout=subprocess.DEVNULL)
    return _children() - before


def a_large_import() -> float:
    """CPU seconds of a new Python that imports pandas: 0.5 s on a machine of 2026."""
    return cpu_of("import pandas")


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
