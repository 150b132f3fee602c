"""Which of two errors is the worse one, and metrics that are said to be of no use."""

import pytest
from statements import read

from agent.statement.costs import worse

BARN = (
    "cow_id id; photo image; collar series; breed category =a,b,c; farm category"
    " =n,s,w; age integer 1..15; -sick boolean; -yield_kg number 0..70;"
    " -lameness category =front,hind,both"
)


@pytest.mark.parametrize(
    ("said", "metric"),
    [
        ("I'd rather climb up for nothing than lose a swarm", "recall"),
        ("a missed crack is far worse than a needless inspection", "recall"),
        ("false alarms are fine, a missed leak is not", "recall"),
        ("better a needless check than a missed tumour", "recall"),
        ("we can live with false alarms but not with misses", "recall"),
        ("an unnecessary biopsy is annoying, a missed melanoma kills", "recall"),
        ("missing one costs more than a visit for nothing", "recall"),
        ("没报出来一塘鱼就没了，误报顶多多开一次增氧机", "recall"),
        ("漏掉一件赝品损失很大，宁可多送几件真的去复检", "recall"),
        ("漏报比误报严重得多", "recall"),
        ("宁可误报也不要漏报", "recall"),
        (
            "if one gets past me I lose the whole field; if it sends me to a healthy"
            " one I've walked for nothing",
            "recall",
        ),
        ("把恶性的漏过去是要出人命的，多叫几个人回来倒没什么", "recall"),
        (
            "Blocking somebody innocent is a scandal, whereas missing a thief is just"
            " an ordinary day.",
            "precision",
        ),
        ("喊错一次这钱就白烧了；真漏掉一块，果子还能卖，损失不大", "precision"),
        ("better to miss a few than to accuse an honest customer", "precision"),
        ("a false alarm costs far more than a bad part slipping through", "precision"),
        ("误报比漏报更麻烦", "precision"),
        ("宁可漏掉几个也不要冤枉好人", "precision"),
        ("误杀正常用户代价比放过一个羊毛党大得多", "precision"),
    ],
)
def test_of_two_errors_that_are_weighed_the_worse_one_counts(said, metric):
    assert [name for name, *_ in worse(said)] == [metric]


@pytest.mark.parametrize(
    "said",
    [
        "rather use the photo than the sound",
        "the lidar is better than the camera, and values are missing",
        "one photo too many in each row",
        "summer is worse than winter",
        "误差比去年大",
        "漏水的管子有几根",
    ],
)
def test_other_comparisons_weigh_no_errors(said):
    assert worse(said) == []


@pytest.mark.parametrize(
    ("said", "metric"),
    [
        ("Is the cow sick? Accuracy tells me nothing here.", "balanced_accuracy"),
        (
            "Is it sick? A model that calls every cow healthy looks splendid on"
            " accuracy.",
            "balanced_accuracy",
        ),
        ("Predict lameness. Plain accuracy is misleading.", "f1_macro"),
        ("Predict yield_kg, but don't use MAE.", "rmse"),
        (
            "Predict yield_kg; 20% off on a heifer is as bad as 20% off on a cow.",
            "mape",
        ),
        ("预测 yield_kg，差10%不管产量大小都一样", "mape"),
        ("预测 yield_kg，偶尔差得远最要命，大误差要重罚", "rmse"),
        ("Is it sick? The vet can only visit 20.", "average_precision"),
        ("Is it sick? We start with the most suspicious ones.", "average_precision"),
        ("判断 sick；兽医从最可疑的往下看，排在前面的要准", "average_precision"),
        (
            "Predict yield_kg. Missing a drop is worse than small errors: square them.",
            "rmse",
        ),
        (
            "How much will it give within the next three days? Predict yield_kg."
            " Missing a drop is worse than small errors, so square them.",
            "rmse",
        ),
        ("Is it sick? Never miss one; an error costs 20 euros.", "recall"),
        ("Predict yield_kg. A miss twice as large costs four times as much.", "rmse"),
        ("预测 yield_kg，小牛差一成和大牛差一成一样严重", "mape"),
        (
            "Predict lameness. Hind is 2 % but counts exactly as much as the others.",
            "f1_macro",
        ),
        ("Is it sick? Maximise accuracy.", "accuracy"),
    ],
)
def test_what_is_of_no_use_does_not_judge(said, metric):
    assert read(said, BARN).metric.name == metric


@pytest.mark.parametrize(
    ("said", "positive"),
    [
        ("判断 passed，也就是`passed`为“no”的概率", "no"),
        ("I want the probability that passed is no.", "no"),
        ("Predict passed: the chance of passed being yes.", "yes"),
    ],
)
def test_whose_probability_is_asked_for_is_positive(said, positive):
    columns = "photo image; age integer 1..15; -passed boolean =no,yes"
    assert read(said, columns).positive == positive
