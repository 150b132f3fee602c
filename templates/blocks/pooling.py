"""A sequence with gaps to one vector, or to a fixed number of them."""

import torch
from torch import Tensor, nn


class QueryPool(nn.Module):
    """Learnt queries, each a weighted mean of the seen places: (B, N, D) -> (B, T, D).

    The attention pooling of Lee et al. 2019 (Set Transformer) with one head.
    """

    def __init__(self, width: int, tokens: int):
        super().__init__()
        self.queries = nn.Parameter(torch.randn(tokens, width) * width**-0.5)

    def forward(self, x: Tensor, seen: Tensor | None = None) -> Tensor:
        scores = (self.queries.to(x.dtype) @ x.transpose(1, 2)).float()  # (B, T, N)
        if seen is not None:
            scores = scores.masked_fill(~seen[:, None], float("-inf"))
        return scores.softmax(dim=2).to(x.dtype) @ x


def mean_and_max(x: Tensor, known: Tensor) -> Tensor:
    """Over the known places (B, L) of x (B, L, D), one or more a row: (B, 2 D)."""
    known = known[:, :, None]
    mean = (x * known).sum(dim=1) / known.sum(dim=1)
    return torch.cat([mean, x.masked_fill(~known, float("-inf")).amax(dim=1)], dim=1)
