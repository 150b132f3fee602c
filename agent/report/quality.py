"""How well the chosen model does on the test rows: the figures of each kind of task."""

from collections.abc import Callable

import numpy as np
from sklearn import metrics as sk

from agent.report.elements import Bar, Bars, Element, Line, Plot, Table, Text
from agent.report.quality_classes import of_classes, of_labels
from agent.report.source import Answers, Source
from agent.scoring import measures, pairwise


def figures(source: Source) -> list[Element]:
    """Figures and tables for the kind of task."""
    kinds: dict[str, Callable[[Source, Answers], list[Element]]] = {
        "binary": of_classes,
        "multiclass": of_classes,
        "ordinal": of_classes,
        "multilabel": of_labels,
        "regression": _numbers,
        "multitarget": _numbers,
        "survival": _survival,
        "retrieval": _retrieval,
    }
    return kinds[source.spec.kind](source, source.test)


# ---- numbers -----------------------------------------------------------------------


def _numbers(source: Source, test: Answers) -> list[Element]:
    if source.spec.kind == "multitarget":
        parts: list[Element] = []
        for k, name in enumerate(source.spec.target[:4]):
            known = ~np.isnan(test.truth[:, k])
            parts += _residuals(test.truth[known, k], test.chances[known, k], name)[:2]
        return [*parts, _per_target(source, test)]
    value = measures.main_value(test.chances)
    parts = _residuals(test.truth, value, source.spec.target[0])
    if source.spec.quantiles:
        lines = [
            [f"{level:g}", float((test.truth <= test.chances[:, 1 + i]).mean())]
            for i, level in enumerate(source.spec.quantiles)
        ]
        parts.append(Table("Quantiles", ("asked", "rows below it"), lines))
    return parts


def _residuals(truth: np.ndarray, said: np.ndarray, name: str) -> list[Element]:
    """Said against true, what is off against what was said, and how it is spread."""
    few = np.linspace(0, len(truth) - 1, min(len(truth), 600)).astype(int)
    off = said - truth
    span = (float(min(truth.min(), said.min())), float(max(truth.max(), said.max())))
    dots = Line("test rows", truth[few].tolist(), said[few].tolist(), style="dots")
    gaps = Line("test rows", said[few].tolist(), off[few].tolist(), style="dots")
    counts, edges = np.histogram(off, bins=min(30, max(5, len(off) // 10)))
    middles = ((edges[1:] + edges[:-1]) / 2).tolist()
    bars = Line("test rows", middles, counts.tolist())
    return [
        Plot(f"{name}: said and true", "true", "said", [dots], span, span, True),
        Plot(f"{name}: residuals", "said", "said − true", [gaps]),
        Plot(f"{name}: spread of residuals", "said − true", "rows", [bars], bars=True),
    ]


def _per_target(source: Source, test: Answers) -> Table:
    rows = []
    for k, name in enumerate(source.spec.target):
        known = ~np.isnan(test.truth[:, k])
        if known.sum() < 2:
            continue
        true, said = test.truth[known, k], test.chances[known, k]
        r2, mae = sk.r2_score(true, said), sk.mean_absolute_error(true, said)
        rows.append([name, int(known.sum()), float(r2), float(mae)])
    return Table("Every target", ("target", "rows", "R²", "mean abs. error"), rows)


# ---- time to an event --------------------------------------------------------------


def _survival(source: Source, test: Answers) -> list[Element]:
    """Kaplan and Meier 1958: what became of rows of low, middle and high risk."""
    risk = np.ravel(test.chances)
    cuts = np.quantile(risk, [1 / 3, 2 / 3])
    group = np.digitize(risk, cuts)
    lines = []
    for g, name in enumerate(("low risk", "middle risk", "high risk")):
        time, event = test.truth[group == g].T
        if len(time):
            xs, ys = kaplan_meier(time, event)
            lines.append(Line(f"{name} ({len(time)} rows)", xs, ys, style="steps"))
    title = "What became of the thirds by predicted risk"
    return [Plot(title, source.spec.target[0], "without event", lines, None, (0, 1))]


def kaplan_meier(
    time: np.ndarray, event: np.ndarray
) -> tuple[list[float], list[float]]:
    """Times, and the share without an event after each of them, from (0, 1) on."""
    xs, ys = [0.0], [1.0]
    for moment in np.unique(time):
        at_risk, happened = time >= moment, (time == moment) & (event > 0)
        xs.append(float(moment))
        ys.append(ys[-1] * (1 - float(happened.sum() / at_risk.sum())))
    return xs, ys


# ---- matching ----------------------------------------------------------------------


def _retrieval(source: Source, test: Answers) -> list[Element]:
    better, equal = pairwise.places(test.truth, test.chances)
    most = min(len(better), 50)
    ks = list(range(1, most + 1))
    found = [float(np.clip((k - better) / equal, 0, 1).mean()) for k in ks]
    chance = [k / len(better) for k in ks]
    lines = [
        Line("this model", ks, found, style="plain"),
        Line("by chance", ks, chance, style="dashed"),
    ]
    rank = pairwise.row_values("median_rank", better, equal)
    edges = np.unique([0, 1, 2, 5, 10, 20, 50, 100, len(rank)])
    edges = edges[edges <= len(rank)]
    bars = [
        Bar(
            f"{a + 1:.0f} to {b:.0f}" if b > a + 1 else f"{b:.0f}",
            int(((rank > a) & (rank <= b)).sum()),
        )
        for a, b in zip(edges, edges[1:], strict=False)
    ]
    title = f"Found among the first k of {len(rank)} candidates"
    said = f"Median rank {np.median(rank):g} of {len(rank)}."
    return [
        Plot(title, "k", "share of queries", lines, None, (0, 1)),
        Bars("Rank of the true match", "queries", bars),
        Text(said),
    ]
