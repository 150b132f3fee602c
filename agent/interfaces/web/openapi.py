"""The description of the interface, OpenAPI 3.1; bodies come from the models."""

from typing import Any

from agent import __version__
from agent.interfaces.web import asked

RUN = "/api/v1/runs/{run}"
PATHS: dict[str, dict[str, str]] = {
    "/api/v1/health": {"get": "Whether the server answers"},
    "/api/v1/version": {"get": "Name and version"},
    "/api/v1/openapi.json": {"get": "This document"},
    "/api/v1/words": {"get": "The page's language, and sentences in it"},
    "/api/v1/commands": {"get": "Slash commands of the chat, and its model"},
    "/api/v1/profile": {"post": "The columns of data; no cells"},
    "/api/v1/plan": {"post": "How a task is understood; writes nothing"},
    "/api/v1/events": {"get": "Server-sent events without a run: its extras alone"},
    "/api/v1/messages": {"get": "The chat about no run", "post": "Say something"},
    "/api/v1/permissions/{pid}": {"post": "Answer a question of the chat"},
    "/api/v1/runs": {
        "get": "Runs, the newest first",
        "post": "Begin a run, or go on with that of the same task",
    },
    RUN: {"get": "State, task, and outcome or error"},
    f"{RUN}/actions": {"post": "pause, stop, resume, skip, extend, pin, forbid, free"},
    f"{RUN}/events": {"get": "Server-sent events, `id` being their seq"},
    f"{RUN}/trials": {"get": "Finished trials, complete"},
    f"{RUN}/trials/{{n}}": {"get": "One trial: plan, record, files"},
    f"{RUN}/leaderboard": {"get": "Every trial, the best first"},
    f"{RUN}/tree": {"get": "What grew out of what"},
    f"{RUN}/diff": {"get": "What two trials do not share: plan and files"},
    f"{RUN}/metrics": {"get": "Curves by trial and name"},
    f"{RUN}/artifacts": {"get": "Names of the files that may be had"},
    f"{RUN}/artifacts/{{path}}": {"get": "One of these files"},
    f"{RUN}/messages": {"get": "The chat about a run", "post": "Say something"},
    f"{RUN}/permissions/{{pid}}": {"post": "Answer a question of the chat"},
}
QUERY: dict[str, dict[str, str]] = {
    "/api/v1/runs": {
        "state": "Only runs in this state",
        "limit": "1 to 1000, else 100",
        "cursor": "`next` of the page before",
    },
    "/api/v1/events": {"with": "chat, machine, runs", "chat": "Last message known"},
    f"{RUN}/events": {
        "since": "Last seq known; Last-Event-ID goes before it",
        "with": "chat, machine, runs: further events of those names",
        "chat": "Last message known",
    },
    f"{RUN}/diff": {"a": "Number of a trial", "b": "Number of a trial"},
    f"{RUN}/metrics": {
        "name": "Such as valid_loss",
        "trial": "Number of a trial",
        "downsample": "Points of a curve at most, else 500",
    },
    "/api/v1/messages": {"since": "Last message known"},
    f"{RUN}/messages": {"since": "Last message known"},
}
BODIES: dict[str, type[asked.Asked]] = {
    "/api/v1/profile": asked.Data,
    "/api/v1/plan": asked.Task,
    "/api/v1/runs": asked.Start,
    "/api/v1/messages": asked.Message,
    "/api/v1/permissions/{pid}": asked.Answer,
    f"{RUN}/actions": asked.Action,
    f"{RUN}/messages": asked.Message,
    f"{RUN}/permissions/{{pid}}": asked.Answer,
}
GOOD = {"/api/v1/runs": "201", f"{RUN}/messages": "202", "/api/v1/messages": "202"}
"""Status of a good answer to a post, if it is not 200."""
PROBLEM: dict[str, Any] = {
    "type": "object",
    "required": ["type", "title", "status", "code"],
    "properties": {
        "type": {"type": "string", "description": "urn:forgeweld:problem:…"},
        "title": {"type": "string", "description": "What is wrong"},
        "status": {"type": "integer"},
        "code": {"type": "integer", "description": "Exit code of the command line"},
        "detail": {"type": "string", "description": "Why"},
        "where": {"type": "string"},
        "fix": {"type": "string"},
        "errors": {"type": "array", "items": {"type": "object"}},
    },
}


def document() -> dict[str, Any]:
    """The whole of it."""
    models = {model.__name__: model for model in BODIES.values()}
    schemas = {
        name: model.model_json_schema(ref_template="#/components/schemas/{model}")
        for name, model in sorted(models.items())
    }
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Forgeweld",
            "version": __version__,
            "description": "Runs of one folder, on loopback. What is read comes from "
            "the runs' files, so nothing is lost when the server ends.",
        },
        "security": [{"token": []}, {"cookie": []}],
        "paths": {
            path: {
                method: _operation(path, method, told) for method, told in ways.items()
            }
            for path, ways in PATHS.items()
        },
        "components": {
            "schemas": {**schemas, "Problem": PROBLEM},
            "securitySchemes": {
                "token": {"type": "http", "scheme": "bearer"},
                "cookie": {"type": "apiKey", "in": "cookie", "name": "forgeweld_PORT"},
            },
        },
    }


def _operation(path: str, method: str, told: str) -> dict[str, Any]:
    parts = path.removeprefix("/api/v1/").split("/")
    words = [p.strip("{}").replace(".json", "") for p in parts]
    operation: dict[str, Any] = {
        "operationId": "_".join([method, *words]),
        "summary": told,
        "responses": _responses(path, method),
    }
    inside = [p.strip("{}") for p in parts if p.startswith("{")]
    kinds = {"n": "integer"}
    parameters = [
        {
            "name": name,
            "in": "path",
            "required": True,
            "schema": {"type": kinds.get(name, "string")},
        }
        for name in inside
    ]
    if method == "get":
        needed = path.endswith("/diff")
        parameters += [
            {
                "name": name,
                "in": "query",
                "required": needed,
                "description": what,
                "schema": {"type": "string"},
            }
            for name, what in QUERY.get(path, {}).items()
        ]
    if (path, method) == ("/api/v1/runs", "post"):
        parameters.append(_header("Idempotency-Key", "Begins one run, however often"))
    if path == f"{RUN}/events":
        parameters.append(_header("Last-Event-ID", "Last seq known"))
    if parameters:
        operation["parameters"] = parameters
    if method == "post":
        schema = {"$ref": f"#/components/schemas/{BODIES[path].__name__}"}
        content = {"application/json": {"schema": schema}}
        operation["requestBody"] = {"required": True, "content": content}
    return operation


def _header(name: str, what: str) -> dict[str, Any]:
    return {
        "name": name,
        "in": "header",
        "description": what,
        "schema": {"type": "string"},
    }


def _responses(path: str, method: str) -> dict[str, Any]:
    kinds = ["application/json"]
    if path.endswith("/events"):
        kinds = ["text/event-stream"]
        kinds += ["application/x-ndjson"] if path.startswith(RUN) else []
    if path.endswith("{path}"):
        kinds = ["text/plain", "application/octet-stream", "text/html", "image/svg+xml"]
    good = {"description": "Good", "content": {kind: {} for kind in kinds}}
    problem = {
        "description": "A problem (RFC 9457)",
        "content": {
            "application/problem+json": {
                "schema": {"$ref": "#/components/schemas/Problem"}
            }
        },
    }
    status = GOOD.get(path, "200") if method == "post" else "200"
    answers = {status: good, "default": problem}
    if status == "201":
        answers["200"] = {**good, "description": "It is a run that was there"}
    if path == f"{RUN}/actions":
        answers["202"] = {**good, "description": "An event will answer"}
    return answers
