"""Long hair as locks: tapered strands that hang from a line, bend and follow what they grow on with a delay."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import KW_ONLY, dataclass

from omnireel.animatic.solids import Cap, Colour, Point
from omnireel.animatic.subjects.gait import polar
from omnireel.animatic.subjects.materials import wave

TONES = (1.0, 0.84, 1.16, 0.92, 1.08)  # of neighbouring locks, so that they are told apart


@dataclass(frozen=True)
class Hang:
    """How locks hang. Pairs are of the first and the last one; degrees from straight down, ahead is positive."""

    way: tuple[float, float]
    long: tuple[float, float]
    thick: float
    _: KW_ONLY
    bend: float = 0.0  # degrees that each link turns on
    links: int = 3
    swing: float = 3.0  # degrees to and fro at the root; the tip swings further, and later
    fur: float = 0.7
    ragged: float = 0.3  # how unequal they are


def lock(root: Point, way: float, size: float, hang: Hang, col: Colour, z: float, late: float) -> list[Cap]:
    """One strand. late: where in the cycle its root is, -1..1 turned into degrees by `swing`."""
    out = []
    at, r, step = root, hang.thick, size / hang.links
    for i in range(hang.links):
        nxt = polar(at, way + hang.bend * i + late * hang.swing * (1 + 0.8 * i), step)
        thin = max(hang.thick * (1 - ((i + 1) / hang.links) ** 1.5), 0.4)
        nxt = (nxt[0], min(nxt[1], -thin))  # it lies on the ground, where it reaches that
        fur = hang.fur if i + 1 < hang.links else 0.0  # a tip is a single point
        out.append(Cap(at, r, nxt, thin, col, z, z, fur))
        at, r = nxt, thin
    return out


def fringe(
    line: Sequence[Point], count: int, hang: Hang, col: Colour, z: float, phase: float, beats: int = 1
) -> list[Cap]:
    """Locks along a line, from its first point to its last."""
    out: list[Cap] = []
    for i in range(count):
        u = (i + 0.5) / count
        odd = (i * 0.618034) % 1 - 0.5  # neither equal nor in order
        at = u * (len(line) - 1)
        n = min(int(at), len(line) - 2)
        (x, y), (v, w) = line[n], line[n + 1]
        root = (x + (v - x) * (at - n), y + (w - y) * (at - n))
        way = hang.way[0] + (hang.way[1] - hang.way[0]) * u + 26 * hang.ragged * odd
        size = (hang.long[0] + (hang.long[1] - hang.long[0]) * u) * (1 + 1.3 * hang.ragged * odd)
        tone = TONES[i % len(TONES)]
        colour = tuple(min(c * tone, 1.0) for c in col)
        late = wave(phase, 0.12 + 0.16 * u, beats)
        out += lock(root, way, size, hang, colour, z + 1.5 * math.sin(2.4 * i), late)
    return out
