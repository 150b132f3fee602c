"""Chinese for notes on how a sentence was read, warnings: English with holes,
then its translation. What fills a hole is translated by the same tables."""

NOTES = {
    # the target
    "target {}: {}": "目标 {0}：{1}",
    "targets {}: {}": "目标 {0}：{1}",
    "target {} (time) and {} (event): {}": "目标 {0}（时间）和 {1}（事件）：{2}",
    "named as what to predict ({})": "被指明为要预测的内容（{0}）",
    "meant as what to predict ({})": "被理解为要预测的内容（{0}）",
    "spoken of as what to predict ({})": "被说到的要预测的内容（{0}）",
    "the only {} left that fits {}": "剩下的列中只有它是{0}，合乎 {1}",
    "{}, the only column that the test table lacks": "{0}，是测试表中唯一缺少的列",
    "the only column that the test table lacks": "测试表中唯一缺少的列",
    "asked for by --target": "由 --target 指定",
    "as in the project": "与项目中相同",
    "positive class {}: as in the project": "正类 {0}：与项目中相同",
    "the folders are the classes": "文件夹即类别",
    "the statement names them together": "句子把它们放在一起提到",
    "it is named last (the other way round: {})": "它最后被提到（反过来：{0}）",
    "it is to be found for each {} (the other way round: {})": (
        "要为每个{0}找到它（反过来：{1}）"
    ),
    # a language model's reading beside it
    "the model reads the statement alike": "模型对句子的理解相同",
    "the model reads it otherwise: {}": "模型的理解不同：{0}",
    "the model is in doubt: {}": "模型有疑问：{0}",
    "the model did not read the statement: {}": "模型没有读这句话：{0}",
    "left out by the model's reading: {}": "按模型的理解不使用：{0}",
    "target {}: the model's reading, where the rules would ask ({})": (
        "目标 {0}：这是模型的理解，规则在此处会询问（{1}）"
    ),
    # the kind of task
    "binary: {}": "二分类：{0}",
    "multiclass: {}": "多分类：{0}",
    "multilabel: {}": "多标签：{0}",
    "an empty cell of {} is a row without any": "{0} 的空单元格表示没有任何标签",
    "multitarget: {}": "多目标回归：{0}",
    "ordinal: {}": "有序分类：{0}",
    "regression: {}": "回归：{0}",
    "survival: {}": "生存分析：{0}",
    "retrieval: {}": "匹配检索：{0}",
    "the target has two values": "目标只有两个值",
    "the target has {} classes": "目标有 {0} 个类别",
    "the target holds {} different numbers": "目标含 {0} 个不同的数",
    "asked for by a flag, and {}": "由参数指定，且{0}",
    "asked for by a flag": "由参数指定",
    "{} is a metric of numbers": "{0} 是数值任务的指标",
    "{} is a metric of classes": "{0} 是分类任务的指标",
    "{} judges retrieval": "{0} 用于评判检索",
    "the words say classes ({})": "句子说的是类别（{0}）",
    "the words say a quantity ({})": "句子说的是数量（{0}）",
    "the words say {}": "句子写着 {0}",
    "the words say so, and cells hold {}": "句子这样说，且单元格含有 {0}",
    "all of them are numbers": "它们都是数值",
    "each of them says yes or no": "每一列都是是或否",
    "a known scale": "已知的等级",
    "a known scale, and {}": "已知的等级，且{0}",
    "{}, in the order of the numbers": "{0}，按数字大小排序",
    "{} and lists the classes": "{0}，并列出了各个类别",
    "{} integers that do not look like class codes (--kind multiclass if they are "
    "classes)": "{0} 个整数，不像类别编码（若是类别，请用 --kind multiclass）",
    "integers {} to {} with a gap, and frequent beyond it, look like class codes "
    "(--kind regression if they are amounts)": (
        "{0} 到 {1} 的整数，有空缺而其后仍常见，像是类别编码"
        "（若是数量请加 --kind regression）"
    ),
    "integers {} to {} without a gap look like class codes (--kind regression if they "
    "are amounts)": (
        "从 {0} 到 {1} 的连续整数像是类别编码（若是数量，请用 --kind regression）"
    ),
    "{} labels, the most frequent {} in {} rows": (
        "{0} 个标签，最常见的是 {1}，见于 {2} 行"
    ),
    "positive class {}: it means yes (else --positive)": (
        "正类 {0}：它表示“是”（否则用 --positive）"
    ),
    "positive class {}: the rarer one (else --positive)": (
        "正类 {0}：较少见的一类（否则用 --positive）"
    ),
    "positive class {}: the last in order (else --positive)": (
        "正类 {0}：排在最后的一类（否则用 --positive）"
    ),
    "positive class {}: {} (else --positive)": "正类 {0}：{1}（否则用 --positive）",
    "positive class {}: asked for by --positive": "正类 {0}：由 --positive 指定",
    # the metric
    "metric {}: {}": "指标 {0}：{1}",
    "named in the statement": "句子中指明",
    "asked for by --metric": "由 --metric 指定",
    "none was named, and {}": "没有指明，{0}",
    "none was named, and it judges quantiles": "没有指明，它用于评判分位数",
    "{} is mentioned, but does not judge a {} task": "提到了 {0}，但它不能评判{1}任务",
    "recall and accuracy are wanted together": "既要召回率，也要准确率",
    "recall is what counts, but not alone": "看重召回率，但不只看召回率",
    "recall alone is 1.0 for a model that always says yes, so it does not lead the "
    "search; it is reported beside (--metric recall to insist)": (
        "总是回答“是”的模型召回率就是 1.0，因此搜索不以它为准，只在旁边报告"
        "（坚持要用请加 --metric recall）"
    ),
    "{} of the rows are positive, and most models never say so: recall is reported "
    "beside (--metric recall to insist)": (
        "{0} 的行为正类，多数模型从不这样回答：召回率在旁边报告"
        "（坚持要用请加 --metric recall）"
    ),
    "recall alone is 1.0 for a model that always says yes: see accuracy": (
        "总是回答“是”的模型召回率就是 1.0：请同时看准确率"
    ),
    "quantiles {}: {}": "分位数 {0}：{1}",
    "quantiles 0.1, 0.5, 0.9: none were named": "分位数 0.1、0.5、0.9：没有指明",
    # inputs and limits
    "not used: {} ({})": "不使用：{0}（{1}）",
    "summed up from the lines of {}: {} to {} ({} columns)": (
        "由 {0} 的多行汇总而成：{1} 至 {2}（{3} 列）"
    ),
    "{} is the sound of the films in {}": "{0} 是 {1} 中影片的声音",
    "read as one curve: {} to {} ({} columns)": "按一条曲线读取：{0} 至 {1}（{2} 列）",
    "read as numbers, without their unit: {}": "按数字读取，不带单位：{0}",
    "an id": "编号",
    "empty": "为空",
    "the same in every row": "每行都相同",
    "the statement excludes it": "句子排除了它",
    "the sound of what is looked for": "所要查找内容的声音",
    "the statement wants others only": "句子只要其他输入",
    "the test table lacks it": "测试表中没有它",
    "tells which rows have a target": "它说明哪些行有目标值",
    "empty in every row without a target": "没有目标值的行中它都是空的",
    "left out by --ignore": "由 --ignore 排除",
    "not among --use": "不在 --use 之中",
    "looks like a copy of the target {}": "像是目标 {0} 的副本",
    "not readable": "无法读取",
    "many classes": "类别过多",
    "used although the statement does not list them: {} (say 'only', or --use and "
    "--ignore, to restrict)": (
        "句子没有列出，但也会使用：{0}（要限制请说“只用”，或用 --use 和 --ignore）"
    ),
    "{} is used, though the statement says {} (else --ignore {})": (
        "使用 {0}，尽管句子写着 {1}（否则用 --ignore {2}）"
    ),
    "those before it took half of the time": "前面的编码器已用去一半时间",
    "not understood, and so not heeded: {}": "没有看懂，因此未采纳：{0}",
    "limit: at most {} parameters": "限制：最多 {0} 个参数",
    "limit: at most {} ms per row": "限制：每行最多 {0} 毫秒",
    "limit: at most {} MB of memory": "限制：最多 {0} MB 内存",
    "has to be used: {}": "必须使用：{0}",
    "to be used alone, but no input: {}": "要求只用，但不是输入：{0}",
    "the statement speaks of {}: the budget is set by flag, not by it": (
        "句子提到 {0}：预算由参数设定，不由句子设定"
    ),
}
PERSONAL = {
    "column {} seems to hold personal data: {}; {}": "列 {0} 似乎含个人数据：{1}；{2}",
    "models learn from it": "模型会从中学习",
    "no model learns from it": "没有模型从中学习",
    "names in the headers of its files, unless they were taken out": (
        "文件头中的姓名（除非已删除）"
    ),
    "the run's folder has copies of the files: treat it like the data": (
        "运行文件夹中有这些文件的副本：请像对待数据一样对待它"
    ),
    "say 'without' and the column's name in the sentence if the task does not need it; "
    "a model may remember what it was trained on": (
        "若任务不需要它，请在句子中写明“不用”和列名；模型可能记住训练时见过的内容"
    ),
    "{} ({} of {} rows), {}": "{0}（{2} 行中的 {1} 行）、{3}",
    "{}, by its name or its range": "{0}（据列名或取值范围）",
    "{} ({} of {} rows)": "{0}（{2} 行中的 {1} 行）",
    "e-mail addresses": "电子邮件地址",
    "phone numbers": "电话号码",
    "bank accounts (IBAN)": "银行账号（IBAN）",
    "payment card numbers": "支付卡号",
    "resident numbers (China)": "居民身份证号（中国）",
    "social security numbers (USA)": "社会保障号（美国）",
    "IP addresses": "IP 地址",
    "names of people": "人名",
    "places": "地点",
    "addresses": "住址",
    "dates of birth": "出生日期",
    "official numbers": "证件号码",
    "traits under special protection": "受特别保护的特征",
}
PATCHED = {
    "category rare or unseen in training": "训练中罕见或没有的类别值",
    "category unseen in training": "训练中没有的类别值",
    "item rare or unseen in training": "训练中罕见或没有的项",
    "symbol unseen in training": "训练中没有的符号",
    "infinite number": "无穷大的数",
}
LOGS = {
    "{}: {} lines are summed up by {} in {} columns, {} to {}": (
        "{0}：{1} 行按 {2} 汇总为 {3} 列，{4} 至 {5}"
    ),
    "{}: {} lines are summed up by {} in {} columns, {} to {}; those up to {} count": (
        "{0}：{1} 行按 {2} 汇总为 {3} 列，{4} 至 {5}；只计到 {6} 为止的行"
    ),
    "up to {} files are listed in a cell of {}: the first {} are used": (
        "{1} 的一个单元格最多列出 {0} 个文件：使用前 {2} 个"
    ),
    "put the files of each row into a folder of their own, and name it": (
        "把每行的文件放进各自的文件夹，并写上文件夹名"
    ),
    "{} more columns could sum up {}: at most {} do": (
        "{1} 还可再汇总出 {0} 列：最多取 {2} 列"
    ),
    "{} lines of {} are later than {} of their row, or have no time: they are not "
    "used": "{1} 有 {0} 行晚于所属行的 {2}，或没有时间：不予使用",
    "{} of the lines of {} are no later than {} of their row, and all count: if "
    "predictions are made at {}, the others give the future away": (
        "{1} 有 {0} 的行不晚于所属行的 {2}，目前全部计入：若预测在 {3} 时作出，"
        "其余的行会泄露未来"
    ),
    "column {} of {} is called as one of the rows, which may be what is to be "
    "predicted: it is not used": (
        "{1} 的列 {0} 与主表的一列同名，可能就是要预测的内容：不予使用"
    ),
    "not summed up of {}: {} (files, lists or ids)": (
        "{0} 中没有汇总的列：{1}（文件、列表或编号）"
    ),
    "{} isn't beside the table: the {} columns that sum up its lines are missing in "
    "every row": "表旁没有 {0}：汇总其各行的 {1} 列在每一行都缺失",
}
WARNINGS = {
    **LOGS,
    **PERSONAL,
    **PATCHED,
    "classes are uneven: {} {} rows, {} {}": "类别不均衡：{0} {1} 行，{2} {3} 行",
    "labels are uneven: {} {} rows, {} {}": "标签不均衡：{0} {1} 行，{2} {3} 行",
    "the statement speaks of unseen people or groups, but no column names them: rows "
    "of one may stand in train and test, and scores may flatter": (
        "句子说到没见过的人或群体，但没有列标明它们：同一个的行可能既在训练集又在"
        "测试集，分数可能偏高"
    ),
    "{}: numbers that are read as names, since the target depends on each of them and "
    "not on how large they are": (
        "{0}：这些数字按名称读取，因为目标取决于具体是哪一个，而不是大小"
    ),
    "{} rows are few: scores will be uncertain": "只有 {0} 行：分数会不确定",
    "{} read as {}, which is a guess: --encoding says it for sure": (
        "{0} 按 {1} 读取，这是猜测：用 --encoding 可明确指定"
    ),
    "{} {} files in {}/ are not used: no column names them, and they are not named as "
    "the cells of one": (
        "{2}/ 中的 {0} 个 {1} 文件没有用到：没有列写出它们的路径，文件名也不是某列的值"
    ),
    "{} belongs to the {} rows of {}, but one of the {} rows joined to it is predicted "
    "at a time, and scores count these; rows of one {} stay in one part of the split": (
        "{0} 属于 {2} 的 {1} 行，但每次预测的是与之合并的 {3} 行之一，评分也按这些行"
        "计；同一 {4} 的行都在划分的同一部分"
    ),
    "only {} rows are {}, about a fifth of them to be scored on: scores will be "
    "uncertain": "只有 {0} 行是 {1}，其中约五分之一用来评分：分数会不确定",
    "{} of {} classes have fewer than 5 rows: {}": (
        "{1} 个类别中有 {0} 个不足 5 行：{2}"
    ),
    "{} of {} labels have fewer than 5 rows: {}": "{1} 个标签中有 {0} 个不足 5 行：{2}",
    "{} of {} labels have fewer than {} rows and are left out: {}": (
        "{1} 个标签中有 {0} 个不足 {2} 行，不予使用：{3}"
    ),
    "the test table has no column {}: it would be missing in every row to predict": (
        "测试表中没有列 {0}：要预测的每一行都会缺失它"
    ),
    "{} of {} test rows copy labelled rows": "{1} 个测试行中有 {0} 个与有标签的行相同",
    "{} of {} rows have no {} and were left out": (
        "{1} 行中有 {0} 行没有 {2}，不予使用"
    ),
    "{} of {} rows are copies of each other ({} different ones)": (
        "{1} 行中有 {0} 行互为副本（{2} 种）"
    ),
    "{} of {} rows are copies of each other ({} different ones); some have different "
    "targets": "{1} 行中有 {0} 行互为副本（{2} 种）；有些目标不同",
    "whether {} is empty almost gives the target away: {} of 1": (
        "{0} 是否为空几乎泄露了目标：{1}（满分 1）"
    ),
    "{} alone almost gives the target away: {} {}": (
        "单凭 {0} 几乎就能得知目标：{1} {2}"
    ),
    "the order of {} tells the target ({} of 1): the rows were sorted by it": (
        "{0} 的顺序透露了目标（{1}，最大 1）：各行曾按它排序"
    ),
    "rows told right": "判对的行",
    "{} looks like a group, but {} groups can't be parted in three: its rows are split "
    "at random": "{0} 像是分组，但 {1} 个组无法分成三份：其行随机划分",
    "{} of {} files in {} can't be used ({}: {}): {}": (
        "{2} 的 {1} 个文件中有 {0} 个无法使用（{3}：{4}）：{5}"
    ),
    "rows dropped": "已丢弃这些行",
    "values treated as missing": "按缺失处理",
    "the test table is of other kinds than the labelled rows: by {}, its rows are "
    "further from them than they are from each other ({} of pairs; 50% if drawn alike)"
    "; rows alike stay in one part of the split ({} families, the largest of {} rows), "
    "which makes it as far ({})": (
        "测试表与有标签的行不是同一类：按 {0}，它的行离后者比后者彼此更远"
        "（{1} 的行对；若同样抽取则为 50%）；相似的行留在划分的同一部分"
        "（{2} 个家族，最大 {3} 行），使划分同样远（{4}）"
    ),
    "the test table is of other kinds than the labelled rows: by {}, its rows are "
    "further from them than they are from each other ({} of pairs; 50% if drawn "
    "alike)": (
        "测试表与有标签的行不是同一类：按 {0}，它的行离后者比后者彼此更远"
        "（{1} 的行对；若同样抽取则为 50%）"
    ),
    "{} is left out: no block reads {} yet": "不使用 {0}：还没有能读 {1} 的模块",
    "no boosted trees here ({})": "这里没有提升树（{0}）",
}
