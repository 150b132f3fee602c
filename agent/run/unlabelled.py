"""Did rows without a target teach anything? Every trial that learnt from them against
the one that it changed, on the test rows, and whether it is part of what was chosen."""

from agent.outcome import Best, LearntFree, Unlabelled
from agent.proposers.lineage import alike, chain
from agent.proposers.scarce import OPERATORS, free_rows
from agent.records import Trial
from agent.run.loop import Line
from agent.run.trial import places


def learnt(line: Line, best: Best) -> Unlabelled | None:
    """What came of the rows without a target; None where there was nothing to learn
    from, and nothing tried."""
    tried = []
    for trial in line.history:
        first = trial.plan.operator in OPERATORS and trial.plan.continues is None
        if not first or trial.select is None or trial.plan.parent is None:
            continue
        before = as_long(line.history, trial)
        if before.select is None:
            continue
        after, earlier = (
            places(line.run_dir, t.index).predictions for t in (trial, before)
        )
        gain, interval = line.scorer.gain(after, earlier, "test")
        tried.append(
            LearntFree(
                trial=trial.index,
                operator=trial.plan.operator,
                over=before.index,
                gain=gain,
                interval=interval,
            )
        )
    rows = free_rows(line.spec, line.profile)
    if not rows and not tried:
        return None
    used = [m.trial for m in best.members if uses(line.history[m.trial - 1])]
    return Unlabelled(rows=rows, tried=tuple(tried), used=tuple(used))


def as_long(history: tuple[Trial, ...], trial: Trial) -> Trial:
    """What a trial changed, as it was after as many seconds: more time is no merit."""
    assert trial.plan.parent is not None
    line = chain(history, history[trial.plan.parent - 1])
    most = trial.plan.seconds
    short = [t for t in line if t.plan.seconds <= most or alike(t.plan.seconds, most)]
    return [line[0], *short][-1]


def uses(trial: Trial) -> bool:
    """Whether a trial learnt from inputs without targets."""
    return bool(trial.plan.train.pretrain or trial.plan.train.pseudo)
