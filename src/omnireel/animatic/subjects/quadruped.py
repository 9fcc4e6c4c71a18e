"""The four-legged rig. One `Beast` of proportions gives a dog, a horse or an elephant; 100 units = height at
the withers.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from omnireel.animatic.solids import Cap, Colour, Figure, Group, Item, Mark, Patch, Point, spline
from omnireel.animatic.subjects.gait import Gait, bend, foot, polar
from omnireel.animatic.subjects.space import axes, cap, seen, vec

Spot = tuple[float, float, float]

GAITS: dict[str, Gait] = {
    "walk": Gait(1.05, 0.64, 62, 11, (0.0, 0.5, 0.25, 0.75), 1.3, 2, 0.1),
    "trot": Gait(0.62, 0.46, 66, 19, (0.0, 0.5, 0.5, 0.0), 3.0, 2, 0.2),
    "run": Gait(0.56, 0.24, 76, 27, (0.0, 0.10, 0.44, 0.55), 5.5, 1, 0.79, flex=7.0, pitch=3.5, crouch=4),
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
    look: float = 22.0  # degrees the head is turned to the viewer
    cheeks: bool = False  # broad and pale, as cats and bears have them
    whiskers: bool = False
    pink: bool = False  # the nose
    patches: bool = False  # dark about the eyes
    iris: Colour | None = None
    eye_size: float = 1.0
    stand: float = 1.0  # length of the legs
    humps: int = 0
    spot: float = 3.0  # radius of a spot
    spines: bool = False
    stocking: Colour | None = None  # of the lower legs
    bib: bool = False  # throat, chest and belly are pale
    shanks: bool = False  # long fine legs that stand straight, as a horse has them


def _lag(phase: float, delay: float, beats: int = 1) -> float:
    return math.sin(2 * math.pi * (phase * beats - delay))


def gait_of(b: Beast, action: str) -> Gait:
    """How it moves its legs for a verb; who has short legs takes short steps."""
    gait = GAITS.get(action, GAITS["stand"])
    if b.stand == 1.0:
        return gait
    k = b.stand
    return replace(
        gait, stride=gait.stride * k, lift=gait.lift * k, crouch=gait.crouch * k, bob=gait.bob * min(k, 1.0)
    )


def _joints(b: Beast, action: str, phase: float, gait: Gait) -> tuple[Point, Point, float, float, float]:
    """Hip and shoulder, the bend of the back, the height of a jump and of the trunk's swing."""
    turn = 2 * math.pi * phase
    bob = gait.bob * math.cos(2 * math.pi * (gait.bob_beats * (phase - gait.bob_at)))
    lift = max(bob, -gait.bob * 0.5)
    flex = gait.flex * math.cos(2 * math.pi * (phase - 0.86))
    pitch = gait.pitch * math.sin(2 * math.pi * (phase - 0.62))
    hip_y, shoulder_y = -72 * b.stand + gait.crouch - lift - pitch, -69 * b.stand + gait.crouch - lift + pitch
    hip: Point = (-b.body * 0.53 + flex * 0.5, hip_y)
    shoulder: Point = (b.body * 0.47 - flex * 0.3, shoulder_y)
    jump = 0.0
    if action == "jump":
        jump = max(math.sin(turn * 1.0), 0) * 55
        tilt = math.cos(turn) * 16 if math.sin(turn) > 0 else 0
        hip, shoulder = (hip[0], hip[1] - jump + tilt * 0.6), (shoulder[0], shoulder[1] - jump - tilt)
    if action == "sit":
        hip, shoulder = (-b.body * 0.40, -27 * (0.5 + 0.5 * b.stand)), (b.body * 0.16, -74 * (0.3 + 0.7 * b.stand))
    if action in LYING:
        hip, shoulder = (-b.body * 0.5, -1.28 * b.rump), (b.body * 0.46, -1.1 * b.chest)  # on the belly
    return hip, shoulder, flex, jump, lift


def saddle(b: Beast, action: str, phase: float) -> Point:
    """The top of the back, where a rider sits."""
    hip, shoulder, flex, _, _ = _joints(b, action, phase, gait_of(b, action))
    x = 0.42 * hip[0] + 0.58 * shoulder[0]
    return x, 0.42 * hip[1] + 0.58 * shoulder[1] - flex * 1.2 - (b.waist + b.chest) / 2 - 16 * (b.humps == 1)


@dataclass(frozen=True)
class Leg:
    """The bends of a leg from its joint to its toe, how thick it is there, and how the foot lies (degrees)."""

    points: tuple[Point, ...]
    radii: tuple[float, ...]
    slope: float

    @property
    def toe(self) -> Point:
        return self.points[-1]


HIND_BACK = 21.0  # units that a galloping animal's hind feet land behind where its forefeet did
LYING = ("sleep", "lie")
RESTING = ("sit", *LYING)


def _step(
    gait: Gait, phase: float, start: float, ahead: float, trail: float, early: bool
) -> tuple[float, float, float]:
    """Where a foot is from where its leg hangs; a running animal throws its legs beyond where they land.

    trail: how far a foot stays back before it is lifted. early: it is snatched up at once, so that the forefeet
    are folded under the chest when the hind feet reach below them, and all four are seen.
    """
    x, up, swing = foot(gait, phase, start, ahead)
    if swing and gait.duty < 0.4:
        x -= 20 * trail * math.sin(2 * math.pi * swing) * math.sin(math.pi * swing)
        high, late = (1.35, 0.62) if early else (1.0, 1 + 0.5 * trail)
        up = high * gait.lift * math.sin(math.pi * swing**late) ** 1.2
    return x, up, swing


def _aloft(ground: Point, lie: float, air: Point, tucked: float, jump: float) -> tuple[Point, float]:
    """A foot and how it lies between the ground and the air, as high as the jump is."""
    k = min(jump / 26, 1.0)
    k = k * k * (3 - 2 * k)
    return (ground[0] + (air[0] - ground[0]) * k, ground[1] + (air[1] - ground[1]) * k), lie + (tucked - lie) * k


def _fore_leg(b: Beast, action: str, phase: float, x_off: float, start: float, side: int) -> Leg:
    gait = gait_of(b, action)
    _, shoulder, _, jump, _ = _joints(b, action, phase, gait)
    joint: Point = (shoulder[0] + 1 + x_off, shoulder[1] + 3)
    k = b.stand
    ahead = 4 * k**2 if action == "run" else 0.0  # as far as it reaches with the shoulder at its highest
    fx, fh, swing = _step(gait, phase, start, 3 + min(ahead, 4), 0.8, True)
    if not gait.stride:
        fx += 6 if side > 0 else -12
    # What bears weight stays where it is, whatever the trunk does.
    toe: Point = ((b.body * 0.47 + 1 + x_off if gait.stride else joint[0]) + fx, -fh)
    fold = math.sin(math.pi * swing) ** 1.5
    slope = 5 + fx * 0.5 - 78 * fold * (0.35 + 0.65 * math.cos(math.pi * swing * 0.9))
    if action == "jump":
        toe, slope = _aloft(toe, slope, (joint[0] + 22 + side * 6, joint[1] + 40), -40.0, jump)
    elif action == "sit":
        toe, slope = (shoulder[0] + 4 + side * 5, 0), 4.0
    thick = b.leg
    if action in LYING:  # the elbow under the chest, the forearm flat on the ground
        elbow, r = (joint[0] - 8 * k - 2 * side, -6.5 * thick), 4.6 * thick
        points = (joint[0] - 1, joint[1] - 2), elbow, (elbow[0] + 30 * k, -r), (elbow[0] + 43 * k, -0.5 * r)
        return Leg(points, (13.0 * (0.55 + 0.45 * thick), 7.2 * thick, 4.9 * thick, 4.3 * thick), 4.0)
    if b.shanks and action not in RESTING:
        return _straight_fore(joint, toe, k, thick, fold, jump)
    elbow, ankle = bend(joint, polar(toe, 180 + slope, 14 * k), 31 * k, 30 * k, -1.0)
    radii = (15.0 * (0.55 + 0.45 * thick), 8.3 * thick, 4.9 * thick, 4.3 * thick)
    return Leg(((joint[0] - 1, joint[1] - 2), elbow, ankle, polar(ankle, slope, 14 * k)), radii, slope)


def _straight_fore(joint: Point, toe: Point, k: float, thick: float, fold: float, jump: float) -> Leg:
    """Shoulder, elbow, knee, fetlock, toe. The shoulder blade gives way, so that a leg that bears weight is
    straight; `fold` 0..1 of it is bent at the knee, which points ahead.
    """
    tuck = fold * 74
    pastern = 30 - tuck - 40 * min(jump / 26, 1.0)
    fetlock = polar(toe, 180 + pastern, 9 * k)
    x = joint[0] - 5 * k + 0.32 * (toe[0] - joint[0])
    across = min(abs(fetlock[0] - x), 40 * k)
    straight = fetlock[1] - math.sqrt((47 * k) ** 2 - across**2)
    high, low = joint[1] + 9 * k, joint[1] + 21 * k
    elbow: Point = (x, min(max(straight, high), low) * (1 - fold) + (joint[1] + 14 * k) * fold)
    knee, fetlock = bend(elbow, fetlock, 25.5 * k, 22 * k, 1.0)
    points = ((joint[0], joint[1] - 4), elbow, knee, fetlock, polar(fetlock, pastern, 9 * k))
    return Leg(points, tuple(v * thick for v in (15.5, 10.5, 5.6, 4.1, 4.2)), -tuck)


def _hind_leg(b: Beast, action: str, phase: float, x_off: float, start: float, side: int) -> Leg:
    gait = gait_of(b, action)
    hip, _, _, jump, _ = _joints(b, action, phase, gait)
    joint: Point = (hip[0] + x_off, hip[1] + 4)
    k = b.stand
    behind = HIND_BACK * k if action == "run" else 0.0  # short of the forefeet's prints: all four are seen
    fx, fh, swing = _step(gait, phase, start, 2 - behind, 1.5, False)
    if not gait.stride:
        fx -= 5 if side > 0 else -9  # a standing animal does not stand on two legs in line
    toe: Point = ((-b.body * 0.53 + x_off if gait.stride else joint[0]) + fx, -fh)
    fold = math.sin(math.pi * swing) ** 1.3
    slope = 13 + fx * 0.36 - 40 * fold if gait.stride else 14.0
    if action == "jump":
        toe, slope = _aloft(toe, slope, (joint[0] - 30 - side * 4, joint[1] + 52), -10.0, jump)
    thick = 0.4 + 0.6 * b.leg
    if action in RESTING:  # folded: the knee ahead and high, the hock behind it on the ground, the foot flat
        r, ahead = 4.85 * b.leg, 4 * side * k
        knee, hock = (joint[0] + 25 * k + ahead, -23.0 * k), (joint[0] + 5 * k + ahead, -1.1 * r)
        points = (joint[0] - 2, joint[1] - 2), knee, hock, (hock[0] + 23 * k, -0.5 * r)
        return Leg(points, (b.rump * 0.98, 12.0 * thick, r, 4.2 * b.leg), 4.0)
    if b.shanks and action not in RESTING:
        return _angled_hind(joint, toe, k, b, fold, jump)
    knee, ankle = bend(joint, polar(toe, 180 + slope, 23 * k), 30.5 * k, 30.5 * k, 1.0)
    radii = (b.rump * 0.98, 10.8 * thick, 4.85 * b.leg, 4.2 * b.leg)
    points = ((joint[0] - 2, joint[1] - 4), knee, ankle, polar(ankle, slope, 23 * k))
    return Leg(points, radii, slope - 10)


def _angled_hind(joint: Point, toe: Point, k: float, b: Beast, fold: float, jump: float) -> Leg:
    """Hip, stifle, hock, fetlock, toe: the hock stands back and high, the shank below it upright."""
    tuck = fold * 70
    pastern = 26 - tuck - 30 * min(jump / 26, 1.0)
    fetlock = polar(toe, 180 + pastern, 9 * k)
    swing = toe[0] - joint[0]
    stifle: Point = (joint[0] + (12 + 0.34 * swing + 4 * fold) * k, joint[1] + (17 - 3 * fold) * k)
    hock, fetlock = bend(stifle, fetlock, 25 * k, 25.5 * k, -1.0)
    points = ((joint[0] - 3, joint[1] - 4), stifle, hock, fetlock, polar(fetlock, pastern, 9 * k))
    t = b.leg
    return Leg(points, (b.rump * 0.94, 12.5 * (0.4 + 0.6 * t), 6.2 * t, 4.3 * t, 4.2 * t), -tuck)


def toes(b: Beast, action: str, phase: float) -> list[Point]:
    """Where the four feet are: far hind, near hind, far fore, near fore."""
    starts = gait_of(b, action).starts
    legs = (
        _hind_leg(b, action, phase, 4, starts[0], -1),
        _hind_leg(b, action, phase, 0, starts[1], 1),
        _fore_leg(b, action, phase, 5, starts[2], -1),
        _fore_leg(b, action, phase, 0, starts[3], 1),
    )
    return [leg.toe for leg in legs]


def build(b: Beast, action: str, phase: float) -> Figure:
    """The figure at `phase` 0..1 of its cycle, facing +x, ground at y = 0."""
    gait = gait_of(b, action)
    sitting = action == "sit"
    hip, shoulder, flex, jump, lift = _joints(b, action, phase, gait)
    mid: Point = (
        (hip[0] + shoulder[0]) / 2,
        (hip[1] + shoulder[1]) / 2 - flex * 1.2 + (0 if not sitting else -4),
    )
    far, main, near = Group([], 2.4, far=0.85), Group([], 4.2), Group([], 3.0)
    back, needles = Group([], 3.2), Group([], 0.7, drop=0.2, crisp=2.0)
    fur, lo = b.fur, b.fur * 0.45
    legcol = b.stocking or (b.dark if b.socks else b.coat)

    def limb(leg: Leg, group: Group, z: float, colours: Sequence[Colour], ahead: float) -> None:
        """ahead: which way the fur of its upper part lies."""
        spots = tuple(zip(leg.points, leg.radii, strict=True))
        last = len(spots) - 2
        for i, ((p, rp), (q, rq)) in enumerate(itertools.pairwise(spots)):
            hair = fur if i == 0 else lo * (0.6 if i == last else 1.0)
            group.parts.append(Cap(p, rp, q, rq, colours[i], z, z, hair, (ahead, 1) if i == 0 else None))

    def fore(x_off: float, start: float, side: int, group: Group) -> None:
        leg = _fore_leg(b, action, phase, x_off, start, side)
        k, z = b.leg, 10.0 * side
        foot_colour = legcol if b.socks else (b.pale if not b.hoof else b.coat)
        limb(leg, group, z, (b.coat, b.coat, legcol, legcol) if b.shanks else (b.coat, legcol, foot_colour), -0.35)
        _bands(b, group, tuple(zip(leg.points[1:], leg.radii[1:], strict=True)))
        if b.feather > 0 and group is not far:
            _, elbow, ankle, _ = leg.points
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
        _foot(group, leg.toe, leg.slope, b, z)

    def hind(x_off: float, start: float, side: int, group: Group) -> None:
        leg = _hind_leg(b, action, phase, x_off, start, side)
        z = 9.0 * side
        limb(leg, group, z, (b.coat, b.coat, legcol, legcol), -0.5)
        _bands(b, group, tuple(zip(leg.points, leg.radii, strict=True)))
        if b.feather > 0 and group is not far:
            joint, knee = leg.points[:2]
            group.parts.append(
                Cap(
                    (joint[0] + 2 - b.rump * 0.75, joint[1] + 12),
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
        _foot(group, leg.toe, leg.slope, b, z)

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
    if b.bib:
        main.parts += [
            Cap(
                (shoulder[0] + chest * 0.72, shoulder[1] - 6),
                9,
                (shoulder[0] + chest * 0.30, shoulder[1] + chest * 0.62),
                11,
                b.pale,
                9,
                7,
                fur * 1.3,
                (-0.3, 1),
            ),
            Cap(
                (shoulder[0], shoulder[1] + chest * 0.74),
                8.5,
                (hip[0] + 14, mid[1] + b.waist * 0.74),
                5.5,
                b.pale,
                9,
                7,
                fur,
                (-0.9, 0.5),
            ),
        ]
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
    for i in range(b.humps):
        at = mid if b.humps == 1 else (mid[0] + 17 - 34 * i, mid[1])
        main.parts.append(
            Cap(
                (at[0], at[1] - b.waist - 2),
                13,
                (at[0] - 2, at[1] - b.waist - 15),
                6.5,
                b.coat,
                0,
                0,
                fur * 1.6,
                (-0.2, -1),
            )
        )
    if b.spines:
        for i in range(7):
            u = i / 6
            x, y = hip[0] - 8 + (shoulder[0] + 6 - hip[0]) * u, mid[1] - 6 + 5 * abs(u - 0.5)
            main.parts.append(
                Cap((x, y), chest * 0.78, (x - 4, y - 5), chest * 0.70, b.dark, 5, 5, 3.0, (-0.85, -0.55))
            )
        for i in range(190):  # needles, each with a pale tip
            u, v = (i * 0.618) % 1, (i * 0.7548777) % 1
            a = math.pi * (1.06 - 1.02 * u)
            x = mid[0] - 2 + (shoulder[0] - hip[0] + 34) * 0.5 * math.cos(a) * (0.35 + 0.78 * v)
            y = mid[1] + 4 - (chest + 8) * math.sin(a) * (0.20 + 0.98 * v)
            high = chest * (1.0 - 0.75 * v * v)
            tip: Point = (x - 7 - 3 * v, y - 4 - 6 * v)
            needles.parts.append(
                Cap((x, y), 1.0, tip, 0.25, toward(b.dark, b.pale, 0.25 + 0.5 * (i % 2)), high + 6, high + 9)
            )
    if b.tail == "croc":
        for i in range(12):
            x = shoulder[0] + 12 - (shoulder[0] + 70 - hip[0]) * i / 11
            y = mid[1] - (b.waist + 1 if x > hip[0] - 6 else max(b.waist * (1 - (hip[0] - x) / 130), 5))
            main.parts.append(Cap((x, y + 2), 3.2, (x - 2, y - 2.4), 0.8, b.dark, 4))
    _tail(b, hip, phase, gait, back, main, action in RESTING)
    _neck(b, shoulder, phase, gait, action, main)
    if b.stripes or b.spots:
        shade = ratio(b.dark, b.coat)
        fine = b.spot <= 3 and not b.stripes  # the smaller the more of them, and over shoulder and rump too
        count = 10 if b.stripes else 16 if b.spot > 6 else round(120 / b.spot) if fine else 34
        for i in range(count):
            # Spots that never fall into lines: the plastic number's sequence.
            u = (i + 0.5) / count if b.stripes else (i * 0.755) % 1 * 1.3 - 0.14 if fine else (i * 0.618) % 1
            x = shoulder[0] + 6 + (hip[0] - 12 - shoulder[0]) * u
            y = shoulder[1] + (hip[1] - shoulder[1]) * u - flex * 1.1 * math.sin(math.pi * u)
            r = chest + (b.waist - chest) * min(u * 1.6, 1.0)
            if b.stripes:
                low, bow = 0.15 + 0.45 * (i % 2), 4 * math.sin(i * 2.4)
                w = 2.4 if b.banded else 1.5
                line = [
                    (x + 3, y - r * 1.06),
                    (x + bow + w, y - r * 0.3),
                    (x - 4, y + r * low),
                    (x + bow - w, y - r * 0.3),
                    (x - 1, y - r * 1.06),
                ]
                main.decals.append(Mark("fill", spline(line, True, 4), shade, alpha=0.9 if b.banded else 0.6))
            else:
                off = (i * 0.570) % 1 * 1.5 - 0.9 if fine else ((i * 37) % 41) / 41 * 1.7 - 0.95
                across, down = (hip[1] - shoulder[1], shoulder[0] - hip[0])  # square to the back, also of who sits
                long = math.hypot(across, down) or 1.0
                x, y = x + r * off * across / long, y + r * off * down / long
                size = b.spot * (0.7 + 0.6 * ((i * 29) % 13) / 13)
                blot = [
                    (
                        x + size * (1 + 0.3 * math.sin(i + 2.1 * k)) * math.cos(k * 1.047),
                        y + size * 0.85 * (1 + 0.3 * math.cos(2 * i + 1.7 * k)) * math.sin(k * 1.047),
                    )
                    for k in range(6)
                ]
                main.decals.append(Mark("fill", spline(blot, True, 3), shade, alpha=0.92))
        if b.spots and b.neck > 70:
            root, skull, _ = _head_at(b, shoulder, phase, gait, action)
            for i in range(26):
                u, off = (i + 0.5) / 26, ((i * 37) % 7) / 7 * 1.5 - 0.75
                x, y = root[0] + (skull[0] - root[0]) * u, root[1] + (skull[1] - root[1]) * u
                r, size = b.neck_r * (1.1 - 0.4 * u), 4.2 - 1.6 * u
                blot = [
                    (
                        x + r * off + size * math.cos(k * 1.257 + i),
                        y + r * off * 0.6 + size * 1.1 * math.sin(k * 1.257 + i),
                    )
                    for k in range(5)
                ]
                main.decals.append(Mark("fill", spline(blot, True, 3), shade, alpha=0.92))
    items: list[Item] = [far, back, main]
    fig = Figure(items)
    fore(0, gait.starts[3], 1, near)
    hind(0, gait.starts[1], 1, near)
    main_near = Group(main.parts + near.parts, 4.0, decals=main.decals + near.decals)
    fig.items = [far, back, main_near, *([needles] if needles.parts else [])]
    fig.items += _head(b, shoulder, phase, gait, action)
    fig.lift = max(jump, max(lift, 0) if gait.duty < 0.45 else 0.0)
    return fig


def ratio(dark: Colour, coat: Colour) -> Colour:
    """What a coat is multiplied with to become dark."""
    return tuple(min(d / max(c, 0.02), 1.0) for d, c in zip(dark, coat, strict=True))


def _bands(b: Beast, group: Group, limb: Sequence[tuple[Point, float]]) -> None:
    """Dark bands across a limb, from joint to joint."""
    if not b.banded:
        return
    shade = ratio(b.dark, b.coat)
    for (p, r0), (q, r1) in itertools.pairwise(limb):
        dx, dy = q[0] - p[0], q[1] - p[1]
        n = max(math.hypot(dx, dy), 1.0)
        count = max(round(n / 8), 1)
        for i in range(count):
            t = (i + 0.5) / count
            r = (r0 + (r1 - r0) * t) * 1.02
            x, y = p[0] + dx * t, p[1] + dy * t
            ux, uy, vx, vy = dx / n, dy / n, -dy / n * r, dx / n * r
            w = 1.5 + 0.5 * (i % 2)
            points = [
                (x - vx, y - vy),
                (x + ux * w, y + uy * w),
                (x + vx, y + vy),
                (x - ux * w * 0.6, y - uy * w * 0.6),
            ]
            group.decals.append(Mark("fill", spline(points, True, 3), shade, alpha=0.9))


def _foot(group: Group, toe: Point, slope: float, b: Beast, z: float) -> None:
    if b.hoof:
        k = 4.3 * b.leg + 0.6
        turn = math.radians(slope)

        def at(x: float, y: float) -> Point:
            return toe[0] + x * math.cos(turn) + y * math.sin(turn), min(
                toe[1] + y * math.cos(turn) - x * math.sin(turn), 0.0
            )

        outline = [at(-k * 0.9, -6.5), at(k * 0.9, -6.5), at(k * 1.38, 0.6), at(-k * 1.05, 0.6)]
        group.parts.append(Patch(outline, b.dark, z + 2, 3.5, 0, None, 0.25))
        return
    ahead = polar(toe, slope + 72, b.paw * 0.9)
    r = b.paw * 0.82
    group.parts.append(
        Cap(
            (toe[0], toe[1] - r * 0.88),
            r,
            (ahead[0], min(ahead[1], toe[1]) - r * 0.80),
            r * 0.86,
            b.dark if b.socks else b.pale,
            z,
            z,
            b.fur * 0.2,
        )
    )


def _tail(b: Beast, hip: Point, phase: float, gait: Gait, back: Group, main: Group, resting: bool) -> None:
    root: Point = (hip[0] - b.rump * 0.72, hip[1] - b.rump * 0.55)
    wave = 1.0 if gait.stride else 1.6
    kinds = {  # degrees from straight down of each link (behind is negative), link length, radii, fur
        "feather": ([-112, -104, -98, -92], 15, (7.5, 6.8, 6, 5, 3), 1.0),
        "bushy": ([-78, -84, -92, -98], 17, (6, 10, 12, 11, 5), 0.9),
        "curl": ([-158, -185, -236, -296], 13, (5.5, 6.5, 6.5, 5.5, 3.5), 0.7),
        "thin": ([-60, -66, -84, -110], 16, (3.4, 2.9, 2.5, 2.2, 1.8), 0.15),
        "cat": ([-70, -86, -120, -160], 16, (4.6, 4.2, 4, 3.8, 3), 0.4),
        "horse": ([-70, -32, -18, -12], 16, (5, 8, 9, 8, 4), 1.5),
        "short": ([-120, -100], 6, (6, 6, 4.5), 0.5),
        "stub": ([-58, -30], 5, (6, 5, 3.5), 0.6),
        "rope": ([-30, -14, -6, 0], 12, (3, 2.4, 2, 2, 3.4), 0.1),
        "croc": ([-84, -88, -90, -90], 26, (15, 11, 7.5, 4.5, 1.5), 0.1),
        "ringed": ([-78, -84, -92, -98], 16, (6, 9, 10, 9, 6), 0.9),
        "curly": ([-110, -200, -300, -20], 5, (2.6, 2.4, 2.2, 2, 1.6), 0.1),
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
        if gait.flex and b.tail in ("cat", "thin", "horse", "bushy"):
            angle = -84 - 4 * i
        if resting and b.tail not in ("curl", "curly", "short", "stub"):
            angle, swing = (-32, -46, -84, -94)[min(i, 3)], 0.4 * swing  # down to the ground, and along it
        at = polar(at, angle + swing, step)
        at = (at[0], min(at[1], -0.9 * radii[i + 1]))
        points.append(at)
    tip = b.pale if b.tail in ("bushy", "feather") else b.coat
    if b.tail == "horse":
        tip = b.dark
    for i in range(len(points) - 1):
        col = tip if i >= len(points) - 2 else (b.dark if b.tail == "horse" else b.coat)
        if b.tail == "ringed":
            for k in (0.25, 0.75):
                x = points[i][0] + (points[i + 1][0] - points[i][0]) * k
                y = points[i][1] + (points[i + 1][1] - points[i][1]) * k
                main.parts.append(
                    Cap(
                        (x, y - radii[i] * 0.8),
                        2.4,
                        (x + 1, y + radii[i] * 0.8),
                        2.4,
                        b.dark,
                        radii[i] * 0.5,
                        None,
                        2.0,
                        (-1, 0.2),
                    )
                )
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
    nod = _lag(phase, 0.30, gait.bob_beats) * (3.2 if gait.stride else 1.2)
    up = b.neck_up + nod - (10 if gait.flex else 0)
    down = b.head_down * (0.72 if gait.flex else 1.0)
    if action == "eat":
        up, down = -48 + 3 * _lag(phase, 0, 3), 62.0
    elif action == "lie":
        up, down = b.neck_up + 8, 8.0
    elif action == "sit":
        up = min(b.neck_up + 26, 82)
    elif action in ("howl", "bark"):
        up, down = b.neck_up + 14, -42.0 if action == "howl" else -12.0
    base: Point = (shoulder[0] + b.chest * 0.42, shoulder[1] - b.chest * 0.42)
    if action == "sleep":  # the chin on the forelegs
        drop = -(0.95 * b.skull + 7 * b.leg) - base[1]
        up, down = -math.degrees(math.asin(min(max(drop / b.neck, -0.9), 0.9))) + 0.4 * nod, 10.0
    skull = polar(base, 90 + up, b.neck)
    return base, skull, down


def head_of(b: Beast, action: str) -> tuple[float, float, float]:
    """Where the head is (x, y) at the start of the cycle, and how high it is."""
    gait = gait_of(b, action)
    shoulder = _joints(b, action, 0.0, gait)[1]
    _, skull, down = _head_at(b, shoulder, 0.0, gait, action)
    long = 0.4 * (b.muzzle + b.skull)
    a = math.radians(down)
    return skull[0] + long * math.cos(a), skull[1] + long * math.sin(a), 2.1 * b.skull + 0.45 * b.muzzle


def _neck(b: Beast, shoulder: Point, phase: float, gait: Gait, action: str, main: Group) -> None:
    base, skull, _ = _head_at(b, shoulder, phase, gait, action)
    s, fur = b.skull, b.fur
    mid: Point = ((base[0] + skull[0]) / 2, (base[1] + skull[1]) / 2)
    main.parts += [
        Cap(
            (shoulder[0] + 4, shoulder[1] - 4),
            b.neck_r * 1.22,
            mid,
            b.neck_r * 0.95,
            b.coat,
            0,
            0,
            fur,
            (-0.75, 0.6),
        ),
        Cap(mid, b.neck_r * 0.95, (skull[0] - 2, skull[1] + 3), b.neck_r * 0.74, b.coat, 0, 0, fur, (-0.75, 0.6)),
    ]
    main.parts.append(
        Cap(
            (skull[0] - 2, skull[1]),
            s,
            (skull[0] + s * 0.3, skull[1] + 0.5),
            s * 0.94,
            b.coat,
            2,
            2,
            fur * 0.5,
            (-0.8, 0.4),
        )
    )
    if b.banded:
        foot_of_neck = (shoulder[0] + 4, shoulder[1] - 4)
        _bands(b, main, ((foot_of_neck, b.neck_r * 1.1), ((skull[0] - 2, skull[1] + 3), b.neck_r * 0.7)))
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
    if b.mane > 16:  # a lion's: all round the head
        back = 1.0
        main.parts += [
            Cap(
                (skull[0] - s * 0.7, skull[1] + 1),
                s * 1.55,
                (base[0] + 4, base[1] + 8),
                b.neck_r * 1.35,
                b.dark,
                3,
                3,
                b.mane * 0.5,
                (-0.7, 0.7),
            ),
            Cap(
                (skull[0] - s * 0.2, skull[1] + s * 0.9),
                s * 1.0,
                (base[0] + 12 * back, base[1] + 14),
                b.neck_r * 0.9,
                b.dark,
                5,
                5,
                b.mane * 0.5,
                (-0.4, 0.9),
            ),
        ]
    elif b.mane > 0:
        blow = 1.0 if gait.flex else 0.25
        locks = max(6, round(b.neck / 9))
        for i in range(locks):
            u = i / (locks - 1)
            x = base[0] - 7 + (skull[0] - base[0]) * u - b.neck_r * 0.42 * (1 - 0.3 * u)
            y = base[1] - 9 + (skull[1] - base[1]) * u - 2
            wind = _lag(phase, 0.1 + 0.12 * i, gait.bob_beats) * (3 + 3 * blow)
            end: Point = (x - 6 - 9 * blow, y + 11 - 7 * blow - wind)
            main.parts.append(
                Cap((x, y), 4.2 + b.mane * 0.10, end, 2.6 + b.mane * 0.12, b.dark, 13, 13, b.mane * 0.8, None)
            )


class _Skull:
    """A beast's head in space, turned a little to the viewer."""

    def __init__(self, b: Beast, skull: Point, down: float, turn: float) -> None:
        self.base = axes(vec(skull[0], skull[1]), turn, down * 0.62)
        self.snout = axes(self.base.out(b.skull * 0.55, b.skull * 0.20, 0), turn, down)
        self.turn = turn

    def cap(
        self,
        a: Spot,
        ra: float,
        c: Spot,
        rb: float,
        col: Colour,
        fur: float = 0.0,
        gloss: float = 0.0,
        snout: bool = False,
    ) -> Cap:
        base = self.snout if snout else self.base
        part = cap(base.out(*a), ra, base.out(*c), rb, col, 0, fur, gloss)
        if fur:
            part.flow = (-0.9, 0.35)
        return part

    def on(self, p: Spot, snout: bool = False) -> Point:
        return seen((self.snout if snout else self.base).out(*p))

    def facing(self, way: Spot) -> float:
        return float(self.base.way(*way)[2]) / math.sqrt(sum(v * v for v in way))


def _look(b: Beast, action: str, gait: Gait) -> float:
    """Degrees the head is turned to the viewer."""
    if action in ("sleep", "eat", "howl"):
        return 14.0
    if gait.stride:
        return min(b.look, 20.0)
    return b.look + 10.0


def _head(b: Beast, shoulder: Point, phase: float, gait: Gait, action: str) -> list[Item]:
    root, skull, down = _head_at(b, shoulder, phase, gait, action)
    h = _Skull(b, skull, down, _look(b, action, gait))
    s, r, m, fur = b.skull, b.muzzle_r, b.muzzle, b.fur * 0.34
    head = Group([], 1.9, fine=True, crisp=2.2)
    out = head.parts
    crown = b.dark if b.mask else b.coat
    face = b.pale if (b.mask or b.belly_pale) else b.coat
    grazer = b.hoof and not b.trunk
    out += [
        h.cap((-0.30 * s, 0.05 * s, 0), s * 1.0, (0.35 * s, 0.02 * s, 0), s * 0.93, crown, fur),
        h.cap((-0.55 * s, 0.5 * s, 0), s * 0.82, (0.1 * s, 0.45 * s, 0), s * 0.80, b.coat, fur),
    ]
    wide = 0.60 if not b.cheeks else 0.80
    for side in (1.0, -1.0):
        out += [
            h.cap(
                (0.10 * s, 0.36 * s, wide * s * 0.8 * side),
                s * 0.52,
                (0.34 * s, 0.42 * s, wide * s * 0.7 * side),
                s * 0.46,
                face if b.mask or b.cheeks else b.coat,
                fur * (2.2 if b.cheeks else 1),
            ),
            h.cap(
                (0.62 * s, -0.40 * s, 0.36 * s * side),
                s * 0.30,
                (0.40 * s, -0.50 * s, 0.44 * s * side),
                s * 0.26,
                crown,
            ),
        ]
    if grazer:  # the deep jaw of a horse
        for side in (1.0, -1.0):
            out.append(
                h.cap(
                    (-0.1 * s, 0.62 * s, 0.3 * s * side),
                    s * 0.62,
                    (0.6 * s, 0.7 * s, 0.24 * s * side),
                    s * 0.4,
                    b.coat,
                )
            )
    open_mouth = (
        (action in ("run", "bark", "howl") or b.tongue) and not b.hoof and not b.trunk and action != "sleep"
    )
    top = b.pale if b.mask else b.coat
    out += [
        h.cap((-0.1 * s, 0, 0), r * 1.32, (m, 0, 0), r * 0.84, top, fur * 0.3, 0, True),
        h.cap((-0.1 * s, 0.42 * s, 0), r * 1.0, (m - 2.5, r * 0.42, 0), r * 0.62, face, fur * 0.3, 0, True),
    ]
    if not grazer and not b.trunk:
        for side in (1.0, -1.0):  # lips hang a little at the sides
            out.append(
                h.cap(
                    (m * 0.35, r * 0.35, 0.45 * r * side),
                    r * 0.62,
                    (m - 2, r * 0.28, 0.34 * r * side),
                    r * 0.56,
                    face,
                    0,
                    0,
                    True,
                )
            )
        nose: Colour = (0.08, 0.06, 0.06) if not b.pink else (0.80, 0.48, 0.46)
        out.append(
            h.cap(
                (m + r * 0.55, -r * 0.34, 0.22 * r),
                r * 0.36,
                (m + r * 0.55, -r * 0.34, -0.22 * r),
                r * 0.36,
                nose,
                0,
                0.9,
                True,
            )
        )
    elif grazer:
        soft: Colour = toward(b.coat, b.dark, 0.55) if not b.stripes else b.dark
        out.append(h.cap((m - 0.5, 0.4, 0), r * 0.92, (m + 1.5, r * 0.35, 0), r * 0.70, soft, 0, 0, True))
    items: list[Item] = []
    if open_mouth:
        gape = math.radians(19 + 3 * _lag(phase, 0.2, 2) + (12 if action in ("bark", "howl") else 0))
        jx, jy = m * 0.80 * math.cos(gape), 0.50 * s + m * 0.80 * math.sin(gape)
        jaw = Group(
            [h.cap((-0.2 * s, 0.52 * s, 0), r * 0.74, (jx, jy, 0), r * 0.36, face, 0, 0, True)], 1.0, fine=True
        )
        inside = h.cap(
            (0.0, 0.40 * s, 0), r * 0.62, (m * 0.74, 0.52 * s, 0), r * 0.42, (0.26, 0.09, 0.09), 0, 0, True
        )
        items += [jaw, Group([inside], 0.8, fine=True)]
        hang = 2.5 + 1.5 * _lag(phase, 0.25, 2)
        tongue = [
            h.cap(
                (m * 0.18, 0.44 * s, 0.1 * r),
                r * 0.36,
                (jx * 0.92, jy * 0.86, 0.15 * r),
                r * 0.34,
                (0.86, 0.40, 0.41),
                0,
                0.3,
                True,
            ),
            h.cap(
                (jx * 0.92, jy * 0.86, 0.2 * r),
                r * 0.34,
                (jx + r * 0.1, jy + hang, 0.3 * r),
                r * 0.26,
                (0.88, 0.43, 0.44),
                0,
                0.3,
                True,
            ),
        ]
        items.append(Group(list(tongue), 0.8, fine=True))
    if b.trunk:
        at = h.snout.out(m, 0, 0)
        spots = [at]
        for i in range(6):
            a = math.radians(24 - 11 * i + 10 * _lag(phase, 0.1 * i) + (56 if i > 4 else 0))
            at = at + h.base.ahead * (13 * math.sin(a)) + vec(0, 13 * math.cos(a), 0)
            at[1] = min(at[1], 1.05 * i - 8.0)  # of who lies, on the ground
            spots.append(at)
        for i in range(6):
            out.append(cap(spots[i], 9.2 - i * 1.15, spots[i + 1], 8.0 - i * 1.05, b.coat, 2))
        for side in (1.0, -1.0):
            out.append(
                h.cap(
                    (m * 0.1, r * 0.7, r * 0.75 * side),
                    2.8,
                    (m + 15, r * 1.2, r * 0.95 * side),
                    1.3,
                    (0.94, 0.90, 0.80),
                    0,
                    0.4,
                    True,
                )
            )
    # It grows out of the neck: from behind the skull on, away from the neck and towards the muzzle.
    a = math.radians(down)
    n = math.hypot(skull[0] - root[0], skull[1] - root[1]) or 1.0
    wx, wy = (skull[0] - root[0]) / n + math.cos(a), (skull[1] - root[1]) / n + math.sin(a)
    n = math.hypot(wx, wy) or 1.0
    wx, wy = wx / n * s, wy / n * s
    head.fade = ((skull[0] - wx, skull[1] - wy), (skull[0] - 0.05 * wx, skull[1] - 0.05 * wy))
    far_ear, near_ear = _ears(b, h, phase, gait)
    horns = _horns(b, h)
    return [
        *([Group(far_ear, 1.6, far=0.4, fine=True)] if far_ear else []),
        *items,
        head,
        *([Group(horns, 0.9, drop=0.2)] if horns else []),
        *([Group(near_ear, 1.8, drop=0.35, fine=True, fade=_rooted(b, near_ear))] if near_ear else []),
        *_face(b, h, phase, gait, action, open_mouth),
    ]


def _rooted(b: Beast, ear: Sequence[Cap | Patch]) -> tuple[Point, Point] | None:
    """Where an ear that stands up grows out of the head, as far up as its fur hides its root."""
    first = ear[0]
    if b.ear in ("drop", "big") or not isinstance(first, Cap):
        return None
    (x, y), (u, v) = first.a, first.b
    n = math.hypot(u - x, v - y) or 1.0
    down, up = -0.75 * first.ra / n, min(0.9 * first.ra / n, 0.4)
    return (x + (u - x) * down, y + (v - y) * down), (x + (u - x) * up, y + (v - y) * up)


def _ears(b: Beast, h: _Skull, phase: float, gait: Gait) -> tuple[list[Cap | Patch], list[Cap | Patch]]:
    """Far and near ear; they flap late."""
    s, e = b.skull, b.ear_size
    flap = _lag(phase, 0.22) * (16 if gait.duty < 0.45 else 3)
    sides: list[list[Cap | Patch]] = []
    for side in (-1.0, 1.0):
        out: list[Cap | Patch] = []
        if b.ear == "none":
            sides.append(out)
            continue
        if b.ear == "drop":
            lift = math.radians(flap * 1.3)
            root: Spot = (-0.32 * s, -0.62 * s, 0.70 * s * side)
            mid: Spot = (
                root[0] - 8.5 * e * (0.35 + math.sin(max(lift, 0))),
                root[1] + 11 * e * math.cos(lift),
                1.02 * s * side,
            )
            tip: Spot = (
                mid[0] - 4 * e * (0.2 + math.sin(max(lift, 0))),
                mid[1] + 10 * e * math.cos(lift * 1.2),
                0.96 * s * side,
            )
            out += [
                h.cap(root, 4.6 * e, mid, 7.2 * e, b.dark, b.fur * 0.5),
                h.cap(mid, 7.2 * e, tip, 4.6 * e, b.dark, b.fur * 0.9 + 0.8),
            ]
            for part in out:
                if isinstance(part, Cap):
                    part.flow = (-0.6 - 0.02 * flap, 0.8)
        elif b.ear == "big":
            tip_x = -16 * e - 0.3 * flap
            pts = [
                (0.1 * s, -0.5 * s, 0.8 * s * side),
                (-0.6 * s, -0.75 * s, 1.0 * s * side),
                (tip_x - 9, -4, 1.5 * s * side),
                (tip_x - 5, 18 * e, 1.45 * s * side),
                (-0.2 * s, 24 * e, 1.1 * s * side),
                (0.15 * s, 8 * e, 0.85 * s * side),
            ]
            spots = [h.base.out(*p) for p in pts]
            out.append(Patch(spline([seen(p) for p in spots]), b.coat, float(h.base.out(-8, 8, s * side)[2]), 4.5))
        else:
            long = {"prick": 15.0, "long": 33.0, "round": 5.5, "horse": 15.0, "cat": 13.5}.get(b.ear, 14.0) * e
            wide = {"prick": 5.6, "long": 5.2, "round": 7.2, "horse": 4.2, "cat": 6.4}.get(b.ear, 6.0) * e
            back = 0.9 if b.ear == "long" and gait.stride else 0.18
            root = (-0.22 * s, -0.72 * s, 0.52 * s * side)
            tip = (
                root[0] - long * back - 0.06 * flap * long * 0.3,
                root[1] - long * (1 - 0.3 * back),
                (0.62 if b.ear != "long" else 0.56) * s * side,
            )
            end = wide * (0.22 if b.ear not in ("round", "long") else 0.85)
            out.append(h.cap(root, wide, tip, end, b.dark if b.mask or b.socks else b.coat, b.fur * 0.25))
            inner = toward(b.pale, (0.86, 0.58, 0.52), 0.45)
            if h.facing((0.9, 0, 0.35 * side)) > 0.05:
                a2: Spot = (root[0] + wide * 0.55, root[1] - 0.5, root[2])
                t2: Spot = (tip[0] + wide * 0.40, tip[1] + long * 0.14, tip[2])
                out.append(h.cap(a2, wide * 0.55, t2, end * 0.5, inner))
        sides.append(out)
    return sides[0], sides[1]


def _horns(b: Beast, h: _Skull) -> list[Cap | Patch]:
    s = b.skull
    out: list[Cap | Patch] = []
    bone: Colour = (0.78, 0.70, 0.56)
    if b.horn == "antler":
        bone = (0.66, 0.53, 0.38)
        for side in (-1.0, 1.0):
            r0: Spot = (-0.05 * s, -0.85 * s, 0.30 * s * side)
            r1: Spot = (r0[0] - 9, r0[1] - 15, r0[2] + 7 * side)
            r2: Spot = (r1[0] - 3, r1[1] - 20, r1[2] + 6 * side)
            r3: Spot = (r2[0] + 8, r2[1] - 15, r2[2] + 1 * side)
            for one, two, w in (
                (r0, r1, 2.4),
                (r1, r2, 2.1),
                (r2, r3, 1.7),
                (r0, (r0[0] + 9, r0[1] - 9, r0[2] + 2 * side), 1.5),
                (r1, (r1[0] + 12, r1[1] - 9, r1[2] + 2 * side), 1.7),
                (r2, (r2[0] - 9, r2[1] - 11, r2[2] + 3 * side), 1.5),
            ):
                out.append(h.cap(one, w, two, w * 0.55, bone))
    elif b.horn == "short":
        for side in (-1.0, 1.0):
            a: Spot = (-0.1 * s, -0.7 * s, 0.55 * s * side)
            c: Spot = (0.1 * s, -0.85 * s, 1.0 * s * side)
            out += [
                h.cap(a, 2.9, c, 2.4, bone, 0, 0.3),
                h.cap(c, 2.4, (0.45 * s, -1.5 * s, 1.15 * s * side), 0.8, bone, 0, 0.3),
            ]
    elif b.horn == "unicorn":
        for i in range(5):
            p, q = (
                (0.55 * s + 3.2 * i, -0.75 * s - 6.0 * i, 0.0),
                (0.55 * s + 3.2 * (i + 1), -0.75 * s - 6.0 * (i + 1), 0.0),
            )
            out.append(
                h.cap(
                    p,
                    2.5 - 0.42 * i,
                    q,
                    2.0 - 0.42 * i,
                    (0.98, 0.92, 0.70) if i % 2 else (0.93, 0.82, 0.56),
                    0,
                    0.8,
                )
            )
    elif b.horn == "rhino":
        m = b.muzzle
        out += [
            h.cap(
                (m * 0.86, -b.muzzle_r * 0.6, 0),
                4.6,
                (m * 1.0, -b.muzzle_r * 0.6 - 19, 0),
                0.9,
                bone,
                0,
                0.2,
                True,
            ),
            h.cap(
                (m * 0.46, -b.muzzle_r * 0.7, 0),
                3.4,
                (m * 0.48, -b.muzzle_r * 0.7 - 8, 0),
                0.9,
                bone,
                0,
                0.2,
                True,
            ),
        ]
    elif b.horn == "knob":
        for side in (-1.0, 1.0):
            a = (-0.05 * s, -0.8 * s, 0.3 * s * side)
            out += [
                h.cap(a, 1.7, (-0.15 * s, -1.6 * s, 0.34 * s * side), 1.6, b.coat),
                h.cap(
                    (-0.15 * s, -1.6 * s, 0.34 * s * side),
                    2.2,
                    (-0.15 * s, -1.65 * s, 0.34 * s * side),
                    2.2,
                    b.dark,
                ),
            ]
    return out


def _face(b: Beast, h: _Skull, phase: float, gait: Gait, action: str, open_mouth: bool) -> list[Item]:
    s, r, m = b.skull, b.muzzle_r, b.muzzle
    ink: Colour = (0.09, 0.06, 0.05)
    out: list[Item] = []
    grazer = b.hoof and not b.trunk
    if grazer:
        # Grazers do not smile: a short, level mouth just behind the lips.
        out.append(Mark("oval", [h.on((m + 0.6, -r * 0.12, r * 0.62), True)], ink, (1.5, 1.0), alpha=0.75))
        lips = [h.on((m + r * 0.62, r * 0.62, r * 0.3), True), h.on((m - r * 0.35, r * 0.74, r * 0.7), True)]
        out.append(Mark("line", lips, (0.2, 0.1, 0.06), (0.7, 1.0), alpha=0.5))
    elif not b.trunk:
        lip = [
            h.on((m + r * 0.50, r * 0.22, 0.0), True),
            h.on((m + r * 0.25, r * 0.62, r * 0.30), True),
            h.on((m * 0.62, r * 0.72, r * 0.62), True),
            h.on((m * 0.30, r * 0.68, r * 0.80), True),
        ]
        if not open_mouth or h.turn > 15:
            out.append(Mark("line", spline(lip, False, 5), (0.2, 0.1, 0.06), (0.62, 1.0), alpha=0.55))
        shine = h.on((m + r * 0.78, -r * 0.52, r * 0.16), True)
        out.append(Mark("oval", [shine], (1.0, 0.96, 0.90), (r * 0.13, r * 0.07), 10, 0.75, 1.0))
        if b.whiskers:
            for i, k in enumerate((-0.15, 0.1, 0.35)):
                root = h.on((m * 0.8, r * (0.05 + 0.25 * i), r * 0.62), True)
                tip = (root[0] - 5 - 7 * (1 - 0.3 * i), root[1] - 3 + 5.0 * (k + 0.2) * 2)
                out.append(Mark("line", [root, tip], (0.98, 0.97, 0.94), (0.22, 1), 0, 0.7, 1.0))
    shut = action == "sleep" or (not gait.stride and phase > 0.94)
    for side in (-1.0, 1.0):
        f = h.facing((0.62, -0.12, 0.72 * side))
        if f < 0.16:
            continue
        eye = h.on((0.70 * s, -0.14 * s, 0.58 * s * side))
        size = b.eye_size * (2.35 if s > 10 else 2.0)
        if b.patches:
            out.append(
                Mark(
                    "soft",
                    [(eye[0] - 0.5, eye[1] + 0.8)],
                    (0.12, 0.11, 0.12),
                    (size * 2.3 * f, size * 2.0),
                    25 * side,
                    0.95,
                    stain=True,
                )
            )
        if shut:
            arc = spline([(eye[0] - size * f, eye[1]), (eye[0], eye[1] + 1.1), (eye[0] + size * f, eye[1])], False)
            out.append(Mark("line", arc, ink, (0.9, 1)))
            continue
        wide = max(f, 0.45)
        out.append(Mark("soft", [eye], (0.42, 0.30, 0.26), (size * 1.7 * wide, size * 1.4), 0, 0.5, stain=True))
        if b.iris is not None:
            out.append(Mark("oval", [eye], ink, (size * 1.16 * wide, size * 1.06)))
            out.append(Mark("oval", [eye], b.iris, (size * 0.98 * wide, size * 0.90)))
            slit = 0.30 if b.whiskers else 0.55
            out.append(Mark("oval", [eye], (0.03, 0.02, 0.02), (size * slit * wide, size * 0.80)))
        else:
            out.append(Mark("oval", [eye], (0.30, 0.17, 0.08), (size * 1.08 * wide, size)))
            out.append(Mark("oval", [eye], (0.05, 0.035, 0.03), (size * 0.84 * wide, size * 0.82)))
        glint = (eye[0] + 0.28 * size, eye[1] - 0.34 * size)
        out.append(Mark("oval", [glint], (1.0, 0.98, 0.92), (size * 0.25, size * 0.23), 0, 1.0, 1.0))
    return out


def toward(c: Colour, t: Colour, k: float) -> Colour:
    """A colour moved towards another."""
    return tuple(x + (y - x) * k for x, y in zip(c, t, strict=True))


def dressed(b: Beast, coat: Colour | None) -> Beast:
    """The same beast in another coat colour; pale and dark parts follow it. A white or black cat is plain."""
    if coat is None:
        return b
    plain = not b.banded and not 0.16 < sum(coat) / 3 < 0.80
    return replace(
        b,
        coat=coat,
        pale=toward(coat, (1, 0.97, 0.9), 0.45),
        dark=toward(coat, (0.05, 0.03, 0.03), 0.4),
        stripes=b.stripes and not plain,
    )


# (0.79, 0.54, 0.27) is the golden coat of a retriever.
RETRIEVER = Beast(
    (0.80, 0.52, 0.24),
    (0.90, 0.68, 0.40),
    (0.64, 0.37, 0.15),
    feather=15,
    fur=2.9,
    tongue=True,
    look=18,
    eye_size=1.1,
    body=74,
    chest=23.5,
)
