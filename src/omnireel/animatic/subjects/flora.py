"""Trees as subjects. y = 0 is the ground; 100 units high."""

from __future__ import annotations

import math

from omnireel.animatic.noise import rng
from omnireel.animatic.solids import Cap, Colour, Figure, Group, Item, Mark, Patch, Point
from omnireel.animatic.subjects.gait import polar

# Lobes of a broad crown: where each is, and its radius.
LOBES = (
    (2.0, -70.0, 18.0),
    (-22.0, -62.0, 14.0),
    (23.0, -65.0, 14.5),
    (-11.0, -83.0, 12.0),
    (13.0, -86.0, 11.0),
    (-34.0, -51.0, 9.5),
    (35.0, -54.0, 9.0),
    (-4.0, -54.0, 11.0),
)


def _sway(phase: float, y: float) -> float:
    return 1.8 * math.sin(2 * math.pi * phase + y * 0.02) * (abs(y) / 100) ** 1.5  # type: ignore[no-any-return]


def tree(leaf: Colour, kind: str, phase: float) -> Figure:
    """kind: round, fir, palm, blossom, bare."""
    r = rng(5, len(kind))
    trunk, crown = Group([], 2.4), Group([], 1.6 if kind in ("round", "blossom") else 2.6)
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
        # Boughs carry lobes of unlike size with sky between them; each is a heap of heaps, and its edge frays out
        # into tufts.
        heaps: list[tuple[float, float, float, bool]] = []  # where, how large, whether it is more than leaves
        for at_x, at_y, size in LOBES:
            cx, cy, big = at_x + r.normal(0, 1.5), at_y + r.normal(0, 1.5), size * (0.92 + 0.16 * r.random())
            heaps.append((cx, cy, 0.66 * big, True))
            for k in range(7):
                way = 2 * math.pi * (k + r.random()) / 7
                heaps.append((cx + math.cos(way) * 0.60 * big, cy + math.sin(way) * 0.50 * big, 0.34 * big, True))
            for k in range(15):
                way, far = 2 * math.pi * (k + r.random()) / 15, 0.92 + 0.26 * r.random()
                tuft = big * (0.13 + 0.10 * r.random())
                heaps.append((cx + math.cos(way) * far * big, cy + math.sin(way) * 0.86 * far * big, tuft, False))
        for hx, hy, size, solid in sorted(heaps, key=lambda heap: heap[1]):
            at_x = hx + _sway(phase + 0.002 * hx, hy)
            tone = (0.80 + 0.30 * r.random()) * (1.10 if hy < -66 else 0.90)
            col: Colour = tuple(min(c * tone, 1.0) for c in leaf)
            if solid:
                near, wide = 8 + 10 * r.random(), 0.22 * size
                crown.parts.append(
                    Cap((at_x - wide, hy), size, (at_x + wide, hy), size * 0.92, col, near, None, 1.6)
                )
            for _ in range(int(7 + size * 2.6)):  # single leaves, past its edge too: lit on its top, dark below
                way, far = float(r.random()) * 6.283, float(r.random()) ** 0.5 * (1.2 + 1.4 / size)
                leaf_at = at_x + math.cos(way) * size * far * 1.15, hy + math.sin(way) * size * far
                shine = (1.34 if math.sin(way) * far < -0.15 else 0.62) * (0.9 + 0.25 * r.random()) * tone
                own: Colour = tuple(min(c * shine, 1.0) for c in leaf)
                leaves.append(Mark("oval", [leaf_at], own, (1.5, 0.85), r.random() * 180, 0.9, air=True))
    return Figure([trunk, crown, *leaves])
