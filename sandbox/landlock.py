"""The fallback where no namespaces can be had: Landlock, seccomp, limits, a sure kill.

Landlock (kernel 5.13; version 3 of its interface, kernel 6.2, is the least taken here)
lets a process refuse itself every path but a few: https://docs.kernel.org/userspace-api/landlock.html
"""

import ctypes
import os
import sys
import tempfile
from pathlib import Path

from sandbox import cgroup, gpu, gpu_watch, order, seccomp, selftest
from sandbox.base import Isolation, Job, Limits, Probe, RunResult, Tick
from sandbox.collect import hidden_from_others
from sandbox.supervisor import supervise

_LEAST = 3  # before it, truncate(2) could empty any file of the user
_SYSTEM = (
    "/usr",
    "/bin",
    "/sbin",
    "/lib",
    "/lib32",
    "/lib64",
    "/libx32",
    "/etc/ld.so.cache",
    "/etc/alternatives",
    "/etc/localtime",
    "/etc/passwd",
    "/etc/group",
    "/etc/hosts",
    "/etc/nsswitch.conf",
    "/sys/devices/system/cpu",
    "/sys/devices/system/node",
    # single files: /proc as a whole would show every other process's command line
    "/proc/self",
    "/proc/cpuinfo",
    "/proc/meminfo",
    "/proc/stat",
    "/proc/loadavg",
    "/proc/version",
    "/proc/filesystems",
    "/proc/sys/kernel/osrelease",
    "/proc/sys/vm/overcommit_memory",
)
_DEVICES = ("/dev/null", "/dev/zero", "/dev/full", "/dev/random", "/dev/urandom")
_NOTES = (
    "no PID namespace: the program sees which pids exist and can stat any file",
    "sockets with a path in the file system that the program's user may open "
    "(such as docker.sock for root) can be reached",
    "disk is watched: a program can pass the limit by what it writes in 0.2 s",
    "bugs of the kernel, timing side channels",
)
_ON_HOST = (
    "no namespaces can be made here, so /dev/shm is the host's own: programs of the "
    "same user see each other's files there, and what this one left is removed as far "
    "as it can be told apart",
    "owner, mode and times of the user's own files can be changed, not their content",
    "no loopback, so no torch.distributed",
)
"""What is open besides where not even a network namespace can be had."""


def interface() -> int:
    """Version of the kernel's Landlock; 0 if it has none."""
    create, version = 444, 1
    found = ctypes.CDLL(None).syscall(create, None, ctypes.c_size_t(0), version)
    return max(0, found)


class Landlock:
    """Runs programs on the host's own file system, of which they can open little."""

    name = "landlock"

    def __init__(self, groups: bool = True) -> None:
        self._groups = groups
        self.machine = gpu.HERE
        self._apart = False
        """Whether programs get a network and a /dev/shm of their own."""

    def probe(self) -> Probe:
        """Run the self-test inside; namespaces are used if it passes with them."""
        abi = interface()
        fix = "Use bwrap, or a kernel of 6.2 or later with Landlock switched on."
        if abi < _LEAST or not seccomp.supported():
            reason = f"Landlock has version {abi} here, {_LEAST} is needed"
            return Probe(
                backend=self.name, ok=False, reason=reason, fix=fix, notes=_NOTES
            )
        self._apart = True
        if (reason := selftest.run(self)) is not None:
            self._apart = False
            reason = selftest.run(self)
        here = _isolation(None, abi, self._apart)
        return Probe(
            backend=self.name,
            ok=reason is None,
            reason=reason
            or f"self-test passed with Landlock version {abi}; {here.limits}",
            fix="" if reason is None else fix,
            notes=here.notes,
        )

    def run(self, job: Job, limits: Limits, tick: Tick | None = None) -> RunResult:
        """See `sandbox.base.Sandbox`. Raises ValueError for a malformed job."""
        job = order.checked(job)
        abi = interface()
        uid = order.fresh_uid() if os.getuid() == 0 and _reachable(job) else None
        try:
            with gpu_watch.lease(limits, tick, self.machine, uid) as gpus:
                scratch = Path(tempfile.mkdtemp(prefix="forgeweld-"))
                if uid is not None:
                    os.chown(scratch, uid, uid)
                launch = _launch(job, limits, uid, scratch, abi, self._apart, gpus)
                launch.groups = self._groups
                return supervise(launch, limits, tick)
        except gpu_watch.Refused as refusal:
            return gpu_watch.refused(refusal, _isolation(uid, abi, self._apart))


def _launch(
    job: Job,
    limits: Limits,
    uid: int | None,
    scratch: Path,
    abi: int,
    apart: bool,
    gpus: gpu_watch.Watch | None = None,
) -> order.Launch:
    passed = gpu_watch.passed(gpus)
    places = {name: str(mount.path) for name, mount in job.mounts.items()}
    rlimits = order.rlimits(limits)
    if uid is not None or (apart and os.getuid() != 0):
        # counted for this run alone: by its user id, or in its user namespace
        rlimits["NPROC"] = limits.pids + 1  # one is the launcher
    told = order.new_order(
        order.arguments(job, places),
        order.environment(job, str(scratch), str(scratch)) | dict(passed.env),
        places[job.cwd],
        rlimits,
    )
    told |= {
        "uid": uid,
        "keep_root": os.getuid() == 0 and uid is None,
        "seccomp": order.encoded(
            seccomp.build(internet=apart, others=False, memfd=passed.memfd)
        ),
        "landlock": {
            "rules": _rules(job, scratch, passed),
            "abi": abi,
            "tcp": apart,
        },
    }
    writable = {n: m.path for n, m in job.mounts.items() if m.writable}
    if apart:
        nodes = [node for node, _ in passed.nodes]
        places_rw = [str(path) for path in (scratch, *writable.values(), *nodes)]
        told["apart"] = {"shm_mb": limits.shm_mb, "writable": places_rw}
    return order.Launch(
        command=[sys.executable, "-I", "-S", str(order.LAUNCHER)],
        order=told,
        writable=writable,
        isolation=_isolation(uid, abi, apart),
        scratch=scratch,
        tmpfs=("/dev/shm",) if apart else (),
        owner=uid,
        shared_shm=not apart,
        gpus=gpus,
    )


def _rules(job: Job, scratch: Path, passed: gpu.Passing) -> list[tuple[str, str]]:
    reading = [*_SYSTEM, *map(str, order.python_folders())]
    # programs that list /proc expect to be able to; what its files say stays closed
    rules = [("/proc", "list"), *((path, "read") for path in reading)]
    rules += [(path, "write") for path in (*_DEVICES, "/dev/shm", str(scratch))]
    for mount in job.mounts.values():
        rules.append((str(mount.path), "write" if mount.writable else "read"))
    if passed.nodes:
        # the driver names its threads in comm, and fails if it can't; the folder is the
        # program's own, so a process that it starts can't use CUDA
        rules.append(("/proc/self/task", "edit"))
    rules += [(str(node), "write") for node, _ in passed.nodes]
    rules += [(str(path), "read") for path, _ in passed.read]
    return rules + [(str(path), "read") for path in passed.proc]


def _reachable(job: Job) -> bool:
    """Whether another user can get to Python and to every folder of the job."""
    mounts = [mount.path for mount in job.mounts.values()]
    for folder in [*order.python_folders(), *mounts, order.LAUNCHER]:
        if any(parent.stat().st_mode & 0o001 == 0 for parent in folder.parents):
            return False
    reading = [mount.path for mount in job.mounts.values() if not mount.writable]
    return all(hidden_from_others(folder) is None for folder in reading)


def _isolation(uid: int | None, abi: int, apart: bool) -> Isolation:
    held, lacking = cgroup.promise(cgroup.works())
    notes = [*lacking, *_NOTES, *(() if apart else _ON_HOST)]
    counted = apart and os.getuid() != 0  # by the user namespace
    watched = not cgroup.works().holds and not counted
    if uid is not None:
        user = "a user id of its own"
    elif os.getuid() == 0:
        user = "user 0 without any capability"
        notes.append(
            "a folder is closed to other users, so the program stays user 0 without "
            "capabilities"
        )
    else:
        user = "this user"
    if uid is None and watched:
        notes.append("the number of processes is watched only")
    if abi < 6 and uid is None:
        notes.append(
            "this kernel's Landlock (below version 6) lets the program signal "
            "processes of the same user"
        )
    return Isolation(
        backend="landlock",
        files="only the system, this Python and the job's folders can be opened",
        network=(
            "none: an empty network namespace with its own loopback"
            if apart
            else "none: no internet sockets can be made"
        ),
        processes=f"{user}, seccomp deny-list, no tracing, no signals outside",
        limits=held,
        notes=tuple(notes),
    )
