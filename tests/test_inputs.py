"""Inputs: one contract for all of them, and the values that each should give."""

import json
import math
import runpy
from pathlib import Path

import numpy as np
import pytest
import soundfile
import torch
from PIL import Image

from agent import catalog
from agent.records import Block
from templates.blocks.tracks import read_track
from tests.contract import cls, of
from tests.tiny_encoders import tiny


def image_cells(root: Path) -> list[str]:
    rng = np.random.default_rng(0)
    colour = rng.integers(0, 256, (20, 30, 3), dtype=np.uint8)
    Image.fromarray(colour).save(root / "rgb.png")
    Image.fromarray(colour).quantize(8).save(root / "palette.png")
    Image.fromarray(colour[:, :, 0]).save(root / "grey.jpg")
    Image.fromarray(colour[:, :, 0].astype(np.uint16) * 200).save(root / "deep.png")
    Image.new("RGBA", (9, 9), (255, 0, 0, 0)).save(root / "clear.png")
    np.save(root / "float.npy", rng.normal(size=(12, 10, 3)))
    return ["rgb.png", "palette.png", "grey.jpg", "deep.png", "clear.png", "float.npy"]


def vector_cells(root: Path) -> list[str]:
    np.save(root / "a.npy", np.arange(8.0))
    np.save(root / "gap.npy", np.array([1, np.nan, np.inf, 4, 5, 6, 7, 8.0]))
    np.save(root / "complex.npy", np.full(8, 3 + 4j))
    np.save(root / "short.npy", np.ones(3, dtype=np.int16))
    np.savez(root / "z.npz", v=np.ones(8))
    return ["a.npy", "gap.npy", "complex.npy", "short.npy", "z.npz", str([2.5] * 12)]


def series_cells(root: Path) -> list[str]:
    np.save(root / "s.npy", np.random.default_rng(0).normal(size=(40, 2)))
    np.save(root / "long.npy", np.ones((90, 2)))
    np.save(root / "wide.npy", np.ones((20, 3), dtype=np.int32))
    np.save(root / "flat.npy", np.ones(20))
    (root / "s.csv").write_text("x,y\n1,2\n3,4\n5,\n")
    return ["s.npy", "long.npy", "wide.npy", "flat.npy", "s.csv"]


def audio_cells(root: Path) -> list[str]:
    rng = np.random.default_rng(0)
    sound = rng.normal(scale=0.1, size=(6000, 2))
    for width in ("PCM_U8", "PCM_24", "FLOAT"):
        soundfile.write(root / f"{width}.wav", sound[:, 0], 16000, subtype=width)
    for suffix in ("flac", "ogg", "mp3"):
        soundfile.write(root / f"a.{suffix}", sound, 22050)
    soundfile.write(root / "short.wav", sound[:20], 8000)
    return ["PCM_U8.wav", "PCM_24.wav", "FLOAT.wav", "short.wav"] + [
        f"a.{suffix}" for suffix in ("flac", "ogg", "mp3")
    ]


def video_cells(root: Path) -> list[str]:
    rng = np.random.default_rng(0)
    frames = rng.integers(0, 256, (12, 20, 30, 3), dtype=np.uint8)
    for name, count in (("clip", 12), ("short", 2), ("one.d", 1)):
        (root / name).mkdir(exist_ok=True)
        for i in range(count):
            Image.fromarray(frames[i]).save(root / name / f"{i}.png")
    (root / "clip" / "nested").mkdir(exist_ok=True)
    (root / "clip" / "notes.txt").write_text("no frame")
    first, *rest = [Image.fromarray(frame) for frame in frames[:5]]
    first.save(root / "moving.gif", save_all=True, append_images=rest)
    np.save(root / "frames.npy", frames)
    return ["clip", "short", "one.d", "moving.gif", "frames.npy"]


def text_cells(root: Path) -> list[str]:
    return ["Win a prize, WIN now", "see you", "今天天气很好", "a", "!?", "naïve café"]


def table_cells(root: Path) -> list[str]:
    return ["1", "2.5", "-3e9", "True", "x", "4"]


def set_cells(root: Path) -> list[str]:
    return ["red; blue", '["red", "green"]', "['blue', 'red']", "[1, 2]", "red|1", "a"]


def points_cells(root: Path) -> list[str]:
    rng = np.random.default_rng(0)
    np.save(root / "p.npy", rng.normal(size=(30, 4)))
    np.savez(root / "p.npz", rng.normal(size=(9, 3)))
    (root / "m.xyz").write_text("3\nwater\nO 0 0 0\nH 0 0.76 0.59\nH 0 -0.76 0.59\n")
    (root / "n.xyz").write_text("0.5 1 2\n3 4 5\n")
    head = "ply\nformat {}\nelement vertex 2\nproperty uchar red\nproperty float x\n"
    head += "property float y\nproperty float z\nelement face 1\n"
    head += "property list uchar int vertex_indices\nend_header\n"
    ascii = head.format("ascii 1.0") + "255 1 2 3\n0 4 5 6\n3 0 1 1\n"
    (root / "a.ply").write_text(ascii)
    record = np.array([(255, 1, 2, 3), (0, 4, 5, 6)], dtype="u1,<f4,<f4,<f4")
    binary = head.format("binary_little_endian 1.0").encode() + record.tobytes()
    (root / "b.ply").write_bytes(binary + b"\3\0\0\0\0")
    head = "# .PCD v0.7\nVERSION 0.7\nFIELDS x y z i\nSIZE 4 4 4 2\nTYPE F F F U\n"
    head += "COUNT 1 1 1 1\nWIDTH 2\nHEIGHT 1\nPOINTS 2\nDATA {}\n"
    (root / "a.pcd").write_text(head.format("ascii") + "1 2 3 9\n4 5 6 9\n")
    record = np.array([(1, 2, 3, 9), (4, 5, 6, 9)], dtype="<f4,<f4,<f4,<u2")
    (root / "b.pcd").write_bytes(head.format("binary").encode() + record.tobytes())
    names = ["p.npy", "p.npz", "m.xyz", "n.xyz", "a.ply", "b.ply", "a.pcd", "b.pcd"]
    return [*names, "[[1, 2, 3], [4, 5, 6]]"]


def range_cells(root: Path) -> list[str]:
    rng = np.random.default_rng(0)
    sweep = rng.gamma(2.0, 5.0, (16, 180)).astype(np.float32)
    sweep[:, 5], sweep[3, 9] = 0, np.inf
    np.save(root / "sweep.npy", sweep)
    np.save(root / "other.npy", rng.gamma(2.0, 5.0, (16, 180)))
    np.save(root / "narrow.npy", rng.gamma(2.0, 5.0, (16, 90)))
    np.save(root / "planes.npy", rng.gamma(2.0, 5.0, (16, 180, 2)))
    return ["sweep.npy", "other.npy", "narrow.npy", "planes.npy"]


def position_cells(root: Path) -> list[str]:
    return ["52.5", "-33.9", "13.25", "0", "45.5"]


def track_cells(root: Path) -> list[str]:
    rng = np.random.default_rng(0)
    walk = rng.normal(size=(50, 2)).cumsum(axis=0)
    np.save(root / "walk.npy", walk)
    np.save(root / "timed.npy", np.column_stack([np.arange(50) / 10, walk]))
    lines = [f"{i},{52 + y / 1e4},{179.999 + x / 1e4}" for i, (x, y) in enumerate(walk)]
    (root / "gps.csv").write_text("time,lat,lng\n" + "\n".join(lines))
    return ["walk.npy", "timed.npy", "gps.csv", "[[0, 0], [1, 2], [3, 1]]"]


CELLS = {
    "position": position_cells,
    "track": track_cells,
    "range": range_cells,
    "points": points_cells,
    "image": image_cells,
    "vector": vector_cells,
    "series": series_cells,
    "audio": audio_cells,
    "video": video_cells,
    "text": text_cells,
    "table": table_cells,
    "set": set_cells,
    "curve": lambda root: ["0.5", "1", "-2.25", "40"],
}
for folder in catalog.own_folders():  # blocks of one's own bring theirs along
    CELLS |= runpy.run_path(str(folder / "cells.py"))["CELLS"]


def make_input(block: Block):
    extra = (("number", "category"),) if "table" in block.kinds else ()
    which = "waves" if "audio" in block.kinds else "".join(block.requires)
    knobs = {"encoder": str(tiny(which))} if block.requires else {}
    return cls(block)(("a", "b"), *extra, **knobs)


def value_shape(block: Block, fitted) -> tuple[int, ...]:
    """Shape of a row's value: `shape`, or a part of it where that carries sizes, too.

    Ids (T, vocabulary) are (T,); fields (numbers, size, ...) are numbers + sizes.
    """
    if block.gives in ("fields", "cells"):
        return (fitted.shape[0] + len(fitted.shape) - 1,)
    return fitted.shape[: len(block.example.value)]


def cell_rows(cells: list[str]) -> list[dict[str, str]]:
    return [{"a": cell, "b": cells[-1 - i]} for i, cell in enumerate(cells)]


@pytest.mark.parametrize("block", of("input"))
def test_input(block, tmp_path):
    rows = cell_rows(CELLS[block.kinds[0]](tmp_path))
    one = make_input(block)
    one.fit(rows, tmp_path)
    x, present = one.load(rows, tmp_path)
    assert x.shape == (len(rows), *value_shape(block, one)) and len(one.shape) >= 1
    assert present.dtype == torch.bool and present.all()
    gaps = block.gives == "cells"  # which alone leaves them as they are
    assert (x.float().isfinite() | gaps).all() and x.float().nan_to_num().std() > 0
    missing = [
        {"a": "", "b": ""},
        {"a": rows[0]["a"], "b": ""},
        {"a": "never seen", "b": "x"},
    ]
    y, there = one.load(missing, tmp_path)
    assert there[:2].tolist() == [False, True]
    assert not y[0].float().nan_to_num().any()
    assert (y.float().isfinite() | gaps).all()

    again = make_input(block)
    again.restore(json.loads(json.dumps(one.state())))
    assert again.shape == one.shape
    assert torch.equal(again.load(rows, tmp_path)[0].nan_to_num(7), x.nan_to_num(7))
    alone = one.load(rows[2:3], tmp_path)[0]
    # rows don't interact; what a text is padded to moves an encoder's last digits
    close = {"rtol": 1e-3, "atol": 1e-3} if block.requires else {"rtol": 0, "atol": 0}
    torch.testing.assert_close(alone, x[2:3], **close, equal_nan=True)
    assert one.load([], tmp_path)[0].shape == (0, *value_shape(block, one))


@pytest.mark.parametrize("block", of("input"))
def test_input_survives_a_training_part_without_values(block, tmp_path):
    one = make_input(block)
    one.fit([{"a": "", "b": ""}] * 3, tmp_path)
    x, present = one.load(cell_rows(CELLS[block.kinds[0]](tmp_path)), tmp_path)
    assert x.shape[1:] == value_shape(block, one)
    assert (x.float().isfinite() | (block.gives == "cells")).all()


@pytest.mark.parametrize(
    "kind",
    ["image", "vector", "series", "points", "range", "track", "audio", "video"],
)
@pytest.mark.parametrize(
    "name",
    ["x.png", "x.npy", "x.npz", "x.csv", "none.npy", "x.ply", "x.pcd", "x.xyz"],
)
def test_broken_files_are_absent(kind, name, tmp_path):
    (tmp_path / "x.png").write_bytes(b"\x89PNG\r\n\x1a\n broken")
    (tmp_path / "x.npy").write_bytes(b"\x93NUMPY broken")
    (tmp_path / "x.npz").write_bytes(b"PK\x03\x04 broken")
    (tmp_path / "x.csv").write_text("no numbers here\n")
    (tmp_path / "x.ply").write_bytes(b"ply\nformat ascii 1.0\nelement vertex 3\n")
    (tmp_path / "x.pcd").write_bytes(b"FIELDS x y z\nDATA binary_compressed\n\0\0")
    (tmp_path / "x.xyz").write_text("3\n\nC 0 0\n")
    rows = cell_rows(CELLS[kind](tmp_path))
    one = make_input(catalog.blocks("input", kind)[0])
    one.fit(rows, tmp_path)
    x, present = one.load([{"a": name, "b": name}], tmp_path)
    assert not present.any() and not x.any()


def test_image_values(tmp_path):
    rows = [{"a": name} for name in image_cells(tmp_path)]
    one = cls(catalog.find("input", "image"))(("a",), size=16)
    one.fit(rows, tmp_path)
    x, _ = one.load(rows, tmp_path)
    assert x.shape == (6, 3, 16, 16) and x.dtype == torch.uint8
    assert (x[4] == 255).all()  # transparent: white
    assert torch.equal(x[2][0], x[2][1])  # grey: the same in all channels
    assert (x[3][0].int() - x[3][0].flip(0).int()).abs().max() > 20  # 16 bits: kept


def test_grey_pictures_have_one_channel(tmp_path):
    image_cells(tmp_path)
    one = cls(catalog.find("input", "image"))(("a",))
    one.fit([{"a": "grey.jpg"}], tmp_path)
    x, present = one.load([{"a": "grey.jpg"}, {"a": "rgb.png"}], tmp_path)
    assert x.shape == (2, 1, 64, 64) and present.all()


def test_vectors_are_standardised_and_gaps_are_the_mean(tmp_path):
    rows = [{"a": str([i, 5.0, math.nan if i else 1.0])} for i in range(4)]
    rows = [{"a": row["a"].replace("nan", "NaN")} for row in rows]
    one = cls(catalog.find("input", "vector"))(("a",))
    one.fit(rows, tmp_path)
    x, _ = one.load(rows, tmp_path)
    assert x[:, 0].tolist() == pytest.approx(
        [-1.3416, -0.4472, 0.4472, 1.3416], abs=1e-3
    )
    assert not x[:, 1:].any()  # constant, and gaps


def test_long_series_are_averaged_by_one_step(tmp_path):
    np.save(tmp_path / "a.npy", np.arange(8.0))
    np.save(tmp_path / "b.npy", np.arange(4.0))
    one = cls(catalog.find("input", "series"))(("a",), length=4)
    rows = [{"a": "a.npy"}] * 20 + [{"a": "b.npy"}]
    one.fit(rows, tmp_path)
    x, _ = one.load(rows, tmp_path)
    assert (one.step, one.shape) == (2, (4, 2))
    steps = x[0, :, 0].diff()
    assert torch.allclose(steps, steps[:1].expand(3)) and x[-1, 2:, 0].eq(0).all()
    assert x[-1, :, 1].tolist() == [1, 1, 0, 0]  # inside the series, or past its end


def test_text_hashes_are_the_same_in_every_process(tmp_path):
    one = cls(catalog.find("input", "text"))(("a",), buckets=64)
    rows = [{"a": "fire"}, {"a": "water fire"}]
    one.fit(rows, tmp_path)
    x, _ = one.load(rows, tmp_path)
    assert x.dtype == torch.float16
    assert torch.allclose(x[:, :32].float().norm(dim=1), torch.ones(2), atol=1e-2)
    # crc32("fire") is 0x58de09cf: place 15 of the words, negative.
    assert x[0, :32].nonzero().flatten().tolist() == [15]
    assert x[0, 15].item() == -1.0


def test_a_long_text_leaves_room_for_the_next_column(tmp_path):
    reader = cls(catalog.find("input", "utf8"))(("body", "note"), longest=5)
    rows = [{"body": "abcdefgh", "note": "xyz"}, {"body": "", "note": "xyz"}]
    reader.fit(rows, tmp_path)
    values, present = reader.load(rows, tmp_path)
    read = [bytes(line.tolist()).rstrip(b"\0") for line in values]
    assert read == [b"abcde\x1fxyz", b"\x1fxyz"] and present.all()


def test_table_types(tmp_path):
    columns = {
        "number": ["1", "2", "", "1000000"],
        "integer": ["1", "2", "3", "1"],
        "category": ["red", "blue", "red", ""],
        "date": ["31/12/2020", "01/02/2021", "28/02/2021", ""],
        "latitude": ["52.5", "48.1", "-33.9", "0"],
    }
    rows = [
        dict(zip(columns, cells, strict=True))
        for cells in zip(*columns.values(), strict=True)
    ]
    one = cls(catalog.find("input", "table"))(tuple(columns), tuple(columns))
    one.fit(rows, tmp_path)
    x, _ = one.load(rows, tmp_path)
    # number + gap flag, integer + 3 values + other, red + blue + none + other,
    # day + gap flag + 3 cycles, degrees + cycle
    assert x.shape == (4, 2 + 5 + 4 + 8 + 3) and x.isfinite().all()
    assert x[:, 1].tolist() == [0, 0, 1, 0] and x[:, 0].abs().max() < 3
    assert x[:, 7].tolist() == [1, 0, 1, 0]
    assert x[0, 11] < x[1, 11] < x[2, 11]  # day first: the format that reads them all
    unseen, _ = one.load([rows[0] | {"category": "green"}], tmp_path)
    assert unseen[0, 7:11].tolist() == [0, 0, 0, 1]


@pytest.mark.parametrize("name", ["table", "cells", "fields"])
def test_whole_numbers_are_the_same_with_and_without_decimals(name, tmp_path):
    """A table with a gap is often written with 2.0 where one without has 2."""
    block = cls(catalog.find("input", name))(("count", "flag"), ("integer", "boolean"))
    rows = [{"count": str(i % 4), "flag": str(i % 2)} for i in range(12)]
    block.fit(rows, tmp_path)
    others = [{name: f" {cell}.0" for name, cell in row.items()} for row in rows]
    same, again = block.load(rows, tmp_path)[0], block.load(others, tmp_path)[0]
    assert torch.equal(same, again)
    assert len(same.unique(dim=0)) == 4, "and they do tell rows apart"


def test_points_of_every_format_are_the_same_points(tmp_path):
    points_cells(tmp_path)
    one = cls(catalog.find("input", "points"))(("a",), count=4)
    rows = [{"a": name} for name in ("a.ply", "b.ply", "a.pcd", "b.pcd")]
    one.fit(rows, tmp_path)
    x, present = one.load(rows, tmp_path)
    assert x.shape == (4, 4, 5) and present.all()
    assert x[:, :, 4].tolist() == [[1, 1, 0, 0]] * 4 and not x[:, 2:].any()
    assert torch.equal(x[0], x[1]) and torch.equal(x[2], x[3])
    assert torch.equal(x[0, :, :3], x[2, :, :3])
    assert torch.allclose(x[0, 1, :3] - x[0, 0, :3], torch.full((3,), 2.0))  # one scale


def test_atoms_are_known_by_their_symbol(tmp_path):
    points_cells(tmp_path)
    (tmp_path / "s.xyz").write_text("2\n\nS 0 0 0\nH 0 0 1.3\n")
    one = cls(catalog.find("input", "points"))(("a",))
    one.fit([{"a": "m.xyz"}], tmp_path)
    x, _ = one.load([{"a": "m.xyz"}, {"a": "s.xyz"}], tmp_path)
    assert one.shape == (3, 3 + 2 + 1)  # symbols in the order of the alphabet: H, O
    assert x[0, :, 3:].tolist() == [[0, 1, 1], [1, 0, 1], [1, 0, 1]]
    assert x[1, :, 3:].tolist() == [[0, 0, 1], [1, 0, 1], [0, 0, 0]]
    assert one.patched == {"symbol unseen in training": [1]}


def test_large_clouds_are_thinned_evenly(tmp_path):
    np.save(tmp_path / "a.npy", np.column_stack([np.arange(100.0)] * 3))
    one = cls(catalog.find("input", "points"))(("a",), count=10)
    one.fit([{"a": "a.npy"}], tmp_path)
    x, _ = one.load([{"a": "a.npy"}], tmp_path)
    steps = x[0, :, 0].diff()
    assert x.shape == (1, 10, 4) and torch.allclose(steps, steps[:1].expand(9))


def test_what_did_not_return_is_a_channel_of_sweeps(tmp_path):
    range_cells(tmp_path)
    one = cls(catalog.find("input", "range_image"))(("a",), angles=256)
    one.fit([{"a": "sweep.npy"}, {"a": "other.npy"}], tmp_path)
    x, present = one.load([{"a": "sweep.npy"}, {"a": "[1, 2]"}], tmp_path)
    assert one.shape == (2, 16, 180) and present.tolist() == [True, False]
    gone = x[0, 1] == 0
    assert gone[:, 5].all() and gone[3, 9] and gone.sum() == 17
    assert not x[0, 0][gone].any() and abs(x[0, 0].float().mean()) < 0.2
    small = cls(catalog.find("input", "range_image"))(("a",), angles=60, beams=8)
    small.fit([{"a": "other.npy"}], tmp_path)
    y, _ = small.load([{"a": "other.npy"}], tmp_path)
    wide = np.load(tmp_path / "other.npy").reshape(8, 2, 60, 3).mean(axis=(1, 3))
    wide = torch.from_numpy((wide - small.mean[0]) / small.deviation[0])
    assert torch.allclose(y[0, 0].double(), wide, atol=1e-2)


def test_positions_on_both_sides_of_the_date_line_are_neighbours(tmp_path):
    one = cls(catalog.find("input", "position"))(("lat", "lon"))
    places = [("-17", "179.5"), ("-17", "-179.5"), ("-18", "180"), ("-16", "-180")]
    rows = [{"lat": lat, "lon": lon} for lat, lon in places]
    one.fit(rows, tmp_path)
    x, _ = one.load(rows, tmp_path)
    assert torch.allclose(x[:, :3].norm(dim=1), torch.ones(4))
    assert torch.allclose(x[2, 4], x[3, 4], atol=1e-4) and x[0, 4] < 0 < x[1, 4]
    y, present = one.load([{"lat": "95", "lon": "180"}, {"lat": "a"}], tmp_path)
    assert present.tolist() == [True, False] and not y[0, :4].any()
    assert one.patched == {"half a position": [0]}


def test_tracks_may_be_timed_by_dates(tmp_path):
    lines = [f"2024-05-01T10:00:{10 * i:02d}Z,{i},0" for i in range(3)]
    (tmp_path / "a.csv").write_text("time,x,y\n" + "\n".join(lines))
    track = read_track("a.csv", tmp_path)
    assert track is not None and np.diff(track[:, 0]).tolist() == [10, 10]
    assert track[:, 1].tolist() == [0, 1, 2]


def test_tracks_are_offsets_steps_speed_and_heading(tmp_path):
    text = "t,lat,lon\n10,60,10\n0,60,9.99\n20,60.01,10\n"  # not in order
    (tmp_path / "a.csv").write_text(text)
    one = cls(catalog.find("input", "track"))(("a",))
    one.fit([{"a": "a.csv"}], tmp_path)
    x, _ = one.load([{"a": "a.csv"}], tmp_path)
    x = x[0, :, :5] * torch.tensor(one.scale), x[0, :, 5:]
    km = 111.195 / 100
    offsets = torch.tensor([[0, 0], [km / 2, 0], [km / 2, km]])  # cos 60° = 1/2
    assert torch.allclose(x[0][:, :2], offsets, atol=1e-3)
    assert torch.allclose(x[0][1:, 2:4], offsets.diff(dim=0), atol=1e-3)
    assert torch.allclose(x[0][2, 4].exp() - 1, torch.tensor(km / 10), atol=1e-3)
    east, north = [1.0, 0.0, 1.0], [0.0, 1.0, 1.0]  # heading, and inside the track
    assert torch.allclose(x[1][1:], torch.tensor([east, north]), atol=1e-3)


def test_what_else_a_track_tells_of_its_points_is_read_beside(tmp_path):
    """A height and a pulse with a gap; a track that lacks them has zeros there."""
    rows = "0,60,10,100,70\n10,60,10.1,300,\n20,60,10.2,200,90\n"
    (tmp_path / "a.csv").write_text("t,lat,lon,height,pulse\n" + rows)
    (tmp_path / "b.csv").write_text("t,lat,lon\n0,60,10\n10,60,11\n")
    one = cls(catalog.find("input", "track"))(("a",))
    one.fit([{"a": "a.csv"}, {"a": "a.csv"}, {"a": "b.csv"}], tmp_path)
    x, present = one.load([{"a": "a.csv"}, {"a": "b.csv"}, {"a": ""}], tmp_path)
    assert x.shape == (3, *one.shape) == (3, 3, 10) and present.tolist() == [1, 1, 0]
    height = torch.tensor([-1.0, 1.0, 0.0]) * 1.5**0.5
    torch.testing.assert_close(x[0, :, 7], height, atol=1e-5, rtol=0)
    torch.testing.assert_close(x[0, :, 8], torch.tensor([-1.0, 0.0, 1.0]))
    assert x[:, :, 9].tolist() == [[1, 1, 1], [1, 1, 0], [0, 0, 0]]
    assert not x[1, :, 7:9].any() and x[1, 1, :7].any()


def test_tracks_without_a_header_tell_more_in_further_columns(tmp_path):
    track = read_track("[[0, 0, 5, 6], [1, 2, 7, 8]]", tmp_path)
    assert track is not None and track.tolist() == [[0, 0, 0, 5, 6], [1, 1, 2, 7, 8]]
