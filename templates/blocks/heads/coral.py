"""Ordered classes as cuts of one score."""

import torch
import torch.nn.functional as F
from torch import Tensor, nn

BLOCK = {
    "name": "coral",
    "role": "head",
    "class": "CoralHead",
    "kinds": ["ordinal"],
    "summary": "CORAL: one score, cut where classes begin; few parameters, little data",
    "paper": "Cao et al. 2020",
    "search": {},
}


class CoralHead(nn.Module):
    """Features (B, dim) to logits (B, classes - 1) of P(y > k): a score less its cuts.

    Cao, Mirjalili and Raschka, "Rank consistent ordinal regression for neural networks"
    (CORAL), 2020. There the order of the cuts is a property of the optimum; here it is
    built in, so that no probability is ever negative.
    """

    def __init__(self, dim: int, out_features: int):
        super().__init__()
        self.linear = nn.Linear(dim, 1, bias=False)
        self.first = nn.Parameter(torch.zeros(()))
        self.gaps = nn.Parameter(torch.zeros(out_features - 2))

    def fit(self, targets: Tensor) -> None:
        """Start at the shares of the training targets (N,)."""
        steps = torch.arange(len(self.gaps) + 1, device=targets.device)
        share = (targets.unsqueeze(1) > steps).float().mean(0).clamp(1e-2, 1 - 1e-2)
        cuts = -share.logit()
        with torch.no_grad():
            self.first.copy_(cuts[0])
            self.gaps.copy_(cuts.diff().clamp(min=0.05).expm1().log())

    def forward(self, z: Tensor) -> Tensor:
        gaps = F.pad(F.softplus(self.gaps).cumsum(0), (1, 0))
        return self.linear(z) - (self.first + gaps)

    def loss(self, outputs: Tensor, targets: Tensor) -> Tensor:
        """Mean cross-entropy of "above k?" for classes (B,)."""
        steps = torch.arange(outputs.shape[1], device=outputs.device)
        above = (targets.unsqueeze(1) > steps).float()
        return F.binary_cross_entropy_with_logits(outputs.float(), above)

    def predict(self, outputs: Tensor) -> Tensor:
        """Probabilities (B, classes): differences of P(y > k)."""
        above = outputs.float().sigmoid()
        above = F.pad(F.pad(above, (1, 0), value=1.0), (0, 1))  # (B, classes + 1)
        return above[:, :-1] - above[:, 1:]
