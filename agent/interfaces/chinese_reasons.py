"""Chinese for plans and trials: why one is tried, what is hoped for of it, terms.
English with holes, then its translation."""

REASONS = {
    "features of all modalities side by side, {}": "把所有模态的特征并排放在一起，{0}",
    "of films only what moves, by {}": "影片只看其中的运动，用 {0}",
    "what {} knows without the others": "单靠 {0} 能知道多少",
    "what {} knows without the others, by {}": "单靠 {0} 能知道多少，用 {1}",
    "what {} knows without the others, pretrained": "单靠 {0} 能知道多少，预训练",
    "plain late fusion: one encoder each, concatenated": (
        "普通的后期融合：每个模态一个编码器，再拼接"
    ),
    "the textbook two-branch network: what a tutorial would build": (
        "教科书式的双分支网络：教程会搭的那种"
    ),
    "#{} with another seed: how much is luck?": "#{0} 换一个随机种子：有多少是运气？",
    "#{} is the best: once more from scratch, with a fresh seed": (
        "#{0} 最好：换新的随机种子从头再训练一次"
    ),
    "#{} from scratch on what {} trials together answer for the train rows, by {}, and "
    "on labels": (
        "#{0} 从头训练：目标的 {2} 是 {1} 个试验对训练行的共同回答，其余是标签"
    ),
    "still learning, {} of {} at {}": "仍在进步，在 {2} 这一档排第 {0}/{1}",
    "the best so far is still learning, the end near": (
        "目前最好的仍在进步，而时间快用完了"
    ),
    "{} instead of {}, alone": "用 {0} 代替 {1}，单独训练",
    "{} instead of {} for {}": "对 {2} 用 {0} 代替 {1}",
    "{} instead of {}: another loss for the same task": (
        "用 {0} 代替 {1}：同一任务的另一种损失"
    ),
    "{} instead of {}": "用 {0} 代替 {1}",
    "cut off after {} epochs, which says little of a fusion": (
        "只训练 {0} 轮就中断，对融合说明不了什么"
    ),
    "{} rows without a target beside {} with one: {}": (
        "{0} 行没有目标，{1} 行有：{2}"
    ),
    "{} rows are few: {}": "只有 {0} 行：{1}",
    "{}: as you wish": "{0}：按你的要求",
    "{}: better alone": "{0}：单独训练时更好",
    "drawn near what did well: {}": "在表现好的取值附近抽取：{0}",
    "drawn at random: {}": "随机抽取：{0}",
    "the validation loss ended above its start: a third of the rate": (
        "验证损失最后高于起点：学习率降为三分之一"
    ),
    "epoch {} of {} was best": "第 {0} 轮（共 {1} 轮）最好",
    "{}: let the rate fall to zero there": "{0}：让学习率在那里降到零",
    "{}: still learning, so three times the rate": "{0}：仍在进步，学习率增至三倍",
    "more dropout, {}": "更多 dropout，{0}",
    "more weight decay, {}": "更强的权重衰减，{0}",
    "smoother labels, {}": "更平滑的标签，{0}",
    "to close the gap between training and validation": "以缩小训练与验证之间的差距",
    "only {} epochs fitted: smaller images": "只来得及 {0} 轮：用更小的图像",
    "{}: the smallest sizes": "{0}：用最小的尺寸",
    "{} counts errors in parts of the value": "{0} 按数值的比例计误差",
    "the numbers reach far up: {} instead": "数值上端拖得很长：改用{0}",
    "{} asks for found positives: they weigh half as much again": (
        "{0} 看重找到正例：正例的权重增加一半"
    ),
    "what pretrained encoders say, side by side": "预训练编码器所说的，并排放在一起",
    "{} of what the encoders of #{} have learnt": "对 #{1} 的编码器学到的内容用{0}",
    "{} knows the language of {}: {}": "{0} 懂得 {1} 的语言：{2}",
    "{} has seen other pictures than {}: {}": "{0} 见过的图片与 {1} 不同：{2}",
    "{} has heard other sounds than {}: {}": "{0} 听过的声音与 {1} 不同：{2}",
    "adapters learn in it, and little can be forgotten": (
        "只有适配器在其中学习，几乎不会遗忘"
    ),
    "all its layers learn at once: there are rows enough": (
        "它的所有层同时学习：行数足够"
    ),
    "its layers learn, too, one more with each epoch": "它的层也学习，每轮多一层",
    "details may be lost at this size, and epochs are quick": (
        "这个尺寸可能丢失细节，而每轮很快"
    ),
    "every class counts alike in the metric, but not in the rows": (
        "指标里各类同等重要，数据里却不是"
    ),
    "every class counts alike in the metric: draw them alike, too": (
        "指标里各类同等重要：抽样时也同等对待"
    ),
    "only few epochs fitted: larger batches": "只来得及几轮：用更大的批次",
    "out of memory: smaller batches": "内存不足：用更小的批次",
    "too slow: smaller images": "太慢：用更小的图像",
    "the loss left the numbers: slower": "损失不再是数：放慢学习",
    "{} is far ahead: hold it back while the others learn": (
        "{0} 远远领先：在其他模态学习时压住它"
    ),
    "{} rows are few: learn from mixtures of them, too": (
        "只有 {0} 行：也从混合样本学习"
    ),
    "a loss on every modality alone, so that no encoder sleeps": (
        "每个模态单独也有损失，使编码器都不偷懒"
    ),
    "average the weights over about an epoch ({} steps)": (
        "对约一轮的权重取平均（{0} 步）"
    ),
    "three times the learning rate": "学习率增至三倍",
    "a third of the learning rate": "学习率降为三分之一",
}
HOPES = {
    "a measure for the others": "作为其他方案的参照",
    "what you asked for, measured": "你所要求的，实测一次",
    "better alone than the modality's first encoder": "单独比该模态的第一个编码器更好",
    "as much better as its encoders were alone": "改善幅度与各编码器单独时相当",
    "the sum of two gains": "两项改进之和",
    "more epochs in the same time": "同样的时间训练更多轮",
    "another view of the same data": "从另一角度看同样的数据",
    "what the encoders have learnt, by a better learner than the head": (
        "编码器学到的内容，换一个比输出头更好的学习器"
    ),
    "nearer to the ensemble than labels bring it": "比只用标签更接近集成",
    "a score where there was none": "原来没有分数，现在有一个",
    "encoders that know the data before they see a target": (
        "编码器先认识数据，再看目标"
    ),
    "more rows to learn from, most of them rightly guessed": (
        "可学的行更多，其中大多猜对了"
    ),
    "{} rows without a target beside {} with one: let the modalities of a row find "
    "each other first": "{1} 行有目标值，另有 {0} 行没有：先让各模态互相找到",
    "{} rows without a target beside {} with one: learn to recognise rows first, some "
    "of their places swapped": "{1} 行有目标值，另有 {0} 行没有：先学会认出行",
    "{} rows without a target beside {} with one: where the model is sure of a class, "
    "let it learn from that, too": (
        "{1} 行有目标值，另有 {0} 行没有：模型有把握的类别也拿来学"
    ),
    "{} rows without a target beside {} with one: ": (
        "{1} 行有目标值，另有 {0} 行没有："
    ),
    "{} rows are few: learn to recognise rows first, some of their places swapped": (
        "{0} 行太少：先学会认出部分被换过的行"
    ),
    "{} rows are few: ": "{0} 行太少：",
    "a model within the limits": "符合限制的模型",
    "a small gain, or none": "小幅改善，或没有",
    "better, as long as it still learns": "只要仍在学习就会更好",
    "the same score but for noise": "除噪声外分数相同",
    "as good again, if it was no luck": "若非运气，会同样好",
}

UNTAUGHT = {
    "what several models answer is no target for {}": "多个模型的回答不能作 {0} 的目标",
    "a mean of answers has not the spread that quantiles are learnt from": (
        "回答的均值没有学习分位数所需的离散"
    ),
    "other models' answers would tell of the rows, too": "其他模型的回答也会泄露各行",
    "{} trials were asked for": "只要求 {0} 次试验",
    "no network that could be taught has a score": "没有可以教的网络有分数",
    "contenders were judged on parts of the rows that a student would know": (
        "候选者是在学生会知道的行上评判的"
    ),
    "several models together were not better than one": "多个模型一起并不优于一个",
    "the ensemble is not better than #{} on the select rows": (
        "在选择行上，集成并不优于 #{0}"
    ),
    "{} s were left, too few for {} s and its teachers": (
        "只剩 {0} 秒，不够 {1} 秒和它的教师"
    ),
    "{} s were left when its teachers had answered": "教师回答完时只剩 {0} 秒",
    "too few of the ensemble have answered": "集成中作出回答的成员太少",
    "it failed: {}": "它失败了：{0}",
}
"""Why no network was taught by the ensemble."""

TERMS = {
    # verdicts, and states of runs
    "number": "数值",
    "class": "类别",
    "yes or no": "是或否",
    "baseline": "基线",
    "keep": "采用",
    "within-noise": "噪声之内",
    "discard": "舍弃",
    "chosen": "选用",
    "skipped": "已跳过",
    "running": "运行中",
    "stopped": "已暂停",
    "finished": "已完成",
    "killed": "已中断",
    "created": "已创建",
    # what is changed from plan to plan
    "other encoder": "换编码器",
    "best encoders": "最佳编码器",
    "regularise": "正则化",
    "repeat": "重复",
    "tune": "调参",
    "tune lr": "调学习率",
    "swap fusion": "换融合方式",
    "swap encoder": "换编码器",
    "swap head": "换输出头",
    "shorter schedule": "缩短训练",
    "smaller": "更小",
    "faster": "更快",
    "larger images": "更大的图像",
    "weigh classes": "类别加权",
    "log scale": "对数尺度",
    "even scale": "线性尺度",
    "repair": "修复",
    "continue": "接着训练",
    # kinds of tasks, of inputs and of splits
    "binary": "二分类",
    "multiclass": "多分类",
    "multilabel": "多标签",
    "multitarget": "多目标回归",
    "ordinal": "有序分类",
    "regression": "回归",
    "survival": "生存分析",
    "retrieval": "匹配检索",
    "stratified": "分层",
    "random": "随机",
    "grouped": "分组",
    "grouped by {}": "按 {0} 分组",
    "ordered by {}": "按 {0} 排序",
    # learners
    "boosted trees": "提升树",
    "forest": "随机森林",
    "boosted numbers": "提升树（数值）",
    "boosted labels": "提升树（标签）",
    "boosted levels": "提升树（等级）",
    "linear levels": "比例优势模型（等级）",
    "logistic": "逻辑回归",
    "logistic labels": "逻辑回归（标签）",
    "ridge": "岭回归",
    "boosted risk": "提升树（风险）",
    "linear risk": "Cox 回归",
    "linear match": "线性匹配",
}
