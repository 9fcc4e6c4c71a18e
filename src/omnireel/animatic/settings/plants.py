"""Grass, flowers and reeds: strokes on a strip's 8-bit premultiplied canvas."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from omnireel.animatic.noise import fbm, line, smooth
from omnireel.animatic.palette import mix
from omnireel.animatic.settings import common
from omnireel.animatic.settings.brush import Canvas
from omnireel.animatic.stage import Stage

F32 = npt.NDArray[Any]  # float32; OpenCV and NumPy lose the exact type on the way
U8 = npt.NDArray[Any]  # uint8


def _blade_points(x: F32, y: F32, tall: F32, lean: F32, wide: F32) -> npt.NDArray[np.int32]:
    """Outlines (n, 7, 2) in 1/16 pixels of blades rooted at (x, y)."""
    left, right = [], []
    for t, k in ((0.0, 1.0), (0.42, 0.86), (0.75, 0.5)):
        cx, cy = x + lean * t**1.9, y - tall * t
        left.append(np.stack([cx - wide * k, cy], -1))
        right.append(np.stack([cx + wide * k, cy], -1))
    tip = np.stack([x + lean, y - tall], -1)
    pts = np.stack([*left, tip, *right[::-1]], 1)
    return np.round(pts * 16).astype(np.int32)


def _bytes(colours: F32) -> list[tuple[float, float, float, float]]:
    c = np.clip(colours, 0, 1) * 255
    return [(float(r), float(g), float(b), 255.0) for r, g, b in c]


def _each(w: int, x: F32, reach: F32) -> list[tuple[int, int]]:
    """(index, sideways copy) so that what crosses the edge of a repeating canvas is drawn at both ends."""
    pairs = [(i, 0) for i in range(len(x))]
    pairs += [(int(i), w) for i in np.flatnonzero(x - reach < 0)] + [
        (int(i), -w) for i in np.flatnonzero(x + reach > w)
    ]
    return sorted(pairs)


def grass(
    stage: Stage,
    canvas: U8,
    z0: float,
    z1: float,
    y_of: Callable[[float], float],
    r: np.random.Generator,
    strip: int,
    *,
    tall: float,
    far: npt.ArrayLike,
    near: npt.ArrayLike,
    tip: npt.ArrayLike,
    thick: float = 1.0,
    lean: float = 0.75,
    over_feet: float | None = None,
) -> None:
    """Blades on a strip between depths z0 and z1. tall: pixels at the bottom edge; colours are lit."""
    _h, w = canvas.shape[:2]
    size = tall * stage.unit
    mean = (z0 + z1) / 2
    height = size * (0.065 + mean**1.35)
    gap = max(0.27 * height**0.72 * stage.unit**0.28, 0.8) / thick
    rows = max((y_of(z1) - y_of(z0)) / max(height * 0.30, 1.2), 2.0)
    n = int(min(w / gap * rows, 8000))
    zs = np.sort(z0 + (z1 - z0) * r.random(n)).astype(np.float32)
    x = (r.random(n) * w).astype(np.float32)
    y = np.array([y_of(0.0)], np.float32) + zs * np.float32(y_of(1.0) - y_of(0.0))
    clump_map = fbm(64, w, 40 * stage.unit, 3, stage.seed + 3 + strip, 1.6, True)
    wind_map = fbm(64, w, 150 * stage.unit, 2, stage.seed + 5, 1.5, True)
    rows_at = (np.clip((zs - z0) / max(z1 - z0, 1e-6), 0, 1) * 63).astype(int)
    clump, wind = clump_map[rows_at, x.astype(int) % w], wind_map[rows_at, x.astype(int) % w]
    clump = np.clip((clump - 0.5) * 1.5 + 0.5, 0.05, 1)
    reach = size * (0.065 + zs**1.35)
    hh = reach * (0.40 + 0.95 * clump) * (0.62 + 0.68 * r.random(n, dtype=np.float32))
    if over_feet is not None:
        hh = np.minimum(hh, over_feet * (0.5 + r.random(n, dtype=np.float32)))
    bend = (wind - 0.38) * hh * lean + r.standard_normal(n, dtype=np.float32) * hh * 0.17
    wide = (0.42 + 1.75 * zs * (0.45 + r.random(n, dtype=np.float32))) * stage.unit
    far_c, near_c, tip_c = (np.asarray(c, np.float32) for c in (far, near, tip))
    base = mix(far_c, near_c, np.minimum(zs * 1.25, 1)[:, None])
    shade = (0.58 + 0.66 * clump)[:, None]
    light = r.random(n, dtype=np.float32)[:, None] ** 1.7
    colour = mix(base * shade, tip_c * shade, light * (0.55 - 0.28 * np.minimum(zs, 1))[:, None])
    calm = np.exp(-zs * 9)[:, None]
    colour = mix(colour, far_c * (0.9 + 0.2 * clump)[:, None], 0.82 * calm)
    lit = r.random(n) < (0.07 * (1 - calm[:, 0]) * clump)
    colour[lit] = np.minimum(mix(colour[lit], tip_c * 1.15, 0.75), 1)
    pts = _blade_points(x, y, hh, bend, wide)
    cols = _bytes(colour)
    fill = cv2.fillConvexPoly
    for i, dx in _each(w, x, np.abs(bend) + 3):
        fill(canvas, pts[i] + np.array([dx * 16, 0]) if dx else pts[i], cols[i], cv2.LINE_AA, 4)


def flowers(
    stage: Stage,
    canvas: U8,
    z0: float,
    z1: float,
    y_of: Callable[[float], float],
    r: np.random.Generator,
    strip: int,
    colours: Sequence[npt.ArrayLike],
    *,
    tall: float,
    density: float = 1.0,
) -> None:
    """Drifts of flowers of one kind, never sprinkled evenly. Colours are already lit."""
    _h, w = canvas.shape[:2]
    n = int(1500 * density * (z1 - z0) ** 0.5)
    zs = np.sort(z0 + (z1 - z0) * r.random(n))
    x = r.random(n) * w
    field = fbm(8, w, 120 * stage.unit, 3, stage.seed + 60, 1.0, True)[3]
    kinds = [
        fbm(8, w, 150 * stage.unit, 2, stage.seed + 70 + i + strip // 3, 1.0, True)[3] for i in range(len(colours))
    ]
    for i in range(n):
        xi = int(x[i]) % w
        if field[xi] < 0.53:
            continue
        z = float(zs[i])
        y = y_of(z)
        stem = tall * stage.unit * (0.06 + 0.75 * z**1.3) * (0.6 + 0.6 * r.random())
        s = (0.9 + 5.4 * z**1.3) * (0.7 + 0.5 * r.random()) * stage.unit
        kind = int(np.argmax([k[xi] + 0.1 * r.random() for k in kinds]))
        c = np.asarray(colours[kind], np.float32) * (0.8 + 0.3 * r.random())
        tip_x, tip_y = x[i] + r.normal(0.2, 0.15) * stem * 0.5, y - stem
        if z > 0.2:
            cv2.line(
                canvas,
                (int(x[i] * 16), int(y * 16)),
                (int(tip_x * 16), int(tip_y * 16)),
                (70, 86, 34, 255),
                max(int(s * 0.22), 1),
                cv2.LINE_AA,
                4,
            )
        petals = 1 if z < 0.16 else 5
        for j in range(petals):
            a = j * 6.283 / petals + r.random()
            off = 0.0 if petals == 1 else s * 0.75
            px, py = tip_x + np.cos(a) * off, tip_y + np.sin(a) * off * 0.5
            tone = np.clip(c * (0.82 + 0.3 * r.random()), 0, 1) * 255
            cv2.ellipse(
                canvas,
                (int(px * 16), int(py * 16)),
                (max(int(s * 10.5), 8), max(int(s * 7.5), 6)),
                0,
                0,
                360,
                (*map(float, tone), 255),
                -1,
                cv2.LINE_AA,
                4,
            )
        if petals > 1:
            heart = np.clip(mix((0.55, 0.36, 0.10), c, 0.25), 0, 1) * 255
            cv2.ellipse(
                canvas,
                (int(tip_x * 16), int((tip_y - s * 0.1) * 16)),
                (int(s * 6), int(s * 4.2)),
                0,
                0,
                360,
                (*map(float, heart), 255),
                -1,
                cv2.LINE_AA,
                4,
            )


def near_blades(
    stage: Stage,
    low: npt.ArrayLike,
    high: npt.ArrayLike,
    tall: float,
    count: int,
    salt: int,
    soft: float,
    middle: float = 0.22,
) -> F32:
    """A dark, unsharp fringe of blades at the bottom of the frame, in clumps. RGBA (h, w, 4)."""
    w = stage.period()
    size = tall * stage.unit
    h = int(size * 1.25 + stage.margin_y) // 2 * 2
    k = 2
    canvas = np.zeros((h // k, w // k, 4), np.uint8)
    r = stage.rng(salt)
    n = count
    x = (r.random(n) * w).astype(np.float32)
    clump = line(w, 170 * stage.unit, 3, stage.seed + salt, True)[x.astype(int) % w]
    hh = size * (middle + (1 - middle) * smooth(0.42, 0.72, clump)) * (0.45 + 0.6 * r.random(n, dtype=np.float32))
    bend = r.normal(0.10, 0.22, n).astype(np.float32) * hh
    wide = (5.5 + 8 * r.random(n, dtype=np.float32)) * stage.unit
    colour = mix(np.asarray(low), np.asarray(high), (r.random(n, dtype=np.float32) ** 2)[:, None])
    pts = _blade_points(x / k, np.full(n, h / k, np.float32), hh / k, bend / k, wide / k)
    cols = _bytes(colour)
    for i, dx in _each(w // k, x / k, np.abs(bend) / k + 20):
        cv2.fillConvexPoly(canvas, pts[i] + np.array([dx * 16, 0]), cols[i], cv2.LINE_AA, 4)
    rgba = canvas.astype(np.float32) * np.float32(1 / 255)
    rgba = np.concatenate([rgba[:, -40:], rgba, rgba[:, :40]], 1)
    smear = soft * (1.8 if stage.tracking else 1.0)
    rgba = cv2.GaussianBlur(rgba, (0, 0), smear * stage.unit / k, sigmaY=soft * stage.unit / k)[:, 40:-40]  # type: ignore[assignment]
    return np.asarray(cv2.resize(rgba, (w, h), interpolation=cv2.INTER_LINEAR), np.float32)


Dress = Callable[[U8, float, float, Callable[[float], float], np.random.Generator, int], None]


def grassland(
    stage: Stage,
    tall: float,
    far: npt.ArrayLike,
    near: npt.ArrayLike,
    tip: npt.ArrayLike,
    *,
    feet: float = 14.0,
    thick: float = 1.0,
    lean: float = 0.75,
    bloom: Sequence[npt.ArrayLike] = (),
    density: float = 0.6,
    bare: Callable[[float], bool] | None = None,
) -> Dress:
    """The dress of strips of ground: grass in depth, low round the subject's feet, with drifts of flowers.
    Colours are lit; bare(z) says where nothing grows.
    """
    hz, u, bottom = stage.horizon, stage.unit, stage.h + stage.margin_y * 1.5

    def dress(
        canvas: U8, z0: float, z1: float, y_of: Callable[[float], float], r: np.random.Generator, i: int
    ) -> None:
        if (bare is not None and bare(z0)) or stage.weather == "snow":
            return
        row = hz + (bottom - hz) * z0
        low = feet * u if stage.ground - 2 < row < stage.ground + (common.FEET_CLEAR + 2) * u else None
        grass(
            stage,
            canvas,
            z0,
            z1,
            y_of,
            r,
            i,
            tall=tall,
            far=far,
            near=near,
            tip=tip,
            thick=thick,
            lean=lean,
            over_feet=low,
        )
        if bloom and z0 > 0.02 and low is None:
            flowers(stage, canvas, z0, z1, y_of, r, i, bloom, tall=tall * 0.8, density=density)

    return dress


def tree(
    c: Canvas,
    x: float,
    base: float,
    tall: float,
    r: np.random.Generator,
    leaf: str = "#4c6a30",
    bark: str = "#54422f",
    wide: float = 0.34,
    bare: bool = False,
) -> None:
    """A broad tree: trunk, boughs, clumps of leaves. tall in pixels."""
    lean = r.normal(0, 0.05) * tall
    crown_y, rx, ry = base - tall * 0.66, tall * wide, tall * 0.32
    c.shade(x, base, tall * wide * 0.9, tall * 0.05, 0.5)
    trunk = [(x, base + 2), (x + lean * 0.3, base - tall * 0.28), (x + lean, base - tall * 0.6)]
    for pull in (-0.9, -0.45, 0.05, 0.5, 0.95):
        tip = (x + lean + pull * rx * 0.8, crown_y - ry * (0.75 - 0.5 * abs(pull)) * (0.6 + 0.5 * r.random()))
        start = (x + lean * 0.5, base - tall * (0.30 + 0.12 * r.random()))
        mid = ((start[0] * 0.55 + tip[0] * 0.45), start[1] * 0.4 + tip[1] * 0.6)
        c.stroke([start, mid, tip], tall * 0.034, bark, tall * 0.008)
    c.stroke(trunk, tall * 0.085, bark, tall * 0.04)
    side = c.toward * tall * 0.018
    c.stroke([(p[0] + side, p[1]) for p in trunk], tall * 0.022, c.lit(bark, 1.5), tall * 0.01, raw=True)
    if bare:
        return
    spots = []
    for k in range(15):
        a, d = k * 2.4 + r.normal(0, 0.2), (0.18 + 0.82 * (k + 0.5) / 15) ** 0.6
        spots.append((x + lean + np.cos(a) * rx * d, crown_y + np.sin(a) * ry * d * 0.9))
    for px, py in sorted(spots, key=lambda s: -s[1]):
        size = 0.24 + 0.14 * r.random()
        c.leaves(px, py, rx * (size + 0.08), ry * (size + 0.14), leaf, r, size=tall / c.u * 0.017)


def bush(c: Canvas, x: float, base: float, wide: float, tall: float, r: np.random.Generator, leaf: str) -> None:
    """Low foliage in clumps on the ground."""
    c.shade(x, base, wide * 0.6, max(tall * 0.16, 3 * c.u), 0.45)
    for k in range(6):
        px = x + (k / 5 - 0.5) * wide * 0.7 + r.normal(0, wide * 0.05)
        k2 = 1 - abs(k / 5 - 0.5) * 1.1
        c.leaves(px, base - tall * 0.42 * k2, wide * 0.24, tall * 0.5 * k2 + 2, leaf, r, size=tall / c.u * 0.075)


def near_flowers(stage: Stage, colours: Sequence[npt.ArrayLike], salt: int = 43) -> None:
    """Big unsharp blooms in the lower corners of the frame, unless it snows. Colours are lit."""
    if stage.weather == "snow":
        return
    u, r = stage.unit, stage.rng(salt)
    c = Canvas(stage, stage.h - 210 * u, stage.h + stage.margin_y)
    for i in range(9):
        e = r.random() ** 1.3 * 0.2
        x = (e if i % 2 else 1 - e) * stage.w
        y = c.h - stage.margin_y - (20 + 120 * r.random() * (1 - e * 4)) * u
        size = (17 + 18 * r.random()) * u
        c.stroke([(x, y), (x - 10 * u, c.h + 4)], 6 * u, "#3a4520")
        colour = np.asarray(colours[int(r.integers(0, len(colours)))], np.float32)
        for k in range(6):
            at = (x + np.cos(k * 1.05) * size * 0.6, y + np.sin(k * 1.05) * size * 0.3)
            c.oval(*at, size * 0.55, size * 0.36, colour * (0.72 + 0.14 * (k % 3)), raw=True)
    c.layer(
        1.7, front=True, kind="near", soft=10.0 if stage.tracking else 8.0, texture=0, sway=(6 * u, 3.4)
    ).solid = None


def palm(c: Canvas, x: float, base: float, tall: float, r: np.random.Generator, lean: float = 0.15) -> None:
    """A coconut palm: ringed trunk that bends, fronds of leaflets. lean: sideways reach in its heights."""
    t = np.linspace(0, 1, 16)
    px, py = x + lean * tall * t**1.6, base - tall * 0.86 * t
    c.shade(x, base, tall * 0.14, tall * 0.02, 0.5)
    c.stroke(np.stack([px, py], 1), tall * 0.050, "#7a6248", tall * 0.026)
    c.stroke(np.stack([px + c.toward * tall * 0.010, py], 1), tall * 0.014, "#c8aa80", tall * 0.008)
    for k in range(15):
        c.rect(px[k] - tall * 0.022, py[k], px[k] + tall * 0.022, py[k] + 1.4 * c.u, "#4c3c2c", alpha=0.45)
    cx, cy = float(px[-1]), float(py[-1])
    leaf = c.lit("#3f7a38")
    for k in np.argsort([abs(np.cos(j * 0.62)) for j in range(11)]):
        a = -np.pi / 2 + (k / 10 - 0.5) * 4.6 + r.normal(0, 0.1)
        long = tall * (0.42 + 0.10 * r.random())
        s = np.linspace(0, 1, 12)
        fx = cx + np.cos(a) * long * s
        fy = cy + np.sin(a) * long * s * 0.8 + long * 0.42 * s**2.2
        up = float(np.clip(0.5 - 0.45 * np.sin(a) + 0.25 * np.cos(a) * c.toward + r.normal(0, 0.1), 0, 1))
        tone = mix(leaf * 0.45, mix(leaf * 1.5, c.stage.palette.rim * c.stage.palette.ambient, 0.25), up)
        for j in range(1, 12):
            dx, dy = fx[j] - fx[j - 1], fy[j] - fy[j - 1]
            d = max(float(np.hypot(dx, dy)), 1e-3)
            size = long * 0.26 * np.sin(np.pi * (0.12 + 0.8 * j / 12)) ** 0.7
            for side in (-1, 1):
                tip = (
                    fx[j] + (dx * 0.8 - side * dy * 0.75) / d * size,
                    fy[j] + (dy * 0.8 + side * dx * 0.75) / d * size + size * 0.3,
                )
                c.stroke(
                    [(fx[j - 1], fy[j - 1]), tip],
                    max(long * 0.022, 1.4),
                    tone * (0.9 + 0.2 * r.random()),
                    0.5,
                    raw=True,
                )
        c.stroke(np.stack([fx, fy], 1), max(tall * 0.008, 1.2), tone * 1.15, 0.8, raw=True)
