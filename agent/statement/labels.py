"""Whether the cells of a target hold several labels each, and what parts them."""

import json
import re
from collections import Counter

from agent.errors import DataError
from agent.records import Column
from agent.statement.case import Case
from agent.statement.kind_words import (
    LABEL_NOUNS,
    NO_LABELS,
    SEPARATOR_NAMED,
    SEPARATOR_SHOWN,
    SEPARATORS,
    SEVERAL_LABELS,
)
from agent.vocabulary.words import name_words

PLAIN = (";", "|", "；")  # marks that hardly occur inside a label
_WORDS_IN_LABEL = 5  # on average; longer parts are prose


def separator(case: Case, target: Column) -> tuple[str | None, str]:
    """What stands between the labels of a cell, and why that is believed.

    "json" for lists in JSON; None if each cell is one label. Semicolons and bars count
    where the same parts return; commas only if the words say that there are several.
    Raises DataError for lists that are not JSON, and where two readings are as likely.
    """
    if case.flags.kind not in (None, "multilabel"):
        return None, ""
    cells = case.held(target)
    if target.type == "list":
        return _json(case, target, cells)
    if target.type not in ("category", "text", "id", "unreadable"):
        return None, ""
    text, shown = case.reading.text, re.search(SEPARATOR_SHOWN, case.reading.text)
    named = [mark for mark, words in SEPARATORS if re.search(words, text)]
    named += [m for m in shown.groups() if m] if shown else []
    said = shown or any(
        re.search(SEPARATOR_NAMED.format(words=w), text) for _, w in SEPARATORS
    )
    said = said or _said(case, target) or case.flags.kind == "multilabel"
    for mark in dict.fromkeys([*named, *PLAIN, *(m for m, _ in SEPARATORS)]):
        parted = [parts(cell, mark) for cell in cells]
        joined = [labels for labels in parted if len(labels) > 1]
        cited = mark not in "_- " and any(mark.join(p).lower() in text for p in joined)
        told = mark in (*named, *PLAIN) or cited
        if not joined or not told and mark in "/ +&#~_-":
            continue
        often = mark in PLAIN and len(joined) >= 0.2 * len(parted)
        if (said or cited) and (mark in named or often or _recur(parted)):
            return mark, f"the words say so, and cells hold {_example(joined, mark)}"
        if often and _recur(parted):
            if not said and _fixed(parted):
                raise _unclear(case, target, joined[0], mark)
            why = f"cells hold {_example(joined, mark)}, and the same parts return"
            return mark, f"{why} (--kind multiclass to overrule)"
    return None, ""


def none_told(case: Case) -> bool:
    """Whether the words say that a row may have no label at all."""
    return bool(re.search(NO_LABELS.format(nouns=LABEL_NOUNS), case.reading.text))


def listed(case: Case, target: Column) -> bool:
    """Whether the cells of a text are lists of short words that return."""
    cells = list(case.held(target))
    for mark in (*PLAIN, ",") if _said(case, target) else PLAIN:
        parted = [parts(cell, mark) for cell in cells]
        joined = [labels for labels in parted if len(labels) > 1]
        if joined and len(joined) >= 0.2 * len(parted) and _recur(parted):
            return True
    return False


def parts(cell: str, mark: str) -> list[str]:
    """The labels of a cell."""
    return [part.strip() for part in cell.split(mark) if part.strip()]


def _said(case: Case, target: Column) -> bool:
    """Whether the words speak of several labels a row."""
    own = [word for word in name_words(target.name) if len(word) > 1]
    nouns = "|".join([LABEL_NOUNS, *(re.escape(word) + "(?:s|es)?" for word in own)])
    return bool(re.search(SEVERAL_LABELS.format(nouns=nouns), case.reading.text))


def _recur(parted: list[list[str]]) -> bool:
    """Whether few short labels make up the cells."""
    seen = Counter(part for labels in parted for part in labels)
    total = sum(seen.values())
    length = sum(len(part.split()) * n for part, n in seen.items()) / total
    return len(seen) < 0.8 * total and length <= _WORDS_IN_LABEL


def _fixed(parted: list[list[str]]) -> bool:
    """Whether all cells have as many parts, each place with words of its own: then it
    is one class written in two words, or several targets in one column."""
    sizes = {len(labels) for labels in parted}
    if len(sizes) != 1:
        return False
    places = [set(place) for place in zip(*parted, strict=True)]
    return sum(map(len, places)) == len(set.union(*places))


def _example(joined: list[list[str]], mark: str) -> str:
    shown = mark.join(joined[0])
    return repr(shown[:60])


def _json(case: Case, target: Column, cells: dict[str, int]) -> tuple[str | None, str]:
    for cell in cells:
        try:
            labels = json.loads(cell)
        except ValueError as error:
            raise DataError(
                f"`{target.name}` holds lists that are not JSON",
                where=str(case.data),
                why=f"such as {cell[:60]}: {error}",
                fix='write lists as ["a", "b"], or as a;b',
            ) from error
        if any(isinstance(label, dict | list) for label in labels):
            raise DataError(
                f"`{target.name}` holds lists of lists or objects: not labels",
                where=str(case.data),
                why=f"such as {cell[:60]}",
                fix='write the labels of a row as ["a", "b"], or as a;b',
            )
    return "json", "cells are lists of labels"


def _unclear(case: Case, target: Column, labels: list[str], mark: str) -> DataError:
    shown = mark.join(labels)
    return DataError(
        f"`{target.name}` may hold one class a row, or several labels",
        where=str(case.data),
        why=f"cells such as {shown!r} always have {len(labels)} parts, each place with"
        " words of its own",
        fix="say which: --kind multiclass for one class, --kind multilabel for several",
    )


def check(case: Case, target: Column, mark: str) -> str:
    """How many labels there are, as a note. Raises DataError if that is too few or
    too many to learn."""
    seen: Counter[str] = Counter()
    for cell, count in case.held(target).items():
        found = map(str, json.loads(cell)) if mark == "json" else parts(cell, mark)
        for label in dict.fromkeys(found):
            seen[label] += count
    if not seen:
        return ""
    if len(seen) < 2 or len(seen) > case.rows / 2:
        raise DataError(
            f"`{target.name}` has {len(seen)} different labels in {case.rows} rows",
            where=str(case.data),
            why="multilabel tasks take two at least, and two rows a label on average",
            fix="group or correct the labels, or name another column with --target",
        )
    most, count = seen.most_common(1)[0]
    return f"{len(seen)} labels, the most frequent {most!r} in {count} rows"
