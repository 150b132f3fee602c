"""Which of the mentions at one place count: the clearest, and the longest."""

import re
from dataclasses import dataclass

from agent.words import WORD, name_words

MEANT = 0.7  # strength of a mention from which a column counts as named
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


def counting(found: list[Mention], text: str) -> list[Mention]:
    """The mentions that no other one at their place outdoes, in order."""
    found = _clearest(list(dict.fromkeys(found)))
    own = [mention for mention in found if mention.own and mention.strength >= 0.4]
    found = [m for m in found if m.own or not any(_shared(m, other) for other in own)]
    outright = [mention for mention in found if mention.strength >= 0.9]
    found = [mention for mention in found if not _outdone(mention, outright, text)]
    kept = [m for m in found if not any(_part_of(m, other) for other in found)]
    return sorted(kept, key=lambda m: (m.start, -m.strength))


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
    return other.column != mention.column and not apart


def _outdone(mention: Mention, outright: list[Mention], text: str) -> bool:
    """Whether another column is named outright where this one is at best meant, or
    right before it, or by a longer name: "home goals" is no column `home`."""
    noun = mention.strength < 0.6  # of "the dermoscopy image" the image is no photo
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
    longer = other.end - other.start > mention.end - mention.start
    within = other.start <= mention.start and mention.end <= other.end
    if other.column == mention.column or mention.quoted:
        weaker = mention.strength < 0.6 <= other.strength
        return longer and within and weaker and other.column == mention.column
    if within and not longer and other.own:  # "referral" for `referred`, not a letter
        return other.strength >= max(MEANT, mention.strength + MARGIN)
    row = bool(re.fullmatch(r"[^\W_]+[ _-][^\W_]+", other.text))
    if not (longer and within and row):
        return False
    return other.own and other.strength >= MEANT and mention.strength < 0.9


def _inside(mention: Mention, other: Mention) -> bool:
    """Whether a mention is part of the unbroken name of another column."""
    longer = other.end - other.start > mention.end - mention.start
    unbroken = len(WORD.findall(other.text)) <= len(name_words(other.column))
    within = other.start <= mention.start and mention.end <= other.end
    return longer and unbroken and within
