"""How far a cue reaches: what stands behind it, and is not what it speaks of."""

import re

from agent.statement.cue_places import TARGET_ROLES, Cue
from agent.statement.forbidding import BACK, OF_ROWS
from agent.statement.mentions import Mention
from agent.statement.named import Named, Reading
from agent.statement.phrases import NAMED_TASK, TOGETHER

_SINCE = r"\b(?:since|because|as) (?:it|they|that|this|these|those|the|we|our|he|she)\b"
_TELLS = r"[:,;(–—-] ?(?:it (?:is|was|has|had|will|would|\w+(?<!s)s)|they \w+)\b"
"""What begins to say why: "never use the label: it spells out the year"."""
_CLAUSE = r"[,;] (?:our|my|their|we|they|it|he|she|you|i) \w+"
_BOTH = (
    r"\s*[,(–—-]\s*(?:(?:both|all|each|either|which|these|those|they|the (?:former"
    r"|latter)|of|them|are|is|were|was|get|gets|being|only|just|not|never)\b ?)*"
    r"(?:(?!need|shed|bed)\w+ed|known|written|set|taken|there|filled|made|drawn|given|counted)\b"
)
"""What is said of those before it: ", both known only back in port"."""
_ON_THOSE = (
    r"[a-z]+ (?!(?:and|or|nor|of|in|on|for|from|with|about|to|at|by|as|because|since"
    r"|that|which|if|when|once)\b)(?:[a-z]+ ){1,2}?(?:it|them|those)\b"
)
"""A clause on what was named before it: ", sellers make it up"."""
_THOSE = r"\s*(?:it|them|these|those|that|this|both)\b"


def out_of_reach(
    reading: Reading, cue: Cue, mention: Mention, found: list[Named]
) -> bool:
    """Whether a cue says nothing of a mention behind it; `found` are those before."""
    if cue.role == "avoid":
        back = _of_rows(reading, cue, mention) or looks_back(reading, cue)
        return back or _reason(reading, cue, mention, found)
    return _spent(reading, cue, mention, found)


def _of_rows(reading: Reading, cue: Cue, mention: Mention) -> bool:
    """Whether rows are spoken of: "drop rows without a price"."""
    rows = r"\b(?:rows?|samples?|records?|lines|entries|examples)\s*$"
    between = reading.text[cue.end : mention.start]
    return bool(
        re.search(rows, reading.text[: cue.start]) or re.search(OF_ROWS, between)
    )


def _reason(reading: Reading, cue: Cue, mention: Mention, found: list[Named]) -> bool:
    """Whether a mention stands in the reason for leaving out what was named before it:
    "leave out the heat since it's what sets off the alarm"."""
    before = [n.mention.end for n in found if n.cue == cue]
    between = reading.text[max(before, default=mention.start) : mention.start]
    weak = rf"|{_CLAUSE}" if mention.strength < 0.6 else ""
    begins = before and re.search(r"[,;]\s*(?:(?:the|our|most|some) )?$", between)
    if begins and re.match(_ON_THOSE, reading.text[mention.start :]):
        return True
    return bool(re.search(f"{_SINCE}|{_TELLS}|^{_BOTH}{weak}", between))


def looks_back(reading: Reading, cue: Cue) -> bool:
    """Whether an order forbids what stands before it: a Chinese one that ends its
    clause, or "we don't have those at the press"."""
    after = reading.text[cue.end :]
    if not reading.text[cue.start : cue.end].isascii():
        return bool(re.match("了?[,，;；]", after))
    back = re.match(BACK, after) if re.match(_THOSE, after) else None
    return bool(back) and back[0][-1:].isalpha()


def _spent(reading: Reading, cue: Cue, mention: Mention, found: list[Named]) -> bool:
    """Whether a Chinese verb asks for what stands before it, and a comma parts it from
    a mention: 分享数和评论数一起估计,点击量不要."""
    text = reading.text
    if text[cue.start : cue.end].isascii() or cue.role not in TARGET_ROLES:
        return False
    parted = re.search("[,，]", text[cue.end : mention.start])
    return bool(parted) and any(
        n.cue is None and n.role == "target" and n.mention.end <= cue.start
        for n in found
        if re.match(f"{NAMED_TASK}|{TOGETHER}", text[n.mention.end : cue.end + 1])
    )
