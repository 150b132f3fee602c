"""File formats beside those that every project reads: which they are, what they hold.

Their readers are `templates/blocks/formats/`, which a project has for the formats of
its own data alone.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any

from agent.records import Column, Profile

if TYPE_CHECKING:
    from numpy import ndarray

EXTRA = "pip install 'forgeweld[formats]'"


@dataclass(frozen=True)
class Format:
    """One format of files."""

    name: str
    """Of its module in `templates/blocks/formats`."""
    suffixes: tuple[str, ...]
    holds: str
    """What a file is, in the words of `media.SUFFIXES`: image (it may move), video,
    audio, points, a series, a track, or an array, whose shape tells."""
    packages: tuple[str, ...] = ()
    """Distributions that its reader takes, first the one that it imports."""

    @property
    def module(self) -> str:
        """Path of its reader below `templates/blocks`."""
        return f"formats/{self.name}.py"


_FILMS = (".mp4", ".m4v", ".mov", ".mkv", ".webm", ".avi", ".mpg", ".mpeg", ".wmv")
_ROBOTS = (".mcap", ".bag", ".db3", "metadata.yaml")
FORMATS = (
    Format("dicom", (".dcm", ".dicom"), "image", ("pydicom",)),
    Format("nifti", (".nii", ".nii.gz"), "image", ("nibabel", "importlib-resources")),
    Format("las", (".las", ".laz"), "points", ("laspy", "lazrs")),
    Format("lidar_bin", (".bin",), "points"),
    Format("molecule", (".mol", ".sdf", ".pdb", ".ent"), "points"),
    Format("gpx", (".gpx",), "track"),
    Format("edf", (".edf", ".bdf"), "series", ("edfio",)),
    Format("wfdb", (".hea",), "series", ("soundfile",)),
    Format("robot", _ROBOTS, "series", ("mcap", "lz4", "zstandard")),
    Format("matlab", (".mat",), "array", ("h5py",)),
    Format("hdf5", (".h5", ".hdf5"), "array", ("h5py",)),
    Format("parquet", (".parquet",), "array", ("pyarrow",)),
    Format("film", _FILMS, "video", ("av",)),
    Format("film_sound", (), "audio", ("av",)),
    Format("recording", (".m4a", ".aac", ".wma", ".amr"), "audio", ("av",)),
)
SUFFIXES = {suffix: one for one in FORMATS for suffix in one.suffixes}


def suffix(name: str) -> str:
    """The lower-case end of a file's name from its last dot on; `.gz` with what it
    packs: `.nii.gz`; and the whole name of the one that stands for a folder."""
    end = PurePath(name).suffix.lower()
    if end == ".yaml" and name.endswith("metadata.yaml"):
        return "metadata.yaml"
    return PurePath(name[:-3]).suffix.lower() + end if end == ".gz" else end


def is_bare(name: str) -> bool:
    """Whether a file has no suffix, or a number for one: `IM7`, `1.2.840.113619.2`."""
    end = PurePath(name).suffix[1:]
    return name.upper() != "DICOMDIR" and (not end or end.isdigit())


def kind_suffix(path: Path) -> str:
    """As `suffix`; of DICOM files that have none, the one that they lack."""
    if not is_bare(path.name):
        return suffix(path.name)
    try:
        with path.open("rb") as file:
            return ".dcm" if file.read(132)[128:] == b"DICM" else ""
    except OSError:
        return ""


def of(path: Path) -> Format | None:
    """The format of a file, if it is one of these."""
    return SUFFIXES.get(kind_suffix(path))


def lacking(cells: Iterable[str]) -> str:
    """What to install to read the files that cells name; nothing if it is here."""
    for name in among(cells):
        one = next(one for one in FORMATS if one.name == name)
        if one.packages and find_spec(one.packages[0]) is None:
            return f"{one.name} files need {one.packages[0]}: {EXTRA}"
    return ""


def decode(path: Path) -> Any:
    """What a file of one of these formats holds, by the reader that projects have.

    Raises OSError or ValueError for a file that can't be read.
    """
    end = kind_suffix(path)
    if told := lacking([f"_{end}"]):
        raise ValueError(told)
    import_module(f"templates.blocks.formats.{SUFFIXES[end].name}")  # enters itself
    from templates.blocks.decoders import DECODERS

    return DECODERS[end](path)


def sound(path: Path) -> Any:
    """The sound in a file of one of these formats, films among them, asked as a
    `soundfile.SoundFile` is; raises as `decode` does."""
    if told := lacking([f"_{kind_suffix(path)}"]):
        raise ValueError(told)
    from templates.blocks.formats.recording import Recording

    return Recording(path)


def turn_of(shapes: Sequence[tuple[int, ...]]) -> str:
    """What the rows of series (A, B) are, as projects read them: channels, bursts, or
    '' for moments."""
    from templates.blocks.lengthwise import turn_of

    return turn_of(shapes)


def has_sound(path: Path) -> bool:
    """Whether a film has a sound stream; not if it can't be read. Takes the library."""
    from templates.blocks.formats.film_sound import has_sound

    return path.is_file() and has_sound(path)  # a pipe would wait for ever


def wfdb_header(path: Path) -> Any:
    """What a header says of its record: the rate, the length, the signals. Raises
    OSError or ValueError for what is none."""
    from templates.blocks.formats.wfdb import read_wfdb_header

    return read_wfdb_header(path)


def main_files(cell: str) -> dict[str, str]:
    """Format of recordings of several files -> the path of the main file of one that a
    cell names: `a/1`, `a/1.dat`, `a/1.hea`."""
    from templates.blocks.formats.rosbag2 import bag_main
    from templates.blocks.formats.wfdb import wfdb_main

    return {"wfdb": wfdb_main(cell), "robot": bag_main(cell)}


def bag_files(path: Path) -> list[Path]:
    """The files of a folder of rosbag2, of which `path` is the main one."""
    from templates.blocks.formats.rosbag2 import bag_files

    return bag_files(path)


def channels(path: Path) -> tuple[list[str], dict[str, str]]:
    """What a robot's recording tells, and topics that are left out with their types.
    Raises as `decode`."""
    from templates.blocks.formats.robot import robot_table

    names, _, out = robot_table(path)
    return names, out


def point_columns(header: str) -> dict[str, int]:
    """Which columns of a text file hold places of points, by its header; none if it
    names none."""
    from templates.blocks.clouds import point_columns

    return point_columns(header)


def places(path: Path) -> "ndarray":
    """(N, 3) of the points in a text file with a line for each; raises as `decode`."""
    from templates.blocks.clouds import parse_returns

    points = parse_returns(path.read_text("utf-8-sig"))[:, :3]
    return points[(points == points).all(axis=1)]  # NaN is not itself


def in_order(frames: list[Path]) -> list[Path]:
    """Frames as a project shows them: slices of DICOM by their place in the body."""
    if any(kind_suffix(path) != ".dcm" for path in frames) or lacking(["a.dcm"]):
        return frames
    from templates.blocks.formats.dicom import slices_in_order

    return slices_in_order(frames)


def numbers(path: Path) -> "ndarray":
    """All numbers that a file holds; fields are columns. Raises as `decode` does."""
    import numpy as np

    held = np.asarray(decode(path))
    names = _numbers(held)
    return np.column_stack([held[name] for name in names]) if names else held


def shape(path: Path) -> tuple[int, ...]:
    """Of what a file holds, as `numbers` gives it; raises as `decode` does."""
    held = decode(path)
    return (*held.shape, *filter(None, (len(_numbers(held)),)))


def symbols(path: Path) -> list[str]:
    """Of the points in a file, if it tells them. Raises as `decode` does."""
    held = decode(path)
    return held["symbol"].tolist() if "symbol" in (held.dtype.names or ()) else []


def _numbers(held: Any) -> list[str]:
    """Fields of numbers, where what a file holds has fields."""
    names = getattr(getattr(held, "dtype", None), "names", None) or ()
    return [name for name in names if held[name].dtype.kind in "biuf"]


def among(cells: Iterable[str]) -> tuple[str, ...]:
    """Names of the formats that cells have by their suffixes."""
    found = {suffix(cell) for cell in cells}
    return tuple(one.name for one in FORMATS if found & set(one.suffixes))


def readers(profile: Profile, names: Iterable[str]) -> list[str]:
    """Modules below `templates/blocks` that read the files in the columns `names`."""
    return [one.module for one in used(profile.columns, names)]


def look(path: Path) -> None:
    """Read a file, and of what moves one frame; raises as `decode` does."""
    held = decode(path)
    if not len(held):
        raise ValueError("empty")
    held[len(held) // 2]


def still(path: Path) -> "ndarray":
    """A picture, or the middle one of several, by `in_bytes`; raises as `decode`."""
    import numpy as np

    held = decode(path)
    moves = len(held.shape) == 4
    return in_bytes(np.asarray(held[len(held) // 2] if moves else held))


def in_bytes(pixels: "ndarray") -> "ndarray":
    """(H, W, C) as bytes to look at: (H, W), or (H, W, 3).

    What is none yet is stretched so that all but the darkest and the brightest 1 %
    differ.
    """
    import numpy as np

    if pixels.dtype != np.uint8:
        low, high = np.quantile(pixels, [0.01, 0.99])
        pixels = (pixels - low) / max(high - low, 1e-9) * 255
        pixels = pixels.clip(0, 255).astype(np.uint8)
    return pixels[..., :3] if pixels.shape[2] > 2 else pixels[..., 0]


def used(columns: Iterable[Column], names: Iterable[str]) -> tuple[Format, ...]:
    """Formats of the files in the columns `names`."""
    wanted = set(names)
    found = {name for c in columns if c.name in wanted for name in c.formats}
    return tuple(one for one in FORMATS if one.name in found)
