"""A pretrained image encoder with small matrices that learn beside its own."""

import torch
from torch import Tensor, nn

from templates.blocks.adapters import with_adapters
from templates.blocks.remembering import ENCODERS
from templates.blocks.timm_models import fresh_timm_model, normalised

BLOCK = {
    "name": "lora_image",
    "role": "encoder",
    "class": "LoraImage",
    "kinds": ["image"],
    "requires": ["peft", "timm"],
    "summary": "a pretrained image encoder with low-rank adapters",
    "paper": "Hu et al. 2021",
    "search": {},
}


class LoraImage(nn.Module):
    """Pictures (B, C, H, W), bytes, to (B, dim) by an encoder of `encoders/`, which
    stays as it is but for adapters of rank `rank` at its linear layers and its
    convolutions of one pixel (Hu et al., "LoRA", 2021)."""

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
        net, config = fresh_timm_model(ENCODERS / encoder)
        self.net = with_adapters(net, rank)
        self.usual, self.dim = config["pretrained_cfg"], dim
        self.dropout = nn.Dropout(dropout)
        self.project = nn.Linear(config["num_features"], dim)

    def train(self, mode: bool = True):
        super().train(mode)
        for module in self.net.modules():
            if isinstance(module, nn.BatchNorm2d):
                module.eval()
        return self

    def forward(self, x: Tensor, present: Tensor) -> Tensor:
        z = self.net(normalised(x, self.usual))  # (B, D)
        return torch.relu(self.project(self.dropout(z)))
