"""Fireworks: shells that rise one after the other and burst into sparks, which slow down, fall and go out.

Units: a hundred are the height of the whole display, whose middle is at (0, 0).
"""

from __future__ import annotations

import math

from omnireel.animatic.noise import rng
from omnireel.animatic.solids import Colour, Figure, Item, Mark, Point

# Where shells burst, how far their sparks go, and in which colour.
SHELLS: tuple[tuple[Point, float, Colour], ...] = (
    ((-46.0, -14.0), 30.0, (1.0, 0.78, 0.36)),
    ((22.0, -28.0), 34.0, (1.0, 0.34, 0.30)),
    ((66.0, -4.0), 25.0, (0.42, 0.72, 1.0)),
    ((-84.0, -30.0), 24.0, (0.72, 1.0, 0.56)),
    ((-8.0, 4.0), 22.0, (0.92, 0.50, 1.0)),
    ((96.0, -32.0), 27.0, (1.0, 0.92, 0.70)),
)
SPARKS = 72
RISE, BURST = 0.18, 0.62  # shares of the cycle that a shell rises and that its sparks burn
GROUND = 40.0  # where shells come from


def _spark(middle: Point, angle: float, reach: float, t: float) -> Point:
    """Where a spark is, t from 0 to 1 after the burst: air slows it, and then it falls."""
    out = reach * (1 - math.exp(-3.6 * t)) / (1 - math.exp(-3.6))
    return middle[0] + out * math.cos(angle), middle[1] + out * math.sin(angle) + 0.42 * reach * t * t


def _shell(n: int, middle: Point, reach: float, colour: Colour, t: float) -> list[Item]:
    """One shell, t from 0 to 1 through the cycle."""
    pale: Colour = tuple(0.35 + 0.65 * c for c in colour)
    out: list[Item] = []
    if t < RISE:
        u = t / RISE
        y = GROUND + (middle[1] - GROUND) * (1 - (1 - u) ** 2)
        for k in range(6):
            spot = (middle[0] + 0.5 * math.sin(9 * u + k), y + 2.2 * k)
            out.append(Mark("soft", [spot], (1.0, 0.82, 0.52), (0.9, 1.6), 0, 0.75 * (1 - k / 6), glow=1.0))
        return out
    a = (t - RISE) / BURST
    if a >= 1:
        return out
    r, left = rng(n, 808), (1 - a) ** 1.3
    flash = max(1 - a / 0.16, 0.0)
    for size, share in ((0.30, 0.9), (1.0, 0.22)):
        if flash:
            out.append(Mark("soft", [middle], pale, (size * reach, size * reach), 0, share * flash, glow=1.0))
    out.append(Mark("soft", [middle], colour, (1.3 * reach, 1.3 * reach), 0, 0.10 * left, glow=1.0))
    for k in range(SPARKS):
        angle = 2 * math.pi * (k + 0.9 * float(r.random())) / SPARKS
        long = reach * (0.28 + 0.72 * float(r.random()) ** 0.6)
        twinkle = 1.0 if a < 0.55 else 0.35 + 0.65 * float(r.random())
        way = [_spark(middle, angle, long, max(a - 0.055 * (4 - step), 0.0)) for step in range(5)]
        for step in range(4):
            share = min(left * 1.3, 1.0) * twinkle * (0.25 + 0.25 * step)
            out.append(Mark("line", way[step : step + 2], colour, (0.34 + 0.13 * step, 1), 0, share, glow=1.0))
        out.append(Mark("soft", [way[-1]], pale, (1.15, 1.15), 0, min(left * 1.4, 1.0) * twinkle, glow=1.0))
    return out


def fireworks(colour: Colour | None, action: str, phase: float) -> Figure:
    """The display at `phase` 0..1 of its cycle; `colour`: of all sparks, if it was told."""
    items: list[Item] = []
    for n, (middle, reach, own) in enumerate(SHELLS):
        items += _shell(n, middle, reach, colour or own, (phase + n / len(SHELLS)) % 1.0)
    return Figure(items)
