"""What scripts rely on: exit codes, JSON that parses alone, no escapes in pipes."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from inside import forgeweld as run
from test_auth import ROOT
from test_bad_input import FORGEWELD
from test_bad_input import forgeweld as piped
from test_chat import home  # noqa: F401  # the fixture: a stopped run of three trials
from test_line import SAY

from agent.interfaces.cli import EXIT_CODES, cli
from agent.run import rundir
from agent.run.events import EventLog

CODES = (0, 1, 2, 4, 5, 6, 8, 130)
"""3 belongs to `baseline --fail-under`."""


def broken_run(cwd: Path) -> list[object]:
    (cwd / "generated" / "bad").mkdir(parents=True)
    (cwd / "generated" / "bad" / "run.json").write_text("{}")
    return ["status", "bad"]


def hopeless(cwd: Path) -> list[object]:
    (cwd / "x.py").write_text("print(1)\n")
    return ["sandbox", "run", "x.py", "--backend", "container"]


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (0, ["status"]),
        (1, broken_run),
        (2, ["leaderboard", "nothing"]),
        (2, ["leaderboard", "--colour"]),
        (4, ["auth", "--model", "m", "--base-url", "http://127.0.0.1:9/v1"]),
        (5, ["run", SAY, "--data", "no-such-folder"]),
        (8, hopeless),
    ],
)
def test_every_code_is_one_screen_or_one_object(code, words, tmp_path):
    words = words if isinstance(words, list) else words(tmp_path)
    no_docker = {"PATH": "/nowhere"}
    ended = run(*words, cwd=tmp_path, **no_docker)
    assert ended.returncode == code, ended.stderr
    assert len((ended.stdout + ended.stderr).splitlines()) < 30
    told = run(*words, "--json", cwd=tmp_path, **no_docker)
    assert told.returncode == code
    assert isinstance(json.loads(told.stdout), dict)
    if code not in (0, 4):
        assert json.loads(told.stdout)["error"]["what"]


def test_a_budget_too_short_for_anything_is_6(toy, tmp_path):
    words = ("run", SAY, "--data", toy, "--minutes", "0.01", "--no-model", "--json")
    ended = piped(*words, cwd=tmp_path)
    assert ended.returncode == 6, ended.stderr
    assert json.loads(ended.stdout)["error"]["code"] == "budget"


def test_an_interrupted_watch_is_130_and_the_run_goes_on(home):  # noqa: F811
    folder = home / "generated" / "outcome-123456"
    with rundir.locked(folder):
        watching = subprocess.Popen(
            [str(FORGEWELD), "watch", "outcome"],
            cwd=home,
            stderr=subprocess.PIPE,
            text=True,
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
        )
        assert watching.stderr and watching.stderr.readline()
        watching.send_signal(signal.SIGINT)
        _, said = watching.communicate(timeout=60)
        assert rundir.pid(folder) == os.getpid()
    assert watching.returncode == 130 and "the run goes on" in said


def test_json_of_every_reader_parses_alone(home, toy):  # noqa: F811
    for words in (
        ["status"],
        ["watch", "outcome"],
        ["stop", "outcome"],
        ["pause", "outcome"],
        ["leaderboard"],
        ["tree"],
        ["why", "2"],
        ["diff", "1", "2"],
        ["forbid", "film"],
        ["free", "film"],
        ["extend", "1"],
        ["skip"],
        ["doctor"],
        ["config", "show"],
        ["config", "path"],
        ["config", "schema"],
        ["plan", SAY, "--data", str(toy), "--dry-run"],
    ):
        ended = run(*words, "--json", cwd=home)
        assert isinstance(json.loads(ended.stdout), dict), words
        assert ended.returncode in CODES, (words, ended.stderr)


def test_help_tells_every_code():
    for code in CODES:
        assert f"{code} " in EXIT_CODES, code
    for name, command in cli.commands.items():
        assert command.help, name


def test_lines_of_a_run_have_no_escapes(home):  # noqa: F811
    """Names out of the data can't move the cursor of whoever follows a run."""
    log = EventLog(home / "generated" / "outcome-123456")
    log.add("steer.refused", id="1", kind="pin", message="\x1b[2Jno \x9b1mblock")
    ended = piped("watch", "outcome", cwd=home)
    assert "pin: refused: no block" in ended.stderr
    assert "\x1b" not in ended.stdout + ended.stderr


def test_reading_a_run_loads_nothing_that_training_needs():
    """`status`, `why`, `skip`, a chat: they answer at once on any machine."""
    names = ("reading", "explaining", "steer", "chat", "mcp.reports", "acp.ending")
    code = (
        "import sys\n"
        + "".join(f"import agent.interfaces.{name}\n" for name in names)
        + "heavy = {'torch', 'sklearn', 'scipy', 'pandas', 'langchain', 'openai'}\n"
        "assert not heavy & set(sys.modules), heavy & set(sys.modules)\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT)
