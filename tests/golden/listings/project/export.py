"""Export what was learnt to a folder of its own.

    python export.py --model weights --output exported [--format FORMAT]

    safetensors   weights.safetensors, and the code that loads it (if none is named)
    onnx          encoders.onnx and model.onnx: the network's encoders and the learner

What the encoders give becomes features in stack.py, beside plain features of the rows,
for which ONNX has no operators; infer_onnx.py goes from one graph to the other by it.
Each graph is compared with its Python before anything is written.
"""

import argparse
import json
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import save
from torch import nn

from predict import load_model
from stack import StackedModel, beside

HERE = Path(__file__).resolve().parent
CODE = ("config.py", "data.py", "model.py", "predict.py", "stack.py", "train.py")
COLUMNS = ("picture", "name", "aliases", "author", "width")
OUTPUTS = ("predictions",)
BATCHES = (1, 2, 7)  # numbers of rows that are compared
WORST = 1e-4  # difference above which nothing is written
Run = Callable[[dict, dict], tuple[torch.Tensor, ...]]

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
Two graphs for ONNX Runtime. encoders.onnx takes by modality NAME a tensor NAME and a mask
NAME.present, and gives NAME.encoded; model.onnx, the learner, takes `features`, a float32
matrix with a line per row; config.json says how many of its columns are of which part.
What rows become before the one, and features between both, is Python and stays in data.py
and stack.py:

```
pip install onnxruntime numpy==2.4.6 pillow==13.0.0 safetensors==0.8.0 scikit-learn==1.9.1 scipy==1.17.1 torch==2.13.0
python infer_onnx.py --input new.csv --output predictions.csv
```
"""
USE = {"safetensors": LOADED, "onnx": ONNX}


class Encoders(nn.Module):
    """The network's encoders alone; their vectors in the order of `names`."""

    def __init__(self, model: StackedModel):
        super().__init__()
        self.model, self.names = model, tuple(model.network.encoders)

    def forward(
        self, x: dict[str, torch.Tensor], present: dict[str, torch.Tensor]
    ) -> tuple[torch.Tensor, ...]:
        """What each encoder gives: (B, D)."""
        vectors = self.model.vectors(x, present)
        return tuple(vectors[name] for name in self.names)


def made_up(inputs: dict, rows: int, absent: tuple[str, ...] = ()) -> tuple[dict, dict]:
    """Random rows as data.py would give them: x and present."""
    blank = [dict.fromkeys(COLUMNS, "")] * rows
    x, present = {}, {}
    for name, reader in inputs.items():
        values, _ = reader.load(blank, Path())
        if name not in absent and values.dtype == torch.uint8:
            values = torch.randint_like(values, 256)
        elif name not in absent and values.dtype == torch.int64:  # ids
            values = torch.randint_like(values, reader.shape[-1])
        elif name not in absent:
            values = torch.randn(values.shape).to(values.dtype)
        x[name], present[name] = values, torch.full((rows,), name not in absent)
    return x, present


def gaps(inputs: dict) -> dict[str, tuple[str, ...]]:
    """What may be missing, in words and by name."""
    single = {f"without {name}": (name,) for name in inputs}
    return {"all present": (), **single, "without anything": tuple(inputs)}


def traced(module: nn.Module, inputs: dict) -> torch.export.ExportedProgram:
    """The whole of a module as one program, for any number of rows."""
    batch = torch.export.Dim("batch", min=1)
    free = {name: {0: batch} for name in inputs}
    return torch.export.export(module, made_up(inputs, 4), dynamic_shapes=(free, free))


def max_in_cells(x: torch.Tensor, grid: list[int]) -> tuple[torch.Tensor, torch.Tensor]:
    """`adaptive_max_pool2d`, for which ONNX has no operator, in those that it has.

    Pooling the rows and then the columns is the same. Places of the maxima are not
    asked for: zeros.
    """
    for axis, cells in zip((-2, -1), grid, strict=True):
        length = x.shape[axis]
        edges = [
            (i * length // cells, -(-(i + 1) * length // cells)) for i in range(cells)
        ]
        parts = [x.narrow(axis, a, b - a).amax(axis) for a, b in edges]
        x = torch.stack(parts, dim=axis)
    return x, torch.zeros_like(x, dtype=torch.int64)


def max_in_stretches(
    x: torch.Tensor, count: list[int]
) -> tuple[torch.Tensor, torch.Tensor]:
    """`adaptive_max_pool1d`, likewise."""
    values, places = max_in_cells(x.unsqueeze(-2), [1, *count])
    return values.squeeze(-2), places.squeeze(-2)


def onnx_bytes(
    program: torch.export.ExportedProgram, inputs: dict, outputs: tuple[str, ...]
) -> bytes:
    """A program as an ONNX model; its inputs are called NAME and NAME.present."""
    aten = torch.ops.aten
    program = program.run_decompositions(
        {
            aten.adaptive_max_pool1d.default: max_in_stretches,
            aten.adaptive_max_pool2d.default: max_in_cells,
        }
    )
    names = [*inputs, *(f"{name}.present" for name in inputs)]
    made = torch.onnx.export(
        program, input_names=names, output_names=outputs, verbose=False
    )
    for node in made.model.graph:
        for value in node.outputs:
            if value.name in names:  # results are called after operators, as inputs may
                value.name = f"{value.name}.result"
    return made.model_proto.SerializeToString()


def onnx_run(model: bytes) -> Run:
    """ONNX Runtime on the CPU, called as the module is."""
    import onnxruntime

    session = onnxruntime.InferenceSession(model, providers=["CPUExecutionProvider"])

    def run(x: dict, present: dict) -> tuple[torch.Tensor, ...]:
        feeds = {name: value.numpy() for name, value in x.items()}
        feeds |= {f"{name}.present": mask.numpy() for name, mask in present.items()}
        return tuple(torch.from_numpy(value) for value in session.run(None, feeds))

    return run


def matrix(parts: dict) -> np.ndarray:
    """All features beside each other, as the learner's graph takes them: (N, F)."""
    whole = beside(parts)
    whole = whole if isinstance(whole, np.ndarray) else whole.toarray()
    return whole.astype(np.float32)


def only(names: tuple[str, ...], x: dict, present: dict) -> tuple[dict, dict]:
    """Of tensors and masks those that the encoders take."""
    return {name: x[name] for name in names}, {name: present[name] for name in names}


def apart(wanted: torch.Tensor, got: torch.Tensor) -> float:
    """Largest difference, in parts of the largest value if that is above 1."""
    return ((wanted - got).abs().max() / wanted.abs().max().clamp(min=1)).item()


def differences(
    model: StackedModel, run: Run, session, inputs: dict
) -> dict[str, float]:
    """Largest difference of either graph from its Python, by what is missing.

    The learner's is asked about the same features: at the thresholds of trees the
    smallest difference of an encoder's would count.
    """
    encoders, found = Encoders(model), {}
    for words, absent in gaps(inputs).items():
        worst = []
        for rows in BATCHES:
            x, present = made_up(inputs, rows, absent)
            mine = only(encoders.names, x, present)
            pairs = zip(encoders(*mine), run(*mine), strict=True)
            worst += [apart(*pair) for pair in pairs]
            parts = model.parts(*model.encode(x, present))
            wanted = model.learner.predict(parts)
            got = session.run(["predictions"], {"features": matrix(parts)})[0]
            worst.append(apart(wanted, torch.from_numpy(got)))
        found[words] = max(worst)
    return found


def milliseconds(run: Run, session, inputs: dict, width: int) -> float:
    """Median time of both graphs for one row alone, over 30."""
    x, present = made_up(inputs, 1)
    row, times = np.zeros((1, width), np.float32), []
    for _ in range(30):
        begin = time.perf_counter()
        run(x, present)
        session.run(None, {"features": row})
        times.append(1000 * (time.perf_counter() - begin))
    return sorted(times)[len(times) // 2]


def as_safetensors(folder: Path, model: StackedModel, inputs: dict) -> tuple:
    """What was learnt as it is, and the code that it belongs to."""
    return {"weights.safetensors": (folder / "weights.safetensors").read_bytes()}, {}


def as_onnx(folder: Path, model: StackedModel, inputs: dict) -> tuple:
    """Both graphs, their user and what the features have learnt, and what was found in
    ONNX Runtime."""
    import onnxruntime

    from graph import learner_graph

    encoders = Encoders(model).eval()
    seen = {name: inputs[name] for name in encoders.names}
    outputs = tuple(f"{name}.encoded" for name in encoders.names)
    first = onnx_bytes(traced(encoders, seen), seen, outputs)
    parts = model.parts(*model.encode(*made_up(inputs, 1)))
    widths = {name: part.shape[1] for name, part in parts.items()}
    second = learner_graph(model.learner, widths)
    run = onnx_run(first)
    session = onnxruntime.InferenceSession(second, providers=["CPUExecutionProvider"])
    found = differences(model, run, session, inputs)
    for words, worst in found.items():
        if not worst <= WORST:
            raise SystemExit(
                f"not exported: {words}, it differs from PyTorch by {worst:.2g}, "
                f"and {WORST:g} is allowed"
            )
    learnt = {
        f"{owner}/{name}": value.contiguous()
        for owner, features in model.features.items()
        for name, value in features.state().items()
    }
    files = {"encoders.onnx": first, "model.onnx": second}
    files["features.safetensors"] = save(learnt)
    files["infer_onnx.py"] = (HERE / "infer_onnx.py").read_bytes()
    speed = milliseconds(run, session, seen, sum(widths.values()))
    about = {"features": widths, "differs": found, "milliseconds_per_row": speed}
    return files, about


FORMATS = {"safetensors": as_safetensors, "onnx": as_onnx}


@torch.no_grad()
def main() -> None:
    """Export, load again, compare, write."""
    parser = argparse.ArgumentParser(description="Export the model.")
    parser.add_argument("--model", type=Path, required=True, help="folder of weights")
    parser.add_argument("--output", type=Path, required=True, help="folder to write")
    parser.add_argument("--format", default="safetensors", choices=FORMATS)
    args = parser.parse_args()
    torch.manual_seed(0)
    model, inputs = load_model(args.model)
    files, found = FORMATS[args.format](args.model, model, inputs)
    columns = {name: list(reader.columns) for name, reader in inputs.items()}
    about = {"format": args.format, "inputs": columns, "outputs": OUTPUTS, **found}
    graphs = [len(content) for name, content in files.items() if name.endswith(".onnx")]
    about["bytes"] = sum(graphs) or len(files["weights.safetensors"])
    files["config.json"] = (json.dumps(about, indent=1) + "\n").encode()
    files["README.md"] = USE[args.format].encode()
    files["inputs.json"] = (args.model / "inputs.json").read_bytes()
    files |= {name: (HERE / name).read_bytes() for name in CODE}
    args.output.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (args.output / name).write_bytes(content)
        print(f"{args.output / name}: {len(content)} bytes")
    for words, worst in found.get("differs", {}).items():
        print(f"{words}: differs from PyTorch by at most {worst:.1e}")


if __name__ == "__main__":
    main()
