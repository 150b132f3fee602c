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


PLANT = (
    "plant_id id; photo image; note text; site category =a,b; age integer 1..9;"
    " -family category =moss,fern,lily,rose; -stage category =sprout,leaf,bud,bloom;"
    " -sick boolean; -height_cm number 1..90; -leaves integer 0..400;"
    " -route category =6b,5c,6a"
)
GIVEN = {"photo", "note", "site", "age"}
CARS = (
    "car_id id; photo image; age integer 1..40; -needs_repair boolean;"
    " -repair_cost_eur number 0..9000"
)
ENGINE = "car_id id; trace series; -broken boolean; -hours_run number 0..900"


@pytest.mark.parametrize(
    ("said", "metric"),
    [
        ("Which family is it? Even the rare ones must be right.", "f1_macro"),
        ("Which family? The small groups have to be right, too.", "f1_macro"),
        ("Welche family? Auch die kleinen Gruppen sollen stimmen.", "f1_macro"),
        ("Welche family? Jede Klasse zählt gleich viel.", "f1_macro"),
        ("判断family，小类也要判对", "f1_macro"),
        ("Which family? The photo shows a small group.", "accuracy"),
        ("Is it sick? If it says sick, it had better be true.", "precision"),
        ("Is it sick? Whatever it flags has to be right.", "precision"),
        ("判断sick，说有病就必须有病", "precision"),
        ("Is it sick? The photo has to be the right way up.", "accuracy"),
        ("Sick? We can only look at six, the most likely ones", "average_precision"),
        ("Sick? The most likely ones have to come first.", "average_precision"),
    ],
)
def test_what_of_small_classes_and_of_a_yes_is_a_metric(said, metric):
    assert read(said, PLANT).metric.name == metric


@pytest.mark.parametrize(
    ("said", "metric"),
    [
        ("是否烤焦，漏掉一个要赔钱，多报几个无所谓", "recall"),
        ("是否烤焦，漏报几个无所谓，多报几个要赔钱", "precision"),
    ],
)
def test_reports_too_many_are_false_alarms(said, metric):
    assert read(said, BREAD).metric.name == metric


@pytest.mark.parametrize(
    ("said", "levels"),
    [
        ("family, they follow one another: moss, fern, lily, rose", True),
        ("family: moss, fern, lily, rose, one after the other", True),
        ("判断family：moss、fern、lily、rose，先后有序", True),
        ("family: moss, fern, lily, rose", False),
    ],
)
def test_what_follows_one_another_has_an_order(said, levels):
    spec = read(said, PLANT)
    assert spec.levels == (("moss", "fern", "lily", "rose") if levels else ())


def test_classes_of_one_sign_and_numbers_with_letters_have_an_order():
    columns = "照片 image; 描述 text; -年代 category =明,宋,清,元"
    spec = read("断代：宋、元、明、清，错得越远越糟", columns)
    assert spec.levels == ("宋", "元", "明", "清")
    spec = read("Predict the route; these are ordered grades.", PLANT)
    assert spec.levels == ("5c", "6a", "6b")


@pytest.mark.parametrize(
    ("said", "out"),
    [
        ("Without the note, keep the age.", {"note"}),
        ("Without the note and keep the age out.", {"note", "age"}),
        ("I don't want age, site or the note in it.", {"note", "age", "site"}),
        ("I want the age and the note in it.", set()),
        ("No site please, people make it up.", {"site"}),
        ("No note, age or site.", {"note", "age", "site"}),
        ("The notes are confidential.", {"note"}),
        ("The notes are confidential. Train with differential privacy.", set()),
        ("note不是不能用。", set()),
        ("note不能用。", {"note"}),
    ],
)
def test_what_stays_in_and_what_is_left_out(said, out):
    spec = read(f"Predict the height. {said}", PLANT)
    assert spec.target == ("height_cm",)
    assert GIVEN - inputs(spec) == out


@pytest.mark.parametrize(
    ("said", "target"),
    [
        ("height plus leaves", "height_cm leaves"),
        ("height, leaves and nothing but the photo", "height_cm"),
        ("Count the leaves. We used to rate the stage, it's the leaves I'm after.", ""),
        ("We used to count the leaves. It's the height we need.", "height_cm"),
    ],
)
def test_what_was_once_done_is_not_asked_for(said, target):
    assert read(said, PLANT).target == tuple((target or "leaves").split())


@pytest.mark.parametrize(
    "said",
    [
        "Predict the height, the colour and the leaves",
        "predict height and colour, MAE",
        "colour, height and leaves, MAE",
        "Predict the height or the leaves",
        "Predict the height or the colour",
        "Predict height and colour for each plant, MAE",
    ],
)
def test_a_list_with_what_is_no_column_is_asked_about(said):
    with pytest.raises(DataError) as caught:
        read(said, PLANT)
    assert "--target" in caught.value.fix


@pytest.mark.parametrize(
    ("said", "target"),
    [
        ("Sick or healthy? Accuracy", "sick"),
        ("Predict the height, MAE and RMSE", "height_cm"),
        ("Predict the height and explain", "height_cm"),
        ("Hello, height and leaves please", "height_cm leaves"),
    ],
)
def test_a_list_with_other_words_is_read(said, target):
    assert read(said, PLANT).target == tuple(target.split())


@pytest.mark.parametrize(
    ("said", "columns", "target"),
    [
        ("Will repairs be expensive?", CARS, "repair_cost_eur"),
        ("Will repairs be expensive? MAE", CARS, "repair_cost_eur"),
        ("Will repairs be needed?", CARS, "needs_repair"),
        ("Does it break and when?", ENGINE, "hours_run broken"),
        ("Does it break?", ENGINE, "broken"),
        ("泵能用多久？有的到现在还没损坏。", PUMP, "运行天数 已损坏"),
    ],
)
def test_a_number_or_a_time_behind_a_question_for_yes_or_no(said, columns, target):
    assert read(said, columns).target == tuple(target.split())


def test_a_unit_without_a_mark_and_brackets_in_a_list():
    columns = "照片 image; -明日充电量kwh number 0..9; -明日订单数 integer 0..90"
    spec = read("明天的充电量和订单数一起预测", columns)
    assert spec.target == ("明日充电量kwh", "明日订单数")
    columns = "pic image; -harvest_kg number 0..9; -avg_weight_g number 0..90"
    spec = read("总收成（公斤）和平均每尾多重一起预测", columns)
    assert set(spec.target) == {"harvest_kg", "avg_weight_g"}


@pytest.mark.parametrize(
    ("said", "out"),
    [
        ("No battery please, sellers make it up.", {"battery"}),
        (
            "No battery, sellers and rating please.",
            {"battery", "seller_text", "rating"},
        ),
        ("No battery please, seller_text is fine.", {"battery"}),
    ],
)
def test_a_clause_on_what_is_left_out_leaves_no_more_out(said, out):
    columns = (
        "id id; photo image; battery number 0..9; seller_text text; rating number 1..5;"
        " -price number 1..9"
    )
    used = inputs(read(f"Predict the price. {said}", columns))
    assert {"photo", "battery", "seller_text", "rating"} - used == out


@pytest.mark.parametrize("said", ["recording and note", "recordings and notes"])
def test_a_name_of_one_word_is_no_other_form_of_it(said):
    columns = (
        "id id; recording audio; note text; noted category =a,b; recorded_on date;"
        " -kind category =x,y,z"
    )
    spec = read(f"Predict the kind. Use only {said}.", columns)
    assert inputs(spec) == {"recording", "note"}


def test_misses_of_a_number_judge_no_flag():
    spec = read("What height will it get? Big misses hurt more.", PLANT)
    assert spec.target == ("height_cm",)


def test_a_question_for_the_kind_is_for_the_column_of_kinds():
    columns = "photo image; weight_g number; -grade category =t1,t2,t3"
    columns += "; -species category =astragalus,angelica,liquorice"
    assert read("看照片判断是哪种药材，宏平均F1", columns).target == ("species",)
    assert read("What kind of root is it?", columns).target == ("species",)
    with pytest.raises(DataError, match="2 columns"):
        read("看照片分类", columns)


def test_a_reference_in_chinese_is_the_column_of_references():
    columns = (
        "seg_id id; src_text text; mt_text text; ref_text text; -ter number 0..2;"
        " -post_edit_min number 0..60"
    )
    spec = read("每句机翻做译后编辑要花几分钟？参考译文交稿以后才有，不能用。", columns)
    assert spec.target == ("post_edit_min",)
    assert inputs(spec) == {"src_text", "mt_text"}


def test_ten_thousands_without_a_figure():
    for said, most in (("十万参数以内", 100_000), ("参数不超过两百万个", 2_000_000)):
        assert read(f"预测膨胀率，{said}", BREAD).constraints.max_params == most


def test_where_the_test_table_lacks_one_column_a_list_asks_for_no_other():
    columns = "run track; minutes_in_air number 0..90; -gain_m number -99..99"
    said = "How many metres will it have gained or lost two minutes later (`gain_m`)?"
    assert read(said, columns).target == ("gain_m",)
    both = "run track; -minutes_in_air number 0..90; -gain_m number -99..99"
    with pytest.raises(DataError):
        read("Predict gain_m or minutes_in_air.", both)
