"""Several plans and their weights -> the files around the members of an ensemble."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from types import SimpleNamespace

from agent import catalog
from agent.inline import OWN
from agent.pretrained import carry
from agent.project.card import front_matter
from agent.project.expressions import fusion_weighs
from agent.project.render import README, expressions, fill, python, reading
from agent.project.saying import said_parts
from agent.records import Blend, Plan, Profile, TaskSpec
from agent.scoring.truth import header

CODE_FILES = ("predict.py", "test_project.py")
OTHER_FILES = ("pyproject.toml", "requirements.lock", ".gitignore")


@dataclass(frozen=True)
class Part:
    """One member as the ensemble's own files tell of it."""

    folder: str
    plan: Plan
    weight: float
    params: str
    learnt: str
    """Which rows its delivered weights were learnt from, in words."""
    lock: tuple[str, ...]
    """Lines of its requirements.lock."""


def folder_of(trial: int, plan: Plan, again: int = 0) -> str:
    """Name of a member's folder: its trial, and its plan in plain letters; and of its
    trainings with other seeds."""
    slug = re.sub(r"[^a-z0-9]+", "-", plan.name.lower()).strip("-")
    name = f"{trial}-{slug[:40]}".strip("-")
    return f"{name}-seed-{again + 1}" if again else name


def render_ensemble(
    spec: TaskSpec,
    profile: Profile,
    parts: Sequence[Part],
    blend: Blend,
    outcome: SimpleNamespace,
) -> dict[str, str]:
    """The files beside `members/`; `outcome` is what README.md tells.

    Raises AssertionError or SyntaxError as `render` does.
    """
    values = {"spec": spec, "profile": profile, "outcome": outcome}
    code = _code(spec, profile, parts, blend)
    values["code"] = code
    values["said"] = said_parts(spec, profile, blend, weighs=bool(code.weighs))
    names = {f"ensemble/{name}": name for name in CODE_FILES}
    files = {own: python(fill(name, **values)) for name, own in names.items()}
    plans, title = [part.plan for part in parts], f"{len(parts)} models together"
    card = front_matter(spec, profile, title, plans, outcome.figures)
    values["outcome"] = SimpleNamespace(**vars(outcome), card=card)
    used = {e.name: e for plan in plans for e in carry.used(spec, plan)}
    values["encoders"] = tuple(used.values())
    for name in (*OTHER_FILES, README):
        files[name] = fill(f"ensemble/{name.removeprefix('.')}", **values)
    return files


def infer_onnx(
    spec: TaskSpec, profile: Profile, parts: Sequence[Part], blend: Blend
) -> str:
    """The program that averages exported members, as predict.py averages projects."""
    code = _code(spec, profile, parts, blend)
    code.program, code.member, code.weighs = "infer_onnx", "model", ()
    code.modules = (*OWN, code.program)
    values = {"spec": spec, "profile": profile, "code": code}
    values["said"] = said_parts(spec, profile, blend)
    return python(fill("ensemble/predict.py", **values))


def _code(
    spec: TaskSpec, profile: Profile, parts: Sequence[Part], blend: Blend
) -> SimpleNamespace:
    codes = [expressions(spec, profile, part.plan) for part in parts]
    scales = blend.scales or (1.0,) * len(parts)
    members = [
        SimpleNamespace(
            folder=part.folder,
            weight=f"{part.weight:.3g}",
            share=float(f"{part.weight / scale:.6g}"),
            params=part.params,
            learnt=part.learnt,
        )
        for part, scale in zip(parts, scales, strict=True)
    ]
    columns = dict.fromkeys(name for code in codes for name in code.all_columns)
    width = len(header(spec, profile.classes))
    return SimpleNamespace(
        program="predict",
        member="project",
        modules=OWN,
        project_name=codes[0].project_name,
        target_words=codes[0].target_words,
        split_by=codes[0].split_by,
        split_limit=codes[0].split_limit,
        members=members,
        weights_note=(
            "folder below members/: its weight, per unit of its own risks"
            if blend.scales
            else "folder below members/: its part of the mean"
        ),
        width=width,
        weighs=tuple(p.folder for p in parts if fusion_weighs(spec, p.plan)),
        shares=sum(_reads_encoder(part.plan) for part in parts) > 1,
        keys=codes[0].keys,
        all_columns=tuple(columns),
        numbers=tuple(dict.fromkeys(name for code in codes for name in code.numbers)),
        answers=reading(spec, profile, blend),
        columns=tuple(columns),
        columns_words=", ".join(f"`{name}`" for name in columns),
        last_column=_last_column(spec, profile),
        reading_note=_reading_note(spec, blend),
        lock=tuple(sorted({line for part in parts for line in part.lock})),
        dependencies=tuple(sorted({d for code in codes for d in code.dependencies})),
    )


def _reads_encoder(plan: Plan) -> bool:
    """Whether a plan reads what some frozen encoder says."""
    plain = plan.stack.plain if plan.stack else ()
    branches = (*plan.branches, *plain)
    return any(catalog.find("input", b.input.block).requires for b in branches)


def _last_column(spec: TaskSpec, profile: Profile) -> str:
    """A column of predict.py's output that holds numbers."""
    if profile.classes:
        return f"proba_{profile.classes[-1]}"
    return "risk" if spec.kind == "survival" else spec.target[0]


def _reading_note(spec: TaskSpec, blend: Blend) -> str:
    """What is done to the mean before it is an answer, in words."""
    said = []
    if blend.temperature != 1.0:
        how = "less" if blend.temperature > 1 else "more"
        said.append(
            f"The mean's probabilities are made {how} sure (temperature "
            f"{blend.temperature:g}), as these rows ask for."
        )
    if blend.offsets:
        said.append(
            f"Labels are decided by thresholds that are better for {spec.metric.name} "
            "on these rows than the usual ones; the probabilities stay what they are."
        )
    if blend.worth:
        said.append(
            f"The class said is the one that is worth most to {spec.metric.name} on "
            "average, which need not be the likeliest; the probabilities stay what "
            "they are."
        )
    return " ".join(said)
