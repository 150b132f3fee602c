"""What a person has said in a prompt, without what their client put around it."""

import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

NOTE = re.compile(r"\s*\W{0,2}system (?:note|reminder)\b", re.IGNORECASE)
MENTION = re.compile(r"\s*@[\w.-]+[:,]?\s*")
TABLES = (".csv", ".tsv", ".parquet", ".jsonl")
_PATH = re.compile(
    r"(?:(?:\bdata|\bin|\bfrom|\bon)\b\s*[:=]?\s*)?[\"'`]?(?P<p>[^\s\"'`]+)"
)


@dataclass(frozen=True)
class Said:
    """The person's words, and the places they attached."""

    text: str
    places: tuple[Path, ...] = ()


def said(blocks: Sequence[Any]) -> Said:
    """The words of a prompt: paragraphs that clients add (`System note: …`) are gone,
    and so is the mention that called us."""
    texts: list[str] = []
    places: list[Path] = []
    for block in blocks:
        kind = getattr(block, "type", "")
        if kind == "text":
            texts.append(block.text)
        elif kind == "resource_link":
            places += _place(block.uri)
        elif kind == "resource":
            places += _place(block.resource.uri)
    paragraphs = re.split(r"\n\s*\n", "\n\n".join(texts))
    kept = [part.strip() for part in paragraphs if not NOTE.match(part)]
    text = "\n\n".join(part for part in kept if part)
    while found := MENTION.match(text):
        text = text[found.end() :]
    return Said(text.strip(), tuple(places))


def _place(uri: str) -> list[Path]:
    parts = urlsplit(uri)
    path = Path(unquote(parts.path))
    return [path] if parts.scheme in ("", "file") and path.is_absolute() else []


def named_data(text: str, cwd: Path) -> tuple[str, Path | None]:
    """A sentence without the data that it names by a path, and that path.

    A path counts if it has a slash or ends as a table does, and is there.
    """
    for found in _PATH.finditer(text):
        word = found["p"].rstrip(".,;:!?)")
        if "/" not in word and not word.endswith(TABLES):
            continue
        path = absolute(cwd, word)
        if path.exists() and (path.is_dir() or path.suffix in TABLES):
            end = found.start("p") + len(word)
            rest = text[: found.start()] + text[end:].lstrip("\"'`")
            return re.sub(r"\s+([.,;!?])", r"\1", " ".join(rest.split())), path
    return text, None


def absolute(cwd: Path, word: str) -> Path:
    """A path as a person means it, without `..`; links keep their own names."""
    return Path(os.path.normpath(cwd / Path(word).expanduser()))


def candidates(cwd: Path, most: int = 4) -> list[Path]:
    """The folders that may hold data: this one, or some of those in it."""

    def holds(folder: Path) -> bool:
        return any(p.suffix in TABLES for p in folder.iterdir() if p.is_file())

    if holds(cwd):
        return [cwd]
    inner = (p for p in sorted(cwd.iterdir()) if p.is_dir() and p.name[0] not in "._")
    return [p for p in inner if p.name != "generated" and holds(p)][:most]
