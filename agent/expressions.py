"""Plan -> the Python expressions and names that the templates put in place."""

from dataclasses import dataclass
from pathlib import Path

from agent import catalog
from agent.data_kinds import media_kinds
from agent.errors import UsageError
from agent.inline import inline
from agent.records import Block, Branch, Modality, Plan, Profile, TaskSpec, Use

LOCK = Path(__file__).resolve().parent.parent / "templates" / "project.lock"
FAKES = {
    "number": "number",
    "integer": "number",
    "boolean": "number",
    "latitude": "number",
    "longitude": "number",
    "date": "date",
}
ARRAYS = {"vector", "series", "points", "range", "track"}
"""Kinds of media for which the project's own test writes invented .npy files."""


@dataclass(frozen=True)
class Code:
    """Everything the templates need beside spec, profile and plan; all computed here,
    so that the templates hold no logic."""

    project_name: str
    model_title: str
    model_line: str
    model_blocks: str
    encoders: tuple[tuple[str, str], ...]
    fusion: str
    tokens: bool
    head: str
    input_blocks: str
    inputs: tuple[tuple[str, str], ...]
    augment_blocks: str
    augments: tuple[str, ...]
    augmented: tuple[str, ...]
    optimizer: str
    optimizer_name: str
    decay_note: str
    schedule_doc: str
    valid_share: float
    valid_name: str
    valid_doc: str
    valid_sum: str
    valid_step: str
    keep_best: str
    best_doc: str
    predict_doc: str
    target_doc: str
    prediction_doc: str
    prediction_header: str
    output_width: str
    all_columns: tuple[str, ...]
    fakes: dict[str, str]
    fake_arrays: tuple[tuple[str, tuple[int, ...]], ...]
    fake_targets: tuple[str, ...]
    has_arrays: bool
    test_lr: float
    test_steps: int
    lock: tuple[str, ...]
    dependencies: tuple[str, ...]
    modalities_words: str
    columns_words: str
    card_tags: str
    split_by: str
    split_limit: str


def code_for(spec: TaskSpec, profile: Profile, plan: Plan) -> Code:
    """The expressions of one plan.

    Raises UsageError for an unknown block, and for tokens that the fusion can't take.
    """
    used = [_modality(spec, branch) for branch in plan.branches]
    names = [m.name for m in used]
    return Code(
        project_name="forgeweld-" + spec.target[0].lower().replace("_", "-"),
        model_title=f"{', '.join(names)} -> {docstring_safe(spec.target[0])}.",
        model_line=_model_line(plan),
        **_model_parts(spec, profile, plan),
        **_data_parts(spec, profile, plan, used),
        **_training_parts(plan),
        **_validation_parts(spec),
        **_prediction_parts(spec, profile),
        **_test_parts(spec, profile, used),
        **_card_parts(profile, used),
    )


def docstring_safe(text: object) -> str:
    """`text` as it may stand in a docstring: one line, no quotes, no backslashes."""
    flat = " ".join(str(text).split())
    return flat.replace("\\", "/").replace('"', "'")


def call(cls: str, first: str, use: Use, extra: tuple[str, ...] = ()) -> str:
    """A constructor call: `Cls(first, extra…, knob=value, …)`."""
    args = [f"{name}={value!r}" for name, value in use.args.items()]
    return f"{cls}({', '.join([first, *extra, *args] if first else args)})"


def _modality(spec: TaskSpec, branch: Branch) -> Modality:
    return next(m for m in spec.modalities if m.name == branch.modality)


def _model_line(plan: Plan) -> str:
    encoders = ", ".join(f"{b.modality} by {b.encoder.block}" for b in plan.branches)
    return (
        f"Encoders: {encoders}; fusion: {plan.fusion.block}; head: {plan.head.block}."
    )


def _model_parts(spec: TaskSpec, profile: Profile, plan: Plan) -> dict:
    encoders = [catalog.find("encoder", b.encoder.block) for b in plan.branches]
    fusion = catalog.find("fusion", plan.fusion.block)
    head = catalog.find("head", plan.head.block)
    modules = [block.module for block in (*encoders, fusion, head)]
    return {
        "model_blocks": inline(dict.fromkeys(modules)),
        "encoders": tuple(
            (b.modality, call(e.cls, f"shapes[{b.modality!r}]", b.encoder))
            for b, e in zip(plan.branches, encoders, strict=True)
        ),
        "fusion": call(fusion.cls, "dims", plan.fusion),
        "tokens": _gives_tokens(plan, fusion),
        "head": call(
            head.cls, "self.fusion.dim", plan.head, (str(len(profile.classes) or 1),)
        ),
    }


def _gives_tokens(plan: Plan, fusion: Block) -> bool:
    """Whether some encoder gives tokens; UsageError if the fusion takes none."""
    names = [b.modality for b in plan.branches if b.encoder.args.get("tokens")]
    if names and fusion.takes != "tokens":
        able = [b.name for b in catalog.blocks("fusion") if b.takes == "tokens"]
        raise UsageError(
            f"fusion {fusion.name!r} takes no tokens, but {names[0]} gives some",
            where=f"templates/blocks/{fusion.module}",
            why="its card does not say that it takes them",
            fix=f"leave tokens at 0, or fuse by {' or '.join(able)}",
        )
    return bool(names)


def _data_parts(
    spec: TaskSpec, profile: Profile, plan: Plan, used: list[Modality]
) -> dict:
    types = {column.name: column.type for column in profile.columns}
    inputs = [catalog.find("input", b.input.block) for b in plan.branches]
    calls = []
    for branch, modality, block in zip(plan.branches, used, inputs, strict=True):
        kinds = tuple(types[c] for c in modality.columns)
        extra = (f"types={kinds!r}",) if modality.kind == "table" else ()
        calls.append(
            (
                modality.name,
                call(block.cls, repr(modality.columns), branch.input, extra),
            )
        )
    return {
        "input_blocks": inline(dict.fromkeys(block.module for block in inputs)),
        "inputs": tuple(calls),
        "all_columns": tuple(c for m in used for c in m.columns),
    }


def _training_parts(plan: Plan) -> dict:
    train = plan.train
    augmented = [b for b in plan.branches if b.augment]
    augments = [(b, catalog.find("augment", b.augment.block)) for b in augmented]  # type: ignore[union-attr]
    name = {"adam": "Adam", "adamw": "AdamW"}[train.optimizer]
    return {
        "augment_blocks": inline(dict.fromkeys(block.module for _, block in augments)),
        "augments": tuple(
            f"augment_{b.modality} = {call(block.cls, '', b.augment)}"  # type: ignore[arg-type]
            for b, block in augments
        ),
        "augmented": tuple(b.modality for b in augmented),
        "optimizer": f"torch.optim.{name}(model.parameters(), lr=config.lr, "
        "weight_decay=config.weight_decay)",
        "optimizer_name": name,
        "decay_note": "decoupled weight decay" if name == "AdamW" else "L2 penalty",
        "schedule_doc": (
            "Linear warm-up, then cosine decay, over the steps or the time given."
            if train.warmup
            else "Constant."
        ),
    }


def _validation_parts(spec: TaskSpec) -> dict:
    regression = spec.kind == "regression"
    by_label = spec.kind == "multiclass" and spec.metric.needs == "labels"
    hits = "(model.head.predict(outputs).argmax(1) == y).sum().item()"
    errors = "(model.head.predict(outputs)[:, 0] - y).abs().sum().item()"
    return {
        "valid_share": 0.15,
        "valid_name": "valid_mae" if regression else "valid_accuracy",
        "valid_doc": "mean absolute error" if regression else "accuracy",
        "valid_sum": "error" if regression else "correct",
        "valid_step": f"error += {errors}" if regression else f"correct += {hits}",
        "keep_best": (
            "metric - 1e-3 * valid_loss  # the loss breaks ties"
            if by_label
            else "-valid_loss"
        ),
        "best_doc": (
            "the best validation accuracy" if by_label else "the lowest validation loss"
        ),
    }


def _prediction_parts(spec: TaskSpec, profile: Profile) -> dict:
    if spec.kind == "regression":
        return {
            "predict_doc": f"Predicted {spec.target[0]} (B, 1), in its own unit.",
            "target_doc": "float, in their own unit",
            "prediction_doc": "the predicted value",
            "prediction_header": '"value"',
            "output_width": "1",
        }
    return {
        "predict_doc": f"Probabilities (B, {len(profile.classes)}), as CLASSES.",
        "target_doc": "int64, class indices",
        "prediction_doc": "a probability per class",
        "prediction_header": "*CLASSES",
        "output_width": str(len(profile.classes)),
    }


def _test_parts(spec: TaskSpec, profile: Profile, used: list[Modality]) -> dict:
    types = {column.name: column.type for column in profile.columns}
    fakes, arrays = {}, {}
    for modality in used:
        for column in modality.columns:
            if modality.kind in ARRAYS | {"image"}:
                fakes[column] = modality.kind
            elif modality.kind in media_kinds():
                fakes[column] = "nothing"  # a file that only its reader understands
            else:
                fakes[column] = FAKES.get(types[column], "word")
        if modality.kind in ARRAYS:
            arrays[modality.kind] = profile.shapes.get(modality.name, (16,))
    if profile.group and profile.group not in fakes:
        fakes[profile.group] = "word"
    targets = profile.classes or ("1.0", "2.5", "0.5", "4.0")
    return {
        "fakes": fakes,
        "fake_arrays": tuple(arrays.items()),
        "fake_targets": targets[:4],
        "has_arrays": bool(arrays),
        "test_lr": 1e-3,
        "test_steps": 20,
    }


def _card_parts(profile: Profile, used: list[Modality]) -> dict:
    lock = tuple(LOCK.read_text(encoding="utf-8").split())
    kinds = {m.kind for m in used}
    wanted = {"numpy", "safetensors", "torch"} | (
        {"pillow"} if "image" in kinds else set()
    )
    split = profile.split
    limits = {
        "grouped": f"No value of {split.by} is on two sides.",
        "ordered": f"The test rows come last in {split.by}.",
    }
    return {
        "lock": lock,
        "dependencies": tuple(r for r in lock if r.split("==")[0].lower() in wanted),
        "modalities_words": ", ".join(m.name for m in used),
        "columns_words": ", ".join(f"`{c}`" for m in used for c in m.columns),
        "card_tags": "".join(f", {kind}" for kind in sorted(kinds)),
        "split_by": f" by `{split.by}`" if split.by else "",
        "split_limit": limits.get(
            split.method, "Rows from other places or times may be harder."
        ),
    }
