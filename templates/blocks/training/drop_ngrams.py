"""Words left out."""

import torch
from torch import Tensor

BLOCK = {
    "name": "drop_ngrams",
    "role": "augment",
    "class": "DropNgrams",
    "kinds": ["ngrams"],
    "summary": "each n-gram of a text is left out at random, the rest scaled up",
    "search": {"share": [0.2, 0.1, 0.4]},
}


class DropNgrams:
    """Hashed n-grams (B, buckets) to the same: entries dropped, lengths kept."""

    def __init__(self, *, share: float = 0.2):
        self.share = share

    def __call__(self, x: Tensor) -> Tensor:
        full = x.float()
        kept = full * (torch.rand(x.shape, device=x.device) >= self.share)
        length = kept.norm(dim=1, keepdim=True).clamp(min=1e-6)
        return (kept * full.norm(dim=1, keepdim=True) / length).to(x.dtype)
