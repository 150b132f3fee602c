"""Class folders of text files: the words are the rows, folders the labels."""

import pytest
from PIL import Image

from agent.data import tables
from agent.errors import DataError


def written(folder, files: dict[str, str], encoding: str = "utf-8") -> None:
    for name, words in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(words, encoding=encoding)


MAILS = {f"spam/{i}.txt": f"win {i} prizes" for i in range(6)}
MAILS |= {f"ham/{i}.eml": f"see you at {i}" for i in range(5)}


def test_folders_are_labels(tmp_path):
    written(tmp_path, MAILS | {"README.md": "about", "ham/notes.pdf": "%PDF"})
    data = tables.read(tmp_path)
    assert data.labelled["label"].value_counts().to_dict() == {"spam": 6, "ham": 5}
    assert data.labelled["text"].tolist()[0] == "see you at 0"
    assert list(data.labelled.columns) == [
        "text",
        "label",
    ], "no path gives a class away"


def test_rows_to_predict_have_their_file(tmp_path):
    parts = {f"train/{name}": words for name, words in MAILS.items()}
    written(tmp_path, parts | {"test/a.txt": "win more", "test/b.txt": "see me"})
    data = tables.read(tmp_path)
    assert len(data.labelled) == 11 and data.given is not None
    assert data.given["text"].tolist() == ["win more", "see me"]
    assert data.given["file"].tolist() == ["test/a.txt", "test/b.txt"]


def test_media_come_first_and_one_folder_is_no_class(tmp_path):
    for name in ("cats", "dogs"):
        (tmp_path / name).mkdir()
        Image.new("RGB", (8, 8)).save(tmp_path / name / "1.png")
    written(tmp_path, {"cats/notes.txt": "a cat"})
    assert list(tables.read(tmp_path).labelled.columns) == ["image", "label"]
    (tmp_path / "other").mkdir()
    written(tmp_path / "other", {"docs/a.txt": "words"})
    with pytest.raises(DataError, match="holds no data"):
        tables.read(tmp_path / "other")


def test_another_encoding_is_told_and_read(tmp_path):
    written(tmp_path, {"de/1.txt": "Straße", "fr/1.txt": "été"}, "cp1252")
    for encoding in (None, "cp1252"):  # guessed, and said
        found = tables.read(tmp_path, encoding)
        assert found.labelled["text"].tolist() == ["Straße", "été"]
        guesses = [f for f in found.extra["findings"] if f.kind == "encoding"]
        assert len(guesses) == (encoding is None)
