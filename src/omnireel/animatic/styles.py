"""Styles change the drawing, not only its colours: hooks for painted layers, for figures and for finished
frames.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from omnireel.animatic.looks import brush_and_pencil as drawn
from omnireel.animatic.looks import film_and_screen as film
from omnireel.animatic.looks import flat
from omnireel.animatic.noise import fbm

if TYPE_CHECKING:
    from omnireel.animatic.planes import Frame
    from omnireel.animatic.stage import Stage

F32 = npt.NDArray[Any]  # float32; OpenCV and NumPy lose the exact type on the way
U8 = npt.NDArray[Any]  # uint8
ROLLING = frozenset({"paper cut-out", "sketch"})  # that show the edges of the ground: few, and rolling
FLAT_WATER = frozenset({"ink"})  # styles that draw water, and do not ripple it

MARGIN = 32  # pixels round a layer's content that a hook may draw on

LayerHook = Callable[["Stage", F32, float, str, bool], F32]
FigureHook = Callable[[F32, float], F32]
FrameHook = Callable[["Frame", int, int], None]


FILM = 0.4  # of a frame's time that film is exposed for


@dataclass(frozen=True)
class Style:
    """layer(stage, rgba, depth, kind, opaque), figure(rgba, unit): redraw a picture (h, w, 4), premultiplied.
    frame(frame, n, seed) changes a finished frame. softness: of the tones on figures. bloom, grain, vignette,
    grade: None leaves the lens as it is. paper: strength of its relief. glow: whether veils of light are kept.
    shutter: share of a frame's time that film is exposed for, in which what goes by is smeared. rim: whether
    figures have the key's light along their edges.
    """

    layer: LayerHook | None = None
    figure: FigureHook | None = None
    frame: FrameHook | None = None
    softness: float = 1.0
    bloom: float | None = None
    grain: float | None = None
    vignette: float | None = None
    paper: float = 0.0
    glow: bool = True
    grade: float | None = None
    shutter: float = 0.0
    rim: bool = True


# Adding a style is one entry.
STYLES: dict[str, Style] = {
    "cinematic": Style(shutter=FILM),
    "anime": Style(
        flat.cel_layer, flat.cel_figure, softness=0.12, bloom=0.45, grain=0.0, vignette=0.10, grade=0.6
    ),
    "watercolour": Style(
        drawn.wash_layer,
        drawn.wash_figure,
        softness=0.7,
        bloom=0.0,
        grain=0.004,
        vignette=0.06,
        paper=0.075,
        grade=0.7,
    ),
    "ink": Style(
        drawn.ink_layer,
        drawn.ink_figure,
        softness=0.5,
        bloom=0.0,
        grain=0.004,
        vignette=0.12,
        paper=0.03,
        glow=False,
        grade=0.0,
        rim=False,
    ),
    "noir": Style(
        film.noir_layer,
        film.noir_figure,
        film.noir_frame,
        softness=0.35,
        grain=0.026,
        vignette=0.52,
        grade=0.0,
        shutter=FILM,
    ),
    "vintage": Style(shutter=FILM, frame=film.vintage_frame, grain=0.030, vignette=0.55, bloom=0.5, grade=0.0),
    "pixel art": Style(
        film.pixel_layer,
        film.pixel_figure,
        film.pixel_frame,
        softness=0.25,
        grain=0.0,
        vignette=0.0,
        bloom=0.0,
        grade=0.0,
    ),
    "sketch": Style(
        drawn.graphite_layer,
        drawn.graphite_figure,
        drawn.sketch_frame,
        softness=0.5,
        grain=0.006,
        vignette=0.0,
        bloom=0.0,
        paper=0.07,
        grade=0.0,
    ),
    "paper cut-out": Style(
        flat.cut_layer, flat.cut_figure, softness=0.15, bloom=0.0, grain=0.0, vignette=0.22, paper=0.05, grade=0.3
    ),
    "minimal": Style(
        flat.plain_layer, flat.plain_figure, softness=0.12, bloom=0.0, grain=0.0, vignette=0.04, grade=0.0
    ),
    "blueprint": Style(
        flat.plan_layer,
        flat.plan_figure,
        flat.plan_frame,
        softness=0.2,
        bloom=0.12,
        grain=0.006,
        vignette=0.25,
        glow=False,
        grade=0.0,
    ),
    "cyberpunk": Style(
        film.neon_layer,
        film.neon_figure,
        film.neon_frame,
        softness=0.5,
        bloom=0.6,
        grain=0.012,
        vignette=0.42,
        shutter=FILM,
    ),
    "synthwave": Style(
        film.wave_layer,
        film.neon_figure,
        film.neon_frame,
        softness=0.4,
        bloom=0.6,
        grain=0.006,
        vignette=0.25,
        glow=False,
        grade=0.5,
    ),
    "claymation": Style(flat.clay_layer, flat.clay_figure, softness=0.8, bloom=0.2, grain=0.004, vignette=0.28),
    "oil painting": Style(
        drawn.oil_layer, drawn.oil_figure, softness=0.8, bloom=0.12, grain=0.0, vignette=0.20, paper=0.06
    ),
    "comic": Style(
        flat.comic_layer,
        flat.comic_figure,
        flat.comic_frame,
        softness=0.12,
        bloom=0.0,
        grain=0.0,
        vignette=0.10,
        grade=0.5,
    ),
    "low poly": Style(
        flat.facet_layer, flat.facet_figure, softness=0.5, bloom=0.2, grain=0.0, vignette=0.16, grade=0.5
    ),
}


def of(name: str) -> Style:
    return STYLES.get(name, STYLES["cinematic"])


def keeps_glow(style: str) -> bool:
    return of(style).glow


def paint_layer(stage: Stage, rgba: F32, depth: float, kind: str, opaque: bool, wrap: bool) -> F32:
    """The layer as the stage's style draws it. What repeats sideways does so after it as well."""
    hook = of(stage.style).layer
    if hook is None:
        return rgba
    if kind == "sky" or opaque:
        return hook(stage, rgba, depth, kind, opaque)
    # Only where there is anything, with room for shadows and lines around it.
    used = np.flatnonzero(rgba[..., 3].max(axis=1) > 0)
    if not len(used):
        return rgba
    top, bottom = max(int(used[0]) - MARGIN, 0) & ~1, min(int(used[-1]) + MARGIN, rgba.shape[0])
    part = rgba[top:bottom]
    pad = min(MARGIN, rgba.shape[1] // 4) // 2 * 2 if wrap else 0
    if pad:
        part = np.concatenate([part[:, -pad:], part, part[:, :pad]], axis=1)
    drawn_ = hook(stage, part, depth, kind, opaque)
    out = np.zeros_like(rgba)
    out[top:bottom] = drawn_[:, pad:-pad] if pad else drawn_
    if pad:
        # Grain and strokes do not repeat by themselves: the end runs over into what came before the beginning.
        t = np.linspace(0, 1, pad, dtype=np.float32)[None, :, None]
        out[top:bottom, -pad:] = out[top:bottom, -pad:] * (1 - t) + drawn_[:, :pad] * t
    return out


def paper(h: int, w: int, seed: int, strength: float) -> U8:
    """Relief of rough paper as a multiplier, 255 = untouched."""
    relief = fbm(h, w, 3.2, 3, seed + 21) * 0.7 + fbm(h, w, 9, 2, seed + 22) * 0.3
    slope = relief - np.roll(relief, (2, 2), (0, 1))
    return np.clip(255 * (1 - strength * np.clip(0.30 + slope * 2.4, 0, 1)), 0, 255).astype(np.uint8)
