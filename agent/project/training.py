"""How a plan is trained -> the lines of its train.py, config.py and model.py.

A line is there because the plan asks for it; an option that is off leaves no trace.
"""

from dataclasses import dataclass

from pydantic import ValidationError

from agent import catalog
from agent.errors import UsageError
from agent.inline import inline
from agent.project import learning, private, sharding, steps, taught, unlabelled
from agent.records import Plan, TaskSpec, TrainArgs, Use

DECAY = {"adam": "L2 penalty", "sgd": "L2 penalty"}
TASTE = """\

def evaluate(weights: dict) -> tuple[float, float]:
    model.load_state_dict(weights)
    valid_loss, metric = validate(model, rows, valid_index, device)
    score = {score}
    return score, metric

"""
FREEZE = """\
for name, epochs in FROZEN.items():
    for p in waiting[name]:
        p.requires_grad_(epoch > epochs)
"""
TUNED = ("tuned_text", "tuned_image", "tuned_audio")
"""Encoders whose layers can wake one by one, at rates of their own."""
WAKE = """\
for name, every in WAKE.items():
    model.encoders[name].wake((epoch - 1) // every)
"""
BLEND = """\
if (epoch - 1) % config.blend_every == 0:
    some = fit_index[: len(valid_index)]
    blend.update(
        losses_by_name(model, rows, some, device),
        losses_by_name(model, rows, valid_index, device),
    )
"""


@dataclass(frozen=True)
class Training(steps.Processes):
    """The parts of the templates that depend on `TrainArgs` and on the augments."""

    blocks: str
    name: str
    decay_note: str
    config: tuple[str, ...]
    schedule_doc: str
    schedule: str
    setup: tuple[str, ...]
    resume: tuple[str, ...]
    epoch: tuple[str, ...]
    order: str
    batches: str
    rate: str
    step: str
    rows_seen: str
    judge: tuple[str, ...]
    judged: str
    keep: tuple[str, ...]
    save: tuple[str, ...]
    result: str
    optimizer: str
    first: tuple[str, ...]
    free: str
    """Rows without a target and soft targets, where `train` needs them."""
    to_come: str
    solo: str
    encodes: bool
    wide: bool
    """Whether there are convolutions over maps: much memory comes and goes."""


def training_parts(
    spec: TaskSpec, plan: Plan, model: dict[str, str], score: str, width: int
) -> Training:
    """The lines of one plan; `model` are its expressions of blocks and head, `score`
    that of an epoch, `width` the columns of its answers. Raises UsageError for options
    that do not fit the task."""
    if problem := misfit(spec, plan):
        raise UsageError(
            "these training options do not fit",
            where=f"plan {plan.name!r}, train",
            why=problem,
            fix="leave out the option that is named first",
        )
    train = plan.train
    solo = bool(train.aux_loss or train.balance)
    judged = "average.module" if train.ema else "model"
    free = train.optimizer == "schedule_free"
    norms = "BatchNorm" in model["model_blocks"]
    return Training(
        blocks="\n\n\n".join(
            filter(None, [inline(_modules(plan)), *learning.constants(train)])
        ),
        **vars(steps.processes(plan, judged)),
        name=learning.CLASSES[train.optimizer].removeprefix("torch.optim."),
        decay_note=DECAY.get(train.optimizer, "decoupled weight decay"),
        config=tuple(_config(train)),
        **steps.schedule(train),
        **_state(plan),
        setup=tuple(_setup(plan, score)),
        epoch=tuple(
            _lines(FREEZE if train.unfreeze else "")
            + _lines(WAKE if train.wake else "")
            + _lines(BLEND if train.balance == "gradient_blending" else "")
            + ["optimizer.train()"] * free
            + _lines(steps.SHUFFLE if plan.processes > 1 else "")
        ),
        order=steps.order(plan),
        batches=steps.batches(train),
        rate=steps.rate(train),
        step="\n".join(steps.step(plan, solo)),
        rows_seen="max(seen, 1)" if train.epsilon else "seen",
        judge=(
            *(["optimizer.eval()"] * free),
            *_lines(steps.NORMS if free and norms else ""),
            *(["total, seen = summed(total, seen)"] * (plan.processes > 1)),
        ),
        judged=judged,
        optimizer="\n".join(learning.optimizer(plan, solo)),
        first=tuple(unlabelled.first(train) + taught.first(train, width)),
        free=steps.more(train),
        to_come=(
            "len(wanted.ids) if wanted else 0"
            if not train.soup
            else "(len(wanted.ids) if wanted else 0) + config.soup * len(valid_index)"
        ),
        solo=model["head"].replace("self.fusion.dim", "dim", 1) if solo else "",
        encodes=solo or bool(train.mixup or train.pretrain),
        wide="half_precision" in model["model_blocks"],
    )


def call(cls: str, first: str, use: Use, extra: tuple[str, ...] = ()) -> str:
    """A constructor call: `Cls(first, extra…, knob=value, …)`."""
    args = [f"{name}={value!r}" for name, value in use.args.items()]
    return f"{cls}({', '.join([first, *extra, *args] if first else args)})"


def misfit(spec: TaskSpec, plan: Plan) -> str | None:
    """Why a plan's training options contradict each other or its task, if they do.

    Plans made by `model_copy` have not been validated: this does it.
    """
    try:
        Plan.model_validate(plan.model_dump())
    except ValidationError as error:
        return "; ".join(one["msg"] for one in error.errors())
    train = plan.train
    for name in ("mixup", "gce", "trim"):
        kinds = catalog.find("loss", name).kinds
        if getattr(train, name) and spec.kind not in kinds:
            return f"{name} is for {', '.join(kinds)} tasks, not for {spec.kind}"
    wrong = unlabelled.misfit(spec, train) or private.misfit(spec, plan)
    if wrong := wrong or taught.misfit(spec, plan) or sharding.misfit(plan):
        return wrong
    if train.sampling and spec.kind not in ("binary", "multiclass"):
        return f"sampling balanced is for binary, multiclass tasks, not for {spec.kind}"
    if (train.aux_loss or train.balance) and spec.kind == "retrieval":
        return "aux_loss and balance need losses of one modality: retrieval has none"
    deep = set(train.wake) | (set(train.rates) if train.layer_decay < 1 else set())
    for b in plan.branches:
        if b.modality in deep and b.encoder.block not in TUNED:
            return f"wake and layer_decay are for {', '.join(TUNED)}"
    if train.modality_dropout and spec.kind == "retrieval":
        return "modality_dropout would hide what is to be found"
    return None


def _modules(plan: Plan) -> dict[str, None]:
    """Files whose source train.py needs, in order."""
    train = plan.train
    modules = [
        catalog.find("augment", b.augment.block).module
        for b in plan.branches
        if b.augment
    ]
    if plan.processes > 1:
        how = "sharding.py" if plan.sharded else "replicating.py"
        modules += ["processes.py", how]
    if train.rates:
        modules.append("groups.py" if train.layer_decay == 1 else "depth_groups.py")
    if train.optimizer in ("muon", "schedule_free"):
        modules.append(catalog.find("optimizer", train.optimizer).module)
    for role, name in (("averaging", "ema"), ("averaging", "soup")):
        modules += [catalog.find(role, name).module] if getattr(train, name) else []
    for name in ("mixup", "gce", "trim", "distil"):
        modules += [catalog.find("loss", name).module] if getattr(train, name) else []
    modules += unlabelled.modules(train)
    modules += ["private.py"] if train.epsilon else []
    modules += ["unimodal.py"] if train.aux_loss else []
    modules += [catalog.find("balance", train.balance).module] if train.balance else []
    return dict.fromkeys(modules)


def _config(train: TrainArgs) -> list[str]:
    """Lines of `Config` for the options that are on."""
    rises = {
        "one_cycle": "share of the steps before the rate is at its peak",
    }.get(train.schedule, "share of the steps in which the rate rises")
    notes = {
        "warmup": rises,
        "clip": "largest norm of the gradient of one step",
        "accumulate": "batches whose gradients make one step",
        "l1": "weight of the sum of absolute weights in the loss",
        "ema": "decay per step of the average of the weights",
        "soup": "best epochs whose weights may be averaged",
        "mixup": "alpha of the shares in which features are mixed",
        "gce": "q of the generalised cross-entropy, against wrong labels",
        "trim": "share of a batch, that fits worst, not learnt from",
        "distil": taught.NOTE,
        "modality_dropout": "chance to hide a modality of a row",
        "aux_loss": "weight of the losses of single modalities",
    }
    used = {name: note for name, note in notes.items() if getattr(train, name)}
    if train.accumulate == 1:
        del used["accumulate"]
    if train.balance == "ogm_ge":
        used["alpha"] = "strength with which the strongest modality is damped"
    if train.balance == "gradient_blending":
        used["blend_every"] = "epochs between new weights of the losses"
    lines = unlabelled.config(train)
    if train.epsilon:
        used["clip"] = "largest norm of the gradient of one row"
        used["epsilon"] = "most that the weights may tell of a row"
    for name, note in used.items():
        value = getattr(train, name)
        lines.append(f"{name}: {type(value).__name__} = {value!r}  # {note}")
    return lines


def _setup(plan: Plan, score: str) -> list[str]:
    """What `train` makes before its first epoch."""
    train, lines = plan.train, []
    for b in plan.branches:
        if b.augment:
            cls = catalog.find("augment", b.augment.block).cls
            lines.append(f"augment_{b.modality} = {call(cls, '', b.augment)}")
    if train.mixup:
        lines.append("mixup = ManifoldMixup(alpha=config.mixup)")
    if train.gce:
        lines.append("robust_loss = GeneralizedCrossEntropy(q=config.gce)")
    if train.trim:
        lines.append("trim = LossTrimming(share=config.trim)")
    lines += unlabelled.setup(train)
    if train.sampling:
        lines += [
            "labels = rows.y[fit_index].cpu()",
            "chance = 1 / labels.bincount()[labels]  # alike for all classes",
        ]
    if train.unfreeze:
        lines += [
            "waiting = {  # not what is frozen for good",
            "    m: [p for p in model.encoders[m].parameters() if p.requires_grad]",
            "    for m in FROZEN",
            "}",
        ]
    if train.balance == "ogm_ge":
        lines.append("modulate = GradientModulation(alpha=config.alpha)")
    if train.balance == "gradient_blending":
        lines.append("blend = GradientBlending()")
    if train.ema:
        lines.append("average = MovingAverage(model, decay=config.ema)")
    if train.soup:
        lines.append("soup = GreedySoup(size=config.soup)")
        lines += _lines(TASTE.format(score=score))
    return lines


def _state(plan: Plan) -> dict:
    """What else is in a checkpoint, and what the weights come from."""
    train, save, resume = plan.train, [], []
    if plan.processes > 1:
        resume += _lines(steps.RESEED)
    if train.ema:
        save.append('state["average"] = average.state_dict()')
        resume.append('average.load_state_dict(state["average"])')
    if train.soup:
        save.append('state["soup"] = soup.kept')
        resume.append('soup.kept = state["soup"]')
    if train.balance == "gradient_blending":
        save.append('state["blend"] = {"weights": blend.weights, "last": blend.last}')
        resume.append('blend.weights = state["blend"]["weights"]')
        resume.append('blend.last = state["blend"]["last"]')
    judged = "average.module" if train.ema else "model"
    now = '{"score": score, "epoch": epoch, "metric": metric}'
    return {
        "save": tuple(save),
        "resume": tuple(resume),
        "keep": (f"soup.add({now}, {judged})",) if train.soup else (),
        "result": "soup.mix(evaluate)" if train.soup else "best",
    }


def _lines(text: str) -> list[str]:
    return text.splitlines()
