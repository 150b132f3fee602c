"""What moves in a film: how much, where, and from where to where, in figures."""

import numpy as np
from scipy import ndimage
from scipy.optimize import linear_sum_assignment

LEAST, NOISE = 14, 4
"""Grey levels, and medians of all differences from the background, beyond which a pixel
belongs to what moves."""
SMALL, MANY = 2, 64
"""Pixels of the least piece that is followed, and pieces of a frame, the largest."""
REACH, INERTIA = 0.2, 0.7
"""Sides of the picture that a piece is looked for around where it is expected, and the
part of its last step that it is expected to make again. On bees before hives (5 folds
by hive) 0.13 erred by 8 % more, 0.3 by 4 %, no expectation by 15 %."""
SEEN = 3
"""Frames of the shortest track that counts."""
FAR, BORDER = 0.1, 0.08
"""Sides of the picture beyond which a track leads somewhere, and that its border is
broad."""
TILES, STRIPES = 4, 8
"""Of the picture, along each side: cells of a grid, stripes."""
SAME_FRAME = np.ones((3, 3, 3), bool) & (np.arange(3) == 1)[:, None, None]
"""Which neighbours of a pixel, in time, height and width, belong to its piece."""


def motion_figures(frames: np.ndarray) -> np.ndarray:
    """Grey frames (T, S, S), bytes, to float32 (F,); of all lengths as many.

    The background is the median of the frames; pieces of what differs from it are
    followed from frame to frame (Hungarian method, Kuhn 1955). Shares are those of the
    picture; of pieces and their tracks there are counts.
    """
    if len(frames) < 2:  # a still: nothing moves in it
        frames = frames.repeat(2, axis=0)
    away, moving = differences(frames)
    found = pieces(moving)
    parts = [[len(frames)], amounts(frames, away, moving), piece_figures(found)]
    long_enough = [track for track in follow(found) if len(track) >= SEEN]
    parts.append(track_figures(long_enough, len(frames)))
    return np.concatenate(parts).astype(np.float32)


def differences(frames: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Of bytes (T, H, W): how far each pixel is from its background, and whether that
    is more than noise."""
    by_pixel = np.ascontiguousarray(frames.reshape(len(frames), -1).T)
    middle = len(frames) // 2  # over memory side by side: half of the time
    usual = np.partition(by_pixel, middle, axis=1)[:, middle].reshape(frames.shape[1:])
    away = np.maximum(frames, usual) - np.minimum(frames, usual)
    noise = NOISE * np.median(away[::4])  # a part tells it as well
    return away, away > max(LEAST, noise)


def amounts(frames: np.ndarray, away: np.ndarray, moving: np.ndarray) -> np.ndarray:
    """How much differs and changes: over time, by cells and by stripes."""
    change = np.maximum(frames[1:], frames[:-1]) - np.minimum(frames[1:], frames[:-1])
    over = [course(part.mean(axis=(1, 2))) for part in (away, moving, change)]
    maps = [part.mean(axis=0) for part in (away, moving, change)]
    where = [cells(part, TILES) for part in (*maps, away.max(axis=0))]
    stripes = [maps[1].mean(axis=1 - axis) for axis in (0, 1)]
    split = [[s.mean() for s in np.array_split(one, STRIPES)] for one in stripes]
    return np.concatenate([*over, *where, *split])


def course(values: np.ndarray) -> np.ndarray:
    """Of a number for each frame: mean, deviation, most, least, first, last, change."""
    change = np.abs(np.diff(values)).sum() / max(1, len(values) - 1)
    ends = [values.max(), values.min(), values[0], values[-1]]
    return np.array([values.mean(), values.std(), *ends, change])


def cells(picture: np.ndarray, parts: int) -> np.ndarray:
    """Means (parts^2,) of a picture (H, W) in a grid."""
    bands = np.array_split(picture, parts, axis=0)
    split = [np.array_split(band, parts, axis=1) for band in bands]
    return np.array([cell.mean() for band in split for cell in band])


def pieces(moving: np.ndarray) -> list[np.ndarray]:
    """Connected pieces of each frame of (T, H, W), (K, 3): height, place across and
    area, in parts of the picture."""
    labels, count = ndimage.label(moving, SAME_FRAME)
    inside = np.flatnonzero(moving)
    times, rows, columns = np.unravel_index(inside, moving.shape)
    which = labels.ravel()[inside] - 1
    area = np.bincount(which, minlength=count)
    _, height, width = moving.shape
    centre = [
        (np.bincount(which, at + 0.5, count) / area.clip(1)) / side
        for at, side in ((rows, height), (columns, width))
    ]
    own = np.zeros(count, int)
    own[which] = times
    all_pieces = np.stack([*centre, area / (height * width)], axis=1)
    found = []
    for time in range(len(moving)):
        now = all_pieces[(own == time) & (area >= SMALL)]
        found.append(now[np.argsort(-now[:, 2], kind="stable")[:MANY]])
    return found


def follow(found: list[np.ndarray]) -> list[np.ndarray]:
    """Tracks (L, 3) of pieces from frame to frame: frame, height, place across."""
    live: list[list[np.ndarray]] = []
    done: list[list[np.ndarray]] = []
    for time, now in enumerate(found):
        places = np.column_stack([np.full(len(now), float(time)), now[:, :2]])
        left, kept = set(range(len(places))), []
        for i, j in _pairs(live, places):
            kept.append([*live[i], places[j]])
            left.remove(j)
            live[i] = []
        done += [track for track in live if track]
        live = kept + [[places[j]] for j in sorted(left)]
    return [np.array(track) for track in (*done, *live)]


def _pairs(live: list[list[np.ndarray]], places: np.ndarray) -> list[tuple[int, int]]:
    """Which track goes on at which place, so that all steps together are shortest."""
    if not live or not len(places):
        return []
    last = np.array([track[-1] for track in live])
    before = np.array([track[-2] if len(track) > 1 else track[-1] for track in live])
    expected = last + INERTIA * (last - before)
    steps = expected[:, None, 1:] - places[None, :, 1:]
    lengths = np.hypot(steps[..., 0], steps[..., 1])
    rows, columns = linear_sum_assignment(lengths.clip(max=REACH))
    pairs = zip(rows.tolist(), columns.tolist(), strict=True)
    return [(i, j) for i, j in pairs if lengths[i, j] < REACH]


def piece_figures(found: list[np.ndarray]) -> np.ndarray:
    """How many pieces there are over time, and their areas."""
    counts = course(np.array([len(now) for now in found], dtype=float))
    areas = np.concatenate(found)[:, 2]
    sizes = [areas.mean(), areas.std()] if len(areas) else [0.0, 0.0]
    return np.array([*counts, *sizes])


def track_figures(tracks: list[np.ndarray], frames: int) -> np.ndarray:
    """Counts of tracks: all, across each of the lines between stripes in each of four
    directions, that begin and that end in each cell, by where they lead, and steps."""
    crossed = np.zeros((4, STRIPES - 1))
    begun, ended = np.zeros((2, TILES, TILES))
    ways, steps, inside = np.zeros(9), np.zeros(6), np.zeros(6)
    lines = np.arange(1, STRIPES) / STRIPES
    for track in tracks:
        for axis in (0, 1):
            at = track[:, 1 + axis, None]
            below, above = at <= lines, at > lines
            crossed[2 * axis] += (below[:-1] & above[1:]).sum(axis=0)
            crossed[2 * axis + 1] += (above[:-1] & below[1:]).sum(axis=0)
        first, last = track[0], track[-1]
        comes, goes = first[0] > 0, last[0] < frames - 1
        for count, (_, *place), real in ((begun, first, comes), (ended, last, goes)):
            row, column = (np.array(place) * TILES).astype(int).clip(0, TILES - 1)
            count[row, column] += real
        down, right = last[1:] - first[1:]
        far = np.hypot(down, right) > FAR
        eighth = round(np.arctan2(down, right) / np.pi * 4) % 8
        ways[eighth if far else 8] += 1
        comes, goes = comes and _inner(first), goes and _inner(last)
        inside += [comes, goes, comes and far, goes and far, comes and goes, far]
        step = np.diff(track[:, 1:], axis=0)
        both = [step.clip(min=0).sum(axis=0), -step.clip(max=0).sum(axis=0)]
        steps += [*np.concatenate(both), np.hypot(*step.T).sum(), len(track)]
    sums = [count.sum(axis=axis) for count in (begun, ended) for axis in (0, 1)]
    parts = [crossed.ravel(), begun.ravel(), ended.ravel(), *sums, ways, steps, inside]
    return np.concatenate([[len(tracks)], *parts])


def _inner(at: np.ndarray) -> bool:
    """Whether a place of a track lies within the border of the picture."""
    return bool((at[1:] > BORDER).all() and (at[1:] < 1 - BORDER).all())
