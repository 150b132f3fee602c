"""Blocks, and a model put together from them."""

from typing import Literal

from pydantic import Field

from agent.records.base import Record

Value = int | float | str | bool | None | tuple[str, ...] | tuple[float, ...]


class Example(Record):
    """A typical value of an input, without the data."""

    shape: tuple[int, ...]
    """What an encoder is built from: `shape` of the fitted input."""
    value: tuple[int, ...]
    """Shape of one row's tensor; `shape`, but for ids and codes."""
    dtype: Literal["float32", "float16", "uint8", "int64"] = "float32"


class Block(Record):
    """The card of one block of `templates/blocks`."""

    name: str
    role: Literal["input", "encoder", "fusion", "head", "augment"]
    module: str
    """File below `templates/blocks`, such as `encoders/cnn.py`; absolute if it is one
    of the user's own."""
    cls: str
    """Class to construct."""
    kinds: tuple[str, ...]
    """What it serves: kinds of data (inputs), of tensors (encoders, augments) or of
    tasks (heads)."""
    summary: str
    """One line for a person or a model."""
    paper: str = ""
    """Where the method comes from: `Bai et al. 2018`."""
    gives: str = ""
    """Inputs: the kind of tensor that it makes, which encoders name in `kinds`."""
    example: Example | None = None
    """Inputs: a typical tensor, on which encoders are measured and tested."""
    files: tuple[str, ...] = ()
    """Inputs: suffixes of the files it reads, if the kind is told by them: `.spc`."""
    words: str = ""
    """Inputs: pattern of the words that name such data, in columns and statements."""
    takes: Literal["vectors", "tokens"] = "vectors"
    """Fusions: one vector per modality, or also sequences of them."""
    params: dict[str, Value] = Field(default_factory=dict)
    """Free constructor arguments and their defaults, read from the signature."""
    search: dict[str, tuple[Value, ...]] = Field(default_factory=dict)
    """Values worth trying, cheapest first, by parameter."""


class Use(Record):
    """One block with its arguments; what isn't named keeps the block's default."""

    block: str
    args: dict[str, Value] = Field(default_factory=dict)


class Branch(Record):
    """One modality's way into the model."""

    modality: str
    input: Use
    encoder: Use
    augment: Use | None = None


class TrainArgs(Record):
    """How a plan is trained. Each becomes one line of the generated `config.py`."""

    optimizer: Literal["adam", "adamw"] = "adamw"
    lr: float = 1e-3
    weight_decay: float = 1e-2
    batch_size: int = 64
    epochs: int = 60
    patience: int = 10
    """Epochs without a better validation loss before stopping."""
    warmup: float = 0.05
    """Share of the steps over which the learning rate rises; 0 for a constant rate."""
    clip: float | None = 1.0
    """Largest gradient norm; None for no clipping."""
    modality_dropout: float = 0.0
    """Chance, per row and modality, that it is hidden in training (never all)."""


class Plan(Record):
    """One model to try, complete: the same plan always renders the same bytes."""

    name: str
    """Short and readable: `gated`, `radar only`, `reference`."""
    branches: tuple[Branch, ...]
    fusion: Use
    head: Use
    train: TrainArgs = TrainArgs()
    seconds: float
    """Training time that the project is given."""
    seed: int = 0
    parent: int | None = None
    """Trial that this plan changes, if any."""
    operator: str
    """What was done: `baseline`, `swap fusion`, `tune lr`, …"""
    reason: str
    """Why it is worth trying, from what was seen."""
