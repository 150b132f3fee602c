"""What may be said about the data: neutral names, and shown ones that cannot act.

Names of columns, of files and of categories are text that a stranger may have written.
"""

import json
import unicodedata
from collections.abc import Sequence

LENGTH = 60
"""Characters of a name that are shown."""


def shown(text: str, length: int = LENGTH) -> str:
    """A name as a JSON string on one line, without characters that mislead.

    Control and bidirectional characters, line breaks and invisible ones are gone; no
    mark like `<` is left that could close a block of a prompt.
    """
    kept = "".join(" " if _misleads(c) else c for c in text[: 20 * length])
    line = " ".join(kept.split())
    if len(line) > length:
        line = line[: length - 1] + "…"
    quoted = json.dumps(line, ensure_ascii=False)
    for mark in "<>`":
        quoted = quoted.replace(mark, f"\\u{ord(mark):04x}")
    return quoted


class Aliases:
    """Neutral names for columns: `c01`, `c02`, … in their order.

    Answers name columns by these, so that no answer can hold a name's text.
    """

    def __init__(self, columns: Sequence[str], hide: bool = False):
        """`hide`: whether the real names are kept from the model altogether."""
        digits = max(2, len(str(len(columns))))
        self.hide = hide
        self._names = {f"c{i:0{digits}}": name for i, name in enumerate(columns, 1)}
        self._aliases = {name: alias for alias, name in self._names.items()}

    def __iter__(self):
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)

    def alias(self, column: str) -> str:
        """The neutral name of a column. Raises KeyError."""
        return self._aliases[column]

    def column(self, alias: str) -> str:
        """The column behind a neutral name. Raises KeyError."""
        return self._names[alias]

    def label(self, column: str) -> str:
        """What a prompt says: `c01 "age"`, or `c01` alone if names are hidden."""
        alias = self.alias(column)
        return alias if self.hide else f"{alias} {shown(column)}"


def _misleads(char: str) -> bool:
    return unicodedata.category(char) in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
