"""What a model makes of its inputs: records of what was changed, and what that cost."""

from typing import Literal

from pydantic import FiniteFloat

from agent.records import Record

Interval = tuple[float, float]
What = Literal["drop", "permute", "missing", "corrupt", "coalition"]


class Effect(Record):
    """The score with some inputs changed, on the same rows."""

    what: What
    changes: dict[str, tuple[str, float]]
    """By modality, how it was changed, and how much: see templates/explain/change.py"""
    value: float
    """The score; of `permute` the mean over its repeats."""
    loss: float
    """By how much that is worse, whichever way the metric points; below 0: better."""
    interval: Interval
    """95 % interval of `loss`, over resamples of the rows."""


class Share(Record):
    """A modality's Shapley value: its part of what all together add to none."""

    modality: str
    value: float
    """In units of the metric; positive: the modality helps."""
    interval: Interval


class Parts(Record):
    """What one modality of one row adds to the prediction that was made."""

    whole: FiniteFloat
    names: tuple[str, ...] = ()
    """Words or columns; () for the fields of a picture, or stretches, in order."""
    parts: tuple[FiniteFloat, ...] = ()


class Occluded(Record):
    """One row, the output that is explained, and what speaks for it."""

    row: str
    target: int
    """Number of the output: of classes that which was said."""
    modalities: dict[str, Parts]
    gradients: dict[str, Parts] = {}
    """The same by integrated gradients, of the networks among the members."""


class Explained(Record):
    """All of it, for the model that a run has chosen, as it was scored."""

    members: tuple[int, ...]
    """The trials behind it: another choice makes this one out of date."""
    rows: int
    """Test rows that were looked at."""
    of: int
    """Test rows that there are."""
    plain: float = 0.0
    """The score on these rows, nothing changed."""
    modalities: tuple[str, ...] = ()
    effects: tuple[Effect, ...] = ()
    nothing: float | None = None
    """The score with every modality missing."""
    shapley: tuple[Share, ...] = ()
    orders: int = 0
    """Orders of modalities that Shapley values were sampled over; 0: exact."""
    occluded: tuple[Occluded, ...] = ()
    steps: int = 0
    """Changes that were planned."""
    missed: int = 0
    """Of them those that there was no time for."""
    impossible: int = 0
    """Of them those that can't be made: a vector of a pretrained encoder has no
    pixels or moments."""
    unscored: int = 0
    """Of them those after which the metric has no value, as of a constant."""
    seconds: float = 0.0
    why: str = ""
    """Why there is nothing, or less than planned."""
