"""Small changes of scale, noise and timing."""

import torch
from torch import Tensor

BLOCK = {
    "name": "jitter_series",
    "role": "augment",
    "class": "JitterSeries",
    "kinds": ["series"],
    "summary": "random gain per channel, noise, and a shift in time",
    "search": {
        "gain": [0.1, 0.0, 0.3],
        "noise": [0.05, 0.0, 0.15],
        "shift": [0.1, 0.0],
    },
}


class JitterSeries:
    """Series (B, T, C) to the same: gain and noise in deviations, shift in shares of T.

    What a shift pushes out at one end comes back at the other. Zeros after the end of
    a short series, and the channel that marks its inside, stay. After Um et al. 2017.
    """

    def __init__(self, *, gain: float = 0.1, noise: float = 0.05, shift: float = 0.1):
        self.gain, self.noise, self.shift = gain, noise, shift

    def __call__(self, x: Tensor) -> Tensor:
        count, steps, channels = x.shape
        gain = 1 + self.gain * torch.randn(count, 1, channels, device=x.device)
        inside = (x != 0).any(dim=2)  # (B, T)
        length = inside.sum(dim=1, keepdim=True).clamp(min=1)
        marks = ((x == 1) == inside[:, :, None]).flatten(0, 1).all(dim=0)  # (C,)
        most = round(self.shift * steps)
        offset = torch.randint(-most, most + 1, (count, 1), device=x.device)
        step = torch.arange(steps, device=x.device).expand(count, steps)
        places = torch.where(step < length, (step + offset) % length, step)
        shifted = x[torch.arange(count, device=x.device)[:, None], places]
        changed = shifted * gain + self.noise * torch.randn_like(x)
        return torch.where(inside[:, :, None] & ~marks, changed, x)
