"""Every fault of an endpoint or a model ends in its own outcome, in bounded time."""

import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from llm_server import Answer, Faults, Server, scripted
from llm_tasks import GOOD, PROMPT, Decision, Told, decision, model_of

from agent import errors
from agent.errors import NoAnswer, Unauthorized
from agent.llm.faults import Fault

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


def test_a_fault_knows_what_it_is_about():
    about_model = Fault("status", "The model `x` does not exist", status=404)
    about_form = Fault("status", "json_schema is not found for model x", status=404)
    assert about_model.lacks_model and not about_form.lacks_model
    assert about_form.about_form and not about_form.temporary
    assert Fault("status", "", status=429).temporary
    assert not Fault("status", "", status=501).temporary
