"""Wild places without shelter: mountains, cliffs, volcano, cave, desert, mars, snow, ice."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from omnireel.animatic.noise import fbm, line, smooth
from omnireel.animatic.palette import mix, rgb
from omnireel.animatic.settings import common, plants, water
from omnireel.animatic.settings.brush import Canvas
from omnireel.animatic.settings.open_land import blooms, near_grass, shades
from omnireel.animatic.settings.woods import boulders
from omnireel.animatic.stage import Stage

F32 = npt.NDArray[Any]  # float32; OpenCV and NumPy lose the exact type on the way


def near_rocks(stage: Stage, colour: str, tall: float = 120, salt: int = 45) -> None:
    """Dark unsharp stones in the lower corners."""
    u = stage.unit
    c = Canvas(stage, stage.h + stage.margin_y - tall * 1.4 * u, stage.h + stage.margin_y)
    r = stage.rng(salt)
    for k in range(9):
        e = r.random() ** 1.2 * 0.24
        x = (e if k % 2 else 1 - e) * stage.w
        wide = (120 + 150 * r.random()) * u * (1 - e * 2)
        c.rock(x, c.h + 10 * u, wide, tall * u * (0.4 + 0.6 * r.random()) * (1 - e * 2.6), c.lit(colour) * 0.30, r)
    rgba = c.layer(1.5, front=True, kind="near", soft=7.0, rim=0.35)
    rgba.y += 4 * u


def ranges(stage: Stage, snow: float = 0.9, hues: Sequence[str] = ("#74859c", "#65788c", "#55695c")) -> None:
    """Sky and three ranges of peaks with mist between them."""
    h, hz, w = stage.h, stage.horizon, stage.w
    common.sky(stage, 0.6)
    rows = (
        (0.30, 0.20, 0.34, 0.03, 21, snow),
        (0.17, 0.15, 0.26, 0.10, 33, snow * 0.45),
        (0.07, 0.09, 0.22, 0.20, 37, 0.0),
    )
    for (y, rise, cell, d, salt, white), hue in zip(rows, hues, strict=True):
        common.ridge(
            stage,
            hz - y * h,
            rise * h,
            cell * w,
            rgb(hue),
            d,
            salt,
            foot=0.01,
            rugged=0.9,
            snow=white,
            mist=0.6,
            fog=0.80,
        )
        common.mist_band(stage, hz - y * h * 0.35, 0.045 * h, 0.55, d, salt + 9)


def mountains(stage: Stage) -> None:
    pal, u, h, hz = stage.palette, stage.unit, stage.h, stage.horizon
    ranges(stage)
    common.sun_haze(stage, 0.5, 0.3)
    common.tree_line(stage, hz + 0.012 * h, 26 * u, 76 * u, 90, rgb("#2f4a34"), 0.34, 12, kind="fir", mist=0.65)
    common.mist_band(stage, hz + 0.016 * h, 0.024 * h, 0.65, 0.32, 19)
    common.tree_line(stage, hz + 0.040 * h, 60 * u, 150 * u, 16, rgb("#24402c"), 0.5, 18, kind="fir", mist=0.5)
    common.shafts(stage, 0.55)
    common.sun_glare(stage, 0.8)
    far = mix(rgb("#9aa45c") * pal.ambient, pal.fog, 0.3)
    dress = plants.grassland(
        stage,
        44,
        far,
        rgb("#2c3d1e") * pal.ambient,
        mix(far, pal.rim * pal.ambient, 0.3),
        feet=12,
        thick=0.7,
        bloom=blooms(stage, ("#fff3dc", "#b48fd0", "#7f8fe0")),
        density=0.5,
    )
    ground = shades(stage, "#b0b070", "#8a9650", "#66783a", "#435428", "#202c16")
    common.strips(stage, 11, ground, dress, overlap=48 * u, texture=0.5, patch=80, power=1.4, heave=9)
    boulders(stage, hz + 0.30 * (stage.ground - hz), ((0.08, 90), (0.22, 150), (0.90, 120)), "#8a8a88")
    boulders(stage, hz + 0.58 * (stage.ground - hz), ((0.92, 220), (0.05, 130)), "#7c7c7a", 67)
    common.ground_light(stage, 0.9, base_y=stage.ground - 30 * u)
    near_grass(stage, tall=120)
    near_rocks(stage, "#6a6a68")
    stage.bed = "wind"


def cliffs(stage: Stage) -> None:
    """High grass land over the sea, with walls of rock going down to the surf."""
    pal, u, h, hz = stage.palette, stage.unit, stage.h, stage.horizon
    common.sky(stage, 0.6)
    common.sun_haze(stage, 0.45, 0.34)
    edge = hz + 0.46 * (stage.ground - hz)
    water.open_water(stage, hz, rgb("#2a6f8c"), 0.55, 2.0, 0.6, edge + 30 * u)
    for k, (x, top, wide) in enumerate(((0.92, -0.10, 0.34), (1.02, -0.20, 0.40), (0.02, -0.14, 0.28))):
        c = Canvas(stage, hz + top * h - 20 * u, edge + 20 * u, far=0.42 - 0.16 * k)
        r, base = stage.rng(20 + k), c.row(hz + (0.10 + 0.06 * k) * h)
        head, x0 = c.row(hz + top * h), x * stage.w
        n, spread = 21, wide * stage.w
        profile = [
            (
                x0 + (i / (n - 1) - 0.5) * spread,
                head + 4 * u * r.normal() + 90 * u * abs(i / (n - 1) - 0.5) ** 2.2 * (1 + 0.6 * r.random()),
            )
            for i in range(n)
        ]
        wall = [
            (x0 + spread * (0.5 + 0.10 * t + 0.03 * r.normal()), profile[-1][1] + (base - profile[-1][1]) * t)
            for t in np.linspace(0.1, 1, 7)
        ]
        back = [
            (x0 - spread * (0.5 + 0.10 * t + 0.03 * r.normal()), profile[0][1] + (base - profile[0][1]) * t)
            for t in np.linspace(1, 0.1, 7)
        ]
        c.lay([*profile, *wall, *back], "#cdbda4", "#84756a")
        for j in range(9):  # buttresses stand before the wall, lit on the key's side
            bx, bw = x0 + (j / 8 - 0.5) * spread * 0.96 + r.normal(0, 8) * u, spread * (0.05 + 0.05 * r.random())
            by = head + (base - head) * (0.06 + 0.35 * r.random()) + 60 * u * abs(j / 8 - 0.5) ** 2
            c.lay([(bx, by), (bx + bw, base), (bx - bw, base)], "#7c6e62", "#62564c", alpha=0.7)
            lit = [(bx, by), (bx + c.toward * bw, base), (bx + c.toward * bw * 0.15, base)]
            c.lay(lit, "#e6d8be", "#a08f7c", alpha=0.75)
        for _ in range(70):
            px, py = x0 + (r.random() - 0.5) * spread, head + (base - head) * r.random()
            long = (14 + 40 * r.random()) * u
            c.stroke(
                [(px, py), (px + r.normal(0, 3) * u, py + long)],
                3 * u,
                ("#5c5048", "#e0d2b8")[int(r.integers(0, 2))],
                1,
                alpha=0.35,
            )
        for j in range(5):
            y = head + (base - head) * (0.2 + 0.17 * j)
            c.stroke(
                [(x0 - spread * 0.55, y), (x0, y + 6 * u), (x0 + spread * 0.55, y - 2 * u)],
                2.5 * u,
                "#4c423c",
                alpha=0.22,
            )
        c.stroke([(px, py - 2 * u) for px, py in profile], 12 * u, "#7f9a4c")
        for _ in range(16):
            c.oval(
                x0 + (r.random() - 0.5) * spread * 1.15,
                base - 2 * u,
                (10 + 20 * r.random()) * u,
                3.4 * u,
                "#f2f6f6",
                alpha=0.8,
                soft=2 * u,
            )
        c.layer(0.16 + 0.1 * k, rim=0.5, mist=0.35, texture=0.3, grain=14)
    common.mist_band(stage, hz + 0.10 * h, 0.05 * h, 0.4, 0.25, 9)
    common.shafts(stage, 0.4)
    common.sun_glare(stage, 0.8)
    far = rgb("#a8b060") * pal.ambient
    dress = plants.grassland(
        stage,
        60,
        far,
        rgb("#33481f") * pal.ambient,
        mix(far * 1.2, pal.rim * pal.ambient, 0.35),
        lean=1.2,
        bloom=blooms(stage, ("#fff3dc", "#e88ab0")),
        density=0.7,
    )
    common.strips(
        stage,
        7,
        lambda z: mix(rgb("#96a052"), rgb("#26331a"), min(max(z, 0), 1)) * pal.ambient,
        dress,
        overlap=60 * u,
        start=edge,
        texture=0.45,
        patch=70,
        power=1.2,
    )
    boulders(stage, stage.ground - 0.14 * (stage.ground - hz), ((0.90, 150), (0.08, 190)), "#a89c8c")
    common.ground_light(stage, 0.8, base_y=stage.ground - 30 * u)
    near_grass(stage)
    stage.bed = "surf"


def cave(stage: Stage) -> None:
    """A vault of rock with a mouth of light, stones from above and below, a pool."""
    pal, u, h, hz, w = stage.palette, stage.unit, stage.h, stage.horizon, stage.w
    common.sky(stage, 0.3, horizon=hz)
    common.tree_line(stage, hz, 30 * u, 80 * u, 60, rgb("#6a8a60"), 0.1, 5, mist=0.8, soft=2)
    cx = stage.sun[0]
    x, y = common.grid(common.even(hz + 0.05 * h + stage.margin_y), stage.period())
    top = -stage.margin_y
    for k, (open_, depth, dark) in enumerate(((0.17, 0.14, 0.95), (0.27, 0.30, 0.62), (0.40, 0.5, 0.36))):
        edge = (
            fbm(x.shape[0] if False else y.shape[0], x.shape[1], 60 * u, 4, stage.seed + 30 + k, 1.0, True) - 0.5
        )
        d = np.hypot((x - cx) / (1.05 * w), (y + top - hz * (0.70 + 0.06 * k)) / (1.15 * h)) + edge * 0.10
        a = smooth(open_ - 0.006, open_ + 0.008, d)
        rough = fbm(y.shape[0], x.shape[1], 26 * u, 5, stage.seed + 40 + k, 0.8, True)
        relief = np.clip((rough - np.roll(rough, (-3, 3), (0, 1))) * 5 + 0.45, 0, 1)
        lit = np.exp(-(d - open_) * 9)[..., None]
        stone = mix(rgb("#5c5a66"), rgb("#a89c90"), relief[..., None]) * (0.30 + 0.3 * pal.ambient) * dark
        img = mix(stone * 0.45, stone * 1.2 + pal.light * 0.12 * pal.ambient, lit)
        common.add_layer(
            stage, np.dstack([img * a[..., None], a]).astype(np.float32), 0, top, depth, wrap=True
        ).solid = None
        common.mist_band(stage, hz, 0.06 * h, 0.4 - 0.1 * k, depth, 70 + k)
        if k == 1:
            common.shafts(stage, 1.1, 0.9)
    c = Canvas(stage, -stage.margin_y, hz + 0.30 * h)
    r = stage.rng(5)
    for _ in range(30):
        px = r.random() * c.w
        e = abs((px % w) / w - 0.5) * 2
        long, wide = (30 + 190 * r.random() ** 2) * u * (0.4 + 0.8 * e), (22 + 34 * r.random()) * u
        tone = c.lit("#4c4a54", 0.45 + 0.25 * r.random())
        tip = stage.margin_y * 0.9 + long
        c.lay(
            [
                (px - wide, -2),
                (px + wide, -2),
                (px + wide * 0.3, tip * 0.6),
                (px, tip),
                (px - wide * 0.35, tip * 0.55),
            ],
            tone,
            tone * 1.5,
            raw=True,
        )
    c.layer(0.6, rim=0.25, texture=0.3, grain=12)
    common.strips(
        stage,
        9,
        lambda z: mix(rgb("#8a8480"), rgb("#2a282c"), min(max(z * 1.3, 0), 1)) * (0.25 + 0.5 * pal.ambient),
        None,
        texture=0.8,
        patch=30,
        power=1.3,
        start=hz,
    )
    pool = Canvas(stage, hz + 6 * u, hz + 0.16 * h)
    for px, wide in ((cx - 0.03 * w, 0.20), (cx - 0.42 * w, 0.10)):
        pool.oval(
            px,
            pool.h * 0.5,
            wide * w,
            24 * u,
            mix(pal.sky[3], pal.light, 0.3),
            pal.sky[1] * 0.5,
            raw=True,
            alpha=0.75,
            soft=3 * u,
        )
    pool.layer(0.5, row=hz + 0.09 * h, texture=0.05)
    boulders(stage, hz + 0.30 * (stage.ground - hz), ((0.12, 150), (0.90, 180), (0.28, 60)), "#5c5a60")
    boulders(stage, hz + 0.62 * (stage.ground - hz), ((0.03, 230), (0.99, 200)), "#4c4a52", 67)
    common.ground_light(stage, 1.1, base_y=stage.ground - 30 * u)
    near_rocks(stage, "#4a4850", 170)
    stage.bed = "cave"


def _winter_valley(stage: Stage) -> None:
    """The sky, white mountains and firs in the mist."""
    u, h, hz = stage.unit, stage.h, stage.horizon
    common.sky(stage, 0.5)
    common.aurora(stage)
    common.ridge(
        stage,
        hz - 0.14 * h,
        0.12 * h,
        0.30 * stage.w,
        rgb("#6f7f9a"),
        0.06,
        21,
        foot=0.02,
        rugged=0.9,
        snow=0.9,
        mist=0.55,
        fog=0.85,
    )
    common.sun_haze(stage, 0.5, 0.32)
    common.tree_line(
        stage, hz + 0.006 * h, 26 * u, 66 * u, 120, rgb("#3d5560"), 0.20, 5, kind="fir", mist=0.8, snow=0.8
    )
    common.mist_band(stage, hz, 0.035 * h, 0.7, 0.2, 9)
    common.tree_line(
        stage, hz + 0.024 * h, 60 * u, 160 * u, 24, rgb("#2c4650"), 0.38, 12, kind="fir", mist=0.5, snow=0.9
    )
    common.mist_band(stage, hz + 0.03 * h, 0.03 * h, 0.7, 0.35, 19)


def snow_field(stage: Stage) -> None:
    u, hz = stage.unit, stage.horizon
    _winter_valley(stage)
    common.shafts(stage, 0.45)
    common.sun_glare(stage, 0.7)
    _snow_ground(stage, hz)
    _firs(stage, hz + 0.34 * (stage.ground - hz), (0.06, 0.19, 0.90), 0.34)
    common.ground_light(stage, 0.7, base_y=stage.ground - 30 * u)
    _near_drift(stage)
    stage.bed = "wind"


def frozen_lake(stage: Stage) -> None:
    """Smooth ice that mirrors the far shore: snow blown over it, cracks, and what skates have cut."""
    pal, u, h = stage.palette, stage.unit, stage.h
    _winter_valley(stage)
    shore = stage.horizon + 0.10 * (stage.ground - stage.horizon)
    own = mix(rgb("#a9cbe2") * (0.15 + 0.85 * pal.ambient), pal.shadow, 0.12)
    water.mirror(stage, shore, h + 2, own, shine=0.62, ripple=0.0, smear=11.0)
    c = Canvas(stage, shore - 26 * u, shore + 12 * u, far=0.16)
    crest = line(c.w, 150 * u, 3, stage.seed + 61, True)
    xs = np.arange(0, c.w, 3)
    ys = c.row(shore) - (2 + 15 * crest[xs]) * u
    bank = np.concatenate([np.stack([xs, ys], 1), [[c.w, c.row(shore) + 3 * u], [0, c.row(shore) + 3 * u]]])
    c.lay(bank, "#f4f8fd", "#bccde6")
    c.layer(stage.depth_at(shore), row=shore, texture=0.08)
    for j, near in enumerate((0.22, 0.40, 0.62, 0.90, 1.28)):
        row = shore + near * (stage.ground - shore)
        _on_the_ice(stage, row, near, j)
    common.shafts(stage, 0.4)
    common.sun_glare(stage, 0.7)
    common.ground_light(stage, 0.5, base_y=stage.ground - 30 * u)
    _near_drift(stage)
    stage.bed = "wind"


def _on_the_ice(stage: Stage, row: float, near: float, salt: int) -> None:
    """One row of drifts, cracks and scratches, which goes by at its own speed."""
    u = stage.unit
    half = (10 + 34 * near) * u
    c = Canvas(stage, row - half, row + half, far=0.12)
    r, mid = stage.rng(70 + salt), c.row(row)
    for _ in range(5):
        x, wide = r.random() * c.w, (70 + 190 * near) * u * (0.5 + r.random())
        y = mid + (r.random() - 0.5) * half
        around = np.linspace(0, 6.283, 14, endpoint=False)
        wobble = 0.75 + 0.4 * r.random(14)
        drift = [
            (x + np.cos(a) * wide * k, y + np.sin(a) * wide * 0.07 * k)
            for a, k in zip(around, wobble, strict=True)
        ]
        c.lay(drift, "#f6fafe", "#d3e2f2", alpha=0.75, soft=(1.5 + 3.0 * near) * u)
    for n in range(16):
        x, long = r.random() * c.w, (60 + 200 * near) * u * (0.4 + r.random())
        y, bow = mid + (r.random() - 0.5) * 1.5 * half, (r.random() - 0.5) * 16 * near * u
        t = np.linspace(0, 1, 9)
        cut = np.stack([x + long * t, y + bow * 4 * t * (1 - t) + (r.random() - 0.5) * 0.06 * long * t], 1)
        tint, strong = ("#ffffff", 0.5) if n % 3 else ("#6d9cc0", 0.4)
        c.stroke(cut, (0.7 + 1.0 * near) * u, tint, 0.6, alpha=strong)
    c.layer(stage.depth_at(row), row=row, texture=0.0)


def _snow_ground(stage: Stage, start: float) -> None:
    pal, u = stage.palette, stage.unit
    lit = mix(rgb("#edf2fc") * (0.25 + 0.75 * pal.ambient), pal.light, 0.20)
    blue = mix(rgb("#9db4e4") * (0.2 + 0.8 * float(pal.ambient.mean())), pal.shadow, 0.12)
    toward = 1 if stage.sun[0] > stage.w / 2 else -1

    def dress(
        canvas: plants.U8, z0: float, z1: float, y_of: Callable[[float], float], r: np.random.Generator, i: int
    ) -> None:
        # Drifts: soft lumps, lit on one side and blue on the other; crystals flash here and there.
        h, w = canvas.shape[:2]
        lump = fbm(h, w, max((20 + 190 * z1) * u, 6), 3, stage.seed + 40 + i, 3.0, True)
        step = max(int((2 + 12 * z1) * u), 1)
        side = np.clip((lump - np.roll(lump, (step, -step * toward * 2), (0, 1))) * 4.5 + 0.5, 0, 1)[..., None]
        alpha = canvas[..., 3:].astype(np.float32) / 255
        y0, y1 = y_of(z0), y_of(z1)
        z = (z0 + (z1 - z0) * (np.arange(h) - y0) / max(y1 - y0, 1))[:, None, None].astype(np.float32)
        img = mix(blue, lit, side) * (1 - 0.30 * z)
        img = mix(img, pal.fog, 0.7 * np.exp(-np.clip(z, 0, None) * 10))
        canvas[..., :3] = np.clip(mix(canvas[..., :3] / 255, img * alpha, 0.85), 0, 1) * 255
        n = int(60 * (1 + 2 * z0))
        for px, py in zip(r.integers(0, w, n), r.integers(0, h, n), strict=True):
            if canvas[py, px, 3] > 250:
                canvas[py, px, :3] = 255

    def colour(z: float) -> F32:
        return mix(mix(lit, blue, min(max(z, 0) * 0.8, 1)), pal.fog, 0.7 * np.exp(-max(z, 0) * 10))

    common.strips(
        stage, 9, colour, dress, overlap=10 * u, texture=0.10, patch=150, power=1.4, start=start, melt=70, heave=14
    )


def _firs(stage: Stage, row: float, places: Sequence[float], tall: float) -> None:
    """Single snowy firs on the ground, with blue shadows that fall away from the key."""
    h, u = stage.h, stage.unit
    c = Canvas(stage, row - tall * 1.3 * h, row + 0.06 * h, far=0.08)
    r, foot = stage.rng(83), c.row(row)
    lean = -c.toward
    for x in places:
        px, size = x * stage.w, tall * h * (0.6 + 0.5 * r.random())
        shade = [(px - 8 * u, foot), (px + 8 * u, foot), (px + lean * size * 0.8, foot + 0.045 * h)]
        c.lay(shade, stage.palette.shadow * stage.palette.ambient, alpha=0.35, soft=4 * u, raw=True)
        c.tube(px - size * 0.018, foot - size * 0.14, px + size * 0.018, foot, "#4c3c30")
        rows = 11
        for k in range(rows):
            t = k / rows
            y, half = (
                foot - size * (1 - t) * 0.94 - size * 0.04,
                size * 0.24 * (0.10 + t) * (0.85 + 0.3 * r.random()),
            )
            n = 7
            edge = [
                (
                    px + (j / n * 2 - 1) * half,
                    y
                    + size * 0.085 * (1 - abs(j / n * 2 - 1) * 0.0)
                    + abs(j / n * 2 - 1) * size * 0.02
                    + (j % 2) * size * 0.018,
                )
                for j in range(n + 1)
            ]
            c.lay([(px, y - size * 0.06), *edge[::-1]], "#2f4a48", "#1c3032")
            cap = [(ex * 0.93 + px * 0.07, ey - size * 0.030) for ex, ey in edge]
            c.lay(
                [(px + c.toward * half * 0.08, y - size * 0.055), *cap[::-1]],
                "#eef4fc",
                "#b4c6e0",
                alpha=0.85,
                soft=1.2 * u,
            )
    c.layer(0.6, rim=0.5, row=row, texture=0.12)


def _near_drift(stage: Stage) -> None:
    """A bank of snow, unsharp and in shadow, with stalks, along the lower edge."""
    u, pal = stage.unit, stage.palette
    c = Canvas(stage, stage.h - 60 * u, stage.h + stage.margin_y)
    crest = line(c.w, 240 * u, 3, stage.seed + 46, True)
    corner = np.abs((np.arange(c.w) % stage.w) / stage.w - 0.5) * 2
    ys = c.h - stage.margin_y - (4 + 44 * crest * corner**1.5) * u
    xs = np.arange(0, c.w, 4)
    own = mix(rgb("#8ea4cc") * (0.15 + 0.75 * pal.ambient), pal.shadow, 0.3)
    c.lay(np.concatenate([np.stack([xs, ys[xs]], 1), [[c.w, c.h], [0, c.h]]]), own * 1.1, own * 0.7, raw=True)
    layer = c.layer(1.5, front=True, kind="near", soft=5.0, texture=0.05)
    layer.y += 8 * u


def ice(stage: Stage) -> None:
    """Pack ice: blue bergs, dark leads of water, floes under the feet."""
    pal, u, h, hz = stage.palette, stage.unit, stage.h, stage.horizon
    common.sky(stage, 0.6)
    common.aurora(stage)
    common.ridge(
        stage,
        hz - 0.05 * h,
        0.05 * h,
        0.3 * stage.w,
        rgb("#9ab4cc"),
        0.06,
        21,
        foot=0.004,
        rugged=0.9,
        snow=1.0,
        mist=0.5,
    )
    common.sun_haze(stage, 0.5, 0.34)
    for k, (x, wide, tall) in enumerate(((0.16, 0.26, 0.20), (0.90, 0.30, 0.26), (0.60, 0.10, 0.06))):
        c = Canvas(stage, hz - (tall + 0.04) * h, hz + 0.05 * h, far=0.34 - 0.08 * k)
        r, base = stage.rng(30 + k), c.row(hz + 0.03 * h)
        n = 9
        pts = []
        for i in range(n):
            t = i / (n - 1)
            pts.append(
                (
                    (x + (t - 0.5) * wide) * stage.w,
                    base - tall * h * (np.sin(t * np.pi) ** 0.6) * (0.65 + 0.4 * r.random()),
                )
            )
        c.lay([*pts, (pts[-1][0] + 8 * u, base), (pts[0][0] - 8 * u, base)], "#e8f2fa", "#86b4d4")
        mid = (x * stage.w + c.toward * 0.02 * stage.w, base - tall * h * 0.3)
        dark = pts[: n // 2 + 1] if c.toward > 0 else pts[n // 2 :]
        c.lay(
            [*dark, mid, (mid[0], base), (dark[0 if c.toward > 0 else -1][0], base)],
            "#8fb6d6",
            "#4f88b4",
            alpha=0.7,
            soft=2 * u,
        )
        for _ in range(14):
            i = int(r.integers(1, n - 1))
            p = pts[i]
            c.stroke(
                [p, (p[0] + r.normal(0, 16) * u, p[1] + (base - p[1]) * (0.4 + 0.5 * r.random()))],
                2.5 * u,
                "#5c96c0",
                0.6,
                alpha=0.5,
            )
        c.layer(0.12 + 0.06 * k, rim=0.7, mist=0.3, texture=0.14)
    common.mist_band(stage, hz + 0.01 * h, 0.02 * h, 0.6, 0.2, 9)
    shore = hz + 0.40 * (stage.ground - hz)
    water.open_water(stage, hz + 0.02 * h, rgb("#2f6a88"), 0.75, 1.4, 0.5, shore)
    for j, t in enumerate((0.10, 0.28, 0.5, 0.76)):
        row = hz + 0.02 * h + (shore - hz - 0.02 * h) * t
        c = Canvas(stage, row - 26 * u, row + 26 * u, far=0.2 - 0.04 * j)
        r, size = stage.rng(50 + j), (26 + 120 * t) * u
        for _ in range(9 - j):
            px, wide = r.random() * c.w, size * (0.6 + r.random())
            pts = [
                (px + np.cos(a) * wide * (0.8 + 0.3 * r.random()), 26 * u + np.sin(a) * wide * 0.13)
                for a in np.linspace(0, 6.283, 9, endpoint=False)
            ]
            c.lay([(a, b + wide * 0.07) for a, b in pts], "#6fa4c4")
            c.lay(pts, "#f2f7fc", "#c4d8ea")
        c.layer(0.3 + 0.2 * t, row=row, texture=0.08)
    common.shafts(stage, 0.4)
    common.sun_glare(stage, 0.8)
    _snow_ground(stage, shore)
    common.ground_light(stage, 0.6, base_y=stage.ground - 30 * u)
    _near_drift(stage)
    del pal
    stage.bed = "wind"


def dunes(
    stage: Stage, row: float, rise: float, count: int, colour: str, far: float, depth: float, salt: int
) -> None:
    """Dunes in a row: each with a bright flank and a dark one, parted by a winding crest."""
    u = stage.unit
    c = Canvas(stage, row - rise * 1.5, row + 0.12 * stage.h, far=far)
    r, base = stage.rng(salt), c.row(row + 0.10 * stage.h)
    for k in np.argsort(r.random(count)):
        x, tall = (k + 0.2 + 0.6 * r.random()) * c.w / count, rise * (0.55 + 0.7 * r.random())
        half = c.w / count * (0.85 + 0.4 * r.random())
        t = np.linspace(-1, 1, 31)
        sharp = tall * (1 - np.abs(t) ** 1.15) ** 1.25
        top = np.stack([x + t * half, c.row(row) + 0.03 * stage.h - sharp], 1)
        body = np.concatenate([top, [[x + half, base], [x - half, base]]])
        c.lay(body, c.lit(colour, 1.10), c.lit(colour, 0.86), raw=True)
        peak = top[15]
        s = np.linspace(0, 1, 14)
        swing = np.sin(s * 4.4 + r.random()) * half * 0.10 * s
        spine = np.stack([peak[0] + c.toward * half * 0.16 * s + swing, peak[1] + (base - peak[1]) * s], 1)
        flank = top[:16] if c.toward > 0 else top[15:][::-1]
        dark = np.concatenate([spine, [[flank[0][0], base]], flank])
        c.lay(dark, c.lit(colour, 0.62), c.lit(colour, 0.78), raw=True, alpha=0.9, soft=1.2 * u)
    c.layer(depth, texture=0.12, grain=60, mist=0.55, mist_from=0.45)


def _sand(stage: Stage, codes: Sequence[str], start: float | None = None) -> None:
    """Ground of wind ripples: thin bright and dark lines, closer together far off."""
    u = stage.unit

    def dress(
        canvas: plants.U8, z0: float, z1: float, y_of: Callable[[float], float], r: np.random.Generator, i: int
    ) -> None:
        h, w = canvas.shape[:2]
        bend = fbm(h, w, (30 + 160 * z1) * u, 3, stage.seed + 20 + i, 2.4, True)
        rows = np.arange(h, dtype=np.float32)[:, None]
        gap = (2.6 + 15 * z1) * u
        wave = np.sin((rows + bend * (26 + 160 * z1) * u) * 2 * np.pi / gap)
        where = smooth(0.30, 0.62, fbm(h, w, 120 * u, 3, stage.seed + 50 + i, 2.0, True))
        k = (wave * 0.10 * where * min(z1 * 4, 1.0))[..., None]
        canvas[..., :3] = np.clip(canvas[..., :3] * (1 + k), 0, 255)

    common.strips(
        stage,
        10,
        shades(stage, *codes),
        dress,
        overlap=4 * u,
        texture=0.30,
        patch=110,
        power=1.35,
        start=start,
        melt=30,
        heave=16,
    )


def desert(stage: Stage) -> None:
    u, h, hz = stage.unit, stage.h, stage.horizon
    common.sky(stage, 0.25)
    common.ridge(
        stage, hz - 0.05 * h, 0.06 * h, 0.40 * stage.w, rgb("#b08a78"), 0.05, 21, foot=0.02, rugged=0.7, mist=0.7
    )
    common.sun_haze(stage, 0.5, 0.34)
    dunes(stage, hz - 0.01 * h, 0.13 * h, 4, "#d49a60", 0.46, 0.10, 33)
    common.mist_band(stage, hz, 0.03 * h, 0.45, 0.12, 9)
    dunes(stage, hz + 0.025 * h, 0.16 * h, 3, "#d89a58", 0.24, 0.22, 37)
    common.mist_band(stage, hz + 0.03 * h, 0.024 * h, 0.35, 0.3, 10)
    common.shafts(stage, 0.35)
    common.sun_glare(stage, 0.8)
    _sand(stage, ("#e6bd80", "#d8a866", "#c08a4c", "#96683a", "#5c3c22"))
    boulders(stage, hz + 0.22 * (stage.ground - hz), ((0.10, 80), (0.16, 46), (0.88, 100)), "#b07f58")
    common.ground_light(stage, 1.0, base_y=stage.ground - 30 * u)
    near_grass(stage, "#2a1c10", "#8a6a3c", 90, 60)
    stage.bed = "wind"
    stage.air = "dust"


def mars(stage: Stage) -> None:
    """Rust-red plains, mesas, a small sun in a dusty sky."""
    h, hz, u = stage.h, stage.horizon, stage.unit
    common.sky(stage, 0.2)
    s = 4
    gx, gy = common.grid(h // s, stage.w // s)
    common.veil(
        stage,
        (smooth(0, hz, gy * s) * 0.55 + 0.25 + 0 * gx).astype(np.float32) * np.ones_like(gx),
        rgb("#c8855c") * stage.palette.ambient,
    )
    common.sun_haze(stage, 0.5, 0.25)
    common.ridge(
        stage, hz - 0.10 * h, 0.09 * h, 0.34 * stage.w, rgb("#a8604a"), 0.05, 21, foot=0.02, rugged=0.9, mist=0.6
    )
    for k, (x, wide, tall) in enumerate(((0.14, 0.20, 0.17), (0.86, 0.26, 0.22), (0.62, 0.10, 0.08))):
        c = Canvas(stage, hz - (tall + 0.04) * h, hz + 0.03 * h, far=0.46 - 0.1 * k)
        r, base, px, half = stage.rng(60 + k), c.row(hz + 0.02 * h), x * stage.w, wide * stage.w / 2
        top = base - tall * h
        pts = [
            (px - half * 1.5, base),
            (px - half * 1.1, base - tall * h * 0.42),
            (px - half * 0.82, top + 6 * u),
            (px + half * 0.8, top),
            (px + half * 1.1, base - tall * h * 0.40),
            (px + half * 1.55, base),
        ]
        c.lay(pts, "#b06a4a", "#8a4c36")
        for j in range(26):
            y = top + tall * h * r.random()
            c.stroke(
                [(px - half * 1.05, y), (px + half * 1.05, y + 2 * u)],
                2.5 * u,
                ("#7a402e", "#cc8460")[j % 2],
                alpha=0.2,
            )
        for _ in range(22):
            xx = px + half * 1.7 * (r.random() - 0.5)
            c.stroke(
                [(xx, top + 4 * u), (xx + r.normal(0, 3) * u, base - tall * h * 0.4 * r.random())],
                4 * u,
                "#6a3828",
                1,
                alpha=0.16,
            )
        c.layer(0.1 + 0.06 * k, rim=0.5, mist=0.55, texture=0.3, grain=18)
    common.mist_band(stage, hz, 0.035 * h, 0.6, 0.2, 9)
    common.sun_glare(stage, 0.6, 0.14)
    _sand(stage, ("#c88a68", "#b06c4c", "#94553a", "#6c3a28", "#3a2018"))
    boulders(stage, hz + 0.16 * (stage.ground - hz), ((0.2, 40), (0.3, 26), (0.7, 44), (0.9, 60)), "#8a4c38", 65)
    boulders(stage, hz + 0.42 * (stage.ground - hz), ((0.10, 130), (0.24, 60), (0.86, 150)), "#84462f")
    common.ground_light(stage, 0.9, base_y=stage.ground - 30 * u)
    near_rocks(stage, "#7a4030")
    stage.bed = "wind"
    stage.air = "dust"
