"""The column that a statement asks for first, where it asks, and questions that ask for
nothing."""

import re

from agent.statement.clauses import listed_questions
from agent.statement.reading import TARGET_ROLES, Named, Reading, beyond
from agent.vocabulary.words import Span

HOW_WRONG = r"\bhow (?:far|much|many)\b[^.?]*\b(?:off|wrong)\b"
"""A question for the error, not for what is to be predicted."""
_AN_INPUT = (
    r"\b(?:(?:should|must|may|can|shall|has to|is to) be"
    r" (?:an |(?:one )?(?:of|among) the )?(?:inputs?|features?|used|kept|included)"
    r"|(?:is|are) (?:an? )?(?:\w+ )?(?:input|feature|predictor)s?)\b"
)
"""A verdict: "whether it is signed should be one of the inputs"."""


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
    """Whether a sentence begins with "whether" and ends with a verdict, or is one of a
    list: "Whether it sold is the same thing, so leave it out"; or with "how much"."""
    asked = reading.text[one.cue.start : one.cue.end].strip() if one.cue else ""
    if one.cue is None or not re.fullmatch("whether|how(?: much| many)?|what", asked):
        return False
    here = reading.sentence_at(one.cue.start)
    begins = not reading.text[here.start : one.cue.start].strip()
    rest = reading.text[one.mention.end : here.end] if asked != "whether" else here.text
    if begins and re.search(_AN_INPUT, re.split("[,?]", rest)[0]):
        return True
    return asked == "whether" and listed_questions(reading, one.cue)


def in_aside(reading: Reading, one: Named) -> bool:
    """Whether a column and its "whether" stand in brackets: one of a list there."""
    open_at = reading.text.rfind("(", 0, one.mention.start)
    shut_at = reading.text.find(")", max(open_at, 0))
    return one.cue is not None and 0 <= open_at < one.cue.start < shut_at


def asking(reading: Reading) -> list[Span]:
    """The stretches of a statement that ask for something: from a verb that asks, or
    the whole of a question, to what is said of inputs; all that it begins with where
    nothing asks."""
    wrong = rf"\W*(?:{HOW_WRONG})"
    spoken = [s for s in reading.sentences if not re.match(wrong, s.text)]
    found = [_asking(reading, one, False) for one in spoken]
    if not any(found):
        found = [_asking(reading, one, True) for one in reading.sentences[:1]]
    return [stretch for stretch in found if stretch]


def _asking(reading: Reading, sentence: Span, whole: bool) -> Span | None:
    cues = [c for c in reading.cues if sentence.start <= c.start < sentence.end]
    asks = [c.start for c in cues if c.role in TARGET_ROLES]
    whole = whole or sentence.text.rstrip().endswith("?")
    if not (asks or whole):
        return None
    start = sentence.start if whole else asks[0]
    others = [c.start for c in cues if c.role not in TARGET_ROLES and c.start > start]
    end = min([sentence.end, *others])
    return Span(start, end, reading.text[start:end])
