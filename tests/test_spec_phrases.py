"""What people write for one thing, many ways: one input alone, one left out, a task of
amounts, a separator, and what a statement begins with."""

import pytest
from statements import read, table
from suites.unseen_chinese_sixteen import CALL, GRASP, PIG, STAY, SWAP
from suites.unseen_english_sixteen import (
    CALLS,
    FLATS,
    HIVES,
    LIFTS,
    SLEEP,
    TENNIS,
    WELDS,
)

from agent.errors import ForgeweldError


def inputs(statement: str, columns: str) -> set[str]:
    spec = read(statement, columns)
    return {name for one in spec.modalities for name in one.columns}


def usable(columns: str, target: str) -> set[str]:
    made = table(columns.replace("; ", ";"))
    there = [c for c in made if c.type not in ("id", "constant") and c.in_given]
    return {c.name for c in there} - {target}


ONE_ALONE = """\
Which disease - comb photo and nothing else.
Which disease? It only gets to see the comb photo.
Which disease? The model may only look at the comb_photo.
Which disease? All it has is the comb photo.
Which disease? It's limited to comb_photo.
Which disease? The only thing it is allowed to use is the comb_photo.
Which disease does it have? Comb photo alone has to do.
Predict the disease from the comb photo and only the comb photo.
Disease out of the comb photo, full stop.
Disease. Inputs: comb_photo. That's it.
Disease. Use the comb_photo. Everything else is not allowed.
Disease. I'm only interested in what the comb photo can tell.
Which disease? It works off the comb photo, nothing more.
Which disease? Only fed the comb_photo.
Which disease? The comb photo is what it gets to see, and only that."""

ONE_ALONE_CHINESE = """\
抓取能不能成功，只吃点云，别的传感器都不接
抓取能不能成功，只喂cloud，旁的通通不要
抓取能不能成功，输入限定cloud
抓取能不能成功，输入固定为点云
抓取能不能成功，能用的就点云
抓取能不能成功，仅cloud，再无其他
抓取能不能成功，全靠点云，其余的都砍了
抓取能不能成功，输入=cloud，完毕
抓取能不能成功，除cloud外什么都别用
抓取能不能成功，除点云以外的全部舍去
抓取能不能成功，纯看点云
抓取能不能成功，只认点云，其他免谈
抓取能不能成功，只留cloud，剩下的清空
抓取能不能成功，除了点云啥都不用"""

LEFT_OUT = """\
Off the table: keeper_notes
Taboo: keeper_notes.
No-go: keeper_notes.
Ditch the keeper_notes.
Hands off the keeper_notes.
Stay off keeper_notes.
Keep away from the keeper_notes, please.
Lose the keeper_notes.
Exclude keeper_notes, written only in the apiary.
Leave out keeper_notes (filled in by the apiary).
The apiary must never see the keeper_notes, and neither must the model."""

LEFT_OUT_CHINESE = """\
兽医备注里直接写着诊断呢，必须删
兽医备注全是后来补的，删了
兽医备注作废
兽医备注弃用
兽医备注属于泄题
兽医备注不该出现
兽医备注跟呼吸道病没关系，排除
兽医备注当它不存在
模型不许知道兽医备注
模型看不到兽医备注
没有兽医备注可用"""

AMOUNTS = """\
csat, treat it as a plain number, not as classes
csat as a regression
csat, and give me a decimal
csat as a continuous value"""

AMOUNTS_CHINESE = """\
csat打几分，1到10，别当分类做，直接回归给我个小数
csat评分，按连续值回归
csat评分，当回归做
csat评分，不要当等级，给个小数"""

BEHIND_A_LEAD = """\
There is no radar on outer courts, so: serve speed from the video alone.
Short version: serve speed in km/h.
Ok so: serve speed, mae
For the outer courts: serve speed
There is no radar, so serve speed from the ball track."""

NOT_THE_OTHER = """\
warm rent, not the cold one. MAPE
Warm rent, not cold rent.
warm rent rather than cold rent
It's the warm rent I need, not the cold rent."""

NOT_THE_OTHER_CHINESE = """\
定的是每晚价，不是周末价
我要的是每晚价，不是周末价
要预测的是每晚价，而非周末价
每晚价，不是周末价"""

SEPARATED = """\
fault codes, joined with |
fault codes, split on |, F1 micro
fault codes, delimited by "|"
fault codes, several at once, pipes between them"""

SEPARATED_CHINESE = """\
来电意图识别，标注是用加号连的
意图，用+连在一起的
意图多标签，以加号分隔
意图，一通可以有多个意图，靠+拼的"""

YES_OR_NO = """\
这通电话问题解决了没，brier
这通电话问题解决了没有？
问题解决了吗？
问题解决没解决"""


@pytest.mark.parametrize("said", ONE_ALONE.splitlines())
def test_one_input_alone_is_used(said):
    assert inputs(said, HIVES) == {"comb_photo"}


@pytest.mark.parametrize("said", ONE_ALONE_CHINESE.splitlines())
def test_one_input_alone_is_used_in_chinese(said):
    assert inputs(said, GRASP) == {"cloud"}


@pytest.mark.parametrize("said", LEFT_OUT.splitlines())
def test_one_input_is_left_out(said):
    found = inputs(f"Will the hive swarm? {said}", HIVES)
    assert found == usable(HIVES, "swarmed") - {"keeper_notes"}


@pytest.mark.parametrize("said", LEFT_OUT_CHINESE.splitlines())
def test_one_input_is_left_out_in_chinese(said):
    found = inputs(f"猪有没有呼吸道病。{said}", PIG)
    assert found == usable(PIG, "呼吸道病") - {"兽医备注"}


@pytest.mark.parametrize("said", AMOUNTS.splitlines())
def test_ratings_are_amounts_where_the_words_say_so(said):
    assert read(said, CALLS).kind == "regression"


@pytest.mark.parametrize("said", AMOUNTS_CHINESE.splitlines())
def test_ratings_are_amounts_where_the_words_say_so_in_chinese(said):
    assert read(said, CALL).kind == "regression"


@pytest.mark.parametrize(
    "said", ["csat, ordinal, not as a number", "csat in ordered grades, no regression"]
)
def test_ratings_are_no_amounts_where_the_words_deny_it(said):
    assert read(said, CALLS).kind == "ordinal"


@pytest.mark.parametrize("said", BEHIND_A_LEAD.splitlines())
def test_what_is_asked_for_stands_behind_a_lead(said):
    assert read(said, TENNIS).target == ("serve_speed_kmh",)


@pytest.mark.parametrize("said", NOT_THE_OTHER.splitlines())
def test_the_one_and_not_the_other(said):
    assert read(said, FLATS).target == ("warm_rent_eur",)


@pytest.mark.parametrize("said", NOT_THE_OTHER_CHINESE.splitlines())
def test_the_one_and_not_the_other_in_chinese(said):
    assert read(said, STAY).target == ("每晚价",)


@pytest.mark.parametrize("said", SEPARATED.splitlines())
def test_what_parts_the_labels(said):
    assert read(said, LIFTS).separator == "|"


@pytest.mark.parametrize("said", SEPARATED_CHINESE.splitlines())
def test_what_parts_the_labels_in_chinese(said):
    assert read(said, CALL).separator == "+"


@pytest.mark.parametrize("said", YES_OR_NO.splitlines())
def test_a_chinese_question_for_yes_or_no(said):
    assert read(said, CALL).target == ("resolved",)


def test_the_name_of_an_input_lists_no_class():
    spec = read("shots per rally, from just server_rank and returner_rank", TENNIS)
    assert spec.target == ("shots",)


def test_a_score_may_be_any_score():
    with pytest.raises(ForgeweldError, match="csat|2 columns"):
        read("给每通电话预测个分数", CALL)


def test_who_may_not_see_an_input_is_none_that_is_left_out():
    found = inputs("Predict porosity. The robot must never see the shift.", WELDS)
    assert found == usable(WELDS, "porosity_pct") - {"shift"}


@pytest.mark.parametrize("said", ["参数最多50w", "参数不超过50W", "50万参数以内"])
def test_ten_thousands_are_typed_as_w(said):
    spec = read(f"抓取能不能成功，{said}", GRASP)
    assert spec.constraints.max_params == 500_000


@pytest.mark.parametrize(
    "said", ["mean squared error, no wait, MAE", "RMSE? no, MAE", "MAE, not RMSE"]
)
def test_a_metric_that_is_taken_back(said):
    assert read(f"Serve speed. {said}", TENNIS).metric.name == "mae"


@pytest.mark.parametrize(
    "cells", ["refund/billing", "refund&billing", "refund#billing"]
)
def test_a_cell_in_the_words_shows_what_parts_it(cells):
    mark = cells.removeprefix("refund")[0]
    table_of = CALL.replace("+", mark)
    assert read(f"来电意图，比如{cells}这样", table_of).separator == mark


@pytest.mark.parametrize(
    "said",
    [
        "报废最差、继续用最好，降级居中",
        "从差到好：报废、降级、继续用",
        "从差到好：报废 降级 继续用",
        "报废、降级、继续用，越往后越好",
    ],
)
def test_an_order_by_its_ends_in_chinese(said):
    assert read(f"处置，{said}", SWAP).levels == ("报废", "降级", "继续用")


@pytest.mark.parametrize(
    "said",
    ["as ordinary classes", "ignoring the order", "nominal", "as plain classification"],
)
def test_classes_without_their_order(said):
    assert read(f"Apnea severity, {said}.", SLEEP).kind == "multiclass"


@pytest.mark.parametrize("said", ["背膘有多厚", "背膘大概有多厚", "背膘到底多厚"])
def test_a_degree_that_is_asked_for_in_chinese(said):
    assert read(f"{said}，mae", PIG).target == ("背膘厚",)


@pytest.mark.parametrize("said", ["how many seconds? MAE", "how many seconds, mae"])
def test_a_bare_unit_of_two_columns_is_asked_about(said):
    with pytest.raises(ForgeweldError, match="2 columns"):
        read(said, CALLS)


def test_brackets_hold_what_both_are():
    said = "Bounce position, both coordinates (bounce_x_m, bounce_y_m), mae"
    assert read(said, TENNIS).target == ("bounce_x_m", "bounce_y_m")


@pytest.mark.parametrize(
    "said", ["avg precision", "mean precision", "average precision"]
)
def test_precision_on_average_is_that_of_all_thresholds(said):
    assert read(f"Swarmed yes/no, {said}", HIVES).metric.name == "average_precision"


@pytest.mark.parametrize(
    "said", ["reply within half a second", "within 0.5 s", "半秒内出结果"]
)
def test_half_a_second(said):
    assert read(f"Swarmed yes/no, {said}", HIVES).constraints.max_latency_ms == 500


@pytest.mark.parametrize("said", ["正类取human", "以human为正样本", "human记为正类"])
def test_the_positive_class_in_chinese(said):
    assert read(f"来电类型，{said}", CALL).positive == "human"


ALONE_CAREFULLY = """\
The argument has to rest on the sound, which means that only hive_audio may be used.
They carry no scale, so the model should rely on the hive_audio exclusively.
请仅以hive_audio为输入。
唯一允许的输入是hive_audio。
除hive_audio外不能依赖任何别的数据。"""

OUT_CAREFULLY = """\
The keeper_notes tend to contain his own estimate, so they should not be an input.
The keeper_notes would betray the answer and are to be removed.
keeper_notes多为月底补写，不可靠，不予采用。
keeper_notes等于告诉了模型答案，须予剔除。
keeper_notes容易误导判断，请排除在外。"""


@pytest.mark.parametrize("said", ALONE_CAREFULLY.splitlines())
def test_one_input_alone_is_used_in_careful_words(said):
    assert inputs(f"Predict swarmed. {said}", HIVES) == {"hive_audio"}


@pytest.mark.parametrize("said", OUT_CAREFULLY.splitlines())
def test_one_input_is_left_out_in_careful_words(said):
    found = inputs(f"Predict swarmed. {said}", HIVES)
    assert found == usable(HIVES, "swarmed") - {"keeper_notes"}


@pytest.mark.parametrize(
    "said",
    [
        "No time-to-event analysis here, please. Whether it broke down or not.",
        "Not a survival analysis: did it break down, yes or no?",
    ],
)
def test_survival_that_is_denied(said):
    assert read(said, LIFTS).target == ("broke_down",)


@pytest.mark.parametrize(
    "said", ["对于活重，我们要一个10%与90%的分位数", "关于活重，用MAE评价"]
)
def test_what_a_chinese_statement_is_about(said):
    assert read(said, PIG).target == ("活重",)


def test_a_metric_without_value_is_none():
    said = "预测swarmed。准确率没有参考价值，请改用average precision。"
    assert read(said, HIVES).metric.name == "average_precision"


@pytest.mark.parametrize(
    "said",
    [
        "Two coordinates, bounce x and bounce y, and it should return both at once.",
        "It is a matter of two numbers, bounce_x_m and bounce_y_m, jointly.",
    ],
)
def test_a_list_whose_number_is_told(said):
    assert set(read(said, TENNIS).target) == {"bounce_x_m", "bounce_y_m"}


@pytest.mark.parametrize(
    "why",
    [
        "bird_id: it reveals the weight",
        "bird_id, it has the weight in it",
        "bird_id (they hold the weight)",
        "bird_id: it has the weight",
    ],
)
def test_a_reason_behind_a_colon_leaves_nothing_more_out(why):
    made = "bird_id category =a,b,c; weight number; wing number; lays boolean"
    spec = read(f"Predict whether it lays. Never use {why}.", made)
    assert spec.constraints.must_not_use == ("bird_id",)


WARD = "malignant boolean; age integer 20..90; thorax image; head video; rhythm series"
MEDICINE = {
    "Predict malignant from the X-ray alone.": {"thorax"},
    "Predict malignant using only the MRI.": {"thorax", "head"},  # slices, or one
    "Predict malignant from the ECG and the age only.": {"rhythm", "age"},
    "Is it malignant? No CT scans, please.": {"age", "rhythm"},
    "预测 malignant，只用心电": {"rhythm"},
    "预测 malignant，不用X光": {"age", "head", "rhythm"},
}


@pytest.mark.parametrize("statement", MEDICINE)
def test_what_medicine_calls_its_recordings(statement):
    assert inputs(statement, WARD) == MEDICINE[statement]
