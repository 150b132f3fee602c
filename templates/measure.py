"""Builds every block and measures it: parameters and FLOPs per row, as JSON on stdout.

`python -m templates.measure [FOLDER...]` takes folders with more blocks.
A block that can't be built or run ends it by its name. Parts of the training are no
network and have no row.
"""

import json
import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.utils.flop_counter import FlopCounterMode

BLOCKS = Path(__file__).parent / "blocks"
FOLDERS = ("inputs", "encoders", "features", "fusion", "heads", "training")
WIDTH, MODALITIES, TOKENS, OUTPUTS = 64, 3, 4, 3
FEWER_OUTPUTS = {"binary": 2, "regression": 1, "survival": 1}
HOW = (
    "With default arguments. Encoders and augments are measured on the example tensor "
    f"of their first kind, fusions on {MODALITIES} modalities of width {WIDTH} (with "
    f"{TOKENS} tokens each where they take tokens), heads on width {WIDTH} with "
    f"{OUTPUTS} outputs (binary: 2, regression and survival: 1). FLOPs are those of "
    "matrix products and convolutions for one row, two per multiply-add. Inputs and "
    "features, which run before training, have neither."
)


def main() -> None:
    """Print `{"how", "blocks": [{"role", "name", "params", "flops", "on"}]}`."""
    roots = [BLOCKS, *map(Path, sys.argv[1:])]
    modules = [
        load(p) for root in roots for name in FOLDERS for p in files(root / name)
    ]
    inputs = [module.BLOCK for module in modules if module.BLOCK["role"] == "input"]
    examples = {card["gives"]: card["example"] for card in reversed(inputs)}
    rows = []
    for module in modules:
        try:
            rows.append(measure(module, examples))
        except Exception as error:
            card = module.BLOCK
            sys.exit(f"{card['role']} {card['name']}: {type(error).__name__}: {error}")
    json.dump({"how": HOW, "blocks": rows}, sys.stdout)


def files(folder: Path) -> list[Path]:
    """The block files of one folder, by name."""
    return [p for p in sorted(folder.glob("*.py")) if p.stem != "__init__"]


def load(path: Path):
    """The module of a block file, wherever it lies."""
    spec = spec_from_file_location(f"{path.parent.name}_{path.stem}", path)
    assert spec and spec.loader
    module = module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses and the like look there
    spec.loader.exec_module(module)
    return module


def measure(module, examples: dict[str, dict]) -> dict:
    """One row of the table: a block built with its defaults, run once on one row."""
    card = module.BLOCK
    make, on = getattr(module, card["class"]), ""
    there = torch.ones(1, dtype=torch.bool)
    if card.get("requires") and card["role"] == "encoder":
        block, given, on = None, (), "what the encoder is that it gets"
    elif card["role"] == "input":
        block, given = None, ()
        on = f"{card['gives']} {size(card['example']['value'])}"
    elif card["role"] == "features":
        block, given = None, ()
        on = (
            f"{card['kinds'][0]} to {columns(make, examples[card['kinds'][0]])} columns"
        )
    elif card["role"] == "fusion":
        names = [f"m{i}" for i in range(MODALITIES)]
        places = (TOKENS,) if card.get("takes") == "tokens" else ()
        block = make(dict.fromkeys(names, WIDTH))
        z = torch.zeros(1, *places, WIDTH)
        given = (dict.fromkeys(names, z), dict.fromkeys(names, there))
        on = f"{MODALITIES} of {size([*places, WIDTH])}"
    elif card["role"] == "head":
        outputs = FEWER_OUTPUTS.get(card["kinds"][0], OUTPUTS)
        block, given = make(WIDTH, outputs), (torch.zeros(1, WIDTH),)
        on = f"{WIDTH} to {outputs}"
    else:
        kind = card["kinds"][0]
        example = examples[kind]
        x = values(example)
        encoder = card["role"] == "encoder"
        block = make(tuple(example["shape"])) if encoder else make()
        given = (x, there) if encoder else (x,)
        on = f"{kind} {size(example['value'])}"
    return {
        "role": card["role"],
        "name": card["name"],
        "params": parameters(block),
        "flops": flops(block, given),
        "on": on,
    }


def columns(make, example: dict) -> int:
    """How many features a block makes of an example, learnt from rows of noise."""
    generator = torch.Generator().manual_seed(0)
    dtype = getattr(torch, example.get("dtype", "float32"))
    noise = torch.randint(97, 122, (300, *example["value"]), generator=generator)
    there = torch.ones(300, dtype=torch.bool)
    block = make(tuple(example["shape"]))
    block.fit(noise.to(dtype), there)
    return block(noise.to(dtype), there).shape[1]


def values(example: dict) -> Tensor:
    """One row of zeros in the shape and type of an input's example."""
    dtype = getattr(torch, example.get("dtype", "float32"))
    return torch.zeros(1, *example["value"], dtype=dtype)


def parameters(block: object) -> int | None:
    """How many numbers a block learns by gradient; None for one that wasn't built."""
    if block is None:
        return None
    if not isinstance(block, nn.Module):
        return 0
    return sum(p.numel() for p in block.parameters() if p.requires_grad)


def flops(block, given: tuple) -> int | None:
    """What one row costs; None for an input, which runs before training."""
    if block is None:
        return None
    if isinstance(block, nn.Module):
        block.eval()
    counter = FlopCounterMode(display=False)
    # Its LSTM is one operator, in which the counter would see no products.
    with torch.backends.mkldnn.flags(enabled=False), counter:
        block(*given)
    return counter.get_total_flops()


def size(shape: list[int]) -> str:
    """`3 x 64 x 48`, as it stands in the table."""
    return " x ".join(map(str, shape))


if __name__ == "__main__":
    main()
