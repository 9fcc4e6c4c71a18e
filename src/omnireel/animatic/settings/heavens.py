"""Above the earth: the open sky, space, the moon."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt

from omnireel.animatic.noise import fbm, rng, smooth
from omnireel.animatic.palette import mix, rgb
from omnireel.animatic.settings import common, plants
from omnireel.animatic.settings.brush import Canvas
from omnireel.animatic.stage import Stage

F32 = npt.NDArray[Any]  # float32; OpenCV and NumPy lose the exact type on the way


def _planet(stage: Stage, cx: float, cy: float, rad: float, low: str, high: str, cloud: float) -> None:
    h = w = common.even(rad * 2.4)
    x, y = common.grid(h, w)
    nx, ny = (x - w / 2) / rad, (y - h / 2) / rad
    d2 = nx * nx + ny * ny
    nz = np.sqrt(np.clip(1 - d2, 0, 1))
    land = fbm(h, w, rad * 0.5, 5, stage.seed + 3, 1.6)
    img = mix(rgb(low), rgb(high), smooth(0.44, 0.60, land)[..., None])
    if cloud:
        img = mix(
            img,
            (0.96, 0.97, 1.0),
            smooth(0.52, 0.72, fbm(h, w, rad * 0.3, 5, stage.seed + 9, 2.6))[..., None] * cloud,
        )
    sx = np.sign(stage.sun[0] - cx) * 0.75
    lit = np.clip(nx * sx - ny * 0.45 + nz * 0.35, 0, 1) ** 0.8
    img = img * (0.03 + 1.05 * lit[..., None])
    edge = np.sqrt(np.clip(d2, 0, 4))
    air = np.exp(-((np.abs(edge - 1) / 0.05) ** 1.0)) * np.clip(nx * sx - ny * 0.45 + 0.35, 0, 1)
    a = smooth(1.005, 0.993, edge)
    img = img * a[..., None] + np.array([0.45, 0.68, 1.0], np.float32) * (air * 0.6)[..., None]
    rgba = np.dstack([np.clip(img, 0, 1), np.clip(a + air * 0.4, 0, 1)]).astype(np.float32)
    layer = common.add_layer(stage, rgba, cx - w / 2, cy - h / 2, 0.06, drift=-1.2 * stage.unit)
    layer.solid = None


def _ringed_planet(stage: Stage, cx: float, cy: float, rad: float) -> None:
    """A banded giant in its rings, which pass behind it and through its shadow."""
    w, h = common.even(rad * 5.2), common.even(rad * 3.4)
    x, y = common.grid(h, w)
    nx, ny = (x - w / 2) / rad, (y - h / 2) / rad
    tilt = 0.30 * (1.0 if stage.sun[0] > cx else -1.0)
    # Along and across the planet's own axis.
    px, py = nx * np.cos(tilt) + ny * np.sin(tilt), -nx * np.sin(tilt) + ny * np.cos(tilt)
    d2 = nx * nx + ny * ny
    nz = np.sqrt(np.clip(1 - d2, 0, 1))
    side = np.sign(stage.sun[0] - cx) * 0.80
    light = np.clip(nx * side - ny * 0.35 + nz * 0.30, 0, 1) ** 0.8
    bent = py + 0.05 * fbm(h, w, rad * 0.5, 3, stage.seed + 5, 4.0)
    bands = np.interp(bent * 8 % 1.0, [0, 0.2, 0.45, 0.7, 1], [0.2, 0.9, 0.35, 0.75, 0.2]).astype(np.float32)
    ball = mix(rgb("#b08a5c"), rgb("#ecd9ae"), bands[..., None]) * (0.03 + 1.05 * light[..., None])
    ball_a = smooth(1.006, 0.992, np.sqrt(d2))[..., None]
    far = np.hypot(px, py / 0.30)  # the rings' plane, seen at a low angle
    grooves = np.interp(far, np.linspace(1.3, 2.4, 90), rng(stage.seed, 33).random(90) ** 0.6).astype(np.float32)
    density = (
        smooth(1.32, 1.42, far) * smooth(2.36, 2.26, far) * (1 - 0.9 * smooth(0.06, 0.02, np.abs(far - 1.95)))
    )
    ring_a = (density * (0.30 + 0.65 * grooves))[..., None]
    behind_ball = smooth(0.85, 1.05, np.hypot(nx + 0.75 * side, ny * 1.0))  # the planet's shadow on them
    ring = mix(rgb("#8c7658"), rgb("#f0e2c4"), grooves[..., None]) * (0.10 + 0.90 * behind_ball[..., None])
    before = (py > 0)[..., None]
    out, a = ring * ring_a * ~before, ring_a * ~before
    out, a = out * (1 - ball_a) + ball * ball_a, a * (1 - ball_a) + ball_a
    out, a = out * (1 - ring_a * before) + ring * ring_a * before, a * (1 - ring_a * before) + ring_a * before
    rgba = np.dstack([np.clip(out, 0, 1), np.clip(a, 0, 1)]).astype(np.float32)
    common.add_layer(stage, rgba, cx - w / 2, cy - h / 2, 0.06, drift=-1.2 * stage.unit).solid = None


def _nebula(stage: Stage) -> None:
    s = 4
    h, w = stage.h // s, stage.w // s
    for colour, salt in (("#3a4ad0", 3), ("#b03a8a", 7), ("#2a9ab0", 13)):
        a = smooth(0.50, 0.85, fbm(h, w, 70, 5, stage.seed + salt, 1.4)) * 0.55
        common.veil(stage, a.astype(np.float32), rgb(colour))


def space(stage: Stage) -> None:
    common.sky(stage, 0.0, horizon=stage.h * 1.05)
    _nebula(stage)
    if stage.ringed:
        _ringed_planet(stage, stage.w * 0.27, stage.h * 0.66, 0.25 * min(stage.h, stage.w))
    else:
        _planet(stage, stage.w * 0.20, stage.h * 0.86, stage.h * 0.50, "#16407a", "#5a7a48", 0.8)
    _planet(stage, stage.w * 0.66, stage.h * 0.20, stage.h * 0.055, "#8a8478", "#b4aca0", 0)
    common.sun_glare(stage, 0.7, 0.14)
    stage.bed = "space"


def moon(stage: Stage) -> None:
    h, hz, u = stage.h, stage.horizon, stage.unit
    common.sky(stage, 0.0, horizon=h * 1.05)
    _nebula(stage)
    _planet(stage, stage.w * 0.24, h * 0.22, h * 0.11, "#16407a", "#5a7a48", 0.8)
    common.ridge(
        stage,
        hz - 0.03 * h,
        0.07 * h,
        0.3 * stage.w,
        rgb("#8a8c94"),
        0.9,
        21,
        foot=0.03,
        rugged=0.7,
        mist=0.15,
    )
    common.ridge(
        stage,
        hz + 0.01 * h,
        0.03 * h,
        0.2 * stage.w,
        rgb("#a2a4aa"),
        1.1,
        33,
        foot=0.03,
        rugged=0.3,
        mist=0.1,
    )
    stage.layers[-1].depth, stage.layers[-2].depth = 0.2, 0.08

    def craters(
        canvas: plants.U8,
        z0: float,
        z1: float,
        y_of: Callable[[float], float],
        r: np.random.Generator,
        i: int,
    ) -> None:
        # Bowls with raised rims in a relief, lit from the key's side: dark where it looks away, bright beyond.
        h, w = canvas.shape[:2]
        relief = np.zeros((h, w), np.float32)
        for _ in range(26):
            x, z = r.random() * w, z0 + (z1 - z0) * r.random()
            rad = max((6 + 90 * z) * u * (0.2 + r.random() ** 3), 2.0)
            reach, y = int(1.7 * rad) + 2, y_of(z)
            dx = np.arange(-reach, reach + 1, dtype=np.float32)[None]
            rows = np.arange(max(int(y - 0.4 * reach), 0), min(int(y + 0.4 * reach) + 1, h))
            d = np.hypot(dx, (rows[:, None] - y) / 0.24) / rad
            bowl = np.where(d < 1, 0.55 * (d * d - 1), 0) + 0.30 * np.exp(-(((d - 1.0) / 0.16) ** 2))
            at = (int(x) + np.arange(-reach, reach + 1)) % w
            relief[rows[:, None], at[None]] += bowl.astype(np.float32) * rad * (0.75 + 0.5 * r.random())
        rubble = fbm(h, w, max((5 + 40 * z1) * u, 4), 4, stage.seed + 90 + i, 2.0, True)
        relief += rubble * (1.1 + 6.6 * z1) * u
        toward = 1 if stage.sun[0] > stage.w / 2 else -1
        slope = (relief - np.roll(relief, -toward, 1)) * 0.42 + (np.roll(relief, 1, 0) - relief) * 0.05
        lit = np.clip(1 + slope, 0.30, 1.5)[..., None]
        canvas[..., :3] = np.clip(canvas[..., :3] * lit, 0, canvas[..., 3:])

    common.strips(
        stage,
        9,
        lambda z: mix(rgb("#a8aab0"), rgb("#4c4e56"), min(max(z, 0), 1)) * stage.palette.ambient,
        craters,
        overlap=8 * u,
        texture=0.4,
        patch=24,
        power=1.4,
        heave=9,
    )
    stage.bed = "space"


def _cloud_bank(stage: Stage, row: float, size: float, count: int, depth: float, dark: float, salt: int) -> None:
    """Heaped clouds: every lump is a lit ball, many to a heap, flat and dim at the foot."""
    c = Canvas(stage, row - size * 1.8, stage.h + stage.margin_y)
    r, foot, pal = stage.rng(salt), c.row(row), stage.palette
    shade = mix(mix(pal.fog, pal.sky[1], 0.45), pal.shadow, 0.10 + dark * 0.4) * (0.55 + 0.45 * pal.ambient)
    lit = np.clip(mix(pal.light, (1, 1, 1), 0.5) * (0.35 + 0.70 * pal.ambient), 0, 1)
    heaps = np.sort(r.random(count)) * c.w
    balls = []
    for x in heaps:
        big = size * (0.55 + 0.8 * r.random() ** 2)
        for _ in range(30):
            u = r.random()
            px = x + r.normal(0, 0.62) * big * (1.3 - 0.7 * u)
            balls.append((foot - big * 1.15 * u**1.2, px, big * (0.17 + 0.20 * r.random()) * (1.25 - 0.65 * u)))
    for k in range(int(c.w / (size * 0.22))):
        balls.append(
            (foot + size * 0.22 * r.random(), (k + r.random()) * size * 0.22, size * (0.22 + 0.16 * r.random()))
        )
    for y, x, rad in sorted(balls, key=lambda ball: ball[0]):
        up = float(np.clip((foot - y) / size, -0.2, 1.0))
        base = mix(shade, lit, 0.25 + 0.38 * up)
        c.oval(x, y, rad, rad * 0.86, base, mix(base, shade, 0.55), raw=True, alpha=0.92, soft=rad * 0.10)
        hx, hy = x + c.toward * rad * 0.26, y - rad * 0.30
        c.oval(hx, hy, rad * 0.62, rad * 0.52, lit, raw=True, alpha=0.42 + 0.3 * up, soft=rad * 0.26)
    c.rect(-4, foot + size * 0.30, c.w + 4, c.h, mix(shade, lit, 0.30), mix(shade, lit, 0.16), raw=True)
    layer = c.layer(depth, texture=0.10, grain=34, soft=1.5, rim=0.35, drift=-(5 + 24 * depth) * stage.unit)
    layer.solid = None


def sky_high(stage: Stage) -> None:
    """Over a sea of heaped clouds."""
    h = stage.h
    common.sky(stage, 0.7, horizon=h * 0.94)
    common.sun_haze(stage, 0.5, 0.4)
    tall = min(h, stage.w)
    for row, size, count, depth, dark, salt in (
        (0.74, 0.12, 9, 0.10, 0.0, 40),
        (0.84, 0.20, 6, 0.26, 0.25, 41),
        (0.98, 0.30, 4, 0.52, 0.5, 42),
    ):
        _cloud_bank(stage, row * h, size * tall, count, depth, dark, salt)
        common.mist_band(stage, (row + 0.03) * h, 0.05 * h, 0.45, depth, salt + 9, drift=-10)
    common.shafts(stage, 0.5)
    common.sun_glare(stage, 0.7)
    stage.bed = "wind"
