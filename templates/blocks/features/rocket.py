"""Series by their statistics and by what random convolutions see in them."""

import numpy as np
import torch
from torch import Tensor

from templates.blocks.blank import blank_absent
from templates.blocks.inside import inside
from templates.blocks.kernels import convolve_all, random_kernels
from templates.blocks.series_figures import end_figures, own_figures

BLOCK = {
    "name": "rocket",
    "role": "features",
    "class": "RocketFeatures",
    "kinds": ["series"],
    "summary": "statistics, spectra, and shares of time that random filters answer",
    "paper": "Dempster et al. 2021",
    "search": {"kernels": [400, 200, 1000]},
}


class RocketFeatures:
    """Series (N, T, C) to (N, F): `own_figures`, of at most `short` steps `end_figures`
    beside them, and 3 numbers for each kernel.

    That are the shares of a series' time in which it exceeds its 25, 50 and 75 %
    quantile of the training rows, as in MiniRocket (Dempster et al. 2021), whose
    kernels are fixed where these are random.
    """

    def __init__(self, shape: tuple[int, ...], *, kernels: int = 400, short: int = 100):
        self.short, self.shape = shape[0] <= short, shape
        self.steps, channels = shape
        self.weight, self.dilations = random_kernels(self.steps, channels, kernels, 0)
        self.levels = torch.zeros(0)

    def fit(self, x: Tensor, present: Tensor) -> None:
        """Learn the levels of every kernel from up to 200 of the training rows."""
        known = x[present].float()
        known = known[:: len(known) // 200 + 1]
        if not len(known):
            known = torch.zeros(1, *x.shape[1:])
        marks = torch.tensor([0.25, 0.5, 0.75])
        every = max(1, self.steps // 50)
        levels, seen = [], inside(known)[:, ::every]
        for y in convolve_all(known.transpose(1, 2), self.weight, self.dilations):
            answers = y[:, :, ::every].transpose(0, 1)[:, seen]  # (kernels, samples)
            level = answers.quantile(marks, dim=1).T
            levels.append(
                level + 1e-3 * answers.std(dim=1, keepdim=True)
            )  # off samples
        self.levels = torch.cat(levels)  # (kernels, 3)

    def __call__(self, x: Tensor, present: Tensor) -> np.ndarray:
        """float32 (N, F), NaN where no series is present."""
        parts = []
        levels = self.levels.chunk(len(self.dilations))
        for some in x.float().split(128):
            seen, found = inside(some)[:, None], []
            answers = convolve_all(some.transpose(1, 2), self.weight, self.dilations)
            for y, level in zip(answers, levels, strict=True):
                for i in range(3):
                    over = ((y > level[:, i : i + 1]) & seen).float().sum(dim=2)
                    found.append(over / seen.sum(dim=2))
            own = [own_figures(some), *([end_figures(some)] if self.short else [])]
            parts.append(torch.cat([*own, *found], dim=1))
        return blank_absent(torch.cat(parts).numpy(), present)

    @property
    def widths(self) -> tuple[int, ...]:
        """Columns of figures, of the ends of short series, and of kernels."""
        blank = torch.zeros(1, *self.shape)
        ends = (end_figures(blank).shape[1],) if self.short else ()
        return own_figures(blank).shape[1], *ends, self.levels.numel()

    def state(self) -> dict[str, Tensor]:
        return {"levels": self.levels}

    def restore(self, state: dict[str, Tensor]) -> None:
        self.levels = state["levels"]
