"""What flies and swims: birds, butterflies, dragons, fish, whales, turtles, jellyfish. 100 units = body
length.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from omnireel.animatic.solids import Cap, Colour, Figure, Group, Item, Mark, Patch, Point, spline
from omnireel.animatic.subjects import quadruped
from omnireel.animatic.subjects.gait import bend, polar
from omnireel.animatic.subjects.materials import darker
from omnireel.animatic.subjects.space import Axes, V, axes, cap, seen, vec

INK: Colour = (0.08, 0.06, 0.06)
HORN: Colour = (0.86, 0.80, 0.64)


def _wave(phase: float, delay: float = 0.0, beats: float = 1) -> float:
    return math.sin(2 * math.pi * (phase * beats - delay))


def _darker(c: Colour, k: float) -> Colour:
    return (c[0] * k, c[1] * k, c[2] * k)


@dataclass(frozen=True)
class Bird:
    body: Colour
    wing: Colour
    belly: Colour
    bill: Colour = (0.90, 0.62, 0.20)
    span: float = 1.0
    neck: float = 10
    bill_long: float = 9
    legs: float = 12
    crest: bool = False
    tail: float = 24
    head_white: Colour | None = None
    round: float = 1.0
    upright: bool = False
    hook: bool = False
    skull: float = 1.0
    eye: float = 1.0
    iris: Colour | None = None
    blush: Colour | None = None
    tail_white: Colour | None = None
    fan: bool = False  # a tail that opens to a wheel


def _wing(b: Bird, body: Axes, side: float, up: float, late: float) -> list[Cap | Patch]:
    """One wing, feather by feather. up, late: degrees that arm and hand are raised."""
    col, light = b.wing, tuple(0.55 * w + 0.45 * t for w, t in zip(b.wing, b.body, strict=True))
    a1, a2 = math.radians(up), math.radians(late)
    arm = body.way(0.16, -math.sin(a1), math.cos(a1) * side)
    hand = body.way(-0.26, -math.sin(a2), math.cos(a2) * side)
    back = body.way(-1.0, 0.16, 0.0)
    span = b.span
    shoulder = body.out(11, -5 * b.round, 5 * side)
    wrist = shoulder + arm * (27 * span)
    finger = wrist + hand * (20 * span)
    out: list[Cap | Patch] = []

    def feather(root: V, way: V, long: float, wide: float, tone: Colour, lift: float = 0.0) -> None:
        size = float((way @ way) ** 0.5) or 1.0
        tip = root + way * (long / size)
        out.append(cap(root, wide, tip, wide * 0.5, tone, lift, 0.5))

    for i in range(8):
        u = i / 7
        tone = darker(col, 0.88 if i % 2 else 1.04)
        feather(
            shoulder + (wrist - shoulder) * u,
            back + hand * (0.25 * u),
            (24 - 3 * u) * (0.6 + 0.4 * span),
            3.9,
            tone,
        )
    n = 9
    for i in range(n):
        u = i / (n - 1)
        way = back * (1 - 0.86 * u) + hand * (0.18 + 0.95 * u)
        tone = darker(col, 0.66 if i % 2 else 0.82)
        feather(
            wrist + (finger - wrist) * u,
            way,
            (26 + 14 * u * (1 - 0.25 * u)) * (0.5 + 0.5 * span),
            3.3 - 0.9 * u,
            tone,
            0.4,
        )
    for i in range(9):
        u = i / 8
        at = shoulder + (wrist - shoulder) * min(u * 1.5, 1.0) + (finger - wrist) * max(u * 1.5 - 0.9, 0.0)
        feather(
            at,
            back + hand * (0.7 * u),
            12.5 - 3 * u,
            3.6 - 0.8 * u,
            tuple(min(c * (1.0 if i % 2 else 1.12), 1) for c in light),
            1.6,
        )
    out += [
        cap(shoulder, 6.0 * b.round, wrist, 3.2, b.body, 1.6, 0.8),
        cap(wrist, 3.2, finger, 1.8, b.body, 1.6, 0.6),
    ]
    return out


def _bird_head(b: Bird, head: Point, col: Colour, body: Group) -> list[Item]:
    """Skull, bill and eye."""
    r = 7.6 * b.round * b.skull
    x, y = head
    body.parts += [
        Cap(head, r, (x + 2, y + 0.6), r * 0.94, col, 2, 2, 0.8, (-0.9, 0.4)),
    ]
    tip: Point = (x + r * 0.85 + b.bill_long, y + 2.6)
    bill = Group([], 0.7, drop=0.15, fine=True)
    thick = 2.9 if not b.hook else 3.5
    bill.parts += [
        Cap((x + r * 0.70, y + 0.6), thick, tip, 0.8 if not b.hook else 1.5, b.bill, 4, 4, 0, None, 0.4),
        Cap(
            (x + r * 0.68, y + 2.4),
            thick * 0.7,
            (tip[0] - 1.6, tip[1] + 0.8),
            0.7,
            darker(b.bill, 0.82),
            3,
            3,
            0,
            None,
            0.3,
        ),
    ]
    if b.hook:
        bill.parts.append(
            Cap(tip, 1.6, (tip[0] + 0.6, tip[1] + 3.2), 0.5, darker(b.bill, 0.7), 4, 4, 0, None, 0.4)
        )
    if b.crest:
        comb: Colour = (0.80, 0.12, 0.10) if b.legs < 20 and not b.hook else b.body
        for i in range(4):
            body.parts.append(
                Cap((x - 4 + 3 * i, y - r * 0.7), 2.3, (x - 5.5 + 3.4 * i, y - r - 3.5), 1.3, comb, 3)
            )
        body.parts.append(Cap((x + r * 0.8, y + 4), 1.7, (x + r * 0.75, y + 8), 1.9, comb, 3))
    eye: Point = (x + r * 0.42, y - 1.3)
    big = 1.7 * b.eye
    out: list[Item] = [
        bill,
        Mark("soft", [eye], (0.5, 0.45, 0.42), (big * 1.5, big * 1.4), 0, 0.6, stain=True),
    ]
    if b.iris is not None:
        out.append(Mark("oval", [eye], b.iris, (big * 1.05, big * 1.05)))
    out += [
        Mark("oval", [eye], INK, (big * (0.62 if b.iris else 1.0), big * (0.62 if b.iris else 1.0))),
        Mark("oval", [(eye[0] + 0.45, eye[1] - 0.55)], (1, 1, 0.95), (0.5 * b.eye, 0.5 * b.eye), 0, 1, 1.0),
    ]
    if b.hook:  # the brow of a hunter
        out.append(
            Mark(
                "line",
                [(eye[0] - 2.2, eye[1] - 2.4), (eye[0] + 2.6, eye[1] - 1.2)],
                darker(col, 0.62),
                (1.0, 1),
                0,
                0.8,
            )
        )
    return out


def head_of(b: Bird, action: str) -> tuple[float, float, float]:
    """Where the head is (x, y), and how high it is."""
    high = 20 * b.round * b.skull
    if action in ("fly", "glide", "hover", "swim"):
        return 31 + b.neck, -9.0, high
    y = -b.legs - 15 * b.round
    if b.upright:
        return 5.0, y - 42, high
    return 18 + b.neck * 0.5, y - 18 * b.round - b.neck, high


def bird(b: Bird, action: str, phase: float) -> Figure:
    """A bird. fly and glide hang at y = 0 (the body's middle); stand and walk have the feet there."""
    flying = action in ("fly", "glide", "hover", "swim")
    head_col = b.head_white or b.body
    far, body, near, back = (
        Group([], 1.1, far=0.45, crisp=2.0),
        Group([], 3.4),
        Group([], 1.1, drop=0.3, crisp=2.0),
        Group([], 1.0, crisp=2.0),
    )
    if flying:
        if action == "glide":
            up, late = 13 + 5 * _wave(phase), 8 + 6 * _wave(phase, 0.1)
        else:
            up = 12 + 46 * math.cos(2 * math.pi * phase)
            late = 4 + 56 * math.cos(2 * math.pi * (phase - 0.11))
        rise = -4 * math.cos(2 * math.pi * (phase - 0.2)) if action != "glide" else 2 * _wave(phase, 0.3)
        c: Point = (0.0, -rise * 0.7)
        # A little banked, so that both wings are seen.
        frame = axes(vec(*c), 16, -4 if action != "glide" else 2, 24)
        far.parts += _wing(b, frame, -1.0, up, late)
        near.parts += _wing(b, frame, 1.0, up, late)
        body.parts += [
            Cap(
                (c[0] + 14, c[1] - 2),
                11.5 * b.round,
                (c[0] - 20, c[1] + 1),
                7.5 * b.round,
                b.body,
                0,
                0,
                1.4,
                (-1, 0.2),
            ),
            Cap(
                (c[0] + 11, c[1] + 5 * b.round),
                8.5 * b.round,
                (c[0] - 14, c[1] + 5),
                5.5 * b.round,
                b.belly,
                2,
                2,
                1.4,
                (-1, 0.3),
            ),
            Cap(
                (c[0] + 16, c[1] - 4),
                8 * b.round,
                (c[0] + 28 + b.neck, c[1] - 8),
                7.0 * b.round * b.skull,
                head_col,
                1,
                1,
                1.0,
            ),
        ]
        if b.legs > 3 and b.legs < 30:
            body.parts.append(Cap((c[0] - 12, c[1] + 8), 2.6, (c[0] - 24, c[1] + 10), 1.6, b.bill, 3))
        elif b.legs >= 30:
            body.parts.append(Cap((c[0] - 14, c[1] + 5), 1.6, (c[0] - 26 - b.legs, c[1] + 8), 1.2, b.bill, 3))
        tail_at: Point = (c[0] - 20, c[1] + 0.5)
        head: Point = (c[0] + 29 + b.neck, c[1] - 9)
        spread, droop = (9.0, 0.0) if b.span > 1.1 else (6.5, 0.0)
    else:
        step = 1.0 if action in ("walk", "run") else 0.0
        peck = max(_wave(phase, 0.1), 0) * (1.0 if action == "eat" else 0.0)
        c = (0.0, -b.legs - 15 * b.round - 1.0 * _wave(phase, 0, 2))
        shanks = Group([], 1.2)
        for group, off in ((far, 0.0), (shanks, 0.5)):
            p = (phase + off) % 1.0
            x = (7 - 28 * p if p < 0.5 else -7 + 28 * (p - 0.5)) * step + (4.5 if group is far else -2.0)
            lift = max(math.sin(2 * math.pi * (p - 0.5)), 0) * 5 * step if p > 0.5 else 0
            hip: Point = (c[0] - 2, c[1] + 9 * b.round)
            end: Point = (x + 2, -lift - 1.5)
            knee, end = bend(hip, end, b.legs * 0.62, b.legs * 0.62, -1)
            group.parts += [
                Cap(hip, 3.4, knee, 1.8, b.bill, 4),
                Cap(knee, 1.5, end, 1.4, b.bill, 4),
                *(
                    Cap((end[0] - 1, end[1]), 1.2, (end[0] + dx, end[1] + dy), 0.9, b.bill, 4)
                    for dx, dy in ((7, 0.9), (5.5, -0.3), (-4, 0.6))
                ),
            ]
        back.parts += shanks.parts
        droop = 0.0
        if b.upright:
            rock = 3.0 * _wave(phase) * step
            head = (4.0 + rock, c[1] - 42)
            body.parts += [
                Cap((-1.0, c[1] + 4), 14.5, (1.0 + rock * 0.6, c[1] - 22), 12.0, b.body, 0, 0, 1.0, (0, 1)),
                Cap((1.0 + rock * 0.6, c[1] - 22), 11.5, head, 8.0, head_col, 0, 0, 0.8, (0, 1)),
                Cap((6.0, c[1] + 3), 11.0, (7.4 + rock * 0.6, c[1] - 22), 7.6, b.belly, 5, 5, 1.0, (0, 1)),
            ]
            swing = 10 + 8 * abs(_wave(phase)) * step
            flip = polar((-1.0 + rock * 0.4, c[1] - 25), -swing, 34)
            near.parts.append(Cap((-1.0 + rock * 0.4, c[1] - 25), 4.6, flip, 2.2, b.wing, 14, 14, 0.5, (0, 1)))
            if b.blush is not None:
                body.parts.append(
                    Cap((head[0] - 2, head[1] + 3), 2.6, (head[0] - 1, head[1] + 7), 2.0, b.blush, 8)
                )
            for stand, group in ((3.0, far), (-2.0, back)):
                group.parts += [
                    Cap((stand + 1, -2.6), 3.0, (stand + dx, -1.2), 1.5, b.bill, 3) for dx in (7.0, 10.0, 12.0)
                ]
            spread, tail_at = 2.0, (c[0] - 12, c[1] + 14)
        else:
            body.parts += [
                Cap(
                    (c[0] + 8, c[1] - 4),
                    15 * b.round,
                    (c[0] - 16, c[1] + 3),
                    11 * b.round,
                    b.body,
                    0,
                    0,
                    1.6,
                    (-1, 0.4),
                ),
                Cap(
                    (c[0] + 10, c[1] + 4),
                    11 * b.round,
                    (c[0] - 8, c[1] + 7),
                    8 * b.round,
                    b.belly,
                    3,
                    3,
                    1.6,
                    (-0.8, 0.6),
                ),
            ]
            head = (c[0] + 16 + b.neck * 0.5 + 12 * peck, c[1] - 18 * b.round - b.neck + (30 + b.neck) * peck)
            if b.neck > 22:  # a long neck stands in an S
                bow: Point = (c[0] + 22 + 8 * peck, c[1] - 8 - b.neck * 0.25)
                up_: Point = (head[0] - 9, head[1] + b.neck * 0.45)
                body.parts += [
                    Cap((c[0] + 10, c[1] - 6), 8 * b.round, bow, 5.4, head_col, 1, 1, 1.0),
                    Cap(bow, 5.4, up_, 4.6, head_col, 1, 1, 0.8),
                    Cap(up_, 4.6, head, 5.2, head_col, 1, 1, 0.8),
                ]
            else:
                body.parts.append(
                    Cap((c[0] + 10, c[1] - 8), 9 * b.round, head, 7.0 * b.round * b.skull, head_col, 1, 1, 1.2)
                )
            # The folded wing: coverts like scales, then the long feathers.
            light = tuple(0.55 * w + 0.45 * t for w, t in zip(b.wing, b.body, strict=True))
            for row, (n, long, wide) in enumerate(((5, 30, 4.2), (6, 20, 4.0), (5, 12, 3.8))):
                for i in range(n):
                    u = i / (n - 1)
                    x0 = c[0] + 9 - 6 * row * 0.4 - 13 * u
                    y0 = c[1] - 10 + 2.2 * row + 13 * (1 - u) * (0.5 + 0.5 * (row < 2)) - 3 * row * (1 - u)
                    tone = darker(b.wing if row == 0 else light, (0.84, 1.04)[i % 2] * (0.82 if row == 0 else 1.0))
                    near.parts.append(
                        Cap(
                            (x0, y0),
                            wide,
                            (x0 - long, y0 + long * 0.36),
                            wide * 0.5,
                            tone,
                            13 + row * 1.6,
                            12 + row,
                            0.5,
                            (-1, 0.35),
                        )
                    )
            tail_at, spread, droop = (c[0] - 22, c[1] + 4), 4.0, 0.36
    if b.fan and not flying:
        for ring, plume in ((0, 62.0), (1, 50.0), (2, 36.0)):
            for i in range(15 - 2 * ring):
                turn = math.radians(-92 + (196 / (14 - 2 * ring)) * i + 3 * _wave(phase, 0.06 * i))
                root: Point = (c[0] - 8, c[1] + 2)
                end = (root[0] + math.sin(turn) * plume * 0.80 - 12, root[1] - math.cos(turn) * plume)
                back.parts += [
                    Cap(root, 1.8, end, 4.6, darker(b.wing, (0.75, 0.95)[i % 2]), ring * 2, ring * 2, 2.0),
                    Cap(end, 4.4, (end[0] + 0.3, end[1]), 4.4, (0.30, 0.55, 0.22), 6 + ring * 2),
                    Cap(end, 2.8, (end[0] + 0.3, end[1]), 2.8, (0.75, 0.52, 0.16), 9 + ring * 2),
                    Cap(end, 1.7, (end[0] + 0.3, end[1]), 1.7, (0.10, 0.20, 0.55), 12 + ring * 2),
                ]
    if not b.upright:
        tone = darker(b.wing, 0.9) if b.tail_white is None else b.tail_white
        for i in range(5):
            k = i - 2
            end = (
                tail_at[0] - 8 - b.tail * (1 - 0.04 * k * k),
                tail_at[1] + k * spread * 0.55 + droop * b.tail + 2,
            )
            back.parts.append(
                Cap(
                    (tail_at[0] + 4, tail_at[1] + k), 3.6, end, 2.6, darker(tone, (0.86, 1.04)[i % 2]), -2, -2, 0.5
                )
            )
    items: list[Item] = [far, back, body]
    face = _bird_head(b, head, head_col, body)
    return Figure([i for i in (*items, *face, near) if not isinstance(i, Group) or i.parts])


def butterfly(wing: Colour, action: str, phase: float) -> Figure:
    """Turned so that both wings are seen; veins and spots lie on them."""
    beat = math.cos(2 * math.pi * phase)
    frame = axes(vec(0, -3 * math.cos(2 * math.pi * (phase - 0.2))), 38, -28, 10)
    back, front, body = Group([], 1.0, far=0.3), Group([], 1.0, drop=0.2), Group([], 1.4)
    dark: Colour = (0.09, 0.07, 0.07)
    for group, side in ((back, -1.0), (front, 1.0)):
        a = math.radians(47 + 27 * beat)

        def on(along: float, out: float, side: float = side, a: float = a) -> Point:
            p = frame.out(along, -math.sin(a) * out - 2, math.cos(a) * out * side)
            return seen(p)

        z = float(frame.out(0, 0, 20 * math.cos(a) * side)[2])
        fore = [on(9, 2), on(24, 22), on(34, 44), on(26, 50), on(8, 40), on(-1, 18), on(0, 2)]
        hind = [on(0, 2), on(0, 20), on(-6, 37), on(-20, 38), on(-30, 26), on(-20, 10), on(-6, 2)]
        for outline in (hind, fore):
            group.parts.append(Patch(spline(outline, True, 5), wing, z, 2.0, 0, None, 0.15))
            group.decals.append(
                Mark("line", [*spline(outline, True, 5), outline[0]], (0.12, 0.09, 0.09), (5.0, 1), 0, 0.92)
            )
        for along, out in ((30.0, 42.0), (20.0, 44.0), (10.0, 40.0), (24.0, 30.0)):
            group.decals.append(Mark("line", [on(4, 6), on(along, out)], (0.16, 0.11, 0.10), (1.0, 1), 0, 0.8))
        for along, out in ((-4.0, 34.0), (-17.0, 34.0), (-25.0, 24.0)):
            group.decals.append(Mark("line", [on(-4, 6), on(along, out)], (0.16, 0.11, 0.10), (0.9, 1), 0, 0.8))
    items: list[Item] = [back, body, front]
    for along, r in ((-24.0, 1.8), (-16.0, 2.4), (-8.0, 2.6), (2.0, 3.2), (9.0, 3.0)):
        p, q = frame.out(along, 0, 0), frame.out(along + 8, -0.5, 0)
        body.parts.append(cap(p, r, q, r * 1.05, dark, 3.0, 0.8))
    head = frame.out(20, -2, 0)
    body.parts.append(cap(head, 3.0, head, 3.0, dark, 4.0, 0.6))
    for side in (-1.0, 1.0):
        tip = frame.out(36, -16, 7 * side)
        body.parts += [cap(head, 0.6, tip, 0.5, dark, 3.0), cap(tip, 1.0, tip, 1.0, dark, 3.0)]
        for i in range(5):  # pale dots along the edge
            a = math.radians(47 + 27 * beat)
            p = frame.out(
                30 - 9.5 * i, -math.sin(a) * (45 - abs(i - 1.2)) - 2, math.cos(a) * (45 - abs(i - 1.2)) * side
            )
            items.append(
                Mark("oval", [(float(p[0]), float(p[1] + 0.07 * p[2]))], (0.97, 0.93, 0.84), (1.1, 1.1), 0, 0.9)
            )
    return Figure(items)


def _sail(body: Axes, side: float, up: float, late: float, col: Colour, web: Colour) -> list[Cap | Patch]:
    """A dragon's wing: long fingers and the skin between them."""
    a1, a2 = math.radians(up), math.radians(late)
    arm = body.way(0.25, -math.sin(a1), math.cos(a1) * side)
    hand = body.way(-0.15, -math.sin(a2), math.cos(a2) * side)
    shoulder = body.out(12, -9, 7 * side)
    wrist = shoulder + arm * 42
    back = body.way(-1.0, 0.10, 0.0)
    tips = [
        wrist + (hand * math.cos(t) + back * math.sin(t)) * long
        for t, long in ((0.12, 58), (0.55, 56), (0.95, 50), (1.30, 42))
    ]
    root = body.out(-26, -4, 6 * side)
    edge: list[V] = [shoulder, wrist, tips[0]]
    for one, two in zip([*tips], [*tips[1:], root], strict=True):
        edge += [(one + two) / 2 * 0.86 + wrist * 0.14, two]
    high = float(sum(p[2] for p in edge) / len(edge))
    out: list[Cap | Patch] = [
        Patch([(float(p[0]), float(p[1] + 0.07 * p[2])) for p in edge], web, high, 2.6, 0, None, 0.25)
    ]
    for tip in tips:
        out.append(cap(wrist, 2.2, tip, 0.7, darker(col, 0.9), 5.0))
    out += [
        cap(shoulder, 6.0, wrist, 3.4, col, 5.0),
        cap(wrist, 3.0, wrist + body.way(0.5, -0.5, 0) * 8, 0.6, (0.86, 0.80, 0.64), 5.0),
    ]
    return out


DRAGON = quadruped.Beast(
    (0.28, 0.44, 0.26),
    (0.84, 0.74, 0.46),
    (0.16, 0.26, 0.16),
    ear="prick",
    ear_size=0.55,
    fur=0.0,
    muzzle=21,
    muzzle_r=6.4,
    skull=10.5,
    neck=10,
    neck_up=16,
    neck_r=8,
    head_down=10,
    look=22,
    eye_size=1.15,
    iris=(1.0, 0.78, 0.18),
    belly_pale=False,
)


def dragon(col: Colour, belly: Colour, action: str, phase: float) -> Figure:
    """Flies about its middle, 200 long: scaled, horned, with wings of skin."""
    b = replace(DRAGON, coat=col, dark=darker(col, 0.55))
    gliding = action == "glide"
    up = 14 + (48 * math.cos(2 * math.pi * phase) if not gliding else 5 * _wave(phase))
    late = 2 + (60 * math.cos(2 * math.pi * (phase - 0.12)) if not gliding else 8 * _wave(phase, 0.1))
    rise = 5 * math.cos(2 * math.pi * (phase - 0.22))
    frame = axes(vec(0, rise), 14, 0, 24)
    far, near = Group([], 1.4, far=0.5, crisp=1.6), Group([], 1.4, drop=0.3, crisp=1.6)
    body, legs = Group([], 3.4), Group([], 2.2, drop=0.25)
    web = tuple(0.5 * c + 0.5 * w for c, w in zip(darker(col, 0.75), (0.55, 0.22, 0.12), strict=True))
    far.parts += _sail(frame, -1.0, up, late, col, darker(web, 0.9))
    near.parts += _sail(frame, 1.0, up, late, col, web)
    spine: list[Point] = []
    for i in range(17):
        u = i / 16
        x = 46 - 150 * u
        bend_ = 3 + 12 * u * u
        spine.append(
            (
                x,
                rise * (1 - 0.6 * u)
                - 12 * max(0.25 - u, 0) * 4
                + bend_ * _wave(phase, 0.55 * u + 0.1) * u
                + 7 * u,
            )
        )
    radii = [7.5, 9.5, 12.5, 15, 15.5, 14.5, 13, 11.2, 9.4, 7.8, 6.5, 5.4, 4.5, 3.7, 3.0, 2.3, 1.6]
    for i in range(16):
        body.parts.append(Cap(spine[i], radii[i], spine[i + 1], radii[i + 1], col, 0, 0, 0, None, 0.3))
        x, y = spine[i]
        if i:
            tall = 4.5 + 4 * math.sin(math.pi * min(i / 9, 1.0))
            body.parts.append(Cap((x, y - radii[i] + 1), 2.6, (x - 5, y - radii[i] - tall), 0.5, b.dark, 2))
        if 1 <= i < 12:
            plate = darker(belly, (0.90, 1.05)[i % 2])
            low = y + radii[i] * 0.44
            body.parts.append(
                Cap((x + 2, low), radii[i] * 0.6, (x - 5, low), radii[i] * 0.56, plate, radii[i] * 0.34)
            )
        for row in (-0.45, -0.05):
            arc = [
                (x + 1.5, y + radii[i] * row - 2.4),
                (x - 1.4, y + radii[i] * row),
                (x + 1.5, y + radii[i] * row + 2.4),
            ]
            body.decals.append(Mark("line", spline(arc, False, 4), (0.66, 0.66, 0.62), (0.7, 1), 0, 0.6))
    end, before = spine[-1], spine[-2]
    ux, uy = end[0] - before[0], end[1] - before[1]
    barb: list[Point] = [
        (end[0] + 3, end[1]),
        (end[0] - 4 + uy, end[1] - 9),
        (end[0] + 2.4 * ux, end[1] + 2.4 * uy),
    ]
    body.parts.append(Patch([*barb, (end[0] - 4 - uy, end[1] + 9)], b.dark, 0, 2.5))
    for x, y in ((22.0, 10.0), (-30.0, 11.0)):
        knee: Point = (x - 9, y + 12 + rise * 0.5)
        foot_: Point = (x - 21, y + 14 + rise * 0.5)
        legs.parts += [
            Cap((x, y + rise * 0.6), 7.5, knee, 4.6, col, 10, 10, 0, None, 0.3),
            Cap(knee, 4.2, foot_, 2.8, col, 10, 10, 0, None, 0.3),
            *(
                Cap(foot_, 1.6, (foot_[0] - 7, foot_[1] + dy), 0.5, (0.86, 0.80, 0.64), 11)
                for dy in (-2.0, 1.0, 4.0)
            ),
        ]
    neck: Point = (spine[0][0] - 6, spine[0][1] - 3)
    gait = quadruped.GAITS["stand"]
    mouth = "bark" if action in ("fight", "attack", "bark", "howl") else "fly"
    _, skull, down = quadruped._head_at(b, neck, phase, gait, mouth)
    body.parts.append(Cap(spine[0], 8.0, (skull[0] - 2, skull[1] + 1), 7.4, col, 1, 1, 0, None, 0.3))
    horns = Group([], 1.0, drop=0.2)
    h = quadruped._Skull(b, skull, down, b.look)
    for side in (-1.0, 1.0):
        horns.parts += [
            h.cap((-4, -7.5, 5 * side), 2.7, (-15, -14, 8 * side), 1.8, HORN, 0, 0.4),
            h.cap((-15, -14, 8 * side), 1.8, (-25, -14, 9 * side), 0.5, HORN, 0, 0.4),
            h.cap((-6, 3, 8 * side), 2.0, (-14, 5, 12 * side), 0.5, b.dark, 0, 0.3),
        ]
    return Figure([far, body, legs, horns, *quadruped._head(b, neck, phase, gait, mouth), near])


@dataclass(frozen=True)
class Fish:
    body: Colour
    belly: Colour
    fin: Colour
    deep: float = 0.42  # depth of the body over its length
    bands: Colour | None = None
    tail: str = "fork"  # fork, shark, fluke, fan
    dorsal: float = 1.0
    snout: float = 0.0
    gloss: float = 0.4
    eye: float = 3.2
    spots: bool = False


def fish(f: Fish, action: str, phase: float) -> Figure:
    """A fish or whale in profile, centred on the origin, 100 long; the wave runs back along the body."""
    side = f.tail != "fluke"

    def mid(u: float) -> float:  # u 0 nose .. 1 tail
        return (2.6 if side else 4.5) * u * u * 2.2 * _wave(phase, 0.45 * u + 0.1)

    squeeze = 1 - (0.16 * abs(_wave(phase, 0.42)) if side else 0.0)
    depth = 100 * f.deep / 2
    shape = [
        (0.0, 0.06 + 0.10 * (1 - f.snout)),
        (0.06, 0.36 - 0.12 * f.snout),
        (0.16, 0.70),
        (0.32, 0.98),
        (0.48, 0.94),
        (0.64, 0.68),
        (0.80, 0.36),
        (0.92, 0.17),
        (0.97, 0.15),
    ]

    def x_of(u: float) -> float:
        return 50 - 100 * u * (0.82 + 0.18 * squeeze)

    upper = [(x_of(u), mid(u) - depth * k) for u, k in shape]
    lower = [(x_of(u), mid(u) + depth * k * (0.9 if f.deep > 0.3 else 0.8)) for u, k in reversed(shape)]
    back, body, front = Group([], 1.6), Group([], 2.4), Group([], 1.4, drop=0.25)
    tx, ty = x_of(0.95), mid(0.97)
    sway = _wave(phase, 0.6) * (10 if not side else 4)
    k = squeeze
    if f.tail == "fork":
        tail = [
            (tx + 4, ty - 4),
            (tx - 20 * k, ty - depth * 0.82),
            (tx - 26 * k, ty - depth * 0.78),
            (tx - 14 * k, ty + sway * 0.3),
            (tx - 25 * k, ty + depth * 0.74),
            (tx - 18 * k, ty + depth * 0.8),
            (tx + 4, ty + 4),
        ]
    elif f.tail == "shark":
        tail = [
            (tx + 4, ty - 4),
            (tx - 14 * k, ty - 24),
            (tx - 22 * k, ty - 30),
            (tx - 11 * k, ty - 2),
            (tx - 15 * k, ty + 15),
            (tx - 10 * k, ty + 14),
            (tx + 4, ty + 3),
        ]
    elif f.tail == "fluke":
        tail = [
            (tx + 6, ty - 3),
            (tx - 10, ty - 6 + sway),
            (tx - 24, ty - 4 + sway * 1.6),
            (tx - 20, ty + 2 + sway * 1.4),
            (tx - 6, ty + 3 + sway * 0.6),
            (tx + 6, ty + 3),
        ]
    else:
        tail = [
            (tx + 4, ty - 3),
            (tx - 18 * k, ty - depth * 0.9),
            (tx - 34 * k, ty - depth * 0.5 + sway),
            (tx - 36 * k, ty + depth * 0.4 + sway),
            (tx - 18 * k, ty + depth * 0.8),
            (tx + 4, ty + 3),
        ]
    back.parts.append(Patch(spline(tail), f.fin, 0, 3, 0.8, (-1, 0.0), 0.2))
    if f.dorsal > 0:
        if f.tail in ("shark", "fluke"):
            fin = [
                (x_of(0.34), mid(0.4) - depth * 0.85),
                (x_of(0.50), mid(0.5) - depth * 0.9 - 22 * f.dorsal),
                (x_of(0.55), mid(0.5) - depth * 0.8 - 18 * f.dorsal),
                (x_of(0.54), mid(0.5) - depth * 0.72),
            ]
        else:
            fin = [
                (x_of(0.24), mid(0.3) - depth * 0.85),
                (x_of(0.34), mid(0.3) - depth - 9 * f.dorsal),
                (x_of(0.56), mid(0.5) - depth - 8 * f.dorsal),
                (x_of(0.76), mid(0.7) - depth * 0.5 - 6 * f.dorsal),
                (x_of(0.74), mid(0.7) - depth * 0.42),
            ]
            back.parts.append(
                Patch(
                    spline(
                        [
                            (x_of(0.5), mid(0.5) + depth * 0.7),
                            (x_of(0.58), mid(0.6) + depth * 0.8 + 8 * f.dorsal),
                            (x_of(0.76), mid(0.7) + depth * 0.4 + 5),
                            (x_of(0.74), mid(0.7) + depth * 0.36),
                        ]
                    ),
                    f.fin,
                    -1,
                    2.5,
                    0.6,
                    (-0.6, 0.8),
                )
            )
        back.parts.append(Patch(spline(fin), f.fin, -1, 3, 0.6, (-0.7, -0.7), 0.1))
    body.parts.append(Patch(spline(upper + lower, True, 5), f.body, 0, depth * 0.95, 0, None, f.gloss))
    belly = [
        (x_of(u), mid(u) + depth * kk)
        for u, kk in (
            (0.03, 0.1),
            (0.2, 0.30),
            (0.5, 0.34),
            (0.85, 0.12),
            (0.7, 0.42),
            (0.45, 0.74),
            (0.2, 0.62),
        )
    ]
    body.parts.append(Patch(spline(belly), f.belly, depth * 0.32, depth * 0.7, 0, None, f.gloss))
    # Scales, bands and spots lie on the body and bend with it.
    for i in range(9):
        for j in range(6):
            u = 0.24 + 0.066 * i + 0.033 * (j % 2)
            v = -0.62 + 0.24 * j
            size = 4.2 * (1 - 0.45 * u)
            spot = (x_of(u), mid(u) + depth * v * (1 - 0.9 * max(u - 0.4, 0)))
            if side and f.tail != "shark":
                arc = [
                    (spot[0] - size * 0.2, spot[1] - size * 0.8),
                    (spot[0] - size * 0.8, spot[1]),
                    (spot[0] - size * 0.2, spot[1] + size * 0.8),
                ]
                body.decals.append(Mark("line", spline(arc, False, 4), (0.72, 0.66, 0.60), (0.6, 1), 0, 0.42))
    if f.bands is not None:
        shade = tuple(min(c / max(t, 0.05), 1.0) for c, t in zip(f.bands, f.body, strict=True))
        pale = sum(f.bands) > sum(f.body)
        for u, wide in ((0.22, 3.6), (0.42, 4.2), (0.63, 3.2)):
            kk = 1.0 if u < 0.6 else 0.7
            if pale:  # a light band is laid on, not multiplied
                body.parts.append(
                    Cap(
                        (x_of(u), mid(u) - depth * kk * 0.8),
                        wide,
                        (x_of(u) - 3, mid(u) + depth * kk * 0.75),
                        wide * 0.8,
                        f.bands,
                        depth * 0.46,
                        depth * 0.46,
                        0,
                        None,
                        f.gloss,
                    )
                )
                for dx in (-wide - 0.6, wide + 0.6):
                    edge = [
                        (x_of(u) + dx, mid(u) - depth * kk),
                        (x_of(u) - 1.5 + dx, mid(u)),
                        (x_of(u) - 3 + dx, mid(u) + depth * kk * 0.9),
                    ]
                    body.decals.append(Mark("line", spline(edge, False, 4), (0.30, 0.24, 0.26), (1.3, 1), 0, 0.75))
            else:
                band = [
                    (x_of(u) + wide, mid(u) - depth),
                    (x_of(u) + wide - 2, mid(u) + depth),
                    (x_of(u) - wide - 3, mid(u) + depth),
                    (x_of(u) - wide, mid(u) - depth),
                ]
                body.decals.append(Mark("fill", spline(band, True, 3), shade, alpha=0.92))
    if f.spots:
        for i in range(16):
            u = 0.18 + 0.6 * ((i * 0.381966) % 1)
            v = -0.75 + 0.9 * ((i * 0.754877) % 1)
            body.decals.append(Mark("oval", [(x_of(u), mid(u) + depth * v * 0.7)], (0.45, 0.42, 0.42), (2.1, 1.8)))
    for u0, rays, low in ((0.40, 8, False), (0.97, 7, True)):
        for i in range(rays):
            if low:
                end = (tx - 24 * k, ty + depth * (0.72 - 1.44 * i / (rays - 1)) * 0.9)
                back.decals.append(Mark("line", [(tx, ty), end], (0.62, 0.55, 0.50), (0.7, 1), 0, 0.6))
            elif f.dorsal > 0 and side and f.tail != "shark":
                u = u0 - 0.12 + 0.055 * i
                back.decals.append(
                    Mark(
                        "line",
                        [(x_of(u), mid(u) - depth * 0.7), (x_of(u + 0.05), mid(u) - depth - 10 * f.dorsal)],
                        (0.62, 0.55, 0.50),
                        (0.7, 1),
                        0,
                        0.6,
                    )
                )
    flip = 18 * _wave(phase, 0.15)
    root: Point = (x_of(0.34), mid(0.34) + depth * 0.30)
    end = polar(root, -46 + flip, 20 if f.tail in ("fork", "fan") else 26)
    front.parts.append(
        Patch(
            spline(
                [
                    (root[0] + 5, root[1] - 3),
                    (end[0] + 4, end[1] - 5),
                    end,
                    (end[0] + 6, end[1] + 5),
                    (root[0] + 2, root[1] + 5),
                ]
            ),
            f.fin,
            depth * 0.9,
            3,
            0.5,
            None,
            0.2,
        )
    )
    eye: Point = (x_of(0.115), mid(0.1) - depth * 0.16)
    items: list[Item] = [
        back,
        body,
        front,
        Mark("oval", [eye], (0.95, 0.93, 0.82) if f.eye > 2 else _darker(f.body, 0.7), (f.eye, f.eye)),
        Mark("oval", [(eye[0] + 0.5, eye[1])], INK, (f.eye * 0.66, f.eye * 0.66)),
        Mark("oval", [(eye[0] + 1.1, eye[1] - 0.9)], (1, 1, 1), (f.eye * 0.2, f.eye * 0.2), 0, 1, 1.0),
    ]
    items.append(
        Mark(
            "line",
            spline(
                [
                    (x_of(0.02), mid(0) + depth * 0.16),
                    (x_of(0.08), mid(0) + depth * 0.26),
                    (x_of(0.14), mid(0) + depth * 0.22),
                ],
                False,
            ),
            _darker(f.body, 0.4),
            (0.9, 1),
            alpha=0.6,
        )
    )
    if f.tail == "shark":
        items += [
            Mark(
                "line",
                [(x_of(0.25 + 0.022 * i), depth * -0.15), (x_of(0.262 + 0.022 * i), depth * 0.32)],
                _darker(f.body, 0.5),
                (0.8, 1),
                alpha=0.6,
            )
            for i in range(4)
        ]
    else:
        items.append(
            Mark(
                "line",
                spline([(x_of(0.235), -depth * 0.42), (x_of(0.27), 0), (x_of(0.235), depth * 0.42)], False),
                _darker(f.body, 0.5),
                (0.9, 1),
                alpha=0.4,
            )
        )
    return Figure(items)


def turtle(shell: Colour, skin: Colour, action: str, phase: float) -> Figure:
    far, body, near, top = (
        Group([], 2.4, far=True),
        Group([], 3.2),
        Group([], 2.4, drop=0.3),
        Group([], 2.0, drop=0.25),
    )
    for group, k, delay in ((far, 0.85, 0.08), (near, 1.0, 0.0)):
        beat = 46 * _wave(phase, delay) - 8
        tip = polar((20, 4), -60 + beat, 44 * k)
        group.parts.append(
            Patch(
                spline(
                    [
                        (26, 0),
                        ((26 + tip[0]) / 2 + 6, (tip[1]) / 2 - 4),
                        tip,
                        ((14 + tip[0]) / 2, tip[1] / 2 + 8),
                        (12, 8),
                    ]
                ),
                skin,
                6,
                4,
                0.2,
                None,
                0.2,
            )
        )
        rear = polar((-30, 6), -66 + 20 * _wave(phase, 0.4 + delay), 22 * k)
        group.parts.append(Cap((-28, 5), 5, rear, 3.4, skin, 4))
    body.parts += [
        Cap((30, 0), 8, (48, -5), 7.4, skin, 0, 0, 0, None, 0.2),
        Cap((48, -5), 8, (54, -4), 6.6, skin, 1),
    ]
    body.parts.append(Patch(spline([(36, 6), (0, 12), (-38, 5), (-24, 0), (30, 0)]), (0.86, 0.80, 0.58), 1, 6))
    top.parts.append(
        Patch(
            spline([(37, 3), (30, -11), (10, -19), (-14, -17), (-34, -5), (-42, 5), (-8, 8)]),
            shell,
            6,
            14,
            0,
            None,
            0.35,
        )
    )
    for x, y in ((20, -6), (4, -8), (-13, -7), (-27, 0), (12, 1), (-6, 1)):
        top.parts.append(Cap((x, y), 5.6, (x - 4, y + 1), 5.2, _darker(shell, 0.7), 13.5, 13.5, 0, None, 0.3))
    return Figure(
        [
            far,
            body,
            top,
            near,
            Mark("oval", [(53, -7)], INK, (1.9, 1.9)),
            Mark("oval", [(53.6, -7.7)], (1, 1, 1), (0.6, 0.6), 0, 1, 1.0),
        ]
    )


def jellyfish(col: Colour, action: str, phase: float) -> Figure:
    beat = _wave(phase)
    w, h = 38 - 6 * beat, 34 + 6 * beat
    arms, bell = Group([], 1.5), Group([], 2.4)
    for i in range(9):
        x = (-0.8 + 1.6 * i / 8) * w
        at: Point = (x, 2)
        for j in range(7):
            nxt = (
                x * (0.86 - 0.03 * j) + 5 * _wave(phase, 0.12 * j + 0.13 * i),
                2 + (j + 1) * (11 if i % 2 else 15),
            )
            arms.parts.append(
                Cap(
                    at,
                    (2.4 if i % 2 else 1.2) * (1 - 0.11 * j),
                    nxt,
                    (2.4 if i % 2 else 1.2) * (1 - 0.11 * (j + 1)),
                    col,
                    -2,
                    -2,
                    0,
                    None,
                    0,
                    0.35,
                )
            )
            at = nxt
    bell.parts.append(
        Patch(
            spline(
                [
                    (w, 2),
                    (w * 0.86, -h * 0.6),
                    (w * 0.4, -h),
                    (-w * 0.4, -h),
                    (-w * 0.86, -h * 0.6),
                    (-w, 2),
                    (-w * 0.5, 7),
                    (0, 3),
                    (w * 0.5, 7),
                ]
            ),
            col,
            4,
            26,
            0,
            None,
            0.5,
            0.35,
        )
    )
    bell.parts.append(
        Cap(
            (-6, -h * 0.4),
            12,
            (6, -h * 0.4),
            12,
            tuple(min(c * 1.25 + 0.1, 1) for c in col),
            22,
            None,
            0,
            None,
            0.3,
            0.5,
        )
    )
    return Figure([arms, bell])
