"""The stage: how a shot is framed, and the layers that settings put on it."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from omnireel.animatic.noise import rng
from omnireel.animatic.palette import Palette, mix
from omnireel.animatic.planes import Planar, is_mild, is_soft, over, parts_of

F32 = npt.NDArray[Any]  # float32; OpenCV and NumPy lose the exact type on the way
VEIL_MIN = 4


@dataclass(frozen=True)
class Pulse:
    """An opacity that swells and fades: around `level` by `swing`, `speed` radians a second, from `phase` on; at
    least nothing."""

    level: float
    swing: float
    speed: float
    phase: float = 0.0

    def __call__(self, t: float) -> float:
        return max(self.level + self.swing * math.sin(self.speed * t + self.phase), 0.0)


@dataclass(eq=False)
class Layer:
    """A baked plane. Its canvas's corner lies at (x, y) of the frame while the camera rests.

    depth: 0 at infinity, 1 at the subject, above 1 nearer; movements and dolly act by it. drift: pixels a
    second it
    moves by itself. sway: (pixels, seconds) of a slow swing. front: drawn after the subjects. fixed: not
    moved by
    the camera at all. pulse: opacity as a function of seconds.
    """

    pix: Planar
    x: float
    y: float
    depth: float
    wrap: int | None = None
    drift: float = 0.0
    sway: tuple[float, float] = (0.0, 1.0)
    front: bool = False
    fixed: bool = False
    solid: tuple[float, float] | None = None  # rows (canvas) that hide everything behind them
    pulse: Pulse | None = None
    ripple: float = 0.0  # pixels of water ripple, applied when drawn
    base_y: float | None = None  # where things stand on it; orders subjects among layers
    middle: float | None = None  # row of the frame taken for its feet in the camera's approach, without base_y

    @property
    def still(self) -> bool:
        """Whether it looks the same in every frame."""
        return self.fixed and self.pulse is None and not (self.ripple or self.drift or self.sway[0])


RUSHES = (0.0, 9.0, 22.0, 50.0)  # pixels a frame at 720 rows: fewer speeds are fewer sets to paint


@dataclass
class Stage:
    """Framing and light of one shot, in pixels of the composed picture."""

    w: int
    h: int
    fps: int
    seed: int
    palette: Palette
    style: str = "cinematic"
    horizon: float = 0.5  # row
    ground: float = 0.8  # row where the first subject stands
    back: float = 0.8  # row where the last of those near by stand, where the set is drawn for them
    cm: float = 3.0  # pixels a centimetre at the subject
    sun: tuple[float, float] = (0.0, 0.0)
    sun_hidden: bool = False  # behind something that is no part of the set
    facing: int = 1
    weather: str | None = None
    margin_x: int = 0
    margin_y: int = 0
    tracking: bool = False
    rush: float = 0.0  # pixels a frame that the camera goes along at the least, one of RUSHES
    above: bool = False  # seen from the air, nobody on the ground
    drive: float | None = None  # where a street ends that a car goes along, as a share of the width
    pan: float = 0.0  # pixels the camera may turn sideways in all
    layers: list[Layer] = field(default_factory=list)
    bed: str = "wind"
    tracks: list[tuple[float, float]] = field(default_factory=list)  # (row, breadth) of railway lines
    fires: list[tuple[float, float, float]] = field(
        default_factory=list
    )  # (x, row, height) of those that light it
    wet: float = 0.0  # how mirror-like the ground is
    puddles: list[tuple[float, float, float]] = field(default_factory=list)  # (x, row, breadth) that feet land in
    nap: str = ""  # what grows or lies on the ground and covers soles: a key of soles.NAPS, none on hard ground
    place: str = ""  # the setting's name in the table
    sheltered: bool = False  # no weather comes in
    walls: str | None = None  # the colour of a room's, if not its own
    shows: tuple[str, ...] = ()  # what stands in the sky: keys of looks.SKY_SHOWS
    ringed: bool = False  # the planet in view has rings
    flare: bool = False  # the key flares in the lens
    clouds_go: float = 0.0  # pixels a second
    season: str | None = None  # spring or autumn, where leaves show it
    outside: str | None = None  # the weather that windows show
    macro: bool = False  # so small a subject that all that is not near it is out of focus
    path: str = "ground"  # ground, water, air, deep: where subjects move
    swell: float = 0.0
    floats: str | None = None  # what is told to be in the air
    air: str | None = None  # what floats in it: an entry of the weather's table

    @property
    def unit(self) -> float:
        """Pixels in one 720th of the frame's shorter side: sizes tuned at 720 rows scale by it."""
        return min(self.h / 720, self.w / 720)

    def rng(self, salt: int) -> np.random.Generator:
        return rng(self.seed, salt)

    def period(self) -> int:
        """Width of a canvas that repeats sideways; even, and wider than the frame."""
        return (int(self.w * 1.30) // 2) * 2

    def depth_at(self, y: float) -> float:
        """How fast ground that is seen at row y goes by, compared with the ground at the subject's feet."""
        return max((y - self.horizon) / max(self.ground - self.horizon, 1.0), 0.02)

    def lit(self, colour: npt.ArrayLike, depth: float, fog: float = 1.0) -> F32:
        """A thing's own colour under this hour's light, seen through the air at `depth`."""
        seen = np.asarray(colour, np.float32) * self.palette.ambient
        far = np.clip(0.86 * np.exp(-2.6 * depth) * fog, 0, 0.95)
        return mix(seen, self.palette.fog, far)


def settled(layers: list[Layer]) -> list[Layer]:
    """The same layers, ready to be drawn many times: empty rows cut off, neighbours that never move made one."""
    out: list[Layer] = []
    for layer in layers:
        if _hardly_shows(layer):
            continue
        _trim(layer)
        last = out[-1] if out else None
        if last is not None and _joins(last, layer):
            last.pix = over(layer.pix, last.pix)
            last.solid = last.solid or layer.solid
        else:
            out.append(layer)
    for layer in out:
        pix = layer.pix
        pix.parts, pix.soft, pix.mild = parts_of(pix), is_soft(pix), is_mild(pix)
    return out


def _hardly_shows(layer: Layer) -> bool:
    """Whether it is a veil that changes no pixel by more than VEIL_MIN levels."""
    pix = layer.pix
    return layer.fixed and pix.keep is not None and 255 - int(pix.keep.min()) <= VEIL_MIN


def _joins(below: Layer, above: Layer) -> bool:
    """Whether nothing can come between the two, and they never move."""
    return (
        below.still
        and above.still
        and below.front == above.front
        and above.base_y is None
        and below.pix.keep is not None
        and above.pix.keep is not None
        and (below.x, below.y, below.pix.shape) == (above.x, above.y, above.pix.shape)
    )


def _trim(layer: Layer) -> None:
    """Cut empty rows off, an even number at the top; a few stay, since shifted pictures end in them."""
    pix = layer.pix
    if pix.keep is None or pix.keep_half is None or layer.fixed:
        return
    used = np.flatnonzero(pix.keep.min(axis=1) < 255)
    if not len(used):
        return
    top, bottom = max(int(used[0]) - 4, 0) & ~1, min((int(used[-1]) + 6) & ~1, pix.shape[0])
    if layer.middle is None:
        layer.middle = layer.y + pix.shape[0] * 0.5
    layer.y += top
    if layer.solid is not None:
        layer.solid = (layer.solid[0] - top, layer.solid[1] - top)
    half = slice(top // 2, bottom // 2)
    layer.pix = Planar(pix.y[top:bottom], pix.u[half], pix.v[half], pix.keep[top:bottom], pix.keep_half[half])
