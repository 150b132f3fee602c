"""One number."""

import torch
import torch.nn.functional as F
from torch import Tensor, nn

BLOCK = {
    "name": "regression",
    "role": "head",
    "class": "RegressionHead",
    "kinds": ["regression"],
    "summary": "one standardised number; squared, absolute or Huber loss; log scale",
    "search": {"loss": ["mse", "mae", "huber"], "scale": ["linear", "log"]},
}
LOSSES = {"mse": F.mse_loss, "mae": F.l1_loss, "huber": F.smooth_l1_loss}


class RegressionHead(nn.Module):
    """Features (B, dim) to one standardised value (B, 1).

    On the `log` scale it learns sign(y) log(1 + |y|), for targets with heavy tails.
    """

    def __init__(
        self, dim: int, out_features: int, *, loss: str = "mse", scale: str = "linear"
    ):
        super().__init__()
        self.linear = nn.Linear(dim, 1)
        self.criterion, self.log = LOSSES[loss], scale == "log"
        self.register_buffer("mean", torch.tensor(0.0))
        self.register_buffer("deviation", torch.tensor(1.0))
        self.register_buffer("largest", torch.tensor(0.0))

    def bend(self, y: Tensor) -> Tensor:
        """Targets on the scale on which they are learnt."""
        return y.sign() * y.abs().log1p() if self.log else y

    def fit(self, targets: Tensor) -> None:
        """Learn mean, deviation and size of the training targets (N,)."""
        y = self.bend(targets)
        deviation = y.std(correction=0)
        self.mean.copy_(y.mean())
        self.largest.copy_(y.abs().max())
        self.deviation.copy_(deviation if deviation > 0 else torch.ones_like(deviation))

    def forward(self, z: Tensor) -> Tensor:
        return self.linear(z)

    def loss(self, outputs: Tensor, targets: Tensor) -> Tensor:
        """Mean loss against targets (B,) in their own unit, in standard deviations."""
        standard = (self.bend(targets) - self.mean) / self.deviation
        return self.criterion(outputs.float().squeeze(1), standard)

    def predict(self, outputs: Tensor) -> Tensor:
        """Values (B, 1) in the target's own unit."""
        y = outputs.float() * self.deviation + self.mean
        if not self.log:
            return y
        # A little beyond what training had; further out, exp has no measure.
        return y.sign() * y.abs().clamp(max=self.largest + 1).expm1()
