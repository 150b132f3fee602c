"""Memory and time of plans, predicted from two steps on a few of the train rows.

The steps run in the sandbox, in a temporary folder. On a GPU the same tensors lie in
its memory; workspaces of its libraries are not counted, so a margin is left there.
"""

import json
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from agent.data import view
from agent.project.render import render
from agent.records import Plan
from agent.run import trial
from agent.run.prepare import Prepared
from sandbox.base import Job, Mount, Sandbox
from sandbox.quota import remove

DRIVER = Path(__file__).parents[2] / "templates" / "memory.py"
ROWS = 48
"""Train rows that are looked at."""
BASE_MB, GPU_MB = 235.0, 600.0
"""Of a process that has imported PyTorch; and of CUDA's context, libraries included."""
PREDICTED = 256
"""Rows that a project predicts at once."""
KEPT = 1.5
"""Memory that a CPU's allocator holds, in parts of what tensors need at once: it is
told to keep what was freed (`trial.environment`)."""
STATE = 3
"""Copies of the weights beside themselves: two of the optimizer, the best epoch's."""
MARGIN = 1.6
"""Of memory that a plan is to find free."""
SECONDS = 120.0
"""The most that measuring may take."""


class Measured(BaseModel):
    """What the driver wrote of a project; bytes, seconds."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    params: int
    weights: float
    fixed: float
    per_row: float
    per_predicted: float
    seconds_per_row: float
    kept_per_row: float


@dataclass(frozen=True)
class Machine:
    """What a trial may have of this machine, MB."""

    memory_mb: float
    gpu: str = ""
    gpu_mb: float = 0.0

    @property
    def most_mb(self) -> float:
        """What training has to fit into."""
        return self.gpu_mb or self.memory_mb


@dataclass(frozen=True)
class Estimate:
    """What one plan will need."""

    plan: str
    params: int
    memory_mb: float
    """Most at once, on the device that trains."""
    epoch_s: float | None
    """CPU seconds of one pass over the train rows; None where a GPU trains, on which
    nothing has been run."""
    fits: bool
    remedy: str = ""
    """What would fit, if this does not."""

    def told(self) -> dict[str, Any]:
        """For JSON."""
        return {**vars(self)}


def here(max_memory_mb: int | None = None, slots: int = 1) -> Machine:
    """This machine, as a trial finds it when `slots` run at once."""
    from sandbox import gpu

    memory = trial.allowance(1.0, max_memory_mb).mem_mb / slots
    devices = gpu.find().devices
    if not devices:
        return Machine(memory)
    least = min(devices, key=lambda d: d.total_mb)
    return Machine(memory, least.name, least.total_mb)


def estimates(ready: Prepared, sandbox: Sandbox, machine: Machine) -> list[Estimate]:
    """An estimate for every network among the first plans, as far as the sandbox could
    measure it."""
    plans = [plan for plan in ready.plans if plan.family == "network"]
    found = measured(ready, plans, sandbox)
    train = ready.profile.split.train
    whole = ready.profile.rows + ready.profile.given
    pairs = zip(plans, found, strict=True)
    return [judged(p, m, train, whole, machine) for p, m in pairs if m is not None]


def measured(
    ready: Prepared, plans: list[Plan], sandbox: Sandbox
) -> list[Measured | None]:
    """What each plan's project does on a few rows; None where it could not be run."""
    top = Path(tempfile.mkdtemp(prefix="forgeweld-estimate-"))
    try:
        top.chmod(0o711)
        few = _few(ready)
        view.write(top, few, ready.spec, ready.profile)
        work = top / "work"
        words = []
        for i, plan in enumerate(plans):
            project = render(ready.spec, ready.profile, plan)
            trial.write_files(project.files, work / str(i))
            words.append(f"{i}=@work/{i}:{plan.train.batch_size}")
        trial.write_files({DRIVER.name: DRIVER.read_text("utf-8")}, work)
        (top / "out").mkdir()
        mounts = {
            "work": Mount(path=work),
            "view": Mount(path=top / "view"),
            "out": Mount(path=top / "out", writable=True),
        }
        argv = ["python", f"@work/{DRIVER.name}", "@out", "@view"]
        # a mount is named by a whole argument alone: so the driver starts in it
        argv += [word.replace("@work/", "") for word in words]
        env = trial.environment()
        job = Job(argv=tuple(argv), mounts=mounts, cwd="work", env=env)
        sandbox.run(job, trial.allowance(SECONDS))
        return [_read(top / "out" / f"{i}.json") for i in range(len(plans))]
    finally:
        remove(top)


def _few(ready: Prepared):
    """The data with some of its train rows alone."""
    from dataclasses import replace

    data = ready.data
    train = [i for i, part in enumerate(data.extra["part"]) if part == 0][:ROWS]
    extra = {**data.extra, "part": [0] * len(train), "fold": None}
    labelled = data.labelled.iloc[train]
    return replace(data, labelled=labelled, given=None, extra=extra)


def _read(path: Path) -> Measured | None:
    try:
        return Measured.model_validate(json.loads(path.read_bytes()[:10_000]))
    except (OSError, ValueError, ValidationError):
        return None


def judged(
    plan: Plan, seen: Measured, train: int, whole: int, machine: Machine
) -> Estimate:
    """What was measured on few rows, for `train` rows to learn from of `whole` ones in
    memory, held against the machine."""
    batch = plan.train.batch_size / plan.processes
    base = GPU_MB if machine.gpu else BASE_MB
    keeps = 1.0 if machine.gpu else KEPT
    predicted = PREDICTED * seen.per_predicted
    resting = seen.fixed + STATE * seen.weights + whole * seen.kept_per_row
    fixed = base + resting / 1e6
    memory = fixed + keeps * max(batch * seen.per_row, predicted) / 1e6
    most = machine.most_mb / MARGIN
    fits = memory <= most
    epoch = None if machine.gpu else train * seen.seconds_per_row
    remedy = "" if fits else _remedy(fixed, keeps * seen.per_row / 1e6, memory, most)
    told = plan.name, seen.params, round(memory, 1), epoch and round(epoch, 2)
    return Estimate(*told, fits, remedy)


def _remedy(fixed: float, per_row: float, memory: float, most: float) -> str:
    """The largest batch that fits, or the memory that it takes."""
    batch = 1
    while fixed + 2 * batch * per_row <= most:
        batch *= 2
    if batch >= 2:
        return f"batches of {batch} rows would fit"
    return f"{memory * MARGIN / 1000:.1f} GB of memory would do"
