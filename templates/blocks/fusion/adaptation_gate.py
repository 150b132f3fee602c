"""One modality, nudged by the others."""

import torch
import torch.nn.functional as F
from torch import Tensor, nn

BLOCK = {
    "name": "adaptation_gate",
    "role": "fusion",
    "class": "AdaptationGateFusion",
    "kinds": [],
    "summary": "the others displace one modality, never further than its norm (MAG)",
    "search": {
        "dim": [128, 64, 256],
        "main": [0, 1],
        "beta": [1.0, 0.5, 2.0],
        "dropout": [0.1, 0.3],
    },
    "paper": "Rahman et al. 2020",
}


class AdaptationGateFusion(nn.Module):
    """Features {m: (B, d_m)} to (B, dim): the gate norm(x + a H) of Rahman et al. 2020.

    x = W z_main; H = sum over the others present of g_m * W_m z_m, with the gates g_m =
    relu(G_m [z_m; x]); a = min(beta ||x|| / ||H||, 1). Unlike the paper, x is projected
    to `dim`, and each W_m has a bias in place of one for H. Where the main modality is
    absent, a is 1: the others then speak for it. `main` is its place, 0 the first;
    beyond the last one it is the last one.
    """

    def __init__(
        self,
        dims: dict[str, int],
        *,
        dim: int = 128,
        main: int = 0,
        beta: float = 1.0,
        dropout: float = 0.1,
    ):
        super().__init__()
        names = list(dims)
        self.main = names[min(main, len(names) - 1)]
        self.others = [name for name in names if name != self.main]
        self.project = nn.Linear(dims[self.main], dim)
        self.displace = nn.ModuleList(nn.Linear(dims[m], dim) for m in self.others)
        self.gates = nn.ModuleList(nn.Linear(dims[m] + dim, dim) for m in self.others)
        self.beta = beta
        self.norm = nn.LayerNorm(dim)
        self.dropout = nn.Dropout(dropout)
        self.dim = dim

    def forward(self, z: dict[str, Tensor], present: dict[str, Tensor]) -> Tensor:
        x = self.project(z[self.main])
        h = torch.zeros_like(x)
        for m, layer, gate in zip(self.others, self.displace, self.gates, strict=True):
            g = F.relu(gate(torch.cat([z[m], x], dim=1)))
            h = h + g * layer(z[m]) * present[m][:, None]
        longest = self.beta * x.float().norm(dim=1, keepdim=True)
        a = (longest / (h.float().norm(dim=1, keepdim=True) + 1e-6)).clamp(max=1)
        a = a.masked_fill(~present[self.main][:, None], 1.0)
        return self.dropout(self.norm(x + a * h))
