"""The kind of task that a target makes, and the class that counts as positive."""

import re
from pathlib import Path

from agent.errors import DataError
from agent.lexicon import YES
from agent.metrics import KNOWN
from agent.reading import TARGET_ROLES, Reading
from agent.records import Column, Kind
from agent.words import likeness, name_words, plain

FEW = 20  # values; an integer with more is a number unless the words say otherwise
CONTIGUOUS = 10  # values; 0, 1, … 9 look like class codes, 0 … 15 like a count

_CLASS_WORDS = (
    r"\bclassif|\bclass(?:es)?\b|\bcategor|\bkinds? of\b|\bwhich\b"
    r"|\bwhat (?:kind|type)\b"
    r"|\brecogni[sz]|\bgroups?\b|\bspecies\b|\bdigits?\b|\bgenres?\b|\bidentify\b"
    r"|分类|类别|哪一?[类种个]|种类|识别|归类|数字识别"
)
_NUMBER_WORDS = (
    r"\bregress|\bhow (?:many|much|long|far|old|fast|tall|heavy)\b|\bnumber of\b"
    r"|\bcounts?\b|\bprices?\b|\bcosts?\b|\bamounts?\b|\bages?\b|\btemperature"
    r"|\bestimate|\bforecast|\bratings?\b|\bscores?\b|\bduration|\bdistance"
    r"|回归|多少|数量|价格|几[个岁天]|年龄|温度|时长|距离|评分|销量|预报"
)


def task_kind(
    reading: Reading,
    target: Column,
    *,
    data: Path,
    rows: int,
    asked: Kind | None,
    metrics: tuple[str, ...],
) -> tuple[Kind, str]:
    """The kind of task and a sentence why; `metrics` are those the words name.

    Raises DataError where the target cannot make the kind that was asked for, or has
    too many classes to learn.
    """
    if asked is not None:
        _check(target, asked, data)
        kind, reason = asked, "asked for by --kind"
    else:
        kind, reason = _kind(reading, target, metrics)
    if kind == "multiclass" and target.unique > rows / 2:
        raise DataError(
            f"`{target.name}` has {target.unique} classes in {rows} rows",
            where=str(data),
            why="fewer than two rows a class on average: too few to learn from",
            fix="if it is a quantity, --kind regression; else group the classes, or"
            " name another column with --target",
        )
    return kind, f"{kind}: {reason}"


def _is_number(column: Column) -> bool:
    return column.type in ("number", "integer", "latitude", "longitude")


def _check(target: Column, asked: Kind, data: Path) -> None:
    why = ""
    if asked == "binary" and target.unique != 2:
        why = f"it has {target.unique} different values, not 2"
    if asked == "multiclass" and target.unique < 3:
        why = f"it has {target.unique} different values: that is --kind binary"
    if asked == "regression" and not _is_number(target):
        why = f"its values are of type {target.type}, not numbers"
    if why:
        raise DataError(
            f"`{target.name}` does not make a {asked} task",
            where=str(data),
            why=why,
            fix="leave --kind out, or name another column with --target",
        )


def _kind(reading: Reading, target: Column, metrics: tuple[str, ...]) -> tuple:
    count = target.unique
    if count == 2:
        return "binary", "the target has two values"
    if not _is_number(target):
        return "multiclass", f"the target has {count} classes"
    said, reason = _said(reading, target, metrics)
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
    why = f"{count} integers that do not look like class codes"
    return "regression", f"{why} (--kind multiclass if they are classes)"


def _said(
    reading: Reading, target: Column, metrics: tuple[str, ...]
) -> tuple[str | None, str]:
    """What the words say of the kind: the metric first, then the target's sentence."""
    for name in metrics:
        if KNOWN[name].kinds == ("regression",):
            return "regression", f"{KNOWN[name].title} is a metric of numbers"
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


def positive_class(
    reading: Reading, target: Column, *, data: Path, asked: str | None
) -> tuple[str, str]:
    """The positive one of two classes, and a sentence why.

    Raises DataError if `asked` is no value of the target.
    """
    values = _two_values(target)
    if asked is not None:
        if asked not in values:
            raise DataError(
                f"`{target.name}` has no value {asked!r}",
                where=str(data),
                why=f"its values are {values[0]!r} and {values[1]!r}",
                fix=f"--positive {values[-1]}",
            )
        return asked, f"positive class {asked!r}: asked for by --positive"
    for find, why in (
        (_spoken(reading, target, values), "the statement asks for it"),
        ([v for v in values if v.lower() in YES], "it means yes"),
        (_like_name(target, values), "the column is named after it"),
    ):
        if len(find) == 1:
            return find[0], f"positive class {find[0]!r}: {why} (else --positive)"
    if len(target.counts) == 2 and target.counts[0] != target.counts[1]:
        rare = values[int(target.counts[1] < target.counts[0])]
        return rare, f"positive class {rare!r}: the rarer one (else --positive)"
    last = max(values)
    return last, f"positive class {last!r}: the last in order (else --positive)"


def _two_values(target: Column) -> tuple[str, ...]:
    if len(target.values) == 2:
        return target.values
    return (f"{target.low:g}", f"{target.high:g}")


def _spoken(reading: Reading, target: Column, values: tuple[str, ...]) -> list[str]:
    """Values, as words, of which the statement says that they are to be predicted."""
    found = []
    for value in values:
        wanted = plain(value)
        if re.fullmatch(r"[\d.\-]*", wanted) or len(wanted) < 2:
            continue
        edge = r"\b" if wanted.isascii() else ""
        for match in re.finditer(f"{edge}{re.escape(wanted)}{edge}", reading.text):
            if reading.role_at(match.start()) in TARGET_ROLES:
                found.append(value)
                break
    return found


def _like_name(target: Column, values: tuple[str, ...]) -> list[str]:
    parts = name_words(target.name)
    return [
        value
        for value in values
        if any(
            likeness(word, part) >= 0.9 for word in name_words(value) for part in parts
        )
    ]
