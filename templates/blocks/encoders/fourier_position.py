"""Places seen at many scales at once."""

import torch
from torch import Tensor, nn

from templates.blocks.layers import MLP

BLOCK = {
    "name": "fourier_position",
    "role": "encoder",
    "class": "FourierPositionEncoder",
    "kinds": ["position"],
    "paper": "Mai et al. 2020",
    "summary": "sines and cosines of the place at many scales, then a small network",
    "search": {
        "dim": [32, 64],
        "scales": [6, 4, 9],
        "finest": [0.1, 0.03, 0.3],
        "width": [64, 128],
        "dropout": [0.1, 0.0, 0.3],
    },
}


class FourierPositionEncoder(nn.Module):
    """Positions (B, 5) to (B, dim): the multi-scale encoding of Space2Vec (Mai et al.
    2020) along three directions 120 degrees apart.

    Wavelengths run in a geometric row from 8 to `finest` deviations of the training
    places; x, y, z on the sphere go along as they are.
    """

    def __init__(
        self,
        shape: tuple[int, ...],
        *,
        dim: int = 32,
        scales: int = 6,
        finest: float = 0.1,
        width: int = 64,
        dropout: float = 0.1,
    ):
        super().__init__()
        angles = 2 * torch.pi / 3 * torch.arange(3)
        directions = torch.stack([angles.cos(), angles.sin()])  # (2, 3)
        steps = torch.linspace(0, 1, scales)
        frequencies = 2 * torch.pi / (8 * (finest / 8) ** steps)  # (S,)
        waves = (directions[:, :, None] * frequencies).flatten(1)  # (2, 3 S)
        self.register_buffer("waves", waves, persistent=False)
        self.layers = MLP(shape[0] + 6 * scales, width, 2, dropout)
        self.project = nn.Linear(width, dim)
        self.dim = dim

    def forward(self, x: Tensor, present: Tensor) -> Tensor:
        phase = (x[:, 3:5, None] * self.waves).sum(dim=1)  # (B, 3 S), never in bfloat16
        x = torch.cat([x, phase.sin(), phase.cos()], dim=1)
        return self.project(self.layers(x))
