"""Which request gets a fault of the test server, and what waits clients are told."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import openai
import pytest
from llm_asking import ask, said
from llm_server import Answer, Faults, Server, scripted, smallest

CODE = "A gate.\n\n```python\nx = 1\n```\n"


def always(name: str, **more) -> Faults:
    return Faults(rate=1, kinds=[name], **more)


def test_a_fault_that_does_not_fit_where_it_was_put_is_a_mistake():
    with (
        pytest.raises(ValueError, match="no_code does not fit request 1"),
        Server(
            lambda request: "no code anyway", faults=Faults({1: "no_code"})
        ) as server,
    ):
        assert said(ask(server)) == "no code anyway"
        assert server.requests[0].fault is None
        assert server.stats["unfit.no_code"] == 1


def test_a_drawn_fault_that_does_not_fit_is_left_out_and_not_counted():
    faults = always("no_code", most=1)
    with Server(scripted(["nothing to cut", CODE, CODE]), faults=faults) as server:
        replies = [said(ask(server)) for _ in range(3)]
        assert server.stats["fault.no_code"] == 1
    assert replies[0] == "nothing to cut"
    assert "```" not in replies[1]
    assert replies[2] == CODE


def test_a_fault_put_where_the_endpoint_refuses_is_a_mistake():
    faults = Faults({1: "fenced"})
    with (
        pytest.raises(ValueError, match="fenced does not fit request 1"),
        Server(smallest(), faults=faults, reject={"stream": 400}) as server,
        pytest.raises(openai.BadRequestError),
    ):
        ask(server, stream=True)


def test_unknown_faults_are_a_mistake():
    with pytest.raises(ValueError, match="no fault 'lost'"):
        Answer(wire="lost")
    with pytest.raises(ValueError, match="no fault 'http200'"):
        Faults({1: "http200"})


def test_faults_come_at_their_numbers():
    with Server(smallest(), faults=Faults({2: "empty", 4: "fenced"})) as server:
        replies = [said(ask(server)) for _ in range(4)]
    assert replies == ["ok", "", "ok", "```json\nok\n```"]


def test_no_more_faults_than_the_most():
    with Server(smallest(), faults=always("empty", most=2)) as server:
        assert [said(ask(server)) for _ in range(4)] == ["", "", "ok", "ok"]


def test_faults_only_where_they_may_come():
    faults = always("empty", when=lambda request: "json" in request.text)
    with Server(smallest(), faults=faults) as server:
        assert said(ask(server)) == ""
        assert said(ask(server, messages=[{"role": "user", "content": "a"}])) == "ok"


def drawn(seed: int, order: list[int]) -> dict[int, str | None]:
    """The fault of each of many prompts, asked all at once in this order."""
    faults = Faults(rate=0.5, kinds=["empty", "fenced", "prose"], seed=seed)
    gate = threading.Barrier(4, timeout=30)

    def one(i: int) -> None:
        gate.wait()
        ask(server, messages=[{"role": "user", "content": f"prompt {i}"}])

    with Server(smallest(), faults=faults) as server, ThreadPoolExecutor(4) as pool:
        list(pool.map(one, order))
        return {int(r.text.split()[1]): r.fault for r in server.requests}


def test_a_seed_gives_the_same_faults_in_whatever_order():
    first = drawn(0, list(range(16)))
    assert first == drawn(0, list(range(16))[::-1])
    assert first != drawn(1, list(range(16)))
    assert None in first.values() and len(set(first.values())) > 2


def test_the_same_prompt_is_drawn_anew_each_time():
    faults = Faults(rate=0.5, kinds=["empty"], seed=0)
    with Server(smallest(), faults=faults) as server:
        replies = {said(ask(server)) for _ in range(12)}
    assert replies == {"", "ok"}


def test_the_client_waits_as_long_as_it_is_told():
    faults = Faults({1: "http429"}, retry_after=1.5)
    with Server(smallest(), faults=faults) as server:
        assert said(ask(server, retries=1)) == "ok"
        first, second = server.requests
    assert second.arrived - first.arrived >= 1.5, "longer than it waits by itself"


def test_a_wait_may_be_told_as_a_date():
    faults = Faults({1: "http503"}, retry_after=100, as_date=True)
    with (
        Server(smallest(), faults=faults) as server,
        pytest.raises(openai.InternalServerError) as raised,
    ):
        ask(server)
    told = parsedate_to_datetime(raised.value.response.headers["retry-after"])
    assert 0 < (told - datetime.now(UTC)).total_seconds() <= 100


def test_no_wait_need_be_told():
    with (
        Server(smallest(), faults=Faults({1: "http429"}, retry_after=None)) as server,
        pytest.raises(openai.RateLimitError) as raised,
    ):
        ask(server)
    assert "retry-after" not in raised.value.response.headers
