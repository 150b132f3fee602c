"""Bands and times of a spectrogram blanked, and the whole shifted in time."""

import torch
from torch import Tensor

BLOCK = {
    "name": "spec_augment",
    "role": "augment",
    "class": "SpecAugment",
    "kinds": ["mels"],
    "summary": "a band and a stretch of time are blanked, the sound shifted in time",
    "paper": "Park et al. 2019",
    "search": {
        "bands": [0.2, 0.1, 0.4],
        "time": [0.2, 0.1, 0.4],
        "shift": [0.1, 0.0, 0.3],
    },
}


class SpecAugment:
    """Spectrograms (B, C, mels, frames) to the same (Park et al. 2019).

    One mask of up to the share `bands` and one of up to the share `time`, blanked with
    0, the mean; a shift by up to the share `shift` of the frames takes the place of
    their time warp. What it pushes out at one end comes back at the other.
    """

    def __init__(self, *, bands: float = 0.2, time: float = 0.2, shift: float = 0.1):
        self.bands, self.time, self.shift = bands, time, shift

    def __call__(self, x: Tensor) -> Tensor:
        count, _, mels, frames = x.shape
        most = round(self.shift * frames)
        offset = torch.randint(-most, most + 1, (count, 1), device=x.device)
        places = (torch.arange(frames, device=x.device) + offset) % frames
        x = x.gather(3, places[:, None, None, :].expand_as(x))
        bands = self._masked(count, mels, self.bands, x.device)
        times = self._masked(count, frames, self.time, x.device)
        hidden = bands[:, None, :, None] | times[:, None, None, :]
        return x.masked_fill(hidden, 0)

    def _masked(
        self, count: int, size: int, share: float, device: torch.device
    ) -> Tensor:
        """Which places of one axis are blanked (B, size): 0 to `share` of them."""
        width = torch.rand(count, 1, device=device) * share * size
        start = torch.rand(count, 1, device=device) * (size - width)
        place = torch.arange(size, device=device) + 0.5
        return (place >= start) & (place < start + width)
