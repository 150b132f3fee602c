"""Where the model is comes from options and environment; what is wrong is told."""

import socket
import ssl
import subprocess
import threading
import time
from http.server import BaseHTTPRequestHandler, HTTPServer

import langchain_openai  # loading it is not the time of an endpoint
import pytest
from llm_server import Answer, Faults, Server
from llm_tasks import PROMPT, Decision, endpoint, model_of

from agent.errors import EndpointDead, UsageError
from agent.llm import Model, diagnose, read_endpoint

assert langchain_openai
KEY = "sk-canary-7f3a9c1e5b2d4f60"


def read(environment: dict[str, str] | None = None, **options):
    return read_endpoint(environment=environment or {}, **options)


def test_nothing_configured_is_none():
    assert read() is None
    assert read({"FORGEWELD_MODEL": "x", "OPENAI_API_KEY": "  "}) is None


def test_a_key_alone_means_openai():
    found = read({"OPENAI_API_KEY": KEY})
    assert found and found.official and not found.local and found.model
    assert found.key() == KEY and KEY not in repr(found) + found.model_dump_json()


def test_a_local_server_needs_no_key():
    found = read(
        {"OPENAI_BASE_URL": "http://localhost:11434/v1/", "FORGEWELD_MODEL": "q:7b"}
    )
    assert found and found.local and not found.official and found.model == "q:7b"
    assert found.base_url == "http://localhost:11434/v1" and found.key()
    assert found.host == "localhost:11434"


def test_options_win_over_the_environment():
    environment = {"OPENAI_BASE_URL": "http://a/v1", "FORGEWELD_MODEL": "b"}
    found = read(environment, base_url="https://c.example/v1", model="d", read_s=600.0)
    assert found and found.base_url == "https://c.example/v1" and not found.local
    assert found.model == "d" and found.read_s == 600.0


@pytest.mark.parametrize(
    "options",
    [
        {"model": "x"},
        {"base_url": "localhost:8000", "model": "x"},
        {"base_url": "ftp://a/v1", "model": "x"},
        {"base_url": "http://me:secret@a/v1", "model": "x"},
        {"base_url": "http://a/v1"},
    ],
)
def test_what_is_incomplete_is_refused(options):
    with pytest.raises(UsageError) as caught:
        read(**options)
    assert caught.value.fix and "secret" not in str(vars(caught.value))


def test_a_model_to_be_chosen_later():
    found = read({"OPENAI_BASE_URL": "http://a/v1"}, need_model=False)
    assert found and found.model == ""
    for nothing in (None, found):
        with pytest.raises(UsageError, match="no model"):
            Model(nothing)
    with pytest.raises(UsageError, match="xml"):
        Model(endpoint("http://a/v1"), structured="xml")


def say_yes(request):
    return "yes"


def test_all_is_well():
    with Server(say_yes, key=KEY) as server:
        found = diagnose(endpoint(server.url, api_key=KEY))
        assert found.ok and found.problem == "none" and found.models == ("test-model",)
        assert len(server.requests) == 1 and server.requests[0].max_tokens == 16


def test_no_v1():
    for paths in ("openai", "vllm", "ollama"):
        with Server(say_yes, paths=paths) as server:
            found = diagnose(endpoint(server.root))
            assert found.problem == "no_v1" and f"{server.root}/v1" in found.fix


def test_a_wrong_model_with_the_list_of_those_there_are():
    names = [*(f"llama-{i}" for i in range(30)), "qwen2.5:7b"]
    with Server(say_yes, models=names) as server:
        found = diagnose(endpoint(server.url, model="qwen2.5"))
        assert found.problem == "no_model" and found.models[0] == "qwen2.5:7b"
        assert "qwen2.5:7b" in found.why and "19 more" in found.why
        assert set(found.models) == set(names)
        chosen = diagnose(endpoint(server.url, model=""))
        assert chosen.problem == "no_model" and len(server.requests) == 1


@pytest.mark.parametrize("key", [None, "sk-wrong-7f3a9c1e5b2d4f60"])
def test_401(key):
    with Server(say_yes, key=KEY) as server:
        found = diagnose(endpoint(server.url, api_key=key))
        assert found.problem == "unauthorized" and "OPENAI_API_KEY" in found.fix
        assert ("set" if key is None else "correct") in found.fix


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return listener.getsockname()[1]


def test_unreachable():
    started = time.monotonic()
    for url in (f"http://127.0.0.1:{free_port()}/v1", "http://no.such.invalid/v1"):
        found = diagnose(endpoint(url))
        assert found.problem == "unreachable" and "start the server" in found.fix
    assert time.monotonic() - started < 20


def test_a_server_that_hangs_takes_ten_seconds_at_most():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        url = f"http://127.0.0.1:{listener.getsockname()[1]}/v1"
        started = time.monotonic()
        found = diagnose(endpoint(url))
        assert time.monotonic() - started < 11
        assert not found.ok and found.problem == "slow"


def test_a_model_that_is_still_loading_is_no_fault():
    with Server(lambda r: Answer(content="yes", delay_s=3)) as server:
        found = diagnose(endpoint(server.url), seconds=2.0)
        assert found.ok and found.problem == "slow" and "wait" in found.fix


@pytest.mark.parametrize("fault", ["http500", "http429", "http503"])
def test_a_server_that_fails_just_now(fault):
    with Server(say_yes, faults=Faults(rate=1.0, kinds=[fault])) as server:
        found = diagnose(endpoint(server.url))
        assert found.problem == "failing" and len(server.requests) == 1


def test_an_error_that_repeats_the_key_tells_it_to_nobody():
    with Server(say_yes, faults=Faults(rate=1.0, kinds=["echo_key"])) as server:
        found = diagnose(endpoint(server.url, api_key=KEY))
        assert not found.ok and KEY not in found.model_dump_json()


class Page(BaseHTTPRequestHandler):
    """A web page, whatever is asked for."""

    def do_GET(self):
        self.send_response(200)
        self.send_header("content-type", "text/html")
        self.end_headers()
        self.wfile.write(b"<html>Welcome</html>")

    def do_POST(self):
        self.rfile.read(int(self.headers["content-length"]))
        self.do_GET()

    def log_message(self, *args):
        pass


def test_a_web_page_is_no_openai_server():
    with HTTPServer(("127.0.0.1", 0), Page) as web:
        threading.Thread(target=web.serve_forever, daemon=True).start()
        found = diagnose(endpoint(f"http://127.0.0.1:{web.server_address[1]}"))
        assert found.problem == "not_openai" and "/v1" in found.fix
        web.shutdown()


def test_tls_that_does_not_fit(tmp_path):
    """https:// to a server without TLS, and a certificate that nobody signed."""
    with Server(say_yes) as server:
        found = diagnose(endpoint(server.url.replace("http://", "https://")))
        assert found.problem == "tls" and "http://" in found.fix
        model = model_of(server.url.replace("http://", "https://"), tmp_path)
        with pytest.raises(EndpointDead, match="no safe connection"):
            model.ask(PROMPT, Decision)
    key, cert = tmp_path / "key.pem", tmp_path / "cert.pem"
    command = "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost"
    subprocess.run(
        [*command.split(), "-keyout", str(key), "-out", str(cert)],
        check=True,
        capture_output=True,
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(cert, key)
    with HTTPServer(("127.0.0.1", 0), Page) as web:
        web.socket = context.wrap_socket(web.socket, server_side=True)
        threading.Thread(target=web.serve_forever, daemon=True).start()
        found = diagnose(endpoint(f"https://127.0.0.1:{web.server_address[1]}/v1"))
        assert found.problem == "tls" and "SSL_CERT_FILE" in found.fix
        web.shutdown()
