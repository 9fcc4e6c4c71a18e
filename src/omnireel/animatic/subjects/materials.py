"""What the rigs of built things share: materials and small helpers."""

from __future__ import annotations

import math

from omnireel.animatic.faces import Material as Material
from omnireel.animatic.solids import Colour

RUBBER: Colour = (0.07, 0.07, 0.08)
STEEL: Colour = (0.62, 0.64, 0.68)
LAMP: Colour = (1.0, 0.95, 0.78)

# What bodies are made of.
MATT = Material(grain=0.03)
PORCELAIN = Material(gloss=0.85)
GLAZE = Material(gloss=0.6, grain=0.05, lump=10)
PLASTIC = Material(gloss=0.4)
LACQUER = Material(gloss=0.95)
RUBBERY = Material(gloss=0.15, grain=0.04, lump=3)
METAL = Material(metal=1.0)
BRUSHED = Material(metal=0.8, grain=0.05, lump=1.5, stretch=8)
CLEAR = Material(gloss=1.0, clear=0.94)
GEM = Material(gloss=1.0, metal=0.35)
SCREEN = Material(gloss=0.5, glow=0.75)
FLAME = Material(glow=1.0)
WOOD = Material(gloss=0.22, grain=0.16, lump=2.2, stretch=9)
VARNISHED = Material(gloss=0.75, grain=0.10, lump=2.5, stretch=9)
CLOTH = Material(grain=0.07, lump=2.0)
VELVET = Material(grain=0.05, lump=5, wrap=0.2)
LEATHER = Material(gloss=0.32, grain=0.07, lump=2.5)
PLUSH = Material(grain=0.17, lump=1.6, wrap=0.35)
PAPER = Material(grain=0.03, lump=4)
STONE = Material(grain=0.14, lump=5)
CRUST = Material(gloss=0.22, grain=0.20, lump=7, wrap=0.3)
CRUMB = Material(grain=0.16, lump=3, wrap=0.4)
CREAM = Material(gloss=0.30, wrap=0.75)
CHOCOLATE = Material(gloss=0.62, wrap=0.15)
WAX = Material(gloss=0.25, wrap=0.9)
FRUIT = Material(gloss=0.50, wrap=0.30, grain=0.07, lump=9)
PEEL = Material(gloss=0.42, wrap=0.30, grain=0.09, lump=1.6)
MEAT = Material(gloss=0.35, wrap=0.2, grain=0.28, lump=4)
MELTED = Material(gloss=0.55, wrap=0.6)
LEAFY = Material(gloss=0.25, wrap=0.35, grain=0.08, lump=5)
PETAL = Material(gloss=0.10, wrap=0.55, grain=0.05, lump=6, stretch=0.4)


def darker(c: Colour, k: float) -> Colour:
    return (c[0] * k, c[1] * k, c[2] * k)


def lighter(c: Colour, k: float) -> Colour:
    """Mixed with white by `k`."""
    return (c[0] + (1 - c[0]) * k, c[1] + (1 - c[1]) * k, c[2] + (1 - c[2]) * k)


def mixed(a: Colour, b: Colour, k: float) -> Colour:
    """`k` of the second in the first."""
    return tuple(u * (1 - k) + v * k for u, v in zip(a, b, strict=True))


def ease(u: float) -> float:
    """From 0 to 1 between u = 0 and 1, slowly at both ends; held beyond."""
    u = min(max(u, 0.0), 1.0)
    return u * u * (3 - 2 * u)


def wave(phase: float, delay: float = 0.0, beats: float = 1) -> float:
    """What follows a cycle with a delay, -1..1."""
    return math.sin(2 * math.pi * (phase * beats - delay))
