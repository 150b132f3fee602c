"""What an attacker would want, planted by the harness, and whether it was touched."""

import csv
import os
import random
import secrets
import socket
import stat
import subprocess
import sys
import tempfile
from pathlib import Path

from agent.scoring.score import Scorer
from sandbox import collect
from sandbox.quota import remove

CANARY = b"SBX_CANARY"
ROWS = 40
"""Rows to predict; half of the select rows are of each class."""
MOST_READ = 20_000_000
"""Bytes of one output that are searched for canaries."""


class Ground:
    """A home, a run's folders, a victim, listeners; a context manager.

    Nothing of it lies in the real home. The environment holds a key while it is open.
    """

    def __init__(self) -> None:
        self.mark = f"mark-{secrets.token_hex(8)}"
        self.scorer: Scorer | None = None
        """Of the hidden labels; started by the first program that is read."""

    def __enter__(self) -> "Ground":
        self.folder = Path(tempfile.mkdtemp(prefix="forgeweld-ground-"))
        self.folder.chmod(0o755)  # walls are to be the sandbox's, not permissions
        self.home = self.folder / "home"
        (self.home / ".ssh").mkdir(parents=True)
        (self.home / ".ssh" / "id_rsa").write_text("SBX_CANARY_FILE\n")
        (self.home / ".env").write_text("TOKEN=SBX_CANARY_DOTENV\n")
        self.victim_file = self.folder / "victim.txt"
        self.victim_file.write_text("SBX_CANARY_VICTIM\n")
        self.run_dir = self.folder / "run"
        self.view = self.run_dir / "view"
        self.heldout = self.run_dir / "splits" / "heldout_labels.csv"
        write_run(self.run_dir)
        self.heldout.write_text("row,label\nr0,SBX_CANARY_HELDOUT\n")
        self._set_environment()
        self._start_processes()
        self._listen()
        self._segment = Path("/dev/shm") / f"sbx-{self.mark}"
        self._segment.write_text("SBX_CANARY_SHM")
        # a descriptor that a careless supervisor would hand on
        self._leak = os.open(self.victim_file, os.O_RDONLY)
        os.set_inheritable(self._leak, True)
        return self

    def __exit__(self, *_: object) -> None:
        if self.scorer is not None:
            self.scorer.close()
        for process in (self.victim, self.secretive):
            process.kill()
            process.wait()
        for listener in self._listeners.values():
            listener.close()
        os.close(self._leak)
        self._segment.unlink(missing_ok=True)
        for name, value in self._environment.items():
            os.environ.pop(name)
            if value is not None:
                os.environ[name] = value
        remove(self.folder)

    def _set_environment(self) -> None:
        planted = {
            "OPENAI_API_KEY": "SBX_CANARY_ENV",
            "AWS_SECRET_ACCESS_KEY": "SBX_CANARY_AWS",
            "HTTPS_PROXY": "http://user:SBX_CANARY_PROXY@192.0.2.1:1",
            "HOME": str(self.home),
        }
        self._environment = {name: os.environ.get(name) for name in planted}
        os.environ.update(planted)

    def _start_processes(self) -> None:
        sleep = [sys.executable, "-I", "-S", "-c", "import time; time.sleep(3600)"]
        self.victim = subprocess.Popen(sleep)
        self.secretive = subprocess.Popen([*sleep, "--token=SBX_CANARY_ARGV"])

    def _listen(self) -> None:
        self.abstract = f"forgeweld-{self.mark}"
        self.unix_path = self.folder / "service.sock"
        unix = socket.socket(socket.AF_UNIX)
        unix.bind(str(self.unix_path))
        self.unix_path.chmod(0o777)
        unix.listen()
        abstract = socket.socket(socket.AF_UNIX)
        abstract.bind("\0" + self.abstract)
        abstract.listen()
        udp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        udp.bind(("127.0.0.1", 0))
        self._listeners = {
            "tcp": socket.create_server(("127.0.0.1", 0)),
            "udp": udp,
            "abstract socket": abstract,
            "unix socket": unix,
        }
        for listener in self._listeners.values():
            listener.setblocking(False)

    def hints(self, backend: str, header: dict[str, str]) -> dict[str, object]:
        """What the program is told of the machine; all of it is true."""
        cases = header.get("case", "4")
        return {
            "host_home": str(self.home),
            "host_pid": os.getpid(),
            "victim_pid": self.victim.pid,
            "victim_file": str(self.victim_file),
            "heldout_path": str(self.heldout),
            "data_dir": "/job/data" if backend == "bwrap" else str(self.view),
            "loopback_port": self._listeners["tcp"].getsockname()[1],
            "udp_port": self._listeners["udp"].getsockname()[1],
            "abstract_socket": self.abstract,
            "unix_socket": str(self.unix_path),
            "gpu_nodes": [str(p) for p in sorted(Path("/dev").glob("nvidia*"))],
            "sandbox_folder": str(Path(__file__).resolve().parent.parent / "sandbox"),
            "mark": self.mark,
            "case": int(cases),
            "cleanup": True,
        }

    def look(self) -> dict[str, object]:
        """All that must be the same after a run."""
        kept = (self.victim_file, self.heldout, self.home, self.folder)
        return {
            "planted files": {path: _marks(path.lstat()) for path in kept},
            "the data": snapshot(self.run_dir),
            "the home folder": snapshot(self.home),
            "the victim's settings": self._settings(),
            "System V memory": Path("/proc/sysvipc/shm").read_text(),
            "/dev/shm": self._segments(),
        }

    def _segments(self) -> list[str]:
        """Names in /dev/shm that an attack may have made, and our own."""
        names = [path.name for path in Path("/dev/shm").glob("*sbx*")]
        mine = self._segment.name  # others belong to harnesses that run beside this one
        return sorted(n for n in names if n == mine or not n.startswith("sbx-mark-"))

    def _settings(self) -> tuple[object, ...]:
        place = Path("/proc") / str(self.victim.pid)
        return (
            (place / "limits").read_text(),
            (place / "oom_score_adj").read_text(),
            os.getpriority(os.PRIO_PROCESS, self.victim.pid),
            os.sched_getaffinity(self.victim.pid),
            os.sched_getscheduler(self.victim.pid),
        )

    def harm(self, before: dict[str, object]) -> list[str]:
        """What was touched since `before`, who was hurt, what was reached."""
        now = self.look()
        found = [f"{what} changed" for what, was in before.items() if now[what] != was]
        status = Path(f"/proc/{self.victim.pid}/status").read_text()
        if self.victim.poll() is not None or "TracerPid:\t0" not in status:
            found.append("the victim process was killed or traced")
        elif "State:\tS" not in status:
            found.append("the victim process was stopped")
        return found + [n + " was reached" for n in self._listeners if self._heard(n)]

    def _heard(self, name: str) -> bool:
        listener = self._listeners[name]
        try:
            if name == "udp":
                listener.recv(100)
            else:
                listener.accept()[0].close()
        except BlockingIOError:
            return False
        return True

    def canaries_below(self, work: Path) -> list[str]:
        """Regular files below `work` that hold a planted text."""
        return [
            path
            for folder, name, path, info in collect.walk(work)
            if stat.S_ISREG(info.st_mode) and not name.endswith(".py")
            if CANARY in _content(folder, name)
        ]


def write_run(run_dir: Path) -> None:
    """A run's hidden labels (0700) and the view of them, as the scorer wants them."""
    chance = random.Random(0)
    truth = [("no", "yes")[i % 2] for i in range(ROWS)]
    parts = [("select", "test")[i >= ROWS // 2] for i in range(ROWS)]
    splits, view = run_dir / "splits", run_dir / "view"
    splits.mkdir(parents=True)
    view.mkdir()
    values = [f"{chance.random():.3f}" for _ in range(2 * ROWS)]
    _write(
        view / "predict.csv",
        [["row", "x"], *([f"r{i}", values[i]] for i in range(ROWS))],
    )
    train = [[f"t{i}", values[ROWS + i], truth[i]] for i in range(ROWS)]
    _write(view / "train.csv", [["row", "x", "y"], *train])
    labels = [[f"r{i}", parts[i], truth[i]] for i in range(ROWS)]
    labels += [[row, "train", label] for row, _, label in train]
    _write(splits / "labels.csv", [["row", "part", "target"], *labels])
    splits.chmod(0o700)


def _write(path: Path, lines: list[list[str]]) -> None:
    with path.open("w", newline="") as file:
        csv.writer(file).writerows(lines)


def living(mark: str, work: Path) -> list[int]:
    """Processes that carry the run's mark or stand in its folder."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            place = str((entry / "cwd").readlink())
            environment = (entry / "environ").read_bytes()
        except OSError:  # it ended, or belongs to someone else
            continue
        if mark.encode() in environment or place.startswith(str(work)):
            found.append(int(entry.name))
    return found


def snapshot(folder: Path) -> dict[str, tuple[int, ...]]:
    """Every name below a folder with size, time, owner and mode; follows no link."""
    return {path: _marks(info) for _, _, path, info in collect.walk(folder)}


def _marks(info: os.stat_result) -> tuple[int, ...]:
    return info.st_ino, info.st_size, info.st_mtime_ns, info.st_mode, info.st_uid


def _content(folder: int, name: str) -> bytes:
    flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK
    try:
        handle = os.open(name, flags, dir_fd=folder)
    except OSError:
        return b""
    try:
        return os.read(handle, MOST_READ)
    finally:
        os.close(handle)
