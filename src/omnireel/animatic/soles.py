"""Ground over soles: blades before a hoof, snow that a paw sinks into. Who stands on soft ground is covered by it
from a ragged line on, which stays with the ground while the feet come and go.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any, NamedTuple

import cv2
import numpy as np
import numpy.typing as npt

from omnireel.animatic.noise import line, rng, smooth
from omnireel.animatic.planes import Frame

U8 = npt.NDArray[Any]  # uint8
ABOVE, BELOW = 26, 34  # rows of a nap over and under the row that feet stand on, at 720 rows
BREADTH = 1024  # columns, at 720 rows, after which it repeats
LEAST = 0.25  # of its size is a nap seen, however far off


class Cover(NamedTuple):
    """How much of what stands there the ground covers: a mask, and the frame's pixel of its corner."""

    mask: U8
    left: int
    top: int

    def restore(self, over: U8, before: U8, x: int, y: int) -> None:
        """Put back `before` in `over`, both with their corner at (x, y), where the ground covers."""
        h, w = self.mask.shape
        x0, y0 = max(x, self.left), max(y, self.top)
        x1, y1 = min(x + over.shape[1], self.left + w), min(y + over.shape[0], self.top + h)
        if x1 <= x0 or y1 <= y0:
            return
        part = (slice(y0 - y, y1 - y), slice(x0 - x, x1 - x))
        _mix(over[part], before[part], self.mask[y0 - self.top : y1 - self.top, x0 - self.left : x1 - self.left])


def _mix(plane: U8, before: U8, cover: U8) -> None:
    cv2.multiply(plane, cv2.bitwise_not(cover), dst=plane, scale=1 / 255)
    cv2.add(plane, cv2.multiply(before, cover, scale=1 / 255), dst=plane)


def _covered(edge: npt.NDArray[Any], soft: float) -> U8:
    """What lies below a line (rows from the feet's on, positive downwards, at 720 rows)."""
    rows = np.arange(-ABOVE, BELOW, dtype=np.float32)[:, None]
    return cv2.convertScaleAbs(smooth(0.0, soft, rows - edge[None]), alpha=255)


def _grass(seed: int) -> U8:
    """Single blades that lean and taper, dense in clumps, over a sward that is closed from a little below."""
    mask = _covered(6 + 13 * (line(BREADTH, 22, 3, seed, True) - 0.5), 3.0)
    r, clumps = rng(seed, 3), smooth(0.35, 0.70, line(BREADTH, 70, 2, seed + 1, True))
    for x in r.uniform(0, BREADTH, 680):
        thick = float(clumps[int(x)])
        if r.random() > 0.35 + 0.65 * thick:
            continue
        tall, lean = (7 + 13 * thick) * (0.55 + 0.6 * r.random()), r.normal(1.5, 3.4)
        root, half = ABOVE + 3 + 6 * r.random(), 0.8 + 0.7 * r.random()
        blade = np.array([(-half, 0), (half, 0), (half * 0.7 + 0.4 * lean, -0.6 * tall), (lean, -tall)])
        for off in (-BREADTH, 0, BREADTH):
            points = np.round((blade + np.array([x + off, root])) * 16).astype(np.int32)
            cv2.fillConvexPoly(mask, points, 255, cv2.LINE_AA, 4)
    return mask


def _snow(seed: int) -> U8:
    return _covered(-7 + 12 * (line(BREADTH, 38, 3, seed, True) - 0.5), 3.5)


def _sand(seed: int) -> U8:
    return _covered(0.5 + 6 * (line(BREADTH, 20, 3, seed, True) - 0.5), 2.0)


# Adding a ground is one entry: Stage.nap names it, and it covers soles where the mask of its rows says so.
NAPS: dict[str, Callable[[int], U8]] = {"grass": _grass, "snow": _snow, "sand": _sand}


@lru_cache(maxsize=16)
def _tile(nap: str, unit: float, seed: int) -> U8:
    """The nap's mask at the size of the stage."""
    size = (max(round(BREADTH * unit), 2), max(round((ABOVE + BELOW) * unit), 2))
    return cv2.resize(NAPS[nap](seed), size, interpolation=cv2.INTER_AREA if unit < 1 else cv2.INTER_LINEAR)


def cover_at(
    frame: Frame,
    nap: str,
    unit: float,
    seed: int,
    *,
    k: float,
    columns: tuple[float, float],
    row: float,
    ground: float,
) -> Cover | None:
    """What of the frame the ground covers; None where nothing of it is in the picture.

    nap, unit, seed: of the stage. k: pixels for one of the nap's at the subject's own ground. columns: the frame's
    that may be covered; row: the frame's on which the feet stand; ground: its column at which the nap begins.
    """
    left, right = max(int(columns[0]), 0) & ~1, min(int(columns[1]) + 2, frame.w) & ~1
    top = max(int(row - ABOVE * unit * k), 0) & ~1
    bottom = min(int(row + BELOW * unit * k) + 2, frame.h) & ~1
    if right - left < 4 or bottom - top < 4:
        return None
    at = (left - ground) / k
    first = int(np.floor(at)) - 1
    window = np.take(
        _tile(nap, unit, seed), np.arange(first, first + int((right - left) / k) + 4), axis=1, mode="wrap"
    )
    inverse = np.array([[1 / k, 0, at - first], [0, 1 / k, (top - row) / k + ABOVE * unit]], np.float64)
    how = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    size = (right - left, bottom - top)
    return Cover(cv2.warpAffine(window, inverse, size, flags=how, borderMode=cv2.BORDER_REPLICATE), left, top)


def rooted(mask: npt.NDArray[Any], nap: str, unit: float, seed: int, foot: float, k: float) -> None:
    """Take from a mask (h, w; 0..1) what the ground covers of things that stand on its row `foot`."""
    if nap not in NAPS:
        return
    tile = _tile(nap, unit * k, seed)
    top = int(foot - ABOVE * unit * k)
    first, last = max(top, 0), min(top + len(tile), len(mask))
    if last > first:
        wide = np.take(tile[first - top : last - top], np.arange(mask.shape[1]), axis=1, mode="wrap")
        mask[first:last] *= 1 - wide.astype(np.float32) / 255


@contextmanager
def sunk(frame: Frame, cover: Cover) -> Iterator[None]:
    """Whatever is drawn inside, the ground that was there before comes back over its soles."""
    h, w = cover.mask.shape
    rows, columns = slice(cover.top, cover.top + h), slice(cover.left, cover.left + w)
    half = (slice(cover.top // 2, (cover.top + h) // 2), slice(cover.left // 2, (cover.left + w) // 2))
    planes = (frame.y[rows, columns], frame.u[half], frame.v[half])
    bare = [plane.copy() for plane in planes]
    yield
    small = cv2.resize(cover.mask, (w // 2, h // 2), interpolation=cv2.INTER_AREA)
    for plane, before, over in zip(planes, bare, (cover.mask, small, small), strict=True):
        _mix(plane, before, over)
