"""Messages of ROS 1 and 2 to named numbers, by their definitions; no code is made."""

import re
import struct

ROS_NUMBERS = {
    **{"bool": "B", "byte": "B", "char": "B", "int8": "b", "uint8": "B", "int16": "h"},
    **{"uint16": "H", "int32": "i", "uint32": "I", "int64": "q", "uint64": "Q"},
    **{"float32": "f", "float64": "d"},
}
ROS_ELEMENTS, ROS_PARTS, ROS_DEPTH = 64, 100_000, 16
"""Numbers of a field above which its topic is a picture, a cloud or a scan; messages
in a message at most, and below each other."""
ROS_SKIPPED = re.compile(r"covariance|(^|_)variance$|^(seq|data_offset)$")
"""Fields that tell how sure others are, or count."""
ROS_TIMES = {"time", "duration"} | {
    f"{package}/{kind}"
    for package in ("builtin_interfaces", "std_msgs")
    for kind in ("Time", "Duration")
}
ROS_FIELD = re.compile(
    r"([\w/]+)(?:<=\d+)?(?:\[(<=)?(\d*)\])?\s+([A-Za-z]\w*)\s*(=?)", re.ASCII
)

RosFields = list[tuple[str, str, int | None]]
"""(name, type, how many: None for one, 0 for as many as the message says)."""


class RosTooMany(ValueError):
    """A field has more numbers than a channel may have."""


def ros_name(kind: str) -> str:
    """`sensor_msgs/msg/Imu` and `sensor_msgs/Imu` alike."""
    return re.sub(r"/(msg|srv|action)/", "/", kind)


def ros_fields(kind: str, text: str) -> dict[str, RosFields]:
    """The fields of a message and of those in it, by their types. Raises ValueError
    for a definition that can't be understood."""
    found: dict[str, RosFields] = {}
    for part in re.split(r"^={3,}\s*$", text[: 2**20], flags=re.MULTILINE):
        lines = [line.partition("#")[0].strip() for line in part.splitlines()]
        lines = [line for line in lines if line]
        own = kind
        if lines and lines[0].startswith("MSG:"):
            own = lines.pop(0)[4:].strip()
        own = ros_name(own)
        if own in found:
            continue
        found[own] = [f for f in (ros_field(own, line) for line in lines) if f]
    return found


def ros_field(owner: str, line: str) -> tuple[str, str, int | None] | None:
    """One line of a definition; None for a constant."""
    read = ROS_FIELD.match(line)
    if not read:
        raise ValueError(f"a message {owner} with {line[:40]!r} is not understood")
    kind, bounded, size, name, constant = read.groups()
    if constant:
        return None
    if kind == "Header":
        kind = "std_msgs/Header"
    elif "/" not in kind and kind not in {*ROS_NUMBERS, *ROS_TIMES, "string"}:
        kind = f"{owner.rpartition('/')[0]}/{kind}"
    many = None if size is None else 0 if bounded else int(size or 0)
    return name, ros_name(kind), many


class RosMessage:
    """The bytes of one message, read from the front; ROS 2 in CDR if `cdr`.

    Raises ValueError or struct.error for bytes that don't fit the definition.
    """

    def __init__(self, data: bytes, fields: dict[str, RosFields], cdr: bool):
        self.data, self.fields, self.cdr, self.at = data, fields, cdr, 0
        self.order, self.most, self.parts = "<", 8, 0
        if cdr:  # two bytes say how it is written: plain CDR, XCDR 2
            if len(data) < 4 or data[1] not in (0, 1, 6, 7):
                raise ValueError("a message that is not in plain CDR")
            self.order, self.most = "<" if data[1] & 1 else ">", 8 - data[1] // 6 * 4
            self.data = data[4:]

    def numbers(self, kind: str, prefix: str) -> dict[str, float]:
        """The numbers of a message of this type by their paths."""
        found: dict[str, float] = {}
        self._read(kind, prefix, found, 0)
        return found

    def _read(
        self, kind: str, prefix: str, found: dict[str, float] | None, depth: int
    ) -> None:
        self.parts += 1
        if kind not in self.fields or depth > ROS_DEPTH or self.parts > ROS_PARTS:
            raise ValueError(f"messages {kind} are not defined")
        names: list[str] = []
        if not self.fields[kind] and self.cdr:
            self._take("B", 1)  # it can't be empty there
        for name, inner, many in self.fields[kind]:
            count = many or (self._take("I", 1)[0] if many == 0 else 1)
            kept = None if ROS_SKIPPED.search(name) else found
            if inner in ROS_NUMBERS:
                size = struct.calcsize(ROS_NUMBERS[inner])
                if count > ROS_ELEMENTS and kept is not None:
                    raise RosTooMany(f"{prefix}.{name}")
                if count * size > len(self.data) - self.at:
                    raise ValueError("a message ends too early")
                values = self._take(ROS_NUMBERS[inner], count)
                if kept is not None:
                    ros_keep(kept, f"{prefix}.{name}", values, many, names)
            elif inner in ("string", "wstring"):
                if count > ROS_PARTS:
                    raise ValueError("a message of too many words")
                strings = [self._string(inner) for _ in range(count)]
                names = strings if name in ("name", "names", "joint_names") else names
            elif inner in ROS_TIMES:
                self._take("I", 2 * count)
            else:
                nested = (
                    None if many is not None or inner == "std_msgs/Header" else kept
                )
                for _ in range(count):
                    self._read(inner, f"{prefix}.{name}", nested, depth + 1)

    def _take(self, code: str, count: int) -> tuple:
        if count and self.cdr:
            size = min(struct.calcsize(code), self.most)
            self.at += -self.at % size
        shape = f"{self.order}{count}{code}"
        values = struct.unpack_from(shape, self.data, self.at)
        self.at += struct.calcsize(shape)
        return values

    def _string(self, kind: str) -> str:
        if kind == "wstring":
            raise ValueError("wide strings are not read")
        length = self._take("I", 1)[0]
        if length > len(self.data) - self.at:
            raise ValueError("a message ends too early")
        self.at += length
        return (
            self.data[self.at - length : self.at].rstrip(b"\0").decode(errors="replace")
        )


def ros_keep(
    found: dict[str, float],
    path: str,
    values: tuple,
    many: int | None,
    names: list[str],
) -> None:
    """Numbers of one field: itself, or its elements by their names, else by place."""
    if many is None:
        found[path] = values[0]
        return
    ends = (
        names
        if len(names) == len(set(names)) == len(values)
        else [str(i) for i in range(len(values))]
    )
    for end, value in zip(ends, values, strict=True):
        found[f"{path}.{end}"] = value
