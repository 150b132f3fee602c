"""Recordings of robots: their numbers as rosbags reads them, the same channels in every
row, hostile ones refused, a run on folders of rosbag2."""

import base64
import bz2
import json
import resource
import sqlite3
import struct
import subprocess
import sys
import zlib
from functools import cache
from pathlib import Path

import format_files as files
import numpy as np
import pandas as pd
import pytest
from inside import forgeweld
from mcap.writer import Writer

from agent.data import bundles, columns, formats, media, tables
from templates.blocks.formats import robot
from templates.blocks.formats.ros_messages import RosMessage, ros_fields
from templates.blocks.formats.ros_types import ROS_TYPES, ros_definition

KNOWN = json.loads(
    (Path(__file__).parent / "fixtures" / "robot_recordings.json").read_text()
)
"""What the package rosbags 0.11.9 wrote, and what it read: channel -> (ns, value)."""
MOVES = np.random.default_rng(0).normal(size=(60, 3)).round(3)
GYRO = [f"/gyro.{axis}" for axis in "xyz"]
JOINTS = ["/joints.position.base", "/joints.position.elbow"]


@pytest.mark.parametrize("name", KNOWN["files"])
def test_numbers_are_those_of_the_package_rosbags(name, tmp_path):
    path = tmp_path / name
    path.write_bytes(zlib.decompress(base64.b64decode(KNOWN["files"][name])))
    names, table, out = robot.robot_table(path)
    assert names == sorted(KNOWN["told"])
    assert out == {"/camera": "sensor_msgs/Image"}
    assert table.shape == (12, len(names))  # the busiest topic's messages
    for column, channel in zip(table.T, names, strict=True):
        times, values = np.array(KNOWN["told"][channel], dtype=object).T
        grid = 10 * 10**9 + 10**7 * np.arange(12) + 5 * 10**6
        held = [values[times <= time][-1:] for time in grid]
        wanted = [float(v[0]) if len(v) else np.nan for v in held]
        np.testing.assert_allclose(column, wanted, rtol=1e-6)


def test_definitions_of_ours_are_understood():
    for line in ROS_TYPES.strip().splitlines():
        kind = line.partition(": ")[0]
        fields = ros_fields(kind, ros_definition(kind))
        assert len(fields[kind]) == line.count(", ") + 1
        parts = {inner for _, inner, _ in fields[kind] if "/" in inner}
        assert parts <= fields.keys()


def test_fields_have_the_names_of_their_joints_and_numbers_their_alignment():
    text = "string[] name\nuint8 mode\nfloat64[] position\nint16[3] raw # three\n"
    text += "byte FIXED=3\nfloat64[9] covariance\nstd_msgs/Header[] heads\nbool on"
    text += (
        "\n===\nMSG: std_msgs/Header\nbuiltin_interfaces/Time stamp\nstring frame_id"
    )
    body = struct.pack("<I", 2) + struct.pack("<I2sxx", 2, b"a\0")
    body += struct.pack("<I2s", 2, b"b\0") + struct.pack("<Bx", 7)
    body += struct.pack("<I2d", 2, 1.5, 2.5) + struct.pack("<3h", 1, 2, 3) + bytes(2)
    assert len(body) % 8 == 0
    body += bytes(72) + struct.pack("<I", 0) + b"\1"
    read = RosMessage(b"\0\1\0\0" + body, ros_fields("p/M", text), True)
    assert read.numbers("p/M", "/t") == {
        "/t.mode": 7,
        **{"/t.position.a": 1.5, "/t.position.b": 2.5},
        **{"/t.raw.0": 1, "/t.raw.1": 2, "/t.raw.2": 3},
        "/t.on": 1,
    }


def test_channels_are_sorted_held_and_bounded(tmp_path, monkeypatch):
    messages = files.robot_messages(MOVES)
    files.write_mcap(tmp_path / "a.mcap", messages[::-1])  # out of order
    names, table, out = robot.robot_table(tmp_path / "a.mcap")
    assert names == [*GYRO, *JOINTS] and list(out) == ["/camera"]
    np.testing.assert_allclose(table[:, :3], MOVES, atol=1e-6)
    np.testing.assert_allclose(table[:, 3], np.arange(60) // 2 * 2)  # held
    monkeypatch.setattr(robot, "ROBOT_STEPS", 25)
    _, table, _ = robot.robot_table(tmp_path / "a.mcap")
    np.testing.assert_allclose(table[:, :3], MOVES[1::3], atol=1e-6)


def test_what_all_tell_are_the_channels_and_others_are_missing(tmp_path):
    files.write_mcap(
        tmp_path / "0.mcap", files.robot_messages(MOVES, ("elbow", "base"))
    )
    three = files.robot_messages(MOVES, ("base", "elbow", "wrist"))
    files.write_mcap(tmp_path / "1.mcap", three)
    gyro = [m for m in three if m[0] == "/gyro"]
    files.write_mcap(tmp_path / "2.mcap", gyro)
    frame = pd.DataFrame({"it": ["0.mcap", "1.mcap"], "y": [0, 1]})
    column = columns.describe(tables.Data(tmp_path, frame, None, ""))[0]
    assert column.channels == (*GYRO, *JOINTS)
    assert (column.type, column.shape) == ("series", (60, 5))
    assert "/gyro.x" in column.summary
    assert "left out: /camera (sensor_msgs/CompressedImage)" in column.summary
    robot.ROBOT_CHANNELS.append(column.channels)
    try:
        first, second = (robot.read_robot(tmp_path / f"{i}.mcap") for i in (0, 1))
        np.testing.assert_allclose(first[:, 3], second[:, 4])  # both told second
        with pytest.raises(ValueError, match="doesn't tell /joints.position.base"):
            robot.read_robot(tmp_path / "2.mcap")
    finally:
        robot.ROBOT_CHANNELS.clear()


def test_topics_of_other_kinds_are_told(tmp_path):
    messages = files.robot_messages(MOVES)
    files.write_rosbag2(tmp_path / "run", messages)  # without definitions
    _, _, out = robot.robot_table(tmp_path / "run/metadata.yaml")
    assert out == {
        "/camera": "sensor_msgs/CompressedImage",
        "/joints": "test_msgs/Joints",
    }
    with (tmp_path / "a.mcap").open("wb") as file:
        writer = Writer(file)
        writer.start("", "test")
        schema = writer.register_schema("Spot", "jsonschema", b"{}")
        channel = writer.register_channel("/spot", "json", schema)
        writer.add_message(channel, 1, b'{"x": 1}', 1)
        writer.finish()
    with pytest.raises(ValueError, match="no numbers in it: /spot"):
        robot.robot_table(tmp_path / "a.mcap")


def test_names_that_change_make_no_endless_channels(tmp_path, monkeypatch):
    messages = [
        message
        for i in range(30)
        for message in files.robot_messages(MOVES[:1], (f"j{i}", f"k{i}"), False)
    ]
    files.write_mcap(tmp_path / "a.mcap", messages)
    assert robot.read_robot(tmp_path / "a.mcap").shape[1] == 63
    monkeypatch.setattr(robot, "ROBOT_WIDEST", 40)
    with pytest.raises(ValueError, match="too many channels"):
        robot.read_robot(tmp_path / "a.mcap")


def test_recordings_with_nothing_in_common_are_no_column(tmp_path):
    messages = files.robot_messages(MOVES)
    for i, topic in enumerate(("/gyro", "/joints")):
        files.write_mcap(tmp_path / f"{i}.mcap", [m for m in messages if m[0] == topic])
    frame = pd.DataFrame({"it": ["0.mcap", "1.mcap"], "y": [0, 1]})
    column = columns.describe(tables.Data(tmp_path, frame, None, ""))[0]
    assert column.type == "unreadable" and "no channel in common" in column.summary


@cache
def hostile() -> dict[str, bytes]:
    """Files that are none, or unpack to far more than they are."""
    good = zlib.decompress(base64.b64decode(KNOWN["files"]["plain.mcap"]))
    bag = zlib.decompress(base64.b64decode(KNOWN["files"]["plain.bag"]))
    zeros = bz2.compress(bytes(2**30))  # 800 bytes
    head = b"".join(
        struct.pack("<I", len(field)) + field
        for field in (b"op=\x05", b"compression=bz2", b"size=\0\0\0\x40")
    )
    bomb = b"#ROSBAG V2.0\n" + struct.pack("<I", len(head)) + head
    chunk = struct.pack("<QQQII3sQ", 0, 0, 2**60, 0, 3, b"xyz", 2**60)
    start = good[: 8 + 9 + struct.unpack_from("<Q", good, 9)[0]]
    return {
        "words.mcap": b"words",
        "empty.bag": b"#ROSBAG V2.0\n",
        "cut.mcap": good[: len(good) // 2],
        "cut.bag": bag[: len(bag) // 2],
        "bomb.bag": bomb + struct.pack("<I", len(zeros)) + zeros,
        "huge.mcap": start + struct.pack("<BQ", 6, 2**60),
        "odd.mcap": start + struct.pack("<BQ", 6, len(chunk)) + chunk,
        "words.db3": b"SQLite format 3\0" + b"words" * 200,
    }


@pytest.mark.parametrize("name", hostile())
def test_hostile_recordings_are_refused(name, tmp_path):
    (tmp_path / name).write_bytes(hostile()[name])
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    ((cell, why),) = media.problems(tmp_path, [name]).items()
    assert "unreadable" in why
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert grown < 2.5 * robot.ROBOT_CHUNK // 1024


def test_a_database_that_computes_is_refused(tmp_path):
    base = sqlite3.connect(tmp_path / "a.db3")
    base.execute("CREATE TABLE topics (id INTEGER, name TEXT, type TEXT)")
    base.execute(
        "CREATE VIEW messages AS WITH RECURSIVE n(topic_id, timestamp, data) AS "
        "(SELECT 1, 1, x'00' UNION ALL SELECT 1, timestamp + 1, x'00' FROM n) "
        "SELECT * FROM n"
    )
    base.commit()
    base.close()
    with pytest.raises(ValueError, match="no recording"):
        robot.read_robot(tmp_path / "a.db3")


def test_definitions_that_never_end_are_refused():
    endless = ros_fields("p/M", "M inside\nfloat64 x")
    with pytest.raises(ValueError, match="not defined"):
        RosMessage(bytes(10**5), endless, False).numbers("p/M", "/t")
    many = ros_fields("p/M", "E[] all\n===\nMSG: p/E\n")
    with pytest.raises(ValueError, match="not defined"):
        RosMessage(b"\xff" * 8, many, False).numbers("p/M", "/t")
    wide = ros_fields("p/M", "float64[999999999999] covariance")
    with pytest.raises(ValueError, match="too early"):
        RosMessage(bytes(64), wide, False).numbers("p/M", "/t")


def yard(root: Path, rows: int = 40) -> pd.DataFrame:
    """Folders of rosbag2 in which the robot turns, or doesn't; the table names them."""
    cells = []
    for i in range(rows):
        steps = np.random.default_rng(i).normal(0, 0.1, (50, 3))
        steps[:, 2] += np.sin(np.arange(50) / 3) * (i % 2)
        messages = files.robot_messages(steps)
        files.write_rosbag2(root / f"bags/run_{i}", messages, parts=1 + i % 2)
        cells.append(f"bags/run_{i}")
    frame = pd.DataFrame({"number": range(rows), "bag": cells})
    frame["turned"] = ["no", "yes"] * (rows // 2)
    frame.to_csv(root / "train.csv", index=False)
    return frame


def test_folders_are_found_by_their_names_and_are_one_recording(tmp_path):
    yard(tmp_path, 12)
    column = columns.describe(tables.read(tmp_path))[1]
    assert (column.type, column.shape) == ("series", (50, 3))
    assert column.formats == ("robot",) and column.channels == tuple(GYRO)
    path = tmp_path / "bags/run_1/metadata.yaml"
    assert [p.name for p in bundles.others(path)] == ["run_1_0.db3", "run_1_1.db3"]
    frame = pd.DataFrame({"id": [f"run_{i}" for i in range(12)], "y": range(12)})
    frame.to_csv(tmp_path / "train.csv", index=False)
    found = columns.describe(tables.read(tmp_path))
    assert [(c.name, c.type) for c in found if c.formats] == [("bags", "series")]


def test_a_run_reads_folders_and_predicts_new_ones(tmp_path):
    data = tmp_path / "data"
    frame = yard(data)
    words = ("run", "Predict whether it turned, from bag.", "--data", data)
    more = ("--trials", 2, "--minutes", 1, "--json", "--no-model")
    told = forgeweld(*words, *more, cwd=tmp_path)
    assert told.returncode == 0, told.stderr
    answer = json.loads(told.stdout)
    assert answer["best"]["test"] > 0.9
    run = tmp_path / "generated" / answer["run"]
    lock = (run / "project" / "requirements.lock").read_text()
    assert "mcap==" in lock and "lz4==" in lock and "zstandard==" in lock
    seen = {p.name for p in (run / "view" / "media").rglob("*") if p.is_file()}
    assert seen == {"0.db3", "1.db3"}

    new = frame.drop(columns="turned").head(4)
    new["bag"] += ["", "/metadata.yaml", "", ""]
    new.loc[3, "bag"] = "bags/none"
    new.to_csv(data / "new.csv", index=False)
    asked = ("predict", run.name, "--input", data / "new.csv", "--output", "new.csv")
    told = forgeweld(*asked, cwd=tmp_path)
    assert told.returncode == 0, told.stderr
    out = pd.read_csv(tmp_path / "new.csv")
    assert out["turned"].tolist()[:3] == ["no", "yes", "no"]
    assert out["error"].isna().tolist() == [True] * 3 + [False]
    for words in (
        ["-m", "pytest", "-q", "-p", "no:cacheprovider"],
        ["-m", "ruff", "check", "-q", "."],
        ["-m", "black", "--check", "-q", "."],
        ["predict.py", "--input", str(data / "new.csv"), "--output", "own.csv"],
    ):
        ended = subprocess.run(
            [sys.executable, *words],
            cwd=run / "project",
            capture_output=True,
            text=True,
        )
        assert ended.returncode == 0, (words, ended.stdout, ended.stderr)
    again = pd.read_csv(run / "project" / "own.csv")
    assert again["turned"].tolist()[:3] == ["no", "yes", "no"]


def test_what_to_install_is_told(tmp_path, monkeypatch):
    files.write_mcap(tmp_path / "0.mcap", files.robot_messages(MOVES))
    monkeypatch.setattr(formats, "find_spec", lambda name: None)
    frame = pd.DataFrame({"it": ["0.mcap"] * 2, "y": [0, 1]})
    assert "robot files need mcap: pip install" in formats.lacking(frame["it"])
