"""Heads of people: skull, face, hair, beard and hat, built in space and turned as the pose says.

Units are centimetres of an adult; a head is 23 high, its origin between the ears.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from omnireel.animatic.solids import Cap, Colour, Group, Item, Mark, Patch, Point, spline
from omnireel.animatic.subjects.materials import darker
from omnireel.animatic.subjects.space import Axes, V, cap, seen

if TYPE_CHECKING:
    from omnireel.animatic.subjects.biped import Person

SIZE = 1.06  # heads are drawn a little larger than life
INK: Colour = (0.08, 0.05, 0.05)
Spot = tuple[float, float, float]


@dataclass(frozen=True)
class Face:
    """What a face does. eyes: 1 open, 0 shut. smile: -1..1. mouth: 0 shut, 1 wide open."""

    eyes: float = 1.0
    smile: float = 0.25
    mouth: float = 0.0
    glad: bool = False  # eyes closed by a smile
    brows: float = 0.0  # raised (+) or knit (-)


PARTED = ("long", "tail", "bun", "bob")  # cuts that are parted over the brow


BARE = ("none", "crown", "headband")  # hats that show the hair of the crown


class _Painter:
    """Puts what is told in the head's own axes and size into groups and marks."""

    def __init__(self, base: Axes, k: float) -> None:
        self.base, self.k = base, k

    def at(self, p: Spot) -> V:
        return self.base.out(p[0] * self.k, p[1] * self.k, p[2] * self.k)

    def seen(self, p: Spot) -> Point:
        return seen(self.at(p))

    def facing(self, way: Spot) -> float:
        """How much a surface looks at the viewer, 1 fully, below 0 turned away."""
        n = math.sqrt(sum(v * v for v in way))
        return float(self.base.way(*way)[2]) / n

    def cap(
        self, a: Spot, ra: float, b: Spot, rb: float, col: Colour, fur: float = 0.0, gloss: float = 0.0
    ) -> Cap:
        return cap(self.at(a), ra * self.k, self.at(b), rb * self.k, col, 0.0, fur * self.k, gloss)

    def curve(self, points: Sequence[Spot], closed: bool = False) -> list[Point]:
        return spline([self.seen(p) for p in points], closed, 5)

    def patch(self, points: Sequence[Spot], col: Colour, puff: float, z: float = 0.0, gloss: float = 0.0) -> Patch:
        spots = [self.at(p) for p in points]
        high = max(float(s[2]) for s in spots)
        return Patch(spline([seen(s) for s in spots]), col, high + z, puff * self.k, 0, None, gloss)


def head(p: Person, base: Axes, face: Face, sway: Sequence[float]) -> list[Item]:
    """The head in its axes. sway: degrees that loose hair hangs aside, from its root to its tip."""
    k = p.head * SIZE
    paint = _Painter(base, k)
    if p.outfit == "space":
        return _helmet(paint)
    if p.outfit == "robot":
        return _robot(p, paint)
    if p.outfit == "ape":
        return _ape(p, paint, face)
    if p.outfit == "bones":
        return _bones(paint, face)
    if p.outfit == "alien":
        return _alien(p, paint)
    hooded = p.hat == "hood"
    young = min(max((p.head - 1.0) / 0.16, 0.0), 1.0)
    cheek = (3.4 + 1.2 * young) * (0.82 if hooded else 1.0)  # they do not bulge out of a hood
    skin = p.skin
    flesh = Group([], 1.5 * k, fine=True, crisp=4.0, skin=(skin, 1.6 * k))
    jaw = 1.0 if not p.woman else 0.90
    chin = 10.5 - 2.4 * young + (-0.7 if p.woman else 0.8 * (1 - young))
    flesh.parts += [
        paint.cap((-1.6, -2.6, 0), 10.2, (1.2, -2.4, 0), 9.7, skin),
        paint.cap((1.6, 1.5, 0), 8.4, (3.4, chin - 4.6, 0), 5.9 * jaw, skin),
        paint.cap((3.4, chin - 4.4, 0), 5.4 * jaw, (5.0, chin - 2.6, 0), 3.3 * jaw, skin),
        paint.cap((-1.0, chin - 5.5, 5.4 * jaw), 3.2, (3.6, chin - 3.2, 3.6 * jaw), 3.0, skin),
        paint.cap((-1.0, chin - 5.5, -5.4 * jaw), 3.2, (3.6, chin - 3.2, -3.6 * jaw), 3.0, skin),
        paint.cap((4.6, 2.8, 4.0), cheek, (5.0, 3.6, 3.6), 0.92 * cheek, skin),
        paint.cap((4.6, 2.8, -4.0), cheek, (5.0, 3.6, -3.6), 0.92 * cheek, skin),
    ]
    long = 1.0 - 0.5 * young
    flesh.parts += [
        paint.cap((9.6, -1.8 + young, 0), 0.9, (11.8 + 1.6 * long, 2.0 + young, 0), 1.25, skin),
        paint.cap((11.6 + 1.4 * long, 2.5 + 0.7 * young, 0), 1.45, (11.0, 3.0 + 0.7 * young, 0), 1.3, skin),
        paint.cap((10.6, 3.1 + 0.6 * young, 1.5), 0.9, (9.4, 3.2 + 0.6 * young, 1.7), 0.8, skin),
        paint.cap((10.6, 3.1 + 0.6 * young, -1.5), 0.9, (9.4, 3.2 + 0.6 * young, -1.7), 0.8, skin),
        paint.cap((9.0, 6.2, 0), 1.5, (8.6, 6.4, 1.8), 1.1, skin),
        paint.cap((9.0, 6.2, 0), 1.5, (8.6, 6.4, -1.8), 1.1, skin),
    ]
    flesh.parts += _hair(p, paint, sway, hooded)
    if p.beard:
        flesh.parts += _beard(p, paint, chin)
    behind, before = _ears(p, paint)
    items: list[Item] = [*behind, flesh, *before, *_features(p, paint, face, young, chin)]
    crown, brim = _hat(p, paint)
    flesh.parts += crown
    if brim.parts:
        items.append(brim)
    return items


def _ears(p: Person, paint: _Painter) -> tuple[list[Item], list[Item]]:
    """Ears, behind the head and before it; long hair and hoods hide them."""
    behind: list[Item] = []
    before: list[Item] = []
    curly = p.curls and p.hair_cut != "bald" and p.hat in BARE
    if p.hat in ("hood", "helmet") or p.hair_cut in ("long", "bob") or curly:
        return behind, before
    k = paint.k
    for s in (1.0, -1.0):
        turned = paint.facing((-0.15, 0, s)) * (paint.facing((1, 0, 0)) > -0.6)  # hair covers them from behind
        if turned < -0.35:
            continue
        out = (8.9 if turned > 0.2 else 9.7) * s  # from the front they stand off
        ear = Group([], 0.6 * k, drop=0.25, fine=True, skin=(p.skin, 1.0 * k))
        ear.parts += [
            paint.cap((-1.9, -1.6, out), 2.0, (-2.0, 0.4, out), 1.9, p.skin),
            paint.cap((-2.0, 0.4, out), 1.9, (-0.9, 3.2, 0.95 * out), 1.1, p.skin),
        ]
        (before if turned > 0.2 else behind).append(ear)
        if turned > 0.2:
            shade = darker(p.skin, 0.62)
            rim = paint.curve([(-0.6, -1.9, 9.9 * s), (-2.3, -2.5, 10.2 * s), (-3.0, -0.4, 10.3 * s)])
            before.append(Mark("line", rim, shade, (0.35 * k, 1), alpha=0.5 * turned))
            hollow = [paint.seen((-1.5, 0.5, 10.4 * s))]
            before.append(
                Mark("soft", hollow, (0.62, 0.42, 0.38), (1.0 * k * turned, 1.5 * k), 0, 0.6, stain=True)
            )
    return behind, before


def _features(p: Person, paint: _Painter, face: Face, young: float, chin: float) -> list[Item]:
    k = paint.k
    out: list[Item] = []
    eye_y = -0.6 + 1.1 * young
    big = 1.0 + 0.32 * young + (0.08 if p.woman else -0.13 * (1 - young))
    lip: Colour = tuple(c * m for c, m in zip(p.skin, (0.84, 0.52, 0.52), strict=True))
    # Warm cheeks first, then what lies in hollows.
    for s in (1.0, -1.0):
        f = paint.facing((0.75, 0.1, 0.62 * s))
        if f > 0.2:
            warm = 0.20 + 0.30 * young + (0.08 if p.woman else 0)
            spot = paint.seen((6.6, 3.6 + 0.5 * young, 5.2 * s))
            out.append(Mark("soft", [spot], (1.0, 0.62, 0.55), (3.0 * k * f, 2.2 * k), 0, warm, stain=True))
        g = paint.facing((0.8, -0.1, 0.5 * s))
        if g > 0.05:
            out.append(
                Mark(
                    "soft",
                    [paint.seen((8.4, eye_y - 0.2, 3.7 * s))],
                    (0.80, 0.64, 0.60),
                    (3.2 * k * max(g, 0.3), 2.2 * k),
                    0,
                    0.42,
                    stain=True,
                )
            )
    nose_y = 3.9 + 0.7 * young
    if paint.facing((1, 0.3, 0)) > -0.2:
        out.append(
            Mark(
                "soft",
                [paint.seen((9.9, nose_y, 0.2))],
                (0.56, 0.34, 0.30),
                (2.3 * k * max(paint.facing((1, 0, 0)), 0.25), 0.7 * k),
                0,
                0.65,
                stain=True,
            )
        )
    for s in (-1.0, 1.0):
        look = paint.facing((0.86, 0, 0.40 * s))
        if look < 0.10:
            continue
        out += _eye(p, paint, face, s, look, eye_y, big)
    out += _mouth(paint, face, lip, chin)
    if p.glasses is not None:
        out += _glasses(paint, p.glasses == "sunglasses", eye_y, big)
    return out


def _glasses(paint: _Painter, dark: bool, eye_y: float, big: float) -> list[Item]:
    """Two rims on the nose, and the bows that run back to the ears."""
    k = paint.k
    out: list[Item] = []
    frame: Colour = (0.07, 0.06, 0.07)

    def on(across: float, down: float) -> Point:
        return paint.seen((10.6 - 0.075 * across * across, eye_y + down, across))

    if paint.facing((1, 0, 0)) > 0.0:
        out.append(Mark("line", [on(-1.2, -0.5), on(0, -0.9), on(1.2, -0.5)], frame, (0.6 * k, 1)))
    for s in (-1.0, 1.0):
        if paint.facing((0.86, 0, 0.50 * s)) > 0.10:
            rim = [
                on(s * (3.9 + 2.9 * big * math.cos(a)), 0.3 + 2.35 * big * math.sin(a) * (1.1 if dark else 1.0))
                for a in [math.pi * j / 8 for j in range(16)]
            ]
            lens = spline(rim, True, 3)
            out.append(Mark("fill", lens, frame if dark else (0.86, 0.93, 1.0), alpha=0.94 if dark else 0.14))
            if dark:
                glint = [on(s * 3.9 - 1.4, -1.1), on(s * 3.9 + 0.9, -1.5)]
                out.append(Mark("line", glint, (0.75, 0.80, 0.88), (0.5 * k, 1), 0, 0.7, 0.6))
            out.append(Mark("line", [*lens, lens[0]], frame, (0.5 * k, 1)))
        if paint.facing((0.25, 0, s)) > 0.15:
            hinge, ear = paint.seen((7.6, eye_y - 0.3, 6.7 * s)), paint.seen((-0.8, eye_y - 0.6, 9.6 * s))
            out.append(Mark("line", [hinge, ear], frame, (0.55 * k, 1)))
    return out


def _eye(p: Person, paint: _Painter, face: Face, s: float, look: float, eye_y: float, big: float) -> list[Item]:
    k = paint.k
    out: list[Item] = []
    side = 3.75

    def on(ahead: float, down: float, across: float) -> Point:
        # Along the round of the face: what lies further aside lies further back.
        a = side * s + across * s
        return paint.seen((9.35 - 0.075 * a * a + ahead, eye_y + down, a))

    wide, high = 2.25 * big, 1.45 * big * max(face.eyes, 0.0)
    lash: Colour = darker(p.hair, 0.45) if sum(p.hair) < 1.4 else (0.24, 0.17, 0.14)
    if face.glad or face.eyes < 0.2:
        bow = -1.5 if face.glad else 0.7
        arc = spline([on(0, 0.5, -wide), on(0, 0.5 + bow, -0.1), on(0, 0.4, wide)], False, 5)
        out.append(Mark("line", arc, lash, (0.62 * k, 1)))
    else:
        top = [on(0, 0.25, -wide), on(0, -high * 0.92, -wide * 0.35), on(0, -high * 0.9, wide * 0.4)]
        low = [on(0, -0.1, wide), on(0, high * 0.62, wide * 0.35), on(0, high * 0.70, -wide * 0.4)]
        shape = spline([*top, *low], True, 4)
        white: Colour = tuple(0.62 + 0.30 * c for c in p.skin)
        out.append(Mark("fill", shape, white, alpha=0.95))
        iris = on(0.1, -0.12, -0.25)
        r = min(1.42 * big, high * 1.12)
        out.append(Mark("oval", [iris], p.eyes, (r * k * max(look, 0.35), r * k)))
        out.append(Mark("oval", [iris], INK, (r * 0.62 * k * max(look, 0.35), r * 0.62 * k)))
        out.append(
            Mark("line", spline([*top, low[0]], False, 5), lash, (0.42 * k * (1.25 if p.woman else 1.0), 1))
        )
        if p.woman:
            out.append(Mark("line", [low[0], on(-0.2, -0.9, wide + 0.9)], lash, (0.42 * k, 1)))
        out.append(
            Mark(
                "line",
                spline([low[0], low[1], low[2], top[0]], False, 4),
                darker(p.skin, 0.5),
                (0.22 * k, 1),
                alpha=0.6,
            )
        )
        out.append(
            Mark("oval", [on(0.3, -0.62, 0.1)], (1, 1, 0.97), (0.34 * k * big, 0.34 * k * big), 0, 0.95, 1.0)
        )
    rise = -3.7 * (0.75 + 0.25 * big) - 0.9 * face.brows
    # At rest the inner end is the higher one: lower, it would frown.
    inner = on(0.3, rise - 0.55 - (1.1 * face.brows if face.brows < 0 else 0), -2.0)
    arch = [inner, on(0.3, rise - 0.60, 0.5), on(-0.2, rise + 0.35, 2.7)]
    brow = spline(arch if look > 0.55 else arch[:2], False, 5)  # the far one goes round the side of the head
    thick = (0.40 if p.woman else 0.60) * (2.0 - big)
    out.append(Mark("line", brow, darker(p.hair, 0.8), (thick * k * (0.5 + 0.5 * look), 1), alpha=0.85))
    return out


def _mouth(paint: _Painter, face: Face, lip: Colour, chin: float) -> list[Item]:
    k = paint.k
    look = paint.facing((1, 0, 0))
    if look < -0.15:
        return []
    wide = 3.0 + 0.7 * max(face.smile, 0) + 0.3 * face.mouth - 0.5 * face.mouth * (1 - max(face.smile, 0))
    y = 6.3 - 0.06 * (9.6 - chin)

    def on(down: float, across: float) -> Point:
        return paint.seen((10.25 - 0.15 * across * across - 0.12 * down, y + down, across))

    lift = -1.5 * face.smile
    corners = (on(lift, -wide), on(lift, wide))
    bow = [corners[0], on(-0.35, -wide * 0.42), on(-0.15, 0), on(-0.35, wide * 0.42), corners[1]]
    open_ = 3.1 * face.mouth
    out: list[Item] = []
    if open_ > 0.35:
        low = [on(open_ * 0.75, wide * 0.6), on(open_, 0), on(open_ * 0.75, -wide * 0.6)]
        shape = spline([*bow, *low], True, 4)
        out.append(Mark("fill", shape, (0.30, 0.08, 0.09)))
        if open_ > 1.0:
            teeth = [on(lift * 0.5, -wide * 0.72), on(-0.2, 0), on(lift * 0.5, wide * 0.72)]
            teeth += [on(0.55, wide * 0.55), on(0.75, 0), on(0.55, -wide * 0.55)]
            out.append(Mark("fill", spline(teeth, True, 3), (0.93, 0.90, 0.86), alpha=0.92))
            tongue = [on(open_ * 0.95, -wide * 0.4), on(open_ * 0.62, 0), on(open_ * 0.95, wide * 0.4)]
            out.append(Mark("fill", spline(tongue, True, 3), (0.78, 0.36, 0.36), alpha=0.9))
        out.append(Mark("line", spline([*bow, *low, bow[0]], False, 3), lip, (0.55 * k, 1), alpha=0.8))
        return out
    lower = [on(0.05, wide * 0.7), on(1.15, wide * 0.3), on(1.25, 0), on(1.15, -wide * 0.3), on(0.05, -wide * 0.7)]
    upper = [on(-0.95, wide * 0.25), on(-0.7, 0), on(-0.95, -wide * 0.25)]
    out.append(Mark("fill", spline([*bow, *lower], True, 3), lip, alpha=0.55))
    out.append(Mark("fill", spline([*bow, *upper], True, 3), darker(lip, 0.85), alpha=0.55))
    out.append(Mark("line", spline(bow, False, 5), (0.34, 0.13, 0.12), (0.40 * k, 1), alpha=0.85))
    if face.smile > 0.1:
        for s, corner in ((-1.0, corners[0]), (1.0, corners[1])):
            if paint.facing((0.8, 0, 0.5 * s)) > 0.2:
                out.append(Mark("soft", [corner], (0.6, 0.40, 0.36), (0.8 * k, 0.8 * k), 0, 0.5, stain=True))
    return out


def _hair(p: Person, paint: _Painter, sway: Sequence[float], hooded: bool) -> list[Cap | Patch]:
    if p.hair_cut == "bald":
        return []
    out: list[Cap | Patch] = []
    h = p.hair

    def lock(a: Spot, ra: float, b: Spot, rb: float, fur: float = 1.5) -> None:
        out.append(paint.cap(a, ra, b, rb, h, fur, 0.12))

    if hooded:  # only what falls over the brow
        for i, s in enumerate((-5.2, -3.8, -2.2, -0.6, 1.0, 2.6, 4.0, 5.2)):
            end = -4.4 + 0.16 * abs(s) + (0.0, 0.9, 0.3)[i % 3]
            lock((7.4, -7.2, s * 0.85), 2.2, (10.9 - 0.07 * s * s, end, s), 0.8, 1.2)
        return out
    full = p.hair_cut in PARTED
    covered = p.hat not in BARE
    # The crown and the back of the head; the hairline is where it meets the skin.
    if covered:
        lock((-3.4, -3.2, 0), 9.9, (-2.4, -3.4, 0), 9.9)
    else:
        front: Spot = (0.2, -6.4, 0)
        back: Spot = (-3.6, -4.4, 0)
        if full:  # lies backwards
            lock(front, 9.6, back, 10.4)
        else:
            lock(back, 10.4, front, 9.6)
    lock((-5.2, -1.0, 0), 8.8, (-5.4, 4.6, 0), 6.0)
    for s in (1.0, -1.0):
        lock((-2.5, -5.5, 6.0 * s), 4.9, (-4.6, 0.0, 6.4 * s), 4.0)
        lock((-4.6, 0.0, 6.2 * s), 4.0, (-5.8, 6.0, 3.2 * s), 3.0)
        if not covered:
            lock((2.2, -8.6, 4.8 * s), 3.8, (1.0, -2.4, 8.4 * s), 1.6)
    curly = p.curls and not covered
    if p.hair_cut == "short" and not covered and not curly:
        rise = -9.3 if p.head > 1.1 else -10.3  # children's hair falls over the brow
        for i, s in enumerate((-6.2, -4.0, -1.8, 0.4, 2.6, 4.8)):  # swept to one side, uneven
            lock((0.5, -12.2, s * 0.7 - 1), 4.2, (6.9 + 0.4 * (i % 2), rise + 0.35 * (i % 3), s + 1.2), 2.6, 2.0)
    if full and not curly:
        # Parted: two wings over the temples.
        for s in (1.0, -1.0):
            lock((4.0, -10.4, 1.2 * s), 3.0, (6.2, -6.6, 5.8 * s), 2.6, 1.8)
            lock((6.0, -6.8, 5.6 * s), 2.6, (2.2, 0.4, 8.8 * s), 2.3, 1.8)
    if p.hair_cut in ("long", "bob"):
        out += _falls(p, paint, sway, False)
    if p.hair_cut == "tail":
        out.append(paint.cap((-10.2, -6.4, 0), 2.6, (-11.4, -5.8, 0), 2.4, (0.75, 0.2, 0.2)))
        out += _tail(p, paint, sway, False)
    if p.hair_cut == "bun":
        lock((-9.8, -8.4, 0), 5.2, (-10.4, -8.0, 0), 5.0, 1.2)
    if curly:
        out += _curls(p, paint)
    return out


def _curls(p: Person, paint: _Painter) -> list[Cap | Patch]:
    """Curls over the crown, the brow, the temples and the nape: rounds of uneven size that stand off the head."""
    out: list[Cap | Patch] = []
    rows = 6
    for row in range(rows):
        down = math.radians(8 + 112 * row / (rows - 1))  # from the top of the skull
        count = max(round(9 * math.sin(down)), 3)
        for n in range(count):
            around = 2 * math.pi * (n + 0.5 * (row % 2) + 0.2 * math.sin(5.1 * n + 2.7 * row)) / count
            x, z = math.sin(down) * math.cos(around), math.sin(down) * math.sin(around)
            if x > 0.25 and down > math.radians(62):
                continue  # the face
            size = 3.5 + 0.7 * math.sin(3.7 * n + 1.9 * row)
            spot: Spot = (-2.6 + 11.6 * x, -3.2 - 12.6 * math.cos(down), 10.6 * z)
            turned = 2.6 * n + 1.3 * row  # each rolls in on itself another way
            tip: Spot = (spot[0] + 1.6 * math.cos(turned), spot[1] + 1.4, spot[2] + 1.6 * math.sin(turned))
            tone = darker(p.hair, 0.82 + 0.34 * (0.5 + 0.5 * math.sin(7.3 * n + 4.1 * row)))
            out.append(paint.cap(spot, size, tip, size * 0.72, tone, 0.3, 0.3))
    return out


def _falls(p: Person, paint: _Painter, sway: Sequence[float], behind: bool) -> list[Cap | Patch]:
    """Long hair: what falls before the shoulders, or behind them."""
    out: list[Cap | Patch] = []
    n = 2 if p.hair_cut == "long" else 1
    middle = float(paint.base.at[2])
    for side, back, thick in (
        (8.2, -2.0, 3.6),
        (-8.2, -2.0, 3.6),
        (4.4, -6.6, 5.2),
        (-4.4, -6.6, 5.2),
        (0.0, -8.2, 5.6),
    ):
        a: Spot = (back, 0.0, side)
        if (float(paint.at(a)[2]) < middle + 2.0) != behind:
            continue
        for i in range(n):
            angle = math.radians(sway[min(2 * i + 1, len(sway) - 1)])
            b: Spot = (a[0] - 12.4 * math.sin(angle) - 0.8, a[1] + 12.8 * math.cos(angle), a[2] * 1.05)
            ends, fur = (1.4, 2.0) if i == n - 1 else (0.0, 0.9)
            out.append(paint.cap(a, thick - 0.7 * i, b, thick - 0.7 * (i + 1) - ends, p.hair, fur, 0.12))
            for turn in range(4 if p.curls else 0):  # a curl to either side in turn, the longer the looser
                t, aside = (turn + 0.5) / 4, (0.7 if (turn + i) % 2 else -0.7) * thick
                x, y, z = (u + (v - u) * t for u, v in zip(a, b, strict=True))
                tone = darker(p.hair, (1.08, 0.88, 1.0, 0.94)[(turn + i) % 4])
                curl: Spot = (x + 0.5 * aside, y, z + aside)
                out.append(paint.cap(curl, 0.66 * thick, (x, y + 1.6, z), 0.5 * thick, tone, 0.5, 0.2))
            a = b
    return out


def _tail(p: Person, paint: _Painter, sway: Sequence[float], behind: bool) -> list[Cap | Patch]:
    """A tail of hair from the back of the head; `behind` the neck, where the face is seen from the front."""
    out: list[Cap | Patch] = []
    a: Spot = (-10.6, -6.0, 0.0)
    for i in range(4):
        angle = math.radians(sway[min(i, len(sway) - 1)] + (46, 26, 12, 4)[i])
        b: Spot = (a[0] - 6.4 * math.sin(angle), a[1] + 6.4 * math.cos(angle), 0.0)
        if (float(paint.at(b)[2]) < float(paint.base.at[2]) - 6.0) == behind:
            out.append(paint.cap(a, (3.2, 4.2, 3.8, 2.8)[i], b, (4.2, 3.8, 2.8, 1.0)[i], p.hair, 2.2, 0.12))
        a = b
    return out


def hair_behind(p: Person, base: Axes, sway: Sequence[float]) -> list[Cap | Patch]:
    """The hair that lies behind neck and shoulders."""
    if p.hair_cut not in ("long", "bob", "tail") or p.hat == "hood" or p.outfit in ("space", "robot"):
        return []
    return (_tail if p.hair_cut == "tail" else _falls)(p, _Painter(base, p.head * SIZE), sway, True)


def _beard(p: Person, paint: _Painter, chin: float) -> list[Cap | Patch]:
    out: list[Cap | Patch] = []

    def lock(a: Spot, ra: float, b: Spot, rb: float) -> None:
        out.append(paint.cap(a, ra, b, rb, p.hair, 2.2))

    for s in (1.0, -1.0):
        lock((-0.6, 1.4, 8.2 * s), 1.9, (1.6, chin - 4.0, 6.6 * s), 2.9)
        lock((1.6, chin - 4.0, 6.4 * s), 3.0, (5.0, chin - 0.8, 3.4 * s), 3.4)
        lock((9.6, 4.7, 0.9 * s), 1.1, (8.0, 6.4, 3.7 * s), 1.0)
    lock((6.2, chin - 1.2, 0), 3.7, (6.4, chin + 3.6, 0), 2.3)
    return out


def _hat(p: Person, paint: _Painter) -> tuple[list[Cap | Patch], Group]:
    """What sits on the skull, and what stands out before it."""
    hat = Group([], 1.3 * paint.k, drop=0.35, fine=True, crisp=2.0)
    out: list[Cap | Patch] = []
    brim = hat.parts

    def band(down: float, ahead: float, r: float, thick: float, col: Colour, gloss: float = 0.0) -> None:
        """A ring about the head."""
        for i in range(18):
            a, b = 2 * math.pi * i / 18, 2 * math.pi * (i + 1) / 18
            one: Spot = (ahead + r * math.cos(a), down, r * 0.95 * math.sin(a))
            two: Spot = (ahead + r * math.cos(b), down, r * 0.95 * math.sin(b))
            out.append(paint.cap(one, thick, two, thick, col, 0, gloss))

    def ring(ahead: float, down: float, r: float, dip: float = 0.0, n: int = 14) -> list[Spot]:
        """A brim: a circle about the head, dipping in front and behind."""
        spots: list[Spot] = []
        for i in range(n):
            a = 2 * math.pi * i / n
            spots.append((ahead + r * math.cos(a), down + dip * abs(math.cos(a)), r * 0.92 * math.sin(a)))
        return spots

    if p.hat == "cap":
        own = p.hat_colour or p.top
        dark = darker(own, 0.72)
        out.append(paint.cap((-2.0, -8.0, 0), 10.2, (-0.4, -8.4, 0), 9.8, own))
        for i in range(-6, 7):
            root, front = 8.6 - 0.06 * i * i, 15.5 - 0.12 * i * i
            brim.append(paint.cap((root, -8.4, i), 1.7, (front, -6.8 + 0.03 * i * i, 0.9 * i), 1.0, dark))
    elif p.hat in ("straw", "fedora", "sunhat", "witch", "wizard"):
        col: Colour = {
            "straw": (0.86, 0.72, 0.42),
            "sunhat": (0.92, 0.86, 0.72),
            "fedora": (0.26, 0.22, 0.20),
            "witch": (0.20, 0.17, 0.32),
        }.get(p.hat, p.top)
        col = p.hat_colour or col
        wide = {"straw": 21.0, "sunhat": 21.0, "fedora": 17.0, "witch": 19.0}.get(p.hat, 17.5)
        tie = {"fedora": (0.09, 0.08, 0.08), "wizard": (0.86, 0.70, 0.30)}.get(p.hat, (0.55, 0.22, 0.16))
        brim.append(paint.patch(ring(-0.6, -9.2, wide, 1.2), col, 3.0, -wide * 0.55))
        if p.hat in ("witch", "wizard"):
            brim += [
                paint.cap((-1, -11.5, 0), 9.0, (-2.4, -21, 0), 5.2, col),
                paint.cap((-2.4, -21, 0), 5.0, (-8.0, -35, 0), 0.9, col),
            ]
        else:
            brim.append(paint.cap((-1.6, -12.0, 0), 9.0, (-0.6, -15.6, 0), 7.4, col))
        for i in range(18):
            a, b = 2 * math.pi * i / 18, 2 * math.pi * (i + 1) / 18
            one: Spot = (-1.2 + 9.2 * math.cos(a), -11.4, 8.9 * math.sin(a))
            two: Spot = (-1.2 + 9.2 * math.cos(b), -11.4, 8.9 * math.sin(b))
            if float(paint.at(one)[2] + paint.at(two)[2]) > 2 * float(paint.base.at[2]):
                brim.append(paint.cap(one, 1.3, two, 1.3, tie))
    elif p.hat == "kasa":
        col = (0.42, 0.31, 0.19)
        edge = ring(-0.4, -3.4, 24.0, 0.0)
        top = paint.seen((-0.4, -17.5, 0))
        flat = [paint.seen(e) for e in edge]
        hull = _hull([*flat, (top[0] - 1.2, top[1]), (top[0] + 1.2, top[1])])
        brim.append(Patch(hull, col, float(paint.at((0, -6, 0))[2]) + 4, 15 * paint.k))
    elif p.hat == "helmet":
        col = p.hat_colour or p.helmet or p.bottom
        shine = 0.8 if p.outfit == "armour" else 0.35
        out.append(paint.cap((-2.0, -7.0, 0), 11.0, (0.0, -7.4, 0), 10.8, col, 0, shine))
        band(-6.2, -0.8, 11.0, 1.1, darker(col, 0.8), shine)
        if p.outfit == "armour":
            for s in (1.0, -1.0):
                out.append(paint.cap((-1.4, 0, 8.4 * s), 4.2, (2.0, 7.6, 6.2 * s), 3.2, col, 0, shine))
            out.append(paint.cap((11.0, -6.6, 0), 1.3, (11.6, 2.6, 0), 1.0, darker(col, 0.8), 0, shine))
            for i in range(5):
                a = math.radians(18 + 30 * i)
                spot: Spot = (1 - 14.4 * math.cos(a) * 0.9, -5 - 13.2 * math.sin(a), 0)
                out.append(paint.cap(spot, 2.6, (spot[0] - 3.4, spot[1] - 1.8, 0), 1.4, (0.62, 0.12, 0.12), 2.2))
    elif p.hat == "crown":
        gold: Colour = p.hat_colour or (0.95, 0.74, 0.24)
        for i in range(9):
            a = 2 * math.pi * i / 9
            b = 2 * math.pi * (i + 1) / 9
            low: Spot = (-1 + 10.5 * math.cos(a), -9.8, 10.0 * math.sin(a))
            nxt: Spot = (-1 + 10.5 * math.cos(b), -9.8, 10.0 * math.sin(b))
            out.append(paint.cap(low, 1.5, nxt, 1.5, gold, 0, 0.9))
            out.append(
                paint.cap(low, 1.5, (-1 + 11.6 * math.cos(a), -16.6, 11.0 * math.sin(a)), 0.5, gold, 0, 0.9)
            )
    elif p.hat == "chef":
        white: Colour = (0.95, 0.95, 0.94)
        out.append(paint.cap((-1.6, -12.2, 0), 8.8, (-2.0, -16, 0), 8.6, white))
        for s in (-6.0, 0.0, 6.0):
            for a in (-7.0, 4.0):
                out.append(paint.cap((a, -20.5, s), 6.0, (a * 0.7, -23.5, s * 0.8), 5.4, white))
    elif p.hat == "hood":
        # A shell that the face looks out of, and a rim about the opening.
        col = p.top
        out += [
            paint.cap((-4.4, -2.8, 0), 12.2, (-2.4, -2.4, 0), 11.9, col, 0, p.shine),
            paint.cap((-3.6, 3.6, 0), 11.2, (-2.6, 8.6, 0), 9.6, col, 0, p.shine),
        ]
        hat.melt = 0.2 * paint.k  # pieces that melt would swell where they meet, like beads on a string
        for i in range(72):
            a, b = 2 * math.pi * i / 72, 2 * math.pi * (i + 1) / 72

            def rim(t: float) -> Spot:
                low = max(math.sin(t), 0.0)
                return (7.8 - 1.4 * low, -0.9 + (10.2 + 1.4 * low) * math.sin(t), 9.5 * math.cos(t))

            brim.append(paint.cap(rim(a), 2.0, rim(b), 2.0, col, 0, p.shine))
    elif p.hat == "headband":
        band(-6.6, -0.9, 11.9, 1.3, p.hat_colour or (0.75, 0.12, 0.12))
    return out, hat


def hood_back(p: Person, base: Axes) -> list[Cap | Patch]:
    """What of a hood lies behind the face."""
    paint = _Painter(base, p.head * SIZE)
    return [
        paint.cap((-3.6, -2.6, 0), 13.2, (-0.4, -1.6, 0), 12.2, p.top, 0, p.shine),
        paint.cap((-3.0, 3.0, 0), 11.8, (-1.0, 8.0, 0), 9.0, p.top, 0, p.shine),
        paint.cap((-8.0, -8.0, 0), 7.6, (-11.5, -11.0, 0), 3.0, p.top, 0, p.shine),
    ]


def _hull(points: Sequence[Point]) -> list[Point]:
    """The outline around points (gift wrapping over sorted points)."""
    pts = sorted(set(points))

    def half(row: Sequence[Point]) -> list[Point]:
        out: list[Point] = []
        for q in row:
            while len(out) > 1 and (out[-1][0] - out[-2][0]) * (q[1] - out[-2][1]) <= (out[-1][1] - out[-2][1]) * (
                q[0] - out[-2][0]
            ):
                out.pop()
            out.append(q)
        return out

    return half(pts)[:-1] + half(pts[::-1])[:-1]


def _helmet(paint: _Painter) -> list[Item]:
    white: Colour = (0.90, 0.91, 0.94)
    shell = Group([], 1.6, fine=True)
    shell.parts += [
        paint.cap((-1.6, -1, 0), 16.2, (1.0, -1, 0), 15.6, white, 0, 0.35),
        paint.cap((-1, 9, 0), 12.0, (-1, 12.5, 0), 12.0, (0.62, 0.64, 0.70), 0, 0.3),
        paint.cap((-2, 0, 14.6), 4.2, (-1, 0, 15.4), 3.6, (0.62, 0.64, 0.70), 0, 0.3),
        paint.cap((-2, 0, -14.6), 4.2, (-1, 0, -15.4), 3.6, (0.62, 0.64, 0.70), 0, 0.3),
    ]
    # The visor is a golden bowl set into the shell.
    glass = Group([], 1.0, fine=True)
    spots: list[Spot] = []
    for i in range(18):
        a = 2 * math.pi * i / 18
        s, y = 11.6 * math.cos(a), -0.5 + 9.4 * math.sin(a)
        spots.append((16.4 - 0.055 * s * s - 0.03 * y * y, y, s))
    pts = [paint.seen(s) for s in spots]
    rim = [
        cap(paint.at(a), 1.3, paint.at(b), 1.3, (0.72, 0.74, 0.78), 0, 0, 0.4)
        for a, b in zip(spots, [*spots[1:], spots[0]], strict=True)
        if float(paint.at(a)[2]) > float(paint.at((-4, 0, 0))[2])
    ]
    glass.parts.append(Patch(pts, (0.26, 0.17, 0.06), float(paint.at((12, 0, 0))[2]), 10 * paint.k, 0, None, 1.0))
    items: list[Item] = [shell, glass, Group(list(rim), 0.8, fine=True)]
    hx, hy = paint.seen((14.5, -4.4, 3.5))
    items += [
        Mark("soft", [paint.seen((14, 3.6, -2))], (0.98, 0.72, 0.32), (6.5, 2.4), -8, 0.55, 1.0),
        Mark("oval", [(hx, hy)], (1.0, 0.93, 0.74), (3.2, 1.5), -28, 0.8, 1.0),
    ]
    return items


def _robot(p: Person, paint: _Painter) -> list[Item]:
    shell = Group([], 1.8, fine=True)
    dark = p.shoe
    shell.parts += [
        paint.cap((-2.5, -3.5, 0), 11.4, (1.5, -3.5, 0), 11.0, p.top, 0, 0.9),
        paint.cap((-1.5, 3.5, 0), 9.6, (1.5, 3.5, 0), 9.2, p.top, 0, 0.9),
        paint.cap((-1, 0, 10.8), 3.6, (-1, 0, 12.4), 3.2, dark, 0, 0.7),
        paint.cap((-1, 0, -10.8), 3.6, (-1, 0, -12.4), 3.2, dark, 0, 0.7),
        paint.cap((-2, -13, 5), 1.2, (-4, -21, 6.5), 0.8, dark, 0, 0.6),
    ]
    visor: list[Spot] = []
    for i in range(18):
        a = 2 * math.pi * i / 18
        s = 9.0 * math.copysign(abs(math.cos(a)) ** 0.6, math.cos(a))
        y = -1.6 + 5.6 * math.copysign(abs(math.sin(a)) ** 0.6, math.sin(a))
        visor.append((12.4 - 0.06 * s * s, y, s))
    plate = Group(
        [
            Patch(
                [paint.seen(v) for v in visor], (0.05, 0.07, 0.10), float(paint.at((10, 0, 0))[2]), 3, 0, None, 1.0
            )
        ],
        0.8,
        fine=True,
    )
    items: list[Item] = [shell, plate]
    glow: Colour = (0.40, 0.95, 1.0)
    for s in (-1.0, 1.0):
        f = paint.facing((0.9, 0, 0.42 * s))
        if f > 0.1:
            spot = paint.seen((11.6, -2.2, 4.2 * s))
            items.append(Mark("soft", [spot], glow, (3.6 * f, 3.2), 0, 0.5, 1.0))
            items.append(Mark("oval", [spot], glow, (2.1 * f, 2.0), 0, 1.0, 1.0))
            items.append(Mark("oval", [spot], (0.9, 1.0, 1.0), (0.9 * f, 0.9), 0, 1.0, 1.0))
    if paint.facing((1, 0, 0)) > 0:
        smile = [(11.9, 1.2, -2.6), (12.3, 2.2, 0.0), (11.9, 1.2, 2.6)]
        items.append(Mark("line", paint.curve(smile), glow, (0.6, 1), 0, 0.9, 1.0))
    items.append(Mark("oval", [paint.seen((-4, -22, 6.5))], (1.0, 0.35, 0.3), (1.7, 1.7), 0, 1.0, 1.0))
    return items


def _ape(p: Person, paint: _Painter, face: Face) -> list[Item]:
    """A furry skull, a bare face, a broad muzzle."""
    k, fur, bare = paint.k, p.top, p.skin
    big = p.girth > 1.1  # a gorilla has a crest and small ears
    head = Group([], 1.6 * k, fine=True, crisp=3.0)
    head.parts += [
        paint.cap((-2.0, -3.6, 0), 10.6, (0.4, -3.4, 0), 9.9, fur, 1.6),
        paint.cap((-2.4, 2.6, 0), 9.8, (0.4, 4.0, 0), 8.4, fur, 1.8),
        paint.cap((3.6, -2.2, 2.8), 6.0, (4.6, 1.6, 2.2), 5.2, bare),
        paint.cap((3.6, -2.2, -2.8), 6.0, (4.6, 1.6, -2.2), 5.2, bare),
        paint.cap((5.0, 4.4, 0), 6.4, (8.8, 5.4, 0), 5.0, bare),
        paint.cap((5.0, 7.6, 0), 5.6, (8.0, 8.4, 0), 4.2, bare),
        paint.cap((9.0, 1.2, 1.3), 1.7, (10.4, 2.2, 1.5), 1.6, darker(bare, 0.9)),
        paint.cap((9.0, 1.2, -1.3), 1.7, (10.4, 2.2, -1.5), 1.6, darker(bare, 0.9)),
        paint.cap((7.2, -4.6, 3.6), 2.2, (8.2, -4.8, 0.4), 2.1, darker(bare, 0.9) if not big else fur),
        paint.cap((7.2, -4.6, -3.6), 2.2, (8.2, -4.8, -0.4), 2.1, darker(bare, 0.9) if not big else fur),
    ]
    if big:
        head.parts.append(paint.cap((-2.6, -9.0, 0), 7.6, (-4.0, -11.0, 0), 5.6, fur, 1.6))
    for s in (1.0, -1.0):
        r = 4.4 if not big else 2.6
        head.parts.append(paint.cap((-1.2, -1.4, 10.2 * s), r, (-1.0, 0.2, 10.8 * s), r * 0.9, bare))
        head.parts.append(
            paint.cap((0.6, -1.0, 10.8 * s), r * 0.55, (0.7, 0.0, 11.0 * s), r * 0.5, darker(bare, 0.8))
        )
    items: list[Item] = [head]
    for s in (-1.0, 1.0):
        look = paint.facing((0.9, 0, 0.38 * s))
        if look < 0.1:
            continue
        spot = paint.seen((8.9, -1.7, 3.0 * s))
        items.append(Mark("soft", [spot], (0.5, 0.42, 0.40), (2.2 * k * look, 1.7 * k), 0, 0.6, stain=True))
        if face.eyes < 0.3 or face.glad:
            items.append(
                Mark("line", [(spot[0] - 1.4, spot[1]), (spot[0] + 1.4, spot[1] + 0.3)], INK, (0.5 * k, 1))
            )
            continue
        items.append(Mark("oval", [spot], (0.34, 0.18, 0.08), (1.35 * k * max(look, 0.4), 1.35 * k)))
        items.append(Mark("oval", [spot], INK, (0.8 * k * max(look, 0.4), 0.85 * k)))
        items.append(
            Mark("oval", [(spot[0] + 0.5, spot[1] - 0.6)], (1, 1, 0.96), (0.34 * k, 0.34 * k), 0, 1.0, 1.0)
        )
    nostrils = [paint.seen((11.6, 2.8, 1.2)), paint.seen((11.6, 2.8, -1.2))]
    items += [Mark("oval", [n], INK, (0.7 * k, 0.5 * k), alpha=0.8) for n in nostrils]
    wide = 4.6
    lips = [paint.seen((12.6 - 0.10 * s * s, 7.0 - 0.03 * s * s, s)) for s in (-wide, -2.0, 0.0, 2.0, wide)]
    if face.mouth > 0.15:
        low = [paint.seen((12.2 - 0.10 * s * s, 7.6 + 3.0 * face.mouth, s)) for s in (3.2, 0.0, -3.2)]
        items.append(Mark("fill", spline([*lips, *low], True, 3), (0.26, 0.09, 0.08)))
    items.append(Mark("line", spline(lips, False, 4), darker(bare, 0.35), (0.5 * k, 1), alpha=0.85))
    return items


def _bones(paint: _Painter, face: Face) -> list[Item]:
    """A skull."""
    bone: Colour = (0.90, 0.87, 0.78)
    k = paint.k
    skull = Group([], 1.4 * k, fine=True, crisp=1.6)
    drop = 1.4 + 3.0 * face.mouth
    skull.parts += [
        paint.cap((-1.8, -3.2, 0), 10.4, (0.8, -3.2, 0), 9.8, bone),
        paint.cap((4.2, 2.2, 0), 5.6, (5.8, 4.4, 0), 4.2, bone),
        paint.cap((3.6, 1.6, 5.4), 2.0, (6.4, 2.4, 3.6), 1.7, bone),
        paint.cap((3.6, 1.6, -5.4), 2.0, (6.4, 2.4, -3.6), 1.7, bone),
        paint.cap((0.2, 5.0 + drop * 0.5, 6.0), 1.9, (6.4, 8.2 + drop, 2.4), 2.3, bone),
        paint.cap((0.2, 5.0 + drop * 0.5, -6.0), 1.9, (6.4, 8.2 + drop, -2.4), 2.3, bone),
        paint.cap((6.4, 8.2 + drop, 2.0), 2.3, (6.4, 8.2 + drop, -2.0), 2.3, bone),
    ]
    out: list[Item] = [skull]
    for s in (-1.0, 1.0):
        look = paint.facing((0.9, 0, 0.38 * s))
        if look > 0.1:
            out.append(
                Mark("oval", [paint.seen((8.8, -1.2, 3.7 * s))], (0.07, 0.05, 0.05), (2.6 * k * look, 2.7 * k))
            )
    nose = [paint.seen((9.8, 1.4, 0.0)), paint.seen((9.8, 4.2, 1.3)), paint.seen((9.8, 4.2, -1.3))]
    out.append(Mark("fill", nose, (0.08, 0.06, 0.06)))
    for s in (-2.4, -1.2, 0.0, 1.2, 2.4):
        line = [paint.seen((9.7 - 0.2 * s * s, 5.6, s)), paint.seen((9.5 - 0.2 * s * s, 7.9, s))]
        out.append(Mark("line", line, (0.2, 0.16, 0.12), (0.4 * k, 1), alpha=0.8))
    return out


def _alien(p: Person, paint: _Painter) -> list[Item]:
    """A large bare skull and large dark eyes."""
    k, skin = paint.k, p.skin
    head = Group([], 1.8 * k, fine=True)
    head.parts += [
        paint.cap((-2.0, -5.4, 0), 12.4, (1.4, -5.0, 0), 11.4, skin, 0, 0.25),
        paint.cap((1.8, 0.6, 0), 8.4, (4.6, 7.0, 0), 3.4, skin, 0, 0.25),
    ]
    out: list[Item] = [head]
    for s in (-1.0, 1.0):
        look = paint.facing((0.85, 0, 0.48 * s))
        if look < 0.08:
            continue
        eye = paint.seen((9.2, -2.4, 4.4 * s))
        out.append(Mark("oval", [eye], (0.02, 0.02, 0.03), (3.6 * k * look, 4.6 * k), 24 * s))
        glint = (eye[0] + 0.9 * k * look, eye[1] - 1.9 * k)
        out.append(Mark("oval", [glint], (0.85, 0.95, 1.0), (0.8 * k, 1.1 * k), 20, 0.85, 1.0))
    for s in (-0.7, 0.7):
        out.append(Mark("oval", [paint.seen((9.4, 2.8, s))], darker(skin, 0.35), (0.35 * k, 0.5 * k)))
    lips = [paint.seen((8.4 - 0.2 * s * s, 5.4 - 0.1 * s * s, s)) for s in (-1.6, 0.0, 1.6)]
    out.append(Mark("line", spline(lips, False, 4), darker(skin, 0.35), (0.4 * k, 1)))
    return out
