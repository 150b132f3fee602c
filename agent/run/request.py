"""What a user asks for, before it is understood."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from agent.data.unusable import OnMissing
from agent.pretrained.choosing import Wanted
from agent.records import Budget, ModelUse
from agent.statement.spec import Overrides


@dataclass(frozen=True)
class Request:
    """What the user asked for, as the command line gives it."""

    statement: str
    data: Path
    overrides: Overrides = field(default_factory=Overrides)
    budget: Budget = field(default_factory=Budget)
    seed: int = 0
    on_missing: OnMissing = "auto"
    encoding: str | None = None
    single: bool = False
    """Deliver one model, even where several together are better."""
    refit: bool = True
    """Train what is delivered once more, on all labelled rows."""
    max_params: int | None = None
    max_latency_ms: float | None = None
    """Limits beside those of the statement; the stricter one counts."""
    max_epsilon: float | None = None
    """Train with differential privacy that spends at most so much."""
    wishes: tuple[tuple[str, str], ...] = ()
    """Pairs such as `pin`, `gated`, as `agent/proposers/wishing.py` reads them."""
    encoders: Wanted = Wanted()
    """What the user says of pretrained encoders."""
    model: ModelUse | None = None
    """The language model that reads the statement beside the rules, and later proposes;
    None for rules alone."""
    project: Path | None = None
    """A project to go on from: the first trial, which the search has to beat."""
    show: Callable[[str, dict], None] = lambda name, body: None
    """Gets each request to the model as it is sent."""
    transductive: bool = False
    """Learn from the inputs of the test table, too."""
    inherited: tuple[str, ...] = ()
    """Flags among `overrides` that nobody gave: they are as in `project`."""
