"""Ordered classes, one step at a time."""

import torch
import torch.nn.functional as F
from torch import Tensor, nn

BLOCK = {
    "name": "ordinal",
    "role": "head",
    "class": "OrdinalHead",
    "kinds": ["ordinal"],
    "summary": "CORN: is it above this class, given that it reached it?",
    "paper": "Shi et al. 2021",
    "search": {},
}


class OrdinalHead(nn.Module):
    """Features (B, dim) to logits (B, classes - 1) of P(y > k | y > k - 1).

    Shi, Cao and Raschka, "Deep neural networks for rank-consistent ordinal regression
    based on conditional probabilities" (CORN), 2021.
    """

    def __init__(self, dim: int, out_features: int):
        super().__init__()
        self.linear = nn.Linear(dim, out_features - 1)

    def fit(self, targets: Tensor) -> None:
        """Start at the shares of the training targets (N,)."""
        steps = torch.arange(self.linear.out_features, device=targets.device)
        reached = (targets.unsqueeze(1) >= steps).float().sum(0)
        above = (targets.unsqueeze(1) > steps).float().sum(0)
        share = (above / reached.clamp(min=1)).clamp(1e-2, 1 - 1e-2)
        with torch.no_grad():
            self.linear.bias.copy_(share.logit())

    def forward(self, z: Tensor) -> Tensor:
        return self.linear(z)

    def loss(self, outputs: Tensor, targets: Tensor) -> Tensor:
        """Mean cross-entropy of the steps that the classes (B,), or classes of the
        probabilities (B, classes), reached."""
        if targets.dim() == 1:
            numbers = torch.arange(outputs.shape[1] + 1, device=targets.device)
            targets = targets.unsqueeze(1) == numbers
        reached = targets.float().flip(1).cumsum(dim=1).flip(1)  # P(y >= k)
        reached, above = reached[:, :-1], reached[:, 1:]  # (B, classes - 1) each
        losses = reached * F.softplus(outputs.float()) - above * outputs.float()
        return losses.sum() / reached.sum()

    def predict(self, outputs: Tensor) -> Tensor:
        """Probabilities (B, classes): differences of P(y > k), which can only fall."""
        above = F.logsigmoid(outputs.float()).cumsum(dim=1).exp()
        above = F.pad(F.pad(above, (1, 0), value=1.0), (0, 1))  # (B, classes + 1)
        return above[:, :-1] - above[:, 1:]
