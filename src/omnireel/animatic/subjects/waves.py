"""The breaking wave that surfers ride. Centimetres; y = 0 is the sea's level, and it runs to +x.

It breaks from behind: broken water, the lip that falls over the hollow, the open face, the shoulder that runs out.
"""

from __future__ import annotations

import math

import numpy as np

from omnireel.animatic.noise import rng
from omnireel.animatic.solids import Cap, Colour, Figure, Group, Item, Mark, Patch, Point, spline
from omnireel.animatic.subjects.materials import lighter, wave

UNITS = 240.0  # high
DEEP: Colour = (0.05, 0.27, 0.37)
FACE: Colour = (0.10, 0.44, 0.52)
UNDER_CLOUDS: Colour = (0.14, 0.31, 0.38)  # its face when the sky is grey
BY_NIGHT: Colour = (0.05, 0.23, 0.33)
THIN: Colour = (0.34, 0.72, 0.70)  # where light comes through it
HOLLOWS: Colour = (0.58, 0.76, 0.84)
FOAM: Colour = (0.94, 0.97, 0.98)

# The line of its top, from where it has broken to where it has not risen yet.
_TOP: tuple[Point, ...] = (
    (-520, -16), (-450, -74), (-380, -106), (-310, -130), (-240, -176), (-178, -212), (-106, -234), (-24, -226),
    (66, -194), (156, -152), (252, -108), (350, -66), (440, -30), (530, 2),
)  # fmt: skip
_LIP = (-246.0, -40.0)  # from where to where it falls over
_XS, _YS = np.array(_TOP).T


def top(x: float) -> float:
    """The row of its top; y grows downwards."""
    return float(np.interp(x, _XS, _YS))


def _top(x: float, phase: float) -> float:
    """The same with the swell that runs along its crest."""
    return top(x) * (1 + 0.025 * wave(phase, x / 500))


def _wall(phase: float, face: Colour, deep: Colour, thin: Colour) -> list[Item]:
    crest = spline([(x, _top(x, phase)) for x, _ in _TOP], False, 5)
    body = Group([Patch([*crest, (530, 26), (-520, 26)], face, 0, 90, 0, None, 0.3)], 1.5)
    body.fade = ((0, 20), (0, -34))  # out of the sea, with no edge

    def band(upper: float, lower: float, x0: float, x1: float) -> list[Point]:
        """The part of the face between two shares of its height."""
        xs = np.linspace(x0, x1, 22)
        return [(float(x), _top(float(x), phase) * upper) for x in xs] + [
            (float(x), _top(float(x), phase) * lower) for x in xs[::-1]
        ]

    out: list[Item] = [
        body,
        Mark("soft", band(0.36, 0.02, -400, 400), deep, (62, 62), alpha=0.5),
        Mark("soft", band(0.95, 0.66, -170, 380), thin, (34, 34), alpha=0.62),
    ]
    # The water is drawn up the face and left behind: streaks that lean back, come and go.
    for start, lot, wide, bright in rng(11, 5).random((56, 4)).tolist():
        u = (phase + start) % 1.0
        x = -230 + 700 * lot - 260 * (u - 0.5)
        high = _top(x, phase)
        ends = 0.62 + 0.36 * wide
        seen = math.sin(math.pi * u) * float(np.clip(min((x + 270) / 120, (440 - x) / 200), 0.0, 1.0))
        tint = lighter(thin, 0.45) if bright > 0.42 else deep
        left, right = [], []
        for u in np.linspace(0.04, 1.0, 12).tolist():
            at, y = x + 74 * (1 - u) ** 1.6 - 26 * u, high * ends * u ** (0.85 + 0.5 * wide)
            half = (0.7 + 2.6 * wide) * math.sin(math.pi * u) ** 0.7
            left.append((at - half, y))
            right.append((at + half, y))
        out.append(Mark("fill", [*left, *right[::-1]], tint, alpha=0.28 * seen))
    return out


def _hollow(phase: float, deep: Colour, thin: Colour) -> list[Item]:
    """The dark under the lip, and the sheet that falls before it."""
    sway = 5 * wave(phase, 0.2)
    shade = spline(
        [(-270, -44), (-250, -120), (-195, -178), (-118, -196), (-62, -168), (-74, -96), (-126, -40), (-200, -22)]
    )
    out: list[Item] = [Mark("soft", [(x + sway, y) for x, y in shade], deep, (26, 26), alpha=0.72)]
    lip = Group([], 5.0, drop=0.3, crisp=1.4)
    r = rng(23, 6)
    for n in range(17):
        u = n / 16
        x = _LIP[0] + (_LIP[1] - _LIP[0]) * u
        lot = float(r.random())
        y = _top(x, phase) + 5 + 3 * wave(phase, 0.6 * lot)
        # It has fallen farthest where it broke first.
        fall = (96 * (1 - u) ** 1.3 + 9) * (0.72 + 0.5 * lot) * (1 + 0.10 * wave(phase, lot, 2))
        size = 9 - 4.5 * u + 3 * lot
        lip.parts.append(
            Cap((x, y), size + 1.5, (x - 9 + 15 * (1 - u), y + fall), size * (0.45 + 0.4 * (1 - u)), FOAM)
        )
    out.append(lip)
    crest = [(float(x), _top(float(x), phase) + 2) for x in np.linspace(-60, 330, 18)]
    for start, wide, alpha in ((0, 5.0, 0.5), (4, 3.0, 0.35), (9, 2.0, 0.3)):
        out.append(Mark("line", crest[: len(crest) - start], lighter(thin, 0.7), (wide, 1), alpha=alpha))
    return out


def _broken(phase: float) -> list[Item]:
    """White water that tumbles where the wave has broken."""
    r, out = rng(31, 7), list[Item]()
    for layer, (count, share) in enumerate(((34, 0.92), (40, 0.68), (42, 0.42), (40, 0.18))):
        pile = Group([], 5.0, drop=0.16, crisp=0.8)
        for n in range(count):
            lot, size, turn = (float(v) for v in r.random(3))
            x = -500 + (292 + 26 * layer) * (n + 0.7 * lot) / count
            a = 2 * math.pi * (phase + turn)
            y = top(x) * share * (0.86 + 0.3 * lot) + 7 * math.sin(a)
            radius = (
                (7 + 17 * size * size) * (0.55 + 0.45 * min((x + 540) / 200, 1.0)) * (1 + 0.10 * math.sin(a + 1))
            )
            tint: Colour = tuple(v * (0.84 + 0.04 * layer + 0.06 * size) for v in FOAM)
            pile.parts.append(
                Cap(
                    (x + 8 * math.cos(a), y),
                    radius,
                    (x + 24 + 8 * math.cos(a), y + 6),
                    radius * 0.8,
                    tint,
                    5 * layer,
                )
            )
        pile.fade = ((0, 24), (0, -14))
        out.append(pile)
        for _ in range(18):  # the mist that hangs in it
            lot, size, start = (float(v) for v in r.random(3))
            u = (phase + start) % 1.0
            x = -490 + 320 * lot - 30 * u
            y = top(x) * (share + 0.1) - 16 * u
            mist = 0.30 * math.sin(math.pi * u)
            out.append(Mark("soft", [(x, y)], FOAM, (22 + 26 * size, 13 + 12 * size), alpha=mist, air=True))
    for start, lot, high, size in r.random((64, 4)).tolist():  # hollows and crests of it, which come and go
        u = (phase + start) % 1.0
        x = -480 + 330 * lot - 26 * u
        tint = HOLLOWS if size < 0.6 else FOAM
        spot, wide = (x, 0.92 * high * top(x)), 5 + 9 * size
        out.append(Mark("soft", [spot], tint, (wide, 0.45 * wide), 0, 0.42 * math.sin(math.pi * u)))
    return out


def _spray(phase: float) -> list[Item]:
    """Mist that the wind takes off the lip, and foam where it falls and along its foot."""
    r, out = rng(47, 8), list[Item]()
    for n in range(64):
        start, lot, size = (float(v) for v in r.random(3))
        u = (phase * 2 + start) % 1.0
        x = -260 + 270 * lot
        grain = n % 3 == 0
        spot = (x - (70 + 90 * size) * u, _top(x, phase) - 4 - 46 * (0.4 + size) * u * (1.5 - u))
        wide = (1.2 + 1.6 * size) * (1 - 0.5 * u) if grain else 6 + 24 * size * u
        alpha = (0.8 if grain else 0.22) * (1 - u) * min(6 * u, 1)
        if alpha > 0.02:
            out.append(Mark("soft", [spot], FOAM, (wide * 1.2, wide), alpha=alpha, air=True))
    for n in range(46):
        lot, size, start = (float(v) for v in r.random(3))
        u = (phase + start) % 1.0
        x = -520 + 520 * (n + lot) / 46
        boil = math.sin(math.pi * u)
        spot = (x - 40 * u, 8 - 15 * size * boil)
        alpha = 0.42 * boil * min((x + 560) / 100, (30 - x) / 130, 1.0)
        if alpha > 0.02:
            out.append(Mark("soft", [spot], FOAM, (26 + 22 * size, 8 + 8 * size), alpha=alpha, air=True))
    for start, lot, size in r.random((30, 3)).tolist():  # lace before its foot, which is left behind
        u = (phase + start) % 1.0
        x = -150 + 620 * lot - 240 * (u - 0.5)
        alpha = 0.36 * math.sin(math.pi * u)
        out.append(
            Mark("soft", [(x, 2 + 14 * size)], FOAM, (20 + 26 * size, 1.8 + 1.6 * lot), alpha=alpha, air=True)
        )
    return out


def breaker(phase: float, col: Colour = FACE) -> Figure:
    """col: of the open face; where it is deep and where light comes through it follow."""
    deep, thin = (tuple(v * c / f for v, c, f in zip(own, col, FACE, strict=True)) for own in (DEEP, THIN))
    return Figure([*_wall(phase, col, deep, thin), *_hollow(phase, deep, thin), *_broken(phase), *_spray(phase)])
