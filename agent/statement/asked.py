"""The statement as a language model reads it, held against how the rules read it.

The rules' reading stands wherever they are sure. Where they would have to ask the user,
the model may settle it, and the note says so; where the two differ, both are shown.
"""

from collections.abc import Callable
from typing import Any, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field, create_model

from agent.errors import DataError, ModelError
from agent.llm.model import Model
from agent.llm.privacy import Aliases
from agent.llm.prompts import Prompt, render
from agent.records import Column, Kind, TaskSpec
from agent.scoring.metrics import METRICS
from agent.statement.case import Overrides

MOST = 40
"""Columns that are shown; the others are counted."""
NEVER = ("constant", "empty", "unreadable")
RULES = "rules"
"""In place of a kind or a metric: let the rules choose."""


class Reading(BaseModel):
    """What a model makes of a statement."""

    model_config = ConfigDict(extra="forbid")

    rationale: str = Field(max_length=300)
    target: str
    kind: str
    metric: str
    exclude: list[str] = Field(max_length=20)
    doubt: str = Field(max_length=200)


def prompt(
    statement: str, columns: tuple[Column, ...], hide: bool
) -> tuple[Prompt, type[Reading], Aliases]:
    """The question, the form of its answer, and the names behind the aliases."""
    shown = [c for c in columns if c.type not in NEVER][:MOST]
    names = Aliases([c.name for c in shown], hide=hide)
    asked = render(
        "spec",
        statement=statement,
        columns=[f"{names.label(c.name)}: {_summary(c)}" for c in shown],
        more=len(columns) - len(shown),
        metrics=", ".join(METRICS),
    )
    aliases = tuple(names)
    one: Any = Literal[aliases]  # type: ignore[valid-type]
    fields: dict[str, Any] = {
        "target": (one, ...),
        "kind": (Literal[(*get_args(Kind), RULES)], ...),
        "metric": (Literal[(*METRICS, RULES)], ...),
        "exclude": (list[one], Field(max_length=20)),
    }
    form = create_model("Reading", __base__=Reading, **fields)
    return asked, form, names


def understood(
    model: Model,
    statement: str,
    columns: tuple[Column, ...],
    by_rules: Callable[[Overrides], TaskSpec],
    flags: Overrides,
    hide: bool = False,
    require: bool = False,
) -> TaskSpec:
    """The task, with the model's reading in the notes.

    Raises DataError as the rules do, if the model can't settle it either; ModelError
    if there is no answer and `require` asks for one.
    """
    doubt: DataError | None = None
    spec: TaskSpec | None = None
    try:
        spec = by_rules(flags)
    except DataError as error:
        if flags.target is not None:
            raise
        doubt = error
    question, form, names = prompt(statement, columns, hide)
    try:
        said: Reading = model.ask(question, form).value
    except ModelError as error:
        if require:
            raise
        if doubt is not None:
            raise doubt from error
        assert spec is not None
        return _noted(spec, f"the model did not read the statement: {error.what}")
    target = names.column(said.target)
    if spec is not None:
        return _compared(spec, said, target)
    assert doubt is not None
    if said.doubt.strip():
        raise doubt
    return _settled(by_rules, flags, said, target, doubt)


def _settled(
    by_rules: Callable[[Overrides], TaskSpec],
    flags: Overrides,
    said: Reading,
    target: str,
    doubt: DataError,
) -> TaskSpec:
    """The task with the model's target; the rules still refuse what can't be learnt."""
    try:
        spec = by_rules(flags.model_copy(update={"target": target}))
    except DataError as error:
        raise doubt from error
    why = f"target `{target}`: the model's reading, where the rules would ask"
    return _noted(_compared(spec, said, target), f"{why} ({doubt.what.lower()})")


def _compared(spec: TaskSpec, said: Reading, target: str) -> TaskSpec:
    """`spec`, with a note on whatever the model reads otherwise."""
    differs = []
    if target not in spec.target:
        differs.append(f"target `{target}`, not `{', '.join(spec.target)}` (--target)")
    if said.kind not in (spec.kind, RULES):
        differs.append(f"kind {said.kind}, not {spec.kind} (--kind)")
    if said.metric not in (spec.metric.name, RULES):
        differs.append(f"metric {said.metric}, not {spec.metric.name} (--metric)")
    if not differs:
        return _noted(spec, "the model reads the statement alike")
    return _noted(spec, f"the model reads it otherwise: {'; '.join(differs)}")


def _noted(spec: TaskSpec, note: str) -> TaskSpec:
    return spec.model_copy(update={"notes": (*spec.notes, note)})


def _summary(column: Column) -> str:
    """Type, gaps, cardinality, range: nothing of any cell's text."""
    parts = [column.type, f"{column.unique} different"]
    if column.missing:
        parts.append(f"{100 * column.missing:.0f} % missing")
    if column.low is not None and column.high is not None:
        parts.append(f"{column.low:g} to {column.high:g}")
    if not column.in_given:
        parts.append("not in the test table")
    return ", ".join(parts)
