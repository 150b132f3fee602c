"""A classical plan -> the expressions and names that its templates put in place."""

from dataclasses import dataclass

from agent import catalog
from agent.inline import inline, packages
from agent.project import answers
from agent.project.expressions import (
    card_parts,
    data_parts,
    docstring_safe,
    modality_of,
    test_parts,
)
from agent.project.fronts import front_parts
from agent.project.locking import required
from agent.project.recorded import RecordedParts
from agent.project.stacking import RECALLING, dear, weighs_parts
from agent.project.training import call
from agent.records import Plan, Profile, TaskSpec
from agent.scoring.truth import header, words


@dataclass(frozen=True)
class ClassicalCode(RecordedParts):
    """What the templates need beside spec, profile and plan; all computed here."""

    project_name: str
    target_words: str
    model_title: str
    model_line: str
    model_blocks: str
    features: tuple[tuple[str, str], ...]
    told: tuple[str, ...]
    """Names of the features that are learnt from targets, too."""
    recalls: bool
    """Whether features are kept for the trainings after it."""
    pieces: bool
    """Whether the learner lets parts of one kind of features count differently."""
    learner: str
    learner_class: str
    learner_file: str
    """The module that it is in."""
    learner_front: str
    """Template of the graph of its scores, as in FRONTS; empty if there is none."""
    learner_reading: str
    """What becomes of the scores, likewise: `classes`, `labels` or `numbers`."""
    learner_quantiles: bool
    learner_log: bool
    input_blocks: str
    inputs: tuple[tuple[str, str], ...]
    keeping: str
    inputs_made: str
    valid_share: float
    valid_name: str
    valid_blocks: str
    valid_measure: str
    target_constants: str
    target_file: str
    target_imports: str
    strata: str
    target_doc: str
    prediction_doc: str
    prediction_header: str
    output_width: str
    output_count: int
    fakes: dict[str, str]
    fake_arrays: tuple[tuple[str, tuple[int, ...]], ...]
    fake_columns: tuple[str, ...]
    fake_targets: tuple[tuple[str, ...], ...]
    has_arrays: bool
    has_pictures: bool
    lock: tuple[str, ...]
    dependencies: tuple[str, ...]
    libraries: tuple[str, ...]
    """Packages of its pretrained encoders."""
    modalities_words: str
    columns_words: str
    card_tags: str
    split_by: str
    split_limit: str
    all_columns: tuple[str, ...]
    film_sounds: dict[str, str]
    numbers: tuple[str, ...]
    keys: tuple[str, ...]
    answers: str


def classical_code_for(
    spec: TaskSpec, profile: Profile, plan: Plan, answers_code: str = ""
) -> ClassicalCode:
    """The expressions of one classical plan; `answers_code` is `render.reading`'s.

    Raises UsageError for a block that does not fit its place, its data or the task.
    """
    used = [modality_of(spec, branch) for branch in plan.branches]
    features = []
    for b in plan.branches:
        gives = catalog.find("input", b.input.block).gives
        block = catalog.validate(b.encoder, "features", gives)
        features.append((b.key, block))
    learner = catalog.validate(plan.head, "learner", spec.kind)
    recalls = dear(spec, plan.branches)
    modules = [block.module for block in (*(f for _, f in features), learner)]
    modules += [RECALLING] * recalls
    blocks = inline(dict.fromkeys(modules))
    names = list(dict.fromkeys(m.name for m in used))
    ways = ", ".join(f"{b.key} by {b.encoder.block}" for b in plan.branches)
    parts = {
        **data_parts(spec, profile, plan, used),
        **answers.validation_parts(spec, inline([answers.measure(spec)[0]])),
        **answers.target_parts(spec, profile),
        **answers.prediction_parts(spec, profile),
        **test_parts(spec, profile, used),
        **card_parts(profile, used, packages(blocks) | required(plan)),
    }
    outputs = len(header(spec, profile.classes))
    known = ClassicalCode.__dataclass_fields__
    return ClassicalCode(
        project_name="forgeweld-" + spec.target[0].lower().replace("_", "-"),
        target_words=words(spec),
        model_title=f"{', '.join(names)} -> {docstring_safe(words(spec))}.",
        model_line=f"Features: {ways}; learner: {plan.head.block}.",
        model_blocks=blocks,
        features=tuple(
            (b.key, call(block.cls, f"shapes[{b.key!r}]", b.encoder))
            for b, (_, block) in zip(plan.branches, features, strict=True)
        ),
        told=tuple(name for name, block in features if block.told),
        recalls=recalls,
        pieces=weighs_parts(learner),
        learner=call(learner.cls, str(outputs), plan.head),
        **front_parts(spec, plan.head, learner.cls, outputs, "model"),
        libraries=tuple(sorted(required(plan))),
        answers=answers_code,
        **{name: value for name, value in parts.items() if name in known},
    )
