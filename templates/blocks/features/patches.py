"""Pictures by what small patches of them look like."""

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from templates.blocks.blank import blank_absent

BLOCK = {
    "name": "patches",
    "role": "features",
    "class": "PatchFeatures",
    "kinds": ["image"],
    "summary": "how alike the patches of a picture are to those learnt by k-means",
    "paper": "Coates et al. 2011",
    "search": {
        "words": [256, 128, 400],
        "side": [32, 48],
        "patch": [6, 8],
        "stride": [2, 1],
    },
}


class PatchFeatures:
    """Pictures (N, C, H, W) to (N, 9 `words`), without a label.

    Coates et al., "An analysis of single-layer networks in unsupervised feature
    learning", 2011: patches of `patch` pixels, their brightness and contrast taken out,
    whitened, clustered by k-means; a patch answers by how much nearer than usual it is
    to each centre, and answers are averaged over a grid of 3 by 3 parts (theirs: 2 by
    2). Pictures are shrunk to `side` pixels first.
    """

    def __init__(
        self,
        shape: tuple[int, ...],
        *,
        words: int = 256,
        side: int = 32,
        patch: int = 6,
        stride: int = 2,
    ):
        self.words, self.patch, self.stride = words, patch, stride
        self.side = max(patch, min(side, *shape[1:]))
        self.learnt: dict[str, Tensor] = {}

    def fit(self, x: Tensor, present: Tensor) -> None:
        """Learn whitening and centres from patches of up to 1500 pictures."""
        generator = torch.Generator().manual_seed(0)
        order = torch.randperm(len(x[present]), generator=generator)[:1500]
        found = self._patches(x[present][order])  # (n, places, P)
        some = torch.randperm(found.shape[1], generator=generator)[:40]
        rows = (
            found[:, some].flatten(0, 1)
            if len(order)
            else torch.zeros(1, found.shape[2])
        )
        mean = rows.mean(dim=0)
        moved = rows - mean
        values, axes = torch.linalg.eigh(moved.T @ moved / len(rows))
        whiten = (axes / (values + 0.1 * values.mean() + 1e-6).sqrt()) @ axes.T
        rows = moved @ whiten
        centres = rows[torch.randint(len(rows), (self.words,), generator=generator)]
        for _ in range(10):
            nearest = torch.cdist(rows, centres).argmin(dim=1)
            count = nearest.bincount(minlength=self.words).unsqueeze(1)
            total = torch.zeros_like(centres).index_add_(0, nearest, rows)
            centres = torch.where(count > 0, total / count.clamp(min=1), centres)
        self.learnt = {"mean": mean, "whiten": whiten, "centres": centres}

    def __call__(self, x: Tensor, present: Tensor) -> np.ndarray:
        """float32 (N, 9 words), NaN where no picture is present."""
        mean, whiten, centres = self.learnt.values()
        parts = [torch.zeros(0, 9 * self.words)]
        for some in x.split(64):
            rows = (self._patches(some) - mean) @ whiten
            far = torch.cdist(rows, centres.expand(len(rows), -1, -1))
            near = F.relu(far.mean(dim=2, keepdim=True) - far)  # (n, places, words)
            width = round(near.shape[1] ** 0.5)
            planes = near.transpose(1, 2).unflatten(2, (width, width))
            parts.append(F.adaptive_avg_pool2d(planes, 3).flatten(1))
        return blank_absent(torch.cat(parts).numpy(), present)

    def state(self) -> dict[str, Tensor]:
        return self.learnt

    def restore(self, state: dict[str, Tensor]) -> None:
        self.learnt = {name: state[name] for name in ("mean", "whiten", "centres")}

    def _patches(self, x: Tensor) -> Tensor:
        """(N, places, channels * patch^2), each of mean 0, contrasts about alike."""
        small = F.adaptive_avg_pool2d(x.float() / 255, self.side)
        found = F.unfold(small, self.patch, stride=self.stride).transpose(1, 2)
        found = found - found.mean(dim=2, keepdim=True)
        return found / (found.var(dim=2, keepdim=True) + 0.01).sqrt()
