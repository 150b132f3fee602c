"""Small shifts, flips and changes of light."""

import torch
from torch import Tensor

BLOCK = {
    "name": "shift_image",
    "role": "augment",
    "class": "ShiftImage",
    "kinds": ["image"],
    "summary": "random shifts and light; flip only where left and right are alike",
    "search": {
        "shift": [0.08, 0.04, 0.15],
        "flip": [False, True],
        "brightness": [0.1, 0.0, 0.3],
    },
}


class ShiftImage:
    """Bytes (B, C, H, W) to the same: shifted by up to `shift` of the side.

    Edges are repeated. `brightness` is the largest relative change of light; `flip`
    mirrors half of the pictures left to right.
    """

    def __init__(
        self, *, shift: float = 0.08, flip: bool = False, brightness: float = 0.1
    ):
        self.shift, self.flip, self.brightness = shift, flip, brightness

    def __call__(self, x: Tensor) -> Tensor:
        count, _, height, width = x.shape
        rows = self._places(count, height, x.device)
        columns = self._places(count, width, x.device)
        if self.flip:
            mirrored = torch.rand(count, 1, device=x.device) < 0.5
            columns = torch.where(mirrored, width - 1 - columns, columns)
        row = torch.arange(count, device=x.device)[:, None, None]
        x = x.permute(0, 2, 3, 1)[row, rows[:, :, None], columns[:, None, :]]
        if self.brightness:
            light = (
                1
                + (2 * torch.rand(count, 1, 1, 1, device=x.device) - 1)
                * self.brightness
            )
            x = (x.float() * light).clamp(0, 255).to(torch.uint8)
        return x.permute(0, 3, 1, 2)

    def _places(self, count: int, size: int, device: torch.device) -> Tensor:
        """Where each pixel comes from along one axis (B, size)."""
        most = round(self.shift * size)
        offset = torch.randint(-most, most + 1, (count, 1), device=device)
        return (torch.arange(size, device=device) + offset).clamp(0, size - 1)
