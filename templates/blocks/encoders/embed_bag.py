"""Learnt word vectors, pooled without regard to order."""

import torch.nn.functional as F
from torch import Tensor, nn

from templates.blocks.pooling import mean_and_max
from templates.blocks.sequences import seen_places

BLOCK = {
    "name": "embed_bag",
    "role": "encoder",
    "class": "BagEncoder",
    "kinds": ["token_ids"],
    "summary": "learnt vectors of words and word parts, mean and max pooled: cheap",
    "paper": "Iyyer et al. 2015",
    "search": {"dim": [64, 128], "width": [64, 32, 128], "dropout": [0.3, 0.1, 0.5]},
}


class BagEncoder(nn.Module):
    """Ids (B, T) to (B, dim): a deep averaging network (Iyyer et al. 2015).

    It has the maximum beside the mean. With hashed n-grams in place of ids this is
    fastText (Joulin et al. 2017), which the linear reader of `ngrams` already is.
    """

    def __init__(
        self,
        shape: tuple[int, ...],
        *,
        dim: int = 64,
        width: int = 64,
        dropout: float = 0.3,
    ):
        super().__init__()
        _, vocabulary = shape
        self.embed = nn.Embedding(vocabulary, width, padding_idx=0)
        nn.init.normal_(self.embed.weight, std=0.3)
        self.norm = nn.LayerNorm(2 * width)
        self.dropout = nn.Dropout(dropout)
        self.project = nn.Linear(2 * width, dim)
        self.dim = dim

    def forward(self, x: Tensor, present: Tensor) -> Tensor:
        pooled = mean_and_max(self.embed(x), seen_places(x))
        return F.relu(self.project(self.dropout(self.norm(pooled))))
