"""The rungs on which a typed answer is asked for, from the strictest to plain text.

A rung that an endpoint lacks is left for the next lower one. Tools and response_format
are never in one request: several servers then heed neither.
"""

from typing import Any, Literal, get_args

from pydantic import BaseModel, ConfigDict

from agent.llm import faults, schema
from agent.llm.prompts import Prompt, piece

Rung = Literal[
    "json_schema", "tool", "tool_required", "json_with_schema", "json", "text"
]
RUNGS: tuple[Rung, ...] = get_args(Rung)
LOWEST: Rung = "text"
CHOICES = ("auto", "json_schema", "tool", "json", "text")
"""What a user may say; all but auto begin there without a probe."""
STARTS: dict[str, Rung] = {
    "json_schema": "json_schema",
    "tool": "tool",
    "json": "json_with_schema",
    "text": "text",
}
PARAMETERS = {
    "temperature": ("temperature",),
    "max_tokens": ("max_tokens",),
    "max_completion_tokens": ("max_completion_tokens",),
    "parallel_tool_calls": ("parallel_tool_calls",),
    "system": ("system role", "role 'system'", "'system'", "roles must alternate"),
}
"""What a call can do without, and the words by which an endpoint refuses it."""


class Wanted:
    """The form of one answer: a pydantic type and what endpoints are told of it."""

    def __init__(self, answer: type[BaseModel], official: bool):
        self.answer, self.official = answer, official
        self.name = answer.__name__.lower()
        self.schema = schema.wire(answer)
        if official:
            self.schema = schema.without_lengths(self.schema)

    def shape(self, rung: Rung) -> dict[str, Any]:
        """The part of a request that asks for this form on a rung."""
        if rung == "json_schema":
            named = {"name": self.name, "strict": True, "schema": self.schema}
            return _format(type="json_schema", json_schema=named)
        if rung == "json_with_schema":
            return _format(type="json_object", schema=self.schema)
        if rung == "json":
            return _format(type="json_object")
        if rung == LOWEST:
            return {}
        named = {"type": "function", "function": {"name": self.name}}
        function = {
            "name": self.name,
            "description": "Give your answer.",
            "parameters": self.schema,
        }
        return {
            "tools": [{"type": "function", "function": function}],
            "tool_choice": named if rung == "tool" else "required",
            "parallel_tool_calls": False,
        }

    def prompt(self, prompt: Prompt, rung: Rung) -> Prompt:
        """The prompt with the form spelt out, unless the endpoint tells the model.

        Most servers only constrain what a model writes and never show it the schema.
        """
        if rung.startswith("tool") or (self.official and rung == "json_schema"):
            return prompt
        example = schema.example(self.schema)
        return prompt.ruled(piece("form", schema=self.schema, example=example))


class Sky(BaseModel):
    """What a probe asks for: a choice, a number and a short text, as all answers do."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    reason: str
    colour: Literal["blue", "green", "red"]
    days: int


def below(rung: Rung) -> Rung | None:
    """The next lower rung; None below the lowest."""
    i = RUNGS.index(rung) + 1
    return RUNGS[i] if i < len(RUNGS) else None


def rungs(official: bool) -> tuple[Rung, ...]:
    """The rungs that make sense at an endpoint: OpenAI knows no schema in JSON mode."""
    return tuple(r for r in RUNGS if not (official and r == "json_with_schema"))


def unsupported(fault: faults.Fault) -> bool:
    """Whether a fault means that the endpoint lacks the form asked for."""
    if fault.kind == "form":
        return True
    if fault.kind != "status" or fault.too_long or fault.lacks_model:
        return False
    if fault.status in (400, 404, 415, 422):
        return True
    return fault.status in (500, 501) and fault.about_form


def refused_parameter(fault: faults.Fault, sent: frozenset[str]) -> str | None:
    """The parameter that a refusal names, of those that can be left out."""
    if fault.status not in (400, 422) or fault.too_long:
        return None
    for name, words in PARAMETERS.items():
        if name in sent and fault.names(*words):
            return name
    return None


def _format(**values: Any) -> dict[str, Any]:
    return {"response_format": values}
