"""Dragons: a long scaled body on a curved spine, a horned head, and wings of skin between long fingers. About 210
units long; what flies hangs by its middle, what stands has its feet at y = 0.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from omnireel.animatic.solids import Colour, Figure, Group, Item, Mark, Patch, spline
from omnireel.animatic.subjects.gait import bend
from omnireel.animatic.subjects.materials import darker, mixed, wave
from omnireel.animatic.subjects.membranes import Plane, line, over, unit
from omnireel.animatic.subjects.space import Axes, V, axes, cap, seen, vec

HORN: Colour = (0.80, 0.72, 0.56)
INK: Colour = (0.05, 0.04, 0.04)
TURN = 30.0
DOWN = frozenset(("stand", "walk", "sit", "lie", "perch", "sleep", "eat", "sing", "talk", "run"))
FURIOUS = frozenset(("fight", "attack", "bark", "howl", "duel"))
HIGH = 44.0  # how high the middle of one that stands is

# Along the spine, from the throat to the tip of the tail: ahead, down, radius.
FLYING = (
    (72, -20, 5.6),
    (61, -19, 6.2),
    (49, -12, 7.4),
    (37, -4, 9.6),
    (22, 0, 13.0),
    (6, 2, 13.6),
    (-10, 2, 12.2),
    (-26, 1, 10.4),
    (-44, 0, 7.6),
    (-64, 0, 5.6),
    (-86, 0, 4.0),
    (-108, -2, 2.6),
    (-130, -4, 1.4),
)
STANDING = (
    (54, -52, 5.6),
    (46, -50, 6.2),
    (40, -38, 7.4),
    (36, -22, 9.6),
    (24, -6, 13.0),
    (6, 0, 13.6),
    (-10, 1, 12.6),
    (-26, 4, 11.0),
    (-42, 14, 8.0),
    (-60, 26, 6.0),
    (-80, 33, 4.4),
    (-100, 34, 2.8),
    (-120, 30, 1.4),
)


class _Spine:
    """A smooth curve through the points of a pose, with a wave that grows towards the tail."""

    def __init__(self, at: Axes, pose: Sequence[tuple[float, float, float]], phase: float, sway: float) -> None:
        self.at, self.phase, self.sway = at, phase, sway
        run = spline([(x, y) for x, y, _ in pose], False, 4)
        self.run = np.array(run)
        self.radii = np.interp(np.linspace(0, 1, len(run)), np.linspace(0, 1, len(pose)), [r for *_, r in pose])

        self.mids = [self._mid(i) for i in range(len(run))]
        self.ways = [unit(self.mids[min(i + 1, len(run) - 1)] - self.mids[max(i - 1, 0)]) for i in range(len(run))]

    def __len__(self) -> int:
        return len(self.run)

    def _mid(self, i: int) -> V:
        u = i / (len(self) - 1)
        x, y = self.run[i]
        tail, neck = max(u - 0.45, 0.0) / 0.55, max(0.26 - u, 0.0) / 0.26
        up = self.sway * (9 * tail**1.5 * wave(self.phase, 0.5 * u) + 2.2 * neck * wave(self.phase, 0.30))
        return self.at.out(float(x), float(y) + up, self.sway * 8 * tail**1.6 * wave(self.phase, 0.45 * u + 0.2))

    def mid(self, i: int) -> V:
        return self.mids[min(max(i, 0), len(self) - 1)]

    def way(self, i: int) -> V:
        """Along it towards the tail."""
        return self.ways[min(max(i, 0), len(self) - 1)]

    def skin(self, i: int, low: float, side: float = 1.0) -> V:
        """A point of the skin, `low` degrees below the middle of the flank."""
        along = self.way(i)
        out = unit(self.at.side - along * float(along @ self.at.side))
        down = unit(np.cross(out, along))
        down = down if float(down @ self.at.down) > 0 else -down
        a, r = math.radians(low), float(self.radii[i])
        return self.mid(i) + down * (math.sin(a) * r) + out * (math.cos(a) * r * side)


def _trunk(s: _Spine, col: Colour, belly: Colour, dark: Colour) -> Group:
    group = Group([], 1.6, crisp=1.8)
    n = len(s)
    for i in range(n - 1):
        group.parts.append(cap(s.mid(i), float(s.radii[i]), s.mid(i + 1), float(s.radii[i + 1]), col, 0, 0, 0.3))
    for i in range(n - 14):  # broad plates under throat and belly
        p, q = s.skin(i, 62), s.skin(i + 1, 62)
        r = float(s.radii[i])
        group.parts.append(
            cap(p * 0.55 + s.mid(i) * 0.45, r * 0.60, q * 0.55 + s.mid(i + 1) * 0.45, r * 0.58, belly, 1.0, 0, 0.2)
        )
        bow = [seen(s.skin(i, low)) for low in (22, 45, 70, 95)]
        group.decals.append(Mark("line", spline(bow, False, 4), (0.62, 0.58, 0.54), (0.8, 1), 0, 0.7))
    for i in range(1, n - 4):
        for row, low in enumerate((-62, -40, -18, 4)):
            if float(s.radii[i]) < 3.2:
                continue
            p = s.skin(i, low + 11 * (i % 2))
            size = 0.13 * float(s.radii[i]) + 0.7
            back, across = s.way(i) * size, (s.skin(i, low + 20) - s.skin(i, low)) * 0.42
            arc = [seen(p - across), seen(p + back), seen(p + across)]
            tone = (0.66, 0.66, 0.64) if (i + row) % 4 else (1.22, 1.20, 1.12)
            group.decals.append(Mark("line", spline(arc, False, 4), tone, (0.7, 1), 0, 0.7))
    crest = [seen(s.skin(i, -90)) for i in range(n)] + [seen(s.skin(i, -46)) for i in reversed(range(n))]
    group.decals.insert(0, Mark("soft", crest, over(dark, col), (4.0, 1), 0, 0.8))
    for i in range(1, n - 3, 2):  # spikes along the back
        root = s.skin(i, -88)
        tall = (2.4 + 0.36 * float(s.radii[i])) * (1.25 if i < n * 0.5 else 1.0)
        tip = root + unit(s.skin(i, -90) - s.mid(i)) * tall + s.way(i) * tall * 0.8
        group.parts.append(cap(root, 1.9, tip, 0.4, mixed(dark, HORN, 0.25), 0.5, 0, 0.25))
    return group


def _barb(s: _Spine, dark: Colour) -> Group:
    group = Group([], 0.8)
    end, way = s.mid(len(s) - 1), s.way(len(s) - 1)
    up = unit(np.cross(way, s.at.side))
    up = up * (0.85 if up[1] > 0 else -0.85) + s.at.side * 0.45
    shape = [(-4, 0), (0, 3), (3, 9), (9, 6), (20, 0), (9, -6), (3, -9), (0, -3)]
    group.parts.append(
        Patch(
            spline([seen(end + way * x + up * y) for x, y in shape], True, 4), dark, float(end[2]), 2.2, gloss=0.3
        )
    )
    return group


def reptile_head(
    at: V, turn: float, nod: float, col: Colour, belly: Colour, dark: Colour, open_: float, horned: bool = True
) -> list[Item]:
    """A scaled head, 35 units long, its jaw open by 0..1."""
    hd = axes(at, turn, nod, 6)
    far, skull, jaw = Group([], 0.8, far=0.5), Group([], 1.3, crisp=1.8, drop=0.2), Group([], 1.2, crisp=1.6)
    a = math.radians(4 + 30 * open_)

    def hinge(x: float, y: float, z: float = 0.0) -> V:
        """A point of the lower jaw, which turns about the corner of the mouth."""
        dx = x + 2.0
        return hd.out(-2.0 + dx * math.cos(a) - y * math.sin(a), 4.2 + dx * math.sin(a) + y * math.cos(a), z)

    for x, r, x1, r1 in ((0.0, 4.4, 11.0, 3.0), (11.0, 3.0, 23.0, 1.9)):
        jaw.parts.append(cap(hinge(x, 1.6), r * 0.8, hinge(x1, 1.2), r1 * 0.8, col, 0, 0, 0.25))
        jaw.parts.append(cap(hinge(x, 3.2), r * 0.62, hinge(x1, 2.4), r1 * 0.62, belly, 0.6, 0, 0.2))
    if horned:
        jaw.parts.append(cap(hinge(20, 3), 1.2, hinge(18, 7.5), 0.3, HORN, 1))
    skull.parts += [
        cap(hd.out(-3, -1.2), 8.0, hd.out(5, -1.6), 6.8, col, 0, 0, 0.3),
        cap(hd.out(5, -0.6), 5.8, hd.out(17, 0.6), 4.0, col, 0, 0, 0.3),
        cap(hd.out(17, 0.6), 4.0, hd.out(24, 0.9), 3.0, col, 0, 0, 0.3),
        cap(hd.out(22, -1.6, 1.6), 1.6, hd.out(24.5, -1.2, 1.6), 1.3, col, 1, 0, 0.3),
        cap(hd.out(-8, 2.6, 3.6), 4.4, hd.out(2, 3.4, 3.4), 3.0, col, 0.8, 0, 0.3),
    ]
    for side in (-1.0, 1.0):
        group = far if side < 0 else skull
        ridge = mixed(col, dark, 0.7)
        group.parts += [
            cap(hd.out(-4, -6.6, 4.6 * side), 1.9, hd.out(7, -5.4, 4.4 * side), 1.5, ridge, 2, 0, 0.3),
            cap(hd.out(7, -5.4, 4.4 * side), 1.5, hd.out(10, -3.4, 3.6 * side), 0.7, ridge, 2, 0, 0.3),
        ]
        if not horned:
            continue
        path = [
            hd.out(-6, -6, 4.4 * side),
            hd.out(-15, -11, 6.6 * side),
            hd.out(-26, -13.5, 8 * side),
            hd.out(-37, -11.5, 7.4 * side),
        ]
        for i, r in enumerate((2.7, 2.0, 1.3)):
            group.parts.append(cap(path[i], r, path[i + 1], (2.0, 1.3, 0.3)[i], HORN, 1, 0, 0.35))
        for y, long, low in ((1.0, 11.0, -1.0), (4.4, 9.0, 2.0), (7.0, 7.0, 4.0)):
            root = hd.out(-7, y, 5.6 * side)
            group.parts.append(
                cap(root, 1.7, root + hd.way(-long, low, 3.4 * side), 0.3, mixed(dark, HORN, 0.3), 0, 0, 0.2)
            )
    for i in range(16):
        x, y, z = -4 + 1.7 * i, -4.6 + 0.8 * (i % 3) * 2.4, 4.8 - 0.15 * i
        arc = [hd.out(x, y - 1.1, z), hd.out(x - 1.1, y, z), hd.out(x, y + 1.1, z)]
        skull.decals.append(
            Mark("line", spline([seen(p) for p in arc], False, 4), (0.68, 0.68, 0.66), (0.6, 1), 0, 0.6)
        )
    items: list[Item] = [far]
    if open_ > 0.1:
        throat = [hd.out(-1, 3.2, 2.6), hd.out(23, 3.0, 1.5), hinge(21, -0.6, 1.2), hinge(0, 0.4, 2.6)]
        items.append(Mark("fill", [seen(p) for p in throat], (0.34, 0.06, 0.05), (1, 1), 0, 1.0, 0.35))
        tongue = [hinge(2, -0.4, 1), hinge(10, -2.0, 1), hinge(17, -1.4, 1)]
        items.append(
            Mark("line", spline([seen(p) for p in tongue], False, 4), (0.72, 0.20, 0.20), (1.8, 1), 0, 1.0, 0.5)
        )
    items += [jaw, skull]
    for i in range(6):  # teeth
        root = hd.out(22.6 - 3.6 * i, 3.7 + 0.16 * i, 2.4 + 0.3 * i)
        long = (3.0, 2.0, 2.6, 1.8, 2.2, 1.6)[i]
        tooth = [seen(root + hd.way(-0.8, 0)), seen(root + hd.way(0.8, 0)), seen(root + hd.way(-0.2, long))]
        items.append(Mark("fill", tooth, (0.94, 0.91, 0.82)))
    lip = [hd.out(24.6, 3.4, 1.4), hd.out(14, 4.3, 3.6), hd.out(3, 4.9, 5.0), hd.out(-3, 3.4, 6.2)]
    skull.decals.append(
        Mark("line", spline([seen(p) for p in lip], False, 5), (0.42, 0.40, 0.40), (1.0, 1), 0, 0.9)
    )
    eye = seen(hd.out(3.4, -3.0, 5.6))
    items += [
        Mark("oval", [eye], INK, (2.5, 1.7), 12),
        Mark("oval", [eye], (1.0, 0.66, 0.10), (2.0, 1.25), 12, 1.0, 1.0),
        Mark("oval", [eye], INK, (0.5, 1.25), 4),
        Mark("oval", [(eye[0] + 0.6, eye[1] - 0.5)], (1, 1, 0.9), (0.4, 0.35), 0, 1, 1.0),
        Mark("oval", [seen(hd.out(24.2, -1.2, 2.7))], INK, (1.0, 0.7), 20, 0.85),
    ]
    return items


def _wing(at: Axes, side: float, arm: float, hand: float, fold: float, col: Colour, web: Colour) -> list[Item]:
    """One wing. arm, hand: degrees they are raised; fold: 0 spread to 1 closed along the body."""
    far = 0.5 if side < 0 else 0.0
    a1, a2 = math.radians(arm), math.radians(hand)
    back, above = at.way(-1.0, 0.10, 0.0), -at.down
    shoulder = at.out(18, -9, 7 * side)
    inner = Plane(shoulder, back, at.way(0, -math.sin(a1), math.cos(a1) * side), above)
    wrist = shoulder + inner.way(104 - 60 * fold) * 46
    outer = Plane(wrist, back, at.way(0, -math.sin(a2), math.cos(a2) * side), above)
    shut = 1 - 0.82 * fold
    angles = [(78 * shut + 4, 90.0), (52 * shut + 3, 84.0), (27 * shut + 2, 72.0), (4.0, 58.0)]
    tips = []
    for degrees, long in angles:
        tips.append(wrist + outer.way(degrees) * long - outer.above * (0.06 * long))
    root = at.out(-27, -5, 6 * side)
    skin = web if inner.shows_top else mixed(web, (0.86, 0.50, 0.26), 0.30)
    sail = Group([], 0.8, far=far, crisp=2.0, drop=0.3 if side > 0 else 0.0)

    def hem(a: V, b: V, towards: V, deep: float) -> list[V]:
        """The free edge between two points, drawn in like the edge of a sail."""
        return [
            (a + (b - a) * t) + (towards - (a + (b - a) * t)) * (deep * math.sin(math.pi * t))
            for t in (0.2, 0.4, 0.6, 0.8)
        ]

    edge = [shoulder, wrist, tips[3], *hem(tips[3], root, shoulder + inner.out * 10, 0.20), root]
    sail.parts.append(inner.patch(edge, skin, 3.0, 0.0, 0.25, 0.12))
    for i in range(3):
        a, b = tips[i], tips[i + 1]
        panel = [wrist, a, *hem(a, b, wrist, 0.20), b]
        sail.parts.append(outer.patch(panel, darker(skin, (1.0, 0.93, 0.97)[i]), 2.6, 0.0, 0.25, 0.12))
    for i, tip in enumerate(tips):
        for k in (0.35, 0.6, 0.85):  # veins leave the fingers
            start = wrist + (tip - wrist) * k
            to = tips[i + 1] if i < 3 else root
            sail.decals.append(
                line([start, start + (to - start) * 0.34 + back * 3], (0.70, 0.64, 0.60), 0.7, 0.55)
            )
        shade = [wrist, tip, wrist + (tip - wrist) * 0.9 + back * 7, wrist + back * 3]
        sail.decals.append(Mark("soft", [seen(p) for p in shade], (0.70, 0.66, 0.64), (3.0, 1), 0, 0.6))
    bones = Group([], 1.0, far=far, drop=0.15)
    for tip, (_, long) in zip(tips, angles, strict=True):
        bow = wrist + (tip - wrist) * 0.5 + outer.above * (0.07 * long)
        bones.parts += [cap(wrist, 2.0, bow, 1.3, col, 2.0, 0, 0.3), cap(bow, 1.3, tip, 0.5, col, 2.0, 0, 0.3)]
    elbow = shoulder + (wrist - shoulder) * 0.5 - back * 3 - outer.above * 2
    bones.parts += [
        cap(shoulder, 5.4, elbow, 3.5, col, 2.0, 0, 0.3),
        cap(elbow, 3.4, wrist, 2.5, col, 2.4, 0, 0.3),
        cap(wrist, 1.6, wrist - back * 8 + outer.out * 3, 0.4, HORN, 1.0, 0, 0.3),
    ]
    return [sail, bones]


def _leg(at: Axes, hip: V, knee: V, heel: V, side: float, col: Colour, thick: float) -> Group:
    group = Group([], 1.0, far=0.5 if side < 0 else 0.0, drop=0.25 if side > 0 else 0.0)
    group.parts += [
        cap(hip, thick, knee, thick * 0.62, col, 1.5 * side, 0, 0.3),
        cap(knee, thick * 0.58, heel, thick * 0.40, col, 1.5 * side, 0, 0.3),
    ]
    for i in range(14):
        t, across = (i % 7) / 7, (i // 7) - 0.5
        p = hip + (knee - hip) * t + at.side * (side * thick * 0.7) + at.ahead * (across * thick * 0.7)
        arc = [p + at.way(1.2, -0.4), p + at.way(0, 0.8), p + at.way(-1.2, -0.4)]
        group.decals.append(
            Mark("line", spline([seen(q) for q in arc], False, 4), (0.70, 0.70, 0.68), (0.7, 1), 0, 0.7)
        )
    for dz in (-2.8, 0.0, 3.0):
        toe = heel + at.way(6.0 - 0.6 * abs(dz), 1.2, dz)
        group.parts.append(cap(heel, thick * 0.34, toe, 1.5, col, 2 * side, 0, 0.3))
        group.parts.append(cap(toe, 1.2, toe + at.way(4.0, 1.6, dz * 0.4), 0.3, HORN, 2.5 * side, 0, 0.4))
    return group


def _flame(hd: Axes, phase: float) -> list[Item]:
    """Fire from the mouth: soft lights that grow, redden and thin out as they go."""
    out: list[Item] = []
    for i in range(34):
        t = ((i * 0.618034) % 1 + 3 * phase) % 1
        x = 24 + 74 * t
        y = 5 + 6 * t + (2 + 13 * t) * math.sin(2.4 * i + 6 * t) * 0.6
        size = 2.2 + 10 * t
        hot = mixed((1.0, 0.95, 0.66), (0.96, 0.30, 0.05), min(1.5 * t, 1.0))
        out.append(Mark("soft", [seen(hd.out(x, y, 0))], hot, (size * 1.25, size), 0, 0.75 * (1 - t) ** 0.7, 1.0))
    return out


def dragon(col: Colour, belly: Colour, action: str, phase: float) -> Figure:
    """Flies, or stands where it is told to come down; scaled, horned, with wings of skin."""
    down = action in DOWN
    dark = darker(col, 0.46)
    web = mixed(darker(col, 0.62), (0.46, 0.16, 0.10), 0.55)
    gliding = action == "glide"
    turn = phase + 0.04 * wave(phase)
    if down:
        at = axes(vec(0, -HIGH + 0.6 * wave(phase)), TURN, 0, 10)
        arm, hand, fold = 48 + 2 * wave(phase, 0.2), 40 + 2 * wave(phase, 0.3), 0.86
        pose, sway = STANDING, 0.35
    else:
        bob = 1.5 * wave(phase) if gliding else 5.5 * math.cos(2 * math.pi * (phase - 0.05))
        at = axes(vec(0, bob), TURN, -4, 26 if gliding else 15)
        arm = 12 + (2 * wave(phase) if gliding else 44 * math.cos(2 * math.pi * turn))
        hand = 6 + (3 * wave(phase, 0.1) if gliding else 52 * math.cos(2 * math.pi * (turn - 0.11)))
        fold = 0.0 if gliding else 0.36 * max(wave(turn - 0.55), 0.0) ** 1.3
        pose, sway = FLYING, 1.0
    s = _Spine(at, pose, phase, sway)
    rage = action in FURIOUS
    nod = (16.0 if down else 6.0) + 3 * wave(phase, 0.35) - (4 if rage else 0)
    open_ = (0.75 + 0.25 * wave(phase, 0, 3)) if rage else 0.10 + 0.06 * wave(phase)
    if action == "sleep":
        nod += 18
    items: list[Item] = [*_wing(at, -1.0, arm, hand, fold, col, web)]
    legs: dict[float, list[Group]] = {-1.0: [], 1.0: []}
    for side in (-1.0, 1.0):
        for fore in (True, False):
            hip = at.out(24 if fore else -24, 5, 9 * side)
            if down:
                p = (phase + (0.0 if fore else 0.25) + (0.5 if side > 0 else 0.0)) % 1.0
                stride = 13.0 if action in ("walk", "run") else 0.0
                x = stride * (1 - 4 * p if p < 0.5 else 4 * p - 3)
                up = (7.0 if stride else 0.0) * max(-math.sin(2 * math.pi * p), 0.0)
                foot = axes(vec(0, 0), TURN).out((30 if fore else -22) + x, -up - 2.6, 9 * side)
                mid, end = bend((hip[0], hip[1]), (foot[0], foot[1]), 24, 24, 1.0 if not fore else -1.0)
                knee, heel = vec(mid[0], mid[1], float(hip[2])), vec(end[0], end[1], float(foot[2]))
            else:
                swing = 2.0 * wave(phase, 0.3)
                knee = hip + at.way(-9 if fore else -4, 13, 2 * side)
                heel = knee + at.way(-15 if fore else -18, 6 + swing, 0)
            legs[side].append(_leg(at, hip, knee, heel, side, col, 7.4 if fore else 9.0))
    head_at = s.mid(0) + s.way(0) * -5
    face = reptile_head(head_at, TURN + 6, nod, col, belly, dark, open_)
    items += [*legs[-1.0], _barb(s, dark), _trunk(s, col, belly, dark), *legs[1.0]]
    if rage:
        items += _flame(axes(head_at, TURN + 6, nod + 8), phase)
    return Figure([*items, *face, *_wing(at, 1.0, arm, hand, fold, col, web)])


def head_of(action: str) -> tuple[float, float, float]:
    """Where the head is (x, y), and how high it is."""
    down = action in DOWN
    at = axes(vec(0, -HIGH if down else 0), TURN, 0 if down else -4, 10)
    x, y = seen(_Spine(at, STANDING if down else FLYING, 0.0, 0.0).mid(0))
    return x + 6, y, 40.0
