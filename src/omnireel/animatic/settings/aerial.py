"""Land seen from above, where nobody stands on it: peaks, the tops of a forest, the towers of a city."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy.typing as npt

from omnireel.animatic.palette import mix, rgb
from omnireel.animatic.settings import common, houses
from omnireel.animatic.settings.brush import Canvas
from omnireel.animatic.stage import Stage

F32 = npt.NDArray[Any]  # float32; OpenCV and NumPy lose the exact type on the way


def _rows(stage: Stage, count: int) -> Iterator[tuple[int, float, float]]:
    """(number, how near from 0 to 1, row of the frame) from the horizon to below the picture's lower edge."""
    bottom = stage.h + stage.margin_y
    for k in range(count):
        t = k / (count - 1)
        yield k, t, stage.horizon + (bottom - stage.horizon) * (0.02 + 0.98 * t**1.35)


def _floor(stage: Stage, row: float, colour: str | F32, depth: float, grain: float) -> None:
    """What is seen between the things of one row, down to the picture's edge."""
    fade = 3 * (4 + 18 * depth) * stage.unit
    c = Canvas(stage, row - fade, stage.h + stage.margin_y)
    own = rgb(colour) if isinstance(colour, str) else colour
    c.rect(0, c.row(row), c.w, c.h, stage.lit(own, depth), stage.lit(own * 0.8, depth + 0.1), raw=True)
    c.layer(depth, texture=0.35, grain=grain, soft=4 + 18 * depth)  # no straight edge shows


def peaks(stage: Stage, snow: float = 0.95, rock: str = "#66788c", foot: str = "#4e5f58") -> None:
    """Range behind range, with mist in the valleys between them."""
    h, w = stage.h, stage.w
    common.sky(stage, 0.7)
    common.sun_haze(stage, 0.5, 0.4)
    for k, t, row in _rows(stage, 6):
        rise = (0.055 + 0.150 * t) * h
        own = mix(rgb(rock), rgb(foot), 0.5 * t)
        common.ridge(
            stage,
            row,
            rise,
            (0.20 + 0.34 * t) * w,
            own,
            0.05 + 0.55 * t,
            21 + 6 * k,
            rugged=0.9,
            snow=snow * (1 - 0.35 * t),
            mist=0.85 - 0.45 * t,
            fog=0.85,
            base=row + 1.1 * rise,
        )
        if t < 1:
            common.mist_band(
                stage, row + 0.55 * rise, 0.28 * rise + 0.01 * h, 0.60 - 0.3 * t, 0.05 + 0.55 * t, 60 + k
            )
    common.shafts(stage, 0.45)
    common.sun_glare(stage, 0.8)
    stage.bed = "wind"


def white_peaks(stage: Stage) -> None:
    peaks(stage, 1.25, "#7f90a8", "#8494ac")


def _tops(near: str, far: str, fir_share: float) -> Callable[[Stage], None]:
    def canopy(stage: Stage) -> None:
        """Tree tops row before row, larger and darker towards the viewer, mist lying in the hollows."""
        h, w, u = stage.h, stage.w, stage.unit
        common.sky(stage, 0.6)
        common.ridge(
            stage, stage.horizon - 0.05 * h, 0.06 * h, 0.4 * w, rgb("#7f9486"), 0.05, 21, foot=0.03, mist=0.6
        )
        common.sun_haze(stage, 0.45, 0.36)
        for k, t, row in _rows(stage, 13):
            tall, depth, own = (20 + 150 * t**1.2) * u, 0.10 + 0.75 * t, mix(rgb(far), rgb(near), t)
            _floor(stage, row + 0.10 * tall, own * 0.75, depth, 5 + 30 * t)
            fir = (k * 0.618) % 1 < fir_share
            common.tree_line(
                stage,
                row + 0.45 * tall,
                0.50 * tall,
                tall,
                round((420 if fir else 330) / (1 + 6.5 * t)),
                own,
                depth,
                12 + 5 * k,
                kind="fir" if fir else "round",
                mist=0.20 - 0.18 * t,
                soft=0.8,
            )
            if k in (1, 4, 7):
                common.mist_band(stage, row + 0.2 * tall, 0.014 * h + 0.14 * tall, 0.40, depth, 70 + k)
        common.shafts(stage, 0.5)
        common.sun_glare(stage, 0.8)
        stage.bed = "forest"

    return canopy


forest = _tops("#2f4a22", "#5c7a48", 0.35)
jungle = _tops("#1f4a24", "#4c8050", 0.0)


def city(stage: Stage) -> None:
    """Towers from the skyline down to the roofs below, their windows lit by night."""
    h, u, night, neon = stage.h, stage.unit, stage.palette.dark, stage.palette.name == "neon"
    common.sky(stage, 0.6)
    common.sun_haze(stage, 0.45, 0.4)
    dark, pale = ("#2a2a54", "#1c1a38") if night else ("#8a98ac", "#6c7684")
    for k, t, row in _rows(stage, 9):
        tall, depth = (0.09 + 0.20 * t) * h, 0.06 + 0.66 * t
        _floor(stage, row, dark, depth, 4 + 30 * t)
        houses.skyline(
            stage,
            row + 0.5 * tall,
            0.35 * tall,
            1.15 * tall,
            (40 + 120 * t) * u,
            dark if k % 2 else pale,
            depth,
            21 + 12 * k,
            0.34 if night else 0.05,
            mist=0.7 - 0.4 * t,
        )
        if k < 7:  # the streets between them shine up
            common.mist_band(stage, row + 0.42 * tall, 0.12 * tall, 0.45 - 0.3 * t, depth, 60 + k)
    if night:
        common.bokeh(
            stage, [rgb(v) for v in (houses.NEON if neon else ("#ffca80", "#ffe2ac"))], 18, 0.4 * h, h, 0.10
        )
    common.shafts(stage, 0.35)
    stage.bed = "city"
