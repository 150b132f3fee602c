"""Which of the mentions at one place count: the clearest, and the longest."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace

from agent.vocabulary.lexicon import ALL_OF
from agent.vocabulary.words import WORD, likeness, name_words, stem

MEANT = 0.7  # strength of a mention from which a column counts as named
_MOST = 8  # mentions at a place that others are held against, the longest first
_CLEARLY = 0.3  # by which a word that means the same beats another name's own word
_LONGEST = 60  # characters of a name as a statement has it
_GLOSSED = 0.8  # strength of a mention by the main meaning in a dictionary
MARGIN = 0.25  # by which one column of two at a place is meant alone


@dataclass(frozen=True)
class Mention:
    """A place where the statement seems to name a column."""

    column: str
    start: int
    end: int
    strength: float
    """1 for the name itself in quotes, 0.5 for one of its two words."""
    quoted: bool
    text: str
    own: bool = True
    """Whether a word of the name is there, not just one that means the same."""
    value: bool = False
    """Whether it is but one of the column's values: what is said of it is not said of
    the column."""
    many: bool = False
    """Whether it speaks of all such columns: "the costs", 两项费用, 经纬度."""


def counting(found: list[Mention], text: str) -> list[Mention]:
    """The mentions that no other one at their place outdoes, in order."""
    found = _clearest(list(dict.fromkeys(found)))
    near = Places(found).near
    found = [m for m in found if not any(_tighter(o, m) for o in near(m))]
    named = {(m.start, m.end) for m in found if name_words(m.column) in _forms(m)}
    found = [m for m in found if (m.start, m.end) not in named or not _inflected(m)]
    exact: dict[tuple[int, int], float] = {}
    for m in filter(_exact, found):
        exact[m.start, m.end] = max(m.strength, exact.get((m.start, m.end), 0.0))
    found = [
        m
        for m in found
        if (strength := exact.get((m.start, m.end))) is None
        or not (_of_stem(m) or strength >= MEANT and _by_meaning(m))
    ]
    whole = {(m.start, m.end) for m in found if _whole(m)}
    found = [m for m in found if _whole(m) or (m.start, m.end) not in whole]
    found = _by_synonym(found)
    own = [mention for mention in found if mention.own and mention.strength >= 0.35]
    near = Places(own).near
    found = [m for m in found if m.own or not any(_shared(m, o) for o in near(m))]
    outright = Places([mention for mention in found if mention.strength >= 0.9])
    found = [mention for mention in found if not _outdone(mention, outright, text)]
    found = [replace(m, many=m.many or _plural(m, text)) for m in found]
    places: dict[int, list[Mention]] = {}
    for mention in sorted(found, key=lambda m: (m.start - m.end, -m.strength)):
        here = places.setdefault(mention.start, [])
        if mention.strength >= 0.5 and len(here) < _MOST:
            here.append(mention)
    kept = [m for m in found if not any(_part_of(m, o) for o in _around(m, places))]
    kept = [m for m in kept if not _measures(m, kept, text)]
    kept = [m for m in kept if not (_owner(m, kept, text) or _of(m, kept, text))]
    kept = [m for m in kept if not _when(m, text)]
    return sorted(kept, key=lambda m: (m.start, -m.strength))


def _of(mention: Mention, found: list[Mention], text: str) -> bool:
    """Whether a mention is but the "number of" of another column's name: "the number of
    backers" asks for no `comment_count`."""
    counts = re.compile(r"numbers? of (?:the |its )?|how many ").match(
        text, mention.start
    )
    return counts is not None and any(
        m.start == counts.end() >= mention.end and m.strength >= 0.9
        for m in found
        if m.column != mention.column
    )


def _measures(mention: Mention, found: list[Mention], text: str) -> bool:
    """Whether 多少 asks for another column beside it: 血糖多少, 多少卡路里."""
    verb = "(?:(?![不没和与及的这那])[\u3400-\u9fff]){0,3}"
    return mention.text == "多少" and any(
        re.fullmatch(verb, text[other.end : mention.start])
        for other in found
        if other.strength >= 0.4 and other.text != "多少"
    )


def _owner(mention: Mention, found: list[Mention], text: str) -> bool:
    """Whether a mention only says whose the column named right behind it is: "the
    beekeeper's own notes"."""
    own = re.match(r"['’](?:s (?:own )?| (?=\w))", text[mention.end : mention.end + 8])
    if own is None or mention.quoted:
        return False
    place = mention.end + own.end()
    return any(
        m.start == place and m.strength >= 0.4 and m.column != mention.column
        for m in found
    )


def _when(mention: Mention, text: str) -> bool:
    """Whether a time only says which one is asked for: "in the next hour",
    这个小时的客流量."""
    before, after = text[: mention.start], text[mention.end :]
    ahead = re.search(
        r"\b(next|coming|following|last|past|previous|that|same) $", before
    )
    if ahead and re.fullmatch(r"(?:minute|hour|day|week|month|year)s?", mention.text):
        return ahead[1] not in name_words(mention.column)
    time = re.fullmatch("小时|分钟|[天日周月年]|星期|季度", mention.text)
    which = time and re.search("[这那每该本下上]一?个?$", before)
    return bool(which and re.match("的?[\u3400-\u9fff]{2}", after))


def _tighter(other: Mention, mention: Mention) -> bool:
    """Whether fewer words name the same column as well: of "power in 10 min and power
    in 1 h" the first four name `power_10min`, not the last ones."""
    overlap = other.start < mention.end and mention.start < other.end
    shorter = other.end - other.start < mention.end - mention.start
    same = other.column == mention.column and other.strength >= mention.strength
    return same and overlap and shorter and mention.text.isascii()


def _exact(mention: Mention) -> bool:
    """Whether one word of a name stands there as it is in the name."""
    return mention.text in name_words(mention.column)


def _by_synonym(found: list[Mention]) -> list[Mention]:
    """The mentions but for English names that a Chinese word means by the dictionary
    alone where it is another name's synonym: 班次 is the `shift`, and only in schools a
    `grade`."""
    surest: dict[tuple[int, int], float] = {}
    for m in found:
        if not m.own and not m.text.isascii() and m.column.isascii():
            place = (m.start, m.end)
            surest[place] = max(m.strength, surest.get(place, 0.0))
    return [
        m
        for m in found
        if m.own
        or m.strength < _GLOSSED
        or m.strength >= surest.get((m.start, m.end), 0.0)
    ]


def _whole(mention: Mention) -> bool:
    """Whether all of a name of several words stands there, word for word: a "final
    score" is no `final_grade` where there is a `final_score`."""
    words = name_words(mention.column)
    return len(words) > 1 and mention.text.split() == words


def _of_stem(mention: Mention) -> bool:
    """Whether a word of a name stands there in another form: a report for
    `reported_at`."""
    words = [stem(word) for word in name_words(mention.column)]
    return (
        not mention.quoted
        and len(words) > 1
        and mention.text.isascii()
        and not _exact(mention)
        and stem(mention.text) in words
    )


def _forms(mention: Mention) -> list[list[str]]:
    """A mention's word as a name of one word may have it: recordings, recording."""
    return [[mention.text], [mention.text.removesuffix("s")]]


def _inflected(mention: Mention) -> bool:
    """Whether a word of a name stands there in another form, but for a plural: a
    recording for `recorded_on`."""
    words = name_words(mention.column)
    same = any(form[0] in words for form in _forms(mention))
    return mention.own and mention.text.isascii() and not (mention.quoted or same)


def _by_meaning(mention: Mention) -> bool:
    """Whether a word stands there that is in no word of the column's name: a price for
    `cost_eur`."""
    words = name_words(mention.column)
    ascii_ = mention.text.isascii() and mention.column.isascii()
    return ascii_ and not any(likeness(mention.text, word) for word in words)


def _plural(mention: Mention, text: str) -> bool:
    before = text[max(0, mention.start - 6) : mention.start]
    after = text[mention.end : mention.end + 6]
    columns = (
        r"的?[这那]?[两三四五几][个项]?(?:列|字段|项|指标|变量|特征|数据|个)"
        r"|[都均](?=不|别|去|要|排|剔)"
    )
    chinese = re.search(f"{ALL_OF}$", before) or re.match(columns, after)
    lead = text[max(0, mention.start - 12) : mention.start]
    every = re.search(r"\b(?:any|all)(?: the| our)? $", lead)
    every = every or (  # "both honey yields"
        re.search(r"\b(?:both|two|three|these|those)(?: the| our)? $", lead)
        and re.match(r" [a-z]{3,}s\b", text[mention.end :])
    )
    plural = mention.text.endswith("s") or mention.text in ("money", "经纬度", "坐标")
    plural = plural or bool(re.match(_FIGURES, text[mention.end :]))
    return plural or bool(every or chinese)


_FIGURES = (
    r" (?:counts|numbers|figures|values|rates|scores|amounts|totals|columns|fields"
    r"|things|stuff|data|info|information|details)\b"
)
"""After a noun: all columns on such things, "the play counts"."""


class Places:
    """Mentions by where they begin."""

    def __init__(self, found: list[Mention]) -> None:
        self._found = sorted(found, key=lambda mention: mention.start)
        self._starts = [mention.start for mention in self._found]
        self._longest = max((m.end - m.start for m in found), default=0)

    def near(self, mention: Mention) -> list[Mention]:
        """All that may overlap one, or end right before it."""
        first = bisect_left(self._starts, mention.start - self._longest - 1)
        return self._found[first : bisect_left(self._starts, mention.end)]


def _around(mention: Mention, places: dict[int, list[Mention]]) -> Iterator[Mention]:
    """The mentions of `places` that may hold one: they begin there or little before."""
    for start in range(max(0, mention.start - _LONGEST), mention.start + 1):
        yield from places.get(start, ())


def _clearest(found: list[Mention], most: int = 50) -> list[Mention]:
    """The strongest mentions at each place: where "sensor" may be any of sensor_1 to
    sensor_300, fifty are enough to see that it names none of them."""
    places: dict[int, list[Mention]] = {}
    for mention in found:
        places.setdefault(mention.start, []).append(mention)
    return [
        mention
        for here in places.values()
        for mention in sorted(here, key=lambda m: -m.strength)[:most]
    ]


def _shared(mention: Mention, other: Mention) -> bool:
    """Whether two columns may be meant at one place."""
    apart = other.end <= mention.start or mention.end <= other.start
    clear = other.strength > mention.strength - _CLEARLY
    if mention.start <= other.start and other.end <= mention.end:
        longer = mention.end - mention.start > other.end - other.start
        clear = clear and not (longer and not mention.text.isascii())
    return other.column != mention.column and not apart and clear


def _outdone(mention: Mention, named: Places, text: str) -> bool:
    """Whether another column is named outright where this one is at best meant, or
    right before it, or by a longer name: "home goals" is no column `home`."""
    outright = named.near(mention)
    # Of "the dermoscopy image" the image is no photo, but "sex age weight" is a list.
    begins = _exact(mention) and name_words(mention.column)[-1] != mention.text
    noun = mention.strength < 0.6 and not begins
    beside = text[mention.start - 1 : mention.start] == " "
    if noun and beside and any(o.end + 1 == mention.start for o in outright):
        return True
    return not mention.quoted and any(
        other.column != mention.column
        and other.start < mention.end
        and mention.start < other.end
        and (mention.strength < 0.85 or _inside(mention, other))
        for other in outright
    )


def _part_of(mention: Mention, other: Mention) -> bool:
    """Whether more words in a row mean another column as well: of "slip angle" the slip
    is no `slipped`."""
    within = other.start <= mention.start and mention.end <= other.end
    if not within or mention.strength >= 0.9:
        return False
    longer = other.end - other.start > mention.end - mention.start
    if other.column == mention.column:
        return longer and mention.strength < 0.6 <= other.strength
    if not longer and other.own and not mention.many:
        # "referral" for `referred`, not a letter
        return other.strength >= max(MEANT, mention.strength + MARGIN)
    words = len(re.findall(r"[^\W_]+", other.text))
    row = 2 <= words <= (4 if other.strength >= 0.9 else 3)
    chinese = not other.text.isascii()
    if not (longer and (row or chinese)):
        return False
    clear = other.strength >= MEANT or other.strength > mention.strength
    if chinese:
        clear = other.strength >= MEANT or 0.6 > other.strength > mention.strength
    return (other.own or chinese) and clear


def _inside(mention: Mention, other: Mention) -> bool:
    """Whether a mention is part of the unbroken name of another column."""
    longer = other.end - other.start > mention.end - mention.start
    words = WORD.findall(re.sub("['’]s ", " ", other.text))
    unbroken = len(words) <= len(name_words(other.column))
    within = other.start <= mention.start and mention.end <= other.end
    return longer and unbroken and within
