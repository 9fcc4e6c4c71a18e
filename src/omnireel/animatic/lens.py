"""What the lens and the film do to every frame: bloom, vignette, grain. Luma only: cheap, and colour-safe."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from omnireel.animatic.noise import rng
from omnireel.animatic.planes import Frame

U8 = npt.NDArray[Any]  # uint8
GRAIN_MAX = 16  # levels that grain lightens or darkens by at the most


@dataclass
class Lens:
    """grain: sigma in 0..1 of white; vignette: darkening in the corners; bloom: share of light spread; grade:
    strength of the film's curve, which deepens darks, rounds lights off and makes colours fuller.
    `prepare` comes before `apply`.
    """

    grain: float = 0.0065
    vignette: float = 0.30
    bloom: float = 0.34
    grade: float = 1.0
    centre: tuple[float, float] = (0.5, 0.5)
    paper: U8 | None = None
    _shade: U8 | None = field(default=None, repr=False)
    _grains: list[U8] = field(default_factory=list, repr=False)
    _curve: U8 | None = field(
        default=None, repr=False
    )  # of luma, of grain that lies GRAIN_MAX above what is meant

    def prepare(self, w: int, h: int, seed: int) -> None:
        lifted = GRAIN_MAX if self.grain > 0 else 0
        t = np.clip((np.arange(256) - lifted - 16) / 219, 0, 1)
        film = t + 0.11 * np.sin(2 * np.pi * (t - 0.5)) * np.where(t < 0.5, 1.0, 0.75)
        # Video range: nothing brighter than white, nothing darker than black.
        self._curve = np.clip(16 + 219 * (t + (film - t) * self.grade) + 0.5, 16, 235).astype(np.uint8)
        x = (np.arange(w, dtype=np.float32)[None] / w - self.centre[0]) / 0.72
        y = (np.arange(h, dtype=np.float32)[:, None] / h - self.centre[1]) / 0.72
        d = np.clip(np.hypot(x, y), 0, 1.4)
        shade = 255 * (1 - self.vignette * d**2.3)
        if self.paper is not None:
            shade = shade * (self.paper.astype(np.float32) / 255)
        self._shade = np.clip(shade, 0, 255).astype(np.uint8)
        # One sheet, shown from different corners: fresh grain each frame at no cost.
        r = rng(seed, 77)
        sheet = r.standard_normal((h + 64, w + 64), dtype=np.float32)
        sheet = cv2.GaussianBlur(sheet, (0, 0), 0.65 * max(min(w, h) / 720, 0.7))  # type: ignore[assignment]
        sheet *= self.grain * 219 / max(float(sheet.std()), 1e-6)
        grains = np.clip(np.rint(sheet) + GRAIN_MAX, 0, 2 * GRAIN_MAX).astype(np.uint8)
        self._grains = [grains[a : a + h, b : b + w] for a, b in r.integers(0, 64, (16, 2))]

    def apply(self, frame: Frame, out: Frame, n: int) -> None:
        """Finish `frame` into `out`, which may be the same."""
        assert self._curve is not None, "prepare comes first"
        if self._shade is not None and (self.vignette > 0 or self.paper is not None):
            cv2.multiply(frame.y, self._shade, dst=out.y, scale=1 / 255)
        elif out is not frame:
            np.copyto(out.y, frame.y)
        # After the corners, so that a sun that shines there stays white.
        if self.bloom > 0:
            self._spread_light(out)
        # As in film, grain lies under the curve: most in the middle tones.
        if self.grain > 0:
            cv2.add(out.y, self._grains[n % len(self._grains)], dst=out.y)
        cv2.LUT(out.y, self._curve, dst=out.y)
        fuller = 1 + 0.14 * max(self.grade, 0)
        for plane, fulled in ((frame.u, out.u), (frame.v, out.v)):
            if self.grade > 0:
                cv2.convertScaleAbs(plane, dst=fulled, alpha=fuller, beta=128 * (1 - fuller))
            elif out is not frame:
                np.copyto(fulled, plane)

    def _spread_light(self, frame: Frame) -> None:
        """Bloom: what is nearly white shines on what is near it. Only where it reaches is touched."""
        h, w = frame.h, frame.w
        small = frame.y
        for k in (2, 4, 8):  # halving three times is several times cheaper than an eighth at once
            small = cv2.resize(small, (w // k, h // k), interpolation=cv2.INTER_AREA)
        hot = cv2.subtract(small, 190)  # type: ignore[call-overload]
        if int(hot.max()) == 0:
            return
        reach = 2 * round(0.011 * w) + 1
        halo = cv2.stackBlur(hot, (reach, reach))  # as a Gaussian of w * 0.0044, at a tenth of its cost
        wide = cv2.addWeighted(cv2.GaussianBlur(hot, (0, 0), 1.6), 0.5 * self.bloom, halo, 1.1 * self.bloom, 0)
        x, y, cols, rows = cv2.boundingRect(wide)
        # One small pixel more on each side, so that the enlargement ends in nothing.
        x0, y0 = max(x - 1, 0), max(y - 1, 0)
        x1, y1 = min(x + cols + 1, w // 8), min(y + rows + 1, h // 8)
        part = cv2.resize(wide[y0:y1, x0:x1], ((x1 - x0) * 8, (y1 - y0) * 8), interpolation=cv2.INTER_LINEAR)
        area = frame.y[y0 * 8 : y1 * 8, x0 * 8 : x1 * 8]
        cv2.add(area, part, dst=area)
