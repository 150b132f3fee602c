"""The data, what was spent, the machine, and what all of it can't tell."""

import importlib.metadata
import platform
import sys
from collections.abc import Iterator
from pathlib import Path

from agent.project.stacking import modality_of
from agent.report.elements import Bar, Bars, Cell, Element, Table, Text, number
from agent.report.source import Source
from agent.run import events
from agent.run.isolation import isolated
from agent.run.story import not_isolated
from sandbox import host

CORE_W, GB_W, GPU_W = 12.0, 0.3725, 300.0
"""Watts of a busy core, of a gigabyte of memory in use, and of a GPU in use."""
PACKAGES = ("torch", "numpy", "scikit-learn", "lightgbm", "pillow", "pandas", "optuna")
CLASSES = 25
COLUMNS = 60
WIDE = 0.1
"""Width of an interval, in parts of the score, from which it is called wide."""


# ---- data --------------------------------------------------------------------------


def data(source: Source) -> list[Element]:
    """Columns, classes, the split, and what was found in them."""
    profile, split = source.profile, source.profile.split
    by = f" by {split.by}" if split.by else ""
    said = (
        f"{profile.rows} labelled rows, split once ({split.method}{by}): {split.train} "
        f"to learn from, {split.select} to choose by, {split.test} for the scores "
        "here; no program saw the labels of either."
    )
    if profile.unlabelled:
        said += (
            f" {profile.unlabelled} more rows have no target: nothing is scored on "
            "them, and models may learn from their inputs."
        )
    if profile.blank:
        said += f" {profile.given} of them are those to predict."
    elif profile.given:
        said += f" A test table of {profile.given} rows came without labels."
    roles = {c: m.name for m in source.spec.modalities for c in m.columns}
    roles |= {c: "target" for c in source.spec.target}
    rows: list[list[Cell]] = [
        [c.name, roles.get(c.name, "not used"), c.type, c.missing, c.unique, c.summary]
        for c in profile.columns[:COLUMNS]
    ]
    parts: list[Element] = [Text(said)]
    if profile.classes and len(profile.balance) == len(profile.classes):
        pairs = sorted(zip(profile.balance, profile.classes, strict=True), reverse=True)
        bars = [Bar(name, share) for share, name in pairs[:CLASSES]]
        more = len(pairs) - CLASSES
        rest = f", the {CLASSES} largest of {len(pairs)}" if more > 0 else ""
        title = f"Shares of the classes{rest}"
        parts.append(Bars(title, "share of rows", bars, named=True))
    header = ("column", "part", "type", "missing", "different", "what it holds")
    parts.append(Table("Columns", header, rows))
    return [*parts, *_findings(source)]


def _findings(source: Source) -> list[Element]:
    rows: list[list[Cell]] = [
        [f.severity, f.kind, f.column or "", f.message, f.fix]
        for f in source.profile.findings
    ]
    names = [m.name for m in source.spec.modalities]
    for event in source.seen:
        if event.type == "data.patched":
            d = event.data
            where = modality_of(d["modality"], names)
            row: list[Cell] = [
                "info",
                "patched",
                where,
                f"{d['rows']} rows: {d['why']}",
            ]
            rows += [[*row, ""]] if [*row, ""] not in rows else []
    rows.sort(key=lambda row: row[0] != "warning")
    if not rows:
        looked = (
            "Leaks, duplicates, groups, drift, gaps: nothing worth a word was found."
        )
        return [Text(looked)]
    header = ("", "kind", "where", "what", "advice")
    return [Table("Findings: leaks and other traps", header, rows)]


# ---- what was spent ----------------------------------------------------------------


def spent(source: Source) -> list[Element]:
    """Time, memory, tokens, energy."""
    results = [trial.result for trial in source.history]
    cpu = sum(r.cpu_s for r in results)
    wall = sum(r.wall_s for r in results)
    memory = max((r.peak_rss_mb for r in results), default=0.0)
    vram = [r.peak_vram_mb for r in results if r.peak_vram_mb]
    on_gpu = sum(r.wall_s for r in results if r.gpus)
    rows: list[list[Cell]] = [
        ["the run, from start to end", _minutes(source.outcome.seconds)],
        ["of it prepared: reading, splitting", _minutes(source.run.prepared_s)],
        [f"{len(results)} trials", _minutes(wall)],
        ["CPU time of the trials", _minutes(cpu)],
        ["most memory of a trial", f"{memory:,.0f} MB"],
        ["GPU", f"{_minutes(on_gpu)}, {max(vram):,.0f} MB" if vram else "not used"],
        *_model(source),
        ["energy, estimated", f"{energy_wh(results):.2f} Wh"],
    ]
    budget = source.spec.budget.seconds
    said = (
        f"Asked for: {_minutes(budget)}. Energy = CPU hours × {CORE_W:g} W + trial "
        f"hours × GB in use × {GB_W} W + GPU hours × {GPU_W:g} W, of the trials alone, "
        "without refits, cooling and idling (the form of Lannelongue et al. 2021, "
        "Green Algorithms; its watts are assumptions, not measurements)."
    )
    return [Table("", ("what", "how much"), rows), Text(said, note=True)]


def energy_wh(results: list) -> float:
    """Watt hours of some trials, by the formula that the report tells."""
    total = 0.0
    for r in results:
        total += r.cpu_s * CORE_W + r.wall_s * r.peak_rss_mb / 1024 * GB_W
        total += r.wall_s * GPU_W * len(r.gpus)
    return total / 3600


def _minutes(seconds: float) -> str:
    return f"{seconds / 60:.1f} min" if seconds >= 60 else f"{seconds:.0f} s"


def _model(source: Source) -> Iterator[list[Cell]]:
    """What the language model cost, if there was one."""
    asked = [e.data for e in source.seen if e.type == "model.asked"]
    if not asked:
        yield ["language model", "none was asked; rules planned"]
        return
    usages = [data["usage"] for data in asked if data.get("usage")]
    read = sum(u["input_tokens"] for u in usages)
    written = sum(u["output_tokens"] for u in usages)
    calls = sum(data["attempts"] for data in asked)
    yield [
        "language model",
        f"{calls} calls, {read:,} tokens read, {written:,} written",
    ]
    use = source.run.model
    price = getattr(use, "price", None)
    if price:
        cost = (read * price[0] + written * price[1]) / 1e6
        yield ["its price", f"{cost:.4f}, by the price given"]


# ---- environment -------------------------------------------------------------------


def environment(source: Source) -> list[Element]:
    """Versions and machine, as found where this report was written."""
    backends = sorted({t.result.isolation.backend for t in source.history})
    versions = [f"{name} {v}" for name in PACKAGES if (v := _version(name))]
    gpus = sorted({gpu for t in source.history for gpu in t.result.gpus})
    rows: list[list[Cell]] = [
        ["Forgeweld", source.run.version],
        ["Python", sys.version.split()[0]],
        ["packages", ", ".join(versions)],
        ["system", f"{platform.system()} {platform.release()} {platform.machine()}"],
        ["processor", f"{_processor()}, {host.cores()} cores"],
        ["memory", f"{host.memory_mb():,} MB"],
        ["GPUs of the trials", ", ".join(gpus) or "none"],
        ["sandbox", ", ".join(backends)],
        ["seed", str(source.spec.seed)],
        ["data", f"fingerprint {source.profile.fingerprint}"],
        ["run", f"{source.run.name}, identity {source.run.identity}"],
    ]
    return [Table("", ("what", "which"), rows)]


def _version(name: str) -> str | None:
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return None


def _processor() -> str:
    path = Path("/proc/cpuinfo")
    if path.exists():
        for line in path.read_text(errors="replace").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or "unknown"


# ---- limits ------------------------------------------------------------------------


def limits(source: Source) -> list[Element]:
    """What should be known before any of this is relied on."""
    return [Text(f"· {said}") for said in _limits(source)]


def _limits(source: Source) -> Iterator[str]:
    best, outcome, split = source.best, source.outcome, source.profile.split
    low, high = best.interval
    wide = high - low > WIDE * abs(best.test)
    yield (
        f"The score stands on {split.test} test rows: {number(low)} to {number(high)} "
        f"with 95 % confidence{', which is wide' if wide else ''}. The interval tells "
        "of these rows' chance, not of rows from elsewhere or later."
    )
    if best.folds > 1:
        yield (
            f"What is delivered was chosen on {best.folds} parts of the rows outside "
            "test, each predicted by models of the same plans that had not seen it."
        )
    if best.confirmed is not True and best.trial is not None:
        yield (
            f"The chosen plan was trained with {best.seeds} seed"
            f"{'s' if best.seeds > 1 else ''} and is not confirmed by a fresh one."
        )
    if any(member.refit for member in best.members):
        yield (
            "The weights delivered were trained once more on all labelled rows, after "
            "scoring: nobody has scored them, and all figures here are of the model "
            "before that."
        )
    if outcome.failed:
        yield f"{outcome.failed} of {outcome.trials} trials failed."
    warned = [f.message for f in source.profile.findings if f.severity == "warning"]
    yield from (f"In the data: {said}." for said in warned)
    if outcome.not_isolated:
        yield not_isolated(outcome)
    elif not all(isolated(t.result) for t in source.history):
        yield "Some trials were not isolated."
    claims = [e.data["message"] for e in source.seen if e.type == "claim.differs"]
    if claims:
        yield f"In {len(claims)} trials the program's own figure is off: {claims[0]}."
    yield (
        "Learning curves and latencies are what the programs say of themselves; scores "
        "are not: they were taken outside, from predictions."
    )
    yield (
        "What a modality is worth is what it is worth to this model on these rows. A "
        "part of a row that speaks for an answer need not be what causes it."
    )


def ended(source: Source) -> float:
    """Seconds since the epoch at which the run finished."""
    ends = [e.ts for e in source.seen if e.type == "run.finished"]
    return ends[-1] if ends else events.seconds_used(list(source.seen))
