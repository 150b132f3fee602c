"""Export what was learnt to a folder of its own.

    python export.py --model weights --output exported [--format FORMAT]

    safetensors   weights.safetensors, and the code that loads it (if none is named)
    onnx          model.onnx: the learner, for ONNX Runtime

The features are made in Python, from words, edges of pictures or random kernels, for
which ONNX has no operators: model.onnx takes them as one matrix, infer_onnx.py makes
them. The graph is compared with the learner before it is written.
"""

import argparse
import json
import time
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import save

from model import ClassicalModel, beside
from predict import load_model

HERE = Path(__file__).resolve().parent
CODE = ("config.py", "data.py", "model.py", "predict.py", "train.py")
COLUMNS = ("text_0", "table_0", "table_1", "table_2")
OUTPUTS = ("predictions",)
BATCHES = (1, 2, 7)  # numbers of rows that are compared
WORST = 1e-4  # difference above which nothing is written

LOADED = """\
What was learnt (weights.safetensors, inputs.json), and the code it belongs to.

```python
from pathlib import Path

from data import read_rows
from predict import Predictor

rows = read_rows(Path("new.csv"))
columns, predictions = Predictor(Path()).answer(rows, Path())
```

These are the answers of predict.py, which also stands for itself:

```
python predict.py --model . --input new.csv --output predictions.csv
```
"""
ONNX = """\
The learner as one graph for ONNX Runtime. It takes `features`, a float32 matrix with a
line per row, any number of them; config.json says how many of its columns are of which
modality. What rows become before that is Python and stays in data.py and model.py:

```
pip install onnxruntime lightgbm==4.7.0 numpy==2.4.6 safetensors==0.8.0 scipy==1.17.1 torch==2.13.0
python infer_onnx.py --input new.csv --output predictions.csv
```
"""
USE = {"safetensors": LOADED, "onnx": ONNX}


def made_up(
    inputs: dict, rows: int, absent: tuple[str, ...], generator: torch.Generator
) -> tuple[dict, dict]:
    """Random rows as data.py would give them: x and present."""
    blank = [dict.fromkeys(COLUMNS, "")] * rows
    x, present = {}, {}
    for name, reader in inputs.items():
        values, _ = reader.load(blank, Path())
        if name not in absent and values.dtype == torch.uint8:
            values = torch.randint(32, 127, values.shape, generator=generator).byte()
        elif name not in absent and values.dtype == torch.int64:  # ids
            size = reader.shape[-1]
            values = torch.randint(size, values.shape, generator=generator)
        elif name not in absent:
            noise = torch.randn(values.shape, generator=generator)
            values = noise.to(values.dtype)
        x[name], present[name] = values, torch.full((rows,), name not in absent)
    return x, present


def matrix(parts: dict) -> np.ndarray:
    """All features beside each other, as the graph takes them: float32 (N, F)."""
    whole = beside(parts)
    whole = whole if isinstance(whole, np.ndarray) else whole.toarray()
    return whole.astype(np.float32)


def differences(model: ClassicalModel, session, inputs: dict) -> dict[str, float]:
    """Largest difference between the graph and the learner, by what is missing; in
    parts of the largest prediction if that is above 1."""
    generator = torch.Generator().manual_seed(0)
    gaps = {"all present": (), **{f"without {name}": (name,) for name in inputs}}
    found = {}
    for words, absent in (gaps | {"without anything": tuple(inputs)}).items():
        apart = []
        for rows in BATCHES:
            parts = model.parts(*made_up(inputs, rows, absent, generator))
            wanted = model.learner.predict(parts).numpy()
            got = session.run(["predictions"], {"features": matrix(parts)})[0]
            apart.append(np.abs(wanted - got).max() / max(1.0, np.abs(wanted).max()))
        found[words] = float(max(apart))
    return found


def milliseconds(session, width: int) -> float:
    """Median time of the graph for one row alone, over 30."""
    row, times = np.zeros((1, width), np.float32), []
    for _ in range(30):
        begin = time.perf_counter()
        session.run(None, {"features": row})
        times.append(1000 * (time.perf_counter() - begin))
    return sorted(times)[len(times) // 2]


def as_safetensors(folder: Path, model: ClassicalModel, inputs: dict) -> tuple:
    """What was learnt as it is, and the code that it belongs to."""
    return {"weights.safetensors": (folder / "weights.safetensors").read_bytes()}, {}


def as_onnx(folder: Path, model: ClassicalModel, inputs: dict) -> tuple:
    """model.onnx, its user and what the features have learnt, and what was found in
    ONNX Runtime."""
    import onnxruntime

    from graph import learner_graph

    parts = model.parts(*made_up(inputs, 1, (), torch.Generator()))
    widths = {name: part.shape[1] for name, part in parts.items()}
    made = learner_graph(model.learner, widths)
    session = onnxruntime.InferenceSession(made, providers=["CPUExecutionProvider"])
    found = differences(model, session, inputs)
    for words, apart in found.items():
        if not apart <= WORST:
            raise SystemExit(
                f"not exported: {words}, it differs from the learner by {apart:.2g}, "
                f"and {WORST:g} is allowed"
            )
    learnt = model.state().items()
    learnt = {name: value for name, value in learnt if not name.startswith("/learner/")}
    files = {"features.safetensors": save(learnt), "model.onnx": made}
    files["infer_onnx.py"] = (HERE / "infer_onnx.py").read_bytes()
    speed = milliseconds(session, sum(widths.values()))
    about = {"features": widths, "differs": found, "milliseconds_per_row": speed}
    return files, about


FORMATS = {"safetensors": as_safetensors, "onnx": as_onnx}


def main() -> None:
    """Export, load again, compare, write."""
    parser = argparse.ArgumentParser(description="Export the model.")
    parser.add_argument("--model", type=Path, required=True, help="folder of weights")
    parser.add_argument("--output", type=Path, required=True, help="folder to write")
    parser.add_argument("--format", default="safetensors", choices=FORMATS)
    args = parser.parse_args()
    model, inputs = load_model(args.model)
    files, found = FORMATS[args.format](args.model, model, inputs)
    columns = {name: list(reader.columns) for name, reader in inputs.items()}
    about = {"format": args.format, "inputs": columns, "outputs": OUTPUTS, **found}
    about["bytes"] = len(max(files.values(), key=len))
    files["config.json"] = (json.dumps(about, indent=1) + "\n").encode()
    files["README.md"] = USE[args.format].encode()
    files["inputs.json"] = (args.model / "inputs.json").read_bytes()
    files |= {name: (HERE / name).read_bytes() for name in CODE}
    args.output.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (args.output / name).write_bytes(content)
        print(f"{args.output / name}: {len(content)} bytes")
    for words, apart in found.get("differs", {}).items():
        print(f"{words}: differs from the learner by at most {apart:.1e}")


if __name__ == "__main__":
    main()
