"""A logarithmic scale for numbers whose errors count in parts of them."""

from torch import Tensor


def bend(y: Tensor) -> Tensor:
    """sign(y) log(1 + |y|)."""
    return y.sign() * y.abs().log1p()


def unbend(z: Tensor, largest: Tensor) -> Tensor:
    """What `bend` made z of. A little beyond the `largest` |z| that training had it
    goes no further: exp has no measure there."""
    return z.sign() * z.abs().minimum(largest + 1).expm1()
