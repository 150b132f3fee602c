"""Files that no cell names: a column by the names of their rows, or a clear word."""

import csv
import shutil

import edfio
import format_files as files
import numpy as np
import pytest
import soundfile
from PIL import Image
from plans import plan_of, task

from agent.data import columns, named_files, tables
from agent.errors import DataError
from agent.outcome import Outcome
from agent.run import predicting
from agent.run.finished import Finished


def put(folder, names, place="fotos"):
    (folder / place).mkdir(parents=True, exist_ok=True)
    for name in names:
        Image.new("RGB", (4, 4)).save(folder / place / name)


def table(path, rows, header=("id", "leaves", "sick")):
    with path.open("w", newline="") as file:
        csv.writer(file).writerows([header, *rows])


def test_pictures_named_after_an_id_become_a_column(tmp_path):
    table(tmp_path / "train.csv", [(100 + i, i % 7, i % 2) for i in range(20)])
    table(tmp_path / "test.csv", [(120 + i, 3) for i in range(5)], ("id", "leaves"))
    put(tmp_path, [f"{100 + i}.png" for i in range(1, 25)])  # the first row has none
    data = tables.read(tmp_path)
    assert data.labelled["fotos"].isna().tolist() == [True] + [False] * 19
    assert data.labelled["fotos"][1] == "fotos/101.png"
    assert data.given is not None and data.given["fotos"][4] == "fotos/124.png"
    assert data.source.endswith("fotos (19 files, named as id)")
    assert data.extra["named"] == {"fotos": "id"} and data.extra["loose"] == ()


def test_leading_zeros_prefixes_and_the_tables_own_folder(tmp_path):
    table(tmp_path / "plants.csv", [(f"P{i}", i % 7, i % 2) for i in range(20)])
    put(tmp_path, [f"img_{i:03}.jpg" for i in range(20)], place=".")
    found = tables.read(tmp_path)
    assert found.labelled["image"][3] == "img_003.jpg"
    assert named_files.beside(tmp_path / "plants.csv", "image")["3"] == "img_003.jpg"


def test_shelves_copies_and_numbers_behind_names_are_no_hindrance(tmp_path):
    rows = [(f"SW-{1000 + 40 * i}", i % 7, i % 2) for i in range(30)]
    table(tmp_path / "train.csv", rows)
    for i, (name, *_) in enumerate(rows[1:]):
        place = tmp_path / "sounds" / f"{name[3]}{name[4]}00s"
        place.mkdir(parents=True, exist_ok=True)
        (place / "Thumbs.db").write_bytes(b"x")
        end = (".wav", ".aiff", ".flac", ".WAV")[i % 4]
        file = place / f"{name}{' (2)' if i % 9 == 3 else ''}{end}"
        form = {".WAV": "WAV"}.get(end, end[1:].upper())
        soundfile.write(file, np.sin(np.arange(800) / (i + 1)), 8000, format=form)
        if i < 3:  # a folder of copies of a few
            old = tmp_path / "sounds" / "old" / f"Copy of {name}{end}"
            old.parent.mkdir(exist_ok=True)
            shutil.copy(file, old)
    data = tables.read(tmp_path)
    assert data.source.endswith("sounds (29 files, named as id)")
    assert data.labelled["sounds"][1] == "sounds/1000s/SW-1040.wav"
    assert data.labelled["sounds"][4] == "sounds/1100s/SW-1160 (2).WAV"
    assert data.labelled["sounds"].isna().tolist() == [True] + [False] * 29
    assert data.extra["loose"] == ()
    new = tmp_path / "new.csv"
    table(new, [("SW-1160", 1, 0)])
    assert named_files.beside(new, "sounds")["1160"].endswith("SW-1160 (2).WAV")


def test_two_files_of_a_row_on_shelves_are_not_chosen_from(tmp_path):
    table(tmp_path / "train.csv", [(100 + i, i % 7, i % 2) for i in range(20)])
    for day in ("monday", "tuesday"):  # the same names, other pictures
        names = [f"{100 + i}.png" for i in range(20)]
        put(tmp_path, names, place=f"scans/{day}")
        for name in names if day == "monday" else ():
            Image.new("RGB", (5, 5)).save(tmp_path / "scans" / day / name)
    data = tables.read(tmp_path)
    assert {"monday", "tuesday"} <= set(data.labelled) and "scans" not in data.labelled


def test_what_no_row_names_is_told(tmp_path):
    table(tmp_path / "train.csv", [(100 + i, i % 7, i % 2) for i in range(20)])
    put(tmp_path, [f"leaf {chr(97 + i)}.png" for i in range(20)])
    data = tables.read(tmp_path)
    assert "fotos" not in data.labelled
    (told,) = named_files.findings(data.extra["loose"])
    assert told.severity == "warning" and "20 image files in fotos/" in told.message


def test_named_files_and_numbers_by_chance_are_left_alone(tmp_path):
    rows = [(f"pics/{i}.png", 18 + i % 40, i % 2) for i in range(60)]
    table(tmp_path / "train.csv", rows, ("path", "age", "sick"))
    put(tmp_path, [f"{i}.png" for i in range(60)], place="pics")
    put(tmp_path, [f"{i}.png" for i in range(200)], place="others")
    data = tables.read(tmp_path)
    assert list(data.labelled) == ["path", "age", "sick"]
    assert data.extra["loose"] == (("others", "image", 200),)


def test_a_link_out_of_the_folder_is_refused(tmp_path):
    home = tmp_path / "data"
    put(home, [f"{100 + i}.png" for i in range(20)])
    table(home / "train.csv", [(100 + i, i % 7, i % 2) for i in range(20)])
    secret = tmp_path / "secret.png"
    Image.new("RGB", (4, 4)).save(secret)
    (home / "fotos" / "100.png").unlink()
    (home / "fotos" / "100.png").symlink_to(secret)
    with pytest.raises(DataError, match="outside"):
        tables.read(home)


def test_beside_a_single_table_only_what_fits_it_counts(tmp_path):
    table(tmp_path / "plants.csv", [(100 + i, i % 7, i % 2) for i in range(20)])
    put(tmp_path, [f"{100 + i}.png" for i in range(20)])
    put(tmp_path, [f"holiday {i}a.png" for i in range(20)], place="private")
    data = tables.read(tmp_path / "plants.csv")
    assert data.extra["named"] == {"fotos": "id"} and data.extra["loose"] == ()
    assert tables.read(tmp_path).extra["loose"] == (("private", "image", 20),)


def test_new_rows_find_their_files_as_the_training_rows_did(tmp_path):
    spec, profile = task("image table", "binary")
    columns = [
        c.model_copy(update={"named_as": "key"}) if c.name == "image_0" else c
        for c in profile.columns
    ]
    profile = profile.model_copy(update={"columns": tuple(columns)})
    plans = (plan_of(spec, profile),)
    outcome = Outcome(run="r", status="finished", best=None)
    run = Finished(tmp_path, spec, profile, outcome, plans, "auto")
    put(tmp_path, ["07.png"], place="image_0")
    new = tmp_path / "new.csv"
    ((name, key, paths),) = predicting._links(run, new, ["key", "table_0"])
    assert (name, key, paths) == ("image_0", "key", {"7": "image_0/07.png"})
    assert predicting._links(run, new, ["key", "image_0"]) == []
    assert predicting._links(run, new, ["table_0"]) == []


def write_volume(path):
    path.parent.mkdir(parents=True, exist_ok=True)
    files.write_nifti(path, np.ones((4, 5, 6), np.int16))


def test_scans_in_folders_of_their_subjects(tmp_path):
    names = [f"sub-{i:02}" for i in range(1, 21)]
    table(
        tmp_path / "participants.csv", [(n, i % 7, i % 2) for i, n in enumerate(names)]
    )
    for i, name in enumerate(names):
        end = ".nii" if i % 3 else ".nii.gz"
        write_volume(tmp_path / name / "anat" / f"{name}_T1w{end}")
        if i:  # the first one has none
            write_volume(tmp_path / name / "anat" / f"{name}_T2w.nii")
        (tmp_path / name / "anat" / f"{name}_T1w.json").write_text("{}")
    data = tables.read(tmp_path)
    assert data.extra["named"] == {"T1w": "id", "T2w": "id"}
    assert data.labelled["T1w"][3] == "sub-04/anat/sub-04_T1w.nii.gz"
    assert data.labelled["T2w"].isna().tolist() == [True] + [False] * 19
    assert data.extra["loose"] == ()
    found = named_files.beside(tmp_path / "new.csv", "T2w")
    assert found["7"] == "sub-07/anat/sub-07_T2w.nii" and "1" not in found


def test_names_that_begin_alike_are_told_apart(tmp_path):
    names = [f"SC{400 + i}" for i in range(20)]
    table(tmp_path / "nights.csv", [(n, i % 7, i % 2) for i, n in enumerate(names)])
    (tmp_path / "psg").mkdir()
    for name in names:  # a night, and what is noted of it
        files.write_edf(tmp_path / "psg" / f"{name}E0-PSG.edf", np.ones((100, 2)))
        edf = tmp_path / "psg" / f"{name}EC-Hypnogram.edf"
        edfio.Edf([], annotations=[edfio.EdfAnnotation(0, 30, "W")]).write(edf)
    data = tables.read(tmp_path)
    assert data.extra["named"] == {"E0-PSG": "id"}
    assert data.labelled["E0-PSG"][5] == "psg/SC405E0-PSG.edf"
    assert data.extra["loose"] == (("psg", "series", 20),)


def test_one_file_in_a_folder_of_the_row_and_files_in_deeper_ones(tmp_path):
    rows = [(f"p{i:02}", i % 7, i % 2) for i in range(1, 21)]
    table(tmp_path / "patients.csv", rows)
    for place, (name, *_) in enumerate(rows):
        (tmp_path / name).mkdir()
        files.write_edf(tmp_path / name / "night.edf", np.ones((100, 1)))
        (tmp_path / "other" / name).mkdir(parents=True)
        draws = tmp_path / "other" / name / f"drawn {place * 37 % 101}b.npy"
        np.save(draws, np.ones((9, 2)))
    put(tmp_path, [f"{name}.png" for name, *_ in rows], "train/left")
    data = tables.read(tmp_path)
    assert set(data.extra["named"]) == {"night", "other", "left"}
    assert data.labelled["night"][0] == "p01/night.edf"
    assert data.labelled["other"][1] == "other/p02/drawn 37b.npy"
    assert data.labelled["left"][19] == "train/left/p20.png"


def test_folders_of_frames_and_views_of_one_thing(tmp_path):
    rows = [(f"PAT{i:03}", i % 7, i % 2) for i in range(20)]
    table(tmp_path / "records.csv", rows)
    for name, *_ in rows:
        put(tmp_path, [f"{i}.png" for i in (3, 1, 20)], f"ct/{name}")
        put(tmp_path, ["front.png", "side.png"], f"photos/{name}")
    data = tables.read(tmp_path)
    assert data.extra["named"] == {"ct": "id", "front": "id", "side": "id"}
    assert data.labelled["ct"][2] == "ct/PAT002"
    assert data.labelled["side"][2] == "photos/PAT002/side.png"
    assert data.extra["loose"] == ()


@pytest.mark.parametrize(
    "name, kind",
    [
        (lambda i: f"{20260000 + i * 7 % 131}", "id"),
        (lambda i: f"病人{i * 7 % 131}x", "id"),
        (lambda i: f"face of {i * 7 % 131}", "text"),
    ],
)
def test_codes_that_name_files_are_nothing_to_learn_from(name, kind, tmp_path):
    rows = [(name(i), i % 7, i % 2) for i in range(40)]
    table(tmp_path / "train.csv", rows, ("scan", "age", "sick"))
    put(tmp_path, [f"{cell}.png" for cell, *_ in rows])
    data = tables.read(tmp_path)
    assert data.extra["named"] == {"fotos": "scan"}
    assert columns.describe(data)[0].type == kind


def test_many_single_files_without_a_row_are_told(tmp_path):
    table(tmp_path / "train.csv", [(100 + i, i % 7, i % 2) for i in range(20)])
    for i in range(12):
        put(tmp_path, ["x.png"], f"case {chr(97 + i)}")
    assert tables.read(tmp_path).extra["loose"] == ((tmp_path.name, "image", 12),)


def test_a_table_in_each_of_many_folders_is_a_rows_own(tmp_path):
    rows = [(f"S{i:02}", i % 7, i % 2) for i in range(20)]
    table(tmp_path / "subjects.csv", rows)
    for name, *_ in rows:
        (tmp_path / name).mkdir()
        steps = [(i / 9, i % 3) for i in range(30)]
        table(tmp_path / name / "imu.csv", steps, ("ax", "ay"))
    data = tables.read(tmp_path)
    assert data.source == "subjects.csv (20 rows) + imu (20 files, named as id)"
    assert data.labelled["imu"][1] == "S01/imu.csv"


def test_scans_without_a_suffix_are_told(tmp_path):
    table(tmp_path / "train.csv", [(100 + i, i % 7, i % 2) for i in range(20)])
    (tmp_path / "xray").mkdir()
    for i in range(20):
        files.write_dicom(tmp_path / "xray" / str(100 + i), np.ones((4, 4), np.int16))
    data = tables.read(tmp_path)
    assert "xray" not in data.labelled
    (told,) = named_files.findings(data.extra["loose"])
    assert "20 DICOM files in xray/" in told.message
    assert told.fix == "let their names end in .dcm"


def test_paths_without_their_folder_however_deep_and_with_some_missing(tmp_path):
    rows = [(f"{i}.png", i % 7, i % 2) for i in range(20)]
    table(tmp_path / "train.csv", rows, ("photo", "leaves", "sick"))
    put(tmp_path, [f"{i}.png" for i in range(3, 20)], "training/left")
    put(tmp_path, [f"{i}.png" for i in range(5)], "training/right")
    assert tables.read(tmp_path).labelled["photo"][7] == "training/left/7.png"
    put(tmp_path, [f"{i}.png" for i in range(20)], "training/right")
    assert tables.read(tmp_path).labelled["photo"][7] == "7.png"  # two could be meant


def test_new_rows_may_name_files_without_their_folder_as_training_rows_may(tmp_path):
    class Stage:
        def stage(self):
            (tmp_path / "stage").mkdir()
            return tmp_path / "stage"

    put(tmp_path / "new", ["7.png", "8.png"], "photos")
    new = [{"photo": "7.png"}, {"photo": ""}, {"photo": "8.png"}]
    kinds = {"photo": "file"}
    folder = predicting._staged(Stage(), new, tmp_path / "new", kinds)  # type: ignore
    assert [row["photo"] for row in new] == ["0_0.png", "", "2_0.png"]
    assert folder and sorted(p.name for p in folder.iterdir()) == ["0_0.png", "2_0.png"]


def test_files_of_train_and_test_rows_in_folders_of_their_own(tmp_path):
    table(tmp_path / "train.csv", [(100 + i, i % 7, i % 2) for i in range(20)])
    table(tmp_path / "test.csv", [(120 + i, 3) for i in range(12)], ("id", "leaves"))
    put(tmp_path, [f"{100 + i}.png" for i in range(20)], "train/leaf")
    put(tmp_path, [f"{120 + i}.png" for i in range(12)], "test/leaf")
    data = tables.read(tmp_path)
    assert data.given is not None and data.extra["loose"] == ()
    assert data.labelled["leaf"][3] == "train/leaf/103.png"
    assert data.given["leaf"][4] == "test/leaf/124.png"


def test_numbers_that_come_again_below_test_are_of_the_rows_to_predict(tmp_path):
    table(tmp_path / "train.csv", [(i, i % 7, i % 2) for i in range(20)])
    put(tmp_path, [f"{i:06}.png" for i in range(1, 20)], "training/left")
    put(tmp_path, [f"{i:06}.png" for i in range(15)], "testing/left")
    data = tables.read(tmp_path)
    assert data.labelled["left"][3] == "training/left/000003.png"
    assert data.labelled["left"].isna().tolist() == [True] + [False] * 19
    put(tmp_path, [f"{i:06}.png" for i in range(500, 600)], "testing/left")
    assert tables.read(tmp_path).labelled["left"][3] == "training/left/000003.png"
    for path in (tmp_path / "testing/left").glob("0005*"):
        path.unlink()
    table(tmp_path / "test.csv", [(i, 3) for i in range(12)], ("id", "leaves"))
    given = tables.read(tmp_path).given
    assert given is not None and given["left"][3] == "testing/left/000003.png"


def test_a_file_of_another_name_with_the_same_number_is_no_rows(tmp_path):
    table(tmp_path / "train.csv", [(f"A{i:03d}", i, i % 2) for i in range(20)])
    asked = [(f"A{i:03d}", 3) for i in range(20, 25)] + [("B007", 3)]
    table(tmp_path / "test.csv", asked, ("id", "leaves"))
    put(tmp_path, [f"A{i:03d}.png" for i in range(25)])
    data = tables.read(tmp_path)
    assert data.labelled["fotos"].notna().all() and data.given is not None
    assert data.given["fotos"].isna().tolist() == [False] * 5 + [True]
