"""What each modality is worth to the chosen model, and what bad inputs do to it."""

import math
from collections.abc import Sequence

from agent.explained import Effect, Explained
from agent.report import rows
from agent.report.elements import (
    Bar,
    Bars,
    Cards,
    Cell,
    Element,
    Line,
    Plot,
    Section,
    Table,
    Text,
    filled,
    number,
    signed,
)
from agent.report.source import Source
from agent.run.variants import WORDS
from agent.scoring.metrics import CLASSES

ON_DEMAND = "forgeweld report {run} finds out more, and takes up to two minutes."
LONGER = "forgeweld report {run} --seconds {seconds} gives it more time."
TWO_MINUTES = 120.0


def sections(source: Source) -> list[Section]:
    """Modalities, robustness and single rows; or one that says why there are none."""
    found = source.explained
    if found is None or not (found.effects or found.occluded):
        why = found.why if found else "it was not tried in this run"
        why = why or "the time was too short for it"
        said = f"Not known: {why}. {_more(source, found)}"
        return [Section("modalities", "What each modality is worth", [Text(said)])]
    parts = [
        Section("modalities", "What each modality is worth", _worth(source, found)),
        Section("robustness", "Robustness", _robustness(source, found)),
    ]
    if found.occluded:
        parts.append(
            Section("single", "What single rows hang on", _rows(source, found))
        )
    return parts


def _rows_words(source: Source, found: Explained) -> str:
    """On what all of it was measured."""
    which = (
        f"all {found.rows} test rows"
        if found.rows == found.of
        else f"{found.rows} of {found.of} test rows, drawn by lot"
    )
    said = (
        f"Measured on {which}, where the score is {number(found.plain)}, with the "
        "model as it was scored, in the sandbox and without labels; the predictions "
        "were scored outside."
    )
    if found.impossible:
        said += (
            f" {found.impossible} of {found.steps} changes can't be made: what a "
            "pretrained encoder says of it has no pixels or moments."
        )
    if found.unscored:
        said += (
            f" After {found.unscored} of {found.steps} changes the metric has no value."
        )
    if found.missed:
        said += (
            f" For {found.missed} of {found.steps} changes there was no time: "
            f"{_more(source, found)}"
        )
    if found.why:
        said += f" ({found.why})"
    return said


def _more(source: Source, found: Explained | None) -> str:
    """How to find out more: not by what has just been done."""
    if found is None or found.seconds < 0.6 * TWO_MINUTES:
        return ON_DEMAND.format(run=source.run.name)
    seconds = math.ceil(found.seconds / 60) * 120
    return LONGER.format(run=source.run.name, seconds=seconds)


def _worth(source: Source, found: Explained) -> list[Element]:
    label = f"{source.title}: how much worse"
    parts: list[Element] = [Text(_rows_words(source, found))]
    for what, title in (
        ("drop", "Missing: what is lost"),
        ("permute", "From other rows: what is lost"),
    ):
        mine = [e for e in found.effects if e.what == what]
        bars = [Bar(next(iter(e.changes)), e.loss, *e.interval) for e in mine]
        if bars:
            parts.append(Bars(title, label, bars, named=True))
    if found.shapley:
        bars = [Bar(s.modality, s.value, *s.interval) for s in found.shapley]
        label = f"{source.title}: how much better"
        parts.append(Bars("Shapley values: fair shares", label, bars, named=True))
    table = _table(found)
    if len(table.header) > 1:
        parts += [table, Text(_how(source, found), note=True)]
    return parts


def _table(found: Explained) -> Table:
    """Every modality: gone, permuted, alone, and its share."""
    shares = {s.modality: s.value for s in found.shapley}
    table: list[list[Cell]] = []
    for name in found.modalities:
        others = set(found.modalities) - {name}
        row = [name, _value(found, "drop", {name}), _value(found, "permute", {name})]
        table.append([*row, _value(found, None, others), shares.get(name)])
    header = ("modality", "score without it", "with it permuted", "with it alone")
    told = f"Score, {number(found.plain)} with all"
    return filled(told, (*header, "Shapley value"), table)


def _value(found: Explained, what: str | None, names: set[str]) -> float | None:
    """The score with just these modalities changed; None for any of the dropping."""
    kinds = (what,) if what else ("drop", "coalition")
    same = (e for e in found.effects if e.what in kinds and set(e.changes) == names)
    return next((e.value for e in same), None)


def _how(source: Source, found: Explained) -> str:
    said = (
        "A dropped modality is missing in every row: a model that has seen gaps in "
        "training takes that better than one that hasn't, so this is the loss of this "
        "very model, not of one trained without it (those are among the baselines). A "
        "permuted one comes from another row, so what goes together no longer does "
        "(Breiman 2001). Whiskers: 95 % intervals over 200 resamples of the same rows."
    )
    if not found.shapley:
        return said
    total = sum(share.value for share in found.shapley)
    how = (
        "exact over every coalition of modalities"
        if not found.orders
        else f"sampled over {found.orders} orders (Castro et al. 2009)"
    )
    nothing = number(found.nothing)
    return said + (
        f" Shapley values (Shapley 1953), {how}: the fair shares of the "
        f"{signed(total)} between no modality at all ({nothing}) and all of them "
        f"({number(found.plain)}); positive helps, whichever way {source.title} points."
    )


# ---- robustness --------------------------------------------------------------------


def _robustness(source: Source, found: Explained) -> list[Element]:
    """Curves of the score against how bad the inputs are, a figure per modality."""
    parts: list[Element] = []
    drawn = {
        name: [c for how in WORDS if (c := _curve(found, name, how))]
        for name in found.modalities
    }
    values = [v for curves in drawn.values() for c in curves for v in c.y]
    for name, curves in drawn.items():
        if curves:
            parts.append(_plot(source, name, curves, (min(values), max(values))))
    if not parts and found.missed:
        return [Text(f"There was no time for it: {_more(source, found)}")]
    if not parts:
        return [Text("Nothing is there that could be changed by degrees.")]
    table: list[list[Cell]] = [
        [*_named(effect), effect.value, effect.loss, *effect.interval]
        for effect in found.effects
        if effect.what in ("missing", "corrupt", "drop")
    ]
    table.sort(key=lambda row: -float(row[4] or 0))
    header = ("modality", "change", "strength", "score", "loss", "from", "to")
    said = (
        "Strength: the share of rows, words, cells, steps or points that are lost; the "
        "deviation of noise as a share of the range of pictures, else of the "
        "modality's own deviation; the width of the blur as a share of the picture."
    )
    return [
        *parts,
        Table("Every change, the worst first", header, table, sortable=True),
        Text(said, note=True),
    ]


def _curve(found: Explained, name: str, how: str) -> Line | None:
    """Strengths and scores of one change of one modality, from none on."""
    mine = [
        e
        for e in found.effects
        if set(e.changes) == {name}
        and e.changes[name][0] == how
        and e.what in ("missing", "corrupt", "drop")
    ]
    if len(mine) < 2:
        return None
    pairs = sorted((e.changes[name][1], e.value) for e in mine)
    most = pairs[-1][0]
    xs = [0.0, *(level / most for level, _ in pairs)]
    return Line(
        f"{WORDS[how]}, up to {most:g}", xs, [found.plain, *(v for _, v in pairs)]
    )


def _plot(
    source: Source, name: str, curves: Sequence[Line], span: tuple[float, float]
) -> Plot:
    """One modality's curves, on the scale that all share."""
    pad = 0.05 * (span[1] - span[0])
    span = span[0] - pad, span[1] + pad
    ticks = [(0.0, "none"), (0.5, "half"), (1.0, "most")]
    unit, title = (0.0, 1.0), source.title
    axes = ("how strong", title, curves, unit, span)
    return Plot(name, *axes, x_ticks=ticks, legend=True)


def _named(effect: Effect) -> tuple[str, str, str]:
    ((name, (how, level)),) = effect.changes.items()
    return name, WORDS[how], f"{level:.3g}"


# ---- single rows -------------------------------------------------------------------


def _rows(source: Source, found: Explained) -> list[Element]:
    first = "wrong ones" if source.spec.kind in CLASSES else "furthest off"
    said = (
        "Each part of a row is taken away in turn (occlusion: Zeiler and Fergus 2014): "
        "a field of a picture becomes its mean colour, a word or a cell is deleted, a "
        "stretch of a series is silent. Blue speaks for what was said, orange against "
        "it; the strongest colour on a part is the largest effect there. The rows were "
        f"drawn by lot, {len(found.occluded)} in all, the {first} shown first."
    )
    if len({one.target for one in found.occluded}) > 1:
        said += (
            " Every class that was said has as many of them as every other, as far as "
            "they go: they don't tell how frequent it is."
        )
    if len(found.members) > 1:
        said += " Effects are means over the members, by their weights."
    said += _gradients(source, found)
    return [Text(said), Cards(rows.explained(source, found.occluded))]


def _gradients(source: Source, found: Explained) -> str:
    """What the second pictures of cards are, if there are any."""
    if not any(row.gradients for row in found.occluded):
        return ""
    families = {t.index: t.plan.family for t in source.history}
    part = sum(m.weight for m in source.best.members if families[m.trial] == "network")
    said = (
        " Beside it, where inputs are numbers, integrated gradients (Sundararajan et "
        "al. 2017, by captum): how much each part adds on the straight way from a "
        "picture in its mean colour, silence, or a table without cells to the row"
    )
    if part < 0.995:
        said += f"; of the networks alone, which have {part:.0%} of the weight"
    return said + ". Where both methods agree, trust them more."
