"""A sentence and the columns of a table to a `TaskSpec`: by rules alone, no model.

What cannot be told from words and data is an error that asks, not a guess.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from agent.data.data_kinds import streams
from agent.records import Budget, Column, TaskSpec
from agent.statement import (
    goal,
    leading,
    limits,
    modalities,
    pairs,
    quantiles,
    reading,
    roles,
    scope,
    task,
    unused,
    wishes,
)
from agent.statement.case import Case, Overrides, Task
from agent.statement.modalities import Inputs

__all__ = ["Overrides", "understand"]


def understand(
    statement: str,
    columns: tuple[Column, ...],
    *,
    cells: Callable[[str], Sequence[str]],
    data: Path,
    rows: int,
    given: bool,
    overrides: Overrides,
    budget: Budget,
    seed: int,
    choices: Mapping[str, Sequence[str]] | None = None,
) -> TaskSpec:
    """What to learn from what; `given` says if there is a test table without labels,
    `choices` which columns further tables have that aren't joined to the rows.

    `cells` gives the cells of a column as text: the labels of a multilabel target are
    parted there. Raises DataError where words and data do not settle it, UsageError
    for a bad flag and for what no kind of task covers.
    """
    own = tuple(column for column in columns if not column.lines_of)
    read = _read(statement, own)
    case = Case(read, own, cells, data, rows, given, overrides, choices or {})
    scope.refuse(case)
    goal.refuse_unknown(read, data)
    found, inputs = _retrieval(case) or _prediction(case, columns)
    names = tuple(column.name for column in found.target)
    wished = wishes.said(read, names)
    asked, why_asked = quantiles.asked(read)
    wanted = goal.choose(
        wished,
        found,
        asked=overrides.metric,
        ranges=asked,
        denied=wishes.denied(read),
        data=data,
    )
    limit, why_limits = limits.constraints(case, inputs)
    levels, told = _levels(asked, why_asked, found.kind, wanted.metric.name)
    notes = [*found.notes, *wanted.notes, *inputs.notes, *why_limits]
    notes += [*told, *unused.notes(case, inputs, wished)]
    return TaskSpec(
        statement=statement,
        data=data,
        target=names,
        kind=found.kind,
        separator=found.separator,
        none=found.none,
        levels=found.levels,
        quantiles=levels,
        metric=wanted.metric,
        also=wanted.also,
        positive=found.positive,
        modalities=inputs.modalities,
        ignore=inputs.ignore,
        constraints=limit,
        budget=budget,
        seed=seed,
        notes=tuple(notes),
    )


def _levels(
    asked: tuple[float, ...], why: str, kind: str, metric: str
) -> tuple[tuple[float, ...], list[str]]:
    """The quantiles to predict, and what to say of them."""
    if kind != "regression":
        return (), [f"no {why}, but {kind} has none"] if asked else []
    if metric == "pinball" and not asked:
        asked, why = quantiles.USUAL, "quantiles 0.1, 0.5, 0.9: none were named"
    return asked, [why] if asked else []


def _read(statement: str, columns: tuple[Column, ...]) -> reading.Reading:
    """The statement with the role of each column that it names."""
    names = tuple(column.name for column in columns)
    values = {c.name: c.values for c in columns if c.type == "category"}
    ids = frozenset(c.name for c in columns if c.type in ("id", "constant", "empty"))
    media = frozenset(c.name for c in columns if c.type in streams() - {"text"})
    dates = frozenset(c.name for c in columns if c.type == "date")
    kinds = {c.name: c.type for c in columns if c.name in media}
    read = reading.read(statement, names, values, ids, dates, kinds)
    flags = frozenset(c.name for c in columns if c.type == "boolean")
    read = roles.settled(read, ids, media, media | dates, flags)
    return leading.led(read, frozenset(c.name for c in columns if not c.in_given))


def _retrieval(case: Case) -> tuple[Task, Inputs] | None:
    """A retrieval task, if the words ask for one: its target is one of its inputs."""
    metrics = wishes.named(case.reading)
    why = pairs.asked(case, metrics)
    if not why:
        return None
    inputs = modalities.find_inputs(case, (), apart=True)
    found = pairs.find(case, inputs, insist=pairs.sure(case, metrics))
    if found is None:
        return None
    modality, which = found
    inputs = modalities.find_inputs(case, (), modality.columns, apart=True)
    columns = {column.name: column for column in case.columns}
    note = f"target `{', '.join(modality.columns)}`: {which}"
    return (
        Task(
            tuple(columns[name] for name in modality.columns),
            "retrieval",
            (note, f"retrieval: {why}"),
        ),
        inputs,
    )


def _prediction(case: Case, columns: tuple[Column, ...]) -> tuple[Task, Inputs]:
    """A task that predicts columns which are no inputs; those that sum up a log are
    inputs alone, whatever words they share with what is to be predicted."""
    found = task.find_task(case)
    if len(columns) > len(case.columns):
        read = _read(case.reading.original, columns)
        case = replace(case, reading=read, columns=columns)
    return found, modalities.find_inputs(case, found.target)
