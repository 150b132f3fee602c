"""Tables of other countries: decimal commas, dots between thousands, old encodings."""

import pandas as pd

from agent.data import marks, streams, tables

FLATS = """Nr;Miete;Ort;Einwohner;Fläche
a;1.234,50;München;1.234;99
b;950,5;Köln;999;1.000
c;;Görlitz;56.075;k. A.
"""


def test_dots_part_thousands_in_a_file_with_decimal_commas(tmp_path):
    (tmp_path / "flats.csv").write_bytes(FLATS.encode("cp1252"))
    found = tables.read(tmp_path, encoding="cp1252").labelled
    assert found["Miete"].tolist()[:2] == [1234.5, 950.5]
    assert found["Einwohner"].tolist() == [1234, 999, 56075]
    assert found["Fläche"].tolist() == ["99", "1.000", "k. A."]  # not all are numbers


def test_dots_stay_decimal_where_no_comma_says_otherwise(tmp_path):
    (tmp_path / "a.csv").write_text("x;y\n1.234;a,b\n2.345;c\n")
    assert tables.read(tmp_path).labelled["x"].tolist() == [1.234, 2.345]


def test_quoted_commas_part_thousands(tmp_path):
    (tmp_path / "a.csv").write_text('x,y\n"1,234.5","1,2"\n7,"3,4"\n')
    found = tables.read(tmp_path).labelled
    assert found["x"].tolist() == [1234.5, 7.0]
    assert found["y"].tolist() == ["1,2", "3,4"]


def test_new_rows_are_read_as_the_training_rows_were(tmp_path):
    path = tmp_path / "new.csv"
    path.write_bytes(FLATS.encode("cp1252"))
    letters = streams.encoding(path, None)
    assert letters == streams.encoding(path, "cp1252") == "cp1252"
    names = streams.header(path, letters)
    assert names == ["Nr", "Miete", "Ort", "Einwohner", "Fläche"]
    ((*part,),) = streams.parts(path, names, 9, letters)
    rows = [row for row, _ in part]
    marks.point_cells(rows, ["Miete", "Einwohner"], streams.mark(path, letters))
    assert [row["Miete"] for row in rows] == ["1234.50", "950.5", ""]
    assert [row["Einwohner"] for row in rows] == ["1234", "999", "56075"]
    assert rows[0]["Ort"] == "München"


def test_tables_of_excel_in_utf_16_are_told_by_their_mark(tmp_path):
    path = tmp_path / "new.csv"
    path.write_text("größe,b\n1,2\n", encoding="utf-16")
    assert streams.header(path, streams.encoding(path, None)) == ["größe", "b"]
    assert list(tables.read(tmp_path).labelled) == ["größe", "b"]


def test_numbers_that_were_typed_as_words_into_a_spreadsheet(tmp_path):
    typed = {"level": ["-4,0", "0,525", "12,5"], "price": ["1,234", "2,500", "3,000"]}
    typed |= {"mixed": [2, "1,5", 0.25], "words": ["1,5", "k. A.", "2"]}
    pd.DataFrame(typed).to_excel(tmp_path / "t.xlsx", index=False)
    found = tables.read(tmp_path).labelled
    assert found["level"].tolist() == [-4.0, 0.525, 12.5]
    assert found["mixed"].tolist() == [2.0, 1.5, 0.25]
    assert found["price"].tolist() == ["1,234", "2,500", "3,000"]  # thousands, perhaps
    assert found["words"].tolist() == ["1,5", "k. A.", "2"]
    path = tmp_path / "t.xlsx"  # and new rows
    ((*part,),) = streams.parts(path, streams.header(path), 9)
    assert [row["level"] for row, _ in part] == ["-4.0", "0.525", "12.5"]
