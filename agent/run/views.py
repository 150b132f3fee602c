"""Other views of a run's rows than that of its trials: all of them, or another fold.

Programs see labels there that are hidden from trials: of rows that they do not predict,
and only after the last trial was scored.
"""

import csv
import os
import shutil
from pathlib import Path

from agent.data import view
from agent.records import Profile, TaskSpec
from agent.run import decoded, kept

Rows = list[dict[str, str]]


def everything(run_dir: Path, spec: TaskSpec, profile: Profile) -> Path:
    """`view_all/`: train.csv of every labelled row, predict.csv of the given ones; the
    one that is there, if there is one, since a run's rows never change."""
    goal = run_dir / "view_all"
    if goal.exists():
        return goal
    labelled, given = _rows(run_dir, spec, profile)
    return _build(run_dir, goal, labelled, given)


def of_fold(
    run_dir: Path, spec: TaskSpec, profile: Profile, fold: int, folds: dict[str, int]
) -> Path:
    """`view_folds/FOLD/`: predict.csv of the rows of a fold, train.csv of the others
    outside test; `folds` are those of `splits.folds`, by row."""
    goal = run_dir / "view_folds" / str(fold)
    if goal.exists():
        return goal
    goal.parent.mkdir(exist_ok=True)
    labelled, _ = _rows(run_dir, spec, profile)
    test = set(view.rows(run_dir, "test"))
    learn = [r for r in labelled if r["row"] not in test and folds[r["row"]] != fold]
    known = set(_read(run_dir / "view" / "predict.csv")[0])
    judged = [r for r in labelled if folds[r["row"]] == fold]
    blind = [{k: cell for k, cell in r.items() if k in known} for r in judged]
    return _build(run_dir, goal, learn, blind)


def of_part(run_dir: Path, part: int, parts: dict[str, int]) -> Path:
    """`view_taught/PART/`: predict.csv of the train rows of a part, train.csv of the
    other ones; of part 0 all of them in both. Nothing of any other row is read."""
    goal = run_dir / "view_taught" / str(part)
    if goal.exists():
        return goal
    goal.parent.mkdir(exist_ok=True)
    rows = _read(run_dir / "view" / "train.csv")
    known = set(_read(run_dir / "view" / "predict.csv")[0])
    asked = [r for r in rows if part in (0, parts.get(r["row"], -1))]
    learn = [r for r in rows if not part or parts.get(r["row"], -1) != part]
    blind = [{k: cell for k, cell in r.items() if k in known} for r in asked]
    return _build(run_dir, goal, learn, blind)


def _rows(run_dir: Path, spec: TaskSpec, profile: Profile) -> tuple[Rows, Rows]:
    """Every labelled row with its target, and the given ones."""
    groups, labels = view.groups(run_dir), view.labels(run_dir)
    truth = {row: cells for row, _, *cells in labels.itertuples(index=False)}
    source = run_dir / "view"
    train, hidden = _read(source / "train.csv"), _read(source / "predict.csv")
    by_name = {row["row"]: row for row in hidden}
    for row in hidden:
        if row["row"] in truth:
            cells = truth[row["row"]]
            if spec.kind == "retrieval":  # its own candidate stands in another row
                cells = [by_name[cells[0]][name] for name in spec.target]
            answer = dict(zip(spec.target, cells, strict=True))
            extra = {profile.group: groups.get(row["row"], "")} if profile.group else {}
            train.append({**extra, **row, **answer})
    return train, [row for row in hidden if row["row"] not in truth]


def _build(run_dir: Path, goal: Path, learn: Rows, predict: Rows) -> Path:
    """A view at `goal`, whole or not at all; its files are those of `view/`."""
    source, building = run_dir / "view", goal.with_name(f"{goal.name}.tmp")
    shutil.rmtree(building, ignore_errors=True)
    building.mkdir(mode=0o755)
    for name in ("media", decoded.CACHE):
        if (source / name).exists():
            told = {"copy_function": os.link, "ignore": _of_other_rows}
            shutil.copytree(source / name, building / name, **told)
    if (source / view.UNLABELLED).exists():
        os.link(source / view.UNLABELLED, building / view.UNLABELLED)
    _write(building / "train.csv", sorted(learn, key=lambda row: row["row"]))
    if predict:
        _write(building / "predict.csv", predict)
    building.replace(goal)
    return goal


def _of_other_rows(folder: str, names: list[str]) -> set[str]:
    """What readers made of the trials' rows: it is found by those rows alone, and a
    view with it would be no small one."""
    cache = Path(folder).name == kept.CACHE
    return {name for name in names if cache and kept.NAME.fullmatch(name)}


def _read(path: Path) -> Rows:
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def _write(path: Path, rows: Rows) -> None:
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    path.chmod(0o644)
