"""What docker or podman is told for one run: users, limits, devices, mounts.

The same files as under bwrap, and nothing of the host's beside them.
"""

import os
import re
import resource
from pathlib import Path

from sandbox import engine, gpu, order
from sandbox.base import Job, Limits
from sandbox.engine import Engine

# the engine's own first process has threads before it becomes the launcher
_LEAST_PIDS = 16
_MOST_PIDS = 32768  # of one user; podman refuses more where this is the kernel's most


def arguments(
    found: Engine,
    name: str,
    job: Job,
    limits: Limits,
    uid: int | None,
    passed: gpu.Passing = gpu.NOTHING,
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
        *_mounts(job, limits, passed),
        *_devices(passed),
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


def _devices(passed: gpu.Passing) -> list[str]:
    """Device nodes of the assigned GPUs.

    Plain nodes do, because the driver's libraries come with the system's /usr: no hook
    of a container toolkit runs, as root, on what an image says.
    """
    nodes = [(node, place) for node, place in passed.nodes if node.exists()]
    return [word for n, place in nodes for word in ("--device", f"{n}:{place}:rw")]


def _mounts(job: Job, limits: Limits, passed: gpu.Passing) -> list[str]:
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
    reading |= {path: place for path, place in passed.read if path.exists()}
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


def root_inside(found: Engine) -> bool:
    """Whether only the root inside is this user, so that the program must be it."""
    return found.rootless and not found.podman


def _user(found: Engine, uid: int | None) -> list[str]:
    """Who the program is, inside and for the host's files."""
    if root_inside(found):
        return ["--user", "0:0"]
    own = f"{os.getuid()}:{os.getgid()}" if uid is None else f"{uid}:{uid}"
    return ["--userns", "keep-id" if found.rootless else "host", "--user", own]
