"""`forgeweld acp` driven by acpx, a client built on the official TypeScript SDK."""

import json
import os
import signal
import subprocess
from pathlib import Path

import pytest
from clients import OURS, environment, seen, tool, until

from agent.run import rundir

pytestmark = pytest.mark.heavy
SAY = "Predict whether there is an alarm, from the picture and the sweep in ./toy."


class Acpx:
    """acpx in one folder."""

    def __init__(self, home: Path):
        self.command = [*tool("acpx", "acpx"), "--agent", f"{OURS} acp"]
        self.home = home
        self.env = environment(home.parent / "acpx-home")

    def start(self, *words: str) -> subprocess.Popen[str]:
        pipe = subprocess.PIPE
        return subprocess.Popen(
            [*self.command, "--format", "json", *words],
            cwd=self.home,
            env=self.env,
            stdout=pipe,
            stderr=pipe,
            text=True,
        )

    def say(self, *words: str, code: int = 0) -> list[dict]:
        process = self.start(*words)
        out, err = process.communicate(timeout=400)
        assert process.returncode == code, err
        return [json.loads(line) for line in out.splitlines() if line.startswith("{")]

    def agent(self) -> int:
        """The process of our agent, a child of acpx's own process for the session."""
        for place in Path("/proc").iterdir():
            if place.name.isdecimal():
                try:
                    words = (place / "cmdline").read_bytes().split(b"\0")
                    cwd = (place / "cwd").readlink()
                except OSError:
                    continue
                ours = words[-2:-1] == [b"acp"] and words[-3].endswith(b"forgeweld")
                if ours and cwd == self.home:
                    return int(place.name)
        raise AssertionError("no agent is alive")


def updates(wire: list[dict], kind: str) -> list[dict]:
    found = (m.get("params", {}).get("update", {}) for m in wire)
    return [u for u in found if u.get("sessionUpdate") == kind]


def said(wire: list[dict]) -> str:
    return "".join(u["content"]["text"] for u in updates(wire, "agent_message_chunk"))


def reason(wire: list[dict]) -> str:
    ends = [m["result"]["stopReason"] for m in wire if "stopReason" in str(m)]
    return ends[-1]


@pytest.fixture
def acpx(toy, tmp_path) -> Acpx:
    home = tmp_path / "home"
    home.mkdir()
    (home / "toy").symlink_to(toy)
    return Acpx(home)


def test_denied_and_then_allowed(acpx):
    denied = acpx.say("--deny-all", "exec", SAY, code=5)
    assert "nothing was written" in said(denied) and reason(denied) == "end_turn"
    assert [p.name for p in acpx.home.iterdir()] == ["toy"]
    words = ("--approve-all", "exec", "--config-option", "minutes=1", SAY)
    allowed = acpx.say(*words)
    assert reason(allowed) == "end_turn"
    assert any(m.get("method") == "fs/write_text_file" for m in allowed)
    (draft,) = acpx.home.glob("*-draft")
    assert (draft / "train.py").exists()
    titles = [u.get("title", "") for u in updates(allowed, "tool_call_update")]
    assert any(t.startswith("#1 ") and "accuracy" in t for t in titles), titles
    assert "on the test rows" in said(allowed) and "| trial |" in said(allowed)
    (run_dir,) = (acpx.home / "generated").iterdir()
    assert rundir.state(run_dir) == "finished"
    assert (run_dir / "project" / "README.md").exists()


def test_cancelled_listed_killed_and_resumed(acpx):
    acpx.say("sessions", "new")
    acpx.say("set", "minutes", "5")
    turn = acpx.start("--approve-all", "prompt", SAY)
    until(lambda: seen(acpx.home / "generated", "trial.started"))
    acpx.say("cancel")
    out, err = turn.communicate(timeout=60)
    wire = [json.loads(line) for line in out.splitlines()]
    assert reason(wire) == "cancelled", err
    (run_dir,) = (acpx.home / "generated").iterdir()
    until(lambda: rundir.pid(run_dir) is None)
    assert rundir.state(run_dir) == "stopped"
    (listed,) = acpx.say("sessions", "list")
    assert listed["sessions"][0]["title"].startswith("Predict whether")
    os.kill(acpx.agent(), signal.SIGKILL)
    again = acpx.say("--approve-all", "prompt", "/status")
    methods = {m.get("method") for m in again}
    assert methods & {"session/resume", "session/load"}
    assert f"{run_dir.name}  stopped" in said(again)
    acpx.say("sessions", "close")
