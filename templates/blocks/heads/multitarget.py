"""Several numbers at once."""

import torch
import torch.nn.functional as F
from torch import Tensor, nn

BLOCK = {
    "name": "multitarget",
    "role": "head",
    "class": "MultitargetHead",
    "kinds": ["multitarget"],
    "summary": "several standardised numbers, gaps left out; each weighs the same",
    "search": {"loss": ["mse", "mae", "huber"]},
}
CELL_LOSSES = {"mse": F.mse_loss, "mae": F.l1_loss, "huber": F.smooth_l1_loss}


class MultitargetHead(nn.Module):
    """Features (B, dim) to standardised values (B, K)."""

    def __init__(self, dim: int, out_features: int, *, loss: str = "mse"):
        super().__init__()
        self.linear = nn.Linear(dim, out_features)
        self.criterion = CELL_LOSSES[loss]
        self.register_buffer("mean", torch.zeros(out_features))
        self.register_buffer("deviation", torch.ones(out_features))

    def fit(self, targets: Tensor) -> None:
        """Learn mean and deviation of each training target (N, K), NaN left out."""
        mean = targets.nanmean(0).nan_to_num()
        deviation = (targets - mean).square().nanmean(0).nan_to_num().sqrt()
        self.mean.copy_(mean)
        self.deviation.copy_(torch.where(deviation > 0, deviation, 1.0))

    def forward(self, z: Tensor) -> Tensor:
        return self.linear(z)

    def loss(self, outputs: Tensor, targets: Tensor) -> Tensor:
        """Mean loss over the known cells of targets (B, K), in standard deviations."""
        known = ~targets.isnan()
        standard = ((targets - self.mean) / self.deviation).nan_to_num()
        losses = self.criterion(outputs.float(), standard, reduction="none")
        return (losses * known).sum() / known.sum().clamp(min=1)

    def predict(self, outputs: Tensor) -> Tensor:
        """Values (B, K) in the targets' own units."""
        return outputs.float() * self.deviation + self.mean
