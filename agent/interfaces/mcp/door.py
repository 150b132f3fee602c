"""What the MCP tools share: where runs lie, and errors of ours as words that the
client's model can read. Nothing heavy is imported before a tool needs it."""

import functools
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from agent import hygiene
from agent.errors import ForgeweldError, UsageError
from agent.interfaces.mcp.answers import Answer

if TYPE_CHECKING:
    from agent.interfaces.tools import Desk
    from agent.records import ModelUse

PLAN = "forgeweld plan '…' --data DIR (data_profile lists the columns)"
Told = TypeVar("Told", bound=Answer)


@dataclass(frozen=True)
class Door:
    """How this server was started."""

    out: Path
    """The runs' home."""
    share: bool = False
    """Whether words of the data and of programs may be told, too."""
    model: bool = True
    """Whether a run may use the language model that the environment names."""

    def desk(self, data: str | None = None) -> "Desk":
        """A desk for one call. Whoever calls a tool has agreed to its title; errors
        that may quote cells are cut, unless the server may share them."""
        from agent.interfaces.tools import Desk

        where = Path(data).expanduser() if data else None
        return Desk(where, self.out, lambda what: True, self._show, self.use())

    def use(self) -> "ModelUse | None":
        """The model for runs; None for rules alone."""
        from agent.llm import read_endpoint
        from agent.records import ModelUse

        found = read_endpoint() if self.model else None
        return ModelUse(base_url=found.base_url, name=found.model) if found else None

    def run(self, run_id: str) -> Path:
        """The folder of a run below `out`. Raises UsageError with the ids there are."""
        from agent.run import rundir

        known = sorted(p.parent.name for p in self.out.glob("*/run.json"))
        if run_id in known:
            return self.out / run_id
        if run_id in ("", "last") and known:
            return rundir.find(self.out, None)
        raise UsageError(
            f"no run {hygiene.line(run_id, 80)!r}",
            why=f"there are: {', '.join(known) or 'none yet'}",
            fix="take one of these ids, or begin a run with run_start",
        )

    def _show(self, error: ForgeweldError) -> None:
        raise self.kept(error)

    def kept(self, error: ForgeweldError, see: str = PLAN) -> ForgeweldError:
        """An error about data as it may be told: its first words, as the rest may quote
        cells; whole, if the server may share them. `see`: what shows it to a person."""
        if self.share:
            return error
        return UsageError(
            hygiene.line(error.what.partition(": ")[0], 200),
            why="the rest of this message may quote the data, so no model is told",
            fix=f"the person sees it with: {see}; forgeweld mcp --share-samples tells "
            "everything",
        )


def told(tool: Callable[..., Any]) -> Callable[..., Any]:
    """A tool whose errors of ours become an `is_error` that the model can read."""

    @functools.wraps(tool)
    def call(*args: Any, **given: Any) -> Any:
        try:
            return safe(tool(*args, **given))
        except ForgeweldError as error:
            raise in_words(error) from error

    return call


def safe(answer: Told) -> Told:
    """An answer without secrets, and without characters that could act on a screen."""
    from agent.llm import from_environment

    said = from_environment().data(answer.model_dump(mode="json"))
    return type(answer).model_validate(_clean(said))


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        return hygiene.clean(value)
    if isinstance(value, dict):
        return {_clean(key): _clean(inner) for key, inner in value.items()}
    return [_clean(inner) for inner in value] if isinstance(value, list) else value


def in_words(error: ForgeweldError) -> Exception:
    """An error of ours as one of the SDK's, free of secrets and of control
    characters."""
    from mcp.server.mcpserver.exceptions import ToolError

    from agent.interfaces import telling
    from agent.llm import from_environment

    words = from_environment().text(telling.error(error))
    return ToolError(hygiene.clean(words, 4_000))
