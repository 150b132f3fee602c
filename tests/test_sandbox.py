"""What every backend owes an honest program, and how each end is told from outside."""

import hashlib
import os
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest
from sandbox_runner import (
    ISOLATING,
    Runner,
    left_of,
    make_runner,
    processes_with,
    text,
)

import sandbox
from sandbox import base, collect, seccomp
from sandbox.base import Job, Limits, Mount
from sandbox.landlock import Landlock
from sandbox.log import HeadTail


@pytest.fixture(params=ISOLATING)
def runner(request: pytest.FixtureRequest, tmp_path: Path) -> Runner:
    return make_runner(request.param, tmp_path)


def test_honest_program(runner: Runner) -> None:
    (runner.work / "before.txt").write_text("kept")
    result = runner.run(
        """
import os, sys
print("hello", sys.argv[1], os.environ["EXTRA"], open("before.txt").read())
os.makedirs("deep/er")
open("deep/er/out.bin", "wb").write(b"x" * 1000)
open("before.txt", "a").write(" and changed")
sum(i * i for i in range(3_000_000))
""",
        "@work/deep",
        env={"EXTRA": "given"},
    )
    assert (result.status, result.exit_code, result.signal) == ("ok", 0, None)
    inside = runner.sandbox.name != "landlock"
    place = "/job/work" if inside else str(runner.work)
    assert text(result) == f"hello {place}/deep given kept\n"
    by_path = {f.path: f for f in result.outputs}
    assert set(by_path) == {"before.txt", "deep/er/out.bin"}
    out = by_path["deep/er/out.bin"]
    assert (out.mount, out.size) == ("work", 1000)
    assert out.sha256 == hashlib.sha256(b"x" * 1000).hexdigest()
    assert (runner.work / "before.txt").read_text() == "kept and changed"
    assert (runner.work / "deep/er/out.bin").stat().st_uid == os.getuid()
    assert 0.02 < result.cpu_s < result.wall_s * 2 + 1
    assert 5 < result.peak_rss_mb < 100
    assert result.isolation.backend == runner.sandbox.name


def test_training_with_workers(runner: Runner) -> None:
    result = runner.run(
        """
import torch
from torch.utils.data import DataLoader, TensorDataset
if __name__ == "__main__":
    torch.set_num_threads(1)
    x = torch.randn(64, 4)
    loader = DataLoader(TensorDataset(x, x.sum(1)), 16, num_workers=2)
    model = torch.nn.Linear(4, 1)
    loss = sum(torch.nn.functional.mse_loss(model(a)[:, 0], b) for a, b in loader)
    loss.backward()
    torch.save(model.state_dict(), "model.pt")
    print("batches", len(loader))
""",
        mem_mb=2000,
        pids=64,
        wall_s=60,
    )
    assert (result.status, text(result)) == ("ok", "batches 4\n")
    assert [f.path for f in result.outputs] == ["model.pt"]
    assert result.peak_rss_mb > 150


@pytest.mark.parametrize(
    ("code", "status"), [(3, "diverged"), (4, "oom"), (7, "error"), (137, "error")]
)
def test_exit_codes(runner: Runner, code: int, status: str) -> None:
    result = runner.run(f"print('status: ok'); raise SystemExit({code})")
    assert (result.status, result.exit_code, result.signal) == (status, code, None)


def test_death_by_a_signal_is_not_an_exit_code(runner: Runner) -> None:
    result = runner.run("import os, signal; os.kill(os.getpid(), signal.SIGSEGV)")
    assert (result.status, result.exit_code, result.signal) == ("error", None, 11)


def test_sigterm_leaves_time_to_save(runner: Runner) -> None:
    result = runner.run(
        """
import signal, sys, time
def save(*_):
    open("saved", "w").close()
    sys.exit(0)
signal.signal(signal.SIGTERM, save)
time.sleep(30)
""",
        wall_s=4,  # an interpreter may take a second to start and set its handler
        grace_s=20,
    )
    assert (result.status, result.exit_code) == ("timeout", 0)
    assert [f.path for f in result.outputs] == ["saved"]
    assert result.wall_s < 20


def test_tick_stops_the_run(runner: Runner) -> None:
    calls = []

    def tick() -> str | None:
        if (runner.work / "up").exists():  # an engine takes its time to start
            calls.append(time.monotonic())
        return "enough" if len(calls) == 4 else None

    source = "import time; open('up', 'w').close(); time.sleep(30)"
    result = runner.run(source, tick=tick)
    assert (result.status, result.reason) == ("killed_by_user", "enough")
    assert result.signal == signal.SIGTERM
    assert 0.4 < calls[3] - calls[0] < 3


def test_idle_program_is_stalled(runner: Runner) -> None:
    result = runner.run("import time; print('up'); time.sleep(30)", idle_s=0.7)
    assert result.status == "stalled"
    assert result.wall_s < 20


def test_what_cannot_start_is_ours(runner: Runner) -> None:
    mounts = {"work": Mount(path=runner.work, writable=True)}
    job = Job(argv=("/no/such/program",), mounts=mounts, cwd="work")
    result = runner.sandbox.run(job, Limits())
    assert result.status == "sandbox_error"
    assert "FileNotFoundError" in result.reason


def test_malformed_jobs_are_refused(runner: Runner) -> None:
    good = {"work": Mount(path=runner.work, writable=True)}
    for mounts, cwd in [
        (good, "elsewhere"),
        ({"../work": good["work"]}, "../work"),
        ({"work": Mount(path=runner.work / "missing")}, "work"),
    ]:
        with pytest.raises(ValueError, match="work|elsewhere"):
            runner.sandbox.run(Job(argv=("python",), mounts=mounts, cwd=cwd), Limits())


def test_killing_the_supervisor_leaves_nothing(runner: Runner) -> None:
    mark = f"forgeweld-orphan-{os.getpid()}-{runner.backend}"
    program = """
import os, sys, time
if os.fork() == 0:
    os.setsid()
    if os.fork():
        os._exit(0)
if os.fork() == 0:
    code = "import time; time.sleep(60)"
    os.execv(sys.executable, [sys.executable, "-c", code, MARK])
open("started", "w").close()
time.sleep(60)
""".replace("MARK", repr(mark))
    script = f"""
        import sys; sys.path[:0] = {[str(Path(__file__).parent), *sys.path]!r}
        from pathlib import Path
        from sandbox_runner import make_runner
        folder = Path({str(runner.work.parent / "inner")!r}); folder.mkdir()
        make_runner({runner.backend!r}, folder).run({program!r}, {mark!r})
    """
    # a killed supervisor can't remove its scratch folder: it is to lie in ours
    env = {**os.environ, "TMPDIR": str(runner.work.parent)}
    command = [sys.executable, "-c", textwrap.dedent(script)]
    parent = subprocess.Popen(command, env=env)
    started = runner.work.parent / "inner" / "work" / "started"
    until = time.monotonic() + 20
    while not started.exists() and time.monotonic() < until:
        time.sleep(0.05)
    time.sleep(0.2)
    assert len(processes_with(mark)) >= 4
    parent.kill()
    parent.wait()
    assert left_of(mark) == []


def test_process_backend_says_that_it_isolates_nothing(tmp_path: Path) -> None:
    runner = make_runner("process", tmp_path)
    result = runner.run("""
import os
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        import time; time.sleep(60)
    os._exit(0)
print("ok", "SANDBOX_CANARY" in os.environ)
""")
    assert (result.status, text(result)) == ("ok", "ok False\n")
    assert "NOT ISOLATED" in result.isolation.files
    assert "NOT ISOLATED" in result.isolation.network


def test_auto_is_never_the_unsafe_one() -> None:
    assert "process" not in sandbox.AUTO
    probes = {p.backend: p for p in sandbox.probe_all()}
    assert set(probes) == set(sandbox.BACKENDS)
    working = [name for name in sandbox.AUTO if probes[name].ok]
    if working:
        assert sandbox.open_sandbox().name == working[0]
    else:
        with pytest.raises(base.NoSandbox) as caught:
            sandbox.open_sandbox()
        assert all(p.reason and p.fix for p in caught.value.probes)
    with pytest.raises(ValueError, match="nonsense"):
        sandbox.open_sandbox("nonsense")


def test_import_is_light() -> None:
    code = "import sys, sandbox, sandbox.base; print('torch' in sys.modules, end=' ');"
    code += "print('numpy' in sys.modules, 'sandbox.bwrap' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert run.stdout.split() == ["False", "False", "False"]


def test_log_keeps_head_and_tail() -> None:
    log = HeadTail(2)
    for i in range(1000):
        log.feed(b"%06d\n" % i)
    kept = log.log()
    assert kept.head.startswith("000000\n") and kept.tail.endswith("000999\n")
    assert len(kept.head) == len(kept.tail) == 1000
    assert kept.dropped == 5000
    log = HeadTail(2)
    log.feed(b"short")
    assert (log.log().head, log.log().tail, log.log().dropped) == ("short", "", 0)


def test_collect_takes_regular_files_only(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("canary")
    out = tmp_path / "out"
    (out / "a").mkdir(parents=True)
    (out / "a" / "real").write_text("1")
    (out / "link").symlink_to(secret)
    (out / "up").symlink_to("..")
    os.mkfifo(out / "pipe")
    found = collect.outputs({"out": out}, most=10)
    assert [f.path for f in found] == ["a/real"]
    assert len(collect.outputs({"out": out}, most=0)) == 0
    assert collect.usage([out]).count == 5


def test_collect_does_not_read_holes_or_a_file_twice(tmp_path: Path) -> None:
    (tmp_path / "real").write_bytes(b"x" * 10_000)
    os.link(tmp_path / "real", tmp_path / "same")
    with (tmp_path / "holes").open("wb") as file:
        file.truncate(10**9)
    holes, real, same = collect.outputs({"out": tmp_path}, most=10)
    assert (holes.size, holes.sha256) == (10**9, None)
    assert real.sha256 == same.sha256 == hashlib.sha256(b"x" * 10_000).hexdigest()


def test_a_limit_passed_between_two_looks_is_told(runner: Runner) -> None:
    source = """
import os
os.write(os.open("a", os.O_CREAT | os.O_WRONLY), b"x" * 30_000_000)
os.write(os.open("b", os.O_CREAT | os.O_WRONLY), b"x" * 30_000_000)
os._exit(0)
"""
    result = runner.run(source, disk_mb=40)
    assert result.status == "disk"
    assert result.disk_mb > 40


def test_landlock_gives_its_own_network_where_it_can(tmp_path: Path) -> None:
    runner = make_runner("landlock", tmp_path)
    result = runner.run("""
import os, socket
try:
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(server.getsockname(), 2).close()
    print("loopback")
except OSError as error:
    print("refused", error.errno)
print(len(os.listdir("/dev/shm")))
""")
    if "own loopback" in result.isolation.network:
        assert text(result) == "loopback\n0\n"
        assert not any("/dev/shm" in note for note in result.isolation.notes)
    else:
        assert text(result).startswith("refused 97")
        assert any("/dev/shm" in note for note in result.isolation.notes)


def test_landlock_without_namespaces_still_has_walls(tmp_path: Path) -> None:
    runner = make_runner("landlock", tmp_path)
    closed = Landlock()  # before its probe it asks for none
    result = Runner(closed, runner.work, "landlock").run("""
import socket
try:
    socket.socket(socket.AF_INET)
except OSError as error:
    print(error.errno)
try:
    open("/etc/shadow")
except OSError:
    print("closed")
""")
    assert (result.status, text(result)) == ("ok", "97\nclosed\n")
    assert "no internet sockets" in result.isolation.network


def test_collect_tells_what_others_cannot_read(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    (tmp_path / "open").write_text("1")
    assert collect.hidden_from_others(tmp_path) is None
    (tmp_path / "closed").touch(0o600)
    assert collect.hidden_from_others(tmp_path) == tmp_path / "closed"
    tmp_path.chmod(0o700)
    assert collect.hidden_from_others(tmp_path) == tmp_path


def test_cpu_of_children_and_orphans_counts(runner: Runner) -> None:
    result = runner.run("""
import os, time
def burn(name):
    while time.process_time() < 0.4:
        pass
    open(name, "w").close()
    os._exit(0)
for name in "ab":
    if (child := os.fork()) == 0:
        if os.fork() == 0:
            burn(name)
        os._exit(0)
    os.waitpid(child, 0)
while not (os.path.exists("a") and os.path.exists("b")):
    time.sleep(0.05)
time.sleep(0.1)
""")
    assert result.status == "ok"
    assert 0.75 < result.cpu_s < 3


def test_filter_exists_for_both_architectures() -> None:
    for machine in ("x86_64", "aarch64"):
        closed = seccomp.build(internet=False, machine=machine)
        assert len(closed) % 8 == 0
        assert len(seccomp.build(internet=True, machine=machine)) == len(closed) + 24
    with pytest.raises(KeyError):
        seccomp.build(internet=True, machine="pdp11")
