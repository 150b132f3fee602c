"""Gaussian opinions, multiplied."""

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from templates.blocks.masking import masked_softmax

BLOCK = {
    "name": "product_of_experts",
    "role": "fusion",
    "class": "GaussianProductFusion",
    "kinds": [],
    "summary": "product of Gaussian experts: the surer weighs more, gaps cost nothing",
    "search": {"dim": [128, 64, 256], "dropout": [0.1, 0.0, 0.3]},
    "paper": "Wu & Goodman 2018",
}


class GaussianProductFusion(nn.Module):
    """Features {m: (B, d_m)} to (B, dim): the mean of a product of Gaussian experts.

    As in the MVAE (Wu & Goodman 2018): mu_m and T_m = exp(-logvar_m) are linear in z_m,
    the prior has mean 0 and precision 1, and mu = sum_m T_m mu_m / (1 + sum_m T_m) over
    the modalities present. The mean stands for a sample, and there is no KL term. A row
    with nothing present is the prior: zero.
    """

    def __init__(self, dims: dict[str, int], *, dim: int = 128, dropout: float = 0.1):
        super().__init__()
        self.names = list(dims)
        self.experts = nn.ModuleList(nn.Linear(d, 2 * dim) for d in dims.values())
        self.dropout = nn.Dropout(dropout)
        self.dim = dim

    def opinions(
        self, z: dict[str, Tensor], present: dict[str, Tensor]
    ) -> tuple[Tensor, Tensor, Tensor]:
        """Means and log precisions (B, M, dim), and who is present (B, M)."""
        both = [f(z[m]) for m, f in zip(self.names, self.experts, strict=True)]
        mu, logvar = torch.stack(both, dim=1).float().chunk(2, dim=2)
        return mu, -logvar, torch.stack([present[m] for m in self.names], dim=1)

    def weights(self, z: dict[str, Tensor], present: dict[str, Tensor]) -> Tensor:
        """Mean share of each modality in the precision, without the prior's (B, M)."""
        _, precisions, mask = self.opinions(z, present)
        return masked_softmax(precisions, mask).mean(dim=2)

    def forward(self, z: dict[str, Tensor], present: dict[str, Tensor]) -> Tensor:
        mu, precisions, mask = self.opinions(z, present)
        # T_m / sum T is a softmax of log T, which can't overflow; the prior's log is 0.
        precisions = F.pad(precisions, (0, 0, 1, 0))
        shares = masked_softmax(precisions, F.pad(mask, (1, 0), value=True))
        return self.dropout((shares[:, 1:] * mu).sum(dim=1))
