"""Run Forgeweld on real folders from their sentence alone, and print one table.

    python benchmarks/real.py DATA... [--answers DIR] [--minutes 5] [--out DIR]
                              [--save FILE] [--before FILE]

Each DATA has a task.md (the sentence), a train.csv and perhaps a test.csv. With
--answers, DIR/NAME.csv (id, target) scores predictions.csv; nobody else reads it.
--save keeps the table as JSON, and --before shows an earlier one's figures beside it.
"""

import argparse
import json
import subprocess
import sys
import time
from pathlib import Path

import answers as answered
from answers import read

from agent.records import TaskSpec

COLUMNS = (
    ("data", 16),
    ("metric", 18),
    ("answers", 8),
    ("before", 8),
    ("test", 8),
    ("single", 8),
    ("majority", 8),
    ("fusion gain", 26),
    ("trials", 6),
    ("failed", 6),
    ("minutes", 7),
)


def run(folder: Path, out: Path, minutes: float, seed: int) -> dict:
    """One run as a user would start it: no flag but the time. Returns a table row."""
    command = [str(Path(sys.executable).parent / "forgeweld"), "run"]
    command += [(folder / "task.md").read_text(), "--data", str(folder), "--json"]
    command += ["--minutes", str(minutes), "--seed", str(seed), "--out", str(out)]
    start = time.monotonic()
    done = subprocess.run([*command, "--new"], stdout=subprocess.PIPE, text=True)
    row = {"data": folder.name, "minutes": f"{(time.monotonic() - start) / 60:.1f}"}
    said = json.loads(done.stdout or "{}")
    if "best" not in said:
        what = said.get("error", {}).get("what", "no output")
        return row | {"metric": f"exit {done.returncode}: {what}"}
    singles = [b for b in said["baselines"] if b["name"].endswith(" only")]
    about = json.loads((out / said["run"] / "run.json").read_text())
    spec = TaskSpec.model_validate(about["spec"])
    pick = max if spec.metric.maximize else min
    return row | {
        "metric": said["best"]["metric"],
        "test": f"{said['best']['test']:.4f}",
        "single": f"{pick(b['test'] for b in singles):.4f}" if singles else "",
        "majority": f"{said['baselines'][0]['test']:.4f}",
        "fusion gain": gain(said["fusion_gain"]),
        "trials": str(said["trials"]),
        "failed": str(said["failed"]),
        "predictions": said["predictions"],
        "spec": spec,
    }


def gain(found: dict | None) -> str:
    """The fusion gain with its interval."""
    if not found:
        return "one modality"
    low, high = found["interval"]
    return f"{found['gain']:+.4f} [{low:+.4f}, {high:+.4f}]"


def score(row: dict, answers: Path) -> str:
    """The metric of predictions.csv on the answers, matched by id."""
    known = {line["id"]: line for line in read(answers)}
    lines = read(Path(row["predictions"]))
    try:
        value = answered.score(row["spec"], [known[r["id"]] for r in lines], lines)
    except ValueError as error:
        return str(error)
    return f"{value:.4f}"


def main() -> None:
    """Folder by folder, a line each as soon as it is known."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("data", nargs="+", type=Path)
    parser.add_argument("--answers", type=Path)
    parser.add_argument("--minutes", type=float, default=5.0)
    parser.add_argument("--out", type=Path, default=Path("generated/bench"))
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--save", type=Path)
    parser.add_argument("--before", type=Path)
    args = parser.parse_args()
    before = json.loads(args.before.read_text()) if args.before else []
    earlier = {row["data"]: row for row in before}
    table = []
    for folder in args.data:
        row = run(folder, args.out, args.minutes, args.seed)
        answers = args.answers and args.answers / f"{folder.name}.csv"
        if answers and answers.exists() and row.get("predictions"):
            row["answers"] = score(row, answers)
        row["before"] = earlier.get(folder.name, {}).get("answers", "")
        table.append(row)
        if args.save:  # after every folder: an interrupted bench keeps what it has
            kept = [{k: v for k, v in r.items() if k != "spec"} for r in table]
            args.save.write_text(json.dumps(kept, indent=1) + "\n")
    print(" ".join(f"{name:{width}}" for name, width in COLUMNS))
    for row in table:
        print(" ".join(f"{row.get(name, ''):{width}}" for name, width in COLUMNS))


if __name__ == "__main__":
    main()
