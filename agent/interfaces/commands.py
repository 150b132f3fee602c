"""What each command does: read or start a run, and hand it to `show` or `watch`."""

import dataclasses
import shlex
import sys
from pathlib import Path

from agent.errors import UsageError
from agent.interfaces import (
    before,
    deploy,
    dry,
    follow,
    modelled,
    options,
    placed,
    reading,
    show,
    tracking,
)
from agent.interfaces.language import t
from agent.interfaces.screen import say
from agent.outcome import Outcome
from agent.pretrained.choosing import Wanted
from agent.records import Budget, ModelUse
from agent.run import events, forked, prepare, rundir, runner, steering, unchanged
from agent.run.request import Request
from agent.statement.spec import Overrides
from agent.track import trackers


def request(
    statement: str, data: Path, flags: dict, use: ModelUse | None = None
) -> Request:
    """The request that the flags of `options.task` describe; `use` is its model."""
    names = ("target", "metric", "kind", "positive")
    given = {name: flags[name] for name in names if flags[name] is not None}
    levels = tuple(
        level.strip() for level in (flags["levels"] or "").split(",") if level
    )
    overrides = Overrides(
        **given, levels=levels, use=flags["use"], ignore=flags["ignore"]
    )
    if flags["minutes"] <= 0:
        raise UsageError("--minutes must be above 0", why=f"it is {flags['minutes']}")
    for name in ("max_params", "max_latency", "private"):
        if (limit := flags.get(name)) is not None and limit <= 0:
            raise UsageError(f"--{name.replace('_', '-')} must be above 0")
    budget = Budget(seconds=60 * flags["minutes"], trials=flags["trials"])
    return Request(
        statement=statement,
        data=data,
        overrides=overrides,
        budget=budget,
        seed=flags["seed"],
        on_missing=flags["on_missing"],
        encoding=flags["encoding"],
        single=flags.get("single", False),
        refit=not flags.get("no_refit", False),
        max_params=flags.get("max_params"),
        max_latency_ms=flags.get("max_latency"),
        wishes=tuple(
            (kind, name) for kind in ("pin", "forbid") for name in flags.get(kind, ())
        ),
        encoders=Wanted(
            names=flags.get("encoder", ()),
            forbidden=flags.get("no_pretrained", False),
            download=flags.get("download", False),
        ),
        model=use,
        project=flags.get("project"),
        inherited=flags.get("inherited", ()),
        transductive=flags.get("transductive", False),
        max_epsilon=flags.get("private"),
        show=modelled.shown if use and use.show else lambda name, body: None,
    )


def plan(statement: str, data: Path, **flags) -> None:
    """Understand and plan; nothing is written."""
    ask = request(statement, data, flags)
    ready = prepare.understand(ask, thorough=False)
    if flags.get("dry_run"):
        dry.dry(ready, None, ask, as_json=flags["json_"])
    else:
        before.planned(ready, as_json=flags["json_"])


def run(statement: str, data: Path, **flags) -> Outcome | None:
    """Prepare, start the run process, follow it to its end."""
    unsafe = flags["unsafe"]
    sandbox = options.backend(flags["sandbox"], unsafe=unsafe)
    use = modelled.used(flags)
    track = trackers.parse(flags["track"])
    placing = placed.told(flags)
    planner = "" if flags["json_"] else modelled.who(use)
    before.banner(planner=planner, unsafe=unsafe)
    ask = request(statement, data, deploy.told(flags), use)
    if flags["dry_run"]:
        quiet = dataclasses.replace(ask, model=None)
        ready = prepare.understand(quiet, thorough=False)
        places = {"slots": placing.slots or 1, "processes": placing.processes}
        return dry.dry(ready, use, ask, as_json=flags["json_"], **places)
    ready = prepare.understand(ask, thorough=True)
    before.understood(ready)
    name = flags["name"]
    if flags["new"]:
        name = fresh_name(flags["out"], ready, name)
    run_dir = prepare.start(
        ready,
        flags["out"],
        name=name,
        sandbox=sandbox,
        on_missing=ask.on_missing,
        model=use,
    )
    tracking.remember(run_dir, track)
    forked.remember(run_dir, flags["cold"])
    placed.remember(run_dir, placing)
    detach, as_json = flags["detach"], flags["json_"]
    return go(run_dir, detach=detach, as_json=as_json, unsafe=unsafe)


def fresh_name(out: Path, ready: prepare.Prepared, name: str | None) -> str:
    """`name`, or with the next free number behind it."""
    base = name or rundir.new_name(ready.spec, ready.key)
    taken = {path.parent.name for path in out.glob("*/run.json")}
    numbers = (f"{base}-{i}" for i in range(2, len(taken) + 3))
    return base if base not in taken else next(n for n in numbers if n not in taken)


def go(
    run_dir: Path,
    *,
    detach: bool,
    as_json: bool,
    minutes: float | None = None,
    unsafe: bool = False,
) -> Outcome | None:
    """Begin, then follow it to its end, or come back at once."""
    begin(run_dir, minutes=minutes, unsafe=unsafe)
    told = tracking.begin(run_dir)
    if detach:
        show.detached(run_dir, as_json=as_json)
        return None
    try:
        follow.follow(run_dir)
    except KeyboardInterrupt:
        interrupt(run_dir)
    tracking.wait(run_dir, told)
    return reading.finished(run_dir, as_json)


def begin(run_dir: Path, *, minutes: float | None = None, unsafe: bool = False) -> None:
    """Start the run process, if there is work and none is alive; `minutes` are a new
    total. Raises RunError, and changes nothing, if the data of a run that has begun
    before are others now."""
    if rundir.pid(run_dir) is not None:
        return
    run = rundir.load(run_dir)
    again = run.model_copy(update={"sandbox": "process"}) if unsafe else run
    if minutes:
        budget = run.spec.budget.model_copy(update={"seconds": 60 * minutes})
        spec = run.spec.model_copy(update={"budget": budget})
        again = again.model_copy(update={"spec": spec})
    if not has_work(run_dir, again.spec.budget):
        return
    seen = list(events.read(run_dir / events.FILE))
    if events.state(seen) != "created":
        unchanged.check(run_dir)
    if again != run:
        rundir.write(run_dir, again)
    process = runner.spawn(run_dir, unsafe=unsafe)
    follow.wait_for_start(process, run_dir, after=seen[-1].seq if seen else 0)


def interrupt(run_dir: Path) -> None:
    """First Ctrl-C: save and stop. A second one leaves at once; the run still saves."""
    say(t("saving the state… (Ctrl-C again to leave at once)"))
    rundir.stop(run_dir)
    place = shlex.quote(str(run_dir))
    say(t("saved · go on with: forgeweld resume {path}", path=place))
    sys.exit(130)


def has_work(run_dir: Path, budget: Budget | None = None) -> bool:
    """Whether a run is unfinished, or gets another `budget` than it had at its end, or
    somebody asked for more minutes of it; None is that of its file."""
    seen = list(events.read(run_dir / events.FILE))
    ends = [e for e in seen if e.type == "run.finished"]
    if events.state(seen) != "finished" or not ends:
        return True
    if any(r.kind == "extend" for r in steering.pending(run_dir, seen)):
        return True
    budget = budget or rundir.load(run_dir).spec.budget
    return budget.model_dump(mode="json") != ends[-1].data["budget"]


def resume(
    name: str | None,
    out: Path,
    as_json: bool,
    minutes: float | None,
    *,
    unsafe: bool = False,
) -> None:
    """Go on where a run was stopped or killed, perhaps with another budget.

    A run without isolation goes on so only if `unsafe` says it again.
    """
    run_dir = rundir.find(out, name)
    run = rundir.load(run_dir)
    if run.sandbox == "process" and not unsafe:
        raise UsageError(
            f"{run.name} was begun with --unsafe: nothing isolates its programs",
            where=str(run_dir / "run.json"),
            fix="say --unsafe again, or the whole `forgeweld run …` without it",
        )
    if unsafe:
        before.banner(planner="", unsafe=True)
    go(run_dir, detach=False, as_json=as_json, minutes=minutes, unsafe=unsafe)
