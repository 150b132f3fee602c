"""What the user's flags say of the models to come: limits, wishes, privacy."""

from importlib.util import find_spec

from agent.errors import UsageError
from agent.project import private
from agent.proposers import rules
from agent.proposers.wishing import Unfit, usables, wished
from agent.records import Profile, TaskSpec
from agent.run.request import Request


def bounded(spec: TaskSpec, request: Request) -> TaskSpec:
    """`spec` with what the flags say of the model to be delivered."""
    limits = spec.constraints
    pairs = {
        "max_params": (limits.max_params, request.max_params),
        "max_latency_ms": (limits.max_latency_ms, request.max_latency_ms),
        "max_epsilon": (limits.max_epsilon, request.max_epsilon),
    }
    strict = {
        name: min((limit for limit in both if limit is not None), default=None)
        for name, both in pairs.items()
    }
    return spec.model_copy(
        update={
            "single": request.single or strict["max_epsilon"] is not None,
            "refit": request.refit,
            "transductive": request.transductive,
            "constraints": limits.model_copy(update=strict),
        }
    )


def steered(spec: TaskSpec, profile: Profile, request: Request) -> TaskSpec:
    """`spec` with what the user wants in every plan, or in none. Raises UsageError."""
    if spec.constraints.max_epsilon is not None:
        spec = _private(spec, profile)
    for kind, name in request.wishes:
        try:
            wishes, _ = wished(spec, profile, kind, name)
        except Unfit as error:
            raise UsageError(
                f"--{kind} {name} can't be", why=str(error), fix="forgeweld blocks"
            ) from error
        spec = spec.model_copy(update={"wishes": wishes})
    return spec


def _private(spec: TaskSpec, profile: Profile) -> TaskSpec:
    """`spec` without the blocks that no private training has. Raises UsageError."""
    if find_spec("opacus") is None:
        raise UsageError(
            "--private needs a package that is not installed",
            why="opacus does the accounting and adds the noise",
            fix='pip install "forgeweld[private]"',
        )
    if spec.kind == "retrieval":
        raise UsageError(
            "--private is not for retrieval",
            why="its loss compares rows, so that no row's part in it can be bounded",
            fix="leave --private out",
        )
    forbidden = set(usables(spec)) & set(private.unfit())
    wishes = spec.wishes.model_copy(update={"forbidden": tuple(sorted(forbidden))})
    spec = spec.model_copy(update={"wishes": wishes})
    if not rules.baselines(spec, profile):
        kinds = ", ".join(f"{m.name} ({m.kind})" for m in spec.modalities)
        raise UsageError(
            "--private leaves no model for this task",
            why=f"none of the encoders for {kinds} can be trained row by row",
            fix="leave --private out, or the modality: --ignore NAME",
        )
    return spec
