"""Trees as subjects. y = 0 is the ground; 100 units high."""

from __future__ import annotations

import math

from omnireel.animatic.noise import rng
from omnireel.animatic.solids import Cap, Colour, Figure, Group, Item, Mark, Patch, Point
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
        Cap((0, 0), 5.2, (1, -24), 3.6, bark, 0, 0, 1, (0, -1)),
        Cap((1, -24), 3.6, (-1 + _sway(phase, -50), -56), 2.8, bark, 0, 0, 1, (0, -1)),
    ]
    for a, base, long in ((150, -30, 30), (212, -26, 32), (172, -44, 26), (120, -40, 22), (238, -38, 24)):
        trunk.parts.append(Cap((0, base), 3.0, polar((_sway(phase, base) * 0.5, base), a, long), 1.2, bark, 2))
    leaves: list[Item] = []
    if kind != "bare":
        # Heaps of leaves at the ends of the boughs, the nearer the larger; each heap has its own tone.
        heaps = [(0.0, -68.0, 18.0)]
        for k in range(30):
            far, way = ((k + 0.5) / 30) ** 0.5, 2.4 * k
            size = 9.5 - 3.5 * far + 2.5 * float(r.random())
            heaps.append((math.cos(way) * 33 * far, -67 + math.sin(way) * 25 * far, size))
        for hx, hy, size in sorted(heaps, key=lambda heap: heap[1]):
            at_x = hx + _sway(phase + 0.002 * hx, hy)
            tone = (0.80 + 0.30 * r.random()) * (1.10 if hy < -66 else 0.90)
            col: Colour = tuple(min(c * tone, 1.0) for c in leaf)
            near = 8 + 10 * r.random()
            crown.parts.append(Cap((at_x - 3, hy), size, (at_x + 3, hy - 1), size * 0.92, col, near, None, 1.6))
            for _ in range(int(size * 3.4)):  # single leaves: lit on the top of a heap, dark below it
                way, far = float(r.random()) * 6.283, float(r.random()) ** 0.5 * 1.28
                leaf_at = at_x + math.cos(way) * size * far * 1.15, hy + math.sin(way) * size * far
                shine = (1.34 if math.sin(way) * far < -0.15 else 0.62) * (0.9 + 0.25 * r.random()) * tone
                own: Colour = tuple(min(c * shine, 1.0) for c in leaf)
                turn = r.random() * 180
                leaves.append(Mark("oval", [leaf_at], own, (1.45, 0.8), turn, 0.8))
    return Figure([trunk, crown, *leaves])
