"""A folder in which a person, a script or another process plays the model."""

import json
import re
import threading
import time
from pathlib import Path
from typing import Any

from llm_server.answer import Answer, Said, complete, from_json
from llm_server.constrained import forbidden
from llm_server.request import Request

POLL = 0.05
SETTLED_S = 1.0
"""A text file is complete when it has not changed for so long; JSON when it parses."""


def spool(
    folder: Path | str, strict: bool = True, patience_s: float | None = None
) -> "Spool":
    """Requests appear in `folder` as files; answers are files put beside them.

    For each request `0001-HASH.request.json` and, to be read, `0001-HASH.prompt.txt`.
    The answer is `0001-HASH.answer.json`, an Answer's fields or else the JSON that was
    asked for, or `0001-HASH.answer.txt`, the text as it is. A half-written one is
    waited for. `strict`: what constrained decoding would forbid is put aside as
    `.rejected-1.json` with its reason, and waited for anew. After `patience_s` seconds
    the answer is 504.
    """
    return Spool(Path(folder), strict, patience_s)


class Spool:
    """The player of `spool`."""

    def __init__(self, folder: Path, strict: bool, patience_s: float | None):
        self.folder, self.strict, self.patience_s = folder, strict, patience_s
        folder.mkdir(parents=True, exist_ok=True)
        there = [re.match(r"\d+", path.name) for path in folder.glob("*.request.json")]
        self._last = max((int(found[0]) for found in there if found), default=0)
        self._lock = threading.Lock()

    def __call__(self, request: Request) -> Said:
        with self._lock:
            self._last += 1
            name = f"{self._last:04d}-{request.hash[:8]}"
        self._ask(name, request)
        until = time.monotonic() + (self.patience_s or float("inf"))
        while time.monotonic() < until:
            said = self._answer(name, request)
            if said is not None:
                return said
            if request.left.wait(POLL):
                self._put(name + ".left.txt", "The client did not wait.\n")
                return Answer(status=499, error="the client left")
        return Answer(status=504, error=f"nobody answered {name}")

    def _ask(self, name: str, request: Request) -> None:
        self._put(name + ".prompt.txt", prompt(request))
        told = {
            "number": request.number,
            "attempt": request.attempt,
            "hash": request.hash,
            "kind": request.kind,
            "forced": request.forced,
            "schema": request.schema,
            "max_tokens": request.max_tokens,
            "answer": name + ".answer.json",
            **request.body,
        }
        self._put(
            name + ".request.json", json.dumps(told, indent=1, ensure_ascii=False)
        )

    def _put(self, name: str, text: str) -> None:
        """A file that is there whole or not at all; prompts are its owner's only."""
        part = self.folder / (name + ".part")
        part.touch(mode=0o600)
        part.write_text(text, encoding="utf-8", errors="backslashreplace")
        part.replace(self.folder / name)

    def _answer(self, name: str, request: Request) -> Said | None:
        """What was answered; None as long as it isn't there, whole and allowed."""
        path = self.folder / f"{name}.answer.json"
        said = _whole_json(path)
        if said is None:
            path = path.with_suffix(".txt")
            said = _whole_text(path)
        if said is None:
            return None
        wrong = self._wrong(said, request)
        if not wrong:
            return said
        self._put_aside(path, name, wrong)
        return None

    def _wrong(self, said: Said, request: Request) -> list[str]:
        try:
            answer = complete(said, request)
        except (TypeError, ValueError) as error:
            return [str(error)]
        return forbidden(request, answer) if self.strict else []

    def _put_aside(self, path: Path, name: str, wrong: list[str]) -> None:
        count = len(list(self.folder.glob(f"{name}.rejected-*.reason.txt"))) + 1
        aside = f"{name}.rejected-{count}"
        path.replace(self.folder / f"{aside}{path.suffix}")
        self._put(f"{aside}.reason.txt", "\n".join(wrong) + "\n")


def prompt(request: Request) -> str:
    """The request as a person reads it."""
    parts = [f"--- {m['role']} ---\n{_content(m)}" for m in request.messages]
    how = {
        "json_schema": "JSON by the schema below",
        "json_object": "a JSON object",
        "tool": f"a call of {request.forced or 'one of the tools'}",
        "tools": "text, or calls of the tools",
    }.get(request.kind, "text")
    parts.append(f"--- asked for: {how} ---")
    if request.schema or request.tools:
        told = request.schema or request.tools
        parts.append(json.dumps(told, indent=1, ensure_ascii=False))
    return "\n\n".join(parts) + "\n"


def _content(message: dict[str, Any]) -> str:
    content = message.get("content")
    text = content if isinstance(content, str) else json.dumps(content or "")
    calls = [c.get("function", {}) for c in message.get("tool_calls") or []]
    told = [f"[calls {c.get('name')}({c.get('arguments')})]" for c in calls]
    return "\n".join([text, *told])


def _whole_json(path: Path) -> Said | None:
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return from_json(told) if isinstance(told, dict) else None


def _whole_text(path: Path) -> str | None:
    try:
        if time.time() - path.stat().st_mtime < SETTLED_S:
            return None
        return path.read_text(encoding="utf-8")
    except (OSError, ValueError):
        return None
