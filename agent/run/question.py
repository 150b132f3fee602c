"""What is asked of a finished run's model: which, on which rows, for how long."""

from dataclasses import dataclass
from pathlib import Path

from agent.outcome import Best
from agent.records import Modality, Profile, TaskSpec, Trial


@dataclass(frozen=True)
class Question:
    """What is asked of one run, and for how long."""

    run_dir: Path
    spec: TaskSpec
    profile: Profile
    history: tuple[Trial, ...]
    best: Best
    seconds: float
    most: int
    """Rows, at most."""

    @property
    def folder(self) -> Path:
        return self.run_dir / "explain"

    @property
    def members(self) -> tuple[Trial, ...]:
        return tuple(self.history[m.trial - 1] for m in self.best.members)

    @property
    def modalities(self) -> tuple[Modality, ...]:
        """Those that some member looks at."""
        used = {b.modality for t in self.members for b in t.plan.branches}
        return tuple(m for m in self.spec.modalities if m.name in used)
