"""Statements as real people type them, each with its complete reading, and the judge.

The judge compares what a person would call the whole reading: targets, kind, metric,
columns that feed the model, limits, and where a case gives them the positive class,
the levels, the separator and the quantiles.

First list, 67 statements, at its first run, before the rules were mended for it:
20 complete and right (30 %): English 11 of 46, Chinese 9 of 21. Clear ones 10 of 55;
of the 12 that must be asked about, 2 were guessed. Wrong fields: inputs 28, refused 14,
metric 5, kind 5, target 4, levels 1, memory 1.
Three habits of the house were then taken into the expectations, with the rules as they
were: a list of inputs restricts nothing unless the words say so, a retrieval's target
is an input too, and a GB is 1024 MB. Against those, the same run had 33 of 67 right
(49 %): English 19 of 46, Chinese 14 of 21.

Each later list (in `suites/`) was read once when it was written, before anything was
mended for it: 13 of 26, 12 of 26, 19 of 29, 15 of 27, 12 of 20 (`second` to
`sixth`), then 13 of 30, 17 of 31, 16 of 28, 11 of 20 and 9 of 24 (`seventh` to
`eleventh`). So of statements that nobody has seen, hard ones as these are, about
half are complete and right; of the unclear ones in those lists 2 were guessed. The
last three (2026-11-27) had 27 of 42, then 17 of 20, then 13 of 20. Plainer ones, 88 by
writers who had never seen the reader, had 26 of 44 (`thirtieth`,
`thirtyfirst`), and, kept unread while it was mended for those, 27 of 44 before
and 32 after (`unseen_english`, `unseen_chinese`). Of another 88 kept so,
English had 28 of 44 before the mending for their sister lists and 30 after, Chinese 23
of 44 and 31; after it, one had another target without a word, and two unclear ones were
guessed, all in Chinese (`unseen_english_two`, `unseen_chinese_two`). Of a
third 88 kept so, English had 34 of 44 before and 36 after, Chinese 20 and 24; after it,
one had another target and one unclear one was guessed, both in Chinese
(`unseen_english_three`, `unseen_chinese_three`). Of three further lists of
44, read once, 39 and 37 in English were right and 33 in Chinese, two with another
target (`unseen_english_four`, `unseen_english_five`, `unseen_chinese_four`).
Of five more of 44, read once, English had 37 and 35 right, Chinese 36, 32 and 32; 10 of
220 with another target, 5 unclear ones guessed (`unseen_english_six` and `_seven`,
`unseen_chinese_five`, `_six` and `_seven`). Terms of many trades, a thesaurus, phrases
and abbreviations were added before the second half of each was looked into: of those
110 83 had been right, and 85 were then. Two unclear ones that are guessed stand
apart.
Of four more of 44, read once, English had 38 and 35 right, Chinese 33 and 38; 2 of 176
with another target, 1 unclear one guessed (`unseen_english_eight` and `_nine`,
`unseen_chinese_eight` and `_nine`). Of the next four, 39 and 36, 39 and 31; 2 with
another target, 2 unclear ones guessed (the same names with `_ten` and `_eleven`).
Of the last four (2026-11-28; `_twelve` and `_thirteen`), whose writers were asked for
more asides, decoys and negations, 30 and 35, 28 and 27 of 44: 68 %; 8 with another
target, 2 guessed. Mended to 154 of 176.
Of four more (2026-11-29; `_fourteen` and `_fifteen`) 34 and 36, 31 and 25 of 44, the
second of each language after the others had been mended: 72 %; 5 with another target, 5
unclear ones guessed. Mended to 163 of 176; a size "the model may take up to" was meant
as memory, and is a file's here.
Of four more (2026-11-29; `_sixteen` and `_seventeen`) the first of each language was
read once, 37 and 31 of 44, none with another target, 1 unclear one guessed, and mended
to 43 and 44. The second ones, more carefully worded, were kept unread meanwhile: 34 and
29 before, 35 and 30 after, none with another target, none guessed: what is mended for
one writer goes but a little way for one of another style. Then mended to 42 and 40.
Of two more (2026-11-30; `_twentytwo`, 48 statements) 33 were right, 21 of 30 and 12 of
18; all are now. Of two by the same writer after that mending (`_twentythree`, 24) 19
were, 11 of 16 and 8 of 8; 1 with two of three targets, 1 unclear one guessed. After
the mending for those, 9 of 12 (`_twentyfour`), 1 with another target, 1 guessed.
Of two more (`_twentyfive`, 60) 49 were right, 25 of 30 and 24 of 30; after the mending
for each, of 40 31 (`_twentysix`) and of 24 18 (`_twentyseven`); of all 124 2 with
another target, 3 unclear ones guessed.
Of two more (`_twentyeight`, 60) 45 were right, 17 of 30 and 28 of 30; of the two that
were kept unread meanwhile (`_twentynine`, 40) 33 after that mending, 16 of 20 and 17 of
20; of all 100 2 with another target, 1 unclear one guessed. All are right now.
Of two more (`_thirty`, 60) 44 were right, 20 of 30 and 24 of 30; of the two kept unread
meanwhile (`_thirtyone`, 40) 25 before and after that mending, 11 of 20 and 14 of 20; of
all 100 3 with another target, 1 unclear one guessed. All are right now.
`test_statement_suite` says what holds after the mending.
"""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from statements import DATA, ROWS, table

from agent.errors import ForgeweldError
from agent.records import Budget, TaskSpec
from agent.scoring import metrics
from agent.statement.spec import Overrides, understand

UNNAMED = {
    "binary": {"accuracy", "average_precision", "roc_auc"},
    "multiclass": {"accuracy", "f1_macro"},
    "regression": {"mae"},
} | {kind: {name} for kind, (name, _) in metrics.OWN_DEFAULT.items()}
"""What the house takes where nobody names a metric."""


@dataclass(frozen=True)
class Case:
    """A statement over a table, and its right reading, or the candidates to ask for."""

    name: str
    columns: str
    statement: str
    target: str = ""
    kind: str = ""
    metric: str = ""
    """Acceptable metrics; empty for the house's default."""
    without: str = ""
    """Columns that may not feed the model, beside target, ids and constants."""
    only: str = ""
    """The only columns that feed the model; empty for all but `without`."""
    params: int | None = None
    latency: float | None = None
    memory: int | None = None
    positive: str | None = None
    levels: str | None = None
    separator: str | None = None
    quantiles: tuple[float, ...] = ()
    ask: str = ""
    """Columns that a refusal must name; the statement is then not to be read at all."""

    @property
    def chinese(self) -> bool:
        return any("\u4e00" <= sign <= "\u9fff" for sign in self.statement)


def stored(name: str) -> tuple[tuple[Case, ...], tuple[Case, ...]]:
    """The clear and the unclear cases of a file in `fixtures`, over its own tables."""
    path = Path(__file__).parent / "fixtures" / name
    data, cases = json.loads(path.read_text("utf-8")), []
    for row in data["cases"]:
        told = {field: value for field, value in row.items() if field != "table"}
        told["quantiles"] = tuple(row.get("quantiles", ()))
        cases.append(Case(columns=data["tables"][row["table"]], **told))
    clear = tuple(case for case in cases if not case.ask)
    return clear, tuple(case for case in cases if case.ask)


def spec_of(case: Case) -> TaskSpec:
    """The reading of the case's statement; raises as `understand` does."""
    made = tuple(
        (
            column.model_copy(update={"mark": "|"})
            if any("|" in value for value in column.values)
            else column
        )
        for column in table(" ".join(case.columns.split()).replace("; ", ";"))
    )
    held = {column.name: list(column.values) for column in made}
    return understand(
        case.statement,
        made,
        cells=lambda name: held[name],
        data=DATA,
        rows=ROWS,
        given=any(not column.in_given for column in made),
        overrides=Overrides(),
        budget=Budget(),
        seed=0,
    )


def _names(listed: str) -> list[str]:
    """Names of columns: `Unit_·_Price` is one with a space."""
    return [name.replace("_·_", " ") for name in listed.split()]


def expected_inputs(case: Case) -> set[str]:
    if case.only:
        return set(_names(case.only))
    made = table(" ".join(case.columns.split()).replace("; ", ";"))
    usable = {c.name for c in made if c.type not in {"id", "constant"} and c.in_given}
    left = usable - set(_names(case.without))
    # What is to be found is an input of retrieval, too.
    return left if case.kind == "retrieval" else left - set(_names(case.target))


@cache
def wrong(case: Case) -> dict[str, str]:
    """The fields of the reading that are wrong, each with what was read instead; read
    once, however many tests ask."""
    try:
        spec = spec_of(case)
    except ForgeweldError as error:
        said = f"{error.what} {error.where} {error.why} {error.fix}"
        missed = [name for name in _names(case.ask) if name not in said]
        if case.ask and error.code == "data" and not missed:
            return {}
        return {"refused": f"{error.code}: {said}"}
    if case.ask:
        return {"guessed": f"{spec.target} {spec.kind}"}
    limits = spec.constraints
    inputs = {name for one in spec.modalities for name in one.columns}
    pairs = {
        "target": (list(spec.target), _names(case.target)),
        "kind": (spec.kind, case.kind),
        "inputs": (sorted(inputs), sorted(expected_inputs(case))),
        "params": (limits.max_params, case.params),
        "latency": (limits.max_latency_ms, case.latency),
        "memory": (limits.max_memory_mb, case.memory),
        "positive": (spec.positive, case.positive or spec.positive),
        "separator": (spec.separator, case.separator or spec.separator),
        "quantiles": (list(spec.quantiles), list(case.quantiles)),
    }
    if spec.kind == "multitarget" or spec.kind == "multilabel":
        pairs["target"] = (sorted(spec.target), sorted(_names(case.target)))
    if case.levels is not None:
        pairs["levels"] = (list(spec.levels), case.levels.split())
    found = {
        field: f"{read} for {meant}"
        for field, (read, meant) in pairs.items()
        if read != meant
    }
    metric = set(case.metric.split()) or UNNAMED[case.kind]
    if spec.metric.name not in metric:
        found["metric"] = f"{spec.metric.name} for {sorted(metric)}"
    return found
