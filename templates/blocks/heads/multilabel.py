"""One logit per label, and where "yes" begins."""

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from templates.blocks.thresholds import best_shift

BLOCK = {
    "name": "multilabel",
    "role": "head",
    "class": "MultilabelHead",
    "kinds": ["multilabel"],
    "summary": "independent logits; thresholds learnt for one F1 or for each label's",
    "paper": "Lipton et al. 2014",
    "search": {
        "thresholds": ["none", "global", "label"],
        "balance": [0.0, 0.5],
        "focal": [0.0, 2.0],
    },
}


class MultilabelHead(nn.Module):
    """Features (B, dim) to one logit per label (B, L).

    Positives of a label weigh (negatives / positives)^balance. With `focal` above 0, a
    cell weighs (1 - p)^focal, p the probability given to the truth (Lin et al. 2017).
    `calibrate` moves the logits so that 0.5 is the threshold of the best F1, which is
    not that of the best probability: Lipton et al., "Optimal thresholding of
    classifiers to maximize F1 measure", 2014.
    """

    def __init__(
        self,
        dim: int,
        out_features: int,
        *,
        thresholds: str = "none",
        balance: float = 0.0,
        focal: float = 0.0,
    ):
        super().__init__()
        self.linear = nn.Linear(dim, out_features)
        self.thresholds, self.balance, self.focal = thresholds, balance, focal
        self.register_buffer("pos_weight", torch.ones(out_features))
        self.register_buffer("shift", torch.zeros(out_features))

    def fit(self, targets: Tensor) -> None:
        """Start at the shares of the labels (N, L), and learn their weights."""
        share = targets.mean(0).clamp(1e-3, 1 - 1e-3)
        self.pos_weight.copy_(((1 - share) / share) ** self.balance)
        with torch.no_grad():
            self.linear.bias.copy_(share.logit())

    def calibrate(self, outputs: Tensor, targets: Tensor) -> None:
        """Learn `shift` from outputs (N, L) of rows that were not trained on."""
        if self.thresholds != "none":
            of_each = self.thresholds == "label"
            self.shift.copy_(best_shift(outputs, targets, of_each))

    def forward(self, z: Tensor) -> Tensor:
        return self.linear(z)

    def loss(self, outputs: Tensor, targets: Tensor) -> Tensor:
        """Mean cross-entropy of targets (B, L), 0 or 1."""
        logits = outputs.float()
        losses = F.binary_cross_entropy_with_logits(
            logits, targets, pos_weight=self.pos_weight, reduction="none"
        )
        missed = (targets - logits.sigmoid()).abs()
        return (losses * missed**self.focal).mean()

    def predict(self, outputs: Tensor) -> Tensor:
        """Probabilities (B, L), each for itself."""
        return (outputs.float() - self.shift).sigmoid()
