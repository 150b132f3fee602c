"""An MLP over learnt vectors of numbers and categories."""

from torch import Tensor, nn

from templates.blocks.fields import FieldVectors
from templates.blocks.layers import MLP

BLOCK = {
    "name": "plr_mlp",
    "role": "encoder",
    "class": "PeriodicMLP",
    "kinds": ["fields"],
    "summary": "MLP over periodic vectors of numbers and learnt vectors of categories",
    "paper": "Gorishniy et al. 2022",
    "search": {
        "dim": [64, 128],
        "width": [128, 64, 256],
        "depth": [2, 1, 3],
        "dropout": [0.2, 0.0, 0.4],
        "spread": [0.1, 0.02, 0.5],
    },
}


class PeriodicMLP(nn.Module):
    """Fields (B, F) to (B, dim): MLP-PLR of Gorishniy et al. 2022.

    Each field becomes a vector of `embed` numbers. Theirs tunes `spread` on every data
    set, between 0.01 and 100, with categories one-hot.
    """

    def __init__(
        self,
        shape: tuple[int, ...],
        *,
        dim: int = 64,
        width: int = 128,
        depth: int = 2,
        dropout: float = 0.2,
        periods: int = 16,
        embed: int = 12,
        spread: float = 0.1,
    ):
        super().__init__()
        self.fields = FieldVectors(shape, periods, embed, spread)
        self.layers = nn.Sequential(
            MLP(self.fields.size, width, depth, dropout), MLP(width, dim, dropout=0.0)
        )
        self.dim = dim

    def forward(self, x: Tensor, present: Tensor) -> Tensor:
        return self.layers(self.fields(x.float()))
