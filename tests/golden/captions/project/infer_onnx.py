"""Predict new rows with an exported model.onnx, which lies beside this file.

    python infer_onnx.py --input new.csv --output predictions.csv

What is found depends on all rows of the table, so it is read whole.
Answers are those of predict.py. Rows become tensors in data.py, which needs torch; the
model itself is run by ONNX Runtime, and of its Python nothing is needed.
"""

import argparse
import csv
import json
import math
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import onnxruntime
import torch

from data import Rows, load_rows, make_inputs, read_rows, write_predictions

HERE = Path(__file__).resolve().parent
BATCH = 256  # rows at a time
PART = 10**9  # rows that are read, answered and written at a time
LONGEST = 100_000  # characters of a cell that are read, as in training
GAPS = {
    "",
    *"#N/A <NA> N/A NULL NaN n/a nan null".split(),
}  # cells that stand for a missing value
KEYS = ("row",)  # columns that name a row: the first one there is taken over
COLUMNS = ("caption", "picture")
NUMBERS = ()  # columns whose cells are numbers
COMMA = re.compile(r"[+-]?(\d+|\d{1,3}([. ]\d{3})+)(,\d+)?")  # as in 1.234,5


def read_header(path: Path) -> list[str]:
    """The names of the columns of a CSV or TSV file."""
    if not path.is_file():
        raise SystemExit(f"bad data: {path} is no file")
    header = first_line(path, separator(path))
    twice = sorted({name for name in header if header.count(name) > 1})
    if twice:
        raise SystemExit(f"bad data: {path} has two columns {twice[0]!r}")
    if not set(header) & set(COLUMNS):
        raise SystemExit(f"bad data: {path} has none of the columns {COLUMNS}")
    return header


def first_line(path: Path, mark: str) -> list[str]:
    """The first line of a file, its cells parted by `mark`."""
    with path.open(newline="", encoding="utf-8-sig", errors="replace") as file:
        cells = next(csv.reader(file, delimiter=mark), [])
    return [cell.strip() for cell in cells]


def separator(path: Path) -> str:
    """Of comma, semicolon and tab the one by which a header has most of COLUMNS."""
    return max(",;\t", key=lambda mark: len({*first_line(path, mark)} & {*COLUMNS}))


def point_numbers(part: list[tuple[dict[str, str], str]]) -> None:
    """Give numbers a decimal point, where one of them has a comma that parts no cells."""
    cells = [(row, name) for row, _ in part for name in NUMBERS if name in row]
    found = [(row, name) for row, name in cells if COMMA.fullmatch(row[name].strip())]
    if any("," in row[name] for row, name in found):
        for row, name in found:
            row[name] = re.sub("[. ]", "", row[name].strip()).replace(",", ".")


def read_parts(
    path: Path, header: list[str]
) -> Iterator[list[tuple[dict[str, str], str]]]:
    """The rows below the header, PART at a time; each with why it can't be read, or ''."""
    csv.field_size_limit(10_000_000)  # an open quote must not take the rest of the file
    with path.open(newline="", encoding="utf-8-sig", errors="replace") as file:
        reader, part = csv.reader(file, delimiter=separator(path)), []
        next(reader)
        while True:
            fault, cells = "", []
            try:
                cells = next(reader)
            except StopIteration:
                break
            except csv.Error as error:
                fault = f"row: {error}"
            if not cells and not fault and len(header) > 1:
                continue  # an empty line
            if not fault and len(cells or [""]) != len(header):
                fault = f"row: {len(cells)} cells, the header has {len(header)}"
            part.append((dict(zip(header, cells or [""], strict=False)), fault))
            if len(part) == PART:
                yield part
                part = []
        if part:
            yield part


def cleaned(rows: list[dict[str, str]]) -> list[dict[str, str]]:
    """All columns that the model knows, as in training: '' where a cell is missing."""
    cells = ({name: row.get(name) or "" for name in COLUMNS} for row in rows)
    return [
        {name: "" if c.strip() in GAPS else c[:LONGEST] for name, c in row.items()}
        for row in cells
    ]


def predict_file(source: Path, target: Path, answer: Callable) -> None:
    """Answer a file's rows in their order; `answer(rows, root)` gives columns and lines.

    A row that can't be read gets empty cells, and the reason under `error`.
    """
    header = read_header(source)
    for name in COLUMNS:
        if name not in header:
            print(f"column {name!r} isn't there: missing in every row")
    key = next((name for name in KEYS if name in header), "")
    commas = separator(source) == ","
    count = faulty = 0
    with target.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        for part in read_parts(source, header):
            if not commas:
                point_numbers(part)
            good = [row for row, fault in part if not fault]
            columns, lines = answer(good or [{}], source.parent)
            if count == 0:
                writer.writerow([key or "row", *columns])
            answered = iter(lines)
            for row, fault in part:
                line = [""] * (len(columns) - 1) + [fault] if fault else next(answered)
                writer.writerow([row.get(key, "") if key else count, *line])
                count, faulty = count + 1, faulty + bool(line[-1])
            file.flush()
    if not count:
        raise SystemExit(f"bad data: {source} has no rows")
    print(f"{count} rows, {faulty} with an error, see the column of that name")


NONE = {
    "",
    *"#n/a - . <na> ? n/a na nan none null".split(),
}  # in lower case: cells without one


def number_fault(cell: str) -> str:
    """Why a cell can't be used as a number; '' if it can, or is empty."""
    if cell.strip().lower() in {*NONE, "true", "false"}:
        return ""
    try:
        return "" if math.isfinite(float(cell)) else "no finite number"
    except ValueError:
        return "no number"


def find_faults(rows: list[dict[str, str]], tensors: Rows, inputs: dict) -> list[str]:
    """What of each row can't be used, and counts as missing: column and reason, or ''.

    A value that training never saw is no fault.
    """
    found = [
        {f"{name}: {why}": None for name in NUMBERS if (why := number_fault(row[name]))}
        for row in rows
    ]
    for modality, reasons in tensors.patched.items():
        columns = inputs[modality].columns
        place = ", ".join(columns) if len(columns) < 4 else modality
        told = bool(set(columns) & set(NUMBERS))  # cell by cell, above
        for why, at in reasons.items():
            if "unseen" not in why and not (told and why == "infinite number"):
                for i in map(int, at):
                    found[i][f"{place}: {why}"] = None
    return ["; ".join(reasons) for reasons in found]


FOUND = 10  # candidates told for each row


def answers(
    values: np.ndarray, rows: list[dict[str, str]]
) -> tuple[list[str], list[list[str]]]:
    """For each row's query the candidates of `rows` nearest to it, by cosine: their
    cells, and in `match_rows` their rows, counted from 1."""
    queries, candidates = np.split(values, 2, axis=1)
    lengths = np.linalg.norm(candidates, axis=1, keepdims=True)
    candidates = candidates / np.maximum(lengths, 1e-12)
    there = np.array([bool(row["picture"]) for row in rows])
    lines = []
    for query in queries:
        near = np.where(there, candidates @ query, -np.inf)
        best = np.argsort(-near, kind="stable")[: min(FOUND, there.sum())]
        cells = [rows[i]["picture"] for i in best]
        cells += [""] * (FOUND - len(cells))
        lines.append([*cells, " ".join(str(i + 1) for i in best)])
    return [*(f"match_{k}" for k in range(1, FOUND + 1)), "match_rows"], lines


def feeds(rows: Rows, at: slice) -> dict[str, np.ndarray]:
    """The inputs of the graph for some rows: tensors, and masks of what is present."""
    x = {name: value[at].numpy() for name, value in rows.x.items()}
    return x | {f"{n}.present": mask[at].numpy() for n, mask in rows.present.items()}


class Predictor:
    """The exported model, ready to answer rows."""

    def __init__(self):
        self.inputs = make_inputs()
        states = json.loads((HERE / "inputs.json").read_text())
        for name, reader in self.inputs.items():
            reader.restore(states[name])
        self.session = onnxruntime.InferenceSession(
            HERE / "model.onnx", providers=["CPUExecutionProvider"]
        )

    def predictions(self, rows: Rows) -> np.ndarray:
        """What the model says of rows (N, 2 E), BATCH of them at a time."""
        places = [slice(i, i + BATCH) for i in range(0, len(rows.ids), BATCH)]
        said = [self.session.run(["predictions"], feeds(rows, at))[0] for at in places]
        return np.concatenate(said)

    def values(
        self, rows: list[dict[str, str]], root: Path
    ) -> tuple[np.ndarray, list[str]]:
        """What the model says of cleaned rows (N, 2 E), and what of each can't be used."""
        tensors = load_rows(self.inputs, rows, root, targets=False)
        values = self.predictions(tensors).astype(np.float64)
        return values, find_faults(rows, tensors, self.inputs)

    def answer(
        self, rows: list[dict[str, str]], root: Path
    ) -> tuple[list[str], list[list[str]]]:
        """Names of columns, and a line per row: its answer and, last, what was wrong."""
        rows = cleaned(rows)
        values, faults = self.values(rows, root)
        columns, lines = answers(values, rows)
        for line, fault in zip(lines, faults, strict=True):
            line.append(fault)
        return [*columns, "error"], lines

    def write_raw(self, source: Path, target: Path) -> None:
        """What the model itself says of a file's rows, as train.py writes it."""
        rows = load_rows(self.inputs, read_rows(source), source.parent, targets=False)
        write_predictions(target, rows.ids, torch.from_numpy(self.predictions(rows)))


def main() -> None:
    """Rows in, answers out."""
    parser = argparse.ArgumentParser(description="Predict new rows.")
    parser.add_argument("--input", type=Path, required=True, help="CSV or TSV file")
    parser.add_argument("--output", type=Path, required=True, help="CSV file to write")
    parser.add_argument("--raw", action="store_true", help="as train.py writes them")
    args = parser.parse_args()
    predictor = Predictor()
    if args.raw:
        predictor.write_raw(args.input, args.output)
        return
    predict_file(args.input, args.output, predictor.answer)


if __name__ == "__main__":
    main()
