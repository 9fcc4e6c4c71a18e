"""Planar video pictures and how one is laid over another: the only pixel work done for every frame.

Everything painted ends as 8-bit BT.709 planes (luma full size, chroma half size), already multiplied by its
alpha.
`keep` is 255 - alpha: what remains of the picture below. Then `below * keep / 255 + above` is the whole of
compositing, two OpenCV calls a plane, and the frame can be handed to the encoder as it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

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


class Frame:
    """A picture being composed: Y (h, w), U and V (h/2, w/2), uint8, views of one I420 buffer."""

    def __init__(self, w: int, h: int) -> None:
        self.w, self.h = w, h
        self.buffer = np.zeros(w * h * 3 // 2, np.uint8)
        self.y = self.buffer[: w * h].reshape(h, w)
        self.u = self.buffer[w * h : w * h * 5 // 4].reshape(h // 2, w // 2)
        self.v = self.buffer[w * h * 5 // 4 :].reshape(h // 2, w // 2)


@dataclass
class Planar:
    """A baked picture. y, keep: (h, w); u, v, keep_half: (h/2, w/2). `keep` is None when it is opaque."""

    y: U8
    u: U8
    v: U8
    keep: U8 | None
    keep_half: U8 | None

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


def _sample(src: U8, x: float, y: float, step: float, w: int, h: int, border: int, fill: int) -> U8:
    """Take (h, w) samples of `src` starting at (x, y), `step` source pixels apart, bilinear."""
    sh, sw = src.shape
    if step == 1.0 and y >= 0 and y + h + (y != int(y)) <= sh and x >= 0 and x + w + (x != int(x)) <= sw:
        # Only shifted: two weighted sums are several times cheaper than a general warp.
        iy, ix = int(y), int(x)
        part, down = x - ix, y - iy
        taller = h if down < 1 / 32 else h + 1
        out = src[iy : iy + taller, ix : ix + w]
        if part >= 1 / 64:
            out = cv2.addWeighted(out, 1 - part, src[iy : iy + taller, ix + 1 : ix + 1 + w], part, 0)
        if taller > h:
            out = cv2.addWeighted(out[:-1], 1 - down, out[1:], down, 0)
        return out
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

    rows: frame rows that may change. wrap: period in pixels of a picture that repeats sideways (its canvas
    must be
    a frame width longer than the period). spread: hold edge pixels instead of ending. fade: opacity.
    """
    ph, pw = pix.shape
    step = 1.0 / scale
    if abs(scale - 1) < 1e-6:
        step = 1.0
    top, bottom = (0, frame.h) if rows is None else rows
    left, right = 0, frame.w
    if not spread:
        # Canvases end in empty rows: stay inside them, so that shifting needs no border.
        top, bottom = max(top, int(np.ceil(ty)) + 1), min(bottom, int(np.floor(ty + ph * scale)) - 2)
        if wrap is None:
            left, right = max(left, int(np.ceil(tx)) + 1), min(right, int(np.floor(tx + pw * scale)) - 2)
    # Chroma pixels are two by two: cut to even bounds.
    top, left = max((top + 1) & ~1, 0), max((left + 1) & ~1, 0)
    bottom, right = min(bottom + 1, frame.h) & ~1, min(right + 1, frame.w) & ~1
    if bottom <= top or right <= left:
        return
    w, h = right - left, bottom - top
    x, y = (left - tx) * step, (top - ty) * step
    if wrap is not None:
        x %= wrap
    border = cv2.BORDER_REPLICATE if spread else cv2.BORDER_CONSTANT
    cx, cy = (x + 0.5 * step - 0.5) / 2, (y + 0.5 * step - 0.5) / 2
    keep = keep_half = None
    if pix.keep is not None and pix.keep_half is not None:
        keep = _sample(pix.keep, x, y, step, w, h, border, 255)
        keep_half = _sample(pix.keep_half, cx, cy, step, w // 2, h // 2, border, 255)
    parts = [(frame.y[top:bottom, left:right], _sample(pix.y, x, y, step, w, h, border, 0), keep)]
    half = (slice(top // 2, bottom // 2), slice(left // 2, right // 2))
    for dst, src in ((frame.u, pix.u), (frame.v, pix.v)):
        parts.append((dst[half], _sample(src, cx, cy, step, w // 2, h // 2, border, 0), keep_half))
    for dst, src, kept in parts:
        if fade < 1 and kept is not None:
            kept = cv2.convertScaleAbs(kept, alpha=fade, beta=255 * (1 - fade))
            src = cv2.convertScaleAbs(src, alpha=fade)
        _lay(dst, src, kept)


def rippled(frame: Frame, top: int, bottom: int, t: float, size: float, field_: F32) -> None:
    """Move rows top..bottom about as small waves do: `size` pixels near the bottom, less far off.

    field_: phases (radians), a small picture of any size that covers the rows.
    """
    top, bottom = top & ~1, bottom & ~1
    h, _w = bottom - top, frame.w
    if h < 8 or size < 0.2:
        return
    fh, _fw = field_.shape
    near = (0.15 + 0.85 * np.linspace(0, 1, fh, dtype=np.float32))[:, None] * np.float32(size)
    dy = np.sin(field_ + np.float32(3.1 * t)) * near
    dx = np.cos(field_ * np.float32(0.7) + np.float32(2.3 * t)) * near * np.float32(0.5)
    for plane, k in (
        (frame.y[top:bottom], 1),
        (frame.u[top // 2 : bottom // 2], 2),
        (frame.v[top // 2 : bottom // 2], 2),
    ):
        ph, pw = plane.shape
        x = np.arange(pw, dtype=np.float32)[None]
        y = np.arange(ph, dtype=np.float32)[:, None]
        mx = cv2.resize(dx, (pw, ph), interpolation=cv2.INTER_LINEAR) * np.float32(1 / k) + x
        my = cv2.resize(dy, (pw, ph), interpolation=cv2.INTER_LINEAR) * np.float32(1 / k) + y
        plane[:] = cv2.remap(plane, mx, my, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT)


def magnified(frame: Frame, scale: float, focus: tuple[float, float]) -> Frame:
    """The frame enlarged by `scale` (1 or more) about a fixed point: the camera's common approach."""
    if scale <= 1.0005:
        return frame
    out = Frame(frame.w, frame.h)
    step = 1 / scale
    x, y = focus[0] * (1 - step), focus[1] * (1 - step)
    for src, dst, fx, fy in (
        (frame.y, out.y, x, y),
        (frame.u, out.u, (x + 0.5 * step - 0.5) / 2, (y + 0.5 * step - 0.5) / 2),
        (frame.v, out.v, (x + 0.5 * step - 0.5) / 2, (y + 0.5 * step - 0.5) / 2),
    ):
        inverse = np.array([[step, 0, fx], [0, step, fy]], np.float64)
        cv2.warpAffine(
            src,
            inverse,
            (dst.shape[1], dst.shape[0]),
            dst=dst,
            flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP,
            borderMode=cv2.BORDER_REPLICATE,
        )
    return out


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
