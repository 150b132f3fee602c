"""A layer for one modality whose weights the others write."""

import torch
import torch.nn.functional as F
from torch import Tensor, nn

BLOCK = {
    "name": "hypernetwork",
    "role": "fusion",
    "class": "HypernetworkFusion",
    "kinds": [],
    "summary": "the others generate the weights of one modality's layer, row by row",
    "search": {
        "dim": [128, 64],
        "main": [0, 1],
        "rank": [2, 1, 4],
        "hidden": [32, 64],
        "dropout": [0.1, 0.3],
    },
    "paper": "Ha et al. 2017",
}


class HypernetworkFusion(nn.Module):
    """Features {m: (B, d_m)} to (B, dim): relu(norm((W + U(c) V(c)) z_main + b(c))).

    A hypernetwork (Ha et al. 2017): U (dim, rank), V (rank, d) and b are linear in
    relu(C c), where c joins the other modalities, an absent one as its learnt stand-in.
    The low rank is ours: all of W would cost hidden * d * dim weights. U and b start at
    zero. `main` is the place of the main modality, 0 the first; beyond the last one it
    is the last one.
    """

    def __init__(
        self,
        dims: dict[str, int],
        *,
        dim: int = 128,
        main: int = 0,
        rank: int = 2,
        hidden: int = 32,
        dropout: float = 0.1,
    ):
        super().__init__()
        names = list(dims)
        self.main = names[min(main, len(names) - 1)]
        self.others = [name for name in names if name != self.main]
        self.rank = rank
        self.linear = nn.Linear(dims[self.main], dim)
        if self.others:
            self.condition = nn.Linear(sum(dims[m] for m in self.others), hidden)
            self.left = nn.Linear(hidden, dim * rank)
            self.right = nn.Linear(hidden, rank * dims[self.main])
            self.shift = nn.Linear(hidden, dim)
            for layer in (self.left, self.shift):
                nn.init.zeros_(layer.weight)
                nn.init.zeros_(layer.bias)
        self.norm = nn.LayerNorm(dim)
        self.dropout = nn.Dropout(dropout)
        self.dim = dim

    def forward(self, z: dict[str, Tensor], present: dict[str, Tensor]) -> Tensor:
        x = z[self.main]
        y = self.linear(x)
        if self.others:
            c = torch.cat([z[name] for name in self.others], dim=1)
            c = F.relu(self.condition(c))
            left = self.left(c).unflatten(1, (self.dim, self.rank))
            right = self.right(c).unflatten(1, (self.rank, -1))
            y = y + (left @ (right @ x[:, :, None]))[:, :, 0] + self.shift(c)
        return self.dropout(F.relu(self.norm(y)))
