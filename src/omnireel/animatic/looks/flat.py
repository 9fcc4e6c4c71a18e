"""Anime, comic, paper cut-out, minimal, low poly, clay, blueprint: styles that draw with shapes and lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import cv2
import numpy as np
import numpy.typing as npt

from omnireel.animatic.looks.picture import (
    flattened,
    joined,
    luma,
    moved,
    on_shadow,
    outline,
    ragged,
    rounded,
    steps,
    straight,
    widest,
)
from omnireel.animatic.noise import blur, fbm, smooth

if TYPE_CHECKING:
    from omnireel.animatic.planes import Frame
    from omnireel.animatic.stage import Stage

F32 = npt.NDArray[Any]  # float32; OpenCV and NumPy lose the exact type on the way
U8 = npt.NDArray[Any]  # uint8

# ---- anime ----


def cel_layer(stage: Stage, rgba: F32, depth: float, kind: str, opaque: bool) -> F32:
    if kind == "veil":
        return rgba
    rgb, a = straight(rgba)
    if kind in ("set", "sky"):
        # Painted backgrounds: patches with clear edges in few tones, and a crisp silhouette.
        rgb = steps(flattened(flattened(rgb, 9), 7), 9.0 if kind == "set" else 13.0, 0.85)
        if kind == "set" and depth > 0.15:
            edge = np.clip(a - moved(a[..., 0], 2.4 * stage.unit, 3.2 * stage.unit)[..., None], 0, 1)
            rgb = rgb + (np.clip(rgb * 1.35 + 0.06, 0, 1) - rgb) * edge * 0.6
    elif kind == "ground":
        rgb = rgb + (steps(rgb, 8.0) - rgb) * 0.6
    grey = luma(rgb)[..., None]
    return joined(np.clip(grey + (rgb - grey) * 1.28 + 0.015, 0, 1).astype(np.float32), a)


def cel_figure(rgba: F32, unit: float) -> F32:
    rgb, a = straight(rgba)
    grey = luma(rgb)[..., None]
    rgb = np.clip(grey + (rgb - grey) * 1.22, 0, 1)
    alpha = a[..., 0]
    k = max(round(2.2 * unit), 1)
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * k + 1, 2 * k + 1))
    grown = cv2.dilate(alpha, kernel)
    level = cv2.GaussianBlur(grey[..., 0], (0, 0), 1.0)
    inner = smooth(0.05, 0.14, np.abs(cv2.Laplacian(level, cv2.CV_32F, ksize=3)))[..., None] * a
    line = np.array([0.13, 0.08, 0.10], np.float32)
    rgb = rgb + (line - rgb) * inner * 0.55
    out = joined(rgb.astype(np.float32), a)
    ring = np.clip(grown - alpha, 0, 1)[..., None]
    out[..., :3] += line * ring
    out[..., 3:] += ring
    return np.clip(out, 0, 1)


# ---- comic ----

LINE = np.array([0.07, 0.05, 0.09], np.float32)


def comic_layer(stage: Stage, rgba: F32, depth: float, kind: str, opaque: bool) -> F32:
    """Flat printed colours under ink lines, thicker the nearer."""
    if kind == "veil":
        return rgba * np.float32(0.35)
    rgb, a = straight(rgba)
    rgb = steps(flattened(rgb, 5), 6, 0.85)
    grey = luma(rgb)[..., None]
    rgb = np.clip(grey + (rgb - grey) * 1.5, 0, 1)
    if kind == "sky":
        return joined(rgb.astype(np.float32), a)
    ink = outline(rgb, a[..., 0], 0.16, 0.30)
    if depth > 0.3:
        ink = cv2.dilate(ink, np.ones((2, 2), np.uint8))
    ink = ink * np.float32(min(0.35 + depth, 0.95) * (ragged(a[..., 0]) if kind == "ground" else 1.0))
    rgb = rgb + (LINE - rgb) * ink[..., None]
    edge = np.maximum(a, (ink * (a[..., 0] > 0.02))[..., None])
    return joined(rgb.astype(np.float32), edge)


def comic_figure(rgba: F32, unit: float) -> F32:
    out = cel_figure(rgba, unit * 1.7)
    rgb, a = straight(out)
    return joined(steps(rgb, 7, 0.8), a)


_DOTS: dict[tuple[int, int], U8] = {}


def comic_frame(frame: Frame, n: int, seed: int) -> None:
    """Printer's dots in the half-tones and shadows."""
    h, w = frame.h, frame.w
    if (h, w) not in _DOTS:
        pitch = max(h, w) / 190
        x = np.arange(w, dtype=np.float32)[None]
        y = np.arange(h, dtype=np.float32)[:, None]
        u, v = (x + y) * 0.7071 / pitch, (x - y) * 0.7071 / pitch
        _DOTS[h, w] = ((0.5 + 0.25 * (np.cos(2 * np.pi * u) + np.cos(2 * np.pi * v))) * 255).astype(np.uint8)
    soft = cv2.GaussianBlur(frame.y, (0, 0), 2.0)
    tone = cv2.convertScaleAbs(soft, alpha=1.35, beta=-20)  # how far a dot must reach to be dark here
    dark = cv2.convertScaleAbs(cv2.subtract(_DOTS[h, w], tone), alpha=3)
    cv2.subtract(frame.y, cv2.min(dark, 58), dst=frame.y)  # type: ignore[call-overload]


# ---- paper cut-out ----


def _fibres(h: int, w: int, seed: int, unit: float) -> F32:
    """Grain of coloured paper, (h, w, 1) about 1."""
    fine = fbm(h, w, 2.2, 2, seed)
    broad = fbm(h, w, 30 * unit, 2, seed + 1)
    return (1 + (fine - 0.5) * 0.22 + (broad - 0.5) * 0.10)[..., None].astype(np.float32)


def cut_layer(stage: Stage, rgba: F32, depth: float, kind: str, opaque: bool) -> F32:
    """Each layer is a few sheets of coloured paper, one over another, that throw shadows."""
    u = stage.unit
    rgb, a = straight(rgba)
    h, w = a.shape[:2]
    alpha = a[..., 0]
    if kind == "veil":  # tracing paper
        sheet = smooth(0.26, 0.30, blur(alpha, 3 * u)) * 0.22
        return joined(rgb, sheet[..., None]) if stage.layers else rgba * 0
    seed = stage.seed + 7 * len(stage.layers)
    paper = _fibres(h, w, seed, u)
    if kind == "sky":
        # A fan of sheets round the sun, lighter inwards.
        x = np.arange(w, dtype=np.float32)[None] - stage.margin_x - stage.sun[0]
        y = np.arange(h, dtype=np.float32)[:, None] - stage.margin_y - stage.sun[1]
        wobble = (fbm(h, w, 60 * u, 3, seed + 3) - 0.5) * 0.05 * stage.w
        d = np.hypot(x, y)
        d = d + wobble * smooth(0.04 * stage.w, 0.12 * stage.w, d)
        top, low = stage.palette.sky[0], stage.palette.sky[3]
        out: F32 = np.zeros((h, w, 3), np.float32) + top
        for k in range(6, -1, -1):
            reach = (0.035 + 0.13 * k) * stage.w
            shade = smooth(reach + 16 * u, reach, d - 3 * u) * smooth(reach - 1, reach + 1, d) * 0.30
            out = out * (1 - shade[..., None])
            inside = smooth(reach + 1.2, reach - 1.2, d)[..., None]
            tone = low + (top - low) * np.float32(k / 6)
            if k == 0:
                tone = np.clip(stage.palette.light * 1.02, 0, 1)
            out = out + (tone - out) * inside
        return joined(np.clip(out * paper, 0, 1), a)
    near = kind == "near"
    rgb = flattened(flattened(rgb, 13), 9) if u > 0.7 else flattened(rgb, 5)
    grey = luma(rgb)[..., None]
    rgb = np.clip(grey + (rgb - grey) * 1.35, 0, 1)
    tones = steps(rgb, 5.0, 0.92)
    # The sheets within one layer: where the tone steps, the upper one's edge is lit and its shadow falls.
    level = blur(luma(tones), 0.8)
    move = level - moved(level, -2.0 * u, -3.0 * u)
    tones = (
        tones * (1 - 0.55 * np.clip(move * 3.0, 0, 1)[..., None]) + 0.20 * np.clip(-move * 2.2, 0, 1)[..., None]
    )
    alpha = rounded(alpha, (2.2 if kind != "ground" else 3.0) * u) if not near else rounded(alpha, 5 * u)
    rim = np.clip(alpha - moved(alpha, 1.6 * u, 2.2 * u), 0, 1)[..., None]
    out = np.clip(tones * paper, 0, 1)
    out = out + (np.clip(out * 1.25 + 0.12, 0, 1) - out) * rim * 0.9
    return on_shadow(out.astype(np.float32), alpha, -4 * u, (5 if kind != "ground" else -6) * u, 5 * u, 0.42)


def cut_figure(rgba: F32, unit: float) -> F32:
    rgb, a = straight(rgba)
    h, w = a.shape[:2]
    rgb = flattened(
        flattened(blur(rgb * a, 1.6 * unit) / np.maximum(blur(a[..., 0], 1.6 * unit), 0.05)[..., None], 7), 7
    )
    grey = luma(rgb)[..., None]
    rgb = steps(np.clip(grey + (rgb - grey) * 1.3, 0, 1), 4.5, 0.9)
    level = blur(luma(rgb), 0.7)
    move = level - moved(level, -1.6 * unit, -2.2 * unit)
    rgb = rgb * (1 - 0.5 * np.clip(move * 3, 0, 1)[..., None])
    alpha = rounded(a[..., 0], 1.6 * unit)
    rgb = np.clip(rgb * _fibres(h, w, 5, unit), 0, 1)
    rim = np.clip(alpha - blur(moved(alpha, 1.2 * unit, 1.6 * unit), 0.6), 0, 1)[..., None]
    rgb = rgb + (1 - rgb) * rim * 0.5
    return on_shadow(rgb.astype(np.float32), alpha, -4.5 * unit, 5 * unit, 4 * unit, 0.45)


# ---- minimal ----


def plain_layer(stage: Stage, rgba: F32, depth: float, kind: str, opaque: bool) -> F32:
    """Big quiet shapes: one tone a layer, a little lighter above, no texture."""
    u = stage.unit
    rgb, a = straight(rgba)
    h, w = a.shape[:2]
    alpha = a[..., 0]
    if kind == "veil":
        return rgba * np.float32(0.45)
    pal = stage.palette
    if kind == "sky":
        x = np.arange(w, dtype=np.float32)[None] - stage.margin_x - stage.sun[0]
        y = np.arange(h, dtype=np.float32)[:, None] - stage.margin_y - min(stage.sun[1], stage.horizon * 0.7)
        t = np.linspace(0, 1, h, dtype=np.float32)[:, None, None]
        top, low = _pale(pal.sky[1]), _pale(pal.sky[3])
        out = np.repeat(top + (low - top) * t, w, 1)
        disc = smooth(1.2, -1.2, np.hypot(x, y) - 0.085 * stage.w)[..., None]
        return joined((out + (_pale(pal.light) - out) * disc).astype(np.float32), a)
    weight = alpha + 1e-4
    mean = (rgb * weight[..., None]).sum((0, 1)) / weight.sum()
    broad = blur(rgb * alpha[..., None], 26 * u) / np.maximum(blur(alpha, 26 * u), 0.02)[..., None]
    flat_ = steps(_pale(mean * 0.42 + broad * 0.58), 9.0, 0.9)
    if kind in ("set", "ground"):
        alpha = rounded(alpha, 3.4 * u)
        sharp = blur(flattened(rgb, 9), 0.8)
        own = widest(np.abs(sharp - broad))
        big = smooth(0.16, 0.22, blur(own, 2.4 * u))[..., None]  # what differs much stays, as a flat shape
        flat_ = flat_ + (steps(_pale(sharp), 6.0) - flat_) * big
    return joined(np.clip(flat_, 0, 1).astype(np.float32), alpha[..., None])


def _pale(rgb: F32) -> F32:
    rgb = np.asarray(rgb, np.float32)
    grey = luma(rgb)[..., None]
    soft = grey + (rgb - grey) * 0.82
    return np.asarray(soft * 0.80 + 0.17 * np.clip(soft * 1.6, 0, 1), np.float32)


def plain_figure(rgba: F32, unit: float) -> F32:
    rgb, a = straight(rgba)
    own = blur(rgb * a, 4.5 * unit) / np.maximum(blur(a[..., 0], 4.5 * unit), 0.05)[..., None]
    calm = flattened(flattened(rgb, 9), 9)
    big = smooth(0.20, 0.26, blur(widest(np.abs(calm - own)), 1.5 * unit))[..., None]
    rgb = steps(own + (calm - own) * big, 4.5, 0.9)
    return joined(np.clip(_pale(rgb) * 1.02, 0, 1).astype(np.float32), rounded(a[..., 0], 1.4 * unit)[..., None])


# ---- low poly ----


def _facets(rgb: F32, alpha: F32, cell: float, seed: int, level: float = 0.5) -> tuple[F32, F32]:
    """The picture as triangles of one tone each, on a net that repeats sideways. (h, w, 3), (h, w)."""
    h, w = alpha.shape[:2]
    cols, rows = max(round(w / cell), 2), max(round(h / cell), 2)
    r = np.random.default_rng(seed & 0xFFFFFFFF)
    jitter = (r.random((rows + 1, cols, 2)) - 0.5) * 0.72
    jitter[0, :, 1] = jitter[-1, :, 1] = 0
    jitter = np.concatenate([jitter, jitter[:, :1]], 1)
    gx, gy = np.meshgrid(np.arange(cols + 1), np.arange(rows + 1))
    px = (gx + jitter[..., 0]) * (w / cols)
    py = (gy + jitter[..., 1]) * (h / rows)
    net = np.stack([px, py], -1)
    soft = blur(np.dstack([rgb * alpha[..., None], alpha]), cell * 0.22)
    out = np.zeros((h, w, 4), np.uint8)
    for j in range(rows):
        for i in range(cols):
            a, b, c, d = net[j, i], net[j, i + 1], net[j + 1, i + 1], net[j + 1, i]
            pairs = ((a, b, c), (a, c, d)) if (i + j) % 2 else ((a, b, d), (b, c, d))
            for k, tri in enumerate(pairs):
                mx, my = (tri[0] + tri[1] + tri[2]) / 3
                pixel = soft[min(max(int(my), 0), h - 1), int(mx) % w]
                if pixel[3] < level:
                    continue
                tilt = 1.0 + 0.13 * np.sin(7.1 * i + 3.7 * j + 2.3 * k)
                tone = np.clip(pixel[:3] / pixel[3] * tilt, 0, 1) * 255
                colour = (float(tone[0]), float(tone[1]), float(tone[2]), 255.0)
                for off in (0, -w) if i == cols - 1 else (0, w) if i == 0 else (0,):
                    pts = np.round((np.array(tri) + np.array([off, 0])) * 16).astype(np.int32)
                    cv2.fillConvexPoly(out, pts, colour, cv2.LINE_8, 4)
    full = out.astype(np.float32) / 255
    return full[..., :3], full[..., 3]


def facet_layer(stage: Stage, rgba: F32, depth: float, kind: str, opaque: bool) -> F32:
    if kind == "veil":
        return rgba * np.float32(0.7)
    rgb, a = straight(rgba)
    u = stage.unit
    cell = {"sky": 78, "ground": 30 + 34 * min(depth, 1.4), "near": 46}.get(kind, 17 + 15 * min(depth, 1.0)) * u
    grey = luma(rgb)[..., None]
    rgb = np.clip(grey + (rgb - grey) * 1.2, 0, 1)
    tone, alpha = _facets(
        rgb, np.ones_like(a[..., 0]) if opaque else a[..., 0], cell, stage.seed + len(stage.layers)
    )
    return joined(tone, alpha[..., None])


def facet_figure(rgba: F32, unit: float) -> F32:
    rgb, a = straight(rgba)
    grey = luma(rgb)[..., None]
    rgb = np.clip(0.5 + (grey - 0.5) * 1.15 + (rgb - grey) * 1.25, 0, 1)
    tone, alpha = _facets(rgb, a[..., 0], max(19 * unit, 5.0), 3, 0.10)
    return joined(tone, (np.minimum(alpha, 1) * rounded(a[..., 0], 1.2 * unit))[..., None])


# ---- clay ----


def _kneaded(rgb: F32, alpha: F32, unit: float, seed: int, lump: float) -> F32:
    """Clay: height from the silhouette and the tones, with dents of fingers; lit from above on the left."""
    h, w = alpha.shape[:2]
    swell = blur(alpha, 9 * unit) * 1.1 + blur(alpha, 3 * unit) * 0.5
    press = fbm(h, w, lump * unit, 3, seed) * 0.30
    x = np.arange(w, dtype=np.float32)[None]
    y = np.arange(h, dtype=np.float32)[:, None]
    where = smooth(0.56, 0.70, fbm(h, w, 60 * unit, 2, seed + 5))
    print_ = (
        np.sin((np.hypot(x % (90 * unit) - 45 * unit, y % (80 * unit) - 40 * unit)) / (1.7 * unit)) * 0.020 * where
    )
    height = swell + press + blur(luma(rgb), 2 * unit) * 0.5 + print_
    gx = cv2.Sobel(height, cv2.CV_32F, 1, 0, ksize=3) * 2.2
    gy = cv2.Sobel(height, cv2.CV_32F, 0, 1, ksize=3) * 2.2
    n = 1 / np.sqrt(1 + gx * gx + gy * gy)
    lit = np.clip((0.45 * gx + 0.75 * gy) * n * -1 + 0.66 * n, 0, 1.4)
    shine = np.clip(lit - 0.93, 0, 1) ** 1.3 * 2.4
    return np.asarray(np.clip(rgb * (0.42 + 0.74 * lit)[..., None] + shine[..., None] * 0.35, 0, 1), np.float32)


def clay_layer(stage: Stage, rgba: F32, depth: float, kind: str, opaque: bool) -> F32:
    if kind == "veil":
        return rgba * np.float32(0.5)
    rgb, a = straight(rgba)
    u, alpha = stage.unit, a[..., 0]
    rgb = flattened(flattened(rgb, 11), 9)
    grey = luma(rgb)[..., None]
    rgb = steps(np.clip(grey + (rgb - grey) * 1.3, 0, 1), 8.0, 0.7)
    if kind == "sky":
        return joined(_kneaded(rgb, alpha, u * 2, stage.seed + 2, 26), a)
    if kind != "near":
        alpha = rounded(alpha, 2.6 * u)
    return on_shadow(
        _kneaded(rgb, alpha, u, stage.seed + len(stage.layers), 12), alpha, -3 * u, 3 * u, 4 * u, 0.35
    )


def clay_figure(rgba: F32, unit: float) -> F32:
    rgb, a = straight(rgba)
    alpha = rounded(a[..., 0], 1.8 * unit)
    rgb = steps(flattened(flattened(rgb, 7), 7), 7.0, 0.6)
    return joined(_kneaded(rgb, alpha, unit, 4, 7), alpha[..., None])


# ---- blueprint ----

BLUE = (0.07, 0.20, 0.44)


def plan_layer(stage: Stage, rgba: F32, depth: float, kind: str, opaque: bool) -> F32:
    """White lines round flat shapes; far ones fainter. Hatching says what is solid."""
    blue = np.array(BLUE, np.float32)
    if kind == "veil":
        return rgba * 0
    rgb, a = straight(rgba)
    h, w = a.shape[:2]
    if kind == "sky":
        return joined(np.zeros((h, w, 3), np.float32) + blue, a)
    alpha = rounded(a[..., 0], 1.4 * stage.unit)
    calm = flattened(rgb, 7 if kind == "set" else 13)
    lines = outline(calm, alpha, 0.12, 0.26) * np.float32(min(0.30 + 0.75 * depth, 0.95))
    x = np.arange(w, dtype=np.float32)[None]
    y = np.arange(h, dtype=np.float32)[:, None]
    gap = 9 * stage.unit
    dark = smooth(0.42, 0.22, blur(luma(calm), 3 * stage.unit))
    hatch = smooth(0.80, 0.97, 0.5 + 0.5 * np.cos((x + y) * 2 * np.pi / gap)) * dark * 0.30
    body = blue * np.float32(1.04 + 0.10 * min(depth, 1))
    tone = body + (np.array([0.92, 0.97, 1.0], np.float32) - body) * np.maximum(lines, hatch * alpha)[..., None]
    return joined(tone.astype(np.float32), np.maximum(alpha, lines)[..., None])


def plan_figure(rgba: F32, unit: float) -> F32:
    rgb, a = straight(rgba)
    lines = outline(flattened(rgb, 3), a[..., 0], 0.09, 0.20)
    lines = np.maximum(lines, cv2.dilate(lines, np.ones((2, 2), np.uint8)) * 0.7)
    body = np.array(BLUE, np.float32) * 1.25
    tone = body + (np.array([1, 1, 1], np.float32) - body) * lines[..., None]
    return joined(tone.astype(np.float32), np.maximum(a, (lines * (a[..., 0] > 0))[..., None]))


_PLANS: dict[tuple[int, int], U8] = {}


def plan_frame(frame: Frame, n: int, seed: int) -> None:
    """The grid of the drawing board, crop marks, and lines that measure the picture."""
    h, w = frame.h, frame.w
    if (h, w) not in _PLANS:
        sheet = np.zeros((h, w), np.uint8)
        step = max(min(h, w) / 27, 4)
        for k in range(int(max(h, w) / step) + 1):
            at, level = int(k * step), 26 if k % 5 == 0 else 11
            if at < w:
                sheet[:, at] = np.maximum(sheet[:, at], level)
            if at < h:
                sheet[at] = np.maximum(sheet[at], level)
        edge, tick = int(step * 1.2), int(step * 0.5)
        cv2.rectangle(sheet, (edge, edge), (w - edge, h - edge), 110, max(h // 700, 1), cv2.LINE_AA)
        for k in range(1, 12):
            x, y = edge + (w - 2 * edge) * k // 12, edge + (h - 2 * edge) * k // 12
            cv2.line(sheet, (x, h - edge), (x, h - edge - tick), 110, 1, cv2.LINE_AA)
            cv2.line(sheet, (edge, y), (edge + tick, y), 110, 1, cv2.LINE_AA)
        bx, by = w - edge - int(step * 6), h - edge - int(step * 2.4)
        cv2.rectangle(sheet, (bx, by), (w - edge, h - edge), 120, 1, cv2.LINE_AA)
        cv2.line(sheet, (bx, (by + h - edge) // 2), (w - edge, (by + h - edge) // 2), 90, 1, cv2.LINE_AA)
        _PLANS[h, w] = sheet
    cv2.add(frame.y, _PLANS[h, w], dst=frame.y)
