"""The camera: a road scene of 128 by 128 pixels, painted at twice the size.

Zoom, pitch and the camera's height change from frame to frame and aren't recorded, and
the obstacle's size in the picture is drawn apart from its distance: the camera tells
what is ahead, not how far.
"""

from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageDraw

from agent.demo.things import THINGS, Colour, Stage, tone
from agent.demo.world import Moment, Weather

SIZE = 128
_CANVAS = 2 * SIZE
_MOONLIT = np.array((0.92, 0.96, 1.08), np.float32)
_LEFT, _MIDDLE, _RIGHT = -5.3, -1.75, 1.8  # road edges and centre line, m from the lane


@dataclass(frozen=True)
class _View:
    """One frame's camera, in pixels of the canvas."""

    horizon: float
    vanish: float
    """Where the road meets the horizon."""
    height: float
    """Of the camera above the road, m."""
    shift: float
    """Of the camera within its lane, m."""

    def ground(self, x: float, below: float) -> tuple[float, float]:
        """Pixel of the ground `x` m from the lane's centre, `below` the horizon."""
        return (
            self.vanish + (x + self.shift) * below / self.height,
            self.horizon + below,
        )


def frame(moment: Moment, draw: np.random.Generator) -> Image.Image:
    """The picture of one moment: RGB, 128 x 128."""
    view = _View(
        draw.uniform(92, 124), 128 + draw.normal(0, 14), draw.uniform(1.4, 1.8),
        draw.normal(0, 0.25),
    )  # fmt: skip
    image = _sky_and_verge(moment.weather, view, draw)
    brush = ImageDraw.Draw(image, "RGBA")
    lamps: list[tuple[float, float, float, Colour]] = []
    _hills(brush, moment.weather, view, draw)
    _road(brush, view, draw)
    _roadside(brush, moment, view, draw, lamps)
    _obstacle(brush, moment, view, draw, lamps)
    return _weathered(image.reduce(2), moment.weather, view, lamps, draw)


def _sky_and_verge(
    weather: Weather, view: _View, draw: np.random.Generator
) -> Image.Image:
    """Sky from its zenith to a pale horizon, and the verge below."""
    top = np.array((78, 128, 196)) + draw.normal(0, 9, 3)
    pale = np.array((206, 218, 226)) + draw.normal(0, 5, 3)
    if draw.random() < 0.35:  # overcast
        top = pale - 38
    far = np.array(_foliage(weather, 1.1))
    near = far * 0.82
    rows = np.arange(_CANVAS)[:, None]
    split = int(view.horizon)
    sky = top + (pale - top) * np.clip(rows / split, 0, 1) ** 1.3
    verge = far + (near - far) * np.clip((rows - split) / (_CANVAS - split), 0, 1)
    column = np.where(rows < split, sky, verge).clip(0, 255).astype(np.uint8)
    return Image.fromarray(column[:, None]).resize(
        (_CANVAS, _CANVAS), Image.Resampling.NEAREST
    )


def _foliage(weather: Weather, light: float) -> Colour:
    """Between green and ochre."""
    autumn = weather.autumn
    red, green, blue = 78 + 72 * autumn, 122 - 14 * autumn, 58 - 8 * autumn
    return tone((int(red), int(green), int(blue)), light)


def _hills(
    brush: ImageDraw.ImageDraw,
    weather: Weather,
    view: _View,
    draw: np.random.Generator,
) -> None:
    phase, waves = draw.uniform(0, 6.3, 2), draw.uniform(0.012, 0.03, 2)
    for layer, colour in enumerate(((150, 168, 178), _foliage(weather, 0.8))):
        x = np.arange(-4, _CANVAS + 9, 8)
        rise = (16 - 9 * layer) * (1.2 + np.sin(x * waves[layer] + phase[layer]))
        ridge = list(zip(x.tolist(), (view.horizon - rise / 2).tolist(), strict=True))
        ends = [(_CANVAS, view.horizon + 1), (0, view.horizon + 1)]
        brush.polygon(ridge + ends, colour)


def _road(brush: ImageDraw.ImageDraw, view: _View, draw: np.random.Generator) -> None:
    """Tarmac with edge lines, dashes in the middle, and darker wheel tracks."""
    grey = draw.uniform(88, 118)
    tarmac = (int(grey), int(grey), int(grey + 4))
    far, near = 1.0, _CANVAS - view.horizon + 4

    def strip(x0: float, x1: float, start: float, end: float, fill: Colour) -> None:
        corners = ((x0, start), (x1, start), (x1, end), (x0, end))
        brush.polygon([view.ground(*corner) for corner in corners], fill)

    strip(_LEFT - 0.9, _RIGHT + 0.9, far, near, (142, 132, 112))
    strip(_LEFT - 0.3, _RIGHT + 0.3, far, near, tarmac)
    for track in (-4.3, -2.6, -0.75, 0.75):
        strip(track - 0.28, track + 0.28, far, near, (0, 0, 0, 22))
    for edge in (_LEFT, _RIGHT):
        strip(edge - 0.07, edge + 0.07, far, near, (228, 228, 222))
    # Dashes are evenly long on the road: 1 / below is proportional to the distance.
    reach, dash = draw.uniform(0.0, 0.006), draw.uniform(0.0022, 0.0032)
    inverse = 1 / near + reach
    while inverse < 0.16:
        strip(
            _MIDDLE - 0.08, _MIDDLE + 0.08, 1 / (inverse + dash), 1 / inverse,
            (232, 232, 226),
        )  # fmt: skip
        inverse += 2.4 * dash


def _roadside(
    brush: ImageDraw.ImageDraw,
    moment: Moment,
    view: _View,
    draw: np.random.Generator,
    lamps: list[tuple[float, float, float, Colour]],
) -> None:
    """Trees, houses and street lamps on both sides, the far ones first."""
    for below in np.sort(draw.uniform(7, 60, 7)):
        side = -1 if draw.random() < 0.5 else 1
        edge = _LEFT if side < 0 else _RIGHT
        beyond = edge + side * draw.uniform(2.2, 6.5)
        stage = Stage(brush, draw, *view.ground(beyond, below), below / view.height)
        kind = draw.random()
        if moment.town and kind < 0.55:
            _house(stage, side)
        elif kind < 0.85:
            _tree(stage, moment.weather)
        else:
            _street_lamp(stage, -side)
        lamps += stage.lamps


def _house(stage: Stage, side: int) -> None:
    wall = stage.pick(
        ((196, 178, 150), (168, 112, 92), (205, 200, 190), (150, 150, 140))
    )
    wide, floors = stage.rng.uniform(5, 8), int(stage.rng.integers(2, 4))
    near, far = (0, side * wide) if side > 0 else (side * wide, 0)
    top = 2.9 * floors
    stage.box(near, 0, far, top, wall)
    middle = (near + far) / 2
    roof = stage.pick(((120, 62, 48), (80, 78, 82)))
    stage.shape([(near - 0.3, top), (middle, top + 2.2), (far + 0.3, top)], roof)
    stage.box(near, 0, near + 0.35, top, tone(wall, 0.8))
    for floor in range(floors):
        for share in (0.2, 0.5, 0.8):
            x, up = near + (far - near) * share, 0.9 + 2.9 * floor
            stage.box(x - 0.5, up, x + 0.5, up + 1.3, (70, 82, 96))
            if stage.rng.random() < 0.35:
                stage.lamp(x, up + 0.65, 0.45, (255, 205, 120))


def _tree(stage: Stage, weather: Weather) -> None:
    tall = stage.rng.uniform(4, 8)
    stage.shadow(0.3, 1.5, 0.25)
    stage.box(-0.16, 0, 0.16, tall * 0.5, (84, 64, 46))
    crown = _foliage(weather, stage.rng.uniform(0.7, 0.95))
    if stage.rng.random() < 0.4:  # a fir
        for up, wide in ((0.2, 1.5), (0.45, 1.15), (0.68, 0.75)):
            peak = tall * (up + 0.38)
            tips = [(-wide, tall * up), (0, peak), (wide, tall * up)]
            stage.shape(tips, tone(crown, 0.62 + 0.25 * up))
        return
    for x, up, light in ((-0.7, 0.62, 0.8), (0.7, 0.6, 0.72), (0, 0.78, 1.0)):
        stage.disc(x, tall * up, 1.35, tall * 0.2, tone(crown, light))
    stage.disc(-0.4, tall * 0.82, 0.7, tall * 0.1, tone(crown, 1.18))


def _street_lamp(stage: Stage, towards: int) -> None:
    stage.box(-0.08, 0, 0.08, 6, (96, 98, 102))
    stage.line([(0, 6), (towards * 1.4, 6.2)], 0.14, (96, 98, 102))
    stage.lamp(towards * 1.4, 6.05, 0.35, (255, 226, 170))


def _obstacle(
    brush: ImageDraw.ImageDraw,
    moment: Moment,
    view: _View,
    draw: np.random.Generator,
    lamps: list[tuple[float, float, float, Colour]],
) -> None:
    """What is ahead, where the zoom has put it."""
    paint = THINGS.get(moment.obstacle)
    if paint is None:
        return
    overhead = moment.obstacle == "gantry"
    below = draw.uniform(17, 26) if overhead else draw.uniform(56, 100)
    across = 0.0 if overhead else draw.normal(0, 0.3)
    stage = Stage(brush, draw, *view.ground(across, below), below / view.height)
    paint(stage)
    lamps += stage.lamps


def _weathered(
    image: Image.Image,
    weather: Weather,
    view: _View,
    lamps: list[tuple[float, float, float, Colour]],
    draw: np.random.Generator,
) -> Image.Image:
    """Night, lamps, fog, glare and the sensor's noise, in the order of the light."""
    rows = np.arange(SIZE, dtype=np.float32)[:, None]
    columns = rows.T
    horizon, vanish = view.horizon / 2, view.vanish / 2
    light = np.asarray(image, np.float32)
    if weather.night:
        beam = _bump(columns, vanish, 31) * _bump(rows, horizon + 26, 21)
        light = light * (0.22 + 0.62 * beam)[..., None] * _MOONLIT
        light = _shine(light, lamps)
    if weather.fog:
        depth = np.exp(-np.abs(rows - horizon) / 48)[..., None]  # densest far away
        veil = weather.fog * (0.3 + 0.5 * depth)
        light = light * (1 - veil) + (60 if weather.night else 196) * veil
    if draw.random() < 0.15:
        x, y = draw.uniform(10, SIZE - 10), draw.uniform(6, 74)
        spread = draw.uniform(9, 22)
        blob = _bump(columns, x, spread) * _bump(rows, y, spread)
        light = light + 235 * blob[..., None]
    light = light * draw.uniform(0.85, 1.12)
    grain = draw.standard_normal(light.shape, np.float32) * (7 if weather.night else 4)
    return Image.fromarray((light + grain).clip(0, 255).astype(np.uint8))


def _bump(axis: np.ndarray, centre: float, spread: float) -> np.ndarray:
    """Gaussian along one axis; a product of two is a blob, and far cheaper."""
    return np.exp(-(((axis - centre) / spread) ** 2) / 2).astype(np.float32)


def _shine(
    light: np.ndarray, lamps: list[tuple[float, float, float, Colour]]
) -> np.ndarray:
    """Draw lamps over a darkened picture, each with a faint halo."""
    image = Image.fromarray(light.clip(0, 255).astype(np.uint8))
    brush = ImageDraw.Draw(image, "RGBA")
    for x, y, radius, colour in lamps:
        for size, alpha in ((2.2, 60), (1.0, 255)):
            r = max(0.6, radius / 2 * size)
            box = (x / 2 - r, y / 2 - r, x / 2 + r, y / 2 + r)
            brush.ellipse(box, (*colour, alpha))
    return np.asarray(image, np.float32)
