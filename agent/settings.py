"""What a user sets once: in the environment, a project's file, their own file.

A flag wins over FORGEWELD_* over `forgeweld.toml` (or `[tool.forgeweld]` in
pyproject.toml) over `$XDG_CONFIG_HOME/forgeweld/config.toml` over the default. No key
of a model's server is among them: that comes from OPENAI_API_KEY alone.
"""

import difflib
import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from agent.errors import UsageError

Origin = Literal["environment", "project", "user", "default"]
SECRET = re.compile(r"key|token|secret|passw", re.IGNORECASE)
FILE, PYPROJECT, TABLE = "forgeweld.toml", "pyproject.toml", "forgeweld"


@dataclass(frozen=True)
class Key:
    """One setting: its type, its default, and what it may be."""

    type: type
    default: Any
    what: str
    choices: tuple[str, ...] = ()
    above: float | None = None
    """The value is larger than this."""
    own: bool = False
    """Not taken from a project's file, which may come from anybody: it says where
    questions and keys go."""
    variable: str = ""
    """Name of the environment variable, if it is not FORGEWELD_ and the key's."""


KEYS = {
    "out": Key(str, "generated", "Folder of the runs; relative to its file."),
    "minutes": Key(float, 10.0, "Total time of a run.", above=0),
    "trials": Key(int, None, "Most trials of a run.", above=0),
    "seed": Key(int, 0, "Of splits and trainings.", above=-1),
    "on_missing": Key(
        str, "auto", "About files that are missing.", ("auto", "fail", "drop", "mask")
    ),
    "encoding": Key(str, None, "Of text files, if not UTF-8."),
    "sandbox": Key(str, "auto", "Backend; forgeweld doctor lists them."),
    "single": Key(bool, False, "Deliver one model, no ensemble."),
    "no_refit": Key(bool, False, "Deliver the very model scored."),
    "max_params": Key(int, None, "Parameters of all that is delivered.", above=0),
    "max_latency": Key(float, None, "Milliseconds per row.", above=0),
    "model": Key(str, None, "Language model to ask."),
    "base_url": Key(str, None, "Of its server.", own=True, variable="OPENAI_BASE_URL"),
    "no_model": Key(bool, False, "Rules alone."),
    "no_invent": Key(bool, False, "No new blocks by the model."),
    "share_samples": Key(bool, False, "Let it see programs' words.", own=True),
    "hide_names": Key(bool, False, "Keep columns' names from it."),
    "max_calls": Key(int, None, "To the model, in a run.", above=-1),
    "max_tokens": Key(int, None, "Read by it, in a run.", above=-1),
    "max_cost": Key(float, None, "Needs price.", above=-1),
    "price": Key(str, None, "Of a million tokens: INPUT,OUTPUT."),
    "lang": Key(str, "auto", "Of messages.", ("en", "zh", "auto")),
}


@dataclass(frozen=True)
class Setting:
    """A value, and whence it is."""

    value: Any
    origin: Origin
    where: str = ""
    """The variable or the file."""


def load(
    folder: Path,
    file: Path | None = None,
    environment: Mapping[str, str] = os.environ,
) -> dict[str, Setting]:
    """Every setting as it holds in `folder`; `file` stands in for the project's.

    Raises UsageError for a file that can't be read, an unknown key, a wrong value.
    """
    found = {name: Setting(key.default, "default") for name, key in KEYS.items()}
    user, project = user_file(environment), file or project_file(folder)
    places: tuple[tuple[Origin, Path | None], ...]
    places = ("user", user), ("project", project)
    for origin, path in places:
        if path is None or not _there(path):
            if path is not None and path == file:
                raise UsageError("there is no such file", where=str(path))
            continue
        for name, value in _table(path).items():
            where = f"{path}: {name}"
            checked = check(name, value, where, theirs=origin == "project" and not file)
            if name == "out":
                checked = str(path.resolve().parent / checked)
            found[name] = Setting(checked, origin, str(path))
    for name in KEYS:
        variable = variable_of(name)
        if said := environment.get(variable, "").strip():
            value = parse(name, said, variable)
            found[name] = Setting(value, "environment", variable)
    return found


def variable_of(name: str) -> str:
    """The environment variable of a key."""
    return KEYS[name].variable or f"FORGEWELD_{name.upper()}"


def user_file(environment: Mapping[str, str] = os.environ) -> Path:
    """The user's own file, there or not."""
    home = environment.get("XDG_CONFIG_HOME", "").strip()
    base = Path(home) if home else Path("~/.config").expanduser()
    return base / "forgeweld" / "config.toml"


def project_file(folder: Path) -> Path | None:
    """The nearest file with settings, in `folder` or above it."""
    for place in (folder.resolve(), *folder.resolve().parents):
        if (place / FILE).is_file():
            return place / FILE
        own = place / PYPROJECT
        if own.is_file() and TABLE in _parsed(own).get("tool", {}):
            return own
    return None


def check(name: str, value: Any, where: str, *, theirs: bool = False) -> Any:
    """`value`, if the key takes it; numbers as the key's type. Raises UsageError."""
    key = _known(name, where)
    if theirs and key.own:
        raise UsageError(
            f"{name} can't stand in a project's file",
            where=where,
            why="who wrote that file would say where your questions and your key go",
            fix=f"forgeweld config set {name} …, or {variable_of(name)}",
        )
    kinds = (int, float) if key.type is float else key.type
    wrong = not isinstance(value, kinds) or (
        isinstance(value, bool) and key.type is not bool
    )
    limit = key.above is not None and not wrong and not value > key.above
    if wrong or limit or (key.choices and value not in key.choices):
        raise UsageError(
            f"{name} can't be {value!r}",
            where=where,
            why=f"it is {_words(key)}",
            fix=f"such as {name} = {toml(_example(key))}",
        )
    return float(value) if key.type is float else value


def parse(name: str, said: str, where: str) -> Any:
    """The value that a text stands for. Raises UsageError."""
    key, value = _known(name, where), said
    if key.type is bool:
        value = {"true": True, "1": True, "false": False, "0": False}.get(
            said.lower(), said
        )
    elif key.type is not str:
        try:
            value = key.type(said)
        except ValueError:
            value = said
    return check(name, value, where)


def schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of a file of settings, for editors."""
    kinds = {str: "string", int: "integer", float: "number", bool: "boolean"}
    properties = {}
    for name, key in KEYS.items():
        told: dict[str, Any] = {"type": kinds[key.type], "description": key.what}
        if key.choices:
            told["enum"] = list(key.choices)
        if key.above is not None:
            told["exclusiveMinimum"] = key.above
        if key.default is not None:
            told["default"] = key.default
        properties[name] = told
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "forgeweld.toml",
        "type": "object",
        "additionalProperties": False,
        "properties": properties,
    }


def written(path: Path, name: str, value: Any) -> None:
    """Put `name = value` into a file, in place of the line that it has; None takes it
    out. Other lines stay."""
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    mine = re.compile(rf"\s*{re.escape(name)}\s*=")
    at = next((i for i, line in enumerate(lines) if mine.match(line)), len(lines))
    lines[at : at + 1] = [] if value is None else [f"{name} = {toml(value)}"]
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(path.name + ".tmp")
    part.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    part.replace(path)


def toml(value: Any) -> str:
    """A value as TOML has it."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        escaped = value.replace("\\", "\\\\").replace('"', '\\"')
        return f'"{escaped}"'
    return f"{value:g}" if isinstance(value, float) else str(value)


def _known(name: str, where: str) -> Key:
    if name in KEYS:
        return KEYS[name]
    if SECRET.search(name):
        raise UsageError(
            f"{name!r} is no setting",
            where=where,
            why="keys of servers stand in no file of ours",
            fix="set OPENAI_API_KEY in the environment",
        )
    near = difflib.get_close_matches(name, KEYS, n=2) or list(KEYS)
    raise UsageError(
        f"{name!r} is no setting", where=where, fix=f"there are {', '.join(near)}"
    )


def _table(path: Path) -> dict[str, Any]:
    whole = _parsed(path)
    return whole["tool"][TABLE] if path.name == PYPROJECT else whole


def _there(path: Path) -> bool:
    try:
        return path.exists()
    except OSError as error:  # a folder that may not be looked into
        raise _unread(path, error) from error


def _parsed(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise _unread(path, error) from error


def _unread(path: Path, error: Exception) -> UsageError:
    return UsageError(
        "the settings can't be read",
        where=str(path),
        why=str(error),
        fix="mend the file, or take it away",
    )


def _words(key: Key) -> str:
    if key.choices:
        return f"one of {', '.join(key.choices)}"
    kinds = {str: "a text", int: "a whole number", float: "a number"}
    limit = f" above {key.above:g}" if key.above is not None else ""
    return kinds.get(key.type, "true or false") + limit


def _example(key: Key) -> Any:
    usual = {str: "…", int: 8, float: 1.5, bool: True}
    return usual[key.type] if key.default is None else key.default
