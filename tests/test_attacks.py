"""Every program of tests/attacks, on every isolating backend, as root and as a user."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import ordinary_user
import pytest
from attack_harness import Verdict, corpus, load, missing, row

FOLDER = Path(__file__).parent / "attacks"
HARNESS = Path(__file__).parent / "attack_harness.py"
NAMES = [attack.name for attack in corpus(FOLDER)]
BACKENDS = ("bwrap", "landlock")
CATEGORIES = """
processes, memory, disk, inodes, tmpfs and shm, stdout floods, secrets in files and
environment, network and loopback, unix and abstract sockets, ptrace and signals,
writing outside, symlinked, FIFO and device outputs, import poisoning, fake metrics,
held-out labels, malformed predictions, tampering with scorer and data, NaN for ever,
hangs in C, ignored SIGTERM, zombies, daemons, /proc snooping, pickles,
ANSI/HTML/prompt injection in output, huge and malformed metrics, deadlocks, GPU memory,
GPU persistence, other GPUs, GPU settings, setuid and capabilities, user namespaces,
io_uring, keyring, clock and hostname, dangerous system calls, TIOCSTI, inherited
descriptors, root escape paths, artifact traversal, CPU hogging, sparse files,
undeletable trees, stopping oneself, lying exit codes, reading stdin, late tampering,
core dumps, hangs at exit, lifting one's own limits
"""

Verdicts = dict[str, Verdict]


@pytest.fixture(scope="session")
def user(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., list[str]]:
    """What runs a script as an ordinary user."""
    if os.getuid() != 0:
        pytest.skip("not root: these tests ran as an ordinary user already")
    folder = tmp_path_factory.mktemp("user")
    for above in (folder, *folder.parents[:-1]):
        if above.stat().st_mode & 0o001 == 0:
            folder = ordinary_user.open_folder()
            break
    python, lack = ordinary_user.build(folder)
    if lack:
        pytest.skip(f"no ordinary user can be had: {lack}")
    code = folder / "code" / "tests"
    return lambda script, *words: ordinary_user.command(python, code / script, *words)


@pytest.fixture(scope="session")
def wanted(request: pytest.FixtureRequest) -> str:
    """A regular expression for the programs that this session asks for."""
    mine = [item for item in request.session.items if item.path == Path(__file__)]
    calls = [getattr(item, "callspec", None) for item in mine]
    names = {c.params["name"] for c in calls if c is not None and "name" in c.params}
    return "^(" + "|".join(sorted(names)) + ")$"


@pytest.fixture(scope="session", params=BACKENDS)
def as_we_are(request, wanted, tmp_path_factory) -> Verdicts:
    """The verdicts of one backend, by the user who runs the tests."""
    told = tmp_path_factory.mktemp("verdicts") / "verdicts.json"
    return verdicts([sys.executable, str(HARNESS)], request.param, wanted, told)


@pytest.fixture(scope="session", params=BACKENDS)
def as_a_user(request, user, wanted) -> Verdicts:
    """The same, as an ordinary user."""
    told = ordinary_user.open_folder(all_may_write=True) / "verdicts.json"
    return verdicts(user("attack_harness.py"), request.param, wanted, told)


def verdicts(command: list[str], backend: str, wanted: str, told: Path) -> Verdicts:
    """Run the corpus in one process, so that Python starts once."""
    words = [FOLDER, "--backend", backend, "--only", wanted, "--json", told]
    kept = {"PATH": os.environ["PATH"], "OMP_NUM_THREADS": "1", "TMPDIR": "/tmp"}
    folder = Path(command[-1]).parent / "attacks"  # the copy that this user may read
    done = subprocess.run(
        [*command, *map(str, [folder, *words[1:]])],
        capture_output=True,
        text=True,
        env=kept,
        cwd="/",
        timeout=500,
    )
    if done.returncode == 2:
        pytest.skip(f"{backend}: {done.stdout.strip()[-300:]}")
    assert told.exists(), done.stdout[-2000:] + done.stderr[-2000:]
    return {v["name"]: Verdict(**v) for v in json.loads(told.read_text())}


@pytest.mark.parametrize("name", NAMES)
def test_a_program_gets_its_verdict(as_we_are: Verdicts, name: str) -> None:
    judge(as_we_are[name])


@pytest.mark.heavy  # make test-attacks: once more as long as the ones above
@pytest.mark.parametrize("name", NAMES)
def test_a_program_gets_its_verdict_as_a_user(as_a_user: Verdicts, name: str) -> None:
    judge(as_a_user[name])


def judge(verdict: Verdict) -> None:
    attack = load(FOLDER / f"{verdict.name}.py")
    if lack := missing(attack):
        pytest.skip(lack)
    assert verdict.outcome in ("kept", "open"), row(verdict)
    if verdict.outcome == "open":
        assert attack.open_on(verdict.backend), "an open boundary must say why"


def test_every_category_has_a_program() -> None:
    joined = " ".join(CATEGORIES.split())
    joined = joined.replace("symlinked, FIFO and", "symlinked+FIFO and")
    wanted = {name.replace("+", ", ") for name in joined.split(", ")}
    found = {attack.header["category"] for attack in corpus(FOLDER)}
    assert found - {"benign"} == wanted


def test_every_header_is_whole() -> None:
    keys = ("id", "title", "category", "timeout_s", "needs", "expect_status")
    for attack in corpus(FOLDER):
        for key in (*keys, "verdict", "host_check"):
            assert attack.header.get(key), f"{attack.name} has no {key}"
        assert int(attack.header["id"]) == int(attack.name.split("_")[0])


def test_the_harness_sees_harm_where_there_are_no_walls(tmp_path: Path) -> None:
    """So that `kept` means something: these programs harm planted things alone."""
    done = subprocess.run(
        [sys.executable, HARNESS, FOLDER, "--backend", "process"]
        + ["--only", "^(11_|13_|20_|38_)", "--json", tmp_path / "told.json"],
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1, done.stdout + done.stderr
    told = {v["name"]: v for v in json.loads((tmp_path / "told.json").read_text())}
    assert [v["outcome"] for v in told.values()] == ["BROKEN"] * 4
    assert "a canary is in the log" in told["11_secret_files"]["problems"]
    assert "tcp was reached" in told["13_loopback"]["problems"]
    assert "planted files changed" in told["20_marks_outside"]["problems"]
