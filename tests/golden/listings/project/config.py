"""The values this project was trained with; `--name value` overrides any of them."""

import argparse
from dataclasses import dataclass, fields
from pathlib import Path


@dataclass(frozen=True)
class Config:
    """One line per decision: its value, its unit and why."""

    lr: float = 0.001  # peak learning rate of AdamW
    weight_decay: float = 0.01  # decoupled weight decay
    batch_size: int = 64  # rows per step
    epochs: int = 24  # passes over the training rows, at most
    patience: int = 12  # epochs without a better validation score
    warmup: float = 0.05  # share of the steps in which the rate rises
    clip: float = 1.0  # largest norm of the gradient of one step
    ema: float = 0.99  # decay per step of the average of the weights
    modality_dropout: float = 0.1  # chance to hide a modality of a row
    aux_loss: float = 0.3  # weight of the losses of single modalities
    learner_share: float = 0.3  # of the time given, for the learner in stack.py
    valid_share: float = 0.15  # of the training rows, kept for early stopping
    seed: int = 0  # of weights, order and augmentation


def parse_args() -> tuple[Config, argparse.Namespace]:
    """The configuration and the places named on the command line."""
    parser = argparse.ArgumentParser(description="Train the model.")
    parser.add_argument("--data", type=Path, required=True, help="folder of train.csv")
    parser.add_argument("--out", type=Path, required=True, help="folder to write to")
    parser.add_argument("--seconds", type=float, help="stop in time, predictions made")
    parser.add_argument("--fraction", type=float, default=1.0, help="of training rows")
    parser.add_argument("--resume", action="store_true", help="from OUT/checkpoint")
    for field in fields(Config):
        parser.add_argument(
            "--" + field.name.replace("_", "-"), type=field.type, default=field.default
        )
    args = parser.parse_args()
    return Config(**{f.name: getattr(args, f.name) for f in fields(Config)}), args
