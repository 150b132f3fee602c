"""What a program says of itself, read as the untrusted text that it is."""

import json
import math
import os
import stat
from pathlib import Path
from typing import Any

from agent.records import Curve, Kind

MAX_BYTES = 4_000_000
MAX_ROWS = 10_000
STOPS = ("patience", "epochs", "time")
CLAIMED: dict[Kind, str] = {
    "binary": "accuracy",
    "multiclass": "accuracy",
    "ordinal": "accuracy",
    "multilabel": "f1_micro",
    "regression": "mae",
    "multitarget": "mae",
    "survival": "c_index",
    "retrieval": "recall_at_10",
}
"""The metric that a program computes on its own validation rows."""


def read_text(path: Path, limit: int = MAX_BYTES) -> str | None:
    """The text of a regular file that is no link, or None; never blocks."""
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError:
        return None
    with os.fdopen(handle, "rb") as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            return None
        return file.read(limit).decode("utf-8", errors="replace")


def epochs(out: Path) -> list[dict[str, float]]:
    """The well-formed lines of `metrics.jsonl`: finite numbers by name."""
    text = read_text(out / "metrics.jsonl") or ""
    rows = (_numbers(_parse(line)) for line in text.splitlines()[:MAX_ROWS])
    return [row for row in rows if "epoch" in row]


def curve(out: Path) -> Curve:
    """The learning curve and the summary that a program left in its folder."""
    rows = epochs(out)
    said = _parse(read_text(out / "result.json") or "")
    said = said if isinstance(said, dict) else {}
    numbers = _numbers(said)
    claimed = list(_numbers(said.get("claimed")).values())
    stopped = said.get("stopped")
    best = int(numbers.get("best_epoch", 0))
    valid = [r["valid_loss"] for r in rows if "valid_loss" in r]
    train = [r["train_loss"] for r in rows if "train_loss" in r]
    seconds = [r["seconds"] for r in rows if "seconds" in r]
    return Curve(
        epochs=len(rows),
        best_epoch=best,
        train_first=train[0] if train else None,
        train_last=train[-1] if train else None,
        train_at_best=train[best - 1] if 0 < best <= len(train) else None,
        valid_first=valid[0] if valid else None,
        valid_best=min(valid) if valid else None,
        valid_last=valid[-1] if valid else None,
        seconds_per_epoch=seconds[-1] / len(seconds) if seconds else None,
        stopped=stopped if stopped in STOPS else "unknown",
        params=int(numbers["params"]) if "params" in numbers else None,
        latency_ms=numbers.get("latency_ms"),
        metric=claimed[0] if claimed else None,
    )


def patches(out: Path) -> dict[tuple[str, str], tuple[int, tuple[str, ...]]]:
    """What a program says it could not read: (modality, why) -> rows, the first ones.

    At most 50 entries, each cut to a line of plain words.
    """
    said = _parse(read_text(out / "result.json") or "")
    patched = said.get("patched") if isinstance(said, dict) else None
    found = {}
    for name, reasons in _items(patched)[:50]:
        for why, what in _items(reasons)[:50]:
            rows = int(_numbers(what).get("rows", 0))
            first = what.get("first") if isinstance(what, dict) else None
            known = first[:5] if isinstance(first, list) else []
            found[_words(name), _words(why)] = rows, tuple(_words(r) for r in known)
    return dict(list(found.items())[:50])


def _items(value: Any) -> list[tuple[Any, Any]]:
    return list(value.items()) if isinstance(value, dict) else []


def _words(value: Any) -> str:
    """A program's text as one printable line."""
    return "".join(c if c.isprintable() else " " for c in str(value)[:120])


def _parse(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _numbers(value: Any) -> dict[str, float]:
    if not isinstance(value, dict):
        return {}
    pairs = ((k, v) for k, v in value.items() if type(v) in (int, float))
    return {k: float(v) for k, v in pairs if abs(v) < 1e300 and math.isfinite(v)}
