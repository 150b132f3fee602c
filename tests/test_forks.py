"""Whole programs as forks of a warm process: what holds for each, and between two."""

import os
import signal
import subprocess
import sys
import textwrap
import time
from dataclasses import dataclass
from pathlib import Path

import pytest
from sandbox_runner import left_of, processes_with

from sandbox import NoSandbox, desk, landlock, open_sandbox
from sandbox.base import Job, Limits, Mount, RunResult, Sandbox, Tick
from sandbox.forks import NOTE, Forks

LIMITS = Limits(
    wall_s=30, grace_s=0.5, mem_mb=400, shm_mb=64, disk_mb=60, files=200, pids=32
)
needs_scopes = pytest.mark.skipif(
    landlock.interface() < 6, reason="no Landlock version 6: every program runs cold"
)


@dataclass
class Bench:
    """Forks, and the folders of the programs that they run."""

    forks: Forks
    folder: Path

    def job(self, source: str, *args: str, name: str = "out") -> Job:
        for place in ("project", "data", name):
            (self.folder / place).mkdir(exist_ok=True)
        main = self.folder / "project" / "main.py"
        main.write_text(textwrap.dedent(source))
        return Job(
            argv=("python", "@project/main.py", "@out", *args),
            mounts={
                "project": Mount(path=self.folder / "project"),
                "data": Mount(path=self.folder / "data"),
                "out": Mount(path=self.folder / name, writable=True),
            },
            cwd="project",
        )

    def run(
        self, source: str, *args: str, tick: Tick | None = None, **limits: float
    ) -> RunResult:
        job = self.job(source, *args)
        told = LIMITS.model_copy(update=limits)
        result = self.forks.run(job, told, tick)
        assert NOTE in result.isolation.notes, self.forks.cold
        assert result.survivors == 0
        assert not (self.folder / "out").is_symlink(), "the folder is home again"
        return result


@pytest.fixture(params=["bwrap", "landlock"])
def sandbox(request) -> Sandbox:
    try:
        return open_sandbox(request.param)
    except NoSandbox as error:
        pytest.skip(f"{request.param}: {error.probes[0].reason}")


@pytest.fixture
def bench(sandbox, tmp_path):
    with Forks(sandbox, tmp_path / "forks", ("json",)) as forks:
        yield Bench(forks, tmp_path)
    assert processes_with(str(tmp_path)) == []
    assert [p.name for p in (tmp_path / "forks").iterdir()] == []


def said(result: RunResult) -> str:
    return result.log.head + result.log.tail


@needs_scopes
def test_programs_run_one_after_another_in_one_sandbox(bench):
    source = """
        import os, pathlib, sys
        out = pathlib.Path(sys.argv[1])
        print(sorted(p.name for p in out.iterdir()), sys.argv[2:], os.getcwd()[-7:])
        (out / "made.txt").write_text("x" * 1000)
        sum(i * i for i in range(1_000_000))
    """
    first = bench.run(source, "word")
    assert (first.status, first.exit_code) == ("ok", 0)
    assert said(first) == "[] ['word'] project\n"
    assert [(f.mount, f.path, f.size) for f in first.outputs] == [
        ("out", "made.txt", 1000)
    ]
    assert first.cpu_s > 0 and first.wall_s > 0 and first.peak_rss_mb > 0
    owner = (bench.folder / "out" / "made.txt").stat().st_uid
    assert owner == os.getuid(), "what it made belongs to its folder's owner"
    assert said(bench.run(source)) == "['made.txt'] [] project\n", "a second time"
    assert bench.forks.starts == 1


@needs_scopes
def test_a_program_is_held_to_its_own_folders(bench):
    source = """
        import os, pathlib, signal, sys
        out = pathlib.Path(sys.argv[1])
        (out / "mine").write_text("x")
        places = [pathlib.Path("main.py"), out.parent / "other", out / ".." / "x"]
        places += [pathlib.Path("/tmp/x"), out.parent.parent / "pipes" / "x"]
        places += [out.parent.parent / "work" / "x"]
        for place in places:
            try:
                place.write_text("")
                print("wrote", place)
            except OSError:
                pass
        for number, act in enumerate((
            lambda: os.kill(os.getppid(), signal.SIGKILL),
            lambda: out.rename(out.parent / "moved"),
            lambda: out.parent.joinpath("link").symlink_to("/"),
            lambda: open(f"/proc/{os.getppid()}/mem", "rb"),
            lambda: [
                os.readlink(f"/proc/{os.getppid()}/fd/{number}") for number in range(9)
            ],
        )):
            try:
                act()
                print("done", number)
            except OSError:
                pass
    """
    result = bench.run(source)
    before = textwrap.dedent(source)
    assert (result.status, said(result)) == ("ok", "")
    assert [f.path for f in result.outputs] == ["mine"]
    assert (bench.folder / "project" / "main.py").read_text() == before
    assert bench.forks.starts == 1


@needs_scopes
def test_the_next_program_finds_nothing_of_the_last(bench):
    spoil = """
        import builtins, json, os, sys
        json.dumps = builtins.print = os.getcwd = None
        os.environ["LEFT"] = "behind"
        open(os.path.join(os.environ["TMPDIR"], "left"), "w").write("behind")
    """
    assert bench.run(spoil).status == "ok"
    look = """
        import json, os, sys
        print(json.dumps(1), os.environ.get("LEFT"), os.listdir(os.environ["TMPDIR"]))
    """
    assert said(bench.run(look)) == "1 None []\n"
    assert bench.forks.starts == 1


@needs_scopes
@pytest.mark.parametrize(
    ("act", "status"),
    [
        ("os.kill(os.getpid(), 11)", "error"),
        ("while True: time.sleep(1)", "timeout"),
        ("while True: os.write(1, b'x' * 65536)", "output_limit"),
        ("x = bytearray(b'x') * 900_000_000; time.sleep(20)", "oom"),
    ],
)
def test_a_slot_is_replaced_after_anything_odd(bench, act, status):
    source = f"import os, time\n{act}\n"
    limits = {"wall_s": 1.0} if status == "timeout" else {}
    result = bench.run(source, **limits, log_max_mb=20)
    assert result.status == status
    assert said(bench.run("print('fine')", log_max_mb=20)) == "fine\n"
    assert bench.forks.starts == 2


@needs_scopes
def test_shared_memory_that_is_left_costs_the_slot(bench):
    source = """
        try:
            open("/dev/shm/left", "w").close()
            print("left")
        except OSError:  # the host's own, which is closed
            print("closed")
    """
    told = said(bench.run(source))
    assert told == "left\n" or (bench.forks.name, told) == ("landlock", "closed\n")
    assert said(bench.run("import os; print('left' in os.listdir('/dev/shm'))")) == (
        "False\n"
    )
    assert bench.forks.starts == (2 if told == "left\n" else 1)


@needs_scopes
def test_whoever_is_left_is_dead_before_outputs_are_read(bench):
    source = """
        import os, sys, time
        if os.fork() == 0:
            os.setsid()
            if os.fork() == 0:
                while True:
                    with open(sys.argv[1] + "/late", "a") as file:
                        file.write("x")
        while not os.path.exists(sys.argv[1] + "/late"):
            time.sleep(0.01)
    """
    result = bench.run(source)
    assert result.status == "ok"
    late = bench.folder / "out" / "late"
    assert late.stat().st_size == result.outputs[0].size
    assert said(bench.run("print('fine')")) == "fine\n"


@needs_scopes
def test_a_stop_leaves_time_to_save(bench):
    source = """
        import pathlib, signal, sys, time
        out = pathlib.Path(sys.argv[1])
        def save(number, frame):
            (out / "saved").write_text("x")
            sys.exit(0)
        signal.signal(signal.SIGTERM, save)
        (out / "ready").touch()
        time.sleep(60)
    """
    ready = bench.folder / "out" / "ready"
    tick = lambda: "no longer wanted" if ready.exists() else None  # noqa: E731
    result = bench.run(source, tick=tick, grace_s=20.0)
    assert (result.status, result.reason) == ("killed_by_user", "no longer wanted")
    assert sorted(f.path for f in result.outputs) == ["ready", "saved"]


@needs_scopes
def test_a_slot_serves_only_so_many(sandbox, tmp_path):
    with Forks(sandbox, tmp_path / "forks", ("json",), uses=2) as forks:
        bench = Bench(forks, tmp_path)
        for _ in range(3):
            assert bench.run("pass").status == "ok"
        assert forks.starts == 2


@needs_scopes
def test_a_tick_that_raises_brings_the_folder_home(bench):
    def tick() -> str | None:
        raise KeyboardInterrupt

    (bench.folder / "out").mkdir()
    (bench.folder / "out" / "checkpoint").write_text("dear")
    with pytest.raises(KeyboardInterrupt):
        bench.run("import time; time.sleep(60)", tick=tick)
    assert (bench.folder / "out" / "checkpoint").read_text() == "dear"


@needs_scopes
def test_kill_9_loses_nothing_and_leaves_nobody(sandbox, tmp_path):
    here = [str(Path(desk.__file__).parents[1]), str(Path(__file__).parent)]
    supervisor = f"""
        import sys
        sys.path[:0] = {here}
        from pathlib import Path
        from sandbox import open_sandbox
        from sandbox.forks import Forks
        from test_forks import LIMITS, Bench
        folder = Path({str(tmp_path)!r})
        sandbox = open_sandbox({sandbox.name!r})
        with Forks(sandbox, folder / "forks", ("json",)) as forks:
            bench = Bench(forks, folder)
            forks.run(bench.job('''
                import pathlib, sys, time
                pathlib.Path(sys.argv[1], "checkpoint").write_text("dear")
                time.sleep(600)
            '''), LIMITS.model_copy(update={{"wall_s": 600.0}}))
    """
    process = subprocess.Popen([sys.executable, "-c", textwrap.dedent(supervisor)])
    out = tmp_path / "out"
    end = time.monotonic() + 120
    while not (out / "checkpoint").exists() and time.monotonic() < end:
        time.sleep(0.05)
    assert out.is_symlink(), "it is lent"
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    assert left_of(str(tmp_path)) == []
    desk.recover(out)
    assert out.is_dir() and not out.is_symlink()
    assert (out / "checkpoint").read_text() == "dear"
    assert out.stat().st_uid == os.getuid()
    desk.recover(out)  # once more changes nothing


def test_what_cannot_be_forked_runs_cold(sandbox, tmp_path):
    with Forks(sandbox, tmp_path / "forks", ("no_such_module",)) as forks:
        bench = Bench(forks, tmp_path)
        for _ in range(2):
            result = forks.run(bench.job("print('fine')"), LIMITS)
            assert (result.status, said(result)) == ("ok", "fine\n")
            assert NOTE not in result.isolation.notes
        assert "no_such_module" in forks.cold
        assert forks.starts == 1


def test_no_process_serves_without_isolation(tmp_path):
    with Forks(open_sandbox("process"), tmp_path / "forks", ("json",)) as forks:
        result = forks.run(Bench(forks, tmp_path).job("print('fine')"), LIMITS)
        assert result.isolation.backend == "process"
        assert NOTE not in result.isolation.notes and forks.starts == 0
