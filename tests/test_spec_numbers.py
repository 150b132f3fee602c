"""Several numbers to predict together, and quantiles beside one."""

import pytest
from statements import BIKES, HOUSE, TUMOUR, read, table

from agent.errors import DataError, UsageError
from agent.statement.kind import _gapped_codes

CHEM = "xyz points; smiles text; gap number; dipole number; mu number"
WEATHER = "照片 image; 气压 number; 温度 number; 湿度 number"

TOGETHER = [
    ("Predict `gap` and `dipole`.", CHEM, ("gap", "dipole")),
    ("Predict gap, dipole and mu from the structure.", CHEM, ("gap", "dipole", "mu")),
    ("Estimate both the gap and the dipole.", CHEM, ("gap", "dipole")),
    ("Predict `gap` (eV) and `mu` (debye); score: RMSE.", CHEM, ("gap", "mu")),
    ("The targets are dipole and mu.", CHEM, ("dipole", "mu")),
    ("`gap` and `mu` are the targets.", CHEM, ("gap", "mu")),
    ("Predict temp as well as windspeed.", BIKES, ("temp", "windspeed")),
    ("Predict the temperature and the humidity.", WEATHER, ("温度", "湿度")),
    ("同时预测温度和湿度", WEATHER, ("温度", "湿度")),
    ("根据照片预测温度、湿度和气压", WEATHER, ("温度", "湿度", "气压")),
    ("同时预测`gap`和`mu`，指标是平均绝对误差", CHEM, ("gap", "mu")),
]


@pytest.mark.parametrize(("statement", "columns", "target"), TOGETHER)
def test_several_numbers(statement, columns, target):
    if not statement.isascii() or columns is not WEATHER:
        spec = read(statement, columns)
    else:
        english = columns.replace("温度", "temperature").replace("湿度", "humidity")
        spec, target = read(statement, english), ("temperature", "humidity")
    assert (spec.kind, spec.target) == ("multitarget", target), spec.notes
    used = {column for m in spec.modalities for column in m.columns}
    assert not used & set(target)
    assert spec.metric.name in ("r2", "rmse", "mae")


ONE = [
    ("Predict gap from dipole and mu.", CHEM, "gap"),
    ("Predict gap, not dipole.", CHEM, "gap"),
    ("Predict gap; dipole and mu are known.", CHEM, "gap"),
    ("Predict gap, dipole and mu are given.", CHEM, "gap"),
    ("Predict the price and explain which columns matter.", HOUSE, "price"),
    ("Predict the price with photo and description.", HOUSE, "price"),
    ("用气压和湿度预测温度", WEATHER, "温度"),
    ("预测温度，气压和湿度是已知的", WEATHER, "温度"),
]


@pytest.mark.parametrize(("statement", "columns", "target"), ONE)
def test_columns_named_beside_the_target_are_inputs(statement, columns, target):
    spec = read(statement, columns)
    assert (spec.kind, spec.target) == ("regression", (target,)), spec.notes


def test_flags_and_what_does_not_go_together():
    spec = read("Learn.", CHEM, target="gap,mu")
    assert (spec.kind, spec.target) == ("multitarget", ("gap", "mu"))
    spec = read("Predict gap and mu.", CHEM, target="gap")
    assert (spec.kind, spec.target) == ("regression", ("gap",))
    for statement, columns, flags in (
        ("Predict `price` and `city`.", HOUSE, {}),
        ("Learn.", TUMOUR, {"target": "age,diagnosis"}),
        ("Learn.", CHEM, {"target": "gap,mu", "kind": "multilabel"}),
        ("Learn.", CHEM, {"target": "gap,mu", "kind": "regression"}),
    ):
        with pytest.raises(DataError, match="cannot be predicted together") as caught:
            read(statement, columns, **flags)
        assert "--target" in caught.value.fix
    with pytest.raises(DataError, match="no column 'gapp'") as caught:
        read("Learn.", CHEM, target="gapp,mu")
    assert caught.value.fix == "--target gap"
    with pytest.raises(DataError, match="points to media"):
        read("Learn.", CHEM, target="gap,xyz")
    with pytest.raises(UsageError, match="twice"):
        read("Learn.", CHEM, target="gap,gap")
    with pytest.raises(DataError, match="multitarget"):
        read("Predict gap.", CHEM, kind="multitarget")


def test_several_columns_that_the_test_table_lacks_are_offered_together():
    columns = CHEM.replace("gap", "-gap").replace("mu", "-mu")
    with pytest.raises(DataError, match="2 columns may be") as caught:
        read("Make the best model.", columns)
    assert "--target gap,mu" in caught.value.fix


QUANTILES = [
    ("Predict the price with 10 % and 90 % quantiles.", (0.1, 0.9)),
    ("Predict the price and its 0.05, 0.5 and 0.95 quantiles.", (0.05, 0.5, 0.95)),
    ("Predict the price; give the 25th and 75th percentiles.", (0.25, 0.75)),
    ("Predict the price with quantiles 0.1, 0.9.", (0.1, 0.9)),
    ("Predict the 5 % and 95 % quantile of price; quantile loss.", (0.05, 0.95)),
    ("Predict the price with an 80 % prediction interval.", (0.1, 0.9)),
    ("Predict the price and a prediction interval of 95%.", (0.025, 0.975)),
    ("Predict the price with prediction intervals.", (0.1, 0.9)),
    ("Quantile regression of the price.", (0.1, 0.5, 0.9)),
    ("预测price，给出10%和90%分位数", (0.1, 0.9)),
    ("预测price及其90%预测区间", (0.05, 0.95)),
    ("预测price的0.2、0.8分位数", (0.2, 0.8)),
    ("Predict the price, scored by the pinball loss.", (0.1, 0.5, 0.9)),
]


@pytest.mark.parametrize(("statement", "levels"), QUANTILES)
def test_quantiles(statement, levels):
    spec = read(statement, HOUSE)
    assert (spec.kind, spec.target) == ("regression", ("price",))
    assert spec.quantiles == levels
    assert spec.metric.name == "pinball" and "mae" in spec.also
    assert any("quantiles 0" in note for note in spec.notes)


@pytest.mark.parametrize(
    "statement",
    [
        "Predict the price.",
        "Predict the price; areas above the 99 % quantile were clipped.",
        "预测price，超过99%分位数的异常值已剔除",
        "Predict the price at 10 % error.",
    ],
)
def test_no_quantiles(statement):
    spec = read(statement, HOUSE)
    assert spec.quantiles == () and spec.metric.name == "mae"


def test_another_metric_beside_quantiles_and_another_kind():
    spec = read("Predict price with 10% and 90% quantiles; metric MAE.", HOUSE)
    assert (spec.metric.name, spec.quantiles) == ("mae", (0.1, 0.9))
    spec = read("Predict the city with an 80% prediction interval.", HOUSE)
    assert (spec.kind, spec.quantiles) == ("multiclass", ())
    assert any("multiclass has none" in note for note in spec.notes)
    with pytest.raises(DataError, match="between 0 and 1"):
        read("Predict the price with 10% and 150% quantiles.", HOUSE)


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        ("1,2,3,5,6,7", "multiclass"),  # types of glass
        ("1,2,3,5,7,8", "multiclass"),  # sections of a manual
        ("0,2,4,6,8", "regression"),
        ("0,1,2,4,8", "regression"),
        ("1,2,4", "regression"),
        ("3,4,5,6,8", "regression"),  # cylinders
    ],
)
def test_codes_may_leave_out_a_number_or_two(values, kind):
    spec = read(
        "Predict the code.", f"words text; width number; code integer ={values}"
    )
    assert spec.kind == kind, spec.notes
    assert any("class codes" in note for note in spec.notes)


def test_a_count_is_rare_beyond_its_gap():
    (count,) = table("code integer =1,2,3,4,6")
    assert _gapped_codes(count)
    assert not _gapped_codes(count.model_copy(update={"counts": (200, 99, 60, 37, 4)}))
