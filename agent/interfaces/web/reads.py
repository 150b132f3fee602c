"""A run's trials over HTTP: each, ranked, as a tree, against each other, as curves."""

import difflib
from pathlib import Path
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from agent import hygiene
from agent.interfaces.web import artifacts
from agent.interfaces.web.home import Home
from agent.interfaces.web.problems import NotThere
from agent.interfaces.web.thinning import thinned
from agent.records import Plan, Trial
from agent.run import events, rundir
from agent.run.events import Event

POINTS = 500
"""Of a curve, where nothing else is asked for."""


def _seen(request: Request) -> tuple[Path, list[Event]]:
    home: Home = request.app.state.home
    run_dir = home.find(request.path_params["run"])
    return run_dir, list(events.read(run_dir / events.FILE))


def trials(request: Request) -> Response:
    """GET …/trials: the finished ones, complete."""
    _, seen = _seen(request)
    done = [trial.model_dump(mode="json") for trial in events.trials(seen)]
    return JSONResponse({"trials": done})


def trial(request: Request) -> Response:
    """GET …/trials/{n}: its plan, its record once it has ended, and its files."""
    run_dir, seen = _seen(request)
    n = request.path_params["n"]
    plan, done = _plan(seen, n)
    folder = f"trials/{n}/"
    files = [f for f in artifacts.allowed(run_dir) if f.startswith(folder)]
    record = done.model_dump(mode="json") if done else None
    answer = {"trial": n, "plan": plan.model_dump(mode="json"), "record": record}
    return JSONResponse(answer | {"files": files})


def _plan(seen: list[Event], n: int) -> tuple[Plan, Trial | None]:
    """The plan of a trial that was started, and the trial if it has ended."""
    for done in events.trials(seen):
        if done.index == n:
            return done.plan, done
    begun = [e for e in seen if e.type == "trial.started" and e.trial == n]
    if not begun:
        raise NotThere(f"there is no trial #{n}")
    return Plan.model_validate(begun[-1].data["plan"]), None


def leaderboard(request: Request) -> Response:
    """GET …/leaderboard: every trial, the best first, as `leaderboard --json`."""
    from agent.outcome import Outcome
    from agent.run.board import board

    run_dir, seen = _seen(request)
    spec = rundir.load(run_dir).spec
    ends = [e.data["outcome"] for e in seen if e.type == "run.finished"]
    finished = bool(ends) and events.state(seen) == "finished"
    end = Outcome.model_validate(ends[-1]) if finished else None
    rows = board(spec, events.trials(seen), end)
    return JSONResponse({"metric": spec.metric.name, "trials": rows})


def tree(request: Request) -> Response:
    """GET …/tree: one node for each plan, as `tree --json`."""
    from agent.interfaces import growth

    run_dir, seen = _seen(request)
    metric = rundir.load(run_dir).spec.metric.name
    return JSONResponse({"metric": metric, "plans": growth.nodes(events.trials(seen))})


def diff(request: Request) -> Response:
    """GET …/diff?a=&b=: what two trials' plans and files do not share."""
    from agent.interfaces import telling

    run_dir, seen = _seen(request)
    a, b = (_count(request, name, None) for name in ("a", "b"))
    first, second = _plan(seen, a)[0], _plan(seen, b)[0]
    one, two = (_texts(run_dir / "trials" / str(n) / "project") for n in (a, b))
    files = []
    for name in sorted({*one, *two}):
        told = _unified(name, one.get(name), two.get(name))
        if told:
            files.append({"path": name, "diff": told})
    answer = {"a": a, "b": b, "changed": telling.changes(first, second)}
    return JSONResponse(answer | {"files": files})


def _texts(folder: Path) -> dict[str, str]:
    """The text files of a project, by name."""
    paths = sorted(folder.iterdir()) if folder.is_dir() else []
    return {
        path.name: path.read_text(encoding="utf-8", errors="replace")
        for path in paths
        if path.is_file() and not path.is_symlink() and path.suffix in artifacts.TEXT
    }


def _unified(name: str, one: str | None, two: str | None) -> str:
    before, after = ((text or "").splitlines() for text in (one, two))
    old, new = (name if text is not None else "/dev/null" for text in (one, two))
    lines = difflib.unified_diff(before, after, old, new, lineterm="")
    return hygiene.clean("\n".join(lines))


def metrics(request: Request) -> Response:
    """GET …/metrics?name=&trial=&downsample=: curves by trial and name."""
    _, seen = _seen(request)
    query = request.query_params
    wanted, points = query.get("name"), _count(request, "downsample", POINTS)
    only = _count(request, "trial", 0)
    curves: dict[tuple[int, str], tuple[list[float], list[float]]] = {}
    for event in seen:
        if event.type != "metric" or (only and event.trial != only):
            continue
        for name, value in event.data.items():
            if name != "epoch" and wanted in (None, name):
                steps, values = curves.setdefault((event.trial or 0, name), ([], []))
                steps.append(event.data["epoch"])
                values.append(value)
    told: list[dict[str, Any]] = []
    for (number, name), (steps, values) in curves.items():
        steps, values = thinned(steps, values, points)
        curve = {"trial": number, "name": name, "epochs": steps, "values": values}
        told.append(curve)
    return JSONResponse({"curves": told})


def _count(request: Request, name: str, usual: int | None) -> int:
    """A number from the query. Raises HTTPException 422."""
    text = request.query_params.get(name)
    if text is None and usual is not None:
        return usual
    if text is None or not (text.isascii() and text.isdecimal() and len(text) < 9):
        raise HTTPException(422, f"{name} has to be a whole number")
    return int(text)
