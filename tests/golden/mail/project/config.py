"""The values this project was trained with; `--name value` overrides any of them."""

import argparse
from dataclasses import dataclass, fields
from pathlib import Path


@dataclass(frozen=True)
class Config:
    """One line per decision: its value, its unit and why."""

    valid_share: float = 0.15  # of the training rows, to choose by
    all_rows: int = (
        1  # 1: what was chosen is trained once more on all rows, 0: it isn't
    )
    seed: int = 0  # of the split and of what a tree gets to see


def parse_args() -> tuple[Config, argparse.Namespace]:
    """The configuration and the places named on the command line."""
    parser = argparse.ArgumentParser(description="Train the model.")
    parser.add_argument("--data", type=Path, required=True, help="folder of train.csv")
    parser.add_argument("--out", type=Path, required=True, help="folder to write to")
    parser.add_argument("--seconds", type=float, help="stop in time, predictions made")
    parser.add_argument("--fraction", type=float, default=1.0, help="of training rows")
    parser.add_argument(
        "--resume", action="store_true", help="begins anew: it is short"
    )
    for field in fields(Config):
        parser.add_argument(
            "--" + field.name.replace("_", "-"), type=field.type, default=field.default
        )
    args = parser.parse_args()
    return Config(**{f.name: getattr(args, f.name) for f in fields(Config)}), args
