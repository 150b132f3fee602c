"""Who may propose in a run: rules, tuning, and a model if one is configured."""

from collections.abc import Callable
from pathlib import Path

from agent.proposers.model import Step
from agent.proposers.pace import Pace
from agent.proposers.portfolio import Portfolio, Propose
from agent.proposers.rules import Rules
from agent.proposers.tune import Tune
from agent.records import ModelUse
from agent.run import events, invent
from agent.run.events import EventLog
from sandbox.base import Sandbox

PATIENCE = 0.25
"""Part of the time left that one question to the model may take: a trial is worth more
than an answer that is still to come."""
BLOCKS = "blocks"
"""Folder of a run that holds the blocks invented in it."""


def proposers(
    run_dir: Path,
    use: ModelUse | None,
    sandbox: Sandbox,
    log: EventLog,
    left: Callable[[], float],
    stopping: Callable[[], object],
    grown: float = 0.0,
    slots: int = 1,
) -> Portfolio:
    """The portfolio of a run; `left()` are the seconds to divide, `grown` and `slots`
    as in Pace.

    Raises UsageError for a model that is asked for but not configured.
    """
    rules = Rules(Pace(left, grown, slots))
    members: dict[str, Propose] = {"rules": rules, "tune": Tune(rules)}
    if use is not None:
        members["model"] = step(run_dir, use, sandbox, log, rules, stopping)
    return Portfolio(members, rules.pace)


def step(
    run_dir: Path,
    use: ModelUse,
    sandbox: Sandbox,
    log: EventLog,
    rules: Rules,
    stopping: Callable[[], object],
) -> Step:
    """The model as a proposer, with what it may cost."""
    from agent.llm.use import open_model

    def show(name: str, body: dict) -> None:
        if use.show:
            log.add("model.prompt", name=name, body=body)

    asked = (e.data for e in events.read(log.path) if e.type == "model.asked")
    model = open_model(
        use,
        log=log.add,
        left=lambda: PATIENCE * rules.pace.remaining(),
        stopping=lambda: bool(stopping()),
        show=show,
        before=tuple(asked),
    )
    inventor = None
    if use.invent:
        folder = run_dir / BLOCKS
        invent.known(folder)
        inventor = invent.Inventor(model, sandbox, folder, log.add)
    return Step(
        model,
        rules,
        inventor=inventor,
        samples=use.share_samples,
        require=use.require,
        tell=log.add,
    )
