"""A pretrained language encoder with small matrices that learn beside its own."""

import torch
from torch import Tensor, nn

from templates.blocks.adapters import with_adapters
from templates.blocks.language_models import fresh_language_model, pooled
from templates.blocks.remembering import ENCODERS

BLOCK = {
    "name": "lora_text",
    "role": "encoder",
    "class": "LoraText",
    "kinds": ["piece_ids"],
    "requires": ["peft", "transformers"],
    "summary": "a pretrained language encoder with low-rank adapters",
    "paper": "Hu et al. 2021",
    "search": {},
}


class LoraText(nn.Module):
    """Pieces (B, T) to (B, dim) by an encoder of `encoders/`, which stays as it is but
    for adapters of rank `rank` at its linear layers (Hu et al., "LoRA", 2021)."""

    def __init__(
        self,
        shape: tuple[int, ...],
        *,
        encoder: str = "",
        pooling: str = "mean",
        rank: int = 8,
        dim: int = 64,
        dropout: float = 0.1,
    ):
        super().__init__()
        net = fresh_language_model(ENCODERS / encoder)
        width = net.config.hidden_size
        self.net = with_adapters(net, rank)
        self.pooling, self.dim = pooling, dim
        self.dropout = nn.Dropout(dropout)
        self.project = nn.Linear(width, dim)

    def forward(self, x: Tensor, present: Tensor) -> Tensor:
        mask = (x > 0).long()
        mask[:, 0] = (
            1  # an empty text has one piece to look at: nothing is divided by 0
        )
        ids = (x - 1).clamp(min=0)
        hidden = self.net(input_ids=ids, attention_mask=mask).last_hidden_state
        z = pooled(hidden, mask, self.pooling)  # (B, D)
        return torch.relu(self.project(self.dropout(z)))
