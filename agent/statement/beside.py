"""What a column's words mean by those that stand beside them."""

import re
from dataclasses import replace

from agent.statement.cue_places import TARGET_ROLES, Cue
from agent.statement.mentions import Mention
from agent.statement.named import Named, Reading

_BECOME = r"(?: (?:will|would|are|were|be|been|get|got|become|turn|fall|feel))+ "
_ANY_OF = "哪一?[些个位只台辆条头家名箱]$"
_IS_WHAT = "(?:到底|究竟|应该?|可能)?(?:是|属于|得了?|出了?|有)?(?:哪|什么|啥)"
_DOES_ONE = (
    r"\W*(?:(?:for )?how (?:long|much|many|often) )?(?:will|would|does|did|is|are|was"
    r"|has|have|can) (?:an?|the|our|this|that|each)(?: \w+)? "
)
"""Before what a question is about: "will a new hire quit", "how long does a part last".
"""
_LOOKS_FOR = (
    r"\b(?:recogni[sz]|detect|find|spot|identif|flag|catch)\w*"
    r" (?:(?:the|all|any|every|those) )?(?:\w+ ){1,2}with (?:an? )?$"
)
_IF = r"\W*(?:if|when|once|in case)\b[^,;:]*$"
_ASKS = r"[^,.;?]*, ?(?:\w+ )?(?:what|which|why|how|who|where|when)\b"
"""Around what is but the case in which a question is asked."""
_NAMELY = r"(?:也就是说?|即|i\.e\.,?|that is,?|namely)\s*(?:the )?[`\"']?"
SAME = rf"[,(]\s*{_NAMELY}$"
"""Before another name of what was just asked for."""
_OR = rf"[`\"'\s]*,?\s*(?:\bor\b|或者?|还是)(?: the)?[`\"'\s]*|\s*[,(]?\s*{_NAMELY}"
"""Between two names of what one asks for: "the price, that is, `sold_for`"."""


def says_whose(
    reading: Reading, cue: Cue, mention: Mention, here: list[Mention]
) -> bool:
    """Whether a mention but says of what the one before it is: "the strength of a weld"
    asks for no `welder`, and "the price of a garment" rather for no `garment`."""
    between = reading.text[here[-1].end : mention.start] if here else ""
    of = re.fullmatch(r"(?: \w+){0,3} of (an?|the|each|every|this|our) ", between)
    if of is None or cue.role not in TARGET_ROLES:
        return False
    any_one = of[1] in ("a", "an", "each", "every") and here[-1].strength > 0.4
    return mention.strength < 0.94 or any_one


def asked_of(reading: Reading, named: list[Named]) -> list[Named]:
    """The mentions of columns; in the role "whose" those of which a question asks
    something: the 组件 of 组件是哪种故障, the hire of "will a hire quit", the breakdown
    of "if it breaks down, what's the cause?"."""
    found = list(named)
    for at, one in enumerate(named):
        start, end = one.mention.start, one.mention.end
        before = reading.text[reading.sentence_at(start).start : start]
        after = reading.text[end:]
        case = re.match(_IF, before) and re.match(_ASKS, after)
        subject = re.search(_ANY_OF, before) or re.match(_IS_WHAT, after)
        subject = subject or re.fullmatch(_DOES_ONE, before)
        subject = subject and one.mention.strength < 0.9
        if not (case or subject) or one.role not in TARGET_ROLES:
            continue
        rest = re.split("[。；;?？]" if case else "[,，。；;?？]", after)[0]
        later = [
            n
            for n in named
            if n.role in TARGET_ROLES and end <= n.mention.start < end + len(rest)
            if n.mention.column != one.mention.column
        ]
        if later:
            found[at] = replace(one, role="whose", weight=0.0, rank=0, cue=None)
            for other in later:
                found[named.index(other)] = replace(other, rank=0)
    return found


def borne(reading: Reading, one: Named) -> bool:
    """Whether a mention behind "with" is what those that a verb looks for have: "spot
    wheels with a flat"."""
    lead = reading.text[: one.mention.start]
    return bool(re.search(_LOOKS_FOR, lead)) and not reading.at(one.mention.end + 1)


def counted(reading: Reading, cue: Cue, first: Mention, second: Mention) -> bool:
    """Whether a question counts those of the first column that are as the second says:
    "how many passengers get seasick"."""
    lead = reading.text[cue.start : first.start].strip()
    between = reading.text[first.end : second.start]
    return lead == "how many" and bool(re.fullmatch(_BECOME, between))


def modifies(
    reading: Reading, first: Mention, second: Mention, links: tuple[str, ...] = (" ",)
) -> bool:
    """Whether two columns' words make one noun: "milk fat"; `links` may part them."""
    touch = reading.text[first.end : second.start] in links
    other = first.column != second.column and second.strength >= first.strength - 0.05
    return touch and other and not first.quoted


def in_brackets(text: str, mention: Mention) -> bool:
    """Whether a column's name stands alone in brackets, "will it break (failed)?", and
    not for what must not be used."""
    if mention.many or mention.strength < (0.94 if mention.own else 0.8):
        return False
    before, after = text[: mention.start], text[mention.end : mention.end + 2]
    lead = re.split("[.,;:?!]", before)[-1]
    denied = re.search(r"\b(?:must|may|should|shall|can)(?: ?not|n't)\b", lead)
    alone = re.search(r"\([`\"']?$", before) and re.match(r"[`\"']?\)", after)
    return bool(alone and not denied)


def rank_of(reading: Reading, mention: Mention, before: list[Mention]) -> int:
    """How many places naming another column stand between a cue and `mention`.

    Places, not columns: two columns that one word may mean share a rank, and so do
    two joined by "or".
    """
    earlier = {
        other.start
        for other in before
        if other.end <= mention.start
        and other.column != mention.column
        and other.strength >= 0.6
        and not re.fullmatch(_OR, reading.text[other.end : mention.start])
    }
    return len(earlier)
