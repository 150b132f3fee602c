"""`--deploy laptop|gpu|edge`: where the model is to run, as limits on what wins."""

from typing import Any

from agent.errors import UsageError
from agent.records import Constraints
from agent.run.portable import Exported

PROFILES: dict[str, dict[str, float]] = {
    "laptop": {"max_params": 25_000_000, "max_latency": 50.0},
    "gpu": {},
    "edge": {"max_params": 1_000_000, "max_latency": 10.0},
}
"""Limits by profile; edge: 4 MB of weights, 1 MB with 8 bits each. Flags of one's own
go before them, and the statement's stay: the stricter one counts."""
BYTES = 4
"""Of one parameter."""


def told(flags: dict[str, Any]) -> dict[str, Any]:
    """`flags` with the limits of their profile. Raises UsageError for gpu where there
    is none."""
    name = flags.get("deploy")
    if name is None:
        return flags
    if name == "gpu":
        from sandbox import gpu

        found = gpu.find()
        if not found.devices:
            raise UsageError(
                "--deploy gpu: there is no GPU to train and to time on",
                why=found.reason,
                fix="leave it out, or say laptop or edge",
            )
    limits = PROFILES[name]
    return {**flags, **{n: flags.get(n) or most for n, most in limits.items()}}


def held(limits: Constraints, done: Exported) -> list[str]:
    """What was exported against the limits of the task, by what its own program
    measured of it; nothing where there are none."""
    lines = []
    spent = [said.milliseconds_per_row for said in done.claims.values()]
    most = limits.max_latency_ms
    if most and all(spent):
        lines.append(_line(f"{sum(spent):.2f} of {most:g} ms a row", sum(spent) > most))
    elif most:
        lines.append(f"  at most {most:g} ms a row are allowed: not measured here")
    size = sum(said.bytes for said in done.claims.values())
    if limits.max_params and size:
        room = BYTES * limits.max_params
        words = f"{size / 1e6:.2f} of {room / 1e6:.2f} MB of weights"
        lines.append(_line(words, size > room))
    return lines


def _line(words: str, broken: bool) -> str:
    return f"✗ exported, it takes {words}" if broken else f"✓ exported: {words}"
