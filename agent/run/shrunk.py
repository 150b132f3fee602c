"""What 8-bit weights cost, in the metric's own terms, by the trusted scorer."""

from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from agent.records import Blend
from agent.run.portable import SECONDS, Part, failed, home, know_blocks, made
from agent.run.rundir import RunFile
from agent.run.trial import allowance, environment, places
from agent.scoring.blend import ALONE
from agent.scoring.score import Mixed, Scorer
from sandbox.base import Job, Mount, Sandbox


@dataclass(frozen=True)
class Loss:
    """The select rows' score with weights as they were, and with small ones."""

    metric: str
    before: float
    after: float
    gain: float
    """Of the small ones; negative is worse, whatever the metric's direction."""
    interval: tuple[float, float]
    """95 % interval of `gain`, paired by row."""
    rows: int


def loss(
    run_dir: Path,
    run: RunFile,
    sandbox: Sandbox,
    found: tuple[Part, ...],
    blend: Blend,
) -> Loss:
    """What 8-bit weights cost the trials `found`, as they were scored: a refit has
    learnt from the very rows that are asked about here.

    Programs predict in the sandbox; the labels of these rows stay hidden from them.
    """
    know_blocks(run_dir, run)
    before = [places(run_dir, part.trial.index).predictions for part in found]
    with ExitStack() as stack:
        after = []
        for part in found:
            place = places(run_dir, part.trial.index)
            scored = Part(part.trial, 1.0, place.project, place.out, "")
            program = stack.enter_context(made(run, sandbox, scored, "int8", ALONE))
            out = stack.enter_context(home()) / "out"
            out.mkdir()
            after.append(predicted(sandbox, program, run_dir / "view", out))
        small, large = Mixed(tuple(after), blend), Mixed(tuple(before), blend)
        with Scorer(run_dir, run.spec, run.profile.classes) as scorer:
            first, second = (scorer.score(m, "select") for m in (large, small))
            gain, interval = scorer.gain(small, large, "select")
    return Loss(
        run.spec.metric.name, first.value, second.value, gain, interval, first.rows
    )


def predicted(sandbox: Sandbox, program: Path, view: Path, out: Path) -> Path:
    """The predictions of an exported graph for a view's rows, made in the sandbox."""
    argv = ("python", "infer_onnx.py", "--input", "@data/predict.csv")
    job = Job(
        argv=(*argv, "--output", "@out/predictions.csv", "--raw"),
        mounts={
            "program": Mount(path=program),
            "data": Mount(path=view),
            "out": Mount(path=out, writable=True),
        },
        cwd="program",
        env=environment(),
    )
    result = sandbox.run(job, allowance(SECONDS))
    if result.status != "ok":
        raise failed("what was exported could not predict", result)
    return out / "predictions.csv"
