"""Caps are asked before each call; what is spent is counted, or estimated, and told."""

import threading

import pytest
from llm_server import Answer, Faults, Server
from llm_tasks import GOOD, PROMPT, Decision, Told, model_of

from agent.errors import CapReached, UsageError
from agent.llm import Caps, Meter, Price, Spent, Usage, prices

COUNTED = {"prompt_tokens": 400, "completion_tokens": 50, "total_tokens": 450}
PRICE = Price(input=2.0, output=10.0, cached=0.5)


def counted(request):
    return Answer(content=GOOD, usage=COUNTED)


@pytest.mark.parametrize(
    "caps, calls",
    [
        (Caps(calls=3), 3),
        (Caps(output_tokens=700), 3),
        (Caps(input_tokens=1400), 3),
        (Caps(money=0.01), 3),
        (Caps(calls=0), 0),
    ],
)
def test_a_call_that_could_break_a_cap_is_not_made(caps, calls, tmp_path):
    with Server(counted) as server:
        told = Told()
        model = model_of(server.url, tmp_path, caps=caps, price=PRICE, tell=told.append)
        with pytest.raises(CapReached) as caught:
            for _ in range(10):
                model.ask(PROMPT, Decision)
        assert len(server.requests) == model.spent.calls == calls
        assert caught.value.exit_code == 4 and model.down is None
        assert told[-1].outcome == "llm-cap" and told[-1].attempts == 0
        spent = model.spent
        assert spent.usage.input_tokens <= (caps.input_tokens or 1e9)
        assert spent.usage.output_tokens <= (caps.output_tokens or 1e9)
        assert (spent.money or 0) <= (caps.money or 1e9)


def test_retries_and_probes_count(tmp_path):
    faults = Faults(rate=1.0, kinds=["http503"], retry_after=0)
    with Server(counted, faults=faults) as server:
        model = model_of(server.url, tmp_path, None, caps=Caps(calls=2))
        with pytest.raises(CapReached):
            model.ask(PROMPT, Decision)
        assert len(server.requests) == 2 and model.spent.failed == 2


def test_spent_goes_on_where_an_earlier_part_of_the_run_ended(tmp_path):
    with Server(counted) as server:
        before = Spent(calls=2, usage=Usage(input_tokens=800, output_tokens=100))
        model = model_of(
            server.url, tmp_path, caps=Caps(calls=3), spent=before, price=PRICE
        )
        model.ask(PROMPT, Decision)
        with pytest.raises(CapReached, match="calls"):
            model.ask(PROMPT, Decision)
        assert model.spent.usage.input_tokens == 1200


def test_time_spent_waiting_is_capped(tmp_path):
    with Server(lambda r: Answer(content=GOOD, delay_s=1.2)) as server:
        model = model_of(server.url, tmp_path, caps=Caps(seconds=2))
        model.ask(PROMPT, Decision)
        assert model.spent.seconds >= 1.2
        with pytest.raises(CapReached, match="time"):
            model.ask(PROMPT, Decision)
        assert len(server.requests) == 1


def test_what_is_not_told_is_estimated_and_marked(tmp_path):
    with Server(lambda r: Answer(content=GOOD, usage={})) as server:
        reply = model_of(server.url, tmp_path).ask(PROMPT, Decision)
    assert reply.usage.estimated
    assert 20 < reply.usage.output_tokens < 60 and reply.usage.input_tokens > 100


def test_cached_tokens_cost_less(tmp_path):
    usage = {**COUNTED, "prompt_tokens_details": {"cached_tokens": 300}}
    with Server(lambda r: Answer(content=GOOD, usage=usage)) as server:
        model = model_of(server.url, tmp_path, price=PRICE)
        model.ask(PROMPT, Decision)
    assert model.spent.money == pytest.approx((100 * 2 + 300 * 0.5 + 50 * 10) / 1e6)
    assert model.spent.usage.cached_tokens == 300 and not model.spent.usage.estimated


def test_calls_under_way_count(tmp_path):
    started = threading.Barrier(2, timeout=20)

    def slow(request):
        started.wait()
        return Answer(content=GOOD, usage=COUNTED, delay_s=1.0)

    with Server(slow) as server:
        model = model_of(server.url, tmp_path, caps=Caps(calls=1))
        thread = threading.Thread(target=model.ask, args=(PROMPT, Decision))
        thread.start()
        started.wait()
        with pytest.raises(CapReached):
            model.ask(PROMPT, Decision)
        thread.join()
        assert len(server.requests) == 1


@pytest.mark.parametrize(
    "caps", [Caps(input_tokens=1900), Caps(output_tokens=190), Caps(money=0.0055)]
)
def test_what_calls_under_way_may_cost_counts(caps):
    meter, worst = Meter(caps, PRICE), Usage(input_tokens=1000, output_tokens=100)
    first = meter.begin(worst)
    with pytest.raises(CapReached):
        meter.begin(worst)
    meter.end(first, Usage(input_tokens=100, output_tokens=10), 0.1)
    meter.begin(worst)


def test_a_cap_on_money_needs_a_price():
    with pytest.raises(UsageError, match="money"):
        Meter(Caps(money=1.0))


def test_prices_of_a_file(tmp_path):
    file = tmp_path / "prices.json"
    file.write_text('{"m": {"input": 1, "output": 2}}')
    assert prices(file) == {"m": Price(input=1, output=2)}
    for bad in ("[]", "{", '{"m": {"input": 1}}', '{"m": 3}'):
        file.write_text(bad)
        with pytest.raises(UsageError, match="price file"):
            prices(file)
    with pytest.raises(UsageError):
        prices(tmp_path / "none")
