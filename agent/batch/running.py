"""Cases, several at once, each by the same command that a person would type."""

import json
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from agent.batch.specs import Case
from agent.outcome import Outcome
from agent.scoring.metrics import METRICS

MAIN = "from agent.interfaces.cli import main; main()"
BELOW = 3
"""Exit code of a finished run below its floor."""


@dataclass(frozen=True)
class Done:
    """What came of a case."""

    case: Case
    code: int
    """As `forgeweld run` ended: 0, or why it did not."""
    seconds: float
    outcome: Outcome | None = None
    error: tuple[str, str] = ("", "")
    """(kind of error, what and why in a line)."""
    below: tuple[str, ...] = ()
    """A line for each floor that is not reached."""

    @property
    def exit_code(self) -> int:
        """0, 3 if below a floor, or the code of its error."""
        return self.code or (BELOW if self.below else 0)


def run_all(
    cases: Sequence[Case],
    jobs: int,
    out: Path,
    floors: dict[str, float],
    tell: Callable[[Done], None],
) -> list[Done]:
    """Run `jobs` cases at a time; `tell` hears of each at its end. Their words go to
    `OUT/SLUG.log`. `floors` are for cases that have none of their own."""
    out.mkdir(parents=True, exist_ok=True)

    def one(case: Case) -> Done:
        done = run_one(case, out, case.floors or floors)
        tell(done)
        return done

    with ThreadPoolExecutor(max_workers=jobs) as pool:
        return list(pool.map(one, cases))


def run_one(case: Case, out: Path, floors: dict[str, float]) -> Done:
    """One case, from its words to its score."""
    if case.broken:
        error = case.broken
        said = error.code, f"{error.what}: {error.why}"
        return Done(case, error.exit_code, 0.0, error=said)
    start = time.monotonic()
    with (out / f"{case.slug}.log").open("wb") as log:
        done = subprocess.run(
            [sys.executable, "-I", "-c", MAIN, *words(case, out)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=log,
        )
    seconds = time.monotonic() - start
    try:
        said = json.loads(done.stdout)
    except ValueError:
        said = {"error": {"code": "fault", "what": "it said nothing", "why": ""}}
    if "error" in said:
        found = said["error"]
        why = f"{found['what']}: {found['why']}" if found["why"] else found["what"]
        return Done(case, done.returncode or 1, seconds, error=(found["code"], why))
    outcome = Outcome.model_validate(said)
    return Done(
        case, done.returncode, seconds, outcome, below=tuple(lacking(outcome, floors))
    )


def words(case: Case, out: Path) -> list[str]:
    """The command line of a case, after `forgeweld`."""
    said = ["run", "--data", str(case.data)]
    said += ["--json", "--new", "--name", case.slug, "--out", str(out)]
    for name, value in case.flags.items():
        flag = "--" + name.replace("_", "-")
        if value is True:
            said.append(flag)
        elif isinstance(value, list):
            for one in value:
                said += [flag, str(one)]
        elif value is not False:
            said += [flag, str(value)]
    return [*said, "--", case.statement]


def lacking(outcome: Outcome, floors: dict[str, float]) -> list[str]:
    """A line for each floor under the test score, or over it where lower is better; a
    metric that was not measured is not reached either."""
    best, found = outcome.best, []
    assert best is not None
    values = {**best.also, best.metric: best.test}
    for name, floor in floors.items():
        if name not in values:
            found.append(f"{name} was not measured; there are {', '.join(values)}")
        elif METRICS[name].better(floor, values[name]):
            side = "below" if METRICS[name].maximize else "above"
            found.append(f"{name} {values[name]:.4f} is {side} {floor:g}")
    return found


def exit_code(done: Sequence[Done]) -> int:
    """Of a whole batch: an error comes before a floor that is not reached; of several
    errors, that of the first case."""
    codes = [d.exit_code for d in done if d.exit_code]
    errors = [code for code in codes if code != BELOW]
    return (errors or codes or [0])[0]
