"""Statements, English and Chinese, against tables that tempt to misread them."""

import time

import pytest
from statements import (
    BIKES,
    CHINESE_MAIL,
    DATA,
    DRIVING,
    EMOJI,
    FLOWERS,
    HOUSE,
    MAIL,
    MOLECULE,
    ROWS,
    TUMOUR,
    VOICE,
    WATCH,
    WINE,
    col,
    read,
)

from agent.records import Budget
from agent.statement.spec import Overrides, understand

UNDERSTOOD = [
    # The house's own example.
    (
        "Predict whether the driver has to brake, from the camera frame and the radar"
        " sweep. Maximise recall at good accuracy.",
        DRIVING,
        ("brake", "binary", "balanced_accuracy", "frame radar position table"),
    ),
    (
        "Brake or not? Predict braking from the frame and the radar.",
        DRIVING,
        ("brake", "binary", "accuracy", "frame radar position table"),
    ),
    (
        "Forecast the speed of the car from the camera, without using the brake.",
        DRIVING,
        ("speed", "regression", "mae", "frame radar position table"),
    ),
    (
        "根据相机画面和雷达判断司机是否需要刹车，尽量提高召回率，同时保持较高的准确率。",
        DRIVING,
        ("brake", "binary", "balanced_accuracy", "frame radar position table"),
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
        ("brake", "binary", "recall", "frame radar position table"),
    ),
    # Mail.
    (
        "# Catch spam\nEach row is a mail: `subject` is its subject line, `preview` the"
        " start of its body.\nGive, for every row of test.csv, the probability of"
        " `is_spam`; the metric is the area under\nthe precision-recall curve.",
        MAIL,
        ("is_spam", "binary", "average_precision", "text table"),
    ),
    (
        "Is this mail spam? Detect spam from the words alone, best AUROC wins.",
        MAIL,
        ("is_spam", "binary", "roc_auc", "text"),
    ),
    (
        "Predict spam using only the text. Score: log loss.",
        MAIL,
        ("is_spam", "binary", "log_loss", "text"),
    ),
    (
        "Predict is_spam but ignore the subject and do not use the hour.",
        MAIL,
        ("is_spam", "binary", "accuracy", "preview table"),
    ),
    (
        "判断邮件是不是垃圾邮件，评价指标为PR曲线下面积。",
        MAIL,
        ("is_spam", "binary", "average_precision", "text table"),
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
        ("quality", "ordinal", "cohen_kappa_quadratic", "table"),
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
    places = {"position": "position", "table": "table"}
    assert kinds == {"frame": "image", "radar": "vector"} | places
    assert spec.modalities[2].columns == ("latitude", "longitude")
    assert spec.modalities[3].columns == ("speed", "time")
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


def test_columns_that_the_test_table_lacks_are_no_inputs():
    spec = read(
        "Predict count.",
        BIKES.replace("casual", "-casual").replace("count", "-count"),
    )
    assert "casual" in spec.ignore
    assert any("test table lacks it" in note for note in spec.notes)


def test_lists_are_sets_one_modality_each():
    spec = read(
        "Predict y.", "tags list; words list; note text; size number; y boolean"
    )
    assert [(m.name, m.kind, m.columns) for m in spec.modalities] == [
        ("tags", "set", ("tags",)),
        ("words", "set", ("words",)),
        ("note", "text", ("note",)),
        ("table", "table", ("size",)),
    ]
    without = read("Predict y, without the tags.", "tags list; size number; y boolean")
    assert without.ignore == ("tags",)


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


def test_four_times_the_words_over_a_wide_table_take_no_tenfold_time():
    def seconds(sentences: int) -> float:
        words = " ".join(
            f"The sensor {i} drifts by {i} units in winter." for i in range(sentences)
        )
        begun = time.process_time()
        spec = read(f"{words} Predict `brake`.", f"{columns};brake boolean")
        assert spec.target == ("brake",)
        return time.process_time() - begun

    columns = ";".join(f"sensor_{i}_drift number" for i in range(60))
    seconds(1)  # what is compiled once
    assert seconds(400) < 10 * seconds(100)


def test_the_same_words_give_the_same_spec():
    first, second = (read(UNDERSTOOD[0][0], DRIVING) for _ in range(2))
    assert first == second
