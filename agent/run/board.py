"""The leaderboard: a row for each trial, and for what was chosen."""

from collections.abc import Sequence

from agent.outcome import Outcome
from agent.records import TaskSpec, Trial
from agent.run.tried import figure, trial_rows


def board(
    spec: TaskSpec, history: tuple[Trial, ...], outcome: Outcome | None
) -> list[dict[str, str]]:
    """A flat row per trial, the best first, with its weight in what was chosen, and
    test scores as far as they were taken; an ensemble has a row of its own.

    `select` and `test` are the scores of the trials themselves: no refit is scored.
    """
    best = outcome.best if outcome else None
    tests = {b.trial: b.test for b in outcome.baselines} if outcome else {}
    weights = {m.trial: m.weight for m in best.members} if best else {}
    if best and best.trial is not None:
        tests[best.trial] = best.test
    rows = []
    for row, trial in zip(trial_rows(history), history, strict=True):
        more = {
            "test": figure(tests.get(trial.index)),
            "weight": figure(weights.get(trial.index)),
            "covered_at_90": "",
        }
        rows.append({**row, **more})
    if best and best.trial is None:
        own = dict.fromkeys(rows[0], "")
        params = str(best.params or "")
        own |= {"trial": "ensemble", "name": best.name, "params": params}
        own |= {"select": figure(best.select), "test": figure(best.test)}
        own |= {"verdict": "chosen", "reason": _members_words(best.members)}
        rows.append(own)
    for row in rows:
        if best and row["trial"] == str(best.trial or "ensemble"):
            nineties = [c.measured for c in best.covered if c.coverage == 0.9]
            row["covered_at_90"] = figure(min(nineties, default=None))
    by_folds = str(best.trial or "ensemble") if best and best.folds > 1 else ""
    sign, worst = -1.0 if spec.metric.maximize else 1.0, float("inf")

    def place(row: dict[str, str]) -> tuple[bool, float, bool]:
        """By score; among equals, what was chosen is first, and anyway where it has a
        score on more rows than the trials."""
        score = sign * float(row["select"]) if row["select"] else worst
        return row["trial"] != by_folds, score, row["verdict"] != "chosen"

    return sorted(rows, key=place)


def _members_words(members: Sequence) -> str:
    return " + ".join(f"{m.weight:.3g} of #{m.trial}" for m in members)
