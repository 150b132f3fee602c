"""A statement read once: its sentences, its cues, and the role of each column it names.

A column's role is that of the nearest cue before it in its sentence: after "predict"
it is a target, after "from" an input, after "without" neither.
"""

import re
from dataclasses import dataclass, replace

from agent import words
from agent.lexicon import CHANCE_OF, CUES, IS_TARGET
from agent.words import Mention, Span

TARGET_ROLES = ("target", "sort", "into")


@dataclass(frozen=True)
class Cue:
    """A phrase that gives what follows it a role."""

    role: str
    weight: float
    start: int
    end: int


@dataclass(frozen=True)
class Named:
    """A mention of a column with its role; `rank` 0 is the first column after the cue."""

    mention: Mention
    role: str
    weight: float
    rank: int
    cue: Cue | None


@dataclass(frozen=True)
class Reading:
    """The statement, understood as far as words alone go."""

    text: str
    """The statement in plain lower case; places in it are places in the statement."""
    sentences: tuple[Span, ...]
    cues: tuple[Cue, ...]
    named: tuple[Named, ...]
    columns: tuple[str, ...]

    def of(self, column: str, *roles: str) -> list[Named]:
        """The mentions of `column` in one of `roles`."""
        return [
            named
            for named in self.named
            if named.mention.column == column and named.role in roles
        ]

    def role_at(self, place: int) -> str:
        """Role of what stands at `place`; "" without a cue before it."""
        cue = _cue_at(self, place)
        return cue.role if cue else ""

    def sentence_at(self, place: int) -> Span:
        """The sentence around `place`."""
        inside = [s for s in self.sentences if s.start <= place < s.end]
        return inside[0] if inside else Span(0, len(self.text), self.text)


def read(statement: str, columns: tuple[str, ...]) -> Reading:
    """Read `statement` against the names of the columns."""
    lines = words.plain(statement)
    text = lines.replace("\n", " ")  # wrapped lines: "area under\nthe curve"
    sentences = tuple(
        Span(span.start, span.end, text[span.start : span.end])
        for span in words.sentences(lines)
    )
    marked = words.quotes(text)
    names = {words.plain(name).strip() for name in columns}
    shut = [span for span in marked if span.text.strip() in names]
    cues = [cue for sentence in sentences for cue in _cues(sentence, shut)]
    reading = Reading(text, sentences, tuple(cues), (), columns)
    named = tuple(_named(reading, words.mentions(text, list(columns))))
    return Reading(text, sentences, tuple(cues), named, columns)


def _cues(sentence: Span, shut: list[Span]) -> list[Cue]:
    """The cues of a sentence in order: of overlapping ones the first and longest."""
    found = []
    for role, weight, pattern in CUES:
        for match in re.finditer(pattern, sentence.text):
            cue = Cue(
                role,
                weight,
                sentence.start + match.start(),
                sentence.start + match.end(),
            )
            if not any(span.start <= cue.start < span.end for span in shut):
                found.append(cue)
    found.sort(key=lambda cue: (cue.start, -cue.end))
    kept: list[Cue] = []
    for cue in found:
        if kept and cue.start < kept[-1].end:
            continue
        # "sort the pictures by subgroup", but not "predict the speed by noon".
        if cue.role == "into" and not (kept and kept[-1].role in ("sort", "into")):
            continue
        kept.append(cue)
    ends = [*(cue.start for cue in kept[1:]), sentence.end]
    return [
        _only(cue, sentence.text[cue.end - sentence.start : end - sentence.start])
        for cue, end in zip(kept, ends, strict=False)
    ]


def _only(cue: Cue, after: str) -> Cue:
    """An input cue whose words end in "only" or "alone" admits nothing else."""
    alone = r"[^,;]*\b(?:only|alone|exclusively)\b\W*"
    if cue.role == "input" and re.fullmatch(alone, after):
        return replace(cue, role="only")
    return cue


def _cue_at(reading: Reading, place: int) -> Cue | None:
    """The last cue that begins at or before `place`, in the same sentence."""
    begin = reading.sentence_at(place).start
    before = [cue for cue in reading.cues if begin <= cue.start <= place]
    return before[-1] if before else None


def _named(reading: Reading, mentions: list[Mention]) -> list[Named]:
    found: list[Named] = []
    for mention in mentions:
        after = reading.text[mention.end : mention.end + 60]
        cue = _cue_at(reading, mention.start)
        if cue and mention.start < cue.end and cue.role not in TARGET_ROLES:
            continue  # the cue's own word: "not" is no column `note`
        if re.match(IS_TARGET, after) or re.match(CHANCE_OF, after):
            found.append(Named(mention, "target", 1.0, 0, None))
        elif cue is None:
            found.append(Named(mention, "", 0.0, 0, None))
        else:
            # Places, not columns: two columns that one word may mean share a rank.
            earlier = {
                other.mention.start
                for other in found
                if other.cue == cue
                and other.mention.end <= mention.start
                and other.mention.strength >= 0.6
            }
            found.append(Named(mention, cue.role, cue.weight, len(earlier), cue))
    return found
