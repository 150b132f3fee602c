"""Prompts go to the endpoint alone, and the key to nowhere else."""

import logging
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from llm_server import Faults, Server
from llm_tasks import (
    GOOD,
    PROMPT,
    Decision,
    Told,
    dead_port,
    decision,
    endpoint,
    model_of,
)

from agent import errors
from agent.llm import Model

ROOT = Path(__file__).resolve().parent.parent
CANARY = "sk-canary-7f3a9c1e5b2d4f60"


def test_the_key_is_nowhere(tmp_path, monkeypatch, caplog, capsys):
    monkeypatch.setenv("OPENAI_API_KEY", CANARY)
    monkeypatch.setenv("LANGSMITH_TRACING", "true")
    caplog.set_level(logging.DEBUG)
    said = []
    faults = Faults(at={1: "echo_key", 2: "http500", 4: "echo_key", 5: "echo_key"})
    with Server(
        lambda r: {**GOOD, "rationale": f"your key is {CANARY}"},
        faults=faults,
        key=CANARY,
    ) as server:
        where = endpoint(server.url, api_key=CANARY)
        told = Told()
        options = {"tell": told.append, "cache": tmp_path / "cache"}
        options["show"] = lambda name, body: said.append(str(body))
        model = Model(where, record=tmp_path / "tape.jsonl", **options)
        prompt = PROMPT + f"A cell says {CANARY}."
        reply = model.ask(prompt, Decision)
        said += [repr(reply), repr(model), repr(where), str(vars(model))]
        assert reply.value.rationale == "your key is [secret]"
        assert all(CANARY not in request.text for request in server.requests)
        assert server.requests[0].authorized
    with pytest.raises(errors.ModelError) as caught:
        model_of(dead_port(), tmp_path, endpoint=where).ask(prompt, Decision)
    said += [repr(caught.value), str(vars(caught.value)), repr(caught.traceback)]
    said += [where.model_dump_json(), str(told), caplog.text, *capsys.readouterr()]
    said += [p.read_text() for p in tmp_path.rglob("*") if p.is_file()]
    assert len(said) > 10 and CANARY not in "\n".join(said)


def test_tracing_sends_nothing_anywhere(tmp_path):
    """Whatever LangChain is told to do besides; in a process of its own, as it reads
    its environment only once."""
    code = (
        "import sys, time; from pathlib import Path; import llm_tasks as t\n"
        "model = t.model_of(sys.argv[1], Path(sys.argv[2]))\n"
        "model.ask(t.PROMPT, t.Decision); time.sleep(2)\n"
    )
    with (
        socket.create_server(("127.0.0.1", 0)) as listener,
        Server(decision) as server,
    ):
        port = listener.getsockname()[1]
        told = {
            "LANGSMITH_TRACING": "true",
            "LANGSMITH_API_KEY": "x",
            "LANGSMITH_ENDPOINT": f"http://127.0.0.1:{port}",
            "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'tests'}",
        }
        subprocess.run(
            [sys.executable, "-c", code, server.url, str(tmp_path)],
            check=True,
            timeout=60,
            env={**os.environ, **told},
        )
        assert len(server.requests) == 1
        listener.settimeout(0.2)
        with pytest.raises(TimeoutError):
            listener.accept()


@pytest.mark.parametrize("name", ["gpt-4o", "gpt-5-pro", "o3", "qwen2.5:7b", "codex"])
def test_one_base_url_is_honoured_whatever_the_name(name, tmp_path, monkeypatch):
    for variable in ("OPENAI_BASE_URL", "OPENAI_API_BASE", "OPENAI_PROXY"):
        monkeypatch.setenv(variable, "http://127.0.0.1:9/v1")
    for variable in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(variable, "http://127.0.0.1:9")
    with Server(decision, models=[name]) as server:
        where = endpoint(server.url, model=name)
        reply = model_of("", tmp_path, endpoint=where).ask(PROMPT, Decision)
        assert reply.rung == "json_schema"
        assert server.requests[0].model == name
        assert server.requests[0].sent["messages"][0]["content"]


def test_importing_the_layer_loads_no_client():
    code = (
        "import sys, agent.llm\n"
        "heavy = {'langchain_openai', 'langchain_core', 'openai', 'httpx', 'httpx2',"
        " 'langsmith', 'jinja2', 'torch', 'tiktoken'}\n"
        "assert not heavy & set(sys.modules), heavy & set(sys.modules)\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT, env=os.environ)
