"""Chinese for a report, its first half: English with holes, then its translation."""

HEAD = {
    # the head
    "There is one modality ({}), so nothing to fuse: {} {} (95 % interval {} to {}).": (
        "只有一个模态（{0}），没有可融合的：{1} 为 {2}（95 % 区间 {3} 到 {4}）。"
    ),
    "That compares #{} {} ({}) with #{} {} ({}): the best of each kind on the select "
    "rows, as trained, without averaging or tuned thresholds.": (
        "这里比较的是 #{0} {1}（{2}）与 #{3} {4}（{5}）：二者各为选择行上同类中最好的，"
        "按训练后的原样，不取平均，也不调阈值。"
    ),
    "95 %: {} to {}; higher is better": "95 %：{0} 到 {1}；越高越好",
    "95 %: {} to {}; lower is better": "95 %：{0} 到 {1}；越低越好",
    "95 %: {} to {}, over {}": "95 %：{0} 到 {1}，相对于 {2}",
    "{}, {} test rows": "{0}，{1} 个测试行",
    "{} parameters": "{0} 个参数",
    "{} trials": "{0} 次试验",
    "{} trial": "{0} 次试验",
    "{} min": "{0} 分钟",
    "{} models together": "{0} 个模型共同预测",
    "looks at no input": "不看任何输入",
    "fusion over one modality": "融合相对于单一模态",
    "best constant": "最佳常数",
    "Written by Forgeweld {}.": "由 Forgeweld {0} 撰写。",
    "One file; it asks no network.": "单个文件，不访问网络。",
    "Rows are numbered as in the labelled table, from 1; the furthest off first.": (
        "行号与有标签的表一致，从 1 开始；偏差最大的在前。"
    ),
    "No test row is wrong.": "没有一个测试行是错的。",
    # headings
    "Against the baselines": "与基线相比",
    "How good it is": "有多好",
    "Where it is weak": "哪里薄弱",
    "The worst errors": "最严重的错误",
    "What each modality is worth": "每个模态的价值",
    "What single rows hang on": "单行的依据",
    "How it was found": "如何找到的",
    "The data": "数据",
    "What was spent": "花费",
    # baselines and search
    "chosen: {}": "选用：{0}",
    "the chosen is better by": "选用的模型好出",
    "Test scores": "测试得分",
    "Baselines, on the same test rows": "基线，在同样的测试行上",
    "best so far": "目前最好",
    "Select scores, trial by trial": "选择行得分，逐次试验",
    "What grew out of what (bold: chosen)": "谁由谁而来（粗体：选用）",
    "train loss": "训练损失",
    "valid loss": "验证损失",
    "Losses are what the programs tell of themselves: no score hangs on them.": (
        "损失是程序自己报告的：没有任何得分依赖它们。"
    ),
    "No trial learnt for two epochs, so there are no learning curves.": (
        "没有学满两轮的试验，因此没有学习曲线。"
    ),
    "Leaderboard: {} on the select rows": "排行榜：选择行上的 {0}",
    # classes and labels
    "Confusion matrix, test rows": "混淆矩阵，测试行",
    "Most frequent confusions": "最常见的混淆",
    "of that class": "占该类别",
    "ROC ({})": "ROC（{0}）",
    "Precision and recall": "精确率与召回率",
    "Precision and recall ({})": "精确率与召回率（{0}）",
    "false positive rate": "假阳性率",
    "true positive rate": "真阳性率",
    "No class has {} test rows of both kinds: no ROC, no PR curve.": (
        "没有哪个类别的正反两类都有 {0} 个测试行：不画 ROC 和 PR 曲线。"
    ),
    "Calibration: error (ECE) {}": "校准：误差（ECE）{0}",
    "probability of {}": "{0} 的概率",
    "probability of a label": "标签的概率",
    "probability of the likeliest class": "最可能类别的概率",
    "share that came true": "成真的比例",
    "If only its surest answers were used": "若只采用最有把握的回答",
    "share of rows answered": "作答行的比例",
    "share right": "正确的比例",
    "How far off, in classes": "相差几个等级",
    "{} away": "差 {0} 级",
    "Every class on the test rows, the weakest first": "测试行上的每个类别，最弱的在前",
    "Every label on the test rows, the weakest first": "测试行上的每个标签，最弱的在前",
    "mean probability": "平均概率",
    "all labels": "所有标签",
    "all labels: {}": "所有标签：{0}",
    "Labels per row": "每行标签数",
    # numbers, survival, matching
    "{}: said and true": "{0}：预测与真值",
    "{}: residuals": "{0}：残差",
    "{}: spread of residuals": "{0}：残差的分布",
    "said − true": "预测 − 真值",
    "rows below it": "低于它的行",
    "Every target": "每个目标",
    "mean abs. error": "平均绝对误差",
    "What became of the thirds by predicted risk": "按预测风险三等分后的结局",
    "low risk ({} rows)": "低风险（{0} 行）",
    "middle risk ({} rows)": "中风险（{0} 行）",
    "high risk ({} rows)": "高风险（{0} 行）",
    "without event": "未发生事件",
    "Found among the first k of {} candidates": "在 {0} 个候选的前 k 个中找到",
    "this model": "本模型",
    "by chance": "随机猜测",
    "share of queries": "查询的比例",
    "Rank of the true match": "真实匹配的名次",
    "Median rank {} of {}.": "名次中位数：{1} 个中的第 {0}。",
}

FINDINGS = {
    "leave it out if it isn't known when predicting: --ignore {}": (
        "若预测时并不知道它，请去掉：--ignore {0}"
    ),
    "the paths in {} hold the class name ({} of rows)": (
        "{0} 中的路径含有类别名（{1} 的行）"
    ),
    "{} is not used as a feature; keep it so": "{0} 没有用作特征；请保持这样",
    "nothing to do: programs see the files under neutral names": (
        "无需处理：程序看到的是中性的文件名"
    ),
    "add labelled rows; a few hundred are a sensible start": (
        "增加有标签的行；几百行是合理的起点"
    ),
    "--ignore {}, or add it to the test table": "--ignore {0}，或在测试表中补上它",
    "add rows; every score comes with an interval that shows it": (
        "增加行；每个得分都带有能说明这一点的区间"
    ),
    "add rows of these classes, or merge them": "增加这些类别的行，或合并它们",
    "accuracy would flatter; macro F1 or average precision don't": (
        "准确率会偏高；宏平均 F1 或平均精确率不会"
    ),
    "scores on these rows measure memory": "这些行上的得分衡量的是记忆",
    "{} of {} rows have no {}: nothing is scored on them, their inputs may be learnt "
    "from": "{1} 行中有 {0} 行没有 {2}：不在其上评分，可以从其输入中学习",
    "{} of {} rows have no {}: nothing is scored on them, their inputs may be learnt "
    "from; {} are predicted": (
        "{1} 行中有 {0} 行没有 {2}：不在其上评分，可以从其输入中学习；"
        "其中 {3} 行会被预测"
    ),
    "fill in the target of these rows if it is known": "若知道这些行的目标值，请填上",
    "if they have none of the labels, say so: possibly none": (
        "若这些行没有任何标签，请在句中说明：可能没有"
    ),
    "the task looks ahead: rows are split by {}, the last are test": (
        "任务要预测将来：按 {0} 划分，最后的行用来测试"
    ),
    "the rows to predict are later by {} than the labelled ones: rows are split by it, "
    "too, the last are test": (
        "要预测的行按 {0} 晚于有标签的行：也按它划分，最后的行用来测试"
    ),
    "{} holds times, but the split doesn't follow them": (
        "{0} 含有时间，但划分没有按它进行"
    ),
    "{} holds times, but the split doesn't follow them: if the model is to predict "
    'later rows, say "forecast"': (
        "{0} 含有时间，但划分没有按它进行：若要预测以后的行，请写明“预测未来”"
    ),
    'say "forecast" in the statement if the model is to predict later rows': (
        "若模型要预测以后的行，请在句子中说明是预测未来"
    ),
    "rows of one {} stay in one part of the split ({} different)": (
        "同一 {0} 的行都在划分的同一部分（{1} 个不同值）"
    ),
    "add data of further groups": "增加其他组的数据",
    "add a column such as person_id to train.csv": (
        "在 train.csv 中加一列，如 person_id"
    ),
    "{} of {} files in {} can't be used ({}: {}): {}": (
        "{2} 的 {1} 个文件中有 {0} 个不能用（{3}：{4}）：{5}"
    ),
    "mend or replace the files": "修好或更换这些文件",
    "the test table is of other kinds than the labelled rows: by {}, its rows are "
    "further from them than they are from each other ({} of pairs; {} if drawn alike); "
    "rows alike stay in one part of the split ({} families, the largest of {} rows)": (
        "测试表与有标签的行不是同类：按 {0}，它的行离它们比它们彼此更远（{1} 的行对；"
        "若同样抽取为 {2}）；相似的行都在划分的同一部分（{3} 族，最大的有 {4} 行）"
    ),
    "{} of the rows overlap others: windows of the same recordings; rows of one "
    "recording stay in one part of the split ({} of them, the largest of {} rows)": (
        "{0} 的行与其他行重叠：它们是同一录制的窗口；同一录制的行都在划分的同一部分"
        "（共 {1} 段，最大的有 {2} 行）"
    ),
    "{} of the rows overlap others: windows of the same recordings; rows of one "
    "recording stay in one part of the split ({} of them, the largest of {} rows); "
    "long ones are cut into stretches": (
        "{0} 的行与其他行重叠：它们是同一录制的窗口；同一录制的行都在划分的同一部分"
        "（共 {1} 段，最大的有 {2} 行）；过长的录制切成若干段"
    ),
    "{} of the test rows overlap labelled ones: windows of the same recordings, and "
    "the split is drawn like that, too": (
        "{0} 的测试行与有标签的行重叠：它们是同一录制的窗口，划分也同样抽取"
    ),
    "scores of new recordings will be lower; keep whole recordings for the test": (
        "对新录制的分数会更低；请留出整段录制用于测试"
    ),
    # why a trial was made, where the run itself does not tell it in Chinese
    "the {} of #{} was a step up there": "#{1} 的{0}在那里带来了进步",
    "{} of every {}, as classical models lead": ("每个 {1} 都用 {0}，因为经典模型领先"),
    "{} for {}: better alone": "对 {1} 用 {0}：单独训练时更好",
    "the project as it was given": "给定的项目，保持原样",
    "the program that changes inputs ended early: {}": "改动输入的程序提前结束：{0}",
    "queries need all {} candidates: too many": "查询需要全部 {0} 个候选：太多",
}
"""Findings in the data, and reasons."""
