"""One decision of a model: its schema, made of what is legal now, and its plan."""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, create_model

from agent.proposers.legal import Illegal, Legal
from agent.records import Plan

MOST = 4
"""Knobs that one decision may turn."""
NONE = "none"
EXPECTED = ("clear gain", "small gain", "no idea")


class Change(BaseModel):
    """A knob and its new value, as text."""

    model_config = ConfigDict(extra="forbid")

    knob: str = Field(max_length=80)
    value: str = Field(max_length=24)


class Decision(BaseModel):
    """What to do next. Every key is required; what an action does not use is `none`, 0
    or empty."""

    model_config = ConfigDict(extra="forbid")

    rationale: str = Field(max_length=300)
    action: str
    parent: int
    choice: str
    partner: int
    changes: list[Change] = Field(max_length=MOST)
    idea: str = Field(max_length=500)
    expected: str


def actions(legal: Legal) -> tuple[str, ...]:
    """The actions that are possible now."""
    found = ["tune", "swap"] if legal.parents else []
    if len(legal.parents) > 1:
        found.append("combine")
    if legal.parents and legal.inventions:
        found.append("invent")
    return (*found, "stop")


def schema(legal: Legal) -> type[Decision]:
    """`Decision` with the names that are legal now: enumerations, no free text but the
    reason and the idea, neither of which is ever carried out."""
    indices = tuple(sorted(t.index for t in legal.parents)) or (0,)
    choices = (NONE, *legal.choices)
    if legal.inventions:
        choices += tuple(f"new {place}" for place in legal.inventions)
    fields: dict[str, Any] = {
        "action": (Literal[actions(legal)], ...),
        "parent": (Literal[indices], ...),
        "choice": (Literal[choices], ...),
        "partner": (Literal[(0, *indices)], ...),
        "expected": (Literal[EXPECTED], ...),
    }
    return create_model("Decision", __base__=Decision, **fields)


def plan_of(legal: Legal, decision: Decision) -> Plan:
    """The plan that a decision stands for. Illegal, with what could be instead, if it
    stands for none; not for `invent` and `stop`."""
    parent = legal.parent(decision.parent)
    changes = {c.knob: c.value for c in decision.changes}
    if decision.action == "combine":
        if decision.partner in (0, decision.parent):
            raise Illegal(["combine needs a partner other than the parent"])
        plan = legal.combine(parent, legal.parent(decision.partner))
        operator = "combine"
    elif decision.action == "swap":
        if decision.choice == NONE or decision.choice.startswith("new "):
            raise Illegal(["swap needs a choice such as `fusion gated`"])
        plan = legal.swap(parent, decision.choice)
        place = decision.choice.split(" ")[0]
        operator = f"swap {place if place in ('fusion', 'head') else 'encoder'}"
    else:
        if not changes:
            raise Illegal(["tune needs one to four changes"])
        plan, operator = parent.plan, "tune"
    if changes:
        if decision.action != "tune":
            raise Illegal(["change one thing at a time: leave changes empty"])
        plan = legal.tune(parent, changes)
    if parent.failure:
        operator = f"repair, {operator}"
    return legal.fresh(
        plan.model_copy(
            update={
                "name": f"{plan.fusion.block}, {operator}",
                "parent": parent.index,
                "operator": operator,
                "proposer": "model",
                "reason": decision.rationale,
                "expected": decision.expected,
            }
        )
    )


def faults(legal: Legal, decision: Decision) -> list[str]:
    """What is wrong with a decision beyond its schema, in short sentences."""
    if decision.action == "invent":
        if not decision.choice.startswith("new "):
            return ["invent needs a choice such as `new fusion`"]
        return [] if decision.idea.strip() else ["invent needs an idea"]
    if decision.action == "stop":
        return []
    try:
        plan_of(legal, decision)
    except Illegal as error:
        return error.errors
    return []
