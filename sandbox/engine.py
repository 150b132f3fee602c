"""Talks to docker or podman: what it can do here, one empty image, one container's end.

Every call is bounded in time: a daemon that hangs must not hang a run. What an engine
says is told on; what a container says never passes through here.
"""

import hashlib
import io
import json
import os
import socket
import subprocess
import tarfile
from dataclasses import dataclass
from pathlib import Path

from sandbox import joined, order, watch
from sandbox.base import Limits
from sandbox.groups import Group, Watched

_ANSWER_S, _WORK_S = 5.0, 20.0
_OWNER = "forgeweld.owner"
_FOLDERS = ("dev", "etc", "home", "home/user", "job", "proc", "run", "sys", "tmp")
_ENVIRONMENT = ("XDG_", "DOCKER_", "CONTAINER_", "CONTAINERS_")
_FIXES = (
    (
        "permission denied while",
        "Join the group that owns the socket (usermod -aG docker USER, then log in "
        "again; it is as good as root), or use rootless podman.",
    ),
    ("connect to", "Start it (systemctl start docker), or set DOCKER_HOST."),
    ("uidmap", "apt install uidmap; give the user a line in /etc/subuid and subgid."),
    ("cgroup", "Install runc beside crun, or boot with cgroup version 2 alone."),
)


class EngineError(Exception):
    """An engine that can't be used or did not do what it was told: why, and the fix."""

    def __init__(self, reason: str, fix: str = ""):
        super().__init__(reason)
        self.fix = fix or next((f for word, f in _FIXES if word in reason.lower()), "")


@dataclass(frozen=True)
class Engine:
    """A docker or a podman that has answered."""

    command: str
    """The client, found on PATH."""
    podman: bool
    """Whose dialect it speaks; podman can be installed under the name of docker."""
    rootless: bool
    """Whether it runs in a user namespace, as an ordinary user."""
    holds: frozenset[str]
    """Limits that its cgroups hold: of memory, swap, pids, cpu."""
    version: str

    def call(
        self, *words: str, data: bytes | None = None, timeout_s: float = _WORK_S
    ) -> str:
        """What the client prints. Raises EngineError if it fails or takes too long."""
        return _call(self.command, *words, data=data, timeout_s=timeout_s)

    def group(self) -> Group:
        """What its cgroups will hold of a run, before there is one."""
        holds = {"memory", "pids"} <= self.holds
        made = (joined.Unseen if holds else Watched)("", Limits(), 1)
        made.holds_cpus = "cpu" in self.holds
        return made


def environment() -> dict[str, str]:
    """What the client gets to see of ours: where its daemon, store and settings are."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if name.startswith(_ENVIRONMENT) or name in ("PATH", "DBUS_SESSION_BUS_ADDRESS")
    }
    return {"PATH": os.defpath, **kept, "HOME": str(Path.home())}


def _call(
    command: str, *words: str, data: bytes | None = None, timeout_s: float = _WORK_S
) -> str:
    try:
        done = subprocess.run(
            [command, *words],
            input=data or b"",
            capture_output=True,
            timeout=timeout_s,
            env=environment(),
            cwd="/",
        )
    except OSError:
        raise EngineError(f"no {command} is installed.") from None
    except subprocess.TimeoutExpired:
        what = f"{command} {words[0]} did not answer within {timeout_s:g} s."
        raise EngineError(what, f"Restart the daemon of {command}.") from None
    if done.returncode != 0:
        said = done.stderr.decode(errors="replace").strip().splitlines()
        last = said[-1][-400:] if said else f"exit code {done.returncode}"
        raise EngineError(f"{command} {words[0]}: {last}")
    return done.stdout.decode(errors="replace")


def ask(command: str) -> Engine:
    """The engine behind `command`. Raises EngineError if none answers."""
    raw = _call(command, "info", "--format", "{{json .}}", timeout_s=_ANSWER_S)
    try:
        info = json.loads(raw)
        return (
            _of_podman(command, info) if "host" in info else _of_docker(command, info)
        )
    except (ValueError, KeyError, TypeError) as error:
        raise EngineError(f"{command} info is not understood: {error!r}.") from None


def _of_podman(command: str, info: dict) -> Engine:
    host = info["host"]
    rootless = bool(host["security"]["rootless"])
    given = set(host.get("cgroupControllers") or ())
    if rootless and host.get("cgroupVersion") != "v2":
        given = set()  # version 1 can't be handed to an ordinary user
    return Engine(
        command=command,
        podman=True,
        rootless=rootless,
        holds=frozenset(given & {"memory", "pids", "cpu"})
        | ({"swap"} if "memory" in given else frozenset()),
        version=f"podman {info['version']['Version']}",
    )


def _of_docker(command: str, info: dict) -> Engine:
    keys = {
        "memory": "MemoryLimit",
        "swap": "SwapLimit",
        "pids": "PidsLimit",
        "cpu": "CpuCfsQuota",
    }
    options = [word.split(",")[0] for word in info.get("SecurityOptions") or ()]
    return Engine(
        command=command,
        podman=False,
        rootless="name=rootless" in options,
        holds=frozenset(limit for limit, key in keys.items() if info.get(key)),
        version=f"docker {info['ServerVersion']}",
    )


def image(engine: Engine, uids: range) -> str:
    """The name of an image of empty folders; it is made once, and nothing downloaded.

    Its users are `uids`, all called `user`. The name tells its content.
    """
    data = _tar(uids)
    tag = f"localhost/forgeweld-empty:{hashlib.sha256(data).hexdigest()[:16]}"
    try:
        engine.call("image", "inspect", "--format", "{{.Id}}", tag)
    except EngineError:
        engine.call(
            "import", "--change", "LABEL forgeweld.image=empty", "-", tag, data=data
        )
    return tag


def _tar(uids: range) -> bytes:
    users = "".join(f"user:x:{n}:{n}::/home/user:/bin/sh\n" for n in uids)
    groups = "".join(f"user:x:{n}:\n" for n in uids)
    files = {
        "etc/passwd": users,
        "etc/group": groups,
        "etc/hosts": "127.0.0.1 localhost sandbox\n::1 localhost\n",
        "etc/nsswitch.conf": "passwd: files\ngroup: files\nhosts: files\n",
    }
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w", format=tarfile.USTAR_FORMAT) as tar:

        def add(
            name: str, kind: bytes, mode: int, data: bytes = b"", to: str = ""
        ) -> None:
            entry = tarfile.TarInfo(
                name
            )  # of root, from 1970: the same bytes each time
            entry.type, entry.mode, entry.linkname = kind, mode, to
            entry.size = len(data)
            tar.addfile(entry, io.BytesIO(data))

        for name in _FOLDERS:
            # runc gives a file system in memory the mode of the folder beneath it
            mode = 0o1777 if f"/{name}" in order.TMPFS else 0o755
            add(name, tarfile.DIRTYPE, mode)
        for path in map(Path, order.LIBRARIES):
            if path.is_symlink():
                add(path.name, tarfile.SYMTYPE, 0o777, to=str(path.readlink()))
        for name, text in files.items():
            add(name, tarfile.REGTYPE, 0o644, text.encode())
    return made.getvalue()


def owner_label() -> str:
    """Who answers for a container: host, PID namespace, pid and start of a process."""
    pid = os.getpid()
    return f"{_OWNER}={_here()}:{pid}:{_started(pid)}"


def _here() -> str:
    return f"{socket.gethostname()}:{Path('/proc/self/ns/pid').stat().st_ino}"


def _started(pid: int) -> int:
    found = watch.stat(pid)
    return found.started if found else -1


def sweep(engine: Engine) -> None:
    """Delete containers whose supervisor on this machine is dead."""
    names = engine.call("ps", "--all", "--quiet", "--filter", f"label={_OWNER}").split()
    shown = f'{{{{.Id}}}} {{{{index .Config.Labels "{_OWNER}"}}}}'
    for name in names:
        try:
            found, label = engine.call("inspect", "--format", shown, name).split()
            here, pid, began = label.rsplit(":", 2)
            if here == _here() and _started(int(pid)) != int(began):
                engine.call("rm", "--force", found)
        except (EngineError, ValueError):  # someone else was quicker, or it is not ours
            continue


class Contained:
    """One container, from its start to its deletion. See `order.Held`."""

    def __init__(self, engine: Engine, name: str):
        self.engine, self.name = engine, name
        self.visible: bool | None = None
        """Whether the host's /proc shows its processes; None before it is asked."""
        self.group: Group = engine.group()
        """The cgroup that the engine makes; it counts once it is found."""

    def find(self) -> int | None:
        """See `order.Held`. None where the engine runs elsewhere, as in a VM."""
        self.visible = False
        try:
            pid = int(self._shown("{{.State.Pid}}"))
            words = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
        except (EngineError, OSError, ValueError):
            return None
        if f"forgeweld={self.name}".encode() not in words:
            return None  # a number of another machine's
        self.visible = True
        if self.group.holds and (seen := joined.group_of(pid)) is not None:
            seen.holds_cpus = self.group.holds_cpus
            self.group = seen
        return pid

    def end(self) -> bool:
        """See `order.Held`."""
        try:
            form = "{{.State.Running}} {{.State.OOMKilled}}"
            running, killed = self._shown(form).split()
            if killed == "true":
                self.group.oom_kills = max(1, self.group.oom_kills)
            if running == "true":
                self.engine.call("kill", self.name)
        except (EngineError, ValueError):  # it ended meanwhile, or was never made
            pass
        try:
            self.engine.call("rm", "--force", self.name)
        except EngineError as error:
            return "no such container" in str(error).lower()
        return True

    def _shown(self, form: str) -> str:
        return self.engine.call("inspect", "--format", form, self.name).strip()
