"""What trained models make of their inputs: predictions of rows with inputs changed.

    python explain.py ASK --data VIEW --out OUT --seconds S

ASK holds ask.json, rows.csv without labels, and in folders 0, 1, … the models, each
with its project/ and weights/. For every step of ask.json OUT gets MODEL/STEP.csv, or
for `occlude` and `gradients` MODEL/parts.json and MODEL/gradients.json; what there was
no time for is not there, nor a change that a model's inputs can't have. Labels are
nowhere: what the predictions are worth is for others to say.
"""

import argparse
import csv
import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

import torch
from member import Member

AT_ONCE = 6
"""Models that are worked on side by side."""
SINGLE = 0.4
"""Part of the time that is left when it begins, for the parts of single rows by each
method."""


def work(number: int, ask: Path, view: Path, out: Path, end: float) -> None:
    """All steps of one model, in their order, until the time is `end`."""
    wanted = json.loads((ask / "ask.json").read_text())
    with (ask / "rows.csv").open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    begin = time.monotonic()
    member = Member(ask / str(number), rows, view, wanted["inputs"][number])
    print(f"model {number}: {time.monotonic() - begin:.2f} s to load", flush=True)
    goal = out / str(number)
    goal.mkdir(exist_ok=True)
    for i, step in enumerate(wanted["steps"]):
        begin = time.monotonic()
        if begin > end:
            return
        if step["do"] == "occlude":
            single(member.occlude, wanted, goal / "parts.json", end)
        elif step["do"] == "gradients":
            single(member.gradients, wanted, goal / "gradients.json", end)
        elif not member.can(step["changes"], wanted["kinds"]):
            continue
        elif not step["changes"] or set(step["changes"]) & set(
            member.modalities.values()
        ):
            predictions = member.step(step["changes"], step["seed"])
            part = goal / f"{i}.part"
            member.write(part, member.rows.ids, predictions)
            part.rename(goal / f"{i}.csv")
        print(f"model {number} step {i}: {time.monotonic() - begin:.2f} s", flush=True)


def single(method: Callable, wanted: dict, path: Path, end: float) -> None:
    """The parts of the wanted rows, as many as a part of the time allows."""
    found, begin = {}, time.monotonic()
    end = begin + SINGLE * (end - begin)
    for row, target in wanted["rows"].items():
        found[row] = method(row, target, wanted["kinds"])
        if time.monotonic() + (time.monotonic() - begin) / len(found) > end:
            break
    path.with_suffix(".part").write_text(json.dumps(found), encoding="utf-8")
    path.with_suffix(".part").rename(path)


def main() -> int:
    """One process for each model, since every project has a model.py of its own; side
    by side, so that all come as far in the time there is."""
    parser = argparse.ArgumentParser(description="Predict rows with inputs changed.")
    parser.add_argument("ask", type=Path)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seconds", type=float, required=True)
    args = parser.parse_args()
    last = time.monotonic() + args.seconds
    count = json.loads((args.ask / "ask.json").read_text())["models"]
    failed = 0
    for first in range(0, count, AT_ONCE):
        now, wave = time.monotonic(), range(first, min(first + AT_ONCE, count))
        end = now + (last - now) * len(wave) / (count - first)
        threads = max(1, len(os.sched_getaffinity(0)) // len(wave))
        children = []
        for number in wave:
            child = os.fork()  # torch is imported once, and has not computed yet
            if not child:
                torch.set_num_threads(threads)
                work(number, args.ask, args.data, args.out, end)
                sys.stdout.flush()
                os._exit(0)
            children.append(child)
        codes = [os.waitstatus_to_exitcode(os.waitpid(c, 0)[1]) for c in children]
        failed += any(codes)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
