"""Linear models by L-BFGS, over dense and sparse features beside each other."""

import time

import numpy as np
from scipy.optimize import minimize
from scipy.special import expit, log_softmax, softmax

from templates.blocks.joining import Matrix


def softmax_loss(scores: np.ndarray, y: np.ndarray) -> tuple[float, np.ndarray]:
    """Summed cross-entropy of scores (N, C) for shares (N, C), and its gradient."""
    return -(y * log_softmax(scores, axis=1)).sum(), softmax(scores, axis=1) - y


def sigmoid_loss(scores: np.ndarray, y: np.ndarray) -> tuple[float, np.ndarray]:
    """Summed cross-entropy of scores (N, L) for labels (N, L), and its gradient."""
    return (np.logaddexp(0, scores) - y * scores).sum(), expit(scores) - y


def huber_loss(scores: np.ndarray, y: np.ndarray) -> tuple[float, np.ndarray]:
    """Summed Huber loss of scores (N, K) for numbers (N, K), NaN for unknown ones, and
    its gradient: squares up to a tenth, straight beyond."""
    away = np.nan_to_num(scores - y)
    near = away.clip(-0.1, 0.1)
    return (near * (away - near / 2)).sum(), near


def square_loss(scores: np.ndarray, y: np.ndarray) -> tuple[float, np.ndarray]:
    """Summed half squares of scores (N, K) for numbers (N, K), NaN for unknown ones,
    and its gradient."""
    away = np.nan_to_num(scores - y)
    return (away**2).sum() / 2, away


def linear_scores(parts: list[Matrix], weights: np.ndarray) -> np.ndarray:
    """(N, C) of parts (N, F_m) by weights (1 + sum of F_m, C), the bias first."""
    total, start = weights[0].astype(np.float64), 1
    for part in parts:
        piece = weights[start : start + part.shape[1]].astype(part.dtype)
        total = total + part @ piece
        start += part.shape[1]
    return total


def fit_linear(
    parts: list[Matrix],
    y: np.ndarray,
    loss,
    strength: float,
    start: np.ndarray,
    deadline: float,
) -> np.ndarray:
    """Weights (1 + F, C), from `start`, of the least mean loss on targets (N, C) plus
    `strength` / 2 times the sum of their squares, the bias apart."""
    rows, shape = len(y), start.shape

    def objective(flat: np.ndarray) -> tuple[float, np.ndarray]:
        weights = flat.reshape(shape)
        value, slope = loss(linear_scores(parts, weights), y)
        slopes = [slope.sum(axis=0, keepdims=True)]
        slopes += [part.T @ slope.astype(part.dtype) for part in parts]
        gradient = np.concatenate(slopes) / rows
        gradient[1:] += strength * weights[1:]
        penalty = 0.5 * strength * (weights[1:] ** 2).sum()
        return value / rows + penalty, gradient.ravel().astype(np.float64)

    def stop(flat: np.ndarray) -> None:
        if time.monotonic() > deadline:
            raise StopIteration

    found = minimize(
        objective,
        start.ravel(),
        jac=True,
        method="L-BFGS-B",
        callback=stop,
        options={"maxiter": 200, "ftol": 1e-6, "maxcor": 10},
    )
    return found.x.reshape(shape)
