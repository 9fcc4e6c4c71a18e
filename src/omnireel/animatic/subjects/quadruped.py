"""The four-legged rig. One `Beast` of proportions gives a dog, a horse or an elephant; 100 units = height at
the withers.
"""

from __future__ import annotations

import itertools
import math
from dataclasses import replace

from omnireel.animatic.solids import Cap, Colour, Figure, Group, Item, Point, spline
from omnireel.animatic.subjects import beast_coats, beast_heads, beast_legs
from omnireel.animatic.subjects.beast import RESTING, Beast
from omnireel.animatic.subjects.beast_legs import Leg, gait_of, joints
from omnireel.animatic.subjects.gait import Gait, polar
from omnireel.animatic.subjects.locks import Hang, fringe
from omnireel.animatic.subjects.materials import mixed, wave


def saddle(b: Beast, action: str, phase: float) -> Point:
    """The top of the back, where a rider sits."""
    hip, shoulder, flex, _, _ = joints(b, action, phase, gait_of(b, action))
    x = 0.42 * hip[0] + 0.58 * shoulder[0]
    return x, 0.42 * hip[1] + 0.58 * shoulder[1] - flex * 1.2 - (b.waist + b.chest) / 2 - 16 * (b.humps == 1)


def build(b: Beast, action: str, phase: float) -> Figure:
    """The figure at `phase` 0..1 of its cycle, facing +x, ground at y = 0."""
    gait = gait_of(b, action)
    hip, shoulder, flex, jump, lift = joints(b, action, phase, gait)
    trunk = beast_coats.Trunk(b, shoulder, hip, flex)
    starts = gait.starts
    far_hind = beast_legs.hind_leg(b, action, phase, 4, starts[0], -1)
    near_hind = beast_legs.hind_leg(b, action, phase, 0, starts[1], 1)
    far_fore = beast_legs.fore_leg(b, action, phase, 5, starts[2], -1)
    near_fore = beast_legs.fore_leg(b, action, phase, 0, starts[3], 1)
    main, back = Group([], 4.2), Group([], 0.9)
    _trunk(b, action, hip, shoulder, flex, main)
    for leg in (near_fore, near_hind):  # the muscles of a near leg are of the trunk, its bones stand out from it
        main.parts += beast_legs.limb(b, leg, 4.0, *_leg_colours(b), bare=False)
    _tail(b, hip, phase, gait, back, main, action in RESTING)
    neck(b, shoulder, phase, gait, action, main)
    hangs = max(b.feather, 10.0 * min(b.fur - 2.4, 1.7) if b.fur > 3.2 and not b.hoof else 0.0)
    if hangs > 0:
        _feathers(b, hangs / 15, trunk, near_hind, phase, gait, back)
    if b.wool:
        beast_coats.woolly(b, trunk, main)
    beast_coats.marked(b, trunk, main)
    items: list[Item] = [_leg(b, leg, -10.0, far=True) for leg in (far_fore, far_hind)]
    items += [back] if back.parts else []
    items.append(main)
    if b.spines:
        items.append(beast_coats.spined(b, trunk, main))
    items += [_leg(b, leg, 10.0, far=False) for leg in (near_fore, near_hind)]
    _sheen(b, items)
    items += _mane(b, shoulder, phase, gait, action)
    head = beast_heads.head(b, shoulder, phase, gait, action)
    _sheen(b, head)
    fig = Figure([*items, *head])
    fig.lift = max(jump, max(lift, 0) if gait.duty < 0.45 else 0.0)
    return fig


def _leg_colours(b: Beast) -> tuple[Colour, Colour, Colour]:
    """Of the upper leg, the middle and the lowest."""
    low = b.stocking or (b.dark if b.socks else b.coat)
    paws = low if b.socks or b.hoof or b.stocking else mixed(b.coat, b.pale, 0.6)
    return b.coat, low if not b.hoof or b.socks or b.stocking else b.coat, paws


def _leg(b: Beast, leg: Leg, z: float, far: bool) -> Group:
    group = Group([], 1.1, far=0.85 if far else 0.0, drop=0.0 if far else 0.3)
    if not far:
        group.fade = beast_legs.rooted(b, leg)
    group.parts += beast_legs.limb(b, leg, z, *_leg_colours(b), bare=True)
    beast_legs.bands(b, leg, group)
    beast_legs.sole(b, leg, group, z)
    return group


def _trunk(b: Beast, action: str, hip: Point, shoulder: Point, flex: float, main: Group) -> None:
    """Ribs, loin and croup, the blade and the breast before them, and what hangs or stands on them."""
    (hx, hy), (sx, sy) = hip, shoulder
    rump, chest, waist, fur = b.rump, b.chest, b.waist, b.fur
    mx, my = (hx + sx) / 2, (hy + sy) / 2 - flex * 1.2 - (4 if action == "sit" else 0)
    between = (chest + waist) / 2
    main.parts += [
        Cap((sx - 4, sy + 2), chest, (mx + 6, my - 1), between + 1, b.coat, 0, 0, fur, (-1, 0.24)),
        Cap((mx + 2, my - 2), between, (hx + 8, hy - 1), waist, b.coat, 0, 0, fur, (-1, 0.24)),
        Cap((hx + 8, hy - 1), waist, (hx - 6, hy + 1), rump, b.coat, 0, 0, fur, (-0.95, 0.4)),
    ]
    if not b.wool and b.fur < 1.9:
        top, low = (sx - 0.28 * chest, sy - 0.52 * chest), (sx + 0.34 * chest, sy + 0.30 * chest)
        z = 0.70 * chest
        main.parts.append(Cap(top, 0.30 * chest, low, 0.36 * chest, b.coat, z, z, fur, (-0.7, 0.7)))
    if b.withers:
        top, end = (sx - 0.25 * chest, sy - 0.52 * chest - b.withers), (mx + 0.1 * b.body, my - 0.4 * waist)
        main.parts.append(Cap(top, 0.46 * chest, end, 0.5 * waist, b.coat, 0, 0, fur, (-1, 0.24)))
    if b.belly_pale:
        above, below = (sx + 2, sy + chest * 0.46), (mx, my + waist * 0.62)
        main.parts.append(Cap(above, chest * 0.58, below, waist * 0.48, b.pale, -2, -2, fur, (-0.75, 0.65)))
    if b.bib:
        throat, breast = (sx + chest * 0.72, sy - 6), (sx + chest * 0.30, sy + chest * 0.62)
        main.parts.append(Cap(throat, 9, breast, 11, b.pale, 9, 7, fur * 1.3, (-0.3, 1)))
        belly = (sx, sy + chest * 0.74), (hx + 14, my + waist * 0.74)
        main.parts.append(Cap(belly[0], 8.5, belly[1], 5.5, b.pale, 9, 7, fur, (-0.9, 0.5)))
    for i in range(b.humps):
        x = mx + (0 if b.humps == 1 else 17 - 34 * i)
        k = 1.0 if b.humps == 1 else 0.72
        top = (x - 3 * k, my - waist - 15 * k)
        main.parts += [
            Cap((x + 13 * k, my - waist + 5), 9 * k, top, 8.5 * k, b.coat, 0, 0, fur, (-1, 0.24)),
            Cap((x - 16 * k, my - waist + 5), 9 * k, top, 8.5 * k, b.coat, 0, 0, fur, (-1, 0.24)),
        ]
    if b.tail == "croc":
        for i in range(12):
            x = sx + 12 - (sx + 70 - hx) * i / 11
            y = my - (waist + 1 if x > hx - 6 else max(waist * (1 - (hx - x) / 130), 5))
            main.parts.append(Cap((x, y + 2), 3.2, (x - 2, y - 2.4), 0.8, b.dark, 4))


def _feathers(
    b: Beast, k: float, trunk: beast_coats.Trunk, hind: Leg, phase: float, gait: Gait, back: Group
) -> None:
    """Long hair under the belly and behind the thighs; k: its length, 1 for a retriever's."""
    blow = 16.0 if gait.flex else 0.0
    belly = [trunk.at(u, 0.86) for u in (-0.1, 0.2, 0.5, 0.85)]
    hang = Hang((-34 - blow, -46 - blow), (11 * k, 7 * k), 2.6, bend=-8, links=2, swing=5, fur=0.0)
    back.parts += fringe(belly, 12, hang, mixed(b.coat, b.pale, 0.4), -8, phase, gait.bob_beats)
    (x, y), (u, v) = hind.points[:2]
    thigh = [(x - 0.92 * b.rump, y + 2), (x - 0.86 * b.rump, y + 14), (u - 13, v + 2)]
    hang = Hang((-40 - blow, -20 - blow), (14 * k, 10 * k), 2.4, bend=7, swing=5, fur=0.0, ragged=0.6)
    back.parts += fringe(thigh, 9, hang, mixed(b.coat, b.pale, 0.4), -4, phase, gait.bob_beats)


# Degrees from straight down of each link (behind is negative), link length, radii, fur.
TAILS: dict[str, tuple[tuple[float, ...], float, tuple[float, ...], float]] = {
    "feather": ((-112, -104, -98, -92), 15, (6.5, 5.6, 4.8, 3.8, 2.2), 0.6),
    "bushy": ((-78, -84, -92, -98), 17, (5, 9, 11.5, 10, 3), 0.9),
    "curl": ((-158, -185, -236, -296), 13, (5.5, 6.5, 6.5, 5.5, 3.5), 0.7),
    "thin": ((-60, -66, -84, -110), 16, (3.4, 2.9, 2.5, 2.2, 1.8), 0.15),
    "cat": ((-70, -86, -120, -160), 16, (4.6, 4.2, 4, 3.8, 3), 0.4),
    "horse": ((-104, -66), 7, (5, 4.4, 3.4), 0.4),
    "short": ((-124, -96), 6, (4.5, 5.4, 3.4), 0.5),
    "stub": ((-58, -30), 5, (6, 5, 3.5), 0.6),
    "rope": ((-34, -16, -8, -2), 12, (3, 2.4, 2, 1.8, 1.8), 0.1),
    "croc": ((-84, -88, -90, -90), 26, (15, 11, 7.5, 4.5, 1.5), 0.1),
    "ringed": ((-78, -84, -92, -98), 16, (6, 9, 10, 9, 6), 0.9),
    "curly": ((-110, -200, -300, -20), 5, (2.6, 2.4, 2.2, 2, 1.6), 0.1),
}


def _tail(b: Beast, hip: Point, phase: float, gait: Gait, back: Group, main: Group, resting: bool) -> None:
    much = 1.0 if gait.stride else 1.6
    angles, step, radii, hair = TAILS.get(b.tail, TAILS["thin"])
    at: Point = (hip[0] - b.rump * 0.72, hip[1] - b.rump * 0.55)
    points = [at]
    for i, angle in enumerate(angles):
        swing = wave(phase, 0.12 + 0.10 * i, 1 if gait.stride else 2) * (5 + 5 * i) * much
        swing *= 0.6 if b.tail == "curl" else 1
        if gait.flex and b.tail in ("cat", "thin", "bushy", "rope"):
            angle = -84 - 4 * i
        if resting and b.tail not in ("curl", "curly", "short", "stub", "horse"):
            angle, swing = (-32, -46, -84, -94)[min(i, 3)], 0.4 * swing  # down to the ground, and along it
        at = polar(at, angle + swing, step)
        at = (at[0], min(at[1], -0.9 * radii[i + 1]))
        points.append(at)
    tip = b.coat
    if b.tail in ("bushy", "feather") or (b.tail == "short" and b.belly_pale):
        tip = b.pale if not b.cape else mixed(b.coat, b.dark, 0.7)
    if b.tail == "ringed":
        for i in range(len(points) - 1):
            (x, y), (u, v), r = points[i], points[i + 1], radii[i]
            for k in (0.25, 0.75):
                top, low = (
                    (x + (u - x) * k, y + (v - y) * k - r * 0.8),
                    (x + (u - x) * k + 1, y + (v - y) * k + r * 0.8),
                )
                back.parts.append(Cap(top, 2.4, low, 2.4, b.dark, r * 0.5 - 6, None, 2.0, (-1, 0.2)))
    fur = max(b.fur, 6 * hair) * hair
    steps = 2 if fur > 1.5 else 3  # no corners where a thin tail bends
    line = spline(points, False, steps)
    for i in range(len(line) - 1):
        r, q = (
            radii[n // steps] + (radii[-(-n // steps)] - radii[n // steps]) * (n / steps % 1) for n in (i, i + 1)
        )
        col = tip if i >= len(line) - 1 - 2 * steps else b.coat
        (main if b.tail == "croc" else back).parts.append(Cap(line[i], r, line[i + 1], q, col, -6, -6, fur))
    if b.stripes and b.tail == "cat":
        beast_legs.band(b, back, list(zip(points, radii, strict=True)))
    beats = gait.bob_beats if gait.stride else 1
    if b.tail == "horse":
        # A curtain of long hair from the dock: it streams out behind who gallops, and hangs from who stands.
        way, long = ((-94, -70), 64) if gait.flex else ((-40, -6), 52) if gait.stride else ((-20, 0), 58)
        if resting:
            way, long = (-58, -34), 38
        dock = [points[0], points[1], points[2], (points[2][0] - 1, points[2][1] + 3)]
        bend = 3.0 if gait.flex else 8.0
        thick = 4.2 if gait.flex else 5.4
        hang = Hang(way, (long * 0.7, long), thick, bend=bend, links=2, swing=3.5, fur=1.6, ragged=0.5)
        back.parts += fringe(dock, 10, hang, b.dark, -6, phase, beats)
    elif b.tail == "rope":  # a tuft at its end
        hang = Hang((-18, 14), (9, 9), 1.9, bend=4, links=2, swing=6, fur=0.5)
        back.parts += fringe([points[-2], points[-1]], 5, hang, b.dark, -4, phase, beats)
    elif b.tail == "feather" and b.feather > 0:
        k = b.feather / 15
        hang = Hang((-50, -86), (27 * k, 22 * k), 2.5, bend=-5, swing=4, fur=1.2, ragged=0.75)
        back.parts += fringe(points, 20, hang, mixed(b.coat, b.pale, 0.7), -10, phase, beats)


def head_of(b: Beast, action: str) -> tuple[float, float, float]:
    """Where the head is (x, y) at the start of the cycle, and how high it is."""
    gait = gait_of(b, action)
    shoulder = joints(b, action, 0.0, gait)[1]
    _, skull, down = beast_heads.head_at(b, shoulder, 0.0, gait, action)
    long = 0.4 * (b.muzzle + b.skull)
    a = math.radians(down)
    return skull[0] + long * math.cos(a), skull[1] + long * math.sin(a), 2.0 * b.skull + 0.40 * b.muzzle


def crest(b: Beast, shoulder: Point, skull: Point) -> list[Point]:
    """The middle line of the neck, from the shoulder to the skull, bent up by its arch."""
    x, y = shoulder[0] + 4, shoulder[1] - 4
    u, v = skull[0] - 0.2 * b.skull, skull[1] + 0.2 * b.skull
    n = math.hypot(u - x, v - y) or 1.0
    up, back = -(u - x) / n, (v - y) / n
    line = ((0.0, 0.0), (0.34, 0.7), (0.70, 1.0), (1.0, 0.2))
    return [(x + (u - x) * t + back * b.arch * k, y + (v - y) * t + up * b.arch * k) for t, k in line]


def neck(b: Beast, shoulder: Point, phase: float, gait: Gait, action: str, main: Group) -> None:
    base, skull, _ = beast_heads.head_at(b, shoulder, phase, gait, action)
    s, fur, r = b.skull, b.fur, b.neck_r
    line = crest(b, shoulder, skull)
    throat = 0.64 if b.hoof else 0.74
    sizes = (1.22 * r, 1.02 * r, (0.46 + 0.52 * throat) * r, throat * r)
    for i in range(3):
        main.parts.append(Cap(line[i], sizes[i], line[i + 1], sizes[i + 1], b.coat, 0, 0, fur, (-0.75, 0.6)))
    main.parts.append(
        Cap(
            (skull[0] - 2, skull[1]),
            s * 0.96,
            (skull[0] + s * 0.1, skull[1] + 1),
            s * 0.84,
            b.coat,
            2,
            2,
            fur * 0.3,
        )
    )
    if b.banded:
        beast_legs.band(b, main, ((line[0], r * 1.1), (line[3], r * 0.7)))
    if b.spots and b.neck > 70:
        beast_coats.neck_spots(b, base, skull, main)
    if b.belly_pale and not b.hoof and b.mane <= 16:  # a ruff
        top, low = (skull[0] + 1, skull[1] + s * 0.8), (base[0] + r * 0.5, base[1] + 6)
        main.parts.append(Cap(low, r * 0.70, top, s * 0.45, b.pale, 3, 3, fur * 1.3, (-0.5, 0.9)))
    if b.mane > 16:  # what a lion's mane lies on
        one, two = (skull[0] - s * 0.8, skull[1] + 1), (base[0] + 2, base[1] + 8)
        main.parts.append(Cap(one, s * 1.35, two, r * 1.30, b.dark, 3, 3, b.mane * 0.2, (-0.7, 0.7)))


def _mane(b: Beast, shoulder: Point, phase: float, gait: Gait, action: str) -> list[Item]:
    """A lion's mane all about the head, or a horse's along the crest, falling to the near side."""
    if b.mane <= 0:
        return []
    _, skull, _ = beast_heads.head_at(b, shoulder, phase, gait, action)
    blow = 1.0 if gait.flex else 0.0
    build_up = _lions_mane if b.mane > 16 else _horses_mane
    return [build_up(b, shoulder, skull, blow, phase, gait.bob_beats)]


def _lions_mane(b: Beast, shoulder: Point, skull: Point, blow: float, phase: float, beats: int) -> Group:
    """Two wreaths of locks, the outer one longer and darker, from the brow over the nape to the chin."""
    s = b.skull
    group = Group([], 1.7, drop=0.3)
    x, y = skull[0] - 0.62 * s, skull[1] + 0.05 * s
    for wreath, (grow, size, tone, count, fur) in enumerate(
        ((1.50, 1.25, 0.78, 3, 1.6), (1.05, 0.95, 1.12, 2, 1.6))
    ):
        turns = [math.radians(a) for a in range(-70, 281, 50)]
        line = [(x - grow * s * 0.77 * math.sin(a), y - grow * s * 0.95 * math.cos(a)) for a in turns]
        colour = tuple(min(c * tone, 1.0) for c in mixed(b.dark, b.coat, 0.10 + 0.40 * wreath))
        for one, two in itertools.pairwise(line):
            way = 0.45 * math.degrees(math.atan2(one[0] - x, one[1] - y)) - 26 - 20 * blow
            hang = Hang(
                (way, way), (b.mane * size, b.mane * size), 4.6, bend=-7, links=2, swing=4, fur=fur, ragged=0.6
            )
            group.parts += fringe([one, two], count, hang, colour, 14 + 5 * wreath, phase, beats)
    return group


def _horses_mane(b: Beast, shoulder: Point, skull: Point, blow: float, phase: float, beats: int) -> Group:
    line = crest(b, shoulder, skull)
    top: list[Point] = []
    for i, share in enumerate((0.92, 0.80, 0.64)):  # of the neck's radius, from its middle line to its upper edge
        (x, y), (u, v) = line[i], line[i + 1]
        r = share * b.neck_r / (math.hypot(u - x, v - y) or 1.0)
        top.append((x + (v - y) * r, y - (u - x) * r))
    top.append((skull[0] - 0.42 * b.skull, skull[1] - 0.74 * b.skull))
    way, size, thick = (-34 - 50 * blow, -8 - 92 * blow), b.mane * 1.6, 1.6 + 0.19 * b.mane
    hang = Hang(
        way, (size, 0.6 * size), thick, bend=9 + 2 * blow, links=2, swing=4 + 4 * blow, fur=1.6, ragged=0.6
    )
    count = max(6, round(b.neck / 3.6))
    return Group([*fringe(top, count, hang, b.dark, 12, phase, beats)], 0.9, drop=0.25, crisp=1.4)


def _sheen(b: Beast, items: list[Item]) -> None:
    """Smooth coats shine a little; what is black shows its form by little else."""
    for item in items:
        if not isinstance(item, Group):
            continue
        for part in item.parts:
            dark = min(max((0.30 - sum(part.col) / 3) / 0.22, 0.0), 1.0)
            part.gloss = max(part.gloss, 0.62 * dark, 0.10 if b.hoof and b.fur < 1 else 0.0)


def dressed(b: Beast, coat: Colour | None) -> Beast:
    """The same beast in another coat colour; pale and dark parts follow it. A white or black cat is plain."""
    if coat is None:
        return b
    plain = not b.banded and not 0.16 < sum(coat) / 3 < 0.80
    # No coat is as black as paint: what light falls on it has to be seen.
    low = max(0.15 - sum(coat) / 3, 0.0)
    coat = tuple(c + low for c in coat)
    return replace(
        b,
        coat=coat,
        pale=mixed(coat, (1, 0.97, 0.9), 0.45 if sum(coat) / 3 > 0.2 else 0.12),
        dark=mixed(coat, (0.05, 0.03, 0.03), 0.4),
        stripes=b.stripes and not plain,
    )


# (0.79, 0.54, 0.27) is the golden coat of a retriever.
RETRIEVER = Beast(
    (0.80, 0.52, 0.24),
    (0.90, 0.68, 0.40),
    (0.64, 0.37, 0.15),
    feather=15,
    fur=2.0,
    tongue=True,
    look=18,
    eye_size=1.1,
    body=74,
    chest=23.5,
)
