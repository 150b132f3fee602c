"""A number and how far off it may be."""

import torch
import torch.nn.functional as F
from torch import Tensor, nn

BLOCK = {
    "name": "quantile",
    "role": "head",
    "class": "QuantileHead",
    "kinds": ["regression"],
    "summary": "the median and other quantiles, which never cross",
    "paper": "Koenker and Bassett 1978",
    "search": {},
}


class QuantileHead(nn.Module):
    """Features (B, dim) to standardised quantiles (B, Q), the lowest first.

    The median is free; from it upward and downward each step is a softplus, so that no
    quantile crosses another. Pinball loss: Koenker and Bassett, "Regression quantiles",
    1978.
    """

    def __init__(
        self,
        dim: int,
        out_features: int,
        *,
        quantiles: tuple[float, ...] = (0.1, 0.9),
    ):
        super().__init__()
        levels = sorted({0.5, *quantiles})
        self.middle = levels.index(0.5)
        self.order = [levels.index(q) for q in (0.5, *quantiles)]
        self.linear = nn.Linear(dim, len(levels))
        self.register_buffer("levels", torch.tensor(levels), persistent=False)
        self.register_buffer("mean", torch.tensor(0.0))
        self.register_buffer("deviation", torch.tensor(1.0))

    def fit(self, targets: Tensor) -> None:
        """Learn mean and deviation of the training targets (N,)."""
        deviation = targets.std(correction=0)
        self.mean.copy_(targets.mean())
        self.deviation.copy_(deviation if deviation > 0 else torch.ones_like(deviation))

    def forward(self, z: Tensor) -> Tensor:
        free = self.linear(z)
        low, median, high = free.tensor_split((self.middle, self.middle + 1), dim=1)
        up = F.softplus(high).cumsum(dim=1)
        down = F.softplus(low).flip(1).cumsum(dim=1).flip(1)
        return torch.cat([median - down, median, median + up], dim=1)

    def loss(self, outputs: Tensor, targets: Tensor) -> Tensor:
        """Mean pinball loss of targets (B,), in their own unit, in deviations."""
        standard = (targets - self.mean) / self.deviation
        missed = standard.unsqueeze(1) - outputs.float()  # (B, Q)
        return torch.maximum(self.levels * missed, (self.levels - 1) * missed).mean()

    def predict(self, outputs: Tensor) -> Tensor:
        """The median, then the quantiles in the order asked for, in the own unit."""
        return outputs.float()[:, self.order] * self.deviation + self.mean
