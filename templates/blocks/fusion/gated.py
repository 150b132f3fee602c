"""Gates that choose, row by row, whom to believe."""

import torch
from torch import Tensor, nn

from templates.blocks.masking import masked_softmax

BLOCK = {
    "name": "gated",
    "role": "fusion",
    "class": "GatedFusion",
    "kinds": [],
    "summary": "gates per row and feature that choose between the modalities (GMU)",
    "search": {"dim": [128, 64, 256], "dropout": [0.1, 0.0, 0.3]},
    "paper": "Arevalo et al. 2017",
}


class GatedFusion(nn.Module):
    """Features {m: (B, d_m)} to (B, dim): the gated multimodal unit.

    h_m = tanh(W_m z_m); g = softmax over m of G [z_1; ...; z_M]; z = sum_m g_m * h_m.
    For two modalities this is the sigmoid gate of Arevalo et al. 2017.
    """

    def __init__(self, dims: dict[str, int], *, dim: int = 128, dropout: float = 0.1):
        super().__init__()
        self.names = list(dims)
        self.project = nn.ModuleList(nn.Linear(width, dim) for width in dims.values())
        self.gate = nn.Linear(sum(dims.values()), len(dims) * dim)
        self.dropout = nn.Dropout(dropout)
        self.dim = dim

    def gates(self, z: dict[str, Tensor], present: dict[str, Tensor]) -> Tensor:
        """Gates (B, M, dim): they sum to 1 over M and are 0 for absent modalities."""
        mask = torch.stack([present[name] for name in self.names], dim=1)
        joined = torch.cat([z[name] for name in self.names], dim=1)
        return masked_softmax(self.gate(joined).unflatten(1, (-1, self.dim)), mask)

    def weights(self, z: dict[str, Tensor], present: dict[str, Tensor]) -> Tensor:
        """Mean gate of each modality in each row (B, M)."""
        return self.gates(z, present).mean(dim=2)

    def forward(self, z: dict[str, Tensor], present: dict[str, Tensor]) -> Tensor:
        hidden = [f(z[m]).tanh() for m, f in zip(self.names, self.project, strict=True)]
        fused = (self.gates(z, present) * torch.stack(hidden, dim=1)).sum(dim=1)
        return self.dropout(fused)
