"""What each kind of column is taken for."""

import wave
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from PIL import Image

from agent.data import columns, tables
from agent.records import Column

N = 1000
RNG = np.random.default_rng(0)
WORDS = ["red", "old", "tall", "kind", "slow", "new", "lamp", "road", "fish", "star"]


def describe(folder: Path, frame: pd.DataFrame) -> dict[str, Column]:
    frame.to_csv(folder / "train.csv", index=False)
    return {c.name: c for c in columns.describe(tables.read(folder))}


def phrase(count: int) -> str:
    return " ".join(RNG.choice(WORDS, count))


CASES = {
    "price": (RNG.normal(size=N), "number"),
    "hour": (RNG.integers(0, 24, N), "integer"),
    "size": (RNG.permutation(N) * 7, "integer"),
    "flag": (RNG.integers(0, 2, N), "boolean"),
    "active": (RNG.choice(["yes", "no"], N), "boolean"),
    "kind": (RNG.choice(["a b", "c", "d e f"], N), "category"),
    "subgroup": ([f"group {i % 55}" for i in range(N)], "category"),
    "patient_id": ([f"p{i % 300}" for i in range(N)], "category"),
    "name": ([f"{phrase(1)} {i:x}z" for i in range(N)], "text"),
    "review": ([phrase(12) for _ in range(N)], "text"),
    "smiles": ([f"CC(=O){i}N" + "C" * (i % 7) for i in range(N)], "text"),
    "短评": ([f"这部电影很好看第{i}次" for i in range(N)], "text"),
    "颜色": (RNG.choice(["红", "绿", "蓝"], N), "category"),
    "day": (pd.date_range("2020-01-01", periods=N).strftime("%Y-%m-%d"), "date"),
    "born": (["31/12/1999", "1/2/2001"] * (N // 2), "date"),
    "stamp": (pd.date_range("2020-01-01", periods=N, freq="h").astype(str), "date"),
    "lat": (RNG.uniform(40, 50, N), "latitude"),
    "start_lng": (RNG.uniform(-120, 100, N), "longitude"),
    "id": ([f"x{h}" for h in RNG.permutation(N)], "id"),
    "code": ([f"s{i:05d}" for i in range(N)], "id"),
    "number": (range(1, N + 1), "id"),
    "year": (range(N), "integer"),
    "same": (["x"] * N, "constant"),
    "nothing": ([None] * N, "empty"),
    "vector": ([f"[{i}, 0.5, 1e-3]" for i in range(N)], "vector"),
    "tags": (["['a', 'b']", "['c']"] * (N // 2), "list"),
    "url": ([f"https://x.org/{i}.png" for i in range(N)], "unreadable"),
}


@pytest.fixture(scope="module")
def described(tmp_path_factory) -> dict[str, Column]:
    frame = pd.DataFrame({name: list(cells) for name, (cells, _) in CASES.items()})
    return describe(tmp_path_factory.mktemp("columns"), frame)


@pytest.mark.parametrize("name", CASES)
def test_type(described, name):
    assert described[name].type == CASES[name][1], described[name].summary
    assert described[name].summary


@pytest.mark.parametrize(
    ("cells", "mark"),
    [
        ([";".join(RNG.choice(WORDS, 1 + i % 3)) for i in range(N)], ";"),
        ([" | ".join(RNG.choice(WORDS, 2)) for _ in range(N)], "|"),
        (["；".join(RNG.choice(["红", "绿", "蓝"], 2)) for _ in range(N)], "；"),
        ([f"{phrase(5)}; {phrase(7)}" for _ in range(N)], ""),  # prose
        ([f"a{i};b{i}" for i in range(N)], ""),  # parts that never return
        (["text/html; utf-8", "text/plain; ascii"] * (N // 2), ""),  # two classes
        ([phrase(1 + i % 9) for i in range(N)], ""),
        ([f"{i};{i % 7}" if i % 9 == 0 else phrase(1) for i in range(N)], ""),
    ],
)
def test_cells_with_several_values_are_known_by_the_mark(cells, mark, tmp_path):
    found = describe(tmp_path, pd.DataFrame({"x": cells, "y": range(N)}))["x"]
    assert found.type in ("text", "category") and found.mark == mark
    assert ("parted by" in found.summary) == bool(mark)


def test_values_and_range(described):
    hour = described["hour"]
    assert sorted(map(int, hour.values)) == list(range(24))
    assert sum(hour.counts) == N and list(hour.counts) == sorted(hour.counts)[::-1]
    assert (hour.low, hour.high) == (0, 23)
    assert described["size"].values == ()
    assert described["subgroup"].unique == 55 == len(described["subgroup"].values)
    assert described["vector"].shape == (3,)
    assert described["nothing"].missing == 1


def test_missing_and_the_test_table(tmp_path):
    (tmp_path / "train.csv").write_text("x,t,y\n1,,a\n,b c,b\n3,,a\n4,,b\n")
    (tmp_path / "test.csv").write_text("x,t\n1,q\n")
    x, t, y = columns.describe(tables.read(tmp_path))
    assert (x.missing, t.missing, y.missing) == (0.25, 0.75, 0)
    assert (x.in_given, t.in_given, y.in_given) == (True, True, False)
    assert x.values == ("1", "3", "4")


def write_media(folder: Path, count: int = 6) -> pd.DataFrame:
    """Files of every kind, `count` of each, and the table that names them."""
    rows = []
    for i in range(count):
        Image.new("RGBA", (30 + i % 2, 20)).save(folder / f"{i}.png")
        np.save(folder / f"v{i}.npy", np.ones(8))
        np.save(folder / f"s{i}.npy", np.ones((50, 3)))
        np.save(folder / f"c{i}.npy", np.ones((50 + i, 4)))
        np.save(folder / f"i{i}.npy", np.zeros((9, 9, 3), np.uint8))
        np.save(folder / f"r{i}.npy", np.ones((16, 60)))
        np.save(folder / f"w{i}.npy", np.ones((20 + i, 2)))
        (folder / f"g{i}.csv").write_text("time,lat,lon\n0,1,2\n1,1,2\n")
        np.savez(folder / f"z{i}.npz", np.ones((7, 2)))
        (folder / f"m{i}.xyz").write_text(f"{i + 2}\nnote\n" + "H 0 0 0\n" * (i + 2))
        (folder / f"t{i}.csv").write_text("a,b\n1,2\n3,4\n5,6\n")
        (folder / f"p{i}.ply").write_text(
            "ply\nformat ascii 1.0\nelement vertex 5\nproperty float x\n"
            "property float y\nproperty float z\nend_header\n" + "0 0 0\n" * 5
        )
        with wave.open(str(folder / f"{i}.wav"), "wb") as sound:
            sound.setparams((1, 2, 8000, 0, "NONE", ""))
            sound.writeframes(bytes(2 * 800))
        names = {"photo": f"{i}.png", "embedding": f"v{i}.npy", "accel": f"s{i}.npy"}
        names |= {"lidar": f"c{i}.npy", "uneven": f"c{i}.npy", "array": f"i{i}.npy"}
        names |= {"zipped": f"z{i}.npz", "mol": f"m{i}.xyz", "log": f"t{i}.csv"}
        names |= {"radar_sweep": f"r{i}.npy", "grid": f"r{i}.npy"}
        names |= {"gpsTrack": f"w{i}.npy", "drive": f"g{i}.csv"}
        names |= {"route": f"[[{i}, 1], [2, 3]]", "pairs": f"[[{i}, 1], [2, 3]]"}
        rows.append(names | {"mesh": f"p{i}.ply", "sound": f"{i}.wav", "y": i % 2})
    return pd.DataFrame(rows)


def test_media_by_suffix_and_shape(tmp_path):
    found = describe(tmp_path, write_media(tmp_path))
    expected = {
        "photo": ("image", (20, 30, 4)),
        "embedding": ("vector", (8,)),
        "accel": ("series", (50, 3)),
        "lidar": ("points", (52, 4)),
        "uneven": ("series", (52, 4)),
        "array": ("image", (9, 9, 3)),
        "zipped": ("series", (7, 2)),
        "mol": ("points", (4, 3)),
        "log": ("series", (3, 2)),
        "mesh": ("points", (5, 3)),
        "sound": ("audio", (800, 1)),
        "radar_sweep": ("range", (16, 60)),
        "grid": ("series", (16, 60)),
        "gpsTrack": ("track", (22, 2)),
        "drive": ("track", (2, 3)),
        "route": ("track", (2, 2)),
        "pairs": ("series", (2, 2)),
    }
    assert {n: (found[n].type, found[n].shape) for n in expected} == expected
    assert "0.1 s at 8000 Hz" in found["sound"].summary


def test_media_that_cannot_be_read_is_still_media(tmp_path):
    (tmp_path / "a.png").write_bytes(b"no picture")
    frame = pd.DataFrame({"pic": ["a.png", "gone.png", "b.png"], "y": [1, 2, 3]})
    found = describe(tmp_path, frame)["pic"]
    assert found.type == "image" and found.shape is None
    assert "none of 3" in found.summary


def test_typed_columns_of_parquet(tmp_path):
    frame = pd.DataFrame(
        {
            "when": pd.date_range("2024-01-01", periods=20),
            "ok": [True, False] * 10,
            "emb": [[float(i), 1.0] for i in range(20)],
            "ragged": [[1.0] * (1 + i % 3) for i in range(20)],
            "kind": pd.Categorical(["a", "b"] * 10),
        }
    )
    frame.to_parquet(tmp_path / "data.parquet")
    found = {c.name: c for c in columns.describe(tables.read(tmp_path))}
    types = {name: column.type for name, column in found.items()}
    assert types == {
        "when": "date",
        "ok": "boolean",
        "emb": "vector",
        "ragged": "list",
        "kind": "category",
    }
    assert found["ok"].values == ("True", "False") or found["ok"].counts == (10, 10)
