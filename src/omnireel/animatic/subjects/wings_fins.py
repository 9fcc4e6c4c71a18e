"""What flies and swims: butterflies, dragons, fish, whales, turtles, jellyfish. 100 units = body
length.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from omnireel.animatic.solids import Cap, Colour, Figure, Group, Item, Mark, Patch, Point, spline
from omnireel.animatic.subjects import quadruped
from omnireel.animatic.subjects.gait import bend, polar
from omnireel.animatic.subjects.materials import darker
from omnireel.animatic.subjects.space import Axes, V, axes, cap, seen, vec

INK: Colour = (0.08, 0.06, 0.06)
HORN: Colour = (0.86, 0.80, 0.64)


def _wave(phase: float, delay: float = 0.0, beats: float = 1) -> float:
    return math.sin(2 * math.pi * (phase * beats - delay))


def _darker(c: Colour, k: float) -> Colour:
    return (c[0] * k, c[1] * k, c[2] * k)


def butterfly(wing: Colour, action: str, phase: float) -> Figure:
    """Turned so that both wings are seen; veins and spots lie on them."""
    beat = math.cos(2 * math.pi * phase)
    frame = axes(vec(0, -3 * math.cos(2 * math.pi * (phase - 0.2))), 38, -28, 10)
    back, front, body = Group([], 1.0, far=0.3), Group([], 1.0, drop=0.2), Group([], 1.4)
    dark: Colour = (0.09, 0.07, 0.07)
    for group, side in ((back, -1.0), (front, 1.0)):
        a = math.radians(47 + 27 * beat)

        def on(along: float, out: float, side: float = side, a: float = a) -> Point:
            p = frame.out(along, -math.sin(a) * out - 2, math.cos(a) * out * side)
            return seen(p)

        z = float(frame.out(0, 0, 20 * math.cos(a) * side)[2])
        fore = [on(9, 2), on(24, 22), on(34, 44), on(26, 50), on(8, 40), on(-1, 18), on(0, 2)]
        hind = [on(0, 2), on(0, 20), on(-6, 37), on(-20, 38), on(-30, 26), on(-20, 10), on(-6, 2)]
        for outline in (hind, fore):
            group.parts.append(Patch(spline(outline, True, 5), wing, z, 2.0, 0, None, 0.15))
            group.decals.append(
                Mark("line", [*spline(outline, True, 5), outline[0]], (0.12, 0.09, 0.09), (5.0, 1), 0, 0.92)
            )
        for along, out in ((30.0, 42.0), (20.0, 44.0), (10.0, 40.0), (24.0, 30.0)):
            group.decals.append(Mark("line", [on(4, 6), on(along, out)], (0.16, 0.11, 0.10), (1.0, 1), 0, 0.8))
        for along, out in ((-4.0, 34.0), (-17.0, 34.0), (-25.0, 24.0)):
            group.decals.append(Mark("line", [on(-4, 6), on(along, out)], (0.16, 0.11, 0.10), (0.9, 1), 0, 0.8))
    items: list[Item] = [back, body, front]
    for along, r in ((-24.0, 1.8), (-16.0, 2.4), (-8.0, 2.6), (2.0, 3.2), (9.0, 3.0)):
        p, q = frame.out(along, 0, 0), frame.out(along + 8, -0.5, 0)
        body.parts.append(cap(p, r, q, r * 1.05, dark, 3.0, 0.8))
    head = frame.out(20, -2, 0)
    body.parts.append(cap(head, 3.0, head, 3.0, dark, 4.0, 0.6))
    for side in (-1.0, 1.0):
        tip = frame.out(36, -16, 7 * side)
        body.parts += [cap(head, 0.6, tip, 0.5, dark, 3.0), cap(tip, 1.0, tip, 1.0, dark, 3.0)]
        for i in range(5):  # pale dots along the edge
            a = math.radians(47 + 27 * beat)
            p = frame.out(
                30 - 9.5 * i, -math.sin(a) * (45 - abs(i - 1.2)) - 2, math.cos(a) * (45 - abs(i - 1.2)) * side
            )
            items.append(
                Mark("oval", [(float(p[0]), float(p[1] + 0.07 * p[2]))], (0.97, 0.93, 0.84), (1.1, 1.1), 0, 0.9)
            )
    return Figure(items)


def turtle(shell: Colour, skin: Colour, action: str, phase: float) -> Figure:
    far, body, near, top = (
        Group([], 2.4, far=True),
        Group([], 3.2),
        Group([], 2.4, drop=0.3),
        Group([], 2.0, drop=0.25),
    )
    for group, k, delay in ((far, 0.85, 0.08), (near, 1.0, 0.0)):
        beat = 46 * _wave(phase, delay) - 8
        tip = polar((20, 4), -60 + beat, 44 * k)
        group.parts.append(
            Patch(
                spline(
                    [
                        (26, 0),
                        ((26 + tip[0]) / 2 + 6, (tip[1]) / 2 - 4),
                        tip,
                        ((14 + tip[0]) / 2, tip[1] / 2 + 8),
                        (12, 8),
                    ]
                ),
                skin,
                6,
                4,
                0.2,
                None,
                0.2,
            )
        )
        rear = polar((-30, 6), -66 + 20 * _wave(phase, 0.4 + delay), 22 * k)
        group.parts.append(Cap((-28, 5), 5, rear, 3.4, skin, 4))
    body.parts += [
        Cap((30, 0), 8, (48, -5), 7.4, skin, 0, 0, 0, None, 0.2),
        Cap((48, -5), 8, (54, -4), 6.6, skin, 1),
    ]
    body.parts.append(Patch(spline([(36, 6), (0, 12), (-38, 5), (-24, 0), (30, 0)]), (0.86, 0.80, 0.58), 1, 6))
    top.parts.append(
        Patch(
            spline([(37, 3), (30, -11), (10, -19), (-14, -17), (-34, -5), (-42, 5), (-8, 8)]),
            shell,
            6,
            14,
            0,
            None,
            0.35,
        )
    )
    for x, y in ((20, -6), (4, -8), (-13, -7), (-27, 0), (12, 1), (-6, 1)):
        top.parts.append(Cap((x, y), 5.6, (x - 4, y + 1), 5.2, _darker(shell, 0.7), 13.5, 13.5, 0, None, 0.3))
    return Figure(
        [
            far,
            body,
            top,
            near,
            Mark("oval", [(53, -7)], INK, (1.9, 1.9)),
            Mark("oval", [(53.6, -7.7)], (1, 1, 1), (0.6, 0.6), 0, 1, 1.0),
        ]
    )


def jellyfish(col: Colour, action: str, phase: float) -> Figure:
    beat = _wave(phase)
    w, h = 38 - 6 * beat, 34 + 6 * beat
    arms, bell = Group([], 1.5), Group([], 2.4)
    for i in range(9):
        x = (-0.8 + 1.6 * i / 8) * w
        at: Point = (x, 2)
        for j in range(7):
            nxt = (
                x * (0.86 - 0.03 * j) + 5 * _wave(phase, 0.12 * j + 0.13 * i),
                2 + (j + 1) * (11 if i % 2 else 15),
            )
            arms.parts.append(
                Cap(
                    at,
                    (2.4 if i % 2 else 1.2) * (1 - 0.11 * j),
                    nxt,
                    (2.4 if i % 2 else 1.2) * (1 - 0.11 * (j + 1)),
                    col,
                    -2,
                    -2,
                    0,
                    None,
                    0,
                    0.35,
                )
            )
            at = nxt
    bell.parts.append(
        Patch(
            spline(
                [
                    (w, 2),
                    (w * 0.86, -h * 0.6),
                    (w * 0.4, -h),
                    (-w * 0.4, -h),
                    (-w * 0.86, -h * 0.6),
                    (-w, 2),
                    (-w * 0.5, 7),
                    (0, 3),
                    (w * 0.5, 7),
                ]
            ),
            col,
            4,
            26,
            0,
            None,
            0.5,
            0.35,
        )
    )
    bell.parts.append(
        Cap(
            (-6, -h * 0.4),
            12,
            (6, -h * 0.4),
            12,
            tuple(min(c * 1.25 + 0.1, 1) for c in col),
            22,
            None,
            0,
            None,
            0.3,
            0.5,
        )
    )
    return Figure([arms, bell])
