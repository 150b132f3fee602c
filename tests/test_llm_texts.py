"""Plain answers: a text, or the first fenced block of one."""

import pytest
from llm_server import Answer, Faults, Server, scripted
from llm_tasks import PROMPT, Decision, Told, model_of

from agent.errors import NoAnswer
from agent.llm.model import LONGEST, TEXT

CODE = "class Gate:\n    pass\n"
SAID = f"Here it is.\n\n```python\n{CODE}```\n"


def test_the_first_block_is_taken_and_nothing_else_is_asked_for(tmp_path):
    with Server(lambda r: SAID) as server:
        reply = model_of(server.url, tmp_path, None).ask_text(PROMPT, fence="python")
        assert reply.value == CODE and reply.rung == "text"
        (request,) = server.requests  # no probe: every endpoint can write text
        assert "tools" not in request.sent and "response_format" not in request.sent
        assert "```python" in request.text and request.max_tokens == TEXT


@pytest.mark.parametrize("fault", ["two_code_blocks", "prose_around_code", "think"])
def test_blocks_among_other_things(fault, tmp_path):
    with Server(lambda r: SAID, faults=Faults(at={1: fault})) as server:
        reply = model_of(server.url, tmp_path).ask_text(PROMPT, fence="python")
        assert reply.value == CODE and len(server.requests) == 1


@pytest.mark.parametrize("fault", ["no_code", "empty", "truncated", "refusal"])
def test_without_a_whole_block_it_is_asked_for_once_more(fault, tmp_path):
    with Server(lambda r: SAID, faults=Faults(at={1: fault})) as server:
        reply = model_of(server.url, tmp_path).ask_text(PROMPT, fence="python")
        assert reply.value == CODE and reply.answers == len(server.requests) == 2
        limits = [request.max_tokens for request in server.requests]
        assert limits[1] == (min(2 * TEXT, LONGEST) if fault == "truncated" else TEXT)


def test_what_the_caller_finds_goes_back_once(tmp_path):
    told = Told()
    with Server(lambda r: SAID) as server:
        model = model_of(server.url, tmp_path, tell=told.append)
        with pytest.raises(NoAnswer, match="step prompt"):
            model.ask_text(
                PROMPT, fence="python", check=lambda code: ["it has no BLOCK card"]
            )
        assert "it has no BLOCK card" in server.requests[1].text
        assert len(server.requests) == 2 and model.down is None
    assert all(exchange.usage for exchange in told)


def test_a_text_without_a_fence(tmp_path):
    script = scripted([Answer(content="<think>hm</think>\nTry a gate. "), "", "  "])
    with Server(script) as server:
        model = model_of(server.url, tmp_path)
        assert model.ask_text(PROMPT).value == "Try a gate."
        with pytest.raises(NoAnswer, match="no usable answer"):
            model.ask_text(PROMPT)


def test_a_preview_is_what_is_sent(tmp_path):
    shown = []
    with Server(lambda r: SAID) as server:
        model = model_of(
            server.url, tmp_path, show=lambda name, body: shown.append((name, body))
        )
        before = model.preview(PROMPT)
        assert not server.requests
        model.ask_text(PROMPT)
        sent = {k: v for k, v in server.requests[0].sent.items() if k != "stream"}
        assert before == sent == shown[0][1] and shown[0][0] == "step"
    body = model.preview(PROMPT, Decision)
    assert body["response_format"]["json_schema"]["schema"]["properties"]["action"]
