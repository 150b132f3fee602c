"""Series by their figures alone."""

import numpy as np
import torch
from torch import Tensor

from templates.blocks.blank import blank_absent
from templates.blocks.series_figures import own_figures

BLOCK = {
    "name": "figures",
    "role": "features",
    "class": "SeriesFigures",
    "kinds": ["series"],
    "summary": "length, levels, spread, changes, spectrum and correlations of series",
    "search": {},
}


class SeriesFigures:
    """Series (N, T, C) to (N, F): `own_figures`, each over the time that a series has.

    Trees find more in these than in a thousand answers of random filters beside them.
    """

    def __init__(self, shape: tuple[int, ...]):
        pass

    def fit(self, x: Tensor, present: Tensor) -> None:
        """Nothing is learnt."""

    def __call__(self, x: Tensor, present: Tensor) -> np.ndarray:
        """float32 (N, F), NaN where no series is present."""
        found = torch.cat([own_figures(some.float()) for some in x.split(128)])
        return blank_absent(found.numpy(), present)

    def state(self) -> dict[str, Tensor]:
        return {}

    def restore(self, state: dict[str, Tensor]) -> None:
        pass
