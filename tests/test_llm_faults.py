"""Every fault of an endpoint or a model ends in its own outcome, in bounded time."""

import logging
import os
import socket
import subprocess
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import langchain_openai  # loading it is not the time of an endpoint
import pytest
from llm_server import Answer, Faults, Server, scripted
from llm_tasks import GOOD, PROMPT, Decision, Told, endpoint, model_of

from agent import errors
from agent.errors import EndpointDead, NoAnswer, Stopped, Unauthorized, Unavailable
from agent.llm import Model
from agent.llm.faults import Fault, retry_after

ROOT = Path(__file__).resolve().parent.parent
assert langchain_openai
CANARY = "sk-canary-7f3a9c1e5b2d4f60"
MENDED = {
    "sloppy_json": ["trailing comma", "prose"],
    "wrapped": ["unwrapped"],
    "fenced": ["fence"],
    "prose": ["prose"],
    "think": ["think tags"],
    "no_usage": [],
    "slow": [],
}
"""Faults of answers that are mended here, and the repairs that it takes."""
ASKED_AGAIN = ["malformed_json", "truncated", "wrong_schema", "empty", "refusal"]
RETRIED = ["http500", "http502", "http503", "http504", "http429", "bad_body"]
RETRIED += ["connection_lost"]


def within(seconds: float):
    """The time that a run has left, from now on."""
    end = time.monotonic() + seconds
    return lambda: end - time.monotonic()


def decision(request):
    if request.must_call:
        name = next(iter(request.tools))
        return Answer(tool_calls=[{"name": name, "arguments": GOOD}])
    return GOOD


@pytest.mark.parametrize("fault", MENDED)
def test_what_needs_no_guess_is_mended_here(fault, tmp_path):
    with Server(decision, faults=Faults(at={1: fault})) as server:
        reply = model_of(server.url, tmp_path).ask(PROMPT, Decision)
        assert reply.value == Decision.model_validate(GOOD)
        assert set(MENDED[fault]) <= set(reply.repairs)
        assert len(server.requests) == 1
        assert reply.usage.estimated == (fault == "no_usage")
        assert reply.usage.input_tokens > 100 and reply.usage.output_tokens > 20


@pytest.mark.parametrize("fault", ASKED_AGAIN)
@pytest.mark.parametrize("rung", ["json_schema", "tool", "text"])
def test_what_cannot_be_mended_is_asked_for_again_once(fault, rung, tmp_path):
    with Server(decision, faults=Faults(at={1: fault})) as server:
        reply = model_of(server.url, tmp_path, rung).ask(PROMPT, Decision)
        assert reply.value == Decision.model_validate(GOOD)
        assert reply.answers == len(server.requests) == 2
        assert "could not be used" in server.requests[1].text
        if fault == "truncated":
            assert server.requests[1].max_tokens == 2 * server.requests[0].max_tokens


@pytest.mark.parametrize("fault", [*ASKED_AGAIN, "unknown_tool"])
def test_the_second_faulty_answer_is_no_answer(fault, tmp_path):
    rung = "tool" if fault == "unknown_tool" else "json_schema"
    with Server(decision, faults=Faults(at={1: fault, 2: fault})) as server:
        told = Told()
        model = model_of(server.url, tmp_path, rung, tell=told.append)
        with pytest.raises(NoAnswer) as caught:
            model.ask(PROMPT, Decision)
        assert len(server.requests) == 2
        assert caught.value.exit_code == 4 and caught.value.fix
        assert told.outcomes == ["ok", "ok"] and model.down is None


def test_an_unknown_tool_is_told_by_name(tmp_path):
    with Server(decision, faults=Faults(at={1: "unknown_tool"})) as server:
        reply = model_of(server.url, tmp_path, "tool").ask(PROMPT, Decision)
        assert reply.answers == 2
        assert "no_such_tool" in server.requests[1].text


def test_text_instead_of_a_tool_is_taken(tmp_path):
    with Server(scripted([Answer(content=f"I choose {{}}: {GOOD!r}")])) as server:
        reply = model_of(server.url, tmp_path, "tool").ask(PROMPT, Decision)
        assert reply.value.layers == 2 and "single quotes" in reply.repairs


@pytest.mark.parametrize("fault", RETRIED)
def test_a_passing_fault_is_retried(fault, tmp_path):
    faults = Faults(at={1: fault, 2: fault}, retry_after=0.2)
    with Server(decision, faults=faults) as server:
        told = Told()
        model = model_of(server.url, tmp_path, tell=told.append)
        reply = model.ask(PROMPT, Decision)
        assert reply.attempts == 3 and len(server.requests) == 3
        assert all(request.attempt == 1 for request in server.requests)
        assert told[0].attempts == 3 and told[0].outcome == "ok"
        assert model.spent.calls == 3 and model.spent.failed == 2


@pytest.mark.parametrize("fault", ["http500", "http429", "connection_lost"])
def test_a_lasting_fault_is_tried_four_times_and_twice_in_all(fault, tmp_path):
    faults = Faults(rate=1.0, kinds=[fault], retry_after=0.1)
    with Server(decision, faults=faults) as server:
        model = model_of(server.url, tmp_path)
        with pytest.raises(Unavailable):
            model.ask(PROMPT, Decision)
        assert len(server.requests) == 4
        with pytest.raises(Unavailable):
            model.ask(PROMPT, Decision)
        assert len(server.requests) == 8
        for _ in range(3):
            with pytest.raises(EndpointDead, match="given up"):
                model.ask(PROMPT, Decision)
        assert len(server.requests) == 8


def test_retry_after_is_honoured_as_seconds_and_as_a_date(tmp_path):
    for as_date in (False, True):
        faults = Faults(at={1: "http429"}, retry_after=2, as_date=as_date)
        with Server(decision, faults=faults) as server:
            started = time.monotonic()
            model_of(server.url, tmp_path).ask(PROMPT, Decision)
            passed = time.monotonic() - started
            assert passed >= (1.0 if as_date else 2.0)  # a date has whole seconds
            assert len(server.requests) == 2


def test_retry_after_in_all_its_forms():
    assert retry_after("7") == 7.0 and retry_after("0.5") == 0.5
    assert retry_after("-3") == 0.0
    assert retry_after(None) is None and retry_after("soon") is None
    assert retry_after("Wed, 21 Oct 2015 07:28:00 GMT") == 0.0
    assert (retry_after("Wed, 21 Oct 2099 07:28:00 GMT") or 0) > 1e9


def test_a_wait_that_does_not_fit_is_not_begun(tmp_path):
    faults = Faults(at={1: "http429"}, retry_after=3600)
    with Server(decision, faults=faults) as server:
        model = model_of(server.url, tmp_path, left=lambda: 30.0)
        started = time.monotonic()
        with pytest.raises(Unavailable, match="did not answer"):
            model.ask(PROMPT, Decision)
        assert time.monotonic() - started < 20 and len(server.requests) == 1


def test_a_server_that_never_answers_costs_its_time_and_no_more(tmp_path):
    with Server(decision, faults=Faults(rate=1.0, kinds=["timeout"])) as server:
        where = endpoint(server.url, read_s=2.0)
        model = model_of("", tmp_path, endpoint=where, left=within(5))
        started = time.monotonic()
        with pytest.raises(Unavailable):
            model.ask(PROMPT, Decision)
        assert time.monotonic() - started < 20
        assert 1 <= len(server.requests) <= 2


def test_a_server_that_drips_is_cut_off(tmp_path):
    """A byte now and then keeps the client's own time-out from ever coming."""
    with Server(decision, faults=Faults(rate=1.0, kinds=["drip"])) as server:
        where = endpoint(server.url, read_s=2.0)
        model = model_of("", tmp_path, endpoint=where, left=within(5))
        started = time.monotonic()
        with pytest.raises(Unavailable):
            model.ask(PROMPT, Decision)
        assert time.monotonic() - started < 20


def test_no_call_is_begun_without_time(tmp_path):
    with Server(decision) as server:
        model = model_of(server.url, tmp_path, left=lambda: 0.5)
        with pytest.raises(errors.CapReached, match="time"):
            model.ask(PROMPT, Decision)
        assert not server.requests


@pytest.mark.parametrize("where", ["answer", "retry"])
def test_every_wait_can_be_broken_off(where, tmp_path):
    kind = "timeout" if where == "answer" else "http429"
    faults = Faults(rate=1.0, kinds=[kind], retry_after=50)
    with Server(decision, faults=faults) as server:
        stop = threading.Event()
        model = model_of(server.url, tmp_path, stopping=stop.is_set)
        threading.Timer(1.0, stop.set).start()
        started = time.monotonic()
        with pytest.raises(Stopped):
            model.ask(PROMPT, Decision)
        assert time.monotonic() - started < 20
        assert len(server.requests) == 1


def dead_port() -> str:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    return f"http://127.0.0.1:{port}/v1"


def test_a_dead_port_is_noticed_within_ten_seconds_and_costs_nothing_more(tmp_path):
    told = Told()
    model = model_of(dead_port(), tmp_path, None, tell=told.append)
    started = time.monotonic()
    with pytest.raises(EndpointDead) as caught:
        model.ask(PROMPT, Decision)
    assert time.monotonic() - started < 10
    assert caught.value.exit_code == 4 and "start the server" in caught.value.fix
    calls = model.spent.calls
    started = time.monotonic()
    for _ in range(50):
        with pytest.raises(EndpointDead):
            model.ask(PROMPT, Decision)
    assert time.monotonic() - started < 2 and model.spent.calls == calls
    assert told.outcomes == ["llm-dead"] * 51 and not list(tmp_path.iterdir())


def test_a_host_that_swallows_packets_is_noticed_within_ten_seconds(tmp_path):
    """A full backlog takes no further connection: the way to it hangs."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(0)
        port = listener.getsockname()[1]
        waiting = [socket.socket() for _ in range(8)]
        for one in waiting:
            one.setblocking(False)
            one.connect_ex(("127.0.0.1", port))
        model = model_of(f"http://127.0.0.1:{port}/v1", tmp_path)
        started = time.monotonic()
        with pytest.raises(EndpointDead):
            model.ask(PROMPT, Decision)
        assert 3 < time.monotonic() - started < 10
        for one in waiting:
            one.close()


def test_a_server_that_dies_in_the_middle_is_given_up(tmp_path):
    server = Server(decision)
    with server:
        model = model_of(server.url, tmp_path)
        model.ask(PROMPT, Decision)
    started = time.monotonic()
    with pytest.raises(EndpointDead):
        model.ask(PROMPT, Decision)
    assert time.monotonic() - started < 10 and model.down


@pytest.mark.parametrize("fault", ["http401", "http403"])
def test_a_refused_key_is_asked_once(fault, tmp_path):
    with Server(decision, faults=Faults(rate=1.0, kinds=[fault])) as server:
        model = model_of(server.url, tmp_path, None)
        for _ in range(3):
            with pytest.raises(Unauthorized) as caught:
                model.ask(PROMPT, Decision)
        assert "OPENAI_API_KEY" in caught.value.fix and len(server.requests) == 1


def test_an_account_without_credit_is_not_waited_for(tmp_path):
    message = {"message": "You exceeded your quota", "code": "insufficient_quota"}
    with Server(lambda request: Answer(status=429, error=message)) as server:
        with pytest.raises(Unauthorized, match="credit"):
            model_of(server.url, tmp_path).ask(PROMPT, Decision)
        assert len(server.requests) == 1


def test_a_model_that_is_not_there_is_asked_for_once(tmp_path):
    with Server(decision, models=["other"]) as server:
        model = model_of(server.url, tmp_path, None)
        for _ in range(2):
            with pytest.raises(errors.WrongEndpoint, match="test-model"):
                model.ask(PROMPT, Decision)
        assert len(server.requests) == 1 and not list(tmp_path.iterdir())


def test_an_address_without_v1_is_told_after_two_requests(tmp_path):
    with Server(decision) as server:
        told = Told()
        model = model_of(server.root, tmp_path, None, tell=told.append)
        with pytest.raises(errors.WrongEndpoint) as caught:
            model.ask(PROMPT, Decision)
        assert f"{server.root}/v1" in caught.value.fix
        assert len(told) == 2 and model.down


def test_a_page_instead_of_an_api_is_told(tmp_path):
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            self.rfile.read(int(self.headers["content-length"]))
            self.send_response(200)
            self.send_header("content-type", "text/html")
            self.end_headers()
            self.wfile.write(b"<html>Welcome</html>")

        def log_message(self, *args):
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as web:
        threading.Thread(target=web.serve_forever, daemon=True).start()
        url = f"http://127.0.0.1:{web.server_address[1]}/"
        model = model_of(url.rstrip("/"), tmp_path)
        with pytest.raises(errors.WrongEndpoint, match="no OpenAI-compatible"):
            model.ask(PROMPT, Decision)
        web.shutdown()


@pytest.mark.parametrize(
    "raw",
    ["[]", "{}", '{"choices": []}', '{"choices": null}', '{"error": "boom"}', '"x"']
    + ['{"choices": [{"message": {"role": "assistant"}}]}', "null", "7"],
)
def test_answers_in_no_known_form_are_outcomes_too(raw, tmp_path):
    with Server(scripted([Answer(raw=raw), decision])) as server:
        reply = model_of(server.url, tmp_path).ask(PROMPT, Decision)
        assert reply.value.layers == 2 and len(server.requests) == 2


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


def test_tracing_sends_nothing_anywhere(tmp_path, monkeypatch):
    """Prompts go to the endpoint alone, whatever LangChain is told to do besides."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(3)
        monkeypatch.setenv("LANGSMITH_TRACING", "true")
        monkeypatch.setenv("LANGSMITH_API_KEY", "x")
        port = listener.getsockname()[1]
        monkeypatch.setenv("LANGSMITH_ENDPOINT", f"http://127.0.0.1:{port}")
        with Server(decision) as server:
            model_of(server.url, tmp_path).ask(PROMPT, Decision)
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


def test_a_fault_knows_what_it_is_about():
    about_model = Fault("status", "The model `x` does not exist", status=404)
    about_form = Fault("status", "json_schema is not found for model x", status=404)
    assert about_model.lacks_model and not about_form.lacks_model
    assert about_form.about_form and not about_form.temporary
    assert Fault("status", "", status=429).temporary
    assert not Fault("status", "", status=501).temporary
