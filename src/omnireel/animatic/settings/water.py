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
from omnireel.animatic.noise import blur, fbm, smooth
from omnireel.animatic.palette import mix, rgb
from omnireel.animatic.planes import Frame, Planar, draw, yuv_of
from omnireel.animatic.settings import common, plants
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
        value = yuv_of(np.asarray(colour, np.float32))[level]
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
) -> None:
    """Sheets of small waves, nearer ones larger and faster."""
    w = stage.period()
    edges = [(i / count) ** 1.5 for i in range(count + 1)]
    r = stage.rng(71)
    for i in range(count):
        y0, y1 = top + (bottom - top) * edges[i], top + (bottom - top) * edges[i + 1]
        z = (edges[i] + edges[i + 1]) / 2
        h = common.even(y1 - y0 + 8)
        canvas = np.zeros((h, w, 4), np.uint8)
        n = int(density * (60 + 90 * (1 - z)) * max(w / 1664, 0.4))
        for _ in range(n):
            x, y = r.random() * w, 3 + r.random() * (h - 6)
            long = (6 + 70 * z) * stage.unit * (0.4 + r.random())
            thick = (0.5 + 2.6 * z) * stage.unit * (0.4 + 0.6 * r.random())
            col, a = (light, 0.30) if r.random() < 0.5 else (dark, 0.34)
            sun_x = abs((x % stage.w) - stage.sun[0]) / stage.w
            if col is light and r.random() < np.exp(-sun_x * 7) * stage.palette.glow:
                a = 0.85
            c = np.append(np.clip(np.asarray(col), 0, 1) * a, a) * 255
            pts = np.array(
                [
                    [x - long, y],
                    [x - long * 0.4, y - thick],
                    [x + long * 0.3, y - thick * 0.8],
                    [x + long, y],
                    [x + long * 0.3, y + thick * 0.7],
                    [x - long * 0.5, y + thick],
                ]
            )
            for off in (0, -w if x + long > w else 0, w if x - long < 0 else 0):
                cv2.fillConvexPoly(
                    canvas,
                    np.round((pts + np.array([off, 0])) * 16).astype(np.int32),
                    tuple(float(v) for v in c),
                    cv2.LINE_AA,
                    4,
                )
        rgba = cv2.GaussianBlur(canvas, (0, 0), 0.5 + 0.6 * z * stage.unit).astype(np.float32) / 255
        layer = common.add_layer(
            stage,
            rgba,
            0,
            y0,
            stage.depth_at((y0 + y1) / 2),
            wrap=True,
            kind="veil",
            drift=speed * (0.25 + z) * stage.unit * (1 if i % 2 else -0.6),
            sway=(6 * z * stage.unit, 3.1 + i * 0.7),
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


def _open_water(
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
    _pal, u, h, hz = stage.palette, stage.unit, stage.h, stage.horizon
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
    common.ridge(
        stage,
        hz - 0.10 * h,
        0.09 * h,
        0.24 * stage.w,
        rgb("#5d708a"),
        0.14,
        33,
        foot=0.01,
        rugged=0.8,
        mist=0.7,
    )
    common.sun_haze(stage, 0.5, 0.3)
    common.tree_line(stage, hz + 0.004 * h, 14 * u, 42 * u, 170, rgb("#2f4a3c"), 0.26, 12, kind="fir", mist=0.75)
    common.mist_band(stage, hz - 0.004 * h, 0.035 * h, 0.8, 0.2, 9)
    _open_water(
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
        _bank(stage, rgb("#5d6636"), rgb("#2c3a1c"))
    _reeds(stage)
    stage.bed = "lake"


def _bank(stage: Stage, far: F32, near: F32) -> None:
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
            tall=60,
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


def _reeds(stage: Stage) -> None:
    pal, u = stage.palette, stage.unit
    rgba = plants.near_blades(
        stage,
        rgb("#1a2620") * pal.ambient,
        mix(rgb("#56603a") * pal.ambient, pal.rim, 0.15),
        240,
        46,
        43,
        3.0,
        middle=0.06,
    )
    common.near_layer(stage, rgba, 1.5, drop=8 * u, sway=(5 * u, 4.0))


def sea(stage: Stage) -> None:
    h, hz = stage.h, stage.horizon
    common.sky(stage, 0.7)
    common.sun_haze(stage, 0.45, 0.34)
    common.mist_band(stage, hz, 0.016 * h, 0.6, 0.02, 9)
    _open_water(stage, hz, rgb("#1c6484"), 0.62, 4.0, 1.5)
    common.sun_glare(stage, 0.8)
    stage.swell = 1.0
    stage.bed = "surf"


def beach(stage: Stage) -> None:
    pal, u, h, hz = stage.palette, stage.unit, stage.h, stage.horizon
    common.sky(stage, 0.55)
    common.ridge(stage, hz - 0.03 * h, 0.045 * h, 0.35 * stage.w, rgb("#61788a"), 0.10, 21, foot=0.004, mist=0.5)
    common.sun_haze(stage, 0.45, 0.34)
    shore = hz + 0.44 * (stage.ground - hz)
    _open_water(stage, hz, rgb("#1f86a0"), 0.55, 3.0, 1.1, shore)
    common.sun_glare(stage, 0.8)
    sand_far, sand_near = rgb("#e2c794"), rgb("#b08b57")
    wet = mix(rgb("#8d7a5c") * pal.ambient, pal.sky[2], 0.35)

    def colour(z: float) -> F32:
        dry = mix(sand_far, sand_near, min(max(z, 0), 1)) * pal.ambient
        return mix(wet, dry, float(smooth(0.02, 0.20, z)))

    def foam(y: float, thick: float, alpha: float, salt: int, drift: float, swing: float) -> None:
        w, hh = stage.period(), common.even(thick * 5)
        edge = (fbm(4, w, 70 * u, 3, stage.seed + salt, 1, True)[1] - 0.5) * thick * 2.4
        _, y_ = common.grid(hh, w)
        d = y_ - hh / 2 - edge[None]
        lace = smooth(0.32, 0.62, fbm(hh, w, 9 * u, 3, stage.seed + salt + 1, 2.4, True))
        a = (np.exp(-((d / (thick * 0.34)) ** 2)) + 0.55 * lace * smooth(-thick * 1.8, 0, d) * (d < 0)) * alpha
        a = np.clip(a, 0, 1).astype(np.float32)
        white = mix((0.96, 0.97, 0.97) * pal.ambient, pal.light, 0.3)
        layer = common.add_layer(
            stage,
            np.dstack([a[..., None] * white, a]).astype(np.float32),
            0,
            y - hh / 2,
            stage.depth_at(y),
            wrap=True,
            kind="veil",
            drift=drift * u,
            sway=(swing * u, 5.0),
        )
        layer.base_y = y
        layer.solid = None

    foam(hz + 0.55 * (shore - hz), 5 * u, 0.6, 51, 4, 8)
    foam(hz + 0.80 * (shore - hz), 8 * u, 0.8, 54, -5, 12)
    common.strips(stage, 7, colour, None, start=shore, texture=0.14, patch=60, power=1.3)
    first = next(layer for layer in stage.layers if layer.base_y == shore)
    at = stage.layers.index(first) + 1
    foam(shore + 3 * u, 11 * u, 0.95, 57, 6, 16)
    stage.layers.insert(at, stage.layers.pop())
    stage.bed = "surf"


def _coral(
    stage: Stage, canvas: plants.U8, r: np.random.Generator, x: float, base: float, size: float, colour: F32
) -> None:
    """One clump: fans, tubes or domes, lit from above."""
    kind = int(r.integers(0, 4))
    hi, lo = np.clip(colour * 1.35, 0, 1) * 255, np.clip(colour * 0.55, 0, 1) * 255

    def tone(k: float) -> tuple[float, float, float, float]:
        c = lo + (hi - lo) * k
        return float(c[0]), float(c[1]), float(c[2]), 255.0

    if kind == 0:
        stack = [(x, base, -np.pi / 2 + r.normal(0, 0.1), size * 0.32, size * 0.075)]
        while stack:
            px, py, a, long, thick = stack.pop()
            qx, qy = px + np.cos(a) * long, py + np.sin(a) * long
            cv2.line(
                canvas,
                (int(px * 16), int(py * 16)),
                (int(qx * 16), int(qy * 16)),
                tone(min((base - py) / size + 0.1, 1)),
                max(int(thick), 1),
                cv2.LINE_AA,
                4,
            )
            if long > size * 0.07:
                for turn in (-0.5, 0.05, 0.5):
                    stack.append((qx, qy, a + turn + r.normal(0, 0.14), long * 0.68, thick * 0.72))
    elif kind == 1:
        for _ in range(6):
            px, tall, wide = (
                x + r.normal(0, size * 0.26),
                size * (0.35 + 0.55 * r.random()),
                size * (0.055 + 0.03 * r.random()),
            )
            for j in range(5):
                k = -1 + 2 * j / 4
                cv2.line(
                    canvas,
                    (int((px + k * wide * 0.8) * 16), int(base * 16)),
                    (int((px + k * wide * 0.8 + size * 0.03) * 16), int((base - tall) * 16)),
                    tone(0.35 + 0.5 * (1 - abs(k - 0.3))),
                    max(int(wide * 0.6), 1),
                    cv2.LINE_AA,
                    4,
                )
            cv2.ellipse(
                canvas,
                (int((px + size * 0.03) * 16), int((base - tall) * 16)),
                (int(wide * 18), int(wide * 8)),
                0,
                0,
                360,
                tone(0.9),
                -1,
                cv2.LINE_AA,
                4,
            )
            cv2.ellipse(
                canvas,
                (int((px + size * 0.03) * 16), int((base - tall) * 16)),
                (int(wide * 11), int(wide * 5)),
                0,
                0,
                360,
                tone(0.0),
                -1,
                cv2.LINE_AA,
                4,
            )
    elif kind == 2:
        for j in range(9):
            k = 1 - j / 9
            cv2.ellipse(
                canvas,
                (int((x + size * 0.05 * j / 9) * 16), int((base - size * 0.10 * j / 9) * 16)),
                (int(size * 0.42 * k * 16), int(size * 0.34 * k * 16)),
                0,
                180,
                360,
                tone(0.15 + 0.8 * j / 9),
                -1,
                cv2.LINE_AA,
                4,
            )
        for _ in range(26):
            a, d = r.uniform(3.3, 6.1), r.random() ** 0.5
            cv2.ellipse(
                canvas,
                (int((x + np.cos(a) * size * 0.38 * d) * 16), int((base + np.sin(a) * size * 0.30 * d) * 16)),
                (int(size * 0.022 * 16), int(size * 0.016 * 16)),
                0,
                0,
                360,
                tone(0.1 + 0.3 * r.random()),
                -1,
                cv2.LINE_AA,
                4,
            )
    else:
        for _ in range(16):
            a = -np.pi / 2 + r.normal(0, 0.55)
            long = size * (0.25 + 0.35 * r.random())
            mx, my = x + np.cos(a) * long * 0.5 + r.normal(0, 3), base + np.sin(a) * long * 0.6
            pts = np.array(
                [
                    [x + r.normal(0, size * 0.1), base],
                    [mx, my],
                    [x + np.cos(a) * long + r.normal(0, 4), base + np.sin(a) * long],
                ]
            )
            cv2.polylines(
                canvas,
                [np.round(pts * 16).astype(np.int32)],
                False,
                tone(0.3 + 0.7 * r.random()),
                max(int(size * 0.035), 1),
                cv2.LINE_AA,
                4,
            )


def _reef_bank(
    stage: Stage,
    base: float,
    size: float,
    count: int,
    depth: float,
    salt: int,
    middle: float,
    soft: float,
    front: bool,
    dark: float = 1.0,
) -> None:
    w = stage.period()
    r = stage.rng(salt)
    top = base - size * 1.7
    h = common.even(stage.h + stage.margin_y - top) if front else common.even(size * 1.7 + 26 * stage.unit)
    canvas = np.zeros((h, w, 4), np.uint8)
    env = smooth(0.42, 0.62, fbm(4, w, w / 5, 2, stage.seed + salt, 1, True)[1])
    rock = stage.lit(rgb("#3a4458"), depth, 0.9) * dark
    hues = [rgb(c) for c in ("#e86a8a", "#f0913c", "#b464d0", "#e8c84a", "#6ad0a8", "#7a86e8", "#e85a4a")]
    xs = np.arange(0, w, 3)
    heights = (
        base
        - top
        - (middle + (1 - middle) * env[xs]) * size * 0.62
        - fbm(4, w, 30 * stage.unit, 3, stage.seed + salt + 1, 1, True)[1][xs] * size * 0.18
        + size * 0.1
    )
    outline = np.concatenate([np.stack([xs, heights], 1), [[w, h + 2], [0, h + 2]]])
    cv2.fillPoly(
        canvas,
        [np.round(outline * 16).astype(np.int32)],
        tuple(float(v) for v in np.append(np.clip(rock, 0, 1) * 255, 255)),
        cv2.LINE_AA,
        4,
    )
    for x in np.sort(r.random(count)) * w:
        e = middle + (1 - middle) * env[int(x)]
        y = heights[min(int(x / 3), len(heights) - 1)] + 8 * stage.unit
        hue = stage.lit(hues[int(r.integers(0, len(hues)))], depth, 0.85) * dark
        s = size * (0.35 + 0.6 * e) * (0.55 + 0.6 * r.random())
        for off in (0, -w if x + s > w else 0, w if x - s < 0 else 0):
            _coral(stage, canvas, np.random.default_rng(int(x * 7) + salt), x + off, y, s, hue)
            if off == 0:
                continue
    rgba = canvas.astype(np.float32) / 255
    texture = 1 + (fbm(h, w, 12 * stage.unit, 3, stage.seed + salt + 3, 1, True)[..., None] - 0.5) * 0.4
    rgba[..., :3] *= texture
    if soft:
        rgba = blur(rgba, soft * stage.unit)
    if not front:
        common.fade_down(rgba, stage, h * 0.55, h, 0.6)
    layer = common.add_layer(stage, rgba, 0, top, depth, wrap=True, front=front, kind="near" if front else "set")
    layer.base_y = None if front else base


def reef(stage: Stage) -> None:
    pal, u, h, w = stage.palette, stage.unit, stage.h, stage.w
    floor = stage.h * 0.80
    stage.horizon = h * 0.62
    common.sky(stage, 0.0, horizon=h * 0.98)
    s = 4
    gx, gy = common.grid(h // s, w // s)
    sx, sy = stage.sun[0], -0.25 * h
    angle = np.arctan2(gx * s - sx, gy * s - sy)
    beams = fbm(1, 512, 26, 4, stage.seed + 4)[0]
    far = np.hypot(gx * s - sx, gy * s - sy) / h
    for shift, strength in ((0, 0.50), (171, 0.34)):
        beam = smooth(0.46, 0.72, np.interp(angle, np.linspace(-1.3, 1.3, 512), np.roll(beams, shift)))
        a = np.clip(beam * np.exp(-far * 1.1) * strength * 1.5 + np.exp(-far * 3.2) * 0.9, 0, 0.9).astype(
            np.float32
        )
        common.veil(stage, a, pal.light)
        if stage.layers[-1].fixed:
            stage.layers[-1].pulse = Pulse(0.78, 0.22, 0.9, shift)
    stage.horizon = h * 0.62
    _reef_bank(stage, floor - 0.02 * h, 0.20 * h, 40, 0.22, 31, 0.25, 1.4, False)
    common.mist_band(stage, floor - 0.02 * h, 0.06 * h, 0.6, 0.25, 19)
    caustic = [rgb("#4aa3a6"), rgb("#2a7f92"), rgb("#155a74")]
    common.strips(
        stage,
        6,
        lambda z: mix(mix(caustic[0], caustic[1], min(max(z, 0) * 2, 1)), caustic[2], min(max(z, 0), 1)),
        None,
        start=floor - 0.03 * h,
        texture=0.5,
        patch=50,
        power=1.2,
    )
    for layer in stage.layers:
        layer.front = False
    _reef_bank(stage, floor + 0.10 * h, 0.30 * h, 34, 0.75, 37, 0.10, 0.0, False)
    stage.layers[-1].base_y = None
    bubbles = np.zeros((common.even(h * 1.2), stage.period(), 4), np.uint8)
    r = stage.rng(90)
    for _ in range(70):
        x, y, rad = (
            r.random() * bubbles.shape[1],
            r.random() * bubbles.shape[0],
            (1.2 + 3.2 * r.random() ** 2) * u,
        )
        cv2.ellipse(
            bubbles,
            (int(x * 16), int(y * 16)),
            (int(rad * 16), int(rad * 16)),
            0,
            0,
            360,
            (150, 200, 200, 170),
            1,
            cv2.LINE_AA,
            4,
        )
    layer = common.add_layer(
        stage, bubbles.astype(np.float32) / 255, 0, -0.1 * h, 0.9, wrap=True, kind="veil", drift=3 * u
    )
    layer.solid = None
    _reef_bank(stage, h * 1.05, 0.24 * h, 26, 1.35, 47, 0.0, 3.6, True, dark=0.40)
    stage.bed = "underwater"
