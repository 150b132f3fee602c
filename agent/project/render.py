"""Plan -> Project: pure, formatted by black, and checked before it leaves.

The one Jinja environment lives here. Templates mirror the generated project one to one.
"""

import ast
import hashlib
import json
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace

from agent.hygiene import line
from agent.inline import hoist
from agent.pretrained import carry
from agent.project.card import front_matter
from agent.project.classical import ClassicalCode, classical_code_for
from agent.project.expressions import (
    Code,
    code_for,
    docstring_safe,
    fusion_weighs,
)
from agent.project.fronts import graphed
from agent.project.saying import said_parts
from agent.records import Blend, Plan, Profile, Project, TaskSpec
from agent.scoring.blend import ALONE
from agent.scoring.metrics import ONE_CLASS

TEMPLATES = Path(__file__).resolve().parents[2] / "templates" / "project"
CODE_FILES = (
    "config.py",
    "model.py",
    "data.py",
    "train.py",
    "predict.py",
    "export.py",
    "graph.py",
    "infer_onnx.py",
    "test_project.py",
)
ONLY_STACKED = ("stack.py",)
OTHER_FILES = ("pyproject.toml", "requirements.lock", ".gitignore")
README = "README.md"


def render(
    spec: TaskSpec, profile: Profile, plan: Plan, blend: Blend | None = None
) -> Project:
    """The project of `plan`: everything but README.md, which needs the outcome.

    Its predict.py writes answers as the run's predictions.csv has them; a `blend` with
    a temperature or offsets makes it decide by them, one with radii for sets and
    intervals offers these. The same arguments give the
    same bytes. Raises SyntaxError if the result does not parse.
    """
    values = {"spec": spec, "profile": profile, "plan": plan}
    values["blend"] = blend = blend or ALONE
    weighs = fusion_weighs(spec, plan)
    values["said"] = said_parts(spec, profile, blend, weighs=weighs)
    read = blend.model_copy(update={"temperature": 1.0})  # a graph's are tempered
    values["said"].graph_answers = reading(spec, profile, read)
    told = reading(spec, profile, blend)
    values["code"] = expressions(spec, profile, plan, told)
    files = {name: python(fill(name, **values)) for name in code_files(plan)}
    files |= {name: fill(name, **values) for name in OTHER_FILES}
    digest = hashlib.blake2b(digest_size=12)
    for name in sorted(files):
        digest.update(f"{name}\0{files[name]}\0".encode())
    return Project(files=files, digest=digest.hexdigest())


def readme(
    spec: TaskSpec, profile: Profile, plan: Plan, outcome: SimpleNamespace
) -> str:
    """README.md of a project whose outcome is known (see `agent/run/export.py`)."""
    code = expressions(spec, profile, plan)
    values = {"spec": spec, "profile": profile, "plan": plan, "code": code}
    card = front_matter(spec, profile, plan.name, [plan], outcome.figures)
    told = SimpleNamespace(**vars(outcome), card=card)
    encoders = carry.used(spec, plan)
    return fill(README, **values, outcome=told, encoders=encoders)


def reading(spec: TaskSpec, profile: Profile, blend: Blend) -> str:
    """The function `answers`, by which a predict.py reads its predictions, and the
    constants that it needs."""
    kinds = {"multilabel": "labels", "retrieval": "matches"}
    kinds |= dict.fromkeys(ONE_CLASS, "classes")
    name = f"answers/{kinds.get(spec.kind, 'numbers')}"
    said = said_parts(spec, profile, blend)
    return fill(name, spec=spec, profile=profile, blend=blend, said=said)


def expressions(
    spec: TaskSpec, profile: Profile, plan: Plan, told: str = ""
) -> Code | ClassicalCode:
    """What the templates of a plan's family need beside the records; `told` is what
    `reading` gives."""
    make = classical_code_for if plan.family == "classical" else code_for
    return make(spec, profile, plan, told)


def code_files(plan: Plan) -> tuple[str, ...]:
    """The Python files of a plan's project, in reading order."""
    if plan.family == "network":
        lacks = ("graph.py",)
    else:
        lacks = () if graphed(plan) else ("graph.py", "infer_onnx.py")
    files = tuple(name for name in CODE_FILES if name not in lacks)
    return (*files, *(ONLY_STACKED if plan.stack else ()))


def fill(name: str, *, plan: Plan | None = None, **values) -> str:
    """One template with its holes filled, the plan's family's own if there is one;
    `ensemble/…` are those of ensembles, which have no plan."""
    template = name.removeprefix(".") + ".jinja"
    own = [f"{plan.family}/{template}"] if plan else []
    found = environment().select_template([*own, template])
    return found.render(plan=plan, **values)


@cache
def environment():
    """The one Jinja environment: strict; filters py, toml, oneline and doc."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    made = Environment(
        loader=FileSystemLoader([TEMPLATES, TEMPLATES.parent]),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,
    )
    made.filters["py"] = repr
    made.filters["toml"] = lambda value: json.dumps(value, ensure_ascii=False)
    made.filters["oneline"] = lambda text: " ".join(line(str(text)).split())
    made.filters["doc"] = docstring_safe
    return made


@lru_cache(maxsize=512)
def python(text: str) -> str:
    """`text` tidied; files that a change of plan leaves alone cost nothing again."""
    return formatted(hoist(text))


def formatted(text: str) -> str:
    """`text` as black has it; imports stay where they are.

    A file takes a tenth of a second. So each definition is formatted by itself, and
    most of a run's are known already; and tests, not runs, see whether black would
    change the whole once more. Raises SyntaxError if `text` does not parse.
    """
    parts = [_formatted(part) for part in _definitions(text)]
    return "\n\n\n".join(part for part in parts if part) + "\n"


@lru_cache(maxsize=2048)
def _formatted(part: str) -> str:
    import black

    return black.format_str(part, mode=black.Mode(line_length=88)).strip("\n")


def _definitions(text: str) -> list[str]:
    """`text` cut before and after each function and class of its top level; comments
    right above one belong to it."""
    lines = text.splitlines(keepends=True)
    cuts = {0, len(lines)}
    for node in ast.parse(text).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            starts = [node.lineno, *(d.lineno for d in node.decorator_list)]
            first = min(starts) - 1
            while first and lines[first - 1].startswith("#"):
                first -= 1
            cuts |= {first, node.end_lineno or first}
    return ["".join(lines[a:b]) for a, b in pairwise(sorted(cuts))]
