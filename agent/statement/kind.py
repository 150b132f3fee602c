"""What kind of task one column makes: classes, ordered classes, or a number."""

import re
from itertools import pairwise

from agent.errors import DataError
from agent.records import Column, Kind
from agent.scoring.metrics import KNOWN, NUMBERS
from agent.statement import order
from agent.statement.case import Case
from agent.statement.kind_words import NOT, SAID_KINDS
from agent.statement.reading import TARGET_ROLES
from agent.vocabulary.words import name_words

FEW = 20  # values; an integer with more is a number unless the words say otherwise
CONTIGUOUS = 10  # values; 0, 1, … 9 look like class codes, 0 … 15 like a count
MOST_WANTING = 2  # numbers that class codes may leave out
FEWEST = 5  # of them: 1, 2, 4 may be doses
OFTEN = 0.02  # of the rows, which a class beyond a gap has; a count is rare there

_CLASS_WORDS = (
    r"\bclassif|\bclass(?:es)?\b|\bcategor|\bkinds? of\b|\bwhich\b(?! (?:year|day)\b)"
    r"|\bwhat (?:kind|type)\b"
    r"|\brecogni[sz]|\bgroups?\b|\bspecies\b|\bdigits?\b|\bgenres?\b|\bidentify\b"
    r"|分类|类别|哪一?[类种个]|种类|识别|归类|数字识别"
)
_NUMBER_WORDS = (
    r"\bregress|\bhow (?:many|much|long|far|old|fast|tall|heavy)\b|\bnumber of\b"
    r"|\bcounts?\b|\bprices?\b|\bcosts?\b|\bamounts?\b|\bages?\b|\btemperature"
    r"|\bestimate|\bforecast|\bratings?\b|\bscores?\b|\bduration|\bdistance"
    r"|回归|多少|数量|价格|几[个岁天次件只年月周小分秒公里块元人趟]|年龄|温度|时长|距离|评分|销量|预报"
)


def kind_of(
    case: Case, target: Column, metrics: tuple[str, ...]
) -> tuple[Kind, str, tuple[str, ...]]:
    """(kind, a sentence why, levels of an ordinal task) for a target of one column.

    `metrics` are those that the words ask for. Raises DataError where the target
    cannot make the kind that was asked for, or has too many classes to learn.
    """
    levels: tuple[str, ...] = ()
    kind = case.flags.kind or ("ordinal" if case.flags.levels else None)
    if kind == "ordinal":
        levels, why = order.levels(case, target)
        reason = f"asked for by a flag, and {why}"
    elif kind is not None:
        _check(case, target, kind)
        reason = "asked for by --kind"
    else:
        kind, reason, levels = _kind(case, target, metrics)
    if kind == "multiclass" and target.unique > case.rows / 2:
        raise DataError(
            f"`{target.name}` has {target.unique} classes in {case.rows} rows",
            where=str(case.data),
            why="fewer than two rows a class on average: too few to learn from",
            fix="if it is a quantity, --kind regression; else group the classes, or"
            " name another column with --target",
        )
    return kind, f"{kind}: {reason}", levels


def is_number(column: Column) -> bool:
    """Whether the cells are numbers, of which an average makes sense."""
    return column.type in ("number", "integer", "latitude", "longitude")


def _check(case: Case, target: Column, asked: Kind) -> None:
    why = ""
    if asked == "binary" and target.unique != 2:
        why = f"it has {target.unique} different values, not 2"
    if asked == "multiclass" and target.unique < 3:
        why = f"it has {target.unique} different values: that is --kind binary"
    if asked == "regression" and not is_number(target):
        why = f"its values are of type {target.type}, not numbers"
    if asked == "multitarget":
        why = "that takes several columns of numbers, such as --target a,b"
    if why:
        raise DataError(
            f"`{target.name}` does not make a {asked} task",
            where=str(case.data),
            why=why,
            fix="leave --kind out, or name another column with --target",
        )


def _kind(
    case: Case, target: Column, metrics: tuple[str, ...]
) -> tuple[Kind, str, tuple[str, ...]]:
    count = target.unique
    if count == 2:
        return "binary", "the target has two values", ()
    of_numbers = is_number(target) and _of_numbers(metrics)
    if not of_numbers and not _said_unordered(case, target):
        levels, why = order.found(case, target, metrics)
        if levels:
            steps = " < ".join(levels[:8]) + (" …" if len(levels) > 8 else "")
            what = "regression" if is_number(target) else "multiclass"
            hint = f"{steps} (--kind {what} to overrule)"
            return "ordinal", f"{why}: {hint}", levels
    if not is_number(target):
        return "multiclass", f"the target has {count} classes", ()
    kind, why = _of_number(case, target, metrics)
    return kind, why, ()


def _of_number(
    case: Case, target: Column, metrics: tuple[str, ...]
) -> tuple[Kind, str]:
    """Classes or a quantity: what a column of numbers holds."""
    count = target.unique
    said, reason = _said(case, target, metrics)
    if said == "multiclass" and (target.type == "integer" or count <= FEW):
        return "multiclass", f"{reason} ({count} values; --kind regression if amounts)"
    if said == "regression" or target.type != "integer" or count > FEW:
        return "regression", (
            reason if said == "regression" else "the target is a number"
        )
    if _codes(target):
        why = f"integers {target.low:.0f} to {target.high:.0f} without a gap look like"
        return (
            "multiclass",
            f"{why} class codes (--kind regression if they are amounts)",
        )
    if _gapped_codes(target):
        why = f"integers {target.low:.0f} to {target.high:.0f} with a gap, and frequent"
        return (
            "multiclass",
            f"{why} beyond it, look like class codes (--kind regression if they are"
            " amounts)",
        )
    why = f"{count} integers that do not look like class codes"
    return "regression", f"{why} (--kind multiclass if they are classes)"


def _of_numbers(metrics: tuple[str, ...]) -> str:
    """The first of the metrics that judges numbers alone; "" if none does."""
    found = [m for m in metrics if set(KNOWN[m].kinds) <= set(NUMBERS)]
    return found[0] if found else ""


def unjudged(column: Column, metrics: tuple[str, ...]) -> bool:
    """Whether none of the metrics judges what a column holds: MAE no classes."""
    if not metrics or column.type == "integer":
        return False
    numbers = is_number(column)
    return all(
        (
            set(KNOWN[m].kinds) <= set(NUMBERS)
            if not numbers
            else not set(KNOWN[m].kinds) & set(NUMBERS)
        )
        for m in metrics
    )


def _said_unordered(case: Case, target: Column) -> bool:
    """Whether the words ask for mere classes, or for an amount where it is a number."""
    return bool(_called(case, "multiclass") or _called(case, "regression", target))


def _called(case: Case, kind: str, target: Column | None = None) -> str:
    """The words that call the task by its kind, if none denies them: "not as a number",
    不要当普通分类; "" if there are none, or the `target` is no number."""
    if target is not None and not is_number(target):
        return ""
    text = case.reading.text
    for match in re.finditer(dict(SAID_KINDS)[kind], text):
        if not re.search(NOT, text[max(0, match.start() - 12) : match.start()]):
            return match[0]
    return ""


def _said(
    case: Case, target: Column, metrics: tuple[str, ...]
) -> tuple[str | None, str]:
    """What the words say of the kind: the metric first, then the target's sentence."""
    if asked := _called(case, "regression", target):
        return "regression", f"the words say {asked!r}"
    if name := _of_numbers(metrics):
        return "regression", f"{KNOWN[name].title} is a metric of numbers"
    reading = case.reading
    sentences = [
        reading.sentence_at(named.mention.start).text
        for named in reading.of(target.name, *TARGET_ROLES)
    ]
    text = " ".join(dict.fromkeys([*sentences, " ".join(name_words(target.name))]))
    classes = re.search(_CLASS_WORDS, text)
    numbers = re.search(_NUMBER_WORDS, text)
    if classes and not numbers:
        return "multiclass", f"the words say classes ({classes[0].strip()!r})"
    if numbers and not classes:
        return "regression", f"the words say a quantity ({numbers[0].strip()!r})"
    if metrics and target.unique <= FEW:
        return "multiclass", f"{KNOWN[metrics[0]].title} is a metric of classes"
    return None, ""


def _codes(target: Column) -> bool:
    """Whether the integers run from 0 or 1 without a gap, and are few."""
    if target.low is None or target.high is None or target.unique > CONTIGUOUS:
        return False
    return target.low in (0, 1) and target.high - target.low + 1 == target.unique


def _gapped_codes(target: Column) -> bool:
    """Whether one or two numbers are wanting among few, and those beyond are frequent.

    Types of glass are 1, 2, 3, 5, 6, 7, sections 1, 2, 3, 5, 7, 8; a count has its gaps
    where it is rare, and steps of doses or sizes are even, or double.
    """
    if not target.counts or target.low not in (0, 1):
        return False
    rows = dict(zip(map(int, target.values), target.counts, strict=True))
    codes = sorted(rows)
    wanting = codes[-1] - codes[0] + 1 - len(codes)
    if codes[-1] > CONTIGUOUS or len(codes) < FEWEST or not 0 < wanting <= MOST_WANTING:
        return False
    gap = next(b for a, b in pairwise(codes) if b - a > 1)
    return min(n for code, n in rows.items() if code >= gap) >= OFTEN * sum(
        rows.values()
    )
