"""Water: a mirror of all that was painted so far, ripples, glitter under the key; sea, beach, lake, river,
reef.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from omnireel.animatic import styles
from omnireel.animatic.noise import fbm, smooth
from omnireel.animatic.palette import mix, rgb
from omnireel.animatic.planes import Frame, Planar, draw, yuv_of
from omnireel.animatic.settings import common, plants
from omnireel.animatic.settings.brush import Canvas
from omnireel.animatic.settings.open_land import shades
from omnireel.animatic.stage import Layer, Pulse, Stage

F32 = npt.NDArray[Any]  # float32; OpenCV and NumPy lose the exact type on the way


def mirror(
    stage: Stage,
    top: float,
    bottom: float,
    colour: npt.ArrayLike,
    *,
    shine: float = 0.75,
    ripple: float = 3.0,
    smear: float = 4.0,
    axis: float | None = None,
) -> Layer:
    """An opaque mirror from row `top` to `bottom`, turned about row `axis`; darker and more `colour` towards
    the viewer.
    """
    w, h = stage.w, stage.h
    shot = Frame(w, h)
    for layer in stage.layers:
        draw(
            shot,
            layer.pix,
            1.0,
            layer.x,
            layer.y,
            None,
            layer.wrap,
            spread=layer.pix.keep is None or layer.fixed,
        )
    axis = top if axis is None else axis
    # The water's own colour as the style would paint it.
    patch = np.ones((32, 32, 4), np.float32)
    patch[..., :3] = np.clip(np.asarray(colour, np.float32), 0, 1)
    own = styles.paint_layer(stage, patch, 0.6, "ground", True, False)[8:24, 8:24, :3].mean((0, 1))
    y0, rows = int(top) & ~1, common.even(bottom - top)
    t = np.linspace(0, 1, rows, dtype=np.float32)
    keep = (shine * (1 - 0.62 * t**0.8)).astype(np.float32)
    planes = []
    # Water sees things squeezed a little and from lower down.
    at = np.clip(axis - (np.arange(rows) + top - axis) * 0.9 - 1, 0, h - 1)
    for plane, level, half in ((shot.y, 0, False), (shot.u, 1, True), (shot.v, 2, True)):
        rows_at = at[::2] / 2 if half else at
        flipped = plane[rows_at.astype(int).clip(0, plane.shape[0] - 1)].astype(np.float32)
        k = 2 if half else 1
        flipped = cv2.GaussianBlur(
            flipped,
            (0, 0),
            1.2 * stage.unit / k + 0.3,
            sigmaY=smear * stage.unit / k + 0.3,
            borderType=cv2.BORDER_REPLICATE,
        )
        value = yuv_of(own)[level]
        kk = keep[::2, None] if half else keep[:, None]
        planes.append(cv2.convertScaleAbs(flipped * kk + value * (1 - kk)))
    pix = Planar(planes[0], planes[1], planes[2], None, None)
    if stage.style in styles.FLAT_WATER:
        ripple = 0.0
    layer = Layer(pix, 0, y0, 0.0, fixed=True, solid=(0, rows), ripple=ripple * stage.unit)
    stage.layers.append(layer)
    return layer


def ripples(
    stage: Stage,
    top: float,
    bottom: float,
    count: int,
    light: npt.ArrayLike,
    dark: npt.ArrayLike,
    density: float = 1.0,
    speed: float = 8.0,
    scale: float = 1.0,
    foam: float = 0.0,
) -> None:
    """Sheets of waves, nearer ones larger and faster. scale: of their size; foam: white heads, 0..1."""
    w, u = stage.period(), stage.unit
    edges = [(i / count) ** 1.5 for i in range(count + 1)]
    light, dark = np.asarray(light, np.float32), np.asarray(dark, np.float32)
    sun_x = np.abs((np.arange(w, dtype=np.float32) % stage.w) - stage.sun[0]) / stage.w
    path = np.exp(-sun_x * 5)[None] * min(stage.palette.glow * 1.5, 1.0)
    for i in range(count):
        y0, y1 = top + (bottom - top) * edges[i], top + (bottom - top) * edges[i + 1]
        z = (edges[i] + edges[i + 1]) / 2
        h = common.even(y1 - y0 + 10)
        # Crests and troughs are the two ends of one noise, drawn out sideways as waves seen flat are.
        cell = (2.4 + 17 * z) * u * scale
        wave = fbm(h, w, max(cell, 1.6), 3, stage.seed + 71 + 5 * i, 5.5 - 1.5 * z, True, 0.6)
        where = smooth(0.30, 0.66, fbm(h, w, (30 + 90 * z) * u, 2, stage.seed + 171 + i, 3.5, True))
        rows = np.arange(h, dtype=np.float32)[:, None]
        ends = smooth(0, 5, rows) * smooth(h - 1, h - 6, rows)
        crest = smooth(0.56, 0.70, wave) * ends * density
        trough = smooth(0.46, 0.30, wave) * ends * density
        a_light = np.clip(crest * (0.16 + 0.55 * path) * (0.35 + 0.65 * where), 0, 0.9)
        a_dark = np.clip(trough * 0.36 * (0.4 + 0.6 * where), 0, 0.7)
        white = np.zeros_like(a_light)
        if foam:
            lace = fbm(h, w, max(cell * 0.45, 1.6), 3, stage.seed + 271 + i, 3.0, True, 0.6)
            white = smooth(0.68, 0.76, wave) * smooth(0.42, 0.60, lace) * ends * foam * 0.9
        a = np.clip(a_light + a_dark + white, 0, 0.96)[..., None]
        head = mix(rgb("#f4f8f8") * (0.2 + 0.8 * stage.palette.ambient), stage.palette.light, 0.3)
        col = light * a_light[..., None] + dark * a_dark[..., None] + head * white[..., None]
        layer = common.add_layer(
            stage,
            np.concatenate([col, a], 2).astype(np.float32),
            0,
            y0,
            stage.depth_at((y0 + y1) / 2),
            wrap=True,
            kind="veil",
            drift=speed * (0.25 + z) * u * (1 if i % 2 else -0.6),
            sway=(6 * z * u, 3.1 + i * 0.7),
        )
        layer.base_y = y0
        layer.front = y0 > stage.ground


def glitter(stage: Stage, top: float, bottom: float, strength: float) -> None:
    """The key's path on the water."""
    s = 2
    h, w = int(bottom - top) // s, stage.w // s
    x, y = common.grid(h, w)
    t = y / h
    spread = (0.018 + 0.085 * t) * stage.w
    path = np.exp(-(((x * s - stage.sun[0]) / spread) ** 2)) * np.exp(-t * 1.1)
    broken = smooth(0.50, 0.74, fbm(h, w, 9 * stage.unit / s + 2, 3, stage.seed + 8, 5.0) + 0.05)
    a = np.clip(path * (0.25 + 0.9 * broken) * strength * stage.palette.glow, 0, 0.95).astype(np.float32)
    common.veil(stage, a, mix(stage.palette.light, (1, 1, 1), 0.4), int(top))
    if stage.layers and stage.layers[-1].fixed:
        stage.layers[-1].ripple = 2.2 * stage.unit


def open_water(
    stage: Stage,
    top: float,
    colour: npt.ArrayLike,
    shine: float,
    ripple: float,
    density: float,
    end: float | None = None,
) -> None:
    pal, bottom = stage.palette, stage.h + 2
    own = np.asarray(colour, np.float32) * pal.ambient
    mirror(stage, top, bottom, own, shine=shine, ripple=ripple)
    glitter(stage, top, bottom, 0.9)
    ripples(
        stage,
        top + 2,
        stage.h + stage.margin_y if end is None else end,
        8,
        mix(pal.sky[3], pal.light, 0.5),
        own * 0.62,
        density,
    )


def lake(stage: Stage) -> None:
    u, h, hz = stage.unit, stage.h, stage.horizon
    common.sky(stage, 0.6)
    common.ridge(
        stage,
        hz - 0.19 * h,
        0.15 * h,
        0.30 * stage.w,
        rgb("#6f7f96"),
        0.05,
        21,
        foot=0.01,
        rugged=0.9,
        snow=0.35,
        mist=0.7,
    )
    common.mist_band(stage, hz - 0.10 * h, 0.03 * h, 0.4, 0.08, 8)
    common.ridge(
        stage, hz - 0.10 * h, 0.09 * h, 0.24 * stage.w, rgb("#5d708a"), 0.14, 33, foot=0.01, rugged=0.8, mist=0.7
    )
    common.sun_haze(stage, 0.5, 0.3)
    common.tree_line(stage, hz + 0.004 * h, 14 * u, 42 * u, 170, rgb("#2f4a3c"), 0.26, 12, kind="fir", mist=0.75)
    common.mist_band(stage, hz - 0.004 * h, 0.035 * h, 0.8, 0.2, 9)
    _spit(stage, hz + 0.012 * h, 0.10, 0.24)
    open_water(
        stage,
        hz + 0.006 * h,
        rgb("#56708a"),
        0.92,
        2.4,
        0.8,
        None if stage.path == "water" else stage.ground - 30 * u,
    )
    common.mist_band(stage, hz + 0.03 * h, 0.030 * h, 0.55, 0.3, 19)
    common.sun_glare(stage, 0.8)
    if stage.path != "water":
        bank(stage, rgb("#5d6636"), rgb("#2c3a1c"))
    reeds(stage)
    stage.bed = "lake"


def _spit(stage: Stage, row: float, x: float, wide: float) -> None:
    """A tongue of land with dark firs, before the far shore."""
    c = Canvas(stage, row - 0.22 * stage.h, row + 8 * stage.unit, far=0.26)
    r, u, foot = stage.rng(27), stage.unit, c.row(row)
    c.oval(x * stage.w, foot, wide * stage.w * 0.62, 9 * u, "#4c5a48", "#39463c")
    for k in range(17):
        px = (x + (k / 16 - 0.5) * wide) * stage.w + r.normal(0, 5) * u
        tall = (46 + 88 * r.random()) * u * (1 - abs(k / 16 - 0.5) * 1.2)
        for j in range(9):
            t = j / 9
            half, y = tall * 0.16 * (0.15 + t) * (0.8 + 0.4 * r.random()), foot - tall * (1 - t)
            c.lay(
                [
                    (px + r.normal(0, 1), y - tall * 0.08),
                    (px + half, y + tall * 0.09),
                    (px - half, y + tall * 0.09),
                ],
                "#2c443c",
                "#20342e",
            )
    c.layer(0.3, rim=0.4, mist=0.45, soft=0.6)


def river(stage: Stage) -> None:
    """Running water between stones and wooded banks."""
    pal, u, h, hz = stage.palette, stage.unit, stage.h, stage.horizon
    common.sky(stage, 0.6)
    common.ridge(
        stage, hz - 0.12 * h, 0.09 * h, 0.30 * stage.w, rgb("#71868a"), 0.06, 21, foot=0.02, rugged=0.8, mist=0.7
    )
    common.sun_haze(stage, 0.5, 0.32)
    common.tree_line(stage, hz + 0.01 * h, 50 * u, 120 * u, 80, rgb("#4c6a40"), 0.2, 5, mist=0.6, soft=1.2)
    common.mist_band(stage, hz, 0.04 * h, 0.6, 0.2, 9)
    common.tree_line(stage, hz + 0.05 * h, 80 * u, 190 * u, 14, rgb("#38562e"), 0.4, 12, kind="fir", mist=0.4)
    c = Canvas(stage, hz + 0.02 * h, hz + 0.12 * h, far=0.12)
    r = stage.rng(19)
    c.rect(0, c.row(hz + 0.046 * h), c.w, c.row(hz + 0.085 * h), "#8a9a52", "#5c6a3c")
    for x in np.arange(0, c.w, 60 * u):
        c.rock(
            x + r.normal(0, 14) * u,
            c.row(hz + 0.09 * h),
            (50 + 60 * r.random()) * u,
            (18 + 20 * r.random()) * u,
            "#8a887e",
            r,
        )
    c.layer(0.35, rim=0.4, texture=0.3)
    end = None if stage.path == "water" else stage.ground - 30 * u
    open_water(stage, hz + 0.085 * h, rgb("#4c7068"), 0.72, 3.2, 1.3, end)
    step = (stage.ground - 30 * u if end else h) - hz - 0.085 * h
    for k, (t, spots) in enumerate(
        ((0.25, ((0.16, 70), (0.44, 50), (0.80, 90))), (0.62, ((0.05, 120), (0.30, 80), (0.92, 150))))
    ):
        row = hz + 0.085 * h + step * t
        c = Canvas(stage, row - 60 * u, row + 20 * u, far=0.05)
        foot = c.row(row)
        for x, wide in spots:
            c.rock(x * stage.w, foot, wide * u, wide * 0.40 * u, "#7c7a74", r)
            for _ in range(9):
                fx = x * stage.w + r.normal(0, 0.5) * wide * u
                c.oval(
                    fx,
                    foot + r.normal(2, 2.5) * u,
                    (8 + 14 * r.random()) * u,
                    2.2 * u,
                    mix(rgb("#f4f8f8") * pal.ambient, pal.light, 0.3),
                    alpha=0.65,
                    soft=1.2 * u,
                    raw=True,
                )
        layer = c.layer(0.5 + 0.2 * k, rim=0.5, texture=0.3, grain=12)
        if end:
            common.stand(stage, layer, row)
    common.shafts(stage, 0.6)
    common.sun_glare(stage, 0.7)
    if end:
        bank(stage, rgb("#7a8444"), rgb("#2f3f1e"))
    reeds(stage)
    common.near_leaves(stage, rgb("#1c2a14"), low=0.18)
    stage.bed = "lake"


def waterfall(stage: Stage) -> None:
    """Water falls from a mossy wall into a pool; spray hangs in the light."""
    pal, u, h, hz, w = stage.palette, stage.unit, stage.h, stage.horizon, stage.w
    common.sky(stage, 0.5)
    common.tree_line(stage, hz - 0.30 * h, 40 * u, 110 * u, 60, rgb("#4c6a40"), 0.14, 5, mist=0.4, soft=1.4)
    pool = hz + 0.06 * h
    c = Canvas(stage, hz - 0.40 * h, pool + 10 * u, far=0.16)
    r, head, base = stage.rng(21), c.row(hz - 0.31 * h), c.row(pool)
    xs = np.linspace(0, c.w, 60)
    edge = fbm(4, c.w, 70 * u, 3, stage.seed + 8, 1, True)[1]
    crest = [(float(x), head + (edge[min(int(x), c.w - 1)] - 0.5) * 70 * u) for x in xs]
    c.lay([*crest, (c.w, base), (0, base)], "#77766c", "#4a4c48")
    for _ in range(90):
        x, y = r.random() * c.w, head + (base - head) * r.random()
        c.rock(
            x,
            y + 30 * u,
            (50 + 110 * r.random()) * u,
            (30 + 70 * r.random()) * u,
            ("#7c7a70", "#6a6c64", "#8a8878")[int(r.integers(0, 3))],
            r,
        )
    for _ in range(46):
        x, y = r.random() * c.w, head + (base - head) * r.random() ** 1.6
        c.leaves(x, y, (24 + 30 * r.random()) * u, (10 + 14 * r.random()) * u, "#4c7a3a", r, 5, 0.8)
    for x in np.arange(0, c.w, 74 * u):
        plants.bush(c, float(x), head + 14 * u, 110 * u, 70 * u, r, "#44703a")
    c.layer(0.34, rim=0.5, mist=0.25, mist_from=0.5, texture=0.25, grain=16)
    # The fall: three states of the same streaks, each a little lower, that fade into one another.
    fh, fw = common.even(pool - hz + 0.30 * h), common.even(0.20 * w)
    x0, white = stage.sun[0] - 0.30 * w, mix(rgb("#f6fafa") * pal.ambient, pal.light, 0.35)
    for k in range(3):
        streak = fbm(fh + 160, fw, 7 * u, 3, stage.seed + 31, 0.9)
        long = cv2.blur(streak, (1, int(70 * u) | 1))
        long = np.roll(long, int(k * 26 * u), 0)[80 : 80 + fh]
        gx, gy = common.grid(fh, fw)
        wide = 0.36 + 0.14 * gy / fh
        a = (
            smooth(0.0, 0.14, wide - np.abs(gx / fw - 0.5))
            * (0.45 + 0.55 * smooth(0.40, 0.60, long))
            * smooth(0, 20 * u, gy)
        )
        tone = mix(white * 0.70, white, smooth(0.42, 0.62, long)[..., None])
        a = a * (0.95 if k == 0 else 0.7)
        layer = common.add_layer(
            stage, np.dstack([tone * a[..., None], a]).astype(np.float32), x0, hz - 0.30 * h, 0.34, kind="set"
        )
        layer.solid = None
        if k:
            layer.pulse = Pulse(0.5, 0.5, 2 * np.pi * 1.7, -2 * np.pi * k / 3)
    common.mist_band(stage, pool - 0.02 * h, 0.07 * h, 0.7, 0.36, 9, drift=10)
    end = None if stage.path == "water" else stage.ground - 30 * u
    open_water(stage, pool, rgb("#3f7a74"), 0.75, 3.0, 1.0, end)
    s = 3
    gx, gy = common.grid(h // s, w // s)
    puff = np.exp(-(((gx * s - x0 - fw / 2) / (0.16 * w)) ** 2) - ((gy * s - pool) / (0.07 * h)) ** 2)
    puff = puff * (0.5 + 0.7 * fbm(h // s, w // s, 30 * u, 3, stage.seed + 5)) * 0.85
    common.veil(stage, np.clip(puff, 0, 0.9).astype(np.float32), white)
    common.shafts(stage, 0.8, 0.8)
    if end:
        bank(stage, rgb("#6c8444"), rgb("#2a3f20"))
    woods_near(stage)
    common.near_leaves(stage, rgb("#14240f"), low=0.24)
    stage.bed = "waterfall"


def woods_near(stage: Stage) -> None:
    """Dark leaves along the lower edge, highest in the corners."""
    rgba = plants.near_blades(
        stage,
        rgb("#0c160c") * stage.palette.ambient,
        rgb("#3c5a2c") * stage.palette.ambient,
        150,
        90,
        41,
        4.5,
        middle=0.12,
    )
    common.near_layer(stage, rgba, 1.5, drop=8 * stage.unit)


def bank(stage: Stage, far: F32, near: F32, tall: float = 60) -> None:
    pal, u = stage.palette, stage.unit

    def dress(
        canvas: plants.U8,
        z0: float,
        z1: float,
        y_of: Callable[[float], float],
        r: np.random.Generator,
        i: int,
    ) -> None:
        plants.grass(
            stage,
            canvas,
            max(z0 * 0.6 + 0.25, 0.2),
            max(z1 * 0.6 + 0.25, 0.25),
            lambda z: y_of((z - 0.25) / 0.6),
            r,
            i,
            tall=tall,
            far=far * pal.ambient,
            near=near * pal.ambient,
            tip=mix(far * pal.ambient * 1.3, pal.rim * pal.ambient, 0.4),
            over_feet=13 * u,
        )

    common.strips(
        stage,
        4,
        lambda z: mix(far, near, min(max(z, 0) * 1.4, 1)) * pal.ambient * 0.8,
        dress,
        overlap=26 * u,
        start=stage.ground - 34 * u,
        power=1.1,
    )


def reeds(stage: Stage) -> None:
    """Stalks with brown heads in the lower corners: a blurred clump, and a sharper one behind it."""
    u, pal = stage.unit, stage.palette
    for tall, count, soft, depth, salt in ((250, 34, 1.6, 1.35, 43), (300, 22, 5.0, 1.6, 44)):
        c = Canvas(stage, stage.h - 1.1 * tall * u, stage.h + stage.margin_y)
        r = stage.rng(salt)
        for k in range(count):
            e = 0.19 * r.random() ** 1.5
            x = (e if k % 2 else 1 - e) * stage.w
            long = tall * u * (0.35 + 0.65 * r.random()) * (1 - e * 3.6) * (0.55 if stage.tracking else 1.0)
            lean = r.normal(0.03 if k % 2 else -0.03, 0.10) * long
            t = np.linspace(0, 1, 9)
            px, py = x + lean * t**1.8, c.h - (long + stage.margin_y) * t
            tone = mix(c.lit("#1c2820"), mix(c.lit("#66703c"), pal.rim, 0.15), float(r.random() ** 2))
            if soft > 3:
                tone = tone * 0.55
            if k % 5 < 2 and long > 0.45 * tall * u:
                c.stroke(np.stack([px, py], 1), 2.6 * u, tone, 1.6 * u, raw=True)
                head = np.stack([px[6:8], py[6:8]], 1)
                brown = c.lit("#5c3420") * (0.5 if soft > 3 else 1.0)
                c.stroke(head, 10 * u, brown, 9 * u, raw=True)
                c.stroke(head + np.array([c.toward * 2.5 * u, 0]), 2.4 * u, np.clip(brown * 1.9, 0, 1), raw=True)
            else:
                c.stroke(np.stack([px, py], 1), 7 * u, tone, 0.8 * u, raw=True)
        c.layer(depth, front=True, kind="near", soft=soft, rim=0.4, sway=(5 * u, 4.0), texture=0).solid = None


def sea(stage: Stage) -> None:
    h, hz = stage.h, stage.horizon
    rough = 1.7 if stage.weather == "storm" else 1.25 if stage.weather in ("windy", "rain") else 0.9
    common.sky(stage, 0.8)
    common.sun_haze(stage, 0.5, 0.34)
    common.mist_band(stage, hz, 0.022 * h, 0.7, 0.02, 9)
    own = rgb("#1c5f7c") * stage.palette.ambient
    mirror(stage, hz, h + 2, own, shine=0.62, ripple=4.0)
    glitter(stage, hz, h + 2, 0.8)
    light, bottom = mix(stage.palette.sky[2], stage.palette.light, 0.5), h + stage.margin_y
    ripples(stage, hz + 0.04 * h, bottom, 5, light, own * 0.40, 1.3, 14, 4.2 * rough, max(rough - 0.95, 0))
    first = len(stage.layers) - 5
    ripples(stage, hz + 2, bottom, 9, light, own * 0.5, 1.25, 10, 1.35 * rough, 0.30 * rough)
    stage.layers[first:] = sorted(stage.layers[first:], key=lambda layer: layer.base_y or 0.0)  # far ones first
    common.sun_glare(stage, 0.8)
    stage.swell = rough
    stage.bed = "surf"


def _foam(stage: Stage, y: float, thick: float, alpha: float, salt: int, drift: float, swing: float) -> Layer:
    """One line of surf that runs up and back."""
    pal, u, w, hh = stage.palette, stage.unit, stage.period(), common.even(thick * 5)
    edge = (fbm(4, w, 70 * u, 3, stage.seed + salt, 1, True)[1] - 0.5) * thick * 2.4
    _, y_ = common.grid(hh, w)
    d = y_ - hh / 2 - edge[None]
    lace = smooth(0.32, 0.62, fbm(hh, w, 9 * u, 3, stage.seed + salt + 1, 2.4, True))
    a = (np.exp(-((d / (thick * 0.34)) ** 2)) + 0.55 * lace * smooth(-thick * 1.8, 0, d) * (d < 0)) * alpha
    a = np.clip(a, 0, 1).astype(np.float32)
    shadow = np.exp(-(((d - thick * 0.55) / (thick * 0.3)) ** 2)) * 0.35 * alpha
    white = mix((0.96, 0.97, 0.97) * pal.ambient, pal.light, 0.3)
    dark = rgb("#5c5240") * pal.ambient
    both = np.clip(a + shadow, 0, 1).astype(np.float32)
    img = a[..., None] * white + np.clip(both - a, 0, 1)[..., None] * dark
    layer = common.add_layer(
        stage,
        np.dstack([img, both]).astype(np.float32),
        0,
        y - hh / 2,
        stage.depth_at(y),
        wrap=True,
        kind="veil",
        drift=drift * u,
        sway=(swing * u, 5.0),
    )
    layer.base_y, layer.solid = y, None
    return layer


def beach(stage: Stage) -> None:
    pal, u, h, hz = stage.palette, stage.unit, stage.h, stage.horizon
    common.sky(stage, 0.6)
    common.ridge(stage, hz - 0.03 * h, 0.045 * h, 0.35 * stage.w, rgb("#61788a"), 0.10, 21, foot=0.004, mist=0.6)
    common.sun_haze(stage, 0.45, 0.34)
    common.mist_band(stage, hz - 0.004 * h, 0.016 * h, 0.5, 0.08, 9)
    shore = hz + 0.44 * (stage.ground - hz)
    open_water(stage, hz, rgb("#1f86a0"), 0.55, 3.0, 1.0, shore)
    _foam(stage, hz + 0.55 * (shore - hz), 5 * u, 0.6, 51, 4, 8)
    common.sun_glare(stage, 0.8)
    sand = shades(stage, "#ecd3a0", "#e2c794", "#d0b07c", "#ac8656", "#6e5434")
    wet = mix(rgb("#8d7a5c") * pal.ambient, mix(pal.sky[3], pal.light, 0.2), 0.5)
    z_wet = (shore - hz) / (h + stage.margin_y * 1.5 - hz)

    def colour(z: float) -> F32:
        return mix(wet, sand(0.25 + 0.75 * z), float(smooth(0.04, 0.30, z)))

    def pebbles(
        canvas: plants.U8, z0: float, z1: float, y_of: Callable[[float], float], r: np.random.Generator, i: int
    ) -> None:
        w = canvas.shape[1]
        for _ in range(int(90 * (z1 - z0) * 7)):
            x, z = r.random() * w, z0 + (z1 - z0) * r.random()
            size, tone = (0.8 + 4.5 * z * r.random()) * u, float(r.random())
            c = np.clip(mix(rgb("#7a6448"), rgb("#fff4e0"), tone) * pal.ambient, 0, 1) * 255
            at = (int(x * 16), int(y_of(z) * 16))
            axes = (max(int(size * 16), 8), max(int(size * 8), 6))
            cv2.ellipse(canvas, at, axes, 0, 0, 360, (*(float(v) for v in c), 255.0), -1, cv2.LINE_AA, 4)

    _foam(stage, hz + 0.80 * (shore - hz), 8 * u, 0.8, 54, -5, 12)
    common.strips(stage, 8, colour, pebbles, start=shore, texture=0.22, patch=70, power=1.3)
    first = next(layer for layer in stage.layers if layer.base_y == shore)
    at = stage.layers.index(first) + 1
    for y, thick, alpha, salt in ((shore + 20 * u, 7 * u, 0.55, 60), (shore + 3 * u, 11 * u, 0.95, 57)):
        _foam(stage, y, thick, alpha, salt, 6, 16)
        stage.layers.insert(at, stage.layers.pop())
    row = shore + 0.20 * (stage.ground - shore)
    c = Canvas(stage, -stage.margin_y, row + 20 * u, far=0.04)
    r = stage.rng(33)
    tall = min(0.62 * h, 520 * u)
    plants.palm(c, 0.04 * stage.w, c.row(row), tall, r, 0.22)
    plants.palm(c, 0.13 * stage.w, c.row(row) - 4 * u, tall * 0.72, r, -0.12)
    plants.palm(c, 0.95 * stage.w, c.row(row), tall * 0.86, r, -0.20)
    for x in (0.02, 0.10, 0.17, 0.93, 0.99):
        plants.bush(c, x * stage.w, c.row(row) + 4 * u, 70 * u, 26 * u, r, "#6a8a48")
    c.layer(0.6, rim=0.6, row=row, sway=(2 * u, 5))
    common.ground_light(stage, 0.8, base_y=stage.ground - 30 * u)
    common.near_leaves(stage, rgb("#1c3018"), low=0.16)
    near = plants.near_blades(
        stage,
        rgb("#2c2614") * pal.ambient,
        mix(rgb("#8a8a48") * pal.ambient, pal.rim, 0.15),
        120,
        60,
        41,
        4.0,
        middle=0.04,
    )
    common.near_layer(stage, near, 1.5, drop=10 * u, sway=(5 * u, 4.0))
    del z_wet
    stage.bed = "surf"


def harbour(stage: Stage) -> None:
    """A quay with bollards; moored boats, coloured houses across the water, cranes in the haze."""
    pal, u, h, hz = stage.palette, stage.unit, stage.h, stage.horizon
    night = pal.night or float(pal.ambient.mean()) < 0.72
    common.sky(stage, 0.7)
    common.ridge(stage, hz - 0.06 * h, 0.07 * h, 0.34 * stage.w, rgb("#6f8494"), 0.06, 21, foot=0.01, mist=0.65)
    common.sun_haze(stage, 0.45, 0.34)
    c = Canvas(stage, hz - 0.36 * h, hz + 0.03 * h, far=0.30)
    r, foot = stage.rng(6), c.row(hz + 0.02 * h)
    for x in (0.10, 0.24, 0.90):
        px, tall = x * stage.w, (150 + 70 * r.random()) * u
        for dx in (-14, 14):
            c.stroke([(px + dx * u, foot), (px + dx * 0.3 * u, foot - tall)], 4 * u, "#b0584a")
        for k in range(5):
            y = foot - tall * k / 5
            c.stroke([(px - 13 * u, y), (px + 10 * u, y - tall / 5)], 2 * u, "#9a4c40")
        c.stroke(
            [(px - 40 * u, foot - tall * 0.98), (px + 110 * u, foot - tall * 1.28)], 5 * u, "#b0584a", 2.5 * u
        )
        c.stroke([(px + 104 * u, foot - tall * 1.25), (px + 104 * u, foot - tall * 0.7)], 1.2 * u, "#5c4c48")
    x = 0.0
    while x < c.w:
        wide, tall = (38 + 34 * r.random()) * u, (52 + 44 * r.random()) * u
        hue = ("#c8685a", "#d8b070", "#7f9ab0", "#e0d6c4", "#8aa084", "#b88a9a")[int(r.integers(0, 6))]
        c.rect(x, foot - tall, x + wide + 1, foot, c.lit(hue, 1.05), c.lit(hue, 0.78), raw=True)
        c.lay(
            [(x - 2 * u, foot - tall), (x + wide / 2, foot - tall - 22 * u), (x + wide + 2 * u, foot - tall)],
            "#6a4640",
            "#57382f",
        )
        for row in range(max(int(tall / (22 * u)), 1)):
            for k in range(3):
                wx, wy = x + wide * (0.16 + 0.28 * k), foot - tall + (8 + 22 * row) * u
                on = night and r.random() < 0.5
                c.rect(wx, wy, wx + wide * 0.14, wy + 11 * u, rgb("#ffcf88") if on else c.lit("#4a5868"), raw=True)
                if on and r.random() < 0.3:
                    c.glow(wx + wide * 0.07, wy + 5 * u, 16 * u, "#ffb860", 0.6)
        x += wide
    c.layer(0.14, rim=0.4, mist=0.35, soft=0.5)
    common.mist_band(stage, hz + 0.01 * h, 0.03 * h, 0.5, 0.15, 9)
    c = Canvas(stage, hz - 0.34 * h, hz + 0.14 * h, far=0.10)
    for k, (x, size, hull) in enumerate(
        ((0.13, 1.0, "#f0ece4"), (0.30, 0.7, "#3a5c86"), (0.84, 1.1, "#a83c34"), (0.67, 0.6, "#e8e0d0"))
    ):
        px, y = x * stage.w, c.row(hz + (0.085 + 0.03 * (k % 2)) * h)
        s = size * u
        c.shade(px, y, 100 * s, 7 * s, 0.5)
        c.stroke([(px - 8 * s, y - 20 * s), (px - 8 * s, y - 235 * s)], 4.5 * s, "#d8ccb4", 2.5 * s)
        c.stroke([(px - 8 * s, y - 52 * s), (px - 92 * s, y - 58 * s)], 6 * s, "#e8e4da")
        for end in ((94, -26), (-100, -24)):
            c.stroke([(px - 8 * s, y - 230 * s), (px + end[0] * s, y + end[1] * s)], 1.0 * u, "#4c4c50")
        c.lay(
            [
                (px - 100 * s, y - 26 * s),
                (px + 104 * s, y - 30 * s),
                (px + 84 * s, y + 4 * s),
                (px - 86 * s, y + 5 * s),
            ],
            hull,
            c.lit(hull, 0.55),
        )
        c.stroke([(px - 100 * s, y - 25 * s), (px + 104 * s, y - 29 * s)], 3.5 * s, "#f4f0e6")
        c.lay(
            [
                (px - 40 * s, y - 27 * s),
                (px - 34 * s, y - 46 * s),
                (px + 26 * s, y - 46 * s),
                (px + 40 * s, y - 28 * s),
            ],
            "#e8e4dc",
            "#a8a49c",
        )
        for j in range(3):
            c.rect(px + (-26 + 17 * j) * s, y - 41 * s, px + (-16 + 17 * j) * s, y - 33 * s, "#3a4a58")
    c.layer(0.3, rim=0.7, texture=0.12)
    quay = hz + 0.52 * (stage.ground - hz)
    common.sun_glare(stage, 0.8)
    open_water(stage, hz + 0.02 * h, rgb("#3a6478"), 0.85, 2.6, 0.9, quay)
    common.shafts(stage, 0.4)
    stone = shades(stage, "#c8bca8", "#a89c8a", "#8c8274", "#6a6258", "#3c3832")
    common.strips(
        stage,
        8,
        lambda z: stone(0.3 + 0.7 * z),
        slabs(stage, 110),
        start=quay,
        texture=0.3,
        patch=24,
        power=1.2,
        overlap=2,
    )
    kerb = quay + 6 * u
    c = Canvas(stage, kerb - 150 * u, kerb + 10 * u)
    foot = c.row(kerb)
    for k in range(6):
        x = (0.47 * stage.w + (k + 0.5) * c.w / 6) % c.w
        c.tube(x - 9 * u, foot - 26 * u, x + 9 * u, foot, "#3a3c42")
        c.oval(x, foot - 28 * u, 13 * u, 7 * u, "#4c4e56", "#2c2e34")
    for x, hue in ((0.10, "#8a6a48"), (0.135, "#7a5c40"), (0.90, "#7c6246")):
        c.box(x * stage.w - 24 * u, foot - 44 * u, x * stage.w + 24 * u, foot + 2 * u, hue, lid=9 * u)
    c.layer(0.7, rim=0.6, row=kerb)
    common.ground_light(stage, 0.8, base_y=stage.ground - 30 * u)
    near_posts(stage)
    stage.bed = "surf"
    stage.soft_feet = 2


def slabs(stage: Stage, wide: float) -> plants.Dress:
    """Joints of paving on strips of ground, in perspective. wide: of a stone in pixels at the lower edge."""
    u = stage.unit

    def dress(
        canvas: plants.U8, z0: float, z1: float, y_of: Callable[[float], float], r: np.random.Generator, i: int
    ) -> None:
        h, w = canvas.shape[:2]
        y0, y1 = max(int(y_of(z0)) + 1, 0), min(int(y_of(z1)) + 1, h)
        if y1 <= y0:
            return
        part = canvas[y0:y1]
        # Joints run to the vanishing point; where the ground goes by they cannot, and only the courses show.
        rows = np.linspace(z0, z1, y1 - y0, dtype=np.float32)[:, None] + 0.22
        at = (np.arange(w, dtype=np.float32)[None] - stage.w / 2) / (rows * wide * u) + 0.5 * (i % 2)
        number = np.floor(at)
        vary = np.sin((number + 57 * i) * 12.9898) * 43758.5
        tone = 1 + ((vary - np.floor(vary)) - 0.5) * (0.10 if stage.tracking else 0.22)
        if stage.tracking:
            tone = np.ones_like(tone) * (0.97 + 0.06 * (i % 2))
        else:
            tone = tone * (1 - 0.45 * smooth(1.5 / wide, 0.5 / wide, np.minimum(at - number, number + 1 - at)))
        part[..., :3] = np.clip(part[..., :3] * tone[..., None], 0, 255)
        thick = max(int((0.6 + 2 * z1) * u), 1)
        canvas[y0 : y0 + thick, :, :3] = canvas[y0 : y0 + thick, :, :3] * np.float32(0.6)

    return dress


def near_posts(stage: Stage, colour: str = "#1c1e24") -> None:
    """Unsharp coils and posts in the lower corners."""
    u = stage.unit
    c = Canvas(stage, stage.h - 130 * u, stage.h + stage.margin_y)
    r = stage.rng(49)
    for k in range(6):
        e = r.random() * 0.13
        x = (e if k % 2 else 1 - e) * stage.w
        top = c.h - stage.margin_y - (30 + 80 * (1 - e * 6) * r.random()) * u
        c.tube(x - 15 * u, top, x + 15 * u, c.h, colour)
        c.oval(x, top, 22 * u, 9 * u, colour)
    c.layer(1.5, front=True, kind="near", soft=6.5, rim=0.4)
