"""Sentences that were made elsewhere, in English, told in Chinese: by patterns, whose
holes `{}` are filled with what stood there, in Chinese where it is known, too."""

import re
from functools import cache

from agent.interfaces.chinese_acp import ACP, ROWS
from agent.interfaces.chinese_chat import CHAT, LEARNT
from agent.interfaces.chinese_errors import ERRORS
from agent.interfaces.chinese_flags import CLICK
from agent.interfaces.chinese_notes import NOTES, WARNINGS
from agent.interfaces.chinese_reasons import HOPES, REASONS, TERMS, UNTAUGHT
from agent.interfaces.chinese_usage import USAGE

ENDS = {
    "Whether fusion pays is not known: this run did not score both a fusion and a "
    "single modality.": (
        "融合是否有益尚不可知：本次运行没有同时给融合与单一模态评分。"
    ),
    "There is one modality ({}), so nothing to fuse.": (
        "只有一种模态（{0}），无需融合。"
    ),
    "Fusion beats the best single modality ({}) by {} (95 % interval {} to {}).": (
        "融合优于最好的单一模态（{0}），差值 {1}（95 % 区间 {2} 到 {3}）。"
    ),
    "Fusion is worse than the best single modality ({}): {} (95 % interval {} to "
    "{}).": ("融合不如最好的单一模态（{0}），差值 {1}（95 % 区间 {2} 到 {3}）。"),
    "Fusion and the best single modality ({}) are within noise of each other: {} (95 % "
    "interval {} to {}).": (
        "融合与最好的单一模态（{0}）之差在噪声之内：{1}（95 % 区间 {2} 到 {3}）。"
    ),
    "Averaging trials was not found better than the best single trial (#{}): {} ({} to "
    "{}) on the select rows it was chosen on, {} on rows left out.": (
        "多个试验取平均并不优于最好的单个试验（#{0}）：在用于选择的行上 {1}"
        "（{2} 到 {3}），在留出的行上 {4}。"
    ),
    "Averaging beats the best single trial (#{}) by {} (95 % interval {} to {}).": (
        "取平均优于最好的单个试验（#{0}），差值 {1}（95 % 区间 {2} 到 {3}）。"
    ),
    "Averaging is worse than the best single trial (#{}) on the test rows: {} (95 % "
    "interval {} to {}).": (
        "在测试行上，取平均不如最好的单个试验（#{0}）：{1}（95 % 区间 {2} 到 {3}）。"
    ),
    "Averaging and the best single trial (#{}) are within noise of each other: {} (95 "
    "% interval {} to {}).": (
        "取平均与最好的单个试验（#{0}）之差在噪声之内：{1}（95 % 区间 {2} 到 {3}）。"
    ),
    "Both are read with {} of their own there; tables have #{} as it was trained.": (
        "比较时二者都用各自的{0}读取；表中的 #{1} 是训练后的原样。"
    ),
    "a temperature and thresholds": "温度和阈值",
    "a temperature": "温度",
    "thresholds": "阈值",
    "No network was taught by the ensemble: {}.": "没有网络接受集成的教导：{0}。",
    "A network was taught by the ensemble (#{}): {}.": (
        "集成教了一个网络（#{0}）：{1}。"
    ),
    "The network that {} models taught (#{}) beats the same learnt from labels (#{}) "
    "by {} (95 % interval {} to {}); {}.": (
        "由 {0} 个模型教出的网络（#{1}）优于从标签学习的同一网络（#{2}），差值 {3}"
        "（95 % 区间 {4} 到 {5}）；{6}。"
    ),
    "The network that {} models taught (#{}) is worse than the same learnt from labels "
    "(#{}): {} (95 % interval {} to {}); {}.": (
        "由 {0} 个模型教出的网络（#{1}）不如从标签学习的同一网络（#{2}）：{3}"
        "（95 % 区间 {4} 到 {5}）；{6}。"
    ),
    "The network that {} models taught (#{}) and the same learnt from labels (#{}) are "
    "within noise of each other: {} (95 % interval {} to {}); {}.": (
        "由 {0} 个模型教出的网络（#{1}）与从标签学习的同一网络（#{2}）之差在噪声之内："
        "{3}（95 % 区间 {4} 到 {5}）；{6}。"
    ),
    "it was chosen, by {} on the select rows": "它被选中，在选择行上的差值 {0}",
    "it was not chosen, by {} on the select rows": "它未被选中，在选择行上的差值 {0}",
    "Nothing was learnt from {} rows without a target.": (
        "没有从 {0} 行无目标值的数据中学到东西。"
    ),
    "Learning from inputs alone ({} rows without a target; best of {}: #{}) beats the "
    "same without (#{}) by {} (95 % interval {} to {}); {} of {} models chosen learnt "
    "so.": (
        "只从输入中学习（{0} 行无目标值；{1} 次中最好的：#{2}）优于不这样做（#{3}），"
        "差值 {4}（95 % 区间 {5} 到 {6}）；选中的 {8} 个模型中有 {7} 个这样学过。"
    ),
    "Learning from inputs alone ({} rows without a target; best of {}: #{}) is worse "
    "than the same without (#{}): {} (95 % interval {} to {}); {} of {} models chosen "
    "learnt so.": (
        "只从输入中学习（{0} 行无目标值；{1} 次中最好的：#{2}）不如不这样做（#{3}）："
        "{4}（95 % 区间 {5} 到 {6}）；选中的 {8} 个模型中有 {7} 个这样学过。"
    ),
    "Learning from inputs alone ({} rows without a target; best of {}: #{}) and the "
    "same without (#{}) are within noise of each other: {} (95 % interval {} to {}); "
    "{} of {} models chosen learnt so.": (
        "只从输入中学习（{0} 行无目标值；{1} 次中最好的：#{2}）与不这样做（#{3}）之差"
        "在噪声之内：{4}（95 % 区间 {5} 到 {6}）；选中的 {8} 个模型中有 {7} 个"
        "这样学过。"
    ),
    "Trained with differential privacy for every row: epsilon {} at delta {}.": (
        "训练时对每一行做了差分隐私：epsilon {0}，delta {1}。"
    ),
    "Sets at {} held every true label in {} of {} test rows (95 % interval {} to {}), "
    "of {} labels on average.": (
        "覆盖率 {0} 的标签集合在 {2} 个测试行中有 {1} 含有全部真标签"
        "（95 % 区间 {3} 到 {4}），平均含 {5} 个标签。"
    ),
    "Sets at {} held the truth in {} of {} test rows (95 % interval {} to {}), of {} "
    "classes on average.": (
        "覆盖率 {0} 的类别集合在 {2} 个测试行中有 {1} 含有真值"
        "（95 % 区间 {3} 到 {4}），平均含 {5} 个类别。"
    ),
    "Intervals of {} at {} held the truth in {} of {} test rows (95 % interval {} to "
    "{}), {} wide on average.": (
        "{0} 的 {1} 区间在 {3} 个测试行中有 {2} 含有真值"
        "（95 % 区间 {4} 到 {5}），平均宽度 {6}。"
    ),
    "NOT ISOLATED: {} of {} trials ran on the bare machine (--unsafe).": (
        "没有隔离：{1} 次试验中有 {0} 次直接在本机上运行（--unsafe）。"
    ),
}


def told(text: str) -> str:
    """`text` in Chinese; as it is if no pattern fits."""
    for pattern, translation in patterns():
        if found := pattern.fullmatch(text):
            return translation.format(*map(told, found.groups()))
    return text


@cache
def patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Every pattern and its translation."""
    return compiled(table())


def compiled(texts: dict[str, str]) -> tuple[tuple[re.Pattern[str], str], ...]:
    """Patterns and their translations, those with the most words of their own
    first."""
    order = sorted(texts, key=lambda text: len(text.replace("{}", "")), reverse=True)
    return tuple(
        (re.compile("(.+?)".join(map(re.escape, text.split("{}"))), re.S), texts[text])
        for text in order
    )


def table() -> dict[str, str]:
    """Every sentence that is known, and its translation."""
    runs = {**ENDS, **NOTES, **WARNINGS, **REASONS, **HOPES, **TERMS}
    runs |= UNTAUGHT
    talk = {**CHAT, **LEARNT, **ACP, **ROWS}
    return {**runs, **talk, **ERRORS, **USAGE, **CLICK}
