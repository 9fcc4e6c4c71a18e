"""Birds: built in three dimensions from what tells kinds apart - wing, neck, bill, legs, tail. About 100 units
long; what flies hangs by its middle, what stands has its feet at y = 0.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from omnireel.animatic.solids import Cap, Colour, Figure, Group, Item, Mark, Patch, Point, placed, spline
from omnireel.animatic.subjects.gait import bend
from omnireel.animatic.subjects.materials import darker, lighter, wave
from omnireel.animatic.subjects.membranes import Plane, eased, line, mixed, over, slopes, unit
from omnireel.animatic.subjects.space import TILT, Axes, V, axes, cap, seen, vec

INK: Colour = (0.07, 0.055, 0.05)
BARK: Colour = (0.25, 0.20, 0.16)
FLYING = ("fly", "glide", "hover")
AFLOAT = ("float", "swim")
TURN = 32.0  # degrees a bird in the air is turned to the viewer, so that both wings are seen
STANDING_TURN = 26.0
PERCH = 30.0  # how high the bough is on which birds sit


@dataclass(frozen=True)
class Wing:
    """Lengths of a spread wing's bones and feathers.

    longest: which primary is, from the innermost 0 to the outermost 1. slots: how far the outer ones stand apart
    like fingers, 0..1. sweep: degrees the hand is turned back. point: 0 round tips, 1 sharp. fall: how far the
    folded wing reaches behind.
    """

    arm: float
    hand: float
    chord: float
    primary: float
    longest: float = 0.75
    slots: float = 0.0
    sweep: float = 8.0
    point: float = 0.3
    fall: float = 18.0
    raised: float = 6.0  # degrees, in a glide
    deep: float = 46.0  # degrees a beat goes up and down


WINGS = {
    "round": Wing(17, 10, 18, 21, 0.55, 0.25, 4, 0.2, 10),
    "small": Wing(17, 11, 16, 24, 0.75, 0.15, 12, 0.5, 13),
    "owl": Wing(34, 20, 32, 35, 0.62, 0.5, 0, 0.1, 13, 7),
    "soaring": Wing(36, 17, 25, 31, 0.68, 1.0, -4, 0.15, 20, 7, 38),
    "vulture": Wing(38, 18, 27, 31, 0.66, 1.0, -6, 0.15, 20, 17, 36),
    "crow": Wing(24, 14, 21, 28, 0.70, 0.7, 4, 0.25, 20),
    "long": Wing(38, 25, 13, 28, 0.95, 0.0, 12, 0.75, 30, 8, 36),
    "falcon": Wing(22, 17, 17, 30, 0.95, 0.0, 20, 0.85, 24, 4),
    "sickle": Wing(13, 12, 11, 38, 1.0, 0.0, 30, 0.95, 34, 2),
    "dove": Wing(20, 15, 17, 27, 0.85, 0.1, 14, 0.6, 16),
    "duck": Wing(23, 16, 13, 24, 0.92, 0.0, 14, 0.7, 12, 4, 40),
    "swan": Wing(36, 20, 20, 26, 0.85, 0.35, 8, 0.4, 16, 6, 40),
    "stork": Wing(36, 20, 23, 30, 0.72, 0.9, 0, 0.2, 16, 6, 38),
    "hum": Wing(8, 9, 11, 27, 1.0, 0.0, 10, 0.7, 20),
    "parrot": Wing(21, 14, 19, 28, 0.85, 0.2, 12, 0.55, 18),
}


@dataclass(frozen=True)
class Bird:
    """Colours, and what is where and how large. plump, skull, eye: times the usual. neck: units more than none.

    pitch: degrees the trunk stands up. bill: cone, fine, dagger, hook, owl, parrot, flat, needle, bent, pouch or
    horn. tail: fan, wedge, fork, long, short, square. feet: perch, web, wade or talon. marks: what is drawn on the
    plumage. tuft: ears, crest, comb, crown or cap.
    """

    body: Colour
    wing: Colour
    belly: Colour
    bill_col: Colour = (0.90, 0.62, 0.20)
    leg: Colour = (0.62, 0.44, 0.24)
    head: Colour | None = None
    face: Colour | None = None
    tip: Colour | None = None  # primaries
    under: Colour | None = None  # of the wing
    tail_col: Colour | None = None
    bib: Colour | None = None
    iris: Colour | None = None
    mark: Colour | None = None  # bars, spots and streaks
    shape: str = "small"
    span: float = 1.0
    bill: str = "cone"
    bill_long: float = 7.0
    bill_tip: Colour | None = None
    neck: float = 0.0
    neck_r: float = 6.4
    coiled: bool = False  # the neck is drawn in to fly
    plump: float = 1.0
    long: float = 1.0
    skull: float = 1.0
    eye: float = 1.0
    legs: float = 12.0
    thigh: bool = False
    feet: str = "perch"
    tail: str = "fan"
    tail_long: float = 22.0
    pitch: float = 28.0
    marks: frozenset[str] = frozenset()
    tuft: str = ""
    tuft_col: Colour | None = None
    afloat: bool = False  # rests on water
    upright: bool = False  # a penguin
    train: bool = False  # opens to a wheel
    gloss: float = 0.0

    @property
    def wings(self) -> Wing:
        w = WINGS[self.shape]
        k = self.span
        return replace(w, arm=w.arm * k, hand=w.hand * k, primary=w.primary * (0.4 + 0.6 * k))

    @property
    def r(self) -> float:
        """Radius of the skull."""
        return 7.8 * self.skull

    @property
    def hood(self) -> Colour:
        return self.head or self.body


def dressed(b: Bird, colour: Colour | None) -> Bird:
    """The bird in another colour; its marks, bill and legs stay."""
    if colour is None:
        return b
    pale = mixed(colour, (1.0, 1.0, 1.0), 0.25)
    return replace(
        b,
        body=colour,
        wing=darker(colour, 0.86),
        belly=pale,
        under=pale,
        head=None,
        bib=None,
        tip=None,
        tail_col=None,
    )


def pace(b: Bird) -> tuple[float, float]:
    """Seconds that two steps take, and units a second over the ground; a foot that bears weight stays put."""
    if b.upright:
        return 0.9, 56 / 0.9 / 1.25
    period = 0.5 + 0.012 * b.legs
    return period, 4 * _stride(b) / period


def _stride(b: Bird) -> float:
    """How far ahead of the hip a foot is put down."""
    return 4.5 + 0.22 * b.legs


# ---- wings ----


@dataclass(frozen=True)
class Beat:
    """Degrees that arm and hand are raised; fold: 0 spread to 1 half closed; curl: how far the tips bend up."""

    arm: float
    hand: float
    fold: float = 0.0
    curl: float = 0.10


def _beat(w: Wing, action: str, phase: float) -> Beat:
    """Down with all feathers spread, the tips behind; up with the wrist bent and the hand half closed."""
    if action == "glide":
        sway = wave(phase) + 0.4 * wave(phase, 0.3, 2)
        return Beat(w.raised + 1.2 * sway, w.raised - 2 + 2.0 * sway, 0.0, 0.16)
    turn = phase + 0.035 * wave(phase)  # lingers above, is quick through the middle
    late = turn - 0.10
    speed = -wave(turn - 0.5)  # downwards while it is above nought
    fold = max(wave(turn - 0.54), 0.0) ** 1.3
    return Beat(
        8 + w.deep * math.cos(2 * math.pi * turn),
        2 + (w.deep + 10) * math.cos(2 * math.pi * late),
        fold,
        0.10 + 0.14 * -speed if speed < 0 else 0.10 - 0.10 * speed,
    )


def _tiles(on: Callable[[float, float], V], n: int) -> list[V]:
    """The lower edge of a row of feathers: n round ends. on(along 0..1, hang 0..1) is a point of the row."""
    return [on((i + t / 5) / n, math.sin(math.pi * t / 5) ** 0.7) for i in range(n) for t in range(6)]


def _crease(base: Colour) -> Colour:
    """What feathers' edges multiply: softer on white."""
    k = 0.60 + 0.24 * eased((sum(base) / 3 - 0.5) / 0.4)
    return (k, k, k * 1.02)


def _wing(b: Bird, body: Axes, side: float, beat: Beat) -> list[Item]:
    """One spread wing: the vane of the arm, the primaries, and the covered bones before them."""
    w = b.wings
    a1, a2 = math.radians(beat.arm), math.radians(beat.hand)
    shoulder = body.out(11 * b.long, -5 * b.plump, 5.0 * b.plump * side)
    back, above = body.way(-1.0, 0.08, 0.0), -body.down
    inner = Plane(shoulder, back, body.way(0, -math.sin(a1), math.cos(a1) * side), above)
    wrist = shoulder + inner.way(90 + 16 * (1 - 0.8 * beat.fold)) * w.arm
    outer = Plane(wrist, back, body.way(0, -math.sin(a2), math.cos(a2) * side), above)
    reach = 90 - w.sweep - 38 * beat.fold
    finger = wrist + outer.way(reach) * w.hand
    top = outer.shows_top
    base = b.wing if top else (b.under or mixed(b.wing, b.belly, 0.55))
    tip = b.tip or darker(b.wing, 0.62)
    if not top:
        tip = mixed(tip, base, 0.45)
    far = 0.5 if side < 0 else 0.0
    vane = Group([], 0.7, far=far, drop=0.25 if side > 0 else 0.0, crisp=2.2)
    decals = vane.decals
    clear = min(0.25 + 2.2 * abs(float(inner.above[2])), 1.0)  # drawing that is seen edge-on would run together
    dark, bar = _crease(base), over(b.mark, base) if b.mark is not None else (0.55, 0.52, 0.50)
    barred = "barred wing" in b.marks

    # The arm: secondaries from the wrist to the body.
    n = 9
    roots, tips = [], []
    for i in range(n):
        u = 1 - i / (n - 1)
        root = shoulder + (wrist - shoulder) * u
        roots.append(root)
        tips.append(root + inner.way(12 * u - 4) * w.chord * (1.0 - 0.10 * (1 - u)))
    edge: list[V] = [shoulder + inner.way(0) * -1.5, wrist + inner.way(0) * -1.0]
    across = inner.way(90)
    wide = 0.5 * w.arm / n
    for root, end in zip(roots, tips, strict=True):
        for dx, pull in ((wide, 0.10), (wide * 0.5, 0.0), (-wide * 0.6, 0.01)):
            edge.append(end + across * dx - (end - root) * pull)
    edge.append(shoulder + inner.way(0) * w.chord * 0.5)
    vane.parts.append(inner.patch(edge, base, 2.6, 0.0, b.gloss))
    for i, (root, end) in enumerate(zip(roots, tips, strict=True)):
        low = root + (end - root) * 0.42
        decals.append(
            line([low + across * wide, end + across * wide - (end - root) * 0.06], dark, 0.9, 0.75 * clear)
        )
        decals.append(line([low, end - (end - root) * 0.04], (0.75, 0.74, 0.74), 0.5, 0.6))
        if barred:
            for f in (0.5, 0.68, 0.86):
                at = root + (end - root) * (f + 0.012 * (i % 2))
                decals.append(line([at - across * wide, at + across * wide], bar, 1.7, 0.75 * clear))
        if "dark trail" in b.marks:
            at, trail = root + (end - root) * 0.88, over(tip, base)
            decals.append(line([at - across * wide, at + across * wide], trail, 3.4, 0.9))
    if "speculum" in b.marks and top:
        panel = [
            r + (t - r) * f
            for f, many in ((0.62, 1), (0.88, -1))
            for r, t in list(zip(roots, tips, strict=True))[1:7][::many]
        ]
        decals.append(Mark("fill", [seen(p) for p in panel], over((0.14, 0.26, 0.66), base), alpha=0.9))

    # The hand: primaries fanned from along the arm's feathers to along the bone.
    many = 10
    spread = reach + 4 - 10
    plain = base if "wing tip" in b.marks or (barred and b.tip is None) else mixed(base, tip, 0.8)
    clear = min(0.25 + 2.2 * abs(float(outer.above[2])), 1.0)
    lengths = []
    for i in range(many):
        v = i / (many - 1)
        shorter = abs(v - w.longest) / max(w.longest, 1 - w.longest)
        k = (0.80 if v < w.longest else 0.70) if w.point < 0.7 else 0.50
        lengths.append(w.primary * (1 - (1 - k) * shorter**1.6))
    for i in range(many):
        v = i / (many - 1)
        root = wrist + (finger - wrist) * v
        way = outer.way(10 + spread * v ** (0.9 if w.slots > 0.5 else 1.1))
        cross = unit(np.cross(outer.above, way))
        slot = w.slots * eased((v - 0.25) / 0.3)
        half = (0.60 + 0.012 * w.primary) * (2.5 - 0.75 * slot - 0.35 * v)
        pale = (0.96, 1.05)[i % 2]

        def on(t: float, s: float, root: V = root, way: V = way, cross: V = cross, i: int = i) -> V:
            lift = outer.above * (beat.curl * lengths[i] * t * t)
            return np.asarray(root + way * (lengths[i] * t) + cross * s + lift, np.float64)

        blunt = 0.75 - 0.55 * w.point
        shape = [(0.0, 0.7), (0.35, 1.05), (0.62, 1.0 - 0.30 * slot), (0.86, 0.86 - 0.34 * slot), (0.97, blunt)]
        outline = [on(t, half * k) for t, k in shape] + [on(1.0, 0.0)]
        outline += [on(t, -half * k) for t, k in reversed(shape)]
        vane.parts.append(outer.patch(outline, darker(plain, pale), 1.8, 0.3 * v, b.gloss))
        decals.append(line([on(0.2, 0), on(0.6, 0), on(0.97, 0)], (0.70, 0.68, 0.66), 0.5, 0.7))
        decals.append(line([on(0.3, half), on(0.62, half * 0.95), on(0.9, half * 0.7)], dark, 0.8, 0.8))
        if barred:
            for f in (0.42, 0.60, 0.78, 0.93):
                decals.append(line([on(f, -half * 0.95), on(f + 0.01, half * 0.95)], bar, 1.6, 0.75 * clear))
        if "wing tip" in b.marks and v > 0.2:
            ends = [on(t, half * k) for t, k in ((1 - 0.5 * v, 1), (1.0, 0.9), (1.0, -0.9), (1 - 0.5 * v, -1))]
            decals.append(Mark("fill", [seen(p) for p in ends], over(tip, base), alpha=eased(v * 2.2 - 0.4)))
            if "mirror" in b.marks and i > 7:
                spot = [seen(on(0.84, 0))]
                decals.append(Mark("oval", spot, over((0.95, 0.95, 0.95), darker(tip, 1.2)), (2.0, 1.4)))

    # Coverts lie over the roots like tiles, and over the bones.
    cover = b.wing if top else lighter(base, 0.08)
    for row, far_back in enumerate((0.52, 0.32) if top else (0.46,)):

        def on_row(u: float, hang: float, row: int = row, far_back: float = far_back) -> V:
            bone = shoulder + (wrist - shoulder) * min(u * 1.45, 1) + (finger - wrist) * max(u * 1.45 - 1, 0) * 1.6
            plane = inner if u < 0.69 else outer
            long = (w.chord * (1 - 0.15 * row)) * far_back * (1 - 0.35 * max(u - 0.6, 0) / 0.4)
            return bone + plane.way(24 * u) * (long * (0.86 + 0.14 * hang))

        arcs = _tiles(on_row, 11)
        decals.append(line(arcs, dark, 0.9, 0.8 * clear))
        if "wing bars" in b.marks and top:
            decals.append(line(arcs, over((0.93, 0.92, 0.88), base), 1.4, 0.6))
        if "coverts" in b.marks and b.mark is not None and row == 1:
            zone = [shoulder, wrist, finger, *reversed(arcs)]
            decals.insert(0, Mark("fill", [seen(p) for p in zone], over(b.mark, base), alpha=0.9))
    bones = Group([], 1.6, far=far)
    tone = mixed(b.body, cover, 0.35) if top else cover
    if "coverts" in b.marks and b.mark is not None and top:
        tone = b.mark
    bones.parts += [
        cap(shoulder, 5.0 * b.plump, wrist, 2.9, tone, 2.0, 1.6),
        cap(wrist, 2.8, finger, 1.1, tone, 1.6, 1.0),
    ]
    for part in bones.parts:
        part.flow = seen(unit(back + 0.5 * inner.out))
    return [vane, bones]


# ---- head ----


@dataclass(frozen=True)
class Look:
    """blink: 1 shut. open: how far the bill is."""

    blink: float = 0.0
    open: float = 0.0


def _bill(b: Bird, hd: Axes, open_: float) -> Group:
    r, long, col = b.r, b.bill_long, b.bill_col
    low, tip = darker(col, 0.82), b.bill_tip or darker(col, 0.9)
    bill = Group([], 0.6, drop=0.2, fine=True, crisp=1.5)
    drop = 0.22 * long * open_

    def run(
        points: Sequence[Point],
        radii: Sequence[float],
        tone: Colour,
        end: Colour,
        z: float = 0.0,
        side: float = 0.0,
    ) -> None:
        n = len(points) - 1
        for i in range(n):
            p, q = (hd.out(x, y, side) for x, y in points[i : i + 2])
            bill.parts.append(cap(p, radii[i], q, radii[i + 1], end if i == n - 1 and n > 1 else tone, z, 0, 0.45))

    x = r * 0.78
    match b.bill:
        case "hook":
            k = max(long / 9, 0.6)
            run(
                [(x, -0.6), (x + 0.55 * long, -0.8), (x + 0.95 * long, 1.2), (x + long, 1.0 + 4.0 * k)],
                (3.0 * k, 2.9 * k, 1.9 * k, 0.5),
                col,
                tip,
            )
            run([(x, 2.0), (x + 0.7 * long, 2.6 + drop)], (1.8 * k, 0.9 * k), low, low)
        case "owl":
            run([(r * 0.92, 0.2), (r * 1.10, 1.6), (r * 1.06, 4.8)], (1.9, 1.6, 0.5), col, tip, 1)
        case "parrot":
            run(
                [(x, -0.8), (x + 0.75 * long, 0.2), (x + long, 4.0), (x + 0.8 * long, 7.6)],
                (4.4, 3.9, 2.4, 0.5),
                col,
                tip,
            )
            run([(x, 4.2), (x + 0.55 * long, 5.6 + drop)], (2.6, 1.4), low, low)
        case "flat":
            for side in (-1.3, 1.3):  # broad, but not high
                run([(x, 0.4), (x + 0.45 * long, 2.4), (x + 0.98 * long, 3.2)], (2.7, 1.6, 1.7), col, tip, 0, side)
            run([(x, 2.4), (x + 0.9 * long, 4.2 + drop)], (1.8, 1.2), low, low, -1)
        case "bent":
            run([(x, 0.4), (x + 0.55 * long, 2.0), (x + 0.85 * long, 8.0)], (2.9, 2.5, 0.8), col, tip)
            run([(x, 2.2), (x + 0.42 * long, 4.2), (x + 0.72 * long, 8.4 + drop)], (2.2, 2.3, 0.7), col, tip)
        case "pouch":
            run([(x, 0.4), (x + 0.5 * long, 2.4), (x + long, 5.0)], (2.4, 1.7, 1.0), col, tip)
            run(
                [(x - 2, 3.5), (x + 0.35 * long, 7.0 + drop), (x + 0.95 * long, 5.6)],
                (3.4, 4.2, 0.8),
                tip,
                tip,
                -1,
            )
        case "horn":
            points = [(x, 0.0), (x + 0.4 * long, -1.6), (x + 0.8 * long, 0.6), (x + long, 4.4)]
            run(points, (4.6, 4.4, 3.0, 0.8), col, tip)
            run([(x, 3.4), (x + 0.8 * long, 3.4 + drop)], (2.8, 1.2), mixed(low, (0.8, 0.2, 0.1), 0.35), tip)
        case "needle":
            run([(x, 0.5), (x + 0.5 * long, 0.9), (x + long, 2.4)], (1.5, 0.9, 0.4), col, col)
        case "dagger":
            run([(x, 0.4), (x + 0.55 * long, 1.6), (x + long, 3.0)], (2.7, 1.9, 0.5), col, tip)
            run([(x, 2.2), (x + 0.9 * long, 3.6 + drop)], (1.9, 0.6), low, low)
        case "fine":
            run([(x + 1, -0.2), (x + 1 + long, 1.6)], (1.9, 0.4), col, col)
            run([(x + 1, 1.2), (x + 1 + 0.85 * long, 2.2 + drop)], (1.3, 0.4), low, low)
        case _:
            run([(x + 1, -0.4), (x + 1 + long, 2.0)], (3.0, 0.5), col, tip)
            run([(x + 1, 1.6), (x + 1 + 0.85 * long, 3.0 + drop)], (2.2, 0.5), low, low)
    return bill


def _eye(
    at: Point, big: float, iris: Colour | None, lid: Colour, blink: float, squeeze: float = 1.0
) -> list[Item]:
    """A dark oval, or a ring of colour about it, and one glint; shut, an arc."""
    x, y = at
    wide = big * squeeze
    out: list[Item] = [Mark("soft", [at], (0.45, 0.42, 0.40), (wide * 1.5, big * 1.45), 0, 0.6, stain=True)]
    if blink > 0.6:
        arc = [(x - wide, y + 0.1 * big), (x, y + 0.55 * big), (x + wide, y + 0.1 * big)]
        return [*out, Mark("oval", [at], lid, (wide, big)), Mark("line", spline(arc, False, 5), INK, (0.7, 1))]
    out.append(Mark("oval", [at], INK, (wide * 1.12, big * 1.12)))
    if iris is not None:
        out.append(Mark("oval", [at], iris, (wide * 0.95, big * 0.95), 0, 1.0, 1.0))  # it shines in the dark
        out.append(Mark("oval", [(x, y - 0.3 * big)], darker(iris, 0.55), (wide * 0.85, big * 0.45), 0, 0.55))
        out.append(Mark("oval", [at], (0.02, 0.02, 0.02), (wide * 0.60, big * 0.60)))
    if blink > 0.2:
        out.append(Mark("oval", [(x, y - 0.6 * big)], lid, (wide, big * 0.6)))
    glint = (x + 0.28 * wide, y - 0.36 * big)
    out.append(Mark("oval", [glint], (1, 1, 0.95), (max(0.24 * big, 0.42), max(0.24 * big, 0.42)), 0, 1, 1.0))
    return out


def _on_skull(hd: Axes, r: float, ahead: float, down: float, side: float) -> V:
    """A point of a round skull, in the direction given."""
    v = unit(hd.way(ahead, down, side))
    return hd.at + v * r


def _owl_face(b: Bird, hd: Axes, skull: Group, look: Look) -> list[Item]:
    """Two discs that meet at the bill, a dark frame about them, and eyes that look straight ahead."""
    r, face = b.r, b.face or b.belly
    eyes: list[Item] = []
    for side in (-1.0, 1.0):
        mid = unit(hd.way(0.80, 0.06, 0.44 * side))
        u = unit(np.cross(mid, -hd.down))
        v = unit(np.cross(mid, u))
        rings: list[list[Point]] = []
        frame = over(mixed(b.mark or b.hood, b.hood, 0.35), face)
        # It is dark on its outer side; the ring begins and ends where the two meet.
        inward = float((vec(0, 0) - hd.side * side) @ u), float((vec(0, 0) - hd.side * side) @ v)
        start = math.atan2(inward[1], inward[0])
        around = [-math.cos(2 * math.pi * i / 22) for i in range(22)]
        for size in (1.0, 0.52):
            ring = []
            for i in range(22):
                t = start + 2 * math.pi * i / 22
                a = size * math.radians(39)
                p = mid * math.cos(a) + (u * math.cos(t) + v * math.sin(t)) * math.sin(a)
                if p[2] < 0.02:  # at the limb, what is turned away ends
                    p = unit(vec(p[0], p[1], 0.02))
                ring.append(seen(hd.at + p * r * 1.02))
            rings.append(ring)
        if mid[2] < -0.25:
            continue
        tilt = slopes(u, v)
        x, y = seen(hd.at + mid * r * 0.98)
        z = float((hd.at + mid * r * 0.98)[2]) + 3.2 - tilt[0] * x - tilt[1] * y
        skull.parts.append(Patch(rings[0], face, z, 2.2, glow=0.10, tilt=tilt))
        skull.decals += [
            Mark(
                "line", [p for p, t in zip(rings[0], around, strict=True) if t > -0.35], frame, (1.2, 1), 0, 0.75
            ),
            Mark("soft", rings[1], (0.80, 0.72, 0.64), (2.0, 1), 0, 0.7),
        ]
        for i in range(0, 22, 2):  # its feathers run out from the eye
            skull.decals.append(Mark("line", [rings[1][i], rings[0][i]], (0.80, 0.76, 0.72), (0.6, 1), 0, 0.6))
        at = hd.at + unit(hd.way(0.80, -0.06, 0.42 * side)) * r * 1.03
        nz = max(float(unit(at - hd.at)[2]), 0.0)
        if nz > 0.12:
            eyes += _eye(seen(at), 2.5 * b.eye, b.iris, darker(face, 0.8), look.blink, 0.55 + 0.45 * nz)
            brow = [
                _on_skull(hd, r * 1.04, 0.94, 0.10, 0.06 * side),
                _on_skull(hd, r * 1.05, 0.80, -0.34, 0.30 * side),
                _on_skull(hd, r * 1.05, 0.66, -0.62, 0.62 * side),
            ]
            if brow[1][2] > hd.at[2]:
                pale = over(lighter(face, 0.7), face)
                skull.decals.append(
                    Mark("line", spline([seen(p) for p in brow], False, 5), pale, (2.2, 1), 0, 0.9)
                )
                lid = [at + hd.out(0, -2.4 * b.eye, d * side) - hd.at for d in (-2.2, 2.4)]
                lid[1] = lid[1] + hd.way(0, -0.5, 0) * b.eye
                eyes.append(line(lid, darker(b.hood, 0.4), 1.0, 0.8))
    return eyes


def _head(b: Bird, at: V, turn: float, nod: float, body: Group, look: Look) -> list[Item]:
    """Skull, bill, eyes and what is on the head. Adds the skull to `body`, which melts into the neck."""
    r = b.r
    hd = axes(at, turn, nod)
    col = b.hood
    owl = b.bill == "owl"
    skull = Group([], 1.6, crisp=2.4) if owl else body
    skull.parts += [
        cap(hd.at, r, hd.out(r * 0.25, 0.6), r * 0.95, col, 3, 0.9, b.gloss),
        cap(hd.out(-r * 0.3, r * 0.15), r * 0.9, hd.out(r * 0.1, r * 0.5), r * 0.72, col, 2, 0.9, b.gloss),
    ]
    if owl:
        skull.parts[0] = cap(hd.out(-1.0, 0, 0), r, hd.out(0.5, 1.2), r * 0.97, col, 3, 1.2)
    for part in skull.parts[-2:]:
        part.flow = seen(hd.way(-0.9, 0.3))
    if b.face is not None and not owl:
        skull.parts.append(
            cap(
                hd.out(r * 0.44, r * 0.22, r * 0.46),
                r * 0.60,
                hd.out(r * 0.26, r * 0.34, r * 0.5),
                r * 0.5,
                b.face,
                5,
                0.4,
            )
        )
    if b.tuft == "cap" and b.tuft_col is not None:
        skull.parts.append(
            cap(hd.out(-r * 0.4, -r * 0.45), r * 0.72, hd.out(r * 0.5, -r * 0.36), r * 0.58, b.tuft_col, 6, 0.5)
        )
    out: list[Item] = []
    tufts = Group([], 1.0, crisp=1.4)
    tone = b.tuft_col or darker(col, 0.72)
    if b.tuft == "ears":
        for side in (-1.0, 1.0):
            root = hd.out(r * 0.25, -r * 0.72, r * 0.50 * side)
            tufts.parts += [
                cap(root, 3.0, hd.out(-r * 0.05, -r * 1.42, r * 0.78 * side), 0.8, tone, 4, 2.0),
                cap(
                    root + hd.way(1, 0, 0),
                    2.2,
                    hd.out(r * 0.1, -r * 1.28, r * 0.74 * side),
                    0.6,
                    mixed(tone, col, 0.6),
                    6,
                    1.6,
                ),
            ]
    elif b.tuft == "crest":
        for i in range(5):
            root = hd.out(r * (0.45 - 0.28 * i), -r * (0.72 + 0.06 * i))
            end = hd.out(r * (0.30 - 0.52 * i), -r * (1.75 - 0.16 * i))
            tufts.parts.append(cap(root, 2.2, end, 0.7, tone, 3, 1.0))
    elif b.tuft == "comb":
        for i in range(5):
            root = hd.out(r * (0.78 - 0.40 * i), -r * (0.62 + 0.18 * (i in (1, 2, 3))))
            tall = r * (0.50, 0.78, 0.86, 0.76, 0.5)[i]
            tufts.parts.append(cap(root, 1.9, root + hd.way(-0.35, -1, 0) * tall, 0.7, tone, 4, 0, 0.2))
        tufts.parts.append(
            cap(hd.out(r * 0.8, r * 0.5, 1), 2.0, hd.out(r * 0.75, r * 1.25, 1), 2.4, tone, 5, 0, 0.2)
        )
    elif b.tuft == "crown":
        for i in range(5):
            end = hd.out(r * (0.5 - 0.42 * i), -r * (2.2 - 0.09 * (i - 2) ** 2))
            tufts.parts += [
                cap(hd.out(-r * 0.1, -r * 0.8), 0.7, end, 0.5, tone, 3),
                cap(end, 1.7, end + hd.way(0, -0.4, 0), 1.6, tone, 4),
            ]
    elif b.tuft == "wattle":
        tufts.parts += [
            cap(
                hd.out(r * 0.95, r * 0.2, 1), 1.6, hd.out(r * 1.15, r * 1.9, 2), 1.3, (0.78, 0.10, 0.10), 6, 0, 0.2
            ),
            cap(
                hd.out(r * 0.35, r * 0.9, 1), 2.6, hd.out(r * 0.1, r * 2.0, 1), 2.8, (0.74, 0.10, 0.10), 4, 0, 0.2
            ),
        ]
    elif b.tuft == "plume":  # a few long feathers that hang behind
        for i in range(2):
            root = hd.out(-r * 0.5, -r * (0.55 - 0.2 * i))
            tufts.parts.append(cap(root, 1.8, hd.out(-r * (2.3 - 0.3 * i), -r * 0.1 + 2 * i), 0.5, tone, 3, 0.6))
    if tufts.parts:
        out.append(tufts)
    if owl:
        out.append(skull)
        eyes = _owl_face(b, hd, skull, look)
        return [*out, *eyes, _bill(b, hd, look.open)]
    for side in (1.0, -1.0):
        v = unit(hd.way(0.60, -0.18, 0.78 * side))
        if v[2] < 0.30:
            continue
        spot = seen(hd.at + v * r * 1.02)
        out += _eye(spot, 1.65 * b.eye, b.iris, darker(b.face or col, 0.8), look.blink, 0.6 + 0.4 * float(v[2]))
        if "mask" in b.marks:
            stripe = [
                _on_skull(hd, r * 1.03, a, d, 0.78 * side) for a, d in ((0.95, 0.02), (0.6, -0.14), (-0.15, -0.04))
            ]
            skull.decals.append(
                Mark(
                    "line", spline([seen(p) for p in stripe], False, 5), over(INK, b.face or col), (2.6, 1), 0, 0.9
                )
            )
        if b.bill in ("hook",):  # the brow of a hunter
            stripe = [
                _on_skull(hd, r * 1.05, a, d, 0.74 * side) for a, d in ((1.0, -0.16), (0.6, -0.42), (0.05, -0.40))
            ]
            out.append(
                Mark(
                    "line",
                    spline([seen(p) for p in stripe], False, 4),
                    darker(b.face or col, 0.50),
                    (1.2, 1),
                    0,
                    0.85,
                )
            )
    return [*out, _bill(b, hd, look.open)]


# ---- trunk, tail, legs ----


def _trunk(b: Bird, at: Axes, body: Group) -> None:
    """Back and belly, one above the other, with what is drawn on them."""
    p, k = b.plump, b.long
    spots: list[tuple[float, float, float]] = [(13 * k, 0.0, 10.6), (-4 * k, 0.6, 9.8), (-23 * k, -1.0, 5.2)]
    for (x0, y0, r0), (x1, y1, r1) in pairwise(spots):
        body.parts.append(cap(at.out(x0, y0), r0 * p, at.out(x1, y1), r1 * p, b.body, 0, 1.5, b.gloss))
        body.parts[-1].flow = seen(at.way(-1, 0.15))
    low = [(14 * k, 3.8 * p, 8.4), (-3 * k, 4.8 * p, 7.6), (-23 * k, 1.4 * p, 4.2)]
    for (x0, y0, r0), (x1, y1, r1) in pairwise(low):
        body.parts.append(cap(at.out(x0, y0, 2.2), r0 * p, at.out(x1, y1, 1.6), r1 * p, b.belly, 1.5, 1.5))
        body.parts[-1].flow = seen(at.way(-1, 0.3))
    if b.bib is not None:
        body.parts.append(
            cap(at.out(18 * k, 1.0, 2), 8.2 * p, at.out(9 * k, 6.0 * p, 3), 7.0 * p, b.bib, 4.5, 1.2)
        )
        body.parts[-1].flow = seen(at.way(-1, 0.3))
    mark = over(b.mark or darker(b.belly, 0.6), b.belly)

    def on(x: float, down: float, side: float) -> V:
        r = 11.2 * p * (1 - 0.35 * max(-x / (30 * k), 0.0))
        return at.out(x, down * r, side * r)

    if "barred belly" in b.marks:
        for i in range(7):
            x = (17 - 6.0 * i) * k
            bow = [
                on(x - 1.5 * abs(s - 0.4), d, s) for d, s in ((0.10, 0.99), (0.5, 0.86), (0.85, 0.5), (0.98, 0.0))
            ]
            body.decals.append(Mark("line", spline([seen(q) for q in bow], False, 5), mark, (1.8, 1), 0, 0.75))
    if "streaks" in b.marks or "spots" in b.marks:
        for i in range(34):
            x = (19 - 34 * ((i * 0.618034) % 1)) * k
            a = 0.15 + 1.25 * ((i * 0.754878) % 1)
            q = on(x, math.sin(a), math.cos(a))
            end = q + at.way(-1, 0.1) * (3.8 if "streaks" in b.marks else 0.8)
            body.decals.append(line([q, end], mark, 1.1 if "streaks" in b.marks else 1.5, 0.75))


def _tail(b: Bird, at: Axes, spread: float, lift: float) -> Group:
    """Feathers side by side in a plane behind the rump. spread: 0 shut to 1 a fan."""
    if b.tail == "sickles":
        return _sickles(b, at, spread)
    group = Group([], 0.7, crisp=2.2)
    col = b.tail_col or darker(b.wing, 0.92)
    if b.tail == "raised":
        lift = 1.5 * (1 - spread)
        spread = 1.0
    root = at.out(-20 * b.long, -1.5 * b.plump)
    back = unit(at.way(-1.0, -lift))
    plane = Plane(root, back, at.way(0, 0, 1.0), -at.down)
    n = 13 if b.tail == "raised" else 9 if b.tail in ("fan", "wedge", "square") else 7
    barred = "barred tail" in b.marks
    dark = _crease(col)
    bar = over(b.mark, col) if b.mark is not None else (0.55, 0.52, 0.50)
    most = {"fan": 30.0, "wedge": 24.0, "fork": 16.0, "long": 8.0, "short": 22.0, "square": 18.0, "raised": 68.0}[
        b.tail
    ]
    for i in sorted(range(n), key=lambda i: -abs(i - (n - 1) / 2)):
        k = (i - (n - 1) / 2) / ((n - 1) / 2)  # -1 far .. 1 near
        long = b.tail_long
        if b.tail == "wedge":
            long *= 1 - 0.36 * abs(k)
        elif b.tail == "fork":
            long *= 0.42 + 0.62 * abs(k) ** 1.6
        elif b.tail == "long":
            long *= 1 - 0.68 * abs(k) ** 0.7
        elif b.tail in ("fan", "short"):
            long *= 1 - 0.10 * k * k
        way = plane.way(k * most * (0.35 + 0.65 * spread))
        cross = unit(np.cross(plane.above, way))
        half = (1.6 if b.tail in ("fork", "long") else 2.4) * (0.7 + 0.012 * long) * (0.8 + 0.2 * spread)
        start = root + plane.out * (3.6 * k)
        spots = ((-0.15, 0.6), (0.3, 0.85), (0.75, 1.0), (0.94, 0.8))
        if b.tail in ("fork", "long", "wedge"):
            spots = ((-0.15, 0.7), (0.3, 1.0), (0.7, 0.9), (0.92, 0.5))
        outline = [start + way * long * t + cross * half * s for t, s in spots]
        outline.append(start + way * long)
        outline += [start + way * long * t - cross * half * s for t, s in reversed(spots)]
        group.parts.append(
            plane.patch(outline, darker(col, (0.95, 1.04)[i % 2]), 1.8, 1.2 * (1 - abs(k)), b.gloss)
        )
        group.decals.append(line([start, start + way * long * 0.96], (0.74, 0.72, 0.70), 0.5, 0.6))
        group.decals.append(line([start + cross * half, start + way * long * 0.9 + cross * half], dark, 0.8, 0.7))
        if barred:
            for f in (0.35, 0.55, 0.75, 0.93):
                mid = start + way * long * f
                group.decals.append(line([mid - cross * half, mid + cross * half], bar, 2.2, 0.85))
        if "tail band" in b.marks:
            mid = start + way * long * 0.86
            group.decals.append(line([mid - cross * half, mid + cross * half], dark, long * 0.2, 0.9))
    return group


def _sickles(b: Bird, at: Axes, spread: float) -> Group:
    """A cock's tail: plumes that rise and fall over in bows."""
    group = Group([], 0.8, crisp=2.0)
    col = b.tail_col or b.wing
    for i in range(9):
        u = i / 8
        side = 2.4 * (-1, 0, 1)[i % 3]
        long = b.tail_long * (1 - 0.45 * u)
        up = (1.25 - 0.9 * u) * (1 - 0.7 * spread)
        spine = [
            at.out(-17 * b.long, -4 + 5 * u, side * 0.5),
            at.out(-17 * b.long - 0.34 * long, -4 + 5 * u - 0.62 * up * long, side),
            at.out(-17 * b.long - 0.80 * long, -2 + 6 * u - 0.52 * up * long, side * 1.6),
            at.out(-17 * b.long - 1.05 * long, 2 + 8 * u - 0.05 * up * long, side * 2.0),
        ]
        points = spline([seen(p) for p in spine], False, 4)
        tone = darker(col, (0.8, 1.15, 1.5)[i % 3])
        n = len(points) - 1
        for j in range(n):
            r0, r1 = (
                2.9 * (1 - 0.75 * abs(t - 0.35)) * (1 - 0.7 * max(t - 0.7, 0) / 0.3) for t in (j / n, (j + 1) / n)
            )
            group.parts.append(Cap(points[j], r0, points[j + 1], r1, tone, side, side, 0.8, None, 0.35))
    return group


def _foot(b: Bird, group: Group, end: Point, flat: bool = True) -> None:
    x, y = end
    z = 5.0
    if b.feet == "web":
        web = [(x - 1.5, y - 1.2), (x + 8.5, y - 1.4), (x + 10.0, y + 0.6), (x + 8, y + 2.0), (x - 1, y + 1.4)]
        group.parts.append(Patch(web, b.leg, z, 1.4))
        return
    thick = 1.4 if b.feet == "talon" else 0.85 if b.feet == "wade" else 0.9
    long = 8.5 if b.feet == "wade" else 6.8
    for dx, dy in ((long * 0.86, 1.8), (long, 0.2), (long * 0.78, -1.4), (-0.6 * long, 0.2)):
        tip = (x + dx, y + dy)
        group.parts.append(Cap((x - 0.6, y - 0.2), thick, tip, thick * 0.75, b.leg, z))
        if b.feet == "talon":
            group.parts.append(Cap(tip, 1.0, (tip[0] + math.copysign(2.6, dx), tip[1] + 1.4), 0.3, INK, z + 1))


def _legs(b: Bird, at: Axes, action: str, phase: float) -> tuple[Group, Group]:
    """Far leg and near leg, standing or stepping."""
    far, near = Group([], 0.7, far=0.5), Group([], 0.7)
    step = 1.0 if action == "walk" else 0.0
    reach = _stride(b)
    thick = 1.9 if b.feet == "talon" else 1.05 if b.feet == "wade" else 1.35
    one_leg = b.feet == "wade" and b.bill == "bent" and not step
    for group, off, side in ((far, 0.0, -1.0), (near, 0.5, 1.0)):
        p = (phase + off) % 1.0
        x = (reach - 4 * reach * p if p < 0.5 else -reach + 4 * reach * (p - 0.5)) * step
        lift = max(math.sin(2 * math.pi * (p - 0.5)), 0.0) * (4 + 0.16 * b.legs) * step
        hip = seen(at.out(-4 * b.long, 7.5 * b.plump, 5 * side * b.plump))
        root = (hip[0] + 4.0 - 0.11 * b.pitch, 0.0)
        if one_leg and side < 0:  # the other is drawn up
            knee = (hip[0] + 9, hip[1] + 0.42 * b.legs)
            group.parts += [
                Cap(hip, 2.6, knee, 1.1, b.leg, 2),
                Cap(knee, 1.2, (knee[0] - 15, knee[1] - 4), 1.0, b.leg, 2),
            ]
            continue
        end: Point = (root[0] + x + 1.6 * side + (1.0 if side > 0 else 2.5), -lift - 1.4)
        upper, lower = (0.46, 0.62) if b.legs > 25 else (0.6, 0.6)
        full = max(math.hypot(end[0] - hip[0], end[1] - hip[1]), b.legs)
        ankle, end = bend(hip, end, full * upper * 1.03, full * lower * 1.03, -1)
        if b.thigh:
            mid = ((hip[0] + 2 * ankle[0]) / 3, (hip[1] + 2 * ankle[1]) / 3)
            group.parts.append(
                Cap(hip, 6.0 * b.plump, mid, 2.8, b.belly if b.head is None else b.body, 3, 3, 2.2, (-0.3, 1))
            )
        group.parts += [
            Cap(hip, thick * 1.9, ankle, thick, b.leg, 2),
            Cap(ankle, thick * 1.15, end, thick * 0.92, b.leg, 3),
        ]
        _foot(b, group, (end[0], end[1] + 0.3))
    return far, near


def _folded(b: Bird, at: Axes, lift: float) -> Group:
    """The near wing at rest: coverts like tiles, then the long feathers, their tips crossed over the tail."""
    p, k = b.plump, b.long
    fall = b.wings.fall

    def on(x: float, y: float) -> V:
        side = 10.6 * p * math.sqrt(max(1 - (y / 13.5) ** 2, 0.1)) * (1 - 0.5 * eased((-x - 2) / (20 + fall)))
        return at.out(x * k, y * p + lift * min(x, 0.0), side)

    outline = [
        (13, -4),
        (14.5, 0.5),
        (11, 5.5),
        (0, 8.0),
        (-12, 7.0),
        (-21, 3.6),
        (-22 - fall, -0.5),
        (-22 - 0.8 * fall, -2.8),
        (-14, -7),
        (2, -8.5),
        (10, -7.5),
    ]
    group = Group([], 1.0, drop=0.25, crisp=2.0)
    group.fade = (seen(on(15.5, 0)), seen(on(8.5, 0.5)))  # its shoulder lies under the feathers of the breast
    base = b.wing
    tilt = slopes(at.way(-1, 0), at.way(0, 1, -0.55))
    mid = on(-6, 0)
    x, y = seen(mid)
    z = float(mid[2]) - tilt[0] * x - tilt[1] * y
    group.parts.append(
        Patch(spline([seen(on(*q)) for q in outline], True, 4), base, z, 3.6, gloss=b.gloss, tilt=tilt)
    )
    dark = _crease(base)
    tip = over(b.tip or darker(b.wing, 0.62), base)
    zone = [(-14, 4.4), (-20, 4.2), (-22 - fall, -0.2), (-22 - 0.8 * fall, -3), (-20, -3.0)]
    group.decals.append(Mark("soft", [seen(on(*q)) for q in zone], tip, (2.0, 1), 0, 0.9))
    for i in range(6):  # long feathers
        u = i / 5
        start, end = on(-2 - 9 * u, 7.0 - 8.0 * u), on(-22 - fall * (0.15 + 0.85 * u), 3.4 - 4.6 * u)
        group.decals.append(line([start, end], dark, 0.9, 0.8))
    bar = over(b.mark, base) if b.mark is not None else (0.55, 0.52, 0.50)
    if "barred wing" in b.marks:
        for i in range(5):
            x0 = -6 - (10 + fall) * 0.22 * i
            group.decals.append(line([on(x0 + 3, 6 - 0.8 * i), on(x0 - 2, -3.5 + 0.4 * i)], bar, 2.0, 0.6))
    rows = ((9.0, 5, 1.0), (3.0, 6, 0.9), (-4.0, 6, 0.9))
    for row, (x0, n, alpha) in enumerate(rows):

        def on_row(u: float, hang: float, x0: float = x0) -> V:
            return on(x0 - 5 * u - 2.4 * hang, 6.8 - 13.5 * u)

        arcs = _tiles(on_row, n)
        group.decals.append(line(arcs, dark, 0.9, 0.75 * alpha))
        if "wing bars" in b.marks and row in (1, 2):
            group.decals.append(line(arcs, over((0.94, 0.92, 0.88), base), 1.3, 0.6))
        if "coverts" in b.marks and b.mark is not None and row == 2:
            zone3 = [*arcs, on(2, -8), on(12, -6), on(14, 0), on(10, 5)]
            group.parts.append(Patch(spline([seen(q) for q in zone3], True, 3), b.mark, z + 1.2, 3.0, tilt=tilt))
    if "speculum" in b.marks:
        patch = [on(-8, 6.4), on(-17, 4.8), on(-18, 1.4), on(-9, 2.4)]
        group.decals.append(Mark("fill", [seen(q) for q in patch], over((0.14, 0.26, 0.72), base), alpha=0.9))
    if "pale spots" in b.marks:
        for i in range(14):
            q = on(10 - 26 * ((i * 0.618) % 1), 6 - 12 * ((i * 0.755) % 1))
            group.decals.append(Mark("soft", [seen(q)], over((0.90, 0.84, 0.74), base), (1.3, 1.0), 0, 0.7))
    return group


def _neck(b: Bird, at: V, to: V, way: V, body: Group) -> None:
    """From the chest to the head: straight, or in an S when it is long. way: ahead, level."""
    col = b.hood
    base = 8.4 * b.plump
    fur = 0.9
    if b.neck < 16:
        body.parts.append(cap(at, base, to, max(b.neck_r, b.r * 0.82), col, 1, 1.2, b.gloss))
        return
    span = to - at
    bow = at + span * 0.20 + way * (0.30 * b.neck)
    high = at + span * 0.68 - way * (0.16 * b.neck)
    points = [at, bow, high, to + way * -1.5]
    path: list[V] = []
    for i in range(3):  # a smooth curve through them
        before, a, c, after = points[max(i - 1, 0)], points[i], points[i + 1], points[min(i + 2, 3)]
        for t in (0.0, 0.34, 0.67):
            path.append(
                0.5
                * (
                    2 * a
                    + (c - before) * t
                    + (2 * before - 5 * a + 4 * c - after) * t**2
                    + (3 * a - before - 3 * c + after) * t**3
                )
            )
    path.append(points[-1])
    n = len(path) - 1
    for i in range(n):
        r0, r1 = (b.neck_r + (base - b.neck_r) * (1 - j / n) ** 3.6 for j in (i, i + 1))
        body.parts.append(
            cap(path[i], r0, path[i + 1], r1, col if i > 1 else mixed(b.body, col, 0.5 * i), 1, fur, b.gloss)
        )


def _pitch(b: Bird, action: str) -> tuple[float, float]:
    """Degrees that the trunk stands up and the tail is lifted from its line: on the ground it must not drag."""
    if action == "perch":
        return b.pitch, 4.0
    room = (b.legs + 11 * b.plump) / (20 * b.long + max(b.tail_long, b.wings.fall))
    free = math.degrees(math.asin(min(room, 1.0)))
    pitch = min(b.pitch, free + 20)
    return pitch, max(pitch - free, 4.0)


def _carriage(b: Bird, action: str, phase: float) -> tuple[Axes, V, float, float]:
    """How the trunk is held, where the head is, and how that is turned and nods (degrees)."""
    if action in FLYING:
        if action == "glide":
            y, lean, roll = 1.2 * wave(phase, 0.3), 2.0, 33.0 + 2.0 * wave(phase, 0.1)
        elif action == "hover":
            y, lean, roll = 1.6 * math.cos(2 * math.pi * phase), -34.0, 10.0
        else:
            y, lean, roll = 3.4 * math.cos(2 * math.pi * (phase - 0.04)), -5.0, 16.0
        at = axes(vec(0, y), TURN, lean, roll)
        level = axes(vec(0, y), TURN)
        stretch = 0.25 if b.coiled else 1.0
        root = at.out(16 * b.long, -4 * b.plump)
        if action == "hover":
            head = root + level.way(9 + b.neck, -8)
        elif b.bill == "owl":
            head = at.out(19 * b.long, -4.0)
        else:
            head = root + level.way(10 + b.neck * stretch, -3.5 - (0.35 * b.neck if b.coiled else 0.0))
        return at, head, TURN + (22 if b.bill == "owl" else -10), 2.0 if b.bill == "owl" else 0.0
    peck = eased(1.6 * wave(phase, 0.08)) if action == "eat" else 0.0
    bob = 1.0 * abs(wave(phase)) if action == "walk" else 0.35 * wave(phase)
    pitch = _pitch(b, action)[0] * (1 - 0.6 * peck)
    if action in AFLOAT:
        middle, pitch = -8.2 * b.plump + 0.7 * wave(phase), 4.0 + 1.2 * wave(phase, 0.2)
    else:
        middle = -b.legs - (10.5 + 6 * math.sin(math.radians(pitch))) * b.plump + bob * 0.5
    at = axes(vec(0, middle), STANDING_TURN, -pitch)
    level = axes(at.at, STANDING_TURN)
    root = at.out(16 * b.long, -4 * b.plump)
    # Heads of birds go in steps: still, then quickly ahead.
    thrust = 3.0 * (eased((phase * 2 % 1) * 2.5) - (phase * 2 % 1)) if action == "walk" else 0.0
    long = 8.0 + b.neck
    if b.bill == "owl":
        head = at.out(18.5 * b.long, -1.0) + level.way(1.5 + thrust, -5.0)
    else:
        rise = math.radians(62 if b.neck > 16 else 56)
        head = root + level.way(math.cos(rise) * long + thrust, -math.sin(rise) * long)
    down = root + level.way(long * 0.9, -root[1] - 4) - level.way(0, level.at[1] - level.at[1])
    if peck:
        down[1] = min(-4.0, root[1] + long * 0.9)
        head = head + (down - head) * peck
    glance = 0.0
    nod = 52.0 * peck
    if action in ("stand", "perch") and b.bill == "owl":
        glance = 44 * (eased((phase - 0.30) * 7) - eased((phase - 0.78) * 7)) - 6
    elif action in ("stand", "perch", *AFLOAT):
        glance = 18 * (eased((phase - 0.25) * 12) - eased((phase - 0.55) * 12)) - 8
    return at, head, STANDING_TURN + (8 if b.bill == "owl" else -2) + glance, nod


def head_of(b: Bird, action: str) -> tuple[float, float, float]:
    """Where the head is (x, y), and how high it is."""
    if b.upright:
        return 5.0, -PENGUIN_HIGH + 4, 20 * b.skull
    _, head, _, _ = _carriage(b, action, 0.0)
    x, y = seen(head)
    return x, y - (PERCH if action == "perch" else 0.0), 20 * b.skull


def bird(b: Bird, action: str, phase: float) -> Figure:
    """A bird doing what `action` says. On a bough (perch) its origin is the bough's foot."""
    if b.upright:
        return _penguin(b, action, phase)
    at, head, turn, nod = _carriage(b, action, phase)
    flying = action in FLYING
    body = Group([], 2.0, crisp=1.6)
    _trunk(b, at, body)
    level = axes(at.at, TURN if flying else STANDING_TURN)
    if b.bill != "owl" and b.neck <= 16:
        _neck(b, at.out(13 * b.long, -2.5 * b.plump), head, level.ahead, body)
    elif b.bill == "owl":
        body.parts.append(cap(at.out(13 * b.long, -1), 10.5 * b.plump, head, b.r * 0.9, b.body, 0, 1.5))
    blink = 1.0 if action != "fly" and 0.60 < phase % 1 < 0.68 else 0.0
    if action == "sleep":
        blink = 1.0
    neck = Group([], 1.0, crisp=1.4) if b.neck > 16 else body
    if neck is not body:
        _neck(b, at.out(13 * b.long, -2.5 * b.plump), head, level.ahead, neck)
    face = _head(
        b, head, turn, nod, neck, Look(blink, 1.0 if action in ("sing", "talk") and wave(phase, 0, 4) > 0 else 0.0)
    )
    if flying:
        beat = _beat(b.wings, "fly" if action == "hover" else action, phase)
        tail = _tail(b, at, 1.0 if action == "glide" else 0.55 + 0.25 * math.cos(2 * math.pi * phase), 0.02)
        legs = Group([], 1.0)
        if b.legs >= 26 or b.feet == "wade":
            for side in (-1.5, 1.5):
                start, end = (
                    at.out(-14 * b.long, 5, side),
                    at.out(-22 * b.long - b.tail_long * 0.4 - 0.75 * b.legs, 4, side),
                )
                legs.parts.append(cap(start, 1.5, end, 1.0, b.leg, side))
                legs.parts.append(cap(end, 1.2, end + at.way(-7, 0.8), 0.7, b.leg, side))
        elif b.feet == "talon":
            for side in (-3.0, 3.0):
                fist = at.out(-20 * b.long, 7.5 * b.plump, side)
                legs.parts += [
                    cap(at.out(-8, 6 * b.plump, side), 4.6, fist, 2.4, b.body, 0, 1.4),
                    cap(fist, 2.2, fist + at.way(-4, 1.0), 1.2, b.leg, 1),
                ]
        return Figure(
            [
                i
                for i in (
                    *_wing(b, at, -1.0, beat),
                    tail,
                    legs,
                    body,
                    *(() if neck is body else (neck,)),
                    *face,
                    *_wing(b, at, 1.0, beat),
                )
                if not isinstance(i, Group) or i.parts
            ]
        )
    far, near = _legs(b, at, action, phase)
    if action in AFLOAT:
        far, near = Group([]), Group([])
    lift = 14.0 if b.tail == "short" else _pitch(b, action)[1]
    tail = _tail(b, at, 0.15, math.tan(math.radians(lift)))
    back: list[Item] = []
    if b.tail == "raised":
        tail, back = Group([]), [_display(b, at, phase)]
    if b.train and action != "walk":  # who walks lets it trail
        back = _wheel(b, at, phase)
    fig = Figure(
        [
            i
            for i in (
                *back,
                far,
                near,
                tail,
                body,
                *(() if neck is body else (neck,)),
                *face,
                _folded(b, at, 0.8 * math.tan(math.radians(lift))),
            )
            if not isinstance(i, Group) or i.parts
        ]
    )
    if action in AFLOAT:
        fig.items += _ripples(b, phase, action == "swim")
    if action == "perch":
        fig = Figure([*_bough(), *placed(fig, 1.0, 0.0, -PERCH).items])
    return fig


# ---- those of a build of their own ----

PENGUIN_HIGH = 62.0


def _penguin(b: Bird, action: str, phase: float) -> Figure:
    """Upright on two webbed feet; it walks by rocking from one to the other."""
    walks = action == "walk"
    rock = wave(phase) if walks else 0.12 * wave(phase)
    step = 1.0 if walks else 0.0
    turn = 38.0
    at = axes(
        vec(1.6 * rock * step, -3.2 - 1.2 * abs(rock) * step),
        turn,
        1.5 + 1.5 * wave(phase, 0.1, 2) * step,
        8 * rock,
    )
    k = b.plump
    far, near, feet, body = (
        Group([], 1.2, far=0.5),
        Group([], 1.2, drop=0.3),
        Group([], 1.0),
        Group([], 3.2, crisp=1.8),
    )
    for side in (-1.0, 1.0):
        p = (phase + (0.25 if side > 0 else 0.75)) % 1.0
        x = (7 - 28 * p if p < 0.5 else -7 + 28 * (p - 0.5)) * step
        lift = max(math.sin(2 * math.pi * (p - 0.5)), 0.0) * 3.4 * step
        root = axes(vec(x * 0.8, -lift), turn).out(0, 0, 7.5 * side)
        heel = seen(root + vec(0, -1.6))
        for dx, dz in ((10.5, -3.0), (12.0, 0.0), (10.5, 3.5)):
            toe = root + level_way(turn, dx, dz)
            feet.parts.append(Cap(heel, 2.4, (toe[0], toe[1] + TILT * toe[2] - 1.2), 1.2, b.leg, float(root[2])))
        feet.parts.append(cap(at.out(-1, -6, 7 * side), 5.0, root + vec(0, -3), 2.8, b.body, 0, 0.6))
    body.parts += [
        cap(at.out(-1, -15), 16.0 * k, at.out(-0.5, -27), 15.0 * k, b.body, 0, 0.9),
        cap(at.out(-0.5, -27), 15.0 * k, at.out(0.5, -42), 10.8 * k, b.body, 0, 0.9),
        cap(at.out(0.5, -42), 10.6 * k, at.out(2.0, -55), 8.0, b.hood, 0, 0.7),
        cap(at.out(5.2, -14), 13.0 * k, at.out(5.0, -28), 12.2 * k, b.belly, 3, 0.9),
        cap(at.out(5.0, -28), 12.2 * k, at.out(4.6, -42), 8.2 * k, b.belly, 3, 0.9),
        cap(at.out(-10, -5), 5.0, at.out(-17, -1.5), 2.0, b.body, 0, 0.6),
    ]
    if b.face is not None:
        for side in (-1.0, 1.0):
            body.parts += [
                cap(at.out(3.2, -53, 5.2 * side), 3.0, at.out(1.6, -47, 7.0 * side), 3.2, b.face, 4.5, 0.4),
                cap(
                    at.out(4.5, -43, 3.5 * side),
                    3.6,
                    at.out(5.4, -40, 2.0 * side),
                    3.0,
                    mixed(b.face, b.belly, 0.55),
                    5,
                    0.4,
                ),
            ]
    for part in body.parts:
        part.flow = (0.0, 1.0)
    head = at.out(2.6, -56.5)
    face = _head(
        replace(b, face=None),
        head,
        turn - 12 + 12 * wave(phase, 0.2) * (1 - 0.6 * step),
        2.0,
        body,
        Look(1.0 if not walks and 0.6 < phase < 0.66 else 0.0),
    )
    for group, side in ((far, -1.0), (near, 1.0)):
        flap = (
            13
            + 7 * abs(rock) * step
            + 2 * wave(phase)
            + (30 * abs(wave(phase, 0, 2)) if action in ("fly", "dance", "wave") else 0)
        )
        a = math.radians(flap)
        shoulder = at.out(0.5, -41, 10.5 * k * side)
        hand = at.way(-0.20 - 0.1 * rock * side * step, math.cos(a), math.sin(a) * side)
        mid, tip = shoulder + hand * 17, shoulder + hand * 32 + at.way(-3, 0, 0)
        group.parts += [
            cap(shoulder, 3.4, mid, 4.6, b.wing, 3 * side, 0.5),
            cap(mid, 4.6, tip, 1.6, b.wing, 3 * side, 0.5),
        ]
    return Figure([far, feet, body, *face, near])


def level_way(turn: float, ahead: float, side: float) -> V:
    """A direction on level ground for who is turned by so many degrees."""
    return axes(vec(0, 0), turn).way(ahead, 0, side)


def _wheel(b: Bird, at: Axes, phase: float) -> list[Item]:
    """A peacock's train, opened to a wheel: plumes in rows, each with its eye, shivering a little."""
    rows: list[Item] = []
    root = seen(at.out(-8, 2))
    barbs: Colour = (0.16, 0.40, 0.22)
    for ring, (many, long) in enumerate(((19, 76.0), (17, 62.0), (14, 47.0), (10, 33.0))):
        group, eyes = Group([], 0.9, drop=0.25 if ring else 0.0, crisp=2.0), []
        for i in range(many):
            turn = math.radians(
                -100
                + 200 * (i + 0.5 * (ring % 2)) / (many - 1 + 0.5 * (ring % 2))
                + 1.4 * wave(phase, 0.11 * i, 3)
            )
            way = (math.sin(turn) * 0.94, -math.cos(turn))
            end = (root[0] + way[0] * long - 5, root[1] + way[1] * long)
            group.parts.append(
                Cap(
                    root,
                    1.2,
                    end,
                    4.4 - 0.5 * ring,
                    darker(barbs, (0.8, 1.0)[i % 2]),
                    ring * 2,
                    ring * 2,
                    2.6,
                    (-way[0], -way[1]),
                )
            )
            size = 1.0 - 0.10 * ring
            for col, r, off in (
                ((0.50, 0.60, 0.20), 5.0, 0.0),
                ((0.66, 0.44, 0.16), 3.9, 0.2),
                ((0.10, 0.52, 0.60), 2.9, 0.4),
                ((0.07, 0.10, 0.36), 1.8, 0.7),
            ):
                spot = (end[0] - way[0] * off, end[1] - way[1] * off)
                eyes.append(Mark("oval", [spot], col, (r * 0.84 * size, r * 1.05 * size), math.degrees(turn)))
        rows += [group, *eyes]
    return rows


def _ripples(b: Bird, phase: float, under_way: bool) -> list[Item]:
    """The water darkens beneath what floats on it, and light lines run back from the breast."""
    wide = 25 * b.long * b.plump
    out: list[Item] = [Mark("soft", [(-2, 1.5)], (0.42, 0.46, 0.52), (wide * 0.8, 2.6), 0, 0.75, stain=True)]
    for i in range(3):
        t = (i + phase) / 3 if under_way else (i + 0.3 + 0.2 * wave(phase)) / 3
        reach = wide * (0.85 + 0.5 * t)
        bow = [(reach - 8 * t, 1.6 + 0.6 * t), (0.2 * reach, 3.2 + 2.6 * t), (-reach, 3.0 + 4.0 * t)]
        light = 0.30 * math.sin(math.pi * min(t, 1.0))
        out.append(Mark("line", spline(bow, False, 6), (0.86, 0.92, 0.96), (0.7, 1), 0, light, 1.0))
    return out


def _display(b: Bird, at: Axes, phase: float) -> Group:
    """A turkey's tail, raised to a half wheel: broad feathers with a dark and a pale band."""
    group = Group([], 0.8, crisp=2.0)
    root, col = seen(at.out(-12, 0)), b.tail_col or b.wing
    for i in range(17):
        turn = math.radians(-98 + 178 * i / 16 + 1.2 * wave(phase, 0.1 * i, 2))
        way, long = (math.sin(turn) * 0.92, -math.cos(turn)), b.tail_long
        end = (root[0] + way[0] * long - 6, root[1] + way[1] * long)
        group.parts.append(
            Cap(root, 1.5, end, 4.8, darker(col, (0.85, 1.05)[i % 2]), i * 0.2, i * 0.2, 1.2, (-way[0], -way[1]))
        )
        across = (-way[1] * 4.8, way[0] * 4.8)
        for f, tone, wide in ((0.84, (0.20, 0.16, 0.14), 4.0), (0.98, (1.9, 2.4, 3.0), 3.2)):
            mid = (root[0] + (end[0] - root[0]) * f, root[1] + (end[1] - root[1]) * f)
            ends = [(mid[0] + s * across[0] * f, mid[1] + s * across[1] * f) for s in (-0.9, 0.9)]
            group.decals.append(Mark("line", ends, tone, (wide, 1), 0, 0.8))
    return group


def _bough() -> list[Item]:
    """A dead tree's foot and the bough that leaves it, where birds sit."""
    wood = Group([], 2.4)
    run: list[Point] = [(-50, 4), (-46, -10), (-43, -24), (-40, -42), (-36, -62)]
    for i, r in enumerate((9.0, 7.6, 6.8, 5.6)):
        wood.parts.append(Cap(run[i], r, run[i + 1], r - 1.3, BARK, -6, -6, 0.9, (0.1, 1)))
    limb: list[Point] = [(-43, -22), (-24, -26.5), (0, -26.0), (22, -27.5), (40, -33), (50, -42)]
    for i, r in enumerate((5.2, 4.4, 4.0, 3.4, 2.2)):
        wood.parts.append(Cap(limb[i], r, limb[i + 1], max(r - 0.9, 1.0), BARK, -2, -2, 0.9, (1, 0.05)))
    wood.parts += [
        Cap((-36, -62), 3.6, (-31, -70), 1.2, darker(BARK, 0.8), -6),
        Cap((22, -27.5), 2.0, (31, -22), 0.9, BARK, -3),
        Cap((-40, -46), 3.0, (-54, -58), 1.0, BARK, -8),
        Cap((-28, -29), 2.6, (-16, -29), 1.8, (0.30, 0.36, 0.16), 1, 1, 1.6, (0, 1)),
    ]
    for x, y, long in ((-46, -4, 8), (-43, -16, 9), (-40, -34, 9), (-38, -50, 7), (-47, -12, 7)):
        wood.decals.append(Mark("line", [(x, y), (x + 1.2, y - long)], (0.55, 0.52, 0.5), (0.9, 1), 0, 0.8))
    for start in (-30.0, -12.0, 8.0, 16.0, 30.0):
        wood.decals.append(Mark("line", [(start, -26.0), (start + 8, -26.6)], (0.55, 0.52, 0.5), (0.8, 1), 0, 0.8))
    return [wood]
