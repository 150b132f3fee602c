"""A folder, and a command, by which a person plays the model of the test server."""

import json
import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import openai
import pytest
from llm_asking import BY_NAME, KEY, STEP, TOOL, Step, ask, said
from llm_server import Server, spool
from openai import OpenAI

TESTS = Path(__file__).resolve().parent
BY_SCHEMA = {
    "response_format": {
        "type": "json_schema",
        "json_schema": {"name": "step", "schema": Step.model_json_schema()},
    }
}


def wait_for(folder: Path, pattern: str, count: int = 1) -> list[Path]:
    """The files there, as soon as there are so many."""
    until = time.monotonic() + 30
    while time.monotonic() < until:
        found = sorted(folder.glob(pattern))
        if len(found) >= count:
            return found
        time.sleep(0.02)
    raise TimeoutError(f"no {pattern} in {sorted(p.name for p in folder.iterdir())}")


def answer_to(path: Path, kind: str = "json") -> Path:
    return path.with_name(path.name.replace(".request.json", f".answer.{kind}"))


@pytest.fixture
def pool():
    with ThreadPoolExecutor(4) as pool:
        yield pool


def test_a_person_answers(tmp_path, pool):
    with Server(spool(tmp_path)) as server:
        asked = pool.submit(ask, server, **BY_SCHEMA)
        (path,) = wait_for(tmp_path, "*.request.json")
        told = json.loads(path.read_text())
        assert told["schema"] == Step.model_json_schema()
        assert told["answer"] == answer_to(path).name
        (prompt,) = tmp_path.glob("*.prompt.txt")
        assert "which fusion next?" in prompt.read_text()
        assert "JSON by the schema" in prompt.read_text()
        assert KEY not in path.read_text() + prompt.read_text()
        assert prompt.stat().st_mode & 0o777 == 0o600
        answer_to(path).write_text(json.dumps({"content": STEP}))
        assert json.loads(said(asked.result(30))) == STEP


def test_a_half_written_answer_is_waited_for(tmp_path, pool):
    whole = json.dumps({"content": STEP, "usage": {"total_tokens": 3}})
    with Server(spool(tmp_path)) as server:
        asked = pool.submit(ask, server)
        (path,) = wait_for(tmp_path, "*.request.json")
        with answer_to(path).open("w") as file:
            for i in range(0, len(whole), 20):
                file.write(whole[i : i + 20])
                file.flush()
                time.sleep(0.06)
                assert i + 20 >= len(whole) or not asked.done()
        reply = asked.result(30)
    assert json.loads(said(reply)) == STEP
    assert reply.usage.total_tokens == 3


def test_text_is_taken_as_it_is_once_it_rests(tmp_path, pool):
    def put(text: str, since: float) -> None:
        part = tmp_path / "part"
        part.write_text(text)
        os.utime(part, (since, since))
        part.replace(answer_to(path, "txt"))

    with Server(spool(tmp_path)) as server:
        asked = pool.submit(ask, server)
        (path,) = wait_for(tmp_path, "*.request.json")
        put("```python\nx", time.time() + 3600)  # as if it were written just now
        time.sleep(0.3)
        assert not asked.done()
        put("```python\nx = 1\n```\n", time.time() - 10)
        assert said(asked.result(30)) == "```python\nx = 1\n```\n"


def test_several_wait_at_once(tmp_path, pool):
    with Server(spool(tmp_path)) as server:
        asks = [[{"role": "user", "content": f"number {i}"}] for i in range(3)]
        asked = [pool.submit(ask, server, messages=messages) for messages in asks]
        for path in wait_for(tmp_path, "*.request.json", 3)[::-1]:
            text = json.loads(path.read_text())["messages"][0]["content"]
            answer_to(path).write_text(json.dumps({"content": f"to {text}"}))
        replies = [said(one.result(30)) for one in asked]
    assert replies == [f"to number {i}" for i in range(3)]


@pytest.mark.parametrize(
    ("more", "wrong", "reason"),
    [
        (BY_SCHEMA, {"content": "prose"}, "no JSON"),
        (BY_SCHEMA, {"content": {**STEP, "layers": "3"}}, "$.layers"),
        ({"tools": [TOOL], "tool_choice": BY_NAME}, {"content": "a"}, "to be called"),
        ({"tools": [TOOL]}, {"tool_calls": [{"name": "x"}]}, "no tool 'x'"),
        (
            {"tools": [TOOL], "tool_choice": BY_NAME},
            {"tool_calls": [{"name": "decide", "arguments": {"layers": 1}}]},
            "'action' is missing",
        ),
    ],
)
def test_what_decoding_would_forbid_is_put_aside(tmp_path, pool, more, wrong, reason):
    with Server(spool(tmp_path)) as server:
        asked = pool.submit(ask, server, **more)
        (path,) = wait_for(tmp_path, "*.request.json")
        answer_to(path).write_text(json.dumps(wrong))
        (told,) = wait_for(tmp_path, "*.rejected-1.reason.txt")
        assert reason in told.read_text()
        (aside,) = tmp_path.glob("*.rejected-1.json")
        assert json.loads(aside.read_text()) == wrong
        calls = [{"name": "decide", "arguments": STEP}]
        right = {"tool_calls": calls} if "tools" in more else STEP
        answer_to(path).write_text(json.dumps(right))
        message = asked.result(30).choices[0].message
    if "tools" in more:
        assert json.loads(message.tool_calls[0].function.arguments) == STEP
    else:
        assert json.loads(message.content) == STEP


def test_a_lax_spool_takes_anything_and_errors_are_free(tmp_path, pool):
    for name, strict, told in (
        ("lax", False, {"content": "prose"}),
        ("strict", True, {"error": {"status": 418, "message": "tea"}}),
    ):
        folder = tmp_path / name
        with Server(spool(folder, strict=strict)) as server:
            asked = pool.submit(ask, server, **BY_SCHEMA)
            (path,) = wait_for(folder, "*.request.json")
            answer_to(path).write_text(json.dumps(told))
            if strict:
                with pytest.raises(openai.APIStatusError, match="tea"):
                    asked.result(30)
            else:
                assert said(asked.result(30)) == "prose"


def test_a_client_that_leaves_is_noted_and_numbers_go_on(tmp_path, pool):
    with Server(spool(tmp_path)) as server:
        with pytest.raises(openai.APITimeoutError):
            ask(server, timeout=1)
        wait_for(tmp_path, "0001-*.left.txt")
    with Server(spool(tmp_path)) as server:
        asked = pool.submit(ask, server)
        (path,) = wait_for(tmp_path, "0002-*.request.json")
        answer_to(path).write_text('{"content": "again"}')
        assert said(asked.result(30)) == "again"


def test_patience_ends(tmp_path):
    with (
        Server(spool(tmp_path, patience_s=0.1)) as server,
        pytest.raises(openai.InternalServerError, match="nobody answered") as raised,
    ):
        ask(server)
    assert raised.value.status_code == 504


def command(*options: str) -> subprocess.Popen:
    return subprocess.Popen(
        [sys.executable, "-m", "llm_server", *options],
        cwd=TESTS,
        env={**os.environ, "THE_KEY": KEY},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_the_command_serves_a_folder(tmp_path, pool):
    options = ["--player", "spool", str(tmp_path), "--key-env", "THE_KEY"]
    process = command(*options, "--fault", "1=http429", "--reject", "tools=501")
    try:
        assert process.stdout
        url = process.stdout.readline().strip()
        client = OpenAI(base_url=url, api_key=KEY, max_retries=0)
        more = {"model": "any", "messages": [{"role": "user", "content": "hello"}]}
        with pytest.raises(openai.RateLimitError):
            client.chat.completions.create(**more)
        with pytest.raises(openai.InternalServerError, match="tools"):
            client.chat.completions.create(**more, tools=[TOOL])
        asked = pool.submit(client.chat.completions.create, **more)
        (path,) = wait_for(tmp_path, "*.request.json")
        answer_to(path).write_text('{"content": "hello yourself"}')
        assert said(asked.result(30)) == "hello yourself"
    finally:
        process.send_signal(signal.SIGTERM)
        _, told = process.communicate(timeout=30)
    assert json.loads(told)["answered"] == 1
    assert process.returncode == 0


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--player", "spool"], "--player is"),
        (["--fault", "1"], "NAME=VALUE"),
        (["--fault", "1=nothing"], "no fault"),
    ],
)
def test_the_command_tells_what_it_does_not_understand(options, words):
    process = command(*options)
    _, told = process.communicate(timeout=30)
    assert process.returncode == 1
    assert words in told
