"""Rain, snow and lightning over finished pictures: tiles drawn once and slid past at three depths."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from omnireel.animatic.noise import rng
from omnireel.animatic.planes import Frame
from omnireel.animatic.settings import common
from omnireel.animatic.stage import Stage

U8 = npt.NDArray[Any]  # uint8


@dataclass
class _Sheet:
    tile: U8  # (h, w), repeating both ways
    vx: float  # pixels a second
    vy: float
    sway: float = 0.0
    over: bool = False  # shows the brighter of picture and tile, instead of their sum


@dataclass
class Weather:
    sheets: list[_Sheet] = field(default_factory=list)
    flashes: tuple[float, ...] = ()

    def apply(self, frame: Frame, t: float) -> None:
        h, w = frame.h, frame.w
        for sheet in self.sheets:
            th, tw = sheet.tile.shape
            ox = int(-sheet.vx * t - sheet.sway * np.sin(1.3 * t)) % tw
            oy = int(-sheet.vy * t) % th
            # At most four pieces make up one view of a repeating tile.
            for y0, y1, sy in ((0, min(h, th - oy), oy), (min(h, th - oy), h, 0)):
                for x0, x1, sx in ((0, min(w, tw - ox), ox), (min(w, tw - ox), w, 0)):
                    if y1 > y0 and x1 > x0:
                        part, tile = frame.y[y0:y1, x0:x1], sheet.tile[sy : sy + y1 - y0, sx : sx + x1 - x0]
                        if sheet.over:
                            cv2.max(part, tile, dst=part)
                        else:
                            cv2.add(part, tile, dst=part)
        for flash in self.flashes:
            age = t - flash
            if 0 <= age < 0.5:
                power = np.exp(-age * 9) * (1.0 if age < 0.06 or age > 0.12 else 0.35)
                cv2.convertScaleAbs(frame.y, dst=frame.y, alpha=1 + 0.7 * power, beta=26 * power)


def _rain(stage: Stage, heavy: float) -> list[_Sheet]:
    h, w, u = stage.h, stage.w, stage.unit
    night = float(stage.palette.ambient.mean()) < 0.6
    sheets = []
    for i, (n, long, thick, level, speed) in enumerate(
        ((520, 26, 1, 30, 1150), (190, 62, 1, 44, 1650), (34, 190, 3, 26, 2300))
    ):
        tile = np.zeros((h, w), np.uint8)
        r = rng(stage.seed, 300 + i)
        slant = 0.10
        for _ in range(int(n * heavy)):
            x, y = r.random() * w, r.random() * h
            size = long * u * (0.6 + 0.8 * r.random())
            lum = int(level * (0.5 + 0.9 * r.random()) * (1.0 if night else 0.85))
            for dy in (0, -h):
                for dx in (0, -w):
                    p = (int((x + dx) * 16), int((y + dy) * 16))
                    q = (int((x + dx - slant * size) * 16), int((y + dy + size) * 16))
                    cv2.line(tile, p, q, lum, max(int(thick * u), 1), cv2.LINE_AA, 4)
        if i == 2:
            tile = cv2.GaussianBlur(tile, (0, 0), 2.2 * u)  # type: ignore[assignment]
        elif u > 0.9:
            tile = cv2.GaussianBlur(tile, (0, 0), 0.55)  # type: ignore[assignment]
        sheets.append(_Sheet(tile, -slant * speed * u, speed * u))
    return sheets


def _snow(stage: Stage) -> list[_Sheet]:
    h, w, u = stage.h, stage.w, stage.unit
    sheets = []
    level = 150 + 85 * min(float(stage.palette.ambient.mean()) + 0.1, 1.0)
    for i, (n, size, soft, speed) in enumerate(((420, 1.5, 0.8, 46), (150, 2.8, 1.2, 82), (26, 8.5, 4.2, 150))):
        tile = np.zeros((h, w), np.uint8)
        r = rng(stage.seed, 320 + i)
        for _ in range(n):
            x, y, rad = r.random() * w, r.random() * h, size * u * (0.5 + 0.8 * r.random())
            for dy in (0, -h if y + rad > h else 0):
                for dx in (0, -w if x + rad > w else 0):
                    cv2.ellipse(
                        tile,
                        (int((x + dx) * 16), int((y + dy) * 16)),
                        (max(int(rad * 16), 12), max(int(rad * 15), 12)),
                        0,
                        0,
                        360,
                        int(level),
                        -1,
                        cv2.LINE_AA,
                        4,
                    )
        tile = cv2.GaussianBlur(tile, (0, 0), soft * u)  # type: ignore[assignment]
        sheets.append(_Sheet(tile, 22 * u * (1 + i), speed * u, 10 * u * (1 + i), over=True))
    return sheets


def flash_times(weather: str | None, seconds: float) -> tuple[float, ...]:
    """When lightning strikes in a shot, in seconds from its start; the thunder is timed by this too."""
    return tuple(float(v) for v in np.arange(0.9, seconds, 2.7)) if weather == "storm" else ()


def prepare(stage: Stage, seconds: float) -> Weather:
    """Sheets for the stage's weather. Fog is painted as layers of the stage instead."""
    if stage.sheltered:
        return Weather()
    if stage.weather in ("rain", "storm"):
        return Weather(_rain(stage, 1.5 if stage.weather == "storm" else 1.0), flash_times(stage.weather, seconds))
    if stage.weather == "snow":
        return Weather(_snow(stage))
    return Weather()


def fog(stage: Stage) -> None:
    """Banks of fog before and behind the subjects; call once the set is painted."""
    if stage.weather not in ("fog", "rain", "storm", "snow") or stage.sheltered:
        return
    k = 1.0 if stage.weather == "fog" else 0.4
    behind = [layer for layer in stage.layers if not layer.front]
    front = [layer for layer in stage.layers if layer.front]
    stage.layers[:] = behind
    common.mist_band(stage, stage.horizon + 0.03 * stage.h, 0.13 * stage.h, 0.75 * k, 0.4, 201, drift=14)
    common.mist_band(stage, (stage.horizon + stage.ground) / 2, 0.10 * stage.h, 0.55 * k, 0.7, 202, drift=-18)
    stage.layers += front
    common.mist_band(
        stage, stage.ground + 0.05 * stage.h, 0.10 * stage.h, 0.40 * k, 1.3, 203, front=True, drift=30
    )
