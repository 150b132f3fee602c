"""What the flags say of a language model, and what is shown of its prompts."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from agent.errors import UsageError
from agent.interfaces.screen import put, say
from agent.records import ModelUse
from agent.run.events import Event

if TYPE_CHECKING:
    from agent.run.request import Request


def used(flags: dict[str, Any]) -> ModelUse | None:
    """What the flags say of the model; None if none is configured or wanted."""
    from agent.llm import endpoint

    if flags["no_model"]:
        return None
    if flags["replay"] is None:
        found = endpoint.read(model=flags["model"], base_url=flags["base_url"])
        if found is None and flags["require_llm"]:
            raise UsageError(
                "--require-llm, but no model is configured",
                why="neither OPENAI_API_KEY nor a base URL is given",
                fix="set OPENAI_API_KEY, or name a server with --base-url and --model",
            )
        if found is None:
            return None
    return ModelUse(
        base_url=flags["base_url"],
        name=flags["model"],
        structured=flags["structured"],
        invent=not flags["no_invent"],
        require=flags["require_llm"],
        share_samples=flags["share_samples"],
        hide_names=flags["hide_names"],
        calls=flags["max_calls"],
        input_tokens=flags["max_tokens"],
        money=flags["max_cost"],
        price=prices(flags["price"]),
        record=absolute(flags["record"]),
        replay=absolute(flags["replay"]),
        show=flags["show_prompts"],
    )


def prices(text: str | None) -> tuple[float, float] | None:
    """INPUT,OUTPUT as numbers. Raises UsageError."""
    if text is None:
        return None
    try:
        first, second = (float(part) for part in text.split(","))
    except ValueError as error:
        raise UsageError(
            f"--price {text!r} is not INPUT,OUTPUT",
            fix="give the money for a million tokens, such as --price 0.4,1.6",
        ) from error
    return first, second


def absolute(path: Path | None) -> Path | None:
    """The run process works elsewhere."""
    return path.resolve() if path else None


def who(use: ModelUse | None) -> str:
    """The planner, in a line: who, and where the prompts go."""
    if use is None:
        return "rules (no model is configured)"
    if use.replay:
        return f"rules and a recorded model, from {use.replay.name}; nothing is sent"
    from agent.llm import endpoint

    found = endpoint.read(model=use.name, base_url=use.base_url)
    assert found
    place = "" if found.local else ": columns' names and summaries go there, no cells"
    return f"rules and {found.model} at {found.host}{place}"


def shown(name: str, body: dict[str, Any]) -> None:
    """One request as it is sent, on stderr."""
    for line in prompt_lines(name, body):
        say(line)


def lines(kind: str, data: dict[str, Any]) -> Iterator[str]:
    """The words for an event about the model, if it is worth some."""
    if kind == "model.prompt":
        yield from prompt_lines(data["name"], data["body"])
    elif kind == "model.failed":
        yield f"model: {data['message']}"
    elif kind == "model.decided":
        usage = data["usage"]
        tokens = usage["input_tokens"] + usage["output_tokens"]
        yield f"model: {data['action']} ({tokens} tokens): {data['rationale']}"
    elif kind == "block.tried":
        what = f"{data['role']} {data['name']}, source {data['attempt']}"
        why = f": {data['why'].splitlines()[0]}" if data["why"] else ""
        yield f"model: {what} {data['stage']}{why}"


def cost(seen: list[Event]) -> str:
    """What the model cost in a run, in a line; empty if none was asked."""
    asked = [e.data for e in seen if e.type == "model.asked"]
    if not asked:
        return ""
    calls = sum(data["attempts"] for data in asked)
    usages = [data["usage"] for data in asked if data["usage"]]
    read = sum(usage["input_tokens"] for usage in usages)
    written = sum(usage["output_tokens"] for usage in usages)
    guessed = " (partly estimated)" if any(u["estimated"] for u in usages) else ""
    steps = sum(e.type == "model.decided" for e in seen)
    what = f"{calls} calls, {read:,} tokens read, {written:,} written{guessed}"
    return f"model        {what}; {steps} decisions"


def prompt_lines(name: str, body: dict[str, Any]) -> Iterator[str]:
    """A request to the model, message by message, then what else goes with it."""
    yield f"— {name} prompt —"
    for message in body["messages"]:
        for line in str(message["content"]).splitlines():
            yield f"{message['role']:>7} | {line}"
    rest = {k: v for k, v in body.items() if k != "messages"}
    yield f"   with | {json.dumps(rest, ensure_ascii=False)}"


def first_question(use: ModelUse | None, ask: "Request") -> dict[str, Any] | None:
    """What a model would be asked first, as it would be sent; nothing is."""
    if use is None:
        return None
    from agent.llm.use import open_model
    from agent.run import prepare

    prompt, form = prepare.question(ask, hide=use.hide_names)
    return open_model(use).preview(prompt, form)


def dry(use: ModelUse | None, body: dict[str, Any] | None) -> None:
    """Tell of the first question, and where it would go."""
    if use is None or body is None:
        put("no model is configured: nothing would be sent anywhere")
        return
    put(f"planner: {who(use)}")
    for line in prompt_lines("first", body):
        put(line)
    put("then, at each step that the model is given: the kinds of the modalities, the")
    put("names of blocks, a table of trials and scores (--show-prompts prints them)")
