"""Seasons: what is green in the open turns with them."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from omnireel.animatic.noise import fbm, smooth
from omnireel.animatic.palette import mix, rgb
from omnireel.animatic.stage import Stage

F32 = npt.NDArray[Any]  # float32; OpenCV and NumPy lose the exact type on the way

AIR = {"autumn": "leaves", "spring": "petals"}  # what floats in it
_LEAVES = [rgb(code) for code in ("#9c3216", "#d0661e", "#e2a534", "#a8802c")]
_STRAW, _BLOSSOM = rgb("#b89a58"), rgb("#f6c4d2")
_BRIGHT = np.array([0.30, 0.59, 0.11], np.float32)


def turned(stage: Stage, rgba: F32, kind: str) -> F32:
    """A painting (h, w, 4), premultiplied, with its leaves and grass in the stage's season. In autumn trees turn
    red, orange and gold by patches and grass to straw, each as bright as it was; in spring trees are in blossom.
    """
    if stage.season not in AIR or stage.sheltered or kind not in ("set", "ground", "near"):
        return rgba
    a = rgba[..., 3:]
    own = rgba[..., :3] / np.maximum(a, 1e-3)
    red, green, blue = own[..., 0], own[..., 1], own[..., 2]
    leafy = smooth(0.0, 0.07, green - np.maximum(0.97 * red, 1.04 * blue))[..., None]
    if not float((leafy * a).max(initial=0.0)) > 0:
        return rgba
    patch = fbm(rgba.shape[0], rgba.shape[1], 46 * stage.unit, 3, stage.seed + 331, 1.4)[..., None]
    bright = (own @ _BRIGHT)[..., None]
    if stage.season == "spring":
        if kind == "ground":
            return rgba
        part = leafy * smooth(0.36, 0.62, patch) * 0.85
        hue = np.clip(_BLOSSOM * (0.60 + 0.80 * bright), 0, 1)
    elif kind == "ground":
        part, hue = leafy * 0.6, _STRAW * (bright / float(_STRAW @ _BRIGHT))
    else:
        at = np.clip((patch - 0.28) / 0.44, 0, 1) * (len(_LEAVES) - 1)
        hue = np.zeros_like(own)
        for k, leaf in enumerate(_LEAVES):
            hue += leaf * (1.12 * bright / float(leaf @ _BRIGHT)) * np.clip(1 - np.abs(at - k), 0, 1)
        part = leafy * 0.92
    out = rgba.copy()
    out[..., :3] = np.clip(mix(own, hue, part), 0, 1) * a
    return out
