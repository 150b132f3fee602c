"""Tables in a line each, and statements over them read to a `TaskSpec`."""

from pathlib import Path

import pandas as pd

from agent.data.cells import text
from agent.data.columns import describe
from agent.data.tables import Data
from agent.records import Budget, Column, TaskSpec
from agent.statement.spec import Overrides, understand

DATA = Path("data")
ROWS = 400


def col(line: str) -> Column:
    """A column from one line: `name type`, then `=a,b` for values or `low..high`; a
    leading `-` for a column that the test table lacks."""
    name, kind, *rest = line.removeprefix("-").split()
    detail = rest[0] if rest else ""
    values = tuple(detail[1:].split(",")) if detail.startswith("=") else ()
    low = high = None
    if ".." in detail:
        low, high = (float(part) for part in detail.split(".."))
    unique = len(values) or {"id": ROWS, "text": 390, "constant": 1}.get(kind, 300)
    if kind == "integer" and low is not None and high is not None:
        unique = int(high - low) + 1
        if unique <= 200:
            values = tuple(str(number) for number in range(int(low), int(high) + 1))
    if kind == "integer" and values and low is None:
        low, high = float(min(map(int, values))), float(max(map(int, values)))
    if kind == "boolean" and not values:
        values, unique = ("0", "1"), 2
    counts = tuple(ROWS // len(values) for _ in values)
    return Column(
        name=name.replace("_·_", " "),
        type=kind,  # type: ignore[arg-type]
        missing=0.0,
        unique=unique,
        values=values,
        counts=counts,
        low=low,
        high=high,
        in_given=not line.startswith("-"),
    )


def table(lines: str) -> tuple[Column, ...]:
    return tuple(col(line) for line in lines.split(";"))


def read(statement: str, columns: str, **flags) -> TaskSpec:
    return read_of(statement, table(columns.replace("; ", ";")), **flags)


def read_of(statement: str, made: tuple[Column, ...], **flags) -> TaskSpec:
    held = {column.name: list(column.values) for column in made}
    return understand(
        statement,
        made,
        cells=lambda name: held[name],
        data=DATA,
        rows=ROWS,
        given=any(not column.in_given for column in made),
        overrides=Overrides(**flags),
        budget=Budget(),
        seed=0,
    )


DRIVING = (
    "frame image; radar vector; latitude latitude; longitude longitude; speed number;"
    " time date; brake boolean"
)
MAIL = (
    "id id; subject text; hour integer 0..23; weekday integer 0..6; n_recipients"
    " integer 1..60; is_spam boolean; preview text"
)
EMOJI = (
    "id id; image_a image; image_b image; name text; subgroup category =food,face,tool"
)
WATCH = (
    "id id; accel series; gyro series;"
    " side category =left,right; exercise category =FEL,ABD,ROT"
)
MOLECULE = (
    "id id; xyz points; smiles text;"
    " rot_a_ghz number; dipole_debye number; gap_ev number"
)
VOICE = (
    "id id; audio audio; spelling text;"
    " kind category =letter,syllable; language category =de,fr,ml,da"
)
HOUSE = (
    "photo image; description text; area_m2 number;"
    " rooms integer 1..9; city category =a,b,c,d; price number"
)
FLOWERS = (
    "图片 image; 花瓣长度 number;"
    " 花瓣宽度 number; 品种 category =山鸢尾,变色鸢尾,维吉尼亚"
)
CHINESE_MAIL = (
    "编号 id; 主题 text; 正文 text; 收件人数 integer 1..40; 是否垃圾邮件 boolean"
)
WINE = "acidity number; alcohol number; quality integer 3..8"
TUMOUR = "scan image; age integer 20..90; diagnosis category =benign,malignant"
BIKES = (
    "date date; temp number; windspeed number; casual integer 0..300;"
    " registered integer 0..900; count integer 0..1000"
)
SEVERITY = "scan image; age integer 20..90; severity category =mild,moderate,severe"
RETINA = "eye image; age integer 20..90; grade integer 0..4"
REVIEW = "review text; product image; stars integer 1..5; price number"
SKY = "photo image; pressure number; rain boolean; snow boolean; fog boolean"
MACHINE = "vibration series; temp number; time number 0..900; event boolean"
PATIENT = (
    "scan image; age integer 20..90; days number 1..3000; status category =alive,dead"
)
CUSTOMER = "usage number; tenure integer 1..72; churned boolean; note text"
CAPTION = "id id; image image; caption text"
SOUND = "id id; sound audio; picture image; width number"


def parted(statement: str, name: str, cells: list[str], **flags) -> TaskSpec:
    """`statement` read against an image, and a column described as the program does."""
    data = Data(
        labelled=pd.DataFrame(
            {name: cells, "size": [i / 7 for i in range(len(cells))]}
        ),
        given=None,
        root=DATA,
        source="table.csv",
    )
    described = describe(data)
    return understand(
        statement,
        (col("image image"), *described),
        cells=lambda column: text(data.labelled[column]),
        data=DATA,
        rows=len(cells),
        given=False,
        overrides=Overrides(**flags),
        budget=Budget(),
        seed=0,
    )
