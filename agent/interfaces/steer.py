"""`forgeweld skip|extend|pin|forbid|free`: ask something of a run, tell its answer."""

from pathlib import Path

from agent.errors import UsageError
from agent.interfaces.screen import put, put_json
from agent.proposers.wishing import ROLES
from agent.run import rundir, steering

__all__ = ["KINDS", "ROLES", "asked", "steer"]
KINDS = ("skip", "extend", "pin", "forbid", "free")


def steer(kind: str, name: str | None, out: Path, as_json: bool, **data) -> None:
    """Ask, wait a moment for the answer, tell it. Raises UsageError if it is no."""
    run_dir = rundir.find(out, name)
    request, message = asked(run_dir, kind, **data)
    if as_json:
        told = {"run": run_dir.name, "request": request, "kind": kind}
        answered = steering.answer(run_dir, request, 0) is not None
        put_json({**told, "answered": answered, "message": message})
    else:
        put(f"{run_dir.name}: {message}")


def asked(run_dir: Path, kind: str, **data) -> tuple[str, str]:
    """The id of a request and what the run says to it. Raises UsageError for a no."""
    request = steering.ask(run_dir, kind, **data)
    event = steering.answer(run_dir, request)
    if event is None:
        if rundir.pid(run_dir) is None:
            how = f"counts when the run goes on: forgeweld resume {run_dir.name}"
        else:
            how = "is not answered yet; the run does so at its next step"
        return request, f"{kind} is asked for; it {how}"
    if event.type == "steer.refused":
        raise UsageError(event.data["message"], where=run_dir.name)
    return request, event.data["message"]
