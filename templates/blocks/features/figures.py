"""Series by their figures alone."""

import math

import numpy as np
import torch
from torch import Tensor

from templates.blocks.blank import blank_absent
from templates.blocks.series_figures import end_figures, own_figures

BLOCK = {
    "name": "figures",
    "role": "features",
    "class": "SeriesFigures",
    "kinds": ["series"],
    "summary": "length, levels, spread, changes, spectrum of series; short ones whole",
    "search": {"whole": [256, 0]},
}


class SeriesFigures:
    """Series (N, T, C) to (N, F): `own_figures`, each over the time that a series has;
    of at most `short` steps `end_figures`, since what comes next hangs on the end; of
    at most `whole` numbers in all these themselves, too.

    Trees find more in these than in a thousand answers of random filters beside them.
    """

    def __init__(self, shape: tuple[int, ...], *, whole: int = 256, short: int = 100):
        self.whole = math.prod(shape) <= whole
        self.short = shape[0] <= short

    def fit(self, x: Tensor, present: Tensor) -> None:
        """Nothing is learnt."""

    def __call__(self, x: Tensor, present: Tensor) -> np.ndarray:
        """float32 (N, F), NaN where no series is present."""
        found = torch.cat([own_figures(some.float()) for some in x.split(128)])
        if self.short:
            found = torch.cat([found, end_figures(x.float())], dim=1)
        if self.whole:
            found = torch.cat([found, x.float().flatten(1)], dim=1)
        return blank_absent(found.numpy(), present)

    def state(self) -> dict[str, Tensor]:
        return {}

    def restore(self, state: dict[str, Tensor]) -> None:
        pass
