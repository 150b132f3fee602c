"""Conversations on disk: `$XDG_STATE_HOME/forgeweld/acp/<id>/`, for this user alone.

What was told is kept line by line, so that a client can have all of it again.
"""

import json
import os
import re
import time
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

MOST = 50
"""Sessions that are listed, the latest first."""


class Kept(BaseModel):
    """What a session is about. No record: those take long to import."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    cwd: str
    title: str = ""
    updated: float
    """Seconds since the epoch."""
    data: str | None = None
    """The data that the person talks about, absolute."""
    run: str | None = None
    """The run's folder, absolute."""
    told: int = 0
    """Number of the last event of the run that was told."""
    planner: Literal["auto", "rules"] = "auto"
    autonomy: Literal["ask", "edits", "all"] = "ask"
    minutes: str = "10"


def home() -> Path:
    """Where sessions lie."""
    state = os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state"
    return Path(state) / "forgeweld" / "acp"


def new(cwd: str) -> Kept:
    """A session of its own, on disk."""
    session = Kept(id=uuid.uuid4().hex, cwd=cwd, updated=time.time())
    _folder(session.id).mkdir(parents=True, mode=0o700)
    save(session)
    return session


def save(session: Kept) -> None:
    """Write what a session is about, whole or not at all."""
    path = _folder(session.id) / "session.json"
    temporary = path.with_suffix(".tmp")
    temporary.write_text(session.model_dump_json(indent=1), encoding="utf-8")
    temporary.replace(path)


def load(session_id: str) -> Kept | None:
    """A session by its id; None if there is none."""
    if not re.fullmatch(r"[0-9a-f]{32}", session_id):
        return None
    path = _folder(session_id) / "session.json"
    if not path.exists():
        return None
    return Kept.model_validate_json(path.read_text(encoding="utf-8"))


def every(cwd: str | None) -> list[Kept]:
    """The sessions of a folder, or all, the latest first."""
    found = (load(p.parent.name) for p in home().glob("*/session.json"))
    mine = [s for s in found if s and cwd in (None, s.cwd) and s.title]
    return sorted(mine, key=lambda s: s.updated, reverse=True)[:MOST]


def add(session_id: str, update: dict[str, Any]) -> None:
    """Keep an update that was sent, or what the person said."""
    with (_folder(session_id) / "told.jsonl").open("a", encoding="utf-8") as file:
        file.write(json.dumps(update, ensure_ascii=False) + "\n")


def told(session_id: str) -> Iterator[dict[str, Any]]:
    """Everything that was kept, in order; a half-written last line is left out."""
    path = _folder(session_id) / "told.jsonl"
    if not path.exists():
        return
    for line in path.read_text(encoding="utf-8").split("\n")[:-1]:
        yield json.loads(line)


def _folder(session_id: str) -> Path:
    return home() / session_id
