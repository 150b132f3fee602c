"""A pretrained sound encoder with small matrices that learn beside its own."""

import torch
from torch import Tensor, nn

from templates.blocks.adapters import with_adapters
from templates.blocks.remembering import ENCODERS
from templates.blocks.sound_models import fresh_sound_model, heard

BLOCK = {
    "name": "lora_audio",
    "role": "encoder",
    "class": "LoraAudio",
    "kinds": ["waves"],
    "requires": ["peft", "transformers"],
    "summary": "a pretrained sound encoder with low-rank adapters",
    "paper": "Hu et al. 2021",
    "search": {},
}


class LoraAudio(nn.Module):
    """Waves (B, 1, T), or spectrograms (B, 1, mels, frames), to (B, dim) by an encoder
    of `encoders/`, which stays as it is but for adapters of rank `rank` at its linear
    layers (Hu et al., "LoRA", 2021)."""

    def __init__(
        self,
        shape: tuple[int, ...],
        *,
        encoder: str = "",
        rank: int = 8,
        dim: int = 64,
        dropout: float = 0.1,
    ):
        super().__init__()
        net = fresh_sound_model(ENCODERS / encoder)
        width = net.config.hidden_size
        self.net = with_adapters(net, rank)
        self.dim = dim
        self.dropout = nn.Dropout(dropout)
        self.project = nn.Linear(width, dim)

    def forward(self, x: Tensor, present: Tensor) -> Tensor:
        z = heard(self.net, x)  # (B, D)
        return torch.relu(self.project(self.dropout(z)))
