"""The end of a run: the test rows scored, once, and everything its owner gets."""

from contextlib import nullcontext
from dataclasses import replace

from agent import constraints
from agent.errors import BudgetError, RunError
from agent.outcome import Best, Member, Outcome
from agent.proposers.lineage import seeds, standing
from agent.records import Covered, Score
from agent.run import compare, distil, export, folds, unlabelled
from agent.run.ensemble import Choice, choose
from agent.run.finals import as_scored, refitted, trainings
from agent.run.isolation import isolated
from agent.run.loop import Line
from agent.run.refit import Final, warm
from agent.run.trial import claimed, places
from agent.scoring.blend import spread


def conclude(line: Line) -> Outcome:
    """Choose, score, compare, refit, export, tell. Raises if no trial gave a model."""
    refits = line.spec.refit and line.profile.given > 0
    with warm(line) if refits else nullcontext() as forks:
        choice = choose(line)
        if choice is None:
            raise _nothing(line)
        choice, covered = _covered(line, choice)
        outcome = _scored(line, choice, covered)
        finals = refitted(line, choice, forks) if refits else as_scored(line, choice)
    counts = [trainings(finals, trial) for trial in choice.trials]
    blend = spread(choice.blend, counts)
    told = line.run_dir, line.spec, line.profile
    predictions = export.predictions(*told, finals, blend)
    outcome = outcome.model_copy(
        update={
            "best": _with_refits(outcome, finals),
            "predictions": str(predictions) if predictions else None,
            "silent": export.silent(line.run_dir, line.spec) if predictions else 0,
            "refit": all(final.refit for final in finals),
            "seconds": round(line.seconds_used(), 1),
        }
    )
    export.leaderboard(line.run_dir, line.spec, line.history, outcome)
    export.project(line, finals, blend, outcome)
    line.log.add(
        "run.finished",
        outcome=outcome.model_dump(mode="json"),
        budget=line.spec.budget.model_dump(mode="json"),
    )
    return outcome


def _covered(line: Line, choice: Choice) -> tuple[Choice, tuple[Covered, ...]]:
    """The choice with intervals or sets of its own, and how often they hold."""
    made, covered = line.scorer.conformal(choice.mixed(line), line.judged)
    blend = choice.blend.model_copy(update={"conformal": made})
    return replace(choice, blend=blend), covered


def _scored(line: Line, choice: Choice, covered: tuple[Covered, ...]) -> Outcome:
    """What the choice is worth on the test rows, beside what else was tried."""
    score = line.scorer.score(choice.mixed(line), "test")
    ensemble = choice.ensemble
    if ensemble and ensemble.chosen and choice.over:
        both = choice.mixed(line), choice.over.mixed(line)
        gain, interval = line.scorer.gain(*both, "test")
        more = {"gain": gain, "interval": interval}
        ensemble = ensemble.model_copy(update=more)
    outcome = Outcome(
        run=line.run_dir.name,
        status="finished",
        best=_best(line, choice, score).model_copy(update={"covered": covered}),
        baselines=compare.baselines(line, choice, score),
        fusion_gain=compare.fusion_gain(line),
        alone=compare.alone(line.spec),
        ensemble=ensemble,
        project=str(line.run_dir / "project"),
        trials=len(line.history),
        failed=sum(t.verdict == "failed" for t in line.history),
        skipped=sum(t.verdict == "skipped" for t in line.history),
        not_isolated=sum(not isolated(t.result) for t in line.history),
    )
    assert outcome.best
    found = unlabelled.learnt(line, outcome.best)
    taught = distil.measured(line, outcome.best)
    return outcome.model_copy(update={"unlabelled": found, "distilled": taught})


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


def _best(line: Line, choice: Choice, test: Score) -> Best:
    select = line.scorer.score(choice.mixed(line), line.judged)
    first, *others = choice.trials
    mine = [] if others else seeds(line.history, first)
    again = [t.verdict == "keep" for t in mine if t.plan.operator == "confirm"]
    parts = folds.parts(line)
    params = [t.claimed.params for t in choice.trials]
    known = [p for p in params if p is not None]
    weighted = zip(choice.trials, choice.blend.weights, strict=True)
    return Best(
        trial=None if others else first.index,
        name=f"{len(params)} models together" if others else first.plan.name,
        metric=line.spec.metric.name,
        select=standing(mine) if len(mine) > 1 and not parts else select.value,
        folds=1 + parts,
        seeds=max(1, len(mine)),
        confirmed=all(again) if again else None,
        test=test.value,
        interval=test.interval,
        also=test.also,
        params=sum(known) if len(known) == len(params) else None,
        members=tuple(
            Member(
                trial=t.index, name=t.plan.name, weight=weight, params=t.claimed.params
            )
            for t, weight in weighted
        ),
        blend=choice.blend,
    )


def _with_refits(outcome: Outcome, finals: tuple[Final, ...]) -> Best:
    assert outcome.best
    members = []
    firsts = [final for final in finals if not final.again]
    for member, final in zip(outcome.best.members, firsts, strict=True):
        said = claimed(final.place) if final.refit else final.trial.claimed
        spent = {"epsilon": said.epsilon, "delta": said.delta}
        count = trainings(finals, final.trial)
        told = {"refit": final.refit, "trainings": count, **spent}
        members.append(member.model_copy(update=told))
    return outcome.best.model_copy(update={"members": tuple(members)})
