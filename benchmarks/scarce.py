"""What rows without a target are worth: a plan with and without learning from them.

    python benchmarks/scarce.py DATA --answers DIR [--labels 0.1] [--seeds 3]
                                [--epochs 30] [--moves contrast_rows,pseudo]

DATA has a task.md (the sentence), a train.csv and a test.csv; DIR/NAME.csv (id, target)
scores the test rows. Of each class that share of labels is kept, drawn anew with every
seed; the other rows stay, without a target. Trainings end by their epochs, so that a
busy machine changes nothing; they run without a sandbox, being our own blocks alone.
"""

import argparse
import csv
import os
import runpy
import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import pandas as pd
from answers import read
from scipy.stats import t as student

from agent.data import view
from agent.project.render import render
from agent.project.training import misfit
from agent.proposers import design
from agent.records import Budget, Plan, TrainArgs
from agent.run.prepare import Prepared, understand
from agent.run.request import Request
from agent.run.trial import write_files
from agent.scoring import measures, truth

MOVES: dict[str, dict] = {
    "align_modalities": {"pretrain": "align_modalities"},
    "contrast_rows": {"pretrain": "contrast_rows"},
    "pseudo": {"pseudo": 1.0},
    "both": {"pretrain": "contrast_rows", "pseudo": 1.0},
}


def thinned(data: Path, home: Path, target: str, share: float, seed: int) -> Path:
    """A copy of a folder in which a share of each class keeps its label."""
    folder = home / f"{data.name}-{seed}"
    # links within the folder alone: what lies outside is not read
    shutil.copytree(data, folder, ignore=shutil.ignore_patterns("train.csv"))
    table = pd.read_csv(data / "train.csv", dtype="str", keep_default_na=False)
    draw = np.random.default_rng(seed)
    for _, rows in table.groupby(target).groups.items():
        count = max(6, round(share * len(rows)))
        drawn = draw.permutation(np.asarray(rows))[count:]
        table.loc[drawn, target] = ""
    table.to_csv(folder / "train.csv", index=False)
    return folder


def prepared(folder: Path, sentence: str, seed: int) -> Prepared:
    """The task and its split, without pretrained encoders."""
    request = Request(
        statement=sentence, data=folder, budget=Budget(seconds=600), seed=seed
    )
    return understand(request, thorough=False)


def plans(ready: Prepared, names: list[str], epochs: int) -> dict[str, Plan]:
    """The late fusion as the search begins with it, alone and with each move."""
    spec, profile = ready.spec, ready.profile
    modalities = design.asked_with(spec)
    plain = design.plan(spec, profile, modalities, name="plain", reason="")
    plain = plain.model_copy(update={"seconds": 600.0, "seed": spec.seed})
    fixed = {**plain.train.model_dump(), "epochs": epochs}
    made = {"plain": {}} | {name: MOVES[name] for name in names}
    found = {
        name: plain.model_copy(update={"train": TrainArgs(**{**fixed, **update})})
        for name, update in made.items()
    }
    return {name: plan for name, plan in found.items() if not misfit(spec, plan)}


def trained(ready: Prepared, plan: Plan, run_dir: Path, name: str) -> float:
    """Train a project in a fork, where torch is there already; CPU seconds."""
    project, out = run_dir / name / "project", run_dir / name / "out"
    write_files(render(ready.spec, ready.profile, plan).files, project)
    words = ["train.py", "--data", str(run_dir / "view"), "--out", str(out)]
    if (child := os.fork()) == 0:
        os.chdir(project)
        sys.path.insert(0, str(project))
        sys.argv = [*words, "--seed", str(plan.seed)]
        with (run_dir / f"{name}.log").open("w") as log:
            os.dup2(log.fileno(), 1)
            runpy.run_path("train.py", run_name="__main__")
        raise AssertionError("it ends with an exit code")
    _, status, used = os.wait4(child, 0)
    if status:
        raise SystemExit(f"{name} ended with {status}: {run_dir / name}.log")
    return used.ru_utime + used.ru_stime


def score(ready: Prepared, run_dir: Path, name: str, answers: Path) -> float:
    """The task's metric on the rows of test.csv."""
    spec, classes = ready.spec, ready.profile.classes
    known = {line["id"]: line for line in read(answers)}
    rows = view.given_rows(run_dir)
    cells = [[known[row["id"]][target] for _, row in rows] for target in spec.target]
    with (run_dir / name / "out/predictions.csv").open(newline="") as file:
        said = {line[0]: line[1:] for line in list(csv.reader(file))[1:]}
    table = np.array([[float(v) for v in said[row]] for row, _ in rows])
    wanted = truth.encode(spec, classes, cells)
    return measures.compute(
        spec.metric.name, spec.kind, wanted, table, classes, spec.positive
    )


def told(name: str, scores: list[float], plain: list[float], cpu: list[float]) -> str:
    """A line: mean, and the difference over seeds with its 95 % interval."""
    line = f"{name:18} {statistics.mean(scores):8.4f} {statistics.mean(cpu):8.0f}"
    if scores is plain or len(scores) < 2:
        return line
    gains = [a - b for a, b in zip(scores, plain, strict=True)]
    half = statistics.stdev(gains) / len(gains) ** 0.5
    half *= float(student.ppf(0.975, len(gains) - 1))
    gain = statistics.mean(gains)
    return f"{line}   {gain:+.4f} [{gain - half:+.4f}, {gain + half:+.4f}]"


def main() -> None:
    """Seed by seed, then one table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--answers", type=Path, required=True)
    parser.add_argument("--labels", type=float, default=0.1)
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--epochs", type=int, default=30)
    parser.add_argument("--moves", default=",".join(MOVES))
    args = parser.parse_args()
    import torch  # once, for all forks

    torch.set_num_threads(1)
    answers = args.answers / f"{args.data.name}.csv"
    target = next(name for name in read(answers)[0] if name != "id")
    sentence = (args.data / "task.md").read_text()
    scores: dict[str, list[float]] = {}
    cpu: dict[str, list[float]] = {}
    home = Path(tempfile.mkdtemp(prefix="scarce-"))
    for seed in range(args.seeds):
        folder = thinned(args.data, home, target, args.labels, seed)
        ready = prepared(folder, sentence, seed)
        run_dir = home / f"run-{seed}"
        view.write(run_dir, ready.data, ready.spec, ready.profile)
        for name, plan in plans(ready, args.moves.split(","), args.epochs).items():
            cpu.setdefault(name, []).append(trained(ready, plan, run_dir, name))
            scores.setdefault(name, []).append(score(ready, run_dir, name, answers))
            print(seed, name, f"{scores[name][-1]:.4f}", flush=True)
    split, free = ready.profile.split, ready.profile.unlabelled
    print(f"\n{args.data.name}: {split.train} of {ready.profile.rows} labelled rows to")
    print(f"learn from, {free} without a target; {ready.spec.metric.name}, test rows")
    print(f"{args.seeds} seeds, load {os.getloadavg()[1]:.0f}, {time.strftime('%F')}\n")
    print(f"{'':18} {'mean':>8} {'CPU s':>8}   over plain, 95 % interval of the seeds")
    for name in scores:
        print(told(name, scores[name], scores["plain"], cpu[name]))
    shutil.rmtree(home)


if __name__ == "__main__":
    main()
