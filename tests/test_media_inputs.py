"""The values that sounds, clips and unusual pictures should give."""

from pathlib import Path

import numpy as np
import pytest
import soundfile
import torch
from PIL import Image
from test_inputs import video_cells

from agent import catalog
from templates.blocks import sounds
from tests.contract import cls


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


def clips(folder: Path, names: list[str], **knobs):
    one = cls(catalog.find("input", "video"))(("a",), **knobs)
    rows = [{"a": name} for name in names]
    one.fit(rows, folder)
    return one, *one.load(rows, folder)


def test_frames_are_spread_evenly_and_follow_each_other_by_number(tmp_path):
    (tmp_path / "clip").mkdir()
    frames = [np.full((4, 4), 10 * i, dtype=np.uint8) for i in range(12)]
    for i, frame in enumerate(frames):
        Image.fromarray(frame).save(tmp_path / "clip" / f"f{i}.png")
    pictures = [Image.fromarray(frame) for frame in frames]
    pictures[0].save(tmp_path / "a.gif", save_all=True, append_images=pictures[1:])
    np.save(tmp_path / "a.npy", np.stack(frames)[..., None])
    one, x, _ = clips(tmp_path, ["clip", "a.gif", "a.npy"], frames=4, size=8)
    assert one.shape[0] == 4 and x.dtype == torch.uint8
    for clip in x:
        assert clip[:, 0, 0, 0].tolist() == [10, 40, 70, 100]
    short, y, _ = clips(tmp_path, ["clip"], frames=24, size=8)
    assert y[0, :, 0, 0, 0].tolist() == [10 * (i // 2) for i in range(24)]


def test_clips_with_gaps_and_without_anything(tmp_path):
    video_cells(tmp_path)
    (tmp_path / "clip" / "3.png").write_bytes(b"broken")
    (tmp_path / "nothing").mkdir()
    (tmp_path / "cut.gif").write_bytes((tmp_path / "moving.gif").read_bytes()[:2500])
    names = ["clip", "short", "nothing", "clip/notes.txt", "cut.gif"]
    one, x, present = clips(tmp_path, names, frames=12, size=16)
    assert present.tolist() == [True, True, False, False, True]
    assert one.patched == {"frames that can't be read": [0, 4]}
    assert torch.equal(x[0, 3], x[0, 2]) and not torch.equal(x[0, 4], x[0, 2])


def pictures(folder: Path, names: list[str], columns: tuple[str, ...] = ("a",)):
    one = cls(catalog.find("input", "image"))(columns, size=8)
    rows = [dict.fromkeys(columns, name) for name in names]
    one.fit(rows, folder)
    return one, *one.load(rows, folder)


@pytest.mark.parametrize("suffix", ["png", "tif"])
def test_pictures_of_16_bits_keep_what_the_low_ones_hold(suffix, tmp_path):
    for i in range(4):  # all within one step of 8 bits
        deep = (np.arange(64).reshape(8, 8) + 1000 + i).astype(np.uint16)
        Image.fromarray(deep).save(tmp_path / f"{i}.{suffix}")
    one, x, present = pictures(tmp_path, [f"{i}.{suffix}" for i in range(4)])
    assert present.all() and one.shape == (1, 8, 8)
    assert x[0, 0, 0, 0] < 8 and x[3, 0, 7, 7] > 247 and len(x[0].unique()) > 60


def test_arrays_of_many_channels(tmp_path):
    array = np.random.default_rng(0).normal(size=(10, 12, 7)) * 100
    np.save(tmp_path / "last.npy", array)
    np.save(tmp_path / "first.npy", array.transpose(2, 0, 1))
    Image.new("RGB", (9, 9)).save(tmp_path / "rgb.png")
    one, x, present = pictures(tmp_path, ["last.npy", "first.npy", "rgb.png"])
    assert one.shape == (7, 8, 8) and present.tolist() == [True, True, False]
    assert torch.equal(x[0], x[1]) and x[0].float().std() > 20
    two, y, _ = pictures(tmp_path, ["last.npy"], ("a", "b"))
    assert two.shape == (14, 8, 8) and torch.equal(y[0, :7], y[0, 7:])


def test_a_missing_column_of_several_is_dark(tmp_path):
    Image.new("RGB", (9, 9), "red").save(tmp_path / "a.png")
    one, _, _ = pictures(tmp_path, ["a.png"], ("a", "b"))
    x, present = one.load([{"a": "a.png", "b": ""}, {"a": "", "b": ""}], tmp_path)
    assert present.tolist() == [True, False]
    assert (x[0, 0] == 255).all() and not x[0, 1:].any()


def test_one_pixel_cmyk_palettes_and_grey_with_alpha(tmp_path):
    Image.new("RGB", (1, 1), (10, 200, 30)).save(tmp_path / "one.png")
    Image.new("CMYK", (9, 9), (0, 255, 255, 0)).save(tmp_path / "ink.jpg")
    Image.new("CMYK", (9, 9), (0, 255, 255, 0)).save(tmp_path / "ink.tif")
    palette = Image.new("P", (9, 9), 0)
    palette.putpalette([0, 0, 255, 255, 0, 0])
    palette.save(tmp_path / "clear.png", transparency=0)
    palette.save(tmp_path / "blue.png")
    Image.new("LA", (9, 9), (0, 0)).save(tmp_path / "grey.png")
    Image.new("1", (9, 9), 1).save(tmp_path / "bit.png")
    names = ["one.png", "ink.jpg", "ink.tif", "clear.png", "blue.png"]
    _, x, present = pictures(tmp_path, [*names, "grey.png", "bit.png"])
    assert present.all()
    wanted = [(10, 200, 30), (255, 0, 0), (255, 0, 0), (255,) * 3, (0, 0, 255)]
    wanted += [(255,) * 3] * 2
    for picture, color in zip(x, wanted, strict=True):
        for plane, value in zip(picture, color, strict=True):
            assert (plane.int() - value).abs().max() <= 3
