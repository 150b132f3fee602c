"""A finished run -> what its owner keeps: project, predictions, leaderboard."""

import csv
import shutil
from collections.abc import Sequence
from pathlib import Path

from agent.data import choices, view
from agent.outcome import Outcome
from agent.pretrained import carry
from agent.project import carried
from agent.project.ensemble import Part, folder_of, render_ensemble
from agent.project.expressions import fusion_weighs
from agent.project.render import readme, render
from agent.project.serving import render_serve
from agent.records import Blend, Profile, TaskSpec, Trial
from agent.run import given, teaching
from agent.run.board import board
from agent.run.copies import copy_checked
from agent.run.delivery import delivered
from agent.run.keeping import reproduction
from agent.run.loop import Line
from agent.run.refit import Final
from agent.run.story import member_story, story
from agent.run.trial import places, write_files
from agent.run.tried import trial_rows
from agent.scoring.blend import decided, mix
from agent.scoring.predictions import read as read_predictions

WEIGHTS = ("weights.safetensors", "inputs.json", "result.json")
LOCK = "requirements.lock"


def project(
    line: Line, finals: Sequence[Final], blend: Blend, outcome: Outcome
) -> Path:
    """Write `project/`: a model's project with README, weights and trials; or several
    of them below `members/`, and what averages them. Whole or not at all."""
    target, building = line.run_dir / "project", line.run_dir / "project.tmp"
    shutil.rmtree(building, ignore_errors=True)
    building.mkdir()
    maximize = line.spec.metric.maximize
    told = story(line.history, outcome, line.profile, maximize=maximize)
    if len(finals) == 1:
        plan = finals[0].trial.plan
        about = line.spec, line.profile, plan
        made = render(*about, blend)
        files = given.delivered(line.given, line.history, plan, made)
        files["README.md"] = readme(*about, told)
        files[carried.FILE] = carried.carried(*about, blend)
        files |= reproduction(line, [finals[0].trial], ["."], blend, outcome)
        files |= _serve(line, finals, blend)
        _write_model(files, finals[0], building)
    else:
        parts = [_write_member(line, final, outcome, building) for final in finals]
        files = render_ensemble(line.spec, line.profile, parts, blend, told)
        files |= _reproduction(line, finals, parts, outcome)
        files |= _serve(line, finals, blend)
        write_files(files, building)
    (building / "reproduce.sh").chmod(0o755)
    rows = trial_rows(line.history)
    _write_csv(building / "trials.tsv", rows, delimiter="\t")
    shutil.rmtree(target, ignore_errors=True)
    building.replace(target)
    return target


def _reproduction(
    line: Line, finals: Sequence[Final], parts: Sequence[Part], outcome: Outcome
) -> dict[str, str]:
    """How the score is reached again: by the first training of each member."""
    pairs = zip(finals, parts, strict=True)
    firsts = [(final.trial, part) for final, part in pairs if not final.again]
    folders = [f"members/{part.folder}" for _, part in firsts]
    assert outcome.best and outcome.best.blend
    told = [trial for trial, _ in firsts], folders, outcome.best.blend, outcome
    return reproduction(line, *told)


def _serve(line: Line, finals: Sequence[Final], blend: Blend) -> dict[str, str]:
    """serve.py, which only what is delivered has."""
    plans = [final.trial.plan for final in finals]
    weighs = any(fusion_weighs(line.spec, plan) for plan in plans)
    told = line.spec, line.profile, plans, blend
    return {"serve.py": render_serve(*told, weighs=weighs)}


def _write_member(line: Line, final: Final, outcome: Outcome, building: Path) -> Part:
    """One member as the project that it would be alone, without thresholds, which
    belong to the mean."""
    trial = final.trial
    made = render(line.spec, line.profile, trial.plan)
    files = given.delivered(line.given, line.history, trial.plan, made)
    score = line.scorer.score(places(line.run_dir, trial.index).predictions, "test")
    maximize = line.spec.metric.maximize
    known = line.history, outcome, line.profile, trial, score
    told = member_story(*known, maximize=maximize)
    files["README.md"] = readme(line.spec, line.profile, trial.plan, told)
    files[carried.FILE] = carried.carried(line.spec, line.profile, trial.plan)
    folder = folder_of(trial.index, trial.plan, final.again)
    _write_model(files, final, building / "members" / folder)
    rows = line.profile.rows if final.refit else line.profile.split.train
    learnt = "all {} labelled rows, trained once more after scoring"
    learnt += ", by another seed" if final.again else ""
    scored = "the trial that was scored, trained on {} rows"
    lock = (text for text in files[LOCK].splitlines() if not text.startswith("#"))
    return Part(
        folder=folder,
        plan=trial.plan,
        weight=final.weight,
        params=f"{trial.claimed.params:,}" if trial.claimed.params else "",
        learnt=(learnt if final.refit else scored).format(rows),
        lock=tuple(lock),
    )


def _write_model(files: dict[str, str], final: Final, folder: Path) -> None:
    """A project's files and its weights."""
    write_files(files, folder)
    (folder / "weights").mkdir()
    for name in WEIGHTS:
        copy_checked(final.place.out / name, folder / "weights" / name)
    teaching.pass_on(final.place.project, folder)
    carry.pass_on(final.place.project / carry.FOLDER, folder / carry.FOLDER)


def predictions(
    run_dir: Path,
    spec: TaskSpec,
    profile: Profile,
    finals: Sequence[Final],
    blend: Blend,
) -> Path | None:
    """Write `predictions.csv` for the given test table: its columns, and what
    `delivered` says of each row. None without a table."""
    if not profile.given:
        return None
    given = view.given_rows(run_dir)
    names = [row for row, _ in given]
    hidden = view.rows(run_dir, "select") + view.rows(run_dir, "test")
    tables = []
    for final in finals:
        # A trial predicts the select and test rows, too.
        wanted = names if final.refit else names + hidden
        path = final.place.predictions
        values = read_predictions(path, wanted, spec, profile.classes)
        tables.append(values[: len(given)])
    values = mix(spec.kind, tables, blend)
    labels = decided(spec.kind, values, blend)
    cells = [own for _, own in given]
    said = delivered(spec, profile.classes, values, labels, cells)
    rows = [{**own, **more} for own, more in zip(cells, said, strict=True)]
    if spec.kind == "retrieval":
        rows = choices.answered(spec, rows)
    target = run_dir / "predictions.csv"
    _write_csv(target, rows)
    return target


def silent(run_dir: Path, spec: TaskSpec) -> int:
    """Rows of `predictions.csv` that get no label of a set; 0 where a labelled row has
    none either, and for other kinds of task."""
    if spec.kind != "multilabel" or spec.separator is None:
        return 0
    learnt, said = (
        _column(run_dir / name, spec.target[0])
        for name in ("view/train.csv", "predictions.csv")
    )
    return 0 if any(map(_bare, learnt)) else sum(map(_bare, said))


def _column(path: Path, name: str) -> list[str]:
    with path.open(newline="", encoding="utf-8") as file:
        return [row[name] for row in csv.DictReader(file)]


def _bare(cell: str) -> bool:
    return cell.strip() in ("", "[]")


def leaderboard(
    run_dir: Path, spec: TaskSpec, history: tuple[Trial, ...], outcome: Outcome
) -> Path:
    """Write `leaderboard.csv`: what was chosen and every trial, the best first."""
    _write_csv(run_dir / "leaderboard.csv", board(spec, history, outcome))
    return run_dir / "leaderboard.csv"


def _write_csv(path: Path, rows: list[dict[str, str]], delimiter: str = ",") -> None:
    with path.open("w", newline="", encoding="utf-8") as file:
        names = list(rows[0]) if rows else []
        writer = csv.DictWriter(file, names, delimiter=delimiter)
        writer.writeheader()
        writer.writerows(rows)
