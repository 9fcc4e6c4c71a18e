"""Smooth value noise, cheap enough to bake textures from. Everything is a function of its seed alone."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

F32 = npt.NDArray[Any]  # float32; OpenCV and NumPy lose the exact type on the way


def rng(*seeds: int) -> np.random.Generator:
    return np.random.default_rng([s & 0xFFFFFFFF for s in seeds])


def value(h: int, w: int, cell: float, seed: int, stretch: float = 1.0, wrap: bool = False) -> F32:
    """Value noise 0..1, shape (h, w), lumps of `cell` pixels (x `stretch` sideways); `wrap` repeats in x."""
    rows = max(int(h / cell) + 4, 4)
    cols = max(round(w / (cell * stretch)), 2) if wrap else int(w / (cell * stretch)) + 4
    grid = rng(seed, 11).random((rows, cols), dtype=np.float32)
    if not wrap:
        big = cv2.resize(
            grid,
            (max(int(cols * cell * stretch) + 1, w + 2), max(int(rows * cell) + 1, h + 2)),
            interpolation=cv2.INTER_CUBIC,
        )
        return np.ascontiguousarray(big[:h, :w])
    grid = np.concatenate([grid[:, -2:], grid, grid[:, :2]], axis=1)
    step = w / cols
    shift = np.array([[step, 0, -1.5 * step], [0, cell, 0]], np.float32)
    return cv2.warpAffine(grid, shift, (w, h), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)


def fbm(
    h: int,
    w: int,
    cell: float,
    octaves: int,
    seed: int,
    stretch: float = 1.0,
    wrap: bool = False,
    gain: float = 0.5,
) -> F32:
    """Several octaves of value noise, 0..1, mean about 0.5."""
    out = np.zeros((h, w), np.float32)
    weight, total = 1.0, 0.0
    for octave in range(octaves):
        if cell < 1.5:
            break
        out += weight * value(h, w, cell, seed + 17 * octave, stretch, wrap)
        total += weight
        weight *= gain
        cell /= 2
    return out / np.float32(total or 1.0)


def line(w: int, cell: float, octaves: int, seed: int, wrap: bool = False) -> F32:
    """One-dimensional noise in 0..1, shape (w,)."""
    return fbm(4, w, cell, octaves, seed, 1.0, wrap)[1]  # type: ignore[no-any-return]


def smooth(low: npt.ArrayLike, high: npt.ArrayLike, x: npt.ArrayLike) -> F32:
    """Smooth step from 0 at `low` to 1 at `high` (which may lie below `low`)."""
    a, b = np.asarray(low, np.float32), np.asarray(high, np.float32)
    t = np.clip((np.asarray(x, np.float32) - a) / (b - a), 0, 1)
    return np.asarray(t * t * (3 - 2 * t), np.float32)


def blur(image: F32, sigma: float) -> F32:
    """Gaussian blur; wide ones run on a smaller copy, which looks the same and costs a tenth."""
    if sigma <= 0.3:
        return image
    h, w = image.shape[:2]
    shrink = int(sigma // 3)
    if shrink > 1 and min(h, w) > 8 * shrink:
        small = cv2.resize(image, (w // shrink, h // shrink), interpolation=cv2.INTER_AREA)
        small = cv2.GaussianBlur(small, (0, 0), sigma / shrink, borderType=cv2.BORDER_REPLICATE)
        return cv2.resize(small, (w, h), interpolation=cv2.INTER_LINEAR)
    return cv2.GaussianBlur(image, (0, 0), sigma, borderType=cv2.BORDER_REPLICATE)
