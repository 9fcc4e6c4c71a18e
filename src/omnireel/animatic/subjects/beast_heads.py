"""The heads of four-legged animals: skull, muzzle, ears, horns and face, a little turned to the viewer."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence

from omnireel.animatic.solids import Cap, Colour, Group, Item, Mark, Patch, Point, spline
from omnireel.animatic.subjects.beast import Beast, Spot, ratio
from omnireel.animatic.subjects.gait import Gait, polar
from omnireel.animatic.subjects.materials import mixed, wave
from omnireel.animatic.subjects.space import axes, cap, seen, vec

INK: Colour = (0.06, 0.045, 0.04)
LIP: Colour = (0.17, 0.09, 0.06)

# A piece of a head: (ahead, down, aside, radius) of both its ends, its colour, and whether it is on both sides.
# Skulls are measured in their own radius; muzzles in their length ahead and their radius otherwise.
Spin = tuple[float, float, float, float]
Bone = tuple[Spin, Spin, str, bool]
SKULLS: dict[str, tuple[Bone, ...]] = {
    "dog": (
        ((-0.30, 0.02, 0, 0.98), (0.30, -0.02, 0, 0.90), "crown", False),
        ((-0.55, 0.50, 0, 0.82), (0.10, 0.45, 0, 0.78), "cheek", False),
        ((0.10, 0.36, 0.48, 0.50), (0.40, 0.42, 0.40, 0.44), "cheek", True),
        ((0.64, -0.36, 0.34, 0.27), (0.36, -0.50, 0.42, 0.27), "crown", True),
    ),
    "cat": (
        ((-0.28, 0.02, 0, 0.98), (0.26, 0.00, 0, 0.94), "crown", False),
        ((-0.40, 0.50, 0, 0.78), (0.10, 0.50, 0, 0.74), "cheek", False),
        ((0.02, 0.38, 0.56, 0.54), (0.36, 0.50, 0.42, 0.44), "cheek", True),
        ((0.66, -0.30, 0.34, 0.26), (0.40, -0.48, 0.42, 0.26), "crown", True),
    ),
    "grazer": (
        ((-0.34, 0.00, 0, 0.88), (0.25, -0.05, 0, 0.84), "crown", False),
        ((-0.10, 0.66, 0.20, 0.72), (0.48, 0.66, 0.20, 0.52), "coat", True),
        ((0.62, -0.26, 0.40, 0.25), (0.30, -0.36, 0.50, 0.25), "crown", True),
    ),
    "trunk": (
        ((-0.25, -0.10, 0, 0.98), (0.20, -0.08, 0, 0.92), "crown", False),
        ((0.15, -0.55, 0.20, 0.56), (0.36, -0.36, 0.20, 0.54), "crown", True),
        ((-0.35, 0.45, 0, 0.80), (0.30, 0.42, 0, 0.70), "coat", False),
        ((0.20, 0.36, 0.40, 0.46), (0.44, 0.50, 0.36, 0.40), "coat", True),
    ),
}
MUZZLES: dict[str, tuple[Bone, ...]] = {
    "dog": (
        ((-0.15, -0.25, 0, 1.12), (0.82, -0.28, 0, 0.66), "bridge", False),
        ((0.05, 0.20, 0.40, 0.78), (0.84, 0.12, 0.34, 0.58), "face", True),
        ((0.78, -0.06, 0, 0.74), (0.98, -0.04, 0, 0.66), "face", False),
    ),
    "cat": (
        ((-0.30, -0.45, 0, 1.00), (0.80, -0.32, 0, 0.60), "bridge", False),
        ((0.62, 0.20, 0.46, 0.62), (0.98, 0.24, 0.32, 0.52), "face", True),
        ((0.10, 0.62, 0, 0.72), (0.84, 0.82, 0, 0.46), "face", False),
    ),
    "grazer": (
        ((-0.25, -0.42, 0, 1.10), (0.74, -0.20, 0, 0.74), "bridge", False),
        ((-0.15, 0.55, 0, 0.96), (0.74, 0.44, 0, 0.62), "coat", False),
        ((-0.10, -0.10, 0.52, 0.52), (0.52, 0.02, 0.38, 0.44), "coat", True),
        ((0.80, 0.00, 0.16, 0.74), (1.02, 0.06, 0.14, 0.66), "soft", True),
        ((1.02, -0.26, 0.50, 0.34), (1.10, -0.06, 0.44, 0.30), "soft", True),
        ((0.98, 0.42, 0, 0.54), (1.10, 0.34, 0, 0.46), "soft", False),
        ((0.78, 0.80, 0, 0.44), (0.98, 0.84, 0, 0.38), "soft", False),
    ),
    "trunk": (((-0.4, 0.0, 0, 1.12), (1.0, 0.0, 0, 1.02), "coat", False),),
}
# An ear that stands: its length and width (units), degrees it leans back and aside, and its outline from root to
# tip (share of its length; shares of its width, ahead is positive).
Ear = tuple[float, float, float, float, tuple[tuple[float, float], ...]]
_POINTED = (
    (0.0, -0.50),
    (0.35, -0.47),
    (0.72, -0.25),
    (0.94, -0.06),
    (1.08, 0.04),
    (0.92, 0.12),
    (0.72, 0.31),
    (0.38, 0.50),
    (0.0, 0.54),
)
_ROUND = ((0.0, -0.42), (0.30, -0.56), (0.74, -0.48), (1.0, -0.05), (0.80, 0.42), (0.36, 0.58), (0.0, 0.46))
_LEAF = (
    (0.0, -0.26),
    (0.30, -0.48),
    (0.66, -0.36),
    (0.92, -0.02),
    (1.08, 0.16),
    (0.94, 0.24),
    (0.72, 0.40),
    (0.36, 0.48),
    (0.0, 0.26),
)
_LONG = ((0.0, -0.30), (0.30, -0.50), (0.72, -0.46), (1.0, -0.04), (0.76, 0.42), (0.36, 0.50), (0.0, 0.32))
EARS: dict[str, Ear] = {
    "prick": (17.0, 12.0, 10.0, 10.0, _POINTED),
    "cat": (14.5, 14.0, 8.0, 16.0, _POINTED),
    "round": (10.5, 13.0, 14.0, 20.0, _ROUND),
    "horse": (16.5, 7.0, 4.0, 12.0, _LEAF),
    "leaf": (17.0, 9.5, 48.0, 46.0, _LEAF),
    "side": (17.0, 9.0, 84.0, 60.0, _LEAF),
    "long": (38.0, 11.0, 16.0, 10.0, _LONG),
}


def family(b: Beast) -> str:
    if b.trunk:
        return "trunk"
    if b.hoof or b.pillars:
        return "grazer"
    return "cat" if b.muzzle < 17 and (b.whiskers or b.iris is not None) else "dog"


def head_at(b: Beast, shoulder: Point, phase: float, gait: Gait, action: str) -> tuple[Point, Point, float]:
    """Base of the neck, centre of the skull, degrees the muzzle points below level."""
    nod = wave(phase, 0.30, gait.bob_beats) * (3.2 if gait.stride else 1.2)
    up = b.neck_up + nod - (10 if gait.flex else 0)
    down = b.head_down * (0.72 if gait.flex else 1.0)
    base: Point = (shoulder[0] + b.chest * 0.42, shoulder[1] - b.chest * 0.42)
    long = b.neck
    if action == "eat" and not b.trunk:  # the lips in the grass, as far down as the neck can be stretched
        down = 62.0
        drop = -(0.7 * b.skull + 0.88 * (b.muzzle + 0.5 * b.muzzle_r)) - base[1]
        long = min(max(drop / 0.93, b.neck), b.neck + 18)
        up = -math.degrees(math.asin(min(max(drop / long, -0.9), 0.93))) + 2 * wave(phase, 0, 3)
    elif action == "lie":
        up, down = b.neck_up + 8, 8.0
    elif action == "sit":
        up = min(b.neck_up + 26, 82)
    elif action in ("howl", "bark"):
        up, down = b.neck_up + 14, -42.0 if action == "howl" else -12.0
    if action == "sleep":  # the chin on the forelegs
        drop = -(0.95 * b.skull + 7 * b.leg) - base[1]
        up, down = -math.degrees(math.asin(min(max(drop / b.neck, -0.9), 0.9))) + 0.4 * nod, 10.0
    skull = polar(base, 90 + up, long)
    return base, skull, down


class Skull:
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


def _pieces(
    h: Skull, bones: Sequence[Bone], x: float, yz: float, colours: dict[str, Colour], fur: float, snout: bool
) -> list[Cap | Patch]:
    out: list[Cap | Patch] = []
    for (ax, ay, az, ra), (bx, by, bz, rb), colour, both in bones:
        hair = fur * (2.0 if colour == "cheek" else 1.0)
        for side in (1.0, -1.0) if both else (1.0,):
            a, c = (ax * x, ay * yz, az * yz * side), (bx * x, by * yz, bz * yz * side)
            out.append(h.cap(a, ra * yz, c, rb * yz, colours[colour], hair, 0, snout))
    return out


def head(b: Beast, shoulder: Point, phase: float, gait: Gait, action: str) -> list[Item]:
    root, skull, down = head_at(b, shoulder, phase, gait, action)
    h = Skull(b, skull, down, _look(b, action, gait))
    s, r, m, fur = b.skull, b.muzzle_r, b.muzzle, b.fur * 0.24
    kin = family(b)
    group = Group([], 1.3, fine=True, crisp=1.8)
    pale_face = b.pale if (b.mask or b.belly_pale) else mixed(b.coat, b.pale, 0.45)
    colours = {
        "coat": b.coat,
        "crown": b.dark if b.mask else b.coat,
        "cheek": pale_face if b.mask or b.cheeks else b.coat,
        "bridge": b.pale if b.mask else b.coat,
        "face": pale_face,
        "soft": (0.80, 0.58, 0.53) if b.pink else b.dark if b.stripes else mixed(b.coat, b.dark, 0.55),
    }
    out = group.parts
    out += _pieces(h, SKULLS[kin], s, s, colours, fur, False)
    out += _pieces(h, MUZZLES[kin], m, r, colours, 0.0, True)
    open_mouth = (
        kin == "dog" and action not in ("sleep", "eat") and (action in ("run", "bark", "howl") or b.tongue)
    )
    items: list[Item] = []
    if kin == "dog":
        if open_mouth:
            items += _gape(b, h, phase, action, colours["face"])
        else:
            out.append(
                h.cap(
                    (-0.1 * s, 0.80 * r, 0),
                    r * 0.74,
                    (m * 0.84, r * 0.62, 0),
                    r * 0.44,
                    colours["face"],
                    0,
                    0,
                    True,
                )
            )
    if kin in ("dog", "cat"):
        out += _nose(b, h)
    if b.wool:  # a cap of curls
        for i in range(7):
            x, z = -0.55 + 0.15 * i, 0.36 * math.sin(2.4 * i)
            out.append(
                h.cap((x * s, -0.80 * s, z * s), 0.26 * s, ((x + 0.05) * s, -0.72 * s, z * s), 0.25 * s, b.coat)
            )
    if b.trunk:
        out += _trunk(b, h, phase, group)
    # It grows out of the neck: from behind the skull on, away from the neck and towards the muzzle.
    a = math.radians(down)
    n = math.hypot(skull[0] - root[0], skull[1] - root[1]) or 1.0
    wx, wy = (skull[0] - root[0]) / n + math.cos(a), (skull[1] - root[1]) / n + math.sin(a)
    n = math.hypot(wx, wy) or 1.0
    wx, wy = wx / n * s, wy / n * s
    group.fade = ((skull[0] - 1.1 * wx, skull[1] - 1.1 * wy), (skull[0] - 0.4 * wx, skull[1] - 0.4 * wy))
    _striped(b, h, group)
    far_ear, near_ear = _ears(b, h, phase, gait)
    horns = _horns(b, h)
    return [
        *([Group(far_ear, 0.9, far=0.4, fine=True)] if far_ear else []),
        *items,
        *([_tusk(b, h, -1.0)] if b.trunk else []),
        group,
        *([_tusk(b, h, 1.0)] if b.trunk else []),
        *([Group(horns, 0.9, drop=0.2)] if horns else []),
        *([Group(near_ear, 0.9, drop=0.3, fine=True)] if near_ear else []),
        *_face(b, h, phase, gait, action, kin, open_mouth),
    ]


def _nose(b: Beast, h: Skull) -> list[Cap | Patch]:
    """The nose leather: broad above, narrow below, with its wings at the sides."""
    m, r = b.muzzle, b.muzzle_r
    leather: Colour = (0.80, 0.46, 0.44) if b.pink else (0.07, 0.055, 0.055)
    if family(b) == "cat" and not b.pink:
        leather = (0.26, 0.14, 0.12)
    k, ahead = (0.36, 0.52) if family(b) == "dog" else (0.28, 0.34)
    x = m + ahead * r
    return [
        h.cap((x, -0.36 * r, k * 0.75 * r), r * k, (x, -0.36 * r, -k * 0.75 * r), r * k, leather, 0, 0.7, True),
        h.cap((x, -0.36 * r, 0), r * k * 0.9, (x - 0.02 * r, -0.02 * r, 0), r * k * 0.55, leather, 0, 0.4, True),
    ]


def _gape(b: Beast, h: Skull, phase: float, action: str, face: Colour) -> list[Item]:
    """An open mouth: the lower jaw, the dark within, and the tongue but of who howls."""
    s, r, m = b.skull, b.muzzle_r, b.muzzle
    gape = math.radians(19 + 3 * wave(phase, 0.2, 2) + (12 if action == "bark" else 0))
    jx, jy = m * 0.80 * math.cos(gape), 0.50 * s + m * 0.80 * math.sin(gape)
    jaw = Group(
        [h.cap((-0.2 * s, 0.52 * s, 0), r * 0.74, (jx, jy, 0), r * 0.36, face, 0, 0, True)], 1.0, fine=True
    )
    inside = h.cap((0.0, 0.40 * s, 0), r * 0.62, (m * 0.74, 0.52 * s, 0), r * 0.42, (0.26, 0.09, 0.09), 0, 0, True)
    hang = 2.5 + 1.5 * wave(phase, 0.25, 2)
    root, middle = (m * 0.18, 0.44 * s, 0.1 * r), (jx * 0.92, jy * 0.86, 0.15 * r)
    tip = (jx + r * 0.1, jy + hang, 0.3 * r)
    tongue: list[Cap | Patch] = [
        h.cap(root, r * 0.36, middle, r * 0.34, (0.84, 0.38, 0.39), 0, 0.3, True),
        h.cap(middle, r * 0.34, tip, r * 0.27, (0.88, 0.43, 0.44), 0, 0.3, True),
    ]
    mouth: list[Item] = [jaw, Group([inside], 0.8, fine=True)]
    return mouth if action == "howl" else [*mouth, Group(tongue, 0.7, fine=True)]


def _trunk(b: Beast, h: Skull, phase: float, group: Group) -> list[Cap | Patch]:
    """The trunk, with rings pressed into it."""
    m, r = b.muzzle, b.muzzle_r
    out: list[Cap | Patch] = []
    at = h.snout.out(m, 0, 0)
    spots = [at]
    for i in range(8):
        a = math.radians(30 - 9 * i + 8 * wave(phase, 0.1 * i) + (40 if i > 5 else 0))
        at = at + h.base.ahead * (10.5 * math.sin(a)) + vec(0, 10.5 * math.cos(a), 0)
        at[1] = min(at[1], 0.9 * i - 8.0)  # of who lies, on the ground
        spots.append(at)
    radii = [r * (1.0 - 0.085 * i) for i in range(9)]
    for i in range(8):
        out.append(cap(spots[i], radii[i], spots[i + 1], radii[i + 1], b.coat, 2))
    for i in range(1, 16):
        n, t = divmod(i * 0.5, 1)
        n = int(n)
        (x, y), (u, v) = seen(spots[n]), seen(spots[n + 1])
        long = math.hypot(u - x, v - y) or 1.0
        ux, uy, w = (u - x) / long, (v - y) / long, radii[n] * 0.95
        x, y = x + (u - x) * t, y + (v - y) * t
        ring = [(x - uy * w, y + ux * w), (x + ux * 1.4, y + uy * 1.4), (x + uy * w, y - ux * w)]
        group.decals.append(Mark("line", spline(ring, False, 4), (0.70, 0.68, 0.67), (0.7, 1), 0, 0.75))
    return out


def _tusk(b: Beast, h: Skull, side: float) -> Group:
    m, r = b.muzzle, b.muzzle_r
    bends = [
        (m * (0.1 + 4.1 * t), r * (0.55 + 2.5 * t - 1.75 * t * t), r * (0.95 + 0.35 * t) * side)
        for t in (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)
    ]
    parts: list[Cap | Patch] = []
    for i, (one, two) in enumerate(itertools.pairwise(bends)):
        parts.append(h.cap(one, 2.5 - 0.38 * i, two, 2.12 - 0.38 * i, (0.93, 0.88, 0.76), 0, 0.35, True))
    root, out = h.on(bends[0], True), h.on((m * 0.6, r * 0.85, r * side), True)
    return Group(parts, 0.8, drop=0.25, fade=(root, out))  # it comes out of the lip


def _striped(b: Beast, h: Skull, group: Group) -> None:
    """The face of a zebra or a tiger."""
    s, m, r = b.skull, b.muzzle, b.muzzle_r
    if b.banded and b.hoof:
        for i in range(6):  # over the cheek and the bridge of the nose
            x = 0.62 * m - 0.19 * m * i
            line = [h.on((x + 2.5, -0.95 * r, 0.3 * r), True), h.on((x, -0.2 * r, 0.95 * r), True)]
            line.append(h.on((x + 1.0, 0.75 * r, 0.75 * r), True))
            group.decals.append(Mark("line", spline(line, False, 4), ratio(b), (1.1, 1), 0, 0.9))
    elif b.banded:
        shade = ratio(b)
        white = tuple(min(p / max(c, 0.05), 6.0) for p, c in zip(b.pale, b.coat, strict=True))
        for side in (1.0, -1.0):
            if h.facing((0.7, -0.4, 0.5 * side)) > 0.2:
                over_eye = h.on((0.70 * s, -0.46 * s, 0.46 * s * side))
                group.decals.append(Mark("soft", [over_eye], white, (0.20 * s, 0.12 * s), -20, 0.8))
        for i in range(3):  # on the brow, and on the cheeks about the corner of the mouth
            x = 0.62 - 0.22 * i
            brow = [
                h.on(((x + 0.04 * y) * s, (-0.62 - 0.30 * (1 - y * y)) * s, y * 0.5 * s)) for y in (-0.8, 0, 1)
            ]
            group.decals.append(Mark("line", spline(brow, False, 4), shade, (1.0 - 0.15 * i, 1), 0, 0.85))
            x = 0.36 - 0.22 * i
            cheek = [h.on((x * s, y * s, z * s)) for y, z in ((0.0, 0.84), (0.38, 0.94), (0.76, 0.76))]
            cheek[1] = (cheek[1][0] - 0.14 * s, cheek[1][1])
            group.decals.append(Mark("line", spline(cheek, False, 4), shade, (1.2, 1), 0, 0.9))


def _ears(b: Beast, h: Skull, phase: float, gait: Gait) -> tuple[list[Cap | Patch], list[Cap | Patch]]:
    """Far and near ear; they flap late."""
    flap = wave(phase, 0.22) * (16 if gait.duty < 0.45 else 3)
    if b.ear == "none":
        return [], []
    build = {"drop": _drop_ear, "big": _big_ear}.get(b.ear, _standing_ear)
    return build(b, h, -1.0, flap, gait), build(b, h, 1.0, flap, gait)


def _drop_ear(b: Beast, h: Skull, side: float, flap: float, gait: Gait) -> list[Cap | Patch]:
    """A hanging flap, hinged at the skull: narrow above, broad and round below."""
    s, e = b.skull, b.ear_size
    lift = math.radians(max(flap, 0) * 1.3)
    root: Spot = (-0.30 * s, -0.66 * s, 0.74 * s * side)
    out, down = math.sin(lift), math.cos(lift)
    mid: Spot = (root[0] - 9 * e * (0.22 + out), root[1] + 11 * e * down, 1.02 * s * side)
    tip: Spot = (mid[0] - 4 * e * (0.1 + out), mid[1] + 9 * e * down, 0.96 * s * side)
    front = root[0] + 3.6 * e, root[1] + 2.0 * e, root[2]
    ear = [
        h.cap(root, 3.6 * e, mid, 6.6 * e, b.dark, b.fur * 0.35),
        h.cap(front, 2.6 * e, (mid[0] + 4.0 * e, mid[1] - 1.0 * e, mid[2]), 4.2 * e, b.dark, b.fur * 0.35),
        h.cap(mid, 6.6 * e, tip, 4.4 * e, b.dark, b.fur * 0.5 + 0.3 * (b.feather > 0)),
    ]
    for part in ear:
        part.flow = (-0.45 - 0.02 * flap, 0.9)
    return list(ear)


def _big_ear(b: Beast, h: Skull, side: float, flap: float, gait: Gait) -> list[Cap | Patch]:
    """An elephant's: a sheet with a rolled upper edge and a pointed lobe."""
    s, e = b.skull, b.ear_size
    sway = 0.5 * flap
    pts = [
        (0.12 * s, -0.55 * s, 0.85 * s * side),
        (-0.5 * s, -0.92 * s, 1.0 * s * side),
        (-1.2 * s * e - sway, -0.72 * s, 1.4 * s * side),
        (-1.52 * s * e - sway, -0.05 * s, 1.5 * s * side),
        (-1.34 * s * e - sway, 0.66 * s * e, 1.5 * s * side),
        (-0.86 * s * e - 0.6 * sway, 1.18 * s * e, 1.3 * s * side),
        (-0.46 * s, 1.50 * s * e, 1.2 * s * side),
        (-0.16 * s, 0.95 * s * e, 1.05 * s * side),
        (0.10 * s, 0.30 * s, 0.9 * s * side),
    ]
    spots = [seen(h.base.out(*p)) for p in pts]
    z = float(h.base.out(-8, 8, s * side)[2])
    edge = [Cap(spots[i], 1.6, spots[i + 1], 1.5, b.coat, z + 2.2) for i in range(1, 4)]
    return [Patch(spline(spots), mixed(b.coat, b.pale, 0.4), z, 3.4), *edge]


def _standing_ear(b: Beast, h: Skull, side: float, flap: float, gait: Gait) -> list[Cap | Patch]:
    """A cupped ear: its outline, and the paler or pinker hollow within that is open to the front."""
    s, e = b.skull, b.ear_size
    long, wide, back, aside, outline = EARS.get(b.ear, EARS["prick"])
    long, wide = long * e, wide * e
    if b.ear == "long" and gait.stride:
        back += 42  # laid back when it runs
    a, o = math.radians(back + 0.5 * max(flap, 0)), math.radians(aside)
    up = h.base.way(-math.sin(a), -math.cos(a) * math.cos(o), math.sin(o) * side * math.cos(a))
    across = h.base.way(math.cos(a) * 0.92, -math.sin(a) * 0.92, -0.30 * side)
    root = h.base.out(-0.24 * s, -0.62 * s, 0.52 * s * side)
    shell = b.dark if b.mask or b.socks else b.coat
    flesh = mixed(b.pale, (0.78, 0.50, 0.44), 0.45)
    inner = mixed(flesh, b.coat, 0.35) if sum(shell) > 0.5 else mixed(shell, flesh, 0.25)

    def shape(grow: float, low: float, ahead: float) -> list[Point]:
        spots = [
            seen(root + up * (long * (low + u * grow)) + across * (wide * (v * grow + ahead))) for u, v in outline
        ]
        return spline(spots, True, 4)

    z = float(root[2]) + 2.0
    base, tip = seen(root), seen(root + up * long)
    return [
        # The root is a mound of the head's own fur, out of which the shell rises.
        Cap(
            base,
            0.30 * wide,
            (base[0] + 0.2 * (tip[0] - base[0]), base[1] + 0.2 * (tip[1] - base[1])),
            0.30 * wide,
            shell,
            z - 0.4 * wide,
            None,
            b.fur * 0.2,
        ),
        Patch(shape(1.0, 0.0, 0.0), shell, z, 2.2, b.fur * 0.10, (tip[0] - base[0], tip[1] - base[1])),
        Patch(shape(0.70, 0.16, 0.07), inner, z + 1.7, 0.8),
    ]


def _horns(b: Beast, h: Skull) -> list[Cap | Patch]:
    s = b.skull
    out: list[Cap | Patch] = []
    bone: Colour = (0.78, 0.70, 0.56)
    if b.horn == "antler":
        bone = (0.62, 0.50, 0.36)
        tip: Colour = (0.86, 0.78, 0.64)
        for side in (-1.0, 1.0):
            r0: Spot = (-0.10 * s, -0.80 * s, 0.30 * s * side)
            r1: Spot = (r0[0] - 9, r0[1] - 13, r0[2] + 8 * side)
            r2: Spot = (r1[0] - 4, r1[1] - 16, r1[2] + 7 * side)
            r3: Spot = (r2[0] + 6, r2[1] - 14, r2[2] + 1 * side)
            for one, two, w in (
                (r0, r1, 2.3),
                (r1, r2, 2.0),
                (r2, r3, 1.7),
                (r0, (r0[0] + 11, r0[1] - 8, r0[2] + 3 * side), 1.5),
                (r1, (r1[0] + 12, r1[1] - 8, r1[2] + 3 * side), 1.6),
                (r2, (r2[0] - 8, r2[1] - 11, r2[2] + 3 * side), 1.5),
            ):
                half: Spot = ((one[0] + two[0]) / 2, (one[1] + two[1]) / 2 + 0.8, (one[2] + two[2]) / 2)
                out.append(h.cap(one, w, half, w * 0.72, bone))
                out.append(h.cap(half, w * 0.72, two, w * 0.30, mixed(bone, tip, 0.5 if two is not r1 else 0.0)))
    elif b.horn == "short":
        for side in (-1.0, 1.0):
            bends: tuple[Spot, ...] = (
                (-0.16 * s, -0.66 * s, 0.50 * s * side),
                (-0.02 * s, -0.92 * s, 0.95 * s * side),
                (0.22 * s, -1.22 * s, 1.18 * s * side),
                (0.36 * s, -1.62 * s, 1.16 * s * side),
            )
            for i in range(3):
                colour = mixed(bone, (0.30, 0.25, 0.20), 0.3 * i)
                out.append(h.cap(bends[i], 2.7 - 0.7 * i, bends[i + 1], 2.0 - 0.7 * i, colour, 0, 0.3))
    elif b.horn == "unicorn":
        for i in range(5):
            p, q = (
                (0.55 * s + 3.2 * i, -0.75 * s - 6.0 * i, 0.0),
                (0.55 * s + 3.2 * (i + 1), -0.75 * s - 6.0 * (i + 1), 0.0),
            )
            colour = (0.98, 0.92, 0.70) if i % 2 else (0.93, 0.82, 0.56)
            out.append(h.cap(p, 2.5 - 0.42 * i, q, 2.0 - 0.42 * i, colour, 0, 0.8))
    elif b.horn == "rhino":
        m, r = b.muzzle, b.muzzle_r
        for x, x1, w, high in ((0.86, 1.0, 4.6, 19), (0.46, 0.48, 3.4, 8)):
            root, end = (m * x, -r * 0.6, 0.0), (m * x1, -r * 0.6 - high, 0.0)
            out.append(h.cap(root, w, end, 0.9, bone, 0, 0.2, True))
    elif b.horn == "knob":
        for side in (-1.0, 1.0):
            a, c = (-0.05 * s, -0.8 * s, 0.3 * s * side), (-0.15 * s, -1.6 * s, 0.34 * s * side)
            out += [h.cap(a, 1.7, c, 1.6, b.coat), h.cap(c, 2.2, (c[0], c[1] - 0.05 * s, c[2]), 2.2, b.dark)]
    return out


def _face(b: Beast, h: Skull, phase: float, gait: Gait, action: str, kin: str, open_mouth: bool) -> list[Item]:
    """Mouth, nostrils, whiskers and eyes."""
    s, r, m = b.skull, b.muzzle_r, b.muzzle
    out: list[Item] = []
    if kin == "grazer":
        # Grazers do not smile: a short, level mouth just behind the lips.
        nostril = h.on((m + 0.30 * r, -r * 0.22, r * 0.72), True)
        out.append(Mark("oval", [nostril], INK, (0.24 * r, 0.13 * r), -50, alpha=0.85))
        lips = [
            h.on((m + r * 0.52, r * 0.58, r * 0.3), True),
            h.on((m + r * 0.10, r * 0.68, r * 0.52), True),
            h.on((m - r * 0.70, r * 0.66, r * 0.62), True),
        ]
        out.append(Mark("line", spline(lips, False, 4), LIP, (0.8, 1.0), alpha=0.7))
    elif kin == "cat":
        nose = h.on((m + 0.52 * r, -0.02 * r, 0.0), True)
        fork = h.on((m + 0.40 * r, 0.40 * r, 0.05 * r), True)
        out.append(Mark("line", [nose, fork], LIP, (0.55, 1.0), alpha=0.75))
        for side in (1.0, -1.0) if h.turn > 30 else (1.0,):
            corner = [
                fork,
                h.on((m * 0.94, 0.64 * r, 0.46 * r * side), True),
                h.on((m * 0.70, 0.74 * r, 0.74 * r * side), True),
            ]
            out.append(Mark("line", spline(corner, False, 4), LIP, (0.55, 1.0), alpha=0.7))
    elif kin == "dog":
        lip = [
            h.on((m + r * 0.50, r * 0.22, 0.0), True),
            h.on((m + r * 0.25, r * 0.60, r * 0.30), True),
            h.on((m * 0.62, r * 0.74, r * 0.62), True),
            h.on((m * 0.22, r * 0.60, r * 0.86), True),
        ]
        if not open_mouth or h.turn > 15:
            out.append(Mark("line", spline(lip, False, 5), LIP, (0.6, 1.0), alpha=0.7))
    if kin in ("dog", "cat"):
        x = m + (0.78 if kin == "dog" else 0.52) * r
        out.append(
            Mark(
                "oval",
                [h.on((x, -r * 0.56, r * 0.12), True)],
                (1.0, 0.96, 0.90),
                (r * 0.14, r * 0.07),
                10,
                0.7,
                1.0,
            )
        )
    if b.whiskers:
        for i in range(3):
            root = h.on((m * 0.85, r * (0.10 + 0.20 * i), r * 0.66), True)
            mid = (root[0] - 1 - 0.55 * s, root[1] - 1.6 + 1.4 * i)
            tip = (root[0] - 1.0 * s, root[1] + 0.5 + 3.4 * i)
            out.append(
                Mark("line", spline([root, mid, tip], False, 4), (0.98, 0.97, 0.94), (0.22, 1), 0, 0.65, 1.0)
            )
    shut = action == "sleep" or (not gait.stride and phase > 0.94)
    place: Spot = {"grazer": (0.44, -0.10, 0.66), "trunk": (0.56, 0.02, 0.64)}.get(kin, (0.68, -0.14, 0.58))
    for side in (-1.0, 1.0):
        f = h.facing((place[0], place[1], place[2] * 1.2 * side))
        if f < 0.16:
            continue
        eye = h.on((place[0] * s, place[1] * s, place[2] * s * side))
        out += _eye(b, eye, max(f, 0.45), side, shut)
    return out


def _eye(b: Beast, eye: Point, wide: float, side: float, shut: bool) -> list[Item]:
    size = b.eye_size * (2.35 if b.skull > 10 else 2.0)
    out: list[Item] = []
    if b.patches:
        patch = (eye[0] - 0.5, eye[1] + 0.8)
        out.append(
            Mark("soft", [patch], (0.12, 0.11, 0.12), (size * 3.0 * wide, size * 2.7), 25 * side, 0.95, stain=True)
        )
    if shut:
        arc = spline(
            [(eye[0] - size * wide, eye[1]), (eye[0], eye[1] + 1.1), (eye[0] + size * wide, eye[1])], False
        )
        return [*out, Mark("line", arc, INK, (0.9, 1))]
    # The hollow it lies in, its dark lids - longer at the inner corner -, the ball, and the sky in it.
    out.append(Mark("soft", [eye], (0.46, 0.36, 0.32), (size * 1.7 * wide, size * 1.35), 0, 0.55, stain=True))
    lids = [
        (eye[0] - size * 1.25 * wide, eye[1] - 0.05 * size),
        (eye[0] - size * 0.2 * wide, eye[1] - size * 0.98),
        (eye[0] + size * 1.0 * wide, eye[1] - 0.25 * size),
        (eye[0] + size * 1.32 * wide, eye[1] + 0.40 * size),
        (eye[0] + size * 0.2 * wide, eye[1] + size * 0.92),
    ]
    out.append(Mark("fill", spline(lids, True, 5), INK))
    if b.iris is not None:
        out.append(Mark("oval", [eye], b.iris, (size * 0.92 * wide, size * 0.80)))
        slit = 0.30 if b.whiskers and b.skull < 15 else 0.42
        out.append(
            Mark("oval", [eye], (0.03, 0.02, 0.02), (size * slit * wide, size * (0.74 if slit < 0.4 else 0.42)))
        )
    else:
        out.append(Mark("oval", [eye], (0.26, 0.14, 0.07), (size * 0.88 * wide, size * 0.80)))
        out.append(Mark("oval", [eye], (0.04, 0.03, 0.03), (size * 0.62 * wide, size * 0.62)))
    glint = (eye[0] + 0.26 * size, eye[1] - 0.34 * size)
    out.append(Mark("oval", [glint], (1.0, 0.98, 0.92), (size * 0.25, size * 0.23), 0, 1.0, 1.0))
    return out
