"""Personal data in columns: found with their checksums, counted, and never repeated."""

import pandas as pd
import pytest
from test_profiling import profile

from agent.data.personal import find, iban, luhn, resident
from agent.records import Column

CARD, ACCOUNT, PERSON = "4539 1488 0343 6467", "DE89 3704 0044 0532 0130 00", "mia"
RESIDENT = "11010519491231002X"


def found(cells: list, type_: str = "text", name: str = "note", used: bool = True):
    """What is found in one column."""
    columns = [Column(name=name, type=type_, missing=0, unique=len(set(cells)))]
    table = pd.DataFrame({name: cells})
    return find(table, columns, {name} if used else set())


@pytest.mark.parametrize(
    ("cell", "kind"),
    [
        ("write to mia.b+x@post.example.org now", "e-mail addresses"),
        ("call +49 (30) 1234 5678", "phone numbers"),
        ("tel. (212) 555-0137", "phone numbers"),
        ("手机 13812345678", "phone numbers"),
        (f"to {ACCOUNT} today", "bank accounts (IBAN)"),
        (f"card {CARD}.", "payment card numbers"),
        (RESIDENT, "resident numbers (China)"),
        ("ssn 219-09-9999", "social security numbers (USA)"),
        ("from 192.168.17.4 at night", "IP addresses"),
    ],
)
def test_each_kind_is_found_and_not_repeated(cell, kind):
    (said,) = found([cell, "nothing", "", "here"])
    assert said.kind == "personal" and said.severity == "warning"
    assert f"{kind} (1 of 3 rows)" in said.message and said.column == "note"
    for part in (cell, "mia", "4539", "DE89", "1949", "219-09", "192.168", "5678"):
        assert part not in said.message + said.fix


@pytest.mark.parametrize(
    "cells",
    [
        [f"order {4539148803436460 + i}" for i in (1, 2, 3, 4)],  # wrong check digits
        ["DE88 3704 0044 0532 0130 00", "version 1.0.0.12", "2024-11-27 10:15:00"],
        ["3.14159 26535", "12 - 14 - 16", "a @ b", "1 234 567", "192.168.1.900"],
        ["r000123", "2024-01-02", "17:30", "ISBN 978-3-16-148410-0"],
    ],
)
def test_what_only_looks_like_it_is_left_alone(cells):
    assert found(cells) == []


def test_one_random_number_in_ten_has_a_right_check_digit():
    numbers = [str(4000_0000_0000_0000 + 7919 * i) for i in range(200)]
    share = sum(map(luhn, numbers)) / 200
    assert 0.05 < share < 0.2 and found(numbers, "integer") == []
    right = [n for n in numbers if luhn(n)]
    assert "payment card numbers" in found(right, "integer")[0].message


def test_check_digits():
    assert luhn(CARD) and not luhn(CARD[:-1] + "8") and not luhn("0000 0000 0000 0000")
    assert iban(ACCOUNT) and not iban("DE88" + ACCOUNT[4:])
    assert resident(RESIDENT) and not resident(RESIDENT[:-1] + "1")


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("FirstName", "names of people"),
        ("customer name", "names of people"),
        ("HomeAddress", "addresses"),
        ("date-of-birth", "dates of birth"),
        ("姓名", "names of people"),
        ("出生日期", "dates of birth"),
        ("ssn", "official numbers"),
        ("religion", "traits under special protection"),
    ],
)
def test_names_of_columns_are_remarks(name, kind):
    (said,) = found(["x", "y"], "category", name)
    assert f"{kind}, by its name" in said.message and said.severity == "info"


def test_ordinary_names_say_nothing():
    for name in ("name", "title", "price", "birthrate", "address_count", "streetlight"):
        assert found(["x", "y"], "category", name) == []
    assert found([1.5, 2.5], "latitude", "lat")[0].severity == "info"


def test_a_column_that_is_not_used_is_a_remark_and_the_profile_has_it(tmp_path):
    assert found([PERSON + "@x.example"], used=False)[0].severity == "info"
    frame = pd.DataFrame({"y": [i % 3 for i in range(60)], "n": range(60)})
    frame["words"] = [f"letter {i} of mia{i}@x.example, thanks" for i in range(60)]
    _, made = profile(tmp_path, frame.astype({"n": float}))
    said = [f for f in made.findings if f.kind == "personal"]
    assert [f.column for f in said] == ["words"]
    assert "e-mail addresses (60 of 60 rows)" in said[0].message
    assert PERSON not in said[0].message
