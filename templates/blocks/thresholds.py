"""Where "yes" begins for each of several labels."""

import torch
from torch import Tensor

GRID = 81  # thresholds tried, evenly spaced in logits from -6 to 6
SHRINK = 10.0  # positives that a label needs to be trusted half with its own threshold


def best_shift(outputs: Tensor, targets: Tensor, of_each: bool) -> Tensor:
    """Logits (L,) from which saying yes gives the best F1 on rows that were not trained
    on: one for all labels, or with `of_each` one of each.

    Rare labels stay near the threshold that is best for all labels together: theirs
    counts n / (n + SHRINK), n being their positives among these rows. Lipton et al.,
    "Optimal thresholding of classifiers to maximize F1 measure", 2014.
    """
    grid = torch.linspace(-6.0, 6.0, GRID, device=outputs.device)
    right = torch.stack([((outputs > cut) * targets).sum(0) for cut in grid])
    said = torch.stack([(outputs > cut).float().sum(0) for cut in grid])  # (G, L)
    true = targets.sum(0)
    together = 2 * right.sum(1) / (said.sum(1) + true.sum()).clamp(min=1)
    shift = grid[together.argmax()].repeat(len(true))
    if not of_each:
        return shift
    f1 = 2 * right / (said + true).clamp(min=1)
    best = (f1 == f1.max(0).values).float()  # the middle of the best thresholds
    own = (best * grid.unsqueeze(1)).sum(0) / best.sum(0)
    return shift + (own - shift) * true / (true + SHRINK)
