"""Runs over HTTP: the list, a new one, one of them, and what is done with it."""

import fcntl
import hashlib
import json
import re
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Any, TextIO

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from agent.interfaces.web.asked import Action, Data, Start, Task, body
from agent.interfaces.web.home import Home
from agent.interfaces.web.problems import Conflict
from agent.interfaces.web.working import worked
from agent.run import rundir

KEYS = ".started"
"""Folder, beside the runs, of what was begun under which Idempotency-Key."""


def listed(request: Request) -> Response:
    """GET /api/v1/runs: the newest first; `cursor` is the last name of a page."""
    query = request.query_params
    rows = request.app.state.home.rows()
    if state := query.get("state"):
        rows = [row for row in rows if row["state"] == state]
    if cursor := query.get("cursor"):
        places = [i for i, row in enumerate(rows) if row["run"] == cursor]
        if not places:
            raise HTTPException(422, f"no run {cursor[:80]!r} to go on behind")
        rows = rows[places[0] + 1 :]
    limit = query.get("limit", "100")
    if not (limit.isascii() and limit.isdecimal() and 1 <= int(limit[:9]) <= 1000):
        raise HTTPException(422, "limit is a number from 1 to 1000")
    page = rows[: int(limit)]
    more = page[-1]["run"] if len(rows) > len(page) else None
    return JSONResponse({"runs": page, "next": more})


def one(request: Request) -> Response:
    """GET …/runs/{run}: its state, its task, and its end if it has one."""
    home: Home = request.app.state.home
    ledger = home.ledger(request.path_params["run"])
    row, run = ledger.row(), ledger.file()
    ends = [e.data["outcome"] for e in ledger.seen if e.type == "run.finished"]
    faults = [e.data for e in ledger.seen if e.type == "error"]
    more = {
        "spec": run.spec.model_dump(mode="json"),
        "warnings": [f.message for f in run.profile.findings],
        "last_seq": ledger.tail.seq,
        "outcome": ends[-1] if ends and row["state"] == "finished" else None,
        "error": faults[-1] if faults and row["state"] == "failed" else None,
    }
    return JSONResponse(row | more)


async def profile(request: Request) -> Response:
    """POST /api/v1/profile: the columns of the data; no cells."""
    asked = await body(request, Data)
    return JSONResponse(await worked(request.app.state.home, _profile, asked))


def _profile(asked: Data) -> dict[str, Any]:
    from agent.data import columns, tables

    data = tables.read(Path(asked.data).expanduser(), encoding=asked.encoding)
    keep = {"name", "type", "missing", "unique", "low", "high", "shape", "in_given"}
    return {
        "rows": len(data.labelled),
        "test_rows": None if data.given is None else len(data.given),
        "columns": [
            column.model_dump(mode="json", include=keep)
            for column in columns.describe(data)
        ],
    }


async def plan(request: Request) -> Response:
    """POST /api/v1/plan: how a task is understood; writes nothing."""
    asked = await body(request, Task)
    return JSONResponse(await worked(request.app.state.home, _plan, asked))


def _plan(asked: Task) -> dict[str, Any]:
    from agent.interfaces import telling
    from agent.run import prepare

    ready = prepare.understand(_request(asked, None), thorough=False)
    return {
        "spec": ready.spec.model_dump(mode="json"),
        "split": ready.profile.split.model_dump(mode="json"),
        "classes": len(ready.profile.classes),
        "plans": [plan.model_dump(mode="json") for plan in ready.plans],
        "files": list(ready.files),
        "warnings": list(ready.warnings),
        "told": telling.planned(ready),
    }


def _request(asked: Task, use: Any) -> Any:
    """The same request that the command line makes of its flags."""
    from agent.interfaces import commands

    flags = asked.model_dump(exclude={"statement", "data", "refit"})
    flags |= {"use": tuple(asked.use), "ignore": tuple(asked.ignore)}
    flags["no_refit"] = not asked.refit
    data = Path(asked.data).expanduser()
    return commands.request(asked.statement, data, flags, use)


async def start(request: Request) -> Response:
    """POST /api/v1/runs: 201 for a new run, 200 for one that goes on; with the same
    Idempotency-Key, the answer of the first time."""
    asked = await body(request, Start)
    key = request.headers.get("idempotency-key")
    if key is not None and not re.fullmatch(r"[\x21-\x7e]{1,200}", key):
        raise HTTPException(422, "Idempotency-Key: 1 to 200 visible ASCII characters")
    home: Home = request.app.state.home
    with await run_in_threadpool(_kept, home, key) as file:
        name, made = _before(file, asked) or await _begun(home, asked)
        if file:
            _remember(file, asked, name, made)
    row = await run_in_threadpool(home.ledger(name).row)
    place = {"Location": f"/api/v1/runs/{name}"}
    return JSONResponse(row, 201 if made else 200, headers=place)


def _kept(home: Home, key: str | None) -> AbstractContextManager[TextIO | None]:
    """The file of what was begun under this key, locked: a second request waits for the
    first."""
    if key is None:
        return nullcontext()
    folder = home.out / KEYS
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / hashlib.sha256(key.encode()).hexdigest()
    file = path.open("a+", encoding="utf-8")
    fcntl.flock(file, fcntl.LOCK_EX)
    return file


def _before(file: TextIO | None, asked: Start) -> tuple[str, bool] | None:
    """What was answered under this key before; None if nothing was."""
    if file is None:
        return None
    file.seek(0)
    if not (said := file.read()):
        return None
    before = json.loads(said)
    if before["body"] != _digest(asked):
        raise HTTPException(422, "this Idempotency-Key began another task")
    return before["run"], before["made"]


def _remember(file: TextIO, asked: Start, name: str, made: bool) -> None:
    file.seek(0)
    file.truncate()
    json.dump({"body": _digest(asked), "run": name, "made": made}, file)


def _digest(asked: Start) -> str:
    return hashlib.sha256(asked.model_dump_json().encode()).hexdigest()


async def _begun(home: Home, asked: Start) -> tuple[str, bool]:
    """The run of a task, going; and whether it is a new one. Raises Closing if the
    server ends while the data are read: then no run is begun."""
    from agent.run import prepare

    use = configured() if asked.model else None
    ask = _request(asked, use)
    ready = await worked(home, prepare.understand, ask, thorough=True)
    return await run_in_threadpool(_go, home, asked, ready, use)


def _go(home: Home, asked: Start, ready: Any, use: Any) -> tuple[str, bool]:
    from agent.interfaces import commands
    from agent.run import prepare

    name = commands.fresh_name(home.out, ready, asked.name) if asked.new else asked.name
    before = {path.parent.name for path in home.out.glob("*/run.json")}
    run_dir = prepare.start(
        ready,
        home.out,
        name=name,
        sandbox="auto",
        on_missing=asked.on_missing,
        model=use,
    )
    commands.begin(run_dir)
    return run_dir.name, run_dir.name not in before


def configured() -> Any:
    """The language model that the environment names. Raises UsageError if none."""
    from agent.errors import UsageError
    from agent.llm import endpoint
    from agent.records import ModelUse

    found = endpoint.read(model=None, base_url=None)
    if found is None:
        raise UsageError(
            "no language model is configured",
            fix="set OPENAI_API_KEY, or OPENAI_BASE_URL and FORGEWELD_MODEL, before "
            "forgeweld ui",
        )
    return ModelUse(base_url=found.base_url, name=found.model)


async def act(request: Request) -> Response:
    """POST …/actions: 200 when it is done, 202 when the run process will answer by an
    event. Raises Conflict where the run's state does not allow it."""
    home: Home = request.app.state.home
    name = request.path_params["run"]
    run_dir = home.find(name)
    asked = await body(request, Action)
    if asked.type in ("pause", "stop"):
        if not await run_in_threadpool(rundir.stop, run_dir):
            raise Conflict(f"{name} is not running")
    elif asked.type == "resume":
        await run_in_threadpool(_resume, home, name, asked.minutes)
    else:
        return JSONResponse(await run_in_threadpool(_steer, run_dir, asked), 202)
    return JSONResponse(await run_in_threadpool(home.ledger(name).row))


def _resume(home: Home, name: str, minutes: float | None) -> None:
    from agent.errors import ForgeweldError
    from agent.interfaces.tools import Desk

    def show(error: ForgeweldError) -> None:
        raise error

    Desk(None, home.out, lambda what: True, show).resume(name, minutes)


def _steer(run_dir: Path, asked: Action) -> dict[str, Any]:
    from agent.run import steering

    wants = {"extend": "minutes", "skip": None}.get(asked.type, "block")
    given = {wants: getattr(asked, wants)} if wants else {}
    if None in given.values():
        raise HTTPException(422, f"{asked.type} needs {wants}")
    return {"request": steering.ask(run_dir, asked.type, **given), "type": asked.type}
