"""What a statement forbids: the subject of "is off limits", and what stood before a
bare "leave it out".

A verdict is about the first thing that its clause names, with what is listed beside
it; where its clause has no subject but "it" or "which", about the clause before.
"""

import re
from dataclasses import replace

from agent.data import data_kinds
from agent.statement.alone import ALL_THERE_IS
from agent.statement.clauses import (
    begins_asking,
    clauses,
    last_named,
    no_objects,
    of_parts,
    of_unknown,
    parted,
    plural,
    private,
    unrelated,
    without,
)
from agent.statement.first_asked import asked_first, in_aside, judged
from agent.statement.forbidding import (
    ALL_THESE_OUT,
    ANY,
    BACK,
    FIRM,
    HEAD,
    IN_PART,
    MANY,
    NEGATED,
    NO_SUBJECT,
    ONE,
    OPEN,
    OTHERS,
    SHUT,
)
from agent.statement.mentions import Mention
from agent.statement.polarity_words import WHEN
from agent.statement.reading import TARGET_ROLES, Named, Reading, beyond
from agent.vocabulary.words import Span

MEANT = 0.7  # strength of a mention from which a column counts as named
PART = 0.35  # the same for a part of its name that no other column has
SEVERAL = 0.4  # the same for one that several have, in Chinese
_AND = (
    r"(?:\s|、|/|&|\+|是不是|是否|有没有|[会能]不[会能]|(?<=[\u3400-\u9fff])[看听读](?=[\u3400-\u9fff])|[不没][\u3400-\u9fff](?=、)|[这那两三四五几][些个种项样类]?|\band\b|\bor\b|\bnor\b|和|与|及|以及|跟|还有|外?加上?|\b(?:columns?"
    r"|flags?|fields?|features?|names?|data)\b|'s|\bthe\b|\bof\b"
    r"|\bits\b|\b(?:of course|as well as|also|obviously|naturally|etc)\b"
    r"|\b(?:und|oder|sowie|die|der|das)\b|[`\"'*“”])+"
)
_LISTED = r"[,;，；、]|\b(?:and|or|nor|but|so)\b|和|与|或"
_QUESTION = r"\b(?:whether|if|when|how|what|who)(?: (?:the|an?|its|our|their))?\s*$"
_THEY = r" (?:that |which )?(?:it|he|she|they|we|you|i|(?:the|a) \w+) (?:\w+ )?"
_COMMA = (
    rf"(?:{_AND})?[,，](?:{_AND})?"
    r"(?:(?:how|what|when|whether|which|who)\b(?: \w+){0,4} )?"
)


def applied(reading: Reading) -> Reading:
    """The reading with what is forbidden in the role "avoid", and what alone is allowed
    in the role "only".

    Kinds of data ("the pictures are off limits") are in `reading.shut`.
    """
    allowed: list[Span] = []
    for match in re.finditer(OPEN, reading.text):
        allowed += _subject(reading, match.start(), match[0])
    alone: list[Span] = []
    for match in re.finditer(ALL_THERE_IS, reading.text):
        about = _subject(reading, match.start(), match[0])
        alone += (
            about
            if match[0].isascii() or _whole_clause(reading, about, match.start())
            else []
        )
    shut = _all_out(reading)
    idle: list[Span] = []
    for match in re.finditer(SHUT, reading.text):
        before = reading.text[max(0, match.start() - 20) : match.start()]
        partly = re.match(IN_PART, reading.text[match.end() : match.end() + 20])
        here = reading.sentence_at(match.start())
        kept = of_parts(here, match[0]) or private(reading, match[0])
        if not (re.search(NEGATED, before) or partly or kept):
            about = _subject(reading, match.start(), match[0])
            own = clauses(reading, here.start, match.start())[0]
            if not about and re.search(FIRM, match[0]):
                idle.append(Span(own.start, match.end(), own.text))
            shut += about
    for cue in [cue for cue in reading.cues if cue.role == "avoid"]:
        later = [other.start for other in reading.cues if other.start > cue.start]
        stop = min([reading.sentence_at(cue.start).end, *later])
        if back := re.match(BACK, reading.text[cue.end : stop]):
            words = reading.text[cue.start : cue.end] + back[0]
            verb = words.lstrip(" ,，")  # its own clause begins behind the comma
            shut += _subject(reading, cue.end + len(back[0]) - len(verb), words)
            shut += last_named(reading, cue.start, back[0], MEANT)
    named = [
        (
            _in_role(one, "input", allowed)
            if one.role in ("", *TARGET_ROLES) or parted(reading, one)
            else one
        )
        for one in reading.named
    ]
    named = [_in_role(one, "only", alone) for one in named]
    named = [replace(n, role="", cue=None) if judged(reading, n) else n for n in named]
    asked = {asked_first(reading)}
    named = [
        one if one.mention.column in asked else _in_role(one, "avoid", shut)
        for one in named
    ]
    return replace(
        reading,
        named=tuple(named),
        shut=tuple(shut),
        alone=tuple(s for s in alone if not s.text),
        idle=tuple(idle),
    )


def _all_out(reading: Reading) -> list[Span]:
    """What lists name that end in all others, and of which nothing is to be used."""
    return [
        thing
        for match in re.finditer(ALL_THESE_OUT, reading.text)
        for thing in _things(reading, Span(*match.span("list"), match["list"]))
    ]


def _whole_clause(reading: Reading, things: list[Span], end: int) -> bool:
    """Whether a Chinese clause up to `end` is but a list of things: 照片加标题."""
    if not things:
        return False
    start, last = min(t.start for t in things), max(t.end for t in things)
    here = reading.sentence_at(start).start
    head = re.split("[,，:：]", reading.text[here:start])[-1]
    return end - last <= 4 and bool(re.fullmatch("[只给看听凭用有拿靠要能]{0,3}", head))


def _in_role(named: Named, role: str, spans: list[Span]) -> Named:
    """`named` in a role if one of the spans is its place."""
    place = (named.mention.start, named.mention.end)
    if place not in [(span.start, span.end) for span in spans]:
        return named
    return replace(named, role=role, weight=1.0, rank=0, cue=None)


def _subject(reading: Reading, place: int, words: str) -> list[Span]:
    """What a verdict at `place`, in these `words`, is about."""
    here = reading.sentence_at(place)
    own, *earlier = clauses(reading, here.start, place)
    if things := _things(reading, own):
        head = reading.text[own.start : things[0].start]
        tail = reading.text[things[-1].end : place]
        if re.search(HEAD, head) or re.search(OTHERS, tail):
            return []
        return _with_listed(reading, own, earlier, things)
    because = reading.text[: own.start].endswith(("因为", "由于"))
    if not because and not re.fullmatch(NO_SUBJECT, own.text):
        return []
    if aside := re.search(r"\([^()]*\)\s*$", reading.text[here.start : own.start]):
        # "The lab values (ph, iron) are off limits"
        start = here.start + aside.start()
        before = clauses(reading, here.start, start)[0]
        spans = (before, Span(start, own.start, aside[0]))
        return [thing for span in spans for thing in _things(reading, span)]
    words = own.text + words
    if re.search("(?<!thing )that$", reading.text[: own.start]):
        words = f"that{words}"  # "so that must not go in"
    if re.search(ANY, words) and here.start > 0:
        before = reading.sentence_at(here.start - 1)
        earlier += clauses(reading, before.start, here.start)
    both = re.search(r"\b(?:both|neither)\b", words)
    many: list[Span] = []
    for at, clause in enumerate(earlier):
        things = _things(reading, clause)
        if of_unknown(clause, things):
            return many
        if re.search(MANY, words):
            spoken = no_objects(reading, clause, things)
            many += [
                t for at, t in enumerate(spoken) if not _aside(reading, spoken, at)
            ]
            if things:  # "x, y and z are written later, so you can't use them"
                many += _with_listed(reading, clause, earlier[at + 1 :], things)
            enough = plural(reading, things) and not both
            if len({thing.start for thing in many}) > 1 or enough:
                return many
            continue
        if things and re.search(ONE, words):
            return [t for t in things if t.start == things[0].start]
        if things:
            return _with_listed(reading, clause, earlier[at + 1 :], things)
    return many


def _things(reading: Reading, clause: Span) -> list[Span]:
    """Columns and kinds of data that a clause names, except what is to be predicted."""
    named = [n for n in reading.named if clause.start <= n.mention.start < clause.end]
    found, first = [], asked_first(reading)
    for one in [one for one in named if not one.mention.value]:
        asked = one.role in TARGET_ROLES and one.rank == 0
        asked = asked and not in_aside(reading, one) and not judged(reading, one)
        asked = asked and not beyond(reading, one.cue, one.mention.start)
        asked = asked and first in ("", one.mention.column)
        start = one.mention.start
        strength = one.mention.strength
        here = [n.mention for n in named if n.mention.start == start]
        alone = len({m.column for m in here if m.strength >= 0.8 * strength}) == 1
        lead = reading.text[clause.start : start]
        if strength < MEANT and re.search(WHEN, lead) or unrelated(reading, one):
            continue
        if not asked and (
            strength >= MEANT or large(one.mention) and (alone or one.mention.many)
        ):
            found.append(Span(one.mention.start, one.mention.end, one.mention.column))
    for pattern in data_kinds.kind_words().values():
        for match in re.finditer(pattern, clause.text):
            place = clause.start + match.start()
            if not any(n.mention.start <= place < n.mention.end for n in named):
                found.append(Span(place, clause.start + match.end(), ""))
    found = [t for t in found if not (t.text and says_of(reading, t.start, t.text))]
    found.sort(key=lambda span: (span.start, span.end))
    # Of "milk fat" the milk says which fat.
    return [
        one
        for one in found
        if not any(
            other.start == one.end + 1 and reading.text[one.end] == " "
            for other in found
        )
    ]


def large(mention: Mention) -> bool:
    """Whether a part of a name is large enough to mean its column."""
    several = mention.many and not mention.text.isascii()
    return mention.strength >= (SEVERAL if several else PART)


def says_of(reading: Reading, place: int, column: str) -> bool:
    """Whether part of a name at `place` is but what another column, named outright
    behind it, is said of: "whether the loan was granted" is about no `loan_amount`."""
    sentence = reading.sentence_at(place)
    own = [n.mention for n in reading.of_column(column) if n.mention.start == place]
    if not own or max(m.strength for m in own) >= 0.6:
        return False
    if any(
        re.fullmatch(_THEY, reading.text[n.mention.end : place])
        for n in reading.named
        if n.mention.strength >= 0.9 and n.mention.end < place
    ):
        return True  # "the shelf it hung on" is about no `days_hung`
    end = max(m.end for m in own)
    question = re.search(_QUESTION, reading.text[sentence.start : place])
    outright = MEANT if question else 0.9
    behind = [
        reading.text[end : n.mention.start].removesuffix("(")
        for n in reading.named
        if end < n.mention.start < sentence.end
        if n.mention.strength
        >= (0.8 if reading.text[end : n.mention.start] == "的" else outright)
    ]
    # A space alone: "the driver complained" is about no `driver_age`.
    return any(
        between == " "
        or re.search(r"\w", re.sub(_AND, "", between))
        and not re.search(_LISTED, between)
        for between in behind
    )


def _with_listed(
    reading: Reading, clause: Span, earlier: list[Span], things: list[Span]
) -> list[Span]:
    """The first thing of a clause, with those that a list joins to it."""
    first = things[0].start
    listed = [thing for thing in things if thing.start == first]
    joined = False
    for thing in things:
        end = max(t.end for t in listed)
        linked = re.fullmatch(_AND, reading.text[end : thing.start])
        linked = linked or thing.start == end and _whole(reading, thing)
        if thing.start > first and (linked or thing.text == listed[-1].text):
            listed.append(thing)
            joined = True
    for before in earlier:
        begun = [c for c in reading.cues if before.start <= c.start < before.end]
        found = _things(reading, before)
        first = min(thing.start for thing in listed)
        if not found or begun or begins_asking(before):
            break
        if not re.fullmatch(_COMMA, reading.text[found[-1].end : first]):
            break
        bare = not re.sub(_AND, "", without(reading.text, before, found))
        if not (bare or joined):
            break
        listed += found if bare else found[-1:]
    return listed


def _aside(reading: Reading, things: list[Span], at: int) -> bool:
    """Whether a thing is but part of a name, and in no list: the field of "coordinates
    would let it memorise the field"."""
    here = [n.mention for n in reading.at(things[at].start)]
    named = [m.strength for m in here if m.column == things[at].text]
    between = reading.text[things[at - 1].end : things[at].start] if at else ","
    part = bool(named) and max(named) < MEANT
    return part and not re.search(_LISTED, between)


def _whole(reading: Reading, thing: Span) -> bool:
    """Whether a thing is a column's whole name, as each of 身高体重体脂率."""
    return any(n.mention.strength >= 0.94 for n in reading.at(thing.start))
