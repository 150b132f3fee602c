"""Predict new rows with an exported model.onnx, which lies beside this file.

    python infer_onnx.py --input new.csv --output predictions.csv

Rows become features in data.py and model.py; the learner itself is run by ONNX Runtime.
"""

import argparse
import json
from pathlib import Path

import numpy as np
import onnxruntime
import torch
from safetensors.torch import load_file

from data import Rows, load_rows, make_inputs, read_rows, write_predictions
from model import ClassicalModel, beside

HERE = Path(__file__).resolve().parent
BATCH = 64  # rows at a time: a text has tens of thousands of features


def load_features(inputs: dict) -> ClassicalModel:
    """The model with what its features have learnt; its learner is in model.onnx."""
    model = ClassicalModel({name: reader.shape for name, reader in inputs.items()})
    learnt = load_file(HERE / "features.safetensors")
    for name, features in model.features.items():
        own = {
            key: value for key, value in learnt.items() if key.startswith(f"{name}/")
        }
        features.restore({key.removeprefix(f"{name}/"): own[key] for key in own})
    return model


def feeds(model: ClassicalModel, rows: Rows, at: slice) -> dict[str, np.ndarray]:
    """The input of the graph for some rows: all features beside each other."""
    x = {name: value[at] for name, value in rows.x.items()}
    present = {name: mask[at] for name, mask in rows.present.items()}
    whole = beside(model.parts(x, present))
    whole = whole if isinstance(whole, np.ndarray) else whole.toarray()
    return {"features": whole.astype(np.float32)}


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
    model = load_features(inputs)
    session = onnxruntime.InferenceSession(
        HERE / "model.onnx", providers=["CPUExecutionProvider"]
    )
    starts = range(0, len(rows.ids), BATCH)
    places = [slice(i, i + BATCH) for i in starts]
    answers = [session.run(None, feeds(model, rows, at)) for at in places]
    predictions = np.concatenate([answer[0] for answer in answers])
    write_predictions(args.output, rows.ids, torch.from_numpy(predictions))


if __name__ == "__main__":
    main()
