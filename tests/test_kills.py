"""SIGKILL of the supervisor, of its terminal and of the run process leaves nothing."""

import json
import os
import pty
import signal
import sys
import time
from pathlib import Path

import pytest
from attack_ground import living, snapshot
from sandbox_runner import make_runner
from test_bad_input import FORGEWELD
from test_line import SAY, left_after, wait_for

from agent.run import rundir

PATIENCE_S = 2.0
"""After it nothing may be left."""
PROGRAM = """
import os, signal, sys, time
for number in (signal.SIGHUP, signal.SIGTERM, signal.SIGINT, signal.SIGPIPE):
    signal.signal(number, signal.SIG_IGN)
for name in ("child", "daemon"):
    if os.fork() == 0:
        if name == "daemon":
            os.setsid()
            if os.fork():
                os._exit(0)
        file = open(name, "ab", 0)
        end = time.monotonic() + 60
        while time.monotonic() < end:
            file.write(b"x")
            time.sleep(0.01)
        os._exit(0)
while not (os.path.exists("child") and os.path.exists("daemon")):
    time.sleep(0.01)
open("started", "w").close()
time.sleep(60)
"""
SUPERVISOR = """
import sys
sys.path[:0] = {path!r}
from pathlib import Path
from sandbox_runner import make_runner
folder = Path({folder!r})
folder.mkdir()
make_runner({backend!r}, folder).run({program!r}, env={{"SBX_MARK": {mark!r}}})
"""


@pytest.fixture(params=["bwrap", "landlock"])
def supervisor(request, tmp_path, monkeypatch) -> tuple[list[str], Path, str]:
    """A command that supervises hostile programs, their folder, their mark."""
    make_runner(request.param, tmp_path)  # skips where the backend can't work
    # a killed supervisor can't remove its scratch folder: it is to lie in ours
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    folder, mark = tmp_path / "inner", f"mark-{request.param}-{os.getpid()}"
    script = SUPERVISOR.format(
        path=[str(Path(__file__).parent), *sys.path],
        folder=str(folder),
        backend=request.param,
        program=PROGRAM,
        mark=mark,
    )
    return [sys.executable, "-c", script], folder / "work", mark


def in_terminal(command: list[str], cwd: Path) -> tuple[int, int]:
    """Run a command in a terminal of its own, below a shell that leads the session.

    Returns the shell's pid and our end of the terminal.
    """
    pid, master = pty.fork()
    if pid == 0:
        os.chdir(cwd)
        signal.signal(signal.SIGINT, signal.default_int_handler)
        signal.signal(signal.SIGHUP, signal.SIG_DFL)  # a nohup before us ignores it
        os.execv("/bin/sh", ["sh", "-c", '"$@"; exit', "sh", *command])
    return pid, master


def wait_until_up(work: Path, mark: str) -> None:
    end = time.monotonic() + 30
    while not (work / "started").exists():
        assert time.monotonic() < end, "the program did not start"
        time.sleep(0.05)
    assert len(living(mark, work)) >= 3


def assert_nothing_left(work: Path, mark: str) -> None:
    end = time.monotonic() + PATIENCE_S
    while (left := living(mark, work)) and time.monotonic() < end:
        time.sleep(0.05)
    assert left == []
    assert_still(work)


def assert_still(folder: Path) -> None:
    """No file below a folder changes any more."""
    before = snapshot(folder)
    time.sleep(0.3)
    assert snapshot(folder) == before


def test_kill_9_of_the_supervisor(supervisor) -> None:
    command, work, mark = supervisor
    pid = os.posix_spawn(command[0], command, os.environ)
    wait_until_up(work, mark)
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    assert_nothing_left(work, mark)


def test_kill_9_of_the_terminal(supervisor) -> None:
    """The shell that leads the session is killed: the kernel hangs up on the rest."""
    command, work, mark = supervisor
    shell, master = in_terminal(command, work.parent.parent)
    wait_until_up(work, mark)
    os.kill(shell, signal.SIGKILL)
    os.waitpid(shell, 0)
    os.close(master)
    assert_nothing_left(work, mark)


def test_a_closed_terminal(supervisor) -> None:
    """The window is closed: nobody is killed but by the hang-up."""
    command, work, mark = supervisor
    shell, master = in_terminal(command, work.parent.parent)
    wait_until_up(work, mark)
    os.close(master)
    assert_nothing_left(work, mark)
    os.waitpid(shell, 0)


def test_a_run_outlives_its_terminal_and_not_its_own_death(toy, tmp_path) -> None:
    """A detached run is meant to go on without its terminal; SIGKILL ends it whole."""
    words = ["run", SAY, "--data", str(toy), "--minutes", "3", "--trials", "2"]
    shell, master = in_terminal([str(FORGEWELD), *words, "--json"], tmp_path)
    folder = wait_for(tmp_path, "trial.started", 1)
    os.kill(shell, signal.SIGKILL)
    os.waitpid(shell, 0)
    os.close(master)
    time.sleep(0.5)
    runner = rundir.pid(folder)
    assert runner and rundir.state(folder) == "running"
    os.kill(runner, signal.SIGKILL)
    assert not left_after(folder, PATIENCE_S)
    assert_still(folder)
    events = (folder / "events.jsonl").read_text().splitlines()
    assert all(json.loads(line)["seq"] for line in events)
