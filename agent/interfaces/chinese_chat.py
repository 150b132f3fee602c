"""Chinese for the lines of a chat, a pattern for each: English with holes, then its
translation. The tools themselves speak English, to a language model as to a page."""

CHAT = {
    # who is there
    "forgeweld {} · data {} · runs in {}": "forgeweld {0} · 数据 {1} · 运行放在 {2}",
    "forgeweld {} · no data (--data DIR) · runs in {}": (
        "forgeweld {0} · 没有数据（--data 文件夹） · 运行放在 {1}"
    ),
    "no model is configured (forgeweld auth); /help lists the commands": (
        "没有配置语言模型（forgeweld auth）；/help 列出命令"
    ),
    "model {} gets names and figures, no cells · /help": (
        "模型 {0} 只得到名称和数字，得不到单元格 · /help"
    ),
    "model {} gets (outside this network) names and figures, no cells · /help": (
        "模型 {0}（在本网络之外）只得到名称和数字，得不到单元格 · /help"
    ),
    "no model is configured; there are {}": "没有配置语言模型；可用的命令有 {0}",
    "or say it plainly: predict … from …, use gated, only the text, ignore the image, "
    "smaller, faster, scaffold it, run it, status, skip, 5 more minutes, why did 6 "
    "fail, compare 2 and 5, stop, go on": (
        "或者直接说：根据……预测……、用 gated、只用文本、忽略图片、小一点、快一点、"
        "生成代码、开始训练、状态、跳过、再给 5 分钟、为什么第 6 个失败了、"
        "比较 2 和 5、停、继续"
    ),
    "What starts, stops, steers or writes asks first. Without RUN: the last run. "
    "--minutes: {} otherwise.": (
        "凡是启动、停止、操控或写入，都会先征求同意。不写 RUN 即指最近的运行。"
        "不写 --minutes 即 {0} 分钟。"
    ),
    "broken off": "已中断",
    "/quit leaves": "/quit 可离开",
    "allowed by --yes: {}": "由 --yes 允许：{0}",
    "not allowed: {}; there is no terminal to ask at (--yes allows)": (
        "未允许：{0}；没有可供询问的终端（--yes 可允许）"
    ),
    # the commands
    "the columns of the data": "数据的各列",
    "how a sentence is understood; writes nothing": "句子如何被理解；不写任何文件",
    "write the planned project, train nothing": "写出计划中的项目，不训练",
    "train in the background": "在后台训练",
    "all runs, or one": "所有运行，或其中一个",
    "every trial, the best first": "所有试验，最好的在前",
    "which trial grew out of which": "哪个试验由哪个而来",
    "all about trial N": "试验 N 的全部情况",
    "in what two trials differ": "两个试验有何不同",
    "save a run and end its process; or: /pause": ("保存运行并结束其进程；/pause 相同"),
    "go on with it": "继续它",
    "end the running trial; the run goes on": "结束正在进行的试验；运行继续",
    "give it more time": "给它更多时间",
    "a block or modality that later plans have": "今后的方案都要有的模块或模态",
    "one that no later plan has": "今后的方案都不要的模块或模态",
    "lift that again": "取消上述要求",
    "copy the best project to a new folder": "把最佳项目复制到新文件夹",
    "predict new rows into a CSV file": "预测新的行，写入 CSV 文件",
    "this": "本说明",
    "leave; runs go on": "离开；运行会继续",
    # questions and refusals
    "? {}": "？{0}",
    "start a run: {} ({} min on {}, into {})": (
        "开始运行：{0}（{1} 分钟，数据 {2}，放入 {3}）"
    ),
    "go on with {}": "继续 {0}",
    "go on with {}, {} min in all": "继续 {0}，共 {1} 分钟",
    "stop {}; it can be resumed": "停止 {0}；之后可以继续",
    "write a project to {}": "把项目写入 {0}",
    "copy {} to {}": "把 {0} 复制到 {1}",
    "predict {} by {} to {}": "用 {1} 预测 {0}，写入 {2}",
    "skip the running trial of {}": "跳过 {0} 正在进行的试验",
    "give {} {} min more": "给 {0} 增加 {1} 分钟",
    "pin {} in {}": "在 {1} 中固定 {0}",
    "forbid {} in {}": "在 {1} 中禁止 {0}",
    "free {} in {}": "在 {1} 中取消对 {0} 的要求",
    "refused: the person did not allow it; nothing was done": (
        "已拒绝：没有得到允许；什么也没做"
    ),
    "{} models together": "{0} 个模型合用",
    "✗ {}": "✗ {0}",
    "  {}": "  {0}",
    "→ {}": "→ {0}",
    "  fix: {}": "  办法：{0}",
    "no command {}": "没有命令 {0}",
    "#1 to #{} are done": "已完成 #1 到 #{0}",
    "none is done yet": "还没有完成的",
    "there is no plan yet": "还没有计划",
    "say what to predict, and from what": "请说出预测什么、根据什么",
    "what a run may cost or how large its models may be stays as it is while it goes "
    "on": "运行进行中不能改变它的开销或模型大小",
    "stop it, say what you want, and run it again": "停下它，说出要求，再运行一次",
    # what tools say
    "target   {} · {}, {} classes": "目标     {0} · {1}，{2} 个类别",
    "target   {} · {}": "目标     {0} · {1}",
    "inputs   {}": "输入     {0}",
    "wishes   {}": "要求     {0}",
    "say {}, or one of `forgeweld blocks`": (
        "请说 {0}，或 `forgeweld blocks` 列出的模块"
    ),
    "metric   {}, higher is better": "指标     {0}，越高越好",
    "metric   {}, lower is better": "指标     {0}，越低越好",
    "split    {} train / {} select / {} test, {}": (
        "划分     训练 {0} / 选择 {1} / 测试 {2}，{3}"
    ),
    "{} rows · {} columns": "{0} 行 · {1} 列",
    "{} rows, and a test table · {} columns": "{0} 行，另有测试表 · {1} 列",
    "the next run gets {} min; /run --minutes N names others": (
        "下一次运行有 {0} 分钟；/run --minutes N 可另行指定"
    ),
    "models of the next run have at most {} parameters": (
        "下一次运行的模型最多 {0} 个参数"
    ),
    "{} holds {}; it is not trained": "{0} 含有 {1}；尚未训练",
    "{} is running": "{0} 正在运行",
    "{} is stopped": "{0} 已暂停",
    "{} is finished": "{0} 已完成",
    "{} is not running": "{0} 没有在运行",
    "{}  {} · {} trials · {} no score yet · {} of {} s": (
        "{0}  {1} · {2} 次试验 · {3} 尚无分数 · {4}/{5} 秒"
    ),
    "{}  {} · {} trials · {} {} · {} of {} s": (
        "{0}  {1} · {2} 次试验 · {3} {4} · {5}/{6} 秒"
    ),
    "{} on test": "{0}（测试集）",
    "note     {}": "说明     {0}",
    "no runs here": "这里没有运行",
    "no trial is done yet": "还没有完成的试验",
    "{} on the select rows, higher is better": "选择行上的 {0}，越高越好",
    "{} on the select rows, lower is better": "选择行上的 {0}，越低越好",
    "{} on the select rows, higher is better; seconds it took": (
        "选择行上的 {0}，越高越好；括号内为所用秒数"
    ),
    "{} on the select rows, lower is better; seconds it took": (
        "选择行上的 {0}，越低越好；括号内为所用秒数"
    ),
    "… and {} more": "……另有 {0} 个",
    "best {}, on the test rows {}": "最佳 {0}，测试行上 {1}",
    "#{} {} · {}": "#{0} {1} · {2}",
    "tried    {} by {}, from #{}": "尝试     {0}（{1}），源自 #{2}",
    "tried    {} by {}": "尝试     {0}（{1}）",
    "because  {}": "原因     {0}",
    "hoped    {}": "期望     {0}",
    "goes on  from the checkpoint of #{}: {} s of training in all": (
        "接着     #{0} 的检查点：共训练 {1} 秒"
    ),
    "score    {} on {} select rows": "分数     {0}，{1} 个选择行",
    "also     {}": "另有     {0}",
    "against  {}": "对比     {0}",
    "failed   {}; its own words: {}": "失败     {0}；它自己的输出：{1}",
    "made of  {}": "组成     {0}",
    "training {}": "训练     {0}",
    "learnt   {} epochs, best {}, loss {} in training, {} at best in validation": (
        "学习     {0} 轮，最佳第 {1} 轮，训练损失 {2}，验证损失最好 {3}"
    ),
    "learnt   {}, loss {} in validation; ended by itself": (
        "学习     {0}，验证损失 {1}；自行结束"
    ),
    "learnt   {}, loss {} in validation; ended by time": (
        "学习     {0}，验证损失 {1}；因时间结束"
    ),
    "learnt   {} epochs, loss {} in training, {} at best in validation": (
        "学习     {0} 轮，训练损失 {1}，验证损失最好 {2}"
    ),
    "cost     {} parameters, {} s, {} MB, in {}": (
        "开销     {0} 个参数，{1} 秒，{2} MB，在 {3} 中"
    ),
    "cost     {} s, {} MB, in {}": "开销     {0} 秒，{1} MB，在 {2} 中",
    "  the same but for their names": "  除名称外相同",
    # what a run answers to those who steer it
    "#{} was skipped; the run goes on": "#{0} 已跳过；运行继续",
    "#{} had ended by itself": "#{0} 已自行结束",
    "#{} is not running": "#{0} 没有在运行",
    "{} min more: {} min in all": "增加 {0} 分钟：共 {1} 分钟",
    "every later plan has {}; earlier trials stay as they are": (
        "今后的方案都有 {0}；已有的试验不变"
    ),
    "no later plan has {}; earlier trials stay as they are": (
        "今后的方案都没有 {0}；已有的试验不变"
    ),
    "{} is neither pinned nor forbidden any more": "{0} 不再固定，也不再禁止",
    "{} is asked for; it counts when the run goes on: {}": (
        "已提出 {0}；运行继续时生效：{1}"
    ),
    "{} is asked for; it is not answered yet; the run does so at its next step": (
        "已提出 {0}；还没有答复，运行会在下一步答复"
    ),
    "no trial is running that could be skipped": "没有正在进行、可以跳过的试验",
    "{} is the last modality": "{0} 是最后一个模态",
    "{} is what is to be found": "{0} 是要找的对象",
    "{} is neither pinned nor forbidden": "{0} 既没有固定也没有禁止",
    "there is no block or modality {}; there are {}": "没有模块或模态 {0}；有 {1}",
}
STOPS = {
    "time": "时间用完",
    "patience": "不再进步",
    "epochs": "轮数用完",
    "diverged": "发散",
}
"""Why a training ended."""
LEARNT = {
    f"{pattern}; ended by {word}": f"{translation}；结束：{said}"
    for pattern, translation in CHAT.items()
    if "at best in validation" in pattern
    for word, said in STOPS.items()
}
