"""Heads of birds: skull, bill, eyes, and what grows on top."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from omnireel.animatic.solids import Colour, Group, Item, Mark, Patch, Point, spline
from omnireel.animatic.subjects.bird_kinds import INK, Bird
from omnireel.animatic.subjects.materials import darker, lighter, mixed
from omnireel.animatic.subjects.membranes import line, over, slopes, unit
from omnireel.animatic.subjects.space import Axes, V, axes, cap, seen, vec


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


def head_and_face(b: Bird, at: V, turn: float, nod: float, body: Group, look: Look) -> list[Item]:
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
