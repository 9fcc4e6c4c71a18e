"""Food: turned profiles, slabs and lumps of crust, cream and fruit. Makers as in drinks.py."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np

from omnireel.animatic.solids import F32, Colour, Item, Mark
from omnireel.animatic.subjects import materials as m
from omnireel.animatic.subjects.drinks import flame, steam
from omnireel.animatic.subjects.forms import Corner, Form, curve, round_outline, rounded, seen_at
from omnireel.animatic.subjects.materials import lighter, wave

CRUST: Colour = (0.80, 0.50, 0.20)
GREEN: Colour = (0.30, 0.56, 0.16)
PLATE: Colour = (0.94, 0.94, 0.93)


def plate(form: Form, r: float) -> None:
    form.lathe(
        [
            (0, 0),
            (r * 0.58, 0),
            *curve((r * 0.6, -1), (r * 0.8, -3), (r, -6.6), (r * 1.005, -7.4)),
            *curve((r * 0.97, -7), (r * 0.8, -4.4), (r * 0.6, -3), (0, -3)),
        ],
        PLATE,
        m.PORCELAIN,
        n=56,
    )


def _frill(r: float, y: float, wide: float, waves: int, high: float, seed: int) -> F32:
    """A leaf's wavy edge as a ring of places: rows from inside to the drooping edge."""
    rng = np.random.default_rng(seed)
    a = np.linspace(0, 2 * math.pi, 73)
    bend = np.sin(waves * a + rng.random() * 6) + 0.5 * np.sin((waves * 2 + 3) * a + rng.random() * 6)
    bend[-1] = bend[0]
    rows = []
    for t in np.linspace(0, 1, 6):
        radius = r * (0.55 + 0.45 * t) + wide * t * (1 + 0.16 * bend)
        rows.append(np.stack([radius * np.cos(a), y + high * t * t * bend + 2.2 * t * t, -radius * np.sin(a)], 1))
    return np.array(rows)


def _toasted(dark: Colour, pale: Colour, low: float, high: float) -> Callable[[F32], F32]:
    def paint(p: F32) -> F32:
        t = np.clip((low - p[..., 1]) / (low - high), 0, 1)[..., None]
        return np.asarray(np.array(pale) * (1 - t**0.7) + np.array(dark) * t**0.7)

    return paint


def burger(form: Form, col: Colour, action: str, phase: float) -> list[Item]:
    """Bun, lettuce, tomato, cheese that melts over the patty's edge, bun with sesame."""
    bun: Colour = (0.80, 0.48, 0.17)

    def bottom(p: F32) -> F32:
        t = np.clip((-p[..., 1] - 8) / 8, 0, 1)[..., None]
        return np.asarray(np.array(bun) * (1 - t) + np.array((0.95, 0.82, 0.56)) * t)

    form.lathe([(0, 0), (38, 0), *curve((43, -3), (45, -9), (43.5, -15)), (0, -16)], bottom, m.CRUMB, n=48)
    form.sheet(_frill(46, -17, 8, 9, 2.6, 1), GREEN, m.LEAFY, both=True)
    form.sheet(_frill(46, -19, 5, 11, 2.0, 2), (0.44, 0.68, 0.22), m.LEAFY, both=True)
    bumps = lambda a, t: 1 + 0.022 * np.sin(7 * a + 1) + 0.018 * np.sin(13 * a)  # noqa: E731
    form.lathe(
        [(0, -17), (42, -18), *curve((47, -20), (48.5, -26), (46, -32)), (0, -33)],
        (0.30, 0.15, 0.08),
        m.MEAT,
        n=48,
        wobble=bumps,
    )
    # A square of cheese: its corners hang down the side, and creep a little lower.
    creep = 1.2 * wave(phase) if action == "melt" else 0.0
    g = np.linspace(-1, 1, 29)
    x, z = np.meshgrid(g * 46, g * 46)
    spin = math.radians(38)
    x, z = x * math.cos(spin) - z * math.sin(spin), x * math.sin(spin) + z * math.cos(spin)
    r = np.hypot(x, z)
    over = np.maximum(r - 46, 0)
    lean = np.where(r > 46, (46 + 3.4 * np.tanh(over / 4)) / np.maximum(r, 1), 1.0)
    form.sheet(
        np.dstack([x * lean, -34.2 + over * (1.05 + 0.03 * creep) + 0.2 * np.sin(x / 5), z * lean]),
        (0.98, 0.69, 0.14),
        m.MELTED,
        both=True,
    )
    for a in (0.3, 1.5, 2.6, 3.9, 5.2):
        with form.part(22 * math.cos(a), -34.5, 22 * math.sin(a)):
            form.lathe(
                [(0, 0), (22, 0), *curve((24, -1), (24, -4), (22, -5.4)), (0, -5.6)],
                (0.82, 0.16, 0.10),
                m.FRUIT,
                n=28,
            )
    form.sheet(_frill(40, -40.5, 7, 8, 2.4, 3), (0.40, 0.66, 0.20), m.LEAFY, both=True)
    form.lathe(
        [(0, -42), (43, -42.5), *curve((46.5, -46), (46, -54), (38, -67), (22, -75), (0, -77.5))],
        _toasted((0.70, 0.36, 0.10), (0.93, 0.74, 0.42), -42, -62),
        m.Material(gloss=0.42, wrap=0.35, grain=0.08, lump=8),
        n=48,
    )
    rng = np.random.default_rng(3)
    for k in range(46):
        a, d = k * 2.4, 36 * math.sqrt((k + 0.5) / 46) + float(rng.random())
        top = -77.5 + 0.0108 * d * d + 0.0000028 * d**4
        with form.part(d * math.cos(a), top - 0.6, d * math.sin(a), float(rng.random()) * 180, 0, 0):
            form.ball((0, 0, 0), (2.2, 0.9, 1.3), (0.97, 0.90, 0.70), m.CREAM, 8, 5)
    return []


def cake(form: Form, col: Colour, action: str, phase: float) -> list[Item]:
    """A layer cake on a stand with a glaze that runs down, dots of cream and strawberries; a slice is missing."""
    plate(form, 62)
    sponge, cream = lighter(col, 0.25), (0.98, 0.93, 0.86)
    gap = 0.56
    a = np.linspace(math.pi / 2 - 0.95 + gap, math.pi / 2 - 0.95 + 2 * math.pi, 49)

    def wall(r: float, y0: float, y1: float, tint: Colour, stuff: m.Material) -> None:
        rows = [np.stack([r * np.cos(a), np.full_like(a, y), r * np.sin(a)], 1) for y in (y1, (y0 + y1) / 2, y0)]
        form.sheet(np.array(rows), tint, stuff)
        for end, flip in ((0, 1), (-1, -1)):
            c, s = math.cos(a[end]), math.sin(a[end])
            inner = [[(0, y1, 0), (r * c, y1, r * s)], [(0, y0, 0), (r * c, y0, r * s)]]
            form.sheet(np.array(inner)[:, ::flip], tint, stuff, both=True)

    layers: list[tuple[float, Colour, m.Material]] = []
    for _ in range(3):
        layers += [(13.0, sponge, m.CRUMB), (3.4, cream, m.CREAM)]
    y = -3.0
    for high, tint, stuff in layers:
        wall(47.5 if stuff is m.CREAM else 47, y, y - high, tint, stuff)
        y -= high
    # The glaze: a lid and drops of unequal length.
    rng = np.random.default_rng(6)
    drops = 4 + 10 * np.interp(np.arange(49), np.arange(0, 49, 2), rng.random(25) ** 1.6)
    rows = [
        np.stack([r * np.cos(a), np.full_like(a, y - h), r * np.sin(a)], 1)
        for r, h in ((0.01, 2.6), (30, 2.6), (45, 2.2), (48.6, 0.2))
    ]
    rows.append(np.stack([49.4 * np.cos(a), y + drops * 0.6, 49.4 * np.sin(a)], 1))
    rows.append(np.stack([48.9 * np.cos(a), y + drops, 48.9 * np.sin(a)], 1))
    form.sheet(np.array(rows), col, m.Material(gloss=0.8, wrap=0.3))
    for k in range(9):
        b = math.pi / 2 - 0.95 + gap + 0.25 + (2 * math.pi - gap - 0.4) * k / 8
        with form.part(37 * math.cos(b), y - 2, 37 * math.sin(b)):
            form.lathe(
                [(7, 0), *curve((7.4, -2), (5.8, -5), (3, -8), (0, -11))],
                cream,
                m.CREAM,
                16,
                wobble=lambda p, t: 1 + 0.12 * np.cos(6 * p + 5 * t),
            )
            if k % 2 == 0:
                with form.part(0, -6, 0):
                    _berry(form, 6.2)
    return []


CAKE_VIEW = (-25.0, 19.0)  # degrees it is turned and looked down on
CANDLES = ((0.94, 0.28, 0.34), (0.98, 0.80, 0.30), (0.36, 0.62, 0.90), (0.52, 0.78, 0.46), (0.80, 0.50, 0.86))


def _smoke(x: float, y: float, phase: float) -> list[Item]:
    """A thread of it that rises from a wick, sways and thins."""
    out: list[Item] = []
    for n in range(7):
        up = (phase + n / 7) % 1.0
        spot = (x + 7 * up * math.sin(5 * up + 2 * math.pi * phase), y - 4 - 46 * up)
        out.append(Mark("soft", [spot], (0.66, 0.66, 0.70), (1.6 + 6 * up, 2.4 + 7 * up), 0, 0.34 * (1 - up)))
    return out


def birthday_cake(form: Form, col: Colour, action: str, phase: float) -> list[Item]:
    """The cake with five burning candles; blown `out` they smoke."""
    flames: list[Item] = []
    cake(form, col, action, phase)
    for k, tint in enumerate(CANDLES):
        b = math.pi / 2 - 0.95 + 1.1 + (2 * math.pi - 1.6) * k / (len(CANDLES) - 1)
        x, y, z = 25 * math.cos(b), -54.0, 25 * math.sin(b)
        form.tube([(x, y, z), (x, y - 12, z), (x, y - 24, z)], 2.1, tint, m.WAX, 10)
        form.tube([(x, y - 24, z), (x + 0.4, y - 28, z)], 0.5, (0.10, 0.08, 0.07), m.MATT, 6)
        wick, own = seen_at((x, y - 25.5, z), *CAKE_VIEW), (phase + 0.23 * k) % 1
        flames += _smoke(*wick, own) if action == "out" else flame(*wick, 13, own, 0.8)
    return flames


def _berry(form: Form, r: float) -> None:
    """A strawberry, tip up, standing on y = 0."""

    def seeds(p: F32) -> F32:
        shade = np.clip((-p[..., 1]) / (2.2 * r), 0, 1)[..., None]
        return np.asarray(np.array((0.84, 0.07, 0.09)) * (0.86 + 0.2 * shade))

    form.lathe(
        [
            (0, 0),
            *curve(
                (0.5 * r, -0.05 * r),
                (0.98 * r, -0.5 * r),
                (0.9 * r, -1.1 * r),
                (0.45 * r, -1.9 * r),
                (0, -2.2 * r),
            ),
        ],
        seeds,
        m.FRUIT,
        20,
    )


def strawberry(form: Form, col: Colour, action: str, phase: float) -> list[Item]:
    def paint(p: F32) -> F32:
        t = np.clip((-p[..., 1] - 50) / 30, 0, 1)[..., None]
        return np.asarray(np.array(col) * (1 - 0.55 * t) + np.array((0.98, 0.80, 0.56)) * 0.55 * t)

    profile = curve((0, 0), (9, -3), (22, -22), (33, -46), (32, -62), (20, -71), (0, -72), steps=6)
    form.lathe(profile, paint, m.Material(gloss=0.75, wrap=0.35), n=48)
    for row in range(9):
        y = -9 - 6.8 * row
        r = float(np.interp(-y, [-q[1] for q in profile], [q[0] for q in profile]))
        count = max(int(r * 0.52), 4)
        for k in range(count):
            a = 2 * math.pi * (k + 0.5 * (row % 2)) / count
            form.ball(
                ((r - 0.5) * math.cos(a), y, (r - 0.5) * math.sin(a)),
                (1.0, 1.7, 1.0),
                (0.96, 0.78, 0.34),
                m.FRUIT,
                8,
                5,
            )
    for k in range(8):
        a = 2 * math.pi * k / 8 + 0.2
        rows = []
        for t in np.linspace(0, 1, 6):
            wide = 6.5 * math.sin(math.pi * min(t * 0.8 + 0.18, 1))
            d = 27 * t
            y = -72 - 3 * math.sin(math.pi * t) + 9 * t * t
            c, s = math.cos(a), math.sin(a)
            rows.append(
                [(d * c - s * wide * e, y + 1.2 * abs(e), d * s + c * wide * e) for e in (-1, -0.5, 0, 0.5, 1)]
            )
        form.sheet(np.array(rows), (0.28, 0.52, 0.16), m.LEAFY, both=True)
    form.tube([(0, -72, 0), (2, -80, 0), (7, -86, 1)], [2.2, 1.7, 1.5], (0.36, 0.54, 0.20), m.LEAFY, 8)
    return []


def apple(form: Form, col: Colour, action: str, phase: float) -> list[Item]:
    def paint(p: F32) -> F32:
        a = np.arctan2(p[..., 2], p[..., 0])
        streak = 0.5 + 0.5 * np.sin(23 * a + 2 * np.sin(5 * a))
        top = np.clip((-p[..., 1] - 44) / 20, 0, 1)
        t = np.clip(0.9 * top * (0.45 + 0.55 * streak) + 0.14 * streak + 0.2 * np.cos(a - 0.6), 0, 0.85)[..., None]
        return np.asarray(np.array(col) * (1 - t) + np.array((0.90, 0.70, 0.24)) * t)

    profile = curve(
        (3, -5),
        (11, 0),
        (22, -4),
        (34, -22),
        (38, -42),
        (33, -58),
        (20, -66),
        (9, -63),
        (2, -55),
        (0, -53),
        steps=6,
    )
    form.lathe(
        profile,
        paint,
        m.Material(gloss=0.75, wrap=0.28, grain=0.04, lump=3),
        n=48,
        wobble=lambda a, t: 1 + 0.018 * np.cos(5 * a) * (1 - t),
    )
    form.tube([(0, -54, 0), (1, -64, 0), (5, -76, 1)], [1.5, 1.3, 2.0], (0.34, 0.22, 0.12), m.WOOD, 8)
    rows = []
    for t in np.linspace(0, 1, 8):
        w = 7.5 * math.sin(math.pi * t**0.8)
        rows.append(
            [
                (4 + 24 * t, -69 - 9 * math.sin(2.2 * t) + 2.0 * abs(e), e * w + 3 * t)
                for e in (-1, -0.5, 0, 0.5, 1)
            ]
        )
    form.sheet(np.array(rows), (0.30, 0.54, 0.16), m.LEAFY, both=True)
    return []


def orange(form: Form, col: Colour, action: str, phase: float) -> list[Item]:
    """An orange and, before it, half of one."""
    with form.part(-10, 0, -12):
        form.lathe(
            curve((2, 0), (18, -4), (35, -24), (37, -38), (31, -58), (14, -70), (3, -70.5), (0, -69), steps=6),
            col,
            m.PEEL,
            n=48,
        )
        form.lathe([(4, -69), (3, -71), (0, -71)], (0.34, 0.46, 0.16), m.LEAFY, 10)
    with form.part(30, -31, 22, 34, -72, 0):
        form.lathe([(0, 30), *curve((16, 27), (28, 14), (32, 0))], col, m.PEEL, n=40)
        form.lathe([(32, 0), (31, -1), (28.6, -0.6)], (0.98, 0.93, 0.80), m.CREAM, n=40)
        form.lathe(
            [(28.6, -0.6), (27.6, -0.8), (0, -0.8)],
            lighter(col, 0.12),
            m.Material(gloss=0.8, wrap=0.5, grain=0.14, lump=3),
            n=40,
        )
        for k in range(10):
            c, s = math.cos(0.628 * k), math.sin(0.628 * k)
            form.tube([(2 * c, -0.9, 2 * s), (27.6 * c, -0.9, 27.6 * s)], 0.8, (0.99, 0.92, 0.76), m.CREAM, 6)
    return []


def banana(form: Form, col: Colour, action: str, phase: float) -> list[Item]:
    """A bunch of bananas lying on its back."""
    with form.part(0, 1.8, 0):
        return _banana(form, col, phase)


def _banana(form: Form, col: Colour, phase: float) -> list[Item]:
    """Three bananas on one stem."""
    for turn, lean in ((-26, 0.0), (2, 5.0), (28, 1.0)):
        path: list[Corner] = []
        radii: list[float] = []
        for k in range(19):
            t = k / 18
            a = math.radians(168 - 146 * t)
            path.append((62 * math.cos(a) + 6, -13 - 46 * (1 - math.sin(a)), lean))
            radii.append(
                11.5 * math.sin(math.pi * min(max(0.10 + 0.80 * t, 0.0), 1.0)) ** 0.55 if 0.02 < t < 0.97 else 3.4
            )

        def ripe(p: F32) -> F32:
            t = np.clip(1 - np.abs(p[..., 0] - 4) / 60, 0, 1)[..., None]
            tip = np.clip(1 - t * 9, 0, 1)
            body = np.array(col) * (0.84 + 0.18 * t)
            return np.asarray(body * (1 - tip) + np.array((0.22, 0.17, 0.08)) * tip)

        with form.part(0, 0, 0, turn * 0.55, turn * 0.5, 0):
            form.tube(path, radii, ripe, m.Material(gloss=0.30, wrap=0.35, grain=0.06, lump=5), 6)
    return []


def pizza(form: Form, col: Colour, action: str, phase: float) -> list[Item]:
    """A whole pizza on a wooden board, seen from higher than most: a slice is pulled a little aside."""
    form.slab(round_outline(66, 48), -3.4, 0, (0.62, 0.42, 0.24), m.WOOD, 1)
    rng = np.random.default_rng(12)
    rise = lambda a, t: 1 + 0.012 * np.sin(9 * a) + 0.012 * np.sin(17 * a + 1)  # noqa: E731

    def crust(p: F32) -> F32:
        a = np.arctan2(p[..., 2], p[..., 0])
        burnt = np.clip(np.sin(11 * a + 2 * np.sin(3 * a)) * 1.4 - 0.5, 0, 1)[..., None] * 0.55
        return np.asarray(np.array((0.86, 0.58, 0.26)) * (1 - burnt) + np.array((0.40, 0.20, 0.08)) * burnt)

    form.lathe(
        [(0, -3.5), (56, -3.5), *curve((60, -6), (60.5, -10), (57, -13), (53, -11), (51, -9))],
        crust,
        m.CRUST,
        n=64,
        wobble=rise,
    )
    form.lathe([(51.5, -8.6), (49, -9.0), (0, -9.2)], (0.78, 0.22, 0.08), m.MELTED, n=64)

    def cheese(p: F32) -> F32:
        d = np.sin(p[..., 0] * 0.31 + np.sin(p[..., 2] * 0.17) * 2) * np.sin(p[..., 2] * 0.27 + 1)
        t = np.clip(d * 0.9, 0, 1)[..., None]
        return np.asarray(np.array((0.97, 0.78, 0.36)) * (1 - 0.5 * t) + np.array((0.86, 0.46, 0.16)) * 0.5 * t)

    a = np.linspace(0, 2 * math.pi, 65)
    edge = 46 + 2.6 * np.sin(7 * a + 1) + 1.8 * np.sin(12 * a)
    edge[-1] = edge[0]
    rows = [
        np.stack([edge * t * np.cos(a), np.full_like(a, -10.0 + (0.9 if t == 1 else 0)), edge * t * np.sin(a)], 1)
        for t in (0.001, 0.3, 0.6, 0.85, 1.0)
    ]
    form.sheet(np.array(rows), cheese, m.Material(gloss=0.5, wrap=0.5, grain=0.10, lump=4))
    for k in range(15):
        b, d = 2.4 * k + 0.4, 41 * math.sqrt((k + 0.45) / 15)
        x, z = d * math.cos(b), d * math.sin(b)
        with form.part(x, -10, z, 0, float(rng.normal() * 5), float(rng.normal() * 5)):
            if k % 3 < 2:
                form.lathe(
                    [(7.6, 0), *curve((7.8, -1), (7.0, -1.9), (5.5, -1.5)), (0, -1.4)],
                    (0.68, 0.13, 0.07),
                    m.Material(gloss=0.5, grain=0.25, lump=2),
                    n=22,
                )
            else:
                rows2 = [
                    [
                        (
                            t * 13 - 6,
                            -1.2 - 1.8 * math.sin(3.1 * t) + 0.8 * abs(e),
                            e * 5 * math.sin(3.0 * t + 0.1),
                        )
                        for e in (-1, 0, 1)
                    ]
                    for t in np.linspace(0, 1, 6)
                ]
                form.sheet(np.array(rows2), (0.18, 0.46, 0.14), m.LEAFY, both=True)
    return steam(0, -16, 46, phase, 12)


def ice_cream(form: Form, col: Colour, action: str, phase: float) -> list[Item]:
    """Three scoops in a cone, a wafer and a cherry; a drop runs down."""

    def waffle(p: F32) -> F32:
        a = np.arctan2(p[..., 2], p[..., 0]) * 11
        lines = np.maximum(np.cos(a + p[..., 1] * 0.42), np.cos(a - p[..., 1] * 0.42))
        t = np.clip((lines - 0.62) * 3.5, 0, 1)[..., None]
        return np.asarray(np.array((0.86, 0.60, 0.30)) * (1 - 0.45 * t) + np.array((0.52, 0.28, 0.10)) * 0.45 * t)

    with form.part():
        form.lathe(
            [
                (1.5, 0),
                *[(1.5 + 24.5 * k / 24, -78 * k / 24) for k in range(25)],
                (27.5, -79),
                (27.5, -84),
                (24, -84),
            ],
            waffle,
            m.Material(gloss=0.2, wrap=0.3),
            n=60,
        )
    scoop = m.Material(gloss=0.22, wrap=0.7, grain=0.10, lump=4)
    rough = lambda a, t: 1 + 0.025 * np.sin(6 * a + 9 * t) + 0.02 * np.sin(11 * a - 14 * t)  # noqa: E731
    for x, y, z, tint in ((-13, -98, 4, col), (14, -97, -3, (0.97, 0.90, 0.74)), (1, -121, 2, (0.42, 0.24, 0.14))):
        with form.part(x, y, z):
            form.lathe(
                [*curve((17, 13), (23, 11), (24.5, 7), (21.6, 5)), *curve((22, 3), (21, -7), (13, -18), (0, -22))],
                tint,
                scoop,
                n=36,
                wobble=rough,
            )
    with form.part(16, -128, -6, 20, 0, 22):
        form.tube([(0, 6, 0), (0, -34, 0)], 3.4, (0.80, 0.54, 0.26), m.CRUST, 14)
    form.ball((1, -147, 2), 6.4, (0.80, 0.06, 0.10), m.Material(gloss=0.95, wrap=0.3), 20, 12)
    form.tube([(1, -152, 2), (3, -161, 2), (9, -167, 2)], 0.8, (0.36, 0.46, 0.16), m.LEAFY, 7)
    low = -80 + 26 * phase
    form.ball((-20 + 7.2 * phase, low, 14.5 - 4 * phase), (2.6, 4.4, 2.4), col, m.CREAM, 12, 8)
    return []


def bread(form: Form, col: Colour, action: str, phase: float) -> list[Item]:
    """A round loaf, slashed and dusted, and two slices before it, on a board."""
    form.slab(rounded(150, 84, 10), -4, 0, (0.56, 0.36, 0.20), m.WOOD, 1.4)

    def baked(p: F32) -> F32:
        t = np.clip((-p[..., 1] - 6) / 44, 0, 1)
        cut = np.abs(np.sin((p[..., 0] + 0.4 * p[..., 2]) * 0.075)) < 0.20
        flour = (np.clip(np.sin(p[..., 2] * 0.5 + p[..., 0] * 0.2), 0, 1) * 0.22 * t)[..., None]
        body = np.array((0.90, 0.66, 0.36)) * (1 - t[..., None]) + np.array(col) * t[..., None]
        body = np.where((cut & (t > 0.5))[..., None], np.array((0.95, 0.82, 0.58)), body)
        return np.asarray(body * (1 - flour) + np.array((0.97, 0.94, 0.88)) * flour)

    with form.part(-18, -4, -8):
        form.lathe(
            [(0, 0), (34, 0), *curve((41, -5), (44, -16), (39, -33), (26, -45), (0, -51), steps=9)],
            baked,
            m.CRUST,
            n=64,
            squash=0.78,
            wobble=lambda a, t: 1.12 + 0.02 * np.sin(5 * a),
        )
    for x, z, lean in ((46, 8, 26), (54, 22, 62)):
        with form.part(x, -6, z, 62, -90 + lean, 0):
            outline = [
                (25 * math.cos(b) * (1 if math.sin(b) < 0.3 else 0.9), 22 * math.sin(b) - 18)
                for b in np.linspace(0, 2 * math.pi, 33)[:-1]
            ]
            form.slab(outline, -3, 3, (0.66, 0.38, 0.15), m.CRUST, 2)
            inner = [(p[0] * 0.9, (p[1] + 18) * 0.9 - 18) for p in outline]
            form.slab(inner, -3.5, 3.5, (0.95, 0.86, 0.66), m.CRUMB, 0.4)
    return []


def sandwich(form: Form, col: Colour, action: str, phase: float) -> list[Item]:
    """Two triangles of a club sandwich, their cut sides to the viewer."""
    plate(form, 66)
    for x, z, yaw in ((-21, 2, 14), (27, 12, -30)):
        with form.part(x, -3, z, yaw):

            def wedge(k: float) -> list[tuple[float, float]]:
                corners = [(-32.0, 14.0), (32.0, 14.0), (0.0, -26.0)]
                out = []
                for i in range(3):
                    (ax, az), (bx, bz) = corners[i], corners[(i + 1) % 3]
                    out += [
                        (ax * k + (bx - ax) * k * t, az * k + (bz - az) * k * t) for t in (0.06, 0.35, 0.65, 0.94)
                    ]
                return out

            y = 0.0
            for high, k, tint, stuff in (
                (9.0, 1.0, (0.93, 0.80, 0.56), m.CRUMB),
                (2.0, 1.06, (0.40, 0.66, 0.22), m.LEAFY),
                (3.0, 1.0, (0.90, 0.60, 0.54), m.MELTED),
                (3.6, 0.98, (0.84, 0.18, 0.12), m.FRUIT),
                (2.2, 1.04, (0.98, 0.76, 0.24), m.MELTED),
                (9.0, 1.0, (0.93, 0.80, 0.56), m.CRUMB),
                (2.2, 1.06, (0.36, 0.62, 0.20), m.LEAFY),
                (4.0, 1.0, (0.86, 0.58, 0.44), m.MEAT),
                (2.0, 1.03, (0.98, 0.93, 0.84), m.CREAM),
            ):
                form.slab(wedge(k), y - high, y, tint, stuff, 0.8)
                y -= high
            form.slab(wedge(1.0), y - 9, y, (0.93, 0.80, 0.56), m.CRUMB, 1.2)
            form.slab(wedge(0.97), y - 9.8, y - 8, (0.74, 0.46, 0.20), m.CRUST, 0.6)
            form.tube([(0, y, 2), (0, y - 26, 2)], 0.8, (0.86, 0.66, 0.40), m.WOOD, 8)
            form.ball((0, y - 15, 2), 4.4, (0.48, 0.56, 0.16), m.FRUIT, 16, 10)
    return []


def sushi(form: Form, col: Colour, action: str, phase: float) -> list[Item]:
    """Nigiri and rolls on a slate."""
    form.box(
        (0, 0, 0), (150, 5, 74), (0.17, 0.18, 0.20), m.Material(gloss=0.25, grain=0.14, lump=6, stretch=4), 1.2
    )
    rice = m.Material(gloss=0.15, wrap=0.6, grain=0.16, lump=1.4)
    white: Colour = (0.95, 0.94, 0.90)
    for k, (x, z, tint) in enumerate(
        ((-50, 12, col), (-18, 16, (0.90, 0.34, 0.30)), (-48, -18, (0.96, 0.62, 0.46)))
    ):
        with form.part(x, -5, z, 68 + 6 * k):
            form.ball((0, -8, 0), (23, 8.5, 10), white, rice, 26, 12)
            rows = []
            for t in np.linspace(-1, 1, 17):
                rows.append(
                    [
                        (
                            t * 28,
                            -15 - 5.5 * (1 - t * t) + 5 * t * t + 6 * e * e * (1.1 if abs(t) < 1 else 1),
                            e * 11,
                        )
                        for e in np.linspace(-1, 1, 9)
                    ]
                )
            grid = np.array(rows)

            def stripes(p: F32, base: Colour = tint) -> F32:
                s = np.clip(np.cos(p[..., 0] * 0.9 + p[..., 2] * 0.5) - 0.55, 0, 1)[..., None]
                return np.asarray(np.array(base) * (1 - s) + np.array((1.0, 0.88, 0.76)) * s)

            form.sheet(grid, stripes, m.Material(gloss=0.7, wrap=0.6), both=True)
    for x, z in ((22, 16), (50, 14), (30, -14), (58, -16)):
        with form.part(x, -5, z):
            form.lathe(
                [(12.6, 0), (13, -2), (13, -20), (12.4, -21.6)],
                (0.07, 0.12, 0.08),
                m.Material(gloss=0.3, grain=0.2, lump=2),
                n=30,
            )
            form.lathe([(12.6, -21), (9, -22), (5.6, -22)], white, rice, n=30)
            form.lathe([(6, -21.8), (3, -22.6), (0, -22.8)], (0.96, 0.48, 0.30), m.FRUIT, n=20)
            form.ball((2.5, -22.6, 1.4), (2.2, 1.0, 2.0), (0.44, 0.66, 0.24), m.FRUIT, 10, 6)
    form.ball((0, -9, -22), (7, 5, 6), (0.56, 0.72, 0.36), m.CREAM, 16, 8)
    for near in (30.0, 33.5):
        form.tube([(-66, -6.6, near), (66, -7.4, near + 3)], [0.9, 1.8], (0.48, 0.16, 0.10), m.VARNISHED, 9)
    return []


def noodles(form: Form, col: Colour, action: str, phase: float) -> list[Item]:
    """A bowl of ramen: broth, noodles, half an egg, onions, chopsticks; it steams."""
    form.lathe(
        [
            (0, 0),
            (24, 0),
            (25, -6),
            *curve((29, -8), (48, -22), (58, -44), (60, -56)),
            (58.6, -57.4),
            *curve((57, -55), (54, -44), (46, -34)),
        ],
        col,
        m.PORCELAIN,
        n=56,
    )
    form.lathe([(57, -49), (50, -49.4), (0, -49.4)], (0.66, 0.36, 0.12), m.Material(gloss=0.8, wrap=0.3), n=48)
    rng = np.random.default_rng(2)
    for k in range(30):
        x0, z0, a = float(rng.normal() * 12), float(rng.normal() * 9), float(rng.random()) * 6.28
        path: list[Corner] = []
        for t in np.linspace(0, 1, 16):
            b = a + 3.6 * t
            path.append(
                (
                    x0 + 24 * math.cos(b) * (0.7 + 0.3 * t),
                    -49 - 4.5 * math.sin(math.pi * t) - 3 * float(rng.random() * 0.2) - 0.09 * k,
                    z0 + 19 * math.sin(b),
                )
            )
        form.tube(path, 1.5, (0.96, 0.80, 0.46), m.Material(gloss=0.5, wrap=0.5), 7)
    for x, z, lean in ((30, 14, 12), (18, 30, -8)):
        with form.part(x, -52, z, 0, lean, 14):
            form.lathe(
                [(0, 6), *curve((8, 5), (13, 0), (13.4, -1.5)), (0, -2.2)], (0.98, 0.97, 0.94), m.CREAM, n=24
            )
            form.lathe([(7.6, -2.2), (6, -3.6), (0, -4)], (0.98, 0.60, 0.12), m.MELTED, n=20)
    for _ in range(26):
        a, d = float(rng.random()) * 6.28, 40 * math.sqrt(float(rng.random()))
        form.ring((d * math.cos(a), -54, d * math.sin(a)), 2.4, 0.7, (0.44, 0.70, 0.26), m.LEAFY, "y", 12)
    for k in range(2):
        form.tube(
            [(-14 + 5 * k, -50, 26), (-62 + 5 * k, -74, -34 - 3 * k)],
            [1.2, 2.2],
            (0.46, 0.15, 0.10),
            m.VARNISHED,
            9,
        )
    return steam(0, -60, 62, phase, 12)


def cookie(form: Form, col: Colour, action: str, phase: float) -> list[Item]:
    """A stack of chocolate-chip cookies and one that leans on it."""
    rng = np.random.default_rng(5)

    def one(seed: int) -> None:
        bump = lambda a, t: 1 + 0.03 * np.sin(5 * a + seed) + 0.02 * np.sin(9 * a + 2 * seed)  # noqa: E731
        form.lathe(
            [(0, 0), (32, 0), *curve((37, -2), (38, -6), (34, -10), (18, -13), (0, -14), steps=6)],
            col,
            m.CRUST,
            n=44,
            wobble=bump,
        )
        for k in range(15):
            a, d = 2.4 * k + seed, 32 * math.sqrt((k + 0.4) / 15)
            top = -14 + 0.0034 * d * d
            form.ball(
                (d * math.cos(a), top, d * math.sin(a)),
                (3.6 + float(rng.random()) * 1.6, 2.6, 3.4),
                (0.20, 0.10, 0.05),
                m.CHOCOLATE,
                10,
                6,
            )

    for k in range(3):
        with form.part(-10 + 3 * (k % 2), -13.4 * k, -6 + 2 * (k % 2), 70 * k):
            one(k)
    with form.part(32, -31, 24, 32, -66, 0):
        one(5)
    return []


def donut(form: Form, col: Colour, action: str, phase: float) -> list[Item]:
    """A glazed ring with sprinkles, propped up on another one."""
    rng = np.random.default_rng(7)

    def one(tint: Colour) -> None:
        form.ring(
            (0, -17, 0), 27, 16.6, (0.84, 0.56, 0.26), m.Material(gloss=0.2, wrap=0.3, grain=0.10, lump=5), n=48
        )
        a = np.linspace(0, 2 * math.pi, 65)
        rows = []
        edge = 1.72 + 0.16 * np.sin(7 * a) + 0.12 * np.sin(11 * a + 1)
        edge[-1] = edge[0]
        for t in np.linspace(-1, 1, 15):
            b = math.pi / 2 + t * edge * (1.0 if t > 0 else 0.95)
            r = 27 + 17.7 * np.cos(b)
            rows.append(np.stack([r * np.cos(a), -17 - 17.7 * np.sin(b), r * np.sin(a)], 1))
        form.sheet(np.array(rows)[::-1], tint, m.Material(gloss=0.9, wrap=0.4))
        colours: list[Colour] = [
            (0.98, 0.86, 0.2),
            (0.3, 0.7, 0.95),
            (0.98, 0.98, 0.98),
            (0.5, 0.85, 0.4),
            (0.95, 0.5, 0.2),
        ]
        for k in range(64):
            b, c = float(rng.random()) * 6.28, math.pi / 2 + float(rng.normal()) * 0.62
            r = 27 + 18.2 * math.cos(c)
            with form.part(
                r * math.cos(b), -17 - 18.2 * math.sin(c), r * math.sin(b), math.degrees(float(rng.random()) * 6)
            ):
                form.tube([(-2.4, 0, 0), (2.4, 0, 0)], 0.85, colours[k % 5], m.PLASTIC, 6)

    with form.part(-20, 0, -10):
        one(col)
    with form.part(36, -36, 18, 22, -56, 0), form.part(0, 17, 0):
        one((0.36, 0.20, 0.11))
    return []
