"""Trials as rows of tables: all of them flat, or the best for a README."""

from types import SimpleNamespace

from agent.records import Trial
from agent.run.isolation import isolated

SHOWN = 12
"""Trials told of in a README."""


def trial_rows(history: tuple[Trial, ...]) -> list[dict[str, str]]:
    """One flat row per trial, in order."""
    return [
        {
            "trial": str(t.index),
            "name": t.plan.name,
            "select": figure(t.select.value if t.select else None),
            "low": figure(t.select.interval[0] if t.select else None),
            "high": figure(t.select.interval[1] if t.select else None),
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


def shown(
    history: tuple[Trial, ...], chosen: set[int], *, maximize: bool
) -> list[SimpleNamespace]:
    """The best trials by select score, those `chosen` among them whatever theirs are;
    and a last line that says how many there are, where these are not all."""
    sign = -1.0 if maximize else 1.0
    worst = float("inf")

    def place(row: dict[str, str]) -> float:
        return sign * float(row["select"]) if row["select"] else worst

    rows = sorted(trial_rows(history), key=place)
    others = [row for row in rows if int(row["trial"]) not in chosen]
    left = {row["trial"] for row in others[max(SHOWN - len(chosen), 0) :]}
    told = [
        SimpleNamespace(
            index=row["trial"],
            name=row["name"],
            reason=row["reason"],
            value=row["select"] or "failed",
            verdict=row["verdict"],
        )
        for row in rows
        if row["trial"] not in left
    ]
    if left:
        words = f"{len(told)} of {len(rows)}, by score; all are in `trials.tsv`"
        more = {"index": "…", "name": "", "reason": words, "value": "", "verdict": ""}
        told.append(SimpleNamespace(**more))
    return told


def figure(value: float | None) -> str:
    """A number as tables have it; '' for none."""
    return "" if value is None else f"{value:.6g}"
