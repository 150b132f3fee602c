"""One model trained by several processes, against one: metric, time, ratio.

    python benchmarks/ddp.py [--rows 2000] [--processes 1 2 4] [--seeds 3] [--epochs 12]

The simulated drive, late fusion, in the sandbox. With GPUs one process has one GPU
(NCCL), and counts beyond the cards are left out; without, processes share the cores
(gloo). The metric is the program's own, on its validation rows.
"""

import argparse
import tempfile
from pathlib import Path
from statistics import mean, stdev

from agent.demo import driving
from agent.interfaces.demo import STATEMENT
from agent.records import Budget, Plan
from agent.run import prepare, trial
from agent.run.prepare import Prepared
from agent.run.request import Request
from sandbox import open_sandbox
from sandbox.base import Sandbox

ENOUGH = 3600.0
"""Seconds of a training, which its epochs end."""


def ready_at(home: Path, rows: int) -> tuple[Prepared, Path]:
    """The drive, understood, and its view."""
    driving.write(home / "driving", rows, 0)
    budget = Budget(seconds=ENOUGH)
    ask = Request(statement=STATEMENT, data=home / "driving", budget=budget)
    ready = prepare.understand(ask, thorough=False)
    run_dir = prepare.start(
        ready, home / "runs", name="ddp", sandbox="auto", on_missing="auto"
    )
    return ready, run_dir


def trained(
    ready: Prepared, run_dir: Path, sandbox: Sandbox, plan: Plan
) -> tuple[float, float]:
    """(metric, seconds an epoch) as a trial of `plan` claims them."""
    index = 1000 * plan.processes + plan.seed
    place = trial.places(run_dir, index)
    trial.prepare(ready.spec, ready.profile, plan, place)
    told = sandbox, ready.spec, plan, place, run_dir / "view"
    result = trial.run(*told)
    if result.status != "ok":
        raise SystemExit(f"{result.status}: {result.reason}\n{result.log.tail[-2000:]}")
    seen = trial.claimed(place)
    return seen.metric or 0.0, seen.seconds_per_epoch or 0.0


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=2000)
    parser.add_argument("--processes", type=int, nargs="+", default=[1, 2, 4])
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--epochs", type=int, default=12)
    args = parser.parse_args()
    from sandbox import gpu

    cards = gpu.find().devices
    most = len(cards) or 2
    counts = [n for n in args.processes if n <= most]
    print(
        f"{cards[0].name if cards else 'CPU'}: {', '.join(map(str, counts))} processes"
    )
    sandbox = open_sandbox("auto")
    with tempfile.TemporaryDirectory() as home:
        Path(home).chmod(0o755)
        ready, run_dir = ready_at(Path(home), args.rows)
        plan = next(p for p in ready.plans if p.name == "late fusion")
        epochs = plan.train.model_copy(update={"epochs": args.epochs, "patience": 99})
        base = 0.0
        print(
            f"{'processes':>9} {'metric':>8} {'± seeds':>8} {'s/epoch':>8} {'times':>6}"
        )
        for count in counts:
            found = []
            for seed in range(args.seeds):
                update = {"processes": count, "seed": seed, "train": epochs}
                changed = plan.model_copy(update={**update, "seconds": ENOUGH})
                found.append(trained(ready, run_dir, sandbox, changed))
            metrics, seconds = zip(*found, strict=True)
            base = base or mean(seconds)
            spread = stdev(metrics) if len(metrics) > 1 else 0.0
            print(
                f"{count:9d} {mean(metrics):8.4f} {spread:8.4f} "
                f"{mean(seconds):8.3f} {base / mean(seconds):6.2f}"
            )


if __name__ == "__main__":
    main()
