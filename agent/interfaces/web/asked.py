"""What clients send, as strict models: unknown fields are refused, numbers bounded."""

import json
from typing import Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field
from starlette.exceptions import HTTPException
from starlette.requests import Request

from agent.records import Kind
from agent.run.rundir import NAME

MINUTES = Field(default=10.0, gt=0, le=60 * 24 * 30)


class Asked(BaseModel):
    """Base of all requests' bodies."""

    model_config = ConfigDict(
        extra="forbid", allow_inf_nan=False, use_attribute_docstrings=True
    )


class Data(Asked):
    """Of which data the profile is wanted."""

    data: str = Field(min_length=1, max_length=4096)
    """Path of a folder or file on the server's machine."""
    encoding: str | None = Field(default=None, max_length=40)


class Task(Data):
    """A sentence about data, with the options of the command line."""

    statement: str = Field(min_length=1, max_length=20_000)
    minutes: float = MINUTES
    """Total time."""
    trials: int | None = Field(default=None, ge=1)
    seed: int = Field(default=0, ge=0, lt=2**32)
    target: str | None = Field(default=None, max_length=1000)
    metric: str | None = Field(default=None, max_length=100)
    kind: Kind | None = None
    levels: str | None = Field(default=None, max_length=1000)
    positive: str | None = Field(default=None, max_length=200)
    use: list[str] = Field(default=[], max_length=1000)
    ignore: list[str] = Field(default=[], max_length=1000)
    on_missing: Literal["auto", "fail", "drop", "mask"] = "auto"
    single: bool = False
    refit: bool = True
    max_params: int | None = Field(default=None, ge=1)
    max_latency: float | None = Field(default=None, gt=0)
    """Milliseconds per row."""


class Start(Task):
    """A run to begin. The same task without `new` goes on with the run it has."""

    name: str | None = Field(default=None, pattern=f"^{NAME}$")
    new: bool = False
    model: bool = False
    """Whether the configured language model proposes beside the rules."""


class Action(Asked):
    """Something to be done with a run."""

    type: Literal["pause", "stop", "resume", "skip", "extend", "pin", "forbid", "free"]
    minutes: float | None = Field(default=None, gt=0, le=60 * 24 * 30)
    """For extend: how many more; for resume: a new total."""
    block: str | None = Field(default=None, min_length=1, max_length=200)
    """For pin, forbid and free: a block's or a modality's name."""


class Message(Asked):
    """Words for the chat."""

    text: str = Field(min_length=1, max_length=10_000)
    data: str | None = Field(default=None, max_length=4096)
    """The data that is meant, where no run says it."""


class Answer(Asked):
    """To a question of the chat."""

    option: Literal["allow", "reject"]


Body = TypeVar("Body", bound=Asked)


async def body(request: Request, model: type[Body]) -> Body:
    """The request's JSON as `model`. Raises HTTPException 400 or 415, or
    ValidationError."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json":
        raise HTTPException(415, "send application/json")
    try:
        given: Any = json.loads(await request.body())
    except (ValueError, RecursionError) as error:
        raise HTTPException(400, f"no JSON: {str(error)[:100]}") from error
    return model.model_validate(given)
