"""Weights in parts, one in each process (FSDP): which plans can have it."""

from agent.records import Plan

UNFIT = ("coral", "contrastive")
"""Heads with a weight that is one number: it can't be cut."""
WHOLE = ("ema", "soup", "l1", "balance", "pseudo", "unfreeze", "wake")
"""Options that need weights or gradients whole, or the same ones all the time."""
PLAIN = ("adam", "adamw", "sgd", "schedule_free")
"""Optimizers that change each number by itself; muon turns whole matrices."""


def misfit(plan: Plan) -> str | None:
    """Why the weights of a plan can't be in parts, if they can't; None for a plan whose
    processes have whole ones."""
    if not plan.sharded:
        return None
    if found := [name for name in WHOLE if getattr(plan.train, name)]:
        return f"sharded weights can't be had with {found[0]}"
    if plan.train.optimizer not in PLAIN:
        return f"sharded weights need one of {', '.join(PLAIN)}"
    if plan.head.block in UNFIT:
        return f"head {plan.head.block} has a weight that can't be cut"
    return None
