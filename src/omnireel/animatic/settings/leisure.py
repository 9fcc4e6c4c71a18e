"""Where people go in their free time: park, gym, club."""

from __future__ import annotations

import numpy as np

from omnireel.animatic.noise import fbm
from omnireel.animatic.palette import mix, rgb
from omnireel.animatic.settings import common, houses, interior, open_land, plants
from omnireel.animatic.settings import furniture as f
from omnireel.animatic.settings.brush import Canvas
from omnireel.animatic.stage import Stage


def bench(c: Canvas, x: float, foot: float, wide: float, wood: str = "#8a6038", iron: str = "#2a2c30") -> None:
    """A park bench seen from before it; wide: its length in pixels."""
    s = wide / 150
    c.shade(x, foot, 86 * s, 9 * s, 0.5)
    for side in (-1, 1):
        leg = x + side * 60 * s
        c.rect(leg - 3.5 * s, foot - 84 * s, leg + 3.5 * s, foot, iron)
        c.stroke([(leg - 3 * s, foot - 58 * s), (leg + side * 9 * s, foot - 60 * s)], 5 * s, iron)
    for y in (78, 66, 54):
        c.rect(
            x - 75 * s, foot - (y + 9) * s, x + 75 * s, foot - y * s, c.lit(wood, 1.1), c.lit(wood, 0.72), raw=True
        )
    # The seat catches the sky; its front edge is in the shade.
    c.lay(
        [
            (x - 77 * s, foot - 34 * s),
            (x + 77 * s, foot - 34 * s),
            (x + 72 * s, foot - 43 * s),
            (x - 72 * s, foot - 43 * s),
        ],
        c.lit(wood, 1.35),
        c.lit(wood, 1.1),
        raw=True,
    )
    c.rect(x - 77 * s, foot - 34 * s, x + 77 * s, foot - 28 * s, c.lit(wood, 0.6), c.lit(wood, 0.45), raw=True)


def park(stage: Stage) -> None:
    """Mown grass and a gravel path under old trees; benches and lamps beside it, the town in the haze."""
    pal, u, h, hz = stage.palette, stage.unit, stage.h, stage.horizon
    common.sky(stage, 0.6)
    houses.skyline(stage, hz, 0.06 * h, 0.20 * h, 74 * u, "#8a98ac", 0.05, 21, 0.30 if pal.dark else 0.02)
    common.mist_band(stage, hz, 0.05 * h, 0.5, 0.08, 7)
    common.tree_line(stage, hz + 0.006 * h, 44 * u, 120 * u, 70, rgb("#5d7c46"), 0.20, 5, mist=0.75, soft=1.5)
    common.mist_band(stage, hz, 0.035 * h, 0.5, 0.18, 9)
    common.sun_haze(stage, 0.30, 0.35)
    common.tree_line(stage, hz + 0.018 * h, 80 * u, 190 * u, 20, rgb("#44652f"), 0.36, 12, mist=0.45, soft=0.9)
    common.shafts(stage, 0.55)
    common.sun_glare(stage, 0.8)
    z_of = common.strip_depth(stage, stage.ground)
    green = open_land.shades(stage, "#b4c468", "#86a64a", "#5f8538", "#3a5c24", "#1e3414")
    colour = open_land.path_across(stage, green, "#cdb994", 0.12, 0.14)
    lawn = plants.grassland(
        stage,
        26,
        rgb("#9cb858") * pal.ambient,
        rgb("#2c4c1c") * pal.ambient,
        mix(rgb("#c4d66c") * pal.ambient, pal.rim * pal.ambient, 0.25),
        bloom=open_land.blooms(stage, ("#fff8ea", "#ffdc5a")),
        density=0.5,
        bare=lambda z: z_of - 0.115 < z < z_of + 0.12,
    )
    common.strips(stage, 13, colour, lawn, overlap=30 * u, texture=0.26, patch=44, power=1.3, wander=50)
    row = common.footing(stage, hz + 0.50 * (stage.ground - hz))
    c = Canvas(stage, row - 0.66 * h, row + 10 * u, far=0.05)
    r, foot = stage.rng(31), c.row(row)
    count = max(round(c.w / (470 * u)), 2)
    trees = []
    for k in range(count):
        # A gap of the rhythm lies where a lone subject stands.
        x = (0.47 * stage.w + (k + 0.5) * c.w / count) % c.w
        tall = (0.50 + 0.10 * r.random()) * h
        plants.tree(c, x, foot - 8 * u, tall, r, ("#567a34", "#648a3a", "#4c6e30")[k % 3], wide=0.36)
        trees.append((x, row, 0.30 * tall, 0.9 * tall))
        beside = x + (0.30 if k % 2 else -0.30) * c.w / count
        bench(c, beside % c.w, foot, 118 * u)
        houses.lamp_post(c, (x + 0.24 * c.w / count * (-1 if k % 2 else 1)) % c.w, foot, 0.30 * h, pal.dark)
    c.layer(0.56, rim=0.6, row=row, texture=0.12, soft=0.4)
    common.cast_shadows(stage, trees)
    common.ground_light(stage, 0.9, base_y=stage.ground - 30 * u)
    common.sun_haze(stage, 0.16, 0.45, base_y=stage.ground - 30 * u)
    open_land.near_grass(stage, tall=70, count=90)
    common.near_leaves(stage, rgb("#1a2a10"), low=0.26)
    stage.bed = "meadow"


def _dumbbells(c: Canvas, x: float, foot: float) -> None:
    """A rack of weights, three shelves of them."""
    u = c.u
    c.shade(x, foot, 110 * u, 10 * u, 0.5)
    for side in (-92, 92):
        c.rect(x + (side - 4) * u, foot - 128 * u, x + (side + 4) * u, foot, "#33363c")
    for shelf in range(3):
        y = foot - (24 + 44 * shelf) * u
        c.rect(x - 96 * u, y, x + 96 * u, y + 6 * u, "#4a4e56", "#24262a")
        size = 13 - 2 * shelf
        for k in range(5):
            px = x + (-72 + 36 * k) * u
            c.rect(px - 9 * u, y - (size + 2) * u, px + 9 * u, y - (size - 2) * u, "#a8acb4")
            for end in (-9, 9):
                c.rect(px + (end - 4) * u, y - 2 * size * u, px + (end + 4) * u, y, "#26282c", "#101114")
                c.rect(px + (end - 4) * u, y - 2 * size * u, px + (end - 2) * u, y, "#5c6068", alpha=0.7)


def _punchbag(c: Canvas, x: float, top: float) -> None:
    """A heavy bag on its chain."""
    u = c.u
    c.stroke([(x, 0), (x, top + 60 * u)], 2.5 * u, "#70747c")
    c.tube(x - 24 * u, top + 60 * u, x + 24 * u, top + 230 * u, "#8c2c28")
    for y in (74, 214):
        c.rect(x - 24 * u, top + y * u, x + 24 * u, top + (y + 8) * u, "#1c1d20", alpha=0.8)


def _weights(c: Canvas, x: float, foot: float) -> None:
    """A bench under a barbell on its stand."""
    u = c.u
    c.shade(x, foot, 130 * u, 11 * u, 0.5)
    for side in (-52, 52):
        c.tube(x + (side - 4) * u, foot - 112 * u, x + (side + 4) * u, foot, "#9aa0a8")
    c.rect(x - 60 * u, foot - 52 * u, x + 60 * u, foot - 38 * u, "#2c2e34", "#141518")
    for side in (-44, 44):
        c.rect(x + (side - 4) * u, foot - 38 * u, x + (side + 4) * u, foot, "#4a4e56")
    c.rect(x - 128 * u, foot - 112 * u, x + 128 * u, foot - 107 * u, "#c0c4ca", "#7a7e86")
    for side in (-1, 1):
        for at, tall, hue in ((92, 36, "#c83a30"), (104, 30, "#2f62b4"), (115, 22, "#d8a82c")):
            px = x + side * at * u
            c.rect(px - 5 * u, foot - (109 + tall) * u, px + 5 * u, foot - (109 - tall) * u, hue, "#1c1d22")


def gym(stage: Stage) -> None:
    """Weights on racks, a bench under a barbell, a heavy bag, mirrors on the wall."""

    def wall(c: Canvas, floor: float, head: float) -> None:
        u, w = c.u, c.stage.w
        for x0, x1 in ((0.16, 0.34), (0.355, 0.535)):
            a, b = x0 * w, x1 * w
            c.rect(a, floor - 300 * u, b, floor - 66 * u, c.lit("#cfdbe2", 0.86), c.lit("#8e9aa4", 0.9), raw=True)
            c.lay(
                [
                    (a + 0.2 * (b - a), floor - 66 * u),
                    (a + 0.42 * (b - a), floor - 300 * u),
                    (a + 0.60 * (b - a), floor - 300 * u),
                    (a + 0.38 * (b - a), floor - 66 * u),
                ],
                (1, 1, 1),
                alpha=0.16,
                raw=True,
            )
        c.rect(-4, floor - 40 * u, c.w + 4, floor - 34 * u, "#e0562c")

    def hung(c: Canvas, top: float) -> None:
        interior.pendants((0.25, 0.47, 0.70), 40, "#26282c")(c, top)
        for share in (0.075, 0.655):
            _punchbag(c, share * c.stage.w, top)

    interior.interior(
        stage,
        interior.Room(
            "#b4b8ba",
            "#8a7660",
            trim="#4a4d52",
            window=(0.84, 120, 330, 90),
            curtain=None,
            boards=110,
            shine=0.26,
            ceiling="#787c80",
            on_wall=wall,
            back=((0.25, 112, _dumbbells),),
            mid=((0.90, 132, _weights), (0.05, 60, lambda c, x, y: f.plant(c, x, y, 170))),
            hanging=hung,
        ),
    )


def club(stage: Stage) -> None:
    """Beams of coloured light in the smoke, a wall of lamps, a booth between loudspeakers, heads before it."""
    u, h, w, row = stage.unit, stage.h, stage.w, stage.horizon
    back = Canvas(stage, -stage.margin_y, row + 8 * u + 6, far=0.0)
    r = stage.rng(7)
    foot = back.row(row)
    back.rect(-4, -4, back.w + 4, back.h, rgb("#140b24"), rgb("#24103c"), raw=True)
    hues = ("#ff2f8e", "#22d8ff", "#9b4dff", "#3dffc8")
    step = 46 * u
    for i in range(int(back.w / step) + 1):
        for j in range(int(foot / step)):
            px, py = (i + 0.5) * step, foot - (j + 0.7) * step
            near = np.exp(-(((px % w) / w - 0.47) ** 2) / 0.05)
            if r.random() < 0.25 + 0.5 * near:
                hue = rgb(hues[int((i + 2 * j) // 3 % 4)])
                back.oval(px, py, 5.5 * u, 5.5 * u, mix(hue, (1, 1, 1), 0.35), raw=True)
                if (i + j) % 3 == 0:
                    back.glow(px, py, 52 * u, hue, 0.34)
    layer = back.layer(0.35, texture=0.05)
    layer.solid = (0.0, float(back.h))
    interior.floor(stage, interior.Room("#000000", "#2a2036", boards=120, shine=0.65), row)
    c = Canvas(stage, row - 0.44 * h, row + 30 * u)
    foot, x = c.row(row + 22 * u), 0.47 * w
    for side in (-1, 1):
        for k in range(2):
            sx, sy = x + side * 300 * u, foot - k * 118 * u
            c.rect(sx - 58 * u, sy - 116 * u, sx + 58 * u, sy, "#2a2832", "#100f14")
            for y, size in ((80, 20), (36, 34)):
                c.oval(sx, sy - y * u, size * u, size * u, rgb("#34323c"), rgb("#0c0b0f"), raw=True)
                c.oval(sx, sy - y * u, size * 0.4 * u, size * 0.4 * u, rgb("#55535e"), rgb("#1c1b20"), raw=True)
    for side in (-1, 1):  # a table on each side, and the middle left to who plays
        a, b = sorted((x + side * 110 * u, x + side * 232 * u))
        c.rect(a, foot - 84 * u, b, foot, "#1c1a26", "#0c0b10")
        c.rect(a - 6 * u, foot - 92 * u, b + 6 * u, foot - 82 * u, "#3c3a48")
        c.rect(a, foot - 80 * u, b, foot - 75 * u, mix(rgb("#22d8ff"), (1, 1, 1), 0.4), raw=True)
        c.glow((a + b) / 2, foot - 78 * u, 110 * u, "#22d8ff", 0.6)
        c.oval((a + b) / 2, foot - 94 * u, 36 * u, 8 * u, rgb("#4a4856"), rgb("#15141a"), raw=True)
    common.stand(stage, c.layer(0.62, rim=0.5, texture=0.04), row + 6)
    s = 4
    gx, gy = common.grid(h // s, w // s)
    t = np.clip(gy * s / (stage.ground + 0.04 * h), 0, 1.1)
    smoke = 0.55 + 0.8 * fbm(h // s, w // s, 30 * u, 3, stage.seed + 5, 2.0)
    for start, end, which in ((0.10, 0.42, 0), (0.30, 0.16, 1), (0.47, 0.60, 2), (0.66, 0.86, 3), (0.88, 0.54, 0)):
        middle, half = (start + (end - start) * t) * w, (0.008 + 0.055 * t) * w
        beam = np.exp(-(((gx * s - middle) / half) ** 2)) * (0.62 - 0.36 * t) * smoke
        common.veil(stage, np.clip(beam, 0, 0.6).astype(np.float32), rgb(hues[which]), base_y=row + 8)
    pool = np.exp(-(((gx * s - 0.47 * w) / (0.26 * w)) ** 2 + ((gy * s - stage.ground) / (0.09 * h)) ** 2)) * 0.42
    common.veil(stage, pool.astype(np.float32), rgb("#c070ff"), base_y=row + 9)
    crowd = Canvas(stage, h - 190 * u, h + stage.margin_y)
    for k in range(max(round(crowd.w / (128 * u)), 3)):
        px = (k + 0.3 + 0.4 * r.random()) * crowd.w / max(round(crowd.w / (128 * u)), 3)
        e = abs((px % w) / w - 0.47) * 2
        big, py = (27 + 8 * r.random()) * u, crowd.h - stage.margin_y - (44 * e * r.random() - 6) * u
        dark = rgb("#0c0714")
        if e > 0.35 and r.random() < 0.6:  # arms up, where they hide nobody
            for lean in (-1, 1):
                hand = (px + lean * (34 + 16 * r.random()) * u, py - (70 + 30 * r.random()) * u)
                crowd.stroke([(px + lean * 26 * u, py + 30 * u), hand], 15 * u, dark, 9 * u, raw=True)
        crowd.oval(px, py, big * 0.74, big * 0.95, dark, raw=True)
        crowd.oval(px, py + big * 2.1, big * 1.7, big * 1.5, dark, raw=True)
    crowd.layer(1.5, front=True, kind="near", soft=4.0, rim=1.0, texture=0).solid = None
    common.bokeh(stage, [rgb(code) for code in hues], 16, 0, 0.3 * h, 0.10)
    stage.bed = "room"
