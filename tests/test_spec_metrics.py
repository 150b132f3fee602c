"""Metrics in words, English and Chinese, and what stands for them with each kind."""

import pytest
from statements import CAPTION, HOUSE, MACHINE, SKY, TUMOUR, read, read_of, table

from agent.errors import DataError
from agent.scoring import metrics
from agent.statement.metric_words import CASED, NAMES
from agent.statement.reading import read as read_words
from agent.statement.wishes import named

SPOKEN = [
    ("expected calibration error", "ece"),
    ("best calibration", "ece"),
    ("校准误差", "ece"),
    ("the Jaccard index", "jaccard"),
    ("intersection over union", "jaccard"),
    ("杰卡德系数", "jaccard"),
    ("Hamming loss", "hamming_loss"),
    ("汉明损失", "hamming_loss"),
    ("sample-averaged F1", "f1_samples"),
    ("F1 per image", "f1_samples"),
    ("每个样本的F1", "f1_samples"),
    ("micro-averaged F1", "f1_micro"),
    ("macro F1", "f1_macro"),
    ("weighted F1", "f1_weighted"),
    ("macro-averaged recall", "recall_macro"),
    ("宏召回率", "recall_macro"),
    ("mAP", "average_precision"),
    ("mean average precision", "average_precision"),
    ("平均精度", "average_precision"),
    ("Recall@1", "recall_at_1"),
    ("recall@5", "recall_at_5"),
    ("recall at 10", "recall_at_10"),
    ("R@10", "recall_at_10"),
    ("前5召回率", "recall_at_5"),
    ("MRR", "mrr"),
    ("mean reciprocal rank", "mrr"),
    ("平均倒数排名", "mrr"),
    ("median rank", "median_rank"),
    ("中位排名", "median_rank"),
    ("C-index", "c_index"),
    ("the concordance index", "c_index"),
    ("一致性指数", "c_index"),
    ("pinball loss", "pinball"),
    ("quantile loss", "pinball"),
    ("分位数损失", "pinball"),
    ("quadratic weighted kappa", "cohen_kappa_quadratic"),
    ("Cohen's kappa", "cohen_kappa"),
    ("unweighted kappa", "cohen_kappa"),
    ("不加权的kappa", "cohen_kappa"),
    ("二次加权kappa", "cohen_kappa_quadratic"),
    ("rank distance", "rank_mae"),
    ("mean distance in grades", "rank_mae"),
    ("等级误差", "rank_mae"),
    ("exact match ratio", "accuracy"),
    ("召回率", "recall"),
    ("MAPE", "mape"),
    ("sMAPE", "smape"),
    ("对称平均绝对百分比误差", "smape"),
    ("RMSLE", "rmsle"),
    ("RMSE of log1p", "rmsle"),
    ("compare on a log scale", "rmsle"),
    ("Spearman's rank correlation", "spearman"),
    ("斯皮尔曼相关系数", "spearman"),
    ("Pearson correlation", "pearson"),
    ("平均绝对百分比误差", "mape"),
    ("中位绝对误差", "median_ae"),
]


@pytest.mark.parametrize(("words", "name"), SPOKEN)
def test_words_for_metrics(words, name):
    for sentence in (f"Predict it; the metric is {words}.", f"预测它，指标是{words}。"):
        assert named(read_words(sentence, (), {})) == (name,)


def test_every_metric_has_words_and_its_own_name():
    assert set(NAMES) == set(metrics.KNOWN) and set(CASED) <= set(NAMES)
    for name in NAMES:
        assert named(read_words(f"The metric is {name}.", (), {})) == (name,)


@pytest.mark.parametrize(
    "words",
    [
        "Each row is a map of the town.",
        "The sensors were calibrated, see the calibration file.",
        "We map the picture to a class.",
        "The rank of the officer is known.",
    ],
)
def test_words_that_are_no_metrics(words):
    assert named(read_words(words, (), {})) == ()


FORMS = [
    ("Predict which of rain, snow and fog occur. Metric: F1.", SKY, "f1_macro"),
    ("Predict rain, snow and fog; maximise recall.", SKY, "recall_macro"),
    ("Predict rain, snow and fog; the metric is mAP.", SKY, "average_precision"),
    ("预测`rain`、`snow`和`fog`，最大化交并比", SKY, "jaccard"),
    ("Find the image for each caption; maximise recall.", CAPTION, "recall_at_10"),
    ("Find the image for each caption; metric mAP.", CAPTION, "mrr"),
    ("Find the image for each caption; best accuracy.", CAPTION, "recall_at_1"),
    ("Predict the diagnosis; lowest calibration error.", TUMOUR, "ece"),
    ("判断diagnosis，最大化召回率", TUMOUR, "recall"),
    ("Predict the price; maximise Spearman correlation.", HOUSE, "spearman"),
    ("Survival analysis, maximise the C-index.", MACHINE, "c_index"),
]


def test_recall_of_what_is_rare_does_not_lead_alone():
    (line,) = table("cancelled boolean =no,yes")
    width = table("width number")
    for share, name in ((0.005, "f2"), (0.3, "recall")):
        rare = line.model_copy(
            update={"counts": (1000 - int(1000 * share), int(1000 * share))}
        )
        spec = read_of("Predict cancelled, and never miss one.", (*width, rare))
        assert spec.metric.name == name, spec.notes
        asked = read_of(
            "Predict cancelled, and never miss one.", (*width, rare), metric="recall"
        )
        assert asked.metric.name == "recall"


@pytest.mark.parametrize(("statement", "columns", "name"), FORMS)
def test_the_form_that_fits_the_kind(statement, columns, name):
    spec = read(statement, columns)
    assert spec.metric.name == name, spec.notes
    assert spec.kind in metrics.KNOWN[name].kinds
    for other in spec.also:
        assert spec.kind in metrics.KNOWN[other].kinds


@pytest.mark.parametrize(
    ("statement", "columns", "flags"),
    [
        ("Predict the price; the metric is the Jaccard index.", HOUSE, {}),
        ("Predict rain, snow and fog; the metric is RMSE.", SKY, {}),
        ("Survival analysis; the metric is accuracy.", MACHINE, {}),
        ("Predict the diagnosis.", TUMOUR, {"metric": "pinball"}),
        ("Find the image for each caption.", CAPTION, {"metric": "mae"}),
    ],
)
def test_a_metric_of_another_kind_is_an_error(statement, columns, flags):
    with pytest.raises(DataError, match="cannot judge") as caught:
        read(statement, columns, **flags)
    assert "--metric" in caught.value.fix
