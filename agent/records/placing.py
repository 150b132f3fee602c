"""Where trials run."""

from pydantic import Field

from agent.records.base import Record


class Placing(Record):
    """Where trials run, how many at once, and what each of them asks for."""

    cluster: str | None = None
    """Address of a Ray cluster: `auto` for the one that this machine belongs to,
    `ray://HOST:PORT` for another, `slurm` for one of the run's own on Slurm's nodes.
    None: this machine alone."""
    slots: int | None = Field(default=None, ge=1)
    """Trials at once; None for one here, and for what a cluster has room for there."""
    cpus: float = Field(default=1.0, gt=0)
    """Cores that a trial asks a cluster for."""
    gpus: float | None = Field(default=None, ge=0)
    """GPUs that a trial asks a cluster for, parts too; None: one where there are."""
    memory_mb: int | None = Field(default=None, gt=0)
    """Memory that a trial asks a cluster for, and may use there; None: its share of
    the smallest node."""

    processes: int = Field(default=1, ge=1)
    """Processes that train a network together, one per GPU, by torchrun; each has the
    cores and GPUs above."""

    @property
    def alone(self) -> bool:
        """Whether trials run here, one after another."""
        return self.cluster is None and (self.slots or 1) == 1
