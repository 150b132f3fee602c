"""Inputs: one contract for all of them, and the values that each should give."""

import json
import math
from pathlib import Path

import numpy as np
import pytest
import soundfile
import torch
from PIL import Image

from agent import catalog
from agent.records import Block
from templates.blocks import sounds
from tests.contract import cls, of


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


CELLS = {
    "image": image_cells,
    "vector": vector_cells,
    "series": series_cells,
    "audio": audio_cells,
    "video": video_cells,
    "text": text_cells,
    "table": table_cells,
}


def make_input(block: Block):
    extra = (("number", "category"),) if "table" in block.kinds else ()
    return cls(block)(("a", "b"), *extra)


def cell_rows(cells: list[str]) -> list[dict[str, str]]:
    return [{"a": cell, "b": cells[-1 - i]} for i, cell in enumerate(cells)]


@pytest.mark.parametrize("block", of("input"))
def test_input(block, tmp_path):
    rows = cell_rows(CELLS[block.kinds[0]](tmp_path))
    one = make_input(block)
    one.fit(rows, tmp_path)
    x, present = one.load(rows, tmp_path)
    assert x.shape == (len(rows), *one.shape) and len(one.shape) >= 1
    assert present.dtype == torch.bool and present.all()
    assert x.float().isfinite().all() and x.float().std() > 0
    missing = [
        {"a": "", "b": ""},
        {"a": rows[0]["a"], "b": ""},
        {"a": "never seen", "b": "x"},
    ]
    y, there = one.load(missing, tmp_path)
    assert there[:2].tolist() == [False, True]
    assert not y[0].any() and y.float().isfinite().all()

    again = make_input(block)
    again.restore(json.loads(json.dumps(one.state())))
    assert again.shape == one.shape
    assert torch.equal(again.load(rows, tmp_path)[0], x)
    assert torch.equal(one.load(rows[2:3], tmp_path)[0], x[2:3])  # rows don't interact
    assert one.load([], tmp_path)[0].shape == (0, *one.shape)


@pytest.mark.parametrize("block", of("input"))
def test_input_survives_a_training_part_without_values(block, tmp_path):
    one = make_input(block)
    one.fit([{"a": "", "b": ""}] * 3, tmp_path)
    x, present = one.load(cell_rows(CELLS[block.kinds[0]](tmp_path)), tmp_path)
    assert x.shape[1:] == one.shape and x.float().isfinite().all()


@pytest.mark.parametrize("kind", ["image", "vector", "series", "audio", "video"])
@pytest.mark.parametrize("name", ["x.png", "x.npy", "x.npz", "x.csv", "none.npy"])
def test_broken_files_are_absent(kind, name, tmp_path):
    (tmp_path / "x.png").write_bytes(b"\x89PNG\r\n\x1a\n broken")
    (tmp_path / "x.npy").write_bytes(b"\x93NUMPY broken")
    (tmp_path / "x.npz").write_bytes(b"PK\x03\x04 broken")
    (tmp_path / "x.csv").write_text("no numbers here\n")
    rows = cell_rows(CELLS[kind](tmp_path))
    one = make_input(catalog.find("input", kind))
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


def tone(hertz: float, rate: int, seconds: float = 1.0) -> np.ndarray:
    return 0.3 * np.sin(2 * np.pi * hertz * np.arange(round(seconds * rate)) / rate)


@pytest.mark.parametrize("rate", [8000, 11025, 16000, 44100, 48001])
def test_a_tone_stays_where_it_is_at_any_rate(rate, tmp_path):
    soundfile.write(tmp_path / "a.wav", tone(1000, rate), rate)
    sound = sounds.read_sound(tmp_path / "a.wav", 16000, 5.0)
    assert sound.shape == (1, 16000)
    middle = slice(2000, -2000)  # ends ring
    wanted = tone(1000, 16000)[middle]
    assert np.abs(sound[0, middle] - wanted).max() < 0.01
    filters = sounds.mel_filters(16000, 64, 1024)
    mels = sounds.log_mels(sound, filters, 400, 160, 1)[0]
    assert mels.shape == (64, 101)
    peak = filters[:, mels.mean(axis=1).argmax()].argmax() * 16000 / 1024
    assert abs(peak - 1000) < 40


def test_sounds_end_in_zeros_and_are_standardised(tmp_path):
    rng = np.random.default_rng(0)
    for i in range(20):
        sound = rng.normal(size=16000) * np.geomspace(0.001, 0.2, 16000)
        soundfile.write(tmp_path / f"{i}.wav", sound, 16000, subtype="FLOAT")
    soundfile.write(tmp_path / "half.wav", rng.normal(size=8000) / 50, 16000)
    rows = [{"a": f"{i}.wav"} for i in range(20)]
    one = cls(catalog.find("input", "audio"))(("a",))
    one.fit(rows, tmp_path)
    x, _ = one.load(rows, tmp_path)
    assert x.shape == (20, 1, 64, 100) and x.dtype == torch.float16
    assert x.float().mean(dim=(0, 1, 3)).abs().max() < 0.05
    assert (x.float().std(dim=(0, 3)) - 1).abs().max() < 0.05
    half, _ = one.load([{"a": "half.wav"}], tmp_path)
    assert not half[..., 51:].any() and half[..., :50].any(dim=2).all()


def test_long_sounds_are_averaged_in_time(tmp_path):
    soundfile.write(tmp_path / "a.wav", tone(440, 8000, 70), 8000)
    one = cls(catalog.find("input", "audio"))(("a",), rate=8000, mels=8)
    one.fit([{"a": "a.wav"}], tmp_path)
    assert one.seconds == 60 and one.step == 12 and one.shape == (1, 8, 500)
    fixed = cls(catalog.find("input", "audio"))(("a",), seconds=2.0)
    fixed.fit([{"a": "a.wav"}], tmp_path)
    assert fixed.shape == (1, 64, 200)


def test_sounds_that_hold_nothing_are_absent(tmp_path):
    good = tone(300, 16000)
    soundfile.write(tmp_path / "good.wav", good, 16000)
    soundfile.write(tmp_path / "none.wav", good[:0], 16000)
    soundfile.write(tmp_path / "nan.wav", good * np.nan, 16000, subtype="FLOAT")
    raw = (tmp_path / "good.wav").read_bytes()
    (tmp_path / "head.wav").write_bytes(raw[:30])
    (tmp_path / "empty.wav").write_bytes(b"")
    (tmp_path / "x.raw").write_bytes(raw)
    (tmp_path / "cut.wav").write_bytes(raw[:9000])
    names = ["good", "none", "nan", "head", "empty", "cut"]
    rows = [{"a": f"{name}.wav"} for name in names] + [{"a": "x.raw"}, {"a": "."}]
    one = cls(catalog.find("input", "audio"))(("a",))
    one.fit(rows, tmp_path)
    x, present = one.load(rows, tmp_path)
    assert present.tolist() == [True, *[False] * 4, True, False, False]
    assert not x[~present].any() and x.isfinite().all()


def test_stereo_is_kept_on_request(tmp_path):
    both = np.stack([tone(300, 16000), tone(3000, 16000)], axis=1)
    soundfile.write(tmp_path / "two.wav", both, 16000)
    soundfile.write(tmp_path / "one.wav", both[:, 0], 16000)
    rows = [{"a": "two.wav"}, {"a": "one.wav"}]
    one = cls(catalog.find("input", "audio"))(("a",), mono=False)
    one.fit(rows, tmp_path)
    x, present = one.load(rows, tmp_path)
    assert x.shape[1] == 2 and present.all()
    assert not torch.equal(x[0, 0], x[0, 1]) and torch.equal(x[1, 0], x[1, 1])
