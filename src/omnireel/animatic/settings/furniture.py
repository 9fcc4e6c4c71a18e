"""What stands in rooms. Each piece is drawn at x on a floor at `foot`, in own colours, sizes in pixels of 720."""

from __future__ import annotations

import numpy as np

from omnireel.animatic.palette import mix, rgb
from omnireel.animatic.settings.brush import Canvas

WOOD, PALE, DARK = "#7a5234", "#c89a66", "#4c3424"
SPINES = ("#a84a3c", "#3c5a78", "#c8a45c", "#5a7a58", "#d8d0c0", "#6a4a6a", "#8a6a4a", "#2f4a44")


def _night(c: Canvas) -> bool:
    return c.stage.palette.dark


def books(c: Canvas, x0: float, x1: float, y: float, tall: float, r: np.random.Generator) -> None:
    """A row of books that stands on row y."""
    x = x0
    while x < x1 - 6 * c.u:
        wide, high = (5 + 8 * r.random()) * c.u, tall * (0.62 + 0.34 * r.random())
        if r.random() < 0.92:
            tone = c.lit(SPINES[int(r.integers(0, len(SPINES)))], 0.75 + 0.3 * r.random())
            c.rect(x, y - high, min(x + wide, x1), y, tone, tone * 0.75, raw=True)
            c.rect(x + wide * 0.2, y - high * 0.82, x + wide * 0.8, y - high * 0.74, tone * 1.4, raw=True)
        x += wide + 0.8 * c.u


def shelf(
    c: Canvas, x: float, foot: float, wide: float = 190, tall: float = 320, rows: int = 4, wood: str = WOOD
) -> None:
    u, r = c.u, np.random.default_rng(int(x) + rows & 0xFFFF)
    x0, x1, y0 = x - wide * u / 2, x + wide * u / 2, foot - tall * u
    c.shade(x - c.toward * wide * 0.2 * u, foot - tall * u * 0.5, wide * 0.62 * u, tall * 0.56 * u, 0.30)
    c.box(x0, y0, x1, foot, wood, lid=0, deep=16 * u)
    step = (tall - 16) * u / rows
    for k in range(rows):
        y = y0 + 9 * u + k * step
        c.rect(x0 + 8 * u, y, x1 - 8 * u, y + step - 8 * u, c.lit(wood, 0.30), c.lit(wood, 0.46), raw=True)
        if r.random() < 0.78:
            books(c, x0 + 10 * u, x1 - (10 + 40 * (r.random() < 0.4)) * u, y + step - 8 * u, step - 14 * u, r)
        else:
            c.ball(x - 30 * u, y + step - 24 * u, 16 * u, "#b87a4a")
            books(c, x, x1 - 12 * u, y + step - 8 * u, step - 14 * u, r)
        c.rect(x0 + 6 * u, y + step - 8 * u, x1 - 6 * u, y + step, c.lit(wood, 1.25), c.lit(wood, 0.8), raw=True)


def cushion(c: Canvas, x: float, y: float, wide: float, tall: float, colour: str) -> None:
    tone = c.lit(colour)
    pts = [
        (x - wide / 2, y - tall / 2),
        (x, y - tall * 0.44),
        (x + wide / 2, y - tall / 2),
        (x + wide * 0.46, y),
        (x + wide / 2, y + tall / 2),
        (x, y + tall * 0.46),
        (x - wide / 2, y + tall / 2),
        (x - wide * 0.46, y),
    ]
    c.lay(pts, np.clip(tone * 1.2, 0, 1), tone * 0.65, raw=True)


def sofa(c: Canvas, x: float, foot: float, wide: float = 300, colour: str = "#4a6a72") -> None:
    u, half = c.u, wide * c.u / 2
    tone = c.lit(colour)
    c.shade(x, foot, half * 1.15, 14 * u, 0.6)
    for dx in (-0.86, 0.86):
        c.rect(x + dx * half - 4 * u, foot - 16 * u, x + dx * half + 4 * u, foot, DARK)
    c.oval(x - half + 18 * u, foot - 106 * u, 20 * u, 16 * u, tone * 1.15, raw=True)
    c.oval(x + half - 18 * u, foot - 106 * u, 20 * u, 16 * u, tone * 1.15, raw=True)
    c.rect(
        x - half + 14 * u,
        foot - 120 * u,
        x + half - 14 * u,
        foot - 40 * u,
        np.clip(tone * 1.12, 0, 1),
        tone * 0.55,
        raw=True,
    )
    n = 3 if wide > 240 else 2 if wide > 150 else 1
    for k in range(n):
        a = x - half + 26 * u + (2 * half - 52 * u) * k / n
        b = x - half + 26 * u + (2 * half - 52 * u) * (k + 1) / n
        c.lay(
            [
                (a + 2 * u, foot - 112 * u),
                ((a + b) / 2, foot - 117 * u),
                (b - 2 * u, foot - 112 * u),
                (b - 1 * u, foot - 64 * u),
                (a + 1 * u, foot - 64 * u),
            ],
            np.clip(tone * 1.25, 0, 1),
            tone * 0.7,
            raw=True,
        )
        c.rect(a, foot - 66 * u, b, foot - 58 * u, tone * 0.35, alpha=0.6, raw=True, soft=2 * u)
        c.lay(
            [(a, foot - 60 * u), (b, foot - 60 * u), (b + 1 * u, foot - 38 * u), (a - 1 * u, foot - 38 * u)],
            np.clip(tone * 1.32, 0, 1),
            tone * 0.85,
            raw=True,
        )
    c.rect(x - half + 8 * u, foot - 38 * u, x + half - 8 * u, foot - 12 * u, tone * 0.85, tone * 0.45, raw=True)
    for side in (-1, 1):
        ax = x + side * (half - 13 * u)
        c.lay(
            [
                (ax - 15 * u, foot - 84 * u),
                (ax + 15 * u, foot - 84 * u),
                (ax + 14 * u, foot - 12 * u),
                (ax - 14 * u, foot - 12 * u),
            ],
            np.clip(tone * (1.2 if side == c.toward else 0.95), 0, 1),
            tone * 0.5,
            raw=True,
        )
        c.oval(ax, foot - 84 * u, 15 * u, 8 * u, np.clip(tone * 1.3, 0, 1), raw=True)
    cushion(c, x - half * 0.58, foot - 82 * u, 50 * u, 44 * u, "#d89a4a")
    cushion(c, x + half * 0.55, foot - 80 * u, 46 * u, 42 * u, "#b8503c")


def armchair(c: Canvas, x: float, foot: float) -> None:
    sofa(c, x, foot, 128, "#8a4c3a")


def table(c: Canvas, x: float, foot: float, wide: float = 170, tall: float = 62, wood: str = WOOD) -> None:
    u, half = c.u, wide * c.u / 2
    c.shade(x, foot, half * 1.05, 9 * u, 0.5)
    for dx in (-0.86, 0.86):
        c.rect(
            x + dx * half - 4.5 * u,
            foot - tall * u,
            x + dx * half + 4.5 * u,
            foot,
            c.lit(wood, 0.9),
            c.lit(wood, 0.55),
            raw=True,
        )
    c.lay(
        [
            (x - half * 0.92, foot - (tall + 12) * u),
            (x + half * 0.92, foot - (tall + 12) * u),
            (x + half, foot - tall * u),
            (x - half, foot - tall * u),
        ],
        c.lit(wood, 1.5),
        c.lit(wood, 1.15),
        raw=True,
    )
    c.rect(
        x - half, foot - tall * u, x + half, foot - (tall - 8) * u, c.lit(wood, 0.95), c.lit(wood, 0.6), raw=True
    )


def chair(c: Canvas, x: float, foot: float, wood: str = PALE) -> None:
    u = c.u
    c.shade(x, foot, 30 * u, 6 * u, 0.45)
    for dx in (-20, 20):
        c.rect(
            x + (dx - 2.5) * u,
            foot - 112 * u,
            x + (dx + 2.5) * u,
            foot,
            c.lit(wood, 1.0),
            c.lit(wood, 0.6),
            raw=True,
        )
    for y in (106, 88):
        c.rect(
            x - 20 * u, foot - y * u, x + 20 * u, foot - (y - 9) * u, c.lit(wood, 1.15), c.lit(wood, 0.8), raw=True
        )
    c.lay(
        [
            (x - 22 * u, foot - 58 * u),
            (x + 22 * u, foot - 58 * u),
            (x + 26 * u, foot - 48 * u),
            (x - 26 * u, foot - 48 * u),
        ],
        c.lit(wood, 1.4),
        c.lit(wood, 1.0),
        raw=True,
    )


def plant(c: Canvas, x: float, foot: float, tall: float = 170) -> None:
    u, r = c.u, np.random.default_rng(int(x * 3) + 5 & 0xFFFF)
    c.shade(x, foot, 34 * u, 8 * u, 0.5)
    pot = [(x - 26 * u, foot - 46 * u), (x + 26 * u, foot - 46 * u), (x + 19 * u, foot), (x - 19 * u, foot)]
    c.lay(pot, c.lit("#c88a64", 0.75), c.lit("#c88a64", 1.15 if c.toward > 0 else 0.6), across=True, raw=True)
    leaf = c.lit("#3f7040")
    for k in range(17):
        a = -np.pi / 2 + (k / 16 - 0.5) * 2.5 + r.normal(0, 0.08)
        long = (tall - 40) * u * (0.6 + 0.45 * r.random())
        t = np.linspace(0, 1, 9)
        px = x + np.cos(a) * long * t * 0.8
        py = foot - 44 * u + np.sin(a) * long * t + long * 0.28 * t**2.4
        half = np.sin(t * np.pi * 0.96) ** 0.8 * long * 0.085
        up = float(np.clip(0.5 + 0.4 * np.cos(a) * c.toward + r.normal(0, 0.15), 0, 1))
        tone = mix(leaf * 0.5, np.clip(leaf * 1.7, 0, 1), up)
        c.lay(
            np.concatenate(
                [np.stack([px - half * 0.5, py - half], 1), np.stack([px + half * 0.5, py + half], 1)[::-1]]
            ),
            tone,
            tone * 0.6,
            raw=True,
        )


def floor_lamp(c: Canvas, x: float, foot: float) -> None:
    u, night = c.u, _night(c)
    c.oval(x, foot - 2 * u, 24 * u, 6 * u, DARK)
    c.tube(x - 2.5 * u, foot - 236 * u, x + 2.5 * u, foot, "#5c4a3a")
    shade = rgb("#ffe2a8") * (1.0 if night else 0.86)
    c.lay(
        [
            (x - 24 * u, foot - 282 * u),
            (x + 24 * u, foot - 282 * u),
            (x + 42 * u, foot - 226 * u),
            (x - 42 * u, foot - 226 * u),
        ],
        shade if night else c.lit("#ecd9b4"),
        (shade if night else c.lit("#ecd9b4")) * 0.8,
        raw=True,
    )
    if night:
        c.glow(x, foot - 250 * u, 260 * u, "#ffbe70", 1.0)


def pendant(c: Canvas, x: float, top: float, drop: float, colour: str = "#3a3c40", wide: float = 44) -> None:
    """A lamp that hangs from row `top`."""
    u, y = c.u, top + drop
    c.rect(x - 1.2 * u, top, x + 1.2 * u, y, "#2c2c30")
    c.lay(
        [
            (x - wide * 0.28 * u, y),
            (x + wide * 0.28 * u, y),
            (x + wide * u / 2 * 1.5, y + 34 * u),
            (x - wide * u / 2 * 1.5, y + 34 * u),
        ],
        c.lit(colour, 1.2),
        c.lit(colour, 0.7),
        raw=True,
    )
    c.oval(x, y + 34 * u, wide * 0.72 * u, 7 * u, rgb("#fff0c8") * (1.0 if _night(c) else 0.85), raw=True)
    c.glow(x, y + 42 * u, (210 if _night(c) else 90) * u, "#ffc880", 0.95 if _night(c) else 0.40)


def frames(c: Canvas, x: float, y: float, sizes: tuple[tuple[float, float, float, float], ...]) -> None:
    """Pictures on the wall: (dx, dy, wide, tall)."""
    u = c.u
    hues = (("#8aa8b8", "#c8b078"), ("#b8785a", "#e0c8a0"), ("#6a8a6a", "#d8d0b8"), ("#7a6a92", "#c8a0a0"))
    for k, (dx, dy, wide, tall) in enumerate(sizes):
        a, b = x + (dx - wide / 2) * u, y + (dy - tall / 2) * u
        c.rect(
            a - 3 * u - c.toward * 5 * u,
            b + 6 * u,
            a + wide * u - c.toward * 5 * u + 3 * u,
            b + tall * u + 9 * u,
            (0, 0, 0),
            alpha=0.25,
            soft=4 * u,
            raw=True,
        )
        c.rect(a, b, a + wide * u, b + tall * u, DARK)
        c.rect(a + 4 * u, b + 4 * u, a + (wide - 4) * u, b + (tall - 4) * u, "#ece4d4")
        c.rect(a + 11 * u, b + 11 * u, a + (wide - 11) * u, b + (tall - 11) * u, *hues[k % 4])
        c.oval(a + wide * 0.62 * u, b + tall * 0.42 * u, wide * 0.11 * u, wide * 0.11 * u, "#f0e0b0", alpha=0.8)
        c.lay(
            [
                (a + 11 * u, b + (tall - 11) * u),
                (a + wide * 0.4 * u, b + tall * 0.5 * u),
                (a + (wide - 11) * u, b + (tall - 11) * u),
            ],
            hues[k % 4][0],
            alpha=0.8,
        )


def rug(c: Canvas, x: float, y: float, wide: float, deep: float, colour: str) -> None:
    u = c.u
    c.oval(x, y, wide * u / 2, deep * u / 2, c.lit(colour, 0.9), c.lit(colour, 0.7), raw=True)
    c.oval(x, y, wide * u * 0.44, deep * u * 0.42, c.lit("#e8d8b8", 0.8), raw=True)
    c.oval(x, y, wide * u * 0.41, deep * u * 0.385, c.lit(colour, 0.95), c.lit(colour, 0.75), raw=True)


def bed(c: Canvas, x: float, foot: float) -> None:
    u = c.u
    c.shade(x, foot, 200 * u, 16 * u, 0.6)
    c.rect(x - 170 * u, foot - 168 * u, x + 170 * u, foot - 20 * u, c.lit(WOOD, 1.15), c.lit(WOOD, 0.6), raw=True)
    c.oval(x, foot - 168 * u, 170 * u, 26 * u, c.lit(WOOD, 1.2), c.lit(WOOD, 1.0), start=180, end=360, raw=True)
    for side in (-1, 1):
        cushion(c, x + side * 76 * u, foot - 112 * u, 128 * u, 62 * u, "#f0ece4")
    c.lay(
        [
            (x - 168 * u, foot - 96 * u),
            (x, foot - 102 * u),
            (x + 168 * u, foot - 96 * u),
            (x + 184 * u, foot - 20 * u),
            (x - 184 * u, foot - 20 * u),
        ],
        c.lit("#e8e2d8", 1.05),
        c.lit("#b8b4b0", 0.9),
        raw=True,
    )
    blanket = c.lit("#5a7490")
    c.lay(
        [
            (x - 172 * u, foot - 72 * u),
            (x, foot - 78 * u),
            (x + 172 * u, foot - 72 * u),
            (x + 190 * u, foot - 6 * u),
            (x - 190 * u, foot - 6 * u),
        ],
        np.clip(blanket * 1.25, 0, 1),
        blanket * 0.6,
        raw=True,
    )
    for k in range(7):
        t = (k + 0.5) / 7
        c.stroke(
            [(x + (t - 0.5) * 330 * u, foot - 72 * u), (x + (t - 0.5) * 360 * u + 6 * u, foot - 8 * u)],
            7 * u,
            blanket * (0.8 if k % 2 else 1.3),
            3 * u,
            alpha=0.35,
            soft=2 * u,
            raw=True,
        )


def nightstand(c: Canvas, x: float, foot: float) -> None:
    u = c.u
    c.box(x - 34 * u, foot - 66 * u, x + 34 * u, foot, WOOD, lid=9 * u)
    for y in (54, 28):
        c.rect(
            x - 28 * u,
            foot - y * u,
            x + 28 * u,
            foot - (y - 20) * u,
            c.lit(WOOD, 1.15),
            c.lit(WOOD, 0.85),
            raw=True,
        )
        c.oval(x, foot - (y - 10) * u, 3 * u, 3 * u, "#e0c890")
    night = _night(c)
    c.rect(x - 3 * u, foot - 100 * u, x + 3 * u, foot - 70 * u, "#c8a070")
    tone = rgb("#ffe2a8") if night else c.lit("#ecd9b4")
    c.lay(
        [
            (x - 14 * u, foot - 134 * u),
            (x + 14 * u, foot - 134 * u),
            (x + 25 * u, foot - 98 * u),
            (x - 25 * u, foot - 98 * u),
        ],
        tone,
        tone * 0.85,
        raw=True,
    )
    if night:
        c.glow(x, foot - 114 * u, 170 * u, "#ffbe70", 0.95)


def cupboards(c: Canvas, x: float, foot: float, wide: float, colour: str, upper: bool = True) -> None:
    """Kitchen units: base cupboards under a worktop, tiles, and wall cupboards above."""
    u, half = c.u, wide * c.u / 2
    tone, top = c.lit(colour), c.lit("#d8c8b0")
    n = max(int(wide / 62), 1)
    if upper:
        c.rect(
            x - half,
            foot - 196 * u,
            x + half,
            foot - 104 * u,
            c.lit("#ece8e0", 0.95),
            c.lit("#ece8e0", 0.75),
            raw=True,
        )
        for k in range(int(wide / 20) + 1):
            c.rect(
                x - half + k * 20 * u,
                foot - 196 * u,
                x - half + (k * 20 + 1) * u,
                foot - 104 * u,
                (0, 0, 0),
                alpha=0.12,
                raw=True,
            )
        for k in range(5):
            c.rect(
                x - half,
                foot - (196 - k * 20) * u,
                x + half,
                foot - (195 - k * 20) * u,
                (0, 0, 0),
                alpha=0.12,
                raw=True,
            )
        c.rect(x - half, foot - 196 * u, x + half, foot - 178 * u, (0, 0, 0), alpha=0.30, raw=True, soft=5 * u)
        for k in range(n):
            a, b = x - half + 2 * half * k / n, x - half + 2 * half * (k + 1) / n
            c.rect(a, foot - 300 * u, b, foot - 196 * u, np.clip(tone * 1.1, 0, 1), tone * 0.85, raw=True)
            c.rect(
                a + 5 * u,
                foot - 294 * u,
                b - 5 * u,
                foot - 202 * u,
                tone * 0.9,
                np.clip(tone * 1.05, 0, 1),
                raw=True,
            )
            c.rect(a, foot - 300 * u, a + 1.5 * u, foot - 196 * u, tone * 0.45, raw=True)
            c.oval(b - 11 * u, foot - 208 * u, 3 * u, 3 * u, "#d8c080")
    c.shade(x, foot, half * 1.05, 9 * u, 0.5)
    for k in range(n):
        a, b = x - half + 2 * half * k / n, x - half + 2 * half * (k + 1) / n
        c.rect(a, foot - 92 * u, b, foot - 8 * u, np.clip(tone * 1.05, 0, 1), tone * 0.68, raw=True)
        c.rect(a + 5 * u, foot - 84 * u, b - 5 * u, foot - 14 * u, tone * 0.88, tone * 0.72, raw=True)
        c.rect(a, foot - 92 * u, a + 1.5 * u, foot - 8 * u, tone * 0.4, raw=True)
        c.oval(b - 11 * u, foot - 78 * u, 3 * u, 3 * u, "#d8c080")
    c.rect(x - half, foot - 8 * u, x + half, foot, (0.02, 0.02, 0.02), raw=True)
    c.rect(
        x - half - 4 * u,
        foot - 110 * u,
        x + half + 4 * u,
        foot - 100 * u,
        np.clip(top * 1.25, 0, 1),
        np.clip(top * 1.05, 0, 1),
        raw=True,
    )
    c.rect(x - half - 4 * u, foot - 100 * u, x + half + 4 * u, foot - 91 * u, top * 0.75, top * 0.5, raw=True)


def stove(c: Canvas, x: float, foot: float) -> None:
    u = c.u
    c.box(x - 48 * u, foot - 106 * u, x + 48 * u, foot, "#b8bcc2", lid=8 * u)
    c.rect(x - 38 * u, foot - 70 * u, x + 38 * u, foot - 14 * u, "#26282e", "#14161a")
    c.rect(x - 36 * u, foot - 78 * u, x + 36 * u, foot - 74 * u, "#e4e8ec")
    for k in range(4):
        c.oval(x + (-30 + 20 * k) * u, foot - 92 * u, 5 * u, 5 * u, "#3a3c42")
    c.lay(
        [
            (x - 30 * u, foot - 200 * u),
            (x + 30 * u, foot - 200 * u),
            (x + 54 * u, foot - 174 * u),
            (x - 54 * u, foot - 174 * u),
        ],
        "#c4c8ce",
        "#7c8088",
    )
    c.rect(x - 20 * u, foot - 310 * u, x + 20 * u, foot - 200 * u, "#aeb2b8", "#83878e")
    c.rect(x - 30 * u, foot - 138 * u, x + 2 * u, foot - 114 * u, "#b8543c", "#7a3626")
    c.oval(x - 14 * u, foot - 138 * u, 17 * u, 4 * u, "#d87a5c")
    c.stroke([(x + 2 * u, foot - 130 * u), (x + 24 * u, foot - 133 * u)], 4 * u, "#3a2c26")


def fridge(c: Canvas, x: float, foot: float) -> None:
    u = c.u
    c.box(x - 52 * u, foot - 262 * u, x + 52 * u, foot, "#d4d8da", deep=14 * u)
    c.rect(x - 52 * u, foot - 176 * u, x + 52 * u, foot - 173 * u, "#6c7076")
    for y0, y1 in ((246, 190), (160, 90)):
        c.rect(x - 42 * u, foot - y0 * u, x - 37 * u, foot - y1 * u, "#8c9096")
    for k, hue in enumerate(("#e8c84a", "#d86a5a", "#7ab0d0")):
        c.rect(
            x + (2 + 14 * k) * u, foot - (232 - 12 * k) * u, x + (18 + 14 * k) * u, foot - (212 - 12 * k) * u, hue
        )


def desk(c: Canvas, x: float, foot: float, screens: int = 1) -> None:
    u = c.u
    table(c, x, foot, 210, 72, PALE)
    c.rect(x + 54 * u, foot - 70 * u, x + 96 * u, foot - 4 * u, c.lit("#d8d8d8"), c.lit("#9a9a9a"), raw=True)
    for k in range(screens):
        sx = x + (k - (screens - 1) / 2) * 92 * u
        c.rect(sx - 3 * u, foot - 104 * u, sx + 3 * u, foot - 80 * u, "#2c2e34")
        c.rect(sx - 43 * u, foot - 160 * u, sx + 43 * u, foot - 100 * u, "#1c1e22")
        c.rect(
            sx - 40 * u,
            foot - 157 * u,
            sx + 40 * u,
            foot - 103 * u,
            rgb("#5c9ad0") * 0.9,
            rgb("#26486e"),
            raw=True,
        )
        for j in range(5):
            c.rect(
                sx - 33 * u,
                foot - (150 - 9 * j) * u,
                sx + (-8 + 9 * (j * 7 % 5)) * u,
                foot - (147 - 9 * j) * u,
                rgb("#cfe6ff"),
                alpha=0.7,
                raw=True,
            )
        c.glow(sx, foot - 130 * u, 90 * u, "#7ab8ff", 0.35)
    c.rect(x - 40 * u, foot - 84 * u, x + 30 * u, foot - 79 * u, "#3a3c42")


def throne(c: Canvas, x: float, foot: float) -> None:
    u, gold, red = c.u, "#c8963c", "#8a2430"
    for k in range(2):
        c.box(
            x - (110 - 26 * k) * u,
            foot - 14 * (k + 1) * u,
            x + (110 - 26 * k) * u,
            foot - 14 * k * u,
            "#6a645e",
            lid=6 * u,
        )
    y = foot - 28 * u
    c.shade(x, y - 90 * u, 70 * u, 110 * u, 0.35)
    back = [
        (x - 52 * u, y),
        (x - 46 * u, y - 190 * u),
        (x, y - 232 * u),
        (x + 46 * u, y - 190 * u),
        (x + 52 * u, y),
    ]
    c.lay(back, c.lit(gold, 1.2), c.lit(gold, 0.55), raw=True)
    c.lay(
        [(px * 0.78 + x * 0.22, py * 0.92 + (y - 40 * u) * 0.08) for px, py in back],
        c.lit(red, 1.2),
        c.lit(red, 0.6),
        raw=True,
    )
    c.ball(x, y - 236 * u, 11 * u, gold)
    for side in (-1, 1):
        c.ball(x + side * 47 * u, y - 196 * u, 8 * u, gold)
        c.box(x + side * 54 * u - 11 * u, y - 76 * u, x + side * 54 * u + 11 * u, y, gold, lid=5 * u)
    c.box(x - 50 * u, y - 46 * u, x + 50 * u, y, red, lid=14 * u)


def column(c: Canvas, x: float, foot: float, top: float, wide: float, colour: str) -> None:
    u = c.u
    c.shade(x, foot, wide * 0.9, 9 * u, 0.5)
    c.tube(x - wide / 2, top, x + wide / 2, foot - 16 * u, colour)
    n = 7
    for k in range(1, n):
        px = x - wide / 2 + wide * k / n
        c.rect(px, top + 20 * u, px + 1.6 * u, foot - 26 * u, (0, 0, 0), alpha=0.16, raw=True)
    for y, half in ((foot - 16 * u, 0.72), (foot - 30 * u, 0.62)):
        c.rect(x - wide * half, y, x + wide * half, y + 16 * u, c.lit(colour, 1.2), c.lit(colour, 0.6), raw=True)
    for j, half in enumerate((0.62, 0.74)):
        c.rect(
            x - wide * half,
            top + (8 - 12 * j) * u,
            x + wide * half,
            top + (20 - 12 * j) * u,
            c.lit(colour, 1.2),
            c.lit(colour, 0.7),
            raw=True,
        )


def torch(c: Canvas, x: float, y: float) -> None:
    u = c.u
    c.stroke([(x, y + 44 * u), (x, y + 6 * u)], 6 * u, "#3c2c20", 10 * u)
    for size, hue in ((1.0, "#ff7a1e"), (0.66, "#ffb840"), (0.34, "#fff0b0")):
        c.lay(
            [
                (x - 9 * u * size, y + 4 * u),
                (x - 6 * u * size, y - 14 * u * size),
                (x + 2 * u, y - 36 * u * size),
                (x + 8 * u * size, y - 12 * u * size),
                (x + 8 * u * size, y + 4 * u),
            ],
            rgb(hue),
            raw=True,
            soft=1.6 * u,
        )
    c.glow(x, y - 12 * u, 230 * u, "#ff9a40", 1.0)


def banner(c: Canvas, x: float, top: float, long: float, colour: str) -> None:
    u = c.u
    tone = c.lit(colour)
    c.lay(
        [
            (x - 34 * u, top),
            (x + 34 * u, top),
            (x + 34 * u, top + long),
            (x, top + long + 34 * u),
            (x - 34 * u, top + long),
        ],
        np.clip(tone * 1.15, 0, 1),
        tone * 0.55,
        raw=True,
    )
    for dx in (-17, 6):
        c.rect(x + dx * u, top, x + (dx + 12) * u, top + long, (0, 0, 0), alpha=0.16, soft=4 * u, raw=True)
    gold = c.lit("#e0b850")
    c.oval(x, top + long * 0.45, 17 * u, 17 * u, gold, raw=True)
    c.lay(
        [
            (x - 11 * u, top + long * 0.45 + 8 * u),
            (x, top + long * 0.45 - 13 * u),
            (x + 11 * u, top + long * 0.45 + 8 * u),
        ],
        tone * 0.8,
        raw=True,
    )
    c.rect(x - 40 * u, top - 5 * u, x + 40 * u, top + 2 * u, c.lit("#8a6a34"), raw=True)


def counter(c: Canvas, x: float, foot: float, wide: float, colour: str = "#5c3c2a") -> None:
    """A bar with a stone top: cakes under glass, cups, a coffee machine."""
    u, half = c.u, wide * c.u / 2
    c.box(x - half, foot - 104 * u, x + half, foot, colour, lid=12 * u)
    for k in range(int(wide / 30)):
        c.rect(
            x - half + (k * 30 + 3) * u,
            foot - 92 * u,
            x - half + (k * 30 + 27) * u,
            foot - 10 * u,
            c.lit(colour, 1.1),
            c.lit(colour, 0.75),
            raw=True,
        )
    c.box(x - half * 0.8, foot - 176 * u, x - half * 0.28, foot - 112 * u, "#b8bcc2", lid=8 * u)
    for k in range(3):
        c.oval(x - half * (0.70 - 0.15 * k), foot - 150 * u, 5 * u, 5 * u, "#2c2e34")
    gx0, gx1 = x - half * 0.1, x + half * 0.62
    c.rect(gx0, foot - 160 * u, gx1, foot - 112 * u, rgb("#ffe2b0") * 0.5, rgb("#ffe2b0") * 0.34, raw=True)
    for k in range(7):
        px = gx0 + (gx1 - gx0) * (k + 0.5) / 7
        c.ball(px, foot - 122 * u, 9 * u, ("#c87a4a", "#e8c078", "#a84a5a")[k % 3], 7 * u)
    c.glow((gx0 + gx1) / 2, foot - 140 * u, 70 * u, "#ffd090", 0.5)
    for k in range(4):
        c.rect(
            x + half * (0.70 + 0.07 * k), foot - 126 * u, x + half * (0.74 + 0.07 * k), foot - 114 * u, "#f0ece4"
        )


def bottles(c: Canvas, x: float, y: float, wide: float, r: np.random.Generator, glow: bool = False) -> None:
    """Glass in a row that stands on row y."""
    u, px = c.u, x - wide * c.u / 2
    c.rect(
        x - wide * u / 2 - 4 * u,
        y,
        x + wide * u / 2 + 4 * u,
        y + 5 * u,
        c.lit(WOOD, 1.2),
        c.lit(WOOD, 0.7),
        raw=True,
    )
    while px < x + wide * u / 2 - 8 * u:
        size, hue = (
            (8 + 5 * r.random()) * u,
            ("#4a7a5a", "#8a5a2c", "#c8b48a", "#5a86a8", "#a84a44")[int(r.integers(0, 5))],
        )
        tall = (24 + 18 * r.random()) * u
        tone = rgb(hue) * 0.9 if glow else c.lit(hue)
        c.rect(px, y - tall * 0.68, px + size, y, tone * 1.2, tone * 0.6, raw=True)
        c.rect(px + size * 0.32, y - tall, px + size * 0.68, y - tall * 0.66, tone * 0.9, raw=True)
        c.rect(px + size * 0.14, y - tall * 0.62, px + size * 0.28, y - tall * 0.1, (1, 1, 1), alpha=0.4, raw=True)
        px += size + (3 + 5 * r.random()) * u


def screen(c: Canvas, x0: float, y0: float, x1: float, y1: float, hue: str, r: np.random.Generator) -> None:
    """A display with curves and bars that lights what is near it."""
    u, col = c.u, rgb(hue)
    c.rect(x0 - 4 * u, y0 - 4 * u, x1 + 4 * u, y1 + 4 * u, "#1a1e26")
    c.rect(x0, y0, x1, y1, col * 0.20, col * 0.34, raw=True)
    for k in range(4):
        y = y0 + (y1 - y0) * (k + 0.6) / 5
        c.rect(
            x0 + 5 * u,
            y,
            x0 + 5 * u + (x1 - x0 - 10 * u) * (0.2 + 0.6 * r.random()),
            y + 2.5 * u,
            col * 0.9,
            raw=True,
        )
    t = np.linspace(0, 1, 24)
    wave = (y0 + y1) / 2 + np.sin(t * (9 + 9 * r.random())) * (y1 - y0) * 0.22 * np.sin(t * 3.1)
    c.stroke(np.stack([x0 + 4 * u + (x1 - x0 - 8 * u) * t, wave], 1), 2.2 * u, mix(col, (1, 1, 1), 0.5), raw=True)
    c.glow((x0 + x1) / 2, (y0 + y1) / 2, (x1 - x0) * 0.9, col, 0.5)
