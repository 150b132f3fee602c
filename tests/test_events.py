"""The run's file: gap-free, durable, and readable while it is written."""

import json

import pytest
from plans import task

from agent.errors import RunError
from agent.run import events, rundir


def test_seq_has_no_gaps_over_several_writers(tmp_path):
    for _ in range(3):
        log = events.EventLog(tmp_path)
        log.add("run.state", state="running")
        log.add("metric", 1, valid_loss=0.5)
    found = list(events.read(tmp_path / events.FILE))
    assert [e.seq for e in found] == list(range(1, 7))
    assert found[1].trial == 1 and found[1].data == {"valid_loss": 0.5}


def test_half_a_line_is_not_seen_and_then_cut_off(tmp_path):
    log = events.EventLog(tmp_path)
    log.add("run.state", state="running")
    path = tmp_path / events.FILE
    with path.open("a") as file:
        file.write('{"v":1,"seq":2,"ts":1.0,"ru')
    assert [e.seq for e in events.read(path)] == [1]
    events.EventLog(tmp_path).add("run.state", state="stopped")
    lines = path.read_text().splitlines()
    assert [json.loads(line)["seq"] for line in lines] == [1, 2]


def test_one_kind_is_read_and_what_only_speaks_of_it_is_not(tmp_path):
    log = events.EventLog(tmp_path)
    for n in range(3):
        log.add("metric", n, loss=0.5)
    log.add("model.asked", 1, answer={"type": "metric"}, said='"type":"metric"')
    log.add("metric", 2, loss=0.25)
    found = list(events.read(log.path, kind="metric"))
    assert [(e.seq, e.trial) for e in found] == [(1, 0), (2, 1), (3, 2), (5, 2)]
    assert [e.seq for e in events.read(log.path, 2, kind="metric")] == [3, 5]


def test_time_counts_only_while_a_process_lived(tmp_path):
    stamps = [(100, "running"), (130, "stopped"), (500, "running"), (520, "finished")]
    found = [
        events.Event(seq=i, ts=ts, run="r", type="run.state", data={"state": state})
        for i, (ts, state) in enumerate(stamps, 1)
    ]
    assert events.seconds_used(found) == 50
    assert events.state(found) == "finished"


def test_only_one_process_may_hold_a_run(tmp_path):
    with rundir.locked(tmp_path):
        with pytest.raises(RunError, match="already going"), rundir.locked(tmp_path):
            pass
        assert rundir.pid(tmp_path)
    assert rundir.pid(tmp_path) is None


def test_names_of_data_do_not_collide_with_the_event(tmp_path):
    log = events.EventLog(tmp_path)
    data = {"kind": 1.0, "trial": 2.0, "self": 3.0, "seq": 4.0}
    event = log.add("metric", 7, **data)
    assert (event.type, event.trial, event.data) == ("metric", 7, data)


def test_a_run_that_cant_be_continued_says_what_is_other(tmp_path):
    spec, profile = task("table", "binary")
    run = rundir.RunFile(
        name="r", identity="i", spec=spec, profile=profile, created=0.0
    )
    same = rundir.identity(spec, profile)
    told = {}
    for name, new in {
        "refit": (spec.model_copy(update={"refit": False}), profile),
        "data": (spec, profile.model_copy(update={"rows": 9, "fingerprint": "other"})),
        "split": (spec, profile),
    }.items():
        assert name == "split" or rundir.identity(*new) != same
        told[name] = rundir.another(run, *new, tmp_path / "r")
    assert told["refit"].what == "r is a run of another task"
    assert told["refit"].why == "refit was True, is False"
    assert "data have changed" in told["data"].what
    assert told["data"].why == "1000 rows then, 9 now"
    assert "other rules or blocks" in told["split"].what
