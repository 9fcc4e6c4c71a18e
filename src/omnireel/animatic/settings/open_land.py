"""Open country: meadow, wheat field, park, road."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from omnireel.animatic.palette import mix, rgb
from omnireel.animatic.settings import common, plants
from omnireel.animatic.stage import Stage

F32 = npt.NDArray[Any]  # float32; OpenCV and NumPy lose the exact type on the way


def ground_colours(stage: Stage, stops: Sequence[tuple[float, npt.ArrayLike]]) -> Callable[[float], F32]:
    """Lit ground colour by depth: stops of own colours, washed with fog towards the horizon."""
    xs = [s[0] for s in stops]
    cs = np.array([np.asarray(s[1], np.float32) for s in stops])

    def at(z: float) -> F32:
        own = np.array([np.interp(z, xs, cs[:, i]) for i in range(3)], np.float32) * stage.palette.ambient
        return mix(own, stage.palette.fog, 0.88 * np.exp(-max(z, 0) * 11))

    return at


def meadow(stage: Stage) -> None:
    pal, u = stage.palette, stage.unit
    hz, h = stage.horizon, stage.h
    common.sky(stage, 0.6)
    common.ridge(stage, hz - 0.105 * h, 0.055 * h, 0.40 * stage.w, rgb("#7f9474"), 0.06, 21, foot=0.02, mist=0.55)
    common.ridge(stage, hz - 0.055 * h, 0.040 * h, 0.26 * stage.w, rgb("#6f8650"), 0.13, 33, foot=0.02, mist=0.6)
    common.tree_line(stage, hz + 0.004 * h, 22 * u, 46 * u, 210, rgb("#4f6a38"), 0.24, 5, mist=0.8)
    common.mist_band(stage, hz - 0.004 * h, 0.030 * h, 0.55, 0.18, 9)
    common.sun_haze(stage, 0.34, 0.30)
    common.tree_line(stage, hz + 0.014 * h, 34 * u, 96 * u, 40, rgb("#37522a"), 0.42, 12, mist=0.55)
    common.mist_band(stage, hz + 0.016 * h, 0.020 * h, 0.6, 0.32, 19)
    common.sun_glare(stage, 0.9)
    colour = ground_colours(
        stage,
        [
            (0, rgb("#d6c87c")),
            (0.1, rgb("#b9b45a")),
            (0.3, rgb("#7f8f3c")),
            (0.6, rgb("#465a24")),
            (1, rgb("#1f2c14")),
        ],
    )
    far = mix(rgb("#c8bd6c") * pal.ambient, pal.fog, 0.40)
    near, tip = (
        rgb("#263a18") * pal.ambient,
        mix(rgb("#cfc25e") * pal.ambient, pal.rim * pal.ambient, 0.30 + 0.25 * min(pal.glow, 1)),
    )
    bloom = [rgb(c) * (0.25 + 0.75 * pal.ambient) for c in ("#fff3dc", "#ffcf4a", "#e4553a", "#b48fd0")]

    def dress(
        canvas: plants.U8,
        z0: float,
        z1: float,
        y_of: Callable[[float], float],
        r: np.random.Generator,
        i: int,
    ) -> None:
        row = hz + (h + stage.margin_y * 1.5 - hz) * z0
        feet = 15 * u if row > stage.ground - 2 and row < stage.ground + 26 * u else None
        plants.grass(stage, canvas, z0, z1, y_of, r, i, tall=78, far=far, near=near, tip=tip, over_feet=feet)
        if z0 > 0.02 and feet is None:
            plants.flowers(stage, canvas, z0, z1, y_of, r, i, bloom, tall=62, density=0.6)

    common.strips(stage, 13, colour, dress, overlap=84 * u, power=1.45)
    common.sun_haze(stage, 0.20, 0.45, base_y=stage.ground - 30 * u)
    near_rgba = plants.near_blades(
        stage,
        rgb("#121a0c") * pal.ambient,
        mix(rgb("#4b5420") * pal.ambient, pal.rim, 0.16),
        150,
        120,
        41,
        4.0,
        middle=0.30,
    )
    common.near_layer(stage, near_rgba, 1.55, drop=10 * u)
    stage.bed = "meadow"


def wheat(stage: Stage) -> None:
    """A ripe field under a wide sky."""
    pal, u, hz, h = stage.palette, stage.unit, stage.horizon, stage.h
    common.sky(stage, 0.5)
    common.ridge(stage, hz - 0.05 * h, 0.045 * h, 0.36 * stage.w, rgb("#8a9a70"), 0.10, 21, foot=0.02, mist=0.6)
    common.sun_haze(stage, 0.4, 0.32)
    common.tree_line(stage, hz + 0.006 * h, 18 * u, 52 * u, 90, rgb("#4f6a38"), 0.24, 5, mist=0.7)
    common.mist_band(stage, hz, 0.024 * h, 0.6, 0.2, 9)
    common.sun_glare(stage, 0.8)
    far, near = mix(rgb("#e0c878") * pal.ambient, pal.fog, 0.3), rgb("#7a5a22") * pal.ambient

    def dress(
        canvas: plants.U8,
        z0: float,
        z1: float,
        y_of: Callable[[float], float],
        r: np.random.Generator,
        i: int,
    ) -> None:
        row = hz + (h + stage.margin_y * 1.5 - hz) * z0
        feet = 22 * u if row > stage.ground - 2 and row < stage.ground + 26 * u else None
        plants.grass(
            stage,
            canvas,
            z0,
            z1,
            y_of,
            r,
            i,
            tall=92,
            far=far,
            near=near,
            tip=mix(rgb("#f0d080") * pal.ambient, pal.rim, 0.35),
            lean=0.9,
            over_feet=feet,
        )

    common.strips(
        stage,
        12,
        ground_colours(
            stage, [(0, rgb("#e6cf86")), (0.3, rgb("#c8a04a")), (0.7, rgb("#8a6628")), (1, rgb("#4a3414"))]
        ),
        dress,
        overlap=96 * u,
        power=1.45,
    )
    stage.bed = "meadow"


def road(stage: Stage) -> None:
    """A country road seen from its side: tarmac with a verge behind and before it."""
    pal, u, hz, h = stage.palette, stage.unit, stage.horizon, stage.h
    common.sky(stage, 0.5)
    common.ridge(
        stage,
        hz - 0.10 * h,
        0.08 * h,
        0.36 * stage.w,
        rgb("#71869a"),
        0.06,
        21,
        foot=0.02,
        rugged=0.8,
        mist=0.6,
    )
    common.ridge(stage, hz - 0.04 * h, 0.045 * h, 0.26 * stage.w, rgb("#6f8650"), 0.14, 33, foot=0.02, mist=0.6)
    common.sun_haze(stage, 0.4, 0.32)
    common.tree_line(stage, hz + 0.010 * h, 24 * u, 70 * u, 60, rgb("#3f5a30"), 0.30, 12, mist=0.6)
    common.mist_band(stage, hz + 0.01 * h, 0.022 * h, 0.5, 0.3, 9)
    common.sun_glare(stage, 0.8)
    z_of = (stage.ground - hz) / (h + stage.margin_y * 1.5 - hz)
    grass_far, grass_near = rgb("#a2a850") * pal.ambient, rgb("#33451f") * pal.ambient
    tar = rgb("#5c5c60") * pal.ambient

    def colour(z: float) -> F32:
        green = mix(mix(grass_far, grass_near, min(max(z, 0) * 1.2, 1)), pal.fog, 0.85 * np.exp(-max(z, 0) * 10))
        on = (z > z_of - 0.13) and (z < z_of + 0.17)
        return mix(tar * (1.12 - 0.35 * z), pal.sky[3], 0.10) if on else green

    def dress(
        canvas: plants.U8,
        z0: float,
        z1: float,
        y_of: Callable[[float], float],
        r: np.random.Generator,
        i: int,
    ) -> None:
        if not z_of - 0.15 < z0 < z_of + 0.16:
            plants.grass(
                stage,
                canvas,
                z0,
                z1,
                y_of,
                r,
                i,
                tall=46,
                far=mix(grass_far, pal.fog, 0.3),
                near=grass_near,
                tip=mix(grass_far, pal.rim * pal.ambient, 0.3),
                thick=0.8,
            )

    common.strips(stage, 14, colour, dress, overlap=40 * u, texture=0.22, patch=26, power=1.2)
    stage.soft_feet = 3
    stage.bed = "meadow"
