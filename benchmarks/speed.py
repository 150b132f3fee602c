"""How much CPU a trial takes, as ratios within one run: `make bench-speed`.

    python benchmarks/speed.py [--keras PYTHON] [--rows 200] [--times 3] [--seeds 5]

One thread, the variants in turn, medians. PYTHON is one with tensorflow. A figure
counts only if the losses of the fast variant lie within the interval of the plain one.
"""

import argparse
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from agent.demo import STATEMENT, driving
from agent.proposers import rules
from agent.records import Budget, Use
from agent.run import decoded, events, prepare, rundir, trial
from agent.run.request import Request
from agent.run.trial import environment
from sandbox import open_sandbox
from sandbox.base import Job, Mount, Sandbox
from sandbox.warm import Warm

CASES = Path(__file__).parent / "speed_cases.py"
EPOCHS = 2
STUDENT = {4: 2.78, 5: 2.57, 6: 2.45, 7: 2.36, 8: 2.31, 9: 2.26}
"""97.5 % points of Student's t, by degrees of freedom."""
FORWARD = 2 * (126**2 * 32 * 27 + 124**2 * 64 * 288 + 64 * 124**2 + 32 + 100 * 32)
TRAIN = 3 * FORWARD - 2 * 126**2 * 32 * 27  # pictures need no gradient
"""FLOP of a row of the reference network."""


def main() -> None:
    """Measure, print one table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--keras", help="a Python that has tensorflow")
    parser.add_argument("--rows", type=int, default=200)
    parser.add_argument("--times", type=int, default=3)
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--only", default="", help="steps, batches, start or trial")
    asked = parser.parse_args()
    sys.stdout.reconfigure(line_buffering=True)  # type: ignore[union-attr]
    os.environ |= {"OMP_NUM_THREADS": "1", "OMP_WAIT_POLICY": "passive"}
    parts = {"steps": steps, "batches": batches, "start": start, "trial": trials}
    with tempfile.TemporaryDirectory(prefix="forgeweld-speed-") as name:
        Path(name).chmod(0o755)
        bench = Bench(Path(name), asked.rows)
        for part, measure in parts.items():
            if asked.only in ("", part):
                measure(bench, asked)


class Bench:
    """The simulated drive as a run's view, its cache, and the reference project."""

    def __init__(self, folder: Path, rows: int):
        driving.write(folder / "driving", rows, 0)
        request = Request(STATEMENT, folder / "driving", budget=Budget(seconds=600))
        ready = prepare.understand(request, thorough=False)
        self.run_dir = prepare.start(
            ready, folder / "runs", name="speed", sandbox="auto", on_missing="auto"
        )
        run = rundir.load(self.run_dir)
        (plan,) = [
            p for p in rules.baselines(run.spec, run.profile) if p.name == "reference"
        ]
        frame, radar = plan.branches
        size = {"input": Use(block="image", args={"size": 128})}
        drop = {"encoder": Use(block="flat_cnn", args={"dropout": 0.25})}
        frame = frame.model_copy(update=size | drop)
        train = plan.train.model_copy(update={"epochs": EPOCHS})
        plan = plan.model_copy(
            update={"branches": (frame, radar), "train": train, "seconds": 600.0}
        )
        self.place = trial.Places(folder / "trial")
        trial.prepare(run.spec, run.profile, plan, self.place)
        self.sandbox: Sandbox = open_sandbox("auto")
        log = events.EventLog(self.run_dir)
        known = (self.run_dir, run.spec, run.profile)
        decoded.ensure(*known, plan, self.sandbox, log, least=1)
        self.view = self.run_dir / "view"
        mounts = {"view": self.view, "project": self.place.project}
        self.mounts = {name: Mount(path=path) for name, path in mounts.items()}
        self.limits = trial.allowance(600.0)
        self.env = environment() | {"OMP_NUM_THREADS": "1"}


def case(*words: object, python: str = sys.executable, tuned: bool = False) -> dict:
    """What one case prints, and the CPU seconds of its process; `tuned` gives it the
    allocator's settings of a trial."""
    env = dict(os.environ) | {"TF_CPP_MIN_LOG_LEVEL": "3", "CUDA_VISIBLE_DEVICES": ""}
    if tuned:
        env |= {k: v for k, v in environment().items() if k.startswith("MALLOC")}
    process = subprocess.Popen(
        [python, CASES, *map(str, words)], stdout=subprocess.PIPE, env=env, text=True
    )
    assert process.stdout
    said = process.stdout.read()
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{words[0]} ended with {process.returncode}")
    return json.loads(said.splitlines()[-1]) | {"cpu": used.ru_utime + used.ru_stime}


def steps(bench: Bench, asked: argparse.Namespace) -> None:
    """A step of the reference network: straightforward, ours, Keras."""
    project = bench.place.project
    found: dict[str, list[dict]] = {}
    for _ in range(asked.times):
        found.setdefault("plain", []).append(case("plain_step"))
        found.setdefault("ours", []).append(case("our_step", project, tuned=True))
        for policy in ("float32", "mixed_bfloat16") if asked.keras else ():
            one = case("keras_step", policy, python=asked.keras)
            found.setdefault(f"Keras {policy}", []).append(one)
    ms = {name: median(rows, "ms") for name, rows in found.items()}
    print(f"train step, CPU ms a row: {ms['ours']:.2f}")
    for name, value in ms.items():
        if name != "ours":
            line(f"  {name} {value:.2f}", value / ms["ours"])
    if not asked.keras:
        print("  Keras left out: no --keras PYTHON was given")
    rate = TRAIN / ms["ours"] / 1e6
    top = max(row["peak"] for row in found["ours"])
    line(f"  of a convolution's {top:.0f} GFLOP/s", rate / top)


def batches(bench: Bench, asked: argparse.Namespace) -> None:
    """An epoch of pictures handed over: decoded by PIL, and from memory."""
    rows = [
        case("batches", bench.view, bench.place.project) for _ in range(asked.times)
    ]
    pil, cached = median(rows, "pil"), median(rows, "cached")
    print(f"batches, CPU ms a picture: {cached:.3f}; {median(rows, 'load'):.3f} once")
    line(f"  decoded by PIL {pil:.3f}", pil / cached)


def start(bench: Bench, asked: argparse.Namespace) -> None:
    """From start to the first step: `benchmarks/warm.py` has the programs."""
    script = Path(__file__).parent / "warm.py"
    words = [sys.executable, str(script), "--times", str(asked.times)]
    subprocess.run(words, check=True)


def trials(bench: Bench, asked: argparse.Namespace) -> None:
    """Whole trials: the straightforward script, ours in a new process, ours forked."""
    plain, cold, warm, losses = [], [], [], []
    words = ("--data", "@view", "--out", "@work")
    with Warm(bench.sandbox, bench.mounts, bench.limits, env=bench.env) as slot:
        for seed in range(max(asked.times, asked.seeds)):
            view, project = bench.view, bench.place.project
            plain.append(case("plain_trial", view, project, EPOCHS, seed))
            argv = ("@project/train.py", *words, "--seed", str(seed))
            hint = slot.run(argv, seconds=600.0, cwd="@project")
            assert hint.status == "ok", hint
            warm.append(hint.cpu_s)
            said = re.findall(r"valid_loss (\S+)", hint.log.head + hint.log.tail)
            losses.append(min(map(float, said)))
            if seed < asked.times:
                cold.append(_cold(bench, argv))
    first = median(plain, "cpu")
    ours, slow = statistics.median(warm), statistics.median(cold)
    print(f"whole trial of {EPOCHS} epochs, CPU s: {ours:.2f} forked, {slow:.2f} new")
    line(f"  straightforward script {first:.2f}, against a fork", first / ours)
    line("  against a new process", first / slow)
    flop = EPOCHS * (plain[0]["fit"] * TRAIN + plain[0]["valid"] * FORWARD)
    floor = flop / case("our_step", bench.place.project, tuned=True)["peak"] / 1e9
    line(f"  a fork's time over its arithmetic, {floor:.2f} s", ours / floor)
    was = [row["valid_loss"] for row in plain]
    print(
        f"  losses on {plain[0]['valid']} rows: plain {told(was)}, ours {told(losses)}"
    )


def _cold(bench: Bench, argv: tuple[str, ...]) -> float:
    out = bench.place.out
    mounts = bench.mounts | {"work": Mount(path=out, writable=True)}
    job = Job(argv=("python", *argv), mounts=mounts, cwd="project", env=bench.env)
    result = bench.sandbox.run(job, bench.limits)
    assert result.status == "ok", result
    return result.cpu_s


def told(values: list[float]) -> str:
    """Mean and its 95 % interval over the seeds."""
    mean, few = statistics.mean(values), len(values) - 1
    half = STUDENT.get(few, 2.0) * statistics.stdev(values) / len(values) ** 0.5
    return f"{mean:.4f} [{mean - half:.4f}, {mean + half:.4f}]"


def median(rows: list[dict], name: str) -> float:
    """Median of one figure."""
    return statistics.median(row[name] for row in rows)


def line(what: str, ratio: float) -> None:
    """One row of the table."""
    print(f"{what:60} {ratio:6.2f}", flush=True)


if __name__ == "__main__":
    main()
