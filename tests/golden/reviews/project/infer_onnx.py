"""Predict new rows with an exported model.onnx, which lies beside this file.

    python infer_onnx.py --input new.csv --output predictions.csv

Rows become tensors in data.py, which needs torch; the model itself is run by ONNX
Runtime, and of its Python nothing is needed.
"""

import argparse
import json
from pathlib import Path

import numpy as np
import onnxruntime
import torch

from data import Rows, load_rows, make_inputs, read_rows, write_predictions

HERE = Path(__file__).resolve().parent
BATCH = 256  # rows at a time


def feeds(rows: Rows, at: slice) -> dict[str, np.ndarray]:
    """The inputs of the graph for some rows: tensors, and masks of what is present."""
    x = {name: value[at].numpy() for name, value in rows.x.items()}
    return x | {f"{n}.present": mask[at].numpy() for n, mask in rows.present.items()}


def main() -> None:
    """Rows in, predictions out."""
    parser = argparse.ArgumentParser(description="Predict new rows.")
    parser.add_argument("--input", type=Path, required=True, help="CSV file of rows")
    parser.add_argument("--output", type=Path, required=True, help="CSV file to write")
    args = parser.parse_args()
    inputs = make_inputs()
    for name, state in json.loads((HERE / "inputs.json").read_text()).items():
        inputs[name].restore(state)
    rows = load_rows(inputs, read_rows(args.input), args.input.parent, targets=False)
    session = onnxruntime.InferenceSession(
        HERE / "model.onnx", providers=["CPUExecutionProvider"]
    )
    starts = range(0, len(rows.ids), BATCH)
    answers = [session.run(None, feeds(rows, slice(i, i + BATCH))) for i in starts]
    predictions = np.concatenate([answer[0] for answer in answers])
    write_predictions(args.output, rows.ids, torch.from_numpy(predictions))


if __name__ == "__main__":
    main()
