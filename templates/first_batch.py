"""Tries a project on a few rows: its shapes first, then one short training.

    python first_batch.py PROJECT DATA OUT

Knows `data.py`, `model.py` and `train.py` of a generated project, and runs where they
do. Exit code 20: the model can't be built on this data, or gives outputs of another
shape than it should; else that of `train.py`.
"""

import runpy
import sys
import traceback
from pathlib import Path

import torch

SHAPES = 20


def main() -> None:
    """The two steps, one after the other."""
    project, data, out = map(Path, sys.argv[1:])
    sys.path.insert(0, str(project))
    try:
        shapes(data)
    except Exception:
        traceback.print_exc()
        sys.exit(SHAPES)
    sys.argv = ["train.py", "--data", str(data), "--out", str(out), "--epochs", "1"]
    runpy.run_path(str(project / "train.py"), run_name="__main__")


@torch.no_grad()
def shapes(data: Path) -> None:
    """Outputs of a batch, of one row, and of a batch without anything in it.

    AssertionError if they are not finite or don't have one row for each row.
    """
    from data import has_target, load_rows, make_inputs, read_rows  # type: ignore
    from model import FusionModel  # type: ignore

    cells = [row for row in read_rows(data / "train.csv") if has_target(row)]
    inputs = make_inputs()
    for reader in inputs.values():
        reader.fit(cells, data)
    rows = load_rows(inputs, cells, data)
    model = FusionModel({name: reader.shape for name, reader in inputs.items()})
    model.head.fit(rows.y)
    loss = model.head.loss(model(rows.x, rows.present), rows.y)
    assert loss.isfinite(), f"the loss of the first batch is {loss.item()}"
    model.eval()
    absent = {name: torch.zeros_like(mask) for name, mask in rows.present.items()}
    for count, present in ((len(cells), absent), (1, rows.present)):
        x = {name: value[:count] for name, value in rows.x.items()}
        seen = {name: mask[:count] for name, mask in present.items()}
        said = model.predict(x, seen)
        assert len(said) == count, f"{tuple(said.shape)} for {count} rows"
        assert said.isfinite().all(), f"not finite for {count} rows"


if __name__ == "__main__":
    main()
