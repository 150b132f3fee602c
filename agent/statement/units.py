"""Units of what is asked for, and the columns whose names end in them."""

import re

from agent.records import Column
from agent.vocabulary.words import name_words, plain

_NOT_ASKED = re.compile(
    r"(?:\d[ -]?|\b(?:per|within|first|next|last|past|few|several|each|every|an?|one"
    r"|two|three|four|five|six|ten)[ -])$"
)
"""Before a unit that is no unit of the answer: "the first 7 days", "per hour"."""
_ONE = re.compile(r"(?<!in )\b(?:minute|hour|day|week|month|year|second)\b")

_SPENT = "时长|用时|耗时"
UNITS: tuple[tuple[str, str], ...] = (
    (r"\b(?:minutes?|mins?)\b|分钟", rf"min|mins|minutes?|分钟|{_SPENT}"),
    (r"\b(?:seconds?|secs?)\b|多少秒|几秒", rf"s|sec|secs|seconds?|秒|{_SPENT}"),
    (r"\bhours?\b|小时", rf"h|hr|hrs|hours?|小时|{_SPENT}"),
    (r"\bdays?\b|天", r"d|days?|天|天数|日"),
    (r"\bweeks?\b|(?:几|多少)个?(?:周|星期|礼拜)", r"wks?|wo|weeks?|wochen?|周|周数"),
    (r"\b(?:months?)\b|几个月|多少个?月", r"months?|月|月数"),
    (r"\b(?:years?)\b|年", r"years?|yrs?|年|年数"),
    (
        r"\b(?:euros?|eur|dollars?|usd|\$|gbp|pounds?|money|charge|pay|spend)\b"
        r"|€|多少钱|元|(?:多少|[几十百千万\d])块|块钱",
        r"eur|usd|gbp|cny|yuan|rmb|price|cost|amount|rate|fee|fare|bill|charge|spen[dt]"
        r"|revenue|income|payment|paid|rent|deposit|salary|wage|value|价|价格|额|费用|元",
    ),
    (
        r"[几多]少?次|\bhow (?:many times|often)\b",
        r"times|counts?|freq\w*|visits?|trips?|uses?|per|次|次数|频率|频次",
    ),
    (
        r"\bhow many (?:\w+ )?(?:pairs|pieces|units|items|copies|bottles|boxes"
        r"|packs)\b",
        r"units?|counts?|quantity|qty|pieces|pairs|copies|items",
    ),
    (
        r"[几多]少?[只头条颗株棵粒台辆件](?!\w*[钱价])",
        r"counts?|num|number|数|数量|个数",
    ),
    (r"\b(?:kilos?|kg|kilograms?)\b|公斤|千克", r"kg|公斤|千克"),
    (r"\b(?:g|grams?)\b|(?<![千公])克", r"g|grams?|克"),
    (r"\b(?:tons?|tonnes?)\b|吨", r"t|tons?|tonnes?|吨"),
    (r"\b(?:litres?|liters?)\b|升", r"l|litres?|liters?|升"),
    (r"\b(?:mm|millimet(?:er|re)s?)\b|毫米", r"mm|毫米"),
    (r"\b(?:microns?|micromet(?:er|re)s?)\b|微米", r"um|microns?|微米"),
    (r"\b(?:cm|centimet(?:er|re)s?)\b|厘米", r"cm|厘米"),
    (r"\b(?:met(?:er|re)s?)\b", r"m|met(?:er|re)s?"),
    (
        r"\b(?:degrees?|celsius|(?:at|to) what temperatures?)\b|摄氏度"
        r"|(?:几|多少)度(?!电)",
        r"c|degc?|celsius|fahrenheit|kelvin|temp|温度|度",
    ),
    (r"\b(?:km|kilomet(?:er|re)s?)\b|公里|千米", r"km|公里|千米"),
    (r"\bper ?cent|%|百分", r"pct|percent|share|率"),
    (r"\bkwh\b|\bkilowatt[ -]hours?\b", "kwh"),
    (r"\bkw\b|\bkilowatts?\b", "kw"),
    (r"\bmwh\b|\bmegawatt[ -]hours?\b", "mwh"),
    (r"\bmw\b|\bmegawatts?\b", "mw"),
    (r"\bwh\b|\bwatt[ -]hours?\b|(?<![千兆百])瓦时", "wh"),
    (r"(?<!兆)千瓦时|几度电|多少度电", "kwh|度电|电量"),
    (r"(?<![千兆百])瓦(?!时)|\bwatts?\b", "w|watts?"),
    (r"分贝|\bdecibels?\b|\bdb\b", "dba?|分贝"),
    (r"\bvolts?\b|伏特?", "v|mv|volts?|电压"),
    (r"\bml\b|\bmillilit(?:er|re)s?\b", "ml"),
    (r"\bmg\b|\bmilligram(?:me)?s?\b", "mg"),
    (r"\bm2\b|\bsquare met(?:er|re)s?\b|\bsqm\b", "m2|sqm"),
    (r"\bhectares?\b|\bha\b", "ha"),
)
"""A unit in the question, and what it is in a column's name."""


def amount_of(before: str) -> bool:
    """Whether a text ends before what there is an amount of: "kilos of"."""
    units = "|".join(said for said, _ in UNITS)
    amount = rf"(?:{units}|\b(?:amount|quantity|weight|volume|number))"
    return bool(re.search(rf"{amount} of (?:the |our |their )?$", before))


def measured(columns: list[Column], text: str) -> list[Column]:
    """The columns whose names have the unit that a question names; 天天 is none."""
    text = text.replace("天天", "")
    for said, unit in UNITS:
        if not re.search(said, text):
            continue
        found = [c for c in columns if has_unit(c.name, unit)]
        if found:
            return found
    return []


def has_unit(name: str, unit: str) -> bool:
    words = name_words(name)
    ends = re.search(rf"(?:{unit})$", plain(name)) if not name.isascii() else None
    return bool(ends) or any(re.fullmatch(unit, word) for word in words)


def asked_in(columns: list[Column], text: str) -> tuple[set[str], set[str]]:
    """(columns in a unit that `text` asks for, those in other units); none and none
    if no column is in it."""
    asked = [
        unit
        for said, unit in UNITS
        if any(_is_asked(text, match) for match in re.finditer(said, text))
    ]
    have = {c.name for c in columns if any(has_unit(c.name, unit) for unit in asked)}
    if not have:
        return set(), set()
    known = [unit for _, unit in UNITS]
    rest = [c.name for c in columns if c.name not in have]
    return have, {name for name in rest if any(has_unit(name, u) for u in known)}


def _is_asked(text: str, match: re.Match) -> bool:
    """Whether a unit is that of the answer, not of what is said beside it."""
    before = text[: match.start()]
    if re.search("单位(?:是|为|用|取|按|选)?[:：]?\\s*$", before):
        return True  # 单位瓦时
    if _NOT_ASKED.search(before):
        return False
    return match[0].isascii() and not _ONE.match(text, match.start())
