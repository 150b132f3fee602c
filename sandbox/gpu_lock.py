"""One program per GPU on this host: a lock per device, and no device that is not free.

The lock is flock(2) on a file named by the device's UUID, in a folder that all users
share; it ends with the process that holds it. While held, the file says by whom and
what the device had in use before. A device whose memory did not come back keeps that
record, and is passed over until it did.
"""

import fcntl
import os
import re
import stat
import time
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from sandbox.base import Status, Tick
from sandbox.gpu import HERE, Device, Machine, Passing, passing, unfit, usable
from sandbox.nvml import Nvml

SLACK_MB = 50.0
"""Memory above what was in use before, at which a device still counts as free."""
_AGAIN_S = 0.2
_RECORD_BYTES = 1024
_FLAGS = os.O_RDWR | os.O_NOFOLLOW | os.O_CLOEXEC | os.O_NONBLOCK


class Refused(Exception):
    """No device can be had; says which are there and why not."""

    def __init__(self, reason: str, status: Status = "sandbox_error"):
        super().__init__(reason)
        self.status: Status = status


class Usage(BaseModel):
    """What a device had in use at some moment, MB."""

    model_config = ConfigDict(frozen=True, extra="ignore", allow_inf_nan=False)

    used_mb: float = Field(ge=0)
    unclaimed_mb: float
    """Of it, what belongs to no process that lives here."""


class Record(Usage):
    """Content of a lock file: whose the device is or was, and what it used before."""

    pid: int = Field(ge=0)
    """Who holds the device; in quarantine, who holds its memory (0: not known)."""
    command: str = Field(max_length=64, pattern=r"^[ -~]*$")
    """Any user may have written it, so it is never more than shown."""
    boot: str
    """A record of before a reboot means nothing."""


@dataclass
class Held:
    """A device that is ours until `release`."""

    device: Device
    before: Record
    fd: int
    processes: dict[int, float | None]
    """Those that were on the device before, with their memory."""

    def keep_record(self, left: "Left") -> None:
        """Let the record stand, in the name of who still holds memory."""
        record = self.before.model_copy(
            update={"pid": left.pid or 0, "command": left.command}
        )
        _write(self.fd, record.model_dump_json())

    def release(self, clean: bool) -> None:
        """Unlock; `clean` says that the device is as it was."""
        if clean:
            _write(self.fd, "")
        os.close(self.fd)


@dataclass(frozen=True)
class Left:
    """Memory that did not come back."""

    mb: float
    pid: int | None
    """Who holds it, if that can be told."""
    command: str

    def __str__(self) -> str:
        who = (
            f"pid {self.pid} ({self.command})" if self.pid else "no process to be seen"
        )
        return f"{self.mb:.0f} MB have not come back, held by {who}"


def folder() -> Path:
    """Where all users of this host keep their locks, the same for each of them.

    Raises Refused if there is no folder that everyone can write to and where nobody can
    remove what is another's.
    """
    for path in (Path("/run/lock"), Path("/tmp")):
        try:
            mode = path.lstat().st_mode
        except OSError:
            continue
        if stat.S_ISDIR(mode) and mode & 0o1002 == 0o1002:
            return path
    raise Refused("neither /run/lock nor /tmp is a folder that all users share")


def usage(
    nvml: Nvml, uuid: str, ours: Collection[int] = ()
) -> tuple[Usage, dict[int, float | None]]:
    """What is in use on a device now, and by whom. Raises NvmlFault.

    What processes of `ours` have counts as claimed by nobody.
    """
    used, processes = nvml.used_mb(uuid), nvml.processes_mb(uuid)
    others = [p for p in processes if p not in ours and Path(f"/proc/{p}").exists()]
    claimed = sum(processes[pid] or 0.0 for pid in others)
    return Usage(used_mb=used, unclaimed_mb=used - claimed), processes


def left_over(
    nvml: Nvml, uuid: str, before: Usage, ours: Collection[int]
) -> Left | None:
    """What has not come back since `before`; None if all has. Raises NvmlFault.

    Processes that are not `ours` may have begun to use the device meanwhile: that does
    not count, where the driver says how much is theirs.
    """
    now, processes = usage(nvml, uuid, ours)
    more = now.used_mb - before.used_mb
    if min(more, now.unclaimed_mb - before.unclaimed_mb) <= SLACK_MB:
        return None
    pid = max(processes, key=lambda p: processes[p] or 0.0, default=None)
    return Left(more, pid, _command(pid) if pid else "")


def take(
    count: int,
    nvml: Nvml,
    machine: Machine = HERE,
    wait_s: float = 0.0,
    tick: Tick | None = None,
) -> list[Held]:
    """Lock `count` free devices, the emptiest first, waiting up to `wait_s` for them.

    All or none are held, so two that wait for each other can't hang. Raises Refused,
    and NvmlFault.
    """
    found = usable(nvml, machine)
    if len(found.devices) < count:
        why = f" ({found.reason})" if found.reason else ""
        raise Refused(f"{count} GPUs are wanted, {len(found.devices)} are here{why}")
    place = machine.locks or folder()
    deadline = time.monotonic() + wait_s
    while True:
        held: list[Held] = []
        reasons = []
        try:
            for device in sorted(found.devices, key=lambda d: nvml.used_mb(d.uuid)):
                got = _try(device, nvml, place)
                if isinstance(got, str):
                    reasons.append(got)
                else:
                    held.append(got)
                if len(held) == count:
                    return held
        finally:
            if len(held) < count:
                for one in held:
                    one.release(clean=True)
        if tick is not None and (reason := tick()) is not None:
            raise Refused(reason, "killed_by_user")
        if time.monotonic() >= deadline:
            raise Refused(
                f"{count} of {len(found.devices)} GPUs wanted, waited {wait_s:.0f} s: "
                + "; ".join(reasons)
            )
        time.sleep(_AGAIN_S)


def grant(held: list[Held], machine: Machine, uid: int | None) -> Passing:
    """What a program on these devices sees of the host. Raises Refused if that can't
    work for it (`uid`: the user it will be, if another)."""
    devices = tuple(one.device for one in held)
    if fault := unfit(devices, machine, uid):
        raise Refused(fault)
    return passing(devices, machine)


def _try(device: Device, nvml: Nvml, place: Path) -> Held | str:
    """Lock one device, or say why it can't be had now."""
    try:
        fd = _open(place, device.uuid)
    except Refused as trap:
        return str(trap)
    taken = False
    try:
        try:
            fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            record = _read(fd)
            who = (
                f"pid {record.pid} ({record.command})" if record else "another program"
            )
            return f"{device.uuid} is taken by {who}"
        record = _read(fd)  # of one that died with the lock, or of a quarantine
        if record is not None and record.boot == _boot():
            left = left_over(nvml, device.uuid, record, {record.pid})
            if left is not None:
                return f"{device.uuid} is in quarantine: {left}"
        now, processes = usage(nvml, device.uuid)
        pid = os.getpid()
        before = Record(
            **now.model_dump(), pid=pid, command=_command(pid), boot=_boot()
        )
        _write(fd, before.model_dump_json())
        taken = True
        return Held(device, before, fd, processes)
    finally:
        if not taken:
            os.close(fd)


def _open(place: Path, uuid: str) -> int:
    """The lock file of a device, made if need be. Raises Refused if it is a trap."""
    path = place / f"forgeweld-{re.sub('[^A-Za-z0-9-]', '_', uuid)}.lock"
    try:
        try:
            fd = os.open(path, _FLAGS)
        except FileNotFoundError:
            try:
                fd = os.open(path, _FLAGS | os.O_CREAT | os.O_EXCL, 0o666)
                os.fchmod(fd, 0o666)  # every user locks it, whatever our umask
            except FileExistsError:
                fd = os.open(path, _FLAGS)
    except OSError as error:
        raise Refused(f"the lock file {path} can't be opened: {error}") from error
    info = os.fstat(fd)
    # a hard link could lead our record into someone's file
    if not stat.S_ISREG(info.st_mode) or info.st_nlink != 1:
        os.close(fd)
        raise Refused(f"the lock file {path} is no plain file of its own")
    return fd


def _read(fd: int) -> Record | None:
    """The record in a lock file; None if there is none that makes sense."""
    raw = os.pread(fd, _RECORD_BYTES, 0)
    try:
        return Record.model_validate_json(raw) if raw else None
    except ValidationError:
        return None


def _write(fd: int, text: str) -> None:
    os.ftruncate(fd, 0)
    os.pwrite(fd, text.encode(), 0)


def _boot() -> str:
    return Path("/proc/sys/kernel/random/boot_id").read_text().strip()


def _command(pid: int) -> str:
    """Name of a process, printable."""
    try:
        name = Path(f"/proc/{pid}/comm").read_text(errors="replace")
    except OSError:
        return "not visible from here"
    return re.sub("[^ -~]", "?", name.strip())[:64]
