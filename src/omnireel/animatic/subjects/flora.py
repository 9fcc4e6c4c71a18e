"""Trees as subjects. y = 0 is the ground; 100 units high."""

from __future__ import annotations

import math

from omnireel.animatic.noise import rng
from omnireel.animatic.solids import Cap, Colour, Figure, Group, Patch, Point
from omnireel.animatic.subjects.gait import polar


def _sway(phase: float, y: float) -> float:
    return 1.8 * math.sin(2 * math.pi * phase + y * 0.02) * (abs(y) / 100) ** 1.5  # type: ignore[no-any-return]


def tree(leaf: Colour, kind: str, phase: float) -> Figure:
    """kind: round, fir, palm, blossom, bare."""
    r = rng(5, len(kind))
    trunk, crown = Group([], 2.4), Group([], 2.6)
    bark: Colour = (0.34, 0.24, 0.16)
    if kind == "palm":
        points: list[Point] = [(0, 0), (3, -30), (9, -58), (18, -84)]
        points = [(x + _sway(phase, y), y) for x, y in points]
        for i in range(3):
            trunk.parts.append(
                Cap(points[i], 4.4 - 0.8 * i, points[i + 1], 3.6 - 0.8 * i, bark, 0, 0, 0.8, (1, 0.3))
            )
        tx, ty = points[-1]
        for i, a in enumerate((-150, -118, -86, 86, 118, 150, 178, -40, 44)):
            at: Point = (tx, ty)
            for j in range(4):
                nxt = polar(at, a + (1 if a < 0 else -1) * j * 16 + 4 * math.sin(2 * math.pi * phase + i), 10)
                crown.parts.append(
                    Cap(
                        at,
                        2.6 - 0.5 * j,
                        nxt,
                        2.1 - 0.5 * j,
                        leaf,
                        4 + i % 3,
                        None,
                        6.5,
                        (0.2 if a > 0 else -0.2, 1),
                    )
                )
                at = nxt
        return Figure([trunk, crown])
    if kind == "fir":
        trunk.parts.append(Cap((0, 0), 3.2, (0, -30), 2.4, bark, 0))
        for i in range(7):
            y = -14 - 12 * i
            w = 30 - 3.9 * i
            s = _sway(phase, y)
            pts = [
                (s, y - 20),
                (w * 0.5 + s, y - 4),
                (w + s, y + 4),
                (w * 0.4 + s, y + 1),
                (s, y + 4),
                (-w * 0.4 + s, y + 1),
                (-w + s, y + 4),
                (-w * 0.5 + s, y - 4),
            ]
            crown.parts.append(Patch(pts, leaf, 2 + i, 7, 3.2, (0, 1)))
        return Figure([trunk, crown])
    trunk.parts += [
        Cap((0, 0), 6.5, (1, -24), 4.6, bark, 0, 0, 1, (0, -1)),
        Cap((1, -24), 4.4, (-1 + _sway(phase, -50), -56), 2.8, bark, 0, 0, 1, (0, -1)),
    ]
    for a, base, long in ((150, -30, 30), (212, -26, 32), (172, -44, 26), (120, -40, 22), (238, -38, 24)):
        trunk.parts.append(Cap((0, base), 3.0, polar((_sway(phase, base) * 0.5, base), a, long), 1.2, bark, 2))
    if kind != "bare":
        for _ in range(46):
            a, d = r.random() * 6.283, r.random() ** 0.6  # type: ignore[assignment]
            x, y = math.cos(a) * 34 * d, -66 + math.sin(a) * 27 * d
            tone = 0.82 + 0.36 * r.random()
            s = _sway(phase + 0.05 * r.random(), y)
            crown.parts.append(
                Cap(
                    (x + s, y),
                    8.5 - 3 * d,
                    (x + 2 + s, y + 1),
                    8.2 - 3 * d,
                    (leaf[0] * tone, leaf[1] * tone, leaf[2] * tone),
                    14 * (1 - d) + 6 * r.random(),
                    None,
                    3.4,
                    (math.cos(a) * 0.7, math.sin(a) * 0.7 + 0.5),
                )
            )
    return Figure([trunk, crown])
