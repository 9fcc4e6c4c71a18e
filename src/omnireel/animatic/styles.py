"""Styles change the drawing. Hooks that the painter, the figures and the lens call; the table says what is drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from omnireel.animatic.stage import Stage

F32 = npt.NDArray[np.float32]


def keeps_glow(style: str) -> bool:
    return style not in ("ink",)


def paint_layer(stage: Stage, rgba: F32, depth: float, kind: str, opaque: bool, wrap: bool) -> F32:
    return rgba
