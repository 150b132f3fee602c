"""Amounts that carry their unit: read as numbers, in training and in new rows."""

import pandas as pd
import pytest

from agent.data import columns, tables, units


def bare(*cells: str) -> tuple[str, list[str]]:
    unit, (found,) = units.bare([pd.Series(cells, dtype="str")])
    return unit, found.tolist()


@pytest.mark.parametrize(
    ("unit", "cells", "numbers"),
    [
        ("$", ["$1,499", "$2,000.5", "-$3", "$-4"], ["1499", "2000.5", "-3", "-4"]),
        ("€", ["12.500 €", "9.900 €", "800 €"], ["12500", "9900", "800"]),
        ("€", ["1,50 €", "12,00€", "1.250,00 €"], ["1.50", "12.00", "1250.00"]),
        ("%", ["5 %", "7.5%", "n/a"], ["5", "7.5", "n/a"]),
        ("USD", ["USD 5", "USD 7,000", ""], ["5", "7000", ""]),
        ("km/h", [f"{i} km/h" for i in range(12)], [str(i) for i in range(12)]),
        ("岁", [f"{i}岁" for i in range(12)], [str(i) for i in range(12)]),
    ],
)
def test_one_unit_in_every_cell(unit, cells, numbers):
    assert bare(*cells) == (unit, numbers)


@pytest.mark.parametrize(
    "cells",
    [
        ["€ 1.5", "$ 2"],
        ["2D", "3D", "2D"],
        [f"{i}.jpg" for i in range(20)],
        [f"{i}:30" for i in range(20)],
        [f"{i}.5e3" for i in range(20)],
        [f"00{i} kg" for i in range(20)],
        [f"{i}.2.2020 h" for i in range(20)],
        [f"{i} MB" for i in range(20)] + ["unknown"],
        ["", "n/a"],
    ],
)
def test_codes_names_and_mixtures_stay(cells):
    assert bare(*cells) == ("", cells)


def test_both_tables_and_new_rows_are_read_alike(tmp_path):
    disks = [f"{100 * i} MB" for i in range(1, 13)]
    train = pd.DataFrame({"price": ["$1,499", "$999"] * 6, "disk": disks})
    train.to_csv(tmp_path / "train.csv", index=False)
    train[["disk"]].head(2).to_csv(tmp_path / "test.csv", index=False)
    data = tables.read(tmp_path)
    assert data.labelled["price"].tolist() == [1499, 999] * 6
    assert data.given is not None and data.given["disk"].tolist() == [100, 200]
    found = {column.name: column for column in columns.describe(data)}
    assert (found["price"].unit, found["disk"].unit) == ("$", "MB")
    assert found["price"].type == "integer" and "in $" in found["price"].summary
    rows = [{"disk": cell} for cell in (" 1,200 MB", "3 GB", "500", "")]
    units.strip(rows, {"disk": "MB"})
    assert [row["disk"] for row in rows] == ["1200", "3 GB", "500", ""]
