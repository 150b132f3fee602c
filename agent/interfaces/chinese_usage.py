"""Chinese for errors of tasks, runs and flags: as in `chinese_errors`."""

USAGE = {
    # the task
    "{} cannot judge a {} task": "{0} 不能评判 {1} 任务",
    "it judges tasks that are {}": "它评判的任务是 {0}",
    "--metric with one of {}; or --kind, if the task was misread": (
        "用 --metric 指定其中之一：{0}；若任务被误解，请用 --kind"
    ),
    "There is no metric {}": "没有指标 {0}",
    "one of {}": "可选：{0}",
    "{} is not measured": "不计算 {0}",
    "recall is measured at 1, 5 and 10": "召回率按前 1、5、10 个计算",
    "--metric recall_at_1, recall_at_5 or recall_at_10": (
        "请用 --metric recall_at_1、recall_at_5 或 recall_at_10"
    ),
    "`{}` has {} classes in {} rows": "`{0}` 在 {2} 行中有 {1} 个类别",
    "fewer than two rows a class on average: too few to learn from": (
        "平均每个类别不到两行：太少，无法学习"
    ),
    "if it is a quantity, --kind regression; else group the classes, or name another "
    "column with --target": (
        "若是数量，请用 --kind regression；否则请合并类别，或用 --target 指定另一列"
    ),
    "`{}` does not make a {} task": "`{0}` 不能构成 {1} 任务",
    "leave --kind out, or name another column with --target": (
        "请去掉 --kind，或用 --target 指定另一列"
    ),
    "`{}` may hold one class a row, or several labels": (
        "`{0}` 每行可能是一个类别，也可能是多个标签"
    ),
    "cells such as {} always have {} parts, each place with words of its own": (
        "{0} 这样的单元格总有 {1} 部分，每个位置各有自己的词"
    ),
    "say which: --kind multiclass for one class, --kind multilabel for several": (
        "请说明：一个类别用 --kind multiclass，多个标签用 --kind multilabel"
    ),
    "`{}` has {} different labels in {} rows": "`{0}` 在 {2} 行中有 {1} 个不同标签",
    "multilabel tasks take two at least, and two rows a label on average": (
        "多标签任务至少要有两个标签，且平均每个标签两行"
    ),
    "group or correct the labels, or name another column with --target": (
        "请合并或更正标签，或用 --target 指定另一列"
    ),
    "`{}` holds lists of lists or objects: not labels": (
        "`{0}` 中是嵌套的列表或对象：不是标签"
    ),
    "such as {}": "例如 {0}",
    'write the labels of a row as ["a", "b"], or as a;b': (
        '一行的标签请写作 ["a", "b"] 或 a;b'
    ),
    "`{}` holds lists that are not JSON": "`{0}` 中的列表不是 JSON",
    'write lists as ["a", "b"], or as a;b': '列表请写作 ["a", "b"] 或 a;b',
    "{} has to be used, but there is no such column or kind of data": (
        "要求使用 {0}，但没有这样的列或数据类型"
    ),
    "name a column that is there, or leave the demand out": (
        "请指定存在的列，或去掉该要求"
    ),
    "{} has to be used, but is no input": "要求使用 {0}，但它不是输入",
    "{} alone is to be used, but is no input": "要求只用 {0}，但它不是输入",
    "name columns that are there, or choose with --use": (
        "请指定存在的列，或用 --use 选择"
    ),
    "forbid and demand different columns": "禁止的列与要求的列不能相同",
    "make it readable, or demand other columns": "请使其可读，或要求使用其他列",
    "files {}, which no reader knows; read are {}; a reader of your own is two files: "
    'templates/README.md, "A modality that nobody foresaw"': (
        "{0} 文件，没有能读它的模块；能读的有 {1}；自己的读取模块只需两个文件："
        "见 templates/README.md 的 “A modality that nobody foresaw” 一节"
    ),
    "files {}, which are not opened: save their words as .txt": (
        "{0} 文件，不会被打开：请把其中的文字存成 .txt"
    ),
    "{} files need {}: {}": "{0} 文件需要 {1}：{2}",
    "{} {}: there is no such column, modality or kind of data": (
        "{0} {1}：没有这样的列、模态或数据类型"
    ),
    "No column is left to predict {} from": "没有剩下可用来预测 {0} 的列",
    "allow more columns with --use, or forbid fewer with --ignore": (
        "请用 --use 允许更多列，或用 --ignore 少禁一些"
    ),
    "The order of the classes of `{}` is not known": "不知道 `{0}` 各类别的顺序",
    "give them low to high, --levels low,medium,high; or --kind multiclass": (
        "请由低到高给出：--levels low,medium,high；或用 --kind multiclass"
    ),
    "--levels are not the classes of `{}`": "--levels 与 `{0}` 的类别不符",
    "its classes are {}": "它的类别有 {0}",
    "name each class once, low to high, with commas between": (
        "请由低到高列出每个类别一次，用逗号分隔"
    ),
    "The statement does not say what is to be found for what": (
        "这句话没有说明要为什么找什么"
    ),
    "a row holds {}": "一行中有 {0}",
    "say so, as in 'find the image for each caption', or name what is to be found: "
    "--target {}": "请说明，例如“为每段描述找到图像”，或指定要找的列：--target {0}",
    "Retrieval takes two kinds of data in a row, such as an image and a text": (
        "检索任务每行需要两种数据，例如图像和文本"
    ),
    "allow more columns with --use, or name a column to predict with --target": (
        "请用 --use 允许更多列，或用 --target 指定要预测的列"
    ),
    "`{}` has no value {}": "`{0}` 没有值 {1}",
    "its values are {} and {}": "它的值是 {0} 和 {1}",
    "Quantiles lie between 0 and 1, or 0 % and 100 %, not {}": (
        "分位数应在 0 与 1 之间（或 0 % 与 100 % 之间），而不是 {0}"
    ),
    "ask for quantiles such as 10 % and 90 %": "请给出例如 10 % 和 90 % 的分位数",
    "Not covered: {}": "不支持：{0}",
    "it says {}; {}": "其中说到 {0}；{1}",
    "These columns cannot be predicted together{}": "这些列不能一起预测{0}",
    "{}: together go columns of numbers (multitarget), or columns of yes and no "
    "(multilabel)": ("{0}：能一起预测的是数字列（multitarget）或是非列（multilabel）"),
    "predict one at a time, such as --target {}{}": (
        "请一次预测一列，例如 --target {0}{1}"
    ),
    "--target names a column twice: {}": "--target 中有重复的列：{0}",
    "name each column once, with commas between": "每列只写一次，用逗号分隔",
    "`{}` cannot be predicted: {}": "`{0}` 无法预测：{1}",
    "leave it out of --target": "请从 --target 中去掉它",
    "Which value of `{}` means that the event happened is not clear": (
        "不清楚 `{0}` 的哪个值表示事件发生"
    ),
    "say which: --positive {}": "请说明：--positive {0}",
    "A survival task takes a time and whether the event happened": (
        "生存任务需要时间，以及事件是否发生"
    ),
    "name both, time first: --target TIME,EVENT; or --kind regression for the time "
    "alone": (
        "请同时指定，时间在前：--target TIME,EVENT；" "只预测时间用 --kind regression"
    ),
    "{} columns may hold {}": "有 {0} 列可能含有 {1}",
    "name both columns, time first: --target TIME,EVENT": (
        "请同时指定两列，时间在前：--target TIME,EVENT"
    ),
    "There is no column {} to predict": "没有可预测的列 {0}",
    "The statement does not say which column to predict": "这句话没有说明要预测哪一列",
    "columns that could be predicted: {}": "可以预测的列：{0}",
    "name it in the sentence, or with --target {}": (
        "请在句子中写明，或用 --target {0} 指定"
    ),
    "Several columns are asked for, and only `{}` is known": (
        "要预测的有几列，而其中只认得 `{0}`"
    ),
    "the statement says {}": "句子写着 {0}",
    "name them all: --target {},NAME; or this one alone: --target {}": (
        "请写全：--target {0},NAME；或只要这一列：--target {1}"
    ),
    "{} is asked for beside {}, and no column is called so": (
        "除 {1} 外还要预测 {0}，但没有这样的列"
    ),
    "{} or `{}` is asked for: one of them, or all": (
        "要预测的是 {0} 或 `{1}`：其中之一，还是都要"
    ),
    "the statement lists several things to predict": "句子列出了几样要预测的",
    "name them all: --target {}; or the one meant: --target {}": (
        "请写全：--target {0}；或只写要的那一列：--target {1}"
    ),
    "{} columns may be the one to predict": "有 {0} 列都可能是要预测的列",
    "best first: {}": "可能性由高到低：{0}",
    "say which: --target {} (all of them together: --target {})": (
        "请说明是哪一列：--target {0}（全部一起：--target {1}）"
    ),
    "name another column with --target": "请用 --target 指定另一列",
    "No cell of `{}` holds several labels": "`{0}` 没有一个单元格含多个标签",
    "labels are parted by ; or | or a comma, or are a JSON list": (
        "标签之间用 ;、| 或逗号分隔，或写成 JSON 列表"
    ),
    "--kind multiclass; or name several yes/no columns: --target a,b": (
        "请用 --kind multiclass；或指定几个是非列：--target a,b"
    ),
    # runs
    "the page was closed meanwhile": "页面在此期间被关闭",
    "nothing was begun": "没有开始任何运行",
    "forgeweld status says what has been begun": "forgeweld status 会说明已开始了什么",
    "none of {} trials gave a model": "{0} 次试验都没有得到模型",
    "this is not a run": "这不是一次运行",
    "forgeweld status lists runs": "forgeweld status 可列出各次运行",
    "no run {}": "没有运行 {0}",
    "no runs yet": "还没有任何运行",
    "there are: {}": "现有：{0}",
    "nothing was run here": "这里还没有运行过",
    "forgeweld run … starts one; --out names the folder of runs": (
        "forgeweld run … 可开始一次运行；--out 指定存放运行的文件夹"
    ),
    "run.json cannot be read by this version": "此版本无法读取 run.json",
    "use the version that made it, or start anew with --new": (
        "请使用生成它的版本，或用 --new 重新开始"
    ),
    "this run is already going": "这次运行已在进行中",
    "forgeweld watch {}, or forgeweld stop {}": (
        "请用 forgeweld watch {0} 查看，或 forgeweld stop {1} 停止"
    ),
    "the run process {} did not stop within {} s": "运行进程 {0} 在 {1} 秒内没有停止",
    "kill -9 {}; forgeweld resume {} continues": (
        "请执行 kill -9 {0}，再用 forgeweld resume {1} 继续"
    ),
    "no block of the catalogue reads this data": "目录中没有模块能读取这些数据",
    "modalities: {}": "模态：{0}",
    "these kinds can be used: {}": "可用的数据类型：{0}",
    "{} is a run of another task": "{0} 是另一个任务的运行",
    "{} was {}, is {}": "{0} 当时是 {1}，现在是 {2}",
    "choose another --name, or say the same as then": (
        "请另选一个 --name，或与当时的写法一致"
    ),
    "the data have changed since {} was begun": "自 {0} 开始以来数据已经改变",
    "{} rows then, {} now": "当时 {0} 行，现在 {1} 行",
    "a cell, or the size of a file, is another one": (
        "某个单元格或某个文件的大小与当时不同"
    ),
    "put them back as they were, or start anew with --new": (
        "请把数据恢复原样，或用 --new 重新开始"
    ),
    "{} was begun by other rules or blocks": "{0} 是用别的规则或模块开始的",
    "the split, the scorer, your own blocks or the project are others now": (
        "划分、评分器、您自己的模块或项目已经不同"
    ),
    "choose another --name": "请另选一个 --name",
    "the output folder can't be written to": "无法写入输出文件夹",
    "name another one: --out DIR": "请指定另一个：--out DIR",
    "--{} {} can't be": "--{0} {1} 无法满足",
    "the run is {}, not finished": "运行状态是 {0}，尚未完成",
    "no trial #{} in {}": "{1} 中没有试验 #{0}",
    "--minutes must be above 0": "--minutes 必须大于 0",
    "it is {}": "现在是 {0}",
    "{} was begun with --unsafe: nothing isolates its programs": (
        "{0} 是用 --unsafe 开始的：它的程序没有隔离"
    ),
    "say --unsafe again, or the whole `forgeweld run …` without it": (
        "请再次写明 --unsafe，或去掉它重新执行完整的 `forgeweld run …`"
    ),
    "--{} must be above 0": "--{0} 必须大于 0",
    "say in a sentence what to predict, and from what": (
        "请用一句话说明要预测什么、用什么来预测"
    ),
    "the sentence is longer than {} characters": "句子超过 {0} 个字符",
    "minutes must be above 0": "分钟数必须大于 0",
    "they are {}": "现在是 {0}",
    "letters, digits, . - _": "只能用字母、数字和 . - _",
    "{} is there already": "{0} 已经存在",
    "choose another name": "请换一个名字",
    "extend wants minutes": "extend 需要分钟数",
    "{} is no number": "{0} 不是数字",
    "no sandbox {}": "没有沙箱 {0}",
    "there are auto, {}": "可选的有 auto、{0}",
    "forgeweld doctor says which of them work here": (
        "forgeweld doctor 会说明哪些在这里可用"
    ),
    "process isolates nothing": "process 不做任何隔离",
    "the program could read, change and send whatever you can": (
        "程序能读取、修改和发送你能接触的一切"
    ),
    "leave the name out for a real sandbox, or say --unsafe as well": (
        "不写名字即用真正的沙箱；否则请同时写明 --unsafe"
    ),
    "--unsafe means no isolation, {} means isolation": (
        "--unsafe 表示不隔离，而 {0} 表示隔离"
    ),
    "leave one of them out": "请去掉其中一个",
    "the run process did not start": "运行进程没有启动",
    "its own words are in that file": "它的输出在该文件中",
    "the trials of this run are gone, so its inputs can't be changed": (
        "这次运行的试验已被删除，因此无法改变其输入"
    ),
    "forgeweld report --seconds 0 writes what is known": (
        "forgeweld report --seconds 0 会写出已知的内容"
    ),
    "no language {}": "没有语言 {0}",
    "there are {}": "可选的有 {0}",
    "--require-llm, but no model is configured": (
        "指定了 --require-llm，但没有配置语言模型"
    ),
    "neither OPENAI_API_KEY nor a base URL is given": (
        "既没有 OPENAI_API_KEY，也没有服务地址"
    ),
    "set OPENAI_API_KEY, or name a server with --base-url and --model": (
        "请设置 OPENAI_API_KEY，或用 --base-url 和 --model 指定服务"
    ),
    "--price {} is not INPUT,OUTPUT": "--price {0} 不是 INPUT,OUTPUT 的形式",
    "give the money for a million tokens, such as --price 0.4,1.6": (
        "请给出每百万 token 的价格，例如 --price 0.4,1.6"
    ),
}
