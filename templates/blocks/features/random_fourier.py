"""Numbers beside waves through them, of which linear models make curves."""

import numpy as np
import torch
from torch import Tensor

from templates.blocks.blank import blank_absent
from templates.blocks.features.flat import FlatNumbers

BLOCK = {
    "name": "random_fourier",
    "role": "features",
    "class": "RandomFourier",
    "kinds": ["features"],
    "summary": "numbers as they are, and waves of random directions through them",
    "paper": "Rahimi and Recht 2007",
    "search": {"waves": [1024, 256], "near": [0.5, 1.0, 0.25]},
}


class RandomFourier:
    """Numbers (N, L) to (N, F): those of `FlatNumbers`, and the cosines of `waves`
    random sums of the standardised numbers, in orthogonal directions (Yu et al. 2016).

    Products of two rows' cosines are about exp(-`near` d / m), where d is their squared
    distance and m its mean, so a linear model is about one with that kernel (Rahimi and
    Recht 2007). Gaps count as the mean.
    """

    def __init__(self, shape: tuple[int, ...], *, waves: int = 1024, near: float = 0.5):
        self.flat, self.waves, self.near = FlatNumbers(shape), waves, near
        self.learnt: dict[str, Tensor] = {}

    def fit(self, x: Tensor, present: Tensor) -> None:
        """Learn the scale of the numbers; draw directions and phases."""
        self.flat.fit(x, present)
        known = np.ma.masked_invalid(x[present].double().numpy())
        spread = known.std(axis=0).filled(0.0) if len(known) else np.zeros(x.shape[1])
        mean = known.mean(axis=0).filled(0.0) if len(known) else np.zeros(x.shape[1])
        scale = torch.from_numpy(np.where(spread > 1e-6, spread, np.inf)).float()
        draw, size = torch.Generator().manual_seed(0), x.shape[1]
        blocks = []
        for _ in range(-(-self.waves // size)):
            turned = torch.linalg.qr(torch.randn(size, size, generator=draw)).Q
            length = torch.randn(size, size, generator=draw).norm(dim=1, keepdim=True)
            blocks.append(turned * length)
        # standardised numbers lie two apart, squared, each
        width = (self.near / max(1, int(torch.isfinite(scale).sum()))) ** 0.5
        self.learnt = {
            "mean": torch.from_numpy(mean).float(),
            "scale": scale,
            "directions": torch.cat(blocks)[: self.waves] * width,
            "phases": 2 * torch.pi * torch.rand(self.waves, generator=draw),
        }

    def __call__(self, x: Tensor, present: Tensor) -> np.ndarray:
        """float32 (N, F), NaN where nothing is present."""
        mean, scale, directions, phases = self.learnt.values()
        z = ((x.float() - mean) / scale).nan_to_num(0.0).clamp(-5, 5)
        waves = (z @ directions.T + phases).cos().numpy()
        return np.hstack([self.flat(x, present), blank_absent(waves, present)])

    @property
    def widths(self) -> tuple[int, ...]:
        """Columns of numbers, and of waves."""
        blank = torch.zeros(1, len(self.learnt["mean"])), torch.zeros(1, dtype=bool)
        return self.flat(*blank).shape[1], self.waves

    def state(self) -> dict[str, Tensor]:
        return self.learnt | {f"flat/{k}": v for k, v in self.flat.state().items()}

    def restore(self, state: dict[str, Tensor]) -> None:
        names = ("mean", "scale", "directions", "phases")
        self.learnt = {name: state[name] for name in names}
        begun = "flat/"
        own = {k.removeprefix(begun): v for k, v in state.items() if begun in k}
        self.flat.restore(own)
