"""Whose blocks a plan has."""

from collections.abc import Iterator

from agent import catalog
from agent.records import Plan, Use


def unseen(plan: Plan) -> bool:
    """Whether a plan has a block of the user's own, or one that a model invented: that
    is a file in an own folder, too."""
    return any(catalog.own(catalog.find(role, use.block)) for role, use in _uses(plan))


def _uses(plan: Plan) -> Iterator[tuple[str, Use]]:
    classical = plan.family == "classical"
    head, encoder = ("learner", "features") if classical else ("head", "encoder")
    yield from (("fusion", plan.fusion), (head, plan.head))
    for branch in plan.branches:
        yield from (("input", branch.input), (encoder, branch.encoder))
        if branch.augment:
            yield "augment", branch.augment
