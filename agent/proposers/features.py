"""Which learners serve a task, and the features of each modality given to them."""

import math

from agent import catalog
from agent.proposers import design
from agent.records import Branch, Modality, Profile, TaskSpec, Use, Value

CLASSES = ("binary", "multiclass", "ordinal")
TREES = {
    **dict.fromkeys(CLASSES, "boosted_trees"),
    **dict.fromkeys(("regression", "multitarget"), "boosted_numbers"),
    "multilabel": "boosted_labels",
    "survival": "boosted_risk",
}
LEVELS_TREES = "boosted_levels"
"""Beside the trees of an ordinal task: on five sets, four splits each, a quadratic
kappa better by 0.013 to 0.183, and a log loss that is better for the mean of both."""
LEVELS_LINEAR = "linear_levels"
"""Beside the linear model of an ordinal task: on three sets as good or better alone (a
quadratic kappa better by 0.004 to 0.07, a log loss by -0.06 to 0.32)."""
FOREST = "forest"
"""Of classes in a table alone: it errs otherwise than trees that were boosted, so both
together are better than either."""
LINEAR = {
    **dict.fromkeys(CLASSES, "logistic"),
    **dict.fromkeys(("regression", "multitarget"), "ridge"),
    "multilabel": "logistic_labels",
    "survival": "linear_risk",
    "retrieval": "linear_match",
}
"""Learners by kind of task."""
FOR_TREES = {
    "table": ("cells", "columns"),
    "curve": ("curve", "slopes"),
    "text": ("utf8", "tfidf"),
    "image": ("image", "picture"),
    "series": ("series", "figures"),
    "track": ("track", "figures"),
    "video": ("video", "frame_statistics"),
    "points": ("points", "strips"),
}
FOR_LINEAR = {
    "table": ("table", "flat"),
    "text": ("utf8", "tfidf"),
    "image": ("image", "looks"),
    "series": ("series", "rocket"),
    "track": ("track", "rocket"),
    "video": ("video", "frame_statistics"),
    "points": ("points", "strips"),
}
"""Inputs and features to begin with where a kind of data has several."""
LEVELS, ALL_LEVELS, SHOWN = ("cells", "levels"), 5000, 50
"""For linear models of a table in which a category has more values than are shown else:
of thousands of students or shops each has a weight, and no column of its own."""
WAVES, WAVY, MANY_WAVES = ("table", "random_fourier"), 20_000, 1024
"""For linear models of a table with several numbers, through which they see waves, so
that they bend; of at most so many rows, each of which has 4 kB of them."""
MEANS = ("cells", "means")
"""The same for trees: of each the mean of the target."""
STACKED, FEW_CLASSES = ("utf8", "stacked_words"), 8
"""What a linear model of all words says comes before trees of numbers, and of at most
so many classes: better than trees of words on all of six tasks (benchmarks/README.md),
and quicker by far; worse of 55 classes with 18 rows each."""
ATOMS = ("points", "distances")
"""What is told of points that are atoms, whose molecule lies in a file as it happens:
others lie where a sensor or a map saw them."""
TOLD = ("boosted_trees", "boosted_levels", "boosted_numbers")
LONG, ROOM = 2048, 2**28
"""Steps of a series that are read for trees, whose figures lose what a mean of
neighbours hides; where all rows take no more bytes than that."""
FEW_ENTRIES: dict[str, Value] = {"words": 2000, "letters": 2000, "longest": 4}
"""Of a text, for trees, which look at every entry in every round."""


def ways(kind: str) -> list[tuple[str, str]]:
    """Inputs of a kind of data, each with every block of features of what it gives."""
    return [
        (reader.name, features.name)
        for reader in catalog.blocks("input", kind)
        for features in catalog.blocks("features", reader.gives)
        if not reader.requires
    ]


def grown(learner: str) -> bool:
    """Whether a learner is made of trees."""
    return learner in (FOREST, LEVELS_TREES) or learner in TREES.values()


def branch(
    modality: Modality,
    profile: Profile,
    learner: str,
    way: tuple[str, str] | None = None,
    most: int | None = None,
) -> Branch:
    """The default features of a modality for a learner, which may have `most` weights,
    or those of the given way."""
    trees = grown(learner)
    found = ways(modality.kind)
    first = way or (FOR_TREES if trees else FOR_LINEAR).get(modality.kind)
    if not way and not trees and bends(modality, profile, most):
        first = WAVES
    if not way and wide(modality, profile):
        first = MEANS if trees else LEVELS
    if not way and atoms(modality, profile):
        first = ATOMS
    prose = modality.kind == "text" and not codes(modality, profile)
    if not way and prose and learner in TOLD and len(profile.classes) <= FEW_CLASSES:
        first = STACKED
    reader, features = first if first in found else found[0]
    sizes = design.input_args(modality, profile, reader)
    if features == "strips":
        sizes |= {"centre": False}
    few = FEW_ENTRIES if trees and features == "tfidf" else {}
    if features in (LEVELS[1], MEANS[1]):
        sizes |= {"categories": ALL_LEVELS}
    if features == "figures" and reader == "series" and _room(modality, profile):
        sizes |= {"most": LONG}
    return Branch(
        modality=modality.name,
        input=Use(block=reader, args=sizes),
        encoder=Use(block=features, args=few),
    )


def atoms(modality: Modality, profile: Profile) -> bool:
    """Whether points are those of molecules."""
    inside = [c for c in profile.columns if c.name in modality.columns]
    ends = any("files .xyz" in c.summary for c in inside)
    return ends or any("molecule" in c.formats for c in inside)


def stacks(way_in: Branch) -> bool:
    """Whether a branch tells but what another model says of many features."""
    return (way_in.input.block, way_in.encoder.block) == STACKED


def codes(modality: Modality, profile: Profile) -> bool:
    """Whether texts come again and again, as codes do: what they say depends on what
    else a row has (a syllable that was to be read, and its sound), so trees see their
    words themselves."""
    inside = [c for c in profile.columns if c.name in modality.columns]
    return bool(inside) and all(2 * c.unique <= profile.rows for c in inside)


def _room(modality: Modality, profile: Profile) -> bool:
    """Whether long series fit into memory as they are."""
    channels = math.prod(profile.shapes.get(modality.name, (0, 1))[1:])
    numbers = LONG * channels * len(modality.columns) * (profile.rows + profile.given)
    return 4 * numbers <= ROOM


def bends(modality: Modality, profile: Profile, most: int | None = None) -> bool:
    """Whether there are several numbers, and few rows and weights enough, for waves
    through them."""
    inside = [c for c in profile.columns if c.name in modality.columns]
    numbers = [c for c in inside if c.type in ("number", "integer")]
    few = profile.rows + profile.given <= WAVY
    weights = 2 * MANY_WAVES * max(1, len(profile.classes))
    allowed = most is None or weights <= most
    return modality.kind == "table" and len(numbers) > 1 and few and allowed


def wide(modality: Modality, profile: Profile) -> bool:
    """Whether a category of a table has more values than its scaled numbers show."""
    inside = [c for c in profile.columns if c.name in modality.columns]
    return modality.kind == "table" and any(
        c.type == "category" and c.unique > SHOWN for c in inside
    )


def needless(
    spec: TaskSpec, profile: Profile, learner: str, way: tuple[str, str]
) -> bool:
    """Whether a place or a mean for each value shows nothing new: few values stand in
    columns of their own anyway, and trees need no places and no waves, linear models no
    means, nor what another linear model says."""
    if way == STACKED:
        return not grown(learner) or learner == TREES["survival"]
    if way == WAVES:
        return grown(learner)
    if way not in (LEVELS, MEANS):
        return False
    tables = [m for m in spec.modalities if wide(m, profile)]
    return not tables or (way == LEVELS) == grown(learner)
