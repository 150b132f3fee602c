"""Mean absolute error of one number."""

from torch import Tensor


def mae(predictions: Tensor, targets: Tensor) -> float:
    """Mean distance of the value, the first column of (N, C), from targets (N,)."""
    return (predictions[:, 0] - targets).abs().mean().item()
