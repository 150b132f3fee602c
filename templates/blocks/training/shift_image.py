"""Small shifts, flips and changes of light."""

import torch
from torch import Tensor

BLOCK = {
    "name": "shift_image",
    "role": "augment",
    "class": "ShiftImage",
    "kinds": ["image"],
    "summary": "random shifts and light; flips only where both sides mean the same",
    "search": {
        "shift": [0.08, 0.04, 0.15],
        "flip": [False, True],
        "brightness": [0.1, 0.0, 0.3],
        "vertical": [False, True],
        "quarters": [False, True],
        "contrast": [0.0, 0.2],
    },
}


class ShiftImage:
    """Bytes (B, C, H, W) to the same: shifted by up to `shift` of the side.

    Edges are repeated. `brightness` is the largest relative change of light; `flip`
    mirrors half of the pictures left to right, `vertical` top to bottom, and `quarters`
    swaps the axes of half of them if they are square: with both flips, every turn by
    90 degrees. `contrast` is the largest relative change of distance from the mean.
    """

    def __init__(
        self,
        *,
        shift: float = 0.08,
        flip: bool = False,
        brightness: float = 0.1,
        vertical: bool = False,
        quarters: bool = False,
        contrast: float = 0.0,
    ):
        self.shift, self.flip, self.vertical = shift, flip, vertical
        self.quarters, self.brightness, self.contrast = quarters, brightness, contrast

    def __call__(self, x: Tensor) -> Tensor:
        count, channels, height, width = x.shape
        rows = self._places(count, height, x.device)
        columns = self._places(count, width, x.device)
        if self.flip:
            mirrored = torch.rand(count, 1, device=x.device) < 0.5
            columns = torch.where(mirrored, width - 1 - columns, columns)
        if self.vertical:
            mirrored = torch.rand(count, 1, device=x.device) < 0.5
            rows = torch.where(mirrored, height - 1 - rows, rows)
        if self.quarters and height == width:
            swapped = torch.rand(count, 1, 1, 1, device=x.device) < 0.5
            x = torch.where(swapped, x.transpose(2, 3), x)
        places = (rows[:, :, None] * width + columns[:, None, :]).flatten(1)
        places = places[:, None].expand(-1, channels, -1)  # alike for all channels
        x = x.flatten(2).gather(2, places).unflatten(2, (height, width))
        if self.contrast:
            mean = x.float().mean(dim=(1, 2, 3), keepdim=True)
            change = 2 * torch.rand(count, 1, 1, 1, device=x.device) - 1
            x = mean + (x.float() - mean) * (1 + change * self.contrast)
            x = x.clamp(0, 255).to(torch.uint8)
        if self.brightness:
            light = (
                1
                + (2 * torch.rand(count, 1, 1, 1, device=x.device) - 1)
                * self.brightness
            )
            x = (x.float() * light).clamp(0, 255).to(torch.uint8)
        return x

    def _places(self, count: int, size: int, device: torch.device) -> Tensor:
        """Where each pixel comes from along one axis (B, size)."""
        most = round(self.shift * size)
        offset = torch.randint(-most, most + 1, (count, 1), device=device)
        return (torch.arange(size, device=device) + offset).clamp(0, size - 1)
