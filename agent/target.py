"""Which column a statement wants predicted: evidence is added up per column.

Words count, and so does the table: a column that the test table lacks is the target.
Where two columns are about as likely, nobody guesses: the user is asked.
"""

import re
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from agent.data_kinds import streams
from agent.errors import DataError
from agent.lexicon import CONVENTIONAL
from agent.reading import TARGET_ROLES, Named, Reading
from agent.records import Column
from agent.words import name_words, plain, quotes

ENOUGH = 3.0  # points; a conventional name such as `label` alone reaches it
MARGIN = 2.0  # points between the first and the second; less is a question
SUPPORTED = "one column: two classes, several classes, or a number"

_POOR = {"id", "constant", "empty"}
_AND = (
    r"[`\"'”’」]?\s*(?:,|、|&|\+|/|and|as well as|along with|和|与|及|以及)+"
    r"\s*(?:,?\s*and)?"
)
_LIST = re.compile(_AND + r"\s*(?:the|its|their|also)?\s*[`\"'“‘「]?")


@dataclass(frozen=True)
class Candidate:
    """A column that may be the target, and why."""

    column: Column
    score: float
    reasons: tuple[str, ...]


def find_target(
    reading: Reading,
    columns: tuple[Column, ...],
    *,
    data: Path,
    rows: int,
    given: bool,
    asked: str | None,
) -> tuple[Column, str]:
    """The target and a sentence why; `asked` is the user's own flag.

    Raises DataError if none is named, several are, two are about as likely, or the one
    named is not there or cannot be predicted.
    """
    if asked is not None:
        column = _by_flag(asked, columns, data)
        reason = "asked for by --target"
    else:
        _refuse_several(reading, data)
        ranked = candidates(reading, columns, given)
        _refuse_absent(reading, ranked, data)
        column, reason = _first(ranked, data, rows)
    _refuse_unusable(reading, column, data, rows)
    return column, f"target `{column.name}`: {reason}"


def candidates(
    reading: Reading, columns: tuple[Column, ...], given: bool
) -> list[Candidate]:
    """All columns with their evidence, the likeliest first."""
    absent = [c.name for c in columns if given and not c.in_given]
    found = []
    for column in columns:
        said, why = _from_words(reading, column)
        held, because = _from_tables(column, absent)
        named = ["its name is a usual one for targets"] if _conventional(column) else []
        score = said + held + (3.0 if named else 0.0)
        found.append(Candidate(column, score, (*why, *because, *named)))
    return sorted(found, key=lambda c: -c.score)


def _conventional(column: Column) -> bool:
    poor = _POOR | streams() - {"text"}
    return column.name.lower() in CONVENTIONAL and column.type not in poor


def _from_words(reading: Reading, column: Column) -> tuple[float, list[str]]:
    """Points for how the statement names the column, up to 10 or so."""
    if avoided := reading.of(column.name, "avoid", "deny"):
        strongest = max(named.mention.strength for named in avoided)
        if strongest >= 0.7:
            return -15.0, ["the statement excludes it"]
    places = reading.of(column.name, *TARGET_ROLES)
    if not places:
        inputs = reading.of(column.name, "input", "only")
        return (-3.0, []) if inputs else (0.0, [])
    best = max(places, key=lambda named: _points(named, column))
    kind = "named" if best.mention.strength >= 0.9 else "meant"
    words = reading.text[best.mention.start : best.mention.end]
    return _points(best, column), [f"{kind} as what to predict ({words!r})"]


def _points(named: Named, column: Column) -> float:
    points = 10.0 * named.weight * named.mention.strength * 0.65**named.rank
    # "Classify the image": the thing itself, unless quoted after "predict".
    poor = column.type in _POOR | streams() | {"text"}
    if poor and not (named.mention.quoted and named.role == "target"):
        points *= 0.3
    return points


def _from_tables(column: Column, absent: list[str]) -> tuple[float, list[str]]:
    """Points for being absent from the test table; `absent` names all that are."""
    if not absent:
        return 0.0, []
    if column.name not in absent:
        return -4.0, []
    if len(absent) == 1:
        return 12.0, ["the only column that the test table lacks"]
    return 8.0, ["the test table lacks it"]


def _first(ranked: list[Candidate], data: Path, rows: int) -> tuple[Column, str]:
    likely = [candidate for candidate in ranked if candidate.score >= ENOUGH]
    meant = ranked[0]
    if (
        not likely
        and meant.score > 0
        and meant.reasons
        and _unusable(meant.column, rows)
    ):
        return meant.column, meant.reasons[0]  # its faults are told by the caller
    if not likely:
        usable = [c.column.name for c in ranked if not _unusable(c.column, rows)]
        raise DataError(
            "The statement does not say which column to predict",
            where=str(data),
            why=f"columns that could be predicted: {_names(usable)}",
            fix=f"name it in the sentence, or with --target {(usable or ['NAME'])[0]}",
        )
    close = [c for c in likely if c.score > likely[0].score - MARGIN]
    if len(close) > 1:
        listed = "; ".join(f"`{c.column.name}` ({', '.join(c.reasons)})" for c in close)
        raise DataError(
            f"{len(close)} columns may be the one to predict",
            where=str(data),
            why=f"best first: {listed}",
            fix=f"say which: --target {close[0].column.name}",
        )
    return likely[0].column, ", ".join(likely[0].reasons)


def _names(names: list[str], most: int = 12) -> str:
    shown = ", ".join(f"`{name}`" for name in names[:most])
    return shown + (f" and {len(names) - most} more" if len(names) > most else "")


def closest(name: str, names: list[str]) -> list[str]:
    """Up to three of `names` that look like `name`."""
    lower = {other.lower(): other for other in names}
    alike = get_close_matches(name.lower(), list(lower), n=3, cutoff=0.5)
    same = [other for other in names if set(name_words(name)) & set(name_words(other))]
    return list(dict.fromkeys([lower[a] for a in alike] + same))[:3]


def _absent(name: str, names: list[str], data: Path) -> DataError:
    near = closest(name, names)
    return DataError(
        f"There is no column {name!r} to predict",
        where=str(data),
        why=f"closest: {_names(near)}" if near else f"there are {_names(names)}",
        fix=f"--target {(near or names or ['NAME'])[0]}",
    )


def _by_flag(asked: str, columns: tuple[Column, ...], data: Path) -> Column:
    names = {column.name: column for column in columns}
    if asked in names:
        return names[asked]
    same = [column for column in columns if column.name.lower() == asked.lower()]
    if len(same) == 1:
        return same[0]
    parts = [part.strip() for part in asked.split(",")]
    if len(parts) > 1 and all(part in names for part in parts):
        raise _several(parts, data)
    raise _absent(asked, list(names), data)


def _several(names: list[str], data: Path) -> DataError:
    return DataError(
        f"Several targets are not supported yet: {_names(names)}",
        where=str(data),
        why=f"supported is {SUPPORTED}",
        fix=f"predict one at a time, such as --target {names[0]}",
    )


def _refuse_several(reading: Reading, data: Path) -> None:
    """Raise for "predict `a` and `b`": two columns named outright, joined by a word."""
    named = [
        n
        for n in reading.named
        if n.role in TARGET_ROLES and n.cue and n.mention.strength >= 0.94
    ]
    for first, second in zip(named, named[1:], strict=False):
        between = reading.text[first.mention.end : second.mention.start]
        if first.cue == second.cue and first.rank == 0 and _LIST.fullmatch(between):
            raise _several([first.mention.column, second.mention.column], data)


def _refuse_absent(reading: Reading, ranked: list[Candidate], data: Path) -> None:
    """Raise if the text quotes a target that is no column and looks like none."""
    names = [candidate.column.name for candidate in ranked]
    known = {plain(name) for name in names}
    for span in quotes(reading.text):
        if span.text.strip() in known or len(span.text.split()) > 3:
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
            raise _absent(span.text, names, data)


def _refuse_unusable(reading: Reading, column: Column, data: Path, rows: int) -> None:
    """Raise if the column is nothing that can be predicted."""
    if column.type == "list" or _tagged(reading, column):
        raise DataError(
            f"`{column.name}` has several labels a row (multilabel): not supported yet",
            where=str(data),
            why=f"supported is {SUPPORTED}",
            fix="make a column for one of the labels, or keep the first label of each"
            " row, and name it with --target",
        )
    if reason := _unusable(column, rows):
        raise DataError(
            f"`{column.name}` cannot be predicted: {reason}",
            where=str(data),
            why=column.summary or f"supported is {SUPPORTED}",
            fix="name another column with --target",
        )


def _unusable(column: Column, rows: int) -> str:
    """Why a column is no target; empty if it may be one."""
    if column.type == "constant" or column.unique == 1:
        return "it has the same value in every row"
    if column.type == "empty" or column.unique == 0:
        return "it has no values"
    if column.type == "id":
        return f"it is an id, {column.unique} different values in {rows} rows"
    if column.type in streams() - {"text"}:
        return f"it points to media ({column.type}), not to a label or a number"
    if column.type in ("unreadable", "date"):
        return "its values are " + (
            "dates" if column.type == "date" else "not readable as one type"
        )
    if column.type == "text" and column.unique > rows / 2:
        return f"it is free text, {column.unique} different values in {rows} rows"
    return ""


def _tagged(reading: Reading, column: Column) -> bool:
    """Whether cells hold several labels: by the words, or by parts that recur."""
    if column.type not in ("category", "text"):
        return False
    said = r"one or (?:more|several)|multi-?label|several (?:labels|tags)|semicolon"
    said += r"|all (?:the |its |of the )?(?:tags|labels)|分号|多标签|多个标签|所有标签"
    if re.search(said, reading.text) and not column.values:
        return True  # too many values to list
    parted = [re.split(r"\s*[;|]\s*", value) for value in column.values]
    joined = [parts for parts in parted if len(parts) > 1]
    if not joined:
        return False
    spoken = bool(re.search(said, reading.text))
    if spoken or len(joined) >= 0.2 * len(parted):
        seen = [part for parts in parted for part in parts]
        return spoken or len(set(seen)) < 0.8 * len(seen)
    return False
