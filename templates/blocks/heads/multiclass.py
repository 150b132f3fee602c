"""One logit per class."""

import torch
import torch.nn.functional as F
from torch import Tensor, nn

BLOCK = {
    "name": "multiclass",
    "role": "head",
    "class": "MulticlassHead",
    "kinds": ["multiclass", "ordinal"],
    "summary": "softmax cross-entropy; rare classes or hard rows can weigh more",
    "search": {
        "balance": [0.0, 0.5, 1.0],
        "label_smoothing": [0.0, 0.1],
        "focal": [0.0, 2.0],
    },
}


class MulticlassHead(nn.Module):
    """Features (B, dim) to logits (B, classes).

    A class weighs its inverse frequency to the power `balance`: 0 is plain, 1 balanced.
    With `focal` above 0, a row weighs (1 - p)^focal, p the probability given to its
    class: Lin et al., "Focal loss for dense object detection", 2017.
    """

    def __init__(
        self,
        dim: int,
        out_features: int,
        *,
        balance: float = 0.0,
        label_smoothing: float = 0.0,
        focal: float = 0.0,
    ):
        super().__init__()
        self.linear = nn.Linear(dim, out_features)
        self.balance, self.label_smoothing = balance, label_smoothing
        self.focal = focal
        self.register_buffer("weight", torch.ones(out_features))

    def fit(self, targets: Tensor) -> None:
        """Learn the class weights from the training targets (N,)."""
        counts = torch.bincount(targets, minlength=len(self.weight)).clamp(min=1)
        weight = (counts.sum() / counts) ** self.balance
        # Scaled so that the mean weight over the training rows is 1.
        self.weight.copy_(weight * counts.sum() / (weight * counts).sum())

    def forward(self, z: Tensor) -> Tensor:
        return self.linear(z)

    def loss(self, outputs: Tensor, targets: Tensor) -> Tensor:
        """Mean cross-entropy of class indices (B,) or probabilities (B, classes)."""
        losses = F.cross_entropy(
            outputs.float(),
            targets,
            weight=self.weight,
            label_smoothing=self.label_smoothing,
            reduction="none",
        )
        given = outputs.float().softmax(dim=1)
        if targets.dim() == 1:
            given = given.gather(1, targets.unsqueeze(1)).squeeze(1)
        else:
            given = (given * targets).sum(dim=1)
        return (losses * (1 - given) ** self.focal).mean()

    def predict(self, outputs: Tensor) -> Tensor:
        """Probabilities (B, classes)."""
        return outputs.float().softmax(dim=1)
