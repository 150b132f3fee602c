"""The column that a statement asks for first, and questions that ask for nothing."""

from agent.statement.clauses import listed_questions
from agent.statement.reading import TARGET_ROLES, Named, Reading, beyond


def asked_first(reading: Reading) -> str:
    """The column that is named first, outright, as what to predict; "" if none is."""
    for one in reading.named:
        if in_aside(reading, one) or judged(reading, one):
            continue
        if one.role in TARGET_ROLES and one.rank == 0 and one.mention.strength >= 0.85:
            return (
                ""
                if beyond(reading, one.cue, one.mention.start)
                else one.mention.column
            )
    return ""


def judged(reading: Reading, one: Named) -> bool:
    """Whether a sentence begins with "whether" and ends with a verdict: "Whether it
    sold is the same thing, so leave it out"."""
    if one.cue is None or reading.text[one.cue.start : one.cue.end] != "whether":
        return False
    return listed_questions(reading, one.cue)


def in_aside(reading: Reading, one: Named) -> bool:
    """Whether a column and its "whether" stand in brackets: one of a list there."""
    open_at = reading.text.rfind("(", 0, one.mention.start)
    shut_at = reading.text.find(")", max(open_at, 0))
    return one.cue is not None and 0 <= open_at < one.cue.start < shut_at
