"""A sandbox whose programs are forks of a process that has done their imports.

Each is confined further than a fresh one, they run one at a time, and whoever is left
of one is dead before its outputs are read and before the next is begun. What can't be
had this way is run by the sandbox itself.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Self

from sandbox.base import Isolation, Job, Limits, Mount, Probe, RunResult, Sandbox, Tick
from sandbox.order import checked
from sandbox.slot import OWN, SCOPED, Slot
from sandbox.turn import Turn

NOTE = "forked from a warm process; Landlock holds it to its own folders"
"""Among the notes on the isolation of each program that was."""
BACKENDS = ("bwrap", "container", "landlock")
_ZYGOTE_PIDS, _ZYGOTE_MB = 8, 400  # of what is used, not the program's


@dataclass(frozen=True)
class _Kind:
    """What programs have to have in common to be forks of one process."""

    mounts: tuple[tuple[str, Path], ...]
    env: tuple[tuple[str, str], ...]
    limits: Limits


class Forks:
    """A `Sandbox`, and a context manager. Not to be used by two threads at once."""

    def __init__(
        self,
        sandbox: Sandbox,
        folder: Path,
        modules: tuple[str, ...],
        *,
        copied: tuple[str, ...] = ("project", "program"),
        uses: int = 100,
    ):
        """`folder`, on the file system of the writable mounts, holds what a slot needs.

        Read-only mounts named in `copied` are copied for each program; the others are
        shown to all forks of a process, so one with other mounts needs another process.
        After `uses` programs it is replaced in any case.
        """
        self.sandbox, self.folder, self.modules = sandbox, folder, modules
        self.name = sandbox.name
        self.copied, self.uses = copied, uses
        self.starts = 0
        """Processes started so far."""
        self.cold: str = ""
        """Why programs run cold from now on, if they do."""
        self._slot: Slot | None = None
        self._kind: _Kind | None = None
        self._isolation: Isolation | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self, reason: str = "closed") -> RunResult | None:
        """End the process, if there is one, with all that it has forked."""
        slot, self._slot = self._slot, None
        if slot is None:
            return None
        slot.close(reason)
        return slot.result

    def probe(self) -> Probe:
        """See `sandbox.base.Sandbox`."""
        return self.sandbox.probe()

    def begin(self, job: Job, limits: Limits) -> None:
        """Start the imports for programs like `job`, and don't wait for them."""
        if not self._misfit(job, limits):
            self._open(checked(job), limits)

    def run(self, job: Job, limits: Limits, tick: Tick | None = None) -> RunResult:
        """See `sandbox.base.Sandbox`. Raises ValueError for a malformed job."""
        if self._misfit(job, limits):
            self.close("a program that needs a sandbox of its own")
            return self.sandbox.run(job, limits, tick)
        job = checked(job)
        slot = self._open(job, limits)
        failed = slot.wait_ready(tick)
        if failed is None and (slot.landlock < SCOPED or not slot.alone()):
            self.cold = f"Landlock {slot.landlock}, of {SCOPED} that it takes"
        elif failed is not None and failed.status != "killed_by_user":
            self.cold = failed.reason
        if failed is not None or self.cold:
            self.close(self.cold)
            return self.sandbox.run(job, limits, tick)
        turn = Turn(slot, job, limits, tick, self.copied)
        try:
            result = turn.run(self.isolation())
        except OSError as error:  # its folders can't be lent; nothing has run
            self.cold = f"folders of programs can't be lent: {error}"
            self.close(self.cold)
            return self.sandbox.run(job, limits, tick)
        finally:
            if slot.odd:
                self._slot = None
        return result

    def own(self) -> frozenset[int]:
        """Processes of ours that live between two programs."""
        return self._slot.known if self._slot is not None else frozenset()

    def isolation(self) -> Isolation:
        """What the sandbox says that it achieves, found out by an empty program."""
        if self._isolation is None:
            mounts = {"papers": Mount(path=self.folder)}
            job = Job(argv=("python", "-c", ""), mounts=mounts, cwd="papers")
            self._isolation = self.sandbox.run(job, Limits(wall_s=60.0)).isolation
        notes = (*self._isolation.notes, NOTE)
        return self._isolation.model_copy(update={"notes": notes})

    def _misfit(self, job: Job, limits: Limits) -> bool:
        """Whether a program can't be a fork: no Python script, or with a GPU, whose
        driver doesn't survive a fork and whose memory is only given back at the end."""
        return bool(
            self.cold
            or self.name not in BACKENDS
            or limits.gpus
            or limits.idle_s is not None
            or job.argv[0] != "python"
            or job.argv[1].startswith("-")
            or set(OWN) & set(self._lasting(job))
        )

    def _lasting(self, job: Job) -> dict[str, Mount]:
        return {
            name: mount
            for name, mount in job.mounts.items()
            if not mount.writable and name not in self.copied
        }

    def _open(self, job: Job, limits: Limits) -> Slot:
        """A slot for programs of this kind, the one that is open if it will do."""
        lasting = self._lasting(job)
        own: dict[str, float] = {"wall_s": 0.0, "grace_s": 0.0}
        own |= {
            "pids": limits.pids + _ZYGOTE_PIDS,
            "mem_mb": limits.mem_mb + _ZYGOTE_MB,
        }
        kind = _Kind(
            tuple((name, mount.path) for name, mount in sorted(lasting.items())),
            tuple(sorted(job.env.items())),
            limits.model_copy(update=own),
        )
        if self._slot is not None and (
            kind != self._kind or self._slot.count >= self.uses or self._slot.odd
        ):
            self.close("replaced")
        if self._slot is None:
            self.folder.mkdir(parents=True, exist_ok=True)
            self.folder.chmod(0o755)
            self._kind, self.starts = kind, self.starts + 1
            told = (self.sandbox, lasting, kind.limits, job.env, self.modules)
            self._slot = Slot(*told, folder=self.folder)
        return self._slot
