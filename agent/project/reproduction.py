"""What was scored -> `reproduce.py` and `reproduce.sh`, which score it anew."""

from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace

from agent.project import measuring, standalone
from agent.project.render import fill, python
from agent.records import Blend, Plan, Profile, TaskSpec, Trial

COPIED = ("MISSING", "read_table", "plain", "file_bytes", "fingerprint")


@dataclass(frozen=True)
class Scored:
    """Facts of a scored model, one trial or several, that its repetition needs."""

    trials: tuple[Trial, ...]
    folders: tuple[str, ...]
    """Of the trials' projects below the project; `.` for the project itself."""
    blend: Blend
    value: float
    interval: tuple[float, float]
    columns: tuple[str, ...]
    files: tuple[str, ...]
    fingerprint: str


def render_reproduction(
    spec: TaskSpec, profile: Profile, scored: Scored
) -> dict[str, str]:
    """The two files. Raises AssertionError or SyntaxError as `render` does."""
    places = [_place(folder) for folder in scored.folders]
    scales = scored.blend.scales or (1.0,) * len(places)
    weights = scored.blend.weights if len(places) > 1 else (1.0,)
    scales = scales if len(places) > 1 else (1.0,)
    at = (
        profile.classes.index(spec.positive) if spec.positive in profile.classes else -1
    )
    width = len(profile.classes)
    helpers, body = measuring.measure(spec, width, at % width if width else 0)
    more, truth = measuring.truth(spec, profile.classes)
    copies = standalone.sliced(Path(standalone.__file__), COPIED)
    found = spec.kind == "retrieval"
    code = SimpleNamespace(
        imports="\n".join(filter(None, (more, helpers))),
        columns=scored.columns,
        files=scored.files,
        fingerprint=scored.fingerprint,
        members=[
            SimpleNamespace(folder=place, share=float(f"{weight / scale:.10g}"))
            for place, weight, scale in zip(places, weights, scales, strict=True)
        ],
        reported=scored.value,
        interval=tuple(scored.interval),
        standalone=copies,
        measure=body,
        truth=truth,
        reading=measuring.reading(spec, scored.blend),
        what="this model" if len(places) == 1 else f"all {len(places)} members",
        data_words=(
            "not for retrieval: name VIEW and LABELS"
            if found
            else "your own folder: the table with the target, and its files"
        ),
        commands=[
            _command(trial, folder, place)
            for trial, folder, place in zip(
                scored.trials, scored.folders, places, strict=True
            )
        ],
    )
    values = {"spec": spec, "profile": profile, "code": code}
    return {
        "reproduce.py": python(fill("reproduce.py", **values)),
        "reproduce.sh": fill("reproduce.sh", **values),
    }


def arguments(trial: Trial) -> str:
    """How `train.py` is told to train as in the trial: its seed, and the epochs for
    which the given time would have lasted, instead of that time.

    A classical search that time has ended gets the same time again.
    """
    plan, curve = trial.plan, trial.claimed
    said = [f"--seed {plan.seed}"]
    if plan.stack:
        pass  # its epochs are in config.py, and its learner ends by itself
    elif plan.family == "classical":
        if curve.stopped == "time":
            said.append(f"--seconds {plan.seconds:g}")
    elif curve.epochs:
        said.append(f"--epochs {_epochs(plan, trial)}")
    return " ".join(said)


def _epochs(plan: Plan, trial: Trial) -> int:
    """The rate falls with the epochs or the time, whichever is further: so many epochs
    make it fall alike without a clock."""
    curve = trial.claimed
    if curve.stopped == "time" or not curve.seconds_per_epoch:
        return max(curve.epochs, 1)
    lasting = round(plan.seconds / curve.seconds_per_epoch)
    return max(curve.epochs, min(plan.train.epochs, lasting))


def _place(folder: str) -> str:
    return "model" if folder == "." else folder.rsplit("/", 1)[-1]


def _command(trial: Trial, folder: str, place: str) -> str:
    program = "train.py" if folder == "." else f"{folder}/train.py"
    words = f'"$python" "$here/{program}" --data "$out/view" --out "$out/{place}"'
    return f"{words} {arguments(trial)}"
