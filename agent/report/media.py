"""One cell of the data as something to look at: a thumbnail, a line, a few words.

Files are those of the view, which are copies of the user's own. What can't be shown is
named instead; a row without anything says so.
"""

import io
import json
import warnings
from pathlib import Path

import numpy as np
from PIL import Image

from agent.data import clips, formats, media, sounds
from agent.report.elements import Picture, Sketch, Words

SIDE = 128
"""Pixels of a thumbnail's longer side."""
POINTS = 120
"""Points of a sketch."""
CHANNELS = 6
LONGEST = 400
"""Characters of a text."""
UNREADABLE = (OSError, ValueError, TypeError, SyntaxError, EOFError, IndexError)

Part = Picture | Sketch | Words


def part(kind: str, name: str, cell: str, root: Path) -> Part:
    """A cell of a modality of `kind`, whose files lie below `root`."""
    if not cell:
        return Words(name, ("(missing)",))
    try:
        return _drawn(kind, name, cell, root)
    except (*UNREADABLE, Image.DecompressionBombError) as error:
        return Words(name, (f"(not shown: {type(error).__name__})",))


def _drawn(kind: str, name: str, cell: str, root: Path) -> Part:
    path = root / cell if ".." not in Path(cell).parts else root
    if kind == "image":
        return thumbnail(name, _picture(path))
    if kind == "video":
        return thumbnail(name, _strip(path))
    if kind == "audio":
        return _sound(name, path)
    if kind == "points":
        return _cloud(name, path, cell)
    if kind in ("series", "track", "vector", "range"):
        return _numbers(kind, name, _array(path, cell))
    return Words(name, tuple(cell[:LONGEST].split()) or ("(empty)",))


def curve(name: str, cells: list[str]) -> Part:
    """The cells of the columns of a curve as its line."""
    values = np.array([float(cell) if cell else np.nan for cell in cells])
    if np.isnan(values).all():
        return Words(name, ("(missing)",))
    return _numbers("vector", name, values[~np.isnan(values)])


def thumbnail(name: str, picture: Image.Image) -> Picture:
    """A picture of at most SIDE pixels, as PNG if it is small or has holes."""
    small = picture.copy()
    small.thumbnail((SIDE, SIDE))
    if max(small.size) < 48:
        scale = 64 // max(small.size) + 1
        size = (small.width * scale, small.height * scale)
        small = small.resize(size, Image.Resampling.NEAREST)
    data, clear = io.BytesIO(), small.has_transparency_data
    if clear or max(picture.size) <= SIDE:
        small = small.convert("RGBA" if clear else "RGB")
        small.quantize(64).save(data, "PNG", optimize=True)
        return Picture(name, "image/png", data.getvalue())
    small.convert("RGB").save(data, "JPEG", quality=78)
    return Picture(name, "image/jpeg", data.getvalue())


def _picture(path: Path) -> Image.Image:
    if formats.of(path):
        return Image.fromarray(formats.still(path))
    if path.suffix.lower() == ".npy":
        return _grey(np.load(path, allow_pickle=False))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a large picture is made small at once
        with Image.open(path) as picture:
            picture.draft("RGB", (SIDE, SIDE))
            picture.load()
            if picture.mode.startswith(("I", "F")):
                return _grey(np.asarray(picture, dtype=float))
            return picture.copy()


def _grey(array: np.ndarray) -> Image.Image:
    """Numbers as a grey picture, or a coloured one of three channels."""
    planes = np.squeeze(array.astype(float))
    if planes.ndim == 3 and planes.shape[0] < planes.shape[2]:
        planes = planes.transpose(1, 2, 0)
    if planes.ndim == 3 and planes.shape[2] != 3:
        planes = planes[..., 0]
    if planes.ndim < 2:
        planes = np.atleast_2d(planes)
    known = planes[np.isfinite(planes)]
    low, high = np.quantile(known, [0.01, 0.99]) if known.size else (0.0, 1.0)
    scaled = (np.nan_to_num(planes) - low) / max(high - low, 1e-9) * 255
    return Image.fromarray(scaled.clip(0, 255).astype(np.uint8))


def _strip(path: Path) -> Image.Image:
    """First, middle and last frame of a clip beside each other."""
    if path.is_dir():
        found = clips.frames(path)
        frames = [_picture(found[i]) for i in _few(len(found), 3)]
    elif formats.of(path):
        held = formats.decode(path)
        few = [np.asarray(held[i]) for i in _few(len(held), 3)]
        frames = [Image.fromarray(formats.in_bytes(pixels)) for pixels in few]
    else:
        with Image.open(path) as film:
            frames = []
            for i in _few(getattr(film, "n_frames", 1), 3):
                film.seek(i)
                frames.append(film.convert("RGB"))
    small = [frame.convert("RGB").resize((64, 64)) for frame in frames]
    strip = Image.new("RGB", (66 * len(small) - 2, 64), "white")
    for i, frame in enumerate(small):
        strip.paste(frame, (66 * i, 0))
    return strip


def _few(count: int, wanted: int) -> list[int]:
    return sorted(
        set(np.linspace(0, count - 1, min(count, wanted)).astype(int).tolist())
    )


def _sound(name: str, path: Path) -> Sketch:
    """How loud a sound is: the least and greatest sample of each stretch."""
    mono, rate = sounds.beginning(path, 20)
    pieces = [piece for piece in np.array_split(mono, POINTS) if piece.size]
    seconds = len(mono) / rate
    xs = np.linspace(0, seconds, len(pieces))
    high = [(float(x), float(p.max())) for x, p in zip(xs, pieces, strict=True)]
    low = [(float(x), float(p.min())) for x, p in zip(xs, pieces, strict=True)]
    return Sketch(f"{name} ({seconds:.1f} s)", [high + low[::-1]])


def _array(path: Path, cell: str) -> np.ndarray:
    """Numbers in a file, or in the cell itself."""
    if media.suffix(cell) and path.is_file():
        if path.suffix.lower() in (".npy", ".npz") or formats.of(path):
            return np.squeeze(media.load_array(path))
        mark = "\t" if path.suffix.lower() == ".tsv" else ","
        table = np.genfromtxt(path, delimiter=mark, max_rows=5000)
        return table[~np.isnan(table).all(-1)] if table.ndim == 2 else table
    text = cell.strip()
    if text.startswith("["):
        return np.array(json.loads(text), dtype=float)
    return np.array(text.replace(";", " ").replace(",", " ").split(), dtype=float)


def _numbers(kind: str, name: str, array: np.ndarray) -> Part:
    """Channels over their steps; a track as its way; a sweep as a picture."""
    if kind == "range" and array.ndim >= 2 and min(array.shape[:2]) > 4:
        return thumbnail(name, _grey(array))
    if array.ndim == 1:
        array = array[:, None]
    if array.ndim != 2:
        return thumbnail(name, _grey(array))
    if kind != "track" and array.shape[0] < array.shape[1] and array.shape[0] <= 4:
        array = array.T
    if kind == "track" and array.shape[1] >= 2:
        kept = array[_few(len(array), POINTS)][:, :2]
        return Sketch(name, [[(float(x), float(y)) for x, y in kept]])
    at = _few(len(array), POINTS)
    return Sketch(
        name,
        [
            [(float(i), float(array[i, c])) for i in at]
            for c in range(min(array.shape[1], CHANNELS))
        ],
    )


def _cloud(name: str, path: Path, cell: str) -> Part:
    """Points seen from above: the plane in which they spread most."""
    if path.suffix.lower() == ".xyz":
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
        found = [line.split() for line in lines[2:] if len(line.split()) >= 4]
        points = np.array([words[1:4] for words in found], dtype=float)
        names = [words[0] for words in found]
    elif path.suffix.lower() == ".npy" or formats.of(path) or cell.startswith("["):
        points = _array(path, cell)[:, :3]
        names = formats.symbols(path) if formats.of(path) else []
    elif path.suffix.lower() in (".csv", ".tsv", ".txt"):
        points, names = formats.places(path), []
    else:
        return Words(name, (f"({path.suffix} file)",))
    centred = points - points.mean(0)
    axes = np.linalg.svd(centred, full_matrices=False)[2]
    flat = centred @ axes[: min(2, len(axes))].T
    names = names or [""] * len(flat)
    groups: dict[str, list[tuple[float, float]]] = {}
    for symbol, place in zip(names[:POINTS], flat[:POINTS], strict=False):
        groups.setdefault(symbol, []).append((float(place[0]), float(place[-1])))
    said = " ".join(groups) if any(groups) else f"{len(points)} points"
    return Sketch(f"{name}: {said}", list(groups.values()), points=True)
