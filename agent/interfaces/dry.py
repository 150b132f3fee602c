"""`--dry-run`: what would be done, in how long and at what cost; nothing is written and
nothing is sent."""

from typing import Any

from agent.hygiene import line
from agent.interfaces import before, modelled, needs
from agent.interfaces.language import t
from agent.interfaces.screen import put_json, put_lines
from agent.proposers import pace
from agent.records import ModelUse
from agent.run.prepare import Prepared
from agent.run.request import Request

REFIT, END = 0.15, 0.03
"""Shares of the budget that the end of a run takes: the refit, where rows are to be
predicted, and scoring and export in any case."""


def dry(
    ready: Prepared,
    use: ModelUse | None,
    ask: Request,
    *,
    as_json: bool,
    slots: int = 1,
    processes: int = 1,
) -> None:
    """The plan, the estimate, and the first question to a model if there is one. Raises
    UsageError if no network fits into the memory."""
    told, body = estimate(ready, use), modelled.first_question(use, ask)
    told["needs"] = needs.told(ready, slots, processes)
    if as_json:
        put_json(before.plan_json(ready) | {"estimate": told, "question": body})
        return
    before.planned(ready, as_json=False)
    for found in ready.profile.findings:  # warnings have been told
        if found.kind == "personal" and found.severity == "info":
            put_lines(line(found.message))
    for said in (*words(told), *needs.words(told["needs"])):
        put_lines(said)
    needs.refuse(told["needs"])
    modelled.dry(use, body)


def estimate(ready: Prepared, use: ModelUse | None) -> dict[str, Any]:
    """Seconds and trials as they will be at the least, and the most that a model may
    cost; None where nothing bounds it."""
    spec = ready.spec
    first = [pace.first(spec, (), plan) + pace.STARTUP for plan in ready.plans]
    seconds = spec.budget.seconds
    share = END + (REFIT if spec.refit and ready.profile.given else 0.0)
    left = max(0.0, seconds * (1 - share) - sum(first))
    mean = sum(first) / len(first) if first else pace.STARTUP
    more = int(left / mean)
    if spec.budget.trials is not None:
        more = min(more, max(0, spec.budget.trials - len(first)))
    return {
        "seconds": seconds,
        "plans": len(first),
        "plans_seconds": round(sum(first), 1),
        "more_trials": more,
        "model": _cost(use),
    }


def _cost(use: ModelUse | None) -> dict[str, Any] | None:
    """The caps of a model, and the money that its tokens come to at most."""
    if use is None:
        return None
    money = use.money
    if use.price and use.input_tokens is not None and use.output_tokens is not None:
        tokens = use.input_tokens, use.output_tokens
        most = sum(n * p / 1e6 for n, p in zip(tokens, use.price, strict=True))
        money = most if money is None else min(most, money)
    caps = {"calls": use.calls, "input_tokens": use.input_tokens, "money": money}
    return {"replayed": use.replay is not None, **caps}


def words(told: dict[str, Any]) -> list[str]:
    """The estimate in lines."""
    lines = [
        t(
            "time   {minutes} min in all: the {plans} plans above in some {seconds} s,",
            minutes=f"{told['seconds'] / 60:g}",
            plans=told["plans"],
            seconds=f"{told['plans_seconds']:.0f}",
        ),
        t(
            "       then {more} more like them, or fewer and longer ones",
            more=told["more_trials"],
        ),
    ]
    cost = told["model"]
    if cost is None or cost["replayed"]:
        return [
            *lines,
            t("cost   no model is asked: this machine's time, nothing else"),
        ]
    caps = {
        "calls": cost["calls"],
        "tokens read": cost["input_tokens"],
        "money": cost["money"] and round(cost["money"], 4),
    }
    said = [f"{value} {name}" for name, value in caps.items() if value is not None]
    most = f"at most {', '.join(said)}" if said else "no cap: --max-calls, --max-cost"
    return [
        *lines,
        t("cost   a model is asked at each step it is given; {most}", most=most),
    ]
