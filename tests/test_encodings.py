"""Tables in the encodings that people's programs write, told by their letters."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from agent.data import encodings, streams, tables
from agent.errors import DataError
from agent.interfaces import using
from agent.run.predicting import Summary

TABLES = {
    "cp1252": "Nr;Raum;Mikrofon;Feuchte (°C)\n1;Küche;Bändchen;45\n2;Büro;Röhre;50\n",
    "cp1252 English": "id,note,n\n1,I don’t think it’s “good”,2\n2,plain – text,3\n",
    "cp1252 degrees": "id,temp (°C),ok\n1,20.3,yes\n2,21.5,no\n",
    "cp1252 euros": "id,price (€),ok\n1,20.3,yes\n2,21.5,no\n",
    "cp1252 Swedish": "id;stad\n1;Göteborg\n2;Malmö\n3;Åre\n4;Östersund\n",
    "cp1252 French": "id;nom\n1;Hélène\n2;Thérèse\n3;Genève\n4;être prêt, déjà\n",
    "cp1250": "id;miasto;uwagi\n1;Łódź;źródło światła\n2;Gdańsk;żółty\n",
    "cp1250 Czech": "id;město;pozn\n1;Plzeň;žlutý kůň\n2;Děčín;příliš vysoká\n",
    "cp1251": "номер;город\n1;Москва\n2;Казань\n3;Тула\n",
    "cp1253": "id;πόλη\n1;Αθήνα\n2;Θεσσαλονίκη\n3;Πάτρα\n",
    "cp1254": "id;şehir\n1;İstanbul\n2;Muğla\n3;Eskişehir ışık\n",
    "gb18030": "编号,城市,备注\n1,北京,状态良好\n2,上海,需要检查\n",
    "gb18030 mixed": "编号,型号\n1,T恤\n2,iPhone手机\n3,A股\n",
    "cp950": "編號,城市,備註\n1,臺北,狀態良好\n2,高雄,需要檢查\n",
    "cp932": "番号,都市,備考\n1,東京,状態は良好です\n2,大阪,確認が必要\n",
    "cp949": "번호,도시,비고\n1,서울,상태가 좋음\n2,부산,점검 필요\n3,대구,새 장비\n",
    "koi8_r": "номер;город\n1;Москва\n2;Казань\n3;Тула\n",
}


@pytest.mark.parametrize("which", TABLES)
def test_a_table_is_read_in_the_encoding_that_it_is_written_in(tmp_path, which):
    encoding, text = which.split()[0], TABLES[which]
    (tmp_path / "t.csv").write_bytes(text.encode(encoding))
    (tmp_path / "same").mkdir()
    (tmp_path / "same" / "t.csv").write_text(text, encoding="utf-8")
    data = tables.read(tmp_path / "t.csv")
    assert data.labelled.equals(tables.read(tmp_path / "same" / "t.csv").labelled)
    (said,) = data.extra["findings"]
    assert said.message.startswith(f"t.csv read as {encoding}, which is a guess")
    assert not tables.read(tmp_path / "t.csv", encoding).extra["findings"]
    assert streams.encoding(tmp_path / "t.csv", None) == encoding


UNCLEAR = {
    "of two encodings": "a,b\n1,Köln\n2,Görlitz\n".encode()
    + "3,Münster\n".encode("cp1252"),
    "in two ways": "id,city\n1,東京\n2,大阪\n3,京都\n".encode("cp932"),
    "not thought of": "id;city\n1;กรุงเทพ\n2;เชียงใหม่\n3;เมืองใหม่\n".encode("cp874"),
    "no text": b"a,b\n1,\x00\xff\xfe\x9d\n",
}


@pytest.mark.parametrize("which", UNCLEAR)
def test_what_can_be_read_in_no_one_way_is_asked_for(tmp_path, which):
    (tmp_path / "t.csv").write_bytes(UNCLEAR[which])
    with pytest.raises(DataError, match="not UTF-8") as caught:
        tables.read(tmp_path)
    assert "--encoding" in caught.value.fix


def test_an_encoding_that_is_told_is_that_of_tables_that_are_no_utf_8(tmp_path):
    (tmp_path / "train.csv").write_text("id,stadt,y\n1,Köln,a\n2,北京,b\n")
    (tmp_path / "more.csv").write_bytes("id;Büro\n1;Küche\n2;groß\n".encode("cp850"))
    found = tables.read(tmp_path, "cp850").labelled
    assert found["stadt"].tolist() == ["Köln", "北京"]
    assert found["Büro"].tolist() == ["Küche", "groß"]
    (tmp_path / "train.csv").write_text("id,stadt,y\n1,Köln,a\n2,Bonn,b\n", "utf-16")
    assert tables.read(tmp_path, "cp850").labelled["stadt"][0] == "Köln"
    with pytest.raises(DataError, match="no encoding 'klingon'"):
        tables.read(tmp_path, "klingon")


def test_utf_16_without_a_mark_is_read_as_told(tmp_path):
    (tmp_path / "t.csv").write_bytes("a,b\n1,x\n2,y\n".encode("utf-16-le"))
    assert list(tables.read(tmp_path, "utf-16-le").labelled) == ["a", "b"]


def test_a_folder_of_texts_is_read_so_too_and_each_encoding_is_told_once(tmp_path):
    for label, words in (("gut", "schön, größer"), ("schlecht", "übel, kaputt")):
        (tmp_path / label).mkdir()
        for i in range(6):
            raw = f"{words} Nummer {i}, überall".encode("cp1252")
            (tmp_path / label / f"{i}.txt").write_bytes(raw)
    data = tables.read(tmp_path)
    assert data.labelled["text"][0] == "schön, größer Nummer 0, überall"
    (said,) = data.extra["findings"]
    assert said.message.startswith("0.txt, 1.txt, 2.txt, 3.txt, … read as cp1252")


def test_new_rows_are_guessed_by_all_of_their_letters(tmp_path):
    path = tmp_path / "new.csv"
    path.write_bytes(b"a,b\n" + b"1,x\n" * 30_000 + "2,für München\n".encode("cp1252"))
    assert streams.encoding(path, None) == "cp1252"  # its first lines are any encoding
    (said,) = using.words(Summary(rows=3, guessed="cp1252"), path)
    assert said == encodings.said("new.csv", "cp1252")
    path.write_bytes(b"a,b\n1,x\n2,\xc3\xbc\xfc\n3,\xc3\xa4\n4,\xc3\xb6\n")
    assert streams.encoding(path, None) == "utf-8-sig"  # one broken row, told of later


def test_a_person_hears_of_it_in_both_languages(tmp_path):
    (tmp_path / "t.csv").write_bytes(TABLES["cp1252"].encode("cp1252"))
    program = Path(sys.executable).with_name("forgeweld")
    command = [program, "profile", "--data", tmp_path]
    for language, said in (
        ("en", "t.csv read as cp1252, which is a guess: --encoding"),
        ("zh", "按 cp1252 读取"),
    ):
        environment = {**os.environ, "FORGEWELD_LANG": language}
        done = subprocess.run(
            command, capture_output=True, text=True, check=True, env=environment
        )
        assert said in done.stderr
