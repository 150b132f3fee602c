"""The application: every path, and which function answers it."""

from pathlib import Path

from pydantic import ValidationError
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from agent import __version__
from agent.errors import ForgeweldError
from agent.interfaces.web import (
    artifacts,
    openapi,
    problems,
    reads,
    runs,
    stream,
    talk,
    words,
)
from agent.interfaces.web.guard import Guard
from agent.interfaces.web.home import Home

STATIC = Path(__file__).parent / "static"
API = "/api/v1"
RUN = API + "/runs/{run}"


def page(request: Request) -> Response:
    """GET / and /r/{run}: the page, which reads the rest from its address."""
    return FileResponse(STATIC / "index.html", media_type="text/html")


def health(request: Request) -> Response:
    """GET /api/v1/health."""
    return JSONResponse({"status": "ok"})


def version(request: Request) -> Response:
    """GET /api/v1/version."""
    return JSONResponse({"name": "forgeweld", "version": __version__})


def document(request: Request) -> Response:
    """GET /api/v1/openapi.json."""
    return JSONResponse(openapi.document())


ROUTES = [
    Route("/", page),
    Route("/r/{run}", page),
    Mount("/static", StaticFiles(directory=STATIC)),
    Route(f"{API}/health", health),
    Route(f"{API}/version", version),
    Route(f"{API}/openapi.json", document),
    Route(f"{API}/words", words.words),
    Route(f"{API}/commands", talk.commands),
    Route(f"{API}/profile", runs.profile, methods=["POST"]),
    Route(f"{API}/plan", runs.plan, methods=["POST"]),
    Route(f"{API}/events", stream.home_events),
    Route(f"{API}/messages", talk.messages),
    Route(f"{API}/messages", talk.say, methods=["POST"]),
    Route(f"{API}/permissions/{{pid}}", talk.permit, methods=["POST"]),
    Route(f"{API}/runs", runs.listed),
    Route(f"{API}/runs", runs.start, methods=["POST"]),
    Route(RUN, runs.one),
    Route(f"{RUN}/actions", runs.act, methods=["POST"]),
    Route(f"{RUN}/events", stream.run_events),
    Route(f"{RUN}/trials", reads.trials),
    Route(f"{RUN}/trials/{{n:int}}", reads.trial),
    Route(f"{RUN}/leaderboard", reads.leaderboard),
    Route(f"{RUN}/tree", reads.tree),
    Route(f"{RUN}/diff", reads.diff),
    Route(f"{RUN}/metrics", reads.metrics),
    Route(f"{RUN}/artifacts", artifacts.listed),
    Route(f"{RUN}/artifacts/{{path:path}}", artifacts.one),
    Route(f"{RUN}/messages", talk.messages),
    Route(f"{RUN}/messages", talk.say, methods=["POST"]),
    Route(f"{RUN}/permissions/{{pid}}", talk.permit, methods=["POST"]),
]


def application(out: Path, port: int, token: str) -> Starlette:
    """Serves the runs below `out` to whoever has `token`, on loopback `port`."""
    app = Starlette(
        routes=ROUTES,
        middleware=[Middleware(Guard, port=port, token=token)],
        exception_handlers={
            ForgeweldError: problems.forgeweld,
            HTTPException: problems.http,
            ValidationError: problems.invalid,
            Exception: problems.fault,
        },
    )
    app.state.home = Home(out)
    app.state.talks = {}  # by the name of the run they are about; empty for none
    return app
