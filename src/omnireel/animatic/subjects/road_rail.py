"""What rolls on two wheels: bicycles and motorcycles.

Facing +x; y = 0 is the ground, the waterline, or the middle of what flies. A unit is about two centimetres.
"""

from __future__ import annotations

import math

from omnireel.animatic.solids import Cap, Colour, Figure, Group, Item, Mark, Patch, Point, spline
from omnireel.animatic.subjects import biped, heads, posture
from omnireel.animatic.subjects.materials import LAMP, RUBBER, STEEL


def bicycle(col: Colour, rider: biped.Person | None, motor: bool, action: str, phase: float) -> Figure:
    items: list[Item] = []
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
                        (x + math.cos(a + 0.16) * r * 0.95, -r + math.sin(a + 0.16) * r * 0.95),
                        1.7,
                        RUBBER,
                        0,
                    )
                    for a in [k * 0.15708 for k in range(40)]
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
        hand: Point = (42, -100) if not motor else (24, -88)
        feet = []
        for side, off in ((-8.0, math.pi), (8.0, 0.0)):
            pedal = (
                (crank[0] + math.cos(turn + off) * 15, crank[1] + math.sin(turn + off) * 15)
                if not motor
                else (4.0, -30.0)
            )
            feet.append(posture.Foot(pedal[0] - hip[0] - 3, -pedal[1] + 5, side, -12 + 8 * math.sin(turn + off)))
        lean = 36.0 if not motor else 18.0
        neck = (hip[0] + 55 * math.sin(math.radians(lean)), hip[1] - 55 * math.cos(math.radians(lean)))
        ahead = (hand[0] - neck[0], hand[1] - neck[1])
        c, s = math.cos(math.radians(lean)), math.sin(math.radians(lean))
        grip = (ahead[0] * c + ahead[1] * s, ahead[1] * c - ahead[0] * s)
        arms = tuple(posture.Arm(hand=(*grip, 8.0), elbow=(-0.2, 1.0, 0.7), grip=1.0) for _ in range(2))
        seat = posture.Pose(
            hip=(hip[0], -hip[1] - 87.5),
            turn=16,
            lean=lean,
            feet=(feet[0], feet[1]),
            arms=(arms[0], arms[1]),
            look=26,
            nod=-lean * 0.35,
            face=heads.Face(smile=0.4),
            sway=(30.0, 34.0, 38.0, 42.0),
        )
        return Figure([*items, *biped.draw(rider, seat, phase).items])
    return Figure(items)
