"""Projects: the same plan gives the same bytes, and they read as if written by hand."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest
from jinja2 import meta
from plans import plan_of, task

from agent import catalog
from agent.errors import RunError, UsageError
from agent.project.check import check
from agent.project.render import CODE_FILES, TEMPLATES, environment, render
from agent.proposers.moves import moves
from agent.proposers.rules import baselines
from agent.records import Project, Use
from agent.run.trial import write_files

CASES = {
    "one table": ("table", "regression", "late fusion"),
    "text and table": ("text table", "binary", "late fusion"),
    "reference": ("image vector", "binary", "reference"),
    "everything": ("table text image vector series", "multiclass", "late fusion"),
    "series": ("series table", "regression", "late fusion"),
}
PROJECT = [
    "README.md",
    *(name for name in CODE_FILES if name != "graph.py"),  # of classical models
    "pyproject.toml",
    "requirements.lock",
    ".gitignore",
]


@pytest.fixture(scope="module", params=CASES.values(), ids=list(CASES))
def rendered(request):
    kinds, kind, name = request.param
    spec, profile = task(kinds, kind)
    return spec, profile, plan_of(spec, profile, name)


def test_the_same_plan_gives_the_same_bytes(rendered):
    first = render(*rendered)
    code = (
        "import sys\nsys.path[:0] = ['tests']\n"
        "from plans import *\nfrom agent.project.render import render\n"
        "spec, profile, plan = (cls.model_validate_json(line) for cls, line in"
        " zip((TaskSpec, Profile, Plan), sys.stdin))\n"
        "print(render(spec, profile, plan).digest)"
    )
    lines = "\n".join(record.model_dump_json() for record in rendered)
    done = subprocess.run(
        [sys.executable, "-c", code],
        input=lines,
        capture_output=True,
        text=True,
        cwd=Path(__file__).parent.parent,
        env={"PYTHONHASHSEED": "7"},
    )
    assert done.stdout.strip() == first.digest, done.stderr


def test_clean_under_black_and_ruff(rendered, tmp_path):
    write_files(render(*rendered).files, tmp_path)
    for command in (["black", "--check", "-q", "."], ["ruff", "check", "-q", "."]):
        done = subprocess.run(
            [sys.executable, "-m", *command],
            cwd=tmp_path,
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stdout + done.stderr


def test_it_is_small_and_flat_and_knows_nothing_of_us(rendered):
    files = render(*rendered).files
    assert sorted(files) == sorted(set(PROJECT) - {"README.md"})
    for name, text in files.items():
        assert not re.search(
            r"^(?:import|from) (?:agent|sandbox|templates)", text, re.M
        )
        if not name.endswith(".py"):
            continue
        tree = ast.parse(text)
        assert ast.get_docstring(tree), name
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef):
                assert (node.end_lineno or 0) - node.lineno < 90, f"{name}:{node.name}"


def test_blocks_arrive_unchanged(rendered):
    """The AST of every class in model.py is that of its block."""
    _, _, plan = rendered
    tree = ast.parse(render(*rendered).files["model.py"])
    ours = {n.name: ast.dump(n) for n in tree.body if isinstance(n, ast.ClassDef)}
    for branch in plan.branches:
        block = catalog.find("encoder", branch.encoder.block)
        source = (catalog.BLOCKS / block.module).read_text()
        for node in ast.parse(source).body:
            if isinstance(node, ast.ClassDef):
                assert ours[node.name] == ast.dump(node)


def test_options_that_a_plan_does_not_use_are_not_there():
    spec, profile = task("table", "regression")
    train = render(spec, profile, plan_of(spec, profile)).files["train.py"]
    assert "hide_modalities" not in train and "augment" not in train
    assert (
        "CLASSES" not in render(spec, profile, plan_of(spec, profile)).files["data.py"]
    )


def test_a_move_changes_only_what_it_says():
    from plans import done

    spec, profile = task("text table", "binary")
    plan = plan_of(spec, profile)
    before = render(spec, profile, plan).files
    for changed in moves(spec, profile, done(1, plan, 0.5)):
        after = render(spec, profile, changed).files
        differ = {name for name in after if after[name] != before[name]}
        differ -= {"test_project.py"} if changed.train.aux_loss else set()
        if changed.fusion != plan.fusion:  # some tell how much each modality counts
            differ -= {"predict.py"}
        assert differ and differ <= {"config.py", "model.py", "data.py", "train.py"}
        if changed.operator == "tune lr":
            assert differ == {"config.py"}


HOSTILE = [
    "a\"b'c",
    "{{ 7 * 7 }}",
    "{% for x in y %}",
    '"""',
    "\\",
    "x\ny",
    "名前",
    "#!",
]


@pytest.mark.parametrize("name", HOSTILE)
def test_names_are_data_not_code(name):
    """A column or class called anything renders, parses and stays what it is."""
    spec, profile = task("text table", "multiclass", target=name)
    modality = spec.modalities[0].model_copy(update={"columns": (name + "1",)})
    columns = tuple(
        c.model_copy(update={"name": name + "1"}) if c.type == "text" else c
        for c in profile.columns
    )
    profile = profile.model_copy(
        update={"classes": (name, "b", "c"), "columns": columns, "group": name + "g"}
    )
    spec = spec.model_copy(
        update={"modalities": (modality, *spec.modalities[1:]), "statement": name}
    )
    files = render(spec, profile, plan_of(spec, profile)).files
    tree = ast.parse(files["data.py"])
    values = {
        target.id: ast.literal_eval(node.value)
        for node in tree.body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name) and target.id in ("TARGET", "CLASSES")
    }
    assert values == {"TARGET": name, "CLASSES": (name, "b", "c")}


@pytest.mark.parametrize(
    "path", sorted(TEMPLATES.glob("*.jinja")), ids=lambda p: p.name
)
def test_templates_hold_no_logic(path):
    """Known names only, also in branches not taken; few tags; each on its own line."""
    text = path.read_text()
    names = meta.find_undeclared_variables(environment().parse(text))
    known = {"spec", "profile", "plan", "code", "outcome", "said", "blend"}
    known |= {"encoders"}
    assert names <= known
    most = 15 if path.name == "README.md.jinja" else 12  # prose has more cases
    assert len(re.findall(r"{%\s*(?:if|for)", text)) <= most
    assert "{%-" not in text and "{% set" not in text and "{% macro" not in text
    for line in text.splitlines():
        if "{%" in line:
            assert re.fullmatch(r"\s*{%.*%}\s*", line), line


def test_unknown_blocks_are_an_error_with_near_names():
    from agent.errors import UsageError

    spec, profile = task("text table", "binary")
    plan = baselines(spec, profile)[-1]
    plan = plan.model_copy(update={"fusion": Use(block="conkat")})
    with pytest.raises(UsageError, match="conkat") as caught:
        render(spec, profile, plan)
    assert "concat" in caught.value.fix


@pytest.mark.parametrize(
    "line",
    ["import os", "import socket", "from subprocess import run", "x = eval('1')", "(("],
)
def test_the_check_refuses_what_could_never_be_right(line):
    with pytest.raises(RunError) as caught:
        check(Project(files={"model.py": f'"""M."""\n{line}\n'}, digest="d"))
    assert caught.value.where == "model.py:2"


def test_tokens_go_to_a_fusion_that_takes_them_and_to_no_other():
    spec, profile = task("image table", "binary")
    plan = plan_of(spec, profile)
    first = plan.branches[0]
    encoder = first.encoder.model_copy(update={"args": {"tokens": 4}})
    branch = first.model_copy(update={"encoder": encoder})
    update = {"branches": (branch, *plan.branches[1:])}
    with pytest.raises(UsageError, match="takes no tokens, but the_image"):
        render(spec, profile, plan.model_copy(update=update))
    update["fusion"] = Use(block="mult")
    model = render(spec, profile, plan.model_copy(update=update)).files["model.py"]
    assert "tokens=4" in model and "features.dim() - 1" in model
