"""A real Slurm on this machine: slurmctld, a slurmd per node, munged; no root needed.

Everything lies in one folder and is gone with it. Several slurmd on one machine need
`-N` and ports of their own; cgroups are left out, so that cores and memory are counted
but not held, and `config_overrides` lets nodes have more than the machine.
"""

import getpass
import os
import shutil
import socket
import subprocess
import time
from contextlib import contextmanager
from pathlib import Path

NEEDED = ("slurmctld", "slurmd", "munged", "sbatch")
CONF = """\
ClusterName=forge
SlurmctldHost=localhost
SlurmctldPort={controller}
SlurmUser={user}
SlurmdUser={user}
AuthType=auth/munge
AuthInfo=socket={home}/munge.socket
CredType=cred/munge
StateSaveLocation={home}/state
SlurmdSpoolDir={home}/spool-%n
SlurmctldPidFile={home}/slurmctld.pid
SlurmdPidFile={home}/slurmd-%n.pid
SlurmctldLogFile={home}/slurmctld.log
SlurmdLogFile={home}/slurmd-%n.log
MpiDefault=none
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core_Memory
SlurmdParameters=config_overrides
SchedulerParameters=sched_interval=2,bf_interval=2
ReturnToService=2
SlurmdTimeout=10
KillWait=5
MinJobAge=300
EnforcePartLimits=ALL
"""


def missing() -> str:
    """The reason why no Slurm can be started here; empty if it can."""
    path = os.environ["PATH"] + ":/usr/sbin:/sbin"
    lack = [name for name in NEEDED if shutil.which(name, path=path) is None]
    return f"not installed: {', '.join(lack)} (make test-slurm does)" if lack else ""


def free_ports(count: int) -> list[int]:
    """Ports that nothing listens on."""
    found = [socket.socket() for _ in range(count)]
    for one in found:
        one.bind(("127.0.0.1", 0))
    ports = [one.getsockname()[1] for one in found]
    for one in found:
        one.close()
    return ports


class Slurm:
    """The running cluster, with `env` for its clients."""

    def __init__(self, home: Path, nodes: int, cores: int, memory_mb: int):
        self.home = home
        self.daemons: dict[str, subprocess.Popen] = {}
        controller, *ports = free_ports(nodes + 1)
        lines = [
            f"NodeName=n{i} NodeHostname=localhost NodeAddr=127.0.0.1 Port={port} "
            f"CPUs={cores} RealMemory={memory_mb} State=UNKNOWN"
            for i, port in enumerate(ports, 1)
        ]
        lines.append("PartitionName=main Nodes=ALL Default=YES MaxTime=60 State=UP")
        told = {"controller": controller, "user": getpass.getuser(), "home": home}
        (home / "state").mkdir()
        conf = home / "slurm.conf"
        conf.write_text(CONF.format(**told) + "\n".join(lines) + "\n")
        self.env = os.environ | {
            "SLURM_CONF": str(conf),
            "PATH": os.environ["PATH"] + ":/usr/sbin:/sbin",
        }
        self.names = [f"n{i + 1}" for i in range(nodes)]

    def start(self) -> None:
        """Daemons up, nodes idle. Raises TimeoutError with the logs' last words."""
        (self.home / "munge.key").write_bytes(os.urandom(1024))
        (self.home / "munge.key").chmod(0o600)
        files = {"key-file": "key", "pid-file": "pid", "log-file": "log"}
        options = [f"--{o}={self.home}/munge.{end}" for o, end in files.items()]
        options += [f"--seed-file={self.home}/munge.seed"]
        options += [f"--socket={self.home}/munge.socket", "--foreground", "--force"]
        self.daemon("munged", "munged", *options)
        self.until(lambda: (self.home / "munge.socket").exists(), "munged")
        self.daemon("slurmctld", "slurmctld", "-D")
        for name in self.names:
            self.daemon(name, "slurmd", "-D", "-N", name)
        idle = len(self.names)
        self.until(
            lambda: self.ask("sinfo", "-hN", "-o%T").count("idle") == idle, "idle"
        )

    def daemon(self, name: str, *words: str) -> None:
        """Start one, in a session of its own."""
        with (self.home / f"{name}.out").open("ab") as out:
            self.daemons[name] = subprocess.Popen(
                words, env=self.env, stdout=out, stderr=out, start_new_session=True
            )

    def ask(self, *words: str) -> str:
        """What a client prints; empty if it fails."""
        done = subprocess.run(words, env=self.env, capture_output=True, text=True)
        return done.stdout if done.returncode == 0 else ""

    def jobs(self) -> str:
        """Of squeue: what waits, runs or ends just now."""
        return self.ask("squeue", "-h", "-r", "-o", "%i %T %N %r")

    def until(self, so, what: str, seconds: float = 60.0) -> None:
        """Wait for something. Raises TimeoutError."""
        end = time.monotonic() + seconds
        while not so():
            if time.monotonic() > end:
                logs = sorted(self.home.glob("*.log")) + sorted(self.home.glob("*.out"))
                said = "\n".join(f"{p.name}: {p.read_text()[-500:]}" for p in logs)
                raise TimeoutError(f"not {what}; jobs: {self.jobs()}\n{said}")
            time.sleep(0.2)

    def stop(self) -> None:
        """End jobs, then daemons."""
        self.ask("scancel", "--full", "-u", getpass.getuser())
        end = time.monotonic() + 30
        while self.jobs() and time.monotonic() < end:
            time.sleep(0.2)
        for one in reversed(self.daemons.values()):
            one.terminate()
        for one in self.daemons.values():
            try:
                one.wait(20)
            except subprocess.TimeoutExpired:
                one.kill()
                one.wait()


@contextmanager
def slurm(home: Path, nodes: int = 3, cores: int = 1, memory_mb: int = 12_000):
    """Nodes of so many cores, on this machine, for as long as the block lasts."""
    found = Slurm(home, nodes, cores, memory_mb)
    try:
        found.start()
        yield found
    finally:
        found.stop()
