"""The outer product of all modalities."""

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from templates.blocks.layers import MLP

BLOCK = {
    "name": "tensor",
    "role": "fusion",
    "class": "TensorFusion",
    "kinds": [],
    "summary": "outer product of all modalities: every interaction of any order (TFN)",
    "search": {"dim": [128, 64], "width": [16, 8, 32], "dropout": [0.1, 0.3]},
    "paper": "Zadeh et al. 2017",
}
MAX_CELLS = 2048
"""Cells of the outer product: at dim 128, a quarter of a million weights follow."""


class TensorFusion(nn.Module):
    """Features {m: (B, d_m)} to (B, dim): MLP of [h_1; 1] x ... x [h_M; 1], flattened.

    The tensor fusion network (Zadeh et al. 2017) on h_m = relu(W_m z_m) of `width`
    numbers, fewer where (width + 1)^M would exceed MAX_CELLS: 11 for three modalities,
    2 for six. An absent modality is [0; 1]: all products without it remain. For two
    modalities this is the multiplicative interaction of Jayakumar et al. 2020.
    """

    def __init__(
        self,
        dims: dict[str, int],
        *,
        dim: int = 128,
        width: int = 16,
        dropout: float = 0.1,
    ):
        super().__init__()
        self.names = list(dims)
        while width > 1 and (width + 1) ** len(dims) > MAX_CELLS:
            width -= 1
        self.project = nn.ModuleList(nn.Linear(d, width) for d in dims.values())
        self.mlp = MLP((width + 1) ** len(dims), dim, 1, dropout)
        self.dim = dim

    def forward(self, z: dict[str, Tensor], present: dict[str, Tensor]) -> Tensor:
        cells = z[self.names[0]].new_ones(z[self.names[0]].shape[0], 1)
        for name, layer in zip(self.names, self.project, strict=True):
            h = F.relu(layer(z[name])) * present[name][:, None]
            h = F.pad(h, (0, 1), value=1.0)
            cells = torch.einsum("bi,bj->bij", cells, h).flatten(1)
        return self.mlp(cells)
