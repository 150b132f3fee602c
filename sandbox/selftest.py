"""Tries a sandbox for real: a probing program inside, its findings judged outside."""

import json
import os
import socket
import tempfile
from pathlib import Path

from sandbox.base import Job, Limits, Mount, Sandbox
from sandbox.order import python_folders

_PROGRAM = """
import ctypes, json, os, socket, sys
home, secret, port, victim, *known = sys.argv[1:]
def tried(act):
    try:
        act()
        return True
    except OSError:
        return False
status = dict(l.split(":\\t", 1) for l in open("/proc/self/status") if ":\\t" in l)
def look_home():
    if not set(os.listdir(home)) - set(known):
        raise OSError("nothing there but the way to Python")
def connect():
    socket.create_connection(("127.0.0.1", int(port)), 1).close()
json.dump({
    "its own folder": not tried(lambda: open("made", "w").close()),
    "files outside": tried(lambda: open(secret).close()),
    "the home folder": tried(look_home),
    "the host's loopback": tried(connect),
    "other processes": tried(lambda: os.kill(int(victim), 0)),
    "capabilities": int(status["CapEff"], 16) != 0,
    "new privileges": status["NoNewPrivs"].strip() != "1",
    "unfiltered system calls": status["Seccomp"].strip() != "2",
}, open("facts.json", "w"))
"""


def run(sandbox: Sandbox) -> str | None:
    """Run the self-test; None when it passed, else what went wrong."""
    with tempfile.TemporaryDirectory(prefix="forgeweld-probe-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        work, program = folder / "work", folder / "program"
        work.mkdir()
        program.mkdir()
        (program / "probe.py").write_text(_PROGRAM)
        secret = folder / "secret"
        secret.write_text("canary")
        with socket.create_server(("127.0.0.1", 0)) as listener:
            port = listener.getsockname()[1]
            outside = [str(Path.home()), str(secret), str(port), str(os.getpid())]
            outside += _way_to_python(Path.home())
            job = Job(
                argv=("python", "-I", "-S", "@program/probe.py", *outside),
                mounts={
                    "work": Mount(path=work, writable=True),
                    "program": Mount(path=program),
                },
                cwd="work",
            )
            limits = Limits(wall_s=20, grace_s=0.1, mem_mb=256, disk_mb=16, pids=16)
            try:
                result = sandbox.run(job, limits)
            except ValueError as error:
                return str(error)
        if result.status != "ok":
            said = (result.log.head + result.log.tail).strip()[-300:]
            return f"{result.status}: {result.reason} {said}".strip()
        facts = json.loads((work / "facts.json").read_text())
        reached = [what for what, open_ in facts.items() if open_]
        return f"the program could reach {', '.join(reached)}" if reached else None


def _way_to_python(home: Path) -> list[str]:
    """Names in the home folder that must be seen because Python lies below them."""
    below = [f for f in python_folders() if f.is_relative_to(home)]
    return [folder.relative_to(home).parts[0] for folder in below]
