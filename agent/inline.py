"""Block modules -> one flat source: dependencies first, cards dropped, imports hoisted.

The text of a block is sliced, never regenerated, so its comments and layout survive.
"""

import ast
import sys
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

BLOCKS = Path(__file__).resolve().parents[1] / "templates" / "blocks"
PREFIX = "templates.blocks."
OWN = ("config", "data", "model", "predict", "stack", "train")
"""Modules of a generated project."""


class InlineError(Exception):
    """A block that cannot be inlined: a fault of the catalogue, not of the user."""


def inline(modules: Iterable[str], root: Path = BLOCKS, prefix: str = PREFIX) -> str:
    """The source of `modules` (paths below `root`, or absolute ones of a user's own
    blocks) and of what they import from `root`, whose modules' names begin so.

    Shared modules come once, before their first user. Imports of other packages stay
    where they are; `hoist` collects them. Raises InlineError on a name defined twice.
    """
    order: list[Path] = []
    for module in modules:
        _visit(root / module, root, order, prefix)
    owners: dict[str, Path] = {}
    parts = []
    for path in order:
        tree = _parsed(path.read_text(encoding="utf-8"))
        for name in definitions(tree):
            if name in owners:
                raise InlineError(f"{name} is defined by {owners[name]} and {path}")
            owners[name] = path
        parts.append(_body(path, tree, prefix))
    return "\n\n\n".join(part for part in parts if part)


def hoist(source: str) -> str:
    """`source` with its top-level imports merged, sorted and put below its docstring.

    The order is that of ruff's and isort's defaults: standard library, then others,
    then the modules of the project itself; `import a` before `from a import b`.
    """
    tree = ast.parse(source)
    lines = source.splitlines()
    found = [n for n in tree.body if isinstance(n, ast.Import | ast.ImportFrom)]
    for node in found:
        for i in range(node.lineno - 1, _end(node)):
            lines[i] = "\0"
    start = _end(tree.body[0]) if ast.get_docstring(tree) is not None else 0
    rest = [line for line in lines[start:] if line != "\0"]
    block = "\n\n".join(_groups(found))
    return "\n".join([*lines[:start], "", block, "", *rest]).strip() + "\n"


def packages(source: str) -> set[str]:
    """Distributions that a source imports beside those of every project."""
    of = {"lightgbm": "lightgbm", "scipy": "scipy", "sklearn": "scikit-learn"}
    begun = ("import", "from")
    return {of[m] for m in of if any(f"{word} {m}" in source for word in begun)}


@lru_cache(maxsize=512)
def _parsed(text: str) -> ast.Module:
    """The tree of a block's module; a run inlines the same ones over and over."""
    return ast.parse(text)


def _visit(path: Path, root: Path, order: list[Path], prefix: str) -> None:
    if path in order:
        return
    for node in _parsed(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.ImportFrom) and (node.level or _star(node)):
            raise InlineError(f"{path}:{node.lineno}: relative or star import")
        if _internal(node, prefix):
            name = node.module.removeprefix(prefix).replace(".", "/")  # type: ignore[attr-defined]
            _visit(root / f"{name}.py", root, order, prefix)
    order.append(path)


def _internal(node: ast.stmt, prefix: str) -> bool:
    return isinstance(node, ast.ImportFrom) and (node.module or "").startswith(prefix)


def _star(node: ast.ImportFrom) -> bool:
    return any(alias.name == "*" for alias in node.names)


def _end(node: ast.stmt) -> int:
    return node.end_lineno or node.lineno


def _card(node: ast.stmt) -> bool:
    return isinstance(node, ast.Assign) and any(
        isinstance(t, ast.Name) and t.id == "BLOCK" for t in node.targets
    )


def definitions(tree: ast.Module) -> list[str]:
    """Names that a module defines at its top level, its card apart."""
    names = []
    for node in tree.body:
        if isinstance(node, ast.ClassDef | ast.FunctionDef):
            names.append(node.name)
        elif isinstance(node, ast.Assign | ast.AnnAssign) and not _card(node):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            inside = [one for target in targets for one in ast.walk(target)]
            names += [one.id for one in inside if isinstance(one, ast.Name)]
    return names


def _body(path: Path, tree: ast.Module, prefix: str) -> str:
    """The text of a module without docstring, card and imports of other blocks."""
    lines = path.read_text(encoding="utf-8").splitlines()
    drop = [n for n in tree.body if _internal(n, prefix) or _card(n)]
    if ast.get_docstring(tree) is not None:
        drop.append(tree.body[0])
    gone = {i for n in drop for i in range(n.lineno - 1, _end(n))}
    kept = [line for i, line in enumerate(lines) if i not in gone]
    return "\n".join(kept).strip("\n")


def _groups(imports: list[ast.Import | ast.ImportFrom]) -> list[str]:
    plain: set[tuple[str, str | None]] = set()
    named: dict[str, set[tuple[str, str | None]]] = {}
    for node in imports:
        if isinstance(node, ast.Import):
            plain |= {(a.name, a.asname) for a in node.names}
        else:
            names = named.setdefault(node.module or "", set())
            names |= {(a.name, a.asname) for a in node.names}
    sections: dict[int, list[str]] = {0: [], 1: [], 2: []}
    for name, alias in sorted(plain):
        sections[_section(name)].append(f"import {_as(name, alias)}")
    for module in sorted(named):
        names = ", ".join(_as(*pair) for pair in sorted(named[module], key=_case))
        sections[_section(module)].append(f"from {module} import {names}")
    return ["\n".join(lines) for lines in sections.values() if lines]


def _as(name: str, alias: str | None) -> str:
    return f"{name} as {alias}" if alias else name


def _case(pair: tuple[str, str | None]) -> tuple[int, str]:
    """isort's order of names: CONSTANTS, then Classes, then functions."""
    name = pair[0]
    rank = 0 if name.isupper() and len(name) > 1 else 1 if name[0].isupper() else 2
    return rank, name


def _section(module: str) -> int:
    top = module.split(".")[0]
    if top in sys.stdlib_module_names:
        return 0
    return 2 if top in (*OWN, "lines") else 1
