"""Which columns a statement leaves out, or keeps alone: those after its cues, by name
or by kind."""

import re

from agent.data import data_kinds
from agent.records import Column
from agent.statement.exclusion import large, says_of
from agent.statement.forbidding import OPEN
from agent.statement.grouping import kinds_of, of_kind
from agent.statement.polarity_words import DENY
from agent.statement.reach import looks_back
from agent.statement.reading import Cue, Named, Reading

SURE = 0.7  # strength of a mention on which a column is left out or kept alone


def meant(reading: Reading, usable: list[Column], role: str) -> set[str]:
    """Columns that stand after a cue of `role`, by name or by their kind.

    A name beats a kind: "without the camera" means a column `camera` if there is one.
    """
    found = {
        n.mention.column
        for n in reading.named
        if n.role == role and n.cue is None and large(n.mention)
    } & {column.name for column in usable}
    kinds = kinds_of(usable)
    if role == "avoid":  # "location may not be used"
        found |= {span.text for span in reading.shut} & {c.name for c in usable}
    spans = {"avoid": reading.shut, "only": reading.alone}.get(role, ())
    for span in [span for span in spans if not span.text]:
        for kind, pattern in data_kinds.kind_words().items():
            if re.search(pattern, reading.text[span.start - 1 : span.end + 1]):
                found |= _told(reading, span.start, of_kind(kinds, kind))
    for cue in [cue for cue in reading.cues if cue.role == role]:
        found |= _after(reading, usable, cue)
    return found


def _after(reading: Reading, usable: list[Column], cue: Cue) -> set[str]:
    """The columns that stand after one cue."""
    kinds, role = kinds_of(usable), cue.role
    places = [
        start
        for start, name in {(n.mention.start, n.mention.column) for n in reading.named}
        if name in kinds  # what is asked for, or not there, is not left out
    ]
    later = [other.start for other in reading.cues if other.start > cue.start]
    end = min([reading.sentence_at(cue.start).end, *later])
    named = {
        n.mention.column
        for column in usable
        for n in reading.of(column.name, role)
        if n.cue == cue
        and (
            n.mention.strength >= SURE
            or _by_part(n, role, places)
            or role == "avoid"
            and _all_about(reading, n)
        )
        and not says_of(reading, n.mention.start, column.name)
        and not (role == "only" and (_own_clause(reading, n) or _absent(reading, n)))
        and not _when(reading, n)
    }
    text = "" if looks_back(reading, cue) else reading.text[cue.end : end]
    if text and role in ("avoid", "only"):  # 别用文本,录音可以; 只用点云,文本那些都不要
        ends = _open if role == "avoid" else _shut
        whole = reading.text[cue.end : reading.sentence_at(cue.start).end]
        parts = re.split("(?=[,，])", whole)
        text = "".join(" " * len(c) if ends(c) else c for c in parts)[: len(text)]
    taken = [
        n.mention.text
        for n in reading.named
        if n.cue == cue and (n.mention.column in named or n.mention.strength >= 0.9)
    ]
    for words in taken:  # of "the dermoscopy image" the image is no kind
        noun = "|".join(data_kinds.kind_words().values())
        taken_up = rf"{re.escape(words)}(?:\s+(?:{noun}))?"
        text = re.sub(taken_up, lambda m: " " * len(m[0]), text)
    counted = re.sub(
        r".*?(?:\b(?:both|two|three)(?: of)?(?: the)? (\w+)|$)",
        r"\1 ",
        reading.text[cue.end : end],
    )  # "the two pictures", of which one is called a scan
    for kind, pattern in data_kinds.kind_words().items():
        if re.search(pattern, counted):
            named |= of_kind(kinds, kind)
        for match in re.finditer(pattern, text):
            named |= _told(reading, cue.end + match.start(), of_kind(kinds, kind))
    return named


def _when(reading: Reading, named: Named) -> bool:
    """Whether a word only tells when: "nothing that happens after the purchase"."""
    before = reading.text[: named.mention.start]
    when = r"\b(?:after|before|until|since|during) (?:the |each |every )?$"
    return named.mention.strength < 0.94 and bool(re.search(when, before))


def _told(reading: Reading, place: int, columns: set[str]) -> set[str]:
    """Those of a kind's columns that the word before the kind's tells: the end's of
    "the end coordinates"; all if it tells none."""
    told: set[str] = set()
    link = " |的"
    while True:
        before = [
            n.mention
            for n in reading.named
            if n.mention.column in columns
            and re.fullmatch(link, reading.text[n.mention.end : place])
        ]
        if not before:
            return told or columns
        told |= {mention.column for mention in before}
        place = min(mention.start for mention in before)
        link = r",? (?:and |or |nor |& )?(?:the )?|[和与及或、]"


def _open(clause: str) -> bool:
    """Whether a clause after a Chinese comma allows what it names."""
    return bool(re.match(rf"[,，][^,，]*(?:{OPEN})", clause)) and not clause.isascii()


def _own_clause(reading: Reading, named: Named) -> bool:
    """Whether a column behind a comma is what a clause of its own is about: "use only
    the humidity, the camera is too expensive"."""
    before = reading.text[: named.mention.start]
    after = reading.text[named.mention.end :]
    begins = re.search(r"[,;:] ?(?:(?:the|our|its|that|this) )?[`\"']?$", before)
    verb = (
        r"[`\"']? (?:is|are|was|were|costs?|needs?|takes?|breaks?|fails?|drifts?|has"
        r"|have|does|do|cannot|can't|can|will|would|comes?)\b(?! (?:allowed|fine|ok)\b)"
    )
    return bool(begins and re.match(verb, after))


def _absent(reading: Reading, named: Named) -> bool:
    """Whether a clause behind a comma says that there is none of a column: "use only
    the sound, at night there is no picture"."""
    assert named.cue is not None
    between = reading.text[named.cue.end : named.mention.start]
    none = (
        r"[,;:(-] ?(?:[\w' ]+ )?(?:there(?: is|'s| are|'re| was| were)"
        r"|(?:we|i|you|they) (?:have|has|get|got|see))(?: \w+){0,2}?"
        r" (?:no|not an?y?|hardly any|barely any) (?:\w+ )?$"
        r"|[,;:(] ?(?:[\w' ]+ )?(?:we|i|you|they)"
        r" (?:do not|don't|never|cannot|can't) (?:have|get|see|know)"
        r" (?:an?y? |the )?(?:\w+ )?$"
        r"|[,;:(][^,;、]*(?:(?<!有)没有?|看不[到见清]|拍不[到了]|听不[到见])[^,;]{0,2}$"
    )
    return bool(re.search(none, between))


def _shut(clause: str) -> bool:
    """Whether a clause after a comma speaks against what it names: "use the lidar only,
    the camera sees nothing at night"."""
    denied = rf"[,，][^,，]*(?:{DENY})"
    return bool(re.match(denied, clause)) and not re.match(
        r"[,，] ?(?:and|or)\b", clause
    )


def _all_about(reading: Reading, named: Named) -> bool:
    """Whether all that has to do with a word is meant: "nothing about delivery"."""
    before = reading.text[max(0, named.mention.start - 40) : named.mention.start]
    about = (
        r"\b(?:nothing|anything|everything|information|data|details)"
        r" (?:about|on|of|regarding|concerning) (?:the )?$"
    )
    return large(named.mention) and bool(re.search(about, before))


def _by_part(named: Named, role: str, places: list[int]) -> bool:
    """Whether part of a name is enough to leave a column out: "without the yield"
    where only `yield_t_ha` is one, "without prices" where several are."""
    mention = named.mention
    alone = places.count(mention.start) == 1 or mention.many
    told = role in ("avoid", "only") and not mention.value
    return told and large(named.mention) and alone
