"""What sails and flies: boats, aircraft, spacecraft, balloons.

Facing +x; y = 0 is the ground, the waterline, or the middle of what flies. A unit is about two centimetres.
"""

from __future__ import annotations

import math

from omnireel.animatic.solids import Cap, Colour, Figure, Group, Item, Mark, Patch, Point, mirrored, placed, spline
from omnireel.animatic.subjects import biped, poses
from omnireel.animatic.subjects.materials import GLASS, STEEL, darker, wave

ROWER = biped.Person(
    outfit="vest",
    hat="straw",
    beard=True,
    top=(0.62, 0.28, 0.16),
    bottom=(0.24, 0.28, 0.36),
    hair=(0.80, 0.79, 0.76),
)


def boat(col: Colour, kind: str, action: str, phase: float) -> Figure:
    """kind: row, sail, ship, speed. The waterline is y = 0; the hull reaches a little below."""
    items: list[Item] = []
    hull = Group([], 1.6)
    wood: Colour = (0.58, 0.40, 0.24)
    if kind == "row":
        outline = [
            (104, -34),
            (78, -25),
            (40, -15),
            (-40, -14),
            (-84, -18),
            (-98, -27),
            (-84, 4),
            (-50, 10),
            (50, 10),
            (84, 2),
        ]
        items += placed(mirrored(biped.build(ROWER, "row", phase)), 0.66, -4, -2).items
        hull.parts.append(Patch(spline(outline, True, 5), wood, 0, 16, 0, None, 0.2))
        for y in (-6, 0):
            hull.parts.append(Cap((86, y - 8), 0.9, (-80, y - 6), 0.9, darker(wood, 0.6), 16))
        hull.parts.append(Cap((98, -30), 2.2, (40, -15), 2.2, darker(wood, 1.25), 10))
        hull.parts.append(Cap((40, -15), 2.2, (-92, -22), 2.2, darker(wood, 1.25), 10))
        oar = Group([], 1.0)
        pose = poses.pose("row", phase)
        hx, hy = biped.hand_of(ROWER, pose)
        grip: Point = (-hx * 0.66 - 4, hy * 0.66 - 2)
        lock: Point = (-17.0, -17.0)
        # Inboard and outboard of the rowlock are one straight oar; its blade is lifted on the way back.
        way = lock[0] - grip[0]
        pulling = math.sin(2 * math.pi * phase)
        blade: Point = (lock[0] + 2.0 * way, 3.0 if pulling > 0 else 3.0 + 11 * pulling)
        neck: Point = (lock[0] + (blade[0] - lock[0]) * 0.68, lock[1] + (blade[1] - lock[1]) * 0.68)
        ash: Colour = (0.72, 0.56, 0.36)
        oar.parts += [
            Cap(grip, 1.5, lock, 1.5, ash, 22),
            Cap(lock, 1.5, neck, 1.4, ash, 24),
            Cap(neck, 2.0, blade, 4.2, ash, 24),
            Cap((lock[0], lock[1] + 1), 2.2, (lock[0], lock[1] + 3), 2.2, STEEL, 25, None, 0, None, 0.6),
        ]
        items += [hull, oar]
        return Figure(items)
    if kind == "sail":
        mast = Group(
            [
                Cap((4, -16), 2.0, (4, -190), 1.3, (0.55, 0.42, 0.30), 0),
                Cap((2, -30), 1.5, (-74, -32), 1.2, (0.55, 0.42, 0.30), 4),
            ],
            1.0,
        )
        fill = 6 + 3 * wave(phase)
        main = Patch(
            spline([(0, -36), (-72, -36), (-66 - fill, -70), (-40 - fill, -124), (-4, -184), (-2, -120)], True, 5),
            (0.95, 0.92, 0.86),
            2,
            24,
            0,
            None,
            0.1,
        )
        jib = Patch(
            spline([(10, -176), (14 + fill, -110), (62 + fill, -50), (92, -26), (40, -32), (12, -38)], True, 5),
            col,
            0,
            20,
            0,
            None,
            0.1,
        )
        hull.parts.append(
            Patch(
                spline(
                    [(108, -26), (92, -18), (0, -14), (-84, -20), (-88, 2), (-60, 10), (50, 10), (84, 2)],
                    True,
                    4,
                ),
                (0.92, 0.90, 0.86),
                0,
                14,
                0,
                None,
                0.5,
            )
        )
        hull.parts.append(Cap((90, -14), 2.2, (-84, -12), 2.2, col, 13))
        return Figure([mast, Group([main], 1.2), Group([jib], 1.2), hull])
    if kind == "ship":
        hull.parts += [
            Patch(
                spline(
                    [
                        (190, -58),
                        (168, -40),
                        (60, -36),
                        (-150, -40),
                        (-172, -50),
                        (-166, 4),
                        (-140, 12),
                        (140, 12),
                        (166, -8),
                    ],
                    True,
                    4,
                ),
                col,
                0,
                18,
                0,
                None,
                0.3,
            ),
            Cap((166, -6), 3, (-164, -2), 3, (0.62, 0.16, 0.12), 16),
        ]
        deck = Group(
            [
                Patch([(70, -38), (70, -78), (-110, -78), (-110, -38)], (0.93, 0.93, 0.92), 0, 10),
                Patch([(40, -78), (40, -104), (-70, -104), (-70, -78)], (0.93, 0.93, 0.92), -2, 8),
                Cap((-30, -104), 12, (-36, -140), 11, (0.80, 0.24, 0.16), 0),
                Cap((10, -104), 1.6, (10, -150), 1.2, (0.4, 0.4, 0.4), 0),
            ],
            1.4,
        )
        marks: list[Item] = [
            Mark("oval", [(x, -58)], (1.0, 0.88, 0.55), (3.6, 3.6), 0, 1, 1.0) for x in range(-98, 66, 20)
        ]
        return Figure([deck, *marks, hull])
    hull.parts.append(
        Patch(
            spline(
                [(112, -34), (70, -32), (-20, -30), (-90, -32), (-96, -4), (-70, 6), (40, 6), (84, -8)],
                True,
                4,
            ),
            col,
            0,
            16,
            0,
            None,
            0.9,
        )
    )
    glass = Group(
        [Patch(spline([(46, -31), (20, -52), (-14, -52), (-16, -31)], True, 3), GLASS, 0, 6, 0, None, 0.9)],
        1.0,
    )
    return Figure([glass, hull])


def aircraft(col: Colour, kind: str, action: str, phase: float) -> Figure:
    """kind: plane, prop, rocket, ship (space), saucer, helicopter, drone, balloon (hot air). Centred, 200
    long.
    """
    body, far, near = Group([], 2.2), Group([], 1.6, far=True), Group([], 1.6, drop=0.3)
    marks: list[Item] = []
    white: Colour = (0.93, 0.94, 0.95)
    flick = 0.5 + 0.5 * wave(phase, 0, 5)
    if kind in ("plane", "prop"):
        far.parts.append(
            Patch(spline([(16, -4), (-36, -44), (-50, -44), (-26, -2)], True, 2), white, 0, 4, 0, None, 0.4)
        )
        body.parts += [
            Cap((62, 0), 12, (-40, -2), 12, white, 0, 0, 0, None, 0.6),
            Cap((62, 0), 12, (92, 3), 5.5, white, 0, 0, 0, None, 0.6),
            Cap((-40, -2), 12, (-98, -12), 3, white, 0, 0, 0, None, 0.6),
            Patch([(-72, -8), (-104, -48), (-88, -48), (-54, -10)], col, 2, 3, 0, None, 0.4),
            Cap((64, 6), 2.2, (-60, 3), 2.2, col, 11),
        ]
        near.parts.append(
            Patch(
                spline([(22, 4), (-48, 40), (-64, 40), (-26, 6)], True, 2),
                (0.80, 0.82, 0.85),
                10,
                4,
                0,
                None,
                0.6,
            )
        )
        near.parts.append(Cap((0, 22), 5.6, (-18, 22), 5, (0.66, 0.68, 0.72), 14, None, 0, None, 0.6))
        marks += [Mark("oval", [(x, -4)], GLASS, (2.0, 2.6)) for x in range(-44, 66, 10)] + [
            Mark("fill", [(84, -3), (76, -8), (70, -7), (74, -1)], GLASS)
        ]
        if kind == "prop":
            h = 30 * abs(math.cos(2 * math.pi * phase * 3))
            marks.append(
                Mark("fill", [(97, 3 - h), (99, 3 - h), (99, 3 + h), (97, 3 + h)], (0.3, 0.3, 0.3), alpha=0.7)
            )
    elif kind == "rocket":
        body.parts += [
            Patch(
                spline(
                    [
                        (0, -130),
                        (14, -104),
                        (21, -60),
                        (21, 20),
                        (14, 40),
                        (-14, 40),
                        (-21, 20),
                        (-21, -60),
                        (-14, -104),
                    ],
                    True,
                    4,
                ),
                white,
                0,
                20,
                0,
                None,
                0.6,
            ),
            Cap((0, -128), 3, (0, -108), 12, col, 14, 8, 0, None, 0.6),
            Patch([(18, 2), (42, 46), (40, 60), (14, 36)], col, 2, 5, 0, None, 0.5),
            Patch([(-18, 2), (-42, 46), (-40, 60), (-14, 36)], col, 2, 5, 0, None, 0.5),
            Patch([(4, -4), (4, 58), (-4, 58), (-4, -4)], darker(col, 0.85), 22, 4),
        ]
        flame = Group(
            [
                Patch(
                    spline(
                        [
                            (13, 42),
                            (10, 76 + 8 * flick),
                            (0, 124 + 22 * flick),
                            (-10, 76 + 8 * (1 - flick)),
                            (-13, 42),
                        ],
                        True,
                        4,
                    ),
                    (1.0, 0.62, 0.18),
                    -4,
                    9,
                    2,
                    (0, 1),
                    0,
                    1.0,
                ),
                Patch(
                    spline([(7, 42), (5, 64), (0, 88 + 10 * flick), (-5, 64), (-7, 42)], True, 4),
                    (1.0, 0.96, 0.75),
                    6,
                    6,
                    0,
                    None,
                    0,
                    1.0,
                ),
            ],
            2.0,
        )
        marks += [
            Mark("oval", [(0, -56)], (0.25, 0.55, 0.75), (8.5, 8.5)),
            Mark("oval", [(-2, -59)], (0.8, 0.95, 1.0), (3, 2.4), -30, 0.7),
        ]
        return Figure([flame, body, *marks])
    elif kind == "saucer":
        body.parts += [
            Cap((-18, -12), 20, (18, -12), 20, (0.45, 0.62, 0.68), -6, -6, 0, None, 0.9),
            Patch(
                spline([(96, 2), (60, -14), (-60, -14), (-96, 2), (-50, 18), (50, 18)], True, 4),
                col,
                4,
                16,
                0,
                None,
                0.9,
            ),
        ]
        marks += [
            Mark(
                "oval",
                [(x, 5 + 5 * (1 - (x / 80) ** 2))],
                (0.5, 1.0, 0.85) if (i + int(phase * 4)) % 2 else (1.0, 0.8, 0.4),
                (4.2, 3.2),
                0,
                1,
                1.0,
            )
            for i, x in enumerate(range(-72, 80, 24))
        ]
    elif kind == "ship":
        body.parts += [
            Patch(
                spline(
                    [(112, 4), (60, -16), (0, -24), (-70, -22), (-96, -10), (-96, 14), (-40, 18), (50, 14)],
                    True,
                    4,
                ),
                col,
                0,
                16,
                0,
                None,
                0.7,
            ),
            Patch([(-30, -20), (-92, -56), (-104, -54), (-82, -14)], darker(col, 0.8), 4, 4, 0, None, 0.5),
        ]
        near.parts.append(Patch([(20, 8), (-74, 48), (-98, 46), (-60, 8)], darker(col, 0.85), 10, 5, 0, None, 0.6))
        far.parts.append(Patch([(10, 0), (-60, 26), (-80, 26), (-50, 2)], col, 0, 4))
        body.parts.append(Cap((-95, 0), 8, (-112 - 16 * flick, 0), 3, (0.45, 0.8, 1.0), 4, 4, 0, None, 0, 1.0))
        marks += [
            Mark("fill", spline([(70, -8), (40, -20), (20, -20), (30, -8)], True, 3), (0.30, 0.62, 0.75)),
            Mark("line", [(20, 2), (-80, -2)], darker(col, 0.5), (0.9, 1), alpha=0.6),
            Mark("line", [(-10, -20), (-22, 14)], darker(col, 0.5), (0.8, 1), alpha=0.5),
        ]
    elif kind in ("helicopter", "drone"):
        h = 84 * abs(math.cos(2 * math.pi * phase * 3))
        body.parts += [
            Cap((20, 0), 24, (-14, -2), 20, col, 0, 0, 0, None, 0.7),
            Cap((-20, -6), 9, (-92, -14), 3.4, col, 0, 0, 0, None, 0.6),
            Patch([(-84, -12), (-104, -36), (-94, -36), (-76, -14)], col, 2, 3),
            Cap((0, -22), 3, (0, -34), 2.4, STEEL, 4),
            Cap((30, 30), 1.6, (-26, 30), 1.6, STEEL, 8),
            Cap((14, 20), 1.2, (16, 30), 1.2, STEEL, 8),
            Cap((-12, 18), 1.2, (-14, 30), 1.2, STEEL, 8),
        ]
        marks += [
            Mark("fill", spline([(42, -4), (30, -20), (8, -20), (10, 2), (36, 8)], True, 3), GLASS, alpha=0.9),
            Mark("fill", [(h, -35), (h, -33.4), (-h, -33.4), (-h, -35)], (0.2, 0.2, 0.22), alpha=0.75),
        ]
    else:  # hot-air balloon
        sway = 3 * wave(phase)
        cols = [col, (0.95, 0.86, 0.55), col, (0.95, 0.86, 0.55), col]
        env = [
            (0, -150),
            (38, -140),
            (62, -104),
            (58, -66),
            (34, -28),
            (12, -2),
            (-12, -2),
            (-34, -28),
            (-58, -66),
            (-62, -104),
            (-38, -140),
        ]
        body.parts.append(Patch(spline(env, True, 5), col, 0, 58, 0, None, 0.15))
        for i, k in enumerate((-0.72, -0.26, 0.26, 0.72)):
            for (x0, y0), (x1, y1) in zip(
                [(4 * k, -148), (62 * k, -106), (58 * k, -64)],
                [(62 * k, -106), (58 * k, -64), (12 * k, -4)],
                strict=True,
            ):
                body.parts.append(
                    Cap(
                        (x0, y0),
                        5.5 if i % 3 else 4.5,
                        (x1, y1),
                        4.0 if y1 < -10 else 1.6,
                        cols[1],
                        53,
                        53 if y1 < -10 else 8,
                    )
                )
        basket = Group(
            [
                Patch(
                    [
                        (-10 + sway * 0.3, 22),
                        (10 + sway * 0.3, 22),
                        (9 + sway * 0.3, 40),
                        (-9 + sway * 0.3, 40),
                    ],
                    (0.50, 0.34, 0.20),
                    0,
                    6,
                ),
                Cap((-9, 22), 0.5, (-12, -2), 0.5, (0.3, 0.24, 0.18), 0),
                Cap((9, 22), 0.5, (12, -2), 0.5, (0.3, 0.24, 0.18), 0),
            ],
            0.8,
        )
        return Figure([basket, body])
    return Figure([far, body, *marks, near])
