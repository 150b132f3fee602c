"""Prompts: Jinja text of `templates/prompts/`, a stable part and one that varies."""

from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from agent.hygiene import quoted
from agent.llm.privacy import shown
from agent.llm.schema import compact

TEMPLATES = Path(__file__).resolve().parents[2] / "templates" / "prompts"


@dataclass(frozen=True)
class Prompt:
    """What the model is told in one call; calls know nothing of each other."""

    name: str
    """For records: which prompt this is."""
    system: str
    """Role and rules: the same in every call, so that prefix caches serve it."""
    user: str
    """The matter itself, what changes least first."""

    def __add__(self, more: str) -> "Prompt":
        """The same prompt with `more` at its end."""
        return replace(self, user=f"{self.user.rstrip()}\n\n{more.strip()}\n")

    def ruled(self, rule: str) -> "Prompt":
        """The same prompt with `rule` at the end of its stable part."""
        return replace(self, system=f"{self.system.rstrip()}\n\n{rule.strip()}\n")

    @property
    def messages(self) -> tuple[tuple[str, str], ...]:
        """(role, text) each."""
        return (("system", self.system.strip()), ("user", self.user.strip()))


def render(name: str, **values: Any) -> Prompt:
    """The prompt `templates/prompts/<name>.jinja`: its blocks `system` and `user`.

    Raises jinja2.UndefinedError for a value that is missing.
    """
    template = environment().get_template(f"{name}.jinja")
    parts = {
        block: "".join(template.blocks[block](template.new_context(values)))
        for block in ("system", "user")
    }
    return Prompt(name, **parts)


def piece(name: str, **values: Any) -> str:
    """A text of `templates/prompts/` that is part of other prompts."""
    return environment().get_template(f"{name}.jinja").render(**values)


@cache
def environment():
    """The Jinja environment of prompts: strict; filters shown, quoted and json."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    def as_json(value: Any) -> str:
        return str(value) if isinstance(value, StrictUndefined) else compact(value)

    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=False,
    )
    made.filters["shown"] = shown
    made.filters["quoted"] = quoted
    made.filters["json"] = as_json  # what is undefined raises
    return made
