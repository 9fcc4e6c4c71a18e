"""Small operations on premultiplied RGBA pictures (h, w, 4) that styles are made of."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from omnireel.animatic.noise import blur, smooth

F32 = npt.NDArray[Any]  # float32; OpenCV and NumPy lose the exact type on the way


def luma(rgb: F32) -> F32:
    return np.asarray(rgb @ np.array([0.2126, 0.7152, 0.0722], np.float32), np.float32)


def straight(rgba: F32) -> tuple[F32, F32]:
    a = rgba[..., 3:]
    return np.clip(rgba[..., :3] / np.maximum(a, 1e-3), 0, 1), a


def joined(rgb: F32, a: F32) -> F32:
    return np.concatenate([rgb * a, a], axis=2).astype(np.float32)


def flattened(rgb: F32, radius: int) -> F32:
    """Patches of even colour with kept edges: a median over 8-bit values, wide ones on a picture of half size."""
    h, w = rgb.shape[:2]
    tones = cv2.convertScaleAbs(rgb, alpha=255)
    if radius > 5 and min(h, w) > 40:
        small = cv2.resize(tones, (w // 2, h // 2), interpolation=cv2.INTER_AREA)
        for _ in range(1 if radius < 9 else 2):
            small = cv2.medianBlur(small, 5)
        tones = cv2.resize(small, (w, h), interpolation=cv2.INTER_LINEAR)
    else:
        tones = cv2.medianBlur(tones, radius | 1)
    return tones.astype(np.float32) / np.float32(255)


def widest(rgb: F32) -> F32:
    """The largest of the three channels, (h, w)."""
    return np.asarray(np.maximum(np.maximum(rgb[..., 0], rgb[..., 1]), rgb[..., 2]), np.float32)


def steps(rgb: F32, count: float, part: float = 1.0) -> F32:
    """The same hues in `count` steps of lightness, `part` of the way there."""
    grey = luma(rgb)[..., None]
    hard = np.round(grey * count) / np.float32(count)
    k = (grey + (hard - grey) * np.float32(part)) / np.maximum(grey, 0.02)
    return np.asarray(np.clip(rgb * k, 0, 1), np.float32)


def rounded(alpha: F32, radius: float) -> F32:
    """The same silhouette (h, w) without fine detail: soft, then cut again."""
    return smooth(0.40, 0.60, blur(alpha, radius))


def outline(rgb: F32, alpha: F32, low: float = 0.10, high: float = 0.22) -> F32:
    """Where colours or the silhouette change sharply, (h, w) 0..1: lines one draws by hand."""
    grey = cv2.GaussianBlur(luma(rgb) * alpha, (0, 0), 1.1)
    gx, gy = cv2.Sobel(grey, cv2.CV_32F, 1, 0, ksize=3), cv2.Sobel(grey, cv2.CV_32F, 0, 1, ksize=3)
    inner = smooth(low, high, np.hypot(gx, gy) * 0.25 * 4)
    k = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (3, 3))
    ring = np.clip(cv2.dilate(alpha, k) - cv2.erode(alpha, k), 0, 1)
    return np.asarray(np.maximum(inner * alpha, ring), np.float32)


def ragged(alpha: F32) -> float:
    """How uneven the upper edge of a silhouette is, 0 (a level border) to 1 (grass)."""
    top = np.argmax(alpha > 0.5, axis=0).astype(np.float32)
    return float(smooth(0.25, 1.0, float(np.abs(np.diff(top)).mean())))


def moved(alpha: F32, dx: float, dy: float) -> F32:
    """The mask (h, w) shifted by pixels; what comes in from outside is empty."""
    h, w = alpha.shape[:2]
    shift = np.array([[1, 0, dx], [0, 1, dy]], np.float32)
    return np.asarray(cv2.warpAffine(alpha, shift, (w, h)), np.float32)


def on_shadow(rgb: F32, alpha: F32, dx: float, dy: float, soft: float, dark: float) -> F32:
    """Premultiplied RGBA of a sheet over the soft shadow that it throws on what lies behind it."""
    shade = blur(moved(alpha, dx, dy), soft) * np.float32(dark)
    a = alpha + shade * (1 - alpha)
    return np.dstack([rgb * alpha[..., None], a]).astype(np.float32)


def kuwahara(rgb: F32, radius: int) -> F32:
    """A painter's simplification (h, w, 3): each point takes the mean of its calmest neighbourhood."""
    k = 2 * radius + 1
    mean = cv2.boxFilter(rgb, -1, (k, k))
    grey = luma(rgb)
    m, m2 = cv2.boxFilter(grey, -1, (k, k)), cv2.boxFilter(grey * grey, -1, (k, k))
    spread = m2 - m * m
    h, w = grey.shape
    x, y = np.arange(w, dtype=np.float32)[None], np.arange(h, dtype=np.float32)[:, None]
    best, out = np.full((h, w), np.inf, np.float32), rgb
    for dx, dy in ((-1, -1), (1, -1), (-1, 1), (1, 1)):
        mx, my = np.broadcast_to(x + dx * radius, (h, w)), np.broadcast_to(y + dy * radius, (h, w))
        mx, my = np.ascontiguousarray(mx), np.ascontiguousarray(my)
        there = cv2.remap(spread, mx, my, cv2.INTER_NEAREST, borderMode=cv2.BORDER_REFLECT)
        colour = cv2.remap(mean, mx, my, cv2.INTER_NEAREST, borderMode=cv2.BORDER_REFLECT)
        take = there < best
        best = np.where(take, there, best)
        out = np.where(take[..., None], colour, out)
    return np.asarray(out, np.float32)
