"""Shapley values of modalities: each one's fair part of what all together add to none.

Shapley, "A value for n-person games", 1953. Exact over all coalitions; of many
modalities sampled over orders: Castro et al., "Polynomial calculation of the Shapley
value based on sampling", 2009.
"""

import random
from collections.abc import Callable, Sequence
from itertools import combinations, permutations

import numpy as np

EXACT = 5
"""Modalities up to which every coalition is looked at: 32."""
ORDERS = 10
"""Orders that are drawn where there are more."""

Coalition = frozenset[str]


def orders(names: Sequence[str], seed: int) -> list[tuple[str, ...]]:
    """All orders of a few names, or ORDERS drawn ones of many."""
    if len(names) <= EXACT:
        return list(permutations(names))
    draw = random.Random(seed)
    return [tuple(draw.sample(names, len(names))) for _ in range(ORDERS)]


def coalitions(names: Sequence[str], seed: int) -> list[Coalition]:
    """Whose worth has to be known: each once, the empty one and all among them."""
    if len(names) <= EXACT:
        sizes = range(len(names) + 1)
        return [frozenset(c) for size in sizes for c in combinations(names, size)]
    found = [
        frozenset(order[:count])
        for order in orders(names, seed)
        for count in range(len(names) + 1)
    ]
    return list(dict.fromkeys(found))


def values(
    names: Sequence[str], seed: int, worth: Callable[[Coalition], np.ndarray]
) -> dict[str, np.ndarray]:
    """By name the mean of what it adds to those before it, over all orders.

    `worth` of a coalition is a number, or an array (R,) of it over resamples; values
    have its shape. They sum to the worth of all less that of none.
    """
    drawn = orders(names, seed)
    found = {name: np.zeros(np.shape(worth(frozenset()))) for name in names}
    for order in drawn:
        for place, name in enumerate(order):
            before = frozenset(order[:place])
            gain = worth(before | {name}) - worth(before)
            found[name] = found[name] + gain / len(drawn)
    return found
