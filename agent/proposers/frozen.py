"""Ways in by a pretrained encoder. One that stays as it is costs nothing more: what it
says is known already. One that goes on learning is tried where there is time."""

from collections.abc import Iterator

from agent import catalog
from agent.records import Branch, Modality, Plan, Pretrained, TaskSpec, Trial, Use

INPUTS = {
    "text": "pretrained_text",
    "image": "pretrained_image",
    "audio": "pretrained_audio",
}
SIZES = {"text": 128, "image": 112, "audio": 10}
"""What an encoder is shown before a run has found out for what there is time."""
SIZED = {"text": "length", "image": "size", "audio": "seconds"}
"""What the inputs call that."""
SECOND = {"text": "words", "audio": "sound"}
"""What a modality's own features are called beside what an encoder says. One that has
learnt nothing of such sounds would else hide what their spectra say. Pictures have
none: on real icons and emoji they took away more than they gave."""


def encoder_of(spec: TaskSpec, modality: Modality) -> Pretrained | None:
    """The pretrained encoder for a modality, the first that is at hand."""
    return next((e for e in spec.encoders if e.kind == modality.kind), None)


def reader(one: Pretrained) -> Use:
    """The input that asks an encoder."""
    size = one.size or SIZES[one.kind]
    args = {"encoder": one.name, SIZED[one.kind]: size, **_pooling(one)}
    return Use(block=INPUTS[one.kind], args=args)


def _pooling(one: Pretrained) -> dict:
    return {"pooling": one.pooling} if one.pooling != "mean" else {}


def branch(modality: Modality, one: Pretrained) -> Branch:
    """A network's way in: a small net on what the encoder says."""
    return Branch(modality=modality.name, input=reader(one), encoder=Use(block="mlp"))


def is_frozen(way_in: Branch) -> bool:
    """Whether a branch reads what a pretrained encoder says."""
    return bool(catalog.find("input", way_in.input.block).requires)


def asks(plan: Plan) -> bool:
    """Whether a plan reads what some pretrained encoder says."""
    return any(is_frozen(b) for b in plan.branches)


TUNED = {"text": "tuned_text", "image": "tuned_image", "audio": "tuned_audio"}
ADAPTED = {"text": "lora_text", "image": "lora_image", "audio": "lora_audio"}
SHOWN = {"text": "pretrained_tokens", "image": "image", "audio": "pretrained_waves"}
"""Inputs of an encoder that learns."""
KNOWS = {
    "text": "knows the language of",
    "image": "has seen other pictures than",
    "audio": "has heard other sounds than",
}
PASSES, EPOCHS, LEAST = 3.0, 8, 3
"""What an epoch of learning costs in passes forward, epochs that are worth it, and the
fewest that are: what is known already takes few to turn to a task."""
SHARE = 0.3
"""Of the budget that a trial may take whose encoder learns."""
MANY = 2000
"""Rows from which all layers of an encoder may learn at once."""
RATE, DECAY = 0.05, 0.8
"""Rate of an encoder's last layer in parts of that of new ones; of each below it."""


def learns(plan: Plan) -> bool:
    """Whether a pretrained encoder goes on learning in a plan."""
    return plan.family == "network" and any(map(_learns, plan.branches))


def _learns(branch: Branch) -> bool:
    return bool(catalog.find("encoder", branch.encoder.block).requires)


def seconds(spec: TaskSpec, plan: Plan) -> float:
    """Seconds of training that a plan needs whose encoders learn: as many epochs as
    there is time for, of those that are worth it."""
    names = {b.encoder.args.get("encoder") for b in plan.branches}
    epoch = PASSES * sum(e.seconds for e in spec.encoders if e.name in names)
    room = SHARE * spec.budget.seconds
    return min(EPOCHS * epoch, max(LEAST * epoch, room))


def tuned(spec: TaskSpec, rows: int, parent: Trial) -> Iterator[Plan]:
    """`parent` with one of its frozen encoders learning: layer by layer from the top,
    by adapters, and with many rows all at once; only what there is time for."""
    known = {e.name: e for e in spec.encoders}
    whole = {
        m.name for m in spec.modalities if m.kind != "image" or len(m.columns) == 1
    }
    for i, now in enumerate(parent.plan.branches):
        one = known.get(str(now.input.args.get("encoder")))
        if parent.plan.family != "network" or not is_frozen(now) or one is None:
            continue
        if now.modality not in whole:  # pictures beside each other are no picture
            continue
        if _learns(now):
            continue
        for mode in (
            ("gradual", "lora", "full") if rows >= MANY else ("gradual", "lora")
        ):
            made = _learning(spec, parent, i, one, mode)
            if seconds(spec, made) <= SHARE * spec.budget.seconds:
                yield made


def _learning(
    spec: TaskSpec, parent: Trial, place: int, one: Pretrained, mode: str
) -> Plan:
    """`parent` with the encoder at a place learning in one of the modes."""
    name = parent.plan.branches[place].modality
    args: dict = {"encoder": one.name}
    read = catalog.find("input", SHOWN[one.kind])
    mine = args if "encoder" in read.params else {}
    shown = Use(block=read.name, args={**mine, SIZED[one.kind]: one.size})
    args |= _pooling(one)
    block = (ADAPTED if mode == "lora" else TUNED)[one.kind]
    branches = list(parent.plan.branches)
    branches[place] = branches[place].model_copy(
        update={"input": shown, "encoder": Use(block=block, args=args)}
    )
    now = parent.plan.train
    train: dict = {"batch_size": 32, "epochs": 2 * EPOCHS, "patience": 4}
    train |= {"pretrain": None}  # they know much already
    if mode != "lora":
        train |= {"rates": {**now.rates, name: RATE}, "layer_decay": DECAY}
    if mode == "gradual":
        train |= {"wake": {**now.wake, name: 1}}
    why = {
        "gradual": "its layers learn, too, one more with each epoch",
        "lora": "adapters learn in it, and little can be forgotten",
        "full": "all its layers learn at once: there are rows enough",
    }
    return parent.plan.model_copy(
        update={
            "name": f"{parent.plan.fusion.block}, {name} {mode}",
            "branches": tuple(branches),
            "train": parent.plan.train.model_copy(update=train),
            "parent": parent.index,
            "operator": "fine-tune",
            "reason": f"{one.name} {KNOWS[one.kind]} {name}: {why[mode]}",
        }
    )
