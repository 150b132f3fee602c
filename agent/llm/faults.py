"""What can go wrong with one request, in one form, whoever raised it."""

import email.utils
import json
import time
from typing import Any, Literal

from pydantic import ValidationError

from agent.llm.waiting import NotConnected, TooSlow

Kind = Literal["connect", "tls", "lost", "timeout", "status", "body", "form", "page"]
TEMPORARY = frozenset({429, 500, 502, 503, 504})
"""Statuses after which the same request may succeed."""
FEATURES = (
    "response_format",
    "json_schema",
    "json_object",
    "structured",
    "schema",
    "grammar",
    "guided",
    "tool",
    "function",
)
"""Words by which a message tells that the form of the request is at fault."""


class Fault(Exception):
    """One failed request."""

    def __init__(
        self,
        kind: Kind,
        message: str,
        status: int | None = None,
        code: str = "",
        retry_after: float | None = None,
    ):
        super().__init__(message)
        self.kind: Kind = kind
        self.message, self.status, self.code = message, status, code
        self.retry_after = retry_after

    @property
    def temporary(self) -> bool:
        """Whether the same request may succeed a little later."""
        if self.kind == "status":
            return self.status in TEMPORARY and not self.spent
        return self.kind in ("connect", "lost", "timeout", "body")

    @property
    def spent(self) -> bool:
        """Whether the account has no credit: a 429 that no waiting mends."""
        return self.status == 429 and "quota" in f"{self.code} {self.message}".lower()

    @property
    def too_long(self) -> bool:
        """Whether the prompt does not fit into the model's context."""
        said = f"{self.code} {self.message}".lower()
        return (
            "context_length" in said
            or "context length" in said
            or ("context" in said and "exceed" in said)
        )

    @property
    def lacks_model(self) -> bool:
        """Whether the model's name is what the endpoint does not know."""
        if self.code == "model_not_found":
            return True
        missing = ("not found", "not exist", "unknown model", "no such model")
        about_model = self.names("model") and not self.names(*FEATURES)
        return self.status in (400, 404) and about_model and self.names(*missing)

    @property
    def about_form(self) -> bool:
        """Whether the message says that the form of the request is at fault."""
        return self.names(*FEATURES)

    def names(self, *words: str) -> bool:
        """Whether the message names one of these parameters or features."""
        said = f"{self.code} {self.message}".lower()
        return any(word in said for word in words)


def known() -> tuple[type[Exception], ...]:
    """What the client raises. An answer in no known form ends in an error of Python:
    the client looks for its parts unchecked."""
    from openai import OpenAIError

    broken = (ValueError, TypeError, KeyError, IndexError, AttributeError)
    return (OpenAIError, *broken)


def slow(error: TooSlow) -> Fault:
    """The fault behind a wait that was given up."""
    kind = "connect" if isinstance(error, NotConnected) else "timeout"
    return Fault(kind, str(error))


def of(error: Exception, media_type: str = "") -> Fault:
    """The fault behind an exception of the client.

    `media_type` is that of the response, if there was one.
    """
    import openai

    if isinstance(error, openai.APIStatusError):
        return _status(error)
    if isinstance(error, openai.APIConnectionError):
        return _connection(error)
    if isinstance(error, ValidationError):  # such as a tool's arguments not as text
        return Fault("form", "the answer has another form than the protocol's")
    if isinstance(error, json.JSONDecodeError):
        return Fault("body", f"the answer is no JSON: {error.msg}")
    if media_type and "json" not in media_type:
        return Fault("page", f"the answer is {media_type.split(';')[0]}, not JSON")
    if isinstance(error, openai.OpenAIError):
        return Fault("body", f"the client failed: {error}")
    return Fault("body", f"the answer is no chat completion: {_short(str(error))}")


def _status(error: Any) -> Fault:
    body = error.body if isinstance(error.body, dict) else {}
    told = body.get("error")
    inner = told if isinstance(told, dict) else body
    said = inner.get("message") or body.get("detail") or error.body or error.message
    text = said if isinstance(said, str) else json.dumps(said, default=str)
    return Fault(
        "status",
        _short(text),
        status=error.status_code,
        code=str(inner.get("code") or inner.get("type") or ""),
        retry_after=retry_after(error.response.headers.get("retry-after")),
    )


def _connection(error: Any) -> Fault:
    """Tells a server that is not there from one that hung up."""
    chain: list[BaseException] = []
    cause: BaseException | None = error
    while cause is not None and cause not in chain:
        chain.append(cause)
        cause = cause.__cause__ or cause.__context__
    names = {type(e).__name__ for e in chain}
    said = _short(str(chain[-1]) or str(error))
    if names & {"SSLError", "SSLCertVerificationError"}:
        return Fault("tls", said)
    if names & {"ConnectError", "ConnectTimeout", "ProxyError", "UnsupportedProtocol"}:
        return Fault("connect", said)
    if "ReadTimeout" in names or "WriteTimeout" in names or "PoolTimeout" in names:
        return Fault("timeout", "no answer in time")
    return Fault("lost", said)


def retry_after(text: str | None) -> float | None:
    """Seconds that a server asks to wait: a number, or a date; None if neither."""
    if not text:
        return None
    try:
        return max(0.0, float(text))
    except ValueError:
        pass
    try:
        date = email.utils.parsedate_to_datetime(text)
    except ValueError:
        return None
    return max(0.0, date.timestamp() - time.time())


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 300 else text[:299] + "…"
