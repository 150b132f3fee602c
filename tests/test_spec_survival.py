"""Survival tasks: the time, the event, and which value means that it happened."""

import pytest
from statements import BIKES, CUSTOMER, MACHINE, PATIENT, read

from agent.errors import DataError

PAIRS = [
    (
        "Estimate the time until failure; `event` says if the machine failed.",
        MACHINE,
        ("time", "event", "1"),
    ),
    ("Survival analysis: time and event.", MACHINE, ("time", "event", "1")),
    ("Predict time to event.", MACHINE, ("time", "event", "1")),
    ("Predict `time` and `event`, right-censored.", MACHINE, ("time", "event", "1")),
    ("Rank machines by their concordance index.", MACHINE, ("time", "event", "1")),
    ("Predict the survival time of patients.", PATIENT, ("days", "status", "dead")),
    (
        "How long does the patient survive? Fit a Cox model.",
        PATIENT,
        ("days", "status", "dead"),
    ),
    ("对患者做生存分析，根据影像和年龄", PATIENT, ("days", "status", "dead")),
    ("预测患者的存活时间", PATIENT, ("days", "status", "dead")),
    (
        "预测生存时间，有右删失",
        "图片 image; 随访时间 number 0..99; 死亡 boolean",
        ("随访时间", "死亡", "1"),
    ),
    (
        "预测设备多久后会发生故障",
        "振动 series; 运行时间 number 0..99; 故障 boolean",
        ("运行时间", "故障", "1"),
    ),
    ("Predict the time to churn.", CUSTOMER, ("tenure", "churned", "1")),
    (
        "How many months until the customer churns?",
        CUSTOMER,
        ("tenure", "churned", "1"),
    ),
    # The other way round.
    (
        "Time-to-event task.",
        "x number; duration number 0..9; censored boolean",
        ("duration", "censored", "0"),
    ),
    (
        "生存分析",
        "x number; 生存期 number 0..9; 是否删失 boolean =是,否",
        ("生存期", "是否删失", "否"),
    ),
    (
        "Survival analysis.",
        "x number; weeks number 0..9; alive boolean =yes,no",
        ("weeks", "alive", "no"),
    ),
    # What a value means, by custom and by the statement.
    (
        "Survival analysis.",
        "x number; time number 0..9; status integer 1..2",
        ("time", "status", "2"),
    ),
    (
        "Survival analysis; status: 1 means that the patient died, 2 = censored.",
        "x number; time number 0..9; status integer 1..2",
        ("time", "status", "1"),
    ),
    (
        "Survival analysis; in `censored` 1 means the event was observed.",
        "x number; time number 0..9; censored boolean",
        ("time", "censored", "1"),
    ),
    (
        "生存分析，status中0表示删失，1表示死亡",
        "x number; time number 0..9; status boolean",
        ("time", "status", "1"),
    ),
]


@pytest.mark.parametrize(("statement", "columns", "wanted"), PAIRS)
def test_time_and_event(statement, columns, wanted):
    spec = read(statement, columns)
    assert spec.kind == "survival", spec.notes
    assert (*spec.target, spec.positive) == wanted
    assert spec.metric.name == "c_index"
    used = {column for m in spec.modalities for column in m.columns}
    assert not used & set(spec.target)


NO_PAIR = [
    # A class or a time, not a time and an event.
    (
        "Predict the survival of the passengers.",
        "fare number; age number; survived boolean",
        ("binary", "survived"),
    ),
    (
        "预测乘客是否存活",
        "票价 number; survived boolean",
        ("binary", "survived"),
    ),
    ("Predict churn.", CUSTOMER, ("binary", "churned")),
    (
        "Predict whether the machine fails, column `event`.",
        MACHINE,
        ("binary", "event"),
    ),
    ("Predict the tenure.", CUSTOMER, ("regression", "tenure")),
    (
        "Predict the time to failure.",
        "x number; time_to_failure number 0..9; is_urban boolean",
        ("regression", "time_to_failure"),
    ),
    (
        "Estimate how long the trip lasts.",
        "x number; duration number; is_night boolean",
        ("regression", "duration"),
    ),
    ("Predict how many bikes are rented until noon.", BIKES, ("regression", "count")),
    (
        "Faces are censored in the photos. Predict `age`.",
        "photo image; time number 1..9; event boolean; age number",
        ("regression", "age"),
    ),
    (
        "Predict `time` until arrival; do not use `event`.",
        MACHINE,
        ("regression", "time"),
    ),
]


@pytest.mark.parametrize(("statement", "columns", "wanted"), NO_PAIR)
def test_what_is_no_survival_task_is_not_taken_for_one(statement, columns, wanted):
    spec = read(statement, columns)
    assert (spec.kind, spec.target) == (wanted[0], (wanted[1],)), spec.notes


ASKED = [
    (
        "Survival analysis.",
        "x number; time number 0..9; y number 0..9",
        {},
        "takes a time and whether",
    ),
    (
        "Survival analysis.",
        "weeks number 0..9; months number 0..9; event boolean",
        {},
        "2 columns may hold the time",
    ),
    (
        "Survival analysis.",
        "weeks number 0..9; died boolean; relapsed boolean",
        {},
        "2 columns may hold whether",
    ),
    (
        "Survival analysis.",
        "weeks number 0..9; event category =ba,ab",
        {},
        "is not clear",
    ),
    ("Predict `time` and `event`.", MACHINE, {}, "cannot be predicted together"),
    ("Survival.", MACHINE, {"kind": "survival", "target": "temp,time"}, "takes a time"),
]


@pytest.mark.parametrize(("statement", "columns", "flags", "what"), ASKED)
def test_what_is_open_is_asked(statement, columns, flags, what):
    with pytest.raises(DataError, match=what) as caught:
        read(statement, columns, **flags)
    assert "--" in caught.value.fix


def test_flags():
    columns = "weeks number 0..9; months number 0..9; event boolean; died boolean"
    spec = read("Learn.", columns, kind="survival", target="died,months")
    assert (spec.target, spec.positive) == (("months", "died"), "1")
    spec = read("Learn.", MACHINE, kind="survival", positive="0")
    assert (spec.target, spec.positive) == (("time", "event"), "0")
    spec = read("Time to failure.", MACHINE, kind="regression", target="time")
    assert (spec.kind, spec.target) == ("regression", ("time",))
    with pytest.raises(DataError, match="no value 'x'"):
        read("Learn.", MACHINE, kind="survival", positive="x")


def test_a_turned_column_is_told():
    spec = read(
        "Survival.", "x number; time number 0..9; censored boolean", kind="survival"
    )
    assert any("the other way round" in note for note in spec.notes)
