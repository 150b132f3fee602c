"""Does a network learn more from a finished run's ensemble than from labels?

    python benchmarks/distil.py RUN [--network NAME...] [--seeds 3]

RUN is the folder of a finished run, which is copied. Its ensemble, chosen as at the end
of a run, answers for the train rows: by models that had not seen them, or networks by
what they know. Each network NAME of the run (its best by default) is trained again on
labels, on these answers by half, and on these answers alone, with the same seeds and
seconds; the mean scores on the select and on the test rows are told.
"""

import argparse
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from statistics import mean

from agent.proposers.lineage import best_of
from agent.records import Plan, Trial
from agent.records.plan import Teacher
from agent.run import distil, events, forked, loop, rundir, teachers, trial
from agent.run.isolation import opened
from agent.run.teachers import Member
from agent.scoring.score import Mixed, Scorer

FAR_SEED = 1000


def ways(line: loop.Line) -> Iterator[tuple[str, Teacher | None, float]]:
    """A name, who answers, and the weight of the answers; labels alone first."""
    found = distil.candidates(line.spec, line.history)
    files = [trial.places(line.run_dir, t.index).predictions for t in found]
    members, blend, _ = line.scorer.blend(files)
    mixed = Mixed(tuple(files[m] for m in members), blend)
    told = " + ".join(
        f"{weight:.2f} of #{found[m].index} {found[m].plan.name}"
        for m, weight in zip(members, blend.weights, strict=True)
    )
    parts = [line.scorer.score(mixed, part).value for part in ("select", "test")]
    print(f"the ensemble {told}: select {parts[0]:.4f}, test {parts[1]:.4f}")
    yield "labels", None, 0.0
    pairs = list(zip(members, blend.weights, strict=True))
    for name, knows in (("unseen", False), ("known", True)):
        some = tuple(
            Member(found[m], weight, knows and found[m].plan.family == "network")
            for m, weight in pairs
        )
        teacher = teachers.asked(line, some, lambda: float("inf"))
        assert teacher, "nobody has answered"
        if not knows or teacher.knew:
            yield f"{name}, by half", teacher, 0.5
            yield f"{name}, alone", teacher, 1.0


def trained(line: loop.Line, plan: Plan, name: str) -> tuple[float, float]:
    """Scores of a plan on the select and the test rows."""
    place = trial.Places(line.run_dir / "trials" / name)
    trial.prepare(line.spec, line.profile, plan, place)
    assert line.forks
    told = line.spec, plan, place, line.run_dir / "view", lambda: None, print
    result = forked.run(line.forks, *told)
    assert result.status == "ok", result.log.tail
    first, second = (
        line.scorer.score(place.predictions, part).value for part in ("select", "test")
    )
    return first, second


def compare(line: loop.Line, names: list[str], seeds: int) -> None:
    """Print a line for each network and way."""
    networks = tuple(t for t in line.history if t.plan.family == "network")
    some = [tuple(t for t in networks if t.plan.name == name) for name in names]
    pupils: list[Trial] = [t for t in (best_of(line.spec, s) for s in some) if t]
    pupils = pupils or [t for t in [best_of(line.spec, networks)] if t]
    for number, (way, teacher, weight) in enumerate(list(ways(line))):
        for pupil in pupils:
            scores = []
            for seed in range(seeds):
                args = pupil.plan.train.model_copy(update={"distil": weight})
                update = {"train": args, "teacher": teacher, "continues": None}
                update["seed"] = pupil.plan.seed + FAR_SEED * seed
                plan = pupil.plan.model_copy(update=update)
                scores.append(trained(line, plan, f"b{pupil.index}-{number}-{seed}"))
            select, test = (mean(column) for column in zip(*scores, strict=True))
            each = " ".join(f"{one:.4f}" for _, one in scores)
            told = f"#{pupil.index} {pupil.plan.name:14} {way:16}"
            print(f"{told} select {select:.4f} test {test:.4f} ({each})", flush=True)


def main() -> None:
    """Copy the run, compare, and leave nothing."""
    parser = argparse.ArgumentParser(description="Networks taught by an ensemble.")
    parser.add_argument("run", type=Path)
    parser.add_argument("--network", nargs="*", default=[])
    parser.add_argument("--seeds", type=int, default=3)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, ExitStack() as ending:
        run_dir = Path(folder) / args.run.resolve().name
        shutil.copytree(args.run, run_dir)
        run, log = rundir.load(run_dir), events.EventLog(run_dir)
        sandbox = opened(run.sandbox, unsafe=False)
        scorer = ending.enter_context(Scorer(run_dir, run.spec, run.profile.classes))
        told = run_dir, run.spec, run.profile, sandbox, scorer, log, loop.clock(0.0)
        line = loop.Line(*told)
        line.history, line.warm = events.trials(list(events.read(log.path))), True
        line.forks = ending.enter_context(forked.opened(sandbox, run_dir, run.spec))
        compare(line, args.network, args.seeds)


if __name__ == "__main__":
    main()
