"""LAS and LAZ: points of a laser scanner."""

from pathlib import Path

import laspy
import numpy as np

from templates.blocks.decoders import DECODERS


def read_las(path: Path) -> np.ndarray:
    """Points (N, 4): x, y, z in the file's unit from the middle of its extent, and the
    intensity.

    Coordinates of maps are too large for float32, which points are read in. ASPRS LAS
    specification 1.4. Raises OSError or ValueError for a file that can't be read.
    """
    try:
        cloud = laspy.read(path)
        place = np.asarray(cloud.xyz)
        strength = np.asarray(cloud.intensity, dtype=float)
    except OSError:
        raise
    except Exception as error:  # laspy and its decoder raise whatever they meet
        raise ValueError(f"no LAS points: {error}") from error
    middle = (place.max(axis=0) + place.min(axis=0)) / 2 if len(place) else 0.0
    return np.column_stack([place - middle, strength])


DECODERS.update(dict.fromkeys((".las", ".laz"), read_las))
