"""What moves in films: tracks of pieces, where they begin and lead, for which clips."""

import numpy as np
import pytest
import torch
from PIL import Image
from plans import task

from agent.proposers import classical, design, moving, rules
from templates.blocks.greys import read_grey
from templates.blocks.inputs.motion import MotionInput
from templates.blocks.moving import (
    STRIPES,
    TILES,
    differences,
    follow,
    motion_figures,
    pieces,
    track_figures,
)

SIDE, TIME = 48, 20
CROSSED = 1
"""Place of the first count of crossed lines among the figures of tracks."""


def clip(*ways: tuple[float, float, float, float]) -> np.ndarray:
    """Noise, and for each way a bright square that goes evenly from a place (height,
    across) to another, both in parts of the picture."""
    rng = np.random.default_rng(0)
    frames = rng.normal(90, 2, (TIME, SIDE, SIDE))
    for y0, x0, y1, x1 in ways:
        for time, part in enumerate(np.linspace(0, 1, TIME)):
            y = round((y0 + part * (y1 - y0)) * SIDE)
            x = round((x0 + part * (x1 - x0)) * SIDE)
            if y >= 0 and x >= 0:
                frames[time, y : y + 4, x : x + 4] = 200
    return frames.clip(0, 255).astype(np.uint8)


def tracks_of(frames: np.ndarray) -> list[np.ndarray]:
    return follow(pieces(differences(frames)[1]))


def test_pieces_are_followed_across_each_other():
    tracks = tracks_of(clip((0.2, 0.0, 0.2, 0.9), (0.6, 0.9, 0.6, 0.0)))
    assert sorted(len(track) for track in tracks) == [TIME, TIME]
    right, left = sorted(tracks, key=lambda track: track[0, 1])
    assert np.diff(right[:, 2]).min() > 0 > np.diff(left[:, 2]).max()
    assert np.ptp(right[:, 1]) < 0.01


@pytest.mark.parametrize(
    ("way", "direction"),
    [
        ((0.0, 0.4, 0.9, 0.4), 0),
        ((0.9, 0.4, 0.0, 0.4), 1),
        ((0.4, 0.0, 0.4, 0.9), 2),
        ((0.4, 0.9, 0.4, 0.0), 3),
    ],
)
def test_lines_are_crossed_in_a_direction(way, direction):
    figures = track_figures(tracks_of(clip(way)), TIME)
    crossed = figures[CROSSED:][: 4 * (STRIPES - 1)].reshape(4, -1)
    assert figures[0] == 1 and (crossed[direction] == 1).all()
    assert crossed.sum() == STRIPES - 1


def test_it_counts_where_tracks_begin_and_end_but_not_at_the_ends_of_the_clip():
    frames = clip((0.4, 0.1, 0.4, 0.85))
    still = clip()
    whole = track_figures(tracks_of(frames), TIME)
    begun = CROSSED + 4 * (STRIPES - 1)
    assert not whole[begun : begun + 2 * TILES**2].any()
    frames[:8], frames[-4:] = still[:8], still[-4:]
    figures = track_figures(tracks_of(frames), TIME)
    first, last = figures[begun:][: 2 * TILES**2].reshape(2, TILES, TILES)
    assert np.argwhere(first).tolist() == [[1, 1]]
    assert np.argwhere(last).tolist() == [[1, 2]]


def test_figures_are_finite_and_as_many_for_any_length():
    moving_ = clip((0.4, 0.1, 0.4, 0.85))
    flat = np.zeros((5, SIDE, SIDE), np.uint8)
    noise = np.random.default_rng(0).integers(0, 256, (9, SIDE, SIDE), np.uint8)
    found = [motion_figures(part) for part in (moving_, moving_[:1], flat, noise)]
    assert len({part.shape for part in found}) == 1 and found[0].dtype == np.float32
    assert all(np.isfinite(part).all() for part in found)
    assert not found[2][1:].any(), "of what stands still there is nothing to tell"


def test_all_frames_are_read_or_evenly_spaced_ones(tmp_path):
    frames = np.zeros((30, 20, 30, 3), np.uint8)
    frames += np.arange(30, dtype=np.uint8)[:, None, None, None] * 5
    np.save(tmp_path / "a.npy", frames)
    np.save(tmp_path / "deep.npy", frames[..., :1].astype(np.float32) / 7)
    read, whole = read_grey(tmp_path / "a.npy", 64, 16) or (np.zeros(0), False)
    assert whole and read.shape == (30, 16, 16) and read.dtype == np.uint8
    assert read[:, 0, 0].tolist() == (np.arange(30) * 5).tolist()
    few, _ = read_grey(tmp_path / "a.npy", 10, 16) or (np.zeros(0), False)
    assert few[:, 3, 3].tolist() == (np.arange(1, 30, 3) * 5).tolist()
    deep, _ = read_grey(tmp_path / "deep.npy", 64, 16) or (np.zeros(0), False)
    assert deep[0].max() == 0 and deep[-1].min() == 255, "from darkest to brightest"
    assert read_grey(tmp_path / "none.npy", 64, 16) is None


def test_a_project_reads_new_clips_as_those_it_learnt_from(tmp_path):
    rows = []
    for i in range(6):
        folder = tmp_path / f"c{i}"
        folder.mkdir()
        for j, frame in enumerate(clip((0.4, 0.1, 0.1 * i, 0.85))[:9]):
            Image.fromarray(frame).save(folder / f"{j}.png")
        rows.append({"clip": f"c{i}"})
    (tmp_path / "c5" / "3.png").write_bytes(b"no picture")
    reader = MotionInput(("clip",), side=32)
    reader.fit(rows[:4], tmp_path)
    values, present = reader.load(rows, tmp_path)
    assert values.shape == (6, *reader.shape) and torch.isfinite(values).all()
    assert present.tolist() == [True] * 5 + [False], "a lost frame would be a leap"
    again = MotionInput(("clip",), side=32)
    again.restore(reader.state())
    alone, _ = again.load(rows[4:5], tmp_path)
    assert torch.equal(alone[0], values[4])


def films(rows: int, shape: tuple[int, ...] = (48, 80, 112, 3), *formats: str):
    spec, profile = task("video", "regression")
    columns = tuple(
        c.model_copy(update={"formats": formats}) if c.type == "video" else c
        for c in profile.columns
    )
    update = {"rows": rows, "columns": columns, "shapes": {"the_video": shape}}
    return spec, profile.model_copy(update=update)


@pytest.mark.parametrize(
    ("rows", "shape", "found"),
    [
        (1000, (48, 80, 112, 3), {"frames": 64, "side": 96}),
        (1000, (300, 720, 1280, 3), {"frames": 64, "side": 96}),
        (1000, (48, 32, 40, 3), {"frames": 64, "side": 40}),
        (4000, (48, 80, 112, 3), {"frames": 64, "side": 48}),
        (20_000, (48, 80, 112, 3), {"frames": 29, "side": 32}),
        (60_000, (48, 80, 112, 3), None),
        (1000, (4, 80, 112, 3), None),
    ],
)
def test_the_size_follows_the_clips_and_how_many_there_are(rows, shape, found):
    spec, profile = films(rows, shape)
    assert moving.sizes(spec.modalities[0], profile) == found


def test_nothing_moves_in_volumes():
    for name in ("dicom", "nifti"):
        spec, profile = films(100, (48, 80, 112, 1), name)
        assert moving.way(spec.modalities[0], profile) is None
        assert {
            b.input.block
            for p in classical.baselines(spec, profile)
            for b in p.branches
        } == {"video"}


def test_classical_models_see_what_moves_beside_looks_and_alone():
    spec, profile = films(900)
    plans = [p for p in rules.baselines(spec, profile) if p.family == "classical"]
    keys = [[(b.key, b.input.block) for b in plan.branches] for plan in plans]
    both = [("the_video", "motion"), ("the_video+looks", "video")]
    assert keys == [both, both, both[:1], both[:1]]
    assert len({plan.branches[0].input.model_dump_json() for plan in plans}) == 1


def test_networks_may_see_what_moves_where_something_does():
    def inputs(frames: int) -> set[str]:
        spec, profile = films(900, (frames, 80, 112, 3))
        return {way[0].name for way in design.ways_of(spec.modalities[0], profile)}

    assert inputs(48) == {"video", "motion"} and inputs(3) == {"video"}
