"""Sounds that libsndfile doesn't read: heard, told if broken, av in their projects."""

import numpy as np
import pandas as pd
import pytest
from format_files import write_film, write_sound
from plans import plan_of, task

from agent.data import columns, media, sounds, tables
from agent.project.render import render
from agent.report.elements import Sketch
from agent.report.media import part
from templates.blocks.decoders import DECODERS
from templates.blocks.formats.recording import Recording
from templates.blocks.inputs.audio import AudioInput
from templates.blocks.sounds import read_sound, sound_seconds

WRITTEN = {
    "a.m4a": ("aac", 44100),
    "a.aac": ("aac", 16000),
    "a.amr": ("libopencore_amrnb", 8000),
    "a.opus": ("libopus", 48000),
}


@pytest.mark.parametrize("name", WRITTEN)
def test_a_tone_is_heard(tmp_path, name):
    path, (codec, rate) = tmp_path / name, WRITTEN[name]
    write_sound(path, codec, 440, rate)
    samples, channels = media.shape(path)
    assert channels == 1 and samples == pytest.approx(2 * rate, rel=0.1)
    assert media.decode_error(path) is None
    assert sound_seconds(path) == pytest.approx(2, abs=0.2)
    sound = read_sound(path, 8000, 1.0)
    assert sound.shape == (1, 8000) and sound.dtype == np.float32
    assert np.abs(np.fft.rfft(sound[0])).argmax() == pytest.approx(440, abs=2)
    mono, found = sounds.beginning(path, 0.5)
    assert found == rate and len(mono) == rate // 2
    assert isinstance(part("audio", "voice", name, tmp_path), Sketch)


def test_pieces_follow_each_other(tmp_path):
    write_sound(tmp_path / "a.m4a", "aac")
    with Recording(tmp_path / "a.m4a") as file:
        whole = file.read(10**6)
    with Recording(tmp_path / "a.m4a") as file:
        pieces = []
        while len(piece := file.read(999)):
            pieces.append(piece)
    assert max(map(len, pieces)) == 999 and (np.concatenate(pieces) == whole).all()


def test_broken_ones_are_told(tmp_path):
    write_sound(tmp_path / "a.m4a", "aac")
    whole = (tmp_path / "a.m4a").read_bytes()
    (tmp_path / "cut.m4a").write_bytes(whole[: len(whole) // 2])
    write_film(tmp_path / "silent.mp4")
    (tmp_path / "silent.mp4").rename(tmp_path / "silent.m4a")
    (tmp_path / "text.wma").write_text("no sound")
    for name in ("cut.m4a", "silent.m4a", "text.wma"):
        assert "no sound" in str(media.decode_error(tmp_path / name))
        assert read_sound(tmp_path / name, 8000, 1.0) is None
        assert sound_seconds(tmp_path / name) == 0


def test_a_column_of_recordings_is_audio(tmp_path):
    for i in range(6):
        write_sound(tmp_path / f"{i}.m4a", "aac", 300 + 50 * i)
    frame = pd.DataFrame({"voice": [f"{i}.m4a" for i in range(6)], "y": list("aabbab")})
    found = columns.describe(tables.Data(tmp_path, frame, None, ""))
    (voice,) = [c for c in found if c.name == "voice"]
    assert voice.type == "audio" and voice.formats == ("recording",)
    inputs, rows = AudioInput(("voice",)), frame.to_dict("records")
    inputs.fit(rows, tmp_path)
    values, present = inputs.load(rows, tmp_path)
    assert present.all() and values.float().std(dim=0).max() > 0.5


def test_projects_have_av_for_recordings_alone():
    assert {".m4a", ".aac", ".wma", ".amr"} <= DECODERS.keys()
    spec, profile = task("audio", "binary")
    plain = render(spec, profile, plan_of(spec, profile)).files
    marked = [
        c.model_copy(update={"formats": ("recording",)}) if c.type == "audio" else c
        for c in profile.columns
    ]
    profile = profile.model_copy(update={"columns": tuple(marked)})
    voices = render(spec, profile, plan_of(spec, profile)).files
    for files, there in ((plain, False), (voices, True)):
        assert ("import av" in files["data.py"]) == there
        assert ("\nav==18.1.0" in f"\n{files['requirements.lock']}") == there


def test_films_and_recordings_go_into_one_project():
    spec, profile = task("audio video", "binary")
    names = {"audio": ("recording",), "video": ("film",)}
    marked = [
        c.model_copy(update={"formats": names.get(c.type, ())}) for c in profile.columns
    ]
    profile = profile.model_copy(update={"columns": tuple(marked)})
    data = render(spec, profile, plan_of(spec, profile)).files["data.py"]
    assert data.count("def open_container") == 1
    assert "class Film" in data and "class Recording" in data
