"""The language model as a proposer: one stateless question per step, one legal move.

It is told a table and lists of names; what it answers is held against what is legal, by
code. When it can't be reached, or has nothing legal to say, others propose.
"""

from collections.abc import Callable

from agent.errors import (
    CapReached,
    CassetteMiss,
    EndpointDead,
    ModelError,
    Unauthorized,
    WrongEndpoint,
)
from agent.llm.model import Model
from agent.llm.prompts import render
from agent.proposers.decision import Decision, faults, plan_of, schema
from agent.proposers.facts import facts
from agent.proposers.legal import Legal
from agent.proposers.rules import Rules, due
from agent.records import Plan, Profile, TaskSpec, Trial

PATIENCE = 3
"""Steps in a row without a legal answer after which a model is asked no more."""
LASTING = (CapReached, EndpointDead, Unauthorized, WrongEndpoint)
"""What will not be better at the next step."""
WORDS = 600
"""Tokens that an answer may have."""
Inventor = Callable[[Legal, Decision], Plan | None]
"""Writes the block of a decision to invent, tries it, and gives the plan with it."""


class Step:
    """A proposer: `step(spec, profile, history)` gives the next plan, or None."""

    name = "model"

    def __init__(
        self,
        model: Model,
        rules: Rules,
        *,
        inventor: Inventor | None = None,
        samples: bool = False,
        require: bool = False,
        tell: Callable[..., object] = lambda kind, **data: None,
    ):
        """`rules` divides the time; `samples` lets words of programs out; `require`
        raises ModelError where others would go on; `tell` takes events."""
        self.model, self.rules, self.inventor = model, rules, inventor
        self.samples, self.require, self.tell = samples, require, tell
        self.off = ""
        """Why the model is asked no more."""
        self._missed = 0

    def __call__(
        self, spec: TaskSpec, profile: Profile, history: tuple[Trial, ...]
    ) -> Plan | None:
        """The next plan with its training time; None if the model has none."""
        pace = self.rules.pace
        legal = Legal(spec, profile, history, invent=self.inventor is not None)
        if self.off or not legal.parents or pace.over(spec, history):
            return None
        try:
            decision = self._decide(legal, pace.remaining())
        except ModelError as error:
            self._give_up(error)
            return None
        if decision.action == "stop":
            return None
        if decision.action == "invent":
            plan = self.inventor(legal, decision) if self.inventor else None
        else:
            plan = plan_of(legal, decision)
        if plan is None:
            return None
        return pace.timed(spec, history, plan, due(spec, profile, history))

    def _decide(self, legal: Legal, left: float) -> Decision:
        prompt = render("step", **facts(legal, left, self.samples))
        reply = self.model.ask(
            prompt,
            schema(legal),
            check=lambda decision: faults(legal, decision),
            max_tokens=WORDS,
        )
        self._missed = 0
        decision: Decision = reply.value
        self.tell(
            "model.decided",
            action=decision.action,
            rationale=decision.rationale,
            expected=decision.expected,
            usage=reply.usage.model_dump(),
            rung=reply.rung,
            answers=reply.answers,
            repairs=list(reply.repairs),
        )
        return decision

    def _give_up(self, error: ModelError) -> None:
        """Go on without an answer, or for good without a model; raise if required."""
        self._missed += 1
        if isinstance(error, CassetteMiss):
            raise error
        lasting = isinstance(error, LASTING) or self._missed >= PATIENCE
        if lasting and self.require:
            raise error
        self.off = error.what if lasting else ""
        then = "the rules go on alone" if lasting else "the rules take this step"
        self.tell("model.failed", code=error.code, message=f"{error.what}: {then}")
