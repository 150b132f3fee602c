"""Ways to train that are worth trying: for a search, and as moves with triggers."""

from collections.abc import Iterator

from agent.records import Profile, TaskSpec, Trial

SEARCH: dict[str, tuple[tuple, str]] = {
    "optimizer": (
        ("adamw", "muon", "schedule_free", "sgd", "adam"),
        "adamw is hard to beat on small data; muon suits wide matrices",
    ),
    "lr": ((1e-3, 3e-4, 3e-3, 1e-4, 1e-2), "the first knob to turn; sgd: ten times"),
    "weight_decay": ((1e-2, 0.0, 0.1, 0.3), "large models on few rows want more"),
    "batch_size": ((32, 16, 64, 128, 256), "small batches regularise, large are quick"),
    "schedule": (
        ("cosine", "one_cycle", "constant"),
        "one cycle reaches far in few epochs; constant only with schedule_free",
    ),
    "warmup": ((0.05, 0.0, 0.1, 0.3), "0.3 with one_cycle"),
    "clip": ((1.0, None, 0.1, 5.0), "keeps rare large gradients from undoing much"),
    "accumulate": ((1, 2, 4), "larger batches than memory holds"),
    "l1": ((0.0, 1e-6, 1e-5, 1e-4), "weights of useless columns go to zero"),
    "ema": ((None, 0.9, 0.99, 0.999), "steadies a jumpy validation, for nothing"),
    "soup": ((0, 3, 5), "kept only if it is no worse on validation"),
    "mixup": ((0.0, 0.2, 1.0), "few rows: features between rows calm the head"),
    "gce": ((0.0, 0.3, 0.7), "labels that are partly wrong"),
    "trim": ((0.0, 0.05, 0.1, 0.2), "labels that are partly wrong, any row-wise loss"),
    "sampling": ((None, "balanced"), "macro metrics over uneven classes"),
    "modality_dropout": ((0.1, 0.0, 0.2, 0.3), "gaps at prediction time"),
    "aux_loss": ((0.0, 0.1, 0.3, 1.0), "every encoder gets a reason of its own"),
    "balance": (
        (None, "ogm_ge", "gradient_blending"),
        "one modality learns while another sleeps; needs aux_loss / aux_loss 0",
    ),
    "pretrain": (
        (None, "align_modalities", "contrast_rows"),
        "many rows without a target; the first needs two modalities",
    ),
    "pseudo": ((0.0, 1.0, 0.3), "many rows without a target, a fair model to guess"),
    "alpha": ((0.5, 0.1, 0.8), "only with ogm_ge"),
}
"""Options of TrainArgs worth searching: values, default first, and a reason. `misfit`
of agent/project/training.py tells which combinations are refused."""

Idea = tuple[dict, str, str]


def ideas(
    spec: TaskSpec, profile: Profile, best: Trial, history: tuple[Trial, ...]
) -> Iterator[Idea]:
    """Changes of `best`'s TrainArgs: the update, the operator, and why."""
    train, curve = best.plan.train, best.claimed
    steps = max(1, profile.split.train // train.batch_size)
    if uneven(spec, profile) and not train.sampling:
        why = "every class counts alike in the metric: draw them alike, too"
        yield {"sampling": "balanced"}, "balanced sampling", why
    if len(best.plan.branches) > 1:
        yield from balancing(spec, best, history)
    if train.ema is None and train.optimizer != "schedule_free" and curve.epochs > 3:
        decay = round(min(0.999, max(0.9, 1 - 1 / steps)), 3)
        why = f"average the weights over about an epoch ({1 / (1 - decay):.0f} steps)"
        yield {"ema": decay}, "average weights", why
    if not train.soup and curve.epochs > 5 and curve.stopped != "time":
        yield {"soup": 5}, "soup", "average the best epochs, kept if it is no worse"
    if train.schedule == "cosine" and curve.stopped == "time":
        update = {"schedule": "one_cycle", "warmup": 0.3, "lr": train.lr * 2}
        yield update, "one cycle", "time is short: one cycle to a higher rate and back"
    few = profile.split.train < 5000 and curve.best_epoch < curve.epochs
    if few and not train.mixup and not train.trim:
        why = f"{profile.split.train} rows are few: learn from mixtures of them, too"
        yield {"mixup": 0.2}, "mixup", why


def balancing(
    spec: TaskSpec, best: Trial, history: tuple[Trial, ...]
) -> Iterator[Idea]:
    """Heads of single modalities; damping, where one modality is far ahead."""
    train = best.plan.train
    if train.balance:
        return
    if not train.aux_loss:
        why = "a loss on every modality alone, so that no encoder sleeps"
        yield {"aux_loss": 0.3}, "auxiliary losses", why
    if strongest := dominant(spec, best, history):
        why = f"{strongest} is far ahead: hold it back while the others learn"
        update = {"aux_loss": train.aux_loss or 0.3, "balance": "ogm_ge"}
        yield update, "balance modalities", why


def uneven(spec: TaskSpec, profile: Profile) -> bool:
    """Whether the metric counts classes alike that the rows do not."""
    name = spec.metric.name
    alike = name.endswith("macro") or name == "balanced_accuracy"
    counts = profile.balance
    classes = spec.kind in ("binary", "multiclass") and bool(counts)
    return alike and classes and max(counts) > 3 * min(counts)


def dominant(spec: TaskSpec, best: Trial, history: tuple[Trial, ...]) -> str | None:
    """The modality of `best` that alone beats every other one beyond their intervals;
    None if there is none, or if fewer than two have been tried alone."""
    named = {branch.modality for branch in best.plan.branches}
    alone = {
        trial.plan.branches[0].modality: trial.select
        for trial in history
        if trial.select and len(trial.plan.branches) == 1
    }
    scores = {name: score for name, score in alone.items() if name in named}
    if len(scores) < 2:
        return None
    pick = max if spec.metric.maximize else min
    first = pick(scores, key=lambda name: scores[name].value)
    bad_end = scores[first].interval[0 if spec.metric.maximize else 1]
    good = 1 if spec.metric.maximize else 0
    others = (score.interval[good] for name, score in scores.items() if name != first)
    return first if all(spec.metric.better(bad_end, end) for end in others) else None
