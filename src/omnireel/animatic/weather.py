"""Rain, snow and lightning over finished pictures: tiles drawn once and slid past at three depths."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from omnireel.animatic.noise import rng
from omnireel.animatic.palette import rgb
from omnireel.animatic.planes import Frame, yuv_of
from omnireel.animatic.settings import common
from omnireel.animatic.stage import Stage

U8 = npt.NDArray[Any]  # uint8
SPLASHES_S = 12  # pictures of splashes shown a second


@dataclass
class _Sheet:
    tile: U8  # (h, w), repeating both ways
    vx: float  # pixels a second
    vy: float
    sway: float = 0.0
    over: bool = False  # shows the brighter of picture and tile, instead of their sum
    tint: tuple[int, int] | None = None  # U and V of what is not white
    tint_luma: int = 120
    pulse: float = 0.0  # seconds of its flicker
    phase: float = 0.0  # of it, in radians

    def colour(self, frame: Frame, t: float) -> None:
        """Lay the tile over the picture as specks of one colour: its luma is their opacity."""
        h, w = frame.h, frame.w
        th, tw = self.tile.shape
        ox = int(-self.vx * t - self.sway * np.sin(1.3 * t)) % tw & ~1
        oy = int(-self.vy * t) % th & ~1
        view = np.roll(self.tile, (-oy, -ox), (0, 1))[:h, :w]
        if self.pulse:
            view = cv2.convertScaleAbs(
                view, alpha=0.55 + 0.45 * float(np.sin(2 * np.pi * t / self.pulse + self.phase))
            )
        assert self.tint is not None
        if self.over:
            cv2.max(frame.y, view, dst=frame.y)
        half = cv2.resize(view, (w // 2, h // 2), interpolation=cv2.INTER_AREA)
        mask = cv2.convertScaleAbs(half, alpha=1.6)
        if not self.over:  # solid specks cover what lies behind them
            cover = cv2.convertScaleAbs(view, alpha=1.4)
            cv2.multiply(frame.y, cv2.bitwise_not(cover), dst=frame.y, scale=1 / 255)
            cv2.add(frame.y, cv2.convertScaleAbs(cover, alpha=self.tint_luma / 255), dst=frame.y)
        for plane, value in zip((frame.u, frame.v), self.tint, strict=True):
            cv2.multiply(plane, cv2.bitwise_not(mask), dst=plane, scale=1 / 255)
            cv2.add(plane, cv2.convertScaleAbs(mask, alpha=value / 255), dst=plane)


@dataclass
class Weather:
    """splashes: pictures of drops that burst on the ground from row `ground` on, shown one after the other.
    comes: the seconds from which on it shows, and from which on all of it does.
    """

    sheets: list[_Sheet] = field(default_factory=list)
    flashes: tuple[float, ...] = ()
    splashes: list[U8] = field(default_factory=list)
    ground: int = 0
    comes: tuple[float, float] | None = None

    def apply(self, frame: Frame, t: float) -> None:
        h, w = frame.h, frame.w
        there = 1.0 if self.comes is None else (t - self.comes[0]) / (self.comes[1] - self.comes[0])
        if there <= 0:
            return
        if self.splashes:
            part = frame.y[self.ground :]
            cv2.add(part, _faint(self.splashes[int(t * SPLASHES_S) % len(self.splashes)], there), dst=part)
        for sheet in self.sheets:
            if sheet.tint is not None:
                sheet.colour(frame, t)
                continue
            th, tw = sheet.tile.shape
            ox = int(-sheet.vx * t - sheet.sway * np.sin(1.3 * t)) % tw
            oy = int(-sheet.vy * t) % th
            # At most four pieces make up one view of a repeating tile.
            for y0, y1, sy in ((0, min(h, th - oy), oy), (min(h, th - oy), h, 0)):
                for x0, x1, sx in ((0, min(w, tw - ox), ox), (min(w, tw - ox), w, 0)):
                    if y1 > y0 and x1 > x0:
                        part = frame.y[y0:y1, x0:x1]
                        tile = _faint(sheet.tile[sy : sy + y1 - y0, sx : sx + x1 - x0], there)
                        if sheet.over:
                            cv2.max(part, tile, dst=part)
                        else:
                            cv2.add(part, tile, dst=part)
        for flash in self.flashes:
            age = t - flash
            if 0 <= age < 0.5:
                power = np.exp(-age * 9) * (1.0 if age < 0.06 or age > 0.12 else 0.35)
                cv2.convertScaleAbs(frame.y, dst=frame.y, alpha=1 + 0.7 * power, beta=26 * power)


def _faint(tile: U8, there: float) -> U8:
    return tile if there >= 1 else cv2.convertScaleAbs(tile, alpha=there)


def comes_at(seconds: float) -> tuple[float, float]:
    """When weather that begins in the course of a shot sets in, and when it is all there; in seconds."""
    return 0.34 * seconds, 0.56 * seconds


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


def _splashes(stage: Stage, heavy: float) -> tuple[list[U8], int]:
    """Rings where drops hit the ground and what leaps from them, larger near the viewer."""
    u, top = stage.unit, int(stage.horizon + 0.06 * stage.h) & ~1
    h, w = stage.h - top, stage.w
    level = 60 if float(stage.palette.ambient.mean()) < 0.6 else 46
    out = []
    for k in range(8):
        r = rng(stage.seed, 340 + k)
        tile = np.zeros((h, w), np.uint8)
        for _ in range(int(95 * heavy * w / 1280 / max(u, 0.3))):
            z = float(r.random() ** 0.8)
            x, y, size = int(r.random() * w), int(z * h), (1.2 + 7 * z) * u * (0.6 + 0.7 * float(r.random()))
            axes = (max(int(size * 16), 16), max(int(size * 4.5), 6))
            cv2.ellipse(tile, (x * 16, y * 16), axes, 0, 0, 360, int(level * 0.8), 1, cv2.LINE_AA, 4)
            if r.random() < 0.4:  # the rest are older rings, without drops
                for side in (-0.55, 0.1, 0.6):
                    drop = (int((x + side * size) * 16), int((y - size * (0.9 - abs(side))) * 16))
                    cv2.circle(tile, drop, max(int(0.11 * size * 16), 8), level, -1, cv2.LINE_AA, 4)
        out.append(tile)
    return out, top


CONFETTI = ("#e8483c", "#f2c63c", "#3c8ce8", "#5cc86a")  # each a sheet of its own
# What floats in the air: how many specks at 720 rows, their size in pixels, speed (x, y) in pixels a second, sway,
# '#hex' or None for white, whether they shine, and the seconds of their flicker.
_FLOATING: dict[str, tuple[int, float, tuple[float, float], float, str | None, bool, float]] = {
    "dust": (56, 0.8, (9, 5), 14, None, True, 0),
    "embers": (70, 1.6, (14, -64), 22, "#ff8a30", True, 1.3),
    "fireflies": (26, 2.6, (5, -4), 30, "#d8ff70", True, 2.6),
    "petals": (46, 4.2, (-34, 46), 26, "#ffb4cc", False, 0),
    "leaves": (30, 5.0, (-44, 62), 34, "#c8742c", False, 0),
    "seeds": (46, 2.4, (30, -8), 30, None, False, 0),
    "red leaves": (44, 5.6, (70, 26), 30, "#b81c12", False, 0),
    **{hue: (34, 4.4, (-6, 96), 24, hue, False, 0) for hue in CONFETTI},
}
_IN_INK = frozenset(("petals", "leaves", "red leaves"))  # all of them red leaves


def _floating(stage: Stage, kind: str) -> list[_Sheet]:
    """Specks of one kind; those that flicker do so by turns."""
    count, size, (vx, vy), sway, colour, shines, pulse = _FLOATING[kind]
    if stage.floats is not None:  # told, and not only there
        count, size = int(2.2 * count), 1.7 * size
    h, w, u, turns = stage.h, stage.w, stage.unit, 3 if pulse else 1
    out = []
    for turn in range(turns):
        tile: U8 = np.zeros((h, w), np.uint8)
        r = rng(stage.seed, 360 + turn, *kind.encode())
        for _ in range(int(count * w / 1280 / max(u, 0.3) / turns)):
            x, y, rad = r.random() * w, r.random() * h, size * u * (0.5 + 0.9 * r.random() ** 2)
            level = int((150 if colour else 44) * (1.4 if stage.floats else 1.0) * (0.4 + 0.6 * r.random()))
            at, turned = (int(x * 16), int(y * 16)), float(r.uniform(0, 180))
            axes = (max(int(rad * 16), 8), max(int(rad * (16 if shines else 9)), 8))
            cv2.ellipse(tile, at, axes, turned, 0, 360, level, -1, cv2.LINE_AA, 4)
        if shines:
            glow = cv2.GaussianBlur(tile, (0, 0), 2.2 * size * u)
            tile = cv2.add(tile, cv2.convertScaleAbs(glow, alpha=2.2 if colour else 0.8))
        sheet = _Sheet(tile, vx * u, vy * u, sway * u, over=shines and colour is not None, pulse=pulse)
        sheet.phase = 2 * np.pi * turn / turns
        if colour is not None:
            y_, u_, v_ = yuv_of(rgb(colour))
            k = 1.0 if shines else 0.35 + 0.65 * float(stage.palette.ambient.mean())
            sheet.tint, sheet.tint_luma = (int(u_), int(v_)), int(y_ * k)
        out.append(sheet)
    return out


def _air(stage: Stage) -> str | None:
    """What the place has in its air, or the hour: fireflies over a warm night's grass."""
    if stage.floats is not None:
        return stage.floats
    if stage.air is not None:
        return stage.air
    warm = stage.weather in (None, "clear") and not stage.sheltered
    return "fireflies" if warm and stage.palette.night and stage.bed in ("meadow", "forest", "lake") else None


def prepare(stage: Stage, seconds: float) -> Weather:
    """Sheets for the stage's weather and air. Fog is painted as layers of the stage instead."""
    air = _air(stage)
    if stage.style == "ink":
        air = "red leaves" if air in _IN_INK else None
    kinds = CONFETTI if air == "confetti" else (air,) if air is not None else ()
    floating = [sheet for kind in kinds for sheet in _floating(stage, kind)]
    if stage.sheltered:
        return Weather(floating)
    if stage.weather in ("rain", "storm"):
        heavy = 1.5 if stage.weather == "storm" else 1.0
        falling = _rain(stage, heavy) + (floating if stage.floats else [])
        return Weather(falling, flash_times(stage.weather, seconds), *_splashes(stage, heavy))
    if stage.weather == "snow":
        return Weather(_snow(stage) + (floating if stage.floats else []))
    return Weather(floating)


def fog(stage: Stage) -> None:
    """Banks of fog before and behind the subjects; call once the set is painted."""
    if stage.weather not in ("fog", "rain", "storm", "snow") or stage.sheltered:
        return
    k = 1.0 if stage.weather == "fog" else 0.4
    behind = [layer for layer in stage.layers if not layer.front]
    front = [layer for layer in stage.layers if layer.front]
    stage.layers[:] = behind
    common.mist_band(stage, stage.horizon + 0.03 * stage.h, 0.13 * stage.h, 0.75 * k, 0.4, 201, drift=14)
    if stage.weather == "fog":  # between what falls, a third bank is not seen
        common.mist_band(stage, (stage.horizon + stage.ground) / 2, 0.10 * stage.h, 0.55 * k, 0.7, 202, drift=-18)
    stage.layers += front
    common.mist_band(
        stage, stage.ground + 0.05 * stage.h, 0.10 * stage.h, 0.40 * k, 1.3, 203, front=True, drift=30
    )
