"""Halls: of a castle, temple, spaceship, theatre, studio."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from omnireel.animatic.noise import fbm, smooth
from omnireel.animatic.palette import rgb
from omnireel.animatic.settings import common, houses
from omnireel.animatic.settings import furniture as f
from omnireel.animatic.settings.brush import Canvas
from omnireel.animatic.settings.interior import Room, floor, interior
from omnireel.animatic.stage import Stage

F32 = npt.NDArray[Any]  # float32; OpenCV and NumPy lose the exact type on the way


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
    floor(stage, Room("#000000", "#7a4c30", boards=120, shine=0.5), row)
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
    stage.bed, stage.air = "room", "dust"


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
    stage.bed = "room"
