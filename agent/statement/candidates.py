"""Columns that may be the target, and what the test table says of them."""

import re
from dataclasses import dataclass, replace

from agent.records import Column
from agent.statement import fitting
from agent.statement.case import Case
from agent.statement.coverage import told
from agent.statement.kind import is_number, unjudged
from agent.statement.near import quoted_list
from agent.statement.reading import TARGET_ROLES, Mention, Named, Reading
from agent.statement.usable import unusable
from agent.vocabulary.lexicon import CURRENCIES
from agent.vocabulary.synonyms import alike
from agent.vocabulary.words import likeness, name_words, plain

ENOUGH = 3.0  # points; a conventional name such as `label` alone reaches it
MARGIN = 2.0  # points between the first and the second; less is a question
CLEAR = 5.0  # points by words that outweigh what the test table lacks
MEANT = 0.6  # strength of a mention that does
ALONE = ("the only column that the test table lacks",)
ALIKE = 0.8  # of words that mean the same
LISTED = "its classes are listed"
CALLED = "the statement tells its positive class"
LACKED = ("the test table lacks it",)
USUAL = ("its name is a usual one for targets",)
"""Reasons that, like `LACKED`, give way to a question which another column fits."""

_MONEY = frozenset((*CURRENCIES, "value", "amount", "revenue"))
_COUNTS = frozenset(
    ("count", "counts", "number", "num", "n", "qty", "quantity", "units", "cnt")
)
IN_UNIT = "it is in the unit asked for"
_HOW_MANY = (
    r"how many (?:seconds|minutes|hours|days|months|years)$|[几多]少?(?:秒|分钟|小时"
    r"|天)$"
)
_ANY_ONE = (
    r"(?:\b(?:an?|one|some|single)|\bhow (?:well|badly)\b[^.;,?]*"
    r"|[测估打给出算求报猜判评]一?个)\s*$"
)
_NOUN_ENDS = r"(?:情况|数据|水平)?\s*(?:$|[.,;!?，。；！？]|\b(?:for|per|of|to)\b|出来)"
"""Around a noun that tells of no column in particular: "predict a score"."""


@dataclass(frozen=True)
class Candidate:
    """A column that may be the target, and why."""

    column: Column
    score: float
    reasons: tuple[str, ...]
    said: float = 0.0
    """The points that the words alone give."""


def ruled_out(case: Case, candidate: Candidate, metrics: tuple[str, ...]) -> bool:
    """Whether the tables alone, or half a name, tell of a column that is none of what
    the statement asks for, or that no metric it names can judge."""
    column, reasons = candidate.column, candidate.reasons
    if whose(case, candidate):
        return True
    if reasons not in (ALONE, LACKED, USUAL):
        odd = unjudged(column, metrics) or _no_flag(case, column)
        return odd and (not _in_full(case, column) or owner(case, column))
    return (
        fitting.answers_none(case, column)
        or fitting.of_other_form(case, column)
        or (unjudged(column, metrics) if reasons == USUAL else _left_out(case, column))
    )


def whose(case: Case, candidate: Candidate) -> bool:
    """Whether a class that the test table has is but who does what a question asks a
    number for, and the table lacks numbers: "how far the driver turns the wheel"."""
    column = candidate.column
    if not case.given or not column.in_given or column.type != "category":
        return False
    if LISTED in candidate.reasons:
        return False
    numbers = [c for c in case.columns if not c.in_given and is_number(c)]
    fit = any(not fitting.answers_none(case, c) for c in numbers)
    return fit and fitting.answers_none(case, column)


def _no_flag(case: Case, column: Column) -> bool:
    """Whether a class is half named in a question for yes or no that a flag may answer:
    "Will it find a buyer or not?" is about no `buyer_country` where there is `sold`."""
    if column.type != "category" or column.unique < 3:
        return False
    places = case.reading.of(column.name, *TARGET_ROLES)
    half = places and all(
        n.mention.strength < MEANT and not n.mention.value for n in places
    )
    flags = [c for c in case.columns if c.type == "boolean"]
    free = [c for c in flags if not case.reading.of(c.name, "avoid", "deny", "input")]
    return bool(half and free) and fitting.answers_none(case, column)


def owner(case: Case, column: Column) -> bool:
    """Whether a column only says whose what is asked for is: "the price of a garment",
    "the garment's price", 衣服的价格."""
    text, said = case.reading.text, case.reading.of(column.name, *TARGET_ROLES)
    return any(
        re.search(r"\w of (?:an?|each|every) $", text[: n.mention.start])
        or re.match("[\u3400-\u9fff]{0,4}的|'s ", text[n.mention.end :])
        for n in said
    )


def by_meaning(column: Column, places: list[Named]) -> bool:
    """Whether no word of a column's name is asked for: the "cost" of a `tip`."""
    parts = name_words(column.name)
    said = {word for named in places for word in name_words(named.mention.text)}
    if any(named.mention.strength >= 0.9 for named in places):
        return False
    if not said or not all(word.isascii() for word in (*parts, *said)):
        return False
    return not any(likeness(word, part) for word in said for part in parts)


def within(case: Case, one: Column, other: Column) -> bool:
    """Whether all that names a column is part of what names another: of 卖出多少钱 the
    多少钱 is a price, and the whole the `sold_price`."""
    inner, outer = (case.reading.of(c.name, *TARGET_ROLES) for c in (one, other))
    return bool(inner) and all(
        any(
            o.mention.start <= n.mention.start
            and n.mention.end <= o.mention.end
            and len(n.mention.text) < len(o.mention.text)
            and n.mention.strength <= o.mention.strength
            for o in outer
        )
        for n in inner
    )


def _in_full(case: Case, column: Column) -> bool:
    """Whether the statement has a column's whole name."""
    said = [
        name_words(n.mention.text) for n in case.reading.of(column.name, *TARGET_ROLES)
    ]
    return name_words(plain(column.name)) in said


def _left_out(case: Case, column: Column) -> bool:
    """Whether the words speak of a column only to leave it out, by half its name, and
    name another: "no loan figures" for `loans_total`."""
    said = case.reading.of_column(column.name)
    others = {n.mention.column for n in case.reading.named if n.mention.strength >= 0.9}
    avoided = {n.role for n in said if n.mention.strength >= 0.4} == {"avoid"}
    named = others - {n.mention.column for n in case.reading.named if n.role == "avoid"}
    return avoided and bool(named)


def by_words(case: Case, ranked: list[Candidate], absent: list[str]) -> list[Candidate]:
    """The candidates; by their words alone where these name one that the test table
    has, and none that it lacks: it holds other answers, too.

    Less is enough where a question is asked that nothing which it lacks can answer.
    """
    said = sorted(ranked, key=lambda c: -c.said)
    able = [c.said for c in said[1:] if not unusable(c.column, case.rows)]
    if not absent or said[0].said < max(able, default=0.0) + MARGIN:
        return ranked
    spoken = [n.role for name in absent for n in case.reading.of_column(name)]
    unasked = {"avoid", "deny", "input", "only"}
    if LISTED in said[0].reasons:
        unasked.add("")  # 语音学 is no word on `pronunciation`
    if not set(spoken) <= unasked:
        return ranked
    first, lacked = said[0], [c.column for c in ranked if c.column.name in absent]
    places = case.reading.of(first.column.name, *TARGET_ROLES)
    meant = max((n.mention.strength for n in places), default=0.0)
    if any(_tells_more(column.name, first.column.name) for column in lacked):
        return ranked
    clear = first.said >= CLEAR and (meant >= MEANT or LISTED in first.reasons)
    answer = all(fitting.answers_none(case, column) for column in lacked)
    if answer and not fitting.answers_none(case, first.column):
        clear = clear or first.said >= ENOUGH
    if not clear:
        return ranked
    note = f"and the test table has it, but not {quoted_list(absent)}"
    first = replace(first, reasons=(*first.reasons, note))
    return [replace(c, score=c.said) for c in (first, *said[1:])]


def _tells_more(name: str, other: str) -> bool:
    """Whether a name is another with more before it: `明日溶解氧` is a 溶解氧."""
    return name != other and name.endswith(other)


def from_tables(column: Column, absent: list[str]) -> tuple[float, list[str]]:
    """Points for being absent from the test table; `absent` names all that are."""
    if not absent:
        return 0.0, []
    if column.name not in absent:
        return -4.0, []
    if len(absent) == 1:
        return 12.0, list(ALONE)
    return 8.0, list(LACKED)


def said_again(reading: Reading, places: list[Named], best: Named) -> bool:
    """Whether the sentence speaks of a column twice: `prep_minutes` by 做 and 多久; or
    its clause, in Chinese: `weekend_price` by 周末 and 多少钱."""
    here = reading.sentence_at(best.mention.start)
    spoken = [
        n
        for n in reading.of_column(best.mention.column)
        if n.role == "" and not n.mention.text.isascii()
        if not re.search("[,，]", reading.text[n.mention.end : best.mention.start])
    ]
    return any(
        here.start <= n.mention.start < here.end
        and (n.mention.end <= best.mention.start or best.mention.end <= n.mention.start)
        for n in [*places, *spoken]
    )


def asked_before(reading: Reading, places: list[Named], avoided: list[Named]) -> bool:
    """Whether a column was asked for as clearly before words that seem to forbid it:
    "Who has a claim? The sum is zero without a claim." """
    # Of "slip angle" the slip is no `slipped`, but "will it die" asks for `died`.
    alone = all(len(reading.at(place.mention.start)) == 1 for place in places)
    slack = 0.1 if alone else 0.0
    return any(
        place.rank == 0
        and (place.cue or place.weight > 0.5)
        and all(
            other.role == "avoid"
            and place.mention.start < other.mention.start
            and place.mention.strength >= other.mention.strength - slack
            for other in avoided
        )
        for place in places
    )


def vague(case: Case, ranked: list[Candidate]) -> list[Candidate]:
    """The candidates; "a score" may be any of the columns that a bare noun may mean, if
    it is the name of none, and "how many seconds?" any that is in seconds."""
    text, first = case.reading.text, ranked[0]
    for one in case.reading.of(first.column.name, *TARGET_ROLES):
        start, end, mention = one.mention.start, one.mention.end, one.mention
        many = re.match(_HOW_MANY, text[start:end])
        bare = many or re.search(_ANY_ONE, text[:start])
        others = _as_well(case, ranked, mention)
        others = others or _money_or_count(ranked, mention)
        if not ((bare or others) and re.match(_NOUN_ENDS, text[end:])):
            continue
        if one.rank or mention.strength >= 0.9 or mention.value:
            continue
        here = _of_noun(case, ranked, start, end) if bare else others
        here = {c.column.name for c in ranked if IN_UNIT in c.reasons} if many else here
        almost = max(first.score - MARGIN / 2, min(first.score, ENOUGH))
        return [
            replace(c, score=max(c.score, almost)) if c.column.name in here else c
            for c in ranked
        ]
    return ranked


def _of_noun(case: Case, ranked: list[Candidate], start: int, end: int) -> set[str]:
    """The columns that a noun may mean, or have a word of it in their names: "how well
    will it sell" may ask for `sold_eur` or for `days_to_sell`."""
    return {n.mention.column for n in case.reading.at(start)} | {
        c.column.name
        for c in ranked
        if c.score >= 0 and told(c.column.name, case.reading.text, start, end)
    }


def _as_well(case: Case, ranked: list[Candidate], mention: Mention) -> set[str]:
    """The columns that a noun means as well as that of a mention, which has it not in
    its name: those that have, and those of a word that means something else again, as
    "sales" may be `units_sold` and `revenue`."""
    word, own = mention.text, _alike(mention.column, mention.text)
    if word in plain(mention.column) or not (own or mention.own):
        return set()
    known = {c.column.name: c for c in ranked if c.said > 0}
    first = known.get(mention.column)
    return {
        name
        for name in (n.mention.column for n in case.reading.at(mention.start))
        if (c := known.get(name)) and first and c.reasons == first.reasons
        if word in plain(name)
        or own
        and (other := _alike(name, word))
        and not any(alike(a, b) >= ALIKE for a in own for b in other)
    }


def _money_or_count(ranked: list[Candidate], mention: Mention) -> set[str]:
    """The columns of which "the sales" may mean any: what they come to in money, and
    how many there are; none if a unit is asked for."""
    known = [c for c in ranked if c.said > 0 and mention.text in plain(c.column.name)]
    if any(IN_UNIT in c.reasons for c in ranked):
        return set()
    rest = {
        c.column.name: {w for w in name_words(c.column.name) if w != mention.text}
        for c in known
    }
    money = {name for name, words in rest.items() if words and words <= _MONEY}
    counts = {name for name, words in rest.items() if words and words <= _COUNTS}
    return money | counts if money and counts else set()


def _alike(name: str, word: str) -> list[str]:
    return [part for part in name_words(name) if alike(part, word) >= ALIKE]
