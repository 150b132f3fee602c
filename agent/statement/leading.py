"""The column with which a terse statement begins: "cured, sex must stay out" asks for
`cured`, and forbids `sex` alone."""

import re
from dataclasses import replace

from agent.statement.reading import TARGET_ROLES, Named, Reading

_LEAD = r"\W*(?:(?:the|our|a|an)\b\W*)*"
_OUTRIGHT = 0.9  # strength of a mention that is a column's own name


def led(reading: Reading, lacked: frozenset[str]) -> Reading:
    """The reading; what it begins with, as all of its first clause, is what to predict
    where nothing else is asked for and it was taken for one of a list of what is
    forbidden, though it is `lacked` by the test table, and so no input anyway; nor is
    one that seems to be all there is: "to which team, the text is all we see"."""
    if any(n.role in TARGET_ROLES and n.rank == 0 for n in reading.named):
        return reading
    alone = [n for n in reading.named if n.role == "only"]
    alone = [n for n in alone if n.mention.column in lacked and not n.mention.value]
    if len({n.mention.column for n in alone}) == 1:
        return _asking(reading, alone[0])
    first = min(reading.named, key=lambda n: n.mention.start, default=None)
    if first is None or first.mention.column not in lacked or first.role != "avoid":
        return reading
    mention = first.mention
    alone = re.fullmatch(_LEAD, reading.text[: mention.start])
    if mention.strength < _OUTRIGHT or not alone:
        return reading
    rest = {n.mention.column for n in reading.named if n.role == "avoid"}
    if rest & lacked != {mention.column}:
        return reading
    return _asking(reading, first)


def _asking(reading: Reading, one: Named) -> Reading:
    """The reading with one of its mentions as what to predict."""
    asked = replace(one, role="target", weight=0.9, rank=0, cue=None)
    named = tuple(asked if n is one else n for n in reading.named)
    own = {(one.mention.start, one.mention.end)}
    shut = tuple(s for s in reading.shut if (s.start, s.end) not in own)
    return replace(reading, named=named, shut=shut)
