"""Whether the classes of a target have an order, and which."""

import re

from agent.errors import DataError
from agent.records import Column
from agent.statement import scales
from agent.statement.case import Case
from agent.statement.kind_words import (
    ORDER_SAID,
    ORDER_WORDS,
    QUADRATIC,
    RATING_WORDS,
    SAID_KINDS,
    SCALE_ASKED,
)
from agent.statement.reading import TARGET_ROLES
from agent.vocabulary.words import name_words, plain

MOST = 12  # levels; more numbers than that are a quantity, whatever it is called
_AMOUNT_NAMES = {
    "n",
    "num",
    "number",
    "count",
    "counts",
    "total",
    "sum",
    "per",
    "mean",
    "avg",
}
_AMOUNTS = r"\bhow many\b(?! stars)|\bnumber of\b|\bcounts? of\b|\baverage\b|多少|数量"


def found(
    case: Case, target: Column, metrics: tuple[str, ...]
) -> tuple[tuple[str, ...], str]:
    """(classes low to high, why they have an order); ((), "") if nothing says so.

    Numbers have one only where words or the metric say grades, stages or stars;
    classes also where all of them stand on a known scale.
    """
    values = target.values
    if not 3 <= len(values) <= MOST:
        return (), ""
    words = _words(case, target, metrics)
    if target.type == "integer":
        levels = scales.by_number(values)
        return (levels, f"{words}, in the order of the numbers") if words else ((), "")
    if target.type not in ("category", "text"):
        return (), ""
    text = case.reading.text
    if levels := scales.by_statement(text, values, asked=False):
        return levels, "the statement gives the order"
    if levels := scales.by_scale(values, asked=bool(words)):
        return levels, f"a known scale{f', and {words}' if words else ''}"
    if levels := scales.by_comparison(text, values):
        return levels, "the statement compares the classes"
    if words and (levels := scales.by_statement(text, values, asked=True)):
        return levels, f"{words} and lists the classes"
    if words and (levels := scales.by_ends(text, values)):
        return levels, f"{words} and gives its ends"
    if words and (levels := _by_form(values)):
        return levels, words
    return (), ""


def levels(case: Case, target: Column) -> tuple[tuple[str, ...], str]:
    """The classes low to high, where an order is asked for, and how it is known.

    Raises DataError if it is not, or if --levels does not hold them all.
    """
    values = target.values or tuple(case.held(target))
    if case.flags.levels:
        return _by_flag(case, target, values), "its levels are those of --levels"
    if 3 <= len(values) <= 50:
        text = case.reading.text
        for order, why in (
            (scales.by_statement(text, values, asked=False), "the statement gives it"),
            (scales.by_scale(values, asked=True), "it is a known scale"),
            (scales.by_comparison(text, values), "the statement compares them"),
            (scales.by_statement(text, values, asked=True), "the statement lists it"),
            (scales.by_ends(text, values), "the statement gives its ends"),
            (_by_form(values), "the order is that of numbers or marks"),
        ):
            if order:
                return order, f"{why}: {' < '.join(order[:8])}"
    shown = ", ".join(values[:8]) + (" …" if len(values) > 8 else "")
    few = f"it has {len(values)} values: {shown}"
    raise DataError(
        f"The order of the classes of `{target.name}` is not known",
        where=str(case.data),
        why=few if len(values) >= 3 else f"{few}; an order takes three",
        fix="give them low to high, --levels low,medium,high; or --kind multiclass",
    )


def _by_flag(case: Case, target: Column, values: tuple[str, ...]) -> tuple[str, ...]:
    levels = case.flags.levels
    absent = [value for value in values if value not in levels]
    extra = [level for level in levels if level not in values]
    if absent or extra or len(set(levels)) < len(levels):
        raise DataError(
            f"--levels are not the classes of `{target.name}`",
            where=str(case.data),
            why=f"its classes are {', '.join(values[:20])}",
            fix="name each class once, low to high, with commas between",
        )
    return levels


def _by_form(values: tuple[str, ...]) -> tuple[str, ...]:
    """Numbers in the values, marks A to G, or numbers with letters."""
    return (
        scales.by_number(values) or scales.by_letter(values) or scales.by_code(values)
    )


def _words(case: Case, target: Column, metrics: tuple[str, ...]) -> str:
    """What in the words says that the target has an order; "" if nothing does."""
    text = case.reading.text
    if said := re.search(dict(SAID_KINDS)["ordinal"], text):
        return f"the words say {said[0]!r}"
    if "rank_mae" in metrics:
        return "the metric is a distance in classes"
    if "cohen_kappa_quadratic" in metrics and re.search(QUADRATIC, text):
        return "quadratic kappa is for classes with an order"
    name = name_words(target.name)
    if set(name) & _AMOUNT_NAMES:
        return ""
    clause = _clause(case, target)
    if re.search(_AMOUNTS, clause):
        return ""
    where = f"{' '.join(name)} . {clause}"
    if (match := re.search(ORDER_WORDS, where)) and match[0] not in target.values:
        return f"the words say {match[0]!r}"  # a star or a galaxy: no order
    if said := _order_said(case, target):
        return f"the words say {said!r}"
    match = re.search(RATING_WORDS, where)
    if match and (_short_scale(target) or re.search(SCALE_ASKED, clause)):
        return f"the words say {match[0]!r}"
    return ""


def _order_said(case: Case, target: Column) -> str:
    """Words of an order in a sentence that names the target or two of its classes."""
    values = [plain(value).strip() for value in target.values]
    one = "|".join(re.escape(v) for v in sorted(values, key=len, reverse=True))
    span = rf"(?:\bfrom \W*)?(?:{one})\W*(?:to|through|up to|到|至)\W*(?:{one})"
    named = {n.mention.start for n in case.reading.of(target.name, *TARGET_ROLES)}
    ends = _by_form(tuple(values))[:: max(1, len(values) - 1)]
    meant, listed = False, []
    for sentence in case.reading.sentences:
        here = case.reading.named
        if any(sentence.start <= n.mention.start < sentence.end for n in here):
            meant = any(sentence.start <= place < sentence.end for place in named)
            listed = []
        # One that names nothing is about what the one before it names.
        listed += [v for v in values if _listed(v, sentence.text)]
        match = re.search(span, sentence.text)
        if match is None and meant and len(ends) == 2:
            match = re.search(_glossed(*ends), sentence.text)
        if match is None and (meant or len(listed) > 1):
            match = re.search(ORDER_SAID, sentence.text)
        if (
            match
            and "多" in match[0]
            and _of_one(sentence.text[: match.start()], values)
        ):
            continue  # 扣球有多快 is about one class
        if match:
            return " ".join(match[0].split())
    return ""


def _listed(value: str, text: str) -> bool:
    """Whether a text has a class; one of a single sign in a list: 宋、元、明、清."""
    if len(value) > 1:
        return value in text
    return bool(re.search(rf"(?:^|[、,，:：]){re.escape(value)}(?=[、,，。]|$)", text))


def _of_one(before: str, values: list[str]) -> bool:
    """Whether words of an order follow a class right away, in a clause of its own."""
    return any(re.search(rf"(?:^|[,，;；])\s*{re.escape(v)}$", before) for v in values)


def _glossed(low: str, high: str) -> str:
    """Pattern of both ends of a scale with what they mean: "A slight … D total"."""
    means = r"\s*[(=:]?\s*(?:is |means |being )?[a-z]{3,}\b"
    if low.isdigit():
        means = r"\s*(?:[(=:]|is\b|means\b|being\b)\s*[a-z]{3,}\b"
    one, other = (rf"(?<![\w.]){re.escape(end)}(?!\w){means}" for end in (low, high))
    return rf"{one}[^.;]{{0,50}}{other}|{other}[^.;]{{0,50}}{one}"


def _short_scale(target: Column) -> bool:
    low, high = target.low, target.high
    return low in (0, 1) and high is not None and high <= 10


def _clause(case: Case, target: Column) -> str:
    """The words about the target: from the cue before it to the next cue."""
    reading, parts = case.reading, []
    for named in reading.of(target.name, *TARGET_ROLES):
        sentence = reading.sentence_at(named.mention.start)
        start = named.cue.start if named.cue else sentence.start
        later = [c.start for c in reading.cues if c.start > named.mention.start]
        end = min([sentence.end, *later])
        parts.append(reading.text[start:end])
    return " ".join(dict.fromkeys(parts))
