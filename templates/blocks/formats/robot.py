"""Recordings of robots: MCAP, ROS bags and folders of rosbag2, to one series each."""

import bz2
import io
import re
import sqlite3
import struct
from array import array
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO

import lz4.frame
import numpy as np
import zstandard
from mcap.exceptions import McapError
from mcap.records import Channel, Chunk, Message, Schema
from mcap.stream_reader import StreamReader, breakup_chunk

from templates.blocks.decoders import DECODERS
from templates.blocks.formats.ros_messages import (
    RosMessage,
    RosTooMany,
    ros_fields,
    ros_name,
)
from templates.blocks.formats.ros_types import ros_definition
from templates.blocks.formats.rosbag2 import BAG_MAIN, bag_files

ROBOT_STEPS = 4096
"""Of a series at most; longer recordings have every second, third, … step alone."""
ROBOT_CHUNK, ROBOT_BYTES, ROBOT_VALUES, ROBOT_WIDEST = 2**28, 2**33, 2**25, 4096
"""Bytes of a chunk and of all of them when unpacked, numbers, and channels at most."""
ROBOT_CHANNELS: list[tuple[str, ...]] = []
"""What recordings have to tell, in this order; the first of these that one has. Where
there are none, all that it tells, in the order of the alphabet."""
ROBOT_TOPICS = re.compile(r"/(rosout(_agg)?|parameter_events|clock|diagnostics\w*)$")
"""What a system says of itself."""

ROBOT_BROKEN = (struct.error, KeyError, IndexError, EOFError, OverflowError)
ROBOT_BROKEN += (McapError, sqlite3.Error)
"""What the bytes of a broken recording lead to, beside OSError and ValueError."""

RobotTopic = tuple[str, str, str, bool]
"""Its name, its messages' type and definition, and whether they are in CDR."""


def read_robot(path: Path) -> np.ndarray:
    """(T, C): the numbers of a recording's topics, the last one told held until the
    next, at the rate of the topic with most messages; NaN before the first.

    Channels are called after topic and field, joints by their names, and sorted. Raises
    OSError or ValueError for what is no recording, or lacks one of `ROBOT_CHANNELS`.
    """
    names, table, _ = robot_table(path)
    for wanted in ROBOT_CHANNELS:
        if set(wanted) <= set(names):
            return table[:, [names.index(name) for name in wanted]]
    if ROBOT_CHANNELS:
        lacking = sorted(set(ROBOT_CHANNELS[0]) - set(names))
        raise ValueError(f"it doesn't tell {', '.join(lacking[:5])}")
    return table


def robot_table(path: Path) -> tuple[list[str], np.ndarray, dict[str, str]]:
    """Names of channels, their values (T, C), and topics that are left out with the
    type of their messages. Raises as `read_robot`."""
    told: dict[str, tuple[array, array]] = {}
    fields: dict[str, dict] = {}
    out: dict[str, str] = {}
    try:
        left = ROBOT_VALUES
        for (topic, kind, text, cdr), time, data in robot_messages(path):
            if topic in out or ROBOT_TOPICS.search(topic):
                continue
            if not text.strip():
                out[topic] = kind  # nothing says what its messages are
                continue
            try:
                known = fields.get(topic) or ros_fields(kind, text)
                found = RosMessage(data, known, cdr).numbers(kind, topic)
            except RosTooMany:
                out[topic] = kind
                continue
            except ValueError:
                if topic in fields:
                    raise
                out[topic] = kind  # messages of a kind that can't be read
                continue
            fields[topic] = known
            for name, value in found.items():
                times, numbers = told.setdefault(name, (array("q"), array("d")))
                times.append(time)
                numbers.append(value)
            left -= len(found)
            if left < 0 or len(told) > ROBOT_WIDEST:
                raise ValueError("too long, or of too many channels")
    except ROBOT_BROKEN as error:
        raise ValueError(f"no whole recording: {error}") from error
    gone = tuple(f"{topic}." for topic in out)
    kept = {n: told[n] for n in sorted(told) if not gone or not n.startswith(gone)}
    if not kept:
        raise ValueError(f"no numbers in it: {', '.join(out) or 'no messages'}")
    return list(kept), robot_grid(list(kept.values())), out


def robot_grid(told: list[tuple[array, array]]) -> np.ndarray:
    """Times and values of channels to (T, C) at even times, each held until the next;
    the last of those that are nearest to one of these times."""
    series = []
    for times, values in told:
        order = np.argsort(np.array(times), kind="stable")
        series.append((np.array(times)[order], np.array(values)[order]))
    begin = min(int(times[0]) for times, _ in series)
    span = max(int(times[-1]) for times, _ in series) - begin
    if not 0 <= span < 2**62:
        raise ValueError("its times can't be")
    gaps = np.diff(max((times for times, _ in series), key=len))
    step = int(np.median(gaps[gaps > 0])) if (gaps > 0).any() else 1
    step *= span // (step * ROBOT_STEPS) + 1
    grid = begin + step // 2 + step * np.arange(span // step + 1, dtype=np.int64)
    table = np.full((len(grid), len(series)), np.nan, np.float32)
    with np.errstate(over="ignore", invalid="ignore"):
        for column, (times, values) in zip(table.T, series, strict=True):
            last = np.searchsorted(times, grid, side="right") - 1
            column[last >= 0] = values[last[last >= 0]]
    return table


def robot_messages(path: Path) -> Iterator[tuple[RobotTopic, int, bytes]]:
    """Topic, time in nanoseconds and bytes of every message."""
    files = bag_files(path)
    if not files:
        raise ValueError("no .mcap or .db3 beside it; compressed ones are not read")
    readers = {".bag": bag_messages, ".db3": db3_messages}
    for file in files:
        yield from readers.get(file.suffix.lower(), mcap_messages)(file)


def most_unpacked(path: Path) -> int:
    """Bytes that a file may hold: zeros pack to nothing, measurements do not."""
    return min(ROBOT_CHUNK + 100 * path.stat().st_size, ROBOT_BYTES)


def robot_unpacked(how: str, data: bytes, left: int) -> bytes:
    """What a chunk holds. Raises ValueError for more than `left` bytes."""
    most = min(left, ROBOT_CHUNK)
    try:
        if how in ("", "none"):
            whole = data
        elif how == "zstd":
            with zstandard.ZstdDecompressor(max_window_size=2**27).stream_reader(
                data
            ) as stream:
                whole = stream.read(most + 1)
        elif how == "lz4":
            whole = lz4.frame.LZ4FrameDecompressor().decompress(data, most + 1)
        elif how == "bz2":
            whole = bz2.BZ2Decompressor().decompress(data, most + 1)
        else:
            raise ValueError(f"packed by {how[:20]}")
    except (zstandard.ZstdError, OSError, RuntimeError) as error:
        raise ValueError(f"a broken chunk: {error}") from error
    if len(whole) > most:
        raise ValueError("its chunks unpack to too much")
    return whole


class McapFile:
    """A file that gives no more at once than a chunk may have, whatever is asked."""

    def __init__(self, file: IO[bytes]):
        self.file = file

    def read(self, size: int) -> bytes:
        return self.file.read(min(size, ROBOT_CHUNK))


def mcap_messages(path: Path) -> Iterator[tuple[RobotTopic, int, bytes]]:
    """Of a file by https://mcap.dev/spec."""
    schemas: dict[int, Schema] = {}
    topics: dict[int, RobotTopic] = {}
    left = most_unpacked(path)
    with path.open("rb") as file:
        limits = {"emit_chunks": True, "record_size_limit": ROBOT_CHUNK}
        reader = StreamReader(McapFile(file), **limits)  # type: ignore
        for record in reader.records:
            records = [record]
            if isinstance(record, Chunk):
                record.data = robot_unpacked(record.compression, record.data, left)
                record.compression, left = "", left - len(record.data)
                records = breakup_chunk(record)
            for one in records:
                if isinstance(one, Schema):
                    schemas[one.id] = one
                elif isinstance(one, Channel):
                    topics[one.id] = mcap_topic(one, schemas.get(one.schema_id))
                elif isinstance(one, Message):
                    yield topics[one.channel_id], one.log_time, one.data


def mcap_topic(channel: Channel, schema: Schema | None) -> RobotTopic:
    """Without a definition for messages that are not those of ROS."""
    if schema is None or schema.encoding not in ("ros1msg", "ros2msg"):
        return channel.topic, channel.message_encoding, "", False
    text = schema.data.decode(errors="replace")
    return channel.topic, ros_name(schema.name), text, schema.encoding == "ros2msg"


def db3_messages(path: Path) -> Iterator[tuple[RobotTopic, int, bytes]]:
    """Of a file of rosbag2 in SQLite."""
    base = sqlite3.connect(f"file:{robot_quoted(path)}?mode=ro&immutable=1", uri=True)
    base.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, ROBOT_CHUNK)
    try:
        asked = "SELECT name FROM sqlite_master WHERE sql LIKE 'CREATE TABLE%'"
        tables = {name for (name,) in base.execute(asked)}  # and no views: they compute
        if not {"topics", "messages"} <= tables:
            raise ValueError("no recording of rosbag2")
        texts = {}
        if "message_definitions" in tables:
            asked = "SELECT topic_type, encoded_message_definition, encoding "
            for kind, text, how in base.execute(f"{asked} FROM message_definitions"):
                texts[kind] = str(text) if how == "ros2msg" else ""
        topics = {}
        for key, name, kind in base.execute("SELECT id, name, type FROM topics"):
            plain = ros_name(str(kind))
            text = texts.get(kind) or ros_definition(plain)
            topics[key] = (str(name), plain, text, True)
        left = most_unpacked(path)
        asked = "SELECT topic_id, timestamp, data FROM messages"
        for key, time, data in base.execute(asked):
            if not isinstance(data, bytes) or not isinstance(time, int):
                raise ValueError("no recording of rosbag2")
            if data[:4] == b"\x28\xb5\x2f\xfd":
                data = robot_unpacked("zstd", data, left)
            if (left := left - len(data)) < 0:
                raise ValueError("it holds too much")
            if topic := topics.get(key):
                yield topic, time, data
    finally:
        base.close()


def robot_quoted(path: Path) -> str:
    return re.sub(r"[?#%]", lambda m: f"%{ord(m[0]):02X}", str(path.resolve()))


def bag_messages(path: Path) -> Iterator[tuple[RobotTopic, int, bytes]]:
    """Of a file by http://wiki.ros.org/Bags/Format/2.0."""
    topics: dict[bytes, RobotTopic] = {}
    left = most_unpacked(path)
    with path.open("rb") as file:
        if file.readline(64) != b"#ROSBAG V2.0\n":
            raise ValueError("no ROS bag of version 2.0")
        for head, data in bag_records(file.read):
            records = [(head, data)]
            if head.get(b"op") == b"\x05":
                whole = robot_unpacked(
                    head[b"compression"].decode("latin-1"), data, left
                )
                left -= len(whole)
                records = bag_records(io.BytesIO(whole).read)
            for one, data in records:
                if one.get(b"op") == b"\x07" and one.get(b"conn") not in topics:
                    topics[one[b"conn"]] = bag_topic(one, data)
                elif one.get(b"op") == b"\x02" and one.get(b"conn") in topics:
                    seconds, rest = struct.unpack("<II", one[b"time"])
                    yield topics[one[b"conn"]], seconds * 10**9 + rest, data


def bag_records(
    read: Callable[[int], bytes],
) -> Iterator[tuple[dict[bytes, bytes], bytes]]:
    """Header and data of each record."""
    while size := read(4):
        head = bag_header(bag_exactly(read, size))
        yield head, bag_exactly(read, bag_exactly(read, struct.pack("<I", 4)))


def bag_exactly(read: Callable[[int], bytes], size: bytes) -> bytes:
    (length,) = struct.unpack("<I", size)
    if length > ROBOT_CHUNK or len(data := read(length)) != length:
        raise ValueError("it ends within a record")
    return data


def bag_header(data: bytes) -> dict[bytes, bytes]:
    found, at = {}, 0
    while at < len(data):
        (size,) = struct.unpack_from("<I", data, at)
        name, _, value = data[at + 4 : at + 4 + size].partition(b"=")
        found[name], at = value, at + 4 + size
    return found


def bag_topic(head: dict[bytes, bytes], data: bytes) -> RobotTopic:
    more = bag_header(data)
    kind, text = more[b"type"].decode(), more[b"message_definition"].decode()
    return head[b"topic"].decode(), ros_name(kind), text, False


DECODERS.update(dict.fromkeys((".mcap", ".bag", ".db3", BAG_MAIN), read_robot))
