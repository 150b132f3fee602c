"""A run's own Ray cluster on nodes of Slurm; its head lives and dies with the run.

Inside an allocation one step of `srun` brings the nodes; elsewhere `sbatch` asks for an
array of jobs with room for one trial each, which come, go and return one by one.
"""

import math
import os
import secrets
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from agent.cluster.driver import RaySlots, load_ray
from agent.cluster.worker import OWN_MB, folder
from agent.errors import BudgetError, SandboxError, UsageError
from agent.records import Placing
from sandbox.base import RunResult

INSIDE = "SLURM_JOB_ID"
"""Environment variable that is set where Slurm has given nodes."""
LOOK_S = 10.0
"""Seconds after which the queue is looked at again."""
JOIN_S = 120.0
"""Seconds for the nodes of an allocation to join; those that come later may, too."""
SLOT_MB = 4096
"""Memory of a trial in a job of its own, if none is named."""
SPARE_S = 300.0
"""Of a job beyond the run's time: for the conclusion, and to end by itself."""


def check(slots: int | None) -> None:
    """Raises UsageError if this is no place from which Slurm can be used."""
    inside = INSIDE in os.environ
    names = ["sinfo", *(["srun"] if inside else ["sbatch", "squeue", "scancel"])]
    lack = [name for name in names if shutil.which(name) is None]
    if lack:
        raise UsageError(
            "--cluster slurm finds no Slurm here",
            why=f"no {' and no '.join(lack)} on the PATH",
            fix="go to a machine from which jobs are submitted; elsewhere --slots N, "
            "or --cluster auto for a Ray cluster",
        )
    load_ray()
    if not (slots or inside):
        raise UsageError(
            "--cluster slurm has to know for how many trials at once to ask",
            why="this is no allocation, so jobs are submitted, one for each",
            fix="add --slots 8; partition, account and the like: SBATCH_PARTITION, …",
        )


class Step:
    """All nodes of the allocation that this process runs in."""

    log = "slurm-step.log"
    """Pattern of the files, in the run's folder, that hold the nodes' own words."""

    def __init__(self, run_dir: Path, command: list[str]):
        self.run_dir, self.command = run_dir, command

    def begin(self) -> None:
        """Bring them. The step shares the allocation with whatever else runs there,
        and outlives the loss of a node."""
        count = os.environ.get("SLURM_JOB_NUM_NODES", "1")
        words = ["srun", f"--nodes={count}", f"--ntasks={count}", "--ntasks-per-node=1"]
        words += ["--mem=0", "--cpu-bind=none", "--overlap", "--no-kill"]
        words += ["--kill-on-bad-exit=0", "--wait=0", *self.command]
        with (self.run_dir / self.log).open("ab") as log:
            self.step = subprocess.Popen(
                words, stdin=subprocess.DEVNULL, stdout=log, stderr=log
            )

    def state(self) -> str:
        """What Slurm says, for people; empty once no node is left to come."""
        return "its step runs" if self.step.poll() is None else ""

    def end(self) -> None:
        """Give them back."""
        self.step.send_signal(signal.SIGUSR1)  # which srun hands on to its tasks
        try:
            self.step.wait(10)
        except subprocess.TimeoutExpired:
            self.step.terminate()
            self.step.wait()


class Array:
    """Jobs that wait in Slurm's queue, each with room for one trial.

    Partition, account and whatever else is the site's come from SBATCH_… variables,
    which sbatch reads itself.
    """

    def __init__(
        self, run_dir: Path, command: list[str], placing: Placing, seconds: float
    ):
        self.run_dir, self.job = run_dir, ""
        token = ("RAY_AUTH_MODE", "RAY_AUTH_TOKEN")
        lines = [f"export {name}={os.environ[name]}" for name in token]
        self.script = "\n".join(["#!/bin/sh", *lines, f"exec {shlex.join(command)}\n"])
        minutes = math.ceil((seconds + SPARE_S) / 60)
        cores = math.ceil(placing.cpus * placing.processes)
        gpus = math.ceil((placing.gpus or 0) * placing.processes)
        self.words = ["sbatch", "--parsable", f"--array=1-{placing.slots}"]
        self.words += [f"--job-name=forgeweld-{run_dir.name}", "--nodes=1"]
        self.words += ["--ntasks=1", f"--cpus-per-task={cores}"]
        self.words += [f"--mem={(placing.memory_mb or SLOT_MB) + OWN_MB}", "--requeue"]
        self.words += ["--output=slurm-%A_%a.log", "--open-mode=append"]
        if "SBATCH_TIMELIMIT" not in os.environ:
            self.words.append(f"--time={minutes}")
        if gpus and "SBATCH_GRES" not in os.environ:
            self.words.append(f"--gres=gpu:{gpus}")

    @property
    def log(self) -> str:
        """See Step."""
        return f"slurm-{self.job}_*.log"

    def begin(self) -> None:
        """Ask for them. Raises UsageError if they are refused."""
        done = _slurm(*self.words, cwd=self.run_dir, stdin=self.script)
        if done.returncode:
            raise UsageError(
                "Slurm refuses the jobs",
                where=shlex.join(self.words),
                why=done.stderr.strip()[-500:],
                fix="SBATCH_PARTITION, SBATCH_ACCOUNT, … may name others; "
                "--trial-cpus, --trial-gpus and --trial-memory may ask for less",
            )
        self.job = done.stdout.strip().split(";")[0]

    def state(self) -> str:
        """See Step."""
        done = _slurm("squeue", "-h", "-r", "-j", self.job, "-o", "%T %r")
        if done.returncode and "Invalid job id" not in done.stderr:
            return "Slurm does not answer"
        lines = [line.removesuffix(" None") for line in done.stdout.splitlines()]
        told = [f"{n} {words}" for words, n in sorted(Counter(lines).items())]
        return f"job {self.job}: {', '.join(told)}" if told else ""

    def end(self) -> None:
        """See Step."""
        _slurm("scancel", self.job)


class SlurmSlots(RaySlots):
    """The slots of a cluster that is the run's own; see RaySlots."""

    def __init__(
        self,
        run_dir: Path,
        placing: Placing,
        backend: str,
        seconds: float,
        tell: Callable[[str, int], None],
        *,
        unsafe: bool,
    ):
        """Start the head and ask for nodes, for a run of so many seconds more. `tell`
        hears what Slurm says, and how many nodes have joined, whenever that changes.

        Raises UsageError if Slurm or Ray can't be had, SandboxError if no node of the
        allocation can join.
        """
        # other people are on these machines; Ray reads it when it is imported
        token = {"RAY_AUTH_MODE": "token", "RAY_AUTH_TOKEN": secrets.token_hex(32)}
        os.environ |= token
        check(placing.slots)
        self.run_dir, self.seconds, self.tell = run_dir, seconds, tell
        self._heard: tuple[str, int] = "", 0
        self._over = time.monotonic() + seconds
        self._looked, self._through, self._before = 0.0, 0, 0
        if INSIDE not in os.environ:  # trials are placed before the first node is there
            known = {"gpus": placing.gpus or 0.0}
            known |= {"memory_mb": placing.memory_mb or SLOT_MB}
            placing = placing.model_copy(update=known)
        super().__init__(placing, backend, run_dir.name, unsafe=unsafe)

    def _connect(self, address: str) -> None:
        self._folder = folder()
        start = {"num_cpus": 0, "num_gpus": 0, "include_dashboard": False}
        start |= {"_node_ip_address": _own_address(), "_temp_dir": self._folder.name}
        self._init(address="local", **start)
        head = self.ray.get_runtime_context().gcs_address
        command = [sys.executable, "-I", "-m", "agent.cluster.worker", head]
        self.nodes: Step | Array
        if INSIDE in os.environ:
            self.nodes = Step(self.run_dir, command)
        else:
            self.nodes = Array(self.run_dir, command, self.placing, self.seconds)
        try:
            self._begin()
        except BaseException:
            self.ray.shutdown()
            raise

    def _begin(self) -> None:
        """Ask for nodes. Those of an allocation are waited for, as what a trial asks
        for is a share of them."""
        self._before = self._through
        self.nodes.begin()
        if isinstance(self.nodes, Array):
            return
        count = int(os.environ.get("SLURM_JOB_NUM_NODES", "1"))
        until = time.monotonic() + JOIN_S
        while self._joined() < count and time.monotonic() < until:
            time.sleep(0.2)
            self._look()
        if not self._joined():
            self.nodes.end()
            raise self._gone()

    def _joined(self) -> int:
        return sum("CPU" in n["Resources"] for n in self._nodes())

    def poll(self) -> list[tuple[int, RunResult]]:
        """See Slots. Raises SandboxError also if no node is left, BudgetError if none
        came in the run's time."""
        if time.monotonic() - self._looked > LOOK_S:
            self._looked = time.monotonic()
            self._look()
        found = super().poll()
        self._through += len(found)
        return found

    def _look(self) -> None:
        """Tell what is new. Jobs that were cancelled or timed out are asked for anew if
        one trial of theirs came through: then things go forward."""
        state = self.nodes.state()
        forward = self._through > self._before
        if not state and isinstance(self.nodes, Array) and forward:
            self._begin()
            state = self.nodes.state()
        if not state:
            raise self._gone()
        heard = state, self._joined()
        if heard != self._heard:
            self._heard = heard
            self.tell(*heard)
        if not heard[1] and time.monotonic() > self._over:
            self._give_up(state)

    def _give_up(self, state: str) -> None:
        """The time is over, and trials still wait: a run that has some concludes."""
        if not self._through:
            raise BudgetError(
                "the time of the run ended before a node of Slurm was free",
                where=str(self.run_dir),
                why=state,
                fix="forgeweld resume, with more --minutes, waits again",
            )
        for work in list(self._open.values()):
            self.cancel(work.index, f"no node in the run's time: {state}")

    def _gone(self) -> SandboxError:
        files = sorted(self.run_dir.glob(self.nodes.log), key=os.path.getmtime)
        said = files[-1].read_text(errors="replace").strip() if files else ""
        return SandboxError(
            "no node of Slurm is left for this run",
            where=str(self.run_dir / self.nodes.log),
            why=said[-300:] or "the nodes said nothing that can be read here",
            fix="each node needs this Python with Forgeweld and Ray at the same place, "
            "a way to this machine, and time for a trial; then forgeweld resume",
        )

    def close(self) -> None:
        """End what runs, give the nodes back, end the head."""
        try:
            super().close()
        finally:
            self.nodes.end()
            self._folder.cleanup()


def _slurm(
    *words: str, cwd: Path | None = None, stdin: str = ""
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(words, cwd=cwd, input=stdin, capture_output=True, text=True)


def _own_address() -> str | None:
    """Of this machine as the nodes see it: a login node has others, too. None leaves it
    to Ray, which takes that of the route into the world."""
    node = _slurm("sinfo", "-h", "-N", "-o", "%o").stdout.partition("\n")[0].strip()
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect((node, 1))  # nothing is sent
        except OSError:
            return None
        found = probe.getsockname()[0]
    return None if found.startswith("127.") else found
