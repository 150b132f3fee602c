"""What a sandbox costs a trial: an empty program in every backend that works here.

    python benchmarks/overhead.py [--times 30] [--program FILE]

The backends take turns, so that whatever else the machine does disturbs all alike.
`plain` is the interpreter alone, as `subprocess` starts it: no supervisor, no limits;
`process` is our supervisor without isolation. A backend's time is that of the whole
`run`: set-up, program, kill, look at the outputs.
"""

import argparse
import datetime
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median, quantiles

from sandbox import BACKENDS, NoSandbox, open_sandbox
from sandbox.base import Job, Limits, Mount, Sandbox

COLUMNS = (
    "backend",
    "median",
    "quarters",
    "least",
    "over plain",
    "ratio",
    "over process",
)
LIMITS = Limits(wall_s=60)


def plain(program: Path, work: Path) -> None:
    """The program as a process of ours, with nothing around it."""
    subprocess.run([sys.executable, str(program)], cwd=work, check=True, env={})


def boxed(sandbox: Sandbox) -> Callable[[Path, Path], None]:
    """The program in `sandbox`."""

    def run(program: Path, work: Path) -> None:
        mounts = {
            "project": Mount(path=program.parent),
            "out": Mount(path=work, writable=True),
        }
        argv = ("python", f"@project/{program.name}")
        result = sandbox.run(Job(argv=argv, mounts=mounts, cwd="out"), LIMITS)
        if result.status != "ok":
            raise SystemExit(f"{sandbox.name}: {result.status}: {result.reason}")

    return run


def measure(
    ways: dict[str, Callable[[Path, Path], None]], program: Path, times: int
) -> dict[str, list[float]]:
    """Milliseconds of each run; the ways take turns, after one round to warm up."""
    seen: dict[str, list[float]] = {name: [] for name in ways}
    for i in range(times + 1):
        for name, run in ways.items():
            with tempfile.TemporaryDirectory(prefix="overhead-") as folder:
                Path(folder).chmod(0o755)
                start = time.perf_counter()
                run(program, Path(folder))
                if i:
                    seen[name].append(1000 * (time.perf_counter() - start))
    return seen


def table(seen: dict[str, list[float]]) -> str:
    """The times in Markdown, milliseconds."""
    base, bare = median(seen["plain"]), median(seen["process"])
    rows = [COLUMNS, ("---",) + ("---:",) * (len(COLUMNS) - 1)]
    for name, times in seen.items():
        low, middle, high = quantiles(times, n=4)
        figures = (
            f"{middle:.0f} ms",
            f"{low:.0f} … {high:.0f}",
            f"{min(times):.0f} ms",
        )
        more = (f"{middle - base:+.0f} ms", f"{middle / base:.2f}")
        rows.append((name, *figures, *more, f"{middle - bare:+.0f} ms"))
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--times", type=int, default=30)
    parser.add_argument("--program", type=Path, help="an empty one otherwise")
    asked = parser.parse_args()
    if asked.times < 2:
        parser.error("--times must be 2 or more")
    ways: dict[str, Callable[[Path, Path], None]] = {"plain": plain}
    for name in sorted(BACKENDS, key=lambda name: name != "process"):
        try:
            ways[name] = boxed(open_sandbox(name))
        except NoSandbox as error:
            print(f"left out: {name}: {error.probes[0].reason}", file=sys.stderr)
    with tempfile.TemporaryDirectory(prefix="overhead-") as folder:
        Path(folder).chmod(0o755)
        program = Path(folder) / "empty.py"
        program.write_text(asked.program.read_text() if asked.program else "")
        seen = measure(ways, program, asked.times)
    user = "root" if os.getuid() == 0 else "an ordinary user"
    load = os.getloadavg()[0]
    where = f"{len(os.sched_getaffinity(0))} cores, load {load:.1f}, as {user}"
    what = asked.program.name if asked.program else "an empty program"
    print(table(seen))
    today = datetime.date.today()
    python = f"Python {platform.python_version()}, Linux {platform.release()}"
    print(f"\n{today}: {what}, {asked.times} times each in turn; {where}; {python}")


if __name__ == "__main__":
    main()
