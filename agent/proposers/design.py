"""What an expert starts with: the default block for every modality, fusion and task."""

from agent import catalog
from agent.records import (
    Branch,
    Modality,
    Plan,
    Profile,
    TaskSpec,
    TrainArgs,
    Use,
)

ENCODERS = {
    "image": "cnn",
    "vector": "conv1d",
    "series": "tcn",
    "text": "ngrams",
    "table": "table_mlp",
}
AUGMENTS = {"image": "shift_image", "series": "jitter_series"}


def supported(spec: TaskSpec) -> tuple[Modality, ...]:
    """The modalities that some encoder of the catalogue can read."""
    return tuple(m for m in spec.modalities if catalog.blocks("encoder", m.kind))


def branch(modality: Modality, profile: Profile) -> Branch:
    """The default way in for a modality."""
    augment = AUGMENTS.get(modality.kind)
    return Branch(
        modality=modality.name,
        input=Use(block=modality.kind, args=input_args(modality, profile)),
        encoder=Use(block=ENCODERS[modality.kind]),
        augment=Use(block=augment) if augment else None,
    )


def input_args(modality: Modality, profile: Profile) -> dict:
    """Sizes that fit the data: images at 64 pixels, or less if they are smaller."""
    if modality.kind != "image":
        return {}
    return {"size": min(64, image_side(modality, profile))}


def image_side(modality: Modality, profile: Profile) -> int:
    """The shorter side of a typical image, in pixels, a multiple of 8 up to 128."""
    shape = profile.shapes.get(modality.name, (64, 64, 3))
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
    return Plan(
        name=name,
        branches=tuple(branch(m, profile) for m in modalities),
        fusion=Use(block=fusion),
        head=Use(block=spec.kind),
        train=train_args(profile, len(modalities)),
        seconds=0.0,
        seed=spec.seed,
        operator=operator,
        reason=reason,
    )


def reference(spec: TaskSpec, profile: Profile) -> Plan | None:
    """The reference model, where the task has an image, a vector and two classes.

    Image: Conv 3x3 32 ReLU, Dropout 0.2, Conv 3x3 64 ReLU, Flatten; vector: Dense 32
    ReLU, Dropout 0.2; concatenated; Dense 1 sigmoid; Adam; binary cross-entropy.
    """
    by_kind = {m.kind: m for m in reversed(spec.modalities)}
    if spec.kind != "binary" or not {"image", "vector"} <= set(by_kind):
        return None
    image, vector = by_kind["image"], by_kind["vector"]
    size = image_side(image, profile)
    return Plan(
        name="reference",
        branches=(
            Branch(
                modality=image.name,
                input=Use(block="image", args={"size": size}),
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
            warmup=0.0,
            clip=None,
        ),
        seconds=0.0,
        seed=spec.seed,
        operator="baseline",
        reason="the textbook two-branch network: what a tutorial would build",
    )
