"""A million rows through a finished run's project: rows a second, and memory.

    python benchmarks/predict_million.py RUN [--rows N ...] [--project]

The rows are those of the run's own train view again and again, with a number of their
own. Memory is that of the whole tree, the sandbox included; it must not grow with rows.
With --project the project's own predict.py is measured instead, without a sandbox.
"""

import argparse
import csv
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from watching import Peak

FORGEWELD = Path(sys.executable).parent / "forgeweld"


def write_rows(run: Path, target: Path, count: int) -> None:
    """`count` rows with the columns of the run's train view."""
    with (run / "view" / "train.csv").open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    with target.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        for i in range(count):
            writer.writerow({**rows[i % len(rows)], "row": f"n{i}"})


def measure(command: list[str], output: Path) -> tuple[float, float, int]:
    """Seconds, most memory in MB, and lines written."""
    begin = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    peak = Peak(process.pid)
    code = process.wait()
    peak.done.set()
    assert code == 0, code
    with output.open(newline="", encoding="utf-8") as file:
        for i, row in enumerate(csv.DictReader(file)):
            assert row["row"] == f"n{i}" and not row["error"], row
    return time.monotonic() - begin, peak.mb, i + 1


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("run", type=Path)
    parser.add_argument("--rows", type=int, nargs="+", default=[20_000, 1_000_000])
    parser.add_argument("--project", action="store_true")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        source, output = Path(folder) / "new.csv", Path(folder) / "out.csv"
        for count in args.rows:
            write_rows(args.run, source, count)
            places = ["--input", str(source), "--output", str(output)]
            command = [str(FORGEWELD), "predict", str(args.run), *places]
            if args.project:
                program = args.run / "project" / "predict.py"
                command = [sys.executable, str(program), *places]
            seconds, mb, rows = measure(command, output)
            assert rows == count
            size = source.stat().st_size / 1e6
            print(
                f"{count:>9,} rows ({size:.0f} MB): {seconds:.0f} s, "
                f"{count / seconds:.0f} rows a second, at most {mb:.0f} MB",
                flush=True,
            )


if __name__ == "__main__":
    main()
