"""The set painter's tools: sky, ridges, tree lines, ground in strips, foreground, haze. All baked once per
shot.

Coordinates are frame pixels; every layer is painted with a margin so that the camera may move. Pictures are
premultiplied RGBA float (h, w, 4).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from omnireel.animatic import styles
from omnireel.animatic.noise import blur, fbm, line, rng, smooth
from omnireel.animatic.palette import FIRE, bow, mix, rgb
from omnireel.animatic.planes import Frame, draw, planar, repeated
from omnireel.animatic.settings import seasons
from omnireel.animatic.stage import Layer, Pulse, Stage

F32 = npt.NDArray[Any]  # float32; OpenCV and NumPy lose the exact type on the way
U8 = npt.NDArray[Any]  # uint8
FEET_CLEAR = 26  # pixels below the feet, at 720 rows, where ground begins that is drawn before them


def even(value: float) -> int:
    return max(int(np.ceil(value / 2)) * 2, 2)


def grid(h: int, w: int) -> tuple[F32, F32]:
    """Row vector of x and column vector of y; they broadcast to (h, w)."""
    return np.arange(w, dtype=np.float32)[None], np.arange(h, dtype=np.float32)[:, None]


def gradient(h: int, stops: Sequence[tuple[float, npt.ArrayLike]], start: float, end: float) -> F32:
    """Vertical colour gradient (h, 1, 3) between rows start and end; stops are (0..1, colour)."""
    t = (np.arange(h) - start) / max(end - start, 1e-6)
    at = [s[0] for s in stops]
    colours = np.array([np.asarray(s[1]) for s in stops])
    return np.stack([np.interp(t, at, colours[:, i]) for i in range(3)], -1).astype(np.float32)[:, None]


def add_layer(
    stage: Stage,
    rgba: F32,
    x: float,
    y: float,
    depth: float,
    *,
    opaque: bool = False,
    wrap: bool = False,
    kind: str = "set",
    **more: object,
) -> Layer:
    """Finish a painting in the shot's style, turn it into planes and put it on the stage."""
    h, w = rgba.shape[:2]
    rgba = styles.paint_layer(stage, seasons.turned(stage, rgba, kind), depth, kind, opaque, wrap)
    if h % 2 or w % 2:
        rgba = cv2.copyMakeBorder(rgba, 0, h % 2, 0, w % 2, cv2.BORDER_REPLICATE)
    period = None
    pix = planar(rgba, opaque, dither=len(stage.layers) if opaque else None)
    if wrap:
        period = rgba.shape[1]
        pix = repeated(pix, min(stage.w + 4, period))
    layer = Layer(pix, x, y, depth, period, **more)  # type: ignore[arg-type]
    if layer.solid is None and pix.keep is not None:
        full = (pix.keep.max(axis=1) == 0).nonzero()[0]
        if len(full) and len(full) == full[-1] - full[0] + 1:
            layer.solid = (float(full[0]), float(full[-1] + 1))
    elif opaque:
        layer.solid = (-1e9, 1e9)
    stage.layers.append(layer)
    return layer


def near_layer(stage: Stage, rgba: F32, parallax: float, *, drop: float, **more: Any) -> None:
    """What stands before the subject along the lower edge, `drop` px below it at rest. It hides nothing: planes
    behind it are drawn all the same, since it is full of gaps."""
    y = stage.h + stage.margin_y - rgba.shape[0] + drop
    layer = add_layer(stage, rgba, 0, y, parallax, wrap=True, kind="near", front=True, **more)
    layer.solid = None


def sky(stage: Stage, clouds: float = 0.5, horizon: float | None = None, cloud_scale: float = 1.0) -> None:
    """Gradient, clouds lit from the key, the key's disc and its glow, stars at night."""
    mx, my = stage.margin_x, stage.margin_y
    pal = stage.palette
    hz = stage.horizon if horizon is None else horizon
    w, h = even(stage.w + 2 * mx), even(min(stage.h, hz + 0.1 * stage.h) + 2 * my)
    k = 2 if stage.w > 500 else 1  # skies are smooth: paint at half size
    sw, sh = w // k, h // k
    x, y = grid(sh, sw)
    x, y = x * k - mx, y * k - my
    stops = [(i / (len(pal.sky) - 1), c) for i, c in enumerate(pal.sky)]
    stops = [(0.0, pal.sky[0]), (0.42, pal.sky[1]), (0.76, pal.sky[2]), (1.0, pal.sky[3])]
    img = np.repeat(gradient(sh, stops, my / k, (hz + my) / k), sw, 1)
    sx, sy = stage.sun
    dist = np.hypot(x - sx, (y - sy) * 1.1) / stage.w
    if pal.stars > 0:
        r = stage.rng(3)
        n = int(420 * min(pal.stars, 1.6))
        px, py = r.integers(0, sw, n), (r.random(n) ** 1.4 * sh * 0.95).astype(int)
        size = r.random(n) ** 4
        dots = np.zeros((sh, sw), np.float32)
        np.maximum.at(dots, (py, px), (0.25 + 0.75 * size).astype(np.float32))
        big = np.zeros_like(dots)
        np.maximum.at(big, (py[:40], px[:40]), np.float32(1))
        dots = dots * min(pal.stars, 1.0) + blur(big, 1.2) * 5 * min(pal.stars, 1.0)  # type: ignore[assignment]
        img += (dots * smooth((hz + my) / k, (hz + my) / k * 0.5, np.arange(sh))[:, None])[..., None] * np.float32(
            0.8
        )
    cover = {"clear": 0.15, "cloudy": 0.9, "rain": 1.0, "storm": 1.1, "snow": 0.9, "fog": 0.5}.get(
        stage.weather or "", clouds
    )
    goes = stage.clouds_go > 0
    cover = max(cover, 0.75) if goes else cover
    toward = float(np.sign(sx - stage.w / 2) or 1)
    dim = 0.9 if cover <= 0.9 else 0.72
    unlit = pal.night or float(pal.ambient.mean()) < 0.55  # the light is the lamps', and none reaches up there
    dark = mix(pal.sky[1], pal.shadow, 0.1 if unlit else 0.30) * dim
    bright = mix(pal.sky[2], mix(pal.light, (1, 1, 1), 0.35), 0.22 if unlit else 0.85)
    if cover >= 1.0:  # heavy clouds let no sun through: their heads are grey
        bright = mix(bright, dark, 0.30 if cover == 1.0 else 0.55)
    near_sun = np.exp(-dist * 3.2) * min(pal.glow + 0.2, 1.0)
    # Clouds that go are a sheet of their own, which repeats sideways.
    cw = stage.period() // k if goes else sw
    sheet = np.zeros((sh, cw, 4), np.float32)
    for high in (True, False) if cover > 0 else ():
        # Thin streaks far up, then banks of lumps over the horizon, with lit heads and shaded feet.
        cell = (0.24 if high else 0.15) * stage.w / k * cloud_scale
        shape = fbm(sh, cw, cell, 5, stage.seed + (13 if high else 53), 4.5 if high else 1.9, goes)
        bank = 0.0 if high else 0.16 * np.exp(-(((y - hz * 0.58) / (0.24 * hz)) ** 2)) - 0.07
        low = (0.60 if high else 0.66) - 0.22 * cover
        amount = smooth(low, low + (0.24 if high else 0.13), shape + bank)
        amount = amount * smooth(hz * 1.0, hz * (0.45 if high else 0.72), y) * min(0.35 + 0.55 * cover, 0.92)
        step = max(int(0.010 * stage.w / k), 2)
        lit = sum(
            (shape - np.roll(shape, (n * step, int(-n * step * 1.2 * toward)), (0, 1))) * g
            for n, g in ((1, 5.0), (3, 3.2))
        )
        lit = np.clip(np.asarray(lit) - 0.25 * smooth(low + 0.10, low + 0.34, shape + bank), -0.6, 0.8)
        tone = np.clip(0.62 + lit * 0.8 + (0.0 if goes else near_sun * 0.5), 0, 1)[..., None]
        a = (amount * (0.55 if high else 1.0))[..., None]
        if goes:
            sheet = sheet * (1 - a) + np.concatenate([mix(dark, bright, tone) * a, a], 2)
        else:
            img += (mix(dark, bright, tone) - img) * a
    if pal.glow > 0:
        for reach, power in ((0.30, 0.50), (0.10, 0.50)):
            a = np.clip(
                np.exp(-((dist / reach) ** 1.3)) * power * max(pal.glow, 0.0 if pal.night else 0.45 * pal.disc),
                0,
                1,
            )[..., None]
            img += a * pal.light * (1 - np.clip(img, 0, 1))
    if pal.disc > 0:
        radius = 0.024 if not pal.night else 0.046 if "moon" in stage.shows else 0.020
        if pal.night:
            disc = smooth(radius * 1.25, radius * 0.8, dist) * pal.disc
            spots = 1 - 0.22 * smooth(0.45, 0.7, fbm(sh, sw, 0.6 * radius * stage.w / k, 3, 5))
            img += (pal.light * spots[..., None] - img) * disc[..., None]
        else:
            core = np.exp(-((dist / radius) ** 2.4)) * pal.disc
            img += core[..., None] * (1 - np.clip(img, 0, 1)) * np.array([1, 0.99, 0.95], np.float32)
    rgba = np.dstack([img, np.ones((sh, sw), np.float32)]).astype(np.float32)
    if k > 1:
        rgba = cv2.resize(rgba, (w, h), interpolation=cv2.INTER_LINEAR)  # type: ignore[assignment]
    add_layer(stage, rgba, -mx, -my, 0.0, opaque=True, kind="sky")
    if goes and cover > 0:
        clouds_there = cv2.resize(sheet, (cw * k, h), interpolation=cv2.INTER_LINEAR)
        way = -1.0 if stage.sun[0] > stage.w / 2 else 1.0  # across the light
        add_layer(
            stage, clouds_there, 0, -my, 0.0, wrap=True, kind="sky", drift=way * stage.clouds_go
        ).solid = None
    for name, (show, by_night) in SHOWS.items():
        if name in stage.shows and by_night in (None, pal.night):
            show(stage, hz)


def _shooting_stars(stage: Stage, hz: float) -> None:
    """Streaks that flare up and burn out one after the other, each on its own way down the sky."""
    r, u = stage.rng(86), stage.unit
    for n in range(5):
        long, fall = (0.16 + 0.10 * r.random()) * stage.w, 0.30 + 0.12 * r.random()
        w, h = even(long + 24 * u), even(long * fall + 24 * u)
        x, y = grid(h, w)
        along = np.clip((x - 12 * u) / long, 0, 1)
        off = np.abs(y - 12 * u - (x - 12 * u) * fall) / u
        tail = np.exp(-((off / (0.6 + 1.6 * along)) ** 2)) * along * (x < long + 12 * u)
        head = np.exp(-((np.hypot(x - long - 12 * u, y - 12 * u - long * fall) / (3.2 * u)) ** 2))
        a = np.clip(tail * 0.85 + head, 0, 1)
        a = np.maximum(a, 0.35 * blur(a.astype(np.float32), 4 * u))
        tone = mix(rgb("#a8c8ff"), (1, 1, 1), a[..., None])
        rgba = np.dstack([tone * a[..., None], a]).astype(np.float32)
        at = ((0.05 + 0.55 * r.random()) * stage.w, (0.04 + 0.34 * r.random()) * hz)
        layer = add_layer(stage, rgba, *at, 0.0, kind="veil", drift=90 * u)
        layer.solid, layer.pulse = None, Pulse(-6.0, 7.0, 1.9, 1.3 - 1.9 * n * 0.75)


def _tornado(stage: Stage, hz: float) -> None:
    """A funnel that hangs from the clouds to the land far off and turns: its bands pass in four steps; dust flies
    up around its foot."""
    pal, h, w = stage.palette, even(hz + 0.05 * stage.h), even(0.36 * stage.w)
    x, y = grid(h, w)
    t = np.clip(y / (hz + 0.02 * stage.h), 0, 1)
    bend = w / 2 + (0.10 * np.sin(2.4 * t + 0.6) - 0.06) * w
    half = (0.035 + 0.40 * (1 - t) ** 2.6) * w
    across = (x - bend) / half
    ragged = fbm(h, w, 16 * stage.unit, 4, stage.seed + 91) - 0.5
    body = smooth(1.05, 0.80, np.abs(across) + 0.5 * ragged * (0.3 + 0.7 * (1 - t)))
    dust = np.exp(-((((x - bend) / (0.20 * w)) ** 2 + ((y - hz) / (0.06 * stage.h)) ** 2) * (1 + 1.2 * ragged)))
    dark, light = mix(pal.fog, pal.shadow, 0.75) * 0.45, mix(pal.fog, pal.light, 0.2) * 0.80
    turn = np.arcsin(np.clip(across, -1, 1))
    for step in range(4):
        bands = 0.5 + 0.5 * np.sin(3 * turn + 26 * t + 6 * ragged - step * np.pi / 2)
        lit = np.clip(0.20 + 0.35 * bands + 0.30 * across * np.sign(stage.sun[0] - stage.w / 2), 0, 1)
        a = np.clip(np.maximum(body * 0.92, 0.75 * dust), 0, 1)
        tone = mix(dark, light, np.maximum(lit, 0.6 * dust * (1 - body))[..., None])
        rgba = np.dstack([tone * a[..., None], a]).astype(np.float32)
        layer = add_layer(stage, rgba, 0.58 * stage.w, 0, 0.02, kind="veil", sway=(0.012 * stage.w, 7.0))
        layer.solid = None
        if step:  # each fades in over the one before, and the first is always there
            layer.pulse = Pulse(0.1, 0.9, 5.0, -step * np.pi / 2)


def _aurora(stage: Stage, hz: float, bright: float = 1.0) -> None:
    """Two curtains of light that drift past each other: a sharp foot, rays upwards, green into violet."""
    w, h = stage.period(), even(0.96 * hz + stage.margin_y)
    k = 2 if w > 600 else 1
    _, y = grid(h // k, w // k)
    sw = w // k
    for n, (level, reach, strength, speed) in enumerate(((0.46, 0.34, 0.80, 5.0), (0.64, 0.24, 0.62, -3.5))):
        seed = stage.seed + 70 + 9 * n
        fold = line(sw, 0.30 * sw, 3, seed, True) - 0.5
        foot = (level + 0.34 * fold) * hz / k + stage.margin_y / k
        rays = 0.30 + 1.1 * smooth(0.25, 0.75, line(sw, 0.022 * sw, 3, seed + 1, True))
        patches = smooth(0.30, 0.62, line(sw, 0.24 * sw, 2, seed + 2, True))
        up = foot[None] - y
        long = reach * hz / k * (0.6 + 0.8 * rays)[None]
        light = smooth(-0.012 * hz / k, 0.02 * hz / k, up) * np.exp(-np.maximum(up, 0) / long) * rays * patches
        high = np.clip(up / (1.5 * long), 0, 1)[..., None]
        tone = mix(
            mix(rgb("#5cffa8"), rgb("#38d8c0"), smooth(0, 0.4, high)), rgb("#a05cf0"), smooth(0.35, 1.0, high)
        )
        a = np.clip(light * strength * bright, 0, 0.88)[..., None]
        rgba = np.concatenate([tone * a, a], 2).astype(np.float32)
        rgba = cv2.resize(rgba, (w, h), interpolation=cv2.INTER_LINEAR)  # type: ignore[assignment]
        layer = add_layer(stage, rgba, 0, -stage.margin_y, 0.0, wrap=True, kind="veil", drift=speed * stage.unit)
        layer.solid, layer.pulse = None, Pulse(0.85, 0.15, 0.9, 2.1 * n)


def _milky_way(stage: Stage, hz: float) -> None:
    """A slanting band of dust and countless stars, brightest along its middle, torn by dark lanes."""
    mx, w, h = stage.margin_x, stage.w + 2 * stage.margin_x, even(hz + stage.margin_y)
    k = 2 if w > 600 else 1
    w = even(w)
    x, y = grid(h // k, w // k)
    side = 1.0 if stage.sun[0] < stage.w / 2 else -1.0  # away from the moon
    across = (
        (x * k - mx - stage.w / 2) * side * 0.72 + (y * k - stage.margin_y - 0.45 * hz) * 0.70 - 0.10 * stage.w
    )
    wavy = across + (fbm(h // k, w // k, 150 * stage.unit / k, 4, stage.seed + 81) - 0.5) * 0.13 * stage.w
    band = np.exp(-((wavy / (0.115 * stage.w)) ** 2))
    lanes = smooth(0.46, 0.68, fbm(h // k, w // k, 60 * stage.unit / k, 5, stage.seed + 82, 1.6))
    core = np.exp(-((wavy / (0.05 * stage.w)) ** 2))
    cloud = (
        band
        * (0.40 + 0.6 * fbm(h // k, w // k, 26 * stage.unit / k, 5, stage.seed + 83))
        * (1 - 0.75 * core * lanes)
    )
    r = stage.rng(84)
    stars = np.where(r.random((h // k, w // k)) < 0.035 * band, r.random((h // k, w // k)) ** 3, 0).astype(
        np.float32
    )
    tone = mix(
        mix(rgb("#4a5a9c"), rgb("#c8a8b8"), core[..., None]),
        (1.0, 0.97, 0.92),
        np.clip(2 * stars, 0, 1)[..., None],
    )
    a = np.clip(0.85 * cloud + stars, 0, 0.92) * smooth(hz, 0.5 * hz, y * k - stage.margin_y)
    rgba = np.concatenate([tone * a[..., None], a[..., None]], 2).astype(np.float32)
    rgba = cv2.resize(rgba, (w, h), interpolation=cv2.INTER_LINEAR)  # type: ignore[assignment]
    add_layer(stage, rgba, -mx, -stage.margin_y, 0.0, kind="veil").solid = None


def _rainbow(stage: Stage, hz: float) -> None:
    """An arc across from the sun."""
    radius = max(1.23 * hz, 0.34 * stage.w)
    rainbow(stage, stage.w - stage.sun[0], 0.14 * hz + radius, radius, 0.46, broad=0.032, fixed=False)
    stage.layers[-1].depth = 0.0


# What stands in a sky where it is told (looks.SKY_SHOWS; the moon is part of the sky itself): its painter, and
# whether it shows by night only, by day only or, None, at any hour.
SHOWS: dict[str, tuple[Callable[[Stage, float], None], bool | None]] = {
    "milky way": (_milky_way, True),
    "aurora": (_aurora, True),
    "rainbow": (_rainbow, False),
    "shooting stars": (_shooting_stars, True),
    "tornado": (_tornado, None),
}


def glow_at(stage: Stage, w: int, h: int, x0: float, y0: float, reach: float = 0.26) -> F32:
    """How much the key's haze lies over each pixel of a canvas at (x0, y0): (h, w) 0..1."""
    x, y = grid(h, w)
    d = np.hypot(x + x0 - stage.sun[0], (y + y0 - stage.sun[1]) * 1.25) / stage.w
    return np.clip(np.exp(-d / reach) * stage.palette.glow, 0, 1)


def fade_down(rgba: F32, stage: Stage, start: float, end: float, amount: float) -> None:
    """Dissolve a painting into mist from row `start` to `end` (canvas rows)."""
    first = int(np.clip(start, 0, rgba.shape[0]))
    part = rgba[first:]
    t = smooth(start, end, np.arange(first, rgba.shape[0]))[:, None, None] * np.float32(amount)
    part[..., :3] += (stage.palette.fog * part[..., 3:] - part[..., :3]) * t


def ridge(
    stage: Stage,
    y: float,
    rise: float,
    cell: float,
    colour: npt.ArrayLike,
    depth: float,
    salt: int,
    foot: float = 0.1,
    rugged: float = 0.5,
    snow: float = 0.0,
    mist: float = 0.75,
    fog: float = 1.0,
    base: float | None = None,
) -> None:
    """A range of hills or mountains. y: crest's mean row; rise, cell: pixels; foot: fraction of height
    below the horizon, or base: the row, where it ends in mist.
    """
    w, my = stage.period(), stage.margin_y
    crest = (line(w, cell, 5, stage.seed + salt, True) - 0.5) * 2
    if rugged > 0.6:
        crest = (0.55 - np.abs(crest)) * 1.6 + (line(w, cell / 5, 4, stage.seed + salt + 1, True) - 0.5) * 0.5
    crest = y - crest * rise
    top = int(crest.min()) - 4
    low = stage.horizon + foot * stage.h if base is None else base
    h = even(low + my - top)
    _, y_ = grid(h, w)
    alpha = np.clip(y_ + top - crest[None] + 0.5, 0, 1)
    below = y_ + top - crest[None]
    body = stage.lit(colour, depth, fog)
    shade = mix(stage.lit(np.asarray(colour) * (0.72 - 0.24 * (rugged > 0.6)), depth, fog), body, 0.25)
    # Slopes: a relief of its own under the crest's, seen from the key's side.
    texture = fbm(h, w, max(cell * 0.16, 6), 5, stage.seed + salt + 2, 1.2, True)
    relief = fbm(h, w, max(cell * 0.30, 8), 5, stage.seed + salt + 3, 0.8, True)
    if rugged > 0.6:  # rock has edges: fold the noise, and pull its ribs down the slope
        relief = (
            1
            - np.abs(2 * relief - 1) * 1.1
            + 0.35 * fbm(h, w, max(cell * 0.10, 4), 4, stage.seed + salt + 6, 0.45, True)
        )
    toward = float(np.sign(stage.sun[0] - stage.w / 2) or 1)
    step = max(int(cell * 0.02), 2)
    slope = (relief - np.roll(relief, -step * int(toward), 1)) * (0.35 + 0.65 * min(rugged, 1.0)) * 5.5
    side = np.clip(0.5 + slope + (texture - 0.5) * 0.6, 0, 1)[..., None]
    img = mix(shade, mix(body, stage.palette.light * stage.palette.ambient, 0.16), side)
    if snow > 0:
        line_y = snow * rise + (texture - 0.5) * rise * 1.1
        white = smooth(0.16 * rise, -0.16 * rise, below - line_y)[..., None] * smooth(0.12, 0.5, side)
        img = mix(img, stage.lit((0.93, 0.95, 1.0), depth * 1.3, fog), white * 0.85)
    rgba = np.dstack([img * alpha[..., None], alpha]).astype(np.float32)
    gone = stage.horizon + foot * stage.h * 0.4 if base is None else base
    fade_down(rgba, stage, y - top + rise * 0.1, gone - top, mist)
    add_layer(stage, rgba, 0, top, depth, wrap=True)


def _blob_trees(
    r: np.random.Generator, h: int, w: int, base: float, low: float, high: float, count: int, seed: int
) -> U8:
    mask = np.zeros((h, w), np.uint8)
    env = line(w, w / 7, 3, seed, True)
    for cx in r.uniform(0, w, count):
        e = float(smooth(0.3, 0.75, env[int(cx) % w]))
        tall = (low + (high - low) * e) * (0.7 + 0.6 * r.random())
        for _ in range(int(14 + tall / 3)):
            u = r.random()
            rad = tall * (0.12 + 0.16 * r.random()) * (1 - 0.35 * u)
            px = cx + r.normal(0, tall * 0.22 * (1 - 0.5 * u))
            py = base - tall * u
            for off in (-w, 0, w):
                if -rad - 2 < px + off < w + rad + 2:
                    cv2.ellipse(
                        mask,
                        (int((px + off) * 16), int(py * 16)),
                        (int(rad * 16), int(rad * 13)),
                        0,
                        0,
                        360,
                        255,
                        -1,
                        cv2.LINE_AA,
                        4,
                    )
        x0, x1 = int(cx - tall * 0.5), int(cx + tall * 0.5)
        cv2.rectangle(mask, (x0, int(base - tall * 0.16)), (x1, h), 255, -1)
    return mask


def _fir_trees(
    r: np.random.Generator, h: int, w: int, base: float, low: float, high: float, count: int, seed: int
) -> U8:
    mask = np.zeros((h, w), np.uint8)
    env = line(w, w / 9, 3, seed, True)
    for cx in np.sort(r.uniform(0, w, count)):
        e = float(smooth(0.25, 0.75, env[int(cx) % w]))
        tall = (low + (high - low) * e) * (0.65 + 0.6 * r.random())
        wide = tall * (0.17 + 0.07 * r.random())
        lean = r.normal(0, 0.02) * tall
        rows = max(int(tall / 7), 7)
        for off in (-w, 0, w):
            if not -wide < cx + off < w + wide:
                continue
            x = cx + off
            for i in range(rows):
                u = i / rows
                y_top, y_end = base - tall * (1 - u) - 2, base - tall * (1 - u) + tall / rows * 1.9
                half = wide * (u**0.85) * (0.75 + 0.5 * r.random()) + 0.8
                tip = x + lean * (1 - u)
                pts = np.array(
                    [
                        [tip, y_top],
                        [tip + half * (0.9 + 0.3 * r.random()), y_end + half * 0.12],
                        [tip + half * 0.3, y_end - tall / rows * 0.3],
                        [tip - half * 0.3, y_end - tall / rows * 0.2],
                        [tip - half * (0.9 + 0.3 * r.random()), y_end + half * 0.12],
                    ]
                )
                cv2.fillConvexPoly(mask, np.round(pts * 16).astype(np.int32), 255, cv2.LINE_AA, 4)
            cv2.rectangle(
                mask,
                (int(x - wide * 0.06) - 1, int(base - tall * 0.1)),
                (int(x + wide * 0.06) + 1, int(base) + 4),
                255,
                -1,
            )
    cv2.rectangle(mask, (0, int(base)), (w, h), 255, -1)
    return mask


def tree_line(
    stage: Stage,
    base: float,
    low: float,
    high: float,
    count: int,
    colour: npt.ArrayLike,
    depth: float,
    salt: int,
    kind: str = "round",
    mist: float = 0.55,
    soft: float = 0.6,
    snow: float = 0.0,
) -> None:
    """A row of trees that stand at row `base`, heights in pixels. kind: round or fir. Snow makes them white."""
    snow = max(snow, 0.75 if stage.weather == "snow" else 0.0)
    w = stage.period()
    top = int(base - high * 1.45) - 4
    h = even(base - top + 0.05 * stage.h)
    r = stage.rng(salt)
    grow = _fir_trees if kind == "fir" else _blob_trees
    mask = grow(r, h, w, base - top, low, high, count, stage.seed + salt).astype(np.float32) / 255
    u = stage.unit
    if kind == "fir":
        gx, gy = grid(h, w)
        amp = min(high * 0.05, 4.5 * u)
        n1 = fbm(h, w, 13 * u, 2, stage.seed + salt + 5, 1, True) - 0.5
        n2 = fbm(h, w, 13 * u, 2, stage.seed + salt + 6, 1, True) - 0.5
        mask = cv2.remap(  # type: ignore[assignment]
            mask, gx + n1 * 1.1 * amp, gy + n2 * 1.1 * amp, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE
        )
    else:
        # Round crowns end in leaves: their soft outline is cut by noise, not drawn as lumps.
        wide = blur(mask, high * 0.055)
        ragged = fbm(h, w, max(high * 0.11, 4.0), 4, stage.seed + salt + 5, 1.2, True, 0.62) - 0.5
        mask = smooth(0.44, 0.58, wide + ragged * 0.95 * smooth(1.0, 0.55, wide))
    mask = blur(mask, soft * u)
    toward = float(np.sign(stage.sun[0] - stage.w / 2) or 1.0)
    soft_mask = blur(mask, 2.5 * u)
    move = np.array([[1, 0, -4 * toward * u], [0, 1, 6 * u]], np.float32)
    edge = np.clip(mask - cv2.warpAffine(soft_mask, move, (w, h), borderMode=cv2.BORDER_REPLICATE), 0, 1)
    lump = fbm(h, w, max(high * 0.24, 7.0), 4, stage.seed + salt + 4, 1.2, True, 0.55)
    step = max(int(high * 0.05), 1)
    side = np.clip((lump - np.roll(lump, (step, int(-step * toward)), (0, 1))) * 1.7, -1, 1)
    body = stage.lit(colour, depth)
    img = body * np.clip(0.90 + side * 0.5 + (lump - 0.5) * 0.5, 0.4, 1.5)[..., None]
    leaf = lump - 0.5
    light = stage.palette.light * min(float(stage.palette.ambient.mean()) + 0.15, 1.0)
    img = img + light * ((0.22 + 0.25 * stage.palette.glow) * edge * 0.75)[..., None]
    img = mix(img, stage.palette.fog, (glow_at(stage, w, h, 0, top, 0.16) * 0.5)[..., None])
    if snow > 0:
        cap = np.clip(
            mask
            - cv2.warpAffine(
                soft_mask,
                np.array([[1, 0, 0], [0, 1, 7 * stage.unit]], np.float32),
                (w, h),
                borderMode=cv2.BORDER_REPLICATE,
            ),
            0,
            1,
        )
        white = smooth(0.12, 0.5, cap + leaf * 0.35)[..., None] * snow
        img = mix(img, stage.lit((0.92, 0.95, 1.0), depth * 1.4), white)
    rgba = np.dstack([img * mask[..., None], mask]).astype(np.float32)
    fade_down(rgba, stage, base - top - low * 1.0, base - top, mist)
    add_layer(stage, rgba, 0, top, depth, wrap=True)


def veil(
    stage: Stage,
    alpha: F32,
    colour: npt.ArrayLike,
    y0: int = 0,
    *,
    front: bool = False,
    base_y: float | None = None,
    fixed: bool = True,
) -> None:
    """A sheet of light or shade fixed to the frame: alpha (h, w) at quarter size or larger, from row y0."""
    rgba = np.dstack([alpha[..., None] * np.asarray(colour, np.float32), alpha]).astype(np.float32)
    rgba = cv2.resize(  # type: ignore[assignment]
        rgba, (stage.w, even(rgba.shape[0] * stage.w / rgba.shape[1])), interpolation=cv2.INTER_LINEAR
    )
    noise = rng(stage.seed, len(stage.layers)).random(rgba.shape[:2], dtype=np.float32)[..., None]
    rgba = np.where(rgba[..., 3:] > 0.004, rgba + (noise - 0.5) * np.float32(1 / 255), 0)
    if styles.keeps_glow(stage.style):
        layer = add_layer(stage, rgba.astype(np.float32), 0, y0, 1.0, kind="veil", fixed=fixed, front=front)
        layer.base_y = base_y
        layer.solid = None


def so_far(stage: Stage) -> Frame:
    """The picture of what has been painted, the camera resting."""
    shot = Frame(stage.w, stage.h)
    for layer in stage.layers:
        spread = layer.pix.keep is None or layer.fixed
        draw(shot, layer.pix, 1.0, layer.x, layer.y, None, layer.wrap, spread=spread)
    return shot


def stand(stage: Stage, layer: Layer, row: float, front: bool = False) -> None:
    """Put a layer among the strips of ground so that what is painted on it stands on frame row `row`, goes by
    as that ground does, and hides those who stand farther off."""
    stage.layers.remove(layer)
    layer.base_y, layer.solid, layer.front = row, None, front
    layer.depth = stage.depth_at(row)
    beyond = (i for i, other in enumerate(stage.layers) if other.base_y is not None and other.base_y > row)
    stage.layers.insert(next(beyond, len(stage.layers)), layer)


def footing(stage: Stage, row: float) -> float:
    """The nearest row at or below `row` where a strip of ground begins: what grows on it hides the feet of what
    stands there."""
    below = [layer.base_y for layer in stage.layers if layer.base_y is not None and layer.wrap is not None]
    far = 0.02 if stage.style in styles.ROLLING else 0.08  # few strips lie far apart, and it would come forward
    rows = [base for base in below if row <= base < row + far * stage.h]
    return min(rows, default=row + 1) - 1


def behind(stage: Stage, layer: Layer) -> None:
    """Put a layer, painted last, behind the subject: before the ground that lies nearer than its feet."""
    first = next((i for i, other in enumerate(stage.layers) if other.front and other is not layer), None)
    if first is not None and first < stage.layers.index(layer):
        stage.layers.remove(layer)
        stage.layers.insert(first, layer)


def ground_light(stage: Stage, strength: float = 1.0, base_y: float | None = None) -> None:
    """How light lies on the ground: a bright path under the key, darker towards the viewer and the corners."""
    s = 4
    y0 = int(stage.horizon) & ~1
    h, w = max((stage.h - y0) // s, 2), stage.w // s
    x, y = grid(h, w)
    t = y / h
    pal = stage.palette
    side = np.abs(x * s - stage.sun[0]) / stage.w
    bright = np.exp(-((side / (0.16 + 0.34 * t)) ** 2)) * np.exp(-t * 2.6) * (0.20 + 0.45 * pal.glow) * strength
    bright = bright * smooth(0.0, 0.14, t)
    corner = np.abs(x * s / stage.w - 0.5) * 2
    dark = np.clip(smooth(0.25, 1.1, t) * (0.15 + 0.24 * corner**2), 0, 0.6) * strength
    a = np.clip(bright + dark * (1 - bright), 0, 0.85).astype(np.float32)
    share = (bright / np.maximum(bright + dark * (1 - bright), 1e-4))[..., None]
    shadow = pal.shadow * pal.ambient * 0.30
    colour = mix(shadow, mix(pal.light, pal.fog, 0.25), share)
    # Once under the subject, and once more over the ground before its feet, which is drawn after it.
    veil(stage, a, colour, y0, base_y=stage.horizon + 1 if base_y is None else base_y)
    if not stage.layers[-1].fixed or not any(layer.front for layer in stage.layers):
        return
    behind(stage, stage.layers[-1])
    u, start = stage.unit, int((stage.ground - 8 * stage.unit - y0) / s)
    rest = a[start:] * smooth(stage.ground - 8 * u, stage.ground + 26 * u, y[start:] * s + y0)
    veil(stage, rest, colour[start:], (y0 + start * s) & ~1, front=True)


def firelight(stage: Stage) -> None:
    """The warm, unsteady light of fires on the ground and in the air around them."""
    s = 4
    x, y = grid(stage.h // s, stage.w // s)
    for k, (at, row, tall) in enumerate(stage.fires):
        reach = 3.4 * tall
        dx, dy = (x * s - at) / reach, (y * s - row + 0.3 * tall) / reach
        ground = np.exp(-np.hypot(dx, dy * 2.2) * 1.5) * 0.60 * smooth(-0.10, 0.04, dy)
        air = np.exp(-np.hypot(dx, dy) * 2.4) * 0.34
        veil(stage, np.clip(ground + air, 0, 0.8).astype(np.float32), FIRE, front=True)
        if stage.layers[-1].fixed:
            stage.layers[-1].pulse = Pulse(0.86, 0.14, 7.3, 1.3 * k)


def shafts(stage: Stage, strength: float, reach: float = 0.55, *, base_y: float | None = None) -> None:
    """Light that streams from the key past what stands before it: the picture so far, smeared away from it."""
    w, h = stage.w, stage.h
    s = 4
    small: F32 = cv2.resize(so_far(stage).y, (w // s, h // s), interpolation=cv2.INTER_AREA).astype(np.float32)
    x, y = grid(h // s, w // s)
    sx, sy = stage.sun[0] / s, stage.sun[1] / s
    d = np.hypot(x - sx, (y - sy) * 1.1) * s / w
    small = np.clip((small - 150) / 80, 0, 1) * np.exp(-d / reach)
    for n in range(6):
        k = 1 + 0.012 * 2**n
        out = np.array([[k, 0, sx * (1 - k)], [0, k, sy * (1 - k)]], np.float32)
        small = 0.5 * (small + cv2.warpAffine(small, out, (w // s, h // s)))
    a = np.clip(small * strength * (0.35 + 0.65 * stage.palette.glow), 0, 0.6).astype(np.float32)
    veil(stage, a, mix(stage.palette.light, stage.palette.fog, 0.2), base_y=base_y)


def pools(
    stage: Stage, lamps: Sequence[tuple[float, float, float]], colour: npt.ArrayLike, strength: float = 0.42
) -> None:
    """Light that falls out of windows and doors on the ground before them: (x, row, breadth) in pixels."""
    k, top = 4, int(min(row for _, row, _ in lamps))
    w, h = stage.period(), even(0.30 * stage.h)
    x, y = grid(h // k, w // k)
    light: F32 = np.zeros((h // k, w // k), np.float32)
    for px, row, wide in lamps:
        aside = np.abs(x * k - px)
        aside = np.minimum(aside, w - aside)
        down = (y * k + top - row) / (0.55 * wide)
        spread = 0.42 * wide * (1 + 0.8 * np.clip(down, 0, 2))
        light += (
            np.exp(-((aside / spread) ** 2)) * np.exp(-np.clip(down, 0, None) * 1.6) * smooth(-0.05, 0.08, down)
        )
    a = cv2.resize(np.clip(light * strength, 0, 0.8), (w, h), interpolation=cv2.INTER_LINEAR)
    rgba = np.dstack([a[..., None] * np.asarray(colour, np.float32), a]).astype(np.float32)
    layer = add_layer(stage, rgba, 0, top, stage.depth_at(top + 0.1 * h), wrap=True, kind="veil")
    layer.solid = None
    behind(stage, layer)


def cast_shadows(stage: Stage, feet: Sequence[tuple[float, float, float, float]], strength: float = 0.42) -> None:
    """Long shadows on the ground, away from the key: of things that stand at (x, row), so wide and so tall in
    pixels. The lower the key, the longer; none under a covered sky."""
    pal = stage.palette
    if pal.disc <= 0 or stage.weather not in (None, "clear", "windy"):
        return
    k, top = 3, int(min(row for _, row, _, _ in feet)) - 6
    w, h = stage.period() // k, even(stage.h + stage.margin_y - top) // k
    mask: F32 = np.zeros((h, w), np.float32)
    reach = float(np.clip(1.25 - 0.9 * pal.sun[1], 0.25, 1.2))
    rows = np.arange(h, dtype=np.float32)[:, None]
    for x, row, wide, tall in feet:
        long = min(tall * reach, 0.9 * (stage.h - row)) / k
        y = (row - top) / k
        lean = float(np.clip((x - stage.sun[0]) / stage.w, -0.8, 0.8)) * long * 1.5
        quad = np.array(
            [[-wide / 2, y], [wide / 2, y], [wide * 0.75 + lean * k, y + long], [lean * k - wide * 0.75, y + long]]
        )
        one = np.zeros((h, w), np.uint8)
        for off in (0, w, -w):
            pts = np.stack([(x + quad[:, 0]) / k + off, quad[:, 1]], 1)
            cv2.fillConvexPoly(one, np.round(pts * 16).astype(np.int32), 255, cv2.LINE_AA, 4)
        fade = np.clip(1 - (rows - y) / max(long, 1), 0, 1) ** 0.7
        mask = np.maximum(mask, one.astype(np.float32) / 255 * fade)
    ragged = fbm(h, w, 16 * stage.unit / k + 2, 3, stage.seed + 37, 2.5, True)
    mask = blur(mask, 2.6 * stage.unit / k + 0.4) * (0.55 + 0.8 * ragged) * strength
    a = cv2.resize(np.clip(mask, 0, 0.7).astype(np.float32), (w * k // 2 * 2, h * k // 2 * 2))
    dark = pal.shadow * pal.ambient * 0.42
    row = float(np.mean([foot[1] for foot in feet]))
    layer = add_layer(
        stage,
        np.dstack([a[..., None] * dark, a]).astype(np.float32),
        0,
        top,
        stage.depth_at(row),
        wrap=True,
        kind="veil",
    )
    layer.solid = None
    behind(stage, layer)


def aurora(stage: Stage) -> None:
    """Northern lights in a clear night sky that nobody told of; call after the sky."""
    clear = stage.palette.night and stage.weather in (None, "clear", "windy")
    if clear and "aurora" not in stage.shows:
        _aurora(stage, stage.horizon, 0.55)


def rainbow(
    stage: Stage,
    cx: float,
    cy: float,
    radius: float,
    strength: float = 0.30,
    *,
    broad: float = 0.10,
    fixed: bool = True,
) -> None:
    """A bow round (cx, cy), in spray or after rain, in pixels. broad: half its breadth, of its radius."""
    s = 3
    h, w = stage.h // s, stage.w // s
    x, y = grid(h, w)
    t = (np.hypot(x * s - cx, y * s - cy) - radius) / (broad * radius)
    a = smooth(1.25, 0.6, np.abs(t)) * strength * smooth(cy, cy - 0.5 * radius, y * s)
    veil(stage, a.astype(np.float32), bow((t + 1) / 2), fixed=fixed)


def bokeh(
    stage: Stage, colours: Sequence[npt.ArrayLike], count: int, low: float, high: float, power: float = 0.13
) -> None:
    """Unsharp discs of far lights, between rows low and high."""
    s = 2
    a = np.zeros((stage.h // s, stage.w // s), np.float32)
    tone = np.zeros((*a.shape, 3), np.float32)
    x, y = grid(*a.shape)
    r = stage.rng(88)
    for _ in range(count):
        cx, cy = r.random() * stage.w / s, (low + (high - low) * r.random()) / s
        rad = (9 + 22 * r.random() ** 2) * stage.unit / s
        d = np.hypot(x - cx, y - cy) / rad
        disc = smooth(1.06, 0.92, d) * (0.7 + 0.3 * smooth(0.5, 1.0, d)) * power * (0.5 + 0.8 * r.random())
        colour = np.asarray(colours[int(r.integers(0, len(colours)))], np.float32)
        tone = np.where((disc > a)[..., None], colour, tone)
        a = np.maximum(a, disc)
    veil(stage, a, tone)


def near_leaves(stage: Stage, colour: npt.ArrayLike, salt: int = 17, low: float = 0.24, soft: float = 6.0) -> None:
    """Dark unsharp twigs that hang into both upper corners; none when the camera goes along, since they would
    cross the picture."""
    if stage.tracking:
        return
    k = 3
    w, h = stage.period() // k, even(low * 1.5 * stage.h + stage.margin_y) // k
    canvas = np.zeros((h, w, 4), np.uint8)
    r = stage.rng(salt)
    own = np.asarray(colour, np.float32) * stage.palette.ambient
    for side in (0, 1):
        for _ in range(7):
            x = (r.random() ** 1.6 * 0.30) * stage.w
            x = (x if side == 0 else stage.w - x) / k
            drop = low * stage.h * (0.35 + 0.75 * r.random()) * (1 - abs(x * k / stage.w - side) * 2.2)
            lean = r.normal(0.15, 0.2) * drop * (1 if side == 0 else -1)
            n = 26
            for i in range(n):
                t = i / n
                px = x + (lean * t**1.5 + r.normal(0, 15 * stage.unit)) / k
                py = (stage.margin_y + drop * t) / k + r.normal(0, 7 * stage.unit) / k
                size = (11 - 5 * t) * stage.unit / k * (0.7 + 0.6 * r.random())
                tone = np.clip(own * (0.7 + 0.7 * r.random()), 0, 1) * 255
                turn, axes = float(r.uniform(20, 160)), (max(int(size * 22), 8), max(int(size * 11), 6))
                for off in (0, w, -w):  # what grows over a side goes on at the other
                    if -2 * size < px + off < w + 2 * size:
                        at = (int((px + off) * 16), int(py * 16))
                        full = (*(float(v) for v in tone), 255.0)
                        cv2.ellipse(canvas, at, axes, turn, 0, 360, full, -1, cv2.LINE_AA, 4)
    pad = min(int(4 * soft * stage.unit / k) + 1, w // 2)
    wide = np.concatenate([canvas[:, -pad:], canvas, canvas[:, :pad]], 1)
    rgba: F32 = cv2.GaussianBlur(wide, (0, 0), soft * stage.unit / k)[:, pad:-pad].astype(np.float32) / 255
    rgba = cv2.resize(rgba, (stage.period(), h * k // 2 * 2), interpolation=cv2.INTER_LINEAR)
    swing = (4 * stage.unit, 4.6)
    layer = add_layer(stage, rgba, 0, -stage.margin_y, 1.45, wrap=True, kind="near", front=True, sway=swing)
    layer.solid = None


def _covered(stage: Stage) -> bool:
    """Whether a mountain stands before the key's disc, and not only the edge of a hill or trees that light comes
    through."""
    x, y = stage.sun
    for layer in stage.layers:
        keep = layer.pix.keep
        if layer.fixed or keep is None or layer.depth > 0.30:
            continue
        column, row = int(x - layer.x), int(y - layer.y)
        column = column % layer.wrap if layer.wrap else column
        above = row - int(0.07 * stage.h)
        there = above >= 0 and row < keep.shape[0] and 0 <= column < keep.shape[1]
        if there and int(keep[above : row + 1, column].max()) < 40:
            return True
    return False


def sun_glare(stage: Stage, strength: float, reach: float = 0.2, *, front: bool = False) -> None:
    """Light of the key itself spilling over what stands before it: white at the heart, so that suns are
    never grey.
    """
    if stage.sun_hidden or (stage.palette.disc <= 0 and stage.weather in ("rain", "storm", "snow", "cloudy")):
        return  # no glare from a hidden sun
    if stage.palette.night:
        strength *= 0.55  # it is a moon, whose face is seen
    if strength > 0.5 and _covered(stage):
        strength, reach = 0.50 * strength, 1.7 * reach  # it shines from behind the ridge
    s = 4
    h, w = stage.h // s, stage.w // s
    x, y = grid(h, w)
    d = np.hypot(x * s - stage.sun[0], y * s - stage.sun[1]) / stage.w
    a = np.clip(
        (np.exp(-((d / reach) ** 1.2)) * 0.6 + np.exp(-((d / (reach * 0.28)) ** 1.5)) * 0.7) * strength,
        0,
        0.97,
    )
    heart = np.clip(np.exp(-d / (reach * 0.5)), 0, 1)[..., None]
    veil(stage, a.astype(np.float32), mix(stage.palette.light, np.ones(3, np.float32), heart), front=front)


def flare(stage: Stage) -> None:
    """The key in the lens, where it was asked for: a streak across it, and its ghosts along the line through the
    picture's middle. Call it once the set is painted."""
    if not stage.flare or stage.palette.glow <= 0:
        return
    s = 4
    h, w = stage.h // s, stage.w // s
    x, y = (axis * s for axis in grid(h, w))
    (sx, sy), (cx, cy) = stage.sun, (stage.w / 2, stage.h / 2)
    streak = np.exp(-np.abs(y - sy) / (0.006 * stage.h)) * np.exp(-np.abs(x - sx) / (0.30 * stage.w)) * 0.75
    veil(stage, streak.astype(np.float32), mix(stage.palette.light, rgb("#9cc4ff"), 0.6), front=True)
    for at, size, colour, strength in (
        (0.45, 0.030, "#ffb070", 0.20),
        (0.80, 0.060, "#8fd0ff", 0.10),
        (1.25, 0.022, "#c8ff9c", 0.22),
        (1.55, 0.095, "#ff9cc8", 0.09),
        (1.90, 0.045, "#9cb4ff", 0.16),
    ):
        d = np.hypot(x - (sx + (cx - sx) * at), y - (sy + (cy - sy) * at)) / (size * stage.w)
        ghost = smooth(1.0, 0.86, d) * (0.55 + 0.45 * smooth(0.5, 1.0, d)) * strength
        veil(stage, ghost.astype(np.float32), rgb(colour), front=True)


def sun_haze(
    stage: Stage, strength: float, reach: float = 0.42, *, front: bool = False, base_y: float | None = None
) -> None:
    """The key's glow over all that lies behind this point of the stage."""
    s = 4
    h, w = stage.h // s, stage.w // s
    x, y = grid(h, w)
    d = np.hypot(x * s - stage.sun[0], (y * s - stage.sun[1]) * 1.1) / stage.w
    a = np.clip(np.exp(-((d / reach) ** 1.3)) * strength * stage.palette.glow, 0, 0.9).astype(np.float32)
    veil(stage, a, stage.palette.light * 0.5 + stage.palette.fog * 0.5, front=front, base_y=base_y)


def mist_band(
    stage: Stage,
    y: float,
    spread: float,
    strength: float,
    depth: float,
    salt: int,
    *,
    front: bool = False,
    drift: float = 6.0,
) -> None:
    """A bank of mist round row y, moving slowly by itself."""
    w = stage.period()
    top = int(y - spread * 2)
    h = even(spread * 4)
    s = 3
    shape = smooth(0.30, 0.70, fbm(h // s + 1, w // s, 0.07 * stage.w / s, 3, stage.seed + salt, 4.0, True))
    rows = np.exp(-(((np.arange(h // s + 1) * s - spread * 2) / spread) ** 2) * 1.4)[:, None]
    a = (np.clip(shape * 0.65 + 0.35, 0, 1) * rows * strength).astype(np.float32)
    a = cv2.resize(a, (w, h), interpolation=cv2.INTER_LINEAR)
    rgba = np.dstack([a[..., None] * stage.palette.fog, a]).astype(np.float32)
    add_layer(stage, rgba, 0, top, depth, wrap=True, kind="veil", drift=drift * stage.unit, front=front)


def strip_depth(stage: Stage, row: float) -> float:
    """The depth z of a row among strips of ground that begin at the horizon: 0 there, 1 at the bottom edge."""
    return (row - stage.horizon) / (stage.h + stage.margin_y * 1.5 - stage.horizon)


def strips(
    stage: Stage,
    count: int,
    colour_at: Callable[[float], npt.ArrayLike],
    dress: Callable[..., None] | None,
    overlap: float = 0.0,
    start: float | None = None,
    texture: float = 0.35,
    patch: float = 90.0,
    power: float = 1.7,
    melt: float = 0.0,
    wander: float = 0.0,
    heave: float = 0.0,
) -> None:
    """The ground, as `count` strips that go by at their own speeds: what gives tracking shots their depth.

    colour_at(z) is the lit ground colour at depth z (0 horizon, 1 bottom edge).
    dress(canvas, z0, z1, y_of, r, strip) may draw on the strip's 8-bit premultiplied canvas;
    `overlap` pixels (at the bottom edge) stand above its base. melt: pixels of 720 (there) over which a strip
    blends into the one behind it; 0 for ground whose edge grass or rubble hides. wander: pixels (there) by which
    borders between colours run up and down, as a path's do. heave: pixels of 720 by which the far edge rolls, so
    that land does not end in a straight line.
    """
    w = stage.period()
    hz = stage.horizon if start is None else start
    bottom = stage.h + stage.margin_y * 1.5
    rolling = stage.style in styles.ROLLING and (dress is not None or stage.weather == "snow")
    if rolling:
        count = max(round(0.45 * count), 4)
    edges = [(i / count) ** power for i in range(count + 1)]
    # One edge runs before the subjects' feet, clear of all that they reach down to.
    feet = (stage.ground + FEET_CLEAR * stage.unit - hz) / (bottom - hz)
    if 0 < feet < 1:
        edges[min(range(1, count), key=lambda i: abs(edges[i] - feet))] = feet
    for i in range(count):
        z0, z1 = edges[i], edges[i + 1]
        y0, y1 = hz + (bottom - hz) * z0, hz + (bottom - hz) * z1
        blend = melt * stage.unit * (0.05 + z1) if i else 0.0
        up = (overlap * (0.08 + z1**1.25) if dress else 2.0 + 4 * z0) + 1.2 * blend
        up += (40 if rolling else 1.5 * heave if i == 0 else 0) * stage.unit
        top = int(y0 - up)
        last = i == count - 1
        # Reach below the next strip's edge, so that no camera move opens a gap.
        h = even(y1 - top + (0 if last else 0.12 * (y1 - y0) + 14 * stage.unit + 6 + up * 0.2))
        zs = (np.arange(h) + top - hz) / (bottom - hz)
        knots = np.linspace(zs[0], zs[-1], 14)
        tones = np.array([np.asarray(colour_at(float(z))) for z in knots], np.float32)
        if stage.weather == "snow":  # it lies on everything
            tones = mix(tones, stage.palette.snow * (1.04 - 0.20 * np.clip(knots, 0, 1))[:, None], 0.84)
        column = np.stack([np.interp(zs, knots, tones[:, c]) for c in range(3)], -1).astype(np.float32)[:, None]
        tone = fbm(h, w, max(patch * (0.06 + z1) * stage.unit, 5), 4, stage.seed + 31 * i, 3.6, True) - 0.5
        if wander:
            run = (fbm(4, w, 90 * (0.2 + z1) * stage.unit, 3, stage.seed + 5, 1.0, True)[1] - 0.5) * wander
            rows_at = np.arange(h)[:, None] + (run * stage.unit * (0.2 + z1))[None]
            column = column[np.clip(rows_at, 0, h - 1).astype(np.int32), 0]
        img = column * (1 + tone[..., None] * texture * min(2 * z1 + 0.25, 1))
        rough = (
            (line(w, (14 + 60 * z0) * stage.unit, 3, stage.seed + 7 * i, True) - 0.5) * (1.5 + 9 * z0) * stage.unit
        )
        soft = 1.5 + 2.5 * z0 + blend
        if rolling:  # least before the feet
            rise = 26 + 150 * z0 if y1 < stage.ground else 22.0
            rough += (line(w, 0.20 * w, 2, stage.seed + 13 * i, True) - 0.40) * rise * stage.unit
        elif heave and i == 0:
            soft += 0.22 * heave * stage.unit
            long, short = line(w, 0.17 * w, 2, stage.seed + 17, True), line(w, 0.03 * w, 3, stage.seed + 18, True)
            rough -= smooth(0.30, 0.80, 0.75 * long + 0.25 * short) * heave * stage.unit
        _, y_ = grid(h, w)
        edge = y_ + top - y0 - rough[None] + blend
        alpha = smooth(0, soft, edge) if blend else np.clip(edge / soft, 0, 1)
        rgba = np.dstack([img * alpha[..., None], alpha])
        if dress is not None:
            canvas = cv2.convertScaleAbs(np.clip(rgba, 0, 1), alpha=255)
            dress(canvas, z0, z1, lambda z, top=top: hz + (bottom - hz) * z - top, stage.rng(100 + i), i)
            rgba = canvas.astype(np.float32) * np.float32(1 / 255)
        depth = max((y0 * 0.4 + y1 * 0.6 - stage.horizon) / max(stage.ground - stage.horizon, 1), 0.03)
        layer = add_layer(stage, rgba.astype(np.float32), 0, top, depth, wrap=True, kind="ground")
        layer.base_y = y0
        layer.front = y0 > stage.ground
