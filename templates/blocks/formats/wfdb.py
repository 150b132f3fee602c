"""WFDB: records of PhysioNet, each a header and the signal files that it names."""

import re
from pathlib import Path
from typing import NamedTuple

import numpy as np
import soundfile

from templates.blocks.decoders import DECODERS

WFDB_MOST = 2**25
"""Samples of a record at most: what a header declares may be anything."""
WFDB_PACKED = {212: (2, 3), 310: (3, 4), 311: (3, 4), 24: (1, 3)}
"""Format -> samples in so many bytes, where these are no numbers by themselves."""
WFDB_PLAIN = {8: "<i1", 16: "<i2", 32: "<i4", 61: ">i2", 80: "<u1", 160: "<u2"}
WFDB_FLAC = {508: "PCM_S8", 516: "PCM_16", 524: "PCM_24"}
WFDB_BITS = {8: 0, 80: 8, 310: 10, 311: 10, 212: 12, 16: 16, 61: 16, 160: 16} | {
    **{24: 24, 32: 32, 508: 8, 516: 16, 524: 24}
}
"""Of a sample; the least number that they hold marks an invalid one. Differences
(format 8) have no such mark."""


class WfdbSignal(NamedTuple):
    """What a header says of one signal."""

    file: str
    format: int
    per_frame: int
    skew: int
    offset: int
    gain: float
    baseline: int
    first: int


def read_wfdb(path: Path) -> np.ndarray:
    """(T, C) in the signals' own units, in the header's order; NaN where a sample is
    marked as invalid. Signals with fewer samples a frame than others hold theirs.

    header(5) and signal(5) of the WFDB Applications Guide, Moody. `path` is the header,
    or a folder with `record.hea`. Raises OSError or ValueError for what is no whole
    record, or names signal files elsewhere than beside its header.
    """
    path = path / "record.hea" if path.is_dir() else path
    _, length, signals = read_wfdb_header(path)
    columns: dict[int, np.ndarray] = {}
    steps = max(signal.per_frame for signal in signals)
    if max(length, 1) * steps * len(signals) > WFDB_MOST:
        raise ValueError(f"{length} frames of {steps} samples are too many")
    for name in dict.fromkeys(signal.file for signal in signals):
        mine = [i for i, signal in enumerate(signals) if signal.file == name]
        read = wfdb_frames(
            path.parent / name, [signals[i] for i in mine], length, steps
        )
        columns |= dict(zip(mine, read, strict=True))
        if sum(map(len, columns.values())) > WFDB_MOST:
            raise ValueError("its signals are too long")
    if len({len(column) for column in columns.values()}) != 1:
        raise ValueError("its signal files are not of one length")
    return np.column_stack([columns[i] for i in range(len(signals))])


def read_wfdb_header(path: Path) -> tuple[str, int, list[WfdbSignal]]:
    """Frames per second as they stand there, the number of frames (0: not told), and
    the signals. Raises OSError or ValueError for what is no header of one segment."""
    with path.open("rb") as file:
        text = file.read(2**18).decode(errors="replace")
    lines = [s for line in text.splitlines() if (s := line.strip()) and s[0] != "#"]
    record = lines[0].split() if lines else []
    if len(record) < 2 or not re.fullmatch(r"\d{1,4}", record[1]):
        raise ValueError("no WFDB header")
    if "/" in record[0]:
        raise ValueError("a record of several segments")
    count = int(record[1])
    if not 0 < count < len(lines):
        raise ValueError(f"{len(lines) - 1} of {count} signals in its header")
    told = record[3] if len(record) > 3 else "0"
    if not re.fullmatch(r"\d{1,12}", told):
        raise ValueError(f"{told} is no length")
    rate = record[2] if len(record) > 2 else "250"
    return rate, int(told), [wfdb_signal(line) for line in lines[1 : count + 1]]


def wfdb_signal(line: str) -> WfdbSignal:
    """One line of a header; raises ValueError for what is none."""
    file, form, gain, _, zero, first, *_ = [*line.split(), *[""] * 6]
    # nothing that leads elsewhere: neither a folder, nor a drive, nor an address
    if not re.fullmatch(r"\w[\w.-]*", file):
        raise ValueError(f"its header names {file!r} as a signal file")
    whole = r"-?\d{1,12}"
    how = re.fullmatch(r"(\d+)(?:x([1-9]\d*))?(?::(\d+))?(?:\+(\d+))?", form)
    scale = re.fullmatch(rf"([-+.\deE]*)(?:\(({whole})\))?(?:/.*)?", gain)
    told = re.fullmatch(rf"({whole})?", zero) and re.fullmatch(rf"({whole})?", first)
    if not (how and scale and told and len(form) < 40 and int(how[1]) in WFDB_BITS):
        raise ValueError(f"no signal of a known format: {form[:30]} {gain[:30]}")
    return WfdbSignal(
        file=file,
        format=int(how[1]),
        per_frame=int(how[2] or 1),
        skew=int(how[3] or 0),
        offset=int(how[4] or 0),
        gain=float(scale[1] or 0) or 200.0,  # of signals that are not calibrated
        baseline=int(scale[2] or zero or 0),
        first=int(first or 0),
    )


def wfdb_frames(
    path: Path, signals: list[WfdbSignal], length: int, steps: int
) -> list[np.ndarray]:
    """The signals in one file, each (frames x steps,) float32; frames are `length`, for
    0 all there are."""
    if not path.is_file():
        raise FileNotFoundError(f"its signal file {path.name} is not there")
    form, offset = signals[0].format, signals[0].offset
    if len({(s.format, s.offset) for s in signals}) > 1:
        raise ValueError(f"{path.name} has signals of several formats")
    width = sum(signal.per_frame for signal in signals)
    if not 0 < width * max(length, 1) <= WFDB_MOST:
        raise ValueError(f"{length} frames of {width} samples can't be")
    if form in WFDB_FLAC:
        samples = wfdb_flac(path, signals, length)
    else:
        samples = wfdb_samples(path, form, offset, length * width)
    frames = samples[: len(samples) // width * width].reshape(-1, width)
    if len(frames) * steps * len(signals) > WFDB_MOST:
        raise ValueError(f"{len(frames)} frames of {steps} samples are too many")
    found, start = [], 0
    for signal in signals:
        own = frames[:, start : start + signal.per_frame]  # (T, samples a frame)
        if form == 8:
            own = own.astype(np.int64).cumsum().reshape(own.shape) + signal.first
        found.append(wfdb_units(own, signal, steps))
        start += signal.per_frame
    return found


def wfdb_units(samples: np.ndarray, signal: WfdbSignal, steps: int) -> np.ndarray:
    """Samples (frames, per frame) in the unit of their signal, in their own time."""
    values = (samples.astype(np.float64) - signal.baseline) / signal.gain
    if bits := WFDB_BITS[signal.format]:
        values[samples == -(2 ** (bits - 1))] = np.nan
    if steps % signal.per_frame:
        values = values.mean(axis=1, keepdims=True)
    late = min(signal.skew, len(values))
    values = np.append(values[late:], np.full_like(values[:late], np.nan), axis=0)
    return values.astype(np.float32).repeat(steps // values.shape[1], axis=1).ravel()


def wfdb_samples(path: Path, form: int, offset: int, count: int) -> np.ndarray:
    """`count` samples of a file from the byte `offset` on; for 0 all there are."""
    most = path.stat().st_size - offset
    own, size = WFDB_PACKED.get(form) or (1, np.dtype(WFDB_PLAIN[form]).itemsize)
    count = count or max(most, 0) * own // size
    wanted = -(-count * size // own) + (form == 310 and count % 3 == 2)
    if not 0 < count <= WFDB_MOST or wanted > most:
        raise ValueError(f"{path.name} has {max(most, 0)} bytes of {wanted}")
    raw = np.fromfile(path, np.uint8, wanted, offset=offset)
    if form in WFDB_PLAIN:
        numbers = raw.view(WFDB_PLAIN[form])
        middle = {80: 128, 160: 32768}.get(form, 0)
        return numbers.astype(np.int32) - middle if middle else numbers
    groups = np.append(raw, np.zeros(-len(raw) % size, np.uint8)).reshape(-1, size)
    parts = wfdb_unpacked(form, *groups.T.astype(np.int32))
    samples = np.column_stack(parts).ravel()[:count]
    half = 2 ** (WFDB_BITS[form] - 1)
    return np.where(samples >= half, samples - 2 * half, samples)


def wfdb_unpacked(form: int, *b: np.ndarray) -> list[np.ndarray]:
    """The samples, without a sign, of groups of bytes that share some."""
    if form == 24:
        return [b[0] | b[1] << 8 | b[2] << 16]
    if form == 212:
        return [b[0] | (b[1] & 15) << 8, b[2] | b[1] >> 4 << 8]
    if form == 310:
        return [
            *(low >> 1 | (high & 7) << 7 for low, high in (b[:2], b[2:])),
            b[1] >> 3 | b[3] >> 3 << 5,
        ]
    whole = b[0] | b[1] << 8 | b[2] << 16 | b[3] << 24  # of 311, lowest bits first
    return [whole >> shift & 1023 for shift in (0, 10, 20)]


def wfdb_flac(path: Path, signals: list[WfdbSignal], length: int) -> np.ndarray:
    """Samples of a FLAC file, frame by frame as other files have them."""
    each, count = signals[0].per_frame, length * signals[0].per_frame
    try:
        with soundfile.SoundFile(path) as file:
            bits = dict(zip(WFDB_FLAC.values(), (8, 16, 24), strict=True))
            if (
                file.format != "FLAC"
                or file.channels != len(signals)
                or any(signal.per_frame != each for signal in signals)
            ):
                raise ValueError(f"{path.name} has other signals than its header")
            file.seek(signals[0].offset)
            count = count or (file.frames - signals[0].offset) // each * each
            if not 0 < count * file.channels <= WFDB_MOST:
                raise ValueError(f"{count} samples are too many")
            pieces = []
            while count and len(piece := file.read(min(count, 2**20), "int32", True)):
                pieces.append(piece)
                count -= len(piece)
            shift = 32 - bits[file.subtype]
    except (soundfile.SoundFileError, KeyError) as error:
        raise ValueError(f"no FLAC file: {error}") from error
    if count:
        raise ValueError(f"{path.name} ends {count} samples too early")
    read = np.concatenate(pieces) >> shift  # (T x each, C)
    return read.reshape(-1, each, len(signals)).transpose(0, 2, 1).ravel()


def wfdb_main(cell: str) -> str:
    """The path of the header of what a cell names: `a/1`, `a/1.dat`, `a/1.hea`."""
    return re.sub(r"(\.hea|\.dat|\.mat|\.flac)?$", ".hea", cell.strip(), count=1)


DECODERS.update({".hea": read_wfdb})
