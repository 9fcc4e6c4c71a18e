"""A volcano at work: its cone, streams of lava, a fountain of sparks, the cloud over it, the ground it left."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt

from omnireel.animatic.noise import fbm, line, smooth
from omnireel.animatic.palette import mix, rgb
from omnireel.animatic.settings import common, plants
from omnireel.animatic.settings.brush import Canvas
from omnireel.animatic.settings.open_land import shades
from omnireel.animatic.settings.wild import near_rocks
from omnireel.animatic.settings.woods import boulders
from omnireel.animatic.stage import Pulse, Stage

F32 = npt.NDArray[Any]  # float32; OpenCV and NumPy lose the exact type on the way
FIRE, HOT = rgb("#ff5a14"), rgb("#ffd884")
TALL = 0.28  # of the picture's height, from the land to the crater
MOUTH = 0.030  # half the crater's breadth, of the picture's width
GLOW = 0.13  # of the picture's width, as far as it lights its own cloud and flanks


def _flank(t: float | F32) -> F32:
    """Half the cone's breadth, in its height, at share t of the way down: steeper towards the top."""
    return np.asarray(0.10 + 0.55 * np.asarray(t) + 0.85 * np.asarray(t) ** 2.6, np.float32)


def _cloud(stage: Stage, cx: float, top: float) -> None:
    """Ash that boils up out of the crater, leans on the wind and hides the sky; lit from below."""
    pal, w, h = stage.palette, stage.w, stage.h
    r = stage.rng(7)
    lean = -1.0 if cx > w / 2 else 1.0
    balls = []
    for k in range(230):
        rise = (k / 230) ** 0.8
        way = rise * (top + 0.16 * h)
        spread = (0.018 + 0.13 * rise**0.9) * w
        x = cx + lean * (0.06 * rise + 0.34 * rise**2.2) * w + r.normal(0, 0.52) * spread
        balls.append((x, top - way + r.normal(0, 0.30) * spread, spread * (0.26 + 0.34 * r.random())))
    c = Canvas(stage, -stage.margin_y, top + 0.22 * h)
    ash, lit = rgb("#3a3438") * (0.30 + 0.70 * pal.ambient), rgb("#9a8e8c") * (0.22 + 0.78 * pal.ambient)
    for x, y, size in reversed(balls):  # what has just left the crater is nearest
        near = float(np.exp(-np.hypot(x - cx, y - top) / (GLOW * w)))
        head = mix(mix(ash, lit, 0.35 + 0.5 * r.random()), FIRE, 0.22 * near)
        foot = mix(ash * 0.62, mix(FIRE, HOT, 0.35 * near), min(1.0 * near, 0.9))
        c.oval(x, c.row(y), size, 0.88 * size, head, foot, raw=True, alpha=0.90, soft=0.16 * size)
    layer = c.layer(0.03, texture=0.16, grain=26, soft=1.2, rim=0.25, sway=(0.006 * w, 9.0))
    layer.solid = None


def _cone(stage: Stage, cx: float, top: float, foot: float) -> None:
    """The mountain: gullies run down it, the crater's edge is broken, lava glows on what is near it."""
    pal, u, h = stage.palette, stage.unit, stage.h
    tall = foot - top
    w, rows = stage.period(), common.even(tall + 0.10 * h)
    y0 = int(top - 0.04 * h)
    x, y = common.grid(rows, w)
    t = np.clip((y + y0 - top) / tall, 0, 1.2)
    half = tall * _flank(t) + MOUTH * stage.w
    bend = (line(rows, 34 * u, 3, stage.seed + 4)[:, None] - 0.5) * 26 * u
    across = (x - cx + bend) / half
    rim = (line(w, 15 * u, 3, stage.seed + 5, True) - 0.5)[None] * 20 * u
    body = smooth(1.03, 0.985, np.abs(across)) * smooth(-1.5, 2.5, y + y0 - top - rim * np.exp(-9 * t))
    # Ribs and gullies fan out from the crater.
    fan = np.clip((across + 1.1) / 2.2, 0, 1) * (w - 1)
    ribs = np.take(fbm(8, w, 0.030 * w, 4, stage.seed + 6, 1.0, True)[4], fan.astype(np.int32))
    ribs = 0.65 * ribs + 0.35 * fbm(rows, w, 15 * u, 4, stage.seed + 8, 0.6, True)
    toward = 1 if stage.sun[0] >= cx else -1
    slope = (ribs - np.roll(ribs, -4 * toward, 1)) * 7
    side = np.clip(0.42 + 0.30 * toward * across + slope, 0, 1)[..., None]
    dark, light = stage.lit(rgb("#332c2e"), 0.30), stage.lit(rgb("#7a6a64"), 0.24)
    img = mix(dark, light, side)
    near = np.exp(-np.hypot(x - cx, (y + y0 - top) * 0.8) / (0.55 * GLOW * stage.w))[..., None]
    img = mix(img, FIRE * (0.35 + 0.65 * side), np.clip(0.80 * near, 0, 0.75))
    rgba = np.dstack([img * body[..., None], body]).astype(np.float32)
    common.fade_down(rgba, stage, 0.45 * tall, 1.05 * tall, 0.72 if not pal.dark else 0.45)
    layer = common.add_layer(stage, rgba, 0, y0, 0.14, wrap=True)
    layer.solid = None


def _streams(stage: Stage, cx: float, top: float, foot: float) -> None:
    """Lava runs down the gullies, forks, and dims as it cools."""
    u, tall = stage.unit, foot - top
    c = Canvas(stage, top - 0.02 * stage.h, foot + 4 * u)
    r = stage.rng(9)
    for side, reach, thick in ((-0.10, 0.95, 9.0), (0.22, 0.70, 7.0), (-0.46, 0.46, 5.0), (0.58, 0.42, 4.5)):
        t = np.linspace(0, reach, 26)
        wind = np.cumsum(r.normal(0, 1.0, 26)) * 3.4 * u * t
        x = cx + side * (tall * _flank(t) + MOUTH * stage.w) * 0.9 + wind
        y = c.row(top) + 5 * u + t * tall
        fork = int(10 + 6 * r.random())
        branch = np.stack([x[fork:] + np.linspace(0, 30 * u * (1 if side < 0 else -1), 26 - fork), y[fork:]], 1)
        for points, k in ((np.stack([x, y], 1), 1.0), (branch, 0.6)):
            c.stroke(points, 2.4 * thick * k * u, FIRE * 0.75, 0.8 * u, raw=True, alpha=0.45)
            c.stroke(points, thick * k * u, FIRE, 0.8 * u, raw=True)
            c.stroke(points[: len(points) * 3 // 4], 0.45 * thick * k * u, HOT, 0.6 * u, raw=True)
        c.glow(float(x[6]), float(y[6]), 46 * u, FIRE, 0.45)
    c.glow(cx, c.row(top), 0.10 * stage.w, FIRE, 1.0)
    c.layer(0.14, rim=0.0, texture=0.0).solid = None


def _fountain(stage: Stage, cx: float, top: float) -> None:
    """Sparks thrown out of the crater: three sheets of arcs that flare up by turns."""
    u, h = stage.unit, stage.h
    for turn in range(3):
        c = Canvas(stage, top - 0.22 * h, top + 0.06 * h)
        r, y0 = stage.rng(20 + turn), c.row(top)
        for _ in range(34):
            out, up = r.normal(0, 0.042) * stage.w, (0.05 + 0.13 * r.random() ** 1.5) * h
            s = np.linspace(0.15 + 0.4 * r.random(), 1.0, 7)
            s = s[0] + (s - s[0]) * 0.34
            arc = np.stack([cx + out * s, y0 - 4 * up * s * (1 - 0.72 * s)], 1)
            c.stroke(arc, (1.4 + 2.6 * r.random()) * u, mix(FIRE, HOT, r.random()), 0.7 * u, raw=True)
        jet = [(cx, y0 + 6 * u), (cx + r.normal(0, 5) * u, y0 - 0.07 * h)]
        c.stroke(jet, 22 * u, FIRE, 3 * u, raw=True, alpha=0.6)
        c.glow(cx, y0 - 0.02 * h, 0.075 * stage.w, HOT, 0.55)
        layer = c.layer(0.14, rim=0.0, texture=0.0, soft=0.8)
        layer.solid, layer.pulse = None, Pulse(0.50, 0.50, 4.6, turn * 2 * np.pi / 3)


def _cracks(stage: Stage) -> plants.Dress:
    def dress(
        canvas: plants.U8, z0: float, z1: float, y_of: Callable[[float], float], r: np.random.Generator, i: int
    ) -> None:
        h, w = canvas.shape[:2]
        vein = np.abs(fbm(h, w, (14 + 90 * z1) * stage.unit, 3, stage.seed + 60 + i, 3.0, True) - 0.5)
        where = fbm(h, w, 160 * stage.unit, 2, stage.seed + 90 + i, 2.0, True)
        glow = smooth(0.030, 0.0, vein) * smooth(0.52, 0.66, where)
        heart = smooth(0.012, 0.0, vein) * smooth(0.55, 0.66, where)
        alpha = canvas[..., 3:].astype(np.float32) / 255
        img = canvas[..., :3].astype(np.float32) / 255
        img = mix(img, FIRE * alpha, glow[..., None] * 0.9)
        canvas[..., :3] = np.clip(mix(img, HOT * alpha, heart[..., None]), 0, 1) * 255

    return dress


def volcano(stage: Stage) -> None:
    """The cone stands before its ridge, its light on the cloud over it and on the black ground at its feet."""
    u, h, hz, w = stage.unit, stage.h, stage.horizon, stage.w
    common.sky(stage, 0.8)
    cx, top, foot = (0.70 if stage.sun[0] >= w / 2 else 0.30) * w, hz - TALL * h, hz + 0.035 * h
    _cloud(stage, cx, top)
    common.ridge(
        stage, hz - 0.06 * h, 0.05 * h, 0.24 * w, rgb("#4c4648"), 0.08, 33, foot=0.02, rugged=0.9, mist=0.5
    )
    _cone(stage, cx, top, foot)
    _streams(stage, cx, top, foot)
    _fountain(stage, cx, top)
    s = 4
    gx, gy = common.grid(h // s, w // s)
    halo = np.exp(-np.hypot(gx * s - cx, (gy * s - top) * 1.1) / (0.16 * w)) * 0.42
    common.veil(stage, halo.astype(np.float32), FIRE)
    common.mist_band(stage, hz + 0.01 * h, 0.035 * h, 0.5, 0.2, 9)
    common.strips(
        stage,
        10,
        shades(stage, "#5c5456", "#4a4446", "#3a3638", "#2a2729", "#161416"),
        _cracks(stage),
        overlap=6 * u,
        texture=0.7,
        patch=40,
        power=1.35,
        melt=24,
        heave=12,
    )
    boulders(stage, hz + 0.35 * (stage.ground - hz), ((0.10, 140), (0.24, 70), (0.86, 170)), "#4c4648")
    g = np.exp(-np.hypot(gx * s - cx, (gy * s - hz) * 1.6) / (0.34 * w)) * 0.34
    common.veil(stage, g.astype(np.float32), FIRE, base_y=stage.ground - 30 * u)
    near_rocks(stage, "#4a4244")
    stage.bed, stage.air = "wind", "embers"
