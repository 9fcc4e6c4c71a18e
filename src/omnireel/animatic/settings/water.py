"""Water: a mirror of all that was painted so far, ripples, glitter under the key; grass and reeds at its edge."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from omnireel.animatic import styles
from omnireel.animatic.noise import fbm, smooth
from omnireel.animatic.palette import mix, rgb
from omnireel.animatic.planes import Planar, columns, over, rgb_of, yuv_of
from omnireel.animatic.settings import common, plants
from omnireel.animatic.settings.brush import Canvas
from omnireel.animatic.stage import Layer, Stage

F32 = npt.NDArray[Any]  # float32; OpenCV and NumPy lose the exact type on the way


def mirror(
    stage: Stage,
    top: float,
    bottom: float,
    colour: npt.ArrayLike,
    *,
    shine: float = 0.75,
    ripple: float = 3.0,
    smear: float = 4.0,
    axis: float | None = None,
) -> Layer:
    """An opaque mirror from row `top` to `bottom`, turned about row `axis`; darker and more `colour` towards
    the viewer.
    """
    h = stage.h
    shot = common.so_far(stage)
    axis = top if axis is None else axis
    # The water's own colour as the style would paint it.
    patch = np.ones((32, 32, 4), np.float32)
    patch[..., :3] = np.clip(np.asarray(colour, np.float32), 0, 1)
    own = styles.paint_layer(stage, patch, 0.6, "ground", True, False)[8:24, 8:24, :3].mean((0, 1))
    y0, rows = int(top) & ~1, common.even(bottom - top)
    t = np.linspace(0, 1, rows, dtype=np.float32)
    keep = (shine * (1 - 0.62 * t**0.8)).astype(np.float32)
    planes = []
    # Water sees things squeezed a little and from lower down.
    at = np.clip(axis - (np.arange(rows) + top - axis) * 0.9 - 1, 0, h - 1)
    for plane, level, half in ((shot.y, 0, False), (shot.u, 1, True), (shot.v, 2, True)):
        rows_at = at[::2] / 2 if half else at
        flipped = plane[rows_at.astype(int).clip(0, plane.shape[0] - 1)].astype(np.float32)
        k = 2 if half else 1
        flipped = cv2.GaussianBlur(
            flipped,
            (0, 0),
            1.2 * stage.unit / k + 0.3,
            sigmaY=smear * stage.unit / k + 0.3,
            borderType=cv2.BORDER_REPLICATE,
        )
        value = yuv_of(own)[level]
        kk = keep[::2, None] if half else keep[:, None]
        planes.append(cv2.convertScaleAbs(flipped * kk + value * (1 - kk)))
    pix = Planar(planes[0], planes[1], planes[2], None, None)
    if stage.style in styles.FLAT_WATER:
        ripple = 0.0
    layer = Layer(pix, 0, y0, 0.0, fixed=True, solid=(0, rows), ripple=ripple * stage.unit)
    stage.layers.append(layer)
    return layer


def reflection(
    stage: Stage, layer: Layer, row: float, shine: float, lamps: Sequence[tuple[float, float, float, F32]] = ()
) -> None:
    """The mirror image, on the wet ground from `row` on, of a layer that stands there and goes by; lamps: (x, y,
    reach, colour) on its canvas, which are drawn out downwards."""
    pix, u = layer.pix, stage.unit
    assert pix.keep is not None
    assert pix.keep_half is not None
    h = common.even(stage.h + 2 - row)
    t = np.linspace(0, 1, h, dtype=np.float32)
    at = row - layer.y - 0.9 * np.arange(h, dtype=np.float32) - 1
    share = np.where(at >= 0, shine * (1 - 0.62 * t**0.8), 0).astype(np.float32)

    def turned(plane: npt.NDArray[Any], k: int, none: float) -> npt.NDArray[Any]:
        rows = (at[::k] / k).astype(int).clip(0, plane.shape[0] - 1)
        seen = (plane[rows].astype(np.float32) - none) * share[::k, None]
        soft = cv2.GaussianBlur(seen, (0, 0), 1.2 * u / k + 0.3, sigmaY=12 * u / k)
        return np.asarray(cv2.convertScaleAbs(soft + none), np.uint8)

    keep, keep_half = turned(pix.keep, 1, 255), turned(pix.keep_half, 2, 255)
    image = Planar(turned(pix.y, 1, 0), turned(pix.u, 2, 0), turned(pix.v, 2, 0), keep, keep_half)
    w = stage.period()
    tone = np.clip(drawn_out(stage, [(x, row - y - layer.y, r, c) for x, y, r, c in lamps], w, h, True), 0, 0.85)
    streaks = cv2.resize(np.dstack([tone, tone.max(-1)]), (w, h), interpolation=cv2.INTER_LINEAR)
    above = common.add_layer(stage, np.asarray(streaks, np.float32), 0, row, layer.depth, wrap=True, kind="veil")
    above.pix = over(above.pix, columns(image, above.pix.shape[1]))
    above.solid = None


def drawn_out(
    stage: Stage, lamps: Iterable[tuple[float, float, float, F32]], w: int, h: int, wrap: bool = False
) -> F32:
    """Colours (h / 4, w / 4, 3) of lamps drawn out downwards on wet ground, broken by what lies on it. lamps: (x,
    height over the ground's first row, reach, colour). wrap: it repeats sideways."""
    s = 4
    x, y = common.grid(h // s, w // s)
    tone = np.zeros((h // s, w // s, 3), np.float32)
    for px, height, reach, colour in lamps:
        if height < 0:
            continue
        aside = np.abs(x * s - px)
        aside = np.minimum(aside, w - aside) if wrap else aside
        long = 0.55 * height + 0.10 * stage.h
        column = np.exp(-((aside / (0.13 * reach + 3)) ** 2)) * np.exp(-(((y * s - 0.75 * height) / long) ** 2))
        tone += column[..., None] * colour * 0.8
    broken = 0.5 + 0.7 * fbm(h // s, w // s, 14 * stage.unit / s + 2, 3, stage.seed + 12, 6.0, wrap)
    return np.asarray(tone * (broken * smooth(0, 12 * stage.unit, y * s))[..., None], np.float32)


def taken(picture: F32, columns: F32, rows: F32) -> F32:
    """What a picture shows at these columns and rows, which go together as arrays do; its edge beyond it."""
    x, y = np.broadcast_arrays(columns, rows)
    maps = x.astype(np.float32), y.astype(np.float32)
    return np.asarray(cv2.remap(picture, *maps, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE), np.float32)


def puddles(stage: Stage) -> None:
    """Standing water where feet land: a sharper mirror of what was painted so far inside a ragged outline, its far
    edge dark and its near edge lit. Call it once the set is painted."""
    if not stage.puddles:
        return
    picture = rgb_of(common.so_far(stage).buffer, stage.w, stage.h).astype(np.float32) / 255
    u = stage.unit
    for x, row, breadth in stage.puddles:
        half = 0.145 * breadth
        h, w = common.even(2.3 * half), common.even(1.15 * breadth)
        px, py = common.grid(h, w)
        dx, dy = (px - w / 2) / (0.5 * breadth), (py - h / 2) / half
        ragged = fbm(h, w, 60 * u, 4, stage.seed + 19, 3.4) - 0.5
        inside = 1 - np.hypot(dx, dy) + 0.9 * ragged
        a = smooth(0.0, 0.035, inside)
        x0, y0 = x - w / 2, row - 0.62 * h
        # It mirrors what stands beyond it, as seen from a little lower; and the sky where that ends.
        seen = taken(picture, px + x0, y0 - 1.55 * (py + 2) - 0.04 * stage.h)
        seen = cv2.GaussianBlur(seen, (0, 0), 1.0 * u + 0.3, sigmaY=3.0 * u + 0.3)
        tone = mix(seen, stage.palette.sky[1], 0.30)
        edge = smooth(0.0, 0.10, inside) * (1 - smooth(0.10, 0.26, inside))
        far, near = edge * smooth(0.1, -0.5, dy), edge * smooth(-0.1, 0.6, dy)
        tone = tone * (1 - 0.45 * far)[..., None]
        tone = tone + (near * 0.22)[..., None] * mix(stage.palette.light, stage.palette.fog, 0.4)
        rgba = np.dstack([np.clip(tone, 0, 1) * a[..., None], a]).astype(np.float32)
        layer = common.add_layer(stage, rgba, x0, y0, stage.depth_at(row), kind="ground")
        layer.base_y, layer.solid = row - half, None
        common.behind(stage, layer)


def ripples(
    stage: Stage,
    top: float,
    bottom: float,
    count: int,
    light: npt.ArrayLike,
    dark: npt.ArrayLike,
    density: float = 1.0,
    speed: float = 8.0,
    scale: float = 1.0,
    foam: float = 0.0,
) -> None:
    """Sheets of waves, nearer ones larger and faster. scale: of their size; foam: white heads, 0..1."""
    w, u = stage.period(), stage.unit
    edges = [(i / count) ** 1.5 for i in range(count + 1)]
    light, dark = np.asarray(light, np.float32), np.asarray(dark, np.float32)
    sun_x = np.abs((np.arange(w, dtype=np.float32) % stage.w) - stage.sun[0]) / stage.w
    path = np.exp(-sun_x * 5)[None] * min(stage.palette.glow * 1.5, 1.0)
    for i in range(count):
        y0, y1 = top + (bottom - top) * edges[i], top + (bottom - top) * edges[i + 1]
        z = (edges[i] + edges[i + 1]) / 2
        fade = (5 + 34 * z) * u  # into the next sheet
        h = common.even(y1 - y0 + 5 + fade)
        # Crests and troughs are the two ends of one noise, drawn out sideways as waves seen flat are.
        cell = (2.4 + 17 * z) * u * scale
        wave = fbm(h, w, max(cell, 1.6), 3, stage.seed + 71 + 5 * i, 5.5 - 1.5 * z, True, 0.6)
        where = smooth(0.30, 0.66, fbm(h, w, (30 + 90 * z) * u, 2, stage.seed + 171 + i, 3.5, True))
        rows = np.arange(h, dtype=np.float32)[:, None]
        ends = smooth(0, fade, rows) * smooth(h - 1, h - 1 - fade, rows)
        crest = smooth(0.56, 0.70, wave) * ends * density
        trough = smooth(0.46, 0.30, wave) * ends * density
        a_light = np.clip(crest * (0.16 + 0.55 * path) * (0.35 + 0.65 * where), 0, 0.9)
        a_dark = np.clip(trough * 0.36 * (0.4 + 0.6 * where), 0, 0.7)
        white = np.zeros_like(a_light)
        if foam:
            lace = fbm(h, w, max(cell * 0.45, 1.6), 3, stage.seed + 271 + i, 3.0, True, 0.6)
            white = smooth(0.68, 0.76, wave) * smooth(0.42, 0.60, lace) * ends * foam * 0.9
        a = np.clip(a_light + a_dark + white, 0, 0.96)[..., None]
        head = mix(rgb("#f4f8f8") * (0.2 + 0.8 * stage.palette.ambient), stage.palette.light, 0.3)
        col = light * a_light[..., None] + dark * a_dark[..., None] + head * white[..., None]
        layer = common.add_layer(
            stage,
            np.concatenate([col, a], 2).astype(np.float32),
            0,
            y0,
            stage.depth_at((y0 + y1) / 2),
            wrap=True,
            kind="veil",
            drift=speed * (0.25 + z) * u * (1 if i % 2 else -0.6),
            sway=(6 * z * u, 3.1 + i * 0.7),
        )
        layer.base_y = y0
        layer.front = y0 > stage.ground


def glitter(stage: Stage, top: float, bottom: float, strength: float) -> None:
    """The key's path on the water."""
    s = 2
    h, w = int(bottom - top) // s, stage.w // s
    x, y = common.grid(h, w)
    t = y / h
    spread = (0.018 + 0.085 * t) * stage.w
    path = np.exp(-(((x * s - stage.sun[0]) / spread) ** 2)) * np.exp(-t * 1.1)
    broken = smooth(0.50, 0.74, fbm(h, w, 9 * stage.unit / s + 2, 3, stage.seed + 8, 5.0) + 0.05)
    a = np.clip(path * (0.25 + 0.9 * broken) * strength * stage.palette.glow, 0, 0.95).astype(np.float32)
    common.veil(stage, a, mix(stage.palette.light, (1, 1, 1), 0.4), int(top))
    if stage.layers and stage.layers[-1].fixed:
        stage.layers[-1].ripple = 2.2 * stage.unit


def open_water(
    stage: Stage,
    top: float,
    colour: npt.ArrayLike,
    shine: float,
    ripple: float,
    density: float,
    end: float | None = None,
) -> None:
    pal, bottom = stage.palette, stage.h + 2
    own = np.asarray(colour, np.float32) * pal.ambient
    mirror(stage, top, bottom, own, shine=shine, ripple=ripple)
    glitter(stage, top, bottom, 0.9)
    ripples(
        stage,
        top + 2,
        stage.h + stage.margin_y if end is None else end,
        8,
        mix(pal.sky[3], pal.light, 0.5),
        own * 0.62,
        density,
    )


def bank(stage: Stage, far: F32, near: F32, tall: float = 60) -> None:
    """A strip of grass at the water's near edge, for those who stand by it."""
    pal, u = stage.palette, stage.unit

    def dress(
        canvas: plants.U8,
        z0: float,
        z1: float,
        y_of: Callable[[float], float],
        r: np.random.Generator,
        i: int,
    ) -> None:
        plants.grass(
            stage,
            canvas,
            max(z0 * 0.6 + 0.25, 0.2),
            max(z1 * 0.6 + 0.25, 0.25),
            lambda z: y_of((z - 0.25) / 0.6),
            r,
            i,
            tall=tall,
            far=far * pal.ambient,
            near=near * pal.ambient,
            tip=mix(far * pal.ambient * 1.3, pal.rim * pal.ambient, 0.4),
            over_feet=13 * u if i else None,  # the edge itself is high and uneven
        )

    common.strips(
        stage,
        4,
        lambda z: mix(far, near, min(max(z, 0) * 1.4, 1)) * pal.ambient * 0.8,
        dress,
        overlap=70 * u,
        start=stage.ground - 34 * u,
        power=1.1,
    )


def reeds(stage: Stage) -> None:
    """Stalks with brown heads in the lower corners: a blurred clump, and a sharper one behind it."""
    u, pal = stage.unit, stage.palette
    for tall, count, soft, depth, salt in ((250, 34, 1.6, 1.35, 43), (300, 22, 5.0, 1.6, 44)):
        c = Canvas(stage, stage.h - 1.1 * tall * u, stage.h + stage.margin_y)
        r = stage.rng(salt)
        for k in range(count):
            e = 0.19 * r.random() ** 1.5
            x = (e if k % 2 else 1 - e) * stage.w
            long = tall * u * (0.35 + 0.65 * r.random()) * (1 - e * 3.6) * (0.55 if stage.tracking else 1.0)
            lean = r.normal(0.03 if k % 2 else -0.03, 0.10) * long
            t = np.linspace(0, 1, 9)
            px, py = x + lean * t**1.8, c.h - (long + stage.margin_y) * t
            tone = mix(c.lit("#1c2820"), mix(c.lit("#66703c"), pal.rim, 0.15), float(r.random() ** 2))
            if soft > 3:
                tone = tone * 0.55
            if k % 5 < 2 and long > 0.45 * tall * u:
                c.stroke(np.stack([px, py], 1), 2.6 * u, tone, 1.6 * u, raw=True)
                head = np.stack([px[6:8], py[6:8]], 1)
                brown = c.lit("#5c3420") * (0.5 if soft > 3 else 1.0)
                c.stroke(head, 10 * u, brown, 9 * u, raw=True)
                c.stroke(head + np.array([c.toward * 2.5 * u, 0]), 2.4 * u, np.clip(brown * 1.9, 0, 1), raw=True)
            else:
                c.stroke(np.stack([px, py], 1), 7 * u, tone, 0.8 * u, raw=True)
        c.layer(depth, front=True, kind="near", soft=soft, rim=0.4, sway=(5 * u, 4.0), texture=0).solid = None
