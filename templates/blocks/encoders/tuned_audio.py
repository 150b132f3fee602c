"""A pretrained sound encoder that goes on learning."""

import torch
from torch import Tensor, nn

from templates.blocks.remembering import ENCODERS
from templates.blocks.sound_models import fresh_sound_model, heard, sound_layers
from templates.blocks.waking import parts_from_top, wake

BLOCK = {
    "name": "tuned_audio",
    "role": "encoder",
    "class": "TunedAudio",
    "kinds": ["waves"],
    "requires": ["transformers"],
    "summary": "a pretrained sound encoder, its layers woken from the top",
    "paper": "Howard and Ruder 2018",
    "search": {},
}


class TunedAudio(nn.Module):
    """Waves (B, 1, T), or spectrograms (B, 1, mels, frames), to (B, dim) by an encoder
    of `encoders/`, whose weights learn.

    `by_depth` and `wake` are as in `TunedText`.
    """

    def __init__(
        self,
        shape: tuple[int, ...],
        *,
        encoder: str = "",
        dim: int = 64,
        dropout: float = 0.1,
    ):
        super().__init__()
        self.net = fresh_sound_model(ENCODERS / encoder)
        self.dim = dim
        self.dropout = nn.Dropout(dropout)
        self.project = nn.Linear(self.net.config.hidden_size, dim)

    def by_depth(self) -> list[list[nn.Parameter]]:
        """Parameters of the new layer, then of the encoder's from the last one down."""
        return [
            list(self.project.parameters()),
            *parts_from_top(self.net, sound_layers(self.net)),
        ]

    def wake(self, layers: int) -> None:
        """Let the new layer and the last `layers` parts of the encoder learn."""
        wake(parts_from_top(self.net, sound_layers(self.net)), layers)

    def forward(self, x: Tensor, present: Tensor) -> Tensor:
        z = heard(self.net, x)  # (B, D)
        return torch.relu(self.project(self.dropout(z)))
