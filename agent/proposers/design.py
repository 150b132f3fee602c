"""What an expert starts with: the default block for every modality, fusion and task."""

from agent import catalog
from agent.project.private import private
from agent.proposers import frozen, moving
from agent.proposers.ways import AUGMENTS, ways
from agent.records import (
    Block,
    Branch,
    Modality,
    Plan,
    Profile,
    TaskSpec,
    TrainArgs,
    Use,
    Value,
)
from agent.scoring.truth import gallery

IMAGE_SECONDS = 0.0015
"""CPU seconds of a training step per image of 64 pixels, on two usual cores."""
EPOCHS_NEEDED = 25
FUSION_SHARE = 0.15
"""Part of the budget that one fusion trial can hope for."""
THRESHOLDS = {
    "f1_macro": "label",
    "f1_weighted": "label",
    "f1_micro": "global",
    "f1_samples": "global",
    "jaccard": "global",
}
"""Multilabel metrics for which 0.5 is not the best threshold, and whose is."""
RELATIVE = ("mape", "smape", "rmsle")
"""Metrics that count errors in parts of the number: a log scale suits them."""
ABSOLUTE = ("mae", "median_ae")
"""Metrics that count errors as they are, not their squares."""
TOKENS = 9
"""Places of a picture or a series that a fusion of tokens gets to see: 3 x 3, or 9."""


def supported(spec: TaskSpec) -> tuple[Modality, ...]:
    """The modalities that some encoder can read and that the user does not forbid."""
    left_out = spec.wishes.forbidden
    return tuple(
        m
        for m in spec.modalities
        if catalog.ways(m.kind) and f"modality {m.name}" not in left_out
    )


def branch(
    modality: Modality,
    spec: TaskSpec,
    profile: Profile,
    way: tuple[Block, Block] | None = None,
) -> Branch:
    """The default way in for a modality, or the given one: by a pretrained encoder, if
    one is at hand."""
    one = None if way else frozen.encoder_of(spec, modality)
    if one:
        return frozen.branch(modality, one)
    reader, encoder = way or ways(modality.kind)[0]
    augment = AUGMENTS.get(modality.kind)
    if augment and reader.gives not in catalog.find("augment", augment).kinds:
        augment = None
    narrow = reader.gives == "image" and crowded(spec, profile)
    args: dict[str, Value] = {}
    if narrow and "width" in encoder.params:
        args["width"] = 16
    return Branch(
        modality=modality.name,
        input=Use(block=reader.name, args=input_args(modality, profile, reader.name)),
        encoder=Use(block=encoder.name, args=args),
        augment=Use(block=augment) if augment else None,
    )


def ways_of(modality: Modality, profile: Profile) -> list[tuple[Block, Block]]:
    """The ways into a model for a modality; by what moves only where something may."""
    still = moving.sizes(modality, profile) is None
    found = ways(modality.kind)
    return [way for way in found if not (still and way[0].name == moving.INPUT)]


def for_fusion(
    spec: TaskSpec, branches: tuple[Branch, ...], fusion: str
) -> tuple[Branch, ...]:
    """`branches` with tokens where the fusion looks at them, else a vector each; what
    a retrieval looks for is not fused, and stays a vector."""
    found = gallery(spec)
    tokens = catalog.find("fusion", fusion).takes == "tokens"
    made = []
    for b in branches:
        args = {k: v for k, v in b.encoder.args.items() if k != "tokens"}
        fused_ = found is None or b.modality != found.name
        if (
            tokens
            and fused_
            and "tokens" in catalog.find("encoder", b.encoder.block).params
        ):
            args["tokens"] = TOKENS
        encoder = b.encoder.model_copy(update={"args": args})
        made.append(b.model_copy(update={"encoder": encoder}))
    return tuple(made)


def crowded(spec: TaskSpec, profile: Profile) -> bool:
    """Whether the budget is too short for the usual image encoder: half its width then
    learns more, since twice as many epochs fit."""
    images = sum(m.kind == "image" for m in spec.modalities)
    whole = EPOCHS_NEEDED * profile.split.train * images * IMAGE_SECONDS
    return whole > FUSION_SHARE * spec.budget.seconds


def input_args(modality: Modality, profile: Profile, reader: str = "") -> dict:
    """Sizes that fit the data: images at 64 pixels, or less if they are smaller; what
    moves in films as there is time for."""
    if reader == moving.INPUT:
        return moving.sizes(modality, profile) or {}
    if modality.kind != "image":
        return {}
    return {"size": min(64, image_side(modality, profile))}


def image_side(modality: Modality, profile: Profile) -> int:
    """The shorter side of a typical image, in pixels, a multiple of 8 up to 128."""
    shape = profile.shapes.get(modality.name, (64, 64, 3))
    if len(shape) == 3 and shape[0] < min(shape[1:]):
        shape = shape[1:]  # channels come first
    return max(16, min(128, min(shape[:2]) // 8 * 8))


def train_args(profile: Profile, modalities: int) -> TrainArgs:
    """Steps enough for small data, batches large enough for big data."""
    rows = profile.split.train
    batch = 32 if rows < 2000 else 64 if rows < 20_000 else 256
    epochs = 60 if rows < 5000 else 30 if rows < 50_000 else 10
    return TrainArgs(
        batch_size=batch,
        epochs=epochs,
        patience=max(8, epochs // 5),
        modality_dropout=0.1 if modalities > 1 else 0.0,
    )


def asked_with(spec: TaskSpec) -> tuple[Modality, ...]:
    """The supported modalities to look at: all, but what is to be found."""
    return tuple(m for m in supported(spec) if m != gallery(spec))


def fused(spec: TaskSpec, plan: Plan) -> bool:
    """Whether a plan looks at several modalities; a candidate to be found is none."""
    seen = {b.modality for b in plan.branches}
    return len(seen) > (2 if spec.kind == "retrieval" else 1)


def plan(
    spec: TaskSpec,
    profile: Profile,
    modalities: tuple[Modality, ...],
    *,
    name: str,
    fusion: str = "concat",
    operator: str = "baseline",
    reason: str,
) -> Plan:
    """A plan of default blocks over some modalities. `seconds` is set by the caller."""
    train = train_args(profile, len(modalities))
    if most := spec.constraints.max_epsilon:
        train = private(train, profile.split.train, most)
    if spec.kind in ("survival", "retrieval"):  # the loss compares rows of the batch
        train = train.model_copy(update={"batch_size": max(128, train.batch_size)})
    if spec.kind == "retrieval":  # a hidden half makes no pair
        train = train.model_copy(update={"modality_dropout": 0.0})
    if found := gallery(spec):
        modalities = (*modalities, found)
    branches = tuple(branch(m, spec, profile) for m in modalities)
    return Plan(
        name=name,
        branches=for_fusion(spec, branches, fusion),
        fusion=Use(block=fusion),
        head=head(spec, profile),
        train=train,
        seconds=0.0,
        seed=spec.seed,
        operator=operator,
        reason=reason,
    )


def head(spec: TaskSpec, profile: Profile) -> Use:
    """The head; where the metric asks for found positives, they weigh more.

    A weight w moves the decision from 1/2 to 1/(1+w): for the mean recall of both
    classes it is the ratio of the classes, for F-beta about beta squared.
    """
    if spec.kind == "regression":
        return regression_head(spec, profile)
    if spec.kind == "multilabel":
        threshold = THRESHOLDS.get(spec.metric.name, "none")
        return Use(block="multilabel", args={"thresholds": threshold})
    if spec.kind != "binary":
        return Use(
            block={"survival": "cox", "retrieval": "contrastive"}.get(
                spec.kind, spec.kind
            )
        )
    first, second = profile.balance
    positive_second = spec.positive in (None, profile.classes[1])
    ratio = first / second if positive_second else second / first
    weights = {"balanced_accuracy": ratio, "f2": 4.0, "recall": 4.0}
    weight = weights.get(spec.metric.name, 1.0)
    if abs(weight - 1.0) < 0.1:
        return Use(block="binary")
    weight = round(weight if positive_second else 1 / weight, 2)
    return Use(block="binary", args={"pos_weight": weight})


def regression_head(spec: TaskSpec, profile: Profile) -> Use:
    """Quantiles if they are asked for; a log scale where it is right."""
    if spec.quantiles:
        return Use(block="quantile", args={"quantiles": spec.quantiles})
    if logarithmic(spec, profile):
        return Use(block="regression", args={"scale": "log"})
    return Use(block="regression")


def logarithmic(spec: TaskSpec, profile: Profile) -> bool:
    """Whether numbers are best learnt on a log scale: errors are relative, or count as
    they are and the numbers have a long tail: the median of the logarithm is that of
    the number. The mean is not, so with squared errors it is but tried."""
    name = spec.metric.name
    return name in RELATIVE or (name in ABSOLUTE and profile.long_tail)


def reference(spec: TaskSpec, profile: Profile) -> Plan | None:
    """The reference model, where the task has an image, a vector and two classes.

    Image: Conv 3x3 32 ReLU, Dropout 0.2, Conv 3x3 64 ReLU, Flatten; vector: Dense 32
    ReLU, Dropout 0.2; concatenated; Dense 1 sigmoid; Adam; binary cross-entropy. It
    sees its images at the size at which the other plans see them.
    """
    by_kind = {m.kind: m for m in reversed(spec.modalities)}
    if (
        spec.constraints.max_epsilon
        or spec.kind != "binary"
        or not {"image", "vector"} <= set(by_kind)
    ):
        return None
    image, vector = by_kind["image"], by_kind["vector"]
    return Plan(
        name="reference",
        branches=(
            Branch(
                modality=image.name,
                input=Use(block="image", args=input_args(image, profile)),
                encoder=Use(block="flat_cnn"),
            ),
            Branch(
                modality=vector.name,
                input=Use(block="vector"),
                encoder=Use(block="dense"),
            ),
        ),
        fusion=Use(block="concat", args={"hidden": 0}),
        head=Use(block="binary"),
        train=TrainArgs(
            optimizer="adam",
            weight_decay=0.0,
            batch_size=32,
            epochs=20,
            patience=5,
            schedule="constant",
            warmup=0.0,
            clip=None,
        ),
        seconds=0.0,
        seed=spec.seed,
        operator="baseline",
        reason="the textbook two-branch network: what a tutorial would build",
    )
