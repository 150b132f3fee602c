"""One number."""

import torch
import torch.nn.functional as F
from torch import Tensor, nn

BLOCK = {
    "name": "regression",
    "role": "head",
    "class": "RegressionHead",
    "kinds": ["regression"],
    "summary": "one standardised number; squared, absolute or Huber loss",
    "search": {"loss": ["mse", "mae", "huber"]},
}
LOSSES = {"mse": F.mse_loss, "mae": F.l1_loss, "huber": F.smooth_l1_loss}


class RegressionHead(nn.Module):
    """Features (B, dim) to one standardised value (B, 1)."""

    def __init__(self, dim: int, out_features: int, *, loss: str = "mse"):
        super().__init__()
        self.linear = nn.Linear(dim, 1)
        self.criterion = LOSSES[loss]
        self.register_buffer("mean", torch.tensor(0.0))
        self.register_buffer("deviation", torch.tensor(1.0))

    def fit(self, targets: Tensor) -> None:
        """Learn mean and deviation of the training targets (N,)."""
        deviation = targets.std(correction=0)
        self.mean.copy_(targets.mean())
        self.deviation.copy_(deviation if deviation > 0 else torch.ones_like(deviation))

    def forward(self, z: Tensor) -> Tensor:
        return self.linear(z)

    def loss(self, outputs: Tensor, targets: Tensor) -> Tensor:
        """Mean loss against targets (B,) in their own unit, in standard deviations."""
        standard = (targets - self.mean) / self.deviation
        return self.criterion(outputs.float().squeeze(1), standard)

    def predict(self, outputs: Tensor) -> Tensor:
        """Values (B, 1) in the target's own unit."""
        return outputs.float() * self.deviation + self.mean
