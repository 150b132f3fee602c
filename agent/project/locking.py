"""Which exact versions a project names: those of the packages that it imports."""

from pathlib import Path

from agent import catalog
from agent.records import Plan

LOCK = Path(__file__).resolve().parents[2] / "templates" / "project.lock"
PRETRAINED_LOCK = LOCK.with_name("pretrained.lock")
OPTIONAL = {"lightgbm"}
"""Lines of the lock that only projects need which import them. scikit-learn is in all:
`reproduce.py` scores by it."""
FORMATS_LOCK = LOCK.with_name("formats.lock")
PRIVATE_LOCK = LOCK.with_name("private.lock")
LIBRARIES = {"peft", "timm", "transformers"}
"""Packages of pretrained encoders, which only projects need that use one."""


def required(plan: Plan) -> set[str]:
    """Packages of pretrained encoders that a plan's blocks import."""
    found = set()
    for b in plan.branches:
        found |= set(catalog.find("input", b.input.block).requires)
        if plan.family != "classical":
            found |= set(catalog.find("encoder", b.encoder.block).requires)
    return found


def needed(plan: Plan) -> set[str]:
    """Packages beside those of every network's project that a plan's needs."""
    return required(plan) | ({"opacus"} if plan.train.epsilon else set())


def lock(wanted: set[str]) -> tuple[str, ...]:
    """Lines of the lock of a project that imports the packages `wanted`."""
    lines = LOCK.read_text(encoding="utf-8").split()
    if wanted & LIBRARIES:
        more = PRETRAINED_LOCK.read_text(encoding="utf-8").split()
        lines = sorted({*lines, *more}, key=str.lower)
    if "opacus" in wanted:
        lines = sorted({*lines, *PRIVATE_LOCK.read_text(encoding="utf-8").split()})
    more = FORMATS_LOCK.read_text(encoding="utf-8").split()
    more = [line for line in more if line.split("==")[0] in wanted]
    lines = sorted({*lines, *more}, key=str.lower) if more else lines
    unused = (OPTIONAL | LIBRARIES) - wanted
    return tuple(line for line in lines if line.split("==")[0] not in unused)
