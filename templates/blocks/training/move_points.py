"""Clouds turned, stretched and jittered a little."""

import torch
import torch.nn.functional as F
from torch import Tensor

BLOCK = {
    "name": "move_points",
    "role": "augment",
    "class": "MovePoints",
    "kinds": ["cloud"],
    "summary": "jitter of each point, one stretch per cloud; turns where asked for",
    "search": {
        "jitter": [0.01, 0.0, 0.03],
        "stretch": [0.05, 0.0, 0.15],
        "turn": ["none", "upright", "free"],
    },
}


class MovePoints:
    """Clouds (B, P, C), moved; padding stays 0, and so does all but x, y, z.

    `jitter` is the deviation per point, in units of the clouds' spread; `stretch` the
    most by which a cloud grows or shrinks. `turn`: none, about z (upright) or about all
    axes (free): right only where the direction means nothing.
    """

    def __init__(
        self, *, jitter: float = 0.01, stretch: float = 0.05, turn: str = "none"
    ):
        self.jitter, self.stretch, self.turn = jitter, stretch, turn

    def __call__(self, x: Tensor) -> Tensor:
        batch, device = len(x), x.device
        scale = 1 + self.stretch * (2 * torch.rand(batch, 1, 1, device=device) - 1)
        place = x[..., :3] * scale
        if self.turn != "none":
            # A random quaternion (w, x, y, z); with z alone, a turn about that axis.
            axes = [1.0, 0.0, 0.0, 1.0] if self.turn == "upright" else [1.0] * 4
            random = torch.randn(batch, 4, device=device)
            w, i, j, k = F.normalize(random * random.new_tensor(axes), dim=1).unbind(1)
            rows = [
                [1 - 2 * (j * j + k * k), 2 * (i * j - k * w), 2 * (i * k + j * w)],
                [2 * (i * j + k * w), 1 - 2 * (i * i + k * k), 2 * (j * k - i * w)],
                [2 * (i * k - j * w), 2 * (j * k + i * w), 1 - 2 * (i * i + j * j)],
            ]
            turns = torch.stack([torch.stack(row, dim=1) for row in rows], dim=1)
            place = place @ turns.transpose(1, 2)
        place = place + self.jitter * torch.randn_like(place)
        real = x[..., -1:] > 0
        return torch.cat([torch.where(real, place, x[..., :3]), x[..., 3:]], dim=2)
