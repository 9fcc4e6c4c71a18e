"""Rooms: of a house, cafe, library, office, laboratory."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from omnireel.animatic.palette import rgb
from omnireel.animatic.settings import furniture as f
from omnireel.animatic.settings.brush import Canvas
from omnireel.animatic.settings.interior import Room, interior, pendants
from omnireel.animatic.stage import Stage

F32 = npt.NDArray[Any]  # float32; OpenCV and NumPy lose the exact type on the way


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
                (0.285, 44, f.floor_lamp),
                (0.395, 46, lambda c, x, y: f.plant(c, x, y, 150)),
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
            back=((0.36, 170, f.sofa), (0.055, 60, f.plant), (0.14, 38, f.floor_lamp)),
            mid=((0.93, 100, f.armchair), (0.08, 100, lambda c, x, y: f.table(c, x, y, 190, 44, f.PALE))),
            hanging=pendants((0.36,), 50),
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
            back=((0.32, 190, f.bed), (0.561, 38, f.nightstand), (0.076, 40, f.nightstand)),
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
            hanging=pendants((0.13, 0.46), 66, "#a84a34"),
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
            hanging=pendants((0.14, 0.30, 0.46, 0.62), 84, "#26282a"),
        ),
    )


def reading_room(stage: Stage) -> None:
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
            hanging=pendants((0.205, 0.41, 0.62), 110, "#2f5a44"),
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
