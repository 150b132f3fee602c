"""A finished run -> report.html, and report.pdf where it is asked for."""

import time
from pathlib import Path

from agent import __version__
from agent.report import (
    about,
    inputs,
    page,
    quality,
    quality_classes,
    rows,
    search,
    slices,
    source,
)
from agent.report.elements import (
    Cards,
    Element,
    Report,
    Section,
    Text,
    Tile,
    number,
    signed,
)
from agent.report.source import Source
from agent.report.translated import Say, translated
from agent.run.story import (
    as_read,
    ensemble_sentence,
    gain_sentence,
    unlabelled_sentence,
)
from agent.run.students import distilled_sentence
from agent.scoring.metrics import CLASSES, KNOWN
from agent.scoring.truth import gallery

HTML = "report.html"
PDF = "report.pdf"


def write(
    run_dir: Path, *, pdf: bool = False, say: Say = str, lang: str = "en"
) -> Path:
    """Write `report.html` into the run's directory, whole or not at all, and with
    `pdf` report.pdf beside it; in the language `lang`, to which `say` brings what we
    say. Raises RunError if the run is not finished."""
    told = translated(report(source.read(run_dir)), say, lang)
    _replace(run_dir / HTML, page.page(told, say).encode("utf-8"))
    if pdf:
        from agent.report import sheets  # matplotlib takes a second to load

        _replace(run_dir / PDF, sheets.pdf(told))
    return run_dir / HTML


def _replace(path: Path, content: bytes) -> None:
    part = path.with_name(f".{path.name}.part")
    part.write_bytes(content)
    part.replace(path)


def report(run: Source) -> Report:
    """What there is to tell, whatever it is drawn on."""
    best, outcome = run.best, run.outcome
    day = time.strftime("%Y-%m-%d %H:%M", time.gmtime(about.ended(run)))
    classes = run.spec.kind in CLASSES
    per_class = [quality_classes.per_class(run)] if classes else []
    errors = rows.worst(run)
    said = "Rows are numbered as in the labelled table, from 1; the furthest off first."
    shown: list[Element] = [Text("No test row is wrong.")]
    if errors:
        shown = [Text(said, note=True), Cards(errors)]
    sections = [
        Section("answer", "Against the baselines", search.baselines(run)),
        Section("quality", "How good it is", quality.figures(run)),
        Section("parts", "Where it is weak", [*slices.found(run), *per_class]),
        Section("errors", "The worst errors", shown),
        *inputs.sections(run),
        Section("search", "How it was found", search.elements(run)),
        Section("data", "The data", about.data(run)),
        Section("spent", "What was spent", about.spent(run)),
        Section("environment", "Environment", about.environment(run)),
        Section("limits", "Limits", about.limits(run)),
    ]
    also = ", ".join(
        f"{KNOWN[name].title} {number(value)}" for name, value in best.also.items()
    )
    more = [_pair(run), ensemble_sentence(outcome), as_read(outcome)]
    more += [distilled_sentence(outcome), unlabelled_sentence(outcome)]
    more.append(f"Also on the test rows: {also}." if also else "")
    return Report(
        title=f"{run.run.name} · {', '.join(run.spec.target)[:80]} · {day} UTC",
        sentence=_sentence(run),
        statement=run.spec.statement,
        tiles=_tiles(run),
        sections=sections,
        foot=f"Written by Forgeweld {__version__}. One file; it asks no network.",
        more=tuple(filter(None, more)),
    )


def _sentence(run: Source) -> str:
    """What everybody wants to know first."""
    found = gallery(run.spec)  # what is to be found is no input to fuse
    asked = [m.name for m in run.spec.modalities if m != found]
    if len(asked) > 1:
        return gain_sentence(run.outcome)
    low, high = run.best.interval
    name = ", ".join(asked)
    return (
        f"There is one modality ({name}), so nothing to fuse: "
        f"{run.title} {number(run.best.test)} (95 % interval {number(low)} to "
        f"{number(high)})."
    )


def _pair(run: Source) -> str:
    """Whose scores the first sentence compares, and what they are."""
    gain = run.outcome.fusion_gain
    single = next(
        (b for b in run.outcome.baselines if gain and b.name == gain.over and b.trial),
        None,
    )
    if gain is None or single is None:
        return ""
    own = single.test + (gain.gain if run.metric.maximize else -gain.gain)
    names = {t.index: t.plan.name for t in run.history}
    return (
        f"That compares #{gain.trial} {names[gain.trial]} ({number(own)}) with "
        f"#{single.trial} {single.name} ({number(single.test)}): the best of each kind "
        "on the select rows, as trained, without averaging or tuned thresholds."
    )


def _tiles(run: Source) -> list[Tile]:
    """The numbers to be seen first."""
    best, outcome = run.best, run.outcome
    low, high = best.interval
    direction = "higher" if run.metric.maximize else "lower"
    interval = f"95 %: {number(low)} to {number(high)}; {direction} is better"
    tiles = [
        Tile(
            f"{run.title}, {run.profile.split.test} test rows",
            number(best.test),
            interval,
        )
    ]
    gain = outcome.fusion_gain
    if gain:
        low, high = gain.interval
        told = f"95 %: {signed(low)} to {signed(high)}, over {gain.over}"
        tiles.append(Tile("fusion over one modality", signed(gain.gain), told))
    if outcome.baselines:
        constant = outcome.baselines[0]
        tiles.append(Tile(constant.name, number(constant.test), "looks at no input"))
    members = ", ".join(f"#{m.trial}" for m in best.members[:6])
    params = f"{best.params:,} parameters" if best.params else ""
    tiles.append(Tile("chosen", best.name, f"{members} {params}"))
    minutes = f"{outcome.seconds / 60:.1f} min"
    trials = "trial" if outcome.trials == 1 else "trials"
    tiles.append(Tile("time", minutes, f"{outcome.trials} {trials}"))
    return tiles
