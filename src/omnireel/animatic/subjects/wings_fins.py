"""What flies on thin wings or swims with flippers or a bell: butterflies, dragonflies, turtles, jellyfish."""

from __future__ import annotations

import math
from itertools import pairwise

import cv2
import numpy as np

from omnireel.animatic.solids import Cap, Colour, Figure, Group, Item, Mark, Patch, Point, spline
from omnireel.animatic.subjects.materials import darker, lighter, mixed, wave
from omnireel.animatic.subjects.membranes import Plane, line, over, unit
from omnireel.animatic.subjects.space import V, axes, cap, seen, vec

INK: Colour = (0.08, 0.06, 0.06)
RESTING = ("stand", "perch", "sleep", "eat")

# Outlines of a butterfly's wings: along the body, and out from it.
FORE: tuple[Point, ...] = (
    (8, 2),
    (20, 16),
    (32, 34),
    (39, 47),
    (35, 53),
    (27, 51),
    (17, 44),
    (8, 36),
    (2, 22),
    (0, 3),
)
HIND: tuple[Point, ...] = (
    (1, 2),
    (4, 20),
    (1, 35),
    (-8, 41),
    (-15, 39),
    (-22, 38),
    (-27, 32),
    (-32, 25),
    (-36, 20),
    (-29, 15),
    (-22, 9),
    (-10, 2),
)


def butterfly(wing: Colour, action: str, phase: float) -> Figure:
    """Turned so that both wings are seen; cells, veins and the spotted edge lie on them."""
    resting = action in RESTING
    beat = math.cos(2 * math.pi * (phase + 0.05 * wave(phase)))
    late = math.cos(2 * math.pi * (phase - 0.07 + 0.05 * wave(phase)))
    bob = 0.0 if resting else -4 * math.cos(2 * math.pi * (phase - 0.25))
    frame = axes(vec(0, bob - (9 if resting else 0)), 38, -26 - (0 if resting else 5 * beat), 24)
    black: Colour = (0.085, 0.07, 0.07)
    rim = over((0.075, 0.06, 0.065), wing)
    back, front, body = Group([], 0.8, far=0.35, crisp=2.0), Group([], 0.8, drop=0.2, crisp=2.0), Group([], 0.6)
    spots: dict[float, list[Item]] = {-1.0: [], 1.0: []}
    for group, side in ((back, -1.0), (front, 1.0)):
        for outline, swing, lift in ((HIND, late, 0.0), (FORE, beat, 0.6)):
            a = math.radians((60 if resting else 44) + (14 if resting else 36) * swing)
            plane = Plane(
                frame.out(0, -2.5, 1.2 * side),
                frame.ahead,
                frame.way(0, -math.sin(a), math.cos(a) * side),
                -frame.down,
            )

            def on(along: float, out: float, plane: Plane = plane) -> Point:
                # A little cupped: the outer edge lags behind.
                return seen(plane.at + plane.back * along + plane.out * out)

            run = spline([on(*p) for p in outline], True, 5)
            tone = wing if plane.shows_top else mixed(lighter(wing, 0.14), (0.72, 0.60, 0.44), 0.10)
            group.parts.append(Patch(run, tone, plane.z + lift, 1.6, gloss=0.2, glow=0.55, tilt=plane.tilt))
            mid = (sum(x for x, _ in outline) / len(outline) * 0.75, sum(y for _, y in outline) / len(outline))
            glow = [on(p[0] * 0.62 + mid[0] * 0.3, p[1] * 0.62 + mid[1] * 0.3) for p in outline]
            group.decals.append(Mark("soft", glow, (1.22, 1.20, 1.16), (9.0, 1), 0, 0.7))
            group.decals.append(
                Mark(
                    "soft",
                    [on(*p) for p in outline[:2]] + [on(4, 14), on(2, 4)],
                    (0.7, 0.66, 0.66),
                    (6.0, 1),
                    0,
                    0.5,
                )
            )
            group.decals.append(Mark("line", [*run, run[0]], rim, (4.6, 1), 0, 0.95))
            fore = outline is FORE
            root = (5.0, 3.0) if fore else (-2.0, 3.0)
            cell = (20.0, 24.0) if fore else (-7.0, 19.0)
            ends = outline[2:9] if fore else outline[2:10]
            for k, end in enumerate(ends):
                start = (
                    (cell[0] - 1.2 * k, cell[1] - 0.9 * abs(k - 3))
                    if fore
                    else (cell[0] - 1.0 * k, cell[1] - 0.7 * k)
                )
                group.decals.append(Mark("line", [on(*start), on(*end)], rim, (0.7, 1), 0, 0.8))
            group.decals.append(
                Mark(
                    "line",
                    spline(
                        [
                            on(*root),
                            on(cell[0] + 4, cell[1] - 3),
                            on(*cell),
                            on(cell[0] - 6, cell[1] - 3),
                            on(root[0] - 4, root[1] + 2),
                        ],
                        False,
                        4,
                    ),
                    rim,
                    (1.2, 1),
                    0,
                    0.85,
                )
            )
            if fore:
                tip = [on(31, 38), on(36, 41), on(39, 47), on(35, 53), on(27, 51), on(25, 47)]
                group.decals.append(Mark("soft", spline(tip, True, 4), rim, (1.5, 1), 0, 0.95))
                for along, off, r in ((31.0, 42.0, 2.0), (27.0, 46.0, 1.7), (34.0, 47.0, 1.3)):
                    spots[side].append(_spot(on(along, off), r, plane))
            for (x0, y0), (x1, y1) in pairwise(outline[3:-1]):
                for t in (0.15, 0.65):
                    x, y = x0 + (x1 - x0) * t, y0 + (y1 - y0) * t
                    spots[side].append(_spot(on(x * 0.95 + mid[0] * 0.05, y * 0.955 + mid[1] * 0.045), 0.8, plane))
    for along, r in ((-24.0, 1.6), (-17.0, 2.2), (-10.0, 2.5), (-3.0, 2.6)):
        hind, fore_ = frame.out(along, 1.5 - 0.06 * along, 0), frame.out(along + 7, 1.0 - 0.06 * along, 0)
        body.parts.append(cap(hind, r, fore_, r * 1.06, black, 3.0, 0.7))
    body.parts.append(cap(frame.out(3, -0.5), 3.6, frame.out(11, -1.5), 3.3, (0.14, 0.11, 0.10), 3.4, 1.6))
    head = frame.out(17, -2, 0)
    feelers: list[Item] = []
    body.parts.append(cap(head, 2.9, head, 2.9, black, 4.0, 0.5))
    for side in (-1.0, 1.0):
        bow = [seen(p) for p in (head, frame.out(27, -9, 4.5 * side), frame.out(37, -16, 9 * side))]
        feelers.append(Mark("line", spline(bow, False, 4), black, (0.7, 1), 0, 1, 1.0))
        feelers.append(Mark("oval", [bow[-1]], black, (1.3, 0.9), -40, 1, 1.0))
    for x, dx in ((12.0, 3.0), (8.0, 0.0), (4.0, -3.0)):
        knee, foot = frame.out(x + dx * 1.4, 4, 3), frame.out(x + dx, 8 if resting else 6, 4)
        body.parts += [cap(frame.out(x, 1), 0.7, knee, 0.5, black, 2), cap(knee, 0.5, foot, 0.4, black, 2)]
    eye = seen(head + frame.way(0.6, -0.5, 1.6))
    return Figure(
        [
            back,
            *spots[-1.0],
            *feelers,
            body,
            Mark("oval", [eye], (0.25, 0.20, 0.16), (1.2, 1.3)),
            Mark("oval", [(eye[0] + 0.3, eye[1] - 0.4)], (1, 1, 1), (0.35, 0.35), 0, 0.9, 1.0),
            front,
            *spots[1.0],
        ]
    )


def _spot(at: Point, r: float, plane: Plane) -> Item:
    """A pale dot on a wing, as narrow as the wing is seen."""
    thin = max(abs(float(plane.above[2])), 0.3)
    return Mark("oval", [at], (0.95, 0.92, 0.86), (r * (0.4 + 0.6 * thin), r), 0, 0.92)


def _glass(
    root: V, out: V, ahead: V, lead: list[Point], trail: list[Point], shade: Colour, beats: bool
) -> list[Item]:
    """A clear wing: its outline (share of its length out, units ahead), veins and the dark spot near its tip.

    beats: so fast that it is seen twice, here fainter and without veins.
    """
    long = float(np.linalg.norm(out))

    def on(u: float, v: float) -> Point:
        return seen(root + out * u + ahead * v)

    run = spline([on(*p) for p in (*lead, *trail)], True, 5)
    if beats:
        return [Mark("fill", run, shade, (1, 1), 0, 0.22, 1.0)]
    ink: Colour = (0.22, 0.20, 0.20)
    out_: list[Item] = [Mark("fill", run, shade, (1, 1), 0, 0.46, 1.0)]
    out_.append(Mark("line", [*run, run[0]], ink, (0.010 * long, 1), 0, 0.7, 1.0))
    low = min(v for _, v in trail)
    for k in (0.05, -0.35, -0.68):
        out_.append(
            Mark(
                "line",
                [on(0.02, 0.1 * low * k), on(0.5, -low * k), on(0.92, -0.6 * low * k)],
                ink,
                (0.008 * long, 1),
                0,
                0.55,
                1.0,
            )
        )
    for i in range(int(long / 5)):
        u = 0.14 + 0.78 * i / (long / 5)
        out_.append(
            Mark("line", [on(u, 0.25 * abs(low)), on(u - 0.02, 0.7 * low)], ink, (0.006 * long, 1), 0, 0.4, 1.0)
        )
    return out_


def dragonfly(col: Colour, action: str, phase: float) -> Figure:
    """Four clear wings, a long thin tail and eyes that meet. About 100 units long; it hangs by its middle."""
    frame = axes(vec(0, 1.5 * wave(phase, 0.2)), 32, -3, 22)
    body = Group([], 1.0, crisp=1.8)
    wings: dict[float, list[Item]] = {-1.0: [], 1.0: []}
    dark = darker(col, 0.42)
    lead: list[Point] = [(0, 1), (0.3, 2.4), (0.7, 2.6), (0.95, 1.2)]
    for pair, (x, swept, delay) in enumerate(((13.0, 6.0, 0.0), (6.0, -8.0, 0.5))):
        trail: list[Point] = [(1.0, -1.6), (0.8, -6.2), (0.45, -7.6 - 2 * pair), (0.12, -4.4)]
        for side in (-1.0, 1.0):
            for ghost in (0.16, 0.0):
                a = math.radians(10 + 26 * wave(phase, delay + ghost))
                out = frame.way(swept / 48, -math.sin(a), math.cos(a) * side) * 48
                tone = (0.80, 0.90, 0.95) if side > 0 else (0.62, 0.72, 0.80)
                wings[side] += _glass(frame.out(x, -4.5, 2 * side), out, frame.ahead, lead, trail, tone, ghost > 0)
            wings[side].append(line([frame.out(x, -4.5, 2 * side) + out * u for u in (0.86, 0.94)], INK, 1.4, 0.9))
    for i in range(9):
        u, nxt = i / 9, (i + 1) / 9
        p, q = (frame.out(2 - 56 * t, -1 + 2.5 * t * t + 1.2 * wave(phase, 0.2) * t) for t in (u, nxt))
        r = 1.8 - 0.4 * math.sin(math.pi * u) + (0.5 if i == 7 else 0.0)
        body.parts.append(cap(p, r, q, r * 0.96, col, 0, 0, 0.5))
        body.parts.append(cap(q, r * 1.02, q + frame.way(-0.7, 0), r * 1.02, dark, 0.4, 0, 0.5))
    sheen = mixed(col, (0.30, 0.70, 0.60), 0.5)
    body.parts += [
        cap(frame.out(4, -1.5), 4.8, frame.out(15, -2.5), 5.2, col, 0.5, 0, 0.5),
        cap(frame.out(22, -1.0), 4.2, frame.out(23, -0.8), 4.0, dark, 0.5, 0, 0.5),
        cap(frame.out(23, -3.0, 2.6), 3.6, frame.out(24, -2.2, 2.8), 3.4, sheen, 2.0, 0, 0.95),
        cap(frame.out(23, -3.0, -2.6), 3.6, frame.out(24, -2.2, -2.8), 3.4, sheen, -1.0, 0, 0.95),
    ]
    for x in (17.0, 12.0, 7.0):
        knee, end = frame.out(x + 3, 7, 3), frame.out(x - 2, 11, 2.5)
        body.parts += [cap(frame.out(x, 3, 2), 0.8, knee, 0.6, dark, 1), cap(knee, 0.6, end, 0.4, dark, 1)]
    for k in (-1.6, 1.4):
        body.decals.append(line([frame.out(14 + k, -7, 2), frame.out(10 + k, 2, 5)], over(dark, col), 1.6, 0.8))
    glint = seen(frame.out(24.5, -4.6, 4.2))
    return Figure([*wings[-1.0], body, Mark("oval", [glint], (1, 1, 1), (0.8, 0.6), 0, 0.9, 1.0), *wings[1.0]])


def bee(col: Colour | None, action: str, phase: float) -> Figure:
    """A bumblebee: furred, banded, four wings that blur. 60 units long; it hangs by its middle."""
    gold: Colour = col or (0.95, 0.66, 0.10)
    black: Colour = (0.085, 0.07, 0.065)
    resting = action in ("walk", *RESTING)
    frame = axes(vec(0, -22.5 if resting else 1.2 * wave(phase, 0.1)), 30, -9, 16)
    legs, body = Group([], 0.7), Group([], 1.6, crisp=2.2)
    bands = (
        (-4.0, 11.6, gold),
        (-10.5, 12.6, black),
        (-17.0, 12.4, gold),
        (-23.0, 11.0, black),
        (-28.0, 8.6, gold),
        (-32.5, 5.4, black),
    )
    for (x0, r0, tone), (x1, r1, _) in zip(bands, [*bands[1:], (-36.0, 2.4, black)], strict=True):
        drop = 0.010 * x0 * x0
        part = cap(frame.out(x0, 1 + drop), r0, frame.out(x1, 1 + 0.010 * x1 * x1), r1, tone, 0, 1.5)
        part.flow = seen(frame.way(-1, 0.2))
        body.parts.append(part)
    body.parts += [
        cap(frame.out(6, -2), 12.0, frame.out(11, -2), 11.0, gold, 1.0, 3.2),
        cap(frame.out(22, 1.0), 7.8, frame.out(24, 2.0), 7.0, black, 1.0, 0.8),
        cap(frame.out(24, -3.5), 4.6, frame.out(26, -2.5), 4.0, gold, 3.0, 1.6),
        cap(frame.out(27, 7), 1.4, frame.out(27.5, 12), 0.6, black, 2),
        cap(frame.out(-37, 14.0), 1.0, frame.out(-40, 15.4), 0.2, black, 0),
    ]
    body.parts[-5].flow = seen(frame.way(-0.8, 0.4))
    for side in (-1.0, 1.0):
        bend_, tip = frame.out(29, -7, 4.5 * side), frame.out(36, -10, 7 * side)
        body.parts += [
            cap(frame.out(26, -3, 3 * side), 0.8, bend_, 0.8, black, side),
            cap(bend_, 0.8, tip, 1.0, black, side),
        ]
        for x, back, load in ((11.0, 3.0, 0.0), (5.0, -2.0, 0.0), (-1.0, -8.0, 1.0)):
            swing = 1.2 * wave(phase, 0.1 * x)
            hip, knee = frame.out(x, 7, 5 * side), frame.out(x + 0.4 * back + 2, 14, 8 * side)
            foot = frame.out(x + back + swing, 21, 7 * side)
            legs.parts += [
                cap(hip, 1.6, knee, 1.4, black, side),
                cap(knee, 1.3 + 1.4 * load, foot, 0.7, mixed(black, gold, 0.75 * load), side, 0.8 * load),
            ]
    wings: dict[float, list[Item]] = {-1.0: [], 1.0: []}
    for side in (-1.0, 1.0):
        for x, long, swept, wide in ((8.0, 36.0, -16.0, 8.5), (1.0, 25.0, -22.0, 6.5)):
            for ghost in (0.0, 0.25) if not resting else (0.0,):
                a = math.radians(46 + (38 * wave(phase, ghost) if not resting else -30))
                back = -0.5 if not resting else -1.6
                out = unit(frame.way(back + swept / 60, -math.sin(a), math.cos(a) * side)) * long
                lead: list[Point] = [(0, 1.0), (0.4, 0.30 * wide), (0.8, 0.34 * wide), (0.98, 0.0)]
                trail: list[Point] = [(0.96, -0.5 * wide), (0.65, -wide), (0.25, -0.7 * wide)]
                tone = (0.86, 0.92, 0.96) if side > 0 else (0.66, 0.72, 0.78)
                wings[side] += _glass(frame.out(x, -11, 4 * side), out, frame.ahead, lead, trail, tone, ghost > 0)
    eye = seen(frame.out(25.5, -0.5, 6.2))
    return Figure(
        [
            *wings[-1.0],
            legs,
            body,
            Mark("oval", [eye], (0.02, 0.02, 0.02), (2.2, 3.4), -12),
            Mark("oval", [(eye[0] + 0.5, eye[1] - 1.2)], (1, 1, 1), (0.6, 0.8), 0, 0.9, 1.0),
            *wings[1.0],
        ]
    )


def bat(col: Colour | None, action: str, phase: float) -> Figure:
    """Wings of skin between four long fingers, a furred body and great ears; it hangs by its middle."""
    fur: Colour = col or (0.30, 0.21, 0.16)
    skin = mixed(darker(fur, 0.62), (0.30, 0.13, 0.11), 0.25)
    turn = phase + 0.04 * wave(phase)
    resting = action in RESTING
    frame = axes(vec(0, -13 if resting else 3.0 * math.cos(2 * math.pi * phase)), 34, -6, 16)
    body = Group([], 1.6, crisp=1.6)
    wings: dict[float, list[Item]] = {}
    fold = 1.6 if resting else max(wave(turn - 0.55), 0.0) ** 1.3
    for side in (-1.0, 1.0):
        far = 0.5 if side < 0 else 0.0
        a1, a2 = (
            math.radians(k + d * math.cos(2 * math.pi * (turn - late)))
            for k, d, late in ((10, 46, 0.0), (4, 54, 0.11))
        )
        if resting:
            a1, a2 = math.radians(24), math.radians(-34)
        back = frame.way(-1, 0.08)
        shoulder = frame.out(8, -3, 5 * side)
        inner = Plane(shoulder, back, frame.way(0, -math.sin(a1), math.cos(a1) * side), -frame.down)
        wrist = shoulder + inner.way(112 - 40 * fold) * 22
        outer = Plane(wrist, back, frame.way(0, -math.sin(a2), math.cos(a2) * side), -frame.down)
        spread = 1 - 0.5 * fold
        tips = [wrist + outer.way(t * spread) * long for t, long in ((84, 40.0), (52, 37.0), (24, 32.0))]
        ankle = frame.out(-20, 3, 4 * side)
        sail, bones = Group([], 0.7, far=far, drop=0.25 if side > 0 else 0.0, crisp=2.0), Group([], 0.8, far=far)

        def hem(a: V, b: V, towards: V) -> list[V]:
            return [
                (a + (b - a) * t) * (1 - 0.2 * math.sin(math.pi * t)) + towards * (0.2 * math.sin(math.pi * t))
                for t in (0.25, 0.5, 0.75)
            ]

        tone = skin if inner.shows_top else mixed(skin, (0.62, 0.36, 0.28), 0.25)
        sail.parts.append(
            inner.patch([shoulder, wrist, tips[2], *hem(tips[2], ankle, shoulder), ankle], tone, 2.0, 0.0, 0.2)
        )
        for a, b in ((tips[0], tips[1]), (tips[1], tips[2])):
            sail.parts.append(outer.patch([wrist, a, *hem(a, b, wrist), b], darker(tone, 0.94), 2.0, 0.0, 0.2))
        for tip in tips:
            knuckle = wrist + (tip - wrist) * 0.5 + outer.above * 2.5
            bones.parts += [
                cap(wrist, 1.2, knuckle, 0.9, mixed(fur, skin, 0.4), 1),
                cap(knuckle, 0.9, tip, 0.35, mixed(fur, skin, 0.4), 1),
            ]
            sail.decals.append(
                line([wrist + (tip - wrist) * 0.4, (tip + ankle) / 2], (0.76, 0.70, 0.68), 0.6, 0.5)
            )
        bones.parts += [
            cap(shoulder, 2.8, wrist, 1.5, fur, 1.2, 0.8),
            cap(wrist, 1.0, wrist + frame.way(6, -1), 0.3, INK, 1.5),
        ]
        wings[side] = [sail, bones]
        body.parts.append(cap(frame.out(-13, 4, 3 * side), 2.0, ankle, 1.0, fur, side, 0.8))
    body.parts += [
        cap(frame.out(9, -1), 8.6, frame.out(-12, 3), 5.6, fur, 0, 2.4),
        cap(frame.out(8, 3, 2), 6.6, frame.out(-6, 5, 2), 4.6, lighter(fur, 0.16), 1.5, 2.0),
        cap(frame.out(19, -6), 6.6, frame.out(21, -5.4), 6.0, fur, 1.5, 1.4),
        cap(frame.out(25, -3.6), 3.0, frame.out(27.5, -3.0), 2.3, lighter(fur, 0.14), 2.5, 0.5),
        cap(frame.out(29.2, -4.2), 0.9, frame.out(29.4, -4.0), 0.9, INK, 3.5),
    ]
    for part in body.parts[-5:-2]:
        part.flow = seen(frame.way(-0.9, 0.4))
    for side in (-1.0, 1.0):  # ears, pink within
        root = frame.out(17, -10.5, 3.8 * side)
        tip = root + frame.way(-1.5, -12, 4.5 * side)
        body.parts += [
            cap(root, 3.6, tip, 0.9, fur, 1, 0.5),
            cap(root + frame.way(1.4, -1.5, 0.6), 1.9, tip + frame.way(0.8, 3), 0.6, (0.60, 0.38, 0.34), 4.2),
        ]
    eye = seen(frame.out(23.2, -7.0, 4.2))
    return Figure(
        [
            *wings[-1.0],
            body,
            Mark("oval", [eye], INK, (1.5, 1.4)),
            Mark("oval", [(eye[0] + 0.4, eye[1] - 0.4)], (1, 1, 0.95), (0.45, 0.45), 0, 1, 1.0),
            Mark(
                "line",
                [seen(frame.out(29, -1.6, 0.6)), seen(frame.out(25, -0.6, 2.6))],
                darker(fur, 0.4),
                (0.6, 1),
                0,
                0.8,
            ),
            *wings[1.0],
        ]
    )


SHELL: tuple[Point, ...] = ((38, 0), (32, 16), (16, 25), (-4, 27), (-24, 21), (-39, 9), (-46, 0))


def turtle(shell: Colour, skin: Colour, action: str, phase: float) -> Figure:
    """A sea turtle flying through the water with its fore flippers; about 110 units long."""
    frame = axes(vec(0, 2.5 * wave(phase, 0.30)), 32, 3 * wave(phase, 0.25) - 2, 24)
    far, body, top, near = (
        Group([], 1.2, far=0.5),
        Group([], 1.8, crisp=1.5),
        Group([], 2.0, drop=0.3),
        Group([], 1.2, drop=0.3),
    )
    patch = over(darker(skin, 0.36), skin)
    for group, side in ((far, -1.0), (near, 1.0)):
        for x, long, wide, swept, swing in (
            (24.0, 52.0, 9.5, 34.0, 46 * wave(phase) - 6),
            (-30.0, 24.0, 8.0, 62.0, 16 * wave(phase, 0.4)),
        ):
            a, s = math.radians(swing), math.radians(swept + 14 * wave(phase, 0.25))
            out = unit(frame.way(-math.sin(s), -math.sin(a) * math.cos(s), math.cos(a) * math.cos(s) * side))
            plane = Plane(frame.out(x, 3, 17 * side if x > 0 else 13 * side), frame.way(-1, 0.1), out, -frame.down)

            def on(u: float, v: float, plane: Plane = plane, long: float = long) -> Point:
                return seen(plane.at + plane.out * (long * u) + plane.back * v)

            w = wide
            ring = [
                (-0.15, -w * 0.6),
                (0.25, -w * 0.75),
                (0.6, -w * 0.42),
                (0.88, w * 0.05),
                (1.0, w * 0.55),
                (0.85, w * 0.72),
                (0.5, w * 0.55),
                (0.1, w * 0.5),
            ]
            group.parts.append(
                Patch(spline([on(*p) for p in ring], True, 5), skin, plane.z, 3.2, gloss=0.25, tilt=plane.tilt)
            )
            for i in range(12):  # scales, paler between
                u, v = 0.08 + 0.82 * ((i * 0.618034) % 1), w * (-0.4 + 0.8 * ((i * 0.754878) % 1)) * 0.9
                r = w * 0.17
                scale = [on(u - 0.05, v), on(u, v - r), on(u + 0.05, v), on(u, v + r)]
                group.decals.append(Mark("soft", scale, patch, (0.8, 1), 0, 0.75))
    body.parts += [
        cap(frame.out(30, 3), 9.5, frame.out(44, 1), 7.4, skin, 0, 0, 0.2),
        cap(frame.out(46, -1), 8.4, frame.out(55, 0.5), 6.2, skin, 1, 0, 0.25),
        cap(frame.out(58, 2), 4.2, frame.out(60.5, 3.6), 2.4, mixed(skin, (0.80, 0.74, 0.56), 0.4), 1, 0, 0.3),
        cap(frame.out(22, 7), 14, frame.out(-26, 6), 11, (0.84, 0.78, 0.56), -2, 0, 0.2),
    ]
    for x, y, z in (
        (47.0, -7.5, 2.0),
        (52.0, -6.0, 2.5),
        (44.0, -4.0, 6.0),
        (49.0, -2.5, 7.2),
        (40.0, -3.0, 5.5),
        (54.0, 2.5, 5.4),
        (46.0, 3.0, 7.4),
    ):
        p = frame.out(x, y, z)
        plate = [p + frame.way(2.2, 0), p + frame.way(0, 1.7), p + frame.way(-2.2, 0), p + frame.way(0, -1.7)]
        body.decals.append(Mark("soft", [seen(q) for q in plate], patch, (0.8, 1), 0, 0.75))

    def dome(x: float, z: float) -> V:
        """A point of the shell's upper side."""
        half = float(np.interp(x, [p[0] for p in reversed(SHELL)], [p[1] for p in reversed(SHELL)])) or 1.0
        rise = 17 * math.sqrt(max(1 - (z / half) ** 2, 0.0)) * math.sqrt(max(1 - ((x + 4) / 44) ** 2, 0.0))
        return frame.out(x, 2 - rise, z)

    rim = [dome(x, z) for x, z in SHELL] + [dome(x, -z) for x, z in reversed(SHELL[1:-1])]
    plane = Plane(frame.out(-4, -6), frame.way(-1, 0), frame.side, -frame.down)
    hull = [seen(p) for p in rim] + [seen(dome(x, -0.4 * half)) for x, half in SHELL[1:-1]]
    ring = cv2.convexHull(np.array(hull, np.float32))[:, 0].tolist()
    outline: list[Point] = [(float(x), float(y)) for x, y in ring]
    top.parts.append(
        Patch(
            spline(outline, True, 3),
            shell,
            plane.z,
            15,
            gloss=0.45,
            tilt=(plane.tilt[0] * 0.4, plane.tilt[1] * 0.4),
        )
    )
    seam = (0.52, 0.48, 0.42)
    crest = [(-46.0, 4.0), (-30.0, 6.5), (-14.0, 8.0), (3.0, 8.0), (19.0, 7.0), (33.0, 4.0)]
    for side in (-1.0, 1.0):
        zig = [
            seen(dome(x + (4 if i % 2 else -4), side * z * (1.15 if i % 2 else 0.85)))
            for i, (x, z) in enumerate(crest)
        ]
        top.decals.append(Mark("line", zig, seam, (1.1, 1), 0, 0.85))
        for (x, z), edge in zip(crest[1:5], (20.0, 25.5, 25.5, 21.0), strict=True):
            top.decals.append(
                Mark("line", [seen(dome(x, side * z)), seen(dome(x - 3, side * edge))], seam, (1.0, 1), 0, 0.85)
            )
        band = [seen(dome(x * 0.90 - 0.4, side * z * 0.84)) for x, z in SHELL]
        top.decals.append(Mark("line", spline(band, False, 4), seam, (1.0, 1), 0, 0.8))
    for x, z in ((26.0, 0.0), (11.0, 0.0), (-6.0, 0.0), (-22.0, 0.0), (14.0, 15.0), (-3.0, 16.5), (-19.0, 14.0)):
        for i in range(7):  # rays in each plate
            t = 2 * math.pi * i / 7
            run = [
                seen(dome(x + 1.5 * math.cos(t), z + 1.2 * math.sin(t))),
                seen(dome(x + 6 * math.cos(t), z + 4.6 * math.sin(t))),
            ]
            top.decals.append(Mark("line", run, (1.40, 1.32, 1.16), (0.8, 1), 0, 0.5))
    eye = seen(frame.out(52, -2.5, 6.6))
    return Figure(
        [
            far,
            body,
            top,
            near,
            Mark("oval", [eye], INK, (2.0, 1.8)),
            Mark("oval", [(eye[0] + 0.6, eye[1] - 0.7)], (1, 1, 1), (0.55, 0.55), 0, 1, 1.0),
            Mark(
                "line",
                [seen(frame.out(61, 4.2, 1.2)), seen(frame.out(55, 4.6, 4.6))],
                darker(skin, 0.36),
                (0.8, 1),
                0,
                0.8,
            ),
        ]
    )


def jellyfish(col: Colour, action: str, phase: float) -> Figure:
    """A bell that closes and opens, frilled arms within and threads that trail behind the beat."""
    beat = wave(phase + 0.06 * wave(phase))
    w, h = 36 - 6 * beat, 31 + 5 * beat
    threads: list[Item] = []
    pale = lighter(col, 0.55)
    for i in range(17):
        x = (-0.92 + 1.84 * i / 16) * w
        run = [
            (
                x * (1 - 0.05 * j) + (1.2 + 1.0 * j) * wave(phase, 0.11 * j + 0.21 * i),
                4 + (9.5 + 3 * ((i * 0.618) % 1)) * j,
            )
            for j in range(9)
        ]
        threads.append(Mark("line", spline(run, False, 4), pale, (0.7, 1), 0, 0.34, 1.0))
    arms = Group([], 1.3)
    for i in range(5):
        x = (-0.42 + 0.84 * i / 4) * w
        at: Point = (x, -4)
        for j in range(12):  # ruffles
            nxt = (
                x * (1 - 0.03 * j) + 0.7 * j * wave(phase, 0.09 * j + 0.17 * i),
                -4 + (j + 1) * (6.4 - 0.5 * abs(i - 2)),
            )
            r = (4.4 + 1.3 * math.sin(2.6 * j + i)) * (1 - 0.075 * j)
            arms.parts.append(Cap(at, r, nxt, max(r - 0.6, 0.4), lighter(col, 0.25), -2, -2, 0, None, 0.2, 0.4))
            at = nxt
    arms.fade = ((0, 86), (0, 20))
    bell = Group([], 1.6, crisp=1.4)
    rim: list[Point] = []
    for i in range(13):  # the hem hangs in lappets
        u = -1 + 2 * i / 12
        rim.append((u * w, 3 + 3.4 * (i % 2) - 5 * u * u))
    outline = [
        *spline(rim, False, 4),
        (w * 0.97, -h * 0.35),
        (w * 0.78, -h * 0.76),
        (w * 0.42, -h * 0.97),
        (0, -h * 1.03),
        (-w * 0.42, -h * 0.97),
        (-w * 0.78, -h * 0.76),
        (-w * 0.97, -h * 0.35),
    ]
    bell.parts.append(Patch(spline(outline, True, 3), col, 4, 24, gloss=0.55, glow=0.30))
    for i in range(15):
        u = -0.9 + 1.8 * i / 14
        run = [
            (u * w * k, -h * math.sqrt(max(1 - (u * k) ** 2, 0.05)) * c)
            for k, c in ((0.25, 0.98), (0.70, 0.80), (0.95, 0.45), (1.0, 0.0))
        ]
        bell.decals.append(
            Mark(
                "line",
                spline(run, False, 4),
                (1.18, 1.18, 1.14) if i % 2 else (0.84, 0.80, 0.84),
                (0.9, 1),
                0,
                0.6,
            )
        )
    hem = [(x, y - 5) for x, y in rim]
    bell.decals.append(Mark("line", spline(hem, False, 4), (0.78, 0.72, 0.78), (3.0, 1), 0, 0.5))
    inside: list[Item] = []
    for i in range(4):  # what shines through from within
        x = (-0.36 + 0.24 * i) * w
        inside.append(Mark("soft", [(x, -h * 0.52)], lighter(col, 0.65), (w * 0.14, h * 0.17), 0, 0.6, 1.0))
    return Figure([*threads, arms, bell, *inside])
