"""What a person reads before a run starts: how words, data and machine were taken."""

import shutil
import sys
from typing import TYPE_CHECKING, Any

from agent import __version__
from agent.hygiene import line
from agent.interfaces.language import t, told
from agent.interfaces.screen import NOT_ISOLATED, put_json, put_lines, say, wrapped
from agent.records import Modality
from sandbox import host

if TYPE_CHECKING:  # reading a run has no need of all that preparing one loads
    from agent.run.prepare import Prepared

COLUMNS, NAME = 4, 40
"""Columns of a modality that are named, and characters of each."""


def banner(*, planner: str, unsafe: bool) -> None:
    """Who is at work: one line, none if `planner` is empty; a loud one if nothing is
    isolated."""
    if planner:
        say(f"forgeweld {__version__} · planner: {planner}")
    if unsafe:
        say(NOT_ISOLATED.format("--unsafe runs generated code"))


def _columns(modality: Modality) -> str:
    """ ": subject, preview" where a modality has several."""
    names = [line(name, NAME) for name in modality.columns]
    more = ", …" if len(names) > COLUMNS else ""
    return f": {', '.join(names[:COLUMNS])}{more}" if len(names) > 1 else ""


def _tell(words: str) -> None:
    """A line on stderr; on a terminal broken at words, no wider than it."""
    wide = shutil.get_terminal_size().columns if sys.stderr.isatty() else 0
    for part in wrapped(words, wide - 1) if wide else [words]:
        say(part)


def understood(ready: "Prepared") -> None:
    """How the words and the data were read, before the run starts."""
    spec, profile = ready.spec, ready.profile
    source, rows = ready.data.source, profile.rows
    _tell(t("data     {source} · {rows} labelled rows", source=source, rows=rows))
    if profile.blank:
        _tell(t("predict  {rows} rows without a target", rows=profile.given))
    if free := profile.unlabelled:
        _tell(
            t("more     {rows} rows without a target, to learn inputs from", rows=free)
        )
    if spec.transductive and profile.given:
        _tell(
            t(
                "more     inputs of {rows} test rows (--transductive)",
                rows=profile.given,
            )
        )
    if most := spec.constraints.max_epsilon:
        _tell(t("private  epsilon at most {most} for every row", most=f"{most:g}"))
    names = ", ".join(f"{m.name} ({m.kind}{_columns(m)})" for m in spec.modalities)
    _tell(t("inputs   {names}", names=names))
    named = ", ".join(spec.target[:6]) + (", …" if len(spec.target) > 6 else "")
    what = {"names": named, "kind": told(spec.kind), "classes": _classes(ready)}
    _tell(t("target   {names} · {kind}{classes}", **what))
    if spec.metric.maximize:
        _tell(t("metric   {name}, higher is better", name=spec.metric.name))
    else:
        _tell(t("metric   {name}, lower is better", name=spec.metric.name))
    split = profile.split
    by = f" by {split.by}" if split.by else ""
    parts = {"train": split.train, "select": split.select, "test": split.test}
    how = told(f"{split.method}{by}")
    _tell(
        t(
            "split    {train} train / {select} select / {test} test, {how}",
            **parts,
            how=how,
        )
    )
    _machine()
    for note in spec.notes:
        _tell(t("note     {text}", text=told(note)))
    if ready.given:
        none = "none" if ready.given.exact else "unknown"
        edits = ", ".join(ready.given.edits) or none
        name = ready.given.known.plan.name
        _tell(t("project  {name} · edited files: {edits}", name=name, edits=edits))
    for warning in ready.warnings:
        _tell(f"!        {told(warning)}")


def _machine() -> None:
    """What trials have here, and what they do without."""
    from agent.run.trial import devices

    cores, memory = host.cores(), f"{host.memory_mb():,}"
    if cores == 1:
        _tell(t("machine  one core, {memory} MB", memory=memory))
    else:
        _tell(t("machine  {cores} cores, {memory} MB", cores=cores, memory=memory))
    if not (host.bfloat16() or devices()):
        _tell(t("note     no bfloat16 on this processor: networks train in float32"))


def _classes(ready: "Prepared") -> str:
    classes, balance = ready.profile.classes, ready.profile.balance
    if not classes:
        return ""
    pairs = list(zip(classes, balance, strict=True))[:6]
    shown = ", ".join(f"{name} {share:.0%}" for name, share in pairs)
    more = t(", and {n} more", n=len(classes) - 6) if len(classes) > 6 else ""
    many = {"n": len(classes), "shown": f"{shown}{more}"}
    if ready.spec.kind == "multilabel":
        return t(", {n} labels ({shown})", **many)
    return t(", {n} classes ({shown})", **many)


def planned(ready: "Prepared", *, as_json: bool) -> None:
    """What `forgeweld plan` prints."""
    if as_json:
        put_json(plan_json(ready))
        return
    understood(ready)
    for i, plan in enumerate(ready.plans, 1):
        encoders = ", ".join(f"{b.modality}:{b.encoder.block}" for b in plan.branches)
        put_lines(f"{i:>2}  {plan.name:18} {encoders} → {plan.core}")
    put_lines(
        t("    then expert moves on the best of them: fusion, encoders, rates, …")
    )
    put_lines(t("files  {names}", names=" ".join(ready.files)))
    put_lines(t("nothing was written; `forgeweld run` with the same words starts it"))


def plan_json(ready: "Prepared") -> dict[str, Any]:
    """The same for scripts."""
    return {
        "spec": ready.spec.model_dump(mode="json"),
        "profile": ready.profile.model_dump(mode="json"),
        "plans": [plan.model_dump(mode="json") for plan in ready.plans],
        "files": list(ready.files),
        "warnings": list(ready.warnings),
    }
