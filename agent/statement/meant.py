"""Columns that are meant by something else than their names."""

import re
from dataclasses import replace

from agent.data.data_kinds import kind_words
from agent.statement.overlaps import Mention
from agent.statement.values_said import chance_of, either, singled_out
from agent.vocabulary.words import likeness, name_words, plain

_DONE_BY = (
    r"\b(?:anything|everything|nothing|whatever) (?:that )?(?:the |our )?(?P<who>\w+)"
    r" (?:has |have |had )?(?:wrote|writes|written|noted|notes|said|says|reported|did"
    r"|does|done|found|recorded)\b"
    r"|(?P<by>[\u3400-\u9fff]{2})[们所]?(?:[写填记说]|记录|留)下?的(?:东西|内容|话|文字|那些)"
)
_THE = (
    r"(?<!up to )(?:\b(?:the|its|their|any|use|using|without|no|not|and|nor|or) |, "
    r"|(?:^|[.;!?] )(?=\w+ (?:must|may|can|is|are|should|shall|has)\b))"
)
"""Before a noun that stands alone."""


_CURVE = r"\b(?:curves?|traces?|waveforms?)\b|曲线|波形"
"""What series are called besides, behind what they are of."""


def by_values(text: str, values: dict[str, tuple[str, ...]]) -> list[Mention]:
    """Columns meant by one of their values: "is it malignant" for a diagnosis."""
    found = []
    for name, column in values.items():
        for value in column:
            wanted = plain(value)
            for asked in (either(wanted, tuple(map(plain, column))), chance_of(wanted)):
                found += [
                    Mention(name, m.start(), m.end(), 0.7, False, m[0], value=True)
                    for m in (re.finditer(asked, text) if asked else ())
                ]
            several = len(wanted) == 2 and not wanted.isascii()
            several = several and (
                _one_of(wanted, column, text) or singled_out(wanted, text)
            )
            if len(wanted) < 3 - several or not wanted.isalpha():
                continue
            if wanted not in text:
                continue
            own = any(likeness(part, wanted) >= 0.9 for part in name_words(name))
            strength = 0.8 if own else 0.55
            # "How bad is it" names no class.
            edge = r"\b" if wanted.isascii() else ""
            no_how = r"(?<!how )" if edge else ""
            forms = "(?:s|ing)?" if edge else ""
            for match in re.finditer(
                f"{no_how}{edge}{re.escape(wanted)}{forms}{edge}", text
            ):
                start, end = match.span()
                found.append(
                    Mention(name, start, end, strength, False, match[0], value=not own)
                )
    return found


def _one_of(wanted: str, values: tuple[str, ...], text: str) -> bool:
    """Whether a Chinese value stands in a list with others: 草鱼、鲈鱼还是虾."""
    others = [re.escape(other) for other in map(plain, values) if other != wanted]
    listed = rf"(?:、|还是|或者?)(?:{'|'.join(others)})"
    before = rf"(?:{'|'.join(others)})(?:、|还是|或者?)"
    return bool(re.search(f"{wanted}{listed}|{before}{wanted}", text))


def by_kind(text: str, kinds: dict[str, str], found: list[Mention]) -> list[Mention]:
    """The mentions; of several columns that a word may mean, the one of the kind that
    the noun behind it says: "the pressure curve" where one of the pressures is one."""
    chosen: dict[int, Mention] = {}
    ending: dict[int, list[Mention]] = {}
    for one in found:
        ending.setdefault(one.end, []).append(one)
    for kind, pattern in kind_words().items():
        nouns = f"{pattern}|{_CURVE}" if kind == "series" else pattern
        for noun in re.finditer(nouns, text):
            begin = noun.start()
            here = [*ending.get(begin, ())]
            if text[begin - 1 : begin] in (" ", "的"):
                here += ending.get(begin - 1, ())
            of = [m for m in here if kinds.get(m.column) == kind]
            if len(of) == 1 and len(here) > 1 and all(m.strength < 0.9 for m in here):
                end = noun.end()
                one = replace(
                    of[0], end=end, strength=0.85, text=text[of[0].start : end]
                )
                chosen[one.start] = one
    return [m for m in found if m.start not in chosen] + list(chosen.values())


def by_author(names: list[str], text: str) -> list[Mention]:
    """All columns of whom a text speaks so: "nothing the vet wrote", 兽医写的东西."""
    return [
        Mention(name, match.start(who), match.end(), 0.9, False, match[0], many=True)
        for match in re.finditer(_DONE_BY, text)
        for who in ["who" if match["who"] else "by"]
        for name in names
        if any(likeness(word, match[who]) >= 0.9 for word in name_words(name))
        or who == "by"
        and name.startswith(match[who])
    ]


def by_person(text: str, dates: frozenset[str], found: list[Mention]) -> list[Mention]:
    """The mentions but for dates where a person is asked for: "who baked it" is no
    `baked_at`."""
    who = {match.end() for match in re.finditer(r"\bwho ", text)}
    return [m for m in found if m.column not in dates or m.start not in who]


def by_date(text: str, dates: frozenset[str], found: list[Mention]) -> list[Mention]:
    """What dates are called: "the picking date" for `picked_on`, and "the date" for the
    only one there is."""
    alone = rf"{_THE}(?P<it>dates?|timestamps?|calendar days?)\b"
    told = [
        replace(m, end=m.end + after.end(), strength=0.9)
        for m in found
        if m.column in dates and 0.4 <= m.strength < 0.9
        if (after := re.match(r" (?:date|day|time)s?\b", text[m.end :]))
    ]
    chinese = r"(?<![\u3400-\u9fff])(?P<it>[\u3400-\u9fff]{2}日期)"
    return told + [
        Mention(name, start, end, 0.75, False, text[start:end], own=False)
        for name in (dates if len(dates) == 1 else ())
        for pattern in (alone, chinese)
        for start, end in (m.span("it") for m in re.finditer(pattern, text))
    ]


def by_degree(text: str, found: list[Mention]) -> list[Mention]:
    """The mentions; of 背膘有多厚 the 背膘 is the whole of `背膘厚`."""
    asked = "(?:到底|究竟|大概|大约|会|能)*有?多([厚重高长宽深大粗远快])"
    return [
        (
            replace(m, strength=max(m.strength, 0.9))
            if (said := re.match(asked, text[m.end :]))
            and plain(m.column) == m.text + said[1]
            else m
        )
        for m in found
    ]
