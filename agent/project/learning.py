"""The optimiser of a plan, and the rates and layers of its encoders, as code."""

from agent.project import private
from agent.records import Plan, TrainArgs

CLASSES = {
    "adam": "torch.optim.Adam",
    "adamw": "torch.optim.AdamW",
    "sgd": "torch.optim.SGD",
    "muon": "Muon",
    "schedule_free": "ScheduleFreeAdamW",
}


def constants(train: TrainArgs) -> list[str]:
    """What stands above the functions of train.py."""
    rates = f"RATES = {train.rates!r}  # learning rates of encoders, as parts of lr"
    frozen = (
        f"FROZEN = {train.unfreeze!r}  # epochs for which an encoder stays as it is"
    )
    wake = f"WAKE = {train.wake!r}  # epochs after which the next layer down learns"
    named = [rates] * bool(train.rates) + [frozen] * bool(train.unfreeze)
    named += [wake] * bool(train.wake)
    if train.layer_decay < 1:
        falls = f"LAYER_DECAY = {train.layer_decay!r}  # rate of a layer / of the next"
        named.append(falls)
    return ["\n".join(named)] if named else []


def optimizer(plan: Plan, solo: bool) -> list[str]:
    """Lines of `main` from the model to `optimizer`."""
    train, lines, params = plan.train, [], "model.parameters()"
    if solo:
        lines.append("for head in model.solo.values():")
        lines.append("    head.fit(rows.y[fit_index].to(device))")
    if plan.sharded:
        lines.append("shard(model)")
    if train.rates:
        params = "group_by_rate(model, RATES)"
        if train.layer_decay < 1:
            params = "group_by_depth(model, RATES, LAYER_DECAY)"
    if train.optimizer == "muon":
        every = '[{"params": list(model.parameters())}]'
        lines.append(f"groups = {params if train.rates else every}")
        params = "split_matrices(model, groups)"
    knobs = "lr=config.lr, weight_decay=config.weight_decay"
    if train.optimizer == "sgd":
        knobs += ", momentum=0.9, nesterov=True"
    cut = plan.sharded and train.optimizer == "sgd"  # torch 2.13 has no such kernel
    if CLASSES[train.optimizer].startswith("torch.") and not cut:
        knobs += ", fused=True"  # one kernel for all parameters
    lines.append(f"optimizer = {CLASSES[train.optimizer]}({params}, {knobs})")
    if train.epsilon:
        lines += private.OPTIMIZER.splitlines()
    if plan.processes > 1:
        lines.append("torch.manual_seed(config.seed + dist.get_rank())  # of dropout")
    return lines
