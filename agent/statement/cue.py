"""A phrase that gives what follows it a role."""

from dataclasses import dataclass

TARGET_ROLES = ("target", "sort", "into")


@dataclass(frozen=True)
class Cue:
    """A phrase that gives what follows it a role."""

    role: str
    weight: float
    start: int
    end: int
