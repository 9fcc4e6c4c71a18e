"""The four-legged rig. One `Beast` of proportions gives a dog, a horse or an elephant; 100 units = height at
the withers.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from omnireel.animatic.solids import Cap, Colour, Figure, Group, Mark, Patch, Point, spline
from omnireel.animatic.subjects.gait import Gait, bend, foot, polar

GAITS: dict[str, Gait] = {
    "walk": Gait(1.05, 0.64, 62, 11, (0.0, 0.5, 0.25, 0.75), 1.3, 2, 0.1),
    "trot": Gait(0.62, 0.46, 66, 19, (0.0, 0.5, 0.5, 0.0), 3.0, 2, 0.2),
    "run": Gait(0.56, 0.30, 92, 30, (0.0, 0.11, 0.44, 0.57), 6.5, 1, 0.79, flex=7.0, pitch=3.5, crouch=5),
    "stand": Gait(4.0, 1.0, 0, 0, (0.0, 0.0, 0.0, 0.0), 0.5, 1),
}


@dataclass(frozen=True)
class Beast:
    """Proportions and coat. Lengths in units (withers = 100), fur in units, colours 0..1."""

    coat: Colour
    pale: Colour
    dark: Colour
    body: float = 78
    chest: float = 24.5
    waist: float = 17.5
    rump: float = 18.5
    leg: float = 1.0  # thickness
    neck: float = 33
    neck_up: float = 38  # degrees above level
    neck_r: float = 18
    skull: float = 14.5
    muzzle: float = 24
    muzzle_r: float = 8.6
    ear: str = "drop"
    ear_size: float = 1.0
    tail: str = "feather"
    fur: float = 3.0
    feather: float = 0.0
    mane: float = 0.0
    horn: str | None = None
    paw: float = 5.4
    hoof: bool = False
    belly_pale: bool = True
    socks: bool = False
    mask: bool = False
    stripes: bool = False
    spots: bool = False
    tongue: bool = False
    trunk: bool = False
    head_down: float = 8.0  # degrees the muzzle points below level
    banded: bool = False  # stripes on legs, neck and face too


def _lag(phase: float, delay: float, beats: int = 1) -> float:
    return math.sin(2 * math.pi * (phase * beats - delay))


def build(b: Beast, action: str, phase: float) -> Figure:
    """The figure at `phase` 0..1 of its cycle, facing +x, ground at y = 0."""
    gait = GAITS.get(action, GAITS["stand"])
    sitting, lying = action == "sit", action in ("sleep", "lie")
    turn = 2 * math.pi * phase
    bob = gait.bob * math.cos(2 * math.pi * (gait.bob_beats * (phase - gait.bob_at)))
    lift = max(bob, -gait.bob * 0.5)
    flex = gait.flex * math.cos(2 * math.pi * (phase - 0.86))
    pitch = gait.pitch * math.sin(2 * math.pi * (phase - 0.62))
    hip_y, shoulder_y = -72 + gait.crouch - lift - pitch, -69 + gait.crouch - lift + pitch
    hip: Point = (-b.body * 0.53 + flex * 0.5, hip_y)
    shoulder: Point = (b.body * 0.47 - flex * 0.3, shoulder_y)
    jump = 0.0
    if action == "jump":
        jump = max(math.sin(turn * 1.0), 0) * 55
        tilt = math.cos(turn) * 16 if math.sin(turn) > 0 else 0
        hip, shoulder = (hip[0], hip[1] - jump + tilt * 0.6), (shoulder[0], shoulder[1] - jump - tilt)
    if sitting:
        hip, shoulder = (-b.body * 0.40, -27), (b.body * 0.16, -74)
    if lying:
        hip, shoulder = (-b.body * 0.5, -24), (b.body * 0.46, -27)
    mid: Point = (
        (hip[0] + shoulder[0]) / 2,
        (hip[1] + shoulder[1]) / 2 - flex * 1.2 + (0 if not sitting else -4),
    )
    far, main, near, over = (
        Group([], 2.4, far=True),
        Group([], 4.2),
        Group([], 3.0, drop=0.3),
        Group([], 2.6, drop=0.42),
    )
    back = Group([], 3.2)
    fur, lo = b.fur, b.fur * 0.45
    legcol = b.dark if b.socks else b.coat

    def fore(x_off: float, start: float, side: int, group: Group) -> None:
        joint = (shoulder[0] + 1 + x_off, shoulder[1] + 3)
        fx, fh, swing = foot(gait, phase, start, 3)
        if not gait.stride:
            fx += 6 if side > 0 else -12
        toe: Point = (joint[0] + fx, -fh)
        if action == "jump" and jump > 4:
            toe = (joint[0] + 22 + side * 6, joint[1] + 40)
            swing = 0.6
        if sitting:
            toe = (shoulder[0] + 8 + side * 5, 0)
        if lying:
            toe = (shoulder[0] + 42 + side * 4, 0)
        fold = math.sin(math.pi * swing) ** 1.5
        slope = -4 - fx * 0.16 - 62 * fold * (0.35 + 0.65 * math.cos(math.pi * swing * 0.9)) if not lying else 78
        ankle = polar(toe, 180 + slope, 14)
        elbow, ankle = bend(joint, ankle, 29, 28.5, -1.0)
        toe = polar(ankle, slope, 14)
        k, z = b.leg, 10.0 * side
        group.parts += [
            Cap(
                (joint[0] - 1, joint[1] - 2),
                15.0 * (0.55 + 0.45 * k),
                elbow,
                8.4 * k,
                b.coat,
                z,
                z,
                fur,
                (-0.35, 1),
            ),
            Cap(elbow, 8.2 * k, ankle, 4.9 * k, legcol, z, z, lo),
            Cap(
                ankle,
                4.9 * k,
                toe,
                4.3 * k,
                legcol if b.socks else (b.pale if not b.hoof else b.coat),
                z,
                z,
                lo * 0.6,
            ),
        ]
        _bands(b, group, ((elbow, 8.2 * k), (ankle, 4.9 * k), (toe, 4.3 * k)), z)
        if b.feather > 0 and group is not far:
            group.parts.append(
                Cap(
                    (elbow[0] - 4, elbow[1] - 2),
                    5 * k,
                    (ankle[0] - 2, ankle[1] - 3),
                    3 * k,
                    b.pale,
                    z - 3,
                    z - 3,
                    b.feather * 0.55,
                    (-0.8, 0.62),
                )
            )
        _foot(group, toe, slope, b, z)

    def hind(x_off: float, start: float, side: int, group: Group) -> None:
        joint = (hip[0] + x_off, hip[1] + 4)
        fx, fh, swing = foot(gait, phase, start, 2)
        if not gait.stride:
            fx -= 5 if side > 0 else -9  # a standing animal does not stand on two legs in line
        toe: Point = (joint[0] + fx, -fh)
        if action == "jump" and jump > 4:
            toe = (joint[0] - 30 - side * 4, joint[1] + 52)
            swing = 0.1
        if sitting:
            toe = (hip[0] + 30 + side * 4, 0)
        if lying:
            toe = (hip[0] + 24 + side * 6, 0)
        fold = math.sin(math.pi * swing) ** 1.3
        slope = (22 if gait.stride else 13) - fx * 0.42 - 34 * fold
        if sitting or lying:
            slope = 76
        ankle = polar(toe, 180 + slope, 23)
        knee, ankle = bend(joint, ankle, 29.5, 30, 1.0)
        toe = polar(ankle, slope, 23)
        k, z = b.leg, 9.0 * side
        group.parts += [
            Cap(
                (joint[0] - 2, joint[1] - 4),
                b.rump * 0.98,
                knee,
                10.8 * (0.4 + 0.6 * k),
                b.coat,
                z,
                z,
                fur,
                (-0.5, 1),
            ),
            Cap(knee, 10.8 * (0.4 + 0.6 * k), ankle, 4.8 * k, b.coat, z, z, lo, None),
            Cap(ankle, 4.9 * k, toe, 4.2 * k, legcol, z, z, lo * 0.6),
        ]
        _bands(b, group, ((joint, b.rump * 0.98), (knee, 10.8 * k), (ankle, 4.8 * k), (toe, 4.2 * k)), z)
        if b.feather > 0 and group is not far:
            group.parts.append(
                Cap(
                    (joint[0] - b.rump * 0.75, joint[1] + 8),
                    8,
                    (knee[0] - 14, knee[1] + 8),
                    5,
                    b.pale,
                    z - 4,
                    z - 4,
                    b.feather * 0.8,
                    (-0.85, 0.55),
                )
            )
        _foot(group, toe, slope - 10, b, z)

    fore(5, gait.starts[2], -1, far)
    hind(4, gait.starts[0], -1, far)
    # The trunk, then what hangs from it.
    rump, chest = b.rump, b.chest
    main.parts += [
        Cap(
            (shoulder[0] - 4, shoulder[1] + 2),
            chest,
            (mid[0] + 6, mid[1] - 1),
            (chest + b.waist) / 2 + 1,
            b.coat,
            0,
            0,
            fur,
            (-1, 0.28),
        ),
        Cap(
            (mid[0] + 2, mid[1] - 2),
            (chest + b.waist) / 2,
            (hip[0] + 8, hip[1] - 1),
            b.waist,
            b.coat,
            0,
            0,
            fur,
            (-1, 0.3),
        ),
        Cap((hip[0] + 8, hip[1] - 1), b.waist, (hip[0] - 6, hip[1] + 1), rump, b.coat, 0, 0, fur, (-0.9, 0.5)),
    ]
    if b.belly_pale:
        main.parts.append(
            Cap(
                (shoulder[0] + 2, shoulder[1] + chest * 0.42),
                chest * 0.62,
                (mid[0], mid[1] + b.waist * 0.6),
                b.waist * 0.5,
                b.pale,
                -2,
                -2,
                fur + b.feather * 0.28,
                (-0.75, 0.65),
            )
        )
    if b.feather > 0:
        back.parts += [
            Cap(
                (shoulder[0] + chest * 0.6, shoulder[1] + 6),
                10,
                (shoulder[0] + 2, shoulder[1] + chest * 0.75),
                9,
                b.pale,
                -8,
                -8,
                b.feather * 0.75,
                (-0.65, 0.75),
            ),
            Cap(
                (shoulder[0], shoulder[1] + chest * 0.72),
                7,
                (mid[0] - 10, mid[1] + b.waist * 0.85),
                6,
                b.coat,
                -8,
                -8,
                b.feather * 0.6,
                (-0.8, 0.6),
            ),
        ]
    _tail(b, hip, phase, gait, back, main, sitting)
    _head(b, shoulder, phase, gait, action, main, over)
    if b.stripes or b.spots:
        for i in range(9 if b.stripes else 14):
            u = (i + 0.5) / (9 if b.stripes else 14)
            x = shoulder[0] - 4 + (hip[0] - shoulder[0]) * u
            y = shoulder[1] + (hip[1] - shoulder[1]) * u - flex * 1.1 * math.sin(math.pi * u)
            r = chest + (b.waist - chest) * min(u * 1.6, 1.0)
            if b.stripes:
                main.parts.append(
                    Cap(
                        (x + 3, y - r * 0.95),
                        1.7,
                        (x - 4, y + r * (0.25 + 0.3 * (i % 2))),
                        1.3,
                        b.dark,
                        r * 0.62,
                        r * 0.9,
                        0.6,
                        (-1, 0.3),
                    )
                )
            else:
                off = ((i * 37) % 17) / 17 - 0.55
                main.parts.append(
                    Cap(
                        (x, y + r * off),
                        3.0,
                        (x - 2, y + r * off + 1),
                        2.6,
                        b.dark,
                        r * 0.85,
                        None,
                        0.5,
                        (-1, 0.3),
                    )
                )
    items: list[Group | Mark] = [far, back, main]
    fig = Figure(items)
    fore(0, gait.starts[3], 1, near)
    hind(0, gait.starts[1], 1, near)
    main_near = Group(main.parts + near.parts, 3.2)
    fig.items = [far, back, main_near, over]
    fig.items += _face(b, shoulder, phase, gait, action)
    fig.lift = max(jump, max(lift, 0) if gait.duty < 0.45 else 0.0)
    return fig


def _bands(b: Beast, group: Group, limb: Sequence[tuple[Point, float]], z: float) -> None:
    """Dark bands across a limb, from joint to joint."""
    if not b.banded:
        return
    for (p, r0), (q, r1) in itertools.pairwise(limb):
        dx, dy = q[0] - p[0], q[1] - p[1]
        n = max(math.hypot(dx, dy), 1.0)
        for i in range(max(round(n / 9), 1)):
            t = (i + 0.5) / max(round(n / 9), 1)
            r = (r0 + (r1 - r0) * t) * 0.86
            x, y = p[0] + dx * t, p[1] + dy * t
            ox, oy = -dy / n * r, dx / n * r
            group.parts.append(Cap((x - ox, y - oy), 1.3, (x + ox, y + oy), 1.3, b.dark, z + r * 0.75))


def _foot(group: Group, toe: Point, slope: float, b: Beast, z: float) -> None:
    if b.hoof:
        group.parts.append(
            Cap(toe, 4.6 * b.leg, (toe[0] + 2.5, toe[1] + 0.5), 5.0 * b.leg, b.dark, z, z, 0, None, 0.2)
        )
        return
    ahead = polar(toe, slope + 72, b.paw * 0.9)
    r = b.paw * 0.82
    group.parts.append(
        Cap(
            (toe[0], toe[1] - r * 0.55),
            r,
            (ahead[0], min(ahead[1], toe[1]) - r * 0.55),
            r * 0.86,
            b.dark if b.socks else b.pale,
            z,
            z,
            b.fur * 0.2,
        )
    )


def _tail(b: Beast, hip: Point, phase: float, gait: Gait, back: Group, main: Group, sitting: bool) -> None:
    root: Point = (hip[0] - b.rump * 0.72, hip[1] - b.rump * 0.55)
    wave = 1.0 if gait.stride else 1.6
    kinds = {  # degrees from straight down of each link (behind is negative), link length, radii, fur
        "feather": ([-112, -104, -98, -92], 15, (7.5, 6.8, 6, 5, 3), 1.0),
        "bushy": ([-78, -84, -92, -98], 17, (6, 10, 12, 11, 5), 0.9),
        "curl": ([-150, -190, -250, -310], 11, (7, 8, 8, 7, 5), 0.8),
        "thin": ([-60, -66, -84, -110], 16, (3.4, 2.9, 2.5, 2.2, 1.8), 0.15),
        "cat": ([-70, -86, -120, -160], 16, (4.6, 4.2, 4, 3.8, 3), 0.4),
        "horse": ([-70, -32, -18, -12], 16, (5, 8, 9, 8, 4), 1.5),
        "short": ([-120, -100], 6, (6, 6, 4.5), 0.5),
        "rope": ([-30, -14, -6, 0], 12, (3, 2.4, 2, 2, 3.4), 0.1),
    }
    angles, step, radii, hair = kinds.get(b.tail, kinds["thin"])
    at = root
    points = [at]
    for i, angle in enumerate(angles):
        swing = (
            _lag(phase, 0.12 + 0.10 * i, 1 if gait.stride else 2)
            * (5 + 5 * i)
            * wave
            * (0.6 if b.tail == "curl" else 1)
        )
        if gait is GAITS["run"] and b.tail in ("cat", "thin", "horse", "bushy"):
            angle = -84 - 4 * i
        if sitting and b.tail not in ("curl",):
            angle = -80 + 2 * i
            if at[1] > -7:
                angle = -90
        at = polar(at, angle + swing, step)
        points.append((at[0], min(at[1], -4)))
    tip = b.pale if b.tail in ("bushy", "feather") else b.coat
    if b.tail == "horse":
        tip = b.dark
    for i in range(len(points) - 1):
        col = tip if i >= len(points) - 2 else (b.dark if b.tail == "horse" else b.coat)
        main.parts.append(
            Cap(
                points[i],
                radii[i],
                points[i + 1],
                radii[i + 1],
                col,
                -6,
                -6,
                max(b.fur, 6 * hair) * hair,
                None,
            )
        )
    if b.feather > 0 and b.tail == "feather":
        for i in range(len(points) - 1):
            (x0, y0), (x1, y1) = points[i], points[i + 1]
            dx, dy = x1 - x0, y1 - y0
            n = math.hypot(dx, dy) or 1
            back.parts.append(
                Cap(
                    (x0, y0 + 3),
                    5.5,
                    (x1, y1 + 4),
                    6 - i,
                    b.pale,
                    -10,
                    -10,
                    b.feather * 1.35,
                    (dx / n * 0.8 - 0.1, dy / n * 0.8 + 0.62),
                )
            )


def _head_at(b: Beast, shoulder: Point, phase: float, gait: Gait, action: str) -> tuple[Point, Point, float]:
    """Base of the neck, centre of the skull, degrees the muzzle points below level."""
    nod = _lag(phase, 0.30, gait.bob_beats) * (3.2 if gait is not GAITS["stand"] else 1.2)
    up = b.neck_up + nod - (10 if gait is GAITS["run"] else 0)
    down = b.head_down * (0.72 if gait is GAITS["run"] else 1.0)
    if action == "eat":
        up, down = -48 + 3 * _lag(phase, 0, 3), 62.0
    elif action in ("sleep", "lie"):
        up, down = 4, 16.0
    elif action == "sit":
        up = min(b.neck_up + 26, 82)
    elif action in ("howl", "bark"):
        up, down = b.neck_up + 14, -42.0
    base: Point = (shoulder[0] + b.chest * 0.42, shoulder[1] - b.chest * 0.42)
    skull = polar(base, 90 + up, b.neck)
    return base, skull, down


def _head(b: Beast, shoulder: Point, phase: float, gait: Gait, action: str, main: Group, over: Group) -> None:
    base, skull, down = _head_at(b, shoulder, phase, gait, action)
    s = b.skull
    fur = b.fur
    main.parts += [
        Cap(
            (shoulder[0] + 4, shoulder[1] - 4),
            b.neck_r * 1.22,
            ((base[0] + skull[0]) / 2, (base[1] + skull[1]) / 2),
            b.neck_r * 0.95,
            b.coat,
            0,
            0,
            fur,
            (-0.75, 0.6),
        ),
        Cap(
            ((base[0] + skull[0]) / 2, (base[1] + skull[1]) / 2),
            b.neck_r * 0.95,
            (skull[0] - 2, skull[1] + 3),
            b.neck_r * 0.74,
            b.coat,
            0,
            0,
            fur,
            (-0.75, 0.6),
        ),
        Cap(
            (skull[0] - 2, skull[1]),
            s,
            (skull[0] + s * 0.42, skull[1] + 0.5),
            s * 0.94,
            b.dark if b.mask else b.coat,
            2,
            2,
            fur * 0.3,
            (-1, 0.2),
        ),
    ]
    if b.banded:
        foot_of_neck = (shoulder[0] + 4, shoulder[1] - 4)
        _bands(b, main, ((foot_of_neck, b.neck_r * 1.1), ((skull[0] - 2, skull[1] + 3), b.neck_r * 0.7)), 3)
    if b.belly_pale and b.feather > 0:
        main.parts.append(
            Cap(
                (base[0] + b.neck_r * 0.5, base[1] + 6),
                b.neck_r * 0.8,
                (skull[0] + 1, skull[1] + s * 0.9),
                s * 0.4,
                b.pale,
                3,
                3,
                b.feather * 0.55,
                (-0.55, 0.8),
            )
        )
    if b.mane > 0:
        for i in range(4):
            u = i / 3
            x, y = (
                base[0] - 6 + (skull[0] - base[0]) * u - b.neck_r * 0.55,
                base[1] - 8 + (skull[1] - base[1]) * u - 2,
            )
            main.parts.append(
                Cap(
                    (x, y),
                    5 + b.mane * 0.14,
                    (x - 5, y + 10),
                    4 + b.mane * 0.16,
                    b.dark,
                    12,
                    12,
                    b.mane,
                    (-0.8, 0.55),
                )
            )
        if b.mane > 16:
            main.parts.append(
                Cap(
                    (skull[0] - s * 0.9, skull[1] + 2),
                    s * 1.4,
                    (base[0] + 6, base[1] + 8),
                    b.neck_r * 1.3,
                    b.dark,
                    3,
                    3,
                    b.mane * 0.5,
                    (-0.7, 0.7),
                )
            )
    nose = polar((skull[0] + s * 0.6, skull[1] + s * 0.24), 90 - down, b.muzzle)
    stop: Point = (skull[0] + s * 0.55, skull[1] + s * 0.20)
    face = b.pale if (b.mask or b.belly_pale) else b.coat
    main.parts += [
        Cap(
            stop,
            b.muzzle_r * 1.30,
            nose,
            b.muzzle_r * 0.84,
            b.coat if not b.mask else b.pale,
            4,
            3,
            fur * 0.12,
            (-1, 0.1),
        ),
        Cap(
            (stop[0] - 2, stop[1] + s * 0.34),
            b.muzzle_r * 0.95,
            (nose[0] - 3, nose[1] + b.muzzle_r * 0.55),
            b.muzzle_r * 0.55,
            face,
            2,
            2,
            fur * 0.12,
            (-1, 0.1),
        ),
    ]
    if (action in ("run", "bark", "howl") and not b.hoof and not b.trunk) or b.tongue:
        gape = 9 + 2 * _lag(phase, 0.2, 2)
        jaw = polar((stop[0] - 2, stop[1] + s * 0.42), 90 - down - gape, b.muzzle * 0.82)
        main.parts.append(
            Cap(
                (stop[0] - 5, stop[1] + s * 0.45),
                b.muzzle_r * 0.62,
                jaw,
                b.muzzle_r * 0.30,
                face,
                -2,
                -3,
                0.2,
            )
        )
    if b.trunk:
        at, points = nose, [nose]
        for i in range(5):
            at = polar(at, 28 - 10 * i + 10 * _lag(phase, 0.1 * i) + (46 if i > 3 else 0), 15)
            points.append(at)
        for i in range(5):
            main.parts.append(
                Cap(points[i], 8.5 - i * 1.1, points[i + 1], 7.4 - i * 1.1, b.coat, 4, 4, 0.4, (0.2, 1))
            )
        main.parts.append(
            Cap(
                (nose[0] - 6, nose[1] + 6),
                3.2,
                (nose[0] + 12, nose[1] + 20),
                1.4,
                (0.94, 0.90, 0.80),
                8,
                8,
                0,
                None,
                0.4,
            )
        )
    flap = _lag(phase, 0.22) * (16 if gait.duty < 0.45 else 3)
    e = b.ear_size
    top: Point = (skull[0] - s * 0.36, skull[1] - s * 0.62)
    if b.ear == "drop":
        m = polar(top, -52 - flap * 1.2, 13 * e)
        t = polar(m, -40 - flap * 1.6, 11 * e)
        over.parts += [
            Cap((top[0] + 3, top[1] + 1), 6.2 * e, m, 8.6 * e, b.dark, 10, 12, fur * 0.7, (-0.7, 0.7)),
            Cap(m, 8.6 * e, t, 5.0 * e, b.dark, 12, 12, fur * 1.3 + 1.5, (-0.75, 0.6)),
        ]
    elif b.ear == "big":
        m: Point = (top[0] - 15 * e - flap * 0.2, top[1] + 16 * e)  # type: ignore[no-redef]
        over.parts.append(
            Patch(
                spline(
                    [
                        (top[0] + 6, top[1] + 2),
                        (top[0] - 10 * e, top[1] - 5),
                        (m[0] - 12 * e, m[1] - 4),
                        (m[0] - 8 * e, m[1] + 18 * e),
                        (m[0] + 8, m[1] + 22 * e),
                        (top[0] + 9, top[1] + 26 * e),
                    ]
                ),
                b.coat,
                10,
                5,
                0.3,
                (0, 1),
            )
        )
    else:
        long = {"prick": 15.0, "long": 30.0, "round": 6.0, "horse": 15.0}.get(b.ear, 14.0) * e
        wide = {"prick": 6.2, "long": 5.4, "round": 7.6, "horse": 4.8}.get(b.ear, 6.0) * e
        for off, z, col in ((5.0, -4.0, b.dark), (-1.0, 8.0, b.coat)):
            root: Point = (top[0] + off, top[1])
            tip = polar(
                root,
                180 + (24 if b.ear != "long" else 34) + flap * 0.7 - (20 if b.ear == "horse" else 0),
                long,
            )
            main.parts.append(
                Cap(
                    root,
                    wide,
                    tip,
                    wide * (0.28 if b.ear != "round" else 0.85),
                    col,
                    z,
                    z,
                    fur * 0.2,
                    (0, -1),
                )
            )
    if b.horn == "antler":
        over.melt = 0.8
        for off in (4.0, -3.0):
            r0: Point = (top[0] + off + 3, top[1] - 4)
            r1 = polar(r0, 180 + 42 + 3 * off, 17)
            r2 = polar(r1, 180 + 6 + 3 * off, 22)
            for a, c, w0 in (
                (r0, r1, 2.6),
                (r1, r2, 2.2),
                (r1, polar(r1, 180 - 34, 14), 1.8),
                (r2, polar(r2, 180 - 26, 12), 1.6),
                (r2, polar(r2, 180 + 40, 12), 1.6),
            ):
                over.parts.append(Cap(a, w0, c, w0 * 0.62, (0.72, 0.60, 0.44), 6 - off, None, 0))
    elif b.horn == "short":
        for off in (6.0, -2.0):
            r0 = (top[0] + off, top[1])
            main.parts.append(
                Cap(r0, 2.6, polar(r0, 180 - 30, 12), 1.0, (0.86, 0.82, 0.70), 6, None, 0, None, 0.3)
            )
    elif b.horn == "unicorn":
        r0 = (skull[0] + s * 0.5, skull[1] - s * 0.8)
        over.parts.append(
            Cap(r0, 2.4, polar(r0, 180 - 38, 26), 0.6, (0.98, 0.93, 0.75), 8, None, 0, None, 0.8, 0.3)
        )


def _face(b: Beast, shoulder: Point, phase: float, gait: Gait, action: str) -> list[Group | Mark]:
    _, skull, down = _head_at(b, shoulder, phase, gait, action)
    s = b.skull
    stop: Point = (skull[0] + s * 0.55, skull[1] + s * 0.20)
    nose = polar((skull[0] + s * 0.6, skull[1] + s * 0.24), 90 - down, b.muzzle)
    a = math.radians(down)
    ux, uy = math.cos(a), math.sin(a)

    def at(p: Point, ahead: float, below: float) -> Point:
        return p[0] + ux * ahead - uy * below, p[1] + uy * ahead + ux * below

    ink: Colour = (0.10, 0.07, 0.05)
    r = b.muzzle_r
    out: list[Group | Mark] = []
    open_mouth = action in ("run", "bark", "howl") or b.tongue
    if open_mouth and not b.hoof and not b.trunk:
        lip = [
            at(stop, 3, s * 0.36),
            at(stop, b.muzzle * 0.5, s * 0.40),
            at(nose, -3, r * 0.62),
            at(nose, -5, r * 1.0),
            at(stop, b.muzzle * 0.5, s * 0.66),
        ]
        out.append(Mark("fill", spline(lip), (0.24, 0.09, 0.08), alpha=0.92))
        hang = 3 + 1.2 * _lag(phase, 0.25, 2)
        out.append(
            Mark(
                "fill",
                spline(
                    [
                        at(stop, 7, s * 0.50),
                        at(nose, -8, r * 0.78),
                        at(nose, -3.5, r * 0.92 + hang * 0.5),
                        at(nose, -6, r + hang),
                        at(stop, b.muzzle * 0.45, s * 0.64),
                    ]
                ),
                (0.86, 0.40, 0.40),
            )
        )
        out.append(
            Mark(
                "line",
                spline(
                    [
                        at(nose, -0.5, r * 0.40),
                        at(nose, -6, r * 0.60),
                        at(stop, 6, s * 0.40),
                        at(stop, -3, s * 0.24),
                    ],
                    False,
                ),
                (0.26, 0.13, 0.07),
                (1.0, 1.0),
                alpha=0.75,
            )
        )
    elif b.hoof and not b.trunk:
        # Grazers do not smile: a short, level mouth just behind the lips.
        out.append(
            Mark(
                "line",
                [at(nose, r * 0.45, r * 0.52), at(nose, -r * 0.45, r * 0.58)],
                (0.2, 0.1, 0.06),
                (0.8, 1.0),
                alpha=0.5,
            )
        )
    else:
        out.append(
            Mark(
                "line",
                spline([at(nose, 0, r * 0.45), at(nose, -b.muzzle * 0.4, r * 0.75), at(stop, 2, s * 0.42)], False),
                (0.2, 0.1, 0.06),
                (0.9, 1.0),
                alpha=0.6,
            )
        )
    if b.hoof or b.trunk:
        if not b.trunk:
            out.append(Mark("oval", [at(nose, r * 0.35, -r * 0.1)], ink, (1.5, 1.0), alpha=0.7))
    else:
        out.append(Mark("oval", [at(nose, r * 0.62, -r * 0.30)], ink, (r * 0.46, r * 0.38), down))
        out.append(
            Mark("oval", [at(nose, r * 0.60, -r * 0.48)], (0.9, 0.85, 0.75), (r * 0.2, r * 0.09), down, 0.6)
        )
    eye = at(skull, s * 0.52, -s * 0.20)
    shut = action == "sleep" or (not gait.stride and phase > 0.94)
    if shut:
        out.append(
            Mark(
                "line",
                spline([(eye[0] - 3, eye[1]), (eye[0], eye[1] + 1.2), (eye[0] + 3, eye[1])], False),
                ink,
                (0.9, 1),
            )
        )
    else:
        size = 2.5 if s > 10 else 2.1
        out.append(Mark("oval", [eye], (0.34, 0.20, 0.09), (size * 1.45, size * 1.15), 10, 0.5))
        out.append(Mark("oval", [eye], (0.07, 0.045, 0.03), (size, size * 0.9), 10))
        out.append(Mark("oval", [(eye[0] + 0.8, eye[1] - 0.8)], (1.0, 0.97, 0.88), (0.62, 0.52), 0, 1.0, 1.0))
        out.append(
            Mark(
                "line",
                spline([at(eye, -3.5, -2.6), at(eye, 0, -4.2), at(eye, 3.4, -2.2)], False),
                (0.3, 0.18, 0.08),
                (0.8, 1),
                alpha=0.45,
            )
        )
    return out


def dressed(b: Beast, coat: Colour | None) -> Beast:
    """The same beast in another coat colour; pale and dark parts follow it."""
    if coat is None:
        return b

    def toward(c: Colour, t: Colour, k: float) -> Colour:
        return tuple(x + (y - x) * k for x, y in zip(c, t, strict=True))

    return replace(
        b, coat=coat, pale=toward(coat, (1, 0.97, 0.9), 0.45), dark=toward(coat, (0.05, 0.03, 0.03), 0.4)
    )


# (0.79, 0.54, 0.27) is the golden coat of a retriever.
RETRIEVER = Beast((0.80, 0.52, 0.24), (0.90, 0.68, 0.40), (0.64, 0.37, 0.15), feather=15, fur=3.4, tongue=True)
