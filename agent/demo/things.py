"""What may be ahead, drawn in metres on a road that is seen in perspective."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np
from PIL import ImageDraw

Colour = tuple[int, ...]
Point = tuple[float, float]

_PAINTS = ((178, 34, 38), (40, 78, 150), (235, 235, 232), (38, 40, 44), (150, 155, 160))
_CLOTHES = ((200, 60, 40), (50, 90, 170), (235, 190, 60), (70, 130, 80), (120, 60, 130))
_SKIN = ((240, 200, 170), (200, 150, 115), (120, 80, 55))


@dataclass
class Stage:
    """A place in the picture: metres from it map to pixels of the canvas."""

    draw: ImageDraw.ImageDraw
    rng: np.random.Generator
    x: float
    y: float
    """The point on the ground, pixels."""
    scale: float
    """Pixels per metre there."""
    lamps: list[tuple[float, float, float, Colour]] = field(default_factory=list)
    """Lights that shine at night: x, y, radius in pixels, and colour."""

    def at(self, x: float, up: float) -> Point:
        """Pixel of the point `x` m to the right and `up` m above the ground."""
        return self.x + x * self.scale, self.y - up * self.scale

    def box(self, x0: float, up0: float, x1: float, up1: float, fill: Colour) -> None:
        """Filled rectangle between two corners."""
        left, right = sorted((x0, x1))
        low, high = sorted((up0, up1))
        self.draw.rectangle((*self.at(left, high), *self.at(right, low)), fill)

    def disc(
        self, x: float, up: float, rx: float, ry: float, fill: Colour | None, **more
    ) -> None:
        """Ellipse round a centre; `more` goes to Pillow."""
        corners = (*self.at(x - rx, up + ry), *self.at(x + rx, up - ry))
        self.draw.ellipse(corners, fill, **more)

    def shape(self, points: Sequence[Point], fill: Colour) -> None:
        """Filled polygon."""
        self.draw.polygon([self.at(*point) for point in points], fill)

    def line(self, points: Sequence[Point], width: float, fill: Colour) -> None:
        """Line `width` m thick, with round ends and joints."""
        thick = max(1, round(width * self.scale))
        self.draw.line([self.at(*p) for p in points], fill, thick, joint="curve")
        for x, up in (points[0], points[-1]):
            self.disc(x, up, width / 2, width / 2, fill)

    def lamp(self, x: float, up: float, radius: float, colour: Colour) -> None:
        """A light that shines once the scene is dark."""
        self.lamps.append((*self.at(x, up), radius * self.scale, colour))

    def shadow(self, x: float, rx: float, ry: float) -> None:
        """Contact shadow on the ground."""
        self.disc(x, 0, rx * 1.15, ry * 1.3, (0, 0, 0, 45))
        self.disc(x, 0, rx, ry, (0, 0, 0, 90))

    def pick(self, colours: Sequence[Colour]) -> Colour:
        """One of `colours`, a little lighter or darker."""
        return tone(
            colours[int(self.rng.integers(len(colours)))], self.rng.uniform(0.85, 1.1)
        )


def tone(colour: Colour, light: float) -> Colour:
    """`colour` with its brightness multiplied by `light`."""
    return tuple(min(255, int(channel * light)) for channel in colour[:3])


def car(stage: Stage) -> None:
    """A car from behind: body, rear window, bumper, plate, wheels, rear lights."""
    paint = stage.pick(_PAINTS)
    wide, high = stage.rng.uniform(0.85, 1.0), stage.rng.uniform(1.4, 1.85)
    belt = high * 0.58
    stage.shadow(0.15, wide * 1.15, 0.16)
    for side in (-1, 1):
        stage.box(side * wide, -0.02, side * (wide - 0.28), 0.4, (18, 18, 20))
    roof = wide * stage.rng.uniform(0.68, 0.86)
    stage.shape(
        [(-wide, belt), (-roof, high), (roof, high), (wide, belt)], tone(paint, 0.85)
    )
    glass = [(-wide * 0.85, belt), (-roof * 0.9, high * 0.94)]
    stage.shape(glass + [(-x, up) for x, up in reversed(glass)], (40, 52, 62))
    stage.shape(
        [(-wide * 0.6, belt), (-roof * 0.4, high * 0.94), (0, high * 0.94), (0, belt)],
        (72, 88, 100),
    )
    stage.box(-wide, 0.22, wide, belt, paint)
    stage.box(-wide, belt - 0.07, wide, belt, tone(paint, 1.25))
    stage.box(-wide, 0.2, wide, 0.42, tone(paint, 0.6))
    stage.box(-0.28, 0.46, 0.28, 0.6, (238, 238, 228))
    for side in (-1, 1):
        stage.box(
            side * wide, belt - 0.3, side * (wide - 0.26), belt - 0.08, (205, 22, 22)
        )
        stage.lamp(side * (wide - 0.13), belt - 0.19, 0.13, (255, 40, 30))


def pedestrian(stage: Stage) -> None:
    """Somebody on foot: legs apart when walking, arms, coat, head."""
    coat, trousers = stage.pick(_CLOTHES), stage.pick(((45, 48, 70), (60, 52, 45)))
    skin = stage.pick(_SKIN)
    stride = stage.rng.uniform(0.1, 0.42) * stage.rng.choice((-1, 1))
    stage.shadow(0.15, 0.5, 0.09)
    stage.line(
        [(0, 0.85), (stride * 0.6, 0.45), (stride, 0.05)], 0.19, tone(trousers, 0.8)
    )
    stage.line([(0, 0.85), (-stride * 0.4, 0.45), (-stride, 0.05)], 0.19, trousers)
    for foot in (stride, -stride):
        stage.box(foot - 0.1, 0, foot + 0.14, 0.08, (25, 22, 20))
    stage.line([(-0.2, 1.36), (-0.32 - stride * 0.4, 0.9)], 0.13, tone(coat, 0.75))
    stage.shape(
        [
            (-0.28, 0.78),
            (-0.24, 1.42),
            (-0.1, 1.5),
            (0.1, 1.5),
            (0.24, 1.42),
            (0.28, 0.78),
        ],
        coat,
    )
    stage.shape(
        [(0.06, 0.78), (0.06, 1.5), (0.24, 1.42), (0.28, 0.78)], tone(coat, 0.8)
    )
    stage.line([(0.2, 1.36), (0.32 + stride * 0.4, 0.9)], 0.13, tone(coat, 1.1))
    stage.disc(0, 1.64, 0.135, 0.16, skin)
    stage.disc(
        0, 1.71, 0.14, 0.1, stage.pick(((40, 28, 20), (90, 60, 35), (150, 145, 140)))
    )


def cyclist(stage: Stage) -> None:
    """Somebody on a bicycle, crossing at a slant: two wheels, frame, a bent back."""
    coat, side = stage.pick(_CLOTHES), int(stage.rng.choice((-1, 1)))
    reach = stage.rng.uniform(0.42, 0.56) * side
    stage.shadow(0.1, 0.95, 0.1)
    for wheel in (-reach, reach):
        stage.disc(
            wheel, 0.36, 0.31, 0.35, None, outline=(22, 22, 24),
            width=max(2, round(0.075 * stage.scale)),
        )  # fmt: skip
    metal = stage.pick(((200, 40, 40), (40, 140, 170), (230, 230, 230)))
    seat, bars = (-0.45 * reach, 0.92), (0.75 * reach, 1.0)
    pedals = (-0.05 * reach, 0.34)
    for path in (
        [(-reach, 0.36), seat, pedals, (-reach, 0.36)],
        [seat, bars, pedals],
        [bars, (reach, 0.36)],
    ):
        stage.line(path, 0.06, metal)
    shoulder = (0.25 * reach, 1.48)
    stage.line([seat, (0.35 * reach, 0.68), pedals], 0.17, (45, 48, 66))
    stage.line([seat, shoulder], 0.34, coat)
    stage.line([shoulder, (0.6 * reach, 1.2), bars], 0.12, tone(coat, 0.8))
    head = (0.42 * reach, 1.74)
    stage.disc(*head, 0.14, 0.16, stage.pick(_SKIN))
    stage.disc(
        head[0],
        head[1] + 0.08,
        0.18,
        0.11,
        stage.pick(((240, 240, 235), (220, 50, 40))),
    )


def bag(stage: Stage) -> None:
    """A plastic bag that the wind carries: a bright, crumpled, round thing."""
    colour = stage.pick(((240, 240, 238), (190, 215, 235), (245, 235, 200)))
    lift = stage.rng.uniform(0.45, 0.9)
    stage.shadow(0, 0.45, 0.08)
    angles = np.linspace(0, 2 * np.pi, 15)[:-1]
    radii = stage.rng.uniform(0.42, 0.66, 14)
    rim = [
        (float(r * np.cos(a)), lift + 0.1 + float(r * np.sin(a) * 0.85))
        for a, r in zip(angles, radii, strict=True)
    ]
    stage.shape(rim, colour)
    for fold in (2, 6, 10):
        stage.shape([rim[fold], rim[fold + 2], (0, lift + 0.1)], tone(colour, 0.8))
    for x in (-0.22, 0.2):
        stage.line(
            [(x, lift + 0.5), (x * 1.6, lift + 0.85), (x * 0.4, lift + 0.55)],
            0.07,
            tone(colour, 0.92),
        )


def leaves(stage: Stage) -> None:
    """A drift of autumn leaves, some on the road and some in the air."""
    browns = ((200, 110, 30), (170, 70, 25), (220, 160, 50), (140, 80, 30))
    for _ in range(int(stage.rng.integers(26, 40))):
        x, up = stage.rng.normal(0, 0.6), abs(stage.rng.normal(0, 0.5))
        wide, tall = stage.rng.uniform(0.06, 0.13), stage.rng.uniform(0.04, 0.11)
        stage.shape(
            [(x - wide, up), (x, up + tall), (x + wide, up), (x, up - tall)],
            stage.pick(browns),
        )


def shadow(stage: Stage) -> None:
    """The shadow of a tree, or by night a damp patch, and nothing else."""
    for _ in range(int(stage.rng.integers(5, 8))):
        x, up = stage.rng.normal(0.2, 0.75), stage.rng.normal(0, 0.14)
        rx, ry = stage.rng.uniform(0.5, 1.1), stage.rng.uniform(0.1, 0.24)
        stage.disc(x, up, rx, ry, (8, 8, 18, 95))
    stage.shape([(0.5, 0.05), (3.2, 0.25), (3.2, 0.05), (0.5, -0.15)], (8, 8, 18, 110))


def manhole(stage: Stage) -> None:
    """A cast-iron cover in a worn collar of lighter concrete."""
    flat = stage.rng.uniform(0.30, 0.42)
    size = stage.rng.uniform(0.7, 0.85)
    stage.disc(0, 0, size * 1.25, size * 1.25 * flat, (150, 148, 142))
    stage.disc(0, 0, size, size * flat, (48, 44, 42))
    for part, light in ((0.85, 95), (0.75, 52), (0.45, 95), (0.35, 52)):
        stage.disc(0, 0, size * part, size * part * flat, (light, light - 5, light - 8))
    for x in (-0.55, 0, 0.55):
        stage.line(
            [(x * size, -0.4 * size * flat), (x * size, 0.4 * size * flat)],
            0.04,
            (105, 98, 92),
        )


def gantry(stage: Stage) -> None:
    """A sign gantry across the road: two posts, a beam, one to three panels."""
    steel = (128, 132, 136)
    left, right, beam = -6.4, 3.0, stage.rng.uniform(5.2, 5.8)
    for post in (left, right):
        stage.box(post - 0.16, 0, post + 0.16, beam, steel)
    stage.box(left, beam - 0.2, right, beam + 0.3, tone(steel, 0.9))
    stage.box(left, beam + 0.15, right, beam + 0.3, tone(steel, 1.2))
    panel = stage.pick(((24, 70, 160), (20, 105, 60)))
    for x in ((-1.6,), (-4.4, 0.4), (-4.9, -1.7, 1.4))[int(stage.rng.integers(3))]:
        high = stage.rng.uniform(0.85, 1.15)
        stage.box(x - 1.4, beam - high, x + 1.4, beam + high, (235, 235, 235))
        stage.box(x - 1.3, beam - high + 0.1, x + 1.3, beam + high - 0.1, panel)
        for up, end in ((0.35, 0.8), (-0.15, 0.3)):
            stage.box(x - 0.9, beam + up, x + end, beam + up + 0.22, (240, 240, 240))


THINGS: dict[str, Callable[[Stage], None]] = {
    "car": car,
    "pedestrian": pedestrian,
    "cyclist": cyclist,
    "bag": bag,
    "leaves": leaves,
    "shadow": shadow,
    "manhole": manhole,
    "gantry": gantry,
}
