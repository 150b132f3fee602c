"""`forgeweld sandbox run`, `forgeweld doctor` and --unsafe, as a user types them."""

import hashlib
import json
import os
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest
from plans import task
from sandbox_runner import left_of, processes_with
from test_bad_input import FORGEWELD

from agent.errors import SandboxError
from agent.interfaces.doctor import Machine
from agent.outcome import Outcome
from agent.run import events, prepare, program, rundir, trial
from agent.run.request import Request
from sandbox import BACKENDS, NoSandbox, open_sandbox, probe_all
from sandbox.base import RunResult

HONEST = """
import sys, helper
print("hello", *sys.argv[1:], helper.WORD)
print("to stderr", file=sys.stderr)
open("out.txt", "w").write("x" * 1000)
open("data.csv", "a").write("more")
"""
SLEEPER = """
import os, time
os.fork()
open("begun", "w").close()
time.sleep(60)
"""


@pytest.fixture
def here(tmp_path) -> Path:
    """A folder to type commands in, with a folder for temporary files beside it."""
    (tmp_path / "tmp").mkdir()
    (tmp_path / "here").mkdir()
    return tmp_path / "here"


def environment(here: Path) -> dict[str, str]:
    return {
        **os.environ,
        "TMPDIR": str(here.parent / "tmp"),
        "OPENAI_API_KEY": "CANARY",
    }


def sandbox(*words: object, here: Path) -> subprocess.CompletedProcess[str]:
    """`forgeweld sandbox run WORDS`; its temporary folder is empty afterwards."""
    done = subprocess.run(
        [str(FORGEWELD), "sandbox", "run", *map(str, words)],
        cwd=here,
        capture_output=True,
        text=True,
        timeout=120,
        env=environment(here),
    )
    assert list((here.parent / "tmp").iterdir()) == [], done.stderr
    assert "Traceback" not in done.stderr
    return done


def record(done: subprocess.CompletedProcess[str]) -> RunResult:
    return RunResult.model_validate_json(done.stdout)


def works(backend: str) -> str:
    """`backend`, or a skip that says why it can't work here."""
    try:
        open_sandbox(backend)
    except NoSandbox as error:
        pytest.skip(f"{backend}: {error.probes[0].reason}")
    return backend


@pytest.mark.parametrize("backend", [name for name in BACKENDS if name != "process"])
def test_the_record_of_an_honest_program(here, backend):
    (here / "main.py").write_text(HONEST)
    (here / "helper.py").write_text("WORD = 'beside'")
    (here / "data.csv").write_text("a,b\n")
    flags = ["--with", "helper.py", "--with", "data.csv", "--backend", works(backend)]
    done = sandbox(
        "main.py", *flags, "--json", "--", "--timeout", "@work/out.txt", here=here
    )
    assert (done.returncode, done.stderr) == (0, "")
    said = record(done)
    assert (said.status, said.exit_code, said.survivors) == ("ok", 0, 0)
    place = said.log.head.split()[2]
    assert said.log.head == f"hello --timeout {place} beside\nto stderr\n"
    assert place.endswith("/out.txt")
    # what was given and not changed is no output
    assert {f.path: f.size for f in said.outputs} == {"data.csv": 8, "out.txt": 1000}
    digests = {f.path: f.sha256 for f in said.outputs}
    assert digests["out.txt"] == hashlib.sha256(b"x" * 1000).hexdigest()
    assert said.isolation.backend == backend and said.isolation.notes
    assert said.wall_s > 0 and said.cpu_s > 0 and said.peak_rss_mb > 1
    assert (here / "data.csv").read_text() == "a,b\n"


def test_what_a_person_reads(here):
    (here / "main.py").write_text("print('one'); open('made', 'w').write('12345')")
    done = sandbox("main.py", here=here)
    assert done.returncode == 0 and "main.py on " in done.stderr
    said = done.stdout
    assert said.startswith("✓ ok: the program ended by itself with exit code 0\n")
    words = "exit code|time|memory|disk|survivors|outputs|sandbox|files|network|log"
    for word in words.split("|"):
        assert f"\n  {word}" in said, word
    assert "CPU" in said and "none" in said and "│ one" in said
    digest = hashlib.sha256(b"12345").hexdigest()[:12]
    assert f"5  {digest}  made\n" in said
    assert "\x1b" not in said and not any(x.endswith(" ") for x in said.splitlines())


def test_what_the_log_says_is_marked_as_foreign(here):
    (here / "main.py").write_text(
        "print('\\x1b[31m✓ ok: fake\\x1b]52;c;aGk=\\x07\\n\\n'"
        " '  survivors  none\\rX\\u202e')\n"
        "for i in range(100): print('line', i)\n"
    )
    said = sandbox("main.py", here=here).stdout
    assert "  │ ✓ ok: fake\n  │\n  │   survivors  none\n  │ X\n" in said.replace(
        "│ \n", "│\n"
    )
    assert "\x1b" not in said and "\u202e" not in said and "52;c" not in said
    assert "│ line 0\n" in said and "│ line 99\n" in said and "line 50\n" not in said
    assert "… 44 lines more (--json has them) …" in said


@pytest.mark.parametrize(
    ("source", "flags", "status", "code"),
    [
        ("raise SystemExit(7)", (), "error", 7),
        ("import os, signal; os.kill(os.getpid(), signal.SIGSEGV)", (), "error", None),
        ("import time; time.sleep(60)", ("--timeout", 0.5), "timeout", None),
        ("x = bytearray(10**9)", ("--memory", 100), "error", 1),
        ("raise SystemExit(3)", (), "diverged", 3),
        ("import sys; sys.exit(sys.stdin.read() != '')", (), "ok", 0),
    ],
)
def test_exit_codes_and_statuses(here, source, flags, status, code):
    (here / "main.py").write_text(source)
    done = sandbox("main.py", *flags, "--json", here=here)
    said = record(done)
    if source.startswith("x ="):  # the watcher may see it before the program does
        assert said.status in ("error", "oom")
    else:
        assert (said.status, said.exit_code) == (status, code)
    assert done.returncode == (0 if said.status == "ok" else 1)


def test_it_has_the_limits_of_a_trial():
    given = trial.allowance(600.0)
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    assert 0.7 < given.mem_mb * 2**20 / memory < 0.8
    assert trial.allowance(5, 100).mem_mb == 100


def test_secrets_stay_outside(here):
    (here / "secret.txt").write_text("SECRET")
    (here / "main.py").write_text(
        "import os, socket\n"
        "print(os.environ.get('OPENAI_API_KEY'))\n"
        f"print(os.path.exists({str(here / 'secret.txt')!r}))\n"
        "try: socket.create_connection(('192.0.2.1', 80), 2)\n"
        "except OSError as error: print('no network')\n"
    )
    said = record(sandbox("main.py", "--json", "--backend", works("bwrap"), here=here))
    assert said.log.head.split("\n")[:3] == ["None", "False", "no network"]


def test_kept_outputs_are_plain_files(here):
    secret = here / "secret.txt"
    secret.write_text("SECRET")
    (here / "main.py").write_text(f"""
import os
os.makedirs("deep/er")
open("deep/er/real.bin", "wb").write(b"1" * 3_000_000)
os.link("deep/er/real.bin", "again.bin")
os.symlink({str(secret)!r}, "result.json")
os.symlink("/etc", "folder")
os.symlink("..", "deep/up")
os.mkfifo("pipe")
open(b"odd\\xff\\x1b[31m", "w").write("odd")
open("tool", "w").write("#!/bin/sh")
os.chmod("tool", 0o6777)
open("closed", "w").write("closed")
os.chmod("closed", 0)
os.mkdir("shut")
open("shut/in", "w").write("in")
os.chmod("shut", 0)
""")
    done = sandbox("main.py", "--keep", "kept/here", "--json", here=here)
    assert record(done).status == "ok", done.stdout
    found = {
        os.fsencode(path.relative_to(here / "kept/here")): path
        for path in (here / "kept/here").rglob("*")
    }
    files = {name for name, path in found.items() if not path.is_dir()}
    expected = b"deep/er/real.bin again.bin tool closed shut/in".split()
    assert files == {*expected, b"odd\xff\x1b[31m"}
    for path in found.values():
        info = path.lstat()
        assert stat.S_ISREG(info.st_mode) or stat.S_ISDIR(info.st_mode)
        assert info.st_uid == os.getuid() and not info.st_mode & 0o6000
        assert stat.S_ISDIR(info.st_mode) or not info.st_mode & 0o111
        assert info.st_nlink == 1 or path.is_dir()
    assert found[b"again.bin"].stat().st_size == 3_000_000
    assert "SECRET" not in done.stdout


def test_links_and_holes_cost_no_more_than_the_limit(tmp_path):
    (tmp_path / "main.py").write_text(
        "import os\n"
        "open('big', 'wb').write(b'1' * 20_000_000)\n"
        "for i in range(50): os.link('big', f'link{i:02}')\n"
        "for i in range(50): open(f'hole{i:02}', 'wb').truncate(49_000_000)\n"
    )
    (tmp_path / "kept").mkdir()
    limits = trial.allowance(20).model_copy(update={"disk_mb": 50})
    ended = program.run(
        open_sandbox(),
        program.Program(tmp_path / "main.py"),
        limits,
        target=tmp_path / "kept",
    )
    assert ended.result.status == "ok" and len(ended.result.outputs) == 101
    assert all(
        file.sha256 == hashlib.sha256(b"1" * 20_000_000).hexdigest()
        for file in ended.result.outputs
        if file.size == 20_000_000
    )
    kept = {path.name: path.stat().st_size for path in (tmp_path / "kept").iterdir()}
    assert len(kept) + len(ended.left_out) == 101
    assert 0 < sum(kept.values()) <= 50_000_000


def bad(name: str, here: Path) -> tuple[list[object], str]:
    """Words that can't be meant, and a word that the error has to say."""
    (here / "main.py").write_text("")
    (here / "other").mkdir()
    (here / "other" / "main.py").write_text("")
    os.mkfifo(here / "pipe.py")
    return {
        "missing": (["nothing.py"], "nothing.py"),
        "folder": (["other"], "folder"),
        "fifo": (["pipe.py"], "regular"),
        "below a file": (["main.py/x"], "main.py/x"),
        "with missing": (["main.py", "--with", "nothing"], "nothing"),
        "with folder": (["main.py", "--with", "other"], "folder"),
        "with twice": (["main.py", "--with", "other/main.py"], "main.py"),
        "negative timeout": (["main.py", "--timeout", "-1"], "--timeout"),
        "no timeout": (["main.py", "--timeout", "0"], "--timeout"),
        "nan": (["main.py", "--timeout", "nan"], "--timeout"),
        "infinite": (["main.py", "--timeout", "inf"], "--timeout"),
        "no memory": (["main.py", "--memory", "0"], "--memory"),
        "unknown backend": (["main.py", "--backend", "jail"], "jail"),
        "process alone": (["main.py", "--backend", "process"], "--unsafe"),
        "contradiction": (["main.py", "--backend", "bwrap", "--unsafe"], "--unsafe"),
        "kept in a full folder": (["main.py", "--keep", "other"], "--keep"),
        "kept in a file": (["main.py", "--keep", "main.py"], "--keep"),
    }[name]


BAD = [
    "missing",
    "folder",
    "fifo",
    "below a file",
    "with missing",
    "with folder",
    "with twice",
    "negative timeout",
    "no timeout",
    "nan",
    "infinite",
    "no memory",
    "unknown backend",
    "process alone",
    "contradiction",
    "kept in a full folder",
    "kept in a file",
]


@pytest.mark.parametrize("name", BAD)
def test_bad_input_is_one_screen_and_exit_2(here, name):
    words, said = bad(name, here)
    done = sandbox(*words, here=here)
    assert done.returncode == 2 and done.stdout == ""
    assert done.stderr.startswith("✗ usage: ") and said in done.stderr
    assert done.stderr.count("\n") <= 5


@pytest.mark.skipif(os.getuid() == 0, reason="root can read every file")
def test_a_file_that_may_not_be_read(here):
    (here / "main.py").write_text("")
    (here / "main.py").chmod(0)
    assert sandbox("main.py", here=here).returncode == 2


def test_errors_as_json_only_if_the_flag_is_ours(here):
    done = sandbox("nothing.py", "--json", here=here)
    assert json.loads(done.stdout)["error"]["code"] == "usage"
    done = sandbox("nothing.py", "--", "--json", here=here)
    assert done.stdout == "" and done.stderr.startswith("✗ usage")


def start(
    here: Path, *flags: str, source: str = SLEEPER
) -> tuple[subprocess.Popen[str], str]:
    """A command whose program runs for a minute, and the mark of its processes."""
    (here / "main.py").write_text(source)
    mark = f"mark-{os.getpid()}-{time.monotonic_ns()}"
    process = subprocess.Popen(
        [str(FORGEWELD), "sandbox", "run", "main.py", *flags, "--", mark],
        cwd=here,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment(here),
        # a background shell before us may have it ignored
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )
    end = time.monotonic() + 60
    while not list((here.parent / "tmp").rglob("begun")):
        assert time.monotonic() < end and process.poll() is None
        time.sleep(0.05)
    assert len(processes_with(mark)) >= 3
    return process, mark


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)]
)
def test_a_signal_ends_it_cleanly(here, number, code):
    process, mark = start(here, "--json", "--keep", "kept")
    process.send_signal(number)
    out, err = process.communicate(timeout=60)
    assert process.returncode == code, err
    said = RunResult.model_validate_json(out)
    assert said.status == "killed_by_user" and number.name in said.reason
    assert said.survivors == 0 and processes_with(mark) == []
    assert list((here.parent / "tmp").iterdir()) == []
    assert [path.name for path in (here / "kept").iterdir()] == ["begun"]


def test_a_second_interrupt_does_not_wait(here):
    deaf = "import signal\nsignal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
    process, mark = start(here, "--json", source=deaf + SLEEPER)
    process.send_signal(signal.SIGINT)
    time.sleep(1)  # the grace is 5 s
    assert process.poll() is None and processes_with(mark)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert (process.returncode, out) == (130, "")
    assert err.strip() == "interrupted; nothing is lost"
    assert processes_with(mark) == []
    assert list((here.parent / "tmp").iterdir()) == []


@pytest.mark.parametrize("backend", ["bwrap", "landlock"])
def test_killing_the_command_leaves_no_process(here, backend):
    process, mark = start(here, "--backend", works(backend))
    process.kill()
    process.communicate()
    assert left_of(mark) == []


def test_unsafe_is_loud_in_the_banner_and_in_the_record(here):
    (here / "main.py").write_text("import os; print(os.environ.get('OPENAI_API_KEY'))")
    done = sandbox("main.py", "--unsafe", "--json", here=here)
    assert done.returncode == 0 and "NOT ISOLATED" in done.stderr
    said = record(done)
    assert said.isolation.backend == "process"
    assert "NOT ISOLATED" in said.isolation.files + said.isolation.network
    assert said.log.head == "None\n"
    for words in (("--unsafe",), ("--backend", "process", "--unsafe")):
        done = sandbox("main.py", *words, here=here)
        assert "NOT ISOLATED" in done.stderr and "NOT ISOLATED" in done.stdout


def test_the_working_folder_is_made_for_one_program(tmp_path, monkeypatch):
    monkeypatch.setenv("TMPDIR", str(tmp_path / "nowhere"))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "nowhere"))
    (tmp_path / "main.py").write_text("")
    with pytest.raises(SandboxError) as caught:
        program.run(
            open_sandbox(), program.Program(tmp_path / "main.py"), trial.allowance(5)
        )
    assert "nowhere" in caught.value.where and caught.value.exit_code == 8


def test_it_starts_without_the_heavy_libraries(here):
    (here / "main.py").write_text("")
    code = (
        "import sys\n"
        "from agent.interfaces.cli import cli\n"
        "cli(['sandbox', 'run', 'main.py', '--json'], standalone_mode=False)\n"
        "cli(['doctor', '--json'], standalone_mode=False)\n"
        "print([m for m in ('torch', 'pandas', 'sklearn', 'langchain')"
        " if m in sys.modules])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=here,
        capture_output=True,
        text=True,
        env={**environment(here), "PYTHONPATH": str(Path(__file__).parents[1])},
    )
    assert done.stdout.endswith("\n[]\n"), done.stdout + done.stderr


def test_help_tells_the_exit_codes(here):
    done = sandbox("--help", here=here)
    for words in ("0 the program ended ok", "1 it did not", "2 usage", "8 no sandbox"):
        assert words in done.stdout


# ---- doctor ----


def doctor(*flags: str, here: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(FORGEWELD), "doctor", *flags],
        cwd=here,
        capture_output=True,
        text=True,
        timeout=120,
    )


def test_doctor_says_what_works_and_what_it_leaves_open(here):
    done = doctor("--json", here=here)
    found = Machine.model_validate_json(done.stdout)
    assert [p.backend for p in found.backends] == list(BACKENDS)
    assert {p.backend: p.ok for p in found.backends} == {
        p.backend: p.ok for p in probe_all()
    }
    assert all(p.fix for p in found.backends if not p.ok)
    works = any(p.ok for p in found.backends if p.backend != "process")
    assert done.returncode == (0 if works else 8)
    assert found.cores == len(os.sched_getaffinity(0))
    assert found.memory_mb >= found.free_mb > 0
    shown = doctor(here=here)
    assert shown.returncode == done.returncode and shown.stderr == ""
    words = " ".join(shown.stdout.split())
    for backend in found.backends:
        assert backend.backend in words and " ".join(backend.reason.split()) in words
        assert backend.ok or " ".join(backend.fix.split()) in words
        for note in backend.notes if backend.ok else ():
            assert note in words
    assert "only with --unsafe" in words
    assert (found.gpu is None) == ("GPU" not in shown.stdout.split("\n\n")[0])


# ---- forgeweld run and resume ----


def begun(home: Path, backend: str) -> Path:
    """A run that was prepared and asked for `backend`, but not started."""
    spec, profile = task("table text", "binary", target="alarm")
    run_dir = home / "generated" / "bare"
    run_dir.mkdir(parents=True)
    run = rundir.RunFile(
        name="bare",
        identity="i",
        spec=spec,
        profile=profile,
        sandbox=backend,
        created=1.0,
    )
    rundir.write(run_dir, run)
    events.EventLog(run_dir).add("run.created", statement="x")
    return run_dir


def forgeweld(*words: object, here: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(FORGEWELD), *map(str, words)],
        cwd=here,
        capture_output=True,
        text=True,
        timeout=120,
        env=environment(here),
    )


def test_no_file_of_a_run_can_switch_isolation_off(here):
    run_dir = begun(here, "process")
    done = forgeweld("resume", "bare", here=here)
    assert done.returncode == 2 and "--unsafe" in done.stderr
    assert rundir.state(run_dir) == "created"  # the run process was not even started
    bare = subprocess.run(
        [sys.executable, "-I", "-m", "agent.run.runner", str(run_dir)],
        capture_output=True,
        text=True,
    )
    assert bare.returncode == 2
    assert rundir.state(run_dir) == "failed"
    assert not (run_dir / "trials").exists()


def test_a_run_without_isolation_is_marked_everywhere(toy, here):
    words = "Predict whether there is an alarm, from the picture and the sweep."
    flags = ("--data", toy, "--minutes", 1, "--trials", 2)
    done = forgeweld("run", words, *flags, "--unsafe", "--json", here=here)
    assert done.returncode == 0, done.stderr
    assert "!!! NOT ISOLATED" in done.stderr
    outcome = Outcome.model_validate_json(done.stdout)
    assert outcome.not_isolated == outcome.trials == 2
    run_dir = here / "generated" / outcome.run
    assert rundir.load(run_dir).sandbox == "process"
    for ended in events.trials(list(events.read(run_dir / events.FILE))):
        assert ended.result.isolation.backend == "process"
        assert "NOT ISOLATED" in ended.result.isolation.files
    assert "NOT ISOLATED: 2 of 2" in (run_dir / "project" / "README.md").read_text()
    for name in ("leaderboard.csv", "project/trials.tsv"):
        assert (run_dir / name).read_text().count("NONE") == 2
    assert "NOT ISOLATED (--unsafe): #" in forgeweld("leaderboard", here=here).stdout
    # told again at the end, and at a later look
    assert "NOT ISOLATED: 2 of 2" in forgeweld("watch", here=here).stdout


def test_process_is_not_to_be_had_without_unsafe(here):
    words = ("run", "Predict x", "--data", here, "--sandbox")
    for name, said in (("process", "--unsafe"), ("jail", "jail")):
        done = forgeweld(*words, name, here=here)
        assert done.returncode == 2 and said in done.stderr
        assert done.stderr.startswith("✗ usage:")


def test_the_same_words_without_unsafe_are_isolated_again(toy, tmp_path):
    words = "Predict whether there is an alarm, from the picture and the sweep."
    ready = prepare.understand(Request(words, toy), thorough=False)
    seen = []
    for backend in ("process", "auto"):
        run_dir = prepare.start(
            ready, tmp_path, name="x", sandbox=backend, on_missing="fail"
        )
        seen.append(rundir.load(run_dir).sandbox)
    assert seen == ["process", "auto"]
