"""Land seen from above, where nobody stands on it: peaks, the tops of a forest, the towers of a city."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import numpy.typing as npt

from omnireel.animatic.noise import fbm, smooth
from omnireel.animatic.palette import mix, rgb
from omnireel.animatic.settings import common, houses, water
from omnireel.animatic.settings.brush import Canvas
from omnireel.animatic.stage import Pulse, Stage

F32 = npt.NDArray[Any]  # float32; OpenCV and NumPy lose the exact type on the way


def _rows(stage: Stage, count: int) -> Iterator[tuple[int, float, float]]:
    """(number, how near from 0 to 1, row of the frame) from the horizon to below the picture's lower edge."""
    bottom = stage.h + stage.margin_y
    for k in range(count):
        t = k / (count - 1)
        yield k, t, stage.horizon + (bottom - stage.horizon) * (0.02 + 0.98 * t**1.35)


def _floor(stage: Stage, row: float, colour: str | F32, depth: float, grain: float) -> None:
    """What is seen between the things of one row, down to the picture's edge."""
    fade = 3 * (4 + 18 * depth) * stage.unit
    c = Canvas(stage, row - fade, stage.h + stage.margin_y)
    own = rgb(colour) if isinstance(colour, str) else colour
    c.rect(0, c.row(row), c.w, c.h, stage.lit(own, depth), stage.lit(own * 0.8, depth + 0.1), raw=True)
    c.layer(depth, texture=0.35, grain=grain, soft=4 + 18 * depth)  # no straight edge shows


def peaks(stage: Stage, snow: float = 0.95, rock: str = "#66788c", foot: str = "#4e5f58") -> None:
    """Range behind range, with mist in the valleys between them."""
    h, w = stage.h, stage.w
    common.sky(stage, 0.7)
    common.sun_haze(stage, 0.5, 0.4)
    for k, t, row in _rows(stage, 6):
        rise = (0.055 + 0.150 * t) * h
        own = mix(rgb(rock), rgb(foot), 0.5 * t)
        common.ridge(
            stage,
            row,
            rise,
            (0.20 + 0.34 * t) * w,
            own,
            0.05 + 0.55 * t,
            21 + 6 * k,
            rugged=0.9,
            snow=snow * (1 - 0.35 * t),
            mist=0.85 - 0.45 * t,
            fog=0.85,
            base=row + 1.1 * rise,
        )
        if t < 1:
            common.mist_band(
                stage, row + 0.55 * rise, 0.28 * rise + 0.01 * h, 0.60 - 0.3 * t, 0.05 + 0.55 * t, 60 + k
            )
    common.shafts(stage, 0.45)
    common.sun_glare(stage, 0.8)
    stage.bed = "wind"


def white_peaks(stage: Stage) -> None:
    peaks(stage, 1.25, "#7f90a8", "#8494ac")


def _tops(near: str, far: str, fir_share: float) -> Callable[[Stage], None]:
    def canopy(stage: Stage) -> None:
        """Tree tops row before row, larger and darker towards the viewer, mist lying in the hollows."""
        h, w, u = stage.h, stage.w, stage.unit
        common.sky(stage, 0.6)
        common.ridge(
            stage, stage.horizon - 0.05 * h, 0.06 * h, 0.4 * w, rgb("#7f9486"), 0.05, 21, foot=0.03, mist=0.6
        )
        common.sun_haze(stage, 0.45, 0.36)
        for k, t, row in _rows(stage, 13):
            tall, depth, own = (20 + 150 * t**1.2) * u, 0.10 + 0.75 * t, mix(rgb(far), rgb(near), t)
            _floor(stage, row + 0.10 * tall, own * 0.75, depth, 5 + 30 * t)
            fir = (k * 0.618) % 1 < fir_share
            common.tree_line(
                stage,
                row + 0.45 * tall,
                0.50 * tall,
                tall,
                round((420 if fir else 330) / (1 + 6.5 * t)),
                own,
                depth,
                12 + 5 * k,
                kind="fir" if fir else "round",
                mist=0.20 - 0.18 * t,
                soft=0.8,
            )
            if k in (1, 4, 7):
                common.mist_band(stage, row + 0.2 * tall, 0.014 * h + 0.14 * tall, 0.40, depth, 70 + k)
        common.shafts(stage, 0.5)
        common.sun_glare(stage, 0.8)
        stage.bed = "forest"

    return canopy


forest = _tops("#2f4a22", "#5c7a48", 0.35)
jungle = _tops("#1f4a24", "#4c8050", 0.0)


def city(stage: Stage) -> None:
    """Towers from the skyline down to the roofs below, their windows lit by night."""
    h, u, night, neon = stage.h, stage.unit, stage.palette.dark, stage.palette.name == "neon"
    common.sky(stage, 0.6)
    common.sun_haze(stage, 0.45, 0.4)
    dark, pale = ("#2a2a54", "#1c1a38") if night else ("#8a98ac", "#6c7684")
    for k, t, row in _rows(stage, 9):
        tall, depth = (0.09 + 0.20 * t) * h, 0.06 + 0.66 * t
        _floor(stage, row, dark, depth, 4 + 30 * t)
        houses.skyline(
            stage,
            row + 0.5 * tall,
            0.35 * tall,
            1.15 * tall,
            (40 + 120 * t) * u,
            dark if k % 2 else pale,
            depth,
            21 + 12 * k,
            0.34 if night else 0.05,
            mist=0.7 - 0.4 * t,
        )
        if k < 7:  # the streets between them shine up
            common.mist_band(stage, row + 0.42 * tall, 0.12 * tall, 0.45 - 0.3 * t, depth, 60 + k)
    if night:
        common.bokeh(
            stage, [rgb(v) for v in (houses.NEON if neon else ("#ffca80", "#ffe2ac"))], 18, 0.4 * h, h, 0.10
        )
    common.shafts(stage, 0.35)
    stage.bed = "city"


def _ashore(stage: Stage, x: F32, y: F32, h: int, w: int) -> F32:
    """How far inland each place is: 0 on the shore, 1 in the middle of the island, below 0 out at sea."""
    near = np.clip((y - stage.horizon) / (stage.h - stage.horizon), 0.02, 1.2)
    bays = fbm(h, w, 0.13 * stage.w, 4, stage.seed + 41, 2.2, True) - 0.5
    out = np.hypot(
        (x - 0.56 * stage.w) / (0.37 * stage.w), (y - stage.horizon - 0.44 * stage.h) / (0.31 * stage.h)
    )
    return np.asarray(1 - out + 0.95 * bays * (0.45 + 0.55 * near), np.float32)


def coast(stage: Stage) -> None:
    """An island in a wide sea: deep blue, a turquoise shelf, surf that comes and goes, sand, palms, a hill."""
    pal, h, u, hz = stage.palette, stage.h, stage.unit, stage.horizon
    common.sky(stage, 0.7)
    common.sun_haze(stage, 0.45, 0.36)
    common.mist_band(stage, hz, 0.03 * h, 0.7, 0.04, 9)
    rows, wide, top = common.even(h + stage.margin_y - hz + 2), stage.period(), int(hz) & ~1
    x, y = common.grid(rows, wide)
    y = y + top
    inland = _ashore(stage, x, y, rows, wide)
    near = np.clip((y - hz) / (h - hz), 0, 1.2)
    band = 0.35 + 0.9 * near  # what is nearer is seen wider
    ambient = 0.15 + 0.85 * pal.ambient
    deep, shelf, pale = (rgb(code) * ambient for code in ("#12557f", "#22a3b0", "#8fe0d0"))
    reefs = smooth(0.55, 0.72, fbm(rows, wide, 26 * u, 4, stage.seed + 43, 2.4, True))
    img = mix(deep, shelf, smooth(-0.75, -0.22, inland / band)[..., None])
    img = mix(img, pale, (0.9 * smooth(-0.22, -0.02, inland / band))[..., None])
    img = mix(
        img, deep * 0.8, (0.45 * reefs * smooth(-0.45, -0.25, inland) * smooth(-0.06, -0.16, inland))[..., None]
    )
    grain = fbm(rows, wide, 20 * u, 4, stage.seed + 44, 2.0, True)[..., None]
    sand = mix(rgb("#c8a873"), rgb("#f4e2b8"), grain) * ambient
    img = mix(img, sand * 0.80, smooth(-0.008, 0.012, inland / band)[..., None])
    img = mix(img, sand, smooth(0.012, 0.040, inland / band)[..., None])
    green = mix(rgb("#2c4a24"), rgb("#5a7a3a"), grain) * pal.ambient
    img = mix(img, green, smooth(0.115, 0.145, inland / band + 0.05 * (grain[..., 0] - 0.5))[..., None])
    img = mix(img, pal.fog, (0.85 * np.exp(-near * 7.5))[..., None])
    ground = common.add_layer(
        stage,
        np.dstack([img, np.ones((rows, wide), np.float32)]).astype(np.float32),
        0,
        top,
        0.42,
        opaque=True,
        wrap=True,
        kind="ground",
    )
    ground.solid = None
    # Surf: two lines that come in by turns.
    lace = fbm(rows, wide, 9 * u, 4, stage.seed + 46, 2.6, True)
    for turn, at in enumerate((-0.012, -0.045)):
        line = np.exp(-(((inland / band - at) / 0.016) ** 2)) * (0.25 + 1.2 * smooth(0.35, 0.6, lace))
        a = np.clip(line * (0.95 - 0.3 * turn) * smooth(0.02, 0.14, near), 0, 0.95).astype(np.float32)
        white = mix(rgb("#f6fafa") * ambient, pal.light, 0.2)
        foam = common.add_layer(stage, np.dstack([a[..., None] * white, a]), 0, top, 0.42, wrap=True, kind="veil")
        foam.solid, foam.pulse = None, Pulse(0.60, 0.40, 1.5, turn * np.pi)
    light = mix(pal.sky[2], pal.light, 0.5)
    first = len(stage.layers)
    water.ripples(stage, hz + 3, hz + 0.55 * (h - hz), 5, light, deep * 0.5, 0.8, 6, 0.5)
    for layer in stage.layers[first:]:
        layer.front, layer.base_y = False, None
    _wood(stage)
    common.shafts(stage, 0.4)
    common.sun_glare(stage, 0.7)
    stage.bed = "surf"


def _wood(stage: Stage) -> None:
    """Crowns that cover the island row behind row and heap up to a hill, palms along the sand."""
    h, u, hz = stage.h, stage.unit, stage.horizon
    c = Canvas(stage, hz - 0.06 * h, h + stage.margin_y)
    r = stage.rng(48)
    rows = common.even(h + stage.margin_y - hz + 2)
    x, y = common.grid(rows, c.w)
    inland = _ashore(stage, x, y + (int(hz) & ~1), rows, c.w)
    grown = []
    for line in np.linspace(0.02, 1, 46) ** 1.3 * (rows - 2):
        step = (5 + 26 * line / (h - hz)) * u
        for px in np.arange(0, c.w, step) + r.normal(0, 0.3) * step:
            row = float(np.clip(line + r.normal(0, 0.35) * step, 0, rows - 1))
            near = row / (h - hz)
            deep = float(inland[int(row), int(px) % c.w] / (0.35 + 0.9 * near))
            if deep > 0.135:
                grown.append((row, px, near, deep))
    for row, px, near, deep in sorted(grown):
        size = (5 + 26 * near) * u * (0.75 + 0.5 * r.random())
        hill = 0.15 * h * float(smooth(0.30, 0.95, deep)) * (0.5 + 0.7 * near)
        py = c.row(hz + row) - hill - 0.4 * size
        far = float(np.exp(-near * 6.5)) * 0.8
        own = mix(rgb("#33562a"), rgb("#6d8c40"), r.random()) * (0.85 + 0.3 * r.random())
        tone = mix(own * stage.palette.ambient, stage.palette.fog, far)
        c.oval(px, py + 0.35 * size, 1.05 * size, 0.75 * size, tone * 0.40, raw=True)
        for k in range(int(8 + 5 * near + 0.5)):  # clumps of leaves, lit from above
            way, out = 2.4 * k + r.random(), (0.25 + 0.75 * r.random()) * 0.86
            dx, dy = np.cos(way) * out, np.sin(way) * out * 0.8
            lit = float(np.clip(0.52 - 0.55 * dy + 0.22 * dx * c.toward, 0, 1)) * (0.8 + 0.4 * r.random())
            clump = (0.22 + 0.16 * r.random()) * size
            c.oval(px + dx * size, py + dy * size, clump, 0.72 * clump, tone * (0.40 + 1.05 * lit), raw=True)
        if deep < 0.24 and r.random() < 0.30:  # a palm leans out over the sand
            tall, lean = 1.9 * size, r.normal(0, 0.5) * size
            head = (px + lean, py - tall)
            c.stroke([(px, py), (px + 0.3 * lean, py - 0.6 * tall), head], 0.16 * size, tone * 0.7, raw=True)
            for k in range(7):
                a = -0.3 + 3.74 * k / 6
                tip = (head[0] + np.cos(a) * 1.1 * size, head[1] - np.sin(a) * 0.55 * size + 0.35 * size)
                middle = (head[0] + np.cos(a) * 0.6 * size, head[1] - np.sin(a) * 0.7 * size)
                c.stroke([head, middle, tip], 0.20 * size, tone * (0.8 + 0.5 * (k % 2)), 0.03 * size, raw=True)
    c.layer(0.42, rim=0.3, texture=0.12, grain=8).solid = None
