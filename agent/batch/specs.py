"""Files and folders -> the runs of a batch: every data set with every setting."""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from agent.errors import ForgeweldError, UsageError

TEXTS = ("target", "metric", "kind", "levels", "positive", "encoding", "sandbox")
NUMBERS = ("minutes", "trials", "seed", "max_params", "max_latency")
LISTS = ("use", "ignore")
SWITCHES = ("single", "no_refit", "no_model")
OTHERS = ("on_missing",)
KNOWN = (*TEXTS, *NUMBERS, *LISTS, *SWITCHES, *OTHERS)
"""Flags of `forgeweld run` that a spec may set, with _ for -."""
TASK = "task.md"


@dataclass(frozen=True)
class Case:
    """One run of a batch."""

    name: str
    source: Path
    """The file or folder that asked for it."""
    statement: str = ""
    data: Path = Path()
    flags: dict[str, object] = field(default_factory=dict)
    floors: dict[str, float] = field(default_factory=dict)
    """Metric -> the worst value that passes, from the spec itself."""
    broken: ForgeweldError | None = None
    """Why it can't be run, if it can't; the other cases are run all the same."""

    @property
    def slug(self) -> str:
        """Its name as a folder's."""
        return re.sub(r"[^A-Za-z0-9]+", "-", self.name).strip("-")[:60] or "case"


def cases(specs: Sequence[Path], matrix: Path | None) -> list[Case]:
    """Every spec with every setting of the matrix, in order.

    Raises UsageError for a matrix that can't be used, and for no spec at all; a broken
    spec becomes a case that says so.
    """
    more, settings = _matrix(matrix) if matrix else ([], {"": {}})
    every = [*specs, *more]
    if not every:
        raise UsageError(
            "nothing to run", fix="name a spec.toml, or a folder with task.md"
        )
    found, taken = [], dict[str, int]()
    for path in every:
        one = _read(path)
        for setting, flags in settings.items():
            name = f"{one.name}/{setting}" if setting else one.name
            taken[name] = taken.get(name, 0) + 1
            name += f"-{taken[name]}" if taken[name] > 1 else ""
            both = {**one.flags, **flags}
            found.append(
                Case(
                    name=name,
                    source=path,
                    statement=one.statement,
                    data=one.data,
                    flags=both,
                    floors=one.floors,
                    broken=one.broken,
                )
            )
    return found


def _matrix(path: Path) -> tuple[list[Path], dict[str, dict[str, object]]]:
    """Further specs, and the settings by name."""
    said = _toml(path)
    if strange := set(said) - {"specs", "settings"}:
        raise _wrong(path, f"it has {', '.join(sorted(strange))}", "specs, settings")
    specs, settings = said.get("specs", []), said.get("settings", {})
    if not isinstance(specs, list) or not isinstance(settings, dict):
        raise _wrong(path, "specs is a list of paths", "[settings.NAME] tables")
    for name, flags in settings.items():
        if not isinstance(flags, dict):
            raise _wrong(path, f"settings.{name} is no table", f"[settings.{name}]")
        _checked(path, flags)
    return [path.parent / str(spec) for spec in specs], settings or {"": {}}


def _read(path: Path) -> Case:
    """One data set; broken rather than raising."""
    try:
        return _folder(path) if path.is_dir() else _file(path)
    except ForgeweldError as error:
        return Case(name=path.stem or str(path), source=path, broken=error)


def _folder(path: Path) -> Case:
    task = path / TASK
    if not task.exists():
        raise UsageError(
            f"{path.name}/ has no {TASK}",
            where=str(path),
            why="it is to say in words what to predict from the data beside it",
            fix=f"write {TASK}, or name a spec.toml",
        )
    statement = task.read_text(encoding="utf-8")
    return Case(name=path.resolve().name, source=path, statement=statement, data=path)


def _file(path: Path) -> Case:
    said = _toml(path)
    floors, statement = said.pop("fail_under", {}), said.pop("statement", None)
    data, name = said.pop("data", "."), said.pop("name", path.stem)
    if not isinstance(statement, str):
        raise _wrong(path, "there is no statement", 'statement = "Predict …"')
    numbers = isinstance(floors, dict) and all(
        isinstance(v, int | float) for v in floors.values()
    )
    if not numbers:
        raise _wrong(path, "fail_under is no table of numbers", "{ f1_macro = 0.8 }")
    _checked(path, said)
    return Case(
        name=str(name),
        source=path,
        statement=statement,
        data=path.parent / str(data),
        flags=said,
        floors={str(k): float(v) for k, v in floors.items()},
    )


def _checked(path: Path, flags: dict) -> None:
    """UsageError for a flag that `forgeweld run` does not have, or of another type."""
    for name, value in flags.items():
        if name not in KNOWN:
            raise _wrong(path, f"there is no setting {name!r}", ", ".join(KNOWN))
        good = (
            isinstance(value, bool)
            if name in SWITCHES
            else (
                isinstance(value, int | float) and not isinstance(value, bool)
                if name in NUMBERS
                else isinstance(value, list | str) if name in LISTS else True
            )
        )
        if not good:
            kind = "true or false" if name in SWITCHES else "a number or a list"
            raise _wrong(path, f"{name} = {value!r}", f"{name} is {kind}")


def _toml(path: Path) -> dict:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UsageError(
            f"{path.name} can't be read",
            where=str(path),
            why=str(error),
            fix="it is to be TOML: see forgeweld baseline --help",
        ) from error


def _wrong(path: Path, why: str, fix: str) -> UsageError:
    return UsageError(f"{path.name} can't be used", where=str(path), why=why, fix=fix)
