"""A run's GPU memory, measured from outside: peak, limit, and whether it came back.

CUDA has no memory limit of its own, so a program that passes the limit is killed. The
driver is asked in a thread of its own: an ill card must not hold up the deadline.
"""

import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from sandbox.base import Isolation, Limits, RunResult, Tick
from sandbox.gpu import HERE, NOTHING, Machine, Passing, shared_node
from sandbox.gpu_lock import Held, Left, Refused, grant, left_over, take
from sandbox.nvml import Nvml, NvmlFault, opened

_EVERY_S = 0.12
_SILENT_S = 5.0  # an answer later than this is worth a note
_BACK_S = 5.0  # a killed program's memory is free when its last process is reaped
_NOTES = (
    "the GPU driver can be reached: careless and curious programs are kept from other "
    "devices, an exploit of the driver is not stopped",
    "GPU memory is watched 8 times a second: a program can pass its limit meanwhile",
)


class Watch:
    """Follows the memory of one run on the devices that it holds."""

    def __init__(
        self, nvml: Nvml, held: list[Held], limit_mb: int | None, passing: Passing
    ):
        self.passing = passing
        self.peak_mb = 0.0
        """On the device where it was highest."""
        self.notes: list[str] = []
        self._nvml, self._held, self._limit_mb = nvml, held, limit_mb
        self._broken = ""
        self._pids: frozenset[int] = frozenset()
        self._ours: set[int] = set()
        self._answered = time.monotonic()
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._follow, daemon=True)
        self._clean: dict[str, bool] = {}

    def look(self, pids: Iterable[int]) -> str:
        """Take the program's pids; return the limit that it passed, in words."""
        self._pids = frozenset(pids)
        self._ours |= self._pids
        if self._thread.ident is None:
            self._thread.start()
        if time.monotonic() - self._answered > _SILENT_S:
            self._note(f"the GPU driver was silent for over {_SILENT_S:g} s")
        return self._broken

    def settle(self) -> None:
        """After the tree is dead: wait until memory is back, else mark the device."""
        if self._clean:
            return
        self._stop.set()
        if self._thread.ident is not None:
            self._thread.join(_BACK_S)
        deadline = time.monotonic() + _BACK_S
        for held in self._held:
            uuid = held.device.uuid
            try:
                if self._thread.is_alive():
                    raise NvmlFault("the GPU driver does not come back from a question")
                left = self._wait_until_back(held, deadline)
            except NvmlFault as fault:
                self._note(f"{uuid} is in quarantine: {fault}")
                self._clean[uuid] = False
                continue
            self._clean[uuid] = left is None
            if left is not None:
                held.keep_record(left)
                self._note(f"{uuid} is in quarantine: {left}")

    def release(self) -> None:
        """Settle if that was not done, and give the devices back."""
        self.settle()
        for held in self._held:
            held.release(self._clean.get(held.device.uuid, False))

    def record(self, result: RunResult) -> RunResult:
        """`result` with what was seen of the devices."""
        self.settle()
        notes = (*result.isolation.notes, *_NOTES, *self.notes)
        return result.model_copy(
            update={
                "gpus": tuple(held.device.uuid for held in self._held),
                "peak_vram_mb": round(self.peak_mb, 1),
                "isolation": result.isolation.model_copy(update={"notes": notes}),
            }
        )

    def _follow(self) -> None:
        while not self._stop.is_set():
            try:
                for held in self._held:
                    self._measure(held)
                self._answered = time.monotonic()
            except NvmlFault as fault:
                self._note(f"GPU memory was not measured all the time: {fault}")
            self._stop.wait(_EVERY_S)

    def _measure(self, held: Held) -> None:
        mb = used_by(self._nvml, held, self._pids)
        self.peak_mb = max(self.peak_mb, mb)
        if self._limit_mb is not None and mb > self._limit_mb and not self._broken:
            on = f"of memory on {held.device.uuid}"
            self._broken = f"used {mb:.0f} MB of {self._limit_mb} MB {on}"

    def _wait_until_back(self, held: Held, deadline: float) -> Left | None:
        uuid, before = held.device.uuid, held.before
        while left := left_over(self._nvml, uuid, before, self._ours):
            if time.monotonic() > deadline:
                return left
            time.sleep(0.1)
        return None

    def _note(self, text: str) -> None:
        if text not in self.notes:
            self.notes.append(text)


def used_by(nvml: Nvml, held: Held, pids: frozenset[int]) -> float:
    """Memory of the processes `pids` on a device, MB. Raises NvmlFault.

    Where the driver does not tell it per process (WSL2, some containers): what the
    device has more in use than before, less what those who were there before took more.
    """
    uuid = held.device.uuid
    processes = nvml.processes_mb(uuid)
    own = [processes[pid] for pid in pids & processes.keys()]
    if any(own):
        return sum(mb or 0.0 for mb in own)
    others = sum(
        max(0.0, (processes.get(pid) or 0.0) - mb)
        for pid, mb in held.processes.items()
        if mb is not None and pid not in pids
    )
    return max(0.0, nvml.used_mb(uuid) - held.before.used_mb - others)


@contextmanager
def lease(
    limits: Limits,
    tick: Tick | None = None,
    machine: Machine = HERE,
    uid: int | None = None,
) -> Iterator[Watch | None]:
    """`limits.gpus` devices for one run, or None if it wants none.

    Waits for devices that others hold as long as the program itself might run. Raises
    Refused. `uid` is the user that the program will be, if another than ours.
    """
    if limits.gpus == 0:
        yield None
        return
    try:
        with opened() as nvml:
            held = take(limits.gpus, nvml, machine, limits.wall_s, tick)
            try:
                watch = Watch(nvml, held, limits.vram_mb, grant(held, machine, uid))
            except Refused:
                for one in held:
                    one.release(clean=True)
                raise
            if shared_node(machine):
                watch.notes.append("WSL2: one node leads to every GPU of this machine")
            try:
                yield watch
            finally:
                watch.release()
    except NvmlFault as fault:
        raise Refused(str(fault)) from fault


def passed(watch: Watch | None) -> Passing:
    """What a program with these devices, or with none, sees of the host."""
    return NOTHING if watch is None else watch.passing


def refused(refusal: Refused, isolation: Isolation) -> RunResult:
    """The result of a run that got no GPU, through no fault of the program."""
    return RunResult(status=refusal.status, reason=str(refusal), isolation=isolation)
