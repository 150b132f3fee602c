"""Record and replay: a run's exchanges with the model as lines of JSON.

Strict: what was not recorded is an error. No header and no key is ever in it, but it
holds the prompts, and so whatever they tell of the data.
"""

import hashlib
import json
import os
import re
import threading
from collections import defaultdict, deque
from pathlib import Path
from typing import Any, Literal

from agent import errors
from agent.errors import CassetteMiss, ModelError, UsageError
from agent.llm.caps import Usage
from agent.llm.faults import Fault
from agent.llm.redact import Redactor
from agent.llm.wire import Answer, Call
from agent.records import Record

VARYING: tuple[tuple[re.Pattern[str], str], ...] = (
    (
        re.compile(
            r"\b\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?"
        ),
        "<time>",
    ),
    (
        re.compile(
            r"\b[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}\b",
        ),
        "<uuid>",
    ),
    (re.compile(r"\b0x[0-9a-fA-F]{6,}\b"), "<address>"),
    (re.compile(r"(?<= -> ).*$", re.MULTILINE), "<measured>"),
    (re.compile(r"^TIME LEFT: .*$", re.MULTILINE), "<left>"),
    (re.compile(r"(?:/private)?(?:/var/folders|/tmp)/[^\s\"'`,;:)\]}]+"), "<path>"),
)
"""What differs from run to run: what names a moment or a place, and what was measured
(in the table of trials it stands behind the arrow)."""
_KINDS = {
    kind.code: kind
    for kind in vars(errors).values()
    if isinstance(kind, type) and issubclass(kind, ModelError)
}


class Head(Record):
    """The first line of a recording: whom was asked, and how."""

    v: Literal[1] = 1
    model: str
    official: bool
    """Whether it was OpenAI itself, which is asked a little differently."""
    structured: str


def normal(call: Call) -> dict[str, Any]:
    """What a request asks, without what only steers how: sampling and limits."""
    text = {"messages": [list(m) for m in call.heard], **call.shape}
    return _scrubbed(text)


def digest(call: Call) -> str:
    """The hash by which a recorded answer is found again."""
    text = json.dumps(normal(call), sort_keys=True)
    return hashlib.blake2b(text.encode(), digest_size=12).hexdigest()


class Recorder:
    """Appends each exchange to a file that only its owner can read."""

    def __init__(self, path: Path, head: Head, redactor: Redactor):
        self.path, self.redactor = path, redactor
        self._lock = threading.Lock()
        lines = _lines(path) if path.exists() else []
        if not lines:
            self._append(head.model_dump())
        elif lines[0] != head.model_dump():
            raise UsageError(
                "this file records another model or way of asking",
                where=str(path),
                why=f"it begins with {json.dumps(lines[0])[:200]}",
                fix="record to another file",
            )

    def add(self, name: str, call: Call, outcome: Answer | Fault | ModelError) -> None:
        """Take down one exchange."""
        line = {"hash": digest(call), "prompt": name, "request": normal(call)}
        self._append({**line, **_written(outcome)})

    def _append(self, line: dict[str, Any]) -> None:
        text = json.dumps(self.redactor.data(line)) + "\n"
        flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND
        with self._lock:
            try:
                self.path.parent.mkdir(parents=True, exist_ok=True)
                file = os.open(self.path, flags, 0o600)
                with os.fdopen(file, "a", encoding="utf-8") as out:
                    os.fchmod(out.fileno(), 0o600)
                    out.write(text)
            except OSError as error:
                raise UsageError(
                    "the recording cannot be written",
                    where=str(self.path),
                    why=str(error.strerror),
                    fix="name another file with --record",
                ) from error


class Player:
    """Gives recorded outcomes; the n-th call of the same kind gets the n-th of them."""

    def __init__(self, path: Path):
        self.path = path
        lines = _lines(path)
        try:
            self.head = Head.model_validate(lines[0])
        except (IndexError, ValueError) as error:
            raise UsageError(
                "this is no recording that can be replayed",
                where=str(path),
                why="its first line does not say how it was made",
                fix="make one with --record",
            ) from error
        self._lock = threading.Lock()
        self._left: dict[str, deque[dict[str, Any]]] = defaultdict(deque)
        for line in lines[1:]:
            self._left[line["hash"]].append(line)

    def next(self, name: str, call: Call) -> Answer:
        """The recorded answer. Raises the Fault or error that was recorded, or
        CassetteMiss."""
        key = digest(call)
        with self._lock:
            queue = self._left.get(key)
            line = queue.popleft() if queue else None
        if line is None:
            raise CassetteMiss(
                f"no recorded answer is left for a {name} prompt",
                where=str(self.path),
                why=f"request {key} is not in it, or was asked more often than then",
                fix="record again: the data, the options or the version have changed",
            )
        return _read(line)


def _written(outcome: Answer | Fault | ModelError) -> dict[str, Any]:
    if isinstance(outcome, Answer):
        told = {k: v for k, v in vars(outcome).items() if v and k != "usage"}
        return {"answer": told, "usage": outcome.usage.model_dump()}
    if isinstance(outcome, Fault):
        told = vars(outcome)
        names = ("kind", "message", "status", "code")
        return {"fault": {n: told[n] for n in names}}
    names = ("code", "what", "where", "why", "fix")
    return {"error": {n: getattr(outcome, n) for n in names}}


def _read(line: dict[str, Any]) -> Answer:
    if "answer" in line:
        return Answer(**line["answer"], usage=Usage(**line["usage"]))
    if "fault" in line:
        raise Fault(**line["fault"])
    told = dict(line["error"])
    raise _KINDS[told.pop("code")](**told)


def _lines(path: Path) -> list[dict[str, Any]]:
    """The complete lines of a recording. Raises UsageError if it cannot be read."""
    try:
        text = path.read_text(encoding="utf-8")
        whole = text[: text.rfind("\n") + 1]
        return [json.loads(line) for line in whole.splitlines()]
    except (OSError, ValueError) as error:
        raise UsageError(
            "the recording cannot be read",
            where=str(path),
            why=str(error).splitlines()[0],
            fix="name a file made with --record",
        ) from error


def _scrubbed(value: Any) -> Any:
    if isinstance(value, str):
        for pattern, mark in VARYING:
            value = pattern.sub(mark, value)
        return value
    if isinstance(value, dict):
        return {k: _scrubbed(v) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [_scrubbed(item) for item in value]
    return value
