"""Parts of towns: skylines, house fronts with windows and shops, lamps, cars, signs of invented script."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

from omnireel.animatic.noise import smooth
from omnireel.animatic.palette import mix, rgb
from omnireel.animatic.settings import plants
from omnireel.animatic.settings.brush import Canvas
from omnireel.animatic.stage import Stage

F32 = npt.NDArray[Any]  # float32; OpenCV and NumPy lose the exact type on the way
NEON = ("#ff2f8e", "#22d8ff", "#ffb13d", "#9b4dff", "#3dffc8", "#ff5a4a")
DAY_WALLS = ("#b8927a", "#a8a096", "#c8ac8c", "#8f98a0", "#b07c66", "#cfc2ac", "#9a8a7c")
NIGHT_WALLS = ("#4a3474", "#34406e", "#5a3468", "#2c3660", "#3c2c58")
WARM, COLD = rgb("#ffca78"), rgb("#9ad4ff")


def skyline(
    stage: Stage,
    base: float,
    low: float,
    high: float,
    wide: float,
    colour: str,
    depth: float,
    salt: int,
    lit: float,
    mist: float = 0.75,
) -> None:
    """A row of far towers; `lit` is the share of windows with light in them."""
    far = float(np.clip(0.86 * np.exp(-2.6 * depth), 0, 0.95))
    c = Canvas(stage, base - high * 1.3, base + 0.03 * stage.h, far=far)
    r, foot = stage.rng(salt), c.row(base)
    night = stage.palette.dark
    lamp = mix(c.lit("#ffd080"), WARM, 0.8 if night else 0.2)
    x = 0.0
    while x < c.w:
        bw = min(wide * (0.5 + 0.9 * r.random()), c.w - x)
        tall = low + (high - low) * r.random() ** 1.6
        tone = c.lit(colour, 0.84 + 0.30 * r.random())
        y = foot - tall
        c.rect(x, y, x + bw, c.h, tone * 1.05, tone * 0.92, raw=True)
        if r.random() < 0.45:
            c.rect(x + bw * 0.26, y - tall * 0.09, x + bw * 0.66, y + 1, tone, raw=True)
        if r.random() < 0.35:
            c.rect(x + bw * 0.47, y - tall * 0.22, x + bw * 0.50 + 0.8, y, tone, raw=True)
        side = x + bw * 0.80 if c.toward > 0 else x
        c.rect(
            side, y, side + bw * 0.20, c.h, mix(tone, stage.palette.light * stage.palette.ambient, 0.28), raw=True
        )
        cell = max(wide * 0.11, 3.0)
        for wy in np.arange(y + cell, foot - cell, cell * 1.5):
            for wx in np.arange(x + cell * 0.7, x + bw - cell * 0.9, cell * 1.25):
                if r.random() < lit:
                    c.rect(wx, wy, wx + cell * 0.55, wy + cell * 0.75, lamp * (0.5 + 0.5 * r.random()), raw=True)
                elif lit < 0.3 and cell > 5:
                    c.rect(wx, wy, wx + cell * 0.55, wy + cell * 0.75, tone * 0.84, raw=True)
        x += bw * (1.0 + 0.12 * (r.random() < 0.3))
    c.layer(depth, mist=mist, mist_from=0.35, soft=0.6, texture=0.08)


def sign(
    c: Canvas, r: np.random.Generator, x: float, y: float, wide: float, tall: float, lit: bool = True
) -> None:
    """A board of invented strokes; it says nothing in any script. Lit ones glow."""
    col = rgb(NEON[int(r.integers(0, len(NEON)))])
    own = col if lit else c.lit(col * 0.8 + 0.1)
    c.rect(x, y, x + wide, y + tall, own * (0.22 if lit else 0.9), own * (0.34 if lit else 0.7), raw=True)
    edge = max(min(wide, tall) * 0.08, 1.0)
    ring = [(x, y), (x + wide, y), (x + wide, y + tall), (x, y + tall), (x, y)]
    for a, b in pairwise(ring):
        c.stroke([a, b], edge, own if lit else own * 0.5, raw=True)
    across = tall < wide
    unit = tall if across else wide
    n = max(int((wide if across else tall) / (unit * 0.95)), 1)
    s = unit * 0.62
    stroke = mix(col, (1, 1, 1), 0.55) if lit else own * 0.25
    for i in range(n):
        cx = x + (wide * (i + 0.5) / n if across else wide / 2)
        cy = y + (tall / 2 if across else tall * (i + 0.5) / n)
        for _ in range(4):
            px, py = cx + s * (r.random() - 0.5), cy + s * (r.random() - 0.5)
            step = s * 0.6 * float(r.choice((-1, 1)))
            end = (px + step, py) if r.random() < 0.5 else (px, py + step)
            c.stroke([(px, py), end], max(s * 0.11, 1.0), stroke, raw=True)
    if lit:
        c.glow(x + wide / 2, y + tall / 2, max(wide, tall) * 0.9 + 14 * c.u, col, 0.75)


def window(
    c: Canvas,
    x: float,
    y: float,
    wide: float,
    high: float,
    wall: F32,
    r: np.random.Generator,
    on: bool,
    night: bool,
) -> None:
    """A window set into its wall: reveal, glass with the sky in it or a lamp behind, bars, sill, its shadow."""
    u = c.u
    c.rect(x - 2.5 * u, y - 3 * u, x + wide + 2.5 * u, y + high + 2 * u, np.clip(wall * 1.16, 0, 1), raw=True)
    sky = c.stage.palette.sky
    if on:
        lamp = WARM if r.random() < 0.78 else COLD
        k = 0.55 + 0.45 * r.random()
        c.rect(x, y, x + wide, y + high, lamp * k, lamp * k * 0.62, raw=True)
        if r.random() < 0.3:
            c.oval(x + wide * r.random(), y + high * 0.95, wide * 0.17, high * 0.4, lamp * 0.22, raw=True)
    else:
        top = mix(wall * 0.34, sky[1], 0.16 if night else 0.30 + 0.25 * r.random())
        c.rect(x, y, x + wide, y + high, top, top * (0.55 + 0.2 * r.random()), raw=True)
        if not night and r.random() < 0.5:
            g = [
                (x + wide * 0.1, y + high),
                (x + wide * 0.55, y),
                (x + wide * 0.85, y),
                (x + wide * 0.4, y + high),
            ]
            c.lay(g, mix(top, sky[2], 0.5), alpha=0.4, raw=True)
    if r.random() < 0.4:
        cloth = (WARM * 0.8 if on else wall * 1.1) * (0.8 + 0.2 * r.random())
        for side in (0, 1):
            cx = x + side * wide * 0.74
            c.rect(cx, y, cx + wide * 0.26, y + high, np.clip(cloth, 0, 1), cloth * 0.7, raw=True)
    elif r.random() < 0.3:
        blind = wall * 1.05 if not on else WARM * 0.9
        c.rect(x, y, x + wide, y + high * (0.2 + 0.5 * r.random()), np.clip(blind, 0, 1), blind * 0.85, raw=True)
    shadow = wall * 0.30
    c.rect(x, y, x + wide, y + high * 0.10, shadow, alpha=0.65, raw=True)
    side_x = x if c.toward < 0 else x + wide * 0.93
    c.rect(side_x, y, side_x + wide * 0.07, y + high, shadow, alpha=0.45, raw=True)
    frame = np.clip(wall * 1.25, 0, 1) if not night else wall * 0.8
    c.rect(x + wide * 0.47, y, x + wide * 0.53, y + high, frame, raw=True)
    c.rect(x, y + high * 0.42, x + wide, y + high * 0.42 + max(1.5 * u, 1), frame, raw=True)
    c.rect(
        x - 4 * u, y + high, x + wide + 4 * u, y + high + 4 * u, np.clip(wall * 1.2, 0, 1), wall * 0.8, raw=True
    )
    c.rect(x - 3 * u, y + high + 4 * u, x + wide + 3 * u, y + high + 9 * u, shadow, alpha=0.35, raw=True)


def shop(
    c: Canvas,
    x: float,
    foot: float,
    wide: float,
    high: float,
    wall: F32,
    r: np.random.Generator,
    night: bool,
    neon: bool = False,
) -> None:
    """The ground floor: show windows with goods in their own light, a door, a name board, an awning; neon: a tube
    of light above the windows instead."""
    u = c.u
    lamp = rgb("#ffd79a") if r.random() < (0.3 if neon else 0.65) else rgb(NEON[int(r.integers(0, 5))])
    k = 1.5 if neon else 1.0 if night else 0.46
    inner = mix(wall * 0.30, lamp, 0.55 * k + 0.1)
    hue = rgb(("#3c5a4c", "#6a2f34", "#2f4260", "#5c4632", "#3a3a40")[int(r.integers(0, 5))])
    front = c.lit(hue, 1.1) if not night else hue * 0.42
    c.rect(x, foot - high, x + wide, foot, front, front * 0.7, raw=True)
    door = x + wide * (0.12 if r.random() < 0.5 else 0.70)
    panes = [(x + 8 * u, door - 6 * u), (door + 40 * u, x + wide - 8 * u)]
    y0, y1 = foot - high + 26 * u, foot - 12 * u
    for a, b in panes:
        if b - a < 16 * u:
            continue
        c.rect(a, y0, b, y1, np.clip(inner * 1.1, 0, 1), inner * 0.5, raw=True)
        for _ in range(int((b - a) / (11 * u))):
            gx, tall = a + (b - a - 12 * u) * r.random(), (8 + 34 * r.random()) * u
            tone = mix(inner * (0.25 + 0.6 * r.random()), rgb(NEON[int(r.integers(0, 6))]) * 0.6, 0.25)
            c.rect(gx, y1 - tall, gx + (5 + 9 * r.random()) * u, y1, tone, tone * 0.6, raw=True)
        glare = [
            (a + (b - a) * 0.2, y1),
            (a + (b - a) * 0.45, y0),
            (a + (b - a) * 0.62, y0),
            (a + (b - a) * 0.37, y1),
        ]
        c.lay(glare, (1, 1, 1), alpha=0.07 if night else 0.13, raw=True)
        for j in range(1, max(int((b - a) / (52 * u)), 1)):
            bx = a + (b - a) * j / max(int((b - a) / (52 * u)), 1)
            c.rect(bx - 1.5 * u, y0, bx + 1.5 * u, y1, front * 0.6, raw=True)
        if night:
            c.glow((a + b) / 2, (y0 + y1) / 2, (b - a) * 0.8, lamp, 0.32)
    c.rect(door, y0, door + 34 * u, foot, inner * 0.8, inner * 0.35, raw=True)
    c.rect(door + 15 * u, y0, door + 19 * u, foot, front * 0.6, raw=True)
    c.rect(
        x + 2 * u,
        foot - high,
        x + wide - 2 * u,
        foot - high + 22 * u,
        np.clip(front * 1.35, 0, 1),
        front * 0.9,
        raw=True,
    )
    if night and r.random() < 0.6:
        sign(c, r, x + wide * 0.16, foot - high + 1 * u, wide * 0.62, 20 * u)
    else:
        for j in range(max(int(wide / (26 * u)), 2)):
            lx = x + wide * 0.2 + j * 15 * u
            if lx < x + wide * 0.8 and r.random() < 0.85:
                c.rect(
                    lx,
                    foot - high + 6 * u,
                    lx + (5 + 7 * r.random()) * u,
                    foot - high + 16 * u,
                    c.lit("#e8dcc0", 0.9 if not night else 0.5),
                    raw=True,
                )
    if neon:
        hue = rgb(NEON[int(r.integers(0, len(NEON)))])
        y = foot - high + 23 * u
        c.rect(x + 3 * u, y, x + wide - 3 * u, y + 5 * u, mix(hue, (1, 1, 1), 0.6), hue, raw=True)
        for at in np.arange(x + 30 * u, x + wide, 60 * u):
            c.glow(at, y, 70 * u, hue, 0.5)
    elif r.random() < 0.65:
        awn = c.lit(("#c83c34", "#2f7a58", "#34609a", "#d08a2c")[int(r.integers(0, 4))], 1.0 if not night else 0.6)
        pale = np.clip(awn * 0.4 + 0.5 * c.lit("#f0e8d8"), 0, 1)
        a, b, top, drop = x + 4 * u, x + wide - 4 * u, foot - high + 22 * u, 24 * u
        c.rect(a, top + drop, b, top + drop + 16 * u, (0, 0, 0), alpha=0.30, raw=True, soft=3 * u)
        n = max(int((b - a) / (13 * u)), 2)
        for j in range(n):
            x0, x1 = a + (b - a) * j / n, a + (b - a) * (j + 1) / n
            tone = awn if j % 2 else pale
            c.lay(
                [(x0, top), (x1, top), (x1 + 0.5, top + drop), (x0, top + drop)],
                np.clip(tone * 1.15, 0, 1),
                tone * 0.8,
                raw=True,
            )
            c.oval((x0 + x1) / 2, top + drop, (x1 - x0) / 2, 6 * u, tone * 0.8, start=0, end=180, raw=True)


def house(
    c: Canvas,
    x: float,
    foot: float,
    wide: float,
    tall: float,
    r: np.random.Generator,
    night: bool,
    neon: bool = False,
) -> None:
    """One house front from the pavement to its cornice."""
    u = c.u
    code = NIGHT_WALLS if neon else DAY_WALLS
    wall = c.lit(code[int(r.integers(0, len(code)))], 1.0 if neon or not night else 0.9)
    base = foot - tall
    c.rect(x, base, x + wide, foot, np.clip(wall * 1.10, 0, 1), wall * 0.74, raw=True)
    if r.random() < 0.55:  # courses of brick or stone
        for y in np.arange(base + 8 * u, foot, 9 * u):
            c.rect(x, y, x + wide, y + max(0.9 * u, 0.6), wall * 0.6, alpha=0.20, raw=True)
    high_shop = (82 + 14 * r.random()) * u
    cols = max(int(wide / ((36 + 22 * r.random()) * u)), 2)
    step, floor = wide / cols, (58 + 20 * r.random()) * u
    share, high = 0.42 + 0.18 * r.random(), floor * (0.54 + 0.12 * r.random())
    balconies, boxes = r.random() < 0.35, r.random() < 0.3
    rows = list(np.arange(foot - high_shop - floor * 0.98, base + 20 * u, -floor))
    for row, wy in enumerate(rows):
        if row % 3 == 0:
            c.rect(
                x,
                wy + high + 10 * u,
                x + wide,
                wy + high + 14 * u,
                np.clip(wall * 1.2, 0, 1),
                wall * 0.8,
                raw=True,
            )
            c.rect(x, wy + high + 14 * u, x + wide, wy + high + 19 * u, wall * 0.3, alpha=0.3, raw=True)
        for i in range(cols):
            wx = x + step * i + step * (1 - share) / 2
            window(
                c,
                wx,
                wy,
                step * share,
                high,
                wall,
                r,
                r.random() < (0.22 if neon else 0.36 if night else 0.02),
                night,
            )
            if boxes and not night and r.random() < 0.5:
                c.leaves(wx + step * share / 2, wy + high - 1 * u, step * share * 0.5, 6 * u, "#5a8a3c", r, 3.4)
                for _ in range(6):
                    c.oval(
                        wx + step * share * r.random(),
                        wy + high - 3 * u,
                        2.2 * u,
                        2 * u,
                        ("#ff6f7c", "#ffd24a")[row % 2],
                    )
            if balconies and (row + i * 2) % 3 == 0:
                rail, a, b, fy = wall * 0.26, wx - 7 * u, wx + step * share + 7 * u, wy + high + 5 * u
                c.rect(a, fy, b, fy + 8 * u, wall * 0.3, alpha=0.4, raw=True)
                c.rect(a, fy - 3 * u, b, fy + 1 * u, rail * 1.6, raw=True)
                c.rect(a, fy - 18 * u, b, fy - 16 * u, rail, raw=True)
                for bar in np.linspace(a, b - 1.2 * u, 9):
                    c.rect(bar, fy - 18 * u, bar + 1.2 * u, fy, rail, raw=True)
    c.rect(
        x - 3 * u, base - 3 * u, x + wide + 3 * u, base + 9 * u, np.clip(wall * 1.3, 0, 1), wall * 0.85, raw=True
    )
    c.rect(x, base + 9 * u, x + wide, base + 22 * u, wall * 0.25, wall * 0.5, alpha=0.45, raw=True)
    for bx in np.arange(x + 8 * u, x + wide - 8 * u, 20 * u):
        c.rect(bx, base + 8 * u, bx + 5 * u, base + 15 * u, wall * 0.95, raw=True)
    if r.random() < 0.5:
        px = x + wide * (0.15 + 0.6 * r.random())
        c.rect(px, base - 26 * u, px + 20 * u, base, wall * 0.8, wall * 0.6, raw=True)
        c.rect(px + 3 * u, base - 34 * u, px + 8 * u, base - 26 * u, wall * 0.55, raw=True)
    shop(c, x, foot, wide, high_shop, wall, r, night, neon)
    edge = x if c.toward > 0 else x + wide - 5 * u
    c.rect(edge, base, edge + 5 * u, foot, wall * 0.35, alpha=0.45, raw=True)
    if r.random() < 0.5:
        c.tube(
            x + wide - 9 * u,
            base + 10 * u,
            x + wide - 5 * u,
            foot - 4 * u,
            wall * 0.6 / np.maximum(c.stage.palette.ambient, 0.2),
        )
    if neon and r.random() < 0.85:
        sign(
            c,
            r,
            x + wide * (0.06 + 0.7 * r.random()),
            foot - high_shop - (165 + 110 * r.random()) * u,
            30 * u,
            (96 + 70 * r.random()) * u,
        )
    if neon and r.random() < 0.5:
        sign(c, r, x + wide * 0.15, foot - high_shop - 34 * u, wide * 0.6, 26 * u)


def fronts(
    c: Canvas,
    foot: float,
    low: float,
    high: float,
    r: np.random.Generator,
    night: bool,
    neon: bool,
    gap: float = 0.0,
) -> None:
    """House fronts side by side; `gap`: chance of a lane between two."""
    x, u = 0.0, c.u
    while x < c.w - 1:
        wide = min((150 + 150 * r.random()) * u, c.w - x)
        if c.w - x - wide < 90 * u:
            wide = c.w - x
        house(c, x, foot, wide, low + (high - low) * r.random(), r, night, neon)
        x += wide
        if r.random() < gap and c.w - x > 240 * u:
            x += 56 * u


def lamp_post(c: Canvas, x: float, foot: float, tall: float, lit: bool, arm: float = 0.0) -> None:
    """A street lamp; lit ones glow."""
    u, iron = tall / 300, "#25272e"
    c.shade(x, foot, 26 * u, 7 * u, 0.5)
    c.tube(x - 3.4 * u, foot - tall, x + 3.4 * u, foot, iron)
    c.tube(x - 8 * u, foot - 30 * u, x + 8 * u, foot, iron)
    c.rect(x - 6 * u, foot - tall * 0.62, x + 6 * u, foot - tall * 0.60, iron)
    head_x = x + arm * u
    if arm:
        c.stroke(
            [(x, foot - tall), (x + arm * 0.5 * u, foot - tall - 14 * u), (head_x, foot - tall - 6 * u)],
            4.5 * u,
            iron,
        )
    y = foot - tall - (0 if arm else 14 * u)
    bulb = mix(rgb("#ffe6b0"), (1, 1, 1), 0.5) if lit else c.lit("#dce2e6")
    c.lay(
        [
            (head_x - 10 * u, y - 12 * u),
            (head_x + 10 * u, y - 12 * u),
            (head_x + 7 * u, y + 14 * u),
            (head_x - 7 * u, y + 14 * u),
        ],
        bulb,
        bulb * 0.9,
        raw=True,
    )
    c.lay([(head_x - 13 * u, y - 11 * u), (head_x, y - 26 * u), (head_x + 13 * u, y - 11 * u)], iron)
    if lit:
        c.glow(head_x, y, tall * 0.42, "#ffca80", 0.9)


def parked_car(c: Canvas, x: float, foot: float, size: float, colour: str, lit: bool = False) -> None:
    """A car at the kerb seen from its side; size: its length in pixels."""
    s = size / 200
    c.shade(x, foot, 108 * s, 8 * s, 0.6)
    body = [
        (-98, -16),
        (-96, -36),
        (-78, -44),
        (-44, -47),
        (-22, -70),
        (38, -71),
        (66, -48),
        (92, -42),
        (100, -28),
        (99, -14),
    ]
    c.lay([(x + a * s, foot + b * s) for a, b in body], c.lit(colour, 1.15), c.lit(colour, 0.45))
    roof = [(-40, -48), (-20, -66), (6, -67), (6, -48)]
    back = [(10, -48), (10, -67), (36, -67), (58, -49)]
    glass = mix(c.stage.palette.sky[1], (0.05, 0.06, 0.08), 0.55)
    for part in (roof, back):
        c.lay(
            [(x + a * s, foot + b * s) for a, b in part],
            mix(glass, c.stage.palette.sky[2], 0.35),
            glass * 0.7,
            raw=True,
        )
    c.rect(x - 92 * s, foot - 41 * s, x + 92 * s, foot - 39 * s, c.lit(colour, 1.6), alpha=0.7, raw=True)
    for wx in (-60, 60):
        c.oval(x + wx * s, foot - 14 * s, 19 * s, 19 * s, c.lit("#15161a"), raw=True)
        c.oval(x + wx * s, foot - 14 * s, 10 * s, 10 * s, "#b0b4ba", "#5c6068")
    if lit:
        c.glow(x + 97 * s, foot - 30 * s, 40 * s, "#fff0c8", 0.7)
        c.glow(x - 97 * s, foot - 32 * s, 26 * s, "#ff3a2a", 0.7)


def wires(c: Canvas, x0: float, y0: float, x1: float, y1: float, sag: float, thick: float = 1.2) -> None:
    t = np.linspace(0, 1, 16)
    pts = np.stack([x0 + (x1 - x0) * t, y0 + (y1 - y0) * t + sag * 4 * t * (1 - t)], 1)
    c.stroke(pts, thick * c.u, "#16161c")


def slabs(stage: Stage, wide: float) -> plants.Dress:
    """Joints of paving on strips of ground, in perspective. wide: of a stone in pixels at the lower edge."""
    u = stage.unit

    def dress(
        canvas: plants.U8, z0: float, z1: float, y_of: Callable[[float], float], r: np.random.Generator, i: int
    ) -> None:
        h, w = canvas.shape[:2]
        y0, y1 = max(int(y_of(z0)) + 1, 0), min(int(y_of(z1)) + 1, h)
        if y1 <= y0:
            return
        part = canvas[y0:y1]
        # Joints run to the vanishing point; where the ground goes by they cannot, and only the courses show.
        rows = np.linspace(z0, z1, y1 - y0, dtype=np.float32)[:, None] + 0.22
        at = (np.arange(w, dtype=np.float32)[None] - stage.w / 2) / (rows * wide * u) + 0.5 * (i % 2)
        number = np.floor(at)
        vary = np.sin((number + 57 * i) * 12.9898) * 43758.5
        tone = 1 + ((vary - np.floor(vary)) - 0.5) * (0.10 if stage.tracking else 0.22)
        if stage.tracking:
            tone = np.ones_like(tone) * (0.97 + 0.06 * (i % 2))
        else:
            tone = tone * (1 - 0.45 * smooth(1.5 / wide, 0.5 / wide, np.minimum(at - number, number + 1 - at)))
        part[..., :3] = np.clip(part[..., :3] * tone[..., None], 0, 255)
        thick = max(int((0.6 + 2 * z1) * u), 1)
        canvas[y0 : y0 + thick, :, :3] = canvas[y0 : y0 + thick, :, :3] * np.float32(0.6)

    return dress


def near_posts(stage: Stage, colour: str = "#1c1e24") -> None:
    """Unsharp coils and posts in the lower corners."""
    u = stage.unit
    c = Canvas(stage, stage.h - 130 * u, stage.h + stage.margin_y)
    r = stage.rng(49)
    for k in range(6):
        e = r.random() * 0.13
        x = (e if k % 2 else 1 - e) * stage.w
        top = c.h - stage.margin_y - (30 + 80 * (1 - e * 6) * r.random()) * u
        c.tube(x - 15 * u, top, x + 15 * u, c.h, colour)
        c.oval(x, top, 22 * u, 9 * u, colour)
    c.layer(1.5, front=True, kind="near", soft=6.5, rim=0.4)
