"""What a training does with a teacher's answers: the lines of its train.py."""

from agent import catalog
from agent.records import Plan, TaskSpec, TrainArgs

FILE = "teacher.csv"
"""Beside a train.py: a row id and what was answered for it, as in predictions.csv."""
HEADS = (
    "binary",
    "multiclass",
    "multilabel",
    "ordinal",
    "regression",
    "multitarget",
)
"""Heads whose losses take probabilities in the place of classes, or are of numbers."""
FIRST = """\
# ---- what other models answered for these rows: a part of their targets --------
answers = read_answers(Path(__file__).resolve().with_name({file!r}), rows.ids, {width})
soft = TaughtTargets(weight=config.distil)(rows.y, answers)
"""
TAKE = "y = soft[batch].to(device)"
NOTE = "weight of what teacher.csv answers, against the labels"


def first(train: TrainArgs, width: int) -> list[str]:
    """Lines of `main` between the new model and its optimiser; `width`: columns of the
    answers."""
    if not train.distil:
        return []
    return ["", *FIRST.format(file=FILE, width=width).splitlines(), ""]


def misfit(spec: TaskSpec, plan: Plan) -> str | None:
    """Why a plan can't learn from a teacher, if it can't."""
    train = plan.train
    if not train.distil:
        return None
    kinds = catalog.find("loss", "distil").kinds
    if spec.kind not in kinds:
        return f"distil is for {', '.join(kinds)} tasks, not for {spec.kind}"
    if plan.head.block not in HEADS:
        return f"distil knows no soft targets of the head {plan.head.block}"
    if train.gce:
        return "distil and gce: a teacher's answer is no label that could be wrong"
    if train.epsilon:
        return "distil and epsilon: other models' answers would tell of the rows, too"
    return None
