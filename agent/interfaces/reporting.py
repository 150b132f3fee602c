"""`forgeweld report`: a finished run as one HTML file, and as PDF."""

import webbrowser
from pathlib import Path

from agent.errors import RunError
from agent.explained import Explained
from agent.interfaces import language, options, reading
from agent.interfaces.language import t
from agent.interfaces.screen import put, put_json, say
from agent.outcome import Outcome
from agent.run import events, rundir


def report(
    name: str | None,
    out: Path,
    *,
    pdf: bool,
    open_: bool,
    seconds: float | None,
    rows: int | None,
    unsafe: bool,
    json_: bool,
) -> None:
    """Find out what is not known yet, write, and say where. Raises RunError for a run
    that has not finished."""
    from agent.report import write  # scikit-learn takes a second to load

    run_dir = rundir.find(out, name)
    outcome = reading.outcome_of(run_dir)
    with rundir.locked(run_dir):
        why = _inputs(run_dir, outcome, seconds, rows, unsafe=unsafe)
        path = write.write(run_dir, pdf=pdf, **_language())
    if json_:
        files = {"report": str(path), "pdf": None, "missing": why or None}
        files["pdf"] = str(path.with_suffix(".pdf")) if pdf else None
        put_json(files)
    else:
        put(t("report       {path}", path=path))
        if pdf:
            put(t("pdf          {path}", path=path.with_suffix(".pdf")))
    if open_:
        webbrowser.open(path.resolve().as_uri())


def _language() -> dict:
    """How a report is told in the language chosen."""
    if not language.chinese():
        return {}
    from agent.interfaces.reported import say as chinese

    return {"say": chinese, "lang": "zh"}


def _inputs(
    run_dir: Path,
    outcome: Outcome,
    seconds: float | None,
    rows: int | None,
    *,
    unsafe: bool,
) -> str:
    """See to it that the worth of inputs is known; why it isn't, if so."""
    from agent.run import explain
    from agent.run.isolation import opened
    from agent.run.question import Question
    from agent.run.reporting import ON_DEMAND_ROWS, SECONDS

    assert outcome.best
    known = explain.known(run_dir, outcome.best)
    whole = known is not None and not known.missed and not known.why
    seconds = SECONDS if seconds is None else seconds
    if seconds <= 0 or (whole and rows is None):
        return "" if whole else "not asked for"
    run = rundir.load(run_dir)
    backend = options.backend("auto" if unsafe else run.sandbox, unsafe=unsafe)
    history = events.trials(list(events.read(run_dir / events.FILE)))
    told = run_dir, run.spec, run.profile, history, outcome.best
    ask = Question(*told, seconds=seconds, most=rows or ON_DEMAND_ROWS)
    say(
        t(
            "changing the inputs of the chosen model, for up to {seconds} s …",
            seconds=f"{seconds:.0f}",
        )
    )
    try:
        found = explain.explain(ask, opened(backend, unsafe=unsafe), lambda: None)
    except FileNotFoundError as error:
        raise RunError(
            "the trials of this run are gone, so its inputs can't be changed",
            where=str(error.filename or run_dir / "trials"),
            fix="forgeweld report --seconds 0 writes what is known",
        ) from error
    _left(found)
    return found.why


def _left(found: Explained) -> None:
    """Which changes have no score, and whether more time would help."""
    if found.impossible:
        say(
            t(
                "{n} of {all} changes can't be made: a pretrained encoder's vectors "
                "have no pixels or moments",
                n=found.impossible,
                all=found.steps,
            )
        )
    if found.unscored:
        say(
            t(
                "{n} of {all} changes: the metric has no value after them",
                n=found.unscored,
                all=found.steps,
            )
        )
    if found.missed:
        say(
            t(
                "{n} of {all} changes: no time; --seconds above {seconds} gives more",
                n=found.missed,
                all=found.steps,
                seconds=round(found.seconds),
            )
        )
