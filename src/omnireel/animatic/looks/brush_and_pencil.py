"""Watercolour, ink, pencil, oil: styles that are drawn on paper or canvas."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import cv2
import numpy as np
import numpy.typing as npt

from omnireel.animatic.looks.picture import flattened, joined, kuwahara, luma, outline, ragged, straight, widest
from omnireel.animatic.noise import blur, fbm, smooth

if TYPE_CHECKING:
    from omnireel.animatic.planes import Frame
    from omnireel.animatic.stage import Stage

F32 = npt.NDArray[Any]  # float32; OpenCV and NumPy lose the exact type on the way
U8 = npt.NDArray[Any]  # uint8

PAPER = np.array([0.95, 0.91, 0.82], np.float32)
INK = np.array([0.09, 0.085, 0.08], np.float32)
RED = np.array([0.72, 0.10, 0.07], np.float32)

# ---- watercolour ----


def wash_layer(stage: Stage, rgba: F32, depth: float, kind: str, opaque: bool) -> F32:
    if kind == "veil":
        return rgba * np.float32(0.85)
    rgb, a = straight(rgba)
    h, w = a.shape[:2]
    size = 9 if min(h, w) > 200 else 5
    rgb = flattened(flattened(rgb, size), size)
    # Pigment swims to the edges of a wash: where tones meet there is a thin dark line, and paler paint beside it.
    soft = blur(rgb, 2.6 * stage.unit)
    meet = np.clip(widest(np.abs(blur(rgb, 0.8) - soft))[..., None] * 5, 0, 1)
    rgb = rgb * (1 - 0.30 * meet)
    bleed = smooth(0.50, 0.72, fbm(h, w, 46 * stage.unit, 4, stage.seed + 9 + len(stage.layers)))[..., None]
    rgb = rgb + (1 - rgb) * bleed * (0.30 if kind != "sky" else 0.18)
    grain = fbm(h, w, 3.0 * max(stage.unit, 0.7), 2, stage.seed + 3)[..., None] - 0.5
    pool = fbm(h, w, 70 * stage.unit, 3, stage.seed + 4, 1.4)[..., None] - 0.5
    rgb = np.clip(rgb * (1 + grain * 0.16 + pool * 0.22), 0, 1)
    rgb = rgb + (1 - rgb) * 0.10
    if not opaque:
        wet = blur(a[..., 0], 1.4 * stage.unit) + (fbm(h, w, 7 * stage.unit, 3, stage.seed + 15) - 0.5) * 0.5
        a = smooth(0.36, 0.56, wet)[..., None] if kind == "set" else a
        edge = np.clip(a - blur(a[..., 0], 2.2 * stage.unit)[..., None], 0, 1)
        rgb = rgb * (1 - 0.5 * edge)
        a = a * (0.93 + 0.07 * smooth(0.2, 0.6, fbm(h, w, 26 * stage.unit, 2, stage.seed + 5))[..., None])
    return joined(rgb, a)


def wash_figure(rgba: F32, unit: float) -> F32:
    rgb, a = straight(rgba)
    h, w = a.shape[:2]
    rgb = flattened(flattened(rgb, 7), 5)
    soft = blur(rgb, 2.0 * unit)
    meet = np.clip(widest(np.abs(rgb - soft))[..., None] * 4, 0, 1)
    grain = fbm(h, w, 3.0, 2, 3)[..., None] - 0.5
    pool = fbm(h, w, 26 * unit, 3, 4)[..., None] - 0.5
    edge = np.clip(a - blur(a[..., 0], 2.0 * unit)[..., None], 0, 1)
    rgb = np.clip(rgb * (1 + grain * 0.14 + pool * 0.30) * (1 - 0.8 * edge) * (1 - 0.22 * meet), 0, 1)
    return joined(rgb + (1 - rgb) * (0.06 + 0.14 * smooth(0.1, 0.3, pool)), a * 0.97)


# ---- ink ----


def ink_layer(stage: Stage, rgba: F32, depth: float, kind: str, opaque: bool) -> F32:
    if kind == "inked":  # drawn with the brush already
        return rgba
    if kind == "veil":
        return rgba * 0
    rgb, a = straight(rgba)
    h, w = a.shape[:2]
    if kind == "sky":
        # Bare paper, and the key as one flat red disc that the brush leaves paler at its foot.
        u = stage.unit
        x = np.arange(w, dtype=np.float32)[None] - stage.margin_x - stage.sun[0]
        low = float(np.clip(stage.sun[1], 0.24 * stage.h, 0.52 * stage.h))
        y = np.arange(h, dtype=np.float32)[:, None] - stage.margin_y - low
        size = 0.25 * min(stage.h, stage.w)
        wobble = (fbm(h, w, 60 * u, 4, stage.seed + 1) - 0.5) * 9 * u + (
            fbm(h, w, 7 * u, 3, stage.seed + 2) - 0.5
        ) * 4 * u
        disc = smooth(1.6, -1.6, np.hypot(x, y) + wobble - size)
        tone = 0.92 + 0.30 * (fbm(h, w, 110 * u, 4, stage.seed + 3) - 0.5)
        swept = smooth(0.60, 0.80, fbm(h, w, 9 * u, 2, stage.seed + 4, 20.0)) * smooth(-0.2, 0.9, y / size)
        disc = disc * tone * (1 - 0.38 * swept) * (1 - 0.45 * smooth(0.1, 1.0, y / size))
        out = PAPER + (RED - PAPER) * np.clip(disc, 0, 1)[..., None]
        # What a full brush throws.
        r, marks = stage.rng(5), np.zeros((h, w), np.uint8)
        for _ in range(40):
            at = (int(r.random() * w * 16), int(r.random() ** 1.2 * h * 0.8 * 16))
            size = (0.6 + 3.4 * r.random() ** 5) * u
            cv2.circle(marks, at, int(size * 16), 255, -1, cv2.LINE_AA, 4)
        out = out + (INK - out) * (marks[..., None] / np.float32(255) * 0.85)
        return joined(out.astype(np.float32), a)
    dark = 1 - luma(rgb)
    strength = 0.20 + 0.80 * min(depth, 1.4) / 1.2
    brush = fbm(h, w, 5 * stage.unit, 3, stage.seed + 6, 0.5 if kind == "set" else 3.5)
    soft_edge = blur(a[..., 0], 9 * stage.unit)
    crest = np.clip((a[..., 0] - soft_edge) * 2.4, 0, 1)
    # Ridges are dark where the brush was set down, and run out below.
    wash = np.clip((a[..., 0] - blur(a[..., 0], 34 * stage.unit)) * 1.9, 0, 1) * (0.35 + 1.1 * brush)
    if kind == "set" and depth < 0.45:
        crest = np.clip(crest * 0.7 + wash * 0.9, 0, 1)
    density = np.clip(
        smooth(0.25, 0.95, dark) * 0.8 * strength * (0.45 + 1.1 * brush) + crest * strength * 0.8, 0, 1
    )
    if kind == "ground":
        density = np.clip(density * smooth(0.22, 0.75, brush + 0.06) * 0.85, 0, 1)
    # Ink is laid over what is behind it; only some of the paper's white hides the far planes.
    cover = np.clip(density + (1 - density) * (0.80 if kind in ("ground", "near") else 0.42), 0, 1)[..., None]
    out = PAPER + (INK - PAPER) * np.clip(density[..., None] / np.maximum(cover, 1e-3), 0, 1)
    return joined(out.astype(np.float32), a * cover)


def ink_figure(rgba: F32, unit: float) -> F32:
    rgb, a = straight(rgba)
    h, w = a.shape[:2]
    tone = luma(rgb)
    # Red things stay red; skin and leather, which are less so, are left to the paper and the ink.
    warm = rgb[..., 0] - np.maximum(rgb[..., 1], rgb[..., 2] * 1.1)
    share = warm / np.maximum(rgb[..., 0], 0.05)
    red = (smooth(0.56, 0.70, share) * smooth(0.20, 0.32, warm))[..., None]
    brush = fbm(h, w, 2.6 * max(unit, 0.6), 2, 9, 5.0)
    lifted = smooth(0.46, 0.80, tone + (brush - 0.5) * 0.35) * 0.82
    # Form is shown by light lines: where a fold or a limb stands out of what is round it.
    solid = np.maximum(blur(a[..., 0], 3.5 * unit), 0.05)
    stands_out = tone - blur(tone * a[..., 0], 3.5 * unit) / solid
    lines = smooth(0.018, 0.075, stands_out + (brush - 0.5) * 0.02) * smooth(0.7, 0.98, solid)
    skin = smooth(0.12, 0.20, share) * smooth(0.68, 0.56, share) * smooth(0.10, 0.28, tone)
    lifted = np.maximum(lifted * (1 - skin) + 0.78 * skin, 0.62 * lines * (1 - skin))[..., None]
    out = INK + (PAPER * 0.86 - INK) * lifted
    out = out + (RED * (0.60 + 0.6 * tone[..., None]) - out) * red * 0.92
    return joined(np.clip(out, 0, 1).astype(np.float32), a)


def graphite_layer(stage: Stage, rgba: F32, depth: float, kind: str, opaque: bool) -> F32:
    """White paper with the layer's contours and its large shades; no texture that a pencil would not draw."""
    if kind == "veil":
        return rgba * 0
    rgb, a = straight(rgba)
    calm = flattened(flattened(rgb, 5), 5) if kind != "ground" else flattened(rgb, 9)
    grey = luma(calm)
    if kind == "sky":
        tone = 0.90 + 0.10 * blur(grey, 6 * stage.unit)
        return joined(np.repeat(tone[..., None], 3, 2).astype(np.float32), a)
    weight = np.float32(min(0.35 + 0.65 * depth, 1.0))
    lines = outline(calm, a[..., 0], 0.14, 0.30) * weight
    if kind == "ground":  # bare strips have no border that one would draw
        lines = lines * np.float32(ragged(a[..., 0]))
    shade = 1 - (1 - blur(grey, 2.5 * stage.unit)) * 0.62 * weight
    if kind == "ground":
        shade = 1 - (1 - shade) * 0.55
    tone = np.clip(shade, 0.25, 1) * (1 - 0.80 * lines)
    return joined(np.repeat(tone[..., None], 3, 2).astype(np.float32), a)


def graphite_figure(rgba: F32, unit: float) -> F32:
    rgb, a = straight(rgba)
    calm = flattened(rgb, 5)
    lines = outline(calm, a[..., 0], 0.10, 0.22)
    lines = np.maximum(lines, cv2.dilate(lines, np.ones((2, 2), np.uint8)) * 0.8)
    tone = np.clip(0.30 + 0.80 * luma(calm), 0, 1) * (1 - 0.92 * lines)
    return joined(np.repeat(tone[..., None], 3, 2).astype(np.float32), a)


def sketch_frame(frame: Frame, n: int, seed: int) -> None:
    """Pencil: edges by dodging with a blurred copy, darks hatched. The hatching is redrawn eight times a
    second.
    """
    h, w = frame.h, frame.w
    frame.u[:] = 128
    frame.v[:] = 128
    soft = cv2.GaussianBlur(frame.y, (0, 0), max(3.0 * h / 720, 1.2))
    lines = cv2.divide(frame.y, soft, scale=228)
    cv2.LUT(lines, _DODGE, dst=lines)
    k = n // 3 % 2
    dark = cv2.convertScaleAbs(cv2.subtract(176, soft), alpha=1.25)  # type: ignore[call-overload]
    hatch = _hatch(h, w, k)
    shade = cv2.multiply(dark, hatch, scale=1 / 255)
    cv2.subtract(lines, shade, dst=frame.y)


_DODGE = np.clip(232 - (232 - np.minimum(np.arange(256), 232)) * 2.6, 20, 232).astype(np.uint8)
_HATCHES: dict[tuple[int, int, int], U8] = {}


def _hatch(h: int, w: int, k: int) -> U8:
    key = (h, w, k)
    if key not in _HATCHES:
        x = np.arange(w, dtype=np.float32)[None]
        y = np.arange(h, dtype=np.float32)[:, None]
        step = max(6.0 * h / 720, 3)
        bend = (fbm(h, w, 60 * h / 720 + 4, 2, 31 + k) - 0.5) * 2.2 * step
        stroke = 0.5 + 0.5 * np.cos((x * 0.8 + y + bend) * 2 * np.pi / step)
        rough = fbm(h, w, 3, 2, 41 + k)
        _HATCHES[key] = np.clip(smooth(0.45, 0.85, stroke) * (0.5 + rough) * 220, 0, 255).astype(np.uint8)
    return _HATCHES[key]


# ---- oil ----


def _strokes(h: int, w: int, seed: int, unit: float) -> F32:
    """Relief of bristles that follow a slow field, (h, w) about 0."""
    hair = fbm(h, w, 3.0 * max(unit, 0.7), 2, seed, 0.8)
    turn = fbm(h, w, 120 * unit, 2, seed + 1)
    x = np.arange(w, dtype=np.float32)[None] + np.zeros((h, 1), np.float32)
    y = np.arange(h, dtype=np.float32)[:, None] + np.zeros((1, w), np.float32)
    a = (turn - 0.5) * 5.0
    out: F32 = np.zeros((h, w), np.float32)
    for k in range(-3, 4):  # drawn out along the field
        d = np.float32(k * 2.6 * unit)
        mx, my = (x + np.cos(a) * d).astype(np.float32), (y + np.sin(a) * d).astype(np.float32)
        out += cv2.remap(hair, mx, my, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT)
    out = out / 7 - 0.5
    return np.asarray((out - np.roll(out, (1, 1), (0, 1))) * 9 + out * 0.9, np.float32)


def oil_layer(stage: Stage, rgba: F32, depth: float, kind: str, opaque: bool) -> F32:
    """Thick paint: patches laid with a flat brush, with the relief of its bristles, edges broken by strokes."""
    if kind == "veil":
        return rgba * np.float32(0.75)
    rgb, a = straight(rgba)
    h, w = a.shape[:2]
    u = stage.unit
    k = 2 if min(h, w) > 120 else 1
    small = cv2.resize(rgb, (w // k, h // k), interpolation=cv2.INTER_AREA) if k > 1 else rgb
    small = kuwahara(small, max(round(3.2 * u), 2))
    rgb = cv2.resize(small, (w, h), interpolation=cv2.INTER_LINEAR) if k > 1 else small
    relief = _strokes(h, w, stage.seed + 3 * len(stage.layers), u)
    grey = luma(rgb)[..., None]
    rgb = np.clip(grey + (rgb - grey) * 1.25, 0, 1)
    rgb = np.clip(rgb * (1 + relief[..., None] * (0.22 if kind == "sky" else 0.48)), 0, 1)
    if not opaque and kind != "near":
        a = smooth(0.40, 0.60, blur(a[..., 0], 1.6 * u) + relief * 0.5)[..., None]
    return joined(rgb.astype(np.float32), a)


def oil_figure(rgba: F32, unit: float) -> F32:
    rgb, a = straight(rgba)
    h, w = a.shape[:2]
    rgb = kuwahara(rgb, max(round(2.4 * unit), 1))
    relief = _strokes(h, w, 8, unit * 0.7)
    alpha = smooth(0.36, 0.62, blur(a[..., 0], 0.8 * unit) + relief * 0.22) * (a[..., 0] > 0)
    return joined(np.clip(rgb * (1 + relief[..., None] * 0.42), 0, 1).astype(np.float32), alpha[..., None])
