"""Roles that only the rest of the statement gives: what "it" stands for, and what a
terse statement without a verb begins with."""

import re
from dataclasses import replace
from itertools import takewhile

from agent.statement import exclusion, polarity
from agent.statement.beside import borne
from agent.statement.chains import TOGETHER, modifies
from agent.statement.clauses import only_listed
from agent.statement.forbidding import ONE
from agent.statement.polarity_words import LIST
from agent.statement.reading import TARGET_ROLES, Cue, Named, Reading
from agent.statement.said import weight
from agent.vocabulary.words import Span

MEANT = 0.7  # strength of a mention from which a column counts as named
PART = 0.47  # the same for half of a name
_TERSE, _BEFORE_INPUTS = 6, 12  # words; a longer clause without a verb is a description
_ARTICLES = ("the", "a", "an", "our", "its")
_TIGHT = r"[`\"']?(?:\s|、|\band\b|\bor\b|&|和|与|及)+(?:the )?[`\"']?"
_DESCRIBED = (
    r"\W*(?:we (?:have|are|own|run|collect\w*|store|sell|record\w*|measure\w*)"
    r"|i (?:have"
    r"|am|run|own|work)|there (?:is|are)|this is|these are|it is|our (?:data|table"
    r"|table)|the (?:data|table|file)|each|every|hi|hello)\b|我们(?:有|是)|我(?:有|是)"
    r"|数据|每一?[行条个]"
)
"""How a sentence begins that asks for nothing."""
_APART = r"[,，(（:：](?! ?(?:i\.e\.|aka|namely|that is,|[也就]*是|即))|\s[-–—]\s"
"""Behind what a statement begins with: "rally length, i.e. shots, by Spearman"."""
_WHEN = r"\b(?:before|after|until|per|than) (?:the |each |every )?$"
_NO_HEAD = (
    r"\b(?:is|are|was|were|has|have|there|each|every|i(?!\.e)|we|you|this|these)\b"
)


def settled(
    reading: Reading,
    ids: frozenset[str] = frozenset(),
    media: frozenset[str] = frozenset(),
    never: frozenset[str] = frozenset(),
    flags: frozenset[str] = frozenset(),
) -> Reading:
    """The reading with such roles filled in; `ids` are columns that are no targets,
    `media` those that only a verb makes one, `never` all of which "not the photo"
    says that they are no inputs, and `flags` those that say yes or no."""
    named = [
        (
            replace(n, role="avoid", cue=None)
            if n.role == "deny" and n.mention.column in never
            else n
        )
        for n in reading.named
    ]
    named = [
        (
            replace(n, role="sort", weight=0.7, cue=None)
            if n.role == "input" and n.mention.column in flags and borne(reading, n)
            else n
        )
        for n in named
    ]
    reading = replace(reading, named=tuple(named))
    reading = polarity.weighed(_referred(exclusion.applied(reading)), ids)
    named = [n for n in reading.named if n.role in TARGET_ROLES]
    if any(_meant(reading, n) and n.mention.column not in ids for n in named):
        return reading
    headed = _bracketed(reading) or _headed(reading, media)
    if any(n.role in TARGET_ROLES and _meant(headed, n) for n in headed.named):
        return headed
    return _remaining(headed, ids | media)


def _meant(reading: Reading, one: Named) -> bool:
    """Whether a mention is more than half of a name, or half of one that is alone."""
    start, strength = one.mention.start, one.mention.strength
    here = {n.mention.column for n in reading.at(start)}
    return strength >= 0.5 or strength >= PART and len(here) == 1


def _remaining(reading: Reading, ids: frozenset[str]) -> Reading:
    """What is named and neither an input nor forbidden: "Route each call to a team"."""
    named: list[Named] = []
    for one in reading.named:
        mention = one.mention
        best = max(n.mention.strength for n in reading.at(mention.start))
        clear = mention.strength >= max(MEANT, best) and len(mention.text) > 1
        text = reading.sentence_at(mention.start).text
        told = re.match(_DESCRIBED, text) or polarity.mere_list(reading, mention.start)
        if (
            (one.role == "" or _after_inputs(reading, one, named))
            and clear
            and not told
            and mention.column not in ids
        ):
            one = replace(one, role="sort", weight=0.5, rank=0, cue=None)
        named.append(one)
    return replace(reading, named=tuple(named))


def _after_inputs(reading: Reading, one: Named, told: list[Named]) -> bool:
    """Whether a sentence begins with inputs and goes on with another verb: "From a scan
    recover the items"; `told` are the mentions before, in their roles."""
    if one.role not in ("input", "only") or one.cue is None or one.rank == 0:
        return False
    last = told[-1] if told else None
    if last and last.role == "sort" and last.cue is None:  # "items and total"
        between = reading.text[last.mention.end : one.mention.start]
        if re.fullmatch(LIST, between):
            return True
    begin = reading.sentence_at(one.mention.start).start
    before = [
        n.mention.end
        for n in reading.named
        if n.cue == one.cue and n.mention.end <= one.mention.start
    ]
    between = reading.text[max(before, default=one.cue.end) : one.mention.start]
    first = not re.search(r"\w", reading.text[begin : one.cue.start])
    return first and not re.fullmatch(LIST, between)


def _bracketed(reading: Reading) -> Reading | None:
    """ "Count repetitions with the sensor (number of reps)": the target by its name."""
    for at, one in enumerate(reading.named):
        before = reading.text[max(0, one.mention.start - 20) : one.mention.start]
        own = one.mention.strength >= 0.94 and one.role not in ("avoid", "deny")
        close = reading.text.find(")", one.mention.end)
        listed = any(one.mention.end <= n.mention.start < close for n in reading.named)
        if (
            own
            and not listed
            and re.search(r"\((?:the )?(?:number of |column |target )?[`\"']?$", before)
        ):
            named = list(reading.named)
            named[at] = replace(one, role="target", weight=0.9, rank=0, cue=None)
            return replace(reading, named=tuple(named))
    return None


def _referred(reading: Reading) -> Reading:
    """ "The price is not known: predict it", and "nor the photo", "the photo, too"."""
    named = sorted(reading.named, key=lambda one: one.mention.start)
    for cue in [cue for cue in reading.cues if cue.role == "target"]:
        if not re.match(rf"\W*(?:{ONE})", reading.text[cue.end : cue.end + 8]):
            continue  # "The price is not known: predict it"
        if reading.text[cue.start : cue.end] == "whether":
            continue
        for one in _subject(reading, cue, _last(reading, cue, _TIGHT)):
            at = named.index(next(n for n in named if n.mention == one.mention))
            named[at] = replace(one, role="target", weight=1.0, rank=0, cue=None)
    asked = {
        n.mention.column
        for n in named
        if n.role in TARGET_ROLES and n.rank == 0 and n.mention.strength >= MEANT
    }
    # "不能用，X也是", or a kind of data such as "coordinates"
    forbids = [cue for cue in reading.cues if cue.role == "avoid"]
    forbidden = [place.start for place in (*reading.shut, *forbids)]
    for at, one in enumerate(named):
        if not _as_well(reading, one):
            continue
        before = [
            n
            for n in named[:at]
            if n.mention.end <= one.mention.start
            and n.mention.column not in asked
            and (n.mention.strength >= MEANT or n.role == "avoid")
        ]
        last = before[-1].mention.end if before else 0
        out = before and before[-1].role == "avoid"
        if out or any(last <= place < one.mention.start for place in forbidden):
            named[at] = replace(one, role="avoid", weight=1.0, rank=0, cue=None)
    return replace(reading, named=tuple(named))


def _as_well(reading: Reading, named: Named) -> bool:
    """Whether a clause is but a column and "too": what was said last goes for it."""
    sentence = reading.sentence_at(named.mention.start)
    before = re.split(
        r"[,:]|\b(?=and\b|nor\b)", reading.text[sentence.start : named.mention.start]
    )[-1]
    last = named.mention.end
    same = re.search(r"\b(?:too|as well|neither|either)\b", sentence.text)
    for other in reading.named if same else ():  # "damage and evacuation neither"
        here = last <= other.mention.start < sentence.end
        if here and only_listed(reading, last, other.mention.end):
            last = other.mention.end
    after = reading.text[last : sentence.end]
    same = (
        r"\W*(?:and )?(?:(?:the )?same (?:goes |holds |applies )?(?:for|with|to)|nor"
        r"|ditto(?: for)?|likewise(?: for)?|also"
        r"|(?:so|neither|nor|as) (?:is|are|does|do|must|should|has|have|will|can))\b"
    )
    lead = r"(?:\W*(?:who|what|which|where|how)\b)?(?:\W*(?:the|its|our)\b)?"
    if re.fullmatch(rf"{same}{lead}(?: \w+'s)?\W*", before):
        return True
    alone = re.fullmatch(r"\W*(?:(?:and|the|neither|nor)\b\W*)*", before)
    too = re.match(
        r"[`\"']?,? (?:(?:is|are|was|were|may|can|must|should|does|do)(?: not|n't)? )?"
        r"(?:too|as well|neither|either|ditto|likewise|idem)\b",
        after,
    )
    too = too or re.match(
        r"列?(?:同理|同样|一样|也(?:一样|同样|是|不行|不能|不要|不可|别)?)\W*$", after
    )
    return bool(alone and too)


def _subject(reading: Reading, cue: Cue, listed: list[Named]) -> list[Named]:
    """What "it" is: of the clause of the column named last the first column."""
    last = listed[0].mention.start if listed else cue.start
    begin = max(reading.text.rfind(mark, 0, last) for mark in ".;,?!")
    clause = [n for n in reading.named if begin < n.mention.start < cue.start]
    certain = [n for n in clause if n.mention.strength >= MEANT]
    return certain[:1] or listed[:1]


def _last(reading: Reading, cue: Cue, link: str) -> list[Named]:
    """The column named last before a cue, then those listed with it by `link`."""
    before = [
        n
        for n in reading.named
        if n.mention.end <= cue.start
        and n.mention.strength >= MEANT
        and not (n.role in TARGET_ROLES and n.rank == 0)
    ]
    found: list[Named] = []
    for one in reversed(before):
        between = reading.text[
            one.mention.end : found[-1].mention.start if found else 0
        ]
        if found and not re.fullmatch(link, between):
            break
        found.append(one)
    return found


def _list_end(reading: Reading, sentence: Span) -> int:
    """Where a list of columns ends with which a sentence begins; its start if none."""
    ends = [n.mention.end for n in reading.named if n.mention.start >= sentence.start]
    listed = takewhile(lambda end: only_listed(reading, sentence.start, end), ends)
    return max(listed, default=sentence.start)


def _lead_end(reading: Reading, sentence: Span) -> int:
    """Where a sentence begins to ask, behind words that name nothing: "Short version:",
    "there is no radar, so"; its start if it has no such."""
    places = [n.mention.start for n in reading.named]
    first = min([at for at in places if at >= sentence.start] + [sentence.end])
    lead = reading.text[sentence.start : first]
    found = re.match(r".*(?:[:：]|[,，] ?(?:so|hence|thus|therefore|所以)\b)\s*", lead)
    return sentence.start + (found.end() if found else 0)


def _whole_list(
    reading: Reading, begin: int, listed: str, media: frozenset[str]
) -> bool:
    """Whether a list is complete, with "and" before its last, and none is of media."""
    end = begin + len(listed)
    here = [n for n in reading.named if begin <= n.mention.start < end]
    joined = re.search(r",.*(?:\band\b|&|\bplus\b)|[、,，].*[和与及]", listed)
    return bool(joined) and not any(n.mention.column in media for n in here)


def _headed(reading: Reading, media: frozenset[str]) -> Reading:
    """ "Slip in mm from torques": what stands before the inputs is the target."""
    named = list(reading.named)
    avoided = {
        n.mention.column
        for n in named
        if n.role == "avoid" and n.mention.strength >= MEANT
    }
    for sentence in reading.sentences:
        if sentence.start > 0 and polarity.mere_list(reading, sentence.start):
            continue  # "Chest x-ray + ecg."
        cues = [c for c in reading.cues if sentence.start <= c.start < sentence.end]
        end = min([sentence.end, *(cue.start for cue in cues)])
        begin = _lead_end(reading, sentence)
        clause = reading.text[begin:end]
        short = re.split(_APART, clause)[0]
        followed = bool(cues) and cues[0].role in ("input", "only")
        head = clause if followed and "," not in clause else short
        # "Clay, sand and carbon", "clay, sand, carbon, all three"
        listed = clause[: max(0, _list_end(reading, sentence) - begin)]
        if re.search(TOGETHER, sentence.text) or _whole_list(
            reading, begin, listed, media
        ):
            head = max(head, listed, key=len)
        heads = [
            at
            for at, n in enumerate(named)
            if n.role == ""
            and n.mention.column not in media | avoided
            and (n.mention.quoted or weight(n.mention.text) == 1.0)
            and begin <= n.mention.start
            and not (n.mention.value and begin > sentence.start)
            and n.mention.end <= begin + len(head)
            and not re.search(_WHEN, reading.text[begin : n.mention.start])
        ]
        heads = [at for at in heads if not any(modifies(named[at], n) for n in named)]
        head = re.sub(r"\([^()]*\)", "", head)
        most = _BEFORE_INPUTS if followed else _TERSE
        size = len([word for word in head.split() if word not in _ARTICLES])
        if heads and size <= most and not re.search(_NO_HEAD, head):
            places = sorted({named[at].mention.start for at in heads})
            for at in heads:
                rank = places.index(named[at].mention.start)
                named[at] = replace(named[at], role="target", weight=0.7, rank=rank)
        if any(sentence.start <= n.mention.start < sentence.end for n in named):
            break  # only what the statement begins with
    return replace(reading, named=tuple(named))
