"""`forgeweld export`: a run's model for ONNX Runtime, torch.export or by itself, and a
notebook that tells of the run."""

from pathlib import Path

from agent.errors import UsageError
from agent.interfaces import deploy, options, reading
from agent.interfaces.screen import NOT_ISOLATED, put, put_json, say
from agent.outcome import Outcome
from agent.run import events, notebook, portable, rundir, shrunk
from agent.run.isolation import opened
from agent.run.portable import FORMATS, Claims, Exported
from agent.run.shrunk import Loss

CHOICES = (*FORMATS, "notebook")


def export(
    name: str | None,
    out: Path,
    json_: bool,
    *,
    form: str,
    output: Path | None,
    trial: int | None,
    unsafe: bool,
) -> None:
    """Write what was asked for, and tell how it compares."""
    run_dir = rundir.find(out, name)
    end = _outcome(run_dir)
    if form == "notebook":
        _notebook(run_dir, end, output, as_json=json_)
        return
    assert form in FORMATS
    portable.require(form)
    run = rundir.load(run_dir)
    found, blend = portable.parts(run_dir, end, trial)
    portable.refuse(form, found)
    backend = options.backend(run.sandbox, unsafe=unsafe)
    if unsafe:
        say(NOT_ISOLATED.format("--unsafe runs the project's export.py"))
    sandbox = opened(backend, unsafe=unsafe)
    target = output or run_dir / "exported" / _name(form, trial)
    names = ", ".join(f"#{p.trial.index} {p.trial.plan.name}" for p in found)
    say(f"{names} as {form}, in {sandbox.name}")
    done = portable.export(run_dir, run, sandbox, found, blend, form, target)
    lost = None
    if form == "int8":
        say("predicting the select rows with 8-bit weights")
        lost = shrunk.loss(run_dir, run, sandbox, found, blend)
    if json_:
        claims = {n: c.model_dump(mode="json") for n, c in done.claims.items()}
        told: dict = {"files": done.files, "parts": claims}
        told["loss"] = vars(lost) if lost else None
        put_json({"run": run.name, "format": form, "path": str(done.target), **told})
        return
    told_of(done, lost)
    for line in deploy.held(run.spec.constraints, done):
        put(line)


def _name(form: str, trial: int | None) -> str:
    return form if trial is None else f"{form}-{trial}"


def _outcome(run_dir: Path) -> Outcome | None:
    seen = list(events.read(run_dir / events.FILE))
    finished = events.state(seen) == "finished"
    return reading.outcome_of(run_dir) if finished else None


def _notebook(
    run_dir: Path, end: Outcome | None, output: Path | None, *, as_json: bool
) -> None:
    if end is None:
        raise UsageError(
            "the run has not delivered a model yet",
            where=str(run_dir),
            fix=f"forgeweld resume {run_dir}",
        )
    target = output or run_dir / "notebook.ipynb"
    notebook.write(run_dir, rundir.load(run_dir), end, target)
    if as_json:
        put_json({"run": run_dir.name, "format": "notebook", "path": str(target)})
        return
    put(f"notebook  {target}")
    put("next: jupyter lab, with the packages of project/requirements.lock")


def told_of(done: Exported, lost: Loss | None) -> None:
    """Files, differences from PyTorch, sizes and times, and what small weights cost."""
    for name, size in done.files.items():
        put(f"{size:>12,}  {name}")
    put(f"exported     {done.target}")
    for folder, said in done.claims.items():
        for line in _claimed(said):
            put(f"{folder + ': ' if folder else ''}{line}")
    if lost:
        low, high = lost.interval
        put(
            f"8-bit weights: {lost.metric} {lost.before:.4f} → {lost.after:.4f} on "
            f"{lost.rows} select rows, {lost.gain:+.4f} [{low:+.4f}, {high:+.4f}]; "
            "measured on the weights that were scored"
        )
    put("what rows become before the model stays Python: data.py, exported with it")


def _claimed(said: Claims) -> list[str]:
    """What a part's own program found, as far as it says so."""
    lines, large = [], said.float32
    if said.differs:
        worst = max(said.differs, key=lambda words: said.differs[words])
        lines.append(
            f"differs from PyTorch by at most {said.differs[worst]:.1e} ({worst}), on "
            "rows made up: 1, 2 and 7, all present, each input missing, all missing"
        )
    if large and large.bytes and large.milliseconds_per_row:
        size = said.bytes / large.bytes
        time = said.milliseconds_per_row / large.milliseconds_per_row
        lines.append(
            f"{size:.2f} of the bytes and {time:.2f} of the time of float32 "
            f"({large.milliseconds_per_row:.2f} ms a row alone, the program's figure)"
        )
    return lines
