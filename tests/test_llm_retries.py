"""One retry layer: as often and as long as it should be, and never longer."""

import socket
import threading
import time

import langchain_openai  # loading it is not the time of an endpoint
import pytest
from llm_server import Faults, Server
from llm_tasks import PROMPT, Decision, Told, dead_port, decision, endpoint, model_of

from agent import errors
from agent.errors import EndpointDead, Stopped, Unavailable
from agent.llm.faults import retry_after

assert langchain_openai
RETRIED = ["http500", "http502", "http503", "http504", "http429", "bad_body"]
RETRIED += ["connection_lost"]


def within(seconds: float):
    """The time that a run has left, from now on."""
    end = time.monotonic() + seconds
    return lambda: end - time.monotonic()


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
    assert time.monotonic() - started < 10 and model.spent.calls == calls
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
