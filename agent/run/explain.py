"""The chosen model with its inputs changed: untrusted code predicts in the sandbox, on
rows without labels; the trusted scorer says what that is worth.

It is the model as it was scored, the trials' own weights; refits are not looked at.
"""

import csv
import json
import random
import shutil
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from agent.data import view
from agent.errors import ForgeweldError
from agent.explained import Explained
from agent.outcome import Best
from agent.pretrained import carry
from agent.project.stacking import input_name
from agent.records import Plan
from agent.run import explain_scores, trial, variants
from agent.run.copies import copy_checked
from agent.run.question import Question
from agent.scoring.blend import decided, mix
from agent.scoring.metrics import CLASSES, THRESHOLD
from agent.scoring.predictions import read as read_predictions
from sandbox.base import Job, Mount, Sandbox, Tick
from sandbox.quota import remove

PROGRAM = Path(__file__).parents[2] / "templates" / "explain"
FILES = (
    "explain.py",
    "member.py",
    "change.py",
    "occlude.py",
    "gradients.py",
    "remember.py",
)
FILE = "explained.json"
WEIGHTS = ("weights.safetensors", "inputs.json")
SHOWN = 8
"""Rows whose parts are looked at, drawn by what was said of them: their labels are not
looked at."""
LEAST = 4.0
"""Seconds below which a program would not get as far as its first prediction."""
PROGRAM_SHARE = 0.7
"""Part of the time that predictions get; the rest is for scoring them."""


def known(run_dir: Path, best: Best) -> Explained | None:
    """What was found out before about this very choice; None if nothing was."""
    path = run_dir / FILE
    if not path.exists():
        return None
    found = Explained.model_validate_json(path.read_text(encoding="utf-8"))
    same = found.members == tuple(m.trial for m in best.members)
    return found if same else None


def explain(ask: Question, sandbox: Sandbox, tick: Tick) -> Explained:
    """Change, predict, score, and write `explained.json`; what there was no time for is
    told in it. Raises SandboxError if our part fails."""
    begin = time.monotonic()
    rows = _rows(ask)
    found = Explained(
        members=tuple(t.index for t in ask.members),
        rows=len(rows),
        of=ask.profile.split.test,
        modalities=tuple(m.name for m in ask.modalities),
    )
    if why := _hopeless(ask):
        return _kept(ask, found.model_copy(update={"why": why}))
    steps = variants.steps(ask.modalities, ask.spec.seed)
    targets = _targets(ask, rows)
    out = ask.run_dir / "explain.out"
    try:
        _write(ask, rows, steps, targets)
        remove(out)
        out.mkdir()
        why = _run(ask, sandbox, out, tick)
        left = ask.seconds - (time.monotonic() - begin)
        found = explain_scores.scored(ask, found, steps, rows, out, left)
        occluded = explain_scores.occluded(ask, targets, out)
    finally:
        remove(out)
        for number in range(len(ask.members)):
            shutil.rmtree(ask.folder / str(number) / "weights", ignore_errors=True)
    took = round(time.monotonic() - begin, 1)
    more = {"occluded": occluded, "seconds": took, "why": found.why or why}
    return _kept(ask, found.model_copy(update=more))


def _hopeless(ask: Question) -> str:
    """Why nothing can be found out; empty if something can."""
    if ask.seconds < LEAST:
        return f"{max(ask.seconds, 0):.0f} s were left for it"
    if ask.spec.kind == "retrieval" and ask.profile.split.test > ask.most:
        return f"queries need all {ask.profile.split.test} candidates: too many"
    return ""


def _kept(ask: Question, found: Explained) -> Explained:
    """What is written: `found`, unless more was known before about the same choice."""
    before = known(ask.run_dir, ask.best)
    if before is not None and len(before.effects) > len(found.effects):
        return before
    part = ask.run_dir / f"{FILE}.tmp"
    part.write_text(found.model_dump_json(indent=1), encoding="utf-8")
    part.replace(ask.run_dir / FILE)
    return found


def _rows(ask: Question) -> list[str]:
    """Test rows to look at: all, or as many as there is time for, by lot."""
    rows = view.rows(ask.run_dir, "test")
    if len(rows) <= ask.most:
        return rows
    return sorted(random.Random(ask.spec.seed).sample(rows, ask.most))


def _targets(ask: Question, rows: list[str]) -> dict[str, int]:
    """Rows whose parts are looked at, and the output to explain: what was said; where
    no label was said, the most probable one."""
    if ask.spec.kind == "retrieval":
        return {}  # what is near depends on all candidates at once
    if ask.spec.kind not in CLASSES:
        return _drawn(dict.fromkeys(rows, 0), ask.spec.seed + 1)
    hidden = view.rows(ask.run_dir, "select") + view.rows(ask.run_dir, "test")
    if ask.profile.given:
        hidden += view.rows(ask.run_dir, "given")
    files = [trial.places(ask.run_dir, t.index).predictions for t in ask.members]
    tables = [
        read_predictions(file, hidden, ask.spec, ask.profile.classes) for file in files
    ]
    assert ask.best.blend
    chances = mix(ask.spec.kind, tables, ask.best.blend)
    table = decided(ask.spec.kind, chances, ask.best.blend)
    if ask.spec.kind == "multilabel":
        table = np.where(table >= THRESHOLD, chances, chances - 1)  # said ones first
    said = table.argmax(1)
    place = {row: i for i, row in enumerate(hidden)}
    return _drawn({row: int(said[place[row]]) for row in rows}, ask.spec.seed + 1)


def _drawn(said: dict[str, int], seed: int) -> dict[str, int]:
    """SHOWN of the rows by lot, one of every output, then a second one of each, so that
    all that were said are there as far as they go."""
    turns: Counter[int] = Counter()
    drawn = []
    for row in random.Random(seed).sample(list(said), len(said)):
        turns[said[row]] += 1
        drawn.append((turns[said[row]], row))
    drawn.sort(key=lambda pair: pair[0])
    return {row: said[row] for _, row in drawn[:SHOWN]}


def _write(
    ask: Question,
    rows: list[str],
    steps: Sequence[variants.Step],
    targets: dict[str, int],
) -> None:
    """The folder that the program sees: itself, what to do, rows, models."""
    folder = ask.folder
    shutil.rmtree(folder, ignore_errors=True)
    texts = {name: (PROGRAM / name).read_text(encoding="utf-8") for name in FILES}
    wanted = {
        "models": len(ask.members),
        "kinds": {m.name: m.kind for m in ask.modalities},
        "inputs": [inputs(member.plan) for member in ask.members],
        "rows": targets,
        "steps": [step.told() for step in steps],
    }
    texts["ask.json"] = json.dumps(wanted, indent=1)
    trial.write_files(texts, folder)
    _sample(ask.run_dir / "view" / "predict.csv", folder / "rows.csv", set(rows))
    for number, member in enumerate(ask.members):
        place, home = trial.places(ask.run_dir, member.index), folder / str(number)
        files = {p.name: p.read_text("utf-8") for p in place.project.glob("*.py")}
        trial.write_files(files, home / "project")
        encoders = place.project / carry.FOLDER
        carry.pass_on(encoders, home / "project" / carry.FOLDER)
        trial.write_files({}, home / "weights")
        for name in WEIGHTS:
            copy_checked(place.out / name, home / "weights" / name)
            (home / "weights" / name).chmod(0o644)
        home.chmod(0o755)


def inputs(plan: Plan) -> dict[str, str]:
    """The modality of each input of a plan, by the name that its project has for it."""
    own = {branch.key: branch.modality for branch in plan.branches}
    plain = plan.stack.plain if plan.stack else ()
    return own | {input_name(plan, branch): branch.modality for branch in plain}


def _sample(source: Path, goal: Path, wanted: set[str]) -> None:
    """Copy the wanted rows of a table of the view, which has no targets."""
    with source.open(newline="", encoding="utf-8") as file:
        reader = csv.DictReader(file)
        kept = [row for row in reader if row["row"] in wanted]
        names = reader.fieldnames or ()
    with goal.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, names)
        writer.writeheader()
        writer.writerows(kept)
    goal.chmod(0o644)


def _run(ask: Question, sandbox: Sandbox, out: Path, tick: Tick) -> str:
    """Let the program predict; why it did not do all, if it didn't."""
    seconds = PROGRAM_SHARE * ask.seconds
    argv = ("python", "@ask/explain.py", "@ask", "--data", "@data", "--out", "@out")
    job = Job(
        argv=(*argv, "--seconds", f"{seconds:.1f}"),
        mounts={
            "ask": Mount(path=ask.folder),
            "data": Mount(path=ask.run_dir / "view"),
            "out": Mount(path=out, writable=True),
        },
        cwd="ask",
        env=trial.environment(),
    )
    network = any(t.plan.network for t in ask.members)
    memory = ask.spec.constraints.max_memory_mb
    limits = trial.allowance(seconds + 2.0, memory).model_copy(
        update={"gpus": trial.devices() if network else 0, "grace_s": 1.0}
    )
    result = sandbox.run(job, limits, tick)
    trial.write_log(ask.run_dir / "explain" / "log", result)
    if result.status in ("ok", "timeout"):
        return ""
    return f"the program that changes inputs ended early: {result.reason}"


def told(error: ForgeweldError) -> str:
    """An error as `why` has it."""
    return ": ".join(filter(None, (error.what, error.why)))
