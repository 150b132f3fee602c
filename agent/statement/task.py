"""Statement, table and flags to the columns to predict, and the kind of task."""

from dataclasses import replace

from agent.errors import DataError
from agent.records import Column
from agent.statement import (
    jointly,
    labels,
    list_items,
    several,
    survival,
    target,
    wishes,
)
from agent.statement.case import Case, Task
from agent.statement.chains import chains
from agent.statement.kind import is_number, kind_of
from agent.statement.positive import positive_class
from agent.statement.usable import check, unusable

_NAMED = 0.7  # strength of a mention from which a column counts as named
MAY_BE_SEVERAL = (None, "multitarget", "multilabel")


def find_task(case: Case) -> Task:
    """What is to be predicted, but for retrieval (`agent.statement.pairs`).

    Raises DataError where words and data do not settle it.
    """
    flagged = several.by_flag(case) if case.flags.target is not None else []
    if said := survival.asked(case, wishes.named(case.reading)):
        found = survival.find(case, said, flagged)
        if found is not None:
            return found
    if len(flagged) > 1:
        return several.task(case, flagged, "asked for by --target")
    if not flagged and case.flags.kind in MAY_BE_SEVERAL:
        columns = several.named(case) or jointly.said(case) or jointly.by_units(case)
        if len(columns) > 1:
            list_items.refuse(case, columns)
            return several.task(case, columns, "the statement names them together")
    if flagged:
        return _of_one(
            case, flagged[0], f"target `{flagged[0].name}`: asked for by --target"
        )
    try:
        column, why = target.find_target(case)
    except DataError:
        columns = jointly.joined(case) if case.flags.kind in MAY_BE_SEVERAL else []
        if not columns:
            raise
        list_items.refuse(case, columns)
        return several.task(case, columns, "the statement asks for each of them")
    several.refuse_unknown(case, column)
    list_items.refuse(case, [column])
    _refuse_mixed(case, column)
    return _of_one(case, column, f"target `{column.name}`: {why}")


def _refuse_mixed(case: Case, column: Column) -> None:
    """Raise DataError if the statement asks for `column` in a list with another that
    cannot be predicted with it: 判断年龄和母语."""
    columns = {one.name: one for one in case.columns}
    for chain, by_or in chains(case):
        found = [columns[n.mention.column] for n in chain]
        clear = all(n.mention.strength >= _NAMED and not n.mention.value for n in chain)
        if by_or or not clear or column not in found:
            continue
        if any(unusable(one, case.rows) for one in found):
            continue
        numbers = [is_number(one) for one in found]
        if any(numbers) and not all(numbers):
            several.task(case, found, "the statement names them together")


def _of_one(case: Case, column: Column, note: str) -> Task:
    """The task of predicting one column."""
    mark, why = labels.separator(case, column)
    if mark is not None:
        notes = [note, f"multilabel: {why}"]
        if count := labels.check(case, column, mark):
            notes.append(count)
        none = labels.none_told(case)
        if none and column.missing:
            notes.append(f"an empty cell of `{column.name}` is a row without any")
        found = Task((column,), "multilabel", tuple(notes), separator=mark)
        return replace(found, none=none)
    check(case, column)
    if case.flags.kind == "multilabel":
        raise DataError(
            f"No cell of `{column.name}` holds several labels",
            where=str(case.data),
            why="labels are parted by ; or | or a comma, or are a JSON list",
            fix="--kind multiclass; or name several yes/no columns: --target a,b",
        )
    kind, why, levels = kind_of(case, column, wishes.named(case.reading, column.name))
    positive, notes = None, [note, why]
    if kind == "binary":
        positive, why = positive_class(case, column)
        notes.append(why)
    return Task((column,), kind, tuple(notes), levels=levels, positive=positive)
