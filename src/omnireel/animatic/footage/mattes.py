"""Mattes: how much of each pixel is who or what was found."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

U8 = npt.NDArray[Any]  # uint8
F32 = npt.NDArray[Any]  # float32


def guided(rough: F32, guide: U8, reach: int) -> F32:
    """A rough matte (h, w), its steps where the picture's lightness (h, w) has them (a guided filter)."""
    light = guide.astype(np.float32) / 255

    def mean(v: F32) -> F32:
        return np.asarray(cv2.blur(v, (2 * reach + 1,) * 2), np.float32)

    mg, mp = mean(light), mean(rough)
    slope = (mean(light * rough) - mg * mp) / (mean(light * light) - mg * mg + 4e-4)
    return np.asarray(mean(slope) * light + mean(mp - slope * mg), np.float32)
