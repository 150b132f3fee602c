"""CPU seconds from start to the first training step: fresh processes against forks.

    python benchmarks/warm.py [--backend auto] [--times 7]

Both in one run, in turn, in the same sandbox; medians, and their ratio.
"""

import argparse
import statistics
import tempfile
from pathlib import Path

from sandbox import open_sandbox
from sandbox.base import Job, Limits, Mount
from sandbox.warm import Warm

STEP = """
import torch
model = torch.nn.Linear(16, 1)
optimizer = torch.optim.AdamW(model.parameters())
model(torch.randn(8, 16)).sum().backward()
optimizer.step()
"""


def main() -> None:
    """Measure, print one table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--backend", default="auto")
    parser.add_argument("--times", type=int, default=7)
    args = parser.parse_args()
    sandbox = open_sandbox(args.backend)
    limits = Limits(mem_mb=2000, wall_s=120)
    env = {"OMP_NUM_THREADS": "2", "OMP_WAIT_POLICY": "passive"}
    fresh, forked, walls = [], [], []
    with tempfile.TemporaryDirectory(prefix="forgeweld-bench-") as name:
        source, out = Path(name) / "source", Path(name) / "out"
        for folder in (source, out):
            folder.mkdir()
        (source / "step.py").write_text(STEP)
        for path in (Path(name), source, source / "step.py"):
            path.chmod(0o755)
        mounts = {"source": Mount(path=source)}
        job = Job(
            argv=("python", "@source/step.py"),
            mounts={**mounts, "out": Mount(path=out, writable=True)},
            cwd="out",
            env=env,
        )
        with Warm(sandbox, mounts, limits, env=env) as warm:
            for _ in range(args.times):
                hint = warm.run(("@source/step.py",), seconds=60)
                assert hint.status == "ok", hint
                cold = sandbox.run(job, limits)
                assert cold.status == "ok", cold
                fresh.append(cold.cpu_s)
                forked.append(hint.cpu_s)
                walls.append((cold.wall_s, hint.wall_s))
    cold_s, warm_s = statistics.median(fresh), statistics.median(forked)
    print(f"{sandbox.name}, medians of {args.times}")
    print(f"  fresh process  {cold_s:6.3f} CPU-s  {median(walls, 0):6.3f} s")
    print(f"  fork           {warm_s:6.3f} CPU-s  {median(walls, 1):6.3f} s")
    print(f"  ratio          {cold_s / warm_s:6.0f}")


def median(pairs: list[tuple[float, float]], place: int) -> float:
    """Median of one side of the pairs."""
    return statistics.median(pair[place] for pair in pairs)


if __name__ == "__main__":
    main()
