"""Stands in for an NVIDIA driver: the library pynvml over cards made up by a test, a
written tree of /dev, /proc and /sys, and C libraries for a rehearsal of the self-test.
"""

import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType, SimpleNamespace

MB = 10**6


@dataclass
class Card:
    """One made-up card. Its memory in use: `base_mb`, `held_mb`, and its processes'."""

    uuid: str
    minor: int | None = 0
    bus: str = "00000000:0A:00.0"
    base_mb: float = 300.0
    held_mb: float = 0.0
    """Claimed by no process."""
    processes: Callable[[], dict[int, float]] = dict
    """Memory by pid, MB."""
    tells: bool = True
    """Whether it tells memory per process."""
    split: bool = False
    silent: threading.Event = field(default_factory=threading.Event)
    """Set: it never answers again."""


def install(monkeypatch, *cards: Card, fault: str = "") -> None:
    """Make `import pynvml` give a library over `cards`; `fault`: it can't start."""
    monkeypatch.setitem(sys.modules, "pynvml", library(*cards, fault=fault))


def library(*cards: Card, fault: str = "") -> ModuleType:
    """A module with the functions of pynvml that the sandbox uses."""
    lib = ModuleType("pynvml")

    class NVMLError(Exception):
        pass

    class NotSupported(NVMLError):
        pass

    class Mismatch(Exception):
        pass

    def init() -> None:
        if fault:
            raise NVMLError(fault)

    def minor(card: Card) -> int:
        if card.minor is None:
            raise NotSupported("Not Supported")
        return card.minor

    def memory(card: Card) -> SimpleNamespace:
        while card.silent.is_set():
            threading.Event().wait(0.1)
        used = card.base_mb + card.held_mb + sum(card.processes().values())
        return SimpleNamespace(total=8000 * MB, used=int(used * MB))

    def computing(card: Card) -> list[SimpleNamespace]:
        return [
            SimpleNamespace(pid=pid, usedGpuMemory=int(mb * MB) if card.tells else None)
            for pid, mb in card.processes().items()
        ]

    def drawing(card: Card) -> list[SimpleNamespace]:
        raise NotSupported("Not Supported")

    def too_old(card: Card) -> list[SimpleNamespace]:
        raise Mismatch("use _v2")

    lib.__dict__.update(
        NVMLError=NVMLError,
        NVMLError_NotSupported=NotSupported,
        NVMLLibraryMismatchError=Mismatch,
        nvmlInit=init,
        nvmlShutdown=lambda: None,
        nvmlSystemGetDriverVersion=lambda: "0.stand-in",
        nvmlDeviceGetCount=lambda: len(cards),
        nvmlDeviceGetHandleByIndex=lambda index: cards[index],
        nvmlDeviceGetUUID=lambda card: card.uuid,
        nvmlDeviceGetName=lambda card: "Stand-in",
        nvmlDeviceGetPciInfo=lambda card: SimpleNamespace(busId=card.bus),
        nvmlDeviceGetMinorNumber=minor,
        nvmlDeviceGetMigMode=lambda card: [int(card.split), 0],
        nvmlDeviceGetMemoryInfo=memory,
        nvmlDeviceGetComputeRunningProcesses=too_old,
        nvmlDeviceGetComputeRunningProcesses_v2=computing,
        nvmlDeviceGetGraphicsRunningProcesses=drawing,
    )
    return lib


def tree(root: Path) -> Path:
    """Write what a machine with two cards shows below /dev, /proc and /sys."""
    for name in ("nvidiactl", "nvidia-uvm", "nvidia0", "nvidia1", "nvidia-modeset"):
        _write(root / "dev" / name, "", 0o666)
    for minor, bus in ((1, "0000:0a:00.0"), (0, "0000:0b:00.0")):
        facts = (
            f"Model: \t\t Stand-in\nGPU UUID: \t GPU-{bus}\nDevice Minor: \t {minor}\n"
        )
        _write(root / "proc/driver/nvidia/gpus" / bus / "information", facts)
        _write(root / "sys/devices/pci0000:00" / bus / "vendor", "0x10de\n")
        link = root / "sys/bus/pci/devices" / bus
        link.parent.mkdir(parents=True, exist_ok=True)
        link.symlink_to(f"../../../devices/pci0000:00/{bus}")
    _write(root / "sys/module/nvidia/initstate", "live\n")
    _write(root / "sys/module/ext4/initstate", "live\n")
    line = "7f00-7f01 r-xp 0 08:01 5   {}\n"
    library_ = root / "opt/driver/libnvidia-ml.so.1"
    _write(library_, "")
    _write(root / "proc/self/maps", line.format("/lib/libc.so") + line.format(library_))
    _write(root / "cache", "libcuda.so.1\0/usr/lib/libcuda.so.1\0")
    (root / "locks").mkdir()
    (root / "locks").chmod(0o1777)
    root.chmod(0o755)
    return root


def _write(path: Path, text: str, mode: int = 0o644) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    path.chmod(mode)
