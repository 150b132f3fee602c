"""F1 over all cells of a table of labels."""

from torch import Tensor


def f1_micro(predictions: Tensor, targets: Tensor) -> float:
    """F1 of probabilities (N, L) from 0.5 up against labels (N, L), 0 or 1."""
    said = (predictions >= 0.5).float()
    right = (said * targets).sum()
    return (2 * right / (said.sum() + targets.sum()).clamp(min=1)).item()
