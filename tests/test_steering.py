"""Steering: wishes held against the catalogue, and a real run that is steered, killed
and resumed."""

import json
import os
import signal
import subprocess
import time
from pathlib import Path

import pytest
from plans import done, plan_of, task
from test_bad_input import FORGEWELD, forgeweld
from test_line import SAY, left_after, wait_for

from agent.errors import UsageError
from agent.interfaces import commands
from agent.proposers import rules, steered
from agent.proposers.pace import Pace
from agent.proposers.portfolio import Portfolio
from agent.proposers.rules import Rules
from agent.proposers.tune import Tune
from agent.proposers.wishing import Unfit, wished
from agent.records import Plan, TaskSpec
from agent.run import events, rundir, steering
from agent.run.steering import Request


def wish(spec: TaskSpec, profile, *pairs: tuple[str, str]) -> TaskSpec:
    for kind, name in pairs:
        wishes, _ = wished(spec, profile, kind, name)
        spec = spec.model_copy(update={"wishes": wishes})
    return spec


@pytest.mark.parametrize(
    ("pairs", "why"),
    [
        ([("pin", "gatd")], "there is no block or modality 'gatd'; there are gated"),
        ([("pin", "tcn")], "tcn does not serve this task: binary from the_image"),
        ([("pin", "fusion tcn")], "no block or modality 'tcn'"),
        ([("pin", "wheel gated")], "'wheel' is no role"),
        ([("forbid", "gated"), ("pin", "gated")], "fusion gated is forbidden"),
        ([("pin", "gated"), ("forbid", "gated")], "fusion gated is pinned"),
        ([("pin", "gated"), ("pin", "film")], "beside the other wishes (fusion gated)"),
        ([("pin", "the_image"), ("pin", "ridge")], "does not serve this task"),
        ([("forbid", "input vector")], "vector is the last input for the_vector"),
        ([("forbid", "the_image"), ("forbid", "the_vector")], "the last modality"),
        ([("forbid", "concat")], "made of concat"),
        ([("free", "gated")], "neither pinned nor forbidden"),
    ],
)
def test_what_can_not_be_is_refused_with_the_reason(pairs, why):
    spec, profile = task("image vector", "binary")
    with pytest.raises(Unfit) as said:
        wish(spec, profile, *pairs)
    assert why in str(said.value)


def test_the_last_encoder_of_a_modality_stays():
    spec, profile = task("image vector", "binary")
    names = {e for _, e in steered.ways_in("vector", "network")}
    *most, last = sorted(names)
    spec = wish(spec, profile, *(("forbid", f"encoder {n}") for n in most))
    with pytest.raises(Unfit, match="is the last encoder for the_vector"):
        wish(spec, profile, ("forbid", f"encoder {last}"))


def search(spec: TaskSpec, profile, rounds: int, before=()) -> list[Plan]:
    """The plans that rules and tuning propose, each scored a little better."""
    history = tuple(before)
    rule = Rules(Pace(lambda: 250.0))
    everyone = Portfolio({"rules": rule, "tune": Tune(rule)}, rule.pace)
    found = []
    for _ in range(rounds):
        plan = everyone(spec, profile, history)
        if plan is None:
            break
        found.append(plan)
        index = len(history) + 1
        history += (done(index, plan, 0.5 + 0.01 * index, stopped="patience"),)
    return found


@pytest.mark.parametrize(
    "wanted",
    [
        [("pin", "cross_attention")],
        [("pin", "encoder resnet"), ("forbid", "gated")],
        [("pin", "the_image"), ("forbid", "encoder cnn")],
        [("forbid", "the_vector")],
        [("pin", "logistic")],
        [("forbid", "boosted_trees"), ("forbid", "conv1d"), ("pin", "flat_cnn")],
    ],
)
def test_every_later_plan_is_as_the_wishes_want_it(wanted):
    spec, profile = task("image vector", "binary")
    before = [done(i + 1, p, 0.9) for i, p in enumerate(search(spec, profile, 6))]
    spec = wish(spec, profile, *wanted)
    plans = search(spec, profile, 14, before)
    assert plans, "there is something to try"
    for plan in plans:
        mine = steered.parts(spec, Plan.model_validate(plan.model_dump()))
        assert mine.issuperset(spec.wishes.pinned), plan.name
        assert mine.isdisjoint(spec.wishes.forbidden), plan.name
    keys = [steered.bent(spec, profile, p) for p in plans]
    assert keys == plans, "nothing is left to bend"


def test_without_wishes_nothing_is_bent():
    spec, profile = task("image vector table", "multiclass")
    for plan in rules.baselines(spec, profile):
        assert steered.bent(spec, profile, plan) is plan
    late = plan_of(spec, profile)
    assert steered.obeys(spec, late)


def test_a_longer_run_does_not_begin_again():
    """Twice the time would begin with larger encoders: what has run stays run."""
    spec, profile = task("image vector", "binary")
    short = spec.model_copy(
        update={"budget": spec.budget.model_copy(update={"seconds": 30})}
    )
    plans = rules.baselines(short, profile)
    history = tuple(done(i + 1, p, 0.8) for i, p in enumerate(plans))
    later = {p.name for p in rules.due(spec, profile, history)}
    assert later.isdisjoint(p.name for p in plans)


@pytest.fixture
def resting(tmp_path) -> Path:
    """A run that was made and never begun."""
    spec, profile = task("image vector", "binary")
    run_dir = tmp_path / "generated" / "resting-123456"
    run_dir.mkdir(parents=True)
    run = rundir.RunFile(
        name=run_dir.name, identity="i", spec=spec, profile=profile, created=1.0
    )
    rundir.write(run_dir, run)
    events.EventLog(run_dir).add("run.created", statement=spec.statement)
    return run_dir


@pytest.mark.parametrize(
    ("kind", "data", "why"),
    [
        ("skip", {}, "no trial is running"),
        ("extend", {"minutes": 0}, "minutes are above 0"),
        ("extend", {"minutes": float("inf")}, "minutes are above 0"),
        ("extend", {"minutes": "soon"}, "can't be asked"),
        ("pin", {}, "wants a block's or a modality's name"),
        ("pin", {"block": "\x1b[31mnothing"}, "there is no block"),
        ("steal", {}, "can't be asked"),
        ("skip", {"block": "gated", "pace": 2}, "can't be asked"),
    ],
)
def test_a_bad_request_is_never_written(resting, kind, data, why):
    with pytest.raises(UsageError) as said:
        steering.ask(resting, kind, **data)
    assert why in said.value.what
    assert not (resting / steering.FILE).exists()


def test_what_is_asked_of_a_resting_run_waits(resting):
    first = steering.ask(resting, "pin", block="gated")
    with pytest.raises(UsageError, match="is pinned"):
        steering.ask(resting, "forbid", block="gated")
    with (resting / steering.FILE).open("ab") as file:
        file.write(b'{"id": "torn')  # its writer was killed
    second = steering.ask(resting, "extend", minutes=2)
    assert [r.id for r in steering.requests(resting)] == [first, second]
    told = forgeweld("extend", "1.5", "--json", cwd=resting.parents[1])
    assert told.returncode == 0
    assert json.loads(told.stdout)["answered"] is False
    refused = forgeweld("pin", "film", "--json", cwd=resting.parents[1])
    assert refused.returncode == 2
    assert json.loads(refused.stdout)["error"]["code"] == "usage"


def test_a_request_is_applied_once(resting):
    """However often the process is killed between doing it and saying so."""
    request = steering.ask(resting, "extend", minutes=2)
    run = rundir.load(resting)

    def process() -> TaskSpec:
        log = events.EventLog(resting)
        seen = list(events.read(log.path))
        spec = rundir.load(resting).spec
        wishes = steering.wishes(spec, seen)
        spec = spec.model_copy(update={"wishes": wishes})
        return steering.Steering(resting, log, run.profile).look(spec, ())

    assert process().budget.seconds == 420
    path = resting / events.FILE
    whole = path.read_bytes()
    path.write_bytes(whole[: whole.rstrip(b"\n").rfind(b"\n") + 1])  # not said yet
    assert process().budget.seconds == process().budget.seconds == 420
    said = [e for e in events.read(path) if e.type == "steer.done"]
    assert [e.data["id"] for e in said] == [request]
    # both were possible when they were asked for; together they are not
    for block in ("gated", "film"):
        asked = Request(id=block, ts=0, kind="pin", block=block)
        steering._append(resting / steering.FILE, asked)
    assert process().wishes.pinned == ("fusion gated",)
    assert process().wishes.pinned == ("fusion gated",)
    assert steering.answer(resting, "film").type == "steer.refused"
    assert "no plan could be so" in steering.answer(resting, "film").data["message"]


def skipped(home: Path) -> int:
    """Skip whatever runs, between two trials a little later; its number."""
    while True:
        said = forgeweld("skip", "--json", cwd=home)
        if said.returncode == 0:
            message = json.loads(said.stdout)["message"]
            assert message.endswith(" was skipped; the run goes on"), message
            return int(message.split()[0].removeprefix("#"))
        assert "no trial" in said.stdout or "by itself" in said.stdout, said.stdout


def test_a_live_run_is_steered_killed_and_resumed(toy, tmp_path):
    words = ["run", SAY, "--data", str(toy), "--minutes", "2"]
    first = subprocess.Popen(
        [str(FORGEWELD), *words],
        cwd=tmp_path,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    folder = wait_for(tmp_path, "trial.started", 1)
    assert steering.answer(folder, steering.ask(folder, "extend", minutes=5))
    asked = steering.ask(folder, "forbid", block="sweep")
    told = steering.answer(folder, asked)
    assert told and "no later plan has modality sweep" in told.data["message"]
    assert forgeweld("pin", "picture", cwd=tmp_path).returncode == 0
    gone = skipped(tmp_path)
    wait_for(tmp_path, "trial.started", gone + 1)
    os.kill(rundir.pid(folder) or 0, signal.SIGKILL)
    _, told = first.communicate()
    assert "skip: " in told and "extend: 5 min more: 7 min in all" in told
    assert not left_after(folder)

    commands.begin(folder)
    wait_for(tmp_path, "trial.started", gone + 2)
    rundir.stop(folder)
    seen = list(events.read(folder / events.FILE))
    trial = events.trials(seen)[gone - 1]
    assert trial.verdict == trial.failure == "skipped" and trial.result.survivors == 0
    assert rundir.load(folder).spec.budget.seconds == 420
    answers = [e for e in seen if e.type in steering.ANSWERS]
    kinds = [e.data["kind"] for e in answers]
    assert kinds[:3] == ["extend", "forbid", "pin"]
    assert set(kinds[3:]) == {"skip"}  # asked again while trials end by themselves
    last = next(e.seq for e in answers if e.data["kind"] == "pin")
    later = {e.trial: e for e in seen if e.type == "trial.started" and e.seq > last}
    assert gone + 2 in later
    for event in later.values():
        modalities = {b["modality"] for b in event.data["plan"]["branches"]}
        assert "picture" in modalities and "sweep" not in modalities
    assert "skipped" in forgeweld("leaderboard", cwd=tmp_path).stdout


def test_more_time_lets_a_finished_run_go_on(resting):
    """The same rule as for another budget: there is work again."""
    log = events.EventLog(resting)
    budget = rundir.load(resting).spec.budget.model_dump(mode="json")
    log.add("run.finished", outcome={}, budget=budget)
    log.add("run.state", state="finished")
    assert not commands.has_work(resting)
    steering.ask(resting, "extend", minutes=1)
    assert commands.has_work(resting)
    assert time.time() - steering.requests(resting)[0].ts < 60
