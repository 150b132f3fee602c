"""Bare sweeps of LiDARs: nothing but float32, as KITTI and nuScenes have them."""

from pathlib import Path

import numpy as np

from templates.blocks.decoders import DECODERS

FARTHEST = 1e5
"""Metres that no sensor sees."""


def read_sweep(path: Path) -> np.ndarray:
    """Points (N, 4): x, y, z in metres and the intensity; (N, 5), with the ring, where
    the name ends in `.pcd.bin`.

    Geiger et al., "Vision meets robotics: the KITTI dataset", 2013; Caesar et al.,
    "nuScenes", 2020. Raises ValueError for other bytes.
    """
    columns = 5 if path.name.lower().endswith(".pcd.bin") else 4
    numbers = np.fromfile(path, dtype="<f4")
    if path.stat().st_size % (4 * columns) or not numbers.size:
        raise ValueError(f"not a whole number of points of {columns} float32")
    points = numbers.reshape(-1, columns)
    if not (np.abs(points[:, :3]) < FARTHEST).mean() > 0.99:  # NaN is not less either
        raise ValueError("the numbers are no places in metres")
    return points


DECODERS.update({".bin": read_sweep})
