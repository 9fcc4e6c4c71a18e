"""Among trees: forest, jungle, swamp."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from omnireel.animatic import soles
from omnireel.animatic.noise import blur, fbm, line, smooth
from omnireel.animatic.palette import mix, rgb
from omnireel.animatic.settings import common, plants, water
from omnireel.animatic.settings.brush import Canvas
from omnireel.animatic.settings.open_land import blooms, near_grass, shades
from omnireel.animatic.stage import Stage

F32 = npt.NDArray[Any]  # float32; OpenCV and NumPy lose the exact type on the way


@dataclass(frozen=True)
class Wood:
    """One kind of woodland as own colours. ground: from the horizon to the viewer; tall: grass in pixels at the
    picture's lower edge; fronds: broad leaves instead of ferns."""

    trunk: str
    leaf: str
    ground: tuple[str, ...]
    tip: str
    tall: float
    flowers: tuple[str, ...] = ()
    fronds: bool = False
    vines: bool = False


FOREST = Wood(
    "#54402f",
    "#5a7a34",
    ("#a4a658", "#7a8a40", "#546a2c", "#33491f", "#18240f"),
    "#c4c45c",
    50,
    ("#fff3dc", "#c8b0e8"),
)
JUNGLE = Wood(
    "#4a4430",
    "#2f7a3c",
    ("#8abf6a", "#4f9a48", "#2f7434", "#1c4c24", "#0c2410"),
    "#96d04a",
    80,
    ("#ff6a4a", "#ffc83a"),
    True,
    True,
)
MARSH = Wood(
    "#4c463a", "#5c6a3c", ("#9a9a6a", "#6f7a48", "#4c5a34", "#2c3a22", "#141c10"), "#b0b060", 66, (), False, True
)


def trunks(
    stage: Stage,
    base: float,
    wide: float,
    count: int,
    colour: npt.ArrayLike,
    depth: float,
    salt: int,
    soft: float = 0.0,
    skip: Sequence[float] = (),
) -> list[tuple[float, float]]:
    """Tree trunks that reach out of the picture, lit on the key's side. skip: shares of the width kept free.
    Returns where they stand and how wide they are.
    """
    stand = []
    w, top = stage.period(), -stage.margin_y
    h = common.even(base - top + 8)
    r = stage.rng(salt)
    canvas, side = np.zeros((h, w), np.uint8), np.zeros((h, w), np.uint8)
    toward = 1 if stage.sun[0] > stage.w / 2 else -1
    foot = base - top
    for i in range(count):
        x = (i + 0.15 + 0.7 * r.random()) * w / count
        k = wide * (0.45 + 1.0 * r.random() ** 1.4)
        lean = r.normal(0, 0.03) * h
        if any(abs(x - s * stage.w) < k + 0.03 * stage.w for s in skip):
            x = (x + 0.14 * stage.w) % w
        stand.append((float(x), k * 1.4))
        for off in (-w, 0, w):
            if not -k * 6 < x + off < w + k * 6:
                continue
            left, right, lit = [], [], []
            for t in np.linspace(0, 1, 9):
                half = k * (0.60 - 0.22 * t) * (1 + 1.1 * np.exp(-t * 18)) + np.sin(t * 9 + i) * k * 0.04
                cx, cy = x + off + lean * t + np.sin(t * 3 + i * 2.1) * k * 0.3, foot - t * foot
                left.append((cx - half, cy))
                right.append((cx + half, cy))
                lit.append((cx + toward * half * 0.45, cy))
            cv2.fillPoly(
                canvas, [np.round(np.array(left + right[::-1]) * 16).astype(np.int32)], 255, cv2.LINE_AA, 4
            )
            edge = right if toward > 0 else left
            cv2.fillPoly(side, [np.round(np.array(lit + edge[::-1]) * 16).astype(np.int32)], 255, cv2.LINE_AA, 4)
            rr = np.random.default_rng(salt * 100 + i)
            for _ in range(6):
                t, a = 0.45 + 0.5 * rr.random(), float(rr.choice((-1, 1))) * (0.7 + 0.5 * rr.random())
                long, sx, sy = k * (2.0 + 4 * rr.random()), x + off + lean * t, foot * (1 - t)
                pts = np.array(
                    [[sx, sy], [sx + a * long * 0.5, sy - long * 0.16], [sx + a * long, sy - long * 0.5]]
                )
                thick = max(int(k * 0.10), 1)
                cv2.polylines(canvas, [np.round(pts * 16).astype(np.int32)], False, 255, thick, cv2.LINE_AA, 4)
    mask, lit_mask = canvas.astype(np.float32) / 255, blur(side.astype(np.float32) / 255, max(wide * 0.16, 0.8))
    bark = fbm(h, w, max(wide * 0.30, 2), 3, stage.seed + salt, 0.22, True) - 0.5
    light = stage.palette.light * stage.palette.ambient
    img = stage.lit(colour, depth) * (0.86 + bark[..., None] * 0.9)
    img = img + light * (lit_mask * (0.10 + 0.40 * stage.palette.glow) * (0.7 + 1.4 * bark))[..., None]
    moss = np.clip(1 - (foot - np.arange(h)) / (0.16 * stage.h), 0, 1)[:, None, None]
    img = mix(img, stage.lit(rgb("#44582c"), depth), moss * 0.35)
    # They rise out of the ground along a ragged line, or out of the snow that the wind heaped up around them.
    ragged = line(w, max(0.5 * wide, 4), 3, stage.seed + salt + 9, True)[None]
    rows = np.arange(h, dtype=np.float32)[:, None]
    if stage.weather == "snow":
        heap = foot - wide * (0.25 + 0.75 * ragged)
        white = mix(stage.palette.snow, stage.palette.fog, 0.5 * np.exp(-2 * depth))
        img = mix(img, white, smooth(heap, heap + 0.3 * wide, rows)[..., None])
    mask = mask * smooth(foot, foot - 0.16 * wide, rows + 0.30 * wide * ragged)
    soles.rooted(mask, stage.nap, stage.unit, stage.seed + salt, foot - 6 * stage.unit, max(1.6 * depth, 0.3))
    if soft:
        mask = blur(mask, soft * stage.unit)
    rgba = np.dstack([img * mask[..., None], mask]).astype(np.float32)
    common.fade_down(rgba, stage, foot - 0.20 * stage.h, foot, 0.80 * np.exp(-depth * 1.1))
    layer = common.add_layer(stage, rgba, 0, top, depth, wrap=True)
    layer.solid = None
    layer.base_y = base - 4 * stage.unit
    return stand


def canopy(stage: Stage, leaf: str, depth: float, salt: int, low: float, count: int, size: float) -> None:
    """Leaves that hang into the top of the picture, in clumps with gaps of sky; thicker to the sides."""
    far = float(np.clip(0.80 * np.exp(-2.4 * depth), 0, 0.9))
    c = Canvas(stage, -stage.margin_y, low * 1.7 * stage.h, far=far)
    r = stage.rng(salt)
    for _ in range(count):
        x = r.random() * c.w
        e = abs((x % stage.w) / stage.w - 0.5) * 2
        y = stage.margin_y + low * stage.h * r.random() ** 1.3 * (0.45 + 0.65 * e)
        s = size * (0.7 + 0.8 * r.random()) * c.u
        c.leaves(x, y, s * 1.5, s * 0.8, leaf, r, size=size * 0.13, dense=0.9)
    for k in range(count // 2):  # no gap along the very edge
        c.leaves(
            (k + 0.5) * c.w / (count // 2), 0, c.w / count * 1.7, stage.margin_y * 1.1, leaf, r, size=size * 0.16
        )
    c.layer(depth, rim=0.7, sway=(3 * c.u * depth, 4.3), texture=0.22)


def ferns(stage: Stage, row: float, colour: str, tall: float, gap: float, salt: int, broad: bool = False) -> None:
    """Ferns, or the broad leaves of the jungle, on a row of the ground; thinner where the subject goes."""
    row = common.footing(stage, row)
    c = Canvas(stage, row - tall * 1.5 * stage.unit, row + 8 * stage.unit, far=0.05)
    r, foot, n = stage.rng(salt), c.row(row), max(int(c.w / (gap * stage.unit)), 2)
    tone = c.lit(colour)
    light = mix(np.clip(tone * 1.5, 0, 1), stage.palette.rim * stage.palette.ambient, 0.25)
    for k in range(n):
        x = (k + r.random()) * c.w / n
        size = tall * c.u * (0.5 + 0.7 * r.random())
        c.shade(x, foot, size * 0.6, max(size * 0.10, 3), 0.4)
        for j in range(7 if broad else 9):
            a = (j / (6 if broad else 8) - 0.5) * 2.5 + r.normal(0, 0.1)
            t = np.linspace(0, 1, 7)
            px = x + np.sin(a) * size * 0.9 * t
            py = foot - size * (1.1 - 0.25 * abs(a)) * np.sin(t * 1.9 + 0.0) * (1 - 0.12 * abs(a) * t)
            up = 0.5 + 0.4 * np.sin(a) * c.toward + r.normal(0, 0.12)
            col = mix(tone * 0.5, light, float(np.clip(up, 0, 1)))
            if broad:
                half = np.sin(t * np.pi) ** 0.7 * size * 0.11
                edge = np.concatenate([np.stack([px, py - half], 1), np.stack([px, py + half], 1)[::-1]])
                c.lay(edge, col, col * 0.62, raw=True)
                c.stroke(np.stack([px, py], 1), 1.4 * c.u, col * 0.6, raw=True)
                continue
            c.stroke(np.stack([px, py], 1), 1.5 * c.u, col * 0.7, raw=True)
            for s in range(1, 7):
                leaf = size * 0.17 * (1 - s / 8)
                dx, dy = px[s] - px[s - 1], py[s] - py[s - 1]
                d = max(float(np.hypot(dx, dy)), 1e-3)
                for side in (-1, 1):
                    tip = (px[s] + (dx * 0.7 - side * dy) / d * leaf, py[s] + (dy * 0.7 + side * dx) / d * leaf)
                    c.stroke([(px[s], py[s]), tip], max(leaf * 0.34, 1.2), col, 0.4, raw=True)
    c.layer(0.7, rim=0.4, row=row, texture=0.1)


def boulders(stage: Stage, row: float, places: Sequence[tuple[float, float]], colour: str, salt: int = 66) -> None:
    """Mossy or bare stones at (share of the width, width in pixels of 720)."""
    row = common.footing(stage, row)
    c = Canvas(stage, row - 0.2 * stage.h, row + 12 * stage.unit, far=0.04)
    r = stage.rng(salt)
    for x, wide in places:
        c.rock(x * stage.w, c.row(row), wide * c.u, wide * c.u * (0.42 + 0.2 * r.random()), colour, r)
    c.layer(0.7, rim=0.5, row=row, texture=0.35, grain=14)


def vines(stage: Stage, leaf: str, salt: int = 55) -> None:
    """Hanging creepers behind the subject's lane."""
    c = Canvas(stage, -stage.margin_y, 0.52 * stage.h, far=0.12)
    r = stage.rng(salt)
    for k in range(9):
        x, long = (k + r.random()) * c.w / 9, (0.18 + 0.32 * r.random()) * stage.h
        t = np.linspace(0, 1, 14)
        px, py = x + np.sin(t * 5 + k) * 9 * c.u, t * (long + stage.margin_y)
        c.stroke(np.stack([px, py], 1), 3.0 * c.u, leaf, 1.2 * c.u)
        for j in range(2, 14):
            c.leaves(px[j], py[j], (13 - 0.6 * j) * c.u, long * 0.06, leaf, r, size=3.4, dense=0.45)
    c.layer(0.5, rim=0.5, sway=(7 * c.u, 5.2))


def woodland(stage: Stage, wood: Wood) -> None:
    """Three depths of trees with mist between, ferns and stones, leaves overhead, light streaming through."""
    pal, u, h, hz = stage.palette, stage.unit, stage.h, stage.horizon
    snow = stage.weather == "snow"
    leaf = "#b4c0c4" if snow else wood.leaf
    common.sky(stage, 0.2, horizon=hz * 1.1)
    common.tree_line(
        stage,
        hz + 0.03 * h,
        0.20 * h,
        0.40 * h,
        70,
        rgb("#5a6f70") if snow else rgb(wood.leaf),
        0.10,
        3,
        kind="fir" if snow else "round",
        mist=0.7,
        soft=2.4,
        snow=0.8 if snow else 0.0,
    )
    common.sun_haze(stage, 0.8, 0.36)
    trunks(stage, hz + 0.03 * h, 9 * u, 36, rgb(wood.trunk), 0.16, 11, soft=1.2)
    canopy(stage, leaf, 0.18, 12, 0.34, 60, 30)
    common.mist_band(stage, hz + 0.02 * h, 0.07 * h, 0.65, 0.2, 19)
    middle = trunks(stage, hz + 0.07 * h, 17 * u, 15, rgb(wood.trunk), 0.36, 13, soft=0.6, skip=(0.47,))
    common.mist_band(stage, hz + 0.07 * h, 0.05 * h, 0.55, 0.4, 29)
    canopy(stage, leaf, 0.45, 14, 0.24, 34, 46)
    if wood.vines and not snow:
        vines(stage, wood.leaf)
    far, near = rgb(wood.ground[1]) * pal.ambient, rgb(wood.ground[3]) * pal.ambient * 0.9
    if snow:
        ground = shades(stage, "#e8eef6", "#dfe6f0", "#c4d0e2", "#a4b4cc", "#8294b0")
        common.strips(stage, 10, ground, None, texture=0.14, patch=130, power=1.4, melt=40, heave=14)
    else:
        ground = shades(stage, *wood.ground)
        tip = mix(rgb(wood.tip) * pal.ambient, pal.rim * pal.ambient, 0.3)
        dress = plants.grassland(
            stage, wood.tall, far, near, tip, thick=0.6, lean=0.4, bloom=blooms(stage, wood.flowers), density=0.3
        )
        common.strips(stage, 11, ground, dress, overlap=wood.tall * u, texture=0.5, patch=70, power=1.4, heave=8)
    step = stage.ground - hz
    green = "#d0dae4" if snow else wood.leaf
    ferns(stage, hz + 0.24 * step, green, 34, 46, 71, wood.fronds)
    boulders(stage, hz + 0.40 * step, ((0.16, 120), (0.30, 60), (0.86, 150)), "#7a7a70")
    if not wood.fronds:
        ferns(stage, hz + 0.50 * step, green, 52, 150, 72)
    else:
        ferns(stage, hz + 0.52 * step, wood.leaf, 84, 180, 73, True)
    # The next strip's grass grows over the feet of the near trunks; they would end in a straight cut else.
    beyond = [layer.base_y for layer in stage.layers if (layer.base_y or 0) > stage.ground - 84 * u]
    row = min((value for value in beyond if value is not None), default=stage.ground)
    row = min(row, stage.ground - 0.078 * stage.h)  # behind whatever stands beside the first subject, too
    front = trunks(stage, row + 2 * u, 40 * u, 3, rgb(wood.trunk) * 0.8, 0.8, 15, skip=(0.40, 0.5, 0.62))
    common.stand(stage, stage.layers[-1], row - 3)
    feet = [(x, hz + 0.08 * h, wide, 0.30 * h) for x, wide in middle]
    feet += [(x, row, wide, 0.5 * h) for x, wide in front]
    common.cast_shadows(stage, feet)
    common.shafts(stage, 0.9, base_y=row - 2)
    common.behind(stage, stage.layers[-1])
    beams(stage, 0.30, base_y=row - 1)
    common.ground_light(stage, 0.9, base_y=row)
    common.near_leaves(stage, mix(rgb(wood.leaf), (0, 0, 0), 0.72), low=0.20)
    near_grass(stage, "#0a100a", "#c8d2de" if snow else wood.ground[3], 150, 90)
    stage.bed = "forest"


def beams(stage: Stage, strength: float, base_y: float | None = None) -> None:
    """Slanting shafts through gaps in the leaves."""
    s = 4
    h, w = stage.h // s, stage.w // s
    x, y = common.grid(h, w)
    sx, sy = stage.sun[0], min(stage.sun[1], 0.0) - 0.35 * stage.h
    angle = np.arctan2(x * s - sx, y * s - sy)
    noise = fbm(1, 512, 15, 4, stage.seed + 6)[0]
    beam = np.clip((np.interp(angle, np.linspace(-1.5, 1.5, 512), noise) - 0.52) * 5, 0, 1) ** 1.3
    far = np.hypot(x * s - sx, y * s - sy) / stage.h
    dust = 0.7 + 0.6 * fbm(h, w, 40 * stage.unit, 3, stage.seed + 9)
    a = beam * np.exp(-far * 1.0) * strength * (0.25 + stage.palette.glow) * 1.7 * dust
    common.veil(stage, blur(np.clip(a, 0, 0.6).astype(np.float32), 1.6), stage.palette.light, base_y=base_y)


def forest(stage: Stage) -> None:
    woodland(stage, FOREST)


def jungle(stage: Stage) -> None:
    woodland(stage, JUNGLE)


def swamp(stage: Stage) -> None:
    """Still dark water between trunks, banks of reeds, mist on everything."""
    u, h, hz = stage.unit, stage.h, stage.horizon
    wood = MARSH
    common.sky(stage, 0.3, horizon=hz * 1.1)
    common.tree_line(stage, hz + 0.02 * h, 0.16 * h, 0.34 * h, 70, rgb(wood.leaf), 0.10, 3, mist=0.8, soft=2.4)
    common.sun_haze(stage, 0.7, 0.4)
    trunks(stage, hz + 0.03 * h, 12 * u, 24, rgb(wood.trunk), 0.16, 11, soft=1.2)
    canopy(stage, wood.leaf, 0.2, 12, 0.30, 50, 32)
    common.mist_band(stage, hz + 0.02 * h, 0.06 * h, 0.8, 0.2, 19)
    trunks(stage, hz + 0.08 * h, 24 * u, 9, rgb(wood.trunk), 0.36, 13, soft=0.5, skip=(0.47,))
    vines(stage, "#6a7448")
    water.open_water(stage, hz + 0.03 * h, rgb("#3c4630"), 0.72, 1.2, 0.5, stage.ground - 30 * u)
    common.mist_band(stage, hz + 0.05 * h, 0.05 * h, 0.7, 0.35, 29)
    common.behind(stage, stage.layers[-1])
    common.shafts(stage, 0.7)
    r = stage.rng(15)
    row = hz + 0.55 * (stage.ground - hz)
    c = Canvas(stage, row - 30 * u, row + 26 * u, far=0.05)
    for _ in range(70):
        x, y, s = r.random() * c.w, c.row(row) + r.normal(0, 8) * u, (9 + 13 * r.random()) * u
        if r.random() < 0.5 or abs(x / stage.w - 0.5) > 0.18:
            c.oval(x, y, s, s * 0.26, c.lit("#6a8a44", 0.7 + 0.5 * r.random()), start=20, end=340, raw=True)
    c.layer(0.6, texture=0.1, row=row)
    water.bank(stage, rgb(wood.ground[1]), rgb(wood.ground[3]), 60)
    water.reeds(stage)
    common.near_leaves(stage, rgb("#1c2012"), low=0.26)
    stage.bed = "lake"
