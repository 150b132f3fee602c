"""Cells that are words: what kind they are, by their form and how often they return."""

import re
from collections.abc import Mapping
from itertools import pairwise

ID_WORDS = {"id", "ids", "index", "idx", "uuid", "guid", "key", "row", "编号", "序号"}
ID_WORDS |= {"rowid", "行号"}
TIME_WORDS = {"time", "timestamp", "date", "datetime", "year", "month", "week", "day"}
TIME_WORDS |= {"hour", "minute", "时间", "日期", "年份", "年", "月", "日"}
_BOOLEANS = (
    {"true", "false"},
    {"yes", "no"},
    {"y", "n"},
    {"t", "f"},
    {"on", "off"},
    {"是", "否"},
)
DATE = re.compile(
    r"\d{4}[-/.]\d{1,2}([-/.]\d{1,2})?([ T]\d{1,2}:\d{2}.*)?"
    r"|\d{1,2}[-/.]\d{1,2}[-/.](\d{4}|\d{2})([ T]\d{1,2}:\d{2}.*)?"
    r"|\d{4}年\d{1,2}月(\d{1,2}日)?"
    r"|\d{1,2} [A-Z][a-z]{2,8} \d{4}|[A-Z][a-z]{2,8} \d{1,2},? \d{4}"
)
CLOCK = re.compile(
    r"(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?|(?:0?[1-9]|1[0-2]):[0-5]\d [AaPp][Mm]"
)
"""Times of day."""
_CODE = re.compile(r"([A-Za-z_#-]*)(\d+)")
_UUID = re.compile(
    r"[0-9a-fA-F]{8}-?([0-9a-fA-F]{4}-?){3}[0-9a-fA-F]{12}|[0-9a-f]{32,64}"
)
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


def words(name: str) -> list[str]:
    """A column's name in lower-case words: `patientID` and `patient_id` alike."""
    spaced = re.sub(r"([a-z0-9])([A-Z])", r"\1 \2", name)
    return [word for word in re.split(r"[\W_]+", spaced.lower()) if word]


def word_type(name: str, cells: list[str], counts: Mapping[str, int]) -> str:
    """boolean, date, unreadable (addresses of the web), id, text or category;
    `counts`: how often each of the cells occurs."""
    unique = list(counts)
    if len(unique) <= 2 and any({u.lower() for u in unique} <= b for b in _BOOLEANS):
        return "boolean"
    sample = unique[:: max(1, len(unique) // 200)]
    if all(DATE.fullmatch(cell.strip()) for cell in sample):
        return "date"
    if all(CLOCK.fullmatch(cell.strip()) for cell in sample):
        return "date"
    if all("://" in cell for cell in sample):
        return "unreadable"
    if _is_id(name, cells, unique):
        return "id"
    return "text" if _is_text(name, sample, len(cells), len(unique)) else "category"


def _is_id(name: str, cells: list[str], unique: list[str]) -> bool:
    """One short code per row: by its name, its form, or a number that only grows."""
    if len(unique) < len(cells) or len(unique) < 3:
        return False
    if any(" " in cell or len(cell) > 64 for cell in unique):
        return False
    if set(words(name)) & ID_WORDS or all(_UUID.fullmatch(c) for c in unique[:50]):
        return True
    codes = [_CODE.fullmatch(cell) for cell in cells]
    if not all(codes):
        return False
    numbers = [int(code[2]) for code in codes if code]
    prefixes = {code[1] for code in codes if code}
    return len(prefixes) == 1 and all(a < b for a, b in pairwise(numbers))


def _is_text(name: str, sample: list[str], rows: int, unique: int) -> bool:
    """Words to read rather than values to tell apart.

    Values that come back (five rows each, or two where there are at most twenty) are
    categories unless they are sentences. Two CJK characters count as a word.
    """
    length = sum(words_in(cell) for cell in sample) / len(sample)
    repeats = rows / unique
    if length > 6 and unique > 20:
        return True
    if repeats >= 5 or (unique <= 20 and repeats >= 2):
        return False
    code_like = bool(set(words(name)) & ID_WORDS) and length <= 1
    return not (code_like and repeats >= 1.5)


def words_in(cell: str) -> float:
    """How many words; two CJK characters count as one."""
    return max(len(cell.split()), len(_CJK.findall(cell)) / 2)
