"""Which encoders a run may use: those at hand, or those that the user names."""

from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from agent.errors import UsageError
from agent.pretrained import packages
from agent.pretrained.folders import Found, look
from agent.records import TaskSpec


@dataclass(frozen=True)
class Wanted:
    """What the user says of pretrained encoders."""

    names: tuple[str, ...] = ()
    """Of encoders at hand, folders, or models of the hub; none for what suits."""
    forbidden: bool = False
    """Whether none is to be used."""


def chosen(wanted: Wanted, spec: TaskSpec) -> tuple[Found, ...]:
    """The encoders for the modalities of a task, at most one for a kind of data.

    Raises UsageError for a name that is nowhere, or suits nothing in the data.
    """
    if wanted.forbidden:
        return ()
    kinds = {m.kind for m in spec.modalities}
    found: dict[str, Found] = {}
    for name in wanted.names:
        one = named(name)
        if one.record.kind not in kinds:
            raise UsageError(
                f"{name} reads {one.record.kind}s, and the data has none",
                why="modalities: " + ", ".join(sorted(kinds)),
                fix="leave --encoder out, or name another one",
            )
        found[one.record.kind] = one
    for one in packages.installed():
        if one.record.kind in kinds:
            found.setdefault(one.record.kind, one)
    return tuple(found[kind] for kind in sorted(found))


def named(name: str) -> Found:
    """The encoder that a name or a path means. Raises UsageError if there is none."""
    known = packages.installed()
    for one in known:
        if name in (one.record.name, one.record.source.split()[1]):
            return one
    folder = Path(name).expanduser()
    if folder.is_dir():
        one = look(folder, f"folder {folder.name}")
        require(one)
        return one
    at_hand = ", ".join(one.record.name for one in known) or "none"
    raise UsageError(
        f"there is no encoder {name!r} on this machine",
        where="--encoder",
        why=f"at hand are: {at_hand}",
        fix="name one of these or a folder, or leave --encoder out",
    )


def require(one: Found) -> None:
    """Raises UsageError if the package that builds an encoder is not installed."""
    if find_spec(one.record.library) is None:
        raise UsageError(
            f"{one.record.name} needs the package {one.record.library}",
            why="it is not installed beside Forgeweld",
            fix="pip install 'forgeweld[pretrained]'",
        )
