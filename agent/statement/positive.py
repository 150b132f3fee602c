"""The class that counts as positive, of two."""

import re

from agent.errors import DataError
from agent.records import Column
from agent.statement.case import Case
from agent.statement.reading import TARGET_ROLES, Reading
from agent.vocabulary.lexicon import HARMLESS, YES
from agent.vocabulary.words import likeness, name_words, plain


def positive_class(case: Case, target: Column) -> tuple[str, str]:
    """The positive one of two classes, and a sentence why.

    Raises DataError if --positive is no value of the target.
    """
    values = two_values(target)
    if (asked := by_flag(case, target)) is not None:
        return asked, f"positive class {asked!r}: asked for by --positive"
    for find, why in (
        (_told(case.reading, values), "the statement says so"),
        (_spoken(case.reading, target, values), "the statement asks for it"),
        ([v for v in values if v.lower() in YES], "it means yes"),
        (_like_name(target, values), "the column is named after it"),
        ([v for v in values if v.lower() not in HARMLESS], "the other is harmless"),
    ):
        if len(find) == 1:
            return find[0], f"positive class {find[0]!r}: {why} (else --positive)"
    if len(target.counts) == 2 and target.counts[0] != target.counts[1]:
        rare = values[int(target.counts[1] < target.counts[0])]
        return rare, f"positive class {rare!r}: the rarer one (else --positive)"
    last = max(values)
    return last, f"positive class {last!r}: the last in order (else --positive)"


def of_column(case: Case) -> str:
    """The one column of two classes one of which the statement calls positive; ""."""
    found = [
        c.name
        for c in case.columns
        if len(c.values) == 2 and _told(case.reading, c.values)
    ]
    return found[0] if len(found) == 1 else ""


def by_flag(case: Case, target: Column) -> str | None:
    """What --positive says; DataError if it is no value of the target."""
    asked = case.flags.positive
    values = two_values(target)
    if asked is not None and asked not in values:
        raise DataError(
            f"`{target.name}` has no value {asked!r}",
            where=str(case.data),
            why=f"its values are {values[0]!r} and {values[1]!r}",
            fix=f"--positive {values[-1]}",
        )
    return asked


def two_values(target: Column) -> tuple[str, ...]:
    """The values of a column that has two."""
    if len(target.values) == 2:
        return target.values
    return (f"{target.low:g}", f"{target.high:g}")


def _told(reading: Reading, values: tuple[str, ...]) -> list[str]:
    """Values that the statement calls the positive class."""
    one = "|".join(re.escape(plain(value)) for value in sorted(values, key=len)[::-1])
    value = rf"[`\"']?(?<![\w.])(?P<value>{one})(?!\w)[`\"']?"
    patterns = (
        r"\bpositives?(?: class| label| value)?\s*(?:is|are|=|:|means)\s*(?:the )?"
        + value,
        rf"{value} ?(?:is|are|as|being|counts as|be|=|:)? ?(?:the |a |our )?positive\b",
        rf"\b(?:treat|take|use|count|with) {value} as (?:the )?(?:1|one|event)\b",
        rf"(?:正[类例]|正样本|阳性类?)\s*(?:是|为|取|选|用|设为|:|=)?\s*[`\"']?(?P<value>{one})",
        rf"[`\"']?(?P<value>{one})[`\"']?[品的类者性例]?\s*(?:是|为|作为|当作?|算作?|做|定为|记为|设为)(?:正[类例样]|阳性|positive)",
    )
    patterns += (
        r"\b(?:probability|chance|likelihood|risk|odds) (?:that|of|for)\b[^.;,]{0,40}"
        rf"(?:\bis|\bbeing|\bbe|=|:) ?{value}",
        rf"[为是=]?[`\"'“”「」]{{1,2}}(?P<value>{one})[`\"'“”「」]{{1,2}}的?(?:概率|可能性?|风险|几率)",
    )
    called = {m["value"] for p in patterns for m in re.finditer(p, reading.text)}
    return [value for value in values if plain(value) in called]


def _spoken(reading: Reading, target: Column, values: tuple[str, ...]) -> list[str]:
    """Values, as words, of which the statement says that they are to be predicted."""
    found = []
    for value in values:
        wanted = plain(value)
        if re.fullmatch(r"[\d.\-]*", wanted) or len(wanted) < 2:
            continue
        for match in re.finditer(_forms(wanted), reading.text):
            before = reading.text[: match.start()]
            if re.search(r"(?:\bnot|n't|\bnever|\bfails? to)(?: \w+)? $", before):
                continue  # "which will not pass" asks for the other
            asked = [n for n in reading.at(match.start()) if n.role in TARGET_ROLES]
            asked = [n for n in asked if n.mention.column == target.name]
            if asked or reading.role_at(match.start()) in TARGET_ROLES:
                found.append(value)
                break
    return found


def _forms(value: str) -> str:
    """Pattern of a class as a word, and of the verb that it is a form of: "will she
    pass" for passed."""
    if not value.isascii():
        return re.escape(value)
    if not re.fullmatch("[a-z]{3,}ed", value):
        return rf"\b{re.escape(value)}\b"
    verb = value[:-2]
    short = [verb, value[:-1], verb[:-1] if verb[-1:] == verb[-2:-1] else verb]
    return rf"\b(?:{'|'.join(short)})(?:s|es|ed|ing)?\b"


def _like_name(target: Column, values: tuple[str, ...]) -> list[str]:
    parts = name_words(target.name)
    return [
        value
        for value in values
        if any(
            likeness(word, part) >= 0.9 for word in name_words(value) for part in parts
        )
    ]
