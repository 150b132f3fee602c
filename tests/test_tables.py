"""Every layout a user may bring, and every error on the way, with real files."""

import json
from pathlib import Path

import pandas as pd
import pytest

from agent.data import tables
from agent.errors import DataError

ROWS = "id,x,y\na,1,u\nb,2,v\nc,3,u\n"


def put(folder: Path, **files: str | bytes) -> Path:
    """Files by name; `__` stands for a dot and `--` is not needed."""
    for name, content in files.items():
        path = folder / name.replace("__", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        raw = content.encode() if isinstance(content, str) else content
        path.write_bytes(raw)
    return folder


def error(path: Path, **options) -> DataError:
    with pytest.raises(DataError) as caught:
        tables.read(path, **options)
    found = caught.value
    assert found.what and found.where and found.why and found.fix
    return found


def test_train_and_test(tmp_path):
    put(tmp_path, train__csv=ROWS, test__csv="id,x\nd,4\n", task__md="# Task")
    put(tmp_path, sample_submission__csv="id,y\nd,u\n")
    data = tables.read(tmp_path)
    assert data.source == "train.csv (3 rows) + test.csv (1 rows)"
    assert list(data.labelled.columns) == ["id", "x", "y"]
    assert data.labelled["x"].tolist() == [1, 2, 3]
    assert data.given is not None and data.given["id"].tolist() == ["d"]
    assert data.root == tmp_path.resolve()


def test_validation_rows_are_labelled(tmp_path):
    put(tmp_path, train__csv=ROWS, valid__csv="id,x,y\nd,4,v\n")
    assert tables.read(tmp_path).labelled["id"].tolist() == ["a", "b", "c", "d"]


def test_a_test_table_with_the_target_is_remembered(tmp_path):
    put(tmp_path, train__csv=ROWS, test__csv="id,x,y\nd,4,v\n")
    data = tables.read(tmp_path)
    assert data.given is None
    assert len(data.labelled) == 4
    assert data.extra["test_from"] == 3


def test_a_test_table_with_an_empty_target_is_given(tmp_path):
    put(tmp_path, train__csv=ROWS, test__csv="id,x,y\nd,4,\n")
    data = tables.read(tmp_path)
    assert data.given is not None and list(data.given.columns) == ["id", "x"]


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_semicolons_decimal_commas_and_line_ends(tmp_path, ending):
    text = 'größe;名称;note\n1,5;"a;b";x, y\n2;c;"z ""q"""\n'.replace("\n", ending)
    data = tables.read(put(tmp_path, anything__csv=("\ufeff" + text)))
    assert data.labelled["größe"].tolist() == [1.5, 2.0]
    assert data.labelled["名称"].tolist() == ["a;b", "c"]
    assert data.labelled["note"].tolist() == ["x, y", 'z "q"']


def test_tabs_and_a_single_file(tmp_path):
    put(tmp_path, a__tsv="p\tq\n1\thello, you\n", b__csv="other\n1\n")
    data = tables.read(tmp_path / "a.tsv")
    assert data.labelled["q"].tolist() == ["hello, you"]
    assert data.source == "a.tsv (1 rows)"


def test_numbers_gaps_and_codes(tmp_path):
    text = "zip,n,f,land,big\n007,1,1e3,NA,12345678901234567890\n123,,?,DE,1\n"
    frame = tables.read(put(tmp_path, t__csv=text)).labelled
    assert frame["zip"].tolist() == ["007", "123"]
    assert str(frame["n"].dtype) == "Int64" and frame["n"].isna().tolist() == [
        False,
        True,
    ]
    assert frame["f"].dtype == "float64" and frame["f"][0] == 1000
    assert frame["land"].tolist() == ["NA", "DE"]
    assert frame["big"][0] == "12345678901234567890"


def test_types_agree_between_the_tables(tmp_path):
    put(tmp_path, train__csv="id,x,y\n1,2,u\n2,3,v\n", test__csv="id,x\nt1,2.5\n")
    data = tables.read(tmp_path)
    assert data.labelled["id"].tolist() == ["1", "2"]
    assert data.labelled["x"].dtype == "float64"


def test_parquet_and_json_lines_agree(tmp_path):
    frame = pd.DataFrame(
        {
            "a": [1, 2],
            "b": ["x", "y"],
            "v": [[1.0, 2.0], [3.0, 4.0]],
            "k": [True, False],
        }
    )
    (tmp_path / "p").mkdir()
    (tmp_path / "j").mkdir()
    frame.to_parquet(tmp_path / "p/data.parquet")
    lines = [json.dumps(record) for record in frame.to_dict("records")]
    (tmp_path / "j/data.jsonl").write_text("\n".join(lines) + "\n")
    for folder in ("p", "j"):
        read = tables.read(tmp_path / folder).labelled
        assert read["a"].tolist() == [1, 2]
        assert read["b"].tolist() == ["x", "y"]
        assert [list(v) for v in read["v"]] == [[1, 2], [3, 4]]
        assert read["k"].dtype == bool


def test_json_lines_with_gaps(tmp_path):
    put(tmp_path, d__jsonl='{"a": 1, "t": "é"}\n\n{"a": null, "b": "x"}\n')
    frame = tables.read(tmp_path).labelled
    assert str(frame["a"].dtype) == "Int64" and frame["a"][0] == 1
    assert frame["t"].tolist()[0] == "é" and frame["b"].isna().tolist() == [True, False]


def test_views_are_joined_by_their_shared_id(tmp_path):
    put(
        tmp_path / "views",
        a__csv="id,x\n3,c\n1,a\n2,b\n",
        b__csv="id,y,x\n1,9,q\n2,8,r\n",
    )
    data = tables.read(tmp_path)
    assert data.labelled["id"].tolist() == [3, 1, 2]
    assert data.labelled["y"].isna().tolist() == [True, False, False]
    assert data.labelled["b_x"].tolist()[1:] == ["q", "r"]
    assert "joined by id, 2 matched" in data.source


def test_further_tables_join_train_and_test(tmp_path):
    put(tmp_path, train__csv="id,y\na,1\nb,0\n", test__csv="id\nc\n")
    put(tmp_path, text__csv="id,words\na,one\nb,two\nc,three\n", other__csv="z\n1\n")
    data = tables.read(tmp_path)
    assert data.labelled["words"].tolist() == ["one", "two"]
    assert data.given is not None and data.given["words"].tolist() == ["three"]
    assert "other.csv not used" in data.source


def test_class_folders(tmp_path):
    for name in ("cats/1.png", "cats/deep/2.png", "dogs/1.PNG", "dogs/.hidden.png"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(b"x")
    frame = tables.read(tmp_path).labelled
    assert frame["image"].tolist() == ["cats/1.png", "cats/deep/2.png", "dogs/1.PNG"]
    assert frame["label"].tolist() == ["cats", "cats", "dogs"]


def test_split_class_folders(tmp_path):
    names = (
        "train/u/1.wav",
        "train/v/2.wav",
        "val/u/3.wav",
        "test/9.wav",
        "test/8.wav",
    )
    for name in names:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(b"x")
    data = tables.read(tmp_path)
    assert data.labelled["audio"].tolist() == list(names[:3])
    assert data.labelled["label"].tolist() == ["u", "v", "u"]
    assert data.given is not None
    assert data.given["audio"].tolist() == ["test/8.wav", "test/9.wav"]


def test_one_class_folder_is_an_error(tmp_path):
    put(tmp_path / "cats", a__png=b"x")
    assert "one class folder only: cats" in error(tmp_path).what


def test_media_named_without_their_folder(tmp_path):
    put(tmp_path, train__csv="pic,y\na.png,1\nb.png,2\n")
    put(tmp_path / "images", a__png=b"x", b__png=b"x")
    assert tables.read(tmp_path).labelled["pic"].tolist() == [
        "images/a.png",
        "images/b.png",
    ]


def test_series_in_csv_files_are_no_tables(tmp_path):
    put(tmp_path, train__csv="s,y\nruns/a.csv,1\nruns/b.csv,2\n")
    put(tmp_path / "runs", a__csv="t,v\n0,1\n", b__csv="t,v\n0,1\n")
    data = tables.read(tmp_path)
    assert data.source == "train.csv (2 rows)"


def test_a_column_called_row_is_renamed(tmp_path):
    frame = tables.read(put(tmp_path, t__csv="row,y\n1,2\n")).labelled
    assert list(frame.columns) == ["row_", "y"]


def test_nothing_there(tmp_path):
    assert "there is no" in error(tmp_path / "absent").what
    assert "is empty" in error(tmp_path).what
    put(tmp_path, notes__txt="hello")
    assert "notes.txt" in error(tmp_path).why
    assert "not a table" in error(tmp_path / "notes.txt").what


@pytest.mark.parametrize(
    "content, what, where",
    [
        ("", "t.csv is empty", "t.csv"),
        (" \n\n", "t.csv is empty", "t.csv"),
        ("\n" * 30 + "a,b\n", "a header but no rows", "t.csv"),
        ("a,b\n", "a header but no rows", "t.csv"),
        ("a,b,a\n1,2,3\n", "more than one column called a", "header"),
        ("a,b\n1,2\n1,2,3\n", "has 3 cells where the header has 2", "line 3"),
        ("a,b\n1,2\n1\n", "has 1 cells where the header has 2", "line 3"),
        ('a,b\n1,"2\n', "broken quotes", "line"),
        ("1,2\n3,4\n", "no header", "line 1"),
    ],
)
def test_broken_tables(tmp_path, content, what, where):
    found = error(put(tmp_path, t__csv=content))
    assert what in found.what
    assert where in found.where


def test_other_encodings_that_can_not_be_told_are_asked_for(tmp_path):
    put(tmp_path, t__csv="name,y\nok,1\nJürgen,2\n".encode("latin-1"))
    assert tables.read(tmp_path).labelled["name"][1] == "Jürgen"
    put(tmp_path, t__csv=b"name,y\nok,1\nJ\xfcrgen,2\nJ\xc3\xbcrgen,3\nG\xc3\xb6tz,4\n")
    found = error(tmp_path)
    assert "byte 13 (line 3)" in found.where
    assert "--encoding" in found.fix
    put(tmp_path, t__csv="name,y\nok,1\nJürgen,2\n".encode("latin-1"))
    assert tables.read(tmp_path, encoding="latin-1").labelled["name"][1] == "Jürgen"
    assert "no encoding 'klingon'" in error(tmp_path, encoding="klingon").what


def test_broken_parquet_and_json(tmp_path):
    put(
        tmp_path,
        p__parquet=b"not parquet",
        j__jsonl='{"a": 1}\n{oops\n',
        l__jsonl="[1]\n",
    )
    assert "Parquet" in error(tmp_path / "p.parquet").what
    assert "line 2" in error(tmp_path / "j.jsonl").where
    assert "holds a list" in error(tmp_path / "l.jsonl").why


@pytest.mark.parametrize("cell", ["../secret.png", "/etc/x.png", "a/../../x.png"])
def test_paths_out_of_the_folder(tmp_path, cell):
    put(tmp_path, t__csv=f"pic,y\nok.png,1\n{cell},2\n")
    found = error(tmp_path)
    assert "points outside the data folder" in found.what and "pic" in found.what


@pytest.mark.parametrize("what", ["file", "folder"])
def test_links_out_of_the_folder(tmp_path, what):
    outside = put(tmp_path / "out", x__png=b"secret")
    inside = tmp_path / "data"
    (inside / "img").mkdir(parents=True)
    if what == "file":
        (inside / "img/x.png").symlink_to(outside / "x.png")
        cell = "img/x.png"
    else:
        (inside / "far").symlink_to(outside)
        cell = "far/x.png"
    put(inside, t__csv=f"pic,y\n{cell},1\n")
    assert "it is a link to" in error(inside).why
