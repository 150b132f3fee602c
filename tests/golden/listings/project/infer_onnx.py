"""Predict new rows with the exported graphs, which lie beside this file.

    python infer_onnx.py --input new.csv --output predictions.csv

Rows become tensors in data.py, what encoders give becomes features in stack.py; encoders
and learner themselves are run by ONNX Runtime.
"""

import argparse
import json
from pathlib import Path

import numpy as np
import onnxruntime
import torch
from safetensors.torch import load_file

from data import Rows, load_rows, make_inputs, read_rows, write_predictions
from model import FusionModel
from stack import StackedModel, beside

HERE = Path(__file__).resolve().parent
BATCH = 64  # rows at a time: a text has tens of thousands of features


def load_features(inputs: dict) -> StackedModel:
    """The model with what its features have learnt; all else is in the graphs."""
    shapes = {name: reader.shape for name, reader in inputs.items()}
    model = StackedModel(FusionModel(shapes), shapes)
    learnt = load_file(HERE / "features.safetensors")
    for name, features in model.features.items():
        own = {
            key: value for key, value in learnt.items() if key.startswith(f"{name}/")
        }
        features.restore({key.removeprefix(f"{name}/"): own[key] for key in own})
    return model


def opened(name: str) -> onnxruntime.InferenceSession:
    """A graph beside this file."""
    return onnxruntime.InferenceSession(HERE / name, providers=["CPUExecutionProvider"])


def encoded(
    encoders: onnxruntime.InferenceSession, x: dict, present: dict
) -> dict[str, torch.Tensor]:
    """What the encoders give, by modality: (B, D)."""
    names = [value.name.removesuffix(".encoded") for value in encoders.get_outputs()]
    feeds = {name: x[name].numpy() for name in names}
    feeds |= {f"{name}.present": present[name].numpy() for name in names}
    given = map(torch.from_numpy, encoders.run(None, feeds))
    return dict(zip(names, given, strict=True))


def feeds(
    model: StackedModel, encoders: onnxruntime.InferenceSession, rows: Rows, at: slice
) -> dict[str, np.ndarray]:
    """The input of the learner's graph for some rows: all features beside each other."""
    x = {name: value[at] for name, value in rows.x.items()}
    present = {name: mask[at] for name, mask in rows.present.items()}
    vectors = encoded(encoders, x, present)
    whole = beside(model.parts(*model.tensors(x, present, vectors)))
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
    encoders, learner = opened("encoders.onnx"), opened("model.onnx")
    starts = range(0, len(rows.ids), BATCH)
    places = [slice(i, i + BATCH) for i in starts]
    answers = [learner.run(None, feeds(model, encoders, rows, at)) for at in places]
    predictions = np.concatenate([answer[0] for answer in answers])
    write_predictions(args.output, rows.ids, torch.from_numpy(predictions))


if __name__ == "__main__":
    main()
