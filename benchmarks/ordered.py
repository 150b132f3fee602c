"""Ordered classes: what the likeliest class is worth, and what is worth most.

    python benchmarks/ordered.py RUN_DIR …

Of finished runs judged by quadratic kappa or by distance: each trial's score on the
test rows by its likeliest class, and by `agent/scoring/worth.py`, and their difference.
Nothing is trained.
"""

import argparse
from collections.abc import Iterator
from pathlib import Path

from agent.run import events, rundir
from agent.run.trial import places
from agent.scoring.blend import ALONE
from agent.scoring.hidden import Hidden


def scores(run_dir: Path) -> Iterator[tuple[str, float, float]]:
    """(trial, its score by the likeliest class, by what is worth most)."""
    run = rundir.load(run_dir)
    hidden = Hidden(run_dir, run.spec, run.profile.classes)
    for trial in events.trials(list(events.read(run_dir / events.FILE))):
        if trial.select is None:
            continue
        path = str(places(run_dir, trial.index).predictions)
        plain = {"paths": [path], "blend": ALONE.model_dump()}
        found = (hidden.score(what, "test")["value"] for what in (plain, path))
        yield f"#{trial.index} {trial.plan.name}", *found


def main() -> None:
    """Print a line per trial, and the mean difference."""
    parser = argparse.ArgumentParser(description="Compare two ways to say a class.")
    parser.add_argument("runs", type=Path, nargs="+", metavar="RUN_DIR")
    gains = []
    for run_dir in parser.parse_args().runs:
        print(run_dir.name)
        for name, plain, worth in scores(run_dir):
            print(f"  {name:40} {plain:8.4f} {worth:8.4f} {worth - plain:+8.4f}")
            gains.append(worth - plain)
    better = sum(gain > 0 for gain in gains)
    print(f"{better} of {len(gains)} higher, {sum(gains) / len(gains):+.4f} on average")


if __name__ == "__main__":
    main()
