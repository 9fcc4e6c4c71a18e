"""Cars, vans, buses and lorries as true solids, seen from a front quarter. A unit is about two centimetres."""

from __future__ import annotations

import math
from dataclasses import dataclass

from omnireel.animatic.solids import Colour, Figure, Item, Mark
from omnireel.animatic.subjects.materials import LAMP, RUBBER, STEEL, darker, wave
from omnireel.animatic.subjects.mesh import Corner, Mesh, seen

PANE: Colour = (0.07, 0.09, 0.12)
SHEEN: Colour = (0.10, 0.13, 0.17)  # the upper half of a pane shows more sky
RED: Colour = (0.86, 0.08, 0.07)
BLACK: Colour = (0.03, 0.03, 0.035)
Station = tuple[float, float, float, float, float]  # x, sill, belt, top (all rows), half width as a share


@dataclass(frozen=True)
class Car:
    """body: stations from the rear to the nose. cabin: rear and front of its foot and of its roof, and the roof's
    row; None for boxes on wheels. wide: half the width. wheels: (x, radius).
    """

    body: tuple[Station, ...]
    cabin: tuple[float, float, float, float, float] | None
    wheels: tuple[tuple[float, float], ...]
    wide: float = 42.0
    turn: float = 25.0
    lamps: float = -36.0
    round_lamps: bool = True
    panes: int = 2


CARS: dict[str, Car] = {
    "sedan": Car(
        (
            (-112, -24, -40, -44, 0.84),
            (-107, -17, -46, -51, 0.93),
            (-92, -14, -48, -53, 0.99),
            (-54, -13, -49, -54, 1.0),
            (40, -13, -49, -54, 1.0),
            (64, -14, -47, -51, 0.99),
            (94, -15, -43, -46, 0.96),
            (107, -18, -40, -42, 0.90),
            (112, -23, -34, -36, 0.84),
        ),
        (-80, 50, -50, 20, -80),
        ((64, 17.5), (-62, 17.5)),
    ),
    "sports": Car(
        (
            (-112, -22, -40, -44, 0.84),
            (-106, -15, -44, -48, 0.95),
            (-82, -12, -45, -49, 1.02),
            (-40, -11, -42, -46, 1.0),
            (40, -11, -40, -44, 0.98),
            (66, -11, -39, -43, 1.02),
            (94, -12, -33, -36, 0.97),
            (110, -14, -26, -28, 0.88),
            (116, -18, -22, -24, 0.80),
        ),
        (-92, 48, -36, 8, -65),
        ((66, 17), (-66, 18)),
        44.0,
        lamps=-27,
        round_lamps=False,
        panes=1,
    ),
    "vintage": Car(
        (
            (-112, -26, -38, -40, 0.70),
            (-104, -17, -50, -53, 0.86),
            (-80, -15, -56, -60, 0.96),
            (-40, -14, -56, -60, 0.98),
            (36, -14, -55, -60, 0.94),
            (58, -15, -53, -60, 0.86),
            (92, -16, -50, -57, 0.74),
            (106, -18, -46, -52, 0.64),
            (110, -22, -40, -44, 0.58),
        ),
        (-86, 38, -62, 18, -88),
        ((70, 19), (-64, 19)),
        40.0,
        lamps=-42,
    ),
    "suv": Car(
        (
            (-104, -28, -52, -56, 0.90),
            (-101, -24, -58, -62, 0.97),
            (-90, -20, -60, -64, 1.0),
            (-50, -20, -60, -64, 1.0),
            (40, -20, -60, -64, 1.0),
            (66, -20, -58, -63, 0.99),
            (98, -22, -56, -60, 0.96),
            (106, -25, -50, -54, 0.92),
            (109, -28, -44, -46, 0.88),
        ),
        (-98, 50, -90, 24, -96),
        ((66, 21), (-62, 21)),
        44.0,
        lamps=-46,
    ),
}
CARS["taxi"] = CARS["police"] = CARS["sedan"]


# How far a car is turned to the viewer that comes towards them, or goes away.
HEADINGS = {"towards": 66.0, "away": -66.0}
LENS = 420.0  # units from which such a car is seen: near enough to loom
RISE, RISE_OF_STREETS = 5.0, 9.0  # degrees it is looked down on: more where the street runs into the picture


def car(
    col: Colour, kind: str, action: str, phase: float, heading: str | None = None, night: bool = False
) -> Figure:
    """kind: sedan, sports, taxi, police, vintage, suv, van, bus, truck. heading: a key of HEADINGS, or None.
    night: its lamps shine far."""
    going = action in ("drive", "run", "race", "walk")
    hop = 0.5 * wave(phase, 0.1, 2) if going else 0.0
    mesh = Mesh()
    lights: list[tuple[Corner, float]] = []
    if kind in CARS:
        plan = CARS[kind]
        turn = HEADINGS[heading] if heading else plan.turn
        _body(mesh, plan, col, hop)
        if plan.cabin is not None:
            _cabin(mesh, plan, col, hop, kind, phase)
        lights = _front(mesh, plan, hop)
        wheels, wide = plan.wheels, plan.wide * max(k for *_, k in plan.body)
    else:
        turn = HEADINGS[heading] if heading else 20.0
        wheels, wide, lights = _box_car(mesh, kind, col, hop)
    for x, r in wheels:
        for side in (1.0, -1.0):
            _wheel(mesh, x, r, wide * side, phase, going)
    for z in (wide * 0.6, -wide * 0.6):  # the dark under it
        mesh.box((wheels[-1][0] - 10, -20, z - 8), (wheels[0][0] + 10, -8, z + 8), BLACK)
    rise = RISE_OF_STREETS if heading else RISE
    lens = LENS if heading else None
    solid = mesh.solid(turn, rise, lens)
    down = float(solid.points[..., 1].max()) - 1.5  # the near wheels stand on the ground
    solid.points[..., 1] -= down
    # The dark between it and the ground.
    under: list[tuple[float, float]] = []
    for x, z in (
        (wheels[0][0] + 22, 1.0),
        (wheels[0][0] + 22, -1.0),
        (wheels[-1][0] - 22, -1.0),
        (wheels[-1][0] - 22, 1.0),
    ):
        spot = seen((x, -1.0, wide * z), turn, rise, lens)
        under.append((spot[0], spot[1] - down))
    shade: list[Item] = []
    for x, r in wheels if heading else ():  # each wheel has its own place on the ground
        for side in (wide, -wide):
            px, py = seen((x, 0.0, 0.9 * side), turn, rise, lens)
            shade.append(Mark("soft", [(px, py - down)], (0.02, 0.02, 0.03), (1.1 * r, 0.30 * r), 0, 0.8, 1.0))
    items: list[Item] = [*shade, Mark("soft", under, (0.02, 0.02, 0.03), (9.0, 1.0), 0, 0.62, 1.0), solid]
    for at, size in lights if heading != "away" else ():
        x, y = seen(at, turn, rise, lens)
        lamp = [(x, y - down)]
        far, near = 0.42 if heading is None else 0.12, 0.9
        if night and heading is not None:  # it shines at the viewer
            items.append(Mark("soft", lamp, (1.0, 0.90, 0.72), (size * 8, size * 6), 0, 0.13, 1.0))
            items.append(Mark("soft", lamp, (1.0, 0.95, 0.82), (size * 7, size * 0.35), 0, 0.45, 1.0))
            far, near = 0.5, 1.0
        items.append(Mark("soft", lamp, (1.0, 0.95, 0.80), (size * 2.6, size * 2.2), 0, far, 1.0))
        items.append(Mark("soft", lamp, (1.0, 0.99, 0.94), (size * 0.9, size * 0.8), 0, near, 1.0))
    return Figure(items)


def _panel(
    mesh: Mesh, corner: tuple[float, float], other: tuple[float, float], z: float, col: Colour, gloss: float
) -> None:
    """A flat oblong on the side."""
    (x0, y0), (x1, y1) = corner, other
    way: Corner = (0.0, 0.0, math.copysign(1.0, z))
    mesh.quad([(x0, y0, z), (x1, y0, z), (x1, y1, z), (x0, y1, z)], col, gloss, 0, [way, way, way, way])


def _ring(x: float, sill: float, belt: float, top: float, w: float) -> list[Corner]:
    """A cross-section from the near sill over the top to the far one."""
    mid = sill * 0.5 + belt * 0.5
    half = [
        (x, sill, w * 0.93),
        (x, mid, w),
        (x, belt + (mid - belt) * 0.25, w * 0.99),
        (x, belt, w * 0.96),
        (x, top + 0.6, w * 0.84),
        (x, top - 1.0, w * 0.45),
    ]
    return [*half, (x, top - 1.6, 0.0), *((a, b, -c) for a, b, c in reversed(half))]


def _body(mesh: Mesh, plan: Car, col: Colour, hop: float) -> None:
    rings = [_ring(x, sill + hop, belt + hop, top + hop, plan.wide * k) for x, sill, belt, top, k in plan.body]
    mesh.loft(rings, col, 0.95)
    for ring, way in ((rings[0], -1.0), (rings[-1], 1.0)):  # tail and nose are closed
        n = len(ring)
        middle: Corner = (ring[0][0] + 1.5 * way, sum(p[1] for p in ring) / n, 0.0)
        for a, b in zip(ring, [*ring[1:], ring[0]], strict=True):
            mesh.tri(
                [a, b, middle],
                col,
                0.8,
                0,
                [(way, 0, 0.4 * a[2] / plan.wide), (way, 0, 0.4 * b[2] / plan.wide), (way, -0.1, 0)],
            )
    w = plan.wide
    seam = darker(col, 0.30)
    doors = [plan.body[4][0] - 2, -14.0] + ([-62.0] if plan.panes > 1 else [])
    belt, sill = plan.body[3][2] + hop, plan.body[3][1] + hop
    for side in (1.0, -1.0):
        for x in doors:
            mesh.quad(
                [
                    (x, belt + 3, w * 1.003 * side),
                    (x + 0.9, belt + 3, w * 1.003 * side),
                    (x + 0.9, sill - 3, w * 1.003 * side),
                    (x, sill - 3, w * 1.003 * side),
                ],
                seam,
                0.1,
                0,
                [(0, 0, side)] * 4,
            )
        low = sill - 5
        x0, x1 = plan.wheels[-1][0] + 24, plan.wheels[0][0] - 24
        mesh.quad(
            [
                (x0, low - 1.5, w * 1.004 * side),
                (x1, low - 1.5, w * 1.004 * side),
                (x1, low + 1.0, w * 1.004 * side),
                (x0, low + 1.0, w * 1.004 * side),
            ],
            darker(col, 0.55),
            0.6,
            0,
            [(0, 0.4, side)] * 4,
        )
        for x in doors[1:]:
            mesh.box(
                (x + 4, belt + 8, w * side * 0.99 - 0.8), (x + 12, belt + 10, w * side * 0.99 + 1.4), STEEL, 0.9
            )


def _cabin(mesh: Mesh, plan: Car, col: Colour, hop: float, kind: str, phase: float) -> None:
    """Glasshouse and roof: rings from the belt up; pillars and frames keep the body's colour."""
    assert plan.cabin is not None
    back0, front0, back1, front1, roof = plan.cabin
    w = plan.wide
    foot = plan.body[3][3] + hop + 1.0

    def plan_ring(t: float, y: float, squeeze: float = 1.0) -> list[Corner]:
        back, front = back0 + (back1 - back0) * t, front0 + (front1 - front0) * t
        z = w * (0.86 - 0.17 * t) * squeeze
        mid = (back + front) / 2
        back, front = mid + (back - mid) * squeeze, mid + (front - mid) * squeeze
        long = front - back
        at = (
            (0.02, 0.10, 0.14, 0.48, 0.54, 0.86, 0.92, 0.98)
            if plan.panes > 1
            else (0.02, 0.08, 0.12, 0.60, 0.68, 0.80, 0.9, 0.98)
        )
        near: list[Corner] = [(front, y, 0.0), (front - 0.012 * long, y, z * 0.66)]
        near += [(front - u * long, y, z * (0.93 if i in (0, 7) else 1.0)) for i, u in enumerate(at)]
        near.append((back + 0.012 * long, y, z * 0.66))
        return [*near, (back, y, 0.0), *((a, b, -c) for a, b, c in reversed(near[1:]))]

    top = roof + hop
    levels = (0.0, 0.10, 0.50, 0.86, 1.0)
    rings = [plan_ring(t, foot + (top - foot) * t) for t in levels]
    rings += [plan_ring(1.0, top - 2.2, 0.90), plan_ring(1.0, top - 3.6, 0.55), plan_ring(1.0, top - 4.0, 0.02)]
    n = len(rings[0])
    side = (3, 5)
    glass = {0, 1, n - 1, n - 2} | {j for k in side for j in ({k + 1, n - 2 - k})} | {10, 11, n - 12, n - 11}
    paint = {(i, j): (PANE if i == 1 else SHEEN, 1.0, 0.0) for i in (1, 2) for j in glass}
    mesh.loft(rings, col, 0.95, paint, closed=True)
    z = w * 0.90
    for s in (1.0, -1.0):  # wing mirrors
        x = front0 - 12
        mesh.box((x - 3, foot - 8, z * s - 2 + 3 * s), (x + 3, foot - 2, z * s + 2 + 5 * s), col, 0.8)
    if kind == "police":
        on = phase % 0.5 < 0.25
        for z0, hue, lit in ((-15.0, (0.2, 0.35, 1.0), on), (1.0, (1.0, 0.15, 0.12), not on)):
            shown = hue if lit else darker(hue, 0.35)
            mesh.box((-20, top - 10, z0), (-9, top - 3, z0 + 14), shown, 0.4, 0.9 if lit else 0.0)
        for s in (1.0, -1.0):  # dark doors
            _panel(
                mesh, (-58, plan.body[3][2] + hop + 2), (34, -22), plan.wide * 1.004 * s, (0.08, 0.09, 0.12), 0.8
            )
    if kind == "taxi":
        for s in (1.0, -1.0):  # a chequered band
            for i in range(44):
                x0, y0 = -60 + 5.0 * (i // 2), plan.body[3][2] + hop + 6 + 4.0 * (i % 2)
                if (i // 2 + i) % 2:
                    _panel(mesh, (x0, y0), (x0 + 5, y0 + 4), plan.wide * 1.005 * s, (0.06, 0.06, 0.06), 0.4)
        mesh.box((-22, top - 12, -9), (-8, top - 3, 9), (1.0, 0.84, 0.36), 0.3, 0.75)


def _front(mesh: Mesh, plan: Car, hop: float) -> list[tuple[Corner, float]]:
    """Lamps, grille, bumpers."""
    nose, tail, w = plan.body[-1][0], plan.body[0][0], plan.wide
    k = plan.body[-1][4]
    y = plan.lamps + hop
    lights: list[tuple[Corner, float]] = []
    for side in (1.0, -1.0):
        if plan.round_lamps:
            for z in (0.70, 0.46):
                at: Corner = (nose + 2.2, y + 4, w * k * z * side)
                mesh.disc(at, 5.4, STEEL, 0.9, 0, "x", 16, 0.0, 0.5)
                mesh.disc((at[0] + 0.6, at[1], at[2]), 4.4, LAMP, 0.8, 0.95, "x", 16)
                lights.append((at, 5.0))
        else:
            at = (nose - 3, y + 2, w * k * 0.78 * side)
            mesh.box((nose - 9, y - 1, at[2] - 8), (nose + 0.8, y + 4, at[2] + 8), LAMP, 0.8, 0.9)
            lights.append(((nose + 1, y + 2, at[2]), 5.5))
        mesh.box(
            (tail - 1.0, plan.body[0][2] + hop + 2, w * 0.78 * side - 8),
            (tail + 3, plan.body[0][2] + hop + 9, w * 0.78 * side + 8),
            RED,
            0.6,
            0.7,
        )
    rear, skirt = plan.body[0][2] + hop, plan.body[0][1] + hop
    mesh.box((tail - 0.6, rear + 3, -w * 0.58), (tail + 3, rear + 8.5, w * 0.58), darker(RED, 0.28), 0.8)
    mesh.box((tail - 0.8, rear + 10, -w * 0.20), (tail + 3, rear + 15, w * 0.20), (0.72, 0.72, 0.66), 0.3)
    mesh.box((tail + 1.5, skirt - 4, -w * 0.78), (tail + 16, skirt + 5, w * 0.78), BLACK, 0.3)
    mesh.box((nose - 2, y + 0.5, -w * k * 0.34), (nose + 2.4, y + 8.5, w * k * 0.34), (0.05, 0.05, 0.06), 0.6)
    for i in range(4):
        mesh.box(
            (nose + 2.2, y + 1.4 + 2 * i, -w * k * 0.33), (nose + 2.8, y + 2.2 + 2 * i, w * k * 0.33), STEEL, 0.9
        )
    low = plan.body[-1][1] + hop
    if plan.round_lamps:
        mesh.box((nose - 6, low - 1, -w * 0.92), (nose + 5, low + 5, w * 0.92), (0.70, 0.72, 0.76), 1.0)
        mesh.box((tail - 5, low - 1, -w * 0.92), (tail + 6, low + 5, w * 0.92), (0.70, 0.72, 0.76), 1.0)
    else:
        mesh.box((nose - 3, low - 1, -w * 0.62), (nose + 1.2, low + 3, w * 0.62), BLACK, 0.4)
    return lights


def _wheel(mesh: Mesh, x: float, r: float, z: float, phase: float, going: bool) -> None:
    s = math.copysign(1.0, z)
    out = z + 0.8 * s
    mesh.disc((x, -r - 0.5, z + 0.35 * s), r * 1.20, BLACK, 0.0, 0, "z", 26)
    mesh.tube(x, -r, r, z - 11 * s, out, RUBBER, 0.1)
    mesh.disc((x, -r, z - 11 * s), r, BLACK, 0.0, 0, "z", 20, face=-s)
    mesh.disc((x, -r, out), r, RUBBER, 0.15, 0, "z", 26, 0.64, 0.5)
    rim = (0.46, 0.47, 0.50)
    mesh.disc((x, -r, out - 0.5 * s), r * 0.66, (0.13, 0.13, 0.15), 0.2)
    if going:  # turning spokes melt into rings
        for k, tone in ((0.60, 0.80), (0.50, 0.52), (0.40, 0.66), (0.22, 1.0)):
            mesh.disc(
                (x, -r, out + (0.6 - k) * s),
                r * k,
                darker(rim, tone),
                0.75,
                0,
                "z",
                22,
                0.70 if k > 0.3 else 0.0,
                0.35,
            )
        a = 2 * math.pi * phase / 5
        for i in range(5):
            spot = a + 2 * math.pi * i / 5
            c, d = math.cos(spot), math.sin(spot)
            mesh.tri(
                [
                    (x, -r, out + 0.5 * s),
                    (x + c * r * 0.55 - d * 1.2, -r + d * r * 0.55 + c * 1.2, out + 0.5 * s),
                    (x + c * r * 0.55 + d * 1.2, -r + d * r * 0.55 - c * 1.2, out + 0.5 * s),
                ],
                darker(rim, 0.92),
                0.7,
                0,
                [(0, 0, s)] * 3,
            )
        return
    mesh.disc((x, -r, out), r * 0.62, rim, 0.8, 0, "z", 22, 0.82, 0.4)
    for i in range(10):
        spot = 2 * math.pi * i / 10
        c, d = math.cos(spot), math.sin(spot)
        mesh.tri(
            [
                (x, -r, out + 0.4 * s),
                (x + c * r * 0.6 - d * 2, -r + d * r * 0.6 + c * 2, out + 0.2 * s),
                (x + c * r * 0.6 + d * 2, -r + d * r * 0.6 - c * 2, out + 0.2 * s),
            ],
            rim,
            0.8,
            0,
            [(0, 0, s)] * 3,
        )
    mesh.disc((x, -r, out + 0.8 * s), r * 0.18, STEEL, 0.9)


def _box_car(
    mesh: Mesh, kind: str, col: Colour, hop: float
) -> tuple[tuple[tuple[float, float], ...], float, list[tuple[Corner, float]]]:
    """Vans, buses and lorries: a box with windows, a steep front."""
    white: Colour = (0.82, 0.82, 0.80)
    long = {"bus": 158.0, "van": 104.0, "truck": 150.0}[kind]
    high, w = {"bus": (-118.0, 46.0), "van": (-104.0, 40.0), "truck": (-112.0, 44.0)}[kind]
    sill, waist, lintel = -17.0 + hop, high * 0.55 + hop, high * 0.88 + hop
    top = high + hop

    def ring(x: float, lean: float = 0.0) -> list[Corner]:
        half = [
            (x, sill, w * 0.96),
            (x, sill * 0.4 + waist * 0.6, w),
            (x - lean * 0.2, waist, w),
            (x - lean * 0.85, lintel, w * 0.96),
            (x - lean, top + 3, w * 0.90),
            (x - lean, top, w * 0.70),
        ]
        return [*half, (x - lean, top - 1, 0.0), *((a, b, -c) for a, b, c in reversed(half))]

    start = 82.0 if kind == "truck" else -long
    slots = {"bus": 7, "van": 3, "truck": 1}[kind]
    front, lean = long, {"bus": 8.0, "van": 24.0, "truck": 10.0}[kind]
    rings = [ring(start)]
    paint: dict[tuple[int, int], tuple[Colour, float, float]] = {}
    step = (front - lean * 0.5 - start - 10) / slots
    for i in range(slots):
        a = start + 8 + step * i
        rings += [ring(a), ring(a + step - 5)]
        if kind != "van" or i > 0:
            paint[(len(rings) - 2, 2)] = paint[(len(rings) - 2, 9)] = (PANE, 1.0, 0.0)
    rings += [ring(front - 4, lean), ring(front, lean)]
    mesh.loft(rings, col, 0.85, paint)
    nose = rings[-1]
    n = len(nose)
    for j in range(6):  # the front, row by row: skirt, panel, windscreen, brow
        p, q = nose[j], nose[j + 1] if j < 5 else nose[6]
        c, d = nose[n - 2 - j] if j < 5 else nose[6], nose[n - 1 - j]
        pane = j == 2
        way: Corner = (1.0, -0.28 * lean / 24, 0.0)
        mesh.quad([p, q, c, d], PANE if pane else col, 1.0 if pane else 0.8, 0, [way, way, way, way])
    back = rings[0]
    for j in range(6):
        p, q = back[j], back[j + 1] if j < 5 else back[6]
        c, d = back[n - 2 - j] if j < 5 else back[6], back[n - 1 - j]
        mesh.quad([p, q, c, d], col, 0.6, 0, [(-1, 0, 0)] * 4)
    lights: list[tuple[Corner, float]] = []
    y = -34.0 + hop if kind != "truck" else -40.0 + hop
    for side in (1.0, -1.0):
        at: Corner = (front + 1.0, y, w * 0.70 * side)
        mesh.disc(at, 6.0, LAMP, 0.8, 0.95, "x", 16)
        lights.append((at, 5.5))
        stripe = sill * 0.2 + waist * 0.8
        mesh.quad(
            [
                (start + 4, stripe - 3, w * 1.006 * side),
                (front - 8, stripe - 3, w * 1.006 * side),
                (front - 8, stripe + 3, w * 1.006 * side),
                (start + 4, stripe + 3, w * 1.006 * side),
            ],
            (0.92, 0.92, 0.90) if kind != "truck" else darker(col, 0.6),
            0.5,
            0,
            [(0, 0, side)] * 4,
        )
    mesh.box(
        (front - 4, sill - 4, -w * 0.96),
        (front + 4, sill + 6, w * 0.96),
        (0.30, 0.31, 0.33) if kind != "truck" else STEEL,
        0.6,
    )
    mesh.box((front - 1, y + 5, -w * 0.40), (front + 1.4, y - 6, w * 0.40), BLACK, 0.5)
    if kind == "truck":
        mesh.box((-132, -134 + hop, -w), (70, -28 + hop, w), white, 0.3)
        for i in range(9):
            x = -128 + 22.0 * i
            mesh.box((x, -132 + hop, w), (x + 1.4, -30 + hop, w + 0.8), darker(white, 0.82), 0.2)
        mesh.box((-132, -28 + hop, -w * 0.8), (84, -18 + hop, w * 0.8), (0.14, 0.14, 0.15), 0.2)
    wheels = {
        "bus": ((98.0, 19.0), (-92.0, 19.0)),
        "van": ((66.0, 17.0), (-62.0, 17.0)),
        "truck": ((112.0, 20.0), (-44.0, 20.0), (-96.0, 20.0)),
    }[kind]
    return wheels, w, lights
