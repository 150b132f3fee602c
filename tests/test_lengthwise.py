"""Arrays whose rows are channels, or bursts, or sensors side by side."""

import numpy as np
import pandas as pd
import pytest

from agent.data.columns import describe
from agent.data.tables import Data
from templates.blocks.inputs.series import SeriesInput

RNG = np.random.default_rng(0)


def written(folder, arrays) -> list[dict[str, str]]:
    for i, array in enumerate(arrays):
        np.save(folder / f"{i}.npy", array)
    return [{"wave": f"{i}.npy"} for i in range(len(arrays))]


@pytest.mark.parametrize(
    ("counts", "shape"), [([3] * 6, (200, 3)), ([1, 2, 3, 1, 3, 2], (600, 1))]
)
def test_a_few_long_rows_are_channels_or_bursts(counts, shape, tmp_path):
    arrays = [
        RNG.normal(i, 1, size=(a, 200)).astype("f4") for i, a in enumerate(counts)
    ]
    rows = written(tmp_path, arrays)
    (column,) = describe(Data(tmp_path, pd.DataFrame(rows, dtype="str"), None, ""))
    assert column.type == "series" and column.shape and column.shape[1] == shape[1]
    reader = SeriesInput(("wave",), most=1000)
    reader.fit(rows, tmp_path)
    values, present = reader.load(rows, tmp_path)
    assert present.all() and reader.shape[0] == shape[0]
    first = arrays[0].T if shape[1] > 1 else arrays[0].reshape(-1, 1)
    wanted = (first - reader.mean) / reader.deviation
    got = values[0, : len(first), : shape[1]].numpy()
    np.testing.assert_allclose(got, wanted.clip(-20, 20), rtol=1e-4, atol=1e-4)
    again = SeriesInput(("wave",), most=1000)
    again.restore(reader.state())
    assert (again.load(rows, tmp_path)[0] == values).all()


def test_moments_stay_moments(tmp_path):
    rows = written(tmp_path, [RNG.normal(size=(200, 3)) for _ in range(4)])
    reader = SeriesInput(("wave",))
    reader.fit(rows, tmp_path)
    assert reader.turn == "" and reader.shape == (200, 3)


def test_sensors_side_by_side_are_channels(tmp_path):
    rows = written(tmp_path, [RNG.normal(size=(50, 4, 4)) for _ in range(4)])
    (column,) = describe(Data(tmp_path, pd.DataFrame(rows, dtype="str"), None, ""))
    assert (column.type, column.shape) == ("series", (50, 16))
