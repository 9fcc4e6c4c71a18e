"""Built places under the sky: market, village, rooftop, station, bridge, stadium."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt

from omnireel.animatic.noise import smooth
from omnireel.animatic.palette import mix, rgb
from omnireel.animatic.settings import common, houses, plants, streets, water
from omnireel.animatic.settings.brush import Canvas
from omnireel.animatic.settings.open_land import blooms, fence, near_grass, shades
from omnireel.animatic.stage import Stage

F32 = npt.NDArray[Any]  # float32; OpenCV and NumPy lose the exact type on the way


def market(stage: Stage) -> None:
    """Stalls under striped cloth, heaps of fruit, lanterns on strings, old fronts behind."""
    u, h, hz = stage.unit, stage.h, stage.horizon
    night = stage.palette.dark
    streets.backdrop(stage)
    curb = hz + 0.22 * (stage.ground - hz)
    c = Canvas(stage, -stage.margin_y, curb + 4 * u, far=0.16)
    houses.fronts(c, c.row(curb), 0.50 * c.row(curb), 0.86 * c.row(curb), stage.rng(23), night, False)
    c.layer(0.36, rim=0.45, mist=0.3, mist_from=0.7, soft=0.8)
    common.shafts(stage, 0.45)
    common.sun_haze(stage, 0.3, 0.5)
    stone = shades(stage, "#c8bca8", "#b0a48f", "#94897a", "#6e655a", "#3e3a34")
    common.strips(
        stage,
        10,
        lambda z: stone(0.2 + 0.8 * z),
        houses.slabs(stage, 90),
        start=curb,
        texture=0.3,
        patch=20,
        power=1.25,
        overlap=2,
    )
    for depth_row, scale, salt in ((0.30, 0.8, 5), (0.56, 1.0, 9)):
        row = curb + depth_row * (stage.ground - curb)
        c = Canvas(stage, row - 260 * u, row + 10 * u, far=0.05)
        r, foot = stage.rng(salt), c.row(row)
        n = max(round(c.w / (330 * u * scale)), 2)
        for k in range(n):
            x = (0.47 * stage.w + (k + (0.5 if salt == 9 else 0.1)) * c.w / n) % c.w
            half = 105 * u * scale
            if salt == 9 and abs(x - 0.47 * stage.w) < 150 * u:
                continue
            hue, pale = ("#c8382e", "#2f7a58", "#e0982c", "#34609a")[k % 4], "#f0e6d2"
            for dx in (-0.94, 0.94):
                c.tube(x + dx * half - 3 * u, foot - 176 * u * scale, x + dx * half + 3 * u, foot, "#7a5c3e")
            c.rect(
                x - half * 0.94,
                foot - 150 * u * scale,
                x + half * 0.94,
                foot - 70 * u * scale,
                (0.02, 0.02, 0.03),
                alpha=0.35,
                raw=True,
            )
            c.box(x - half, foot - 66 * u * scale, x + half, foot, "#8a6844", lid=0)
            for t in range(2):
                yy = foot - (66 + 20 * t) * u * scale
                for j in range(4):
                    bx = x - half * 0.96 + j * half * 0.49
                    c.rect(bx, yy - 6 * u, bx + half * 0.46, yy + 12 * u, "#6a4c30", "#4c3622")
                    fruit = ("#e8462e", "#f0a02c", "#7aa83a", "#f0d040", "#8a3a6a", "#d86a3a")[
                        int(r.integers(0, 6))
                    ]
                    for _ in range(15):
                        c.ball(
                            bx + half * 0.46 * r.random(), yy - (4 + 9 * r.random()) * u, 5.4 * u * scale, fruit
                        )
            stripes, top, drop = 9, foot - 196 * u * scale, 44 * u * scale
            for j in range(stripes):
                a0, a1 = (
                    x - half * 0.86 + 1.72 * half * j / stripes,
                    x - half * 0.86 + 1.72 * half * (j + 1) / stripes,
                )
                b0, b1 = (
                    x - half * 1.16 + 2.32 * half * j / stripes,
                    x - half * 1.16 + 2.32 * half * (j + 1) / stripes,
                )
                tone = hue if j % 2 else pale
                c.lay(
                    [(a0, top), (a1, top), (b1 + 0.6, top + drop), (b0, top + drop)],
                    c.lit(tone, 1.12),
                    c.lit(tone, 0.72),
                    raw=True,
                )
                c.oval(
                    (b0 + b1) / 2,
                    top + drop,
                    (b1 - b0) / 2,
                    8 * u * scale,
                    c.lit(tone, 0.7),
                    start=0,
                    end=180,
                    raw=True,
                )
            if night:
                c.glow(x, foot - 110 * u * scale, 130 * u * scale, "#ffb860", 0.8)
                c.oval(x, foot - 132 * u * scale, 5 * u, 7 * u, rgb("#fff0c8"), raw=True)
        c.layer(0.6, rim=0.5, row=row)
    c = Canvas(stage, -stage.margin_y, 0.46 * h, far=0.05)
    r = stage.rng(31)
    for k in range(3):
        y0, y1 = stage.margin_y + (0.05 + 0.09 * k) * h, stage.margin_y + (0.13 + 0.05 * k) * h
        houses.wires(c, -20, y0, c.w + 20, y0, 0.10 * h, 1.3)
        for t in np.linspace(0.04, 0.96, 13):
            px, py = c.w * t, y0 + 0.10 * h * 4 * t * (1 - t)
            hue = ("#ff9a4a", "#ffd070", "#ff6a5a")[int(r.integers(0, 3))]
            if k == 1 or night:
                c.oval(
                    px,
                    py + 11 * u,
                    9 * u,
                    11 * u,
                    rgb(hue) if night else c.lit(hue),
                    (rgb(hue) if night else c.lit(hue)) * 0.7,
                    raw=True,
                )
                if night:
                    c.glow(px, py + 11 * u, 46 * u, hue, 0.7)
            else:
                c.lay([(px - 9 * u, py), (px + 9 * u, py), (px, py + 20 * u)], hue)
        del y1
    common.behind(stage, c.layer(0.5, rim=0.4, sway=(3 * u, 4.4)))
    if night:
        common.bokeh(stage, [rgb("#ffb860"), rgb("#ff8a5a")], 16, 0, hz, 0.14)
    common.ground_light(stage, 0.8, base_y=stage.ground - 30 * u)
    c = Canvas(stage, stage.h - 90 * u, stage.h + stage.margin_y)
    for k in range(22):
        e = r.random() * 0.16
        c.ball(
            (e if k % 2 else 1 - e) * stage.w,
            c.h - stage.margin_y - (4 + 40 * r.random() * (1 - e * 5)) * u,
            26 * u,
            ("#a83a28", "#b8782a", "#5c7a30")[k % 3],
        )
    c.layer(1.5, front=True, kind="near", soft=7.5)
    stage.bed = "city"


def village(stage: Stage) -> None:
    """Houses with lit windows among trees on a lane; smoke from a chimney, a fence, a church far off."""
    pal, u, h, hz = stage.palette, stage.unit, stage.h, stage.horizon
    lamps = stage.palette.dark or float(pal.ambient.mean()) < 0.80
    common.sky(stage, 0.6)
    common.ridge(
        stage, hz - 0.12 * h, 0.09 * h, 0.36 * stage.w, rgb("#71869a"), 0.06, 21, foot=0.02, rugged=0.8, mist=0.65
    )
    common.ridge(stage, hz - 0.03 * h, 0.05 * h, 0.26 * stage.w, rgb("#7a9258"), 0.13, 33, foot=0.03, mist=0.6)
    c = Canvas(stage, hz - 0.22 * h, hz + 0.02 * h, far=0.52)
    foot, x = c.row(hz + 0.012 * h), 0.60 * stage.w
    c.rect(x - 13 * u, foot - 74 * u, x + 13 * u, foot, "#d8d0c0", "#b0a898")
    c.lay([(x - 16 * u, foot - 72 * u), (x, foot - 128 * u), (x + 16 * u, foot - 72 * u)], "#5c6470")
    c.rect(x + 10 * u, foot - 34 * u, x + 62 * u, foot, "#cfc6b4")
    c.lay(
        [
            (x + 8 * u, foot - 33 * u),
            (x + 18 * u, foot - 58 * u),
            (x + 58 * u, foot - 58 * u),
            (x + 66 * u, foot - 33 * u),
        ],
        "#6a5650",
    )
    c.layer(0.18, mist=0.4, soft=0.7)
    common.tree_line(stage, hz + 0.012 * h, 26 * u, 80 * u, 80, rgb("#4a6438"), 0.2, 12, mist=0.7, soft=1.2)
    common.mist_band(stage, hz, 0.03 * h, 0.5, 0.2, 9)
    common.sun_haze(stage, 0.4, 0.34)
    ground = shades(stage, "#b0a878", "#93984f", "#7d8a48", "#6c6a44", "#33361f")
    lane_z = common.strip_depth(stage, stage.ground)
    path = rgb("#b89f7a") * pal.ambient

    def colour(z: float) -> F32:
        on = float(smooth(lane_z - 0.20, lane_z - 0.12, z) * smooth(lane_z + 0.17, lane_z + 0.10, z))
        return mix(ground(z), path * (1.08 - 0.35 * z), on)

    dress = plants.grassland(
        stage,
        50,
        rgb("#a2a850") * pal.ambient,
        rgb("#33451f") * pal.ambient,
        mix(rgb("#c0bc60") * pal.ambient, pal.rim * pal.ambient, 0.35),
        thick=0.8,
        bloom=blooms(stage),
        density=0.8,
        bare=lambda z: lane_z - 0.17 < z < lane_z + 0.12,
    )
    common.strips(stage, 12, colour, dress, overlap=52 * u, texture=0.35, patch=36, power=1.3, wander=80)
    lit: list[tuple[float, float, float]] = []
    for level, scale, salt in ((0.06, 0.62, 8), (0.26, 1.0, 18)):
        row = common.footing(stage, hz + level * (stage.ground - hz))
        c = Canvas(stage, row - 0.44 * h, row + 8 * u, far=0.30 if salt == 8 else 0.08)
        r, foot = stage.rng(salt), c.row(row)
        x = (-10 if salt == 8 else 30) * u
        while x < c.w - 190 * u * scale:
            wide, tall = (140 + 70 * r.random()) * u * scale, (78 + 26 * r.random()) * u * scale
            if salt == 18 and abs(x + wide / 2 - 0.47 * stage.w) < 120 * u:
                x += 200 * u
                continue
            cottage(c, x, foot, wide, tall, r, lamps)
            if salt == 18:
                lit.append((x + (0.66 if c.toward > 0 else 0.34) * wide, row, 1.1 * wide))
            gap = (40 + 130 * r.random()) * u * scale
            if gap > 80 * u * scale:
                plants.tree(c, x + wide + gap * 0.5, foot, (150 + 70 * r.random()) * u * scale, r, "#587a3a")
            plants.bush(c, x + wide + 6 * u, foot + 2 * u, 56 * u * scale, 26 * u * scale, r, "#50703a")
            x += wide + gap
        c.layer(0.36, rim=0.55, row=row, mist=0.25 if salt == 8 else 0.1, mist_from=0.7)
        if salt == 8:
            common.mist_band(stage, row, 0.025 * h, 0.4, 0.3, 29)
            common.stand(stage, stage.layers[-1], row + 1)
    if lamps:
        common.pools(stage, lit, rgb("#ffae58"))
    fence(stage, hz + 0.46 * (stage.ground - hz), 46 * u, "#d8d0c0")
    common.shafts(stage, 0.5)
    common.sun_glare(stage, 0.7)
    common.ground_light(stage, 0.8, base_y=stage.ground - 30 * u)
    near_grass(stage)
    plants.near_flowers(stage, blooms(stage))
    stage.bed = "meadow"


def cottage(
    c: Canvas, x: float, foot: float, wide: float, tall: float, r: np.random.Generator, lamps: bool
) -> None:
    """A small house seen a little from its side: two walls, a tiled roof, a chimney with smoke, a door."""
    u = wide / 170
    wall = c.lit(("#e4d6b8", "#d4b898", "#cfc8b8", "#dcc09c")[int(r.integers(0, 4))])
    roof = c.lit(("#9a4a36", "#7a5440", "#686872", "#8a5c38")[int(r.integers(0, 3))])
    if c.stage.weather == "snow":
        roof = mix(roof, c.lit("#e8eef6"), 0.88)
    gable = wide * 0.34
    left = c.toward > 0  # the gable is on the side away from the key, in shadow
    gx0, gx1 = (x, x + gable) if left else (x + wide - gable, x + wide)
    fx0, fx1 = (x + gable, x + wide) if left else (x, x + wide - gable)
    peak_x, peak_y, eave = (gx0 + gx1) / 2, foot - tall * 1.62, foot - tall
    c.shade(x + wide / 2, foot, wide * 0.60, 9 * u, 0.5)
    c.lay(
        [(gx0, foot), (gx0, eave), (peak_x, peak_y), (gx1, eave), (gx1, foot)], wall * 0.66, wall * 0.48, raw=True
    )
    c.rect(fx0, eave, fx1, foot, np.clip(wall * 1.08, 0, 1), wall * 0.80, raw=True)
    far_x = fx1 + 8 * u if left else fx0 - 8 * u
    near_x = gx1 if left else gx0
    ridge_far = far_x - (peak_x - (gx0 if left else gx1)) * -0.0 - (10 * u if left else -10 * u)
    pts = [(peak_x, peak_y - 4 * u), (ridge_far, peak_y - 4 * u), (far_x, eave + 7 * u), (near_x, eave + 7 * u)]
    c.lay(pts, np.clip(roof * 1.25, 0, 1), roof * 0.78, raw=True)
    for k in range(1, 8):
        t = k / 8
        a = (pts[0][0] + (pts[3][0] - pts[0][0]) * t, pts[0][1] + (pts[3][1] - pts[0][1]) * t)
        b = (pts[1][0] + (pts[2][0] - pts[1][0]) * t, pts[1][1] + (pts[2][1] - pts[1][1]) * t)
        c.stroke([a, b], 1.5 * u, roof * 0.5, alpha=0.5, raw=True)
    outer = (gx0 - 7 * u, eave + 5 * u) if left else (gx1 + 7 * u, eave + 5 * u)
    c.stroke([outer, (peak_x, peak_y - 5 * u)], 8 * u, roof * 0.6, raw=True)
    c.stroke([(near_x, eave + 6 * u), (peak_x, peak_y - 5 * u)], 7 * u, roof * 0.7, raw=True)
    c.rect(min(fx0, fx1), eave + 6 * u, max(fx0, fx1), eave + 17 * u, wall * 0.3, wall * 0.7, alpha=0.45, raw=True)
    cx = fx0 + (fx1 - fx0) * 0.6
    c.rect(cx, peak_y - 26 * u, cx + 17 * u, peak_y + 16 * u, roof * 0.9, roof * 0.6, raw=True)
    c.rect(cx - 2 * u, peak_y - 28 * u, cx + 19 * u, peak_y - 22 * u, roof * 0.7, raw=True)
    if r.random() < 0.6:
        fog = mix(c.stage.palette.fog, (1, 1, 1), 0.3)
        for k in range(9):
            c.oval(
                cx + 8 * u + k * k * 1.5 * u,
                peak_y - (34 + 12 * k) * u,
                (5 + 2.6 * k) * u,
                (5 + 2.0 * k) * u,
                fog,
                alpha=0.20 * (1 - k / 10),
                soft=(3 + 1.5 * k) * u,
                raw=True,
            )
    n = max(int((fx1 - fx0) / (44 * u)), 2)
    door = int(r.integers(0, n))
    for k in range(n):
        wx = fx0 + (fx1 - fx0) * (k + 0.5) / n - 11 * u
        if k == door:
            hue = ("#5c3a2a", "#3a5a5c", "#6a3030")[int(r.integers(0, 3))]
            c.rect(wx - 2 * u, foot - 50 * u, wx + 24 * u, foot, wall * 0.7, raw=True)
            c.rect(wx, foot - 48 * u, wx + 22 * u, foot, c.lit(hue, 1.1), c.lit(hue, 0.7), raw=True)
            continue
        pane = rgb("#ffca78") if lamps else mix(wall * 0.35, c.stage.palette.sky[1], 0.35)
        c.rect(
            wx - 2 * u,
            foot - tall * 0.76 - 2 * u,
            wx + 24 * u,
            foot - tall * 0.76 + 30 * u,
            np.clip(wall * 1.2, 0, 1),
            raw=True,
        )
        c.rect(wx, foot - tall * 0.76, wx + 22 * u, foot - tall * 0.76 + 28 * u, pane, pane * 0.7, raw=True)
        c.rect(wx + 10 * u, foot - tall * 0.76, wx + 12 * u, foot - tall * 0.76 + 28 * u, wall, raw=True)
        c.rect(wx, foot - tall * 0.76 + 12 * u, wx + 22 * u, foot - tall * 0.76 + 14 * u, wall, raw=True)
        for side in (-1, 1):
            sx = wx + 11 * u + side * 18 * u
            c.rect(
                sx - 5 * u,
                foot - tall * 0.76 - 1 * u,
                sx + 5 * u,
                foot - tall * 0.76 + 29 * u,
                c.lit("#5c7a64", 0.9),
                raw=True,
            )
        c.leaves(wx + 11 * u, foot - tall * 0.76 + 30 * u, 15 * u, 5 * u, "#5a8a3c", r, 3)
        if lamps:
            c.glow(wx + 11 * u, foot - tall * 0.7, 40 * u, "#ffb860", 0.55)
    pane = rgb("#ffca78") * 0.9 if lamps else wall * 0.3
    c.rect(peak_x - 8 * u, eave - 12 * u, peak_x + 8 * u, eave + 10 * u, pane, pane * 0.7, raw=True)


def rooftop(stage: Stage) -> None:
    """A flat roof over the city: parapet, water tank, vents, strings of lamps, towers all round."""
    u, h, hz = stage.unit, stage.h, stage.horizon
    night = stage.palette.dark
    streets.backdrop(stage)
    houses.skyline(
        stage,
        hz + 0.10 * h,
        0.14 * h,
        0.40 * h,
        130 * u,
        "#1c1a38" if night else "#6c7888",
        0.26,
        47,
        0.36 if night else 0.04,
        mist=0.7,
    )
    common.mist_band(stage, hz + 0.08 * h, 0.05 * h, 0.5, 0.3, 19)
    common.shafts(stage, 0.5)
    common.sun_glare(stage, 0.7)
    edge = hz + 0.34 * (stage.ground - hz)
    c = Canvas(stage, edge - 0.44 * h, edge + 8 * u, far=0.04)
    r, foot = stage.rng(12), c.row(edge)
    x = 0.13 * stage.w
    for dx in (-44, -15, 15, 44):
        c.stroke([(x + dx * u, foot - 40 * u), (x + dx * 0.9 * u, foot - 130 * u)], 5 * u, "#4a3c34")
    c.stroke([(x - 44 * u, foot - 50 * u), (x + 40 * u, foot - 120 * u)], 3 * u, "#4a3c34")
    c.stroke([(x + 44 * u, foot - 50 * u), (x - 40 * u, foot - 120 * u)], 3 * u, "#4a3c34")
    c.tube(x - 58 * u, foot - 236 * u, x + 58 * u, foot - 122 * u, "#8a6248")
    for k in range(12):
        c.rect(
            x + (-56 + 10 * k) * u, foot - 236 * u, x + (-55 + 10 * k) * u, foot - 122 * u, "#4c3426", alpha=0.4
        )
    for y in (222, 180, 140):
        c.rect(x - 58 * u, foot - y * u, x + 58 * u, foot - (y - 4) * u, "#3c3230", alpha=0.7)
    c.lay(
        [(x - 64 * u, foot - 234 * u), (x, foot - 282 * u), (x + 64 * u, foot - 234 * u)],
        c.lit("#6c5a50", 1.2),
        c.lit("#4c3c34"),
        raw=True,
    )
    x = 0.88 * stage.w
    c.box(x - 84 * u, foot - 150 * u, x + 84 * u, foot, "#a08878", lid=10 * u)
    c.rect(x - 56 * u, foot - 110 * u, x - 8 * u, foot, "#5c4a44", "#4a3a36")
    houses.window(c, x + 18 * u, foot - 112 * u, 40 * u, 46 * u, c.lit("#a08878"), r, night, night)
    for dx in (-150, 190):
        c.tube(0.5 * stage.w + dx * u - 2 * u, foot - 170 * u, 0.5 * stage.w + dx * u + 2 * u, foot, "#5c5f66")
    c.rect(-4, foot - 40 * u, c.w + 4, foot, c.lit("#b09a88"), c.lit("#7c6a60"), raw=True)
    c.rect(-4, foot - 48 * u, c.w + 4, foot - 38 * u, c.lit("#cdb8a4"), c.lit("#9c8878"), raw=True)
    for y in (28, 16):
        c.rect(-4, foot - y * u, c.w + 4, foot - (y - 1.2) * u, "#5c4c44", alpha=0.35)
    c.layer(0.5, rim=0.6, row=None, texture=0.2).solid = None
    ground = shades(stage, "#9c948c", "#8c857e", "#78726c", "#5c5854", "#34322f")
    common.strips(
        stage,
        9,
        lambda z: ground(0.2 + 0.8 * z),
        houses.slabs(stage, 150),
        start=edge,
        texture=0.35,
        patch=22,
        power=1.2,
        overlap=2,
    )
    row = edge + 0.30 * (stage.ground - edge)
    c = Canvas(stage, row - 200 * u, row + 10 * u)
    foot = c.row(row)
    for x in (0.26, 0.73):
        c.box(x * stage.w - 42 * u, foot - 54 * u, x * stage.w + 42 * u, foot, "#a8acb0", lid=14 * u)
        for k in range(5):
            c.rect(
                x * stage.w - 34 * u,
                foot - (46 - 9 * k) * u,
                x * stage.w + 34 * u,
                foot - (42 - 9 * k) * u,
                "#4c5056",
            )
    for x in (0.04, 0.09, 0.96):
        c.box(x * stage.w - 26 * u, foot - 24 * u, x * stage.w + 26 * u, foot, "#8a5a3c")
        plants.bush(c, x * stage.w, foot - 22 * u, 52 * u, 44 * u, r, "#4c7a3c")
    c.layer(0.66, rim=0.6, row=row)
    c = Canvas(stage, -stage.margin_y, 0.50 * h)
    for k in range(2):
        high = stage.margin_y + (0.10 + 0.10 * k) * h
        houses.wires(c, -20, high, c.w + 20, high, 0.13 * h, 1.4)
        for t in np.linspace(0.03, 0.97, 19):
            px, py = c.w * t, high + 0.13 * h * 4 * t * (1 - t)
            c.oval(px, py + 6 * u, 4.2 * u, 6 * u, rgb("#fff0c8") if night else c.lit("#e8e0c8"), raw=True)
            if night:
                c.glow(px, py + 6 * u, 40 * u, "#ffc070", 0.75)
    common.behind(stage, c.layer(0.7, sway=(2 * u, 4.2)))
    if night:
        common.bokeh(stage, [rgb(v) for v in ("#ffca80", "#9ad4ff", "#ff8a9a")], 18, 0.2 * h, hz * 1.2, 0.12)
    common.ground_light(stage, 0.8, base_y=stage.ground - 30 * u)
    houses.near_posts(stage, "#1c1a1c")
    stage.bed = "city"


def station(stage: Stage) -> None:
    """A platform under an iron roof: a train at its edge, clocks and lamps, light from the open end."""
    u, h, hz = stage.unit, stage.h, stage.horizon
    night, pal = stage.palette.dark, stage.palette
    streets.backdrop(stage)
    common.shafts(stage, 0.5)
    edge = hz + 0.34 * (stage.ground - hz)
    c = Canvas(stage, edge - 0.40 * h, edge + 6 * u, far=0.05)
    foot, r = c.row(edge), stage.rng(2)
    top = foot - 214 * u
    body, stripe = c.lit("#c8ccd0"), c.lit("#a8342c")
    c.rect(-4, top, c.w + 4, foot - 14 * u, np.clip(body * 1.12, 0, 1), body * 0.66, raw=True)
    c.rect(-4, top - 12 * u, c.w + 4, top + 6 * u, body * 0.55, np.clip(body * 1.2, 0, 1), raw=True)
    c.rect(-4, foot - 74 * u, c.w + 4, foot - 56 * u, stripe, stripe * 0.8, raw=True)
    c.rect(-4, foot - 20 * u, c.w + 4, foot, (0.03, 0.03, 0.04), raw=True)
    n = max(round(c.w / (124 * u)), 4)
    for k in range(n):
        x = k * c.w / n
        if k % 4 == 0:
            c.rect(x - 8 * u, top - 12 * u, x + 8 * u, foot, (0.03, 0.03, 0.04), alpha=0.85, raw=True)
            continue
        if k % 4 == 2:
            for side in (0, 1):
                dx = x + (10 + side * 50) * u
                c.rect(dx, top + 24 * u, dx + 48 * u, foot - 14 * u, body * 0.82, body * 0.6, raw=True)
                c.rect(
                    dx + 9 * u,
                    top + 38 * u,
                    dx + 39 * u,
                    top + 110 * u,
                    rgb("#ffe2ac") * (0.95 if night else 0.62),
                    rgb("#c89a60") * (0.9 if night else 0.4),
                    raw=True,
                )
            continue
        lamp = rgb("#ffe6b4") * (1.0 if night else 0.55)
        c.rect(x + 10 * u, top + 34 * u, x + 112 * u, top + 104 * u, body * 0.5, raw=True)
        c.rect(
            x + 13 * u,
            top + 37 * u,
            x + 109 * u,
            top + 101 * u,
            mix(lamp, pal.sky[1], 0.1 if night else 0.45),
            lamp * 0.5,
            raw=True,
        )
        for j in range(3):
            if r.random() < 0.55:
                c.oval(x + (30 + 30 * j) * u, top + 78 * u, 9 * u, 11 * u, lamp * 0.25, raw=True)
                c.oval(x + (30 + 30 * j) * u, top + 103 * u, 17 * u, 18 * u, lamp * 0.20, start=180, raw=True)
        c.lay(
            [
                (x + 30 * u, top + 101 * u),
                (x + 62 * u, top + 37 * u),
                (x + 80 * u, top + 37 * u),
                (x + 48 * u, top + 101 * u),
            ],
            (1, 1, 1),
            alpha=0.13,
            raw=True,
        )
        if night:
            c.glow(x + 60 * u, top + 70 * u, 90 * u, "#ffd898", 0.4)
    c.layer(0.5, rim=0.4, texture=0.10).solid = None
    if night:
        water.mirror(stage, edge, h + 2, rgb("#26242a"), shine=0.50, smear=18, ripple=0.0)
        common.stand(stage, stage.layers[-1], edge)
        stage.layers[-1].fixed = True
    else:
        ground = shades(stage, "#b8b2a8", "#a8a298", "#928c84", "#6e6a64", "#3a3834")
        common.strips(
            stage,
            9,
            lambda z: ground(0.2 + 0.8 * z),
            houses.slabs(stage, 120),
            start=edge,
            texture=0.2,
            patch=18,
            power=1.2,
            overlap=2,
        )
    c = Canvas(stage, edge, edge + 30 * u)
    c.rect(-4, 3, c.w + 4, 7 * u, c.lit("#e8e4da", 0.9), raw=True)
    c.rect(-4, 13 * u, c.w + 4, 21 * u, c.lit("#e8b83a"), raw=True)
    c.layer(0.6, row=edge + 2, texture=0.3, grain=8)
    c = Canvas(stage, -stage.margin_y, edge + 0.22 * (stage.ground - edge) + 8 * u)
    foot = c.h - 8 * u
    n = max(round(c.w / (430 * u)), 1)
    c.rect(-4, 0, c.w + 4, stage.margin_y + 0.075 * h, c.lit("#3c4048", 0.5), c.lit("#3c4048", 0.9), raw=True)
    for k in range(n):
        x = (0.47 * stage.w + (k + 0.5) * c.w / n) % c.w
        c.tube(x - 8 * u, stage.margin_y * 0.5, x + 8 * u, foot, "#3c4a44")
        c.box(x - 15 * u, foot - 34 * u, x + 15 * u, foot, "#34403c")
        for side in (-1, 1):
            t = np.linspace(0, 1, 10)
            y = stage.margin_y + 0.30 * h - 0.23 * h * t**0.6
            c.stroke(np.stack([x + side * 130 * u * t**1.4, y], 1), 6 * u, "#3c4a44", 4 * u)
        mid = (x + 0.5 * c.w / n) % c.w
        c.rect(mid - 2 * u, stage.margin_y, mid + 2 * u, stage.margin_y + 0.115 * h, "#2c3034")
        c.lay(
            [
                (mid - 34 * u, stage.margin_y + 0.14 * h),
                (mid - 12 * u, stage.margin_y + 0.112 * h),
                (mid + 12 * u, stage.margin_y + 0.112 * h),
                (mid + 34 * u, stage.margin_y + 0.14 * h),
            ],
            "#3c4a44",
        )
        c.oval(mid, stage.margin_y + 0.142 * h, 24 * u, 6 * u, rgb("#fff2cc"), raw=True)
        c.glow(mid, stage.margin_y + 0.15 * h, (170 if night else 90) * u, "#ffd898", 0.8 if night else 0.5)
        if k == 0:
            cx, cy = (x + 0.27 * c.w / n) % c.w, stage.margin_y + 0.17 * h
            c.rect(cx - 2 * u, stage.margin_y, cx + 2 * u, cy, "#2c3034")
            c.oval(cx, cy, 34 * u, 34 * u, "#2c3034")
            c.oval(cx, cy, 28 * u, 28 * u, rgb("#fff6e0") * (0.95 if night else 0.85), raw=True)
            c.stroke([(cx, cy), (cx + 9 * u, cy - 16 * u)], 4 * u, (0.1, 0.1, 0.1), raw=True)
            c.stroke([(cx, cy), (cx - 20 * u, cy - 8 * u)], 2.5 * u, (0.1, 0.1, 0.1), raw=True)
        bx = (x + 0.24 * c.w / n) % c.w
        c.box(bx - 62 * u, foot - 30 * u, bx + 62 * u, foot - 22 * u, "#7a5436", lid=6 * u)
        for dx in (-50, 50):
            c.rect(bx + (dx - 3) * u, foot - 24 * u, bx + (dx + 3) * u, foot, "#2c3034")
        c.rect(bx - 62 * u, foot - 62 * u, bx + 62 * u, foot - 44 * u, "#8a5e3c", "#6a4830")
    layer = c.layer(0.62, rim=0.5)
    common.stand(stage, layer, edge + 0.22 * (stage.ground - edge))
    common.sun_haze(stage, 0.25, 0.4)
    common.ground_light(stage, 0.8, base_y=stage.ground - 30 * u)
    houses.near_posts(stage, "#18191d")
    stage.bed = "station"


def bridge(stage: Stage) -> None:
    """On a long bridge: cables fan out from its towers, the river and the city lie below and beyond."""
    u, h, hz = stage.unit, stage.h, stage.horizon
    night, pal = stage.palette.dark, stage.palette
    streets.backdrop(stage)
    edge = hz + 0.30 * (stage.ground - hz)
    common.sun_glare(stage, 0.7)
    water.open_water(stage, hz + 0.012 * h, rgb("#3a6478"), 0.8, 2.2, 0.8, edge + 10 * u)
    common.mist_band(stage, hz + 0.03 * h, 0.03 * h, 0.4, 0.3, 19)
    c = Canvas(stage, -stage.margin_y, edge + 8 * u, far=0.08)
    foot, red = c.row(edge), "#a84a34" if not night else "#6a3630"
    towers = (0.10, 0.88)
    for x in towers:
        px = x * stage.w
        c.box(px - 26 * u, stage.margin_y * 0.4, px + 26 * u, foot, red)
        for y in (0.16, 0.34):
            c.rect(
                px - 15 * u, foot * y, px + 15 * u, foot * (y + 0.12), c.lit(red, 0.5), c.lit(red, 0.4), raw=True
            )
        c.rect(px - 34 * u, foot * 0.10, px + 34 * u, foot * 0.13, c.lit(red, 1.25), c.lit(red, 0.9), raw=True)
        if night:
            c.glow(px, foot * 0.1, 70 * u, "#ff8a5a", 0.7)
    x0, x1 = towers[0] * stage.w, towers[1] * stage.w
    for a, b, low in ((x0, x1, 0.80), (x1, x0 + c.w, 0.80)):
        t = np.linspace(0, 1, 40)
        rope = foot * (0.11 + (low - 0.11) * (1 - (2 * t - 1) ** 2))
        c.stroke(np.stack([a + (b - a) * t, rope], 1), 9 * u, red)
        for k in range(1, 39):
            c.stroke(
                [(a + (b - a) * t[k], rope[k]), (a + (b - a) * t[k], foot - 52 * u)],
                1.8 * u,
                c.lit(red, 0.8),
                raw=True,
            )
    c.rect(-4, foot - 14 * u, c.w + 4, foot, c.lit("#6c6c70"), c.lit("#4c4c50"), raw=True)
    c.rect(-4, foot - 56 * u, c.w + 4, foot - 50 * u, c.lit(red, 1.2), c.lit(red, 0.8), raw=True)
    for x in np.arange(0, c.w, 16 * u):
        c.rect(x, foot - 52 * u, x + 2.4 * u, foot - 12 * u, c.lit(red, 0.85), raw=True)
    n = max(round(c.w / (420 * u)), 1)
    for k in range(n):
        houses.lamp_post(c, (0.47 * stage.w + (k + 0.5) * c.w / n) % c.w, foot, 0.34 * h, night)
    c.layer(0.5, rim=0.6, texture=0.12).solid = None
    common.shafts(stage, 0.5)
    ground = shades(stage, "#a8a49c", "#98948c", "#77757a", "#5c5c62", "#34343a")
    common.strips(
        stage,
        9,
        lambda z: ground(0.2 + 0.8 * z),
        houses.slabs(stage, 200),
        start=edge,
        texture=0.25,
        patch=22,
        power=1.2,
        overlap=2,
    )
    common.ground_light(stage, 0.8, base_y=stage.ground - 30 * u)
    if night:
        common.bokeh(stage, [rgb(v) for v in ("#ffca80", "#9ad4ff")], 16, 0.2 * h, hz * 1.1, 0.12)
    houses.near_posts(stage, "#1c1416")
    del pal
    stage.bed = "city"


def stadium(stage: Stage) -> None:
    """A ground between stands full of people, under banks of floodlights."""
    u, h, hz, w = stage.unit, stage.h, stage.horizon, stage.w
    pal, night = stage.palette, stage.palette.dark
    common.sky(stage, 0.5)
    common.sun_haze(stage, 0.4, 0.34)
    c = Canvas(stage, -stage.margin_y, hz + 0.05 * h, far=0.10)
    r, foot = stage.rng(7), c.row(hz + 0.04 * h)
    roof = foot - 0.37 * h
    c.rect(-4, roof + 20 * u, c.w + 4, foot, "#3a4252", "#565c68")
    hues = [rgb(v) for v in ("#d8584a", "#e8e0d4", "#4a6ab0", "#e0b040", "#5c5864", "#8a4a3c")]
    for level, (top, bottom) in enumerate(((0.34, 0.215), (0.185, 0.03))):
        y0, y1 = foot - top * h, foot - bottom * h
        c.rect(-4, y0, c.w + 4, y1, "#4a4e5a", "#3a3d48")
        rows = 13
        for row in range(rows):
            y = y0 + (y1 - y0) * (row + 0.5) / rows
            size = (2.5 + 1.6 * row / rows + level * 0.9) * u
            for x in np.arange((row % 2) * size, c.w, size * 2.7):
                if r.random() < 0.86:
                    tone = c.lit(
                        hues[int(r.integers(0, 6))] * (0.55 + 0.45 * row / rows), 0.8 if not night else 1.5
                    )
                    c.oval(x, y, size * 0.9, size * 1.0, tone * 0.9, raw=True)
                    c.oval(
                        x, y - size, size * 0.5, size * 0.55, c.lit("#d8b094", 0.8 if not night else 1.4), raw=True
                    )
        c.rect(
            -4,
            y1,
            c.w + 4,
            y1 + 16 * u,
            c.lit("#e8e8e4", 0.9 if not night else 1.6),
            c.lit("#b8bcc4", 0.8),
            raw=True,
        )
        for k in range(26):
            x = (k + 0.2) * c.w / 26
            c.rect(
                x, y1 + 3 * u, x + c.w / 26 * 0.6, y1 + 13 * u, (hues[k % 4]) * (0.5 + 0.5 * pal.ambient), raw=True
            )
    c.lay(
        [(-4, roof - 30 * u), (c.w + 4, roof - 30 * u), (c.w + 4, roof + 34 * u), (-4, roof + 34 * u)],
        c.lit("#8a909a"),
        c.lit("#343842"),
        raw=True,
    )
    for x in np.arange(0, c.w, 90 * u):
        c.stroke([(x, roof + 30 * u), (x + 30 * u, roof - 30 * u)], 4 * u, "#4c525c")
    for x in (0.09, 0.36, 0.66, 0.93):
        px = x * w
        c.rect(px - 62 * u, roof - 70 * u, px + 62 * u, roof - 30 * u, "#2c3038")
        for i in range(7):
            for j in range(2):
                c.oval(
                    px + (-51 + 17 * i) * u,
                    roof - (59 - 18 * j) * u,
                    6.5 * u,
                    6.5 * u,
                    (1, 1, 0.96) if night else c.lit("#dfe6ea"),
                    raw=True,
                )
        if night:
            c.glow(px, roof - 50 * u, 240 * u, "#e8f2ff", 0.9)
    c.layer(0.24, rim=0.2, mist=0.35, mist_from=0.55, soft=0.8)
    if night:
        s = 4
        gx, gy = common.grid(h // s, w // s)
        for x in (0.09, 0.36, 0.66, 0.93):
            half = 0.03 * w + 0.20 * gy * s
            beam = (
                np.exp(-(((gx * s - x * w - (0.5 - x) * gy * s * 0.7) / half) ** 4))
                * np.exp(-gy * s / h * 1.8)
                * 0.22
            )
            common.veil(stage, np.clip(beam, 0, 0.6).astype(np.float32), rgb("#eaf2ff"))
    common.mist_band(stage, hz + 0.04 * h, 0.03 * h, 0.4, 0.25, 9)
    bright = 2.2 if night else 1.0
    stripe = [rgb("#5a9a3c"), rgb("#4c8a34")]

    def mown(
        canvas: plants.U8, z0: float, z1: float, y_of: Callable[[float], float], rr: np.random.Generator, i: int
    ) -> None:
        # Bands of mowing run to the vanishing point; where the ground goes by, they lie across.
        hh, ww = canvas.shape[:2]
        y0, y1 = y_of(z0), y_of(z1)
        z = z0 + (z1 - z0) * (np.arange(hh, dtype=np.float32)[:, None] - y0) / max(y1 - y0, 1)
        at = (np.arange(ww, dtype=np.float32)[None] - stage.w / 2) / (210 * u * np.maximum(z + 0.16, 0.05))
        odd = np.floor(at) % 2 if not stage.tracking else np.zeros_like(at) + i % 2
        canvas[..., :3] = np.clip(canvas[..., :3] * (0.92 + 0.18 * odd)[..., None], 0, 255)

    def colour(z: float) -> F32:
        base = mix(stripe[0], stripe[1], min(max(z, 0), 1)) * np.clip(pal.ambient * bright, 0, 1.1)
        return mix(base * (1.1 - 0.45 * max(z, 0)), pal.fog, 0.6 * np.exp(-max(z, 0) * 9))

    common.strips(stage, 9, colour, mown, start=hz + 0.04 * h, texture=0.22, patch=16, power=1.3, overlap=2)
    for line_y, thick in ((hz + 0.10 * h, 2.5), (stage.ground + 34 * u, 8)):
        c = Canvas(stage, line_y - 4, line_y + 12 * u)
        c.rect(
            -4,
            3,
            c.w + 4,
            3 + thick * u,
            np.clip(rgb("#f0f4ec") * (0.3 + 0.7 * pal.ambient) * (1.4 if night else 1), 0, 1),
            alpha=0.85,
            raw=True,
        )
        c.layer(0.9, row=line_y, kind="ground", texture=0.3, grain=8)
    common.ground_light(stage, 0.7, base_y=stage.ground - 30 * u)
    near_grass(stage, "#0c140c", "#2c4420", 70, 90)
    stage.bed = "city"
