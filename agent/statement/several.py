"""Several columns to predict at once: numbers together, or yes/no labels together."""

import re

from agent.errors import DataError, UsageError
from agent.lexicon import YES
from agent.records import Column
from agent.statement.case import Case, Task
from agent.statement.kind import is_number
from agent.statement.mentions import Mention
from agent.statement.near import no_such, quoted_list
from agent.statement.reading import TARGET_ROLES, Named
from agent.statement.target import unusable

OUTRIGHT = 0.94  # strength of a mention that is the column's own name
MEANT = 0.7
PART = 0.4  # the same for a part of a name that no other column has

_UNIT = (
    r"(?:\s+in (?:cubic |square )?[a-z]+)?"
    r"(?:\s+(?:yield|levels?|values?|contents?|percentage|rates?|amounts?|counts?"
    r"|concentrations?|pressures?|index|ones?))?(?:\s*\([^()]{0,20}\))?"
)
_AND = (
    rf"[`\"'”’」』]?{_UNIT}\s*"
    r"(?:,|、|&|\+|and/or|/|and|as well as|along with|和|与|及|以及|同|跟|还有|连同)+"
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
    r"(?:(?!or\b)[a-z]+\s+|(?<=[和与及跟、])[\u3400-\u9fff]{1,3})?[`\"'“‘「『]?"
)

TOGETHER = (
    r"\bboth\b|\ball (?:two|three|four|of (?:them|these))\b"
    r"|\bjointly\b|\bsimultaneously\b|\bat (?:the same time|once)\b"
    r"|同时|一并|一块儿?|一起|都[要需得想]"
    r"|(?:两|三)(?:个|项|样)?(?:值|数|目标|指标|量)|[两三]个?一起"
)
_AS_ONE = (
    r"\b(?:predict|forecast|estimate|model|learn|want|need|train)\b[^.;]{0,30}"
    r"\b(?:two|both|them)\b[^.;]{0,20}\b(?:together|jointly|simultaneously|at once"
    r"|at the same time|in one)\b"
    r"|\bboth\b[^.;?]{0,10}\b(?:together|jointly|at once|at the same time|in one)\b"
    r"|\b(?:one|a single|the same) (?:single )?(?:model|network|net)"
    r" (?:for|does|doing|that does) (?:both|the two)\b|\bboth,? (?:in )?one (?:model"
    r"|network|net)\b|\b(?:both|the two)\b[^.;]{0,30}"
    r"\b(?:in|with|by) (?:one|a single|the same) (?:model|go|network)\b"
)
"""Two things are to be predicted together."""
_QUESTION = (
    r"(?:^|[,;.?]|\band\b)\s*(?:and |for |in |at |by )*(?:how|what|which|whether|when"
    r"|who|will|does|do|did|is|are|was|has|can)\b"
)
_ALL_OF = (
    r"(?:\b(?P<two>both(?: of)?|the two|two)|\b(?P<three>all three|the three|three))"
    r"(?: (?:the|these|our|its|kinds of|sorts of|types of))* $"
)
"""Before the noun that several columns share: "both estimates"."""
_NOTHING = (
    r"(?:[\s、和与及跟同也都的这两三四几个a-z0-9%()]|一起|同时|一并"
    r"|预测|估[计算]|预估)*"
)
_WITH_BEFORE = (
    r"\w[\w' -]*\b(?:and|as well as|plus) (?:the |its )?$"
    r"|\w(?:和|与|及|以及|、)[\u3400-\u9fff]{0,3}$"
)
_WITH_AFTER = (
    r"\s*(?:(?:and|as well as|plus) (?!so\b|then\b|not\b)\w|(?:和|与|及|以及|、)\w)"
)
"""A second thing beside a target."""


def by_flag(case: Case) -> list[Column]:
    """The columns of --target; raises DataError for a name that is not there."""
    asked = case.flags.target or ""
    names = {column.name: column for column in case.columns}
    lower = {name.lower(): name for name in names}
    if asked in names:
        return [names[asked]]
    found = []
    for part in [part.strip() for part in asked.split(",") if part.strip()] or [""]:
        name = part if part in names else lower.get(part.lower())
        if name is None:
            raise no_such(part or asked, list(names), case.data)
        found.append(names[name])
    if len({column.name for column in found}) < len(found):
        raise UsageError(
            f"--target names a column twice: {asked}",
            where="--target",
            fix="name each column once, with commas between",
        )
    return found


def named(case: Case) -> list[Column]:
    """Two or more columns that the statement names together as what to predict.

    [] if it names one, or none. Raises DataError for columns that cannot be predicted
    together.
    """
    columns = {column.name: column for column in case.columns}
    for chain, by_or in _chains(case):
        found = [columns[n.mention.column] for n in chain]
        if any(unusable(column, case.rows) for column in found):
            continue  # "whether image and caption match"
        which = re.search(r"\bwhich of\b|哪些", case.reading.text)
        if by_or and not which and (len(found) < 3 or not all(map(is_label, found))):
            continue  # "a or b": one of them, and the user is asked which
        fits = all(map(is_number, found)) or all(map(is_label, found))
        if fits or all(n.mention.strength >= OUTRIGHT for n in chain):
            return found
    return [columns[name] for name in _sharing(case) or _apart(case)]


def _apart(case: Case) -> list[str]:
    """Two columns of two questions: "How expensive is it, and how long will it take?
    Predict both together." """
    reading = case.reading
    if not re.search(_AS_ONE, reading.text):
        return []
    begun = [match.start() for match in re.finditer(_QUESTION, reading.text)]
    ids = {c.name for c in case.columns if c.type in ("id", "constant", "empty")}
    found: list[str] = []
    for start, end in zip(begun, [*begun[1:], len(reading.text)], strict=False):
        named = [
            n
            for n in reading.named
            if start <= n.mention.start < end
            and n.role in TARGET_ROLES
            and n.mention.strength >= PART
            and n.mention.column not in ids
        ]
        first = min((n.mention.start for n in named), default=0)
        one = _best([n for n in named if n.mention.start == first]) if named else None
        found += [one.mention.column] if one else []
    found = list(dict.fromkeys(found))
    columns = [column for column in case.columns if column.name in found]
    fits = all(map(is_number, columns)) or all(map(is_label, columns))
    return found if len(found) == 2 and fits else []


def _sharing(case: Case) -> list[str]:
    """The columns that "both estimates" means: all that end in this noun."""
    reading = case.reading
    numbers = {c.name for c in case.columns if is_number(c)}
    labels = {c.name for c in case.columns if is_label(c)}
    for start in sorted({n.mention.start for n in reading.named}):
        here = [n for n in reading.at(start) if n.role in TARGET_ROLES and not n.rank]
        before = reading.text[max(0, start - 40) : start]
        said = re.search(_ALL_OF, before)
        if not said or not any(n.mention.text.endswith("s") for n in here):
            continue
        best = max(n.mention.strength for n in here)
        many = 2 if said["two"] else 3
        names = {n.mention.column for n in here}
        if len(names) != many:
            close = [n for n in here if n.mention.strength >= best - 0.05]
            names = {n.mention.column for n in close}
        if len(names) == many and (names <= numbers or names <= labels):
            return [c.name for c in case.columns if c.name in names]
    return []


def refuse_unknown(case: Case, column: Column) -> None:
    """Raise DataError if the statement wants `column` together with something that is
    no column: "heart rate and stamina at the same time"."""
    text = case.reading.text
    if said := re.search(_AS_ONE, text):
        raise _only_one(case, column, said[0])
    for one in case.reading.of(column.name, "target", "sort"):
        sentence = case.reading.sentence_at(one.mention.start)
        later = [c.start for c in case.reading.cues if c.start > one.mention.start]
        end = min([sentence.end, *later])
        begin = one.cue.start if one.cue else sentence.start
        joined = rf"{TOGETHER}|\btogether\b(?! with)"
        if not re.search(joined, text[begin:end]) and not re.search(
            TOGETHER, sentence.text
        ):
            continue
        before = text[one.cue.end if one.cue else sentence.start : one.mention.start]
        after = text[one.mention.end : end]
        if re.search(_WITH_BEFORE, before) or re.match(_WITH_AFTER, after):
            raise _only_one(case, column, sentence.text)


def _only_one(case: Case, column: Column, said: str) -> DataError:
    return DataError(
        f"Several columns are asked for, and only `{column.name}` is known",
        where=str(case.data),
        why=f"the statement says {' '.join(said.split())[:80]!r}",
        fix=f"name them all: --target {column.name},NAME; or this one alone:"
        f" --target {column.name}",
    )


def _chains(case: Case) -> list[tuple[list[Named], bool]]:
    """Lists of mentions with nothing but commas and conjunctions between; whether one
    is "or"."""
    text = case.reading.text
    places: dict[int, list[Named]] = {}
    ids = {c.name for c in case.columns if c.type in ("id", "constant", "empty")}
    for one in case.reading.named:
        per = one.mention.column in ids and not one.mention.quoted  # "two per plant"
        if one.mention.strength >= PART and not per:
            places.setdefault(one.mention.start, []).append(one)
    single = [_best(here) for _, here in sorted(places.items())]
    single = [
        one
        for one, behind in zip(single, [*single[1:], None], strict=False)
        if not (one and behind and _modifies(one, behind))
    ]
    found, chain, by_or = [], [], False
    for one in [*single, None]:
        last = chain[-1].mention if chain else None
        link = None
        out = one is not None and one.role in ("avoid", "deny")
        out = out or bool(one and chain and _parted(chain[-1], one))
        if one and last and one.mention.start >= last.end and not out:
            link = _LINK.fullmatch(text, last.end, one.mention.start)
            link = link if link and _in_list(case, last.end, one) else None
        fused = last and one and not out and _fused(case, last, one.mention)
        new = one and one.mention.column not in {n.mention.column for n in chain}
        if one and new and (link or fused):
            chain.append(one)
            by_or = by_or or bool(link and link["or"])
            continue
        if len(chain) > 1 and _is_target(chain):
            found.append((chain, by_or))
        chain, by_or = ([one] if one else []), False
    return found


def _fused(case: Case, last: Mention, one: Mention) -> bool:
    """Whether two names without anything between are a list: 身高体重一起预测."""
    whole = min(last.strength, one.strength) >= 0.8 and not one.text.isascii()
    together = re.search(TOGETHER, case.reading.sentence_at(one.start).text)
    return last.end == one.start and (last.many or whole and bool(together))


def _modifies(one: Named, behind: Named) -> bool:
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


def _best(here: list[Named]) -> Named | None:
    """The one column that a place names; None if it may be several."""
    here = sorted(here, key=lambda n: -n.mention.strength)
    best = here[0].mention
    if best.strength < MEANT and len({n.mention.column for n in here}) > 1:
        return None
    others = [n.mention.strength for n in here if n.mention.column != best.column]
    if others and max(others) > best.strength - 0.05:
        return None
    return here[0]


def _is_target(chain: list[Named]) -> bool:
    """Whether a list follows "predict", or stands before "are the targets"."""
    first, last = chain[0], chain[-1]
    if first.cue is not None:
        return first.role in TARGET_ROLES and first.rank == 0
    both = first.role in TARGET_ROLES and last.role in TARGET_ROLES
    return last.cue is None and (last.role == "target" or both)


def is_label(column: Column) -> bool:
    """Whether a column says yes or no."""
    yes = [value for value in column.values if value.lower() in YES]
    return column.type == "boolean" or (column.unique == 2 and len(yes) == 1)


def task(case: Case, columns: list[Column], why: str) -> Task:
    """The task of predicting `columns` together.

    Raises DataError if one cannot be predicted, or they are of different kinds.
    """
    for column in columns:
        if reason := unusable(column, case.rows):
            raise DataError(
                f"`{column.name}` cannot be predicted: {reason}",
                where=str(case.data),
                fix="leave it out of --target",
            )
    note = f"targets {quoted_list([c.name for c in columns])}: {why}"
    asked = case.flags.kind
    numbers, labels = all(map(is_number, columns)), all(map(is_label, columns))
    if numbers and asked in (None, "multitarget"):
        why = "multitarget: all of them are numbers"
        return Task(tuple(columns), "multitarget", (note, why))
    if labels and asked in (None, "multilabel"):
        why = "multilabel: each of them says yes or no"
        return Task(tuple(columns), "multilabel", (note, why))
    listed = ", ".join(f"`{c.name}` ({c.type}, {c.unique} values)" for c in columns)
    timed = any(map(is_number, columns)) and any(map(is_label, columns))
    survival = len(columns) == 2 and timed and asked is None
    hint = "; a time and whether the event happened: --kind survival"
    raise DataError(
        "These columns cannot be predicted together"
        + (f" as a {asked} task" if asked else ""),
        where=str(case.data),
        why=f"{listed}: together go columns of numbers (multitarget), or columns of"
        " yes and no (multilabel)",
        fix=f"predict one at a time, such as --target {columns[0].name}"
        + (hint if survival else ""),
    )
