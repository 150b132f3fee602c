"""The column with which a terse statement begins: "cured, sex must stay out" asks for
`cured`, and forbids `sex` alone."""

import re
from dataclasses import replace

from agent.statement.reading import TARGET_ROLES, Reading

_LEAD = r"\W*(?:(?:the|our|a|an)\b\W*)*"
_OUTRIGHT = 0.9  # strength of a mention that is a column's own name


def led(reading: Reading, lacked: frozenset[str]) -> Reading:
    """The reading; what it begins with, as all of its first clause, is what to predict
    where nothing else is asked for and it was taken for one of a list of what is
    forbidden, though it is `lacked` by the test table, and so no input anyway."""
    if any(n.role in TARGET_ROLES and n.rank == 0 for n in reading.named):
        return reading
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
    asked = replace(first, role="target", weight=0.9, rank=0, cue=None)
    named = tuple(asked if n is first else n for n in reading.named)
    own = {(mention.start, mention.end)}
    shut = tuple(s for s in reading.shut if (s.start, s.end) not in own)
    return replace(reading, named=named, shut=shut)
