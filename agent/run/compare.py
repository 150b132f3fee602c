"""How the chosen model stands to the simple ones, on the test rows."""

from agent.outcome import Baseline, FusionGain, Interval
from agent.proposers.design import asked_with, fused
from agent.proposers.lineage import best_of, leaves
from agent.records import Score, TaskSpec, Trial
from agent.run.ensemble import Choice
from agent.run.loop import Line
from agent.run.trial import places
from agent.scoring.blend import ALONE


def alone(spec: TaskSpec) -> str | None:
    """The name of the modality that a task is asked with, if there is only one."""
    asked = asked_with(spec)
    return asked[0].name if len(asked) == 1 else None


def test_score(line: Line, trial: Trial) -> Score:
    """One trial as it is, on the test rows."""
    return line.scorer.score(places(line.run_dir, trial.index).predictions, "test")


def baselines(line: Line, choice: Choice, score: Score) -> tuple[Baseline, ...]:
    """The constant prediction, each modality alone, late fusion, the reference, against
    what was chosen, whose score on the test rows is `score`."""
    select, test = line.scorer.constant("select"), line.scorer.constant("test")
    sign = 1.0 if line.spec.metric.maximize else -1.0
    numbers = line.spec.kind in ("regression", "multitarget")
    rows = [
        Baseline(
            name="mean" if numbers else "best constant",
            trial=None,
            select=select.value,
            test=test.value,
            gain=sign * (score.value - test.value),
            gain_interval=None,
            also=test.also,
        )
    ]
    for trial in leaves(tuple(t for t in line.history if t.select)):
        if trial.plan.operator in ("baseline", "given") and trial.select:
            gain, interval = gain_over(line, choice, trial)
            own = test_score(line, trial)
            rows.append(
                Baseline(
                    name=trial.plan.name,
                    trial=trial.index,
                    select=trial.select.value,
                    test=own.value,
                    gain=gain,
                    gain_interval=interval,
                    also=own.also,
                )
            )
    return tuple(rows)


def gain_over(line: Line, choice: Choice, trial: Trial) -> tuple[float, Interval]:
    """What the choice adds to one trial as it is."""
    if choice.trials == (trial,) and choice.blend == ALONE:
        return 0.0, (0.0, 0.0)
    other = places(line.run_dir, trial.index).predictions
    return line.scorer.gain(choice.mixed(line), other, "test")


def fusion_gain(line: Line) -> FusionGain | None:
    """The best fusion against the best single modality, one trial each."""
    several = tuple(t for t in leaves(line.history) if fused(line.spec, t.plan))
    singles = tuple(t for t in leaves(line.history) if _single(line, t))
    single = best_of(line.spec, singles, allowed=False)
    fusion = best_of(line.spec, several, allowed=False)
    if single is None or fusion is None:
        return None
    gain, interval = gain_over(line, Choice((fusion,), ALONE), single)
    return FusionGain(
        gain=gain, interval=interval, over=single.plan.name, trial=fusion.index
    )


def _single(line: Line, trial: Trial) -> bool:
    one = not fused(line.spec, trial.plan)
    return one and trial.plan.operator == "baseline" and trial.select is not None
