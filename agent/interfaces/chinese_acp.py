"""Chinese for what our agent says inside an editor: patterns, as in `chinese_chat`."""

ACP = {
    # options of a conversation
    "Planner": "规划方式",
    "Rules, beside a model if one is configured": "规则；若配置了语言模型则并用",
    "Rules alone": "只用规则",
    "No language model, whatever is set": "不用语言模型，不管设置了什么",
    "Autonomy": "自主程度",
    "Ask before every change": "每次改动前都询问",
    "Files, runs, stopping": "文件、运行、停止",
    "Write files without asking": "写文件不必询问",
    "Runs are asked for": "运行仍会询问",
    "Ask for nothing": "一概不询问",
    "Files are written and runs started at once": "直接写文件并开始运行",
    "Budget": "预算",
    "{} minutes": "{0} 分钟",
    "Of real time for one run": "一次运行的实际时间",
    "Check the language model": "检查语言模型",
    "Optional: without a model the rules plan alone.": (
        "可选：没有语言模型时，由规则单独规划。"
    ),
    # commands that a chat in a terminal does not have
    "the data to talk about": "要谈论的数据",
    "train; a sentence alone does the same": "训练；直接写一句话也一样",
    "follow the run of this conversation": "跟随这次对话的运行",
    "save a run and end its process": "保存运行并结束其进程",
    "these commands": "这些命令",
    "Say in a sentence what to predict, from what, by which metric; and name the data, "
    "as in: Predict alarm from the picture and the sweep in ./toy.": (
        "请用一句话说明预测什么、根据什么、用什么指标，并写明数据，例如："
        "根据 ./toy 中的图片和扫描预测 alarm。"
    ),
    # the steps of a run
    "Understand task and data": "理解任务和数据",
    "Write a first project": "写出第一个项目",
    "Train, compare, improve": "训练、比较、改进",
    "Train, compare, improve: {} trials": "训练、比较、改进：{0} 次试验",
    "Train, compare, improve: {} trials, best {} (#{})": (
        "训练、比较、改进：{0} 次试验，最佳 {1}（#{2}）"
    ),
    "Report": "报告",
    # what is asked for
    "Read {} and the sentence": "阅读 {0} 和这句话",
    "Write {}": "写入 {0}",
    "Write an untrained project of {} files to {}": (
        "把 {0} 个文件的未训练项目写入 {1}"
    ),
    "Train for {} min in the sandbox, into {}": "在沙箱中训练 {0} 分钟，放入 {1}",
    "Allow": "允许",
    "Always allow files": "总是允许写文件",
    "Always allow everything": "总是允许一切",
    "Reject": "拒绝",
    "None of these": "都不是",
    "Which data is this about?": "这是关于哪些数据的？",
    "What shall be predicted, from what, by which metric?": (
        "要预测什么、根据什么、用什么指标？"
    ),
    "Which data is this about? There is none in {} or in one of its folders. Name it "
    "in the sentence, as in `… from ./memes`, attach the folder, or type `/data "
    "FOLDER`.": (
        "这是关于哪些数据的？{0} 及其文件夹中没有数据。请在句子中写明，例如 "
        "`根据 ./memes ……`，或附上文件夹，或输入 `/data 文件夹`。"
    ),
    # what becomes of a run
    "Rejected, so nothing was written and no run was started.": (
        "已拒绝，因此没有写任何文件，也没有开始运行。"
    ),
    "No run was started. The untrained project is in {}.": (
        "没有开始运行。未训练的项目在 {0}。"
    ),
    "Run `{}` is a process of its own: closing this chat does not end it.": (
        "运行 `{0}` 是独立的进程：关闭这次对话不会使它结束。"
    ),
    "`{}` goes on by itself, whatever becomes of this chat. /watch follows it again, "
    "/status tells how it does, /stop saves it.": (
        "无论这次对话怎样，`{0}` 都会自己继续。/watch 再次跟随，/status 查看情况，"
        "/stop 保存并停止。"
    ),
    "Still running here: {}. /watch follows it.": (
        "这里仍在运行：{0}。/watch 可跟随它。"
    ),
    "The run has ended.": "运行已结束。",
    "This chat was closed meanwhile; /watch follows the run.": (
        "这次对话曾被关闭；/watch 可跟随运行。"
    ),
    "`{}` is saved; `/resume {}` goes on where it was.": (
        "`{0}` 已保存；`/resume {1}` 从原处继续。"
    ),
    "`{}` is saving its state; `/resume {}` goes on where it was.": (
        "`{0}` 正在保存状态；`/resume {1}` 从原处继续。"
    ),
    "`{}` is {}.": "`{0}`：{1}。",
    "`/resume {}` goes on.": "`/resume {0}` 可继续。",
    # trials
    "{} ({} s)": "{0}（{1} 秒）",
    "epoch {} {}": "第 {0} 轮 {1}",
    "epoch {} {} validation loss {} (claimed)": "第 {0} 轮 {1} 验证损失 {2}（自称）",
    "#{}: failed: {}": "#{0}：失败：{1}",
    "failed: {}": "失败：{0}",
    "{}#{}  failed: {} failed": "{0}#{1}  失败：{2} 失败",
    "{} failed: {} ({} s) failed": "{0} 失败：{1}（{2} 秒）失败",
    # the end
    "**{}**: {} **{}** [{}] on the test rows, never trained or selected on.": (
        "**{0}**：{1} **{2}** [{3}]，在从未用于训练和选择的测试行上。"
    ),
    "test": "测试",
    "trial": "试验",
    "plan": "方案",
    "verdict": "结论",
    "failed": "失败",
    "{} (select)": "{0}（选择）",
    "the project, yours": "项目，归你所有",
    "its README, a model card": "其 README，即模型卡",
    "report": "报告",
    "predictions for the test table": "测试表的预测",
    "- more time: {}": "- 更多时间：{0}",
    "- [{}]({})": "- [{0}]({1})",
}
VERDICTS = {
    "baseline": "基线",
    "keep": "采用",
    "within-noise": "噪声之内",
    "discard": "舍弃",
    "skipped": "已跳过",
    "failed": "失败",
}
"""Of trials. They end the rows of tables, of which the rest are names and figures."""
ROWS = {
    pattern.format(word): translation.format(said)
    for word, said in VERDICTS.items()
    for pattern, translation in {
        "{{}}#{{}} [{{}}] {{}} {}": "{{0}}#{{1}} [{{2}}] {{3}} {}",
        "#{{}}: {{}} [{{}}] {}": "#{{0}}：{{1}} [{{2}}] {}",
        "{{}} [{{}}] {}": "{{0}} [{{1}}] {}",
        "{{}} ({{}} s) {}": "{{0}}（{{1}} 秒）{}",
        "{{}} ({{}} s) {} · {{}}": "{{0}}（{{1}} 秒）{} · {{2}}",
    }.items()
}
