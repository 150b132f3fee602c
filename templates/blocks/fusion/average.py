"""Every modality decides on its own; the decisions are averaged."""

import torch
from torch import Tensor, nn

from templates.blocks.layers import MLP
from templates.blocks.masking import masked_softmax

BLOCK = {
    "name": "average",
    "role": "fusion",
    "class": "AverageFusion",
    "kinds": [],
    "summary": "decision level: mean of what each modality says alone, no interaction",
    "search": {"dim": [128, 64], "hidden": [1, 0, 2], "dropout": [0.1, 0.0, 0.3]},
    "paper": "Genest & Zidek 1986",
}


class AverageFusion(nn.Module):
    """Features {m: (B, d_m)} to (B, dim): the mean of MLP_m(z_m) over those present.

    Under a linear head it is exactly the mean of per-modality logits, since W mean(h_m)
    = mean(W h_m): for classes, a logarithmic opinion pool (Genest & Zidek 1986). Each
    MLP has `hidden` layers and then a linear one, which makes the head its own.
    """

    def __init__(
        self,
        dims: dict[str, int],
        *,
        dim: int = 128,
        hidden: int = 1,
        dropout: float = 0.1,
    ):
        super().__init__()
        self.names = list(dims)
        self.experts = nn.ModuleList(
            nn.Sequential(
                MLP(width, dim, hidden, dropout),
                nn.Linear(dim if hidden else width, dim),
            )
            for width in dims.values()
        )
        self.dim = dim

    def weights(self, z: dict[str, Tensor], present: dict[str, Tensor]) -> Tensor:
        """Share of each modality in each row (B, M): the same for all present."""
        mask = torch.stack([present[name] for name in self.names], dim=1)
        return masked_softmax(torch.zeros_like(mask, dtype=torch.float32), mask)

    def forward(self, z: dict[str, Tensor], present: dict[str, Tensor]) -> Tensor:
        values = [f(z[m]) for m, f in zip(self.names, self.experts, strict=True)]
        weights = self.weights(z, present)[:, :, None]  # (B, M, 1)
        return (weights * torch.stack(values, dim=1)).sum(dim=1)
