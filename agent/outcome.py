"""What a run comes to: the record that `run --json` prints and `run.finished` holds."""

from typing import Literal

from agent.records import Blend, Covered, Record

Interval = tuple[float, float]


class Member(Record):
    """One trial of what was chosen."""

    trial: int
    name: str
    weight: float
    """Its part of the mean; 1 if there is no other."""
    params: int | None
    refit: bool = False
    """Whether its delivered weights are those of the same plan trained on every
    labelled row, after scoring; else they are the ones that were scored."""
    trainings: int = 1
    """Of its plan, that are delivered: with other seeds, in equal parts of its weight,
    as far as there was time after its refit."""
    epsilon: float | None = None
    """What the training of its delivered weights spent, with differential privacy."""
    delta: float | None = None


class Best(Record):
    """What was chosen: a trial, or several together. `select` steered the search;
    `test` was looked at once, with the members as they were before any refit."""

    trial: int | None
    """None for an ensemble."""
    name: str
    metric: str
    select: float
    """Of a plan trained with several `seeds`, their mean; of several `folds`, the score
    on all of them."""
    test: float
    interval: Interval
    """95 % interval of `test`."""
    also: dict[str, float]
    """Further metrics on the test rows."""
    params: int | None
    """Of all members together."""
    members: tuple[Member, ...] = ()
    """The trials behind it, the heaviest first."""
    blend: Blend | None = None
    """How their predictions become one answer: weights, temperature, offsets."""
    covered: tuple[Covered, ...] = ()
    """How often the sets or intervals of `blend.conformal` held on the test rows."""
    folds: int = 1
    """Parts of the labelled rows outside test on which was chosen, each predicted by
    models of the same plan that had not seen it; 1 is the select part alone."""
    seeds: int = 1
    """Trainings of this plan, each with its own seed and as long; 1 for an ensemble."""
    confirmed: bool | None = None
    """Whether another seed, trained from scratch, beat the best of the other plans
    beyond the noise, too; None where no time was left to try, and for an ensemble."""


class Ensembling(Record):
    """What averaging several trials gains over the best single one."""

    over: int
    """The best single trial."""
    chosen: bool
    """Whether the ensemble is the answer: neither on the select rows nor on those that
    were left out of its selection worse beyond doubt."""
    select: float
    """Gain on the select rows, on which members and weights were chosen."""
    select_interval: Interval
    out_of_bag: float
    """Mean gain of ensembles chosen on resamples of the select rows, on the rest."""
    gain: float | None = None
    """On the test rows; positive is better. None for an ensemble that is not used."""
    interval: Interval | None = None


class Baseline(Record):
    """Something simple to be beaten, on the same test rows."""

    name: str
    trial: int | None
    """None for the constant prediction."""
    select: float
    test: float
    gain: float
    """What the best model adds; positive is better whatever the metric's direction."""
    gain_interval: Interval | None
    """95 % interval of `gain`, paired by row; None for the constant prediction."""
    also: dict[str, float] = {}


class FusionGain(Record):
    """The best model of several modalities against the best of one."""

    gain: float
    interval: Interval
    over: str
    """The best single modality, chosen on the select rows."""
    trial: int
    """The fusion model compared."""


class LearntFree(Record):
    """A trial that learnt from inputs without targets, against the one it changed."""

    trial: int
    operator: str
    over: int
    """What it changed, with as much time."""
    gain: float
    """On the test rows; positive is better."""
    interval: Interval


class Unlabelled(Record):
    """What rows without a target were worth."""

    rows: int
    """How many there are; 0 if only inputs of labelled rows were learnt from."""
    tried: tuple[LearntFree, ...]
    used: tuple[int, ...]
    """Members of what was chosen that learnt so."""


class Distilled(Record):
    """A network that learnt what an ensemble answers, against itself without."""

    trial: int | None = None
    """The student; None where none was trained."""
    why: str = ""
    """Why none was trained."""
    over: int | None = None
    """The same plan with the same seed, learnt from the labels."""
    teachers: tuple[int, ...] = ()
    knew: tuple[int, ...] = ()
    """Those of them that answered rows which they had learnt."""
    chosen: bool = False
    """Whether the student is, or is a part of, what was chosen."""
    select: float | None = None
    """Gain over the same plan without on the select rows; positive is better."""
    doubt: float | None = None
    """Standard error of `select`."""
    gain: float | None = None
    """On the test rows."""
    interval: Interval | None = None


class Outcome(Record):
    """The end of a run, in one object."""

    run: str
    status: Literal["finished", "stopped", "failed"]
    best: Best | None
    baselines: tuple[Baseline, ...] = ()
    fusion_gain: FusionGain | None = None
    alone: str | None = None
    """The modality of a task that has only one, so that nothing can be fused."""
    ensemble: Ensembling | None = None
    """None if there was nothing to average, or one model was asked for."""
    distilled: Distilled | None = None
    """None where several models may be delivered and no time was left to try."""
    unlabelled: Unlabelled | None = None
    """None where every row has a target and nothing of the kind was tried."""
    project: str | None = None
    """Path of the standalone project."""
    predictions: str | None = None
    """Path of the predictions for the given test table."""
    silent: int = 0
    """Rows of `predictions` that get no label, where each labelled row has one."""
    refit: bool = False
    """Whether all delivered weights, and `predictions`, are those of the chosen plans
    trained on every labelled row; the scores are always those of the train part."""
    seconds: float = 0.0
    trials: int = 0
    failed: int = 0
    """Trials without a score that nobody skipped."""
    skipped: int = 0
    """Trials that a person ended."""
    not_isolated: int = 0
    """Trials that ran on the bare machine (--unsafe)."""
