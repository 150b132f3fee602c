"""Names of columns in errors: lists of them, and those that look like another name; a
name in quotes that is none is refused."""

import re
from difflib import get_close_matches
from pathlib import Path

from agent.errors import DataError
from agent.statement.case import Case
from agent.vocabulary.words import name_words, plain, quotes


def quoted_list(names: list[str], most: int = 12) -> str:
    """`a`, `b` and so on."""
    shown = ", ".join(f"`{name}`" for name in names[:most])
    return shown + (f" and {len(names) - most} more" if len(names) > most else "")


def closest(name: str, names: list[str]) -> list[str]:
    """Up to three of `names` that look like `name`."""
    lower = {other.lower(): other for other in names}
    alike = get_close_matches(name.lower(), list(lower), n=3, cutoff=0.5)
    same = [other for other in names if set(name_words(name)) & set(name_words(other))]
    return list(dict.fromkeys([lower[a] for a in alike] + same))[:3]


def no_such(name: str, names: list[str], data: Path) -> DataError:
    """The error that a target is no column, with those that look like it."""
    near = closest(name, names)
    return DataError(
        f"There is no column {name!r} to predict",
        where=str(data),
        why=(
            f"closest: {quoted_list(near)}"
            if near
            else f"there are {quoted_list(names)}"
        ),
        fix=f"--target {(near or names or ['NAME'])[0]}",
    )


def refuse_absent(case: Case, names: list[str]) -> None:
    """Raise if the text quotes a target that is no column, looks like none and is no
    value in the table; `names` are those that it may be."""
    reading, data = case.reading, case.data
    values = {value for column in case.columns for value in column.values}
    known = {plain(name) for name in names}
    for span in quotes(reading.text):
        said = span.text.strip()
        if said in known or said in values or len(said.split()) > 3:
            continue
        cues = [c for c in reading.cues if c.role == "target" and c.end <= span.start]
        if not cues:
            continue
        between = reading.text[cues[-1].end : span.start]
        meant = any(
            n.mention.start < span.end
            and n.mention.end > span.start
            and n.mention.strength >= 0.7
            for n in reading.named
        )
        direct = re.fullmatch(
            r"\W*(?:(?:the|its|a|column|value|of)\b\W*){0,3}", between
        )
        if direct and not meant:
            raise no_such(span.text, names, data)
