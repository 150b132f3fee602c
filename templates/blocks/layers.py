"""Layers that several blocks share."""

from torch import nn


class MLP(nn.Sequential):
    """`depth` times Linear, LayerNorm, ReLU, dropout: (B, inputs) -> (B, width)."""

    def __init__(self, inputs: int, width: int, depth: int = 1, dropout: float = 0.1):
        layers: list[nn.Module] = []
        for _ in range(depth):
            layers += [nn.Linear(inputs, width), nn.LayerNorm(width)]
            layers += [nn.ReLU(), nn.Dropout(dropout)]
            inputs = width
        super().__init__(*layers)
