"""One dense layer: the vector branch of the reference model."""

import torch.nn.functional as F
from torch import Tensor, nn

BLOCK = {
    "name": "dense",
    "role": "encoder",
    "class": "DenseEncoder",
    "kinds": ["vector", "features"],
    "summary": "one dense layer with dropout: the reference",
    "search": {"dim": [32, 64, 128], "dropout": [0.2, 0.0, 0.4]},
}


class DenseEncoder(nn.Module):
    """Vectors (B, L) to (B, dim): Linear, ReLU, dropout."""

    def __init__(self, shape: tuple[int, ...], *, dim: int = 32, dropout: float = 0.2):
        super().__init__()
        (inputs,) = shape
        self.linear = nn.Linear(inputs, dim)
        self.dropout = nn.Dropout(dropout)
        self.dim = dim

    def forward(self, x: Tensor, present: Tensor) -> Tensor:
        return self.dropout(F.relu(self.linear(x.float())))
