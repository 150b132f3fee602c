"""Films: the frame asked for, whatever holds it; broken ones told; av where needed."""

import gc
import os
from importlib.util import find_spec

import numpy as np
import pandas as pd
import pytest
from format_files import number_of, turn, write_film
from plans import plan_of, task

from agent.data import columns, formats, media, profiling, tables
from agent.data.folders import read_folders
from agent.errors import DataError
from agent.project.render import render
from agent.records import Metric, Modality, TaskSpec
from agent.report.elements import Picture
from agent.report.media import part
from templates.blocks.clips import read_clip
from templates.blocks.formats.film import read_film
from templates.blocks.inputs.video import VideoInput

WRITTEN = {
    "a.mp4": ("libx264", 250),
    "b.mp4": ("libx264", 12),
    "a.mov": ("libx264", 12),
    "a.mkv": ("libx264", 12),
    "a.avi": ("libx264", 12),
    "b.avi": ("mpeg4", 12),
    "a.webm": ("libvpx-vp9", 12),
    "a.mpg": ("mpeg2video", 12),
    "a.wmv": ("wmv2", 12),
}
ASKED = (0, 30, 31, 7, 59, 58, 12, 11, 45, 45, 13, 24)


@pytest.mark.parametrize("name", WRITTEN)
def test_the_frame_asked_for_is_given_in_any_order(tmp_path, name):
    codec, gop = WRITTEN[name]
    write_film(tmp_path / name, 60, codec, gop)
    film = read_film(tmp_path / name)
    assert film.shape == (60, 64, 160, 3)
    assert [number_of(film[i]) for i in ASKED] == list(ASKED)
    with pytest.raises(IndexError):
        film[60]
    frames, whole = read_clip(tmp_path / name, 4, 64)
    assert whole and [f.shape for f in frames] == [(3, 64, 64)] * 4
    level = frames[0][:, 2:14, :].mean(axis=(0, 1))  # eight blocks of 6.4 pixels
    bits = [level[round(6.4 * b) + 2 : round(6.4 * b) + 5].mean() for b in range(8)]
    assert sum((bit > 127) << b for b, bit in enumerate(bits)) == 7


def test_frames_of_changing_pace_are_counted_not_timed(tmp_path):
    steps = np.random.default_rng(0).choice([20, 40, 900], 40)
    write_film(tmp_path / "a.mp4", 40, gop=10, times=np.cumsum(steps).tolist())
    write_film(tmp_path / "a.mkv", 40, gop=10, times=np.cumsum(steps).tolist())
    for name in ("a.mp4", "a.mkv"):
        film = read_film(tmp_path / name)
        assert [number_of(film[i]) for i in (39, 3, 20)] == [39, 3, 20]
        assert len(film) == 40


def test_frames_before_the_start_that_a_cut_left_are_not_shown(tmp_path):
    write_film(tmp_path / "a.mp4", 30, gop=12, hidden=10)
    film = read_film(tmp_path / "a.mp4")
    assert len(film) == 30
    assert [number_of(film[i]) for i in (0, 29, 5)] == [0, 29, 5]


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_films_of_phones_are_turned(tmp_path, degrees):
    write_film(tmp_path / "a.mp4", 8)
    turn(tmp_path / "a.mp4", degrees)
    film = read_film(tmp_path / "a.mp4")
    assert film.shape == ((8, 64, 160, 3) if degrees == 180 else (8, 160, 64, 3))
    assert number_of(np.rot90(film[5], degrees // 90)) == 5  # turned back


def test_sound_and_titles_beside_the_pictures_are_left(tmp_path):
    write_film(tmp_path / "a.mkv", 30, sound=True)
    film = read_film(tmp_path / "a.mkv")
    assert len(film) == 30 and number_of(film[17]) == 17


def no_films(folder) -> dict[str, str]:
    """Files without a film in them, and what is said of each."""
    write_film(folder / "whole.avi", 60, "mpeg4")
    write_film(folder / "whole.mp4", 60)
    write_film(folder / "sound.mp4", 0, sound=True)
    for name in ("whole.avi", "whole.mp4"):
        data = (folder / name).read_bytes()
        (folder / f"cut{name[-4:]}").write_bytes(data[: len(data) // 2])
    (folder / "text.mkv").write_text("no film")
    listed = f"ffconcat version 1.0\nfile {folder}/whole.avi\n"
    (folder / "list.mp4").write_text(listed)
    return {
        "cut.avi": "ends too early",
        "cut.mp4": "Invalid data",
        "sound.mp4": "no picture",
        "text.mkv": "Invalid data",
        "list.mp4": "no film",
    }


def test_files_that_are_no_films_are_told_of(tmp_path):
    expected = no_films(tmp_path)
    for name, why in {**expected, "gone.mp4": "No such file"}.items():
        with pytest.raises(ValueError, match=why):
            read_film(tmp_path / name)
        assert read_clip(tmp_path / name, 4, 32) is None
    found = media.problems(tmp_path, [*expected, "whole.avi", "whole.mp4"])
    assert found.keys() == expected.keys()
    assert all(why in found[name] for name, why in expected.items())


def test_what_is_lost_in_the_middle_is_stood_for_by_a_neighbour(tmp_path):
    path = tmp_path / "a.avi"
    write_film(path, 60, "mpeg4", gop=12)
    data = bytearray(path.read_bytes())
    data[len(data) // 2 : len(data) // 2 + 400] = bytes(400)
    path.write_bytes(data)
    film = read_film(path)
    assert [number_of(film[i]) for i in (5, 20, 58)] == [5, 20, 58]
    frames, _ = read_clip(path, 8, 32)
    assert len(frames) == 8


def test_broken_bytes_raise_nothing_else(tmp_path):
    rng = np.random.default_rng(0)
    for name in ("a.mp4", "a.mkv", "b.avi", "a.mpg"):
        write_film(tmp_path / name, 20, *WRITTEN[name])
        whole = (tmp_path / name).read_bytes()
        for _ in range(40):
            data = bytearray(whole)
            for place in rng.integers(0, len(data), 8):
                data[place] = rng.integers(256)
            (tmp_path / name).write_bytes(data[: rng.integers(1, 2 * len(data))])
            try:
                film = read_film(tmp_path / name)
                film[len(film) // 2]
            except (OSError, ValueError):
                continue


def test_no_file_stays_open(tmp_path):
    write_film(tmp_path / "a.mp4")
    no_films(tmp_path)
    gc.collect()
    gc.disable()  # closed by then, without its help
    try:
        before = set(os.listdir("/proc/self/fd"))  # noqa: PTH208
        for name in ("a.mp4", "cut.avi", "sound.mp4", "text.mkv"):
            read_clip(tmp_path / name, 4, 32)
            media.decode_error(tmp_path / name)
        assert formats.decode(tmp_path / "a.mp4").shape
        assert set(os.listdir("/proc/self/fd")) <= before  # noqa: PTH208
    finally:
        gc.enable()


def test_a_film_is_never_whole_in_memory(tmp_path):
    write_film(tmp_path / "a.mp4", 10)
    with pytest.raises(ValueError, match="frame by frame"):
        np.asarray(read_film(tmp_path / "a.mp4"))


def films(folder, rows: int = 24) -> pd.DataFrame:
    (folder / "clips").mkdir()
    for i in range(rows):
        write_film(folder / f"clips/{i}.mp4", 12, gop=12)
    cells = [f"clips/{i}.mp4" for i in range(rows)]
    return pd.DataFrame({"clip": cells, "y": ["u", "v"] * (rows // 2)})


def profiled(folder, frame, on_missing="fail"):
    frame.to_csv(folder / "train.csv", index=False)
    data = tables.read(folder)
    spec = TaskSpec(
        statement="Predict y.",
        data=folder,
        target=("y",),
        kind="binary",
        metric=Metric(name="f1_macro", maximize=True, needs="labels"),
        modalities=(Modality(name="clip", kind="video", columns=("clip",)),),
    )
    described = columns.describe(data)
    return profiling.profile(data, spec, described, on_missing=on_missing)


def test_a_column_of_films_is_video_and_broken_ones_are_told(tmp_path):
    frame = films(tmp_path)
    _, found = profiled(tmp_path, frame)
    (clip,) = [c for c in found.columns if c.name == "clip"]
    assert clip.type == "video" and clip.shape == (12, 64, 160, 3)
    assert clip.formats == ("film",) and "12 x 64 x 160 x 3" in clip.summary
    whole = (tmp_path / "clips/3.mp4").read_bytes()
    (tmp_path / "clips/3.mp4").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(DataError, match="1 of 24 files"):
        profiled(tmp_path, frame)
    data, masked = profiled(tmp_path, frame, on_missing="mask")
    assert masked.rows == 24 and data.labelled["clip"].isna().sum() == 1
    shown = part("video", "clip", "clips/5.mp4", tmp_path)
    assert isinstance(shown, Picture)
    cells = frame.to_dict("records")
    inputs = VideoInput(("clip",), frames=4, size=32)
    inputs.fit(cells, tmp_path)
    values, present = inputs.load(cells, tmp_path)
    assert values.shape == (24, 4, 3, 32, 32) and present.tolist().count(False) == 1


def test_without_av_it_is_said_what_to_install(tmp_path, monkeypatch):
    frame = films(tmp_path, 4)
    monkeypatch.setattr(formats, "find_spec", lambda name: None)
    data = tables.Data(tmp_path, frame, None, "")
    (clip,) = [c for c in columns.describe(data) if c.name == "clip"]
    assert clip.type == "unreadable" and "forgeweld[formats]" in clip.summary
    assert find_spec("av")


def test_projects_have_av_for_films_alone():
    spec, profile = task("video", "binary")
    plain = render(spec, profile, plan_of(spec, profile)).files
    marked = [
        c.model_copy(update={"formats": ("film",)}) if c.type == "video" else c
        for c in profile.columns
    ]
    profile = profile.model_copy(update={"columns": tuple(marked)})
    with_films = render(spec, profile, plan_of(spec, profile)).files
    for files, there in ((plain, False), (with_films, True)):
        assert ("import av" in files["data.py"]) == there
        assert ("\nav==18.1.0" in f"\n{files['requirements.lock']}") == there
        assert ("av==18.1.0" in files["pyproject.toml"]) == there


def test_class_folders_of_films_are_a_column_of_films(tmp_path):
    for label in ("left", "right"):
        (tmp_path / label).mkdir()
        for i in range(6):
            write_film(tmp_path / label / f"{i}.mp4", 12)
    found = read_folders(tmp_path)
    assert found is not None and list(found[0]) == ["video", "label"]
