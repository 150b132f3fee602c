"""What a list holds beside the target: an item that is no column, as in "alcohol,
bitterness and colour" where the table knows nothing of alcohol, or another column
behind "or". It is asked about, not left out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from agent.errors import DataError
from agent.records import Column
from agent.statement import wishes
from agent.statement.case import Case
from agent.statement.kind import is_number
from agent.statement.near import quoted_list
from agent.statement.reading import TARGET_ROLES, Named
from agent.statement.said import weight
from agent.statement.usable import unusable
from agent.vocabulary.words import Span

_PART = 0.4  # strength of a mention from which a part of a name counts
_WEAK = 0.25  # of one that tells at least that a word may be a column's
_JOINED = r"\s+(?:and|or|plus)\s+(?:also |both )?|\s*[&+]\s*"
_LINK = re.compile(rf"{_JOINED}|\s*,\s*(?:(?:and|or|plus)\s+)?")
_AND = r"\b(?:and|plus)\b|[&+]"
_CUT = r"[;:()?!]|\.(?=\s|$)|\b(?:from|using|with|without|by|based|given|for|per|of)\b"
_BEHIND = r"\s*(?:[^\w\s]|(?:from|using|with|without|by|based|given|for|per|in|at)\b)"
"""Behind a list: what it is for or from; "of" goes on with its last item."""
_ITEM = re.compile(r"(?:(?:the|its|their|our|an?|also) )*(?P<noun>[a-z]{4,})")
_WORDS = """
model models network number numbers value values hello please thanks cheers okay sure
well dear folks team guys nothing everything
anything something none else more less most both only just then also such later explain
report evaluate train validate test compare deploy show tell give keep save print plot
write note maximize maximise minimize minimise optimize optimise done yesterday today
tomorrow soon fast quick simple small large long short here there this that these those
they them when what which where whether over under likewise vice versa regression
classification multiclass binary ordinal whatever however otherwise perhaps maybe
together jointly
"""
_NO_THING = frozenset(_WORDS.split())
"""Words between commas that are no thing to predict."""


def refuse(case: Case, targets: list[Column]) -> None:
    """Raise DataError if the list in which a statement asks for `targets` has an item
    that no word of a column's name means, or has another column as well behind "or";
    where the test table lacks no column but these, nothing else can be meant."""
    names = {column.name for column in targets}
    if case.given and {c.name for c in case.columns if not c.in_given} <= names:
        return
    for one in case.reading.named:
        told = one.mention.column in names and one.mention.strength >= _PART
        if not told or one.role not in ("", *TARGET_ROLES) or one.mention.value:
            continue
        listed = _List.around(case, one)
        numbers = all(map(is_number, targets))  # "pass or fail" names one
        unknown = next(listed.unknown(r"\w|[&+]" if numbers else _AND), None)
        other = next(listed.others(names), None) if one.role else None
        known = quoted_list([column.name for column in targets])
        if unknown:
            raise _unclear(
                case,
                f"{unknown!r} is asked for beside {known}, and no column is called so",
                sorted(names),
                "NAME",
            )
        if other:
            what = f"{known} or `{other}` is asked for: one of them, or all"
            raise _unclear(case, what, sorted(names), other)


def _unclear(case: Case, what: str, names: list[str], other: str) -> DataError:
    return DataError(
        what,
        where=str(case.data),
        why="the statement lists several things to predict",
        fix=f"name them all: --target {','.join([*names, other])}; or the one meant:"
        f" --target {names[0]}",
    )


@dataclass(frozen=True)
class _List:
    """The items of a list around a mention, and what joins them."""

    case: Case
    items: list[Span]
    links: list[str]
    whole: tuple[bool, bool]
    """Whether the first and the last item are all there, and not of a phrase such as
    "per night" or "the number of"."""

    @classmethod
    def around(cls, case: Case, one: Named) -> "_List":
        asked, whole = _asked(case, one)
        found = list(_LINK.finditer(asked.text))
        edges = [0, *(at for link in found for at in link.span()), len(asked.text)]
        items = [
            Span(asked.start + a, asked.start + b, asked.text[a:b])
            for a, b in zip(edges[::2], edges[1::2], strict=True)
        ]
        return cls(case, items, [link[0] for link in found], whole)

    def named(self, item: Span, least: float) -> list[Named]:
        """The mentions in an item of at least this strength."""
        return [
            n
            for n in self.case.reading.named
            if item.start <= n.mention.start < item.end and n.mention.strength >= least
        ]

    def unknown(self, firmly: str) -> Iterator[str]:
        """The items beside a column that are one word, and of none; `firmly` is the
        pattern of what joins them."""
        firm = [bool(re.search(firmly, link)) for link in self.links]
        known = [self._asks(item) for item in self.items]
        for at, (left, right) in enumerate(pairwise(self.items)):
            series = firm[at] or any(firm[at + 1 : at + 3]) and known[at + 1]
            begun, ended = at > 0 or self.whole[0], at + 2 < len(known) or self.whole[1]
            if known[at + 1] and series and begun and (noun := self._noun(left)):
                yield noun
            if known[at] and firm[at] and ended and (noun := self._noun(right)):
                yield noun

    def others(self, names: set[str]) -> Iterator[str]:
        """Columns beside those of `names` that are joined to one by "or"."""
        usable = {c.name for c in self.case.columns if not unusable(c, self.case.rows)}
        for link, (left, right) in zip(self.links, pairwise(self.items), strict=True):
            if not re.search(r"\bor\b", link):
                continue
            for one, beside in ((left, right), (right, left)):
                here = {n.mention.column for n in self.named(beside, _PART)}
                if here & names or not here & usable:
                    continue
                if any(n.mention.column in names for n in self.named(one, _PART)):
                    yield min(here & usable)

    def _asks(self, item: Span) -> bool:
        return any(n.role in ("", *TARGET_ROLES) for n in self.named(item, _PART))

    def _noun(self, item: Span) -> str:
        """The one word of an item that may be a thing and tells of no column; or ""."""
        match = _ITEM.fullmatch(item.text.strip())
        if match is None or match["noun"] in _NO_THING or weight(match["noun"]) < 1.0:
            return ""
        wished = wishes.said(self.case.reading, ())
        judged = any(w.start < item.end and item.start < w.end for w in wished)
        return "" if judged or self.named(item, _WEAK) else match["noun"]


def _asked(case: Case, one: Named) -> tuple[Span, tuple[bool, bool]]:
    """The words around a mention that may be a list with it, and whether they begin and
    end as a clause does."""
    text, sentence = case.reading.text, case.reading.sentence_at(one.mention.start)
    begin = one.cue.end if one.cue else sentence.start
    later = [c.start for c in case.reading.cues if c.start >= one.mention.end]
    end = min([sentence.end, *later])
    before = list(re.finditer(_CUT, text[begin : one.mention.start]))
    begun = not before or not before[-1][0].isalpha()
    begin += before[-1].end() if before else 0
    behind = re.search(_CUT, text[one.mention.end : end])
    end = one.mention.end + behind.start() if behind else end
    ended = end == sentence.end or bool(re.match(_BEHIND, text[end:]))
    return Span(begin, end, text[begin:end]), (begun, ended)
