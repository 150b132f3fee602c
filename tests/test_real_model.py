"""A small real model behind a real server: the wire holds, whatever the model is worth.

`make test-llm` brings SmolLM2-135M-Instruct and llama.cpp's server.
"""

import json
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from plans import done, task
from test_model_run import forgeweld

from agent.llm.use import open_model
from agent.outcome import Outcome
from agent.proposers import rules
from agent.proposers.model import Step
from agent.proposers.pace import Pace
from agent.proposers.rules import Rules
from agent.records import ModelUse
from agent.run import events

pytestmark = pytest.mark.heavy
HOME = os.environ.get("FORGEWELD_REAL_MODEL", "")
"""Environment that `make test-llm` makes."""
SERVE = Path(__file__).parent / "fixtures" / "serve_model.py"
NAME = "SmolLM2-135M-Instruct"
SAY = "Predict whether there is an alarm, from the picture and the sweep. Metric: F1."


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    if not HOME:
        pytest.skip("make test-llm brings the model and its server")
    command = [f"{HOME}/bin/python", str(SERVE)]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True) as server:
        assert server.stdout and server.stdin
        yield server.stdout.readline().strip() + "/v1"
        server.stdin.close()
        server.wait(20)


def test_every_step_ends_with_a_legal_plan_or_a_reason(url, tmp_path):
    spec, profile = task("image text table", "multiclass")
    history: tuple = ()
    for i, plan in enumerate(rules.baselines(spec, profile), 1):
        history += (done(i, plan, 0.5 + 0.02 * i, train_at_best=0.3, valid_best=0.4),)
    told: list[tuple[str, dict]] = []
    model = open_model(ModelUse(base_url=url, name=NAME))
    step = Step(
        model,
        Rules(Pace(lambda: 3000.0)),
        tell=lambda kind, **data: told.append((kind, data)),
    )
    for _ in range(4):
        plan = step(spec, profile, history)
        if plan is not None:
            assert plan.proposer == "model" and plan.parent
            history += (done(len(history) + 1, plan, 0.5),)
    assert model.spent.calls > 0 and model.spent.usage.input_tokens > 1000
    print(
        json.dumps(
            [(kind, data.get("action") or data.get("message")) for kind, data in told]
        )
    )
    assert all(kind in ("model.decided", "model.failed") for kind, _ in told)


def test_a_run_with_it_ends_with_a_scored_model(url, toy, tmp_path):
    words = ["run", SAY, "--data", toy, "--minutes", 3, "--trials", 6, "--json"]
    ended = forgeweld(*words, "--model", NAME, "--base-url", url, home=tmp_path)
    assert ended.returncode == 0, ended.stderr
    assert Outcome.model_validate_json(ended.stdout).best
    (log,) = tmp_path.glob(f"generated/*/{events.FILE}")
    print([e.type for e in events.read(log) if e.type.startswith("model.")])
