"""What people build: cars, lorries, trains, bicycles, boats, aircraft, spacecraft, houses, small things.
Facing +x, y = 0 is the ground (or the waterline, or the middle of what flies). Units are centimetres / 2.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from omnireel.animatic.solids import Cap, Colour, Figure, Group, Mark, Patch, Point, spline
from omnireel.animatic.subjects import biped
from omnireel.animatic.subjects.gait import polar

RUBBER: Colour = (0.07, 0.07, 0.08)
STEEL: Colour = (0.62, 0.64, 0.68)
GLASS: Colour = (0.16, 0.22, 0.28)
LAMP: Colour = (1.0, 0.95, 0.78)


def _darker(c: Colour, k: float) -> Colour:
    return (c[0] * k, c[1] * k, c[2] * k)


def _wave(phase: float, delay: float = 0.0, beats: float = 1) -> float:
    return math.sin(2 * math.pi * (phase * beats - delay))


def _wheel(
    x: float, r: float, phase: float, turns: float = 1, y: float | None = None, hub: Colour = STEEL
) -> list[Group | Mark]:
    """Tyre and rim; the hub's marks turn with the phase (a whole number of fifths a cycle)."""
    cy = -r if y is None else y
    out: list[Group | Mark] = [
        Group([Cap((x - 0.2, cy), r, (x + 0.2, cy), r, RUBBER, 0, 0, 0, None, 0.12)], 0.8),
        Group([Cap((x - 0.1, cy), r * 0.60, (x + 0.1, cy), r * 0.60, hub, 0, 0, 0, None, 0.8)], 0.8),
        Mark("oval", [(x, cy)], (0.12, 0.12, 0.14), (r * 0.40, r * 0.40), 0, 0.75),
    ]
    for i in range(5):
        a = 2 * math.pi * (i / 5 + phase * turns / 5 * 1.0)
        out.append(
            Mark(
                "line",
                [
                    (x + math.cos(a) * r * 0.10, cy + math.sin(a) * r * 0.10),
                    (x + math.cos(a) * r * 0.50, cy + math.sin(a) * r * 0.50),
                ],
                (0.80, 0.82, 0.86),
                (r * 0.13, 1),
            )
        )
    out.append(Mark("oval", [(x, cy)], (0.80, 0.82, 0.86), (r * 0.13, r * 0.13)))
    return out


def car(col: Colour, kind: str, action: str, phase: float) -> Figure:
    """kind: sedan, sports, taxi, police, truck, bus, van, vintage, suv."""
    hop = 0.5 * _wave(phase, 0.1, 2) if action == "drive" else 0.0
    body, glass, trim = Group([], 2.0), Group([], 1.2), Group([], 1.2)
    marks: list[Group | Mark] = []
    wheels: list[tuple[float, float]] = [(62, 17), (-62, 17)]
    dy = hop
    if kind in ("sedan", "taxi", "police", "vintage", "suv"):
        up = {"suv": 8.0, "vintage": 4.0}.get(kind, 0.0)
        lower = [
            (110, -20),
            (111, -36),
            (98, -46 - up * 0.3),
            (46, -51 - up * 0.5),
            (-54, -52 - up * 0.5),
            (-104, -48 - up * 0.3),
            (-112, -38),
            (-110, -18),
            (-84, -13),
            (84, -13),
        ]
        cabin = [(46, -50), (22, -75 - up), (-8, -79 - up), (-42, -76 - up), (-76, -50)]
        if kind == "vintage":
            lower = [
                (110, -22),
                (113, -40),
                (88, -54),
                (46, -56),
                (-40, -58),
                (-92, -54),
                (-112, -36),
                (-110, -18),
                (-84, -14),
                (84, -14),
            ]
        windows: list[list[Point]] = [
            [(39, -52), (20, -72 - up), (1, -75 - up), (1, -52)],
            [(-4, -52), (-4, -75 - up), (-38, -72 - up), (-62, -52)],
        ]
    elif kind == "sports":
        lower = [
            (114, -17),
            (113, -27),
            (92, -36),
            (42, -45),
            (-50, -49),
            (-100, -46),
            (-112, -36),
            (-111, -16),
            (-84, -11),
            (84, -11),
        ]
        cabin = [(48, -43), (12, -63), (-16, -66), (-44, -62), (-92, -46)]
        windows = [
            [(38, -46), (11, -60), (-4, -61), (-4, -46)],
            [(-9, -46), (-9, -62), (-40, -58), (-64, -47)],
        ]
    elif kind in ("bus", "van"):
        long = 160 if kind == "bus" else 108
        wheels = [(long * 0.62, 19), (-long * 0.58, 19)]
        lower = [
            (long, -18),
            (long + 2, -60),
            (long - 6, -108),
            (long - 18, -116),
            (-long + 6, -116),
            (-long, -108),
            (-long, -18),
            (-long + 20, -13),
            (long - 20, -13),
        ]
        cabin = []
        n = 6 if kind == "bus" else 3
        step = (long * 2 - 30) / n
        windows = [
            [
                (-long + 14 + step * i, -68),
                (-long + 14 + step * i, -102),
                (-long + 6 + step * (i + 1), -102),
                (-long + 6 + step * (i + 1), -68),
            ]
            for i in range(n)
        ]
    else:  # truck
        wheels = [(112, 20), (-40, 20), (-92, 20)]
        lower = [
            (150, -20),
            (152, -62),
            (140, -74),
            (128, -112),
            (86, -116),
            (80, -20),
            (70, -16),
            (140, -16),
        ]
        cabin = []
        windows = [[(138, -76), (126, -106), (100, -108), (100, -76)]]
        body.parts.append(
            Patch(
                [(72, -26), (72, -132), (-130, -132), (-130, -26)], (0.80, 0.80, 0.78), 0, 10, 0, None, 0.25
            )
        )
        body.parts.append(Patch([(78, -18), (78, -28), (-132, -28), (-132, -18)], (0.18, 0.18, 0.20), 0, 5))

    def down(points: Sequence[Point]) -> list[Point]:
        return [(x, y + dy) for x, y in points]

    if cabin:
        body.parts.append(Patch(spline(down(cabin), True, 5), col, -2, 14, 0, None, 0.9))
    body.parts.append(Patch(spline(down(lower), True, 5), col, 0, 15, 0, None, 0.95))
    body.parts.append(
        Cap(
            (wheels[0][0] + 30, -30 + dy),
            3,
            (wheels[-1][0] - 26, -31 + dy),
            3,
            _darker(col, 0.82),
            12.5,
            12.5,
            0,
            None,
            0.9,
        )
    )
    for x, r in wheels:  # arches
        marks.append(Mark("oval", [(x, -r + dy * 0.5)], (0.03, 0.03, 0.04), (r * 1.22, r * 1.24)))
    for pane in windows:
        glass.parts.append(Patch(spline(down(pane), True, 3), GLASS, 0, 5, 0, None, 0.85))
        (x0, y0), (x1, y1) = pane[0], pane[1]
        marks.append(
            Mark(
                "fill",
                down([(x0 - 4, y0 - 2), (x1 - 2, y1 + 2), (x1 - 10, y1 + 2), (x0 - 14, y0 - 2)]),
                (0.75, 0.85, 0.95),
                alpha=0.14,
            )
        )
    front = max(x for x, _ in lower)
    rear = min(x for x, _ in lower) if kind != "truck" else -130
    lamp_y = {"sports": -28, "bus": -36, "van": -40, "truck": -44}.get(kind, -37) + dy
    trim.parts += [
        Cap((front - 4, lamp_y), 4.6, (front - 9, lamp_y), 4.6, LAMP, 6, 6, 0, None, 0.8, 0.9),
        Cap(
            (rear + 4, lamp_y - 1),
            3.8,
            (rear + 5, lamp_y + 3),
            3.4,
            (0.86, 0.10, 0.08),
            6,
            6,
            0,
            None,
            0.6,
            0.7,
        ),
        Cap((front + 1, -19 + dy), 2.8, (front - 16, -17 + dy), 2.8, STEEL, 6, 6, 0, None, 0.9),
        Cap((rear - 1, -19 + dy), 2.8, (rear + 14, -17 + dy), 2.8, STEEL, 6, 6, 0, None, 0.9),
    ]
    if kind == "taxi":
        trim.parts.append(
            Patch(
                down([(-16, -79), (-13, -88), (8, -88), (11, -79)]), (1.0, 0.86, 0.4), 4, 4, 0, None, 0.3, 0.7
            )
        )
    if kind == "police":
        on = phase % 0.5 < 0.25
        trim.parts += [
            Cap(
                (-14, -82 + dy),
                3.6,
                (-6, -82 + dy),
                3.6,
                (0.2, 0.35, 1.0) if on else (0.1, 0.12, 0.35),
                4,
                4,
                0,
                None,
                0.3,
                1.0 if on else 0,
            ),
            Cap(
                (0, -82 + dy),
                3.6,
                (8, -82 + dy),
                3.6,
                (1.0, 0.15, 0.12) if not on else (0.35, 0.05, 0.05),
                4,
                4,
                0,
                None,
                0.3,
                0 if on else 1.0,
            ),
        ]
    if kind in ("sedan", "sports", "taxi", "police", "suv", "vintage"):
        marks += [
            Mark("line", down([(0, -15), (-1, -50)]), _darker(col, 0.45), (0.8, 1), alpha=0.6),
            Mark("line", down([(-48, -16), (-46, -50)]), _darker(col, 0.45), (0.8, 1), alpha=0.4),
            Mark("line", down([(-8, -42), (-16, -42)]), (0.85, 0.86, 0.9), (1.4, 1)),
        ]
    under = Group(
        [
            Patch(
                [(front - 24, -10), (rear + 22, -10), (rear + 26, -24), (front - 28, -24)],
                (0.03, 0.03, 0.04),
                -8,
                3,
            )
        ],
        1.0,
    )
    fig = Figure([under, body, glass, *marks, trim])
    for x, r in wheels:
        fig.items += _wheel(x, r, phase)
    if kind in ("sedan", "sports", "taxi", "vintage"):
        fig.items.append(
            Mark(
                "oval",
                [(-2 if kind != "sports" else 6, (-64 if kind != "sports" else -54) + dy)],
                (0.10, 0.09, 0.10),
                (5.2, 6.4),
                0,
                0.8,
            )
        )
    return fig


def train(col: Colour, action: str, phase: float) -> Figure:
    body, glass = Group([], 1.6), Group([], 1.0)
    items: list[Group | Mark] = []
    for i in range(3):
        x1 = 170 - i * 196
        x0 = x1 - 190
        nose = (
            [(x1 + 34, -24), (x1 + 30, -48), (x1 - 6, -92), (x1 - 40, -98)]
            if i == 0
            else [(x1, -20), (x1, -96)]
        )
        body.parts.append(
            Patch([*nose, (x0, -98), (x0, -20), (x1 - (0 if i else 4), -16)], col, 0, 16, 0, None, 0.8)
        )
        body.parts.append(Cap((x1 - 8, -36), 4, (x0 + 4, -36), 4, (0.92, 0.92, 0.9), 13, 13, 0, None, 0.6))
        for j in range(5):
            wx = x0 + 16 + j * 33
            glass.parts.append(
                Patch(
                    [(wx, -58), (wx, -82), (wx + 24, -82), (wx + 24, -58)],
                    (0.95, 0.82, 0.50) if (j + i) % 3 else GLASS,
                    0,
                    4,
                    0,
                    None,
                    0.4,
                    0.45 if (j + i) % 3 else 0,
                )
            )
        for wx in (x0 + 30, x0 + 62, x1 - 62, x1 - 30):
            items += _wheel(wx, 12, phase)[:3]
    glass.parts += [
        Patch(spline([(176, -60), (150, -90), (138, -90), (140, -62)], True, 3), GLASS, 0, 5, 0, None, 0.9),
        Cap((198, -34), 4, (196, -34), 4, LAMP, 6, None, 0, None, 0.4, 1.0),
    ]
    return Figure([body, glass, *items])


def bicycle(col: Colour, rider: biped.Person | None, motor: bool, action: str, phase: float) -> Figure:
    items: list[Group | Mark] = []
    r = 33.0 if not motor else 31.0
    for x in (52.0, -52.0):
        items.append(
            Mark("oval", [(x, -r)], RUBBER, (r, r), 0, 1.0, 1.0)
            if motor
            else Group(
                [
                    Cap(
                        (x + math.cos(a) * r * 0.95, -r + math.sin(a) * r * 0.95),
                        1.7,
                        (x + math.cos(a + 0.42) * r * 0.95, -r + math.sin(a + 0.42) * r * 0.95),
                        1.7,
                        RUBBER,
                        0,
                    )
                    for a in [k * 0.3927 for k in range(16)]
                ],
                0.6,
            )
        )
        if motor:
            items.append(Mark("oval", [(x, -r)], (0.42, 0.43, 0.46), (r * 0.55, r * 0.55), 0, 1.0, 1.0))
        for i in range(7):
            a = 2 * math.pi * (i / 7 + phase / 7)
            items.append(
                Group(
                    [
                        Cap(
                            (x, -r),
                            0.35,
                            (x + math.cos(a) * r * 0.9, -r + math.sin(a) * r * 0.9),
                            0.35,
                            (0.5, 0.5, 0.52),
                            0,
                        )
                    ],
                    0.4,
                )
            )
    turn = 2 * math.pi * phase
    crank: Point = (-6, -32)
    frame = Group([], 1.2)
    w = 2.1
    if motor:
        frame.parts += [
            Patch(
                spline(
                    [
                        (30, -66),
                        (8, -74),
                        (-16, -60),
                        (-50, -66),
                        (-66, -58),
                        (-30, -44),
                        (10, -36),
                        (34, -48),
                    ]
                ),
                col,
                2,
                12,
                0,
                None,
                0.9,
            ),
            Cap((-14, -34), 13, (12, -32), 12, (0.35, 0.36, 0.38), 0, 0, 0, None, 0.6),
            Cap((52, -r), 3.2, (32, -80), 2.6, STEEL, 3, 3, 0, None, 0.8),
            Cap((32, -80), 2, (22, -86), 2, RUBBER, 4),
            Cap((40, -68), 6, (43, -68), 5.6, LAMP, 6, 6, 0, None, 0.5, 0.8),
            Cap((-52, -r), 3, (-10, -34), 3.4, STEEL, 1),
        ]
    else:
        frame.parts += [
            Cap(crank, w, (-24, -84), w, col, 0, 0, 0, None, 0.6),
            Cap((-22, -78), w, (38, -84), w, col, 0, 0, 0, None, 0.6),
            Cap(crank, w, (38, -80), w, col, 0, 0, 0, None, 0.6),
            Cap((-52, -r), 1.6, crank, 1.7, col, 0),
            Cap((-52, -r), 1.5, (-22, -78), 1.6, col, 0),
            Cap((52, -r), 1.8, (36, -96), 1.9, col, 0, 0, 0, None, 0.6),
            Cap((36, -98), 1.8, (46, -98), 1.8, RUBBER, 2),
            Cap((-34, -88), 3.2, (-16, -87), 2.4, RUBBER, 2),
        ]
    items.append(frame)
    if rider is not None:
        hip: Point = (-24, -92) if not motor else (-20, -76)
        g = Group([], 2.6)
        far = Group([], 2.2, far=True)
        from omnireel.animatic.subjects.gait import bend

        for group, off in ((far, math.pi), (g, 0.0)):
            pedal = (
                (crank[0] + math.cos(turn + off) * 15, crank[1] + math.sin(turn + off) * 15)
                if not motor
                else (4.0, -30.0)
            )
            knee, ankle = bend(hip, (pedal[0] - 3, pedal[1] - 6), 40, 40, 1)
            group.parts += [
                Cap(hip, 10, knee, 7, rider.bottom, 3),
                Cap(knee, 6.8, ankle, 4.6, rider.bottom, 3),
                Cap(ankle, 4, (ankle[0] + 11, ankle[1] + 4), 3.4, rider.shoe, 4),
            ]
        sh: Point = (hip[0] + 26, hip[1] - 46)
        for group in (far, g):
            hand: Point = (42, -100) if not motor else (24, -88)
            elbow = ((sh[0] + hand[0]) / 2 - 2, (sh[1] + hand[1]) / 2 + 10)
            group.parts += [
                Cap((sh[0], sh[1] + 4), 6.6, elbow, 5, rider.top, 6),
                Cap(elbow, 4.8, hand, 3.6, rider.top, 6),
                Cap(hand, 3.6, (hand[0] + 3, hand[1]), 3.2, rider.skin, 7),
            ]
        g.parts += [
            Cap(hip, 12, ((hip[0] + sh[0]) / 2, (hip[1] + sh[1]) / 2), 12, rider.top, 0),
            Cap(((hip[0] + sh[0]) / 2, (hip[1] + sh[1]) / 2), 12.4, sh, 9.4, rider.top, 0),
            Cap((sh[0] + 2, sh[1]), 5, (sh[0] + 8, sh[1] - 12), 5, rider.skin, 0),
        ]
        items = [far, *items, g]
        fig = Figure(items)
        biped._head(rider, fig, (sh[0] + 10, sh[1] - 17), sh, phase, "walk")
        return fig
    return Figure(items)


def boat(col: Colour, kind: str, action: str, phase: float) -> Figure:
    """kind: row, sail, ship, speed. The waterline is y = 0; the hull reaches a little below."""
    items: list[Group | Mark] = []
    hull = Group([], 1.6)
    wood: Colour = (0.58, 0.40, 0.24)
    if kind == "row":
        outline = [
            (104, -34),
            (86, -17),
            (40, -14),
            (-40, -14),
            (-84, -18),
            (-98, -27),
            (-84, 4),
            (-50, 10),
            (50, 10),
            (84, 2),
        ]
        rower = biped.build(
            biped.Person(
                outfit="vest", hat="straw", beard=True, top=(0.62, 0.28, 0.16), bottom=(0.24, 0.28, 0.36)
            ),
            "row",
            phase,
        )
        for item in rower.items:
            if isinstance(item, Mark):
                item.points = [(-x * 0.66 - 4, y * 0.66 - 2) for x, y in item.points]
                item.size = (item.size[0] * 0.66, item.size[1] * 0.66)
                item.turn = -item.turn
            else:
                item.parts = list(item.parts)
                for p in item.parts:
                    if isinstance(p, Cap):
                        p.a, p.b = (
                            (-p.a[0] * 0.66 - 4, p.a[1] * 0.66 - 2),
                            (-p.b[0] * 0.66 - 4, p.b[1] * 0.66 - 2),
                        )
                        p.ra, p.rb, p.z = p.ra * 0.66, p.rb * 0.66, p.z * 0.66
                    else:
                        p.points = [(-x * 0.66 - 4, y * 0.66 - 2) for x, y in p.points]
        items += rower.items
        hull.parts.append(Patch(spline(outline, True, 5), wood, 0, 16, 0, None, 0.2))
        for y in (-6, 0):
            hull.parts.append(Cap((86, y - 8), 0.9, (-80, y - 6), 0.9, _darker(wood, 0.6), 16))
        hull.parts.append(Cap((98, -30), 2.2, (40, -15), 2.2, _darker(wood, 1.25), 10))
        hull.parts.append(Cap((40, -15), 2.2, (-92, -22), 2.2, _darker(wood, 1.25), 10))
        sweep = 26 * math.cos(2 * math.pi * phase)
        dip = 9 + 7 * math.sin(2 * math.pi * phase)
        oar = Group(
            [
                Cap((-30, -38), 1.4, (10 + sweep, -6 + dip), 1.4, (0.72, 0.56, 0.36), 22),
                Cap((10 + sweep, -6 + dip), 2.0, (26 + sweep * 1.3, 2 + dip), 4.0, (0.72, 0.56, 0.36), 22),
            ],
            1.0,
        )
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
        fill = 6 + 3 * _wave(phase)
        main = Patch(
            spline(
                [(0, -36), (-72, -36), (-66 - fill, -70), (-40 - fill, -124), (-4, -184), (-2, -120)], True, 5
            ),
            (0.95, 0.92, 0.86),
            2,
            24,
            0,
            None,
            0.1,
        )
        jib = Patch(
            spline(
                [(10, -176), (14 + fill, -110), (62 + fill, -50), (92, -26), (40, -32), (12, -38)], True, 5
            ),
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
        marks: list[Group | Mark] = [
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
    marks: list[Group | Mark] = []
    white: Colour = (0.93, 0.94, 0.95)
    flick = 0.5 + 0.5 * _wave(phase, 0, 5)
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
            Patch([(4, -4), (4, 58), (-4, 58), (-4, -4)], _darker(col, 0.85), 22, 4),
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
            Patch([(-30, -20), (-92, -56), (-104, -54), (-82, -14)], _darker(col, 0.8), 4, 4, 0, None, 0.5),
        ]
        near.parts.append(
            Patch([(20, 8), (-74, 48), (-98, 46), (-60, 8)], _darker(col, 0.85), 10, 5, 0, None, 0.6)
        )
        far.parts.append(Patch([(10, 0), (-60, 26), (-80, 26), (-50, 2)], col, 0, 4))
        body.parts.append(
            Cap((-95, 0), 8, (-112 - 16 * flick, 0), 3, (0.45, 0.8, 1.0), 4, 4, 0, None, 0, 1.0)
        )
        marks += [
            Mark("fill", spline([(70, -8), (40, -20), (20, -20), (30, -8)], True, 3), (0.30, 0.62, 0.75)),
            Mark("line", [(20, 2), (-80, -2)], _darker(col, 0.5), (0.9, 1), alpha=0.6),
            Mark("line", [(-10, -20), (-22, 14)], _darker(col, 0.5), (0.8, 1), alpha=0.5),
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
            Mark(
                "fill", spline([(42, -4), (30, -20), (8, -20), (10, 2), (36, 8)], True, 3), GLASS, alpha=0.9
            ),
            Mark("fill", [(h, -35), (h, -33.4), (-h, -33.4), (-h, -35)], (0.2, 0.2, 0.22), alpha=0.75),
        ]
    else:  # hot-air balloon
        sway = 3 * _wave(phase)
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


def thing(col: Colour, kind: str, action: str, phase: float) -> Figure:
    """Small and large objects that stand on y = 0: house, lighthouse, castle, windmill, cup, bottle,
    lantern, ball, balloon, campfire, pumpkin, snowman, unknown.
    """
    g, items = Group([], 2.0), []
    marks: list[Group | Mark] = []
    if kind in ("house", "cabin"):
        wall: Colour = col
        g.parts += [
            Patch([(-80, 0), (-80, -82), (80, -82), (80, 0)], wall, 0, 5),
            Cap((44, -118), 9, (44, -150), 9, (0.50, 0.34, 0.30), -2),
        ]
        roof = Group(
            [Patch([(-98, -76), (-58, -140), (58, -140), (98, -76)], (0.42, 0.24, 0.20), 6, 14)],
            1.4,
            drop=0.4,
        )
        for x in (-56, 26):
            marks += [
                Mark(
                    "fill",
                    [(x, -58), (x, -32), (x + 28, -32), (x + 28, -58)],
                    (1.0, 0.86, 0.52),
                    alpha=1,
                    glow=1.0,
                ),
                Mark("line", [(x + 14, -58), (x + 14, -32)], (0.4, 0.3, 0.22), (1.2, 1)),
                Mark("line", [(x, -45), (x + 28, -45)], (0.4, 0.3, 0.22), (1.2, 1)),
            ]
        marks.append(Mark("fill", [(-16, 0), (-16, -46), (8, -46), (8, 0)], (0.36, 0.22, 0.15)))
        return Figure([g, roof, *marks])
    if kind in ("lighthouse", "windmill", "castle", "tower"):
        g.parts.append(Patch([(-28, 0), (-19, -190), (19, -190), (28, 0)], (0.93, 0.92, 0.90), 0, 22))
        if kind == "lighthouse":
            for y in (-30, -90, -150):
                k = 27 - y * -0.047
                g.parts.append(Patch([(-k, y), (-k + 1.4, y - 30), (k - 1.4, y - 30), (k, y)], col, 4, 20))
            g.parts += [
                Patch([(-26, -190), (-24, -198), (24, -198), (26, -190)], (0.25, 0.25, 0.28), 8, 4),
                Patch(
                    [(-13, -198), (-13, -222), (13, -222), (13, -198)],
                    (1.0, 0.94, 0.66),
                    6,
                    8,
                    0,
                    None,
                    0,
                    0.9,
                ),
                Patch([(-18, -222), (0, -244), (18, -222)], col, 6, 8),
            ]
        elif kind == "windmill":
            g.parts.append(Patch([(-22, -188), (0, -214), (22, -188)], (0.42, 0.28, 0.22), 6, 9))
            sails = Group([], 1.0)
            for i in range(4):
                a = 90 * i + 90 * phase
                tip = polar((0, -186), a, 92)
                mid = polar((0, -186), a, 20)
                s = polar((0, 0), a + 90, 14)
                sails.parts += [
                    Cap((0, -186), 2, tip, 1.3, (0.36, 0.26, 0.20), 8),
                    Patch(
                        [mid, tip, (tip[0] + s[0], tip[1] + s[1]), (mid[0] + s[0], mid[1] + s[1])],
                        (0.92, 0.88, 0.80),
                        6,
                        3,
                    ),
                ]
            return Figure([g, sails])
        else:
            stone: Colour = (0.62, 0.60, 0.58)
            g.parts = [Patch([(-100, 0), (-100, -80), (100, -80), (100, 0)], stone, 0, 8)]
            for x, h in ((-100, 130), (100, 130), (-38, 170), (38, 190)):
                g.parts += [
                    Patch([(x - 22, 0), (x - 20, -h), (x + 20, -h), (x + 22, 0)], stone, 4, 20),
                    Patch([(x - 27, -h + 2), (x, -h - 54), (x + 27, -h + 2)], col, 8, 16),
                ]
                marks.append(
                    Mark(
                        "fill",
                        [(x - 4, -h + 22), (x - 4, -h + 40), (x + 4, -h + 40), (x + 4, -h + 22)],
                        (1.0, 0.85, 0.5),
                        glow=1.0,
                    )
                )
            marks.append(
                Mark(
                    "fill",
                    spline([(-15, 0), (-15, -30), (0, -44), (15, -30), (15, 0)], True, 3),
                    (0.16, 0.12, 0.10),
                )
            )
        return Figure([g, *marks])
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
            steam = [((-10 + 10 * i) + 7 * _wave(phase, 0.25 * j + 0.2 * i), -68 - 13 * j) for j in range(6)]
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
        sway = 3 * _wave(phase)
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
        for x, a in ((-22, 70), (22, -70), (-8, 60)):
            g.parts.append(
                Cap((x, -5), 5.5, polar((x, -5), a + 90 if a < 0 else a + 30, 40), 4.5, (0.30, 0.19, 0.12), 0)
            )
        fl = Group([], 2.4)
        for i, (x, h, c) in enumerate(
            (
                (-12, 62, (1.0, 0.42, 0.10)),
                (10, 70, (1.0, 0.50, 0.12)),
                (0, 86, (1.0, 0.60, 0.16)),
                (0, 50, (1.0, 0.92, 0.55)),
            )
        ):
            t = h * (0.82 + 0.18 * _wave(phase, 0.27 * i, 2))
            lean = 7 * _wave(phase, 0.21 * i, 3)
            fl.parts.append(
                Patch(
                    spline(
                        [(x - 14, -6), (x - 12, -t * 0.4), (x + lean, -t), (x + 12, -t * 0.38), (x + 14, -6)],
                        True,
                        4,
                    ),
                    c,
                    3 + 4 * i,
                    9,
                    1.4,
                    (0, -1),
                    0,
                    1.0,
                )
            )
        return Figure([g, fl])
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
    # Something the engine has no drawing for: a plain, plainly neutral figure.
    g.parts += [
        Cap((0, -58), 20, (0, -14), 26, (0.58, 0.58, 0.60), 0),
        Cap((0, -98), 17, (0.1, -98), 17, (0.62, 0.62, 0.64), 2),
    ]
    bob = 2 * _wave(phase)
    for part in g.parts:
        part.a, part.b = (part.a[0], part.a[1] + bob * 0.5), (part.b[0], part.b[1])  # type: ignore[union-attr]
    items.append(g)
    return Figure(items)  # type: ignore[arg-type]
