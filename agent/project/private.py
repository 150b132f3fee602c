"""Training with differential privacy: which plans can have it, and their lines.

A row's gradient has to be its own: nothing in a model may mix the rows of a batch, and
no other step of the training may learn from them without noise.
"""

import re

from agent import catalog
from agent.records import Plan, TaskSpec, TrainArgs

OPTIMIZER = """\
optimizer = PrivateOptimizer(
    optimizer,
    model,
    rows=len(fit_index),
    batch_size=config.batch_size,
    epochs=config.epochs,
    epsilon=config.epsilon,
    clip=config.clip,
)
"""
KEEP = "float(epoch)  # the last weights: to choose by scores would tell of rows"
UNFIT = {
    "encoder": ("conv_gru", "frame_cnn", "gru", "random_conv"),
    "head": ("contrastive", "cox"),
}
"""Blocks that look at several rows at once, or of whose steps torch can't tell what
each row did, such as recurrent nets."""
MIXING = (
    "mixup", "gce", "trim", "sampling", "pretrain", "pseudo", "aux_loss", "balance",
    "l1", "ema", "soup", "unfreeze", "wake", "rates",
)  # fmt: skip
"""Options that compare rows, learn without noise, or step otherwise."""
PLAIN = ("adam", "adamw", "sgd")


def unfit() -> tuple[str, ...]:
    """Blocks of the catalogue that no private plan has, as `role name`."""
    trained = [b for b in catalog.blocks("encoder") if b.requires]
    names = [f"encoder {b.name}" for b in trained]
    names += [f"{role} {name}" for role, of in UNFIT.items() for name in of]
    return (*names, *(f"learner {b.name}" for b in catalog.blocks("learner")))


def private(train: TrainArgs, rows: int, epsilon: float) -> TrainArgs:
    """`train` with privacy: larger batches, since noise is added once a step, and no
    more passes than learn something through it (Ponomareva et al. 2023)."""
    return train.model_copy(
        update={
            "epsilon": epsilon,
            "batch_size": max(train.batch_size, min(1024, rows // 16)),
            "epochs": min(train.epochs, 30),
            "clip": train.clip or 1.0,
        }
    )


def misfit(spec: TaskSpec, plan: Plan) -> str | None:
    """Why a plan can't be trained as privately as its task wants, if it can't."""
    train, most = plan.train, spec.constraints.max_epsilon
    if most is not None and (train.epsilon is None or train.epsilon > most):
        return f"the task wants an epsilon of at most {most:g}"
    if train.epsilon is None:
        return None
    mixing = [name for name in MIXING if getattr(train, name)]
    if mixing or train.accumulate > 1:
        return f"epsilon can't be kept with {(*mixing, 'accumulate')[0]}"
    if train.clip is None or train.optimizer not in PLAIN:
        return f"epsilon needs clip, and one of {', '.join(PLAIN)}"
    if plan.family != "network" or plan.stack or plan.processes > 1:
        return "epsilon is for one network, trained by one process"
    blocks = {f"encoder {b.encoder.block}" for b in plan.branches}
    wrong = sorted((blocks | {f"head {plan.head.block}"}) & set(unfit()))
    return f"epsilon can't be kept with {wrong[0]}" if wrong else None


def by_rows(source: str) -> str:
    """Source of blocks so that no row depends on the others of its batch: layers are
    normalised over each row's own channels instead (Wu & He 2018), and memory is laid
    out as per-row gradients can have it."""
    source = re.sub(r"nn\.BatchNorm[123]d\(([^()]+)\)", r"nn.GroupNorm(1, \1)", source)
    return source.replace(".contiguous(memory_format=torch.channels_last)", "")


def step(drawn: list[str]) -> list[str]:
    """A batch, changed by the lines `drawn`, to new weights; rows seen are counted."""
    return [*drawn, "total += optimizer.learn(x, present, y)", "seen += len(batch)"]
