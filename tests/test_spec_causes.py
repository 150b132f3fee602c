"""Statements of other trades for what made readings wrong in the eleventh round: each
rule where it has to speak, and where it must not."""

import pytest
from statements import read, read_of, table

from agent.errors import DataError

LIFT = (
    "lift_id id; motor_current series; cabin_audio audio; brand category =kone,otis,tk;"
    " floors integer 2..60; report text; serviced date; -breakdown boolean;"
    " -repair_hours number 0..48; -fault_codes category =door|motor,door,motor,brake;"
    " -downtime_days number 0..30"
)
GAIT = (
    "trial_id id; video video; emg series; side category =dom,non; mass_kg number"
    " 30..99;"
    " -knee_left_deg number 0..140; -knee_right_deg number 0..140;"
    " -force_x_n number -90..90; -force_y_n number -90..90; -force_z_n number -90..90"
)
SHOP = (
    "sku id; photo image; city category =oslo,bergen,alta; price number 1..90;"
    " -units_sold integer 0..900; -revenue number 0..9000; -margin number 0..1"
)
BREAD = (
    "批次 id; 面团照片 image; 烤炉曲线 series; 配方 text; 师傅 category"
    " =甲,乙,丙; 水分 number 50..90; 日期 date; -膨胀率 number 0..5;"
    " -外观分 integer 0..90; -是否烤焦 boolean;"
    " -月销量 integer 0..900; -销售额 number 0..9000"
)
PUMP = (
    "泵号 id; 振动 series; 照片 image; 型号 category =甲,乙,丙; 年级 integer 1..9;"
    " -运行天数 number 0..900; -已损坏 boolean; -流量 number 0..90"
)


def marked(columns: str):
    """The table of these columns, of which some hold labels parted by "|"."""
    return tuple(
        c.model_copy(update={"mark": "|"}) if any("|" in v for v in c.values) else c
        for c in table(columns.replace("; ", ";"))
    )


def inputs(spec) -> set[str]:
    return {name for one in spec.modalities for name in one.columns}


@pytest.mark.parametrize(
    ("said", "columns", "name"),
    [
        ("Will it break down? Use only the repair hours.", LIFT, "repair_hours"),
        ("breakdown, from nothing but downtime_days", LIFT, "downtime_days"),
        ("预测膨胀率，只用外观分", BREAD, "外观分"),
    ],
)
def test_what_is_to_be_used_alone_and_is_not_there_is_an_error(said, columns, name):
    with pytest.raises(DataError) as caught:
        read(said, columns)
    assert caught.value.what == f"`{name}` alone is to be used, but is no input"


def test_what_is_not_there_beside_others_is_a_note():
    spec = read("Will it break down? Only use floors and repair hours.", LIFT)
    assert inputs(spec) == {"floors"}
    assert "to be used alone, but no input: `repair_hours`" in spec.notes


METRICS = [
    ("Breakdown? Accuracy is misleading, F1.", LIFT, "f1"),
    ("Breakdown? Accuracy tells us nothing, AUC please", LIFT, "roc_auc"),
    ("Breakdown? Accuracy gives 99 % for nothing. Use MCC.", LIFT, "mcc"),
    ("Breakdown? AUC makes sense to us", LIFT, "roc_auc"),
    ("Breakdown? The accuracy must not be misleading", LIFT, "accuracy"),
    ("是否烤焦，准确率会骗人，用F1", BREAD, "f1"),
    ("是否烤焦，准确率很有意义", BREAD, "accuracy"),
]


@pytest.mark.parametrize(("said", "columns", "metric"), METRICS)
def test_a_metric_of_no_worth_is_none(said, columns, metric):
    assert read(said, columns).metric.name == metric


LEFT_OUT = [
    ("Breakdown? The test rows are serviced after those in training.", LIFT, set()),
    ("Breakdown? Dates of serviced in the test set come later.", LIFT, set()),
    ("Breakdown? The report is written after training.", LIFT, {"report"}),
    ("膨胀率。师傅和水分不准，别用这两列。", BREAD, {"师傅", "水分"}),
    ("膨胀率。配方会改，别用这个字段", BREAD, {"配方"}),
    ("膨胀率。师傅和水分常变，但是别丢掉这两列", BREAD, set()),
    ("膨胀率。水分取自别处，代表性差，建模时应予剔除。", BREAD, {"水分"}),
]


@pytest.mark.parametrize(("said", "columns", "out"), LEFT_OUT)
def test_an_order_of_rows_is_no_verdict_and_these_two_are_two(said, columns, out):
    usable = {c.name for c in table(columns.replace("; ", ";")) if c.in_given}
    assert usable - inputs(read(said, columns)) - {"lift_id", "批次"} == out


TARGETS = [
    ("How much does the city earn, in percent of margin? MAE", SHOP, "margin"),
    ("Which city is it?", SHOP, "city"),
    ("Predict the left and right knee angle", GAIT, "knee_left_deg knee_right_deg"),
    ("Predict forces (x, y and z)", GAIT, "force_x_n force_y_n force_z_n"),
    ("同时预测x、y、z三个方向的力", GAIT, "force_x_n force_y_n force_z_n"),
    ("Predict the left knee", GAIT, "knee_left_deg"),
    ("预测外观的得分", BREAD, "外观分"),
    ("给外观自动评分", BREAD, "外观分"),
    ("Which lifts are going to stand still?", LIFT, "breakdown"),
    ("Is it the door, the motor or the brake? Several may hold.", LIFT, "fault_codes"),
    ("Predict how many units are sold", SHOP, "units_sold"),
    ("预测销售额", BREAD, "销售额"),
    ("泵多久会坏？运行天数是时间，已损坏是事件", PUMP, "运行天数 已损坏"),
    ("泵还有多久会坏？已损坏为0的还在运行", PUMP, "运行天数 已损坏"),
    ("预测运行天数，回归", PUMP, "运行天数"),
    (
        "downtime_days is the time, breakdown tells if it happened",
        LIFT,
        "downtime_days breakdown",
    ),
]


@pytest.mark.parametrize(("said", "columns", "target"), TARGETS)
def test_the_target_is_what_the_question_asks_for(said, columns, target):
    made = marked(columns)
    assert read_of(said, made).target == tuple(target.split())


ASKED = [
    ("Predict the sales of each shop", SHOP, ["units_sold", "revenue"]),
    ("预测面包的销售情况", BREAD, ["月销量", "销售额"]),
    (
        "Predict the price per listing",
        "id id; photo image; -sale_price number 1..9;" " -asking_price number 1..9",
        ["sale_price", "asking_price"],
    ),
]


@pytest.mark.parametrize(("said", "columns", "names"), ASKED)
def test_a_word_for_two_columns_is_asked_about(said, columns, names):
    with pytest.raises(DataError) as caught:
        read(said, columns)
    assert all(name in caught.value.why for name in names)


def test_the_library_that_is_searched_is_no_input():
    table_ = "号 id; 描述 text; 照片 image; 产地 category =甲,乙; 价格 number 1..9"
    spec = read("给一段描述，从图库里检索出对应的照片，别的信息不用", table_)
    assert spec.kind == "retrieval" and spec.target == ("照片",)
    assert inputs(spec) == {"描述", "照片"}


def test_what_the_test_table_has_is_asked_for_beside_an_input_that_it_lacks():
    wells = (
        "id id; photo image; depth_m number 0..80; -nitrate number 0..9; -dry boolean"
    )
    assert read("Using the nitrate, estimate the depth in metres", wells).target == (
        "depth_m",
    )
