"""What people and scripts read: results on stdout, everything else on stderr."""

import shlex
from pathlib import Path

from agent.hygiene import line
from agent.interfaces.helping import width
from agent.interfaces.language import t, told
from agent.interfaces.screen import HOLDS, put, put_json, put_lines, put_table, room
from agent.outcome import Baseline, Best, Member, Outcome
from agent.records import TaskSpec, Trial
from agent.report.elements import number
from agent.run import privacy
from agent.run.board import board
from agent.run.story import (
    as_read,
    covered_sentences,
    ensemble_sentence,
    gain_sentence,
    not_isolated,
    unlabelled_sentence,
)
from agent.run.students import distilled_sentence

WIDE = 120
"""Columns from which a leaderboard is a table."""


def detached(run_dir: Path, *, as_json: bool) -> None:
    """A run was started in the background."""
    if as_json:
        put_json({"run": run_dir.name, "status": "running", "path": str(run_dir)})
    else:
        put(
            t(
                "{run} is running · forgeweld watch {path}",
                run=run_dir.name,
                path=run_dir,
            )
        )


def outcome(run_dir: Path, result: Outcome, *, as_json: bool) -> None:
    """The end of a run."""
    if as_json:
        put_json(result.model_dump(mode="json"))
        return
    assert result.best is not None
    best = result.best
    minutes, seconds = divmod(round(result.seconds), 60)
    failed = t(" ({failed} failed)", failed=result.failed) if result.failed else ""
    if result.skipped:
        failed += t(" ({skipped} skipped)", skipped=result.skipped)
    put(
        t(
            "✓ {run} · {trials} trials{failed} · {minutes}:{seconds}",
            run=result.run,
            trials=result.trials,
            failed=failed,
            minutes=minutes,
            seconds=f"{seconds:02}",
        )
    )
    put("")
    metric = best.metric
    put(t("on the test rows, never trained or selected on: {metric}", metric=metric))
    low, high = best.interval
    label = best.name if best.trial is None else f"#{best.trial} {best.name}"
    _row(label, best.test, f"[{low:.4f}, {high:.4f}]  {_also(best.also)}")
    if best.trial is None:
        for member in best.members:
            share = {"share": f"{member.weight:5.1%}", "name": member.name}
            put(t("    {share} of #{trial} {name}", trial=member.trial, **share))
    if said := _again(best):
        put(said)
    for row in result.baselines:
        _baseline(row, best)
    put("")
    _lines(told(gain_sentence(result)))
    more = ensemble_sentence(result), as_read(result), distilled_sentence(result)
    for said in (*more, unlabelled_sentence(result)):
        if said:
            _lines(told(said))
    for said in (*covered_sentences(best), *privacy.sentences(best)):
        _lines(told(said))
    _lines(_delivered(best.members))
    if result.not_isolated:
        _lines(told(not_isolated(result)))
    _files(result, run_dir)
    place = shlex.quote(str(run_dir))
    put(t("next: forgeweld leaderboard {path}", path=place))
    put(f"      forgeweld resume {place} --minutes 20")
    put(f"      cd {shlex.quote(_near(result.project))} && cat README.md")


def _files(result: Outcome, run_dir: Path) -> None:
    """What there is to open, a line each."""
    put(t("project      {path}", path=_near(result.project)))
    if result.predictions:
        put(t("predictions  {path}", path=_near(result.predictions)))
    if result.silent:
        put(
            t(
                "             {count} of its rows get no label, though every labelled "
                "row has one: none reaches its threshold",
                count=result.silent,
            )
        )
    if (run_dir / "report.html").exists():
        put(t("report       {path}", path=_near(run_dir / "report.html")))


def _lines(text: str, indent: int | None = None) -> None:
    """One line, whatever its names hold; on a terminal broken to fit."""
    put_lines(line(text), indent)


def _near(path: str | Path | None) -> str:
    """A path as it is typed here: within this folder by what lies below it."""
    place = Path(path or "")
    within = place.is_relative_to(Path.cwd())
    return str(place.relative_to(Path.cwd()) if within else place)


def _row(label: str, value: float, more: str) -> None:
    """A line of the table of test scores; `more` goes on below itself."""
    label += " " * (34 - width(label))
    _lines(f"  {label} {value:8.4f}  {more}", indent=47)


def _again(best: Best) -> str:
    """What other parts of few rows, or other seeds, said of the best plan; nothing if
    none was tried."""
    if best.folds > 1:
        return t(
            "  select {value} is of {folds} parts of the rows",
            value=f"{best.select:.4f}",
            folds=best.folds,
        )
    if best.seeds < 2:
        return ""
    ends = {True: t(", confirmed"), False: t(", not confirmed"), None: ""}
    return t(
        "  select {value} is the mean of {seeds} seeds{ends}",
        value=f"{best.select:.4f}",
        seeds=best.seeds,
        ends=ends[best.confirmed],
    )


def _baseline(row: Baseline, best: Best) -> None:
    """What was to be beaten; the best model's own trial, too, where its thresholds
    give it another score."""
    constant = t("mean") if row.name == "mean" else t("best constant")
    label = f"#{row.trial} {row.name}" if row.trial else constant
    if row.trial and row.trial == best.trial:
        label = t("{name}, as trained", name=label)
    gain = t("the best model is {gain}", gain=f"{row.gain:+.4f}")
    if row.gain_interval and row.gain_interval != (0.0, 0.0):
        low, high = row.gain_interval
        gain += f" [{low:+.4f},{HOLDS}{high:+.4f}]"
    if row.gain == 0.0 and row.trial:
        gain = t("the best model")
    _row(label, row.test, gain)


def _delivered(members: tuple[Member, ...]) -> str:
    """Which model is delivered: the scores are those of the trials."""
    again = ", ".join(_seeded(m) for m in members if m.refit)
    if not again:
        return t("What is delivered is what was scored; nothing was trained once more.")
    if all(m.refit for m in members):
        return t(
            "Delivered: {again} trained once more, on all labelled rows.", again=again
        )
    return t(
        "Delivered: {again} trained once more, on all labelled rows; the other members "
        "are as scored.",
        again=again,
    )


def _seeded(member: Member) -> str:
    if member.trainings == 1:
        return f"#{member.trial}"
    told = {"trial": member.trial, "count": member.trainings}
    return t("#{trial} with {count} seeds", **told)


def _also(figures: dict[str, float]) -> str:
    return " · ".join(f"{name}{HOLDS}{value:.3f}" for name, value in figures.items())


def states(rows: list[dict], *, as_json: bool) -> None:
    """Runs, a line each."""
    if as_json:
        put_json({"runs": rows})
        return
    if not rows:
        put(t("no runs here"))
    longest = max((len(row["run"]) for row in rows), default=0)
    for row in rows:
        spent = {"spent": f"{row['seconds']:.0f}", "of": f"{row['of']:.0f}"}
        time = t("{spent} of {of} s", **spent)
        put(
            t(
                "{run} {state:9} {trials:3} trials  {score}  {time}",
                run=f"{row['run']:{min(longest, 28)}}",
                state=told(row["state"]),
                trials=row["trials"],
                score=_score(row),
                time=time,
            )
        )


def _score(row: dict) -> str:
    """What a run has come to: on the test rows when it has finished, else so far."""
    metric, test, select = row["metric"], row["test"], row["select"]
    if test is not None:
        return t("{metric} {value} on test", metric=metric, value=f"{test:.4f}")
    return f"{metric} {'—' if select is None else f'{select:.4f}'}"


def leaderboard(
    spec: TaskSpec, done: tuple[Trial, ...], end: Outcome | None, *, as_json: bool
) -> None:
    """Every trial, the best first, and the ensemble that the run has ended with."""
    rows = board(spec, done, end)
    if as_json:
        put_json({"metric": spec.metric.name, "trials": rows})
        return
    if 0 < room() < WIDE:
        _listed(spec, rows)
    else:
        _tabled(spec, rows)
    for said in covered_sentences(end.best) if end and end.best else ():
        _lines(told(said))
    bare = [row["trial"] for row in rows if row["sandbox"] == "NONE"]
    if bare:
        _lines(t("NOT ISOLATED (--unsafe): #{trials}", trials=", #".join(bare)))


def _listed(spec: TaskSpec, rows: list[dict[str, str]]) -> None:
    """Two lines a trial, where columns side by side would break their words."""
    better = "higher" if spec.metric.maximize else "lower"
    _lines(told(f"{spec.metric.name} on the select rows, {better} is better"))
    for row in rows:
        score = number(float(row["select"])) if row["select"] else t("failed")
        told_of = f"{row['name']} · {told(row['verdict'])} · {row['proposer']}"
        _lines(f"{_mark(row):>9} {score:>8}  {_span(row):15}  {told_of}", indent=20)
        _lines(" " * 20 + _why(row), indent=20)


def _mark(row: dict[str, str]) -> str:
    return t("ensemble") if row["trial"] == "ensemble" else "#" + row["trial"]


def _span(row: dict[str, str]) -> str:
    return " … ".join(number(float(row[end])) for end in ("low", "high") if row[end])


def _why(row: dict[str, str]) -> str:
    return told(row["reason"]) + (f" ({row['note']})" if row["note"] else "")


def _tabled(spec: TaskSpec, rows: list[dict[str, str]]) -> None:
    """A line a trial."""
    from rich.table import Table

    table = Table(box=None, pad_edge=False)
    for name in (t("trial"), spec.metric.name, t("interval"), t("params"), t("s")):
        table.add_column(name, justify="right", no_wrap=True)
    for name in (t("verdict"), t("by"), t("plan"), t("why")):
        table.add_column(name, overflow="fold")
    for row in rows:
        cells = (
            "" if row["trial"] == "ensemble" else _mark(row),
            row["select"] or t("failed"),
            _span(row),
            row["params"],
            row["seconds"],
            told(row["verdict"]),
            row["proposer"],
            row["name"],
            _why(row),
        )
        table.add_row(*map(line, cells))
    put_table(table, width=140)
