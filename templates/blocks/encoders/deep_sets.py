"""A sum over the items of a set, each seen by itself."""

from torch import Tensor, nn

from templates.blocks.layers import MLP

BLOCK = {
    "name": "deep_sets",
    "role": "encoder",
    "class": "DeepSets",
    "kinds": ["set_ids"],
    "summary": "learnt vectors of the items, summed: sets of any size and order",
    "paper": "Zaheer et al. 2017",
    "search": {"dim": [64, 128], "width": [64, 32, 128], "dropout": [0.2, 0.0, 0.4]},
}


class DeepSets(nn.Module):
    """Ids (B, T) to (B, dim): rho(sum of phi(item)), Zaheer et al. 2017.

    phi is an embedding and one layer, rho two layers. Padding adds nothing.
    """

    def __init__(
        self,
        shape: tuple[int, ...],
        *,
        dim: int = 64,
        width: int = 64,
        dropout: float = 0.2,
    ):
        super().__init__()
        _, items = shape
        self.embed = nn.Embedding(items, width, padding_idx=0)
        self.phi = MLP(width, width, dropout=dropout)
        self.rho = nn.Sequential(
            MLP(width, width, dropout=dropout), MLP(width, dim, dropout=0.0)
        )
        self.dim = dim

    def forward(self, x: Tensor, present: Tensor) -> Tensor:
        items = self.phi(self.embed(x))  # (B, T, D)
        return self.rho((items * (x != 0)[:, :, None]).sum(dim=1))
