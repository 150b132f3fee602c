"""Export what was learnt to a folder of its own.

    python export.py --model weights --output exported

There is one format: weights.safetensors, and the code that loads it. The features are
made in Python, from words, edges of pictures or random kernels, for which neither ONNX
nor torch.export has operators.
"""

import argparse
import json
from pathlib import Path

from predict import load_model

HERE = Path(__file__).resolve().parent
PYTHON = (
    "not exported: the features of this model are made in Python, and a graph of its "
    "learner alone would not take rows; --format safetensors exports it whole"
)
USE = """\
What was learnt (weights.safetensors, inputs.json), and the code it belongs to.

```python
import json
from pathlib import Path

from safetensors.torch import load_file

from data import load_rows, make_inputs, read_rows
from model import ClassicalModel

inputs = make_inputs()
for name, state in json.loads(Path("inputs.json").read_text()).items():
    inputs[name].restore(state)
rows = load_rows(inputs, read_rows(Path("new.csv")), Path(), targets=False)
model = ClassicalModel({name: reader.shape for name, reader in inputs.items()})
model.restore(load_file("weights.safetensors"))
predictions = model.learner.predict(model.parts(rows.x, rows.present))
```
"""


def main() -> None:
    """Load what is exported once, to see that it can be; then write it."""
    parser = argparse.ArgumentParser(description="Export the model.")
    parser.add_argument("--model", type=Path, required=True, help="folder of weights")
    parser.add_argument("--output", type=Path, required=True, help="folder to write")
    formats = ("safetensors", "torch", "onnx", "int8")
    parser.add_argument("--format", default="safetensors", choices=formats)
    args = parser.parse_args()
    if args.format != "safetensors":
        raise SystemExit(PYTHON)
    _, inputs = load_model(args.model)
    columns = {name: list(reader.columns) for name, reader in inputs.items()}
    about = {"format": args.format, "inputs": columns, "outputs": ["predictions"]}
    files = {"config.json": (json.dumps(about, indent=1) + "\n").encode()}
    files |= {"README.md": USE.encode()}
    for name in ("weights.safetensors", "inputs.json"):
        files[name] = (args.model / name).read_bytes()
    for name in ("data.py", "model.py"):
        files[name] = (HERE / name).read_bytes()
    args.output.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (args.output / name).write_bytes(content)
        print(f"{args.output / name}: {len(content)} bytes")


if __name__ == "__main__":
    main()
