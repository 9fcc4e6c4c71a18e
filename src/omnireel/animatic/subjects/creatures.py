"""Animals that no other rig fits: hoppers, crawlers, many-legged, soft-bodied. Units as each function says."""

from __future__ import annotations

import math

from omnireel.animatic.solids import Cap, Colour, Figure, Group, Item, Mark, Patch, Point, placed, spline
from omnireel.animatic.subjects import beast_heads, beast_legs, quadruped
from omnireel.animatic.subjects.beast import Beast
from omnireel.animatic.subjects.dragons import reptile_head
from omnireel.animatic.subjects.gait import Gait, bend, foot, polar
from omnireel.animatic.subjects.materials import darker, mixed, wave
from omnireel.animatic.subjects.membranes import over
from omnireel.animatic.subjects.space import vec

INK: Colour = (0.06, 0.05, 0.05)
HOP = Gait(0.72, 0.42, 62, 26, (0.0, 0.0))
STRIDE = Gait(1.15, 0.60, 78, 20, (0.0, 0.5), 2.0)


def _eye(at: Point, r: float, iris: Colour = (0.14, 0.09, 0.06), slit: float = 0.6) -> list[Item]:
    return [
        Mark("oval", [at], INK, (r * 1.15, r * 1.1)),
        Mark("oval", [at], iris, (r * 0.95, r * 0.92)),
        Mark("oval", [at], (0.02, 0.02, 0.02), (r * slit, r * 0.7)),
        Mark("oval", [(at[0] + 0.3 * r, at[1] - 0.36 * r)], (1, 1, 0.96), (r * 0.28, r * 0.26), 0, 1.0, 1.0),
    ]


KANGAROO = Beast(
    (0.62, 0.42, 0.26),
    (0.84, 0.72, 0.56),
    (0.40, 0.26, 0.16),
    ear="long",
    ear_size=0.62,
    fur=1.4,
    muzzle=15,
    muzzle_r=5.4,
    skull=9.5,
    neck=22,
    neck_up=58,
    neck_r=8.5,
    chest=12,
    look=24,
    eye_size=1.2,
)


def kangaroo(col: Colour | None, action: str, phase: float) -> Figure:
    """A hopper, 120 units high; it leans on its tail when it stands."""
    b = quadruped.dressed(KANGAROO, col)
    hopping = action in ("walk", "run", "jump", "trot")
    up, fx, fh, swing = 0.0, 4.0, 0.0, 0.0
    if hopping:
        fx, fh, swing = foot(HOP, phase, 0.0, 6)
        up = 30 * math.sin(math.pi * swing) if swing else -5 * math.sin(math.pi * phase / HOP.duty)
    lean = 14 * math.cos(2 * math.pi * phase) if hopping else 1.5 * wave(phase)
    hip: Point = (-6.0, -46 - up)
    chest = polar(hip, 180 - 30 - lean, 42)
    far, body, near = Group([], 2.2, far=0.8), Group([], 3.8), Group([], 2.6, drop=0.25)
    for group, off, z in ((far, 5.0, -9.0), (near, 0.0, 9.0)):
        ankle: Point = (fx - 12 + off + 8 * math.sin(math.pi * swing), -fh * 1.2 - 6 - (up * 0.7 if swing else 0))
        knee, ankle = bend((hip[0] + off + 4, hip[1] + 4), ankle, 30, 30, 1.0)
        down = 2.6 if not swing else 10 * math.sin(math.pi * swing)
        toe: Point = (ankle[0] + 30, min(ankle[1] + 3 + down, -2.6))
        group.parts += [
            Cap((hip[0] + off + 2, hip[1] + 2), 17.5, knee, 9.5, b.coat, z, z, b.fur, (-0.4, 1)),
            Cap(knee, 8.0, ankle, 4.2, b.coat, z, z, b.fur * 0.5),
            Cap(ankle, 4.2, toe, 2.8, b.coat, z, z, b.fur * 0.3),
        ]
        shoulder = (chest[0] + 3 + off * 0.4, chest[1] + 6)
        elbow = polar(shoulder, 30 + 8 * wave(phase, 0.1), 16)
        hand = polar(elbow, 74 + 10 * wave(phase, 0.2), 14)
        group.parts += [
            Cap(shoulder, 6, elbow, 3.8, b.coat, z, z, b.fur),
            Cap(elbow, 3.6, hand, 2.8, b.coat, z, z),
            Cap(hand, 2.8, polar(hand, 60, 4), 2.0, b.dark, z),
        ]
    at: Point = (hip[0] - 12, hip[1] + 4)
    for i in range(6):
        swing_up = (26 * math.sin(math.pi * swing) if hopping else 0) * (0.6 + 0.12 * i)
        nxt = polar(at, -62 - 7 * i - swing_up, 17)
        nxt = (nxt[0], min(nxt[1], -3.5))
        body.parts.append(Cap(at, 11.5 - 1.7 * i, nxt, 9.8 - 1.7 * i, b.coat, -2, -2, b.fur * 0.6))
        at = nxt
    body.parts += [
        Cap(hip, 20, polar(hip, 180 - 28 - lean, 20), 16.5, b.coat, 0, 0, b.fur, (-0.5, 0.8)),
        Cap(polar(hip, 180 - 28 - lean, 18), 16, chest, 11.5, b.coat, 0, 0, b.fur, (-0.5, 0.8)),
        Cap((hip[0] + 12, hip[1] - 4), 11, (chest[0] + 5, chest[1] + 6), 7.5, b.pale, 3, 3, b.fur, (-0.3, 1)),
    ]
    gait = beast_legs.GAITS["stand"]
    shoulder_at: Point = (chest[0] - 4, chest[1] + 5)
    neck = Group([], 3.0)
    quadruped.neck(b, shoulder_at, phase, gait, "stand", neck)
    body.parts += neck.parts
    fig = Figure([far, body, near, *beast_heads.head(b, shoulder_at, phase, gait, "stand")])
    fig.lift = max(up, 0.0)
    return fig


def dinosaur(col: Colour | None, action: str, phase: float) -> Figure:
    """A hunter on two legs, 150 units high at the head."""
    coat: Colour = col or (0.38, 0.41, 0.25)
    pale, dark = mixed(coat, (0.86, 0.80, 0.62), 0.6), darker(coat, 0.52)
    walking = action in ("walk", "run", "trot", "attack", "fight")
    roar = action in ("bark", "howl", "fight", "attack", "talk", "sing")
    bob = 2.2 * math.cos(4 * math.pi * phase) if walking else 1.0 * wave(phase)
    hip: Point = (0.0, -76 + bob)
    chest: Point = (40.0, -86 + bob * 0.6 + 1.5 * wave(phase, 0.2))
    far, body, near = Group([], 2.6, far=0.8), Group([], 4.2), Group([], 3.0, drop=0.3)
    for group, off, z, start in ((far, 7.0, -14.0, 0.0), (near, 0.0, 14.0, 0.5)):
        fx, fh, swing = (
            foot(STRIDE, phase, start, 0) if walking else ((10.0, 0.0, 0.0) if group is far else (-8.0, 0.0, 0.0))
        )
        toe: Point = (fx + off, -fh)
        slope = 10 + fx * 0.3 - 34 * math.sin(math.pi * swing)
        ankle = polar(toe, 180 + slope, 26)
        knee, ankle = bend((hip[0] + off, hip[1] + 6), ankle, 34, 32, 1.0)
        toe = polar(ankle, slope, 26)
        group.parts += [
            Cap((hip[0] + off, hip[1] + 2), 20, knee, 12.5, coat, z, z, 0, None, 0.1),
            Cap(knee, 11, ankle, 5.6, coat, z, z),
            Cap(ankle, 5.8, (toe[0], toe[1] - 4), 5.0, coat, z, z),
        ]
        for dx in (13.0, 8.0, -6.0):
            group.parts += [
                Cap((toe[0], toe[1] - 4), 4.4, (toe[0] + dx, toe[1] - 2.6), 2.8, coat, z, z),
                Cap(
                    (toe[0] + dx, toe[1] - 2.4),
                    2.0,
                    (toe[0] + dx * 1.35, toe[1] - 1.0),
                    0.5,
                    (0.14, 0.12, 0.10),
                    z + 1,
                ),
            ]
        arm: Point = (chest[0] + 8 + off * 0.3, chest[1] + 10)
        elbow = polar(arm, 10 + 6 * wave(phase, 0.1), 13)
        hand = polar(elbow, 70 + 8 * wave(phase, 0.2), 11)
        group.parts += [
            Cap(arm, 5, elbow, 3.4, coat, z),
            Cap(elbow, 3.2, hand, 2.2, coat, z),
            Cap(hand, 1.8, polar(hand, 60, 6), 0.6, dark, z),
        ]
    at: Point = (hip[0] - 12, hip[1] - 2)
    for i in range(7):
        nxt = polar(at, -88 - 3 * i + 5 * wave(phase, 0.08 * i, 1), 19)
        body.parts.append(Cap(at, 18.5 - 2.6 * i, nxt, 15.9 - 2.4 * i, coat, -2, -2, 0, None, 0.1))
        at = nxt
    body.parts += [
        Cap(hip, 22.5, ((hip[0] + chest[0]) / 2, (hip[1] + chest[1]) / 2 + 2), 21, coat, 0, 0, 0, None, 0.1),
        Cap(((hip[0] + chest[0]) / 2, (hip[1] + chest[1]) / 2 + 2), 21, chest, 17, coat, 0, 0, 0, None, 0.1),
        Cap((hip[0] + 6, hip[1] + 9), 15, (chest[0] + 6, chest[1] + 7), 12, pale, 4, 4),
    ]
    for i in range(9):
        u = i / 8
        x = chest[0] + 4 - 84 * u
        y = chest[1] - 17 + 16 * abs(u - 0.35) - 4 * (0.5 - abs(u - 0.4))
        body.parts.append(Cap((x, y + 2), 3.2, (x - 3.5, y - 2.5), 0.8, dark, 3))
        stripe = [(x - 5, y), (x + 1, y), (x - 3, y + 13), (x - 7, y + 24 - 8 * abs(u - 0.4)), (x - 7, y + 12)]
        body.decals.append(Mark("soft", spline(stripe, True, 4), over(dark, coat), (2.4, 1), 0, 0.8))
    for i in range(110):  # pebbled skin
        u, v = (i * 0.618034) % 1, (i * 0.754878) % 1
        x, y = chest[0] + 14 - 150 * u, chest[1] - 12 + 8 * u + 30 * v * (1 - 0.75 * max(u - 0.45, 0) / 0.55)
        arc = [(x + 1.6, y - 1.5), (x - 1.0, y), (x + 1.6, y + 1.5)]
        tone = (0.72, 0.72, 0.70) if i % 3 else (1.22, 1.20, 1.14)
        body.decals.append(Mark("line", spline(arc, False, 4), tone, (0.8, 1), 0, 0.7))
    for group, off in ((far, 7.0), (near, 0.0)):
        for i in range(22):
            u, v = (i * 0.618034) % 1, (i * 0.754878) % 1
            x, y = hip[0] + off - 14 + 30 * u, hip[1] - 12 + 32 * v
            arc = [(x + 1.5, y - 1.4), (x - 0.9, y), (x + 1.5, y + 1.4)]
            group.decals.append(Mark("line", spline(arc, False, 4), (0.74, 0.74, 0.72), (0.8, 1), 0, 0.7))
    nod = 8 + 4 * wave(phase, 0.2) - (14 if roar else 0)
    open_ = (0.8 + 0.2 * wave(phase, 0, 2)) if roar and wave(phase) > -0.2 else 0.08
    skull: Point = (chest[0] + 34, chest[1] - 26 + 1.5 * wave(phase, 0.25))
    bow: Point = (chest[0] + 17, chest[1] - 15)
    body.parts += [
        Cap(chest, 16.5, bow, 14.0, coat, 0, 0, 0, None, 0.1),
        Cap(bow, 14.0, (skull[0] - 4, skull[1] + 1), 12.0, coat, 0, 0, 0, None, 0.1),
        Cap((chest[0] + 8, chest[1] + 6), 11, (skull[0] - 2, skull[1] + 8), 8.0, pale, 4, 4),
    ]
    head = Figure(reptile_head(vec(0, 0), 16, nod, coat, pale, dark, open_, horned=False))
    return Figure([far, body, near, *placed(head, 1.75, *skull).items])


def frog(col: Colour | None, action: str, phase: float) -> Figure:
    """Sitting frog, 46 units high; it leaps when told to go."""
    skin: Colour = col or (0.32, 0.58, 0.20)
    belly: Colour = (0.88, 0.88, 0.66)
    leap = action in ("jump", "run", "walk", "play")
    up = math.sin(math.pi * min(max((phase - 0.25) / 0.5, 0), 1)) if leap else 0.0
    y = -34 * up - 0.8 * wave(phase, 0, 3) * (1 - up)
    far, body, near = Group([], 1.2, far=0.7), Group([], 2.8), Group([], 1.2, drop=0.3)
    for group, off, z in ((far, 4.0, -8.0), (near, 0.0, 9.0)):
        hip: Point = (-16 + off, -12 + y)
        k = min(up * 1.6, 1.0)

        def between(low: Point, high: Point, k: float = k) -> Point:
            return low[0] + (high[0] - low[0]) * k, low[1] + (high[1] - low[1]) * k

        knee = between((5 + off, -19.0), (hip[0] - 8, hip[1] + 8))
        ankle = between((-16 + off, -4.0), (hip[0] - 24, hip[1] + 14))
        toe = between((12 + off, -1.8), (hip[0] - 42, hip[1] + 22))
        hand = between((25 + off, -1.6), (34 + off, -8 + y))
        group.parts += [
            Cap(hip, 8.0, knee, 5.0, skin, z, z, 0, None, 0.4),
            Cap(knee, 4.6, ankle, 2.8, skin, z + 1, z, 0, None, 0.4),
            Cap(ankle, 2.7, toe, 1.5, skin, z, z, 0, None, 0.4),
            *(
                Cap(toe, 1.1, (toe[0] + dx, toe[1] + dy), 1.5, skin, z)
                for dx, dy in ((4.5, -1.6), (8.0, 0.0), (6.5, 1.4))
            ),
            Cap((16 + off, -16 + y), 5.0, (19 + off, -8 + y), 3.4, skin, z, z, 0, None, 0.4),
            Cap((19 + off, -8 + y), 3.2, hand, 2.2, skin, z, z, 0, None, 0.4),
            *(
                Cap(hand, 1.0, (hand[0] + dx, hand[1] + dy), 1.4, skin, z)
                for dx, dy in ((3.4, -1.4), (6.2, 0.0), (4.8, 1.4))
            ),
        ]
    throat = 1.5 * abs(wave(phase, 0, 3))
    body.parts += [
        Cap((-16, -14 + y), 13, (12, -22 + y), 13.5, skin, 0, 0, 0, None, 0.5),
        Cap((14, -23 + y), 12.5, (27, -25 + y), 9.5, skin, 1, 1, 0, None, 0.5),
        Cap((12, -13 + y), 9.5, (25, -18 + y), 6.5 + throat, belly, 2, 2, 0, None, 0.3),
        Cap((17, -35 + y), 5.6, (17.5, -35 + y), 5.6, skin, 6, 6, 0, None, 0.5),
        Cap((24, -35 + y), 4.6, (24.3, -35 + y), 4.6, skin, -5, -5, 0, None, 0.5),
    ]
    dark, light = over(darker(skin, 0.45), skin), (1.30, 1.28, 1.16)
    for x, yy, r in (
        (-17, -22, 3.0),
        (-7, -30, 2.6),
        (4, -31, 3.2),
        (-23, -15, 2.2),
        (-2, -22, 2.4),
        (9, -25, 1.8),
    ):
        body.decals.append(Mark("soft", [(x, yy + y)], dark, (r * 1.25, r * 0.9), -20, 0.85))
    fold = spline([(14, -31 + y), (0, -33 + y), (-16, -26 + y), (-27, -15 + y)], False, 5)
    body.decals.append(Mark("line", fold, light, (1.4, 1), 0, 0.8))  # the ridge along the back
    body.decals.append(Mark("oval", [(10.5, -25.5 + y)], (0.66, 0.62, 0.56), (2.6, 3.0), 0, 0.7))  # the ear
    for t in range(3):
        for group, off in ((far, 4.0), (near, 0.0)):
            bar = (-9 + 5.2 * t + off, -18.5 + y * 0.6)
            group.decals.append(Mark("soft", [bar], dark, (1.4, 4.6), 20, 0.7))
    fig = Figure([far, body, near])
    fig.items += _eye((18.6, -35.6 + y), 3.6, (0.92, 0.74, 0.20), 0.75)
    fig.items.append(
        Mark(
            "line",
            spline([(36.4, -24.5 + y), (28, -22.6 + y), (17, -22.4 + y)], False),
            darker(skin, 0.35),
            (0.7, 1),
            alpha=0.75,
        )
    )
    fig.items.append(Mark("oval", [(34, -28.5 + y)], INK, (0.6, 0.6), alpha=0.7))
    fig.lift = 34 * up
    return fig


def snake(col: Colour | None, action: str, phase: float) -> Figure:
    """A snake winding along the ground, its head raised; 46 units high, 190 long."""
    skin: Colour = col or (0.36, 0.46, 0.18)
    dark, pale = darker(skin, 0.42), tuple(0.5 * c + 0.4 for c in skin)
    body = Group([], 2.2)
    going = action in ("walk", "run", "swim", "stand", "glide")
    n = 30
    points: list[Point] = []
    for i in range(n + 1):
        u = i / n
        x = -100 + 150 * u
        swing = (
            7.5
            * math.sin(2 * math.pi * (2.6 * u + (phase if going else 0.1 * wave(phase))))
            * (0.4 + 0.6 * min(4 * u, 1))
            * (1 - u**6)
        )
        points.append((x, -6.5 + swing * 0.55))
    radii = [2.0 + 5.4 * math.sin(math.pi * min(0.06 + 0.62 * i / n, 0.5)) for i in range(n + 1)]
    for i in range(n):
        z = (points[i][1] + 8) * 1.6
        body.parts.append(Cap(points[i], radii[i], points[i + 1], radii[i + 1], skin, z, z, 0, None, 0.35))
    stain, sheen = over(dark, skin), (1.24, 1.22, 1.10)
    for i in range(2, n - 1):
        (x, y), r = points[i], radii[i]
        if i % 3 == 1:  # diamonds along the back
            ring = [(x - 5.4, y - 0.45 * r), (x, y - 0.98 * r), (x + 5.4, y - 0.45 * r), (x, y + 0.02 * r)]
            body.decals.append(Mark("fill", spline(ring, True, 3), stain, alpha=0.85))
            body.decals.append(Mark("line", spline([*ring, ring[0]], False, 3), sheen, (0.6, 1), 0, 0.8))
        for k in range(4):
            v = -0.66 + 0.36 * k + 0.14 * (i % 2)
            scale = [(x + 1.2, y + (v - 0.13) * r), (x - 0.8, y + v * r), (x + 1.2, y + (v + 0.13) * r)]
            body.decals.append(Mark("line", spline(scale, False, 3), (0.72, 0.72, 0.68), (0.5, 1), 0, 0.6))
    neck = Group([], 2.0, drop=0.25)
    at, sway = points[-1], 4 * wave(phase, 0.2)
    for i, (dx, dy) in enumerate(((9, -6), (5, -11), (1 + sway * 0.4, -11), (6 + sway * 0.5, -6))):
        nxt = (at[0] + dx, at[1] + dy)
        neck.parts.append(Cap(at, 7.2 - 0.6 * i, nxt, 6.6 - 0.6 * i, skin, 10, 10, 0, None, 0.35))
        neck.parts.append(Cap((at[0] + 3.5, at[1] + 1), 3.4, (nxt[0] + 3.5, nxt[1] + 1), 3.2, pale, 13, 13))
        at = nxt
    neck.parts += [
        Cap(at, 6.6, (at[0] + 10, at[1] + 0.5), 5.4, skin, 12, 12, 0, None, 0.4),
        Cap((at[0] + 10, at[1] + 1), 4.8, (at[0] + 16, at[1] + 2), 3.4, skin, 12, 12, 0, None, 0.4),
    ]
    fig = Figure([body, neck])
    if phase % 0.5 < 0.2:
        x, y = at[0] + 19, at[1] + 3
        fig.items.append(
            Mark("line", [(x, y), (x + 6, y + 0.6), (x + 10, y - 1.6)], (0.8, 0.12, 0.16), (0.7, 1), 0, 1, 1.0)
        )
        fig.items.append(
            Mark("line", [(x + 6, y + 0.6), (x + 10, y + 2.4)], (0.8, 0.12, 0.16), (0.7, 1), 0, 1, 1.0)
        )
    fig.items += _eye((at[0] + 8, at[1] - 2), 1.9, (0.92, 0.76, 0.18), 0.32)
    fig.items.append(
        Mark(
            "line",
            spline([(at[0] + 18, at[1] + 3), (at[0] + 11, at[1] + 4), (at[0] + 3, at[1] + 3)], False),
            dark,
            (0.6, 1),
            alpha=0.8,
        )
    )
    return fig


def octopus(col: Colour | None, action: str, phase: float) -> Figure:
    """Mantle above, eight arms below, each a travelling wave; the origin lies between them. 130 units high."""
    skin: Colour = col or (0.74, 0.30, 0.24)
    pale = tuple(min(c * 0.55 + 0.42, 1.0) for c in skin)
    back, front = Group([], 2.0, far=0.5), Group([], 2.0, drop=0.25)
    beat = wave(phase)
    for i in range(8):
        group = back if i % 2 else front
        u = (i - 3.5) / 3.5
        at: Point = (u * 20, 10)
        angle = 46 * u
        for j in range(9):
            curl = 17 * wave(phase, 0.09 * j + 0.13 * i) * (0.3 + 0.14 * j) + 4.5 * j * (1 if u > 0 else -1) * (
                0.6 + 0.4 * beat
            )
            nxt = polar(at, angle + curl, 9.4)
            r = 6.6 - 0.66 * j
            group.parts.append(Cap(at, r, nxt, r - 0.6, skin, 6 - j * 0.3, None, 0, None, 0.35))
            if group is front and j < 8:
                group.parts.append(
                    Cap(
                        (nxt[0], nxt[1] + r * 0.3),
                        max(r * 0.30, 0.8),
                        (nxt[0] + 0.2, nxt[1] + r * 0.3),
                        max(r * 0.30, 0.8),
                        pale,
                        6 + r * 0.72,
                        None,
                        0,
                        None,
                        0.2,
                    )
                )
            at = nxt
    mantle = Group([], 4.0, drop=0.2)
    mantle.parts += [
        Cap((0, 6), 21, (0, -8), 18, skin, 8, 8, 0, None, 0.4),
        Cap((-2, -14), 22 + 1.5 * beat, (-12, -38 - 3 * beat), 24 + 2 * beat, skin, 6, 6, 0, None, 0.4),
        Cap((13, -2), 6.5, (13.4, -2.4), 6.5, skin, 22, 22, 0, None, 0.4),
        Cap((-9, -2), 6.0, (-8.6, -2.4), 6.0, skin, 20, 20, 0, None, 0.4),
    ]
    for x, y, r in (
        (-20.0, -44.0, 4.0),
        (-4.0, -52.0, 3.4),
        (2.0, -34.0, 3.0),
        (-24.0, -28.0, 3.2),
        (-10.0, -30.0, 2.4),
    ):
        mantle.parts.append(Cap((x, y), r * 0.6, (x + 1, y + 0.5), r * 0.6, skin, 26, None, 0, None, 0.4))
    for i in range(46):  # cells of colour under the skin
        u, v = (i * 0.618034) % 1, (i * 0.754878) % 1
        spot = (-26 + 40 * u - 6 * v, 16 - 76 * v)
        tone = (0.62, 0.56, 0.56) if i % 3 else (1.30, 1.24, 1.16)
        mantle.decals.append(
            Mark("soft", [spot], tone, (1.2 + 2.4 * ((i * 0.57) % 1), 1.0 + 1.6 * u), 30 * v, 0.7)
        )
    fig = Figure([back, mantle, front])
    fig.items = [back, front, mantle]
    for x in (14.5, -8.0):
        fig.items += _eye((x, -3.0), 4.2, (0.94, 0.82, 0.40), 0.95)
    return fig


def crab(col: Colour | None, action: str, phase: float) -> Figure:
    """Seen from the front, walking sideways; 50 units high, 110 wide."""
    shell: Colour = col or (0.82, 0.28, 0.14)
    legs, body, claws = Group([], 1.4), Group([], 3.0), Group([], 1.8, drop=0.3)
    step = 1.0 if action in ("walk", "run", "dance") else 0.15
    for side in (-1.0, 1.0):
        for i in range(4):
            p = phase + 0.25 * i + (0.5 if side > 0 else 0)
            reach = 40 + 6 * i - 5 * abs(i - 1.5)
            x = side * reach + 6 * step * math.cos(2 * math.pi * p)
            up = max(math.sin(2 * math.pi * p), 0) * 5 * step
            root: Point = (side * (16 + 3 * i), -15 + 1.5 * i)
            knee = (side * (reach * 0.72 + 4), -27 + 4 * i)
            legs.parts += [
                Cap(root, 3.4, knee, 2.8, darker(shell, 0.82), 4 - 3 * i, None, 0, None, 0.4),
                Cap(knee, 2.7, (x, -up - 1), 0.8, darker(shell, 0.74), 4 - 3 * i, None, 0, None, 0.4),
            ]
        lift = 3 * wave(phase, 0.2 if side > 0 else 0.6)
        elbow: Point = (side * 36, -24 + lift * 0.4)
        wrist: Point = (side * 42, -38 + lift)
        claws.parts += [
            Cap((side * 22, -18), 4.6, elbow, 4.4, shell, 10, 10, 0, None, 0.45),
            Cap(elbow, 4.4, wrist, 5.0, shell, 11, 11, 0, None, 0.45),
            Cap(wrist, 7.2, (wrist[0] - side * 5, wrist[1] - 8), 6.4, shell, 12, 12, 0, None, 0.5),
            Cap(
                (wrist[0] - side * 7, wrist[1] - 10),
                3.6,
                (wrist[0] - side * 18, wrist[1] - 15),
                1.2,
                shell,
                12,
                12,
                0,
                None,
                0.5,
            ),
            Cap(
                (wrist[0] - side * 4, wrist[1] - 4),
                3.0,
                (wrist[0] - side * 17, wrist[1] - 6 - 2 * abs(wave(phase, 0.1))),
                1.0,
                darker(shell, 0.9),
                12,
                12,
                0,
                None,
                0.5,
            ),
        ]
        body.parts += [
            Cap((side * 9, -30), 1.8, (side * 10, -39), 1.6, shell, 12),
            Cap((side * 10, -40), 2.7, (side * 10.2, -40.2), 2.7, INK, 14, None, 0, None, 0.9),
        ]
    outline = [(-30, -19), (-24, -31), (0, -36), (24, -31), (30, -19), (19, -10), (0, -8), (-19, -10)]
    body.parts.append(Patch(spline(outline), shell, 6, 13, 0, None, 0.5))
    for i in range(26):  # grains, closest towards the rim
        u, v = -1 + 2 * ((i * 0.618034) % 1), (i * 0.754878) % 1
        grain = (26 * u * (1 - 0.25 * v), -12 - 21 * v * (1 - 0.4 * u * u))
        body.decals.append(
            Mark("oval", [grain], (1.35, 1.25, 1.15) if i % 3 else (0.66, 0.60, 0.58), (1.0, 0.8), 0, 0.7)
        )
    for side in (-1.0, 1.0):
        groove = spline([(side * 5, -31), (side * 8, -24), (side * 4, -17)], False, 5)
        body.decals.append(Mark("line", groove, (0.62, 0.56, 0.54), (1.2, 1), 0, 0.8))
        claws.parts.append(Cap((side * 2.6, -13), 2.2, (side * 3.4, -9), 1.6, darker(shell, 0.8), 13))
    fig = Figure([legs, body, claws])
    for side in (-1.0, 1.0):
        fig.items += [
            Mark("oval", [(side * 10 + 0.9, -41.2)], (1, 1, 1), (0.6, 0.6), 0, 1, 1.0),
        ]
    return fig


def seal(col: Colour | None, action: str, phase: float) -> Figure:
    """On its belly, chest raised; 80 units high."""
    skin: Colour = col or (0.40, 0.42, 0.46)
    pale = tuple(0.6 * c + 0.28 for c in skin)
    going = action in ("walk", "run", "swim", "jump")
    hump = 5 * wave(phase) if going else 0.8 * wave(phase)
    spine: list[Point] = [
        (-74, -7),
        (-52, -10 - hump * 0.6),
        (-26, -17 - hump),
        (4, -20 - hump * 0.3),
        (26, -36 + hump * 0.4),
        (36, -55 + hump * 0.3),
    ]
    radii = (4.5, 8.5, 16, 19.5, 14.5, 10.5)
    body, near, far = Group([], 3.6), Group([], 2.0, drop=0.3), Group([], 2.0, far=0.7)
    run = spline(spine, False, 5)
    size = [r for r, _ in spline([(r, 0.0) for r in radii], False, 5)]
    for i in range(len(run) - 1):
        body.parts.append(Cap(run[i], size[i], run[i + 1], size[i + 1], skin, 0, 0, 0.3, None, 0.45))
    chest = spline([(30, -44), (38, -36), (32, -16), (10, -1), (-20, -1), (-4, -8), (18, -22)], True, 5)
    body.decals.append(Mark("soft", chest, over(pale, skin), (6.0, 1), 0, 0.8))
    for i in range(34):  # dark rings and spots on the back
        k = 2 + int((len(run) - 6) * ((i * 0.618034) % 1))
        (x, y), r = run[k], size[k]
        spot = (x + 2 * ((i * 0.37) % 1), y - r * (0.75 - 1.1 * ((i * 0.754878) % 1)))
        body.decals.append(Mark("soft", [spot], (0.66, 0.66, 0.68), (1.0 + 1.5 * ((i * 0.57) % 1), 1.1), 0, 0.7))
    hx, hy = spine[-1][0] + 4, spine[-1][1] - 8
    body.parts += [
        Cap((hx, hy), 12.5, (hx + 4, hy + 1), 11.5, skin, 3, 3, 0.3, None, 0.4),
        Cap((hx + 11, hy + 4), 6.6, (hx + 14, hy + 5), 5.6, pale, 5, 5, 0.3, None, 0.3),
        Cap((hx + 19.0, hy + 2.2), 1.9, (hx + 19.3, hy + 2.2), 1.9, INK, 8, None, 0, None, 0.9),
    ]
    paddle = 14 * wave(phase, 0.1) if going else 2 * wave(phase)
    for group, off in ((far, 6.0), (near, 0.0)):
        tip = polar((18 + off, -15), -30 + paddle, 26)
        tip = (tip[0], min(tip[1], -2.0))
        group.parts.append(
            Patch(
                spline(
                    [
                        (20 + off, -22),
                        (26 + off, -15),
                        ((tip[0] + 22 + off) / 2 + 4, (tip[1] - 15) / 2),
                        tip,
                        (tip[0] - 7, tip[1] - 1),
                        (10 + off, -13),
                    ]
                ),
                darker(skin, 0.82),
                14,
                4,
                0,
                None,
                0.4,
            )
        )
    for s in (-1, 1):
        far.parts.append(
            Cap((-74, -7), 4, (-92, -7 - 6 * s + hump * 0.4), 3, darker(skin, 0.8), 0, None, 0, None, 0.4)
        )
    fig = Figure([far, body, near])
    for dx in (8.5, 1.5):
        fig.items += _eye((hx + dx + 0.5, hy - 2.5), 2.3 if dx > 4 else 2.5)
    for i in range(3):
        fig.items.append(
            Mark(
                "line",
                [(hx + 13, hy + 5 + i), (hx + 3, hy + 7 + 2.6 * i)],
                (0.95, 0.95, 0.93),
                (0.3, 1),
                0,
                0.7,
                1.0,
            )
        )
    fig.items.append(
        Mark(
            "line",
            spline([(hx + 18, hy + 6), (hx + 13, hy + 9), (hx + 7, hy + 8)], False),
            INK,
            (0.7, 1),
            alpha=0.6,
        )
    )
    return fig


def insect(kind: str, col: Colour | None, action: str, phase: float) -> Figure:
    """ladybug and spider, on the ground. About 60 units long."""
    black: Colour = (0.10, 0.08, 0.08)
    legs, body, top = Group([], 1.0), Group([], 2.0), Group([], 1.6, drop=0.2)
    walking = 1.0 if action in ("walk", "run", "dance", "jump") else 0.1
    if kind == "ladybug":
        red: Colour = col or (0.84, 0.12, 0.08)
        for i in range(3):
            p = phase * 2 + 0.33 * i
            for off in (-3.0, 3.0):
                x = 14 - 14 * i + off
                end: Point = (
                    x + 3 * (1 - i) + 4 * walking * math.cos(2 * math.pi * p),
                    -max(math.sin(2 * math.pi * p), 0) * 3 * walking,
                )
                legs.parts += [
                    Cap((x, -10), 1.7, (x + 4 * (1 - i), -6), 1.4, black, 6),
                    Cap((x + 4 * (1 - i), -6), 1.3, end, 0.9, black, 6),
                ]
        body.parts += [
            Cap((20, -15), 9.0, (25, -14), 8.4, black, 0, 0, 0, None, 0.5),
            Cap((31, -12), 5.6, (33, -11.5), 5.2, black, 1, 1, 0, None, 0.5),
            Cap((34, -15), 0.7, (40, -22), 1.2, black, 2),
            Cap((32, -16), 0.7, (36, -24), 1.2, black, 2),
            Cap((25, -20), 2.2, (26, -19.6), 2.2, (0.96, 0.95, 0.92), 8),
        ]
        top.parts.append(
            Patch(
                spline([(25, -9), (21, -24), (4, -34), (-16, -31), (-29, -17), (-28, -8), (-2, -6)]),
                red,
                4,
                22,
                0,
                None,
                0.8,
            )
        )
        ink = over(black, red)
        for x, y, wide, tall in (
            (13.0, -24.5, 3.6, 2.8),
            (-4.0, -28.5, 4.6, 2.6),
            (-19.0, -23.5, 3.6, 3.0),
            (6.0, -15.5, 4.0, 4.0),
            (-12.0, -15.0, 4.2, 4.0),
            (18.0, -13.0, 2.4, 3.0),
            (-23.0, -11.5, 2.6, 2.6),
        ):
            top.decals.append(Mark("oval", [(x, y)], ink, (wide, tall)))
        seam = spline([(22, -25), (4, -33), (-14, -30.5), (-28, -17)], False, 5)
        top.decals.append(Mark("line", seam, (0.30, 0.22, 0.22), (0.9, 1), 0, 0.9))
        hem = spline([(23, -10), (-2, -7.4), (-27, -9)], False, 5)
        top.decals.append(Mark("line", hem, (0.52, 0.44, 0.44), (2.6, 1), 0, 0.7))
        fig = Figure([legs, body, top])
        fig.items += _eye((34.5, -13.5), 1.8)
        return fig
    hair: Colour = col or (0.20, 0.15, 0.13)
    far = Group([], 1.0, far=0.7)
    for i in range(4):
        p = phase * 2 + 0.25 * i
        for group, off, half in ((far, 3.0, 0.5), (legs, 0.0, 0.0)):
            fan = (26, 9, -12, -30)[i]
            lift = max(math.sin(2 * math.pi * (p + half)), 0) * 7 * walking
            end = (fan * 1.75 + 5 * walking * math.cos(2 * math.pi * (p + half)) + off, -lift - 0.8)
            knee: Point = (fan * 1.15 + off, -37 - 2 * (i % 2) - lift * 0.4)
            group.parts += [
                Cap((6 + fan * 0.25 + off, -18), 2.8, knee, 2.2, hair, 6, 6, 1.2),
                Cap(
                    knee, 2.2, ((knee[0] + end[0]) / 2 + fan * 0.14, (knee[1] + end[1]) / 2), 1.7, hair, 6, 6, 1.2
                ),
                Cap(((knee[0] + end[0]) / 2 + fan * 0.14, (knee[1] + end[1]) / 2), 1.7, end, 0.9, hair, 6, 6, 0.8),
            ]
    body.parts += [
        Cap((-16, -24), 15.5, (-22, -25), 14.5, hair, 0, 0, 2.4, (-0.8, 0.4)),
        Cap((7, -19), 9.6, (11, -18), 8.6, darker(hair, 1.25), 2, 2, 1.6, (-0.8, 0.3)),
        Cap((17, -14), 2.4, (21, -7), 1.6, darker(hair, 0.8), 6, 6, 0.8),
    ]
    for stripe in (-8.0, -16.0, -24.0):
        body.parts.append(
            Cap(
                (stripe, -34 + abs(stripe + 16) * 0.3),
                2.2,
                (stripe - 3, -28),
                1.6,
                darker(hair, 1.9),
                12,
                None,
                1.0,
            )
        )
    fig = Figure([far, body, legs])
    for eye, size in (((17.0, -22.0), 1.9), ((13.5, -23.5), 1.5), ((19.0, -19.0), 1.2)):
        fig.items += _eye(eye, size, (0.5, 0.08, 0.06), 0.6)
    return fig


def ghost(col: Colour | None, action: str, phase: float) -> Figure:
    """A sheet that floats; 160 units high, its hem above the ground."""
    sheet: Colour = col or (0.90, 0.93, 0.97)
    body, arms = Group([], 3.0, crisp=1.4), Group([], 2.4, drop=0.2)
    bob = 4 * wave(phase)
    lean = 4 * wave(phase, 0.2)
    top: Point = (6 + lean, -138 + bob)
    body.parts.append(Cap(top, 23, (2 + lean * 0.6, -104 + bob), 27, sheet, 6, 6, 0, None, 0.1, 0.22))
    for i in range(9):
        u = (i - 4) / 4
        swing = 5 * wave(phase, 0.1 * i)
        mid: Point = (24 * u + lean * 0.4, -76 + bob)
        end: Point = (34 * u - 8 + swing - 6 * (1 - u), -26 + bob - 7 * (i % 2) - 4 * wave(phase, 0.17 * i))
        z = 16 - 12 * u * u
        tone = darker(sheet, (0.93, 1.0)[i % 2])
        body.parts += [
            Cap((16 * u + lean * 0.6, -110 + bob), 10, mid, 9, tone, z, z, 0, None, 0.1, 0.2),
            Cap(mid, 9, end, 4.5, tone, z, z - 4, 0, None, 0.1, 0.2),
        ]
    for side, z in ((-1.0, 8.0), (1.0, 20.0)):
        hand: Point = (34 + 14 * side * 0.3 + lean, -104 + bob + 6 * wave(phase, 0.3 * side))
        arms.parts.append(Cap((8 + 10 * side, -102 + bob), 8.5, hand, 5.0, sheet, z, z, 0, None, 0.1, 0.2))
    dark: Colour = (0.10, 0.11, 0.18)
    fig = Figure([body, arms])
    hx, hy = top
    fig.items += [
        Mark("oval", [(hx + 13, hy - 1)], dark, (3.6, 5.4), 6),
        Mark("oval", [(hx + 1, hy - 1)], dark, (4.4, 5.8), 6),
        Mark("oval", [(hx + 8, hy + 13)], dark, (3.6, 4.4 + 1.6 * abs(wave(phase, 0, 2)))),
        Mark("oval", [(hx + 14, hy - 3)], (1, 1, 1), (0.9, 1.1), 0, 0.8, 1.0),
        Mark("oval", [(hx + 2.2, hy - 3)], (1, 1, 1), (1.0, 1.2), 0, 0.8, 1.0),
    ]
    fig.lift = 22 - bob
    return fig
