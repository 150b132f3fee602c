"""The Cox partial likelihood of risks, for learners that are given its slopes."""

import numpy as np
from torch import Tensor


def signed_times(y: Tensor) -> np.ndarray:
    """Targets (N, 2), time and event, as one number each (N,) float64: negative where
    nothing has happened yet, and never zero."""
    time, event = y.double().numpy().T
    return np.where(event > 0, 1.0, -1.0) * (1.0 + time)


def cox_slopes(
    risk: np.ndarray, signed: np.ndarray
) -> tuple[float, np.ndarray, np.ndarray]:
    """Summed loss of log risks (N,) for signed times (N,), its slopes and its
    curvatures (N,), each by one risk.

    The negative logarithm of what Cox, "Regression models and life-tables", 1972, has
    of the events: the share that each had of the risk of all that were left by then.
    Ties as Breslow has them.
    """
    order = np.argsort(np.abs(signed), kind="stable")
    times, happened = np.abs(signed)[order], signed[order] > 0
    high = risk.max()
    weight = np.exp(risk[order] - high)
    left = weight[::-1].cumsum()[::-1]  # of all whose time is not earlier in the order
    at_risk = left[np.searchsorted(times, times, side="left")]
    last = np.searchsorted(times, times, side="right") - 1
    once = np.cumsum(happened / at_risk)[last]  # of all events up to a row's own time
    twice = np.cumsum(happened / at_risk**2)[last]
    loss = (happened * (np.log(at_risk) + high - risk[order])).sum()
    slopes, curves = np.empty_like(weight), np.empty_like(weight)
    slopes[order] = weight * once - happened
    curves[order] = weight * once - weight**2 * twice
    return float(loss), slopes, curves.clip(min=1e-6)
