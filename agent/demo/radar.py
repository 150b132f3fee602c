"""The radar: one sweep of 100 range bins, from the latent state and its own noise."""

import numpy as np

from agent.demo.world import Moment

BINS = 100
BIN_METRES = 1.2
_WIDTH = 1.6  # bins, the echo's standard deviation
_FAST = 25.0  # m/s at which the odd part of an echo is as large as the even part
_FLOOR = 0.05  # standard deviation of the receiver's noise
_DOPPLER_ERROR = 6.0  # m/s, one standard deviation of a single sweep
_LOST = 0.03  # chance that the obstacle's echo is dropped

# Median echo and its log-spread: metal overlaps with cars, people are weak.
_ECHO = {
    "car": (1.6, 0.4),
    "cyclist": (0.9, 0.4),
    "pedestrian": (0.65, 0.4),
    "gantry": (1.8, 0.4),
    "manhole": (1.0, 0.5),
    "bag": (0.10, 0.5),
    "leaves": (0.08, 0.5),
}


def sweep(moment: Moment, draw: np.random.Generator) -> np.ndarray:
    """One sweep, float32 (100,), 1.2 m a bin.

    An echo is a Gaussian at its range plus that Gaussian's slope times the closing
    speed: range-Doppler coupling as in FMCW radars, so the lobe leans towards the
    sensor when the thing comes closer. Roadside clutter gives false echoes that
    close in with the own speed.
    """
    signal = draw.normal(0, _FLOOR, BINS)
    if moment.obstacle in _ECHO and draw.random() > _LOST:
        median, spread = _ECHO[moment.obstacle]
        strength = median * draw.lognormal(0, spread) * _fade(moment.distance)
        signal += _echo(moment.distance, moment.closing, strength, draw)
    for _ in range(draw.poisson(0.7)):
        distance = draw.uniform(5, 115)
        strength = draw.lognormal(-1.5, 0.6) * _fade(distance)
        signal += _echo(distance, moment.speed, strength, draw)
    return signal.astype(np.float32)


def _echo(
    distance: float, closing: float, strength: float, draw: np.random.Generator
) -> np.ndarray:
    """One echo, (100,): strongest at its range, leaning by the measured Doppler."""
    doppler = closing + draw.normal(0, _DOPPLER_ERROR)
    offset = (np.arange(BINS) + 0.5 - distance / BIN_METRES) / _WIDTH
    return strength * np.exp(-(offset**2) / 2) * (1 - offset * doppler / _FAST)


def _fade(distance: float) -> float:
    """Loss with range that the receiver's gain control leaves."""
    return 1.15 - 0.004 * distance
