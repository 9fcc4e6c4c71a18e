"""What stands and lies in houses: furniture, devices, clothes, toys. Makers as in drinks.py."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np

from omnireel.animatic.solids import F32, Colour, Item, spline
from omnireel.animatic.subjects import materials as m
from omnireel.animatic.subjects.drinks import BRASS, GOLD, SILVER
from omnireel.animatic.subjects.forms import Corner, Form, curve, rounded
from omnireel.animatic.subjects.materials import darker, lighter, wave

DARK: Colour = (0.07, 0.07, 0.08)
OAK: Colour = (0.58, 0.38, 0.21)
WHITE: Colour = (0.94, 0.94, 0.93)


def legs(form: Form, x: float, z: float, high: float, r: float, col: Colour, splay: float = 0.06) -> None:
    for a in (-1, 1):
        for b in (-1, 1):
            form.tube(
                [(a * (x + high * splay), 0, b * (z + high * splay)), (a * x, -high, b * z)],
                [r * 0.72, r],
                col,
                m.VARNISHED,
                10,
            )


def _picture(w: float, h: float, phase: float) -> Callable[[F32], F32]:
    """Paints a screen: a sky with a low sun and hills that pass slowly; x across, y down, the middle at 0."""

    def paint(p: F32) -> F32:
        u, v = p[..., 0] / w + 0.5, p[..., 1] / h + 0.5
        top, low = np.array((0.20, 0.34, 0.68)), np.array((0.98, 0.72, 0.52))
        sky = top + (low - top) * np.clip(v, 0, 1)[..., None] ** 1.2
        sun = np.exp(-(((u - 0.66) * w / h) ** 2 + (v - 0.52) ** 2) / 0.012)[..., None]
        sky = sky + np.array((0.5, 0.4, 0.2)) * sun
        for base, amp, freq, tint in ((0.62, 0.07, 9, (0.42, 0.34, 0.52)), (0.76, 0.06, 13, (0.20, 0.20, 0.34))):
            line = base + amp * np.sin(freq * u + 6.283 * phase) + amp * 0.4 * np.sin(2 * freq * u + 1)
            under = np.clip((v - line) * 26 + 0.5, 0, 1)[..., None]
            sky = sky + (np.array(tint) - sky) * under
        return np.asarray(np.clip(sky, 0, 1))

    return paint


def _panel(form: Form, w: float, h: float, z: float, phase: float) -> None:
    """A lit screen (w by h) about the middle, facing the viewer."""
    x, y = np.meshgrid(np.linspace(-w / 2, w / 2, 36), np.linspace(-h / 2, h / 2, 30))
    form.sheet(np.dstack([x, y, np.full_like(x, z)]), _picture(w, h, phase), m.SCREEN, both=True)


# ---- furniture ----


def chair(form: Form, col: Colour, action: str, phase: float) -> list[Item]:
    form.slab(rounded(46, 44, 9), -50, -45, col, m.VARNISHED, 2)
    form.slab(rounded(42, 40, 9), -54, -49.5, (0.74, 0.60, 0.42), m.CLOTH, 2.2)
    for x in (-19.0, 19.0):
        form.tube(
            [(x * 1.08, 0, -21), (x, -46, -19), (x * 0.98, -76, -22), (x * 0.96, -100, -27)],
            [2.0, 2.6, 2.4, 1.9],
            col,
            m.VARNISHED,
        )
        form.tube([(x * 1.1, 0, 20), (x, -46, 17)], [1.9, 2.6], col, m.VARNISHED)
        form.tube([(x * 1.04, -20, -20), (x * 1.04, -20, 18)], 1.4, col, m.VARNISHED, 8)
    for y, z in ((-96, -26), (-84, -24), (-72, -21.6)):
        form.tube(
            [(-18.6, y, z), (-9, y - 0.6, z - 2), (9, y - 0.6, z - 2), (18.6, y, z)],
            2.9,
            col,
            m.VARNISHED,
            10,
            flat=0.5,
        )
    form.tube([(-19, -26, 1), (19, -26, 1)], 1.4, col, m.VARNISHED, 8)
    return []


def table(form: Form, col: Colour, action: str, phase: float) -> list[Item]:
    form.slab(rounded(160, 84, 6), -76, -70.5, col, m.VARNISHED, 1.6)
    form.slab(rounded(140, 66, 3), -71, -62, darker(col, 0.8), m.WOOD, 0.6)
    legs(form, 66, 30, 70, 3.8, darker(col, 0.9), 0.03)
    return []


def tabletop(form: Form, col: Colour, action: str, phase: float) -> list[Item]:
    """The round top of a table that a small thing is shown on; its foot is below the picture."""
    form.lathe(
        [(0, 7), (104, 7), *curve((110, 6), (112.5, 3.4), (111.6, 1.0), (109, 0.1)), (100, 0), (60, 0), (0, 0)],
        col,
        m.Material(gloss=0.5, grain=0.13, lump=4.5, stretch=11),
        n=72,
        crease=0.2,
    )
    form.lathe([(12, 60), (12, 40), (18, 20), (52, 7)], darker(col, 0.55), m.VARNISHED, n=32)
    return []


def sofa(form: Form, col: Colour, action: str, phase: float) -> list[Item]:
    stuff = m.Material(grain=0.08, lump=2.2, wrap=0.12)
    legs(form, 84, 26, 10, 3.2, (0.30, 0.19, 0.11), 0.1)
    form.box((0, -9, 0), (196, 22, 84), darker(col, 0.9), stuff, 5)
    for x in (-41.0, 41.0):
        form.box((x, -30, 6), (81, 18, 70), col, stuff, 7, 9)
        with form.part(x, -42, -24, 0, 12, 0):
            form.box((0, 0, 0), (80, 44, 18), col, stuff, 8, 8)
    form.box((0, -9, -38), (196, 66, 14), darker(col, 0.92), stuff, 6)
    for x in (-92.0, 92.0):
        form.box((x, -9, 2), (20, 50, 82), col, stuff, 9, 9)
    for x, roll, tint in ((-68, 14, (0.90, 0.64, 0.26)), (66, -12, (0.90, 0.88, 0.82))):
        with form.part(x, -62, 2, 0, 16, roll):
            form.ball((0, 0, 0), (19, 18, 7.5), tint, m.CLOTH, 4 * 6, 12)
    return []


def armchair(form: Form, col: Colour, action: str, phase: float) -> list[Item]:
    stuff = m.Material(grain=0.08, lump=2.2, wrap=0.12)
    legs(form, 36, 28, 11, 3.0, (0.30, 0.19, 0.11), 0.1)
    form.box((0, -10, 0), (90, 20, 80), darker(col, 0.9), stuff, 5)
    form.box((0, -29, 6), (60, 18, 66), col, stuff, 7, 9)
    with form.part(0, -42, -24, 0, 12, 0):
        form.box((0, 0, 0), (62, 54, 18), col, stuff, 9, 9)
    form.box((0, -10, -36), (88, 78, 14), darker(col, 0.92), stuff, 8)
    for x in (-38.0, 38.0):
        form.box((x, -10, 2), (18, 52, 78), col, stuff, 9, 9)
    return []


def bench(form: Form, col: Colour, action: str, phase: float) -> list[Item]:
    """Of a park: planks on iron feet."""
    iron: Colour = (0.13, 0.14, 0.14)
    for z in (-17.0, -6.0, 5.0, 16.0):
        form.box((0, -43.5, z), (160, 3.5, 9), col, m.WOOD, 1)
    for y, z in ((-58, -23.5), (-71, -26), (-84, -28.5)):
        form.box((0, y, z), (160, 9.5, 3), col, m.WOOD, 1)
    for x in (-66.0, 66.0):
        form.tube([(x, 0, -24), (x, -42, -20), (x, -88, -32)], 2.6, iron, m.VARNISHED, 10)
        form.tube([(x, 0, 20), (x, -42, 17), (x, -62, 17), (x, -66, -20)], 2.4, iron, m.VARNISHED, 10)
        form.tube([(x, -42, -20), (x, -42, 18)], 2.4, iron, m.VARNISHED, 8)
    return []


def bed(form: Form, col: Colour, action: str, phase: float) -> list[Item]:
    legs(form, 92, 66, 18, 4, darker(OAK, 0.7), 0)
    form.box((0, -16, 0), (200, 14, 148), OAK, m.VARNISHED, 2)
    form.box((0, -28, 0), (194, 24, 142), WHITE, m.CLOTH, 7, 9)
    form.box((-100, -6, 0), (8, 92, 152), OAK, m.VARNISHED, 3)
    # The blanket hangs over the sides, in folds.
    x, s = np.meshgrid(np.linspace(-34, 103, 40), np.linspace(-1, 1, 41))
    over = np.maximum(np.abs(s) - 0.70, 0) / 0.30
    z = np.clip(s / 0.70, -1, 1) * 71 + np.sign(s) * (2 + 2.5 * over * (1 + np.sin(x * 0.22)))
    y = -54 - 1.2 * np.sin(x * 0.09) * np.cos(s * 5) * (1 - over) + 33 * over
    form.sheet(np.dstack([x, y, z])[::-1], col, m.Material(grain=0.05, lump=3, wrap=0.2), both=True)
    form.tube([(-34, -54, -70), (-34, -56, 0), (-34, -54, 70)], 4.5, lighter(col, 0.6), m.CLOTH, 10)
    for side in (-35.0, 35.0):
        with form.part(-72, -58, side, 0, 0, 16):
            form.ball(
                (0, 0, 0), (24, 10, 31), (0.97, 0.97, 0.96), m.Material(grain=0.05, lump=6, wrap=0.3), 24, 14
            )
    return []


# ---- devices ----


def clock(form: Form, col: Colour, action: str, phase: float) -> list[Item]:
    """An alarm clock with two bells; its hands go round, once a cycle for the long one."""
    with form.part(0, -54, 0, 0, -90, 0):
        form.lathe(
            [(0, 16), (36, 16), *curve((41, 13), (43, 4), (43, -8), (41, -13)), (38, -15), (36.5, -12)],
            col,
            m.LACQUER,
            n=56,
        )
        form.lathe([(43.2, -9), (44, -11), (43.4, -14.5), (39, -15.4), (36.6, -12.4)], BRASS, m.METAL, n=56)
        form.lathe([(37, -12), (30, -12), (0, -12)], (0.97, 0.95, 0.90), m.PAPER, n=48)
    for k in range(12):
        a = math.radians(30 * k)
        s, c = math.sin(a), math.cos(a)
        form.tube(
            [
                (31 * s, -54 - 31 * c, 12.6),
                ((26 if k % 3 == 0 else 28) * s, -54 - (26 if k % 3 == 0 else 28) * c, 12.6),
            ],
            1.2 if k % 3 == 0 else 0.7,
            DARK,
            m.PLASTIC,
            6,
        )
    turn = 360 * phase
    with form.apart():
        for degrees, long, r in ((300 + 30 * phase, 18, 1.5), (60 + turn, 27, 1.1)):
            a = math.radians(degrees)
            form.tube(
                [
                    (-4 * math.sin(a), -54 + 4 * math.cos(a), 13.8),
                    (long * math.sin(a), -54 - long * math.cos(a), 13.8),
                ],
                r,
                DARK,
                m.PLASTIC,
                8,
            )
        a = math.radians(12 * turn)
        form.tube(
            [(-6 * math.sin(a), -54 + 6 * math.cos(a), 14.6), (29 * math.sin(a), -54 - 29 * math.cos(a), 14.6)],
            0.5,
            (0.80, 0.12, 0.10),
            m.PLASTIC,
            6,
        )
    form.ball((0, -54, 14.4), (2.4, 2.4, 1.2), BRASS, m.METAL, 12, 8)
    for x, roll in ((-24.0, -30.0), (24.0, 30.0)):
        with form.part(x, -94, 0, 0, 0, roll):
            form.lathe([(17, 2), *curve((17, 0), (15, -9), (8, -14), (0, -15.5))], BRASS, m.METAL, n=32)
            form.tube([(0, 10, 0), (0, -1, 0)], 1.8, SILVER, m.METAL, 8)
            form.ball((0, -17, 0), 2.4, BRASS, m.METAL, 10, 6)
    form.tube([(-9, -101, 0), (-7, -114, 0), (0, -119, 0), (7, -114, 0), (9, -101, 0)], 1.7, SILVER, m.METAL, 9)
    for x, roll in ((-24.0, 22.0), (24.0, -22.0)):
        with form.part(x, -16, 0, 0, 0, roll):
            form.tube([(0, -4, 0), (0, 14.6, 0)], [3.6, 2.2], BRASS, m.METAL, 10)
    return []


def phone(form: Form, col: Colour, action: str, phase: float) -> list[Item]:
    """A telephone of today, standing tilted."""
    with form.part(0, -1, 0, 0, -8, 0):
        with form.part(0, -78, 0, 0, -90, 0):
            form.slab(rounded(76, 156, 13, 6), -4.2, 4.2, col, m.Material(metal=0.75, gloss=0.5), 2.4)
            form.slab(rounded(71, 151, 11, 6), -4.6, 0, DARK, m.LACQUER, 0.4)
        with form.part(0, -78, 0):
            _panel(form, 66, 142, 4.9, phase)
            for k in range(4):
                for i in range(4):
                    tint: Colour = ((0.95, 0.45, 0.35), (0.35, 0.75, 0.5), (0.98, 0.78, 0.3), (0.4, 0.6, 0.95))[
                        (k * 3 + i) % 4
                    ]
                    with form.part(-23 + 15.4 * i, 12 + 15.4 * k, 5.1, 0, -90, 0):
                        form.slab(rounded(10.6, 10.6, 3), -0.4, 0.4, tint, m.Material(glow=0.8), 0.2)
            for x, y, r in ((-24, -62, 9), (-24, -41, 9), (-6, -52, 7)):
                with form.part(x, y, -4.6, 0, 90, 0):
                    form.lathe(
                        [(r, 0), (r, -2), (r - 1.4, -2.6), (r - 2.4, -1.6), (0, -1.6)], DARK, m.LACQUER, n=24
                    )
            form.tube([(-11, -70.5, 5.1), (11, -70.5, 5.1)], 2.2, DARK, m.PLASTIC, 8)
    return []


def laptop(form: Form, col: Colour, action: str, phase: float) -> list[Item]:
    form.slab(rounded(150, 104, 8), -6, 0, col, m.Material(metal=0.55, gloss=0.3), 2)
    for row in range(5):
        for k in range(13):
            form.box((-58.5 + 9.75 * k, -6, -38 + 9.4 * row), (8.4, 1.0, 8.0), (0.12, 0.12, 0.13), m.PLASTIC, 0.5)
    form.slab([(x, z + 34) for x, z in rounded(48, 26, 3)], -6.6, -5.5, darker(col, 0.9), m.BRUSHED, 0.3)
    with form.part(0, -5, -51, 0, 16, 0):
        with form.part(0, -50, 0, 0, -90, 0):
            form.slab(rounded(150, 100, 7), -2, 2, col, m.Material(metal=0.55, gloss=0.3), 1.2)
            form.slab(rounded(146, 96, 5), -2.4, 0, DARK, m.LACQUER, 0.3)
        with form.part(0, -50, 0):
            _panel(form, 138, 86, 2.8, phase)
    return []


def computer(form: Form, col: Colour, action: str, phase: float) -> list[Item]:
    """A screen on its foot, a keyboard and a mouse."""
    form.slab([(x, z - 14) for x, z in rounded(56, 40, 10)], -2.4, 0, col, m.BRUSHED, 1)
    form.tube([(0, -2, -18), (0, -34, -19), (0, -50, -14)], [5, 5, 6], col, m.BRUSHED, 12, flat=0.5)
    with form.part(0, -72, -8):
        with form.part(0, 0, 0, 0, -90, 0):
            form.slab(rounded(172, 102, 5), -3, 4, DARK, m.PLASTIC, 2)
        _panel(form, 164, 94, 3.4, phase)
    form.slab([(x - 8, z + 34) for x, z in rounded(100, 30, 5)], -3.6, 0, lighter(col, 0.3), m.PLASTIC, 1)
    for row in range(3):
        for k in range(12):
            form.box((-53 + 8 * k, -3.4, 26 + 8 * row), (6.8, 1.8, 6.8), WHITE, m.PLASTIC, 0.6)
    form.ball((62, -3, 36), (8, 6, 12), WHITE, m.PLASTIC)
    return []


def television(form: Form, col: Colour, action: str, phase: float) -> list[Item]:
    """A set of the seventies: a wooden cabinet, a bulging screen, two aerials."""
    legs(form, 48, 16, 26, 3.4, darker(col, 0.8), 0.22)
    form.box((0, -24, -6), (132, 84, 56), col, m.VARNISHED, 5)
    form.box((-14, -31, 19), (92, 70, 6), (0.10, 0.10, 0.11), m.PLASTIC, 4)
    x, y = np.meshgrid(np.linspace(-1, 1, 34), np.linspace(-1, 1, 26))
    k = 1 - 0.10 * (x * x * y * y)
    with form.part(-14, -66, 26):
        form.sheet(
            np.dstack([x * 40 * k, y * 29 * k, 6 - 5 * (x * x + y * y) / 2]),
            _picture(84, 62, phase),
            m.Material(gloss=0.8, glow=0.55),
            both=True,
        )
    for y0 in (-90, -74):
        with form.part(50, y0, 22, 0, -90, 0):
            form.lathe([(8, 2), (8, -4), (6.4, -6), (0, -6)], SILVER, m.METAL, n=24)
    for k2 in range(6):
        form.box((50, -34 - 4 * k2, 22), (18, 1.6, 1.4), darker(col, 0.4), m.PLASTIC, 0.4)
    for tip in ((-44, -172), (40, -166)):
        form.tube([(0, -106, -8), (tip[0], tip[1], -12)], [1.2, 0.7], SILVER, m.METAL, 8)
        form.ball((tip[0], tip[1], -12), 2, SILVER, m.METAL, 10, 6)
    form.ball((0, -107, -8), (9, 5, 9), DARK, m.PLASTIC, 16, 8)
    return []


def camera(form: Form, col: Colour, action: str, phase: float) -> list[Item]:
    form.box((0, 0, 0), (112, 62, 34), (0.10, 0.10, 0.11), m.LEATHER, 5)
    form.box((0, -58, 0), (112, 14, 33), SILVER, m.BRUSHED, 4)
    form.box((0, 0, 0), (113, 6, 34.4), SILVER, m.BRUSHED, 2.4)
    form.box((0, -70, -1), (38, 15, 28), SILVER, m.BRUSHED, 5)
    with form.part(0, -36, 16, 0, -90, 0):
        form.lathe(
            [
                (29, 0),
                (29, -5),
                (27.5, -6),
                (27.5, -12),
                (28.6, -13),
                (28.6, -24),
                (27, -25),
                (27, -31),
                (24.6, -32),
                (21, -27),
            ],
            DARK,
            m.Material(gloss=0.5, metal=0.25),
            n=56,
            wobble=lambda a, t: 1 + 0.008 * np.cos(44 * a) * ((t > 0.38) & (t < 0.78)),
        )
        form.ring((0, -25.6, 0), 27.2, 0.7, col, m.LACQUER)
        form.lathe(
            [(21.4, -26), *curve((18, -28.5), (10, -30.6), (0, -31.4))],
            (0.14, 0.10, 0.24),
            m.Material(gloss=1.0, metal=0.35),
            n=40,
        )
    for x, r, high in ((-40, 9, 9), (40, 10, 7), (24, 6, 6)):
        with form.part(x, -71, 0):
            form.lathe(
                [(r, 0), (r, -high + 1), (r - 1, -high), (0, -high)],
                SILVER,
                m.METAL,
                n=32,
                wobble=lambda a, t: 1 + 0.02 * np.cos(26 * a),
            )
    with form.part(-36, -60, 17, 0, -90, 0):
        form.slab(rounded(20, 11, 2), -1.2, 1, (0.30, 0.40, 0.52), m.LACQUER, 0.6)
    return []


def watch(form: Form, col: Colour, action: str, phase: float) -> list[Item]:
    """A wrist-watch standing on its closed strap."""
    with form.part(0, 6.3, 0):
        return _watch(form, col, phase)


def _watch(form: Form, col: Colour, phase: float) -> list[Item]:
    """A wrist-watch standing on its closed strap; the hands go."""
    with form.part(0, -50, 0):
        strap = []
        for t in np.linspace(-1, 1, 41):
            a = math.pi / 2 + t * math.pi * 0.86
            r = 34.0
            strap.append(
                [
                    (w, -r * math.sin(a) * 1.16 + 8, r * math.cos(a) * 0.98 - 8)
                    for w in np.linspace(-1, 1, 7) * (14.5 - 3 * abs(t))
                ]
            )
        grid = np.array(strap)
        # The strap runs behind the case: it is laid round the x axis.
        form.sheet(
            np.stack([grid[..., 0], grid[..., 1], grid[..., 2]], -1), (0.30, 0.17, 0.10), m.LEATHER, both=True
        )
    with form.part(0, -56, 22, 0, -72, 0):
        form.lathe(
            [(0, 8), (26, 8), *curve((30, 6), (31.6, 0), (30, -5)), (28, -7.4), (26.4, -6)], col, m.METAL, n=56
        )
        form.lathe([(27, -5.4), (20, -5.4), (0, -5.4)], (0.10, 0.15, 0.26), m.Material(gloss=0.6), n=48)
        for k in range(12):
            a = math.radians(30 * k)
            form.tube(
                [(24.4 * math.sin(a), -6, -24.4 * math.cos(a)), (20 * math.sin(a), -6, -20 * math.cos(a))],
                1.1 if k % 3 == 0 else 0.7,
                WHITE,
                m.METAL,
                6,
            )
        for degrees, long, r, tint in (
            (306 + 30 * phase, 13, 1.2, WHITE),
            (62 + 360 * phase, 20, 0.9, WHITE),
            (360 * 12 * phase, 22, 0.4, (0.94, 0.40, 0.16)),
        ):
            a = math.radians(degrees)
            form.tube(
                [(-4 * math.sin(a), -6.8, 4 * math.cos(a)), (long * math.sin(a), -6.8, -long * math.cos(a))],
                r,
                tint,
                m.METAL,
                6,
            )
        form.ball((0, -7, 0), 1.8, WHITE, m.METAL, 10, 6)
        form.tube([(31, 0, 0), (36.5, 0, 0)], 3.4, col, m.METAL, 12)
        for x in (-12.0, 12.0):
            for z in (-32.0, 32.0):
                form.tube([(x, -1, z * 0.82), (x, 4, z)], 2.6, col, m.METAL, 8)
    return []


def headphones(form: Form, col: Colour, action: str, phase: float) -> list[Item]:
    """Headphones standing on their ear pads."""
    with form.part(0, 4.2, 0):
        return _headphones(form, col, phase)


def _headphones(form: Form, col: Colour, phase: float) -> list[Item]:
    band: list[Corner] = [
        (46 * math.cos(a), -62 - 56 * math.sin(a), 0) for a in np.linspace(math.pi * 1.02, -math.pi * 0.02, 25)
    ]
    form.tube(band, 4.2, col, m.PLASTIC, 12)
    form.tube([(x * 0.9, y + 5.4, z) for x, y, z in band[5:-5]], 4.6, (0.14, 0.13, 0.13), m.LEATHER, 12)
    for side in (-1, 1):
        form.tube([(46 * side, -64, 0), (50 * side, -40, 0)], [3, 2.4], SILVER, m.METAL, 10)
        with form.part(46 * side, -34, 0, 0, 0, 90 * side):
            form.lathe(
                [(0, 15), (22, 15), *curve((27, 12), (29.6, 6), (29, 1)), (28, 0)],
                (0.12, 0.11, 0.11),
                m.LEATHER,
                n=40,
            )
            form.lathe([(28.6, 0.6), *curve((30, -3), (27, -9), (18, -12)), (0, -12.6)], col, m.LACQUER, n=44)
            form.ring((0, -12, 0), 15, 1.2, SILVER, m.METAL)
    return []


# ---- clothes and toys ----


def shoe(form: Form, col: Colour, action: str, phase: float) -> list[Item]:
    """A running shoe, its toe to the right: lofted rings from heel to toe on a thick pale sole."""

    def ring(x: float, low: float, high: float, wide: float, n: int = 20) -> list[Corner]:
        out = []
        for k in range(n):
            a = 2 * math.pi * k / n
            c, s = math.cos(a), math.sin(a)
            flat = abs(s) ** 0.75 * math.copysign(1, s)
            out.append(
                (
                    x,
                    (low + high) / 2 - (high - low) / 2 * flat,
                    wide * abs(c) ** 0.7 * math.copysign(1, c) * (0.86 if s > 0.6 else 1.0),
                )
            )
        return out

    # x, top of the upper, half width, spring of the sole.
    stations = [
        (-64, -26, 3, 6),
        (-62, -46, 13, 4),
        (-54, -51, 18, 2),
        (-40, -46, 19, 0.5),
        (-24, -45, 19, 0),
        (-8, -49, 19, 0),
        (8, -45, 20.5, 0),
        (24, -38, 23, 0.4),
        (40, -31, 24, 1.4),
        (54, -26, 22, 3.4),
        (64, -21, 16, 6),
        (69, -14, 5, 8),
    ]
    sole = np.array([ring(x, -spring, -13 - spring * 0.6, wide + 2.4) for x, _, wide, spring in stations])
    form.sheet(sole[:, ::-1], WHITE, m.Material(gloss=0.2, wrap=0.3, grain=0.05, lump=3), True)
    upper = np.array([ring(x, -8 - spring, top, wide) for x, top, wide, spring in stations])

    def knit(p: F32) -> F32:
        x, y = p[..., 0], p[..., 1]
        toe = np.clip((x - 46) / 8, 0, 1)[..., None] * np.clip((y + 27) / 4, 0, 1)[..., None]
        heel = np.clip((-48 - x) / 6, 0, 1)[..., None]
        base = np.array(col) * (1 + 0.05 * np.sin(x * 2.2)[..., None] * np.sin(y * 2.2)[..., None])
        out = base * (1 - toe) + np.array(darker(col, 0.55)) * toe
        return np.asarray(out * (1 - heel) + np.array(darker(col, 0.5)) * heel)

    fine = _finer(upper, 3)
    form.sheet(fine[:, ::-1], knit, m.Material(grain=0.07, lump=1.2, gloss=0.12), True)
    # The opening: a dark oval with a padded collar, and the tongue.
    collar: list[Corner] = [
        (-32 + 24 * math.cos(a), -47.5 - 3.4 * math.cos(2 * a), 12.4 * math.sin(a))
        for a in np.linspace(0, 2 * math.pi, 25)[:-1]
    ]
    hole = np.array(
        [
            [
                (-32 + t * 23 * math.cos(a), -47.5 - t * 3.4 * math.cos(2 * a), t * 11.6 * math.sin(a))
                for a in np.linspace(0, 2 * math.pi, 25)
            ]
            for t in (0.01, 1.0)
        ]
    )
    form.sheet(hole, (0.08, 0.07, 0.07), m.CLOTH, both=True)
    form.tube(collar, 3.8, darker(col, 0.75), m.CLOTH, 12, True)
    tongue = [
        [(2 - 17 * t + 3.5 * e * e, -46 - 19 * t + 4 * e * e, 11 * e) for e in np.linspace(-1, 1, 9)]
        for t in np.linspace(0, 1, 6)
    ]
    form.sheet(np.array(tongue), darker(col, 0.86), m.CLOTH, both=True)
    form.tube([tuple(v) for v in tongue[-1]], 2.2, darker(col, 0.8), m.CLOTH, 8)
    for k in range(5):
        x = -6 + 9.5 * k
        y = -51.4 + 3.7 * k + 0.1 * k * k
        w = 13 + 0.6 * k
        form.tube(
            [
                (x - 3, y + 7, -w),
                (x, y - 0.8, -w * 0.5),
                (x + 1, y - 2.2, 0),
                (x, y - 0.8, w * 0.5),
                (x - 3, y + 7, w),
            ],
            1.5,
            WHITE,
            m.CLOTH,
            8,
        )
    for side in (-1, 1):
        # A stripe along each side.
        path = spline([(-34, -22), (-16, -20), (4, -30), (18, -44)], False, 5)
        reach = [float(np.interp(x, [q[0] for q in stations], [q[2] for q in stations])) for x, _ in path]
        lean = [1.0 if y > -30 else 1 - 0.35 * ((-y - 30) / 20) ** 2 for _, y in path]
        stripe: list[Corner] = [
            (x, y, side * (r * k - 0.6)) for (x, y), r, k in zip(path, reach, lean, strict=True)
        ]
        form.tube(
            stripe,
            [1.2 + 2.2 * math.sin(math.pi * k / (len(stripe) - 1)) for k in range(len(stripe))],
            WHITE,
            m.LEATHER,
            8,
        )
    tread = np.array([ring(x, -spring + 0.4, -4 - spring * 0.9, wide + 2.8) for x, _, wide, spring in stations])
    form.sheet(tread[:, ::-1], darker(col, 0.7), m.RUBBERY, True)
    return []


def _finer(rings: F32, times: int) -> F32:
    """More rings between rings, on a smooth curve through them."""
    m_, n = rings.shape[:2]
    at = np.linspace(0, m_ - 1, (m_ - 1) * times + 1)
    out = np.empty((len(at), n, 3))
    for i, t in enumerate(at):
        k = min(int(t), m_ - 2)
        f = t - k
        a, b = rings[k], rings[k + 1]
        before, after = rings[max(k - 1, 0)], rings[min(k + 2, m_ - 1)]
        out[i] = 0.5 * (
            2 * a
            + (b - before) * f
            + (2 * before - 5 * a + 4 * b - after) * f**2
            + (3 * a - before - 3 * b + after) * f**3
        )
    return out


def handbag(form: Form, col: Colour, action: str, phase: float) -> list[Item]:
    rows = []
    for t in np.linspace(0, 1, 12):
        y = -66 * t
        w, d = 48 - 7 * t, 19 - 9 * t * t
        rows.append([(x, y, z) for x, z in rounded(2 * w, 2 * d, 9, 5)])
    rows = [
        [(x * 0.01, 0.0, z * 0.01) for x, _, z in rows[0]],
        *rows,
        [(x * 0.01, -67.0, z * 0.01) for x, _, z in rows[-1]],
    ]
    form.sheet(np.array(rows), col, m.LEATHER, True)
    form.sheet(
        np.array(
            [
                [
                    (x, -67 + 30 * (1 - math.cos(t * 1.5)) * 1.0, 10.6 + 7 * t)
                    for x in np.linspace(-41 + 5 * t * t, 41 - 5 * t * t, 9)
                ]
                for t in np.linspace(0, 1, 9)
            ]
        ),
        darker(col, 0.9),
        m.LEATHER,
        both=True,
    )
    form.box((0, -36, 18), (13, 10, 3), GOLD, m.METAL, 1.4)
    form.tube([(-41, -66, 10.8), (0, -66.5, 11.4), (41, -66, 10.8)], 1.0, darker(col, 0.6), m.LEATHER, 7)
    for z in (-6.0, 6.0):
        form.tube(
            [
                (26 * math.cos(a), -66 - 40 * math.sin(a), z * (1 - 0.3 * math.sin(a)))
                for a in np.linspace(math.pi, 0, 21)
            ],
            2.5,
            darker(col, 0.8),
            m.LEATHER,
            10,
        )
        for x in (-26.0, 26.0):
            form.ring((x, -65, z), 3.4, 0.9, GOLD, m.METAL, "z", 20)
    for x in (-38.0, 38.0):
        for z in (-12.0, 12.0):
            form.ball((x, -1.4, z), 1.8, GOLD, m.METAL, 8, 5)
    return []


def teddy(form: Form, col: Colour, action: str, phase: float) -> list[Item]:
    """A teddy bear that sits; its head nods a little."""
    pale = lighter(col, 0.45)
    form.ball((0, -34, 0), (29, 33, 25), col, m.PLUSH)
    form.ball((0, -30, 12), (19, 22, 15), pale, m.PLUSH)
    nod = 2.0 * wave(phase)
    with form.part(0, -62, 2, 0, 0, nod):
        form.ball((0, -22, 0), (27, 25, 24), col, m.PLUSH)
        for x in (-21.0, 21.0):
            form.ball((x, -41, -3), (10.5, 10.5, 6), col, m.PLUSH, 18, 10)
            form.ball((x, -40.6, 2), (6.6, 6.6, 3.4), pale, m.PLUSH, 16, 8)
        form.ball((0, -15, 19), (13, 10.5, 10), pale, m.PLUSH)
        form.ball((0, -20, 28), (5, 3.6, 3), (0.10, 0.06, 0.05), m.LACQUER, 14, 8)
        form.tube(
            [(0, -16.5, 29.4), (0, -12, 29.4), (-4, -9.4, 28), (-7, -10.4, 26)],
            0.8,
            (0.14, 0.08, 0.06),
            m.CLOTH,
            6,
        )
        form.tube([(0, -12, 29.4), (4, -9.4, 28), (7, -10.4, 26)], 0.8, (0.14, 0.08, 0.06), m.CLOTH, 6)
        for x in (-10.5, 10.5):
            form.ball((x, -27, 20.6), (3.1, 3.4, 2.2), (0.06, 0.05, 0.05), m.LACQUER, 12, 8)
    for side in (-1, 1):
        form.tube(
            [(side * 22, -54, 4), (side * 34, -42, 12), (side * 38, -30, 19)], [9, 9.4, 9.8], col, m.PLUSH, 14
        )
        form.ball((side * 38.6, -28, 20), 10, col, m.PLUSH, 16, 10)
        form.tube(
            [(side * 16, -12, 6), (side * 27, -12, 26), (side * 32, -13, 38)], [13, 12.6, 12], col, m.PLUSH, 16
        )
        form.ball((side * 32.6, -14.4, 41), (12.6, 14.4, 8), col, m.PLUSH, 18, 10)
        form.ball((side * 33, -14.6, 46.4), (8.6, 10, 3.6), pale, m.PLUSH, 16, 8)
    red: Colour = (0.76, 0.12, 0.14)
    for side in (-1, 1):
        with form.part(side * 9, -60, 22, 0, 0, side * 12):
            form.ball((0, 0, 0), (9, 6, 3.6), red, m.CLOTH, 14, 8)
    form.ball((0, -60, 24), (4, 4.4, 3.6), darker(red, 0.8), m.CLOTH, 12, 8)
    return []


def gift_box(form: Form, col: Colour, action: str, phase: float) -> list[Item]:
    ribbon: Colour = (0.96, 0.80, 0.36)
    silk = m.Material(gloss=0.55, wrap=0.1)
    form.box((0, 0, 0), (82, 62, 82), col, m.Material(gloss=0.35, grain=0.02), 1.4)
    form.box((0, -58, 0), (88, 17, 88), col, m.Material(gloss=0.35, grain=0.02), 1.6)
    for wide, deep in ((16.0, 82.8), (82.8, 16.0)):
        form.box((0, 0, 0), (wide, 58, deep), ribbon, silk, 0.4)
        form.box(
            (0, -57.6, 0), (wide if wide < 20 else 88.8, 17.9, deep if deep < 20 else 88.8), ribbon, silk, 0.5
        )
    for k, a in enumerate((20, 160, 250, 335, 95)):
        c, s = math.cos(math.radians(a)), math.sin(math.radians(a))
        rows = []
        for t in np.linspace(0, 1, 17):
            b = math.pi * 2 * t
            d, y = (
                15 - 15 * math.cos(b),
                -76 - 15 * math.sin(b) * (0.55 if b < math.pi else 0.2) - 13 * (1 - math.cos(b)) * 0.5,
            )
            w = 7.2 * (0.35 + 0.65 * math.sin(math.pi * t))
            rows.append([(c * d - s * e, y, s * d + c * e) for e in (-w, 0, w)])
        form.sheet(np.array(rows), darker(ribbon, 0.94 + 0.03 * (k % 3)), silk, both=True)
    form.ball((0, -80, 0), (8, 6.6, 8), ribbon, silk, 16, 10)
    return []


def book(form: Form, col: Colour, action: str, phase: float) -> list[Item]:
    """An open book; leaves turn over from time to time."""
    for side in (-1, 1):
        with form.part(0, -1, 0, 0, 0, -3 * side):
            form.slab([(side * 34 + x, z) for x, z in rounded(66, 94, 2)], -1.6, 0, col, m.LEATHER, 0.7)
    s = np.linspace(0, 1, 20)
    for side in (-1, 1):
        for layer in range(5):
            high = 2 + 2.0 * layer
            xs = side * (63 - 0.7 * layer) * s
            ys = -2.2 - high * np.sin(math.pi * np.clip(s * 0.72 + 0.16, 0, 1)) ** 0.8 * (1 - 0.35 * s)
            z = np.linspace(-44.5, 44.5, 24)
            grid = np.dstack(
                [
                    np.broadcast_to(xs[:, None], (20, 24)),
                    np.broadcast_to(ys[:, None], (20, 24)),
                    np.broadcast_to(z[None], (20, 24)),
                ]
            )

            def page(p: F32, side: int = side) -> F32:
                lines = (
                    (np.sin(p[..., 2] * 1.35) > 0.72)
                    & (np.abs(p[..., 0]) > 9)
                    & (np.abs(p[..., 0]) < 54)
                    & (np.abs(p[..., 2]) < 37)
                )
                return np.asarray(
                    np.where(lines[..., None], np.array((0.60, 0.57, 0.52)), np.array((0.96, 0.93, 0.85)))
                )

            form.sheet(grid, page if layer == 4 else (0.90, 0.86, 0.77), m.PAPER, both=True)
            rim = np.array(
                [[(side * (63 - 0.7 * layer), float(ys[-1]) + d, zz) for zz in (-44.5, 44.5)] for d in (0.0, 2.0)]
            )
            form.sheet(rim, (0.86, 0.81, 0.70), m.PAPER, both=True)
    a = math.pi * min(max((phase - 0.55) / 0.4, 0.0), 1.0)
    if 0 < a < math.pi:
        rows = [
            [
                (62 * t * math.cos(a), -9 - 62 * t * math.sin(a) - 7 * math.sin(math.pi * t) * math.cos(a), zz)
                for zz in np.linspace(-44, 44, 6)
            ]
            for t in s
        ]
        form.sheet(np.array(rows), (0.97, 0.94, 0.87), m.PAPER, both=True)
    return []


def umbrella(form: Form, col: Colour, action: str, phase: float) -> list[Item]:
    """Open, standing on its handle's tip: eight gores that sag between the ribs."""
    a = np.linspace(0, 2 * math.pi, 65)
    rows = []
    for t in np.linspace(0.0, 1, 15):
        sag = 0.10 * np.abs(np.sin(4 * a)) ** 0.8 * t
        r = 62 * np.sin(t * 1.28) / math.sin(1.28) * (1 - 0.06 * np.abs(np.sin(4 * a)) * t)
        y = -124 + 44 * (1 - np.cos(t * 1.28)) / (1 - math.cos(1.28)) + 26 * sag * t
        rows.append(
            np.stack(
                [r * np.cos(a), np.broadcast_to(y, a.shape) - 9 * np.abs(np.sin(4 * a)) * t**4, r * np.sin(a)], 1
            )
        )
    tints = np.where(
        (np.floor(a / (math.pi / 4)) % 2 == 0)[None, :, None], np.array(col), np.array(darker(col, 0.86))
    )
    form.sheet(
        np.array(rows)[::-1],
        lambda p: np.broadcast_to(tints, p.shape),
        m.Material(gloss=0.25, wrap=0.25, grain=0.03, lump=2),
        both=True,
    )
    for k in range(8):
        b = math.pi / 4 * k
        form.tube(
            [
                (
                    62 * math.sin(t * 1.28) / math.sin(1.28) * math.cos(b),
                    -123.4 + 44 * (1 - math.cos(t * 1.28)) / (1 - math.cos(1.28)),
                    62 * math.sin(t * 1.28) / math.sin(1.28) * math.sin(b),
                )
                for t in np.linspace(0, 1.01, 9)
            ],
            0.6,
            SILVER,
            m.METAL,
            6,
        )
    form.tube([(0, -134, 0), (0, -120, 0), (0, -20, 0)], [1.0, 1.6, 1.6], SILVER, m.METAL, 9)
    form.tube(
        [(0, -24, 0), (0, -8, 0), (2, -3, 0), (7, -2.6, 0), (12, -4, 0), (14, -10, 0)],
        2.6,
        (0.40, 0.22, 0.11),
        m.VARNISHED,
        10,
    )
    return []
