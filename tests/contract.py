"""What the tests of the blocks share: how a block is built and put to work."""

import importlib
import math
import sys
from importlib.util import module_from_spec, spec_from_file_location

import pytest
import torch
from torch import nn

from agent import catalog
from agent.records import Block

ALL = list(catalog.load().values())
# Modality names that are attributes of nn.Module or dict have to work as well.
DIMS = {"values": 5, "train": 7, "b": 6}
TOKENS = {"values": 3, "train": 2, "b": 4}  # lengths of the sequences, by modality
CLASSES = {"binary": 2, "multiclass": 3, "ordinal": 4, "multilabel": 3}
CLASSES |= {"regression": 1, "multitarget": 2, "survival": 1, "retrieval": 5}
SUM_TO_ONE = {"binary", "multiclass", "ordinal"}
GIVEN = {b.gives: b.example for b in ALL if b.role == "input" and b.example}
MORE_SHAPES = {
    "image": [(1, 32, 32)],
    "vector": [(3,)],
    "series": [(5, 1)],
    "mels": [(2, 40, 33)],
    "frames": [(2, 1, 20, 20)],
}


def shapes(kind: str) -> list[tuple[int, ...]]:
    """What encoders of a kind of tensor are built from: the example, and more."""
    return [GIVEN[kind].shape, *MORE_SHAPES.get(kind, [])]


def of(role: str) -> list:
    return [pytest.param(b, id=f"{role}-{b.name}") for b in ALL if b.role == role]


def modes(fusion: Block) -> tuple[str, ...]:
    """What a fusion is tried on: a vector per modality, or a sequence of them."""
    return ("vectors", "tokens") if fusion.takes == "tokens" else ("vectors",)


def cls(block: Block) -> type:
    if catalog.own(block):  # of FORGEWELD_BLOCKS: found by its path alone
        name = f"own_{block.role}_{block.name}"
        if name not in sys.modules:
            spec = spec_from_file_location(name, block.module)
            assert spec and spec.loader
            sys.modules[name] = module_from_spec(spec)
            spec.loader.exec_module(sys.modules[name])
        return getattr(sys.modules[name], block.cls)
    name = f"templates.blocks.{block.module.removesuffix('.py').replace('/', '.')}"
    return getattr(importlib.import_module(name), block.cls)


def stored(kind: str, shape: tuple[int, ...], rows: int) -> torch.Tensor:
    """Random values in the type that the input block of that kind keeps them in."""
    example = GIVEN[kind]
    value = example.value if shape == example.shape else shape
    if example.dtype == "uint8":
        return torch.randint(0, 256, (rows, *value), dtype=torch.uint8)
    if example.dtype == "int64":  # ids below the last number of the shape
        return torch.randint(0, shape[-1], (rows, *value))
    x = torch.randn(rows, *value)
    return nn.functional.normalize(x, dim=1).half() if example.dtype == "float16" else x


def targets(kind: str, rows: int) -> torch.Tensor:
    places = torch.arange(rows)
    if kind == "regression":
        return torch.linspace(10, 30, rows)
    if kind == "multilabel":
        return torch.stack([places % n == 0 for n in (2, 3, 4)], dim=1).float()
    if kind == "multitarget":
        y = torch.stack([places * 2.0, 100 - places**2], dim=1)
        return y.masked_fill(torch.eye(rows, 2, dtype=torch.bool), math.nan)
    if kind == "survival":
        return torch.stack([places * 1.5 + 1, (places % 4 > 0).float()], dim=1)
    if kind == "retrieval":
        return places
    return places % CLASSES[kind]


def build(block: Block, shape: tuple[int, ...] = (), kind: str = "", **knobs):
    if block.role == "input":
        types = (("number",),) if "table" in block.kinds else ()
        return cls(block)(("a",), *types, **knobs)
    if block.role == "encoder":
        return cls(block)(shape or shapes(block.kinds[0])[0], **knobs)
    if block.role == "fusion":
        return cls(block)(DIMS, **knobs)
    if block.role == "head":
        return cls(block)(12, CLASSES[kind or block.kinds[0]], **knobs)
    if block.role == "optimizer":
        return cls(block)([nn.Parameter(torch.ones(2))], **knobs)
    if block.name == "ema":
        return cls(block)(nn.Linear(2, 1), **knobs)
    return cls(block)(**knobs)


class Net(nn.Module):
    """Encoder and head, or fusion and head, or a head alone, over fixed rows.

    `kind` is the encoder's kind of tensor, the fusion's mode or the head's task.
    """

    def __init__(self, block: Block, kind: str, shape: tuple[int, ...], **knobs):
        super().__init__()
        rows = 8
        task = kind if block.role == "head" else "multiclass"
        self.block = build(block, shape, kind, **knobs)
        self.role = block.role
        width = 12 if block.role == "head" else self.block.dim
        plain = cls(catalog.find("head", "multiclass"))
        self.head = self.block if block.role == "head" else plain(width, CLASSES[task])
        self.present = torch.ones(rows, dtype=torch.bool)
        self.y = targets(task, rows)
        self.head.fit(self.y)
        if block.role == "fusion":
            sizes = {name: (d,) for name, d in DIMS.items()}
            if kind == "tokens":
                sizes = {name: (TOKENS[name], d) for name, d in DIMS.items()}
            self.x = {name: torch.randn(rows, *size) for name, size in sizes.items()}
            self.masks = {name: self.present.clone() for name in DIMS}
        else:
            self.x = (
                stored(kind, shape, rows)
                if block.role == "encoder"
                else torch.randn(rows, 12)
            )

    def features(self, n: int | None = None) -> torch.Tensor:
        if self.role == "fusion":
            z = {name: x[:n] for name, x in self.x.items()}
            return self.block(z, {name: m[:n] for name, m in self.masks.items()})
        if self.role == "encoder":
            z = self.block(self.x[:n], self.present[:n])
            return z.mean(dim=1) if z.dim() == 3 else z  # tokens
        return self.x[:n]

    def forward(self, n: int | None = None) -> torch.Tensor:
        return self.head(self.features(n))

    def loss(self, n: int | None = None) -> torch.Tensor:
        return self.head.loss(self(n), self.y[:n])
