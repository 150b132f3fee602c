"""What a clause says of the columns that it names, by the words in it: those that no
phrase gave a role are left out if the clause speaks against them.

A denial counts with a word of use or of knowledge after it ("may never reach the …
model"), a word of leaving out by itself unless it is denied ("must not be dropped").
"""

import re
from dataclasses import replace

from agent.statement.clauses import (
    begins_asking,
    blank,
    listed_questions,
    only_listed,
)
from agent.statement.exclusion import says_of
from agent.statement.first_asked import asked_first
from agent.statement.forbidding import LATER, PARTS, UNMET
from agent.statement.polarity_words import (
    ASKED,
    BARE,
    COMMA,
    DENY,
    EDGE,
    LEAD,
    MISTAKES,
    NOT_YET,
    OBJECT,
    OUT,
    PARTLY,
    PRIVATELY,
    SECRET,
    SEES,
    SHORT_OUT,
    TWICE,
    USE,
    WHEN,
)
from agent.statement.reading import TARGET_ROLES, Named, Reading
from agent.vocabulary.words import Span

MEANT = 0.7  # strength of a mention from which a column counts as named
PART = 0.4  # the same for a part of its name that no other column has


def weighed(reading: Reading, ids: frozenset[str]) -> Reading:
    """The reading with such columns in the role "avoid"; `ids` are no columns."""
    sure = {
        n.mention.column
        for n in reading.named
        if n.role in (*TARGET_ROLES, "must", "only")
        and n.rank == 0
        and n.mention.strength >= MEANT
        and not _subject(reading, n)
    }
    first = asked_first(reading)
    spoken = [
        s for s in reading.sentences if re.search(f"{DENY}|{OUT}|{SHORT_OUT}", s.text)
    ]
    named = []
    for one in reading.named:
        if not any(s.start <= one.mention.start < s.end for s in spoken):
            named.append(one)
            continue
        free = one.role in ("", "input") or _subject(reading, one)
        taken = one.mention.column in sure or one.mention.column in ids
        column = one.mention.column
        here = reading.text[one.mention.start :]
        free = free and not begins_asking(Span(one.mention.start, len(here), here))
        clear = free and not (taken or one.mention.value) and _clear(reading, one)
        if clear and _against(reading, one, first not in ("", column)):
            one = replace(one, role="avoid", weight=1.0, rank=0, cue=None)
        named.append(one)
    return replace(reading, named=tuple(named))


def _clear(reading: Reading, one: Named) -> bool:
    """Whether a mention names one column, or several by a plural, clearly enough."""
    here = reading.at(one.mention.start)
    alone = len({n.mention.column for n in here}) == 1
    best = max(n.mention.strength for n in here)
    if says_of(reading, one.mention.start, one.mention.column):
        return False
    end = one.mention.end
    noun = reading.text[end : end + 1] == " " and bool(reading.at(end + 1))
    part = alone or one.mention.own and one.mention.many
    # Of "milk fat" the milk is no column.
    least = 0.9 if noun else PART if part else MEANT
    if not (one.mention.many and best < 0.9):
        least = max(least, best - 0.05)
    return one.mention.strength >= least


def _subject(reading: Reading, one: Named) -> bool:
    """Whether a column is no sure target: its cue is in an earlier clause, is the
    column's own word, or a "whether" with which a clause begins. It may then be the
    subject of a verdict: "whether it rained must be withheld"."""
    if not one.cue or one.role not in TARGET_ROLES:
        return False
    here = clause(reading, one.mention.start)
    if one.cue.end <= here.start or one.mention.start < one.cue.end:
        return True
    asked = reading.text[one.cue.start : one.cue.end].strip()
    if asked not in ("whether", "what", "who", "how", "which"):
        return False
    sentence = reading.sentence_at(one.mention.start)
    if asked != "whether" and sentence.text.rstrip().endswith("?"):
        return False
    lead = re.sub(LEAD, "", reading.text[here.start : one.cue.start])
    return not re.search(r"\w", lead) or listed_questions(reading, one.cue)


def clause(reading: Reading, place: int) -> Span:
    """The clause around `place`; commas and brackets of a list part nothing."""
    sentence = reading.sentence_at(place)
    start, end = sentence.start, sentence.end
    for match in re.finditer(EDGE, sentence.text):
        if sentence.start + match.end() <= place:
            start = sentence.start + match.end()
        elif sentence.start + match.start() > place:
            end = sentence.start + match.start()
            break
    start, end = _in_brackets(reading, start, end, place)
    commas = [
        (start + m.start(), start + m.end())
        for m in re.finditer(COMMA, reading.text[start:end])
    ]
    before = [b for _, b in commas if b <= place]
    after = [a for a, _ in commas if a > place]
    for stop in after:
        begun = any(
            0 <= cue.start - stop <= 2 and not listed_questions(reading, cue)
            for cue in reading.cues
        )
        if begun or not only_listed(reading, place, stop):
            end = stop
            break
    own = min([*after, end])
    for begin in reversed(before):
        if not only_listed(reading, begin, own):
            start = begin  # of "no x, y" the comma is one of a list
            break
    return Span(start, end, reading.text[start:end])


def _in_brackets(reading: Reading, start: int, end: int, place: int) -> tuple[int, int]:
    """The part of a clause in the brackets around `place`, or outside of all brackets;
    of "the ratings (mean, count)" all of it."""
    for match in re.finditer(r"[(（]([^()（）]*)[)）]", reading.text[start:end]):
        a, b = start + match.start(), start + match.end()
        if only_listed(reading, a, b):
            continue
        if a <= place < b:
            return a + 1, b - 1
        start, end = (b, end) if b <= place else (start, min(end, max(a, place + 1)))
        if end <= a:
            break
    return start, end


def mere_list(reading: Reading, place: int) -> bool:
    """Whether the sentence around `place` is but a list of columns."""
    sentence = reading.sentence_at(place)
    end = sentence.start + len(sentence.text.rstrip(" .。;；"))
    return only_listed(reading, sentence.start, end)


def _against(reading: Reading, one: Named, settled: bool) -> bool:
    """Whether the clause of a mention speaks against its column as an input.

    What is not known yet is no question where what to predict is `settled`.
    """
    here = clause(reading, one.mention.start)
    start, end, place = here.start, here.end, one.mention.start
    if one.role and listed_questions(reading, one.cue):
        return True
    if one.role:  # only a verdict that follows counts: "the photo is useless"
        start = one.mention.end
        comma = re.search("[,，]", reading.text[start:end])
        end = start + comma.start() if comma else end
        if any(
            start <= n.mention.start < end
            and n.role
            and not only_listed(reading, start, n.mention.start)
            for n in reading.named
        ):
            return False
    earlier = [n for n in reading.named if start <= n.mention.start < place]
    if earlier and re.search(OBJECT, reading.text[start:place]):
        return False  # "x is derived from y"
    if re.match(SEES, reading.text[one.mention.end :]):
        return False  # "the robot must not see the shift"
    if one.mention.strength < MEANT and re.search(WHEN, reading.text[start:place]):
        return False  # "at admission we don't know"
    text = re.sub(TWICE, " ", blank(reading, start, end, 0.9))
    if re.match(r"[完了]?(?:以|之)?[后前时]", reading.text[one.mention.end :]):
        return False  # "written after the return"
    yet = settled and re.search(NOT_YET, reading.sentence_at(place).text)
    if re.search(ASKED, text) and not yet or re.search(MISTAKES, text):
        return False
    named = blank(reading, start, end, PART)
    bare = re.fullmatch(BARE, named) and not re.search(PARTLY, text)
    text = re.sub(UNMET, " ", _beside(one, start, text))
    if re.search(PRIVATELY, reading.text):
        text = re.sub(SECRET, " ", text)
    if re.search(PARTS, text):  # "the test weeks are later"
        text = re.sub(LATER, " ", text)
    return _out(text) or _denied(text) or bool(bare)


def _beside(one: Named, start: int, text: str) -> str:
    """The text from `start` but for a mention's own words: "skip" of "the share who
    skip" is no order."""
    first, last = max(0, one.mention.start - start), max(0, one.mention.end - start)
    return f"{text[:first]}{' ' * (last - first)}{text[last:]}"


def _out(text: str) -> bool:
    """Whether words of leaving out are there, and are not denied."""
    found = [m.start() for m in re.finditer(OUT, text)]
    denied = rf"{DENY}(?:\s*(?!so\b)\w+){{0,2}}\s*$"
    firm = [at for at in found if not re.search(denied, text[max(0, at - 30) : at])]
    return bool(firm) and not re.search(PARTLY, re.sub(OUT, " ", text))


def _denied(text: str) -> bool:
    """Whether use or knowledge is denied."""
    for match in re.finditer(DENY, text):
        # "It shouldn't matter, so drop it" denies no dropping.
        rest = re.split(r"\bso\b", text[match.end() : match.end() + 45])[0]
        if re.search(USE, rest) and not re.search(PARTLY, text[match.start() :]):
            return not re.search(OUT, rest)
    return False
