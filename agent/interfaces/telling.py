"""Runs and data as short plain text for a chat: no cells, nothing a program printed.

Names that come from the data are quoted, so that they look like names.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from agent.errors import ForgeweldError
from agent.hygiene import line
from agent.llm.privacy import shown
from agent.records import Branch, Column, Metric, Plan, TrainArgs, Trial
from agent.records.plan import Teacher

if TYPE_CHECKING:
    from agent.run.prepare import Prepared

NAME = 60
"""Characters of a name."""
COLUMNS, TRIALS = 40, 30
"""Rows of a table that are told; the others are counted."""


def error(problem: ForgeweldError) -> str:
    """What, where, why, how to mend it; no exit code, as nothing exits."""
    fix = problem.fix and f"fix: {problem.fix}"
    parts = (f"✗ {problem.what}", problem.where, problem.why, fix)
    return "\n  ".join(filter(None, parts))


def columns(found: Sequence[Column], rows: int, given: bool) -> str:
    """The schema: a line each, with ranges of numbers but no values of categories."""
    test = ", and a test table" if given else ""
    lines = [f"{rows:,} rows{test} · {len(found)} columns"]
    lines += [_column(column, given) for column in found[:COLUMNS]]
    if len(found) > COLUMNS:
        lines.append(f"… and {len(found) - COLUMNS} more")
    return "\n".join(lines)


def unread(found: Sequence[Column]) -> list[str]:
    """Columns whose files can't be read, and what to do: a line each."""
    return [f"not used: {shown(c.name)} ({c.unread})" for c in found if c.unread]


def _column(column: Column, given: bool) -> str:
    parts = [column.type]
    if column.low is not None and column.high is not None:
        unit = f" {column.unit}" if column.unit else ""
        parts.append(f"{column.low:g} to {column.high:g}{unit}")
    if column.shape:
        parts.append("x".join(map(str, column.shape)))
    if column.sound_of:
        parts.append(f"the sound of the films in {shown(column.sound_of)}")
    parts.append(f"{column.unique:,} different")
    if column.missing:
        parts.append(f"{column.missing:.1%} missing")
    if given and not column.in_given:
        parts.append("not in the test table")
    return f"  {shown(column.name):18} {', '.join(parts)}"


def planned(ready: "Prepared") -> str:
    """How a sentence was understood, and the first models."""
    spec, split = ready.spec, ready.profile.split
    classes = len(ready.profile.classes)
    target = ", ".join(shown(name) for name in spec.target[:6])
    kind = f"{spec.kind}, {classes} classes" if classes else spec.kind
    direction = "higher" if spec.metric.maximize else "lower"
    parts = f"{split.train} train / {split.select} select / {split.test} test"
    lines = [
        f"target   {target} · {kind}",
        f"inputs   {', '.join(f'{shown(m.name)} ({m.kind})' for m in spec.modalities)}",
        f"metric   {spec.metric.name}, {direction} is better",
        f"split    {parts}, {split.method}",
    ]
    wished = [f"with {name}" for name in spec.wishes.pinned]
    wished += [f"without {name}" for name in spec.wishes.forbidden]
    lines += [f"wishes   {', '.join(wished)}"] if wished else []
    for finding in ready.profile.findings:
        if finding.severity == "warning":
            where = f" in {shown(finding.column)}" if finding.column else ""
            lines.append(f"!        {finding.kind}{where}")
    for i, plan in enumerate(ready.plans, 1):
        lines.append(f"{i:>3}  {_name(plan):16} {made_of(plan)}")
    return "\n".join(lines)


def states(rows: Sequence[dict[str, Any]]) -> str:
    """Runs, a line each."""
    lines = []
    for row in rows:
        score = "no score yet" if row["select"] is None else f"{row['select']:.4f}"
        if row["test"] is not None:
            score = f"{row['test']:.4f} on test"
        lines.append(
            f"{row['run']}  {row['state']} · {row['trials']} trials · {row['metric']} "
            f"{score} · {row['seconds']:.0f} of {row['of']:.0f} s"
        )
    return "\n".join(lines) or "no runs here"


def leaderboard(metric: Metric, done: Sequence[Trial], outcome: dict | None) -> str:
    """Every trial, the best first; then the end of the run, if it has one."""
    if not done:
        return "no trial is done yet"
    sign = -1 if metric.maximize else 1
    worst = float("inf")
    ranked = sorted(done, key=lambda t: sign * t.select.value if t.select else worst)
    lines = [f"{metric.name} on the select rows, {'higher' if sign < 0 else 'lower'}"]
    lines[0] += " is better"
    for t in ranked[:TRIALS]:
        lines.append(
            f"{f'#{t.index}':>4}  {_score(t):25} {_name(t.plan):26} {t.verdict}"
        )
    if len(ranked) > TRIALS:
        lines.append(f"… and {len(ranked) - TRIALS} more")
    best = (outcome or {}).get("best")
    if best:
        low, high = best["interval"]
        test = f"{best['test']:.4f} [{low:.4f}, {high:.4f}]"
        mark = f"#{best['trial']} " if best["trial"] is not None else ""
        lines.append(f"best {mark}{best['name']}, on the test rows {test}")
    return "\n".join(lines)


def _score(trial: Trial) -> str:
    if trial.select is None:
        return f"failed: {trial.failure}"
    low, high = trial.select.interval
    return f"{trial.select.value:.4f} [{low:.4f}, {high:.4f}]"


def trial(metric: Metric, done: Trial, log: Path) -> str:
    """All about one trial that its program did not say itself."""
    plan, result, curve = done.plan, done.result, done.claimed
    parent = f", from #{plan.parent}" if plan.parent else ""
    by = f"{plan.operator} by {plan.proposer}{parent}"
    lines = [f"#{done.index} {_name(plan)} · {done.verdict}", f"tried    {by}"]
    lines.append(f"because  {line(plan.reason, 400)}")
    lines += [f"hoped    {line(plan.expected, 200)}"] if plan.expected else []
    if plan.continues:
        seconds = f"{plan.seconds:.0f} s of training in all"
        lines.append(f"goes on  from the checkpoint of #{plan.continues}: {seconds}")
    if done.select:
        rows = f"on {done.select.rows} select rows"
        lines.append(f"score    {metric.name} {_score(done)} {rows}")
        also = [f"{name} {value:.3f}" for name, value in done.select.also.items()]
        lines += [f"also     {', '.join(also)}"] if also else []
        lines += [f"against  {line(done.note, 400)}"] if done.note else []
    else:
        lines.append(f"failed   {done.failure}; its own words: {log}")
    head = f", {plan.head.block}" if plan.head.block != plan.core else ""
    lines.append(f"made of  {made_of(plan)}{head}")
    if plan.family == "network":
        lines.append(f"training {', '.join(_training(plan.train)) or 'as usual'}")
        lines += [f"taught   by {_taught_by(plan.teacher)}"] if plan.teacher else []
    elif curve.valid_best is not None:
        ended = "by time" if curve.stopped == "time" else "by itself"
        loss = f"loss {curve.valid_best:.4g} in validation"
        lines.append(f"learnt   {plan.core}, {loss}; ended {ended}")
    if curve.epochs and plan.family == "network":
        best = f", best {curve.best_epoch}" if curve.best_epoch else ""
        ended = f"; ended by {curve.stopped}" if curve.stopped != "unknown" else ""
        lines.append(
            f"learnt   {curve.epochs} epochs{best}, loss "
            f"{_figures(curve.train_first, curve.train_last)} in training, "
            f"{_figures(curve.valid_first, curve.valid_best)} at best in "
            f"validation{ended}"
        )
    params = f"{curve.params:,} parameters, " if curve.params else ""
    cost = f"{params}{result.wall_s:.0f} s, {result.peak_rss_mb:,.0f} MB"
    lines.append(f"cost     {cost}, in {result.isolation.backend}")
    return "\n".join(lines)


def _figures(first: float | None, last: float | None) -> str:
    return " → ".join("—" if v is None else f"{v:.4g}" for v in (first, last))


def _name(plan: Plan) -> str:
    """A plan's name, which may hold a column's."""
    return line(plan.name, NAME)


def made_of(plan: Plan) -> str:
    """Which encoder for which modality, and what fuses them."""
    names = [(line(b.modality, NAME), b.encoder.block) for b in plan.branches]
    encoders = ", ".join(f"{name}:{block}" for name, block in names)
    return f"{encoders} → {plan.core}"


def _training(args: TrainArgs) -> list[str]:
    """What differs from the usual."""
    usual = TrainArgs()
    pairs = ((name, getattr(args, name)) for name in TrainArgs.model_fields)
    return [f"{name} {value}" for name, value in pairs if value != getattr(usual, name)]


def _taught_by(teacher: Teacher) -> str:
    """Whose answers a network learnt, and in which parts."""
    pairs = zip(teacher.trials, teacher.weights, strict=True)
    told = " + ".join(f"{weight:.2f} of #{index}" for index, weight in pairs)
    knew = " ".join(f"#{index}" for index in teacher.knew)
    return told + (f"; {knew} had learnt the rows they answer" if knew else "")


def differences(metric: Metric, first: Trial, second: Trial) -> str:
    """What two trials do not share, and their scores."""
    lines = [
        f"#{t.index} {_name(t.plan)}: {metric.name} {_score(t)}"
        for t in (first, second)
    ]
    changed = changes(first.plan, second.plan)
    for name, (one, two) in changed.items():
        shown = ("—" if value is None else value for value in (one, two))
        lines.append(f"  {name}: {' → '.join(map(str, shown))}")
    return "\n".join(lines if changed else [*lines, "  the same but for their names"])


def changes(first: Plan, second: Plan) -> dict[str, tuple[Any, Any]]:
    """By name, what differs: the two values, None for what one of them has not."""
    one, two = dict(_flat(first)), dict(_flat(second))
    names = [*one, *(name for name in two if name not in one)]
    pairs = {name: (one.get(name), two.get(name)) for name in names}
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}


def _flat(plan: Plan) -> Iterator[tuple[str, Any]]:
    yield "family", plan.family
    for branch in plan.branches:
        yield from _uses(branch)
    roles = [("fusion", plan.fusion), ("head", plan.head)]
    if plan.stack:
        roles.append(("learner", plan.stack.learner))
    for role, use in roles:
        yield role, use.block
        yield from ((f"{role}.{name}", value) for name, value in use.args.items())
    if plan.stack:
        taken = plan.stack.trial
        yield "network", "trained anew" if taken is None else f"of #{taken}, as it is"
        for branch in plan.stack.plain:
            yield from _uses(branch, "plain ")
    for name in TrainArgs.model_fields:
        yield f"train.{name}", getattr(plan.train, name)
    if plan.teacher:
        yield "taught by", _taught_by(plan.teacher)
    yield "seconds", round(plan.seconds)
    yield "seed", plan.seed


def _uses(branch: Branch, before: str = "") -> Iterator[tuple[str, Any]]:
    for role in ("input", "encoder", "augment"):
        use = getattr(branch, role)
        if use is not None:
            name = f"{before}{branch.key}.{role}"
            yield name, use.block
            yield from ((f"{name}.{arg}", value) for arg, value in use.args.items())
