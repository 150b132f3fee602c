"""Softmax over the modalities that are there."""

from torch import Tensor


def masked_softmax(scores: Tensor, present: Tensor) -> Tensor:
    """Softmax over dim 1 of scores (B, M, ...), zero where present (B, M) is False.

    A row with nothing present is weighted as if all were, so that it stays finite.
    """
    present = present | ~present.any(dim=1, keepdim=True)
    mask = present.view(*present.shape, *[1] * (scores.dim() - 2))
    return scores.float().masked_fill(~mask, float("-inf")).softmax(dim=1)
