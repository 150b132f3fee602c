"""One small network for every point, then the mean and maximum of all."""

from torch import Tensor, nn

from templates.blocks.layers import MLP
from templates.blocks.point_pooling import PointPool, point_mask

BLOCK = {
    "name": "pointnet",
    "role": "encoder",
    "class": "PointNetEncoder",
    "kinds": ["cloud"],
    "paper": "Qi et al. 2017",
    "summary": "one network for every point, mean and max pooled; quick",
    "search": {
        "dim": [64, 128],
        "width": [96, 64, 192],
        "depth": [3, 2],
        "dropout": [0.1, 0.0, 0.3],
    },
}


class PointNetEncoder(nn.Module):
    """Clouds (B, P, C) to (B, dim), or (B, tokens, dim): PointNet (Qi et al. 2017).

    Without its transformer nets, and with LayerNorm: the statistics of a batch would
    count the padding.
    """

    def __init__(
        self,
        shape: tuple[int, ...],
        *,
        dim: int = 64,
        width: int = 96,
        depth: int = 3,
        dropout: float = 0.1,
        tokens: int = 0,
    ):
        super().__init__()
        self.points = MLP(shape[1], width, depth, dropout)
        self.pool = PointPool(width, dim, tokens)
        self.dim = dim

    def forward(self, x: Tensor, present: Tensor) -> Tensor:
        return self.pool(self.points(x), point_mask(x))
