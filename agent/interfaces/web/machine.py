"""How busy this machine is: cores, memory, and GPUs where there are some."""

import threading
from pathlib import Path
from typing import Any

from sandbox import host

_LOCK = threading.Lock()
_LAST: dict[str, tuple[int, int]] = {}
"""Ticks of the processors, busy and all, at the last look."""


def load() -> dict[str, Any]:
    """Shares of 1, and MB: `cpu` since the last look, `memory_mb` of `memory_of_mb`,
    `gpus` with their memory. What this system does not tell is None."""
    used, total = _memory()
    return {
        "cores": host.cores(),
        "cpu": _cpu(),
        "memory_mb": used,
        "memory_of_mb": total,
        "gpus": _gpus(),
    }


def _cpu() -> float | None:
    try:
        text = Path("/proc/stat").read_text(encoding="ascii")
    except OSError:
        return None
    ticks = [int(word) for word in text.split("\n", 1)[0].split()[1:9]]
    now = sum(ticks) - ticks[3] - ticks[4], sum(ticks)
    with _LOCK:
        before = _LAST.get("cpu", (0, 0))
        if now[1] - before[1] < 50:  # too close together to mean anything
            return round(before[0] / before[1], 2) if before[1] else None
        _LAST["cpu"] = now
    return round((now[0] - before[0]) / (now[1] - before[1]), 2)


def _memory() -> tuple[int | None, int | None]:
    try:
        text = Path("/proc/meminfo").read_text(encoding="ascii")
    except OSError:
        return None, None
    rows = dict(line.split(":") for line in text.splitlines())
    total, free = (int(rows[k].split()[0]) >> 10 for k in ("MemTotal", "MemAvailable"))
    return (total - free) // 100 * 100, total


def _gpus() -> list[dict[str, Any]]:
    from sandbox.nvml import NvmlFault, opened

    try:
        with opened() as nvml:
            return [
                {
                    "name": nvml.name(uuid),
                    "memory_mb": round(nvml.used_mb(uuid)),
                    "memory_of_mb": round(nvml.total_mb(uuid)),
                }
                for uuid in nvml.uuids()
            ]
    except NvmlFault:
        return []  # no GPU, or no driver: `forgeweld doctor` says which
