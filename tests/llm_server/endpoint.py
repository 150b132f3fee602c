"""What an endpoint lets in and can do: models, key, context, missing features."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from llm_server.answer import Answer, prompt_tokens
from llm_server.request import FEATURES, Request
from llm_server.rules import broken_rule

PATHS = {
    "openai": (
        b'{"error": {"message": "Invalid URL (%s %s)", '
        b'"type": "invalid_request_error", "param": null, "code": null}}'
    ),
    "vllm": b'{"detail":"Not Found"}',
    "ollama": b"404 page not found",
}
"""What real servers answer to a path they don't know."""


@dataclass(frozen=True)
class Endpoint:
    """What is refused before any model is asked."""

    models: tuple[str, ...] = ("test-model",)
    """Those there are; empty: every name is one."""
    key: str | None = None
    """The one that is let in; None: any, or none."""
    context: int | None = None
    """Tokens of prompt and answer together, estimated; None: no limit."""
    reject: Mapping[str, int | tuple[int, str]] = field(default_factory=dict)
    """Feature to the status it is refused with, perhaps with a message of its own."""
    ignore: frozenset[str] = frozenset()
    """Features that are silently ignored."""
    strict: bool = False
    """Refuse what OpenAI itself refuses: see `rules`."""
    paths: str = "openai"
    """Whose 404 is given for an unknown path: one of PATHS."""

    def __post_init__(self):
        for name in (*self.reject, *self.ignore):
            if name not in FEATURES:
                raise ValueError(
                    f"no feature {name!r}; there are {', '.join(FEATURES)}"
                )
        if self.paths not in PATHS:
            raise ValueError(f"no 404 of {self.paths!r}; there are {', '.join(PATHS)}")

    def refusal(self, request: Request) -> Answer | None:
        """Why a request gets no further than the door; None if it does."""
        if not request.authorized:
            return unauthorized(request.key_sha256 is not None)
        if self.models and request.model not in self.models:
            return self.no_model(request.model)
        if self.strict and (broken := broken_rule(request.sent)):
            return _error(400, broken[0], param=broken[1])
        for name, status in self.reject.items():
            parameter, used = FEATURES[name]
            if used(request.sent):
                return _lacking(name, parameter, status)
        return self._too_long(request)

    def no_model(self, name: str) -> Answer:
        there = ", ".join(self.models)
        return _error(
            404,
            f"The model `{name}` does not exist. Available models: {there}",
            param="model",
            code="model_not_found",
        )

    def _too_long(self, request: Request) -> Answer | None:
        if self.context is None:
            return None
        asked = prompt_tokens(request.messages)
        wanted = asked + (request.max_tokens or 0)
        if wanted <= self.context:
            return None
        return _error(
            400,
            f"This model's maximum context length is {self.context} tokens. However,"
            f" you requested {wanted} tokens ({asked} in the messages). Please reduce"
            " the length of the messages or completion.",
            param="messages",
            code="context_length_exceeded",
        )


def unauthorized(given: bool) -> Answer:
    message = "Incorrect API key provided." if given else "No API key was provided."
    return _error(401, message, code="invalid_api_key")


def unknown_path(style: str, method: str, path: str) -> bytes:
    """The body of a 404, with the path in it where that server names it."""
    quoted = json.dumps(path)[1:-1].encode()
    body = PATHS[style]
    return body % (method.encode(), quoted) if b"%s" in body else body


def _lacking(name: str, parameter: str, told: int | tuple[int, str]) -> Answer:
    status, message = told if isinstance(told, tuple) else (told, None)
    if message is None and status == 500:
        message = (
            f"[{{'type': 'literal_error', 'loc': ('body', '{parameter}', 'type'),"
            f" 'msg': 'Input should be something else', 'input': '{name}'}}]"
        )
    if message is None and status == 501:
        message = f"{parameter} is not implemented"
    message = message or f"Unsupported value: '{parameter}' does not support '{name}'."
    return _error(status, message, param=parameter, code="unsupported_value")


def _error(status: int, message: str, **more: str) -> Answer:
    return Answer(status=status, error={"message": message, **more})


def as_set(names: Iterable[str] | str) -> frozenset[str]:
    """One name or several."""
    return frozenset([names] if isinstance(names, str) else names)
