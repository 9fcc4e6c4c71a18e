"""What is on the coat of a four-legged animal: stripes, spots, patches, wool, needles."""

from __future__ import annotations

import math

from omnireel.animatic.solids import Cap, Group, Mark, Point, spline
from omnireel.animatic.subjects.beast import Beast, ratio
from omnireel.animatic.subjects.materials import mixed

# Patches of a pied coat: along the trunk from the shoulder (0) to the hip (1), across it from the back (-1) to the
# belly (1), and half their sizes, in shares of the trunk's length and of its radius.
PIED = (
    (-0.06, -0.30, 0.15, 0.62),
    (0.34, -0.72, 0.16, 0.36),
    (0.56, 0.30, 0.12, 0.38),
    (0.84, -0.62, 0.13, 0.50),
    (1.14, 0.10, 0.09, 0.46),
    (0.22, 0.62, 0.07, 0.20),
)


class Trunk:
    """The trunk's own axes: along it from the shoulder to the hip, across it from the back down."""

    def __init__(self, b: Beast, shoulder: Point, hip: Point, flex: float) -> None:
        self.b, self.shoulder, self.hip, self.flex = b, shoulder, hip, flex
        dx, dy = hip[0] - shoulder[0], hip[1] - shoulder[1]
        self.long = math.hypot(dx, dy) or 1.0
        self.down: Point = (dy / self.long, -dx / self.long)

    def radius(self, u: float) -> float:
        b = self.b
        if u > 0.6:
            return b.waist + (b.rump - b.waist) * min((u - 0.6) / 0.4, 1.0)
        return b.chest + (b.waist - b.chest) * min(max(u, 0.0) / 0.6, 1.0)

    def at(self, u: float, v: float) -> Point:
        """u: 0 shoulder, 1 hip; v: -1 the back, 1 the belly."""
        (x, y), (p, q) = self.shoulder, self.hip
        r = self.radius(u) * v
        bow = self.flex * 1.1 * math.sin(math.pi * min(max(u, 0.0), 1.0))
        return x + (p - x) * u + self.down[0] * r, y + (q - y) * u + self.down[1] * r - bow


def _blot(x: float, y: float, wide: float, high: float, i: int, corners: int = 6) -> list[Point]:
    """A spot of no regular shape."""
    turn = 2 * math.pi / corners
    return [
        (
            x + wide * (1 + 0.28 * math.sin(i + 2.1 * k)) * math.cos(k * turn),
            y + high * (1 + 0.28 * math.cos(2 * i + 1.7 * k)) * math.sin(k * turn),
        )
        for k in range(corners)
    ]


def marked(b: Beast, trunk: Trunk, main: Group) -> None:
    """Stripes, spots or patches of the trunk."""
    shade = ratio(b)
    if b.cape:
        edge = [trunk.at(u, v) for u, v in ((1.15, -0.1), (0.8, -0.35), (0.45, -0.2), (0.1, -0.42), (-0.35, -0.5))]
        over = [trunk.at(u, -1.25) for u in (-0.5, 0.3, 1.2)]
        main.decals.append(Mark("soft", spline([*edge, *over], True, 4), shade, (9.0, 1), 0, b.cape))
    if b.stripes:
        for i, points in enumerate(_stripes(b, trunk)):
            alpha = (0.92 if b.banded else 0.55) - 0.1 * (i % 3 == 2)
            main.decals.append(Mark("fill", spline(points, True, 4), shade, alpha=alpha))
    elif b.spots and b.spot > 6:
        for i, (u, v, wide, high) in enumerate(PIED):
            x, y = trunk.at(u, v)
            blot = _blot(x, y, wide * trunk.long, high * trunk.radius(u), 3 * i, 9)
            main.decals.append(Mark("fill", spline(blot, True, 4), shade, alpha=0.94))
    elif b.spots:
        fine = b.spot <= 3  # the smaller the more of them, and over shoulder and rump too
        count = round(140 / b.spot) if fine else 42
        for i in range(count):
            # Spots that never fall into lines: the plastic number's sequence.
            u = (i * 0.755) % 1 * 1.56 - 0.28 if fine else (i * 0.618) % 1 * 1.4 - 0.2
            v = (i * 0.570) % 1 * 1.5 - 0.9 if fine else ((i * 37) % 41) / 41 * 1.7 - 0.95
            (x, y), size = trunk.at(u, v), b.spot * (0.7 + 0.6 * ((i * 29) % 13) / 13)
            main.decals.append(Mark("fill", spline(_blot(x, y, size, 0.85 * size, i), True, 3), shade, alpha=0.92))


def _stripes(b: Beast, trunk: Trunk) -> list[list[Point]]:
    """Tapered stripes that bow with the ribs: some from the back down, some from the belly up, some forked."""
    out = []
    count = 15 if b.banded else 11
    for i in range(count):
        u = -0.02 + 1.2 * i / (count - 1)
        bow = 0.035 * math.sin(2.4 * i)
        wide = (0.020 if b.banded else 0.016) * (1 + 0.35 * math.sin(1.7 * i))
        top, low = -1.06, (0.55, 0.05, 0.35)[i % 3]
        if b.banded and i % 3 == 1:  # what does not reach down is met from below
            spots = [trunk.at(u + bow, 1.0), trunk.at(u + bow + wide, 0.68), trunk.at(u + bow, 0.30)]
            out.append([*spots, trunk.at(u + bow - wide * 0.7, 0.68)])
        out.append(
            [
                trunk.at(u - 0.6 * wide, top),
                trunk.at(u + bow + wide, -0.45),
                trunk.at(u + 1.6 * bow + 0.02, low),
                trunk.at(u + bow - wide, -0.45),
                trunk.at(u - 1.8 * wide, top),
            ]
        )
    return out


def neck_spots(b: Beast, root: Point, skull: Point, main: Group) -> None:
    """A giraffe's neck is spotted all along."""
    shade = ratio(b)
    for i in range(26):
        u, off = (i + 0.5) / 26, ((i * 37) % 7) / 7 * 1.5 - 0.75
        x, y = root[0] + (skull[0] - root[0]) * u, root[1] + (skull[1] - root[1]) * u
        r, size = b.neck_r * (1.1 - 0.4 * u), 4.2 - 1.6 * u
        blot = _blot(x + r * off, y + r * off * 0.6, size, 1.1 * size, i, 5)
        main.decals.append(Mark("fill", spline(blot, True, 3), shade, alpha=0.92))


def spined(b: Beast, trunk: Trunk, main: Group) -> Group:
    """A hedgehog's back, and its needles, each with a pale tip."""
    (sx, _), (hx, _) = trunk.shoulder, trunk.hip
    mid = trunk.at(0.5, 0.0)
    for i in range(7):
        u = i / 6
        x, y = hx - 8 + (sx + 6 - hx) * u, mid[1] - 6 + 5 * abs(u - 0.5)
        main.parts.append(
            Cap((x, y), b.chest * 0.78, (x - 4, y - 5), b.chest * 0.70, b.dark, 5, 5, 3.0, (-0.85, -0.55))
        )
    needles = Group([], 0.7, drop=0.2, crisp=2.0)
    for i in range(190):
        u, v = (i * 0.618) % 1, (i * 0.7548777) % 1
        a = math.pi * (1.06 - 1.02 * u)
        x = mid[0] - 2 + (sx - hx + 34) * 0.5 * math.cos(a) * (0.35 + 0.78 * v)
        y = mid[1] + 4 - (b.chest + 8) * math.sin(a) * (0.20 + 0.98 * v)
        high = b.chest * (1.0 - 0.75 * v * v)
        tip: Point = (x - 7 - 3 * v, y - 4 - 6 * v)
        colour = mixed(b.dark, b.pale, 0.25 + 0.5 * (i % 2))
        needles.parts.append(Cap((x, y), 1.0, tip, 0.25, colour, high + 6, high + 9))
    return needles


def woolly(b: Beast, trunk: Trunk, main: Group) -> None:
    """A fleece: tufts all over the trunk, none like the next, each a little mound."""
    for i in range(64):
        u, v = -0.20 + 1.42 * ((i * 0.618034) % 1), -1.06 + 2.1 * ((i * 0.754878) % 1)
        (x, y), r = trunk.at(u, v), trunk.radius(u)
        size = r * (0.17 + 0.06 * math.sin(2.7 * i))
        z = r * math.sqrt(max(1 - v * v * 0.92, 0.02)) - 0.4 * size
        tone = 1.0 + 0.035 * math.sin(1.9 * i)
        colour = tuple(min(c * tone, 1.0) for c in b.coat)
        main.parts.append(Cap((x, y), size, (x - 0.5 * size, y + 0.6 * size), size * 0.9, colour, z))
