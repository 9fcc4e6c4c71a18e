"""Under the sea: the reef, with banks of coral and moving light on its sand; and open water without a floor."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from omnireel.animatic.noise import fbm, line, smooth
from omnireel.animatic.palette import mix, rgb
from omnireel.animatic.settings import common, plants
from omnireel.animatic.settings.brush import Canvas
from omnireel.animatic.stage import Pulse, Stage

F32 = npt.NDArray[Any]  # float32; OpenCV and NumPy lose the exact type on the way
HUES = ("#e86a9a", "#f0913c", "#b464d8", "#e8c84a", "#62c8a0", "#7a86f0", "#e85a4a", "#d8b48a")


def _fan(c: Canvas, r: np.random.Generator, x: float, base: float, size: float, hue: F32) -> None:
    """A net of fine branches in one plane."""
    stack = [(x, base, -np.pi / 2 + r.normal(0, 0.08), size * 0.26, size * 0.060)]
    while stack:
        px, py, a, long, thick = stack.pop()
        qx, qy = px + np.cos(a) * long, py + np.sin(a) * long
        up = float(np.clip((base - qy) / size, 0, 1))
        c.stroke([(px, py), (qx, qy)], max(thick, 1.0), hue * (0.42 + 0.85 * up), max(thick * 0.75, 0.8), raw=True)
        if long > size * 0.055:
            turns = (-0.48, 0.04, 0.50) if long > size * 0.10 else (-0.36, 0.38)
            for turn in turns:
                stack.append((qx, qy, a + turn + r.normal(0, 0.12), long * 0.72, thick * 0.68))


def _antlers(c: Canvas, r: np.random.Generator, x: float, base: float, size: float, hue: F32) -> None:
    """Thick branches with pale ends."""
    for _ in range(9):
        a = -np.pi / 2 + r.normal(0, 0.55)
        long = size * (0.42 + 0.34 * r.random())
        t = np.linspace(0, 1, 6)
        px = x + r.normal(0, size * 0.08) + np.cos(a) * long * t + np.sin(t * 4 + a) * size * 0.03
        py = base + np.sin(a) * long * t
        tone = hue * (0.62 + 0.4 * r.random())
        c.stroke(np.stack([px, py], 1), size * 0.085, tone * 0.8, size * 0.045, raw=True)
        c.stroke(
            np.stack([px + size * 0.012, py], 1), size * 0.03, np.clip(tone * 1.35, 0, 1), size * 0.012, raw=True
        )
        for k in (2, 3, 4):
            b = a + float(r.choice((-1, 1))) * (0.5 + 0.3 * r.random())
            tip = (px[k] + np.cos(b) * long * 0.24, py[k] + np.sin(b) * long * 0.24)
            c.stroke([(px[k], py[k]), tip], size * 0.055, tone, size * 0.03, raw=True)
            c.oval(*tip, size * 0.026, size * 0.026, np.clip(tone * 1.7, 0, 1), raw=True)


def _tubes(c: Canvas, r: np.random.Generator, x: float, base: float, size: float, hue: F32) -> None:
    for _ in range(7):
        px, tall, half = (
            x + r.normal(0, size * 0.24),
            size * (0.32 + 0.55 * r.random()),
            size * (0.055 + 0.03 * r.random()),
        )
        lean = r.normal(0, 0.05) * tall
        body = [
            (px - half * 0.85, base),
            (px + lean - half, base - tall),
            (px + lean + half, base - tall),
            (px + half * 0.85, base),
        ]
        c.lay(body, hue * 0.45, hue * 0.72, across=True, middle=np.clip(hue * 1.15, 0, 1), raw=True)
        c.oval(px + lean, base - tall, half * 1.08, half * 0.44, np.clip(hue * 1.4, 0, 1), raw=True)
        c.oval(px + lean, base - tall, half * 0.72, half * 0.27, hue * 0.22, raw=True)


def _dome(c: Canvas, r: np.random.Generator, x: float, base: float, size: float, hue: F32) -> None:
    """A brain coral: a lit dome with winding grooves."""
    rx, ry = size * 0.46, size * 0.38
    c.oval(x, base, rx, ry, hue * 1.05, hue * 0.34, start=180, end=360, raw=True)
    c.oval(
        x + c.toward * rx * 0.18,
        base - ry * 0.52,
        rx * 0.62,
        ry * 0.40,
        np.clip(hue * 1.35, 0, 1),
        alpha=0.65,
        soft=rx * 0.16,
        raw=True,
    )
    for k in range(9):
        v = (k + 0.5) / 9
        t = np.linspace(-1, 1, 16)
        y = base - ry * v * np.sqrt(np.clip(1 - t * t * 0.98, 0, 1)) - np.sin(t * 13 + k * 2) * size * 0.010
        xs = x + t * rx * np.sqrt(np.clip(1 - v * v * 0.72, 0, 1)) * 0.97
        c.stroke(np.stack([xs, y], 1), size * 0.017, hue * 0.45, alpha=0.55, raw=True)


def _plates(c: Canvas, r: np.random.Generator, x: float, base: float, size: float, hue: F32) -> None:
    """Table coral: flat shelves over one another."""
    for k in range(4):
        px, y, half = x + r.normal(0, size * 0.10), base - size * (0.12 + 0.15 * k), size * (0.46 - 0.07 * k)
        c.oval(px, y + size * 0.035, half, size * 0.055, hue * 0.40, raw=True)
        c.oval(px, y, half, size * 0.05, np.clip(hue * 1.3, 0, 1), hue * 0.8, raw=True)


def _weed(c: Canvas, r: np.random.Generator, x: float, base: float, size: float, hue: F32) -> None:
    """Soft fingers that sway."""
    for _ in range(13):
        a, long = -np.pi / 2 + r.normal(0, 0.35), size * (0.30 + 0.45 * r.random())
        t = np.linspace(0, 1, 7)
        px = x + r.normal(0, size * 0.14) + np.cos(a) * long * t + np.sin(t * 5 + a * 3) * size * 0.03
        c.stroke(
            np.stack([px, base + np.sin(a) * long * t], 1),
            size * 0.05,
            hue * (0.6 + 0.6 * r.random()),
            size * 0.016,
            raw=True,
        )


KINDS = (_fan, _antlers, _tubes, _dome, _plates, _weed)


def bank(
    stage: Stage,
    base: float,
    size: float,
    count: int,
    depth: float,
    salt: int,
    middle: float,
    far: float,
    dark: float = 1.0,
) -> Canvas:
    """A ridge of rock grown over with coral, high at the frame's sides and low in its middle."""
    c = Canvas(stage, base - size * 2.1, stage.h + stage.margin_y, far=far)
    r, foot = stage.rng(salt), c.row(base)
    xs = np.arange(0, c.w + 1, 4)
    e = np.abs((xs % stage.w) / stage.w - 0.5) * 2
    e = np.where(xs > stage.w, 1.0, e)
    hill = middle + (1 - middle) * smooth(0.34, 0.98, e)
    rough = line(c.w + 8, 46 * stage.unit, 4, stage.seed + salt)[np.minimum(xs, c.w)]
    top = foot - size * (0.62 * hill + 0.26 * (rough - 0.5)) + size * (0.12 + 1.5 * smooth(0.42, 0.0, hill) ** 2)
    rock = c.lit("#5c6c88") * dark
    pts = np.concatenate([np.stack([xs, top], 1), [[c.w, c.h], [0, c.h]]])
    c.lay(pts, np.clip(rock * 1.15, 0, 1), rock * 0.40, raw=True)
    grown = []
    for x in r.random(count) * c.w:
        i = min(int(x / 4), len(xs) - 1)
        if hill[i] > 0.06:  # sand lies in the middle, where the leader is
            grown.append((float(top[i]) + 0.62 * size * hill[i] * r.random() ** 1.3, float(x), float(hill[i])))
    for y, x, k in sorted(grown):  # some on the crest, others down its face and before them
        tall = size * (0.26 + 0.50 * k) * (0.55 + 0.6 * r.random())
        hue = c.lit(HUES[int(r.integers(0, len(HUES)))], 1.05) * dark
        KINDS[int(r.integers(0, len(KINDS)))](c, r, x, y + 7 * c.u, tall, hue)
    return c


def _school(stage: Stage) -> None:
    """Hundreds of small fish far off, in two swarms, as specks of the water's colour."""
    c = Canvas(stage, 0, 0.62 * stage.h, far=0.30)
    r, u = stage.rng(12), stage.unit
    for cx, cy, wide, tall, n in ((0.24, 0.30, 0.20, 0.13, 110), (0.80, 0.24, 0.13, 0.09, 60)):
        for _ in range(n):
            a, d = r.uniform(0, 6.283), r.random() ** 0.5
            x = (cx + np.cos(a) * wide * d) * stage.w
            y = (cy + np.sin(a) * tall * d + 0.10 * (x / stage.w - cx) ** 2 * 4) * stage.h
            s = (4.5 + 4.5 * r.random()) * u
            tone = mix(c.lit("#2c5a86"), c.lit("#5c94b4"), r.random())
            c.oval(x, y, s, s * 0.42, tone, raw=True)
            c.lay([(x - s * 0.8, y), (x - s * 1.5, y - s * 0.42), (x - s * 1.5, y + s * 0.42)], tone, raw=True)
    c.layer(0.3, drift=9 * u, sway=(10 * u, 6.0), soft=0.8, texture=0, kind="set").solid = None


def _water(stage: Stage) -> None:
    """The water itself: bright above, rays that fall in from the surface, and its lace of light."""
    pal, u, h, w = stage.palette, stage.unit, stage.h, stage.w
    stage.horizon = h * 0.62
    common.sky(stage, 0.0, horizon=h * 0.98)
    s = 4
    gx, gy = common.grid(h // s, w // s)
    sx, sy = stage.sun[0], -0.25 * h
    angle = np.arctan2(gx * s - sx, gy * s - sy)
    beams = fbm(1, 512, 20, 4, stage.seed + 4)[0]
    far = np.hypot(gx * s - sx, gy * s - sy) / h
    for shift, strength in ((0, 0.46), (171, 0.34)):
        beam = smooth(0.46, 0.74, np.interp(angle, np.linspace(-1.3, 1.3, 512), np.roll(beams, shift)))
        a = np.clip(beam * np.exp(-far * 1.1) * strength * 1.5 + np.exp(-far * 3.4) * 0.75, 0, 0.9)
        common.veil(stage, a.astype(np.float32), mix(pal.light, (1, 1, 1), 0.3))
        if stage.layers[-1].fixed:
            stage.layers[-1].pulse = Pulse(0.78, 0.22, 0.9, shift)
    # The surface seen from below: bright lace near the top.
    lace = np.abs(fbm(h // s, w // s, 34 * u / s + 2, 3, stage.seed + 21, 3.5) - 0.5)
    top = (
        smooth(0.060, 0.0, lace) * np.exp(-gy * s / (0.07 * h)) * (0.35 + np.exp(-np.abs(gx * s - sx) / (0.3 * w)))
    )
    common.veil(stage, np.clip(top * 0.8, 0, 0.8).astype(np.float32), (1, 1, 1))
    stage.bed = "underwater"


def _bubbles(stage: Stage, count: int) -> None:
    h, u = stage.h, stage.unit
    c = Canvas(stage, -0.1 * h, 1.1 * h)
    r = stage.rng(90)
    for _ in range(count):
        x, y, rad = r.random() * c.w, r.random() * c.h, (1.4 + 3.4 * r.random() ** 2) * u
        ring = np.linspace(0, 2 * np.pi, 13)
        c.stroke(
            np.stack([x + np.cos(ring) * rad, y + np.sin(ring) * rad], 1),
            1.0 * u,
            stage.palette.light,
            alpha=0.55,
            raw=True,
        )
        c.oval(x - rad * 0.3, y - rad * 0.3, rad * 0.25, rad * 0.25, (1, 1, 1), raw=True)
    c.layer(0.9, kind="veil", drift=3 * u, texture=0).solid = None


def deep_sea(stage: Stage) -> None:
    """Open water: the light is lost downwards, and what drifts in it shows how far it goes."""
    h, w, u = stage.h, stage.w, stage.unit
    _water(stage)
    _school(stage)
    s = 4
    _, gy = common.grid(h // s, w // s)
    dark = smooth(0.30, 1.05, np.broadcast_to(gy * s / h, (h // s, w // s))) * 0.86
    cloudy = fbm(h // s, w // s, 120 * u / s + 2, 3, stage.seed + 71, 2.2) - 0.5
    common.veil(stage, np.clip(dark + 0.16 * cloudy * dark, 0, 0.92).astype(np.float32), rgb("#041a3c"))
    for k, (row, far) in enumerate(((0.55, 0.2), (0.80, 0.5))):
        common.mist_band(stage, row * h, 0.16 * h, 0.22, far, 61 + k, drift=5 + 4 * k)
    for k, (depth, count, size, soft) in enumerate(
        ((0.35, 260, 0.9, 0.6), (0.8, 120, 1.5, 0.8), (1.4, 26, 4.2, 4.0))
    ):
        c = Canvas(stage, -0.1 * h, 1.1 * h)
        r = stage.rng(120 + k)
        for _ in range(count):  # what sinks from above
            x, y, rad = r.random() * c.w, r.random() * c.h, size * u * (0.5 + r.random())
            c.oval(x, y, rad, rad, mix(stage.palette.light, stage.palette.fog, 0.4), alpha=0.5, raw=True)
        snow = c.layer(depth, kind="veil", drift=(3 - 2 * k) * u, sway=(6 * u, 5.0 + k), soft=soft, texture=0)
        snow.solid, snow.front = None, depth > 1
    _bubbles(stage, 16)


def reef(stage: Stage) -> None:
    pal, u, h = stage.palette, stage.unit, stage.h
    floor = h * 0.80
    _water(stage)
    _school(stage)
    bank(stage, floor - 0.02 * h, 0.20 * h, 26, 0.22, 31, 0.35, 0.58).layer(
        0.22, mist=0.75, mist_from=0.35, soft=1.2, rim=0.5
    )
    common.mist_band(stage, floor - 0.03 * h, 0.07 * h, 0.75, 0.25, 19)

    def light(canvas: plants.U8, z0: float, z1: float, y_of: Any, r: np.random.Generator, i: int) -> None:
        hh, ww = canvas.shape[:2]
        net = np.abs(fbm(hh, ww, (22 + 90 * z1) * u, 3, stage.seed + 60 + i, 2.6, True) - 0.5)
        k = smooth(0.045, 0.0, net)[..., None] * 0.34 * min(0.3 + 2 * z1, 1.0)
        canvas[..., :3] = np.clip(
            canvas[..., :3] + (235 - canvas[..., :3]) * k * (canvas[..., 3:] / 255.0), 0, 255
        )

    sand = [mix(rgb("#4fb0b8"), pal.fog, 0.80), rgb("#3a97a6"), rgb("#1a5a78")]
    common.strips(
        stage,
        6,
        lambda z: mix(mix(sand[0], sand[1], min(max(z, 0) * 2, 1)), sand[2], min(max(z, 0), 1)),
        light,
        start=floor - 0.03 * h,
        texture=0.35,
        patch=50,
        power=1.2,
        overlap=4,
        melt=50,
        heave=44,
    )
    common.mist_band(stage, floor - 0.02 * h, 0.05 * h, 0.60, 0.35, 23)
    for layer in stage.layers:
        layer.front = False
    for base, size, count, depth, salt, far in (
        (0.03, 0.24, 60, 0.45, 41, 0.36),
        (0.10, 0.38, 90, 0.75, 37, 0.12),
    ):
        c = bank(stage, floor + base * h, size * h, count, depth, salt, 0.0, far)
        c.layer(depth, rim=0.9, texture=0.3, grain=12).solid = None
    _bubbles(stage, 46)
    front = bank(stage, h * 1.10, 0.30 * h, 24, 1.35, 47, -0.35, 0.0, dark=0.34)
    front.layer(1.35, front=True, kind="near", soft=5.0, rim=0.5)
