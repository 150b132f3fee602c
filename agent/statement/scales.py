"""The order in which the classes of a target stand, by known scales, forms or words."""

import re
from collections.abc import Sequence

from agent.statement.scale_words import ON_REQUEST, TABLE
from agent.vocabulary.words import plain

_NONE = {"无", "没有", "正常", "健康"}
"""The lowest class of a scale, which does not end as the others do."""
_DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九十")}
_ROMAN = {
    **{"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8},
    **{"ix": 9, "x": 10},
}


def _tiers(line: str) -> dict[str, int]:
    """Each word of a scale with its place, 0 the lowest."""
    return {
        word.replace("_", " "): place
        for place, tier in enumerate(line.split("|"))
        for word in tier.split()
    }


SCALES = [_tiers(line) for line in TABLE]
ASKED_SCALES = [_tiers(line) for line in ON_REQUEST]


def by_scale(values: Sequence[str], *, asked: bool = False) -> tuple[str, ...]:
    """`values` low to high if they stand on one known scale, else ().

    At least three, each on a place of its own. `asked`: an order is asked for, so
    scales count which otherwise are mere names.
    """
    if len(values) < 3:
        return ()
    bare = [re.sub("^[偏较略稍]", "", word) for word in _clean(values)]
    for words in (_clean(values), _without_common(values), bare):
        for scale in [*SCALES, *(ASKED_SCALES if asked else [])]:
            places = [scale[word] for word in words if word in scale]
            if len(places) == len(set(places)) == len(values):
                ranked = sorted(zip(places, values, strict=True))
                return tuple(value for _, value in ranked)
    return ()


def by_number(values: Sequence[str]) -> tuple[str, ...]:
    """`values` by the number in each, as in `stage 2`, `III`, `二级` or `18-25`.

    () if a value has none, or two have the same.
    """
    found = [_number(value) for value in values]
    numbers = [number for number in found if number is not None]
    if not len(numbers) == len(set(numbers)) == len(values):
        return ()
    ranked = sorted(zip(numbers, values, strict=True))
    return tuple(value for _, value in ranked)


def by_letter(values: Sequence[str]) -> tuple[str, ...]:
    """Marks A to G, low to high: A is the best."""
    marks = [value.strip().lower() for value in values]
    if len(marks) < 3 or not all(re.fullmatch("[a-g]", mark) for mark in marks):
        return ()
    return tuple(sorted(values, key=lambda v: v.strip().lower(), reverse=True))


def by_code(values: Sequence[str]) -> tuple[str, ...]:
    """Numbers with a letter, low to high: 5c, 6a, 6b; or a letter with a number."""
    places = []
    for value in values:
        code = re.fullmatch(
            r"(\d+)\s?([a-z])(\+?)|([a-z])\s?(\d+)()", value.strip().lower()
        )
        if code is None:
            return ()
        first = (int(code[1]), code[2]) if code[1] else (code[4], int(code[5]))
        places.append((*first, code[3] or code[6] or ""))
    if len({type(place[0]) for place in places}) > 1 or len(set(places)) < len(places):
        return ()
    return tuple(value for _, value in sorted(zip(places, values, strict=True)))


def by_statement(text: str, values: Sequence[str], *, asked: bool) -> tuple[str, ...]:
    """The order that the words spell out: `low < mid < high`, or `high > mid > low`,
    all values in a row.

    A mere list counts only where an order is `asked` for.
    """
    wanted = {plain(value).strip(): value for value in values}
    wanted |= {word.replace("_", " "): value for word, value in wanted.items()}
    longest = sorted(wanted, key=len, reverse=True)
    one = "|".join(re.escape(word) for word in longest)
    mark = r"[`\"'“”‘’]?"
    link = r"\s*(?:<|(?P<down>>))\s*"
    if asked:
        link = (
            r"(?:,? (?:is |being )?(?:the )?(?:lowest|worst))?"
            r"\s*(?:<|,? (?:to|and then|then|or|and)|,|/|->|→"
            r"|、|到|或者?|还是|和|至|(?<=[\u3400-\u9fff])(?=\s*[\u3400-\u9fff])|\s)\s*"
            r"(?:(?:an?|the) )?"
        )
    edge = r"(?<![a-z0-9_])" if all(word.isascii() for word in wanted) else ""
    chain = rf"{edge}{mark}(?:{one}){mark}(?:{link}{mark}(?:{one}){mark})+"
    for match in re.finditer(chain, text):
        listed = [wanted[m[0]] for m in re.finditer(one, match[0])]
        if len(listed) == len(set(listed)) == len(values):
            before = text[max(0, match.start() - 25) : match.start()]
            down = asked and re.search(_DOWN, f"{before}{text[match.end() :][:25]}")
            down = down or not asked and match["down"]
            return tuple(reversed(listed)) if down else tuple(listed)
    return ()


_DOWN = (
    r"\b(?:high(?:est)?|best|most|strongest|descending|top)"
    r" (?:to (?:the )?(?:low|worst|least|weak)\w*|first|order)"
    r"|[由从](?:高|大|重|强|优|好|深|快|多)[到至](?:低|小|轻|弱|劣|差|浅|慢|少)|降序|递减"
)
"""A list that begins with the highest."""
_WORST = r"(?:(?:is |as )?(?:the )?(?:worst|lowest)\b|(?:是|为)?最[差低坏])"
_BEST = r"(?:(?:is |as )?(?:the )?(?:best|highest)\b|(?:是|为)?最[好高优])"
_BELOW = r"worse|lower|less|smaller|weaker|below|poorer"
_ABOVE = r"better|higher|greater|stronger|above|more"
_CHINESE_BELOW, _CHINESE_ABOVE = "低|小|差|轻|弱", "高|大|好|重|强"


def by_comparison(text: str, values: Sequence[str]) -> tuple[str, ...]:
    """The order that comparisons spell out: "a is worse than b, b worse than c".

    () unless they settle the place of every value.
    """
    wanted = {plain(value).strip(): value for value in values}
    one = "|".join(re.escape(word) for word in sorted(wanted, key=len, reverse=True))
    mark = r"[`\"']?"
    than = (
        rf"{mark}(?P<a>{one}){mark} (?:is |are |being )?(?:\w+ly |much |far )?"
        rf"(?:(?P<below>{_BELOW})|{_ABOVE}) (?:\w+ )?than {mark}(?P<b>{one})(?!\w)"
    )
    chinese = (
        rf"{mark}(?P<a>{one}){mark}比{mark}(?P<b>{one}){mark}(?:更|还|要)*"
        rf"(?:(?P<below>{_CHINESE_BELOW})|{_CHINESE_ABOVE})"
    )
    beyond = (  # 好于: each is held against the next
        rf"{mark}(?P<a>{one}){mark}(?:(?P<below>[{_CHINESE_BELOW}劣])|"
        rf"[{_CHINESE_ABOVE}优])于(?={mark}(?P<b>{one}))"
    )
    under: dict[str, set[str]] = {word: set() for word in wanted}
    found = [m for p in (than, chinese, beyond) for m in re.finditer(p, text)]
    for match in found:
        low, high = (match["a"], match["b"])
        if not match["below"]:
            low, high = high, low
        under[high].add(low)
    for _ in wanted:  # what is under something is under all that it is under
        for word in under:
            under[word] |= {below for low in under[word] for below in under[low]}
    ranked = sorted(wanted, key=lambda word: len(under[word]))
    if [len(under[word]) for word in ranked] != list(range(len(values))):
        return ()
    return tuple(wanted[word] for word in ranked)


def by_ends(text: str, values: Sequence[str]) -> tuple[str, ...]:
    """The order of which the words give both ends, "from dead to good", where no more
    than one value stands between, or a known scale has those that do."""
    wanted = {plain(value).strip(): value for value in values}
    one = "|".join(re.escape(word) for word in sorted(wanted, key=len, reverse=True))
    amid = rf"(?:,| all the way| up| down| over| through| via| \(?(?:{one})\)?)*"
    ends = (
        rf"(?<!\w)[`\"']?({one})[`\"']?{amid} (?:to|through|until) [`\"']?({one})(?!\w)"
        rf"|[从由]({one})[到至]({one})"
    )
    worst, best = (re.search(rf"({one})\W*{end}", text) for end in (_WORST, _BEST))
    told = [(worst[1], best[1])] if worst and best else []
    told += [(m[1] or m[3], m[2] or m[4]) for m in re.finditer(ends, text)]
    ranks: list[dict[str, int | None]] = [
        dict(zip(values, map(scale.get, _clean(values)), strict=True))
        for scale in (*SCALES, *ASKED_SCALES)
    ]
    ranks.append({value: at for at, value in enumerate(by_number(values))})
    for low, high in told:
        first, last = wanted[low], wanted[high]
        between = [value for value in values if value not in (first, last)]
        if first == last or not between:
            continue
        if len(between) == 1:
            return first, between[0], last
        for rank in ranks:
            place = {value: at for value, at in rank.items() if at is not None}
            inner = {place[value] for value in between if value in place}
            if len(inner) < len(between):
                continue
            high = max(inner)
            down = place.get(first, -1) > high or place.get(last, high + 1) < high
            between.sort(key=lambda value: place[value], reverse=down)
            return first, *between, last
    return ()


def _clean(values: Sequence[str]) -> list[str]:
    """Lower case, one space between words, without a number in front (`1_low`)."""
    words = [re.sub(r"[\s_\-]+", " ", plain(value)).strip() for value in values]
    return [re.sub(r"^\d+[. )]+(?=\D)", "", word) for word in words]


def _without_common(values: Sequence[str]) -> list[str]:
    """Without what all values have in common: `low risk`, `高风险`, `中度`."""
    words = _clean(values)
    if all(word.isascii() for word in words):
        parts = [word.split() for word in words]
        same = set.intersection(*(set(part) for part in parts))
        return [" ".join(p for p in part if p not in same) for part in parts]
    for cut, at in ((slice(None, -1), -1), (slice(1, None), 0)):
        parted = [word for word in words if word not in _NONE]  # 无, 浅龋, 深龋
        while (
            min(map(len, parted), default=0) > 1 and len({w[at] for w in parted}) == 1
        ):
            words = [word if word in _NONE else word[cut] for word in words]
            parted = [word[cut] for word in parted]
    return words


def _number(value: str) -> float | None:
    """The first number in a value; `<18` is just below 18 and `18+` just above."""
    word = plain(value).strip()
    if re.fullmatch(r"-?\d+(?:\.\d+)?", word):
        return float(word)
    last = re.split(r"[\s_\-]+", word)[-1]
    if last in _ROMAN:
        return float(_ROMAN[last])
    if roman := re.match(r"[^a-z]*([ivx]+)(?![a-z])", word):
        return float(_ROMAN.get(roman[1], 0)) or None
    if match := re.search(r"[零一二三四五六七八九十]|^特(?=[级等]$)", word):
        return float(_DIGITS.get(match[0], 0))  # 特级 comes before 一级
    match = re.search(r"\d+(?:\.\d+)?", word)
    if not match:
        return None
    if re.search(r"<|under|below|less|以下|小于|低于", word):
        return float(match[0]) - 0.5
    if re.search(r">|\+|over|above|more|以上|大于|高于", word):
        return float(match[0]) + 0.5
    return float(match[0])
