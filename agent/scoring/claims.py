"""What a program says of itself, read as the untrusted text that it is."""

import json
import os
import re
import stat
from itertools import islice
from pathlib import Path
from typing import Any

from agent.records import Curve, Kind

MAX_BYTES = 4_000_000
MAX_ROWS = 10_000
MAX_NAMES = 40
"""Numbers taken from one line or object."""
LARGEST_COUNT = 10**15
MOST_SPARED = 3600.0
"""Seconds that a program is believed to have been spared."""
_NAME = re.compile(r"[A-Za-z][\w.@/ -]{0,39}", re.ASCII)
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
    best = _count(numbers, "best_epoch") or 0
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
        spared=min(max(numbers.get("spared", 0.0), 0.0), MOST_SPARED),
        stopped=stopped if stopped in STOPS else "unknown",
        params=_count(numbers, "params"),
        latency_ms=numbers.get("latency_ms"),
        epsilon=numbers.get("epsilon"),
        delta=numbers.get("delta"),
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
            rows = _count(_numbers(what), "rows") or 0
            first = what.get("first") if isinstance(what, dict) else None
            known = first[:5] if isinstance(first, list) else []
            found[_words(name), _words(why)] = rows, tuple(_words(r) for r in known)
    return dict(list(found.items())[:50])


def _count(numbers: dict[str, float], name: str) -> int | None:
    """A whole number that a count can be; None otherwise."""
    value = numbers.get(name, -1.0)
    return int(value) if 0 <= value <= LARGEST_COUNT else None


def _items(value: Any) -> list[tuple[Any, Any]]:
    return list(value.items()) if isinstance(value, dict) else []


def _words(value: Any) -> str:
    """A program's text as one printable line; nothing but texts and numbers."""
    said = str(value) if isinstance(value, str | int | float) else "?"
    return "".join(c if c.isprintable() else " " for c in said[:120])


def _parse(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _numbers(value: Any) -> dict[str, float]:
    """Plainly named finite numbers of an object, the first MAX_NAMES."""
    if not isinstance(value, dict):
        return {}
    pairs = (
        (name, float(number))
        for name, number in value.items()
        if type(number) in (int, float) and abs(number) < 1e300
        if _NAME.fullmatch(name)
    )
    return dict(islice(pairs, MAX_NAMES))
