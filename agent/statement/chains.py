"""Lists of columns that a statement names with nothing but commas and conjunctions
between."""

import re

from agent.statement.case import Case
from agent.statement.mentions import Mention
from agent.statement.reading import TARGET_ROLES, Named

MEANT = 0.7
PART = 0.4  # strength of a part of a name that no other column has

_UNIT = (
    r"(?:\s+in (?:cubic |square )?[a-z]+)?"
    r"(?:\s+(?:yield|levels?|values?|contents?|percentage|rates?|amounts?|counts?"
    r"|concentrations?|pressures?|index|ones?))?(?:\s*\([^()]{0,20}\))?"
)
_AND = (
    rf"[`\"'”’」』]?{_UNIT}\s*"
    r"(?:,|、|&|\+|and/or|/|and|as well as|along with|plus|和|与|及|以及|同|跟"
    r"|还有|连同)+"
    r"\s*(?:,?\s*and)?"
)
_OR = rf"[`\"'”’」』]?{_UNIT}\s*,?\s*(?:or|或者?|还是)"
_LINK = re.compile(
    rf"(?:{_AND}|(?P<or>{_OR}))\s*(?:also|both)?"
    r"\s*(?:(?:whether|if|how|what) (?:\w+ )?(?:is|are|has|have|was|were|will)\b)?"
    r"\s*(?:(?:will|does|do|did|is|are|was|has|have|can)"
    r" (?:it|he|she|they|(?:the|an?) \w+)(?: \w+)?(?: an?)?\b)?"
    r"\s*(?:(?<=and )how (?:many|much)\b)?\s*(?:the|its|their)?\s*"
    r"(?:(?:(?<=and )|(?<=and the ))(?:number|count|amount|level)s? of\s+(?:the\s+)?)?"
    r"(?:(?!or\b)(?:(?<!, )|(?!(?:in|at|by|per|within|as)\b))[a-z]+\s+"
    r"|(?<=[和与及跟、])[\u3400-\u9fff]{1,4})?[`\"'“‘「『]?"
)

TOGETHER = (
    r"\bboth\b|\ball (?:two|three|four|of (?:them|these))\b"
    r"|\bjointly\b|\bsimultaneously\b|\bat (?:the same time|once)\b"
    r"|\b(?:in|with|by) (?:one|a single) (?:go|shot|pass|sweep)\b|一次性|一口气"
    r"|同时|一齐|一并|一块儿?|一起|都[要需得想]"
    r"|(?:两|三)(?:个|项|样)?(?:值|数|目标|指标|量)|[两三]个?一起"
)
_NOTHING = (
    r"(?:[\s、和与及跟同也都的这两三四几个a-z0-9%()]|一起|同时|一并"
    r"|预测|估[计算]|预估)*"
)


def chains(case: Case) -> list[tuple[list[Named], bool]]:
    """Lists of mentions with nothing but commas and conjunctions between; whether one
    is "or"."""
    text = case.reading.text
    places: dict[int, list[Named]] = {}
    ids = {c.name for c in case.columns if c.type in ("id", "constant", "empty")}
    for one in case.reading.named:
        per = one.mention.column in ids and not one.mention.quoted  # "two per plant"
        if one.mention.strength >= PART and not per:
            places.setdefault(one.mention.start, []).append(one)
    heres = [_others(here, places) for _, here in sorted(places.items())]
    single = [best(here) for here in heres]
    single = [
        one
        for one, here, behind in zip(single, heres, [*single[1:], None], strict=False)
        if not (behind and all(modifies(n, behind) for n in here))
    ]
    found, chain, by_or = [], [], False
    for one in [*single, None]:
        last = chain[-1].mention if chain else None
        link = None
        out = one is not None and one.role in ("avoid", "deny")
        out = out or bool(one and chain and _parted(chain[-1], one))
        end = _own_end(text, last, one.mention) if one and last else 0
        if one and last and one.mention.start >= end and not out:
            start = end + _noun(text, end, one.mention.end)
            link = _LINK.fullmatch(text, start, one.mention.start)
            link = link if link and _in_list(case, end, one) else None
        fused = last and one and not out and _fused(case, last, one.mention)
        new = one and one.mention.column not in {n.mention.column for n in chain}
        if one and new and (link or fused):
            chain.append(one)
            by_or = by_or or bool(link and link["or"])
            continue
        if len(chain) > 1 and (_is_target(chain) or _counted(case, chain)):
            found.append((_as_quoted(chain), by_or))
        chain, by_or = ([one] if one else []), False
    return found


def _own_end(text: str, first: Mention, second: Mention) -> int:
    """Where the first of two names ends, though they share a noun: the copper of
    "copper and gold grade"."""
    both = text[first.start : second.start] if first.end == second.end else ""
    link = re.search(r",? (?:and|or|&) (?:the )?$", both)
    return first.start + link.start() if link else first.end


def _as_quoted(chain: list[Named]) -> list[Named]:
    """A list without words that only resemble a column, where others are quoted:
    where it is after the whole push, `dx` and `dy`."""
    quoted = [n for n in chain if n.mention.quoted]
    if len(quoted) < 2:
        return chain
    return [n for n in chain if n.mention.quoted or n.mention.strength >= 0.9]


def _noun(text: str, *ends: int) -> int:
    """Characters of the word behind two names that is the same: the "strength" of
    "yield strength and tensile strength"."""
    first, second = (re.compile(r" [a-z]+\b|").match(text, end) for end in ends)
    return len(first[0]) if first[0] == second[0] else 0  # type: ignore[index]


def _others(here: list[Named], places: dict[int, list[Named]]) -> list[Named]:
    """The columns of a place but for those that another one names far better: of 小费和
    车费 the 费 that is no tip."""
    clear = {
        n.mention.column
        for there in places.values()
        for n in there
        if n.mention.strength >= 0.8 and n.mention.start != here[0].mention.start
    }
    return [
        n for n in here if n.mention.column not in clear or n.mention.strength >= 0.6
    ] or here


def _fused(case: Case, last: Mention, one: Mention) -> bool:
    """Whether two names without anything between are a list: 身高体重一起预测."""
    whole = min(last.strength, one.strength) >= 0.8 and not one.text.isascii()
    together = re.search(TOGETHER, case.reading.sentence_at(one.start).text)
    return last.end == one.start and (last.many or whole and bool(together))


def modifies(one: Named, behind: Named) -> bool:
    """Whether a Chinese word is but the first half of what is named better right behind
    it: 电池健康度."""
    first, second = one.mention, behind.mention
    touch = first.end == second.start and not first.text.isascii()
    return touch and first.strength < 0.45 <= second.strength


def _in_list(case: Case, end: int, one: Named) -> bool:
    """Whether no Chinese comma parts a mention from the one that ends at `end`, or one
    of a list: not the 水温 of 预测产量,水温要用."""
    text = case.reading.text
    if text.isascii() or not re.search("[,，]", text[end : one.mention.start]):
        return True
    clause = re.split("[,，。;；?？]", text[one.mention.start :])[0]
    rest = list(clause)
    for other in case.reading.named:
        at = other.mention.start - one.mention.start
        if other.mention.strength >= PART and 0 <= at < len(clause):
            size = other.mention.end - other.mention.start
            rest[at : at + size] = [" "] * len(rest[at : at + size])
    return bool(re.fullmatch(_NOTHING, "".join(rest)))


def _parted(last: Named, one: Named) -> bool:
    """Whether two mentions belong to different verbs; "if x and if y" is one list."""
    both = last.role in TARGET_ROLES and one.role in TARGET_ROLES
    return one.cue != last.cue and not both


def best(here: list[Named]) -> Named | None:
    """The one column that a place names; None if it may be several."""
    here = sorted(here, key=lambda n: -n.mention.strength)
    best = here[0].mention
    rivals = [n for n in here if n.mention.strength > best.strength - 0.15]
    if best.strength < MEANT and len({n.mention.column for n in rivals}) > 1:
        return None
    others = [n.mention.strength for n in here if n.mention.column != best.column]
    if others and max(others) > best.strength - 0.05:
        return None
    return here[0]


def _counted(case: Case, chain: list[Named]) -> bool:
    """Whether a sentence without another role for a list says how many it is, and
    together: "both coordinates (x, y)", "three scores, a, b and c, all at once"."""
    sentence = case.reading.sentence_at(chain[0].mention.start).text
    number = {2: r"\bboth\b|\btwo\b|两", 3: r"\bthree\b|三", 4: r"\bfour\b|四"}
    free = all(n.cue is None and n.role in ("", *TARGET_ROLES) for n in chain)
    said = re.search(number.get(len(chain), r"(?!)"), sentence)
    return bool(free and said and re.search(rf"{TOGETHER}|\btogether\b", sentence))


def _is_target(chain: list[Named]) -> bool:
    """Whether a list follows "predict", or stands before "are the targets"."""
    first, last = chain[0], chain[-1]
    if first.cue is not None:
        return first.role in TARGET_ROLES and first.rank == 0
    both = first.role in TARGET_ROLES and last.role in TARGET_ROLES
    return last.cue is None and (last.role == "target" or both)
