"""Forks of a warm process: what checks need, and what a hostile one can't do to it."""

import os
import signal
import subprocess
import sys
import tempfile
import textwrap
import time
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from sandbox_runner import left_of, processes_with

from sandbox import NoSandbox, landlock, open_sandbox
from sandbox.base import Limits, Mount, Sandbox, Tick
from sandbox.slot import Hint
from sandbox.warm import MODULES, Warm
from sandbox.watch import Tree

LIMITS = Limits(mem_mb=600, shm_mb=64, disk_mb=60, files=200, pids=32)
LIGHT = ("json",)
"""What is imported where torch is not needed: such a zygote starts at once."""


@dataclass
class Bench:
    """A sandbox, a folder of scripts, and the warm processes that run them."""

    sandbox: Sandbox
    source: Path
    opened: list[Warm] = field(default_factory=list)

    def warm(self, modules=LIGHT, env=None, uses=50, **limits) -> Warm:
        made = Warm(
            self.sandbox,
            {"source": Mount(path=self.source)},
            LIMITS.model_copy(update=limits),
            env=env,
            modules=modules,
            uses=uses,
        )
        self.opened.append(made)
        return made

    def place(self) -> str:
        """Where the scripts lie for those who run inside."""
        return "/job/source" if self.sandbox.name == "bwrap" else str(self.source)

    def run(
        self,
        warm: Warm,
        source: str,
        *args: str,
        seconds: float = 20.0,
        tick: Tick | None = None,
    ) -> Hint:
        script = self.source / "script.py"
        script.write_text(textwrap.dedent(source))
        script.chmod(0o644)
        words = ("@source/script.py", *args)
        return warm.run(words, seconds=seconds, tick=tick)


@pytest.fixture(params=["bwrap", "landlock"])
def bench(request, tmp_path, monkeypatch):
    try:
        sandbox = open_sandbox(request.param)
    except NoSandbox as error:
        pytest.skip(f"{request.param}: {error.probes[0].reason}")
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    source = tmp_path / "source"
    source.mkdir()
    bench = Bench(sandbox, source)
    yield bench
    for warm in bench.opened:
        warm.close()
    assert processes_with(str(tmp_path)) == []
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith("forgeweld")] == []


def said(hint: Hint) -> str:
    return hint.log.head + hint.log.tail


def good(bench: Bench, warm: Warm) -> None:
    hint = bench.run(warm, "print('fine')")
    assert (hint.status, said(hint)) == ("ok", "fine\n")


def test_one_process_serves_many_checks(bench):
    (bench.source / "beside.py").write_text("VALUE = 'beside'\n")
    warm = bench.warm()
    source = """
        import os, sys
        import beside
        print(__name__, sys.argv[1:], beside.VALUE, os.listdir(), sys.stdin.read())
        open("left", "w").write("behind")
    """
    for _ in range(4):
        hint = bench.run(warm, source, "@source/x", "@work", "word")
        assert (hint.status, hint.exit_code, hint.signal) == ("ok", 0, None)
        name, rest = said(hint).split(" ", 1)
        assert name == "__main__"
        assert rest.startswith(f"['{bench.place()}/x', ")
        assert rest.endswith("'word'] beside [] \n"), "every check has a fresh folder"
        assert 0 < hint.cpu_s < 20
    assert warm.starts == 1


def test_it_is_replaced_after_so_many_checks(bench):
    warm = bench.warm(uses=2)
    for _ in range(3):
        good(bench, warm)
    assert warm.starts == 2


@pytest.mark.parametrize(
    ("source", "code", "says"),
    [
        ("raise SystemExit", 0, ""),
        ("raise SystemExit(7)", 7, ""),
        ("raise SystemExit('that was it')", 1, "that was it\n"),
        ("import os; os._exit(9)", 9, ""),
    ],
)
def test_exit_codes(bench, source, code, says):
    hint = bench.run(bench.warm(), source)
    assert (hint.exit_code, said(hint)) == (code, says)
    assert hint.status == ("ok" if code == 0 else "error")


def test_a_traceback_is_the_scripts_own(bench):
    warm = bench.warm()
    hint = bench.run(warm, "def f():\n    return 1 / 0\nf()\n")
    assert (hint.status, hint.exit_code) == ("error", 1)
    lines = said(hint).splitlines()
    assert lines[0] == "Traceback (most recent call last):"
    assert lines[-1] == "ZeroDivisionError: division by zero"
    assert "zygote" not in said(hint) and "runpy" not in said(hint)
    good(bench, warm)
    assert warm.starts == 1, "an exception is a plain end"


def test_output_is_kept_at_both_ends(bench):
    hint = bench.run(bench.warm(), "for i in range(200_000): print(f'{i:07d}')")
    assert hint.status == "ok"
    assert hint.log.head.startswith("0000000\n")
    assert hint.log.tail.endswith("0199999\n")
    kept = len(hint.log.head) + len(hint.log.tail)
    assert kept < 50_000 and kept + hint.log.dropped == 8 * 200_000


def test_torch_computes_in_every_child(bench):
    warm = bench.warm(MODULES, env={"OMP_NUM_THREADS": "2"}, mem_mb=2000, pids=64)
    source = """
        import random, numpy, torch
        for _ in range(2):
            x = torch.randn(400, 400)
            assert (x @ x).isfinite().all()
        model = torch.nn.Linear(4, 1)
        optimizer = torch.optim.AdamW(model.parameters())
        model(torch.randn(8, 4)).sum().backward()
        optimizer.step()
        print(random.random(), numpy.random.rand(), torch.rand(1).item())
    """
    draws = []
    for _ in range(4):
        hint = bench.run(warm, source, seconds=60)
        assert hint.status == "ok", said(hint)
        draws += said(hint).split()
    assert len(set(draws)) == len(draws) == 12, "each child has seeds of its own"
    assert warm.starts == 1


def test_no_fork_is_made_once_threads_have_grown(bench):
    path = bench.source / "late.py"
    path.write_text(textwrap.dedent("""
        import threading, time
        def grow():
            for _ in range(2):
                threading.Thread(target=time.sleep, args=(60,), daemon=True).start()
        threading.Timer(0.3, grow).start()
    """))
    warm = bench.warm(("late",), env={"PYTHONPATH": bench.place()})
    good(bench, warm)
    time.sleep(0.6)
    hint = bench.run(warm, "print('fine')")
    assert hint.status == "sandbox_error"
    assert "no fork was made: 3 threads" in hint.reason
    good(bench, warm)
    assert warm.starts == 2


def test_a_hang_is_ended_and_the_process_replaced(bench):
    warm = bench.warm()
    source = """
        import signal, time
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        print("up", flush=True)
        time.sleep(60)
    """
    hint = bench.run(warm, source, seconds=0.5)
    assert (hint.status, said(hint)) == ("timeout", "up\n")
    good(bench, warm)
    assert warm.starts == 2


def test_daemons_die_with_the_check(bench):
    warm = bench.warm()
    mark = f"forgeweld-daemon-{os.getpid()}-{bench.sandbox.name}"
    source = f"""
        import os, sys
        code = "import time; open(sys.argv[1], 'w'); time.sleep(60)"
        code = "import sys; " + code
        for i in range(3):
            if os.fork() == 0:
                os.setsid()
                if os.fork() == 0:
                    words = [sys.executable, "-S", "-c", code, f"up{{i}}", {mark!r}]
                    os.execv(sys.executable, words)
                os._exit(0)
        while len(os.listdir()) < 3:
            pass
        print("started")
    """
    hint = bench.run(warm, source)
    assert (hint.status, said(hint)) == ("ok", "started\n")
    assert processes_with(mark) == []
    good(bench, warm)
    assert warm.starts == 1


def test_a_fork_bomb_ends_with_its_check(bench):
    warm = bench.warm()
    source = """
        import os
        while True:
            try:
                os.fork()
            except OSError:
                pass
    """
    hint = bench.run(warm, source, seconds=3)
    assert hint.status in ("pids", "timeout", "sandbox_error"), hint
    good(bench, warm)
    assert warm.starts == 2


def test_memory_is_limited(bench):
    warm = bench.warm()
    hint = bench.run(warm, "x = bytearray(2_000_000_000)")
    assert hint.status == "error" and "MemoryError" in said(hint)
    source = """
        import os, time
        for _ in range(6):
            if os.fork() == 0:
                x = b"x" * 200_000_000
                time.sleep(60)
        time.sleep(60)
    """
    hint = bench.run(warm, source)
    assert hint.status == "oom" and "MB memory" in hint.reason
    good(bench, warm)
    assert warm.starts == 2


def test_death_by_a_signal(bench):
    warm = bench.warm()
    hint = bench.run(warm, "import os; os.kill(os.getpid(), 11)")
    assert (hint.status, hint.exit_code, hint.signal) == ("error", None, 11)
    good(bench, warm)
    assert warm.starts == 2


def test_a_child_writes_to_its_own_folder_alone(bench):
    if not landlock.interface():
        pytest.skip("this kernel has no Landlock, by which a child confines itself")
    warm = bench.warm()
    source = """
        import os, sys
        source, pipes, code = sys.argv[1:]
        work = os.path.dirname(os.getcwd())
        places = [source, pipes, code, work, "/tmp", "/dev/shm", "/var/tmp"]
        def tried(place):
            try:
                open(place + "/made", "w")
            except OSError:
                return False
            return True
        print(tried(os.getcwd()), any(map(tried, places)))
        parent = f"/proc/{os.getppid()}/fd"
        def opened(path):
            try:
                os.close(os.open(path, os.O_RDWR | os.O_NONBLOCK))
            except OSError:
                return False
            return True
        pipes = [f"{pipes}/requests", f"{pipes}/answers"]
        print([p for p in [*pipes, *(f"{parent}/{n}" for n in range(64))] if opened(p)])
    """
    hint = bench.run(warm, source, "@source", "@pipes", "@code")
    assert hint.confined
    assert said(hint) == "True False\n[]\n"
    good(bench, warm)


def test_a_child_holds_none_of_the_descriptors(bench):
    source = """
        import os
        def open_(fd):
            try:
                os.fstat(fd)
            except OSError:
                return False
            return True
        import stat
        kinds = [stat.S_IFMT(os.fstat(fd).st_mode) for fd in range(3, 64) if open_(fd)]
        print(stat.S_IFIFO in kinds, stat.S_IFSOCK in kinds)
    """
    hint = bench.run(bench.warm(), source)
    assert said(hint) == "False False\n"


def test_a_child_cannot_end_its_parent(bench):
    warm = bench.warm()
    source = "import os; os.kill(os.getppid(), 9); print('done')"
    hint = bench.run(warm, source)
    if landlock.interface() >= 6:
        assert "PermissionError" in said(hint)
        assert warm.starts == 1
    else:
        assert hint.status == "sandbox_error"
    good(bench, warm)


def test_a_child_sets_nothing_that_the_next_one_would_inherit(bench):
    """All but the last of these were open under bwrap, the last under landlock."""
    warm = bench.warm()
    settings = """
        import os, resource
        print(os.getpriority(os.PRIO_PROCESS, 0), os.sched_getscheduler(0))
        print(os.sched_getaffinity(0), resource.getrlimit(resource.RLIMIT_FSIZE))
    """
    before = said(bench.run(warm, settings))
    source = """
        import os, resource
        parent = os.getppid()
        for act in (
            lambda: resource.prlimit(parent, resource.RLIMIT_FSIZE, (10, 10)),
            lambda: os.setpriority(os.PRIO_PROCESS, parent, 19),
            lambda: os.sched_setaffinity(parent, {0}),
            lambda: os.sched_setscheduler(parent, 3, os.sched_param(0)),
            lambda: os.setpriority(os.PRIO_USER, 0, 7),
        ):
            try:
                act()
                print("done")
            except PermissionError:
                pass
        os.setpriority(os.PRIO_PROCESS, 0, 3)  # its own
    """
    hint = bench.run(warm, source)
    assert (hint.status, said(hint)) == ("ok", "")
    assert said(bench.run(warm, settings)) == before
    assert warm.starts == 1


def test_the_death_of_the_zygote_is_told_and_mended(bench):
    warm = bench.warm()
    good(bench, warm)
    ticks = []

    def tick() -> None:
        ticks.append(1)
        if len(ticks) == 2:
            os.kill(zygote(), signal.SIGKILL)

    hint = bench.run(warm, "import time; time.sleep(30)", tick=tick)
    assert hint.status == "sandbox_error"
    good(bench, warm)
    assert warm.starts == 2


def zygote() -> int:
    """The pid of the zygote below this process while it has a child."""
    tree = Tree(os.getpid())
    tree.sample(1e9)
    scripts = {
        p: Path(f"/proc/{p}/cmdline").read_bytes().split(b"\0") for p in tree.live
    }
    mine = [
        p
        for p, words in scripts.items()
        if words[1:2] and words[1].endswith(b"/zygote.py")
    ]
    (found,) = {tree.live[p].parent for p in mine} & set(mine)
    return found


@pytest.mark.parametrize(
    "junk",
    [
        b"nonsense\n",
        b'{"id": 2}\n{"id": 2}\n',
        b'{"id": 7, "wait": 0, "clean": true}\n',
        b'{"id": 2, "wait": "0", "clean": true}\n',
        b'{"id": 2, "wait": 0, "clean": true, "cpu_s": NaN}\n',
        b'{"id": 2, "wait": 0, "clean": true, "more": 1}\n',
        b'{"id": 2, "wait": 99999999999999999999, "clean": true}\n',
        b"[" * 50_000 + b"\n",
    ],
    ids=lambda junk: junk[:60].decode().strip(),
)
def test_a_forged_answer_ends_it(bench, junk):
    warm = bench.warm()
    good(bench, warm)
    assert warm._slot
    os.write(warm._slot._answers, junk)
    hint = bench.run(warm, "print('fine')")
    assert hint.status == "sandbox_error"
    good(bench, warm)
    assert warm.starts == 2


def test_what_cannot_start_is_told(bench):
    warm = bench.warm(("no_such_module",))
    hint = bench.run(warm, "print('fine')")
    assert hint.status == "sandbox_error"
    assert "no_such_module" in hint.reason
    with pytest.raises(ValueError, match="work"):
        Warm(bench.sandbox, {"work": Mount(path=bench.source)}, LIMITS)


def test_the_user_can_stop_it(bench):
    warm = bench.warm()
    hint = bench.run(warm, "import time; time.sleep(60)", tick=lambda: "enough")
    assert (hint.status, hint.reason) == ("killed_by_user", "enough")


def test_nothing_is_alive_after_the_close(bench, tmp_path):
    with bench.warm() as warm:
        good(bench, warm)
        assert processes_with(str(tmp_path)) != []
    assert processes_with(str(tmp_path)) == []


def test_killing_the_supervisor_leaves_nothing(bench, tmp_path):
    mark = f"forgeweld-warm-orphan-{os.getpid()}-{bench.sandbox.name}"
    (bench.source / "script.py").write_text(textwrap.dedent(f"""
        import os, sys, time
        if os.fork() == 0:
            os.setsid()
            code = "import time; open('up', 'w'); time.sleep(60)"
            os.execv(sys.executable, [sys.executable, "-S", "-c", code, {mark!r}])
        time.sleep(60)
    """))
    script = f"""
        from pathlib import Path
        from sandbox import open_sandbox
        from sandbox.base import Limits, Mount
        from sandbox.warm import Warm
        mounts = {{"source": Mount(path=Path({str(bench.source)!r}))}}
        sandbox = open_sandbox({bench.sandbox.name!r})
        with Warm(sandbox, mounts, Limits(), modules=("json",)) as warm:
            warm.run(("@source/script.py",), seconds=60)
    """
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    paths = os.pathsep.join(p or "." for p in sys.path)
    env = {**os.environ, "TMPDIR": str(scratch), "PYTHONPATH": paths}
    parent = subprocess.Popen([sys.executable, "-c", textwrap.dedent(script)], env=env)
    until = time.monotonic() + 30
    while not list(scratch.rglob("up")) and time.monotonic() < until:
        time.sleep(0.05)
    assert processes_with(mark) != []
    parent.kill()
    parent.wait()
    assert left_of(str(tmp_path), mark) == []
