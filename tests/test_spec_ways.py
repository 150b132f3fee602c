"""Many ways of saying what to predict, how it is judged, and within which limits."""

import pytest
from statements import read

PATIENTS = (
    "patient_id id; ct_scan image; voice audio; notes text; age integer 18..95; "
    "systolic_bp number; hospital category =a,b,c; staging category =I,III,II,IV; "
    "relapse boolean; tumor_size_mm number; los_days integer 1..90; therapy "
    "category =chemo,radio,surgery; pain integer 0..10"
)
CHINESE = (
    "病历号 id; CT图 image; 病程记录 text; 录音 audio; 年龄 integer 18..95; 收缩压 "
    "number; 医院 category =a,b,c; 治疗方案 category =化疗,放疗,手术; 是否复发 "
    "boolean; 肿瘤大小 number; 住院天数 integer 1..90; 疼痛评分 integer 0..10"
)
TARGETS = {
    "relapse": """\
Predict relapse from CT.
relapse prediction
Will the patient relapse?
Which patients will have a relapse?
Who relapses?
Our interest is in relapse.
We are interested in whether the cancer comes back (relapse).
Probability of relapse for each patient.
Give me the chance that the tumor relapses.
risk of relapse
Alert us when a relapse is likely.
Score patients by relapse risk.
Stratify patients by risk of relapse.
Anticipate relapse.
Flag relapses.
""",
    "tumor_size_mm": """\
Estimate how large the tumor is.
How big is the tumour?
tumor size in mm please
We want to know the tumor's size.
I'd like the size of the tumour estimated.
Build a regressor for tumor size.
A model that outputs tumor size.
Learn a mapping from CT to tumor size.
Model tumor size as a function of the CT scan and notes.
From the CT scan, derive the tumor size.
Target: tumor_size_mm
y = tumor_size_mm, X = everything else
The dependent variable is tumor_size_mm.
`tumor_size_mm` is what the model has to output.
tumor_size_mm should be predicted.
tumor_size_mm ist das Ziel, predict it
""",
    "therapy": """\
Which therapy should a patient get?
Recommend a therapy.
Choose the therapy for each patient from notes and CT.
Pick the right therapy.
Suggest a therapy for every patient.
Assign patients to a therapy.
chemo, radio or surgery?
Tell chemo from radio and surgery patients.
Sort patients by therapy.
Discriminate between the therapies.
Label each patient with a therapy.
""",
    "los_days": """\
How many days will a patient stay (los_days)?
length of stay
predict the length of stay in days
""",
    "age": """\
Guess the patient's age from the voice.
How old is the speaker?
Age estimation from voice.
""",
    "systolic_bp": """\
blood pressure from voice
systolic blood pressure regression
""",
    "pain": """\
Infer the pain level.
How much pain does the patient have?
rate pain 0-10
""",
    "staging": """\
Determine the staging.
stage of the cancer
Which stage is it?
""",
    "tumor_size_mm los_days": """\
I need predictions of tumor_size_mm and los_days.
Predict tumor_size_mm as well as los_days.
two outputs: tumor_size_mm and los_days
""",
    "tumor_size_mm systolic_bp los_days": """\
Targets: tumor_size_mm, systolic_bp, los_days
""",
    "tumor_size_mm systolic_bp": """\
Jointly estimate the tumor size and the blood pressure.
""",
}
CHINESE_TARGETS = {
    "是否复发": """\
预测是否复发
会不会复发？
病人会复发吗
哪些病人容易复发？
复发风险预测
输出复发概率
给出每个病人复发的可能性
筛出可能复发的病人
建立复发预测模型
把病人分成复发和不复发两类
""",
    "肿瘤大小": """\
估计肿瘤有多大
肿瘤多大？
我想知道肿瘤大小
通过CT图得到肿瘤大小
用CT图回归肿瘤大小
目标变量：肿瘤大小
标签列是肿瘤大小
y是肿瘤大小，其余是特征
训练一个模型，输入CT图，输出肿瘤大小
希望模型能算出肿瘤大小
""",
    "治疗方案": """\
推荐治疗方案
给病人选择治疗方案
应该用哪种治疗方案？
化疗、放疗还是手术？
对治疗方案进行分类
""",
    "住院天数": """\
要住院多少天？
大概住院几天
""",
    "年龄": """\
病人年龄多大？看录音
根据录音推算年龄
从录音里听出年龄
""",
    "肿瘤大小 住院天数": """\
同时预测肿瘤大小和住院天数
肿瘤大小、住院天数两个目标一起预测
""",
    "收缩压": """\
拟合收缩压
基于录音的收缩压估计
""",
}
METRICS = {
    ("relapse", "roc_auc"): """\
We look at AUC.
Ranking quality (AUROC) counts.
area under ROC
ROC-AUC is the yardstick.
用AUC
""",
    ("relapse", "f1"): """\
Maximise F1.
F1-score.
f-measure
看F1
以F1值作为评价标准
""",
    ("relapse", "recall"): """\
Missing a relapse is much worse than a false alarm.
Don't miss any relapse.
No relapse should go unnoticed.
We must not overlook a relapse.
High sensitivity is a must.
keep the number of missed relapses minimal
False negatives are costly.
召回率要高
不能漏诊
宁愿误报也别漏报
漏掉病人代价很大
尽可能找全
""",
    ("relapse", "precision"): """\
A false alarm is far worse than a miss.
False positives are costly.
as few false alarms as possible
it should rarely cry wolf
误报越少越好
查准率
别冤枉好人
""",
    ("relapse", "average_precision"): """\
precision recall AUC
PR curve area
auprc
mean average precision
PR曲线下面积
""",
    ("relapse", "brier"): """\
Brier score
lowest Brier loss
judged by Brier's score, lower is better
布里尔分数
""",
    ("relapse", "ece"): """\
well calibrated probabilities
""",
    ("relapse", "mcc"): """\
Judged by the Matthews coefficient
""",
    ("relapse", "log_loss"): """\
evaluation: log-loss
binary cross-entropy
""",
    ("relapse", "accuracy"): """\
scored with accuracy
percentage of correct answers
share of correctly classified patients
hit rate
准确率
精度
""",
    ("tumor_size_mm", "mae"): """\
MAE.
mean abs error
Mean absolute deviation
average error in mm
How far off are we on average? That's the metric.
MAE
平均误差
平均偏差多少毫米
""",
    ("tumor_size_mm", "rmse"): """\
Root-mean-square error
RMS error
MSE
least squares error
big errors hurt more than small ones
均方根误差
RMSE越小越好
""",
    ("tumor_size_mm", "r2"): """\
R2 score
R-squared
explained variance
R方
""",
    ("tumor_size_mm", "mape"): """\
relative error in percent
percentage error
百分比误差
平均相对误差
""",
    ("tumor_size_mm", "spearman"): """\
Spearman's rho
rank correlation
""",
    ("tumor_size_mm", "pearson"): """\
correlation coefficient (Pearson)
相关系数
""",
    ("tumor_size_mm", "median_ae"): """\
median absolute error
the median error
中位数误差
""",
    ("tumor_size_mm", "rmsle"): """\
log error (RMSLE)
""",
    ("therapy", "f1_macro"): """\
macro F1
F1 (macro)
average F1 over classes
mean F1 across therapies
every class counts the same
classes are imbalanced so use a metric that's fair to rare ones
""",
    ("therapy", "recall_macro"): """\
macro-averaged recall
""",
    ("therapy", "balanced_accuracy"): """\
balanced accuracy
""",
    ("therapy", "f1_weighted"): """\
weighted F1
""",
    ("therapy", "accuracy"): """\
top-1 accuracy
""",
    ("therapy", "f1_micro"): """\
micro F1
""",
    ("therapy", "log_loss"): """\
multi-class log loss
""",
    ("relapse", "balanced_accuracy"): """\
平衡准确率
""",
}
LIMITS = {
    (2000000, None, None): """\
Under 2M parameters.
At most 2 million params.
2M params max
参数不超过200万
参数量控制在200万以内
模型参数小于2M
200万参数以下
参数最多200万个
模型要小，参数上限200万
""",
    (500000, None, None): """\
The model must have fewer than 500k weights.
""",
    (5000000, None, None): """\
no more than five million parameters
""",
    (3000000, None, None): """\
The model may have up to 3e6 parameters.
""",
    (1500000, None, None): """\
parameter budget 1.5M
""",
    (750000, None, None): """\
parameter count <= 750000
""",
    (1000000, None, None): """\
Keep it small (< 1 M parameters).
""",
    (800000, None, None): """\
not exceeding 800K parameters
""",
    (100000, None, None): """\
tiny net: 100k parameters or less
""",
    (None, 20, None): """\
20 ms per row on CPU at most
latency below 20ms
inference must take less than 20 milliseconds
It has to answer in 20 ms.
max 20ms/sample
A prediction should not take longer than 20 ms.
20 ms latency budget
must respond within 0.02 s
at most a fiftieth... 20 ms tops
one patient in under 20 ms
延迟20毫秒以内
推理时间不超过20ms
每条20毫秒以内
单次预测要在20ms内完成
""",
    (None, None, 2048): """\
2 GB of RAM
fits in 2 GB memory
we only have 2GB RAM
RAM <= 2 GB
Memory usage must stay below 2GB.
don't use more than 2 GB of memory
peak memory 2 GB
内存2GB以内
内存不超过2G
只有2GB内存
""",
    (None, None, 512): """\
memory footprint under 512 MB
It runs on a board with 512 MB of memory.
内存占用小于512MB
""",
    (None, None, None): """\
The CT is 512 MB large on average.
Recorded at 20 ms intervals.
We have 2M rows.
""",
    (2000000, 20, 1024): """\
under 2M parameters, 20 ms and 1 GB RAM
""",
    (2000000, 20, None): """\
max 2M params and max 20 ms
""",
    (None, None, 4096): """\
显存不能超过4GB
""",
}
QUANTILES = {
    (0.1, 0.9): """\
with 10% and 90% quantiles
and give me P10 and P90
with an 80 % prediction interval
with uncertainty bands
给出10%和90%分位数
给出80%预测区间
""",
    (0.05, 0.95): """\
plus the 5th and 95th percentiles
with a 90% interval
给出90%置信区间
""",
    (0.25, 0.5, 0.75): """\
quantiles .25,.5,.75
quartiles as well
""",
    (0.025, 0.975): """\
95% confidence interval
""",
    (0.5, 0.9): """\
the median and the 90th percentile
""",
    (0.1, 0.5, 0.9): """\
q10, q50 and q90
输出0.1、0.5、0.9分位数
""",
    (0.25, 0.75): """\
first and third quartile
要上下四分位数
""",
}


def ways(said: dict) -> list:
    """(statement, what it means) for each line."""
    return [
        (line, means) for means, lines in said.items() for line in lines.splitlines()
    ]


@pytest.mark.parametrize(("said", "target"), ways(TARGETS))
def test_what_to_predict(said, target):
    assert read(said, PATIENTS).target == tuple(target.split())


@pytest.mark.parametrize(("said", "target"), ways(CHINESE_TARGETS))
def test_what_to_predict_in_chinese(said, target):
    assert read(said, CHINESE).target == tuple(target.split())


@pytest.mark.parametrize(("said", "judged"), ways(METRICS))
def test_how_it_is_judged(said, judged):
    target, metric = judged
    assert read(f"Predict {target}. {said}", PATIENTS).metric.name == metric


@pytest.mark.parametrize(("said", "limits"), ways(LIMITS))
def test_within_which_limits(said, limits):
    found = read(f"Predict relapse. {said}", PATIENTS).constraints
    names = ("max_params", "max_latency_ms", "max_memory_mb")
    assert tuple(getattr(found, name) for name in names) == limits


@pytest.mark.parametrize(("said", "quantiles"), ways(QUANTILES))
def test_with_which_quantiles(said, quantiles):
    assert read(f"Predict tumor_size_mm. {said}", PATIENTS).quantiles == quantiles
