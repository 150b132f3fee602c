"""Trials of a few seconds, for tests of slots: real sandboxes, but no torch."""

import csv
import random
import time
from pathlib import Path

from agent.data import view
from agent.records import Budget
from agent.run import prepare
from agent.run.prepare import Prepared
from agent.run.request import Request
from agent.run.slots import Slots, Work
from agent.run.trial import places
from sandbox.base import RunResult

PROGRAM = '''\
"""Waits, then predicts; --resume has to find what an earlier rung left."""
import argparse, csv, os, pathlib, time
parser = argparse.ArgumentParser()
for name in ("--data", "--out", "--seconds", "--seed"):
    parser.add_argument(name)
parser.add_argument("--resume", action="store_true")
args = parser.parse_args()
out, data = pathlib.Path(args.out), pathlib.Path(args.data)
state = out / "checkpoint" / "state.pt"
assert args.resume == state.exists()
rungs = int(state.read_text()) + 1 if args.resume else 1
time.sleep(float(args.seconds))
with (data / "predict.csv").open() as file:
    rows = [row["row"] for row in csv.DictReader(file)]
lines = ["row,value"] + [f"{row},{args.seed}" for row in rows]
(out / "predictions.csv").write_text("\\n".join(lines))
state.parent.mkdir(exist_ok=True)
state.write_text(str(rungs))
os.symlink("/etc/passwd", out / "link") if not (out / "link").is_symlink() else None
print("done")
'''


def write_data(folder: Path, rows: int = 60) -> None:
    """A regression whose labels are strings found nowhere by chance."""
    draw = random.Random(7)
    folder.mkdir(parents=True)
    with (folder / "train.csv").open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["a", "b", "yield"])
        for _ in range(rows):
            numbers = [f"{draw.uniform(0, 9):.3f}" for _ in range(2)]
            writer.writerow([*numbers, f"{draw.uniform(0, 9):.12f}"])


def begun(home: Path, name: str) -> tuple[Path, Prepared]:
    """A run's folder, as `forgeweld run` makes it before its process starts."""
    if not (home / "data").exists():
        write_data(home / "data")
    budget = Budget(seconds=600)
    ask = Request(statement="Predict yield", data=home / "data", budget=budget)
    ready = prepare.understand(ask, thorough=False)
    told = {"sandbox": "auto", "on_missing": "fail"}
    return prepare.start(ready, home / "runs", name=name, **told), ready


def work(run_dir: Path, ready: Prepared, index: int, seconds: float) -> Work:
    """Trial `index` of the program above, in its folder."""
    place = places(run_dir, index)
    for folder in (place.project, place.out):
        folder.mkdir(parents=True, exist_ok=True)
    (place.project / "train.py").write_text(PROGRAM)
    update = {"seconds": seconds, "seed": index, "family": "classical"}
    plan = ready.plans[0].model_copy(update=update)
    return Work(index, ready.spec, plan, place, run_dir / "view")


def hidden_labels(run_dir: Path) -> list[str]:
    """The labels that no program may see."""
    labels = view.labels(run_dir)
    with (run_dir / "view" / "predict.csv").open() as file:
        hidden = {row["row"] for row in csv.DictReader(file)}
    return list(labels[labels["row"].isin(hidden)][labels.columns[-1]])


def drain(slots: Slots, todo: list[Work], look) -> list[tuple[int, RunResult]]:
    """Run all of `todo`, as many at once as there is room for; `look(ended)` is called
    all the while."""
    ended: list[tuple[int, RunResult]] = []
    waiting, running = list(todo), 0
    while len(ended) < len(todo):
        while waiting and running < slots.size():
            slots.submit(waiting.pop(0))
            running += 1
        new = slots.poll()
        running -= len(new)
        ended += new
        look(ended)
        time.sleep(0.05)
    return ended
