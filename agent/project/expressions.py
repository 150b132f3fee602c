"""Plan -> the Python expressions and names that the templates put in place."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from agent import catalog
from agent.data import film_sounds, formats
from agent.data.data_kinds import media_kinds
from agent.errors import UsageError
from agent.inline import BLOCKS, inline, packages
from agent.project import answers, private
from agent.project.locking import lock, needed, required
from agent.project.recorded import RecordedParts, readers, recorded_parts
from agent.project.saying import key_columns, numeric_columns
from agent.project.stacking import StackParts, more_inputs, stack_parts
from agent.project.training import Training, call, training_parts
from agent.records import Block, Branch, Modality, Plan, Profile, TaskSpec
from agent.scoring.truth import gallery, header, words

ONNX_LOCK = Path(__file__).resolve().parents[2] / "templates" / "onnx.lock"
NUMBERS = ("number", "integer", "boolean", "latitude", "longitude")
FAKES = {**dict.fromkeys(NUMBERS, "number"), "date": "date"}
KEEPING = "keeping.py"
KEPT = "keeping(make_inputs(), args.data, args.out)  # rows are read once in a run"
FILES = {"image", "video", "audio"}
ARRAYS = {"vector", "series", "points", "range", "track"}
"""Kinds of media for which the project's own test writes invented files: of their own
formats, and .npy."""
PACKAGES = {"image": "pillow", "video": "pillow", "audio": "soundfile"}
"""What reading a kind of media takes beside numpy."""


@dataclass(frozen=True)
class Code(StackParts, RecordedParts):
    """Everything the templates need beside spec, profile and plan; all computed here,
    so that the templates hold no logic."""

    project_name: str
    target_words: str
    model_title: str
    model_line: str
    model_blocks: str
    encoders: tuple[tuple[str, str], ...]
    gallery: str
    model_doc: str
    fusion: str
    tokens: bool
    weighs: bool
    """Whether the fusion tells how much each modality counts in a row."""
    encodes: bool
    """Whether model.py gives the features before they are fused."""
    pools_maxima: bool
    """Whether the model has a pooling for which ONNX has no operator."""
    head: str
    input_blocks: str
    inputs: tuple[tuple[str, str], ...]
    keeping: str
    inputs_made: str
    """The line that trainings of one run share the reading of their rows by."""
    training: Training
    valid_share: float
    valid_name: str
    valid_doc: str
    valid_blocks: str
    valid_measure: str
    calibrates: bool
    keep_best: str
    best_doc: str
    predict_doc: str
    target_constants: str
    target_file: str
    target_imports: str
    strata: str
    target_doc: str
    prediction_doc: str
    prediction_header: str
    output_width: str
    all_columns: tuple[str, ...]
    film_sounds: dict[str, str]
    """Column of the sound of films -> column of the films."""
    numbers: tuple[str, ...]
    keys: tuple[str, ...]
    fakes: dict[str, str]
    fake_arrays: tuple[tuple[str, tuple[int, ...]], ...]
    fake_columns: tuple[str, ...]
    fake_targets: tuple[tuple[str, ...], ...]
    has_arrays: bool
    has_pictures: bool
    test_lr: float
    test_steps: int
    answers: str
    """How predict.py reads its predictions."""
    lock: tuple[str, ...]
    onnx_lock: tuple[str, ...]
    """What exporting to ONNX takes beside."""
    dependencies: tuple[str, ...]
    libraries: tuple[str, ...]
    """Packages of its pretrained encoders."""
    modalities_words: str
    columns_words: str
    card_tags: str
    split_by: str
    split_limit: str


def code_for(
    spec: TaskSpec, profile: Profile, plan: Plan, answers_code: str = ""
) -> Code:
    """The expressions of one plan; `answers_code` is `render.reading`'s.

    Raises UsageError for an unknown block, and for tokens that the fusion can't take.
    """
    used = [modality_of(spec, branch) for branch in plan.branches]
    names = [m.name for m in used]
    model = _model_parts(spec, profile, plan)
    validation = answers.validation_parts(spec, inline([answers.measure(spec)[0]]))
    if plan.train.epsilon:
        validation |= {"keep_best": private.KEEP, "best_doc": "the last epoch"}
    training = training_parts(
        spec,
        plan,
        model,
        validation["keep_best"],
        len(header(spec, profile.classes)),
    )
    weighs = fusion_weighs(spec, plan)
    stack = stack_parts(spec, profile.classes, plan)
    return Code(
        project_name="forgeweld-" + spec.target[0].lower().replace("_", "-"),
        target_words=words(spec),
        model_title=f"{', '.join(names)} -> {docstring_safe(words(spec))}.",
        model_line=_model_line(plan),
        **model,
        **vars(stack),
        **data_parts(spec, profile, plan, used),
        training=training,
        weighs=weighs,
        encodes=training.encodes or weighs or plan.stack is not None,
        **validation,
        **answers.target_parts(spec, profile),
        **answers.prediction_parts(spec, profile),
        **test_parts(spec, profile, used),
        **card_parts(profile, used, packages(stack.stack_blocks) | needed(plan)),
        answers=answers_code,
        libraries=tuple(sorted(required(plan))),
    )


def docstring_safe(text: object) -> str:
    """`text` as it may stand in a docstring: one line, no quotes, no backslashes."""
    flat = " ".join(str(text).split())
    return flat.replace("\\", "/").replace('"', "'")


def modality_of(spec: TaskSpec, branch: Branch) -> Modality:
    """The modality that a branch looks at."""
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
    found, source = gallery(spec), inline(dict.fromkeys(modules))
    if plan.train.epsilon:
        source = private.by_rows(source)
    return {
        "model_blocks": source,
        "pools_maxima": "adaptive_max_pool" in source or "AdaptiveMaxPool" in source,
        "encoders": tuple(
            (b.modality, call(e.cls, f"shapes[{b.modality!r}]", b.encoder))
            for b, e in zip(plan.branches, encoders, strict=True)
        ),
        "fusion": call(fusion.cls, "dims", plan.fusion),
        "tokens": _gives_tokens(plan, fusion),
        "head": _head_call(spec, profile, plan),
        "gallery": found.name if found else "",
        "model_doc": (
            "One encoder per modality, a fusion of all that is asked with, and a head."
            if found
            else "One encoder per modality, a fusion and a head."
        ),
    }


def fusion_weighs(spec: TaskSpec, plan: Plan) -> bool:
    """Whether the model of a plan tells how much each modality counts in each row: its
    fusion has a method `weights`, and there is something to weigh."""
    if plan.family != "network" or spec.kind == "retrieval" or len(plan.branches) < 2:
        return False
    module = BLOCKS / catalog.find("fusion", plan.fusion.block).module
    return "    def weights(self, " in module.read_text(encoding="utf-8")


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


def _head_call(spec: TaskSpec, profile: Profile, plan: Plan) -> str:
    cls = catalog.find("head", plan.head.block).cls
    if spec.kind == "retrieval":
        return call(cls, "self.fusion.dim + candidate", plan.head, ("candidate",))
    outputs = len(header(spec, profile.classes))
    return call(cls, "self.fusion.dim", plan.head, (str(outputs),))


def data_parts(
    spec: TaskSpec, profile: Profile, plan: Plan, used: list[Modality]
) -> dict:
    """How the inputs of a plan are made, and their source."""
    types = {column.name: column.type for column in profile.columns}
    wanted = [(b.key, b) for b in plan.branches] + list(more_inputs(plan))
    inputs, calls = [], []
    for name, branch in wanted:
        modality, block = modality_of(spec, branch), _input(branch)
        kinds = tuple(types[c] for c in modality.columns)
        extra = (f"types={kinds!r}",) if modality.kind == "table" else ()
        made = call(block.cls, repr(modality.columns), branch.input, extra)
        inputs.append(block)
        calls.append((name, made))
    keeps = any(m.kind != "table" for m in used)
    modules = [block.module for block in inputs] + [KEEPING] * keeps
    names = [name for m in used for name in m.columns]
    modules += readers(profile, names)
    return {
        "input_blocks": inline(dict.fromkeys(modules)),
        "inputs": tuple(calls),
        "keeping": "from data import keeping" if keeps else "",
        "inputs_made": KEPT if keeps else "make_inputs()",
        "all_columns": film_sounds.told(profile, names),
        "film_sounds": film_sounds.films(profile, names),
        "numbers": numeric_columns(spec, profile, used),
        "keys": key_columns(profile),
        **recorded_parts(profile, names),
    }


def _input(branch: Branch) -> Block:
    return catalog.find("input", branch.input.block)


def test_parts(spec: TaskSpec, profile: Profile, used: list[Modality]) -> dict:
    """What the project's own test invents: cells, files and targets."""
    types = {column.name: column.type for column in profile.columns}
    fakes, arrays = {}, {}
    for modality in used:
        for column in modality.columns:
            if modality.kind in ARRAYS | FILES:
                fakes[column] = modality.kind
            elif modality.kind in media_kinds():
                fakes[column] = "nothing"  # a file that only its reader understands
            else:
                fakes[column] = FAKES.get(types[column], "word")
        if modality.kind in ARRAYS:
            arrays[modality.kind] = profile.shapes.get(modality.name, (16,))
    for film in film_sounds.told(profile, fakes):
        fakes.setdefault(film, "nothing")  # whose sound alone is heard
    if profile.group and profile.group not in fakes:
        fakes[profile.group] = "word"
    return {
        "fakes": fakes,
        "fake_arrays": tuple(arrays.items()),
        **answers.fake_parts(spec, profile),
        "has_arrays": bool(arrays) or "audio" in fakes.values(),
        "has_pictures": not {"image", "video"}.isdisjoint(fakes.values()),
        "test_lr": 1e-3,
        "test_steps": 20,
    }


def card_parts(
    profile: Profile, used: list[Modality], more: Iterable[str] = ()
) -> dict:
    """What README.md and pyproject.toml say of data and packages; `more` are packages
    beside those of every project."""
    kinds = {m.kind for m in used}
    wanted = {"numpy", "safetensors", "torch", *more}
    wanted |= {PACKAGES[kind] for kind in kinds & set(PACKAGES)}
    named = [name for m in used for name in m.columns]
    for one in formats.used(profile.columns, named):
        wanted |= set(one.packages)
    lines = lock(wanted)
    split = profile.split
    limits = {
        "grouped": f"No value of {split.by} is on two sides.",
        "ordered": f"The test rows come last in {split.by}.",
    }
    return {
        "lock": lines,
        "onnx_lock": tuple(ONNX_LOCK.read_text(encoding="utf-8").split()),
        "dependencies": tuple(r for r in lines if r.split("==")[0].lower() in wanted),
        "modalities_words": ", ".join(dict.fromkeys(m.name for m in used)),
        "columns_words": ", ".join(
            f"`{column}`" for column in film_sounds.told(profile, named)
        ),
        "card_tags": "".join(f", {kind}" for kind in sorted(kinds)),
        "split_by": f" by `{split.by}`" if split.by else "",
        "split_limit": limits.get(
            split.method, "Rows from other places or times may be harder."
        ),
    }
