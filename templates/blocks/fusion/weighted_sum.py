"""A weighted sum of the modalities."""

import torch
from torch import Tensor, nn

from templates.blocks.masking import masked_softmax

BLOCK = {
    "name": "weighted_sum",
    "role": "fusion",
    "class": "WeightedSumFusion",
    "kinds": [],
    "summary": "one learnt weight per modality, the same for every row",
    "search": {"dim": [128, 64, 256], "dropout": [0.1, 0.0, 0.3]},
    "paper": "Gu & Budhkar 2021",
}


class WeightedSumFusion(nn.Module):
    """Features {m: (B, d_m)} to (B, dim): sum_m w_m relu(W_m z_m), w = softmax(a).

    After Gu & Budhkar 2021; the weights are shared out among the modalities present.
    """

    def __init__(self, dims: dict[str, int], *, dim: int = 128, dropout: float = 0.1):
        super().__init__()
        self.names = list(dims)
        self.project = nn.ModuleList(nn.Linear(width, dim) for width in dims.values())
        self.scores = nn.Parameter(torch.zeros(len(dims)))
        self.dropout = nn.Dropout(dropout)
        self.dim = dim

    def weights(self, z: dict[str, Tensor], present: dict[str, Tensor]) -> Tensor:
        """Weight of each modality in each row (B, M)."""
        mask = torch.stack([present[name] for name in self.names], dim=1)
        return masked_softmax(self.scores.expand(mask.shape), mask)

    def forward(self, z: dict[str, Tensor], present: dict[str, Tensor]) -> Tensor:
        values = [f(z[m]).relu() for m, f in zip(self.names, self.project, strict=True)]
        weights = self.weights(z, present)[:, :, None]  # (B, M, 1)
        return self.dropout((weights * torch.stack(values, dim=1)).sum(dim=1))
