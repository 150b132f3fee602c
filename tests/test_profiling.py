"""What is refused, dropped, masked and said about real, broken and suspicious data."""

import os
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import soundfile
from PIL import Image

from agent.data import clips, columns, media, profiling, tables
from agent.errors import DataError
from agent.records import Finding, Metric, Modality, Profile, TaskSpec
from agent.run.prepare import understand
from agent.run.request import Request

METRIC = Metric(name="f1_macro", maximize=True, needs="labels")
MEDIA = ("text", "image", "video", "vector", "series", "audio", "points")


def spec_of(data, described, target="y", kind="multiclass", statement="Predict y."):
    """The task as somebody else would state it: media columns and one table."""
    free = [c for c in described if c.name != target and c.type not in ("id", "empty")]
    found = [
        Modality(name=c.name, kind=c.type, columns=(c.name,))
        for c in free
        if c.type in MEDIA
    ]
    table = tuple(c.name for c in free if c.type not in MEDIA)
    if table:
        found.append(Modality(name="table", kind="table", columns=table))
    return TaskSpec(
        statement=statement,
        data=data.root,
        target=(target,),
        kind=kind,
        metric=METRIC,
        modalities=tuple(found),
    )


def profile(folder: Path, frame=None, given=None, on_missing="fail", **task):
    if frame is not None:
        frame.to_csv(folder / "train.csv", index=False)
    if given is not None:
        given.to_csv(folder / "test.csv", index=False)
    data = tables.read(folder)
    described = columns.describe(data)
    thorough = task.pop("thorough", False)
    spec = spec_of(data, described, **task)
    return profiling.profile(
        data, spec, described, on_missing=on_missing, thorough=thorough
    )


def error(folder: Path, frame=None, **options) -> DataError:
    with pytest.raises(DataError) as caught:
        profile(folder, frame, **options)
    found = caught.value
    assert found.what and found.where and found.why and found.fix
    return found


def said(found: Profile, kind: str, column: str | None = None) -> list[Finding]:
    of_kind = [f for f in found.findings if f.kind == kind]
    return [f for f in of_kind if column in (None, f.column)]


def plain(rows: int = 200, classes: int = 3, seed: int = 0) -> pd.DataFrame:
    rng = np.random.default_rng(seed)
    return pd.DataFrame(
        {"a": rng.normal(size=rows), "b": rng.normal(size=rows)}
        | {"y": rng.integers(0, classes, rows)}
    )


def pictures(folder: Path, rows: int, suffix: str = "png") -> pd.DataFrame:
    rng = np.random.default_rng(1)
    for i in range(rows):
        pixels = rng.integers(0, 255, (16, 16, 3), dtype=np.uint8)
        Image.fromarray(pixels).save(folder / f"{i}.{suffix}")
    frame = plain(rows)
    return frame.assign(pic=[f"{i}.{suffix}" for i in range(rows)])


def cut(folder: Path, names: list[str]) -> None:
    for name in names:
        raw = (folder / name).read_bytes()
        (folder / name).write_bytes(raw[: len(raw) // 2])


def test_an_ordinary_table(tmp_path):
    data, found = profile(tmp_path, plain(), given=plain(20).drop(columns="y"))
    assert (found.rows, found.given) == (200, 20)
    assert found.classes == ("0", "1", "2")
    assert sum(found.balance) == pytest.approx(1)
    assert found.split.method == "stratified"
    counts = np.bincount(data.extra["part"])
    assert counts.tolist() == [found.split.train, found.split.select, found.split.test]
    assert not said(found, "leak")
    assert found.model_dump_json()


@pytest.mark.parametrize(
    "values, classes",
    [
        ([10, 9, 100], ("9", "10", "100")),
        (["b", "a", "C"], ("C", "a", "b")),
        ([True, False], ("False", "True")),
        ([1.5, -2.0], ("-2.0", "1.5")),
        (["是", "否", "也许"], tuple(sorted(["是", "否", "也许"]))),
    ],
)
def test_class_names(tmp_path, values, classes):
    frame = plain().assign(y=[values[i % len(values)] for i in range(200)])
    assert profile(tmp_path, frame)[1].classes == classes


def test_missing_targets_are_dropped_and_told(tmp_path):
    frame = plain()
    frame.loc[[3, 5, 8], "y"] = np.nan
    data, found = profile(tmp_path, frame)
    assert found.rows == 197 and found.classes == ("0.0", "1.0", "2.0")
    assert 3 not in data.labelled.index and data.labelled.index[3] == 4
    assert said(found, "unlabelled")[0].message.startswith("3 of 200 rows have no y")


def test_targets_that_cannot_be_learnt(tmp_path):
    frame = plain()
    assert "is empty in all 200" in error(tmp_path, frame.assign(y=None)).what
    assert "one value only: u" in error(tmp_path, frame.assign(y="u")).what
    assert "3 classes where two" in error(tmp_path, frame, kind="binary").what
    assert "no column z" in error(tmp_path, frame, target="z").what
    text = frame.assign(y=["12k"] + ["3"] * 199)
    found = error(tmp_path, text, kind="regression")
    assert "1 of 200" in found.what and "'12k'" in found.why
    assert "one value" in error(tmp_path, frame.assign(y=2.5), kind="regression").what


def test_three_rows_are_too_few(tmp_path):
    found = error(tmp_path, plain(3, seed=2).assign(y=["u", "v", "u"]))
    assert found.what.startswith("3 usable rows are too few")
    assert "10 rows" in found.why


def test_small_and_uneven_data_is_told(tmp_path):
    frame = plain(60).assign(y=["u"] * 57 + ["v"] * 3)
    _, found = profile(tmp_path, frame)
    assert "60 rows" in said(found, "small")[0].message
    assert "v (3)" in said(found, "small")[1].message
    assert "v 3 rows, u 57" in said(found, "imbalance")[0].message


def test_broken_pictures_fail_unless_told_otherwise(tmp_path):
    frame = pictures(tmp_path, 100)
    cut(tmp_path, ["7.png", "20.png", "33.png"])
    (tmp_path / "41.png").unlink()
    (tmp_path / "52.png").write_bytes(b"")
    frame.loc[60, "pic"] = None  # an empty cell is a missing value, not a problem
    found = error(tmp_path, frame)
    assert "5 of 100 files (5.0%) of column pic" in found.what
    assert "41.png (missing)" in found.why and "52.png (empty)" in found.why
    assert "--on-missing drop" in found.fix and "mask" in found.fix

    data, dropped = profile(tmp_path, frame, on_missing="drop")
    assert dropped.rows == 95
    assert sorted(set(range(100)) - set(data.labelled.index)) == [7, 20, 33, 41, 52]
    data, masked = profile(tmp_path, frame, on_missing="mask")
    assert masked.rows == 100 and data.labelled["pic"].isna().sum() == 6
    assert said(masked, "missing", "pic")


def test_damage_within_a_picture_needs_a_thorough_look(tmp_path):
    frame = pictures(tmp_path, 200)
    raw = bytearray((tmp_path / "101.png").read_bytes())
    raw[60:80] = bytes(20)  # both ends of the file stay whole
    (tmp_path / "101.png").write_bytes(raw)
    paths = frame["pic"].tolist()
    assert media.problems(tmp_path, paths, sample=2) == {}
    assert "101.png" in media.problems(tmp_path, paths, thorough=True)
    assert "101.png" in error(tmp_path, frame, thorough=True).why


@pytest.mark.parametrize("suffix", ["jpg", "bmp", "gif", "webp", "tif"])
def test_cut_pictures_of_other_formats(tmp_path, suffix):
    frame = pictures(tmp_path, 12, suffix)
    paths = frame["pic"].tolist()
    assert media.problems(tmp_path, paths) == {}
    cut(tmp_path, [f"5.{suffix}"])
    assert list(media.problems(tmp_path, paths)) == [f"5.{suffix}"]


def test_broken_arrays_and_sounds(tmp_path):
    import wave

    for i in range(4):
        np.save(tmp_path / f"{i}.npy", np.ones((100, 3)))
        with wave.open(str(tmp_path / f"{i}.wav"), "wb") as sound:
            sound.setparams((1, 2, 8000, 0, "NONE", ""))
            sound.writeframes(bytes(1600))
    np.save(tmp_path / "4.npy", np.array([{"a": 1}]), allow_pickle=True)
    cut(tmp_path, ["1.npy", "2.wav"])
    names = [f"{i}.{s}" for i in range(4) for s in ("npy", "wav")] + ["4.npy"]
    bad = media.problems(tmp_path, names)
    assert sorted(bad) == ["1.npy", "2.wav", "4.npy"]


def test_the_test_table_is_masked_never_dropped(tmp_path):
    frame = pictures(tmp_path, 40)
    given = frame.iloc[:10].drop(columns="y").assign(pic="gone.png")
    data, found = profile(tmp_path, frame, given=given, on_missing="drop")
    assert data.given is not None and data.given["pic"].isna().all()
    assert found.given == 10 and found.rows == 40
    assert "test table" in said(found, "missing", "pic")[0].message


def test_groups_stay_together(tmp_path):
    people = [f"p{i % 17:02d}" for i in range(200)]
    data, found = profile(tmp_path, plain().assign(patient_id=people))
    assert found.group == "patient_id" == found.split.by
    part = data.extra["part"]
    where = pd.Series(part).groupby(data.labelled["patient_id"].to_numpy()).nunique()
    assert (where == 1).all() and len(where) == 17
    _, two = profile(tmp_path, plain().assign(session=[1, 2] * 100))
    assert two.group is None and said(two, "group", "session")


@pytest.mark.parametrize("name", ["age_group", "blood", "user_rating"])
def test_other_columns_are_no_groups(tmp_path, name):
    frame = plain().assign(**{name: [f"p{i % 17}" for i in range(200)]})
    assert profile(tmp_path, frame)[1].group is None


def test_unseen_people_without_a_column_is_told(tmp_path):
    words = "The people in test.csv do not occur in train.csv."
    _, found = profile(tmp_path, plain(), statement=words)
    assert "no column names them" in said(found, "group")[0].message


def test_time_orders_the_split_only_for_a_forecast(tmp_path):
    days = pd.date_range("2023-12-01", periods=200).strftime("%d/%m/%Y")
    frame = plain().assign(date=days)
    _, found = profile(tmp_path, frame)
    assert found.time is None and said(found, "group", "date")
    data, found = profile(tmp_path, frame, statement="Forecast the next day's y.")
    assert found.time == "date" and found.split.method == "ordered"
    assert data.extra["part"].tolist() == sorted(data.extra["part"])


def test_copies_share_a_part(tmp_path):
    frame = plain()
    frame = pd.concat([frame, frame.iloc[:20]], ignore_index=True)
    given = frame.iloc[:5].drop(columns="y")
    data, found = profile(tmp_path, frame, given=given)
    part = data.extra["part"]
    assert (part[200:] == part[:20]).all()
    messages = [f.message for f in said(found, "duplicate")]
    assert messages[0].startswith("40 of 220 rows are copies")
    assert messages[1].startswith("5 of 5 test rows")


def test_pictures_are_compared_by_content(tmp_path):
    frame = pictures(tmp_path, 40)[["pic", "y"]]
    (tmp_path / "3.png").write_bytes((tmp_path / "30.png").read_bytes())
    data, found = profile(tmp_path, frame)
    assert said(found, "duplicate")[0].message.startswith("2 of 40 rows")
    assert data.extra["part"][3] == data.extra["part"][30]


@pytest.mark.parametrize("kind", ["binary", "multiclass", "regression"])
def test_one_column_that_tells_the_target(tmp_path, kind):
    rng = np.random.default_rng(5)
    frame = plain(300, 2 if kind == "binary" else 4)
    if kind == "regression":
        frame["y"] = rng.normal(size=300)
    frame["sneaky"] = frame["y"] * 3 + rng.normal(size=300) * 0.01
    frame["label2"] = ["c" + str(v) for v in frame["y"].round(0)]
    _, found = profile(tmp_path, frame, kind=kind)
    expected = {"sneaky"} if kind == "regression" else {"sneaky", "label2"}
    assert {f.column for f in said(found, "leak")} == expected
    assert "--ignore sneaky" in said(found, "leak", "sneaky")[0].fix


def test_honest_columns_are_no_leaks(tmp_path):
    rng = np.random.default_rng(0)
    frame = plain(300, 2)
    frame["good"] = frame["y"] * 1.5 + rng.normal(size=300)
    frame["many"] = [f"v{i}" for i in rng.integers(0, 140, 300)]
    assert not said(profile(tmp_path, frame)[1], "leak")


def test_sorted_ids_and_named_files_are_told(tmp_path):
    frame = plain(120).sort_values("y").assign(id=[f"s{i:03d}" for i in range(120)])
    _, found = profile(tmp_path, frame)
    assert "order of id" in said(found, "leak", "id")[0].message

    folder = tmp_path / "classes"
    for i in range(24):
        place = folder / ("cats" if i % 2 else "dogs")
        place.mkdir(parents=True, exist_ok=True)
        Image.new("L", (8, 8), i).save(place / f"{i}.png")
    _, found = profile(folder, target="label")
    assert "hold the class name" in said(found, "leak", "image")[0].message


def test_columns_the_test_table_lacks_are_told(tmp_path):
    given = plain(20).drop(columns=["y", "b"])
    _, found = profile(tmp_path, plain(), given=given)
    assert said(found, "unused", "b")[0].severity == "warning"


def test_marked_cells_are_a_set_and_the_rest_stays(tmp_path):
    words = ["red", "old", "tall", "kind", "slow"]
    frame = pd.DataFrame(
        {
            "genres": [";".join(words[i % 3 : i % 3 + 1 + i % 2]) for i in range(60)],
            "tags": [f"['{words[i % 4]}']" for i in range(60)],
            "size": [i * 0.5 for i in range(60)],
            "y": [i % 2 for i in range(60)],
        }
    )
    frame.to_csv(tmp_path / "train.csv", index=False)
    found = understand(Request("Predict y.", tmp_path), thorough=False)
    kinds = {m.name: m.kind for m in found.spec.modalities}
    assert kinds == {"genres": "set", "tags": "set", "table": "table"}
    assert found.profile.columns[0].mark == ";" and not found.profile.shapes
    ways = {(b.input.block, b.encoder.block) for p in found.plans for b in p.branches}
    assert ("set", "set_mlp") in ways


def test_the_fingerprint_follows_cells_and_files(tmp_path):
    frame = pictures(tmp_path, 20)
    first = profile(tmp_path, frame)[1].fingerprint
    assert profile(tmp_path, frame)[1].fingerprint == first
    Image.new("RGB", (40, 40)).save(tmp_path / "3.png")
    second = profile(tmp_path, frame)[1].fingerprint
    frame.loc[0, "a"] += 1
    assert len({first, second, profile(tmp_path, frame)[1].fingerprint}) == 3


def test_a_labelled_test_table_is_the_test_part(tmp_path):
    data, found = profile(tmp_path, plain(200), given=plain(50, seed=1))
    assert found.split.method == "given" and found.split.test == 50 and found.given == 0
    assert (data.extra["part"][200:] == 2).all()


def test_very_long_texts_are_told(tmp_path):
    texts = [f"{i} good bad fine old new lamp road" for i in range(60)]
    texts[7] *= 10_000
    _, found = profile(tmp_path, plain(60).assign(t=texts))
    assert "1 cells of t" in said(found, "unused", "t")[0].message


def test_sounds_that_are_something_else(tmp_path):
    (tmp_path / "a.flac").write_bytes(b"fLaC" + bytes(50))
    (tmp_path / "b.flac").write_bytes(b"<html>not here</html>")
    os.mkfifo(tmp_path / "c.wav")
    bad = media.problems(tmp_path, ["a.flac", "b.flac", "c.wav"])
    no_flac = "is no .flac file"
    assert bad == {"a.flac": no_flac, "b.flac": no_flac, "c.wav": "missing"}


@pytest.mark.parametrize("suffix", ["flac", "ogg", "mp3", "wav"])
def test_sounds_of_every_format(suffix, tmp_path):
    for i in range(12):
        tone = 0.3 * np.sin(np.arange(4000 + i) / 9)
        soundfile.write(tmp_path / f"{i}.{suffix}", tone, 16000)
    soundfile.write(tmp_path / f"0.{suffix}", tone[:0], 16000)
    frame = plain(12).assign(heard=[f"{i}.{suffix}" for i in range(12)])
    assert list(media.problems(tmp_path, frame["heard"])) == [f"0.{suffix}"]
    _, found = profile(tmp_path, frame, on_missing="mask")
    samples, channels = found.shapes["heard"]
    assert 4000 <= samples <= 6500 and channels == 1  # mp3 pads
    if suffix != "mp3":  # its frames stand alone: what is left is a shorter sound
        cut(tmp_path, [f"5.{suffix}"])
        assert f"5.{suffix}" in media.problems(tmp_path, frame["heard"])


def clips_of(folder: Path, rows: int) -> pd.DataFrame:
    """A folder of three frames for each row, with some things that are no frames."""
    for i in range(rows):
        clip = folder / "clips" / f"c{i}"
        (clip / "nested").mkdir(parents=True)
        (clip / "notes.txt").write_text("no frame")
        for k in (1, 9, 10):
            Image.new("RGB", (20, 10), (k, i, 0)).save(clip / f"f{k}.png")
            Image.new("L", (5, 5)).save(clip / "nested" / f"{k}.png")
    return plain(rows).assign(clip=[f"clips/c{i}" for i in range(rows)])


def test_folders_of_frames_are_clips(tmp_path):
    frame = clips_of(tmp_path, 30)
    data, found = profile(tmp_path, frame)
    (column,) = [c for c in found.columns if c.name == "clip"]
    assert (column.type, column.shape) == ("video", (3, 10, 20, 3))
    assert found.shapes["clip"] == (3, 10, 20, 3)
    assert [f.name for f in clips.frames(tmp_path / "clips/c3")] == [
        *("f1.png", "f9.png", "f10.png")
    ]


def test_words_longer_than_a_file_name_can_be_are_no_clips(tmp_path):
    for length in (100, 200, 300):  # 255 bytes are the limit, three a character
        names = ["\u5317" * length + str(i) for i in range(40)]
        _, found = profile(tmp_path, plain(40).assign(names=names))
        (column,) = [c for c in found.columns if c.name == "names"]
        assert column.type == "text"


def test_broken_clips_are_told(tmp_path):
    frame = clips_of(tmp_path, 30)
    cut(tmp_path, ["clips/c3/f9.png"])
    for i in (4, 5):
        for path in (tmp_path / f"clips/c{i}").glob("*.png"):
            path.unlink()
    (tmp_path / "clips/c5").rename(tmp_path / "clips/elsewhere")
    bad = media.problems(tmp_path, frame["clip"])
    assert sorted(bad) == ["clips/c3", "clips/c4", "clips/c5"]
    assert "f9.png" in bad["clips/c3"]
    assert (bad["clips/c4"], bad["clips/c5"]) == ("empty", "missing")
    assert "3 of 30" in error(tmp_path, frame).what


def test_frames_that_lead_out_are_refused(tmp_path):
    (tmp_path / "data").mkdir()
    frame = clips_of(tmp_path / "data", 12)
    Image.new("L", (5, 5)).save(tmp_path / "secret.png")
    (tmp_path / "data/clips/c2/f11.png").symlink_to(tmp_path / "secret.png")
    found = error(tmp_path / "data", frame)
    assert "clips/c2/f11.png" in found.what and "link" in found.why


def test_clips_with_the_same_frames_are_copies(tmp_path):
    frame = clips_of(tmp_path, 40)[["clip", "y"]]
    for k in (1, 9, 10):
        raw = (tmp_path / f"clips/c30/f{k}.png").read_bytes()
        (tmp_path / f"clips/c3/f{k}.png").write_bytes(raw)
    _, found = profile(tmp_path, frame)
    assert said(found, "duplicate")[0].message.startswith("2 of 40 rows")


def test_class_names_that_are_folders_too_are_no_clips(tmp_path):
    frame = pictures(tmp_path, 40)
    for name in ("cat", "dog"):
        (tmp_path / name).mkdir()
    for i in range(40):
        name = ("cat", "dog")[i % 2]
        (tmp_path / f"{i}.png").rename(tmp_path / name / f"{i}.png")
        frame.loc[i, "pic"] = f"{name}/{i}.png"
    frame["kind"] = ["cat", "dog"] * 20
    _, found = profile(tmp_path, frame)
    assert {c.name: c.type for c in found.columns}["kind"] == "category"


@pytest.mark.parametrize("moving", [20, 4])
def test_gifs_that_move_are_clips(moving, tmp_path):
    frame = plain(24)
    for i in range(24):
        pages = [Image.new("L", (8, 6), 9 * i + k) for k in range(1 + 2 * (i < moving))]
        pages[0].save(tmp_path / f"{i}.gif", save_all=True, append_images=pages[1:])
    _, found = profile(tmp_path, frame.assign(a=[f"{i}.gif" for i in range(24)]))
    (column,) = [c for c in found.columns if c.name == "a"]
    clip = moving == 20
    assert column.type == ("video" if clip else "image")
    assert column.shape == ((3, 6, 8, 3) if clip else (6, 8, 3))


def test_a_target_of_a_joined_table_is_told_and_never_parted(tmp_path):
    people = pd.DataFrame({"nr": [f"K{i}" for i in range(30)]})
    people.assign(age=range(30), y=["a", "b"] * 15).to_csv(tmp_path / "people.csv")
    buys = pd.DataFrame({"nr": list(people["nr"]) * 3, "price": [5, 7, 9] * 30})
    buys.to_csv(tmp_path / "buys.csv")
    data, found = profile(tmp_path)
    told = [f for f in found.findings if f.kind == "group"]
    assert found.group == "nr" and told[0].severity == "warning"
    assert "y belongs to the 30 rows of people.csv" in told[0].message
    parts = pd.Series(data.extra["part"]).groupby(data.labelled["nr"].to_numpy())
    assert (parts.nunique() == 1).all()


@pytest.mark.parametrize("logged", [True, False])
def test_rows_in_the_order_of_time_are_told_of(tmp_path, logged):
    days = [f"2026-01-{1 + i % 28:02}" for i in range(56)]
    frame = pd.DataFrame(
        {"day": sorted(days) if logged else days, "y": ["a", "b"] * 28}
    )
    found = profile(tmp_path, frame.assign(x=range(56)))[1].findings
    (told,) = [f for f in found if "holds times" in f.message]
    assert told.severity == ("warning" if logged else "info")
    asked = {"statement": "Predict y of later days from earlier ones."}
    frame.assign(x=range(56)).to_csv(tmp_path / "train.csv", index=False)
    assert profile(tmp_path, **asked)[1].time == "day"


def test_gaps_that_give_the_target_away(tmp_path):
    frame = plain(400, classes=2)
    frame["left_at"] = np.where(frame["y"] == 1, np.nan, frame["a"])
    frame["b"] = frame["b"].where(np.arange(400) % 7 > 0)
    _, found = profile(tmp_path, frame, kind="binary")
    (told,) = said(found, "leak")
    assert told.column == "left_at" and "is empty" in told.message
    assert "--ignore left_at" in told.fix


@pytest.mark.parametrize(
    "statement",
    ["Predict y for people we have never seen.", "预测没见过的人的 y", "Predict y."],
)
def test_a_bare_id_groups_where_the_words_say_who_is_unseen(tmp_path, statement):
    frame = plain(300).assign(id=np.arange(300) // 10 * 7)
    _, found = profile(tmp_path, frame, statement=statement)
    assert found.group == ("id" if statement != "Predict y." else None)
