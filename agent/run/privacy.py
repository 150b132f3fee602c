"""What a training with differential privacy promises, and what it does not."""

import textwrap

from agent.outcome import Best, Outcome


def sentences(best: Best) -> list[str]:
    """The promise of the delivered weights, a sentence; none without one."""
    spent = [(m.epsilon, m.delta) for m in best.members if m.epsilon and m.delta]
    return [
        f"Trained with differential privacy for every row: epsilon {epsilon:.3g} at "
        f"delta {delta:.1g}."
        for epsilon, delta in spent
    ]


def card(outcome: Outcome) -> str:
    """The section of README.md about it, or nothing."""
    assert outcome.best
    said = sentences(outcome.best)
    if not said:
        return ""
    whole = " ".join(
        [
            *said,
            "By DP-SGD with Renyi accounting: what these weights tell of any one row",
            "is bounded, whatever else is known; of a person with several rows, less.",
            "The bound is on what the training of these very weights learnt. Outside",
            "it, taken from the rows as they are: means, words and categories in",
            "`weights/inputs.json`, mean and spread of the target or weights of",
            f"classes, the choice of this plan among {outcome.trials} trials, what is",
            "fitted on their predictions, all scores, `split.csv` and `trials.tsv`.",
            "The noise is of an ordinary generator that the system seeded, so the same",
            "seed does not train the same weights; attacks on its floating point are",
            "not warded off.",
        ]
    )
    return "## Privacy\n\n" + textwrap.fill(whole, 92)
