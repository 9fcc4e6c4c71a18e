"""How rooms are painted.

A room is a wall with a ceiling over it, a floor that mirrors a little, what stands before the wall, what stands
nearer, and light: by day from a window, over wall, air and floor; by night from lamps.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from omnireel.animatic.noise import blur, fbm, smooth
from omnireel.animatic.palette import mix, rgb
from omnireel.animatic.settings import common, water
from omnireel.animatic.settings import furniture as f
from omnireel.animatic.settings.brush import Canvas
from omnireel.animatic.solids import Colour
from omnireel.animatic.stage import Stage

F32 = npt.NDArray[Any]  # float32; OpenCV and NumPy lose the exact type on the way
Piece = Callable[[Canvas, float, float], None]
Spot = tuple[float, float, Piece]  # share of the frame's width, half its own width in pixels of 720, what


@dataclass(frozen=True)
class Room:
    """wall, floor, trim: own colours. window: (share of the width, half width, top and foot above the floor),
    pixels of 720; None has none. boards: width of planks or tiles. back stands at the wall, mid nearer.
    """

    wall: str | Colour
    floor: str
    trim: str = "#e8dcc8"
    panel: str | Colour | None = None  # the wall's lower third
    window: tuple[float, float, float, float] | None = (0.80, 112, 330, 96)
    arched: bool = False
    curtain: str | None = "#b0614a"
    tiles: bool = False
    boards: float = 150
    shine: float = 0.30
    ceiling: str = "#cfc4b0"
    back: Sequence[Spot] = ()
    mid: Sequence[Spot] = ()
    on_wall: Callable[[Canvas, float, float], None] | None = None  # canvas, floor row, ceiling row
    hanging: Callable[[Canvas, float], None] | None = None  # canvas, ceiling row
    mid_at: float = 0.34
    beam: float = 1.0
    near: str = "#2a2018"


def _scale(stage: Stage) -> float:
    """How many pixels of the stage a pixel of the furniture is: people decide how large things are."""
    return stage.unit * (1.34 if stage.w > stage.h * 1.1 else 1.08)


def _placed(
    c: Canvas, foot: float, spots: Sequence[Spot], lane: float = 0.0, taken: Sequence[tuple[float, float]] = ()
) -> None:
    """Draw pieces that fit: none over another or over what is `taken` (middle, half width), none (if `lane`)
    where the subject is."""
    taken = list(taken)
    upright = c.stage.h > c.stage.w * 1.1
    for share, half, draw in spots:
        x, reach = share * c.stage.w, half * c.u
        if upright and half < 70 and abs(x - 0.48 * c.stage.w) < 0.2 * c.stage.w:
            continue  # nothing narrow grows out of a head
        if lane and abs(x - 0.48 * c.stage.w) < lane * c.u + reach:
            x = -reach * 0.25 if share < 0.5 else c.stage.w + reach * 0.25
        if any(abs((x - a + c.w / 2) % c.w - c.w / 2) < reach + b - 6 * c.u for a, b in taken):
            continue
        taken.append((x, reach))
        draw(c, x, foot)


GLOOM = ("rain", "storm", "snow", "fog", "cloudy")  # weather in which no sun falls in


def _on_the_pane(c: Canvas, x0: float, y0: float, x1: float, y1: float) -> None:
    """The weather at a window: drops that run down the glass, or flakes before it."""
    stage, u, r = c.stage, c.u, c.stage.rng(65)
    wide, high = x1 - x0, y1 - y0
    if stage.outside in ("rain", "storm"):
        pale, deep = rgb("#eef4fa"), rgb("#5c6c7c")
        for _ in range(int(wide * high / (u * u) / 900)):
            x, y, size = x0 + wide * r.random(), y0 + high * r.random() ** 0.8, (1.0 + 2.2 * r.random() ** 3) * u
            if r.random() < 0.22:  # it ran, and left its way behind it
                long = min((18 + 70 * r.random()) * u, y - y0)
                bend = r.normal(0, 2.5, 5).cumsum() * u
                way = np.stack([x + bend - bend[-1], y - long * np.linspace(1, 0, 5)], 1)
                c.stroke(way, 0.5 * size, pale, 1.2 * size, alpha=0.30, raw=True)
            c.oval(x, y, size, size * 1.25, deep, pale, alpha=0.75, raw=True)
    elif stage.outside == "snow":
        for _ in range(int(wide * high / (u * u) / 500)):
            x, y, size = x0 + wide * r.random(), y0 + high * r.random(), (1.2 + 2.6 * r.random() ** 2) * u
            c.oval(x, y, size, size, (1, 1, 1), alpha=0.85, soft=0.4 * size, raw=True)
        c.rect(x0, y1 - 9 * u, x1, y1, (1, 1, 1), alpha=0.9, soft=3 * u, raw=True)  # on the sill


def _window(c: Canvas, room: Room, x: float, floor: float) -> None:
    """A bright opening with a soft view, frame, sill and curtains."""
    assert room.window is not None
    stage, u = c.stage, c.u
    _, half, top, low = room.window
    x0, x1, y0, y1 = x - half * u, x + half * u, floor - top * u, floor - low * u
    trim = c.lit(room.trim)
    dark = stage.palette.dark
    high, bottom = (rgb("#0c1430"), rgb("#35508a")) if dark else (rgb("#bfe0f6"), rgb("#fffaf0"))
    if stage.outside in GLOOM and not dark:
        high, bottom = (
            (rgb("#8898aa"), rgb("#c4ccd4")) if stage.outside != "snow" else (rgb("#c8d2dc"), rgb("#eef2f6"))
        )
    arch = half * u if room.arched else 0.0

    def shape(grow: float) -> list[tuple[float, float]]:
        a = np.linspace(np.pi, 2 * np.pi, 15)
        head = [(x + np.cos(v) * (half * u + grow), y0 + np.sin(v) * (arch + grow)) for v in a] if arch else []
        return [
            *head,
            (x1 + grow, y0 - (0 if arch else grow)),
            (x1 + grow, y1 + grow),
            (x0 - grow, y1 + grow),
            (x0 - grow, y0 - (0 if arch else grow)),
        ]

    c.lay(shape(14 * u), np.clip(trim * 1.15, 0, 1), trim * 0.8, raw=True)
    c.lay(shape(0), high, bottom, raw=True)
    r = stage.rng(64)
    t = np.linspace(0, 1, 22)
    for k in range(3):  # trees and hills outside, paler the farther
        tone = mix(rgb("#86a07c"), bottom, 0.62 - 0.2 * k) if not dark else rgb("#1a2440") * (1.5 - 0.35 * k)
        rise = (58 - 15 * k) * u + 16 * u * np.sin(t * (9 + 4 * k) + k * 2) + r.normal(0, 4, 22) * u
        crest = np.stack([x0 + 3 * u + (x1 - x0 - 6 * u) * t, y1 - np.maximum(rise, 8 * u)], 1)
        foot = [(x1 - 3 * u, y1 - 4 * u), (x0 + 3 * u, y1 - 4 * u)]
        c.lay(np.concatenate([crest, foot]), tone, mix(tone, bottom, 0.35), alpha=0.9, soft=2.2 * u, raw=True)
    if dark:
        for _ in range(9):
            px, py = x0 + (x1 - x0) * (0.1 + 0.8 * r.random()), y1 - (8 + 60 * r.random()) * u
            c.oval(px, py, 5 * u, 5 * u, rgb("#ffca80"), alpha=0.7, soft=2 * u, raw=True)
    if not arch:
        _on_the_pane(c, x0, y0, x1, y1)
    bar = trim * (0.55 if not dark else 0.9)
    for part in (0.5,) if half < 90 else (0.333, 0.667) if half < 160 else (0.25, 0.5, 0.75):
        px = x0 + (x1 - x0) * part
        c.rect(px - 3.5 * u, y0 - arch * 0.92, px + 3.5 * u, y1, bar, raw=True)
    for part in (0.30, 0.65) if top - low > 200 else (0.5,):
        py = y0 + (y1 - y0) * part
        c.rect(x0, py - 2.5 * u, x1, py + 2.5 * u, bar, raw=True)
    c.rect(x0 - 22 * u, y1 + 10 * u, x1 + 22 * u, y1 + 20 * u, np.clip(trim * 1.2, 0, 1), trim * 0.9, raw=True)
    c.rect(x0 - 18 * u, y1 + 20 * u, x1 + 18 * u, y1 + 34 * u, (0, 0, 0), alpha=0.22, soft=5 * u, raw=True)
    if room.curtain:
        cloth = c.lit(room.curtain)
        c.rect(x0 - 62 * u, y0 - 34 * u, x1 + 62 * u, y0 - 27 * u, c.lit("#5c4630"), raw=True)
        for side in (-1, 1):
            cx = x + side * (half + 20) * u
            n, wide = 6, 84 * u
            for k in range(n):
                a, b = cx - wide / 2 + wide * k / n, cx - wide / 2 + wide * (k + 1) / n
                tone = cloth * (0.66 + 0.30 * (k % 2) + 0.22 * (side * (k / n - 0.5) < 0))
                c.lay(
                    [
                        (a, y0 - 30 * u),
                        (b + 0.6, y0 - 30 * u),
                        (b + side * 5 * u, floor - 14 * u),
                        (a + side * 5 * u, floor - 14 * u),
                    ],
                    np.clip(tone * 1.15, 0, 1),
                    tone * 0.7,
                    raw=True,
                )
    if not dark:
        hue, power = ("#dfe8f2", 0.34) if stage.outside in GLOOM else ("#fff2d8", 0.62)
        c.glow(x, (y0 + y1) / 2, half * u * 2.1, hue, power * room.beam)


def floor(stage: Stage, room: Room, row: float) -> None:
    """Planks or tiles over a dim mirror of the wall."""
    u, own = stage.unit, rgb(room.floor) * stage.palette.ambient
    water.mirror(stage, row, stage.h + stage.margin_y, own * 0.95, shine=room.shine, ripple=0.0, smear=22)
    stage.layers[-1].base_y = row
    h, w = common.even(stage.h + stage.margin_y - row), stage.period()
    x, y = common.grid(h, w)
    z = np.maximum(y / h, 0.004)
    img = np.zeros((h, w, 3), np.float32)
    a = np.zeros((h, w), np.float32)
    eye = 0.36 * stage.h
    deep = np.log1p(y / (0.09 * stage.h))  # rows of equal depth
    rows_n = (0.62 if room.tiles else 0.85) * room.boards / 150
    cell_y = deep / (0.30 * rows_n)
    joint_y = smooth(0.030 / z**0.4, 0.0, np.abs(cell_y - np.round(cell_y)))
    number = np.floor(cell_y)
    if stage.tracking or not room.tiles:
        joint_x = np.zeros_like(a)
        if not room.tiles:
            long = (260 + 90 * np.sin(number * 7.7)) * u * (0.35 + z)
            at = (x + number * 331.0 * u) / long
            joint_x = smooth(1.4 * u / (long * 0.5), 0.0, np.abs(at - np.round(at)))
            number = number * 17.0 + np.floor(at)
    else:
        across = (x - 0.5 * stage.w) / (room.boards * u * (0.28 + 1.05 * z))
        joint_x = smooth(0.022, 0.0, np.abs(across - np.round(across)))
        number = number * 17.0 + np.floor(across + 0.5)
    chance = np.sin(number * 12.9898) * 43758.5
    vary = (chance - np.floor(chance)).astype(np.float32) - 0.5
    grain = fbm(h, w, 7 * u, 3, stage.seed + 4, 6.0 if not room.tiles else 2.0, True) - 0.5
    tone = vary * (0.34 if not room.tiles else 0.14) + grain * (0.5 if not room.tiles else 0.22)
    dark = np.maximum(joint_x, joint_y) * 0.55
    a = np.clip(np.abs(tone) * 0.9 + dark, 0, 0.85)
    light = np.clip(own * 1.45, 0, 1)
    img = np.where((tone > 0)[..., None] & (dark < 0.2)[..., None], light, own * 0.28) * a[..., None]
    del eye
    layer = common.add_layer(stage, np.dstack([img, a]).astype(np.float32), 0, row, 0.8, wrap=True, kind="ground")
    layer.solid, layer.base_y = None, row + 1


def _daylight(stage: Stage, room: Room, row: float) -> None:
    """Sun through the window: a pool on the floor with the bars' shadows, and the beam in the air."""
    assert room.window is not None
    if stage.outside in GLOOM:
        return
    u, h, w, pal = _scale(stage), stage.h, stage.w, stage.palette
    share, half, top, low = room.window
    s, x = 3, share * w
    x0, x1, y0, y1 = x - half * u, x + half * u, row - top * u, row - low * u
    shift = (-0.24 if share > 0.5 else 0.24) * w
    ground = h - row
    pool = [
        (x0 + shift * 0.55, row + 0.20 * ground),
        (x1 + shift * 0.55, row + 0.20 * ground),
        (x1 + shift * 1.25, row + 0.72 * ground),
        (x0 + shift * 1.25 - 0.03 * w, row + 0.72 * ground),
    ]
    hh, ww = h // s, w // s

    def mask(polys: Sequence[Sequence[tuple[float, float]]], soft: float) -> F32:
        m = np.zeros((hh, ww), np.uint8)
        for poly in polys:
            cv2.fillPoly(m, [np.round(np.array(poly) / s * 16).astype(np.int32)], 255, cv2.LINE_AA, 4)
        return blur(m.astype(np.float32) / 255, soft)

    parts = []
    n = 2 if half < 90 else 3 if half < 160 else 4
    for k in range(n):
        for j in range(2):
            t0, t1, v0, v1 = k / n + 0.02, (k + 1) / n - 0.02, j / 2 + 0.03, (j + 1) / 2 - 0.03

            def at(t: float, v: float) -> tuple[float, float]:
                a = (pool[0][0] + (pool[1][0] - pool[0][0]) * t, pool[0][1])
                b = (pool[3][0] + (pool[2][0] - pool[3][0]) * t, pool[3][1])
                return a[0] + (b[0] - a[0]) * v, a[1] + (b[1] - a[1]) * v

            parts.append([at(t0, v0), at(t1, v0), at(t1, v1), at(t0, v1)])
    power = (0.62 if pal.disc > 0 or pal.glow > 0.3 else 0.3) * room.beam
    common.veil(stage, mask(parts, 2.2 * u) * power, mix(pal.light, (1, 1, 1), 0.2), base_y=row + 3)
    hull = cv2.convexHull(np.array([(x0, y0), (x1, y0), (x1, y1), (x0, y1), *pool], np.float32))[:, 0]
    beam = mask([[(float(a), float(b)) for a, b in hull]], 9 * u)
    gx, gy = common.grid(hh, ww)
    far = np.hypot(gx * s - x, gy * s - (y0 + y1) / 2) / h
    stripes = 0.72 + 0.5 * fbm(hh, ww, 34 * u / s + 2, 3, stage.seed + 14)
    common.veil(
        stage,
        np.clip(beam * np.exp(-far * 1.1) * 0.34 * power * stripes * 1.5, 0, 0.5).astype(np.float32),
        pal.light,
        base_y=stage.ground - 20 * u,
    )


def _shell(stage: Stage, room: Room) -> tuple[float, float]:
    """Wall and ceiling with their light. Returns the frame rows of the floor and of the ceiling."""
    u, h, w = stage.unit, stage.h, stage.w
    row, top = stage.horizon, -stage.margin_y
    ceil = max(row - 620 * u, 0.055 * h)
    c = Canvas(stage, top, row + 4)
    floor, head = c.row(row), c.row(ceil)
    wall = c.lit(room.wall)
    dark = stage.palette.dark
    c.rect(-4, head, c.w + 4, floor + 6, wall * 0.92, wall * 0.80, raw=True)
    if room.panel:
        y0, tone = floor - 128 * u, c.lit(room.panel)
        c.rect(-4, y0, c.w + 4, floor, np.clip(tone * 1.05, 0, 1), tone * 0.78, raw=True)
        n = max(round(c.w / (96 * u)), 2)
        for k in range(n):
            a, b = (k + 0.10) * c.w / n, (k + 0.90) * c.w / n
            c.rect(a, y0 + 20 * u, b, floor - 34 * u, tone * 0.70, raw=True)
            c.rect(
                a + 3 * u,
                y0 + 23 * u,
                b - 2 * u,
                floor - 36 * u,
                tone * 0.92,
                np.clip(tone * 1.02, 0, 1),
                raw=True,
            )
        c.rect(-4, y0 - 4 * u, c.w + 4, y0 + 5 * u, np.clip(tone * 1.35, 0, 1), tone * 0.9, raw=True)
    ceiling = c.lit(room.ceiling)
    c.rect(-4, -2, c.w + 4, head, ceiling * 0.70, np.clip(ceiling * 1.1, 0, 1), raw=True)
    if head > 0.12 * h + stage.margin_y:  # where much of the ceiling shows, its beams run towards us
        for k in range(-4, 5):
            far, near = 0.5 * w + k * 0.17 * w, 0.5 * w + k * 0.36 * w
            beam = [(far - 9 * u, head), (far + 9 * u, head), (near + 26 * u, -2), (near - 26 * u, -2)]
            c.lay(beam, ceiling * 0.50, ceiling * 0.66, raw=True)
            c.stroke([(far - 9 * u, head), (near - 26 * u, -2)], 2.5 * u, np.clip(ceiling * 1.3, 0, 1), raw=True)
    c.rect(
        -4,
        head - 3 * u,
        c.w + 4,
        head + 12 * u,
        np.clip(c.lit(room.trim) * 1.1, 0, 1),
        c.lit(room.trim) * 0.75,
        raw=True,
    )
    c.rect(-4, head + 12 * u, c.w + 4, head + 34 * u, (0, 0, 0), alpha=0.16, soft=8 * u, raw=True)
    c.rect(
        -4,
        floor - 20 * u,
        c.w + 4,
        floor + 4,
        np.clip(c.lit(room.trim) * 1.0, 0, 1),
        c.lit(room.trim) * 0.7,
        raw=True,
    )
    c.rect(-4, floor - 22 * u, c.w + 4, floor - 19 * u, c.lit(room.trim) * 0.5, raw=True)
    c.u = _scale(stage)
    if room.on_wall is not None:
        room.on_wall(c, floor, head)
    if room.window is not None:
        _window(c, room, room.window[0] * w, floor)
    hung = 76 if room.curtain else 10
    taken = [(room.window[0] * w, (room.window[1] + hung) * c.u)] if room.window and room.window[3] < 110 else []
    if h > w * 1.1:
        taken = []  # a narrow picture has no room to keep the window clear
    _placed(c, floor, room.back, taken=taken)
    if room.hanging is not None:
        room.hanging(c, head)
    # Light falls off over the wall: bright by the window or the lamp, dim in the corners and towards the ceiling.
    x, y = common.grid(c.h, c.w)
    px = room.window[0] * w if room.window is not None else 0.5 * w
    shine = np.exp(-np.hypot((x - px) / (0.55 * w), (y - floor * 0.62) / (0.75 * h)))
    light = 0.62 + (0.62 if not dark else 0.50) * shine
    light = light * (0.45 + 0.55 * smooth(-0.10 * floor, 0.60 * floor, y))
    image = c.pix[..., :3].astype(np.float32)
    c.pix[..., :3] = np.clip(image * light[..., None] * (1.12 if not dark else 1.42), 0, 255)
    layer = c.layer(0.45, texture=0.05, rim=0.0)
    layer.solid = (0.0, float(c.h))
    return row, ceil


def interior(stage: Stage, room: Room) -> None:
    u, h, w = stage.unit, stage.h, stage.w
    if stage.walls is not None:
        paint = tuple(float(v) for v in mix(rgb(stage.walls), 0.7, 0.2))  # never as pure as a light
        room = replace(room, wall=paint, panel=paint if room.panel else None)
    row, ceil = _shell(stage, room)
    dark = stage.palette.dark
    floor(stage, room, row)
    c = Canvas(stage, row - 6 * u, row + 0.12 * h)
    c.rect(-4, 4 * u, c.w + 4, 8 * u, (0, 0, 0), alpha=0.40, soft=6 * u, raw=True)
    c.layer(0.5, row=row + 2, kind="veil", texture=0)
    if room.window is not None and not dark:
        _daylight(stage, room, row)
    if room.mid:
        at = row + room.mid_at * (stage.ground - row)
        c = Canvas(stage, at - 520 * u, at + 14 * u)
        c.u = 1.14 * _scale(stage)
        _placed(c, c.row(at), room.mid, 150)
        c.layer(0.66, row=at, rim=0.5, texture=0.10)
    s = 4
    gx, gy = common.grid(h // s, w // s)
    # Corners and the near floor lie in shade, so that the middle is where one looks.
    e = np.abs(gx * s / w - 0.5) * 2
    a = np.clip(0.22 * e**3 + 0.22 * smooth(0.6, 1.1, gy * s / h), 0, 0.6).astype(np.float32)
    common.veil(stage, a, stage.palette.shadow * stage.palette.ambient * 0.25, base_y=stage.ground - 18 * u)
    _near_furniture(stage, room)
    stage.bed = "room"
    stage.air = "dust" if not dark and room.window is not None else None
    del ceil


def _near_furniture(stage: Stage, room: Room) -> None:
    """Unsharp dark leaves and a chair's back in the lower corners."""
    u, r = 1.25 * stage.unit, stage.rng(45)
    c = Canvas(stage, stage.h - 210 * u, stage.h + stage.margin_y)
    dark = rgb(room.near) * (0.25 + 0.6 * stage.palette.ambient)
    left = stage.sun[0] > stage.w / 2
    x = 0.02 * stage.w if left else 0.98 * stage.w
    low = stage.margin_y
    for k in range(15):
        a, long = (
            -np.pi / 2 + (k / 14 - 0.5) * 2.4,
            (120 + 80 * r.random()) * u * (0.62 if stage.tracking else 1.0),
        )
        t = np.linspace(0, 1, 8)
        px, py = x + np.cos(a) * long * t, c.h - low + np.sin(a) * long * t + long * 0.25 * t**2
        half = np.sin(t * np.pi * 0.95) ** 0.8 * long * 0.09
        green = mix(dark, rgb("#24381f") * stage.palette.ambient, 0.6) * (0.7 + 0.6 * r.random())
        c.lay(np.concatenate([np.stack([px, py - half], 1), np.stack([px, py + half], 1)[::-1]]), green, raw=True)
    x = 0.97 * stage.w if left else 0.03 * stage.w
    c.lay(
        [
            (x - 90 * u, c.h),
            (x - 84 * u, c.h - low - 44 * u),
            (x - 60 * u, c.h - low - 62 * u),
            (x + 60 * u, c.h - low - 62 * u),
            (x + 84 * u, c.h - low - 44 * u),
            (x + 90 * u, c.h),
        ],
        dark * 1.3,
        dark * 0.6,
        raw=True,
    )
    c.layer(1.5, front=True, kind="near", soft=6.5, rim=0.5, texture=0.05)


def pendants(xs: Sequence[float], drop: float, colour: str = "#3a3c40") -> Callable[[Canvas, float], None]:
    def draw(c: Canvas, head: float) -> None:
        for x in xs:
            f.pendant(c, x * c.stage.w, head - 8 * c.u, drop * c.u, colour)

    return draw
