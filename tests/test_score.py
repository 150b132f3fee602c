"""The scorer, as a real process, against files that programs might write."""

import csv
import os
import signal
import time
from pathlib import Path

import numpy as np
import pytest
from sklearn.metrics import f1_score

from agent.errors import RunError
from agent.records import Modality, TaskSpec
from agent.scoring import metrics
from agent.scoring.hidden import Hidden
from agent.scoring.predictions import BadPredictions, read
from agent.scoring.score import Scorer

ROWS = ("r1", "r2", "r3", "r4")
CLASSES = ("no", "yes")


def make_spec(kind="binary", metric="accuracy", also=(), positive=None) -> TaskSpec:
    return TaskSpec(
        statement="Predict y.",
        data=Path("data"),
        target=("y",),
        kind=kind,
        metric=metrics.METRICS[metric],
        also=also,
        positive=positive,
        modalities=(Modality(name="table", kind="table", columns=("x",)),),
    )


def write_labels(run: Path, parts: dict[str, list[str]]) -> list[str]:
    """Labels by part; returns the ids of the rows to predict."""
    ids = []
    (run / "splits").mkdir(parents=True)
    with (run / "splits" / "labels.csv").open("w", newline="") as file:
        table = csv.writer(file)
        table.writerow(["row", "part", "target"])
        for part, targets in parts.items():
            for index, target in enumerate(targets):
                table.writerow([f"{part}{index}", part, target])
                if part != "train":
                    ids.append(f"{part}{index}")
    return ids


def write(path: Path, ids, columns, table) -> Path:
    with path.open("w", newline="") as file:
        out = csv.writer(file)
        out.writerow(["row", *columns])
        out.writerows([row, *cells] for row, cells in zip(ids, table, strict=True))
    return path


def predict(run: Path, name: str, ids: list[str], yes: list[float]) -> Path:
    return write(run / name, ids, CLASSES, [(1 - p, p) for p in yes])


def test_scores_of_both_parts_by_hand(tmp_path):
    ids = write_labels(
        tmp_path,
        {
            "train": ["no", "no", "no", "yes"],
            "select": ["yes", "yes", "no", "no"],
            "test": ["no", "yes"],
        },
    )
    path = predict(tmp_path, "p.csv", ids, [0.9, 0.2, 0.1, 0.6, 0.1, 0.7])
    spec = make_spec(also=("recall", "precision", "roc_auc"), positive="yes")
    with Scorer(tmp_path, spec, CLASSES) as scorer:
        select = scorer.score(path, "select")
        assert select.value == 0.5
        assert select.rows == 4
        assert select.also == {"recall": 0.5, "precision": 0.5, "roc_auc": 0.75}
        assert 0 <= select.interval[0] <= 0.5 <= select.interval[1] <= 1
        test = scorer.score(path, "test")
        assert test.value == 1.0, "two of two: not so sure that it is always so"
        assert test.interval == (pytest.approx(2 / (2 + 1.96**2)), 1.0)
        assert scorer.score(path, "select") == select
        assert scorer.constant("select").value == 0.5
        gain, (low, high) = scorer.gain(path, path, "select")
        assert gain == low == high == 0.0


def test_columns_and_rows_may_come_in_any_order(tmp_path):
    write_labels(tmp_path, {"train": ["a"], "select": ["a", "b"], "test": ["c"]})
    path = write(
        tmp_path / "p.csv",
        ["test0", "select1", "select0"],
        ["c", "a", "b"],
        [(0.8, 0.1, 0.1), (0.2, 0.2, 0.6), (0.0, 1.0, 0.0)],
    )
    spec = make_spec("multiclass", "accuracy", ("f1_macro", "roc_auc"))
    hidden = Hidden(tmp_path, spec, ("a", "b", "c"))
    assert hidden.score(str(path), "select")["value"] == 1.0
    test = hidden.score(str(path), "test")
    assert test["value"] == 1.0
    assert "roc_auc" not in test["also"]  # a single class has none


def test_regression_and_its_constants(tmp_path):
    ids = write_labels(
        tmp_path,
        {"train": ["0", "1", "8"], "select": ["1", "3"], "test": ["2"]},
    )
    path = write(tmp_path / "p.csv", ids, ["value"], [("2",), ("3",), ("2.5",)])
    hidden = Hidden(tmp_path, make_spec("regression", "mae", ("rmse",)), ())
    score = hidden.score(str(path), "select")
    assert score["value"] == 0.5
    assert score["also"]["rmse"] == pytest.approx(np.sqrt(0.5))
    assert hidden.constant("select")["value"] == 1.0  # the median, 1
    hidden = Hidden(tmp_path, make_spec("regression", "rmse"), ())
    assert hidden.constant("test")["value"] == 1.0  # the mean, 3


def test_f1_of_a_trial_is_that_of_a_sensible_threshold(tmp_path):
    """Where no row of a rare class reaches a half, models still differ."""
    rng = np.random.default_rng(0)
    truth = rng.random(240) < 0.15
    parts = {"train": ["no"] * 17 + ["yes"] * 3}
    parts["select"] = ["yes" if t else "no" for t in truth[:120]]
    parts["test"] = ["yes" if t else "no" for t in truth[120:]]
    ids = write_labels(tmp_path, parts)
    good = 0.1 + 0.25 * truth + 0.1 * rng.random(240)
    path = predict(tmp_path, "good.csv", ids, good.tolist())
    blind = predict(tmp_path, "blind.csv", ids, (0.2 * rng.random(240)).tolist())
    spec = make_spec(metric="f1", also=("accuracy", "roc_auc"), positive="yes")
    hidden = Hidden(tmp_path, spec, CLASSES)
    for part in ("select", "test"):
        found = hidden.score(str(path), part)
        assert found["value"] == found["also"]["accuracy"] == 1.0
        assert hidden.gain(str(path), str(blind), part)["gain"] > 0.4
    spec = make_spec(metric="accuracy", also=("f1",), positive="yes")
    plain = Hidden(tmp_path, spec, CLASSES).score(str(path), "test")
    assert plain["also"]["f1"] == 0.0


def test_always_yes_is_the_constant_of_f2(tmp_path):
    write_labels(
        tmp_path,
        {"train": ["no", "no", "no", "yes"], "select": ["no", "yes"], "test": ["no"]},
    )
    hidden = Hidden(tmp_path, make_spec(metric="f2", positive="yes"), CLASSES)
    assert hidden.constant("select")["value"] == pytest.approx(5 / 6)
    hidden = Hidden(tmp_path, make_spec(metric="log_loss", positive="yes"), CLASSES)
    wanted = -np.log([0.75, 0.25]).mean()
    assert hidden.constant("select")["value"] == pytest.approx(wanted)


def test_given_rows_are_known_from_the_view(tmp_path):
    ids = write_labels(tmp_path, {"train": ["no"], "select": ["no"], "test": ["yes"]})
    (tmp_path / "view").mkdir()
    lines = ["row,x", *(f"{row},1" for row in [*ids, "given0"])]
    (tmp_path / "view" / "predict.csv").write_text("\n".join(lines) + "\n")
    short = predict(tmp_path, "short.csv", ids, [0.1, 0.9])
    full = predict(tmp_path, "full.csv", [*ids, "given0"], [0.1, 0.9, 0.5])
    with Scorer(tmp_path, make_spec(positive="yes"), CLASSES) as scorer:
        assert scorer.score(full, "test").value == 1.0
        with pytest.raises(BadPredictions, match="given0"):
            scorer.score(short, "test")
        assert scorer.score(full, "select").value == 1.0  # still the same process


GOOD = "row,no,yes\nr1,0.5,0.5\nr2,1,0\nr3,0,1\nr4,0.25,0.75\n"

REFUSED = {
    "empty": ("", "begin with 'row'"),
    "no row column": (GOOD.replace("row,", "id,"), "begin with 'row'"),
    "wrong class": (GOOD.replace("yes", "maybe"), "'maybe' was not asked for"),
    "class missing": ("row,no\nr1,1\n", "'yes' is missing"),
    "very many columns": (
        "row," + ",".join(str(i) for i in range(140_000)) + "\n",
        "'0' was not asked for",
    ),
    "class twice": (GOOD.replace("no,yes", "yes,yes"), "'yes' is there twice"),
    "one class more": (
        "row,no,yes,huh\n" + "".join(f"r{i},0,1,0\n" for i in range(1, 5)),
        "'huh' was not asked for",
    ),
    "ragged": (GOOD.replace("r2,1,0", "r2,1"), "line 3 has 2 cells"),
    "unknown row": (GOOD + "r9,1,0\n", "'r9' was not asked for"),
    "row twice": (GOOD + "r1,1,0\n", "'r1' is there twice"),
    "row missing": (GOOD.replace("r4,0.25,0.75\n", ""), "1 of 4 rows"),
    "text": (GOOD.replace("0.25", "high"), "'high', not a number"),
    "nan": (GOOD.replace("0.25", "nan"), "no finite number"),
    "infinite": (GOOD.replace("0.25", "inf"), "no finite number"),
    "huge value": (GOOD.replace("0.25", "-1e200"), "too large to be scored"),
    "negative": (GOOD.replace("0.25,0.75", "-0.5,1.5"), "outside 0 to 1"),
    "sum": (GOOD.replace("0.25", "0.35"), "sum to 1.1000"),
    "open quote": (GOOD + '"r5', "not valid CSV"),
    "huge": (GOOD + "x" * 2_000_000, "bytes; at most"),
    "huge cell": (GOOD + "r" * 900_000 + ",1,0\n", "not valid CSV"),
    "NUL": (GOOD.replace("0.25", "0.2\x005"), "not a number"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_invalid_files_are_refused_with_the_reason(tmp_path, name):
    text, reason = REFUSED[name]
    path = tmp_path / "predictions.csv"
    path.write_text(text)
    with pytest.raises(BadPredictions) as caught:
        read(path, ROWS, make_spec(), CLASSES)
    assert reason in caught.value.what
    assert len(caught.value.what) < 200


def test_a_valid_file_is_read_in_the_order_asked_for(tmp_path):
    path = tmp_path / "predictions.csv"
    path.write_text(GOOD)
    table = read(path, ("r3", "r1", "r2", "r4"), make_spec(), ("yes", "no"))
    assert table.tolist() == [[1, 0], [0.5, 0.5], [0, 1], [0.75, 0.25]]
    path.write_text("row,value\na,1e3\nb,-2\n")
    assert read(path, ("b", "a"), make_spec("regression", "mae"), ()).tolist() == [
        -2.0,
        1000.0,
    ]


def test_values_whose_square_is_infinite_are_refused_not_a_failure(tmp_path):
    ids = write_labels(tmp_path, {"train": ["1"], "select": ["1", "2"], "test": ["3"]})
    path = write(tmp_path / "p.csv", ids, ["value"], [("1e300",), ("2",), ("3",)])
    with Scorer(tmp_path, make_spec("regression", "rmse")) as scorer:
        with pytest.raises(BadPredictions, match="too large"):
            scorer.score(path, "select")
        path = write(tmp_path / "p.csv", ids, ["value"], [("1e100",), ("2",), ("3",)])
        assert scorer.score(path, "select").value == pytest.approx(1e100 / 2**0.5)


def test_bytes_that_are_no_text_are_refused(tmp_path):
    path = tmp_path / "predictions.csv"
    path.write_bytes(b"row,no,yes\n\xff\xfe,1,0\n")
    with pytest.raises(BadPredictions, match="UTF-8"):
        read(path, ROWS, make_spec(), CLASSES)


def test_what_is_no_regular_file_is_refused_without_waiting(tmp_path):
    ids = write_labels(tmp_path, {"train": ["no"], "select": ["no"], "test": ["yes"]})
    good = predict(tmp_path, "good.csv", ids, [0.1, 0.9])
    link, fifo = tmp_path / "link.csv", tmp_path / "fifo.csv"
    link.symlink_to(good)
    os.mkfifo(fifo)
    with Scorer(tmp_path, make_spec(positive="yes"), CLASSES) as scorer:
        scorer.score(good, "select")
        begun = time.monotonic()
        for path, reason in (
            (link, "symbolic link"),
            (fifo, "regular file"),
            (tmp_path, "regular file"),
            (Path("/dev/zero"), "regular file"),
            (tmp_path / "absent.csv", "wrote no"),
        ):
            with pytest.raises(BadPredictions, match=reason):
                scorer.score(path, "select")
        assert time.monotonic() - begun < 30  # /dev/zero has no end, a FIFO no writer


def make_binary(run: Path, rows: int, seed: int = 0):
    """Labels and two predictions: one right for 80 % of the rows, one for 60 %."""
    rng = np.random.default_rng(seed)
    truth = rng.integers(0, 2, rows)
    ids = write_labels(
        run,
        {
            "train": ["no", "yes"],
            "select": [CLASSES[t] for t in truth],
            "test": ["no"],
        },
    )
    paths = []
    for name, share in (("good", 0.8), ("fair", 0.6)):
        right = rng.random(rows) < share
        yes = np.where(right == (truth == 1), 0.9, 0.1)
        paths.append(predict(run, f"{name}.csv", ids, [*yes, 0.5]))
    return paths


@pytest.mark.parametrize("metric", ["accuracy", "roc_auc", "log_loss", "mcc"])
def test_gain_is_positive_for_the_better_whichever_way_the_metric_points(
    tmp_path, metric
):
    good, fair = make_binary(tmp_path, 400)
    hidden = Hidden(tmp_path, make_spec(metric=metric, positive="yes"), CLASSES)
    found = hidden.gain(str(good), str(fair), "select")
    low, high = found["interval"]
    assert 0 < low < found["gain"] < high
    reverse = hidden.gain(str(fair), str(good), "select")
    assert reverse["gain"] == -found["gain"]
    assert reverse["interval"] == pytest.approx((-high, -low))
    equal = hidden.gain(str(good), str(good), "select")
    assert equal == {"gain": 0.0, "interval": (0.0, 0.0), "sd": 0.0}


def test_a_gain_between_equally_good_predictions_is_within_noise(tmp_path):
    """A 95 % interval should hold 0 in about 19 of 20 comparisons of equals."""
    held = 0
    for seed in range(20):
        rng = np.random.default_rng(100 + seed)
        run = tmp_path / str(seed)
        truth = rng.integers(0, 2, 200)
        ids = write_labels(
            run,
            {
                "train": ["no"],
                "select": [CLASSES[t] for t in truth],
                "test": ["no"],
            },
        )
        paths = []
        for name in "ab":
            right = rng.random(200) < 0.7
            yes = np.where(right == (truth == 1), 0.9, 0.1)
            paths.append(predict(run, name, ids, [*yes, 0.5]))
        held += _holds_zero(run, paths)
    assert 16 <= held <= 20


def _holds_zero(run: Path, paths: list[Path]) -> bool:
    hidden = Hidden(run, make_spec(positive="yes"), CLASSES)
    low, high = hidden.gain(str(paths[0]), str(paths[1]), "select")["interval"]
    return low <= 0 <= high


def test_many_classes_are_scored_quickly(tmp_path):
    """500 rows of 55 classes: a tenth of plain resampling, or less."""
    rng = np.random.default_rng(0)
    classes = tuple(f"class {index}" for index in range(55))
    truth = rng.integers(0, 55, 500)
    ids = write_labels(
        tmp_path,
        {
            "train": list(classes),
            "select": [classes[t] for t in truth],
            "test": [classes[0]],
        },
    )
    table = rng.dirichlet(np.ones(55), 501)
    path = write(tmp_path / "p.csv", ids, classes, table)
    spec = make_spec("multiclass", "f1_macro", ("accuracy",))
    hidden = Hidden(tmp_path, spec, classes)
    hidden.constant("select")  # scikit-learn is imported by now
    begun = time.process_time()
    score = hidden.score(str(path), "select")
    took = time.process_time() - begun
    begun = time.process_time()
    for _ in range(100):  # a tenth of the interval's draws
        f1_score(truth, table[:500].argmax(1), average="macro")
    plain = time.process_time() - begun
    assert took < plain
    assert score["interval"][0] < score["value"] < score["interval"][1]


def test_a_dead_scorer_is_told_and_replaced(tmp_path):
    ids = write_labels(tmp_path, {"train": ["no"], "select": ["no"], "test": ["yes"]})
    path = predict(tmp_path, "p.csv", ids, [0.1, 0.9])
    with Scorer(tmp_path, make_spec(positive="yes"), CLASSES) as scorer:
        before = scorer.score(path, "select")
        assert scorer._process is not None
        os.kill(scorer._process.pid, signal.SIGKILL)
        with pytest.raises(RunError, match="signal 9"):
            scorer.score(path, "select")
        assert scorer.score(path, "select") == before


def test_a_hung_scorer_is_ended(tmp_path, monkeypatch):
    ids = write_labels(tmp_path, {"train": ["no"], "select": ["no"], "test": ["yes"]})
    path = predict(tmp_path, "p.csv", ids, [0.1, 0.9])
    with Scorer(tmp_path, make_spec(positive="yes"), CLASSES) as scorer:
        scorer.score(path, "select")
        process = scorer._process
        assert process is not None
        os.kill(process.pid, signal.SIGSTOP)
        monkeypatch.setattr("agent.scoring.score.PATIENCE", 0.3)
        with pytest.raises(RunError, match="no answer"):
            scorer.score(path, "select")
        assert process.poll() == -signal.SIGKILL


def test_labels_that_are_not_there_are_an_error_not_a_hang(tmp_path):
    with (
        Scorer(tmp_path, make_spec(), CLASSES) as scorer,
        pytest.raises(RunError, match="labels"),
    ):
        scorer.constant("select")
    write_labels(tmp_path, {"train": ["no"], "select": ["huh"], "test": ["no"]})
    with (
        Scorer(tmp_path, make_spec(), CLASSES) as scorer,
        pytest.raises(RunError, match="'huh'"),
    ):
        scorer.constant("select")
