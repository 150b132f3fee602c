"""Which columns feed the model, as modalities, and which are left out and why."""

import re
from dataclasses import dataclass, field
from pathlib import Path

from agent.data import data_kinds
from agent.data.film_sounds import with_sounds
from agent.errors import DataError, UsageError
from agent.records import Column, Modality
from agent.statement import made_of
from agent.statement.alone import THESE
from agent.statement.case import Case
from agent.statement.grouping import kinds_of, of_kind, parted
from agent.statement.heard import SURE, meant
from agent.statement.near import closest, quoted_list
from agent.statement.reading import TARGET_ROLES, Reading
from agent.vocabulary.lexicon import DERIVED
from agent.vocabulary.words import name_words

_LEFT_OUT = {
    "id": "an id",
    "constant": "the same in every row",
    "empty": "empty",
    "unreadable": "not readable",
}

_HALF = 0.4  # strength of a mention that tells what a retrieval looks for


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
    lacked: list[str] = []
    if not use:
        media = {c.name for c in usable if c.type in data_kinds.streams()}
        sought = _sought(reading, media) if apart else set()
        alone = _obey_words(choice, reading, usable, sought)
        unread = [column for column in case.columns if column.unread]
        if unread and not alone:
            check_read(case, meant(reading, unread, "only"))
        lacked = _only_lacked(case, choice, alone)
    if not choice.kept:
        named = " and ".join(f"`{target.name}`" for target in targets)
        raise DataError(
            f"No column is left to predict {named or 'anything'} from",
            where=str(case.data),
            why="; ".join(f"`{name}`: {why}" for name, why in choice.out.items()),
            fix="allow more columns with --use, or forbid fewer with --ignore",
        )
    notes = made_of.notes(choice.kept, targets)
    notes += _left_out(choice.out)
    if lacked:
        notes.append(f"to be used alone, but no input: {quoted_list(lacked)}")
    if not (use or ignore or choice.asked_out):
        notes += _unnamed(reading, choice.kept)
    return Inputs(
        parted(choice.kept, apart=apart),
        tuple(choice.out),
        tuple(choice.asked_out),
        tuple(notes),
    )


def check_read(case: Case, demanded: set[str]) -> None:
    """Raise DataError if the files of a column that is demanded aren't read."""
    for column in case.columns:
        if column.name in demanded and column.unread:
            raise DataError(
                f"`{column.name}` has to be used, but is no input",
                where=str(case.data),
                why=column.unread,
                fix="make it readable, or demand other columns",
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
            choice.drop({column.name}, column.unread or _LEFT_OUT[column.type])
        elif column.sound_of in {target.name for target in targets}:
            choice.drop({column.name}, "the sound of what is looked for")
        elif given and not column.in_given and targets:
            choice.drop({column.name}, "the test table lacks it")
        elif {*column.blank_with} & {t.name for t in targets}:
            choice.drop({column.name}, "empty in every row without a target")
        elif {*column.blank_tells} & {t.name for t in targets}:
            choice.drop({column.name}, "tells which rows have a target")
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
    wanted = {n for entry in use for n in _matching(entry, usable, names, "--use")}
    if use:
        used = with_sounds(wanted, usable)
        rest = [column.name for column in choice.kept if column.name not in used]
        choice.drop(set(rest), "not among --use")
        choice.asked_out += rest
    for entry in ignore:
        unwanted = _matching(entry, usable, names, "--ignore")
        unwanted = _with_films(choice, unwanted, wanted)
        dropped = [column.name for column in choice.kept if column.name in unwanted]
        choice.drop(unwanted, "left out by --ignore")
        choice.asked_out += dropped


def _with_films(choice: _Choice, out: set[str], asked: set[str]) -> set[str]:
    """The columns that are left `out`: films with their sound, but where it is `asked`
    for, or nothing else is left: there "without the video" means the pictures."""
    films = out | with_sounds(out, choice.kept) - asked
    return films if any(c.name not in films for c in choice.kept) else out


def _matching(
    entry: str, usable: list[Column], names: list[str], flag: str
) -> set[str]:
    """Columns that a flag's entry means: a column, a modality, or a word for a kind."""
    if entry in names:
        return {entry}
    logs = {c.name for c in usable if entry in (c.lines_of, Path(c.lines_of).stem)}
    if entry and logs:
        return logs
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


def _sought(reading: Reading, media: set[str]) -> set[str]:
    """What a retrieval looks for, and from what, by the verbs: inputs, too. Of media
    half a name is enough, but where two have it: the photo of `img_path`."""
    these = [match.start() for match in re.finditer(THESE, reading.text)]
    alone = {n.mention for n in reading.named if len(reading.at(n.mention.start)) == 1}
    return {
        n.mention.column
        for n in reading.named
        for half in [n.mention.column in media and (n.role or n.mention in alone)]
        if n.mention.strength >= (_HALF if half else SURE)
        and (
            n.role in TARGET_ROLES
            or n.role in ("", "input")
            and any(n.mention.start < place for place in these)
        )
    }


def _obey_words(
    choice: _Choice, reading: Reading, usable: list[Column], sought: set[str]
) -> bool:
    """Follow "only the pictures" and "without the name" in the statement; what is
    `sought` is used, too. Whether it wants some alone."""
    avoided = meant(reading, usable, "avoid")
    only = meant(reading, usable, "only") - avoided
    avoided = _with_films(choice, avoided, only | meant(reading, usable, "input"))
    only = with_sounds(only, usable) - avoided
    if only or sought and re.search(THESE, reading.text):
        only |= sought - avoided
        rest = [column.name for column in choice.kept if column.name not in only]
        choice.drop(set(rest), "the statement wants others only")
        choice.asked_out += rest
    dropped = [column.name for column in choice.kept if column.name in avoided]
    choice.drop(avoided, "the statement excludes it")
    choice.asked_out += dropped
    return bool(only)


def _only_lacked(case: Case, choice: _Choice, alone: bool) -> list[str]:
    """The columns that the statement wants alone and that are no inputs, such as those
    that the test table lacks; `alone` says that others are.

    Raises DataError if no others are.
    """
    gone = [c for c in case.columns if c.name in choice.out and c.type != "id"]
    gone = [c for c in gone if c.name not in choice.asked_out]
    sure = {n.mention.column for n in case.reading.named if n.mention.strength >= SURE}
    lacked = sorted(meant(case.reading, gone, "only") & sure)
    if lacked and not alone:
        raise DataError(
            f"{quoted_list(lacked)} alone is to be used, but is no input",
            where=str(case.data),
            why="; ".join(f"`{name}`: {choice.out[name]}" for name in lacked),
            fix="name columns that are there, or choose with --use",
        )
    return lacked


def _left_out(out: dict[str, str]) -> list[str]:
    """One note per reason."""
    notes = []
    for reason in dict.fromkeys(out.values()):
        names = ", ".join(f"`{name}`" for name, why in out.items() if why == reason)
        notes.append(f"not used: {names} ({reason})")
    return notes


def _unnamed(reading: Reading, kept: list[Column]) -> list[str]:
    """A note if the statement lists inputs and there are others, which are used too;
    those that it speaks of by half a name are listed, too."""
    listed = {
        named.mention.column
        for column in kept
        for named in reading.of(column.name, "input")
        if named.mention.strength >= SURE
    }
    spoken = {named.mention.column for named in reading.named}
    known = with_sounds(listed | spoken, kept)
    others = [c.name for c in kept if c.name not in known and not c.lines_of]
    if not listed or not others:
        return []
    shown = ", ".join(f"`{name}`" for name in others[:8])
    more = f" and {len(others) - 8} more" if len(others) > 8 else ""
    return [
        f"used although the statement does not list them: {shown}{more}"
        " (say 'only', or --use and --ignore, to restrict)"
    ]
