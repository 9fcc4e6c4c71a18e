"""Planar video pictures and how one is laid over another: the only pixel work done for every frame.

Everything painted ends as 8-bit BT.709 planes (luma full size, chroma half size), already multiplied by its
alpha.
`keep` is 255 - alpha: what remains of the picture below. Then `below * keep / 255 + above` is the whole of
compositing, two OpenCV calls a plane, and the frame can be handed to the encoder as it is.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

import cv2
import numpy as np
import numpy.typing as npt

F32 = npt.NDArray[Any]  # float32; OpenCV and NumPy lose the exact type on the way
U8 = npt.NDArray[Any]  # uint8

# R, G, B, A (0..1, premultiplied) to Y, U, V in video range, BT.709; the last column carries the offsets.
KR, KB = 0.2126, 0.0722
_KG = 1 - KR - KB
TO_YUV = np.array(
    [
        [219 * KR, 219 * _KG, 219 * KB, 16],
        [-112 * KR / (1 - KB), -112 * _KG / (1 - KB), 112, 128],
        [112, -112 * _KG / (1 - KR), -112 * KB / (1 - KR), 128],
    ],
    np.float32,
)


def yuv_of(rgb: npt.ArrayLike) -> tuple[float, float, float]:
    """One colour (0..1) as video-range Y, U, V."""
    y, u, v = TO_YUV @ np.append(np.asarray(rgb, np.float32)[:3], 1.0).astype(np.float32)
    return float(y), float(u), float(v)


def rgb_of(buffer: U8, w: int, h: int, size: tuple[int, int] | None = None) -> U8:
    """A flat I420 buffer of (w, h) in BT.709 video range as RGB (h, w, 3); size: (w, h) of that, if smaller."""
    size = size or (w, h)
    planes = []
    for part, k in ((buffer[: w * h], 1), (buffer[w * h : w * h * 5 // 4], 2), (buffer[w * h * 5 // 4 :], 2)):
        how = cv2.INTER_AREA if size[0] * k <= w else cv2.INTER_LINEAR
        planes.append(cv2.resize(part.reshape(h // k, w // k), size, interpolation=how).astype(np.float32))
    y, u, v = (planes[0] - 16) * (255 / 219), planes[1] - 128, planes[2] - 128
    rgb = np.dstack([y + 1.7927 * v, y - 0.2132 * u - 0.5329 * v, y + 2.1124 * u])
    return np.asarray(np.clip(rgb + 0.5, 0, 255), np.uint8)


CELL = (128, 4)  # columns and rows in which parts of a picture begin and end
EMPTY, BLENDED, OPAQUE = 0, 1, 2  # what a cell holds
# What drawing costs, in blended pixels: a pixel of each kind, and a part however small (measured).
PIXEL_COST = {EMPTY: 0.0, BLENDED: 1.0, OPAQUE: 0.35}
PART_COST = 20_000.0
Run = tuple[int, int, bool]  # first row of cells, last + 1, whether it is opaque
SOFT_STEP_MAX = 3  # levels between neighbours where nothing has an edge
MILD_STEP_MAX = 6  # the same of colour, which is seen less sharply


class Frame:
    """A picture being composed: Y (h, w), U and V (h/2, w/2), uint8. A new one is black and lies in one I420
    `buffer`; one of `planes` that are there already has none.
    """

    def __init__(self, w: int, h: int, planes: tuple[U8, U8, U8] | None = None) -> None:
        self.w, self.h = w, h
        if planes is not None:
            self.y, self.u, self.v = planes
            return
        self.buffer = np.zeros(w * h * 3 // 2, np.uint8)
        self.y = self.buffer[: w * h].reshape(h, w)
        self.u = self.buffer[w * h : w * h * 5 // 4].reshape(h // 2, w // 2)
        self.v = self.buffer[w * h * 5 // 4 :].reshape(h // 2, w // 2)


class Part(NamedTuple):
    """Columns left..right and rows top..bottom of a picture that hold something; `opaque`: nothing below shows."""

    left: int
    right: int
    top: int
    bottom: int
    opaque: bool


@dataclass
class Planar:
    """A baked picture. y, keep: (h, w); u, v, keep_half: (h/2, w/2). `keep` is None when it is opaque.

    parts: what there is to draw, without gaps or overlaps; None where nobody looked. soft: nothing in it has an
    edge, so that it may be drawn to the nearest pixel. mild: its colours have none, likewise.
    """

    y: U8
    u: U8
    v: U8
    keep: U8 | None
    keep_half: U8 | None
    parts: tuple[Part, ...] | None = None
    soft: bool = False
    mild: bool = False

    @property
    def shape(self) -> tuple[int, int]:
        return int(self.y.shape[0]), int(self.y.shape[1])


def planar(rgba: F32, opaque: bool = False, dither: int | None = None) -> Planar:
    """Convert premultiplied RGBA (h, w, 4), 0..1, even size. `dither` seeds noise that hides banding."""
    h, w = rgba.shape[:2]
    rgba = np.clip(rgba, 0, 1)
    if opaque:
        rgba[..., 3] = 1
    yuv = cv2.transform(rgba, TO_YUV)
    luma = yuv[..., 0]
    if dither is not None:
        noise = np.random.default_rng(dither).random((h, w), dtype=np.float32)
        luma = luma + (noise - 0.5)
    half = cv2.resize(yuv[..., 1:], (w // 2, h // 2), interpolation=cv2.INTER_AREA)
    y = cv2.convertScaleAbs(luma)
    u, v = cv2.convertScaleAbs(half[..., 0]), cv2.convertScaleAbs(half[..., 1])
    if opaque:
        return Planar(y, u, v, None, None)
    keep = cv2.convertScaleAbs(rgba[..., 3], alpha=-255, beta=255)
    keep_half = cv2.resize(keep, (w // 2, h // 2), interpolation=cv2.INTER_AREA)
    return Planar(y, u, v, keep, keep_half)


def _span(start: float, step: float, count: int, limit: int) -> tuple[int, int]:
    """Source indexes needed to sample `count` points from `start` by `step`, cut to 0..limit."""
    first = int(np.floor(start))
    return max(min(first, limit - 1), 0), max(min(int(np.ceil(start + step * (count - 1))) + 2, limit), 1)


def shifted(src: U8, x: float, y: float, w: int, h: int, _fill: int = 0) -> U8:
    """(h, w) samples that lie inside `src`, from (x, y) on, a pixel apart: cheaper than a general warp."""
    ix, iy = int(x), int(y)
    if x - ix < 1 / 64 and y - iy < 1 / 64:
        return src[iy : iy + h, ix : ix + w]
    return cv2.getRectSubPix(src, (w, h), (x + (w - 1) / 2, y + (h - 1) / 2))


def _nearest(src: U8, x: float, y: float, w: int, h: int, _fill: int = 0) -> U8:
    """The same, to the nearest pixel, at no cost at all."""
    ix, iy = int(x + 0.5), int(y + 0.5)
    return src[iy : iy + h, ix : ix + w]


def _sample(src: U8, x: float, y: float, step: float, w: int, h: int, border: int, fill: int) -> U8:
    """Take (h, w) samples of `src` starting at (x, y), `step` source pixels apart, bilinear."""
    sh, sw = src.shape
    if step == 1.0 and y >= 0 and y + h + (y != int(y)) <= sh and x >= 0 and x + w + (x != int(x)) <= sw:
        return shifted(src, x, y, w, h)
    x0, x1 = _span(x, step, w, sw)
    y0, y1 = _span(y, step, h, sh)
    inverse = np.array([[step, 0, x - x0], [0, step, y - y0]], np.float64)
    return cv2.warpAffine(
        src[y0:y1, x0:x1],
        inverse,
        (w, h),
        flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP,
        borderMode=border,
        borderValue=fill,
    )


def _lay(dst: U8, src: U8, keep: U8 | None) -> None:
    if keep is None:
        np.copyto(dst, src)
        return
    cv2.multiply(dst, keep, dst=dst, scale=1 / 255)
    cv2.add(dst, src, dst=dst)


def draw(
    frame: Frame,
    pix: Planar,
    scale: float,
    tx: float,
    ty: float,
    rows: tuple[int, int] | None = None,
    wrap: int | None = None,
    spread: bool = False,
    fade: float = 1.0,
) -> None:
    """Lay `pix` on the frame so that its point p lands on p * scale + (tx, ty).

    rows: frame rows that may change. wrap: period in pixels of a picture that repeats sideways (its canvas must
    be a frame width longer than the period). spread: hold edge pixels instead of ending. fade: opacity.
    """
    ph, pw = pix.shape
    step = 1.0 if abs(scale - 1) < 1e-6 else 1.0 / scale
    top, bottom = (0, frame.h) if rows is None else rows
    left, right = 0, frame.w
    asked = (max(top, 0), min(bottom, frame.h))
    held = spread and pix.keep is None and step == 1.0 and wrap is None
    if held or not spread:
        # Canvases end in empty rows: stay inside them, so that shifting needs no border.
        top, bottom = max(top, int(np.ceil(ty)) + 1), min(bottom, int(np.floor(ty + ph * scale)) - 3)
        if wrap is None:
            left, right = max(left, int(np.ceil(tx)) + 1), min(right, int(np.floor(tx + pw * scale)) - 3)
    # Chroma pixels are two by two: cut to even bounds.
    top, left = max((top + 1) & ~1, 0), max((left + 1) & ~1, 0)
    bottom, right = min(bottom + 1, frame.h) & ~1, min(right + 1, frame.w) & ~1
    if bottom <= top or right <= left:
        return
    if step == 1.0 and pix.parts is not None:
        start = (left - tx) % wrap if wrap is not None else left - tx
        for rows, columns, opaque in _seen(pix.parts, (top, bottom), (left, right), start, top - ty):
            _draw_part(frame, pix, step, tx, ty, rows, columns, wrap, spread, fade, opaque and fade == 1.0)
    else:
        _draw_part(frame, pix, step, tx, ty, (top, bottom), (left, right), wrap, spread, fade)
    if held:
        _hold_edges(frame, (top, bottom, left, right), asked)


def _seen(
    parts: tuple[Part, ...], rows: tuple[int, int], columns: tuple[int, int], x: float, y: float
) -> Iterator[tuple[tuple[int, int], tuple[int, int], bool]]:
    """The rows and columns of the frame (even numbers) that parts cover, where its first ones show column `x` and
    row `y` of the picture, and whether they are opaque.
    """
    # One offset for all edges: what touches in the picture touches in the frame.
    (top, bottom), (left, right) = rows, columns
    dx, dy = left - int(np.floor(x / 2)) * 2, top - int(np.floor(y / 2)) * 2
    for part in parts:
        across = max(part.left + dx, left), min(part.right + dx, right)
        down = max(part.top + dy, top), min(part.bottom + dy, bottom)
        if across[1] > across[0] and down[1] > down[0]:
            yield down, across, part.opaque


def _draw_part(
    frame: Frame,
    pix: Planar,
    step: float,
    tx: float,
    ty: float,
    rows: tuple[int, int],
    columns: tuple[int, int],
    wrap: int | None,
    spread: bool,
    fade: float,
    opaque: bool = False,
) -> None:
    """Blend rows and columns (even numbers) of the frame; `opaque` if all that is drawn of `pix` is."""
    (top, bottom), (left, right) = rows, columns
    w, h = right - left, bottom - top
    if h <= 0:
        return
    x, y = (left - tx) * step, (top - ty) * step
    if wrap is not None:
        x %= wrap
    cx, cy = (x + 0.5 * step - 0.5) / 2, (y + 0.5 * step - 0.5) / 2
    sample: Callable[[U8, float, float, int, int, int], U8]
    colour: Callable[[U8, float, float, int, int, int], U8]
    if step == 1.0 and 0 <= x <= pix.shape[1] - w - 2 and 0 <= y <= pix.shape[0] - h - 2:
        sample = _nearest if pix.soft else shifted
        colour = _nearest if pix.soft or pix.mild else shifted
    else:
        border = cv2.BORDER_REPLICATE if spread else cv2.BORDER_CONSTANT

        def sample(src: U8, x: float, y: float, w: int, h: int, fill: int) -> U8:
            return _sample(src, x, y, step, w, h, border, fill)

        colour = sample

    keep = keep_half = None
    if not opaque and pix.keep is not None and pix.keep_half is not None:
        keep = sample(pix.keep, x, y, w, h, 255)
        keep_half = colour(pix.keep_half, cx, cy, w // 2, h // 2, 255)
    half = (slice(top // 2, bottom // 2), slice(left // 2, right // 2))
    for dst, src, kept in (
        (frame.y[top:bottom, left:right], sample(pix.y, x, y, w, h, 0), keep),
        (frame.u[half], colour(pix.u, cx, cy, w // 2, h // 2, 0), keep_half),
        (frame.v[half], colour(pix.v, cx, cy, w // 2, h // 2, 0), keep_half),
    ):
        if fade < 1 and kept is not None:
            kept = cv2.convertScaleAbs(kept, alpha=fade, beta=255 * (1 - fade))
            src = cv2.convertScaleAbs(src, alpha=fade)
        _lay(dst, src, kept)


def parts_of(pix: Planar) -> tuple[Part, ...] | None:
    """What there is to draw of a picture, divided so that drawing it costs least; None for an opaque one.

    Columns side by side, and in each of them runs of rows: the cheapest of all such divisions at the edges of
    `CELL`, since what is opaque is only copied and what is empty is left out.
    """
    if pix.keep is None:
        return None
    h, w = pix.shape
    # Wider by what shifting and even edges may move them.
    near = np.ones((9, 9), np.uint8)
    shows = cv2.dilate((pix.keep < 255).astype(np.uint8), near)
    through = cv2.dilate((pix.keep > 0).astype(np.uint8), near)
    xs, ys = ([*range(0, size, cell), size] for size, cell in zip((w, h), CELL, strict=True))
    something, something_through = (
        np.maximum.reduceat(np.maximum.reduceat(mask, ys[:-1], axis=0), xs[:-1], axis=1) > 0
        for mask in (shows, through)
    )
    heights = np.diff(ys)
    best: list[tuple[float, int, list[Run]]] = [(0.0, 0, [])]  # up to each edge: cost, edge before, runs
    for end in range(1, len(xs)):
        some, some_through = np.zeros(len(heights), bool), np.zeros(len(heights), bool)
        choice: tuple[float, int, list[Run]] | None = None
        for first in range(end - 1, -1, -1):
            some |= something[:, first]
            some_through |= something_through[:, first]
            cost, runs = _runs(some, some_through, heights, xs[end] - xs[first])
            if choice is not None and cost >= choice[0]:
                break  # wider columns only hold more
            if choice is None or best[first][0] + cost < choice[0]:
                choice = best[first][0] + cost, first, runs
        assert choice is not None
        best.append(choice)
    parts: list[Part] = []
    end = len(xs) - 1
    while end:
        _, first, runs = best[end]
        parts += [Part(xs[first], xs[end], ys[top], ys[bottom], opaque) for top, bottom, opaque in runs]
        end = first
    return tuple(reversed(parts))


def _runs(some: U8, through: U8, heights: U8, width: int) -> tuple[float, list[Run]]:
    """What columns of one width cost to draw, and the runs of cells that are."""
    kinds = np.where(some, np.where(through, BLENDED, OPAQUE), EMPTY)
    bounds = [0, *(np.flatnonzero(np.diff(kinds)) + 1).tolist(), len(kinds)]
    runs: list[list[int]] = []  # first, last + 1, kind, pixels
    for first, last in itertools.pairwise(bounds):
        runs.append([first, last, int(kinds[first]), int(heights[first:last].sum()) * width])
    # A run that saves less than the parts that it makes joins its neighbours, the least first.
    while len(runs) > 1:
        saves = [(1 - PIXEL_COST[kind]) * size if kind != BLENDED else np.inf for *_, kind, size in runs]
        at = int(np.argmin(saves))
        makes = (runs[at][2] == OPAQUE) + (0 < at < len(runs) - 1)  # itself, and two of what it divides
        if saves[at] >= PART_COST * makes:
            break
        runs[at][2] = BLENDED
        for other in (at + 1, at - 1):
            if 0 <= other < len(runs) and runs[other][2] == BLENDED:
                low, high = min(at, other), max(at, other)
                runs[low : high + 1] = [[runs[low][0], runs[high][1], BLENDED, runs[low][3] + runs[high][3]]]
                at = low
    drawn = [run for run in runs if run[2] != EMPTY]
    cost = sum(PART_COST + PIXEL_COST[kind] * size for *_, kind, size in drawn)
    return float(cost), [(first, last, kind == OPAQUE) for first, last, kind, _ in drawn]


def is_soft(pix: Planar) -> bool:
    """Whether a shift by half a pixel hardly shows anywhere, as in mist and in glows."""
    if pix.keep is None:
        return False
    for plane in (pix.y, pix.keep):
        steps = [cv2.absdiff(plane[1:], plane[:-1]), cv2.absdiff(plane[:, 1:], plane[:, :-1])]
        if any(np.count_nonzero(step > SOFT_STEP_MAX) > 0.001 * plane.size for step in steps):
            return False
    return True


def is_mild(pix: Planar) -> bool:
    """Whether its colours, seen against grey, have no edge that half a pixel more or less would show in."""
    if pix.keep is None or pix.keep_half is None:
        return False
    grey = cv2.convertScaleAbs(pix.keep_half, alpha=128 / 255)
    if min(grey.shape) < 2:
        return False  # a single row has no steps
    for plane in (pix.u, pix.v):
        whole = cv2.add(plane, grey)
        steps = [cv2.absdiff(whole[1:], whole[:-1]), cv2.absdiff(whole[:, 1:], whole[:, :-1])]
        if any(np.count_nonzero(step > MILD_STEP_MAX) > 0.001 * plane.size for step in steps):
            return False
    return True


def sized(pix: Planar, scale: float) -> Planar:
    """The picture at `scale`, its corner where it was; as `draw` would show it at that scale."""
    h, w = (int(np.ceil(n * scale / 2)) * 2 for n in pix.shape)
    step = 1 / scale
    off = (0.5 * step - 0.5) / 2

    def luma(plane: U8, fill: int) -> U8:
        return _sample(plane, 0, 0, step, w, h, cv2.BORDER_CONSTANT, fill)

    def chroma(plane: U8, fill: int) -> U8:
        return _sample(plane, off, off, step, w // 2, h // 2, cv2.BORDER_CONSTANT, fill)

    return Planar(
        luma(pix.y, 0),
        chroma(pix.u, 0),
        chroma(pix.v, 0),
        None if pix.keep is None else luma(pix.keep, 255),
        None if pix.keep_half is None else chroma(pix.keep_half, 255),
    )


def turned(pix: Planar, degrees: float, x: float, y: float) -> tuple[Planar, float, float]:
    """The picture turned clockwise about its point (x, y), on a canvas that holds all of it, and where that point
    is on it."""
    h, w = pix.shape
    c, s = float(np.cos(np.radians(degrees))), float(np.sin(np.radians(degrees)))
    corners = [(a * c - b * s, a * s + b * c) for a in (-x, w - x) for b in (-y, h - y)]
    left, top = (float(np.floor(min(corner[k] for corner in corners))) - 1 for k in (0, 1))
    right, bottom = (float(np.ceil(max(corner[k] for corner in corners))) + 1 for k in (0, 1))
    size = (int(np.ceil((right - left) / 2)) * 2, int(np.ceil((bottom - top) / 2)) * 2)
    luma = np.array([[c, -s, -left - x * c + y * s], [s, c, -top - x * s - y * c]], np.float64)
    half = luma.copy()
    half[:, 2] = (luma[:, :2] @ (0.5, 0.5) + luma[:, 2] - 0.5) / 2

    def warped(plane: U8, matrix: F32, k: int, fill: int) -> U8:
        return cv2.warpAffine(plane, matrix, (size[0] // k, size[1] // k), borderValue=fill)

    whole = Planar(
        warped(pix.y, luma, 1, 0),
        warped(pix.u, half, 2, 0),
        warped(pix.v, half, 2, 0),
        None if pix.keep is None else warped(pix.keep, luma, 1, 255),
        None if pix.keep_half is None else warped(pix.keep_half, half, 2, 255),
    )
    return whole, -left, -top


def over(above: Planar, below: Planar) -> Planar:
    """Two pictures of one size, neither of them opaque, as one."""
    assert above.keep is not None
    assert above.keep_half is not None
    assert below.keep is not None
    assert below.keep_half is not None
    planes = []
    for top, bottom, kept in (
        (above.y, below.y, above.keep),
        (above.u, below.u, above.keep_half),
        (above.v, below.v, above.keep_half),
    ):
        plane = bottom.copy()
        _lay(plane, top, kept)
        planes.append(plane)
    keep = cv2.multiply(above.keep, below.keep, scale=1 / 255)
    keep_half = cv2.multiply(above.keep_half, below.keep_half, scale=1 / 255)
    return Planar(planes[0], planes[1], planes[2], keep, keep_half)


def _hold_edges(frame: Frame, drawn: tuple[int, int, int, int], rows: tuple[int, int]) -> None:
    """Continue the picture drawn in (top, bottom, left, right) to the frame's sides and to `rows`."""
    for plane, k in ((frame.y, 1), (frame.u, 2), (frame.v, 2)):
        top, bottom, left, right = (v // k for v in drawn)
        first, last = rows[0] // k, -(-rows[1] // k)
        if left:
            plane[top:bottom, :left] = plane[top:bottom, left, None]
        if right < plane.shape[1]:
            plane[top:bottom, right:] = plane[top:bottom, right - 1, None]
        if first < top:
            plane[first:top] = plane[top]
        if last > bottom:
            plane[bottom:last] = plane[bottom - 1]


def rippled(frame: Frame, top: int, bottom: int, t: float, size: float, field_: F32) -> None:
    """Move rows top..bottom about as small waves do: `size` pixels near the bottom, less far off.

    field_: phases (radians), a small picture of any size that covers the rows.
    """
    top, bottom = top & ~1, bottom & ~1
    if bottom - top < 8 or size < 0.2:
        return
    near = size * (0.15 + 0.85 * np.linspace(0, 1, len(field_), dtype=np.float32))[:, None]
    if far := min(int(np.count_nonzero(near < 0.25)), len(field_) - 2):  # where hardly anything moves
        top += int((bottom - top) * far / len(field_)) & ~1
        near, field_ = near[far:], field_[far:]
    if size < 1:  # less than a pixel looks the same all along a row, and costs a fifth
        field_ = field_[:, :1]
    aside = np.cos(field_ * np.float32(0.7) + np.float32(2.3 * t)) * near * np.float32(0.5)
    up = np.sin(field_ + np.float32(3.1 * t)) * near
    if size < 1:
        _shift_rows(frame.y[top:bottom], aside[:, 0], up[:, 0])
        return
    half = slice(top // 2, bottom // 2)
    for planes, k, how in (
        ([frame.y[top:bottom]], 1, cv2.INTER_LINEAR),
        ([frame.u[half], frame.v[half]], 2, cv2.INTER_NEAREST),
    ):
        w, h = frame.w // k, (bottom - top) // k
        xs, ys = (cv2.resize(shift / k, (w, h), interpolation=cv2.INTER_LINEAR) for shift in (aside, up))
        xs += np.arange(w, dtype=np.float32)
        ys += np.arange(h, dtype=np.float32)[:, None]
        for plane in planes:
            plane[:] = cv2.remap(plane, xs, ys, how, borderMode=cv2.BORDER_REFLECT)


def _shift_rows(plane: U8, aside: F32, up: F32) -> None:
    """Move bands of rows, one for each pair of shifts (pixels), over the plane as it was."""
    (h, w), still = plane.shape, plane.copy()
    rows = np.linspace(0, h, len(aside) + 1).astype(int).tolist()
    for (first, last), x, y in zip(itertools.pairwise(rows), aside.tolist(), up.tolist(), strict=True):
        middle = ((w - 1) / 2 + x, first + (last - first - 1) / 2 + y)
        plane[first:last] = cv2.getRectSubPix(still, (w, last - first), middle)


def approach(scale: float, focus: tuple[float, float]) -> tuple[tuple[int, int], tuple[float, float]]:
    """Where the enlargement about `focus` begins: its corner in whole, even pixels, and what is left over.

    Drawing everything that much to the left and up makes up for the rest, so that the enlargement itself needs
    only one resampling that starts on a pixel.
    """
    step = 1 / max(scale, 1.0)
    start = [max(v * (1 - step), 0.0) for v in focus]
    corner = [int(v + 0.5 - 0.5 * step) & ~1 for v in start]
    rest = [v - (c + 0.5 * step - 0.5) for v, c in zip(start, corner, strict=True)]
    return (corner[0], corner[1]), (rest[0], rest[1])


def magnified(frame: Frame, scale: float, corner: tuple[int, int]) -> Frame:
    """The frame enlarged by `scale` (1 or more) from `corner` on: the camera's common approach."""
    if scale <= 1.0005:
        return frame
    x, y = corner
    u, v = (_enlarged(plane, scale, x // 2, y // 2) for plane in (frame.u, frame.v))
    return Frame(frame.w, frame.h, (_enlarged(frame.y, scale, x, y), u, v))


def _enlarged(plane: U8, scale: float, x: int, y: int) -> U8:
    h, w = plane.shape
    part = plane[y : y + int(np.ceil(h / scale)) + 1, x : x + int(np.ceil(w / scale)) + 1]
    # The factor is given instead of the size: a size would round it, and the picture would tremble.
    return cv2.resize(part, None, fx=scale, fy=scale, interpolation=cv2.INTER_LINEAR)[:h, :w]


def columns(pix: Planar, count: int) -> Planar:
    """The first `count` (even) columns."""
    half = count // 2
    return Planar(
        pix.y[:, :count],
        pix.u[:, :half],
        pix.v[:, :half],
        None if pix.keep is None else pix.keep[:, :count],
        None if pix.keep_half is None else pix.keep_half[:, :half],
    )


def repeated(pix: Planar, extra: int) -> Planar:
    """The planes of a picture that repeats sideways, continued by `extra` (even) pixels of its beginning."""

    def more(plane: U8 | None, n: int) -> U8 | None:
        return None if plane is None else np.concatenate([plane, plane[:, :n]], axis=1)

    y, u, v = more(pix.y, extra), more(pix.u, extra // 2), more(pix.v, extra // 2)
    assert y is not None
    assert u is not None
    assert v is not None
    return Planar(y, u, v, more(pix.keep, extra), more(pix.keep_half, extra // 2))


def tint(frame: Frame, mask: U8, rgb: npt.ArrayLike, amount: float, x: int, y: int) -> None:
    """Lay one flat colour on the frame through an 8-bit mask whose corner is at the even point (x, y)."""
    mh, mw = mask.shape
    top, left = max(y, 0) & ~1, max(x, 0) & ~1
    bottom, right = min(y + mh, frame.h) & ~1, min(x + mw, frame.w) & ~1
    if bottom <= top or right <= left:
        return
    part = cv2.convertScaleAbs(mask[top - y : bottom - y, left - x : right - x], alpha=amount)
    half = cv2.resize(part, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    luma, u, v = yuv_of(rgb)
    area = (slice(top // 2, bottom // 2), slice(left // 2, right // 2))
    for dst, kept, level in (
        (frame.y[top:bottom, left:right], part, luma),
        (frame.u[area], half, u),
        (frame.v[area], half, v),
    ):
        cv2.multiply(dst, cv2.bitwise_not(kept), dst=dst, scale=1 / 255)
        cv2.add(dst, cv2.convertScaleAbs(kept, alpha=level / 255), dst=dst)


def softened(pix: Planar, sigma: float, wrap: int | None) -> tuple[Planar, int]:
    """A picture out of focus by `sigma` pixels, and how many rows it has gained above and below; an opaque one
    gains none. wrap: pixels after which it repeats sideways, if it does.
    """
    gain = 0 if pix.keep is None else int(3 * sigma / 2 + 1) * 2
    goes_on = pix.keep is None or int(pix.keep[-1].max()) == 0  # its last row hides all that is behind

    def soft(plane: U8, k: int, fill: int = 0) -> U8:
        pad, rows = min(int(3 * sigma / k) + 1, (wrap or plane.shape[1]) // k), gain // k
        own = plane if wrap is None else plane[:, : wrap // k]
        tall = cv2.copyMakeBorder(own, rows, 0, 0, 0, cv2.BORDER_CONSTANT, value=fill)
        below = cv2.BORDER_REPLICATE if goes_on else cv2.BORDER_CONSTANT
        tall = cv2.copyMakeBorder(tall, 0, rows, 0, 0, below, value=fill)
        sides = cv2.BORDER_REPLICATE if wrap is None else cv2.BORDER_WRAP
        wide = cv2.copyMakeBorder(tall, 0, 0, pad, pad, sides)
        return cv2.GaussianBlur(wide, (0, 0), sigma / k, borderType=cv2.BORDER_REPLICATE)[:, pad:-pad]

    whole = Planar(
        soft(pix.y, 1),
        soft(pix.u, 2),
        soft(pix.v, 2),
        None if pix.keep is None else soft(pix.keep, 1, 255),
        None if pix.keep_half is None else soft(pix.keep_half, 2, 255),
    )
    return whole if wrap is None else repeated(whole, pix.shape[1] - wrap), gain


def smeared(pix: Planar, length: float, wrap: int) -> Planar:
    """A picture that repeats every `wrap` pixels, as film sees it that goes by at `length` pixels an exposure."""

    def along(plane: U8 | None, k: int) -> U8 | None:
        if plane is None:
            return None
        own, pad = plane[:, : wrap // k], int(length / k) + 1
        box = np.clip((length / k - 1) / 2 + 1 - np.abs(np.arange(-pad, pad + 1)), 0, 1).astype(np.float32)
        round_about = np.concatenate([own[:, -pad:], own, own[:, :pad]], axis=1)
        return cv2.filter2D(round_about, -1, box[None] / box.sum())[:, pad:-pad]

    y, u, v = along(pix.y, 1), along(pix.u, 2), along(pix.v, 2)
    assert y is not None
    assert u is not None
    assert v is not None
    return repeated(Planar(y, u, v, along(pix.keep, 1), along(pix.keep_half, 2)), pix.shape[1] - wrap)
