"""`forgeweld config show|set|unset|path|schema`, and settings as defaults of flags."""

import os
from pathlib import Path
from typing import Any

import click

from agent import settings
from agent.errors import UsageError
from agent.interfaces.screen import put, put_json

ELSEWHERE = ("model", "base_url")
"""Settings that hold as environment variables, as the run process reads them there."""


def defaults(cli: click.Group, file: Path | None) -> dict[str, dict[str, Any]]:
    """Click's default_map: by command, the settings that somebody has set. A flag of
    that name with another default means something else, and is left alone."""
    found = settings.load(Path.cwd(), file)
    held = {n: s for n, s in found.items() if s.origin != "default"}
    for name in ELSEWHERE:
        if name in held:
            os.environ[environment(name)] = str(held.pop(name).value)
    made: dict[str, dict[str, Any]] = {}
    for command in cli.commands.values():
        for param in command.params:
            name = param.name or ""
            if name in held and same(param, settings.KEYS[name].default):
                made.setdefault(command.name or "", {})[name] = held[name].value
    return made


def environment(name: str) -> str:
    """The variable by which a model's name and server are known."""
    return settings.variable_of(name)


def same(param: click.Parameter, default: Any) -> bool:
    """Whether a flag has the default of the setting of its name."""
    own = param.to_info_dict()["default"]
    if own is None or str(own).startswith("Sentinel"):  # click's word for no default
        own = False if isinstance(param, click.Option) and param.is_flag else None
    return (str(own) if isinstance(own, Path) else own) == default


def show(file: Path | None, *, origin: bool, as_json: bool) -> None:
    """Every setting as it holds here; secrets are none of them."""
    from agent.llm.redact import from_environment

    clean = from_environment("").text
    found = settings.load(Path.cwd(), file)
    rows = {
        name: {
            "value": clean(s.value) if isinstance(s.value, str) else s.value,
            "origin": s.origin,
            "where": s.where,
        }
        for name, s in found.items()
    }
    if as_json:
        put_json({"settings": rows})
        return
    for name, row in rows.items():
        value = "—" if row["value"] is None else settings.toml(row["value"])
        where = f"  {row['origin']} {row['where']}".rstrip() if origin else ""
        put(f"{name:14} {value:24}{where}".rstrip())
    key = "set" if os.environ.get("OPENAI_API_KEY") else "not set"
    put(f"OPENAI_API_KEY is {key}; it is read from the environment alone")


def change(name: str, value: str | None, *, project: bool, as_json: bool) -> None:
    """Write a setting to the user's file, or to ./forgeweld.toml; None takes it out."""
    path = Path.cwd() / settings.FILE if project else settings.user_file()
    checked = None
    if value is not None:
        where = f"{path}: {name}"
        checked = settings.parse(name, value, where)
        settings.check(name, checked, where, theirs=project)
    elif name not in settings.KEYS:
        raise UsageError(f"{name!r} is no setting", fix="forgeweld config show")
    try:
        settings.written(path, name, checked)
    except OSError as error:
        raise UsageError(
            "the settings can't be written", where=str(path), why=str(error)
        ) from error
    if as_json:
        put_json({"file": str(path), "key": name, "value": checked})
    else:
        put(f"{path}: {name} {'is gone' if value is None else f'= {value}'}")


def path(*, as_json: bool) -> None:
    """The files that are read, there or not."""
    user, project = settings.user_file(), settings.project_file(Path.cwd())
    own = project or Path.cwd() / settings.FILE
    if as_json:
        put_json({"user": str(user), "project": str(own)})
        return
    for name, place in (("user", user), ("project", own)):
        put(f"{name:8} {place}{'' if place.exists() else ' (not there)'}")


def register(cli: click.Group) -> None:
    """The command group, with its sub-commands."""
    json_ = click.option("--json", "json_", is_flag=True)

    @cli.group()
    def config() -> None:
        """Show and change what is set once: files, environment, defaults."""

    @config.command("show")
    @click.option("--origin", is_flag=True, help="Whence each value is.")
    @json_
    @click.pass_context
    def show_(ctx: click.Context, origin: bool, json_: bool) -> None:
        """Show every setting as it holds here."""
        show(ctx.find_root().params.get("config_"), origin=origin, as_json=json_)

    @config.command("set")
    @click.argument("key")
    @click.argument("value")
    @click.option("--project", is_flag=True, help="In ./forgeweld.toml.")
    @json_
    def set_(key: str, value: str, project: bool, json_: bool) -> None:
        """Write KEY = VALUE to your own file."""
        change(key, value, project=project, as_json=json_)

    @config.command("unset")
    @click.argument("key")
    @click.option("--project", is_flag=True, help="In ./forgeweld.toml.")
    @json_
    def unset_(key: str, project: bool, json_: bool) -> None:
        """Take KEY out of your own file."""
        change(key, None, project=project, as_json=json_)

    @config.command("path")
    @json_
    def path_(json_: bool) -> None:
        """Tell which files are read."""
        path(as_json=json_)

    @config.command("schema")
    @json_
    def schema_(json_: bool) -> None:
        """Print the JSON Schema of a file of settings, for editors."""
        put_json(settings.schema())
