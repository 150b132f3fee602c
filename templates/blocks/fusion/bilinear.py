"""Products of every pair of modalities, with factorised weights."""

from itertools import combinations

import torch
import torch.nn.functional as F
from torch import Tensor, nn

BLOCK = {
    "name": "bilinear",
    "role": "fusion",
    "class": "BilinearFusion",
    "kinds": [],
    "summary": "factorised bilinear pooling of every pair of modalities (MFB)",
    "search": {"dim": [128, 64, 256], "factors": [5, 2, 8], "dropout": [0.1, 0.0]},
    "paper": "Yu et al. 2017",
}


class BilinearFusion(nn.Module):
    """Features {m: (B, d_m)} to (B, dim): multimodal factorised bilinear pooling.

    For x and y: sum-pool over k of (U x + b) * (V y + c), a signed square root, then
    the L2 norm (Yu et al. 2017), times sqrt(dim) so that entries are of order one. With
    k of 1 it is the low-rank bilinear form of Kim et al. 2017 without its tanh. Of more
    than two modalities, all pairs are summed, one U each. The factor of an absent
    modality is 1; pairs with neither present are left out.
    """

    def __init__(
        self,
        dims: dict[str, int],
        *,
        dim: int = 128,
        factors: int = 5,
        dropout: float = 0.1,
    ):
        super().__init__()
        self.names = list(dims)
        self.factors = factors
        self.project = nn.ModuleList(
            nn.Linear(width, dim * factors) for width in dims.values()
        )
        self.pairs = list(combinations(range(len(dims)), 2)) or [(0, 0)]
        self.dropout = nn.Dropout(dropout)
        self.dim = dim

    def forward(self, z: dict[str, Tensor], present: dict[str, Tensor]) -> Tensor:
        mask = torch.stack([present[name] for name in self.names], dim=1)
        mask = mask | ~mask.any(dim=1, keepdim=True)  # a row with nothing counts all
        values = [f(z[m]) for m, f in zip(self.names, self.project, strict=True)]
        x = torch.stack(values, dim=1).float()  # (B, M, dim * k)
        x = x.masked_fill(~mask[:, :, None], 1.0)
        joint = torch.zeros_like(x[:, 0])
        for a, b in self.pairs:
            product = x[:, a] * x[:, b] if a != b else x[:, a]
            joint = joint + product * (mask[:, a] | mask[:, b])[:, None]
        pooled = self.dropout(joint).unflatten(1, (self.dim, self.factors)).sum(dim=2)
        # x / sqrt(|x|) is the signed root; 1e-4 keeps its slope finite at zero.
        rooted = pooled * (pooled.abs() + 1e-4).rsqrt()
        return F.normalize(rooted, dim=1) * self.dim**0.5
