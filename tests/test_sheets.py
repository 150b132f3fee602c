"""Excel workbooks and nested JSON, as tables and as new rows."""

import csv
import json
from datetime import datetime, timedelta

import openpyxl
import pytest

from agent.data import sheets, streams, tables
from agent.errors import DataError

DAY = datetime(2026, 1, 1)
ROWS = (
    ("name", "on", None, "size", "at"),
    (),
    ("Anna", DAY.date(), None, 7.5, DAY + timedelta(hours=18)),
    ("Ben", None, True, 3, None),
)


def write(path, rows=ROWS):
    """A workbook whose first sheet is empty."""
    book = openpyxl.Workbook()
    sheet = book.create_sheet("data")
    for row in rows:
        sheet.append(row)
    book.save(path)


def test_a_workbook_is_a_table(tmp_path):
    write(tmp_path / "plants.xlsx")
    (tmp_path / "~$plants.xlsx").write_bytes(b"it is open")
    data = tables.read(tmp_path)
    assert data.source == "plants.xlsx (2 rows)"
    assert list(data.labelled) == ["name", "on", "column_3", "size", "at"]
    assert data.labelled["on"].tolist()[0] == "2026-01-01"
    assert data.labelled["at"].tolist()[0] == "2026-01-01 18:00:00"
    assert data.labelled["size"].tolist()[0] == 7.5
    assert data.labelled["name"].tolist()[0] == "Anna"


def test_a_workbook_of_new_rows(tmp_path):
    write(tmp_path / "new.xlsx")
    names = streams.header(tmp_path / "new.xlsx")
    ((first, second),) = streams.parts(tmp_path / "new.xlsx", names, 9)
    assert first[0]["on"] == "2026-01-01" and second[0]["on"] == ""


def test_what_is_no_workbook_is_told(tmp_path):
    (tmp_path / "a.xlsx").write_bytes(b"PK, but no more")
    with pytest.raises(DataError, match="spreadsheet"):
        tables.read(tmp_path)
    write(tmp_path / "a.xlsx", rows=())
    with pytest.raises(DataError, match="empty"):
        sheets.read_rows(tmp_path / "a.xlsx")


def test_other_spreadsheets_are_not_passed_over(tmp_path):
    for name in ("cats", "dogs"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "1.png").write_bytes(b"")
    (tmp_path / "labels.numbers").write_bytes(b"")
    with pytest.raises(DataError, match=r"labels\.numbers") as caught:
        tables.read(tmp_path)
    assert "CSV" in caught.value.fix


def test_nested_fields_are_columns_of_their_own(tmp_path):
    rows = [{"id": i, "by": {"age": 20 + i, "at": {"lat": 1.5}}} for i in range(3)]
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, rows)))
    found = tables.read(tmp_path).labelled
    assert list(found) == ["id", "by.age", "by.at.lat"]
    assert found["by.age"].tolist() == [20, 21, 22]
    assert streams.header(tmp_path / "a.jsonl") == ["id", "by.age", "by.at.lat"]


def test_long_cells_of_new_rows_leave_the_limit_of_others_as_it_was(tmp_path):
    path, limit = tmp_path / "new.csv", csv.field_size_limit()
    path.write_text(f"a,b\n{'x' * 200_000},1\ny,2\n")
    (rows,) = streams.parts(path, streams.header(path), 10)
    assert [len(row["a"]) for row, _ in rows] == [200_000, 1]
    assert csv.field_size_limit() == limit
