"""Wings and tails of birds, feather by feather, spread and at rest."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from omnireel.animatic.solids import Cap, Colour, Group, Item, Mark, Patch, spline
from omnireel.animatic.subjects.bird_kinds import Bird, Wing
from omnireel.animatic.subjects.materials import darker, ease, lighter, mixed, wave
from omnireel.animatic.subjects.membranes import Plane, line, over, slopes, unit
from omnireel.animatic.subjects.space import Axes, V, cap, seen


@dataclass(frozen=True)
class Beat:
    """Degrees that arm and hand are raised; fold: 0 spread to 1 half closed; curl: how far the tips bend up."""

    arm: float
    hand: float
    fold: float = 0.0
    curl: float = 0.10


def beat_of(w: Wing, action: str, phase: float) -> Beat:
    """Down with all feathers spread, the tips behind; up with the wrist bent and the hand half closed."""
    if action == "glide":
        sway = wave(phase) + 0.4 * wave(phase, 0.3, 2)
        return Beat(w.raised + 1.2 * sway, w.raised - 2 + 2.0 * sway, 0.0, 0.16)
    turn = phase + 0.035 * wave(phase)  # lingers above, is quick through the middle
    return Beat(
        8 + w.deep * math.cos(2 * math.pi * turn),
        2 + (w.deep + 10) * math.cos(2 * math.pi * (turn - 0.10)),
        max(wave(turn - 0.54), 0.0) ** 1.3,
        0.08 + 0.14 * wave(turn),  # the air bends the tips up as they are driven down
    )


def tiles(on: Callable[[float, float], V], n: int) -> list[V]:
    """The lower edge of a row of feathers: n round ends. on(along 0..1, hang 0..1) is a point of the row."""
    return [on((i + t / 5) / n, math.sin(math.pi * t / 5) ** 0.7) for i in range(n) for t in range(6)]


def crease(base: Colour) -> Colour:
    """What feathers' edges multiply: softer on white."""
    k = 0.60 + 0.24 * ease((sum(base) / 3 - 0.5) / 0.4)
    return (k, k, k * 1.02)


class _Spread:
    """A spread wing at one moment: its joints, the planes of arm and hand, and the colours of the side seen."""

    def __init__(self, b: Bird, body: Axes, side: float, beat: Beat) -> None:
        self.b, self.w, self.curl = b, b.wings, beat.curl
        w, back = self.w, body.way(-1.0, 0.08, 0.0)
        a1, a2 = math.radians(beat.arm), math.radians(beat.hand)
        self.shoulder = body.out(11 * b.long, -5 * b.plump, 5.0 * b.plump * side)
        out = body.way(0, -math.sin(a1), math.cos(a1) * side)
        self.inner = Plane(self.shoulder, back, out, -body.down)
        self.wrist = self.shoulder + self.inner.way(90 + 16 * (1 - 0.8 * beat.fold)) * w.arm
        out = body.way(0, -math.sin(a2), math.cos(a2) * side)
        self.outer = Plane(self.wrist, back, out, -body.down)
        self.reach = 90 - w.sweep - 38 * beat.fold  # where the hand points
        self.finger = self.wrist + self.outer.way(self.reach) * w.hand
        self.top = self.outer.shows_top
        self.base = b.wing if self.top else (b.under or mixed(b.wing, b.belly, 0.55))
        tip = b.tip or darker(b.wing, 0.62)
        self.tip = tip if self.top else mixed(tip, self.base, 0.45)
        self.dark = crease(self.base)
        self.bar: Colour = over(b.mark, self.base) if b.mark is not None else (0.55, 0.52, 0.50)
        self.barred = "barred wing" in b.marks

    @staticmethod
    def clear(plane: Plane) -> float:
        """How strongly to draw on a plane: seen edge-on it would all run together."""
        return min(0.25 + 2.2 * abs(float(plane.above[2])), 1.0)


def wing(b: Bird, body: Axes, side: float, beat: Beat) -> list[Item]:
    """One spread wing: feathers of the arm and the hand, coverts over their roots, and the bones before them."""
    s = _Spread(b, body, side, beat)
    far = 0.5 if side < 0 else 0.0
    vane = Group([], 0.7, far=far, drop=0.25 if side > 0 else 0.0, crisp=2.2)
    _secondaries(s, vane)
    _primaries(s, vane)
    _coverts(s, vane)
    bones = Group([], 1.6, far=far)
    tone = mixed(b.body, b.wing, 0.35) if s.top else lighter(s.base, 0.08)
    if "coverts" in b.marks and b.mark is not None and s.top:
        tone = b.mark
    bones.parts += [
        cap(s.shoulder, 5.0 * b.plump, s.wrist, 2.9, tone, 2.0, 1.6),
        cap(s.wrist, 2.8, s.finger, 1.1, tone, 1.6, 1.0),
    ]
    for part in bones.parts:
        part.flow = seen(unit(s.inner.back + 0.5 * s.inner.out))
    return [vane, bones]


def _secondaries(s: _Spread, vane: Group) -> None:
    """The feathers of the arm, from the wrist to the body: one vane with a scalloped edge."""
    w, plane, n = s.w, s.inner, 9
    feathers = []
    for i in range(n):
        u = 1 - i / (n - 1)
        root = s.shoulder + (s.wrist - s.shoulder) * u
        feathers.append((root, plane.way(12 * u - 4) * w.chord * (0.90 + 0.10 * u)))
    wide = plane.way(90) * (0.5 * w.arm / n)
    edge: list[V] = [s.shoulder - plane.back * 1.5, s.wrist - plane.back]
    for root, way in feathers:
        edge += [root + way * (1 - pull) + wide * dx for dx, pull in ((1.0, 0.10), (0.5, 0.0), (-0.6, 0.01))]
    edge.append(s.shoulder + plane.back * (w.chord * 0.5))
    vane.parts.append(plane.patch(edge, s.base, 2.6, 0.0, s.b.gloss))
    clear = s.clear(plane)
    for i, (root, way) in enumerate(feathers):

        def across(f: float, root: V = root, way: V = way) -> list[V]:
            return [root + way * f - wide, root + way * f + wide]

        vane.decals.append(line([across(0.42)[1], across(0.94)[1]], s.dark, 0.9, 0.75 * clear))
        vane.decals.append(line([root + way * 0.42, root + way * 0.96], (0.75, 0.74, 0.74), 0.5, 0.6))
        if s.barred:
            for f in (0.5, 0.68, 0.86):
                vane.decals.append(line(across(f + 0.012 * (i % 2)), s.bar, 1.7, 0.75 * clear))
        if "dark trail" in s.b.marks:
            vane.decals.append(line(across(0.88), over(s.tip, s.base), 3.4, 0.9))
    if "speculum" in s.b.marks and s.top:
        panel = [root + way * 0.62 for root, way in feathers[1:7]]
        panel += [root + way * 0.88 for root, way in reversed(feathers[1:7])]
        blue = over((0.14, 0.26, 0.66), s.base)
        vane.decals.append(Mark("fill", [seen(p) for p in panel], blue, alpha=0.9))


def _primaries(s: _Spread, vane: Group) -> None:
    """The feathers of the hand, fanned from along the arm's to along the bone; the outer ones may stand apart."""
    w, b, plane, many = s.w, s.b, s.outer, 10
    whole = "wing tip" not in b.marks and not (s.barred and b.tip is None)  # in the colour of the tips
    tone = mixed(s.base, s.tip, 0.8) if whole else s.base
    clear = s.clear(plane)
    for i in range(many):
        v = i / (many - 1)
        shorter = abs(v - w.longest) / max(w.longest, 1 - w.longest)
        least = (0.80 if v < w.longest else 0.70) if w.point < 0.7 else 0.50
        long = w.primary * (1 - (1 - least) * shorter**1.6)
        root = s.wrist + (s.finger - s.wrist) * v
        way = plane.way(10 + (s.reach - 6) * v ** (0.9 if w.slots > 0.5 else 1.1))
        cross = unit(np.cross(plane.above, way))
        slot = w.slots * ease((v - 0.25) / 0.3)
        half = (0.60 + 0.012 * w.primary) * (2.5 - 0.75 * slot - 0.35 * v)

        def on(t: float, k: float, root: V = root, way: V = way, cross: V = cross * half, long: float = long) -> V:
            """A point along the feather; k: -1 and 1 are its edges."""
            return np.asarray(
                root + way * (long * t) + cross * k + plane.above * (s.curl * long * t * t), np.float64
            )

        shape = [(0.0, 0.7), (0.35, 1.05), (0.62, 1.0 - 0.30 * slot), (0.86, 0.86 - 0.34 * slot)]
        shape.append((0.97, 0.75 - 0.55 * w.point))
        outline = [on(t, k) for t, k in shape] + [on(1.0, 0.0)] + [on(t, -k) for t, k in reversed(shape)]
        vane.parts.append(plane.patch(outline, darker(tone, (0.96, 1.05)[i % 2]), 1.8, 0.3 * v, b.gloss))
        vane.decals.append(line([on(0.2, 0), on(0.6, 0), on(0.97, 0)], (0.70, 0.68, 0.66), 0.5, 0.7))
        vane.decals.append(line([on(0.3, 1), on(0.62, 0.95), on(0.9, 0.7)], s.dark, 0.8, 0.8))
        if s.barred:
            for f in (0.42, 0.60, 0.78, 0.93):
                vane.decals.append(line([on(f, -0.95), on(f + 0.01, 0.95)], s.bar, 1.6, 0.75 * clear))
        if "wing tip" in b.marks and v > 0.2:
            start = 1 - 0.5 * v
            ends = [seen(on(t, k)) for t, k in ((start, 1.0), (1.0, 0.9), (1.0, -0.9), (start, -1.0))]
            vane.decals.append(Mark("fill", ends, over(s.tip, s.base), alpha=ease(v * 2.2 - 0.4)))
            if "mirror" in b.marks and i > 7:
                white = over((0.95, 0.95, 0.95), darker(s.tip, 1.2))
                vane.decals.append(Mark("oval", [seen(on(0.84, 0))], white, (2.0, 1.4)))


def _coverts(s: _Spread, vane: Group) -> None:
    """Rows of small feathers over the roots of the large: two on top, one beneath."""
    w, b = s.w, s.b
    for row, far_back in enumerate((0.52, 0.32) if s.top else (0.46,)):

        def on(u: float, hang: float, reach: float = w.chord * (1 - 0.15 * row) * far_back) -> V:
            along, beyond = min(u * 1.45, 1.0), max(u * 1.45 - 1, 0.0) * 1.6
            bone = s.shoulder + (s.wrist - s.shoulder) * along + (s.finger - s.wrist) * beyond
            long = reach * (1 - 0.35 * max(u - 0.6, 0) / 0.4) * (0.86 + 0.14 * hang)
            return np.asarray(bone + (s.inner if u < 0.69 else s.outer).way(24 * u) * long, np.float64)

        arcs = tiles(on, 11)
        vane.decals.append(line(arcs, s.dark, 0.9, 0.8 * s.clear(s.outer)))
        if "wing bars" in b.marks and s.top:
            vane.decals.append(line(arcs, over((0.93, 0.92, 0.88), s.base), 1.4, 0.6))
        if "coverts" in b.marks and b.mark is not None and row == 1:
            zone = [s.shoulder, s.wrist, s.finger, *reversed(arcs)]
            vane.decals.insert(0, Mark("fill", [seen(p) for p in zone], over(b.mark, s.base), alpha=0.9))


def tail_of(b: Bird, at: Axes, spread: float, lift: float) -> Group:
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
    dark = crease(col)
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


def folded(b: Bird, at: Axes, lift: float) -> Group:
    """The near wing at rest: coverts like tiles, then the long feathers, their tips crossed over the tail."""
    p, k = b.plump, b.long
    fall = b.wings.fall

    def on(x: float, y: float) -> V:
        side = 10.6 * p * math.sqrt(max(1 - (y / 13.5) ** 2, 0.1)) * (1 - 0.5 * ease((-x - 2) / (20 + fall)))
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
    dark = crease(base)
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

        arcs = tiles(on_row, n)
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


def wheel(b: Bird, at: Axes, phase: float) -> list[Item]:
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


def display(b: Bird, at: Axes, phase: float) -> Group:
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
