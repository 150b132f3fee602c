"""Baselines for CI: many data sets, a table, a report, and one exit code."""

import math
from pathlib import Path

from agent.batch import junit, running, specs
from agent.batch.running import Done
from agent.errors import UsageError
from agent.hygiene import line
from agent.interfaces.screen import put_json, put_table, say
from agent.scoring.metrics import METRICS


def baseline(
    paths: tuple[Path, ...],
    matrix: Path | None,
    floors: tuple[str, ...],
    report: Path | None,
    jobs: int,
    out: Path,
    minutes: float | None,
    as_json: bool,
) -> int:
    """Run every case; returns the exit code of the batch."""
    wanted = floors_of(floors)
    cases = specs.cases(paths, matrix)
    if minutes is not None:
        if minutes <= 0:
            raise UsageError("--minutes must be above 0", why=f"it is {minutes}")
        for case in cases:
            case.flags.setdefault("minutes", minutes)
    say(f"{len(cases)} runs, {jobs} at once · their words: {out}/NAME.log")
    done = running.run_all(cases, jobs, out, wanted, tell)
    if report:
        junit.write(report, done)
    code = running.exit_code(done)
    if as_json:
        put_json({"exit_code": code, "cases": [record(one) for one in done]})
    else:
        put_table(table(done), width=140)
    return code


def floors_of(said: tuple[str, ...]) -> dict[str, float]:
    """`METRIC=VALUE` words. Raises UsageError for what is no metric or no number."""
    found = {}
    for words in said:
        name, _, value = words.partition("=")
        try:
            found[name] = float(value)
        except ValueError:
            found[name] = math.nan
        if name not in METRICS or not math.isfinite(found[name]):
            raise UsageError(
                f"--fail-under {words} can't be used",
                why="it is METRIC=VALUE, such as f1_macro=0.75",
                fix="metrics: " + ", ".join(METRICS),
            )
    return found


def tell(done: Done) -> None:
    """The end of one case, for whoever waits."""
    say(f"{done.case.name}: {verdict(done)} · {done.seconds:.0f} s")


def verdict(done: Done) -> str:
    """How a case ended, in a line."""
    if done.code:
        return f"exit {done.code} {done.error[0]}: {done.error[1]}"
    return "; ".join(done.below) or "ok"


def record(done: Done) -> dict:
    """One case as JSON."""
    return {
        "case": done.case.name,
        "exit_code": done.exit_code,
        "seconds": round(done.seconds, 1),
        "error": verdict(done) if done.code else None,
        "below": list(done.below),
        "outcome": done.outcome.model_dump(mode="json") if done.outcome else None,
    }


def table(done: list[Done]):
    """A row for every case."""
    from rich.table import Table

    made = Table(box=None, pad_edge=False)
    made.add_column("case", overflow="fold")
    made.add_column("metric", no_wrap=True)
    for name in ("test", "interval", "constant", "single", "fusion gain", "s"):
        made.add_column(name, justify="right", no_wrap=True)
    made.add_column("verdict", overflow="fold")
    for one in done:
        made.add_row(*map(line, row(one)))
    return made


def row(done: Done) -> tuple[str, ...]:
    """The cells of one case."""
    outcome, end = done.outcome, (f"{done.seconds:.0f}", verdict(done))
    if outcome is None or outcome.best is None:
        return (done.case.name, *[""] * 6, *end)
    best, gain = outcome.best, outcome.fusion_gain
    singles = [b.test for b in outcome.baselines if gain and b.name == gain.over]
    return (
        done.case.name,
        best.metric,
        f"{best.test:.4f}",
        f"{best.interval[0]:.4f} … {best.interval[1]:.4f}",
        f"{outcome.baselines[0].test:.4f}" if outcome.baselines else "",
        f"{singles[0]:.4f}" if singles else "",
        f"{gain.gain:+.4f}" if gain else "",
        *end,
    )
