"""Aircraft, spacecraft, ships and trains as true solids, seen from a front quarter and a little above.

What flies is about 200 units long and hangs by its middle; boats float at y = 0.
"""

from __future__ import annotations

import itertools
import math

from omnireel.animatic.solids import Cap, Colour, Figure, Group, Item, Mark, Point, spline
from omnireel.animatic.subjects import tall_ships
from omnireel.animatic.subjects.materials import LAMP, RUBBER, STEEL, darker, wave
from omnireel.animatic.subjects.mesh import Corner, Mesh, seen

WHITE: Colour = (0.92, 0.93, 0.95)
PANE: Colour = (0.07, 0.10, 0.14)
DARK: Colour = (0.08, 0.08, 0.09)


def _rotor(
    at: Corner, r: float, turn: float, rise: float, phase: float, blades: int = 2, flat: bool = True
) -> list[Item]:
    """A turning rotor: its disc and the blades in it. flat: lying, else standing lengthwise."""

    def spot(a: float, k: float) -> Point:
        c, s = math.cos(a) * r * k, math.sin(a) * r * k
        place: Corner = (at[0] + c, at[1], at[2] + s) if flat else (at[0] + c, at[1] + s, at[2])
        return seen(place, turn, rise)

    out: list[Item] = [
        Mark("fill", [spot(0.2618 * i, 1.0) for i in range(24)], (0.62, 0.64, 0.68), (1, 1), 0, 0.20, 1.0),
    ]
    for i in range(blades):
        a = 2 * math.pi * (i / blades + phase)
        for late, alpha in ((0.0, 0.75), (0.16, 0.35), (0.32, 0.18)):
            b = a - late
            blade = [spot(b - 0.03, 0.08), spot(b - 0.05, 1.0), spot(b + 0.05, 1.0), spot(b + 0.03, 0.08)]
            out.append(Mark("fill", blade, (0.16, 0.16, 0.18), (1, 1), 0, alpha, 1.0))
    return out


def plane(col: Colour, kind: str, action: str, phase: float) -> Figure:
    """kind: plane (a jet), prop (one propeller)."""
    mesh, turn, rise = Mesh(), 26.0, 14.0
    small = kind == "prop"
    n = 22
    body = [
        (-99, 1.2, -9),
        (-82, 5.2, -7.5),
        (-56, 9.2, -4),
        (-24, 11.8, 0),
        (58, 11.8, 0),
        (78, 10.2, 0.8),
        (91, 6.6, 2.4),
        (98, 1.2, 3.6),
    ]
    if small:
        body = [
            (-96, 1.6, -8),
            (-70, 5.6, -6),
            (-30, 10.5, -2),
            (10, 13.0, 0),
            (46, 12.5, 1),
            (66, 10.0, 2),
            (76, 6.5, 2.5),
        ]
    stripe = {(i, j): (col, 0.8, 0.0) for i in range(len(body) - 1) for j in (1, 2, n // 2 - 2, n // 2 - 3)}
    mesh.lathe(body, WHITE if not small else col, 0.75, "x", n=n, paint=stripe if not small else None)
    for side in (1.0, -1.0):
        z = 9.0 * side
        if not small:
            mesh.plate(
                [(24, 4, z), (-14, 4, z), (-42, -3, 92 * side), (-28, -3, 92 * side)], 1.8, (0.80, 0.82, 0.86), 0.7
            )
            mesh.lathe(
                [(14, 5.4, 0), (10, 6.4, 0), (-10, 5.6, 0), (-16, 3.6, 0)],
                (0.70, 0.72, 0.77),
                0.8,
                "x",
                (6, 9.5, 36 * side),
                16,
            )
            mesh.disc((20.3, 9.5, 36 * side), 5.2, DARK, 0.3, 0, "x", 16)
            for i in range(13):
                mesh.disc((54 - 7.4 * i, -3.0, 11.6 * side), 1.7, PANE, 0.9, 0, "z", 10)
        else:
            mesh.plate(
                [(34, -9, z * 0.4), (-2, -9, z * 0.4), (-2, -15, 88 * side), (24, -15, 88 * side)], 2.2, col, 0.6
            )
            mesh.plate(
                [(24, 8, 6 * side), (18, 8, 6 * side), (16, 22, 20 * side), (22, 22, 20 * side)], 1.2, STEEL, 0.6
            )
            mesh.tube(20, 24, 6, 18 * side, 22 * side, RUBBER)
            mesh.disc((20, 24, 22 * side), 6, RUBBER, 0.2, 0, "z", 16)
            mesh.disc((20, 24, 22.3 * side), 3, STEEL, 0.8, 0, "z", 12)
        mesh.plate(
            [(-72, -8, 4 * side), (-92, -9, 4 * side), (-102, -12, 34 * side), (-92, -12, 34 * side)],
            1.2,
            WHITE if not small else col,
            0.6,
        )
    mesh.plate(
        [(-66, -12, 0), (-92, -14, 0), (-106, -48, 0), (-92, -48, 0)], 1.6, col if not small else WHITE, 0.6
    )
    if not small:
        for side in (1.0, -1.0):  # the flight deck's windows
            mesh.quad(
                [
                    (86, -5.2, 6.4 * side),
                    (90.5, -2.4, 5.8 * side),
                    (91.5, -2.8, 0.6 * side),
                    (87.5, -5.6, 0.6 * side),
                ],
                PANE,
                1.0,
                0,
                [(0.6, -0.6, 0.4 * side)] * 4,
            )
    else:
        mesh.loft(
            [
                [(x, y, z * k) for y, z in ((-9.5, 9.5), (-16, 8.0), (-17.5, 0.0), (-16, -8.0), (-9.5, -9.5))]
                for x, k in ((-14.0, 0.7), (-4.0, 1.0), (18.0, 1.0), (28.0, 0.8))
            ],
            PANE,
            1.0,
        )
    items: list[Item] = [mesh.solid(turn, rise)]
    if small:
        hub: Corner = (80, 2.5, 0)

        def spot(a: float, k: float) -> Point:
            return seen((hub[0], hub[1] + math.sin(a) * 34 * k, math.cos(a) * 34 * k), turn, rise)

        items.append(
            Mark("fill", [spot(0.2618 * i, 1) for i in range(24)], (0.70, 0.70, 0.72), (1, 1), 0, 0.24, 1.0)
        )
        for i in range(2):
            a = math.pi * i + 2 * math.pi * phase
            items.append(
                Mark(
                    "fill",
                    [spot(a - 0.06, 0.1), spot(a - 0.09, 1), spot(a + 0.09, 1), spot(a + 0.06, 0.1)],
                    DARK,
                    (1, 1),
                    0,
                    0.5,
                    1.0,
                )
            )
    return Figure(items)


def helicopter(col: Colour, kind: str, action: str, phase: float) -> Figure:
    mesh, turn, rise = Mesh(), 26.0, 10.0
    n = 20
    body = [(-42, 5, -4), (-30, 14, -1), (-10, 21, 1), (14, 22, 2), (30, 18, 4), (42, 11, 7), (47, 3, 9)]
    glass = {(i, j): (PANE, 1.0, 0.0) for i in (3, 4) for j in [*range(11, 20), 10, 0]}
    glass |= {(5, j): (PANE, 1.0, 0.0) for j in range(11, 19)}
    mesh.lathe(body, col, 0.8, "x", n=n, paint=glass)
    mesh.lathe([(-104, 2.2, -12), (-70, 4.2, -8), (-38, 7.5, -3)], col, 0.7, "x", n=14)
    mesh.plate([(-94, -12, 0), (-106, -13, 0), (-114, -40, 0), (-104, -40, 0)], 1.4, WHITE, 0.5)
    mesh.plate([(-88, -10, 3), (-98, -10, 3), (-98, -10, 20), (-90, -10, 20)], 1.0, col, 0.5)
    mesh.plate([(-88, -10, -3), (-98, -10, -3), (-98, -10, -20), (-90, -10, -20)], 1.0, col, 0.5)
    mesh.lathe([(-24, 3, 0), (-30, 8, 0), (-36, 3, 0)], darker(col, 0.7), 0.6, "y", (-6, 2, 0), 12)
    mesh.lathe([(-32, 2.4, 0), (-44, 2.0, 0)], STEEL, 0.8, "y", (-4, 0, 0), 10)
    for side in (1.0, -1.0):
        z = 17.0 * side
        mesh.box((-30, 33, z - 1.4), (34, 36, z + 1.4), STEEL, 0.7)
        for x in (-16.0, 18.0):
            mesh.box((x - 1.2, 18, z * 0.8 - 1.2), (x + 1.2, 34, z * 0.95 + 1.2), STEEL, 0.6)
        mesh.quad(
            [(2, -10, 21.4 * side), (-12, -8, 21.0 * side), (-12, 10, 21.2 * side), (2, 10, 22.2 * side)],
            darker(col, 0.8),
            0.7,
            0,
            [(0, 0, side)] * 4,
        )
    items: list[Item] = [mesh.solid(turn, rise)]
    items += _rotor((-4, -45, 0), 92, turn, rise, phase, 2)
    items += _rotor((-108, -26, 2), 15, turn, rise, phase * 2, 2, False)
    on = phase % 0.5 < 0.25
    items.append(
        Mark("soft", [seen((-104, -40, 0), turn, rise)], (1.0, 0.2, 0.15), (5, 5), 0, 0.8 if on else 0.2, 1.0)
    )
    return Figure(items)


def drone(col: Colour, kind: str, action: str, phase: float) -> Figure:
    mesh, turn, rise = Mesh(), 30.0, 20.0
    rings = [
        [(x, y, z * k) for y, z in ((6, 12), (0, 17), (-6, 13), (-8, 0), (-6, -13), (0, -17), (6, -12))]
        for x, k in ((-32.0, 0.5), (-26.0, 0.9), (0.0, 1.0), (26.0, 0.9), (34.0, 0.55))
    ]
    mesh.loft(rings, col, 0.6, closed=True)
    items: list[Item] = []
    rotors: list[Corner] = []
    for x in (-1.0, 1.0):
        for z in (-1.0, 1.0):
            hub: Corner = (62 * x, -2, 56 * z)
            mesh.plate(
                [
                    (14 * x, -2, 10 * z),
                    (20 * x, -2, 4 * z),
                    (hub[0] + 3 * x, -2, hub[2] - 3 * z),
                    (hub[0] - 3 * x, -2, hub[2] + 3 * z),
                ],
                2.4,
                darker(col, 0.9),
                0.5,
            )
            mesh.lathe([(6, 4.5, 0), (-6, 4.5, 0), (-9, 2.0, 0)], darker(col, 0.7), 0.6, "y", hub, 12)
            mesh.box((hub[0] - 1.5, 4, hub[2] - 1.5), (hub[0] + 1.5, 18, hub[2] + 1.5), darker(col, 0.6), 0.3)
            rotors.append((hub[0], -10, hub[2]))
    mesh.lathe([(6, 5, 0), (9, 7, 0), (16, 7, 0), (19, 4, 0)], DARK, 0.5, "y", (30, 0, 0), 14)
    mesh.disc((37.4, 12.5, 0), 4.2, (0.10, 0.16, 0.26), 1.0, 0, "x", 14)
    items.append(mesh.solid(turn, rise))
    for i, at in enumerate(rotors):
        items += _rotor(at, 31, turn, rise, phase * (1 if i % 2 else -1) + 0.13 * i, 2)
    items.append(Mark("soft", [seen((-34, 0, 0), turn, rise)], (0.2, 1.0, 0.4), (4, 4), 0, 0.8, 1.0))
    items.append(Mark("soft", [seen((34, -2, 10), turn, rise)], (1.0, 0.25, 0.2), (3.4, 3.4), 0, 0.8, 1.0))
    return Figure(items)


def rocket(col: Colour, kind: str, action: str, phase: float) -> Figure:
    mesh, turn, rise = Mesh(), 24.0, 4.0
    flick = 0.5 + 0.5 * wave(phase, 0, 2)
    n = 24
    body = [
        (44, 14, 0),
        (38, 20, 0),
        (10, 22.5, 0),
        (-60, 21, 0),
        (-92, 15.5, 0),
        (-112, 9.5, 0),
        (-126, 4, 0),
        (-131, 0.6, 0),
    ]
    bands = {(i, j): (col, 0.7, 0.0) for i in (4, 5, 6) for j in range(n)}
    bands |= {(1, j): (darker(col, 0.8), 0.7, 0.0) for j in range(n)}
    mesh.lathe(body, WHITE, 0.7, "y", n=n, paint=bands)
    mesh.lathe([(44, 10, 0), (54, 13, 0)], (0.20, 0.20, 0.22), 0.6, "y", n=18)
    for a in (30.0, 120.0, 210.0, 300.0):
        c, s = math.cos(math.radians(a)), math.sin(math.radians(a))
        mesh.plate(
            [(20 * c, 0, 20 * s), (18 * c, 40, 18 * s), (44 * c, 58, 44 * s), (42 * c, 36, 42 * s)], 2.0, col, 0.6
        )
    at: Corner = (9, -58, 20.4)
    items: list[Item] = []
    for k, tone, tall, alpha in (
        (15.0, (1.0, 0.45, 0.12), 88.0, 0.7),
        (10.5, (1.0, 0.75, 0.25), 66.0, 0.9),
        (6.0, (1.0, 0.97, 0.82), 44.0, 0.95),
    ):
        t = tall * (0.86 + 0.24 * flick)
        flame = [
            (-k, 50),
            (-k * 1.05, 50 + t * 0.35),
            (2 * wave(phase, 0.2, 3), 50 + t),
            (k * 1.05, 50 + t * 0.35),
            (k, 50),
        ]
        items.append(Mark("soft", spline(flame, True, 4), tone, (5, 1), 0, alpha, 1.0))
    items.append(mesh.solid(turn, rise))
    x, y = seen(at, turn, rise)
    items += [
        Mark("oval", [(x, y)], (0.52, 0.54, 0.58), (8.6, 9.2)),
        Mark("oval", [(x, y)], (0.10, 0.22, 0.36), (6.6, 7.2)),
        Mark("oval", [(x - 2, y - 2.6)], (0.75, 0.92, 1.0), (2.4, 1.8), -30, 0.8, 1.0),
    ]
    return Figure(items)


def spaceship(col: Colour, kind: str, action: str, phase: float) -> Figure:
    mesh, turn, rise = Mesh(), 28.0, 14.0
    flick = 0.5 + 0.5 * wave(phase, 0, 2)
    rings = []
    for x, wide, high, y in (
        (112.0, 1.0, 1.0, 6.0),
        (92.0, 9.0, 6.0, 4.0),
        (56, 19, 12, 1),
        (10, 26, 16, -1),
        (-46, 27, 17, -2),
        (-84, 22, 14, -2),
        (-96, 18, 11, -2),
    ):
        rings.append(
            [
                (float(x), y + high * math.sin(a), wide * math.cos(a))
                for a in [2 * math.pi * i / 16 for i in range(16)]
            ]
        )
    glass = {(i, j): ((0.16, 0.34, 0.44), 1.0, 0.0) for i in (1, 2) for j in (10, 11, 12, 13)}
    mesh.loft(rings, col, 0.7, glass, closed=True, crease=0.4)
    for side in (1.0, -1.0):
        mesh.plate(
            [(18, 4, 22 * side), (-70, 4, 24 * side), (-108, 12, 88 * side), (-74, 12, 88 * side)],
            2.6,
            darker(col, 0.85),
            0.6,
        )
        mesh.plate(
            [(-46, -14, 12 * side), (-90, -12, 12 * side), (-112, -52, 26 * side), (-92, -52, 26 * side)],
            1.8,
            darker(col, 0.72),
            0.6,
        )
        mesh.lathe(
            [(20, 4.5, 0), (16, 7.5, 0), (-24, 8.5, 0), (-32, 6.0, 0)],
            darker(col, 0.6),
            0.7,
            "x",
            (-60, 10, 46 * side),
            14,
        )
        mesh.box((-30, 1, 89 * side - 2), (-112, 15, 89 * side + 2), (0.75, 0.20, 0.16), 0.5)
        for i in range(5):
            x = 40.0 - 22 * i
            mesh.quad(
                [(x, -9, 24 * side), (x + 10, -9, 24 * side), (x + 10, -6, 26 * side), (x, -6, 26 * side)],
                (1.0, 0.9, 0.6),
                0.2,
                0.8,
                [(0, -0.4, side)] * 4,
            )
    items: list[Item] = []
    for z, y, r in ((46.0, 10.0, 9.0), (0.0, -2.0, 14.0), (-46.0, 10.0, 9.0)):
        x0, y0 = seen((-96, y, z), turn, rise)
        items.append(
            Mark("soft", [(x0 - 12 - 8 * flick, y0)], (0.35, 0.70, 1.0), (r * 2.2 + 6 * flick, r), 0, 0.75, 1.0)
        )
        items.append(Mark("soft", [(x0 - 4, y0)], (0.85, 0.97, 1.0), (r * 1.0, r * 0.6), 0, 0.9, 1.0))
    items.append(mesh.solid(turn, rise))
    return Figure(items)


def saucer(col: Colour, kind: str, action: str, phase: float) -> Figure:
    mesh, turn, rise = Mesh(), 20.0, 12.0
    mesh.lathe(
        [(-14, 26, 0), (-10, 44, 0), (-3, 78, 0), (2, 94, 0), (6, 90, 0), (13, 52, 0), (19, 26, 0), (20, 1, 0)],
        col,
        0.9,
        "y",
        n=36,
    )
    mesh.lathe(
        [(-46, 1, 0), (-44, 12, 0), (-36, 22, 0), (-24, 29, 0), (-13, 31, 0)], (0.30, 0.48, 0.54), 1.0, "y", n=24
    )
    items: list[Item] = [mesh.solid(turn, rise)]
    for i in range(18):
        a = 2 * math.pi * (i / 18 + phase / 18)
        at: Corner = (84 * math.cos(a), 7.5, 84 * math.sin(a))
        spot = seen(at, turn, rise)
        if math.sin(a + math.radians(turn)) < -0.1:
            continue
        tone: Colour = (0.45, 1.0, 0.85) if i % 2 else (1.0, 0.75, 0.35)
        items.append(Mark("soft", [spot], tone, (6.5, 5.0), 0, 0.55, 1.0))
        items.append(Mark("oval", [spot], tuple(0.5 + 0.5 * c for c in tone), (2.8, 2.2), 0, 1.0, 1.0))
    items.append(Mark("soft", [seen((0, 20, 0), turn, rise)], (0.6, 1.0, 0.9), (30, 9), 0, 0.5, 1.0))
    return Figure(items)


def balloon(col: Colour, kind: str, action: str, phase: float) -> Figure:
    """Hot air: gores in two colours, a basket, a flame now and then."""
    mesh, turn, rise = Mesh(), 8.0, 3.0
    n = 24
    swing = 1.5 * wave(phase)
    profile = []
    for i in range(15):
        u = i / 14
        a = math.pi * (0.03 + 0.80 * u)
        r = 62 * math.sin(a) ** 0.9 * (1 - 0.18 * max(u - 0.5, 0) * 2)
        profile.append((-100 + 122 * u, max(r, 1.0), swing * (1 - u)))
    paint: dict[tuple[int, int], tuple[Colour, float, float]]
    paint = {(i, j): ((0.97, 0.86, 0.52), 0.25, 0.0) for i in range(14) for j in range(n) if (j // 2) % 2}
    paint |= {(i, j): (darker(col, 0.6), 0.25, 0.0) for i in (6, 7) for j in range(n)}
    mesh.lathe(profile, col, 0.25, "y", n=n, paint=paint)
    mesh.box((-9, 66, -9), (9, 82, 9), (0.46, 0.30, 0.17), 0.1)
    mesh.box((-10, 64, -10), (10, 67, 10), (0.32, 0.20, 0.11), 0.2)
    items: list[Item] = []
    low = profile[-1][1]
    for x, z in ((-1, 1), (1, 1), (-1, -1), (1, -1)):
        rope = [seen((x * low * 0.75, 22, z * low * 0.75), turn, rise), seen((x * 9.0, 65, z * 9.0), turn, rise)]
        items.append(Mark("line", rope, (0.22, 0.18, 0.14), (0.8, 1), 0, 0.9, 1.0))
    burn = max(wave(phase, 0.1), 0.0)
    items.append(Mark("soft", [(0, 38)], (1.0, 0.66, 0.2), (6, 13 * burn + 3), 0, 0.8 * burn, 1.0))
    items.append(mesh.solid(turn, rise))
    for aside, tone in ((-4.0, (0.74, 0.30, 0.22)), (4.0, (0.25, 0.36, 0.55))):  # passengers
        items.append(
            Group(
                [
                    Cap((aside, 64), 3.2, (aside, 60), 3.0, tone, 6),
                    Cap((aside, 54.5), 2.6, (aside, 54), 2.6, (0.86, 0.64, 0.5), 6),
                ],
                0.8,
            )
        )
    return Figure(items)


def _hull(
    mesh: Mesh,
    stations: tuple[tuple[float, float, float, float], ...],
    col: Colour,
    gloss: float,
    deck: Colour,
    foot: Colour | None = None,
) -> None:
    """Stations from stern to bow: x, half width, row of the deck's edge, depth below the water."""
    rings: list[list[Corner]] = []
    for x, w, top, low in stations:
        rings.append(
            [
                (x, top, w),
                (x - 0.5, top * 0.45, w * 0.97),
                (x - 1, 0.0, w * 0.86),
                (x - 2, low, w * 0.2),
                (x - 2, low, -w * 0.2),
                (x - 1, 0.0, -w * 0.86),
                (x - 0.5, top * 0.45, -w * 0.97),
                (x, top, -w),
            ]
        )
    paint = (
        {(i, k): (foot, gloss, 0.0) for i in range(len(rings)) for k in (2, 3, 4)} if foot is not None else None
    )
    mesh.loft(rings, col, gloss, paint, crease=0.35)
    for one, two in itertools.pairwise(stations):
        mesh.quad(
            [
                (one[0], one[2] + 1, one[1] * 0.97),
                (two[0], two[2] + 1, two[1] * 0.97),
                (two[0], two[2] + 1, -two[1] * 0.97),
                (one[0], one[2] + 1, -one[1] * 0.97),
            ],
            deck,
            0.2,
            0,
            [(0, -1, 0)] * 4,
        )
    x, w, top, low = stations[0]  # the transom
    mesh.quad(
        [(x, top, w), (x, top, -w), (x - 1, low, -w * 0.3), (x - 1, low, w * 0.3)],
        darker(col, 0.85),
        gloss,
        0,
        [(-1, 0, 0)] * 4,
    )


def sailboat(col: Colour, kind: str, action: str, phase: float) -> Figure:
    mesh, turn, rise = Mesh(), 24.0, 7.0
    wood: Colour = (0.62, 0.44, 0.28)
    _hull(
        mesh,
        (
            (-88, 20, -17, 9),
            (-60, 25, -15, 12),
            (0, 27, -14, 13),
            (50, 20, -16, 12),
            (86, 8, -20, 7),
            (104, 0.8, -25, 0),
        ),
        WHITE,
        0.6,
        wood,
    )
    for side in (1.0, -1.0):
        rail = [
            (-88.0, -14.0, 20.4),
            (-60.0, -12.0, 25.4),
            (0.0, -11.0, 27.4),
            (50.0, -13.0, 20.4),
            (86.0, -17.0, 8.4),
        ]
        for (x0, y0, z0), (x1, y1, z1) in itertools.pairwise(rail):
            mesh.quad(
                [
                    (x0, y0 - 1.6, z0 * side),
                    (x1, y1 - 1.6, z1 * side),
                    (x1, y1 + 1.6, z1 * side),
                    (x0, y0 + 1.6, z0 * side),
                ],
                col,
                0.6,
                0,
                [(0, 0, side)] * 4,
            )
    mesh.lathe([(-14, 1.8, 0), (-190, 1.0, 0)], wood, 0.4, "y", (6, 0, 0), 10)
    mesh.lathe([(-74, 1.2, 0), (8, 1.4, 0)], wood, 0.4, "x", (0, -30, 0), 8)
    mesh.box((-34, -24, -9), (-4, -14, 9), WHITE, 0.4)
    fill = 13 + 3 * wave(phase)
    for kind_, tone in (("main", (0.95, 0.93, 0.88)), ("jib", col)):
        rows: list[list[Corner]] = []
        for i in range(9):
            u = i / 8
            if kind_ == "main":
                y, near, far = -34 - 148 * u, 3.0, -72 + 68 * u**1.15
            else:
                y, near, far = -30 - 140 * u, 98 - 88 * u, 12 + 1.0 * u
            row: list[Corner] = []
            for j in range(7):
                v = j / 6
                belly = fill * math.sin(math.pi * v) * (0.35 + 0.65 * math.sin(math.pi * min(u + 0.12, 1.0)))
                row.append((near + (far - near) * v, y + (3 * v if kind_ == "main" else 0), belly))
            rows.append(row)
        mesh.loft(rows, tone, 0.1, crease=0.0)
    solid = mesh.solid(turn, rise)
    heel = 0.035 + 0.02 * wave(phase)
    xs, ys = solid.points[..., 0].copy(), solid.points[..., 1].copy()
    solid.points[..., 0] = xs - heel * ys
    solid.points[..., 1] = ys
    return Figure([solid])


def ship(col: Colour, kind: str, action: str, phase: float) -> Figure:
    mesh, turn, rise = Mesh(), 18.0, 6.0
    _hull(
        mesh,
        (
            (-168, 26, -40, 8),
            (-120, 34, -38, 12),
            (0, 36, -36, 14),
            (110, 32, -38, 12),
            (160, 16, -46, 6),
            (188, 0.8, -56, 0),
        ),
        col,
        0.4,
        (0.56, 0.46, 0.36),
        (0.56, 0.15, 0.12),
    )
    decks = (
        (-118.0, 74.0, 30.0, -38.0, -60.0),
        (-104.0, 60.0, 26.0, -60.0, -80.0),
        (-60.0, 52.0, 22.0, -80.0, -98.0),
    )
    for x0, x1, w, low, high in decks:
        mesh.box((x0, high, -w), (x1, low, w), WHITE, 0.4)
        for i in range(int((x1 - x0 - 10) / 12)):
            x = x0 + 8 + 12 * i
            for side in (1.0, -1.0):
                lit = (i * 7 + int(high)) % 3 != 0
                mesh.quad(
                    [
                        (x, high + 6, w * 1.01 * side),
                        (x + 7, high + 6, w * 1.01 * side),
                        (x + 7, high + 13, w * 1.01 * side),
                        (x, high + 13, w * 1.01 * side),
                    ],
                    (1.0, 0.86, 0.55) if lit else PANE,
                    0.5,
                    0.5 if lit else 0.0,
                    [(0, 0, side)] * 4,
                )
    mesh.quad(
        [(52.2, -94, -20), (52.2, -94, 20), (52.2, -86, 20), (52.2, -86, -20)], PANE, 0.9, 0, [(1, 0, 0)] * 4
    )
    for x in (-34.0, -2.0):
        mesh.lathe([(-98, 11, 0), (-128, 10, -4), (-134, 10, -5)], (0.82, 0.25, 0.16), 0.4, "y", (x, 0, 0), 16)
        mesh.lathe([(-130, 10.4, -5), (-138, 10.4, -6)], DARK, 0.3, "y", (x, 0, 0), 16)
    mesh.lathe([(-98, 1.4, 0), (-156, 0.8, 0)], (0.5, 0.5, 0.5), 0.4, "y", (36, 0, 0), 8)
    mesh.lathe([(-56, 1.4, 0), (-104, 0.8, 0)], (0.5, 0.5, 0.5), 0.4, "y", (128, 0, 0), 8)
    items: list[Item] = [mesh.solid(turn, rise)]
    for k, x in ((0, -40.0), (1, -8.0)):
        for i in range(5):
            u = (phase + i / 5 + 0.37 * k) % 1
            x0, y0 = seen((x, -140, 0), turn, rise)
            items.insert(
                0,
                Mark(
                    "soft",
                    [(x0 - 46 * u, y0 - 26 * u)],
                    (0.46, 0.46, 0.48),
                    (6 + 12 * u, 5 + 9 * u),
                    0,
                    0.35 * (1 - u),
                    1.0,
                ),
            )
    return Figure(items)


def speedboat(col: Colour, kind: str, action: str, phase: float) -> Figure:
    mesh, turn, rise = Mesh(), 22.0, 8.0
    _hull(
        mesh,
        (
            (-92, 24, -19, 4),
            (-50, 27, -20, 7),
            (10, 26, -21, 7),
            (60, 18, -24, 2),
            (96, 6, -29, -6),
            (110, 0.6, -32, -14),
        ),
        col,
        0.9,
        WHITE,
        WHITE,
    )
    mesh.loft(
        [
            [(x, -21, z * 1.0), (x - 9, -36, z * 0.82), (x - 9, -36, -z * 0.82), (x, -21, -z)]
            for x, z in ((18.0, 20.0), (26.0, 16.0))
        ],
        PANE,
        1.0,
    )
    mesh.box((-58, -30, -17), (-30, -20, 17), (0.86, 0.83, 0.76), 0.2)
    mesh.box((-104, -22, -7), (-92, 2, 7), (0.16, 0.17, 0.19), 0.6)
    lift = 1.5 * wave(phase, 0, 2)
    solid = mesh.solid(turn, rise)
    solid.points[..., 1] -= 0.05 * (solid.points[..., 0] + 90) + lift
    items: list[Item] = [solid]
    for i in range(26):  # spray
        one, two = (math.sin(12.98 * i) * 43758.5) % 1, (math.sin(78.2 * i + 1) * 12543.1) % 1
        u = (phase + one) % 1
        x = 40 - 140 * one * (0.4 + 0.6 * u)
        y = 4 - 9 * u * (1 - u) * 3.2 * two
        items.append(
            Mark(
                "soft", [(x - 24 * u, y + 2)], (0.94, 0.97, 1.0), (3 + 5 * u, 2 + 3.4 * u), 0, 0.55 * (1 - u), 1.0
            )
        )
    return Figure(items)


def train(col: Colour, action: str, phase: float) -> Figure:
    """Three coaches behind a rounded nose; the front of it is at x = 200."""
    mesh, turn, rise = Mesh(), 13.0, 5.0
    white: Colour = (0.90, 0.91, 0.92)
    w, top = 30.0, -98.0

    def ring(x: float, k: float = 1.0, low: float = 0.0) -> list[Corner]:
        t = top + low
        half = [
            (x, -16.0, w * 0.94 * k),
            (x, -40.0, w * k),
            (x, -58.0 + low * 0.2, w * k),
            (x, -82.0 + low * 0.8, w * 0.97 * k),
            (x, t + 5, w * 0.88 * k),
            (x, t, w * 0.55 * k),
        ]
        return [*half, (x, t - 1, 0.0), *((a, b, -c) for a, b, c in reversed(half))]

    for i in range(3):
        front = 152.0 - i * 196
        back = front - (180 if i == 0 else 188)
        rings, paint = [ring(back)], {}
        for j in range(5):
            a = back + 12 + 33 * j
            rings += [ring(a), ring(a + 25)]
            lit = (i + j) % 3 != 0
            look = ((1.0, 0.86, 0.54), 0.6, 0.45) if lit else (PANE, 1.0, 0.0)
            paint[(len(rings) - 2, 2)] = paint[(len(rings) - 2, 9)] = look
        rings.append(ring(front))
        if i == 0:
            rings += [
                ring(front + 18, 0.97, 6),
                ring(front + 34, 0.86, 22),
                ring(front + 46, 0.66, 42),
                ring(front + 52, 0.40, 58),
            ]
            for j in (3, 4, 5, 6, 7, 8):
                paint[(len(rings) - 4, j)] = (PANE, 1.0, 0.0)
        for n in range(len(rings) - 1):
            paint.setdefault((n, 1), (white, 0.7, 0.0))
            paint.setdefault((n, 10), (white, 0.7, 0.0))
        mesh.loft(rings, col, 0.8, paint)
        last = rings[-1]
        middle: Corner = (last[0][0] + 1, -34.0, 0.0)
        for p, q in itertools.pairwise(last):
            mesh.tri([p, q, middle], col, 0.7, 0, [(1, 0, 0)] * 3)
        mesh.box((back + 6, -18, -w * 0.8), (front - 6, -6, w * 0.8), DARK, 0.2)
        for x in (back + 30, back + 58, front - 58, front - 30):
            for side in (1.0, -1.0):
                mesh.disc((x, -10, w * 0.86 * side), 10, (0.20, 0.20, 0.22), 0.4, 0, "z", 18, 0.0, 0.3)
                mesh.disc((x, -10, w * 0.88 * side), 5.5, STEEL, 0.7, 0, "z", 14)
        if i:
            mesh.box((front - 2, -84, -w * 0.6), (front + 12, -20, w * 0.6), DARK, 0.1)
    solid = mesh.solid(turn, rise)
    down = float(solid.points[..., 1].max()) - 1
    solid.points[..., 1] -= down
    items: list[Item] = [solid]
    for side in (1.0, -1.0):
        x, y = seen((198, -34, 16 * side), turn, rise)
        items.append(Mark("soft", [(x, y - down)], LAMP, (12, 10), 0, 0.5, 1.0))
        items.append(Mark("soft", [(x, y - down)], (1, 1, 0.95), (4, 3.6), 0, 0.95, 1.0))
    return Figure(items)


def steam_train(col: Colour, action: str, phase: float) -> Figure:
    """An engine with its tender and a coach; the buffers are at x = 200, the smoke trails behind the chimney."""
    mesh, turn, rise = Mesh(), 13.0, 5.0
    brass: Colour = (0.86, 0.66, 0.28)
    red: Colour = (0.56, 0.12, 0.10)
    w = 27.0
    # Frames and buffer beam, then the boiler with its bands, the smokebox and its door.
    mesh.box((-20, -34, -w * 0.8), (186, -26, w * 0.8), DARK, 0.2)
    mesh.box((182, -36, -w), (192, -18, w), red, 0.4)
    for side in (1.0, -1.0):
        mesh.lathe(
            [(190, 4, 0), (197, 4, 0), (198, 6, 0), (200, 6, 0)], STEEL, 0.6, at=(0, -27, w * 0.66 * side), n=12
        )
    boiler = [(40.0, 25.0, 0.0), (140.0, 23.0, 0.0), (142.0, 24.5, 0.0), (180.0, 24.5, 0.0), (183.0, 21.0, 0.0)]
    mesh.lathe([*boiler, (185, 0.5, 0)], col, 0.9, at=(0, -62, 0), n=28)
    for x in (62.0, 88.0, 114.0, 140.0):
        mesh.lathe([(x, 25.4, 0), (x + 3, 25.2, 0)], brass, 0.9, at=(0, -62, 0), n=28)
    mesh.disc((186, -62, 0), 5, brass, 0.9, 0, "x", 14)
    mesh.lathe(
        [(0, 8, 0), (-14, 7, 0), (-20, 9.5, 0), (-22, 9.5, 0)], darker(col, 0.6), 0.6, "y", (160, -84, 0), 18
    )
    mesh.lathe([(0, 9, 0), (-9, 8, 0), (-14, 4, 0), (-15, 0.5, 0)], brass, 1.0, "y", (106, -86, 0), 18)
    mesh.lathe([(0, 7, 0), (-8, 7, 0), (-11, 4, 0), (-12, 0.5, 0)], darker(col, 0.8), 0.7, "y", (76, -86, 0), 16)
    # The cab, its window and roof; the tender with coal; a coach with lit windows.
    mesh.box((2, -92, -w), (44, -30, w), col, 0.7)
    mesh.box((-8, -97, -w * 1.12), (50, -92, w * 1.12), darker(col, 0.5), 0.4)
    mesh.box((-70, -64, -w), (-14, -26, w), col, 0.7)
    mesh.box((-68, -70, -w * 0.8), (-18, -64, w * 0.8), (0.05, 0.05, 0.06), 0.5)
    mesh.box((-210, -90, -w), (-84, -26, w), red, 0.6)
    mesh.box((-214, -96, -w * 1.06), (-80, -90, w * 1.06), (0.30, 0.28, 0.28), 0.3)
    mesh.box((-212, -30, -w * 0.8), (-70, -22, w * 0.8), DARK, 0.2)
    for side in (1.0, -1.0):
        z = (w + 0.6) * side
        panes = [(-204.0 + 24 * i, -80.0, 16.0, 24.0, 0.45) for i in range(5)] + [(12.0, -84.0, 22.0, 20.0, 0.35)]
        for x, y, wide, tall, glow in panes:
            pane: list[Corner] = [(x, y, z), (x + wide, y, z), (x + wide, y + tall, z), (x, y + tall, z)]
            mesh.quad(pane, (1.0, 0.86, 0.54), 0.6, glow, [(0, 0, side)] * 4)
        line: list[Corner] = [(-210, -50, z), (-84, -50, z), (-84, -47, z), (-210, -47, z)]
        mesh.quad(line, brass, 0.8, 0, [(0, 0, side)] * 4)
    # Driving wheels with spokes and the rod that couples them; small ones carry the ends.
    spin = 2 * math.pi * phase if action != "stand" else 0.6
    for side in (1.0, -1.0):
        z = w * 0.86 * side
        for x in (40.0, 82.0, 124.0):
            mesh.disc((x, -20, z), 20, red, 0.5, 0, "z", 24, 0.80, 0.3)
            mesh.disc((x, -20, z * 1.01), 5, STEEL, 0.7, 0, "z", 12)
            for k in range(5):
                a = spin + math.pi * 2 * k / 5
                c, s = math.cos(a), math.sin(a)
                spoke = [(4.0, 1.4), (17.0, 1.0), (17.0, -1.0), (4.0, -1.4)]
                corners: list[Corner] = [(x + r * c - t * s, -20 + r * s + t * c, z) for r, t in spoke]
                mesh.quad(corners, red, 0.5, 0, [(0, 0, side)] * 4)
        for x in (158.0, 178.0, -28.0, -56.0, -102.0, -124.0, -172.0, -194.0):
            mesh.disc((x, -10, z), 10, (0.20, 0.20, 0.22), 0.4, 0, "z", 18, 0.0, 0.3)
            mesh.disc((x, -10, z * 1.02), 5, STEEL, 0.7, 0, "z", 12)
        mesh.box((146, -32, z - 4), (176, -18, z + 4), darker(col, 0.8), 0.7)
        px, py = 11 * math.cos(spin), -20 + 11 * math.sin(spin)
        rod: list[Corner] = [(40 + px, py - 2.2, z * 1.08), (124 + px, py - 2.2, z * 1.08)]
        mesh.quad(
            [*rod, (124 + px, py + 2.2, z * 1.08), (40 + px, py + 2.2, z * 1.08)],
            STEEL,
            0.9,
            0,
            [(0, 0, side)] * 4,
        )
    solid = mesh.solid(turn, rise)
    down = float(solid.points[..., 1].max()) - 1
    solid.points[..., 1] -= down
    items: list[Item] = []
    x0, y0 = seen((160, -106, 0), turn, rise)
    drift = 0.0 if action == "stand" else 1.0
    for k in reversed(range(14)):
        age = (k + phase) / 14  # each puff takes the place of the next in one turn of the wheels: a loop
        size = 8 + 26 * age**0.7
        swing = 7 * math.sin(2 * math.pi * (k + phase) * 5 / 14)
        x = x0 - (230 * age * drift + swing * age)
        y = y0 - down - 6 - (46 + 50 * (1 - drift)) * age**0.6 + 0.6 * swing * age
        alpha = 0.95 * (1 - age) ** 0.8 * min(age * 14, 1.0)
        tone = 0.50 + 0.36 * age
        items.append(Mark("soft", [(x, y)], (tone, tone, tone + 0.01), (size * 1.3, size), 0, alpha, 1.0))
    items.append(solid)
    x, y = seen((190, -84, 0), turn, rise)
    items.append(Mark("soft", [(x, y - down)], LAMP, (12, 10), 0, 0.5, 1.0))
    items.append(Mark("soft", [(x, y - down)], (1, 1, 0.95), (4, 3.6), 0, 0.95, 1.0))
    return Figure(items)


CRAFTS = {
    "plane": plane,
    "prop": plane,
    "helicopter": helicopter,
    "drone": drone,
    "rocket": rocket,
    "ship": spaceship,
    "saucer": saucer,
    "balloon": balloon,
}
BOATS = {
    "sail": sailboat,
    "ship": ship,
    "speed": speedboat,
    "tall": tall_ships.tall_ship,
    "pirate": tall_ships.tall_ship,
}
