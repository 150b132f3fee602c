"""How often the true match is among the nearest."""

import torch
from torch import Tensor


def recall_at_10(predictions: Tensor, targets: Tensor) -> float:
    """Share of queries with fewer than 10 candidates nearer than a right one.

    `predictions` (N, 2 E): unit vectors of queries, then of candidates. Candidates of
    rows with the same number in `targets` (N,) are right, too.
    """
    queries, candidates = predictions.chunk(2, dim=1)
    found = 0
    for rows in torch.arange(len(targets), device=targets.device).split(256):
        near = queries[rows] @ candidates.T  # (256, N)
        right = targets[rows].unsqueeze(1) == targets.unsqueeze(0)
        own = near.masked_fill(~right, float("-inf")).amax(dim=1, keepdim=True)
        found += ((near > own).sum(dim=1) < 10).sum().item()
    return found / len(targets)
