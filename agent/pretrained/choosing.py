"""Which encoders a run may use: those at hand, or those that the user names."""

import re
from dataclasses import dataclass, replace
from importlib.util import find_spec
from pathlib import Path

from agent.errors import UsageError
from agent.pretrained import hub, packages
from agent.pretrained.folders import Found, look
from agent.records import TaskSpec

HUB_NAME = re.compile(r"[\w.-]+/[\w.-]+")


@dataclass(frozen=True)
class Wanted:
    """What the user says of pretrained encoders."""

    names: tuple[str, ...] = ()
    """Of encoders at hand, folders, or models of the hub; none for what suits."""
    forbidden: bool = False
    """Whether none is to be used."""
    download: bool = False
    """Whether models of the hub may be fetched."""


def chosen(wanted: Wanted, spec: TaskSpec) -> tuple[tuple[Found, ...], tuple[str, ...]]:
    """The encoders for the modalities of a task, at most one for a kind of data, and
    what the user should know: a hub that can't be reached is no reason to stop.

    Raises UsageError for a name that is nowhere, or suits nothing in the data.
    """
    if wanted.forbidden:
        return (), ()
    kinds, told = {m.kind for m in spec.modalities}, []
    found: dict[str, Found] = {}
    for name in wanted.names:
        try:
            one = named(name, download=wanted.download)
        except hub.Unreachable as error:
            told.append(f"{name} is not used: the hub can't be reached ({error})")
            told.append(f"at hand are: {_at_hand()}")
            continue
        if one.record.kind not in kinds:
            raise UsageError(
                f"{name} reads {one.record.cell}s, and the data has none",
                why="modalities: " + ", ".join(sorted(kinds)),
                fix="leave --encoder out, or name another one",
            )
        found[one.record.kind] = one
    for one in packages.installed():
        if one.record.kind in kinds:
            found.setdefault(one.record.kind, one)
    return _apart([found[kind] for kind in sorted(found)]), tuple(told)


def _apart(found: list[Found]) -> tuple[Found, ...]:
    """Encoders with names of their own: the kind beside a name that two have."""
    names = [one.record.name for one in found]
    made = []
    for one in found:
        record = one.record
        if names.count(record.name) > 1:
            name = f"{record.name}-{record.kind}"
            record = record.model_copy(update={"name": name})
        made.append(replace(one, record=record))
    return tuple(made)


def named(name: str, *, download: bool = False) -> Found:
    """The encoder that a name or a path means. Raises UsageError if there is none,
    hub.Unreachable if only the hub could have it, and does not answer."""
    for one in packages.installed():
        if name in (one.record.name, one.record.source.split()[1]):
            return one
    folder = Path(name).expanduser()
    if folder.is_dir():
        one = look(folder.resolve(), f"folder {folder.resolve().name}")
    elif HUB_NAME.fullmatch(name) and find_spec("huggingface_hub") is not None:
        one = hub.kept(name) or hub.fetch(name, consent=download)
    else:
        raise UsageError(
            f"there is no encoder {name!r} on this machine",
            where="--encoder",
            why=f"at hand are: {_at_hand()}",
            fix="name one of these, a folder or ORGANISATION/MODEL, or none",
        )
    require(one)
    return one


def _at_hand() -> str:
    return ", ".join(one.record.name for one in packages.installed()) or "none"


def require(one: Found) -> None:
    """Raises UsageError if the package that builds an encoder is not installed."""
    if find_spec(one.record.library) is None:
        raise UsageError(
            f"{one.record.name} needs the package {one.record.library}",
            why="it is not installed beside Forgeweld",
            fix="pip install 'forgeweld[pretrained]'",
        )
