"""What flies on thin wings or swims with flippers or a bell: butterflies, dragonflies, turtles, jellyfish."""

from __future__ import annotations

import math

import cv2
import numpy as np

from omnireel.animatic.solids import Cap, Colour, Figure, Group, Item, Mark, Patch, Point, spline
from omnireel.animatic.subjects.materials import darker, lighter, wave
from omnireel.animatic.subjects.membranes import Plane, mixed, over, unit
from omnireel.animatic.subjects.space import V, axes, cap, seen, vec

INK: Colour = (0.08, 0.06, 0.06)

# Outlines of a butterfly's wings: along the body, and out from it.
FORE: tuple[Point, ...] = ((8, 2), (20, 16), (32, 34), (39, 47), (35, 53), (27, 51), (17, 44), (8, 36), (2, 22), (0, 3))
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
    resting = action in ("stand", "perch", "sleep", "eat")
    beat = math.cos(2 * math.pi * (phase + 0.05 * wave(phase)))
    late = math.cos(2 * math.pi * (phase - 0.07 + 0.05 * wave(phase)))
    bob = 0.0 if resting else -4 * math.cos(2 * math.pi * (phase - 0.25))
    frame = axes(vec(0, bob - (9 if resting else 0)), 38, -26 - (0 if resting else 5 * beat), 24)
    black: Colour = (0.085, 0.07, 0.07)
    rim, pale = over((0.075, 0.06, 0.065), wing), over((0.97, 0.94, 0.88), (0.075, 0.06, 0.065))
    back, front, body = Group([], 0.8, far=0.35, crisp=2.0), Group([], 0.8, drop=0.2, crisp=2.0), Group([], 1.2)
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
            group.parts.append(Patch(run, tone, plane.z + lift, 1.6, gloss=0.2, tilt=plane.tilt))
            mid = (sum(x for x, _ in outline) / len(outline) * 0.75, sum(y for _, y in outline) / len(outline))
            glow = [on(p[0] * 0.62 + mid[0] * 0.3, p[1] * 0.62 + mid[1] * 0.3) for p in outline]
            group.decals.append(Mark("soft", glow, (1.22, 1.20, 1.16), (9.0, 1), 0, 0.7))
            group.decals.append(Mark("soft", [on(*p) for p in outline[:2]] + [on(4, 14), on(2, 4)], (0.6, 0.56, 0.56), (6.0, 1), 0, 0.6))
            group.decals.append(Mark("line", [*run, run[0]], rim, (6.4, 1), 0, 0.95))
            fore = outline is FORE
            root = (5.0, 3.0) if fore else (-2.0, 3.0)
            cell = (20.0, 24.0) if fore else (-7.0, 19.0)
            ends = outline[2:9] if fore else outline[2:10]
            for k, end in enumerate(ends):
                start = (cell[0] - 1.2 * k, cell[1] - 0.9 * abs(k - 3)) if fore else (cell[0] - 1.0 * k, cell[1] - 0.7 * k)
                group.decals.append(Mark("line", [on(*start), on(*end)], rim, (0.9, 1), 0, 0.85))
            group.decals.append(Mark("line", spline([on(*root), on(cell[0] + 4, cell[1] - 3), on(*cell), on(cell[0] - 6, cell[1] - 3), on(root[0] - 4, root[1] + 2)], False, 4), rim, (1.2, 1), 0, 0.85))
            if fore:
                tip = [on(27, 34), on(36, 40), on(39, 47), on(35, 53), on(27, 51), on(22, 45)]
                group.decals.append(Mark("soft", spline(tip, True, 4), rim, (1.5, 1), 0, 0.95))
                for p, r in (((31, 42), 2.0), ((27, 46), 1.7), ((34, 47), 1.3)):
                    spots[side].append(_spot(on(*p), r, plane, pale))
            for p, nxt in zip(outline[3:-2], outline[4:-1], strict=True):
                for t in (0.15, 0.65):
                    x, y = p[0] + (nxt[0] - p[0]) * t, p[1] + (nxt[1] - p[1]) * t
                    spots[side].append(_spot(on(x * 0.95 + mid[0] * 0.05, y * 0.955 + mid[1] * 0.045), 0.8, plane, pale))
    for along, r in ((-24.0, 1.6), (-17.0, 2.2), (-10.0, 2.5), (-3.0, 2.6)):
        p, q = frame.out(along, 1.5 - 0.06 * along, 0), frame.out(along + 7, 1.0 - 0.06 * along, 0)
        body.parts.append(cap(p, r, q, r * 1.06, black, 3.0, 0.7))
    body.parts.append(cap(frame.out(3, -0.5), 3.6, frame.out(11, -1.5), 3.3, (0.14, 0.11, 0.10), 3.4, 1.6))
    head = frame.out(17, -2, 0)
    body.parts.append(cap(head, 2.9, head, 2.9, black, 4.0, 0.5))
    for side in (-1.0, 1.0):
        knee, tip = frame.out(27, -9, 4.5 * side), frame.out(37, -16, 9 * side)
        body.parts += [cap(head, 0.5, knee, 0.45, black, 3.0), cap(knee, 0.45, tip, 0.45, black, 3.0)]
        body.parts.append(cap(tip, 1.0, tip + frame.way(2, -0.6), 1.0, black, 3.0))
    for x, dx in ((12.0, 3.0), (8.0, 0.0), (4.0, -3.0)):
        end = frame.out(x + dx, 8 if resting else 6, 4)
        body.parts += [cap(frame.out(x, 1), 0.7, frame.out(x + dx * 1.4, 4, 3), 0.5, black, 2), cap(frame.out(x + dx * 1.4, 4, 3), 0.5, end, 0.4, black, 2)]
    eye = seen(head + frame.way(0.6, -0.5, 1.6))
    return Figure(
        [
            back,
            *spots[-1.0],
            body,
            Mark("oval", [eye], (0.25, 0.20, 0.16), (1.2, 1.3)),
            Mark("oval", [(eye[0] + 0.3, eye[1] - 0.4)], (1, 1, 1), (0.35, 0.35), 0, 0.9, 1.0),
            front,
            *spots[1.0],
        ]
    )


def _spot(at: Point, r: float, plane: Plane, tone: Colour) -> Item:
    """A pale dot on a wing, as narrow as the wing is seen."""
    thin = max(abs(float(plane.above[2])), 0.3)
    return Mark("oval", [at], (0.95, 0.92, 0.86), (r * (0.4 + 0.6 * thin), r), 0, 0.92)


def dragonfly(col: Colour, action: str, phase: float) -> Figure:
    """Four clear wings, a long thin tail and eyes that meet. About 100 units long; it hangs by its middle."""
    bob = 1.5 * wave(phase, 0.2)
    frame = axes(vec(0, bob), 32, -3, 20)
    body, far_wings, near_wings = Group([], 1.0, crisp=1.8), [], []
    dark = darker(col, 0.42)
    for pair, (x, swept, delay) in enumerate(((13.0, 6.0, 0.0), (6.0, -8.0, 0.5))):
        for side, marks in ((-1.0, far_wings), (1.0, near_wings)):
            for ghost, alpha in ((0.0, 0.46), (0.16, 0.20)):  # so fast that it is seen twice
                a = math.radians(10 + 26 * wave(phase, delay + ghost))
                out = frame.way(0, -math.sin(a), math.cos(a) * side)
                root = frame.out(x, -4.5, 2 * side)

                def on(u: float, v: float, root: V = root, out: V = out, swept: float = swept) -> Point:
                    return seen(root + out * (48 * u) + frame.ahead * (v + swept * u))

                lead, trail = [(0, 1), (0.3, 2.4), (0.7, 2.6), (0.95, 1.2)], [(1.0, -1.6), (0.8, -6.2), (0.45, -7.6 - 2 * pair), (0.12, -4.4)]
                run = spline([on(*p) for p in (*lead, *trail)], True, 5)
                tone = (0.80, 0.90, 0.95) if side > 0 else (0.62, 0.72, 0.80)
                marks.append(Mark("fill", run, tone, (1, 1), 0, alpha, 1.0))
                if ghost:
                    continue
                marks.append(Mark("line", [*run, run[0]], (0.20, 0.18, 0.18), (0.45, 1), 0, 0.7, 1.0))
                for v in (0.2, -2.4, -4.8):
                    marks.append(Mark("line", [on(0.02, 0.3 * v), on(0.5, v), on(0.93, 0.6 * v)], (0.24, 0.22, 0.22), (0.35, 1), 0, 0.6, 1.0))
                for i in range(9):
                    u = 0.12 + 0.09 * i
                    marks.append(Mark("line", [on(u, 2.2), on(u - 0.02, -5.4)], (0.30, 0.28, 0.28), (0.25, 1), 0, 0.45, 1.0))
                marks.append(Mark("line", [on(0.86, 2.2), on(0.93, 1.6)], (0.16, 0.12, 0.10), (1.5, 1), 0, 0.9, 1.0))
    for i in range(9):
        u, nxt = i / 9, (i + 1) / 9
        droop = 2.5 * u * u + 1.2 * wave(phase, 0.2) * u
        p, q = frame.out(2 - 56 * u, -1 + droop), frame.out(2 - 56 * nxt, -1 + 2.5 * nxt * nxt + 1.2 * wave(phase, 0.2) * nxt)
        r = 1.8 - 0.4 * math.sin(math.pi * u) + (0.5 if i == 7 else 0.0)
        body.parts.append(cap(p, r, q, r * 0.96, col, 0, 0, 0.5))
        body.parts.append(cap(q, r * 1.02, q + frame.way(-0.7, 0), r * 1.02, dark, 0.4, 0, 0.5))
    body.parts += [
        cap(frame.out(4, -1.5), 5.2, frame.out(15, -2.5), 5.6, col, 0.5, 0, 0.5),
        cap(frame.out(22, -1.0), 4.4, frame.out(23, -0.8), 4.2, dark, 0.5, 0, 0.5),
        cap(frame.out(23, -3.0, 2.6), 3.6, frame.out(24, -2.2, 2.8), 3.4, mixed(col, (0.30, 0.70, 0.60), 0.5), 2.0, 0, 0.95),
        cap(frame.out(23, -3.0, -2.6), 3.6, frame.out(24, -2.2, -2.8), 3.4, mixed(col, (0.30, 0.70, 0.60), 0.5), -1.0, 0, 0.95),
    ]
    for x in (17.0, 12.0, 7.0):
        knee, end = frame.out(x + 3, 7, 3), frame.out(x - 2, 11, 2.5)
        body.parts += [cap(frame.out(x, 3, 2), 0.8, knee, 0.6, dark, 1), cap(knee, 0.6, end, 0.4, dark, 1)]
    for k in (-1.6, 1.4):
        body.decals.append(Mark("line", [seen(frame.out(14 + k, -7, 2)), seen(frame.out(10 + k, 2, 5))], over(dark, col), (1.6, 1), 0, 0.8))
    glint = seen(frame.out(24.5, -4.6, 4.2))
    return Figure([*far_wings, body, Mark("oval", [glint], (1, 1, 1), (0.8, 0.6), 0, 0.9, 1.0), *near_wings])


SHELL: tuple[Point, ...] = ((38, 0), (32, 16), (16, 25), (-4, 27), (-24, 21), (-39, 9), (-46, 0))


def turtle(shell: Colour, skin: Colour, action: str, phase: float) -> Figure:
    """A sea turtle flying through the water with its fore flippers; about 110 units long."""
    frame = axes(vec(0, 2.5 * wave(phase, 0.30)), 32, 3 * wave(phase, 0.25) - 2, 24)
    far, body, top, near = Group([], 1.2, far=0.5), Group([], 1.8, crisp=1.5), Group([], 2.0, drop=0.3), Group([], 1.2, drop=0.3)
    patch = over(darker(skin, 0.36), skin)
    for group, side in ((far, -1.0), (near, 1.0)):
        for x, long, wide, swept, swing in ((24.0, 52.0, 9.5, 34.0, 46 * wave(phase) - 6), (-30.0, 24.0, 8.0, 62.0, 16 * wave(phase, 0.4))):
            a, s = math.radians(swing), math.radians(swept + 14 * wave(phase, 0.25))
            out = unit(frame.way(-math.sin(s), -math.sin(a) * math.cos(s), math.cos(a) * math.cos(s) * side))
            plane = Plane(frame.out(x, 3, 17 * side if x > 0 else 13 * side), frame.way(-1, 0.1), out, -frame.down)

            def on(u: float, v: float, plane: Plane = plane, long: float = long) -> Point:
                return seen(plane.at + plane.out * (long * u) + plane.back * v)

            w = wide
            ring = [(-0.15, -w * 0.6), (0.25, -w * 0.75), (0.6, -w * 0.42), (0.88, w * 0.05), (1.0, w * 0.55), (0.85, w * 0.72), (0.5, w * 0.55), (0.1, w * 0.5)]
            group.parts.append(Patch(spline([on(*p) for p in ring], True, 5), skin, plane.z, 3.2, gloss=0.25, tilt=plane.tilt))
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
    for x, y, z in ((47.0, -7.5, 2.0), (52.0, -6.0, 2.5), (44.0, -4.0, 6.0), (49.0, -2.5, 7.2), (40.0, -3.0, 5.5), (54.0, 2.5, 5.4), (46.0, 3.0, 7.4)):
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
    top.parts.append(Patch(spline(outline, True, 3), shell, plane.z, 15, gloss=0.45, tilt=(plane.tilt[0] * 0.4, plane.tilt[1] * 0.4)))
    seam = (0.52, 0.48, 0.42)
    crest = [(-46.0, 4.0), (-30.0, 6.5), (-14.0, 8.0), (3.0, 8.0), (19.0, 7.0), (33.0, 4.0)]
    for side in (-1.0, 1.0):
        zig = [seen(dome(x + (4 if i % 2 else -4), side * z * (1.15 if i % 2 else 0.85))) for i, (x, z) in enumerate(crest)]
        top.decals.append(Mark("line", zig, seam, (1.1, 1), 0, 0.85))
        for (x, z), edge in zip(crest[1:5], (20.0, 25.5, 25.5, 21.0), strict=True):
            top.decals.append(Mark("line", [seen(dome(x, side * z)), seen(dome(x - 3, side * edge))], seam, (1.0, 1), 0, 0.85))
        band = [seen(dome(x * 0.90 - 0.4, side * z * 0.84)) for x, z in SHELL]
        top.decals.append(Mark("line", spline(band, False, 4), seam, (1.0, 1), 0, 0.8))
    for x, z in ((26.0, 0.0), (11.0, 0.0), (-6.0, 0.0), (-22.0, 0.0), (14.0, 15.0), (-3.0, 16.5), (-19.0, 14.0)):
        for i in range(7):  # rays in each plate
            t = 2 * math.pi * i / 7
            run = [seen(dome(x + 1.5 * math.cos(t), z + 1.2 * math.sin(t))), seen(dome(x + 6 * math.cos(t), z + 4.6 * math.sin(t)))]
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
            Mark("line", [seen(frame.out(61, 4.2, 1.2)), seen(frame.out(55, 4.6, 4.6))], darker(skin, 0.36), (0.8, 1), 0, 0.8),
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
        run = [(x * (1 - 0.05 * j) + (1.2 + 1.0 * j) * wave(phase, 0.11 * j + 0.21 * i), 4 + (9.5 + 3 * ((i * 0.618) % 1)) * j) for j in range(9)]
        threads.append(Mark("line", spline(run, False, 4), pale, (0.7, 1), 0, 0.34, 1.0))
    arms = Group([], 1.3)
    for i in range(5):
        x = (-0.42 + 0.84 * i / 4) * w
        at: Point = (x, -4)
        for j in range(12):  # ruffles
            nxt = (x * (1 - 0.03 * j) + 0.7 * j * wave(phase, 0.09 * j + 0.17 * i), -4 + (j + 1) * (6.4 - 0.5 * abs(i - 2)))
            r = (4.4 + 1.3 * math.sin(2.6 * j + i)) * (1 - 0.075 * j)
            arms.parts.append(Cap(at, r, nxt, max(r - 0.6, 0.4), lighter(col, 0.25), -2, -2, 0, None, 0.2, 0.4))
            at = nxt
    arms.fade = ((0, 86), (0, 20))
    bell = Group([], 1.6, crisp=1.4)
    rim: list[Point] = []
    for i in range(13):  # the hem hangs in lappets
        u = -1 + 2 * i / 12
        rim.append((u * w, 3 + 3.4 * (i % 2) - 5 * u * u))
    outline = [*spline(rim, False, 4), (w * 0.97, -h * 0.35), (w * 0.78, -h * 0.76), (w * 0.42, -h * 0.97), (0, -h * 1.03), (-w * 0.42, -h * 0.97), (-w * 0.78, -h * 0.76), (-w * 0.97, -h * 0.35)]
    bell.parts.append(Patch(spline(outline, True, 3), col, 4, 24, gloss=0.55, glow=0.30))
    for i in range(15):
        u = -0.9 + 1.8 * i / 14
        run = [(u * w * k, -h * math.sqrt(max(1 - (u * k) ** 2, 0.05)) * c) for k, c in ((0.25, 0.98), (0.70, 0.80), (0.95, 0.45), (1.0, 0.0))]
        bell.decals.append(Mark("line", spline(run, False, 4), (1.18, 1.18, 1.14) if i % 2 else (0.84, 0.80, 0.84), (0.9, 1), 0, 0.6))
    hem = [(x, y - 5) for x, y in rim]
    bell.decals.append(Mark("line", spline(hem, False, 4), (0.78, 0.72, 0.78), (3.0, 1), 0, 0.5))
    inside: list[Item] = []
    for i in range(4):  # what shines through from within
        x = (-0.36 + 0.24 * i) * w
        inside.append(Mark("soft", [(x, -h * 0.52)], lighter(col, 0.65), (w * 0.14, h * 0.17), 0, 0.6, 1.0))
    return Figure([*threads, arms, bell, *inside])
