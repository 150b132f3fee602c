"""Programs in a container of docker or podman: namespaces and cgroups by an engine.

The image is empty and made here; system, Python and mounts are bind-mounted as under
bwrap, so no image has to be downloaded, kept up to date or trusted.
"""

import math
import os
import random
import re
import resource
import sys
import uuid
from pathlib import Path

from sandbox import cgroup, engine, order, seccomp, selftest
from sandbox.base import Isolation, Job, Limits, Probe, RunResult, Tick
from sandbox.engine import Contained, Engine, EngineError
from sandbox.groups import Watched
from sandbox.supervisor import failed, supervise

ENGINES = ("docker", "podman")
"""Clients that are asked, in this order."""
_NOTES = (
    "disk is watched: a program can pass the limit by what it writes in 0.2 s",
    "whoever may use a docker that runs as root is root: the engine is trusted",
    "bugs of the kernel and of the engine, timing side channels",
)
_ROOT_INSIDE = (
    "the program is root in the engine's user namespace: it owns its /dev, 64 MB that "
    "count as its memory, and no rlimit counts its processes"
)
_UNSEEN = (
    "the engine's processes can't be seen from here: memory, disk in deleted files and "
    "idleness are not watched, and peaks are those of the largest process"
)
# the engine's own first process has threads before it becomes the launcher
_LEAST_PIDS = 16
_MOST_PIDS = 32768  # of one user; podman refuses more where this is the kernel's most


class Container:
    """Runs programs in containers of the first engine that passes the self-test."""

    name = "container"

    def __init__(self, engines: tuple[str, ...] = ENGINES):
        self._engines = engines
        self._engine: Engine | None = None
        self._image = ""

    def probe(self) -> Probe:
        """Run the self-test inside, with each engine that answers."""
        reasons, fixes = [], []
        for command in self._engines:
            try:
                found = self._open(command)
            except EngineError as error:
                reasons.append(str(error))
                fixes.append(error.fix)
                continue
            if (reason := selftest.run(self)) is None:
                here = _isolation(found, None)
                said = f"self-test passed with {found.version}; {here.limits}"
                return Probe(backend=self.name, ok=True, reason=said, notes=here.notes)
            failure = EngineError(f"{found.version}: {reason}")
            reasons.append(str(failure))
            fixes.append(failure.fix)
        self._engine = None
        fix = " ".join(dict.fromkeys(f for f in fixes if f))
        return Probe(
            backend=self.name,
            ok=False,
            reason="; ".join(reasons),
            fix=fix or "Install podman (apt install podman runc).",
            notes=_NOTES,
        )

    def run(self, job: Job, limits: Limits, tick: Tick | None = None) -> RunResult:
        """See `sandbox.base.Sandbox`. Raises ValueError for a malformed job."""
        job = order.checked(job)
        if self._engine is None:
            probe = self.probe()
            if self._engine is None:
                return failed(_isolation(None, None), probe.reason)
        uid = _fresh_uid(self._engine)
        if uid is not None and (closed := order.closed_mount(job)) is not None:
            return failed(_isolation(self._engine, uid), closed)
        held = Contained(self._engine, f"forgeweld-{uuid.uuid4().hex[:16]}")
        launch = _launch(held, self._image, job, limits, uid)
        result = supervise(launch, limits, tick)
        if held.visible is not False:
            return result
        notes = (*result.isolation.notes, _UNSEEN)
        told = result.isolation.model_copy(update={"notes": notes})
        return result.model_copy(update={"isolation": told})

    def _open(self, command: str) -> Engine:
        found = engine.ask(command)
        engine.sweep(found)
        self._image = engine.image(found, _users(found))
        self._engine = found
        return found


def _fresh_uid(found: Engine) -> int | None:
    """The user who runs the program, where that is none of this machine's."""
    return order.fresh_uid() if os.getuid() == 0 and not found.rootless else None


def _users(found: Engine) -> range:
    """Whom the image must have a name for."""
    if os.getuid() == 0 and not found.rootless:
        return order.FRESH
    uid = 0 if _root_inside(found) else os.getuid()
    return range(uid, uid + 1)


def _root_inside(found: Engine) -> bool:
    """Whether only the root inside is this user, so that the program must be it."""
    return found.rootless and not found.podman


def _user(found: Engine, uid: int | None) -> list[str]:
    """Who the program is, inside and for the host's files."""
    if _root_inside(found):
        return ["--user", "0:0"]
    own = f"{os.getuid()}:{os.getgid()}" if uid is None else f"{uid}:{uid}"
    return ["--userns", "keep-id" if found.rootless else "host", "--user", own]


def _isolation(found: Engine | None, uid: int | None) -> Isolation:
    limits, notes = cgroup.promise(
        Watched("", Limits(), 1) if found is None else found.group()
    )
    user = "this user" if uid is None else "a user id of its own"
    if found is not None and found.rootless:
        user = "this user in a user namespace"
    if found is not None and _root_inside(found):
        notes = (*notes, _ROOT_INSIDE)
    return Isolation(
        backend="container",
        files="only the system, this Python and the job's folders exist",
        network="none: an empty network namespace with its own loopback",
        processes=f"own PID namespace, {user}, no capabilities, the engine's seccomp "
        "profile and our deny-list",
        limits=limits,
        notes=(*notes, *_NOTES),
    )


def _launch(
    held: Contained, image: str, job: Job, limits: Limits, uid: int | None
) -> order.Launch:
    found = held.engine
    places = {name: f"/job/{name}" for name in job.mounts}
    rlimits = order.rlimits(limits)
    # a count of our own: of a fresh user, or of a namespace that is this container's
    if uid is not None or (found.rootless and found.podman):
        rlimits["NPROC"] = limits.pids + 1  # one is the launcher
        if "pids" in found.holds:  # which should refuse first, as it counts refusals
            rlimits["NPROC"] += 1 + limits.pids // 4
    told = order.new_order(
        order.arguments(job, places),
        order.environment(job, "/home/user", "/tmp"),
        places[job.cwd],
        rlimits,
    )
    # the engine dropped privileges; it is the end of our input that ends the launcher
    told |= {"parent": None, "seccomp": order.encoded(seccomp.build(internet=True))}
    if limits.cpus is not None and "cpu" not in found.holds:
        cores = sorted(os.sched_getaffinity(0))
        most = max(1, math.ceil(limits.cpus))
        told["cores"] = random.sample(cores, min(most, len(cores)))
    words = arguments(found, held.name, job, limits, uid)
    python = [sys.executable, "-I", "-S", "-X", f"forgeweld={held.name}", "/launch.py"]
    return order.Launch(
        command=[found.command, *words, image, *python],
        order=told,
        writable={n: m.path for n, m in job.mounts.items() if m.writable},
        isolation=_isolation(found, uid),
        tmpfs=(*order.TMPFS, "/dev"),
        owner=uid,
        env=engine.environment(),
        held=held,
        groups=False,  # the engine makes one
    )


def arguments(
    found: Engine, name: str, job: Job, limits: Limits, uid: int | None
) -> list[str]:
    """The policy: what `docker run` or `podman run` is told, but for the command."""
    words = ["run", "--interactive", "--name", name, "--label", engine.owner_label()]
    words += ["--pull", "never", "--log-driver", "none", "--workdir", "/"]
    words += ["--network", "none", "--ipc", "private", "--cgroupns", "private"]
    words += ["--hostname", "sandbox", "--read-only", "--cap-drop", "ALL"]
    # SELinux would refuse the system's own files; the mounts are the wall
    words += ["--security-opt", "no-new-privileges", "--security-opt", "label=disable"]
    if found.podman:  # neither the host's names, nor its proxies, nor unsized tmpfs
        words += ["--no-hosts", "--http-proxy=false", "--read-only-tmpfs=false"]
    else:
        words += ["--add-host", "sandbox:127.0.0.1"]
    return [
        *words,
        *_user(found, uid),
        *_limits(found, limits),
        *_devices(found, ()),
        *_mounts(job, limits),
    ]


def _limits(found: Engine, limits: Limits) -> list[str]:
    words = ["--shm-size", f"{limits.shm_mb * 1_000_000}b"]
    memory = f"{limits.mem_mb * 1_000_000}b"
    if "memory" in found.holds:
        words += ["--memory", memory]
    if "swap" in found.holds:
        words += ["--memory-swap", memory]  # with memory: no swap on top
    if "pids" in found.holds:
        words += ["--pids-limit", str(max(_LEAST_PIDS, limits.pids + 1))]
    if "cpu" in found.holds and limits.cpus is not None:
        words += ["--cpus", f"{min(limits.cpus, os.cpu_count() or 1):g}"]
    # the engines' own defaults may be above ours, which nobody has the right to raise
    most = resource.getrlimit(resource.RLIMIT_NPROC)[1]
    most = _MOST_PIDS if most == resource.RLIM_INFINITY else min(most, _MOST_PIDS)
    own = {"nofile": 2048, "nproc": most, "core": 0}
    own["fsize"] = limits.disk_mb * 1_000_000
    for name, value in own.items():
        words += ["--ulimit", f"{name}={value}:{value}"]
    return words


def _devices(found: Engine, nodes: tuple[str, ...]) -> list[str]:
    """Device nodes of the assigned GPUs.

    Plain nodes do, because the driver's libraries come with the system's /usr: no hook
    of a container toolkit runs, as root, on what an image says.
    """
    del found
    return [word for node in nodes for word in ("--device", f"{node}:{node}:rw")]


def _mounts(job: Job, limits: Limits) -> list[str]:
    """The same files as under bwrap."""
    words = []
    # an empty /sys: the engine's own shows the whole machine
    sizes = {place: order.scratch_bytes(limits, place) for place in order.TMPFS[1:]}
    for place, size in sizes.items():
        options = f"rw,exec,nosuid,nodev,size={size},mode=1777"
        words += ["--tmpfs", f"{place}:{options}"]
    words += ["--tmpfs", "/sys:ro,nosuid,nodev,noexec,size=65536,mode=0555"]
    reading = {Path("/usr"): "/usr", order.LAUNCHER: "/launch.py"}
    for path in map(Path, order.LIBRARIES):
        if path.is_dir() and not path.is_symlink():  # links are in the image
            reading[path] = str(path)
    for path in map(Path, order.SYSTEM):
        if path.exists():
            reading[path] = str(path)
    reading |= {folder: str(folder) for folder in order.python_folders()}
    for name, mount in job.mounts.items():
        if mount.writable:
            words += _bind(mount.path, f"/job/{name}", writable=True)
        else:
            reading[mount.path] = f"/job/{name}"
    held = _mounted()
    for path, place in reading.items():
        source = path.resolve()
        words += _bind(source, place)
        for inner in held:  # an engine makes only the uppermost of them read-only
            if inner != source and inner.is_relative_to(source):
                words += _bind(inner, f"{place}/{inner.relative_to(source)}")
    return words


def _bind(source: Path, place: str, writable: bool = False) -> list[str]:
    fields = ["type=bind", f"source={source}", f"target={place}"]
    fields += [] if writable else ["readonly"]
    quoted = (re.sub('"', '""', field) for field in fields)
    return [
        "--mount",
        ",".join(f'"{q}"' if re.search('[",]', q) else q for q in quoted),
    ]


def _mounted() -> list[Path]:
    """Where file systems are mounted on this host."""
    lines = Path("/proc/self/mountinfo").read_text().splitlines()
    escape = re.compile(r"\\([0-7]{3})")
    places = [
        escape.sub(lambda m: chr(int(m[1], 8)), line.split()[4]) for line in lines
    ]
    return [Path(place) for place in dict.fromkeys(places)]
