"""A small network over a place."""

from torch import Tensor, nn

from templates.blocks.layers import MLP

BLOCK = {
    "name": "position_mlp",
    "role": "encoder",
    "class": "PositionEncoder",
    "kinds": ["position"],
    "summary": "two layers over the place: smooth, and cheap",
    "search": {"dim": [32, 64], "width": [64, 128], "dropout": [0.1, 0.0, 0.3]},
}


class PositionEncoder(nn.Module):
    """Positions (B, 5) to (B, dim): what changes smoothly from place to place."""

    def __init__(
        self,
        shape: tuple[int, ...],
        *,
        dim: int = 32,
        width: int = 64,
        dropout: float = 0.1,
    ):
        super().__init__()
        self.layers = MLP(shape[0], width, 2, dropout)
        self.project = nn.Linear(width, dim)
        self.dim = dim

    def forward(self, x: Tensor, present: Tensor) -> Tensor:
        return self.project(self.layers(x))
