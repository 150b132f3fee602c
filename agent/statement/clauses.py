"""The clauses of a sentence, and what a verdict on them is about."""

import re

from agent.statement.forbidding import BREAK, LATER, NO_SUBJECT, PARTS, SHUT
from agent.statement.polarity_words import LIST, OBJECT, PRIVATELY, SECRET
from agent.statement.reading import Cue, Named, Reading
from agent.vocabulary.words import Span

_ASKING = r"(?:whether|which|what|who|when|how)"
PART = 0.37  # strength of a mention from which a part of a name counts


def no_objects(reading: Reading, clause: Span, things: list[Span]) -> list[Span]:
    """The things of a clause but for what its verb goes with: of "the report is written
    in port" the report; a list may begin with such a one."""
    lead = [reading.text[clause.start : thing.start] for thing in things]
    return [
        thing
        for at, thing in enumerate(things)
        if at == 0
        or not re.search(OBJECT, lead[at])
        or re.search(rf"\b(?:and|or|nor) {OBJECT}", lead[at])
    ]


def plural(reading: Reading, things: list[Span]) -> bool:
    """Whether one thing is several by itself: "the prices"."""
    return any(
        re.search(r"s$|[\u3400-\u9fff]$", reading.text[t.start : t.end]) for t in things
    )


def of_unknown(clause: Span, things: list[Span]) -> bool:
    """Whether a clause has a verdict of its own on something that is no column."""
    verdict = None if things else re.search(SHUT, clause.text)
    return verdict is not None and not re.fullmatch(
        NO_SUBJECT, clause.text[: verdict.start()]
    )


def begins_asking(clause: Span) -> bool:
    """Whether a statement begins with 是否合格: asked for, and in no list."""
    return clause.start == 0 and bool(
        re.match(r"\W*(?:是否|有无|会否|能否)", clause.text)
    )


def parted(reading: Reading, one: Named) -> bool:
    """Whether a comma parts a mention from its cue: 别用文本,录音可以; in English one
    right before it: "no battery, the text is fine"."""
    if one.cue is None or one.role != "avoid":
        return False
    between = reading.text[one.cue.end : one.mention.start]
    if one.mention.text.isascii():
        return bool(re.search(r"\w\W*[,;]\s*(?:(?:the|its|our) )?$", between))
    return bool(re.search("[,，]", between))


def unrelated(reading: Reading, one: Named) -> bool:
    """Whether others are said to have nothing to do with a column: 城市跟失效没关系."""
    before = reading.text[max(0, one.mention.start - 2) : one.mention.start]
    after = reading.text[one.mention.end :]
    none = "的?(?:没有?|毫?无|不相?)(?:什么|啥|多大|任何|半点)?(?:关系|关|干|相关)"
    return bool(re.search("[对与跟和同]", before) and re.match(none, after))


def clauses(reading: Reading, start: int, end: int) -> list[Span]:
    """The clauses between two places, the last one first."""
    edges = [start]
    for match in re.finditer(BREAK, reading.text[start:end]):
        edges += [start + match.start(), start + match.end()]
    edges.append(end)
    pairs = list(zip(edges[::2], edges[1::2], strict=True))
    return [Span(a, b, reading.text[a:b]) for a, b in reversed(pairs)]


def listed_questions(reading: Reading, cue: Cue | None) -> bool:
    """Whether questions from a cue on are the subject of a denial, at the head of their
    sentence or in a list there: "how long it was online, the views and whether it sold
    are not", "the tip and whether it rained must be left out"."""
    if cue is None:
        return False
    sentence = reading.sentence_at(cue.start)
    buts = re.finditer(r"\bbut\b", reading.text[sentence.start : cue.start])
    start = max([sentence.start, *(sentence.start + but.end() for but in buts)])
    here = [c for c in reading.cues if start <= c.start < sentence.end]
    first = here[0] if here and _opens(reading, here[0], sentence) else cue
    if not only_listed(reading, start, first.start):
        return False
    denied = (
        r"(?:\band\b|,)[^,]*\b(?:(?:is|are|was|were)(?: not|n't)"
        r"|(?:we|i|you|they|one) (?:\w+(?: not|n't)|cannot|never|only))\b[^,?]*$"
    )
    several = re.search(rf"(?:,|\band) {_ASKING}\b[^?]*$", sentence.text)
    if first == cue and re.search(denied, sentence.text):
        return True
    needless = r"[,，] ?(?:(?:we|i|you|they|one) (?:\w+(?: not|n't)|never))\b[^,?]*$"
    if several and re.search(needless, sentence.text):
        return True  # "How much it is, and whether it sold, we don't need to know."
    asking = re.fullmatch(_ASKING, reading.text[cue.start : cue.end].strip())
    if not (_whether(reading, cue) or asking and several):
        return False
    later = [c for c in here if c.start >= cue.end]
    verdict = re.search(SHUT, reading.text[cue.end : sentence.end])
    return bool(verdict) or any(c.role == "avoid" for c in later)


def only_listed(reading: Reading, start: int, end: int) -> bool:
    """Whether columns and what joins them are all that stands between two places."""
    return bool(re.fullmatch(LIST, blank(reading, start, end, PART)))


def _opens(reading: Reading, cue: Cue, sentence: Span) -> bool:
    """Whether a cue may begin a list of questions that are none."""
    asking = re.fullmatch(_ASKING, reading.text[cue.start : cue.end].strip())
    return bool(asking) and not sentence.text.rstrip().endswith("?")


def _whether(reading: Reading, cue: Cue) -> bool:
    return reading.text[cue.start : cue.end].strip() == "whether"


def blank(reading: Reading, start: int, end: int, least: float) -> str:
    """The text between two places with spaces for the columns that it names."""
    text = list(reading.text[start:end])
    for one in reading.named:
        if one.mention.strength >= least:
            for at in range(one.mention.start, one.mention.end):
                if start <= at < end:
                    text[at - start] = " "
    return "".join(text)


def last_named(reading: Reading, place: int, words: str, least: float) -> list[Span]:
    """The last columns that a sentence names before `place`, as many as the words say:
    "how many A, how long B or how many C, so don't use those three". What is named
    has `least` strength."""
    said = re.search(r"\b(?:two|three|four)\b", words)
    start = reading.sentence_at(place).start
    spans = {
        n.mention.column: Span(n.mention.start, n.mention.end, "")
        for n in reading.named
        if start <= n.mention.start < place and n.mention.strength >= least
    }
    count = {"two": 2, "three": 3, "four": 4}[said[0]] if said else 0
    return list(spans.values())[-count:] if count else []


def without(text: str, clause: Span, things: list[Span]) -> str:
    """A clause without the things that it names."""
    return "".join(
        " " if any(t.start <= at < t.end for t in things) else text[at]
        for at in range(clause.start, clause.end)
    )


def of_parts(sentence: Span, words: str) -> bool:
    """Whether a verdict only says when rows of a part are from: "the test weeks are
    later"."""
    when = re.search(rf"(?:{LATER})$", words)
    return bool(when and re.search(PARTS, sentence.text))


def private(reading: Reading, words: str) -> bool:
    """Whether words of secrecy only say why a model is trained privately: "the texts
    are confidential, train with differential privacy"."""
    asked = re.search(PRIVATELY, reading.text)
    return bool(asked and re.search(SECRET, words))
