"""Recordings of several files, and those that tell what they measure, in a project."""

from collections.abc import Sequence
from dataclasses import dataclass

from agent.data import bundles, formats
from agent.records import Profile

MAINS = "formats/mains.py"


@dataclass(frozen=True)
class RecordedParts:
    """What data.py says of them."""

    recorded: str
    """Columns of recordings of several files -> what gives the path of the main one, in
    Python; '' if there are none."""
    channels: tuple[tuple[str, ...], ...]
    """What recordings of robots tell, column by column."""


def recorded_parts(profile: Profile, names: Sequence[str]) -> dict:
    """Those of the columns `names`."""
    mains = bundles.columns(profile, dict.fromkeys(names))
    lines = [f"{name!r}: {main}" for name, main in mains.items()]
    told = {c.channels: None for c in profile.columns if c.name in names and c.channels}
    return {
        "recorded": f"{{{', '.join(lines)}}}" if lines else "",
        "channels": tuple(sorted(told, key=len, reverse=True)),
    }


def readers(profile: Profile, names: Sequence[str]) -> list[str]:
    """As `formats.readers`, with what their recordings' names take."""
    found = formats.readers(profile, names)
    return [*found, MAINS] if bundles.columns(profile, names) else found
