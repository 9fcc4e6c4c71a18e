"""Mattes: how much of each pixel is who or what was found; and what colour that has where a ground shines in."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

U8 = npt.NDArray[Any]  # uint8
F32 = npt.NDArray[Any]  # float32

FLOW_PX = 256  # longer side at which motion is looked for


def guided(rough: F32, guide: U8, reach: int) -> F32:
    """A rough matte (h, w), its steps where the picture's lightness (h, w) has them (a guided filter)."""
    light = guide.astype(np.float32) / 255

    def mean(v: F32) -> F32:
        return np.asarray(cv2.blur(v, (2 * reach + 1,) * 2), np.float32)

    mg, mp = mean(light), mean(rough)
    slope = (mean(light * rough) - mg * mp) / (mean(light * light) - mg * mg + 4e-4)
    return np.asarray(mean(slope) * light + mean(mp - slope * mg), np.float32)


@lru_cache(maxsize=4)
def places(h: int, w: int) -> F32:
    """(h, w, 2): x and y of each."""
    return np.dstack(np.meshgrid(np.arange(w, dtype=np.float32), np.arange(h, dtype=np.float32)))


class Carried:
    """Mattes that go along with what moves: from one picture of footage to another, by the motion between them."""

    def __init__(self) -> None:
        self._dis = cv2.DISOpticalFlow.create(cv2.DISOPTICAL_FLOW_PRESET_FAST)
        # It would let the motion of what is before go over into that behind: mattes fit a little worse for it.
        self._dis.setVariationalRefinementIterations(0)

    def seen(self, light: U8) -> U8:
        """A picture's lightness (h, w), as small as motion is looked for."""
        h, w = light.shape
        k = min(FLOW_PX / max(h, w), 1.0)
        size = max(round(w * k), 32), max(round(h * k), 32)
        return np.asarray(cv2.resize(light, size, interpolation=cv2.INTER_AREA), np.uint8)

    def __call__(self, matte: F32, then: U8, now: U8) -> F32:
        """A matte (h, w) or several (h, w, n) of the picture `then` in the picture `now` (both `seen`)."""
        h, w = matte.shape[:2]
        flow = cv2.GaussianBlur(self._dis.calc(now, then, np.zeros((*now.shape, 2), np.float32)), (0, 0), 1.5)
        way = cv2.resize(flow, (w, h), interpolation=cv2.INTER_LINEAR)
        at = cv2.scaleAdd(way, w / now.shape[1], places(h, w))
        seen = cv2.remap(matte, at, None, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)  # type: ignore[call-overload]
        return np.asarray(seen, np.float32)


def spread(colours: F32, weight: F32, reach: float) -> F32:
    """Colours (h, w, c) carried on from where their weight is, to where it is 0."""
    h, w = weight.shape
    k = max(reach / 2.5, 1.0)  # far is carried at a small size, and what is farther at a smaller one
    size = max(round(w / k), 2), max(round(h / k), 2)
    both = cv2.resize(np.dstack([colours * weight[..., None], weight]), size, interpolation=cv2.INTER_AREA)
    less = cv2.resize(both, (size[0] // 4 + 1, size[1] // 4 + 1), interpolation=cv2.INTER_AREA)
    far = cv2.resize(cv2.GaussianBlur(less, (0, 0), reach / k), size, interpolation=cv2.INTER_LINEAR)
    both = cv2.GaussianBlur(both, (0, 0), reach / k) + 0.02 * far
    both = cv2.resize(both, (w, h), interpolation=cv2.INTER_LINEAR)
    return np.asarray(both[..., :-1] / np.maximum(both[..., -1:], 1e-5), np.float32)


def own_colours(picture: U8, matte: F32) -> U8:
    """The picture (h, w, c); about the matte's edge in the colours of the subject alone: no ground shines in."""
    h, w = matte.shape
    reach = max(h, w) / 160
    # What is near is looked for at a small size, and only the pixels of the edge are made anew.
    k = max(reach / 2.5, 1.0)
    size = max(round(w / k), 2), max(round(h / k), 2)
    rough = cv2.resize(matte, size, interpolation=cv2.INTER_AREA)
    # Of a subject that fades in as a whole, or without a ground near by, nobody knows what is its own.
    near = np.ones((2 * round(5 * reach / k) + 1,) * 2, np.uint8)
    known = (cv2.dilate(rough, near) > 0.97) & (cv2.erode(rough, near) < 0.03)
    left, top, wide, tall = cv2.boundingRect(known.astype(np.uint8))
    if wide < 2 or tall < 2:
        return picture
    part = np.s_[top : top + tall, left : left + wide]
    small = cv2.resize(picture, size, interpolation=cv2.INTER_AREA).reshape(*size[::-1], -1)[part]
    rough = cv2.GaussianBlur(rough[part], (0, 0), reach / 2.5 / k)
    both = np.dstack(
        [
            spread(small.astype(np.float32), np.asarray(cv2.pow(v, 16), np.float32), reach / k)
            for v in (rough, 1 - rough)
        ]
    )
    # The edge, in pixels of the picture, and of the small one.
    x, y = math.ceil(left * w / size[0]), math.ceil(top * h / size[1])
    box = np.s_[y : int((top + tall) * h / size[1]), x : int((left + wide) * w / size[0])]
    soft = cv2.GaussianBlur(matte[box], (0, 0), reach / 2.5)  # as lenses see edges
    rows, columns = np.nonzero((matte[box] > 0) & (soft < 0.99))
    across, down = (columns + x + 0.5) * (size[0] / w) - 0.5 - left, (rows + y + 0.5) * (size[1] / h) - 0.5 - top
    sure = known[part][
        np.clip(down + 0.5, 0, tall - 1).astype(int), np.clip(across + 0.5, 0, wide - 1).astype(int)
    ]
    rows, columns, across, down = rows[sure], columns[sure], across[sure], down[sure]
    own, ground = np.split(_between(both, across, down), 2, axis=1)
    out = picture.copy()
    a, seen = soft[rows, columns, None], picture[box][rows, columns].astype(np.float32)
    clean = own + a * (seen - a * own - (1 - a) * ground)
    out[box][rows, columns] = np.clip(clean, 0, 255).astype(np.uint8)
    return out


def _between(picture: F32, x: F32, y: F32) -> F32:
    """A picture (h, w, c) at n places between its pixels: (n, c)"""
    x0, y0 = (np.clip(v.astype(int), 0, n - 2) for v, n in ((x, picture.shape[1]), (y, picture.shape[0])))
    kx, ky = (np.clip(v - v0, 0, 1).astype(np.float32)[:, None] for v, v0 in ((x, x0), (y, y0)))
    upper = picture[y0, x0] * (1 - kx) + picture[y0, x0 + 1] * kx
    lower = picture[y0 + 1, x0] * (1 - kx) + picture[y0 + 1, x0 + 1] * kx
    return np.asarray(upper * (1 - ky) + lower * ky, np.float32)
