"""Errors as RFC 9457 problem+json, with the exit code of the command line as `code`."""

from http import HTTPStatus
from typing import Any

from pydantic import ValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from agent import hygiene
from agent.errors import ForgeweldError

TYPE = "urn:forgeweld:problem:"
STATUS = {"usage": 422, "data": 422, "run": 409, "budget": 409}
STATUS |= {"sandbox": 503, "closing": 503}
"""By the name of an error; a language model's are 502."""
USAGE, FAULT = 2, 1
"""Exit codes."""


class NotThere(ForgeweldError):
    """A run, a trial or a file that does not exist."""

    exit_code = USAGE
    code = "not-found"


class Conflict(ForgeweldError):
    """Something that can't be done in the state that a run is in."""

    exit_code = USAGE
    code = "conflict"


def problem(
    status: int,
    title: str,
    *,
    name: str = "usage",
    code: int = USAGE,
    headers: dict[str, str] | None = None,
    **more: Any,
) -> JSONResponse:
    """One problem; `more` are its other members, the empty ones left out."""
    body = {"type": TYPE + name, "title": title, "status": status, "code": code}
    body |= {key: value for key, value in more.items() if value}
    return JSONResponse(
        body, status, headers=headers, media_type="application/problem+json"
    )


def of(error: ForgeweldError) -> JSONResponse:
    """A named error of ours."""
    own = {"not-found": 404, "conflict": 409}
    status = {**STATUS, **own}.get(error.code, 502 if error.exit_code == 4 else 500)
    return problem(
        status,
        hygiene.clean(error.what),
        name=error.code,
        code=error.exit_code,
        detail=hygiene.clean(error.why),
        where=hygiene.clean(error.where),
        fix=hygiene.clean(error.fix),
    )


async def forgeweld(request: Request, error: Exception) -> Response:
    """Handler of every error of ours."""
    assert isinstance(error, ForgeweldError)
    return of(error)


async def http(request: Request, error: Exception) -> Response:
    """Handler of what Starlette or a check refuses."""
    assert isinstance(error, HTTPException)
    phrase = HTTPStatus(error.status_code).phrase
    detail = error.detail if error.detail != phrase else ""
    headers = dict(error.headers or {})
    return problem(error.status_code, phrase, detail=detail, headers=headers)


async def invalid(request: Request, error: Exception) -> Response:
    """Handler of fields that are missing, unknown or of another type."""
    assert isinstance(error, ValidationError)
    fields = [
        {"field": ".".join(map(str, e["loc"])), "message": e["msg"]}
        for e in error.errors(include_input=False, include_url=False)
    ]
    said = "; ".join(f"{f['field'] or 'body'}: {f['message']}" for f in fields[:5])
    title = "the fields can't be used as given"
    return problem(422, title, detail=hygiene.clean(said), errors=fields)


async def fault(request: Request, error: Exception) -> Response:
    """Handler of what nobody foresaw; the traceback goes to the server's stderr."""
    title = "Forgeweld itself failed"
    where = "the terminal of forgeweld ui has the traceback"
    return problem(500, title, name="fault", code=FAULT, where=where)
