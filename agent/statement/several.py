"""Several columns to predict at once: numbers together, or yes/no labels together."""

import re

from agent.errors import DataError, UsageError
from agent.records import Column
from agent.statement.case import Case, Task
from agent.statement.chains import PART, TOGETHER, best, chains
from agent.statement.kind import is_number
from agent.statement.listed import lists_classes
from agent.statement.near import no_such, quoted_list
from agent.statement.reading import TARGET_ROLES
from agent.statement.usable import unusable
from agent.vocabulary.lexicon import YES

_OUT = ("avoid", "deny", "only")
OUTRIGHT = 0.94  # strength of a mention that is the column's own name

_USED = "".join(f"(?<!{w} )" for w in ("use", "using", "from", "with", "combine"))
"""Before what is used, and so not asked for: "use both pictures together"."""
_AS_ONE = (
    r"\b(?:predict|forecast|estimate|model|learn|want|need|train)\b[^.;]{0,30}"
    rf"{_USED}\b(?:two|both|them)\b[^.;]{{0,20}}\b(?:together|jointly|simultaneously"
    r"|at once|at the same time|in one)\b"
    r"|\b(?:predict|estimate|forecast) both(?=\s*(?:[,.;!]|$))"
    rf"|{_USED}\bboth\b[^.;?]{{0,10}}\b(?:together|jointly|at once|at the same time"
    r"|in one)\b"
    r"|\b(?:one|a single|the same) (?:single )?(?:model|network|net)"
    r" (?:for|does|doing|that does) (?:both|the two)\b|\bboth,? (?:in )?one (?:model"
    r"|network|net)\b|\b(?:both|the two)\b[^.;]{0,30}"
    r"\b(?:in|with|by) (?:one|a single|the same) (?:model|go|network)\b"
    r"|多[大宽深长久高重厚快][、和与及跟][^,，。；;]{0,6}多[大宽深长久高重厚快]"
)
"""Two things are to be predicted together."""
_QUESTION = (
    r"(?:^|[,;.?]|\band\b)\s*(?:and |for |in |at |by )*(?:how|what|which|whether|when"
    r"|who|will|does|do|did|is|are|was|has|can)\b"
)
_ALL_OF = (
    r"(?:\b(?P<two>both(?: of)?|the two|two)|\b(?P<three>all three|the three|three))"
    r"(?: (?:the|these|our|its|kinds of|sorts of|types of))* $"
    r"|(?:(?P<pair>两)|三)[个项种样列]的?$"
)
"""Before the noun that several columns share: "both estimates"."""
_WITH_BEFORE = (
    r"\w[\w' -]*\b(?:and|as well as|plus) (?:the |its )?$"
    r"|[\w)](?:和|与|及|以及|、)[\u3400-\u9fff]{0,4}$"
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
    for chain, by_or in chains(case):
        found = [columns[n.mention.column] for n in chain]
        if any(unusable(column, case.rows) for column in found):
            continue  # "whether image and caption match"
        which = re.search(r"\bwhich of\b|哪些", case.reading.text)
        if by_or and not which and (len(found) < 3 or not all(map(is_label, found))):
            continue  # "a or b": one of them, and the user is asked which
        fits = all(map(is_number, found)) or all(map(is_label, found))
        if fits or all(n.mention.strength >= OUTRIGHT for n in chain):
            return found
    found = _sharing(case) or _apart(case) or _quoted(case)
    return [columns[name] for name in found]


def _quoted(case: Case) -> list[str]:
    """The columns that a test table lacks and that one sentence quotes: "how many came
    in (`came_in`), and how many went out (`went_out`)?" """
    lacked = {c.name for c in case.columns if case.given and not c.in_given}
    for sentence in case.reading.sentences if len(lacked) > 1 else ():
        here = [
            n
            for n in case.reading.named
            if sentence.start <= n.mention.start < sentence.end
            and n.mention.column in lacked
            and n.mention.quoted
        ]
        found = list(dict.fromkeys(n.mention.column for n in here))
        columns = [column for column in case.columns if column.name in found]
        fits = all(map(is_number, columns)) or all(map(is_label, columns))
        if len(found) > 1 and fits and all(n.role not in _OUT for n in here):
            return found
    return []


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
        one = best([n for n in named if n.mention.start == first]) if named else None
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
        chinese = said is not None and not said[0].isascii()
        plural = chinese or any(n.mention.text.endswith("s") for n in here)
        if not said or not here or not plural:
            continue
        most = max(n.mention.strength for n in here)
        many = 2 if said["two"] or said["pair"] else 3
        names = {n.mention.column for n in here}
        if len(names) != many:
            close = [n for n in here if n.mention.strength >= most - 0.05]
            names = {n.mention.column for n in close}
        if len(names) == many and (names <= numbers or names <= labels):
            return [c.name for c in case.columns if c.name in names]
    return []


def refuse_unknown(case: Case, column: Column) -> None:
    """Raise DataError if the statement wants `column` together with something that is
    no column: "heart rate and stamina at the same time"."""
    text = case.reading.text
    if column.mark and lists_classes(case, column):
        return  # 坑槽、裂缝可能同时出现: several of its labels
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
        if re.search("[两三]个", one.mention.text):  # 早晚两个重量
            raise _only_one(case, column, sentence.text)
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
