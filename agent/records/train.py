"""How a plan is trained."""

from collections.abc import Mapping
from typing import Any, Literal, Self

from pydantic import Field, model_validator

from agent.records.base import Record


def refuse(record: Any, wrong: Mapping[str, object]) -> Any:
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
    distil: float = Field(default=0.0, ge=0, le=1)
    """Weight of what a teacher, `Plan.teacher`, answered for the rows, against their
    labels; 0 for none. Not for survival, retrieval, quantiles."""
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
    epsilon: float | None = Field(default=None, gt=0)
    """Most that the weights may tell of any row of the training: the epsilon of
    differential privacy; None for a training without it."""

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
        return refuse(self, wrong)
