"""Plants as subjects: trees, flowers, cactus, mushroom. y = 0 is the ground; 100 units high."""

from __future__ import annotations

import math

from omnireel.animatic.noise import rng
from omnireel.animatic.solids import Cap, Colour, Figure, Group, Item, Mark, Patch, Point, spline
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


def flower(petal: Colour, kind: str, action: str, phase: float) -> Figure:
    """kind: daisy, rose, sunflower, tulip. `bloom` opens it over the cycle."""
    opened = 0.15 + 0.85 * min(phase * 1.25, 1.0) if action == "bloom" else 1.0
    stem, head, leaves = Group([], 1.4), Group([], 1.0), Group([], 1.6)
    green: Colour = (0.28, 0.46, 0.18)
    s = _sway(phase if action != "bloom" else 0, -90) * 1.5
    points: list[Point] = [(0, 0), (1.5, -28), (0.5 + s * 0.5, -54), (s, -78)]
    for i in range(3):
        stem.parts.append(Cap(points[i], 2.0, points[i + 1], 1.7, green, 0))
    for side, y in ((1, -20), (-1, -34)):
        leaves.parts.append(
            Patch(spline([(0, y), (side * 12, y - 12), (side * 28, y - 12), (side * 16, y - 2)]), green, 2, 4)
        )
    hx, hy = points[-1][0], points[-1][1] - 4
    if kind == "tulip":
        for dx in (-6, 6, 0):
            head.parts.append(
                Patch(
                    spline(
                        [
                            (hx + dx * 0.3, hy + 8),
                            (hx + dx - 8, hy - 6),
                            (hx + dx * (1 + 0.6 * opened), hy - 22),
                            (hx + dx + 8, hy - 6),
                        ]
                    ),
                    petal,
                    4 if dx == 0 else 0,
                    8,
                    0,
                    None,
                    0.2,
                )
            )
        return Figure([stem, leaves, head])
    n = {"rose": 12, "sunflower": 17}.get(kind, 11)
    reach = {"rose": 15.0, "sunflower": 24.0}.get(kind, 20.0) * opened
    for ring in (0, 1):
        for i in range(n):
            a = 360 * (i + 0.5 * ring) / n
            k = 1 - 0.34 * ring if kind == "rose" else 1 - 0.08 * ring
            tip = polar((hx, hy), a, reach * k)
            shade = 0.86 + 0.16 * ring
            head.parts.append(
                Cap(
                    (hx + (tip[0] - hx) * 0.3, hy + (tip[1] - hy) * 0.3),
                    3.0,
                    tip,
                    (4.6 if kind == "rose" else 3.0) * (0.6 + 0.4 * opened),
                    (petal[0] * shade, petal[1] * shade, petal[2] * shade),
                    3 * ring,
                )
            )
    heart: Colour = {
        "rose": (petal[0] * 0.7, petal[1] * 0.7, petal[2] * 0.7),
        "sunflower": (0.26, 0.16, 0.08),
    }.get(kind, (0.95, 0.74, 0.20))
    head.parts.append(
        Cap(
            (hx, hy),
            11 if kind == "sunflower" else 6,
            (hx + 0.2, hy),
            11 if kind == "sunflower" else 6,
            heart,
            6,
            None,
            0.8,
        )
    )
    return Figure([stem, leaves, head])


def cactus(col: Colour, phase: float) -> Figure:
    g = Group([], 3.0)
    g.parts += [
        Cap((0, 0), 10, (0, -88), 9, col, 0, 0, 0.8, (0, -1)),
        Cap((0, -38), 6.4, (26, -42), 6.2, col, 2),
        Cap((26, -42), 6.2, (27, -70), 5.6, col, 2),
        Cap((0, -28), 6, (-22, -32), 5.6, col, 2),
        Cap((-22, -32), 5.6, (-23, -54), 5, col, 2),
    ]
    marks: list[Item] = [
        Mark("line", [(x, -4), (x, -90)], (col[0] * 0.55, col[1] * 0.6, col[2] * 0.55), (0.8, 1), alpha=0.5)
        for x in (-5, 0, 5)
    ]
    return Figure([g, *marks])


def mushroom(cap: Colour, phase: float) -> Figure:
    g, top = Group([], 2.0), Group([], 1.4, drop=0.4)
    g.parts.append(Cap((0, -6), 15, (0, -52), 12, (0.93, 0.88, 0.78), 0, 0, 0.8, (0, 1)))
    top.parts.append(
        Patch(
            spline([(-48, -50), (-40, -78), (0, -98), (40, -78), (48, -50), (0, -44)], True, 5),
            cap,
            4,
            34,
            0,
            None,
            0.6,
        )
    )
    for x, y, r in ((-22, -72, 6), (4, -84, 7), (26, -68, 5.4), (-4, -62, 4.6), (-36, -58, 3.6)):
        top.parts.append(Cap((x, y), r, (x + 1, y), r, (0.96, 0.94, 0.88), 30))
    return Figure([g, top])
