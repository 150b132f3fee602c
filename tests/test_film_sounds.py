"""The sound of films: a column and a modality of its own, read from the same files."""

import csv
import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from format_files import number_of, write_film
from inside import forgeweld
from plans import plan_of, task
from statements import read_of

from agent.data import columns, film_sounds, formats, profiling, tables, view
from agent.errors import DataError
from agent.project.render import render
from agent.records import Column, Metric, Modality, TaskSpec
from agent.report.elements import Sketch
from agent.report.media import part
from templates.blocks.clips import read_clip
from templates.blocks.formats.film_sound import has_sound, read_sound_film
from templates.blocks.sounds import read_sound, sound_seconds

TONES = {"calm": 400.0, "alarm": 1500.0}
SILENT = (5, 17, 30)
"""Rows whose films have no sound stream."""


@pytest.fixture(scope="module")
def clips(tmp_path_factory) -> Path:
    """Films all alike to look at; only their sound tells the mood."""
    root = tmp_path_factory.mktemp("clips")
    (root / "films").mkdir()
    moods = np.random.default_rng(0).permutation(["calm", "alarm"] * 30)
    rows = [(f"films/{i}.mp4", mood) for i, mood in enumerate(moods)]
    for i, (name, mood) in enumerate(rows):
        hertz = TONES[mood] * (1 + 0.002 * i)
        write_film(root / name, 12, sound=i not in SILENT, hertz=hertz)
    frame = pd.DataFrame(rows, columns=["clip", "mood"])
    frame.to_csv(root / "train.csv", index=False)
    return root


@pytest.fixture(scope="module")
def described(clips) -> tuple[Column, ...]:
    return columns.describe(tables.read(clips))


@pytest.mark.parametrize("name", ["a.mp4", "a.mkv", "a.mov"])
def test_a_film_gives_its_frames_and_as_a_context_its_sound(tmp_path, name):
    path = tmp_path / name
    write_film(path, 12, sound=True, hertz=440)
    film = read_sound_film(path)
    assert len(film) == 12 and number_of(film[7]) == 7
    with film as sound:
        assert sound.samplerate == 16000 and sound.channels == 1
    assert sound_seconds(path) == pytest.approx(1, abs=0.2)
    heard = read_sound(path, 8000, 0.5)
    assert heard is not None and heard.shape == (1, 4000)
    assert np.abs(np.fft.rfft(heard[0])).argmax() * 2 == pytest.approx(440, abs=4)
    frames, whole = read_clip(path, 4, 32) or ([], False)
    assert whole and len(frames) == 4
    assert isinstance(part("audio", "clip_sound", name, tmp_path), Sketch)


def test_films_without_a_sound_and_broken_ones_have_none(tmp_path):
    write_film(tmp_path / "silent.mp4")
    (tmp_path / "text.mp4").write_text("no film")
    for name in ("silent.mp4", "text.mp4", "gone.mp4", "."):
        assert not has_sound(tmp_path / name)
    assert read_sound(tmp_path / "silent.mp4", 8000, 1.0) is None
    with pytest.raises(ValueError, match="Invalid data"):
        read_sound_film(tmp_path / "text.mp4")


def test_the_sound_is_a_column_of_its_own_empty_where_there_is_none(clips, described):
    data = tables.read(clips)
    sounds = data.labelled["clip_sound"]
    assert data.extra["sounds"] == {"clip_sound": "clip"}
    assert sounds[sounds.isna()].index.tolist() == list(SILENT)
    assert sounds.dropna().isin(data.labelled["clip"]).all()
    film, _, sound = described
    assert (film.type, film.formats, film.sound_of) == ("video", ("film",), "")
    assert (sound.type, sound.formats) == ("audio", ("film_sound",))
    assert sound.sound_of == "clip" and sound.missing == pytest.approx(0.05)
    assert sound.shape and sound.shape[0] == pytest.approx(16000, rel=0.1)
    assert sound.summary.startswith("audio, the sound of the films in clip")


def test_silent_films_and_those_that_nothing_reads_have_no_such_column(
    tmp_path, clips, monkeypatch
):
    for i in range(12):
        write_film(tmp_path / f"{i}.mp4", 2)
    frame = pd.DataFrame({"clip": [f"{i}.mp4" for i in range(12)], "y": [0, 1] * 6})
    frame.to_csv(tmp_path / "train.csv", index=False)
    assert list(tables.read(tmp_path).labelled) == ["clip", "y"]
    monkeypatch.setattr(formats, "find_spec", lambda name: None)
    assert list(tables.read(clips).labelled) == ["clip", "mood"]


def test_a_few_films_tell_of_many_that_are_alike(clips, monkeypatch):
    opened = []
    monkeypatch.setattr(formats, "has_sound", lambda path: not opened.append(path.name))
    monkeypatch.setattr(film_sounds, "LOOKED_AT", 10)
    data = tables.read(clips)
    assert len(opened) <= 10 and not data.labelled["clip_sound"].isna().any()


def test_a_test_table_has_the_column_and_a_name_that_is_taken_is_left(tmp_path):
    for i in range(16):
        write_film(tmp_path / f"{i}.mp4", 2, sound=i != 15)
    frame = pd.DataFrame({"clip": [f"{i}.mp4" for i in range(16)], "y": [0, 1] * 8})
    frame = frame.assign(clip_sound="mine")
    frame.head(12).to_csv(tmp_path / "train.csv", index=False)
    frame.tail(4).drop(columns="y").to_csv(tmp_path / "test.csv", index=False)
    data = tables.read(tmp_path)
    assert (data.labelled["clip_sound"] == "mine").all()
    assert data.given is not None
    assert data.given["clip_sound_"].isna().tolist() == [False] * 3 + [True]


def spec_of(root: Path, *names: str) -> TaskSpec:
    kinds = {"clip": "video", "clip_sound": "audio"}
    return TaskSpec(
        statement="Predict mood.",
        data=root,
        target=("mood",),
        kind="binary",
        metric=Metric(name="accuracy", maximize=True, needs="labels"),
        modalities=tuple(
            Modality(name=name, kind=kinds[name], columns=(name,)) for name in names
        ),
    )


@pytest.mark.parametrize("names", [("clip", "clip_sound"), ("clip_sound",), ("clip",)])
def test_a_view_has_each_film_once(clips, described, tmp_path, names):
    spec = spec_of(clips, *names)
    data, profile = profiling.profile(tables.read(clips), spec, described)
    view.write(tmp_path, data, spec, profile)
    assert len(list((tmp_path / "view/media").rglob("*.mp4"))) == 60
    with (tmp_path / "view/train.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert all((tmp_path / "view" / row["clip"]).is_file() for row in rows)
    heard = {row["clip"] if row.get("clip_sound", "") else "" for row in rows}
    assert (len(heard) > 1) == ("clip_sound" in names)
    for row in rows:
        if "clip_sound" in names:
            there = has_sound(tmp_path / "view" / row["clip"])
            assert row["clip_sound"] == (row["clip"] if there else "")


BOTH, PICTURES, SOUND = ["clip", "clip_sound"], ["clip"], ["clip_sound"]
SAID = {
    "Predict the mood from the clip.": BOTH,
    "Predict the mood using only the video.": BOTH,
    "预测 mood，只用视频。": BOTH,
    "Predict the mood from the clip, without the sound.": PICTURES,
    "Predict the mood; do not use the audio.": PICTURES,
    "Predict the mood, ignore clip_sound.": PICTURES,
    "预测 mood，不要使用声音。": PICTURES,
    "预测 mood，不要音频，只看画面。": PICTURES,
    "Predict the mood from the sound alone.": SOUND,
    "Predict the mood without the video.": SOUND,
    "预测 mood，只用声音。": SOUND,
}


@pytest.mark.parametrize("statement", SAID)
def test_a_statement_has_the_sound_or_leaves_it(described, statement):
    spec = read_of(statement, described)
    assert [m.name for m in spec.modalities] == SAID[statement]
    assert {m.kind for m in spec.modalities if m.name == "clip_sound"} <= {"audio"}


CAPTION = Column(name="caption", type="text", missing=0, unique=60)


def test_a_film_that_is_left_out_takes_its_sound_along_unless_that_is_asked_for(
    described,
):
    made = (*described, CAPTION)
    for said, left in {
        "Predict the mood, without the video.": ["caption"],
        "Predict the mood from caption and sound, without the video.": [
            "caption",
            "clip_sound",
        ],
    }.items():
        assert sorted(m.name for m in read_of(said, made).modalities) == left
    flags = {
        ("ignore", "clip"): ["caption"],
        ("ignore", "clip_sound"): ["caption", "clip"],
        ("use", "clip"): ["clip", "clip_sound"],
        ("use", "clip_sound"): ["clip_sound"],
    }
    for (flag, name), left in flags.items():
        spec = read_of("Predict the mood.", made, **{flag: (name,)})
        assert sorted(m.name for m in spec.modalities) == left
    must = read_of("Predict the mood, it must use the sound.", made)
    assert must.constraints.must_use == ("clip_sound",)
    assert "`clip_sound` is the sound of the films in `clip`" in must.notes


def test_who_looks_for_a_clip_means_no_sound_which_the_film_would_give_away(described):
    made = (described[0], described[2], CAPTION)
    found = read_of("Find the clip for each caption.", made)
    assert found.target == ("clip",)
    assert sorted(m.name for m in found.modalities) == ["caption", "clip"]
    asked = read_of("Find the caption for each clip.", made)
    assert asked.target == ("caption",) and len(asked.modalities) == 3
    with pytest.raises(DataError, match="cannot be predicted"):
        read_of("Find the sound for each caption.", made)


def test_only_projects_that_hear_films_read_their_sound():
    spec, profile = task("video audio", "binary")
    names = {m.kind: m.columns[0] for m in spec.modalities}
    marks = {
        names["video"]: {"formats": ("film",)},
        names["audio"]: {"formats": ("film_sound",), "sound_of": names["video"]},
    }
    marked = [c.model_copy(update=marks.get(c.name, {})) for c in profile.columns]
    films = profile.model_copy(update={"columns": tuple(marked)})
    plain = render(spec, profile, plan_of(spec, profile)).files
    heard = render(spec, films, plan_of(spec, films)).files
    for files, there in ((plain, False), (heard, True)):
        assert ("def with_sounds" in files["data.py"]) == there
        assert ("class SoundFilm" in files["data.py"]) == there
        assert ("\nav==" in f"\n{files['requirements.lock']}") == there
    (line,) = [s for s in heard["predict.py"].splitlines() if s.startswith("COLUMNS")]
    assert names["video"] in line and names["audio"] not in line


@pytest.fixture(scope="module")
def finished(clips, tmp_path_factory) -> Path:
    """A run on these films, of its baselines alone."""
    home = tmp_path_factory.mktemp("home")
    words = ("run", "Predict the mood from the clip.", "--data", clips, "--no-model")
    told = forgeweld(*words, "--trials", 5, "--minutes", 1.5, "--json", cwd=home)
    assert told.returncode == 0, told.stderr
    said = json.loads(told.stdout)
    assert (
        said["best"]["test"] >= 0.75
    )  # of twelve rows, one silent at most three times
    return home / "generated" / said["run"]


@pytest.fixture(scope="module")
def new_rows(clips) -> Path:
    """A table of the films' column alone; the last film is silent, one broken."""
    folder = clips / "new"
    (folder / "films").mkdir(parents=True)
    for i in range(10):
        hertz = list(TONES.values())[i % 2]
        write_film(folder / f"films/{i}.mp4", 12, sound=i != 9, hertz=hertz)
    whole = (folder / "films/8.mp4").read_bytes()
    (folder / "films/8.mp4").write_bytes(whole[: len(whole) // 2])
    cells = [f"films/{i}.mp4" for i in range(10)]
    pd.DataFrame({"clip": cells}).to_csv(folder / "new.csv", index=False)
    return folder / "new.csv"


def right(answers: Path) -> None:
    """The classes that the tones tell; no complaint of a film that has no sound."""
    found = pd.read_csv(answers, keep_default_na=False)
    assert found["mood"].tolist()[:8] == list(TONES) * 4
    assert found["error"].tolist()[:8] == [""] * 8 and found["error"].tolist()[9] == ""
    assert "clip" in found["error"].tolist()[8]


def test_new_rows_need_the_films_alone(finished, new_rows, tmp_path):
    words = ("predict", finished.name, "--input", new_rows)
    home = finished.parents[1]
    told = forgeweld(*words, "--output", tmp_path / "new.csv", cwd=home)
    assert told.returncode == 0, told.stderr
    assert "clip_sound" not in told.stderr  # as a column that the table lacks
    right(tmp_path / "new.csv")


def test_the_delivered_project_needs_the_films_alone(
    finished, clips, new_rows, tmp_path
):
    project = finished / "project"
    predict = ["predict.py", "--input", new_rows, "--output", tmp_path / "own.csv"]
    check = ["reproduce.py", "check", "--data", clips, "--out", tmp_path / "again"]
    for command in (predict, check, ["-m", "pytest", "-q", "-p", "no:cacheprovider"]):
        ended = subprocess.run(
            [sys.executable, *map(str, command)],
            cwd=project,
            capture_output=True,
            text=True,
        )
        assert ended.returncode == 0, (command, ended.stdout, ended.stderr)
    right(tmp_path / "own.csv")
