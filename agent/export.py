"""A finished run -> what its owner keeps: project, predictions, leaderboard."""

import csv
import os
import shutil
from pathlib import Path
from types import SimpleNamespace

from agent import claims, view
from agent.outcome import Outcome
from agent.records import Profile, TaskSpec, Trial
from agent.render import readme, render
from agent.trial import places, write_files

WEIGHTS = ("weights.safetensors", "inputs.json", "result.json")
MAX_WEIGHTS = 2 * 2**30


def project(
    run_dir: Path,
    spec: TaskSpec,
    profile: Profile,
    best: Trial,
    history: tuple[Trial, ...],
    outcome: Outcome,
) -> Path:
    """Write `project/`: the best trial's project with README, weights and trials."""
    target, building = run_dir / "project", run_dir / "project.tmp"
    shutil.rmtree(building, ignore_errors=True)
    files = dict(render(spec, profile, best.plan).files)
    files["README.md"] = readme(
        spec, profile, best.plan, story(history, outcome, profile.split.test)
    )
    write_files(files, building)
    (building / "weights").mkdir()
    for name in WEIGHTS:
        copy_checked(
            places(run_dir, best.index).out / name, building / "weights" / name
        )
    _write_csv(building / "trials.tsv", trial_rows(history), delimiter="\t")
    shutil.rmtree(target, ignore_errors=True)
    building.replace(target)
    return target


def predictions(
    run_dir: Path, spec: TaskSpec, profile: Profile, best: Trial
) -> Path | None:
    """Write `predictions.csv` for the given test table: its columns, the prediction
    under the target's name and, for classes, `proba_<class>`. None without a table."""
    if not profile.given:
        return None
    path = places(run_dir, best.index).predictions
    text = claims.read_text(path, limit=10**9) or ""
    predicted = {row["row"]: row for row in csv.DictReader(text.splitlines())}
    rows = []
    for row, given in view.given_rows(run_dir):
        values = predicted[row]
        if spec.kind == "regression":
            rows.append({**given, spec.target[0]: values["value"]})
            continue
        label = max(profile.classes, key=lambda name: float(values[name]))
        chances = {f"proba_{name}": values[name] for name in profile.classes}
        rows.append({**given, spec.target[0]: label, **chances})
    target = run_dir / "predictions.csv"
    _write_csv(target, rows)
    return target


def leaderboard(
    run_dir: Path, spec: TaskSpec, history: tuple[Trial, ...], outcome: Outcome
) -> Path:
    """Write `leaderboard.csv`: every trial, the best first."""
    tests = {b.trial: b.test for b in outcome.baselines}
    if outcome.best:
        tests[outcome.best.trial] = outcome.best.test
    rows = []
    for row, trial in zip(trial_rows(history), history, strict=True):
        rows.append({**row, "test": _figure(tests.get(trial.index))})
    sign = -1.0 if spec.metric.maximize else 1.0
    worst = float("inf")
    rows.sort(key=lambda r: sign * float(r["select"]) if r["select"] else worst)
    _write_csv(run_dir / "leaderboard.csv", rows)
    return run_dir / "leaderboard.csv"


def trial_rows(history: tuple[Trial, ...]) -> list[dict[str, str]]:
    """One flat row per trial, in order."""
    return [
        {
            "trial": str(t.index),
            "name": t.plan.name,
            "select": _figure(t.select.value if t.select else None),
            "low": _figure(t.select.interval[0] if t.select else None),
            "high": _figure(t.select.interval[1] if t.select else None),
            "params": str(t.claimed.params or ""),
            "seconds": f"{t.result.wall_s:.1f}",
            "verdict": t.verdict,
            "operator": t.plan.operator,
            "reason": t.plan.reason,
            "note": t.note,
        }
        for t in history
    ]


def story(
    history: tuple[Trial, ...], outcome: Outcome, best_rows: int
) -> SimpleNamespace:
    """What README.md tells of the outcome."""
    best = outcome.best
    assert best is not None
    table = [("this model", best.test, best.interval)]
    table += [(b.name, b.test, None) for b in outcome.baselines]
    also = ", ".join(f"{name} {value:.3f}" for name, value in best.also.items())
    rows = trial_rows(history)
    rows.sort(key=lambda r: r["trial"] != str(best.trial))
    return SimpleNamespace(
        sentence=f"{gain_sentence(outcome)} Also on the test rows: {also}.",
        metric=best.metric,
        rows=best_rows,
        table=[
            SimpleNamespace(
                name=name,
                value=f"{value:.4f}",
                interval=f"{interval[0]:.4f} to {interval[1]:.4f}" if interval else "",
            )
            for name, value, interval in table
        ],
        trials=[
            SimpleNamespace(
                index=r["trial"],
                name=r["name"],
                reason=r["reason"],
                value=r["select"] or "failed",
                verdict=r["verdict"],
            )
            for r in rows[:12]
        ],
    )


def gain_sentence(outcome: Outcome) -> str:
    """Does fusion pay? One sentence, also when the answer is no."""
    gain = outcome.fusion_gain
    if gain is None:
        return "There was one modality only, so nothing was fused."
    low, high = gain.interval
    figures = f"{gain.gain:+.4f} (95 % interval {low:+.4f} to {high:+.4f})"
    if low > 0:
        return f"Fusion beats the best single modality ({gain.over}) by {figures}."
    if high < 0:
        return (
            f"Fusion is worse than the best single modality ({gain.over}): {figures}."
        )
    return (
        f"Fusion and the best single modality ({gain.over}) are within noise of "
        f"each other: {figures}."
    )


def copy_checked(source: Path, target: Path) -> None:
    """Copy a regular file that a program wrote; never follow a link, never block."""
    handle = os.open(source, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    with os.fdopen(handle, "rb") as file, target.open("wb") as copy:
        if os.fstat(file.fileno()).st_size > MAX_WEIGHTS:
            raise OSError(f"{source} is larger than {MAX_WEIGHTS} bytes")
        shutil.copyfileobj(file, copy)


def _figure(value: float | None) -> str:
    return "" if value is None else f"{value:.6g}"


def _write_csv(path: Path, rows: list[dict[str, str]], delimiter: str = ",") -> None:
    with path.open("w", newline="", encoding="utf-8") as file:
        names = list(rows[0]) if rows else []
        writer = csv.DictWriter(file, names, delimiter=delimiter)
        writer.writeheader()
        writer.writerows(rows)
