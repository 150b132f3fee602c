"""Columns that sample one curve are read as one thing, and others are not."""

from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest
import torch
from statements import read_of
from test_profiling import plain

from agent.data import columns
from agent.data.curves import FEWEST, smooth
from agent.data.tables import Data
from agent.records import Modality
from agent.report import media, slices
from agent.report.elements import Sketch, Words
from agent.statement.grouping import kinds_of, of_kind, parted
from templates.blocks.features.slopes import SlopeNumbers
from templates.blocks.inputs.curve import CurveInput

ROWS, PLACES = 120, 24
AT = np.linspace(0, 1, PLACES)


def spectra(rows: int = ROWS, seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    """Curves (rows, PLACES): a base line that leans anyhow, and a peak; its height."""
    rng = np.random.default_rng(seed)
    height = rng.random(rows)
    lean, level = rng.normal(size=(2, rows, 1)) * 3
    peak = np.exp(-(((AT - 0.5) / 0.08) ** 2))
    return level + lean * AT + height[:, None] * peak, height


def questions(rows: int = ROWS) -> np.ndarray:
    """Answers that go together, no two more than others."""
    rng = np.random.default_rng(1)
    return rng.normal(size=(rows, 1)) * 2 + rng.normal(size=(rows, PLACES)) * 0.7


def frame(values: np.ndarray, form: str) -> pd.DataFrame:
    names = [form.format(850 + 2 * i) for i in range(values.shape[1])]
    table = pd.DataFrame(values, columns=names)  # type: ignore[arg-type]
    return pd.concat([table, plain(len(values))], axis=1)


def described(table: pd.DataFrame, tmp_path):
    made = columns.describe(Data(tmp_path, table, None, {}))
    return {column.name: column.curve for column in made if column.curve}, made


@pytest.mark.parametrize(
    "form, name",
    [("a{}nm", "curve"), ("{}", "curve"), ("load_{}", "load"), ("nir.{}.0", "nir")],
)
def test_a_spectrum_is_one_curve(form, name, tmp_path):
    found, made = described(frame(spectra()[0], form), tmp_path)
    assert set(found.values()) == {name} and len(found) == PLACES
    kinds = kinds_of(list(made))
    assert {kind for column, kind in kinds.items() if column in found} == {"curve"}
    assert set(found) <= of_kind(kinds, "table")  # "only the numbers" has them in it
    one, *_ = [m for m in parted(list(made)) if m.kind == "curve"]
    assert one.name == name and one.columns == tuple(found)


def shuffled() -> pd.DataFrame:
    table = frame(spectra()[0], "a{}nm")
    names = list(table)
    return table[[*names[PLACES // 2 : PLACES], *names[: PLACES // 2], *names[PLACES:]]]


OTHERS = {
    "answers that go together": lambda: frame(questions(), "q{}"),
    "noise": lambda: frame(np.random.default_rng(2).normal(size=(ROWS, 30)), "V{}"),
    "few": lambda: frame(spectra()[0][:, : FEWEST - 1], "a{}nm"),
    "out of order": shuffled,
    "names without a number": lambda: frame(spectra()[0], "a{}nm").rename(
        columns=lambda n: n.translate(str.maketrans("0123456789", "abcdefghij"))
    ),
}


@pytest.mark.parametrize("case", OTHERS)
def test_other_columns_stay_a_table(case, tmp_path):
    assert not described(OTHERS[case](), tmp_path)[0]


def test_a_curve_with_gaps_is_as_smooth():
    values, _ = spectra()
    values[np.random.default_rng(3).random(values.shape) < 0.2] = np.nan
    assert smooth(values) and not smooth(np.full((9, 30), np.nan))


@pytest.mark.parametrize(
    "words, kinds",
    [
        ("Predict y.", {"curve", "table"}),
        ("Predict y from the spectrum alone.", {"curve"}),
        ("Predict y, but not from the spectrum.", {"table"}),
    ],
)
def test_a_task_takes_it_as_a_modality(words, kinds, tmp_path):
    _, made = described(frame(spectra()[0], "a{}nm"), tmp_path)
    spec = read_of(words, made)
    assert {m.kind for m in spec.modalities} == kinds
    note = f"read as one curve: `a850nm` to `a896nm` ({PLACES} columns)"
    assert (note in spec.notes) is ("curve" in kinds)


def rows_of(values: np.ndarray) -> list[dict[str, str]]:
    return [
        {f"x{i}": "" if np.isnan(v) else repr(float(v)) for i, v in enumerate(row)}
        for row in values
    ]


def test_gaps_are_filled_along_the_curve(tmp_path):
    values, _ = spectra()
    reader = CurveInput(tuple(f"x{i}" for i in range(PLACES)))
    reader.fit(rows_of(values), tmp_path)
    whole, present = reader.load(rows_of(values), tmp_path)
    assert present.all() and not reader.patched
    assert whole.square().mean().item() == pytest.approx(1.0, rel=1e-3)
    torch.testing.assert_close(whole.mean(0), torch.zeros(PLACES), atol=1e-5, rtol=0)
    holed = values.copy()
    holed[4, 7:9], holed[5] = np.nan, np.nan
    filled, present = reader.load(rows_of(holed), tmp_path)
    assert reader.patched == {"gaps in a curve": [4]} and not present[5]
    between = whole[4, 6] + (whole[4, 9] - whole[4, 6]) * torch.tensor([1 / 3, 2 / 3])
    torch.testing.assert_close(filled[4, 7:9], between)
    assert not filled[5].any()


def test_slopes_show_a_peak_that_the_base_line_hides():
    values, height = spectra(400)
    x = torch.from_numpy(values).float()
    found = SlopeNumbers((PLACES,))(x, torch.ones(400, dtype=torch.bool))
    assert found.shape == (400, 3 * PLACES - 3)

    def most(columns: np.ndarray) -> float:
        return float(np.abs(np.corrcoef(columns.T, height)[-1, :-1]).max())

    assert most(values) < 0.4 and most(found) > 0.95
    short = SlopeNumbers((PLACES,), most=8)(x, torch.ones(400, dtype=torch.bool))
    assert short.shape == (400, 3 * 8 - 3)


def test_the_report_draws_it_as_a_line():
    drawn = media.curve("curve", ["1", "", "3.5", "2"])
    assert isinstance(drawn, Sketch)
    (line,) = drawn.lines
    assert [y for _, y in line] == [1.0, 3.5, 2.0]
    assert isinstance(media.curve("curve", ["", ""]), Words)


def test_parts_of_the_test_rows_are_told_by_its_mean():
    """Not by each of its places, which say much the same."""
    values, _ = spectra()
    names = tuple(f"x{i}" for i in range(PLACES))
    cells = [*rows_of(values), {}]
    source = SimpleNamespace(
        test=SimpleNamespace(cells=cells),
        profile=SimpleNamespace(columns=()),
        spec=SimpleNamespace(
            modalities=[Modality(name="nir", kind="curve", columns=names)]
        ),
    )
    found = dict(slices._parts(source))  # type: ignore[arg-type]
    low, middle, high = (mask for name, mask in found.items() if "mean" in name)
    assert low.sum() == middle.sum() == high.sum() == ROWS // 3
    means = values.mean(axis=1)
    assert means[low[:-1]].max() < means[high[:-1]].min()
