"""Bodies of requests -> rows of cells, or the reason why not."""

import json
import math
import re
from dataclasses import dataclass, field

BOUNDARY = re.compile(r'boundary="?([^";,\s]{1,70})"?')
PART = re.compile(rb"^content-disposition:\s*form-data\s*;(.*)$", re.I | re.M)
NAME, FILE = (
    re.compile(rb'(?:;|^)\s*%s="([^"]*)"' % w) for w in (b"name", b"filename")
)
SUFFIX = re.compile(r"\.[a-z0-9]{1,8}(\.gz)?")
PLACE = re.compile(r"(.*?)(?:\[(\d{1,6})\])?", re.DOTALL)


class Refused(Exception):
    """A request that can't be answered: its status, and the reason for each fault."""

    def __init__(self, status: int, detail: str, faults: list[dict] | None = None):
        super().__init__(detail)
        self.status, self.detail, self.faults = status, detail, faults or []


@dataclass
class Upload:
    """One file of a request: whose cell it is, and what is in it."""

    row: int
    column: str
    suffix: str
    content: bytes


@dataclass
class Request:
    """Rows of cells, as a table would have them, and the files that belong to them."""

    rows: list[dict[str, str]]
    uploads: list[Upload] = field(default_factory=list)


def read_json(body: bytes, columns: dict[str, str], most: int) -> Request:
    """Rows of `{"rows": [...]}`, of a list of rows, or of one row.

    `columns` says of each what it holds: number, text, array or file. Raises Refused,
    with a reason for each of the first faults.
    """
    return Request(check_rows(parse_json(body), columns, most))


def parse_json(body: bytes) -> object:
    """What a JSON text holds. Raises Refused if it is none."""
    try:
        return json.loads(body, parse_constant=lambda word: float("nan"))
    except (ValueError, RecursionError) as error:
        raise Refused(400, f"the body is no JSON: {str(error)[:200]}") from error


def check_rows(found: object, columns: dict[str, str], most: int) -> list[dict]:
    """Rows as cells of text. Raises Refused, with reasons for the first faults."""
    if isinstance(found, dict) and set(found) == {"rows"} and "rows" not in columns:
        found = found["rows"]
    rows = [found] if isinstance(found, dict) else found
    if not isinstance(rows, list) or not rows:
        raise Refused(422, "send a row, a list of rows, or them under `rows`")
    if len(rows) > most:
        raise Refused(413, f"{len(rows)} rows; at most {most} are taken at once")
    faults: list[dict] = []
    cells = [check_row(row, i, columns, faults) for i, row in enumerate(rows)]
    if faults:
        raise Refused(422, f"{len(faults)} values can't be used", faults[:20])
    return cells


def check_row(
    row: object, i: int, columns: dict[str, str], faults: list[dict]
) -> dict[str, str]:
    """One row as cells of text; what is wrong with it is added to `faults`."""
    if not isinstance(row, dict):
        faults.append({"row": i, "reason": "a row is an object of columns"})
        return {}
    cells = {}
    for name, value in row.items():
        if name not in columns:
            reason = "there is no such column"
        else:
            cells[name], reason = check_value(value, columns[name])
        if reason:
            faults.append({"row": i, "column": name[:100], "reason": reason})
    return cells


def check_value(value: object, kind: str) -> tuple[str, str]:
    """A value as the text of a cell, and why it can't be one, or ''."""
    if value is None or value == "":
        return "", ""
    if kind == "file":
        return "", "a file: send it as a part of multipart/form-data"
    if kind == "array":
        flat = isinstance(value, list) and is_array(value)
        reason = "" if flat else "expected a list of finite numbers, or lists of them"
        return (json.dumps(value), "") if flat else ("", reason)
    if isinstance(value, bool):
        return str(value), ""
    if isinstance(value, int | float):
        return (str(value), "") if is_finite(value) else ("", "no finite number")
    if kind == "number":
        return "", "expected a number"
    if isinstance(value, str):
        whole = value.isascii() or value == value.encode("utf-8", "replace").decode()
        return (value, "") if whole else ("", "half a character")
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return json.dumps(value, ensure_ascii=False), ""
    return "", "expected a text"


def is_finite(value: int | float) -> bool:
    """Whether a number fits into a float."""
    try:
        return math.isfinite(value)
    except OverflowError:
        return False


def is_array(value: list) -> bool:
    """Whether a list holds finite numbers or texts, or lists of one length of them."""
    if not value:
        return False
    lists = [item for item in value if isinstance(item, list)]
    if lists:
        alike = len(lists) == len(value) and len({len(item) for item in lists}) == 1
        return alike and all(is_array(item) for item in lists)
    return all(
        isinstance(item, str)
        or (isinstance(item, int | float) and is_finite(item))
        and not isinstance(item, bool)
        for item in value
    )


def read_form(
    kind: str, body: bytes, columns: dict[str, str], most: int, files: int
) -> Request:
    """Rows and files of a multipart/form-data body.

    A part with a file name is the file of the row's column of that name: `picture`, or
    `picture[2]` for the third row. A part `rows` holds JSON as `read_json` takes it;
    any other part is a cell of the only row. Raises Refused.
    """
    found, single, uploads, faults = None, {}, [], []
    for name, filename, content in split_form(kind, body):
        if filename is not None:
            uploads.append(take_upload(name, filename, content))
        elif name == "rows" and "rows" not in columns:
            found = parse_json(content)
        else:
            single[name] = text_value(content, columns.get(name, ""), name, faults)
    if len(uploads) > files:
        raise Refused(413, f"{len(uploads)} files; at most {files} are taken at once")
    if found is not None and single:
        raise Refused(422, "send `rows`, or a part for each column, not both")
    rows = check_rows(single if found is None else found, columns, most)
    for upload in uploads:
        if columns.get(upload.column) not in ("file", "array"):
            reason = "there is no such column of files"
        elif upload.row >= len(rows):
            reason = f"there are {len(rows)} rows"
        elif not SUFFIX.fullmatch(upload.suffix):
            reason = "its file name needs an ending such as .png"
        else:
            continue
        place = {"row": upload.row, "column": upload.column[:100]}
        faults.append({**place, "reason": reason})
    if faults:
        raise Refused(422, f"{len(faults)} values can't be used", faults[:20])
    return Request(rows, uploads)


def split_form(kind: str, body: bytes) -> list[tuple[str, str | None, bytes]]:
    """Name, file name if any, and content of each part (RFC 7578). Raises Refused."""
    boundary = BOUNDARY.search(kind)
    mark = b"\r\n--" + (boundary.group(1).encode() if boundary else b"")
    _, *pieces = (b"\r\n" + body).split(mark)
    if not boundary or not pieces or not pieces.pop().startswith(b"--"):
        raise Refused(400, "the body is no whole multipart/form-data")
    parts = []
    for piece in pieces:
        head, _, content = piece.removeprefix(b"\r\n").partition(b"\r\n\r\n")
        told = PART.search(head.replace(b"\r\n", b"\n"))
        name = NAME.search(told.group(1)) if told else None
        if told is None or name is None:
            raise Refused(400, "a part has no name")
        file = FILE.search(told.group(1))
        filename = file.group(1).decode("utf-8", "replace") if file else None
        parts.append((name.group(1).decode("utf-8", "replace"), filename, content))
    return parts


def take_upload(name: str, filename: str, content: bytes) -> Upload:
    """A part that is a file; of its own name only the ending is ever used."""
    match = PLACE.fullmatch(name)
    column, row = match.groups() if match else (name, None)
    dot = filename.removesuffix(".gz").rfind(".")
    suffix = filename[dot:].lower() if dot >= 0 else ""
    return Upload(int(row or 0), column, suffix, content)


def text_value(content: bytes, kind: str, name: str, faults: list[dict]) -> object:
    """The value of a part without a file name, as JSON would have it."""
    try:
        text = content.decode()
        if kind == "number" and text:
            return float(text)
        return json.loads(text) if kind == "array" and text else text
    except (ValueError, RecursionError):
        reason = f"expected {'UTF-8 text' if kind == 'text' else f'a value: {kind}'}"
        faults.append({"row": 0, "column": name[:100], "reason": reason})
        return None
