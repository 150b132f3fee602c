"""The statement as a language model reads it, held against how the rules read it.

The rules' reading stands wherever they are sure. Where they would have to ask the user,
the model may settle it, and the note says so; where the two differ, both are shown. An
input that only the model leaves out is left out if it quotes the words that say so.
"""

from collections.abc import Callable
from typing import Any, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field, create_model

from agent.errors import DataError, ModelError
from agent.llm.model import Model
from agent.llm.privacy import Aliases, shown
from agent.llm.prompts import Prompt, render
from agent.records import Column, Kind, TaskSpec
from agent.scoring.metrics import METRICS
from agent.statement.case import Overrides
from agent.statement.near import quoted_list

MOST = 40
"""Columns that are shown; the others are counted."""
NEVER = ("constant", "empty", "unreadable")
RULES = "rules"
"""In place of a kind or a metric: let the rules choose."""
MOST_FREE = 6
"""Columns that are told by name."""
QUOTED = 2
"""Signs of a quotation that say something, at least."""


class Out(BaseModel):
    """An input that the words do not let in."""

    model_config = ConfigDict(extra="forbid")

    column: str
    words: str = Field(max_length=200)


class Reading(BaseModel):
    """What a model makes of a statement."""

    model_config = ConfigDict(extra="forbid")

    rationale: str = Field(max_length=300)
    target: list[str] = Field(min_length=1, max_length=8)
    kind: str
    metric: str
    exclude: list[Out] = Field(max_length=MOST)
    doubt: str = Field(max_length=200)


def prompt(
    statement: str, columns: tuple[Column, ...], hide: bool
) -> tuple[Prompt, type[Reading], Aliases]:
    """The question, the form of its answer, and the names behind the aliases."""
    told = [c for c in columns if c.type not in NEVER and not c.lines_of][:MOST]
    names = Aliases([c.name for c in told], hide=hide)
    asked = render(
        "spec",
        statement=statement,
        columns=[f"{names.label(c.name)}: {_summary(c)}" for c in told],
        more=len(columns) - len(told),
        metrics=", ".join(METRICS),
        rules=RULES,
    )
    one: Any = Literal[tuple(names)]  # type: ignore[valid-type]
    out = create_model("Out", __base__=Out, column=(one, ...))
    fields: dict[str, Any] = {
        "target": (list[one], Field(min_length=1, max_length=8)),
        "kind": (Literal[(*get_args(Kind), RULES)], ...),
        "metric": (Literal[(*METRICS, RULES)], ...),
        "exclude": (list[out], Field(max_length=MOST)),
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
    target = tuple(dict.fromkeys(map(names.column, said.target)))
    if spec is None:
        assert doubt is not None
        if said.doubt.strip():
            raise doubt
        flags = flags.model_copy(update={"target": ",".join(target)})
        spec = _settled(by_rules, flags, doubt)
    out = {names.column(one.column): one.words for one in said.exclude}
    spec = _without(spec, by_rules, flags, out, statement)
    if doubt is not None:
        named = ", ".join(f"`{name}`" for name in target)
        why = f"target {named}: the model's reading, where the rules would ask"
        spec = _noted(spec, f"{why} ({doubt.what.lower()})")
    return _compared(spec, said, target, _let_in(spec, columns, {*out, *target}))


def _settled(
    by_rules: Callable[[Overrides], TaskSpec], flags: Overrides, doubt: DataError
) -> TaskSpec:
    """The task with the model's target; the rules still refuse what can't be learnt."""
    try:
        return by_rules(flags)
    except DataError as error:
        raise doubt from error


def _without(
    spec: TaskSpec,
    by_rules: Callable[[Overrides], TaskSpec],
    flags: Overrides,
    out: dict[str, str],
    statement: str,
) -> TaskSpec:
    """`spec` without the inputs that only the model leaves out, by words that are in
    the statement; it as it is where they are all that there is, or have to be used."""
    kept = {*spec.constraints.must_use, *spec.target, *flags.use}
    used = [name for modality in spec.modalities for name in modality.columns]
    gone = [n for n in used if n in out and n not in kept and _says(statement, out[n])]
    if not gone:
        return spec
    ignore = (*flags.ignore, *gone)
    try:
        less = by_rules(flags.model_copy(update={"ignore": ignore}))
    except DataError:
        return spec
    if less.target != spec.target:
        return spec
    told = [f"`{name}` ({shown(out[name])})" for name in gone]
    return _noted(less, f"left out by the model's reading: {', '.join(told)}")


def _says(statement: str, words: str) -> bool:
    """Whether a statement has these words, however they are spaced."""
    quoted = "".join(words.lower().split())
    return len(quoted) >= QUOTED and quoted in "".join(statement.lower().split())


def _compared(
    spec: TaskSpec, said: Reading, target: tuple[str, ...], let_in: list[str]
) -> TaskSpec:
    """`spec`, with a note on whatever the model reads otherwise; `let_in` are inputs
    that only the rules leave out."""
    differs = []
    if set(target) != set(spec.target):
        other = ", ".join(f"`{name}`" for name in target)
        mine = ", ".join(spec.target)
        differs.append(f"target {other}, not `{mine}` (--target {','.join(target)})")
    if said.kind not in (spec.kind, RULES):
        differs.append(f"kind {said.kind}, not {spec.kind} (--kind)")
    if said.metric not in (spec.metric.name, RULES):
        differs.append(f"metric {said.metric}, not {spec.metric.name} (--metric)")
    if let_in:
        differs.append(f"{quoted_list(let_in, MOST_FREE)} as input, too")
    if said.doubt.strip():
        spec = _noted(spec, f"the model is in doubt: {shown(said.doubt)}")
    if not differs:
        return _noted(spec, "the model reads the statement alike")
    return _noted(spec, f"the model reads it otherwise: {'; '.join(differs)}")


def _let_in(spec: TaskSpec, columns: tuple[Column, ...], others: set[str]) -> list[str]:
    """The inputs that only the rules leave out; `others` are the columns that the model
    leaves out or predicts."""
    used = {name for modality in spec.modalities for name in modality.columns}
    told = [c for c in columns[:MOST] if c.type not in (*NEVER, "id")]
    there = [c.name for c in told if c.in_given]  # others could feed no prediction
    return [n for n in there if n not in {*used, *others, *spec.target}]


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
