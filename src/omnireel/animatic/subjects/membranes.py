"""Flat parts in space, and what is drawn on them: wings, fins, flukes and sails."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from omnireel.animatic.solids import Colour, Mark, Patch, Point
from omnireel.animatic.subjects.space import TILT, V, seen


def over(col: Colour, base: Colour) -> Colour:
    """What a stain must be to turn `base` into `col`."""
    return tuple(min(c / max(b, 0.03), 6.0) for c, b in zip(col, base, strict=True))


def unit(v: V) -> V:
    return np.asarray(v / (float(np.linalg.norm(v)) or 1.0), np.float64)


def line(points: Sequence[V], col: Colour, wide: float, alpha: float) -> Mark:
    """A line through points in space."""
    return Mark("line", [seen(p) for p in points], col, (wide, 1), 0, alpha)


def slopes(u: V, v: V) -> Point:
    """How the height of a plane through two directions grows along the picture's x and y; never very steep."""
    (ux, uy), (vx, vy) = seen(u), seen(v)
    det = ux * vy - uy * vx
    if abs(det) < 0.12:
        det = math.copysign(0.12, det)
    a, b = (u[2] * vy - uy * v[2]) / det, (ux * v[2] - u[2] * vx) / det
    steep = max(1.0, math.hypot(a, b) / 1.15)
    return float(a / steep), float(b / steep)


class Plane:
    """A flat part of a wing: `back` and `out` are its directions, `at` a point of it."""

    def __init__(self, at: V, back: V, out: V, above: V) -> None:
        self.at, self.back, self.out = at, back, out
        normal = unit(np.cross(back, out))
        self.above = normal if float(normal @ above) > 0 else -normal
        self.shows_top = bool(self.above[2] + TILT * self.above[1] > 0)
        self.tilt = slopes(back, out)
        x, y = seen(at)
        self.z = float(at[2]) - self.tilt[0] * x - self.tilt[1] * y

    def way(self, degrees: float) -> V:
        """0 is back, 90 is out to the side."""
        a = math.radians(degrees)
        return unit(self.back * math.cos(a) + self.out * math.sin(a))

    def patch(
        self, points: Sequence[V], col: Colour, puff: float, z: float = 0.0, gloss: float = 0.0, glow: float = 0.0
    ) -> Patch:
        """A part of it with this outline; z lifts it towards the viewer."""
        return Patch([seen(p) for p in points], col, self.z + z, puff, gloss=gloss, glow=glow, tilt=self.tilt)
