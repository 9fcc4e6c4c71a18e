"""Small helpers for rigs built in three dimensions and seen from one side, slightly from above.

x to the right, y down, z to the viewer. Turning: 0 degrees faces right, 90 faces the viewer.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from omnireel.animatic.solids import Cap, Colour, Point

V = npt.NDArray[np.float64]
TILT = 0.07  # how far what is nearer lies lower in the picture


def vec(x: float, y: float, z: float = 0.0) -> V:
    return np.array((x, y, z), np.float64)


def seen(p: V) -> Point:
    """Where a point in space is in the picture."""
    return float(p[0]), float(p[1] + TILT * p[2])


@dataclass(frozen=True)
class Axes:
    """A place with its own ahead, down and side (the side that is nearer when it faces right)."""

    at: V
    ahead: V
    down: V
    side: V

    def out(self, ahead: float, down: float, side: float = 0.0) -> V:
        return self.at + self.ahead * ahead + self.down * down + self.side * side

    def way(self, ahead: float, down: float, side: float = 0.0) -> V:
        """A direction, not a place."""
        return self.ahead * ahead + self.down * down + self.side * side


def axes(at: V, turn: float, lean: float = 0.0, roll: float = 0.0) -> Axes:
    """turn: 0 faces right, 90 the viewer. lean: the top goes ahead. roll: the top goes to the near side."""
    t, p, r = math.radians(turn), math.radians(lean), math.radians(roll)
    ahead0, side0, down0 = vec(math.cos(t), 0, math.sin(t)), vec(-math.sin(t), 0, math.cos(t)), vec(0, 1, 0)
    ahead = ahead0 * math.cos(p) + down0 * math.sin(p)
    down = down0 * math.cos(p) - ahead0 * math.sin(p)
    return Axes(at, ahead, down * math.cos(r) - side0 * math.sin(r), side0 * math.cos(r) + down * math.sin(r))


def reach(a: V, b: V, l1: float, l2: float, to: V) -> tuple[V, V]:
    """Two bones from a to b, the middle bending towards `to` (a direction). Returns (middle, reached end)."""
    line = b - a
    d = float(np.linalg.norm(line)) or 1e-6
    along = line / d
    d = min(max(d, abs(l1 - l2) * 1.05 + 1e-3), (l1 + l2) * 0.998)
    x = (l1 * l1 - l2 * l2 + d * d) / (2 * d)
    off = to - along * float(to @ along)
    size = float(np.linalg.norm(off))
    off = off / size if size > 1e-6 else vec(0, 0, 1)
    return a + along * x + off * math.sqrt(max(l1 * l1 - x * x, 0.0)), a + along * d


def cap(
    a: V, ra: float, b: V, rb: float, col: Colour, z: float = 0.0, fur: float = 0.0, gloss: float = 0.0
) -> Cap:
    """A round cone between two points in space; z lifts it towards the viewer."""
    return Cap(seen(a), ra, seen(b), rb, col, float(a[2]) + z, float(b[2]) + z, fur, None, gloss)
