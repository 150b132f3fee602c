"""One step of a training as lines of Python: its learning rate, loss and update."""

from dataclasses import dataclass, replace

from agent.project import private, taught, unlabelled
from agent.records import Plan, TrainArgs

WARM = """\
if progress < config.warmup:
    return config.lr * (0.02 + 0.98 * progress / config.warmup)
"""
COSINE = """\
done = min((progress - config.warmup) / (1 - config.warmup), 1.0)
return config.lr * (0.01 + 0.99 * 0.5 * (1 + math.cos(math.pi * done)))
"""
PLAIN_COSINE = """\
return config.lr * (0.01 + 0.99 * 0.5 * (1 + math.cos(math.pi * min(progress, 1.0))))
"""
ONE_CYCLE = """\
if progress < config.warmup:
    low, place = 0.04, progress / config.warmup - 1
else:
    low, place = 4e-6, min((progress - config.warmup) / (1 - config.warmup), 1.0)
return config.lr * (low + (1 - low) * 0.5 * (1 + math.cos(math.pi * place)))
"""

NORMS = """\
with torch.no_grad():  # BatchNorm's statistics have to be those of the averages
    for part in order[: 20 * config.batch_size].split(config.batch_size):
        model(*rows.take(part, device)[:2])
"""
SHUFFLE = """\
shuffle = torch.Generator().manual_seed(config.seed + epoch)  # alike in all
"""
RESEED = """\
if dist.get_rank():  # the first one's dropout goes on as it was
    torch.manual_seed(config.seed + dist.get_rank() + 1000 * len(history))
"""


def schedule(train: TrainArgs) -> dict[str, str]:
    """Docstring and body of `learning_rate(config, progress)`."""
    over = ", over the steps or the time given."
    if train.schedule == "one_cycle":
        doc = "One cycle up and down (Smith & Topin 2019)" + over
        return {"schedule_doc": doc, "schedule": ONE_CYCLE}
    if train.schedule == "constant":
        doc = "Linear warm-up, then constant" + over if train.warmup else "Constant."
        warm = WARM if train.warmup else ""
        return {"schedule_doc": doc, "schedule": warm + "return config.lr"}
    if not train.warmup:
        return {"schedule_doc": "Cosine decay" + over, "schedule": PLAIN_COSINE}
    doc = "Linear warm-up, then cosine decay" + over
    return {"schedule_doc": doc, "schedule": WARM + COSINE}


def rate(train: TrainArgs) -> str:
    """What is set in every group of parameters before a step."""
    lines = ['group["lr"] = rate' + (' * group["rate"]' if train.rates else "")]
    if train.schedule == "one_cycle":
        momentum = "0.95 - 0.1 * rate / config.lr"
        sgd = train.optimizer == "sgd"
        lines.append(
            f'group["momentum"] = {momentum}'
            if sgd
            else f'group["betas"] = ({momentum}, 0.999)'
        )
    return "\n".join(lines)


def step(plan: Plan, solo: bool) -> list[str]:
    """From a batch to new weights."""
    if plan.train.epsilon:
        return private.step(batch(plan))
    return [*batch(plan), *loss(plan.train, solo), *update(plan)]


def batch(plan: Plan) -> list[str]:
    """What happens to a batch before the model sees it."""
    lines = [
        f"x[{b.modality!r}] = augment_{b.modality}(x[{b.modality!r}])"
        for b in plan.branches
        if b.augment
    ]
    if plan.train.modality_dropout:
        lines.append("present = hide_modalities(present, config.modality_dropout)")
    return lines


def loss(train: TrainArgs, solo: bool) -> list[str]:
    """From inputs to `loss`."""
    lines, forward = [], "model(x, present)"
    if solo or train.mixup:
        lines.append("z = model.encode(x, present)")
        forward = "model.head(model.fusion(z, present))"
    if solo:
        lines.append("alone = unimodal_losses(model.solo, z, present, y)")
    if train.mixup:
        lines.append("z, present, other, share = mixup(z, present)")
    if train.mixup or train.trim or train.gce:
        lines.append(f"outputs = {forward}")
        forward = "outputs"
    if train.trim:
        lines.append("kept = trim(model.head, outputs, y)")
        lines.append("outputs, y = outputs[kept], y[kept]")
    if train.gce:
        one = "robust_loss(model.head.predict(outputs), {y})"
    else:
        one = f"model.head.loss({forward}, {{y}})"
    if train.mixup:
        lines.append(f"loss = share * {one.format(y='y')}")
        lines.append(f"loss = loss + (1 - share) * {one.format(y='y[other]')}")
    else:
        lines.append(f"loss = {one.format(y='y')}")
    if train.aux_loss:
        lines.append("loss = loss + config.aux_loss * sum(alone.values())")
    if train.balance == "gradient_blending":
        lines.append("loss = blend(loss, alone)")
    lines += unlabelled.guesses(train)
    if train.l1:
        every = "p.abs().sum() for p in model.parameters() if p.dim() > 1"
        lines.append(f"loss = loss + config.l1 * sum({every})")
    return lines


@dataclass(frozen=True)
class Processes:
    """How train.py is started, and the lines that differ where several processes train
    one model: the first decides, and writes."""

    command: str
    device: str
    least: str
    """Rows of the smallest batch."""
    guard: str
    """Of torch, for a look at the model without learning."""
    load: str
    """Puts a checkpoint's `state` into model and optimizer."""
    gather: str
    """Puts both into the `state` of a checkpoint."""
    weights: str
    """What is kept of a good epoch."""
    elapsed: str
    take: str
    validated: str
    spent: str
    """The seconds of the training so far, for all processes alike."""
    store: str
    told: str
    trained: str


def processes(plan: Plan, judged: str) -> Processes:
    """The lines for as many processes as the plan has; `judged` is the model that an
    epoch is judged by."""
    take = "x, present, y = rows.take(batch, device)"
    if plan.train.distil:
        take += f"\n{taught.TAKE}"
    alone = Processes(
        command="python",
        device='torch.device("cuda" if torch.cuda.is_available() else "cpu")',
        least="2",
        guard="inference_mode",
        load=(
            "state = torch.load(checkpoint, weights_only=True, map_location=device)\n"
            'model.load_state_dict(state["model"])\n'
            'optimizer.load_state_dict(state["optimizer"])'
        ),
        gather=(
            'state |= {"model": model.state_dict(), '
            '"optimizer": optimizer.state_dict()}'
        ),
        weights=f"{{k: v.cpu().clone() for k, v in {judged}.state_dict().items()}}",
        elapsed="elapsed = (time.monotonic() - begin) / seconds",
        take=take,
        validated=f"valid_loss, metric = validate({judged}, rows, valid_index, device)",
        spent="spent = time.monotonic() - begin",
        store="save_checkpoint(checkpoint, model, optimizer, state)",
        told='report(args.out / "metrics.jsonl", history)',
        trained=(
            "best, history, stopped = train(\n"
            f"    model, optimizer, rows, {more(plan.train)}fit_index, valid_index, "
            "config, args, seconds\n)"
        ),
    )
    if plan.processes == 1:
        return alone
    several = _several(plan.processes, alone)
    return _sharded(several, alone) if plan.sharded else several


def more(train: TrainArgs) -> str:
    """What `train` is given beside the rows, as the beginning of a list."""
    return "free, " * bool(train.pseudo) + "soft, " * bool(train.distil)


def _several(count: int, alone: Processes) -> Processes:
    part = "batch = batch[dist.get_rank() :: dist.get_world_size()]\n"
    figures = "train_loss, valid_loss, metric"
    return replace(
        alone,
        command=f"torchrun --standalone --nproc-per-node {count}",
        device="join_processes()",
        least="2 * dist.get_world_size()",
        elapsed=f"{alone.elapsed}\n(elapsed,) = from_first([elapsed], device)",
        take=part + alone.take,
        validated=(
            f"{alone.validated}\nfigures = [{figures}]\n"
            f"{figures} = from_first(figures, device)"
        ),
        spent=f"{alone.spent}\n(spent,) = from_first([spent], device)",
        store=f"if dist.get_rank() == 0:\n    {alone.store}",
        told=f"if dist.get_rank() == 0:\n    {alone.told}",
        trained=(
            "(seconds,) = from_first([seconds], device)\n"
            f"{alone.trained}\n"
            "rank = dist.get_rank()\n"
            "dist.destroy_process_group()\n"
            "if rank:\n"
            "    return  # the first process has the weights, and writes them"
        ),
    )


def _sharded(several: Processes, alone: Processes) -> Processes:
    """Every process takes part when weights are gathered; the first one keeps them."""
    return replace(
        several,
        guard="no_grad",  # what is gathered in inference mode can't learn any more
        load=(
            'state = torch.load(checkpoint, weights_only=True, map_location="cpu")\n'
            "load_parts(model, optimizer, state)"
        ),
        gather=(
            "state |= {\n"
            '    "model": whole(model.state_dict()),\n'
            '    "optimizer": whole(optimizer.state_dict()),\n'
            "}\n"
            "if dist.get_rank():\n"
            "    return  # the first process has all of them"
        ),
        weights="whole(model.state_dict())",
        store=alone.store,
        trained=(
            f"{several.trained}\n"
            "del model, optimizer\n"
            "shapes = {name: reader.shape for name, reader in inputs.items()}\n"
            "model = FusionModel(shapes)\n"
            "model = model.to(device)  # whole, for the predictions"
        ),
    )


def order(plan: Plan) -> str:
    """The line that puts an epoch's rows in their order; none where steps draw rows."""
    alike = ", generator=shuffle" if plan.processes > 1 else ""
    if plan.train.epsilon:
        return ""
    places = f"torch.randperm(len(fit_index){alike})"
    if plan.train.sampling:
        places = f"torch.multinomial(chance, len(fit_index), replacement=True{alike})"
    return f"order = fit_index[{places}]"


def batches(train: TrainArgs) -> str:
    """What gives an epoch's batches, as places of rows."""
    if train.epsilon:
        return "optimizer.batches(fit_index)"
    return "order.split(config.batch_size)"


def update(plan: Plan) -> list[str]:
    """From `loss` to new weights; what was seen is counted on the way."""
    train = plan.train
    count = ["total += loss.detach() * len(batch)", "seen += len(batch)"]
    clear = ["optimizer.zero_grad(set_to_none=True)"]
    step = []
    if train.balance == "ogm_ge":
        step.append("if progress < 0.5:  # later every encoder learns as it can")
        step.append("    modulate(model.encoders, alone)")
    if plan.processes > 1 and not plan.sharded:
        step.append("average_gradients(model)")
    if train.clip:
        step.append("torch.nn.utils.clip_grad_norm_(model.parameters(), config.clip)")
    step.append("optimizer.step()")
    if train.ema:
        step.append("average.update_parameters(model)")
    if train.accumulate == 1:
        return [*clear, "loss.backward()", *step, *count]
    more = "if (i + 1) % config.accumulate and i + 1 < steps_per_epoch:"
    wait = [more, "    continue  # gradients add up; every row weighs the same"]
    return ["(loss / config.accumulate).backward()", *count, *wait, *step, *clear]
