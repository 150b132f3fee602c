"""Reads a hostile output folder with the project's own readers, and judges them."""

import csv
import json
import math
import stat
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from attack_ground import CANARY

from agent.errors import ForgeweldError
from agent.records import Modality, TaskSpec
from agent.run import events, trial
from agent.run.copies import MAX_COPY, copy_checked
from agent.scoring import claims, metrics
from agent.scoring.score import BadPredictions, Scorer
from sandbox.base import RunResult

CLASSES = ("no", "yes")
CPU_S = 8.0
"""CPU seconds that one reader may take; a quadratic one takes minutes."""
MEMORY_MB = 400.0
MOST_COPIED = 8
"""Names of the output folder that are copied like weights."""


def spec() -> TaskSpec:
    """A binary task over the ground's view."""
    return TaskSpec(
        statement="Predict y.",
        data=Path("data"),
        target=("y",),
        kind="binary",
        metric=metrics.METRICS["accuracy"],
        also=("f1",),
        positive="yes",
        modalities=(Modality(name="table", kind="table", columns=("x",)),),
    )


def scorer(run_dir: Path) -> Scorer:
    """The scorer of the ground's labels; one process serves a whole corpus."""
    return Scorer(run_dir, spec(), CLASSES)


def problems(
    out: Path, run_dir: Path, scorer: Scorer, result: RunResult, wanted: str
) -> list[str]:
    """What is wrong with how our readers take `out`; `wanted` is `refused` or the
    score that the predictions really have."""
    found: list[str] = []

    def watch(name: str, read: Callable[[], None]) -> None:
        cpu, memory = time.process_time(), _peak_mb()
        try:
            read()
        except AssertionError as error:
            found.append(f"{name}: {error}")
        except Exception as error:  # the outermost edge: nothing may get this far
            found.append(f"{name} raised {type(error).__name__}: {error!s:.200}")
        if (took := time.process_time() - cpu) > CPU_S:
            found.append(f"{name} took {took:.1f} s of CPU")
        if (grown := _peak_mb() - memory) > MEMORY_MB:
            found.append(f"{name} took {grown:.0f} MB of memory")

    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        watch("claims", lambda: _claims(out))
        watch("events", lambda: _events(out, place))
        watch("score", lambda: _score(out, run_dir, scorer, wanted))
        watch("copy", lambda: _copies(out, place))
        watch("log", lambda: _log(result, place))
    return found


def _claims(out: Path) -> None:
    curve = claims.curve(out)
    record = json.loads(curve.model_dump_json(), parse_constant=_refuse)
    for name, value in record.items():
        plain = not isinstance(value, int) or abs(value) <= claims.LARGEST_COUNT
        assert plain, f"{name} is {value!s:.40}"
        text = not isinstance(value, str) or len(value) < 40
        assert text, f"{name} is a text of {len(str(value))} characters"
    told = claims.patches(out)
    assert len(told) <= 50, f"{len(told)} patches"
    for (modality, why), (_, rows) in told.items():
        for text in (modality, why, *rows):
            assert text.isprintable() and len(text) <= 120, f"a patch says {text!r}"


def _events(out: Path, place: Path) -> None:
    log = events.EventLog(place)
    trial.Progress(log, 1, out, lambda: None).tell()
    if not log.path.exists():
        return
    size = log.path.stat().st_size
    assert size < 4 * claims.MAX_BYTES, f"{size} bytes of events"
    with log.path.open(encoding="utf-8") as file:
        for line in file:
            data = json.loads(line, parse_constant=_refuse)["data"]
            for name, value in data.items():
                assert math.isfinite(value), f"{name} is {value}"
                short = name.isprintable() and len(name) <= 60
                assert short, f"an event names {name!r:.60}"
    assert log.seq == sum(1 for _ in events.read(log.path))


def _score(out: Path, run_dir: Path, scorer: Scorer, wanted: str) -> None:
    try:
        got = f"{scorer.score(out / 'predictions.csv', 'select').value:g}"
    except BadPredictions as error:
        assert len(str(error)) < 1000 and CANARY.decode() not in str(error)
        assert str(error).isprintable(), f"it says {error!s:.200}"
        got = "refused"
    assert got == wanted, f"scored {got}, not {wanted}"
    if wanted != "refused":
        assert got == f"{by_hand(out, run_dir):g}"


def by_hand(out: Path, run_dir: Path) -> float:
    """Accuracy on the select rows, computed here and simply."""
    with (run_dir / "splits" / "labels.csv").open() as file:
        truth = {r["row"]: r for r in csv.DictReader(file) if r["part"] == "select"}
    with (out / "predictions.csv").open() as file:
        said = {r["row"]: float(r["yes"]) >= 0.5 for r in csv.DictReader(file)}
    right = [said[row] == (r["target"] == "yes") for row, r in truth.items()]
    return sum(right) / len(right)


def _copies(out: Path, place: Path) -> None:
    """Weights and the like are copied as opaque bytes, or not at all."""
    names = ["weights.safetensors", "inputs.json", "result.json"]
    names += sorted(path.name for path in out.iterdir())[:MOST_COPIED]
    target = place / "copy"
    for name in dict.fromkeys(names):
        source = out / name
        try:
            copy_checked(source, target)
        except ForgeweldError:
            continue
        info = source.lstat()
        assert stat.S_ISREG(info.st_mode), f"{name} is no regular file, and was copied"
        assert target.stat().st_size == info.st_size, f"{name} was copied in part"
        assert info.st_size <= MAX_COPY, f"{name} has {info.st_size} bytes"
        target.unlink()


def _log(result: RunResult, place: Path) -> None:
    trial.write_log(place / "log", result)
    size = (place / "log" / "output.txt").stat().st_size
    assert size < 4_000_000, f"{size} bytes of log"
    short = trial.short(result)
    assert len(short.model_dump_json()) < 10**7
    assert len(short.log.tail) <= 1500
    trial.failure(result)


def _refuse(word: str) -> None:
    raise ValueError(f"{word} is no JSON")


def _peak_mb() -> float:
    """The most memory this process ever had."""
    status = Path("/proc/self/status").read_text()
    return int(status.split("VmHWM:")[1].split()[0]) / 1000
