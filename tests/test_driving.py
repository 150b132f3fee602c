"""The driving demo: same bytes for a seed, honest labels, no leaks, scores hold."""

import csv
import hashlib
from dataclasses import replace
from datetime import datetime
from itertools import islice
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from sklearn.metrics import (
    average_precision_score,
    balanced_accuracy_score,
    f1_score,
    fbeta_score,
    recall_score,
    roc_auc_score,
)

from agent.demo import STATEMENT, driving, radar, scene
from agent.demo.bayes import Bayes
from agent.demo.world import (
    HARMLESS,
    HAZARDS,
    MARGIN,
    Moment,
    brake_probability,
    brakes,
    moments,
    rng,
)
from agent.errors import UsageError

ROWS = 400


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("demo")
    driving.write(path, ROWS, seed=3)
    return path


@pytest.fixture(scope="module")
def table(folder: Path) -> list[dict[str, str]]:
    with (folder / "train.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def world() -> list[Moment]:
    return list(islice(moments(5), 8000))


def digests(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_same_seed_same_bytes(tmp_path: Path) -> None:
    first = driving.write(tmp_path / "a", 40, seed=1)
    again = driving.write(tmp_path / "b", 40, seed=1)
    other = driving.write(tmp_path / "c", 40, seed=2)
    assert digests(tmp_path / "a") == digests(tmp_path / "b")
    assert first == again
    a, c = digests(tmp_path / "a"), digests(tmp_path / "c")
    assert not {a[name] for name in a} & {c[name] for name in c}
    assert first != other


def test_a_row_does_not_depend_on_how_many_are_made(tmp_path: Path) -> None:
    few = driving.write(tmp_path / "few", 12, seed=1)
    many = driving.write(tmp_path / "many", 30, seed=1)
    all_, some = digests(tmp_path / "many"), digests(tmp_path / "few")
    for name in some.keys() - {"train.csv"}:
        assert some[name] == all_[name]
    lines = (tmp_path / "many" / "train.csv").read_text().splitlines()
    assert (tmp_path / "few" / "train.csv").read_text().splitlines() == lines[:13]
    assert few.posterior == many.posterior[:12]


def test_files_are_as_promised(folder: Path, table: list[dict[str, str]]) -> None:
    assert len(table) == ROWS
    assert tuple(table[0]) == driving.COLUMNS
    assert {path.name for path in folder.iterdir()} == {"train.csv", "frames", "radar"}
    sweeps = [row["radar"] for row in table if row["radar"]]
    assert len(list((folder / "frames").iterdir())) == ROWS
    assert len(list((folder / "radar").iterdir())) == len(sweeps)
    for row in table[::20]:
        with Image.open(folder / row["frame"]) as image:
            assert (image.size, image.mode) == ((128, 128), "RGB")
            assert np.asarray(image).std() > 8
    for name in sweeps:
        echoes = np.load(folder / name, allow_pickle=False)
        assert (echoes.shape, echoes.dtype) == ((radar.BINS,), np.float32)
        assert np.isfinite(echoes).all()


def test_table_is_plausible(table: list[dict[str, str]]) -> None:
    times = [datetime.fromisoformat(row["time"]) for row in table]
    assert all(early < late for early, late in zip(times, times[1:], strict=False))
    gaps = np.diff([time.timestamp() for time in times])
    assert gaps.min() >= 1 and gaps.max() > 3600 and len(set(gaps)) > 10
    assert 0.005 < np.mean([row["radar"] == "" for row in table]) < 0.05
    gps = [row for row in table if row["latitude"]]
    assert 0.9 < len(gps) / ROWS < 0.995
    assert all(bool(row["latitude"]) == bool(row["longitude"]) for row in table)
    assert all(48.7 < float(row["latitude"]) < 48.9 for row in gps)
    assert all(9.0 < float(row["longitude"]) < 9.3 for row in gps)
    assert all(5 < float(row["speed_kmh"]) < 150 for row in table)
    assert {row["brake"] for row in table} == {"0", "1"}


def test_track_keeps_to_the_speed(world: list[Moment]) -> None:
    for before, after in zip(world, world[1:], strict=False):
        seconds = (after.time - before.time).total_seconds()
        if seconds > 60:  # another drive
            continue
        north = (after.latitude - before.latitude) * 111_320
        east = (after.longitude - before.longitude) * 73_355
        assert np.hypot(north, east) <= before.speed * (seconds + 1) + 1


@pytest.mark.parametrize("seed", range(4))
def test_a_third_or_so_brakes(seed: int) -> None:
    share = np.mean([brakes(moment, seed) for moment in islice(moments(seed), 2000)])
    assert 0.32 < share < 0.44


def test_labels_agree_with_the_posterior(world: list[Moment]) -> None:
    p = np.array([brake_probability(moment) for moment in world])
    label = np.array([brakes(moment, 5) for moment in world])
    edges = np.quantile(p, (0, 0.5, 0.6, 0.7, 0.8, 0.9, 1))
    assert p.min() > 0 and p.max() < 1
    for low, high in zip(edges, edges[1:], strict=False):
        part = (p >= low) & (p <= high)
        error = np.sqrt((p * (1 - p))[part].sum()) / part.sum()
        assert abs(label[part].mean() - p[part].mean()) < 4 * error + 1e-9


def test_written_labels_are_those_of_the_returned_rows(
    tmp_path: Path, table: list[dict[str, str]]
) -> None:
    expected = [str(int(brakes(m, 3))) for m in islice(moments(3), ROWS)]
    assert [row["brake"] for row in table] == expected


def test_oracle_accuracy_is_what_its_decisions_score(world: list[Moment]) -> None:
    p = np.array([brake_probability(moment) for moment in world])
    label = np.array([brakes(moment, 5) for moment in world])
    bayes = Bayes.of(p.tolist())
    error = np.sqrt(0.25 / len(p))
    assert bayes.accuracy == pytest.approx(np.maximum(p, 1 - p).mean())
    assert abs(np.mean((p > 0.5) == label) - bayes.accuracy) < 3 * error
    assert 0.93 < bayes.accuracy < 0.965


def test_bayes_scores_match_simulated_labels(world: list[Moment]) -> None:
    p = np.array([brake_probability(moment) for moment in world[:2000]])
    bayes = Bayes.of(p.tolist())
    draw = np.random.default_rng(0)
    cuts = np.quantile(p, np.linspace(0.5, 0.8, 31))
    found = []
    for _ in range(40):
        label = draw.random(len(p)) < p
        f2s = [fbeta_score(label, p >= cut, beta=2) for cut in cuts]
        means = [balanced_accuracy_score(label, p >= cut) for cut in cuts]
        best = p >= cuts[int(np.argmax(means))]
        found.append(
            (
                label.mean(),
                average_precision_score(label, p),
                roc_auc_score(label, p),
                max(f1_score(label, p >= cut) for cut in cuts),
                max(f2s),
                max(means),
                recall_score(label, best),
            )
        )
    mean = np.mean(found, axis=0)
    ours = (bayes.positive, bayes.average_precision, bayes.roc_auc)
    assert mean[:3] == pytest.approx(ours, abs=0.004)
    at_best = (bayes.f1, bayes.f2, bayes.balanced_accuracy, bayes.recall)
    assert mean[3:] == pytest.approx(at_best, abs=0.012)


def test_bayes_on_a_subset() -> None:
    bayes = Bayes.of([0.9, 0.1, 0.8, 0.3])
    assert bayes.on([0, 3]) == Bayes.of([0.9, 0.3])
    assert bayes.on([0, 3]).accuracy == pytest.approx(0.8)


def test_bayes_of_constant_posterior_knows_nothing() -> None:
    bayes = Bayes.of([0.3] * 50)
    assert bayes.roc_auc == pytest.approx(0.5)
    assert bayes.average_precision == pytest.approx(0.3 + 0.7 / 50)
    assert bayes.recall == 1


def best_threshold_accuracy(values: np.ndarray, label: np.ndarray) -> float:
    """Of all rules `value above cut` and `below cut`, the best on these very rows."""
    ordered = label[np.argsort(values, kind="stable")]
    hits = np.concatenate(([0], np.cumsum(ordered)))
    quiet = np.arange(len(label) + 1) - hits
    above = (quiet + hits[-1] - hits) / len(label)
    return float(max(above.max(), (1 - above).max()))


def test_no_single_column_decides(folder: Path, table: list[dict[str, str]]) -> None:
    label = np.array([int(row["brake"]) for row in table])
    p = [brake_probability(m) for m in islice(moments(3), ROWS)]
    columns = {
        name: np.array([float(row[name] or "nan") for row in table])
        for name in ("latitude", "longitude", "speed_kmh")
    }
    clock = [datetime.fromisoformat(row["time"]) for row in table]
    columns["order"] = np.arange(ROWS)
    columns["hour"] = np.array([time.hour + time.minute / 60 for time in clock])
    columns["second"] = np.array([time.second for time in clock])
    columns["no sweep"] = np.array([row["radar"] == "" for row in table], float)
    columns["png bytes"] = np.array(
        [(folder / row["frame"]).stat().st_size for row in table]
    )
    columns["strongest echo"] = np.array(
        [np.load(folder / r["radar"]).max() if r["radar"] else 0 for r in table]
    )
    for name, values in columns.items():
        accuracy = best_threshold_accuracy(np.nan_to_num(values), label)
        assert accuracy < Bayes.of(p).accuracy - 0.15, (name, accuracy)


def test_nothing_names_the_truth(folder: Path, table: list[dict[str, str]]) -> None:
    text = (folder / "train.csv").read_text()
    assert not any(name in text for name in HAZARDS + HARMLESS)
    for row, number in zip(table, range(ROWS), strict=True):
        assert row["frame"] == f"frames/{number:05d}.png"
        assert row["radar"] in ("", f"radar/{number:05d}.npy")
    with Image.open(folder / table[0]["frame"]) as image:
        assert not image.info


def test_camera_does_not_see_distance_or_speed(world: list[Moment]) -> None:
    for moment in world[:10]:
        other = replace(moment, distance=9.0, closing=3.0, speed=31.0)
        a, b = (scene.frame(m, rng(0, 2, 7)).tobytes() for m in (moment, other))
        assert a == b


def test_camera_sees_what_is_ahead(world: list[Moment]) -> None:
    frames = [
        scene.frame(replace(world[0], obstacle=name), rng(0, 2, 7)).tobytes()
        for name in HAZARDS + HARMLESS
    ]
    assert len(set(frames)) == len(frames)


def test_radar_sees_range_and_approach_but_no_weather(world: list[Moment]) -> None:
    lean, places = [], []
    for row in range(300):
        moment = replace(world[row], obstacle="car", distance=60.0, closing=20.0)
        sweep = radar.sweep(moment, rng(0, 3, row))
        away = radar.sweep(replace(moment, closing=-20.0), rng(0, 3, row))
        sky = replace(moment, weather=replace(moment.weather, fog=0.9, night=True))
        assert (radar.sweep(sky, rng(0, 3, row)) == sweep).all()
        at = round(60 / radar.BIN_METRES)
        lean.append((sweep - away)[at - 4 : at].sum() > 0)
        places.append(abs(sweep.argmax() - at) < 5)
    assert np.mean(lean) > 0.95
    assert np.mean(places) > 0.85


def test_brakes_earlier_for_people_and_faster_driving(world: list[Moment]) -> None:
    moment = replace(world[0], speed=15.0, closing=15.0, distance=45.0)
    p = {
        name: brake_probability(replace(moment, obstacle=name))
        for name in HAZARDS + HARMLESS
    }
    assert p["pedestrian"] > p["cyclist"] > p["car"] > p["gantry"] == p["none"]
    assert MARGIN["pedestrian"] > MARGIN["cyclist"] > MARGIN["car"]
    slow, fast = (
        brake_probability(replace(moment, obstacle="car", speed=speed))
        for speed in (15.0, 22.0)
    )
    assert fast > slow


def test_refuses_too_few_rows_and_a_used_folder(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="1 rows"):
        driving.write(tmp_path / "new", 1)
    assert not (tmp_path / "new").exists()
    (tmp_path / "kept.txt").write_text("mine")
    with pytest.raises(UsageError, match="not empty"):
        driving.write(tmp_path, 10)
    assert [path.name for path in tmp_path.iterdir()] == ["kept.txt"]


def test_statement_says_what_to_predict() -> None:
    assert "brake" in STATEMENT and "recall" in STATEMENT
