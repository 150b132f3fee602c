"""`forgeweld demo`: a simulated drive, learnt from, and held against the optimum."""

import shutil
from pathlib import Path

from agent.data import view
from agent.demo import STATEMENT, driving
from agent.demo.bayes import Bayes
from agent.errors import UsageError
from agent.interfaces import commands
from agent.interfaces.screen import put, say
from agent.outcome import Outcome
from agent.run.prepare import make_writable

DEFAULTS = {
    "target": None,
    "metric": None,
    "kind": None,
    "positive": None,
    "use": (),
    "ignore": (),
    "transductive": False,
    "private": None,
    "levels": None,
    "on_missing": "auto",
    "encoding": None,
    "trials": None,
    "pin": (),
    "forbid": (),
    "encoder": (),
    "no_pretrained": False,
    "download": False,
}
"""The flags of `run` that the demo leaves alone: the sentence has to do."""


def demo(data: Path, rows: int, minutes: float, seed: int, **flags) -> None:
    """Write the drive unless it is there, run on it, print the Bayes-optimal scores."""
    known = simulate(data, rows, seed)
    say(f'$ forgeweld run "{STATEMENT}" --data {data} --minutes {minutes:g}')
    flags |= DEFAULTS | {"minutes": minutes, "seed": seed}
    outcome = commands.run(STATEMENT, data, **flags)
    if outcome is None:
        return
    hidden = view.originals(flags["out"] / outcome.run, "test")
    for line in against_optimum(outcome, known.on(hidden)):
        (say if flags["json_"] else put)(line)


def simulate(data: Path, rows: int, seed: int) -> Bayes:
    """The folder of the drive, written only if it is not there yet, and its optimum."""
    mark = f"{rows} simulated moments, seed {seed}\n"
    words = data / "README.md"
    if words.exists() and words.read_text() == mark:
        say(f"the simulated drive is there: {data}")
        return driving.known(rows, seed)
    if data.exists():
        raise UsageError(
            f"{data} is there, but is not this drive",
            where=str(data),
            why=f"it should hold {rows} moments of seed {seed}",
            fix="name another folder with --data, or remove this one",
        )
    building = data.with_name(data.name + ".part")
    shutil.rmtree(building, ignore_errors=True)
    make_writable(building)
    say(f"simulating a drive: {rows} moments → {data}")
    known = driving.write(building, rows, seed)
    (building / "README.md").write_text(mark)
    building.replace(data)  # whole or not at all
    return known


def against_optimum(outcome: Outcome, known: Bayes) -> list[str]:
    """How far the model is from what an all-knowing observer would score."""
    assert outcome.best is not None
    best = {outcome.best.metric: outcome.best.test, **outcome.best.also}
    lines = [
        "",
        "against the ideal observer, who knows the scene without sensor noise:",
    ]
    for name in ("balanced_accuracy", "accuracy", "recall", "roc_auc"):
        if name in best:
            optimum = getattr(known, name)
            lines.append(f"  {name:18} {best[name]:.3f} of at most {optimum:.3f}")
    return lines
