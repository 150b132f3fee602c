"""Static checks of a block that a model wrote, before anything of it runs.

They refuse early what no block needs. The boundary is the sandbox, in which the block
is imported, tested and trained, and nowhere else.
"""

import ast
from pathlib import Path

from agent.cards import read
from agent.records import Block

MODULES = {"torch", "torch.nn", "torch.nn.functional", "math", "collections.abc"}
SHARED = {
    f"templates.blocks.{path.stem}"
    for path in (Path(__file__).parent.parent / "templates" / "blocks").glob(
        "[a-z]*.py"
    )
}
"""Layers that blocks share: inlined with them."""
MAX_CHARS, MAX_LINES = 12_000, 200
NAMES = {
    "breakpoint", "compile", "delattr", "dir", "eval", "exec", "exit", "getattr",
    "globals", "help", "hasattr", "id", "input", "locals", "memoryview", "open",
    "print", "quit", "setattr", "vars",
}  # fmt: skip
"""Built-ins that reach files, the terminal or names by text."""
ATTRIBUTES = {
    "backends", "classes", "cpp", "cuda", "distributed", "from_file", "hub", "jit",
    "library", "load", "load_state_dict", "multiprocessing", "ops", "package", "save",
    "share_memory_", "storage", "tofile", "utils", "untyped_storage",
}  # fmt: skip
"""Parts of torch that reach files, processes or devices."""


class Refused(Exception):
    """A block that can't be used: at which stage, and why, in a few lines."""

    def __init__(self, stage: str, why: str):
        super().__init__(f"{stage}: {why}")
        self.stage, self.why = stage, why


def check(code: str, role: str, name: str, kind: str | None, folder: Path) -> Block:
    """The card of a block, if nothing of it breaks a rule; Refused names the line.

    It is written to `folder` to read its card; `kind` is the tensor that an encoder has
    to take.
    """
    if len(code) > MAX_CHARS or code.count("\n") > MAX_LINES:
        raise Refused("size", f"at most {MAX_LINES} lines, {MAX_CHARS} characters")
    try:
        tree = ast.parse(code)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise Refused("syntax", str(error)) from error
    for node in tree.body:
        _only_definitions(node)
    for node in ast.walk(tree):
        _harmless(node)
    path = folder / f"{name}.py"
    path.write_text(code, encoding="utf-8")
    try:
        block = read(path, folder)
    except ValueError as error:
        raise Refused("card", str(error).replace(str(path), "the card")) from error
    if (block.role, block.name) != (role, name):
        raise Refused("card", f"role is {role!r} and name is {name!r} in BLOCK")
    if kind is not None and kind not in block.kinds:
        raise Refused("card", f"kinds must hold {kind!r}, which it is to read")
    return block


def _only_definitions(node: ast.stmt) -> None:
    """At top level: docstring, imports, constants, functions, classes."""
    text = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    if isinstance(node, ast.Assign):
        try:
            ast.literal_eval(node.value)
        except ValueError as error:
            raise _refused(node, "has a constant that is no literal") from error
    elif not text and not isinstance(
        node, ast.Import | ast.ImportFrom | ast.FunctionDef | ast.ClassDef
    ):
        raise _refused(node, "has more than definitions at top level")


def _harmless(node: ast.AST) -> None:
    if isinstance(node, ast.Import):
        modules = [alias.name for alias in node.names]
    elif isinstance(node, ast.ImportFrom):
        modules = ["." * node.level + (node.module or "")]
        names = {alias.name for alias in node.names}
        if odd := names & (ATTRIBUTES | {"*"}):
            raise _refused(node, f"imports {', '.join(sorted(odd))}")
    else:
        modules = []
    if odd := [module for module in modules if module not in MODULES | SHARED]:
        raise _refused(node, f"imports {odd[0]}")
    if isinstance(node, ast.Name) and (node.id in NAMES or _dunder(node.id)):
        raise _refused(node, f"uses {node.id}")
    if isinstance(node, ast.Attribute):
        constructor = node.attr == "__init__" and isinstance(node.value, ast.Call)
        if node.attr in ATTRIBUTES or (_dunder(node.attr) and not constructor):
            raise _refused(node, f"uses .{node.attr}")
    if isinstance(node, ast.Global | ast.Nonlocal | ast.AsyncFunctionDef | ast.Await):
        raise _refused(node, "uses global, nonlocal or async")


def _dunder(name: str) -> bool:
    return name.startswith("__")


def _refused(node: ast.AST, what: str) -> Refused:
    return Refused("static", f"line {getattr(node, 'lineno', 0)}: it {what}")
