"""Gradient boosted decision trees by LightGBM, stopped by validation rows or time."""

import re
import time
from collections.abc import Callable
from functools import partial

import lightgbm as lgb
import numpy as np
import torch
from torch import Tensor

from templates.blocks.joining import Matrix

Slopes = Callable[[np.ndarray, np.ndarray], tuple[float, np.ndarray, np.ndarray]]


def binned(
    params: dict, **parts: tuple[Matrix, np.ndarray, np.ndarray | None]
) -> dict[str, lgb.Dataset]:
    """Features, targets and weights of rows by name, cut into bins as those of `fit`,
    the first, are. It takes longer than a round: several targets can share it."""
    made = {}
    for name, (x, y, weight) in parts.items():
        made[name] = lgb.Dataset(
            x, y, weight=weight, reference=made.get("fit"), params=params
        ).construct()
    return made


def boost(
    params: dict,
    sets: dict[str, lgb.Dataset],
    rounds: int,
    deadline: float,
    *,
    patience: int = 0,
    by: Slopes | None = None,
) -> tuple[lgb.Booster, int, dict]:
    """Trees of at most `rounds` rounds, the best number of them, and the losses.

    Trains on the set `fit`. Ends `patience` rounds after the best loss on the set
    `valid`, if there is one, or at `deadline` (`time.monotonic`). `by` tells what is to
    be least, where `params` has no objective: loss, slopes and curvatures by scores.
    """
    valid = sets.get("valid")
    losses: dict = {}

    def stop(env) -> None:
        if time.monotonic() > deadline:
            raise lgb.callback.EarlyStopException(env.iteration, [])

    stop.order = 50  # after the losses have been noted
    calls = [lgb.record_evaluation(losses), stop] if valid else [stop]
    if valid and patience:
        calls.append(lgb.early_stopping(patience, verbose=False))
    if by:
        params = params | {"objective": partial(_slopes_of, by)}
    booster = lgb.train(
        params,
        sets["fit"],
        rounds,
        valid_sets=[valid] if valid else None,
        valid_names=["valid"] if valid else None,
        feval=partial(_loss_of, by) if by else None,
        callbacks=calls,
    )
    said = next(iter(losses["valid"].values())) if valid else []
    best = int(np.argmin(said)) + 1 if said else booster.current_iteration()
    return booster, best, said


def _slopes_of(by: Slopes, scores: np.ndarray, rows: lgb.Dataset) -> tuple:
    return by(scores, np.asarray(rows.get_label()))[1:]


def _loss_of(by: Slopes, scores: np.ndarray, rows: lgb.Dataset) -> tuple:
    return "loss", by(scores, np.asarray(rows.get_label()))[0], False


OF_CLASSES = ("binary", "multiclass")


def tree_params(
    objective: str, columns: int, rate: float, leaves: int, seed: int, **more
) -> dict:
    """Parameters of LightGBM; of many `columns` of features a tree sees a part, of few
    (of classes, of all but the thousands of a text) it cuts where chance says (Geurts
    et al. 2006, "Extremely randomized trees")."""
    return {
        "objective": objective,
        "learning_rate": rate,
        "num_leaves": leaves,
        "min_data_in_leaf": 5,
        "feature_fraction": float(np.clip(200 / columns, 0.1, 0.8)),
        "extra_trees": columns <= (1000 if objective in OF_CLASSES else 100),
        "bagging_fraction": 0.8,
        "bagging_freq": 1,
        "lambda_l2": 1.0,
        "max_bin": 63,
        "max_cat_to_onehot": 8,
        "feature_pre_filter": False,
        "deterministic": True,
        "force_col_wise": True,
        "seed": seed,
        "verbosity": -1,
        **more,
    }


def text_tensor(booster: lgb.Booster, rounds: int) -> Tensor:
    """The first `rounds` of a model as text, which is bytes (L,)."""
    text = booster.model_to_string(num_iteration=rounds)
    return torch.frombuffer(bytearray(text.encode()), dtype=torch.uint8)


def from_text(tensor: Tensor) -> lgb.Booster:
    """What `text_tensor` wrote."""
    return lgb.Booster(model_str=tensor.numpy().tobytes().decode())


def count_leaves(booster: lgb.Booster, rounds: int) -> int:
    """How many numbers the first `rounds` of a model say."""
    text = booster.model_to_string(num_iteration=rounds)
    return sum(int(leaves) for leaves in re.findall(r"^num_leaves=(\d+)$", text, re.M))
