"""What came of teaching a network what an ensemble answers: measured, and in words."""

from agent.outcome import Best, Distilled, Outcome
from agent.run.loop import Line
from agent.run.trial import places


def measured(line: Line, best: Best) -> Distilled | None:
    """What the line knows of its student, with the test rows' word on it and whether it
    is a part of what was chosen."""
    told = line.distilled
    if told is None or told.trial is None or told.over is None or told.why:
        return told
    after, before = (
        places(line.run_dir, index).predictions for index in (told.trial, told.over)
    )
    gain, interval = line.scorer.gain(after, before, "test")
    chosen = told.trial in [member.trial for member in best.members]
    more = {"gain": gain, "interval": interval, "chosen": chosen}
    return told.model_copy(update=more)


def distilled_sentence(outcome: Outcome) -> str:
    """Does distilling the ensemble pay? One sentence; none where it was no question."""
    told = outcome.distilled
    if told is None:
        return ""
    if told.trial is None:
        return f"No network was taught by the ensemble: {told.why}."
    if told.gain is None or told.interval is None or told.select is None:
        return f"A network was taught by the ensemble (#{told.trial}): {told.why}."
    low, high = told.interval
    figures = f"{told.gain:+.4f} (95 % interval {low:+.4f} to {high:+.4f})"
    who = f"The network that {len(told.teachers)} models taught (#{told.trial})"
    same = f"the same learnt from labels (#{told.over})"
    end = "it was chosen" if told.chosen else "it was not chosen"
    end += f", by {told.select:+.4f} on the select rows"
    if low > 0:
        return f"{who} beats {same} by {figures}; {end}."
    if high < 0:
        return f"{who} is worse than {same}: {figures}; {end}."
    return f"{who} and {same} are within noise of each other: {figures}; {end}."
