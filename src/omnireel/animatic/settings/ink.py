"""Open land in ink: ranges that run out into mist, one ridge set down with a full brush, a bough, a seal."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from omnireel.animatic.looks.brush_and_pencil import INK, PAPER, RED
from omnireel.animatic.noise import fbm, line, rng, smooth
from omnireel.animatic.settings import common
from omnireel.animatic.solids import Point, spline
from omnireel.animatic.stage import Stage

F32 = npt.NDArray[Any]  # float32; OpenCV and NumPy lose the exact type on the way
U8 = npt.NDArray[Any]  # uint8
# The places that are drawn so, and how high their mountains are.
PLACES = {"meadow": 1.0, "wheat field": 1.0, "savanna": 0.6, "mountains": 1.9}


def draws(stage: Stage) -> bool:
    """Whether this place is drawn so: open land in ink, seen from the ground, with room for a ridge below whoever
    stands there."""
    room = stage.horizon > 0.3 * stage.h and stage.ground < 0.95 * stage.h
    return stage.style == "ink" and stage.place in PLACES and room and not stage.above


def land(stage: Stage) -> None:
    """The whole set. Who stands furthest back stands on the ridge, everything beyond it is mist."""
    h, u, high = stage.h, stage.unit, PLACES[stage.place]
    crest = stage.back - 4 * u
    common.sky(stage, 0.0, horizon=crest)
    _range(stage, crest - (0.20 + 0.10 * high) * h, 0.17 * high * h, 0.36, 0.085 * h, 0.05, 31)
    _range(stage, crest - (0.11 + 0.06 * high) * h, 0.13 * high * h, 0.50, 0.075 * h, 0.12, 41)
    _birds(stage)
    _ridge(stage, crest)
    _bough(stage)
    _seal(stage)
    stage.bed = "meadow"
    if stage.weather not in ("rain", "storm", "snow"):
        stage.air = "red leaves"


def _painted(density: F32, cover: F32) -> F32:
    """Ink (0..1) on as much paper as `cover` hides what is behind with, as premultiplied RGBA."""
    cover = np.maximum(cover, density)
    tone = PAPER + (INK - PAPER) * np.clip(density / np.maximum(cover, 1e-3), 0, 1)[..., None]
    return np.dstack([tone * cover[..., None], cover]).astype(np.float32)


def _range(stage: Stage, row: float, tall: float, dense: float, fade: float, depth: float, salt: int) -> None:
    """Mountains: dark along the crest, grained like a dragged brush, dissolving downwards."""
    u, w, h = stage.unit, stage.period(), common.even(tall + 3.2 * fade)
    seed = stage.seed + salt
    heads = line(w, 0.20 * w, 2, seed, True)
    crest = (1 - smooth(0.30, 0.80, heads)) * 0.85 * tall + (
        line(w, 0.05 * w, 4, seed + 1, True) - 0.5
    ) * 0.3 * tall
    below = np.arange(h, dtype=np.float32)[:, None] - np.maximum(crest, 2)[None]
    inside = np.clip(below / 1.4 + 0.5, 0, 1)
    gone = np.exp(-np.maximum(below, 0) / fade)
    grain = 0.72 + 0.6 * (fbm(h, w, 40 * u, 5, seed + 5, 1.4, True) - 0.5)
    clefts = smooth(0.50, 0.72, fbm(h, w, 11 * u, 3, seed + 7, 0.45, True))
    density = inside * gone * (dense * grain + 0.30 * dense * clefts)
    _lay(stage, _painted(np.clip(density, 0, 1), 0.97 * inside), 0, row - 0.5 * tall, depth, wrap=True)


def _ridge(stage: Stage, row: float) -> None:
    """The ground: wet black along its edge, running out into dry strokes and paper, with grass on it."""
    u, w, seed = stage.unit, stage.period(), stage.seed + 51
    head = common.even(64 * u)
    h = common.even(stage.h + stage.margin_y - row + head)
    crest = head + (line(w, 0.16 * w, 3, seed, True) - 0.62) * 30 * u
    y = np.arange(h, dtype=np.float32)[:, None]
    below = y - crest[None] + (fbm(h, w, 7 * u, 3, seed + 1, 1.0, True) - 0.5) * 5 * u
    inside = np.clip(below / (1.6 * u) + 0.5, 0, 1)
    deep = np.maximum(below, 0)
    wash = 0.86 + 0.6 * (fbm(h, w, 44 * u, 5, seed + 2, 2.6, True) - 0.4)
    clefts = smooth(0.50, 0.72, fbm(h, w, 26 * u, 5, seed + 3, 0.35, True))
    density = inside * (
        0.97 * wash * np.exp(-deep / (74 * u))
        + 0.40 * clefts * np.exp(-deep / (190 * u))
        + 0.3 * np.exp(-deep / (16 * u))
    )
    strokes: U8 = np.zeros((h, w), np.uint8)
    r = rng(stage.seed, 52)
    for _ in range(int(0.05 * w / u)):
        x = float(r.uniform(0, w))
        start = float(crest[int(x) % w]) + float(r.uniform(4, 150)) * u
        long, side = float(r.uniform(40, 130)) * u, 1.0 if r.random() < 0.7 else -1.0
        way = [
            (x, start),
            (x - 0.35 * side * long, start + 0.30 * long),
            (x - 0.6 * side * long, start + 0.75 * long),
        ]
        _stroke(strokes, way, float(r.uniform(4, 11)) * u, 11, r, u, dry=0.55, wrap=True)
    density = np.maximum(density, inside * strokes * np.float32(0.62 / 255))
    _grass(density, crest, stage, r)
    _lay(stage, _painted(np.clip(density, 0, 1), inside), 0, row - head, 1.0, wrap=True)


def _grass(density: F32, crest: F32, stage: Stage, r: np.random.Generator) -> None:
    """Blades along the ridge, in tufts, leaning with the wind; drawn into `density`."""
    u, (h, w) = stage.unit, density.shape
    blades: U8 = np.zeros((h, w), np.uint8)
    tufts = line(w, 70 * u, 3, stage.seed + 53, True)
    for _ in range(int(0.62 * w / u)):
        x = float(r.uniform(0, w))
        tall = float(r.gamma(2.2, 7) + 3) * u * (0.35 + 1.3 * float(smooth(0.35, 0.7, tufts[int(x)])))
        foot, lean = float(crest[int(x)]) + float(r.uniform(0, 8)) * u, tall * float(0.4 + 0.6 * r.random())
        tip, knee = (x + lean, foot - tall), (x + 0.3 * lean, foot - 0.6 * tall)
        wide = float(0.8 + 0.9 * r.random()) * u
        for shift in (0, -w) if x + lean > w else (0,):
            shape = [
                (x - wide + shift, foot),
                (knee[0] - 0.6 * wide + shift, knee[1]),
                (tip[0] + shift, tip[1]),
                (knee[0] + 0.6 * wide + shift, knee[1]),
                (x + wide + shift, foot),
            ]
            _fill(blades, shape, 235)
    np.maximum(density, blades * np.float32(1 / 255), out=density)


def _stroke(
    sheet: U8,
    way: Sequence[Point],
    half: float,
    bristles: int,
    r: np.random.Generator,
    u: float,
    dry: float = 0.35,
    taper: tuple[float, float] = (0.05, 0.6),
    wrap: bool = False,
) -> None:
    """One stroke of a brush of `bristles` hairs, `half` pixels to either side of its way; hairs run dry on it."""
    path = _curve(way, 8)
    along = np.gradient(path, axis=0)
    across = np.stack([-along[:, 1], along[:, 0]], 1)
    across /= np.linalg.norm(across, axis=1, keepdims=True) + 1e-6
    t = np.linspace(0, 1, len(path))
    full = np.clip(t / taper[0], 0, 1) ** 0.6 * np.clip((1 - t) / taper[1], 0, 1) ** 0.6
    shifts = (0, -sheet.shape[1], sheet.shape[1]) if wrap else (0,)
    for _ in range(bristles):
        aside, end = float(r.uniform(-1, 1)), 1 - abs(float(r.normal(0, 0.5 * dry)))
        ink = line(len(path), max(0.13 * len(path), 2), 2, int(r.integers(1 << 30)))
        wet = (t < end) & (ink > dry * (0.3 + 0.75 * t) * (0.55 + 0.6 * abs(aside)))
        hair = path + across * (aside * half * full)[:, None]
        thick = max(round(5 * half / bristles), 1)
        tone = int(255 * r.uniform(0.6, 1))
        for k in np.flatnonzero(wet[:-1] & wet[1:]):
            for shift in shifts:
                a, b = hair[k] + (shift, 0), hair[k + 1] + (shift, 0)
                cv2.line(sheet, _fixed(a), _fixed(b), tone, thick, cv2.LINE_AA, 4)


def _fixed(p: F32) -> tuple[int, int]:
    return round(float(p[0]) * 16), round(float(p[1]) * 16)


def _curve(way: Sequence[Point], steps: int) -> F32:
    """A smooth way through the points, (n, 2)."""
    return np.array(spline(way, closed=False, steps=steps), np.float32)


def _fill(sheet: U8, shape: npt.ArrayLike, tone: int) -> None:
    """A filled outline (n, 2), in pixels."""
    cv2.fillPoly(sheet, [np.round(np.asarray(shape) * 16).astype(np.int32)], tone, cv2.LINE_AA, 4)


def _lay(stage: Stage, rgba: F32, x: float, y: float, depth: float, **more: Any) -> None:
    """A picture as it is drawn here, which hides nothing whole."""
    common.add_layer(stage, rgba.astype(np.float32), x, y, depth, kind="inked", **more).solid = None


def _birds(stage: Stage) -> None:
    """Three far off, on the side away from the sun."""
    u, w, h = stage.unit, common.even(120 * stage.unit), common.even(60 * stage.unit)
    sheet: U8 = np.zeros((h, w), np.uint8)
    for x, y, size in ((30, 22, 11), (66, 10, 8), (92, 38, 7)):
        wings = [(-1.3, -0.4), (-0.5, -0.7), (0.0, 0.0), (0.6, -0.7), (1.4, -0.2)]
        path = _curve([((x + a * size) * u, (y + b * size + 10) * u) for a, b in wings], 6)
        cv2.polylines(
            sheet, [np.round(path * 16).astype(np.int32)], False, 220, max(round(1.4 * u), 1), cv2.LINE_AA, 4
        )
    at = 0.30 if stage.sun[0] > 0.5 * stage.w else 0.64
    dense = sheet * np.float32(1 / 255)
    _lay(stage, _painted(dense, dense), at * stage.w, 0.30 * stage.h, 0.08)


def _bough(stage: Stage) -> None:
    """A branch with red and black leaves from the corner away from the sun, nearer than all else."""
    u, left = stage.unit, stage.sun[0] > 0.45 * stage.w
    w, h = common.even(470 * u), common.even(270 * u)
    sheet: U8 = np.zeros((h, w), np.uint8)
    r = rng(stage.seed, 54)
    boughs: tuple[tuple[float, tuple[Point, ...]], ...] = (
        (14, ((-30, 80), (80, 96), (190, 82), (300, 120), (400, 112))),
        (8, ((120, 90), (190, 150), (262, 170), (330, 220))),
        (6, ((210, 92), (280, 60), (352, 56))),
        (6, ((40, 90), (86, 150), (132, 176))),
    )
    for half, way in boughs:
        _stroke(sheet, [(x * u, y * u) for x, y in way], half * u, round(4 * half) + 8, r, u, 0.24, (0.02, 0.75))
    red: U8 = np.zeros((h, w), np.uint8)
    for (x, y), count in (
        ((400, 112), 10),
        ((330, 220), 11),
        ((352, 56), 9),
        ((132, 176), 9),
        ((262, 168), 6),
        ((190, 86), 6),
    ):
        for _ in range(count):
            at = ((x + float(r.normal(0, 24))) * u, (y + float(r.normal(8, 18))) * u)
            _leaf(
                red if r.random() < 0.75 else sheet, at, float(r.uniform(7, 14)) * u, float(r.uniform(10, 120)), r
            )
    dense, leaves = sheet * np.float32(1 / 255), red * np.float32(0.9 / 255)
    rgba = _painted(dense, dense)
    rgba = rgba * (1 - leaves[..., None]) + np.dstack([*(leaves * c for c in RED), leaves])
    if not left:
        rgba = np.ascontiguousarray(rgba[:, ::-1])
    # Fixed in the frame's corner, so that it never ends in the open.
    corner = 0 if left else stage.w - w
    _lay(stage, rgba, corner, 0, 0.0, front=True, fixed=True)


def _leaf(sheet: U8, at: Point, size: float, turn: float, r: np.random.Generator) -> None:
    flat = float(r.uniform(0.3, 0.9))
    c, s = math.cos(math.radians(turn)), math.sin(math.radians(turn))
    shape = _curve(
        [(-size, 0), (-0.1 * size, -0.5 * size * flat), (size, 0), (-0.1 * size, 0.42 * size * flat)], 5
    )
    turned = np.stack([shape[:, 0] * c - shape[:, 1] * s + at[0], shape[:, 0] * s + shape[:, 1] * c + at[1]], 1)
    _fill(sheet, turned, 230)


def _seal(stage: Stage) -> None:
    """A red seal in the other upper corner; its strokes say nothing in any script."""
    u, r = stage.unit, rng(stage.seed, 55)
    w, h = common.even(44 * u), common.even(62 * u)
    a: F32 = np.zeros((h, w), np.float32)
    e = max(round(2 * u), 1)
    cv2.rectangle(a, (e, e), (w - e - 1, h - e - 1), 1.0, -1)
    a = cv2.GaussianBlur(a, (0, 0), 1.2 * u)
    a = smooth(0.42, 0.58, a + (fbm(h, w, 5 * u, 2, stage.seed + 56) - 0.5) * 0.35)
    cut: U8 = np.zeros((h, w), np.uint8)
    wide = max(round(2.8 * u), 1)
    for row in (0.16, 0.33, 0.50, 0.67, 0.84):
        x0, x1 = (0.2, 0.8) if r.random() < 0.6 else (0.3, 0.62)
        cv2.line(cut, (round(x0 * w), round(row * h)), (round(x1 * w), round(row * h)), 255, wide, cv2.LINE_AA)
    for x, y0, y1 in ((0.5, 0.16, 0.5), (0.24, 0.5, 0.84), (0.76, 0.5, 0.84)):
        cv2.line(cut, (round(x * w), round(y0 * h)), (round(x * w), round(y1 * h)), 255, wide, cv2.LINE_AA)
    a = (
        a
        * (1 - cut * np.float32(0.92 / 255))
        * (0.62 + 0.38 * smooth(0.3, 0.5, fbm(h, w, 6 * u, 3, stage.seed + 57)))
    )
    rgba = np.dstack([*(a * c for c in RED), a]).astype(np.float32)
    x = 0.945 * stage.w - w if stage.sun[0] > 0.45 * stage.w else 0.055 * stage.w  # across from the bough
    _lay(stage, rgba, x, 0.07 * stage.h, 0.0, front=True, fixed=True)
