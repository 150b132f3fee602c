"""`forgeweld mcp` as the inspector, the conformance suite and opencode meet it."""

import json
import os
import signal
import subprocess
from pathlib import Path

import pytest
from clients import OURS, environment, packaged, tool, until
from doors_ground import NAME, told_run
from llm_server import Answer, Server
from test_mcp import TOOLS, free_port, wait_for_port

from agent.run import rundir

pytestmark = pytest.mark.heavy
SAY = "Predict whether there is an alarm, from the picture and the sweep. Metric: F1."
ERAS = ("legacy", "modern")
PATIENCE_MS = 600_000
"""The inspector's own would end with a busy machine's first minute."""
SERVER = {
    "type": "stdio",
    "command": OURS,
    "args": ["mcp"],
    "connectionTimeout": PATIENCE_MS,
    "requestTimeout": PATIENCE_MS,
}
GENERIC = (
    "server-initialize",
    "ping",
    "tools-list",
    "resources-list",
    "prompts-list",
    "dns-rebinding-protection",
    "server-sse-multiple-streams",
    "tools-call-error",
)
"""The scenarios of the suite that need no fixtures of its own."""


@pytest.fixture
def home(toy, tmp_path) -> Path:
    told_run(tmp_path / "home" / "generated")
    (tmp_path / "home" / "toy").symlink_to(toy)
    return tmp_path / "home"


def inspect(home: Path, era: str, *words: str, code: int = 0) -> dict:
    """What the inspector prints as JSON."""
    program = tool("@modelcontextprotocol/inspector", "mcp-inspector")
    config = home.parent / "inspector.json"
    config.write_text(json.dumps({"mcpServers": {"forgeweld": SERVER}}))
    where = ("--config", str(config), "--server", "forgeweld")
    command = [*program, "--cli", *where, "--protocol-era", era, *words]
    env = environment(home.parent / "inspector-home")
    ended = subprocess.run(
        command, cwd=home, env=env, capture_output=True, text=True, timeout=900
    )
    assert ended.returncode == code, ended.stderr + ended.stdout
    return json.loads(ended.stdout)


def call(home: Path, era: str, name: str, code: int = 0, **given: object) -> dict:
    pairs = [f"{key}={value}" for key, value in given.items()]
    arguments = [word for pair in pairs for word in ("--tool-arg", pair)]
    method = ("--method", "tools/call", "--tool-name", name)
    return inspect(home, era, *method, *arguments, code=code)


@pytest.mark.parametrize("era", ERAS)
def test_the_inspector_lists_strictly_and_calls_every_tool(home, era):
    listed = inspect(home, era, "--method", "tools/list", "--strict")
    assert {tool["name"] for tool in listed["tools"]} == TOOLS
    for kind in ("resources/list", "resources/templates/list", "prompts/list"):
        assert inspect(home, era, "--method", kind)
    words = ("--method", "prompts/get", "--prompt-name", "diagnose_run")
    assert inspect(home, era, *words, "--prompt-args", f"run_id={NAME}")["messages"]
    task = {"task": SAY, "data": "toy"}
    run = {"run_id": NAME}
    assert call(home, era, "data_profile", data="toy")["structuredContent"]["rows"] > 99
    plan = call(home, era, "plan_propose", **task)["structuredContent"]
    assert plan["target"] == ["alarm"]
    call(home, era, "project_scaffold", **task, out=f"mine-{era}")
    assert (home / f"mine-{era}" / "model.py").exists()
    refused = call(home, era, "run_start", **task, code=5)
    assert refused["isError"] and "did not agree" in refused["content"][0]["text"]
    started = call(home, era, "run_start", **task, minutes=2, approve="true")
    mine = {"run_id": started["structuredContent"]["run_id"]}
    waited = call(home, era, "run_wait", **mine, timeout_s=2)["structuredContent"]
    assert not waited["done"], "the run outlives each of these servers"
    assert call(home, era, "run_cancel", **mine)["structuredContent"]["done"]
    resumed = call(home, era, "run_resume", **mine)["structuredContent"]
    assert resumed["state"] == "running"
    call(home, era, "run_cancel", **mine)
    assert call(home, era, "run_status", **run)["structuredContent"]["trials"] == 3
    assert call(home, era, "trial_explain", **run, trial=2)["structuredContent"]
    rows = {"input": "toy/test.csv"}
    unable = call(home, era, "model_predict", code=5, **run, **rows)
    assert "no project yet" in unable["content"][0]["text"]
    unknown = call(home, era, "run_status", run_id="nope", code=5)
    assert f"{NAME}" in unknown["content"][0]["text"]


def test_the_conformance_suite(home):
    program = tool("@modelcontextprotocol/conformance", "conformance")
    port = free_port()
    env = environment(home.parent / "suite-home")
    server = subprocess.Popen([OURS, "mcp", "--http", str(port)], cwd=home, env=env)
    try:
        wait_for_port(port)
        for scenario in GENERIC:
            url = f"http://127.0.0.1:{port}/mcp"
            words = ["server", "--url", url, "--scenario", scenario]
            ended = subprocess.run(
                [*program, *words], cwd=home, env=env, capture_output=True, text=True
            )
            assert ended.returncode == 0, ended.stdout + ended.stderr
            assert "0 failed" in ended.stdout
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(30)


def test_opencode_calls_our_tools_and_a_run_outlives_it(home):
    program = tool("opencode-ai", "opencode")
    start = {"task": SAY, "data": str(home / "toy"), "minutes": 3, "approve": True}
    asked: list[str] = []

    def player(request) -> Answer | str:
        tools = [t["function"]["name"] for t in request.body.get("tools") or []]
        if not any(name.startswith("forgeweld_") for name in tools):
            return "A title"
        told = [m for m in request.body["messages"] if m["role"] == "tool"]
        asked.append(str(told[-1]["content"]) if told else "")
        calls = [
            ("forgeweld_data_profile", {"data": str(home / "toy")}),
            ("forgeweld_run_start", start),
            ("forgeweld_run_status", {"run_id": "last"}),
        ]
        if len(told) < len(calls):
            name, given = calls[len(told)]
            return Answer(tool_calls=[{"name": name, "arguments": given}])
        return "It trains; the run goes on by itself."

    with Server(player) as server:
        (home / "opencode.json").write_text(json.dumps(configuration(server.url)))
        env = environment(home.parent / "opencode-home")
        words = ["run", "--print-logs", "--model", "local/test-model", "Train on toy."]
        ended = subprocess.run(
            [*program, *words],
            cwd=home,
            env=env | {"PWD": str(home)},
            capture_output=True,
            text=True,
            timeout=300,
        )
    assert ended.returncode == 0, ended.stderr
    assert "the run goes on by itself" in ended.stdout, ended.stdout + ended.stderr
    assert '"picture"' in asked[1] and "run_id" in asked[2] and "running" in asked[3]
    (run_dir,) = (p for p in (home / "generated").iterdir() if p.name != NAME)
    runner = rundir.pid(run_dir)
    assert runner, "opencode and its server are gone, the run is not"
    os.kill(runner, signal.SIGTERM)
    until(lambda: rundir.pid(run_dir) is None)


def configuration(url: str) -> dict:
    """opencode with a model on the loopback and our server, and nothing else."""
    return {
        "$schema": "https://opencode.ai/config.json",
        "autoupdate": False,
        "share": "disabled",
        "provider": {
            "local": {
                "npm": "@ai-sdk/openai-compatible",
                "name": "local",
                "options": {"baseURL": url, "apiKey": "none"},
                "models": {"test-model": {"name": "test-model"}},
            }
        },
        "permission": {"*": "allow"},
        "mcp": {
            "forgeweld": {"type": "local", "command": [OURS, "mcp"], "enabled": True}
        },
    }


def test_the_extension_of_vs_code_is_packaged(tmp_path):
    target = packaged(tmp_path)
    from zipfile import ZipFile

    names = set(ZipFile(target).namelist())
    wanted = ("package.json", "extension.js", "media/run.js", "LICENSE.txt")
    assert {f"extension/{name}" for name in wanted} <= names
    assert not any("node_modules" in name for name in names)
