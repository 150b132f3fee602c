"""A sequence with gaps to one vector, or to a fixed number of them."""

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from templates.blocks.masking import masked_softmax


class QueryPooling(nn.Module):
    """`tokens` learnt queries look over (B, L, D), known (B, L): (B, tokens, D).

    Dot-product attention without projections; where known is False nothing is read.
    """

    def __init__(self, tokens: int, width: int):
        super().__init__()
        self.queries = nn.Parameter(torch.randn(tokens, width) * width**-0.5)

    def forward(self, x: Tensor, known: Tensor) -> Tensor:
        weights = masked_softmax(x @ self.queries.T, known)  # (B, L, tokens)
        return weights.to(x.dtype).transpose(1, 2) @ x


def sounding(x: Tensor, steps: int) -> Tensor:
    """Which of `steps` equal parts of spectrograms (B, C, mels, frames) hold sound.

    (B, steps) bool: frames that are 0 in every band lie past the end of the sound.
    Where all are, the parts count as if they held sound, so that means stay finite.
    """
    frames = (x != 0).flatten(1, 2).any(dim=1)  # (B, frames)
    frames = frames | ~frames.any(dim=1, keepdim=True)
    return F.adaptive_max_pool1d(frames.float(), steps) > 0


def mean_and_max(x: Tensor, known: Tensor) -> Tensor:
    """Over the known places (B, L) of x (B, L, D), one or more a row: (B, 2 D)."""
    known = known[:, :, None]
    mean = (x * known).sum(dim=1) / known.sum(dim=1)
    return torch.cat([mean, x.masked_fill(~known, float("-inf")).amax(dim=1)], dim=1)
