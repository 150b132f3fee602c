"""Statements as people type them in a hurry: typos, conditions, terse lists, and words
that only seem to name a column."""

import pytest
from statements import read

from agent.errors import DataError

FERRY = (
    "slot id; deck_cam image; hour integer 0..23; boardings_next_hour integer 0..900;"
    " alightings_next_hour integer 0..900; deposit_paid boolean;"
    " adr_eur number 1..90; total_bill_eur number 1..900"
)
FLEET = (
    "truck id; dash_photo image; driver_chat text; mechanic category =jo,pat;"
    " price number 1..900; hired boolean; left_in_year boolean; breakdown boolean;"
    " breakdown_cause category =tyre,engine,brake; years_to_burst number 0..80;"
    " state category =fair,dead,good,poor; burst boolean"
)
FARM = (
    "猪号 id; 兽医记录 text; 账单总额 number 1..900; 治疗费用 number 1..900; 体重"
    " number 1..200; 等级 category =一级,特级,二级,三级; 病种 category =无,猪瘟,蓝耳;"
    " 使用年限 number 0..80; 是否爆管 boolean; 是否漏水 boolean"
)


@pytest.mark.parametrize(
    ("said", "target", "out"),
    [
        ("Igonre the dash photo and predcit the price", "price", {"dash_photo"}),
        ("price, mae, not the mechanic", "price", {"mechanic"}),
        ("If a truck breaks down, what's the cause?", "breakdown_cause", set()),
        ("Will a new hire quit in a year?", "left_in_year", set()),
    ],
)
def test_english_typos_conditions_and_terse_lists(said, target, out):
    spec = read(said, FLEET)
    assert spec.target == (target,)
    assert set(spec.constraints.must_not_use) == out


@pytest.mark.parametrize(
    "said", ["Predict passengers in the next hour", "How much does a guest pay?"]
)
def test_neither_the_next_hour_nor_what_is_paid_is_guessed(said):
    # "The next hour" is no `hour`, and no flag `deposit_paid` answers "how much".
    with pytest.raises(DataError):
        read(said, FERRY)


@pytest.mark.parametrize(
    ("said", "target", "out"),
    [
        ("猪有多重？预测体重，兽医写的东西不要", "体重", {"兽医记录"}),
        ("预测体重，账单是后来才有的，别用", "体重", {"账单总额"}),
        ("是否漏水能不能提前判断", "是否漏水", set()),
    ],
)
def test_chinese_parts_of_names_and_what_somebody_wrote(said, target, out):
    spec = read(said, FARM)
    assert spec.target == (target,)
    assert set(spec.constraints.must_not_use) == out


def test_an_order_is_told_by_a_bare_list_or_by_its_ends():
    spec = read("state, ordinal, dead poor fair good", FLEET)
    assert (spec.kind, spec.levels) == ("ordinal", ("dead", "poor", "fair", "good"))
    spec = read("预测等级，从三级到特级", FARM)
    assert spec.levels == ("三级", "二级", "一级", "特级")


@pytest.mark.parametrize(
    ("said", "columns", "target"),
    [
        ("time until a truck bursts, censored if it has not burst yet", FLEET)
        + (("years_to_burst", "burst"),),
        ("用多少年会爆，没爆的算删失", FARM, ("使用年限", "是否爆管")),
    ],
)
def test_an_event_that_has_not_happened_yet_is_one(said, columns, target):
    spec = read(said, columns)
    assert (spec.kind, spec.target) == ("survival", target)


@pytest.mark.parametrize(
    ("said", "columns", "metric"),
    [
        ("预测体重，误差大的惩罚要重一点", FARM, "rmse"),
        ("病种是哪一种？各个病种一视同仁", FARM, "f1_macro"),
        ("Predict hired. Recall matters but not alone, so F1.", FLEET, "f1"),
    ],
)
def test_metrics_in_everyday_words(said, columns, metric):
    assert read(said, columns).metric.name == metric


VASES = (
    "藏品号 id; 正面图 image; 著录 text; 高cm number 0..120; 口径cm number 0..80;"
    " 真伪 category =真品,仿品; 今日价 number 0..9; 明日价 number 0..9"
)
SOLD = (
    "sku id; label_photo image; note text; fw_ver category =v1,v2;"
    " profundidad_m number 0..9; equipo category =a,b; asking_eur number 1..9;"
    " sold_eur number 1..9; days_to_sell integer 0..90; returned boolean"
)


@pytest.mark.parametrize(
    ("said", "target", "out"),
    [
        ("asking eur: the photo can be used, the note can't.", "asking_eur", {"note"}),
        (
            "returned? The note, firmware version etc. are off limits.",
            "returned",
            set(),
        ),
        (
            "Sold eur, mae. asking eur and note only after the sale",
            "sold_eur",
            {"note"},
        ),
        ("asking eur. depth of course unknown then", "asking_eur", {"profundidad_m"}),
        ("asking eur. Not usable as inputs: note", "asking_eur", {"note"}),
    ],
)
def test_verdicts_without_a_verb_and_headings(said, target, out):
    spec = read(said, SOLD)
    assert spec.target == (target,)
    assert out <= set(spec.constraints.must_not_use)


def test_a_question_behind_what_is_to_be_looked_at():
    for said in ("Label photo alone: was it returned?", "Photo only, is it returned?"):
        spec = read(said, SOLD)
        assert spec.target == ("returned",)
        assert {n for m in spec.modalities for n in m.columns} == {"label_photo"}


def test_how_well_it_sells_is_asked_about_and_for_how_much_is_not():
    with pytest.raises(DataError, match="2 columns may be"):
        read("How badly will it sell?", SOLD)
    assert read("What will it be sold for? MAPE", SOLD).target == ("sold_eur",)


@pytest.mark.parametrize(
    ("said", "target"),
    [
        ("高度是多少", "高cm"),
        ("是真的还是假的", "真伪"),
        ("明天的价能到多少", "明日价"),
        ("口径和高度一次性估出来", "口径cm 高cm"),
    ],
)
def test_chinese_columns_by_what_they_measure(said, target):
    assert set(read(said, VASES).target) == set(target.split())


@pytest.mark.parametrize(
    ("said", "metric"),
    [
        ("It's worse to accuse somebody than to overlook one", "precision"),
        ("We can live with extra checks, but no return may slip through", "recall"),
        ("Only say yes when you are sure", "precision"),
        ("recall averaged over all classes", "recall_macro"),
        ("漏掉一单要赔上千块,多查一单才几毛", "recall"),
    ],
)
def test_metrics_told_by_what_errors_cost(said, metric):
    assert read(f"Predict returned. {said}.", SOLD).metric.name == metric
