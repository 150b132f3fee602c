"""A project before any training: the code of one plan, and a README that says so."""

from collections.abc import Sequence

from agent.project.render import README, expressions, fill, render
from agent.records import Plan, Profile, Project, TaskSpec


def scaffold(spec: TaskSpec, profile: Profile, plan: Plan) -> Project:
    """All files of `plan`'s project, README.md first."""
    project = render(spec, profile, plan)
    values = {"spec": spec, "profile": profile, "plan": plan}
    told = fill("scaffold", **values, code=expressions(spec, profile, plan))
    return project.model_copy(update={"files": {README: told, **project.files}})


def first_fusion(spec: TaskSpec, plans: Sequence[Plan]) -> Plan:
    """The first plan that fuses what a network sees; where nothing can be fused, the
    first network, else the first plan."""
    networks = [plan for plan in plans if plan.family == "network"]
    most = max((len(plan.branches) for plan in networks), default=0)
    fusing = [plan for plan in networks if len(plan.branches) == most]
    return next(iter((*fusing, *plans)))
