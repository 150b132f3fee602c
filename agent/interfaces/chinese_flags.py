"""Chinese for --help: the words of every flag, as in `chinese_help`."""

FLAGS = {
    # what to learn from what
    "Folder or file.": "文件夹或文件。",
    "Go on from a project, perhaps edited: its task, it as the first trial.": (
        "从一个项目（可已改过）接着做：沿用其任务，以它为第一个试验。"
    ),
    "Column to predict; several as a,b,c.": "要预测的列；多列写作 a,b,c。",
    "How to judge, such as f1_macro or mae.": "评判指标，例如 f1_macro 或 mae。",
    "Of task.": "任务的种类。",
    "Ordered classes, as low,medium,high.": "有序的类别，例如 low,medium,high。",
    "The class that counts as positive.": "算作正例的类别。",
    "Only these columns or modalities.": "只用这些列或模态。",
    "Columns or modalities to leave out.": "不用的列或模态。",
    "About missing or broken files; auto: few are gaps, many fail.": (
        "缺失或损坏的文件；auto：少则当作空缺，多则停止。"
    ),
    "Of the text files, if not UTF-8.": "文本文件的编码（若不是 UTF-8）。",
    "Total time.": "总时间（分钟）。",
    "At most so many.": "最多这么多。",
    "A block or modality in every model.": "每个模型都要有的模块或模态。",
    "A block or modality in none.": "任何模型都不要的模块或模态。",
    "Pretrained: name or folder.": "预训练编码器：名字或文件夹。",
    "It may be fetched from the hub.": "允许从 hub 下载。",
    "Train all from scratch.": "全部从头训练。",
    "Learn from the test table's inputs, too.": "也从测试表的输入中学习。",
    "Differential privacy for every row; 8 is mild, 1 is strict.": (
        "对每一行做差分隐私；8 较宽松，1 较严格。"
    ),
    "One JSON object on stdout.": "在标准输出上给出一个 JSON 对象。",
    # how a run goes
    "Runs' home.": "存放运行的文件夹。",
    "Of the run; derived from the task otherwise.": "运行的名字；否则由任务得出。",
    "A new run, even if this task has one.": "开始新的运行，即使该任务已有一次。",
    "Deliver one model, no ensemble.": "只交付一个模型，不做集成。",
    "Deliver the very model scored.": "交付的正是评分过的那个模型。",
    "Of all it delivers.": "所交付的一切合计的参数量上限。",
    "Per row, of all.": "合计每行的时间上限。",
    "Start it and come back at once.": "开始后立即返回。",
    "Also tell tensorboard, mlflow, wandb, trackio; none otherwise.": (
        "同时送到 tensorboard、mlflow、wandb、trackio；否则都不送。"
    ),
    "A new process for every trial.": "每个试验都用新进程。",
    "auto, or a name that forgeweld doctor shows.": (
        "auto，或 forgeweld doctor 列出的名字。"
    ),
    "Plan, time and cost; write and send nothing.": (
        "只给出方案、时间和开销；不写也不发送任何东西。"
    ),
    "No isolation at all. Loud.": "完全不隔离。会醒目提示。",
    # where it goes
    "Where it is to run: limits on size and time a row.": (
        "将在何处运行：限制大小和每行的时间。"
    ),
    "Of a trial, by torchrun; 1 else.": "每个试验的进程数（torchrun）；否则为 1。",
    "Trials at once; 1 otherwise.": "同时进行的试验数；否则为 1。",
    "Processes that answer; one a core, up to 4.": (
        "应答的进程数；每核一个，最多 4 个。"
    ),
    "Of Ray: auto, ray://HOST:PORT; or slurm.": (
        "Ray 的地址：auto、ray://HOST:PORT；或 slurm。"
    ),
    "Of the cluster, a trial; 1 otherwise.": "每个试验占用集群的 CPU 数；否则为 1。",
    "Parts too; 1 where there are any.": "GPU 数，可为小数；有 GPU 时为 1。",
    "Of the cluster, a trial.": "每个试验占用集群的内存。",
    # the language model
    "To ask; else FORGEWELD_MODEL.": "要询问的模型；否则为 FORGEWELD_MODEL。",
    "Of its server; else OPENAI_BASE_URL.": "其服务地址；否则为 OPENAI_BASE_URL。",
    "Rules alone, whatever is set.": "只用规则，不管设置了什么。",
    "End when the model is gone.": "模型不可用时即结束。",
    "No new blocks by the model.": "不让模型发明新模块。",
    "Let it see programs' words.": "让它看到程序的输出。",
    "Keep columns' names from it.": "不让它知道列名。",
    "To the model, in a run.": "一次运行中对模型的调用次数上限。",
    "Read by it, in a run.": "一次运行中它读取的 token 上限。",
    "Needs --price.": "花费上限；需要 --price。",
    "Of a million tokens: INPUT,OUTPUT.": "每百万 token 的价格：INPUT,OUTPUT。",
    "How answers are asked for.": "以何种方式索取回答。",
    "Write its questions and answers there.": "把它的问答写到那里。",
    "Take its answers from there; offline.": "从那里取它的回答；离线。",
    "Print what is sent, and where.": "打印发送的内容和去处。",
    # the other commands
    "A new folder; ./TARGET-project else.": "新文件夹；否则为 ./目标-project。",
    "Simulated moments.": "模拟的时刻数。",
    "Time for the run.": "运行的时间（分钟）。",
    "A new total budget.": "新的总预算（分钟）。",
    "Folder or file to talk about.": "要谈论的文件夹或文件。",
    "To talk to; else FORGEWELD_MODEL.": "与之对话的模型；否则为 FORGEWELD_MODEL。",
    "Slash commands alone.": "只用斜杠命令。",
    "Allow whatever would be asked for.": "允许一切本会征求同意的事。",
    "TOML: specs, [settings.NAME].": "TOML 文件：specs、[settings.NAME]。",
    "Of test rows, for specs without floors of their own.": (
        "测试行上的下限，用于没有自己下限的 SPEC。"
    ),
    "Write a report for CI there.": "把 CI 用的报告写到那里。",
    "For specs that say none; else 10.": "用于没有写明的 SPEC；否则为 10。",
    "Such as tensorboard,mlflow.": "例如 tensorboard,mlflow。",
    "input, encoder, fusion, head or augment; all otherwise.": (
        "input、encoder、fusion、head 或 augment；否则全部。"
    ),
    "A table for a document.": "可放入文档的表格。",
    "To ask for; else FORGEWELD_MODEL.": "要检查的模型；否则为 FORGEWELD_MODEL。",
    "New rows.": "新的行。",
    "A CSV file.": "CSV 文件。",
    "Add sets or intervals, such as 0.9.": "加上集合或区间，例如 0.9。",
    "Add how much each input counts.": "加上每个输入的重要程度。",
    "0: a free one.": "0：任一空闲端口。",
    "Write report.pdf, too.": "同时写出 report.pdf。",
    "Show it in the browser.": "在浏览器中打开。",
    "For changed inputs; 120.": "用于改动输入的秒数；120。",
    "Of the test part, to change.": "测试部分中要改动的行数。",
    "Folder, or the notebook's file.": "文件夹，或 notebook 的文件。",
    "This trial instead of what was delivered.": "用这个试验代替所交付的模型。",
    "0 for any free one.": "0 为任一空闲端口。",
    "Only print the address.": "只打印地址。",
    "No stdio.": "用此端口，不用 stdio。",
    "Tell clients words of the data.": "允许把数据中的文字告诉客户端。",
    "Of one answer.": "一次回答的时间（分钟）。",
    "Whence each value is.": "每个值来自何处。",
    "In ./forgeweld.toml.": "写在 ./forgeweld.toml 中。",
    "Put this file beside it.": "把这个文件放在它旁边。",
    "Seconds; 600 otherwise.": "秒数；否则为 600。",
    "For all its processes; else most there is.": (
        "供其所有进程使用；否则为可用的大部分。"
    ),
    "Copy what it made to DIR, if empty.": "把它生成的内容复制到 DIR（须为空）。",
}
CLICK = {
    "Usage: {}": "用法：{0}",
    "Try '{}' for help.": "帮助：{0}",
    "Missing command.": "缺少命令。",
    "Missing argument '{}'.": "缺少参数 '{0}'。",
    "Missing option '{}', or --from PROJECT.": "缺少选项 '{0}'，或 --from PROJECT。",
    "Missing argument '{}', or --from PROJECT.": (
        "缺少参数 '{0}'，或 --from PROJECT。"
    ),
    "Missing option '{}'.": "缺少选项 '{0}'。",
    "No such command '{}'.": "没有命令 '{0}'。",
    "{} is given more than once.": "{0} 写了不止一次。",
    "No such command '{}'. Did you mean {}?": "没有命令 '{0}'。是不是 {1}？",
    "No such option '{}'.": "没有选项 '{0}'。",
    "No such option '{}'. Did you mean {}?": "没有选项 '{0}'。是不是 {1}？",
    "Option '{}' requires an argument.": "选项 '{0}' 需要一个值。",
    "Got unexpected extra argument ({})": "多出了参数（{0}）",
    "Got unexpected extra arguments ({})": "多出了参数（{0}）",
    "Invalid value for '{}': {}": "'{0}' 的值无效：{1}",
    "'{}' is not a valid integer.": "'{0}' 不是整数。",
    "'{}' is not a valid float.": "'{0}' 不是数字。",
    "'{}' is not one of {}.": "'{0}' 不在 {1} 之中。",
    "{} is not in the range {}.": "{0} 不在范围 {1} 内。",
}
"""What click says to wrong words, as patterns: see `sentences`."""
