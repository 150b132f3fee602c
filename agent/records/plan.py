"""Blocks, a model put together from them, and how it is trained."""

from collections.abc import Mapping
from typing import Any, Literal, Self

from pydantic import Field, model_validator

from agent.records.base import Record

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


def _refuse(record: Any, wrong: Mapping[str, object]) -> Any:
    """`record`, or ValueError with the messages that hold."""
    if said := [message for message, holds in wrong.items() if holds]:
        raise ValueError("; ".join(said))
    return record


class TrainArgs(Record):
    """How a plan is trained. What is off leaves no trace in the generated project.

    ValueError, with both names, for options that contradict each other.
    """

    optimizer: Literal["adam", "adamw", "sgd", "muon", "schedule_free"] = "adamw"
    """sgd: Nesterov momentum 0.9, wants a rate of 0.01 to 0.1; muon: matrices by Muon,
    the rest by AdamW at the same rate; schedule_free: AdamW on a constant schedule."""
    lr: float = 1e-3
    weight_decay: float = 1e-2
    batch_size: int = 64
    epochs: int = 60
    patience: int = 10
    """Epochs without a better validation loss before stopping."""
    schedule: Literal["cosine", "one_cycle", "constant"] = "cosine"
    """one_cycle raises the rate up to `warmup`, 0.3 being usual, then lowers it to
    nothing, with momentum the other way round."""
    warmup: float = Field(default=0.05, ge=0, lt=1)
    """Share of the steps over which the learning rate rises; 0 to start at its peak."""
    clip: float | None = 1.0
    """Largest gradient norm; None for no clipping."""
    accumulate: int = Field(default=1, ge=1)
    """Batches whose gradients are summed up for one step."""
    l1: float = Field(default=0.0, ge=0)
    """Weight of the sum of all weights' absolute values in the loss; 1e-5 is mild."""
    ema: float | None = Field(default=None, gt=0, lt=1)
    """Decay per step of a moving average of the weights, which is validated and kept;
    0.99 averages about 100 steps. None for no average."""
    soup: int = Field(default=0, ge=0)
    """Best epochs whose weights are averaged, as far as that is no worse; 0 for none.
    Costs as many copies of the weights, and as many validations at the end."""
    mixup: float = Field(default=0.0, ge=0)
    """Alpha of manifold mixup of the encoded features; 0 for none, 0.2 is mild. Not for
    losses that compare rows: survival, retrieval."""
    gce: float = Field(default=0.0, ge=0, le=1)
    """q of the generalised cross-entropy in place of the head's loss, against wrong
    labels: 0 for the head's own, 0.7 is usual. Binary and multiclass tasks."""
    trim: float = Field(default=0.0, ge=0, lt=1)
    """Share of each batch, that with the largest losses, that is not learnt from,
    against wrong labels; weights of classes count. Not for survival, retrieval."""
    sampling: Literal["balanced"] | None = None
    """balanced: every class is drawn equally often, some rows twice, some not at all.
    Binary and multiclass tasks. None: every row once an epoch."""
    modality_dropout: float = 0.0
    """Chance, per row and modality, that it is hidden in training (never all)."""
    aux_loss: float = Field(default=0.0, ge=0)
    """Weight of the sum of the losses of one more head for each modality, on its own
    features; 0 for no such heads. 0.1 to 1 is usual. Not for retrieval."""
    balance: Literal["ogm_ge", "gradient_blending"] | None = None
    """ogm_ge damps the encoder of the more confident modality in the first half of the
    training, and needs `aux_loss`; gradient_blending weighs the losses of all heads."""
    alpha: float = Field(default=0.5, gt=0)
    """Strength of ogm_ge: 0.1 to 1."""
    blend_every: int = Field(default=5, ge=1)
    """Epochs after which gradient_blending estimates its weights anew."""
    rates: dict[str, float] = Field(default_factory=dict)
    """Learning rates of encoders, by modality, as parts of `lr`: 0.1 for a pretrained
    one. Those that aren't named learn at `lr`."""
    unfreeze: dict[str, int] = Field(default_factory=dict)
    """Epochs, by modality, for which an encoder is frozen while the others learn."""
    wake: dict[str, int] = Field(default_factory=dict)
    """Pretrained encoders that learn, by modality: epochs after which the next layer
    wakes, from the last one down; in the first epochs none learns."""
    layer_decay: float = Field(default=1.0, gt=0, le=1)
    """Of pretrained encoders in `rates`: the rate of a layer in parts of the next."""
    pretrain: Literal["contrast_rows", "align_modalities"] | None = None
    """What is learnt first, from inputs alone, unlabelled rows among them: to find rows
    again whose places were swapped, or the modalities of one row. Not for retrieval."""
    pseudo: float = Field(default=0.0, ge=0)
    """Weight of the loss by own guesses on unlabelled rows; 1 is usual. For classes."""
    sure: float = Field(default=0.9, ge=0.5, lt=1)  # probability of guesses that count

    @model_validator(mode="after")
    def _agrees(self) -> Self:
        one_cycle, blending = self.schedule == "one_cycle", "gradient_blending"
        free = self.optimizer == "schedule_free"
        wrong = {
            "optimizer schedule_free needs schedule constant": free
            and self.schedule != "constant",
            "optimizer schedule_free averages by itself: leave ema out": free
            and self.ema is not None,
            "schedule one_cycle turns one momentum: optimizer adam, adamw or sgd": (
                one_cycle and self.optimizer in ("muon", "schedule_free")
            ),
            "schedule one_cycle rises first: warmup above 0": one_cycle
            and not self.warmup,
            "soup of one epoch is that epoch: 0, or 2 and more": self.soup == 1,
            "mixup and trim: a mixed row has no label that could be wrong": self.mixup
            and self.trim,
            "balance ogm_ge needs aux_loss above 0": self.balance == "ogm_ge"
            and not self.aux_loss,
            "balance gradient_blending finds the weights itself: aux_loss 0": (
                self.balance == blending and self.aux_loss
            ),
            "alpha is for balance ogm_ge": self.balance != "ogm_ge"
            and self.alpha != 0.5,
            "blend_every is for balance gradient_blending": self.balance != blending
            and self.blend_every != 5,
            "rates are above 0; unfreeze holds an encoder for longer": any(
                rate <= 0 for rate in self.rates.values()
            ),
            "wake is 1 or more epochs": any(every < 1 for every in self.wake.values()),
            "layer_decay is for encoders in rates": self.layer_decay < 1
            and not self.rates,
            "sure is for pseudo": not self.pseudo and self.sure != 0.9,
            "pretrain knows no rates, unfreeze, wake": self.pretrain
            and (self.rates or self.unfreeze or self.wake),
            "unfreeze is 1 or more epochs, and less than all": any(
                not 0 < epochs < self.epochs for epochs in self.unfreeze.values()
            ),
        }
        return _refuse(self, wrong)


class Stack(Record):
    """What is learnt on top of a network: by a classical learner, of what the network's
    encoders give and of plain features beside that."""

    learner: Use
    plain: tuple[Branch, ...] = ()
    """Features of the data as a classical plan has them; their `input` may be another
    one than the network's."""
    trial: int | None = None
    """Trial whose checkpoint is the network, as it is; None to train it anew."""


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
    stack: Stack | None = None
    """What a stacked plan learns on top of its network."""
    seconds: float
    """Training time that the project is given."""
    seed: int = 0
    processes: int = Field(default=1, ge=1)
    """Processes that train it together, one per GPU, started by torchrun."""
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
            "nothing is augmented in a classical plan": classical
            and any(branch.augment for branch in self.branches),
            "a stacked plan has a stack, and no other plan has one": (
                (self.family == "stacked") != (self.stack is not None)
            ),
        }
        return _refuse(self, wrong)

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
            "pretrain is done by one process": train.pretrain and self.processes > 1,
            f"balance {train.balance} needs two modalities": alone and train.balance,
            "modality_dropout needs two modalities": alone and train.modality_dropout,
            f"gce ignores what the head makes of the loss: {args}": train.gce
            and changes,
            f"sampling balanced and {args} weigh the classes twice": train.sampling
            and weighs,
        }
        return _refuse(self, wrong)
