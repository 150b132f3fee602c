"""Point clouds from files: coordinates first, then what else is known of each point."""

import re
import zipfile
from pathlib import Path

import numpy as np

from templates.blocks.arrays import parse_array

PLY_TYPES = {
    **{"char": "i1", "uchar": "u1", "short": "i2", "ushort": "u2", "int": "i4"},
    **{"uint": "u4", "float": "f4", "double": "f8", "int8": "i1", "uint8": "u1"},
    **{"int16": "i2", "uint16": "u2", "int32": "i4", "uint32": "u4"},
    **{"float32": "f4", "float64": "f8"},
}
POINT_COLUMNS = {
    **{axis: rf"{axis}([_ ].*)?" for axis in "xyz"},
    "range": r"(range|distance|dist|rho|r|距离)([_ ].*)?",
    "azimuth": r"(azimuth|azim|az|bearing|方位角?)([_ ].*)?",
    "elevation": r"(elevation|elev|el|俯仰角?)([_ ].*)?",
}
UNREADABLE_CLOUD = (
    *(OSError, ValueError, TypeError, KeyError, IndexError, EOFError),
    *(OverflowError, zipfile.BadZipFile),
)


def read_cloud(cell: str, root: Path) -> tuple[np.ndarray, list[str]] | None:
    """Points (N, 3 + C) and their symbols (N,), or none; None if there is no point.

    Takes .npy, .npz, .ply, .pcd (but not compressed ones), .xyz with or without
    element symbols, tables as `parse_returns` reads them, and what `DECODERS` read,
    with the field `symbol` or without. Points without finite coordinates are left out.
    """
    if not cell.strip():
        return None
    parse = {".ply": parse_ply, ".pcd": parse_pcd}
    path, symbols = root / cell, []
    try:
        if path.suffix.lower() == ".xyz":
            points, symbols = parse_xyz(path.read_text(encoding="utf-8-sig"))
        elif path.suffix.lower() in (".csv", ".tsv", ".txt"):
            points = parse_returns(path.read_text(encoding="utf-8-sig"))
        elif path.suffix.lower() in parse:
            points = parse[path.suffix.lower()](path.read_bytes())
        else:
            points = np.asarray(parse_array(cell.strip(), root))
            if points.dtype.names:  # atoms
                symbols = points["symbol"].tolist()
                points = np.stack([points[axis] for axis in "xyz"], axis=1)
            points = points.astype(np.float32)
        if points.ndim != 2 or points.shape[1] < 3:
            return None
    except UNREADABLE_CLOUD:
        return None
    whole = np.isfinite(points[:, :3]).all(axis=1)
    symbols = (
        [s for s, kept in zip(symbols, whole, strict=True) if kept] if symbols else []
    )
    return (points[whole], symbols) if whole.any() else None


def parse_xyz(text: str) -> tuple[np.ndarray, list[str]]:
    """Lines of numbers, or of a word and numbers; a line count may come first."""
    lines = [line.split() for line in text.splitlines()]
    if lines and len(lines[0]) == 1:  # count, comment, then the atoms
        lines = lines[2 : 2 + int(lines[0][0])]
    lines = [line for line in lines if line]
    symbols = [] if re.match(r"[-+.\d]", lines[0][0]) else [line[0] for line in lines]
    start = 1 if symbols else 0
    numbers = [[float(word) for word in line[start:]] for line in lines]
    return np.array(numbers, dtype=np.float32), symbols


def point_columns(header: str) -> dict[str, int]:
    """Which columns of a table hold places by their names: x and y, and z if there is
    one, or range and azimuth, and elevation if there is one; none if it is no header.
    """
    comma = next((sign for sign in ",;\t" if sign in header), None)
    names = [name.strip(' "\r\n').lower() for name in header.split(comma)]
    found = {}
    for role, pattern in POINT_COLUMNS.items():
        fitting = [i for i, name in enumerate(names) if re.fullmatch(pattern, name)]
        found |= {role: fitting[0]} if fitting else {}
    for first, second, third in (("x", "y", "z"), ("range", "azimuth", "elevation")):
        if {first, second} <= set(found):
            return {
                role: i for role, i in found.items() if role in (first, second, third)
            }
    return {}


def parse_returns(text: str) -> np.ndarray:
    """A table with a line for each point, (N, 3 + C): its place, then its other columns
    in their order, such as a time. Without a header that names places, the first three
    columns are these."""
    lines = [line for line in text.lstrip("\ufeff").splitlines() if line.strip()]
    comma = next((sign for sign in ",;\t" if sign in lines[0]), None)
    table = np.genfromtxt(lines, delimiter=comma, dtype=np.float64, ndmin=2)
    named = point_columns(lines[0])
    if not named:
        return table[np.isfinite(table).any(axis=1)].astype(np.float32)
    table = table[1:]
    held = {role: table[:, column] for role, column in named.items()}
    if "range" in named:
        name = lines[0].lower().split(comma)[named["azimuth"]]
        held = from_polar(held, "deg" in name, "rad" in name)
    flat = np.zeros(len(table))
    others = [i for i in range(table.shape[1]) if i not in named.values()]
    places = [held["x"], held["y"], held.get("z", flat), table[:, others]]
    return np.column_stack(places).astype(np.float32)


def from_polar(
    held: dict[str, np.ndarray], degrees: bool, radians: bool
) -> dict[str, np.ndarray]:
    """x, y and z from range, azimuth and, if there is one, elevation; angles whose unit
    nobody told are degrees where some exceed a turn in radians."""
    turned = held["azimuth"]
    up = held.get("elevation", np.zeros(len(turned)))
    if degrees or not radians and np.nanmax(np.abs(turned), initial=0.0) > 2 * np.pi:
        turned, up = np.deg2rad(turned), np.deg2rad(up)
    flat = held["range"] * np.cos(up)
    x, y = flat * np.cos(turned), flat * np.sin(turned)
    return {"x": x, "y": y, "z": held["range"] * np.sin(up)}


def parse_ply(data: bytes) -> np.ndarray:
    """The vertices of an ascii or binary .ply file; ValueError if they have lists."""
    head, _, body = data.partition(b"end_header")
    body = body[body.index(b"\n") + 1 :]
    first, *elements = re.split(r"^element ", head.decode("ascii"), flags=re.MULTILINE)
    name, count, *lines = re.split(r"\s", elements[0], maxsplit=2)
    fields = [line.split()[1:] for line in lines[0].splitlines() if "property" in line]
    if name != "vertex" or any(field[0] == "list" for field in fields):
        raise ValueError("the first element is no list of plain vertices")
    order = ">" if "big_endian" in first else "<"
    types = [(field[1], order + PLY_TYPES[field[0]]) for field in fields]
    return named_fields(body, types, int(count), "ascii" in first)


def parse_pcd(data: bytes) -> np.ndarray:
    """The points of an ascii or binary .pcd file; ValueError if it is compressed."""
    head, _, body = data.partition(b"DATA ")
    form, _, body = body.partition(b"\n")
    lines = [line.split() for line in head.decode("ascii").splitlines()]
    said = {line[0]: line[1:] for line in lines if line and line[0] != "#"}
    if form.strip() not in (b"ascii", b"binary"):
        raise ValueError(f"{form.decode()} is not read")
    counts = map(int, said.get("COUNT", ["1"] * len(said["FIELDS"])))
    types = []
    parts = zip(said["FIELDS"], said["TYPE"], said["SIZE"], counts, strict=True)
    for place, (name, kind, size, count) in enumerate(parts):
        code = f"<{kind.lower()}{size}"
        types += [
            (f"{name}{place}_{i}" if count > 1 else name, code) for i in range(count)
        ]
    return named_fields(body, types, int(said["POINTS"][0]), form.strip() == b"ascii")


def named_fields(
    body: bytes, types: list[tuple[str, str]], count: int, ascii: bool
) -> np.ndarray:
    """(N, 3 + C): x, y, z, then the other fields in their order."""
    names = [name for name, _ in types]
    if ascii:
        words = body.split()[: count * len(names)]
        table = np.array(words, dtype=np.float32).reshape(count, len(names))
    else:
        record = np.frombuffer(body, np.dtype(types), count)
        table = np.stack([record[name].astype(np.float32) for name in names], axis=1)
    others = [name for name in names if name not in ("x", "y", "z", "_")]
    return table[:, [names.index(name) for name in ("x", "y", "z", *others)]]


def thin_cloud(size: int, places: int) -> np.ndarray:
    """Which of `size` points to keep, at most `places`, evenly over their order."""
    return np.arange(size) if size <= places else np.arange(places) * size // places


def cloud_channels(
    points: np.ndarray, symbols: list[str], scale: dict, places: int, centre: bool
) -> np.ndarray:
    """(P, 3 + symbols + numbers + 1), at most `places` points; `scale` as learnt."""
    middle = points[:, :3].mean(axis=0) if centre else np.array(scale["middle"])
    kept = thin_cloud(len(points), places)
    points, symbols = points[kept], [symbols[i] for i in kept] if symbols else []
    known = np.array(scale["symbols"], dtype=str)
    names = np.array(symbols or [""] * len(points), dtype=str)
    one_hot = names[:, None] == known[None]
    more = np.full((len(points), len(scale["mean"])), np.nan)
    width = min(points.shape[1] - 3, len(scale["mean"]))
    more[:, :width] = points[:, 3 : 3 + width]
    more = (more - np.array(scale["mean"])) / np.array(scale["deviation"])
    more = np.where(np.isfinite(more), more, 0.0).clip(-20, 20)
    place = ((points[:, :3] - middle) / scale["scale"]).clip(-100, 100)
    real = np.ones((len(points), 1))
    return np.concatenate([place, one_hot, more, real], axis=1).astype(np.float32)
