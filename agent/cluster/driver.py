"""Trials as Ray tasks: each gets a node with room for it, anew if the node is lost.

The driver owns every object, and it alone records what came of a trial, by its number:
what ran twice counts once. Ray schedules; the sandbox on each node holds limits.
"""

import logging
import time
from pathlib import Path
from typing import Any

from agent.cluster import node
from agent.cluster.node import Answer, Order
from agent.cluster.parcels import Parcel, pack, unpack
from agent.errors import SandboxError, UsageError
from agent.records import Placing
from agent.run import trial
from agent.run.slots import Work
from sandbox.base import Isolation, RunResult
from sandbox.quota import remove

RETRIES = 20
"""Times that a trial starts anew because its node was lost, taken away or unfit."""
ROOM_S = 2.0
"""Seconds after which the cluster is asked again how large it is."""
SHARE = 0.8
"""Part of a node's memory that its trials share: objects and Ray take from the rest."""
LEAST_MB = 2048
"""Memory asked for by each trial while no node is there."""
NOTHING = Isolation(backend="", files="", network="", processes="", limits="")


def load_ray() -> Any:
    """The ray package. Raises UsageError if it is not installed."""
    try:
        import ray  # pyright: ignore[reportMissingImports]
    except ImportError as error:
        raise UsageError(
            "--cluster needs the package ray",
            why=str(error),
            fix='pip install "forgeweld[cluster]", here and on every node',
        ) from error
    return ray


class RaySlots:
    """The slots of a cluster; see `agent/run/slots.py` for what is promised."""

    def __init__(self, placing: Placing, backend: str, run: str, *, unsafe: bool):
        """Connect. Raises UsageError if no cluster answers."""
        self.ray = load_ray()
        self.placing, self.run = placing, run
        self.backend, self.unsafe = backend, unsafe
        self._connect(placing.cluster or "auto")
        self._task = self.ray.remote(_on_node)
        self._open: dict[Any, Work] = {}
        self._why: dict[int, str] = {}
        self._parcels: dict[str, Parcel] = {}
        """By digest, so that an object is in the cluster once."""
        self._views: dict[tuple, Parcel] = {}
        self._room = (0.0, 0)

    def _connect(self, address: str) -> None:
        try:
            self._init(address=address)
        except (ConnectionError, ValueError, RuntimeError, OSError) as error:
            raise UsageError(
                f"no Ray cluster answers at {address!r}",
                why=str(error).strip().splitlines()[0][:300],
                fix="ray start --head on one machine, then --cluster auto there; "
                "--cluster ray://HOST:10001 from elsewhere",
            ) from error

    def _init(self, **how: Any) -> None:
        quiet = {"logging_level": logging.WARNING, "log_to_driver": False}
        self.ray.init(namespace="forgeweld", **quiet, **how)

    def size(self) -> int:
        """Trials that there is room for now, at least one: a cluster that grows with
        what waits has to see something wait."""
        if self.placing.slots:
            return self.placing.slots
        asked, room = self._room
        if time.monotonic() - asked > ROOM_S:
            room = sum(self._fit(n["Resources"]) for n in self._nodes())
            self._room = time.monotonic(), room
        return max(1, room)

    def _nodes(self) -> list[dict]:
        return [n for n in self.ray.nodes() if n["Alive"]]

    def _gpus(self) -> float:
        if self.placing.gpus is not None:
            return self.placing.gpus
        return 1.0 if any(n["Resources"].get("GPU") for n in self._nodes()) else 0.0

    def _fit(self, resources: dict[str, float]) -> int:
        """Trials that a node has room for by its cores and GPUs."""
        count = self.placing.processes
        wanted = {"CPU": count * self.placing.cpus, "GPU": count * self._gpus()}
        return min(
            int(resources.get(name, 0.0) / most + 1e-9)
            for name, most in wanted.items()
            if most
        )

    def _memory_mb(self) -> int:
        """What a trial asks for: its share of the node that has least for each."""
        if self.placing.memory_mb:
            return self.placing.memory_mb
        nodes = [n["Resources"] for n in self._nodes()]
        shares = [
            SHARE * n.get("memory", 0.0) / 2**20 / fit
            for n in nodes
            if (fit := self._fit(n))
        ]
        return int(min(shares, default=LEAST_MB))

    def submit(self, work: Work) -> None:
        """Put what it needs into the cluster and let Ray find it a node."""
        gpus, memory = self._gpus() * work.plan.processes, self._memory_mb()
        if not work.plan.network:
            gpus = 0.0
        job = trial.order(work.plan, work.place, work.view)
        env = job.env | {"OMP_NUM_THREADS": str(max(1, int(self.placing.cpus)))}
        limits = trial.limits(work.spec, work.plan)
        mem_mb = min(memory, work.spec.constraints.max_memory_mb or memory)
        whole = {"gpus": int(-(-gpus // 1)), "mem_mb": mem_mb}
        order = Order(
            release=node.release(),
            run=self.run,
            job=job.model_copy(update={"env": env}).model_dump_json(),
            limits=limits.model_copy(update=whole).model_dump_json(),
            backend=self.backend,
            unsafe=self.unsafe,
        )
        task = self._task.options(
            name=f"{self.run} #{work.index}",
            num_cpus=self.placing.cpus * work.plan.processes,
            num_gpus=gpus,
            memory=memory * 2**20,
            max_retries=RETRIES,
            retry_exceptions=[SandboxError],  # a node where none works just now
        )
        parcels = self._put(work.place.project), self._view(work.view)
        before = pack(work.place.out, self.ray.put)  # gone when the trial has ended
        self._open[task.remote(order, *parcels, before)] = work

    def _view(self, view: Path) -> Parcel:
        """Packed again only if a file of it has changed, as when media were decoded."""
        files = [(str(p), p.lstat()) for p in sorted(view.rglob("*"))]
        state = tuple((name, s.st_size, s.st_mtime_ns) for name, s in files)
        if state not in self._views:
            self._views = {state: self._put(view)}
        return self._views[state]

    def _put(self, folder: Path) -> Parcel:
        parcel = pack(folder, self.ray.put)
        return self._parcels.setdefault(parcel.digest, parcel)

    def poll(self) -> list[tuple[int, RunResult]]:
        """See Slots. Raises SandboxError if the cluster or a node failed for good."""
        if not self._open:
            return []
        refs = list(self._open)
        ready, _ = self.ray.wait(refs, num_returns=len(refs), timeout=0)
        found = []
        for ref in ready:
            work = self._open.pop(ref)
            result = self._result(ref, work)
            trial.write_log(work.place.root / "log", result)
            found.append((work.index, result))
        return found

    def _result(self, ref: Any, work: Work) -> RunResult:
        errors = self.ray.exceptions
        try:
            answer: Answer = self.ray.get(ref)
        except errors.TaskCancelledError:
            return self._cancelled(work.index)
        except errors.RayTaskError as error:
            if isinstance(error.cause, errors.TaskCancelledError | KeyboardInterrupt):
                return self._cancelled(work.index)
            raise SandboxError(
                f"a node could not run trial #{work.index}",
                why=f"{type(error.cause).__name__}: {error.cause}",
                fix="the same Forgeweld and the same packages on every node",
            ) from error
        except (errors.RayError, ConnectionError) as error:
            raise SandboxError(
                f"the cluster lost trial #{work.index}",
                why=str(error).strip().splitlines()[0][:300],
                fix="forgeweld resume goes on once the cluster is there again",
            ) from error
        if answer.made:
            fresh = work.place.root / "out.new"
            remove(fresh)
            unpack(answer.made.digest, answer.made.pieces, fresh)
            remove(work.place.out)
            fresh.replace(work.place.out)
        return RunResult.model_validate_json(answer.result)

    def _cancelled(self, index: int) -> RunResult:
        why = self._why.pop(index, "cancelled")
        return RunResult(status="killed_by_user", reason=why, isolation=NOTHING)

    def cancel(self, index: int, why: str) -> None:
        """Interrupt it on its node: its supervisor kills the whole tree."""
        for ref, work in self._open.items():
            if work.index == index and index not in self._why:
                self._why[index] = why
                self.ray.cancel(ref)

    def close(self) -> None:
        """End what runs, remove the run's parcels from the nodes, disconnect."""
        for work in list(self._open.values()):
            self.cancel(work.index, "the run ends")
        if self._open:
            self.ray.wait(list(self._open), num_returns=len(self._open), timeout=30)
        self._clear()
        self.ray.shutdown()

    def _clear(self) -> None:
        place = self.ray.util.scheduling_strategies.NodeAffinitySchedulingStrategy
        clear = self.ray.remote(num_cpus=0, max_retries=0)(_clear)
        there = [
            clear.options(scheduling_strategy=place(n["NodeID"], soft=False))
            for n in self._nodes()
        ]
        refs = [task.remote(self.run) for task in there]
        if refs:
            self.ray.wait(refs, num_returns=len(refs), timeout=10)


def _on_node(order: Order, project: Parcel, view: Parcel, before: Parcel) -> Answer:
    """The task; pieces are fetched only where they are not kept yet."""
    import ray  # pyright: ignore[reportMissingImports]

    here = ray.get_runtime_context().get_node_id()
    return node.run(order, here, project, view, before, ray.get)


def _clear(run: str) -> None:
    import ray  # pyright: ignore[reportMissingImports]

    node.clear(run, ray.get_runtime_context().get_node_id())
