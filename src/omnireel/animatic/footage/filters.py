"""What is done to one picture of footage: pure functions of the picture, so that nothing flickers by itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from omnireel.animatic.footage.mattes import own_colours, spread
from omnireel.animatic.footage.still import exact
from omnireel.animatic.planes import Frame

U8 = npt.NDArray[Any]  # uint8
F32 = npt.NDArray[Any]  # float32


def _planes(frame: Frame) -> tuple[tuple[U8, int], ...]:
    return (frame.y, 1), (frame.u, 2), (frame.v, 2)


def _laid(frame: Frame, other: tuple[U8, U8, U8], matte: F32) -> None:
    """Keep the picture where the matte is, and show `other` (Y, U, V) elsewhere."""
    whole = cv2.convertScaleAbs(matte, alpha=255)
    half = cv2.resize(whole, (frame.w // 2, frame.h // 2), interpolation=cv2.INTER_AREA)
    for (plane, k), behind in zip(_planes(frame), other, strict=True):
        kept = whole if k == 1 else half
        x, y, w, h = cv2.boundingRect(kept)
        part = np.s_[y : y + h, x : x + w]
        own = plane[part].copy()
        plane[:] = behind
        if w == 0:
            continue
        cv2.multiply(own, kept[part], dst=own, scale=1 / 255)
        cv2.multiply(plane[part], cv2.bitwise_not(kept[part]), dst=plane[part], scale=1 / 255)
        cv2.add(plane[part], own, dst=plane[part])


def blur_behind(frame: Frame, n: int, matte: F32 | None) -> None:
    """The background out of focus: blurred at a quarter of the size, without the subject, which would shine in."""
    if matte is None or not matte.any():
        return
    reach = max(min(frame.w, frame.h) / 720, 0.4) * 4.2
    small = cv2.resize(matte, (max(frame.w // 4, 2), max(frame.h // 4, 2)), interpolation=cv2.INTER_AREA)
    soft = _spread_behind([frame.y], small, reach) + _spread_behind(
        [frame.u, frame.v], cv2.resize(small, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA), reach / 2
    )
    _laid(frame, (soft[0], soft[1], soft[2]), matte)


def _spread_behind(planes: list[U8], matte: F32, reach: float) -> list[U8]:
    """Planes of one size without what the matte (smaller) shows, in its place what is round it."""
    size = matte.shape[::-1]
    behind = np.clip(1 - 1.1 * matte, 0.05, 1) ** 3
    between = size[0] * 2, size[1] * 2  # to half the size twice: there OpenCV is quickest by far
    halves = [cv2.resize(plane, between, interpolation=cv2.INTER_AREA) for plane in planes]
    small = np.dstack([cv2.resize(half, size, interpolation=cv2.INTER_AREA) for half in halves])
    soft = cv2.convertScaleAbs(spread(small.astype(np.float32), behind.astype(np.float32), reach))
    return [cv2.resize(plane, planes[0].shape[::-1], interpolation=cv2.INTER_LINEAR) for plane in cv2.split(soft)]


class Backdrop:
    """Another picture in the place of the background. finish: what is still done to that (h, w, 3) once it is seen
    who stands before it (h, w; 0..1)."""

    def __init__(self, ground: U8, finish: Callable[[U8, F32], U8] | None = None) -> None:
        self._rgb, self._finish = ground, finish
        self._made: Frame | None = None

    def __call__(self, frame: Frame, n: int, matte: F32 | None) -> None:
        if matte is None or not matte.any():
            return
        if self._made is None:
            self._made = exact(self._rgb if self._finish is None else self._finish(self._rgb, matte))
        # At half the size, as colour has it anyway: footage's mattes are no finer.
        half = cv2.resize(matte, (frame.w // 2, frame.h // 2), interpolation=cv2.INTER_AREA)
        light = cv2.resize(frame.y, (frame.w // 2, frame.h // 2), interpolation=cv2.INTER_AREA)
        own = own_colours(np.dstack([light, frame.u, frame.v]), half)
        more = cv2.resize(cv2.subtract(own[..., 0], light), (frame.w, frame.h), interpolation=cv2.INTER_LINEAR)
        less = cv2.resize(cv2.subtract(light, own[..., 0]), (frame.w, frame.h), interpolation=cv2.INTER_LINEAR)
        cv2.subtract(cv2.add(frame.y, more), less, dst=frame.y)
        frame.u[:], frame.v[:] = own[..., 1], own[..., 2]
        _laid(frame, (self._made.y, self._made.u, self._made.v), matte)


class Recolour:
    """Turns the colour of what is of hue `own` (Y, U, V), or of the subject, to `target`; light and shade stay."""

    def __init__(self, target: tuple[float, float, float], own: tuple[float, float, float] | None) -> None:
        u, v = target[1] - 128, target[2] - 128
        full = float(np.hypot(u, v))
        self._to = (u / full, v / full) if full > 8 else (0.0, 0.0)
        self._full = full
        self._luma = target[0]
        self._own = None if own is None else float(np.arctan2(own[2] - 128, own[1] - 128))

    def __call__(self, frame: Frame, n: int, matte: F32 | None) -> None:
        u, v = frame.u.astype(np.float32) - 128, frame.v.astype(np.float32) - 128
        full = np.hypot(u, v)
        if self._own is not None:
            away = np.abs(np.angle(np.exp(1j * (np.arctan2(v, u) - self._own)))).astype(np.float32)
            part = np.clip((0.36 - away) / 0.14, 0, 1) * np.clip((full - 14) / 14, 0, 1)
        elif matte is not None:
            part = cv2.resize(matte, (frame.w // 2, frame.h // 2), interpolation=cv2.INTER_AREA)
        else:
            return
        part = np.asarray(cv2.GaussianBlur(part.astype(np.float32), (0, 0), 1.0), np.float32)
        colour = np.maximum(full, 0.5 * self._full if self._own is None else 0) if self._full > 8 else full * 0
        frame.u[:] = np.clip(128 + u + (self._to[0] * colour - u) * part + 0.5, 16, 240)
        frame.v[:] = np.clip(128 + v + (self._to[1] * colour - v) * part + 0.5, 16, 240)
        if self._full <= 8:  # black, white, grey: the light goes their way too
            whole = cv2.resize(part, (frame.w, frame.h), interpolation=cv2.INTER_LINEAR)
            y = frame.y.astype(np.float32)
            frame.y[:] = np.clip(y + (0.45 * self._luma + 0.55 * y - y) * whole + 0.5, 16, 235)


class Removal:
    """Paints a fixed place over with what is round it."""

    def __init__(self, mask: U8) -> None:
        x, y, w, h = cv2.boundingRect(mask)
        pad = 24
        self._x0, self._y0 = max(x - pad, 0) & ~1, max(y - pad, 0) & ~1
        self._x1 = min((x + w + pad + 1) & ~1, mask.shape[1] & ~1)
        self._y1 = min((y + h + pad + 1) & ~1, mask.shape[0] & ~1)
        part = mask[self._y0 : self._y1, self._x0 : self._x1]
        k = 2 if part.size > 90_000 else 1  # large places are made up at half the size
        self._masks = [self._scaled(part, k), self._scaled(part, 2 * k)]  # for luma, for chroma
        self._soft = cv2.GaussianBlur(part.astype(np.float32) / 255, (0, 0), 1.2)

    @staticmethod
    def _scaled(mask: U8, k: int) -> U8:
        size = (max(mask.shape[1] // k, 2), max(mask.shape[0] // k, 2))
        return np.asarray(cv2.resize(mask, size, interpolation=cv2.INTER_NEAREST), np.uint8)

    def __call__(self, frame: Frame, n: int, matte: F32 | None) -> None:
        for plane, c in _planes(frame):
            area = plane[self._y0 // c : self._y1 // c, self._x0 // c : self._x1 // c]
            h, w = area.shape
            mask = self._masks[c - 1]
            small = cv2.resize(area, (mask.shape[1], mask.shape[0]), interpolation=cv2.INTER_AREA)
            made = cv2.resize(
                cv2.inpaint(small, mask, 3, cv2.INPAINT_TELEA), (w, h), interpolation=cv2.INTER_LINEAR
            )
            soft = np.clip(np.asarray(cv2.resize(self._soft, (w, h)), np.float32), 0, 1)
            area[:] = cv2.blendLinear(made, area, soft, 1 - soft)


class Haze:
    """A veil of light, thicker towards the middle of the picture's height, drifting slowly."""

    def __init__(self) -> None:
        self._bands: dict[tuple[int, int], F32] = {}

    def __call__(self, frame: Frame, n: int, matte: F32 | None) -> None:
        size = (frame.h, frame.w)
        if size not in self._bands:
            y = np.linspace(0, 1, frame.h, dtype=np.float32)[:, None]
            x = np.linspace(0, 2 * np.pi, frame.w, dtype=np.float32)[None]
            band = np.exp(-(((y - 0.52 - 0.03 * np.sin(2 * x)) / 0.30) ** 2))
            self._bands[size] = np.asarray(0.55 * band, np.float32)
        part = np.roll(self._bands[size], (2 * n) % frame.w, axis=1)
        frame.y[:] = cv2.blendLinear(frame.y, np.full_like(frame.y, 205), 1 - part, part)


# ---- styles ----


def _smooth(plane: U8, k: int, d: int, colour: float, space: float) -> U8:
    h, w = plane.shape
    small = cv2.resize(plane, (max(w // k, 2), max(h // k, 2)), interpolation=cv2.INTER_AREA)
    small = cv2.bilateralFilter(small, d, colour, space)
    return np.asarray(cv2.resize(small, (w, h), interpolation=cv2.INTER_LINEAR), np.uint8)


def _edges(y: U8, low: float) -> U8:
    """Lines where light changes, 0..255; thin and soft."""
    small = cv2.GaussianBlur(y, (0, 0), 1.6)
    lines = cv2.subtract(cv2.GaussianBlur(small, (0, 0), 2.4), small)
    return cv2.convertScaleAbs(cv2.subtract(lines, low), alpha=16)  # type: ignore[call-overload]


def watercolour(frame: Frame, n: int, matte: F32 | None) -> None:
    """Washes that keep their edges, paler, their borders a little darker, on paper."""
    wash = _smooth(frame.y, 2, 7, 42, 5)
    lines = _edges(wash, 2)
    pale = cv2.convertScaleAbs(wash, alpha=0.80, beta=44)
    frame.y[:] = cv2.subtract(pale, cv2.convertScaleAbs(lines, alpha=0.16))
    cv2.multiply(frame.y, _paper(frame.h, frame.w), dst=frame.y, scale=1 / 255)
    for plane in (frame.u, frame.v):
        plane[:] = cv2.convertScaleAbs(_smooth(plane, 2, 7, 30, 5), alpha=0.92, beta=128 * 0.08)


def anime(frame: Frame, n: int, matte: F32 | None) -> None:
    """Flat tones with dark outlines and clear colours."""
    flat = _smooth(frame.y, 2, 7, 38, 4)
    lines = _edges(flat, 3)
    t = np.arange(256, dtype=np.float32)
    steps = np.clip(16 + np.floor((t - 16) / 219 * 7 + 0.5) / 7 * 219, 16, 235)
    frame.y[:] = cv2.subtract(
        cv2.LUT(flat, (0.72 * steps + 0.28 * t + 0.5).astype(np.uint8)), cv2.convertScaleAbs(lines, alpha=0.5)
    )
    for plane in (frame.u, frame.v):
        plane[:] = cv2.convertScaleAbs(_smooth(plane, 2, 5, 30, 4), alpha=1.22, beta=-128 * 0.22)


def pencil(frame: Frame, n: int, matte: F32 | None) -> None:
    """Graphite on paper: where light changes there is a line, and shade is a light tone."""
    around = cv2.GaussianBlur(frame.y, (0, 0), 6.0)
    drawn = cv2.divide(frame.y, cv2.max(around, 1), scale=212)  # type: ignore[call-overload]
    tone = cv2.convertScaleAbs(frame.y, alpha=0.28, beta=158)
    frame.y[:] = cv2.min(cv2.addWeighted(drawn, 0.72, tone, 0.28, 0), 228)  # type: ignore[call-overload]
    cv2.multiply(frame.y, _paper(frame.h, frame.w), dst=frame.y, scale=1 / 255)
    frame.u[:], frame.v[:] = 127, 129


def ink(frame: Frame, n: int, matte: F32 | None) -> None:
    """Brush and ink: three tones of grey, black where it is dark, lines, on warm paper."""
    flat = _smooth(frame.y, 2, 9, 46, 6)
    lines = _edges(flat, 2)
    t = np.arange(256, dtype=np.float32)
    tones = (
        34
        + 76 / (1 + np.exp(-(t - 58) / 7))
        + 66 / (1 + np.exp(-(t - 104) / 9))
        + 50 / (1 + np.exp(-(t - 160) / 12))
    )
    frame.y[:] = cv2.subtract(
        cv2.LUT(flat, np.clip(tones, 16, 226).astype(np.uint8)), cv2.convertScaleAbs(lines, alpha=0.7)
    )
    cv2.multiply(frame.y, _paper(frame.h, frame.w), dst=frame.y, scale=1 / 255)
    frame.u[:], frame.v[:] = 124, 131


_PAPERS: dict[tuple[int, int], U8] = {}


def _paper(h: int, w: int) -> U8:
    if (h, w) not in _PAPERS:
        from omnireel.animatic import styles

        _PAPERS[h, w] = styles.paper(h, w, 5, 0.10)
    return _PAPERS[h, w]


STYLES: dict[str, Callable[[Frame, int, F32 | None], None]] = {
    "watercolour": watercolour,
    "anime": anime,
    "sketch": pencil,
    "ink": ink,
}
"""Styles that are laid over footage by filters of their own; others have a hook for finished frames."""
