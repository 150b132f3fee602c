"""The driving demo's data folder: camera frames, radar sweeps, a table, a target."""

import csv
from itertools import islice
from pathlib import Path

import numpy as np

from agent.demo import radar, scene
from agent.demo.bayes import Bayes
from agent.demo.world import (
    CAMERA,
    RADAR,
    TABLE,
    Moment,
    brake_probability,
    brakes,
    moments,
    rng,
)
from agent.errors import UsageError

COLUMNS = (
    "frame",
    "radar",
    "latitude",
    "longitude",
    "speed_kmh",
    "time",
    "brake",
)
_NO_SWEEP = 0.02  # chance that a row has no radar sweep
_NO_FIX = 0.03  # chance that a row has no position
_FIX_ERROR = 4e-5  # degrees, about 4 m


def write(folder: Path, rows: int = 2000, seed: int = 0) -> Bayes:
    """Write `train.csv`, `frames/*.png` and `radar/*.npy`; return what can be reached.

    The same seed gives the same bytes, and a row is the same however many are made.
    Nothing of the latent state is written. Frames are 128 x 128 RGB; sweeps float32
    (100,); about one row in fifty has no sweep, and one in thirty no position.
    Raises UsageError for fewer than two rows, or a folder with something in it.
    """
    if rows < 2:
        raise UsageError(
            f"A demo of {rows} rows can't be written.",
            where="--rows",
            why="scores need at least two rows",
            fix="Ask for 400 rows or more; 2000 is the default.",
        )
    if folder.is_dir() and any(folder.iterdir()):
        raise UsageError(
            f"The folder {folder} is not empty.",
            where=str(folder),
            why="old frames would be mixed with new ones",
            fix="Name another folder, or remove this one.",
        )
    (folder / "frames").mkdir(parents=True, exist_ok=True)
    (folder / "radar").mkdir(exist_ok=True)
    posterior = []
    with (folder / "train.csv").open("w", newline="", encoding="utf-8") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(COLUMNS)
        for moment in islice(moments(seed), rows):
            table.writerow(_row(folder, moment, seed))
            posterior.append(brake_probability(moment))
    return Bayes.of(posterior)


def _row(folder: Path, moment: Moment, seed: int) -> list[str | int]:
    """One line of the table; its frame and its sweep are written on the way."""
    frame, sweep = f"frames/{moment.row:05d}.png", f"radar/{moment.row:05d}.npy"
    image = scene.frame(moment, rng(seed, CAMERA, moment.row))
    image.save(folder / frame, compress_level=1)
    echoes = radar.sweep(moment, rng(seed, RADAR, moment.row))
    draw = rng(seed, TABLE, moment.row)
    if draw.random() < _NO_SWEEP:
        sweep = ""
    else:
        np.save(folder / sweep, echoes)
    north, east = draw.normal(0, _FIX_ERROR, 2)
    place = [f"{moment.latitude + north:.6f}", f"{moment.longitude + east:.6f}"]
    if draw.random() < _NO_FIX:
        place = ["", ""]
    speed = max(0.0, moment.speed * 3.6 + draw.normal(0, 0.8))
    time = moment.time.isoformat()
    return [frame, sweep, *place, f"{speed:.1f}", time, int(brakes(moment, seed))]


def known(rows: int, seed: int) -> Bayes:
    """What can be reached on the drive that `write` makes, without making it."""
    return Bayes.of([brake_probability(m) for m in islice(moments(seed), rows)])
