"""`forgeweld auth` and the model's row of `forgeweld doctor`, against real servers."""

import json
import os
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from llm_server import Answer, Server

ROOT = Path(__file__).resolve().parent.parent
CANARY = "sk-CANARY0123456789abcdefCANARY"
MAIN = "import sys; from agent.interfaces.cli import main; main()"


def forgeweld(*words: object, **variables: str) -> subprocess.CompletedProcess[str]:
    """The command line of this checkout, with these variables and no others of OpenAI;
    the key is shown nowhere, whatever is asked."""
    away = ("OPENAI", "FORGEWELD")
    env = {k: v for k, v in os.environ.items() if not k.startswith(away)}
    ended = subprocess.run(
        [sys.executable, "-c", MAIN, *map(str, words)],
        cwd=ROOT,
        env=env | variables,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert CANARY not in ended.stdout + ended.stderr
    assert "Traceback" not in ended.stderr, ended.stderr
    assert len(ended.stdout.splitlines()) <= 24 or words[0] == "doctor"
    return ended


def variables(url: str, model: str = "test-model") -> dict[str, str]:
    return {
        "OPENAI_API_KEY": CANARY,
        "OPENAI_BASE_URL": url,
        "FORGEWELD_MODEL": model,
    }


def yes(request: object) -> str:
    return "yes"


def test_an_endpoint_that_answers():
    with Server(yes, key=CANARY) as server:
        ended = forgeweld("auth", **variables(server.url))
        told = forgeweld("auth", "--json", **variables(server.url))
    assert ended.returncode == told.returncode == 0, ended.stderr
    assert "✓ test-model at 127.0.0.1" in ended.stdout
    found = json.loads(told.stdout)
    assert found["key"] is True and found["diagnosis"]["ok"]


def test_no_v1():
    with Server(yes) as server:
        ended = forgeweld("auth", **variables(server.root))
        assert ended.returncode == 4
        assert "the base URL lacks its /v1" in ended.stdout
        assert f"to {server.url}" in ended.stdout


def test_a_wrong_model_with_the_list_of_those_there_are():
    with Server(yes, models=["qwen3:4b", "gemma3:1b"]) as server:
        ended = forgeweld("auth", "--model", "qwen3", **variables(server.url))
    assert ended.returncode == 4
    assert "the model qwen3 is not there" in ended.stdout
    assert "there are: qwen3:4b, gemma3:1b" in ended.stdout


def test_no_model_is_chosen():
    with Server(yes, models=["qwen3:4b"]) as server:
        ended = forgeweld("auth", "--base-url", server.url)
    assert ended.returncode == 4 and "qwen3:4b" in ended.stdout


def test_a_wrong_key_and_none():
    with Server(yes, key="another") as server:
        wrong = forgeweld("auth", **variables(server.url))
        none = forgeweld("auth", "--base-url", server.url, "--model", "test-model")
    assert wrong.returncode == none.returncode == 4
    assert (
        "refuses the key" in wrong.stdout and "correct OPENAI_API_KEY" in wrong.stdout
    )
    assert "wants a key" in none.stdout and "set OPENAI_API_KEY" in none.stdout


def test_a_server_that_repeats_the_key():
    said = Answer(status=500, error=f"bad header: Bearer {CANARY}")
    with Server(lambda request: said) as server:
        ended = forgeweld("auth", **variables(server.url))
    assert ended.returncode == 4 and "[secret]" in ended.stdout


def test_nobody_is_there():
    with Server(yes) as server:
        url = server.url
    ended = forgeweld("auth", **variables(url))
    assert ended.returncode == 4
    assert "nothing answers at" in ended.stdout and "start the server" in ended.stdout


class Page(BaseHTTPRequestHandler):
    """Some web site."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(b"<h1>Welcome</h1>")

    do_POST = do_GET

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def site():
    server = HTTPServer(("127.0.0.1", 0), Page)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/v1"
    server.shutdown()
    server.server_close()


def test_not_an_openai_server(site):
    ended = forgeweld("auth", **variables(site))
    assert ended.returncode == 4
    assert "is no OpenAI-compatible server" in ended.stdout


def test_nothing_is_configured():
    ended = forgeweld("auth")
    assert ended.returncode == 4
    assert "no language model is configured" in ended.stdout
    assert "OPENAI_API_KEY" in ended.stdout


def test_no_address():
    ended = forgeweld("auth", "--base-url", "localhost:11434")
    assert ended.returncode == 2 and "http://" in ended.stderr


def test_doctor_has_a_row_if_one_is_configured():
    with Server(yes) as server:
        fine = forgeweld("doctor", **variables(server.url))
        lacks = forgeweld("doctor", "--json", **variables(server.root))
    strange = forgeweld("doctor", OPENAI_BASE_URL="nowhere")
    without = forgeweld("doctor")
    assert "model      ✓ test-model at 127.0.0.1" in fine.stdout
    assert json.loads(lacks.stdout)["model"]["diagnosis"]["problem"] == "no_v1"
    assert "model      ✗ the base URL is no address" in strange.stdout
    assert "model  " not in without.stdout
