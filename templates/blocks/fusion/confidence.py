"""The surer a modality is in a row, the more it weighs there."""

import torch
from torch import Tensor, nn

from templates.blocks.masking import masked_softmax

BLOCK = {
    "name": "confidence",
    "role": "fusion",
    "class": "ConfidenceFusion",
    "kinds": [],
    "summary": "weights per row from each modality's own energy-based confidence (QMF)",
    "search": {
        "dim": [128, 64],
        "temperature": [1.0, 0.3, 3.0],
        "dropout": [0.1, 0.0, 0.3],
    },
    "paper": "Zhang et al. 2023",
}


class ConfidenceFusion(nn.Module):
    """Features {m: (B, d_m)} to (B, dim): sum_m w_m f_m, after QMF (Zhang et al. 2023).

    f_m = W_m z_m, and w = softmax over m of the negative energy T logsumexp(f_m / T).
    Unlike the paper: a fusion knows no classes, so its `dim` features stand for their
    logits; the weights are shared out by a softmax instead of divided by a constant;
    and they learn from the task's loss, in place of the paper's ranking loss over the
    history of every row. A decision between two classes stays additive: sum_m w_m f_m
    has the sign of sum_m exp(-energy_m) f_m, so no interaction can turn it.
    """

    def __init__(
        self,
        dims: dict[str, int],
        *,
        dim: int = 128,
        temperature: float = 1.0,
        dropout: float = 0.1,
    ):
        super().__init__()
        self.names = list(dims)
        self.project = nn.ModuleList(nn.Linear(width, dim) for width in dims.values())
        self.temperature = temperature
        self.dropout = nn.Dropout(dropout)
        self.dim = dim

    def opinions(self, z: dict[str, Tensor]) -> Tensor:
        """What each modality says (B, M, dim)."""
        values = [f(z[m]) for m, f in zip(self.names, self.project, strict=True)]
        return torch.stack(values, dim=1).float()

    def share(self, opinions: Tensor, present: dict[str, Tensor]) -> Tensor:
        """Weights (B, M) from the energies of the opinions."""
        mask = torch.stack([present[name] for name in self.names], dim=1)
        t = self.temperature
        return masked_softmax(t * (opinions / t).logsumexp(dim=2), mask)

    def weights(self, z: dict[str, Tensor], present: dict[str, Tensor]) -> Tensor:
        """Weight of each modality in each row (B, M)."""
        return self.share(self.opinions(z), present)

    def forward(self, z: dict[str, Tensor], present: dict[str, Tensor]) -> Tensor:
        opinions = self.opinions(z)
        weights = self.share(opinions, present)[:, :, None]  # (B, M, 1)
        return self.dropout((weights * opinions).sum(dim=1))
