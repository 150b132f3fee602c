"""From a raw answer to a validated one, or to a short list of what is wrong with it."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from pydantic import BaseModel, ValidationError

from agent.llm import repair
from agent.llm.ladder import Wanted
from agent.llm.privacy import shown
from agent.llm.wire import Answer

T = TypeVar("T")
M = TypeVar("M", bound=BaseModel)
PROBLEMS = 6
"""Faults that are told at once; more only confuse."""
LENGTH = 300
"""Characters of one of them."""


@dataclass(frozen=True)
class Reading(Generic[T]):
    """What could be made of one answer."""

    value: T | None
    problems: tuple[str, ...] = ()
    """What is wrong, for the model; empty if the value can be used."""
    repairs: tuple[str, ...] = ()
    malformed: bool = False
    """Whether its form is what is wrong, as an endpoint without the feature has it."""


def typed(
    answer: Answer,
    wanted: Wanted,
    form: type[M],
    check: Callable[[M], list[str]] | None = None,
) -> Reading[M]:
    """The answer as `form`, repaired where that needs no guess, then checked."""
    if answer.tool is not None and answer.tool != wanted.name:
        told = f"there is no tool {shown(answer.tool)}: call {wanted.name}"
        return Reading(None, (told,), malformed=True)
    text = answer.arguments if answer.tool is not None else answer.text
    if problem := _nothing(answer, text):
        return Reading(None, (problem,), malformed=not answer.refusal)
    found, repairs = repair.to_dict(text, wanted.schema, answer.truncated)
    if found is None:
        told = "it was cut off: be shorter" if answer.truncated else _NO_OBJECT
        return Reading(None, (told,), tuple(repairs), malformed=not answer.truncated)
    try:
        value = form.model_validate_json(json.dumps(found))
    except ValidationError as error:
        return Reading(None, _told(error), tuple(repairs), malformed=True)
    return _checked(value, check, tuple(repairs))


def text(
    answer: Answer, fence: str | None, check: Callable[[str], list[str]] | None = None
) -> Reading[str]:
    """The answer as text; with `fence` the content of its first complete block."""
    if problem := _nothing(answer, answer.text):
        return Reading(None, (problem,))
    said, repairs = repair.thoughts_off(answer.text)
    if fence is None:
        if answer.truncated:
            return Reading(None, ("it was cut off: be shorter",))
        return _checked(said.strip(), check, tuple(repairs))
    blocks = repair.fences(said)
    if not blocks:
        cut = "it was cut off: " if answer.truncated else ""
        return Reading(None, (f"{cut}no complete block ```{fence} … ``` was in it",))
    return _checked(blocks[0][1], check, tuple(repairs))


def still_thinking(answer: Answer) -> bool:
    """Whether the limit was used up before a word of the answer itself."""
    written = repair.thoughts_off(answer.text)[0] + answer.arguments
    return answer.truncated and not written.strip()


_NO_OBJECT = "there was no readable JSON object in it"


def _nothing(answer: Answer, text: str) -> str | None:
    """Why there is nothing to read; None if there is."""
    if answer.refusal or answer.finish == "content_filter":
        return "it was refused; only a choice among harmless settings is asked for"
    if text.strip():
        return None
    return "it was cut off before it began" if answer.truncated else "it was empty"


def _checked(
    value: T, check: Callable[[T], list[str]] | None, repairs: tuple[str, ...]
) -> Reading[T]:
    problems = check(value) if check else []
    return Reading(value, tuple(problems), repairs)


def _told(error: ValidationError) -> tuple[str, ...]:
    """What is wrong where, with the values allowed, in a few words each."""
    told = []
    for fault in error.errors(include_url=False, include_input=False)[:PROBLEMS]:
        where = ".".join(shown(str(part))[1:-1] for part in fault["loc"]) or "answer"
        what = {"missing": "is missing", "extra_forbidden": "is no field of it"}
        told.append(f"{where}: {what.get(fault['type'], fault['msg'])}"[:LENGTH])
    return tuple(told)
