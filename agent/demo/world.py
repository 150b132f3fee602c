"""What is true in the simulated world: drives, obstacles, and when a driver brakes.

Row `i` depends on the seed and on `i` alone, never on how many rows are made.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np

HAZARDS = ("car", "pedestrian", "cyclist")
HARMLESS = ("none", "bag", "leaves", "shadow", "manhole", "gantry")

# Share of each obstacle (percent), in town and on country roads.
_TOWN = {"car": 24, "pedestrian": 22, "cyclist": 14, "none": 6}
_TOWN |= {"bag": 6, "leaves": 5, "shadow": 5, "manhole": 12, "gantry": 6}
_COUNTRY = {"car": 36, "pedestrian": 17, "cyclist": 17, "none": 4}
_COUNTRY |= {"bag": 3, "leaves": 4, "shadow": 3, "manhole": 4, "gantry": 12}

# Seconds that a driver wants to spare, by hazard, on top of what the brakes need.
MARGIN = {"car": 0.5, "cyclist": 1.3, "pedestrian": 3.0}
DECELERATION = 3.7  # m/s², braking that a passenger does not mind
HESITATION = 0.3  # s, width of the logistic around the driver's threshold
SLIP = 0.025  # chance that the driver does the other thing

# Streams of chance: none shares numbers with another, so that a sensor's noise says
# nothing about the label's.
DRIVE, OBSTACLE, CAMERA, RADAR, TABLE, LABEL = range(6)

_BLOCK = 250.0  # m between streets in town; country roads are 4 blocks apart
_TOWN_RADIUS = 1500.0  # m
_EDGE = 16  # blocks from the centre to the end of the map
_CENTRE = (48.7758, 9.1829)  # latitude, longitude
_HEADINGS = ((1, 0), (0, 1), (-1, 0), (0, -1))


@dataclass(frozen=True)
class Weather:
    """What hinders the camera; 0 is a clear day."""

    fog: float
    """0 to 1; at 1 four fifths of the contrast at the horizon is gone."""
    night: bool
    autumn: float
    """Hue of the verge and the trees, 0 (still green) to 1 (ochre)."""


@dataclass(frozen=True)
class Moment:
    """The latent state behind one row."""

    row: int
    time: datetime
    latitude: float
    """True position, degrees."""
    longitude: float
    town: bool
    weather: Weather
    speed: float
    """Own speed, m/s."""
    obstacle: str
    """One of HAZARDS or HARMLESS."""
    distance: float
    """To the obstacle, m; without meaning for `none`."""
    closing: float
    """Speed at which the distance shrinks, m/s; negative when it grows."""


def rng(seed: int, stream: int, index: int) -> np.random.Generator:
    """The generator of one drive or row in one of the streams above."""
    return np.random.default_rng([seed, stream, index])


def brake_probability(moment: Moment) -> float:
    """P(brake | latent state), exactly as labels are drawn.

    A driver brakes for a hazard when the time to collision falls below the time
    needed, MARGIN + v / 2a: a logistic in seconds, HESITATION wide. With chance SLIP
    the driver does the other thing.
    """
    if moment.obstacle not in HAZARDS or moment.closing < 0.5:
        return SLIP
    needed = MARGIN[moment.obstacle] + moment.speed / (2 * DECELERATION)
    late = (needed - moment.distance / moment.closing) / HESITATION
    wants = 1 / (1 + math.exp(-max(-60.0, min(60.0, late))))
    return SLIP + (1 - 2 * SLIP) * wants


def brakes(moment: Moment, seed: int) -> bool:
    """What the driver does: the label, drawn from `brake_probability`."""
    return rng(seed, LABEL, moment.row).random() < brake_probability(moment)


def moments(seed: int) -> Iterator[Moment]:
    """Endless rows, drive after drive, in the order of time."""
    row = 0
    clock = datetime(2024, 9, 16, 6, 40)
    drive = 0
    while True:
        draw = rng(seed, DRIVE, drive)
        clock += timedelta(seconds=int(draw.integers(4000, 66000)))
        if not 6 <= clock.hour < 20 and draw.random() < 0.5:
            clock += timedelta(hours=9)  # half of the nights are slept through
        night = not 6 <= clock.hour < 20
        fog = float(draw.uniform(0.3, 0.9)) if draw.random() < 0.25 else 0.0
        weather = Weather(fog, night, float(draw.random()))
        for seconds, x, y, town, speed in _track(draw):
            time = clock + timedelta(seconds=round(seconds))
            latitude, longitude = _degrees(x, y)
            yield Moment(
                row, time, latitude, longitude, town, weather, speed,
                *_obstacle(rng(seed, OBSTACLE, row), town, speed),
            )  # fmt: skip
            row += 1
        clock = time
        drive += 1


def _obstacle(
    draw: np.random.Generator, town: bool, speed: float
) -> tuple[str, float, float]:
    """What is ahead, how far (m), and how fast it comes closer (m/s)."""
    shares = _TOWN if town else _COUNTRY
    weights = np.array(list(shares.values()), float)
    name = str(draw.choice(list(shares), p=weights / weights.sum()))
    distance = float(draw.uniform(5, 100))
    own = 0.0  # the obstacle's speed along the road, m/s
    if name == "car" and draw.random() > 0.3:
        own = speed * draw.uniform(0.1, 0.6)
    elif name == "cyclist" and draw.random() < 0.5:
        own = draw.uniform(3, 6)
    elif name in ("pedestrian", "bag", "leaves"):
        own = draw.normal(0, 0.7)
    return name, distance, float(speed - own)


def _track(
    draw: np.random.Generator,
) -> Iterator[tuple[float, float, float, bool, float]]:
    """One drive: (seconds, x m, y m, in town, speed m/s) at irregular times."""
    reach = 1 if draw.random() < 0.6 else _EDGE // 4  # most drives start in town
    node = [4 * int(draw.integers(-reach, reach + 1)) for _ in "xy"]
    heading = _turn(draw, node, int(draw.integers(4)))
    along = seconds = hurry = 0.0
    for _ in range(int(draw.integers(15, 60))):
        dx, dy = _HEADINGS[heading]
        x, y = node[0] * _BLOCK + dx * along, node[1] * _BLOCK + dy * along
        town = math.hypot(x, y) < _TOWN_RADIUS
        hurry = 0.6 * hurry + 0.8 * draw.normal()
        limit = 44.0 if town else 112.0
        speed = limit * min(1.2, max(0.3, 0.78 + 0.19 * hurry)) / 3.6
        yield seconds, x, y, town, float(speed)
        pause = float(draw.gamma(2.0, 4.0)) + 1
        seconds += pause
        along += speed * pause
        while along >= _BLOCK:
            along -= _BLOCK
            dx, dy = _HEADINGS[heading]
            node = [node[0] + dx, node[1] + dy]
            heading = _turn(draw, node, heading)


def _turn(draw: np.random.Generator, node: list[int], heading: int) -> int:
    """The heading after a crossing: mostly straight on, back only at a dead end."""
    options = [heading, (heading + 1) % 4, (heading - 1) % 4, (heading + 2) % 4]
    open_ = [option for option in options if _is_road(node, option)]
    if open_[0] == heading and draw.random() < 0.7:
        return heading
    ways = [option for option in open_ if option != options[3]] or open_
    return ways[int(draw.integers(len(ways)))]


def _is_road(node: list[int], heading: int) -> bool:
    """Whether a road leaves `node` that way: every street in town, few outside."""
    dx, dy = _HEADINGS[heading]
    if max(abs(node[0] + dx), abs(node[1] + dy)) > _EDGE:
        return False
    line = node[1] if dx else node[0]
    middle = math.hypot(node[0] + dx / 2, node[1] + dy / 2) * _BLOCK
    return line % 4 == 0 or middle < _TOWN_RADIUS


def _degrees(x: float, y: float) -> tuple[float, float]:
    """Metres east and north of the centre, turned by 20°, as latitude and longitude."""
    cos, sin = math.cos(math.radians(20)), math.sin(math.radians(20))
    east, north = cos * x - sin * y, sin * x + cos * y
    latitude = _CENTRE[0] + north / 111_320
    per_degree = 111_320 * math.cos(math.radians(_CENTRE[0]))
    return latitude, _CENTRE[1] + east / per_degree
