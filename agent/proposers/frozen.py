"""Ways in by a pretrained encoder that stays as it is: what it says is known already,
so plans with it are as quick as plans on numbers."""

from agent import catalog
from agent.records import Branch, Modality, Plan, Pretrained, TaskSpec, Use

INPUTS = {"text": "pretrained_text", "image": "pretrained_image"}
SIZES = {"text": 128, "image": 112}
"""What an encoder is shown before a run has found out for what there is time."""
SECOND = {"text": "words"}
"""What a modality's own features are called beside those of an encoder. Pictures have
none: on real icons and emoji they took away more than they gave."""


def encoder_of(spec: TaskSpec, modality: Modality) -> Pretrained | None:
    """The pretrained encoder for a modality, the first that is at hand."""
    return next((e for e in spec.encoders if e.kind == modality.kind), None)


def reader(one: Pretrained) -> Use:
    """The input that asks an encoder."""
    args: dict = {"encoder": one.name}
    if one.kind == "text":
        args |= {"length": one.size or SIZES["text"]}
        args |= {"pooling": one.pooling} if one.pooling != "mean" else {}
    else:
        args |= {"size": one.size or SIZES["image"]}
    return Use(block=INPUTS[one.kind], args=args)


def branch(modality: Modality, one: Pretrained) -> Branch:
    """A network's way in: a small net on what the encoder says."""
    return Branch(modality=modality.name, input=reader(one), encoder=Use(block="mlp"))


def is_frozen(way_in: Branch) -> bool:
    """Whether a branch reads what a pretrained encoder says."""
    return bool(catalog.find("input", way_in.input.block).requires)


def asks(plan: Plan) -> bool:
    """Whether a plan reads what some pretrained encoder says."""
    return any(is_frozen(b) for b in plan.branches)
