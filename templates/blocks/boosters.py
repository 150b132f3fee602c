"""Several LightGBM models that belong together, one for each output."""

import lightgbm as lgb
from torch import Tensor

from templates.blocks.boosting import count_leaves, from_text, text_tensor


def all_leaves(boosters: list[lgb.Booster], best: list[int]) -> int:
    """How many numbers the first `best` rounds of several models say."""
    return sum(map(count_leaves, boosters, best))


def all_texts(boosters: list[lgb.Booster], best: list[int]) -> dict[str, Tensor]:
    """The first `best` rounds of several models, each a text by its number."""
    pairs = zip(boosters, best, strict=True)
    return {f"trees{i}": text_tensor(*pair) for i, pair in enumerate(pairs)}


def from_texts(state: dict[str, Tensor], count: int) -> tuple[list, list[int]]:
    """The `count` models that `all_texts` wrote, and their rounds."""
    boosters = [from_text(state[f"trees{i}"]) for i in range(count)]
    return boosters, [booster.current_iteration() for booster in boosters]
