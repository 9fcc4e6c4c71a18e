"""Built places: city street by day and by neon night, village, room, stage."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from omnireel.animatic.noise import blur, fbm, smooth
from omnireel.animatic.palette import mix, rgb
from omnireel.animatic.settings import common, water
from omnireel.animatic.settings.open_land import ground_colours
from omnireel.animatic.stage import Stage

F32 = npt.NDArray[Any]  # float32; OpenCV and NumPy lose the exact type on the way
Bytes = tuple[float, float, float, float]
NEON = ("#ff2f8e", "#22d8ff", "#ffb13d", "#9b4dff", "#3dffc8", "#ff5a4a")


def _bytes(colour: npt.ArrayLike, alpha: float = 1.0) -> Bytes:
    r, g, b = (float(v) for v in np.clip(np.asarray(colour, np.float32), 0, 1) * 255 * alpha)
    return r, g, b, 255.0 * alpha


def _rect(canvas: npt.NDArray[Any], x0: float, y0: float, x1: float, y1: float, colour: Bytes) -> None:
    pts = np.array([[x0, y0], [x1, y0], [x1, y1], [x0, y1]])
    cv2.fillConvexPoly(canvas, np.round(pts * 16).astype(np.int32), colour, cv2.LINE_AA, 4)


def skyline(
    stage: Stage,
    base: float,
    low: float,
    high: float,
    wide: float,
    colour: npt.ArrayLike,
    depth: float,
    salt: int,
    lit: float,
    mist: float = 0.7,
) -> None:
    """A row of far towers; `lit` is the share of windows with light in them."""
    w = stage.period()
    top = int(base - high * 1.25)
    h = common.even(base - top + 0.03 * stage.h)
    canvas = np.zeros((h, w, 4), np.uint8)
    r = stage.rng(salt)
    body = stage.lit(colour, depth)
    lamp = mix(stage.lit((1.0, 0.82, 0.5), depth * 1.5), (1.0, 0.85, 0.55), 0.8 if stage.palette.night else 0.2)
    x = 0.0
    while x < w:
        bw = wide * (0.5 + 0.9 * r.random())
        tall = low + (high - low) * r.random() ** 1.6
        tone = body * (0.86 + 0.28 * r.random())
        x1 = min(x + bw, w)
        _rect(canvas, x, base - top - tall, x1, h, _bytes(tone))
        if r.random() < 0.4:
            _rect(
                canvas,
                x + bw * 0.3,
                base - top - tall * 1.1,
                min(x + bw * 0.6, w),
                base - top - tall + 1,
                _bytes(tone),
            )
        if r.random() < 0.3:
            _rect(
                canvas,
                x + bw * 0.48,
                base - top - tall * 1.24,
                min(x + bw * 0.5, w) + 0.8,
                base - top - tall,
                _bytes(tone),
            )
        side = x1 - bw * 0.18 if stage.sun[0] > stage.w / 2 else x
        _rect(
            canvas,
            side,
            base - top - tall,
            min(side + bw * 0.18, w),
            h,
            _bytes(mix(tone, stage.palette.light * stage.palette.ambient, 0.22)),
        )
        cell = max(wide * 0.11, 3.0)
        for wy in np.arange(base - top - tall + cell, base - top - cell, cell * 1.5):
            for wx in np.arange(x + cell * 0.7, x1 - cell * 0.7, cell * 1.25):
                if r.random() < lit:
                    _rect(
                        canvas,
                        wx,
                        wy,
                        wx + cell * 0.55,
                        wy + cell * 0.75,
                        _bytes(lamp * (0.55 + 0.45 * r.random())),
                    )
                elif lit < 0.3 and cell > 5:
                    _rect(canvas, wx, wy, wx + cell * 0.55, wy + cell * 0.75, _bytes(tone * 0.80))
        x += bw * (1.0 + 0.12 * (r.random() < 0.3))
    rgba = canvas.astype(np.float32) / 255
    common.fade_down(rgba, stage, h * 0.35, h, mist)
    common.add_layer(stage, rgba, 0, top, depth, wrap=True)


def _sign(
    canvas: npt.NDArray[Any],
    glow: npt.NDArray[Any],
    r: np.random.Generator,
    x: float,
    y: float,
    wide: float,
    tall: float,
) -> None:
    """A lit board of invented strokes; it says nothing in any script."""
    col = rgb(NEON[int(r.integers(0, len(NEON)))])
    _rect(canvas, x, y, x + wide, y + tall, _bytes(col * 0.16))
    for c in (canvas, glow):
        cv2.rectangle(
            c,
            (int(x * 16), int(y * 16)),
            (int((x + wide) * 16), int((y + tall) * 16)),
            _bytes(col),
            max(int(wide * 0.07), 1),
            cv2.LINE_AA,
            4,
        )
    across = tall < wide
    n = max(int((wide if across else tall) / ((tall if across else wide) * 0.95)), 1)
    s = (tall if across else wide) * 0.62
    for i in range(n):
        cx = x + (wide * (i + 0.5) / n if across else wide / 2)
        cy = y + (tall / 2 if across else tall * (i + 0.5) / n)
        for _ in range(4):
            p = np.array([[cx + s * (r.random() - 0.5), cy + s * (r.random() - 0.5)]])
            q = p + (np.array([[s * 0.6, 0]]) if r.random() < 0.5 else np.array([[0, s * 0.6]])) * r.choice(
                (-1, 1)
            )
            for c in (canvas, glow):
                cv2.line(
                    c,
                    tuple(int(v * 16) for v in p[0]),
                    tuple(int(v * 16) for v in q[0]),
                    _bytes(mix(col, (1, 1, 1), 0.45)),
                    max(int(s * 0.11), 1),
                    cv2.LINE_AA,
                    4,
                )


def facades(stage: Stage, base: float, depth: float, salt: int, night: bool) -> None:
    """The other side of the street: shop fronts, floors of windows, signs and their glow."""
    w, u = stage.period(), stage.unit
    top = -stage.margin_y
    h = common.even(base - top + 4 * u)
    canvas = np.zeros((h, w, 4), np.uint8)
    glow = np.zeros((h, w, 4), np.uint8)
    r = stage.rng(salt)
    foot = base - top
    walls = [
        rgb(c)
        for c in (
            ("#4a3474", "#34406e", "#5a3468", "#2c3660")
            if night
            else ("#b89a84", "#a8a49c", "#c2a890", "#8f9aa4", "#b48a74", "#ccc0ac")
        )
    ]
    x = 0.0
    while x < w - 1:
        bw = min((150 + 150 * r.random()) * u, w - x)
        if w - x - bw < 90 * u:
            bw = w - x
        tall = (0.62 + 0.55 * r.random()) * foot
        wall = stage.lit(walls[int(r.integers(0, len(walls)))], depth * 1.6, 0.7)
        _rect(canvas, x, foot - tall, x + bw, h, _bytes(wall))
        _rect(canvas, x, foot - tall, x + bw, foot - tall + 5 * u, _bytes(wall * 1.2))
        _rect(canvas, x, foot - tall, x + 3 * u, h, _bytes(wall * 0.7))
        shop = 66 * u
        # Every house has its own floors, windows and sills.
        cols = max(int(bw / ((33 + 22 * r.random()) * u)), 2)
        step, floor = bw / cols, (54 + 22 * r.random()) * u
        wide, high = 0.44 + 0.2 * r.random(), floor * (0.52 + 0.14 * r.random())
        narrow, blank = r.random() < 0.3, r.integers(0, cols) if cols > 3 and r.random() < 0.4 else -1
        balconies = r.random() < 0.45
        for row, wy in enumerate(np.arange(foot - shop - floor * 0.96, foot - tall + 6 * u, -floor)):
            if row % 3 == 0 and not narrow:
                _rect(canvas, x, wy + high + 8 * u, x + bw, wy + high + 11 * u, _bytes(wall * 1.1))
            for i in range(cols):
                on = r.random() < (0.34 if night else 0.015)
                warm = rgb("#ffca78") if r.random() < 0.75 else rgb("#9ad4ff")
                sky, shade = 0.18 + 0.30 * r.random(), 0.40 + 0.2 * r.random()
                blind = r.random()
                if i == blank:
                    continue
                tone = (
                    warm * (0.6 + 0.4 * r.random())
                    if on
                    else (wall * 0.45 if night else mix(wall * shade, stage.palette.sky[1], sky))
                )
                wx = x + step * i + step * (1 - wide) / 2
                across = step * wide
                _rect(
                    canvas,
                    wx - 1.6 * u,
                    wy - 1.6 * u,
                    wx + across + 1.6 * u,
                    wy + high + 2 * u,
                    _bytes(wall * 1.14),
                )
                _rect(canvas, wx, wy, wx + across, wy + high, _bytes(tone))
                if blind < 0.42:
                    down = high * (0.2 + 1.4 * blind)
                    cloth = mix(tone, wall * 1.1 if not night else warm * 0.5, 0.55)
                    _rect(canvas, wx, wy, wx + across, wy + down, _bytes(cloth))
                _rect(canvas, wx + across * 0.48, wy, wx + across * 0.52, wy + high, _bytes(wall * 0.6))
                _rect(canvas, wx - 3 * u, wy + high, wx + across + 3 * u, wy + high + 3 * u, _bytes(wall * 0.82))
                if balconies and (row + i * 2) % 3 == 0 and row:
                    rail = _bytes(wall * 0.34)
                    left, right, floor_y = wx - 5 * u, wx + across + 5 * u, wy + high + 4 * u
                    _rect(canvas, left, floor_y - 15 * u, right, floor_y - 13.4 * u, rail)
                    _rect(canvas, left, floor_y - 2 * u, right, floor_y + 1 * u, rail)
                    for bar in np.linspace(left, right - 1.2 * u, 7):
                        _rect(canvas, bar, floor_y - 15 * u, bar + 1.2 * u, floor_y, rail)
                if on:
                    _rect(glow, wx, wy, wx + across, wy + high, _bytes(warm, 0.5))
        bright = rgb("#ffd79a") if r.random() < 0.6 else rgb(NEON[int(r.integers(0, 5))])
        pane = mix(bright, wall, 0.45) if night else mix(wall * 0.42, stage.palette.sky[1], 0.35)
        _rect(
            canvas,
            x + 8 * u,
            foot - shop + 12 * u,
            x + bw - 8 * u,
            foot - 6 * u,
            _bytes(pane * (0.85 if night else 1)),
        )
        for i in range(1, 4):
            _rect(
                canvas,
                x + bw * i / 4 - 1.4 * u,
                foot - shop + 12 * u,
                x + bw * i / 4 + 1.4 * u,
                foot - 6 * u,
                _bytes(wall * 0.5),
            )
        for _ in range(5):
            sx = x + 14 * u + r.random() * (bw - 34 * u)
            _rect(
                canvas,
                sx,
                foot - (14 + 26 * r.random()) * u,
                sx + (6 + 9 * r.random()) * u,
                foot - 6 * u,
                _bytes(pane * (0.35 + 0.5 * r.random())),
            )
        awn = rgb(("#c83c34", "#2f7a58", "#34609a", "#d08a2c")[int(r.integers(0, 4))])
        _rect(
            canvas,
            x + 4 * u,
            foot - shop - 4 * u,
            x + bw - 4 * u,
            foot - shop + 12 * u,
            _bytes(awn * 0.34 if night else stage.lit(awn, depth * 2)),
        )
        if night:
            _rect(glow, x + 8 * u, foot - shop + 12 * u, x + bw - 8 * u, foot - 6 * u, _bytes(bright, 0.35))
            _sign(canvas, glow, r, x + bw * 0.18, foot - shop - 30 * u, bw * 0.55, 24 * u)
            if r.random() < 0.85:
                _sign(
                    canvas,
                    glow,
                    r,
                    x + bw * (0.1 + 0.7 * r.random()),
                    foot - shop - (150 + 120 * r.random()) * u,
                    28 * u,
                    (84 + 70 * r.random()) * u,
                )
        x += bw
    rgba = canvas.astype(np.float32) / 255
    rgba[..., :3] *= 1 + (fbm(h, w, 40 * u, 3, stage.seed + salt, 1, True)[..., None] - 0.5) * 0.28
    if night:
        g = glow.astype(np.float32) / 255
        pad = int(70 * u)
        g = np.concatenate([g[:, -pad:], g, g[:, :pad]], 1)
        halo = blur(g, 9 * u) * 0.7 + blur(g, 30 * u) * 0.9
        halo = halo[:, pad:-pad, :3]
        rgba[..., :3] = np.clip(
            rgba[..., :3] + halo * (1 - rgba[..., :3]) * rgba[..., 3:] + halo * (1 - rgba[..., 3:]) * 0.8,
            0,
            1,
        )
        rgba[..., 3] = np.clip(rgba[..., 3] + halo.mean(-1) * 0.5 * (1 - rgba[..., 3]), 0, 1)
    common.fade_down(rgba, stage, h * 0.72, h, 0.16)
    common.add_layer(stage, rgba, 0, top, depth, wrap=True)


def lamps(stage: Stage, base: float, tall: float, gap: float, depth: float, lit: bool) -> None:
    """Street lamps at even distances, as they stand; kept behind the subjects' lane."""
    w, u = stage.period(), stage.unit
    n = max(round(w / gap), 1)
    top = int(base - tall * 1.3)
    h = common.even(base - top + 4)
    canvas = np.zeros((h, w, 4), np.uint8)
    halo = np.zeros((h // 2, w // 2), np.float32)
    dark = stage.lit(rgb("#22242c"), depth * 1.5)
    for i in range(n):
        # Half a gap from where a lone subject stands, so that no post grows out of a head.
        x = (0.47 * stage.w + (i + 0.5) * w / n) % w
        y = base - top
        _rect(canvas, x - 2.4 * u, y - tall, x + 2.4 * u, y, _bytes(dark))
        _rect(canvas, x - 5 * u, y - 12 * u, x + 5 * u, y, _bytes(dark))
        c = mix(stage.palette.light, (1, 1, 0.95), 0.5) if lit else rgb("#d8dce0") * stage.palette.ambient
        cv2.ellipse(
            canvas,
            (int(x * 16), int((y - tall - 8 * u) * 16)),
            (int(9 * u * 16), int(11 * u * 16)),
            0,
            0,
            360,
            _bytes(c),
            -1,
            cv2.LINE_AA,
            4,
        )
        gx, gy = common.grid(h // 2, w // 2)
        if lit:
            halo += np.exp(-np.hypot(gx * 2 - x, gy * 2 - (y - tall - 8 * u)) / (34 * u)) * 0.75
    rgba = canvas.astype(np.float32) / 255
    if lit:
        a = cv2.resize(np.clip(halo, 0, 0.9), (w, h))[..., None]
        rgba[..., :3] = rgba[..., :3] * (1 - a * 0.5) + rgb("#ffcf8a") * a
        rgba[..., 3:] = rgba[..., 3:] + (1 - rgba[..., 3:]) * a * 0.8
    layer = common.add_layer(stage, rgba, 0, top, depth, wrap=True)
    layer.solid = None
    layer.base_y = base


def street(stage: Stage) -> None:
    pal, u, h, hz, w = stage.palette, stage.unit, stage.h, stage.horizon, stage.w
    night = pal.night or float(pal.ambient.mean()) < 0.55
    neon = pal.name == "neon"
    wet = neon or stage.weather in ("rain", "storm")
    common.sky(stage, 0.5, horizon=hz)
    skyline(
        stage,
        hz,
        0.20 * h,
        0.42 * h,
        84 * u,
        rgb("#8a98ac") if not night else rgb("#2a2a54"),
        0.05,
        21,
        0.30 if night else 0.05,
    )
    common.sun_haze(stage, 0.5, 0.4)
    skyline(
        stage,
        hz + 0.01 * h,
        0.16 * h,
        0.36 * h,
        110 * u,
        rgb("#74808e") if not night else rgb("#201c40"),
        0.12,
        33,
        0.34 if night else 0.05,
        mist=0.8,
    )
    common.mist_band(stage, hz, 0.06 * h, 0.6, 0.12, 9)
    curb = hz + 0.30 * (stage.ground - hz)
    facades(stage, curb, 0.40, 17, night)
    if night:
        common.mist_band(stage, curb - 0.02 * h, 0.13 * h, 0.55, 0.42, 23)
    if neon:
        # The signs' colours hang in the air, warm on one side and cold on the other.
        s = 4
        gx, gy = common.grid(h // s, stage.w // s)
        for cx, hue, reach in ((0.80, "#ff2f8e", 0.34), (0.10, "#22b8ff", 0.30), (0.50, "#9b4dff", 0.40)):
            d = np.hypot((gx * s - cx * stage.w) / stage.w, (gy * s - curb * 0.86) / stage.w * 1.3)
            common.veil(stage, np.clip(np.exp(-((d / reach) ** 1.6)) * 0.34, 0, 0.6).astype(np.float32), rgb(hue))
    common.sun_haze(stage, 0.22, 0.5)
    if wet:
        water.mirror(
            stage,
            curb,
            h + 2,
            rgb("#16132c") if night else rgb("#5a5f68") * pal.ambient,
            shine=0.95 if night else 0.45,
            ripple=0.7,
            smear=15,
        )
        grain = fbm(common.even(h - curb), stage.period(), 34 * u, 4, stage.seed + 77, 6.0, True)
        a = (smooth(0.52, 0.78, grain) * 0.5).astype(np.float32)
        layer = common.add_layer(
            stage,
            np.dstack([np.zeros((*a.shape, 3), np.float32) + a[..., None] * np.float32(0.03), a]).astype(
                np.float32
            ),
            0,
            curb,
            0.8,
            wrap=True,
            kind="veil",
        )
        layer.solid = None
    else:
        tar = rgb("#54565c") if not night else rgb("#2c2c38")
        walk = rgb("#a09c96") if not night else rgb("#3c3a48")

        def colour(z: float) -> F32:
            base = mix(walk, tar, float(smooth(0.16, 0.18, z))) * pal.ambient * (1.15 - 0.4 * max(z, 0))
            return mix(base, pal.fog, 0.5 * np.exp(-max(z, 0) * 8))

        common.strips(stage, 9, colour, None, start=curb, texture=0.16, patch=30, power=1.25)
    # The broken line in the middle of the road goes by as the ground does.
    lane_y, dash = stage.ground + 42 * u, 120 * u
    pw = stage.period()
    n = max(round(pw / (dash * 2)), 1)
    canvas = np.zeros((common.even(12 * u + 4), pw, 4), np.uint8)
    for i in range(n):
        x = (i + 0.25) * pw / n
        pts = np.array([[x + 3 * u, 2], [x + dash, 2], [x + dash - 3 * u, 9 * u], [x, 9 * u]])
        cv2.fillConvexPoly(
            canvas,
            np.round(pts * 16).astype(np.int32),
            _bytes(rgb("#e6e2d4") * (0.25 + 0.75 * pal.ambient), 0.75),
            cv2.LINE_AA,
            4,
        )
    layer = common.add_layer(
        stage, canvas.astype(np.float32) / 255, 0, lane_y, stage.depth_at(lane_y), wrap=True, kind="ground"
    )
    layer.base_y = curb + 1
    lamps(stage, curb + 10 * u, 0.40 * h, 420 * u, 0.46, night)
    stage.bed = "city"
    stage.wet = 0.5 if wet else 0.0
    stage.soft_feet = 2
    del w


def village(stage: Stage) -> None:
    """Small houses with lit windows behind a lane."""
    pal, u, h, hz = stage.palette, stage.unit, stage.h, stage.horizon
    common.sky(stage, 0.5)
    common.ridge(
        stage,
        hz - 0.12 * h,
        0.09 * h,
        0.36 * stage.w,
        rgb("#71869a"),
        0.06,
        21,
        foot=0.02,
        rugged=0.8,
        mist=0.6,
    )
    common.tree_line(stage, hz + 0.008 * h, 24 * u, 70 * u, 80, rgb("#4a6438"), 0.2, 12, mist=0.7)
    common.mist_band(stage, hz, 0.03 * h, 0.5, 0.2, 9)
    common.sun_haze(stage, 0.4, 0.34)
    w = stage.period()
    top = int(hz - 0.36 * h)
    hh = common.even(hz + 0.04 * h - top)
    canvas = np.zeros((hh, w, 4), np.uint8)
    r = stage.rng(8)
    foot = hz - top + 3 * u  # the lane begins at their doorsteps
    x = 20 * u
    lit_up = pal.night or float(pal.ambient.mean()) < 0.7
    while x < w - 150 * u:
        bw, tall = (100 + 80 * r.random()) * u, (62 + 40 * r.random()) * u
        wall = stage.lit(rgb(("#d8c8a8", "#c8a88c", "#b8b4a8", "#d0b090")[int(r.integers(0, 4))]), 0.5)
        roof = stage.lit(rgb(("#8a4434", "#6a4a3c", "#5a5a64")[int(r.integers(0, 3))]), 0.5)
        _rect(canvas, x, foot - tall, x + bw, hh, _bytes(wall))
        _rect(canvas, x + bw * 0.82, foot - tall, x + bw, hh, _bytes(mix(wall, pal.light * pal.ambient, 0.25)))
        pts = np.array(
            [
                [x - 9 * u, foot - tall + 2],
                [x + bw * 0.2, foot - tall - 46 * u],
                [x + bw * 0.8, foot - tall - 46 * u],
                [x + bw + 9 * u, foot - tall + 2],
            ]
        )
        cv2.fillConvexPoly(canvas, np.round(pts * 16).astype(np.int32), _bytes(roof), cv2.LINE_AA, 4)
        _rect(
            canvas,
            x + bw * 0.68,
            foot - tall - 66 * u,
            x + bw * 0.76,
            foot - tall - 40 * u,
            _bytes(roof * 0.8),
        )
        for i in range(2):
            wx = x + bw * (0.16 + 0.42 * i)
            _rect(
                canvas,
                wx,
                foot - tall * 0.72,
                wx + 20 * u,
                foot - tall * 0.72 + 24 * u,
                _bytes(rgb("#ffca78") if lit_up else wall * 0.5),
            )
            _rect(
                canvas,
                wx + 9 * u,
                foot - tall * 0.72,
                wx + 10.6 * u,
                foot - tall * 0.72 + 24 * u,
                _bytes(wall * 0.6),
            )
        _rect(canvas, x + bw * 0.44, foot - 34 * u, x + bw * 0.44 + 17 * u, foot, _bytes(roof * 0.7))
        x += bw + (20 + 110 * r.random()) * u
    rgba = canvas.astype(np.float32) / 255
    common.fade_down(rgba, stage, foot - 40 * u, foot, 0.3)
    layer = common.add_layer(stage, rgba, 0, top, 0.36, wrap=True)
    layer.solid = None
    common.sun_glare(stage, 0.7)
    common.strips(
        stage,
        9,
        ground_colours(
            stage,
            [
                (0, rgb("#a8a070")),
                (0.25, rgb("#8a9050")),
                (0.45, rgb("#b09a78")),
                (0.85, rgb("#8c7858")),
                (1, rgb("#4c4a2c")),
            ],
        ),
        None,
        texture=0.3,
        patch=40,
        power=1.35,
    )
    stage.bed = "meadow"


def room(stage: Stage) -> None:
    """A room with a window on the key's side, a shelf, a lamp, a sofa; warm by day, lamp-lit at night."""
    pal, u, h, w = stage.palette, stage.unit, stage.h, stage.w
    floor_y = stage.horizon
    pw, top = stage.period(), -stage.margin_y
    hh = common.even(floor_y - top + 4)
    x, y = common.grid(hh, pw)
    wall = rgb("#d9c7ab") * pal.ambient
    glow = np.exp(-np.hypot(x - stage.sun[0], y + top - floor_y * 0.45) / (0.42 * w))[..., None]
    img = mix(wall * 0.72, mix(wall, pal.light, 0.30), glow) * (
        1 + (fbm(hh, pw, 5 * u, 2, stage.seed, 0.6, True)[..., None] - 0.5) * 0.06
    )
    canvas = cv2.convertScaleAbs(np.dstack([np.clip(img, 0, 1), np.ones((hh, pw))]), alpha=255)
    floor = floor_y - top
    trim, wood = rgb("#efe6d4") * pal.ambient, rgb("#6e4a30") * pal.ambient
    _rect(canvas, 0, floor - 16 * u, pw, floor + 6, _bytes(trim))
    _rect(canvas, 0, floor - 18 * u, pw, floor - 16 * u, _bytes(wood * 0.8))
    wx, wy, ww, wh = stage.sun[0] - 110 * u, floor - 330 * u, 220 * u, 230 * u
    sky = [pal.sky[0], pal.sky[3]] if not pal.night else [rgb("#0c1430"), rgb("#2a3a66")]
    _rect(canvas, wx - 12 * u, wy - 12 * u, wx + ww + 12 * u, wy + wh + 12 * u, _bytes(trim))
    for i in range(24):
        tone = mix(mix(sky[1], rgb("#f6fbff"), 0.55) if not pal.night else sky[0], sky[1], i / 24)
        _rect(canvas, wx, wy + wh * i / 24, wx + ww, wy + wh * (i + 1) / 24 + 0.5, _bytes(tone))
    _rect(canvas, wx + ww / 2 - 4 * u, wy, wx + ww / 2 + 4 * u, wy + wh, _bytes(trim))
    _rect(canvas, wx, wy + wh * 0.46, wx + ww, wy + wh * 0.46 + 7 * u, _bytes(trim))
    for side in (-1, 1):
        cx = wx + (ww + 26 * u if side > 0 else -26 * u)
        for i in range(5):
            _rect(
                canvas,
                cx - 26 * u + i * 10.4 * u,
                wy - 22 * u,
                cx - 26 * u + (i + 1) * 10.4 * u,
                floor - 22 * u,
                _bytes(rgb("#b0614a") * pal.ambient * (0.8 + 0.14 * (i % 2) + 0.04 * i)),
            )
    r = stage.rng(5)
    sx = 0.16 * w
    _rect(canvas, sx, floor - 300 * u, sx + 190 * u, floor, _bytes(wood))
    for k in range(4):
        yy = floor - 300 * u + 10 * u + k * 72 * u
        _rect(canvas, sx + 9 * u, yy, sx + 181 * u, yy + 62 * u, _bytes(wood * 0.45))
        bx = sx + 12 * u
        while bx < sx + 168 * u:
            bw, tall = (7 + 9 * r.random()) * u, (34 + 22 * r.random()) * u
            if r.random() < 0.88:
                _rect(
                    canvas,
                    bx,
                    yy + 62 * u - tall,
                    bx + bw,
                    yy + 62 * u,
                    _bytes(
                        rgb(
                            ("#a84a3c", "#3c5a78", "#c8a45c", "#5a7a58", "#d8d0c0", "#6a4a6a")[
                                int(r.integers(0, 6))
                            ]
                        )
                        * pal.ambient
                        * 0.85
                    ),
                )
            bx += bw + 1.2 * u
    px = sx + 236 * u
    for i, (pw_, ph_) in enumerate(((76, 96), (110, 74))):
        _rect(
            canvas,
            px + i * 102 * u,
            floor - 300 * u,
            px + (i * 102 + pw_) * u,
            floor - (300 - ph_) * u,
            _bytes(wood * 0.7),
        )
        _rect(
            canvas,
            px + (i * 102 + 6) * u,
            floor - 294 * u,
            px + (i * 102 + pw_ - 6) * u,
            floor - (306 - ph_) * u,
            _bytes(mix(rgb("#7a96a8"), rgb("#c8b078"), 0.5 * i + 0.2) * pal.ambient),
        )
    lx = sx + 470 * u
    _rect(canvas, lx - 2 * u, floor - 220 * u, lx + 2 * u, floor - 4 * u, _bytes(wood * 0.6))
    pts = np.array(
        [
            [lx - 22 * u, floor - 268 * u],
            [lx + 22 * u, floor - 268 * u],
            [lx + 38 * u, floor - 214 * u],
            [lx - 38 * u, floor - 214 * u],
        ]
    )
    cv2.fillConvexPoly(
        canvas,
        np.round(pts * 16).astype(np.int32),
        _bytes(mix(rgb("#ffdf9e"), wall, 0.0 if pal.night else 0.45)),
        cv2.LINE_AA,
        4,
    )
    rgba = canvas.astype(np.float32) / 255
    common.add_layer(stage, rgba, 0, top, 0.45, wrap=True)
    if pal.night:
        s = 4
        gx, gy = common.grid(h // s, w // s)
        a = np.clip(np.exp(-np.hypot(gx * s - lx, gy * s - (floor_y - 240 * u)) / (0.16 * w)) * 0.7, 0, 0.8)
        common.veil(stage, a.astype(np.float32), rgb("#ffc878"))
    planks = rgb("#a8764a")

    def boards(
        canvas: npt.NDArray[Any],
        z0: float,
        z1: float,
        y_of: Callable[[float], float],
        rr: np.random.Generator,
        i: int,
    ) -> None:
        width = canvas.shape[1]
        y0, y1 = y_of(z0), y_of(z1)
        xx = 0.0
        while xx < width:
            long = (200 + 260 * rr.random()) * u
            tone = np.clip(planks * pal.ambient * (0.80 + 0.34 * rr.random()) * (1.08 - 0.45 * z0), 0, 1)
            _rect(canvas, xx, y0 + 1, min(xx + long, width) - 1.2, y1 + 0.2 * (y1 - y0), _bytes(tone))
            xx += long

    common.strips(
        stage, 8, lambda z: planks * pal.ambient * 0.6, boards, overlap=1.0, texture=0.1, patch=20, power=1.2
    )
    s = 4
    gx, gy = common.grid((h - int(floor_y)) // s, w // s)
    pool = (
        np.exp(-(((gx * s - stage.sun[0] + 1.1 * gy * s) / (0.15 * w)) ** 4))
        * np.exp(-(((gy * s - 0.20 * h) / (0.15 * h)) ** 4))
        * (0.42 * pal.disc + 0.30 * (not pal.night))
    )
    common.veil(stage, pool.astype(np.float32), pal.light, int(floor_y) & ~1, base_y=floor_y + 1)
    common.sun_haze(stage, 0.25, 0.4, base_y=floor_y + 2)
    stage.bed = "room"
    stage.soft_feet = 2


def theatre(stage: Stage) -> None:
    """A dark stage with a backdrop and spotlights: also where 'studio' and plain backgrounds are shown."""
    pal, u, h, w = stage.palette, stage.unit, stage.h, stage.w
    pw, top = stage.period(), -stage.margin_y
    hh = common.even(stage.horizon - top + 4)
    x, y = common.grid(hh, pw)
    folds = 0.5 + 0.5 * np.sin(x / (19 * u) + 1.6 * np.sin(x / (53 * u)))
    img = (
        rgb("#5a1420")[None, None]
        * (0.25 + 0.75 * folds)[..., None]
        * (0.45 + 0.55 * smooth(0, hh, y))[..., None]
        * np.ones((hh, pw, 1), np.float32)
    )
    common.add_layer(
        stage,
        np.dstack([img, np.ones((hh, pw), np.float32)]).astype(np.float32),
        0,
        top,
        0.5,
        wrap=True,
        opaque=False,
    )
    common.strips(
        stage,
        7,
        lambda z: rgb("#6a4630") * (0.75 - 0.35 * max(z, 0)),
        None,
        texture=0.15,
        patch=16,
        power=1.2,
    )
    s = 4
    gx, gy = common.grid(h // s, w // s)
    for cx, lean in ((0.30, 0.30), (0.62, -0.22)):
        half = (0.02 + 0.11 * gy * s / h) * w
        beam = np.exp(-(((gx * s - cx * w - lean * gy * s * 0.9) / half) ** 4)) * np.exp(-gy * s / h * 0.9) * 0.42
        common.veil(stage, np.clip(beam, 0, 0.8).astype(np.float32), rgb("#ffe6b8"), base_y=stage.horizon + 1)
    stage.bed = "room"
    stage.soft_feet = 2
    del pal
