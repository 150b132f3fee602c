"""Two places in one space: what is asked for, and what may answer."""

import math

import torch
import torch.nn.functional as F
from torch import Tensor, nn

BLOCK = {
    "name": "contrastive",
    "role": "head",
    "class": "ContrastiveHead",
    "kinds": ["retrieval"],
    "summary": "InfoNCE between queries and candidates, both ways, learnt temperature",
    "paper": "Radford et al. 2021",
    "search": {"width": [64, 32]},
}


class ContrastiveHead(nn.Module):
    """Features (B, dim), the last `out_features` the candidates', to (B, 2 width).

    Radford et al., "Learning transferable visual models from natural language
    supervision" (CLIP), 2021: the temperature begins at 0.07, its inverse stays below
    100. A batch is its own set of wrong answers, so larger batches serve it.
    """

    def __init__(self, dim: int, out_features: int, *, width: int = 64):
        super().__init__()
        self.sizes = [dim - out_features, out_features]
        self.query = nn.Linear(self.sizes[0], width, bias=False)
        self.candidate = nn.Linear(self.sizes[1], width, bias=False)
        self.log_scale = nn.Parameter(torch.tensor(math.log(1 / 0.07)))

    def fit(self, targets: Tensor) -> None:
        """Nothing to learn: the pairs lie in the same row."""

    def forward(self, z: Tensor) -> Tensor:
        asked, answers = z.split(self.sizes, dim=1)
        return torch.cat([self.query(asked), self.candidate(answers)], dim=1)

    def loss(self, outputs: Tensor, targets: Tensor) -> Tensor:
        """Mean cross-entropy of the right answer among the batch's, and of the right
        question. Rows with equal numbers in targets (B,) are no wrong answers."""
        asked, answers = self.predict(outputs).chunk(2, dim=1)
        scale = self.log_scale.exp().clamp(max=100)
        near = scale * asked @ answers.T  # (B, B)
        same = targets.unsqueeze(0) == targets.unsqueeze(1)
        own = torch.arange(len(targets), device=targets.device)
        same = same & (own.unsqueeze(0) != own.unsqueeze(1))
        near = near.masked_fill(same, float("-inf"))
        return (F.cross_entropy(near, own) + F.cross_entropy(near.T, own)) / 2

    def predict(self, outputs: Tensor) -> Tensor:
        """Unit vectors (B, 2 width): the query's, then the candidate's."""
        asked, answers = outputs.float().chunk(2, dim=1)
        return torch.cat(
            [F.normalize(asked, dim=1), F.normalize(answers, dim=1)], dim=1
        )
