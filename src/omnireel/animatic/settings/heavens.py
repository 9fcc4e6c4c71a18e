"""Above the earth: the open sky, space, the moon."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from omnireel.animatic.noise import fbm, smooth
from omnireel.animatic.palette import mix, rgb
from omnireel.animatic.settings import common, plants
from omnireel.animatic.stage import Stage

F32 = npt.NDArray[Any]  # float32; OpenCV and NumPy lose the exact type on the way


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
