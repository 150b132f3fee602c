"""What the tests of the model layer share: a decision to ask for, and the asking."""

import socket
from pathlib import Path
from typing import Literal

from llm_server import Answer

from agent.llm import Endpoint, Exchange, Model, Prompt
from agent.llm.abilities import save
from agent.records import Record

PROMPT = Prompt("step", "You choose the next trial.", "Trials so far: none.")


class Decision(Record):
    """A choice, a number, a text and a list, as the real ones have them."""

    rationale: str
    action: Literal["tune", "swap_fusion", "stop"]
    rate: float
    layers: int
    columns: tuple[Literal["c01", "c02"], ...]


GOOD = {
    "rationale": "the gate has not been tried",
    "action": "swap_fusion",
    "rate": 0.001,
    "layers": 2,
    "columns": ["c02", "c01"],
}


def decision(request):
    """Plays a model that always decides the same, in the way it was asked to."""
    if request.must_call:
        name = next(iter(request.tools))
        return Answer(tool_calls=[{"name": name, "arguments": GOOD}])
    return GOOD


def dead_port() -> str:
    """A base URL at which nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    return f"http://127.0.0.1:{port}/v1"


def endpoint(url: str, **values) -> Endpoint:
    """An endpoint of the test server."""
    return Endpoint(base_url=url, **{"model": "test-model", **values})


def known(where: Endpoint, cache: Path, rung: str) -> Path:
    """A cache that says that `rung` works there, so that nothing is probed."""
    save(where, cache, rung)  # type: ignore[arg-type]
    return cache


class Told(list[Exchange]):
    """Takes the exchanges that a model tells."""

    @property
    def outcomes(self) -> list[str]:
        return [exchange.outcome for exchange in self]


def model_of(
    url: str, cache: Path, rung: str | None = "json_schema", **values
) -> Model:
    """A model at `url` whose abilities are known; `rung` None to have them probed."""
    where = values.pop("endpoint", None) or endpoint(url)
    if rung:
        known(where, cache, rung)
    return Model(where, cache=cache, **values)
