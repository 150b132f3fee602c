"""Excel workbooks and nested JSON, as tables and as new rows."""

import json
import zipfile

import pytest

from agent.data import sheets, streams, tables
from agent.errors import DataError

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STYLES = (
    '<numFmts><numFmt numFmtId="170" formatCode="dd\\.mm\\.yyyy"/>'
    '<numFmt numFmtId="171" formatCode="0.00&quot; m²&quot;"/></numFmts>'
    '<cellXfs><xf numFmtId="0"/><xf numFmtId="170"/><xf numFmtId="171"/>'
    '<xf numFmtId="22"/></cellXfs>'
)
STRINGS = "<si><t>name</t></si><si><r><t>An</t></r><r><t>na</t></r></si>"
ROWS = (
    '<row><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><t>on</t></is></c>'
    '<c r="D1" t="str"><v>size</v></c><c r="E1" t="str"><v>at</v></c></row><row/>'
    '<row><c r="A3" t="s"><v>1</v></c><c r="B3" s="1"><v>46023</v></c>'
    '<c r="D3" s="2"><v>7.5</v></c><c r="E3" s="3"><v>46023.75</v></c></row>'
    '<row><c r="B4" t="e"><v>#N/A</v></c><c r="C4" t="b"><v>1</v></c></row>'
)


def write(path, rows=ROWS):
    parts = {
        "xl/workbook.xml": f'<workbook {MAIN} xmlns:r="{R}"><sheets>'
        '<sheet name="empty" r:id="rId2"/><sheet name="data" r:id="rId1"/>'
        "</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": "<Relationships>"
        '<Relationship Id="rId1" Target="worksheets/sheet1.xml"/>'
        '<Relationship Id="rId2" Target="/xl/worksheets/sheet2.xml"/></Relationships>',
        "xl/styles.xml": f"<styleSheet {MAIN}>{STYLES}</styleSheet>",
        "xl/sharedStrings.xml": f"<sst {MAIN}>{STRINGS}</sst>",
        "xl/worksheets/sheet1.xml": f"<worksheet {MAIN}><sheetData>{rows}</sheetData>"
        "</worksheet>",
        "xl/worksheets/sheet2.xml": f"<worksheet {MAIN}><sheetData/></worksheet>",
    }
    with zipfile.ZipFile(path, "w") as book:
        for name, text in parts.items():
            book.writestr(name, text)


def test_a_workbook_is_a_table(tmp_path):
    write(tmp_path / "plants.xlsx")
    (tmp_path / "~$plants.xlsx").write_bytes(b"it is open")
    data = tables.read(tmp_path)
    assert data.source == "plants.xlsx (2 rows)"
    assert list(data.labelled) == ["name", "on", "column_3", "size", "at"]
    assert data.labelled["on"].tolist()[0] == "2026-01-01"
    assert data.labelled["at"].tolist()[0] == "2026-01-01 18:00:00"
    assert data.labelled["size"].tolist()[0] == 7.5
    assert data.labelled["name"].tolist()[0] == "Anna"


def test_a_workbook_of_new_rows(tmp_path):
    write(tmp_path / "new.xlsx")
    names = streams.header(tmp_path / "new.xlsx")
    ((first, second),) = streams.parts(tmp_path / "new.xlsx", names, 9)
    assert first[0]["on"] == "2026-01-01" and second[0]["on"] == ""


def test_what_is_no_workbook_is_told(tmp_path):
    (tmp_path / "a.xlsx").write_bytes(b"PK, but no more")
    with pytest.raises(DataError, match="Excel"):
        tables.read(tmp_path)
    write(tmp_path / "a.xlsx", rows='<row><c t="s"><v>9</v></c></row>')
    with pytest.raises(DataError, match="Excel"):
        sheets.read_rows(tmp_path / "a.xlsx")
    write(tmp_path / "a.xlsx", rows="")
    with pytest.raises(DataError, match="empty"):
        sheets.read_rows(tmp_path / "a.xlsx")


def test_other_spreadsheets_are_not_passed_over(tmp_path):
    for name in ("cats", "dogs"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "1.png").write_bytes(b"")
    (tmp_path / "labels.ods").write_bytes(b"")
    with pytest.raises(DataError, match=r"labels\.ods") as caught:
        tables.read(tmp_path)
    assert "CSV" in caught.value.fix


def test_nested_fields_are_columns_of_their_own(tmp_path):
    rows = [{"id": i, "by": {"age": 20 + i, "at": {"lat": 1.5}}} for i in range(3)]
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, rows)))
    found = tables.read(tmp_path).labelled
    assert list(found) == ["id", "by.age", "by.at.lat"]
    assert found["by.age"].tolist() == [20, 21, 22]
    assert streams.header(tmp_path / "a.jsonl") == ["id", "by.age", "by.at.lat"]
