"""Point clouds and molecules to (N, P, 3 + C + 1)."""

from collections import Counter
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from templates.blocks.clouds import cloud_channels, read_cloud

BLOCK = {
    "name": "points",
    "role": "input",
    "class": "PointsInput",
    "kinds": ["points"],
    "gives": "cloud",
    "example": {"shape": [20, 6], "value": [20, 6]},
    "files": [".ply", ".pcd", ".xyz"],
    "summary": "point clouds of one size, centred, at one scale; symbols as one-hot",
    "search": {"count": [0, 64, 128, 256], "centre": [True, False]},
}
LARGEST_CLOUD = 512
MOST_SYMBOLS = 16


class PointsInput:
    """Clouds of points to float32 (N, P, 3 + C + 1); several columns share the places.

    Channels: x, y, z; one for each symbol that training saw; further numbers of the
    points, standardised; and 1 for a point, 0 for padding, whose channels are all 0.
    P is `count`; for 0 the largest training cloud, or the 95 % quantile where that is
    far smaller, at most 512. Larger clouds keep every k-th point. One scale for all
    clouds keeps their sizes; `centre` moves each to its mean, else all move alike.
    """

    def __init__(
        self, columns: tuple[str, ...], *, count: int = 0, centre: bool = True
    ):
        self.columns, self.count, self.centre = columns, count, centre
        self.places, self.patched = count or 1, {}
        self.scale: dict = {"middle": [0.0] * 3, "scale": 1.0, "symbols": []}
        self.scale |= {"mean": [], "deviation": []}

    @property
    def shape(self) -> tuple[int, int]:
        known = len(self.scale["symbols"]) + len(self.scale["mean"])
        return (self.places * len(self.columns), 3 + known + 1)

    def fit(self, rows: list[dict[str, str]], root: Path) -> None:
        """Learn size, scale, symbols and the scale of further numbers from `rows`."""
        found = [
            read_cloud(row.get(name) or "", root)
            for row in rows
            for name in self.columns
        ]
        clouds = [cloud for cloud in found if cloud is not None]
        if not clouds:
            return
        sizes = [len(points) for points, _ in clouds]
        usual = int(np.ceil(np.quantile(sizes, 0.95)))
        size = max(sizes) if max(sizes) <= 1.5 * usual else usual
        self.places = self.count or min(size, LARGEST_CLOUD)
        means = np.array([points[:, :3].mean(axis=0) for points, _ in clouds])
        middles = means if self.centre else [means.mean(axis=0)] * len(clouds)
        moved = [
            points[:, :3] - middle
            for (points, _), middle in zip(clouds, middles, strict=True)
        ]
        width = int(np.bincount([points.shape[1] for points, _ in clouds]).argmax())
        alike = [points[:, 3:] for points, _ in clouds if points.shape[1] == width]
        more = np.concatenate(alike or [np.zeros((1, 0))])
        more = np.ma.masked_invalid(more)
        deviation = more.std(axis=0).filled(0.0)
        seen = Counter(symbol for _, symbols in clouds for symbol in symbols)
        self.scale = {
            "middle": means.mean(axis=0).tolist(),
            "scale": float(np.concatenate(moved).std()) or 1.0,
            "symbols": sorted(symbol for symbol, _ in seen.most_common(MOST_SYMBOLS)),
            "mean": more.mean(axis=0).filled(0.0).tolist(),
            "deviation": np.where(deviation > 1e-6, deviation, 1.0).tolist(),
        }

    def load(self, rows: list[dict[str, str]], root: Path) -> tuple[Tensor, Tensor]:
        """Values (N, P, 3 + C + 1) and present (N,); zeros where unreadable."""
        values = np.zeros((len(rows), *self.shape), dtype=np.float32)
        present = np.zeros(len(rows), dtype=bool)
        unseen = set()
        for i, row in enumerate(rows):
            start = 0
            for name in self.columns:
                if (cloud := read_cloud(row.get(name) or "", root)) is None:
                    continue
                channels = cloud_channels(*cloud, self.scale, self.places, self.centre)
                values[i, start : start + len(channels)] = channels
                start += len(channels)
                present[i] = True
                if set(cloud[1]) - set(self.scale["symbols"]):
                    unseen.add(i)
        self.patched = {"symbol unseen in training": sorted(unseen)} if unseen else {}
        return torch.from_numpy(values), torch.from_numpy(present)

    def state(self) -> dict:
        return {"places": self.places, "scale": self.scale}

    def restore(self, state: dict) -> None:
        self.places, self.scale = state["places"], state["scale"]
