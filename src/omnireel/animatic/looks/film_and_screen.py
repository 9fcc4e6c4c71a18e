"""Noir, vintage film, pixel art, cyberpunk, synthwave: styles of films and screens."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import cv2
import numpy as np
import numpy.typing as npt

from omnireel.animatic.looks.picture import flattened, joined, luma, moved, outline, rounded, straight
from omnireel.animatic.noise import blur, rng, smooth

if TYPE_CHECKING:
    from omnireel.animatic.planes import Frame
    from omnireel.animatic.stage import Stage

F32 = npt.NDArray[Any]  # float32; OpenCV and NumPy lose the exact type on the way
U8 = npt.NDArray[Any]  # uint8

# ---- finished frames ----


def grey(frame: Frame) -> None:
    frame.u[:] = 128
    frame.v[:] = 128


def noir_layer(stage: Stage, rgba: F32, depth: float, kind: str, opaque: bool) -> F32:
    """One hard lamp: planes fall to black away from the key, the sky is night, fog is lit from behind."""
    rgb, a = straight(rgba)
    h, w = a.shape[:2]
    grey = luma(rgb)
    if kind == "veil":
        return joined(np.repeat(np.clip(grey, 0, 1)[..., None], 3, 2).astype(np.float32), a * 0.8)
    if kind == "sky":
        x = np.arange(w, dtype=np.float32)[None] - stage.margin_x - stage.sun[0]
        y = np.arange(h, dtype=np.float32)[:, None] - stage.margin_y - min(stage.sun[1], 0.6 * stage.horizon)
        moon = (
            np.exp(-np.hypot(x, y) / (0.16 * stage.w)) * 0.55
            + smooth(2, -2, np.hypot(x, y) - 0.028 * stage.w) * 0.9
        )
        grey = 0.10 + 0.30 * np.clip(grey - 0.3, 0, 1) + moon
        return joined(np.repeat(np.clip(grey, 0, 1)[..., None], 3, 2).astype(np.float32), a)
    mid = float((grey * a[..., 0]).sum() / max(a[..., 0].sum(), 1))
    aim = 0.34 - 0.14 * min(depth, 1.2)
    grey = np.clip(aim + (grey - mid) * 1.7, 0.01, 1)
    alpha = a[..., 0]
    side = 1.0 if stage.sun[0] > stage.w / 2 else -1.0
    if kind == "set":
        rim = np.clip(alpha - blur(moved(alpha, -3 * side * stage.unit, 2.5 * stage.unit), 1.2 * stage.unit), 0, 1)
        grey = grey + rim * 0.55
    return joined(np.repeat(np.clip(grey, 0, 1)[..., None], 3, 2).astype(np.float32), a)


def noir_figure(rgba: F32, unit: float) -> F32:
    """Cut in two by the light: black, white, and a narrow grey between."""
    rgb, a = straight(rgba)
    grey = blur(luma(rgb), 1.0 * unit)
    tone = 0.03 + 0.25 * smooth(0.15, 0.42, grey) + 0.62 * smooth(0.46, 0.66, grey)
    rim = np.clip(a[..., 0] - blur(moved(a[..., 0], -3 * unit, 2.5 * unit), 1.0 * unit), 0, 1)
    return joined(np.repeat(np.clip(tone + rim * 0.5, 0, 1)[..., None], 3, 2).astype(np.float32), a)


_NOIR = np.clip(235 * np.clip((np.arange(256) / 255 - 0.065) * 1.18, 0, 1) ** 0.95, 16, 235).astype(np.uint8)


def noir_frame(frame: Frame, n: int, seed: int) -> None:
    grey(frame)
    cv2.LUT(frame.y, _NOIR, dst=frame.y)


_FADE = np.clip(34 + np.arange(256) * 0.80, 16, 235).astype(np.uint8)


def vintage_frame(frame: Frame, n: int, seed: int) -> None:
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


def pixel_layer(stage: Stage, rgba: F32, depth: float, kind: str, opaque: bool) -> F32:
    """Large even patches, so that few colours are enough."""
    if kind == "veil":
        return rgba * np.float32(0.6)
    rgb, a = straight(rgba)
    rgb = flattened(flattened(rgb, 5), 5)
    grey = luma(rgb)[..., None]
    alpha = rounded(a[..., 0], 1.6 * stage.unit)[..., None] if kind != "sky" else a
    return joined(np.clip(grey + (rgb - grey) * 1.35, 0, 1).astype(np.float32), alpha)


def pixel_figure(rgba: F32, unit: float) -> F32:
    """Flat tones in a dark outline, one big pixel wide."""
    rgb, a = straight(rgba)
    rgb = flattened(flattened(rgb, 9), 7)
    alpha = a[..., 0]
    k = max(round(4.5 * unit), 1)
    inner = cv2.erode(alpha, np.ones((k, k), np.uint8))
    ring = np.clip(alpha - inner, 0, 1)[..., None]
    out = np.array([0.10, 0.07, 0.12], np.float32)
    grey = luma(rgb)[..., None]
    rgb = np.clip(grey + (rgb - grey) * 1.3, 0, 1)
    return joined((rgb + (out - rgb) * ring * 0.85).astype(np.float32), a)


_STEPS = (np.round(np.arange(256) / 20.0) * 20.0).clip(16, 235).astype(np.uint8)
_HUES = (128 + np.round((np.arange(256) - 128) / 12.0) * 12.0).clip(16, 240).astype(np.uint8)


def pixel_frame(frame: Frame, n: int, seed: int) -> None:
    """A coarse grid of few colours, with an ordered dither."""
    rows = 144 if frame.h <= frame.w else 256
    k = max(frame.h / rows, 1)
    sw, sh = max(int(frame.w / k) // 2 * 2, 2), max(int(frame.h / k) // 2 * 2, 2)
    y = cv2.resize(frame.y, (sw, sh), interpolation=cv2.INTER_AREA)
    bayer = np.tile(np.array([[-7, 3], [7, -3]], np.int16), (sh // 2, sw // 2))
    y = np.clip(y.astype(np.int16) + bayer, 0, 255).astype(np.uint8)
    cv2.resize(cv2.LUT(y, _STEPS), (frame.w, frame.h), dst=frame.y, interpolation=cv2.INTER_NEAREST)
    for plane in (frame.u, frame.v):
        small = cv2.LUT(cv2.resize(plane, (sw, sh), interpolation=cv2.INTER_AREA), _HUES)
        cv2.resize(small, (plane.shape[1], plane.shape[0]), dst=plane, interpolation=cv2.INTER_NEAREST)


# ---- cyberpunk, synthwave ----

CYAN, MAGENTA = np.array([0.10, 0.92, 1.0], np.float32), np.array([1.0, 0.14, 0.62], np.float32)


def _tubes(rgb: F32, alpha: F32, unit: float, left: F32, right: F32, power: float) -> F32:
    """Light along edges, (h, w, 3): `left` on those that look left or up, `right` on the others, with a halo."""
    edge = outline(flattened(np.clip(rgb, 0, 1), 5), alpha, 0.16, 0.34)
    side = np.clip(0.5 + (blur(alpha, 5 * unit) - moved(blur(alpha, 5 * unit), 6 * unit, 0)) * 6, 0, 1)[..., None]
    colour = left * side + right * (1 - side)
    halo = blur(edge, 3 * unit) * 0.9 + blur(edge, 9 * unit) * 0.8
    return np.asarray(colour * (edge * 0.9 + halo * 0.55)[..., None] * power, np.float32)


def neon_layer(stage: Stage, rgba: F32, depth: float, kind: str, opaque: bool) -> F32:
    """Dark violet and teal shapes whose edges are lit as if by tubes; what was bright shines in two hues."""
    rgb, a = straight(rgba)
    grey = luma(rgb)[..., None]
    if kind == "veil":
        return joined(np.clip(grey * 0.5 + rgb * 0.5, 0, 1) * np.array([0.9, 0.55, 1.1], np.float32), a * 0.7)
    dark = np.array([0.05, 0.04, 0.13], np.float32)
    hue = np.array([0.42, 0.20, 0.72], np.float32) if kind == "sky" else np.array([0.16, 0.30, 0.46], np.float32)
    base = dark + hue * grey**1.5 * 1.15
    lamp = smooth(0.62, 0.86, grey)
    warm = smooth(-0.05, 0.12, rgb[..., :1] - rgb[..., 2:])
    base = base + (CYAN * (1 - warm) + MAGENTA * warm) * lamp * (0.24 if kind == "sky" else 0.55)
    kept = 0.6 if stage.palette.name in ("night", "neon") else 0.2  # what is night already stays as it is
    base = base * (1 - 0.5 * kept) + rgb * kept
    if kind == "sky":
        return joined(np.clip(base, 0, 1), a)
    power = 0.28 + 0.5 * min(depth, 1.0) if kind != "ground" else 0.30
    if kind == "near":
        power = 0.15
    return joined(np.clip(base + _tubes(rgb, a[..., 0], stage.unit, CYAN, MAGENTA, power), 0, 1), a)


def neon_figure(rgba: F32, unit: float) -> F32:
    rgb, a = straight(rgba)
    grey = luma(rgb)[..., None]
    alpha = a[..., 0]
    # As bright by day as by night, so that it is seen before what glows.
    bright = float((grey[..., 0] * alpha).sum() / max(float(alpha.sum()), 1.0))
    gain = min(max(0.22 / max(bright, 0.05), 0.5), 1.5)
    base = rgb * gain + np.array([0.20, 0.16, 0.42], np.float32) * grey**1.2 * 0.5
    left = np.clip(alpha - blur(moved(alpha, 4 * unit, 2 * unit), 1.6 * unit), 0, 1)[..., None]
    right = np.clip(alpha - blur(moved(alpha, -4 * unit, 1 * unit), 1.6 * unit), 0, 1)[..., None]
    return joined(np.clip(base + CYAN * left * 0.95 + MAGENTA * right * 0.95, 0, 1).astype(np.float32), a)


_SCANS: dict[tuple[int, int], U8] = {}


def neon_frame(frame: Frame, n: int, seed: int) -> None:
    """A screen's lines, colours that part a little to the sides, and a band that now and then slips."""
    h, w = frame.h, frame.w
    if (h, w) not in _SCANS:
        pitch = max(round(h / 240), 2)
        rows = np.where(np.arange(h) % pitch == 0, 214, 255).astype(np.uint8)
        _SCANS[h, w] = np.ascontiguousarray(np.repeat(rows[:, None], w, 1))
    shift = max(w // 640, 1)
    frame.u[:, :-shift] = frame.u[:, shift:].copy()
    frame.v[:, shift:] = frame.v[:, :-shift].copy()
    cv2.multiply(frame.y, _SCANS[h, w], dst=frame.y, scale=1 / 255)
    r = rng(seed, 700 + n // 3)
    if r.random() < 0.10:
        top, tall = int(r.random() * h * 0.9), max(int(h * 0.02), 2)
        frame.y[top : top + tall] = np.roll(frame.y[top : top + tall], int(r.normal(0, w * 0.012)), axis=1)


def wave_layer(stage: Stage, rgba: F32, depth: float, kind: str, opaque: bool) -> F32:
    """Dark silhouettes with a bright crest, a striped sun, and a ground that is a grid of light."""
    rgb, a = straight(rgba)
    h, w = a.shape[:2]
    u = stage.unit
    if kind == "veil":
        return rgba * 0
    violet = np.array([0.10, 0.03, 0.20], np.float32)
    if kind == "sky":
        x = np.arange(w, dtype=np.float32)[None] - stage.margin_x - 0.5 * stage.w
        y = np.arange(h, dtype=np.float32)[:, None] - stage.margin_y
        t = np.clip(y / max(stage.horizon, 1), 0, 1)[..., None]
        stops = [
            np.array(c, np.float32)
            for c in ((0.05, 0.02, 0.16), (0.30, 0.06, 0.42), (0.95, 0.30, 0.48), (1.0, 0.62, 0.36))
        ]
        out = np.where(
            t < 0.5,
            stops[0] + (stops[1] - stops[0]) * t * 2,
            np.where(
                t < 0.85,
                stops[1] + (stops[2] - stops[1]) * (t - 0.5) / 0.35,
                stops[2] + (stops[3] - stops[2]) * (t - 0.85) / 0.15,
            ),
        )
        out = np.repeat(out, w, 1) if out.shape[1] == 1 else out
        r = stage.rng(3)
        for _ in range(150):
            sx, sy = int(r.random() * w), int(r.random() ** 1.5 * stage.horizon * 0.7)
            out[min(sy, h - 1), sx] = 0.6 + 0.4 * r.random()
        radius = 0.30 * min(stage.h, stage.w)
        cy = stage.horizon - radius * 0.62
        d = np.hypot(x, y - cy)
        down = (y - cy) / radius
        gap = (np.sin(down * 19) > 0.55 - 0.75 * np.clip(down + 0.1, 0, 1)) & (down > -0.15)
        disc = smooth(1.5, -1.5, d - radius) * (1 - gap * 1.0)
        tone = (
            np.array([1.0, 0.93, 0.42], np.float32)
            + (np.array([1.0, 0.20, 0.58], np.float32) - np.array([1.0, 0.93, 0.42], np.float32))
            * np.clip(down * 0.5 + 0.5, 0, 1)[..., None]
        )
        halo = np.exp(-np.clip(d - radius, 0, None) / (0.14 * stage.w))[..., None] * 0.40
        out = out + np.array([1.0, 0.25, 0.6], np.float32) * halo
        out = out + (tone - out) * disc[..., None]
        return joined(np.clip(out, 0, 1).astype(np.float32), a)
    pink, cyan = np.array([1.0, 0.16, 0.72], np.float32), np.array([0.15, 0.9, 1.0], np.float32)
    if kind == "ground":
        y = np.arange(h, dtype=np.float32)[:, None]
        k = max(depth, 0.05)
        x = np.arange(w, dtype=np.float32)[None]
        first = int(np.argmax(a[..., 0].mean(1) > 0.5))
        # Lines run to the vanishing point; where the ground goes by they cannot, and only the courses show.
        reach = (stage.ground - stage.horizon) * k
        away = np.maximum(reach + (y - first), 4.0) / max(stage.ground - stage.horizon, 1.0)
        pad = (w - stage.period()) / 2
        across = (x - pad - stage.w / 2) / (110 * u * away)
        at = np.abs(across - np.round(across)) * 110 * u * away + (1e6 if stage.tracking else 0)
        thick = (0.7 + 1.3 * min(k, 1.2)) * u
        line = np.maximum(np.exp(-((at / thick) ** 2)), np.exp(-(((y - first - 2 * u) / thick) ** 2)))
        halo = np.maximum(np.exp(-at / (7 * u)), np.exp(-np.abs(y - first - 2 * u) / (7 * u))) * 0.35
        out = violet * 0.6 + pink * (line * 0.9 + halo)[..., None] * min(0.35 + k, 1.0)
        return joined(np.clip(out, 0, 1).astype(np.float32), rounded(a[..., 0], 3 * u)[..., None])
    body = (
        violet * np.float32(0.5 + 0.4 * (1 - min(depth, 1)))
        + np.array([0.20, 0.05, 0.34], np.float32) * luma(rgb)[..., None] * 0.8
    )
    power = 0.10 if kind == "near" else 0.55
    return joined(np.clip(body + _tubes(rgb, a[..., 0], u, cyan, pink, power), 0, 1).astype(np.float32), a)
