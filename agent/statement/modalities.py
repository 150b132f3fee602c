"""Which columns feed the model, as modalities, and which are left out and why."""

import re
from dataclasses import dataclass, field

from agent.data import data_kinds
from agent.errors import DataError, UsageError
from agent.lexicon import DERIVED
from agent.records import Column, Modality
from agent.statement.case import Case
from agent.statement.exclusion import says_of
from agent.statement.forbidding import OPEN
from agent.statement.grouping import kinds_of, of_kind, parted
from agent.statement.near import closest
from agent.statement.reading import Named, Reading, looks_back
from agent.words import name_words

SURE = 0.7  # strength of a mention on which a column is left out or kept alone
PART = 0.35  # the same for a part of its name that no other column has
SIGNS = 0.4  # the same in Chinese, where a sign is a larger part of a name

_LEFT_OUT = {
    "id": "an id",
    "constant": "the same in every row",
    "empty": "empty",
    "unreadable": "not readable",
}


@dataclass
class _Choice:
    """Columns kept, and those left out with the reason, in the making."""

    kept: list[Column]
    out: dict[str, str] = field(default_factory=dict)
    asked_out: list[str] = field(default_factory=list)

    def drop(self, names: set[str], reason: str) -> None:
        for column in list(self.kept):
            if column.name in names:
                self.kept.remove(column)
                self.out[column.name] = reason


@dataclass(frozen=True)
class Inputs:
    """The modalities of a task, and how they came about."""

    modalities: tuple[Modality, ...]
    ignore: tuple[str, ...]
    must_not_use: tuple[str, ...]
    """Columns that the user or the statement forbade."""
    notes: tuple[str, ...]


def find_inputs(
    case: Case,
    targets: tuple[Column, ...],
    found: tuple[str, ...] = (),
    *,
    apart: bool = False,
) -> Inputs:
    """Part the columns into modalities: media and sets one each, texts, and a table.

    Everything usable is used unless the user restricts it. `found` are the columns that
    a retrieval looks for: inputs, too, but nothing that copies them is, nor what the
    test table lacks; for it texts stay `apart`. Raises UsageError for a flag that
    matches no column, DataError if nothing is left to learn from.
    """
    reading, use, ignore = case.reading, case.flags.use, case.flags.ignore
    wanted = {target.name for target in targets}
    choice = _Choice([column for column in case.columns if column.name not in wanted])
    _leave_unusable(choice, targets, case.given)
    if found:
        sought = tuple(column for column in case.columns if column.name in found)
        others = _Choice([c for c in choice.kept if c.name not in found], choice.out)
        _leave_unusable(others, sought, case.given)
        choice.kept = [*others.kept, *(c for c in choice.kept if c.name in found)]
    usable = list(choice.kept)
    _obey_flags(choice, usable, case.columns, use, ignore)
    if not use:
        _obey_words(choice, reading, usable)
    if not choice.kept:
        named = " and ".join(f"`{target.name}`" for target in targets)
        raise DataError(
            f"No column is left to predict {named or 'anything'} from",
            where=str(case.data),
            why="; ".join(f"`{name}`: {why}" for name, why in choice.out.items()),
            fix="allow more columns with --use, or forbid fewer with --ignore",
        )
    notes = [*_left_out(choice.out)]
    if not (use or ignore or choice.asked_out):
        notes += _unnamed(reading, choice.kept)
    return Inputs(
        parted(choice.kept, apart=apart),
        tuple(choice.out),
        tuple(choice.asked_out),
        tuple(notes),
    )


def _leave_unusable(choice: _Choice, targets: tuple[Column, ...], given: bool) -> None:
    """Leave out what carries nothing, or would not be there when predicting."""
    for column in list(choice.kept):
        copied = [
            t.name
            for t in targets
            if _derived(column.name, t.name) and not (given and not t.in_given)
        ]
        if column.type in _LEFT_OUT and column.type not in data_kinds.streams():
            choice.drop({column.name}, _LEFT_OUT[column.type])
        elif given and not column.in_given and targets:
            choice.drop({column.name}, "the test table lacks it")
        elif copied:
            choice.drop({column.name}, f"looks like a copy of the target `{copied[0]}`")


def _derived(name: str, target: str) -> bool:
    """Whether one name is the other plus words such as `id` or `name`."""
    words, wanted = name_words(name), name_words(target)
    core = [word for word in wanted if word not in DERIVED] or wanted
    same = [word for word in words if word not in DERIVED] == core
    return same and words != wanted and len(words) <= len(core) + 1


def _obey_flags(
    choice: _Choice,
    usable: list[Column],
    columns: tuple[Column, ...],
    use: tuple[str, ...],
    ignore: tuple[str, ...],
) -> None:
    names = [column.name for column in columns]
    if use:
        wanted = {n for entry in use for n in _matching(entry, usable, names, "--use")}
        rest = [column.name for column in choice.kept if column.name not in wanted]
        choice.drop(set(rest), "not among --use")
        choice.asked_out += rest
    for entry in ignore:
        unwanted = _matching(entry, usable, names, "--ignore")
        dropped = [column.name for column in choice.kept if column.name in unwanted]
        choice.drop(unwanted, "left out by --ignore")
        choice.asked_out += dropped


def _matching(
    entry: str, usable: list[Column], names: list[str], flag: str
) -> set[str]:
    """Columns that a flag's entry means: a column, a modality, or a word for a kind."""
    if entry in names:
        return {entry}
    for modality in parted(usable):
        if modality.name == entry:
            return set(modality.columns)
    kinds = kinds_of(usable)
    for kind, pattern in data_kinds.kind_words().items():
        found = of_kind(kinds, kind)
        said = entry.lower() == kind or re.fullmatch(pattern, entry.lower())
        if said and found:
            return found
    near = closest(entry, names)
    raise UsageError(
        f"{flag} {entry}: there is no such column, modality or kind of data",
        where=flag,
        why=f"closest: {', '.join(near)}" if near else f"there are {', '.join(names)}",
        fix=f"{flag} {(near or names)[0]}",
    )


def _obey_words(choice: _Choice, reading: Reading, usable: list[Column]) -> None:
    """Follow "only the pictures" and "without the name" in the statement."""
    avoided = _meant(reading, usable, "avoid")
    only = _meant(reading, usable, "only") - avoided
    if only:
        rest = [column.name for column in choice.kept if column.name not in only]
        choice.drop(set(rest), "the statement wants others only")
        choice.asked_out += rest
    dropped = [column.name for column in choice.kept if column.name in avoided]
    choice.drop(avoided, "the statement excludes it")
    choice.asked_out += dropped


def _meant(reading: Reading, usable: list[Column], role: str) -> set[str]:
    """Columns that stand after a cue of `role`, by name or by their kind.

    A name beats a kind: "without the camera" means a column `camera` if there is one.
    """
    found = {
        n.mention.column
        for n in reading.named
        if n.role == role and n.cue is None and _heard(n)
    } & {column.name for column in usable}
    kinds = kinds_of(usable)
    if role == "avoid":  # "location may not be used"
        found |= {span.text for span in reading.shut} & {c.name for c in usable}
        for span in [span for span in reading.shut if not span.text]:
            for kind, pattern in data_kinds.kind_words().items():
                if re.search(pattern, reading.text[span.start : span.end]):
                    found |= of_kind(kinds, kind)
    places = [
        start
        for start, _ in {(n.mention.start, n.mention.column) for n in reading.named}
    ]
    for cue in [cue for cue in reading.cues if cue.role == role]:
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
        }
        text = "" if looks_back(reading, cue) else reading.text[cue.end : end]
        if role == "avoid":  # 别用文本,录音可以
            text = "".join(c for c in re.split("(?=[,，])", text) if not _open(c))
        taken = [
            n.mention.text
            for n in reading.named
            if n.cue == cue and (n.mention.column in named or n.mention.strength >= 0.9)
        ]
        for words in taken:  # of "the dermoscopy image" the image is no kind
            noun = "|".join(data_kinds.kind_words().values())
            text = re.sub(rf"{re.escape(words)}(?:\s+(?:{noun}))?", " ", text)
        counted = re.sub(
            r".*?(?:\b(?:both|two|three)(?: of)?(?: the)? (\w+)|$)",
            r"\1 ",
            reading.text[cue.end : end],
        )  # "the two pictures", of which one is called a scan
        for kind, pattern in data_kinds.kind_words().items():
            if re.search(pattern, f"{text} {counted}"):
                named |= of_kind(kinds, kind)
        found |= named
    return found


def _open(clause: str) -> bool:
    """Whether a clause after a Chinese comma allows what it names."""
    return bool(re.match(rf"[,，][^,，]*(?:{OPEN})", clause)) and not clause.isascii()


def _all_about(reading: Reading, named: Named) -> bool:
    """Whether all that has to do with a word is meant: "nothing about delivery"."""
    before = reading.text[max(0, named.mention.start - 40) : named.mention.start]
    about = (
        r"\b(?:nothing|anything|everything|information|data|details)"
        r" (?:about|on|of|regarding|concerning) (?:the )?$"
    )
    return _heard(named) and bool(re.search(about, before))


def _heard(named: Named) -> bool:
    """Whether a part of a name is large enough to mean it."""
    least = PART if named.mention.text.isascii() else SIGNS
    return named.mention.strength >= least


def _by_part(named: Named, role: str, places: list[int]) -> bool:
    """Whether part of a name is enough to leave a column out: "without the yield"
    where only `yield_t_ha` is one, "without prices" where several are."""
    mention = named.mention
    alone = places.count(mention.start) == 1 or mention.many
    told = role in ("avoid", "only") and not mention.value
    return told and _heard(named) and alone


def _left_out(out: dict[str, str]) -> list[str]:
    """One note per reason."""
    notes = []
    for reason in dict.fromkeys(out.values()):
        names = ", ".join(f"`{name}`" for name, why in out.items() if why == reason)
        notes.append(f"not used: {names} ({reason})")
    return notes


def _unnamed(reading: Reading, kept: list[Column]) -> list[str]:
    """A note if the statement lists inputs and there are others, which are used too."""
    listed = {
        named.mention.column
        for column in kept
        for named in reading.of(column.name, "input")
        if named.mention.strength >= SURE
    }
    others = [column.name for column in kept if column.name not in listed]
    if not listed or not others:
        return []
    shown = ", ".join(f"`{name}`" for name in others[:8])
    more = f" and {len(others) - 8} more" if len(others) > 8 else ""
    return [
        f"used although the statement does not list them: {shown}{more}"
        " (say 'only', or --use and --ignore, to restrict)"
    ]
