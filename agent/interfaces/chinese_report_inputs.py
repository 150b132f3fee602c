"""Chinese for a report, its second half: parts, rows, modalities, data, limits."""

REST = {
    # parts
    "all test rows": "所有测试行",
    "test rows": "测试行",
    "Parts of the test rows, the worst ones": "测试行的各部分，最差的",
    "{} parts were looked at; of 40 like all rows, one is marked by chance alone.": (
        "考察了 {0} 个部分；若与总体无异，每 40 个中约有一个会偶然被标出。"
    ),
    "Marked are those that are worse than {}, the score of all, with their whole 95 % "
    "interval.": "标出的是整个 95 % 区间都差于总体得分 {0} 的部分。",
    "No part of the test rows has {} rows and a rest as large.": (
        "测试行中没有哪个部分有 {0} 行且其余行也不少于此。"
    ),
    "{} missing": "缺 {0}",
    "{} there": "有 {0}",
    "several modalities missing": "缺多个模态",
    "mean of {} ≤ {}": "{0} 的均值 ≤ {1}",
    "mean of {} > {}": "{0} 的均值 > {1}",
    "mean of {}": "{0} 的均值",
    "length of {} ≤ {}": "{0} 的长度 ≤ {1}",
    "length of {} > {}": "{0} 的长度 > {1}",
    "length of {}": "{0} 的长度",
    "{} = (empty)": "{0} =（空）",
    # single rows
    "row {}": "第 {0} 行",
    "the probability of {}": "{0} 的概率",
    "the value of {}": "{0} 的值",
    "{} by being there": "有它时 {0}",
    "higher than {} of the rows": "高于 {0} 的行",
    "{}, event": "{0}，发生了事件",
    "{}, no event until then": "{0}，至此未发生事件",
    "no event until then": "至此未发生事件",
    "{}, gradients": "{0}，梯度",
    "true {}": "真实的 {0}",
    "found {}": "找到的 {0}",
    "(missing)": "（缺失）",
    "{} more columns": "还有 {0} 列",
    "Each part of a row is taken away in turn (occlusion: Zeiler and Fergus 2014): a "
    "field of a picture becomes its mean colour, a word or a cell is deleted, a "
    "stretch of a series is silent.": (
        "依次拿走一行的每个部分（遮挡法：Zeiler and Fergus 2014）：图片的一格变成其平均"
        "颜色，一个词或单元格被删去，序列的一段变为静默。"
    ),
    "Blue speaks for what was said, orange against it; the strongest colour on a part "
    "is the largest effect there.": (
        "蓝色支持所作的预测，橙色反对；颜色最深处影响最大。"
    ),
    "The rows were drawn by lot, {} in all, the {} shown first.": (
        "这些行是抽签选出的，共 {0} 行，{1}的先列。"
    ),
    "wrong ones": "错",
    "furthest off": "偏差最大",
    "Every class that was said has as many of them as every other, as far as they go: "
    "they don't tell how frequent it is.": (
        "所预测的每个类别的行数尽量相同：它们不说明该类别有多常见。"
    ),
    "Effects are means over the members, by their weights.": (
        "影响是各成员按权重的平均。"
    ),
    "Beside it, where inputs are numbers, integrated gradients (Sundararajan et al. "
    "2017, by captum): how much each part adds on the straight way from a picture in "
    "its mean colour, silence, or a table without cells to the row.": (
        "旁边，对数值输入，是积分梯度（Sundararajan et al. 2017，用 captum）：从平均"
        "颜色的图片、静默或没有单元格的表直线走到该行，每个部分各增加多少。"
    ),
    "Beside it, where inputs are numbers, integrated gradients (Sundararajan et al. "
    "2017, by captum): how much each part adds on the straight way from a picture in "
    "its mean colour, silence, or a table without cells to the row; of the networks "
    "alone, which have {} of the weight.": (
        "旁边，对数值输入，是积分梯度（Sundararajan et al. 2017，用 captum）：从平均"
        "颜色的图片、静默或没有单元格的表直线走到该行，每个部分各增加多少；只算网络，它们占"
        "权重的 {0}。"
    ),
    "Where both methods agree, trust them more.": "两种方法一致之处更可信。",
    # modalities and robustness
    "Not known: {}. {}": "尚不可知：{0}。{1}",
    "it was not tried in this run": "本次运行没有尝试",
    "{} s were left for it": "只剩 {0} 秒",
    "the time was too short for it": "时间太短",
    "forgeweld report {} finds out more, and takes up to two minutes.": (
        "forgeweld report {0} 可以查明更多，最多需要两分钟。"
    ),
    "There was no time for it: {}": "没有时间：{0}",
    "Measured on {}, where the score is {}, with the model as it was scored, in the "
    "sandbox and without labels; the predictions were scored outside.": (
        "在{0}上测得，那里的得分是 {1}；模型与评分时相同，在沙箱中且不带标签；预测在"
        "沙箱外评分。"
    ),
    "all {} test rows": "全部 {0} 个测试行",
    "{} of {} test rows, drawn by lot": "{1} 个测试行中抽签选出的 {0} 个",
    "forgeweld report {} --seconds {} gives it more time.": (
        "forgeweld report {0} --seconds {1} 会给它更多时间。"
    ),
    "{} of {} changes can't be made: what a pretrained encoder says of it has no "
    "pixels or moments.": (
        "{1} 项改动中有 {0} 项无法做：预训练编码器的描述没有像素或时刻。"
    ),
    "After {} of {} changes the metric has no value.": (
        "{1} 项改动中有 {0} 项之后，指标没有值。"
    ),
    "For {} of {} changes there was no time: {}": "{1} 项改动中有 {0} 项没有时间：{2}",
    "Nothing is there that could be changed by degrees.": "没有可以逐级改动的东西。",
    "{}: how much worse": "{0}：变差多少",
    "{}: how much better": "{0}：变好多少",
    "Score, {} with all": "得分，全部都在时为 {0}",
    "score without it": "没有它的得分",
    "with it permuted": "打乱它",
    "with it alone": "只有它",
    "Shapley value": "Shapley 值",
    "Missing: what is lost": "缺失：损失多少",
    "From other rows: what is lost": "取自其他行：损失多少",
    "Shapley values: fair shares": "Shapley 值：公平的份额",
    "A dropped modality is missing in every row: a model that has seen gaps in "
    "training takes that better than one that hasn't, so this is the loss of this "
    "very model, not of one trained without it (those are among the baselines).": (
        "去掉的模态在每一行都缺失：训练中见过缺失的模型更能承受，所以这是这个模型本身的"
        "损失，不是不用它训练的模型的（那些在基线中）。"
    ),
    "A permuted one comes from another row, so what goes together no longer does "
    "(Breiman 2001).": "打乱的模态来自另一行，相配的不再相配（Breiman 2001）。",
    "Whiskers: 95 % intervals over 200 resamples of the same rows.": (
        "须线：同样的行 200 次重抽样的 95 % 区间。"
    ),
    "Shapley values (Shapley 1953), {}: the fair shares of the {} between no modality "
    "at all ({}) and all of them ({}); positive helps, whichever way {} points.": (
        "Shapley 值（Shapley 1953），{0}：从没有任何模态（{2}）到全部模态（{3}）之间的 "
        "{1} 的公平份额；正值表示有帮助，无论 {4} 朝哪个方向为好。"
    ),
    "exact over every coalition of modalities": "对模态的每种组合精确计算",
    "sampled over {} orders (Castro et al. 2009)": (
        "对 {0} 种次序抽样（Castro et al. 2009）"
    ),
    "{}, up to {}": "{0}，最多 {1}",
    "how strong": "强度",
    "Every change, the worst first": "每项改动，最糟的在前",
    "Strength: the share of rows, words, cells, steps or points that are lost; the "
    "deviation of noise as a share of the range of pictures, else of the modality's "
    "own deviation; the width of the blur as a share of the picture.": (
        "强度：丢失的行、词、单元格、步或点的比例；噪声的标准差，对图片按取值范围，其他按"
        "模态自身标准差的比例；模糊的宽度按图片的比例。"
    ),
    "missing in a share of the rows": "一部分行缺失",
    "taken from other rows": "取自其他行",
    "words dropped": "丢词",
    "words misspelt": "词拼错",
    "cells lost": "丢单元格",
    "noise in the numbers": "数值加噪",
    "sensor silent for a while": "传感器静默一段",
    "a stretch lost": "丢一段",
    "points moved": "点移位",
    "points lost": "丢点",
    "items dropped": "丢项",
    # the data
    "{} labelled rows, split once ({}): {} to learn from, {} to choose by, {} for the "
    "scores here; no program saw the labels of either.": (
        "{0} 个有标签的行，只划分一次（{1}）：{2} 行用来学习，{3} 行用来选择，{4} 行"
        "用来得出这里的得分；后两者的标签没有程序见过。"
    ),
    "{} more rows have no target: nothing is scored on them, and models may learn from "
    "their inputs.": ("另有 {0} 行没有目标值：不在其上评分，模型可以从其输入中学习。"),
    "{} of them are those to predict.": "其中 {0} 行是要预测的。",
    "A test table of {} rows came without labels.": "测试表有 {0} 行，没有标签。",
    "Shares of the classes": "各类别的比例",
    "Shares of the classes, the {} largest of {}": (
        "各类别的比例，{1} 个中最大的 {0} 个"
    ),
    "share of rows": "行的比例",
    "what it holds": "内容",
    "{} values: {}": "{0} 种值：{1}",
    "{} different": "{0} 种不同",
    "{} files {}": "{0} 文件 {1}",
    "about {}": "约 {0}",
    "{}, several a cell, parted by {}": "{0}，每格几个，以 {1} 分隔",
    "{}, {} missing": "{0}，缺 {1}",
    "not used": "未使用",
    "Findings: leaks and other traps": "发现：泄漏及其他陷阱",
    "Leaks, duplicates, groups, drift, gaps: nothing worth a word was found.": (
        "泄漏、重复、分组、漂移、缺失：没有发现值得一提的。"
    ),
    "{} rows: {}": "{0} 行：{1}",
    # what was spent, and where
    "the run, from start to end": "整个运行，从头到尾",
    "of it prepared: reading, splitting": "其中准备：读取、划分",
    "CPU time of the trials": "试验的 CPU 时间",
    "most memory of a trial": "单次试验的最大内存",
    "{}, {} MB": "{0}，{1} MB",
    "language model": "语言模型",
    "none was asked; rules planned": "没有询问；由规则计划",
    "{} calls, {} tokens read, {} written": "{0} 次调用，读 {1} 个 token，写 {2} 个",
    "its price": "其价格",
    "{}, by the price given": "{0}，按给定的单价",
    "energy, estimated": "能耗，估计",
    "how much": "多少",
    "Asked for: {}.": "要求：{0}。",
    "Energy = CPU hours × {} W + trial hours × GB in use × {} W + GPU hours × {} W, of "
    "the trials alone, without refits, cooling and idling (the form of Lannelongue et "
    "al. 2021, Green Algorithms; its watts are assumptions, not measurements).": (
        "能耗 = CPU 小时 × {0} W + 试验小时 × 占用 GB × {1} W + GPU 小时 × "
        "{2} W，只算试验，不含重新训练、散热和空闲（形式取自 Lannelongue et al. 2021，"
        "Green Algorithms；瓦数是假设，不是测量）。"
    ),
    "{} s": "{0} 秒",
    "{}, {} cores": "{0}，{1} 核",
    "GPUs of the trials": "试验的 GPU",
    "fingerprint {}": "指纹 {0}",
    "{}, identity {}": "{0}，标识 {1}",
    # limits
    "The score stands on {} test rows: {} to {} with 95 % confidence.": (
        "得分基于 {0} 个测试行：95 % 置信区间为 {1} 到 {2}。"
    ),
    "The score stands on {} test rows: {} to {} with 95 % confidence, which is wide.": (
        "得分基于 {0} 个测试行：95 % 置信区间为 {1} 到 {2}，较宽。"
    ),
    "The interval tells of these rows' chance, not of rows from elsewhere or later.": (
        "区间只说明这些行的偶然性，不涉及别处或以后的行。"
    ),
    "What is delivered was chosen on {} parts of the rows outside test, each predicted "
    "by models of the same plans that had not seen it.": (
        "交付的模型是在测试行之外的 {0} 份数据上选出的，"
        "每一份都由没有见过它的同方案模型预测。"
    ),
    "The chosen plan was trained with {} seed and is not confirmed by a fresh one.": (
        "选用的方案用 {0} 个随机种子训练过，没有用新的种子确认。"
    ),
    "The chosen plan was trained with {} seeds and is not confirmed by a fresh one.": (
        "选用的方案用 {0} 个随机种子训练过，没有用新的种子确认。"
    ),
    "The weights delivered were trained once more on all labelled rows, after scoring: "
    "nobody has scored them, and all figures here are of the model before that.": (
        "交付的权重在评分之后又用所有有标签的行训练了一次：没有人给它们评过分，这里的"
        "所有数字都是那之前的模型的。"
    ),
    "{} of {} trials failed.": "{1} 次试验中有 {0} 次失败。",
    "In the data: {}.": "数据中：{0}。",
    "Some trials were not isolated.": "有些试验没有隔离。",
    "In {} trials the program's own figure is off: {}.": (
        "有 {0} 次试验中程序自报的数字有偏差：{1}。"
    ),
    "it claims {} {}, scored is {}": "它自报 {0} {1}，评分为 {2}",
    "Learning curves and latencies are what the programs say of themselves; scores are "
    "not: they were taken outside, from predictions.": (
        "学习曲线和延迟是程序自己报告的；得分不是：它们是在外部由预测得出的。"
    ),
    "What a modality is worth is what it is worth to this model on these rows.": (
        "模态的价值是它在这些行上对这个模型的价值。"
    ),
    "A part of a row that speaks for an answer need not be what causes it.": (
        "一行中支持某个回答的部分不一定是其原因。"
    ),
    "as a table": "以表格查看",
    "… and {} more rows, in report.html": "……另有 {0} 行，见 report.html",
}
