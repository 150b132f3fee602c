"""What an endpoint was found to be able to do, remembered between runs."""

import hashlib
import os
import time
from pathlib import Path

from agent.llm.endpoint import Endpoint
from agent.llm.ladder import Rung
from agent.records import Record

DAYS = 14
"""After so long an endpoint is probed again: servers get better."""


class Abilities(Record):
    """The highest rung that works at an endpoint, and what it refuses."""

    v: int = 1
    host: str
    """For people who read the file."""
    model: str
    rung: Rung
    omit: tuple[str, ...] = ()
    """Parameters that this model refuses."""
    room: int = 0
    """Tokens that it needs beside its answer, as it thinks before it writes."""
    found: float
    """Seconds since the epoch."""


def folder() -> Path:
    """The user's cache folder for this, by XDG_CACHE_HOME."""
    home = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(home) / "forgeweld" / "endpoints"


def load(endpoint: Endpoint, where: Path) -> Abilities | None:
    """What is remembered of an endpoint; None if nothing, or nothing fresh."""
    try:
        text = _path(endpoint, where).read_text(encoding="utf-8")
        known = Abilities.model_validate_json(text)
    except (OSError, ValueError):
        return None
    return known if time.time() - known.found < DAYS * 86400 else None


def save(
    endpoint: Endpoint,
    where: Path,
    rung: Rung,
    omit: frozenset[str] = frozenset(),
    room: int = 0,
) -> None:
    """Remember; a cache that can't be written only costs a probe the next time."""
    known = Abilities(
        host=endpoint.host,
        model=endpoint.model,
        rung=rung,
        omit=tuple(sorted(omit)),
        room=room,
        found=time.time(),
    )
    path = _path(endpoint, where)
    temporary = path.with_suffix(f".{os.getpid()}")
    try:
        where.mkdir(parents=True, exist_ok=True, mode=0o700)
        file = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(file, "w", encoding="utf-8") as out:
            out.write(known.model_dump_json())
        temporary.replace(path)
    except OSError:
        return


def _path(endpoint: Endpoint, where: Path) -> Path:
    """One file for each address and model; the key has no part in it."""
    identity = f"{endpoint.base_url}\0{endpoint.model}".encode()
    return where / f"{hashlib.blake2b(identity, digest_size=12).hexdigest()}.json"
