"""A pretrained image encoder that goes on learning."""

import torch
from torch import Tensor, nn

from templates.blocks.remembering import ENCODERS
from templates.blocks.timm_models import fresh_timm_model, normalised
from templates.blocks.waking import parts_from_top, wake

BLOCK = {
    "name": "tuned_image",
    "role": "encoder",
    "class": "TunedImage",
    "kinds": ["image"],
    "requires": ["timm"],
    "summary": "a pretrained image encoder, its layers woken from the top",
    "paper": "Howard and Ruder 2018",
    "search": {},
}


class TunedImage(nn.Module):
    """Pictures (B, C, H, W), bytes, to (B, dim) by an encoder of `encoders/`, whose
    weights learn; its running means stay, since small batches would spoil them.

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
        self.net, config = fresh_timm_model(ENCODERS / encoder)
        self.usual, self.dim = config["pretrained_cfg"], dim
        self.dropout = nn.Dropout(dropout)
        self.project = nn.Linear(config["num_features"], dim)

    def by_depth(self) -> list[list[nn.Parameter]]:
        """Parameters of the new layer, then of the encoder's from the last one down."""
        return [list(self.project.parameters()), *parts_from_top(self.net)]

    def wake(self, layers: int) -> None:
        """Let the new layer and the last `layers` parts of the encoder learn."""
        wake(parts_from_top(self.net), layers)

    def train(self, mode: bool = True):
        super().train(mode)
        for module in self.net.modules():
            if isinstance(module, nn.BatchNorm2d):
                module.eval()
        return self

    def forward(self, x: Tensor, present: Tensor) -> Tensor:
        z = self.net(normalised(x, self.usual))  # (B, D)
        return torch.relu(self.project(self.dropout(z)))
