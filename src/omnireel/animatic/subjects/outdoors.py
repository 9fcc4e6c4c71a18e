"""Instruments, treasures, machines and what stands in the open. Makers as in drinks.py."""

from __future__ import annotations

import math

import numpy as np

from omnireel.animatic.noise import rng as noise_rng
from omnireel.animatic.solids import F32, Colour, Item, Mark, Point, spline
from omnireel.animatic.subjects import materials as m
from omnireel.animatic.subjects.drinks import BRASS, GOLD, SILVER
from omnireel.animatic.subjects.forms import Corner, Form, curve, rounded
from omnireel.animatic.subjects.materials import darker, lighter, wave

DARK: Colour = (0.08, 0.08, 0.09)
IVORY: Colour = (0.95, 0.93, 0.87)
EBONY: Colour = (0.10, 0.07, 0.06)
PALE: Colour = (0.93, 0.93, 0.94)
TYRE: Colour = (0.09, 0.09, 0.095)


# ---- instruments ----


def _waisted(bout: float, waist: float, low: float, long: float, n: int = 44) -> list[Point]:
    """The outline of a guitar's or violin's body: half widths above, between and below; along y, 0 at its foot."""
    half = spline(
        [
            (0.5, 0),
            (low * 0.72, -0.03 * long),
            (low, -0.24 * long),
            (waist, -0.60 * long),
            (bout, -0.82 * long),
            (bout * 0.6, -0.98 * long),
            (0.5, -long),
        ],
        False,
        7,
    )
    return [*half, *[(-x, y) for x, y in half[::-1]]]


def _strung(form: Form, col: Colour, sizes: tuple[float, float, float, float], neck: float, violin: bool) -> None:
    bout, waist, low, long = sizes
    deep = 0.21 * low + 4
    outline = _waisted(bout, waist, low, long)

    def top(p: F32) -> F32:
        d = np.hypot(p[..., 0] / low, (p[..., 1] + 0.42 * long) / (0.62 * long))
        t = np.clip((d - 0.35) / 0.75, 0, 1)[..., None] ** 1.5
        return np.asarray(np.array(lighter(col, 0.22)) * (1 - t) + np.array(darker(col, 0.45)) * t)

    mid = np.array([(0.0, -0.45 * long)])
    edge = np.array(outline)
    for face, sign in ((deep, 1), (-deep, -1)):
        rows = []
        for t in np.linspace(0.02, 1.0, 11):
            q = mid + (edge - mid) * t
            bulge = (5 if violin else 1.2) * (1 - t**3)
            rows.append(np.stack([q[:, 0], q[:, 1], np.full(len(q), face + sign * bulge)], 1))
        grid = np.array(rows)[::-1] if sign > 0 else np.array(rows)
        form.sheet(
            grid,
            top if sign > 0 else darker(col, 0.6),
            m.Material(gloss=0.75, grain=0.07, lump=1.6, stretch=0.2),
            True,
        )
    side = [
        np.stack([edge[:, 0] * k, (edge[:, 1] + 0.45 * long) * k - 0.45 * long, np.full(len(edge), z)], 1)
        for z, k in ((deep + 0.4, 1.0), (deep, 1.02), (0, 1.0), (-deep, 1.02), (-deep - 0.4, 1.0))
    ]
    form.sheet(np.array(side)[::-1], darker(col, 0.55), m.VARNISHED, True)
    front = deep + (5 if violin else 1.4)
    ntop = -long - neck
    form.tube(
        [(0, -long * (0.80 if violin else 0.72), front + 1), (0, -long, front), (0, ntop, front - 1)],
        [3.6, 3.4, 2.6],
        EBONY,
        m.VARNISHED,
        10,
        flat=0.7,
    )
    form.tube([(0, -long + 2, deep - 2), (0, ntop + 4, front - 4)], [4.0, 2.8], darker(col, 0.7), m.VARNISHED, 10)
    if violin:
        with form.part(0, ntop - 7, front - 3):
            form.tube(
                [
                    (5.0 * math.sin(a) * (1 - a / 12), -4 + 5 * math.cos(a) * (1 - a / 12), 0)
                    for a in np.linspace(0, 8.5, 30)
                ],
                2.6,
                darker(col, 0.75),
                m.VARNISHED,
                9,
            )
        for x in (-0.55, 0.55):
            f = spline(
                [
                    (low * x * 0.9, -0.52 * long),
                    (low * x * 0.75, -0.47 * long),
                    (low * x * 0.95, -0.38 * long),
                    (low * x * 0.8, -0.33 * long),
                ],
                False,
                4,
            )
            form.tube([(a, b, deep + 3.4) for a, b in f], 1.2, DARK, m.MATT, 7)
        form.box((0, -0.40 * long, front - 1), (16, 7, 3), (0.80, 0.62, 0.38), m.WOOD, 0.6)
        form.tube(
            [(0, -0.05 * long, front + 1), (0, -0.28 * long, front + 3)],
            [2.6, 5.4],
            EBONY,
            m.LACQUER,
            10,
            flat=0.5,
        )
        form.ball((-low * 0.34, -0.06 * long, front), (10, 6, 5), EBONY, m.LACQUER, 16, 8)
    else:
        with form.part(0, ntop - 12, front - 3, 0, -90, 0):
            form.slab(rounded(15, 30, 3), -1.6, 1.6, darker(col, 0.5), m.VARNISHED, 0.8)
        with form.part(0, -0.60 * long, deep + 1.9, 0, -90, 0):
            form.lathe([(14, 0), (14, -0.3), (0, -0.3)], DARK, m.MATT, n=36)
            for r in (15.0, 17.6):
                form.ring((0, 0, 0), r, 0.8, lighter(col, 0.6), m.VARNISHED)
        form.box((0, -0.22 * long, deep + 2), (30, 6, 3.4), EBONY, m.VARNISHED, 1)
        for k in range(9):
            y = -long * 0.86 - (long * 0.14 + neck) * (1 - 0.5 ** (k / 6))
            form.tube([(-3.3, y, front + 2.6), (3.3, y, front + 2.6)], 0.45, SILVER, m.METAL, 6)
    pegs = 2 if violin else 3
    for side_ in (-1, 1):
        for k in range(pegs):
            y = ntop - 3 - 8 * k
            form.tube(
                [(0, y, front - 3), (side_ * (9 if violin else 11), y, front - 3)],
                0.9,
                EBONY if violin else SILVER,
                m.VARNISHED if violin else m.METAL,
                7,
            )
            form.ball(
                (side_ * (11 if violin else 12.5), y, front - 3),
                (2.6, 2.2, 1.4),
                EBONY if violin else IVORY,
                m.LACQUER,
                10,
                6,
            )
    count = 4 if violin else 6
    for k in range(count):
        x = k - (count - 1) / 2
        form.tube(
            [
                (x * (2.2 if violin else 3.4), -(0.26 if violin else 0.24) * long, front + 3.6),
                (x * 1.1, -long, front + 3.6),
                (x * 0.9, ntop, front + 2),
            ],
            0.28,
            (0.88, 0.86, 0.80),
            m.METAL,
            5,
        )


def guitar(form: Form, col: Colour, action: str, phase: float) -> list[Item]:
    with form.part(0, -1, 0, 0, 7, 0):
        _strung(form, col, (31, 25, 41, 104), 74, False)
    return []


def violin(form: Form, col: Colour, action: str, phase: float) -> list[Item]:
    """A violin, its bow leaning beside it."""
    with form.part(-6, -1, 0, 0, 7, 0):
        _strung(form, col, (27, 18, 34, 92), 44, True)
    stick: list[Corner] = [
        (58 - 30 * t, -156 * t, 10 - 18 * t + 3 * math.sin(math.pi * t)) for t in np.linspace(0, 1, 9)
    ]
    form.tube(stick, 1.2, (0.42, 0.20, 0.09), m.VARNISHED, 8)
    form.tube(
        [
            (x - 4.5 * math.sin(math.pi * min(k / 8 * 0.8 + 0.14, 1)), y, z + 1)
            for k, (x, y, z) in enumerate(stick)
        ],
        0.8,
        IVORY,
        m.CLOTH,
        6,
    )
    form.box((53, -14, 9), (6, 9, 3), EBONY, m.LACQUER, 1)
    return []


def piano(form: Form, col: Colour, action: str, phase: float) -> list[Item]:
    """A grand piano, its lid up; keys to the left front."""
    lacquer = m.Material(gloss=1.0)
    shape = spline(
        [
            (-62, 42),
            (-62, -42),
            (-30, -44),
            (10, -42),
            (44, -34),
            (66, -14),
            (62, 4),
            (40, 14),
            (18, 24),
            (-4, 40),
            (-30, 43),
        ],
        True,
        5,
    )
    form.slab(shape, -76, -54, col, lacquer, 1.5)
    inner = [(x * 0.92, z * 0.90) for x, z in shape]
    form.slab(inner, -76.8, -74, (0.80, 0.56, 0.22), m.Material(metal=0.6, gloss=0.4), 0.4)
    for k in range(24):
        z = -32 + 2.6 * k
        reach = 54 if z < 0 else 54 - 2.3 * z
        form.tube([(-34, -77.4, z), (min(reach, 52), -77.4, z * 0.5)], 0.28, (0.93, 0.88, 0.74), m.METAL, 4)
    # The keys, out to the left.
    form.box((-72, -54, 0), (26, 9, 86), col, lacquer, 1.2)
    form.slab([(x - 73, z) for x, z in rounded(19, 76, 0.6)], -65.4, -62.4, IVORY, m.LACQUER, 0.4)
    for k in range(24):
        if k % 7 not in (2, 6):
            form.box((-70, -65, -35 + 3.1 * k), (11, 2.4, 1.6), DARK, m.LACQUER, 0.3)
        form.box((-73, -65.2, -36.6 + 3.1 * k), (19, 0.4, 0.3), (0.30, 0.29, 0.27), m.MATT, 0.1)
    with form.part(0, -76, -43, 0, 48, 0):
        lid = [(x, z - 42) for x, z in shape]
        with form.part(0, 0, 84):
            form.slab(lid, -2.4, 0, col, lacquer, 0.9)
    form.tube([(34, -76, 8), (38, -112, -12)], 1.1, col, lacquer, 7)
    form.tube([(-52, -76, -10), (-52, -92, -15), (-52, -92, 15), (-52, -76, 12)], 1.2, col, lacquer, 7)
    for x, z in ((-60, 34), (-60, -34), (48, -14)):
        form.tube([(x, -54, z), (x, -40, z), (x, -8, z)], [5.5, 4.6, 3.0], col, lacquer, 12)
        form.ball((x, -3, z), 3.4, BRASS, m.METAL, 12, 8)
    form.tube([(-60, -54, 0), (-60, -10, 0)], 2.0, col, lacquer, 9)
    for z in (-5.0, 0.0, 5.0):
        form.tube([(-60, -6, z), (-70, -4, z)], 1.3, BRASS, m.METAL, 8)
    return []


def drum(form: Form, col: Colour, action: str, phase: float) -> list[Item]:
    """A snare drum with two sticks; they hit in turn."""
    form.lathe([(0, 0), (47, 0), (48, -2), (48, -56), (0, -56)], col, m.Material(gloss=0.85, metal=0.3), n=56)
    for y in (-3.0, -56.0):
        form.lathe([(50, y + 3), (51.6, y + 2), (51.6, y - 3), (50, y - 4), (47.6, y - 4)], SILVER, m.METAL, n=56)
    beat = 0.5 - 0.5 * math.cos(4 * math.pi * phase)
    form.lathe([(48, -58), (40, -58.4), (0, -58.4 - 0.3 * beat)], (0.95, 0.93, 0.88), m.PAPER, n=56)
    for k in range(10):
        a = 2 * math.pi * k / 10 + 0.2
        x, z = 51 * math.cos(a), 51 * math.sin(a)
        form.tube([(x, -6, z), (x, -54, z)], 0.9, SILVER, m.METAL, 7)
        form.tube([(x, -23, z), (x, -36, z)], 2.6, SILVER, m.METAL, 9)
    for side in (-1, 1):
        up = 18 * (0.5 + 0.5 * math.sin(2 * math.pi * phase + (0 if side > 0 else math.pi)))
        tip: Corner = (side * 9.0, -61 - 0.4 * up, 6.0)
        end: Corner = (side * 62.0, -78 - 1.6 * up, 40.0)
        form.tube([end, tip], [2.0, 1.3], (0.86, 0.66, 0.40), m.WOOD, 9)
        form.ball(tip, (2.6, 2.2, 2.2), (0.90, 0.72, 0.46), m.WOOD, 10, 6)
    return []


def trumpet(form: Form, col: Colour, action: str, phase: float) -> list[Item]:
    """A brass trumpet lying on its valves' side, the bell to the right."""
    brass = m.METAL
    with form.part(0, -30, 0):
        with form.part(34, 0, 0, 0, 0, 90):
            form.lathe(
                [
                    (2.6, 40),
                    (3.0, 10),
                    *curve((3.6, -6), (5.5, -22), (10, -34), (19, -41), (25, -43)),
                    (25.6, -42.4),
                    *curve((18, -39.6), (9, -31), (4, -18)),
                ],
                col,
                brass,
                n=48,
            )
        form.tube(
            [(-6, 0, 0), (-52, 0, 0), (-66, 3, 0), (-71, 10, 0), (-66, 17, 0), (-52, 20, 0), (30, 20, 0)],
            2.6,
            col,
            brass,
        )
        form.tube(
            [(30, 20, 0), (42, 20, 0), (48, 15, 3), (48, 5, 5), (42, 0, 6), (30, 0, 6), (-74, 2, 6), (-84, 3, 6)],
            2.2,
            col,
            brass,
        )
        with form.part(-84, 3, 6, 0, 0, -90):
            form.lathe([(1.8, 0), (2.6, -6), (6.4, -10), (6.6, -11.4), (3, -10)], SILVER, brass, n=24)
        press = 3 * (0.5 - 0.5 * math.cos(4 * math.pi * phase))
        for k, x in enumerate((-16.0, -5.0, 6.0)):
            form.tube([(x, -10, 3), (x, 28, 3)], 4.6, col, brass, 14)
            form.tube([(x, -10 - 6 + (press if k == 1 else 0), 3), (x, -9, 3)], 1.2, SILVER, brass, 7)
            form.ball((x, -17 + (press if k == 1 else 0), 3), (3.2, 1.4, 3.2), IVORY, m.LACQUER, 12, 6)
        form.tube([(-30, 2, 4), (-30, 18, 4)], 1.2, col, brass, 7)
    return []


# ---- treasures ----


def gem(form: Form, r: float, col: Colour, stuff: m.Material) -> None:
    """A brilliant, its point on y = 0: eight-fold facets, flat, no two alike in tone."""
    high = 1.14 * r
    levels = [
        (0.0, 0.0, 0.0),
        (r * 0.62, -high * 0.45, 0.5),
        (r, -high * 0.80, 0.0),
        (r * 0.80, -high * 1.04, 0.5),
        (r * 0.56, -high * 1.14, 0.0),
        (0.0, -high * 1.14, 0.0),
    ]
    n = 8
    rnd = np.random.default_rng(11)
    rings = [
        [
            (q * math.cos(2 * math.pi * (k + o) / n), y, -q * math.sin(2 * math.pi * (k + o) / n))
            for k in range(n + 1)
        ]
        for q, y, o in levels
    ]
    mid = np.array((0, -high * 0.7, 0))
    for i in range(len(rings) - 1):
        for k in range(n):
            late = levels[i + 1][2] - levels[i][2] > 0
            quad = [rings[i][k], rings[i][k + 1], rings[i + 1][k + 1], rings[i + 1][k]]
            pieces = (
                ([quad[0], quad[1], quad[3]], [quad[1], quad[2], quad[3]])
                if late
                else ([quad[0], quad[1], quad[2]], [quad[0], quad[2], quad[3]])
            )
            for a, b, c in pieces:
                normal = np.cross(np.subtract(b, a), np.subtract(c, a))
                if np.linalg.norm(normal) < 1e-6:
                    continue
                if float(normal @ (np.mean([a, b, c], axis=0) - mid)) < 0:
                    b, c = c, b
                tone = 0.62 + 0.62 * float(rnd.random())
                tint = tuple(min(v * tone, 1.1) for v in col)
                form.sheet(np.array([[a, a], [c, b]])[:, ::-1], tint, stuff)
                form.sheets[-1].normals[:] = _flat(form.sheets[-1].points)


def _flat(points: F32) -> F32:
    """The one normal of a triangle given as a grid with a pole."""
    a, c, b = points[0, 0], points[1, 0], points[1, 1]
    normal = np.cross(c - a, b - a)
    return np.asarray(normal / (np.linalg.norm(normal) + 1e-9))


SPARKLE = ((-0.5, 0.62), (0.34, 0.8), (0.05, 0.3), (-0.16, 1.0), (0.6, 0.52))


def sparkles(at: list[Point], phase: float, size: float) -> list[Item]:
    """Small stars that flash one after the other."""
    out: list[Item] = []
    for k, (x, y) in enumerate(at):
        t = (phase * 2 + k * 0.37) % 1.0
        s = size * max(math.sin(math.pi * t * 2.2), 0) if t < 0.4545 else 0.0
        if s < 0.08 * size:
            continue
        for dx, dy in ((1, 0.09), (0.09, 1)):
            out.append(
                Mark(
                    "fill",
                    [
                        (x - s * dx, y),
                        (x, y - s * dy * 0.99 if dy > 0.5 else y - 0.07 * s),
                        (x + s * dx, y),
                        (x, y + s * dy if dy > 0.5 else y + 0.07 * s),
                    ],
                    (1, 1, 1),
                    alpha=0.9,
                    glow=1.0,
                )
            )
        out.append(Mark("soft", [(x, y)], (1, 1, 1), (0.42 * s, 0.42 * s), 0, 0.5, glow=1.0))
    return out


def diamond(form: Form, col: Colour, action: str, phase: float) -> list[Item]:
    with form.part(0, -1, 0):
        gem(form, 48, col, m.GEM)
    return sparkles([(48 * x, -56 * y) for x, y in SPARKLE], phase, 12)


def ring(form: Form, col: Colour, action: str, phase: float) -> list[Item]:
    """A gold ring with a stone, standing."""
    form.ring((0, -41, 0), 36, 4.6, col, m.METAL, "z", 64)
    for k in range(6):
        a = 2 * math.pi * k / 6
        form.tube(
            [(6 * math.cos(a), -80, 6 * math.sin(a)), (14.5 * math.cos(a), -99, 14.5 * math.sin(a))],
            [1.8, 1.4],
            col,
            m.METAL,
            8,
        )
    form.ring((0, -86, 0), 9, 1.6, col, m.METAL)
    with form.part(0, -80, 0):
        gem(form, 18, (0.90, 0.95, 1.0), m.GEM)
    return sparkles([(14 * x, -79 - 22 * y) for x, y in SPARKLE] + [(-30, -62)], phase, 9)


def necklace(form: Form, col: Colour, action: str, phase: float) -> list[Item]:
    """Pearls on a velvet bust, a stone in the middle."""
    bust = curve(
        (24, -10), (31, -16), (37, -34), (42, -52), (34, -66), (16, -76), (12.4, -92), (12.6, -110), steps=6
    )
    form.lathe(
        [(0, 0), (30, 0), (31, -3), (12, -6), (10, -12), (24, -12), *bust, (10, -112), (0, -112)],
        (0.10, 0.12, 0.20),
        m.Material(wrap=0.15, grain=0.05, lump=2),
        n=48,
        squash=0.62,
    )
    for k in range(37):
        a = 2 * math.pi * k / 36
        s, c = math.sin(a), math.cos(a)
        drop = 0.5 + 0.5 * c  # the front hangs lowest
        y = -92 + 40 * drop**1.4
        r = float(np.interp(-y, [-q[1] for q in bust], [q[0] for q in bust])) + 2.2
        size = 2.5 + 1.7 * drop
        form.ball(
            (r * s, y, r * 0.62 * c + 1.4), size, (0.95, 0.92, 0.88), m.Material(gloss=0.95, wrap=0.4), 14, 9
        )
    with form.part(0, -36, 33.4, 0, -70, 0):
        gem(form, 8.5, col, m.GEM)
    return sparkles([(0, -38), (-24, -66), (20, -58)], phase, 8)


def crown(form: Form, col: Colour, action: str, phase: float) -> list[Item]:
    form.lathe(
        [
            (44, 0),
            (46, -1),
            (46, -5),
            (44.6, -6),
            (45.4, -18),
            (46.4, -20),
            (46.4, -24),
            (45, -25),
            (42, -24),
            (42, -2),
        ],
        col,
        m.METAL,
        n=64,
    )
    a = np.linspace(0, 2 * math.pi, 97)
    peak = np.abs(np.cos(4 * a)) ** 1.3
    rows = []
    for t in np.linspace(0, 1, 9):
        high = 24 + (10 + 36 * peak) * t
        r = 45 + 7 * t * t * peak
        rows.append(np.stack([r * np.cos(a), -high, -r * np.sin(a)], 1))
    form.sheet(np.array(rows), col, m.METAL, both=True)
    for k in range(8):
        b = math.pi / 4 * k
        c, s = math.cos(b), math.sin(b)
        form.ball(
            (52 * c, -73, 52 * s),
            4.6,
            (0.95, 0.92, 0.88) if k % 2 else col,
            m.LACQUER if k % 2 else m.METAL,
            14,
            9,
        )
        tint: Colour = ((0.80, 0.06, 0.14), (0.10, 0.30, 0.80))[k % 2]
        form.ball((46.6 * c, -12.6, 46.6 * s), (4.4, 5, 4.4), tint, m.Material(gloss=1.0, metal=0.3), 14, 9)
        form.ball(
            (47.6 * c, -40, 47.6 * s),
            (3.4, 5.6, 3.4),
            ((0.10, 0.55, 0.30), (0.80, 0.06, 0.14))[k % 2],
            m.Material(gloss=1.0, metal=0.3),
            12,
            8,
        )
    # Velvet within.
    form.ball((0, -30, 0), (41, 27, 41), (0.46, 0.05, 0.12), m.VELVET, 30, 14)
    return sparkles([(-40, -74), (0, -14), (34, -72), (20, -40)], phase, 10)


def sword(form: Form, col: Colour, action: str, phase: float) -> list[Item]:
    """A knight's sword, its point in a stone."""
    noise = noise_rng(3)
    lump = noise.random((9, 24)) * 0.3 + 0.8
    b = np.linspace(-math.pi / 2, math.pi / 2, 9)[:, None]
    a = np.arange(24)[None] * (2 * math.pi / 24)
    r = np.cos(b) * lump
    form.sheet(
        np.dstack([46 * r * np.cos(a), np.minimum(-16 - 22 * np.sin(b) * lump, 0.0), -34 * r * np.sin(a)]),
        (0.46, 0.45, 0.44),
        m.STONE,
        True,
    )
    blade = []
    for y, w in ((-26, 5.8), (-90, 6.6), (-140, 7.4)):
        blade.append(
            [
                (w * e, y, d)
                for e, d in (
                    (-1, 0),
                    (-0.2, 1.5),
                    (0, 0.8),
                    (0.2, 1.5),
                    (1, 0),
                    (0.2, -1.5),
                    (0, -0.8),
                    (-0.2, -1.5),
                )
            ]
        )
    form.sheet(np.array(blade), SILVER, m.METAL, True)
    form.tube(
        [(-26, -139, 0), (-12, -142, 0), (0, -142.6, 0), (12, -142, 0), (26, -139, 0)],
        [3.4, 2.6, 3.6, 2.6, 3.4],
        col,
        m.METAL,
    )
    form.tube([(0, -144, 0), (0, -174, 0)], 3.2, (0.30, 0.14, 0.09), m.LEATHER)
    for k in range(7):
        form.ring((0, -147 - 4 * k, 0), 3.3, 0.6, darker(col, 0.8), m.METAL, "y", 16)
    form.ball((0, -180, 0), (6.6, 6.6, 4.4), col, m.METAL)
    form.ball((0, -180, 3.4), 2.6, (0.78, 0.06, 0.12), m.LACQUER, 12, 8)
    return sparkles([(-3, -120), (3, -84), (0, -142)], phase, 12)


def statue(form: Form, col: Colour, action: str, phase: float) -> list[Item]:
    """A marble figure in a long robe on a plinth, one arm raised."""
    stone = m.Material(gloss=0.25, grain=0.07, lump=9, stretch=0.6, wrap=0.2)
    form.box((0, 0, 0), (70, 8, 62), col, stone, 1)
    form.box((0, -8, 0), (58, 40, 50), darker(col, 0.94), stone, 1)
    form.box((0, -48, 0), (66, 6, 58), col, stone, 1)
    folds = lambda a, t: 1 + 0.07 * (1 - t) * np.sin(9 * a + 2.5 * t) + 0.03 * np.sin(15 * a - 4 * t)  # noqa: E731
    form.lathe(
        [
            (0, -54),
            (25, -54),
            *curve(
                (24, -60),
                (18, -84),
                (15, -110),
                (17.4, -122),
                (14, -132),
                (15.5, -146),
                (20, -158),
                (17, -166),
                (7, -171),
                (5.4, -178),
            ),
            (0, -180),
        ],
        col,
        stone,
        n=56,
        squash=0.72,
        wobble=folds,
        crease=0.1,
    )
    form.tube([(-18, -148, 8), (0, -138, 13), (17, -128, 9), (22, -112, 2)], [3, 4.2, 4, 2.4], col, stone, 12)
    form.ball((1, -190, 1), (9.4, 12, 10.4), col, stone, 24, 14)
    form.ball((0, -194, -4), (11, 11, 10), darker(col, 0.95), m.Material(grain=0.22, lump=2.4, gloss=0.1), 20, 12)
    form.ball((-3, -190, -12), (6, 6, 6), darker(col, 0.95), m.Material(grain=0.22, lump=2.4), 16, 10)
    form.tube([(1, -187, 10), (1.4, -190, 12), (1.2, -193, 10.6)], [1.6, 1.5, 0.8], col, stone, 8)
    form.tube([(18, -160, 0), (30, -172, 6), (33, -192, 10), (35, -201, 12)], [5.4, 4.4, 3.6, 2.6], col, stone, 14)
    form.ball((35.6, -206, 12), (3.4, 5, 2.6), col, stone, 12, 8)
    form.tube([(-18, -160, 0), (-26, -142, 6), (-20, -126, 14)], [5.4, 4.6, 3.6], col, stone, 14)
    form.ball((-18, -123, 16), (3.8, 3.4, 3.4), col, stone, 12, 8)
    return []


# ---- in the open ----


def fountain(form: Form, col: Colour, action: str, phase: float) -> list[Item]:
    """A stone basin with two bowls; water rises, falls from bowl to bowl and rings the pool."""
    form.lathe(
        [(86, 0), (88, -2), (88, -6), (84, -8), (84, -20), (88, -22), (88, -27), (80, -28), (79, -24)],
        col,
        m.STONE,
        n=64,
    )

    def ripple(p: F32) -> F32:
        rings = 1 + 0.12 * np.sin(np.hypot(p[..., 0], p[..., 2]) * 0.7 - 2 * math.pi * phase)
        return np.asarray(np.array((0.36, 0.56, 0.64)) * rings[..., None])

    water = m.Material(gloss=0.9, wrap=0.2)
    form.lathe(
        [
            (80, -21),
            *[(80 - 4 * k, -21.2 + 0.25 * math.sin(2.8 * k + 6.283 * phase)) for k in range(1, 20)],
            (0, -21),
        ],
        ripple,
        water,
        n=56,
        crease=-1,
    )
    form.lathe([(18, -14), (20, -24), (10, -30), (8, -52), (12, -58), (10, -62)], col, m.STONE, n=40)
    form.lathe([(9, -60), *curve((22, -64), (40, -74), (44, -80)), (42, -82), (38, -78)], col, m.STONE, n=48)
    form.lathe([(39, -79), (20, -79.4), (0, -79.6)], ripple, water, n=40)
    form.lathe([(7, -76), (5, -84), (6, -98), (5, -102)], col, m.STONE, n=32)
    form.lathe([(5, -100), *curve((12, -103), (20, -109), (22, -113)), (20, -114), (0, -112)], col, m.STONE, n=40)
    out: list[Item] = []
    drops = np.random.default_rng(4)
    # Falling curtains, then the jet.
    for r0, y0, y1, count, reach in ((44.0, -81.0, -22.0, 26, 12.0), (22.0, -113.0, -79.0, 14, 8.0)):
        for k in range(count):
            a = 2 * math.pi * k / count + 0.1
            for j in range(9):
                t = (j + (phase * 3 + float(drops.random()) * 0.2) % 1) / 9
                d = r0 + reach * t
                x, y = d * math.cos(a), y0 + (y1 - y0) * t * t + d * math.sin(a) * 0.19
                if math.sin(a) > -0.35:
                    out.append(Mark("soft", [(x, y)], (0.90, 0.96, 1.0), (1.5, 3.2), 0, 0.5, glow=0.6))
    for _ in range(64):
        a, t0, s = float(drops.random()) * 6.28, float(drops.random()), 0.5 + 0.5 * float(drops.random())
        t = (t0 + phase * 2) % 1.0
        x = 19 * s * t * math.cos(a)
        y = -113 - 96 * s * t * (1 - t) * 1.5
        out.append(Mark("soft", [(x, y)], (0.93, 0.97, 1.0), (1.7, 2.4), 0, 0.6, glow=0.6))
    return out


def ferris_wheel(form: Form, col: Colour, action: str, phase: float) -> list[Item]:
    """A wheel of sixteen gondolas between its trestles; a cycle is an eighth of a turn, after which it looks the
    same.
    """
    hub, big = -118.0, 100.0
    turn = 2 * math.pi / 8 * phase
    steel: Colour = (0.86, 0.87, 0.90)
    for z in (-11.0, 11.0):
        form.ring((0, hub, z), big, 1.5, steel, m.PLASTIC, "z", 72)
        form.ring((0, hub, z), big * 0.9, 0.9, col, m.PLASTIC, "z", 72)
        form.ring((0, hub, z), 12, 2.4, col, m.PLASTIC, "z", 32)
        for k in range(16):
            a = turn + 2 * math.pi * k / 16
            form.tube([(0, hub, z), (big * math.cos(a), hub + big * math.sin(a), z)], 0.75, steel, m.PLASTIC, 5)
    form.tube([(0, hub, -20), (0, hub, 20)], 5, (0.40, 0.42, 0.48), m.METAL, 12)
    tints: list[Colour] = [(0.88, 0.22, 0.20), (0.96, 0.72, 0.18)]
    for k in range(16):
        a = turn + 2 * math.pi * k / 16
        x, y = big * math.cos(a), hub + big * math.sin(a)
        tint = tints[k % 2]
        form.tube([(x, y, -12), (x, y, 12)], 1.0, steel, m.PLASTIC, 6)
        with form.part(x, y + 4, 0):
            form.lathe([(0, 15), (6, 15), *curve((8.4, 12), (8.6, 7)), (8.2, 7)], tint, m.LACQUER, n=16)
            form.lathe([(7.6, 7), (7.6, 2)], (0.20, 0.28, 0.36), m.LACQUER, n=16)
            form.lathe([(8.6, 2), *curve((8.2, 0), (5, -3), (0, -4))], tint, m.LACQUER, n=16)
        for z in (-12.5, 12.5):
            form.ball((x, y, z), 1.8, (1.0, 0.90, 0.60), m.FLAME, 8, 5)
    for z in (-24.0, 24.0):
        for side in (-1, 1):
            form.tube([(side * 62, 0, z * 1.5), (0, hub, z * 0.8)], [3.0, 2.4], (0.72, 0.74, 0.80), m.PLASTIC, 9)
        form.tube([(-34, -54, z * 1.2), (34, -54, z * 1.2)], 1.3, (0.72, 0.74, 0.80), m.PLASTIC, 7)
    form.box((0, 0, 0), (150, 5, 84), (0.44, 0.42, 0.42), m.STONE, 1)
    return []


def skateboard(form: Form, col: Colour, action: str, phase: float) -> list[Item]:
    s, z = np.meshgrid(np.linspace(-1, 1, 45), np.linspace(-1, 1, 9), indexing="ij")
    half = 20 * np.sqrt(np.clip(1 - np.clip((np.abs(s) - 0.76) / 0.24, 0, 1) ** 2, 0, 1))
    lift = -17 * np.clip((np.abs(s) - 0.66) / 0.34, 0, 1) ** 1.6
    for y, tint, stuff in ((-15.0, col, m.LACQUER), (-18.4, (0.13, 0.13, 0.14), m.Material(grain=0.25, lump=0.8))):
        form.sheet(np.dstack([s * 80, y + lift - 1.6 * z * z, z * half]), tint, stuff, both=True)
    rim: list[Corner] = [
        (80 * float(a), -16.6 + float(b), float(c))
        for a, b, c in [
            *zip(s[:, 0], lift[:, 0], half[:, 0], strict=True),
            *zip(s[::-1, 0], lift[::-1, 0], -half[::-1, 0], strict=True),
        ]
    ]
    form.tube(rim, 1.7, (0.84, 0.64, 0.38), m.WOOD, 8, True)
    for x in (-46.0, 46.0):
        form.box((x, -10, 0), (14, 5, 14), (0.70, 0.71, 0.74), m.METAL, 1)
        form.tube([(x, -7.6, -19), (x, -7.6, 19)], 2.2, (0.70, 0.71, 0.74), m.METAL, 9)
        for zz in (-17.0, 17.0):
            with form.part(x, -7.6, zz, 0, 90, 0):
                form.lathe(
                    [(2, 4.4), (6.6, 4.4), (7.6, 3), (7.6, -3), (6.6, -4.4), (2, -4.4)],
                    IVORY,
                    m.Material(gloss=0.4, wrap=0.3),
                    n=24,
                )
                form.lathe([(3.2, 4.8), (0, 4.8)][::-1], (0.5, 0.5, 0.52), m.METAL, n=14)
    return []


def surfboard(form: Form, col: Colour, action: str, phase: float) -> list[Item]:
    """Standing upright in the sand, a stripe down its middle."""

    def paint(p: F32) -> F32:
        x, y = p[..., 0], p[..., 1]
        wave_ = 6 * np.sin(y * 0.045)
        a = (np.abs(x + wave_) < 4.4)[..., None]
        b = ((y > -66) | (y < -150))[..., None]
        out = np.where(b, np.array(col), np.array((0.96, 0.94, 0.88)))
        return np.asarray(np.where(a, np.array(lighter(col, 0.15)) * np.where(b, 0.62, 1.0), out))

    rows = []
    for t in np.linspace(0, 1, 48):
        w = 27 * (math.sin(math.pi * min(0.06 + 0.94 * t, 1.0) ** 0.86) ** 0.62 if t < 1 else 0.0)
        rows.append(
            [
                (
                    w * math.cos(a),
                    -206 * t + 6,
                    4.4 * math.sin(a) * min(1, w / 12) + 9 * (t - 0.4) ** 2 * (t > 0.4) * -3,
                )
                for a in np.linspace(0, -2 * math.pi, 29)[:-1]
            ]
        )
    with form.part(0, 0, 0, 0, 5, 4):
        form.sheet(np.array(rows), paint, m.LACQUER, True)
    rnd = np.random.default_rng(2)
    form.ball((0, 1, 0), (30, 5, 15), (0.86, 0.75, 0.54), m.Material(grain=0.14, lump=2), 26, 10)
    for _ in range(4):
        form.ball(
            (float(rnd.normal()) * 18, 0.6, 8 + float(rnd.normal()) * 3),
            (7, 2.6, 5),
            (0.86, 0.75, 0.54),
            m.Material(grain=0.14, lump=2),
            14,
            6,
        )
    return []


def _wheel(form: Form, x: float, r: float, z: float, wide: float, hub: Colour, turn: float, lugs: int = 0) -> None:
    """A wheel standing on the ground: tyre, hub, five bolts; turn in degrees."""
    with form.part(x, -r, z, 0, 90, 0):
        wob = (
            (
                lambda a, t: (
                    1 + 0.035 * np.sign(np.sin(lugs * (a + math.radians(turn)) + 5 * t)) * ((t > 0.2) & (t < 0.8))
                )
            )
            if lugs
            else None
        )
        form.lathe(
            [
                (r * 0.55, wide),
                (r * 0.9, wide),
                (r * 0.98, wide * 0.8),
                (r, wide * 0.4),
                (r, 0),
                (r, -wide * 0.4),
                (r * 0.98, -wide * 0.8),
                (r * 0.9, -wide),
                (r * 0.55, -wide),
            ],
            TYRE,
            m.RUBBERY,
            n=56 if lugs else 36,
            wobble=wob,
            crease=0.3,
        )
        for s in (-1, 1):
            profile = [
                (r * 0.56, s * wide * 0.96),
                (r * 0.48, s * wide * 0.7),
                (r * 0.2, s * wide * 0.72),
                (r * 0.16, s * wide),
                (0, s * wide),
            ]
            form.lathe(profile if s < 0 else profile[::-1], hub, m.Material(gloss=0.5, metal=0.2), n=28)
    for k in range(5):
        a = math.radians(turn + 72 * k)
        for s in (-1, 1):
            form.ball(
                (x + r * 0.34 * math.cos(a), -r + r * 0.34 * math.sin(a), z + s * wide * 0.76),
                r * 0.06,
                darker(hub, 0.5),
                m.METAL,
                8,
                5,
            )


def tractor(form: Form, col: Colour, action: str, phase: float) -> list[Item]:
    turn = 72 * phase if action == "drive" else 0.0
    jolt = 0.5 * wave(phase, 0, 2) if action == "drive" else 0.0
    for z in (-33.0, 33.0):
        _wheel(form, -38, 40, z, 13, (0.95, 0.80, 0.22), turn, 20)
        _wheel(form, 62, 20, z * 0.9, 8, (0.95, 0.80, 0.22), 2 * turn, 15)
    with form.part(0, jolt, 0):
        form.box((10, -26, 0), (120, 18, 22), (0.16, 0.16, 0.17), m.METAL, 3)
        form.box((46, -42, 0), (66, 40, 30), col, m.LACQUER, 7)
        form.box((80, -46, 0), (3, 28, 24), DARK, m.METAL, 1)
        for k in range(5):
            form.box((80.6, -49 - 5 * k, 0), (3, 1.6, 22), SILVER, m.METAL, 0.5)
        for z in (-10.0, 10.0):
            form.ball((81, -76, z), (2.4, 4, 4), (1.0, 0.96, 0.80), m.SCREEN, 12, 8)
        form.tube([(58, -80, 9), (58, -112, 9)], 2.4, SILVER, m.METAL, 10)
        # The cab: posts, a roof, tinted panes.
        for x, z in ((-52, 22), (-52, -22), (8, 22), (8, -22)):
            form.tube([(x, -52, z), (x + (4 if x < 0 else -4), -126, z * 0.92)], 2.2, DARK, m.PLASTIC, 8)
        for z in (-21.0, 21.0):
            form.plate(
                [(-47, -122, z), (3, -122, z), (7, -62, z), (-50, -62, z)],
                (0.30, 0.42, 0.48),
                m.Material(gloss=1.0, clear=0.55),
            )
        form.plate(
            [(4, -122, 19), (4, -122, -19), (9, -74, -20), (9, -74, 20)],
            (0.30, 0.42, 0.48),
            m.Material(gloss=1.0, clear=0.55),
        )
        form.slab([(x - 22, z) for x, z in rounded(72, 56, 9)], -134, -124, col, m.LACQUER, 4)
        form.box((-24, -46, 0), (24, 12, 28), DARK, m.LEATHER, 3)
        form.box((-36, -50, 0), (7, 40, 28), DARK, m.LEATHER, 3)
        with form.part(-6, -78, 0, 0, 0, -30):
            form.ring((0, 0, 0), 10, 1.3, DARK, m.PLASTIC)
        for z in (-34.0, 34.0):
            path: list[Corner] = [
                (-38 + 45 * math.cos(a), -40 - 45 * math.sin(a), z) for a in np.linspace(0.15, 2.4, 14)
            ]
            form.tube(path, 14, col, m.LACQUER, 12, flat=0.16)
    return []


def tank(form: Form, col: Colour, action: str, phase: float) -> list[Item]:
    paint = m.Material(gloss=0.22, grain=0.09, lump=7)
    steel: Colour = (0.22, 0.22, 0.21)
    going = phase if action == "drive" else 0.0
    for z in (-36.0, 36.0):
        loop: list[Point] = []
        for cx, a0, a1 in ((78, -90, 90), (-78, 90, 270)):
            loop += [
                (cx + 17 * math.cos(math.radians(a)), -18 + 17 * math.sin(math.radians(a)))
                for a in np.linspace(a0, a1, 12)
            ]
        outline = np.array(loop)
        rows = [
            np.stack([outline[:, 0] * k, outline[:, 1], np.full(len(outline), z + d)], 1)
            for d, k in ((-11, 1), (11, 1))
        ]
        form.sheet(np.array(rows)[::-1], steel, m.Material(metal=0.4, grain=0.1, lump=3), True)
        form.sheets[-1].both = True
        long = np.cumsum(np.r_[0, np.hypot(*np.diff(np.vstack([outline, outline[:1]]), axis=0).T)])
        for k in range(44):
            at = (long[-1] * ((k - going) / 44)) % long[-1]
            x = float(np.interp(at, long, np.r_[outline[:, 0], outline[0, 0]]))
            y = float(np.interp(at, long, np.r_[outline[:, 1], outline[0, 1]]))
            form.tube([(x, y, z - 11.4), (x, y, z + 11.4)], 2.1, darker(steel, 0.8), m.METAL, 6)
        for k in range(7):
            with form.part(-72 + 24 * k, -16, z, 0, 90, 0):
                form.lathe(
                    [(0, 11.6), (11, 11.6), (12, 9), (12, -9), (11, -11.6), (5, -11.6), (4, -12.6), (0, -12.6)],
                    col,
                    paint,
                    n=26,
                )
    hull = np.array(
        [
            [(x, y, z) for x, y in ((100, -30), (82, -46), (-88, -46), (-98, -34), (-90, -14), (84, -14))]
            for z in (-48, 48)
        ]
    )
    form.sheet(hull, col, paint, True)
    form.sheets[-1].both = True
    for z in (-48.0, 48.0):
        form.sheet(
            np.array(
                [
                    [(0, -30, z)] * 7,
                    [
                        (x, y, z)
                        for x, y in (
                            (100, -30),
                            (82, -46),
                            (-88, -46),
                            (-98, -34),
                            (-90, -14),
                            (84, -14),
                            (100, -30),
                        )
                    ],
                ]
            ),
            col,
            paint,
            both=True,
        )
    aim = 3 * wave(phase) if action in ("stand", "fight") else 0.0
    with form.part(-10, 0, 0, aim):
        form.lathe(
            [(0, -46), (46, -46), (48, -50), (40, -70), (34, -73), (0, -73)],
            col,
            paint,
            n=40,
            squash=0.72,
            wobble=lambda a, t: 1 + 0.12 * np.cos(a) ** 3,
        )
        form.tube([(34, -60, 0), (70, -62, 0), (150, -66, 0)], [5.4, 4.0, 3.2], col, paint, 14)
        form.tube([(144, -65.6, 0), (156, -66.3, 0)], 4.6, steel, m.METAL, 14)
        with form.part(-12, -73, 12):
            form.lathe([(11, 0), (11, -4), (9, -6), (0, -6)], darker(col, 0.9), paint, n=26)
        form.tube([(-30, -72, -16), (-34, -118, -18)], 0.6, steel, m.METAL, 6)
    return []


def submarine(form: Form, col: Colour, action: str, phase: float) -> list[Item]:
    """A small yellow-hulled boat for the deep, nose to the right, its middle on y = 0; the screw turns."""
    hull = m.Material(gloss=0.7, grain=0.03, lump=8)
    with form.part(0, 0, 0, 0, 0, 90):
        form.lathe(
            [
                (0, 112),
                *curve((5, 108), (16, 86), (29, 44), (34, 0), (32, -44), (24, -76), (10, -92), (0, -95), steps=6),
            ],
            col,
            hull,
            n=44,
        )
        for y, r in ((-58, 29.6), (30, 31.4)):
            form.ring((0, y, 0), r, 1.4, darker(col, 0.72), m.METAL)
    form.lathe([(0, -24), (22, -26), (20, -52), (17, -56), (0, -57)], col, hull, n=36, squash=0.6)
    form.tube([(4, -54, 0), (4, -84, 0), (7, -88, 0), (14, -88, 0)], 2.0, SILVER, m.METAL)
    form.tube([(-8, -54, 0), (-8, -74, 0)], 0.9, SILVER, m.METAL, 7)
    for k in range(4):
        for z in (-1, 1):
            with form.part(54 - 30 * k, -5, z * (25.6, 31.4, 33.4, 32.6)[k], 0, -90 * z, 0):
                form.ring((0, 0, 0), 8, 1.8, BRASS, m.METAL)
                form.lathe(
                    [(7.4, 0), *curve((6, -1.6), (3, -2.8), (0, -3.2))],
                    (1.0, 0.88, 0.50),
                    m.Material(gloss=0.9, glow=0.7),
                    n=24,
                )
    for z in (-1, 1):
        form.sheet(
            np.array([[(-96, 0, z * 8), (-72, 0, z * 16)], [(-106, 0, z * 38), (-88, 0, z * 38)]]),
            darker(col, 0.85),
            hull,
            both=True,
        )
        form.sheet(
            np.array([[(-96, z * 8, 0), (-72, z * 16, 0)], [(-106, z * 36, 0), (-88, z * 36, 0)]]),
            darker(col, 0.85),
            hull,
            both=True,
        )
    form.ball((92, 4, 0), (6, 10, 10), (1.0, 0.95, 0.76), m.SCREEN, 16, 10)
    for k in range(4):
        a = math.radians(90 * k + 90 * phase)
        c, s = math.cos(a), math.sin(a)
        form.sheet(
            np.array(
                [
                    [(-113, 2 * c - 3 * s, 2 * s + 3 * c), (-116, 2 * c + 3 * s, 2 * s - 3 * c)],
                    [(-111, 24 * c - 7 * s, 24 * s + 7 * c), (-118, 24 * c + 7 * s, 24 * s - 7 * c)],
                ]
            ),
            BRASS,
            m.METAL,
            both=True,
        )
    form.tube([(-104, 0, 0), (-119, 0, 0)], [5, 3], BRASS, m.METAL, 12)
    rnd = np.random.default_rng(6)
    bubbles: list[Item] = []
    for _ in range(16):
        t = (float(rnd.random()) + phase) % 1.0
        r = 1.2 + 2.2 * float(rnd.random())
        bubbles.append(
            Mark(
                "oval",
                [(-122 - 46 * t, -26 * t * t + 14 * (float(rnd.random()) - 0.5))],
                (0.86, 0.96, 1.0),
                (r, r),
                0,
                0.5 * (1 - t),
                glow=0.7,
            )
        )
    return bubbles


def satellite(form: Form, col: Colour, action: str, phase: float) -> list[Item]:
    """A body in golden foil, two wings of solar cells, a dish; its middle on y = 0."""
    foil = m.Material(metal=0.9, grain=0.30, lump=3)
    form.box((0, 26, 0), (40, 52, 40), col, foil, 2)
    form.box((0, -25, 0), (30, 7, 30), SILVER, m.METAL, 1.5)

    def cells(p: F32) -> F32:
        gx, gy = np.abs(np.sin(p[..., 0] * 0.21)), np.abs(np.sin(p[..., 1] * 0.21))
        line = ((gx < 0.16) | (gy < 0.16))[..., None]
        return np.asarray(np.where(line, np.array((0.62, 0.66, 0.74)), np.array((0.07, 0.12, 0.34))))

    for side in (-1, 1):
        form.tube([(side * 20, 0, 0), (side * 34, 0, 0)], 2, SILVER, m.METAL, 9)
        for k in range(3):
            x0 = 34 + 36 * k
            x, y = np.meshgrid(np.linspace(x0, x0 + 34, 36), np.linspace(-22, 22, 44))
            form.sheet(
                np.dstack([side * x, y, np.full_like(x, 3)]), cells, m.Material(gloss=0.9, metal=0.25), both=True
            )
    with form.part(0, -34, 8, 0, -42, 0):
        form.lathe(
            [(1.5, 4), *curve((8, 2), (18, -4), (25, -12)), (24.4, -12.6), *curve((17, -5), (8, 0), (0, 1.6))],
            PALE,
            m.PLASTIC,
            n=40,
        )
        for k in range(3):
            a = 2.1 * k
            form.tube([(20 * math.cos(a), -8, 20 * math.sin(a)), (0, -26, 0)], 0.6, SILVER, m.METAL, 5)
        form.ball((0, -26, 0), 2.4, GOLD, m.METAL, 10, 6)
    on = 1.0 if phase % 0.5 < 0.12 else 0.0
    return [Mark("soft", [(0, 31)], (1.0, 0.25, 0.20), (5, 5), 0, 0.9 * on, glow=1.0)]


def excavator(form: Form, col: Colour, action: str, phase: float) -> list[Item]:
    """Tracks, a cab that turns, a boom, an arm and a bucket that digs."""
    paint = m.LACQUER
    steel: Colour = (0.22, 0.22, 0.23)
    for z in (-26.0, 26.0):
        outline = [
            (cx + 13 * math.cos(math.radians(a)), -14 + 13 * math.sin(math.radians(a)))
            for cx, a0, a1 in ((46, -90, 90), (-46, 90, 270))
            for a in np.linspace(a0, a1, 10)
        ]
        with form.part(0, 0, z, 0, -90, 0):
            form.slab([(x, y) for x, y in outline], -9, 9, steel, m.RUBBERY, 1.5)
        for k in range(34):
            t = k / 34 * 2 * math.pi
            x = 59 * math.cos(t)
            form.tube(
                [
                    (
                        max(min(x * 1.2, 59), -59),
                        -14
                        + 13.6
                        * (1 if math.sin(t) > 0 else -1)
                        * math.sqrt(max(1 - max(abs(x) * 1.2 - 46, 0) ** 2 / 169, 0)),
                        z - 10,
                    ),
                    (
                        max(min(x * 1.2, 59), -59),
                        -14
                        + 13.6
                        * (1 if math.sin(t) > 0 else -1)
                        * math.sqrt(max(1 - max(abs(x) * 1.2 - 46, 0) ** 2 / 169, 0)),
                        z + 10,
                    ),
                ],
                1.6,
                darker(steel, 0.7),
                m.METAL,
                5,
            )
    form.tube([(0, -26, 0), (0, -34, 0)], 16, steel, m.METAL, 18)
    dig = 0.5 - 0.5 * math.cos(2 * math.pi * phase)
    form.box((-12, -33, 0), (96, 26, 58), col, paint, 4)
    form.box((-44, -58, -2), (34, 14, 52), darker(col, 0.9), paint, 4)
    form.box((10, -58, 15), (40, 46, 26), col, paint, 4)
    form.plate([(-6, -99, 28.6), (26, -99, 28.6), (30, -70, 28.6), (-6, -70, 28.6)], (0.20, 0.30, 0.36), m.LACQUER)
    form.plate([(30.6, -99, 26), (30.6, -99, 4), (30.6, -68, 4), (30.6, -68, 26)], (0.20, 0.30, 0.36), m.LACQUER)
    a1 = math.radians(52 + 8 * (1 - dig))
    joint: Corner = (28 + 84 * math.cos(a1), -52 - 84 * math.sin(a1), -12)
    a2 = math.radians(-62 + 26 * (1 - dig))
    tip: Corner = (joint[0] + 64 * math.cos(a2), joint[1] - 64 * math.sin(a2), -12)
    mid: Corner = ((28 + joint[0]) / 2 - 6, (-52 + joint[1]) / 2 - 9, -12)
    form.tube([(28, -52, -12), mid, joint], [8, 9, 6], col, paint, 10)
    form.tube(
        [(joint[0] - 12 * math.cos(a2), joint[1] + 12 * math.sin(a2), -12), joint, tip],
        [5, 7, 4.4],
        col,
        paint,
        10,
    )
    form.tube([(22, -46, -6), mid], [3, 2], SILVER, m.METAL, 9)
    form.tube(
        [(mid[0], mid[1] - 9, -12), (joint[0] - 10 * math.cos(a2), joint[1] + 10 * math.sin(a2) - 4, -12)],
        [3, 1.8],
        SILVER,
        m.METAL,
        9,
    )
    with form.part(tip[0], tip[1], -12, 0, 0, -40 + 70 * dig):
        rows = [
            [(3 + 17 * math.cos(b), 15 + 15 * math.sin(b), z) for b in np.linspace(-1.7, 2.2, 14)]
            for z in (-13, 13)
        ]
        form.sheet(np.array(rows), steel, m.Material(metal=0.4, grain=0.1, lump=4), both=True)
        for z in (-13.0, 13.0):
            form.sheet(
                np.array(
                    [
                        [(3, 15, z)] * 14,
                        [(3 + 17 * math.cos(b), 15 + 15 * math.sin(b), z) for b in np.linspace(-1.7, 2.2, 14)],
                    ]
                ),
                darker(steel, 1.3),
                m.METAL,
                both=True,
            )
        for k in range(5):
            form.tube([(-7, 27, -11 + 5.5 * k), (-15, 26, -11 + 5.5 * k)], [1.6, 0.6], SILVER, m.METAL, 6)
    return []


def bridge(form: Form, col: Colour, action: str, phase: float) -> list[Item]:
    """A suspension bridge: two towers, cables in a curve, hangers, a deck, seen slantwise."""
    deck = -34.0
    form.box((0, deck + 6, 0), (420, 7, 26), (0.40, 0.38, 0.38), m.STONE, 1)
    for z in (-14.0, 14.0):
        form.box((0, deck + 2, z), (420, 8, 2), col, m.PLASTIC, 0.6)
        for x in (-110.0, 110.0):
            form.tube(
                [(x, 0, z), (x, -70, z * 0.95), (x, -142, z * 0.85)], [6, 5, 4], col, m.Material(gloss=0.3), 8
            )
        cable: list[Corner] = []
        for x in np.linspace(-210, 210, 85):
            d = abs(x)
            y = deck - 6 - 100 * (d / 110) ** 2 if d < 110 else deck - 106 * ((210 - d) / 100) ** 1.25
            cable.append((float(x), float(y), z * 0.9))
        form.tube(cable, 1.5, col, m.PLASTIC, 7)
        for x, y, zz in cable[2::3]:
            if y < deck - 4:
                form.tube([(x, y, zz), (x, deck, z)], 0.5, col, m.PLASTIC, 4)
    for x in (-110.0, 110.0):
        for y in (-66, -100, -138):
            form.box((x, y, 0), (7, 6, 26), col, m.PLASTIC, 0.8)
        form.box((x, 0, 0), (26, 12, 44), (0.56, 0.54, 0.52), m.STONE, 2)
    return []


# ---- toys, fires and buildings ----


def ball(form: Form, col: Colour, action: str, phase: float) -> list[Item]:
    """A beach ball of six gores; it rolls."""

    def gores(p: F32) -> F32:
        a = np.arctan2(p[..., 2], p[..., 0])
        k = np.floor(a / (2 * math.pi) * 6 + 1e-6).astype(int) % 2
        cap = (np.abs(p[..., 1]) > 22.6)[..., None]
        return np.asarray(
            np.where(
                cap,
                np.array((0.96, 0.95, 0.92)),
                np.where((k == 0)[..., None], np.array(col), np.array((0.96, 0.95, 0.92))),
            )
        )

    turn = -360 * phase if action not in ("stand", "sit", "lie", "turn") else -20.0
    with form.part(0, -24, 0, 24, 0, turn), form.part(0, 0, 0, 0, 28, 18):
        form.ball((0, 0, 0), 24, gores, m.Material(gloss=0.8, wrap=0.1), 60, 28)
    return []


def balloon(form: Form, col: Colour, action: str, phase: float) -> list[Item]:
    form.lathe(
        [
            (0, -70),
            *curve((4, -73), (16, -88), (31, -112), (34, -130), (27, -148), (12, -158), (0, -160), steps=7),
        ],
        col,
        m.Material(gloss=0.95, wrap=0.55),
        n=44,
    )
    form.lathe([(5, -66), (1.6, -70), (3, -72)], darker(col, 0.8), m.PLASTIC, n=16)
    form.tube(
        [(5 * wave(phase, 0.35 * j) * j / 8, -68 + 8.6 * j, 0) for j in range(9)],
        0.5,
        (0.93, 0.91, 0.86),
        m.CLOTH,
        5,
    )
    return []


def kite(form: Form, col: Colour, action: str, phase: float) -> list[Item]:
    pale = lighter(col, 0.45)
    belly = 3 + 1.2 * wave(phase, 0, 2)
    for corners, tint in (
        (((0, -78), (-34, -42)), col),
        (((34, -42), (0, -78)), pale),
        (((-34, -42), (0, 8)), pale),
        (((0, 8), (34, -42)), col),
    ):
        (ax, ay), (bx, by) = corners
        g = np.linspace(0, 1, 7)
        grid = [
            [
                (
                    (ax * (1 - t) + bx * t) * s,
                    -42 + ((ay + 42) * (1 - t) + (by + 42) * t) * s,
                    -belly * math.sin(math.pi * s) * math.sin(math.pi * t),
                )
                for t in g
            ]
            for s in g
        ]
        form.sheet(np.array(grid), tint, m.Material(gloss=0.15, wrap=0.4), both=True)
    form.tube([(0, -78, 1), (0, 8, 1)], 0.9, (0.62, 0.44, 0.26), m.WOOD, 6)
    form.tube([(-34, -42, 1), (34, -42, 1)], 0.9, (0.62, 0.44, 0.26), m.WOOD, 6)
    tail: list[Corner] = [(2.6 * j * wave(phase, 0.13 * j) * 0.55, 8 + 9.2 * j, 0) for j in range(10)]
    form.tube(tail, 0.6, (0.94, 0.92, 0.86), m.CLOTH, 5)
    for j in range(1, 10, 2):
        x, y, _ = tail[j]
        for side in (-1, 1):
            form.ball((x + side * 4.2, y, 0), (4.4, 2.4, 1.4), col if j % 4 == 1 else pale, m.CLOTH, 10, 6)
    return []


def pumpkin(form: Form, col: Colour, action: str, phase: float) -> list[Item]:
    """Carved and lit from inside, the light a little unsteady."""
    ribs = lambda a, t: 0.93 + 0.07 * np.abs(np.cos(6 * a)) ** 0.5  # noqa: E731
    profile = curve((12, -0.4), (30, -4), (42, -18), (42, -34), (30, -48), (14, -52), steps=7)
    form.lathe(
        [(0, -3), *profile, *curve((14, -52), (6, -48), (0, -46))],
        col,
        m.Material(gloss=0.35, wrap=0.3, grain=0.07, lump=5),
        n=96,
        wobble=ribs,
    )
    form.tube(
        [(0, -46, 0), (1, -55, 0), (7, -63, 2), (9, -64, 3)],
        [6, 4, 3.4, 3.8],
        (0.34, 0.42, 0.16),
        m.Material(grain=0.2, lump=2),
        10,
    )
    k = 0.92 + 0.08 * wave(phase, 0, 3) * wave(phase, 0.2, 2)
    glow: Colour = (1.0 * k, 0.80 * k, 0.30 * k)
    cuts: list[tuple[list[Point], list[Point]]] = [  # upper and lower edges
        ([(-24, -29), (-15, -42), (-8, -29)], [(-24, -29), (-16, -27), (-8, -29)]),
        ([(8, -29), (15, -42), (24, -29)], [(8, -29), (16, -27), (24, -29)]),
        ([(-4, -23), (0, -30), (4, -23)], [(-4, -23), (0, -22), (4, -23)]),
        (
            [(-29, -23), (-15, -17), (-11, -16.4), (-10.9, -13), (-4, -12.4), (-3.9, -16), (10, -16.6), (29, -23)],
            [(-29, -23), (-15, -9), (-11, -7.6), (-10.9, -7.5), (-4, -6), (-3.9, -6), (10, -7.4), (29, -23)],
        ),
    ]
    high, wide = [-q[1] for q in profile], [q[0] for q in profile]
    for upper, lower in cuts:
        at = np.linspace(0, 1, 25)
        edges = [
            np.stack([np.interp(at, np.linspace(0, 1, len(e)), [q[i] for q in e]) for i in (0, 1)], 1)
            for e in (upper, lower)
        ]
        for grow, lift, tint, stuff in ((1.14, 0.7, (0.62, 0.28, 0.05), m.MATT), (1.0, 1.0, glow, m.FLAME)):
            mid = (edges[0] + edges[1]).mean(0) / 2
            rows = [mid + (edges[0] * (1 - t) + edges[1] * t - mid) * grow for t in np.linspace(0, 1, 7)]
            grid = np.array(rows)
            r = np.interp(-grid[..., 1], high, wide)
            z = np.sqrt(np.maximum(r * r - grid[..., 0] ** 2, 4)) + lift
            form.sheet(np.dstack([grid, z]), tint, stuff, both=True)
    return []


def fire(x: float, wide: float, high: float, phase: float, seed: int = 1, tongues: int = 8) -> list[Item]:
    """Flames from (x, 0) up: soft tongues, deep orange outside and white-yellow within, and sparks."""
    r = np.random.default_rng(seed)
    out: list[Item] = []
    for k in range(3):
        s = high * (0.36 + 0.16 * k)
        out.append(Mark("soft", [(x, -0.45 * high)], (1.0, 0.50, 0.16), (s, s * 0.9), 0, 0.11, glow=1.0))
    spots = [(float(r.random()), float(r.random()), float(r.random())) for _ in range(tongues)]
    for layer, (col, share, thick) in enumerate(
        (
            ((0.95, 0.22, 0.04), 1.0, 1.0),
            ((1.0, 0.48, 0.08), 0.84, 0.82),
            ((1.0, 0.74, 0.22), 0.64, 0.62),
            ((1.0, 0.95, 0.70), 0.42, 0.42),
        )
    ):
        for k, (a, b, c) in enumerate(spots):
            at = (k + 0.5) / tongues * 2 - 1
            h = (
                high
                * share
                * (1 - 0.62 * at * at)
                * (0.72 + 0.28 * math.sin(2 * math.pi * (phase * (1 + k % 2) + a)))
            )
            for j in range(9):
                t = j / 8
                body = math.sin(math.pi * min(0.30 + 0.70 * t, 1.0)) ** 0.8 if t < 1 else 0.0
                w = wide * 0.30 * thick * max(body, 0.05) * (0.8 + 0.4 * b)
                sway = wide * 0.20 * t * t * math.sin(2 * math.pi * (phase * (1 + (k + 1) % 2) - 0.9 * t + c))
                px = x + at * wide * 0.52 * share * (1 - 0.55 * t) + sway
                out.append(
                    Mark(
                        "soft",
                        [(px, -h * t - 3)],
                        col,
                        (w, max(w, h * 0.075)),
                        0,
                        0.34 if layer < 3 else 0.42,
                        glow=1.0,
                    )
                )
    for _ in range(12):
        a, b, c = float(r.random()), float(r.random()), float(r.random())
        t = (phase + a) % 1.0
        spot = (x + wide * (b - 0.5) * (0.8 + t) + 3 * math.sin(9 * t + 6 * c), -high * (0.35 + 1.05 * t))
        out.append(Mark("oval", [spot], (1.0, 0.72, 0.30), (0.9, 0.9), 0, 0.9 * (1 - t), glow=1.0))
    return out


def campfire(form: Form, col: Colour, action: str, phase: float) -> list[Item]:
    """Logs in a ring of stones, burning."""
    r = np.random.default_rng(9)
    for k in range(13):
        a = 2 * math.pi * (k + 0.3 * float(r.random())) / 13
        s = 6.4 + 2.6 * float(r.random())
        form.ball(
            (40 * math.cos(a), -s * 0.55, 36 * math.sin(a)),
            (s, s * 0.8, s * 0.9),
            (0.42, 0.40, 0.39),
            m.Material(grain=0.22, lump=4),
            14,
            9,
        )
    form.ball((0, 0, 0), (33, 5, 30), (0.10, 0.08, 0.07), m.Material(grain=0.4, lump=3), 26, 10)
    for k in range(7):
        a = 2 * math.pi * k / 7 + 0.4
        c, s2 = math.cos(a), math.sin(a)

        def burnt(p: F32) -> F32:
            d = np.clip(np.hypot(p[..., 0], p[..., 2]) / 26, 0, 1)[..., None]
            return np.asarray(np.array((0.80, 0.26, 0.06)) * (1 - d) ** 1.5 + np.array((0.34, 0.21, 0.13)) * d)

        form.tube(
            [(34 * c, -4, 31 * s2), (6 * c, -34, 5 * s2)],
            [5.4, 4.0],
            burnt,
            m.Material(grain=0.2, lump=2.4, stretch=2),
            10,
        )
    for _ in range(16):
        a, d = float(r.random()) * 6.28, 22 * math.sqrt(float(r.random()))
        form.ball((d * math.cos(a), -4, d * math.sin(a)), (3.4, 2, 3), (1.0, 0.36, 0.06), m.FLAME, 8, 5)
    return fire(0, 44, 84, phase)


def _windows(form: Form, spots: list[tuple[float, float, float]], w: float, h: float, frame: Colour) -> None:
    """Lit windows on a wall that looks to the viewer: (x, y of the sill, z of the wall)."""
    for x, y, z in spots:
        form.box((x, y + 1.6, z), (w + 4, h + 4, 1.6), frame, m.PLASTIC, 0.4)
        form.plate(
            [
                (x - w / 2, y - h, z + 1.2),
                (x + w / 2, y - h, z + 1.2),
                (x + w / 2, y, z + 1.2),
                (x - w / 2, y, z + 1.2),
            ],
            (1.0, 0.84, 0.50),
            m.Material(glow=0.72, gloss=0.5),
        )
        form.box((x, y, z + 1), (1.4, h, 1.2), frame, m.PLASTIC, 0.2)
        form.box((x, y - h / 2, z + 1), (w, 1.4, 1.2), frame, m.PLASTIC, 0.2)


def _gable(
    form: Form, x: float, y: float, w: float, d: float, high: float, over: float, col: Colour, stuff: m.Material
) -> None:
    """A saddle roof over a box (w by d about x, its eaves at y), the ridge along x."""
    rows = []
    for z, up in (
        (d / 2 + over, -over * 0.6),
        (d / 4, high / 2),
        (0, high),
        (-d / 4, high / 2),
        (-d / 2 - over, -over * 0.6),
    ):
        rows.append([(x + s * (w / 2 + over), y - up, z) for s in np.linspace(-1, 1, 9)])
    grid = np.array(rows)

    def tiles(p: F32) -> F32:
        rows_ = 1 - 0.22 * (np.sin(p[..., 1] * 1.15) > 0.6)
        return np.asarray(np.array(col) * rows_[..., None])

    fine = np.array([grid[i] + (grid[i + 1] - grid[i]) * t for i in range(4) for t in np.linspace(0, 1, 12)])
    form.sheet(fine[:, ::-1], tiles, stuff, both=True)
    form.sheet((fine + np.array((0, 2.4, 0))), darker(col, 0.6), m.WOOD, both=True)


def house(form: Form, col: Colour, action: str, phase: float) -> list[Item]:
    """A cottage: plaster, a tiled roof, lit windows, a smoking chimney."""
    plaster = m.Material(grain=0.06, lump=9)
    roof: Colour = (0.52, 0.24, 0.17)
    form.box((0, 0, 0), (150, 6, 96), (0.48, 0.46, 0.44), m.STONE, 1)
    form.box((0, -5, 0), (144, 64, 90), col, plaster, 0.8)
    for x in (-72.0, 72.0):  # gable walls
        form.sheet(
            np.array([[(x, -68, 45), (x, -68, -45)], [(x, -110, 0.6), (x, -110, -0.6)]]), col, plaster, both=True
        )
    _gable(form, 0, -66, 144, 90, 46, 11, roof, m.Material(grain=0.16, lump=4, stretch=2))
    form.box((40, -90, -14), (18, 52, 18), (0.56, 0.34, 0.28), m.STONE, 0.8)
    form.box((40, -139, -14), (22, 4, 22), (0.46, 0.28, 0.24), m.STONE, 0.8)
    _windows(form, [(-46, -28, 45), (44, -28, 45)], 24, 24, (0.94, 0.93, 0.90))
    for x in (-46.0, 44.0):
        form.box((x, -23, 47), (30, 5, 5), (0.46, 0.28, 0.16), m.WOOD, 0.8)
        r = np.random.default_rng(int(x) + 90)
        for k in range(9):
            form.ball(
                (x - 12 + 3 * k, -29, 47 + float(r.random())),
                (2.6, 2.4, 2.4),
                ((0.86, 0.18, 0.24), (0.96, 0.80, 0.30), (0.28, 0.48, 0.20))[k % 3],
                m.LEAFY,
                8,
                5,
            )
    form.box((0, -5, 45), (28, 48, 2), (0.94, 0.93, 0.90), m.PLASTIC, 0.6)
    form.box((0, -5, 46), (22, 44, 2), (0.36, 0.18, 0.11), m.WOOD, 0.6)
    form.ball((7, -26, 48), 1.6, BRASS, m.METAL, 10, 6)
    form.box((0, 0, 52), (36, 4, 14), (0.52, 0.50, 0.48), m.STONE, 1)
    out: list[Item] = []
    sx, sy = 40 * math.cos(math.radians(-22)) + 5, -143
    for k in range(9):
        t = (k + phase * 2) / 9 % 1
        s = 5 + 15 * t
        out.append(
            Mark(
                "soft",
                [(sx + 36 * t * t + 4 * wave(phase, t), sy - 56 * t)],
                (0.90, 0.89, 0.88),
                (s, s * 0.8),
                0,
                0.30 * (1 - t) * min(t * 8, 1),
                glow=0.6,
            )
        )
    return out


def lighthouse(form: Form, col: Colour, action: str, phase: float) -> list[Item]:
    """White and coloured bands on a rock; the light sweeps round."""
    r = noise_rng(8)
    lump = r.random((9, 28)) * 0.28 + 0.84
    b = np.linspace(-math.pi / 2, math.pi / 2, 9)[:, None]
    a = np.arange(28)[None] * (2 * math.pi / 28)
    rad = np.cos(b) * lump
    form.sheet(
        np.dstack([52 * rad * np.cos(a), np.minimum(-4 - 12 * np.sin(b) * lump, 0.0), -44 * rad * np.sin(a)]),
        (0.40, 0.37, 0.35),
        m.STONE,
        True,
    )

    def bands(p: F32) -> F32:
        k = np.floor((-p[..., 1] - 10) / 30).astype(int) % 2
        return np.asarray(np.where((k == 1)[..., None], np.array(col), np.array((0.95, 0.94, 0.91))))

    form.lathe(
        [(29 - 10.5 * k / 72, -10 - 180 * k / 72) for k in range(73)],
        bands,
        m.Material(gloss=0.18, grain=0.05, lump=7),
        n=48,
    )
    form.lathe([(18, -188), (25, -191), (26, -196), (25, -197), (0, -197)], (0.24, 0.25, 0.28), m.METAL, n=40)
    for k in range(16):
        b2 = 2 * math.pi * k / 16
        form.tube(
            [(24.6 * math.cos(b2), -196, 24.6 * math.sin(b2)), (24.6 * math.cos(b2), -206, 24.6 * math.sin(b2))],
            0.6,
            (0.2, 0.2, 0.22),
            m.METAL,
            5,
        )
    form.ring((0, -206, 0), 24.6, 0.8, (0.2, 0.2, 0.22), m.METAL)
    form.lathe([(8, -197), (8, -218)], (1.0, 0.95, 0.70), m.FLAME, n=20)
    form.lathe([(13, -197), (13, -220)], (0.72, 0.84, 0.90), m.Material(gloss=1.0, clear=0.8), n=32)
    for k in range(8):
        b2 = math.pi / 4 * k
        form.tube(
            [(13 * math.cos(b2), -197, 13 * math.sin(b2)), (13 * math.cos(b2), -220, 13 * math.sin(b2))],
            0.7,
            (0.2, 0.2, 0.22),
            m.METAL,
            5,
        )
    form.lathe([(17, -219), (17, -221), *curve((14, -228), (7, -236), (0, -241))], col, m.LACQUER, n=36)
    form.ball((0, -243, 0), 2.4, BRASS, m.METAL, 10, 6)
    for k in range(3):
        y = -50 - 52 * k
        with form.part(0, y, 26 - k * 3):
            form.box((0, 0, 0), (7, 13, 3), (0.16, 0.18, 0.22), m.LACQUER, 0.6)
    form.box((0, -10, 28), (13, 24, 4), (0.34, 0.20, 0.13), m.WOOD, 0.8)
    out: list[Item] = []
    # The beam: broad when it looks at the viewer, long and thin when it looks aside.
    turn = 2 * math.pi * phase
    for side in (-1, 1):
        c, s = math.cos(turn), math.sin(turn)
        reach = side * c * 210
        spread = 6 + 26 * abs(s)
        for k in range(5):
            q = (k + 1) / 5
            out.append(
                Mark(
                    "fill",
                    [(0, -209), (reach * q, -209 - spread * q - 4), (reach * q, -209 + spread * q + 4)],
                    (1.0, 0.94, 0.68),
                    alpha=0.075,
                    glow=1.0,
                )
            )
    for k in range(3):
        s2 = 14 + 15 * k
        out.append(Mark("soft", [(0, -209)], (1.0, 0.92, 0.62), (s2, s2), 0, 0.20 - 0.04 * k, glow=1.0))
    return out


def windmill(form: Form, col: Colour, action: str, phase: float) -> list[Item]:
    """A tower mill; a cycle is a quarter of a turn of its four sails."""
    form.lathe(
        [(34, 0), (35, -2), *[(34 - 14 * k / 20, -4 - 176 * k / 20) for k in range(21)]],
        col,
        m.Material(grain=0.07, lump=8),
        n=44,
    )
    form.lathe(
        [(22, -178), (24, -182), *curve((22, -192), (14, -206), (0, -214))],
        (0.42, 0.26, 0.19),
        m.Material(grain=0.15, lump=3),
        n=36,
    )
    form.lathe([(36, -70), (46, -72), (47, -74), (30, -75)], (0.46, 0.32, 0.20), m.WOOD, n=40)
    for k in range(18):
        a = 2 * math.pi * k / 18
        form.tube(
            [(45 * math.cos(a), -74, 45 * math.sin(a)), (45 * math.cos(a), -84, 45 * math.sin(a))],
            0.8,
            (0.46, 0.32, 0.20),
            m.WOOD,
            5,
        )
    form.ring((0, -84, 0), 45, 1.0, (0.46, 0.32, 0.20), m.WOOD)
    form.box((0, 0, 33), (18, 36, 5), (0.36, 0.22, 0.14), m.WOOD, 0.8)
    for y, z in ((-100, 27), (-140, 24)):
        form.box((0, y, z), (9, 14, 3), (0.96, 0.92, 0.84), m.PLASTIC, 0.4)
        form.box((0, y - 1, z + 0.6), (6, 11, 3), (0.18, 0.20, 0.24), m.LACQUER, 0.3)
    form.tube([(0, -186, 10), (0, -188, 38)], 3.4, (0.36, 0.24, 0.15), m.WOOD, 9)
    for k in range(4):
        with form.part(0, -188, 36, 0, 0, 90 * k + 90 * phase + 20):
            form.tube([(0, 0, 0), (0, -96, 0)], [2.4, 1.4], (0.36, 0.24, 0.15), m.WOOD, 8)
            g = np.array([[(x, y, 1.4 * abs(x) / 10) for x in (1.5, 9, 17)] for y in np.linspace(-20, -94, 14)])
            form.sheet(
                g,
                lambda p: (
                    np.broadcast_to(np.array((0.94, 0.90, 0.81)), p.shape)
                    * (1 - 0.12 * (np.sin(p[..., 1] * 0.9) > 0.5))[..., None]
                ),
                m.CLOTH,
                both=True,
            )
            for y in np.linspace(-22, -92, 8):
                form.tube([(-1, float(y), 0.6), (17, float(y), 2.4)], 0.6, (0.40, 0.27, 0.17), m.WOOD, 4)
            form.tube([(17, -20, 2.4), (17, -94, 2.4)], 0.8, (0.40, 0.27, 0.17), m.WOOD, 5)
    form.ball((0, -188, 39), 4.6, (0.30, 0.20, 0.13), m.WOOD, 12, 8)
    return []


def castle(form: Form, col: Colour, action: str, phase: float) -> list[Item]:
    """Walls with merlons, a gate, round towers under pointed roofs, flags in the wind."""
    stone: Colour = (0.66, 0.63, 0.58)
    wall = m.Material(grain=0.16, lump=5, stretch=2.2)
    form.box((0, 0, 0), (196, 70, 118), stone, wall, 1)
    for k in range(13):
        for z in (-57.0, 57.0):
            form.box((-90 + 15 * k, -69, z), (8.4, 10, 5), stone, wall, 0.8)
    form.box((0, -60, -10), (86, 74, 64), lighter(stone, 0.08), wall, 1)
    for k in range(7):
        form.box((-39 + 13 * k, -133, 21), (7, 8, 4), stone, wall, 0.8)
    towers = [
        (-98.0, 56.0, 17.0, 112.0),
        (98.0, 56.0, 17.0, 112.0),
        (-98.0, -56.0, 17.0, 118.0),
        (98.0, -56.0, 17.0, 118.0),
        (-40.0, -4.0, 15.0, 172.0),
        (38.0, -22.0, 19.0, 196.0),
    ]
    out: list[Item] = []
    for x, z, r, h in towers:
        with form.part(x, 0, z):
            form.lathe(
                [
                    (r * 1.12, 0),
                    (r, -10),
                    (r, -h + 14),
                    (r * 1.22, -h + 6),
                    (r * 1.22, -h),
                    (r * 1.06, -h),
                    (0, -h),
                ],
                stone,
                wall,
                n=30,
                crease=0.5,
            )
            for k in range(10):
                a = 2 * math.pi * k / 10
                form.box(
                    (r * 1.16 * math.cos(a), -h + 0.5, r * 1.16 * math.sin(a)),
                    (r * 0.30, 6, r * 0.30),
                    stone,
                    wall,
                    0.6,
                )
            form.lathe(
                [(r * 1.16, -h - 2), *curve((r * 1.1, -h - 5), (r * 0.55, -h - 24), (0.6, -h - 50)), (0, -h - 51)],
                col,
                m.Material(gloss=0.25, grain=0.12, lump=3, stretch=2),
                n=30,
            )
            form.tube([(0, -h - 48, 0), (0, -h - 68, 0)], 0.6, (0.3, 0.3, 0.3), m.METAL, 5)
            flag = np.array(
                [
                    [
                        (
                            19 * t,
                            -h - 68 + 9 * s + 1.6 * math.sin(5 * t + 2 * s - 6.283 * phase) * t,
                            2.4 * math.sin(5 * t - 6.283 * phase) * t,
                        )
                        for t in np.linspace(0, 1, 9)
                    ]
                    for s in (0, 0.5, 1)
                ]
            )
            with form.apart():
                form.sheet(flag, (0.86, 0.18, 0.16), m.CLOTH, both=True)
            for y in (-0.42 * h, -0.72 * h):
                form.box((0, y, r - 0.4), (4.4, 12, 2), (1.0, 0.82, 0.46), m.Material(glow=0.66), 1.0)
    with form.part(0, 0, 58):
        form.box((0, 0, 0), (50, 62, 10), lighter(stone, 0.05), wall, 1)
        with form.part(0, 0, 5.6, 0, -90, 0):
            gate = [
                (-16.0, 0.4),
                (-16.0, 28.0),
                *[(16 * math.cos(t), 28 + 15 * math.sin(t)) for t in np.linspace(math.pi, 0, 13)],
                (16.0, 28.0),
                (16.0, 0.4),
            ]
            form.slab(
                [(x, z) for x, z in ((q[0], -q[1]) for q in gate)], -0.6, 0.6, (0.28, 0.17, 0.10), m.WOOD, 0.3
            )
    return out


def snowman(form: Form, col: Colour, action: str, phase: float) -> list[Item]:
    snow = m.Material(wrap=0.5, grain=0.05, lump=5)
    white: Colour = (0.95, 0.96, 0.98)
    form.ball((0, -30, 0), (36, 32, 36), white, snow, 36, 18)
    form.ball((0, -78, 0), (26, 24, 26), white, snow, 32, 16)
    form.ball((0, -113, 0), (19, 18, 19), white, snow, 28, 14)
    form.tube([(2, -112, 17), (6, -111, 40)], [3.4, 0.8], (0.94, 0.46, 0.12), m.FRUIT, 12)
    for x in (-6.6, 7.4):
        form.ball((x, -118, 17), (2.4, 2.6, 2), (0.05, 0.05, 0.06), m.CHOCOLATE, 10, 6)
    for k in range(5):
        a = math.radians(-40 + 20 * k)
        form.ball((10 * math.sin(a), -108 + 4.6 * math.cos(a), 17.6), 1.3, (0.05, 0.05, 0.06), m.MATT, 8, 5)
    for k in range(3):
        form.ball((0, -68 - 10 * k, 25.4 - (0.4 if k == 1 else 1.2)), 2.4, (0.05, 0.05, 0.06), m.CHOCOLATE, 10, 6)
    form.ring((0, -98, 0), 18, 5, col, m.CLOTH)
    flap = 3 * wave(phase)
    form.tube(
        [(10, -97, 16), (14, -86, 22), (15 + flap * 0.4, -74, 25), (17 + flap, -62, 24)],
        [4.4, 5, 5, 5.4],
        col,
        m.CLOTH,
        10,
        flat=0.4,
    )
    for side in (-1, 1):
        form.tube(
            [(side * 22, -82, 4), (side * 42, -94, 8), (side * 56, -106, 10)],
            [2.2, 1.7, 1.1],
            (0.30, 0.20, 0.12),
            m.WOOD,
            8,
        )
        form.tube([(side * 48, -99, 9), (side * 60, -98, 12)], [1.2, 0.7], (0.30, 0.20, 0.12), m.WOOD, 6)
    with form.part(0, -127, -1, 0, 6, -5):
        form.lathe(
            [(0, 2), (25, 2), (25.6, 0.6), (24, -0.6), (16, -1), (15.4, -6), (15, -24), (14, -25.4), (0, -25.4)],
            (0.10, 0.10, 0.11),
            m.CLOTH,
            n=36,
        )
        form.lathe([(16.2, -1.4), (16, -7), (15.6, -7)], col, m.CLOTH, n=36)
    return []


def tent(form: Form, col: Colour, action: str, phase: float) -> list[Item]:
    """A ridge tent with its flaps tied open, on poles and ropes."""
    dim: Colour = (col[0] * 0.62, col[1] * 0.62, col[2] * 0.62)
    breath = 1.2 * wave(phase)
    for side in (-1.0, 1.0):
        foot, eaves = 78.0 * side, (38.0 * side + breath * side, -54.0)
        for low, high in (((foot, 0.0), eaves), (eaves, (0.0, -112.0))):
            form.plate(
                [(low[0], low[1], 74), (high[0], high[1], 74), (high[0], high[1], -84), (low[0], low[1], -84)],
                col,
                m.CLOTH,
                8,
            )
        flap = [(foot, 0, 74), (eaves[0], eaves[1], 74), (0, -112, 74), (20 * side, 0, 80)]
        form.plate(flap, dim, m.CLOTH, 8)
        form.ball((24 * side, -46, 80), (3, 5, 3), (0.80, 0.74, 0.58), m.CLOTH, 10, 6)
        for z in (74.0, -84.0):
            form.tube([(38 * side, -56, z), (104 * side, -1, z)], 0.7, (0.82, 0.78, 0.64), m.CLOTH, 5)
            form.tube([(103 * side, 0, z), (107 * side, -7, z)], 1.4, (0.46, 0.32, 0.20), m.WOOD, 6)
    form.plate([(-40, -1, 70), (0, -108, 70), (0, -108, 70), (40, -1, 70)], (0.07, 0.06, 0.06), m.MATT, 6)
    form.tube([(0, 0, 76), (0, -118, 76)], 1.8, (0.46, 0.32, 0.20), m.WOOD, 8)
    form.tube([(0, -112, 76), (0, -1, 128)], 0.7, (0.82, 0.78, 0.64), m.CLOTH, 5)
    return []
