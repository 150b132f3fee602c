"""Personal data in the columns: what kind, where and in how many rows; never a cell.

Patterns with checksums where there are some, and names of columns. What it misses is
not shown to be absent: names of people inside a text are not looked for.
"""

import re
from collections.abc import Callable, Sequence

import numpy as np
import pandas as pd

from agent.data.cells import series, text
from agent.data.data_kinds import media_kinds
from agent.records import Column, Finding

ROWS, CHARACTERS = 2000, 2000
"""Cells of a column that are looked at, evenly spaced, and the start of each."""
CHECKED = 0.5
"""Part of the numbers of a form that must have a right check digit: one in ten random
ones has it, too."""
FIX = (
    "say 'without' and the column's name in the sentence if the task does not need it; "
    "a model may remember what it was trained on"
)


def luhn(found: str) -> bool:
    """The check digit of a payment card (ISO/IEC 7812)."""
    digits = [int(c) for c in reversed(found) if c.isdigit()]
    twice = [sum(divmod(2 * d, 10)) for d in digits[1::2]]
    return len(set(digits)) > 1 and (sum(digits[::2]) + sum(twice)) % 10 == 0


def iban(found: str) -> bool:
    """The check digits of a bank account (ISO 13616)."""
    whole = found.replace(" ", "")
    turned = whole[4:] + whole[:4]
    return int("".join(str(int(c, 36)) for c in turned)) % 97 == 1


def resident(found: str) -> bool:
    """The last character of a Chinese resident's number (GB 11643)."""
    weights = [2**i % 11 for i in range(17, 0, -1)]
    total = sum(w * int(c) for w, c in zip(weights, found, strict=False))
    return "10X98765432"[total % 11] == found[17].upper()


def address(found: str) -> bool:
    """Four numbers of one byte each, not a version such as 1.0.0.0."""
    parts = [int(part) for part in found.split(".")]
    return all(part < 256 for part in parts) and parts[0] > 0 and max(parts) > 20


FORMS: dict[str, tuple[str, Callable[[str], bool] | None]] = {
    "e-mail addresses": (
        r"\b[\w.+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{2,63}){1,4}\b",
        None,
    ),
    "phone numbers": (
        r"(?<![\w.+])(?:\+[1-9]\d{0,2}[ ./-]?(?:\(?\d{1,5}\)?[ ./-]?){2,5}\d{2,4}"
        r"|\(?[2-9]\d{2}\)?[ .-]\d{3}[ .-]\d{4}|1[3-9]\d{9})(?![\w.]*\d)",
        lambda found: 9 <= sum(c.isdigit() for c in found) <= 15,
    ),
    "bank accounts (IBAN)": (
        r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?\b",
        iban,
    ),
    "payment card numbers": (r"(?<![\d.])[3-6]\d{3}(?:[ -]?\d{3,6}){2,4}(?!\d)", luhn),
    "resident numbers (China)": (
        r"(?<!\d)\d{6}(?:19|20)\d{2}[01]\d[0-3]\d{4}[\dXx](?!\d)",
        resident,
    ),
    "social security numbers (USA)": (
        r"(?<![\d-])(?!000|666|9)\d{3}-(?!00)\d{2}-(?!0000)\d{4}(?![\d-])",
        None,
    ),
    "IP addresses": (r"(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?![\d.])", address),
}
CHECKS = (iban, luhn, resident)
NUMBERS = ("payment card numbers", "resident numbers (China)")
"""Forms that a column of whole numbers may have."""
HEADERS = {"dicom", "edf", "wfdb"}
"""File formats with a place for what is said of a patient."""
IN_HEADERS = "names in the headers of its files, unless they were taken out"
NAMES = {
    "names of people": r"(first|last|full|given|family|sur|maiden|user|person|patient|"
    r"customer|client|employee|contact)_?name|姓名|名字",
    "addresses": r"(home|street|postal|billing|shipping|mail)?_?address|street|zip|"
    r"zip_?code|post_?code|postal_?code|地址|住址|邮编",
    "dates of birth": r"birth(day|_?date)?|date_of_birth|dob|year_of_birth|出生.*|生日",
    "phone numbers": r"(tele|mobile_?|cell_?|home_?)?phone(_?number)?|mobile|电话|"
    r"手机.*",
    "e-mail addresses": r"e_?mail(_?address)?|邮箱|电子邮件",
    "official numbers": r"ssn|social_security.*|passport.*|national_id|tax_?id|"
    r"driver.?s?_licen[cs]e.*|身份证.*|护照.*",
    "traits under special protection": r"race|ethnic(ity|_group|_origin)?|religion|"
    r"sexual_orientation|民族|宗教",
    "IP addresses": r"ip(_?address)?",
}


def find(
    table: pd.DataFrame, columns: Sequence[Column], used: set[str]
) -> list[Finding]:
    """A finding for every column that seems to hold personal data: a warning for one
    that the models learn from, told by its cells; else a remark."""
    findings, media = [], media_kinds()
    for column in columns:
        if HEADERS & set(column.formats):
            findings.append(_in_headers(column))
        if column.name not in table or column.type in media:
            continue
        cells = _some(table, column)
        seen = _in_cells(cells, column)
        named = [kind for kind in _by_name(column) if kind not in seen]
        said = [f"{kind} ({n} of {len(cells)} rows)" for kind, n in seen.items()]
        said += [f"{kind}, by its name or its range" for kind in named]
        if not said:
            continue
        learnt = column.name in used
        note = "models learn from it" if learnt else "no model learns from it"
        findings.append(
            Finding(
                kind="personal",
                severity="warning" if learnt and seen else "info",
                column=column.name,
                message=f"column {column.name} seems to hold personal data: "
                f"{', '.join(said)}; {note}",
                fix=FIX if learnt else "",
            )
        )
    return findings


def _in_headers(column: Column) -> Finding:
    return Finding(
        kind="personal",
        severity="info",
        column=column.name,
        message=f"column {column.name} seems to hold personal data: {IN_HEADERS}; "
        "no model learns from it",
        fix="the run's folder has copies of the files: treat it like the data",
    )


def _some(table: pd.DataFrame, column: Column) -> list[str]:
    """Cells that are there, evenly spaced, cut."""
    cells = [cell for cell in text(series(table, column.name)) if cell]
    places = np.linspace(0, len(cells) - 1, min(len(cells), ROWS)).astype(int)
    return [cells[i][:CHARACTERS] for i in places]


def _in_cells(cells: list[str], column: Column) -> dict[str, int]:
    """By kind: rows in which a number or address of its form was seen."""
    if column.type in ("number", "date", "boolean", "latitude", "longitude"):
        return {}
    found = {}
    for kind, (pattern, right) in FORMS.items():
        if column.type == "integer" and kind not in NUMBERS:
            continue
        form = re.compile(pattern, re.ASCII)
        rows = [form.findall(cell) for cell in cells]
        seen = [[one for one in row if right is None or right(one)] for row in rows]
        every, good = sum(map(len, rows)), sum(map(len, seen))
        if good and (right not in CHECKS or good >= CHECKED * every):
            found[kind] = sum(map(bool, seen))
    return found


def _by_name(column: Column) -> list[str]:
    """Kinds that the name of a column promises: `HomeAddress` is `home_address`."""
    if column.type in ("latitude", "longitude"):
        return ["places"]
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", column.name.strip())
    words = re.sub(r"[\s.-]+", "_", words).lower()
    return [kind for kind, name in NAMES.items() if re.fullmatch(name, words)]
