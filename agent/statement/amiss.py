"""Words that name a column, but ask for an answer of another form than it holds."""

import re

from agent.records import Column
from agent.statement.named import Named, Reading
from agent.statement.units import amount_of

_AMOUNT = r"\bhow (?:long|many|much)\b[^,;]*$|多(?:长时间|久|少)[^，,、]*$"
"""A question for a number."""
_IN_UNITS = (
    r"\bin (?:euros?|eur|dollars?|usd|pounds|gbp|days|hours|minutes|seconds|weeks"
    r"|months|kg|km|cm|mm|%|percent)(?!\w)"
)
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
    if column.type == "category" and (
        _QUANTITY.match(reading.text, end)
        or amount_of(reading.text[:start])
        and not column.values[0][:1].isdigit()
    ):
        return True
    sentence = reading.sentence_at(start)
    asked = re.search(_AMOUNT, reading.text[sentence.start : end])
    asked = asked or re.search(_IN_UNITS, sentence.text)
    return column.type == "boolean" and bool(asked)
