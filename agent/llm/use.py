"""A run's settings -> the model that is asked, with its caps and its past cost."""

from collections.abc import Callable
from typing import Any

from agent.errors import UsageError
from agent.llm import endpoint
from agent.llm.calls import Exchange
from agent.llm.caps import Caps, Price, Spent, Usage
from agent.llm.model import Model
from agent.records import ModelUse


def open_model(
    use: ModelUse,
    *,
    log: Callable[..., object] = lambda kind, **data: None,
    left: Callable[[], float] = lambda: float("inf"),
    stopping: Callable[[], bool] = lambda: False,
    show: Callable[[str, dict[str, Any]], None] = lambda name, body: None,
    before: tuple[dict, ...] = (),
) -> Model:
    """The model; nothing is sent yet. `log` takes an event for each call; `before` are
    those of an earlier process of the same run.

    Raises UsageError if none is configured.
    """
    found = None
    if use.replay is None:
        found = endpoint.read(model=use.name, base_url=use.base_url)
        if found is None:
            raise UsageError(
                "no language model is configured",
                why="neither OPENAI_API_KEY nor a base URL is given",
                fix="set OPENAI_API_KEY, or name a server with --base-url and --model",
            )
    caps = Caps(
        calls=use.calls,
        input_tokens=use.input_tokens,
        output_tokens=use.output_tokens,
        money=use.money,
    )
    price = Price(input=use.price[0], output=use.price[1]) if use.price else None

    def told(exchange: Exchange) -> None:
        log("model.asked", **exchange.model_dump(mode="json"))

    return Model(
        found,
        caps=caps,
        price=price,
        spent=spent(before, price),
        structured=use.structured,
        left=left,
        stopping=stopping,
        tell=told,
        show=show,
        record=use.record,
        replay=use.replay,
    )


def spent(before: tuple[dict, ...], price: Price | None) -> Spent:
    """What the calls of these `model.asked` events have cost."""
    usage = Usage()
    for data in before:
        usage += Usage.model_validate(data["usage"]) if data["usage"] else Usage()
    return Spent(
        calls=sum(data["attempts"] for data in before),
        failed=sum(data["outcome"] != "ok" for data in before),
        usage=usage,
        money=price.of(usage) if price else None,
        seconds=sum(data["seconds"] for data in before),
    )
