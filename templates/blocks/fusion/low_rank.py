"""Tensor fusion whose weights are a sum of few products."""

from torch import Tensor, nn

BLOCK = {
    "name": "low_rank",
    "role": "fusion",
    "class": "LowRankFusion",
    "kinds": [],
    "summary": "tensor fusion with low-rank weights: cheap for many modalities (LMF)",
    "search": {"dim": [128, 64], "rank": [4, 8, 16], "dropout": [0.1, 0.0, 0.3]},
    "paper": "Liu et al. 2018",
}


class LowRankFusion(nn.Module):
    """Features {m: (B, d_m)} to (B, dim): norm(sum_i prod_m W_m^i [z_m; 1]).

    Low-rank multimodal fusion (Liu et al. 2018), i up to `rank`; an absent modality is
    the factor 1. The layer norm is ours, since products have no scale of their own, and
    so is the start at a bias of 1, from which many factors neither vanish nor explode.
    """

    def __init__(
        self,
        dims: dict[str, int],
        *,
        dim: int = 128,
        rank: int = 4,
        dropout: float = 0.1,
    ):
        super().__init__()
        self.names = list(dims)
        self.rank = rank
        self.factors = nn.ModuleList(nn.Linear(d, rank * dim) for d in dims.values())
        for layer in self.factors.children():
            nn.init.ones_(layer.bias)
        self.norm = nn.LayerNorm(dim)
        self.dropout = nn.Dropout(dropout)
        self.dim = dim

    def forward(self, z: dict[str, Tensor], present: dict[str, Tensor]) -> Tensor:
        product = 1.0
        for name, layer in zip(self.names, self.factors, strict=True):
            factor = layer(z[name]).float()  # (B, rank * dim)
            product = product * factor.masked_fill(~present[name][:, None], 1.0)
        h = product.unflatten(1, (self.rank, self.dim)).sum(dim=1)
        return self.dropout(self.norm(h))
