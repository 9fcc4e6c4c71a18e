"""Birds: built in three dimensions from what tells kinds apart - wing, neck, bill, legs, tail. About 100 units
long; what flies hangs by its middle, what stands has its feet at y = 0.
"""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import pairwise

from omnireel.animatic.solids import Cap, Colour, Figure, Group, Item, Mark, Patch, Point, placed, spline
from omnireel.animatic.subjects.bird_heads import Look, head_and_face
from omnireel.animatic.subjects.bird_kinds import INK, Bird
from omnireel.animatic.subjects.feathers import beat_of, display, folded, tail_of, wheel, wing
from omnireel.animatic.subjects.gait import bend
from omnireel.animatic.subjects.materials import darker, ease, mixed, wave
from omnireel.animatic.subjects.membranes import line, over
from omnireel.animatic.subjects.space import TILT, Axes, V, axes, cap, seen, vec

BARK: Colour = (0.25, 0.20, 0.16)
FLYING = ("fly", "glide", "hover")
AFLOAT = ("float", "swim")
TURN = 32.0  # degrees a bird in the air is turned to the viewer, so that both wings are seen
STANDING_TURN = 26.0
PERCH = 30.0  # how high the bough is on which birds sit
PENGUIN_HIGH = 62.0
PENGUIN_TURN = 38.0
PENGUIN_STRIDE = 8.0


def pace(b: Bird) -> tuple[float, float]:
    """Seconds that two steps take, and units a second over the ground; a foot that bears weight stays put."""
    if b.upright:
        return 0.8, 4 * PENGUIN_STRIDE * math.cos(math.radians(PENGUIN_TURN)) / 0.8
    period = 0.5 + 0.012 * b.legs
    return period, 4 * _stride(b) / period


def _stride(b: Bird) -> float:
    """How far ahead of the hip a foot is put down."""
    return 4.5 + 0.22 * b.legs


def _trunk(b: Bird, at: Axes, body: Group) -> None:
    """Back and belly, one above the other, with what is drawn on them."""
    p, k = b.plump, b.long
    spots: list[tuple[float, float, float]] = [(13 * k, 0.0, 10.6), (-4 * k, 0.6, 9.8), (-23 * k, -1.0, 5.2)]
    for (x0, y0, r0), (x1, y1, r1) in pairwise(spots):
        body.parts.append(cap(at.out(x0, y0), r0 * p, at.out(x1, y1), r1 * p, b.body, 0, 1.5, b.gloss))
        body.parts[-1].flow = seen(at.way(-1, 0.15))
    low = [(14 * k, 3.8 * p, 8.4), (-3 * k, 4.8 * p, 7.6), (-23 * k, 1.4 * p, 4.2)]
    for (x0, y0, r0), (x1, y1, r1) in pairwise(low):
        body.parts.append(cap(at.out(x0, y0, 2.2), r0 * p, at.out(x1, y1, 1.6), r1 * p, b.belly, 1.5, 1.5))
        body.parts[-1].flow = seen(at.way(-1, 0.3))
    if b.bib is not None:
        body.parts.append(
            cap(at.out(18 * k, 1.0, 2), 8.2 * p, at.out(9 * k, 6.0 * p, 3), 7.0 * p, b.bib, 4.5, 1.2)
        )
        body.parts[-1].flow = seen(at.way(-1, 0.3))
    mark = over(b.mark or darker(b.belly, 0.6), b.belly)

    def on(x: float, down: float, side: float) -> V:
        r = 11.2 * p * (1 - 0.35 * max(-x / (30 * k), 0.0))
        return at.out(x, down * r, side * r)

    if "barred belly" in b.marks:
        for i in range(7):
            x = (17 - 6.0 * i) * k
            bow = [
                on(x - 1.5 * abs(s - 0.4), d, s) for d, s in ((0.10, 0.99), (0.5, 0.86), (0.85, 0.5), (0.98, 0.0))
            ]
            body.decals.append(Mark("line", spline([seen(q) for q in bow], False, 5), mark, (1.8, 1), 0, 0.75))
    if "streaks" in b.marks or "spots" in b.marks:
        for i in range(34):
            x = (19 - 34 * ((i * 0.618034) % 1)) * k
            a = 0.15 + 1.25 * ((i * 0.754878) % 1)
            q = on(x, math.sin(a), math.cos(a))
            end = q + at.way(-1, 0.1) * (3.8 if "streaks" in b.marks else 0.8)
            body.decals.append(line([q, end], mark, 1.1 if "streaks" in b.marks else 1.5, 0.75))


def _foot(b: Bird, group: Group, end: Point) -> None:
    """Webbed, or three toes ahead and one behind."""
    x, y = end
    z = 5.0
    if b.feet == "web":
        web = [(x - 1.5, y - 1.2), (x + 8.5, y - 1.4), (x + 10.0, y + 0.6), (x + 8, y + 2.0), (x - 1, y + 1.4)]
        group.parts.append(Patch(web, b.leg, z, 1.4))
        return
    thick = 1.4 if b.feet == "talon" else 0.85 if b.feet == "wade" else 0.9
    long = 8.5 if b.feet == "wade" else 6.8
    for dx, dy in ((long * 0.86, 1.8), (long, 0.2), (long * 0.78, -1.4), (-0.6 * long, 0.2)):
        tip = (x + dx, y + dy)
        group.parts.append(Cap((x - 0.6, y - 0.2), thick, tip, thick * 0.75, b.leg, z))
        if b.feet == "talon":
            group.parts.append(Cap(tip, 1.0, (tip[0] + math.copysign(2.6, dx), tip[1] + 1.4), 0.3, INK, z + 1))


def _legs(b: Bird, at: Axes, action: str, phase: float) -> tuple[Group, Group]:
    """Far leg and near leg, standing or stepping."""
    far, near = Group([], 0.7, far=0.5), Group([], 0.7)
    step = 1.0 if action == "walk" else 0.0
    reach = _stride(b)
    thick = 1.9 if b.feet == "talon" else 1.05 if b.feet == "wade" else 1.35
    one_leg = b.feet == "wade" and b.bill == "bent" and not step
    for group, off, side in ((far, 0.0, -1.0), (near, 0.5, 1.0)):
        p = (phase + off) % 1.0
        x = (reach - 4 * reach * p if p < 0.5 else -reach + 4 * reach * (p - 0.5)) * step
        lift = max(math.sin(2 * math.pi * (p - 0.5)), 0.0) * (4 + 0.16 * b.legs) * step
        hip = seen(at.out(-4 * b.long, 7.5 * b.plump, 5 * side * b.plump))
        root = (hip[0] + 4.0 - 0.11 * b.pitch, 0.0)
        if one_leg and side < 0:  # the other is drawn up
            knee = (hip[0] + 9, hip[1] + 0.42 * b.legs)
            group.parts += [
                Cap(hip, 2.6, knee, 1.1, b.leg, 2),
                Cap(knee, 1.2, (knee[0] - 15, knee[1] - 4), 1.0, b.leg, 2),
            ]
            continue
        end: Point = (root[0] + x + 1.6 * side + (1.0 if side > 0 else 2.5), -lift - 1.4)
        upper, lower = (0.46, 0.62) if b.legs > 25 else (0.6, 0.6)
        full = max(math.hypot(end[0] - hip[0], end[1] - hip[1]), b.legs)
        ankle, end = bend(hip, end, full * upper * 1.03, full * lower * 1.03, -1)
        if b.thigh:
            mid = ((hip[0] + 2 * ankle[0]) / 3, (hip[1] + 2 * ankle[1]) / 3)
            group.parts.append(
                Cap(hip, 6.0 * b.plump, mid, 2.8, b.belly if b.head is None else b.body, 3, 3, 2.2, (-0.3, 1))
            )
        group.parts += [
            Cap(hip, thick * 1.9, ankle, thick, b.leg, 2),
            Cap(ankle, thick * 1.15, end, thick * 0.92, b.leg, 3),
        ]
        _foot(b, group, (end[0], end[1] + 0.3))
    return far, near


def _curve(points: list[V]) -> list[V]:
    """A smooth curve through points in space, each stretch in three."""
    flat = spline([(float(p[0]), float(p[1])) for p in points], False, 3)
    deep = spline([(float(p[2]), 0.0) for p in points], False, 3)
    return [vec(x, y, z) for (x, y), (z, _) in zip(flat, deep, strict=True)]


def _neck(b: Bird, at: V, to: V, way: V, body: Group) -> None:
    """From the chest to the head: straight, or in an S when it is long. way: ahead, level."""
    col = b.hood
    base = 8.4 * b.plump
    if not b.long_necked:
        body.parts.append(cap(at, base, to, max(b.neck_r, b.r * 0.82), col, 1, 1.2, b.gloss))
        return
    span = to - at
    bow = at + span * 0.20 + way * (0.30 * b.neck)
    high = at + span * 0.68 - way * (0.16 * b.neck)
    path = _curve([at, bow, high, to + way * -1.5])
    n = len(path) - 1
    for i in range(n):
        r0, r1 = (b.neck_r + (base - b.neck_r) * (1 - j / n) ** 3.6 for j in (i, i + 1))
        body.parts.append(
            cap(path[i], r0, path[i + 1], r1, col if i > 1 else mixed(b.body, col, 0.5 * i), 1, 0.9, b.gloss)
        )


def _pitch(b: Bird, action: str) -> tuple[float, float]:
    """Degrees that the trunk stands up and the tail is lifted from its line: on the ground it must not drag."""
    if action == "perch":
        return b.pitch, 4.0
    room = (b.legs + 11 * b.plump) / (20 * b.long + max(b.tail_long, b.wings.fall))
    free = math.degrees(math.asin(min(room, 1.0)))
    pitch = min(b.pitch, free + 20)
    return pitch, max(pitch - free, 4.0)


def _carriage(b: Bird, action: str, phase: float) -> tuple[Axes, V, float, float]:
    """How the trunk is held, where the head is, and how that is turned and nods (degrees)."""
    if action in FLYING:
        if action == "glide":
            y, lean, roll = 1.2 * wave(phase, 0.3), 2.0, 33.0 + 2.0 * wave(phase, 0.1)
        elif action == "hover":
            y, lean, roll = 1.6 * math.cos(2 * math.pi * phase), -34.0, 10.0
        else:
            y, lean, roll = 3.4 * math.cos(2 * math.pi * (phase - 0.04)), -5.0, 16.0
        at = axes(vec(0, y), TURN, lean, roll)
        level = axes(vec(0, y), TURN)
        stretch = 0.25 if b.coiled else 1.0
        root = at.out(16 * b.long, -4 * b.plump)
        if action == "hover":
            head = root + level.way(9 + b.neck, -8)
        elif b.bill == "owl":
            head = at.out(19 * b.long, -4.0)
        else:
            head = root + level.way(10 + b.neck * stretch, -3.5 - (0.35 * b.neck if b.coiled else 0.0))
        return at, head, TURN + (22 if b.bill == "owl" else -10), 2.0 if b.bill == "owl" else 0.0
    peck = ease(1.6 * wave(phase, 0.08)) if action == "eat" else 0.0
    bob = 1.0 * abs(wave(phase)) if action == "walk" else 0.35 * wave(phase)
    pitch = _pitch(b, action)[0] * (1 - 0.6 * peck)
    if action in AFLOAT:
        middle, pitch = -8.2 * b.plump + 0.7 * wave(phase), 4.0 + 1.2 * wave(phase, 0.2)
    else:
        middle = -b.legs - (10.5 + 6 * math.sin(math.radians(pitch))) * b.plump + bob * 0.5
    at = axes(vec(0, middle), STANDING_TURN, -pitch)
    level = axes(at.at, STANDING_TURN)
    root = at.out(16 * b.long, -4 * b.plump)
    # Heads of birds go in steps: still, then quickly ahead.
    thrust = 3.0 * (ease((phase * 2 % 1) * 2.5) - (phase * 2 % 1)) if action == "walk" else 0.0
    long = 8.0 + b.neck
    if b.bill == "owl":
        head = at.out(18.5 * b.long, -1.0) + level.way(1.5 + thrust, -5.0)
    else:
        rise = math.radians(62 if b.neck > 16 else 56)
        head = root + level.way(math.cos(rise) * long + thrust, -math.sin(rise) * long)
    if peck:
        food = root + level.ahead * (long * 0.9)
        food[1] = min(-4.0, root[1] + long * 0.9)
        head = head + (food - head) * peck
    glance = 0.0
    nod = 52.0 * peck
    if action in ("stand", "perch") and b.bill == "owl":
        glance = 44 * (ease((phase - 0.30) * 7) - ease((phase - 0.78) * 7)) - 6
    elif action in ("stand", "perch", *AFLOAT):
        glance = 18 * (ease((phase - 0.25) * 12) - ease((phase - 0.55) * 12)) - 8
    return at, head, STANDING_TURN + (8 if b.bill == "owl" else -2) + glance, nod


def head_of(b: Bird, action: str) -> tuple[float, float, float]:
    """Where the head is (x, y), and how high it is."""
    if b.upright:
        return 5.0, -PENGUIN_HIGH + 4, 20 * b.skull
    _, head, _, _ = _carriage(b, action, 0.0)
    x, y = seen(head)
    return x, y - (PERCH if action == "perch" else 0.0), 20 * b.skull


def bird(b: Bird, action: str, phase: float) -> Figure:
    """A bird doing what `action` says. On a bough (perch) its origin is the bough's foot."""
    if b.upright:
        return _penguin(b, action, phase)
    at, head, turn, nod = _carriage(b, action, phase)
    body = Group([], 2.0, crisp=1.6)
    neck = Group([], 1.0, crisp=1.4) if b.long_necked else body
    _trunk(b, at, body)
    if b.bill == "owl":
        body.parts.append(cap(at.out(13 * b.long, -1), 10.5 * b.plump, head, b.r * 0.9, b.body, 0, 1.5))
    else:
        ahead = axes(at.at, TURN if action in FLYING else STANDING_TURN).ahead
        _neck(b, at.out(13 * b.long, -2.5 * b.plump), head, ahead, neck)
    shut = action == "sleep" or (action != "fly" and 0.60 < phase % 1 < 0.68)
    sings = action in ("sing", "talk") and wave(phase, 0, 4) > 0
    face = head_and_face(b, head, turn, nod, neck, Look(float(shut), float(sings)))
    front: list[Item] = [body, *face] if neck is body else [body, neck, *face]
    if action in FLYING:
        beat = beat_of(b.wings, "fly" if action == "hover" else action, phase)
        spread = 1.0 if action == "glide" else 0.55 + 0.25 * math.cos(2 * math.pi * phase)
        behind: list[Item] = [*wing(b, at, -1.0, beat), tail_of(b, at, spread, 0.02), _trailing(b, at)]
        return _shown([*behind, *front, *wing(b, at, 1.0, beat)])
    lift = math.tan(math.radians(14.0 if b.tail == "short" else _pitch(b, action)[1]))
    tail: list[Item] = [tail_of(b, at, 0.15, lift)]
    if b.tail == "raised":
        tail = []
        behind = [display(b, at, phase)]
    elif b.train and action != "walk":  # who walks lets it trail
        behind = wheel(b, at, phase)
    else:
        behind = []
    if action not in AFLOAT:
        behind += _legs(b, at, action, phase)
    fig = _shown([*behind, *tail, *front, folded(b, at, 0.8 * lift)])
    if action in AFLOAT:
        fig.items += _ripples(b, phase, action == "swim")
    if action == "perch":
        fig = Figure([*_bough(), *placed(fig, 1.0, 0.0, -PERCH).items])
    return fig


def _shown(items: list[Item]) -> Figure:
    """A figure of what has parts."""
    return Figure([item for item in items if not isinstance(item, Group) or item.parts])


def _trailing(b: Bird, at: Axes) -> Group:
    """Legs in flight: long ones trail behind the tail, talons are drawn up, small ones are not seen."""
    legs = Group([], 1.0)
    for side in (-1.0, 1.0):
        if b.feet == "wade" or b.legs >= 26:
            start = at.out(-14 * b.long, 5, 1.5 * side)
            end = at.out(-22 * b.long - b.tail_long * 0.4 - 0.75 * b.legs, 4, 1.5 * side)
            legs.parts += [
                cap(start, 1.5, end, 1.0, b.leg, side),
                cap(end, 1.2, end + at.way(-7, 0.8), 0.7, b.leg, side),
            ]
        elif b.feet == "talon":
            fist = at.out(-20 * b.long, 7.5 * b.plump, 3 * side)
            legs.parts += [
                cap(at.out(-8, 6 * b.plump, 3 * side), 4.6, fist, 2.4, b.body, 0, 1.4),
                cap(fist, 2.2, fist + at.way(-4, 1.0), 1.2, b.leg, 1),
            ]
    return legs


def _penguin(b: Bird, action: str, phase: float) -> Figure:
    """Upright on two webbed feet; it walks by rocking from one to the other."""
    walks = action == "walk"
    rock = wave(phase) if walks else 0.12 * wave(phase)
    step = 1.0 if walks else 0.0
    sway, lean = vec(1.6 * rock * step, -3.2 - 1.2 * abs(rock) * step), 1.5 + 1.5 * wave(phase, 0.1, 2) * step
    at, level = axes(sway, PENGUIN_TURN, lean, 8 * rock), axes(vec(0, 0), PENGUIN_TURN)
    k = b.plump
    far, near, feet, body = (
        Group([], 1.2, far=0.5),
        Group([], 1.2, drop=0.3),
        Group([], 1.0),
        Group([], 3.2, crisp=1.8),
    )
    for side in (-1.0, 1.0):
        p = (phase + (0.25 if side > 0 else 0.75)) % 1.0
        x = PENGUIN_STRIDE * (1 - 4 * p if p < 0.5 else 4 * p - 3) * step
        lift = max(math.sin(2 * math.pi * (p - 0.5)), 0.0) * 3.4 * step
        root = level.out(x, -lift, 7.5 * side)
        heel = seen(root + vec(0, -1.6))
        for dx, dz in ((10.5, -3.0), (12.0, 0.0), (10.5, 3.5)):
            toe = root + level.way(dx, 0, dz)
            feet.parts.append(Cap(heel, 2.4, (toe[0], toe[1] + TILT * toe[2] - 1.2), 1.2, b.leg, float(root[2])))
        feet.parts.append(cap(at.out(-1, -6, 7 * side), 5.0, root + vec(0, -3), 2.8, b.body, 0, 0.6))
    body.parts += [
        cap(at.out(-1, -15), 16.0 * k, at.out(-0.5, -27), 15.0 * k, b.body, 0, 0.9),
        cap(at.out(-0.5, -27), 15.0 * k, at.out(0.5, -42), 10.8 * k, b.body, 0, 0.9),
        cap(at.out(0.5, -42), 10.6 * k, at.out(2.0, -55), 8.0, b.hood, 0, 0.7),
        cap(at.out(5.2, -14), 13.0 * k, at.out(5.0, -28), 12.2 * k, b.belly, 3, 0.9),
        cap(at.out(5.0, -28), 12.2 * k, at.out(4.6, -42), 8.2 * k, b.belly, 3, 0.9),
        cap(at.out(-10, -5), 5.0, at.out(-17, -1.5), 2.0, b.body, 0, 0.6),
    ]
    if b.face is not None:
        for side in (-1.0, 1.0):
            body.parts += [
                cap(at.out(3.2, -53, 5.2 * side), 3.0, at.out(1.6, -47, 7.0 * side), 3.2, b.face, 4.5, 0.4),
                cap(
                    at.out(4.5, -43, 3.5 * side),
                    3.6,
                    at.out(5.4, -40, 2.0 * side),
                    3.0,
                    mixed(b.face, b.belly, 0.55),
                    5,
                    0.4,
                ),
            ]
    for part in body.parts:
        part.flow = (0.0, 1.0)
    head = at.out(2.6, -56.5)
    face = head_and_face(
        replace(b, face=None),
        head,
        PENGUIN_TURN - 12 + 12 * wave(phase, 0.2) * (1 - 0.6 * step),
        2.0,
        body,
        Look(1.0 if not walks and 0.6 < phase < 0.66 else 0.0),
    )
    for group, side in ((far, -1.0), (near, 1.0)):
        a = math.radians(13 + 7 * abs(rock) * step + 2 * wave(phase))
        shoulder = at.out(0.5, -41, 10.5 * k * side)
        hand = at.way(-0.20 - 0.1 * rock * side * step, math.cos(a), math.sin(a) * side)
        mid, tip = shoulder + hand * 17, shoulder + hand * 32 + at.way(-3, 0, 0)
        group.parts += [
            cap(shoulder, 3.4, mid, 4.6, b.wing, 3 * side, 0.5),
            cap(mid, 4.6, tip, 1.6, b.wing, 3 * side, 0.5),
        ]
    return Figure([far, feet, body, *face, near])


def _ripples(b: Bird, phase: float, under_way: bool) -> list[Item]:
    """The water darkens beneath what floats on it, and light lines run back from the breast."""
    wide = 25 * b.long * b.plump
    out: list[Item] = [Mark("soft", [(-2, 1.5)], (0.42, 0.46, 0.52), (wide * 0.8, 2.6), 0, 0.75, stain=True)]
    for i in range(3):
        t = (i + phase) / 3 if under_way else (i + 0.3 + 0.2 * wave(phase)) / 3
        reach = wide * (0.85 + 0.5 * t)
        bow = [(reach - 8 * t, 1.6 + 0.6 * t), (0.2 * reach, 3.2 + 2.6 * t), (-reach, 3.0 + 4.0 * t)]
        light = 0.30 * math.sin(math.pi * min(t, 1.0))
        out.append(Mark("line", spline(bow, False, 6), (0.86, 0.92, 0.96), (0.7, 1), 0, light, 1.0))
    return out


def _bough() -> list[Item]:
    """A dead tree's foot and the bough that leaves it, where birds sit."""
    wood = Group([], 2.4)
    run: list[Point] = [(-50, 4), (-46, -10), (-43, -24), (-40, -42), (-36, -62)]
    for i, r in enumerate((9.0, 7.6, 6.8, 5.6)):
        wood.parts.append(Cap(run[i], r, run[i + 1], r - 1.3, BARK, -6, -6, 0.9, (0.1, 1)))
    limb: list[Point] = [(-43, -22), (-24, -26.5), (0, -26.0), (22, -27.5), (40, -33), (50, -42)]
    for i, r in enumerate((5.2, 4.4, 4.0, 3.4, 2.2)):
        wood.parts.append(Cap(limb[i], r, limb[i + 1], max(r - 0.9, 1.0), BARK, -2, -2, 0.9, (1, 0.05)))
    wood.parts += [
        Cap((-36, -62), 3.6, (-31, -70), 1.2, darker(BARK, 0.8), -6),
        Cap((22, -27.5), 2.0, (31, -22), 0.9, BARK, -3),
        Cap((-40, -46), 3.0, (-54, -58), 1.0, BARK, -8),
        Cap((-28, -29), 2.6, (-16, -29), 1.8, (0.30, 0.36, 0.16), 1, 1, 1.6, (0, 1)),
    ]
    for x, y, long in ((-46, -4, 8), (-43, -16, 9), (-40, -34, 9), (-38, -50, 7), (-47, -12, 7)):
        wood.decals.append(Mark("line", [(x, y), (x + 1.2, y - long)], (0.55, 0.52, 0.5), (0.9, 1), 0, 0.8))
    for start in (-30.0, -12.0, 8.0, 16.0, 30.0):
        wood.decals.append(Mark("line", [(start, -26.0), (start + 8, -26.6)], (0.55, 0.52, 0.5), (0.8, 1), 0, 0.8))
    return [wood]
