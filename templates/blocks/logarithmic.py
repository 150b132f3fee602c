"""A logarithmic scale for numbers whose errors count in parts of them."""

from torch import Tensor


def to_log(y: Tensor) -> Tensor:
    """sign(y) log(1 + |y|)."""
    return y.sign() * y.abs().log1p()


def from_log(z: Tensor, largest: Tensor) -> Tensor:
    """What `to_log` made z of. A little beyond the `largest` |z| that training had it
    goes no further: exp has no measure there."""
    return z.sign() * z.abs().minimum(largest + 1).expm1()
