"""Wide features to their principal components."""

import numpy as np
from sklearn.decomposition import PCA

FLAT = 1e-3
"""Part of the first component's deviation that a component has at least."""


def principal_axes(values: np.ndarray, most: int) -> dict[str, np.ndarray]:
    """`mean` (F,) and `axes` (K, F) of the rows (N, F) that are finite.

    K is `most`, or less for few rows; 0 for `most` or fewer than three rows. What has
    next to no variance is left out: it would be the rounding of sums, which depends on
    how many rows are multiplied at once, and trees cut anywhere.
    """
    known = values[np.isfinite(values).all(axis=1)]
    count = min(most, len(known) - 1, values.shape[1])
    if count < 2:
        mean, axes = np.zeros(values.shape[1]), np.zeros((0, values.shape[1]))
    else:
        pca = PCA(count, svd_solver="randomized", random_state=0).fit(known)
        spread = pca.singular_values_
        mean, axes = pca.mean_, pca.components_[spread >= FLAT * spread[0]]
    axes = np.ascontiguousarray(axes, dtype=np.float32)
    return {"mean": mean.astype(np.float32), "axes": axes}


def project(values: np.ndarray, learnt: dict[str, np.ndarray]) -> np.ndarray:
    """Components (N, K) of rows (N, F); rows that are not finite stay NaN."""
    return (values - learnt["mean"]) @ learnt["axes"].T
