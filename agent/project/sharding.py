"""Weights in parts, one in each process (FSDP): which plans can have it."""

from agent.records import Plan

HEADS = ("coral", "contrastive")
"""Those with a weight that is one number: it can't be cut."""
WHOLE = ("ema", "soup", "l1", "pseudo", "unfreeze", "wake")
"""Options that need a whole copy of the model, or weights that are always the same
tensors."""


def misfit(plan: Plan) -> str | None:
    """Why the weights of a plan can't be in parts, if they can't; None for a plan whose
    processes have whole ones."""
    if not plan.sharded:
        return None
    wrong = [name for name in WHOLE if getattr(plan.train, name)]
    if plan.train.balance == "ogm_ge":  # a process knows the confidence of its own rows
        wrong.append("balance ogm_ge")
    if plan.head.block in HEADS:
        wrong.append(f"head {plan.head.block}")
    return f"sharded weights can't be had with {wrong[0]}" if wrong else None
