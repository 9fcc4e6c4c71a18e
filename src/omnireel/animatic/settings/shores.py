"""Where land and water meet: lake, river, waterfall, sea, beach, harbour."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from omnireel.animatic.noise import fbm, line, smooth
from omnireel.animatic.palette import mix, rgb
from omnireel.animatic.settings import common, houses, plants, water
from omnireel.animatic.settings.brush import Canvas
from omnireel.animatic.settings.open_land import shades
from omnireel.animatic.stage import Layer, Pulse, Stage

F32 = npt.NDArray[Any]  # float32; OpenCV and NumPy lose the exact type on the way


def lake(stage: Stage) -> None:
    u, h, hz = stage.unit, stage.h, stage.horizon
    common.sky(stage, 0.6)
    common.ridge(
        stage,
        hz - 0.085 * h,
        0.070 * h,
        0.26 * stage.w,
        rgb("#6f7f96"),
        0.05,
        21,
        foot=0.01,
        rugged=0.9,
        snow=0.35,
        mist=0.7,
    )
    common.mist_band(stage, hz - 0.06 * h, 0.03 * h, 0.4, 0.08, 8)
    common.ridge(
        stage, hz - 0.045 * h, 0.045 * h, 0.20 * stage.w, rgb("#5d708a"), 0.14, 33, foot=0.01, rugged=0.8, mist=0.7
    )
    common.sun_haze(stage, 0.5, 0.3)
    common.tree_line(stage, hz + 0.004 * h, 14 * u, 42 * u, 170, rgb("#2f4a3c"), 0.26, 12, kind="fir", mist=0.75)
    common.mist_band(stage, hz - 0.004 * h, 0.035 * h, 0.8, 0.2, 9)
    _spit(stage, hz + 0.012 * h, 0.10, 0.24)
    water.open_water(
        stage,
        hz + 0.006 * h,
        rgb("#56708a"),
        0.92,
        2.4,
        0.8,
        None if stage.path == "water" else stage.ground - 30 * u,
    )
    common.mist_band(stage, hz + 0.03 * h, 0.030 * h, 0.55, 0.3, 19)
    common.behind(stage, stage.layers[-1])
    common.sun_glare(stage, 0.8)
    if stage.path != "water":
        water.bank(stage, rgb("#5d6636"), rgb("#2c3a1c"))
    water.reeds(stage)
    stage.bed = "lake"


def _spit(stage: Stage, row: float, x: float, wide: float) -> None:
    """A tongue of land with dark firs, before the far shore."""
    c = Canvas(stage, row - 0.22 * stage.h, row + 8 * stage.unit, far=0.26)
    r, u, foot = stage.rng(27), stage.unit, c.row(row)
    c.oval(x * stage.w, foot, wide * stage.w * 0.62, 9 * u, "#4c5a48", "#39463c")
    for k in range(17):
        px = (x + (k / 16 - 0.5) * wide) * stage.w + r.normal(0, 5) * u
        tall = (46 + 88 * r.random()) * u * (1 - abs(k / 16 - 0.5) * 1.2)
        for j in range(9):
            t = j / 9
            half, y = tall * 0.16 * (0.15 + t) * (0.8 + 0.4 * r.random()), foot - tall * (1 - t)
            c.lay(
                [
                    (px + r.normal(0, 1), y - tall * 0.08),
                    (px + half, y + tall * 0.09),
                    (px - half, y + tall * 0.09),
                ],
                "#2c443c",
                "#20342e",
            )
    c.layer(0.3, rim=0.4, mist=0.45, soft=0.6)


def river(stage: Stage) -> None:
    """Running water between stones and wooded banks."""
    pal, u, h, hz = stage.palette, stage.unit, stage.h, stage.horizon
    common.sky(stage, 0.6)
    common.ridge(
        stage, hz - 0.12 * h, 0.09 * h, 0.30 * stage.w, rgb("#71868a"), 0.06, 21, foot=0.02, rugged=0.8, mist=0.7
    )
    common.sun_haze(stage, 0.5, 0.32)
    common.tree_line(stage, hz + 0.01 * h, 50 * u, 120 * u, 80, rgb("#4c6a40"), 0.2, 5, mist=0.6, soft=1.2)
    common.mist_band(stage, hz, 0.04 * h, 0.6, 0.2, 9)
    common.tree_line(stage, hz + 0.05 * h, 80 * u, 190 * u, 14, rgb("#38562e"), 0.4, 12, kind="fir", mist=0.4)
    c = Canvas(stage, hz + 0.02 * h, hz + 0.12 * h, far=0.12)
    r = stage.rng(19)
    c.rect(0, c.row(hz + 0.046 * h), c.w, c.row(hz + 0.085 * h), "#8a9a52", "#5c6a3c")
    for x in np.arange(0, c.w, 60 * u):
        c.rock(
            x + r.normal(0, 14) * u,
            c.row(hz + 0.09 * h),
            (50 + 60 * r.random()) * u,
            (18 + 20 * r.random()) * u,
            "#8a887e",
            r,
        )
    c.layer(0.35, rim=0.4, texture=0.3)
    end = None if stage.path == "water" else stage.ground - 30 * u
    water.open_water(stage, hz + 0.085 * h, rgb("#4c7068"), 0.72, 3.2, 1.3, end)
    step = (stage.ground - 30 * u if end else h) - hz - 0.085 * h
    for k, (t, spots) in enumerate(
        ((0.25, ((0.16, 70), (0.44, 50), (0.80, 90))), (0.62, ((0.05, 120), (0.30, 80), (0.92, 150))))
    ):
        row = hz + 0.085 * h + step * t
        c = Canvas(stage, row - 60 * u, row + 20 * u, far=0.05)
        foot = c.row(row)
        for x, wide in spots:
            c.rock(x * stage.w, foot, wide * u, wide * 0.40 * u, "#7c7a74", r)
            for _ in range(9):
                fx = x * stage.w + r.normal(0, 0.5) * wide * u
                c.oval(
                    fx,
                    foot + r.normal(2, 2.5) * u,
                    (8 + 14 * r.random()) * u,
                    2.2 * u,
                    mix(rgb("#f4f8f8") * pal.ambient, pal.light, 0.3),
                    alpha=0.65,
                    soft=1.2 * u,
                    raw=True,
                )
        layer = c.layer(0.5 + 0.2 * k, rim=0.5, texture=0.3, grain=12)
        if end:
            common.stand(stage, layer, row)
    common.shafts(stage, 0.6)
    common.sun_glare(stage, 0.7)
    if end:
        water.bank(stage, rgb("#7a8444"), rgb("#2f3f1e"))
    water.reeds(stage)
    common.near_leaves(stage, rgb("#1c2a14"), low=0.18)
    stage.bed = "lake"


def waterfall(stage: Stage) -> None:
    """Water falls from a mossy wall into a pool; spray hangs in the light."""
    pal, u, h, hz, w = stage.palette, stage.unit, stage.h, stage.horizon, stage.w
    common.sky(stage, 0.5)
    common.tree_line(stage, hz - 0.30 * h, 40 * u, 110 * u, 60, rgb("#4c6a40"), 0.14, 5, mist=0.4, soft=1.4)
    pool = hz + 0.06 * h
    c = Canvas(stage, hz - 0.40 * h, pool + 10 * u, far=0.16)
    r, head, base = stage.rng(21), c.row(hz - 0.31 * h), c.row(pool)
    xs = np.linspace(0, c.w, 60)
    edge = fbm(4, c.w, 70 * u, 3, stage.seed + 8, 1, True)[1]
    crest = [(float(x), head + (edge[min(int(x), c.w - 1)] - 0.5) * 70 * u) for x in xs]
    c.lay([*crest, (c.w, base), (0, base)], "#77766c", "#4a4c48")
    for _ in range(90):
        x, y = r.random() * c.w, head + (base - head) * r.random()
        c.rock(
            x,
            y + 30 * u,
            (50 + 110 * r.random()) * u,
            (30 + 70 * r.random()) * u,
            ("#7c7a70", "#6a6c64", "#8a8878")[int(r.integers(0, 3))],
            r,
        )
    for _ in range(46):
        x, y = r.random() * c.w, head + (base - head) * r.random() ** 1.6
        c.leaves(x, y, (24 + 30 * r.random()) * u, (10 + 14 * r.random()) * u, "#4c7a3a", r, 5, 0.8)
    for x in np.arange(0, c.w, 74 * u):
        plants.bush(c, float(x), head + 14 * u, 110 * u, 70 * u, r, "#44703a")
    c.layer(0.34, rim=0.5, mist=0.25, mist_from=0.5, texture=0.25, grain=16)
    # The fall: three states of the same streaks, each a little lower, that fade into one another.
    fh, fw = common.even(pool - hz + 0.30 * h), common.even(0.20 * w)
    x0, white = stage.sun[0] - 0.30 * w, mix(rgb("#f6fafa") * pal.ambient, pal.light, 0.35)
    for k in range(3):
        streak = fbm(fh + 160, fw, 7 * u, 3, stage.seed + 31, 0.9)
        long = cv2.blur(streak, (1, int(70 * u) | 1))
        long = np.roll(long, int(k * 26 * u), 0)[80 : 80 + fh]
        gx, gy = common.grid(fh, fw)
        wide = 0.36 + 0.14 * gy / fh
        a = (
            smooth(0.0, 0.14, wide - np.abs(gx / fw - 0.5))
            * (0.45 + 0.55 * smooth(0.40, 0.60, long))
            * smooth(0, 20 * u, gy)
        )
        tone = mix(white * 0.70, white, smooth(0.42, 0.62, long)[..., None])
        a = a * (0.95 if k == 0 else 0.7)
        layer = common.add_layer(
            stage, np.dstack([tone * a[..., None], a]).astype(np.float32), x0, hz - 0.30 * h, 0.34, kind="set"
        )
        layer.solid = None
        if k:
            layer.pulse = Pulse(0.5, 0.5, 2 * np.pi * 1.7, -2 * np.pi * k / 3)
    common.mist_band(stage, pool - 0.02 * h, 0.07 * h, 0.7, 0.36, 9, drift=10)
    end = None if stage.path == "water" else stage.ground - 30 * u
    water.open_water(stage, pool, rgb("#3f7a74"), 0.75, 3.0, 1.0, end)
    s = 3
    gx, gy = common.grid(h // s, w // s)
    puff = np.exp(-(((gx * s - x0 - fw / 2) / (0.16 * w)) ** 2) - ((gy * s - pool) / (0.07 * h)) ** 2)
    puff = puff * (0.5 + 0.7 * fbm(h // s, w // s, 30 * u, 3, stage.seed + 5)) * 0.85
    common.veil(stage, np.clip(puff, 0, 0.9).astype(np.float32), white)
    if not pal.night and pal.disc > 0 and stage.weather is None:
        common.rainbow(stage, x0 + fw * 0.2, pool + 0.10 * h, 0.30 * h)
    common.shafts(stage, 0.8, 0.8)
    if end:
        water.bank(stage, rgb("#6c8444"), rgb("#2a3f20"))
    _leaves_near(stage)
    common.near_leaves(stage, rgb("#14240f"), low=0.24)
    stage.bed = "waterfall"


def _leaves_near(stage: Stage) -> None:
    """Dark leaves along the lower edge, highest in the corners."""
    rgba = plants.near_blades(
        stage,
        rgb("#0c160c") * stage.palette.ambient,
        rgb("#3c5a2c") * stage.palette.ambient,
        150,
        90,
        41,
        4.5,
        middle=0.12,
    )
    common.near_layer(stage, rgba, 1.5, drop=8 * stage.unit)


HEAVY = 1.5  # swell from which on seas are seen one by one


def sea(stage: Stage) -> None:
    h, hz, rough = stage.h, stage.horizon, stage.swell
    common.sky(stage, 0.8)
    common.sun_haze(stage, 0.5, 0.34)
    common.mist_band(stage, hz, 0.022 * h, 0.7, 0.02, 9)
    own = rgb("#1c5f7c") * stage.palette.ambient
    water.mirror(stage, hz, h + 2, own, shine=0.62, ripple=4.0)
    water.glitter(stage, hz, h + 2, 0.8)
    light, bottom = mix(stage.palette.sky[2], stage.palette.light, 0.5), h + stage.margin_y
    first = len(stage.layers)
    large, small = (max(rough - 0.95, 0), 0.30 * rough) if rough < HEAVY else (0.0, 0.12)  # of foam
    water.ripples(stage, hz + 0.04 * h, bottom, 5, light, own * 0.40, 1.3, 14, 4.2 * rough, large)
    water.ripples(stage, hz + 2, bottom, 9, light, own * 0.5, 1.25, 10, 1.35 * rough, small)
    if rough >= HEAVY:
        _seas(stage, own)
    stage.layers[first:] = sorted(stage.layers[first:], key=lambda layer: layer.base_y or 0.0)  # far ones first
    common.sun_glare(stage, 0.8)
    stage.bed = "surf"


def _seas(stage: Stage, own: F32) -> None:
    """Heavy seas, one behind the other: sharp crests that break in foam, green where light comes through them,
    streaks down their faces; they roll at their own speeds, and hulls stand between them."""
    pal, u, h, hz, w = stage.palette, stage.unit, stage.h, stage.horizon, stage.period()
    head = mix(rgb("#eef4f4") * (0.2 + 0.8 * pal.ambient), pal.fog, 0.25)
    for n, near in enumerate((0.03, 0.09, 0.17, 0.28, 0.42, 0.60, 0.84, 1.12)):
        row = hz + near * (stage.ground - hz)
        tall, seed = (7 + 74 * near) * u, stage.seed + 300 + 7 * n
        wide = (70 + 430 * near) * u
        lift = 0.62 * line(w, wide, 2, seed, True) + 0.38 * line(w, 0.34 * wide, 2, seed + 1, True)
        lift = np.clip(1.1 - 1.1 * np.abs(2 * lift - 1) - 0.1, 0, 1) ** 1.5  # flat in the troughs, sharp on top
        rows = common.even(tall * 3.0 + 0.10 * h * near + 8)
        y = np.arange(rows, dtype=np.float32)[:, None]
        crest = (8 * u * near + 6 + tall * (1 - lift))[None]
        deep = np.maximum(y - crest, 0)
        body = smooth(-0.8, 0.8, y - crest) * smooth(rows - 2, 0.45 * rows, y)
        through = np.exp(-deep / (0.30 * tall)) * lift[None] ** 1.5
        t = np.clip(deep / (1.6 * tall), 0, 1)[..., None]
        img = mix(mix(own * 0.95, pal.fog, 0.18), own * 0.34, t)
        img = mix(img, mix(rgb("#5fa8a0") * pal.ambient, pal.light, 0.15), (0.55 * through)[..., None])
        ragged = fbm(rows, w, (5 + 16 * near) * u, 4, seed + 2, 2.2, True)
        breaks = np.exp(-deep / ((4 + 24 * near) * u)) * smooth(-1, 0.5, y - crest) * smooth(0.62, 0.92, lift)
        streaks = smooth(0.60, 0.74, fbm(rows, w, (4 + 11 * near) * u, 3, seed + 3, 5.0, True)) * 0.30
        foam = np.clip(breaks * (0.55 + 0.9 * ragged) + streaks * np.exp(-deep / (0.9 * tall)), 0, 0.95)
        img = mix(img, head, foam[..., None])
        spray = np.exp(-(((y - crest + 3 * u) / ((2 + 7 * near) * u)) ** 2)) * smooth(0.78, 1.0, lift)[None]
        spray = spray * (0.25 + 0.5 * ragged)
        a = np.clip(np.maximum(body, spray), 0, 1)
        img = mix(img, head, (spray * (1 - body))[..., None])
        img = mix(img, pal.fog, 0.55 * float(np.exp(-5 * near)))
        layer = common.add_layer(
            stage,
            np.dstack([img * a[..., None], a]).astype(np.float32),
            0,
            row - 0.75 * tall,
            stage.depth_at(row),
            wrap=True,
            kind="veil",
            drift=-(10 + 46 * near) * u,
            sway=((4 + 16 * near) * u, 3.4 + 0.3 * n),
        )
        layer.base_y, layer.solid, layer.front = row, None, row > stage.ground


def _foam(stage: Stage, y: float, thick: float, alpha: float, salt: int, drift: float, swing: float) -> Layer:
    """One line of surf that runs up and back."""
    pal, u, w, hh = stage.palette, stage.unit, stage.period(), common.even(thick * 5)
    edge = (fbm(4, w, 70 * u, 3, stage.seed + salt, 1, True)[1] - 0.5) * thick * 2.4
    _, y_ = common.grid(hh, w)
    d = y_ - hh / 2 - edge[None]
    lace = smooth(0.32, 0.62, fbm(hh, w, 9 * u, 3, stage.seed + salt + 1, 2.4, True))
    a = (np.exp(-((d / (thick * 0.34)) ** 2)) + 0.55 * lace * smooth(-thick * 1.8, 0, d) * (d < 0)) * alpha
    a = np.clip(a, 0, 1).astype(np.float32)
    shadow = np.exp(-(((d - thick * 0.55) / (thick * 0.3)) ** 2)) * 0.35 * alpha
    white = mix((0.96, 0.97, 0.97) * pal.ambient, pal.light, 0.3)
    dark = rgb("#5c5240") * pal.ambient
    both = np.clip(a + shadow, 0, 1).astype(np.float32)
    img = a[..., None] * white + np.clip(both - a, 0, 1)[..., None] * dark
    layer = common.add_layer(
        stage,
        np.dstack([img, both]).astype(np.float32),
        0,
        y - hh / 2,
        stage.depth_at(y),
        wrap=True,
        kind="veil",
        drift=drift * u,
        sway=(swing * u, 5.0),
    )
    layer.base_y, layer.solid = y, None
    return layer


def beach(stage: Stage) -> None:
    pal, u, h, hz = stage.palette, stage.unit, stage.h, stage.horizon
    common.sky(stage, 0.6)
    common.ridge(stage, hz - 0.03 * h, 0.045 * h, 0.35 * stage.w, rgb("#61788a"), 0.10, 21, foot=0.004, mist=0.6)
    common.sun_haze(stage, 0.45, 0.34)
    common.mist_band(stage, hz - 0.004 * h, 0.016 * h, 0.5, 0.08, 9)
    shore = hz + 0.44 * (stage.ground - hz)
    water.open_water(stage, hz, rgb("#1f86a0"), 0.55, 3.0, 1.0, shore)
    _foam(stage, hz + 0.55 * (shore - hz), 5 * u, 0.6, 51, 4, 8)
    common.sun_glare(stage, 0.8)
    sand = shades(stage, "#ecd3a0", "#e2c794", "#d0b07c", "#ac8656", "#6e5434")
    wet = mix(rgb("#8d7a5c") * pal.ambient, mix(pal.sky[3], pal.light, 0.2), 0.5)
    z_wet = common.strip_depth(stage, shore)

    def colour(z: float) -> F32:
        return mix(wet, sand(0.25 + 0.75 * z), float(smooth(0.04, 0.30, z)))

    def pebbles(
        canvas: plants.U8, z0: float, z1: float, y_of: Callable[[float], float], r: np.random.Generator, i: int
    ) -> None:
        w = canvas.shape[1]
        for _ in range(int(90 * (z1 - z0) * 7)):
            x, z = r.random() * w, z0 + (z1 - z0) * r.random()
            size, tone = (0.8 + 4.5 * z * r.random()) * u, float(r.random())
            c = np.clip(mix(rgb("#7a6448"), rgb("#fff4e0"), tone) * pal.ambient, 0, 1) * 255
            at = (int(x * 16), int(y_of(z) * 16))
            axes = (max(int(size * 16), 8), max(int(size * 8), 6))
            cv2.ellipse(canvas, at, axes, 0, 0, 360, (*(float(v) for v in c), 255.0), -1, cv2.LINE_AA, 4)

    _foam(stage, hz + 0.80 * (shore - hz), 8 * u, 0.8, 54, -5, 12)
    common.strips(stage, 8, colour, pebbles, start=shore, texture=0.30, patch=90, power=1.3, melt=60)
    first = next(layer for layer in stage.layers if layer.base_y == shore)
    at = stage.layers.index(first) + 1
    for y, thick, alpha, salt in ((shore + 20 * u, 7 * u, 0.55, 60), (shore + 3 * u, 11 * u, 0.95, 57)):
        _foam(stage, y, thick, alpha, salt, 6, 16)
        stage.layers.insert(at, stage.layers.pop())
    row = shore + 0.20 * (stage.ground - shore)
    c = Canvas(stage, -stage.margin_y, row + 20 * u, far=0.04)
    r = stage.rng(33)
    tall = min(0.62 * h, 520 * u)
    plants.palm(c, 0.04 * stage.w, c.row(row), tall, r, 0.22)
    plants.palm(c, 0.13 * stage.w, c.row(row) - 4 * u, tall * 0.72, r, -0.12)
    plants.palm(c, 0.95 * stage.w, c.row(row), tall * 0.86, r, -0.20)
    for x in (0.02, 0.10, 0.17, 0.93, 0.99):
        plants.bush(c, x * stage.w, c.row(row) + 4 * u, 70 * u, 26 * u, r, "#6a8a48")
    c.layer(0.6, rim=0.6, row=row, sway=(2 * u, 5))
    common.ground_light(stage, 0.8, base_y=stage.ground - 30 * u)
    common.near_leaves(stage, rgb("#1c3018"), low=0.16)
    near = plants.near_blades(
        stage,
        rgb("#2c2614") * pal.ambient,
        mix(rgb("#8a8a48") * pal.ambient, pal.rim, 0.15),
        120,
        60,
        41,
        4.0,
        middle=0.04,
    )
    common.near_layer(stage, near, 1.5, drop=10 * u, sway=(5 * u, 4.0))
    del z_wet
    stage.bed = "surf"


def _moored(c: Canvas, x: float, y: float, s: float, hull: str) -> None:
    """A sailing boat at rest and its image in the water; s: pixels of one unit, of which it is 204 long."""

    def at(dx: float, dy: float) -> tuple[float, float]:
        return x + dx * s, y + dy * s

    dark = c.lit(hull, 0.45)
    c.lay([at(-98, 2), at(102, 0), at(80, 30), at(-82, 32)], dark, alpha=0.40, soft=3 * s, raw=True)
    c.stroke([at(-8, 24), at(-4, 70), at(-12, 100)], 5 * s, c.lit("#d8ccb4", 0.7), 2 * s, alpha=0.30, raw=True)
    c.shade(x, y + 3 * s, 104 * s, 6 * s, 0.5)
    c.stroke([at(-8, -20), at(-8, -235)], 4.5 * s, "#d8ccb4", 2.5 * s)
    c.stroke([at(-8, -52), at(-92, -58)], 6 * s, "#e8e4da")
    for end in ((94, -26), (-100, -24)):
        c.stroke([at(-8, -230), at(*end)], 1.0 * c.u, "#4c4c50")
    c.lay([at(-100, -26), at(104, -30), at(84, 4), at(-86, 5)], hull, c.lit(hull, 0.55))
    c.stroke([at(-100, -25), at(104, -29)], 3.5 * s, "#f4f0e6")
    c.lay([at(-40, -27), at(-34, -46), at(26, -46), at(40, -28)], "#e8e4dc", "#a8a49c")
    for j in range(3):
        c.rect(*at(-26 + 17 * j, -41), *at(-16 + 17 * j, -33), "#3a4a58")
    c.stroke(
        [at(-84, 4), at(82, 4)], 1.4 * s, c.stage.palette.light * c.stage.palette.ambient, alpha=0.6, raw=True
    )


def harbour(stage: Stage) -> None:
    """A quay with bollards; moored boats, coloured houses across the water, cranes in the haze."""
    pal, u, h, hz = stage.palette, stage.unit, stage.h, stage.horizon
    night = pal.night or float(pal.ambient.mean()) < 0.72
    common.sky(stage, 0.7)
    common.ridge(stage, hz - 0.06 * h, 0.07 * h, 0.34 * stage.w, rgb("#6f8494"), 0.06, 21, foot=0.01, mist=0.65)
    common.sun_haze(stage, 0.45, 0.34)
    c = Canvas(stage, hz - 0.36 * h, hz + 0.03 * h, far=0.30)
    r, foot = stage.rng(6), c.row(hz + 0.02 * h)
    for x in (0.10, 0.24, 0.90):
        px, tall = x * stage.w, (150 + 70 * r.random()) * u
        for dx in (-14, 14):
            c.stroke([(px + dx * u, foot), (px + dx * 0.3 * u, foot - tall)], 4 * u, "#b0584a")
        for k in range(5):
            y = foot - tall * k / 5
            c.stroke([(px - 13 * u, y), (px + 10 * u, y - tall / 5)], 2 * u, "#9a4c40")
        c.stroke(
            [(px - 40 * u, foot - tall * 0.98), (px + 110 * u, foot - tall * 1.28)], 5 * u, "#b0584a", 2.5 * u
        )
        c.stroke([(px + 104 * u, foot - tall * 1.25), (px + 104 * u, foot - tall * 0.7)], 1.2 * u, "#5c4c48")
    x = 0.0
    while x < c.w:
        wide, tall = (38 + 34 * r.random()) * u, (52 + 44 * r.random()) * u
        hue = ("#c8685a", "#d8b070", "#7f9ab0", "#e0d6c4", "#8aa084", "#b88a9a")[int(r.integers(0, 6))]
        c.rect(x, foot - tall, x + wide + 1, foot, c.lit(hue, 1.05), c.lit(hue, 0.78), raw=True)
        c.lay(
            [(x - 2 * u, foot - tall), (x + wide / 2, foot - tall - 22 * u), (x + wide + 2 * u, foot - tall)],
            "#6a4640",
            "#57382f",
        )
        for row in range(max(int(tall / (22 * u)), 1)):
            for k in range(3):
                wx, wy = x + wide * (0.16 + 0.28 * k), foot - tall + (8 + 22 * row) * u
                on = night and r.random() < 0.5
                c.rect(wx, wy, wx + wide * 0.14, wy + 11 * u, rgb("#ffcf88") if on else c.lit("#4a5868"), raw=True)
                if on and r.random() < 0.3:
                    c.glow(wx + wide * 0.07, wy + 5 * u, 16 * u, "#ffb860", 0.6)
        x += wide
    c.layer(0.14, rim=0.4, mist=0.35, soft=0.5)
    common.mist_band(stage, hz + 0.01 * h, 0.03 * h, 0.5, 0.15, 9)
    quay = hz + 0.52 * (stage.ground - hz)
    common.sun_glare(stage, 0.8)
    water.open_water(stage, hz + 0.02 * h, rgb("#3a6478"), 0.85, 2.6, 0.9, quay)
    for share, boats in (
        (0.30, ((0.30, 0.7, "#3a5c86"), (0.67, 0.62, "#e8e0d0"))),
        (0.62, ((0.12, 1.05, "#f0ece4"), (0.85, 1.15, "#a83c34"))),
    ):
        line_y = hz + 0.02 * h + share * (quay - hz - 0.02 * h)
        c = Canvas(stage, line_y - 280 * u, line_y + 110 * u, far=0.14 - 0.1 * share)
        for x, size, hull in boats:
            _moored(c, x * stage.w, c.row(line_y), size * u, hull)
        c.layer(0.4, rim=0.7, texture=0.12, row=line_y, sway=(3 * u, 4.4))
    common.shafts(stage, 0.4)
    stone = shades(stage, "#c8bca8", "#a89c8a", "#8c8274", "#6a6258", "#3c3832")
    common.strips(
        stage,
        8,
        lambda z: stone(0.3 + 0.7 * z),
        houses.slabs(stage, 110),
        start=quay,
        texture=0.3,
        patch=24,
        power=1.2,
        overlap=2,
    )
    kerb = quay + 6 * u
    c = Canvas(stage, kerb - 150 * u, kerb + 10 * u)
    foot = c.row(kerb)
    for k in range(6):
        x = (0.47 * stage.w + (k + 0.5) * c.w / 6) % c.w
        c.tube(x - 9 * u, foot - 26 * u, x + 9 * u, foot, "#3a3c42")
        c.oval(x, foot - 28 * u, 13 * u, 7 * u, "#4c4e56", "#2c2e34")
    for x, hue in ((0.10, "#8a6a48"), (0.135, "#7a5c40"), (0.90, "#7c6246")):
        c.box(x * stage.w - 24 * u, foot - 44 * u, x * stage.w + 24 * u, foot + 2 * u, hue, lid=9 * u)
    c.layer(0.7, rim=0.6, row=kerb)
    common.ground_light(stage, 0.8, base_y=stage.ground - 30 * u)
    houses.near_posts(stage)
    stage.bed = "surf"
