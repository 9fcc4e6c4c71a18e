"""Inside: rooms of a house, cafe, library, office, hall, temple, laboratory, spaceship, theatre, studio.

A room is a wall with a ceiling over it, a floor that mirrors a little, what stands before the wall, what stands
nearer, and light: by day from a window, over wall, air and floor; by night from lamps.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from omnireel.animatic.noise import blur, fbm, smooth
from omnireel.animatic.palette import mix, rgb
from omnireel.animatic.settings import common, houses, water
from omnireel.animatic.settings import furniture as f
from omnireel.animatic.settings.brush import Canvas
from omnireel.animatic.stage import Stage

F32 = npt.NDArray[Any]  # float32; OpenCV and NumPy lose the exact type on the way
Piece = Callable[[Canvas, float, float], None]
Spot = tuple[float, float, Piece]  # share of the frame's width, half its own width in pixels of 720, what


@dataclass(frozen=True)
class Room:
    """wall, floor, trim: own colours. window: (share of the width, half width, top and foot above the floor),
    pixels of 720; None has none. boards: width of planks or tiles. back stands at the wall, mid nearer.
    """

    wall: str
    floor: str
    trim: str = "#e8dcc8"
    panel: str | None = None  # the wall's lower third
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


def _window(c: Canvas, room: Room, x: float, floor: float) -> None:
    """A bright opening with a soft view, frame, sill and curtains."""
    assert room.window is not None
    stage, u = c.stage, c.u
    _, half, top, low = room.window
    x0, x1, y0, y1 = x - half * u, x + half * u, floor - top * u, floor - low * u
    trim = c.lit(room.trim)
    dark = houses.is_dark(stage)
    high, bottom = (rgb("#0c1430"), rgb("#35508a")) if dark else (rgb("#bfe0f6"), rgb("#fffaf0"))
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
    for k in range(3):
        tone = mix(rgb("#9ab09a"), bottom, 0.35 + 0.2 * (2 - k)) if not dark else rgb("#1a2440") * (1.4 - 0.3 * k)
        for _ in range(7):
            px = x0 + (x1 - x0) * r.random()
            size = (26 + 22 * r.random()) * u * (0.6 + 0.2 * k)
            if x0 + size < px < x1 - size:
                c.oval(px, y1 - (30 - 10 * k) * u, size, size * 0.9, tone, alpha=0.85, soft=7 * u, raw=True)
    if dark:
        for _ in range(9):
            px, py = x0 + (x1 - x0) * (0.1 + 0.8 * r.random()), y1 - (8 + 60 * r.random()) * u
            c.oval(px, py, 5 * u, 5 * u, rgb("#ffca80"), alpha=0.7, soft=2 * u, raw=True)
    bar = trim * (0.55 if not dark else 0.9)
    for t in (0.5,) if half < 90 else (0.333, 0.667) if half < 160 else (0.25, 0.5, 0.75):
        px = x0 + (x1 - x0) * t
        c.rect(px - 3.5 * u, y0 - arch * 0.92, px + 3.5 * u, y1, bar, raw=True)
    for t in (0.30, 0.65) if top - low > 200 else (0.5,):
        py = y0 + (y1 - y0) * t
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
        c.glow(x, (y0 + y1) / 2, half * u * 2.1, "#fff2d8", 0.62 * room.beam)


def _floor(stage: Stage, room: Room, row: float) -> None:
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
    dark = houses.is_dark(stage)
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
    row, ceil = _shell(stage, room)
    dark = houses.is_dark(stage)
    _floor(stage, room, row)
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
    stage.soft_feet = 2
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


def _pendants(xs: Sequence[float], drop: float, colour: str = "#3a3c40") -> Callable[[Canvas, float], None]:
    def draw(c: Canvas, head: float) -> None:
        for x in xs:
            f.pendant(c, x * c.stage.w, head - 8 * c.u, drop * c.u, colour)

    return draw


def room(stage: Stage) -> None:
    """A study-like room: shelf, pictures, armchair, lamp, a sunny window."""

    def wall(c: Canvas, floor: float, head: float) -> None:
        f.frames(c, 0.47 * c.stage.w, floor - 250 * c.u, ((-60, 0, 78, 100), (52, 8, 112, 78)))

    interior(
        stage,
        Room(
            "#d9c7ab",
            "#a8764a",
            panel="#c8b898",
            on_wall=wall,
            back=(
                (0.12, 110, f.shelf),
                (0.60, 46, f.floor_lamp),
                (0.31, 46, lambda c, x, y: f.plant(c, x, y, 150)),
            ),
            mid=((0.90, 90, f.armchair), (0.14, 110, lambda c, x, y: f.table(c, x, y, 180, 58))),
        ),
    )


def living_room(stage: Stage) -> None:
    def wall(c: Canvas, floor: float, head: float) -> None:
        f.frames(
            c, 0.36 * c.stage.w, floor - 256 * c.u, ((-110, 0, 80, 100), (0, -6, 100, 120), (110, 0, 80, 100))
        )

    interior(
        stage,
        Room(
            "#b8c0b4",
            "#9a7450",
            panel=None,
            curtain="#e0d4bc",
            on_wall=wall,
            back=((0.36, 170, f.sofa), (0.10, 60, f.plant), (0.61, 46, f.floor_lamp)),
            mid=((0.93, 100, f.armchair), (0.08, 100, lambda c, x, y: f.table(c, x, y, 190, 44, f.PALE))),
            hanging=_pendants((0.36,), 50),
        ),
    )


def bedroom(stage: Stage) -> None:
    def wall(c: Canvas, floor: float, head: float) -> None:
        f.frames(c, 0.34 * c.stage.w, floor - 280 * c.u, ((-70, 0, 70, 84), (30, 0, 96, 84)))

    interior(
        stage,
        Room(
            "#aeb6c8",
            "#a88460",
            curtain="#d8c8d0",
            on_wall=wall,
            near="#20222c",
            back=((0.34, 190, f.bed), (0.565, 40, f.nightstand), (0.10, 50, f.nightstand)),
            mid=((0.95, 60, f.chair), (0.05, 60, lambda c, x, y: f.plant(c, x, y, 190))),
        ),
    )


def kitchen(stage: Stage) -> None:
    def wall(c: Canvas, floor: float, head: float) -> None:
        x, u, r = 0.50 * c.stage.w, c.u, np.random.default_rng(3)
        c.rect(x - 96 * u, floor - 232 * u, x + 96 * u, floor - 225 * u, f.PALE)
        f.bottles(c, x, floor - 232 * u, 170, r)
        for k in range(5):
            px = x - 70 * u + 34 * u * k
            c.stroke([(px, floor - 224 * u), (px, floor - 190 * u)], 2.5 * u, "#8a8e94")
            c.oval(px, floor - 182 * u, 11 * u, 10 * u, "#b0764a" if k % 2 else "#9a9ea4")

    interior(
        stage,
        Room(
            "#e6dccb",
            "#b8b0a4",
            window=(0.80, 96, 310, 128),
            curtain=None,
            tiles=True,
            boards=110,
            shine=0.42,
            on_wall=wall,
            back=(
                (0.30, 52, f.stove),
                (0.13, 95, lambda c, x, y: f.cupboards(c, x, y, 186, "#6a8a86")),
                (0.80, 125, lambda c, x, y: f.cupboards(c, x, y, 248, "#6a8a86", False)),
                (0.50, 118, lambda c, x, y: f.cupboards(c, x, y, 236, "#6a8a86", False)),
                (1.02, 58, f.fridge),
            ),
            mid=((0.10, 120, lambda c, x, y: f.table(c, x, y, 230, 92, f.PALE)), (0.95, 50, f.chair)),
            hanging=_pendants((0.13, 0.46), 66, "#a84a34"),
        ),
    )


def cafe(stage: Stage) -> None:
    def wall(c: Canvas, floor: float, head: float) -> None:
        u, w = c.u, c.stage.w
        for row in range(int((floor - head) / (16 * u)) + 1):
            y = head + row * 16 * u
            c.rect(-4, y, c.w + 4, y + 1.6 * u, c.lit("#c8987c", 0.8), alpha=0.5, raw=True)
            for x in np.arange((row % 2) * 20 * u, c.w, 40 * u):
                c.rect(x, y, x + 1.6 * u, y + 16 * u, c.lit("#c8987c", 0.8), alpha=0.4, raw=True)
        x = 0.28 * w
        c.rect(x - 120 * u, floor - 330 * u, x + 120 * u, floor - 214 * u, "#26282a", "#1c1e20")
        for k in range(6):
            for j in range(2):
                px = x + (-100 + 108 * j) * u
                c.rect(
                    px,
                    floor - (312 - 17 * k) * u,
                    px + (40 + 40 * ((k * 5 + j * 3) % 7) / 7) * u,
                    floor - (308 - 17 * k) * u,
                    "#d8d4c8",
                    alpha=0.8,
                )
        f.bottles(c, 0.53 * w, floor - 240 * u, 150, np.random.default_rng(8), True)
        f.bottles(c, 0.53 * w, floor - 186 * u, 150, np.random.default_rng(9), True)

    interior(
        stage,
        Room(
            "#9a5c44",
            "#6a4a34",
            trim="#4c3626",
            window=(0.83, 130, 340, 70),
            curtain=None,
            on_wall=wall,
            ceiling="#4c3a2e",
            back=(
                (0.30, 180, lambda c, x, y: f.counter(c, x, y, 350)),
                (0.60, 46, lambda c, x, y: f.plant(c, x, y, 150)),
            ),
            mid=(
                (0.92, 80, lambda c, x, y: f.table(c, x, y, 120, 76)),
                (0.80, 30, f.chair),
                (0.07, 80, lambda c, x, y: f.table(c, x, y, 120, 76)),
                (0.19, 30, f.chair),
            ),
            hanging=_pendants((0.14, 0.30, 0.46, 0.62), 84, "#26282a"),
        ),
    )


def library(stage: Stage) -> None:
    def tall(c: Canvas, x: float, y: float) -> None:
        f.shelf(c, x, y, 230, 440, 6, f.DARK)

    interior(
        stage,
        Room(
            "#6a4c38",
            "#5c3c28",
            trim="#3c281c",
            window=(0.80, 80, 420, 90),
            arched=True,
            curtain=None,
            ceiling="#3a281e",
            shine=0.4,
            beam=1.3,
            back=((0.10, 122, tall), (0.305, 122, tall), (0.51, 122, tall), (1.04, 122, tall)),
            mid=(
                (0.90, 120, lambda c, x, y: f.table(c, x, y, 240, 70)),
                (0.06, 110, lambda c, x, y: f.shelf(c, x, y, 200, 230, 3, f.DARK)),
            ),
            hanging=_pendants((0.205, 0.41, 0.62), 110, "#2f5a44"),
        ),
    )


def office(stage: Stage) -> None:
    def wall(c: Canvas, floor: float, head: float) -> None:
        u, x = c.u, 0.30 * c.stage.w
        c.rect(x - 110 * u, floor - 320 * u, x + 110 * u, floor - 190 * u, "#f2f4f4", "#dfe4e6")
        for k, hue in enumerate(("#d85a4a", "#4a86c8", "#5aa86a", "#e0b040")):
            c.rect(
                x + (-92 + 46 * k) * u,
                floor - (220 + 20 * ((k * 3) % 4)) * u,
                x + (-66 + 46 * k) * u,
                floor - 205 * u,
                hue,
            )
        c.stroke(
            [
                (x - 84 * u, floor - 262 * u),
                (x - 40 * u, floor - 284 * u),
                (x + 6 * u, floor - 272 * u),
                (x + 60 * u, floor - 304 * u),
            ],
            3 * u,
            "#3a3c44",
        )
        for t in (0.2, 0.5, 0.8):
            c.rect(
                (t - 0.09) * c.stage.w,
                head - 7 * u,
                (t + 0.09) * c.stage.w,
                head + 1 * u,
                rgb("#f4fbff"),
                raw=True,
            )
            c.glow(t * c.stage.w, head + 10 * u, 190 * u, "#e8f4ff", 0.45)

    interior(
        stage,
        Room(
            "#cfd6da",
            "#7c8488",
            trim="#e8ecee",
            window=(0.78, 210, 350, 96),
            curtain=None,
            tiles=True,
            boards=170,
            shine=0.36,
            on_wall=wall,
            ceiling="#dfe3e6",
            back=((0.12, 125, f.desk), (0.36, 125, lambda c, x, y: f.desk(c, x, y, 2)), (0.57, 46, f.plant)),
            mid=((0.93, 130, f.desk), (0.03, 60, lambda c, x, y: f.plant(c, x, y, 210))),
        ),
    )


def _blocks(c: Canvas, floor: float, head: float, colour: str, size: float) -> None:
    """Courses of cut stone over a wall."""
    r, u, tone = np.random.default_rng(5), c.u, c.lit(colour)
    for row, y in enumerate(np.arange(head, floor, size * 0.5 * u)):
        for x in np.arange((row % 2) * size * 0.5 * u - size * u, c.w, size * u):
            shade = tone * (0.84 + 0.30 * r.random())
            c.rect(
                x + 1.5 * u,
                y + 1.5 * u,
                x + size * u - 1 * u,
                y + size * 0.5 * u,
                np.clip(shade * 1.06, 0, 1),
                shade * 0.86,
                raw=True,
            )


def castle_hall(stage: Stage) -> None:
    def wall(c: Canvas, floor: float, head: float) -> None:
        _blocks(c, floor, head, "#7c766e", 74)
        w, u = c.stage.w, c.u
        for x in (0.10, 0.46):
            f.banner(c, x * w, head + 60 * u, 170 * u, "#8a2430")
        for x in (0.28, 0.62):
            f.torch(c, x * w, floor - 230 * u)
        for x in (0.0, 0.19, 0.37, 0.55, 0.985, 1.15):
            f.column(c, x * w, floor, head, 40 * u, "#8c867c")

    interior(
        stage,
        Room(
            "#7c766e",
            "#5c554e",
            trim="#6a645c",
            window=(0.79, 78, 400, 130),
            arched=True,
            curtain=None,
            tiles=True,
            boards=130,
            shine=0.30,
            on_wall=wall,
            ceiling="#3a342e",
            beam=1.5,
            near="#1c1814",
            back=((0.46, 90, f.throne),),
            mid=(
                (0.04, 60, lambda c, x, y: f.column(c, x, y, y - 330 * c.u, 64 * c.u, "#7c766c")),
                (0.97, 60, lambda c, x, y: f.column(c, x, y, y - 330 * c.u, 64 * c.u, "#7c766c")),
            ),
        ),
    )


def temple(stage: Stage) -> None:
    """Red pillars, a screen wall, lanterns, incense in slanting light."""

    def wall(c: Canvas, floor: float, head: float) -> None:
        w, u = c.stage.w, c.u
        for k in range(int(c.w / (34 * u)) + 1):
            x = k * 34 * u
            c.rect(x, head + 120 * u, x + 5 * u, floor - 20 * u, "#5c3a24")
        for y in np.arange(head + 120 * u, floor - 20 * u, 40 * u):
            c.rect(-4, y, c.w + 4, y + 5 * u, "#5c3a24")
        c.rect(-4, head, c.w + 4, head + 110 * u, c.lit("#8a2c20"), c.lit("#5c1c16"), raw=True)
        for k in range(int(c.w / (70 * u)) + 1):
            x = k * 70 * u
            c.box(x, head + 84 * u, x + 34 * u, head + 118 * u, "#c8963c")
            c.rect(x + 44 * u, head + 20 * u, x + 60 * u, head + 70 * u, "#2f6a5a", "#1f4a44")
        px = 0.46 * w
        c.box(px - 120 * u, floor - 74 * u, px + 120 * u, floor, "#6a3a22", lid=12 * u)
        c.oval(px, floor - 150 * u, 44 * u, 50 * u, "#e0b050", "#8a5c20")
        c.oval(px, floor - 212 * u, 25 * u, 28 * u, "#e8bc5c", "#9a6a28")
        c.oval(px, floor - 100 * u, 76 * u, 24 * u, "#d8a448", "#7a4c1a")
        c.glow(px, floor - 170 * u, 190 * u, "#ffc060", 0.55)
        for k in (-92, -70, 70, 92):
            c.rect(px + (k - 4) * u, floor - 108 * u, px + (k + 4) * u, floor - 84 * u, "#f0e0c0")
            c.oval(px + k * u, floor - 116 * u, 4 * u, 8 * u, rgb("#ffd880"), raw=True)
            c.glow(px + k * u, floor - 116 * u, 50 * u, "#ffb050", 0.6)
        for x in (0.05, 0.25, 0.67, 0.96, 1.16):
            f.column(c, x * w, floor, head + 96 * u, 46 * u, "#a8301f")
        for x in (0.15, 0.36, 0.565):
            c.rect(x * w - 1 * u, head, x * w + 1 * u, head + 130 * u, "#2c1c14")
            c.oval(x * w, head + 152 * u, 24 * u, 28 * u, rgb("#ff9a4a"), rgb("#d8502a"), raw=True)
            c.rect(x * w - 12 * u, head + 122 * u, x * w + 12 * u, head + 128 * u, "#2c1c14")
            c.glow(x * w, head + 152 * u, 120 * u, "#ff8a40", 0.7)

    interior(
        stage,
        Room(
            "#d8bc8c",
            "#5c3626",
            trim="#6a3222",
            window=(0.81, 74, 330, 60),
            curtain=None,
            on_wall=wall,
            ceiling="#3a1a14",
            shine=0.42,
            beam=1.5,
            near="#241410",
            mid=(
                (0.03, 60, lambda c, x, y: f.column(c, x, y, y - 340 * c.u, 66 * c.u, "#8a2418")),
                (0.98, 60, lambda c, x, y: f.column(c, x, y, y - 340 * c.u, 66 * c.u, "#8a2418")),
            ),
        ),
    )


def laboratory(stage: Stage) -> None:
    def bench(c: Canvas, x: float, y: float) -> None:
        f.cupboards(c, x, y, 250, "#c4ced2", False)
        r, u = np.random.default_rng(int(abs(x))), c.u
        for k in range(6):
            px, hue = x + (-98 + 39 * k) * u, ("#3ad0c0", "#8a6af0", "#f0b040", "#f06a8a", "#5ab0ff", "#8ae06a")[k]
            tall, wide = (34 + 20 * r.random()) * u, 13 * u
            c.lay(
                [
                    (px - 4 * u, y - 110 * u - tall),
                    (px + 4 * u, y - 110 * u - tall),
                    (px + wide, y - 112 * u),
                    (px - wide, y - 112 * u),
                ],
                c.lit("#dfeaf0"),
                alpha=0.5,
            )
            c.lay(
                [
                    (px - wide * 0.6, y - 110 * u - tall * 0.42),
                    (px + wide * 0.6, y - 110 * u - tall * 0.42),
                    (px + wide, y - 112 * u),
                    (px - wide, y - 112 * u),
                ],
                rgb(hue),
                alpha=0.85,
                raw=True,
            )
            c.glow(px, y - 122 * u, 38 * u, hue, 0.5)

    def wall(c: Canvas, floor: float, head: float) -> None:
        r, u, w = np.random.default_rng(4), c.u, c.stage.w
        for k in range(int(c.w / (120 * u)) + 1):
            c.rect(k * 120 * u, head, k * 120 * u + 2 * u, floor, (0, 0, 0), alpha=0.18, raw=True)
        f.screen(c, 0.20 * w, floor - 320 * u, 0.20 * w + 210 * u, floor - 200 * u, "#3ad0ff", r)
        f.screen(c, 0.44 * w, floor - 306 * u, 0.44 * w + 130 * u, floor - 214 * u, "#5af0b0", r)
        for x in (0.06, 1.02):
            c.rect(x * w - 42 * u, floor - 330 * u, x * w + 42 * u, floor - 40 * u, "#aab6bc", "#7c888e")
            c.rect(
                x * w - 30 * u,
                floor - 316 * u,
                x * w + 30 * u,
                floor - 70 * u,
                rgb("#2ad0c0") * 0.5,
                rgb("#1a8a9a") * 0.7,
                raw=True,
            )
            for j in range(12):
                c.oval(
                    x * w + (j * 17 % 44 - 22) * u,
                    floor - (80 + 19 * j) * u,
                    4 * u,
                    4 * u,
                    rgb("#a8fff0"),
                    alpha=0.5,
                    raw=True,
                )
            c.glow(x * w, floor - 190 * u, 150 * u, "#3af0d8", 0.6)
        for t in (0.2, 0.5, 0.8):
            c.rect((t - 0.1) * w, head - 7 * u, (t + 0.1) * w, head + 1 * u, rgb("#f0fbff"), raw=True)
            c.glow(t * w, head + 10 * u, 190 * u, "#d8f0ff", 0.5)

    interior(
        stage,
        Room(
            "#b8c6cc",
            "#8a969c",
            trim="#d8e2e6",
            window=(0.80, 110, 320, 140),
            curtain=None,
            tiles=True,
            boards=140,
            shine=0.46,
            on_wall=wall,
            ceiling="#c4d0d6",
            beam=0.6,
            near="#1c262c",
            back=((0.29, 130, bench), (0.52, 130, bench), (0.82, 130, bench)),
            mid=((0.05, 130, bench), (0.96, 130, bench)),
        ),
    )


def spaceship(stage: Stage) -> None:
    """A bridge of a ship: a wide pane with stars and a planet, consoles, lit ribs."""

    def wall(c: Canvas, floor: float, head: float) -> None:
        r, u, w = stage.rng(8), c.u, c.stage.w
        c.rect(-4, head, c.w + 4, floor, "#3c4654", "#232a34")
        x0, x1, y0, y1 = 0.16 * w, 0.86 * w, head + 34 * u, floor - 130 * u
        c.lay(
            [
                (x0 - 30 * u, y1 + 16 * u),
                (x0 + 24 * u, y0 - 16 * u),
                (x1 - 24 * u, y0 - 16 * u),
                (x1 + 30 * u, y1 + 16 * u),
            ],
            "#7a8694",
            "#414a57",
        )
        c.lay(
            [(x0 - 14 * u, y1), (x0 + 30 * u, y0), (x1 - 30 * u, y0), (x1 + 14 * u, y1)],
            rgb("#03040c"),
            rgb("#101a3a"),
            raw=True,
        )
        for _ in range(150):
            px, py, size = (
                x0 + (x1 - x0) * (0.05 + 0.9 * r.random()),
                y0 + (y1 - y0) * r.random(),
                (0.6 + 1.2 * r.random() ** 3) * u,
            )
            c.oval(px, py, size, size, rgb("#dfe8ff") * (0.4 + 0.6 * r.random()), raw=True)
        for k in range(3):
            c.oval(
                x0 + (x1 - x0) * (0.3 + 0.2 * k),
                y0 + (y1 - y0) * (0.4 + 0.12 * k),
                120 * u,
                44 * u,
                ("#3a4ad0", "#b03a8a", "#2a9ab0")[k],
                alpha=0.30,
                soft=34 * u,
                turn=-14,
            )
        px, py, rad = x0 + (x1 - x0) * 0.74, y1 - 10 * u, 118 * u
        a = np.linspace(np.pi, 2 * np.pi, 30)
        c.lay([(px + np.cos(v) * rad, py + np.sin(v) * rad) for v in a], rgb("#5ab0e8"), rgb("#173a78"), raw=True)
        for k in range(5):
            c.oval(
                px - 40 * u + 20 * k * u,
                py - (20 + 16 * k) * u,
                34 * u,
                7 * u,
                rgb("#e8f4ff"),
                alpha=0.45,
                soft=4 * u,
                raw=True,
            )
        c.glow(px, py - rad * 0.5, rad * 1.5, "#6ac0ff", 0.45)
        for t in (0.333, 0.667):
            bx = x0 + (x1 - x0) * t
            c.lay([(bx - 7 * u, y1), (bx - 5 * u, y0), (bx + 5 * u, y0), (bx + 7 * u, y1)], "#4c5664", "#39424e")
        for k in range(int(c.w / (150 * u)) + 1):
            px = k * 150 * u
            c.rect(px - 10 * u, head, px + 10 * u, y0 - 10 * u, "#5c6876", "#39424e")
            c.rect(px - 3 * u, head + 4 * u, px + 3 * u, y0 - 20 * u, rgb("#9ae8ff"), raw=True)
            c.glow(px, head + 20 * u, 80 * u, "#5ad0ff", 0.5)
        n = max(int(c.w / (190 * u)), 2)
        for k in range(n):
            px = (k + 0.5) * c.w / n
            c.lay(
                [
                    (px - 84 * u, floor - 74 * u),
                    (px + 84 * u, floor - 74 * u),
                    (px + 94 * u, floor),
                    (px - 94 * u, floor),
                ],
                "#566270",
                "#262d36",
            )
            c.lay(
                [
                    (px - 84 * u, floor - 74 * u),
                    (px + 84 * u, floor - 74 * u),
                    (px + 74 * u, floor - 104 * u),
                    (px - 74 * u, floor - 104 * u),
                ],
                "#7a8694",
                "#5c6876",
            )
            f.screen(
                c,
                px - 60 * u,
                floor - 100 * u,
                px + 4 * u,
                floor - 80 * u,
                ("#3ad0ff", "#ffb040")[k % 2],
                np.random.default_rng(k),
            )
            for j in range(16):
                c.oval(
                    px + (14 + 7 * (j % 8)) * u,
                    floor - (95 - 10 * (j // 8)) * u,
                    2.4 * u,
                    2.4 * u,
                    rgb(houses.NEON[(j * 5 + k) % 6]),
                    raw=True,
                )

    def seat(c: Canvas, x: float, y: float) -> None:
        f.sofa(c, x, y, 120, "#39424e")

    interior(
        stage,
        Room(
            "#39424e",
            "#39434e",
            trim="#5c6876",
            window=None,
            tiles=True,
            boards=150,
            shine=0.55,
            on_wall=wall,
            ceiling="#2a313a",
            near="#14181e",
            mid=((0.06, 80, seat), (0.95, 80, seat)),
        ),
    )
    stage.bed = "spaceship"


def theatre(stage: Stage) -> None:
    """A stage of boards before a red curtain, footlights, spotlights in the dust, heads of the house before it."""
    u, h, w = stage.unit, stage.h, stage.w
    row, top = stage.horizon, -stage.margin_y
    c = Canvas(stage, top, row + 4)
    x, y = common.grid(c.h, c.w)
    n = max(round(c.w / (66 * u)), 3)
    wave = x / c.w * n * 2 * np.pi
    bend = 0.5 * np.sin(wave * 0.5 + 1.3) + 0.35 * np.sin(wave * 2 + 0.6)
    folds = 0.5 + 0.5 * np.sin(wave + bend)
    sheen = np.clip(folds - 0.75, 0, 1) * 2.2
    pool = sum(
        np.exp(-(((x - px * w) / (0.15 * w)) ** 2 + ((y - c.row(row)) / (0.42 * h)) ** 2)) for px in (0.34, 0.60)
    )
    light = 0.16 + 0.25 * smooth(0, c.h, y) + 0.85 * pool
    img = (
        rgb("#8a1624") * (0.22 + 0.78 * folds**1.4)[..., None] * light[..., None]
        + rgb("#ff8a70") * (sheen * light * 0.20)[..., None]
    )
    c.pix[:] = cv2.convertScaleAbs(np.dstack([np.clip(img, 0, 1), np.ones((c.h, c.w), np.float32)]), alpha=255)
    gold = c.lit("#e8b850", 1.6)
    hem = c.row(row) - 26 * u
    c.rect(-4, hem, c.w + 4, hem + 12 * u, gold * 0.8, gold * 0.5, raw=True)
    for k in range(int(c.w / (7 * u))):
        c.rect(k * 7 * u, hem + 12 * u, k * 7 * u + 3.4 * u, hem + 24 * u, gold * (0.45 + 0.3 * (k % 2)), raw=True)
    swags, deep = max(round(c.w / (300 * u)), 2), 0.20 * h
    for k in range(swags):
        a, b = k * c.w / swags, (k + 1) * c.w / swags
        t = np.linspace(0, 1, 20)
        for j, tone in ((0, 0.42), (1, 0.56), (2, 0.72), (3, 0.9)):
            drop = (deep + stage.margin_y) * (1 - 0.20 * j)
            sag = drop * (0.55 + 0.45 * 4 * t * (1 - t))
            pts = np.stack([a + (b - a) * t, sag], 1)
            c.lay(
                np.concatenate([[[a, -4]], pts, [[b, -4]]]),
                rgb("#9a1828") * tone * 0.55,
                rgb("#5a0e18") * tone,
                raw=True,
            )
        c.stroke(
            np.stack([a + (b - a) * t, (deep + stage.margin_y) * (0.55 + 0.45 * 4 * t * (1 - t))], 1),
            7 * u,
            gold * 0.6,
            raw=True,
        )
        c.rect(b - 6 * u, 0, b + 6 * u, deep * 0.62 + stage.margin_y, gold * 0.42, raw=True)
    layer = c.layer(0.5, texture=0.06)
    layer.solid = (0.0, float(c.h))
    _floor(stage, Room("#000000", "#7a4c30", boards=120, shine=0.5), row)
    s = 4
    gx, gy = common.grid(h // s, w // s)
    warm = rgb("#ffe6b8")
    for cx, start, hue in ((0.34, 0.12, warm), (0.60, 0.86, rgb("#ffd0c8")), (0.47, 0.47, warm)):
        t = np.clip(gy * s / stage.ground, 0, 1.0)
        half = (0.012 + 0.10 * t) * w
        mid = (start + (cx - start) * t) * w
        dust = 0.7 + 0.6 * fbm(h // s, w // s, 20 * u, 3, stage.seed + int(cx * 100))
        beam = (
            np.exp(-(((gx * s - mid) / half) ** 4))
            * (0.46 - 0.26 * t)
            * dust
            * smooth(stage.ground + 0.1 * h, stage.ground - 0.04 * h, gy * s)
        )
        common.veil(stage, np.clip(beam, 0, 0.6).astype(np.float32), hue, base_y=row + 3)
    spot = (
        np.exp(-((((gx * s - 0.47 * w) / (0.20 * w)) ** 2 + ((gy * s - stage.ground) / (0.075 * h)) ** 2) ** 2))
        * 0.50
    )
    common.veil(stage, spot.astype(np.float32), warm, base_y=row + 4)
    c = Canvas(stage, stage.h - 150 * u, stage.h + stage.margin_y)
    r = stage.rng(19)
    n = max(round(c.w / (150 * u)), 3)
    for k in range(n):
        px, size = (k + 0.3 + 0.4 * r.random()) * c.w / n, (30 + 8 * r.random()) * u
        e = abs((px % w) / w - 0.5) * 2
        py = c.h - stage.margin_y - (2 + 34 * e * r.random()) * u
        head = rgb("#160a0c")
        c.oval(px, py, size * 0.74, size * 0.95, head, raw=True)
        c.oval(px, py + size * 2.0, size * 1.9, size * 1.5, head, raw=True)
    c.layer(1.5, front=True, kind="near", soft=4.5, rim=0.9, texture=0)
    edge = stage.ground + 0.055 * h
    c = Canvas(stage, edge - 30 * u, edge + 26 * u)
    for k in range(max(round(c.w / (118 * u)), 3)):
        px = (k + 0.5) * c.w / max(round(c.w / (118 * u)), 3)
        c.oval(px, c.row(edge), 22 * u, 15 * u, rgb("#6a4a24"), rgb("#1c120a"), start=180, end=360, raw=True)
        c.glow(px, c.row(edge) - 12 * u, 40 * u, "#ffd890", 0.5)
    c.layer(1.15, front=True, texture=0).solid = None
    common.bokeh(stage, [rgb("#ffb860"), rgb("#ff7a6a")], 10, 0, 0.2 * h, 0.10)
    stage.bed, stage.soft_feet, stage.air = "room", 2, "dust"


def studio(stage: Stage) -> None:
    """Seamless paper in soft light: what is shown stands alone."""
    u, h, w, pal = stage.unit, stage.h, stage.w, stage.palette
    mx, my = stage.margin_x, stage.margin_y
    hh, ww = common.even(h + 2 * my), common.even(w + 2 * mx)
    x, y = common.grid(hh // 2, ww // 2)
    x, y = x * 2 - mx, y * 2 - my
    paper = rgb("#d9d6d0") if not pal.night else rgb("#3a3c44")
    t = y / h
    # The bend of the sheet is the one soft step between wall and floor.
    wall = 0.80 + 0.24 * np.exp(-(((x - 0.5 * w) / (0.42 * w)) ** 2 + ((t - 0.46) / 0.36) ** 2))
    bend = smooth(0.60, 0.74, t)
    floor = 0.94 + 0.14 * np.exp(-(((x - 0.5 * w) / (0.36 * w)) ** 2)) - 0.34 * smooth(0.72, 1.1, t)
    shade = 0.10 * np.exp(-(((t - 0.665) / 0.055) ** 2))
    img = paper * (wall * (1 - bend) + floor * bend - shade)[..., None]
    side = np.clip((x / w - 0.5) * (1 if stage.sun[0] > w / 2 else -1), -1, 1)
    img = img * (1 + 0.10 * side[..., None] * np.array([1.0, 0.96, 0.9], np.float32))
    rgba = np.dstack([np.clip(img, 0, 1), np.ones((hh // 2, ww // 2), np.float32)])
    full = cv2.resize(rgba.astype(np.float32), (ww, hh), interpolation=cv2.INTER_LINEAR)
    common.add_layer(stage, full, -mx, -my, 0.4, opaque=True)
    # A sheet of floor that goes by, so that whoever walks here gets on.
    c = Canvas(stage, stage.ground - 0.06 * h, h + my)
    r = stage.rng(2)
    for _ in range(26):
        px, py = r.random() * c.w, c.h * r.random()
        c.oval(
            px,
            py,
            (30 + 50 * r.random()) * u,
            (3 + 5 * r.random()) * u,
            paper * 0.8,
            alpha=0.05,
            soft=5 * u,
            raw=True,
        )
    layer = c.layer(0.95, texture=0, kind="ground")
    layer.base_y = stage.ground - 0.06 * h
    s = 4
    gx, gy = common.grid(h // s, w // s)
    soft = np.exp(-(((gx * s - 0.47 * w) / (0.24 * w)) ** 2 + ((gy * s - stage.ground) / (0.035 * h)) ** 2)) * 0.16
    common.veil(stage, soft.astype(np.float32), paper * 0.25, base_y=stage.ground - 20 * u)
    stage.bed, stage.soft_feet = "room", 2
