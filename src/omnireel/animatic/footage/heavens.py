"""What stands in the sky of a picture: a rainbow."""

from __future__ import annotations

from itertools import product
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from omnireel.animatic.palette import bow

U8 = npt.NDArray[Any]  # uint8
F32 = npt.NDArray[Any]  # float32

MIDDLES, HALVES = (0.2, 0.35, 0.5, 0.65, 0.8), (0.3, 0.42, 0.55)  # of the width: where it may stand, how wide
LOOK_PX = 160  # longer side at which it is looked where it is seen best
TOP = 0.06  # of the height: the row that it reaches
BROAD = 0.05  # of the width
BRIGHT = 0.5
SEEN_MIN = 0.06  # of it: of less nobody sees a rainbow


def rainbow(rgb: U8, sky: F32, hidden: F32) -> tuple[U8, float]:
    """The picture (h, w, 3) with a rainbow in its `sky` (h, w; 0..1), where most of it is seen beside those who
    stand before it (`hidden`: h, w; 0..1); and how much of it that is, 0..1. Below `SEEN_MIN` none is drawn."""
    k = LOOK_PX / max(sky.shape)
    free = cv2.resize(sky * (1 - hidden), None, fx=k, fy=k, interpolation=cv2.INTER_AREA)
    rows = np.flatnonzero((sky > 0.5).any(axis=1))
    if not len(rows):
        return rgb, 0.0
    foot = float(rows[-1] + 1) / len(sky)
    arcs = {place: _inward(free.shape, foot, *place) for place in product(MIDDLES, HALVES)}
    shares = {place: float((_part(arc) * free).sum() / _part(arc).sum()) for place, arc in arcs.items()}
    best = max(shares, key=lambda place: shares[place])
    if shares[best] < SEEN_MIN:
        return rgb, shares[best]
    inward = _inward(sky.shape, foot, *best)
    band = 255 * bow(1 - inward)
    part = (BRIGHT * _part(inward) * sky)[..., None]
    return np.asarray(np.clip(rgb + (band - 0.8 * rgb) * part, 0, 255), np.uint8), shares[best]


def _inward(shape: tuple[int, ...], foot: float, middle: float, half: float) -> F32:
    """How far each place of a picture is within a bow: 0 at its outer edge, 1 at its inner. foot, middle, half: in
    parts of the height, and of the width."""
    h, w = shape
    high = max((foot - TOP) * h, 1.0)
    radius = ((half * w) ** 2 + high**2) / (2 * high)  # of the circle through its top and both its feet
    x = np.arange(w, dtype=np.float32) - middle * w
    y = np.arange(h, dtype=np.float32)[:, None] - (TOP * h + radius)
    return np.asarray((radius - np.hypot(x, y)) / (BROAD * w), np.float32)


def _part(inward: F32) -> F32:
    """How much of a bow is at each place: it has no edges."""
    return np.asarray(np.sin(np.pi * np.clip(inward, 0, 1)), np.float32)
