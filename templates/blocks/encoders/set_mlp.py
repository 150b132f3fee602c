"""An MLP over the items of a set."""

from torch import Tensor, nn

from templates.blocks.byte_dropout import ByteDropout
from templates.blocks.layers import MLP

BLOCK = {
    "name": "set_mlp",
    "role": "encoder",
    "class": "SetMLP",
    "kinds": ["multi_hot"],
    "summary": "MLP over the 0/1 vector of items",
    "search": {"dim": [64, 128], "width": [128, 64], "dropout": [0.2, 0.0, 0.4]},
}


class SetMLP(nn.Module):
    """Items (B, V) to (B, dim): dropout on the items, then two layers."""

    def __init__(
        self,
        shape: tuple[int, ...],
        *,
        dim: int = 64,
        width: int = 128,
        dropout: float = 0.2,
    ):
        super().__init__()
        (items,) = shape
        self.dropout = ByteDropout(dropout)
        self.layers = nn.Sequential(
            MLP(items, width, dropout=dropout), MLP(width, dim, dropout=0.0)
        )
        self.dim = dim

    def forward(self, x: Tensor, present: Tensor) -> Tensor:
        return self.layers(self.dropout(x.float()))
