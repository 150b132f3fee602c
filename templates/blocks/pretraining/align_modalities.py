"""Modalities of one row that find each other."""

from itertools import combinations

import torch
from torch import Tensor, nn

from templates.blocks.agreeing import info_nce

BLOCK = {
    "name": "align_modalities",
    "role": "pretraining",
    "class": "AlignModalities",
    "kinds": [],
    "summary": "each modality of a row finds the others of the same row in a batch",
    "paper": "Radford et al. 2021",
    "search": {"width": [64, 128], "temperature": [0.1, 0.07, 0.2]},
}


class AlignModalities(nn.Module):
    """Features of every pair of modalities, projected to one space (CLIP: Radford et
    al. 2021).

    Rows in which either is absent don't count. It teaches the encoders what modalities
    say together; the fusion learns with the targets only.
    """

    def __init__(self, model: nn.Module, *, width: int = 64, temperature: float = 0.1):
        super().__init__()
        self.temperature = temperature
        self.project = nn.ModuleDict(
            {name: nn.Linear(one.dim, width) for name, one in model.encoders.items()}
        )

    def forward(
        self, model: nn.Module, x: dict[str, Tensor], present: dict[str, Tensor]
    ) -> Tensor:
        """Mean loss over the pairs of modalities; 0 if no two are in the batch."""
        spots = {}
        for name, features in model.encode(x, present).items():
            pooled = features if features.dim() == 2 else features.mean(dim=1)
            spots[name] = self.project[name](pooled)  # (B, width)
        losses = [sum(spot.sum() for spot in spots.values()) * 0]
        for a, b in combinations(spots, 2):
            both = present[a] & present[b]
            if both.sum() > 1:
                pair = spots[a][both], spots[b][both]
                losses.append(info_nce(*pair, self.temperature))
        return torch.stack(losses).sum() / max(1, len(losses) - 1)
