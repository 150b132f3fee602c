"""Predictions to `Score`, by a trusted process that alone knows the hidden labels.

This side never opens a file that a program wrote; `scorer.py` does, in a process
of its own with little memory, started once per run.
"""

import json
import os
import select
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from agent.errors import RunError
from agent.records import Blend, Conformal, Covered, Score, TaskSpec
from agent.scoring.predictions import BadPredictions

__all__ = ["BadPredictions", "Mixed", "Part", "Scorer"]

Part = Literal["train", "select", "test", "folds-1", "folds-2", "folds-3"]
"""Of `folds-2`: select and the first two folds of train, each predicted by a model of
the same plan that had not seen it."""
PATIENCE = 120.0  # seconds for one answer; half a second is usual

_ROOT = Path(__file__).resolve().parents[2]
# -I ignores PYTHONPATH and the working directory, so the place is named here: the
# scorer is always the code that lies beside this file.
_START = (
    "import runpy, sys; sys.path.insert(0, sys.argv.pop(1));"
    "runpy.run_module('agent.scoring.scorer', run_name='__main__')"
)


@dataclass(frozen=True)
class Mixed:
    """The predictions of several trials, or of one, read as `blend` says."""

    paths: tuple[Path, ...]
    blend: Blend


class Scorer:
    """Scores the predictions of one run; a context manager around one process.

    A process that died is replaced at the next request.
    """

    def __init__(self, run_dir: Path, spec: TaskSpec, classes: tuple[str, ...] = ()):
        """`run_dir/splits/labels.csv` holds row, part, target; `classes` in the order
        of the profile, empty for regression."""
        self._open = {
            "run": str(run_dir.resolve()),
            "spec": spec.model_dump(mode="json"),
            "classes": list(classes),
        }
        self._process: subprocess.Popen[bytes] | None = None
        self._opened = False

    def __enter__(self) -> "Scorer":
        self._process = _start()  # its imports take a second: nobody waits for them
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the process; a later request would start a new one."""
        process, self._process, self._opened = self._process, None, False
        if process is None:
            return
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                pipe.close()

    def score(self, predictions: Path | Mixed, part: Part) -> Score:
        """Score the rows of `part`; a file must hold exactly the rows to predict.

        Raises BadPredictions for a file that can't be scored, RunError if the scorer
        itself fails.
        """
        return self._score({"do": "score", "a": _asked(predictions), "part": part})

    def gain(
        self, a: Path | Mixed, b: Path | Mixed, part: Part
    ) -> tuple[float, tuple[float, float]]:
        """How much better `a` is than `b` on the same rows, and its 95 % interval.

        Positive means that `a` is better, whichever way the metric points. Paired
        bootstrap: Efron and Tibshirani, "An Introduction to the Bootstrap", 1993.
        """
        request = {"do": "gain", "a": _asked(a), "b": _asked(b), "part": part}
        found = self._ask(request)
        low, high = found["interval"]
        return found["gain"], (low, high)

    def spread(
        self, predictions: Path | Mixed, part: Part
    ) -> tuple[float, list[float]]:
        """The score, and its scores on resamples of the rows, the same for all that is
        asked of a run: differences of two lists are paired. NaN where there is none."""
        request = {"do": "spread", "a": _asked(predictions), "part": part}
        found = self._ask(request)
        return found["value"], found["values"]

    def paired(self, a: Path, b: Path, part: Part) -> tuple[float, float]:
        """How much better `a` is than `b`, and the standard deviation of that over
        paired resamples of the rows."""
        found = self._ask({"do": "gain", "a": str(a), "b": str(b), "part": part})
        return found["gain"], found["sd"]

    def blend(
        self,
        files: Sequence[Path],
        costs: Sequence[Sequence[float]] = (),
        part: Part = "select",
        *,
        quick: bool = False,
    ) -> tuple[list[int], Blend, tuple[float, float]]:
        """The best answer that rows of `part` find in several trials' predictions.

        Returns the members by number, how they become one answer, and what that gains
        over the best of them on rows that were left out, with its standard error; see
        `ensemble.Selected`. `costs` are parts of limits per file, of which the members'
        sums stay up to 1. A `quick` answer is a third of the work and a good guess.
        """
        costs = costs or [()] * len(files)
        paths = [str(path) for path in files]
        found = self._ask(
            {"do": "blend", "paths": paths, "costs": list(costs), "part": part}
            | {"quick": quick}
        )
        blend = Blend.model_validate(found["blend"])
        return found["members"], blend, (found["out_of_bag"], found["doubt"])

    def conformal(
        self, predictions: Mixed, part: Part = "select"
    ) -> tuple[Conformal | None, tuple[Covered, ...]]:
        """How sets or intervals of an answer are made, fitted on rows of `part`, and
        how often they hold on the test rows; None for kinds of task without any."""
        found = self._ask({"do": "conformal", "a": _asked(predictions), "part": part})
        if found["conformal"] is None:
            return None, ()
        covered = tuple(Covered.model_validate(one) for one in found["covered"])
        return Conformal.model_validate(found["conformal"]), covered

    def constant(self, part: Part) -> Score:
        """Score of the best answer that looks at no input: class shares, a mean or a
        median of the train labels, or always one class where the metric likes that."""
        return self._score({"do": "constant", "part": part})

    def _score(self, request: dict[str, Any]) -> Score:
        found = self._ask(request)
        return Score(**{**found, "interval": tuple(found["interval"])})

    def _ask(self, request: dict[str, Any]) -> dict[str, Any]:
        """The scorer's answer to `request`, from a process started if there is none."""
        self._process = self._process or _start()
        if not self._opened:
            self._exchange(self._open)
            self._opened = True
        return self._exchange(request)

    def _exchange(self, request: dict[str, Any]) -> dict[str, Any]:
        process = self._process
        assert process is not None and process.stdin and process.stdout
        try:
            process.stdin.write(json.dumps(request).encode() + b"\n")
            process.stdin.flush()
            reply = _line(process.stdout.fileno(), PATIENCE)
        except BrokenPipeError:
            reply = b""
        if not reply:
            raise self._dead(request)
        found = json.loads(reply)
        if "bad" in found:
            raise BadPredictions(found["bad"], where="predictions.csv")
        if "failed" in found:
            if "do" not in request:
                self.close()  # it never opened: the next request starts afresh
            raise RunError(found["failed"], where=request.get("part", "splits"))
        return found["ok"]

    def _dead(self, request: dict[str, Any]) -> RunError:
        """Clear away a scorer that gave no answer, and say how it ended."""
        process = self._process
        assert process is not None
        try:
            code = process.wait(timeout=1.0)
            how = f"signal {-code}" if code < 0 else f"exit code {code}"
        except subprocess.TimeoutExpired:
            how = f"no answer in {PATIENCE:.0f} s"
        self.close()
        return RunError(
            f"the scorer's process ended without an answer ({how})",
            where=f"request {request.get('do', 'open')!r}",
            why="it was killed, ran out of memory, or hung",
            fix="ask again: a new scorer is started for the next request",
        )


def _asked(what: Path | Mixed) -> str | dict[str, Any]:
    """An answer as the scorer reads it: a file, or several and how they become one."""
    if isinstance(what, Path):
        return str(what)
    paths = [str(path) for path in what.paths]
    return {"paths": paths, "blend": what.blend.model_dump(mode="json")}


def _start() -> subprocess.Popen[bytes]:
    """A scorer with nothing of the host's environment but one thread per library."""
    return subprocess.Popen(
        [sys.executable, "-I", "-B", "-c", _START, str(_ROOT)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "LC_ALL": "C.UTF-8"},
        start_new_session=True,
    )


def _line(number: int, patience: float) -> bytes:
    """One line from file descriptor `number`; nothing at its end or out of patience.

    The scorer writes one line per request, so no bytes of a next line can be lost.
    """
    taken = b""
    while not taken.endswith(b"\n"):
        if not select.select([number], [], [], patience)[0]:
            return b""
        piece = os.read(number, 65536)
        if not piece:
            return b""
        taken += piece
    return taken
