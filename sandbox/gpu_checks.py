"""The checks of `gpu_selftest`: each a function that returns what it saw, or raises."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import sandbox
from sandbox import gpu, gpu_programs
from sandbox.base import RunResult
from sandbox.gpu_bench import Bench, Fault
from sandbox.gpu_lock import SLACK_MB, Refused, take
from sandbox.nvml import opened

_PIECES = {
    "nvidia-uvm-tools": gpu.Extra(nodes=("nvidia-uvm-tools",)),
    "memfd_create": gpu.Extra(memfd=True),
    "all of /sys": gpu.Extra(read=("/sys",)),
    "reading all of /proc": gpu.Extra(read=("/proc",)),
}
"""What a driver might want beyond what it gets."""
_ALLOCATION_MB, _ACCURACY_MB = 1024, 64
_GONE_S = 2.0  # how soon nothing may be left of a run whose supervisor was killed


def cuinit(bench: Bench) -> str:
    """libcuda starts under the mounts; if not, say what it wants, and go on with it."""
    _, facts = bench.run(gpu_programs.CONTEXT)
    if facts.get("count") == 1:
        return "cuInit and a context, one device"
    pieces = dict(_PIECES)
    if bench.backend.name == "bwrap":  # it has a /proc of its own
        del pieces["reading all of /proc"]

    def works(names: list[str]) -> bool:
        extra = _together([pieces[name] for name in names])
        return _starts(bench.other(extra))

    needed = [name for name in pieces if works([name])][:1]
    if not needed and works(list(pieces)):
        needed = [n for n in pieces if not works([o for o in pieces if o != n])]
    if needed:
        bench.give(_together([pieces[name] for name in needed]))
        raise Fault(
            f"{facts}; it works with {' and '.join(needed)}, as the checks below"
        )
    if bench.run(gpu_programs.CONTEXT, mem_mb=4_000_000)[1].get("count"):
        raise Fault(f"{facts}; it works with a higher RLIMIT_DATA")
    raise Fault(f"{facts}; it works with nothing of {', '.join(pieces)}")


def _starts(bench: Bench) -> bool:
    return bool(bench.run(gpu_programs.CONTEXT)[1].get("count"))


def _together(extras: list[gpu.Extra]) -> gpu.Extra:
    return gpu.Extra(
        nodes=tuple(node for extra in extras for node in extra.nodes),
        read=tuple(path for extra in extras for path in extra.read),
        memfd=any(extra.memfd for extra in extras),
    )


def memfd(bench: Bench) -> str:
    """Whether the driver needs memfd_create, which is refused."""
    if _starts(bench.other(gpu.Extra())):
        return "not needed: cuInit works while it is refused"
    if _starts(bench.other(gpu.Extra(memfd=True))):
        raise Fault("needed: cuInit works only where it is allowed")
    raise Fault("not known: cuInit fails with it and without it")


def matmul(bench: Bench) -> str:
    """torch computes on the card, and rightly."""
    _, facts = bench.good(gpu_programs.MATMUL)
    if facts["count"] != 1 or not facts["error"] < 1e-8:
        raise Fault(str(facts))
    return f"torch {facts['torch']} on {facts['card']}, error {facts['error']:.1e}"


def workers(bench: Bench) -> str:
    """Training on the card with two DataLoader workers and pinned memory."""
    _, facts = bench.good(gpu_programs.WORKERS)
    losses = facts["losses"]
    if not losses[-1] < losses[0]:
        raise Fault(f"the loss did not fall: {losses}")
    return f"loss {losses[0]:.3f} to {losses[-1]:.3f}"


def other_devices(bench: Bench) -> str:
    """No other device, nor a node that only displays and tools need, can be opened."""
    nodes = _host_nodes()
    result, facts = bench.good(gpu_programs.NODES, "cuda", *nodes)
    mine = tuple(d for d in gpu.find().devices if d.uuid in result.gpus)
    passed = sorted(place for _, place in gpu.passing(mine, gpu.HERE).nodes)
    if sorted(facts["reached"]) != passed or facts["count"] != 1:
        raise Fault(f"{facts} instead of {passed}")
    if bench.backend.name == "bwrap" and facts["seen"] != passed:
        raise Fault(f"nodes inside: {facts['seen']} instead of {passed}")
    return f"one device; {len(nodes) - len(passed)} other nodes are out of reach"


def no_gpu(bench: Bench) -> str:
    """A program that was given no GPU finds none."""
    _, nodes = bench.good(gpu_programs.NODES, "none", *_host_nodes(), gpus=0)
    _, facts = bench.good(gpu_programs.NO_GPU, gpus=0)
    if nodes["reached"] or facts["available"] or facts["count"] or facts["env"] != "":
        raise Fault(f"{nodes} {facts}")
    return "no node, no device, CUDA_VISIBLE_DEVICES empty"


def settings(bench: Bench) -> str:
    """The card's and the driver's settings can't be changed."""
    roots = [Path("/proc/driver/nvidia"), *Path("/sys/module").glob("nvidia*")]
    places = [place for root in roots for place in root.rglob("*")]
    for device in gpu.find().devices:
        places += Path("/sys/bus/pci/devices", device.bus).glob("*")
    files = [str(place) for place in places if place.is_file()][:400]
    _, facts = bench.good(gpu_programs.SETTINGS, *files)
    codes = facts["codes"]
    changed = [n for n in ("PersistenceMode", "ComputeMode") if codes.get(n) == 0]
    if facts["open"] or changed:
        raise Fault(f"can be changed: {facts['open']} {changed}")
    return f"{len(files)} files not writable; NVML answers {codes}"


def accounting(bench: Bench) -> str:
    """The peak that is reported grows by what a program takes."""
    base, _ = bench.good(gpu_programs.HOLD, 0, 1.0)
    more, _ = bench.good(gpu_programs.HOLD, _ALLOCATION_MB, 1.0)
    before, after = base.peak_vram_mb or 0.0, more.peak_vram_mb or 0.0
    seen = f"{before:.0f} MB for a context, {after:.0f} with {_ALLOCATION_MB} MB more"
    if before <= 0 or abs(after - before - _ALLOCATION_MB) > _ACCURACY_MB:
        raise Fault(seen)
    return seen


def limit(bench: Bench) -> str:
    """A program above its limit is killed for that, and its memory comes back."""
    base, _ = bench.good(gpu_programs.HOLD, 0, 0.5)
    most = int(base.peak_vram_mb or 0) + 600
    result, facts = bench.run(gpu_programs.GROW, most + 3000, vram_mb=most)
    if result.status != "vram_oom":
        raise Fault(f"{result.status}: {result.reason} {facts}")
    _came_back(result)
    return f"{result.reason}; peak {result.peak_vram_mb:.0f} MB"


def leak(bench: Bench) -> str:
    """A program that is killed with memory on the card leaves none."""
    before = _used()
    result, _ = bench.good(gpu_programs.HOLD, 512, 600, stop=True)
    _came_back(result)
    after = _used()
    if after > before + SLACK_MB:
        raise Fault(f"{before:.0f} MB before, {after:.0f} MB after")
    return f"{before:.0f} MB before, {after:.0f} MB after the kill"


def daemon(bench: Bench) -> str:
    """A daemon on the card dies with its run."""
    before = _used()
    result, facts = bench.run(gpu_programs.DAEMON)
    _came_back(result)
    after = _used()
    if after > before + SLACK_MB or result.status != "ok":
        raise Fault(f"{result.status}; {before:.0f} MB before, {after:.0f} MB after")
    if facts.get("mb"):
        return f"it had 512 MB; {after - before:.0f} MB of it are left"
    if bench.backend.name == "landlock":
        return f"a child process can't use CUDA here at all: {facts.get('failed')}"
    raise Fault(f"the daemon did not start: {facts}")


def killed_supervisor(bench: Bench) -> str:
    """Its lock keeps others away; SIGKILL of it frees the lock and the card."""
    before, everything = _used(), len(gpu.find().devices)
    place = bench.place / "hold"
    place.mkdir()
    place.chmod(0o755)
    command = [sys.executable, "-m", "sandbox.gpu_selftest", "--hold"]
    root = Path(__file__).parent.parent
    child = subprocess.Popen([*command, bench.backend.name, str(place)], cwd=root)
    try:
        if not _wait(lambda: any(place.rglob("facts.json")), 60):
            raise Fault("the program did not start")
        try:
            _try_all(everything)
        except Refused as refusal:
            if str(child.pid) not in str(refusal):
                raise Fault(f"refused, but {refusal}") from refusal
        else:
            raise Fault("a device in use could be locked by a second process")
    finally:
        os.kill(child.pid, signal.SIGKILL)
        child.wait()
    began = time.monotonic()
    if not _wait(lambda: _used() <= before + SLACK_MB, _GONE_S):
        raise Fault(f"{before:.0f} MB before, {_used():.0f} MB {_GONE_S:g} s after")
    took = time.monotonic() - began
    _try_all(everything)
    return f"lock held while it lived; device and lock free {took:.1f} s after"


def hold(backend: str, place: str) -> int:
    """Be the supervisor of a program that keeps a device, until killed."""
    bench = Bench(sandbox.open_sandbox(backend), Path(place))
    bench.run(gpu_programs.HOLD, 512, 600)
    return 0


def _came_back(result: RunResult) -> None:
    """Raise if a device of the run was put into quarantine."""
    for note in result.isolation.notes:
        if "quarantine" in note:
            raise Fault(note)


def _try_all(count: int) -> None:
    with opened() as nvml:
        for held in take(count, nvml):
            held.release(clean=True)


def _used() -> float:
    """Memory in use on all devices, MB."""
    with opened() as nvml:
        return sum(nvml.used_mb(uuid) for uuid in nvml.uuids())


def _host_nodes() -> list[str]:
    """Every node of this machine that leads to a GPU."""
    found = [
        p
        for pattern in ("nvidia*", "nvidia-caps/*", "dri/*", "dxg")
        for p in Path("/dev").glob(pattern)
    ]
    return sorted(str(path) for path in found if path.is_char_device())


def _wait(condition: Callable[[], bool], seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while not (met := condition()) and time.monotonic() < deadline:
        time.sleep(0.1)
    return met


CHECKS: dict[str, Callable[[Bench], str]] = {
    "cuInit": cuinit,
    "memfd_create": memfd,
    "matmul": matmul,
    "DataLoader workers": workers,
    "other devices": other_devices,
    "no GPU asked": no_gpu,
    "settings": settings,
    "VRAM accounting": accounting,
    "VRAM limit": limit,
    "leak": leak,
    "daemon": daemon,
    "lock, kill -9": killed_supervisor,
}
