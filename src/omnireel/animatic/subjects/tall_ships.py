"""Ships under square sails: a hull with castles fore and aft, three masts, canvas that the wind fills.

About 330 units from the water to the masthead, bow to the right, afloat at y = 0.
"""

from __future__ import annotations

import itertools
import math

from omnireel.animatic.solids import Colour, Figure, Item, Mark
from omnireel.animatic.subjects.materials import darker, wave
from omnireel.animatic.subjects.mesh import Corner, Mesh, seen

TURN, RISE = 22.0, 6.0
BRACED = math.radians(36)  # of the yards from the ship's length: seen from abeam, the canvas still shows
OAK: Colour = (0.40, 0.25, 0.14)
TAR: Colour = (0.15, 0.11, 0.09)
GOLD: Colour = (0.86, 0.66, 0.26)
PINE: Colour = (0.66, 0.47, 0.28)
CANVAS: Colour = (0.93, 0.89, 0.79)
ROPE: Colour = (0.17, 0.13, 0.10)
# Stations from stern to bow: x of the deck, half width, row of the deck's edge, x of the keel before or behind it.
HULL: tuple[tuple[float, float, float, float], ...] = (
    (-152, 25, -86, 16),
    (-150, 27, -84, 16),
    (-108, 33, -70, 6),
    (-104, 34, -50, 6),
    (-40, 36, -40, 0),
    (46, 35, -39, 0),
    (50, 34, -52, 0),
    (104, 25, -58, -8),
    (138, 12, -64, -24),
    (160, 0.8, -70, -40),
)
KEEL = 14.0  # units below the water
# Masts: x, masthead, and the sails on each from the lowest up: (row of the foot, of the head, half widths there).
MASTS: tuple[tuple[float, float, tuple[tuple[float, float, float, float], ...]], ...] = (
    (-104, -236, ((-92, -150, 44, 38), (-156, -206, 36, 28))),
    (-22, -318, ((-66, -146, 66, 60), (-154, -226, 58, 46), (-232, -288, 44, 32))),
    (74, -276, ((-76, -142, 54, 49), (-150, -212, 47, 37), (-218, -258, 35, 26))),
)
SPRIT: tuple[Corner, Corner] = ((140.0, -66.0, 0.0), (226.0, -118.0, 0.0))


def _sides(mesh: Mesh, col: Colour) -> None:
    """The hull's planks, wales, gilding and gun ports, the stern's lit windows."""
    rings: list[list[Corner]] = []
    for x, w, top, rake in HULL:
        planks: list[Corner] = [
            (x, top, w),
            (x + 0.45 * rake, top * 0.5, w * 1.06),
            (x + 0.85 * rake, 0.0, w * 0.92),
            (x + rake, KEEL, w * 0.2),
        ]
        rings.append([*planks, *((px, py, -pz) for px, py, pz in reversed(planks))])
    below = {(i, k): (TAR, 0.3, 0.0) for i in range(len(rings)) for k in (2, 3, 4)}
    mesh.loft(rings, OAK, 0.35, below, crease=0.35)
    for one, two in itertools.pairwise(HULL):
        deck = [(one, 1), (two, 1), (two, -1), (one, -1)]
        corners: list[Corner] = [(s[0], s[2] + 3.0, s[1] * 0.96 * side) for s, side in deck]
        mesh.quad(corners, PINE, 0.2, 0, [(0, -1, 0)] * 4)
    for share, thick, tone in ((0.98, 2.0, GOLD), (0.66, 3.4, col), (0.30, 1.8, darker(OAK, 0.6))):
        for one, two in itertools.pairwise(HULL[1:]):
            for side in (1.0, -1.0):
                spots: list[Corner] = []
                for (x, w, top, rake), up in ((one, -1), (two, -1), (two, 1), (one, 1)):
                    spots.append((x + 0.9 * rake * (1 - share), top * share + up * thick, w * 1.07 * side))
                mesh.quad(spots, tone, 0.5, 0, [(0, 0, side)] * 4)
    for i in range(9):
        x = -92.0 + 19 * i
        for side in (1.0, -1.0):
            port = [_beside(px, y, side) for px, y in ((x, -12.0), (x + 8, -12.0), (x + 8, -21.0), (x, -21.0))]
            mesh.quad(port, (0.05, 0.04, 0.04), 0.1, 0, [(0, 0, side)] * 4)
    for z in (-16.0, -5.0, 6.0, 17.0):
        pane: list[Corner] = [(-153, -58, z - 4), (-153, -58, z + 4), (-153, -72, z + 4), (-153, -72, z - 4)]
        mesh.quad(pane, (1.0, 0.80, 0.42), 0.4, 0.7, [(-1, 0, 0)] * 4)


def _beside(x: float, y: float, side: float) -> Corner:
    """A place just outside the planks, between the water and half the height of the side."""
    one, two = next(pair for pair in itertools.pairwise(HULL) if pair[0][0] <= x <= pair[1][0])
    t = (x - one[0]) / (two[0] - one[0])
    w, top = one[1] + (two[1] - one[1]) * t, one[2] + (two[2] - one[2]) * t
    return x, y, side * (w * (0.92 + 0.14 * min(y / (0.5 * top), 1.0)) + 1.0)


def _sail(mesh: Mesh, x: float, sail: tuple[float, float, float, float], full: float, canvas: Colour) -> None:
    """One square sail on its yard, bellied forward; its foot is cut in an arch."""
    foot, head, low, high = sail
    along, aside = math.cos(BRACED), math.sin(BRACED)
    rows: list[list[Corner]] = []
    for i in range(7):
        u = i / 6
        half = low + (high - low) * u
        row: list[Corner] = []
        for j in range(9):
            v = 2 * j / 8 - 1
            belly = full * (1 - v * v) * math.sin(math.pi * (0.10 + 0.90 * u)) ** 0.8 * 0.22 * (low + high)
            y = foot + (head - foot) * u - (1 - u) * 7 * (1 - v * v)
            row.append((x + 4 + along * v * half + aside * belly, y, -aside * v * half + along * belly))
        rows.append(row)
    mesh.loft(rows, canvas, 0.06, crease=0.0)
    ends = [(x + along * s * high * 1.12, head, -aside * s * high * 1.12) for s in (-1, 1)]
    _spar(mesh, ends[0], ends[1], 1.7, 1.7)


def _spar(mesh: Mesh, a: Corner, b: Corner, thick: float, end: float, col: Colour = PINE, n: int = 8) -> None:
    """A round timber or rope from one place to another."""
    way = [end_ - start for start, end_ in zip(a, b, strict=True)]
    long = math.hypot(*way)
    d = [w / long for w in way]
    side = (-d[1], d[0], 0.0) if abs(d[2]) < 0.9 else (1.0, 0.0, 0.0)
    size = math.hypot(*side)
    p = [v / size for v in side]
    q = [d[1] * p[2] - d[2] * p[1], d[2] * p[0] - d[0] * p[2], d[0] * p[1] - d[1] * p[0]]
    rings: list[list[Corner]] = []
    for at, r in ((a, thick), (b, end)):
        ring: list[Corner] = []
        for i in range(n):
            c, s = r * math.cos(2 * math.pi * i / n), r * math.sin(2 * math.pi * i / n)
            ring.append((at[0] + c * p[0] + s * q[0], at[1] + c * p[1] + s * q[1], at[2] + c * p[2] + s * q[2]))
        rings.append(ring)
    mesh.loft(rings, col, 0.3, closed=True, crease=0.3)


def tall_ship(col: Colour, kind: str, action: str, phase: float) -> Figure:
    """kind: tall (white canvas, colour along the hull) or pirate (dark canvas, a black flag)."""
    pirate = kind == "pirate"
    canvas: Colour = (0.23, 0.21, 0.21) if pirate else CANVAS
    mesh = Mesh()
    _sides(mesh, col)
    _spar(mesh, *SPRIT, 3.0, 1.2)
    ropes: list[tuple[Corner, Corner]] = [(SPRIT[1], (74.0, -262.0, 0.0))]
    for n, (x, head, sails) in enumerate(MASTS):
        _spar(mesh, (x, -40.0, 0.0), (x, head, 0.0), 3.4, 1.2)
        for k, sail in enumerate(sails):
            _sail(mesh, x, sail, 1.0 + 0.10 * wave(phase, 0.17 * n + 0.11 * k), canvas)
        for side in (1.0, -1.0):
            for k in range(4):  # shrouds
                ropes.append(((x - 15.0 + 9 * k, -46.0, 33.0 * side), (x, head * 0.66, 0.0)))
    for near, far in itertools.pairwise(MASTS):
        ropes.append(((near[0], near[1] * 0.94, 0.0), (far[0], far[1] * 0.72, 0.0)))
    for a, b in ropes:
        _spar(mesh, a, b, 0.55, 0.55, ROPE, 3)
    # Two jibs on the stays before the foremast.
    for foot, top, full in ((204.0, -244.0, 8.0), (172.0, -206.0, 7.0)):
        rows: list[list[Corner]] = []
        for i in range(7):
            u = i / 6
            tack = (foot - 4, -66 - 52 * (foot - 140) / 86, 0.0)
            peak = (86.0, top, 0.0)
            clew = (102.0, -92.0, 10.0)
            luff = [a + (b - a) * u for a, b in zip(tack, peak, strict=True)]
            leech = [a + (b - a) * u for a, b in zip(clew, peak, strict=True)]
            row = []
            for j in range(5):
                v = j / 4
                belly = (
                    full * math.sin(math.pi * v) * math.sin(math.pi * (0.1 + 0.8 * u)) * (1 + 0.1 * wave(phase))
                )
                x, y, z = (a + (b - a) * v for a, b in zip(luff, leech, strict=True))
                row.append((x, y, z + belly))
            rows.append(row)
        mesh.loft(rows, canvas, 0.06, crease=0.0)
    marks = _flag(mesh, phase, pirate, col)
    return Figure([mesh.solid(TURN, RISE), *marks])


def _flag(mesh: Mesh, phase: float, pirate: bool, col: Colour) -> list[Item]:
    """A flag at the mainmast's head that waves ahead, as the wind comes from behind; what is painted on it."""
    x, top = MASTS[1][0], MASTS[1][1]
    tall, long = 24.0, 50.0

    def at(u: float, v: float) -> Corner:
        return (
            x + long * u,
            top + tall * v + 2.0 * u * wave(2 * phase, -0.9 * u),
            7.0 * u * wave(2 * phase, -0.8 * u),
        )

    black: Colour = (0.05, 0.05, 0.06)
    for i in range(10):
        u, v = i / 10, (i + 1) / 10
        shade = 1.0 - 0.28 * (0.5 + 0.5 * wave(2 * phase, -0.9 * u))
        corners = [at(u, 0), at(v, 0), at(v, 1), at(u, 1)]
        mesh.quad(corners, darker(black if pirate else col, shade), 0.1, 0, [(0, 0, 1)] * 4)
    if not pirate:
        return []
    bone: Colour = (0.90, 0.88, 0.82)
    spot = [seen(at(*place), TURN, RISE) for place in ((0.34, 0.84), (0.66, 0.58), (0.66, 0.84), (0.34, 0.58))]
    out: list[Item] = [Mark("line", spot[:2], bone, (1.5, 1.5)), Mark("line", spot[2:], bone, (1.5, 1.5))]
    cx, cy = seen(at(0.5, 0.36), TURN, RISE)
    out += [Mark("oval", [(cx, cy)], bone, (5.0, 4.8)), Mark("oval", [(cx, cy + 4.6)], bone, (3.0, 2.4))]
    return [*out, *(Mark("oval", [(cx + side * 1.9, cy + 0.4)], black, (1.2, 1.4)) for side in (-1, 1))]
