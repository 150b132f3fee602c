"""Convolutions over words."""

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from templates.blocks.sequences import seen_places

BLOCK = {
    "name": "text_cnn",
    "role": "encoder",
    "class": "TextConvEncoder",
    "kinds": ["token_ids"],
    "summary": "groups of two to four neighbouring words, each looked for everywhere",
    "paper": "Kim 2014",
    "search": {"dim": [64, 128], "width": [64, 32, 128], "dropout": [0.5, 0.3]},
}


class TextConvEncoder(nn.Module):
    """Ids (B, T) to (B, dim): convolutions of 2, 3 and 4 words, maximum over time.

    Kim 2014 with vectors learnt from scratch and windows one word shorter. Padding is
    a zero vector, and windows that end in it are not looked at.
    """

    def __init__(
        self,
        shape: tuple[int, ...],
        *,
        dim: int = 64,
        width: int = 64,
        dropout: float = 0.5,
    ):
        super().__init__()
        _, vocabulary = shape
        self.embed = nn.Embedding(vocabulary, width, padding_idx=0)
        self.convs = nn.ModuleList(nn.Conv1d(width, width, n) for n in (2, 3, 4))
        self.dropout = nn.Dropout(dropout)
        self.project = nn.Linear(3 * width, dim)
        self.dim = dim

    def forward(self, x: Tensor, present: Tensor) -> Tensor:
        hidden = ~seen_places(x)[:, None]
        words = self.embed(x).transpose(1, 2)  # (B, D, T)
        found = []
        for conv in self.convs:
            # Windows end at their word: those of the first words begin before it.
            y = conv(F.pad(words, (conv.kernel_size[0] - 1, 0)))
            found.append(y.masked_fill(hidden, float("-inf")).amax(dim=2))
        features = self.dropout(F.relu(torch.cat(found, dim=1)))
        return F.relu(self.project(features))
