"""Chinese for --help: every paragraph of a command, and every flag's words."""

HELP = {
    # click's own
    "Show this message and exit.": "显示本说明并退出。",
    "Show the version and exit.": "显示版本并退出。",
    # the program
    "One sentence and a folder of data in; a trained fusion model that you own out.": (
        "给它一句话和一个数据文件夹；得到一个归你所有、训练好的融合模型。"
    ),
    'A sentence in place of a command trains: forgeweld "Predict …" --data DIR': (
        '用一句话代替命令即开始训练：forgeweld "预测……" --data DIR'
    ),
    "Exit codes: 0 ok · 1 run failed · 2 usage · 3 below --fail-under · 4 language "
    "model · 5 data · 6 budget spent without a model · 8 no sandbox works, or it "
    "failed · 130 interrupted, state saved.": (
        "退出码：0 正常 · 1 运行失败 · 2 用法错误 · 3 低于 --fail-under · 4 语言模型 · "
        "5 数据 · 6 预算用完而没有模型 · 8 没有可用的沙箱或沙箱失败 · "
        "130 被中断，状态已保存。"
    ),
    "Instead of ./forgeweld.toml.": "代替 ./forgeweld.toml。",
    "Of messages: en, zh, or auto, as the locale has it.": (
        "消息的语言：en、zh，或 auto（随系统区域设置）。"
    ),
    # commands
    "Train a model for STATEMENT on --data, and go on improving it.": (
        "按 STATEMENT 在 --data 上训练模型，并不断改进。"
    ),
    "Write the project of the first planned fusion for STATEMENT; train nothing.": (
        "写出 STATEMENT 的第一个融合方案的项目；不训练。"
    ),
    "Show which rows and columns --data has, and how each is read.": (
        "显示 --data 有哪些行和列，以及每列如何被读取。"
    ),
    "Show how STATEMENT is understood and what would be tried. Writes nothing.": (
        "说明 STATEMENT 如何被理解、会尝试什么。不写任何文件。"
    ),
    "Simulate a drive, learn when to brake from it, compare with the optimum.": (
        "模拟一段驾驶，从中学习何时刹车，并与最优结果比较。"
    ),
    "Show the runs, or one run's state.": "列出各次运行，或一次运行的状态。",
    "Follow a run; leaving does not stop it.": "跟随一次运行；离开不会使它停止。",
    "Save a run and end its process.": "保存一次运行并结束其进程。",
    "Go on with a stopped or killed run.": "继续已暂停或被中断的运行。",
    "Show every trial of a run, the best first.": (
        "列出一次运行的所有试验，最好的在前。"
    ),
    "Show which trial grew out of which, by whose idea, and what came of it.": (
        "说明哪个试验由哪个而来、是谁的主意、结果如何。"
    ),
    "Tell why TRIAL was tried, what was hoped for, and what came out.": (
        "说明为何尝试 TRIAL、期望什么、结果如何。"
    ),
    "Show in what two trials differ.": "说明两个试验有何不同。",
    "Talk about data and runs, with a language model or by slash commands.": (
        "谈论数据和运行：用语言模型，或用斜杠命令。"
    ),
    "Run every SPEC, several at once, and hold the test scores against floors.": (
        "运行每个 SPEC，可同时运行几个，并把测试分数与下限比较。"
    ),
    "SPEC is a folder with data and a task.md, or a TOML file:": (
        "SPEC 是含有数据和 task.md 的文件夹，或一个 TOML 文件："
    ),
    'statement = "Predict …" data = "folder" (relative to the file) minutes = 5 any '
    "flag of forgeweld run, with _ for - fail_under = { f1_macro = 0.75 }": (
        '\b\n  statement = "预测……"         data = "folder"（相对于该文件）\n'
        "  minutes = 5                  forgeweld run 的任何选项，- 写作 _\n"
        "  fail_under = { f1_macro = 0.75 }"
    ),
    '--matrix runs every spec with every setting: specs = ["a.toml", "b"], and tables '
    "[settings.NAME] of flags. A broken spec or a failed run does not stop the "
    "others.": (
        '--matrix 用每组设置运行每个 SPEC：specs = ["a.toml", "b"]，以及存放选项的表 '
        "[settings.NAME]。出错的 SPEC 或失败的运行不影响其余。"
    ),
    "Exit codes: 0 every run reached its floors · 3 all finished, some below a floor · "
    "else that of the first run that failed: 1 run failed · 2 usage, a broken spec · "
    "5 data · 6 budget spent without a model · 8 no sandbox works.": (
        "退出码：0 都达到下限 · 3 都已完成，但有低于下限的 · "
        "否则为第一个失败运行的退出码：1 运行失败 · 2 用法或 SPEC 有误 · 5 数据 · "
        "6 预算用完而没有模型 · 8 没有可用的沙箱。"
    ),
    "Send a run's numbers to experiment trackers: what they don't have yet.": (
        "把一次运行的数值送到实验跟踪工具：只送它们还没有的。"
    ),
    "NAMES: tensorboard, mlflow, wandb (offline unless WANDB_MODE says otherwise), "
    "trackio. Nothing is sent anywhere unless it is asked for here or by run "
    "--track.": (
        "NAMES：tensorboard、mlflow、wandb（除非 WANDB_MODE 另有规定，否则离线）、"
        "trackio。除非在此或用 run --track 要求，否则不向任何地方发送。"
    ),
    "Show what models are made of, and what each block costs, measured here.": (
        "列出模型由哪些模块组成，以及每个模块在本机测得的开销。"
    ),
    "Try the sandbox backends, and the model if there is one; say what works.": (
        "试用各种沙箱，以及语言模型（若有）；说明哪些可用。"
    ),
    "Exits with 8 if none works that isolates.": (
        "若没有一种能隔离的沙箱可用，退出码为 8。"
    ),
    "Check the language model, and say how to mend what is wrong with it.": (
        "检查语言模型，并说明如何修正问题。"
    ),
    "Costs a few tokens. Exits with 4 if the model can't be used.": (
        "会花费少量 token。若模型不可用，退出码为 4。"
    ),
    "Predict the rows of a table with a run's best model, in the sandbox.": (
        "用一次运行的最佳模型在沙箱中预测表格的各行。"
    ),
    "CSV, TSV, JSON Lines or Parquet of any size, or Excel. A row that can't be read "
    "has the reason in the column `error`.": (
        "CSV、TSV、JSON Lines 或 Parquet，大小不限；也可以是 Excel。"
        "无法读取的行在 `error` 列中写明原因。"
    ),
    "Serve a run's best model over HTTP, its program in the sandbox.": (
        "以 HTTP 提供一次运行的最佳模型，其程序在沙箱中。"
    ),
    "Write report.html of a finished run: how good, why, where not, at what cost.": (
        "为已完成的运行写出 report.html：有多好、为什么、哪里不好、代价多大。"
    ),
    "What the end of the run had no time for is found out now: the chosen model "
    "predicts test rows with modalities missing, permuted or corrupted, in the "
    "sandbox.": (
        "运行结束时来不及做的现在补上：选定的模型在沙箱中预测缺失、打乱或损坏了模态的测试行。"
    ),
    "Write a run's model in a form that other programs run, checked against PyTorch.": (
        "把一次运行的模型写成其他程序能运行的形式，并与 PyTorch 核对。"
    ),
    "safetensors, with its code; onnx, for ONNX Runtime; int8, the same with small "
    "weights; torch, a program of torch.export; notebook, for Jupyter.": (
        "safetensors，附代码；onnx，用于 ONNX Runtime；int8，同上但权重更小；torch，"
        "torch.export 的程序；notebook，用于 Jupyter。"
    ),
    "Show runs in a browser: chat, live curves, tree, code; and start new ones.": (
        "在浏览器中查看运行：对话、实时曲线、搜索树、代码；并开始新的运行。"
    ),
    "Listens on loopback alone. Closing it stops no run.": (
        "只监听本机回环地址。关闭它不会停止任何运行。"
    ),
    "Serve runs as MCP tools to an agent or an editor, over stdio or a local port.": (
        "作为 MCP 工具向智能体或编辑器提供运行，经 stdio 或本地端口。"
    ),
    "Be an agent inside an editor, by the Agent Client Protocol over stdio.": (
        "经 stdio 按 Agent Client Protocol 作为编辑器中的智能体。"
    ),
    "End the trial that runs now; the run goes on with the next one.": (
        "结束正在进行的试验；运行接着做下一个。"
    ),
    "Give a run MINUTES more; one that has ended takes them up by `resume`.": (
        "给一次运行再加 MINUTES 分钟；已结束的运行用 `resume` 时生效。"
    ),
    'Have BLOCK in every later trial: gated, "encoder mlp", "modality picture".': (
        '今后的每个试验都要有 BLOCK：gated、"encoder mlp"、"modality picture"。'
    ),
    "Have BLOCK, or a modality, in no later trial.": (
        "今后的试验都不要 BLOCK 或某个模态。"
    ),
    "Lift a `pin` or a `forbid` again.": "取消 `pin` 或 `forbid`。",
    "Show and change what is set once: files, environment, defaults.": (
        "查看和更改一次设定的内容：文件、环境变量、默认值。"
    ),
    "Show every setting as it holds here.": "列出在此生效的所有设置。",
    "Write KEY = VALUE to your own file.": "把 KEY = VALUE 写入你自己的文件。",
    "Take KEY out of your own file.": "从你自己的文件中去掉 KEY。",
    "Tell which files are read.": "说明读取哪些文件。",
    "Print the JSON Schema of a file of settings, for editors.": (
        "打印设置文件的 JSON Schema，供编辑器使用。"
    ),
    'Print the completion script: eval "$(forgeweld completion bash)".': (
        '打印补全脚本：eval "$(forgeweld completion bash)"。'
    ),
    "Run programs that nobody trusts.": "运行不受信任的程序。",
    "Run the Python program FILE as a trial is run, and tell what came of it.": (
        "像运行试验那样运行 Python 程序 FILE，并说明结果。"
    ),
    "It gets a fresh folder to write to, with itself and the files of --with in it, "
    "the limits of a trial, no network, and nothing else of this machine. Its own "
    "arguments come last: forgeweld sandbox run FILE -- ARGS. @work/NAME is a file's "
    "place inside.": (
        "它得到一个新的可写文件夹，其中有它自己和 --with 的文件，受试验的各种限制，"
        "没有网络，也接触不到本机的其他东西。它自己的参数放在最后："
        "forgeweld sandbox run FILE -- ARGS。@work/NAME 是文件在里面的位置。"
    ),
    "Exit codes: 0 the program ended ok · 1 it did not (its status says why) · 2 usage "
    "· 8 no sandbox works, or it failed · 130 Ctrl-C, 143 SIGTERM, 129 SIGHUP.": (
        "退出码：0 程序正常结束 · 1 未正常结束（原因见其状态） · 2 用法错误 · "
        "8 没有可用的沙箱或沙箱失败 · 130 Ctrl-C，143 SIGTERM，129 SIGHUP。"
    ),
}
