"""Sounds by the figures of their spectrogram."""

import numpy as np
import torch
from torch import Tensor

from templates.blocks.blank import blank_absent

BLOCK = {
    "name": "mel_statistics",
    "role": "features",
    "class": "MelStatistics",
    "kinds": ["mels"],
    "summary": "levels, spread, changes of mel bands and cepstra, whole and in parts",
    "paper": "Davis and Mermelstein 1980",
    "search": {"cepstra": [20, 13, 32], "parts": [8, 4, 2]},
}


class MelStatistics:
    """Spectrograms (N, C, mels, frames) to (N, F).

    Of each mel band mean, deviation, the 10, 50 and 90 % quantiles, the deviation
    of its changes, and the means in `parts` of the sound, over the frames that hold
    sound; of `cepstra` (Davis and Mermelstein 1980) the same; how long it is.
    """

    def __init__(self, shape: tuple[int, ...], *, cepstra: int = 20, parts: int = 8):
        self.parts = parts
        mels = shape[1]
        angle = (torch.arange(mels) + 0.5) * torch.pi / mels
        order = torch.arange(min(cepstra, mels)).unsqueeze(1)
        self.cosines = torch.cos(order * angle) * (2 / mels) ** 0.5  # (K, mels)

    def fit(self, x: Tensor, present: Tensor) -> None:
        """Nothing is learnt."""

    def __call__(self, x: Tensor, present: Tensor) -> np.ndarray:
        """float32 (N, F), NaN where no sound is present."""
        parts = [self._one(sound.float()) for sound in x]
        width = len(self._one(torch.zeros(x.shape[1:])))
        values = torch.stack(parts) if parts else torch.zeros(0, width)
        return blank_absent(values.numpy(), present)

    def state(self) -> dict[str, Tensor]:
        return {}

    def restore(self, state: dict[str, Tensor]) -> None:
        pass

    def _one(self, x: Tensor) -> Tensor:
        """Figures (F,) of one sound (C, mels, frames), whose end may be zeros."""
        sounding = (x != 0).flatten(0, 1).any(dim=0).nonzero()
        x = x[:, :, : int(sounding[-1]) + 1 if len(sounding) else 1]
        cepstra = self.cosines @ x  # (C, K, frames)
        both = torch.cat([x, cepstra], dim=1)
        change = both.diff(dim=2) if both.shape[2] > 1 else torch.zeros_like(both)
        turn = change.diff(dim=2) if change.shape[2] > 1 else torch.zeros_like(change)
        found = [both.mean(dim=2), both.std(dim=2, correction=0)]
        found += list(both.quantile(torch.tensor([0.1, 0.5, 0.9]), dim=2))
        found += [change.std(dim=2, correction=0), turn.std(dim=2, correction=0)]
        times = torch.arange(self.parts + 1) * both.shape[2] // self.parts
        for start, end in zip(times[:-1].tolist(), times[1:].tolist(), strict=True):
            found.append(both[:, :, start : max(end, start + 1)].mean(dim=2))
        flat = torch.cat([part.flatten() for part in found])
        return torch.cat([flat, torch.tensor([float(x.shape[2])])])
