"""Export the trained model to a folder of its own, in a form that others run.

    python export.py --model weights --output exported [--format FORMAT]

    safetensors   weights.safetensors, and the code that loads it (if none is named)
    torch         model.pt2, one program of torch.export
    onnx          model.onnx, for ONNX Runtime
    int8          model.onnx with its weights as 8-bit integers

Programs take, by modality, the tensors that data.py makes of rows, and masks of what is
present, for any number of rows. Each is compared with PyTorch before it is written.
"""

import argparse
import json
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import torch
from torch import nn

from model import FusionModel
from predict import load_model

HERE = Path(__file__).resolve().parent
CODE = ("config.py", "model.py", "predict.py", "train.py")  # beside data.py
COLUMNS = ("frame", "radar", "latitude", "longitude", "speed_kmh", "time")
OUTPUTS = ("predictions",)
BATCHES = (1, 2, 7)  # numbers of rows that are compared
WORST = 1e-4  # difference above which nothing is written
Run = Callable[[dict, dict], tuple[torch.Tensor, ...]]

ROWS = """
```python
import json
from pathlib import Path

import torch

from data import load_rows, make_inputs, read_rows

inputs = make_inputs()
for name, state in json.loads(Path("inputs.json").read_text()).items():
    inputs[name].restore(state)
rows = load_rows(inputs, read_rows(Path("new.csv")), Path(), targets=False)
"""
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
TRACED = """\
One program of torch.export, without the model's Python; data.py makes tensors of rows.
"""
TRACED += ROWS + """
program = torch.export.load("model.pt2").module()
predictions, *_ = program(rows.x, rows.present)
```
"""
ONNX = """\
One graph for ONNX Runtime. By modality NAME it takes a tensor NAME and a mask
NAME.present, for any number of rows; config.json has their types and shapes. What rows
and files become before that is Python and stays in data.py, which needs torch:

```
pip install onnxruntime torch numpy
python infer_onnx.py --input new.csv --output predictions.csv
```
"""
USE = {"safetensors": LOADED, "torch": TRACED, "onnx": ONNX, "int8": ONNX}


class Predictor(nn.Module):
    """The model with `predict` as its forward pass."""

    def __init__(self, model: FusionModel):
        super().__init__()
        self.model = model

    def forward(
        self, x: dict[str, torch.Tensor], present: dict[str, torch.Tensor]
    ) -> tuple[torch.Tensor, ...]:
        """What OUTPUTS names: predictions (B, 2) come first."""
        return (self.model.predict(x, present),)


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


def differences(predictor: Predictor, run: Run, inputs: dict) -> dict[str, float]:
    """Largest difference between `run` and PyTorch, by what is missing; in parts of the
    largest prediction if that is above 1."""
    found = {}
    for words, absent in gaps(inputs).items():
        apart = []
        for rows in BATCHES:
            x, present = made_up(inputs, rows, absent)
            wanted, got = predictor(x, present)[0], run(x, present)[0]
            apart.append((wanted - got).abs().max() / wanted.abs().max().clamp(min=1))
        found[words] = torch.stack(apart).max().item()
    return found


def checked(predictor: Predictor, run: Run, inputs: dict) -> dict[str, float]:
    """`differences`; ends the program if one is above WORST, or is no number."""
    found = differences(predictor, run, inputs)
    for words, apart in found.items():
        if not apart <= WORST:
            raise SystemExit(
                f"not exported: {words}, it differs from PyTorch by {apart:.2g}, "
                f"and {WORST:g} is allowed"
            )
    return found


def milliseconds(run: Run, inputs: dict) -> float:
    """Median time of one row alone, over 30."""
    x, present = made_up(inputs, 1)
    times = []
    for _ in range(30):
        begin = time.perf_counter()
        run(x, present)
        times.append(1000 * (time.perf_counter() - begin))
    return sorted(times)[len(times) // 2]


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


def small_weights(model: bytes) -> bytes:
    """An ONNX model that keeps its large weights as 8-bit integers.

    Each place along a weight's first axis has a scale. The weights are multiplied out as
    the model is loaded, and rows are computed in float32 as before.
    """
    import onnx
    from onnx import helper, numpy_helper

    made = onnx.load_model_from_string(model)
    weights, nodes = made.graph.initializer, []
    for weight in list(weights):
        values = torch.from_numpy(numpy_helper.to_array(weight).copy())
        if values.dtype != torch.float32 or values.dim() < 2 or values.numel() < 1024:
            continue
        first = next((i for i, n in enumerate(values.shape) if n > 1), 0)
        others = list(range(first + 1, values.dim()))
        scale = values.abs().amax(others, keepdim=True).clamp(min=1e-12) / 127
        name, whole = weight.name, (values / scale).round().to(torch.int8)
        weights.remove(weight)
        weights.append(numpy_helper.from_array(whole.numpy(), f"{name}.int8"))
        weights.append(numpy_helper.from_array(scale.numpy(), f"{name}.scale"))
        float_ = onnx.TensorProto.FLOAT
        nodes += [
            helper.make_node("Cast", [f"{name}.int8"], [f"{name}.float"], to=float_),
            helper.make_node("Mul", [f"{name}.float", f"{name}.scale"], [name]),
        ]
    nodes += made.graph.node
    del made.graph.node[:]
    made.graph.node.extend(nodes)
    return made.SerializeToString()


def as_safetensors(model: Path, predictor: Predictor, inputs: dict) -> tuple:
    """The weights as they are, and the code that they belong to."""
    files = {"weights.safetensors": (model / "weights.safetensors").read_bytes()}
    return files | {name: (HERE / name).read_bytes() for name in CODE}, {}


def as_torch(model: Path, predictor: Predictor, inputs: dict) -> tuple:
    """model.pt2, and what was found of it once it was loaded again."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "model.pt2"
        torch.export.save(traced(predictor, inputs), path)
        run = torch.export.load(path).module()
        files = {"model.pt2": path.read_bytes()}
    found = {"differs": checked(predictor, run, inputs)}
    return files, found | {"milliseconds_per_row": milliseconds(run, inputs)}


def as_onnx(model: Path, predictor: Predictor, inputs: dict) -> tuple:
    """model.onnx and its user, and what was found in ONNX Runtime."""
    made = onnx_bytes(traced(predictor, inputs), inputs, OUTPUTS)
    run = onnx_run(made)
    found = {"differs": checked(predictor, run, inputs)}
    files = {"infer_onnx.py": (HERE / "infer_onnx.py").read_bytes()}
    files["model.onnx"] = made
    return files, found | {"milliseconds_per_row": milliseconds(run, inputs)}


def as_int8(model: Path, predictor: Predictor, inputs: dict) -> tuple:
    """The same with small weights, and what was found of both."""
    files, before = as_onnx(model, predictor, inputs)
    before |= {"bytes": len(files["model.onnx"])}
    files["model.onnx"] = small_weights(files["model.onnx"])
    run = onnx_run(files["model.onnx"])
    found = {"differs": differences(predictor, run, inputs)}
    found |= {"milliseconds_per_row": milliseconds(run, inputs)}
    return files, found | {"float32": before}


FORMATS = {"safetensors": as_safetensors, "torch": as_torch}
FORMATS |= {"onnx": as_onnx, "int8": as_int8}


def described(inputs: dict) -> dict:
    """What goes in, by name, and what comes out."""
    x, _ = made_up(inputs, 1)
    said = {
        name: {
            "columns": list(inputs[name].columns),
            "type": str(value.dtype).removeprefix("torch."),
            "shape": ["rows", *value.shape[1:]],
        }
        for name, value in x.items()
    }
    return {"inputs": said, "outputs": OUTPUTS}


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
    predictor = Predictor(model).eval()
    files, found = FORMATS[args.format](args.model, predictor, inputs)
    about = {"format": args.format, **described(inputs), **found}
    about["bytes"] = len(max(files.values(), key=len))
    files["config.json"] = (json.dumps(about, indent=1) + "\n").encode()
    files["inputs.json"] = (args.model / "inputs.json").read_bytes()
    files["data.py"] = (HERE / "data.py").read_bytes()
    files["README.md"] = USE[args.format].encode()
    args.output.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (args.output / name).write_bytes(content)
        print(f"{args.output / name}: {len(content)} bytes")
    for words, apart in found.get("differs", {}).items():
        print(f"{words}: differs from PyTorch by at most {apart:.1e}")


if __name__ == "__main__":
    main()
