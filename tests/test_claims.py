"""What programs say of themselves is read as untrusted text."""

import json
import os
import sys

import pytest
import torch
from exports import invented, opened
from test_export import GOLDEN_OF

from agent.scoring import claims

BAD = [
    "",
    "not json",
    "[]",
    '{"epoch": "one"}',
    '{"epoch": NaN}',
    '{"epoch": 1e999}',
    '{"epoch": true}',
    '{"claimed": {"a": {"b": 1}}}',
    "[" * 100_000,
    "\x00\xff",
]


@pytest.mark.parametrize("text", BAD)
def test_nonsense_is_nothing(tmp_path, text):
    (tmp_path / "metrics.jsonl").write_text(text)
    (tmp_path / "result.json").write_text(text)
    assert claims.epochs(tmp_path) == []
    assert claims.curve(tmp_path).epochs == 0


def test_links_and_pipes_are_not_followed(tmp_path):
    (tmp_path / "secret").write_text('{"epoch": 1}')
    (tmp_path / "metrics.jsonl").symlink_to(tmp_path / "secret")
    os.mkfifo(tmp_path / "result.json")
    assert claims.epochs(tmp_path) == []
    assert claims.curve(tmp_path).params is None


def test_a_curve_is_summed_up(tmp_path):
    losses = [(0.9, 0.8), (0.5, 0.6), (0.2, 0.9)]
    lines = [
        json.dumps({"epoch": i, "seconds": 2.0 * i, "train_loss": a, "valid_loss": b})
        for i, (a, b) in enumerate(losses, 1)
    ]
    (tmp_path / "metrics.jsonl").write_text("\n".join([*lines, '{"epoch": 4, "se']))
    said = {"best_epoch": 2, "stopped": "patience", "params": 7, "claimed": {"a": 0.5}}
    (tmp_path / "result.json").write_text(json.dumps(said))
    curve = claims.curve(tmp_path)
    assert (curve.epochs, curve.best_epoch, curve.stopped) == (3, 2, "patience")
    assert (curve.valid_best, curve.valid_last, curve.train_at_best) == (0.6, 0.9, 0.5)
    assert (curve.seconds_per_epoch, curve.params, curve.metric) == (2.0, 7, 0.5)


def test_only_plainly_named_numbers_are_taken(tmp_path):
    names = {"train_loss": 1, "recall@10": 2, "\x1b[2Jx": 3, "x" * 50: 4, "<b>": 5}
    many = {f"k{i}": i for i in range(1000)}
    (tmp_path / "metrics.jsonl").write_text(json.dumps({"epoch": 1, **names, **many}))
    (row,) = claims.epochs(tmp_path)
    assert len(row) == claims.MAX_NAMES
    assert row["train_loss"] == 1 and row["recall@10"] == 2
    assert not {3.0, 4.0, 5.0} & {row[name] for name in row if name[0] != "k"}


def test_counts_that_are_none_are_left_out(tmp_path):
    deep = json.loads("[" * 900 + "]" * 900)
    first = [deep, "\x1b]0;x\x07", "\u202e", 7]
    patched = {"table": {"too long": {"rows": 1e300, "first": first}}}
    said = {"params": 1e298, "best_epoch": -3, "patched": patched}
    (tmp_path / "result.json").write_text(json.dumps(said))
    assert claims.curve(tmp_path).params is None
    assert claims.curve(tmp_path).best_epoch == 0
    told = claims.patches(tmp_path)
    assert told == {("table", "too long"): (0, ("?", " ]0;x ", " ", "7"))}


def test_sets_of_labels_are_measured_by_the_thresholds_that_decide_them(
    tmp_path, monkeypatch
):
    with opened(GOLDEN_OF["icons"] / "project") as own:
        invented(own, tmp_path)
        lines = (tmp_path / "rows.csv").read_text().splitlines()
        table = [lines[0], *(8 * lines[1:])]
        (tmp_path / "train.csv").write_text("\n".join(table) + "\n")
        words = ["--data", tmp_path, "--out", tmp_path / "out", "--epochs", "2"]
        monkeypatch.setattr(sys, "argv", ["train.py", *map(str, words)])
        config, args = own.config.parse_args()
        own.train.main(config, args)
        result = json.loads((tmp_path / "out" / "result.json").read_text())
        model, inputs = own.predict.load_model(tmp_path / "out")
        cells = own.data.read_rows(tmp_path / "train.csv")
        at = own.data.split_validation(cells, config.valid_share, config.seed)[1]
        rows = own.data.load_rows(inputs, cells, tmp_path)

        def measured() -> float:
            said = own.train.predict_rows(model, rows, torch.device("cpu"))
            return own.train.f1_micro(said[at], rows.y[at])

        assert result["claimed"]["valid_f1_micro"] == pytest.approx(measured())
        with torch.no_grad():
            model.head.shift.zero_()
        assert measured() != pytest.approx(result["claimed"]["valid_f1_micro"])
