"""Wild places: forest, jungle, mountains, desert, snow, the moon, space, the open sky."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from omnireel.animatic.noise import blur, fbm, smooth
from omnireel.animatic.palette import mix, rgb
from omnireel.animatic.settings import common, plants
from omnireel.animatic.settings.open_land import ground_colours
from omnireel.animatic.stage import Stage

F32 = npt.NDArray[Any]  # float32; OpenCV and NumPy lose the exact type on the way


def trunks(
    stage: Stage,
    base: float,
    wide: float,
    count: int,
    colour: npt.ArrayLike,
    depth: float,
    salt: int,
    soft: float = 0.0,
) -> None:
    """Tree trunks that reach out of the picture, lit on the key's side, with a few boughs."""
    w = stage.period()
    top = -stage.margin_y
    h = common.even(base - top + 8)
    r = stage.rng(salt)
    canvas = np.zeros((h, w), np.uint8)
    side = np.zeros((h, w), np.uint8)
    toward = 1 if stage.sun[0] > stage.w / 2 else -1
    foot = base - top
    for i in range(count):
        x = (i + 0.15 + 0.7 * r.random()) * w / count
        k = wide * (0.5 + 0.9 * r.random())
        lean = r.normal(0, 0.03) * h
        steps = 9
        for off in (-w, 0, w):
            if not -k * 6 < x + off < w + k * 6:
                continue
            left, right, lit = [], [], []
            for j in range(steps):
                t = j / (steps - 1)
                half = k * (0.62 - 0.20 * t) * (1 + 0.9 * np.exp(-t * 16)) + np.sin(t * 9 + i) * k * 0.05
                cx = x + off + lean * t + np.sin(t * 3 + i * 2.1) * k * 0.3
                cy = foot - t * foot
                left.append((cx - half, cy))
                right.append((cx + half, cy))
                lit.append((cx + toward * half * 0.35, cy))
            poly = np.array(left + right[::-1])
            cv2.fillPoly(canvas, [np.round(poly * 16).astype(np.int32)], 255, cv2.LINE_AA, 4)
            edge = right if toward > 0 else left
            cv2.fillPoly(side, [np.round(np.array(lit + edge[::-1]) * 16).astype(np.int32)], 255, cv2.LINE_AA, 4)
            rr = np.random.default_rng(salt * 100 + i)
            for _ in range(5):
                t = 0.35 + 0.6 * rr.random()
                a = rr.choice((-1, 1)) * (0.5 + 0.6 * rr.random())
                long = k * (2.5 + 4 * rr.random())
                sx, sy = x + off + lean * t, foot * (1 - t)
                pts = np.array(
                    [
                        [sx, sy],
                        [sx + np.sin(a) * long * 0.6, sy - np.cos(a) * long * 0.35],
                        [sx + np.sin(a) * long, sy - np.cos(a) * long * 0.9],
                    ]
                )
                cv2.polylines(
                    canvas,
                    [np.round(pts * 16).astype(np.int32)],
                    False,
                    255,
                    max(int(k * 0.14), 1),
                    cv2.LINE_AA,
                    4,
                )
    mask, lit_mask = (
        canvas.astype(np.float32) / 255,
        blur(side.astype(np.float32) / 255, max(wide * 0.12, 0.8)),
    )
    bark = fbm(h, w, max(wide * 0.24, 2), 3, stage.seed + salt, 0.35, True) - 0.5
    body = stage.lit(colour, depth)
    img = body * (1 + bark[..., None] * 0.6)
    img = (
        img
        + stage.palette.light
        * (lit_mask * (0.10 + 0.34 * stage.palette.glow) * (0.7 + bark))[..., None]
        * stage.palette.ambient
    )
    if soft:
        mask = blur(mask, soft * stage.unit)
    rgba = np.dstack([img * mask[..., None], mask]).astype(np.float32)
    common.fade_down(rgba, stage, foot - 0.20 * stage.h, foot, 0.75 * np.exp(-depth * 1.2))
    layer = common.add_layer(stage, rgba, 0, top, depth, wrap=True)
    layer.solid = None
    layer.base_y = base - 4 * stage.unit


def canopy(
    stage: Stage,
    colour: npt.ArrayLike,
    depth: float,
    salt: int,
    low: float,
    front: bool = False,
    soft: float = 0.0,
) -> None:
    """Leaves hanging into the top of the picture."""
    w, top = stage.period(), -stage.margin_y
    h = common.even(low * stage.h + stage.margin_y)
    cell = 34 * stage.unit
    shape = (
        fbm(h, w, cell * 2.6, 3, stage.seed + salt, 1, True) * 0.55
        + fbm(h, w, cell * 0.5, 3, stage.seed + salt + 1, 1, True) * 0.45
    )
    y = np.arange(h)[:, None] / h
    a = smooth(-0.02, 0.06, shape - 0.18 - y * 0.62).astype(np.float32)
    leaf = fbm(h, w, 7 * stage.unit, 2, stage.seed + salt + 2, 1.3, True)
    glow = common.glow_at(stage, w, h, 0, top, 0.20)[..., None]
    img = stage.lit(colour, depth) * (0.65 + 0.7 * leaf[..., None])
    img = mix(img, stage.palette.light * stage.palette.ambient, glow * 0.45 * smooth(0.5, 0.75, leaf)[..., None])
    if soft:
        a = blur(a, soft * stage.unit)
    layer = common.add_layer(
        stage,
        np.dstack([img * a[..., None], a]).astype(np.float32),
        0,
        top,
        depth,
        wrap=True,
        front=front,
        kind="near" if front else "set",
        sway=(3 * stage.unit * depth, 4.3),
    )
    layer.solid = None


def rays(stage: Stage, strength: float) -> None:
    """Shafts of light falling from the key."""
    s = 4
    h, w = stage.h // s, stage.w // s
    x, y = common.grid(h, w)
    sx, sy = stage.sun[0], min(stage.sun[1], 0.0) - 0.2 * stage.h
    angle = np.arctan2(x * s - sx, y * s - sy)
    beam = smooth(0.48, 0.75, np.interp(angle, np.linspace(-1.5, 1.5, 512), fbm(1, 512, 22, 4, stage.seed + 6)[0]))
    far = np.hypot(x * s - sx, y * s - sy) / stage.h
    a = np.clip(beam * np.exp(-far * 0.9) * strength * stage.palette.glow * 1.6, 0, 0.7).astype(np.float32)
    common.veil(stage, a, stage.palette.light)


def _woodland(stage: Stage, trunk: str, leaf: str, far_g: str, near_g: str, tip: str, tall: float) -> None:
    pal, u, h, hz = stage.palette, stage.unit, stage.h, stage.horizon
    snow = stage.weather == "snow"
    white = mix(rgb("#e8eef6"), pal.light, 0.15)
    leaves = mix(rgb(leaf), rgb("#dfe7ee"), 0.62) if snow else rgb(leaf)
    common.sky(stage, 0.2, horizon=hz * 1.1)
    stage.layers[-1].depth = 0.0
    common.tree_line(
        stage,
        hz + 0.03 * h,
        0.18 * h,
        0.36 * h,
        70,
        rgb("#5a6f70") if snow else rgb(leaf),
        0.10,
        3,
        kind="fir" if snow else "round",
        mist=0.7,
        soft=2.0,
        snow=0.8 if snow else 0.0,
    )
    common.sun_haze(stage, 0.7, 0.36)
    trunks(stage, hz + 0.03 * h, 9 * u, 34, rgb(trunk), 0.16, 11, soft=1.0)
    canopy(stage, leaves, 0.18, 12, 0.40)
    common.mist_band(stage, hz + 0.02 * h, 0.07 * h, 0.6, 0.2, 19)
    trunks(stage, hz + 0.07 * h, 17 * u, 17, rgb(trunk), 0.36, 13, soft=0.5)
    common.mist_band(stage, hz + 0.07 * h, 0.05 * h, 0.5, 0.4, 29)
    canopy(stage, leaves, 0.42, 14, 0.30)
    colour = ground_colours(
        stage,
        [
            (0, rgb(far_g)),
            (0.3, mix(rgb(far_g), rgb(near_g), 0.4)),
            (0.7, rgb(near_g)),
            (1, rgb(near_g) * 0.6),
        ],
    )
    if snow:
        blue = mix(rgb("#a8bad4"), pal.shadow, 0.12)
        colour = ground_colours(stage, [(0, white), (0.35, white), (0.75, mix(white, blue, 0.6)), (1, blue)])
    far, near = rgb(far_g) * pal.ambient, rgb(near_g) * pal.ambient * 0.9

    def dress(
        canvas: plants.U8,
        z0: float,
        z1: float,
        y_of: Callable[[float], float],
        r: np.random.Generator,
        i: int,
    ) -> None:
        row = hz + (h + stage.margin_y * 1.5 - hz) * z0
        feet = 13 * u if row > stage.ground - 2 and row < stage.ground + 26 * u else None
        plants.grass(
            stage,
            canvas,
            z0,
            z1,
            y_of,
            r,
            i,
            tall=tall,
            far=far,
            near=near,
            tip=mix(rgb(tip) * pal.ambient, pal.rim * pal.ambient, 0.3),
            thick=0.6,
            lean=0.4,
            over_feet=feet,
        )

    if snow:
        common.strips(stage, 10, colour, None, texture=0.14, patch=130, power=1.4)
    else:
        common.strips(stage, 10, colour, dress, overlap=tall * u, power=1.4)
    # The next strip's grass grows over the feet of the near trunks; they would end in a straight cut else.
    beyond = [layer.base_y for layer in stage.layers if (layer.base_y or 0) > stage.ground - 84 * u]
    trunk_row = min((row for row in beyond if row is not None), default=stage.ground)
    trunks(stage, trunk_row + 2 * u, 34 * u, 4, rgb(trunk) * 0.8, stage.depth_at(trunk_row) * 0.8, 15)
    ordered = [
        layer for layer in stage.layers[:-1] if layer.base_y is None or layer.base_y < trunk_row - 1 or layer.fixed
    ]
    rest = [layer for layer in stage.layers[:-1] if layer not in ordered]
    stage.layers[:] = [*ordered, stage.layers[-1], *rest]
    rays(stage, 0.42)
    stage.layers.insert(len(ordered) + 1, stage.layers.pop())
    canopy(stage, rgb(leaf) * 0.30, 1.4, 17, 0.20, front=True, soft=5.0)
    near_rgba = plants.near_blades(
        stage,
        rgb("#0c140a") * pal.ambient,
        (rgb("#c8d2de") if snow else rgb(near_g)) * pal.ambient,
        140,
        70,
        41,
        4.0,
        middle=0.2,
    )
    common.near_layer(stage, near_rgba, 1.5, drop=10 * u)
    stage.bed = "forest"


def forest(stage: Stage) -> None:
    _woodland(stage, "#4a3a2c", "#486a30", "#8a9a4c", "#33491f", "#b4bc54", 54)


def jungle(stage: Stage) -> None:
    _woodland(stage, "#3c3a26", "#2f7038", "#5a9a48", "#1e4a24", "#96c84a", 84)


def snow_field(stage: Stage) -> None:
    pal, u, h, hz = stage.palette, stage.unit, stage.h, stage.horizon
    common.sky(stage, 0.5)
    common.ridge(
        stage,
        hz - 0.14 * h,
        0.12 * h,
        0.30 * stage.w,
        rgb("#6f7f9a"),
        0.06,
        21,
        foot=0.02,
        rugged=0.9,
        snow=0.9,
        mist=0.5,
        fog=0.75,
    )
    common.sun_haze(stage, 0.5, 0.32)
    common.tree_line(
        stage, hz + 0.006 * h, 26 * u, 66 * u, 120, rgb("#3d5560"), 0.20, 5, kind="fir", mist=0.8, snow=0.8
    )
    common.mist_band(stage, hz, 0.035 * h, 0.7, 0.2, 9)
    common.tree_line(
        stage, hz + 0.022 * h, 60 * u, 160 * u, 24, rgb("#2c4650"), 0.38, 12, kind="fir", mist=0.5, snow=0.9
    )
    common.mist_band(stage, hz + 0.03 * h, 0.03 * h, 0.7, 0.35, 19)
    common.sun_glare(stage, 0.7)
    lit = mix(np.array([0.93, 0.95, 0.99], np.float32) * (0.25 + 0.75 * pal.ambient), pal.light, 0.22)
    blue = mix(np.array([0.70, 0.78, 0.92], np.float32) * (0.2 + 0.8 * pal.ambient), pal.shadow, 0.12)

    def colour(z: float) -> F32:
        return mix(mix(lit, blue, min(max(z, 0) * 0.9, 1)), pal.fog, 0.7 * np.exp(-max(z, 0) * 10))

    common.strips(stage, 9, colour, None, texture=0.16, patch=150, power=1.4)
    common.sun_haze(stage, 0.2, 0.45)
    stage.layers[-1].base_y = stage.ground - 40 * u
    stage.bed = "wind"
    stage.soft_feet = 6


def desert(stage: Stage) -> None:
    u, h, hz = stage.unit, stage.h, stage.horizon
    common.sky(stage, 0.25)
    common.ridge(
        stage,
        hz - 0.07 * h,
        0.07 * h,
        0.40 * stage.w,
        rgb("#c08a5a"),
        0.06,
        21,
        foot=0.02,
        rugged=0.3,
        mist=0.6,
    )
    common.sun_haze(stage, 0.5, 0.34)
    common.ridge(
        stage,
        hz - 0.03 * h,
        0.055 * h,
        0.30 * stage.w,
        rgb("#cf9a60"),
        0.16,
        33,
        foot=0.03,
        rugged=0.2,
        mist=0.5,
    )
    common.ridge(
        stage,
        hz + 0.012 * h,
        0.035 * h,
        0.36 * stage.w,
        rgb("#d8a468"),
        0.30,
        37,
        foot=0.05,
        rugged=0.2,
        mist=0.4,
    )
    common.mist_band(stage, hz + 0.02 * h, 0.02 * h, 0.5, 0.3, 9)
    common.sun_glare(stage, 0.8)
    common.strips(
        stage,
        9,
        ground_colours(stage, [(0, rgb("#e6bd80")), (0.4, rgb("#d09a5c")), (1, rgb("#8a5a34"))]),
        None,
        texture=0.26,
        patch=46,
        power=1.35,
    )
    stage.bed = "wind"
    stage.soft_feet = 5
    del u


def mountains(stage: Stage) -> None:
    pal, u, h, hz = stage.palette, stage.unit, stage.h, stage.horizon
    common.sky(stage, 0.6)
    for y, rise, cell, col, d, salt, snow in (
        (0.30, 0.20, 0.34, "#74859c", 0.03, 21, 0.9),
        (0.17, 0.15, 0.26, "#65788c", 0.10, 33, 0.4),
        (0.07, 0.09, 0.22, "#55695c", 0.20, 37, 0.0),
    ):
        common.ridge(
            stage,
            hz - y * h,
            rise * h,
            cell * stage.w,
            rgb(col),
            d,
            salt,
            foot=0.01,
            rugged=0.9,
            snow=snow,
            mist=0.55,
            fog=0.72,
        )
        common.mist_band(stage, hz - y * h * 0.35, 0.04 * h, 0.45, d, salt + 9)
    common.sun_haze(stage, 0.5, 0.3)
    common.tree_line(stage, hz + 0.012 * h, 26 * u, 76 * u, 90, rgb("#2f4a34"), 0.34, 12, kind="fir", mist=0.6)
    common.mist_band(stage, hz + 0.016 * h, 0.022 * h, 0.6, 0.32, 19)
    common.sun_glare(stage, 0.8)
    far, near = rgb("#9aa45c") * pal.ambient, rgb("#2c3d1e") * pal.ambient

    def dress(
        canvas: plants.U8,
        z0: float,
        z1: float,
        y_of: Callable[[float], float],
        r: np.random.Generator,
        i: int,
    ) -> None:
        row = hz + (h + stage.margin_y * 1.5 - hz) * z0
        feet = 12 * u if row > stage.ground - 2 and row < stage.ground + 26 * u else None
        plants.grass(
            stage,
            canvas,
            z0,
            z1,
            y_of,
            r,
            i,
            tall=40,
            far=mix(far, pal.fog, 0.3),
            near=near,
            tip=mix(far, pal.rim * pal.ambient, 0.3),
            thick=0.7,
            over_feet=feet,
        )

    common.strips(
        stage,
        10,
        ground_colours(
            stage, [(0, rgb("#b0b070")), (0.3, rgb("#84904a")), (0.7, rgb("#4a5c2c")), (1, rgb("#26321a"))]
        ),
        dress,
        overlap=44 * u,
        power=1.4,
    )
    stage.bed = "wind"


def _planet(stage: Stage, cx: float, cy: float, rad: float, low: str, high: str, cloud: float) -> None:
    h = w = common.even(rad * 2.4)
    x, y = common.grid(h, w)
    nx, ny = (x - w / 2) / rad, (y - h / 2) / rad
    d2 = nx * nx + ny * ny
    nz = np.sqrt(np.clip(1 - d2, 0, 1))
    land = fbm(h, w, rad * 0.5, 5, stage.seed + 3, 1.6)
    img = mix(rgb(low), rgb(high), smooth(0.44, 0.60, land)[..., None])
    if cloud:
        img = mix(
            img,
            (0.96, 0.97, 1.0),
            smooth(0.52, 0.72, fbm(h, w, rad * 0.3, 5, stage.seed + 9, 2.6))[..., None] * cloud,
        )
    sx = np.sign(stage.sun[0] - cx) * 0.75
    lit = np.clip(nx * sx - ny * 0.45 + nz * 0.35, 0, 1) ** 0.8
    img = img * (0.03 + 1.05 * lit[..., None])
    edge = np.sqrt(np.clip(d2, 0, 4))
    air = np.exp(-((np.abs(edge - 1) / 0.05) ** 1.0)) * np.clip(nx * sx - ny * 0.45 + 0.35, 0, 1)
    a = smooth(1.005, 0.993, edge)
    img = img * a[..., None] + np.array([0.45, 0.68, 1.0], np.float32) * (air * 0.6)[..., None]
    rgba = np.dstack([np.clip(img, 0, 1), np.clip(a + air * 0.4, 0, 1)]).astype(np.float32)
    layer = common.add_layer(stage, rgba, cx - w / 2, cy - h / 2, 0.06, drift=-1.2 * stage.unit)
    layer.solid = None


def _nebula(stage: Stage) -> None:
    s = 4
    h, w = stage.h // s, stage.w // s
    for colour, salt in (("#3a4ad0", 3), ("#b03a8a", 7), ("#2a9ab0", 13)):
        a = smooth(0.50, 0.85, fbm(h, w, 70, 5, stage.seed + salt, 1.4)) * 0.55
        common.veil(stage, a.astype(np.float32), rgb(colour))


def space(stage: Stage) -> None:
    common.sky(stage, 0.0, horizon=stage.h * 1.05)
    _nebula(stage)
    _planet(stage, stage.w * 0.20, stage.h * 0.86, stage.h * 0.50, "#16407a", "#5a7a48", 0.8)
    _planet(stage, stage.w * 0.66, stage.h * 0.20, stage.h * 0.055, "#8a8478", "#b4aca0", 0)
    common.sun_glare(stage, 0.7, 0.14)
    stage.bed = "space"


def moon(stage: Stage) -> None:
    h, hz, u = stage.h, stage.horizon, stage.unit
    common.sky(stage, 0.0, horizon=h * 1.05)
    _nebula(stage)
    _planet(stage, stage.w * 0.24, h * 0.22, h * 0.11, "#16407a", "#5a7a48", 0.8)
    clear = stage.palette.fog
    common.ridge(
        stage,
        hz - 0.03 * h,
        0.07 * h,
        0.3 * stage.w,
        rgb("#8a8c94"),
        0.9,
        21,
        foot=0.03,
        rugged=0.7,
        mist=0.15,
    )
    common.ridge(
        stage,
        hz + 0.01 * h,
        0.03 * h,
        0.2 * stage.w,
        rgb("#a2a4aa"),
        1.1,
        33,
        foot=0.03,
        rugged=0.3,
        mist=0.1,
    )
    stage.layers[-1].depth, stage.layers[-2].depth = 0.2, 0.08

    def craters(
        canvas: plants.U8,
        z0: float,
        z1: float,
        y_of: Callable[[float], float],
        r: np.random.Generator,
        i: int,
    ) -> None:
        w = canvas.shape[1]
        for _ in range(22):
            x, z = r.random() * w, z0 + (z1 - z0) * r.random()
            rad = (6 + 90 * z) * u * (0.2 + r.random() ** 3)
            y = y_of(z)
            for k, dy, tone in ((1.0, 0, 1.18), (0.92, 0.06, 0.50), (0.80, 0.16, 0.80)):
                c = np.clip(rgb("#9a9ca2") * stage.palette.ambient * tone * (1 - 0.35 * z), 0, 1) * 255
                cv2.ellipse(
                    canvas,
                    (int(x * 16), int((y + dy * rad * 0.26) * 16)),
                    (int(rad * k * 16), int(rad * k * 0.24 * 16)),
                    0,
                    0,
                    360,
                    (*(float(v) for v in c), 255.0),
                    -1,
                    cv2.LINE_AA,
                    4,
                )

    common.strips(
        stage,
        9,
        lambda z: mix(rgb("#a8aab0"), rgb("#4c4e56"), min(max(z, 0), 1)) * stage.palette.ambient,
        craters,
        overlap=8 * u,
        texture=0.4,
        patch=24,
        power=1.4,
    )
    del clear
    stage.bed = "space"


def sky_high(stage: Stage) -> None:
    h, w = stage.h, stage.w
    common.sky(stage, 0.8, horizon=h * 0.94)
    common.sun_haze(stage, 0.5, 0.4)
    for i, (y, size, depth, dark) in enumerate(
        ((0.70, 0.16, 0.12, 0.10), (0.82, 0.22, 0.28, 0.2), (0.95, 0.30, 0.55, 0.3))
    ):
        pw, top = stage.period(), int((y - size) * h)
        hh = common.even(h + stage.margin_y - top)
        shape = fbm(hh, pw, 0.11 * w * (1 + i * 0.4), 5, stage.seed + 40 + i, 1.7, True)
        yy = np.arange(hh)[:, None] / (size * 2 * h)
        # The tops lie below the canvas's edge, or they would be cut off level.
        rim = 0.35 * smooth(0.35 * size * h, 0.0, np.arange(hh))[:, None]
        a = smooth(0.0, 0.13, shape - 0.62 + yy * 0.62 - rim).astype(np.float32)
        up = np.clip((shape - np.roll(shape, (int(9 * stage.unit) + 1, -8), (0, 1))) * 7 + 0.55, 0, 1)[..., None]
        col = mix(
            mix(stage.palette.fog, stage.palette.shadow, 0.22 + dark * 0.5),
            mix(stage.palette.light, (1, 1, 1), 0.4) * (0.3 + 0.7 * stage.palette.ambient),
            up,
        )
        layer = common.add_layer(
            stage,
            np.dstack([col * a[..., None], a]).astype(np.float32),
            0,
            top,
            depth,
            wrap=True,
            drift=-(6 + 26 * depth) * stage.unit,
        )
        layer.solid = None
    common.sun_glare(stage, 0.7)
    stage.bed = "wind"
