"""What moves in films, clips and animations, to numbers: (N, L), standardised."""

from functools import partial
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from templates.blocks.files import read_files
from templates.blocks.greys import read_grey
from templates.blocks.moving import motion_figures

BLOCK = {
    "name": "motion",
    "role": "input",
    "class": "MotionInput",
    "kinds": ["video"],
    "gives": "features",
    "example": {"shape": [209], "value": [209]},
    "summary": "how much moves, where, and the tracks of its pieces, of many frames",
    "paper": "Kuhn 1955",
    "search": {},
}


def read_motion(path: Path, frames: int, side: int) -> np.ndarray | None:
    """`motion_figures` of a clip's frames, of more than `frames` as many evenly spaced;
    None where a frame can't be read: it would stand for a leap."""
    read = read_grey(path, frames, side)
    return motion_figures(read[0]) if read and read[1] else None


class MotionInput:
    """Clip columns to float32 (N, L); several columns are joined end to end.

    A cell names what a clip may be (`VideoInput`). All its frames are seen, up to
    `frames`, grey and `side` by `side`, and only their `motion_figures` kept. Each is
    standardised by the training rows and clipped to 10 deviations.
    """

    def __init__(self, columns: tuple[str, ...], *, frames: int = 64, side: int = 64):
        self.columns, self.frames, self.side = columns, frames, side
        self.patched: dict[str, list[int]] = {}
        self.shape: tuple[int, ...] = ()

    def fit(self, rows: list[dict[str, str]], root: Path) -> None:
        """Learn means and deviations of the training `rows`."""
        raw = np.ma.masked_invalid(self._read(rows, root))
        deviation = raw.std(axis=0).filled(0.0)
        deviation[deviation < 1e-6] = 1.0
        mean = raw.mean(axis=0).filled(0.0)
        self.restore({"mean": mean.tolist(), "deviation": deviation.tolist()})

    def load(self, rows: list[dict[str, str]], root: Path) -> tuple[Tensor, Tensor]:
        """Values float32 (N, L) and present (N,); zeros where nothing could be read."""
        raw = self._read(rows, root)
        present = torch.from_numpy(np.isfinite(raw).any(axis=1))
        values = np.nan_to_num((raw - self.mean) / self.deviation).clip(-10, 10)
        return torch.from_numpy(values.astype(np.float32)), present

    def state(self) -> dict:
        return {"mean": self.mean.tolist(), "deviation": self.deviation.tolist()}

    def restore(self, state: dict) -> None:
        self.mean = np.array(state["mean"])
        self.deviation = np.array(state["deviation"])
        self.shape = self.mean.shape

    def _read(self, rows: list[dict[str, str]], root: Path) -> np.ndarray:
        """Figures (N, L), NaN where there are none."""
        read = partial(read_motion, frames=self.frames, side=self.side)
        kept = f"motion-{self.frames}-{self.side}"
        found = list(read_files(read, rows, self.columns, root, kept))
        length = len(motion_figures(np.zeros((2, self.side, self.side), np.uint8)))
        raw = np.full((len(found), length), np.nan)
        for place, figures in zip(raw, found, strict=True):
            if figures is not None:
                place[:] = figures
        return raw.reshape(len(rows), len(self.columns) * length)
