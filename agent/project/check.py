"""Static checks of a project before anything of it runs: cheap, and not the boundary.

The sandbox is what protects; this only refuses early what could never be right.
"""

import ast
from functools import lru_cache

from agent.errors import RunError
from agent.imports import ALLOWED
from agent.records import Project

MAX_BYTES = 400_000
ONLY_IN_TESTS = {"pytest", "shutil", "subprocess"}
ONLY_IN_EXPORTS = {"onnx", "onnxruntime", "shutil"}
REFUSED = "a generated file was refused: "
HAS = "a project imports what requirements.lock has, and its own files"
FORBIDDEN_CALLS = {"eval", "exec", "compile", "__import__", "input", "breakpoint"}


def check(project: Project) -> None:
    """Raise RunError, with file and line, if the project breaks a rule."""
    size = sum(len(text.encode()) for text in project.files.values())
    if size > MAX_BYTES:
        raise RunError(
            f"the project is {size} bytes long", why=f"the limit is {MAX_BYTES}"
        )
    own = frozenset(n[:-3] for n in project.files if n.endswith(".py"))
    for name, text in project.files.items():
        if name.endswith(".py"):
            _check_file(name, text, own)


@lru_cache(maxsize=256)
def _check_file(name: str, text: str, own: frozenset[str]) -> None:
    """A file that passed passes again: most are those of the trial before."""
    try:
        tree = ast.parse(text)
    except SyntaxError as error:
        why = error.msg
        raise _refusal(name, error.lineno or 0, "does not parse", why) from error
    allowed = ALLOWED | own | (ONLY_IN_TESTS if name.startswith("test_") else set())
    if name in ("export.py", "graph.py", "infer_onnx.py"):
        allowed = ALLOWED | own | ONLY_IN_EXPORTS
    for node in ast.walk(tree):
        for module in _modules(node):
            if module.split(".")[0] not in allowed:
                what = f"imports {module}"
                raise _refusal(name, node.lineno, what, HAS)  # type: ignore[attr-defined]
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id in FORBIDDEN_CALLS
        ):
            what = f"calls {node.func.id}()"
            raise _refusal(name, node.lineno, what, "no project needs that")


def _modules(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom):
        return [node.module or "." * node.level]
    return []


def _refusal(name: str, line: int, what: str, why: str) -> RunError:
    return RunError(f"{REFUSED}it {what}", where=f"{name}:{line}", why=why)
