"""What flies and swims: birds, butterflies, dragons, fish, whales, turtles, jellyfish. 100 units = body
length.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from omnireel.animatic.solids import Cap, Colour, Figure, Group, Item, Mark, Patch, Point, spline
from omnireel.animatic.subjects.gait import bend, polar
from omnireel.animatic.subjects.materials import darker
from omnireel.animatic.subjects.space import Axes, V, axes, cap, vec

INK: Colour = (0.08, 0.06, 0.06)


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
    fold = 0.30 + 0.70 * abs(math.cos(math.pi * phase * 2))
    back, body = Group([], 1.6, far=True), Group([], 2.0)
    front = Group([], 1.6)
    for group, k, col in ((back, 0.82, _darker(wing, 0.85)), (front, 1.0, wing)):
        w = fold * k
        fore = [(4, -4), (22 * w + 6, -44), (46 * w + 4, -50), (44 * w + 4, -26), (8, 2)]
        hind = [(0, 0), (30 * w, 4), (30 * w - 6, 30), (6 * w - 4, 28), (-4, 6)]
        sign = -1 if group is front else 0.75
        for outline in (fore, hind):
            pts = [(x * sign, y) for x, y in outline]
            group.parts.append(Patch(spline(pts), col, 2 if group is front else -6, 2.5, 0, None, 0.15))
        for x, y, r in ((34 * w, -42, 3.4), (38 * w, -32, 2.6), (22 * w, 20, 3)):
            group.parts.append(
                Cap((x * sign, y), r, (x * sign + 0.5, y), r, _darker(wing, 0.25), 5 if group is front else -3)
            )
    body.parts += [
        Cap((5, -10), 3.2, (-5, 16), 2.2, (0.14, 0.10, 0.08), 6, 6, 0.8),
        Cap((6, -14), 3, (7, -15), 2.6, (0.14, 0.10, 0.08), 6),
        Cap((7, -17), 0.7, (16, -30), 0.6, (0.14, 0.10, 0.08), 6),
        Cap((6, -17), 0.7, (9, -32), 0.6, (0.14, 0.10, 0.08), 6),
    ]
    return Figure([back, front, body])


def dragon(col: Colour, belly: Colour, action: str, phase: float) -> Figure:
    flap = math.cos(2 * math.pi * phase)
    lag = math.cos(2 * math.pi * (phase - 0.12))
    far, body, near = Group([], 2.4, far=True), Group([], 4.0), Group([], 2.6, drop=0.3)
    for group, k in ((far, 0.9), (near, 1.0)):
        root: Point = (6, -12)
        wrist: Point = (2 + 10 * (1 - abs(flap)), -12 - 44 * flap * k - 6)
        tip: Point = (-30, wrist[1] - 46 * lag * k)
        web = [
            (root[0] + 6, root[1]),
            wrist,
            (wrist[0] - 8, (wrist[1] + tip[1]) / 2 - 4),
            tip,
            (-36, (tip[1] + root[1]) / 2 + 14),
            (-42, root[1] - 8 * lag),
            (-22, root[1] + 6),
        ]
        group.parts.append(Patch(spline(web, True, 4), _darker(col, 0.72), 4, 3, 0, None, 0.2))
        for end in (tip, (-38, (tip[1] + root[1]) / 2 + 12), (-42, root[1] - 8 * lag)):
            group.parts.append(Cap(wrist, 2.6, end, 0.9, col, 9))
        group.parts.append(Cap(root, 5, wrist, 3.2, col, 9))
    spine = [
        (-78 - 6 * _wave(phase, 0.4), 8 * _wave(phase, 0.5)),
        (-52, 5 * _wave(phase, 0.35)),
        (-26, 2),
        (0, 0),
        (20, -4),
        (38, -16 + 2 * _wave(phase, 0.1)),
        (50, -28 + 3 * _wave(phase, 0.05)),
    ]
    radii = [1.5, 5, 9.5, 14, 12, 8, 7]
    for i in range(6):
        body.parts.append(Cap(spine[i], radii[i], spine[i + 1], radii[i + 1], col, 0, 0, 0.6, None, 0.25))
        if 1 <= i < 6:
            x, y = spine[i]
            body.parts.append(Cap((x, y - radii[i]), 2.4, (x - 6, y - radii[i] - 7), 0.6, _darker(col, 0.6), 2))
    body.parts.append(Cap((16, 3), 9, (-14, 7), 7, belly, 4, 4, 0.4))
    for x in (12, -18):
        body.parts += [
            Cap((x, 8), 5.5, (x - 8, 20), 3.4, col, 8),
            Cap((x - 8, 20), 3.2, (x - 16, 22), 2.2, col, 8),
        ]
    hx, hy = spine[-1]
    body.parts += [
        Cap((hx, hy), 7.6, (hx + 6, hy), 7, col, 2, 2, 0, None, 0.2),
        Cap((hx + 8, hy + 1), 5.4, (hx + 22, hy + 4), 3.2, col, 3, 3, 0, None, 0.2),
        Cap((hx - 1, hy - 6), 2.2, (hx - 13, hy - 15), 0.7, (0.86, 0.80, 0.64), 5),
    ]
    body.parts.append(
        Patch(
            [(spine[0][0] + x, spine[0][1] + y) for x, y in ((6, -2), (6, 3), (-8, 11), (-18, 0), (-7, -11))],
            _darker(col, 0.75),
            0,
            3,
        )
    )
    return Figure(
        [
            far,
            body,
            near,
            Mark("oval", [(hx + 6, hy - 2)], (1.0, 0.8, 0.2), (1.9, 1.5), 0, 1, 1.0),
            Mark("oval", [(hx + 6.4, hy - 2)], INK, (0.6, 1.4)),
        ]
    )


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
