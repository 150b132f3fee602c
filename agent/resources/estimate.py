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
from agent.pretrained import carry
from agent.project import sharding
from agent.project.render import render
from agent.records import Plan, Profile, TaskSpec
from agent.run import trial
from agent.run.prepare import Prepared
from sandbox.base import Job, Mount, Sandbox
from sandbox.quota import remove

TEMPLATES = Path(__file__).parents[2] / "templates"
DRIVER = TEMPLATES / "memory.py"
LAYERS = TEMPLATES / "blocks" / "large_layers.py"
ROWS = 48
"""Train rows that are looked at, here and in the driver."""
BASE_MB, GPU_MB = 235.0, 600.0
"""Of a process that has imported PyTorch; and of CUDA's context, libraries included."""
SEVERAL_MB = 560.0
"""Of each of two processes on CPUs: 440 with gloo, and a half of torchrun's own."""
PREDICTED = 256
"""Rows that a project predicts at once."""
KEPT = 1.5
"""Memory that a CPU's allocator holds, in parts of what tensors need at once: it is
told to keep what was freed (`trial.environment`)."""
STATE = 3
"""Copies of the weights beside themselves: two of the optimizer, the best epoch's."""
CUT = 4
"""Copies that processes share where weights are sharded: the weights, their gradients,
and two of the optimizer."""
MARGIN = 1.6
"""Of memory that a plan is to find free."""
MOST_GPUS = 64
"""Of one network, that are proposed."""
SECONDS = 120.0
"""The most that measuring may take."""


class Measured(BaseModel):
    """What the driver wrote of a project; bytes, seconds."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    params: int
    weights: float
    gathered: float
    """Of the weights: what is whole at once where they are sharded."""
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

    def most_mb(self, processes: int = 1) -> float:
        """What each of so many processes has to fit into: a GPU each, or parts of the
        same memory."""
        return self.gpu_mb or self.memory_mb / processes


@dataclass(frozen=True)
class Estimate:
    """What one plan will need."""

    plan: str
    params: int
    memory_mb: float
    """Most at once, on the device that trains; of each process if there are several."""
    epoch_s: float | None
    """CPU seconds of one pass over the train rows; None where a GPU trains, on which
    nothing has been run."""
    fits: bool
    remedy: str = ""
    """What would fit, if this does not."""
    processes: int = 1
    whole_mb: float | None = None
    """Of a plan whose weights are sharded, as they don't fit otherwise: what it would
    need with a copy of them in each process."""

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


def estimates(
    ready: Prepared, sandbox: Sandbox, machine: Machine, processes: int = 1
) -> list[Estimate]:
    """An estimate for every network among the first plans, as far as the sandbox could
    measure it."""
    networks = [plan for plan in ready.plans if plan.family == "network"]
    plans = [together(plan, processes) for plan in networks]
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
        return measured_on(top / "view", ready.spec, ready.profile, plans, sandbox)
    finally:
        remove(top)


def measured_on(
    rows: Path, spec: TaskSpec, profile: Profile, plans: list[Plan], sandbox: Sandbox
) -> list[Measured | None]:
    """The same on the first rows of a view; encoders are those of its run."""
    top = Path(tempfile.mkdtemp(prefix="forgeweld-estimate-"))
    try:
        top.chmod(0o711)
        work = top / "work"
        words = []
        for i, plan in enumerate(plans):
            project = render(spec, profile, plan)
            trial.write_files(project.files, work / str(i))
            carry.place(rows.parent, carry.used(spec, plan), work / str(i))
            words.append(f"{i}=@work/{i}:{plan.train.batch_size}")
        ours = {file.name: file.read_text("utf-8") for file in (DRIVER, LAYERS)}
        trial.write_files(ours, work)
        (top / "out").mkdir()
        mounts = {
            "work": Mount(path=work),
            "view": Mount(path=rows),
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
    memory, held against the machine. Weights are sharded among the plan's processes if
    a copy of them in each does not fit, and parts do."""
    most = machine.most_mb(plan.processes) / MARGIN
    copies = _need(plan, seen, whole, machine)
    best = copies
    if copies.memory > most and (plan_of_parts := in_parts(plan, plan.processes)):
        parts = _need(plan_of_parts, seen, whole, machine)
        best = parts if parts.memory <= most else copies
    fits = best.memory <= most
    remedy = "" if fits else _remedy(plan, seen, whole, machine, copies)
    epoch = None if machine.gpu else train * seen.seconds_per_row
    return Estimate(
        plan=plan.name,
        params=seen.params,
        memory_mb=round(best.memory, 1),
        epoch_s=epoch and round(epoch, 2),
        fits=fits,
        remedy=remedy,
        processes=plan.processes,
        whole_mb=None if best is copies else round(copies.memory, 1),
    )


def together(plan: Plan, processes: int) -> Plan:
    """The plan for so many processes; for one, where it can't have more."""
    alone = plan.family != "network" or plan.train.pretrain or plan.train.epsilon
    return plan.model_copy(update={"processes": 1 if alone else processes})


def in_parts(plan: Plan, processes: int) -> Plan | None:
    """The plan with its weights sharded among so many processes, where that can be."""
    cut = plan.model_copy(update={"sharded": True, "processes": processes})
    return cut if processes > 1 and not sharding.misfit(cut) else None


@dataclass(frozen=True)
class _Need:
    """MB of one process: whatever the batch, for a row of it, and at most."""

    fixed: float
    per_row: float
    memory: float


def _need(plan: Plan, seen: Measured, whole: int, machine: Machine) -> _Need:
    count, keeps = plan.processes, 1.0 if machine.gpu else KEPT
    base = GPU_MB if machine.gpu else BASE_MB if count == 1 else SEVERAL_MB
    kept = whole * seen.kept_per_row
    predicted = keeps * PREDICTED * seen.per_predicted
    resting = seen.fixed + STATE * seen.weights + kept
    least = 0.0
    if plan.sharded:  # what is gathered has gradients, too; the end predicts alone
        resting += 2 * seen.gathered - CUT * seen.weights * (1 - 1 / count)
        if not machine.gpu:  # the first one gathers checkpoints in the same memory
            resting += STATE * seen.weights / count
        least = seen.weights + kept + predicted
    elif count > 1:
        resting += seen.weights  # gradients on their way to the others
    per_row = keeps * seen.per_row / count
    most = max(resting + max(plan.train.batch_size * per_row, predicted), least)
    return _Need(base + resting / 1e6, per_row / 1e6, base + most / 1e6)


def _remedy(
    plan: Plan, seen: Measured, whole: int, machine: Machine, need: _Need
) -> str:
    """The largest batch that fits, more GPUs, or the memory that it takes."""
    most = machine.most_mb(plan.processes) / MARGIN
    batch = 1
    while need.fixed + 2 * batch * need.per_row <= most:
        batch *= 2
    if batch >= 2:
        return f"batches of {batch} rows would fit"
    for count in range(plan.processes + 1, MOST_GPUS + 1) if machine.gpu else ():
        cut = in_parts(plan, count)
        if cut and _need(cut, seen, whole, machine).memory <= most:
            return f"weights in parts on {count} GPUs would fit: --processes {count}"
    each = " for each process" if plan.processes > 1 else ""
    cut = plan.model_copy(update={"sharded": True})
    why = sharding.misfit(cut) if each or machine.gpu else None
    more = f" ({why})" if why else ""
    return f"{need.memory * MARGIN / 1000:.1f} GB of memory{each} would do{more}"
