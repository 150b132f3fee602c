"""A pretrained language encoder that goes on learning."""

import torch
from torch import Tensor, nn

from templates.blocks.language_models import fresh_language_model, pooled
from templates.blocks.remembering import ENCODERS
from templates.blocks.waking import parts_from_top, wake

BLOCK = {
    "name": "tuned_text",
    "role": "encoder",
    "class": "TunedText",
    "kinds": ["piece_ids"],
    "requires": ["transformers"],
    "summary": "a pretrained language encoder, its layers woken from the top",
    "paper": "Howard and Ruder 2018",
    "search": {},
}


class TunedText(nn.Module):
    """Pieces (B, T) to (B, dim) by an encoder of `encoders/`, whose weights learn.

    `by_depth` gives its parts for rates that fall layer by layer, `wake` freezes all
    but the last ones: both as in Howard and Ruder, "Universal language model
    fine-tuning", 2018.
    """

    def __init__(
        self,
        shape: tuple[int, ...],
        *,
        encoder: str = "",
        pooling: str = "mean",
        dim: int = 64,
        dropout: float = 0.1,
    ):
        super().__init__()
        self.net = fresh_language_model(ENCODERS / encoder)
        self.pooling, self.dim = pooling, dim
        self.dropout = nn.Dropout(dropout)
        self.project = nn.Linear(self.net.config.hidden_size, dim)

    def by_depth(self) -> list[list[nn.Parameter]]:
        """Parameters of the new layer, then of the encoder's from the last one down."""
        return [list(self.project.parameters()), *parts_from_top(self.net)]

    def wake(self, layers: int) -> None:
        """Let the new layer and the last `layers` parts of the encoder learn."""
        wake(parts_from_top(self.net), layers)

    def forward(self, x: Tensor, present: Tensor) -> Tensor:
        mask = (x > 0).long()
        mask[:, 0] = (
            1  # an empty text has one piece to look at: nothing is divided by 0
        )
        ids = (x - 1).clamp(min=0)
        hidden = self.net(input_ids=ids, attention_mask=mask).last_hidden_state
        z = pooled(hidden, mask, self.pooling)  # (B, D)
        return torch.relu(self.project(self.dropout(z)))
