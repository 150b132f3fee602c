"""Writers of one file of each format, by the libraries of these formats."""

import struct
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq


def write_dicom(path: Path, pixels: np.ndarray, **tags: object) -> None:
    """A CT picture of int16 (H, W), or several frames (T, H, W)."""
    from pydicom.dataset import Dataset, FileMetaDataset
    from pydicom.uid import CTImageStorage, ExplicitVRLittleEndian, generate_uid

    meta = FileMetaDataset()
    meta.MediaStorageSOPClassUID = CTImageStorage
    meta.MediaStorageSOPInstanceUID = generate_uid()
    meta.TransferSyntaxUID = ExplicitVRLittleEndian
    file = Dataset()
    file.file_meta = meta
    file.SOPClassUID = CTImageStorage
    file.SOPInstanceUID = meta.MediaStorageSOPInstanceUID
    file.Rows, file.Columns = pixels.shape[-2:]
    if pixels.ndim == 3:
        file.NumberOfFrames = len(pixels)
    file.SamplesPerPixel, file.PixelRepresentation = 1, 1
    file.BitsAllocated, file.BitsStored, file.HighBit = 16, 16, 15
    file.PhotometricInterpretation = "MONOCHROME2"
    file.PixelData = pixels.astype("<i2").tobytes()
    for name, value in tags.items():
        setattr(file, name, value)
    file.save_as(path, enforce_file_format=True)


def write_nifti(path: Path, volume: np.ndarray) -> None:
    """A volume (X, Y, Z), or several (X, Y, Z, T), whose axes are right, front, up."""
    import nibabel

    nibabel.save(nibabel.Nifti1Image(volume, np.eye(4)), path)


def write_las(path: Path, points: np.ndarray) -> None:
    """Points (N, 3) in metres on a map, and intensities that count them."""
    import laspy

    header = laspy.LasHeader(point_format=3, version="1.2")
    header.offsets, header.scales = np.floor(points.min(axis=0)), [0.001] * 3
    cloud = laspy.LasData(header)
    cloud.x, cloud.y, cloud.z = points.T
    cloud.intensity = np.arange(len(points), dtype=np.uint16)
    cloud.write(path)


def write_mol(
    path: Path, places: np.ndarray, symbols: str, v3000: bool = False
) -> None:
    """A chain of atoms, one letter each, twice: as two records of an SDF file."""
    atoms = list(enumerate(zip(places.tolist(), symbols, strict=True), start=1))
    bonds = range(1, len(atoms))
    if v3000:
        lines = ["  0  0  0  0  0  0  0  0  0  0999 V3000", "M  V30 BEGIN CTAB"]
        lines += [f"M  V30 COUNTS {len(atoms)} {len(bonds)} 0 0 0", "M  V30 BEGIN ATOM"]
        for i, ((x, y, z), name) in atoms:
            lines += [f"M  V30 {i} {name} {x:.4f} {y:.4f} -", f"M  V30 {z:.4f} 0"]
        lines += ["M  V30 END ATOM", "M  V30 BEGIN BOND"]
        lines += [f"M  V30 {i} 1 {i} {i + 1}" for i in bonds]
        lines += ["M  V30 END BOND", "M  V30 END CTAB"]
    else:
        lines = [f"{len(atoms):3}{len(bonds):3}  0  0  0  0  0  0  0  0999 V2000"]
        for _, ((x, y, z), name) in atoms:
            lines.append(f"{x:10.4f}{y:10.4f}{z:10.4f} {name:3} 0  0  0  0  0  0")
        lines += [f"{i:3}{i + 1:3}  1  0" for i in bonds]
    record = "\n".join(["a chain", "  test  3D", "", *lines, "M  END", "$$$$\n"])
    path.write_text(record * 2)


def write_pdb(path: Path, places: np.ndarray, symbols: str) -> None:
    """Atoms of one residue, twice: as two models."""
    lines = []
    for i, (place, name) in enumerate(zip(places.tolist(), symbols, strict=True), 1):
        x, y, z = place
        lines.append(
            f"ATOM  {i:5}  {name}{i % 10}  GLY A   1    {x:8.3f}{y:8.3f}{z:8.3f}"
        )
        lines[-1] += f"  1.00  0.00          {name:>2}"
    model = "\n".join(["MODEL        1", *lines, "ENDMDL\n"])
    path.write_text(f"HEADER    TEST\n{model}{model}END\n")


def write_gpx(path: Path, places: np.ndarray, kind: str = "trkpt") -> None:
    """Latitudes, longitudes and heights (T, 3), a second after each other."""
    points = [
        f'<{kind} lat="{lat}" lon="{lon}"><ele>{height}</ele>'
        f"<time>2026-05-01T12:{i // 60:02}:{i % 60:02}Z</time></{kind}>"
        for i, (lat, lon, height) in enumerate(places)
    ]
    inside = "".join(points)
    if kind != "wpt":
        inside = f"<trk><trkseg>{inside}</trkseg></trk>"
    space = 'xmlns="http://www.topografix.com/GPX/1/1" version="1.1" creator="test"'
    path.write_text(f"<?xml version='1.0'?><gpx {space}>{inside}</gpx>")


def write_edf(path: Path, signals: np.ndarray, slow: int = 0) -> None:
    """Signals (T, C) of 100 Hz, and `slow` more of 1 Hz; whole seconds."""
    import edfio

    made = [
        edfio.EdfSignal(column, 100, label=f"s{i}")
        for i, column in enumerate(signals.T)
    ]
    made += [
        edfio.EdfSignal(np.arange(len(signals) // 100) * 1.0, 1) for _ in range(slow)
    ]
    edfio.Edf(made).write(path)


def write_matlab(path: Path, array: np.ndarray, **more: object) -> None:
    """The array as `val`, and what else there is to be."""
    import scipy.io

    scipy.io.savemat(path, {"val": array, "fs": 100.0, "name": "a word", **more})


def write_hdf5(path: Path, array: np.ndarray, matlab: bool = False) -> None:
    """The array in a group, beside a smaller one and words; as MATLAB 7.3 writes it."""
    import h5py

    with h5py.File(path, "w", userblock_size=512 if matlab else 0) as file:
        file["device/signal"] = array.T if matlab else array
        file["device/rate"] = np.array([100.0])
        file["note"] = "words"
    if matlab:
        head = b"MATLAB 7.3 MAT-file, Platform: GLNXA64".ljust(116)
        with path.open("r+b") as raw:
            raw.write(head + bytes(8) + b"\x00\x02IM")


def write_parquet(path: Path, array: np.ndarray, **more: object) -> None:
    """A table of the columns of an array (T, C), and of `more`."""
    columns = {f"c{i}": array[:, i] for i in range(array.shape[1])}
    pq.write_table(pa.table(columns | more), path)


def number_of(frame: np.ndarray) -> int:
    """Which frame of `write_film` a picture (H, W, 3) is."""
    return sum(
        (frame[4:12, 16 * b + 4 : 16 * b + 12].mean() > 127) << b for b in range(8)
    )


def write_film(
    path: Path,
    length: int = 60,
    codec: str = "libx264",
    gop: int = 24,
    times: Sequence[int] | None = None,
    sound: bool = False,
    hidden: int = 0,
    hertz: float = 0,
) -> None:
    """A film of 160 x 64, 30 frames a second or shown at `times` in ms, each with its
    number as eight black or white blocks. It starts with `hidden` frames more. A
    `sound` is a second of noise, and of a tone of `hertz` if there is one.
    """
    import av

    rng = np.random.default_rng(0)
    with av.open(str(path), "w") as container:
        stream = container.add_stream(codec, rate=30)
        stream.width, stream.height, stream.pix_fmt = 160, 64, "yuv420p"
        stream.codec_context.gop_size = gop
        if times is not None:
            stream.codec_context.time_base = Fraction(1, 1000)
        if sound:
            voice = container.add_stream("aac", rate=16000, layout="mono")
        for i in range(-hidden, length):
            pixels = rng.integers(90, 130, (64, 160, 3), dtype=np.uint8)
            for b in range(8):
                pixels[:16, 16 * b : 16 * b + 16] = 255 * (i >> b & 1)
            frame = av.VideoFrame.from_ndarray(pixels, format="rgb24")
            if times is not None:
                frame.time_base = Fraction(1, 1000)
            frame.pts = i if times is None else times[i]
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
        if sound:
            tone = 0.5 * np.sin(2 * np.pi * hertz * np.arange(16000) / 16000)
            wave = (tone + rng.normal(0, 0.1, (1, 16000))).astype(np.float32)
            heard = av.AudioFrame.from_ndarray(wave, format="fltp", layout="mono")
            heard.sample_rate = 16000
            container.mux([*voice.encode(heard), *voice.encode(None)])


def write_sound(path: Path, codec: str, hertz: float = 440, rate: int = 16000) -> None:
    """Two seconds of a tone."""
    import av

    wave = 0.5 * np.sin(2 * np.pi * hertz * np.arange(2 * rate) / rate)
    with av.open(str(path), "w") as container:
        stream = container.add_stream(codec, rate=rate, layout="mono")
        frame = av.AudioFrame.from_ndarray(
            (wave[None] * 32767).astype(np.int16), format="s16", layout="mono"
        )
        frame.sample_rate = rate
        kind = stream.codec_context.format
        to = av.AudioResampler(kind, "mono", rate, stream.codec_context.frame_size or 0)
        for part in [*to.resample(frame), *to.resample(None)]:
            container.mux(stream.encode(part))
        container.mux(stream.encode(None))


def turn(path: Path, degrees: int) -> None:
    """Write into an MP4 file that its pictures are to be turned clockwise."""
    data = bytearray(path.read_bytes())
    place = data.index(b"tkhd") + 4 + 40  # version 0: the matrix follows 40 bytes
    cos, sin = {90: (0, 1), 180: (-1, 0), 270: (0, -1)}[degrees]
    matrix = (cos, sin, 0, -sin, cos, 0, 0, 0, 1)
    scale = (1 << 16, 1 << 16, 1 << 30) * 3
    numbers = [a * b for a, b in zip(matrix, scale, strict=True)]
    data[place : place + 36] = struct.pack(">9i", *numbers)
    path.write_bytes(data)


def write_wfdb(
    path: Path, signals: np.ndarray, form: str = "16", note: str = "", end: str = "dat"
) -> None:
    """A header and, beside it, a file of signals (T, C) in mV, 1000 steps each; NaN as
    an invalid sample. In `mat` after the 24 bytes of a MATLAB 4 header, as challenges
    of PhysioNet have it."""
    steps = np.where(np.isnan(signals), -(2**15), np.round(signals * 1000))
    name, (length, count) = f"{path.stem}.{end}", signals.shape
    first = b""
    if end == "mat":
        first = struct.pack("<5i4s", 30, count, length, 0, 4, b"val\0")
        form += "+24"
    path.with_name(name).write_bytes(first + steps.astype("<i2").tobytes())
    lines = [f"{path.stem} {count} 100 {length} 10:30:00 01/02/1990"]
    lines += [f"{name} {form} 1000(0)/mV 16 0 0 0 0 lead{i}" for i in range(count)]
    path.write_text("\n".join([*lines, f"# {note}", ""]))


ROBOT_TYPES = {
    "test_msgs/msg/Joints": "string[] name\nfloat64[] position",
    "geometry_msgs/msg/Vector3": "float64 x\nfloat64 y\nfloat64 z",
    "sensor_msgs/msg/CompressedImage": "string format\nuint8[] data",
}


def _cdr(kind: str, value: np.ndarray, names: Sequence[str]) -> bytes:
    """A message of one of ROBOT_TYPES as ROS 2 writes it."""
    body = b""

    def count(number: int) -> bytes:
        return bytes(-len(body) % 4) + struct.pack("<I", number)

    if kind.endswith("Joints"):
        body += count(len(names))
        for name in names:
            body += count(len(name) + 1)
            body += name.encode() + b"\0"
        body += count(len(value))
        body += bytes(-len(body) % 8)
    elif kind.endswith("Image"):
        body += count(5) + b"jpeg\0"
        body += count(len(value))
        return b"\0\1\0\0" + body + value.astype(np.uint8).tobytes()
    return b"\0\1\0\0" + body + value.astype("<f8").tobytes()


def robot_messages(
    moves: np.ndarray, joints: Sequence[str] = ("base", "elbow"), pictures: bool = True
) -> list[tuple[str, str, int, bytes]]:
    """(topic, type, time, bytes): `/gyro` at 100 Hz has moves (T, 3), `/joints` at 50
    Hz the steps' numbers and their halves, `/camera` pictures."""
    made = []
    for i, move in enumerate(moves):
        time = 10**18 + i * 10**7
        kinds = {"/gyro": ("geometry_msgs/msg/Vector3", move)}
        if i % 2 == 0:
            angles = np.array([i / (n + 1) for n in range(len(joints))])
            kinds["/joints"] = ("test_msgs/msg/Joints", angles)
        if i % 10 == 0 and pictures:
            kinds["/camera"] = ("sensor_msgs/msg/CompressedImage", np.arange(200))
        for topic, (kind, value) in kinds.items():
            made.append((topic, kind, time, _cdr(kind, value, joints)))
    return made


def write_mcap(path: Path, messages: list[tuple[str, str, int, bytes]]) -> None:
    """As ROS 2 records since Jazzy, packed by zstd."""
    from mcap.writer import CompressionType, Writer

    with path.open("wb") as file:
        writer = Writer(file, compression=CompressionType.ZSTD)
        writer.start("ros2", "test")
        channels: dict[str, int] = {}
        for topic, kind, time, data in messages:
            if topic not in channels:
                text = ROBOT_TYPES[kind].encode()
                schema = writer.register_schema(kind, "ros2msg", text)
                channels[topic] = writer.register_channel(topic, "cdr", schema)
            writer.add_message(channels[topic], time, data, time)
        writer.finish()


def write_rosbag2(
    folder: Path, messages: list[tuple[str, str, int, bytes]], parts: int = 1
) -> None:
    """A folder as ROS 2 records until Iron: SQLite without definitions, cut into so
    many files."""
    import sqlite3

    folder.mkdir(parents=True)
    for part in range(parts):
        base = sqlite3.connect(folder / f"{folder.name}_{part}.db3")
        base.execute("CREATE TABLE topics (id INTEGER, name TEXT, type TEXT)")
        base.execute(
            "CREATE TABLE messages (topic_id INTEGER, timestamp INTEGER, data BLOB)"
        )
        topics = list(dict.fromkeys(message[:2] for message in messages))
        rows = [(i, *topic) for i, topic in enumerate(topics)]
        base.executemany("INSERT INTO topics VALUES (?, ?, ?)", rows)
        rows = [
            (topics.index((topic, kind)), time, data)
            for topic, kind, time, data in messages[part::parts]
        ]
        base.executemany("INSERT INTO messages VALUES (?, ?, ?)", rows)
        base.commit()
        base.close()
    (folder / "metadata.yaml").write_text("rosbag2_bagfile_information: {}\n")
