"""The rules of the house: who imports whom, how long things are, what loads when."""

import ast
import graphlib
import subprocess
import sys
from pathlib import Path

import pytest
from cpu import a_large_import, cpu_of

ROOT = Path(__file__).resolve().parent.parent
SOURCES = sorted(
    path
    for top in ("agent", "sandbox", "templates")
    for path in ROOT.glob(f"{top}/**/*.py")
)
LEVELS = [
    ["sandbox.base"],
    [
        "agent.errors",
        "agent.records",
        "agent.outcome",
        "agent.explained",
        "agent.vocabulary",
    ],
    ["agent.hygiene"],
    ["agent.inline", "agent.imports", "agent.cards", "agent.constraints", "agent.llm"],
    ["agent.catalog"],
    ["agent.coverage", "agent.pretrained", "agent.scoring"],
    ["agent.data"],
    ["agent.statement"],
    ["agent.project"],
    ["agent.proposers"],
    ["agent.run.events", "agent.run.trial", "agent.run.try_block"],
    ["agent.run.invent"],
    ["agent.run.proposing", "agent.run.precheck"],
    ["agent.run.steering"],
    ["agent.run.slots", "agent.cluster"],
    ["agent.run.loop"],
    ["agent.run.parallel"],
    ["agent.run.explain", "agent.run.explain_scores", "agent.run.variants"],
    ["agent.report"],
    ["agent.run.finish", "agent.run.reserve", "agent.run.reporting"],
    ["agent.run.runner"],
    ["agent.track", "agent.batch"],
    ["agent.interfaces"],
]
"""From the ground up: a module may import from its own level and from those below."""


def imports(path: Path) -> set[str]:
    """Every module that a file imports, lazily or not."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
            found.add(node.module)
    return found


def level(module: str) -> int | None:
    """The level of a module; None for one that stands on no level."""
    for i, names in enumerate(LEVELS):
        if any(module == name or module.startswith(name + ".") for name in names):
            return i
    return None


def name_of(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts).removesuffix(".__init__")


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: str(p.relative_to(ROOT)))
def test_files_and_functions_stay_short(path):
    text = path.read_text()
    assert text.count("\n") <= 320, f"{path} has {text.count(chr(10))} lines"
    tree = ast.parse(text)
    assert ast.get_docstring(tree), f"{path} promises nothing"
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or 0) - node.lineno + 1
            assert length <= 60, f"{path}:{node.lineno} {node.name}: {length} lines"


def test_imports_run_one_way():
    for path in SOURCES:
        mine = level(name_of(path))
        for module in imports(path):
            theirs = level(module)
            if mine is not None and theirs is not None:
                assert theirs <= mine, f"{path} imports {module}"


def test_no_two_modules_need_each_other():
    """Whether they import lazily, or for their types alone."""
    names = {name_of(path) for path in SOURCES}
    needs = {name_of(path): imports(path) & names for path in SOURCES}
    packages = {name for name in names if any(n.startswith(f"{name}.") for n in names)}
    for name in needs:
        needs[name] -= packages | {name}
    graphlib.TopologicalSorter(needs).prepare()  # CycleError names the circle


READERS = ROOT / "agent" / "data" / "formats.py"
"""Reads files by the functions that projects have, so that there is one of each."""


def test_each_package_knows_only_what_it_may():
    for path in SOURCES:
        top = path.relative_to(ROOT).parts[0]
        tops = {module.split(".")[0] for module in imports(path)}
        if top == "sandbox":
            assert not tops & {"agent", "templates", "torch"}, path
        if top == "agent":
            shared = {"templates"} if path == READERS else set()
            assert not tops & {"templates", "torch"} - shared, path
        if top == "templates":
            assert not tops & {"agent", "sandbox"}, path


def test_agent_never_loads_torch():
    modules = [
        name_of(p) for p in SOURCES if p.parts[-2:] != ("templates", "__init__.py")
    ]
    wanted = [m for m in modules if m.startswith("agent")]
    code = (
        "import importlib, sys\n"
        f"for name in {wanted!r}: importlib.import_module(name)\n"
        "assert 'torch' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT)


def test_version_is_told_at_once():
    """In half of the time that one large import takes; the best of three each."""
    code = (
        f"import sys; sys.path.insert(0, {str(ROOT)!r}); sys.argv[1:] = ['--version']\n"
        "from agent.interfaces.cli import main; main()\n"
    )
    spent = min(cpu_of(code) for _ in range(3))
    large = min(a_large_import() for _ in range(3))
    assert spent <= large / 2, (spent, large)


@pytest.mark.parametrize(
    "command",
    [["black", "--check", "--quiet", "."], ["ruff", "check", "--quiet", "."]],
    ids=lambda command: command[0],
)
def test_formatted_and_linted(command):
    done = subprocess.run(
        [sys.executable, "-m", *command], cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_types_hold():
    done = subprocess.run(
        [sys.executable, "-m", "pyright"], cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout[-4000:]


def test_the_lock_of_projects_agrees_with_ours():
    ours = dict(
        line.lower().split("==")
        for line in (ROOT / "constraints.txt").read_text().splitlines()
        if "==" in line
    )
    theirs = [
        ROOT / "templates" / name
        for name in ("project.lock", "onnx.lock", "private.lock")
    ]
    for line in "\n".join(path.read_text() for path in theirs).split():
        name, version = line.lower().split("==")
        if name != "setuptools":  # torch wants it; it comes with the environment
            assert ours[name] == version, line
