"""Radar returns in text files: points with a time, their places, what trees see."""

import numpy as np
import pytest
import torch

from agent.data import columns, formats, tables
from agent.data.returns import are_returns
from agent.proposers import features
from templates.blocks.clouds import parse_returns, read_cloud
from tests.plans import task

POLAR = """t,range_m,azimuth_deg,doppler_ms
-0.1,10,0,-3
-0.1,20,90,1
0.0,10,-90,2
0.0,2,180,2
0.0,,180,2
"""


def test_ranges_and_angles_become_places(tmp_path):
    (tmp_path / "a.csv").write_text(POLAR, encoding="utf-8-sig")
    points, symbols = read_cloud("a.csv", tmp_path) or ([], [])
    wanted = [[10, 0, 0], [0, 20, 0], [0, -10, 0], [-2, 0, 0]]
    assert np.allclose(points[:, :3], wanted, atol=1e-5) and symbols == []
    assert formats.places(tmp_path / "a.csv").shape == (4, 3)
    assert points[:, 3:].tolist() == pytest.approx(
        np.array([[-0.1, -3], [-0.1, 1], [0, 2], [0, 2]])
    ), "time and speed follow; a line without a range is left out"


@pytest.mark.parametrize(
    ("header", "line"),
    [
        ("时间;距离;方位角;俯仰", "1;2;90;0"),
        ("az_rad;r;time;el", f"{np.pi / 2};2;1;0"),
        ("azimuth;elevation;range;t", "90;0;2;1"),
        ("power;y;x;z", "1;2;0;0"),
    ],
)
def test_columns_are_told_by_their_names(header, line):
    points = parse_returns(f"{header}\n{line}\n{line}\n")
    assert points[0].tolist() == pytest.approx([0, 2, 0, 1], abs=1e-6)
    elevated = parse_returns("range,azimuth,elevation\n2,400,30\n2,40,30")
    assert elevated[:, 2] == pytest.approx([1, 1]), "400 degrees are no radians"


def test_without_names_the_first_columns_are_places():
    assert parse_returns("1,2,3,4\n5,6,7,8\n").tolist() == [[1, 2, 3, 4], [5, 6, 7, 8]]


def sweep(seed: int, moments: int = 4) -> str:
    rng = np.random.default_rng(seed)
    lines = [
        f"{moment / 10},{rng.uniform(2, 60):.2f},{rng.uniform(-50, 50):.2f},{k}"
        for moment in range(moments)
        for k in range(3 + seed % 3)
    ]
    return "t,range_m,azimuth_deg,rcs\n" + "\n".join(lines) + "\n"


def test_a_column_of_sweeps_is_points_and_one_of_moments_a_series(tmp_path):
    rows = ["radar,motion,label"]
    for i in range(40):
        (tmp_path / f"r{i}.csv").write_text(sweep(i))
        steps = [f"{t / 10},{t * i},{t}" for t in range(20)]
        (tmp_path / f"m{i}.csv").write_text("t,range,azimuth\n" + "\n".join(steps))
        rows.append(f"r{i}.csv,m{i}.csv,{'ab'[i % 2]}")
    (tmp_path / "train.csv").write_text("\n".join(rows) + "\n")
    assert are_returns([tmp_path / "gone.csv", tmp_path / "r1.csv"])
    assert not are_returns([tmp_path / "m1.csv"])
    found = columns.describe(tables.read(tmp_path))
    kinds = {column.name: column.type for column in found}
    assert kinds["radar"] == "points" and kinds["motion"] == "series"


def test_strips_tell_where_something_is(tmp_path):
    """Who is in the left lane, and how near, is not told by distances between points;
    and clouds stay what they are with more padding."""
    from templates.blocks.features.strips import StripFeatures

    rng = np.random.default_rng(0)
    clouds = torch.zeros(60, 12, 6)
    for i in range(60):
        places = rng.uniform([2, -6, 0, -5], [50, 6, 0, 5], (10, 4))
        clouds[i, :10, [0, 1, 2, 4]] = torch.from_numpy(places).float()
        clouds[i, :10, -1] = 1
    clouds[:30, 0, :2] = torch.tensor([0.0, -3.3])
    present = torch.arange(60) < 59
    features = StripFeatures((12, 6), strips=4)
    features.fit(clouds, present)
    found = features(clouds, present)
    assert found.shape == (60, 1 + 2 * 4 * 13), "height is all alike: no strips of it"
    assert np.isnan(found[59]).all() and (found[:59, 0] == 10).all()
    lane = found[:, 1 + 4 * 13 : 1 + 5 * 13]  # the rightmost strip
    assert (lane[:30, 7] == 0.0).all(), "x of what is nearest in it"
    assert np.nanmin(lane[30:59, 7]) > 1.0
    assert lane[:30, 12] == pytest.approx(3.3), "and how far that is"
    padded = torch.cat([clouds, torch.zeros(60, 7, 6)], dim=1)
    again = StripFeatures((19, 6), strips=4)
    again.restore(features.state())
    assert np.allclose(again(padded, present), found, equal_nan=True, atol=1e-5)


@pytest.mark.parametrize("learner", ["boosted_trees", "logistic"])
def test_atoms_are_told_by_distances_and_other_points_by_their_places(learner):
    spec, profile = task("points", "binary")

    def way(**more):
        columns = [c.model_copy(update=more) for c in profile.columns]
        changed = profile.model_copy(update={"columns": tuple(columns)})
        found = features.branch(spec.modalities[0], changed, learner)
        return found.encoder.block, found.input.args

    assert way(summary="points, points files .pcd") == ("strips", {"centre": False})
    assert way(summary="points, points files .xyz, 9 x 4") == ("distances", {})
    assert way(summary="points", formats=("molecule",)) == ("distances", {})
