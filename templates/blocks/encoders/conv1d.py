"""Convolutions over the bins of a sweep or spectrum."""

import torch
import torch.nn.functional as F
from torch import Tensor, nn

BLOCK = {
    "name": "conv1d",
    "role": "encoder",
    "class": "SweepEncoder",
    "kinds": ["vector"],
    "summary": "convolutions over neighbouring bins that keep where a peak is",
    "paper": "Liu et al. 2018",
    "search": {
        "dim": [64, 128],
        "width": [32, 16, 64],
        "cells": [8, 4, 16],
        "dropout": [0.2, 0.0, 0.4],
    },
}


class SweepEncoder(nn.Module):
    """Ordered bins (B, L) to (B, dim).

    A second channel gives each bin its position (CoordConv, Liu et al. 2018), and
    pooling keeps `cells` places apart: a peak's place counts as well as its shape.
    With `tokens`, so many stretches have their own cells: (B, tokens, dim).
    """

    def __init__(
        self,
        shape: tuple[int, ...],
        *,
        dim: int = 64,
        width: int = 32,
        cells: int = 8,
        dropout: float = 0.2,
        tokens: int = 0,
    ):
        super().__init__()
        (bins,) = shape
        self.register_buffer("position", torch.linspace(-1, 1, bins), persistent=False)
        self.convs = nn.Sequential(
            nn.Conv1d(2, width, 7, padding=3),
            nn.ReLU(),
            nn.Conv1d(width, width, 5, stride=2, padding=2),
            nn.GroupNorm(1, width),
            nn.ReLU(),
            nn.Conv1d(width, width, 5, padding=2),
            nn.ReLU(),
            nn.AdaptiveMaxPool1d(cells * max(tokens, 1)),
        )
        self.dropout = nn.Dropout(dropout)
        self.project = nn.Linear(width * cells, dim)
        self.tokens = tokens
        self.dim = dim

    def forward(self, x: Tensor, present: Tensor) -> Tensor:
        x = torch.stack([x.float(), self.position.expand_as(x)], dim=1)  # (B, 2, L)
        x = self.convs(x)  # (B, D, places)
        if self.tokens:
            x = x.unflatten(2, (self.tokens, -1)).transpose(1, 2)  # (B, T, D, cells)
        x = x.flatten(2 if self.tokens else 1)
        return F.relu(self.project(self.dropout(x)))
