"""Tables with several lines per row: what they become, what is left out, and why."""

import csv
import json
import random
import subprocess
import sys
import time
from datetime import date, datetime, timedelta
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from test_bad_input import forgeweld

from agent.data import columns, tables
from agent.data.line_cells import one_date, seconds
from agent.data.lines import summed
from agent.interfaces.sentences import told
from agent.outcome import Outcome
from agent.project.standalone import read_table

CITIES = ("Bern", "Basel", "Genf")


def write(path: Path, header: list[str], rows: list[list]) -> None:
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([header, *rows])


def shop(folder: Path, customers: int = 240, name: str = "train.csv") -> Path:
    """Customers with the day of the question, and what they bought, some of it later:
    who bought much in the last weeks comes back."""
    draw, day = random.Random(customers), date(2024, 6, 1)
    rows, bought = [], []
    for i in range(customers):
        asked = day + timedelta(draw.randrange(60))
        many = draw.choice([0, 1, 3, 9])
        for k in range(many):
            when = datetime(asked.year, asked.month, asked.day, 12)
            when -= timedelta(days=draw.randrange(0, 200) if k else 3)
            cells = [f"{draw.uniform(5, 90):.2f} CHF", draw.choice(["card", "cash"])]
            note = f"bought thing number {draw.randrange(999)} in the shop in town"
            bought.append([f"c{i}", when.isoformat(" "), *cells, note, f"r{i}-{k}"])
        if draw.random() < 0.1:
            late = asked + timedelta(5)
            bought.append([f"c{i}", f"{late} 10:00:00", "999.00 CHF", "card", "", ""])
        back = "yes" if many >= 3 else "no"
        rows.append([f"c{i}", asked, draw.choice(CITIES), draw.randrange(18, 80), back])
    draw.shuffle(bought)
    folder.mkdir(parents=True, exist_ok=True)
    write(folder / name, ["customer", "as_of", "city", "age", "back"], rows)
    header = ["customer", "when", "price", "paid", "note", "receipt"]
    write(folder / "buys.csv", header, bought)
    return folder


def test_each_row_gets_what_its_own_lines_say(tmp_path):
    data = tables.read(shop(tmp_path))
    (lines,) = data.extra["lines"]
    assert (lines.key, lines.time, lines.moment) == ("customer", "when", "as_of")
    assert lines.units == {"price": "CHF"} and lines.unit == "days"
    log = pd.read_csv(tmp_path / "buys.csv")
    log["when"], log["price"] = (
        pd.to_datetime(log["when"]),
        log["price"].str.removesuffix(" CHF").astype(float),
    )
    for _, row in data.labelled.iterrows():
        end = pd.Timestamp(row["as_of"]) + pd.Timedelta(days=1)
        own = log[(log["customer"] == row["customer"]) & (log["when"] < end)]
        own = own.sort_values("when", kind="stable")
        assert row["buys_count"] == len(own)
        assert row["buys_paid_distinct"] == own["paid"].nunique()
        (value,) = [c for c in lines.columns if c.how == "value"]
        assert row[value.name] == (own["paid"] == value.value).sum()
        for window in (c for c in lines.columns if c.how == "within"):
            begin = pd.Timestamp(row["as_of"]) - pd.Timedelta(seconds=window.within)
            assert row[window.name] == (own["when"] >= begin).sum()
        if own.empty:
            assert pd.isna(row["buys_price_mean"]) and pd.isna(row["buys_note"])
            continue
        for how in ("mean", "min", "max", "sum"):
            assert row[f"buys_price_{how}"] == pytest.approx(own["price"].agg(how))
        assert row["buys_price_last"] == own["price"].iloc[-1]
        days = (own["when"].iloc[-1] - own["when"].iloc[0]) / pd.Timedelta(days=1)
        assert row["buys_span_days"] == pytest.approx(days)
        ago = pd.Timestamp(row["as_of"]) - own["when"].iloc[-1].normalize()
        assert row["buys_since_last_days"] == ago.days
        assert row["buys_note"] == " / ".join(own["note"].dropna().iloc[::-1])


def test_lines_after_the_moment_are_dropped_and_counted(tmp_path):
    data = tables.read(shop(tmp_path))
    late = len(pd.read_csv(tmp_path / "buys.csv").query("price == '999.00 CHF'"))
    assert late > 5 and data.labelled["buys_price_max"].max() < 100
    (found,) = [f for f in data.extra["findings"] if "later than" in f.message]
    assert found.message.startswith(f"{late} lines of buys.csv are later than as_of")
    assert f"up to as_of: {late} are later, and not used" in data.source


def test_ids_are_not_used_and_told_in_both_languages(tmp_path, monkeypatch):
    data = tables.read(shop(tmp_path))
    monkeypatch.setenv("FORGEWELD_LANG", "zh")
    assert not [name for name in data.labelled if "receipt" in name]
    assert any(
        "receipt (files, lists or ids)" in f.message for f in data.extra["findings"]
    )
    for finding in data.extra["findings"]:
        assert told(finding.message) != finding.message


def test_columns_are_said_to_be_of_a_log(tmp_path):
    found = {c.name: c for c in columns.describe(tables.read(shop(tmp_path)))}
    assert found["buys_count"].lines_of == "buys.csv" and not found["city"].lines_of
    assert found["buys_note"].type == "text" and found["buys_count"].type == "integer"


def test_a_chinese_table_without_times(tmp_path):
    draw = random.Random(1)
    rows = [[f"客{i}", draw.randrange(20, 70), i % 2] for i in range(60)]
    log = [
        [f"客{draw.randrange(55)}", draw.choice(["内科", "外科", "儿科"]), k % 7]
        for k in range(400)
    ]
    write(tmp_path / "train.csv", ["客户编号", "年龄", "流失"], rows)
    write(tmp_path / "就诊记录.csv", ["客户编号", "科室", "费用"], log)
    data = tables.read(tmp_path)
    (lines,) = data.extra["lines"]
    assert not lines.time and not lines.moment
    names = {c.name for c in lines.columns}
    assert {"就诊记录_count", "就诊记录_科室_内科", "就诊记录_费用_mean"} <= names
    assert not any(name.endswith("_last") for name in names), "no order is known"
    assert data.labelled["就诊记录_count"].sum() == 400
    done = forgeweld("plan", "预测客户是否流失", "--data", tmp_path, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "就诊记录_count" in done.stdout + done.stderr


def test_the_target_in_the_lines_is_left_out(tmp_path):
    folder = shop(tmp_path)
    log = read_table(folder / "buys.csv")
    told = {row["customer"]: row["back"] for row in read_table(folder / "train.csv")}
    cells = [[*row.values(), told[row["customer"]]] for row in log]
    write(folder / "buys.csv", [*log[0], "Back"], cells)
    data = tables.read(folder)
    assert not [name for name in data.labelled if "Back" in name]
    (found,) = [f for f in data.extra["findings"] if "column Back" in f.message]
    assert found.severity == "warning" and found.kind == "leak"


def orders(folder: Path, dated: bool) -> None:
    """Several orders a customer, and visits before and after each of them."""
    rows = [
        [
            f"o{i}",
            f"c{i % 20}",
            *([f"2024-{1 + i // 20:02}-15"] if dated else []),
            i % 2,
        ]
        for i in range(120)
    ]
    log = [[f"c{k % 20}", f"2024-{1 + k // 40:02}-10", k] for k in range(280)]
    header = ["order", "customer_id", *(["ordered"] if dated else []), "returned"]
    write(folder / "train.csv", header, rows)
    write(folder / "visits.csv", ["customer_id", "date", "pages"], log)


def test_a_key_of_several_rows_takes_the_lines_before_each(tmp_path):
    orders(tmp_path, dated=True)
    data = tables.read(tmp_path)
    (lines,) = data.extra["lines"]
    assert lines.moment == "ordered"
    month = data.labelled["ordered"].str[5:7].astype(int)
    assert (data.labelled["visits_count"] == 2 * month).all()


def test_without_a_date_of_their_own_they_have_none(tmp_path):
    orders(tmp_path, dated=False)
    data = tables.read(tmp_path)
    assert not data.extra["lines"] and "visits_count" not in data.labelled
    assert "no date of theirs says which lines" in data.source


def test_a_date_between_the_lines_is_asked_about(tmp_path):
    folder = shop(tmp_path)
    rows = read_table(folder / "train.csv")
    cells = [[*list(row.values())[:1], *list(row.values())[2:]] for row in rows]
    asked = [[*c, row["as_of"][:8] + "01"] for c, row in zip(cells, rows, strict=True)]
    write(folder / "train.csv", ["customer", "city", "age", "back", "joined"], asked)
    data = tables.read(folder)
    assert not data.extra["lines"][0].moment
    (found,) = [f for f in data.extra["findings"] if f.severity == "warning"]
    assert "no later than joined of their row" in found.message


def test_numbers_count_as_times_where_they_are_called_so(tmp_path):
    draw = np.random.default_rng(0)
    rows = [[f"m{i}", 10.0, i % 2] for i in range(80)]
    log = [[f"m{k % 80}", round(draw.exponential(2), 4), k] for k in range(4000)]
    log = [line for line in log if line[1] < 10.5]
    write(tmp_path / "train.csv", ["run", "time", "failed"], rows)
    write(tmp_path / "sensor.csv", ["run", "t", "force"], log)
    (lines,) = tables.read(tmp_path).extra["lines"]
    assert (lines.time, lines.moment, lines.unit) == ("t", "time", "")
    windows = [c.within for c in lines.columns if c.how == "within"]
    assert windows == sorted(windows) and 0 < windows[0] < windows[-1] <= 10


def test_the_rows_are_of_the_table_that_has_the_target(tmp_path):
    shop(tmp_path, name="customers.csv")
    say = "Will the customer come back?"
    done = forgeweld("plan", say, "--data", tmp_path, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "customers.csv (240 rows) + buys.csv (" in done.stdout + done.stderr
    flags = ("--target", "back", "--ignore", "buys", "--json")
    done = forgeweld("plan", say, "--data", tmp_path, *flags, cwd=tmp_path)
    (modality,) = json.loads(done.stdout)["spec"]["modalities"]
    assert modality["columns"] == ["as_of", "city", "age"]


@pytest.mark.parametrize(
    "cell",
    [
        *("2024-03-09 14:05:00", "2024/3/9 14:05", "2024年3月9日 14:05"),
        *("9.3.2024 14:05", "03/09/2024 2:05 PM", "2024-03-09T15:05:00+01:00"),
        "2024-03-09T14:05:00Z",
    ],
)
def test_dates_of_any_usual_form(cell):
    assert one_date(cell, day_first=False) == datetime(
        2024, 3, 9, 14, 5
    ).timestamp() - (datetime(1970, 1, 1).timestamp())


def test_what_is_no_date_is_missing():
    assert np.isnan(seconds(["2024-03-09", "", "soon", "2024-13-01"])[1:]).all()
    assert one_date("9 March 2024", False) == one_date("March 9, 2024", False)
    assert seconds(["1700000000000", "1700000001000"])[0] == 1.7e9


def test_a_large_log_takes_seconds(tmp_path):
    draw, lines, rows = np.random.default_rng(0), 300_000, 5000
    days = pd.Timestamp("2024-01-01") + pd.to_timedelta(
        draw.integers(0, 300, rows), "D"
    )
    keys = pd.Series([f"k{i}" for i in range(rows)], dtype="str")
    train = pd.DataFrame({"id": keys, "as_of": days.strftime("%Y-%m-%d").astype("str")})
    which = draw.integers(0, rows, lines)
    ago = pd.to_timedelta(draw.exponential(100, lines), "D")
    log = {"id": keys[which], "time": (days[which] - ago).strftime("%Y-%m-%d %H:%M")}
    log |= {"amount": draw.gamma(2, 20, lines).round(2).astype("str")}
    log |= {"shop": draw.choice(list("abcdef"), lines)}
    frame = pd.DataFrame({n: pd.Series(list(c), dtype="str") for n, c in log.items()})
    began = time.process_time()
    made = summed(train, None, frame, tmp_path / "log.csv")
    assert time.process_time() - began < 15
    assert made.labelled["log_count"].astype(int).sum() <= lines


@pytest.fixture(scope="module")
def ran(tmp_path_factory) -> tuple[Path, Path]:
    """(the data, the run) of a short real run."""
    home = tmp_path_factory.mktemp("logged")
    data = shop(home / "data")
    say = "Will the customer come back?"
    words = (
        "--minutes",
        1,
        "--trials",
        2,
        "--json",
        "--name",
        "log",
        "--target",
        "back",
    )
    done = forgeweld("run", say, "--data", data, *words, cwd=home)
    assert done.returncode == 0, done.stderr
    return data, home / Outcome.model_validate_json(done.stdout).project


def test_new_rows_are_predicted_with_the_log_beside_them(ran, tmp_path):
    data, project = ran
    new = shop(tmp_path / "new", customers=60, name="rows.csv")
    run = project.parent
    out = tmp_path / "out.csv"
    words = ("predict", run.name, "--input", new / "rows.csv", "--output", out)
    words += ("--out", run.parent)
    done = forgeweld(*words, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "isn't there" not in done.stderr and "beside" not in done.stderr
    said = [row["back"] for row in read_table(out)]
    right = [row["back"] for row in read_table(new / "rows.csv")]
    assert np.mean([a == b for a, b in zip(said, right, strict=True)]) > 0.9
    (new / "buys.csv").unlink()
    done = forgeweld(*words, cwd=tmp_path)
    assert "buys.csv isn't beside the table" in done.stderr


def test_the_project_sums_up_alike_and_is_reproduced(ran, tmp_path):
    data, project = ran
    own = [sys.executable, str(project / "lines.py"), "--input", data / "train.csv"]
    whole = tmp_path / "whole.csv"
    subprocess.run([*own, "--output", whole], check=True, capture_output=True)
    rows = read_table(whole)
    known = tables.read(data).labelled
    counts = [float(row["buys_count"]) for row in rows]
    assert counts == known["buys_count"].tolist()
    assert [row["buys_note"] for row in rows] == known["buys_note"].fillna("").tolist()
    check = [sys.executable, str(project / "reproduce.py"), "check", "--data", data]
    done = subprocess.run(
        [*check, "--out", tmp_path / "again"], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "lines.py" in (project / "README.md").read_text()
