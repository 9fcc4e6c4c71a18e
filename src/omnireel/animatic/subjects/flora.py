"""Plants as subjects: trees, flowers, cactus, mushroom. y = 0 is the ground; 100 units high."""

from __future__ import annotations

import itertools
import math

from omnireel.animatic.noise import rng
from omnireel.animatic.solids import Cap, Colour, Figure, Group, Item, Mark, Patch, Point, spline
from omnireel.animatic.subjects.gait import polar
from omnireel.animatic.subjects.space import cap, seen, vec


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


# Rings of petals from the outermost in: how many, how long, how wide, degrees from the axis when open.
BLOOMS: dict[str, tuple[tuple[int, float, float, float], ...]] = {
    "daisy": ((13, 22.0, 4.6, 84.0), (11, 20.0, 4.4, 74.0)),
    "sunflower": ((17, 27.0, 5.6, 86.0), (15, 23.0, 5.2, 74.0)),
    "rose": (
        (6, 21.0, 14.0, 70.0),
        (6, 19.5, 13.0, 54.0),
        (5, 18.0, 12.0, 38.0),
        (5, 16.0, 10.0, 24.0),
        (4, 14.0, 7.0, 10.0),
    ),
    "tulip": ((3, 28.0, 13.5, 24.0), (3, 27.0, 13.0, 16.0)),
}


def flower(petal: Colour, kind: str, action: str, phase: float) -> Figure:
    """kind: daisy, rose, sunflower, tulip. `bloom` opens it once over the cycle, from a bud."""
    t = min(phase * 1.2, 1.0)
    opened = t * t * (3 - 2 * t) if action == "bloom" else 1.0
    stem, leaves = Group([], 0.6), Group([], 1.4)
    green: Colour = (0.26, 0.44, 0.17)
    s = _sway(phase if action != "bloom" else 0.4 * phase, -90) * 1.5
    points = spline([(0, 0), (2.0, -28), (0.0 + s * 0.5, -54), (s + 1, -78)], False, 4)
    for one, two in itertools.pairwise(points):
        stem.parts.append(Cap(one, 1.9, two, 1.8, green, 0, 0, 0, None, 0.15))
    for leaf, y, long in ((1.0, -16.0, 1.0), (-1.0, -34.0, 0.8)):
        edge = [
            (0.6, y),
            (leaf * 9 * long, y - 13),
            (leaf * 24 * long, y - 19),
            (leaf * 34 * long, y - 12),
            (leaf * 16 * long, y - 3),
        ]
        leaves.parts.append(Patch(spline(edge), green, 2, 4, 0, None, 0.2))
        vein = spline([(0.6, y), (leaf * 15 * long, y - 9), (leaf * 30 * long, y - 12.5)], False)
        leaves.decals.append(Mark("line", vein, (0.68, 0.72, 0.62), (0.8, 1), 0, 0.8))
    at = vec(points[-1][0], points[-1][1] - 2, 0)
    # The face of the flower looks up and towards the viewer, more so when open; tulips stand upright.
    tilt = math.radians(14 if kind == "tulip" else 20 + 38 * opened)
    up = vec(0.12 * math.sin(tilt), -math.cos(tilt), math.sin(tilt))
    right = vec(1, 0, 0)
    ahead = vec(0, math.sin(tilt), math.cos(tilt))
    back, front = Group([], 0.8, crisp=2.0), Group([], 0.8, drop=0.2, crisp=2.0)
    rings = BLOOMS.get(kind, BLOOMS["daisy"])
    for level, (n, long, wide, open_to) in enumerate(rings):
        angle = math.radians((6 + 4 * (len(rings) - level)) * (1 - opened) * 0.6 + open_to * opened)
        grown = (0.62 + 0.38 * opened) * long
        for i in range(n):
            a = 2 * math.pi * (i + 0.5 * (level % 2) + 0.13 * level) / n
            out = right * math.cos(a) + ahead * math.sin(a)
            side = ahead * math.cos(a) - right * math.sin(a)
            curl = 0.16 if kind == "rose" else -0.10
            w = wide * (0.55 + 0.45 * opened)
            edge3 = []
            for u, v in (
                (0.0, -0.22),
                (0.35, -0.42),
                (0.75, -0.5),
                (1.0, -0.16),
                (1.0, 0.16),
                (0.75, 0.5),
                (0.35, 0.42),
                (0.0, 0.22),
            ):
                bend_ = angle + curl * u * u * 2 * opened
                base = out * (2.5 if kind != "tulip" else 4.0)
                edge3.append(
                    at + base + (up * math.cos(bend_) + out * math.sin(bend_)) * (grown * u) + side * (w * v)
                )
            depth = float(sum(p[2] for p in edge3) / len(edge3))
            tone = (0.84 + 0.08 * level) * (0.94 + 0.12 * ((i * 0.618) % 1))
            col = tuple(min(c * tone, 1.0) for c in petal)
            group = back if depth < float(at[2]) - 1 and angle < 1.0 else front
            group.parts.append(
                Patch(spline([seen(p) for p in edge3], True, 3), col, depth + 1.5 * level, 2.2, 0, None, 0.12)
            )
            group.decals.append(
                Mark(
                    "line",
                    [seen(at + out * 3), seen(edge3[3] * 0.5 + edge3[4] * 0.5)],
                    (0.80, 0.76, 0.74),
                    (0.6, 1),
                    0,
                    0.5,
                )
            )
    for a in (-0.7, 0.0, 0.7):  # sepals
        tip = at + right * (9 * math.sin(a)) + vec(0, -7 + 9 * opened, 3)
        stem.parts.append(cap(at + vec(0, 3, 0), 3.4, tip, 1.0, green, 3))
    heart = Group([], 0.8, drop=0.25)
    if kind in ("daisy", "sunflower") and opened > 0.25:
        size, core = (6.6, (0.95, 0.72, 0.16)) if kind == "daisy" else (12.5, (0.30, 0.18, 0.08))
        size *= min(opened * 1.2, 1.0)
        middle = at + up * 3
        z = float(middle[2]) + 14
        disc = [
            middle + right * (size * math.cos(k * 0.449)) + ahead * (size * math.sin(k * 0.449)) for k in range(14)
        ]
        heart.parts.append(Patch([seen(p) for p in disc], core, z, size * 0.7, 0, None, 0.15))
        for i in range(46):  # seeds in a spiral
            r, a = size * 0.92 * math.sqrt((i + 0.5) / 46), i * 2.39996
            spot = seen(middle + right * (r * math.cos(a)) + ahead * (r * math.sin(a)))
            heart.decals.append(Mark("oval", [spot], (0.66, 0.56, 0.46), (size * 0.075, size * 0.06), 0, 0.8))
    return Figure([i for i in (stem, leaves, back, front, heart) if i.parts])


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


def mushroom(hood: Colour, phase: float) -> Figure:
    g, top = Group([], 2.0), Group([], 1.4, drop=0.4)
    g.parts.append(Cap((0, -6), 15, (0, -52), 12, (0.93, 0.88, 0.78), 0, 0, 0.8, (0, 1)))
    top.parts.append(
        Patch(
            spline([(-48, -50), (-40, -78), (0, -98), (40, -78), (48, -50), (0, -44)], True, 5),
            hood,
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
