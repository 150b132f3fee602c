"""What a new user does first, and does wrong."""

import click
import numpy as np
import pytest
from plans import task

from agent.data import profiling
from agent.interfaces import looking
from agent.interfaces.cli import cli
from agent.outcome import Outcome
from agent.report.search import _numbers
from agent.run import compare
from agent.run.story import gain_sentence


@pytest.mark.parametrize(
    "words",
    [
        ["run", "Predict y.", "--data", "d", "--target", "a", "--target", "b"],
        ["Predict y.", "--data", "d", "--data=e"],
        ["predict", "r", "--input", "a.csv", "--input", "b.csv", "--output", "c"],
    ],
)
def test_a_flag_that_is_said_twice_is_refused(words):
    with pytest.raises(click.UsageError, match="is given more than once"):
        cli.make_context("forgeweld", words)


def test_flags_that_may_come_again_and_values_may():
    words = ["run", "y", "--use", "a", "--use", "b", "--pin", "gated", "--pin", "film"]
    cli.make_context("forgeweld", words)
    cli.make_context("forgeweld", ["run", "--data", "d", "--", "--data", "--data"])


def test_profile_shows_columns_a_line_each_and_no_cells(tmp_path, capsys):
    (tmp_path / "a.csv").write_text("id,colour\n1,red\n2,blue\n3,red\n")
    looking.profile(tmp_path, None, as_json=False)
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "a.csv (3 rows)" and len(lines) == 4
    assert "red" not in "".join(lines)
    looking.profile(tmp_path, None, as_json=True)
    assert '"source": "a.csv (3 rows)"' in capsys.readouterr().out


def test_one_modality_is_said_to_be_nothing_to_fuse():
    spec, _ = task("table", "binary")
    alone = compare.alone(spec)
    assert (
        alone == "the_table" and compare.alone(task("table text", "binary")[0]) is None
    )
    outcome = Outcome(run="r", status="finished", best=None, alone=alone)
    assert gain_sentence(outcome) == (
        "There is one modality (the_table), so nothing to fuse."
    )


def test_a_handful_of_positives_is_told():
    spec, _ = task("table", "binary")
    for positives, warned in ((15, True), (40, False)):
        counts = np.array([1500 - positives, positives])
        told = profiling._size(spec, 1500, ("no", "yes"), counts)
        warnings = [f.message for f in told if f.severity == "warning"]
        assert bool(warnings) == warned, warnings
    assert (
        "about a fifth"
        in profiling._size(spec, 1500, ("n", "y"), np.array([1490, 10]))[0].message
    )


def test_epochs_and_trials_are_counted_in_whole_numbers():
    assert _numbers([1.0, 2.0, 2.0]) == [(1.0, "1"), (2.0, "2")]
    assert [name for _, name in _numbers(range(1, 25))] == [
        *("1", "4", "7", "10", "13", "16", "19", "22"),
    ]
