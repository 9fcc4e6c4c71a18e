"""Open country: meadow, wheat field, garden, farm, road, highway, playground."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

from omnireel.animatic.noise import smooth
from omnireel.animatic.palette import mix, rgb
from omnireel.animatic.settings import common, plants
from omnireel.animatic.settings.brush import Canvas
from omnireel.animatic.stage import Stage

F32 = npt.NDArray[Any]  # float32; OpenCV and NumPy lose the exact type on the way
BLOOM = ("#fff3dc", "#ffcf4a", "#e4553a", "#b48fd0")


def ground_colours(stage: Stage, stops: Sequence[tuple[float, npt.ArrayLike]]) -> Callable[[float], F32]:
    """Lit ground colour by depth: stops of own colours, washed with fog towards the horizon."""
    xs = [s[0] for s in stops]
    cs = np.array([np.asarray(s[1], np.float32) for s in stops])

    def at(z: float) -> F32:
        own = np.array([np.interp(z, xs, cs[:, i]) for i in range(3)], np.float32)
        own = own * stage.palette.ambient
        return mix(own, stage.palette.fog, 0.88 * np.exp(-max(z, 0) * 11))

    return at


def shades(stage: Stage, *codes: str) -> Callable[[float], F32]:
    """Ground colours from '#hex' codes at even depths, horizon first; the near ones count for more."""
    n = len(codes) - 1
    return ground_colours(stage, [((i / n) ** 1.5, rgb(code)) for i, code in enumerate(codes)])


def blooms(stage: Stage, codes: Sequence[str] = BLOOM) -> list[F32]:
    return [rgb(code) * (0.10 + 0.90 * stage.palette.ambient) for code in codes]


def hills(stage: Stage, near: str = "#6f8650", far: str = "#7f9474", rugged: float = 0.5) -> None:
    """Sky and two ranges in the haze."""
    hz, h, w = stage.horizon, stage.h, stage.w
    common.sky(stage, 0.6)
    common.ridge(
        stage, hz - 0.105 * h, 0.055 * h, 0.40 * w, rgb(far), 0.06, 21, foot=0.02, rugged=rugged, mist=0.55
    )
    common.mist_band(stage, hz - 0.05 * h, 0.026 * h, 0.35, 0.10, 7)
    common.ridge(stage, hz - 0.055 * h, 0.040 * h, 0.26 * w, rgb(near), 0.13, 33, foot=0.02, mist=0.6)


def groves(stage: Stage, far: str = "#4f6a38", near: str = "#37522a", high: float = 96, count: int = 40) -> None:
    """Two lines of trees with mist at their feet, and the key's light streaming past them."""
    hz, h, u = stage.horizon, stage.h, stage.unit
    common.tree_line(stage, hz + 0.004 * h, 22 * u, 46 * u, 210, rgb(far), 0.24, 5, mist=0.8, soft=1.3)
    common.mist_band(stage, hz - 0.004 * h, 0.030 * h, 0.55, 0.18, 9)
    common.sun_haze(stage, 0.34, 0.30)
    common.tree_line(
        stage, hz + 0.014 * h, 0.36 * high * u, high * u, count, rgb(near), 0.42, 12, mist=0.6, soft=0.9
    )
    common.mist_band(stage, hz + 0.014 * h, 0.024 * h, 0.7, 0.32, 19)
    common.shafts(stage, 0.5)
    common.sun_glare(stage, 0.9)


def near_grass(
    stage: Stage, low: str = "#121a0c", high: str = "#4b5420", tall: float = 150, count: int = 120
) -> None:
    """The dark, unsharp fringe at the picture's lower edge, highest in the corners."""
    pal = stage.palette
    rgba = plants.near_blades(
        stage,
        rgb(low) * pal.ambient,
        mix(rgb(high) * pal.ambient, pal.rim, 0.16),
        tall,
        count,
        41,
        4.0,
        middle=0.30,
    )
    common.near_layer(stage, rgba, 1.55, drop=10 * stage.unit)


def _field(
    stage: Stage,
    ground: Callable[[float], F32],
    dress: plants.Dress,
    tall: float,
    strips: int = 13,
) -> None:
    """Grass in depth under the key's light: the ground of meadow, wheat and garden."""
    common.strips(stage, strips, ground, dress, overlap=tall * stage.unit, power=1.45, heave=9)
    common.ground_light(stage, 0.8, base_y=stage.ground - 30 * stage.unit)
    common.sun_haze(stage, 0.20, 0.45, base_y=stage.ground - 30 * stage.unit)


def _lone_tree(stage: Stage, x: float, row: float, tall: float, leaf: str = "#44602c", salt: int = 61) -> None:
    row = common.footing(stage, row)
    c = Canvas(stage, row - tall * 1.1, row + 10 * stage.unit, far=0.10)
    plants.tree(c, x, c.row(row), tall, stage.rng(salt), leaf)
    c.layer(0.5, rim=0.5, row=row, soft=0.7)
    common.cast_shadows(stage, [(x, row + 3 * stage.unit, 0.34 * tall, 0.9 * tall)])


def meadow(stage: Stage) -> None:
    pal, h, hz = stage.palette, stage.h, stage.horizon
    hills(stage)
    groves(stage)
    ground = shades(stage, "#d6c87c", "#a9a850", "#75873a", "#45592a", "#1f2c14")
    dress = plants.grassland(
        stage,
        78,
        mix(rgb("#c8bd6c") * pal.ambient, pal.fog, 0.40),
        rgb("#263a18") * pal.ambient,
        mix(rgb("#cfc25e") * pal.ambient, pal.rim * pal.ambient, 0.30 + 0.25 * min(pal.glow, 1)),
        bloom=blooms(stage),
    )
    _field(stage, ground, dress, 84)
    _lone_tree(stage, 0.13 * stage.w, hz + 0.10 * (stage.ground - hz), 0.27 * h)
    near_grass(stage)
    plants.near_flowers(stage, blooms(stage))
    stage.bed = "meadow"


def _acacia(c: Canvas, x: float, base: float, tall: float, r: np.random.Generator) -> None:
    """A tree of the dry plains: boughs that fork upwards into one flat, wide crown."""
    bark, leaf = "#4e3c2a", "#5c6a30"
    crown, reach = base - 0.88 * tall, 0.66 * tall
    c.shade(x, base, 0.5 * tall, 0.04 * tall, 0.5)
    fork = (x + r.normal(0, 0.03) * tall, base - 0.34 * tall)
    c.stroke([(x, base + 2), fork], 0.06 * tall, bark, 0.045 * tall)
    for pull in (-0.8, -0.4, 0.05, 0.45, 0.85):
        knee = (x + 0.42 * pull * reach, base - (0.58 + 0.06 * r.random()) * tall)
        c.stroke([fork, knee, (x + 0.86 * pull * reach, crown + 0.05 * tall)], 0.032 * tall, bark, 0.008 * tall)
    for tier, (share, lift) in enumerate(((1.0, 0.03), (0.82, -0.02), (0.5, -0.07))):
        n = 9 - 2 * tier
        for k in range(n):
            px = x + (2 * (k + 0.5) / n - 1) * share * reach + r.normal(0, 0.03) * tall
            py = crown + (lift + r.normal(0, 0.012)) * tall
            c.leaves(px, py, 0.17 * tall, 0.055 * tall, leaf, r, size=tall / c.u * 0.016)


def savanna(stage: Stage) -> None:
    """Dry grass to the horizon, flat-topped trees, a far blue range."""
    pal, u, h, hz, w = stage.palette, stage.unit, stage.h, stage.horizon, stage.w
    common.sky(stage, 0.4)
    common.ridge(
        stage, hz - 0.07 * h, 0.05 * h, 0.5 * w, rgb("#8a8aa0"), 0.05, 23, foot=0.02, rugged=0.3, mist=0.7
    )
    common.mist_band(stage, hz - 0.012 * h, 0.03 * h, 0.5, 0.08, 7)
    for row, tall, count, depth, salt, own in (
        (hz + 0.010 * h, 0.085 * h, 9, 0.16, 3, 0.55),
        (hz + 0.030 * h, 0.17 * h, 4, 0.30, 4, 0.3),
    ):
        c = Canvas(stage, row - 1.3 * tall, row + 8 * u, far=own)
        r, foot = stage.rng(salt), c.row(row)
        for k in range(count):
            _acacia(c, (k + 0.2 + 0.6 * r.random()) * c.w / count, foot, tall * (0.7 + 0.5 * r.random()), r)
        c.layer(depth, rim=0.4, mist=0.5, mist_from=0.7, soft=0.8)
        common.mist_band(stage, row, 0.022 * h, 0.55, depth, salt + 20)
    common.sun_haze(stage, 0.34, 0.34)
    common.shafts(stage, 0.4)
    common.sun_glare(stage, 0.9)
    dress = plants.grassland(
        stage,
        66,
        mix(rgb("#dcc27c") * pal.ambient, pal.fog, 0.35),
        rgb("#6c5426") * pal.ambient,
        mix(rgb("#e8cc84") * pal.ambient, pal.rim * pal.ambient, 0.35),
        lean=0.5,
    )
    _field(stage, shades(stage, "#e2cb8c", "#cda85c", "#a87e3c", "#745426", "#3c2a14"), dress, 70)
    row = common.footing(stage, hz + 0.16 * (stage.ground - hz))
    c = Canvas(stage, row - 0.46 * h, row + 10 * u, far=0.06)
    _acacia(c, 0.16 * w, c.row(row), 0.34 * h, stage.rng(61))
    c.layer(0.5, rim=0.6, row=row, soft=0.5)
    common.cast_shadows(stage, [(0.16 * w, row + 3 * u, 0.2 * h, 0.3 * h)])
    near_grass(stage, "#241a0c", "#8a6c30", 150, 110)
    stage.bed = "meadow"


def wheat(stage: Stage) -> None:
    """A ripe field under a wide sky."""
    pal, h, hz = stage.palette, stage.h, stage.horizon
    hills(stage, "#8a9a70", "#8fa08a")
    groves(stage, "#6a7a48", "#4f6238", 60, 30)
    dress = plants.grassland(
        stage,
        92,
        mix(rgb("#e0c878") * pal.ambient, pal.fog, 0.3),
        rgb("#7a5a22") * pal.ambient,
        mix(rgb("#f0d080") * pal.ambient, pal.rim, 0.35),
        feet=22,
        lean=0.9,
    )
    _field(stage, shades(stage, "#e6cf86", "#d8b45e", "#b08438", "#7a5826", "#4a3414"), dress, 96, 12)
    _lone_tree(stage, 0.86 * stage.w, hz + 0.09 * (stage.ground - hz), 0.24 * h)
    near_grass(stage, "#2a1c0a", "#8a6a28", 170, 110)
    stage.bed = "meadow"


def garden(stage: Stage) -> None:
    """Beds of flowers along a gravel path, hedges, an arbour of roses."""
    pal, u, h, hz = stage.palette, stage.unit, stage.h, stage.horizon
    common.sky(stage, 0.6)
    common.tree_line(stage, hz + 0.006 * h, 40 * u, 150 * u, 60, rgb("#587848"), 0.24, 5, mist=0.6, soft=1.6)
    common.mist_band(stage, hz, 0.05 * h, 0.45, 0.2, 9)
    common.tree_line(stage, hz + 0.02 * h, 60 * u, 170 * u, 18, rgb("#3f6030"), 0.40, 12, mist=0.4, soft=0.9)
    common.shafts(stage, 0.5)
    common.sun_glare(stage, 0.8)
    z_of = common.strip_depth(stage, stage.ground)
    green = shades(stage, "#a8b860", "#7c9a44", "#5a7c34", "#34521f", "#1c2e12")
    colour = path_across(stage, green, "#cbb592", 0.13, 0.13)
    flowers = blooms(stage, ("#ff6f8c", "#fff2f0", "#ffd24a", "#9a6ae0", "#ff9a4a", "#e23a50"))
    dress = plants.grassland(
        stage,
        56,
        rgb("#8fae50") * pal.ambient,
        rgb("#25441a") * pal.ambient,
        mix(rgb("#b8d060") * pal.ambient, pal.rim * pal.ambient, 0.3),
        bloom=flowers,
        density=2.2,
        bare=lambda z: z_of - 0.135 < z < z_of + 0.10,
    )
    common.strips(stage, 13, colour, dress, overlap=64 * u, texture=0.25, patch=30, power=1.3, wander=70)
    row = hz + 0.30 * (stage.ground - hz)
    c = Canvas(stage, row - 0.42 * h, row + 12 * u, far=0.06)
    r, foot = stage.rng(12), c.row(row)
    for x in np.arange(0, c.w, 84 * u):
        plants.bush(c, x, foot, 130 * u, 50 * u, r, "#3f6a30")
    for side in (0.12, 0.86):
        x = side * stage.w
        for dx in (-52, 52):
            c.tube(x + (dx - 4) * u, foot - 190 * u, x + (dx + 4) * u, foot, "#e8e2d4")
        for k in range(17):
            a = np.pi * (1 + k / 16)
            px, py = x + np.cos(a) * 56 * u, foot - 190 * u + np.sin(a) * 46 * u
            c.leaves(px, py, 17 * u, 15 * u, "#4a7434", r, 5)
            for _ in range(4):
                c.oval(
                    px + r.normal(0, 11) * u,
                    py + r.normal(0, 10) * u,
                    4.2 * u,
                    3.6 * u,
                    ("#ff6f8c", "#ffd0d8")[k % 2],
                )
    c.layer(0.5, rim=0.5, row=row, mist=0.15)
    common.ground_light(stage, 0.8, base_y=stage.ground - 30 * u)
    near_grass(stage, "#0e1a0c", "#3c5a20")
    plants.near_flowers(stage, flowers)
    common.near_leaves(stage, rgb("#16240f"))
    stage.bed = "meadow"
    stage.air = None if stage.weather in ("rain", "storm", "snow") else "petals"


def farm(stage: Stage) -> None:
    """A red barn, a silo, fences and furrows."""
    pal, u, h, hz = stage.palette, stage.unit, stage.h, stage.horizon
    hills(stage, "#7f9450", "#8fa084")
    groves(stage, high=70, count=30)
    dress = plants.grassland(
        stage,
        50,
        rgb("#b4b458") * pal.ambient,
        rgb("#34481c") * pal.ambient,
        mix(rgb("#d4cc66") * pal.ambient, pal.rim * pal.ambient, 0.35),
        bloom=blooms(stage, BLOOM[:2]),
        density=0.3,
    )
    common.strips(
        stage,
        12,
        shades(stage, "#c8b878", "#a8a24c", "#84883c", "#566228", "#28341a"),
        dress,
        overlap=54 * u,
        power=1.4,
    )
    row = common.footing(stage, hz + 0.16 * (stage.ground - hz))
    c = Canvas(stage, row - 0.40 * h, row + 10 * u, far=0.10)
    r, foot, x = stage.rng(4), c.row(row), 0.10 * stage.w
    c.tube(x + 262 * u, foot - 200 * u, x + 318 * u, foot, "#b8bcc0")
    c.oval(x + 290 * u, foot - 200 * u, 28 * u, 26 * u, "#c8ccd0", "#8a9098", start=180)
    body = [(x, foot - 100 * u), (x + 44 * u, foot - 160 * u), (x + 120 * u, foot - 190 * u)]
    gable = [*body, (x + 196 * u, foot - 160 * u), (x + 240 * u, foot - 100 * u), (x + 240 * u, foot), (x, foot)]
    c.shade(x + 120 * u, foot, 160 * u, 10 * u, 0.5)
    c.lay(gable, "#a8382c", "#6e221c")
    for k in range(1, 16):
        c.rect(x + k * 15 * u, foot - 150 * u, x + (k * 15 + 1.2) * u, foot, "#5c1a16", alpha=0.35)
    for a, b in pairwise(gable[:5]):
        c.stroke([(a[0], a[1] - 2 * u), (b[0], b[1] - 2 * u)], 9 * u, "#4a3630")
    c.rect(x + 78 * u, foot - 84 * u, x + 162 * u, foot, "#3a1612", "#240c0a")
    for pts in (
        ((78, 84), (162, 0)),
        ((162, 84), (78, 0)),
        ((78, 84), (162, 84)),
        ((78, 84), (78, 0)),
        ((162, 84), (162, 0)),
    ):
        c.stroke([(x + px * u, foot - py * u) for px, py in pts], 5 * u, "#ece4d6")
    c.rect(x + 104 * u, foot - 146 * u, x + 136 * u, foot - 116 * u, "#2a100e")
    plants.tree(c, x + 390 * u, foot, 190 * u, r)
    plants.tree(c, x - 80 * u, foot, 150 * u, r)
    c.layer(0.4, rim=0.5, row=row, mist=0.25, soft=0.6)
    row = hz + 0.50 * (stage.ground - hz)
    fence(stage, row, 58 * u)
    row = common.footing(stage, stage.ground - 70 * u)
    c = Canvas(stage, row - 110 * u, row + 10 * u)
    foot = c.row(row)
    for k, x in enumerate((0.80, 0.905, 0.855)):
        px, py, size = x * stage.w, foot - (44 * u if k == 2 else 0), 30 * u
        c.shade(px, foot, size * 1.3, 6 * u, 0.5)
        c.oval(px, py - size * 0.72, size, size * 0.74, "#dcb860", "#8a6426")
        for j in range(5):
            c.oval(
                px, py - size * 0.72, size * (0.85 - j * 0.17), size * (0.62 - j * 0.125), "#b08a3c", alpha=0.35
            )
            c.oval(px, py - size * 0.72, size * (0.78 - j * 0.17), size * (0.57 - j * 0.125), "#e8c878", alpha=0.5)
    c.layer(0.7, rim=0.6, row=row)
    common.ground_light(stage, 0.8, base_y=stage.ground - 30 * u)
    near_grass(stage)
    stage.bed = "meadow"


def fence(stage: Stage, row: float, tall: float, colour: str = "#8a7458") -> None:
    """Posts and two rails, standing on a row of the ground."""
    u, row = stage.unit, common.footing(stage, row)
    c = Canvas(stage, row - tall * 1.3, row + 8 * u, far=0.05)
    r, foot = stage.rng(77), c.row(row)
    n = max(round(c.w / (96 * u)), 2)
    xs = [(k + 0.12 * r.random()) * c.w / n for k in range(n + 1)]
    for level in (0.42, 0.82):
        for a, b in pairwise(xs):
            y0, y1 = foot - tall * (level + r.normal(0, 0.02)), foot - tall * (level + r.normal(0, 0.02))
            c.stroke([(a - 6 * u, y0), (b + 6 * u, y1)], tall * 0.10, c.lit(colour, 0.95), raw=True)
            c.stroke(
                [(a - 6 * u, y0 - tall * 0.04), (b + 6 * u, y1 - tall * 0.04)],
                tall * 0.03,
                c.lit(colour, 1.4),
                raw=True,
            )
    for x in xs[:-1]:
        c.shade(x, foot, 12 * u, 4 * u, 0.5)
        c.tube(x - tall * 0.065, foot - tall * (1 + 0.08 * r.random()), x + tall * 0.065, foot, colour)
    c.layer(0.6, rim=0.6, row=row, texture=0.25)


def path_across(
    stage: Stage, green: Callable[[float], F32], own: str, before: float, after: float, soft: float = 0.03
) -> Callable[[float], F32]:
    """Ground colours with a path across: how far, in depths, it reaches before and behind the subject's row, and
    over how much it ends."""
    z_of = common.strip_depth(stage, stage.ground)
    path = rgb(own) * stage.palette.ambient

    def colour(z: float) -> F32:
        on = smooth(z_of - before, z_of - before + soft, z) * smooth(z_of + after, z_of + after - soft, z)
        return mix(green(z), path * (1.1 - 0.4 * z), float(on))

    return colour


def _tarmac(stage: Stage, wide: tuple[float, float], green: Callable[[float], F32]) -> Callable[[float], F32]:
    """Ground colours with a road across: wide is how far it reaches before and behind the subject's row."""
    pal, z_of = stage.palette, common.strip_depth(stage, stage.ground)
    tar, wet = rgb("#57575c") * pal.ambient, stage.weather in ("rain", "storm")

    def colour(z: float) -> F32:
        if not z_of - wide[0] < z < z_of + wide[1]:
            return green(z)
        t = (z - z_of + wide[0]) / sum(wide)
        edge = min(t, 1 - t)
        worn = 1.0 + 0.10 * np.cos(t * 25)
        base = mix(tar * (1.16 - 0.36 * z) * worn, pal.sky[3], 0.30 if wet else 0.10)
        return mix(rgb("#8a7f6a") * pal.ambient, base, float(smooth(0.0, 0.06, edge)))

    return colour


def _road_lines(stage: Stage, rows: Sequence[float], dash: float = 120.0, solid: bool = False) -> None:
    """White paint along the road; goes by as the ground does."""
    u, pal = stage.unit, stage.palette
    for row in rows:
        c = Canvas(stage, row - 4, row + 12 * u)
        paint = rgb("#e6e2d4") * (0.25 + 0.75 * pal.ambient)
        n = max(round(c.w / (dash * 2 * u)), 1)
        for k in range(n):
            x0, x1 = k * c.w / n, (k + (1.001 if solid else 0.5)) * c.w / n
            pts = [(x0 + 3 * u, 3), (x1 + 3 * u, 3), (x1, 3 + 7 * u), (x0, 3 + 7 * u)]
            c.lay(pts, paint, alpha=0.72, raw=True)
        c.layer(0.9, row=row, kind="ground", texture=0.5, grain=9)


def road(stage: Stage) -> None:
    """A country road seen from its side: tarmac with a verge behind and before it, posts and a lone tree."""
    pal, u, hz, h = stage.palette, stage.unit, stage.horizon, stage.h
    hills(stage, "#6f8650", "#71869a", 0.8)
    groves(stage, "#4f6a48", "#3f5a30", 74, 46)
    z_of = common.strip_depth(stage, stage.ground)
    green = shades(stage, "#b8b868", "#8f9c46", "#6a7f36", "#425628", "#1e2a14")
    dress = plants.grassland(
        stage,
        46,
        mix(rgb("#a2a850") * pal.ambient, pal.fog, 0.3),
        rgb("#33451f") * pal.ambient,
        mix(rgb("#c0bc60") * pal.ambient, pal.rim * pal.ambient, 0.35),
        thick=0.8,
        bloom=blooms(stage, BLOOM[:2]),
        density=0.3,
        bare=lambda z: z_of - 0.16 < z < z_of + 0.16,
    )
    common.strips(
        stage, 14, _tarmac(stage, (0.13, 0.17), green), dress, overlap=44 * u, texture=0.22, patch=26, power=1.2
    )
    bottom = h + stage.margin_y * 1.5
    _road_lines(stage, [hz + (bottom - hz) * (z_of - 0.112), hz + (bottom - hz) * (z_of + 0.13)], solid=True)
    row = hz + 0.40 * (stage.ground - hz)
    c = Canvas(stage, row - 0.50 * h, row + 8 * u, far=0.06)
    foot, r = c.row(row), stage.rng(31)
    n = max(round(c.w / (330 * u)), 2)
    for k in range(n):
        x = (0.47 * stage.w + (k + 0.5) * c.w / n) % c.w
        c.tube(x - 3.2 * u, foot - 250 * u, x + 3.2 * u, foot, "#6a5644")
        c.rect(x - 34 * u, foot - 232 * u, x + 34 * u, foot - 227 * u, "#5c4a3a")
        for dx in (-28, 28):
            sag = [
                (x + dx * u + t * c.w / n, foot - (236 - 44 * 4 * t * (1 - t)) * u) for t in np.linspace(0, 1, 9)
            ]
            c.stroke(sag, 1.3 * u, "#3a3a40")
    plants.bush(c, 0.10 * stage.w, foot, 120 * u, 56 * u, r, "#4a6430")
    plants.bush(c, 0.92 * stage.w, foot, 150 * u, 64 * u, r, "#43602c")
    c.layer(0.4, rim=0.6, row=row)
    _lone_tree(stage, 0.90 * stage.w, hz + 0.16 * (stage.ground - hz), 0.30 * h)
    common.ground_light(stage, 0.7, base_y=stage.ground - 30 * u)
    near_grass(stage)
    stage.bed = "meadow"


def desert_road(stage: Stage) -> None:
    """An empty road through a desert: mesas in the haze, sand to both sides, poles that lead along it."""
    u, hz, h, w = stage.unit, stage.horizon, stage.h, stage.w
    common.sky(stage, 0.3)
    for rise, tall, colour, far, salt in ((0.07, 0.075, "#b48a7c", 0.05, 21), (0.03, 0.055, "#b8805c", 0.14, 33)):
        common.ridge(
            stage,
            hz - rise * h,
            tall * h,
            (0.45 - far) * w,
            rgb(colour),
            far,
            salt,
            foot=0.02,
            rugged=0.8,
            mist=0.6,
        )
    common.mist_band(stage, hz, 0.026 * h, 0.55, 0.2, 9)
    common.shafts(stage, 0.35)
    common.sun_glare(stage, 0.8)
    z_of = common.strip_depth(stage, stage.ground)
    sand = shades(stage, "#e6bd80", "#d8a866", "#c08a4c", "#96683a", "#5c3c22")
    common.strips(stage, 14, _tarmac(stage, (0.15, 0.19), sand), None, texture=0.3, patch=30, power=1.2)
    bottom = h + stage.margin_y * 1.5
    _road_lines(stage, [hz + (bottom - hz) * (z_of - 0.13), hz + (bottom - hz) * (z_of + 0.15)], solid=True)
    row = hz + 0.34 * (stage.ground - hz)
    c = Canvas(stage, row - 0.46 * h, row + 10 * u, far=0.08)
    foot, r = c.row(row), stage.rng(31)
    n = max(round(c.w / (420 * u)), 2)
    for k in range(n):
        x = (0.47 * w + (k + 0.5) * c.w / n) % c.w
        c.tube(x - 3 * u, foot - 230 * u, x + 3 * u, foot, "#6a5644")
        c.rect(x - 30 * u, foot - 214 * u, x + 30 * u, foot - 209 * u, "#5c4a3a")
        wire = [(x + t * c.w / n, foot - (220 - 160 * t * (1 - t)) * u) for t in np.linspace(0, 1, 9)]
        c.stroke(wire, 1.2 * u, "#3a3430")
        for _ in range(3):
            plants.bush(
                c, (x + c.w / n * r.random()) % c.w, foot + 6 * u * r.random(), 44 * u, 22 * u, r, "#7a7444"
            )
    c.layer(0.36, rim=0.6, row=row)
    common.ground_light(stage, 0.9, base_y=stage.ground - 30 * u)
    stage.bed, stage.air = "wind", "dust"


def rails(stage: Stage) -> None:
    """A railway line under each train: a bed of gravel, sleepers, two rails. Call it once the set is painted."""
    u = stage.unit
    for row, gauge in stage.tracks:
        c = Canvas(stage, row - 0.5 * gauge, row + 0.75 * gauge)
        foot, r = c.row(row), stage.rng(71)
        bed, wood, steel = c.lit("#7c7468"), c.lit("#54412f"), c.lit("#a8abb0")
        c.rect(0, foot - 0.26 * gauge, c.w, foot + 0.46 * gauge, bed * 0.9, bed * 0.6, raw=True)
        for _ in range(int(c.w * gauge / (u * u) / 34)):
            x, y = c.w * r.random(), foot + gauge * (-0.30 + 0.80 * r.random())
            size = (1.0 + 1.6 * r.random()) * u
            c.oval(x, y, size * 1.3, size, np.clip(bed * (0.6 + 0.8 * r.random()), 0, 1), raw=True)
        n = max(round(c.w / (0.85 * gauge)), 4)
        for k in range(n):
            x, half = (k + 0.5) * c.w / n, 0.13 * gauge
            y0, y1, lean = foot - 0.16 * gauge, foot + 0.30 * gauge, 0.05 * gauge
            c.lay(
                [(x - half + lean, y0), (x + half + lean, y0), (x + half, y1), (x - half, y1)],
                wood,
                wood * 0.6,
                raw=True,
            )
        for y, thick in ((foot - 0.06 * gauge, 0.05), (foot + 0.14 * gauge, 0.07)):
            c.rect(0, y, c.w, y + thick * gauge + 1.0, steel * 0.34, raw=True)
            c.rect(0, y, c.w, y + 0.4 * thick * gauge + 0.6, np.clip(steel * 1.25, 0, 1), raw=True)
        layer = c.layer(stage.depth_at(row), kind="ground", texture=0.2)
        layer.base_y, layer.solid = row - 0.5 * gauge, None
        common.behind(stage, layer)


def highway(stage: Stage) -> None:
    """A wide road through open land: guard rails, signs on gantries, far hills."""
    u, hz, h = stage.unit, stage.horizon, stage.h
    hills(stage, "#8a8f68", "#7f8ea0", 0.8)
    common.tree_line(stage, hz + 0.008 * h, 18 * u, 52 * u, 90, rgb("#5a6a48"), 0.26, 5, mist=0.75, soft=1.2)
    common.mist_band(stage, hz + 0.006 * h, 0.024 * h, 0.6, 0.3, 19)
    common.shafts(stage, 0.4)
    common.sun_glare(stage, 0.9)
    z_of = common.strip_depth(stage, stage.ground)
    dry = shades(stage, "#c8b88a", "#a89c64", "#8a8450", "#5a5a38", "#33341f")
    common.strips(stage, 14, _tarmac(stage, (0.34, 0.40), dry), None, texture=0.2, patch=26, power=1.2)
    bottom = h + stage.margin_y * 1.5
    rows = [hz + (bottom - hz) * (z_of + d) for d in (-0.315, -0.10, 0.10, 0.27)]
    _road_lines(stage, [rows[0], rows[3]], solid=True)
    _road_lines(stage, rows[1:3], 100)
    row = hz + 0.22 * (stage.ground - hz)
    c = Canvas(stage, row - 0.42 * h, row + 6 * u, far=0.06)
    foot = c.row(row)
    n = max(round(c.w / (70 * u)), 2)
    for k in range(n):
        x = (k + 0.5) * c.w / n
        c.rect(x - 2 * u, foot - 26 * u, x + 2 * u, foot, "#6a6e74")
    c.rect(-4, foot - 30 * u, c.w + 4, foot - 18 * u, "#c8ccd2", "#6f747c")
    c.rect(-4, foot - 25 * u, c.w + 4, foot - 23 * u, "#5c6068")
    for x, wide in ((0.12 * stage.w, 250), (0.80 * stage.w, 210)):
        for dx in (0, wide):
            c.tube(x + (dx - 4) * u, foot - 240 * u, x + (dx + 4) * u, foot, "#9aa0a8")
        c.rect(x - 8 * u, foot - 246 * u, x + (wide + 8) * u, foot - 236 * u, "#8a9098")
        c.rect(x + 14 * u, foot - 266 * u, x + (wide - 14) * u, foot - 190 * u, "#1f7a52", "#176040")
        c.rect(x + 20 * u, foot - 260 * u, x + (wide - 20) * u, foot - 257 * u, "#d8e8de", alpha=0.8)
        for k in range(3):
            c.rect(
                x + 30 * u,
                foot - (244 - k * 16) * u,
                x + (wide - 70 + 20 * (k % 2)) * u,
                foot - (237 - k * 16) * u,
                "#dff0e6",
            )
    c.layer(0.4, rim=0.6, row=row)
    common.ground_light(stage, 0.8, base_y=stage.ground - 30 * u)
    near_grass(stage, "#14140c", "#5a5428", 110, 90)
    stage.bed = "city"


def playground(stage: Stage) -> None:
    """A slide, swings and a climbing frame on soft ground among trees."""
    pal, u, h, hz = stage.palette, stage.unit, stage.h, stage.horizon
    hills(stage)
    groves(stage, high=150, count=24)
    z_of = common.strip_depth(stage, stage.ground)
    green = shades(stage, "#b8bc60", "#8fa848", "#6a8c3a", "#44662a", "#20341a")
    colour = path_across(stage, green, "#d8bd8c", 0.20, 0.24, 0.06)
    dress = plants.grassland(
        stage,
        40,
        rgb("#a2b050") * pal.ambient,
        rgb("#2c4a1c") * pal.ambient,
        rgb("#c8cc64") * pal.ambient,
        thick=0.8,
        bare=lambda z: z_of - 0.19 < z < z_of + 0.20,
    )
    common.strips(stage, 12, colour, dress, overlap=44 * u, texture=0.24, patch=30, power=1.25, wander=70)
    row = hz + 0.46 * (stage.ground - hz)
    c = Canvas(stage, row - 0.5 * h, row + 10 * u, far=0.03)
    foot, x = c.row(row), 0.13 * stage.w
    for dx in (-46, 46):
        c.tube(x + (dx - 4) * u, foot - 190 * u, x + (dx + 4) * u, foot, "#3a78c0")
    c.rect(x - 52 * u, foot - 124 * u, x + 52 * u, foot - 114 * u, "#c88a4a", "#8a5a2c")
    c.lay([(x - 62 * u, foot - 186 * u), (x, foot - 236 * u), (x + 62 * u, foot - 186 * u)], "#e24a3a", "#9a2a24")
    slide = [
        (x + 48 * u, foot - 120 * u),
        (x + 110 * u, foot - 60 * u),
        (x + 168 * u, foot - 14 * u),
        (x + 206 * u, foot - 10 * u),
    ]
    c.stroke(slide, 17 * u, "#ffc83a")
    c.stroke([(px, py - 6 * u) for px, py in slide], 4 * u, "#fff0a8")
    for k in range(5):
        c.rect(
            x - 88 * u + k * 8 * u,
            foot - (18 + 22 * k) * u,
            x - 48 * u + k * 0.5 * u,
            foot - (13 + 22 * k) * u,
            "#8a5a2c",
        )
    sx = 0.80 * stage.w
    for dx in (-120, 120):
        for lean in (-26, 26):
            c.stroke([(sx + dx * u, foot - 210 * u), (sx + (dx + lean) * u, foot)], 7 * u, "#d84a3a")
    c.rect(sx - 126 * u, foot - 214 * u, sx + 126 * u, foot - 206 * u, "#e85a48", "#a83428")
    for dx, swing in ((-60, 12), (52, -16)):
        for k in (-14, 14):
            c.stroke(
                [(sx + (dx + k) * u, foot - 206 * u), (sx + (dx + k + swing) * u, foot - 48 * u)],
                1.8 * u,
                "#5a5a60",
            )
        c.rect(sx + (dx + swing - 18) * u, foot - 49 * u, sx + (dx + swing + 18) * u, foot - 42 * u, "#3a3a40")
        c.shade(sx + (dx + swing) * u, foot - 2 * u, 26 * u, 5 * u, 0.35)
    c.layer(0.6, rim=0.6, row=row)
    common.ground_light(stage, 0.8, base_y=stage.ground - 30 * u)
    near_grass(stage)
    common.near_leaves(stage, rgb("#182610"))
    stage.bed = "meadow"
