"""The legs of four-legged animals: where their joints are in every gait, and the flesh about them."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from omnireel.animatic.solids import Cap, Colour, Group, Mark, Point, spline
from omnireel.animatic.subjects.beast import LYING, RESTING, Beast, ratio
from omnireel.animatic.subjects.gait import Gait, Key, along, bend, foot, polar
from omnireel.animatic.subjects.materials import ease, mixed

GAITS: dict[str, Gait] = {
    "walk": Gait(1.05, 0.64, 62, 11, (0.0, 0.5, 0.25, 0.75), 1.3, 2, 0.1),
    "trot": Gait(0.62, 0.46, 66, 19, (0.0, 0.5, 0.5, 0.0), 3.0, 2, 0.2),
    "run": Gait(0.56, 0.24, 76, 27, (0.0, 0.10, 0.44, 0.55), 5.5, 1, 0.79, flex=7.0, pitch=3.5, crouch=4),
    "stand": Gait(4.0, 1.0, 0, 0, (0.0, 0.0, 0.0, 0.0), 0.5, 1),
}
# How a galloping animal throws a foot from where it leaves the ground to where it lands: share of the swing,
# units ahead of where the leg hangs, units up, degrees that the foot turns from how it lies on the ground. A
# forefoot is snatched up and folded, so that it is under the chest when the hind feet reach below it; a hind foot
# is thrown out behind before it is drawn under the belly.
FORE_THROW: tuple[Key, ...] = (
    (0.0, -38.0, 0.0, 0.0),
    (0.20, -50.0, 30.0, -72.0),
    (0.40, -34.0, 38.0, -92.0),
    (0.62, -4.0, 25.0, -62.0),
    (0.85, 45.0, 12.0, -4.0),
    (1.0, 38.0, 0.0, 0.0),
)
HIND_THROW: tuple[Key, ...] = (
    (0.0, -38.0, 0.0, 0.0),
    (0.12, -47.0, 9.0, -14.0),
    (0.28, -46.0, 27.0, -44.0),
    (0.47, -22.0, 24.0, -36.0),
    (0.80, 36.0, 8.0, -6.0),
    (1.0, 38.0, 0.0, 0.0),
)
# Where a foot is in a leap: share of the flight, units ahead of the joint and below it, how the foot lies. The
# forefeet are tucked up, then reach for the ground; the hind feet trail, then are drawn under.
FORE_LEAP: tuple[Key, ...] = ((0.0, 16.0, 40.0, -70.0), (0.5, 34.0, 36.0, -40.0), (1.0, 40.0, 52.0, 8.0))
HIND_LEAP: tuple[Key, ...] = ((0.0, -44.0, 50.0, -30.0), (0.5, -42.0, 42.0, -44.0), (1.0, -10.0, 44.0, -34.0))
HIND_BACK = 21.0  # units that a galloping animal's hind feet land behind where its forefeet did


def gait_of(b: Beast, action: str) -> Gait:
    """How it moves its legs for a verb; who has short legs takes short steps."""
    gait = GAITS.get(action, GAITS["stand"])
    if b.stand == 1.0:
        return gait
    k = b.stand
    return replace(
        gait, stride=gait.stride * k, lift=gait.lift * k, crouch=gait.crouch * k, bob=gait.bob * min(k, 1.0)
    )


def joints(b: Beast, action: str, phase: float, gait: Gait) -> tuple[Point, Point, float, float, float]:
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
        tilt = math.cos(turn) * 16 * min(jump / 22, 1.0)  # the fore end rises first, and falls first
        hip, shoulder = (hip[0], hip[1] - jump + tilt * 0.6), (shoulder[0], shoulder[1] - jump - tilt)
    if action == "sit":
        tall = min(74 * (0.3 + 0.7 * b.stand), 72 * b.stand + 3)  # no higher than the forelegs reach
        hip, shoulder = (-b.body * 0.40, -27 * (0.5 + 0.5 * b.stand)), (b.body * 0.16, -tall)
    if action in LYING:
        hip, shoulder = (-b.body * 0.5, -1.28 * b.rump), (b.body * 0.46, -1.1 * b.chest)  # on the belly
    return hip, shoulder, flex, jump, lift


@dataclass(frozen=True)
class Leg:
    """The bends of a leg from its joint to its toe, and how the foot lies (degrees, 0 straight down)."""

    points: tuple[Point, ...]
    slope: float
    hind: bool
    folded: bool = False  # under who rests

    @property
    def toe(self) -> Point:
        return self.points[-1]


def _step(
    gait: Gait, phase: float, start: float, ahead: float, throw: Sequence[Key], size: float
) -> tuple[float, float, float, float]:
    """Where a foot is from where its leg hangs: ahead, up, 0..1 of its swing, degrees that it is turned."""
    x, up, swing = foot(gait, phase, start, ahead)
    if not swing or gait.duty >= 0.4:
        return x, up, swing, 0.0
    x, up, turned = along(throw, swing)
    return x * size + ahead, max(up * size, 0.0), swing, turned


def _aloft(
    ground: Point, lie: float, joint: Point, leap: Sequence[Key], phase: float, side: int, jump: float, size: float
) -> tuple[Point, float]:
    """A foot and how it lies between the ground and the air, as high as the jump is."""
    x, y, tucked = along(leap, min(2 * phase, 1.0))
    air = (joint[0] + (x + 5 * side) * size, joint[1] + y * size)
    k = ease(jump / 26)
    return (ground[0] + (air[0] - ground[0]) * k, ground[1] + (air[1] - ground[1]) * k), lie + (tucked - lie) * k


def fore_leg(b: Beast, action: str, phase: float, x_off: float, start: float, side: int) -> Leg:
    """Shoulder, elbow, wrist, toe; of who has shanks or pillars one joint more."""
    gait = gait_of(b, action)
    _, shoulder, _, jump, _ = joints(b, action, phase, gait)
    joint: Point = (shoulder[0] + 1 + x_off, shoulder[1] + 3)
    k = b.stand
    ahead = 4 * k**2 if action == "run" else 0.0  # as far as it reaches with the shoulder at its highest
    fx, fh, swing, turned = _step(gait, phase, start, 3 + min(ahead, 4), FORE_THROW, k)
    if not gait.stride:
        fx += 6 if side > 0 else -12
    # What bears weight stays where it is, whatever the trunk does.
    toe: Point = ((b.body * 0.47 + 1 + x_off if gait.stride else joint[0]) + fx, -fh)
    fold = math.sin(math.pi * swing) ** 1.5
    slope = 5 + fx * 0.5 - 78 * fold * (0.35 + 0.65 * math.cos(math.pi * swing * 0.9))
    if turned:
        slope = 5 + fx * 0.5 + turned
    if action == "jump":
        toe, slope = _aloft(toe, slope, joint, FORE_LEAP, phase, side, jump, k)
    elif action == "sit":
        toe, slope = (shoulder[0] + 4 + side * 5, 0), 4.0
    if action in LYING:  # the elbow under the chest, the forearm flat on the ground
        elbow, r = (joint[0] - 8 * k - 2 * side, -6.5 * b.leg), 4.6 * b.leg
        points = (joint[0] - 1, joint[1] - 2), elbow, (elbow[0] + 30 * k, -r), (elbow[0] + 43 * k, -0.5 * r)
        return Leg(points, 4.0, False, True)
    if (b.shanks or b.pillars) and action not in RESTING:
        return _straight_fore(joint, toe, k, fold * (0.35 if b.pillars else 1.0), jump)
    slope += 0.6 * b.flat * (1 - fold)
    elbow, ankle = bend(joint, polar(toe, 180 + slope, 14 * k), 31 * k, 30 * k, -1.0)
    return Leg(((joint[0] - 1, joint[1] - 2), elbow, ankle, polar(ankle, slope, 14 * k)), slope, False)


def _straight_fore(joint: Point, toe: Point, k: float, fold: float, jump: float) -> Leg:
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
    return Leg(points, -tuck, False)


def hind_leg(b: Beast, action: str, phase: float, x_off: float, start: float, side: int) -> Leg:
    """Hip, stifle, hock, toe; of who has shanks or pillars one joint more."""
    gait = gait_of(b, action)
    hip, _, _, jump, _ = joints(b, action, phase, gait)
    joint: Point = (hip[0] + x_off, hip[1] + 4)
    k = b.stand
    behind = HIND_BACK * k if action == "run" else 0.0  # short of the forefeet's prints: all four are seen
    fx, fh, swing, turned = _step(gait, phase, start, 2 - behind, HIND_THROW, k)
    if not gait.stride:
        fx -= 5 if side > 0 else -9  # a standing animal does not stand on two legs in line
    toe: Point = ((-b.body * 0.53 + x_off if gait.stride else joint[0]) + fx, -fh)
    fold = math.sin(math.pi * swing) ** 1.3
    slope = 13 + fx * 0.36 - 40 * fold if gait.stride else 14.0
    if turned:
        slope = 13 + fx * 0.36 + turned
    if action == "jump":
        toe, slope = _aloft(toe, slope, joint, HIND_LEAP, phase, side, jump, k)
    if action in RESTING:  # folded: the knee ahead and high, the hock behind it on the ground, the foot flat
        r, ahead = 4.85 * b.leg, 4 * side * k
        knee, hock = (joint[0] + 25 * k + ahead, -23.0 * k), (joint[0] + 5 * k + ahead, -1.1 * r)
        points = (joint[0] - 2, joint[1] - 2), knee, hock, (hock[0] + 23 * k, -0.5 * r)
        return Leg(points, 4.0, True, True)
    if b.pillars:
        return _pillar_hind(joint, toe, k, fold)
    if b.shanks:
        return _angled_hind(joint, toe, k, fold, jump)
    slope += b.flat * (1 - fold)
    knee, ankle = bend(joint, polar(toe, 180 + slope, 23 * k), 30.5 * k, 30.5 * k, 1.0)
    points = ((joint[0] - 2, joint[1] - 4), knee, ankle, polar(ankle, slope, 23 * k))
    return Leg(points, slope - 10, True)


def _angled_hind(joint: Point, toe: Point, k: float, fold: float, jump: float) -> Leg:
    """Hip, stifle, hock, fetlock, toe: the hock stands back and high, the shank below it upright."""
    tuck = fold * 70
    pastern = 26 - tuck - 30 * min(jump / 26, 1.0)
    fetlock = polar(toe, 180 + pastern, 9 * k)
    swing = toe[0] - joint[0]
    stifle: Point = (joint[0] + (12 + 0.34 * swing + 4 * fold) * k, joint[1] + (17 - 3 * fold) * k)
    hock, fetlock = bend(stifle, fetlock, 25 * k, 25.5 * k, -1.0)
    points = ((joint[0] - 3, joint[1] - 4), stifle, hock, fetlock, polar(fetlock, pastern, 9 * k))
    return Leg(points, -tuck, True)


def _pillar_hind(joint: Point, toe: Point, k: float, fold: float) -> Leg:
    """Hip, knee, ankle, toe: nearly straight down, the knee low and ahead."""
    slope = 8 - 40 * fold
    knee, ankle = bend(joint, polar(toe, 180 + slope, 10 * k), 33 * k, 27 * k, 1.0)
    return Leg(((joint[0] - 2, joint[1] - 4), knee, ankle, ankle, polar(ankle, slope, 10 * k)), -30 * fold, True)


def toes(b: Beast, action: str, phase: float) -> list[Point]:
    """Where the four feet are: far hind, near hind, far fore, near fore."""
    starts = gait_of(b, action).starts
    legs = (
        hind_leg(b, action, phase, 4, starts[0], -1),
        hind_leg(b, action, phase, 0, starts[1], 1),
        fore_leg(b, action, phase, 5, starts[2], -1),
        fore_leg(b, action, phase, 0, starts[3], 1),
    )
    return [leg.toe for leg in legs]


# ---- flesh ----

# A piece of a leg: (bone, share along it, units behind it, radius) of both its ends. Bones count from the joint
# at the trunk; what lies behind a bone - elbow, hamstring, hock - is what makes a leg of it. Units and radii grow
# with how thick the beast's legs are.
End = tuple[int, float, float, float]
Piece = tuple[End, End]
FLESH: dict[str, tuple[Piece, ...]] = {
    "fore paw": (
        ((0, 0.0, 0.0, 12.5), (0, 1.0, 1.0, 7.2)),
        ((0, 0.55, 4.5, 8.0), (1, 0.02, 2.8, 4.0)),  # the triceps and the point of the elbow
        ((1, 0.0, 0.4, 6.6), (1, 0.40, -0.4, 5.5)),
        ((1, 0.40, -0.4, 5.5), (1, 0.95, 0.0, 3.6)),
        ((1, 0.93, 0.1, 3.9), (2, 0.25, 0.1, 3.6)),
        ((2, 0.2, 0.1, 3.6), (2, 0.85, 0.0, 3.5)),
    ),
    "hind paw": (
        ((0, 0.1, 1.0, 14.5), (0, 1.0, 0.6, 8.0)),
        ((0, 0.15, 8.0, 10.5), (1, 0.36, 3.2, 4.6)),  # the hamstring
        ((1, 0.0, 0.4, 7.7), (1, 0.45, 0.2, 5.4)),
        ((1, 0.45, 0.2, 5.6), (1, 0.98, 0.0, 3.6)),
        ((1, 0.40, 3.4, 2.9), (1, 1.04, 3.0, 2.0)),  # the tendon to the point of the hock
        ((1, 1.04, 3.0, 2.3), (2, 0.12, 0.4, 3.6)),
        ((2, 0.0, 0.3, 3.9), (2, 0.4, 0.0, 3.3)),
        ((2, 0.4, 0.0, 3.3), (2, 0.92, 0.0, 3.5)),
    ),
    "fore hoof": (
        ((0, 0.0, 0.0, 15.0), (0, 1.0, 0.5, 9.0)),
        ((0, 0.6, 5.0, 9.5), (1, 0.0, 3.6, 5.2)),
        ((1, 0.0, 0.4, 8.4), (1, 0.40, -0.6, 6.8)),
        ((1, 0.40, -0.6, 6.8), (1, 0.92, 0.0, 4.0)),
        ((1, 0.92, 0.2, 4.5), (2, 0.08, 0.2, 4.2)),  # the knee
        ((2, 0.08, 0.0, 3.5), (2, 0.9, 0.0, 2.9)),
        ((2, 0.2, 1.7, 2.0), (2, 0.95, 1.4, 2.1)),  # the tendon behind the cannon
        ((2, 0.96, 0.5, 3.7), (3, 0.1, 0.4, 3.5)),  # the fetlock
        ((3, 0.1, 0.2, 3.2), (3, 0.7, 0.0, 3.2)),
    ),
    "hind hoof": (
        ((0, 0.0, 1.0, 16.0), (0, 1.0, 0.4, 10.5)),
        ((0, 0.1, 10.0, 11.5), (1, 0.34, 4.6, 5.6)),
        ((1, 0.0, 0.6, 9.6), (1, 0.42, 0.2, 6.6)),
        ((1, 0.42, 0.2, 6.6), (1, 0.97, 0.0, 4.2)),
        ((1, 0.42, 4.2, 3.2), (1, 1.06, 4.0, 2.1)),
        ((1, 1.06, 4.0, 2.6), (2, 0.16, 0.8, 4.2)),
        ((1, 0.97, 0.2, 4.6), (2, 0.16, 0.0, 3.9)),  # the hock
        ((2, 0.14, 0.0, 3.5), (2, 0.9, 0.0, 3.0)),
        ((2, 0.25, 1.7, 2.0), (2, 0.95, 1.4, 2.2)),
        ((2, 0.96, 0.5, 3.8), (3, 0.1, 0.4, 3.6)),
        ((3, 0.1, 0.2, 3.3), (3, 0.7, 0.0, 3.3)),
    ),
    "fore pillar": (
        ((0, 0.0, 0.0, 13.0), (0, 1.0, 0.0, 10.0)),
        ((1, 0.0, 0.5, 9.6), (1, 1.0, 0.0, 7.6)),
        ((2, 0.0, 0.0, 7.8), (2, 0.96, 0.0, 6.8)),
    ),
    "hind pillar": (
        ((0, 0.0, 1.0, 14.0), (0, 1.0, 0.0, 9.6)),
        ((0, 0.2, 6.0, 9.0), (1, 0.5, 2.0, 6.6)),
        ((1, 0.0, 0.0, 9.2), (1, 0.96, 0.0, 6.8)),
    ),
}


def _spots(leg: Leg, ends: Sequence[End], thick: float) -> list[tuple[Point, float]]:
    out = []
    for bone, share, behind, r in ends:
        (x, y), (u, v) = leg.points[bone], leg.points[bone + 1]
        n = math.hypot(u - x, v - y) or 1.0
        off = behind * thick / n
        out.append(((x + (u - x) * share - (v - y) * off, y + (v - y) * share + (u - x) * off), r * thick))
    return out


def limb(b: Beast, leg: Leg, z: float, upper: Colour, lower: Colour, low: Colour, bare: bool) -> list[Cap]:
    """The flesh of a leg. upper, lower, low: colours of the bones from the trunk down. bare: all of it, and not
    only the muscles that are part of the trunk; short hair has no strands there.
    """
    # Who rests has folded the joint away that shanks and pillars have more.
    kind = "paw" if len(leg.points) == 4 else "pillar" if b.pillars else "hoof"
    kind = ("hind " if leg.hind else "fore ") + kind
    heavy = 0.45 + 0.55 * b.leg  # what is near the trunk does not grow as the rest does
    out = []
    for ends in FLESH[kind]:
        bone = ends[0][0]
        if not bare and bone > 0:
            break
        thick = heavy if bone == 0 else b.leg
        (p, rp), (q, rq) = _spots(leg, ends, thick)
        colour = (upper, lower, low, low)[min(bone, 3)]
        hair = b.fur * (0.9, 0.7, 0.0, 0.0)[bone] if not bare or (b.fur > 1.8 and bone) else 0.0
        out.append(Cap(p, rp, q, rq, colour, z, z, hair, (-0.4, 1) if bone == 0 else None))
    return out


def rooted(b: Beast, leg: Leg) -> tuple[Point, Point]:
    """Where a leg comes out of the trunk: below its joint, above all of it that is bent."""
    (x, y), bends = leg.points[0], leg.points[1:]
    u, v = sum(p for p, _ in bends) / len(bends) - x, sum(q for _, q in bends) / len(bends) - y
    n = math.hypot(u, v) or 1.0
    u, v = u / n, v / n
    end = max(min((p - x) * u + (q - y) * v for p, q in bends) - 1.5 * b.leg, 6.0)
    start = 0.45 * end
    return (x + u * start, y + v * start), (x + u * end, y + v * end)


def bands(b: Beast, leg: Leg, group: Group) -> None:
    """Dark bands across a banded beast's leg, below its knee or elbow."""
    if b.banded:
        radii = (9.0, 8.6, 4.2, 3.8, 3.8)
        line = [(p, r * b.leg) for p, r in zip(leg.points, radii, strict=False)]
        band(b, group, line[1:-1])


def band(b: Beast, group: Group, line: Sequence[tuple[Point, float]]) -> None:
    """Dark bands across whatever runs through the points, as wide as it is there."""
    shade = ratio(b)
    for bone, ((p, r0), (q, r1)) in enumerate(itertools.pairwise(line)):
        dx, dy = q[0] - p[0], q[1] - p[1]
        n = max(math.hypot(dx, dy), 1.0)
        count = max(round(n / 6.5), 1)
        for i in range(count):
            t, odd = (i + 0.5) / count, math.sin(2.4 * i + bone)
            r = (r0 + (r1 - r0) * t) * 1.02
            ux, uy, vx, vy = dx / n, dy / n, -dy / n * r, dx / n * r
            # Each is thickest to one side, runs out on the other, and lies a little askew.
            x, y, w = p[0] + dx * t + 0.25 * odd * vx, p[1] + dy * t + 0.25 * odd * vy, 1.0 + 0.3 * odd
            low = 0.7 * odd + 0.6
            points = [
                (x - vx, y - vy),
                (x + ux * w, y + uy * w),
                (x + vx + ux * low, y + vy + uy * low),
                (x - ux * w * 0.5, y - uy * w * 0.5),
            ]
            group.decals.append(Mark("fill", spline(points, True, 3), shade, alpha=0.9))


# Toes of a paw, from the far one: how far ahead its tip is, how near to us, how thick (shares of the paw).
TOES = ((1.62, -0.30, 0.50), (1.50, 0.25, 0.54), (1.02, 0.62, 0.50))


def sole(b: Beast, leg: Leg, group: Group, z: float) -> None:
    """The foot: a hoof, a paw with its toes, or a pillar's round sole with nails."""
    toe, (ankle_x, ankle_y) = leg.toe, leg.points[-2]
    up = min(max(-toe[1] - 0.6, 0.0) / 5, 1.0)  # 0 on the ground, where the sole lies flat
    if b.hoof and not b.pillars:
        _hoof(b, toe, math.degrees(math.atan2(toe[0] - ankle_x, toe[1] - ankle_y)) * up, group, z, leg.folded)
        return
    lie = 90 + (leg.slope - 10) * up if not leg.folded else 90.0
    p = b.paw * (0.80 if not leg.hind else 0.74) * (0.35 + 0.65 * b.leg)
    dx, dy = math.sin(math.radians(lie)), math.cos(math.radians(lie))
    colour = b.dark if b.socks else b.stocking or (b.coat if b.pillars else b.pale)

    def at(ahead: float, above: float) -> Point:
        return toe[0] + (ahead * dx + above * dy) * p, min(toe[1], 0) + (ahead * dy - above * dx) * p

    if b.pillars:
        group.parts += [
            Cap(at(-0.55, 0.90), 0.62 * p, at(0.60, 0.86), 0.58 * p, colour, z, z),
            Cap(at(-0.85, 0.40), 0.38 * p, at(0.98, 0.38), 0.36 * p, colour, z, z),
        ]
        for x in (0.25, 0.78, 1.16):
            nail = Mark("oval", [at(x, 0.30)], (1.25, 1.2, 1.12), (0.14 * p, 0.22 * p), 0, 0.8)
            group.decals.append(nail)
        (x, y), (u, v) = leg.points[1], leg.points[2]  # loose skin about the knee and above the foot
        for share in (-0.10, 0.04, 0.18, 0.72, 0.86):
            px, py = x + (u - x) * share, y + (v - y) * share
            crease = [(px - 0.75 * p, py - 1.2), (px - 0.1 * p, py + 1.0), (px + 0.7 * p, py - 0.6)]
            group.decals.append(Mark("line", spline(crease, False, 4), (0.80, 0.79, 0.78), (0.8, 1), 0, 0.7))
        return
    group.parts.append(Cap(at(-0.35, 0.92), 0.86 * p, at(0.55, 0.80), 0.78 * p, colour, z, z))
    for ahead, side, r in TOES:
        tip = at(ahead - r, r)
        group.parts.append(
            Cap(at(0.35, 0.85), 0.52 * p, tip, r * p, colour, z + side * p * 0.8, z + side * p * 1.1)
        )
        if b.claws:
            claw = at(ahead - 0.06, 0.34), at(ahead + 0.14 + 0.5 * b.claws, 0.06)
            group.parts.append(Cap(claw[0], 0.16 * p, claw[1], 0.07 * p, (0.13, 0.11, 0.10), z + side * p * 1.4))
    for cleft in (1.18, 0.72):  # between the toes
        line = spline([at(cleft - 0.30, 0.80), at(cleft - 0.04, 0.52), at(cleft, 0.10)], False, 4)
        group.decals.append(Mark("line", line, (0.55, 0.48, 0.44), (0.10 * p, 1), 0, 0.6))


def _hoof(b: Beast, toe: Point, turn: float, group: Group, z: float, folded: bool) -> None:
    """A horn shoe wider at its sole than at the coronet, of two claws where the beast has them."""
    k = b.leg + 0.12
    turn = math.radians(turn if not folded else 60.0)

    def at(x: float, y: float) -> Point:
        x, y = x * k, y * k
        return toe[0] + x * math.cos(turn) + y * math.sin(turn), min(toe[1], 0) + y * math.cos(
            turn
        ) - x * math.sin(turn)

    horn = mixed(b.dark, (0.20, 0.17, 0.15), 0.6)
    group.parts += [
        Cap(at(-0.4, -5.2), 3.5 * k, at(2.6, -2.3), 2.5 * k, horn, z + 1, z + 1, 0, None, 0.3),
        Cap(at(-1.4, -4.2), 3.0 * k, at(-2.8, -1.9), 2.1 * k, horn, z + 1, z + 1, 0, None, 0.3),
        Cap(at(-2.6, -1.8), 2.0 * k, at(3.2, -1.8), 2.0 * k, horn, z + 1, z + 1, 0, None, 0.3),
    ]
    if b.head_down < 32:  # cattle, deer and sheep go on two claws
        line = spline([at(0.6, -5.5), at(1.6, -3.0), at(1.9, -0.2)], False, 4)
        group.decals.append(Mark("line", line, (0.45, 0.42, 0.40), (0.7 * k, 1), 0, 0.9))
