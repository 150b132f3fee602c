"""What a model is told of a run: short lines, the same ones for the same history.

No cell of the data, no column's name: modalities go by aliases. Scores come from the
records of the trusted scorer, never from a program's log.
"""

import re

from agent import constraints
from agent.llm.privacy import shown
from agent.proposers.decision import actions
from agent.proposers.legal import RANGES, Legal
from agent.records import Plan, Trial

BEST, LAST = 5, 5
"""Trials that are shown: the best and the latest; the others are counted."""
TAIL = 1500
"""Characters of a failed program's output."""
FRAME = re.compile(r'File "[^"]*?(\w+\.py)", line (\d+), in (\w+)')
ERROR = re.compile(r"^([A-Za-z_.]*(?:Error|Exception|Warning))\b", re.MULTILINE)


def facts(legal: Legal, left: float, samples: bool = False) -> dict:
    """The variables of `templates/prompts/step.jinja`; `left` is in seconds. With
    `samples`, what a failed program printed, which may hold cells of the data."""
    spec, profile = legal.spec, legal.profile
    best = legal.parents[0]
    latest = legal.history[-1]
    failed = latest if latest.failure else None
    classes = f", {len(profile.classes)} classes" if profile.classes else ""
    if profile.balance:
        shares = f"{100 * min(profile.balance):.0f} to {100 * max(profile.balance):.0f}"
        classes += f" of {shares} % of the rows"
    cost = max(best.result.wall_s, 1.0)
    return {
        "kind": spec.kind,
        "metric": spec.metric.name,
        "direction": "higher" if spec.metric.maximize else "lower",
        "rows": profile.split.train,
        "classes": classes,
        "limits": limits(legal),
        "modalities": modalities(legal),
        "blocks": blocks(legal),
        "trials": trials(legal),
        "best": best.index,
        "plan": plan(legal, best.plan),
        "failure": failed.failure if failed else "",
        "failed": failed.index if failed else 0,
        "tail": tail(failed, samples) if failed else [],
        "left": int(left / cost),
        "invent": ", ".join(legal.inventions),
        "actions": ", ".join(actions(legal)),
        "parents": ", ".join(f"#{i}" for i in sorted(t.index for t in legal.parents)),
    }


def tail(failed: Trial, samples: bool) -> list[str]:
    """Where and by which exception a program ended; its words only if they may go."""
    said = failed.result.log.head + failed.result.log.tail
    if samples:
        return [shown(line, 200) for line in said[-TAIL:].splitlines() if line.strip()]
    frames = [f"{file}:{line} in {name}" for file, line, name in FRAME.findall(said)]
    return [*frames[-4:], *ERROR.findall(said)[-1:]] or [failed.result.status]


def limits(legal: Legal) -> str:
    """The task's limits in words."""
    most = legal.spec.constraints
    found = []
    if most.max_params:
        found.append(f"at most {most.max_params} parameters")
    if most.max_latency_ms:
        found.append(f"at most {most.max_latency_ms:g} ms per row")
    if most.max_epsilon:
        found.append(f"differential privacy, epsilon at most {most.max_epsilon:g}")
    return ", ".join(found) or "none"


def modalities(legal: Legal) -> list[str]:
    """One line each: alias, kind, columns, shape, missing share."""
    missing = {c.name: c.missing for c in legal.profile.columns}
    lines = []
    for alias, m in legal.aliases.items():
        shape = legal.profile.shapes.get(m.name)
        gaps = max((missing.get(c, 0.0) for c in m.columns), default=0.0)
        parts = [f"{alias}: {m.kind}", f"{len(m.columns)} columns"]
        parts += [f"shape {'x'.join(map(str, shape))}"] if shape else []
        parts += [f"up to {100 * gaps:.0f} % missing"] if gaps else []
        lines.append(", ".join(parts))
    return lines


def blocks(legal: Legal) -> list[str]:
    """The choices of `swap`, a line for each place."""
    found: dict[str, list[str]] = {}
    for choice in legal.choices:
        where, name = choice.split(" ", 1)
        found.setdefault(where, []).append(name)
    return [f"{where}: {', '.join(names)}" for where, names in found.items()]


def trials(legal: Legal) -> list[str]:
    """The best and the latest trials, by number; how many are left out."""
    shown = {t.index: t for t in (*legal.parents[:BEST], *legal.history[-LAST:])}
    firsts = [t for t in legal.history if t.plan.operator == "baseline"]
    shown |= {t.index: t for t in firsts[:BEST]}
    lines = [trial(legal, shown[i]) for i in sorted(shown)]
    left_out = len(legal.history) - len(shown)
    return [*lines, f"({left_out} more, none better)"] if left_out else lines


def trial(legal: Legal, one: Trial) -> str:
    """A trial in one line: what it was, what came out, what its curve looked like."""
    names = {m.name: alias for alias, m in legal.aliases.items()}
    ways = " ".join(f"{names[b.modality]}:{b.encoder.block}" for b in one.plan.branches)
    parent = f" from #{one.plan.parent}" if one.plan.parent else ""
    if one.plan.continues:
        parent = f" going on from #{one.plan.continues}"
    start = f"#{one.index} {_operator(one)}{parent}: {ways} {one.plan.core}"
    if one.verdict == "running":
        return f"{start} -> is running"
    if one.failure or not one.select:
        return f"{start} -> failed: {one.failure}"
    low, high = one.select.interval
    curve = one.claimed
    losses = [curve.train_at_best, curve.valid_best]
    shown = "/".join("?" if v is None else f"{v:.3f}" for v in losses)
    epochs = f"epoch {curve.best_epoch} of {curve.epochs}, ended by {curve.stopped}"
    broken = constraints.broken(legal.spec, one)
    end = f"; breaks a limit: {broken}" if broken else ""
    score = f"{one.select.value:.4f} [{low:.3f}, {high:.3f}] {one.verdict}"
    return f"{start} -> {score}; train/valid {shown}; {epochs}{end}"


def plan(legal: Legal, one: Plan) -> list[str]:
    """The knobs of a plan: its value, and what is on offer."""
    lines = []
    now = legal.now(one)
    for knob, values in legal.knobs(one).items():
        offer = (
            f"{values[0]:g} to {values[1]:g}"
            if knob in RANGES
            else ", ".join(map(str, values))
        )
        lines.append(f"{knob} = {now.get(knob)} ({offer})")
    return lines


def _operator(one: Trial) -> str:
    """What was done, without any name that comes from the data."""
    plan = one.plan
    alone = plan.operator == "baseline" and len(plan.branches) == 1
    return "alone" if alone else plan.operator
