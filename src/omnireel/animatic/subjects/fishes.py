"""Fish in profile: one outline that a wave runs through, its pattern bent with it, and fins with rays. 100 long,
centred on the origin.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from omnireel.animatic.solids import Colour, Figure, Group, Item, Mark, Patch, Point, spline
from omnireel.animatic.subjects.gait import polar
from omnireel.animatic.subjects.materials import darker, lighter, mixed, wave
from omnireel.animatic.subjects.membranes import over

INK: Colour = (0.04, 0.04, 0.05)

# Half the depth along the body, nose to tail: share of the length, share of the depth above and below.
OUTLINES: dict[str, tuple[tuple[float, float, float], ...]] = {
    "disc": (
        (0.0, 0.02, 0.10),
        (0.05, 0.17, 0.22),
        (0.12, 0.40, 0.42),
        (0.24, 0.80, 0.72),
        (0.40, 1.0, 0.96),
        (0.56, 0.96, 1.0),
        (0.70, 0.66, 0.74),
        (0.80, 0.30, 0.34),
        (0.86, 0.16, 0.17),
    ),
    "oval": (
        (0.0, 0.12, 0.16),
        (0.05, 0.46, 0.42),
        (0.14, 0.78, 0.70),
        (0.30, 1.0, 0.96),
        (0.48, 0.94, 0.96),
        (0.64, 0.68, 0.70),
        (0.76, 0.40, 0.42),
        (0.84, 0.30, 0.30),
    ),
    "long": (
        (0.0, 0.06, 0.16),
        (0.05, 0.34, 0.40),
        (0.14, 0.66, 0.68),
        (0.28, 0.94, 0.94),
        (0.44, 1.0, 1.0),
        (0.60, 0.82, 0.80),
        (0.74, 0.50, 0.48),
        (0.85, 0.24, 0.23),
        (0.90, 0.20, 0.20),
    ),
}


@dataclass(frozen=True)
class Fish:
    """deep: depth of the body over its length. tail: fork, fan, veil or moon. back_fin: how high. lines: slanting
    stripes. bands: where along the body, and how wide. patches: irregular ones, as koi have.
    """

    body: Colour
    belly: Colour
    fin: Colour
    deep: float = 0.42
    outline: str = "oval"
    tail: str = "fork"
    back_fin: float = 1.0
    anal_fin: float = 0.8
    back: Colour | None = None
    band: Colour | None = None
    bands: tuple[tuple[float, float], ...] = ()
    edge: Colour | None = None  # of the bands
    mask: bool = False  # a dark band through the eye
    lines: Colour | None = None
    patches: Colour | None = None
    spots: Colour | None = None
    tail_col: Colour | None = None
    gloss: float = 0.4
    eye: float = 3.0
    iris: Colour = (0.86, 0.66, 0.22)
    scales: float = 1.0


KINDS = {
    "fish": Fish(
        (0.98, 0.74, 0.10),
        (0.99, 0.90, 0.56),
        (0.96, 0.62, 0.08),
        0.62,
        "disc",
        back_fin=0.9,
        anal_fin=0.9,
        back=(0.90, 0.56, 0.06),
        band=(0.96, 0.96, 0.94),
        bands=((0.20, 3.6),),
        mask=True,
        lines=(0.84, 0.56, 0.12),
        scales=0.5,
        eye=2.6,
    ),
    "blue tang": Fish(
        (0.10, 0.34, 0.92),
        (0.22, 0.50, 0.97),
        (0.06, 0.14, 0.52),
        0.50,
        "oval",
        "fan",
        0.7,
        0.7,
        back=(0.06, 0.18, 0.62),
        tail_col=(0.97, 0.80, 0.14),
        scales=0.5,
        eye=2.4,
    ),
    "anthias": Fish(
        (0.95, 0.42, 0.40),
        (0.99, 0.72, 0.60),
        (0.90, 0.30, 0.46),
        0.32,
        "long",
        "moon",
        0.8,
        0.6,
        back=(0.86, 0.28, 0.34),
        eye=2.4,
    ),
    "clownfish": Fish(
        (0.97, 0.42, 0.06),
        (0.99, 0.60, 0.20),
        (0.95, 0.38, 0.05),
        0.46,
        "oval",
        "fan",
        0.8,
        0.7,
        back=(0.86, 0.30, 0.04),
        band=(0.97, 0.97, 0.95),
        bands=((0.215, 2.9), (0.47, 3.6), (0.77, 1.9)),
        edge=(0.10, 0.07, 0.07),
        scales=0.6,
        eye=2.7,
        iris=(0.95, 0.56, 0.14),
    ),
    "angelfish": Fish(
        (0.86, 0.88, 0.86),
        (0.95, 0.95, 0.92),
        (0.84, 0.84, 0.78),
        0.74,
        "disc",
        "fan",
        3.6,
        3.4,
        back=(0.62, 0.62, 0.50),
        band=(0.10, 0.10, 0.12),
        bands=((0.13, 1.7), (0.42, 2.6), (0.68, 2.4)),
        eye=2.6,
        iris=(0.90, 0.26, 0.14),
    ),
    "goldfish": Fish(
        (0.97, 0.46, 0.08),
        (0.99, 0.74, 0.34),
        (0.98, 0.60, 0.30),
        0.46,
        "oval",
        "veil",
        1.2,
        0.9,
        back=(0.88, 0.30, 0.04),
        eye=3.0,
        gloss=0.6,
    ),
    "koi": Fish(
        (0.95, 0.93, 0.90),
        (0.98, 0.96, 0.94),
        (0.95, 0.88, 0.82),
        0.30,
        "long",
        "veil",
        0.7,
        0.6,
        patches=(0.92, 0.28, 0.08),
        eye=2.0,
        iris=(0.30, 0.24, 0.20),
        gloss=0.5,
    ),
    "salmon": Fish(
        (0.56, 0.60, 0.64),
        (0.92, 0.92, 0.90),
        (0.46, 0.48, 0.50),
        0.27,
        "long",
        "fork",
        0.7,
        0.6,
        back=(0.22, 0.30, 0.32),
        spots=(0.12, 0.13, 0.14),
        eye=2.0,
        gloss=0.6,
    ),
    "tuna": Fish(
        (0.42, 0.52, 0.62),
        (0.90, 0.92, 0.93),
        (0.86, 0.72, 0.20),
        0.32,
        "long",
        "moon",
        0.7,
        0.7,
        back=(0.10, 0.16, 0.28),
        tail_col=(0.16, 0.22, 0.32),
        eye=2.0,
        gloss=0.7,
        scales=0.4,
    ),
}

On = Callable[[float, float], Point]  # share of the length from the nose; -1 the back .. 1 the belly


def _fin(points: list[Point], root: tuple[Point, Point], col: Colour, rays: int, far: float = 0.0) -> Group:
    """A fin with rays that fan out from its root (two points) to its outer edge."""
    group = Group([], 0.9, far=far)
    group.parts.append(Patch(points, col, 0, 2.4, gloss=0.25))
    (ax, ay), (bx, by) = root
    outer = points[len(points) // 10 : -len(points) // 10 or None]
    for i in range(rays):
        t = (i + 0.5) / rays
        end = outer[int(t * (len(outer) - 1))]
        start = (ax + (bx - ax) * t, ay + (by - ay) * t)
        tone = (0.72, 0.66, 0.62) if i % 2 else (1.16, 1.16, 1.14)
        group.decals.append(Mark("line", [start, end], tone, (0.8, 1), 0, 0.6))
    group.decals.append(Mark("line", points, (0.80, 0.76, 0.74), (1.4, 1), 0, 0.6))
    return group


def _ragged(points: list[Point], teeth: int, deep: float) -> list[Point]:
    """A curve whose outer edge is scalloped between the rays."""
    run = spline(points, False, 8)
    n = len(run)
    out: list[Point] = []
    for i, (x, y) in enumerate(run):
        before, after = run[max(i - 1, 0)], run[min(i + 1, n - 1)]
        dx, dy = after[0] - before[0], after[1] - before[1]
        size = math.hypot(dx, dy) or 1.0
        inward = deep * abs(math.sin(math.pi * teeth * i / (n - 1)))
        out.append((x + dy / size * inward, y - dx / size * inward))
    return out


def _tail(f: Fish, at: Point, deep: float, phase: float, squeeze: float) -> Group:
    """The tail turns away and back: it is drawn narrower, never thinner."""
    x, y = at
    sway = wave(phase, 0.62)
    k = 0.78 + 0.22 * squeeze
    col = f.tail_col or f.fin
    lag = 3.4 * sway
    match f.tail:
        case "fan":
            edge = [
                (x - 9 * k, y - deep * 0.52),
                (x - 20 * k, y - deep * 0.62),
                (x - 25 * k, y + lag),
                (x - 20 * k, y + deep * 0.62),
                (x - 9 * k, y + deep * 0.52),
            ]
        case "moon":
            edge = [
                (x - 8 * k, y - deep * 0.5),
                (x - 24 * k, y - deep * 1.12),
                (x - 12 * k, y - deep * 0.25),
                (x - 10 * k, y + lag),
                (x - 12 * k, y + deep * 0.25),
                (x - 24 * k, y + deep * 1.05),
                (x - 8 * k, y + deep * 0.5),
            ]
        case "veil":
            edge = [
                (x - 10 * k, y - deep * 0.66),
                (x - 30 * k, y - deep * 0.95 + lag),
                (x - 38 * k, y - deep * 0.5 + 2 * lag),
                (x - 24 * k, y + 1.6 * lag),
                (x - 36 * k, y + deep * 0.7 + 2 * lag),
                (x - 26 * k, y + deep * 0.98 + lag),
                (x - 10 * k, y + deep * 0.6),
            ]
        case _:
            edge = [
                (x - 9 * k, y - deep * 0.46),
                (x - 23 * k, y - deep * 0.72),
                (x - 25 * k, y - deep * 0.60),
                (x - 16 * k, y + lag),
                (x - 25 * k, y + deep * 0.58),
                (x - 23 * k, y + deep * 0.70),
                (x - 9 * k, y + deep * 0.44),
            ]
    points = [(x + 5, y - 4), *_ragged(edge, 9, 0.8), (x + 5, y + 4)]
    group = _fin(points, ((x + 2, y - 3), (x + 2, y + 3)), col, 13)
    group.fade = ((x - 70, y), (x - 8, y))  # thinner towards its edge
    return group


def _pattern(f: Fish, on: On, deep: float, body: Group) -> None:
    """Bands, lines, patches, spots and scales lie on the body and bend with it."""
    back = over(f.back, f.body) if f.back else (0.72, 0.70, 0.70)
    crest = [on(u, -1.15) for u in np.linspace(0.0, 0.9, 12)] + [
        on(u, -0.45 - 0.1 * math.sin(9 * u)) for u in np.linspace(0.9, 0.02, 12)
    ]
    body.decals.append(Mark("soft", crest, back, (0.30 * deep, 1), 0, 0.9))
    rows, many = 9, 15
    for j in range(rows):
        for i in range(many):
            u, v = 0.24 + 0.042 * (i + 0.5 * (j % 2)), -0.80 + 0.2 * j
            if u > 0.84 or f.scales <= 0:
                continue
            size = 0.017 * (1.15 - 0.5 * u)
            arc = [on(u + size * 0.7, v - 0.09), on(u + size * 1.35, v), on(u + size * 0.7, v + 0.09)]
            light = (1.12, 1.12, 1.10) if (i + j) % 5 == 0 else (0.74, 0.70, 0.68)
            body.decals.append(Mark("line", spline(arc, False, 3), light, (0.45, 1), 0, 0.5 * f.scales))
    if f.lines is not None:
        for i in range(11):
            u = 0.26 + 0.055 * i
            run = [on(u + 0.05 * t - 0.05, -0.86 + 1.7 * t) for t in np.linspace(0.0, 1.0, 7)]
            body.decals.append(Mark("line", spline(run, False, 3), over(f.lines, f.body), (1.3, 1), 0, 0.6))
    if f.patches is not None:
        for u, v, long, tall in (
            (0.09, -0.7, 0.10, 0.5),
            (0.36, -0.72, 0.13, 0.62),
            (0.60, -0.5, 0.10, 0.7),
            (0.80, -0.7, 0.05, 0.6),
        ):
            ring = []
            for i in range(12):
                t = 2 * math.pi * i / 12
                rough = 1 + 0.22 * math.sin(3 * t + 9 * u) + 0.14 * math.sin(5 * t + 4)
                ring.append(on(u + long * rough * math.cos(t), v + tall * rough * math.sin(t)))
            body.decals.append(Mark("soft", spline(ring, True, 4), over(f.patches, f.body), (1.0, 1), 0, 0.95))
    if f.spots is not None:
        for i in range(30):
            u, v = 0.20 + 0.64 * ((i * 0.618034) % 1), -0.88 + 0.85 * ((i * 0.754878) % 1)
            size = 0.6 + 0.6 * ((i * 0.5698) % 1)
            body.decals.append(Mark("oval", [on(u, v)], over(f.spots, f.body), (size * 1.2, size), 0, 0.7))
    if f.band is not None:
        for u, wide in f.bands:
            w = wide / 100

            def side(k: float, u: float = u, w: float = w) -> list[Point]:
                # It bulges with the flank and narrows at both ends.
                return [
                    on(u - 0.030 * (1 - v * v) + k * w * (1 - 0.25 * v * v), 1.08 * v)
                    for v in np.linspace(-1, 1, 9)
                ]

            left, right = side(-1.0), side(1.0)
            zone = [*left, *reversed(right)]
            body.parts.append(Patch(zone, f.band, deep * 0.95, deep * 0.85, gloss=f.gloss))
            if f.edge is not None:
                for run in (left, right):
                    body.decals.append(Mark("line", run, (0.14, 0.11, 0.11), (1.5, 1), 0, 0.85))
    if f.mask:
        run = [on(0.135 - 0.02 * (1 - v * v), v) for v in np.linspace(-1.0, 0.75, 8)]
        body.decals.append(Mark("line", run, (0.10, 0.08, 0.08), (4.4, 1), 0, 0.9))
    # The gill cover: a dark bow with a light one before it.
    for du, tone, wide in ((0.0, (0.56, 0.52, 0.52), 1.2), (-0.014, (1.22, 1.20, 1.16), 1.0)):
        bow = [on(0.225 + du + 0.045 * (1 - (v / 0.6) ** 2), v + 0.06) for v in np.linspace(-0.52, 0.56, 8)]
        body.decals.append(Mark("line", bow, tone, (wide, 1), 0, 0.65))


def fish(f: Fish, action: str, phase: float) -> Figure:
    """A fish in profile; the wave runs back along the body and grows towards the tail."""
    deep = 100 * f.deep / 2
    squeeze = 1 - 0.5 * abs(wave(phase, 0.62))
    profile = np.array(OUTLINES[f.outline])

    def mid(u: float) -> float:
        return 0.6 * wave(phase, 0.1) + 3.2 * u * u * wave(phase, 0.45 * u + 0.1)

    def x_of(u: float) -> float:
        return 46 - 92 * u * (0.94 + 0.06 * squeeze)

    def on(u: float, v: float) -> Point:
        half = float(np.interp(u, profile[:, 0], profile[:, 1] if v < 0 else profile[:, 2])) * deep
        return x_of(u), mid(u) + v * half

    body = Group([], 1.6, crisp=2.0)
    upper = [on(float(u), -1.0) for u in profile[:, 0]]
    lower = [on(float(u), 1.0) for u in profile[::-1, 0]]
    body.parts.append(Patch(spline([*upper, *lower], True, 5), f.body, 0, deep * 0.95, gloss=f.gloss))
    low = [on(u, 0.94) for u in (0.05, 0.2, 0.4, 0.6, 0.78)] + [
        on(u, v) for u, v in ((0.7, 0.5), (0.5, 0.30), (0.3, 0.34), (0.12, 0.5))
    ]
    body.parts.append(Patch(spline(low), f.belly, deep * 0.10, deep * 0.80, gloss=f.gloss))
    _pattern(f, on, deep, body)

    end = float(profile[-1, 0])
    tail = _tail(f, (x_of(end + 0.01), mid(end)), max(deep, 13.0), phase, squeeze)
    fins: list[Group] = []
    flow = 2.2 * wave(phase, 0.5)
    if f.back_fin > 0:
        tall = 9.0 * f.back_fin
        far_back = 0.70 if f.outline == "disc" else 0.72
        edge = [
            on(0.25, -0.96),
            *(
                (x, y - k * tall)
                for (x, y), k in ((on(0.32, -1), 0.62), (on(0.45, -1), 0.95), (on(0.60, -1), 1.0))
            ),
        ]
        if f.back_fin > 2:  # a sail that trails behind
            edge = [
                on(0.25, -0.96),
                (on(0.38, -1)[0], on(0.38, -1)[1] - 0.6 * tall),
                (on(0.72, -1)[0] - 6, on(0.4, -1)[1] - tall + flow),
                (on(0.70, -1)[0] - 2, on(0.5, -1)[1] - 0.5 * tall + flow),
            ]
        tip = on(far_back + 0.06, -1)
        edge += [(tip[0] - 3, tip[1] - 0.62 * min(tall, 12) + flow), on(far_back, -0.92)]
        points = [*_ragged(edge, 10, 0.8), on(far_back - 0.1, -0.6), on(0.3, -0.6)]
        fins.append(_fin(points, (on(0.30, -0.6), on(far_back - 0.04, -0.6)), f.fin, 12))
    if f.anal_fin > 0:
        tall = 9.0 * f.anal_fin
        a, b, c = on(0.52, 0.95), on(0.62, 1), on(0.72, 1)
        edge = [a, (b[0] - 2, b[1] + 0.9 * tall - flow), (c[0] - 5, c[1] + 0.8 * tall - flow), on(0.78, 0.9)]
        if f.anal_fin > 2:
            edge = [
                a,
                (b[0] + 2, on(0.5, 1)[1] + 0.6 * tall),
                (c[0] - 8, on(0.5, 1)[1] + tall - flow),
                (c[0] - 3, on(0.6, 1)[1] + 0.4 * tall - flow),
                on(0.78, 0.9),
            ]
        edge = list(reversed(edge))
        fins.append(
            _fin([*_ragged(edge, 6, 0.7), on(0.58, 0.6), on(0.74, 0.5)], (on(0.74, 0.5), on(0.56, 0.6)), f.fin, 7)
        )
        p = on(0.34, 0.93)
        pelvic = [p, (p[0] - 4, p[1] + 8), (p[0] - 13, p[1] + 11 - flow), (p[0] - 9, p[1] + 2)]
        if f.anal_fin > 2:
            pelvic = [p, (p[0] - 1, p[1] + 14), (p[0] - 12, p[1] + 32 - flow), (p[0] - 4, p[1] + 8)]
        fins.append(_fin(spline(pelvic), (p, (p[0] - 5, p[1])), f.fin, 4))
    # The pectoral fin sculls, each its own beat.
    root = on(0.30, 0.30)
    swing = 22 * wave(phase, 0.2, 2)
    side = Group([], 0.8, drop=0.3)
    long = 11 + 0.16 * deep
    blade = [
        polar(root, a + swing, r * long)
        for a, r in ((-30, 0.2), (-92, 0.75), (-74, 1.0), (-52, 1.06), (-30, 0.9), (-16, 0.5))
    ]
    side.parts.append(Patch(spline(blade), mixed(f.fin, f.belly, 0.25), deep * 0.9, 2.2, gloss=0.3))
    for degrees in (-82, -68, -54, -40, -26):
        ray = [root, polar(root, degrees + swing, long)]
        side.decals.append(Mark("line", ray, (0.74, 0.70, 0.66), (0.6, 1), 0, 0.7))
    eye = on(0.125 if f.outline == "disc" else 0.115, -0.30 if f.outline != "long" else -0.26)
    big = f.eye
    items: list[Item] = [
        tail,
        *fins,
        body,
        side,
        Mark("soft", [eye], (0.55, 0.50, 0.48), (big * 1.35, big * 1.3), 0, 0.6, stain=True),
        Mark("oval", [eye], darker(f.iris, 0.5), (big, big)),
        Mark("oval", [eye], f.iris, (big * 0.86, big * 0.86)),
        Mark("oval", [(eye[0] + 0.06 * big, eye[1])], INK, (big * 0.62, big * 0.62)),
        Mark("oval", [(eye[0] + 0.32 * big, eye[1] - 0.34 * big)], (1, 1, 1), (big * 0.22, big * 0.22), 0, 1, 1.0),
    ]
    lip = [on(0.0, 0.25), on(0.035, 0.42), on(0.055, 0.40)]
    items.append(Mark("line", spline(lip, False, 4), darker(f.body, 0.42), (0.8, 1), 0, 0.7))
    items.append(Mark("soft", [on(0.012, -0.2)], lighter(f.body, 0.3), (2.2, 1.2), 0, 0.35))
    return Figure(items)
