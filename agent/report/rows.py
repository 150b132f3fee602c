"""Single rows of the test part: the worst errors, and what others hang on."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from agent.explained import Occluded, Parts
from agent.records import Modality
from agent.report import media
from agent.report.elements import Card, Picture, Sketch, Words, number
from agent.report.source import Source
from agent.scoring import measures, pairwise
from agent.scoring.metrics import CLASSES, ONE_CLASS, THRESHOLD

WORST = 8
CELLS = 6
"""Cells of a table on a card."""


def worst(source: Source) -> list[Card]:
    """The rows that are furthest off, with everything that the model saw of them."""
    losses = _losses(source)
    order = np.argsort(-losses, kind="stable")[:WORST]
    return [_card(source, int(i), None) for i in order if losses[i] > 0]


def explained(source: Source, found: Sequence[Occluded]) -> list[Card]:
    """Rows with what each part of them adds to what was said; the wrong ones first."""
    place = {row: i for i, row in enumerate(source.test.rows)}
    known = [(place[o.row], o) for o in found if o.row in place]
    losses = _losses(source)
    known.sort(key=lambda pair: -losses[pair[0]])
    return [_card(source, i, one) for i, one in known]


def _losses(source: Source) -> np.ndarray:
    """(N,) how far off each row is; 0 and below: nothing to show."""
    test, kind = source.test, source.spec.kind
    truth, chances = test.truth, test.chances
    if kind in ONE_CLASS:
        wrong = test.labels.argmax(1) != truth
        at_truth = chances[np.arange(len(truth)), truth]
        return wrong * -np.log(np.maximum(at_truth, 1e-9))
    if kind == "multilabel":
        wrong = ((test.labels >= THRESHOLD) != (truth > 0)).any(1)
        return wrong * measures.cross_entropies(truth, chances).mean(1)
    if kind == "regression":
        return np.abs(measures.main_value(chances) - truth)
    if kind == "multitarget":
        spread = np.nanstd(truth, axis=0)
        return np.nanmean(np.abs(chances - truth) / np.maximum(spread, 1e-12), axis=1)
    if kind == "survival":  # an event that came long before its rank in risk
        late = np.argsort(np.argsort(truth[:, 0])) / max(len(truth) - 1, 1)
        safe = np.argsort(np.argsort(-np.ravel(chances))) / max(len(truth) - 1, 1)
        return np.where(truth[:, 1] > 0, safe - late, 0.0)
    return pairwise.places(truth, chances)[0]


def _card(source: Source, i: int, one: Occluded | None) -> Card:
    row = source.test.rows[i]
    original = source.originals().get(row, 0)
    facts = _facts(source, i)
    if one is not None:
        facts.append(("explained", _output(source, one.target)))
    parts: list[Picture | Sketch | Words] = []
    for modality in source.spec.modalities:
        told = one.modalities.get(modality.name) if one else None
        if told:
            facts.append((modality.name, f"{told.whole:+.3f} by being there"))
        if modality.kind == "table":
            if one is None:
                facts += _cells(source, i, modality)
            elif told and told.names:
                parts.append(_weighed(modality.name, source, i, told))
        elif source.spec.kind != "retrieval" or not (
            set(modality.columns) & set(source.spec.target)
        ):
            parts += _parts(source, i, modality, told)
        second = one.gradients.get(modality.name) if one else None
        if second:
            parts += _again(source, i, modality, second)
    if source.spec.kind == "retrieval":
        parts += _matches(source, i)
    wrong = True if one is None else None
    if source.spec.kind in CLASSES:
        wrong = bool(_losses(source)[i] > 0)
    return Card(f"row {original}", facts, parts, wrong)


def _output(source: Source, target: int) -> str:
    """Name of the output that is explained."""
    if source.profile.classes:
        return f"the probability of {source.profile.classes[target]}"
    return f"the value of {source.spec.target[0]}"


def _facts(source: Source, i: int) -> list[tuple[str, str]]:
    """What is true, and what was said."""
    test, kind, names = source.test, source.spec.kind, source.profile.classes
    truth, chances = test.truth[i], test.chances[i]
    if kind in ONE_CLASS:
        said = int(test.labels[i].argmax())
        return [
            ("true", f"{names[truth]} ({chances[truth]:.0%})"),
            ("said", f"{names[said]} ({chances[said]:.0%})"),
        ]
    if kind == "multilabel":
        decided, true = test.labels[i] >= THRESHOLD, truth > 0
        missed, extra = true & ~decided, decided & ~true
        said = {"right": true & decided, "missed": missed, "wrong": extra}
        return [
            (word, ", ".join(names[c] for c in np.flatnonzero(mask)[:8]))
            for word, mask in said.items()
            if mask.any()
        ]
    if kind == "regression":
        said = float(measures.main_value(test.chances)[i])
        off = said - float(truth)
        facts = {"true": truth, "said": said, "off by": off}
        return [(word, number(float(value))) for word, value in facts.items()]
    if kind == "multitarget":
        pairs = zip(source.spec.target, truth, chances, strict=True)
        return [
            (n, f"{number(float(s))}, true {number(float(t))}") for n, t, s in pairs
        ]
    if kind == "survival":
        time, event = truth
        ended = "event" if event else "no event until then"
        higher = float((np.ravel(test.chances) <= np.ravel(chances)[0]).mean())
        said = f"higher than {higher:.0%} of the rows"
        return [("true", f"{number(float(time))}, {ended}"), ("risk", said)]
    rank = pairwise.places(test.truth, test.chances)[0][i] + 1
    return [("rank", f"{rank:.0f} of {len(test.rows)}")]


def _cells(source: Source, i: int, modality: Modality) -> list[tuple[str, str]]:
    cells = source.test.cells[i]
    filled = [(c, cells.get(c) or "(missing)") for c in modality.columns]
    more = len(filled) - CELLS
    rest = [("…", f"{more} more columns")] if more > 0 else []
    return [*filled[:CELLS], *rest]


def _parts(
    source: Source, i: int, modality: Modality, told: Parts | None
) -> list[Picture | Sketch | Words]:
    """The cells of a modality to look at, with what their parts are worth."""
    root, found = source.run_dir / "view", []
    if told and told.names:
        return [Words(modality.name, told.names, told.parts)]
    if modality.kind == "position":
        cells = [source.test.cells[i].get(c) or "?" for c in modality.columns]
        return [Words(modality.name, tuple(cells))]
    if modality.kind == "curve":
        cells = [source.test.cells[i].get(c) or "" for c in modality.columns]
        return [media.curve(modality.name, cells)]
    for column in modality.columns:
        cell = source.test.cells[i].get(column) or ""
        drawn = media.part(modality.kind, column, cell, root)
        if told and told.parts and isinstance(drawn, Picture | Sketch):
            drawn = replace(drawn, weights=told.parts)
        found.append(drawn)
    return found


def _again(
    source: Source, i: int, modality: Modality, told: Parts
) -> list[Picture | Sketch | Words]:
    """A modality's cells once more, with what integrated gradients say of them."""
    if told.names:
        drawn = [_weighed(modality.name, source, i, told)]
    else:
        drawn = _parts(source, i, modality, told)
    return [
        replace(part, name=f"{part.name}, gradients")
        for part in drawn
        if not isinstance(part, Words) or part.weights
    ]


def _weighed(name: str, source: Source, i: int, told: Parts) -> Words:
    """The cells of a table, the weightiest first."""
    cells = source.test.cells[i]
    order = np.argsort(-np.abs(told.parts))[:12]
    said = [f"{told.names[k]}={(cells.get(told.names[k]) or '')[:40]}" for k in order]
    return Words(name, said, [told.parts[k] for k in order])


def _matches(source: Source, i: int) -> list[Picture | Sketch | Words]:
    """The true match of a query, and the candidate that was taken for it."""
    test, spec = source.test, source.spec
    own = int(test.truth[i][0] if test.truth.ndim == 2 else test.truth[i])
    queries, candidates = np.split(test.chances, 2, axis=1)
    lengths = np.maximum(np.linalg.norm(candidates, axis=1), 1e-12)
    first = int(((candidates @ queries[i]) / lengths).argmax())
    kinds = {c: m.kind for m in spec.modalities for c in m.columns}
    root = source.run_dir / "view"
    return [
        media.part(kinds[c], f"{word} {c}", test.cells[at].get(c) or "", root)
        for word, at in (("true", own), ("found", first))
        for c in spec.target
        if c in kinds
    ]
