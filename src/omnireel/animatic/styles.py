"""Styles change the drawing, not only its colours: hooks for painted layers, for figures and for finished
frames.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np
import numpy.typing as npt

from omnireel.animatic.noise import blur, fbm, rng, smooth

if TYPE_CHECKING:
    from omnireel.animatic.planes import Frame
    from omnireel.animatic.stage import Stage

F32 = npt.NDArray[Any]  # float32; OpenCV and NumPy lose the exact type on the way
U8 = npt.NDArray[Any]  # uint8
FLAT_WATER = frozenset({"ink"})  # styles that draw water, and do not ripple it

LayerHook = Callable[["Stage", F32, float, str, bool], F32]
FigureHook = Callable[[F32, float], F32]
FrameHook = Callable[["Frame", int, int], None]

PAPER = np.array([0.95, 0.91, 0.82], np.float32)
INK = np.array([0.09, 0.085, 0.08], np.float32)


def _luma(rgb: F32) -> F32:
    return np.asarray(rgb @ np.array([0.2126, 0.7152, 0.0722], np.float32), np.float32)


def _straight(rgba: F32) -> tuple[F32, F32]:
    a = rgba[..., 3:]
    return np.clip(rgba[..., :3] / np.maximum(a, 1e-3), 0, 1), a


def _joined(rgb: F32, a: F32) -> F32:
    return np.concatenate([rgb * a, a], axis=2).astype(np.float32)


def _flattened(rgb: F32, radius: int) -> F32:
    """Patches of even colour with kept edges: a median over 8-bit values."""
    return cv2.medianBlur(cv2.convertScaleAbs(rgb, alpha=255), radius | 1).astype(np.float32) / np.float32(255)


# ---- watercolour ----


def _wash_layer(stage: Stage, rgba: F32, depth: float, kind: str, opaque: bool) -> F32:
    if kind == "veil":
        return rgba * np.float32(0.6)
    rgb, a = _straight(rgba)
    h, w = a.shape[:2]
    size = 9 if min(h, w) > 200 else 5
    rgb = _flattened(rgb, size)
    grain = fbm(h, w, 3.0 * max(stage.unit, 0.7), 2, stage.seed + 3)[..., None] - 0.5
    pool = fbm(h, w, 70 * stage.unit, 3, stage.seed + 4, 1.4)[..., None] - 0.5
    rgb = np.clip(rgb * (1 + grain * 0.16 + pool * 0.22), 0, 1)
    rgb = rgb + (1 - rgb) * 0.10
    if not opaque:
        edge = np.clip(a - blur(a[..., 0], 2.2 * stage.unit)[..., None], 0, 1)
        rgb = rgb * (1 - 0.55 * edge)
        a = a * (0.93 + 0.07 * smooth(0.2, 0.6, fbm(h, w, 26 * stage.unit, 2, stage.seed + 5))[..., None])
    return _joined(rgb, a)


def _wash_figure(rgba: F32, unit: float) -> F32:
    rgb, a = _straight(rgba)
    h, w = a.shape[:2]
    rgb = _flattened(rgb, 5)
    grain = fbm(h, w, 3.0, 2, 3)[..., None] - 0.5
    edge = np.clip(a - blur(a[..., 0], 2.0 * unit)[..., None], 0, 1)
    rgb = np.clip(rgb * (1 + grain * 0.14) * (1 - 0.8 * edge), 0, 1)
    return _joined(rgb + (1 - rgb) * 0.06, a * 0.97)


# ---- ink ----


def _ink_layer(stage: Stage, rgba: F32, depth: float, kind: str, opaque: bool) -> F32:
    if kind == "veil":
        return rgba * 0
    rgb, a = _straight(rgba)
    h, w = a.shape[:2]
    if kind == "sky":
        # Bare paper, and the key as one flat red disc.
        x = np.arange(w, dtype=np.float32)[None] - stage.margin_x - stage.sun[0]
        y = np.arange(h, dtype=np.float32)[:, None] - stage.margin_y - min(stage.sun[1], stage.horizon * 0.62)
        wobble = (fbm(h, w, 12 * stage.unit, 2, stage.seed + 1) - 0.5) * 6 * stage.unit
        disc = smooth(2, -2, np.hypot(x, y) + wobble - 0.20 * stage.h)[..., None]
        worn = 0.86 + 0.14 * smooth(0.35, 0.5, fbm(h, w, 5 * stage.unit, 2, stage.seed + 2, 6.0))[..., None]
        out = PAPER + (np.array([0.74, 0.10, 0.08], np.float32) - PAPER) * disc * worn
        return _joined(out.astype(np.float32), a)
    dark = 1 - _luma(rgb)
    strength = 0.20 + 0.80 * min(depth, 1.4) / 1.2
    brush = fbm(h, w, 5 * stage.unit, 3, stage.seed + 6, 0.5 if kind == "set" else 3.5)
    soft_edge = blur(a[..., 0], 9 * stage.unit)
    crest = np.clip((a[..., 0] - soft_edge) * 2.4, 0, 1)
    density = np.clip(
        smooth(0.25, 0.95, dark) * 0.8 * strength * (0.45 + 1.1 * brush) + crest * strength * 0.8, 0, 1
    )
    if kind == "ground":
        density = np.clip(density * smooth(0.22, 0.75, brush + 0.06) * 0.85, 0, 1)
    # Ink is laid over what is behind it; only some of the paper's white hides the far planes.
    cover = np.clip(density + (1 - density) * (0.80 if kind in ("ground", "near") else 0.42), 0, 1)[..., None]
    out = PAPER + (INK - PAPER) * np.clip(density[..., None] / np.maximum(cover, 1e-3), 0, 1)
    return _joined(out.astype(np.float32), a * cover)


def _ink_figure(rgba: F32, unit: float) -> F32:
    rgb, a = _straight(rgba)
    h, w = a.shape[:2]
    luma = _luma(rgb)
    warm = rgb[..., 0] - np.maximum(rgb[..., 1], rgb[..., 2] * 1.1)
    red = smooth(0.16, 0.34, warm)[..., None]
    brush = fbm(h, w, 2.6 * max(unit, 0.6), 2, 9, 5.0)
    lifted = smooth(0.46, 0.80, luma + (brush - 0.5) * 0.35)[..., None] * 0.82
    out = INK + (PAPER * 0.86 - INK) * lifted
    out = out + (np.array([0.66, 0.09, 0.07], np.float32) * (0.55 + 0.6 * luma[..., None]) - out) * red * 0.9
    return _joined(np.clip(out, 0, 1).astype(np.float32), a)


# ---- anime ----


def _cel_layer(stage: Stage, rgba: F32, depth: float, kind: str, opaque: bool) -> F32:
    if kind == "veil":
        return rgba
    rgb, a = _straight(rgba)
    if kind in ("set", "sky"):
        rgb = _flattened(rgb, 7 if kind == "sky" else 5)
        steps = 16.0
        hard = np.round(rgb * steps) / steps
        rgb = rgb + (hard - rgb) * 0.75
    grey = _luma(rgb)[..., None]
    return _joined(np.clip(grey + (rgb - grey) * 1.28 + 0.015, 0, 1).astype(np.float32), a)


def _cel_figure(rgba: F32, unit: float) -> F32:
    rgb, a = _straight(rgba)
    grey = _luma(rgb)[..., None]
    rgb = np.clip(grey + (rgb - grey) * 1.22, 0, 1)
    alpha = a[..., 0]
    k = max(round(2.2 * unit), 1)
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * k + 1, 2 * k + 1))
    grown = cv2.dilate(alpha, kernel)
    level = cv2.GaussianBlur(grey[..., 0], (0, 0), 1.0)
    inner = smooth(0.05, 0.14, np.abs(cv2.Laplacian(level, cv2.CV_32F, ksize=3)))[..., None] * a
    line = np.array([0.13, 0.08, 0.10], np.float32)
    rgb = rgb + (line - rgb) * inner * 0.55
    out = _joined(rgb.astype(np.float32), a)
    ring = np.clip(grown - alpha, 0, 1)[..., None]
    out[..., :3] += line * ring
    out[..., 3:] += ring
    return np.clip(out, 0, 1)


# ---- finished frames ----


def _grey(frame: Frame) -> None:
    frame.u[:] = 128
    frame.v[:] = 128


_NOIR = np.clip(235 * np.clip((np.arange(256) / 255 - 0.075) * 1.55, 0, 1) ** 0.95, 16, 235).astype(np.uint8)


def _noir_frame(frame: Frame, n: int, seed: int) -> None:
    _grey(frame)
    cv2.LUT(frame.y, _NOIR, dst=frame.y)


_FADE = np.clip(34 + np.arange(256) * 0.80, 16, 235).astype(np.uint8)


def _vintage_frame(frame: Frame, n: int, seed: int) -> None:
    """Gate weave, flicker, dust and scratches on faded, warm stock."""
    r = rng(seed, 900 + n)
    dx, dy = (float(v) for v in r.normal(0, 0.0011, 2) * frame.w)
    for plane, k in ((frame.y, 1.0), (frame.u, 0.5), (frame.v, 0.5)):
        shift = np.array([[1, 0, dx * k], [0, 1, dy * k]], np.float64)
        plane[:] = cv2.warpAffine(plane, shift, (plane.shape[1], plane.shape[0]), borderMode=cv2.BORDER_REPLICATE)
    cv2.LUT(frame.y, _FADE, dst=frame.y)
    cv2.addWeighted(frame.y, float(1 + r.normal(0, 0.018)), frame.y, 0, 0, dst=frame.y)
    cv2.convertScaleAbs(frame.u, dst=frame.u, alpha=0.5, beta=128 * 0.5 - 8)
    cv2.convertScaleAbs(frame.v, dst=frame.v, alpha=0.6, beta=128 * 0.4 + 7)
    for _ in range(int(r.integers(2, 7))):
        x, y = int(r.random() * frame.w), int(r.random() * frame.h)
        size = max(int(frame.h * 0.003 * r.random() + 1), 1)
        cv2.circle(frame.y, (x, y), size, 225 if r.random() < 0.6 else 30, -1, cv2.LINE_AA)
    if (n // 9 + seed) % 3 == 0:
        x = int((0.2 + 0.6 * ((n // 9 * 0.618) % 1)) * frame.w + r.normal(0, 1))
        cv2.line(frame.y, (x, 0), (x, frame.h), 200, max(frame.w // 1280, 1), cv2.LINE_AA)


_STEPS = (np.round(np.arange(256) / 15.0) * 15.0).clip(16, 235).astype(np.uint8)
_HUES = (128 + np.round((np.arange(256) - 128) / 9.0) * 9.0).clip(16, 240).astype(np.uint8)


def _pixel_frame(frame: Frame, n: int, seed: int) -> None:
    """A coarse grid of few colours, with an ordered dither."""
    rows = 144 if frame.h <= frame.w else 256
    k = max(frame.h / rows, 1)
    sw, sh = max(int(frame.w / k) // 2 * 2, 2), max(int(frame.h / k) // 2 * 2, 2)
    y = cv2.resize(frame.y, (sw, sh), interpolation=cv2.INTER_AREA)
    bayer = np.tile(np.array([[-5, 2], [5, -2]], np.int16), (sh // 2, sw // 2))
    y = np.clip(y.astype(np.int16) + bayer, 0, 255).astype(np.uint8)
    cv2.resize(cv2.LUT(y, _STEPS), (frame.w, frame.h), dst=frame.y, interpolation=cv2.INTER_NEAREST)
    for plane in (frame.u, frame.v):
        small = cv2.LUT(cv2.resize(plane, (sw, sh), interpolation=cv2.INTER_AREA), _HUES)
        cv2.resize(small, (plane.shape[1], plane.shape[0]), dst=plane, interpolation=cv2.INTER_NEAREST)


def _sketch_frame(frame: Frame, n: int, seed: int) -> None:
    """Pencil: edges by dodging with a blurred copy, darks hatched. The hatching is redrawn eight times a
    second.
    """
    h, w = frame.h, frame.w
    _grey(frame)
    soft = cv2.GaussianBlur(frame.y, (0, 0), max(3.0 * h / 720, 1.2))
    lines = cv2.divide(frame.y, soft, scale=228)
    cv2.LUT(lines, _DODGE, dst=lines)
    k = n // 3 % 2
    dark = cv2.convertScaleAbs(cv2.subtract(150, soft), alpha=1.5)  # type: ignore[call-overload]
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


@dataclass(frozen=True)
class Style:
    """softness: of the tones on figures. bloom, grain, vignette: None leaves the lens as it is. paper:
    strength.
    """

    layer: LayerHook | None = None
    figure: FigureHook | None = None
    frame: FrameHook | None = None
    softness: float = 1.0
    bloom: float | None = None
    grain: float | None = None
    vignette: float | None = None
    paper: float = 0.0
    glow: bool = True


# Adding a style is one entry.
STYLES: dict[str, Style] = {
    "cinematic": Style(),
    "anime": Style(_cel_layer, _cel_figure, softness=0.12, bloom=0.45, grain=0.0, vignette=0.10),
    "watercolour": Style(
        _wash_layer, _wash_figure, softness=0.7, bloom=0.0, grain=0.004, vignette=0.04, paper=0.09
    ),
    "ink": Style(
        _ink_layer, _ink_figure, softness=0.5, bloom=0.0, grain=0.004, vignette=0.12, paper=0.08, glow=False
    ),
    "noir": Style(frame=_noir_frame, softness=0.35, grain=0.026, vignette=0.52),
    "vintage": Style(frame=_vintage_frame, grain=0.030, vignette=0.55, bloom=0.5),
    "pixel art": Style(frame=_pixel_frame, softness=0.25, grain=0.0, vignette=0.0, bloom=0.0),
    "sketch": Style(frame=_sketch_frame, softness=0.5, grain=0.006, vignette=0.0, bloom=0.0, paper=0.10),
}


def of(name: str) -> Style:
    return STYLES.get(name, STYLES["cinematic"])


def keeps_glow(style: str) -> bool:
    return of(style).glow


def paint_layer(stage: Stage, rgba: F32, depth: float, kind: str, opaque: bool, wrap: bool) -> F32:
    hook = of(stage.style).layer
    return rgba if hook is None else hook(stage, rgba, depth, kind, opaque)


def paper(h: int, w: int, seed: int, strength: float) -> U8:
    """Relief of rough paper as a multiplier, 255 = untouched."""
    relief = fbm(h, w, 3.2, 3, seed + 21) * 0.7 + fbm(h, w, 9, 2, seed + 22) * 0.3
    slope = relief - np.roll(relief, (2, 2), (0, 1))
    return np.clip(255 * (1 - strength * np.clip(0.30 + slope * 2.4, 0, 1)), 0, 255).astype(np.uint8)
