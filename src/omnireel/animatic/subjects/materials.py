"""What the rigs of built things share: materials and small helpers."""

from __future__ import annotations

import math

from omnireel.animatic.solids import Colour

RUBBER: Colour = (0.07, 0.07, 0.08)
STEEL: Colour = (0.62, 0.64, 0.68)
GLASS: Colour = (0.16, 0.22, 0.28)
LAMP: Colour = (1.0, 0.95, 0.78)


def darker(c: Colour, k: float) -> Colour:
    return (c[0] * k, c[1] * k, c[2] * k)


def wave(phase: float, delay: float = 0.0, beats: float = 1) -> float:
    return math.sin(2 * math.pi * (phase * beats - delay))
