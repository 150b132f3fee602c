"""The card and signature of one block's file, read by ast, held to the contract."""

import ast
import re
from pathlib import Path
from typing import get_args

from pydantic import ValidationError

from agent.records import Block, Kind, Value

FOLDERS = {
    "input": "inputs",
    "encoder": "encoders",
    "features": "features",
    "learner": "learners",
    "fusion": "fusion",
    "head": "heads",
    "augment": "training",
    "optimizer": "optim",
    "averaging": "averaging",
    "loss": "losses",
    "balance": "balance",
    "pretraining": "pretraining",
    "selftraining": "selftraining",
}
# What render.py passes by position; everything else is a keyword-only knob.
POSITIONAL = {
    "input": (["columns"], ["columns", "types"]),
    "encoder": (["shape"],),
    "features": (["shape"],),
    "learner": (["outputs"],),
    "fusion": (["dims"],),
    "head": (["dim", "out_features"],),
    "augment": ([],),
    "optimizer": (["params"],),
    "averaging": ([], ["model"]),
    "loss": ([],),
    "balance": ([],),
    "pretraining": (["model"],),
    "selftraining": ([],),
}
SERVING = ("input", "encoder", "features", "head", "learner", "augment")
"""Roles that name what they serve."""
TASKS = ("head", "learner", "loss", "selftraining")
"""Roles whose kinds are those of tasks."""
CARD_KEYS = {"name", "role", "class", "kinds", "summary", "search"}
MORE_KEYS = {
    "input": {"gives", "example", "files", "words", "paper", "requires"},
    "encoder": {"paper", "requires"},
    "features": {"paper", "told"},
    "learner": {"paper", "chance"},
    "fusion": {"paper", "takes"},
    "head": {"paper"},
    "augment": {"paper"},
    "optimizer": {"paper"},
    "averaging": {"paper"},
    "loss": {"paper"},
    "balance": {"paper"},
    "pretraining": {"paper"},
    "selftraining": {"paper"},
}


def read(path: Path, root: Path) -> Block:
    """The block in one file; ValueError with the file's name if its card is invalid.

    Its `module` is the path below `root`, or the absolute one if it lies elsewhere.
    """
    module = path.relative_to(root) if path.is_relative_to(root) else path
    try:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        card = _card(tree)
        knobs = _knobs(tree, card["class"], card["role"])
        block = Block(
            name=card["name"],
            role=card["role"],
            module=module.as_posix(),
            cls=card["class"],
            kinds=tuple(card["kinds"]),
            summary=card["summary"],
            params=knobs,
            search={name: tuple(values) for name, values in card["search"].items()},
            **{key: card[key] for key in MORE_KEYS[card["role"]] & set(card)},
        )
        _check(block)
    except (ValidationError, ValueError, TypeError, SyntaxError, KeyError) as error:
        raise ValueError(f"{path}: {error}") from error
    return block


def _card(tree: ast.Module) -> dict:
    """The literal assigned to BLOCK."""
    for node in tree.body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "BLOCK":
            card = ast.literal_eval(node.value)
            more = MORE_KEYS.get(card.get("role"), set())
            if odd := (CARD_KEYS - set(card)) | (set(card) - CARD_KEYS - more):
                names = ", ".join(sorted(odd))
                raise ValueError(f"BLOCK lacks or should not have: {names}")
            return card
    raise ValueError("no BLOCK = {...} card")


def _knobs(tree: ast.Module, cls: str, role: str) -> dict[str, Value]:
    """Keyword-only parameters of the class's constructor and their literal defaults."""
    for node in tree.body:
        if isinstance(node, ast.ClassDef) and node.name == cls:
            break
    else:
        raise ValueError(f"no class {cls}")
    inits = [
        item
        for item in node.body
        if isinstance(item, ast.FunctionDef) and item.name == "__init__"
    ]
    if not inits:
        raise ValueError(f"{cls} has no __init__")
    args = inits[0].args
    positional = [arg.arg for arg in args.args[1:]]
    if positional not in POSITIONAL.get(role, ()):
        wanted = " or ".join(str(names) for names in POSITIONAL.get(role, ()))
        raise ValueError(f"{cls}.__init__ takes {positional} by position, not {wanted}")
    knobs = {}
    for arg, default in zip(args.kwonlyargs, args.kw_defaults, strict=True):
        if default is None:
            raise ValueError(f"{cls}.__init__: {arg.arg} has no default")
        knobs[arg.arg] = ast.literal_eval(default)
    return knobs


def _check(block: Block) -> None:
    """What pydantic can't see: kinds of the role, search values of the right type."""
    if odd := [end for end in block.files if not re.fullmatch(r"(\.[a-z0-9]+)+", end)]:
        raise ValueError(f"files are suffixes such as '.spc', in lower case: {odd}")
    if block.role == "input" and not (block.gives and block.example):
        raise ValueError("an input names what it gives, and an example of it")
    if block.role == "fusion" and block.kinds:
        raise ValueError("a fusion takes any kind: leave kinds empty")
    if block.role in SERVING and not block.kinds:
        raise ValueError("kinds is empty")
    try:
        re.compile(block.words)
    except re.error as error:
        raise ValueError(f"words is no pattern: {error}") from error
    for kind in block.kinds if block.role in TASKS else ():
        if kind not in get_args(Kind):
            known = ", ".join(get_args(Kind))
            raise ValueError(f"kind {kind!r} is not one of {known}")
    for name, values in block.search.items():
        if name not in block.params:
            raise ValueError(f"search names {name!r}, which is no parameter")
        for value in (*values, block.params[name]):
            if fault := problem(block, name, value):
                raise ValueError(f"search: {name} {fault}")


def problem(block: Block, name: str, value: Value) -> str | None:
    """What is wrong with a value for one of the block's parameters, if anything."""
    default, listed = block.params[name], block.search.get(name, ())
    if not _same_type(value, default):
        return f"must be {type(default).__name__}, not {value!r}"
    if isinstance(value, str) and listed and value not in listed:
        return f"must be one of {', '.join(map(str, listed))}, not {value!r}"
    return None


def _same_type(value: Value, default: Value) -> bool:
    """Whether `value` may stand for `default`: an int may stand for a float."""
    if default is None:
        return True
    if isinstance(default, bool) or isinstance(value, bool):
        return isinstance(default, bool) and isinstance(value, bool)
    if isinstance(default, float):
        return isinstance(value, int | float)
    return isinstance(value, type(default))
