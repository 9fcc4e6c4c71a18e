"""Buildings as true solids, seen from a corner. Units as each says; y = 0 is the ground."""

from __future__ import annotations

import math

from omnireel.animatic.solids import Colour, Figure, Item, Mark
from omnireel.animatic.subjects.materials import darker, wave
from omnireel.animatic.subjects.mesh import Corner, Mesh, seen

LIT: Colour = (1.0, 0.86, 0.52)
STONE: Colour = (0.62, 0.58, 0.52)


def _courses(mesh: Mesh, low: Corner, high: Corner, col: Colour, rows: int) -> None:
    """A wall in courses that differ a little, like boards or stones."""
    (x0, y0, z0), (x1, y1, z1) = low, high
    for i in range(rows):
        a, b = y0 + (y1 - y0) * i / rows, y0 + (y1 - y0) * (i + 1) / rows
        mesh.box((x0, a, z0), (x1, b, z1), darker(col, (0.94, 1.0, 0.97)[i % 3]), 0.05)


def _window(mesh: Mesh, at: Corner, w: float, h: float, front: bool) -> None:
    """On the long side (front: z is out) or on the gable (x is out)."""
    x, y, z = at
    frame: Colour = (0.95, 0.94, 0.90)
    if front:
        mesh.box((x - 1.5, y - 1.5, z), (x + w + 1.5, y + h + 1.5, z + 1.2), frame, 0.2)
        mesh.quad(
            [(x, y, z + 1.4), (x + w, y, z + 1.4), (x + w, y + h, z + 1.4), (x, y + h, z + 1.4)],
            LIT,
            0.3,
            0.55,
            [(0, 0, 1)] * 4,
        )
        mesh.box((x + w / 2 - 0.6, y, z + 1.4), (x + w / 2 + 0.6, y + h, z + 1.9), frame, 0.2)
        mesh.box((x, y + h / 2 - 0.6, z + 1.4), (x + w, y + h / 2 + 0.6, z + 1.9), frame, 0.2)
        return
    mesh.box((x, y - 1.5, z - 1.5), (x + 1.2, y + h + 1.5, z + w + 1.5), frame, 0.2)
    mesh.quad(
        [(x + 1.4, y, z), (x + 1.4, y, z + w), (x + 1.4, y + h, z + w), (x + 1.4, y + h, z)],
        LIT,
        0.3,
        0.55,
        [(1, 0, 0)] * 4,
    )


def house(col: Colour, kind: str, phase: float) -> Figure:
    """150 high: walls, gable roof, chimney with smoke, door and lit windows."""
    mesh, turn, rise = Mesh(), 32.0, 7.0
    wood: Colour = (0.36, 0.23, 0.15)
    roof: Colour = (0.46, 0.24, 0.19)
    _courses(mesh, (-62, -76, -42), (62, 0, 42), col, 12)
    mesh.box((-64, -5, -44), (64, 0, 44), STONE, 0.1)
    for side in (1.0, -1.0):  # the roof, row by row of tiles, and its gables
        for i in range(9):
            u, v = i / 9, (i + 1) / 9
            a, b = -70 - 62 * u, -70 - 62 * v
            za, zb = 50 * (1 - u) * side, 50 * (1 - v) * side
            tone = darker(roof, (0.86, 1.0, 0.93)[i % 3])
            mesh.quad(
                [(-72, a, za), (72, a, za), (72, b - 0.6, zb), (-72, b - 0.6, zb)],
                tone,
                0.15,
                0,
                [(0, -0.6, 0.8 * side)] * 4,
            )
        mesh.tri(
            [(62 * side, -76, -42), (62 * side, -76, 42), (62 * side, -126, 0)],
            darker(col, 0.97),
            0.05,
            0,
            [(side, 0, 0)] * 3,
        )
    mesh.box((26, -150, -20), (40, -104, -6), (0.50, 0.30, 0.25), 0.1)
    mesh.box((24, -153, -22), (42, -148, -4), (0.40, 0.24, 0.20), 0.1)
    mesh.box((-8, -46, 42), (14, 0, 44), wood, 0.2)
    mesh.box((-10, -48, 41), (16, -46, 45), (0.95, 0.94, 0.90), 0.2)
    mesh.box((9, -24, 44), (11, -21, 46), (0.9, 0.75, 0.3), 0.8)
    mesh.box((-14, -4, 42), (20, 0, 54), STONE, 0.1)
    for x in (-48.0, 28.0):
        _window(mesh, (x, -54, 42), 20, 24, True)
        mesh.box((x - 3, -28, 42), (x + 23, -24, 47), wood, 0.1)
    for z in (-24.0, 8.0):
        _window(mesh, (62, -54, z), 16, 22, False)
    _window(mesh, (62, -98, -6), 12, 14, False)
    items: list[Item] = [mesh.solid(turn, rise)]
    x, y = seen((33, -153, -13), turn, rise)
    for i in range(6):
        u = (phase + i / 6) % 1
        drift = 26 * u + 3 * wave(phase, 0.2 * i)
        items.append(
            Mark(
                "soft",
                [(x + drift, y - 6 - 46 * u)],
                (0.86, 0.86, 0.88),
                (4 + 9 * u, 4 + 8 * u),
                0,
                0.4 * (1 - u),
                1.0,
            )
        )
    return Figure(items)


def lighthouse(col: Colour, kind: str, phase: float) -> Figure:
    """244 high: a banded tower, a gallery, a lamp that turns."""
    mesh, turn, rise = Mesh(), 20.0, 4.0
    n = 24
    profile = [(0.0, 30.0, 0.0), (-4, 30, 0), (-6, 27, 0)]
    profile += [(-6 - 29.0 * i, 27 - 1.5 * i, 0.0) for i in range(1, 7)]
    paint: dict[tuple[int, int], tuple[Colour, float, float]]
    paint = {(2 + i, j): (col, 0.2, 0.0) for i in (0, 2, 4) for j in range(n)}
    paint |= {(i, j): (STONE, 0.1, 0.0) for i in (0, 1) for j in range(n)}
    mesh.lathe(profile, (0.93, 0.92, 0.89), 0.2, "y", n=n, paint=paint, crease=0.5)
    mesh.lathe([(-178, 18, 0), (-182, 25, 0), (-187, 25, 0), (-188, 16, 0)], (0.24, 0.25, 0.28), 0.4, "y", n=n)
    for i in range(n):
        a = 2 * math.pi * i / n
        mesh.box(
            (24 * math.cos(a) - 0.6, -198, 24 * math.sin(a) - 0.6),
            (24 * math.cos(a) + 0.6, -187, 24 * math.sin(a) + 0.6),
            (0.2, 0.2, 0.22),
            0.3,
        )
    mesh.lathe([(-198, 24.6, 0), (-199.6, 24.6, 0)], (0.2, 0.2, 0.22), 0.3, "y", n=n)
    panes = {(0, j): ((1.0, 0.94, 0.66), 0.4, 0.75) for j in range(n)}
    mesh.lathe([(-187, 13, 0), (-216, 13, 0)], (0.9, 0.9, 0.8), 0.4, "y", n=n, paint=panes)
    mesh.lathe([(-215, 17, 0), (-220, 16, 0), (-234, 6, 0), (-238, 2.4, 0), (-246, 0.6, 0)], col, 0.4, "y", n=n)
    for i, y in enumerate((-40.0, -92.0, -140.0)):
        z = 27 + y * 0.052
        mesh.box((-3.5 + 3 * i, y - 9, z - 2), (4.5 + 3 * i, y + 4, z + 0.8), (0.14, 0.18, 0.24), 0.8)
    mesh.box((-7, -24, 27), (8, -3, 29.2), (0.34, 0.20, 0.14), 0.2)
    x, y = seen((0, -202, 0), turn, rise)
    beam = math.cos(2 * math.pi * phase)
    reach = 150 * beam
    rays: list[Item] = []
    for share in (1.0, 0.78, 0.58, 0.40):  # it thins out
        far = reach * share
        ray = [
            (x, y - 5),
            (x + far, y - 5 - 16 * abs(far) / 150),
            (x + far, y + 5 + 16 * abs(far) / 150),
            (x, y + 5),
        ]
        rays.append(Mark("soft", ray, (1.0, 0.95, 0.74), (12, 1), 0, 0.10 * abs(beam), 1.0))
    near = 0.5 + 0.5 * abs(math.sin(2 * math.pi * phase)) * (math.sin(2 * math.pi * phase) > 0)
    return Figure(
        [
            *rays,
            mesh.solid(turn, rise),
            Mark("soft", [(x, y)], (1.0, 0.96, 0.78), (20 + 12 * near, 17 + 8 * near), 0, 0.35 + 0.3 * near, 1.0),
        ]
    )


def windmill(col: Colour, kind: str, phase: float) -> Figure:
    """280 high to the tip of a sail."""
    mesh, turn, rise = Mesh(), 24.0, 5.0
    brown: Colour = (0.40, 0.27, 0.20)
    mesh.lathe([(0, 36, 0), (-60, 31, 0), (-120, 27, 0), (-178, 22, 0)], col, 0.1, "y", n=10, crease=0.9)
    mesh.lathe([(-176, 25, 0), (-188, 24, 0), (-204, 14, 0), (-212, 1, 0)], brown, 0.2, "y", n=16)
    mesh.lathe([(-74, 32, 0), (-77, 44, 0), (-80, 44, 0), (-81, 31, 0)], brown, 0.1, "y", n=20)
    mesh.box((-9, -34, 33), (9, 0, 36), brown, 0.2)
    for y in (-112.0, -148.0):
        z = 27.5 + (y + 130) * 0.12
        mesh.box((-5, y - 12, z - 4), (5, y, z + 1.5), (0.15, 0.2, 0.26), 0.8)
    hub: Corner = (0, -190, 30)
    mesh.lathe([(-4, 4, 0), (4, 4, 0)], brown, 0.2, "x", (0, -190, 30), 10)
    for i in range(4):
        a = math.radians(90 * i + 90 * phase + 12)
        c, s = math.cos(a), math.sin(a)

        def on(out: float, across: float, lift: float = 0.0, c: float = c, s: float = s) -> Corner:
            return hub[0] + c * out - s * across, hub[1] + s * out + c * across, hub[2] + 3 + lift

        mesh.quad([on(0, -1.6), on(92, -1.2), on(92, 1.2), on(0, 1.6)], brown, 0.2, 0, [(0, 0, 1)] * 4)
        for k in range(9):
            u, v = 16 + 8.3 * k, 22.5 + 8.3 * k
            mesh.quad(
                [on(u, 2, 0.6), on(v, 2, 0.6), on(v, 18, -1.4), on(u, 18, -1.4)],
                (0.93, 0.90, 0.82),
                0.1,
                0,
                [(0.2, 0, 1)] * 4,
            )
        mesh.quad([on(16, 17, 0.2), on(90, 17, 0.2), on(90, 19, 0), on(16, 19, 0)], brown, 0.2, 0, [(0, 0, 1)] * 4)
    return Figure([mesh.solid(turn, rise)])


def castle(col: Colour, kind: str, phase: float) -> Figure:
    """244 high: a keep, round towers with pointed roofs, walls with battlements, flags."""
    mesh, turn, rise = Mesh(), 26.0, 8.0
    items: list[Item] = []
    flags: list[Corner] = []

    def tower(x: float, z: float, r: float, high: float, peak: float) -> None:
        steps = 7
        paint = {
            (i, j): (darker(STONE, (0.94, 1.04)[(i + j) % 2]), 0.05, 0.0) for i in range(steps) for j in range(18)
        }
        mesh.lathe(
            [(-high * i / steps, r * (1 - 0.04 * i / steps), 0) for i in range(steps + 1)],
            STONE,
            0.05,
            "y",
            (x, 0, z),
            18,
            paint,
        )
        mesh.lathe(
            [(-high + 2, r * 0.98, 0), (-high - 2, r * 1.18, 0), (-high - 9, r * 1.18, 0)],
            darker(STONE, 0.9),
            0.05,
            "y",
            (x, 0, z),
            18,
        )
        mesh.lathe(
            [(-high - 8, r * 1.26, 0), (-high - peak * 0.5, r * 0.62, 0), (-high - peak, 0.5, 0)],
            col,
            0.25,
            "y",
            (x, 0, z),
            18,
        )
        for k in range(2):
            mesh.box(
                (x - 2.2, -high * (0.80 - 0.3 * k) - 7, z + r * 0.9),
                (x + 2.2, -high * (0.80 - 0.3 * k) + 4, z + r * 1.02),
                LIT,
                0.2,
                0.6,
            )
        flags.append((x, -high - peak, z))

    def wall(x0: float, x1: float, z: float, high: float) -> None:
        _courses(mesh, (x0, -high, z - 6), (x1, 0, z + 6), STONE, 8)
        count = int((x1 - x0) / 11)
        for i in range(count):
            x = x0 + 3 + (x1 - x0 - 6) * i / max(count - 1, 1) - 3
            mesh.box((x, -high - 7, z + 1), (x + 6, -high, z + 6), darker(STONE, 0.96), 0.05)

    tower(-62, -46, 17, 128, 52)
    tower(64, -46, 17, 128, 52)
    _courses(mesh, (-38, -138, -40), (40, 0, 10), STONE, 14)
    for i in range(7):
        mesh.box((-38 + 12 * i, -146, 4), (-31 + 12 * i, -138, 10), darker(STONE, 0.96), 0.05)
    tower(-16, -16, 14, 170, 60)
    tower(24, -22, 12, 156, 52)
    wall(-84, 86, 46, 62)
    mesh.box((-90, -62, -50), (-78, 0, 46), darker(STONE, 0.95), 0.05)
    mesh.box((78, -62, -50), (90, 0, 46), darker(STONE, 0.95), 0.05)
    tower(-86, 46, 19, 92, 46)
    tower(88, 46, 19, 92, 46)
    mesh.box((-20, -48, 52), (22, 0, 54), darker(STONE, 0.85), 0.05)
    for i in range(8):  # the gate's arch
        a = math.pi * i / 8
        b = math.pi * (i + 1) / 8
        mesh.quad(
            [
                (1 + 15 * math.cos(a), -26 - 14 * math.sin(a), 54.4),
                (1 + 15 * math.cos(b), -26 - 14 * math.sin(b), 54.4),
                (1 + 15 * math.cos(b), 0, 54.4),
                (1 + 15 * math.cos(a), 0, 54.4),
            ],
            (0.20, 0.13, 0.09),
            0.1,
            0,
            [(0, 0, 1)] * 4,
        )
    for i in range(6):
        y = -84.0 - 20 * (i // 3)
        x = -26.0 + 24 * (i % 3)
        mesh.box((x, y - 8, 10), (x + 5, y + 4, 10.8), LIT, 0.2, 0.6)
    items.append(mesh.solid(turn, rise))
    for k, at in enumerate(flags):
        x, y = seen(at, turn, rise)
        items.append(Mark("line", [(x, y + 2), (x, y - 15)], (0.25, 0.2, 0.16), (0.9, 1), 0, 1.0, 1.0))
        top = [(x + 3.2 * j, y - 15 + 1.2 * wave(phase, 0.16 * j + 0.2 * k, 2)) for j in range(5)]
        low = [(x + 3.2 * j, y - 8 + 0.4 * j + 1.2 * wave(phase, 0.16 * j + 0.2 * k, 2)) for j in range(4)]
        items.append(Mark("fill", [*top, *low[::-1]], (0.82, 0.18, 0.16), (1, 1), 0, 1.0, 1.0))
    return Figure(items)


BUILDINGS = {
    "house": house,
    "cabin": house,
    "lighthouse": lighthouse,
    "windmill": windmill,
    "castle": castle,
    "tower": castle,
}
