"""What a service tells of itself: an OpenAPI description, and a page for people."""

import html
import json

from agent.serving.service import Service

SCHEMAS = {
    "number": {"type": ["number", "null"]},
    "text": {"type": ["string", "number", "boolean", "null"]},
    "array": {"type": ["array", "null"], "items": {}},
    "file": {"type": "null", "description": "sent as a part of multipart/form-data"},
}
PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>{title}</title>
<meta name="viewport" content="width=device-width"><style>
body {{ font: 16px/1.5 system-ui, sans-serif; max-width: 46rem; margin: 2rem auto;
  padding: 0 1rem; color: #222 }}
td, th {{ text-align: left; padding: .2rem 1rem .2rem 0 }}
pre {{ background: #f4f4f4; padding: 1rem; white-space: pre-wrap; border-radius: 6px }}
</style><h1>{title}</h1>
<p>POST rows to <code>/predict</code>, as JSON or as multipart/form-data with files. All
columns may be left out: what is missing is missing to the model. See also
<a href="openapi.json">openapi.json</a>, <a href="health">health</a>,
<a href="metrics">metrics</a>.</p>
<table><tr><th>column<th>holds{rows}</table>
<pre>{example}</pre>
<p>At most {most} rows and {body} MB a request. What can't be used is answered by 4xx
and <code>application/problem+json</code>, with the reason for each value.</p></html>
"""


def openapi(service: Service) -> dict:
    """The service as OpenAPI 3.1 describes it."""
    problem = {
        "description": "why the request can't be used",
        "content": {"application/problem+json": {"schema": {"type": "object"}}},
    }
    answer = {
        "description": "a prediction per row, in their order",
        "content": {
            "application/json": {
                "schema": {
                    "type": "object",
                    "required": ["predictions"],
                    "properties": {
                        "predictions": {"type": "array", "items": {"type": "object"}}
                    },
                }
            }
        },
    }
    refusals = ("400", "403", "411", "413", "415", "422", "503")
    predict = {
        "summary": "Predict rows",
        "requestBody": {"required": True, "content": _bodies(service)},
        "responses": {"200": answer, **dict.fromkeys(refusals, problem)},
    }
    told = {"summary": "Whether it works", "responses": {"200": {"description": "ok"}}}
    counts = {"summary": "Counts", "responses": {"200": {"description": "text"}}}
    return {
        "openapi": "3.1.0",
        "info": {"title": service.title, "version": "1"},
        "paths": {
            "/predict": {"post": predict},
            "/health": {"get": told},
            "/metrics": {"get": counts},
        },
    }


def _bodies(service: Service) -> dict:
    """What a request may hold: JSON of one row or several, or a form with files."""
    row = {
        "type": "object",
        "additionalProperties": False,
        "properties": {name: SCHEMAS[k] for name, k in service.columns.items()},
    }
    many = {"type": "array", "items": row, "minItems": 1, "maxItems": service.rows}
    files = [n for n, kind in service.columns.items() if kind in ("file", "array")]
    parts = {name: {"type": "string", "format": "binary"} for name in files}
    parts |= {"rows": {"type": "string", "description": "rows as JSON"}}
    return {
        "application/json": {
            "schema": {
                "anyOf": [
                    row,
                    many,
                    {
                        "type": "object",
                        "required": ["rows"],
                        "properties": {"rows": many},
                    },
                ]
            }
        },
        "multipart/form-data": {"schema": {"type": "object", "properties": parts}},
    }


def page(service: Service) -> str:
    """The same for people: one page without scripts, that loads nothing."""
    rows = "".join(
        f"<tr><td><code>{html.escape(name)}</code><td>{kind}"
        for name, kind in service.columns.items()
    )
    examples = {"number": 1.5, "text": "text", "array": [0.1, 0.2]}
    row = {n: examples[k] for n, k in service.columns.items() if k != "file"}
    lines = [
        "curl localhost:PORT/predict -H 'Content-Type: application/json' \\",
        f"  -d '{json.dumps(row, ensure_ascii=False)}'",
    ]
    files = [name for name, kind in service.columns.items() if kind == "file"]
    if files:
        parts = " ".join(f"-F {name}=@FILE" for name in files)
        lines += ["", f"curl localhost:PORT/predict {parts} \\"]
        lines += [f"  -F 'rows={json.dumps(row, ensure_ascii=False)}'"]
    return PAGE.format(
        title=html.escape(service.title),
        rows=rows,
        example=html.escape("\n".join(lines)),
        most=service.rows,
        body=service.body // 1_000_000,
    )
