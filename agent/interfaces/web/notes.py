"""What was said about a run, in `chat.jsonl` beside its events: a line each."""

import fcntl
import json
import time
from pathlib import Path
from typing import Any

FILE = "chat.jsonl"


class Notes:
    """One conversation's file; several servers may write to it, a line at a time."""

    def __init__(self, path: Path):
        self.path = path
        self._place, self._lines = 0, []

    @staticmethod
    def of(out: Path, run: str) -> "Notes":
        """Those about a run; those of the folder of runs where it is empty."""
        return Notes(out / run / FILE)

    def add(self, kind: str, text: str, **more: Any) -> dict[str, Any]:
        """Append one; `n` counts them."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with self.path.open("a", encoding="utf-8") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            n = len(self.after(0)) + 1
            note = {"n": n, "ts": round(time.time(), 3), "kind": kind, "text": text}
            note |= more
            file.write(json.dumps(note, ensure_ascii=False) + "\n")
        return note

    def after(self, n: int) -> list[dict[str, Any]]:
        """The complete ones beyond number `n`."""
        if self.path.exists() and self.path.stat().st_size > self._place:
            with self.path.open("rb") as file:
                file.seek(self._place)
                come = file.read()
            whole = come[: come.rfind(b"\n") + 1]
            self._place += len(whole)
            self._lines += [json.loads(line) for line in whole.splitlines()]
        return self._lines[n:]
