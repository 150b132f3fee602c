"""The NVIDIA driver's management library (NVML), through the package nvidia-ml-py.

Every fault of it, its absence included, is an `NvmlFault` with a sentence. Memory is in
MB of 10^6 bytes. A call may take seconds when a card is ill.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import ModuleType

_MB = 1e6


class NvmlFault(Exception):
    """The library is missing or did not answer."""


class Nvml:
    """The library, opened; made by `opened()`. Every method raises NvmlFault."""

    def __init__(self, library: ModuleType):
        self._lib = library
        with self._faults():
            self.driver: str = library.nvmlSystemGetDriverVersion()
            self._handles = {}
            for index in range(library.nvmlDeviceGetCount()):
                handle = library.nvmlDeviceGetHandleByIndex(index)
                self._handles[library.nvmlDeviceGetUUID(handle)] = handle

    def uuids(self) -> tuple[str, ...]:
        """All devices, in the library's order."""
        return tuple(self._handles)

    def name(self, uuid: str) -> str:
        """The card's name."""
        with self._faults():
            return self._lib.nvmlDeviceGetName(self._handles[uuid])

    def bus(self, uuid: str) -> str:
        """PCI address as in /sys/bus/pci/devices; empty where there is none."""
        try:
            bus = self._lib.nvmlDeviceGetPciInfo(self._handles[uuid]).busId
        except self._lib.NVMLError:
            return ""
        text = bus.decode() if isinstance(bus, bytes) else bus
        domain, _, rest = text.lower().partition(":")  # 00000000:0A:00.0
        return f"{domain[-4:]}:{rest}"

    def minor(self, uuid: str) -> int | None:
        """N of /dev/nvidiaN; None where it is not told, as under WSL2."""
        try:
            return self._lib.nvmlDeviceGetMinorNumber(self._handles[uuid])
        except self._lib.NVMLError:
            return None

    def split(self, uuid: str) -> bool:
        """Whether the device is split into instances (MIG)."""
        try:
            return self._lib.nvmlDeviceGetMigMode(self._handles[uuid])[0] == 1
        except self._lib.NVMLError:  # it can't be split
            return False

    def total_mb(self, uuid: str) -> float:
        """The device's memory."""
        with self._faults():
            return self._lib.nvmlDeviceGetMemoryInfo(self._handles[uuid]).total / _MB

    def used_mb(self, uuid: str) -> float:
        """Memory in use on the device, by whomever."""
        with self._faults():
            return self._lib.nvmlDeviceGetMemoryInfo(self._handles[uuid]).used / _MB

    def processes_mb(self, uuid: str) -> dict[int, float | None]:
        """Memory per process on the device; None where the driver does not tell.

        Pids are those of the host, whatever namespace asks; some drivers give, inside
        a container, the container's pids and 0 for the memory.
        """
        with self._faults():
            handle = self._handles[uuid]
            listed = self._listed("nvmlDeviceGetComputeRunningProcesses", handle)
            listed += self._listed("nvmlDeviceGetGraphicsRunningProcesses", handle)
        found: dict[int, float | None] = {}
        for process in listed:
            used = process.usedGpuMemory
            mb = None if used is None else used / _MB
            known = found.get(process.pid)
            # who computes and draws is in both lists, with the same memory
            found[process.pid] = mb if known is None else max(known, mb or 0.0)
        return found

    def _listed(self, name: str, handle: object) -> list:
        try:
            return getattr(self._lib, name)(handle)
        except self._lib.NVMLLibraryMismatchError:  # a driver older than this binding
            return getattr(self._lib, name + "_v2")(handle)
        except self._lib.NVMLError_NotSupported:
            return []

    @contextmanager
    def _faults(self) -> Iterator[None]:
        try:
            yield
        except (self._lib.NVMLError, self._lib.NVMLLibraryMismatchError) as error:
            raise NvmlFault(f"the GPU driver does not answer: {error}") from error


@contextmanager
def opened() -> Iterator[Nvml]:
    """The library for a while. Raises NvmlFault if there is none."""
    try:
        import pynvml
    except ImportError as error:
        raise NvmlFault("the Python package nvidia-ml-py is not installed") from error
    try:
        pynvml.nvmlInit()
    except pynvml.NVMLError as error:
        raise NvmlFault(f"no NVIDIA driver can be used: {error}") from error
    try:
        yield Nvml(pynvml)
    finally:
        with suppress(pynvml.NVMLError):  # the card is lost: nothing is left to close
            pynvml.nvmlShutdown()
