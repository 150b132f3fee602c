"""Bytes of a text file -> its letters: UTF-8, as told, or in the encoding that fits.

A guess is made where one encoding is much likelier than all others, and is said.
"""

import re
from dataclasses import dataclass, field
from pathlib import Path

from agent.data import letters
from agent.errors import DataError
from agent.records import Finding

TOLD_BY_ITSELF = ("utf-8-sig", "utf-16")
"""Encodings that are no guess."""
_BETWEEN = re.compile(rb"[\x00-\x2f\x3a-\x3f]+")
"""Bytes that are no part of another character in any encoding but UTF-16."""
_BEYOND = re.compile(rb"[\x80-\xff]")
_NOT_TEXT = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ue000-\uf8ff\ufffd]")
_WORDS = 2000
"""Different words by which an encoding is told."""
_CLEAR = 2.3
"""By how much the best must be likelier than another reading, as a logarithm: 10:1."""
_PLAIN = -5.0
"""Likelihood of a byte, as a logarithm, below which it is no text: tables of fifteen
languages have -3 to -4.5."""
_SAMPLE = 1 << 16
"""Bytes that are looked through for mangled text."""
_MESS = 0.25
"""Share of a text that may look mangled to charset-normalizer."""


@dataclass
class Letters:
    """How the text files of one folder are read; `told` is what --encoding says."""

    told: str | None = None
    guessed: dict[str, str] = field(default_factory=dict)
    """File name -> encoding, of what was read by a guess."""

    def read(self, path: Path, raw: bytes) -> tuple[str, str]:
        """(the text of these bytes of a file, its encoding): UTF-8, by its mark UTF-16,
        else as told or guessed. Raises DataError where nothing fits, or much does."""
        if self.told is not None:
            _check(self.told, path)
        if (known := _known(raw, self.told)) is not None:
            return raw.decode(known).removeprefix("\ufeff"), known
        if self.told is None and (found := guess(raw)):
            self.guessed[path.name] = found
            return raw.decode(found), found
        name = self.told or "utf-8-sig"
        try:
            return raw.decode(name).removeprefix("\ufeff"), name
        except UnicodeDecodeError as error:
            line = raw.count(b"\n", 0, error.start) + 1
            raise DataError(
                f"{path.name} is not {self.told or 'UTF-8'}",
                where=f"{path}, byte {error.start} (line {line})",
                why=f"byte 0x{raw[error.start]:02x} can't be read: {error.reason}",
                fix="name its encoding: --encoding cp1252 (Western Excel), gb18030, …",
            ) from error


def _check(told: str, path: Path) -> None:
    """Raises DataError if there is no such encoding."""
    try:
        "a".encode(told)
    except LookupError as error:
        raise DataError(
            f"there is no encoding {told!r}",
            where=str(path),
            why="Python doesn't know the name",
            fix="give one such as --encoding latin-1, gb18030 or cp1252",
        ) from error


def said(names: str, encoding: str) -> str:
    """That these files are read by a guess."""
    return f"{names} read as {encoding}, which is a guess: --encoding says it for sure"


def findings(guessed: dict[str, str]) -> list[Finding]:
    """That files were read by a guess, a line for each encoding."""
    files: dict[str, list[str]] = {}
    for name, encoding in guessed.items():
        files.setdefault(encoding, []).append(name)
    return [
        Finding(
            kind="encoding",
            severity="warning",
            message=said(", ".join(names[:4]) + ", …" * (len(names) > 4), encoding),
            fix=f"--encoding {encoding} if its letters are right, or save it as UTF-8",
        )
        for encoding, names in files.items()
    ]


def is_utf8(raw: bytes) -> bool:
    """Whether bytes are UTF-8, or UTF-16 with its mark."""
    return _known(raw, None) is not None


def _known(raw: bytes, told: str | None) -> str | None:
    """UTF-8, or UTF-16 with its mark, which hold beside another encoding that is told,
    too: text in that one is no UTF-8 by chance, if it has a letter beyond ASCII."""
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff") and len(raw) % 2 == 0:
        return "utf-16"
    if told is not None and (raw.isascii() or b"\0" in raw):
        return None
    return "utf-8-sig" if _decodes(raw, "utf-8-sig") else None


def guess(raw: bytes) -> str | None:
    """The one encoding in which bytes that aren't UTF-8 are likely text; None if two
    readings are about as likely, or none looks like text."""
    words = list(dict.fromkeys(w for w in _BETWEEN.split(raw) if _BEYOND.search(w)))
    if b"\0" in raw or _mixed(words):
        return None
    fitting = [name for name in letters.NAMES if _decodes(raw, name)]
    read = {n: [w.decode(n, "replace") for w in words[:_WORDS]] for n in fitting}
    read = {n: r for n, r in read.items() if not any(map(_NOT_TEXT.search, r))}
    likely = {name: letters.likelihood(said, name) for name, said in read.items()}
    best = max(likely, key=lambda name: likely[name], default=None)
    if best is None:
        return None
    rivals = [n for n in read if read[n] != read[best]]
    if any(likely[n] > likely[best] - _CLEAR for n in rivals):
        return None
    if likely[best] < _PLAIN * sum(map(len, words[:_WORDS])):
        return None
    return best if _sound(raw, best) else None


def _mixed(words: list[bytes]) -> bool:
    """Whether most are UTF-8: a file of two encodings, or one that is damaged."""
    return 2 * sum(_decodes(word, "utf-8") for word in words) > len(words)


def _sound(raw: bytes, encoding: str) -> bool:
    """Whether its first lines look like text to a library that knows mangled ones."""
    from charset_normalizer import from_bytes

    lines = [line for line in raw.splitlines(keepends=True) if _BEYOND.search(line)]
    sample, size = [], 0
    for line in dict.fromkeys([*raw.splitlines(keepends=True)[:3], *lines]):
        size += len(line)
        if sample and size > _SAMPLE:
            break
        sample.append(line)
    found = from_bytes(
        b"".join(sample),
        cp_isolation=[encoding],
        threshold=_MESS,
        enable_fallback=False,
    )
    return found.best() is not None


def _decodes(raw: bytes, encoding: str) -> bool:
    try:
        raw.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True
