"""Files that no cell names: a column by the names of their rows, or a clear word."""

import csv

import pytest
from PIL import Image
from plans import plan_of, task

from agent.data import named_files, tables
from agent.errors import DataError
from agent.outcome import Outcome
from agent.run import predicting
from agent.run.finished import Finished


def put(folder, names, place="fotos"):
    (folder / place).mkdir(parents=True, exist_ok=True)
    for name in names:
        Image.new("RGB", (4, 4)).save(folder / place / name)


def table(path, rows, header=("id", "leaves", "sick")):
    with path.open("w", newline="") as file:
        csv.writer(file).writerows([header, *rows])


def test_pictures_named_after_an_id_become_a_column(tmp_path):
    table(tmp_path / "train.csv", [(100 + i, i % 7, i % 2) for i in range(20)])
    table(tmp_path / "test.csv", [(120 + i, 3) for i in range(5)], ("id", "leaves"))
    put(tmp_path, [f"{100 + i}.png" for i in range(1, 25)])  # the first row has none
    data = tables.read(tmp_path)
    assert data.labelled["fotos"].isna().tolist() == [True] + [False] * 19
    assert data.labelled["fotos"][1] == "fotos/101.png"
    assert data.given is not None and data.given["fotos"][4] == "fotos/124.png"
    assert data.source.endswith("fotos (19 files, named as id)")
    assert data.extra["named"] == {"fotos": "id"} and data.extra["loose"] == ()


def test_leading_zeros_prefixes_and_the_tables_own_folder(tmp_path):
    table(tmp_path / "plants.csv", [(f"P{i}", i % 7, i % 2) for i in range(20)])
    put(tmp_path, [f"img_{i:03}.jpg" for i in range(20)], place=".")
    found = tables.read(tmp_path)
    assert found.labelled["image"][3] == "img_003.jpg"
    assert named_files.beside(tmp_path / "plants.csv", "image")["3"] == "img_003.jpg"


def test_what_no_row_names_is_told(tmp_path):
    table(tmp_path / "train.csv", [(100 + i, i % 7, i % 2) for i in range(20)])
    put(tmp_path, [f"leaf {chr(97 + i)}.png" for i in range(20)])
    data = tables.read(tmp_path)
    assert "fotos" not in data.labelled
    (told,) = named_files.findings(data.extra["loose"])
    assert told.severity == "warning" and "20 image files in fotos/" in told.message


def test_named_files_and_numbers_by_chance_are_left_alone(tmp_path):
    rows = [(f"pics/{i}.png", 18 + i % 40, i % 2) for i in range(60)]
    table(tmp_path / "train.csv", rows, ("path", "age", "sick"))
    put(tmp_path, [f"{i}.png" for i in range(60)], place="pics")
    put(tmp_path, [f"{i}.png" for i in range(200)], place="others")
    data = tables.read(tmp_path)
    assert list(data.labelled) == ["path", "age", "sick"]
    assert data.extra["loose"] == (("others", "image", 200),)


def test_a_link_out_of_the_folder_is_refused(tmp_path):
    home = tmp_path / "data"
    put(home, [f"{100 + i}.png" for i in range(20)])
    table(home / "train.csv", [(100 + i, i % 7, i % 2) for i in range(20)])
    secret = tmp_path / "secret.png"
    Image.new("RGB", (4, 4)).save(secret)
    (home / "fotos" / "100.png").unlink()
    (home / "fotos" / "100.png").symlink_to(secret)
    with pytest.raises(DataError, match="outside"):
        tables.read(home)


def test_beside_a_single_table_only_what_fits_it_counts(tmp_path):
    table(tmp_path / "plants.csv", [(100 + i, i % 7, i % 2) for i in range(20)])
    put(tmp_path, [f"{100 + i}.png" for i in range(20)])
    put(tmp_path, [f"holiday {i}a.png" for i in range(20)], place="private")
    data = tables.read(tmp_path / "plants.csv")
    assert data.extra["named"] == {"fotos": "id"} and data.extra["loose"] == ()
    assert tables.read(tmp_path).extra["loose"] == (("private", "image", 20),)


def test_new_rows_find_their_files_as_the_training_rows_did(tmp_path):
    spec, profile = task("image table", "binary")
    columns = [
        c.model_copy(update={"named_as": "key"}) if c.name == "image_0" else c
        for c in profile.columns
    ]
    profile = profile.model_copy(update={"columns": tuple(columns)})
    plans = (plan_of(spec, profile),)
    outcome = Outcome(run="r", status="finished", best=None)
    run = Finished(tmp_path, spec, profile, outcome, plans, "auto")
    put(tmp_path, ["07.png"], place="image_0")
    new = tmp_path / "new.csv"
    ((name, key, paths),) = predicting._links(run, new, ["key", "table_0"])
    assert (name, key, paths) == ("image_0", "key", {"7": "image_0/07.png"})
    assert predicting._links(run, new, ["key", "image_0"]) == []
    assert predicting._links(run, new, ["table_0"]) == []
