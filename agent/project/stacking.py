"""A stacked plan -> the expressions of its stack.py, and the inputs that it adds."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from agent import catalog
from agent.inline import BLOCKS, inline
from agent.project.fronts import front_parts
from agent.project.training import call
from agent.records import Block, Branch, Plan, TaskSpec
from agent.scoring.truth import header

WIDE = "principal"
"""Features of what an encoder gives."""
RECALLING = "recalling.py"
"""The block that keeps features from training to training."""


@dataclass(frozen=True, kw_only=True)
class StackParts:
    """What templates know of a stack; the defaults are those of a network alone."""

    model_class: str = "FusionModel"
    """What predict.py loads."""
    model_import: str = "from model import FusionModel"
    weights_part: str = "project/weights.jinja"
    """Template of the lines between the training and its results."""
    seconds: str = (
        "seconds = max(args.seconds - reserve - (time.monotonic() - start), 0.1)"
    )
    params: str = '"params": sum(p.numel() for p in model.parameters())'
    stack_line: str = ""
    stack_blocks: str = ""
    stack_features: tuple[tuple[str, str], ...] = ()
    told: tuple[str, ...] = ()
    """Names of the features that are learnt from targets, too."""
    makers: str = "inputs.values()"
    """What may have been spared work by the trainings before it."""
    recalls: bool = False
    """Whether features are kept for the trainings after it."""
    pieces: bool = False
    """Whether the learner lets parts of one kind of features count differently."""
    stack_learner: str = ""
    learner_class: str = ""
    learner_file: str = ""
    learner_front: str = ""
    """Template of the graph of its scores; empty if there is none."""
    learner_reading: str = ""
    learner_quantiles: bool = False
    learner_log: bool = False
    output_count: int = 0


def stack_parts(spec: TaskSpec, classes: tuple[str, ...], plan: Plan) -> StackParts:
    """What the templates need of a plan's stack. Raises UsageError for a block that
    does not fit its place, its data or the task."""
    if plan.stack is None:
        return StackParts()
    learner = catalog.validate(plan.stack.learner, "learner", spec.kind)
    wide = catalog.find("features", WIDE)
    modules, features, told = [wide.module], [], []
    for b in plan.branches:
        made = f"{wide.cls}(widths[{b.key!r}])"
        features.append((f"{b.key}, encoded", made))
    for b in plan.stack.plain:
        gives = catalog.find("input", b.input.block).gives
        block = catalog.validate(b.encoder, "features", gives)
        modules.append(block.module)
        name = input_name(plan, b)
        features.append((name, call(block.cls, f"shapes[{name!r}]", b.encoder)))
        told += [name] if block.told else []
    outputs = len(header(spec, classes))
    plain = ", ".join(f"{b.modality} by {b.encoder.block}" for b in plan.stack.plain)
    said = f"{plan.stack.learner.block}" + (f", beside {plain}" if plain else "")
    recalls = dear(spec, plan.stack.plain)
    modules += [learner.module, "joining.py"] + [RECALLING] * recalls
    alone = StackParts()
    return StackParts(
        model_class="StackedModel",
        model_import=f"{alone.model_import}\nfrom stack import StackedModel",
        weights_part="stacked/weights.jinja",
        seconds=f"{alone.seconds}\nseconds *= 1 - config.learner_share",
        params='"params": model.params,\n"chosen": chosen',
        stack_line=said,
        stack_blocks=inline(dict.fromkeys(modules)),
        stack_features=tuple(features),
        told=tuple(told),
        makers="[*inputs.values(), *model.features.values()]",
        recalls=recalls,
        pieces=weighs_parts(learner),
        stack_learner=call(learner.cls, str(outputs), plan.stack.learner),
        **front_parts(spec, plan.stack.learner, learner.cls, outputs, "stack"),
    )


def weighs_parts(learner: Block) -> bool:
    """Whether a learner lets each part count as much as is best (`gains.py`)."""
    return "self.gains" in (BLOCKS / learner.module).read_text(encoding="utf-8")


def dear(spec: TaskSpec, branches: Collection[Branch]) -> bool:
    """Whether plain features of these branches take longer to make than to keep."""
    tables = {m.name for m in spec.modalities if m.kind == "table"}
    return any(branch.modality not in tables for branch in branches)


def input_name(plan: Plan, plain: Branch) -> str:
    """The reader of plain features: the network's own, where it reads alike."""
    own = {b.key: b.input for b in plan.branches}
    if own.get(plain.modality) == plain.input:
        return plain.modality
    return f"{plain.modality} as {plain.input.block}"


def modality_of(name: str, modalities: Collection[str]) -> str:
    """The modality that an `input_name` reads, as people know it."""
    readers = [m for m in modalities if name.startswith(f"{m} as ")]
    return name if name in modalities else max(readers, key=len, default=name)


def more_inputs(plan: Plan) -> Iterator[tuple[str, Branch]]:
    """The readers that plain features need beside those of the network."""
    own = {b.key for b in plan.branches}
    for plain in plan.stack.plain if plan.stack else ():
        if (name := input_name(plan, plain)) not in own:
            yield name, plain
