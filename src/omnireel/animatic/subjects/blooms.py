"""Flowers of petals: each a curved sheet about the flower's axis, closed in the bud and bent outward as it opens.

Opening runs from 0 (bud) to 1 (full). A flower that blooms opens once over its cycle, the outer petals first.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from omnireel.animatic.solids import F32, Colour, Item
from omnireel.animatic.subjects import materials as m
from omnireel.animatic.subjects.forms import Corner, Form, curve
from omnireel.animatic.subjects.materials import darker, lighter, wave

GREEN: Colour = (0.24, 0.42, 0.15)


def opening(action: str, phase: float) -> float:
    """How far it is open: over a whole cycle of `bloom` from a bud to full, else full, breathing a little."""
    if action == "bloom":
        t = min(max((phase - 0.03) / 0.86, 0.0), 1.0)
        return float((t * t * (3 - 2 * t)) ** 1.4)
    return 0.97 + 0.03 * wave(phase)


def petal(
    form: Form,
    around: float,
    long: float,
    wide: float,
    lean: tuple[float, float],
    col: tuple[Colour, Colour],
    start: float = 1.5,
    cup: float = 0.8,
    tip: float = 0.55,
    notch: float = 0.0,
    wavy: float = 0.0,
) -> None:
    """One petal growing from the axis: `around` degrees; lean: degrees from upright at its foot and at its tip;
    col: at the foot and at the edge; cup: how much it is bent across; tip: where it is widest, 0..1; notch: a
    dent in its edge.
    """
    m_, n = 13, 9
    v, u = np.linspace(0, 1, m_), np.linspace(-1, 1, n)
    angle = np.radians(lean[0] + (lean[1] - lean[0]) * v**1.6)
    step = long / (m_ - 1)
    out = start + np.concatenate([[0], np.cumsum(np.sin((angle[1:] + angle[:-1]) / 2))]) * step
    up = np.concatenate([[0], np.cumsum(np.cos((angle[1:] + angle[:-1]) / 2))]) * step
    shape = np.where(
        v < tip,
        np.sin(np.pi / 2 * np.minimum(v / tip, 1)) ** 0.72,
        np.sqrt(1 - np.clip((v - tip) / (1 - tip), 0, 1) ** 2.6),
    )
    half = wide / 2 * (0.16 + 0.84 * shape) * np.where(v > 0.999, 0.30, 1)
    # Across it lies on an arc: tight in the bud, flat when it has opened.
    radius = np.maximum(np.maximum(out, wide * 0.30), wide * (1.15 - 0.85 * cup))
    bend = half / radius
    across = radius[:, None] * np.sin(bend[:, None] * u)
    back = radius[:, None] * (1 - np.cos(bend[:, None] * u))
    r = out[:, None] - back * np.cos(angle * 0.6)[:, None]
    y = -(up[:, None] + back * np.sin(angle * 0.6)[:, None])
    y = (
        y
        + notch * long * (v[:, None] ** 6) * (1 - np.abs(u))
        - wavy * long * 0.05 * np.sin(7 * u + around) * v[:, None] ** 3
    )
    a = math.radians(around)
    c, s = math.cos(a), math.sin(a)
    x, z = r * c - across * s, r * s + across * c
    t = np.clip(v[:, None] ** 0.9 * (1 - 0.10 * u * u), 0, 1)[..., None]
    veins = 1 - 0.05 * np.cos(9 * u)[None, :, None] * (1 - t)
    tint = (np.array(col[0]) * (1 - t) + np.array(col[1]) * t) * veins
    form.sheet(np.dstack([x, y, z]), lambda p: np.asarray(tint), m.PETAL, both=True)


def leaf(
    form: Form, at: Corner, around: float, long: float, wide: float, droop: float, col: Colour = GREEN
) -> None:
    """A leaf from a place of the stem, folded along its middle rib and bent down towards its tip."""
    t, e = np.linspace(0, 1, 12), np.linspace(-1, 1, 7)
    half = wide / 2 * np.sin(np.pi * t**0.8) ** 0.9
    x = long * t
    y = -long * (0.42 * np.sin(1.5 * t) - droop * t * t)
    a = math.radians(around)
    c, s = math.cos(a), math.sin(a)
    saw = 1 + 0.05 * np.cos(np.arange(12) * math.pi)[:, None] * (np.abs(e) > 0.9)
    across = half[:, None] * e * saw
    grid = np.dstack(
        [
            at[0] + x[:, None] * c - across * s,
            at[1] + y[:, None] - 0.35 * np.abs(across),
            at[2] + x[:, None] * s + across * c,
        ]
    )
    rib = (1 + 0.22 * (np.abs(e) < 0.05) - 0.06 * np.abs(np.sin(9 * t))[:, None] * np.abs(e))[..., None]
    form.sheet(grid, lambda p: np.asarray(np.array(col) * rib), m.LEAFY, both=True)


def _stem(form: Form, high: float, lean: float, r: float, col: Colour = GREEN) -> Corner:
    path: list[Corner] = [
        (0, 0, 0),
        (2.0, -high * 0.35, 0.6),
        (0.4 + lean * 0.4, -high * 0.7, 0.2),
        (lean, -high, 0),
    ]
    form.tube(
        [(x, y, z) for x, y, z in _smooth(path)], [r * (1 - 0.25 * k / 18) for k in range(19)], col, m.LEAFY, 10
    )
    return path[-1]


def _smooth(path: Sequence[Corner]) -> list[Corner]:
    p = np.array(path)
    t = np.linspace(0, len(p) - 1, 19)
    out = []
    for at in t:
        k = min(int(at), len(p) - 2)
        f = at - k
        a, b = p[k], p[k + 1]
        before, after = p[max(k - 1, 0)], p[min(k + 2, len(p) - 1)]
        q = 0.5 * (
            2 * a
            + (b - before) * f
            + (2 * before - 5 * a + 4 * b - after) * f**2
            + (3 * a - before - 3 * b + after) * f**3
        )
        out.append((float(q[0]), float(q[1]), float(q[2])))
    return out


def _swing(action: str, phase: float) -> float:
    return 0.0 if action == "bloom" else 1.8 * wave(phase)


def _ease(opened: float, late: float) -> float:
    """The opening of petals that begin `late` (0..1) after the first."""
    t = min(max((opened - late * 0.3) / 0.7, 0.0), 1.0)
    return t * t * (3 - 2 * t)


def rose(form: Form, col: Colour, action: str, phase: float) -> list[Item]:
    o = opening(action, phase)
    hx, hy, hz = _stem(form, 76 + 3 * o, _swing(action, phase), 2.3)
    for y, around, long in ((-26, 20, 34), (-38, 190, 36), (-52, 100, 26), (-18, 255, 26)):
        leaf(form, (1.4, y, 0.4), around, long, 19, 0.40)
    for k in range(5):  # thorns
        form.tube(
            [(1.5, -14 - 12 * k, 0), (4.2 * (1 if k % 2 else -1) + 1, -16 - 12 * k, 1)],
            [1.3, 0.3],
            darker(GREEN, 0.8),
            m.LEAFY,
            6,
        )
    with form.part(hx, hy, hz, 0, -24, 5):
        for k in range(5):  # sepals
            petal(
                form, 72 * k + 10, 17, 6, (60 + 60 * o, 95 + 60 * o), (GREEN, lighter(GREEN, 0.15)), 2.0, 0.4, 0.35
            )
        form.ball((0, 0.5, 0), (5, 4.6, 5), GREEN, m.LEAFY, 16, 10)
        deep, edge = darker(col, 0.52), lighter(col, 0.10)
        #   count, length, width, closed lean, open lean, begins late
        whorls = (
            (3, 20, 14, (-4, -9), (4, 1), 0.8),
            (3, 23, 20, (2, -12), (12, 12), 0.7),
            (4, 26, 24, (6, -12), (24, 32), 0.5),
            (5, 28, 27, (10, -11), (38, 64), 0.28),
            (6, 30, 30, (14, -10), (56, 104), 0.1),
            (6, 29, 31, (18, -10), (76, 132), 0.0),
        )
        for i, (count, tall, broad, shut, wide_open, late) in enumerate(whorls):
            fold = _ease(o, late)
            grow = 0.74 + 0.26 * max(o, 0.2 * i)
            for j in range(count):
                way = 360 * (j + 0.37 * i) / count + 23 * i
                shift = 5 * math.sin(5 * j + 3 * i)
                lean = tuple(a + (b - a) * fold + shift * fold for a, b in zip(shut, wide_open, strict=True))
                shade = 0.80 + 0.05 * i
                petal(
                    form,
                    way,
                    tall * grow,
                    broad * grow,
                    (lean[0], lean[1]),
                    (darker(deep, shade), darker(edge, 0.84 + 0.04 * i)),
                    1.2 + 0.8 * i,
                    0.95 - 0.55 * fold,
                    0.64,
                    0.10,
                    fold,
                )
    return []


def tulip(form: Form, col: Colour, action: str, phase: float) -> list[Item]:
    o = opening(action, phase)
    hx, hy, hz = _stem(form, 66 + 4 * o, _swing(action, phase), 2.4, (0.36, 0.55, 0.24))
    for around, long, droop in ((15, 52, -0.55), (170, 58, -0.62), (275, 44, -0.5)):
        leaf(form, (0.5, -2, 0), around, long * 0.62, 17, droop, (0.32, 0.52, 0.26))
    with form.part(hx, hy, hz, 0, -12, 4):
        for i in range(2):
            for j in range(3):
                k = _ease(o, 0.0 if i else 0.35)
                lean = (26 + 10 * i + 16 * k, -34 + 3 * i + 44 * k)
                petal(
                    form,
                    120 * j + 60 * i + 15,
                    36,
                    29,
                    lean,
                    (lighter(col, 0.45) if o > 0.1 else lighter(col, 0.3), col),
                    1.6,
                    0.92 - 0.25 * k,
                    0.50,
                    -0.10,
                )
        for j in range(6):
            form.tube(
                [(2, -4, 0), (4 * math.cos(j), -17, 4 * math.sin(j))], [0.6, 1.4], (0.16, 0.12, 0.16), m.MATT, 6
            )
    return []


def _rays(
    form: Form, count: int, rows: int, long: float, wide: float, col: Colour, o: float, heart: float
) -> None:
    for i in range(rows):
        for j in range(count):
            k = _ease(o, 0.12 * (rows - 1 - i))
            jitter = 4 * math.sin(7.3 * j + 2 * i)
            lean = (28 + (64 + 8 * i) * k * 0.9 + jitter, -14 + (98 + 12 * i) * k + jitter)
            around = 360 * (j + 0.5 * i) / count + 1.5 * jitter
            size = (0.55 + 0.45 * k) * (1 - 0.06 * (rows - 1 - i) + 0.04 * math.sin(3 * j))
            petal(
                form,
                around,
                long * size,
                wide * size,
                lean,
                (darker(col, 0.80), col),
                heart * 0.86,
                0.35,
                0.55,
                -0.08,
            )


def daisy(form: Form, col: Colour, action: str, phase: float) -> list[Item]:
    o = opening(action, phase)
    hx, hy, hz = _stem(form, 80, _swing(action, phase), 1.6)
    for y, around in ((-10, 20), (-16, 160), (-6, 250)):
        leaf(form, (0.8, y, 0), around, 26, 8, 0.3)
    with form.part(hx, hy, hz, 0, -48, 6):
        form.ball((0, 1, 0), (9, 4, 9), GREEN, m.LEAFY, 18, 8)
        _rays(form, 17, 2, 22, 6.6, col, o, 8.5)
        form.ball(
            (0, -2.4, 0), (9, 4.6 + o, 9), (0.96, 0.74, 0.14), m.Material(grain=0.28, lump=1.6, wrap=0.3), 30, 14
        )
    return []


def sunflower(form: Form, col: Colour, action: str, phase: float) -> list[Item]:
    o = opening(action, phase)
    hx, hy, hz = _stem(form, 86, _swing(action, phase), 2.8)
    for y, around, long in ((-22, 10, 36), (-38, 185, 38), (-54, 75, 28), (-62, 250, 24)):
        leaf(form, (1.2, y, 0), around, long, 26, 0.48)
    with form.part(hx, hy, hz, 0, -62, 6):
        form.ball((0, 2, 0), (15, 6, 15), GREEN, m.LEAFY, 20, 8)
        for j in range(12):
            petal(form, 30 * j, 17, 8, (30 + 70 * o, 10 + 118 * o), (GREEN, GREEN), 9, 0.3, 0.4, -0.1)
        _rays(form, 19, 2, 23, 8.4, col, o, 14)

        def seeds(p: F32) -> F32:
            r = np.hypot(p[..., 0], p[..., 2]) / 15
            ring = np.clip(1 - np.abs(r - 0.72) / 0.22, 0, 1)[..., None]
            out = np.array((0.20, 0.12, 0.06)) * (1 - ring * 0.6) + np.array((0.52, 0.30, 0.08)) * ring * 0.6
            return np.asarray(out * (0.8 + 0.4 * np.clip(r, 0, 1)[..., None]))

        form.ball((0, -1.6, 0), (15, 4, 15), seeds, m.Material(grain=0.4, lump=1.4), 36, 14)
        for k in range(120):
            a, d = 2.39996 * k, 14 * math.sqrt((k + 0.5) / 120)
            if d > 4:
                form.ball(
                    (d * math.cos(a), -1.6 - 4 * math.sqrt(max(1 - (d / 15) ** 2, 0)), d * math.sin(a)),
                    (0.85, 0.9, 0.85),
                    (0.42, 0.25, 0.08) if d > 9 else (0.30, 0.20, 0.08),
                    m.MATT,
                    6,
                    4,
                )
    return []


def cactus(form: Form, col: Colour, action: str, phase: float) -> list[Item]:
    """A saguaro with two arms and a blossom; ribs and spines."""
    ribs = lambda a, t: 1 - 0.13 * (0.5 + 0.5 * np.cos(13 * a))  # noqa: E731
    stuff = m.Material(grain=0.06, lump=3, wrap=0.2)
    form.lathe(
        [(9, 0), *curve((11, -4), (12, -30), (12, -76), (10, -90), (5, -97), (0, -98))],
        col,
        stuff,
        78,
        wobble=ribs,
    )
    for side, low, out, top, r in ((1, -34, 27, -72, 7.4), (-1, -26, 24, -54, 6.6)):
        path = [
            (side * 8.0, low, 0.0),
            (side * out * 0.7, low - 1, 1.0),
            (side * out * 0.95, low - 5, 1.0),
            (side * out, low - 14, 1.0),
            (side * out, top, 1.0),
        ]
        form.tube(_smooth(path), [r * (0.92 if k < 3 else 1.0) for k in range(19)], col, stuff, 26)
        for k in range(9):
            a = 2 * math.pi * k / 9
            form.tube(
                [
                    (side * out + r * math.cos(a), low - 14, 1 + r * math.sin(a)),
                    (side * out + r * math.cos(a), top, 1 + r * math.sin(a)),
                ],
                0.5,
                lighter(col, 0.2),
                m.LEAFY,
                5,
            )
    for k in range(13):
        a = 2 * math.pi * (k + 0.5) / 13
        for j in range(8):
            y = -10 - 10.5 * j
            x, z = 12 * math.cos(a), 12 * math.sin(a)
            form.tube([(x, y, z), (x * 1.22, y - 2.4, z * 1.22)], [0.5, 0.15], (0.93, 0.90, 0.78), m.MATT, 4)
    with form.part(2, -97, 2):
        for j in range(8):
            petal(form, 45 * j, 9, 5, (40, 80), ((0.95, 0.80, 0.4), (0.94, 0.42, 0.56)), 1, 0.4, 0.55)
    form.ball((0, 1.5, 0), (22, 4, 16), (0.74, 0.60, 0.42), m.Material(grain=0.16, lump=2), 24, 8)
    return []


def mushroom(form: Form, col: Colour, action: str, phase: float) -> list[Item]:
    """A toadstool with white warts, gills below, a small one beside it."""

    def one(s: float) -> None:
        form.lathe(
            [(0, 0), *[(q[0] * s, q[1] * s) for q in curve((18, -1), (19, -8), (13, -20), (10, -40), (10, -62))]],
            (0.94, 0.90, 0.82),
            m.Material(grain=0.08, lump=2, stretch=0.3, wrap=0.3),
            32,
        )
        form.lathe(
            [
                (10.4 * s, -48 * s),
                *[(q[0] * s, q[1] * s) for q in curve((16, -43), (19, -39), (18, -41))],
                (10.4 * s, -50 * s),
            ],
            (0.96, 0.93, 0.86),
            m.CREAM,
            32,
            wobble=lambda a, t: 1 + 0.05 * np.sin(9 * a),
        )

        def gills(p: F32) -> F32:
            a = np.arctan2(p[..., 2], p[..., 0])
            return np.asarray(np.array((0.90, 0.84, 0.74)) * (1 - 0.28 * (np.sin(36 * a) > 0.2))[..., None])

        form.lathe([(47 * s, -52 * s), (30 * s, -58 * s), (10 * s, -60 * s)], gills, m.MATT, 96, both=True)
        cap = [
            (q[0] * s, q[1] * s)
            for q in curve((46, -51), (49, -54), (47, -66), (34, -84), (16, -94), (0, -97), steps=6)
        ]
        form.lathe(cap, col, m.Material(gloss=0.6, wrap=0.2, grain=0.04, lump=4), 48)
        r = np.random.default_rng(5)
        for k in range(26):
            a, t = 2.4 * k, (k + 0.6) / 26
            y = -(97 - 40 * t**1.15) * s
            d = float(np.interp(-y, [-q[1] for q in cap], [q[0] for q in cap]))
            size = (2.4 + 2.6 * float(r.random())) * s
            form.ball(
                (d * math.cos(a), y, d * math.sin(a)), (size, size * 0.8, size), (0.97, 0.95, 0.90), m.CREAM, 10, 6
            )

    one(1.0)
    with form.part(44, 0, 18, 0, 0, 9):
        one(0.45)
    for k in range(16):
        a = 2 * math.pi * k / 16
        leaf(
            form,
            (26 * math.cos(a), 0, 20 * math.sin(a)),
            math.degrees(a) + 30 * math.sin(3 * k),
            13 + 5 * (k % 3),
            3.0,
            -0.5,
            (0.26, 0.42, 0.14),
        )
    return []
