"""Where the time of a finished run went: training, start-up, scoring, the end.

    python benchmarks/where.py RUN_DIR …

Read off events.jsonl and the files of the trials; nothing is run. `training` is what
the programs say of their own epochs, so a run should not be judged by it alone.
"""

import argparse
import json
from collections import defaultdict
from pathlib import Path
from typing import Any

PARTS = {
    "training": "epochs of trials and of refits",
    "start": "of programs: interpreter, imports, CUDA, reading the data, the model",
    "predicting": "and writing what was learnt, after the last epoch",
    "folds": "on which contenders were trained and judged once more, starts and all",
    "checks": "of projects on a few rows, before their trials",
    "between": "trials: scoring, the next proposal, rendering, its static check",
    "before": "the first trial: reading the data, splits, the first proposal",
    "end": "besides refits: ensemble, scores, project, predictions, the report's file",
    "explaining": "what each input is worth: predictions with inputs changed",
}

WITHIN = ("metric", "checkpoint.gone", "data.patched", "trial.cold", "cores.free")
"""Events between the start of a trial and its end."""


def parts(run_dir: Path) -> dict[str, float]:
    """Seconds by the names of `PARTS`; their sum is the whole run."""
    lines = (run_dir / "events.jsonl").read_text(encoding="utf-8").splitlines()
    events = [json.loads(line) for line in lines]
    run = json.loads((run_dir / "run.json").read_text(encoding="utf-8"))
    found: dict[str, float] = defaultdict(float)
    found["before"] = run.get("prepared_s", 0.0)
    state, at = "before", events[0]["ts"]
    first: dict[int, float] = {}
    stacked: set[int] = set()
    for event in events:
        kind = event["type"]
        if kind in WITHIN:
            continue
        took, at = event["ts"] - at, event["ts"]
        if kind == "trial.checked":
            found["checks"] += took
        elif kind == "fold.finished":
            found["folds"] += took
        elif kind == "trial.finished":
            took -= _program(found, event["data"]["record"], first)
            if event["data"]["record"]["plan"].get("stack"):
                stacked.add(event["trial"])
            found["between"] += took
            state = "between"
        elif kind == "refit.finished":
            again = event["data"].get("again", 0)
            name = f"{event['trial']}-{again + 1}" if again else str(event["trial"])
            place = run_dir / "trials" / "refit" / name
            _refit(found, place, took, event["trial"] in stacked)
            state = "end"
        else:
            if kind == "report.written":
                found["explaining"] = min(_explaining(run_dir), took)
                took -= found["explaining"]
            state = "end" if kind == "refit.started" else state
            found[state] += took
        if kind == "ensemble.tried":
            state = "end"
    return dict(found)


def _explaining(run_dir: Path) -> float:
    path = run_dir / "explained.json"
    return json.loads(path.read_text("utf-8"))["seconds"] if path.exists() else 0.0


def _program(
    found: dict[str, float], record: dict[str, Any], seen: dict[int, float]
) -> float:
    """Book the program of a trial; its seconds."""
    wall_s, claimed = record["result"]["wall_s"], record["claimed"]
    trained = (claimed.get("epochs") or 0) * (claimed.get("seconds_per_epoch") or 0.0)
    before = record["plan"].get("continues")
    fresh = trained - (seen[before] if before else 0.0)
    seen[record["index"]] = trained
    if record["plan"].get("stack"):  # its learner counts whole, as classical ones do
        fresh = wall_s
    fresh = max(0.0, min(fresh, wall_s))
    found["training"] += fresh
    found["start"] += wall_s - fresh
    return wall_s


def _refit(found: dict[str, float], place: Path, took: float, whole: bool) -> None:
    curve = place / "out" / "metrics.jsonl"
    lines = curve.read_text(encoding="utf-8").splitlines() if curve.exists() else []
    trained = json.loads(lines[-1])["seconds"] if lines else 0.0
    trained = took if whole else trained
    found["training"] += min(trained, took)
    found["start"] += max(0.0, took - trained)


def main() -> None:
    """Print a table for each run."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("runs", type=Path, nargs="+")
    for run_dir in parser.parse_args().runs:
        found = parts(run_dir)
        total = sum(found.values())
        print(f"{run_dir.name}: {total:.0f} s")
        for name, words in PARTS.items():
            if name in found:
                share = 100 * found[name] / total
                print(f"  {name:10} {found[name]:7.1f} s {share:5.1f} %  {words}")


if __name__ == "__main__":
    main()
