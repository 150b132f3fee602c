"""Two plain convolutions and a flatten: the image branch of the reference model."""

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from templates.blocks.byte_dropout import ByteDropout
from templates.blocks.half import half_precision

BLOCK = {
    "name": "flat_cnn",
    "role": "encoder",
    "class": "FlatConvEncoder",
    "kinds": ["image"],
    "summary": "two plain convolutions, flattened: the reference, wide and slow",
    "search": {"dropout": [0.2, 0.1, 0.4]},
}


class FlatConvEncoder(nn.Module):
    """Bytes (B, C, H, W) to (B, 64 * (H - 4) * (W - 4)).

    Conv 3x3 to 32, ReLU, dropout, Conv 3x3 to 64, ReLU, flatten; no padding, stride 1.
    The flatten is in the order (H, W, C), which is a view of channels-last memory.
    """

    def __init__(self, shape: tuple[int, ...], *, dropout: float = 0.2):
        super().__init__()
        channels, height, width = shape
        self.conv1 = nn.Conv2d(channels, 32, 3)
        self.conv2 = nn.Conv2d(32, 64, 3)
        self.dropout = ByteDropout(dropout)
        self.dim = 64 * (height - 4) * (width - 4)

    def forward(self, x: Tensor, present: Tensor) -> Tensor:
        x = x.contiguous(memory_format=torch.channels_last).float() / 255
        with half_precision(x.device, self.training):
            x = self.dropout(F.relu(self.conv1(x), inplace=True))
            x = F.relu(self.conv2(x), inplace=True)
        return x.permute(0, 2, 3, 1).flatten(1).float()
