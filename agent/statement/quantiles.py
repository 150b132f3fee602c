"""Quantiles and prediction intervals that a statement asks for."""

import re

from agent.errors import DataError
from agent.statement.kind_words import INTERVAL, NOT_ASKED_FOR, QUANTILES
from agent.statement.reading import Reading

_MEDIAN = (
    r"\bmedian\b(?! abs)"
    r"|\bthe (?:middle|centre|center)\b(?! (?:of|part|one|row|column))"
    r"|中位数(?!绝对)|中间值"
)
USUAL = (0.1, 0.5, 0.9)
_SHARE = r"(?:median|中位数|0?\.\d+|\d{1,3}(?:\.\d+)?\s*(?:%|percent|th|st|nd|rd)?)"
_LIST = rf"{_SHARE}(?:(?:\s|,|/|、|&|and|or|to|和|与|及|到|the\b)+{_SHARE})*"


def asked(reading: Reading) -> tuple[tuple[float, ...], str]:
    """(quantiles in order, a sentence why), or ((), "") if none are asked for.

    An interval of 80 % is the quantiles 0.1 and 0.9. Raises DataError for a share that
    is not between 0 and 1.
    """
    found: list[float] = []
    usual: tuple[float, ...] = ()
    why = ""
    shut = [(n.mention.start, n.mention.end) for n in reading.named if n.mention.quoted]
    for pattern, of in ((QUANTILES, _levels), (INTERVAL, _interval)):
        for match in re.finditer(pattern, reading.text):
            if any(start <= match.start() < end for start, end in shut):
                continue
            if re.search(NOT_ASKED_FOR, reading.sentence_at(match.start()).text):
                continue
            levels = of(reading, match)
            if re.search(r"上下\s*\d", reading.sentence_at(match.start()).text):
                levels += [round(1 - level, 4) for level in levels]
            levels += _more(reading, match) if levels and of is _levels else []
            if levels and re.search(_MEDIAN, reading.sentence_at(match.start()).text):
                levels = [*levels, 0.5]
            found += levels
            if not levels:  # as in "quantile loss", beside levels or alone
                usual = usual or (USUAL if pattern == QUANTILES else (0.1, 0.9))
            why = why or f"the words say {match[0]!r}" + (
                "" if levels else ", without numbers"
            )
    marks = list(re.finditer(r"(?<![a-z0-9_])[pq](\d\d)(?![a-z0-9_])", reading.text))
    names = {n.mention.start for n in reading.named if n.mention.strength >= 0.9}
    found += [int(m[1]) / 100 for m in marks if m.start() not in names]
    why = why or "the words name them"
    levels = tuple(sorted(set(found or usual)))
    if levels and not (levels[0] > 0 and levels[-1] < 1):
        raise DataError(
            f"Quantiles lie between 0 and 1, or 0 % and 100 %, not {levels}",
            where="the statement",
            fix="ask for quantiles such as 10 % and 90 %",
        )
    if not levels:
        return (), ""
    return levels, f"quantiles {', '.join(f'{q:g}' for q in levels)}: {why}"


def _levels(reading: Reading, match: re.Match) -> list[float]:
    """The numbers right before or right after "quantiles"; quartiles have their own."""
    if re.match("quartile|四分位", match[0]):
        near = reading.text[max(0, match.start() - 20) : match.start()]
        ends = re.search(r"\b(?:first|third|upper|lower)\b|[上下]$", near)
        return [0.25, 0.75] if ends else [0.25, 0.5, 0.75]
    before = reading.text[max(0, match.start() - 60) : match.start()]
    after = reading.text[match.end() : match.end() + 60]
    near = re.search(
        rf"({_LIST})\s*(?:这?[两三四五六几]个|的|-)*\s*$", before
    ) or re.match(rf"\s*(?:of|at|:|为|是|\(|（|=)?\s*(?:level )?({_LIST})", after)
    return [_share(number) for number in _numbers(near[1])] if near else []


def _more(reading: Reading, match: re.Match) -> list[float]:
    """The shares in brackets behind quantiles that name one: "a low number (10 %
    quantile) and a high one (90 %)"."""
    rest = reading.text[match.end() : reading.sentence_at(match.start()).end]
    return [_share(m[1]) for m in re.finditer(rf"\(({_SHARE})\)", rest)]


def _interval(reading: Reading, match: re.Match) -> list[float]:
    """The two ends of an interval whose share stands before or after it."""
    before = reading.text[max(0, match.start() - 30) : match.start()]
    after = reading.text[match.end() : match.end() + 30]
    near = re.search(rf"({_SHARE})\s*(?:的|-)?\s*$", before) or re.match(
        rf"\s*(?:of|at|with|:|为|是|\(|（)?\s*({_SHARE})", after
    )
    if not near:
        return []
    tail = (1 - _share(_numbers(near[1])[0])) / 2
    return [round(tail, 6), round(1 - tail, 6)]


def _numbers(text: str) -> list[str]:
    return re.findall(_SHARE, text)


def _share(number: str) -> float:
    if number in ("median", "中位数"):
        return 0.5
    value = float(re.match(r"[\d.]+", number)[0])  # type: ignore[index]
    return value if "." in number and value < 1 and "%" not in number else value / 100
