"""Noise on number vectors."""

import torch
from torch import Tensor

BLOCK = {
    "name": "noise_vector",
    "role": "augment",
    "class": "NoiseVector",
    "kinds": ["vector"],
    "summary": "a random gain per vector and noise per feature",
    "search": {"noise": [0.1, 0.03, 0.3], "gain": [0.05, 0.0, 0.2]},
}


class NoiseVector:
    """Vectors (B, L) to the same: normal noise and gain, in deviations."""

    def __init__(self, *, noise: float = 0.1, gain: float = 0.05):
        self.noise, self.gain = noise, gain

    def __call__(self, x: Tensor) -> Tensor:
        gain = 1 + self.gain * torch.randn(len(x), 1, device=x.device)
        return x * gain + self.noise * torch.randn_like(x)
