"""The snowy hillside that skiers and snowboarders go down. They stand on it at (0, 0)."""

from __future__ import annotations

import math

import numpy as np

from omnireel.animatic.noise import rng
from omnireel.animatic.solids import Colour, Figure, Group, Item, Mark, Patch

FALL = 11.0  # degrees
HALF, DEEP = 420.0, 200.0  # how far it reaches to each side, and down
EDGE = 8.0  # how far behind those who go down it ends
UNITS = 240.0
SNOW: Colour = (0.90, 0.93, 0.99)
SHADE: Colour = (0.62, 0.71, 0.90)
BRIGHT: Colour = (0.99, 0.99, 1.0)


def row(x: float) -> float:
    """Of its surface, at x."""
    return x * math.tan(math.radians(FALL))


def slope(phase: float) -> Figure:
    """What lies on it passes to the rear and uphill: dents, and streaks of blown snow."""
    xs = np.linspace(-HALF, HALF, 60)
    top = [(float(x), row(float(x)) - EDGE + math.sin(0.035 * x)) for x in xs]
    hill = Group([Patch([*top, (HALF, DEEP), (-HALF, DEEP)], SNOW, 0, 16)], 2.0)
    items: list[Item] = [hill]
    for n in range(9):  # it lies in its own shade towards the viewer
        x = HALF * (n - 4) / 4
        items.append(Mark("soft", [(x, row(x) + 90)], SHADE, (114, 44), FALL, 0.34, air=True))
    for start, lot, down, size in rng(17, 9).random((110, 4)).tolist():
        u = (phase + start) % 1.0
        x = -HALF + 2 * HALF * lot - 250 * (u - 0.5)
        below = 6 - EDGE + 120 * down**1.4
        tint = SHADE if size < 0.62 else BRIGHT
        wide = (16 + 36 * size) * (0.5 + below / 90)
        spot, high, seen = (x, row(x) + below), 0.07 * wide + 0.7, math.sin(math.pi * u)
        items.append(Mark("soft", [spot], tint, (wide, high), FALL, 0.42 * seen, air=True))
    return Figure(items)
