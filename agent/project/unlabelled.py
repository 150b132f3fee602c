"""What a training does with rows that have no target: the lines of its train.py."""

from agent import catalog
from agent.records import TaskSpec, TrainArgs

ROWS = """\
# ---- rows to learn from without a target: those that have none, and the others -
plain = [row for row in read_rows(args.data / "train.csv") if not has_target(row)]
if (args.data / "unlabelled.csv").exists():
    plain += read_rows(args.data / "unlabelled.csv")
plain += [csv_rows[i] for i in fit_index.tolist()]
free = load_rows(inputs, plain, args.data, targets=False)
"""
PRETRAIN = """\
if not (args.resume and (args.out / "checkpoint" / "state.pt").exists()):
    most = config.pretrain_share * (args.seconds or math.inf)
    losses = pretrain(model, {cls}(model), free, config, most)
    print(f"{{len(plain)}} rows seen {{len(losses)}} times without targets:", *losses)
"""
GUESS = """\
if progress > 0.3:  # the guesses of a beginner teach nothing
    some = torch.randint(len(free.ids), (2 * len(batch),))
    guessed = pseudo_labels(model, *free.take(some, device)[:2])
    loss = loss + config.pseudo * guessed
"""


def used(train: TrainArgs) -> bool:
    """Whether a training reads rows without a target."""
    return bool(train.pretrain or train.pseudo)


def modules(train: TrainArgs) -> list[str]:
    """Files of blocks that it needs."""
    found = []
    if train.pretrain:
        found += [catalog.find("pretraining", train.pretrain).module, "warming.py"]
    if train.pseudo:
        found.append(catalog.find("selftraining", "pseudo_labels").module)
    return found


def config(train: TrainArgs) -> list[str]:
    """Lines of `Config`."""
    lines = []
    if train.pretrain:
        lines += [
            "pretrain_epochs: int = 30  # passes without targets, at most",
            "pretrain_share: float = 0.3  # of the time given, for these",
            "pretrain_batch: int = 128  # rows that are told from each other",
            "pretrain_lr: float = 0.001  # peak learning rate of AdamW for these",
        ]
    if train.pseudo:
        lines += [
            f"pseudo: float = {train.pseudo!r}  # weight of the loss by own guesses",
            f"sure: float = {train.sure!r}  # probability from which a guess counts",
        ]
    return lines


def setup(train: TrainArgs) -> list[str]:
    """What `train` makes before its first epoch."""
    return ["pseudo_labels = PseudoLabels(sure=config.sure)"] if train.pseudo else []


def first(train: TrainArgs) -> list[str]:
    """Lines of `main` between the new model and its optimiser."""
    if not used(train):
        return []
    text = ROWS
    if train.pretrain:
        cls = catalog.find("pretraining", train.pretrain).cls
        text += PRETRAIN.format(cls=cls)
    return ["", *text.splitlines(), ""]


def guesses(train: TrainArgs) -> list[str]:
    """What a step adds to its loss."""
    return [*GUESS.splitlines()] if train.pseudo else []


def misfit(spec: TaskSpec, train: TrainArgs) -> str | None:
    """Why a task has no use for these options, if it has none."""
    kinds = catalog.find("selftraining", "pseudo_labels").kinds
    if train.pseudo and spec.kind not in kinds:
        return f"pseudo is for {', '.join(kinds)} tasks, not for {spec.kind}"
    if train.pretrain and spec.kind == "retrieval":
        return "pretrain is not for retrieval: its own loss is of that kind already"
    return None
