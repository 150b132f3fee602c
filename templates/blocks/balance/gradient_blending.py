"""Losses weighed by what they still teach."""

import torch
from torch import Tensor

from templates.blocks.unimodal import unimodal_losses

BLOCK = {
    "name": "gradient_blending",
    "role": "balance",
    "class": "GradientBlending",
    "kinds": [],
    "summary": "losses of the fusion and of each modality weighed by G / O^2 (G-Blend)",
    "paper": "Wang et al. 2020",
    "search": {},
}
FUSED = "all together"  # no identifier, so that no modality has this name


class GradientBlending:
    """Sum of w_k L_k over the fused loss and the modalities' own (Wang et al. 2020).

    w_k is proportional to G_k / O_k^2 of the last window: G is how much the validation
    loss fell, O how much the gap between it and the training loss grew. Weights sum to
    1 and are equal until there is a window in which something was gained. The paper
    trains each modality alone to estimate them; here their heads' losses in the joint
    training serve, which costs one pass over as many rows as validation has, twice.
    """

    def __init__(self):
        self.weights: dict[str, float] = {}
        self.last: dict[str, tuple[float, float]] = {}

    def __call__(self, fused: Tensor, alone: dict[str, Tensor]) -> Tensor:
        losses = {FUSED: fused, **alone}
        equal = 1 / len(losses)
        return sum(self.weights.get(k, equal) * loss for k, loss in losses.items())

    def update(self, train: dict[str, float], valid: dict[str, float]) -> None:
        """End a window with the mean losses by name (see `losses_by_name`)."""
        now = {k: (train[k], valid[k]) for k in train if k in valid}
        raw = {}
        for k in (k for k in now if k in self.last):
            gained = self.last[k][1] - now[k][1]
            grown = (now[k][1] - now[k][0]) - (self.last[k][1] - self.last[k][0])
            raw[k] = max(gained, 0.0) / (grown**2 + 1e-4)  # a gap of 0.01 is none
        total = sum(raw.values())
        if total > 0:
            self.weights = {k: raw.get(k, 0.0) / total for k in now}
            # At zero the fusion would learn nothing, and so never gain again.
            self.weights[FUSED] = max(self.weights[FUSED], 0.1)
        self.last = now


@torch.no_grad()
def losses_by_name(model, rows, index: Tensor, device) -> dict[str, float]:
    """Mean losses on some rows, of the fusion and of each modality's own head."""
    model.eval()
    sums: dict[str, float] = {}
    counts: dict[str, int] = {}
    for part in index.split(256):
        x, present, y = rows.take(part, device)
        z = model.encode(x, present)
        losses = {FUSED: model.head.loss(model.head(model.fusion(z, present)), y)}
        losses |= unimodal_losses(model.solo, z, present, y)
        for name, loss in losses.items():
            count = len(part) if name == FUSED else int(present[name].sum())
            sums[name] = sums.get(name, 0.0) + loss.item() * count
            counts[name] = counts.get(name, 0) + count
    return {name: value / counts[name] for name, value in sums.items()}
