"""GPU devices: which there are, and what of the host a program on one of them needs.

NVIDIA only. A machine without a GPU or its driver is no error: `find` says why there
are no devices.
"""

import shutil
import subprocess
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from sandbox.nvml import Nvml, NvmlFault, opened


@dataclass(frozen=True)
class Extra:
    """What the GPU self-test passes on top, to find out what CUDA needs; else empty."""

    nodes: tuple[str, ...] = ()
    """Device nodes, by name below /dev."""
    read: tuple[str, ...] = ()
    """Files and folders of the host."""
    memfd: bool = False
    """Whether memfd_create is allowed."""


@dataclass(frozen=True)
class Machine:
    """Where the driver's files are looked for."""

    dev: Path = Path("/dev")
    proc: Path = Path("/proc")
    sys: Path = Path("/sys")
    cache: Path = Path("/etc/ld.so.cache")
    """What the loader knows."""
    locks: Path | None = None
    """Folder of the lock files; None: `gpu_lock.folder()`."""
    extra: Extra = Extra()


HERE = Machine()


@dataclass(frozen=True)
class Device:
    """One GPU."""

    uuid: str
    name: str
    bus: str
    """PCI address as in /sys/bus/pci/devices; empty if there is none."""
    minor: int | None
    """N of /dev/nvidiaN, which is not CUDA's index; None where there are no such nodes
    (WSL2)."""
    total_mb: float


@dataclass(frozen=True)
class Found:
    """The devices that programs may be given, and why there are not more."""

    devices: tuple[Device, ...] = ()
    reason: str = ""
    """Why a device, or all of them, can't be used; empty if nothing is wrong."""
    driver: str = ""
    """Its version."""


@dataclass(frozen=True)
class Passing:
    """What of the host a program sees for the sake of its GPUs."""

    nodes: tuple[tuple[Path, str], ...] = ()
    """Device nodes: on the host, and inside."""
    read: tuple[tuple[Path, str], ...] = ()
    """Files and folders to read: on the host, and inside."""
    proc: tuple[Path, ...] = ()
    """Of /proc, to read; for a backend that gives no /proc of its own."""
    env: tuple[tuple[str, str], ...] = (("CUDA_VISIBLE_DEVICES", ""),)
    memfd: bool = False


NOTHING = Passing()
"""For a program without GPU."""


def find(machine: Machine = HERE) -> Found:
    """Every GPU that a program can be given here, or the reason why there is none."""
    try:
        with opened() as nvml:
            return usable(nvml, machine)
    except NvmlFault as fault:
        return Found(reason=str(fault))


def usable(nvml: Nvml, machine: Machine) -> Found:
    """Like `find`, with the library open. Raises NvmlFault."""
    devices, faults = [], []
    for uuid in nvml.uuids():
        bus, minor = nvml.bus(uuid), nvml.minor(uuid)
        if minor is None:
            minor = _minor_of(machine.proc, uuid, bus)
        if nvml.split(uuid):
            faults.append(f"{uuid} is split (MIG), which is not supported")
        elif minor is None and not _is_wsl(machine):
            faults.append(f"no device node of {uuid} is known")
        else:
            total_mb = nvml.total_mb(uuid)
            devices.append(Device(uuid, nvml.name(uuid), bus, minor, total_mb))
    if not nvml.uuids():
        faults.append("the driver knows no GPU")
    return Found(tuple(devices), "; ".join(faults), nvml.driver)


def passing(devices: tuple[Device, ...], machine: Machine) -> Passing:
    """What a program on `devices`, and on no other, has to see of the host."""
    extra = machine.extra
    names = [node.name for node in _nodes(devices, machine)]
    read = _sysfs(devices, machine.sys.resolve())
    env = {"CUDA_VISIBLE_DEVICES": ",".join(device.uuid for device in devices)}
    libraries = _libraries(machine.proc)
    if libraries is not None:
        if not libraries.is_relative_to("/usr"):  # which every program sees anyway
            read.append((libraries, str(libraries)))
        if not _cached(machine.cache):
            # only then: next to libcuda may lie other CUDA libraries than torch's own
            env["LD_LIBRARY_PATH"] = str(libraries)
    read += [(Path(path), path) for path in extra.read]
    proc = ("driver/nvidia", "driver/nvidia-uvm", "devices", "modules")
    return Passing(
        nodes=tuple((machine.dev / n, f"/dev/{n}") for n in [*names, *extra.nodes]),
        read=tuple(read),
        proc=tuple(machine.proc / name for name in (*proc, "sys/vm/mmap_min_addr")),
        env=tuple(env.items()),
        memfd=extra.memfd,
    )


def unfit(devices: tuple[Device, ...], machine: Machine, uid: int | None) -> str:
    """Why a program could not open the nodes of `devices`; empty if it can.

    `uid` is the user that it will be, if that is another one than ours.
    """
    for node in _nodes(devices, machine):
        if not node.exists() and node.name == "nvidia-uvm":
            _make_uvm_node()
        if not node.exists():
            return f"CUDA needs {node}, which does not exist (nvidia-modprobe -u -c 0)"
        if uid is not None and node.stat().st_mode & 0o006 != 0o006:
            return f"{node} is not open to every user, and root runs programs as one"
    return ""


def shared_node(machine: Machine) -> bool:
    """Whether one node leads to every GPU, so that it keeps none of them apart."""
    return _is_wsl(machine)


def _nodes(devices: tuple[Device, ...], machine: Machine) -> list[Path]:
    """Not nvidia-modeset and dri (display), nvidia-uvm-tools, nvidia-caps (MIG)."""
    if _is_wsl(machine):
        return [machine.dev / "dxg"]
    cards = [f"nvidia{device.minor}" for device in devices]
    return [machine.dev / name for name in ("nvidiactl", "nvidia-uvm", *cards)]


def _is_wsl(machine: Machine) -> bool:
    return (machine.dev / "dxg").exists() and not (machine.dev / "nvidiactl").exists()


def _sysfs(devices: tuple[Device, ...], sys: Path) -> list[tuple[Path, str]]:
    """What the driver (state of its modules) and NCCL (topology) read of /sys."""
    found = sorted((sys / "module").glob("nvidia*"))
    found += [sys / "bus/pci/devices", sys / "devices/system/memory/block_size_bytes"]
    for device in devices:
        if device.bus:
            found.append((sys / "bus/pci/devices" / device.bus).resolve())
    inside = [path for path in found if path.exists() and path.is_relative_to(sys)]
    return [(path, f"/sys/{path.relative_to(sys)}") for path in inside]


def _make_uvm_node() -> None:
    """Creating it needs the set-uid helper, which can't work inside a sandbox."""
    helper = shutil.which("nvidia-modprobe", path="/usr/bin:/usr/sbin:/bin:/sbin")
    if helper is not None:
        with suppress(subprocess.TimeoutExpired):
            subprocess.run([helper, "-u", "-c", "0"], check=False, timeout=20, env={})


def _libraries(proc: Path) -> Path | None:
    """Folder of the driver's libraries: where this process has NVML from."""
    try:
        lines = (proc / "self/maps").read_text().splitlines()
    except OSError:
        return None
    paths = (line.split(maxsplit=5)[-1] for line in lines if "libnvidia-ml.so" in line)
    return next((Path(path).parent for path in paths), None)


def _cached(cache: Path) -> bool:
    """Whether the loader finds libcuda by itself."""
    try:
        return b"/libcuda.so.1\0" in cache.read_bytes()
    except OSError:
        return False


def _minor_of(proc: Path, uuid: str, bus: str) -> int | None:
    """N of /dev/nvidiaN, from what the kernel module says of each card."""
    for file in proc.glob("driver/nvidia/gpus/*/information"):
        pairs = (line.partition(":") for line in file.read_text().splitlines())
        facts = {name.strip(): value.strip() for name, _, value in pairs}
        if uuid == facts.get("GPU UUID") or (bus and bus == file.parent.name.lower()):
            number = facts.get("Device Minor", "")
            return int(number) if number.isdigit() else None
    return None
