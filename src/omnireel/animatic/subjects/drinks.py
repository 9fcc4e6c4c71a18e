"""Cups, glasses, bottles, vases and lamps: mostly profiles turned about an axis. Heights in units of a millimetre
or two; each maker adds to a form what is turned with it, and returns what is not (steam, flames).
"""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np

from omnireel.animatic.solids import Colour, Item, Mark, Point
from omnireel.animatic.subjects import materials as m
from omnireel.animatic.subjects.forms import Corner, Form, curve
from omnireel.animatic.subjects.materials import darker, lighter, wave

COFFEE: Colour = (0.23, 0.12, 0.06)
BRASS: Colour = (0.84, 0.62, 0.26)
SILVER: Colour = (0.80, 0.81, 0.83)
GOLD: Colour = (0.95, 0.70, 0.26)
CORK: Colour = (0.66, 0.46, 0.28)


def steam(x: float, y: float, high: float, phase: float, wide: float = 7.0) -> list[Item]:
    """Wisps that rise from (x, y), widen, curl and thin out; they go on without a seam."""
    out: list[Item] = []
    for wisp in range(3):
        for k in range(12):
            t = (k + phase * 3 + wisp / 3) / 12 % 1.0
            dx = wide * (0.9 * (wisp - 1) + (0.35 + t) * wave(0.5 * phase * 2, 0.9 * t + 0.31 * wisp, 1))
            size = wide * (0.28 + 0.85 * t)
            alpha = 0.15 * min(t * 7, 1) * (1 - t) ** 1.2
            out.append(
                Mark("soft", [(x + dx, y - high * t)], (1.0, 0.99, 0.97), (size, size * 2.0), 0, alpha, glow=1.0)
            )
    return out


def flame(x: float, y: float, high: float, phase: float, halo: float = 1.0) -> list[Item]:
    """A candle's flame standing on (x, y), with its halo."""
    high *= 1 + 0.06 * wave(phase, 0.1, 2) + 0.03 * wave(phase, 0.4, 5)
    lean = 0.10 * high * wave(phase, 0.0, 1) + 0.04 * high * wave(phase, 0.3, 3)
    out: list[Item] = []
    for k in range(5):
        r = high * (0.5 + 0.42 * k) * halo
        out.append(Mark("soft", [(x, y - high * 0.55)], (1.0, 0.66, 0.26), (r, r), 0, 0.10 - 0.014 * k, glow=1.0))
    for wide, tall, col, alpha in (
        (0.21, 1.0, (1.0, 0.50, 0.10), 0.85),
        (0.17, 0.88, (1.0, 0.76, 0.30), 0.95),
        (0.12, 0.66, (1.0, 0.95, 0.74), 1.0),
    ):
        for k in range(14):
            t = k / 13
            body = math.sin(math.pi * min(0.22 + 0.78 * t, 1.0) ** 0.72) if t < 1 else 0.0
            r = max(high * wide * body * 1.15, high * 0.018)
            spot = (x + lean * t**1.6, y - high * tall * t)
            out.append(Mark("soft", [spot], col, (r, max(r, high * 0.075)), 0, alpha * 0.75, glow=1.0))
    out.append(
        Mark("soft", [(x, y - high * 0.08)], (0.25, 0.38, 0.95), (high * 0.10, high * 0.10), 0, 0.55, glow=1.0)
    )
    return out


def handle(form: Form, top: Point, bottom: Point, out: float, r: float, col: Colour, stuff: m.Material) -> None:
    """A grip from one place of the side (x, y) to another, reaching `out` further."""
    (x0, y0), (x1, y1) = top, bottom
    path: list[Corner] = []
    for k in range(15):
        a = math.pi * k / 14
        x = x0 + (x1 - x0) * k / 14 + out * math.sin(a) ** 0.8
        path.append((x, (y0 + y1) / 2 - (y1 - y0) / 2 * math.cos(a), 0.0))
    form.tube(path, [r * (1.15 if k in (0, 14) else 1.0) for k in range(15)], col, stuff, flat=0.8)


def cup(form: Form, col: Colour, action: str, phase: float) -> list[Item]:
    """A porcelain cup of coffee on its saucer; it steams."""
    pale = lighter(col, 0.3)
    form.lathe(
        [
            (16, 0),
            *curve((17, -1.5), (34, -3), (46, -7.5), (47.5, -9)),
            *curve((46, -8.6), (32, -5), (18, -4), (0, -4)),
        ],
        pale,
        m.PORCELAIN,
    )
    inside = curve((31, -55), (29, -44), (24, -30), (19, -26))
    form.lathe(
        [
            (14, -4),
            (15, -7),
            *curve((17, -9), (25, -18), (30.5, -34), (33, -56), (33.4, -59), (32, -60), (31, -56)),
            *inside,
        ],
        col,
        m.PORCELAIN,
        n=48,
    )
    form.lathe([(30.2, -52), (27.5, -52.4), (0, -52.4)], COFFEE, m.CHOCOLATE, n=48)
    form.lathe([(30.3, -52.2), (28.6, -52.9), (26.6, -52.5)], (0.62, 0.40, 0.20), m.CREAM, n=48)
    handle(form, (31, -48), (26, -20), 17, 3.3, col, m.PORCELAIN)
    # A spoon on the saucer.
    form.tube([(-22, -8, 33), (0, -9.4, 37), (24, -9, 33)], [1.2, 1.1, 1.3], SILVER, m.METAL, 8)
    form.ball((29, -9.2, 31), (7.5, 1.8, 4.6), SILVER, m.METAL)
    return steam(0, -62, 74, phase, 8)


def bottle(form: Form, col: Colour, action: str, phase: float) -> list[Item]:
    """A wine bottle: tinted glass, wine up to the shoulder, a cork, no label."""
    form.lathe(
        [(0, -6), (21, -6), (22.5, -10), (22.5, -88), (0, -88)], darker(col, 0.35), m.Material(gloss=0.5, wrap=0.3)
    )
    form.lathe(
        [
            (0, -3),
            (16, 0),
            *curve((22, -1), (25, -5), (25.2, -40), (25, -92), (21, -106), (12, -118), (9.2, -132), (8.8, -152)),
        ],
        col,
        m.Material(gloss=1.0, clear=0.46),
        n=48,
    )
    form.lathe(
        [(9.0, -144), (11, -145), (11, -152), (9.4, -153), (7, -153)], col, m.Material(gloss=1.0, clear=0.3)
    )
    form.lathe([(7.4, -148), (7.4, -162), (6.6, -163), (0, -163)], CORK, m.Material(grain=0.22, lump=3))
    return []


def pillow(half: float, deep: float, n: int = 48) -> list[Point]:
    """The outline of a rectangle whose sides bulge a little, so that lights glide over them."""

    def bent(v: float) -> float:
        return math.copysign(abs(v) ** 0.42, v)

    turns = [2 * math.pi * (k + 0.5) / n for k in range(n)]
    return [(half * bent(math.cos(a)), deep * bent(math.sin(a))) for a in turns]


def perfume(form: Form, col: Colour, action: str, phase: float) -> list[Item]:
    """A cut-glass flacon with a golden collar and a faceted stopper; the perfume stands in thick glass."""
    form.slab(pillow(27, 11.5), -52, -7, col, m.Material(gloss=0.6, clear=0.22, wrap=0.5), 5)
    form.slab(pillow(36, 20), -76, 0, lighter(col, 0.78), m.Material(gloss=1.0, clear=0.92), 8)
    form.lathe([(1.4, -8), (1.4, -74)], lighter(col, 0.7), m.Material(gloss=0.6, clear=0.4), 10)
    form.lathe(
        [(14, -74), (14.6, -76), (14.6, -79), (10.5, -80), (10.5, -88), (12.5, -89), (12.5, -92), (0, -92)],
        GOLD,
        m.METAL,
    )
    facets = [(0, -92), (13, -92), (19, -99), (19, -116), (13, -123), (0, -123)]
    form.lathe(facets, lighter(col, 0.72), m.Material(gloss=1.0, clear=0.55, metal=0.12), n=8)
    form.lathe(
        [(7, -95), (9, -106), (6, -118), (0, -120)], lighter(col, 0.3), m.Material(gloss=1.0, clear=0.5), n=8
    )
    return []


def wine_glass(form: Form, col: Colour, action: str, phase: float) -> list[Item]:
    sway = 1.4 * wave(phase)
    bowl = curve((2.6, -62), (14, -68), (25, -82), (28.5, -100), (26, -124), (22.4, -146))
    form.lathe(
        [(2.4, -64), *curve((13, -69), (24, -83), (27.2, -98 + 0.2 * sway), (27, -104 - 0.3 * sway)), (0, -104)],
        col,
        m.Material(gloss=0.7, wrap=0.4, clear=0.12),
        n=40,
    )
    form.lathe(
        [(0, 0), (27, -0.4), *curve((27.6, -1.2), (20, -3), (7, -6), (2.6, -14), (2.1, -40), (2.6, -62)), *bowl],
        (0.93, 0.95, 0.97),
        m.CLEAR,
        n=40,
    )
    form.ring((0, -146, 0), 22.4, 0.55, (0.96, 0.97, 1.0), m.Material(gloss=1.0, clear=0.3))
    return []


def cocktail(form: Form, col: Colour, action: str, phase: float) -> list[Item]:
    """A cone on a stem, with ice, a slice of lime on the edge and an olive's pick."""
    form.lathe([(1.5, -66), (33, -99), (0, -99)], col, m.Material(gloss=0.7, wrap=0.5, clear=0.34), n=40)
    for x, z, turn in ((-9, 2, 20), (8, -4, 48)):
        with form.part(x, -93, z, turn, 12, 8):
            form.box((0, 0, 0), (13, 13, 13), (0.92, 0.97, 1.0), m.Material(gloss=1.0, clear=0.55), 2)
    form.lathe(
        [
            (0, 0),
            (27, -0.5),
            *curve((27.6, -1.2), (18, -3), (5, -7), (2, -18), (1.9, -50), (2.5, -63)),
            (42, -106),
        ],
        (0.93, 0.95, 0.97),
        m.CLEAR,
        n=40,
    )
    form.ring((0, -106, 0), 42, 0.6, (0.96, 0.97, 1.0), m.Material(gloss=1.0, clear=0.3))
    with form.part(36, -106, 10, 12, 90, 0):
        form.lathe([(0, -1.6), (13.6, -1.6), (14, 0), (13.6, 1.6), (0, 1.6)][::-1], (0.36, 0.62, 0.16), m.PEEL)
        form.lathe([(12.4, 2.0), (0, 2.0)][::-1], (0.76, 0.88, 0.42), m.FRUIT)
        form.lathe([(12.4, -2.0), (0, -2.0)], (0.76, 0.88, 0.42), m.FRUIT)
    form.tube([(-30, -124, 6), (6, -88, 0)], 0.8, (0.86, 0.66, 0.40), m.WOOD, 8)
    form.ball((-22, -116, 5), 5.2, (0.84, 0.14, 0.18), m.FRUIT)
    return _bubbles(phase, 18, -74, -99, 9, lambda y: (-66 - y) * 0.8)


def _bubbles(
    phase: float, count: int, low: float, high: float, seed: int, wide: Callable[[float], float]
) -> list[Item]:
    """Bubbles that rise between two heights, inside a half width that depends on the height."""
    r = np.random.default_rng(seed)
    out: list[Item] = []
    for _ in range(count):
        x, t0, size = float(r.random()) * 2 - 1, float(r.random()), 0.5 + 0.7 * float(r.random())
        t = (t0 + phase) % 1.0
        y = low + (high - low) * t
        spot = (x * wide(y) * 0.85 + 0.8 * wave(2 * t, t0), y)
        out.append(Mark("oval", [spot], (1.0, 0.98, 0.90), (size, size), 0, 0.55 * min(t * 6, (1 - t) * 8, 1.0)))
    return out


def beer(form: Form, col: Colour, action: str, phase: float) -> list[Item]:
    """A mug of beer: thick glass, bubbles, a head of foam that has run over the edge."""
    flute = lambda a, t: 1 + 0.025 * np.cos(8 * a)  # noqa: E731
    form.lathe([(0, -7), (25, -7), (29, -84), (0, -84)], col, m.Material(gloss=0.6, wrap=0.6), n=48, wobble=flute)
    white: Colour = (0.97, 0.94, 0.86)
    form.lathe(
        [(29.2, -80), *curve((30.5, -86), (32.5, -96), (30, -104), (20, -108), (8, -110), (0, -110))],
        white,
        m.Material(gloss=0.1, wrap=0.8, grain=0.06, lump=4),
        n=48,
        wobble=lambda a, t: 1 + 0.035 * np.sin(5 * a + 3 * t) + 0.02 * np.sin(9 * a),
    )
    for a, y in ((20, -70), (75, -78), (140, -72)):
        x, z = 31 * math.cos(math.radians(a)), 31 * math.sin(math.radians(a))
        form.ball((x, y, z), (4.2, 13, 3.2), white, m.CREAM)
    form.lathe(
        [(0, 0), (28, 0), *curve((31, -2), (31, -12), (32, -50), (34, -96)), (32, -96.5), (30, -84)],
        (0.96, 0.97, 0.98),
        m.Material(gloss=1.0, clear=0.84),
        n=48,
        wobble=flute,
    )
    handle(form, (33, -80), (31, -24), 21, 4.6, (0.92, 0.95, 0.97), m.Material(gloss=1.0, clear=0.55))
    return _bubbles(phase, 34, -12, -80, 5, lambda y: 25.0)


def teapot(form: Form, col: Colour, action: str, phase: float) -> list[Item]:
    form.lathe(
        [(0, 0), (22, 0), (23, -3), *curve((26, -5), (40, -20), (43, -34), (36, -52), (20, -61), (17, -62))],
        col,
        m.GLAZE,
        n=48,
    )
    form.lathe(
        [
            (19, -61),
            (18.6, -63.5),
            *curve((16, -65), (9, -69), (4, -71)),
            (3.4, -73),
            *curve((5.6, -76), (5, -80), (0, -82)),
        ],
        col,
        m.GLAZE,
    )
    form.tube(
        [(-34, -22, 0), (-48, -27, 0), (-56, -38, 0), (-61, -50, 0), (-68, -57, 0), (-71, -58, 0)],
        [9.5, 7.5, 5.6, 4.4, 3.8, 3.6],
        col,
        m.GLAZE,
    )
    handle(form, (34, -52), (37, -18), 24, 3.8, col, m.GLAZE)
    form.ring((0, -60.5, 0), 19.6, 1.0, lighter(col, 0.55), m.PORCELAIN)
    return [] if action == "turn" else steam(-73, -62, 46, phase, 5)


def vase(form: Form, col: Colour, action: str, phase: float) -> list[Item]:
    """A glazed vase with a sprig of blossom."""
    form.lathe(
        [
            (0, 0),
            (18, 0),
            *curve(
                (19, -1),
                (30, -22),
                (34, -44),
                (24, -70),
                (12, -84),
                (11, -92),
                (16, -100),
                (16.4, -101),
                (13, -100),
                (9, -92),
            ),
        ],
        col,
        m.GLAZE,
        n=48,
    )
    for y, r in ((-58, 30.4), (-28, 32.2)):
        form.ring((0, y, 0), r, 0.7, lighter(col, 0.5), m.PORCELAIN)
    sway = 2.0 * wave(phase)
    rng = np.random.default_rng(4)
    for a, high, lean in ((200, 58, 22), (20, 74, 10), (80, 50, 30), (300, 66, 26), (140, 46, 36)):
        x, z = math.cos(math.radians(a)), math.sin(math.radians(a))
        tip: Corner = (x * lean + sway, -100 - high, z * lean * 0.7)
        mid: Corner = (x * lean * 0.36, -100 - high * 0.5, z * lean * 0.3)
        form.tube([(x * 3, -90, z * 3), mid, tip], [1.2, 1.0, 0.7], (0.30, 0.42, 0.18), m.LEAFY, 7)
        for k in range(5):
            d = 72 * k + float(rng.random()) * 30
            dx, dz = 5 * math.cos(math.radians(d)), 5 * math.sin(math.radians(d))
            form.ball(
                (tip[0] + dx, tip[1] + 1.2 * (k % 2), tip[2] + dz),
                (4.6, 2.8, 4.6),
                (0.95, 0.80, 0.84),
                m.PETAL,
                10,
                6,
            )
        form.ball((tip[0], tip[1] - 2, tip[2]), 2.6, (0.93, 0.72, 0.22), m.PEEL, 8, 5)
        form.ball((mid[0] + 4 * x, mid[1], mid[2] + 3), (8, 2, 3.4), (0.30, 0.46, 0.20), m.LEAFY, 10, 6)
    return []


def candle(form: Form, col: Colour, action: str, phase: float) -> list[Item]:
    """A thick candle on a brass dish, burning."""
    form.lathe(
        [(0, 0), (30, 0), *curve((36, -2), (38, -6)), *curve((36, -5.4), (28, -3), (0, -3))],
        BRASS,
        m.Material(metal=0.55, gloss=0.5),
    )

    def lit(p: np.ndarray) -> np.ndarray:  # the wax glows under the flame
        t = np.clip((-p[..., 1] - 42) / 44, 0, 1)[..., None]
        return np.asarray(np.array(col) * (1 - 0.10 * (1 - t)) + np.array((0.30, 0.12, -0.02)) * t**1.5)

    melt = lambda a, t: 1 + 0.02 * np.sin(3 * a) * t  # noqa: E731
    form.lathe(
        [
            (0, -3),
            (22, -3),
            *curve((22, -6), (21.4, -50), (21.6, -84), (20.4, -87.5), (18.6, -87), (16, -83), (0, -82)),
        ],
        lit,
        m.WAX,
        n=36,
        wobble=melt,
    )
    for a, y, long in ((65, -76, 18), (150, -66, 26), (100, -82, 8), (20, -70, 14)):
        x, z = 21.6 * math.cos(math.radians(a)), 21.6 * math.sin(math.radians(a))
        form.tube(
            [(x, y - long * 0.5, z), (x * 1.03, y, z * 1.03), (x * 1.04, y + long * 0.6, z * 1.04)],
            [1.6, 2.2, 2.9],
            lit,
            m.WAX,
            9,
        )
    form.tube([(0, -82, 0), (0.6, -89, 0), (2, -94, 0)], 0.9, (0.10, 0.08, 0.07), m.MATT, 6)
    return flame(1.4, -89.5, 36, phase)


def lamp(form: Form, col: Colour, action: str, phase: float) -> list[Item]:
    """A table lamp with a cloth shade, lit."""
    form.lathe(
        [
            (0, 0),
            (24, 0),
            (25, -3),
            *curve((16, -6), (9, -12), (14, -26), (18, -40), (12, -56), (4, -64)),
            (3, -78),
        ],
        (0.30, 0.42, 0.46),
        m.GLAZE,
    )
    form.lathe([(3, -76), (4, -78), (4, -84), (0, -84)], BRASS, m.METAL)

    def shade(p: np.ndarray) -> np.ndarray:
        t = np.clip((-p[..., 1] - 74) / 50, 0, 1)[..., None]
        return np.asarray(np.array(col) * (1.04 - 0.22 * np.abs(t - 0.42) * 2) * np.array((1.0, 0.97, 0.90)))

    form.lathe(
        [(42, -76), (25, -126), (24, -126), (41, -77)], shade, m.Material(glow=0.62, grain=0.04, lump=1.4), n=48
    )
    for r, y in ((42, -76), (25, -126)):
        form.ring((0, y, 0), r, 0.9, darker(col, 0.72), m.Material(glow=0.3))
    halo: list[Item] = []
    for k in range(3):
        wide = 40.0 + 12 * k
        halo.append(Mark("soft", [(0, -98)], (1.0, 0.78, 0.44), (wide, wide * 0.85), 0, 0.09, glow=1.0))
    return halo


def lantern(form: Form, col: Colour, action: str, phase: float) -> list[Item]:
    """A paper lantern, lit from inside, hanging in the air."""
    ribs = lambda a, t: 1 - 0.018 * np.abs(np.sin(t * math.pi * 9))  # noqa: E731
    profile = curve((12, -8), (26, -14), (36, -34), (38, -52), (34, -72), (22, -90), (12, -96), steps=9)

    def lit(p: np.ndarray) -> np.ndarray:
        t = np.clip((-p[..., 1] - 8) / 88, 0, 1)[..., None]
        k = 0.72 + 0.36 * np.exp(-(((t - 0.36) / 0.36) ** 2))
        seams = 1 - 0.14 * (np.abs(np.sin(t * math.pi * 9)) < 0.16)
        return np.asarray(np.clip(np.array(col) * k * seams + np.array((0.10, 0.08, 0.02)) * (k - 0.7), 0, 1.2))

    form.lathe(profile, lit, m.Material(glow=0.82, grain=0.03, lump=4), n=36, wobble=ribs)
    for y0, y1 in ((-6, -9), (-95, -99)):
        form.lathe([(12.5, y0), (13, (y0 + y1) / 2), (12.5, y1)], (0.24, 0.12, 0.08), m.VARNISHED)
    form.ring((0, -103, 0), 4, 0.7, (0.3, 0.2, 0.14), m.METAL, "z")
    sway = 2.5 * wave(phase)
    form.tube([(0, -6, 0), (0.4 * sway, 4, 0)], 1.1, (0.78, 0.16, 0.12), m.CLOTH, 7)
    form.tube(
        [(0.4 * sway, 4, 0), (0.8 * sway, 12, 0), (1.6 * sway, 26, 0)],
        [2.4, 3.0, 3.4],
        (0.78, 0.16, 0.12),
        m.CLOTH,
        8,
    )
    return [
        Mark("soft", [(0, -52)], (1.0, 0.68, 0.30), (44.0 + 9 * k, 48.0 + 9 * k), 0, 0.09, glow=1.0)
        for k in range(3)
    ]


def snow_globe(form: Form, col: Colour, action: str, phase: float) -> list[Item]:
    """A globe with a small house, a fir and falling snow, on a wooden foot."""
    form.lathe(
        [(0, 0), (34, 0), (35, -3), *curve((34, -5), (28, -12), (27, -18)), (30, -20), (30, -23), (0, -23)],
        (0.44, 0.24, 0.13),
        m.VARNISHED,
    )
    form.ball((0, -26, 0), (30, 9, 30), (0.95, 0.97, 1.0), m.CREAM)
    form.box((-8, -30, 2), (17, 14, 14), col, m.PLASTIC, 0.8)
    roof = [(-18.5, -43, 2), (2.5, -43, 2)]
    form.sheet(
        np.array([[(x, y, z) for x in (roof[0][0], roof[1][0])] for y, z in ((-43, -8), (-53, 2), (-43, 12))]),
        (0.95, 0.96, 1.0),
        m.CREAM,
        both=True,
    )
    form.plate([(-12, -39, 9.3), (-6, -39, 9.3), (-6, -33, 9.3), (-12, -33, 9.3)], (1.0, 0.82, 0.42), m.SCREEN)
    for k in range(3):
        with form.part(13, 0, 0):
            form.lathe([(9.5 - 2.4 * k, -33 - 8 * k), (0, -46 - 8 * k)], (0.14, 0.36, 0.22), m.LEAFY, 14)
    form.ball((0, -56, 0), 36, (0.90, 0.95, 1.0), m.Material(gloss=1.0, clear=0.90), 40, 20)
    r = np.random.default_rng(8)
    flakes: list[Item] = []
    for _ in range(42):
        x, t0 = float(r.random()) * 2 - 1, float(r.random())
        t = (t0 + phase) % 1.0
        y = -88 + 56 * t
        reach = math.sqrt(max(34**2 - (y + 56) ** 2, 0)) * 0.9
        flakes.append(Mark("oval", [(x * reach + 2 * wave(t, t0, 2), y)], (1, 1, 1), (0.9, 0.9), 0, 0.9))
    return flakes
