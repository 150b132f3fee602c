"""Forgeweld beside what people would use instead: same folders, minutes, cores, scorer.

    python benchmarks/peers.py DATA... --answers DIR --runners DIR --venvs DIR
        [--systems forgeweld flaml …] [--minutes 5] [--seeds 0 1 2] [--save FILE]
    python benchmarks/peers.py --plot FILE.svg --save FILE

RUNNERS has a NAME_runner.py for each peer (--data, --target, --task, --time-limit,
--out, --seed; writes `pred` and `proba_<class>`), VENVS an environment NAME for each.
A system may have words for its runner: "autogluon_tabular --presets best_quality".
`by_hand` is a script of this folder, as people write it: PyTorch and Optuna.
Peers get the columns that Forgeweld uses: not an id, which they all take for text. One
after the other; `--save` keeps each run as it ends, and goes on where it was.
`--plot` draws the score against the minutes, from all that is saved.
"""

import argparse
import csv
import json
import statistics
import subprocess
import sys
import time
from pathlib import Path

from answers import read, score

from agent.records import TaskSpec

OURS = "forgeweld"
TASKS = {"ordinal": "multiclass"} | {
    k: k for k in ("binary", "multiclass", "regression")
}
GRACE = 2.5
"""Times its limit that a peer may take before it is stopped; the time it took is
told."""


def understood(folder: Path) -> TaskSpec:
    """The task of a folder, as Forgeweld reads it: peers are told target and kind."""
    command = [*forgeweld("plan", folder), "--json"]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    return TaskSpec.model_validate(json.loads(done.stdout)["spec"])


def forgeweld(verb: str, folder: Path) -> list[str]:
    """Our command, with the sentence of the folder and nothing else."""
    program = str(Path(sys.executable).parent / "forgeweld")
    return [program, verb, (folder / "task.md").read_text(), "--data", str(folder)]


def ours(folder: Path, spec: TaskSpec, seed: int, args) -> tuple[Path, str | None]:
    """Our predictions, and the column in which they are."""
    name = f"{folder.name}-{args.minutes:g}-{seed}"
    command = [*forgeweld("run", folder), "--json", "--new", "--name", name]
    command += ["--minutes", str(args.minutes), "--seed", str(seed)]
    done = subprocess.run(
        [*command, "--out", str(args.out)], stdout=subprocess.PIPE, text=True
    )
    said = json.loads(done.stdout or "{}")
    if not said.get("predictions"):
        raise ValueError(said.get("error", {}).get("what", f"exit {done.returncode}"))
    return Path(said["predictions"]), None


def view(folder: Path, spec: TaskSpec, out: Path) -> Path:
    """The folder with the columns that are used and no others; media as links."""
    used = [*spec.target, *(c for m in spec.modalities for c in m.columns)]
    out.mkdir(parents=True, exist_ok=True)
    for name in ("train.csv", "test.csv"):
        rows = read(folder / name)
        with (out / name).open("w", newline="", encoding="utf-8") as file:
            columns = [column for column in used if column in rows[0]]
            writer = csv.DictWriter(file, columns, extrasaction="ignore")
            writer.writeheader()
            writer.writerows(rows)
    for path in folder.iterdir():
        if path.is_dir() and not (out / path.name).exists():
            (out / path.name).symlink_to(path.resolve())
    return out


def theirs(peer: str, folder: Path, spec: TaskSpec, seed: int, args):
    """A peer's predictions; ValueError with its last words if there are none."""
    if spec.kind not in TASKS:
        raise ValueError(f"can't take {spec.kind}")
    name, *words = peer.split()
    seen = view(folder, spec, args.out / "views" / folder.name)
    out = (
        args.out / f"{'-'.join(peer.split())}-{folder.name}-{args.minutes:g}-{seed}.csv"
    )
    out.unlink(missing_ok=True)
    own = Path(__file__).with_name(f"{name}_runner.py")
    if own.exists():
        command = [sys.executable, str(own), *words]
    else:
        command = [str(args.venvs / name / "bin" / "python")]
        command += [str(args.runners / f"{name}_runner.py"), *words]
    command += ["--data", str(seen)]
    command += [
        "--target",
        spec.target[0],
        "--task",
        TASKS[spec.kind],
        "--out",
        str(out),
    ]
    limit = 60 * args.minutes
    command += ["--time-limit", str(limit), "--seed", str(seed)]
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, timeout=GRACE * limit
        )
    except subprocess.TimeoutExpired as error:
        raise ValueError(f"not done after {GRACE:g} times its limit") from error
    if not out.exists():
        said = (done.stderr.strip() or done.stdout.strip() or "no output").splitlines()
        raise ValueError(f"exit {done.returncode}: {said[-1][:100]}")
    return out, "pred"


def one(system: str, folder: Path, spec: TaskSpec, seed: int, args) -> dict:
    """One run of one system, scored."""
    row = {"system": system, "data": folder.name, "seed": seed, "value": None}
    row["limit"] = args.minutes
    start = time.monotonic()
    try:
        if system == OURS:
            path, column = ours(folder, spec, seed, args)
        else:
            path, column = theirs(system, folder, spec, seed, args)
        row["minutes"] = round((time.monotonic() - start) / 60, 2)
        known = read(args.answers / f"{folder.name}.csv")
        row["value"] = score(spec, known, read(path), column)
    except (ValueError, KeyError) as error:
        row["fault"] = str(error)
    return row | {"metric": spec.metric.name, "maximize": spec.metric.maximize}


def table(rows: list[dict]) -> str:
    """Medians over seeds and ranks by folder, then the mean rank of each system.

    A system without a value on a folder is last there.
    """
    systems = list(dict.fromkeys(row["system"] for row in rows))
    ranks: dict[str, list[int]] = {system: [] for system in systems}
    lines = [f"| data | metric | {' | '.join(systems)} |"]
    lines.append("|---|---|" + "---|" * len(systems))
    for data in dict.fromkeys(row["data"] for row in rows):
        mine = [row for row in rows if row["data"] == data]
        sign = 1 if mine[0]["maximize"] else -1
        medians = {system: _median(mine, system) for system in systems}
        known = {s: sign * value for s, value in medians.items() if value is not None}
        cells = []
        for system in systems:
            better = sum(value > known.get(system, -9e9) for value in known.values())
            ranks[system].append(1 + better)
            cells.append(_cell(mine, system, medians[system], 1 + better))
        lines.append(f"| {data} | {mine[0]['metric']} | {' | '.join(cells)} |")
    means = [f"{statistics.mean(ranks[system]):.2f}" for system in systems]
    return "\n".join([*lines, f"| mean rank | | {' | '.join(means)} |"])


def _median(rows: list[dict], system: str) -> float | None:
    values = [
        r["value"] for r in rows if r["system"] == system and r["value"] is not None
    ]
    return statistics.median(values) if values else None


def _cell(rows: list[dict], system: str, median: float | None, rank: int) -> str:
    runs = [row for row in rows if row["system"] == system]
    faults = [row["fault"] for row in runs if "fault" in row]
    if median is None:
        return faults[0] if faults else "not run"
    values = [row["value"] for row in runs if row["value"] is not None]
    spread = f" [{min(values):.3f}, {max(values):.3f}]" if len(values) > 1 else ""
    lost = f", {len(faults)} failed" if faults else ""
    late = max(row["minutes"] for row in runs if "minutes" in row)
    return f"{median:.4f}{spread} #{rank}{lost} ({late:.1f} min)"


def plot(rows: list[dict], out: Path) -> None:
    """Scores against the minutes given: each run a dot, a line through the medians over
    seeds; a panel for each folder that was given more than one length of time."""
    from matplotlib.figure import Figure

    rows = [row for row in rows if row["value"] is not None]
    lengths = {row["data"]: set() for row in rows}
    for row in rows:
        lengths[row["data"]].add(row["limit"])
    folders = [data for data, limits in lengths.items() if len(limits) > 1]
    systems = list(dict.fromkeys(row["system"] for row in rows))
    size = (4.2 * max(1, len(folders)), 3.8)
    figure = Figure(figsize=size, layout="constrained")
    panels = figure.subplots(1, max(1, len(folders)), squeeze=False)[0]
    drawn = {}
    for panel, data in zip(panels, folders, strict=False):
        mine = [r for r in rows if r["data"] == data]
        for at, system in enumerate(systems):
            runs = [r for r in mine if r["system"] == system]
            if not runs:
                continue
            color = f"C{at}"
            limits = sorted({r["limit"] for r in runs})
            medians = [
                _median([r for r in runs if r["limit"] == limit], system)
                for limit in limits
            ]
            panel.scatter(
                [r["limit"] for r in runs], [r["value"] for r in runs], 12, color
            )
            drawn[system] = panel.plot(limits, medians, color=color)[0]
        way = "higher" if mine[0]["maximize"] else "lower"
        label = f"{mine[0]['metric']}, {way} is better"
        ticks = sorted(lengths[data])
        panel.set(title=data, xlabel="minutes given", ylabel=label, xscale="log")
        panel.set_xticks(ticks, [f"{tick:g}" for tick in ticks])
        panel.minorticks_off()
    figure.legend(
        list(drawn.values()), list(drawn), loc="outside lower center", ncols=3
    )
    figure.savefig(out)


def main() -> None:
    """Every system on every folder with every seed, then the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("data", nargs="*", type=Path)
    parser.add_argument("--answers", type=Path)
    parser.add_argument("--runners", type=Path)
    parser.add_argument("--venvs", type=Path)
    parser.add_argument(
        "--systems", nargs="+", default=[OURS, "autogluon_tabular", "flaml"]
    )
    parser.add_argument("--minutes", type=float, default=5.0)
    parser.add_argument("--seeds", nargs="+", type=int, default=[0, 1, 2])
    parser.add_argument("--out", type=Path, default=Path("generated/peers"))
    parser.add_argument("--save", type=Path)
    parser.add_argument("--plot", type=Path)
    args = parser.parse_args()
    rows = json.loads(args.save.read_text()) if args.save and args.save.exists() else []
    if args.plot:
        plot(rows, args.plot)
        return
    done = {(row["system"], row["data"], row["seed"], row["limit"]) for row in rows}
    for folder in args.data:
        spec = understood(folder)
        for seed in args.seeds:
            for system in args.systems:
                if (system, folder.name, seed, args.minutes) in done:
                    continue
                rows.append(one(system, folder, spec, seed, args))
                print(rows[-1], file=sys.stderr, flush=True)
                if args.save:
                    args.save.write_text(json.dumps(rows, indent=1) + "\n")
    print(table([row for row in rows if row["limit"] == args.minutes]))


if __name__ == "__main__":
    main()
