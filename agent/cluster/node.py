"""One trial on a node: its parcels unpacked, the same sandbox, what it made packed.

A node gets the project, the view and what the trial goes on from: no spec, no split, no
hidden label.
"""

import hashlib
import os
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from agent.cluster.parcels import Parcel, kept, pack, unpack
from agent.errors import SandboxError
from agent.run.copies import MAX_COPY
from agent.run.isolation import opened
from agent.run.kept import NEW
from sandbox import forget_failures
from sandbox.base import Job, Limits, Mount, RunResult, Sandbox
from sandbox.quota import remove

ROOT = Path(__file__).parents[2]
STORE = "FORGEWELD_STORE"
"""Environment variable: where nodes keep parcels; the temporary folder otherwise."""


@dataclass(frozen=True)
class Order:
    """What a node is told to do."""

    release: str
    """Of the driver: `release()` has to be the same here."""
    run: str
    """Whose parcels these are."""
    job: str
    """A Job as JSON; the folders of its mounts are those of the driver."""
    limits: str
    backend: str
    unsafe: bool


@dataclass(frozen=True)
class Answer:
    """What came of it."""

    result: str
    """A RunResult as JSON."""
    made: Parcel | None
    """The output folder, pieces and all."""
    node: str


class Mismatch(Exception):
    """A node has other sources than the driver."""


@cache
def release() -> str:
    """Digest of the sources that decide how a trial runs."""
    seen = hashlib.sha256()
    for top in ("agent/run", "agent/cluster", "sandbox"):
        for path in sorted((ROOT / top).rglob("*.py")):
            seen.update(path.read_bytes())
    return seen.hexdigest()[:16]


def store(run: str, node: str) -> Path:
    """Where a node keeps the parcels of a run, made if need be."""
    top = Path(os.environ.get(STORE) or tempfile.gettempdir())
    place = top / f"forgeweld-node-{os.getuid()}" / f"{run}-{node[:12]}"
    for folder in (place.parent, place):
        folder.mkdir(mode=0o711, parents=True, exist_ok=True)
        folder.chmod(0o711)  # whatever the umask: the sandbox's user passes through
        if folder.stat().st_uid != os.getuid():
            raise PermissionError(f"{folder} is another user's")
    return place


def run(
    order: Order,
    node: str,
    project: Parcel,
    view: Parcel,
    before: Parcel,
    fetch: Callable[[Any], bytes],
) -> Answer:
    """Run an order; `before` is what lies in the output folder when it starts. Raises
    Mismatch."""
    if order.release != release():
        raise Mismatch(f"sources {release()} here, {order.release} at the driver")
    place = store(order.run, node)
    work = Path(tempfile.mkdtemp(dir=place, prefix="trial-"))
    try:
        work.chmod(0o711)
        mounts = {
            "project": Mount(path=kept(place, project, fetch)),
            "data": Mount(path=kept(place, view, fetch)),
            "out": Mount(path=work / "out", writable=True),
        }
        unpack(before.digest, (fetch(p) for p in before.pieces), work / "out")
        job = Job.model_validate_json(order.job).model_copy(update={"mounts": mounts})
        sandbox = _opened(order)
        result = sandbox.run(job, Limits.model_validate_json(order.limits))
        return Answer(result.model_dump_json(), _made(result, work / "out"), node)
    finally:
        remove(work)


def _opened(order: Order) -> Sandbox:
    """The sandbox; a self-test that failed is not remembered, as Ray tries again."""
    try:
        return opened(order.backend, unsafe=order.unsafe)
    except SandboxError:
        forget_failures()
        raise


def _made(result: RunResult, out: Path) -> Parcel | None:
    """The outputs, unless nobody is to look at them; not what readers made for other
    trainings, which is less work to make anew than to send."""
    remove(out / NEW)
    return None if result.status == "sandbox_error" else pack(out, bytes, MAX_COPY)


def clear(run: str, node: str) -> None:
    """Remove a run's parcels from a node."""
    remove(store(run, node))
