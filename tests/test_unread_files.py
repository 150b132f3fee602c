"""Files that cells name and nothing reads are told, and their names are no words."""

import json
from pathlib import Path

import pandas as pd
import pytest
from inside import forgeweld

from agent.data import columns, unread_files
from agent.data.tables import Data

SAY = "Predict the verdict"


def folder(root: Path, end: str, rows: int = 40) -> Path:
    """A table whose column `part` names files of a suffix."""
    (root / "parts").mkdir(parents=True)
    for i in range(rows):
        (root / "parts" / f"q{i}{end}").write_text(f"words {i}")
    frame = pd.DataFrame({"part": [f"parts/q{i}{end}" for i in range(rows)]})
    frame = frame.assign(size=[i / 7 for i in range(rows)], verdict=["no", "yes"] * 20)
    frame.to_csv(root / "train.csv", index=False)
    return root


def test_profile_plan_and_run_tell_of_them_in_both_languages(tmp_path):
    root = folder(tmp_path / "data", ".step")
    for spoken, why in (("en", "which no reader knows"), ("zh", "没有能读它的模块")):
        flags = {"cwd": tmp_path, "FORGEWELD_LANG": spoken}
        told = forgeweld("profile", "--data", root, **flags)
        assert '"part"             unreadable' in told.stdout
        assert why in told.stderr and ".step" in told.stderr and ".xyz" in told.stderr
        told = forgeweld("plan", SAY, "--data", root, **flags)
        assert why in told.stderr and "part (text)" not in told.stderr
        demand = f"{SAY}, must use the part"
        for command in ("plan", "run"):
            told = forgeweld(command, demand, "--data", root, **flags)
            assert told.returncode == 5 and why in told.stderr
        told = forgeweld("run", f"{SAY} from the part only", "--data", root, **flags)
        assert told.returncode == 5 and why in told.stderr


def test_a_run_goes_on_without_them_and_says_so(tmp_path):
    root = folder(tmp_path / "data", ".step")
    words = ("run", SAY, "--data", root, "--trials", 1, "--minutes", 1, "--no-model")
    told = forgeweld(*words, "--json", cwd=tmp_path)
    assert told.returncode == 0, told.stderr
    assert "not used: `part` (files .step, which no reader knows" in told.stderr
    run = tmp_path / "generated" / json.loads(told.stdout)["run"]
    spec = json.loads((run / "run.json").read_text())["spec"]
    assert [m["columns"] for m in spec["modalities"]] == [["size"]]


@pytest.mark.parametrize("end", [".html", ".json", ".docx"])
def test_words_in_files_are_not_opened(end, tmp_path):
    root = folder(tmp_path, end)
    frame = pd.read_csv(root / "train.csv")
    column = columns.describe(Data(root, frame, None, ""))[0]
    assert column.type == "unreadable"
    assert column.unread.endswith("not opened: save their words as .txt")


def test_cells_are_paths_only_where_files_are(tmp_path):
    cells = pd.read_csv(folder(tmp_path, ".step") / "train.csv")["part"].tolist()
    named = [cell.removeprefix("parts/") for cell in cells]
    backwards = [".\\" + cell.replace("/", "\\") for cell in cells]
    for held in (cells, named, backwards, [*cells[:37], "gone.step"]):
        assert unread_files.problem(tmp_path, held)
    for cell in cells[:20]:
        (tmp_path / cell).unlink()
    for other in (cells, [f"../{tmp_path.name}/{c}" for c in cells[20:]], ["v1.5"]):
        assert not unread_files.problem(tmp_path, other)


def test_what_is_read_is_left_to_its_reader(tmp_path):
    cells = pd.read_csv(folder(tmp_path, ".png") / "train.csv")["part"].tolist()
    assert not unread_files.problem(tmp_path, cells)


def test_rows_of_one_file_stay_together(tmp_path):
    root = folder(tmp_path, ".step")
    frame = pd.concat([pd.read_csv(root / "train.csv")] * 3)
    frame = frame.rename(columns={"part": "recording"}).assign(
        size=[i / 7 for i in range(120)]
    )
    frame.to_csv(root / "train.csv", index=False)
    told = forgeweld("plan", SAY, "--data", root, cwd=tmp_path)
    assert "grouped by recording" in told.stderr, told.stderr
