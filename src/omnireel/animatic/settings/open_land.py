"""Open country: meadow, desert, snow field, farmland."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from omnireel.animatic.palette import mix, rgb
from omnireel.animatic.settings import common, plants
from omnireel.animatic.stage import Stage

F32 = npt.NDArray[np.float32]


def _ground(stage: Stage, stops: list[tuple[float, npt.ArrayLike]]) -> common.Callable[[float], F32]:
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
    colour = _ground(stage, [(0, rgb("#d6c87c")), (0.1, rgb("#b9b45a")), (0.3, rgb("#7f8f3c")), (0.6, rgb("#465a24")), (1, rgb("#1f2c14"))])
    far = mix(rgb("#c8bd6c") * pal.ambient, pal.fog, 0.40)
    near, tip = rgb("#263a18") * pal.ambient, mix(rgb("#cfc25e") * pal.ambient, pal.rim * pal.ambient, 0.30 + 0.25 * min(pal.glow, 1))
    bloom = [rgb(c) * (0.25 + 0.75 * pal.ambient) for c in ("#fff3dc", "#ffcf4a", "#e4553a", "#b48fd0")]

    def dress(canvas: plants.U8, z0: float, z1: float, y_of: common.Callable[[float], float], r: np.random.Generator, i: int) -> None:
        row = hz + (h + stage.margin_y * 1.5 - hz) * z0
        feet = 15 * u if row > stage.ground - 2 and row < stage.ground + 26 * u else None
        plants.grass(stage, canvas, z0, z1, y_of, r, i, tall=78, far=far, near=near, tip=tip, over_feet=feet)
        if z0 > 0.02 and feet is None:
            plants.flowers(stage, canvas, z0, z1, y_of, r, i, bloom, tall=62, density=0.6)

    common.strips(stage, 13, colour, dress, overlap=84 * u, power=1.45)
    common.sun_haze(stage, 0.20, 0.45, base_y=stage.ground - 30 * u)
    near_rgba = plants.near_blades(stage, rgb("#121a0c") * pal.ambient, mix(rgb("#4b5420") * pal.ambient, pal.rim, 0.16), 150, 120, 41, 4.0, middle=0.30)
    layer = common.add_layer(stage, near_rgba, 0, h + stage.margin_y - near_rgba.shape[0] + 10 * u, 1.55, wrap=True, kind="near", front=True)
    layer.solid = None
    stage.bed = "meadow"
