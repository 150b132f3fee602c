"""A run's directory: its name, its `run.json`, its lock, and where things lie in it."""

import fcntl
import hashlib
import os
import re
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from agent import __version__, catalog
from agent.errors import RunError, UsageError
from agent.hygiene import line
from agent.records import Metric, ModelUse, Placing, Profile, Record, TaskSpec
from agent.run import events

NAME = r"\w[\w.-]{0,80}"
"""Pattern of a run's name, as it may be asked for."""
APART = ("budget", "encoders", "notes", "wishes")
"""Fields of a spec that may change while a run goes on."""
LATER = ("transductive",)
"""Fields of a spec that older runs did not have: unset, they leave its identity."""
SCORER = 2
"""Version of the scoring rules; a run made under another one is not continued."""

LOOKS = 5
"""Tries for a run's lock before it counts as taken."""


class RunFile(Record):
    """`run.json`: what a run is about. Written once; only the budget, the sandbox,
    the trackers, the places of trials and the folders of the user's own blocks may
    change."""

    name: str
    version: str = __version__
    scorer: int = SCORER
    identity: str
    """Hash of everything that must stay the same for the run to be continued."""
    spec: TaskSpec
    profile: Profile
    on_missing: str = "auto"
    encoding: str | None = None
    """Of the tables, if they are not UTF-8 and it was said."""
    sandbox: str = "auto"
    """Backend asked for; `process`, which isolates nothing, needs --unsafe as well."""
    cold: bool = False
    """Whether every trial has a sandbox of its own: --cold."""
    blocks: tuple[str, ...] = ()
    """Folders of the user's own blocks, absolute."""
    model: ModelUse | None = None
    """The language model that proposes beside the rules; None for rules alone."""
    track: tuple[str, ...] = ()
    """Experiment trackers that its events are sent to."""
    placing: Placing = Placing()
    """Where its trials run, and how many at once."""
    created: float
    extended: dict[str, float] = {}
    """Seconds that people have added to the budget, which holds them, by request."""
    prepared_s: float = 0.0
    """Seconds of the budget spent on reading, splitting and writing the view."""


def identity(spec: TaskSpec, profile: Profile, given: str = "") -> str:
    """Hash over spec (but for its budget and wishes), data, scorer and the user's own
    blocks; `given` is the digest of a project that it goes on from."""
    apart: dict = dict.fromkeys(APART, True)
    apart |= {name: True for name in LATER if not getattr(spec, name)}
    if spec.constraints.max_epsilon is None:
        apart["constraints"] = {"max_epsilon"}
    text = spec.model_dump_json(exclude=apart)
    seen = f"{text}\0{profile.fingerprint}\0{profile.split}\0{SCORER}{given}"
    own = [
        p.read_bytes() for f in catalog.own_folders() for p in sorted(f.rglob("*.py"))
    ]
    return hashlib.blake2b(b"\0".join([seen.encode(), *own]), digest_size=8).hexdigest()


def another(run: RunFile, spec: TaskSpec, profile: Profile, run_dir: Path) -> RunError:
    """Why a run of this name can't be continued with this task on these data."""
    fields = [name for name in TaskSpec.model_fields if name not in APART]
    pairs = {name: (getattr(run.spec, name), getattr(spec, name)) for name in fields}
    other = {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}
    fix = "choose another --name"
    if other:
        what = f"{run_dir.name} is a run of another task"
        told = (f"{n} was {_short(a)}, is {_short(b)}" for n, (a, b) in other.items())
        why = "; ".join(told)
        fix += ", or say the same as then"
    elif run.profile.fingerprint != profile.fingerprint:
        what = f"the data have changed since {run_dir.name} was begun"
        why = "a cell, or the size of a file, is another one"
        if run.profile.rows != profile.rows:
            why = f"{run.profile.rows} rows then, {profile.rows} now"
    else:
        what = f"{run_dir.name} was begun by other rules or blocks"
        why = "the split, the scorer, your own blocks or the project are others now"
    return RunError(what, where=str(run_dir), why=why, fix=fix)


def _short(value: object) -> str:
    """A field of a task in a few words."""
    if isinstance(value, Metric):
        return value.name
    if isinstance(value, tuple):
        return ", ".join(_short(getattr(v, "name", v)) for v in value) or "none"
    text = line(str(value))
    return text if len(text) < 80 else f"{text[:77]}…"


def new_name(spec: TaskSpec, key: str) -> str:
    """`<target>-<hash>`: readable, and the same for the same task."""
    slug = re.sub(r"[^a-z0-9]+", "-", spec.target[0].lower()).strip("-") or "run"
    return f"{slug[:24]}-{key[:6]}"


def write(run_dir: Path, run: RunFile) -> None:
    """Write `run.json` whole or not at all."""
    temporary = run_dir / "run.json.tmp"
    temporary.write_text(run.model_dump_json(indent=1), encoding="utf-8")
    temporary.replace(run_dir / "run.json")


def load(run_dir: Path) -> RunFile:
    """`run.json` of a run. Raises RunError if it is none, or of another format."""
    path = run_dir / "run.json"
    if not path.exists():
        raise RunError(
            "this is not a run", where=str(run_dir), fix="forgeweld status lists runs"
        )
    try:
        return RunFile.model_validate_json(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise RunError(
            "run.json cannot be read by this version",
            where=str(path),
            why=str(error).splitlines()[0],
            fix="use the version that made it, or start anew with --new",
        ) from error


def find(out: Path, name: str | None) -> Path:
    """A run by name, prefix, path or `last`. Raises UsageError if there is none."""
    if name and (Path(name) / "run.json").exists():
        return Path(name)
    runs = sorted(out.glob("*/run.json"), key=lambda p: p.stat().st_mtime)
    if name and name != "last":
        runs = [p for p in runs if p.parent.name.startswith(name)]
    if not runs:
        have = ", ".join(sorted(p.parent.name for p in out.glob("*/run.json")))
        raise UsageError(
            f"no run {name!r}" if name else "no runs yet",
            where=str(out),
            why=f"there are: {have}" if have else "nothing was run here",
            fix="forgeweld run … starts one; --out names the folder of runs",
        )
    return runs[-1].parent


@contextmanager
def locked(run_dir: Path) -> Iterator[None]:
    """Hold the run's lock; a dead process's lock is free. Raises RunError if taken."""
    with (run_dir / "run.lock").open("a+") as file:
        for _ in range(LOOKS):
            with suppress(BlockingIOError):
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            time.sleep(0.05)  # a reader's look at the lock, `pid`, takes it for a blink
        else:
            raise RunError(
                "this run is already going",
                where=str(run_dir),
                fix=f"forgeweld watch {run_dir.name}, or forgeweld stop {run_dir.name}",
            )
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        yield


def pid(run_dir: Path) -> int | None:
    """The run process, if one is alive (it holds the lock)."""
    path = run_dir / "run.lock"
    if not path.exists():
        return None
    with path.open("r+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return int(file.read() or 0) or None
    return None


def stop(run_dir: Path, patience: float = 30.0) -> bool:
    """Ask the run process to save and end; False if none was alive."""
    process = pid(run_dir)
    if process is None:
        return False
    os.kill(process, signal.SIGTERM)
    end = time.monotonic() + patience
    while pid(run_dir) is not None:
        if time.monotonic() > end:
            raise RunError(
                f"the run process {process} did not stop within {patience:.0f} s",
                where=str(run_dir),
                fix=f"kill -9 {process}; forgeweld resume {run_dir.name} continues",
            )
        time.sleep(0.1)
    return True


def state(run_dir: Path) -> str:
    """created, running, stopped, finished, failed, or killed (running, but dead)."""
    said = events.state(list(events.read(run_dir / events.FILE)))
    if said == "running" and pid(run_dir) is None:
        return "killed"
    return said
