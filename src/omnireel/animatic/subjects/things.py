"""What stands: buildings, small objects, and the plain figure for what has no drawing.

Facing +x; y = 0 is the ground, the waterline, or the middle of what flies. A unit is about two centimetres.
"""

from __future__ import annotations

import math

from omnireel.animatic.solids import Cap, Colour, Figure, Group, Item, Mark, Patch, spline
from omnireel.animatic.subjects.buildings import BUILDINGS
from omnireel.animatic.subjects.gait import polar
from omnireel.animatic.subjects.materials import wave


def _fire(phase: float) -> Figure:
    """Crossed logs within stones, tongues of flame that run upwards, sparks."""
    logs, stones, glow = Group([], 1.2), Group([], 1.6), Group([], 1.0)
    bark: Colour = (0.27, 0.17, 0.11)
    for x, y, r in (
        (-42.0, -4.0, 6.5),
        (-30, -2, 7),
        (-14, 0, 7.5),
        (4, 1, 7),
        (21, 0, 7.5),
        (35, -2, 6.5),
        (44, -5, 6),
    ):
        stones.parts.append(
            Cap((x - 1.5, y - 3.0), r, (x + 2, y - 2.4), r * 0.86, (0.36, 0.34, 0.33), 14 + y, None)
        )
    for a, b in (
        ((-38.0, -4.0), (16.0, -24.0)),
        ((38.0, -4.0), (-14.0, -26.0)),
        ((-20.0, -2.0), (22.0, -12.0)),
        ((6.0, -1.0), (-2.0, -30.0)),
    ):
        logs.parts.append(Cap(a, 5.2, b, 4.4, bark, 4, 0))
        glow.parts.append(
            Cap(b, 3.0, ((a[0] + b[0]) / 2, (a[1] + b[1]) / 2), 1.4, (1.0, 0.42, 0.10), 8, 6, 0, None, 0, 0.9)
        )
    items: list[Item] = [Mark("soft", [(0, -26)], (1.0, 0.48, 0.14), (52, 40), 0, 0.30, 1.0), logs, glow]
    tiers = (
        ((1.0, 0.30, 0.06), 1.0, 0.72, ((-15.0, 62.0), (-3, 86), (12, 70), (23, 44), (-25, 40))),
        ((1.0, 0.56, 0.12), 0.78, 0.85, ((-12, 58), (2, 80), (13, 56))),
        ((1.0, 0.84, 0.36), 0.55, 0.9, ((-7, 50), (5, 60))),
        ((1.0, 0.97, 0.78), 0.36, 0.9, ((-1, 44),)),
    )
    for tier, (col, k, alpha, tongues) in enumerate(tiers):
        for i, (foot, high) in enumerate(tongues):
            left, right = [], []
            tall = high * (0.84 + 0.16 * wave(phase, 0.23 * i + 0.1 * tier, 1 + i % 2))
            for j in range(8):
                u = j / 7
                lick = 7.5 * u * wave(phase, 0.9 * u + 0.31 * i + 0.17 * tier, 2) + 2.5 * u * wave(
                    phase, 1.7 * u, 3
                )
                half = 12.5 * k * (1 - u) ** 0.75 * (0.62 + 0.55 * math.sin(math.pi * min(u * 1.5 + 0.28, 1.0)))
                row = -5 - tall * u * (0.72 + 0.28 * k)
                left.append((foot * (1 - 0.25 * u) + lick - half, row))
                right.append((foot * (1 - 0.25 * u) + lick + half, row))
            items.append(Mark("soft", spline([*left, *right[::-1]], True, 2), col, (3.2, 1), 0, alpha, 1.0))
    for i in range(9):
        up = (phase + (i * 0.618) % 1) % 1.0
        aside = (((i * 0.7548) % 1) - 0.5) * 34 + 9 * up * wave(up, 0.3 * i, 2)
        spark = (1.0, 0.74, 0.30)
        items.append(Mark("oval", [(aside, -34 - 66 * up)], spark, (0.9, 1.1), 0, 0.9 * (1 - up), 1.0))
    return Figure([*items, stones])


def thing(col: Colour, kind: str, action: str, phase: float) -> Figure:
    """Small and large objects that stand on y = 0: house, lighthouse, castle, windmill, cup, bottle,
    lantern, ball, balloon, campfire, pumpkin, snowman, unknown.
    """
    g = Group([], 2.0)
    marks: list[Item] = []
    if kind in BUILDINGS:
        return BUILDINGS[kind](col, kind, phase)
    if kind == "cup":
        g.parts += [
            Patch(
                spline([(-30, -60), (30, -60), (27, -20), (16, 0), (-16, 0), (-27, -20)], True, 4),
                col,
                0,
                26,
                0,
                None,
                0.8,
            ),
            Cap((28, -44), 4, (44, -36), 4, col, 2, 2, 0, None, 0.7),
            Cap((44, -36), 4, (27, -20), 4, col, 2, 2, 0, None, 0.7),
        ]
        marks += [
            Mark("oval", [(0, -60)], (0.30, 0.18, 0.10), (29, 6)),
            Mark("oval", [(-8, -61)], (0.62, 0.42, 0.26), (12, 2.4), 0, 0.6),
        ]
        for i in range(3):
            steam = [((-10 + 10 * i) + 7 * wave(phase, 0.25 * j + 0.2 * i), -68 - 13 * j) for j in range(6)]
            marks.append(Mark("line", spline(steam, False), (1, 1, 1), (2.2, 1), alpha=0.30, glow=1.0))
        return Figure([g, *marks])
    if kind == "bottle":
        g.parts.append(
            Patch(
                spline(
                    [
                        (-20, 0),
                        (-21, -70),
                        (-16, -92),
                        (-8, -104),
                        (-8, -132),
                        (8, -132),
                        (8, -104),
                        (16, -92),
                        (21, -70),
                        (20, 0),
                    ],
                    True,
                    4,
                ),
                col,
                0,
                19,
                0,
                None,
                1.0,
            )
        )
        g.parts += [
            Patch([(-20, -24), (-20, -62), (20, -62), (20, -24)], (0.94, 0.90, 0.80), 4, 17),
            Cap((0, -134), 8, (0, -140), 8, (0.78, 0.66, 0.36), 4, None, 0, None, 0.6),
        ]
        return Figure([g])
    if kind in ("balloon", "lantern"):
        sway = 3 * wave(phase)
        lit = kind == "lantern"
        g.parts.append(
            Patch(
                spline(
                    [
                        (0, -150),
                        (26, -138),
                        (32, -110),
                        (20, -84),
                        (0, -72),
                        (-20, -84),
                        (-32, -110),
                        (-26, -138),
                    ],
                    True,
                    4,
                ),
                col if not lit else (1.0, 0.68, 0.30),
                0,
                28,
                0,
                None,
                0.2 if lit else 0.9,
                0.8 if lit else 0,
            )
        )
        marks.append(
            Mark(
                "line",
                spline([(0, -72), (sway, -40), (-sway, 0)], False),
                (0.9, 0.88, 0.8),
                (0.8, 1),
                alpha=0.8,
            )
        )
        return Figure([g, *marks] if not lit else [g])
    if kind == "ball":
        g.parts.append(Cap((0, -24), 24, (0.2, -24), 24, col, 0, 0, 0, None, 0.6))
        a = 360 * phase
        p0, p1 = polar((0, -24), a, 20), polar((0, -24), a + 180, 20)
        return Figure([g, Mark("line", [p0, (0, -24), p1], (0.95, 0.93, 0.9), (4, 1), alpha=0.8)])
    if kind == "campfire":
        return _fire(phase)
    if kind == "pumpkin":
        for x in (-18, -9, 0, 9, 18):
            g.parts.append(Cap((x, -30), 18, (x, -18), 17, col, 12 - abs(x) * 0.5, None, 0, None, 0.35))
        g.parts.append(Cap((0, -46), 4, (4, -58), 3, (0.30, 0.42, 0.16), 16))
        return Figure(
            [
                g,
                *[
                    Mark("fill", pts, (1.0, 0.82, 0.3), glow=1.0)
                    for pts in (
                        [(-18, -30), (-8, -30), (-13, -40)],
                        [(8, -30), (18, -30), (13, -40)],
                        spline([(-20, -20), (0, -10), (20, -20), (10, -6), (-10, -6)], True, 3),
                    )
                ],
            ]
        )
    if kind == "snowman":
        white: Colour = (0.95, 0.96, 0.98)
        g.parts += [
            Cap((0, -30), 34, (0.1, -30), 34, white, 0),
            Cap((0, -80), 25, (0.1, -80), 25, white, 2),
            Cap((0, -118), 18, (0.1, -118), 18, white, 4),
            Cap((-22, -86), 1.6, (-52, -106), 1.0, (0.3, 0.2, 0.12), 4),
            Cap((22, -86), 1.6, (54, -100), 1.0, (0.3, 0.2, 0.12), 4),
        ]
        nose = Group(
            [
                Cap((6, -118), 3.4, (26, -115), 0.6, (0.95, 0.5, 0.14), 10),
                Cap((-16, -100), 4.6, (16, -100), 4.6, col, 12),
            ],
            1.2,
        )
        return Figure(
            [
                g,
                nose,
                *[
                    Mark("oval", [(x, y)], (0.08, 0.08, 0.09), (2.2, 2.2))
                    for x, y in ((-4, -124), (9, -124), (2, -84), (2, -72), (2, -60))
                ],
            ]
        )
    if kind == "umbrella":
        dark: Colour = tuple(c * 0.72 for c in col)
        g.parts.append(
            Patch(
                [
                    *spline([(-58, -46), (-42, -74), (0, -90), (42, -74), (58, -46)], False),
                    (38, -52),
                    (20, -46),
                    (0, -52),
                    (-20, -46),
                    (-38, -52),
                ],
                col,
                2,
                16,
                0,
                None,
                0.35,
            )
        )
        ribs = Group([], 1.0)
        ribs.parts += [Cap((0, -88), 0.8, (dx, -49), 0.8, dark, 18) for dx in (-20, 20)]
        stick = Group([Cap((0, -92), 1.3, (0, -8), 1.3, (0.30, 0.20, 0.12), -4)], 1.0)
        stick.parts += [
            Cap((0, -8), 1.8, (4, -3), 1.8, (0.30, 0.20, 0.12), -4),
            Cap((4, -3), 1.8, (9, -6), 1.8, (0.30, 0.20, 0.12), -4),
        ]
        return Figure([stick, g, ribs])
    if kind == "book":
        page: Colour = (0.95, 0.92, 0.84)
        g.parts += [
            Patch([(-40, -1), (-37, -8), (37, -8), (40, -1)], col, 0, 3),
            Patch(spline([(0, -8), (-14, -17), (-36, -11), (-35, -7), (0, -5)], True, 4), page, 4, 5),
            Patch(spline([(0, -8), (14, -17), (36, -11), (35, -7), (0, -5)], True, 4), page, 4, 5),
        ]
        lines: list[Item] = [
            Mark("line", [(s * 7, -12 + d), (s * 28, -11.5 + d)], (0.45, 0.42, 0.40), (0.6, 1), alpha=0.6)
            for s in (-1, 1)
            for d in (0.0, 2.4)
        ]
        return Figure([g, *lines])
    if kind == "kite":
        sway = 6 * wave(phase)
        pale: Colour = tuple(min(c * 0.55 + 0.45, 1.0) for c in col)
        tail = spline([(sway * 0.4 * j * wave(phase, 0.16 * j), 6 + 15 * j) for j in range(6)], False)
        g.parts += [
            Patch([(0, -78), (-34, -42), (0, -42)], col, 0, 4),
            Patch([(0, -78), (34, -42), (0, -42)], pale, 0, 4),
            Patch([(-34, -42), (0, 8), (0, -42)], pale, 0, 4),
            Patch([(34, -42), (0, 8), (0, -42)], col, 0, 4),
        ]
        bows = Group([Cap((x - 4, y), 2.4, (x + 4, y + 2), 2.4, col, 2) for x, y in tail[4::5]], 0.8)
        return Figure([Mark("line", tail, (0.9, 0.88, 0.82), (1.0, 1)), g, bows])
    if kind == "shape":
        # A thing without a drawing: a soft pebble, knee-high at most.
        breath = 0.8 * wave(phase)
        g.parts += [
            Cap((-8, -16), 16, (9, -15), 15, col, 0, 0, 0, None, 0.12),
            Cap((-2, -25 - breath), 10, (5, -24 - breath), 10, col, 3, 3, 0, None, 0.12),
        ]
        g.melt = 3.0
        return Figure([g])
    raise ValueError(f"no such thing: {kind}")
