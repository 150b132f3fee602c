"""Many MLPs in one, over the fields of a table."""

import torch
from torch import Tensor, nn

from templates.blocks.byte_dropout import ByteDropout
from templates.blocks.fields import FieldVectors

BLOCK = {
    "name": "tabm",
    "role": "encoder",
    "class": "TabM",
    "kinds": ["fields"],
    "summary": "an ensemble of MLPs that share their weights, averaged",
    "paper": "Gorishniy et al. 2024",
    "search": {
        "dim": [64, 128],
        "members": [16, 8, 32],
        "width": [128, 64, 256],
        "depth": [2, 1, 3],
        "dropout": [0.1, 0.0, 0.3],
        "periods": [0, 16],
    },
}


class EnsembleLinear(nn.Module):
    """One Linear for all members, and vectors of their own around it.

    (B, K, inputs) -> (B, K, outputs), member k: s_k * W (r_k * x) + b_k (BatchEnsemble,
    Wen et al. 2020). r starts as random signs if `first`, else r and s as ones.
    """

    def __init__(self, inputs: int, outputs: int, members: int, first: bool = False):
        super().__init__()
        self.linear = nn.Linear(inputs, outputs, bias=False)
        ones = torch.ones(members, inputs)
        signs = torch.randint(0, 2, (members, inputs)).float() * 2 - 1
        self.r = nn.Parameter(signs if first else ones)
        self.s = nn.Parameter(torch.ones(members, outputs))
        bound = inputs**-0.5
        self.bias = nn.Parameter(torch.empty(members, outputs).uniform_(-bound, bound))

    def forward(self, x: Tensor) -> Tensor:
        return self.linear(x * self.r) * self.s + self.bias


class TabM(nn.Module):
    """Fields (B, F) to (B, dim): TabM of Gorishniy et al. 2024, its members averaged.

    TabM gives each member its own head and loss, and averages predictions. Here a
    fusion follows, so the members' features are averaged, and they learn together:
    the shared weights and the averaging remain, the independent training does not.
    """

    def __init__(
        self,
        shape: tuple[int, ...],
        *,
        dim: int = 64,
        members: int = 16,
        width: int = 128,
        depth: int = 2,
        dropout: float = 0.1,
        periods: int = 0,
    ):
        super().__init__()
        self.fields = FieldVectors(shape, periods, width=12, spread=0.1)
        layers: list[nn.Module] = []
        inputs = self.fields.size
        for i in range(depth):
            layers += [EnsembleLinear(inputs, width, members, first=i == 0)]
            layers += [nn.ReLU(), ByteDropout(dropout)]
            inputs = width
        self.layers = nn.Sequential(*layers)
        # Each member has an output layer of its own, as each has a head in TabM.
        bound = width**-0.5
        self.weight = nn.Parameter(
            torch.empty(members, width, dim).uniform_(-bound, bound)
        )
        self.bias = nn.Parameter(torch.zeros(members, dim))
        self.dim = dim

    def forward(self, x: Tensor, present: Tensor) -> Tensor:
        members = self.weight.shape[0]
        y = self.fields(x.float())[:, None].expand(-1, members, -1)  # (B, K, F')
        y = torch.einsum("bki,kio->bko", self.layers(y), self.weight) + self.bias
        return torch.relu(y).mean(dim=1)
