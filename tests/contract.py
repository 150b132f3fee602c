"""What the tests of the blocks share: how a block is built and put to work."""

import importlib
import sys
from importlib.util import module_from_spec, spec_from_file_location
from types import SimpleNamespace

import pytest
import torch
from torch import nn

from agent import catalog
from agent.records import Block
from templates import contract
from templates.contract import CLASSES, DIMS

ALL = [
    block
    for block in catalog.load().values()
    if not (block.requires and block.role == "encoder")  # see test_pretrained.py
]
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
    return contract.stored(GIVEN[kind].model_dump(), shape, rows)


def build(block: Block, shape: tuple[int, ...] = (), kind: str = "", **knobs):
    if block.role == "input":
        types = (("number",),) if "table" in block.kinds else ()
        return cls(block)(("a",), *types, **knobs)
    if block.role == "encoder":
        return cls(block)(shape or shapes(block.kinds[0])[0], **knobs)
    if block.role == "fusion":
        return cls(block)(DIMS, **knobs)
    if block.role == "features":
        return cls(block)(shape or shapes(block.kinds[0])[0], **knobs)
    if block.role == "learner":
        return cls(block)(3, **knobs)
    if block.role == "head":
        return cls(block)(12, CLASSES[kind or block.kinds[0]], **knobs)
    if block.role == "optimizer":
        return cls(block)([nn.Parameter(torch.ones(2))], **knobs)
    if block.role == "pretraining":  # what it looks at of a model
        part = SimpleNamespace(dim=12)
        model = SimpleNamespace(encoders={"a": part, "b": part}, fusion=part)
        return cls(block)(model, **knobs)
    if block.name == "ema":
        return cls(block)(nn.Linear(2, 1), **knobs)
    return cls(block)(**knobs)


def built(block: Block, kind: str, shape: tuple[int, ...], **knobs) -> contract.Net:
    """A block of the catalogue in the net on which the contract is tried."""
    encoder = block.role == "encoder"
    case = contract.Case(
        make=cls(block),
        role=block.role,
        kind=kind,
        head=cls(catalog.find("head", "multiclass")),
        shape=shape or shapes(kind)[0] if encoder else (),
        example=GIVEN[kind].model_dump() if encoder else {},
        knobs=knobs,
    )
    return contract.Net(case)
