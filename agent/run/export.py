"""A finished run -> what its owner keeps: project, predictions, leaderboard."""

import csv
import shutil
from pathlib import Path
from types import SimpleNamespace

from agent.data import view
from agent.outcome import Outcome
from agent.project.render import readme, render
from agent.records import Profile, TaskSpec, Trial
from agent.run.delivery import delivered
from agent.run.isolation import isolated
from agent.run.loop import Line
from agent.run.trial import Places, copy_checked, write_files
from agent.scoring.predictions import read as read_predictions

WEIGHTS = ("weights.safetensors", "inputs.json", "result.json")


def project(line: Line, best: Trial, final: Places, outcome: Outcome) -> Path:
    """Write `project/`: the best plan's project with README, weights and trials.

    `final` is where the weights lie: the trial's own place, or the refit's.
    """
    target, building = line.run_dir / "project", line.run_dir / "project.tmp"
    shutil.rmtree(building, ignore_errors=True)
    spec, profile, history = line.spec, line.profile, line.history
    files = dict(render(spec, profile, best.plan).files)
    told = story(history, outcome, profile)
    files["README.md"] = readme(spec, profile, best.plan, told)
    write_files(files, building)
    (building / "weights").mkdir()
    for name in WEIGHTS:
        copy_checked(final.out / name, building / "weights" / name)
    _write_csv(building / "trials.tsv", trial_rows(history), delimiter="\t")
    shutil.rmtree(target, ignore_errors=True)
    building.replace(target)
    return target


def predictions(
    run_dir: Path, spec: TaskSpec, profile: Profile, final: Places
) -> Path | None:
    """Write `predictions.csv` for the given test table: its columns, and what
    `delivered` says of each row. None without a table."""
    if not profile.given:
        return None
    given = view.given_rows(run_dir)
    names = [row for row, _ in given]
    if final.root.name != "refit":  # a trial predicts the select and test rows, too
        names += view.rows(run_dir, "select") + view.rows(run_dir, "test")
    values = read_predictions(final.predictions, names, spec, profile.classes)
    cells = [own for _, own in given]
    said = delivered(spec, profile.classes, values[: len(given)], cells)
    rows = [{**own, **more} for own, more in zip(cells, said, strict=True)]
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
            "sandbox": t.result.isolation.backend if isolated(t.result) else "NONE",
            "proposer": t.plan.proposer,
            "operator": t.plan.operator,
            "reason": t.plan.reason,
            "note": t.note,
        }
        for t in history
    ]


def story(
    history: tuple[Trial, ...], outcome: Outcome, profile: Profile
) -> SimpleNamespace:
    """What README.md tells of the outcome."""
    best = outcome.best
    assert best is not None
    table = [("this model", best.test, best.interval)]
    table += [(b.name, b.test, None) for b in outcome.baselines]
    also = ", ".join(f"{name} {value:.3f}" for name, value in best.also.items())
    bare = f" {not_isolated(outcome)}" if outcome.not_isolated else ""
    rows = trial_rows(history)
    rows.sort(key=lambda r: r["trial"] != str(best.trial))
    return SimpleNamespace(
        sentence=f"{gain_sentence(outcome)} Also on the test rows: {also}.{bare}",
        metric=best.metric,
        rows=profile.split.test,
        learnt=profile.rows if outcome.refit else profile.split.train,
        weights=(
            f"of this plan trained on all {profile.rows} labelled rows, after scoring"
            if outcome.refit
            else f"of the trial scored above, trained on {profile.split.train} rows"
        ),
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
        return "Nothing was fused, so there is no fusion gain to tell."
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


def not_isolated(outcome: Outcome) -> str:
    """The mark of a run with --unsafe, a sentence."""
    count = f"{outcome.not_isolated} of {outcome.trials} trials"
    return f"NOT ISOLATED: {count} ran on the bare machine (--unsafe)."


def _figure(value: float | None) -> str:
    return "" if value is None else f"{value:.6g}"


def _write_csv(path: Path, rows: list[dict[str, str]], delimiter: str = ",") -> None:
    with path.open("w", newline="", encoding="utf-8") as file:
        names = list(rows[0]) if rows else []
        writer = csv.DictWriter(file, names, delimiter=delimiter)
        writer.writeheader()
        writer.writerows(rows)
