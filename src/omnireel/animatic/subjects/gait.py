"""How legs move. Feet follow paths fixed to the ground while they bear weight, so a planted foot cannot
slide.

All is a function of the phase 0..1 within a cycle. Lengths are in the rig's units.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from omnireel.animatic.subjects.materials import ease

Point = tuple[float, float]
Key = tuple[float, float, float, float]  # a moment, and three values at it


@dataclass(frozen=True)
class Gait:
    """duty: share of the cycle a foot bears weight. stride: ground covered in that time. period: seconds a
    cycle.

    starts: phase at which each foot lands (far hind, near hind, far fore, near fore; or far leg, near leg).
    """

    period: float
    duty: float
    stride: float
    lift: float
    starts: tuple[float, ...]
    bob: float = 0.0
    bob_beats: int = 2
    bob_at: float = 0.0
    flex: float = 0.0
    pitch: float = 0.0
    crouch: float = 0.0
    lean: float = 0.0

    @property
    def speed(self) -> float:
        """Units a second over the ground."""
        return self.stride / (self.duty * self.period) if self.stride else 0.0


def foot(gait: Gait, phase: float, start: float, reach: float = 0.0) -> tuple[float, float, float]:
    """Foot place relative to its joint: (x ahead, height, swing 0..1 where 0 is bearing weight)."""
    p = (phase - start) % 1.0
    half = gait.stride / 2
    if p < gait.duty:
        return half - gait.stride * p / gait.duty + reach, 0.0, 0.0
    u = (p - gait.duty) / (1 - gait.duty)
    # Leaves and lands at ground speed (quintic-free: a cosine with linear ends reads the same).
    x = -half + gait.stride * (0.85 * ease(u) + 0.15 * u)
    return x + reach, gait.lift * math.sin(math.pi * u) ** 1.2, u


def along(keys: Sequence[Key], u: float) -> tuple[float, float, float]:
    """The values at a moment, by a smooth curve through the keys."""
    last = len(keys) - 1
    i = next(n for n in range(last) if u <= keys[n + 1][0] or n == last - 1)
    a, b = keys[i], keys[i + 1]
    span = b[0] - a[0]
    t = (u - a[0]) / span

    def slope(n: int, k: int) -> float:
        before, after = keys[max(n - 1, 0)], keys[min(n + 1, last)]
        return (after[k] - before[k]) / (after[0] - before[0]) * span

    def value(k: int) -> float:
        rise = b[k] - a[k]
        m, n = slope(i, k), slope(i + 1, k)
        return a[k] + t * (m + t * (3 * rise - 2 * m - n + t * (m + n - 2 * rise)))

    return value(1), value(2), value(3)


def bend(joint: Point, end: Point, l1: float, l2: float, side: float) -> tuple[Point, Point]:
    """Two bones from `joint` to `end`; the middle bends to `side` (+1: ahead). Returns (middle, reached
    end).
    """
    dx, dy = end[0] - joint[0], end[1] - joint[1]
    d = math.hypot(dx, dy) or 1e-6
    far = (l1 + l2) * 0.998
    if d > far:
        dx, dy = dx * far / d, dy * far / d
        d = far
    low = abs(l1 - l2) * 1.05 + 1e-3
    if d < low:
        dx, dy = dx * low / d, dy * low / d
        d = low
    along = (l1 * l1 - l2 * l2 + d * d) / (2 * d)
    out = math.sqrt(max(l1 * l1 - along * along, 0.0))
    ux, uy = dx / d, dy / d
    # Perpendicular that points ahead (+x) for a leg hanging down (uy > 0).
    middle = (joint[0] + ux * along + uy * out * side, joint[1] + uy * along - ux * out * side)
    return middle, (joint[0] + dx, joint[1] + dy)


def polar(at: Point, degrees: float, length: float) -> Point:
    """The point `length` away; 0 degrees is straight down, positive ahead."""
    a = math.radians(degrees)
    return at[0] + math.sin(a) * length, at[1] + math.cos(a) * length
