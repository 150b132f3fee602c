"""Learn the prior over designs from finished runs, and check it without each in turn.

    python benchmarks/prior.py RUN... [--save agent/proposers/prior.json]

Each RUN is the folder of a finished run on public data. Of its trials only what each
choice was worth is kept, with what the task was like: no names, no columns, no rows.
Runs on the same data (alike in all that is kept of a task) are left out together; a
choice for which that order is no better than our own is not kept.
"""

import argparse
import json
from pathlib import Path

from agent.proposers import classical, prior
from agent.proposers.lineage import chain
from agent.proposers.moves import FIRST, LATER
from agent.proposers.prior import Seen
from agent.proposers.ways import ENCODERS
from agent.records import Profile, TaskSpec, Trial
from agent.run import events


def learn(folder: Path) -> Seen:
    """What a finished run has to say."""
    about = json.loads((folder / "run.json").read_text())
    spec = TaskSpec.model_validate(about["spec"])
    profile = Profile.model_validate(about["profile"])
    seen = (e for e in events.read(folder / "events.jsonl"))
    records = [e.data["record"] for e in seen if e.type == "trial.finished"]
    history = tuple(Trial.model_validate(record) for record in records)
    return Seen(like=prior.likeness(spec, profile), worth=worth(spec, history))


def worth(spec: TaskSpec, history: tuple[Trial, ...]) -> dict[str, dict[str, float]]:
    """By choice, the best score of each block, 0 for the worst, 1 the best."""
    found: dict[str, dict[str, float]] = {}
    whole = len(spec.modalities)
    sign = 1.0 if spec.metric.maximize else -1.0
    for trial in history:
        plan = trial.plan
        if trial.select is None:
            continue
        said = {}
        fused = len(plan.branches) == whole
        if plan.family == "classical" and fused:
            trees = plan.head.block in classical.TREES.values()
            said["learner"] = "trees" if trees else "linear"
        if plan.family == "network" and fused and len(chain(history, trial)) == 1:
            said["fusion"] = plan.fusion.block
        if plan.family == "network" and len(plan.branches) == 1:
            kinds = {m.name: m.kind for m in spec.modalities}
            name = plan.branches[0].modality
            said[f"encoder {kinds[name]}"] = plan.branches[0].encoder.block
        for choice, block in said.items():
            mine = found.setdefault(choice, {})
            value = sign * trial.select.value
            mine[block] = max(mine.get(block, value), value)
    return {c: scaled(values) for c, values in found.items() if len(values) > 1}


def scaled(values: dict[str, float]) -> dict[str, float]:
    """1 for the best, 0 for the worst; closer together where both are good."""
    low, high = min(values.values()), max(values.values())
    if high - low <= 0.01 * abs(high):
        return dict.fromkeys(values, 0.5)
    return {b: round((v - low) / (high - low), 3) for b, v in sorted(values.items())}


def check(runs: tuple[Seen, ...]) -> dict[str, tuple[float, float, int]]:
    """By choice: what the first in our own order is worth, what the first in the order
    of a prior learnt without this task is worth, and in how many runs."""
    found: dict[str, list[tuple[float, float]]] = {}
    for run in runs:
        others = tuple(r for r in runs if r.like != run.like)
        for choice, values in run.worth.items():
            names = tuple(n for n in usual(choice, run) if n in values)
            known = prior.worth(others, run.like, choice)
            pair = values[names[0]], values[prior.arranged(names, known)[0]]
            found.setdefault(choice, []).append(pair)
    return {
        choice: (
            sum(a for a, _ in pairs) / len(pairs),
            sum(b for _, b in pairs) / len(pairs),
            len(pairs),
        )
        for choice, pairs in found.items()
    }


def usual(choice: str, run: Seen) -> tuple[str, ...]:
    """Our own order of the blocks of a choice, then all others."""
    if choice == "learner":
        first = ("trees", "linear")
    elif choice == "fusion":
        first = ("concat", *FIRST, *LATER)
    else:
        first = ENCODERS.get(choice.removeprefix("encoder "), ())
    return tuple(dict.fromkeys((*first, *run.worth[choice])))


def main() -> None:
    """Learn, check, and save."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("runs", nargs="+", type=Path, metavar="RUN")
    parser.add_argument("--save", type=Path)
    args = parser.parse_args()
    runs = tuple(learn(folder) for folder in args.runs)
    print(f"{'choice':16} {'runs':>4} {'rules':>6} {'prior':>6}   (1: the best tried)")
    for choice, (rules, learnt, count) in sorted(check(runs).items()):
        print(f"{choice:16} {count:4} {rules:6.3f} {learnt:6.3f}")
    if args.save:
        better = {c for c, (rules, learnt, _) in check(runs).items() if learnt > rules}
        kept = [
            Seen(like=r.like, worth={c: v for c, v in r.worth.items() if c in better})
            for r in runs
        ]
        said = {"runs": [run.model_dump(mode="json") for run in kept]}
        args.save.write_text(json.dumps(said, indent=1) + "\n")


if __name__ == "__main__":
    main()
