"""What a delivered project keeps of its run: its plan, its rows, how to repeat it."""

from collections.abc import Sequence
from pathlib import Path

from agent.data import film_sounds, view
from agent.outcome import Outcome
from agent.project.logs import render_lines
from agent.project.reproduction import Scored, render_reproduction
from agent.project.standalone import fingerprint, read_table
from agent.records import Blend, Profile, TaskSpec, Trial
from agent.run.loop import Line


def reproduction(
    line: Line,
    trials: Sequence[Trial],
    folders: Sequence[str],
    blend: Blend,
    outcome: Outcome,
) -> dict[str, str]:
    """`reproduce.sh`, `reproduce.py` and `split.csv` of what was chosen, and `lines.py`
    if rows have lines in a further table."""
    best = outcome.best
    assert best is not None
    files = media_columns(line.run_dir, line.spec, line.profile)
    read = [name for m in line.spec.modalities for name in m.columns]
    every = film_sounds.told(line.profile, read)
    columns = tuple(name for name in every if name not in files)
    places = line.run_dir / "view", line.run_dir / "splits" / "labels.csv"
    scored = Scored(
        trials=tuple(trials),
        folders=tuple(folders),
        blend=blend,
        value=best.test,
        interval=best.interval,
        columns=columns,
        files=files,
        fingerprint=fingerprint(*places, columns, files),
    )
    made = render_reproduction(line.spec, line.profile, scored)
    made |= render_lines(line.profile)
    return {**made, "split.csv": split(line.run_dir)}


def media_columns(run_dir: Path, spec: TaskSpec, profile: Profile) -> tuple[str, ...]:
    """Columns of the table whose cells name files in the view."""
    rows = read_table(run_dir / "view" / "train.csv")
    return tuple(
        column
        for modality in spec.modalities
        for column in film_sounds.told(profile, modality.columns)
        if any(row[column].startswith(f"media/{modality.name}/") for row in rows)
    )


def split(run_dir: Path) -> str:
    """Where each row of the user's table went: row, part, original."""
    lines = ["row,part,original"]
    for part in ("train", "select", "test", "unlabelled"):
        pairs = zip(
            view.rows(run_dir, part), view.originals(run_dir, part), strict=True
        )
        lines += [f"{row},{part},{number}" for row, number in pairs]
    return "\n".join(lines) + "\n"
