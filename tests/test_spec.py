"""Statements, English and Chinese, against tables that tempt to misread them."""

import time
from pathlib import Path

import pytest

from agent.errors import DataError, UsageError
from agent.records import Budget, Column, TaskSpec
from agent.spec import Overrides, understand

DATA = Path("data")
ROWS = 400


def col(text: str) -> Column:
    """A column from one line: `name type`, then `=a,b` for values or `low..high`; a
    leading `-` for a column that the test table lacks."""
    name, kind, *rest = text.removeprefix("-").split()
    detail = rest[0] if rest else ""
    values = tuple(detail[1:].split(",")) if detail.startswith("=") else ()
    low = high = None
    if ".." in detail:
        low, high = (float(part) for part in detail.split(".."))
    unique = len(values) or {"id": ROWS, "text": 390, "constant": 1}.get(kind, 300)
    if kind == "integer" and low is not None and high is not None:
        unique = int(high - low) + 1
    if kind == "boolean" and not values:
        values, unique = ("0", "1"), 2
    counts = tuple(ROWS // len(values) for _ in values)
    return Column(
        name=name.replace("_·_", " "),
        type=kind,  # type: ignore[arg-type]
        missing=0.0,
        unique=unique,
        values=values,
        counts=counts,
        low=low,
        high=high,
        in_given=not text.startswith("-"),
    )


def table(text: str) -> tuple[Column, ...]:
    return tuple(col(line) for line in text.split(";"))


def read(statement: str, columns: str, **flags) -> TaskSpec:
    made = table(columns.replace("; ", ";"))
    held = {column.name: list(column.values) for column in made}
    return understand(
        statement,
        made,
        cells=lambda name: held[name],
        data=DATA,
        rows=ROWS,
        given=any(not column.in_given for column in made),
        overrides=Overrides(**flags),
        budget=Budget(),
        seed=0,
    )


DRIVING = (
    "frame image; radar vector; latitude latitude; longitude longitude; speed number;"
    " time date; brake boolean"
)
MAIL = (
    "id id; subject text; hour integer 0..23; weekday integer 0..6; n_recipients"
    " integer 1..60; is_spam boolean; preview text"
)
EMOJI = (
    "id id; image_a image; image_b image; name text; subgroup category =food,face,tool"
)
WATCH = (
    "id id; accel series; gyro series;"
    " side category =left,right; exercise category =FEL,ABD,ROT"
)
MOLECULE = (
    "id id; xyz points; smiles text;"
    " rot_a_ghz number; dipole_debye number; gap_ev number"
)
VOICE = (
    "id id; audio audio; spelling text;"
    " kind category =letter,syllable; language category =de,fr,ml,da"
)
HOUSE = (
    "photo image; description text; area_m2 number;"
    " rooms integer 1..9; city category =a,b,c,d; price number"
)
FLOWERS = (
    "图片 image; 花瓣长度 number;"
    " 花瓣宽度 number; 品种 category =山鸢尾,变色鸢尾,维吉尼亚"
)
CHINESE_MAIL = (
    "编号 id; 主题 text; 正文 text; 收件人数 integer 1..40; 是否垃圾邮件 boolean"
)
WINE = "acidity number; alcohol number; quality integer 3..8"
TUMOUR = "scan image; age integer 20..90; diagnosis category =benign,malignant"
BIKES = (
    "date date; temp number; windspeed number; casual integer 0..300;"
    " registered integer 0..900; count integer 0..1000"
)

UNDERSTOOD = [
    # The house's own example.
    (
        "Predict whether the driver has to brake, from the camera frame and the radar"
        " sweep. Maximise recall at good accuracy.",
        DRIVING,
        ("brake", "binary", "balanced_accuracy", "frame radar table"),
    ),
    (
        "Brake or not? Predict braking from the frame and the radar.",
        DRIVING,
        ("brake", "binary", "accuracy", "frame radar table"),
    ),
    (
        "Forecast the speed of the car from the camera, without using the brake.",
        DRIVING,
        ("speed", "regression", "mae", "frame radar table"),
    ),
    (
        "根据相机画面和雷达判断司机是否需要刹车，尽量提高召回率，同时保持较高的准确率。",
        DRIVING,
        ("brake", "binary", "balanced_accuracy", "frame radar table"),
    ),
    (
        "预测是否刹车。不要使用纬度和经度。",
        DRIVING,
        ("brake", "binary", "accuracy", "frame radar table"),
    ),
    (
        "只用雷达预测刹车，指标是F1。",
        DRIVING,
        ("brake", "binary", "f1", "radar"),
    ),
    (
        "Decide if the driver must brake; as few missed brakings as possible.",
        DRIVING,
        ("brake", "binary", "recall", "frame radar table"),
    ),
    # Mail.
    (
        "# Catch spam\nEach row is a mail: `subject` is its subject line, `preview` the"
        " start of its body.\nGive, for every row of test.csv, the probability of"
        " `is_spam`; the metric is the area under\nthe precision-recall curve.",
        MAIL,
        ("is_spam", "binary", "average_precision", "subject preview table"),
    ),
    (
        "Is this mail spam? Detect spam from the words alone, best AUROC wins.",
        MAIL,
        ("is_spam", "binary", "roc_auc", "subject preview"),
    ),
    (
        "Predict spam using only the text. Score: log loss.",
        MAIL,
        ("is_spam", "binary", "log_loss", "subject preview"),
    ),
    (
        "Predict is_spam but ignore the subject and do not use the hour.",
        MAIL,
        ("is_spam", "binary", "accuracy", "preview table"),
    ),
    (
        "判断邮件是不是垃圾邮件，评价指标为PR曲线下面积。",
        MAIL,
        ("is_spam", "binary", "average_precision", "subject preview table"),
    ),
    (
        "判断一封邮件是否垃圾邮件，忽略正文，用平衡准确率评价。",
        CHINESE_MAIL,
        ("是否垃圾邮件", "binary", "balanced_accuracy", "text table"),
    ),
    # Many classes.
    (
        "# Sort emoji\nEvery row is one emoji (`image_a`, `image_b`) with its `name`."
        " Predict its `subgroup`, using the\npictures and the name together; the metric"
        " is macro-averaged F1.",
        EMOJI,
        ("subgroup", "multiclass", "f1_macro", "image_a image_b name"),
    ),
    (
        "Sort the pictures into subgroups by looking at the images only.",
        EMOJI,
        ("subgroup", "multiclass", "accuracy", "image_a image_b"),
    ),
    (
        "Classify each emoji's subgroup from nothing but the name; F1 please.",
        EMOJI,
        ("subgroup", "multiclass", "f1_macro", "name"),
    ),
    (
        "Predict the subgruop from the images, without the name.",
        EMOJI,
        ("subgroup", "multiclass", "accuracy", "image_a image_b"),
    ),
    (
        "把表情按子组分类，用宏平均F1评价",
        EMOJI,
        ("subgroup", "multiclass", "f1_macro", "image_a image_b name"),
    ),
    (
        "# Recognise the exercise from a smartwatch\n`accel` and `gyro` point to two"
        " files, and `side` says on which arm the watch was worn. Train a model that\n"
        "fuses the two sensors and predicts `exercise`. The metric is macro F1.",
        WATCH,
        ("exercise", "multiclass", "f1_macro", "accel gyro table"),
    ),
    (
        "Recognize the exercise from the gyroscope only.",
        WATCH,
        ("exercise", "multiclass", "accuracy", "gyro"),
    ),
    (
        "识别患者正在做的动作，不使用side",
        WATCH,
        ("exercise", "multiclass", "accuracy", "accel gyro"),
    ),
    (
        "# Which language is it?\nEach row is a recording of one letter (`audio`), the"
        " way it is spelt (`spelling`) and whether it is\na letter or a syllable"
        " (`kind`). Predict the `language` code from the sound and the spelling.",
        VOICE,
        ("language", "multiclass", "accuracy", "audio spelling table"),
    ),
    (
        "Which language is spoken?",
        VOICE,
        ("language", "multiclass", "accuracy", "audio spelling table"),
    ),
    (
        "这是哪种语言？请使用加权F1作为指标。",
        VOICE,
        ("language", "multiclass", "f1_weighted", "audio spelling table"),
    ),
    (
        "根据图片和花瓣长度预测鸢尾花的品种",
        FLOWERS,
        ("品种", "multiclass", "accuracy", "image table"),
    ),
    # Numbers.
    (
        "# Predict the energy gap of small molecules\nEvery row is a molecule: `xyz`"
        " points to its structure, `smiles` is its formula as text. Train a model on"
        " the\nstructure, the text and the numbers to predict `gap_ev`. The metric is"
        " the mean absolute error.",
        MOLECULE,
        ("gap_ev", "regression", "mae", "xyz smiles table"),
    ),
    (
        "Estimate the energy gap; judged by R squared.",
        MOLECULE,
        ("gap_ev", "regression", "r2", "xyz smiles table"),
    ),
    (
        "预测分子的能隙，最小化均方根误差，不超过200万参数",
        MOLECULE,
        ("gap_ev", "regression", "rmse", "xyz smiles table"),
    ),
    (
        "How much does a house cost, given its photo and description?",
        HOUSE,
        ("price", "regression", "mae", "photo description table"),
    ),
    (
        "Predict the log-free price of each house from photo, area and city;"
        " evaluated with RMSLE. Don't use the number of rooms.",
        HOUSE,
        ("price", "regression", "rmsle", "photo description table"),
    ),
    (
        "用照片和描述预测房价，指标是平均绝对百分比误差",
        HOUSE,
        ("price", "regression", "mape", "photo description table"),
    ),
    (
        "Predict how many rooms the house has.",
        HOUSE,
        ("rooms", "regression", "mae", "photo description table"),
    ),
    ("Predict the quality of wine.", WINE, ("quality", "regression", "mae", "table")),
    (
        "Predict which class of quality the wine has.",
        WINE,
        ("quality", "multiclass", "accuracy", "table"),
    ),
    (
        "Predict wine quality, scored with quadratic weighted kappa.",
        WINE,
        ("quality", "multiclass", "cohen_kappa_quadratic", "table"),
    ),
    # Positive classes by words, conventions, and the test table's silence.
    (
        "Predict whether the tumour is malignant (column `diagnosis`). Miss as few"
        " cancers as possible!",
        TUMOUR,
        ("diagnosis", "binary", "recall", "scan table"),
    ),
    (
        "Make the best model you can.",
        "a number; b number; label category =x,y,z",
        ("label", "multiclass", "accuracy", "table"),
    ),
    (
        "Make the best model you can.",
        "a number; b number; -outcome_7 category =x,y,z",
        ("outcome_7", "multiclass", "accuracy", "table"),
    ),
    (
        "Classify the image.",
        "image image; class category =cat,dog,cow",
        ("class", "multiclass", "accuracy", "image"),
    ),
    (
        "Classify `image` into one of the values of `species`.",
        "image image; species category =cat,dog,cow; label number",
        ("species", "multiclass", "accuracy", "image table"),
    ),
    (
        "Predict the label of each picture.",
        "picture image; label_id integer 0..9; label_name category =a,b,c;"
        " label category =a,b,c",
        ("label", "multiclass", "accuracy", "picture"),
    ),
    (
        "We want `count` as the target; casual and registered are not known before.",
        BIKES.replace("casual", "-casual")
        .replace("registered", "-registered")
        .replace(" count", " -count"),
        ("count", "regression", "mae", "table"),
    ),
    (
        "Predict how many bikes are rented on a day.",
        BIKES,
        ("count", "regression", "mae", "table"),
    ),
    (
        "`windspeed` is the target.",
        BIKES,
        ("windspeed", "regression", "mae", "table"),
    ),
    (
        "将`temp`作为目标，其余列作为输入。",
        BIKES,
        ("temp", "regression", "mae", "table"),
    ),
    # Without a verb, by a value, by a typo, in a word or two.
    (
        "Build a model for price prediction using images and text.",
        HOUSE,
        ("price", "regression", "mae", "photo description table"),
    ),
    (
        "Diagnose whether the growth is malignant.",
        TUMOUR,
        ("diagnosis", "binary", "accuracy", "scan table"),
    ),
    (
        "Wich exercize is it?",
        WATCH,
        ("exercise", "multiclass", "accuracy", "accel gyro table"),
    ),
    ("exercise", WATCH, ("exercise", "multiclass", "accuracy", "accel gyro table")),
    (
        "Predict the temperature from the wind.",
        BIKES,
        ("temp", "regression", "mae", "table"),
    ),
    (
        "Predict isFraud, not amount. Avoid false alarms.",
        "amount number; isFraud boolean; note text",
        ("isFraud", "binary", "precision", "note table"),
    ),
    (
        "Predict the `precision` of the machine from its `recall` and its `accuracy`.",
        "recall number; accuracy number; precision number",
        ("precision", "regression", "mae", "table"),
    ),
    (
        "Estimate the customer churn probability. The metric is recall; also report"
        " accuracy.",
        "age integer 18..90; churned boolean; plan category =a,b,c",
        ("churned", "binary", "recall", "table"),
    ),
]


@pytest.mark.parametrize(("statement", "columns", "wanted"), UNDERSTOOD)
def test_statements(statement, columns, wanted):
    spec = read(statement, columns)
    assert spec.notes
    found = (
        spec.target[0],
        spec.kind,
        spec.metric.name,
        " ".join(modality.name for modality in spec.modalities),
    )
    assert found == wanted, "\n".join(spec.notes)
    used = [column for modality in spec.modalities for column in modality.columns]
    assert spec.target[0] not in (*used, *spec.ignore)
    assert spec.metric.name not in spec.also


@pytest.mark.parametrize(
    ("statement", "columns", "ignored"),
    [
        ("预测是否刹车。不要使用纬度和经度。", DRIVING, {"latitude", "longitude"}),
        ("Forecast the speed, without using the brake.", DRIVING, {"brake"}),
        ("Predict brake. Ignore the camera.", DRIVING, {"frame"}),
        ("Predict brake without the numbers.", DRIVING, {"latitude", "speed", "time"}),
        (
            "Predict spam; do not use the hour or the weekday.",
            MAIL,
            {"hour", "weekday"},
        ),
        ("Predict is_spam but not from the text.", MAIL, {"subject", "preview"}),
        ("Predict price; rooms and city must not be used.", HOUSE, {"rooms", "city"}),
        ("Predict the price, skip the photo.", HOUSE, {"photo"}),
        ("Predict brake from the frame, not the radar.", DRIVING, {"radar"}),
        ("雷达不能使用，请判断是否刹车", DRIVING, {"radar"}),
        ("忽略正文，判断是否垃圾邮件", CHINESE_MAIL, {"正文"}),
    ],
)
def test_what_is_excluded_is_not_used(statement, columns, ignored):
    spec = read(statement, columns)
    assert ignored <= set(spec.ignore)
    assert ignored <= set(spec.constraints.must_not_use)


def test_the_example_in_full():
    spec = read(UNDERSTOOD[0][0], DRIVING)
    assert spec.positive == "1"
    assert spec.also[:2] == ("recall", "accuracy")
    assert {"precision", "f1", "roc_auc"} <= set(spec.also)
    kinds = {modality.name: modality.kind for modality in spec.modalities}
    assert kinds == {"frame": "image", "radar": "vector", "table": "table"}
    assert spec.modalities[2].columns == ("latitude", "longitude", "speed", "time")
    notes = "\n".join(spec.notes)
    assert "always says yes" in notes
    assert "`latitude`, `longitude`, `speed`, `time`" in notes
    assert spec.ignore == ()


def test_positive_class():
    assert (
        read("Predict whether the tumour is malignant.", TUMOUR).positive == "malignant"
    )
    columns = "text text; verdict category =ham,spam"
    assert read("Predict the verdict, spam or not.", columns).positive == "spam"
    assert read("Predict the verdict.", columns, positive="ham").positive == "ham"
    made = "x number; is_spam category =spam,ham"
    assert read("Predict is_spam.", made).positive == "spam"
    rare = col("state category =up,down").model_copy(update={"counts": (390, 10)})
    spec = understand(
        "Predict the state.",
        (col("x number"), rare),
        cells=lambda name: ["up", "down"],
        data=DATA,
        rows=ROWS,
        given=False,
        overrides=Overrides(),
        budget=Budget(),
        seed=0,
    )
    assert spec.positive == "down"
    assert spec.metric.name == "average_precision"


REFUSED = [
    ("Make a model.", "a number; b number; c number", {}, "which column", "--target"),
    (
        "Predict the gap.",
        "x number; gap_left number; gap_right number",
        {},
        "2 columns may be",
        "--target gap_left",
    ),
    ("Predict casual or registered.", BIKES, {}, "2 columns may", "--target casual"),
    ("Train a good model on the temp and wind.", BIKES, {}, "which column", "--target"),
    ("Predict `colour`.", "x number; size number", {}, "'colour'", "--target"),
    ("Predict it.", MAIL, {"target": "is_spm"}, "'is_spm'", "--target is_spam"),
    ("Predict `id`.", MAIL, {}, "is an id", "--target"),
    ("Predict `frame`.", DRIVING, {}, "points to media", "--target"),
    ("Predict x.", MAIL, {"target": "preview"}, "free text", "--target"),
    ("Predict `k`.", "x number; k constant", {}, "same value", "--target"),
    (
        "Predict `price` and `rooms`.",
        HOUSE,
        {},
        "Several targets",
        "--target price",
    ),
    (
        "Predict all tags of an icon; icons carry one or more tags.",
        "image image; name text; tags category =A,B,A;B,C",
        {},
        "multilabel",
        "--target",
    ),
    ("Predict tags.", "image image; tags list", {}, "multilabel", "--target"),
    ("Predict the city.", "x number; city category", {}, "classes in", "--kind"),
    ("Predict brake.", DRIVING, {"metric": "rmse"}, "cannot judge", "--metric"),
    ("Predict price; the metric is F1.", HOUSE, {}, "cannot judge", "--metric"),
    ("Predict price.", HOUSE, {"kind": "binary"}, "binary task", "--kind"),
    ("Predict city.", HOUSE, {"kind": "regression"}, "regression", "--kind"),
    ("Predict brake.", DRIVING, {"positive": "maybe"}, "'maybe'", "--positive"),
    ("Predict `a` from x.", "a number; x id", {}, "No column is left", "--use"),
]


@pytest.mark.parametrize(("statement", "columns", "flags", "what", "fix"), REFUSED)
def test_what_is_unclear_is_an_error_that_asks(statement, columns, flags, what, fix):
    columns = columns.replace("A;B", "A|B")
    with pytest.raises(DataError) as caught:
        read(statement, columns, **flags)
    assert what in caught.value.what
    assert fix in caught.value.fix
    assert caught.value.where


def test_two_plausible_targets_are_listed_best_first_with_reasons():
    with pytest.raises(DataError) as caught:
        read("Predict the gap.", "x number; gap_left number; gap_right number")
    assert "`gap_left`" in caught.value.why and "`gap_right`" in caught.value.why
    assert "meant as what to predict" in caught.value.why


def test_flags_beat_the_statement():
    spec = read(
        "Predict the price from the photo only; the metric is RMSE.",
        HOUSE,
        target="city",
        metric="macro-f1",
        use=("text", "table"),
        ignore=("rooms",),
    )
    assert spec.target == ("city",) and spec.metric.name == "f1_macro"
    assert [m.name for m in spec.modalities] == ["description", "table"]
    assert spec.modalities[1].columns == ("area_m2", "price")
    spec = read("Predict wine quality.", WINE, kind="multiclass", metric="f1")
    assert (spec.kind, spec.metric.name) == ("multiclass", "f1_macro")


def test_a_flag_that_names_nothing_is_a_usage_error():
    with pytest.raises(UsageError, match="no metric 'acuracy'") as caught:
        read("Predict brake.", DRIVING, metric="acuracy")
    assert "accuracy" in caught.value.why
    with pytest.raises(UsageError) as caught:
        read("Predict brake.", DRIVING, ignore=("sped",))
    assert caught.value.fix == "--ignore speed"


@pytest.mark.parametrize(
    ("words", "limits"),
    [
        ("under 2 million parameters", {"max_params": 2_000_000}),
        ("with at most 500k params", {"max_params": 500_000}),
        ("fewer than 1,500,000 parameters", {"max_params": 1_500_000}),
        ("参数量不超过200万", {"max_params": 2_000_000}),
        ("少于50万个参数", {"max_params": 500_000}),
        ("It must answer within 20 ms on a CPU", {"max_latency_ms": 20.0}),
        ("inference latency of 5 ms", {"max_latency_ms": 5.0}),
        ("推理延迟低于30毫秒", {"max_latency_ms": 30.0}),
        ("at most 2 GB of memory", {"max_memory_mb": 2048}),
        ("windows of 20 ms, 2 million rows", {}),
    ],
)
def test_limits(words, limits):
    spec = read(f"Predict brake. {words}.", DRIVING)
    found = spec.constraints.model_dump(exclude_defaults=True)
    assert found == limits


def test_a_time_in_words_is_only_a_note():
    spec = read("Predict brake, train in 5 minutes.", DRIVING)
    assert any("5 minutes" in note for note in spec.notes)
    assert spec.budget == Budget()


def test_columns_that_the_test_table_lacks_are_no_inputs():
    spec = read(
        "Predict count.",
        BIKES.replace("casual", "-casual").replace("count", "-count"),
    )
    assert "casual" in spec.ignore
    assert any("test table lacks it" in note for note in spec.notes)


def test_modalities_have_names_that_python_and_torch_accept():
    columns = (
        "items text; class image; 2nd image; Foto_·_links image; foto_links image;"
        " 图 image; 画 image; y boolean"
    )
    spec = read("Predict y.", columns)
    names = [modality.name for modality in spec.modalities]
    assert names == [
        "text_items",
        "image_class",
        "image_2nd",
        "foto_links",
        "foto_links_2",
        "image",
        "image_2",
    ]


def test_long_statements_over_wide_tables_are_read_quickly():
    words = " ".join(
        f"The sensor {i} drifts by {i} units in winter." for i in range(400)
    )
    columns = ";".join(f"sensor_{i}_drift number" for i in range(300))
    begun = time.process_time()
    spec = read(f"{words} Predict `brake`.", f"{columns};brake boolean")
    assert spec.target == ("brake",)
    assert time.process_time() - begun < 20


def test_the_same_words_give_the_same_spec():
    first, second = (read(UNDERSTOOD[0][0], DRIVING) for _ in range(2))
    assert first == second
