"""Blocks, and a model put together from them."""

from typing import Literal, Self

from pydantic import Field, model_validator

from agent.records.base import Record
from agent.records.train import TrainArgs, refuse

Value = int | float | str | bool | None | tuple[str, ...] | tuple[float, ...]


class Example(Record):
    """A typical value of an input, without the data."""

    shape: tuple[int, ...]
    """What an encoder is built from: `shape` of the fitted input."""
    value: tuple[int, ...]
    """Shape of one row's tensor; `shape`, but for ids and codes."""
    dtype: Literal["float32", "float16", "uint8", "int64"] = "float32"


class Block(Record):
    """The card of one block of `templates/blocks`."""

    name: str
    role: Literal[
        "input",
        "encoder",
        "features",
        "learner",
        "fusion",
        "head",
        "augment",
        "optimizer",
        "averaging",
        "loss",
        "balance",
        "pretraining",
        "selftraining",
    ]
    module: str
    """File below `templates/blocks`, such as `encoders/cnn.py`; absolute if it is one
    of the user's own."""
    cls: str
    """Class to construct."""
    kinds: tuple[str, ...]
    """What it serves: kinds of data (inputs), of tensors (encoders, features, augments)
    or of tasks (heads, learners, losses)."""
    summary: str
    """One line for a person or a model."""
    paper: str = ""
    """Where the method comes from: `Bai et al. 2018`."""
    gives: str = ""
    """Inputs: the kind of tensor that it makes, which encoders name in `kinds`."""
    example: Example | None = None
    """Inputs: a typical tensor, on which encoders are measured and tested."""
    files: tuple[str, ...] = ()
    """Inputs: suffixes of the files it reads, if the kind is told by them: `.spc`."""
    words: str = ""
    """Inputs: pattern of the words that name such data, in columns and statements."""
    takes: Literal["vectors", "tokens"] = "vectors"
    """Fusions: one vector per modality, or also sequences of them."""
    told: bool = False
    """Features: learnt from the training rows' targets, too, by `fit_targets`."""
    chance: bool = False
    """Learners: another seed is another draw, of what its trees are grown from."""
    requires: tuple[str, ...] = ()
    """Packages that it imports, of which only projects that use it know: such a block
    takes an `encoder`, the name of a pretrained one."""
    params: dict[str, Value] = Field(default_factory=dict)
    """Free constructor arguments and their defaults, read from the signature."""
    search: dict[str, tuple[Value, ...]] = Field(default_factory=dict)
    """Values worth trying, cheapest first, by parameter."""


class Use(Record):
    """One block with its arguments; what isn't named keeps the block's default."""

    block: str
    args: dict[str, Value] = Field(default_factory=dict)


class Branch(Record):
    """One modality's way into the model."""

    modality: str
    input: Use
    encoder: Use
    augment: Use | None = None
    view: str = ""
    """Tells a second way in of the same modality from the first: `words`."""

    @property
    def key(self) -> str:
        """What the model calls it: the modality, and the view if it is a second."""
        return f"{self.modality}+{self.view}" if self.view else self.modality


class Stack(Record):
    """What is learnt on top of a network: by a classical learner, of what the network's
    encoders give and of plain features beside that."""

    learner: Use
    plain: tuple[Branch, ...] = ()
    """Features of the data as a classical plan has them; their `input` may be another
    one than the network's."""
    trial: int | None = None
    """Trial whose checkpoint is the network, as it is; None to train it anew."""


class Teacher(Record):
    """Whose answers for the rows of a training a network learns: those of several
    trials, averaged."""

    trials: tuple[int, ...]
    """The heaviest first."""
    weights: tuple[float, ...]
    """Of each, summing to 1."""
    knew: tuple[int, ...] = ()
    """Those of them that had been trained on the rows that they answer; the others had
    been trained without."""


class Plan(Record):
    """One model to try, complete: the same plan always renders the same bytes."""

    name: str
    """Short and readable: `gated`, `radar only`, `reference`."""
    family: Literal["network", "classical", "stacked"] = "network"
    """network: encoders, a fusion and a head, by gradient. classical: each `encoder` is
    a block of features, which lie side by side, and `head` is the learner. stacked: a
    network, and the learner of `stack` on top of its encoders."""
    branches: tuple[Branch, ...]
    fusion: Use
    head: Use
    train: TrainArgs = TrainArgs()
    teacher: Teacher | None = None
    """Who answers the rows where `train.distil` asks for it; None in a project that has
    left its run, whose teacher.csv has the answers."""
    stack: Stack | None = None
    """What a stacked plan learns on top of its network."""
    seconds: float
    """Training time that the project is given."""
    seed: int = 0
    processes: int = Field(default=1, ge=1)
    """Processes that train it together, one per GPU, started by torchrun."""
    sharded: bool = False
    """Whether each of them keeps a part of weights, gradients and optimizer state
    (FSDP), not a copy: for a network that doesn't fit into one GPU."""
    parent: int | None = None
    """Trial that this plan changes, if any."""
    continues: int | None = None
    """Trial of the same plan with fewer seconds, from whose checkpoint this one goes
    on; `seconds` are those of both together."""
    operator: str
    """What was done: `baseline`, `swap fusion`, `tune lr`, …"""
    reason: str
    """Why it is worth trying, from what was seen."""
    expected: str = ""
    """What was hoped for before it ran, in a few words."""
    proposer: str = "rules"
    """Whose idea it was: `rules`, `tune`, `model`."""

    @property
    def core(self) -> str:
        """The block that brings the modalities together: the fusion, or the learner."""
        if self.stack:
            return self.stack.learner.block
        return (self.head if self.family == "classical" else self.fusion).block

    @property
    def network(self) -> bool:
        """Whether it trains encoders by gradient."""
        return self.family != "classical"

    @model_validator(mode="after")
    def _is_of_its_family(self) -> Self:
        classical = self.family == "classical"
        wrong = {
            "classical features lie side by side: fusion concat without arguments": (
                classical and self.fusion != Use(block="concat")
            ),
            "a classical learner has its own arguments: leave train as it is": (
                classical and self.train != TrainArgs()
            ),
            "only networks are trained by several processes, others by one process": (
                self.family != "network" and self.processes > 1
            ),
            "sharded needs several processes, each with a part of the weights": (
                self.sharded and self.processes == 1
            ),
            "nothing is augmented in a classical plan": classical
            and any(branch.augment for branch in self.branches),
            "a stacked plan has a stack, and no other plan has one": (
                (self.family == "stacked") != (self.stack is not None)
            ),
        }
        return refuse(self, wrong)

    @model_validator(mode="after")
    def _trains(self) -> Self:
        train, alone = self.train, len(self.branches) < 2
        names = {branch.modality for branch in self.branches}
        args = self.head.args
        weighs = args.get("balance") or args.get("pos_weight", 1.0) != 1.0
        changes = weighs or args.get("label_smoothing")
        strange = ", ".join(
            sorted({*train.rates, *train.unfreeze, *train.wake} - names)
        )
        wrong = {
            f"rates, unfreeze, wake name encoders of the plan, not {strange}": strange,
            "aux_loss needs two modalities": alone and train.aux_loss,
            f"{train.pretrain} needs two modalities": alone
            and train.pretrain == "align_modalities",
            "teacher is for distil": self.teacher and not train.distil,
            "pretrain is done by one process": train.pretrain and self.processes > 1,
            f"balance {train.balance} needs two modalities": alone and train.balance,
            "modality_dropout needs two modalities": alone and train.modality_dropout,
            f"gce ignores what the head makes of the loss: {args}": train.gce
            and changes,
            f"sampling balanced and {args} weigh the classes twice": train.sampling
            and weighs,
        }
        return refuse(self, wrong)
