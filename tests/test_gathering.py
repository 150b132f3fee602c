"""What people bring in pieces: tables in long form, remarks on a few rows, sheets of a
workbook, tables that are parted by a word in their names, files of text, lists of
files, and recordings in a folder for each row below others."""

import json

import numpy as np
import pandas as pd
import pytest
from PIL import Image
from test_bad_input import forgeweld

from agent.data import columns, long_form, owning, parting, tables
from agent.data.lines import summed

CODES = [f"A{i:03d}" for i in range(60)]


def rows(codes: list[str] = CODES, target: bool = True) -> pd.DataFrame:
    rng = np.random.default_rng(len(codes))
    frame = pd.DataFrame({"code": codes, "size": rng.normal(size=len(codes)).round(3)})
    return frame.assign(kind=["x", "y"] * (len(codes) // 2)) if target else frame


def measures(codes: list[str] = CODES) -> pd.DataFrame:
    """One brightness for each band, of very different sizes, and some bands unseen."""
    rng = np.random.default_rng(1)
    made = [
        (code, band, round(level + rng.normal(), 3))
        for code in codes
        for band, level in (("B", 10.0), ("V", 30.0), ("K", 90.0))
        if rng.random() > 0.2
    ]
    return pd.DataFrame(made, columns=["code", "band", "mag"]).sample(
        frac=1, random_state=0
    )


def test_numbers_of_different_things_are_told_apart(tmp_path):
    log = measures()
    made = summed(rows(), None, log.astype(str), tmp_path / "light.csv")
    wide = log.pivot(index="code", columns="band", values="mag")
    for band in ("B", "V", "K"):
        cells = pd.to_numeric(made.labelled.set_index("code")[f"light_mag_{band}"])
        pd.testing.assert_series_equal(
            cells.reindex(CODES), wide[band].reindex(CODES), check_names=False
        )
    assert "light_mag_mean" not in made.labelled and made.lines is not None
    assert {c.by for c in made.lines.columns if c.of == "mag"} == {"band"}


def test_repeated_numbers_of_sensors_have_a_mean_a_last_and_ends(tmp_path):
    rng = np.random.default_rng(2)
    lines = [
        (code, f"2024-01-{day:02d}", name, round(level + rng.normal(), 2))
        for code in CODES
        for day in range(1, 6)
        for name, level in (("heat", 80.0), ("load", 2.0))
    ]
    log = pd.DataFrame(lines, columns=["code", "when", "sensor", "value"])
    made = summed(rows(), None, log.astype(str), tmp_path / "log.csv")
    own = log[(log["code"] == "A007") & (log["sensor"] == "heat")]["value"]
    row = made.labelled.set_index("code").loc["A007"]
    for name, value in (
        ("", own.mean()),
        ("_last", own.iloc[-1]),
        ("_min", own.min()),
        ("_max", own.max()),
    ):
        assert float(row[f"log_value_heat{name}"]) == pytest.approx(value)


def test_numbers_of_one_thing_stay_together():
    rng = np.random.default_rng(3)
    keys = np.repeat(CODES, 6).tolist()
    cells = {
        "paid": rng.choice(["card", "cash"], 360).tolist(),
        "price": rng.normal(50, 9, 360).round(2).astype(str).tolist(),
    }
    assert not long_form.found({"paid": "category", "price": "number"}, cells, keys)


def test_remarks_on_a_few_rows_are_joined_and_lookups_by_chance_are_not(tmp_path):
    many = [f"N{i:04d}" for i in range(400)]
    rows(many).to_csv(tmp_path / "train.csv", index=False)
    remarks = pd.DataFrame(
        {"code": many[5:45], "remark": [f"seen {i}" for i in many[5:45]]}
    )
    remarks.to_csv(tmp_path / "remarks.csv", index=False)
    data = tables.read(tmp_path)
    assert data.labelled["remark"].notna().sum() == 40
    strange = remarks.assign(code=[f"Q{i}" for i in range(40)])
    strange.to_csv(tmp_path / "remarks.csv", index=False)
    assert "no column to join it by" in tables.read(tmp_path).source
    numbered = rows(many).assign(code=range(400))
    numbered.to_csv(tmp_path / "train.csv", index=False)
    remarks.assign(code=range(40)).to_csv(tmp_path / "remarks.csv", index=False)
    assert "remark" not in tables.read(tmp_path).labelled


@pytest.mark.parametrize(
    "names",
    [
        ("visits_train.csv", "visits_test.csv"),
        ("examens_apprentissage.csv", "examens_test.csv"),
        ("训练集.csv", "测试集.csv"),
    ],
)
def test_tables_are_parted_by_a_word_in_their_names(names, tmp_path):
    rows().to_csv(tmp_path / names[0], index=False)
    asked = [f"B{i:03d}" for i in range(30)]
    rows(asked, target=False).to_csv(tmp_path / names[1], index=False)
    measures([*CODES, *asked]).to_csv(tmp_path / "light.csv", index=False)
    data = tables.read(tmp_path)
    assert len(data.labelled) == 60 and data.given is not None
    assert {"light_mag_B"} <= {*data.labelled} & {*data.given}


def test_one_such_word_alone_parts_nothing(tmp_path):
    told = parting.parts([tmp_path / "test_results.csv", tmp_path / "people.csv"])
    assert {*told.values()} == {"other"}


def test_each_sheet_of_a_workbook_is_a_table(tmp_path):
    with pd.ExcelWriter(tmp_path / "book.xlsx") as book:
        measures().to_excel(book, sheet_name="light", index=False)
        rows().to_excel(book, sheet_name="stars", index=False)
        pd.DataFrame({"note": ["made by hand"]}).to_excel(book, sheet_name="about")
    data = tables.read(tmp_path, base="book.xlsx#stars")
    assert len(data.labelled) == 60 and "book_mag_B" in data.labelled
    with pd.ExcelWriter(tmp_path / "book.xlsx") as book:
        rows().to_excel(book, sheet_name="train", index=False)
        rows(CODES[:20], target=False).to_excel(book, sheet_name="test", index=False)
    data = tables.read(tmp_path)
    assert data.given is not None and (len(data.labelled), len(data.given)) == (60, 20)


def test_the_table_that_a_statement_names_first_has_the_rows(tmp_path):
    rows().to_csv(tmp_path / "stars.csv", index=False)
    measures().to_csv(tmp_path / "light.csv", index=False)
    data = tables.read(tmp_path)
    said = "stars.csv is the list, light.csv has the brightness. Predict `kind`."
    assert owning.first_named(data, said) == "stars.csv"
    assert owning.first_named(data, "light.csv goes with stars.csv") == ""
    told = forgeweld("plan", said, "--data", tmp_path, cwd=tmp_path)
    assert "stars.csv (60 rows)" in told.stderr and "light_mag" not in told.stdout
    assert "target   kind" in told.stderr, told.stderr


def test_words_in_files_are_read_into_cells(tmp_path):
    (tmp_path / "notes").mkdir()
    for i, code in enumerate(CODES[:50]):
        words = f"Gerät läuft, Nummer {i}: größer als früher"
        (tmp_path / f"notes/{code}.txt").write_bytes(words.encode("cp1252"))
    rows().to_csv(tmp_path / "train.csv", index=False)
    data = tables.read(tmp_path)
    assert data.labelled["notes"][7] == "Gerät läuft, Nummer 7: größer als früher"
    assert data.labelled["notes"].isna().sum() == 10
    (described,) = (c for c in columns.describe(data) if c.name == "notes")
    assert described.type == "text" and described.of_files
    assert any("notes/ read as" in f.message for f in data.extra["findings"])


def test_words_that_only_labelled_rows_have_are_left(tmp_path):
    (tmp_path / "verdicts").mkdir()
    for code in CODES:
        (tmp_path / f"verdicts/{code}.txt").write_text("it was kind x")
    rows().to_csv(tmp_path / "train.csv", index=False)
    asked = rows([f"A{i:03d}" for i in range(100, 130)], target=False)
    asked.to_csv(tmp_path / "test.csv", index=False)
    assert "verdicts" not in tables.read(tmp_path).labelled


def pictures(folder, count: int) -> list[str]:
    folder.mkdir(parents=True)
    for i in range(count):
        Image.new("RGB", (6, 6), (i, 0, 0)).save(folder / f"{i + 1}.png")
    return [f"{folder.parent.name}/{folder.name}/{i + 1}.png" for i in range(count)]


def test_lists_of_files_are_the_folders_that_hold_them(tmp_path):
    lists = [pictures(tmp_path / "pics" / code, i % 4) for i, code in enumerate(CODES)]
    frame = rows().to_dict("records")
    with (tmp_path / "train.jsonl").open("w") as file:
        for row, listed in zip(frame, lists, strict=True):
            file.write(json.dumps(row | {"photos": listed}) + "\n")
    data = tables.read(tmp_path)
    assert data.labelled["photos"][3] == f"pics/{CODES[3]}"
    assert data.labelled["photos"].isna().sum() == 15
    (found,) = (c for c in columns.describe(data) if c.name == "photos")
    assert found.type == "video"


def test_lists_of_files_that_lie_together_are_columns(tmp_path):
    every = pictures(tmp_path / "all" / "pics", 120)
    cells = [";".join(every[2 * i : 2 * i + 1 + i % 2]) for i in range(60)]
    rows().assign(photos=cells).to_csv(tmp_path / "train.csv", index=False)
    data = tables.read(tmp_path)
    assert data.labelled["photos"][1] == every[2]
    assert data.labelled["photos_2"][1] == every[3]
    assert data.labelled["photos_2"].isna().sum() == 30


def test_a_folder_for_each_row_lies_below_others(tmp_path):
    for i, code in enumerate(CODES):
        place = tmp_path / "runs" / f"day{i % 7}" / code
        place.mkdir(parents=True)
        Image.new("RGB", (6, 6)).save(place / "top.png")
        np.save(place / "touch.npy", np.zeros((20, 3), dtype="float32"))
    rows().to_csv(tmp_path / "train.csv", index=False)
    data = tables.read(tmp_path)
    assert data.labelled["top"][9] == f"runs/day2/{CODES[9]}/top.png"
    assert data.labelled["touch"].notna().all()
