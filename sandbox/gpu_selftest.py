"""Checks all that is promised of GPUs, on every isolating backend that works here.

`python -m sandbox.gpu_selftest [--json]`: a table; exit code 0 if all is well, 1 if a
check failed, 2 if there is no GPU. Needs an NVIDIA driver, this package and torch.
"""

import argparse
import copy
import datetime
import json
import os
import platform
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import sandbox
from sandbox import gpu, gpu_checks
from sandbox.base import NoSandbox
from sandbox.gpu_bench import Bench, Fault

BACKENDS = tuple(name for name in sandbox.BACKENDS if name != "process")


@dataclass(frozen=True)
class Line:
    """One row of the table."""

    check: str
    backend: str
    result: str
    """ok, FAILED, or absent: the backend itself does not work here."""
    seconds: float
    detail: str

    def __str__(self) -> str:
        start = f"{self.check:19} {self.backend:9} {self.result:7}"
        return f"{start} {self.seconds:5.1f} s  {self.detail}"


def main(arguments: list[str] | None = None) -> int:
    """Run everything, write the table; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m sandbox.gpu_selftest")
    parser.add_argument("--json", action="store_true", help="JSON instead of a table")
    parser.add_argument("--backend", choices=BACKENDS, help="only this one")
    parser.add_argument("--check", choices=gpu_checks.CHECKS, action="append")
    parser.add_argument("--hold", nargs=2, help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.hold:
        return gpu_checks.hold(*options.hold)
    found = gpu.find()
    if not found.devices:
        sys.stdout.write(f"no GPU here: {found.reason}\n")
        return 2
    facts = _machine(found)
    if not options.json:
        sys.stdout.write("".join(f"{k:8} {v}\n" for k, v in facts.items()))
    lines = []
    for name in [options.backend] if options.backend else BACKENDS:
        for line in _checked(name, options.check):
            lines.append(line)
            if not options.json:
                sys.stdout.write(f"{line}\n")
                sys.stdout.flush()
    bad = sum(line.result == "FAILED" for line in lines)
    good = sum(line.result == "ok" for line in lines)
    if options.json:
        table = {**facts, "checks": [asdict(line) for line in lines]}
        sys.stdout.write(json.dumps(table, indent=1) + "\n")
    else:
        sys.stdout.write(f"{good} ok, {bad} failed\n")
    return 0 if good and not bad else 1


def _checked(name: str, only: list[str] | None) -> Iterator[Line]:
    """Every check on one backend, none stopping the others."""
    try:
        backend = copy.copy(sandbox.open_sandbox(name))  # checks may change ours
    except NoSandbox as error:
        yield Line("self-test", name, "absent", 0.0, error.probes[0].reason)
        return
    for check, run in gpu_checks.CHECKS.items():
        if only is not None and check not in only:
            continue
        with tempfile.TemporaryDirectory(prefix="forgeweld-gpu-") as place:
            Path(place).chmod(0o755)
            began = time.monotonic()
            try:
                result, detail = "ok", run(Bench(backend, Path(place)))
            except Fault as fault:
                result, detail = "FAILED", str(fault)
            except Exception as error:  # one broken check must not hide the others
                result, detail = "FAILED", f"{type(error).__name__}: {error}"
            seconds = time.monotonic() - began
        yield Line(check, name, result, seconds, " ".join(detail.split())[:600])


def _machine(found: gpu.Found) -> dict[str, str]:
    """Where and when this was run."""
    cards = [f"{d.name}, {d.total_mb:.0f} MB, minor {d.minor}" for d in found.devices]
    now = datetime.datetime.now(datetime.UTC)
    return {
        "date": now.strftime("%Y-%m-%d %H:%M UTC"),
        "kernel": f"{platform.release()} {platform.machine()}",
        "user": "root" if os.getuid() == 0 else f"uid {os.getuid()}",
        "driver": found.driver,
        "devices": "; ".join(cards) + (f" ({found.reason})" if found.reason else ""),
    }


if __name__ == "__main__":
    sys.exit(main())
