"""What several models answered for a row, in the place of its label or beside it."""

import csv
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import Tensor

BLOCK = {
    "name": "distil",
    "role": "loss",
    "class": "TaughtTargets",
    "kinds": [
        "binary",
        "multiclass",
        "multilabel",
        "ordinal",
        "regression",
        "multitarget",
    ],
    "summary": "targets are what an ensemble answered for the rows, or partly so",
    "paper": "Hinton et al. 2015",
    "search": {"weight": [1.0, 0.5]},
}


def read_answers(path: Path, ids: list[str], width: int) -> Tensor:
    """A teacher's answers (N, width) for the rows `ids`; NaN for those not in `path`,
    which are all of them where there is no such file."""
    known: dict[str, list[float]] = {}
    if path.exists():
        with path.open(newline="", encoding="utf-8") as file:
            lines = list(csv.reader(file))[1:]
        known = {row: [float(cell) for cell in cells] for row, *cells in lines}
    table = [known.get(row, [float("nan")] * width) for row in ids]
    taught = sum(row in known for row in ids)
    print(
        f"{taught} of {len(ids)} rows are answered by {path.name}, the others: labels"
    )
    return torch.tensor(table)


class TaughtTargets:
    """Targets of which a `weight` is a teacher's answer, the rest the label.

    Distillation: Hinton, Vinyals and Dean, "Distilling the knowledge in a neural
    network", 2015; of an ensemble of any models into a network for tables: Fakoor et
    al. 2020. A loss that is linear in its target, as cross-entropy is, is then the mean
    of both losses, so weighted.
    """

    def __init__(self, *, weight: float = 1.0):
        self.weight = weight

    def __call__(self, targets: Tensor, answers: Tensor) -> Tensor:
        """Soft targets from labels, or values, and answers (N, C or K).

        Class indices (N,) become probabilities (N, C), of two classes those of the
        second (N,); values keep their shape. Where one of both is NaN the other counts.
        """
        labels = targets.cpu().float()
        if not targets.is_floating_point():
            labels = F.one_hot(targets.cpu(), answers.shape[1]).float()
            if answers.shape[1] == 2:
                labels, answers = labels[:, 1], answers[:, 1]
        answers = answers.reshape(labels.shape)
        mixed = self.weight * answers + (1 - self.weight) * labels
        mixed = torch.where(labels.isnan(), answers, mixed)
        return torch.where(answers.isnan(), labels, mixed)
