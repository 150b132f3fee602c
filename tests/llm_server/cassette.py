"""Recorded exchanges, one JSON line each: what was asked and answered, and no key."""

import json
import os
import threading
from collections import defaultdict
from pathlib import Path
from typing import Any

from llm_server.answer import Answer, Said
from llm_server.players import Player
from llm_server.request import Request

MISSED = 410
"""Status of a miss: one that neither the SDK nor a ladder takes for a passing fault."""


class Recorder:
    """Appends exchanges to a file that only its owner may read."""

    def __init__(self, path: Path | str):
        self.path = Path(path)
        self._lock = threading.Lock()

    def add(self, digest: str, asked: Any, answer: Answer, key: str) -> None:
        """One exchange; the key is blotted out even where a prompt or answer has it."""
        exchange = {"hash": digest, "request": asked, "answer": answer.as_json()}
        line = json.dumps(exchange, ensure_ascii=False)
        if len(key) >= 8:  # a shorter one is a placeholder such as "x", no secret
            line = line.replace(json.dumps(key, ensure_ascii=False)[1:-1], "<key>")
        flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND
        with self._lock, os.fdopen(os.open(self.path, flags, 0o600), "a") as file:
            file.write(line + "\n")


def replay(path: Path | str, otherwise: Player | None = None) -> "Replay":
    """Answers as recorded, by the hash of the request, equal ones in their order.

    The SDK's repetition of a call gets the same answer again. A miss is an error 410
    with the hash in it, or what `otherwise` says; `missed` lists the misses.
    """
    return Replay(path, otherwise)


class Replay:
    """The player of `replay`."""

    def __init__(self, path: Path | str, otherwise: Player | None = None):
        self.answers: dict[str, list[Answer]] = defaultdict(list)
        for line in Path(path).read_text(encoding="utf-8").splitlines():
            exchange = json.loads(line)
            said = Answer(**exchange["answer"])
            self.answers[exchange["hash"]].append(said)
        self.otherwise = otherwise
        self.missed: list[str] = []
        self._last: dict[str, Answer] = {}
        self._lock = threading.Lock()

    def __call__(self, request: Request) -> Said:
        with self._lock:
            if request.attempt > 1 and request.hash in self._last:
                return self._last[request.hash]
            if self.answers[request.hash]:
                said = self.answers[request.hash].pop(0)
                self._last[request.hash] = said
                return said
            self.missed.append(request.hash)
        if self.otherwise:
            return self.otherwise(request)
        told = f"nothing is recorded for request {request.number}, hash {request.hash}"
        return Answer(status=MISSED, error=told)

    @property
    def unused(self) -> int:
        """Recorded answers that nobody asked for."""
        return sum(map(len, self.answers.values()))
