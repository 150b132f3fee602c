"""One modality, modulated by the others."""

import torch.nn.functional as F
from torch import Tensor, nn

BLOCK = {
    "name": "film",
    "role": "fusion",
    "class": "FilmFusion",
    "kinds": [],
    "summary": "the others scale and shift the features of one modality (FiLM)",
    "search": {"dim": [128, 64, 256], "main": [0, 1], "dropout": [0.1, 0.0, 0.3]},
    "paper": "Perez et al. 2018",
}


class FilmFusion(nn.Module):
    """Features {m: (B, d_m)} to (B, dim): relu((1 + gamma) * norm(W z_main) + beta).

    Feature-wise linear modulation (Perez et al. 2018): gamma and beta are linear in the
    other modalities, summed over those present; they start at zero. `main` is the place
    of the modulated modality, 0 the first; beyond the last one it is the last one.
    """

    def __init__(
        self,
        dims: dict[str, int],
        *,
        dim: int = 128,
        main: int = 0,
        dropout: float = 0.1,
    ):
        super().__init__()
        names = list(dims)
        self.main = names[min(main, len(names) - 1)]
        self.others = [name for name in names if name != self.main]
        self.project = nn.Linear(dims[self.main], dim)
        self.norm = nn.LayerNorm(dim, elementwise_affine=False)
        self.modulate = nn.ModuleList(
            nn.Linear(dims[name], 2 * dim) for name in self.others
        )
        for parameter in self.modulate.parameters():
            nn.init.zeros_(parameter)
        self.dropout = nn.Dropout(dropout)
        self.dim = dim

    def forward(self, z: dict[str, Tensor], present: dict[str, Tensor]) -> Tensor:
        x = self.norm(self.project(z[self.main]))
        y = x
        for name, layer in zip(self.others, self.modulate, strict=True):
            gamma, beta = (layer(z[name]) * present[name][:, None]).chunk(2, dim=1)
            y = y + gamma * x + beta
        return self.dropout(F.relu(y))
