"""A reader of JSON that forgives what models get wrong, and tells what it forgave."""

import json
import re
from typing import Any

_NUMBER = re.compile(r"-?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?")
_WORD = re.compile(r"[A-Za-z_]\w*")
_CODE = re.compile(r"[0-9a-fA-F]{4}(?:\\u[dD][c-fC-F][0-9a-fA-F]{2})?")
_LITERALS = {"true": True, "false": False, "null": None}
_PYTHON = {"True": True, "False": False, "None": None}
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f"}


class Unreadable(ValueError):
    """This is no JSON, not even with all repairs."""


class Reader:
    """Reads one object of a text, starting at its `{`."""

    def __init__(self, text: str, start: int = 0, close: bool = True):
        """`close`: whether closers missing at the end may be added."""
        self.text, self.at, self.close = text, start, close
        self.repairs: list[str] = []

    def value(self) -> Any:
        """The value that begins here. Raises Unreadable."""
        self._blanks()
        mark = self.text[self.at : self.at + 1]
        if mark == "{":
            return self._object()
        if mark == "[":
            return self._array()
        if mark in ("'", '"') and mark:
            return self._string(mark)
        if number := _NUMBER.match(self.text, self.at):
            self.at = number.end()
            return self._number(number.group())
        return self._word()

    def _object(self) -> dict[str, Any]:
        self.at += 1
        found: dict[str, Any] = {}
        while not self._closed("}"):
            mark = self.text[self.at]
            if mark not in "'\"":
                raise Unreadable(f"a name of a field is missing at {self.at}")
            name = self._string(mark)
            self._blanks()
            if self.text[self.at : self.at + 1] != ":":
                raise Unreadable(f"no value for {name!r}")
            self.at += 1
            found[name] = self.value()
            if not self._next("}"):
                break
        return found

    def _array(self) -> list[Any]:
        self.at += 1
        found: list[Any] = []
        while not self._closed("]"):
            found.append(self.value())
            if not self._next("]"):
                break
        return found

    def _closed(self, closer: str) -> bool:
        """Whether the object or list ends here; its closer is then behind us."""
        self._blanks()
        if self.at >= len(self.text):
            self._missing(closer)
            return True
        if self.text[self.at] == closer:
            self.at += 1
            return True
        return False

    def _next(self, closer: str) -> bool:
        """Past a comma: whether another item follows, rather than the closer."""
        self._blanks()
        if self.text[self.at : self.at + 1] == ",":
            self.at += 1
            self._blanks()
            ends = self.text[self.at : self.at + 1]
            if ends in ("}", "]", ""):
                self._note("trailing comma")
                return not self._closed(closer)
            return True
        if self._closed(closer):
            return False
        ends = self.text[self.at]
        if ends in "}]" and self.close:
            self._note("missing closer")  # an inner one: the outer one stands here
            return False
        raise Unreadable(f"no comma at {self.at}")

    def _missing(self, closer: str) -> None:
        if not self.close:
            raise Unreadable(f"cut off before {closer!r}")
        self._note("missing closer")

    def _string(self, quote: str) -> str:
        if quote == "'":
            self._note("single quotes")
        self.at += 1
        parts: list[str] = []
        while self.at < len(self.text):
            char = self.text[self.at]
            self.at += 1
            if char == quote:
                return "".join(parts)
            if char == "\\":
                parts.append(self._escape())
                continue
            if char in "\n\r\t":
                self._note("raw line break")
            parts.append(char)
        raise Unreadable("a string without an end")

    def _escape(self) -> str:
        char = self.text[self.at : self.at + 1]
        self.at += 1
        if char != "u":
            return _ESCAPES.get(char, char)
        code = _CODE.match(self.text, self.at)
        if not code:
            raise Unreadable("a broken \\u escape")
        self.at = code.end()
        said = json.loads(f'"\\u{code.group()}"')
        return said.encode("utf-16", "surrogatepass").decode("utf-16", "replace")

    def _number(self, text: str) -> int | float:
        try:
            return int(text)
        except ValueError:
            return float(text)

    def _word(self) -> Any:
        word = _WORD.match(self.text, self.at)
        if word and word.group() in _LITERALS:
            self.at = word.end()
            return _LITERALS[word.group()]
        if word and word.group() in _PYTHON:
            self.at = word.end()
            self._note("Python literal")
            return _PYTHON[word.group()]
        raise Unreadable(f"no value at {self.at}")

    def _blanks(self) -> None:
        """Past blanks and comments."""
        while self.at < len(self.text):
            if self.text[self.at].isspace():
                self.at += 1
            elif self.text.startswith(("//", "#"), self.at):
                self._note("comment")
                end = self.text.find("\n", self.at)
                self.at = len(self.text) if end < 0 else end
            elif self.text.startswith("/*", self.at):
                self._note("comment")
                end = self.text.find("*/", self.at + 2)
                self.at = len(self.text) if end < 0 else end + 2
            else:
                return

    def _note(self, repair: str) -> None:
        if repair not in self.repairs:
            self.repairs.append(repair)


def read(text: str, start: int = 0, close: bool = True) -> tuple[Any, list[str]]:
    """The value that begins at `start`, and the repairs that it took.

    Raises Unreadable; with `close` false also for a value that is cut off.
    """
    reader = Reader(text, start, close)
    try:
        return reader.value(), reader.repairs
    except RecursionError:
        raise Unreadable("nested too deeply") from None
