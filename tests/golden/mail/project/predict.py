"""Predict new rows with what was learnt.

    python predict.py --model OUT --input new.csv --output predictions.csv

OUT is what train.py wrote; files named in the rows lie below the folder of new.csv.
"""

import argparse
import json
from pathlib import Path

from safetensors.torch import load_file

from data import count_patches, load_rows, make_inputs, read_rows, write_predictions
from model import ClassicalModel
from train import predict_rows


def load_model(folder: Path) -> tuple[ClassicalModel, dict]:
    """The trained model and its fitted inputs, from a folder that train.py wrote."""
    inputs = make_inputs()
    states = json.loads((folder / "inputs.json").read_text())
    for name, reader in inputs.items():
        reader.restore(states[name])
    model = ClassicalModel({name: reader.shape for name, reader in inputs.items()})
    model.restore(load_file(folder / "weights.safetensors"))
    return model, inputs


def main() -> None:
    """Rows in, predictions out."""
    parser = argparse.ArgumentParser(description="Predict new rows.")
    parser.add_argument("--model", type=Path, required=True, help="folder of weights")
    parser.add_argument("--input", type=Path, required=True, help="CSV file of rows")
    parser.add_argument("--output", type=Path, required=True, help="CSV file to write")
    args = parser.parse_args()
    model, inputs = load_model(args.model)
    known = read_rows(args.input)
    rows = load_rows(inputs, known, args.input.parent, targets=False)
    predictions = predict_rows(model, rows)
    write_predictions(args.output, rows.ids, predictions)
    for name, reasons in count_patches(rows).items():
        for why, rows_ in reasons.items():
            print(f"{name}: {why}: {rows_['rows']} rows, such as {rows_['first'][0]}")


if __name__ == "__main__":
    main()
