"""Words hidden."""

import torch
from torch import Tensor

from templates.blocks.pieces import PADDING, UNKNOWN

BLOCK = {
    "name": "mask_tokens",
    "role": "augment",
    "class": "MaskTokens",
    "kinds": ["token_ids", "set_ids"],
    "summary": "some words or items take the id of the unknown one",
    "search": {"share": [0.1, 0.05, 0.3]},
}


class MaskTokens:
    """Ids (B, T) to the same: a share of the ids becomes 1, padding stays.

    It is also how the vector of what was never seen gets trained.
    """

    def __init__(self, *, share: float = 0.1):
        self.share = share

    def __call__(self, x: Tensor) -> Tensor:
        hidden = torch.rand(x.shape, device=x.device) < self.share
        return torch.where(hidden & (x != PADDING), UNKNOWN, x)
