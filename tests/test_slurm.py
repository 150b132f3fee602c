"""Runs by way of a real Slurm of three nodes on this machine; `make test-slurm`."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import slurm_cluster
from conftest import write_toy
from slurm_cluster import Slurm, slurm
from test_bad_input import FORGEWELD

from agent.run import events, rundir

pytestmark = [pytest.mark.heavy, pytest.mark.timeout(900)]
if reason := slurm_cluster.missing():
    pytestmark.append(pytest.mark.skip(reason=reason))

SAY = "Predict whether there is an alarm. Metric: F1."
GONE_S = 60.0
"""Seconds within which nodes are given back when nobody is left to do it."""


@pytest.fixture(scope="module")
def nodes(tmp_path_factory):
    with slurm(tmp_path_factory.mktemp("slurm")) as found:
        yield found


@pytest.fixture
def words(tmp_path) -> tuple[str, ...]:
    write_toy(tmp_path / "toy", 120)
    told = ("run", SAY, "--data", tmp_path / "toy", "--no-model", "--cluster", "slurm")
    return *map(str, told), "--trial-memory", "1500", "--name", "it"


def run(nodes: Slurm, home: Path, *words: object, before: tuple[str, ...] = (), **env):
    """The command as a user of that cluster types it."""
    line = [*before, str(FORGEWELD), *map(str, words)]
    told = {"cwd": home, "env": nodes.env | env, "timeout": 600}
    return subprocess.run(line, capture_output=True, text=True, **told)


def seen(home: Path, kind: str) -> list[events.Event]:
    log = home / "generated" / "it" / events.FILE
    return [e for e in events.read(log) if e.type == kind] if log.exists() else []


def through(home: Path, count: int):
    """Whether so many trials have ended; raises if the run has."""
    pid = rundir.pid(home / "generated" / "it")
    assert pid, (home / "generated" / "it" / "runner.log").read_text()
    return len(seen(home, "trial.finished")) >= count


def lose(nodes: Slurm, name: str) -> None:
    """A node loses its power: its slurmd is dead, and all that it started; the steps'
    own daemons first, who would tell how their programs ended."""
    nodes.daemons.pop(name).kill()
    (job,) = nodes.ask("squeue", "-h", "-w", name, "-o", "%A").split()
    for file, mark in (
        ("cmdline", f"slurmstepd: [{job}."),
        ("environ", f"SLURMD_NODENAME={name}\0"),
    ):
        for path in Path("/proc").glob(f"[0-9]*/{file}"):
            try:
                if mark.encode() in path.read_bytes():
                    os.kill(int(path.parent.name), signal.SIGKILL)
            except OSError:
                continue


def test_jobs_are_cancelled_and_a_node_is_lost(nodes, words, tmp_path):
    """All trials end once; the lost node's job runs again elsewhere; none is left."""
    more = ("--minutes", 9, "--trials", 12, "--slots", 3)
    assert run(nodes, tmp_path, *words, *more, "--detach").returncode == 0
    nodes.until(lambda: through(tmp_path, 2), "two trials", 200)
    at = dict(line.split()[::2] for line in nodes.jobs().splitlines())
    assert sorted(at.values()) == ["n1", "n2", "n3"], at
    (cancelled,) = (job for job, node in at.items() if node == "n1")
    nodes.ask("scancel", cancelled)
    (moved,) = (job for job, node in at.items() if node == "n2")
    lose(nodes, "n2")
    nodes.until(lambda: f"{moved} PENDING" in nodes.jobs(), f"{moved} waits", 90)
    nodes.ask("scontrol", "update", f"jobid={moved}", "starttime=now")  # not in 2 min
    nodes.until(lambda: f"{moved} RUNNING" in nodes.jobs(), f"{moved} again", 90)
    nodes.daemon("n2", "slurmd", "-D", "-N", "n2")
    nodes.until(lambda: through(tmp_path, 5), "five trials", 200)
    nodes.ask("scancel", moved.partition("_")[0])  # all of them, by hand
    done = run(nodes, tmp_path, *words, *more)
    assert done.returncode == 0, done.stderr
    ended = sorted(e.trial or 0 for e in seen(tmp_path, "trial.finished"))
    assert ended == list(range(1, 13)), "each once, none lost"
    jobs = {e.data["state"].split()[1] for e in seen(tmp_path, "slurm.state")}
    assert len(jobs) == 2, "asked for once more after all were cancelled"
    nodes.until(lambda: not nodes.jobs(), "the jobs are gone", GONE_S)


def test_inside_an_allocation(nodes, words, tmp_path):
    """Its nodes work; nothing else is asked for; the shell gets the same answer."""
    before = ("salloc", "-N3", "--mem=5000", "srun", "-N1", "-n1", "--overlap")
    more = ("--minutes", 5, "--trials", 5, "--json")
    done = run(nodes, tmp_path, *words, *more, before=before)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["trials"] == 5
    assert max(e.data["nodes"] for e in seen(tmp_path, "slurm.state")) == 3
    nodes.until(lambda: not nodes.jobs(), "the allocation is gone", GONE_S)
    assert "Killed" not in (tmp_path / "generated/it/slurm-step.log").read_text()


def test_a_killed_run_leaves_no_job(nodes, words, tmp_path):
    """Neither one that runs nor one that waits; the same command goes on."""
    more = ("--minutes", 9, "--trials", 6, "--slots", 4)
    assert run(nodes, tmp_path, *words, *more, "--detach").returncode == 0
    nodes.until(lambda: through(tmp_path, 1), "a trial", 200)
    assert nodes.jobs().count("RUNNING") == 3 and "PENDING" in nodes.jobs()
    os.kill(rundir.pid(tmp_path / "generated" / "it") or 0, signal.SIGKILL)
    begin = time.monotonic()
    nodes.until(lambda: not nodes.jobs(), "no job is left", GONE_S)
    print(
        f"\nthe run killed: its jobs were gone after {time.monotonic() - begin:.0f} s"
    )
    said = [p.read_text() for p in (tmp_path / "generated/it").glob("slurm-*")]
    assert sum("no run answers at" in text for text in said) == 1, "that waited"
    done = run(nodes, tmp_path, *words, *more)
    assert done.returncode == 0, done.stderr
    ended = sorted(e.trial or 0 for e in seen(tmp_path, "trial.finished"))
    assert ended == list(range(1, 7))


def test_waiting_is_told_and_ends(nodes, words, tmp_path):
    """In the queue: by a stop, by the run's time, by nodes that can't start it."""
    drained = ("scontrol", "update", f"nodename={','.join(nodes.names)}")
    nodes.ask(*drained, "state=drain", "reason=test")
    run(nodes, tmp_path, *words, "--slots", 2, "--minutes", 9, "--detach")
    nodes.until(lambda: seen(tmp_path, "slurm.state"), "what is told", 60)
    told, *_ = seen(tmp_path, "slurm.state")
    assert "2 PENDING" in told.data["state"] and told.data["nodes"] == 0
    assert run(nodes, tmp_path, "stop", "it").returncode == 0
    nodes.until(lambda: not nodes.jobs(), "stopped", GONE_S)

    done = run(nodes, tmp_path, *words, "--slots", 2, "--minutes", 1, "--new")
    assert done.returncode == 6, (done.returncode, done.stderr)
    assert not nodes.jobs() and "PENDING" in done.stderr, done.stderr
    nodes.ask(*drained, "state=resume")


def test_nodes_that_lack_the_environment(nodes, words, tmp_path):
    """The jobs' own words on one screen, and no job that is asked for again."""
    python = tmp_path / "venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.symlink_to(Path(sys.executable).resolve())
    home = Path(sys.prefix)
    shutil.copy(home / "pyvenv.cfg", tmp_path / "venv")
    (tmp_path / "venv" / "lib").symlink_to(home / "lib")
    line = [python, "-c", "from agent.interfaces.cli import main; main()", *words]
    drained = ("scontrol", "update", f"nodename={','.join(nodes.names)}")
    nodes.ask(*drained, "state=drain", "reason=test")
    subprocess.run([*line, "--slots", "2", "--detach"], env=nodes.env, cwd=tmp_path)
    nodes.until(lambda: len(seen(tmp_path, "trial.started")) == 2, "two wait", 90)
    python.unlink()
    nodes.ask(*drained, "state=resume")
    nodes.until(lambda: seen(tmp_path, "error"), "an error", 90)
    (error,) = seen(tmp_path, "error")
    assert error.data["exit_code"] == 8 and "not found" in error.data["why"]
    assert not nodes.jobs()


def test_errors_on_one_screen(nodes, words, tmp_path):
    empty = tmp_path / "bin"
    empty.mkdir()
    done = run(nodes, tmp_path, *words, "--slots", 2, PATH=str(empty))
    assert done.returncode == 2 and "no Slurm here" in done.stderr, done.stderr
    done = run(nodes, tmp_path, *words)
    assert done.returncode == 2 and "--slots" in done.stderr, done.stderr
    large = ("--slots", 2, "--trial-cpus", 99)
    done = run(nodes, tmp_path, *words, *large)
    assert done.returncode == 2 and "sbatch: error" in done.stderr, done.stderr
    done = run(nodes, tmp_path, *words, "--slots", 2, SBATCH_PARTITION="nowhere")
    assert done.returncode == 2 and "invalid partition" in done.stderr, done.stderr
    assert not nodes.jobs()
