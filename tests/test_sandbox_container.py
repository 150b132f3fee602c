"""The container backend: what engines are told, what they leave, how they fail.

What it owes programs is tested with the other backends, once for each engine.
"""

import os
import shutil
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from sandbox_runner import LIMITS, Runner, left_of, make_runner, text

from sandbox import engine, gpu, order, supervisor
from sandbox.base import Job, Limits, Mount
from sandbox.container import ENGINES, Container
from sandbox.engine import Contained, Engine, EngineError
from sandbox.engine_policy import arguments

ALL = frozenset({"memory", "swap", "pids", "cpu"})
DOCKER = Engine("docker", podman=False, rootless=False, holds=ALL, version="docker 1")
PODMAN = Engine("podman", podman=True, rootless=False, holds=ALL, version="podman 1")


@pytest.fixture(params=ENGINES)
def runner(request: pytest.FixtureRequest, tmp_path: Path) -> Runner:
    return make_runner(request.param, tmp_path)


@pytest.fixture
def real(runner: Runner) -> Engine:
    """The engine that answers; those that don't have skipped the test by now."""
    return engine.ask(runner.backend)


@pytest.fixture
def job(tmp_path: Path) -> Job:
    folder = tmp_path / 'a "b", c'
    folder.mkdir()
    (tmp_path / "link").symlink_to(folder)
    mounts = {
        "data": Mount(path=tmp_path / "link"),
        "out": Mount(path=tmp_path, writable=True),
    }
    job = Job(argv=("python",), mounts=mounts, cwd="out", env={"SECRET": "canary"})
    return order.checked(job)


def stand_in(folder: Path, name: str, script: str, monkeypatch) -> None:
    """An engine's client of our own, first on PATH, in the shell's language."""
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(f"#!/bin/sh\n{textwrap.dedent(script)}")
    (folder / name).chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}:{os.environ['PATH']}")


def told(words: list[str], flag: str) -> list[str]:
    """What follows each `flag`."""
    return [words[i + 1] for i, word in enumerate(words) if word == flag]


@pytest.mark.parametrize("found", [DOCKER, PODMAN], ids=ENGINES)
def test_engines_are_told_the_whole_policy(found: Engine, job: Job) -> None:
    words = arguments(
        found, "name", job, LIMITS.model_copy(update={"cpus": 0.5}), 61200
    )
    assert words[:2] == ["run", "--interactive"]
    assert "--read-only" in words and "--privileged" not in words
    for flag, value in {
        "--network": "none",
        "--cap-drop": "ALL",
        "--ipc": "private",
        "--pull": "never",
        "--log-driver": "none",
        "--user": "61200:61200",
        "--userns": "host",
        "--memory": "400000000b",
        "--memory-swap": "400000000b",
        "--pids-limit": "25",
        "--cpus": "0.5",
        "--shm-size": "64000000b",
    }.items():
        assert told(words, flag) == [value], flag
    assert "no-new-privileges" in told(words, "--security-opt")
    assert {"core=0:0", "fsize=60000000:60000000"} <= set(told(words, "--ulimit"))
    assert not told(words, "--device") and not told(words, "--cap-add")
    assert not any("canary" in word for word in words)


def test_only_writable_mounts_are_not_readonly(job: Job, tmp_path: Path) -> None:
    mounts = told(arguments(DOCKER, "name", job, LIMITS, None), "--mount")
    writable = [mount for mount in mounts if not mount.endswith(",readonly")]
    assert writable == [f"type=bind,source={tmp_path},target=/job/out"]
    data = next(mount for mount in mounts if "target=/job/data," in mount)
    assert data.split(",target")[0] == f'type=bind,"source={tmp_path}/a ""b"", c"'
    assert "type=bind,source=/usr,target=/usr,readonly" in mounts
    targets = [mount.split("target=")[1] for mount in mounts]
    assert len(targets) == len(set(targets))
    sized = told(arguments(DOCKER, "name", job, LIMITS, None), "--tmpfs")
    assert {t.split(":")[0] for t in sized} == {"/tmp", "/home/user", "/sys"}
    assert all(",size=" in place for place in sized)


def test_limits_that_no_cgroup_holds_are_not_asked_for(job: Job) -> None:
    bare = Engine("podman", podman=True, rootless=True, holds=frozenset(), version="p")
    words = arguments(bare, "n", job, LIMITS.model_copy(update={"cpus": 1}), None)
    assert not {"--memory", "--memory-swap", "--pids-limit", "--cpus"} & set(words)
    assert told(words, "--userns") == ["keep-id"]
    assert told(words, "--user") == [f"{os.getuid()}:{os.getgid()}"]
    mapped = Engine("docker", podman=False, rootless=True, holds=ALL, version="d")
    assert told(arguments(mapped, "n", job, LIMITS, None), "--user") == ["0:0"]


def test_gpus_are_passed_by_their_nodes(job: Job, tmp_path: Path) -> None:
    node = tmp_path / "nvidia3"
    node.touch()
    (tmp_path / "setting").touch()
    passed = gpu.Passing(
        nodes=((node, "/dev/nvidia3"), (tmp_path / "missing", "/dev/missing")),
        read=((tmp_path / "setting", "/sys/setting"),),
    )
    words = arguments(DOCKER, "name", job, LIMITS, None, passed)
    assert told(words, "--device") == [f"{node}:/dev/nvidia3:rw"]
    setting = f"type=bind,source={tmp_path}/setting,target=/sys/setting,readonly"
    assert setting in told(words, "--mount")
    assert "--gpus" not in words


@pytest.mark.parametrize(
    ("script", "reason", "fix"),
    [
        (
            "echo Cannot connect to the Docker daemon at unix:///x. >&2; exit 1",
            "Cannot connect",
            "systemctl start docker",
        ),
        (
            "echo permission denied while trying to connect to /x >&2; exit 1",
            "permission denied",
            "usermod -aG docker",
        ),
        ("exec sleep 30", "did not answer within 0.3 s", "Restart the daemon"),
        ("echo nonsense", "not understood", "Install podman"),
        ("exit 7", "exit code 7", "Install podman"),
    ],
)
def test_engines_that_fail_say_why(
    script: str, reason: str, fix: str, tmp_path: Path, monkeypatch
) -> None:
    monkeypatch.setattr(engine, "_ANSWER_S", 0.3)
    stand_in(tmp_path / "bin", "docker", script, monkeypatch)
    probe = Container(("docker",)).probe()
    assert not probe.ok
    assert reason in probe.reason
    assert fix in probe.fix


def test_what_is_not_installed_is_said(monkeypatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    sandbox = Container()
    probe = sandbox.probe()
    assert not probe.ok
    assert "no docker is installed" in probe.reason
    assert "no podman is installed" in probe.reason
    mounts = {"work": Mount(path=tmp_path, writable=True)}
    result = sandbox.run(Job(argv=("python",), mounts=mounts, cwd="work"), Limits())
    assert result.status == "sandbox_error"
    assert "no docker is installed" in result.reason


def test_containers_that_never_start_are_ours(
    runner: Runner, tmp_path: Path, monkeypatch
) -> None:
    monkeypatch.setattr(supervisor, "_START_S", 0.3)
    hang = f"""
        case "$1" in run) exec sleep 30;; esac
        exec {_client(runner.backend)} "$@"
    """
    stand_in(tmp_path / "bin", runner.backend, hang, monkeypatch)
    result = runner.run("print('never')")
    assert (result.status, result.reason) == (
        "sandbox_error",
        "no container within 0.3 s",
    )


def test_what_an_engine_says_is_told(
    runner: Runner, tmp_path: Path, monkeypatch
) -> None:
    refuse = f"""
        case "$1" in run) echo the engine is tired >&2; exit 125;; esac
        exec {_client(runner.backend)} "$@"
    """
    stand_in(tmp_path / "bin", runner.backend, refuse, monkeypatch)
    result = runner.run("print('never')")
    assert result.status == "sandbox_error"
    assert "never started: the engine is tired" in result.reason


def test_no_container_is_left(runner: Runner, real: Engine) -> None:
    result = runner.run("print('here')")
    assert (result.status, text(result)) == ("ok", "here\n")
    kept = real.call("ps", "--all", "--format", "{{.Names}}", "--filter", _ours())
    assert kept.split() == []


def test_the_image_is_made_once(runner: Runner, real: Engine) -> None:
    tag = engine.image(real, order.FRESH)
    made = real.call("image", "inspect", "--format", "{{.Id}}", tag)
    assert engine.image(real, order.FRESH) == tag
    assert real.call("image", "inspect", "--format", "{{.Id}}", tag) == made
    assert engine.image(real, range(5, 6)) != tag
    real.call("image", "rm", engine.image(real, range(5, 6)))


def test_only_containers_of_the_dead_are_swept(runner: Runner, real: Engine) -> None:
    dead = subprocess.Popen(["sleep", "60"])
    label = engine.owner_label()
    start = label.rsplit(":", 1)[1]
    labels = {
        "dead": label.replace(f":{os.getpid()}:", f":{dead.pid}:"),
        "other": "forgeweld.owner=elsewhere:1:1:1",
        "alive": label,
        "reused": label.replace(f":{start}", ":1"),
    }
    dead.kill()
    dead.wait()
    tag = engine.image(real, order.FRESH)
    names = {name: f"forgeweld-test-{os.getpid()}-{name}" for name in labels}
    try:
        for name, owner in labels.items():
            words = ["create", "--name", names[name], "--label", owner]
            real.call(*words, "--network", "none", tag, "true")
        engine.sweep(real)
        asked = ("ps", "--all", "--format", "{{.Names}}")
        left = set(real.call(*asked).split()) & set(names.values())
        assert left == {names["other"], names["alive"]}
    finally:
        for name in names.values():
            Contained(real, name).end()


def test_killing_supervisor_and_client_leaves_nothing(runner: Runner) -> None:
    mark = f"forgeweld-both-{os.getpid()}-{runner.backend}"
    program = "import time; open('started', 'w').close(); time.sleep(60)"
    script = f"""
        import sys; sys.path[:0] = {[str(Path(__file__).parent), *sys.path]!r}
        from pathlib import Path
        from sandbox_runner import make_runner
        folder = Path({str(runner.work.parent / "inner")!r}); folder.mkdir()
        make_runner({runner.backend!r}, folder).run({program!r}, {mark!r})
    """
    parent = subprocess.Popen([sys.executable, "-c", textwrap.dedent(script)])
    started = runner.work.parent / "inner" / "work" / "started"
    until = time.monotonic() + 20
    while not started.exists() and time.monotonic() < until:
        time.sleep(0.05)
    children = Path(f"/proc/{parent.pid}/task/{parent.pid}/children")
    clients = [int(pid) for pid in children.read_text().split()]
    assert clients
    for pid in (parent.pid, *clients):
        os.kill(pid, signal.SIGKILL)
    parent.wait()
    assert left_of(mark) == []


@pytest.fixture
def elsewhere(runner: Runner, tmp_path: Path, monkeypatch) -> Iterator[Runner]:
    """An engine whose processes this host can't see, as one in a virtual machine."""
    blind = f"""
        case "$*" in *State.Pid*) echo {os.getpid()}; exit;; esac
        exec {_client(runner.backend)} "$@"
    """
    stand_in(tmp_path / "bin", runner.backend, blind, monkeypatch)
    yield runner


def test_processes_that_cannot_be_seen_are_a_note(elsewhere: Runner) -> None:
    result = elsewhere.run("print('far away')")
    assert (result.status, text(result)) == ("ok", "far away\n")
    assert any("can't be seen from here" in note for note in result.isolation.notes)
    result = elsewhere.run("import time; time.sleep(60)", wall_s=0.5, grace_s=0.1)
    assert (result.status, result.survivors) == ("timeout", 0)


def test_memory_is_held_by_the_engine(runner: Runner, real: Engine) -> None:
    if "memory" not in real.holds:
        pytest.skip(f"{real.version}: its cgroups hold no memory here")
    result = runner.run(
        """
import os, time
for i in range(6):
    if os.fork() == 0:
        hoard = b"x" * 80_000_000
        time.sleep(8)
        os._exit(0)
time.sleep(8)
""",
        mem_mb=250,
    )
    assert result.status == "oom"
    assert result.peak_rss_mb <= 251
    assert "the engine's cgroup holds memory" in result.isolation.limits


def test_cores_are_held_by_the_engine(runner: Runner, real: Engine) -> None:
    if "cpu" not in real.holds:
        pytest.skip(f"{real.version}: its cgroups hold no CPU here")
    source = """
import os
if os.fork() == 0:
    while True: pass
while True: pass
"""
    result = runner.run(source, wall_s=2, grace_s=0.1, cpus=0.25)
    assert result.status == "timeout"
    assert 0 < result.cpu_s < 0.4 * result.wall_s


def test_what_is_mounted_below_is_read_only_too(runner: Runner, tmp_path: Path) -> None:
    below = tmp_path / "program" / "below"
    below.mkdir(parents=True)
    mount = ["mount", "-t", "tmpfs", "none", str(below)]
    if subprocess.run(mount, capture_output=True).returncode != 0:
        pytest.skip(f"{runner.backend}: mounting a file system needs root")
    try:
        below.chmod(0o777)
        result = runner.run("open('/job/program/below/x', 'w')")
        assert "Read-only file system" in text(result)
        assert list(below.iterdir()) == []
    finally:
        subprocess.run(["umount", str(below)], check=True)


def _client(name: str) -> str:
    found = shutil.which(name)
    assert found is not None
    return found


def _ours() -> str:
    return f"label={engine.owner_label()}"


def test_engine_errors_carry_their_fix() -> None:
    assert "uidmap" in EngineError('exec: "newuidmap": not found').fix
    assert EngineError("never heard of").fix == ""
