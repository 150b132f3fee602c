"""The end of a run: the test rows scored, once, and everything its owner gets."""

from agent import constraints
from agent.errors import BudgetError, RunError
from agent.outcome import Baseline, Best, FusionGain, Outcome
from agent.proposers.design import fused
from agent.proposers.lineage import best_of, leaves, seeds, standing
from agent.proposers.pace import SHORTEST, overhead
from agent.records import Score, Trial
from agent.run import export
from agent.run.isolation import isolated
from agent.run.loop import Line
from agent.run.refit import refit, refit_seconds
from agent.run.trial import Places, places

LEAST, MOST = 0.03, 0.35
"""Shares of the budget that are put aside for the end, at least and at most."""


def reserve(line: Line) -> float:
    """Seconds of the budget to put aside for the end as things stand: scoring, export,
    and the refit of the best trial so far where there are rows to predict."""
    budget = line.spec.budget.seconds
    wanted = max(5.0, LEAST * budget)
    best = best_of(line.spec, line.history)
    if best and grown(line):
        wanted += refit_seconds(line, best) + overhead(line.history) + SHORTEST
    return min(wanted, MOST * budget)


def grown(line: Line) -> float:
    """Rows of the refit in parts of the train rows; 0 where nothing is refit."""
    wanted = line.spec.refit and line.profile.given
    return line.profile.rows / line.profile.split.train if wanted else 0.0


def conclude(line: Line) -> Outcome:
    """Score, compare, refit, export, tell. Raises if no trial gave a model."""
    best = best_of(line.spec, line.history)
    if best is None:
        raise _nothing(line)
    singles = [t for t in leaves(line.history) if _single(line, t)]
    outcome = Outcome(
        run=line.run_dir.name,
        status="finished",
        best=_best(line, best),
        baselines=_baselines(line, best),
        fusion_gain=_fusion_gain(line, singles),
        project=str(line.run_dir / "project"),
        trials=len(line.history),
        failed=sum(t.select is None for t in line.history),
        not_isolated=sum(not isolated(t.result) for t in line.history),
    )
    final = _final(line, best)
    predictions = export.predictions(line.run_dir, line.spec, line.profile, final)
    outcome = outcome.model_copy(
        update={
            "predictions": str(predictions) if predictions else None,
            "refit": final.root.name == "refit",
            "seconds": round(line.seconds_used(), 1),
        }
    )
    export.leaderboard(line.run_dir, line.spec, line.history, outcome)
    export.project(line, best, final, outcome)
    line.log.add(
        "run.finished",
        outcome=outcome.model_dump(mode="json"),
        budget=line.spec.budget.model_dump(mode="json"),
    )
    return outcome


def _final(line: Line, best: Trial) -> Places:
    """Where the delivered weights lie: the refit's, or the chosen trial's."""
    own = places(line.run_dir, best.index)
    if not (line.spec.refit and line.profile.given):
        return own
    seconds = line.spec.budget.seconds - line.seconds_used() - overhead(line.history)
    if seconds < 0.6 * refit_seconds(line, best) + SHORTEST:
        return own  # half a training on all rows is worse than a whole one on some
    return refit(line, best, seconds) or own


def _nothing(line: Line) -> Exception:
    failed = [t for t in line.history if t.failure]
    if not line.history:
        return BudgetError(
            "the budget ended before one trial was through",
            where=str(line.run_dir),
            why=f"{line.spec.budget.seconds:.0f} s were given",
            fix="give it more: --minutes 5",
        )
    if len(failed) < len(line.history):
        scored = [t for t in line.history if t.select]
        return RunError(
            f"none of {len(scored)} models keeps the limits of the task",
            where=str(line.run_dir),
            why=f"#{scored[-1].index}: {constraints.broken(line.spec, scored[-1])}",
            fix="loosen the limit in the statement, or give it more time: --minutes 20",
        )
    last = failed[-1]
    return RunError(
        f"none of {len(failed)} trials gave a model",
        where=str(places(line.run_dir, last.index).root / "log" / "output.txt"),
        why=f"#{last.index} {last.plan.name}: {last.failure}: {last.note}",
        fix="the log above has the program's own words",
    )


def _single(line: Line, trial: Trial) -> bool:
    one = not fused(line.spec, trial.plan)
    return one and trial.plan.operator == "baseline" and trial.select is not None


def _test(line: Line, trial: Trial) -> Score:
    return line.scorer.score(places(line.run_dir, trial.index).predictions, "test")


def _best(line: Line, best: Trial) -> Best:
    assert best.select is not None
    test = _test(line, best)
    mine = seeds(line.history, best)
    again = [t.verdict == "keep" for t in mine if t.plan.operator == "confirm"]
    return Best(
        trial=best.index,
        name=best.plan.name,
        metric=line.spec.metric.name,
        select=standing(mine),
        seeds=len(mine),
        confirmed=all(again) if again else None,
        test=test.value,
        interval=test.interval,
        also=test.also,
        params=best.claimed.params,
    )


def _baselines(line: Line, best: Trial) -> tuple[Baseline, ...]:
    """The constant prediction, each modality alone, late fusion, the reference."""
    select, test = line.scorer.constant("select"), line.scorer.constant("test")
    sign = 1.0 if line.spec.metric.maximize else -1.0
    numbers = line.spec.kind in ("regression", "multitarget")
    name = "mean" if numbers else "best constant"
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
    for trial in leaves(line.history):
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
    several = tuple(t for t in leaves(line.history) if fused(line.spec, t.plan))
    single = best_of(line.spec, tuple(singles), allowed=False)
    fusion = best_of(line.spec, several, allowed=False)
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
