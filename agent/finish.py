"""The end of a run: the test rows scored, once, and everything its owner gets."""

from agent import export
from agent.errors import BudgetError, RunError
from agent.loop import Line, best_of
from agent.outcome import Baseline, Best, FusionGain, Outcome
from agent.records import Score, TaskSpec, Trial
from agent.trial import places


def reserve(spec: TaskSpec) -> float:
    """Seconds of the budget put aside for the end: scoring, copying, formatting."""
    return min(max(5.0, 0.03 * spec.budget.seconds), 30.0)


def conclude(line: Line, used: float) -> Outcome:
    """Score, compare, export, tell. Raises if no trial gave a model."""
    best = best_of(line.spec, line.history)
    if best is None:
        raise _nothing(line)
    singles = [t for t in line.history if _single(t)]
    outcome = Outcome(
        run=line.run_dir.name,
        status="finished",
        best=_best(line, best),
        baselines=_baselines(line, best),
        fusion_gain=_fusion_gain(line, singles),
        project=str(line.run_dir / "project"),
        seconds=round(
            line.spec.budget.seconds - line.seconds_left() - reserve(line.spec), 1
        ),
        trials=len(line.history),
        failed=sum(t.select is None for t in line.history),
    )
    predictions = export.predictions(line.run_dir, line.spec, line.profile, best)
    if predictions:
        outcome = outcome.model_copy(update={"predictions": str(predictions)})
    export.leaderboard(line.run_dir, line.spec, line.history, outcome)
    export.project(line.run_dir, line.spec, line.profile, best, line.history, outcome)
    line.log.add("run.finished", outcome=outcome.model_dump(mode="json"))
    return outcome


def _nothing(line: Line) -> Exception:
    failed = [t for t in line.history if t.failure]
    if not failed:
        return BudgetError(
            "the budget ended before one trial was through",
            where=str(line.run_dir),
            why=f"{line.spec.budget.seconds:.0f} s were given",
            fix="give it more: --minutes 5",
        )
    last = failed[-1]
    return RunError(
        f"none of {len(failed)} trials gave a model",
        where=str(places(line.run_dir, last.index).root / "log" / "output.txt"),
        why=f"#{last.index} {last.plan.name}: {last.failure}: {last.note}",
        fix="the log above has the program's own words",
    )


def _single(trial: Trial) -> bool:
    one = len(trial.plan.branches) == 1
    return one and trial.plan.operator == "baseline" and trial.select is not None


def _test(line: Line, trial: Trial) -> Score:
    return line.scorer.score(places(line.run_dir, trial.index).predictions, "test")


def _best(line: Line, best: Trial) -> Best:
    assert best.select is not None
    test = _test(line, best)
    return Best(
        trial=best.index,
        name=best.plan.name,
        metric=line.spec.metric.name,
        select=best.select.value,
        test=test.value,
        interval=test.interval,
        also=test.also,
        params=best.claimed.params,
    )


def _baselines(line: Line, best: Trial) -> tuple[Baseline, ...]:
    """The constant prediction, each modality alone, late fusion, the reference."""
    select, test = line.scorer.constant("select"), line.scorer.constant("test")
    sign = 1.0 if line.spec.metric.maximize else -1.0
    name = "mean" if line.spec.kind == "regression" else "majority"
    value = _test(line, best).value
    rows = [
        Baseline(
            name=name,
            trial=None,
            select=select.value,
            test=test.value,
            gain=sign * (value - test.value),
            gain_interval=None,
            also=test.also,
        )
    ]
    for trial in line.history:
        if trial.plan.operator == "baseline" and trial.select:
            gain, interval = _gain(line, best, trial)
            score = _test(line, trial)
            rows.append(
                Baseline(
                    name=trial.plan.name,
                    trial=trial.index,
                    select=trial.select.value,
                    test=score.value,
                    gain=gain,
                    gain_interval=interval,
                    also=score.also,
                )
            )
    return tuple(rows)


def _fusion_gain(line: Line, singles: list[Trial]) -> FusionGain | None:
    fused = tuple(t for t in line.history if len(t.plan.branches) > 1)
    single, fusion = best_of(line.spec, tuple(singles)), best_of(line.spec, fused)
    if single is None or fusion is None:
        return None
    gain, interval = _gain(line, fusion, single)
    return FusionGain(
        gain=gain, interval=interval, over=single.plan.name, trial=fusion.index
    )


def _gain(line: Line, a: Trial, b: Trial) -> tuple[float, tuple[float, float]]:
    if a.index == b.index:
        return 0.0, (0.0, 0.0)
    first, second = places(line.run_dir, a.index), places(line.run_dir, b.index)
    return line.scorer.gain(first.predictions, second.predictions, "test")
