"""Classes that a statement asks for by other words than their own: 原告能不能打赢,
把赝品挑出来, "the probability that a loan defaults" for `defaulted`."""

import re

_BEFORE = (
    "(?:把|将|找出|挑出|筛出|揪出|抓出|拣出|标出|检出|认出|辨出|识别出?|鉴别出?|是不是|会不会是|算不算|属不属于"
    "|是否(?:是|为|属于)?|(?:哪|有)[些几]?[个件条张位份只批台]?(?:是|会是|属于))(?:那些|这些)?"
)
_AFTER = (
    "(?:[能会可]不[能会可]|[能会可]否|是否|会否"
    "|(?:都|全|给我)?(?:挑|找|筛|揪|拣|抓|认|辨|识别|区分|分|标|查|选)(?:出来|出去|出))"
)


def singled_out(value: str, text: str) -> bool:
    """Whether Chinese text asks for a class of two signs by its word, which may else
    be part of anything: 原告能不能, 把赝品挑出来, 找出赝品."""
    one = re.escape(value)
    return bool(re.search(f"{_BEFORE}{one}|{one}{_AFTER}", text))


def either(value: str, values: tuple[str, ...]) -> str:
    """Pattern of a question whether this class of two it is, in Chinese: 有没有效 for
    有效 and 无效, 合不合格 for 合格 and 不合格; "" where there is none."""
    if value.isascii() or len(values) != 2:
        return ""
    one, rest = re.escape(value), re.escape(value[1:])
    if value[0] == "有" and {f"{no}{value[1:]}" for no in "无没"} & {*values}:
        return f"有没有{rest}|有无{rest}"
    if {f"{no}{value}" for no in "不未非没"} & {*values}:
        return f"{value[0]}[不没]{one}|{one}[不没]{one}|是否{one}|{one}与否|能否{one}"
    return ""


def chance_of(value: str) -> str:
    """Pattern of how likely an English class such as `defaulted` is said to be asked
    for, by its verb; "" where there is none."""
    stem = value.removesuffix("ed")
    if stem == value or len(stem) < 5 or not stem.isascii() or not stem.isalpha():
        return ""
    return (
        r"\b(?:probability|chances?|risk|likelihood|odds) (?:that|of|for)"
        rf" (?:an?|the|this|each|every|any|our) \w+ {stem}(?:s|es|ed|ing)?\b"
    )
