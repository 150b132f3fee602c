"""Rows between rows."""

import torch
from torch import Tensor

BLOCK = {
    "name": "mixup",
    "role": "loss",
    "class": "ManifoldMixup",
    "kinds": [
        "binary",
        "multiclass",
        "multilabel",
        "ordinal",
        "regression",
        "multitarget",
    ],
    "summary": "features of two rows are mixed, and so are their losses",
    "paper": "Verma et al. 2019",
    "search": {"alpha": [0.2, 1.0, 2.0]},
}


class ManifoldMixup:
    """Features z[m] to lam * z[m] + (1 - lam) * z[m] of another row of the batch.

    Manifold mixup (Verma et al. 2019), always at the outputs of the encoders: inputs
    that are ids or codes have no middle. lam is drawn once per batch, from Beta(alpha,
    alpha). A modality that one of the two rows has is present in the mixture, where the
    learnt stand-in of the other takes its part.
    """

    def __init__(self, *, alpha: float = 0.2):
        self.share = torch.distributions.Beta(alpha, alpha)

    def __call__(
        self, z: dict[str, Tensor], present: dict[str, Tensor]
    ) -> tuple[dict[str, Tensor], dict[str, Tensor], Tensor, float]:
        """Mixed features and masks, the other row's place (B,), and lam."""
        share = self.share.sample().item()
        first = next(iter(present.values()))
        other = torch.randperm(len(first)).to(first.device)
        mixed = {m: share * f + (1 - share) * f[other] for m, f in z.items()}
        either = {m: mask | mask[other] for m, mask in present.items()}
        return mixed, either, other, share
