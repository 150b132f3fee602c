"""Side by side, then an MLP."""

import torch
from torch import Tensor, nn

from templates.blocks.layers import MLP

BLOCK = {
    "name": "concat",
    "role": "fusion",
    "class": "ConcatFusion",
    "kinds": [],
    "summary": "all features side by side, then an MLP: the baseline to beat",
    "search": {"dim": [128, 64, 256], "hidden": [1, 0, 2], "dropout": [0.1, 0.3]},
    "paper": "Tang et al. 2024",
}


class ConcatFusion(nn.Module):
    """Features {m: (B, d_m)} to (B, dim) by concatenation and `hidden` MLP layers.

    With `hidden` of 0 it is the plain concatenation, and dim is the sum of the widths.
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
        inputs = sum(dims.values())
        self.mlp = MLP(inputs, dim, hidden, dropout)
        self.dim = dim if hidden else inputs

    def forward(self, z: dict[str, Tensor], present: dict[str, Tensor]) -> Tensor:
        return self.mlp(torch.cat([z[name] for name in self.names], dim=1))
