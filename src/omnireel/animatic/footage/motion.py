"""What footage tells: how the camera went, where it was cut, how fast things move, and in which colours."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from omnireel.animatic.camera import View
from omnireel.animatic.footage.still import palette_of
from omnireel.animatic.ingest import Footage
from omnireel.animatic.planes import rgb_of

U8 = npt.NDArray[Any]  # uint8
F32 = npt.NDArray[Any]  # float32

LOOK_PX = 360  # longer side at which footage is looked at
LOOK_RATE = 12  # pictures a second that are looked at
CUT_LEVEL = 0.42  # how unlike two pictures' colours are at a cut (histogram distance, 0..1)


@dataclass
class Motion:
    """Measured footage. path: (n, 4) of x, y (parts of the width and height), log zoom, roll (radians), summed up
    from the first picture on and smoothed; times: of each, in seconds; cuts: seconds.
    """

    seconds: float
    times: F32
    path: F32
    cuts: list[float]
    pace: float  # mean motion that is not the camera's, parts of the width a second
    palette: list[str]
    mean: tuple[float, float, float]  # of Y, U, V
    spread: tuple[float, float, float]

    def at(self, k: float) -> tuple[float, float, float, float]:
        """The path after the part `k` of the footage."""
        t = k * self.seconds
        x, y, zoom, roll = (float(np.interp(t, self.times, self.path[:, i])) for i in range(4))
        return x, y, zoom, roll

    def view(self, k: float, w: int, h: int, room: tuple[float, float, float]) -> View:
        """The camera there; room: how far (parts of w and h, factor) the set lets it go."""
        x, y, zoom, _ = self.at(k)
        far = np.abs(self.path[:, :2]).max(axis=0)
        fit = [min(room[i] / max(float(far[i]), 1e-6), 1.0) for i in (0, 1)]
        low, high = float(self.path[:, 2].min()), float(self.path[:, 2].max())
        scale = min(np.log(room[2]) / max(high - low, 1e-6), 1.0)
        # What the footage moves to the right, the camera turned to the left of; it never opens wider than the set.
        dolly = float(np.exp((zoom - low) * scale))
        return View(0, 0, -x * fit[0] * w, -y * fit[1] * h, max(dolly, 1.0), 1.0)

    def report(self) -> dict[str, Any]:
        seconds = max(float(self.times[-1]), 1e-6)
        x, y, zoom, roll = (float(v) for v in self.path[-1])
        return {
            "seconds": round(self.seconds, 2),
            "camera_path": {
                "pan_percent_per_s": round(-100 * x / seconds, 2),
                "tilt_percent_per_s": round(-100 * y / seconds, 2),
                "zoom_percent_per_s": round(100 * (float(np.exp(zoom)) - 1) / seconds, 2),
                "roll_degrees_per_s": round(float(np.degrees(roll)) / seconds, 2),
            },
            "cuts_s": [round(cut, 2) for cut in self.cuts],
            "motion_percent_per_s": round(100 * self.pace, 1),
            "palette": self.palette,
        }


def measure(path: Path) -> Motion:
    """Look at the whole of a video. Raises MediaError."""
    with Footage(path) as footage:
        facts = footage.facts
        k = min(LOOK_PX / max(facts.width, facts.height), 1.0)
        w, h = max(round(facts.width * k / 2) * 2, 32), max(round(facts.height * k / 2) * 2, 32)
        rate = min(Fraction(LOOK_RATE), footage.rate)
        steps: list[tuple[float, float, float, float]] = [(0, 0, 0, 0)]
        cuts: list[float] = []
        paces: list[float] = []
        sums: list[F32] = []
        before: U8 | None = None
        colours: F32 | None = None
        middle: U8 | None = None
        total = max(round(facts.duration_s * float(rate)), 1)
        for n, buffer in enumerate(footage.pictures(w, h, rate)):
            planes = buffer[: w * h].reshape(h, w), buffer[w * h : w * h * 5 // 4], buffer[w * h * 5 // 4 :]
            sums.append(np.array([v for p in planes for v in (p.mean(), p.std())], np.float32))
            now = _colours(buffer, w, h)
            if n == total // 2:
                middle = buffer.copy()
            if before is not None and colours is not None:
                unlike = float(cv2.compareHist(colours, now, cv2.HISTCMP_BHATTACHARYYA))
                step, rest = _step(before, planes[0])
                if unlike > CUT_LEVEL and (not cuts or n / float(rate) - cuts[-1] > 0.4):
                    cuts.append(n / float(rate))
                    step, rest = (0.0, 0.0, 0.0, 0.0), 0.0
                steps.append((step[0] / w, step[1] / h, step[2], step[3]))
                paces.append(rest / w * float(rate))
            before, colours = planes[0].copy(), now
        assert before is not None
        picture = rgb_of(middle if middle is not None else buffer, w, h)
    way = np.cumsum(np.array(steps, np.float32), axis=0)
    stats = np.mean(sums, axis=0)
    return Motion(
        seconds=facts.duration_s,
        times=np.arange(len(way), dtype=np.float32) / float(rate),
        path=_smoothed(way),
        cuts=cuts,
        pace=float(np.median(paces)) if paces else 0.0,
        palette=palette_of(picture),
        mean=(float(stats[0]), float(stats[2]), float(stats[4])),
        spread=(float(stats[1]), float(stats[3]), float(stats[5])),
    )


def _colours(buffer: U8, w: int, h: int) -> F32:
    y = cv2.resize(buffer[: w * h].reshape(h, w), (w // 2, h // 2), interpolation=cv2.INTER_AREA)
    u = buffer[w * h : w * h * 5 // 4].reshape(h // 2, w // 2)
    v = buffer[w * h * 5 // 4 :].reshape(h // 2, w // 2)
    found = cv2.calcHist([y, u, v], [0, 1, 2], None, [12, 8, 8], [0, 256, 0, 256, 0, 256])
    return np.asarray(found / max(float(found.sum()), 1.0), np.float32)


def _step(a: U8, b: U8) -> tuple[tuple[float, float, float, float], float]:
    """((x, y, log zoom, roll) of the whole picture from a to b, pixels; what moves beside that, pixels)."""
    nothing = (0.0, 0.0, 0.0, 0.0)
    points = cv2.goodFeaturesToTrack(a, 160, 0.01, 9)
    if points is None or len(points) < 12:
        return nothing, 0.0
    there, found, _ = cv2.calcOpticalFlowPyrLK(a, b, points, None, winSize=(17, 17), maxLevel=3)  # type: ignore[call-overload]
    good = found.ravel() == 1
    if int(good.sum()) < 10:
        return nothing, 0.0
    p, q = points[good].reshape(-1, 2), there[good].reshape(-1, 2)
    cv2.setRNGSeed(11)
    matrix, inliers = cv2.estimateAffinePartial2D(p, q, ransacReprojThreshold=2.0)
    if matrix is None:
        return nothing, 0.0
    zoom = float(np.hypot(matrix[0, 0], matrix[1, 0]))
    roll = float(np.arctan2(matrix[1, 0], matrix[0, 0]))
    middle = np.array([a.shape[1] / 2, a.shape[0] / 2])
    x, y = matrix[:, :2] @ middle + matrix[:, 2] - middle
    rest = np.linalg.norm(p @ matrix[:, :2].T + matrix[:, 2] - q, axis=1)
    beside = rest[inliers.ravel() == 0]
    return (float(x), float(y), float(np.log(max(zoom, 1e-3))), roll), float(beside.mean()) if len(beside) else 0.0


def _smoothed(way: F32) -> F32:
    """Without the trembling of the hand: a Gaussian of a third of a second."""
    pad = 8
    wide = np.concatenate([np.repeat(way[:1], pad, 0), way, np.repeat(way[-1:], pad, 0)])
    soft = cv2.GaussianBlur(wide, (1, 0), sigmaX=1e-3, sigmaY=LOOK_RATE / 3)
    return np.asarray(soft[pad:-pad] - soft[pad], np.float32)
