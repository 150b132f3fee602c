"""Features on one scale, whatever modality they are from."""

import numpy as np
import scipy.sparse
import torch
from torch import Tensor

from templates.blocks.joining import Matrix


class PartScale:
    """Standardises dense parts (N, F) and makes their rows about as long as those of
    sparse ones, 1: no modality counts more for having more numbers.

    Gaps become the mean. Numbers are clipped to five deviations.
    """

    def fit(self, parts: dict[str, Matrix]) -> None:
        """Learn mean and deviation of dense columns."""
        self.mean: dict[str, np.ndarray] = {}
        self.deviation: dict[str, np.ndarray] = {}
        for name, part in parts.items():
            if not scipy.sparse.issparse(part):
                known = np.ma.masked_invalid(part.astype(np.float64))
                spread = known.std(axis=0).filled(0.0)
                self.mean[name] = known.mean(axis=0).filled(0.0).astype(np.float32)
                self.deviation[name] = np.where(spread > 1e-6, spread, np.inf)

    def __call__(self, parts: dict[str, Matrix]) -> list[Matrix]:
        """The parts, scaled, float32."""
        scaled = []
        for name, part in parts.items():
            if not scipy.sparse.issparse(part):
                z = (part - self.mean[name]) / self.deviation[name]
                used = max(1, np.isfinite(self.deviation[name]).sum())
                part = np.nan_to_num(z).clip(-5, 5).astype(np.float32) / used**0.5
            scaled.append(part)
        return scaled

    def state(self) -> dict[str, Tensor]:
        learnt = {"mean": self.mean, "deviation": self.deviation}
        return {
            f"{what}.{name}": torch.from_numpy(value.astype(np.float32))
            for what, of in learnt.items()
            for name, value in of.items()
        }

    def restore(self, state: dict[str, Tensor]) -> None:
        learnt: dict[str, dict] = {"mean": {}, "deviation": {}}
        for key, value in state.items():
            what, _, name = key.partition(".")
            if what in learnt:
                learnt[what][name] = value.numpy()
        self.mean, self.deviation = learnt["mean"], learnt["deviation"]
