"""A list of inputs that ends in "and nothing else": the cue before it is exclusive."""

import re
from dataclasses import replace

from agent.statement.alone import REST
from agent.statement.cue import Cue
from agent.vocabulary.words import Span

_LIST_BEGINS = r":|,? but\b"
"""Before a list that ends in "nothing else": what came before was another remark."""
_ALL_WE_HAVE = (
    "(?:[只仅][\u3400-\u9fff]|(?<![\u3400-\u9fff])就)(?=[^,，。；;]{2,30}[,，]?$)"
)
"""In Chinese, before a list that ends in 没有别的."""


def closed(sentence: Span, kept: list[Cue]) -> list[Cue]:
    """The cues of a sentence in order, with those of the lists that it closes."""
    for rest in re.finditer(REST, sentence.text):
        place = sentence.start + rest.start()
        inputs = [c for c in kept if c.role == "input" and c.end + 1 < place]
        if not any(c.start < place for c in kept) and sentence.start > 0:
            # "We know the photo and the text, nothing else."
            edges = re.finditer(_LIST_BEGINS, sentence.text[: rest.start()])
            first = sentence.start + max((edge.end() for edge in edges), default=0)
            kept.insert(0, Cue("only", 1.0, first, first))
        if inputs:
            kept = [replace(c, role="only") if c in inputs else c for c in kept]
        elif (
            not rest[0].isascii()
            and all(cue.role != "only" for cue in kept)
            and (not any(c.start < place for c in kept) or _by_sight(sentence, kept[0]))
        ):
            # What a statement begins with is asked for: 温度,照片加标题,其余不要
            asked = re.match("[^,，]*[,，](?=.*[,，])", sentence.text[: rest.start()])
            free = not sentence.start and all(c.start > place for c in kept)
            first = sentence.start + (asked.end() if asked and free else 0)
            kept.insert(0, Cue("only", 1.0, first, first))
        elif begun := re.search(_ALL_WE_HAVE, sentence.text[: rest.start()]):
            first = sentence.start + begun.end()
            kept = sorted([*kept, Cue("only", 1.0, first, first)], key=_place)
    return kept


def _place(cue: Cue) -> int:
    return cue.start


def _by_sight(sentence: Span, cue: Cue) -> bool:
    """Whether a Chinese verb stands between what it looks at and what it tells:
    光谱测糖度."""
    verb = sentence.text[cue.start - sentence.start : cue.end - sentence.start]
    return verb in tuple("识辨断估测认") and cue.start > sentence.start
