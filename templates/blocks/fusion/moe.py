"""Several networks over all modalities, mixed anew for every row."""

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from templates.blocks.layers import MLP

BLOCK = {
    "name": "moe",
    "role": "fusion",
    "class": "MixtureFusion",
    "kinds": [],
    "summary": "mixture of experts: a gate mixes several networks over all features",
    "search": {"dim": [128, 64], "experts": [4, 2, 8], "dropout": [0.1, 0.3]},
    "paper": "Han et al. 2024",
}


class MixtureFusion(nn.Module):
    """Features {m: (B, d_m)} to (B, dim): sum_e g_e(x) MLP_e(x), x = [z_1; ...].

    The Laplace gate of FuseMoE (Han et al. 2024), g = softmax(-||norm(x) - c_e||), over
    the joined features. By the triangle inequality no row can push two gates further
    apart than their centres. All experts answer every row, instead of the top k
    (Shazeer et al. 2017): with no loss that balances their load, those left out would
    never learn. An absent modality enters as its learnt stand-in.
    """

    def __init__(
        self,
        dims: dict[str, int],
        *,
        dim: int = 128,
        experts: int = 4,
        dropout: float = 0.1,
    ):
        super().__init__()
        self.names = list(dims)
        inputs = sum(dims.values())
        # Centres close together: every expert starts with about the same share.
        self.centres = nn.Parameter(torch.randn(experts, inputs) / 4)
        self.experts = nn.ModuleList(
            MLP(inputs, dim, 1, dropout) for _ in range(experts)
        )
        self.dim = dim

    def gates(self, x: Tensor) -> Tensor:
        """Share of each expert (B, E) for joined features (B, sum of d_m)."""
        away = F.layer_norm(x.float(), x.shape[1:])[:, None] - self.centres
        distances = (away.square().sum(dim=2) + 1e-6).sqrt()
        return (-distances).softmax(dim=1)

    def forward(self, z: dict[str, Tensor], present: dict[str, Tensor]) -> Tensor:
        x = torch.cat([z[name] for name in self.names], dim=1)
        answers = torch.stack([expert(x) for expert in self.experts], dim=1)
        return (self.gates(x)[:, :, None] * answers).sum(dim=1)
