"""One logit for two classes."""

import torch
import torch.nn.functional as F
from torch import Tensor, nn

BLOCK = {
    "name": "binary",
    "role": "head",
    "class": "BinaryHead",
    "kinds": ["binary"],
    "summary": "one logit with cross-entropy; positives or hard rows can weigh more",
    "search": {
        "pos_weight": [1.0, 2.0, 5.0],
        "label_smoothing": [0.0, 0.05],
        "focal": [0.0, 2.0],
    },
}


class BinaryHead(nn.Module):
    """Features (B, dim) to one logit (B, 1) of class 1.

    With `focal` above 0, a row weighs (1 - p)^focal, p the probability given to its
    class: Lin et al., "Focal loss for dense object detection", 2017.
    """

    def __init__(
        self,
        dim: int,
        out_features: int,
        *,
        pos_weight: float = 1.0,
        label_smoothing: float = 0.0,
        focal: float = 0.0,
    ):
        super().__init__()
        self.linear = nn.Linear(dim, 1)
        self.label_smoothing, self.focal = label_smoothing, focal
        self.register_buffer("pos_weight", torch.tensor(pos_weight), persistent=False)

    def fit(self, targets: Tensor) -> None:
        """Start at the training share of class 1; a rare one would begin at 1/2."""
        share = targets.float().mean().clamp(1e-3, 1 - 1e-3)
        with torch.no_grad():
            self.linear.bias.fill_(share.logit())

    def forward(self, z: Tensor) -> Tensor:
        return self.linear(z)

    def loss(self, outputs: Tensor, targets: Tensor) -> Tensor:
        """Mean cross-entropy of targets (B,), 0 or 1."""
        logits = outputs.float().squeeze(1)
        soft = targets.float() * (1 - self.label_smoothing) + self.label_smoothing / 2
        losses = F.binary_cross_entropy_with_logits(
            logits, soft, pos_weight=self.pos_weight, reduction="none"
        )
        missed = (targets - logits.sigmoid()).abs()
        return (losses * missed**self.focal).mean()

    def predict(self, outputs: Tensor) -> Tensor:
        """Probabilities (B, 2)."""
        positive = outputs.float().sigmoid()
        return torch.cat([1 - positive, positive], dim=1)
