"""What came of teaching a network what an ensemble answers, in words."""

from agent.outcome import Outcome


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
