"""Common sentences, English and Chinese, without a model: what they mean as a command
or a wish. Whole sentences alone count, so nothing is done by mistake."""

import re
from dataclasses import dataclass

KNOWN = (
    "or say it plainly: predict … from …, use gated, only the text, ignore the image, "
    "smaller, faster, scaffold it, run it, status, skip, 5 more minutes, why did 6 "
    "fail, compare 2 and 5, stop, go on"
)


@dataclass(frozen=True)
class Meant:
    """A slash command with its words, or a wish about the models."""

    command: str = ""
    wish: str = ""
    """use, ignore, only, smaller, faster."""
    words: str = ""


THE = r"(?:the |a |an |any )?"
COMMANDS = (
    (
        "status",
        r"(?:what(?:'s| is) the )?(?:status|state)|how (?:is it going|far is it)",
    ),
    ("status", r"状态|进展(?:如何|怎么样)?|怎么样了|到哪了"),
    (
        "stop",
        r"(?:please )?(?:stop|pause|halt)(?: it| the run| now)*|停(?:止|下)?|暂停",
    ),
    ("resume", r"(?:please )?(?:resume|continue|go on|carry on)(?: it| the run)?|继续"),
    ("skip", r"skip(?: it| this| this trial| the trial)?|next trial|跳过(?:它|这个)?"),
    ("leaderboard", r"(?:show )?(?:me )?(?:the )?(?:leaderboard|results|scores|best)"),
    ("leaderboard", r"排行榜|结果(?:如何|怎么样)?|哪个最好"),
    ("tree", r"(?:show )?(?:me )?the tree|搜索树"),
    ("profile", r"(?:show|describe)(?: me)? the data|(?:看看|描述)数据"),
    ("plan", r"(?:show(?: me)? )?(?:the )?plan|what (?:will|would) you (?:do|try)"),
    ("plan", r"(?:看看|显示)?计划|打算怎么做"),
    ("run", r"(?:run|start|train)(?: it| now)*|go|(?:开始)?(?:训练|运行)|开始"),
    ("scaffold", r"scaffold(?: it)?|(?:write|generate) (?:it|the (?:code|project))"),
    ("scaffold", r"生成(?:代码|项目|工程)|写(?:代码|出项目)"),
    ("help", r"help|what can you do|帮助|你能做什么"),
)
NUMBERED = (
    ("explain", r"(?:why|explain|what about)\b\D{0,20}?#?(\d+)\D{0,30}"),
    ("explain", r"(?:为什么|为何|解释)\D{0,6}?(\d+)\D{0,12}"),
    ("explain", r"第?\s*(\d+)\s*[个号次]?\D{0,6}(?:为什么|为何)\D{0,8}"),
    ("diff", r"(?:compare|diff)\D{0,12}(\d+)\D{1,12}(\d+)"),
    ("diff", r"比较\D{0,6}(\d+)\D{1,8}(\d+)\D{0,3}"),
    ("extend", r"(?:give it )?(\d+(?:\.\d+)?) (?:more )?min(?:ute)?s?(?: more)?"),
    ("extend", r"(?:再|多|延长)\D{0,4}?(\d+(?:\.\d+)?)\s*分钟"),
)
WISHES = (
    ("only", rf"(?:use )?(?:only|just) {THE}(.+)|use {THE}(.+?) (?:only|alone)"),
    ("only", r"只(?:用|看|要)(.+)"),
    (
        "ignore",
        rf"(?:ignore|forget|forbid|drop|without|no|don't use|do not use) {THE}(.+)",
    ),
    ("ignore", r"(?:忽略|禁止|不要用?|不用|去掉|别用)(.+)"),
    ("use", rf"(?:use|try|take|pin|with) {THE}(.+)|(?:使用|试试|采用|用)(.+)"),
)
BARE = (
    ("smaller", r"(?:make it |be |a )?smaller(?: model| please)?|(?:再)?小一?[点些]"),
    ("faster", r"(?:make it |be )?(?:faster|quicker)(?: please)?|(?:再)?快一?[点些]"),
)
TASK = re.compile(
    r"(?:predict|classify|detect|estimate|forecast|find|rank|tell whether)\b.{8,}"
    r"|(?:请)?(?:预测|判断|分类|识别|估计|检测).{3,}",
    re.IGNORECASE | re.DOTALL,
)


def meant(text: str) -> Meant | None:
    """What a sentence means; None for one that is none of those known."""
    said = re.sub(r"\s+", " ", text.strip()).strip(" .!?。！？了吧")
    for command, pattern in COMMANDS:
        if re.fullmatch(pattern, said, re.IGNORECASE):
            return Meant(command=command)
    for command, pattern in NUMBERED:
        if found := re.fullmatch(pattern, said, re.IGNORECASE):
            return Meant(command=command, words=" ".join(found.groups()))
    for wish, pattern in BARE:
        if re.fullmatch(pattern, said, re.IGNORECASE):
            return Meant(wish=wish)
    if TASK.fullmatch(text.strip()):
        return Meant(command="plan", words=text.strip())
    for wish, pattern in WISHES:
        if len(said) < 60 and (found := re.fullmatch(pattern, said, re.IGNORECASE)):
            words = next(g for g in found.groups() if g)
            return Meant(wish=wish, words=words.strip())
    return None
