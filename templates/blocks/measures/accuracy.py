"""How often the most probable class is right."""

from torch import Tensor


def accuracy(predictions: Tensor, targets: Tensor) -> float:
    """Share of rows whose most probable class (N, C) is theirs (N,)."""
    return (predictions.argmax(dim=1) == targets).float().mean().item()
