"""What people stand on, strap to their feet or lift: boards, skis, skates, weights, and what these throw up.

Lengths are centimetres. A board lies along x and is turned as the pose's `Gear` says.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from omnireel.animatic.noise import rng
from omnireel.animatic.solids import Cap, Colour, Group, Item, Mark, Patch, Point, spline
from omnireel.animatic.subjects.materials import STEEL, darker, lighter
from omnireel.animatic.subjects.posture import ANKLE, BLADE, WHEELS, Gear, Pose
from omnireel.animatic.subjects.space import Axes, V, axes, cap, seen, vec

SNOW: Colour = (0.95, 0.97, 1.0)
SHADED_SNOW: Colour = (0.74, 0.82, 0.95)
GROOVE: Colour = (0.45, 0.54, 0.74)
FOAM: Colour = (0.93, 0.97, 0.98)
RUBBER: Colour = (0.10, 0.10, 0.11)


@dataclass(frozen=True)
class Limbs:
    """Where those who use it have it: feet and hands, the far one first."""

    pose: Pose
    hips: V
    chest: Axes
    ankles: tuple[V, V]
    hands: tuple[V, V]
    fists: tuple[V, V]
    knees: tuple[V, V]
    size: float  # of an adult's, of what is made to measure


Draw = Callable[[Limbs, Gear, Colour | None, float], list[Item]]


@dataclass(frozen=True)
class Kit:
    """under: drawn behind the legs; over: before all of the body but the near arms; last: before everything.

    shoe: the colour of what is on the feet instead of shoes. hat, glasses: worn where nothing else is.
    """

    under: Draw | None = None
    over: Draw | None = None
    last: Draw | None = None
    shoe: Colour | None = None
    barefoot: bool = False
    hat: str | None = None
    glasses: str | None = None


# ---- boards ----


def _deck(b: Limbs, gear: Gear) -> Axes:
    """The middle of the deck's top; ahead is to the nose, down to the water or the ground."""
    return axes(vec(float(b.hips[0]) + gear.at[0], -gear.at[1]), gear.yaw, -gear.pitch, gear.roll + gear.spin)


def _board(
    deck: Axes,
    half: Sequence[tuple[float, float]],
    rocker: Callable[[float], float],
    size: float,
    down: float = 0.0,
) -> list[Point]:
    """The outline of a board: (how far ahead, half its width) from tail to nose, bent up by `rocker`."""
    edge = [*((x, w) for x, w in half), *((x, -w) for x, w in reversed(half))]
    return spline([seen(deck.out(x * size, down - rocker(x), w * size)) for x, w in edge], True, 5)


_SURFBOARD = ((-94, 8), (-84, 16), (-50, 23), (0, 26), (45, 22), (78, 12), (92, 4), (96, 0.6))
_SNOWBOARD = ((-76, 5), (-72, 11), (-60, 14.5), (0, 12.5), (60, 14.5), (72, 11), (76, 5))


def _surfboard(b: Limbs, gear: Gear, col: Colour | None, phase: float) -> list[Item]:
    deck = _deck(b, gear)
    tint: Colour = col or (0.10, 0.52, 0.62)
    pale: Colour = (0.96, 0.94, 0.88)

    def rocker(x: float) -> float:
        return 0.0014 * max(x, 0.0) ** 2 + 0.0005 * min(x, 0.0) ** 2

    body = Group([], 0.8, drop=0.25, crisp=3.0)
    body.parts.append(Patch(_board(deck, _SURFBOARD, rocker, b.size, 6.0), darker(tint, 0.8), -3, 4, 0, None, 0.5))
    body.parts.append(Patch(_board(deck, _SURFBOARD, rocker, b.size), pale, 0, 3.4, 0, None, 0.55))
    ahead = [(x, w * 0.99) for x, w in _SURFBOARD if x > 45]
    behind = [(x, w * 0.99) for x, w in _SURFBOARD if x < -50]
    for part in ([(62.0, 17.4), *ahead], [*behind, (-46.0, 23.4)]):
        body.parts.append(Patch(_board(deck, part, rocker, b.size), tint, 1.2, 2.6, 0, None, 0.55))
    stripe = [seen(deck.out(x * b.size, -rocker(x) - 0.6, 0)) for x in (-80, -40, 0, 40, 84)]
    return [body, Mark("line", spline(stripe, False), darker(tint, 0.7), (1.5, 1), alpha=0.7)]


def _snowboard(b: Limbs, gear: Gear, col: Colour | None, phase: float) -> list[Item]:
    deck = _deck(b, gear)
    tint: Colour = col or (0.92, 0.44, 0.12)

    def rocker(x: float) -> float:
        return float(0.045 * max(abs(x) - 54, 0.0) ** 1.9)

    body = Group([], 0.6, drop=0.2, crisp=3.0)
    body.parts.append(Patch(_board(deck, _SNOWBOARD, rocker, b.size, 2.4), (0.14, 0.15, 0.18), -3, 2.5))
    body.parts.append(Patch(_board(deck, _SNOWBOARD, rocker, b.size), tint, 0, 2.2, 0, None, 0.6))
    for x in (-62.0, 48.0):
        band = [(x, 13.0), (x + 14, 13.0)]
        body.parts.append(Patch(_board(deck, band, rocker, b.size), lighter(tint, 0.55), 1, 1.6, 0, None, 0.6))
    straps = Group([], 0.6)
    for ankle in b.ankles:
        way = axes(ankle, b.pose.turn)
        for ahead, up in ((-4.0, -3.0), (8.0, 1.2)):
            straps.parts.append(cap(way.out(ahead, up, -5), 1.5, way.out(ahead + 2, up + 1, 5), 1.5, RUBBER, 6))
    return [body, straps] if gear.spin == 0 else [body]


def _skateboard(b: Limbs, gear: Gear, col: Colour | None, phase: float) -> list[Item]:
    deck = _deck(b, gear)
    wood: Colour = col or (0.80, 0.22, 0.15)
    upside = math.cos(math.radians(gear.spin)) < 0
    trucks, wheels = Group([], 0.5), Group([], 0.5)
    for x in (-27.0, 27.0):
        for side, far in ((-8.0, True), (8.0, False)):
            hub = deck.out(x, 8.0, side)
            wheels.parts.append(
                cap(hub, 4.3, hub + deck.side * 0.6, 4.3, darker((0.93, 0.90, 0.82), 0.6 if far else 1))
            )
            if not far:
                wheels.parts.append(cap(hub, 1.5, hub, 1.5, (0.45, 0.45, 0.48), 3.5))
        trucks.parts.append(cap(deck.out(x, 3, 0), 3.0, deck.out(x, 7.5, 0), 2.4, STEEL, 0, 0, 0.6))
        trucks.parts.append(cap(deck.out(x, 8, -8), 1.3, deck.out(x, 8, 8), 1.3, STEEL, 0, 0, 0.6))
    body = Group([], 0.9, drop=0.3)
    for side, tint in ((-8.5, darker(wood, 0.75)), (0.0, (0.16, 0.16, 0.17)), (8.5, wood)):
        spots = [deck.out(x, 1.2 - up, side * (1 if abs(x) < 38 else 0.72)) for x, up in _KICKED]
        for one, two in itertools.pairwise(spots):
            body.parts.append(cap(one, 1.7, two, 1.7, tint, 0, 0, 0.5))
    return [body, trucks, wheels] if upside else [trucks, wheels, body]


_KICKED = (
    (-46.0, 7.5),
    (-40.0, 3.6),
    (-32.0, 0.4),
    (-16.0, 0.0),
    (0.0, 0.0),
    (16.0, 0.0),
    (32.0, 0.4),
    (40.0, 3.6),
    (46.0, 7.5),
)


# ---- skis and skates ----


def _skis(b: Limbs, gear: Gear, col: Colour | None, phase: float) -> list[Item]:
    out: list[Item] = []
    tint: Colour = col or (0.86, 0.16, 0.14)
    for which in (0, 1):
        sole = axes(b.ankles[which] + vec(0, ANKLE + 1.5, 0), gear.yaw + 6, -gear.pitch, gear.roll)
        ski = Group([], 0.7, far=0.0 if which else 0.3, drop=0.2)
        spots = [(-76, 0, 2.2), (-30, 0, 2.4), (40, 0, 2.4), (72, 1, 2.4), (84, 5, 2.1), (92, 12, 1.5)]
        for n, ((x0, up0, r0), (x1, up1, r1)) in enumerate(itertools.pairwise(spots)):
            shade = tint if n != 2 else lighter(tint, 0.6)
            for side in (-2.6, 2.6):
                ski.parts.append(
                    cap(
                        sole.out(x0 * b.size, -up0, side),
                        r0,
                        sole.out(x1 * b.size, -up1, side),
                        r1,
                        shade,
                        0,
                        0,
                        0.6,
                    )
                )
        out.append(ski)
    return out


def _pole(b: Limbs, which: int) -> Group:
    grip = b.hands[which] + b.fists[which] * 4
    way = b.chest.way(-0.92, 0.40, 0.10 * (1 if which else -1))
    way = way / float((way @ way) ** 0.5)
    pole = Group([], 0.5, far=0.0 if which else 0.3)
    pole.parts.append(cap(grip - way * 7, 1.7, grip + way * 5, 1.6, RUBBER, 3))
    pole.parts.append(cap(grip + way * 5, 1.0, grip + way * (104 * b.size), 0.7, (0.78, 0.80, 0.84), 2, 0, 0.7))
    ring = grip + way * (95 * b.size)
    pole.parts.append(cap(ring - b.chest.side * 4, 1.1, ring + b.chest.side * 4, 1.1, RUBBER, 2))
    return pole


def _far_pole(b: Limbs, gear: Gear, col: Colour | None, phase: float) -> list[Item]:
    return [_pole(b, 0), *_skis(b, gear, col, phase)]


def _near_pole(b: Limbs, gear: Gear, col: Colour | None, phase: float) -> list[Item]:
    return [_pole(b, 1), *_snow(b, gear, col, phase)]


def _soles(b: Limbs) -> list[Axes]:
    """The middle of each sole, ahead to the toes."""
    out = []
    for which, foot in enumerate(b.pose.feet):
        sign = 1.0 if which else -1.0
        turn = 10.0 + 6 * sign if b.pose.along else b.pose.turn + 14 * sign
        ankle = axes(b.ankles[which], turn, -foot.slope)
        out.append(Axes(ankle.out(4.0, ANKLE - 0.5, 0), ankle.ahead, ankle.down, ankle.side))
    return out


def _boots(b: Limbs, col: Colour) -> Group:
    """The stiff shafts of skates."""
    group = Group([], 1.0)
    for ankle, knee in zip(b.ankles, b.knees, strict=True):
        up = ankle * 0.72 + knee * 0.28
        group.parts += [
            cap(ankle + vec(0, 2, 0), 5.2 * b.size, up, 5.5 * b.size, col, 1, 0, 0.4),
            cap(up, 5.9 * b.size, up + vec(0, 1.5, 0), 5.8 * b.size, darker(col, 0.8), 1.4, 0, 0.3),
        ]
    return group


def _blades(b: Limbs, gear: Gear, col: Colour | None, phase: float) -> list[Item]:
    group = Group([], 0.4)
    for sole in _soles(b):
        for x in (-6.0, 6.0):
            group.parts.append(cap(sole.out(x, 0), 1.5, sole.out(x, BLADE - 2), 1.0, STEEL, 1, 0, 0.8))
        spots = [(-13.0, BLADE - 1.4), (13.0, BLADE - 1.4), (16.5, BLADE - 4.0)]
        for (x0, y0), (x1, y1) in itertools.pairwise(spots):
            group.parts.append(cap(sole.out(x0, y0), 0.9, sole.out(x1, y1), 0.9, (0.82, 0.85, 0.90), 1.5, 0, 0.9))
    return [group, _boots(b, col or (0.93, 0.93, 0.94))]


def _inline(b: Limbs, gear: Gear, col: Colour | None, phase: float) -> list[Item]:
    group = Group([], 0.4)
    tint: Colour = col or (0.20, 0.62, 0.66)
    for sole in _soles(b):
        group.parts.append(cap(sole.out(-10, 1.6), 1.9, sole.out(11, 1.6), 1.9, (0.22, 0.22, 0.25), 1))
        for x in (-11.5, -4.0, 3.5, 11.0):
            hub = sole.out(x, WHEELS - 3.4)
            group.parts.append(cap(hub, 3.3, hub, 3.3, (0.92, 0.90, 0.84), 2, 0, 0.4))
            group.parts.append(cap(hub, 1.2, hub, 1.2, tint, 5))
    return [group, _boots(b, tint)]


# ---- weights ----


def _disc(at: V, along: V, r: float, thick: float, col: Colour) -> list[Cap | Patch]:
    """A round plate on a bar; `along` is the bar's direction."""
    flat = axes(at, 0)
    wide = vec(0, 0, 1) if abs(float(along[2])) < 0.5 else vec(1, 0, 0)
    wide = wide - along * float(along @ wide)
    wide = wide / max(float((wide @ wide) ** 0.5), 1e-6)
    shifts = [thick * k for k in (-0.5, -0.25, 0.0, 0.25, 0.5)]
    parts: list[Cap | Patch] = []
    for shift in sorted(shifts, key=lambda k: k * float(along[2])):  # the face that is seen last
        mid = at + along * shift
        around = [0.2618 * k for k in range(24)]
        rim = [seen(mid + flat.down * (r * math.sin(a)) + wide * (r * math.cos(a))) for a in around]
        face = abs(shift) == thick / 2
        parts.append(Patch(rim, col if face else darker(col, 0.8), float(mid[2]) + 2, 2.4, 0, None, 0.35))
    return parts


def _bar(b: Limbs) -> tuple[V, V]:
    """The middle of the bar in both fists, and its direction to the near end."""
    ends = [hand + fist * 4.4 for hand, fist in zip(b.hands, b.fists, strict=True)]
    along = ends[1] - ends[0]
    return (ends[0] + ends[1]) / 2, along / max(float((along @ along) ** 0.5), 1e-6)


def _barbell(b: Limbs, gear: Gear, col: Colour | None, phase: float) -> list[Item]:
    mid, along = _bar(b)
    bar = Group([], 0.5, drop=0.2)
    bar.parts.append(cap(mid - along * 92, 1.5, mid + along * 92, 1.5, (0.76, 0.78, 0.82), 2, 0, 0.9))
    out: list[Item] = [bar]
    for sign in (-1.0, 1.0):
        sleeve = Group([], 0.5)
        sleeve.parts.append(cap(mid + along * (60 * sign), 2.5, mid + along * (93 * sign), 2.5, STEEL, 2, 0, 0.9))
        out.append(sleeve)
        # The larger plate is nearer to the middle; the farther plates of each end are drawn first.
        plates = [
            (66.0, 23.0, 6.0, col or (0.80, 0.14, 0.12)),
            (74.0, 19.0, 5.0, (0.16, 0.24, 0.52)),
            (81.0, 12.0, 4.0, (0.18, 0.18, 0.20)),
        ]
        order = plates if float(along[2]) * sign > 0 else plates[::-1]
        for at, r, thick, tint in order:
            out.append(Group(_disc(mid + along * (at * sign), along, r, thick, tint), 0.5, drop=0.15))
    return out


def _dumbbell(b: Limbs, which: int) -> Group:
    hand = b.hands[which] + b.fists[which] * 4.2
    along = b.chest.side
    group = Group([], 0.6, drop=0.2)
    group.parts.append(cap(hand - along * 8, 1.6, hand + along * 8, 1.6, STEEL, 1, 0, 0.8))
    for sign in (-1.0, 1.0):
        for at, r in ((8.5, 6.6), (12.5, 5.4)):
            spot = hand + along * (at * sign)
            group.parts.append(cap(spot, r, spot + along * (2.2 * sign), r, (0.17, 0.18, 0.20), 1, 0, 0.5))
    return group


def _dumbbells(b: Limbs, gear: Gear, col: Colour | None, phase: float) -> list[Item]:
    return [_dumbbell(b, 0), _dumbbell(b, 1)]


# ---- what is thrown up ----


def _plume(
    x: float, y: float, amount: float, phase: float, col: Colour, reach: float, high: float, seed: int
) -> list[Item]:
    """Spray behind a point: it leaves to the rear and upwards, spreads, thins and falls; each grain flies once a
    cycle, so that the last picture leads to the first."""
    r, out = rng(seed, 31), list[Item]()
    for n in range(58):
        start, lot, size, aside = (float(v) for v in r.random(4))
        u = (phase * 2 + start) % 1.0
        grain = n % 3 == 0
        back = reach * u * (0.45 + 0.75 * lot)
        rise = high * (0.35 + 0.9 * size) * 4 * u * (1 - u) * (0.6 + 0.4 * lot)
        spot = (x - back, y - rise - 2 + 3 * aside * (1 - u))
        if grain:
            wide = 0.9 + 1.5 * size * (1 - u)
            alpha = 0.85 * amount * (1 - u)
        else:
            wide = 3.5 + (6 + 13 * size) * u
            alpha = 0.42 * amount * (1 - u) ** 0.7 * min(8 * u, 1.0)
        if alpha > 0.02:
            out.append(Mark("soft", [spot], col, (wide * 1.25, wide), alpha=alpha, air=True))
    return out


def _snow(b: Limbs, gear: Gear, col: Colour | None, phase: float) -> list[Item]:
    if gear.spray <= 0.02:
        return []
    x = float(b.hips[0]) - 30
    return [
        *_trail(x - 30),
        *_plume(x - 6, 0.0, 0.9 * gear.spray, phase, SHADED_SNOW, 170, 62 * gear.spray, 8),
        *_plume(x, 0.0, gear.spray, phase, SNOW, 150, 52 * gear.spray, 3),
        *_plume(x + 44, 1.0, 0.7 * gear.spray, phase, SNOW, 70, 12, 4),
    ]


def _trail(x: float) -> list[Item]:
    """The groove in the snow behind."""
    out: list[Item] = []
    for n in range(9):
        spot = (x - 34 * n, 1.0 + 0.5 * n)
        out.append(Mark("soft", [spot], GROOVE, (34, 2.6), alpha=0.34 * (1 - n / 9), air=True))
    return out


def _wash(b: Limbs, gear: Gear, col: Colour | None, phase: float) -> list[Item]:
    """The wake behind the board and the fan that its rail throws."""
    deck = _deck(b, gear)
    tail, nose = seen(deck.out(-84, 6, 10)), seen(deck.out(40, 6, 20))
    return [
        *_plume(tail[0] + 18, tail[1] + 2, 0.9, phase, FOAM, 150, 18 + 50 * gear.spray, 5),
        *_plume(tail[0] + 40, tail[1] + 2, 0.5 + 0.5 * gear.spray, phase, FOAM, 60, 14, 6),
        *_plume(nose[0], nose[1] + 1, 0.7, phase, FOAM, 96, 9, 7),
    ]


# Kind of gear -> how it is drawn and what is worn with it.
GEAR: dict[str, Kit] = {
    "surfboard": Kit(_surfboard, None, _wash, barefoot=True),
    "skateboard": Kit(_skateboard),
    "snowboard": Kit(_snowboard, None, _snow, shoe=(0.20, 0.21, 0.25), hat="helmet", glasses="sunglasses"),
    "skis": Kit(_far_pole, None, _near_pole, shoe=(0.16, 0.17, 0.20), hat="helmet", glasses="sunglasses"),
    "ice skates": Kit(None, _blades, shoe=(0.93, 0.93, 0.94)),
    "roller skates": Kit(None, _inline, shoe=(0.20, 0.62, 0.66)),
    "barbell": Kit(None, _barbell),
    "dumbbells": Kit(None, None, _dumbbells),
}
