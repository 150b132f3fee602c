"""Words that name a column, but ask for an answer of another form than it holds."""

import re

from agent.records import Column
from agent.statement import characters
from agent.statement.kind import is_number
from agent.statement.named import Named, Reading

_AMOUNT = r"\bhow (?:long|many|much)\b[^,;]*$|多(?:长时间|久|少)[^，,、]*$"
"""A question for a number."""
_IN_UNITS = (
    r"\bin (?:euros?|eur|dollars?|usd|pounds|gbp|days|hours|minutes|seconds|weeks"
    r"|months|kg|km|cm|mm|%|percent)(?!\w)"
)
_WHICH = re.compile(r"(?:哪一?[种类款型]|什么(?:类型|种类|样)?)的?$")
"""A question for a class, before what has classes."""
_YES_NO = r"是不是|会不会|有没有|是否"
_QUANTITY = re.compile(
    r" (?:amount|area|cost|count|depth|distance|duration|height|length|mass|power"
    r"|pressure|price|size|speed|strength|temperature|thickness|time|volume|weight"
    r"|width)\b"
)
"""After a name: "the lens strength" is not which `lens`."""
_VAGUE = re.compile("的?(?:情况|状况)")
"""After a part of a name: 维修情况 may be any column about repairs, or none."""


def amiss(reading: Reading, column: Column, named: Named) -> bool:
    """Whether a number is asked for and the column has none: "how long does it take to
    break" asks for no yes or no; or the words are about too much to mean a column."""
    start, end = named.mention.start, named.mention.end
    if named.mention.strength < 0.5 and _VAGUE.match(reading.text, end):
        return True
    half = named.mention.strength < 0.45 and column.name.startswith(named.mention.text)
    if half and characters.goes_on(reading.text, end):
        return True  # 运输成本 is no `运输距离`
    before = reading.text[reading.sentence_at(start).start : start]
    if named.mention.strength < 0.6 and is_number(column):
        asked = re.search(rf"(?:{_YES_NO})[^,，]{{0,4}}$", before)
        if asked or re.match(_YES_NO, reading.text[end : end + 3]):
            return True  # 房东是不是好房东 asks for no `host_years`
    if column.type == "category" and _QUANTITY.match(reading.text, end):
        return True
    asked = re.search(_AMOUNT, f"{before}{named.mention.text}") or re.search(
        _IN_UNITS, reading.sentence_at(start).text
    )
    return column.type == "boolean" and bool(asked or _WHICH.search(before))
