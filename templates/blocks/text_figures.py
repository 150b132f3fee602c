"""Texts by figures that no word tells: how long, how loud."""

import math
import re

import torch
from torch import Tensor

from templates.blocks.words import ONE_WORD

FIGURES = 7
WORD_OR_MARK = re.compile(ONE_WORD)


def text_figures(texts: list[str]) -> Tensor:
    """Texts (N) to float32 (N, 7): logarithms of the counts of characters and of words,
    letters a word, shares of capitals, digits and marks among the characters, and of
    different words among the words."""
    rows = [_figures(text) for text in texts]
    return torch.tensor(rows, dtype=torch.float32).reshape(-1, FIGURES)


def _figures(text: str) -> list[float]:
    words = WORD_OR_MARK.findall(text)
    signs, count = max(len(text), 1), max(len(words), 1)
    marks = sum(1 for word in words if not word[0].isalnum())
    return [
        math.log(signs),
        math.log(count),
        len(text) / count,
        sum(map(str.isupper, text)) / signs,
        sum(map(str.isdigit, text)) / signs,
        marks / signs,
        len(set(words)) / count,
    ]
