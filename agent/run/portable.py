"""A finished run's model in a form that others run: made in the sandbox, copied out.

The code of projects and their weights come from programs, so they are opened in there
alone; what comes out is copied as any output is, and its figures are a claim.
"""

import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Literal, get_args

from pydantic import BaseModel, Field

from agent import catalog
from agent.errors import RunError, UsageError
from agent.outcome import Outcome
from agent.pretrained import carry
from agent.project import ensemble
from agent.project.fronts import graphed
from agent.project.render import render
from agent.records import Blend, Trial
from agent.run import events, invent
from agent.run.copies import copy_checked
from agent.run.program import empty_folder
from agent.run.proposing import BLOCKS
from agent.run.rundir import RunFile
from agent.run.trial import allowance, environment, places
from agent.scoring.blend import ALONE, spread
from sandbox.base import Job, Mount, RunResult, Sandbox
from sandbox.keep import keep
from sandbox.quota import remove

Format = Literal["safetensors", "torch", "onnx", "int8"]
FORMATS: tuple[Format, ...] = get_args(Format)
PACKAGES = ("onnx", "onnxruntime", "onnxscript")
"""What the sandbox's Python needs for `onnx` and `int8`."""
OURS = ("export.py", "graph.py", "infer_onnx.py")
"""Written anew into an older run's project; all else stays as it lies there."""
ENCODERS = f"{carry.FOLDER}/"
WEIGHTS = ("weights.safetensors", "inputs.json")
LONGEST = 1_000_000
"""Bytes of a config.json that are read."""
SECONDS = 1800.0
"""For one export; a minute is usual."""


@dataclass(frozen=True)
class Part:
    """One model of what is exported, and where its project and weights lie."""

    trial: Trial
    weight: float
    project: Path
    weights: Path
    folder: str
    """Below the export; empty for one that is alone."""


class Claims(BaseModel):
    """What a project's export.py says of what it wrote, in config.json."""

    differs: dict[str, float] = {}
    """Largest difference from PyTorch, by what is missing."""
    bytes: int = Field(default=0, ge=0)
    milliseconds_per_row: float = Field(default=0.0, ge=0)
    float32: "Claims | None" = None
    """Of int8: the same model with its weights as they were."""


@dataclass(frozen=True)
class Exported:
    """What was written where, and what each part's program says of it."""

    target: Path
    files: dict[str, int]
    claims: dict[str, Claims]


def require(form: Format) -> None:
    """Raises UsageError if a package that a format needs is not installed."""
    missing = [name for name in PACKAGES if find_spec(name) is None]
    if form in ("onnx", "int8") and missing:
        raise UsageError(
            f"--format {form} needs {', '.join(missing)}",
            why="they are not installed beside Forgeweld",
            fix="pip install 'forgeweld[onnx]'",
        )


def parts(
    run_dir: Path, outcome: Outcome | None, index: int | None
) -> tuple[tuple[Part, ...], Blend]:
    """What the run delivers, or trial `index` as it was trained, which says what is
    likeliest; and how its predictions are read. Raises UsageError for a trial that has
    no weights."""
    done = {t.index: t for t in events.trials(list(events.read(_log(run_dir))))}
    if index is not None:
        if index not in done or done[index].failure:
            why = "it failed" if index in done else "there is none of that number"
            raise UsageError(f"trial #{index} has no weights", why=why)
        place = places(run_dir, index)
        return (Part(done[index], 1.0, place.project, place.out, ""),), ALONE
    if outcome is None or outcome.best is None or outcome.best.blend is None:
        raise UsageError(
            "the run has not delivered a model",
            where=str(run_dir),
            fix="forgeweld resume finishes it; --trial N exports one of its trials",
        )
    members, own = outcome.best.members, run_dir / "project"
    if len(members) == 1:
        trial = done[members[0].trial]
        return (Part(trial, 1.0, own, own / "weights", ""),), outcome.best.blend
    found = []
    for member, again in ((m, n) for m in members for n in range(m.trainings)):
        trial, weight = done[member.trial], member.weight / member.trainings
        folder = f"members/{ensemble.folder_of(trial.index, trial.plan, again)}"
        place = own / folder
        found.append(Part(trial, weight, place, place / "weights", folder))
    return tuple(found), spread(outcome.best.blend, [m.trainings for m in members])


def refuse(form: Format, found: tuple[Part, ...]) -> None:
    """Raises UsageError for models that a format can't hold, with the way out."""
    networks = [p.trial for p in found if p.trial.plan.family == "network"]
    kept = list(networks)
    if form == "onnx" or (form == "int8" and networks):
        kept += [p.trial for p in found if graphed(p.trial.plan)]
    lost = [p.trial for p in found if p.trial not in kept]
    if form == "safetensors" or not lost:
        return
    names = ", ".join(f"#{t.index} {t.plan.name}" for t in lost)
    why = "its features are made in Python (words, edges, random kernels), for which "
    why += "there are no operators"
    ways = "--format safetensors exports everything, with its code"
    if all(graphed(trial.plan) for trial in lost):
        ways = f"--format onnx exports the learner as a graph; {ways}"
    if networks:
        ways = f"--trial {networks[0].index} exports the heaviest network alone; {ways}"
    raise UsageError(f"{names}: there is no --format {form} of it", why=why, fix=ways)


def export(
    run_dir: Path,
    run: RunFile,
    sandbox: Sandbox,
    found: tuple[Part, ...],
    blend: Blend,
    form: Format,
    target: Path,
) -> Exported:
    """Write the parts `found` in a form to `target`, an empty folder; several below
    `members/`, with an ensemble.json that says how they become one answer.

    Raises RunError with the program's own words if it refuses.
    """
    know_blocks(run_dir, run)
    empty_folder(target)
    files: dict[str, int] = {}
    claims = {}
    alone = len(found) == 1
    for part in found:
        own = target / part.folder
        own.mkdir(parents=True, exist_ok=True)
        with made(run, sandbox, part, form, blend if alone else ALONE) as place:
            for path in sorted(p for p in place.rglob("*") if p.is_file()):
                name = path.relative_to(place)
                (own / name).parent.mkdir(parents=True, exist_ok=True)
                copy_checked(path, own / name)
                files[str(Path(part.folder) / name)] = path.stat().st_size
        claims[part.folder] = _claims(own / "config.json")
    if not alone:
        for name, text in _together(run, found, blend, form).items():
            (target / name).write_text(text, encoding="utf-8")
            files[name] = len(text.encode())
    return Exported(target, files, claims)


@contextmanager
def made(
    run: RunFile, sandbox: Sandbox, part: Part, form: Format, blend: Blend
) -> Iterator[Path]:
    """The folder that a part's export.py writes, as long as this lasts."""
    with home() as top:
        project, out, kept = top / "project", top / "out", top / "kept"
        for folder in (project, project / "weights", out, kept):
            folder.mkdir(mode=0o755)
        for path in part.project.glob("*.py"):
            copy_checked(path, project / path.name)
        rendered = render(run.spec, run.profile, part.trial.plan, blend).files
        for name in OURS:
            if name in rendered:
                (project / name).write_text(rendered[name], encoding="utf-8")
        for name in WEIGHTS:
            copy_checked(part.weights / name, project / "weights" / name)
        for path in project.rglob("*"):
            path.chmod(0o755 if path.is_dir() else 0o644)
        carry.pass_on(part.project / carry.FOLDER, project / carry.FOLDER)
        if form == "int8" and part.trial.plan.family != "network":
            form = "onnx"  # thresholds and coefficients stay what they are
        argv = ("python", "export.py", "--model", "weights", "--format", form)
        mounts = {
            "project": Mount(path=project),
            "out": Mount(path=out, writable=True),
        }
        job = Job(
            argv=(*argv, "--output", "@out"),
            mounts=mounts,
            cwd="project",
            env=environment(),
        )
        most = allowance(SECONDS)
        result = sandbox.run(job, most)
        if result.status != "ok":
            name = f"#{part.trial.index} {part.trial.plan.name}"
            raise failed(f"{name} was not exported as {form}", result)
        wanted = {f.path for f in result.outputs if not f.path.startswith(ENCODERS)}
        keep(out, wanted, kept, most.disk_mb)
        own = part.project / carry.FOLDER
        if own.is_dir():  # as they are in the run, not as a program left them
            shutil.copytree(own, kept / carry.FOLDER)
        yield kept


@contextmanager
def home() -> Iterator[Path]:
    """A folder for a program's files; gone afterwards, whatever the program left."""
    top = Path(tempfile.mkdtemp(prefix="forgeweld-export-"))
    try:
        top.chmod(0o755)  # root's programs are another user, who has to get through
        yield top
    finally:
        remove(top)


def failed(what: str, result: RunResult) -> RunError:
    """What a program's end was, in its own last words."""
    words = (result.log.head + result.log.tail).strip().splitlines()[-3:]
    return RunError(what, where=result.reason, why="\n".join(words))


def _claims(path: Path) -> Claims:
    """What a part's config.json says, a program's words."""
    try:
        with path.open("rb") as file:
            return Claims.model_validate_json(file.read(LONGEST))
    except (OSError, ValueError) as error:
        raise RunError(
            "the export says nothing of itself that can be used", where=str(path)
        ) from error


def _together(
    run: RunFile, found: tuple[Part, ...], blend: Blend, form: Format
) -> dict[str, str]:
    """How the members' predictions become one answer, in words; and for ONNX a program
    that does it."""
    scales = blend.scales or (1.0,) * len(found)
    pairs = zip(found, scales, strict=True)
    said = {
        "members": {part.folder: part.weight / scale for part, scale in pairs},
        "temperature": blend.temperature,
        "offsets": list(blend.offsets),
        "worth": [list(row) for row in blend.worth],
        "read": "the sum of the members' predictions times these factors; of classes, "
        "its scores (log-probabilities; of label sets logits) over the temperature "
        "make the probabilities, and with the offsets added they decide the label; "
        "with worth (true class, class said) it is the class worth most on average",
    }
    files = {"ensemble.json": json.dumps(said, indent=1) + "\n"}
    if form in ("onnx", "int8"):
        told = [
            ensemble.Part(Path(p.folder).name, p.trial.plan, p.weight, "", "", ())
            for p in found
        ]
        made = ensemble.infer_onnx(run.spec, run.profile, told, blend)
        files["infer_onnx.py"] = made
    return files


def know_blocks(run_dir: Path, run: RunFile) -> None:
    """Make the run's own blocks part of the catalogue of this process."""
    os.environ[catalog.OWN] = os.pathsep.join(run.blocks)
    invent.known(run_dir / BLOCKS)


def _log(run_dir: Path) -> Path:
    return run_dir / events.FILE
