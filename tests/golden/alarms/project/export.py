"""Export the trained model as one `torch.export` program, checked against PyTorch.

    python export.py --model OUT --output model.pt2

The program takes the dictionaries of tensors and masks that `FusionModel.predict`
takes, for any number of rows from two up.
"""

import argparse
from pathlib import Path

import torch
from torch import nn

from model import FusionModel
from predict import load_model


class Predictor(nn.Module):
    """The model with `predict` as its forward pass."""

    def __init__(self, model: FusionModel):
        super().__init__()
        self.model = model

    def forward(
        self, x: dict[str, torch.Tensor], present: dict[str, torch.Tensor]
    ) -> torch.Tensor:
        """Predictions (B, 2) of a batch."""
        return self.model.predict(x, present)


def example(inputs: dict, rows: int) -> tuple[dict, dict]:
    """An empty batch of the right shapes and types: x and present."""
    blank = [dict.fromkeys(("camera", "vibration"), "")] * rows
    loaded = {name: reader.load(blank, Path()) for name, reader in inputs.items()}
    x = {name: values for name, (values, _) in loaded.items()}
    present = {name: torch.ones(rows, dtype=torch.bool) for name in loaded}
    return x, present


def main() -> None:
    """Export, reload, compare, save."""
    parser = argparse.ArgumentParser(description="Export the model.")
    parser.add_argument("--model", type=Path, required=True, help="folder of weights")
    parser.add_argument("--output", type=Path, required=True, help=".pt2 file to write")
    args = parser.parse_args()
    model, inputs = load_model(args.model)
    predictor = Predictor(model).eval()
    batch = torch.export.Dim("batch", min=2)
    free = {name: {0: batch} for name in inputs}
    program = torch.export.export(
        predictor, example(inputs, 4), dynamic_shapes=(free, free)
    )
    x, present = example(inputs, 3)
    difference = (program.module()(x, present) - predictor(x, present)).abs().max()
    if not difference <= 1e-4:  # nor if it is no number
        raise SystemExit(f"the exported program differs by {difference:.2g}")
    torch.export.save(program, args.output)
    print(f"{args.output}: differs from PyTorch by at most {difference:.1e}")


if __name__ == "__main__":
    main()
