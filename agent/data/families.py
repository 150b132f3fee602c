"""Whether a test table holds rows of other families than the labelled rows, and a
split that is as hard: rows that are near each other stay on one side."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from agent.data import likeness
from agent.data.tables import Data
from agent.records import Column, Finding, TaskSpec

COLUMN = "row_family"
"""The column that tells the families of a split, in the view and its projects."""
LEAST = (200, 50)
"""Labelled and given rows below which nothing can be said."""
MOST = 6_000
"""Labelled rows above which all pairs are too many to compare: 300 MB."""
GIVEN = 1_500
"""Given rows that are looked at, drawn at random."""
APART = 0.58
"""Chance that a given row is further from the labelled rows than one of them is from
the others, above which they are of other families; 0.5 if all were drawn alike."""
ALIKE = 0.52
"""The same, from which on a split is as hard as the test table."""
HELD = 0.2
LARGEST = 0.3
"""Share of the rows that one family may have: a split needs several."""
DRAWS = 4
STEPS = 9
"""Halvings of the search for how many rows to join."""


@dataclass(frozen=True)
class Found:
    """Families (rows,) int of the labelled rows, and how hard parting them is."""

    families: np.ndarray
    hard: float


def find(
    data: Data, columns: Sequence[Column], seed: int
) -> tuple[np.ndarray | None, list[Finding]]:
    """(family of each labelled row, or None if the test table is no further away than
    random rows; what to tell of it).

    Compares how far given rows are from their nearest labelled row with how far
    held-out labelled rows are from theirs, by the area under the ROC curve. If the
    given ones are further, labelled rows closer than some distance are of one family
    (single linkage), and the distance is the least by which held-out families are as
    far as the given rows. Point clouds, films and tables of more than 6,000 rows are
    not compared.
    """
    if data.given is None or len(data.given) < LEAST[1]:
        return None, []
    if not LEAST[0] <= len(data.labelled) <= MOST:
        return None, []
    rng = np.random.default_rng(seed)
    given = rng.permutation(len(data.given))[:GIVEN]
    drifted: list[tuple[str, float, Found | None]] = []
    for name, own, theirs in likeness.distances(data, columns, given):
        apart = _apart(np.arange(len(own)), own, theirs, rng)
        if apart is not None and apart > APART:
            drifted.append((name, apart, _parted(own, theirs, rng)))
    if not drifted:
        return None, []
    name, apart, found = max(drifted, key=_telling)
    return (found.families if found else None), [_told(apart, name, found)]


def _telling(drifted: tuple[str, float, Found | None]) -> tuple[bool, float]:
    """What can be split as hard comes first, then what is furthest apart."""
    _, apart, found = drifted
    return found is not None and found.hard <= ALIKE, apart


def together(
    data: Data, spec: TaskSpec, columns: Sequence[Column]
) -> tuple[Data, str | None, list[Finding]]:
    """The data with families as a column of the labelled rows, the column's name, and
    what to tell; as it was, and None, where there are none."""
    if spec.kind == "retrieval":  # rows of one target are together already
        return data, None, []
    if COLUMN in data.labelled:  # the user's own: never written over
        return data, None, []
    used = {name for modality in spec.modalities for name in modality.columns}
    compared = [c for c in columns if c.name in used and c.in_given]
    found, findings = find(data, compared, spec.seed)
    if found is None:
        return data, None, findings
    named = [f"f{family}" for family in found]
    labelled = data.labelled.assign(**{COLUMN: named})
    return replace(data, labelled=labelled), COLUMN, findings


def _parted(
    own: np.ndarray, theirs: np.ndarray, rng: np.random.Generator
) -> Found | None:
    """The smallest families that make the split hard enough, else the hardest ones that
    are small enough; None if there are none.

    First by single linkage, which leaves no near pair on two sides; where that chains
    too many rows together, by average linkage.
    """
    from scipy.cluster.hierarchy import linkage
    from scipy.spatial.distance import squareform

    off = own.copy()
    np.fill_diagonal(off, 0.0)
    condensed = squareform(off, checks=False)
    found = None
    for method in ("single", "average"):
        tried = _cut(linkage(condensed, method), own, theirs, rng)
        if tried and (found is None or tried.hard < found.hard):
            found = tried
        if found and found.hard <= ALIKE:
            break
    return found


def _cut(
    tree: np.ndarray, own: np.ndarray, theirs: np.ndarray, rng: np.random.Generator
) -> Found | None:
    """Halves the number of joins, more of which make larger families and a harder
    split, until it is hard enough."""
    from scipy.cluster.hierarchy import fcluster

    low, high, found = 0, len(tree) - 1, None
    for _ in range(STEPS):
        joins = (low + high) // 2
        families = fcluster(tree, tree[joins, 2], "distance") - 1
        small = np.bincount(families).max() <= LARGEST * len(own)
        hard = _apart(families, own, theirs, rng) if small else None
        if hard is None:
            high = joins
        elif hard <= ALIKE:
            high, found = joins, Found(families, hard)
        else:
            low = joins
            if found is None or found.hard > ALIKE:
                found = Found(families, hard)
    return found


def _apart(
    families: np.ndarray,
    own: np.ndarray,
    theirs: np.ndarray,
    rng: np.random.Generator,
) -> float | None:
    """Chance that a given row is further from the rows left than a held-out one is,
    over several draws of families; None if they can't be parted."""
    from sklearn.metrics import roc_auc_score

    size, chances = np.bincount(families), []
    for _ in range(DRAWS):
        order = rng.permutation(len(size))
        held = np.isin(families, order[np.cumsum(size[order]) <= HELD * len(own)])
        if held.sum() < LEAST[1] / 2:
            return None
        near = own[held][:, ~held].min(axis=1)
        far = theirs[:, ~held].min(axis=1)
        which = np.repeat([0, 1], [len(near), len(far)])
        chances.append(roc_auc_score(which, np.concatenate([near, far])))
    return float(np.mean(chances))


def _told(apart: float, name: str, found: Found | None) -> Finding:
    message = (
        f"the test table is of other kinds than the labelled rows: by {name}, its "
    )
    message += f"rows are further from them than they are from each other ({apart:.0%} "
    message += "of pairs; 50% if drawn alike)"
    if found is None:
        fix = "scores here flatter: expect less on the test table"
        return Finding(kind="drift", severity="warning", message=message, fix=fix)
    count, largest = found.families.max() + 1, np.bincount(found.families).max()
    message += f"; rows alike stay in one part of the split ({count} families, the "
    message += f"largest of {largest} rows), which makes it as far ({found.hard:.0%})"
    return Finding(kind="drift", severity="warning", message=message)
