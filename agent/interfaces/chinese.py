"""Chinese for the lines of `language.t`: the English text, then its translation."""

CHINESE = {
    # the report on demand
    "{n} of {all} changes can't be made: a pretrained encoder's vectors have no "
    "pixels or moments": (
        "{all} 项改动中有 {n} 项无法做：预训练编码器的向量没有像素或时刻"
    ),
    "{n} of {all} changes: the metric has no value after them": (
        "{all} 项改动中有 {n} 项之后，指标没有值"
    ),
    "{n} of {all} changes: no time; --seconds above {seconds} gives more": (
        "{all} 项改动中有 {n} 项没有时间；--seconds 大于 {seconds} 可给更多时间"
    ),
    # understood and planned
    "data     {source} · {rows} labelled rows": "数据     {source} · {rows} 行有标签",
    "predict  {rows} rows without a target": "预测     {rows} 行没有目标的数据",
    "more     {rows} rows without a target, to learn inputs from": (
        "另有     {rows} 行没有目标值，可用来学习输入"
    ),
    "private  epsilon at most {most} for every row": (
        "隐私     每一行的 epsilon 不超过 {most}"
    ),
    "more     inputs of {rows} test rows (--transductive)": (
        "另有     {rows} 行测试数据的输入 (--transductive)"
    ),
    "inputs   {names}": "输入     {names}",
    "target   {names} · {kind}{classes}": "目标     {names} · {kind}{classes}",
    ", {n} classes ({shown})": "，{n} 个类别（{shown}）",
    ", {n} labels ({shown})": "，{n} 个标签（{shown}）",
    ", and {n} more": "，另有 {n} 个",
    "metric   {name}, higher is better": "指标     {name}，越高越好",
    "metric   {name}, lower is better": "指标     {name}，越低越好",
    "split    {train} train / {select} select / {test} test, {how}": (
        "划分     训练 {train} / 选择 {select} / 测试 {test}，{how}"
    ),
    "machine  one core, {memory} MB": "机器     1 核，{memory} MB",
    "machine  {cores} cores, {memory} MB": "机器     {cores} 核，{memory} MB",
    "note     no bfloat16 on this processor: networks train in float32": "说明     "
    "处理器不支持 bfloat16：网络以 float32 训练",
    "note     {text}": "说明     {text}",
    "    then expert moves on the best of them: fusion, encoders, rates, …": (
        "    然后在其中最好的方案上逐步改进：融合方式、编码器、学习率……"
    ),
    "files  {names}": "文件   {names}",
    "nothing was written; `forgeweld run` with the same words starts it": (
        "没有写入任何文件；用同样的参数执行 `forgeweld run` 即可开始"
    ),
    "time   {minutes} min in all: the {plans} plans above in some {seconds} s,": (
        "时间   共 {minutes} 分钟：上面 {plans} 个方案约 {seconds} 秒，"
    ),
    "memory {most} MB for {place}": "内存   {place}有 {most} MB",
    "a trial, on the CPU": "每次试验（CPU）",
    "       not measured: {why}": "       未测：{why}",
    "       then {more} more like them, or fewer and longer ones": (
        "       之后还可再试约 {more} 个，或更少但更久"
    ),
    "cost   no model is asked: this machine's time, nothing else": (
        "费用   不调用语言模型：只用本机时间"
    ),
    "cost   a model is asked at each step it is given; {most}": (
        "费用   轮到语言模型的每一步都会调用它；{most}"
    ),
    # the end of a run
    "✓ {run} · {trials} trials{failed} · {minutes}:{seconds}": (
        "✓ {run} · {trials} 次试验{failed} · {minutes}:{seconds}"
    ),
    " ({failed} failed)": "（{failed} 次失败）",
    " ({skipped} skipped)": "（{skipped} 次跳过）",
    "on the test rows, never trained or selected on: {metric}": (
        "在从未用于训练和选择的测试行上：{metric}"
    ),
    "project      {path}": "项目         {path}",
    "predictions  {path}": "预测         {path}",
    "next: forgeweld leaderboard {path}": "下一步：forgeweld leaderboard {path}",
    "{metric} {value} on test": "测试集 {metric} {value}",
    "no runs here": "这里没有运行",
    "{run} {state:9} {trials:3} trials  {score}  {time}": (
        "{run} {state:9} {trials:3} 次试验  {score}  {time}"
    ),
    "{run} is running · forgeweld watch {path}": (
        "{run} 正在运行 · forgeweld watch {path}"
    ),
    # following
    "#{trial} {name} skipped after {seconds} s": (
        "#{trial} {name} 在 {seconds} 秒后被跳过"
    ),
    "#{trial} {name} failed: {failure}: {note}": (
        "#{trial} {name} 失败：{failure}：{note}"
    ),
    "#{trial} with another seed, on all {rows} labelled rows": (
        "#{trial} 换一个随机种子，在全部 {rows} 个有标签的行上再训练一次"
    ),
    "#{trial} with {count} seeds": "#{trial}（{count} 个随机种子）",
    "#{trial} once more, on all {rows} labelled rows": (
        "#{trial} 在全部 {rows} 行有标签的数据上再训练一次"
    ),
    "refused: {message}": "被拒绝：{message}",
    "no network is taught: {why}": "没有网络接受集成的教导：{why}",
    "#{trial} is to learn what others answer: {members}": (
        "#{trial} 将学习其他模型的回答：{members}"
    ),
    "taught: #{trial} is {gain} (± {doubt}) better than #{over}": (
        "蒸馏：#{trial} 比 #{over} 好 {gain}（± {doubt}）"
    ),
    "taught: #{trial} against #{over} {gain} (± {doubt}): not used alone": (
        "蒸馏：#{trial} 对 #{over} {gain}（± {doubt}）：不单独使用"
    ),
    "! the report could not be written: {what}": "! 报告未能写出：{what}",
    "project  {name} · edited files: {edits}": "项目     {name} · 改过的文件：{edits}",
    "report       {path}": "报告         {path}",
    "pdf          {path}": "PDF 文件     {path}",
    "changing the inputs of the chosen model, for up to {seconds} s …": (
        "正在改动所选模型的输入，最多 {seconds} 秒……"
    ),
    "best constant": "最佳常数",
    "{encoder} is not used: {fault}": "未使用 {encoder}：{fault}",
    "{encoder} has read {cells} in {seconds} s": (
        "{encoder} 用 {seconds} 秒读完了 {cells}"
    ),
    "ensemble {parts} {gain} [{low}, {high}] against #{over}, {more} on rows left "
    "out{used}": (
        "集成 {parts} {gain} [{low}, {high}]，相对于 #{over}，在留出的行上 {more}{used}"
    ),
    "{weight} of #{trial}": "#{trial} 占 {weight}",
    ": not used": "：未采用",
    "mean": "均值",
    "ensemble": "集成",
    "{name}, as trained": "{name}（训练后的原样）",
    "error: {what}": "错误：{what}",
    "saving the state… (Ctrl-C again to leave at once)": (
        "正在保存状态……（再按一次 Ctrl-C 立即离开）"
    ),
    "saved · go on with: forgeweld resume {path}": (
        "已保存 · 继续请执行：forgeweld resume {path}"
    ),
    "left; the run goes on · forgeweld stop {run} ends it": (
        "已离开；运行仍在继续 · forgeweld stop {run} 可结束它"
    ),
    "{run} is not running": "{run} 没有在运行",
    # doctor
    "Programs run in {backend}, unless --sandbox names another one.": (
        "程序在 {backend} 中运行，除非用 --sandbox 指定别的。"
    ),
    "No sandbox works here, so nothing is run. One of the fixes above helps.": (
        "这里没有可用的沙箱，因此什么都不会运行。请按上面的办法之一处理。"
    ),
    "What each leaves open:": "各沙箱未覆盖的部分：",
    "    {share} of #{trial} {name}": "    {share} 来自 #{trial} {name}",
    "cores that others leave free: {count}": "其他程序留下的空闲核数：{count}",
    "{plan}: weights sharded, {mb} MB in each of {n} processes ({whole} whole)": (
        "{plan}：权重分片，{n} 个进程各需 {mb} MB；各存一份则需 {whole} MB"
    ),
    "{plan}: not measured, copied into each process": "{plan}：未测，每个进程各存一份",
    "{plan} seems too large for this machine: {fix}": (
        "{plan} 对本机来说似乎太大：{fix}"
    ),
    " in each of {n} processes": "（{n} 个进程各需）",
    ", weights sharded (with copies {mb} MB)": "，权重分片（各存一份则需 {mb} MB）",
    "Slurm: {state}; nodes that have joined: {nodes}": (
        "Slurm：{state}；已加入的节点数：{nodes}"
    ),
    "contenders once more, without part {fold} of the rows: {trials}": (
        "候选模型去掉第 {fold} 份数据再训练一次：{trials}"
    ),
    "on {rows} rows that none of them had seen: {scores}": (
        "在它们都没有见过的 {rows} 行上：{scores}"
    ),
    "  select {value} is of {folds} parts of the rows": (
        "  选择分 {value} 来自 {folds} 份数据行"
    ),
    ", confirmed": "，已确认",
    ", not confirmed": "，未确认",
    "  select {value} is the mean of {seeds} seeds{ends}": (
        "  选择集上的 {value} 是 {seeds} 个随机种子的平均{ends}"
    ),
    "the best model is {gain}": "最佳模型相差 {gain}",
    "the best model": "最佳模型",
    "What is delivered is what was scored; nothing was trained once more.": (
        "交付的就是评分过的模型；没有再次训练。"
    ),
    "             {count} of its rows get no label, though every labelled "
    "row has one: none reaches its threshold": (
        "             其中 {count} 行没有标签，"
        "而每个有标签的行都至少有一个：没有标签达到阈值"
    ),
    "Delivered: {again} trained once more, on all labelled rows.": (
        "交付：{again} 在全部有标签的行上再次训练。"
    ),
    "Delivered: {again} trained once more, on all labelled rows; the other members "
    "are as scored.": (
        "交付：{again} 在全部有标签的行上再次训练；" "其余成员与评分时相同。"
    ),
    "{spent} of {of} s": "{spent}/{of} 秒",
    # the leaderboard
    "trial": "试验",
    "interval": "区间",
    "params": "参数量",
    "s": "秒",
    "verdict": "结论",
    "by": "提出者",
    "plan": "方案",
    "failed": "失败",
    "NOT ISOLATED (--unsafe): #{trials}": "没有隔离（--unsafe）：#{trials}",
    # errors
    "✗ {code}: {what}   exit {exit}": "✗ {code}：{what}   退出码 {exit}",
    "where": "位置",
    "why": "原因",
    "fix": "办法",
    "interrupted; nothing is lost": "已中断；没有丢失任何东西",
}
