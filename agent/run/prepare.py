"""Words and a folder -> what a run starts from; nothing is written until `start`."""

import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from agent import catalog
from agent.data import choices, columns, owning, profiling, tables, view
from agent.data.cells import series, text
from agent.data.tables import Data
from agent.errors import DataError, UsageError
from agent.llm.prompts import Prompt
from agent.llm.use import open_model
from agent.pretrained import carry, choosing
from agent.pretrained.folders import Found
from agent.proposers import classical, design, rules
from agent.records import Column, ModelUse, Plan, Profile, TaskSpec
from agent.run import bounds, given, rundir
from agent.run.events import EventLog
from agent.run.given import Given
from agent.run.request import Request
from agent.statement import asked
from agent.statement import spec as words
from agent.statement.spec import Overrides


@dataclass(frozen=True)
class Prepared:
    """A request that has been understood: the task, the data, the first plans."""

    spec: TaskSpec
    profile: Profile
    plans: tuple[Plan, ...]
    files: tuple[str, ...]
    warnings: tuple[str, ...]
    data: Data
    started: float
    """When the preparation began, seconds since the epoch."""
    given: Given | None = None
    """The project that the run goes on from."""
    encoders: tuple[Found, ...] = ()
    """Pretrained encoders that plans may use, with their files."""
    encoding: str | None = None
    """Of the tables, if it was said."""

    @property
    def key(self) -> str:
        """What tells this task, on this data, from all others."""
        own = self.given.digest if self.given else ""
        return rundir.identity(self.spec, self.profile, own)


def understand(request: Request, *, thorough: bool) -> Prepared:
    """Read, understand, profile, plan. `thorough` decodes every media file.

    Raises DataError and UsageError with what to do about it.
    """
    started = time.time()
    own = given.read(request.project) if request.project else None
    data, described = _tables(request)

    def by_rules(flags: Overrides) -> TaskSpec:
        return _by_rules(request, data, described, flags)

    spec = given.as_in_project(_read(request, described, by_rules), request.inherited)
    spec = bounds.bounded(spec, request)
    data, profile = profiling.profile(
        data, spec, described, on_missing=request.on_missing, thorough=thorough
    )
    data, profile = choices.added(data, spec, profile)
    if not design.supported(spec):
        raise DataError(
            "no block of the catalogue reads this data",
            where=str(request.data),
            why="modalities: "
            + ", ".join(f"{m.name} ({m.kind})" for m in spec.modalities),
            fix="these kinds can be used: " + ", ".join(readable()),
        )
    found, told = choosing.chosen(request.encoders, spec)
    spec = spec.model_copy(update={"encoders": tuple(one.record for one in found)})
    spec = bounds.steered(spec, profile, request)
    return Prepared(
        spec=spec,
        profile=profile,
        plans=tuple(rules.baselines(spec, profile)),
        files=project_files(),
        warnings=(
            *warnings(spec, profile),
            *told,
            *(given.fits(own, spec, profile) if own else ()),
        ),
        data=data,
        started=started,
        given=own,
        encoders=found,
        encoding=request.encoding,
    )


def _by_rules(
    request: Request, data: Data, described: tuple[Column, ...], flags: Overrides
) -> TaskSpec:
    """The task as the rules read it."""
    return words.understand(
        request.statement,
        described,
        cells=lambda name: text(series(data.labelled, name)),
        data=request.data,
        rows=len(data.labelled),
        given=data.given is not None,
        overrides=flags,
        budget=request.budget,
        seed=request.seed,
        choices={n: [*table] for n, table in data.extra.get("choices", {}).items()},
    )


def _tables(request: Request) -> tuple[Data, tuple[Column, ...]]:
    """The data, read so that a row is what the target belongs to, and its columns."""

    def read(base: str = "") -> tuple[Data, tuple[Column, ...]]:
        data = tables.read(request.data, encoding=request.encoding, base=base)
        return data, columns.describe(data)

    data, described = read()
    if base := owning.first_named(data, request.statement):
        other = read(base)
        if _target(request, *other):
            data, described = other
    if data.extra.get("joined"):
        base = owning.owner(data, _target(request, data, described))
        return read(base) if base else (data, described)
    return data, described


def _target(
    request: Request, data: Data, described: tuple[Column, ...]
) -> tuple[str, ...]:
    """What the rules take for the target; () where they can't tell."""
    plain = request.overrides.model_copy(update={"use": (), "ignore": ()})
    try:
        return _by_rules(request, data, described, plain).target
    except (DataError, UsageError):
        return ()


def question(request: Request, *, hide: bool) -> tuple[Prompt, type[asked.Reading]]:
    """What a model would be asked about a statement, and the form of its answer."""
    data = tables.read(request.data, encoding=request.encoding)
    found = columns.describe(data)
    return asked.prompt(request.statement, found, hide)[:2]


def _read(
    request: Request,
    columns: tuple[Column, ...],
    by_rules: Callable[[Overrides], TaskSpec],
) -> TaskSpec:
    """The task as the rules read it, beside a model's reading if there is one."""
    use = request.model
    if use is None:
        return by_rules(request.overrides)
    return asked.understood(
        open_model(use, show=request.show),
        request.statement,
        columns,
        by_rules,
        request.overrides,
        hide=use.hide_names,
        require=use.require,
    )


def readable() -> list[str]:
    """Kinds of data that some input reads and some encoder takes."""
    kinds = {kind for block in catalog.blocks("input") for kind in block.kinds}
    return sorted(kind for kind in kinds if catalog.ways(kind))


def project_files() -> tuple[str, ...]:
    """The files of a generated project, in reading order."""
    from agent.project.render import CODE_FILES, OTHER_FILES, README

    return (README, *CODE_FILES, *OTHER_FILES)


def warnings(spec: TaskSpec, profile: Profile) -> tuple[str, ...]:
    """What the user should know before training, a line each."""
    left_out = set(spec.modalities) - set(design.supported(spec))
    lines = [f.message for f in profile.findings if f.severity == "warning"]
    lines += [
        f"{m.name} is left out: no block reads {m.kind} yet"
        for m in spec.modalities
        if m in left_out
    ]
    if classical.served(spec) and not classical.lightgbm_works():
        lines.append(f"no boosted trees here ({classical.LIGHTGBM_FIX})")
    return tuple(lines)


def start(
    prepared: Prepared,
    out: Path,
    *,
    name: str | None,
    sandbox: str,
    on_missing: str,
    model: ModelUse | None = None,
) -> Path:
    """The directory of a run: made, or found again when the same task was begun before.

    Raises UsageError if it can't be written, RunError if `name` is another task's.
    """
    key = prepared.key
    run_dir = out / (name or rundir.new_name(prepared.spec, key))
    if (run_dir / "run.json").exists():
        return _again(run_dir, prepared, key, sandbox)
    make_writable(run_dir)
    view.write(run_dir, prepared.data, prepared.spec, prepared.profile)
    if prepared.given:
        given.write(run_dir, prepared.given)
    carry.store(prepared.encoders, run_dir)
    run = rundir.RunFile(
        name=run_dir.name,
        identity=key,
        spec=prepared.spec,
        profile=prepared.profile,
        on_missing=on_missing,
        encoding=prepared.encoding,
        sandbox=sandbox,
        blocks=blocks(),
        model=model,
        created=prepared.started,
        prepared_s=round(time.time() - prepared.started, 2),
    )
    rundir.write(run_dir, run)
    log = EventLog(run_dir)
    log.add("run.created", statement=prepared.spec.statement)
    log.add("data.profiled", rows=prepared.profile.rows, warnings=prepared.warnings)
    return run_dir


def blocks() -> tuple[str, ...]:
    """Folders of the user's own blocks, as the run process has to know them."""
    return tuple(map(str, catalog.own_folders()))


def _again(run_dir: Path, prepared: Prepared, key: str, sandbox: str) -> Path:
    run = rundir.load(run_dir)
    if run.identity != key:
        raise rundir.another(run, prepared.spec, prepared.profile, run_dir)
    budget = prepared.spec.budget
    seconds = budget.seconds + sum(run.extended.values())
    budget = budget.model_copy(update={"seconds": seconds})
    wishes = prepared.spec.wishes
    spec = run.spec.model_copy(update={"budget": budget, "wishes": wishes})
    changes = {"spec": spec, "blocks": blocks(), "sandbox": sandbox}
    again = run.model_copy(update=changes)
    if again != run and rundir.pid(run_dir) is None:
        rundir.write(run_dir, again)
    return run_dir


def make_writable(run_dir: Path) -> None:
    """Make the folder, and make sure that files can be written there."""
    try:
        run_dir.mkdir(parents=True, exist_ok=True)
        probe = run_dir / ".probe"
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise UsageError(
            "the output folder can't be written to",
            where=str(run_dir),
            why=os.strerror(error.errno or 0),
            fix="name another one: --out DIR",
        ) from error
